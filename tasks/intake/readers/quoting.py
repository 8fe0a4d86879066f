"""How a table quotes: with which mark, whether it quotes at all, and what its rows hold where a mark closes nothing.

RFC 4180 knows quoted cells only; mysql, awk and many exporters write none, and in news cells begin with a quotation mark
that is the text's own ("We did it," she said). A mark opens a quoted cell where the one that closes it stands before a
delimiter or the line's end.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from tasks.intake.readers.mysql import cells_of, is_mysql, rows_of

_LOOKED_AT = 40  # lines, for the quotation mark
# Spark and MySQL escape a quotation mark with a backslash, not by doubling it. In a cell as others write it the one behind a
# backslash ends the cell or is doubled.
_ESCAPED = {quote: re.compile(rf"(?<!\\)((?:\\\\)*)\\{quote}") for quote in "\"'"}
_ESCAPES = {
    quote: re.compile(rf"(?:^|[,;|\t\n]){quote}(?:[^{quote}\\]|\\[^{quote}])*\\{quote}[^{quote},;|\t\r\n]".encode())
    for quote in _ESCAPED
}


@dataclass(frozen=True, slots=True)
class Style:
    """How a table's cells are written. `escaped`: backslashes stand before quotation marks; `quotes`: cells are quoted at all; `mysql`: as
    MySQL writes them, with backslashes before newlines.
    """

    delimiter: str
    quote: str = '"'
    escaped: bool = False
    quotes: bool = True
    mysql: bool = False

    def undone(self, line: str) -> str:
        """A line with its quotation marks doubled, as csv wants them."""
        return doubled(line, self.quote) if self.escaped and "\\" in line else line

    def reader(self, lines: Iterable[str], strict: bool) -> Iterator[list[str]]:
        """Rows of cells; a `strict` one raises csv.Error at a mark that closes nothing, one that is not takes it away."""
        if self.mysql:
            return rows_of(lines)
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quotechar=self.quote,
            quoting=csv.QUOTE_MINIMAL if self.quotes else csv.QUOTE_NONE,
            strict=strict,
        )

    def parsed(self, lines: Iterable[str]) -> Iterator[list[str]]:
        """Rows of lines that may be cut anywhere, as far as they can be had."""
        return rows_of(lines) if self.mysql else _parsed(lines, self.delimiter, self.quote)

    def cells(self, record: str, width: int) -> list[str]:
        """The cells of a row whose quotation marks do not add up; of the ways to take them the first that gives `width` cells.

        A mark that closes nothing is the text's own, as is the one that it belongs to.
        """
        if self.mysql:
            return cells_of(record)
        inner, glued, _, unclosed, bare = _ways(self.delimiter, self.quote)
        text = self.undone(record)
        found = [self.cut(text, way) for way in ((inner, glued, unclosed, bare) if self.quotes else (bare, glued))]
        return next((row for row in found if len(row) == width), found[1 if self.quotes else 0])

    def whole(self, line: str, least: int) -> list[str] | None:
        """The cells of a line that shows that it is quoted: by one that has to be, or by `least` that are, where each mark that begins
        a cell is closed right. One alone may be a title that is all said.
        """
        text = self.undone(line).rstrip("\r\n")
        plain = _ways(self.delimiter, self.quote)[2]
        needed, idle, stray = False, 0, False
        for match in _matches(text, plain):
            if match.lastindex:
                held = match[match.lastindex]
                needed |= self.delimiter in held or self.quote in held
                idle += bool(held)
            else:
                stray |= match[0].startswith(self.quote)
        shown = needed or (idle >= least and (least == 1 or not stray))
        return self.cut(text, plain) if shown else None

    def ways_on(self) -> tuple[re.Pattern[str], ...]:
        """The ways to take the cells before one that a line leaves open."""
        return _ways(self.delimiter, self.quote)[1:4]

    def opens(self, line: str, at_once: bool) -> bool:
        """Whether the first mark of a line opens a cell; `at_once`, the first one."""
        before, mark, _ = self.undone(line).partition(self.quote)
        return bool(mark) and (not before or (not at_once and before.endswith(self.delimiter)))

    def closed_late(self, record: str, width: int) -> tuple[list[str], int]:
        """The cells of a record that leaves a quoted one open, which goes on up to as many as `width` leaves; and how many these are."""
        text, way = self.undone(record).rstrip("\r\n"), _ways(self.delimiter, self.quote)[2]
        opened = _ends(self.delimiter, self.quote)[0]
        at = next((m.start() for m in _matches(text, way) if not m.lastindex and opened.match(text, m.start())), 0)
        before = self.cut(text[:at], way)[:-1]
        held, *behind = text[at:].rsplit(self.delimiter, max(0, width - len(before) - 1))
        return [*before, held.removeprefix(self.quote).replace(self.quote * 2, self.quote), *behind], len(behind)

    def left_open(self, text: str, way: re.Pattern[str], at: int = 0) -> bool:
        """Whether a quoted cell of a text, from a cell's begin on, goes on behind it."""
        text, opened = text.rstrip("\r\n"), _ends(self.delimiter, self.quote)[0]
        return any(not match.lastindex and opened.match(text, match.start()) for match in _matches(text, way, at))

    def joined(self, lines: list[str], way: re.Pattern[str]) -> list[str] | None:
        """The cells of a record of some lines, where none but quoted ones hold a line's end."""
        text = "".join(map(self.undone, lines)).rstrip("\r\n")
        if any(not match.lastindex and "\n" in match[0] for match in _matches(text, way)):
            return None
        return self.cut(text, way)

    def closed_at(self, line: str) -> int | None:
        """Where the cell behind a quoted one begins that is open before a line; 0 where its mark closes nothing, None without one."""
        found = _ends(self.delimiter, self.quote)[1].match(line)
        return None if found is None else found.end() if found[1] is not None else 0

    def cut(self, record: str, way: re.Pattern[str]) -> list[str]:
        """The cells of a record, taken in one of the ways."""
        return [
            match[match.lastindex].replace(self.quote * 2, self.quote) if match.lastindex else match[0]
            for match in _matches(record.rstrip("\r\n"), way)
        ]


def _matches(text: str, way: re.Pattern[str], at: int = 0) -> Iterator[re.Match[str]]:
    while at <= len(text) and (match := way.match(text, at)):
        yield match
        at = match.end() + 1


def style(head: bytes, delimiter: str) -> Style:
    """How a table is written that begins so."""
    quote = _quote(head, delimiter)
    escaped = _ESCAPES[quote].search(head) is not None
    quotes = escaped or quote == "'" or _quotes(head, delimiter)
    if delimiter == "\t" and not escaped and is_mysql(head, quotes and (b'\t"' in head or head.startswith(b'"'))):
        return Style(delimiter, quote, quotes=False, mysql=True)
    return Style(delimiter, quote, escaped, quotes)


def doubled(text: str, quote: str) -> str:
    """A text with its quotation marks doubled, not escaped."""
    return _ESCAPED[quote].sub(rf"\1{quote}{quote}", text)


_SURE = 10
_HARDLY = 5  # cells that are quoted, for each that only begins with a mark; those of texts that quote nothing are as often stray
_MOST_INSIDE = 50  # pairs of marks in a cell, each looked at for every cell that begins before them


@cache
def _ends(delimiter: str, quote: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of a quoted cell that is not closed, and of a line's beginning up to the mark that closes one, with what is behind."""
    d, q = re.escape(delimiter), quote
    held = rf"(?:[^{q}]++|{q}{q})*+"
    return re.compile(rf"{q}{held}\Z"), re.compile(rf"{held}{q}(\ *(?:{d}|\r?\n?\Z))?")


@cache
def _ways(delimiter: str, quote: str) -> tuple[re.Pattern[str], ...]:
    """Patterns of a cell: quoted, also with marks inside that are not doubled ("He said "no" to us"); quoted, or literal from its
    first mark to the delimiter behind the second; quoted, or literal to the next delimiter; quoted, but closed only by the next
    quoted cell's begin; and literal from delimiter to delimiter.
    """
    d, q = re.escape(delimiter), quote
    end = rf"\ *(?={d}|\Z)"
    held = rf"(?:[^{q}]++|{q}{q})*+"
    closed = rf"{q}({held}){q}{end}"
    # The first mark inside opens what is said. In '"We left," he said. "At nine."' it closes that: the marks are the text's.
    inner = rf"{q}(?=[^{q}]*+(?<=[\s(\[]){q}\w)([^{q}]*+(?:{q}[^{q}]*+{q}[^{q}]*+){{1,{_MOST_INSIDE}}}?){q}{end}"
    literal = rf"{q}{held}{q}[^{d}]*+|[^{d}]*+"
    unclosed = rf"{q}((?:[^{q}]|{q}{q})*?)(?={d}{q}{held}{q}{end})"
    ways = (
        f"{closed}|{inner}|{literal}",
        f"{closed}|{literal}",
        f"{closed}|[^{d}]*+",
        f"{closed}|{unclosed}|[^{d}]*+",
        f"[^{d}]*+",
    )
    return tuple(map(re.compile, ways))


def _quotes(head: bytes, delimiter: str) -> bool:
    """Whether cells are quoted: more of them need it, for what they hold, than begin with a mark that closes nothing. It counts as
    many where it is no such mark's chance: between two of them lie rows, with their newlines and delimiters.

    Where none needs it, it is told by how many are: who quotes all texts does so in each line, or in most of them and with hardly a
    mark that closes nothing: one row's is no sign for the others. Of tab-separated ones, which seldom quote, a few such cells are
    the text's own; of others they may be a human's.
    """
    text = head.decode("latin-1").removeprefix("ï»¿")
    begins = re.compile(rf'(?:^|(?<={re.escape(delimiter)}))"', re.MULTILINE)
    closes = re.compile(rf'((?:[^"]++|"")*+)"(?:(\ *(?:{re.escape(delimiter)}|\r?\n|\r?\Z))|(?!\Z))')
    needed = idle = stray = at = inside = 0
    while begin := begins.search(text, at):
        at = begin.end()
        if cell := closes.match(text, at):
            if cell[2] is None:
                stray += not cell[1].endswith((" ", "("))  # one that opens what is said may be in a quoted cell
                continue
            at = cell.end(1) + 1
            inside += cell[1].count("\n")
            if any(mark in cell[1] for mark in (delimiter, "\n", '""')):
                apart = "\n" in cell[1] and delimiter in cell[1] and '""' not in cell[1]
                needed += 1 if apart else _SURE
            else:
                idle += bool(cell[1])
        elif needed >= stray and (weight := _goes_on(text, at, delimiter)):
            needed += weight
            inside += text.count("\n", at)
            break
    lines = text.count("\n") - inside
    most = 2 * idle >= lines
    if needed or stray:
        return needed >= stray or idle >= lines or (most and idle >= _HARDLY * stray)
    return delimiter != "\t" or not idle or most


def _goes_on(text: str, at: int, delimiter: str) -> int:
    """How surely a cell that begins at `at` and is not closed before the head's end is a quoted one; 0 for a stray mark."""
    if text.find('""', at) >= 0:
        return _SURE
    width = text[: text.find("\n")].count(delimiter)
    inner = text[at:].split("\n")[1:-1]
    return int(bool(inner) and 2 * sum(line.count(delimiter) == width for line in inner) <= len(inner))


def _quote(head: bytes, delimiter: str) -> str:
    """The quotation mark: a single one where cells stand between such, and rows are even by them that are not by double ones.

    Apostrophes begin and end cells, too: a file that does not double or escape those in it is not taken for such.
    """
    lines = head.decode("latin-1").removeprefix("ï»¿").splitlines(keepends=True)[:_LOOKED_AT]
    mark = re.escape(delimiter)
    cells = len(re.findall(rf"(?:^|{mark})'[^'\n]*'(?={mark}|\r?$)", "".join(lines), re.MULTILINE))
    if cells < 2:
        return '"'  # nearly all files
    escaped = _ESCAPES["'"].search(head) is not None
    reader = csv.reader(
        (doubled(line, "'") if escaped else line for line in lines), delimiter=delimiter, quotechar="'", strict=True
    )
    single: list[list[str]] = []
    read = 0
    try:
        for row in reader:
            single += [row] if row else []
            read = reader.line_num
    except csv.Error:  # the head's end cuts a row
        pass
    if 2 * read < len(lines) or reader.line_num < len(lines) or 2 * cells < len(single):
        return '"'
    double = [row for row in _parsed(lines, delimiter, '"') if row]
    even = [len({len(row) for row in rows[:-1]}) == 1 for rows in (single, double)]  # the last one may be cut
    between = all(any(cell[:1] == cell[-1:] == "'" != cell for cell in row) for row in double)
    return "'" if even[0] and len(single[0]) > 1 and (between or not even[1]) else '"'


def _parsed(lines: Iterable[str], delimiter: str, quote: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(lines, delimiter=delimiter, quotechar=quote)
    except csv.Error:
        return
