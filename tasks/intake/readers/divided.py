"""Articles out of text files that hold several: lists in YAML, and blocks with "Title: ..." above each, parted by lines of one sign.

Either is read an article at a time, for what begins the next one stands at the beginning of a line.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import yaml

from tasks.intake.headers import names_columns
from tasks.intake.items import FileDecoder, Item, Problem, article
from tasks.intake.names import fits

_LINE = re.compile(r"([^\W\d_][\w -]{0,30}?)[:：]")
_SIGNS = re.compile(r"[ \t]*([=\-*_#~+])\1{4,}[ \t\r]*")
_ROLES = ("title", "url", "date", "authors", "site")
_PAIR = re.compile(r"(?:- |  +)[\"']?([A-Za-z_][\w -]{0,40}?)[\"']?:(?:\s|\Z)")
_ABOVE = re.compile(r"\s*(?:#.*|---\s*|%YAML.*)?")  # what may stand above a list


def is_divided(text: str) -> bool:
    """Whether a file that begins so holds blocks, each with the same name in its first line, behind a line of signs.

    >>> is_divided("Title: One\\nDate: 2024-05-03\\n\\nIt rained.\\n=====\\nTitle: Two\\nDate: 2024-05-04\\n"), is_divided("Title: One\\n=====\\n")
    (True, False)
    """
    lines = [line for line in text.split("\n") if line.strip()]
    first = next((i for i, line in enumerate(lines[:2]) if not _SIGNS.fullmatch(line)), 0)
    names = [_LINE.match(line.lstrip("ï»¿\ufeff \t")) for line in lines[first : first + 2]]
    if len(names) < 2 or not all(names) or not any(name and fits(_utf8(name[1]), _ROLES) for name in names):
        return False
    begins = lines[first].lstrip("ï»¿\ufeff \t")[: names[0].end() if names[0] else 0]
    return any(
        below.startswith(begins) and _SIGNS.fullmatch(line) and _LINE.match(next_below)
        for line, below, next_below in zip(
            lines[first + 2 :], lines[first + 3 :], [*lines[first + 4 :], ""], strict=False
        )
    )


def is_yaml_list(text: str) -> bool:
    """Whether a file that begins so is a list of articles in YAML: the first has a text and a title, or the like.

    >>> is_yaml_list("- title: One\\n  text: It rained.\\n"), is_yaml_list("- One: two\\n- three\\n")
    (True, False)
    """
    names: list[str] = []
    for line in text.removeprefix("ï»¿").split("\n"):
        if line.startswith("- ") and names:
            break
        if pair := _PAIR.match(line):
            if not names and not line.startswith("- "):
                return False
            names.append(pair[1])
        elif not names and not _ABOVE.fullmatch(line):
            return False
    return names_columns(list(dict.fromkeys(names))) and _is_whole(text)


def _is_whole(text: str) -> bool:
    """Whether the first item of a list is one: below it nothing but the next one."""
    first: list[str] = []
    for line in text.removeprefix("ï»¿").split("\n"):
        if first and line.startswith("- "):
            break
        if first and line[:1].strip() and not line.startswith("#"):
            return False  # prose
        if first or line.startswith("- "):
            first.append(line)
    with suppress(yaml.YAMLError, ValueError, RecursionError):
        return bool(_parsed("\n".join(first)))
    return False


def _utf8(name: str) -> str:
    """A name that was read as Latin-1."""
    with suppress(UnicodeError):
        return name.encode("latin-1").decode("utf-8")
    return name


def read_divided(stream: io.BufferedReader, longest: int, decoder: FileDecoder) -> Iterator[Item | Problem]:
    """The blocks of a file as documents, without the lines between them."""
    for number, part in enumerate(_blocks(stream, longest), 1):
        yield article(number, part, "an article", longest, decoder)


def _blocks(stream: io.BufferedReader, longest: int) -> Iterator[bytes]:
    """What stands between the lines of signs behind which a block begins; of one too long its beginning, a byte longer than it may be."""
    begins = b""
    part: list[bytes] = []
    between: list[bytes] = []  # a line of signs, and the blank ones behind it
    size = 0
    while line := stream.readline(longest + 1):
        if not begins:
            line = line.removeprefix(b"\xef\xbb\xbf")
            if not line.strip() or _SIGNS.fullmatch(line.decode("latin-1").rstrip("\n")):
                continue
            begins = line.lstrip()[: line.lstrip().find(b":") + 1] or line
        if between and line.lstrip().startswith(begins):
            yield _block(part, between, size > longest)
            part, between, size = [], [], 0
        is_between = _SIGNS.fullmatch(line.decode("latin-1").rstrip("\n")) if len(line) <= _LONGEST_LINE else None
        if between and line.strip() and not is_between:
            part += between
            between = []
        if is_between and size > longest:  # what is cut of it is never joined
            between = [b"\n"]
        elif size <= longest:
            (between if is_between or (between and not line.strip()) else part).append(line[: longest + 1 - size])
            size += len(line)
    yield _block(part, between, size > longest)


def _block(part: list[bytes], between: list[bytes], is_cut: bool) -> bytes:
    return b"".join([*part, *between, b"\n"]) if is_cut else b"".join(part).strip(b"\r\n")


_LONGEST_LINE = 1000


def read_yaml_list(stream: io.BufferedReader, longest: int, decoder: FileDecoder) -> Iterator[Item | Problem]:
    """The items of a list as rows, each parsed by itself: all values are strings, or lists and objects of such."""
    for number, part in enumerate(_items(stream, longest), 1):
        found = article(number, part, "an item of a list", longest, decoder)
        if isinstance(found, Item):
            try:
                found = replace(found, text=None, fields=_parsed(found.text or ""))
            except (yaml.YAMLError, ValueError, RecursionError) as error:
                found = Problem(number, "malformed", f"not YAML: {' '.join(str(error).split())}", part)
        yield found


def _items(stream: io.BufferedReader, longest: int) -> Iterator[bytes]:
    part: list[bytes] = []
    size = 0
    while line := stream.readline(longest + 1):
        line = line if part else line.removeprefix(b"\xef\xbb\xbf")
        begins = line.startswith((b"- ", b"-\n", b"-\r"))
        if begins and part:
            yield b"".join(part)
        if begins:
            part, size = [], 0
        if (begins or part) and size <= longest:
            part.append(line[: longest + 1 - size])
            size += len(line)
    if part:
        yield b"".join(part)


_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # of strings alone, fifteen times as fast


def _parsed(text: str) -> dict[str, Any]:
    value = yaml.load(text, Loader=_Loader)
    row = value[0] if isinstance(value, list) and len(value) == 1 else None
    if not isinstance(row, dict):
        raise ValueError("no object")
    count, todo = 0, [row]
    while todo:  # anchors can make a few lines as large as one likes
        one = todo.pop()
        count += 1
        todo += one.values() if isinstance(one, dict) else one if isinstance(one, list) else ()
        if count > len(text):
            raise ValueError("anchors that say more than is there")
    return {str(name): held for name, held in row.items()}
