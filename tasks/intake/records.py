"""What intake hands on: a record (an article as it came), or a reject (what could not be used, and why)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from tasks.intake.decode import valid_unicode

REASONS: Mapping[str, str] = {
    "malformed": "the record, or the rest of its file, cannot be parsed",
    "no_text": "there is no text in it: an empty file or field, or no field that looks like the text",
    "not_text": "binary data, or a document that is no page or text",
    "undecodable": "its bytes are no text in any encoding known",
    "too_large": "longer than max_record_bytes, more to repair than any text has, or a file that unpacks to far more than it should",
    "http_error": "a page that the server answered with an error",
    "extraction_failed": "a page in which no article was found",
    "too_short": "fewer words than min_words are left when it is clean",
    "wrong_language": "its language is none of `languages`",
    "crashed": "a library failed on it",
    "unreadable": "the file could not be opened or read to its end",
}
"""Why a record is in `rejects`."""

RAW_LIMIT = 1_000_000
"""Bytes of a reject that are kept; `detail` says where more was cut."""


class Record(NamedTuple):
    """One article as it came. `position` counts records of the file from 1 (lines, in JSON Lines)."""

    text: str
    source_file: str
    file_key: str
    position: int
    source_id: str | None = None
    url: str | None = None
    site: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published_at: datetime | None = None
    lang: str | None = None
    encoding: str = "utf-8"
    page: str | None = None
    """The page that `text` was extracted from; its digest, not the extractor's output, makes the id."""


@dataclass(frozen=True, slots=True)
class Reject:
    """What could not be used. `reason` is one of `REASONS`."""

    source_file: str
    position: int
    reason: str
    detail: str
    raw: bytes = b""
    source_id: str | None = None
    url: str | None = None

    def row(self) -> tuple[str, int, str | None, str | None, str, str, bytes]:
        """As `rejects` holds it, cut to `RAW_LIMIT`."""
        detail = valid_unicode(self.detail[:2000])  # messages quote what they choke on
        if len(self.raw) > RAW_LIMIT:
            detail += f" (raw cut at {RAW_LIMIT:,} of {len(self.raw):,} bytes)"
        return (self.source_file, self.position, self.source_id, self.url, self.reason, detail, self.raw[:RAW_LIMIT])
