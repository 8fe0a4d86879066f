"""XML without what ends its reading: ampersands that begin no reference, less-than signs that begin no tag, control characters."""

from __future__ import annotations

import codecs
import io
import re
from typing import IO, Any

from tasks.intake.decode import decode_page
from tasks.intake.readers.joined import END, are_several, in_one

_SECTION = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z))", re.DOTALL)
_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)")
_LESS = re.compile(r"<(?![!?])(?=[^<>]*<)")
_CONTROL = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BLOCK, _NO_TAG = 1 << 20, 1 << 22
_LONGEST_REFERENCE = 16


def mended(data: bytes) -> tuple[bytes, str]:
    """XML in any encoding as UTF-8, and the encoding; without what would end the reading; several files in one as elements of one.
    Raises UnicodeDecodeError.
    """
    decoded = decode_page(data)
    data = _mended(decoded.text.lstrip(), False)[0].encode("utf-8", "replace")
    return in_one(data) + END if are_several(data, "utf-8") else data, decoded.encoding


def mending(head: bytes, rest: IO[bytes]) -> tuple[io.BufferedReader, str]:
    """The same of XML too long to be held, of which the `head` has been read: a stream, but for several files. Raises
    UnicodeDecodeError.
    """
    decoded = decode_page(head)
    if decoded.encoding.startswith("utf-8"):
        odd = "lost-beginnings" if decoded.evidence == "detected" else "stray-windows-1252"
        name = "utf-8"
    else:
        name, odd = decoded.encoding, "replace"
    decoder = codecs.getincrementaldecoder(name)(odd)
    return io.BufferedReader(_Mending(head, rest, decoder), _BLOCK), decoded.encoding


class _Mending(io.RawIOBase):
    """A stream of XML as UTF-8, block by block; each ends with a tag."""

    def __init__(self, head: bytes, rest: IO[bytes], decoder: codecs.IncrementalDecoder) -> None:
        self._head, self._rest, self._decoder = io.BytesIO(head), rest, decoder
        self._text, self._out = "", memoryview(b"")
        self._begun = self._ended = self._in_section = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._out and not self._ended:
            self._out = memoryview(self._next().encode("utf-8", "replace"))
        size = min(len(buffer), len(self._out))
        buffer[:size], self._out = self._out[:size], self._out[size:]
        return size

    def _next(self) -> str:
        data = self._head.read(_BLOCK) or self._rest.read(_BLOCK)
        self._ended = not data
        self._text += self._decoder.decode(data, final=not data)
        if not self._begun:
            self._text = self._text.removeprefix("\ufeff").lstrip()
            self._begun = bool(self._text)
        end = len(self._text) if self._ended else self._text.rfind(">") + 1
        if not end and len(self._text) > _NO_TAG:
            end = len(self._text) - _LONGEST_REFERENCE
        text, self._text = self._text[:end], self._text[end:]
        text, self._in_section = _mended(text, self._in_section)
        return text


def _mended(text: str, in_section: bool) -> tuple[str, bool]:
    """A text mended, where it is in no CDATA section, in which it may begin; and whether it ends in one."""
    if in_section:
        before, end, text = text.partition("]]>")
        if not end:
            return _CONTROL.sub("", before), True
        begun = _CONTROL.sub("", before) + end
    else:
        begun = ""
    if "<![CDATA[" not in text:
        return begun + _outside(text), False
    parts = _SECTION.split(text)
    for i, part in enumerate(parts):
        if i % 2:
            parts[i] = _CONTROL.sub("", part)
        elif i < len(parts) - 1:
            parts[i] = _outside(f"{part}<")[:-1]
        else:
            parts[i] = _outside(part)
    return begun + "".join(parts), not (parts[-1] or parts[-2].endswith("]]>"))


def _outside(text: str) -> str:
    # One pattern for all of them would be tried at each character.
    return _CONTROL.sub("", _LESS.sub("&lt;", _AMPERSAND.sub("&amp;", text)))
