"""A shard's files -> records and rejects, with the evidence of how each file was read.

Everything that can be wrong with one record or file ends as a `Reject` here; nothing is raised but for a programming
error. What a file holds is counted in its `FileReport`.
"""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote

from tasks.intake import fields, nested, values
from tasks.intake.dates import date_within, day_first, parse_date
from tasks.intake.decode import decode, decode_page, valid_unicode, wide_encoding
from tasks.intake.formats import sniff, what_binary
from tasks.intake.front_matter import front_matter, headline
from tasks.intake.items import FileDecoder, Item, Problem, sample, too_large
from tasks.intake.markup import Extracted, extract_article, host, is_page
from tasks.intake.readers import (
    arrow,
    crawls,
    database,
    exports,
    feeds,
    jsons,
    mhtml,
    rtf,
    sqldump,
    tables,
    workbook,
    xmls,
)
from tasks.intake.records import Record, Reject
from tasks.intake.sources import SourceFile
from tasks.intake.streams import Broken, Input, Member, Recoded, unpack


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


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """What the user said about reading. `fields` maps roles to dotted paths; `encoding` is declared for all files."""

    fields: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None
    max_record_bytes: int = 64 << 20
    extract_pages: bool = True


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where a file's rows have what, and whether their dates have the day first, where that is known."""

    paths: Mapping[str, fields.Path]
    pick: fields.Pick
    day_first: bool | None = None


@dataclass(slots=True)
class FileReport:
    """How a file (or a file inside an archive) was read."""

    file: str
    format: str = ""
    compression: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    encodings: dict[str, int] = field(default_factory=dict)
    records: int = 0
    first_reject: str = ""
    """Why its first record was rejected, where it was."""


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
    source = Input(iter(lambda: stream.read(1 << 18), b""))
    member = Member(name, valid_unicode(piece.file.key), io.BufferedReader(source, 1 << 18), source)
    return Piece(piece.file, start, piece.end, piece.first_line + (start > piece.start)), iter([member])


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
            rows = _first_rows(piece.file, settings) if part else None
            yield from _records(items, rows, member, share, settings, report)
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


def _first_rows(file: SourceFile, settings: ReadSettings) -> list[Mapping[str, Any]]:
    """What the whole of a file that is read in pieces begins with: what that shows holds for each of them."""
    with file.open() as stream:
        lines: io.BufferedReader = io.BufferedReader(Input(iter(lambda: stream.read(1 << 18), b"")), 1 << 18)
        items = _rows("jsonl", lines, Piece(file), settings)
        return _sampled(_with_folders(items, valid_unicode(file.name)))[2]


_NO_VALUE = ("__HIVE_DEFAULT_PARTITION__", "unknown")


def _with_folders(items: Iterator[Item | Problem], name: str) -> Iterator[Item | Problem]:
    """Rows with the columns that Hive, Spark and Arrow write as folders only (site=example.org/part-0.parquet)."""
    columns = (folder.partition("=") for folder in name.split("/")[:-1])
    said = {column: unquote(value) for column, sign, value in columns if sign and value not in _NO_VALUE}
    return (_with_columns(item, said) for item in items) if said else items


def _with_columns(item: Item | Problem, said: Mapping[str, str]) -> Item | Problem:
    if isinstance(item, Item) and item.fields is not None:
        item.fields = {**said, **item.fields}
    return item


def _rows(kind: str, stream: io.BufferedReader, piece: Piece, settings: ReadSettings) -> Iterator[Item | Problem]:
    head, longest = stream.peek(1 << 16)[: 1 << 16], settings.max_record_bytes
    decoder = FileDecoder(head, settings.encoding)
    if kind == "jsonl":
        until = None if piece.end is None else piece.end - piece.start
        yield from jsons.read_lines(stream, decoder, longest, piece.first_line, until)
    elif kind == "json":
        yield from jsons.read_json(stream, decoder, longest)
    else:
        yield from tables.read_table(stream, head, kind, decoder, longest)


def _document(stream: io.BufferedReader, kind: str, longest: int, settings: ReadSettings) -> Item | Problem:
    data = stream.read(longest + 1)
    if len(data) > longest:
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


def _records(
    items: Iterator[Item | Problem],
    file_rows: list[Mapping[str, Any]] | None,
    member: Member,
    share: _Share,
    settings: ReadSettings,
    report: FileReport,
) -> Iterator[Record | Reject]:
    """Items as records, once the first of them have shown which field is which.

    How dates are written, `file_rows` show, where the items are not all of their file's.
    """
    first, items, rows = _sampled(items)
    layout = _NO_LAYOUT
    for item in chain(first, items):
        mine = share.takes(item)
        if isinstance(item, Problem):
            if mine:
                yield Reject(member.name, item.position, item.reason, item.detail, item.raw, url=item.url)
            continue
        if item.fields is not None and not layout.paths:
            paths = fields.guess_fields(rows or [item.fields], settings.fields)
            layout = _layout(paths, rows if file_rows is None else file_rows)
            report.fields = _told(paths)
        if not mine:
            continue
        report.encodings[item.encoding] = report.encodings.get(item.encoding, 0) + 1
        try:
            found = _record(item, member, layout, settings)
            if isinstance(found, Record):
                yield found
            else:
                yield from _within(found, item, member, layout, settings, report)
        except Exception as error:  # law: a record that crashes a library costs that record
            yield Reject(member.name, item.position, "crashed", f"{type(error).__name__}: {error}", _raw(item))


def _sampled(
    items: Iterator[Item | Problem],
) -> tuple[list[Item | Problem], Iterator[Item | Problem], list[Mapping[str, Any]]]:
    """The first items and the others, opened where the first show that they are to be; and the rows among the first."""
    first = sample(items, lambda item: len(item.raw))
    rows = _rows_of(first)
    if (packed := nested.packed(rows)) | (joined := nested.joined(rows)):
        first, items = list(_opened(iter(first), packed, joined)), _opened(items, packed, joined)
    return first, items, _rows_of(first)


def _rows_of(items: Iterable[Item | Problem]) -> list[Mapping[str, Any]]:
    return [item.fields for item in items if isinstance(item, Item) and item.fields is not None]


def _layout(paths: Mapping[str, fields.Path], rows: Iterable[Mapping[str, Any]]) -> _Layout:
    path = paths.get("date", ())
    return _Layout(paths, fields.picker(paths), day_first(_date(fields.get(row, path)) for row in rows))


def _date(value: Any) -> Any:
    return values.string(value) if isinstance(value, list) else value


def _opened(
    items: Iterator[Item | Problem], packed: frozenset[str], joined: frozenset[str]
) -> Iterator[Item | Problem]:
    """Rows with what some columns hold as JSON, or as paragraphs in one; what a reject shows is the row as it came."""
    for item in items:
        if isinstance(item, Item) and item.fields is not None:
            held = nested.parted(nested.unpacked(item.fields, packed), joined)
            if held is not item.fields:
                item.raw, item.fields, item.strict = _raw(item), held, False
        yield item


_LEAST_TEXT = 40  # characters: lists of other things than articles have fields named "text" or "content" too


def _within(
    found: Reject, item: Item, member: Member, layout: _Layout, settings: ReadSettings, report: FileReport
) -> Iterable[Record | Reject]:
    """A row without a text: what it holds of articles, as the answers of news APIs do that were written a line each; else itself."""
    rows = jsons.records_in(item.fields) if found.reason == "no_text" and item.fields else []
    if not rows or rows[0] is item.fields:
        return (found,)
    paths = fields.guess_fields(rows[:20], settings.fields)
    if not {"url", "date"} & paths.keys() and isinstance(item.fields, dict):
        # Parts of an article: what is beside them is its own.
        whole = Item(item.position, fields={**item.fields, "text": rows}, encoding=item.encoding, raw=_raw(item))
        own = fields.guess_fields([whole.fields or {}], settings.fields)
        if own.get("text") == ("text",) and {"url", "title"} & own.keys():
            report.fields = _told(own)
            return [_record(whole, member, _Layout(own, fields.picker(own), layout.day_first), settings)]
    texts = (nested.text_of(fields.get(row, paths["text"])) for row in rows) if "text" in paths else ()
    if not any(text and len(text) >= _LEAST_TEXT for text in texts):
        return (found,)
    report.fields = _told(paths)
    layout = _layout(paths, rows)
    inner = (Item(item.position, fields=row, encoding=item.encoding) for row in rows)
    return [_record(one, member, layout, settings) for one in inner]


def _told(paths: Mapping[str, fields.Path]) -> dict[str, str]:
    return {role: valid_unicode(".".join(path)) for role, path in paths.items()}


def _record(item: Item, member: Member, layout: _Layout, settings: ReadSettings) -> Record | Reject:
    text, url, title, date, site, source_id, authors, lang = [
        None if fields.is_nothing(value) else value for value in layout.pick(item.fields or {})
    ]
    text = item.text if item.fields is None else nested.text_of(text)
    source_id = values.string(source_id)
    url = values.clean(item.url) or values.line(url)
    html = item.html
    page, why = _NO_PAGE, None
    if html is None and text and settings.extract_pages:
        if (said := front_matter(text)) is not None:
            page, text = said, said.text
        if "<" in text and is_page(text):
            html = text
    body = (text if html is None else html) or ""
    if not body or body.isspace():
        if (
            item.fields
            and (own := fields.own_fields(item.fields, settings.fields))
            and own["text"] != layout.paths.get("text")
            # A summary may be of the articles in the row.
            and (fields.means_text(own["text"]) or not jsons.holds_articles(item.fields))
        ):
            return _record(item, member, _Layout(own, fields.picker(own), layout.day_first), settings)
        why = "no_text", _why_no_text(item, layout.paths)
    elif len(body) > settings.max_record_bytes:
        why = "too_large", f"a text longer than max_record_bytes ({settings.max_record_bytes:,})"
    elif html is not None and settings.extract_pages:
        page = extract_article(html, url)
        body = page.text
        if not body.strip():
            why = "extraction_failed", "no article was found in the page"
    if why:
        return Reject(member.name, item.position, *why, _raw(item), source_id, url)
    language = values.language(lang) or values.language(page.lang)
    abroad = None if language in _MONTH_FIRST else True
    order = abroad if layout.day_first is None else layout.day_first
    record = (
        body if item.strict and page is _NO_PAGE else valid_unicode(body),
        member.name,
        member.key,
        item.position,
        source_id,
        url or values.clean(page.url),
        host(url) or values.site(site) or page.site,
        values.line(nested.text_of(title)) or values.clean(page.title) or (headline(body) if html is None else None),
        values.authors(authors) or values.authors(page.authors),
        date_within(_date(date), order) or parse_date(page.published, abroad),
        language,
        item.encoding,
        html if settings.extract_pages else None,
    )
    return _new(Record, record)


_NO_PAGE = Extracted("")
_NO_LAYOUT = _Layout({}, fields.picker({}))
_MONTH_FIRST = (None, "en", "tl")  # languages, by CLDR's short dates with the year last; and where none is told
_new = tuple.__new__  # a sixth of the price of a call of the class


def _raw(item: Item) -> bytes:
    if item.raw:
        return item.raw
    if item.fields is not None:
        return jsons.dump(item.fields)
    return (item.html or item.text or "").encode("utf-8", "replace")


def _why_no_text(item: Item, paths: Mapping[str, fields.Path]) -> str:
    if item.fields is None:
        return "the document is empty"
    names = ", ".join(str(name)[:40] for name in islice(item.fields, 20))
    if "text" not in paths:
        return f"no field looks like the text (there are: {names}); name it: --set fields.text=NAME"
    path = ".".join(paths["text"])
    value = fields.get(item.fields, paths["text"])
    if value is None:
        return f"no field {path!r} in this record (there are: {names})"
    if fields.is_nothing(value):
        return f"the field {path!r} says {value!r}: nothing"
    if isinstance(value, str | list) and not nested.text_of(value):
        return f"the field {path!r} is empty"
    return f"the field {path!r} is empty" if isinstance(value, str) else f"the field {path!r} holds no text"


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
