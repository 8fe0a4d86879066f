"""Rows out of CSV and TSV.

CSV is parsed as Latin-1, in which every byte is a character, and only the cells are decoded: so a quoted cell may
hold any bytes, rows in different encodings can stand in one file, and a broken row costs that row.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, count, islice, pairwise
from typing import Any

from tasks.intake.headers import guess_columns, is_header, names_columns
from tasks.intake.items import FileDecoder, Item, Problem, sample
from tasks.intake.readers.lines import Lines, TooLong
from tasks.intake.readers.quoting import Style, style

_DELIMITERS = ",\t;|"
# Those of Hive, of ASCII itself, and what else is taken for its rarity: only where the names of columns stand between them.
_SELDOM = "\x01\x1f\x02^~#$%&*+:=!"
_LOOKED_AT = 40  # rows, for what their columns hold
_ENOUGH = 2  # quoted rows behind others: of the next ones a cell may be quoted that need not be
_MOST_ABOVE = 10  # rows above the header
_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d\d?([./])\d\d?\1\d\d")
# The csv module has one limit for the whole process, and asks for it at each cell: it is raised once and never lowered, for others
# may be reading in other threads. How long a record may be, `Lines` says.
_LONGEST_CELL = (1 << 31) - 1
_SEP = re.compile(rb"(?:\xef\xbb\xbf)?sep=([^\w\s\"']|\t)\r?\n")


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
    delimiter = said[1].decode("latin-1") if said else "\t" if suffix == "tsv" else _delimiter(head)
    if csv.field_size_limit() < _LONGEST_CELL:
        csv.field_size_limit(_LONGEST_CELL)
    written = style(head, delimiter)
    yield from named(_decoded(_Rows(Lines(stream, longest, written), written), decoder))


def named(rows: Iterator[Row]) -> Iterator[Item | Problem]:
    """Rows with the names of their columns, which the first that is no line above the table has, or which are guessed."""
    first = sample(rows, lambda row: len(row[2]))
    cells = [row for row, _, _ in first if isinstance(row, list)]
    above = cells[: _above_header(cells)]
    rest = cells[len(above) :]
    top = is_header(rest[0], rest[1] if len(rest) > 1 else None) if rest else False
    names = _unique(rest[0]) if top else guess_columns(rest)
    known = frozenset(rest[0] if top else ())
    number = 0
    for row, encoding, raw in chain(first, rows):
        if known and isinstance(row, list) and row and row[0].lstrip("\ufeff") in known and _are_names(row, rest[0]):
            names = _unique(
                [row[0].lstrip("\ufeff"), *row[1:]]
            )  # those of the next, where tables were appended to each other
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


def _are_names(row: list[str], header: list[str]) -> bool:
    """Whether a row names the columns, in whatever order."""
    return sorted([row[0].lstrip("\ufeff"), *row[1:]]) == sorted(header)


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


def _decoded(rows: Iterable[tuple[list[str] | _Bad, bytes]], decoder: FileDecoder) -> Iterator[Row]:
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


class _Rows:
    """Rows and their bytes. A quotation mark that closes nothing is the text's own and swallows no rows behind it."""

    def __init__(self, lines: Lines, written: Style) -> None:
        self._lines, self._written = lines, written
        self._width, self._seen = 0, 0
        self._at_once = True  # all rows begin with a quotation mark
        self._proofs = 0  # rows that are quoted, where the file's beginning is not
        # Of columns that hold nothing but addresses, numbers or dates: prose has commas, too.
        self._kinds: list[str] = []

    def __iter__(self) -> Iterator[tuple[list[str] | _Bad, bytes]]:
        lines = self._lines
        reader = self._written.reader(lines, strict=True)
        literal = "" if self._written.quotes or self._written.mysql else self._written.quote
        while True:
            row: list[str] | _Bad
            try:
                row = next(reader)
            except StopIteration:
                return
            except TooLong:
                row = _TOO_LARGE
            except csv.Error as error:
                row = _Bad("malformed", f"not CSV: {error}")
            if literal and isinstance(row, list) and literal in lines.taken[0]:
                row = self._as_quoted(row)
            if self._seen >= _LOOKED_AT and isinstance(row, list) and len(row) == self._width:  # nearly all
                yield row, lines.take()
                continue
            if isinstance(row, _Bad) and row is not _TOO_LARGE:
                if before := self._cut_off():
                    yield before
                    reader = self._written.reader(lines, strict=True)
                    continue
                row = self._as_joined() or row
                if isinstance(row, list):
                    reader = self._written.reader(lines, strict=True)
            odd = isinstance(row, _Bad) or self._is_odd(row)
            if odd and lines.taken and (alone := self._first_alone(row)):
                yield alone
                reader = self._written.reader(lines, strict=True)
                continue
            if odd and row is not _TOO_LARGE:
                row = (self._read_on() if isinstance(row, _Bad) else None) or self._mended(row)
            if row and isinstance(row, list):
                self._learn(row)
            raw = lines.take()
            if row:
                yield row, raw
            if odd:
                reader = self._written.reader(lines, strict=True)

    def _is_odd(self, row: list[str]) -> bool:
        """Whether a row is of another width than others, which quotation marks may have made it."""
        if not (self._written.quotes or self._written.mysql):
            return len(row) > self._width > 0
        return len(row) != self._width > 1 and len(self._lines.taken) > 1

    def _first_alone(self, row: list[str] | _Bad) -> tuple[list[str] | _Bad, bytes] | None:
        """The first line taken as a row of its own, where those behind it are such: a mark in it is never closed."""
        if len(self._lines.taken) < 2:
            return None
        first = self._written.cells(self._lines.taken[0], self._width)
        fits = len(first) == self._width
        if not fits and not isinstance(row, _Bad):
            return None
        raw = self._lines.give_back(self._like_rows)
        return None if raw is None else (first if fits else _UNCLOSED, raw)

    def _cut_off(self) -> tuple[list[str] | _Bad, bytes] | None:
        """What stands before the last line taken, where a row as others are begins there: a quoted cell in it is never closed."""
        lines, had = self._lines, len(self._lines.taken) - 1
        if had < 1 or self._width < 2 or not self._written.opens(lines.taken[-1], self._at_once):
            return None
        behind = chain([self._written.undone(lines.taken[-1])], lines.ahead())
        try:
            follows = self._are_rows([next(self._written.reader(behind, strict=True), [])])
        except csv.Error:
            follows = False
        lines.back_to(had if follows else had + 1)
        return (self._closed_late() or _UNCLOSED, lines.take()) if follows else None

    def _closed_late(self) -> list[str] | None:
        """The row that the lines taken are, a quoted cell of which is never closed, where it is told how far that goes: it is the last
        one, the columns behind it say what they hold, or the line has no more delimiters than others.

        In the last of these the mark is the text's own, unless others in it are doubled. None where a line may be a row of its own.
        """
        first, *rest = self._lines.taken
        alone = [self._written.cells(line, self._width) for line in (first, *rest)]
        fits = not rest and self._are_rows(alone)
        if fits and self._written.quote * 2 not in first:
            return alone[0]
        row, behind = self._written.closed_late("".join((first, *rest)), self._width)
        told = fits or not behind or any(self._kinds[-behind:])
        return row if told and self._are_rows([row]) and not any(self._are_rows([one]) for one in alone[1:]) else None

    def _as_quoted(self, row: list[str]) -> list[str]:
        """A row of a file that does not quote, or what it is where it is quoted as a whole: files are put together of others."""
        if not any(cell.startswith(self._written.quote) for cell in row):
            return row
        quoted = self._read_on()
        if quoted is None:
            quoted = self._written.whole(self._lines.taken[0], 1 if self._proofs >= _ENOUGH else 2)
        if quoted is None or len(quoted) != (self._width or len(quoted)):
            return row
        self._proofs += 1
        return quoted

    def _as_joined(self) -> list[str] | None:
        """The row that several lines are that were taken, where it has a stray mark behind a cell that is quoted right."""
        if self._width < 2 or len(self._lines.taken) < 2:
            return None
        for way in self._written.ways_on():
            row = self._written.joined(self._lines.taken, way)
            if row and len(row) == self._width and not self._are_others(1):
                return row
        return None

    def _read_on(self) -> list[str] | None:
        """The row that the lines taken begin, where they leave a cell of it open: with those behind, up to where that is closed.
        None, and no more lines taken, where no row as wide as others comes of it.
        """
        if self._width > 1:
            for way in self._written.ways_on():
                if row := self._read_on_by(way):
                    return row
        return None

    def _read_on_by(self, way: re.Pattern[str]) -> list[str] | None:
        lines, written = self._lines, self._written
        begun = [written.undone(line) for line in lines.taken]
        had = len(begun)
        if not written.left_open("".join(begun), way):
            return None
        for line in lines.ahead():
            begun.append(line)
            end = written.closed_at(line)
            if end == 0 or (len(begun) == had + _LOOKED_AT and self._are_others(had)):
                break
            if end is None or written.left_open(line, way, end):
                continue
            row = written.joined(lines.taken, way)
            if not row or len(row) != self._width or self._are_others(had):
                break
            return row
        lines.back_to(had)
        return None

    def _are_others(self, had: int) -> bool:
        """Whether the lines taken behind the first `had` are rows of their own, and the mark before them is never closed. Prose may
        have as many commas: where no column tells, they are none if that row were none without them, or with doubled marks.
        """
        begun, rest = self._lines.taken[:had], self._lines.taken[had:]
        told = any(self._kinds)
        if not told and any(self._written.quote * 2 in line for line in rest):
            return False
        fits = told or len(self._written.cells("".join(begun), self._width)) == self._width
        return fits and self._like_rows(rest)

    def _like_rows(self, rest: list[str]) -> bool:
        """Whether most lines are rows as others are, by what is between their quotation marks or between delimiters."""
        if self._at_once and not any(line.startswith(self._written.quote) for line in rest):
            return False
        lines = (self._written.cells(line, self._width) for line in islice(rest, _LOOKED_AT) if line.strip())
        return self._width > 1 and (self._are_rows(self._written.parsed(rest)) or self._are_rows(lines))

    def _are_rows(self, rows: Iterable[list[str]]) -> bool:
        found = [
            len(row) == self._width
            and all(kind in ("", _kind(cell)) for kind, cell in zip(self._kinds, row, strict=False))
            for row in rows
            if row
        ]
        return sum(found) * 2 > len(found)

    def _mended(self, row: list[str] | _Bad) -> list[str] | _Bad:
        """A row in which a quotation mark closes nothing, or that took the file's end along, still inside a quoted cell."""
        lines, record = self._lines, "".join(self._lines.taken)
        if not isinstance(row, _Bad):
            return row if len(lines.taken) > 1 else self._written.cells(record, self._width)
        try:
            lenient = next(self._written.reader(map(self._written.undone, lines.taken), strict=False), [])
        except csv.Error:
            return row
        if lines.ended and (late := self._closed_late()):
            return late
        cells = self._written.cells(record, self._width)
        if not lines.ended or (record.count("\n") == 1 and len(cells) == self._width):
            return cells
        # Cut: a last line that is whole would be a row of its own.
        return lenient if len(lenient) == self._width or len(cells) != self._width else cells

    def _learn(self, row: list[str]) -> None:
        self._width = self._width if self._width > 1 else len(row)
        self._at_once &= self._lines.taken[0].startswith(self._written.quote)
        if 0 < self._seen < _LOOKED_AT:  # the first one may name the columns
            own = [_kind(cell) for cell in row]
            known = zip(self._kinds, own, strict=False)
            self._kinds = own if self._seen == 1 else [a if a == b else "" for a, b in known]
        self._seen += 1


def _kind(cell: str) -> str:
    if cell.startswith(("http://", "https://")):
        return "address"
    return "number" if cell.isdecimal() else "date" if _DAY.match(cell) else ""


def first_rows(head: bytes, delimiter: str) -> list[list[str]]:
    """The rows among a table's first twelve, the last of which may be cut, as Latin-1."""
    written = style(head, delimiter)
    found = islice(_Rows(Lines(io.BytesIO(head), len(head), written), written), 12)
    return [row for row, _ in found if isinstance(row, list)]


_LEAST_LINES, _LEAST_TABS = 20, 3


def nameless(data: bytes) -> str | None:
    """What is to be told of a text that is a table without names of columns, as Postgres's COPY and MySQL's --tab write them: each of
    its lines, 20 or more, has as many tabs, three or more. None of any other text.
    """
    tabs = data.count(b"\t", 0, max(0, data.find(b"\n")))
    if tabs < _LEAST_TABS:  # nearly all: a folder may hold 100,000 texts
        return None
    lines = data.removesuffix(b"\n").removesuffix(b"\\.").removesuffix(b"\n").split(b"\n")
    if len(lines) < _LEAST_LINES or any(line.count(b"\t") != tabs for line in lines):
        return None
    if sum(b"\t" in line.strip(b"\t\r ") for line in lines) * 2 < len(lines):  # nothing but set in
        return None
    return (
        f"a table without names of its columns: {len(lines):,} lines of {tabs + 1} cells, parted by tabs;"
        " add a line above them that names the columns, such as title, text, url and date"
    )


def _delimiter(head: bytes) -> str:
    """The delimiter that cuts the first rows into the most cells of equal number."""
    best, score = _seldom(head) or ",", 0.0
    for delimiter in "" if best != "," else _DELIMITERS:
        rows = first_rows(head, delimiter)
        rows = rows[:-1] or rows  # the last one may be cut
        width = len(rows[_above_header(rows)]) if rows else 0
        even = sum(len(row) == width for row in rows) / max(1, len(rows))
        if width > 1 and even * (1 + width / 100) > score:
            best, score = delimiter, even * (1 + width / 100)
    return best


def _seldom(head: bytes) -> str | None:
    """A delimiter that few use, where the first line has none of the others, and names of columns between such."""
    first = head[: head.find(b"\n") + 1].decode("utf-8", "replace").removeprefix("\ufeff").strip()
    if not first or len(first) > _LONGEST_HEADER or any(delimiter in first for delimiter in _DELIMITERS):
        return None
    for delimiter in _SELDOM:
        cells = first.split(delimiter)
        if len(cells) > 1 and names_columns(cells, 2):
            rows = first_rows(head, delimiter)
            if sum(len(row) == len(cells) for row in rows) * 2 > len(rows):
                return delimiter
    return None


_LONGEST_HEADER = 1000


def _unique(names: list[str]) -> list[str]:
    """Names, each once, as pandas makes them so: the second "text" is "text.1"."""
    named = [name.strip() or f"column_{i}" for i, name in enumerate(names, 1)]
    taken, out = set(named), list[str]()
    for name in named:
        if name in out:
            name = next(one for n in count(1) if (one := f"{name}.{n}") not in taken)
            taken.add(name)
        out.append(name)
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
