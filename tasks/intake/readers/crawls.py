"""Documents out of WARC, WET and ARC (ISO 28500), by warcio, which also reads the damaged ones."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from email.message import Message
from typing import Any

from tasks.intake.decode import decode, decode_page
from tasks.intake.items import Item, Problem
from tasks.intake.pages.tree import LONGEST_PAGE

# What stands beside the documents in a crawl; no one would look for an article in it.
_BESIDE = frozenset(("warcinfo", "request", "metadata", "revisit", "continuation", "arc_header"))


def read_crawl(stream: io.BufferedReader, longest: int) -> Iterator[Item | Problem]:
    """Every response, resource and conversion of a crawl. Positions count the file's records of every kind."""
    from warcio.archiveiterator import ArchiveIterator

    class Quiet(ArchiveIterator):  # type: ignore[misc]
        INC_RECORD = ""  # a template that it would write to stderr
        begun = unfinished = False

        def _next_record(self, next_line: Any) -> Any:
            try:
                record = super()._next_record(next_line)
            except EOFError:  # at the end of a crawl; inside a header, where no record came before or a line is in hand
                self.unfinished = bool(next_line.strip()) if next_line else not self.begun
                raise
            self.begun = True
            return record

    logging.getLogger("warcio").setLevel(logging.CRITICAL)
    number, records = 0, None
    try:
        records = Quiet(stream, arc2warc=True)
        for record in records:
            number += 1
            found = _found(record, number, longest) if record.rec_type not in _BESIDE else None
            if getattr(record.raw_stream, "limit", 0) > 0 and not record.raw_stream.read(1):
                if isinstance(found, Item):
                    yield found
                yield Problem(number + 1, "malformed", f"{_BREAKS_OFF} inside record {number}")
            elif not isinstance(found, Item) and _has_no_length(record) and _at_end(records):
                yield Problem(number, "malformed", _IN_HEADER)
            elif found:
                yield found
        if records.unfinished:
            yield Problem(number + 1, "malformed", _IN_HEADER)
    except Exception as error:  # warcio raises whatever the bytes make its parsers raise
        why = f"{_BREAKS_OFF}: {type(error).__name__}: {error}"
        yield Problem(number + 1, "malformed", _IN_HEADER if _was_in_header(records, str(error)) else why)


_LONGEST_HEADER = 2_000
_BREAKS_OFF = "the crawl breaks off"
_IN_HEADER = f"{_BREAKS_OFF} inside a header"
_BEGUN = re.compile(r"first line: \['(?:WARC/1\.|WARC/1|WARC/|WARC|WAR|WA|W)'\]")


def breaks_off(one: Item | Problem) -> bool:
    """Whether it says that the crawl does not go on to its end."""
    return isinstance(one, Problem) and one.detail.startswith(_BREAKS_OFF)


def _was_in_header(records: Any, error: str) -> bool:
    """Whether a library failed on a header because nothing follows: that what is asked of it is not there, or its first line."""
    return _at_end(records) and ("first line" not in error or _BEGUN.search(error) is not None)


def _has_no_length(record: Any) -> bool:
    return not record.rec_headers.get_header("Content-Length")


def _at_end(records: Any) -> bool:
    try:
        return not records.reader.read(1)
    except Exception:  # as above
        return False


def _found(record: Any, number: int, longest: int) -> Item | Problem:
    try:
        return _document(record, number, longest)
    except Exception as error:  # law: a record that crashes a library costs that record
        return Problem(number, "crashed", f"{type(error).__name__}: {error}")


def _document(record: Any, number: int, longest: int) -> Item | Problem:
    headers, http = record.rec_headers, record.http_headers
    url = headers.get_header("WARC-Target-URI") or headers.get_header("uri")
    url = url.strip("<>") if url else None
    content_type = (http.get_header("Content-Type") if http else headers.get_header("Content-Type")) or ""
    message = Message()
    message["Content-Type"] = content_type[:_LONGEST_HEADER]  # parameters are looked for in the square of its length
    kind, charset = message.get_content_type(), message.get_param("charset")
    declared = charset if isinstance(charset, str) else None
    status = http.get_statuscode() if http else ""
    if record.rec_type == "dns" or content_type.startswith("text/dns") or (url or "").startswith(("dns:", "filedesc:")):
        return Problem(number, "not_text", "a name look-up", b"", url)
    data = record.content_stream().read(longest + 1)
    if status and not status.startswith("2"):
        return Problem(number, "http_error", f"the server answered {status}", data, url)
    if len(data) > longest:
        return Problem(number, "too_large", f"more than max_record_bytes ({longest:,})", data, url)
    if record.rec_type == "conversion":
        return _decoded(Item(number, url=url, raw=data), declared, html=False)
    if content_type and kind not in ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml"):
        return Problem(number, "not_text", f"content of type {kind}", data, url)
    if not data.strip():
        return Problem(number, "no_text", "an empty answer", data, url)
    return _decoded(Item(number, url=url, raw=data), declared, html=kind != "text/plain")


def _decoded(item: Item, declared: str | None, html: bool) -> Item | Problem:
    try:
        decoded = decode_page(item.raw, declared) if html else decode(item.raw, declared)
    except UnicodeDecodeError as error:
        return Problem(item.position, "undecodable", str(error), item.raw, item.url)
    item.encoding = decoded.encoding
    if html and "<" in decoded.text[:LONGEST_PAGE]:
        item.html = decoded.text
    else:
        item.text = decoded.text
    return item
