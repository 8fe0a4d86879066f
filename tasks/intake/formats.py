"""What format a file has: by its first bytes, and by its name where those leave it open."""

from __future__ import annotations

import codecs
import re

from tasks.intake.decode import text_like
from tasks.intake.markup import is_page

FORMATS = ("jsonl", "json", "csv", "tsv", "text", "html", "warc", "parquet")

_BY_SUFFIX = {
    "jsonl": "jsonl", "ndjson": "jsonl", "jl": "jsonl", "json": "json", "csv": "csv", "tsv": "tsv", "tab": "tsv",
    "txt": "text", "text": "text", "md": "text", "html": "html", "htm": "html", "xhtml": "html", "shtml": "html",
    "warc": "warc", "wet": "warc", "wat": "warc", "arc": "warc", "parquet": "parquet", "pq": "parquet",
}  # fmt: skip
_PACKED = {"gz", "gzip", "bz2", "xz", "lzma", "zst", "zstd", "lz4", "bad", "bak", "orig", "tmp"}


def sniff(name: str, head: bytes) -> str:
    """The format of a file, given its name and first bytes (64 kB do): one of `FORMATS`, `empty` or `binary`."""
    if not head.strip(b"\0 \t\r\n"):
        return "empty" if not head.strip() else "binary"
    if head.startswith(b"PAR1"):
        return "parquet"
    if re.match(rb"\s*WARC/\d|filedesc://", head):
        return "warc"
    text = _peek(head)
    if text is None:
        return "binary"
    named = _BY_SUFFIX.get(_suffix(name))
    if named in ("csv", "tsv", "warc", "html"):
        return "text" if named == "warc" else named
    if re.match(r"\s*[\[{]", text) and (found := _json_kind(text)):
        return found
    if named in ("json", "jsonl"):
        return named
    if is_page(text):
        return "html"
    return named or "text"


def _suffix(name: str) -> str:
    parts = name.lower().rsplit("/", 1)[-1].split(".")
    while len(parts) > 2 and parts[-1] in _PACKED:
        parts.pop()
    return parts[-1] if len(parts) > 1 else ""


def _peek(head: bytes) -> str | None:
    """The beginning as text, good enough to look at; None where it is binary."""
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    if wide := wide_encoding(head):
        return head.decode(wide, "replace")
    if b"\0" in head[:4096] and head.count(b"\0") > len(head) // 200:
        return None
    return head.decode("latin-1") if text_like(head.replace(b"\0", b"")) or _utf8(head) else None


def _utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return text_like(bytes(b for b in head[:4096] if b < 128))


def wide_encoding(head: bytes) -> str | None:
    """UTF-16 by its mark, or without one by the zero byte beside nearly every other."""
    for mark, encoding in ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
                           (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):  # fmt: skip
        if head.startswith(mark):
            return encoding
    sample = head[: min(len(head), 2000) & ~1]
    if len(sample) >= 8:
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        half = len(sample) // 2
        if odd > half * 0.7 and even < half * 0.1:
            return "utf-16-le"
        if even > half * 0.7 and odd < half * 0.1:
            return "utf-16-be"
    return None


def _json_kind(text: str) -> str | None:
    """JSON Lines where the first line is a value of its own and another follows; else JSON, or None for prose."""
    lines = [line for line in text.lstrip().splitlines()[:3] if line.strip()]
    first = lines[0].rstrip(" ,")
    if first.startswith("{") and first.endswith("}") and len(lines) > 1 and lines[1].lstrip().startswith("{"):
        return "jsonl"
    if re.match(r"\s*(?:\[\s*(?:[\[{\"\]]|\Z)|\{\s*(?:\"|\}|\Z))", text):
        return "json"
    return None
