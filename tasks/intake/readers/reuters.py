"""Articles of the Reuters-21578 collection, a thousand to a file: SGML that no reader of XML goes through, for control characters stand
in it as references, and its elements have none around them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

from tasks.intake.items import FileDecoder, Item, Problem, article

_BEGINS = re.compile(r"\ufeff?\s*(?:<!DOCTYPE\s+lewis\b[^>]*>\s*)?<REUTERS\s", re.IGNORECASE)
_BEGIN, _END = b"<REUTERS ", b"</REUTERS>"
_ID = re.compile(r'\bNEWID="(\w+)"')
# What of an article is in which element, the last of which may break off; where there is no body, what else is in the text.
_ELEMENTS = {
    role: re.compile(rf"<{name}\b[^<>]*>(.*?)(?:</{name}>|\Z)", re.DOTALL)
    for role, name in (("date", "DATE"), ("title", "TITLE"), ("author", "AUTHOR"), ("text", "BODY"))
}
_WHOLE = re.compile(r"<TEXT\b[^<>]*>(.*?)(?:</TEXT>|\Z)", re.DOTALL)
_BESIDE = re.compile(r"<(TITLE|AUTHOR|DATELINE)\b[^<>]*>(?:(?!<\1\b).)*?</\1>", re.DOTALL)
_CONTROL = re.compile(r"&#(?:[0-8]|1[124-9]|2\d|3[01]|127);")
_LINE = re.compile(r"(?<![ \t])[ \t]*+\n(?=\S)")  # a paragraph begins with blanks, a line of it with none
_SET_IN = re.compile(r"\n {4}(?=\S)")
_SIGNED = re.compile(r"(?<!\s)\s*+\breuters?\s*\Z", re.IGNORECASE)
_NO_WORDS = re.compile(r"\**\s*(?:blah[ .]*)*", re.IGNORECASE)  # what stands for the body where the title is all


def is_reuters(text: str) -> bool:
    """Whether a file that begins so is one of the collection's."""
    return _BEGINS.match(text) is not None


def read_reuters(stream: io.BufferedReader, longest: int, decoder: FileDecoder) -> Iterator[Item | Problem]:
    """The articles of a file, one after the other."""
    for number, raw in enumerate(_parts(stream, longest), 1):
        found = article(number, raw, "an article", longest, decoder)
        yield found if isinstance(found, Problem) else replace(found, text=None, fields=_fields_of(found.text or ""))


def _parts(stream: io.BufferedReader, longest: int) -> Iterator[bytes]:
    """The bytes of each article, the last of which may be cut; of one too long its beginning, a byte longer than it may be."""
    part: list[bytes] = []
    size, inside = 0, False
    while line := stream.readline(longest + 1):
        if not inside and (at := line.find(_BEGIN)) >= 0:
            inside, line = True, line[at:]
        if not inside:
            continue
        if size <= longest:
            part.append(line[: longest + 1 - size])
            size += len(line)
        if _END in line:
            yield b"".join(part)
            part, size, inside = [], 0, False
    if part:
        yield b"".join(part)


def _fields_of(text: str) -> dict[str, str | None]:
    """An article's fields, all of which are there; those that it has not are None."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n"))
    number = _ID.search(text)
    said: dict[str, str | None] = {"id": number[1] if number else None}
    for role, element in _ELEMENTS.items():
        found = element.search(text)
        said[role] = unescape(found[1]).strip("\n") or None if found else None
    if said["text"] is None and (whole := _WHOLE.search(text)):
        said["text"] = unescape(_BESIDE.sub("", whole[1])).strip("\n")
    if said["author"]:
        said["author"] = _SIGNED.sub("", said["author"]).strip(" ,")
    body = _SIGNED.sub("", _SET_IN.sub("\n", _LINE.sub(" ", said["text"] or ""))).strip()
    return said | {"text": "" if _NO_WORDS.fullmatch(body) else body}
