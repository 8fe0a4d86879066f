"""Pages as browsers save them in one file (MHTML, RFC 2557), and letters as mail programs do."""

from __future__ import annotations

import io
import re

from tasks.intake.decode import decode, decode_page
from tasks.intake.items import Item, Problem, too_large

_HEADERS = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_PAGE = re.compile(
    r"^Content-Type:\s*(?:multipart/(?:related|alternative|mixed)|text/html)\b", re.IGNORECASE | re.MULTILINE
)
_CODED = re.compile(r"^Content-Transfer-Encoding:\s*(?:base64|quoted-printable)\b", re.IGNORECASE | re.MULTILINE)
_FRAMES = re.compile(rb"<frameset\b", re.IGNORECASE)
_MIME = re.compile(r"^MIME-Version:", re.IGNORECASE | re.MULTILINE)


def is_saved_page(text: str) -> bool:
    """Whether a file that begins so is such a page or letter.

    >>> is_saved_page("From: <Saved by Blink>\\nMIME-Version: 1.0\\nContent-Type: multipart/related;\\n boundary=x\\n\\n--x")
    True
    """
    headers = _HEADERS.match(text.replace("\r\n", "\n"))
    if headers is None or not _MIME.search(headers[0]):
        return False
    return any(mark.search(headers[0]) for mark in (_PAGE, _CODED))  # a letter that is all readable is a text


def read_page(stream: io.BufferedReader, longest: int) -> Item | Problem:
    """The page itself, of what is saved with it (pictures, styles, frames), and its address; of a letter without one the text."""
    import email
    import email.policy

    data = stream.read(longest + 1)
    if len(data) > longest:
        return too_large("a page", longest, data)
    message = email.message_from_bytes(data, policy=email.policy.default)
    parts = [(part, content) for part in message.walk() if isinstance(content := part.get_payload(decode=True), bytes)]
    pages = [part for part in parts if part[0].get_content_type() == "text/html"]
    if len(pages) > 1 and _FRAMES.search(pages[0][1]):  # a page of frames: what is in the one that says most
        pages = sorted(pages[1:], key=lambda part: -len(part[1]))
    texts = [part for part in parts if part[0].get_content_type() == "text/plain"]
    for page, content in (pages or texts)[:1]:
        try:
            decoded = (decode_page if pages else decode)(content, page.get_content_charset())
        except UnicodeDecodeError as error:
            return Problem(1, "undecodable", str(error), data)
        if not pages:
            return Item(1, text=decoded.text.replace("\r\n", "\n").strip("\n"), encoding=decoded.encoding, raw=data)
        url = message["Snapshot-Content-Location"] or page["Content-Location"]
        return Item(1, html=decoded.text, url=str(url) if url else None, encoding=decoded.encoding, raw=data)
    return Problem(1, "no_text", "a saved page without its HTML, or a letter without a text", data)
