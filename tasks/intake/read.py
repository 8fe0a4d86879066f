"""A shard's files -> records and rejects (`rows`), with the evidence of how each file was read.

Everything that can be wrong with one record or file ends as a `Reject` here; nothing is raised but for a programming
error. What a file holds is counted in its `FileReport`.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote

from tasks.intake.binaries import what_binary
from tasks.intake.decode import decode, decode_page, valid_unicode, wide_encoding
from tasks.intake.formats import sniff
from tasks.intake.items import FileDecoder, Item, Problem, too_large
from tasks.intake.readers import (
    arrow,
    bulk,
    crawls,
    database,
    divided,
    exports,
    feeds,
    jsons,
    mhtml,
    reuters,
    rtf,
    sqldump,
    tables,
    workbook,
    xmls,
)
from tasks.intake.records import Record, Reject
from tasks.intake.rows import Beginning, FileReport, ReadSettings, beginning_of, records_of
from tasks.intake.sources import SourceFile
from tasks.intake.streams import Broken, Input, Member, Recoded, unpack

__all__ = ["FileReport", "Piece", "ReadSettings", "read"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A file; the lines of a big one that begin in bytes `start` to `end`; or a share of a packed one's records.

    `first_line` counts from 1. Of `parts` shares, `part` (from 0) is read.
    """

    file: SourceFile
    start: int = 0
    end: int | None = None
    first_line: int = 1
    part: int = 0
    parts: int = 1


@dataclass(frozen=True, slots=True)
class _Found(Piece):
    """A piece of which it is known where its first line begins."""

    before: bytes = b""
    """The line before that."""


class _Share:
    """Deals a file's records out to its shares in turn, a block at a time; tells the position of the last one seen."""

    def __init__(self, piece: Piece) -> None:
        self._part, self._parts, self._count = piece.part, piece.parts, 0
        self.first = piece.part == 0
        self.last = 0

    def takes(self, item: Item | Problem) -> bool:
        """Whether the next record is this share's."""
        block = self._count // _BLOCK
        self._count += 1
        self.last = item.position
        return block % self._parts == self._part


_BLOCK = 100


def read(piece: Piece, settings: ReadSettings, reports: dict[str, FileReport]) -> Iterator[Record | Reject]:
    """All records of a piece of a file, each as a `Record` or a `Reject`; `reports` gains what was found.

    A whole file gives at least one of them; a piece in which no line begins may give none.
    """
    name = valid_unicode(piece.file.name)
    share = _Share(piece)
    try:
        with piece.file.open() as stream:
            if piece.start:
                piece, members = _from_next_line(stream, piece, name)
            else:
                members = unpack(stream, name, valid_unicode(piece.file.key))
            for member in members:
                report = reports.setdefault(member.name, FileReport(member.name))
                if isinstance(member, Broken):
                    broken = Reject(member.name, 0, member.reason, member.detail)
                    found: Iterator[Record | Reject] = iter([broken] if share.first else [])
                else:
                    found = _member(member, piece, share, settings, report)
                for one in found:
                    if not report.records and isinstance(one, Reject):
                        report.first_reject = f"{one.reason}: {one.detail}"
                    report.records += 1
                    yield one
    except Exception as error:  # the file system's, or a library's on what no test has thought of
        if share.first:
            reason = "unreadable" if isinstance(error, OSError) else "crashed"
            detail = getattr(error, "strerror", None) or f"{type(error).__name__}: {error}"
            report = reports.setdefault(name, FileReport(name, first_reject=f"{reason}: {detail}"))
            report.records += 1
            yield Reject(name, 0, reason, detail)


def _from_next_line(stream: IO[bytes], piece: Piece, name: str) -> tuple[Piece, Iterator[Member | Broken]]:
    """The rest of a file as one member, from the first line that begins in the piece; and the piece from there."""
    stream.seek(piece.start - 1)
    start = piece.start - 1
    # The line that began before `start` is the piece before's, however long it is: only its end is wanted.
    while line := stream.readline(1 << 20):
        start += len(line)
        if line.endswith(b"\n") or (piece.end is not None and start >= piece.end):
            break
    before = bulk.line_before(stream, start)
    source = Input(iter(lambda: stream.read(1 << 18), b""))
    member = Member(name, valid_unicode(piece.file.key), io.BufferedReader(source, 1 << 18), source)
    first_line = piece.first_line + (start > piece.start)
    return _Found(piece.file, start, piece.end, first_line, before=before), iter([member])


def _member(
    member: Member, piece: Piece, share: _Share, settings: ReadSettings, report: FileReport
) -> Iterator[Record | Reject]:
    """A file's own records, then what is wrong with it as a whole, which its first share tells."""
    name, source = member.name, member.source
    part = piece.start > 0 or piece.end is not None
    share.last = 0
    try:
        head = member.stream.peek(1 << 16)[: 1 << 16]
        # Only JSON Lines is cut into pieces, and a piece may begin with what looks like something else.
        kind = "jsonl" if part else member.format or sniff(member.key, head)
        report.format, report.compression = kind, member.compression
        if kind in ("empty", "binary") and not source.error:
            detail = what_binary(head) or "binary data of no format known"
            if kind == "empty":
                detail = "there is nothing but white space in the file" if head else "the file is empty"
            raw = member.stream.read(1 << 20)
            if not source.error and share.first:
                yield Reject(name, 0, "no_text" if kind == "empty" else "not_text", detail, raw)
            if not source.error:
                return
        elif kind not in ("empty", "binary"):
            items = _with_folders(_items(kind, member, head, piece, settings), name)
            beginning = _beginning(piece.file, settings) if part else None
            yield from records_of(items, beginning, member, share.takes, settings, report)
    except Exception as error:  # a library failed on the file: what was read stays, the rest is one reject
        if share.first:
            yield Reject(name, share.last + 1, "crashed", f"{type(error).__name__}: {error}")
        return
    if source.error and share.first:
        yield Reject(name, share.last + 1, source.reason, f"the file breaks off: {source.error}")
    elif not (share.last or part) and share.first:
        yield Reject(name, 0, "no_text", "there are no records in the file")


def _items(kind: str, member: Member, head: bytes, piece: Piece, settings: ReadSettings) -> Iterator[Item | Problem]:
    stream, longest = member.stream, settings.max_record_bytes
    if kind in ("parquet", "arrow"):
        with _seekable(stream, piece, member) as file:
            read_rows = arrow.read_parquet if kind == "parquet" else arrow.read_arrow
            yield from read_rows(file, FileDecoder(b"", settings.encoding))
    elif kind == "workbook":
        with _on_disk(stream, piece, member) as path:
            yield from workbook.read_workbook(path)
    elif kind == "sqlite":
        with _on_disk(stream, piece, member) as path:
            yield from database.read_database(path, settings.fields, FileDecoder(b"", settings.encoding))
    elif kind == "sql":
        yield from sqldump.read_dump(stream, longest, settings.fields, FileDecoder(head, settings.encoding))
    elif kind == "rtf":
        yield from rtf.read_rtf(stream, longest)
    elif kind == "export":
        yield from exports.read_export(stream, longest, FileDecoder(head, settings.encoding))
    elif kind == "sgml":
        yield from reuters.read_reuters(stream, longest, FileDecoder(head, settings.encoding))
    elif kind == "warc":
        # Where the bytes break off the crawl does, too: that is told once, with the reason.
        yield from (
            one for one in crawls.read_crawl(stream, longest) if not (member.source.error and crawls.breaks_off(one))
        )
    elif kind == "feed":
        yield from feeds.read_feed(stream, longest)
    elif kind == "xml":
        yield from xmls.read_xml(stream, longest)
    elif kind == "mhtml":
        yield mhtml.read_page(stream, longest)
    elif kind in ("text", "html"):
        yield _document(stream, kind, longest, settings)
    elif wide := wide_encoding(head):
        recoded: io.BufferedReader = io.BufferedReader(Recoded(stream, wide))
        for one in _rows(kind, recoded, piece, settings):
            if isinstance(one, Item):
                one.encoding = wide
            yield one
    else:
        yield from _rows(kind, stream, piece, settings)


def _beginning(file: SourceFile, settings: ReadSettings) -> Beginning:
    """What the whole of a file that is read in pieces begins with: what that shows holds for each of them."""
    with file.open() as stream:
        lines: io.BufferedReader = io.BufferedReader(Input(iter(lambda: stream.read(1 << 18), b"")), 1 << 18)
        items = _rows("jsonl", lines, Piece(file), settings)
        return beginning_of(_with_folders(items, valid_unicode(file.name)))


_NO_VALUE = ("__HIVE_DEFAULT_PARTITION__", "unknown")


def _with_folders(items: Iterator[Item | Problem], name: str) -> Iterator[Item | Problem]:
    """Rows and documents with the columns that Hive, Spark and Arrow write as folders only (site=example.org/part-0.parquet)."""
    columns = (folder.partition("=") for folder in name.split("/")[:-1])
    said = {column: unquote(value) for column, sign, value in columns if sign and value not in _NO_VALUE}
    return (_with_columns(item, said) for item in items) if said else items


def _with_columns(item: Item | Problem, said: Mapping[str, str]) -> Item | Problem:
    if isinstance(item, Item):
        if item.fields is None:
            item.folders = said
        else:
            item.fields = {**said, **item.fields}
    return item


def _rows(kind: str, stream: io.BufferedReader, piece: Piece, settings: ReadSettings) -> Iterator[Item | Problem]:
    head, longest = stream.peek(1 << 16)[: 1 << 16], settings.max_record_bytes
    decoder = FileDecoder(head, settings.encoding)
    if kind == "jsonl":
        until = None if piece.end is None else piece.end - piece.start
        before = piece.before if isinstance(piece, _Found) else b""
        yield from jsons.read_lines(stream, decoder, longest, piece.first_line, until, before)
    elif kind == "json":
        yield from jsons.read_json(stream, decoder, longest)
    elif kind == "divided":
        yield from divided.read_divided(stream, longest, decoder)
    elif kind == "yaml":
        yield from divided.read_yaml_list(stream, longest, decoder)
    else:
        yield from tables.read_table(stream, head, kind, decoder, longest)


def _document(stream: io.BufferedReader, kind: str, longest: int, settings: ReadSettings) -> Item | Problem:
    data = stream.read(longest + 1)
    is_cut = len(data) > longest
    if kind == "text" and (why := tables.nameless(data[: data.rfind(b"\n") + 1] if is_cut else data)):
        return Problem(1, "no_text", why, data)
    if is_cut:
        return too_large("a document", longest, data)
    try:
        if kind == "html":
            page = decode_page(data, settings.encoding)
            return Item(1, html=page.text, encoding=page.encoding, raw=data)
        decoded = decode(data, settings.encoding)
    except UnicodeDecodeError as error:
        return Problem(1, "undecodable", str(error), data)
    # The newline that ends a text file's last line is the file's, not the text's.
    return Item(1, text=decoded.text.removesuffix("\n").removesuffix("\r"), encoding=decoded.encoding, raw=data)


def _seekable(stream: io.BufferedReader, piece: Piece, member: Member) -> IO[Any]:
    """Parquet is read from its end: the file itself where it is plain, else a copy in memory or a temporary file."""
    if _is_plain(piece, member):
        return piece.file.open()
    spool = tempfile.SpooledTemporaryFile(max_size=32 << 20)
    shutil.copyfileobj(stream, spool)
    spool.seek(0)
    return spool


@contextmanager
def _on_disk(stream: io.BufferedReader, piece: Piece, member: Member) -> Iterator[Path]:
    """The file itself, where it is plain and on this machine, else a temporary copy."""
    if _is_plain(piece, member) and (path := Path(piece.file.place)).is_file():
        yield path
        return
    with tempfile.NamedTemporaryFile(prefix="copydesk-") as copy:
        shutil.copyfileobj(stream, copy)
        copy.flush()
        yield Path(copy.name)


def _is_plain(piece: Piece, member: Member) -> bool:
    return member.key == valid_unicode(piece.file.key) and not member.compression
