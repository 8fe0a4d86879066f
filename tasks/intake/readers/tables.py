"""Rows out of CSV and TSV.

CSV is parsed as Latin-1, in which every byte is a character, and only the cells are decoded: so a quoted cell may
hold any bytes, rows in different encodings can stand in one file, and a broken row costs that row.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from typing import Any

from tasks.intake.fields import guess_columns, is_header
from tasks.intake.items import FileDecoder, Item, Problem, sample

_DELIMITERS = ",\t;|"
_BLOCK = 1 << 20
_LOOKED_AT = 40  # lines, for the quotation mark
_MOST_ABOVE = 10  # rows above the header
_SEP = re.compile(rb"(?:\xef\xbb\xbf)?sep=([,;|\t])\r?\n")
# Spark and MySQL escape a quotation mark with a backslash, not by doubling it. In a cell as others write it the one behind a
# backslash ends the cell or is doubled.
_ESCAPED = {quote: re.compile(rf"(?<!\\)((?:\\\\)*)\\{quote}") for quote in "\"'"}
_ESCAPES = {
    quote: re.compile(rf"(?:^|[,;|\t\n]){quote}(?:[^{quote}\\]|\\[^{quote}])*\\{quote}[^{quote},;|\t\r\n]".encode())
    for quote in _ESCAPED
}


class _Lines:
    """The lines of a stream as Latin-1, remembering those of the record being read."""

    def __init__(self, stream: io.BufferedIOBase, longest: int, escaped: str) -> None:
        """`escaped` is the quotation mark that backslashes stand before, if any."""
        self._stream, self._longest, self._escaped = stream, longest, escaped
        self._again: list[str] = []
        self._budget = 8 * longest
        self._first = True
        self.taken: list[str] = []
        self.size = 0
        self.ended = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        text = self._again.pop() if self._again else self._stream.readline(self._longest + 1).decode("latin-1")
        if not text:
            self.ended = True
            raise StopIteration
        self.size += len(text)
        if self._first:  # a byte-order mark would hide the quotation mark behind it
            text, self._first = text.removeprefix("ï»¿"), False
        self.taken.append(text)
        if self.size > self._longest:
            while text and not text.endswith("\n"):  # the rest of that line is no row
                text = self._stream.readline(_BLOCK).decode("latin-1")
            raise _TooLong
        return _doubled(text, self._escaped) if self._escaped and "\\" in text else text

    def give_back(self, like: Callable[[list[str]], bool]) -> bytes | None:
        """Keep the first of the lines taken and let the others be read again, if they are `like` rows; else None.

        Each byte of a record can be given back a few times, not for every quotation mark in it.
        """
        first, *rest = self.taken
        if self.size > self._budget or not rest or not like(rest):
            return None
        self._budget -= self.size
        self._again += reversed(rest)
        self.taken, self.size, self.ended = [], 0, False
        return first.encode("latin-1")

    def take(self) -> bytes:
        raw = "".join(self.taken).encode("latin-1")
        self.taken, self.size = [], 0
        return raw


def _doubled(text: str, quote: str) -> str:
    return _ESCAPED[quote].sub(rf"\1{quote}{quote}", text)


class _TooLong(Exception):
    pass


def read_table(
    stream: io.BufferedReader, head: bytes, suffix: str, decoder: FileDecoder, longest: int
) -> Iterator[Item | Problem]:
    """The rows of a CSV or TSV file. Row 1 is the first that is not the header; one of the wrong width is a Problem."""
    if b"\r" in head and b"\n" not in head:
        stream = io.BufferedReader(_OldMac(stream))
        head = head.replace(b"\r", b"\n")
    if said := _SEP.match(head):  # for Excel, and no row
        stream.readline()
        head = head[said.end() :]
    delimiter = said[1].decode() if said else "\t" if suffix == "tsv" else _delimiter(head)
    csv.field_size_limit(min(longest, (1 << 31) - 1))
    quote = _quote(head, delimiter)
    escaped = quote if _ESCAPES[quote].search(head) else ""
    yield from named(_decoded(_rows(_Lines(stream, longest, escaped), delimiter, quote), decoder))


def named(rows: Iterator[Row]) -> Iterator[Item | Problem]:
    """Rows with the names of their columns, which the first that is no line above the table has, or which are guessed."""
    first = sample(rows, lambda row: len(row[2]))
    cells = [row for row, _, _ in first if isinstance(row, list)]
    above = cells[: _above_header(cells)]
    rest = cells[len(above) :]
    top = is_header(rest[0], rest[1] if len(rest) > 1 else None) if rest else False
    names = _unique(rest[0]) if top else guess_columns(rest)
    number = 0
    for row, encoding, raw in chain(first, rows):
        if top and row is rest[0]:
            continue
        number += 1
        if isinstance(row, _Bad):
            yield Problem(number, row.reason, row.detail, raw)
        elif number <= len(above):
            yield Problem(number, "malformed", "stands above the names of the columns", raw)
        elif len(row) > len(names) and any(cell.strip() for cell in row[len(names) :]):
            yield Problem(number, "malformed", f"{len(row)} cells where the header has {len(names)}", raw)
        else:
            yield Item(number, fields=dict(zip(names, row, strict=False)), encoding=encoding, raw=raw)


def _above_header(rows: list[list[str]]) -> int:
    """How many rows stand above the header: what the export is and when it was made, one cell each."""
    for at, (row, below) in enumerate(islice(pairwise(rows), _MOST_ABOVE)):
        if len(list(filter(str.strip, row))) > 1:
            return at if at and len(row) == len(below) and is_header(row, below) else 0
    return 0


@dataclass(frozen=True, slots=True)
class _Bad:
    reason: str
    detail: str


Row = tuple[list[str] | _Bad, str, bytes]
"""Cells, the encoding that they were in, and their bytes."""


def _decoded(rows: Iterator[tuple[list[str] | _Bad, bytes]], decoder: FileDecoder) -> Iterator[Row]:
    for row, raw in rows:
        if isinstance(row, _Bad):
            yield row, "", raw
            continue
        try:
            yield *decoder.cells(row), raw
        except UnicodeDecodeError as error:
            yield _Bad("undecodable", str(error)), "", raw


_UNCLOSED = _Bad("malformed", "a quotation mark in it is never closed")
_TOO_LARGE = _Bad("too_large", "one record is longer than max_record_bytes; is a quotation mark missing before it?")


def _rows(lines: _Lines, delimiter: str, quote: str) -> Iterator[tuple[list[str] | _Bad, bytes]]:
    """Rows and their bytes. A quotation mark that swallows the rows behind it costs the one row it stands in."""
    reader = csv.reader(lines, delimiter=delimiter, quotechar=quote)
    width, seen = 0, 0
    kinds: list[str] = []  # of columns that hold nothing but addresses, or numbers: prose has commas, too

    def like_rows(rest: list[str]) -> bool:
        found = [
            len(row) == width and all(kind in ("", _kind(cell)) for kind, cell in zip(kinds, row, strict=False))
            for row in _parsed(rest, delimiter, quote)
            if row
        ]
        return width > 1 and sum(found) * 2 > len(found)

    while True:
        bad: _Bad | None = None
        row: list[str] = []
        try:
            row = next(reader)
        except StopIteration:
            return
        except _TooLong:
            bad = _TOO_LARGE
        except csv.Error as error:
            bad = _Bad("malformed", f"not CSV: {error}")
        # A row that took the file's end along was still inside a quoted cell.
        if (bad is _TOO_LARGE or lines.ended) and lines.taken and (alone := lines.give_back(like_rows)) is not None:
            yield _UNCLOSED, alone
            reader = csv.reader(lines, delimiter=delimiter, quotechar=quote)
            continue
        raw = lines.take()
        if bad:
            reader = csv.reader(lines, delimiter=delimiter, quotechar=quote)
            yield bad, raw
        elif row:
            width = width if width > 1 else len(row)
            if 0 < seen < _LOOKED_AT:  # the first one may name the columns
                own = [_kind(cell) for cell in row]
                kinds = own if seen == 1 else [a if a == b else "" for a, b in zip(kinds, own, strict=False)]
            seen += 1
            yield row, raw


def _kind(cell: str) -> str:
    return "address" if cell.startswith(("http://", "https://")) else "number" if cell.isdecimal() else ""


def _parsed(lines: list[str], delimiter: str, quote: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(lines, delimiter=delimiter, quotechar=quote)
    except csv.Error:
        return


def _delimiter(head: bytes) -> str:
    """The delimiter that cuts the first rows into the most cells of equal number."""
    best, score = ",", 0.0
    sample = head.decode("latin-1").removeprefix("ï»¿")
    for delimiter in _DELIMITERS:
        try:
            rows = [r for r in islice(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), 12) if r]
        except csv.Error:
            continue
        rows = rows[:-1] or rows  # the last one may be cut
        width = len(rows[_above_header(rows)]) if rows else 0
        even = sum(len(row) == width for row in rows) / max(1, len(rows))
        if width > 1 and even * (1 + width / 100) > score:
            best, score = delimiter, even * (1 + width / 100)
    return best


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
        (_doubled(line, "'") if escaped else line for line in lines), delimiter=delimiter, quotechar="'", strict=True
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


def _unique(names: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    out = []
    for i, name in enumerate(names):
        name = name.strip() or f"column_{i + 1}"
        seen[name] = seen.get(name, 0) + 1
        out.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return out


class _OldMac(io.RawIOBase):
    """Lines ended by a carriage return alone (classic Mac OS) as lines ended by a newline."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read1(len(buffer)).replace(b"\r", b"\n")
        buffer[: len(data)] = data
        return len(data)
