"""Lines of Elasticsearch's and OpenSearch's bulk files that are no records but say what becomes of the next.

`{"index": {"_id": "7"}}` stands before the document with that id (Elasticsearch Reference, "Bulk API").
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import IO, Any

from tasks.intake.items import Item, Problem
from tasks.intake.nested import loads

_LONGEST = 1 << 12  # bytes of such a line
_BEGINS = re.compile(rb'\{\s*"(?:index|create|update|delete)"\s*:\s*\{')
_SAID = frozenset(
    "routing version version_type pipeline require_alias retry_on_conflict dynamic_templates if_seq_no if_primary_term".split()
)


def action(line: bytes) -> dict[str, Any] | None:
    """What a line says of the next, where it is such a line."""
    if len(line) > _LONGEST or not _BEGINS.match(line):
        return None
    try:
        value = loads(line)
    except ValueError:
        return None
    if not isinstance(value, dict) or len(value) != 1:
        return None
    said = next(iter(value.values()))
    is_one = isinstance(said, dict) and all(name.startswith("_") or name in _SAID for name in said)
    return said if is_one else None


def with_id(items: Iterator[Item | Problem], said: dict[str, Any]) -> Iterator[Item | Problem]:
    """Records of one line, the first of them with the id that the line before says."""
    for item in items:
        if isinstance(item, Item) and item.fields is not None and (own := said.get("_id")) is not None:
            item.fields, said = {"_id": own, **item.fields}, {}
        yield item


def line_before(stream: IO[bytes], at: int) -> bytes:
    """The line that ends where another begins, unless it is longer than any that says something; the stream is left where it begins."""
    begin = max(0, at - _LONGEST)
    stream.seek(begin)
    data = stream.read(at - begin).rstrip(b"\r\n")
    stream.seek(at, io.SEEK_SET)
    _, end, last = data.rpartition(b"\n")
    return last if end or not begin else b""
