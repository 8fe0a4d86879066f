"""Pages as browsers save them in one file (MHTML, RFC 2557)."""

from __future__ import annotations

import io
import re

from tasks.intake.decode import decode_page
from tasks.intake.items import Item, Problem

_HEADERS = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_PAGE = re.compile(r"^Content-Type:\s*(?:multipart/related|text/html)\b", re.IGNORECASE | re.MULTILINE)
_MIME = re.compile(r"^MIME-Version:", re.IGNORECASE | re.MULTILINE)


def is_saved_page(text: str) -> bool:
    """Whether a file that begins so is such a page.

    >>> is_saved_page("From: <Saved by Blink>\\nMIME-Version: 1.0\\nContent-Type: multipart/related;\\n boundary=x\\n\\n--x")
    True
    """
    headers = _HEADERS.match(text.replace("\r\n", "\n"))
    return headers is not None and _MIME.search(headers[0]) is not None and _PAGE.search(headers[0]) is not None


def read_page(stream: io.BufferedReader, longest: int) -> Item | Problem:
    """The page itself, of what is saved with it (pictures, styles, frames), and its address."""
    import email
    import email.policy

    data = stream.read(longest + 1)
    if len(data) > longest:
        return Problem(1, "too_large", f"a page of more than max_record_bytes ({longest:,})", data[: 1 << 20])
    message = email.message_from_bytes(data, policy=email.policy.default)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    content = page.get_payload(decode=True) if page else None
    if page is None or not isinstance(content, bytes):
        return Problem(1, "no_text", "a saved page without its HTML", data)
    try:
        decoded = decode_page(content, page.get_content_charset())
    except UnicodeDecodeError as error:
        return Problem(1, "undecodable", str(error), data)
    url = message["Snapshot-Content-Location"] or page["Content-Location"]
    return Item(1, html=decoded.text, url=str(url) if url else None, encoding=decoded.encoding, raw=data)
