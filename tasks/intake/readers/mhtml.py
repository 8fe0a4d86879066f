"""Pages as browsers save them in one file (MHTML, RFC 2557), and letters as mail programs do: one, or many (mbox)."""

from __future__ import annotations

import codecs
import email
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses
from typing import Any

from tasks.intake.decode import decode, decode_page, wide_encoding
from tasks.intake.items import FileDecoder, Item, Problem, too_large

_HEADERS = re.compile(r"(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}", re.ASCII)
_PAGE = re.compile(
    r"^Content-Type:\s*(?:multipart/(?:related|alternative|mixed)|text/html)\b", re.IGNORECASE | re.MULTILINE
)
_CODED = re.compile(r"^Content-Transfer-Encoding:\s*(?:base64|quoted-printable)\b", re.IGNORECASE | re.MULTILINE)
_FRAMES = re.compile(rb"<frameset\b", re.IGNORECASE)
_MIME = re.compile(r"^MIME-Version:", re.IGNORECASE | re.MULTILINE)
# What nearly every letter has; two of these above an empty line make one.
_LETTER = re.compile(r"^(From|Date|Subject|Message-ID):", re.IGNORECASE | re.MULTILINE)
# The line above each letter of many, and what must follow it: texts have sentences that begin so.
_FROM_LINE = re.compile(r"From [^\n]*\n")
_FIELD = re.compile(rb">From |[A-Za-z][\w-]*:")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_CHUNK = 1 << 16
_LONGEST_HEADER = 2_000


class _Letter(Message):
    """A message whose headers end somewhere: to look for parameters in one takes the square of its length."""

    def get(self, name: str, failobj: Any = None) -> Any:
        value = super().get(name, failobj)
        return value[:_LONGEST_HEADER] if isinstance(value, str) else value


def is_saved_page(text: str) -> bool:
    """Whether a file that begins so is such a page, or a letter of parts or encoded.

    >>> is_saved_page("From: <Saved by Blink>\\nMIME-Version: 1.0\\nContent-Type: multipart/related;\\n boundary=x\\n\\n--x")
    True
    """
    headers = _HEADERS.match(text.replace("\r\n", "\n"))
    if headers is None or not _MIME.search(headers[0]):
        return False
    return any(mark.search(headers[0]) for mark in (_PAGE, _CODED))


def is_letters(text: str) -> bool:
    """Whether a file that begins so is a letter that is all readable, or many letters.

    >>> is_letters("From: Ann Lee <ann@quay.example>\\nSubject: Ferry\\n\\nThe ferry sank.")
    True
    """
    text = text.replace("\r\n", "\n").removeprefix("\ufeff")
    headers = _HEADERS.match(text, found.end() if (found := _FROM_LINE.match(text)) else 0)
    return (
        headers is not None
        and text.startswith("\n", headers.end())
        and len({name.lower() for name in _LETTER.findall(headers[0])}) > 1
    )


def read_page(stream: io.BufferedReader, longest: int) -> Item | Problem:
    """A saved page, or a letter, with its subject, date and sender's name (never their address)."""
    data = stream.read(longest + 1)
    return too_large("a page", longest, data) if len(data) > longest else _read(data, 1)


def read_letters(stream: io.BufferedReader, longest: int, decoder: FileDecoder) -> Iterator[Item | Problem]:
    """A letter that is all readable, or the many in one file, as `read_page` reads one; `decoder` is for those that name no encoding."""
    many = stream.peek(5).startswith(b"From ")
    for position, data in enumerate(_letters(stream, longest) if many else [stream.read(longest + 1)], 1):
        if len(data) > longest:
            yield too_large("a letter", longest, data, position)
        else:
            yield _read(_QUOTED_FROM.sub(rb"\1", data) if many else data, position, decoder)


def _read(data: bytes, position: int, decoder: FileDecoder | None = None) -> Item | Problem:
    try:
        return _page(data, position, decoder)
    except Exception as error:  # one on which the parser fails, as on parts in parts in parts, costs that one
        return Problem(position, "malformed", f"{type(error).__name__}: {error}", data)


def _letters(stream: io.BufferedReader, longest: int) -> Iterator[bytes]:
    """The letters of an mbox; of one longer than `longest` little more than that."""
    held: list[bytes] = []
    size, blank, began = 0, True, True
    line = stream.readline(_CHUNK)
    while line:
        following = stream.readline(_CHUNK)
        if blank and line.startswith(b"From ") and _FIELD.match(following):
            if held:
                yield b"".join(held)
            held, size = [], 0
        elif size <= longest:
            held.append(line)
            size += len(line)
        blank = began and line in (b"\n", b"\r\n")
        began = line.endswith(b"\n")
        line = following
    if held:
        yield b"".join(held)


def _page(data: bytes, position: int, decoder: FileDecoder | None) -> Item | Problem:
    """The page itself, of what is saved with it (pictures, styles, frames), and its address; of a letter without one the text."""
    whole = data
    if wide := wide_encoding(data[:_CHUNK]):
        data = data.decode(wide, "replace").encode()
    # Not by the parser's newer policy: for a hostile header it takes minutes.
    message = email.message_from_bytes(data.removeprefix(codecs.BOM_UTF8), _Letter)
    parts = [
        (part, content)
        for part in message.walk()
        if isinstance(content := part.get_payload(decode=True), bytes)
        and part.get_content_disposition() != "attachment"
    ]
    pages = [part for part in parts if part[0].get_content_type() == "text/html"]
    if len(pages) > 1 and _FRAMES.search(pages[0][1]):  # a page of frames: what is in the one that says most
        pages = sorted(pages[1:], key=lambda part: -len(part[1]))
    texts = [part for part in parts if part[0].get_content_type() == "text/plain"]
    for page, content in (pages or texts)[:1]:
        try:
            charset = page.get_content_charset()
            if decoder and not pages and not charset:
                decoded = decoder.decode(content)
            else:
                decoded = (decode_page if pages else decode)(content, charset)
        except UnicodeDecodeError as error:
            return Problem(position, "undecodable", str(error), whole)
        url = "".join(str(message["Snapshot-Content-Location"] or page["Content-Location"] or "").split())
        fields = _said(message, bool(url), decoded.encoding)
        if not pages:
            fields["text"] = decoded.text.replace("\r\n", "\n").strip("\n")
            return Item(position, fields=fields, encoding=decoded.encoding, raw=whole)
        return Item(
            position,
            fields=fields or None,
            html=decoded.text,
            url=url or None,
            encoding=decoded.encoding,
            raw=whole,
        )
    return Problem(position, "no_text", "a saved page without its HTML, or a letter without a text", whole)


def _said(message: Message, is_page: bool, encoding: str) -> dict[str, Any]:
    """What a letter's headers say of it; nothing of a page, which says it itself: its date is that of saving it."""
    if is_page or "saved by" in (sender := _header(message, "From", encoding)).lower():
        return {}
    names: list[str] = []
    with suppress(RecursionError):  # brackets in brackets
        names = [_decoded(name) for name, _ in getaddresses([sender])]
    return {
        "title": _decoded(_header(message, "Subject", encoding)),
        "date": _header(message, "Date", encoding),
        "authors": [name for name in names if name and "@" not in name],
        "text": "",
    }


def _header(message: Message, name: str, encoding: str) -> str:
    """A header as it is written, in one line; bytes beyond ASCII are in the encoding of the text, as a rule."""
    value = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    with suppress(UnicodeError):
        value = decode(value.encode("utf-8", "surrogateescape"), encoding).text
    return " ".join(value.split())[:_LONGEST_HEADER]


def _decoded(value: str) -> str:
    """`=?utf-8?Q?Caf=C3=A9?=` as it is meant; what cannot be decoded, as it is."""
    with suppress(Exception):  # the parser's own errors, unknown encodings, broken base64
        return " ".join(str(make_header(decode_header(value))).split())
    return value
