r"""Tab-separated text as MySQL writes it (SELECT ... INTO OUTFILE, mysqldump --tab; COPY of PostgreSQL): no cell is quoted, a
backslash stands before a newline, tab or backslash in one, and \N is nothing.

Of https://dev.mysql.com/doc/refman/en/load-data.html the defaults.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator

_NOTHING = re.compile(rb"(?:^|\t)\\N(?=[\t\r\n]|\Z)", re.MULTILINE)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_CELL = re.compile(r"((?:[^\t\\]++|\\.)*+)\t", re.DOTALL)
_ENCLOSED = re.compile(rb'(?:^|\t)"[^\t]*"(?=[\t\r\n])', re.MULTILINE)
_MEANT = {"n": "\n", "r": "\r", "t": "\t", "0": "\0", "b": "\b", "Z": "\x1a", "f": "\f", "v": "\v"}
# Behind a backslash of another program stands any letter, as in "C:\dir".
_OTHER = re.compile(rb"(?<!\\)(?:\\\\)*+\\(?![\\\t\r\nNnrt0bZfv\"'])[^\\]")
_GOES_ON = re.compile(r"(?<!\\)(?:\\\\)*+\\\Z")
_MOST_ODD = 0.1  # of the rows, those that are not as wide as most: broken ones


def is_mysql(head: bytes, quoted: bool) -> bool:
    r"""Whether tab-separated text that begins so is such: it has \N, or lines that end in a backslash and are parts of a row, and
    no backslash as only other programs write it. `quoted`: it looks like one whose cells are quoted, in which \N may stand, too.
    """
    nothing = _NOTHING.search(head) is not None
    if not head.strip() or not (nothing or b"\\\n" in head or b"\\\r\n" in head) or _OTHER.search(head):
        return False
    lines = [line.decode("latin-1") for line in io.BytesIO(head)]
    rows = [(len(cells), taken) for cells, taken in _joined(lines) if cells]
    if len(rows) > 1 and (lines[-1].endswith("\\\n") or not lines[-1].endswith("\n")):  # the last one is cut
        rows.pop()
    width = Counter(size for size, _ in rows).most_common(1)[0][0]
    odd, broken = sum(size != width for size, _ in rows), sum(size != width and taken > 1 for size, taken in rows)
    if width < 2 or max(odd, broken * len(rows)) > _MOST_ODD * len(rows):
        return False
    # Rows that end in a backslash are each as wide as others.
    if any(taken > 1 for _, taken in rows) and len({line.count("\t") for line in lines}) > 1:
        return 2 * len(_ENCLOSED.findall(head)) < len(rows)
    return nothing and not quoted


def _joined(lines: Iterable[str]) -> Iterator[tuple[list[str], int]]:
    """Rows, and of how many lines each is."""
    rest = iter(lines)
    for line in rest:
        parts = [line]
        while line.endswith(("\\\n", "\\\r\n")) and _GOES_ON.search(line.rstrip("\r\n")) and (line := next(rest, "")):
            parts.append(line)
        yield cells_of("".join(parts)), len(parts)


def rows_of(lines: Iterable[str]) -> Iterator[list[str]]:
    """The cells of rows."""
    return (cells for cells, _ in _joined(lines))


def cells_of(record: str) -> list[str]:
    r"""The cells of a row.

    >>> cells_of("1\tFirst.\\\n\\\nSecond.\tC:\\\\new\t\\N\n")
    ['1', 'First.\n\nSecond.', 'C:\\new', '']
    """
    text = record.removesuffix("\n").removesuffix("\r")
    if not text:
        return []
    if "\\" not in text:
        return text.split("\t")
    if text.endswith("\\") and _GOES_ON.search(text):  # the file ends there
        text = text[:-1]
    cells = _CELL.findall(f"{text}\t") if "\\\t" in text else text.split("\t")
    return ["" if cell == r"\N" else _plain(cell) for cell in cells]


def _plain(cell: str) -> str:
    return _ESCAPED.sub(lambda found: _MEANT.get(found[1], found[1]), cell) if "\\" in cell else cell
