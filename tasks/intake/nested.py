"""The text in a value that is more than a string: paragraphs, blocks of editors, and JSON or Python's lists in a string.

Editors and content systems keep a text as a tree: ProseMirror, Contentful, Slate and Sanity ("children", "content"),
Editor.js and Draft.js ("blocks"), Quill ("ops"), Arc XP ("content_elements"). Tables have no room for lists, so that what
writes one puts the list's JSON into a cell, or what Python prints for it.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from itertools import islice
from typing import Any

import orjson

_DEEPEST = 12
# Where a block has its own words, and where those below it.
_WORDS = ("text", "content", "body", "value", "html", "insert")
_BELOW = ("paragraphs", "children", "content", "blocks", "items", "body", "data", "text")
_RUNS = ("children", "content")  # a paragraph may be kept in pieces there
_HEADINGS = ("headline", "heading", "title")
_KINDS = ("type", "nodeType", "_type")
_SPANS = frozenset(("text", "span", "link", "hyperlink", "strong", "em"))


def text_of(value: Any) -> str | None:
    """The text in a value: a string, or paragraphs, one a line, without blanks around them; None of what holds no text."""
    if isinstance(value, str):
        return value
    if isinstance(value, list) or is_blocks(value):
        return "\n".join(line for one in _lines(value, 0) if (line := one.strip()))
    return None


_MOST_NAMES, _LONGEST_NAME = 10, 40


def why_no_text(value: Any) -> str:
    """What a value is in which no text was found, to be said of a field."""
    if isinstance(value, str) or value in ([], {}):
        return "is empty"
    objects = [value] if isinstance(value, Mapping) else [one for one in _flat(value) if isinstance(one, Mapping)]
    if not objects:
        return "holds no text"
    what = "an object" if isinstance(value, Mapping) else "a list of objects"
    names = islice(
        dict.fromkeys(str(name)[:_LONGEST_NAME] for one in objects[:_MOST_NAMES] for name in one), _MOST_NAMES
    )
    return f"holds {what} without a text under a name known (there are: {', '.join(names)})"


def _flat(value: Any, depth: int = 0) -> Iterator[Any]:
    """The items of lists in lists."""
    for one in value if isinstance(value, list) and depth < _DEEPEST else ():
        yield one
        yield from _flat(one, depth + 1)


_FIRST_NAMES, _LAST_NAMES = ("firstname", "givenname", "forename"), ("lastname", "familyname", "surname")


def is_person(value: Mapping[str, Any]) -> bool:
    """Whether an object holds the parts of a name."""
    if len(value) >= 10:
        return False
    keys = {_key(key): one for key, one in value.items()}
    return any(key in _FIRST_NAMES for key in keys) or _is_first_and_last(keys)


def _is_first_and_last(value: Mapping[str, Any]) -> bool:
    """Whether that is what an object calls the parts of a name; pages of answers have a first and a last, too."""
    parts = [value.get("first"), value.get("last")]
    return all(isinstance(part, str) and 0 < len(part) <= _LONGEST_NAME and "/" not in part for part in parts)


def name_of(person: Mapping[str, Any]) -> str | None:
    """What somebody is called; first and last names may be kept apart."""
    names = {_key(key): value for key, value in person.items() if isinstance(value, str)}
    whole = names.get("name") or names.get("fullname") or names.get("displayname")
    if not whole and _is_first_and_last(names):
        return f"{names['first']} {names['last']}"
    parts = (names.get(part) for part in (*_FIRST_NAMES, *_LAST_NAMES))
    return whole or " ".join(filter(None, parts)) or None


def _key(name: Any) -> str:
    return re.sub(r"[\W_]", "", str(name).lower())


def is_blocks(value: Any) -> bool:
    """Whether an object can only be a text in pieces: those of an editor, or paragraphs by number."""
    if not isinstance(value, Mapping) or not value:
        return False
    if isinstance(value.get("ops"), list) or isinstance(value.get("blocks"), list):
        return True
    if value.get("nodeType") == "document" or value.get("type") == "doc":
        return isinstance(value.get("content"), list)
    return all(str(name).isdecimal() and isinstance(one, str) for name, one in value.items())


def size(value: Any) -> int:
    """Characters of the text in a list or tree."""
    return sum(map(len, _lines(value, 0)))


def _lines(value: Any, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, list):
        for one in value:
            yield from _lines(one, depth + 1)
    elif isinstance(value, Mapping):
        yield from _block(value, depth)


def _block(block: Mapping[str, Any], depth: int) -> Iterator[str]:
    if isinstance(ops := block.get("ops"), list):  # pieces of lines
        said = "".join(one["insert"] for one in ops if isinstance(one, Mapping) and isinstance(one.get("insert"), str))
        yield from (line for line in said.split("\n") if line)
        return
    for name in _WORDS:
        if isinstance(words := block.get(name), str):
            if words:
                if _kind(block) not in _SPANS:  # a link may have a title, too
                    yield from _headings(block, depth)
                yield words
            return
    if block and all(str(name).isdecimal() for name in block):
        yield from _lines(list(block.values()), depth + 1)
        return
    found = ((name, one) for name in _BELOW if (one := block.get(name)) and isinstance(one, list | Mapping))
    where, below = next(found, ("", None))
    if where:
        yield from _headings(block, depth)
    if where in _RUNS and isinstance(below, list) and (run := _run(below)):
        yield run
    elif where:
        yield from _lines(below, depth + 1)


def _headings(block: Mapping[str, Any], depth: int) -> Iterator[str]:
    for name in _HEADINGS:
        if isinstance(heading := block.get(name), str | list):
            yield from _lines(heading, depth + 1)


def _kind(block: Mapping[str, Any]) -> str | None:
    return next((block[name] for name in _KINDS if isinstance(block.get(name), str)), None)


def _run(pieces: list[Any]) -> str | None:
    """The words of a paragraph that is kept in pieces, for a link or a word in italics; None where they are blocks."""
    words = [_piece(piece) for piece in pieces]
    return "".join(word for word in words if word is not None) if None not in words else None


def _piece(piece: Any) -> str | None:
    if not isinstance(piece, Mapping):
        return None
    if _kind(piece) not in (None, *_SPANS):
        return None
    for name in ("text", "value"):
        if isinstance(said := piece.get(name), str):
            return said
    inner = piece.get("children") or piece.get("content")
    return _run(inner) if isinstance(inner, list) else None


# What is in a string: only where nearly all of a column's are such is any opened, but for texts.
_SHARE = 0.8
_LONGEST = 8 << 20
_LONGEST_PRINTED = 1 << 18  # its tree takes a hundred times as much
_OPENS = ("[", "{")
# What numpy prints between the strings of an array.
_SIDE_BY_SIDE = re.compile(r"(?<=['\"])(?:\s|\\n)+(?=['\"])")


# A sign and digits, as many as no integer of 64 bits has. In strings they are no number, and cost a second parse only.
_DIGITS, _MANY = bytes.maketrans(b"123456789-", b"0" * 10), b"0" * 20
_MANY_IN_TEXT = re.compile("[-0-9][0-9]{19}")


def exact(text: str | bytes) -> Any:
    """One JSON value as orjson takes it, with all integers as they are: beyond 64 bits that makes floats of them, and one id of
    several. Raises ValueError.
    """
    value = orjson.loads(text)
    # Bytes are nearly all of what there is to read: 1.1 GB/s, against .17 of the regular expression.
    if _MANY in text.translate(_DIGITS) if isinstance(text, bytes) else _MANY_IN_TEXT.search(text):
        with suppress(ValueError, RecursionError):  # of more digits, or nested deeper, than Python reads
            return json.loads(text)
    return value


def loads(text: str | bytes) -> Any:
    """One JSON value. orjson is strict; what it refuses but Python writes (NaN, lone surrogates) is parsed too.

    Raises ValueError.
    """
    try:
        return exact(text)
    except ValueError as refused:
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            raise refused from None


def literal(text: str) -> Any:
    """The value that Python prints so; None of what is none. Times and ids, which it prints as calls, are strings."""
    try:
        return ast.literal_eval(text)
    except ValueError:
        pass
    except (SyntaxError, RecursionError, MemoryError, TypeError):
        return None
    try:
        return ast.literal_eval(_Calls().visit(ast.parse(text, mode="eval")))
    except (ValueError, ArithmeticError, SyntaxError, RecursionError, MemoryError, TypeError):
        return None


class _Calls(ast.NodeTransformer):
    """What Python prints for a value that it has no sign for, as what it says: datetime.date(2024, 5, 9), ObjectId('...'), nan."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """A time or a string."""
        name = ast.unparse(node.func).rpartition(".")[2] if isinstance(node.func, ast.Name | ast.Attribute) else ""
        given = [one.value for one in node.args if isinstance(one, ast.Constant)]
        if name == "datetime" and len(given) >= 3:
            numbers = [one for one in given if isinstance(one, int)][:7]
            zone = any("utc" in ast.unparse(one).lower() for one in (*node.args, *node.keywords))
            year, month, day, hour, minute, second, micro = (*numbers, 0, 0, 0, 0)[:7]
            moment = datetime(year, month, day, hour, minute, second, micro)
            return ast.Constant(moment.isoformat() + "Z" * zone)
        if name == "date" and len(given) == 3:
            year, month, day = (int(str(one)) for one in given)
            return ast.Constant(date(year, month, day).isoformat())
        if name in _AS_STRINGS and given and isinstance(given[0], str):
            return ast.Constant(given[0])
        return node

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """A number that is none."""
        return ast.Constant(None) if node.id in ("nan", "inf", "NaT") else node


_AS_STRINGS = ("ObjectId", "UUID", "Decimal", "Timestamp", "HttpUrl", "Url")


def opened(value: Any) -> Any:
    """What a string holds that is an object or a list, as JSON has it or Python prints it; None of any other."""
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    text = value.strip()
    if not text.startswith(_OPENS) or text[-1] not in "]}":
        return None
    try:
        found = loads(text)
    except ValueError:
        found = _printed(text)
    return found if isinstance(found, dict | list) and found else None


def _printed(text: str) -> Any:
    if len(text) > _LONGEST_PRINTED or not re.match(r"[\[{]\s*['\"{\[]", text):
        return None
    return literal(_SIDE_BY_SIDE.sub(", ", text) if text[0] == "[" else text)


_LISTED = re.compile(r"""\s*\[\s*['"]""")


def listed(text: str) -> list[str] | None:
    """The strings of a text that is nothing but a list of such, as JSON has it or Python or numpy prints it; None of any other.

    Of one alone it is as sure as of a column: an article that begins and ends in brackets is no list to a parser.
    """
    if not _LISTED.match(text):
        return None
    found = opened(text)
    return found if isinstance(found, list) and all(isinstance(one, str) for one in found) else None


def packed(rows: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """The columns of some rows whose strings hold objects or lists of words."""
    filled: dict[str, int] = {}
    open_to: dict[str, int] = {}
    for row in rows:
        for name, value in row.items():
            if isinstance(value, str) and value.strip():
                filled[name] = filled.get(name, 0) + 1
                if value.lstrip().startswith(_OPENS) and _has_words(opened(value)):
                    open_to[name] = open_to.get(name, 0) + 1
    return frozenset(name for name, count in open_to.items() if count >= _SHARE * filled[name])


def _has_words(value: Any) -> bool:
    if isinstance(value, dict):
        return all(isinstance(name, str) for name in value)
    return isinstance(value, list) and all(isinstance(one, str | dict) for one in value)


def unpacked(row: Mapping[str, Any], names: frozenset[str]) -> Mapping[str, Any]:
    """A row with what is in the strings of some columns."""
    held = {name: found for name in names if name in row and (found := opened(row[name])) is not None}
    return {**row, **held} if held else row


# Paragraphs that a table has one behind the other, as Scrapy writes a list into a cell: "... on Monday.,“We sail,” he said.,The ..."
# Behind the end of a sentence, before what begins one: capitals, and letters of scripts that have none.
_CAPITALS = r"A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪĮİĶĻŁŃŅŇŐŘŚŞŠŤŪŮŰŲŹŻŽΆ-ΫЀ-Я\u0590-\u109f\u3040-\u9fff\uac00-\ud7a3"
_COMMA = re.compile(
    rf"""(?:(?<=\w[^\W\d_]{{2}}[.!?])|(?<=[.!?][”"’'»])|(?<=[।。！？؟])|(?<=[。！？।][”’」』])),(?=[“"‘'«„¿¡「『0-9{_CAPITALS}])"""
)
_LONG, _LOOKED_AT, _LEAST = 200, 20_000, 2


def joined(rows: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """The columns of some rows in whose long texts paragraphs are joined by commas."""
    long: dict[str, int] = {}
    such: dict[str, int] = {}
    for row in rows if len(rows) > 1 else ():  # one alone may be so by chance
        for name, value in row.items():
            if isinstance(value, str) and len(value) >= _LONG:
                long[name] = long.get(name, 0) + 1
                if "\n" not in value and len(_COMMA.findall(value, 0, _LOOKED_AT)) >= _LEAST:
                    such[name] = such.get(name, 0) + 1
    return frozenset(name for name, count in such.items() if count > 1 and count >= _SHARE * long[name])


def parted(row: Mapping[str, Any], names: frozenset[str]) -> Mapping[str, Any]:
    """A row with the paragraphs of some columns a line each."""
    apart = {name: _COMMA.sub("\n", row[name]) for name in names if isinstance(row.get(name), str) and "," in row[name]}
    return {**row, **apart} if apart else row
