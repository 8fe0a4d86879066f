"""Several XML files that somebody joined into one (`cat *.xml`), and elements without one around them, as one file."""

from __future__ import annotations

import io
import re
from typing import IO, Any
from xml.parsers import expat

# What is wrong behind the end of the first element of all: libxml2, when it is to go on, ends there without a word.
_BEHIND = {
    expat.errors.codes[what]
    for what in (expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT, expat.errors.XML_ERROR_MISPLACED_XML_PI)
}
_FIRST = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml\s[^>]*>)?")
_BEGIN, END = b"<files>", b"</files>"
_DECLARATIONS = re.compile(rb"<\?xml\s[^>]*>|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>")


class Joined:
    """A stream of which the head has been read already; with the end of `in_one`, if it is `several` files."""

    def __init__(self, head: bytes, rest: IO[bytes], several: bool) -> None:
        self._head, self._rest, self._several = io.BytesIO(head), rest, several

    def read(self, size: int = -1) -> bytes:
        data = self._head.read(size)
        if data or not self._several:
            return data or self._rest.read(size)
        data = self._rest.read(size)
        if data:  # to the end of a line, in which declarations are whole
            return _DECLARATIONS.sub(b"", data + self._rest.readline(1 << 16)) or b"\n"
        self._several = False
        return END


def are_several(data: bytes, encoding: str | None) -> bool:
    """Whether these are several XML files one after the other, or elements without one around them."""
    parser = expat.ParserCreate(encoding and "utf-8")
    parser.EntityDeclHandler = _no_entities
    try:
        parser.Parse(data.lstrip(), False)
    except expat.ExpatError as error:
        return error.code in _BEHIND
    except (ValueError, LookupError):  # entities; an encoding that is none
        pass
    return False


def _no_entities(*_: Any) -> None:
    raise ValueError("entities are not looked into")


def in_one(data: bytes) -> bytes:
    """Several files as one, but for its end: what stands before the first element stays, and what the others say of themselves goes."""
    first = _FIRST.match(data)
    end = first.end() if first else 0
    return data[:end] + _BEGIN + _DECLARATIONS.sub(b"", data[end:])
