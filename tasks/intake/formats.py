"""What format a file has: by its first bytes, and by its name where those leave it open."""

from __future__ import annotations

import codecs
import re
import struct
from contextlib import suppress
from typing import Literal

from tasks.intake.binaries import what_binary
from tasks.intake.decode import text_like, wide_encoding
from tasks.intake.headers import names_columns
from tasks.intake.markup import is_page
from tasks.intake.readers.divided import is_divided, is_yaml_list
from tasks.intake.readers.exports import is_export
from tasks.intake.readers.feeds import is_feed
from tasks.intake.readers.jsons import is_script
from tasks.intake.readers.mhtml import is_letters, is_saved_page
from tasks.intake.readers.reuters import is_reuters
from tasks.intake.readers.sqldump import is_sql_dump
from tasks.intake.readers.tables import first_rows
from tasks.intake.readers.xmls import is_xml

Format = Literal[
    "jsonl", "json", "csv", "tsv", "text", "html", "feed", "warc", "parquet", "arrow", "sqlite", "xml", "mhtml", "workbook", "sql", "export", "rtf", "sgml", "divided", "yaml",
    "empty", "binary",
]  # fmt: skip
"""What a file may be; the last two hold nothing to read, or nothing that can be."""
NO_TEXT: frozenset[Format] = frozenset(("binary", "parquet", "arrow", "sqlite", "workbook"))
"""Formats whose bytes are not to be read as text."""

_BY_SUFFIX: dict[str, Format] = {
    "jsonl": "jsonl", "ndjson": "jsonl", "jl": "jsonl", "json": "json", "csv": "csv", "tsv": "tsv", "tab": "tsv",
    "txt": "text", "text": "text", "md": "text", "markdown": "text", "html": "html", "htm": "html", "xhtml": "html", "shtml": "html",
    "warc": "warc", "wet": "warc", "wat": "warc", "arc": "warc", "parquet": "parquet", "pq": "parquet", "xml": "xml",
}  # fmt: skip
_PACKED = {"gz", "gzip", "bz2", "xz", "lzma", "zst", "zstd", "lz4", "bad", "bak", "orig", "tmp"}


_LONGEST_NAME, _WITHOUT_TEXT = 40, 3
_OFFICE = b"\xd0\xcf\x11\xe0"
_MAGIC: dict[bytes, Format] = {b"PAR1": "parquet", b"ARROW1\0\0": "arrow", b"SQLite format 3\0": "sqlite"}
_WARC = re.compile(rb"\s*WARC/\d|filedesc://")
_JSON = re.compile(r"\s*(?:\[\s*(?:[\[{\"\]]|\Z)|\{\s*(?:\"|\}|\Z))")


def sniff(name: str, head: bytes) -> Format:
    """The format of a file, given its name and first bytes (64 kB do)."""
    if not head.strip(b"\0 \t\r\n"):
        return "empty" if not head.strip() else "binary"
    if found := next((kind for magic, kind in _MAGIC.items() if head.startswith(magic)), None):
        return found
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if _is_workbook(name, head):
        return "workbook"
    if _WARC.match(head):
        return "warc"
    if _is_arrow_stream(head):
        return "arrow"
    text = None if what_binary(head) else _peek(head)
    if text is None:
        return "binary"
    if is_feed(text):
        return "feed"
    if is_reuters(text):
        return "sgml"
    named = _BY_SUFFIX.get(_suffix(name))
    if named in ("csv", "tsv") and _are_objects(text.lstrip().split("\n", 2)[:2]):
        return "jsonl"
    if named in ("csv", "tsv", "warc", "html"):
        return "text" if named == "warc" else named
    if text.lstrip().startswith(("[", "{")) and (found := _json_kind(text, named)):
        return found
    if named != "text" and is_script(text):
        return "json"
    if table := _table_kind(text):
        return table
    if named in ("json", "jsonl"):
        return named
    if is_page(text):
        return "html"
    if is_sql_dump(text):
        return "sql"
    if is_export(text):
        return "export"
    if is_xml(text):
        return "xml"
    if is_saved_page(text):
        return "mhtml"
    if is_letters(text):
        return "export"
    return "divided" if is_divided(text) else "yaml" if is_yaml_list(text) else named or "text"


def _is_workbook(name: str, head: bytes) -> bool:
    """Whether it is an old table of Excel, which may say at its end only what it is. (Others are zip archives.)"""
    return head.startswith(_OFFICE) and (b"W\0o\0r\0k\0b\0o\0o\0k\0" in head or _suffix(name) == "xls")


def _is_arrow_stream(head: bytes) -> bool:
    """Whether it begins with an Arrow message: its mark, the size of its metadata, and where in these their root lies."""
    if len(head) < 12:
        return False
    mark, size, root = struct.unpack("<IiI", head[:12])
    return bool(mark == 0xFFFFFFFF and 0 < size < 1 << 24 and size % 8 == 0 and root < size)


def _are_objects(lines: list[str]) -> bool:
    """Whether there are two lines, each a JSON object: whatever they are called, they are no rows."""
    return len(lines) > 1 and all(line.startswith("{") and line.rstrip("\r,").endswith("}") for line in lines)


def _table_kind(text: str) -> Literal["csv", "tsv"] | None:
    """CSV or TSV whatever it is called: the first line can only be a header, and the rows seen are as wide as it."""
    text = text.lstrip()
    first = text[: text.find("\n") + 1].strip()
    with suppress(UnicodeError):  # it was read as Latin-1
        first = first.encode("latin-1").decode("utf-8")
    for delimiter in ",\t;|":
        cells = first.split(delimiter)
        # Prose has no tabs.
        told = names_columns(cells, _WITHOUT_TEXT) if delimiter == "\t" else names_columns(cells)
        if len(cells) > 1 and max(map(len, cells)) <= _LONGEST_NAME and told:
            rows = first_rows(text.encode("utf-8", "replace"), delimiter)
            if len(rows) > 1 and all(len(row) == len(cells) for row in rows[1:-1] or rows[1:]):  # the last may be cut
                return "tsv" if delimiter == "\t" else "csv"
    return None


def _suffix(name: str) -> str:
    parts = name.lower().rsplit("/", 1)[-1].split(".")
    while len(parts) > 2 and parts[-1] in _PACKED:
        parts.pop()
    return parts[-1] if len(parts) > 1 else ""


def _peek(head: bytes) -> str | None:
    """The beginning as text, good enough to look at; None where it is binary."""
    if wide := wide_encoding(head):
        return head.decode(wide, "replace")
    head = head.removeprefix(codecs.BOM_UTF8)
    if b"\0" in head[:4096] and head.count(b"\0") > len(head) // 20:
        return None
    return head.decode("latin-1") if text_like(head.replace(b"\0", b"")) or _utf8(head) else None


def _utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return text_like(bytes(b for b in head[:4096] if b < 128))


def _json_kind(text: str, named: str | None) -> Literal["json", "jsonl"] | None:
    """JSON Lines where two of the first lines are objects of their own; else JSON, or None for prose.

    A file named as JSON Lines is believed, though its first line be broken or longer than what is seen here, unless
    it begins with an array or with an object spread over lines.
    """
    # Not splitlines: read as Latin-1, half of a letter in UTF-8 may look like a line end.
    lines = [line.rstrip() for line in text.strip().split("\n")[:10] if line.strip()]
    if lines[0].startswith("{"):
        objects = sum(line.startswith("{") and line.endswith("}") for line in lines)
        first_whole = len(lines) > 1 and lines[0].rstrip(" ,").endswith("}") and lines[1].lstrip().startswith("{")
        if objects > 1 or first_whole or (named == "jsonl" and lines[0] != "{"):
            return "jsonl"
    if _JSON.match(text):
        return "json"
    return None
