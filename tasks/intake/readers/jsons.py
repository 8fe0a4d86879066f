"""Records out of JSON Lines and JSON (arrays, one object, objects one behind the other), read as streams."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import Any

import orjson

from tasks.intake.gathered import records_in
from tasks.intake.items import FileDecoder, Item, Problem
from tasks.intake.nested import exact, literal, loads, opened
from tasks.intake.readers import bulk
from tasks.intake.readers.lists_ahead import first_list, led_up_to, next_list
from tasks.intake.readers.tables import named
from tasks.intake.readers.window import TooLong, Window

WHOLE = 32 << 20
"""Bytes of a JSON file up to which it is parsed at once; longer ones item by item."""


def parse(text: str | bytes) -> Any:
    """One JSON value, or a dict as Python prints it. Raises ValueError."""
    try:
        return loads(text)
    except ValueError:
        if isinstance(text, str) and text.startswith("{'") and (printed := _printed(text)):
            return printed
        raise


_LONGEST_PRINTED = 1 << 20


def _printed(text: str) -> dict[str, Any] | None:
    """What Python prints for a dict, as scrapers do that write `str(item)`."""
    if len(text) > _LONGEST_PRINTED:
        return None
    value = literal(text)
    return exact(dump(value) or b"{}") if isinstance(value, dict) else None


def read_lines(
    stream: io.BufferedReader,
    decoder: FileDecoder,
    longest: int,
    first: int = 1,
    until: int | None = None,
    before: bytes = b"",
) -> Iterator[Item | Problem]:
    """JSON Lines: `first` is the number of the first line, `before` the one before it; no line that begins `until` bytes further or
    later is read.
    """
    number, at, said = first - 1, 0, bulk.action(before)
    readline: Callable[[int], bytes] = stream.readline
    ends, ended = b"\n", True
    if _by_carriage_returns(stream.peek(1 << 16)[: 1 << 16]):
        readline, ends = _MacLines(stream).readline, b"\r"
    # What was cut at newlines goes on, where lines end otherwise, to the next newline.
    while (until is None or at < until or not ended) and (line := readline(longest + 1)):
        number += 1
        at += len(line)
        if len(line) - line.endswith(ends) > longest:
            kept = line[: 1 << 20]
            size = len(line)
            while line and not line.endswith(ends):
                line = readline(1 << 20)
                size += len(line)
            at += size - longest - 1
            yield Problem(number, "too_large", f"a line of {size:,} bytes; max_record_bytes is {longest:,}", kept)
            said = None
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        ended = line.endswith(b"\n")
        data = line.strip()
        if data in (b"", b"[", b"]"):
            continue
        one = _line(data.rstrip(b","), number, decoder)
        if one.__class__ is Item and one.fields and len(one.fields) == 1 and (of_next := bulk.action(data)) is not None:
            said = of_next
            continue
        if isinstance(one, Problem) and _TOGETHER.search(data):
            some = _together(one, decoder)
        elif said is None:  # as in all other files
            yield one
            continue
        else:
            some = iter((one,))
        yield from some if said is None else bulk.with_id(some, said)
        said = None


def _by_carriage_returns(head: bytes) -> bool:
    """Whether lines end with a carriage return alone (classic Mac OS), which for JSON is mere white space."""
    return b"\n" not in head and _RETURNED.search(head) is not None


class _MacLines:
    """Lines that end with a carriage return or a newline."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream = stream
        self._block, self._at = b"", 0

    def readline(self, most: int) -> bytes:
        """A line as `io.BufferedReader` gives it."""
        parts: list[bytes] = []
        while most > 0:
            if self._at == len(self._block):
                self._block, self._at = self._stream.read1(1 << 16), 0
                if not self._block:
                    break
            end = _LINE_END.search(self._block, self._at, self._at + most)
            stop = end.end() if end else min(len(self._block), self._at + most)
            parts.append(self._block[self._at : stop])
            most -= stop - self._at
            self._at = stop
            if end:
                break
        return b"".join(parts)


_GAP = re.compile(r"[\s,]*")
_TOGETHER, _LINE_END = re.compile(rb"\}[\s,]*\{"), re.compile(rb"[\r\n]")
_RETURNED = re.compile(rb"\}[ \t,]*+\r[\s,]*+\{")


def _together(whole: Problem, decoder: FileDecoder) -> Iterator[Item | Problem]:
    """The objects that stand on one line, up to what is none; the problem of the line itself where it does not begin with one."""
    if whole.reason != "malformed":
        yield whole
        return
    decoded, machine = decoder.decode(whole.raw), json.JSONDecoder(strict=False)
    text, at = decoded.text, 0
    while at < len(text):
        try:
            value, end = machine.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            rest = Problem(whole.position, "malformed", f"not JSON: {error}", text[at:].encode("utf-8", "replace"))
            yield rest if at else whole
            return
        yield _item(whole.position, value, decoded.encoding, text[at:end].encode("utf-8", "replace"))
        found = _GAP.match(text, end)
        at = found.end() if found else end


_WRITE_JSON = "; it looks like a dict that Python printed: write it with json.dumps(item, default=str)"


def _line(data: bytes, number: int, decoder: FileDecoder) -> Item | Problem:
    encoding, strict = "utf-8", True
    try:
        value = exact(data)
    except ValueError:
        try:
            decoded = decoder.decode(data)
            encoding, strict = decoded.encoding, False
            value = parse(decoded.text)
        except UnicodeDecodeError as error:
            return Problem(number, "undecodable", str(error), data)
        except ValueError as error:
            remedy = _WRITE_JSON if data.startswith(b"{'") else ""
            return Problem(number, "malformed", f"not JSON: {error}{remedy}", data)
    return _item(number, value, encoding, data, strict)


def is_script(text: str) -> bool:
    """Whether a text begins as a script whose one value is an array of objects.

    >>> is_script('var articles = [{"id": 1}];'), is_script("var articles = [];")
    (True, False)
    """
    return _SCRIPT.match(text) is not None


def read_json(stream: io.BufferedReader, decoder: FileDecoder, longest: int) -> Iterator[Item | Problem]:
    """A JSON file: an array of objects, an object with such an array inside, one object, or several in a row."""
    data = stream.read(WHOLE + 1)
    data, large = data.removeprefix(b"\xef\xbb\xbf"), len(data) > WHOLE
    if above := _COMMENTS.match(data):
        data = data[above.end() :]
    if script := _ASSIGNED.match(data):
        data = data[script.end() :]
        data = data if large else data.rstrip(b" \t\r\n;")
    if large:
        yield from _stream(Window(data, stream, longest), decoder)
        return
    encoding = "utf-8"
    try:
        value = exact(data)
    except ValueError:
        try:
            decoded = decoder.decode(data)
            encoding, value = decoded.encoding, parse(decoded.text)
        except UnicodeDecodeError as error:
            yield Problem(1, "undecodable", str(error), data)
            return
        except ValueError:
            data = decoded.text.encode("utf-8", "replace")
            yield from _stream(Window(data, io.BytesIO(), len(data)), decoder, encoding)
            return
    if _is_table(value):
        yield from named(([_cell(cell) for cell in row], encoding, b"") for row in value)
    else:
        yield from _items(records_in(value), encoding)


# What stands before JSON in a script: "var articles = [{".
_BEFORE = r"\s*(?:(?:var|let|const)\s+[\w$]+\s*=|(?:window|self|module|exports)(?:\.[\w$]+)+\s*=|export\s+default\s)\s*"
_ASSIGNED = re.compile(rf"{_BEFORE}(?=[\[{{])".encode())
_SCRIPT = re.compile(rf"{_BEFORE}\[\s*\{{\s*\"")
# No JSON, but written by people above it, and read by some parsers.
_COMMENTS = re.compile(rb"(?:\s*(?://[^\r\n]*[\r\n]|#[^\r\n]*[\r\n]|/\*.*?\*/))+", re.DOTALL)


def _is_table(value: Any) -> bool:
    """Whether an array is one of rows: arrays of as many strings and numbers each."""
    return (
        isinstance(value, list)
        and len(value) > 1
        and all(isinstance(row, list) and len(row) == len(value[0]) > 1 for row in value)
        and all(isinstance(cell, _CELL) for row in value for cell in row)
    )


def _cell(value: str | float | None) -> str:
    return "" if value is None else str(value)


_BARE = (int, float, Decimal, type(None))  # true and false are ints, too
_CELL = (str, *_BARE)
_KEPT = 100_000


def _items(values: Iterable[Any], encoding: str) -> Iterator[Item | Problem]:
    """The items of an array. Numbers, true, false and null in a row are one problem: an array may be ten million of them."""
    for bare, some in groupby(enumerate(values, 1), lambda one: isinstance(one[1], _BARE)):
        if bare:
            yield _none_of_them(some)
        else:
            yield from (_item(number, value, encoding) for number, value in some)


def _none_of_them(bare: Iterator[tuple[int, Any]]) -> Problem:
    (first, value), count = next(bare), 1
    kept = [value]
    for _, value in bare:
        count += 1
        if count <= _KEPT:
            kept.append(value)
    if count == 1:
        return Problem(first, "malformed", _no_object(value), dump(value))
    why = f"{count:,} numbers, true, false or null where objects are wanted"
    why += f" (raw are the first {_KEPT:,})" if count > _KEPT else ""
    return Problem(first, "malformed", why, dump(kept))


def _item(number: int, value: Any, encoding: str, raw: bytes = b"", strict: bool = False) -> Item | Problem:
    if isinstance(value, str):
        if not isinstance(held := opened(value), dict):
            return Item(number, text=value, encoding=encoding, raw=raw)
        value, strict = held, False  # written twice over
    if isinstance(value, dict):
        if _is_deep(value):
            why = f"nested too deeply: more than {_DEEPEST} objects and arrays in each other"
            return Problem(number, "malformed", why, raw or dump(value))
        return Item(number, fields=value, encoding=encoding, raw=raw, strict=strict)
    return Problem(number, "malformed", _no_object(value), raw or dump(value))


_DEEPEST = 300  # what looks into records goes down by itself, for which Python has no more than a thousand calls


def _is_deep(value: dict[str, Any]) -> bool:
    level: list[Any] = [value]
    for _ in range(_DEEPEST):
        below = (one.values() if one.__class__ is dict else one for one in level)
        level = [child for some in below for child in some if child.__class__ is dict or child.__class__ is list]
        if not level:
            return False
    return True


_KINDS = {list: "an array", bool: "true or false", type(None): "null"}


def _no_object(value: Any) -> str:
    return f"{_KINDS.get(type(value), 'a number')} where an object is wanted"


def dump(value: Any) -> bytes:
    """A parsed value as JSON again, for rejects."""
    try:
        return orjson.dumps(value, default=_plain)
    except (TypeError, ValueError):
        pass
    try:
        return json.dumps(value, default=_plain, skipkeys=True).encode("utf-8", "replace")
    except (TypeError, ValueError, RecursionError):  # nested deeper than either goes
        return b""


def _plain(value: Any) -> float | str:
    """What JSON has for a value of another kind; a decimal is a number where that says the same."""
    if isinstance(value, Decimal) and str(number := float(value)) == str(value):
        return number
    return str(value)


def _stream(window: Window, decoder: FileDecoder, encoding: str = "utf-8") -> Iterator[Item | Problem]:
    """What can be had from a file that is no one JSON value, or too long to be held: values in a row, those of an array, also with
    broken ones between, without holding more of it than one. What is UTF-8 was in `encoding`.
    """
    for bare, some in groupby(enumerate(_values(window, decoder), 1), lambda one: isinstance(one[1][0], _BARE)):
        if bare:
            yield _none_of_them((number, value) for number, (value, _) in some)
            continue
        for number, (value, own) in some:
            if isinstance(value, Problem):
                yield replace(value, position=number)
            else:
                yield _item(number, value, own or encoding)


def _values(window: Window, decoder: FileDecoder) -> Iterator[tuple[Any, str]]:
    """The values of an array, those of the arrays of articles in an object, or values in a row, each with its encoding where that is
    not UTF-8; problems for what is broken between them.
    """
    around, arrays, broken = (window.next() == b"{" and first_list(window)) or (b"", *led_up_to(window))
    first: Any = None
    while sign := window.next(broken):
        if sign == b"[" and (not arrays or window.within() == b"{"):  # the latter is a page of answers
            arrays += 1
            window.at += 1
            continue
        if sign == b"]" and arrays:
            arrays -= 1
            window.at += 1
            if around and not arrays:
                around = next_list(window, around, first)
                arrays = int(bool(around))
            continue
        if guess := window.guess():
            try:
                value = loads(guess)
            except ValueError:
                window.was_wrong()
            else:
                window.was_right(guess)
                yield value, ""
                continue
        data, lists = b"", sign == b"{" and not arrays and not broken and first is None
        try:
            data = window.value()
            if broken and sign == b'"' and not window.is_listed(len(data)):
                data = b""  # what is left of an object
            value, encoding = _parsed(data, decoder)
        except TooLong as error:
            if sign == b"{" and not error.size and (begun := first_list(window)):
                around, arrays, broken = begun
                continue
            broken = broken or not error.size
            why = f"one record is longer than max_record_bytes ({window.longest:,})"
            yield Problem(0, "too_large", why, window.pass_over(error.size)), ""
        except UnicodeDecodeError as error:
            window.take(len(data))
            yield Problem(0, "undecodable", str(error), data), ""
        except ValueError as error:
            if lists and (begun := first_list(window, whole=True)):
                around, arrays, broken = begun
                continue
            if data[:1] in (b"{", b"["):
                window.take(len(data))
                passed, why = data, str(error)
            else:
                broken = True
                passed = window.hopeless() or window.resume()
                why = _why(passed)
            yield Problem(0, "malformed", f"not JSON: {why}", passed), ""
            if window.hopeless():
                return
        else:
            window.take(len(data))
            if lists and isinstance(value, dict) and not window.next():
                yield from ((one, encoding) for one in records_in(value))
                return
            first = value if first is None else first
            yield value, encoding
    if arrays and not broken:
        yield Problem(0, "malformed", "the file breaks off inside an array"), ""


def _parsed(data: bytes, decoder: FileDecoder) -> tuple[Any, str]:
    if not data:
        raise ValueError("no value")
    try:
        return exact(data), ""
    except ValueError:
        decoded = decoder.decode(data)
        return loads(decoded.text), "" if decoded.encoding == "utf-8" else decoded.encoding


def _why(data: bytes) -> str:
    try:
        json.loads(data.decode("utf-8", "replace"), strict=False)
    except (ValueError, RecursionError) as error:
        return str(error)
    return "something else is expected"
