"""Rows out of CSV, TSV and Parquet.

CSV is parsed as Latin-1, in which every byte is a character, and only the cells are decoded: so a quoted cell may
hold any bytes, rows in different encodings can stand in one file, and a broken row costs that row.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import Any

from tasks.intake.fields import SAMPLE, guess_columns, is_header
from tasks.intake.items import FileDecoder, Item, Problem

_DELIMITERS = ",\t;|"


class _Lines:
    """The lines of a stream as Latin-1, remembering those of the record being read."""

    def __init__(self, stream: io.BufferedIOBase, longest: int) -> None:
        self._stream, self._longest = stream, longest
        self.taken: list[str] = []
        self.size = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._stream.readline(self._longest)
        if not line:
            raise StopIteration
        text = line.decode("latin-1")
        self.taken.append(text)
        self.size += len(text)
        if self.size > self._longest:
            raise _TooLong
        return text

    def take(self) -> bytes:
        raw = "".join(self.taken).encode("latin-1")
        self.taken, self.size = [], 0
        return raw


class _TooLong(Exception):
    pass


def read_table(stream: io.BufferedReader, head: bytes, suffix: str, decoder: FileDecoder, longest: int) -> Iterator[Item | Problem]:
    """The rows of a CSV or TSV file. Row 1 is the first below the header; one of the wrong width is a Problem."""
    if b"\r" in head and b"\n" not in head:
        stream = io.BufferedReader(_OldMac(stream))
        head = head.replace(b"\r", b"\n")
    delimiter = "\t" if suffix == "tsv" else _delimiter(head)
    csv.field_size_limit(min(longest, (1 << 31) - 1))
    lines = _Lines(stream, longest)
    rows = _rows(lines, delimiter)
    first = list(islice(rows, SAMPLE + 1))
    cells = [decoder.cells(row)[0] for row, _ in first if isinstance(row, list)]
    if not cells:
        yield from (Problem(i, "malformed", str(row), raw) for i, (row, raw) in enumerate(first, 1))
        return
    header = cells[0] if is_header(cells[0], cells[1] if len(cells) > 1 else None) else None
    names = _unique(header) if header else guess_columns(cells)
    position = 0 if header else 1
    for number, (row, raw) in enumerate(_chain(first, rows), position):
        if number == 0:
            continue
        if isinstance(row, str):
            yield Problem(number, "too_large" if row == "too_large" else "malformed", _DETAIL.get(row, row), raw)
            continue
        values, encoding = decoder.cells(row)
        if len(values) > len(names) and any(v.strip() for v in values[len(names) :]):
            yield Problem(number, "malformed", f"{len(values)} cells where the header has {len(names)}", raw)
            continue
        yield Item(number, fields=dict(zip(names, values, strict=False)), encoding=encoding, raw=raw)


_DETAIL = {"too_large": "one record is longer than max_record_bytes; is a quotation mark missing before it?"}


def _rows(lines: _Lines, delimiter: str) -> Iterator[tuple[list[str] | str, bytes]]:
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except _TooLong:
            yield "too_large", lines.take()
            reader = csv.reader(lines, delimiter=delimiter)
            continue
        except csv.Error as error:
            yield f"not CSV: {error}", lines.take()
            reader = csv.reader(lines, delimiter=delimiter)
            continue
        raw = lines.take()
        if row:
            yield row, raw


def _chain(first: list[Any], rest: Iterator[Any]) -> Iterator[Any]:
    yield from first
    yield from rest


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
        width = len(rows[0]) if rows else 0
        even = sum(len(row) == width for row in rows) / max(1, len(rows))
        if width > 1 and even * (1 + width / 100) > score:
            best, score = delimiter, even * (1 + width / 100)
    return best


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


def read_parquet(stream: Any) -> Iterator[Item | Problem]:
    """The rows of a Parquet file, batch by batch. `stream` must be seekable."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    position = 0
    try:
        file = pq.ParquetFile(stream)
        for batch in file.iter_batches(batch_size=1000):
            for row in batch.to_pylist():
                position += 1
                yield Item(position, fields=row)
    except (pa.ArrowException, OSError, ValueError) as error:
        yield Problem(position + 1, "malformed", f"not a Parquet file, or a damaged one: {error}")
