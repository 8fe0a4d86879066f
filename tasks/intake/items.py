"""What readers yield before it is known which field is what: rows, documents, and problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, TypeVar

from tasks.intake.decode import (
    WESTERN,
    Decoded,
    beginnings_lost,
    codec,
    decode,
    detect,
    has_sequences,
    mixed,
    strictly,
    western,
    without_beginnings,
)
from tasks.intake.latin import latin

T = TypeVar("T")
# A detector takes a millisecond for the shortest row: it is asked about so many rows of a file, and one more for so many bytes.
_LOOKS, _BYTES_A_LOOK = 1_000, 1_000
SAMPLE, SAMPLE_BYTES = 51, 32 << 20
"""Rows, and bytes, looked at before the fields of a file are settled."""


@dataclass(slots=True)
class Item:
    """A row (`fields`) or a document (`text` or `html`) at a position of its file, counted from 1."""

    position: int
    fields: Mapping[str, Any] | None = None
    text: str | None = None
    html: str | None = None
    url: str | None = None
    encoding: str = "utf-8"
    raw: bytes = b""
    strict: bool = False
    """Whether it was parsed by who takes nothing that UTF-8 cannot hold."""
    folders: Mapping[str, str] | None = None
    """Of a document, the columns that the folders it lies in are ("site=example.org")."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A part of a file that gives no record: `reason` as in `records.REASONS`."""

    position: int
    reason: str
    detail: str
    raw: bytes = b""
    url: str | None = None


def too_large(what: str, longest: int, data: bytes, position: int = 1) -> Problem:
    """The problem of a record longer than the longest allowed, `longest` bytes, with the first MiB of it."""
    return Problem(position, "too_large", f"{what} of more than max_record_bytes ({longest:,})", data[: 1 << 20])


def article(number: int, raw: bytes, what: str, longest: int, decoder: FileDecoder) -> Item | Problem:
    """The text of one of a file's articles, given its bytes, of one longer than `longest` a byte more; or its problem."""
    if len(raw) > longest:
        return too_large(what, longest, raw, number)
    try:
        decoded = decoder.decode(raw)
    except UnicodeDecodeError as error:
        return Problem(number, "undecodable", str(error), raw)
    return Item(number, text=decoded.text, encoding=decoded.encoding, raw=raw)


def sample(things: Iterator[T], weight: Callable[[T], int]) -> list[T]:
    """The first of `things`, for looking at: up to `SAMPLE`, and not many bytes (by `weight`) more than `SAMPLE_BYTES`."""
    first: list[T] = []
    size = 0
    while len(first) < SAMPLE and size < SAMPLE_BYTES:
        for thing in islice(things, 1):
            first.append(thing)
            size += weight(thing)
            break
        else:
            break
    return first


class FileDecoder:
    """Decodes the records of one file: UTF-8 where a record is UTF-8, else the encoding its first others show.

    A row has too few odd bytes for a detector, so what the first such rows show together (those in the file's head, and
    the row itself) holds for the rest of the file. Only between Windows-1252 and Mac Roman, which joined dumps have side
    by side, each row decides.
    """

    def __init__(self, head: bytes, declared: str | None) -> None:
        self._declared = codec(declared)
        self._head = head
        self._other: str | None = None
        self._odd: Counter[str] = Counter()
        self._odd_bytes = 0
        self.read_as = "utf-8"
        """What bytes among values were in, since that was last set to UTF-8."""

    @cached_property
    def _mixed(self) -> bool:
        return mixed(self._head)

    @cached_property
    def _beginnings_lost(self) -> bool:
        return beginnings_lost(self._head)

    def decode(self, data: bytes) -> Decoded:
        """Raises UnicodeDecodeError where nothing fits."""
        if data.isascii():
            return Decoded(data.decode("ascii"), "utf-8", "utf-8")
        try:
            return Decoded(data.decode("utf-8"), "utf-8", "utf-8")
        except UnicodeDecodeError:
            pass
        if self._declared is None and (self._beginnings_lost or beginnings_lost(data)):
            return without_beginnings(data)
        if self._mixed and self._declared is None and has_sequences(data):
            return Decoded(data.decode("utf-8", "stray-windows-1252"), "utf-8+windows-1252", "utf-8")
        if self._other is None:
            self._other = self._declared or self._look(data)
        if self._declared is None and self._other in WESTERN and (own := western(data)):
            # What is told by a part of it need not fit all of it; what `western` says does.
            names = (own,) if own == self._other else (latin(data, own), own)
            text, name = next((text, name) for name in names if (text := strictly(data, name)) is not None)
            return Decoded(text, name, "detected")
        try:
            return Decoded(data.decode(self._other), self._other, "detected")
        except (UnicodeDecodeError, LookupError):
            return self._by_itself(data)

    def _by_itself(self, data: bytes) -> Decoded:
        """A row that is not in its file's encoding. Where such rows are many and short, most are in one met before."""
        self._odd_bytes += len(data)
        if sum(self._odd.values()) > _LOOKS + self._odd_bytes // _BYTES_A_LOOK:
            for name, _ in self._odd.most_common():
                if codec(name) and (text := strictly(data, name)) is not None:
                    return Decoded(text, name, "detected")
        decoded = decode(data, self._other)
        self._odd[decoded.encoding] += 1
        return decoded

    def _look(self, data: bytes) -> str:
        odd = [line for line in self._head.split(b"\n")[:-1] if not line.isascii() and not _is_utf8(line)]
        return detect(b"\n".join([*odd, data])) or "windows-1252"

    def cells(self, row: list[str]) -> tuple[list[str], str]:
        """Cells that were read as Latin-1, decoded together; and the encoding. Raises UnicodeDecodeError."""
        if all(cell.isascii() for cell in row):
            return row, "utf-8"
        decoded = self.decode("\x1f".join(row).encode("latin-1"))
        cells = decoded.text.split("\x1f")
        if len(cells) != len(row):  # the mark between them is in one of them
            cells = [self.decode(cell.encode("latin-1")).text for cell in row]
        return cells, decoded.encoding

    def values(self, row: dict[str, Any]) -> dict[str, Any]:
        """A row's values; of bytes the text, for binary columns hold texts too, or None where they are none."""
        odd: list[str] = []
        texts: dict[str, str | None] = {}
        for name, value in row.items():
            if isinstance(value, bytes):
                try:
                    texts[name] = value.decode()
                except UnicodeDecodeError:
                    odd.append(name)
        if odd:
            try:
                cells, self.read_as = self.cells([row[name].decode("latin-1") for name in odd])
                texts.update(zip(odd, cells, strict=True))
            except UnicodeDecodeError:
                texts.update((name, self._text(row[name])) for name in odd)
        return {**row, **texts} if texts else row

    def _text(self, data: bytes) -> str | None:
        try:
            decoded = self.decode(data)
            self.read_as = decoded.encoding
            return decoded.text
        except UnicodeDecodeError:
            return None


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
