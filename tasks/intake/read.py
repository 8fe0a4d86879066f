"""A shard's files -> records and rejects, with the evidence of how each file was read.

Everything that can be wrong with one record or file ends as a `Reject` here; nothing is raised but for a programming
error. What a file holds is counted in its `FileReport`.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from tasks.intake import crawls, fields, jsons, tables
from tasks.intake.dates import parse_date
from tasks.intake.decode import decode, wide_encoding
from tasks.intake.formats import sniff
from tasks.intake.items import FileDecoder, Item, Problem
from tasks.intake.markup import Extracted, extract_article, host, is_page
from tasks.intake.records import Record, Reject
from tasks.intake.sources import SourceFile, open_file
from tasks.intake.streams import Broken, Member, unpack
from tasks.repair import valid_unicode


@dataclass(frozen=True, slots=True)
class Piece:
    """A file, or the lines of a big one that begin in bytes `start` to `end`. `first_line` counts from 1."""

    file: SourceFile
    start: int = 0
    end: int | None = None
    first_line: int = 1


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """What the user said about reading. `fields` maps roles to dotted paths; `encoding` is declared for all files."""

    fields: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None
    max_record_bytes: int = 64 << 20
    extract_pages: bool = True


@dataclass(slots=True)
class FileReport:
    """How a file (or a file inside an archive) was read."""

    file: str
    format: str = ""
    compression: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    encodings: dict[str, int] = field(default_factory=dict)
    records: int = 0


def read(piece: Piece, settings: ReadSettings, reports: dict[str, FileReport]) -> Iterator[Record | Reject]:
    """All records of a piece of a file, each as a `Record` or a `Reject`; `reports` gains what was found."""
    name = piece.file.name
    try:
        with open_file(name) as stream:
            if piece.start:
                stream.seek(piece.start - 1)
                skipped = len(stream.readline()) - 1  # the line that began before `start` is the piece before's
                members: Iterable[Member | Broken] = _whole(stream, piece)
                piece = Piece(piece.file, piece.start + skipped, piece.end, piece.first_line + (skipped > 0))
            else:
                members = unpack(stream, name, piece.file.key)
            for member in members:
                report = reports.setdefault(member.name, FileReport(member.name))
                if isinstance(member, Broken):
                    found: Iterator[Record | Reject] = iter(
                        [Reject(member.name, 0, "too_large" if member.bomb else "malformed", member.detail)]
                    )
                else:
                    found = _member(member, piece, settings, report)
                for one in found:
                    report.records += 1
                    yield one
    except OSError as error:
        report = reports.setdefault(name, FileReport(name))
        report.records += 1
        yield Reject(name, 0, "unreadable", f"{error.strerror or error}")


def _whole(stream: Any, piece: Piece) -> Iterator[Member]:
    from tasks.intake.streams import Input

    source = Input(iter(lambda: stream.read(1 << 18), b""))
    yield Member(piece.file.name, piece.file.key, io.BufferedReader(source, 1 << 18), source)


def _member(member: Member, piece: Piece, settings: ReadSettings, report: FileReport) -> Iterator[Record | Reject]:
    name = member.name
    try:
        head = member.stream.peek(1 << 16)[: 1 << 16]
        kind = sniff(member.key, head)
        report.format, report.compression = kind, member.compression
        if kind in ("empty", "binary"):
            detail = "the file is empty" if kind == "empty" else "binary data of no format known"
            raw = member.stream.read(1 << 20)
            if member.source.error:
                detail = f"the file breaks off: {member.source.error}"
                kind = "malformed"
            yield Reject(name, 0, {"empty": "no_text", "binary": "not_text"}.get(kind, kind), detail, raw)
            return
        last = 0
        for one in _records(_items(kind, member, head, piece, settings), member, settings, report):
            last = one.position
            yield one
    except Exception as error:  # a library failed on the file: what was read stays, the rest is one reject
        yield Reject(name, 0, "crashed", f"{type(error).__name__}: {error}")
        return
    if member.source.error:
        reason = "too_large" if member.source.bomb else "malformed"
        yield Reject(name, last + 1, reason, f"the file breaks off: {member.source.error}")


def _items(kind: str, member: Member, head: bytes, piece: Piece, settings: ReadSettings) -> Iterator[Item | Problem]:
    stream, longest = member.stream, settings.max_record_bytes
    if kind == "parquet":
        yield from tables.read_parquet(_seekable(stream, piece, member))
        return
    if kind == "warc":
        yield from crawls.read_crawl(stream, longest)
        return
    wide = wide_encoding(head)
    if wide and kind in ("jsonl", "json", "csv", "tsv"):
        stream = io.BufferedReader(_Recoded(stream, wide))
        head = stream.peek(1 << 16)
    decoder = FileDecoder(head, settings.encoding)
    if kind == "jsonl":
        until = None if piece.end is None else piece.end - piece.start
        yield from jsons.read_lines(stream, decoder, longest, piece.first_line, until)
    elif kind == "json":
        yield from jsons.read_json(stream, decoder)
    elif kind in ("csv", "tsv"):
        yield from tables.read_table(stream, head, kind, decoder, longest)
    else:
        yield _document(stream, kind, longest, settings)


def _document(stream: io.BufferedReader, kind: str, longest: int, settings: ReadSettings) -> Item | Problem:
    data = stream.read(longest + 1)
    if len(data) > longest:
        return Problem(1, "too_large", f"a document of more than max_record_bytes ({longest:,})", data[: 1 << 20])
    try:
        if kind == "html":
            text, encoding = crawls.decode_page(data, settings.encoding)
            return Item(1, html=text, encoding=encoding, raw=data)
        decoded = decode(data, settings.encoding)
    except UnicodeDecodeError as error:
        return Problem(1, "undecodable", str(error), data)
    # The newline that ends a text file's last line is the file's, not the text's.
    return Item(1, text=decoded.text.removesuffix("\n").removesuffix("\r"), encoding=decoded.encoding, raw=data)


def _records(
    items: Iterator[Item | Problem], member: Member, settings: ReadSettings, report: FileReport
) -> Iterator[Record | Reject]:
    """Items as records, once the first of them have shown which field is which."""
    first = list(islice(items, fields.SAMPLE))
    rows = [item.fields for item in first if isinstance(item, Item) and item.fields is not None]
    paths = fields.guess_fields(rows, settings.fields) if rows else {}
    report.fields = {role: ".".join(path) for role, path in paths.items()}
    seen: set[str] = set()
    for item in chain(first, items):
        if isinstance(item, Problem):
            yield Reject(member.name, item.position, item.reason, item.detail, item.raw, url=item.url)
            continue
        report.encodings[item.encoding] = report.encodings.get(item.encoding, 0) + 1
        try:
            yield _record(item, member, paths, settings, seen)
        except Exception as error:  # law: a record that crashes a library costs that record
            raw = item.raw or jsons.dump(item.fields if item.fields is not None else item.text)
            yield Reject(member.name, item.position, "crashed", f"{type(error).__name__}: {error}", raw)


def _record(
    item: Item, member: Member, paths: dict[str, fields.Path], settings: ReadSettings, seen: set[str]
) -> Record | Reject:
    row = item.fields
    values = {role: fields.get(row, path) for role, path in paths.items()} if row is not None else {}
    text = item.text if row is None else fields.text_of(values.get("text"))
    source_id = _string(values.get("id"))
    url = item.url or _string(values.get("url"))
    site = host(url) or _site(values.get("site"))
    html = item.html
    if html is None and text and "<" in text and settings.extract_pages and is_page(text):
        html = text
    if (html is None and not (text and text.strip())) or (html is not None and not html.strip()):
        return Reject(member.name, item.position, "no_text", _why_no_text(item, paths, settings, seen),
                      item.raw or jsons.dump(row if row is not None else ""), source_id, url)  # fmt: skip
    page = Extracted(text or html or "")
    if html is not None and settings.extract_pages:
        page = extract_article(html, url)
        if not page.text.strip():
            return Reject(member.name, item.position, "extraction_failed", "no article was found in the page",
                          html.encode("utf-8", "replace"), source_id, url)  # fmt: skip
    return Record(
        text=valid_unicode(page.text),
        source_file=member.name,
        file_key=member.key,
        position=item.position,
        source_id=source_id,
        url=_clean(url or page.url),
        site=site or page.site,
        title=_clean(_string(fields.text_of(values.get("title"))) or page.title),
        authors=_authors(values.get("authors")) or tuple(_clean(a) or "" for a in page.authors),
        published_at=parse_date(values.get("date")) or parse_date(page.published),
        lang=_language(values.get("lang")) or page.lang,
        encoding=item.encoding,
        page=html if settings.extract_pages else None,
    )


def _why_no_text(item: Item, paths: dict[str, fields.Path], settings: ReadSettings, seen: set[str]) -> str:
    if item.fields is None:
        return "the document is empty"
    if "text" not in paths:
        return f"no field looks like the text (there are: {', '.join(map(str, item.fields))}); name it: --set fields.text=NAME"
    path = ".".join(paths["text"])
    value = fields.get(item.fields, paths["text"])
    if value is None:
        return f"no field {path!r} in this record"
    return (
        f"the field {path!r} is empty"
        if value in ("", []) or isinstance(value, str)
        else f"the field {path!r} holds no text"
    )


def _string(value: Any) -> str | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, str | int | float):
        return valid_unicode(str(value).strip())[:10_000] or None
    if isinstance(value, Mapping):  # MongoDB's {"$oid": "..."}; {"rendered": "..."}
        return _string(next(iter(value.values()), None)) if len(value) <= 2 else None
    return _string(value[0]) if isinstance(value, list) and value else None


def _clean(value: str | None) -> str | None:
    """Short fields on one line, without characters that no file can hold."""
    return " ".join(valid_unicode(value).split()) or None if value else None


def _site(value: Any) -> str | None:
    name = _clean(_string(value.get("name") or value.get("id")) if isinstance(value, Mapping) else _string(value))
    return (host(name) if name and " " not in name else None) or (name.lower() if name else None)


def _authors(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    names = (_string(v.get("name") if isinstance(v, Mapping) else v) for v in values)
    parts = (part for name in names if name for part in name.split(";"))
    cleaned = (_clean(part.removeprefix("By ").removeprefix("by ")) for part in parts)
    return tuple(dict.fromkeys(part for part in cleaned if part))


def _language(value: Any) -> str | None:
    name = (_string(value) or "").lower()
    code = _NAMED.get(name, name[:2] if len(name) == 2 or name[2:3] in "-_" else "")
    return code if len(code) == 2 and code.isalpha() and code.isascii() else None


_NAMED = {"english": "en", "german": "de", "french": "fr", "spanish": "es", "italian": "it", "portuguese": "pt", "dutch": "nl",
          "russian": "ru", "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es"}  # fmt: skip


def _seekable(stream: io.BufferedReader, piece: Piece, member: Member) -> Any:
    """Parquet is read from its end: the file itself where it is plain, else a copy that memory or a temporary file holds."""
    if member.name == piece.file.name and not member.compression:
        return open_file(piece.file.name)
    import shutil
    import tempfile

    spool = tempfile.SpooledTemporaryFile(max_size=32 << 20)
    shutil.copyfileobj(stream, spool)
    spool.seek(0)
    return spool


class _Recoded(io.RawIOBase):
    """A stream of UTF-16 or UTF-32 as UTF-8."""

    def __init__(self, stream: io.BufferedReader, encoding: str) -> None:
        import codecs

        self._stream, self._rest = stream, b""
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._rest:
            data = self._stream.read1(1 << 16)
            self._rest = self._decoder.decode(data, final=not data).removeprefix("\ufeff").encode("utf-8", "replace")
            if not data:
                break
        n = min(len(buffer), len(self._rest))
        buffer[:n], self._rest = self._rest[:n], self._rest[n:]
        return n
