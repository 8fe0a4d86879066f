"""Records out of JSON Lines and JSON (arrays, one object, objects one behind the other), read as streams."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from typing import Any

import orjson

from tasks.intake.gathered import are_alike, are_articles, records_in
from tasks.intake.items import FileDecoder, Item, Problem
from tasks.intake.nested import exact, literal, loads, opened
from tasks.intake.readers import bulk
from tasks.intake.readers.tables import named

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
        at = _end(_GAP, text, end)


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
        yield from _stream(_Joined(data, stream, longest), data)
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
        except ValueError as error:
            yield from _pieces(decoded.text, encoding, str(error))
            return
    if _is_table(value):
        yield from named(([_cell(cell) for cell in row], encoding, b"") for row in value)
    else:
        yield from _items(records_in(value), encoding)


# What a script does with it.
_ASSIGNED = re.compile(
    rb"\s*(?:(?:var|let|const)\s+[\w$]+\s*=|(?:window|self|module|exports)(?:\.[\w$]+)+\s*=|export\s+default\s)\s*(?=[\[{])"
)
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
        return Item(number, fields=value, encoding=encoding, raw=raw, strict=strict)
    return Problem(number, "malformed", _no_object(value), raw or dump(value))


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


_GAP, _LEFT = re.compile(r"[\s,]*"), re.compile(r"[\s,\]}]*")
_FIRST, _NEXT = re.compile(r"\[\s*(?=\{)"), re.compile(r"(?:\}|(?<!\s)[^\S\n]*+\n)\s*+,?\s*+(?=\{\s*+[\"}])")
_FAILURES = 100
"""Parts of a file that may be broken; each costs a parse of what follows, so a hostile one could ask for millions."""


def _pieces(text: str, encoding: str, why: str) -> Iterator[Item | Problem]:
    """What can be had from a file that is no one JSON value: objects or arrays in a row, also with broken ones between.

    Behind a broken part reading goes on where an object seems to begin. A file that breaks off inside a list in an
    object gives that list's items.
    """
    decoder = json.JSONDecoder(strict=False)
    at, number, failures, inside = 0, 0, 0, False
    while True:
        at = _end(_LEFT if failures else _GAP, text, at)
        if at < len(text) and text[at] == ("]" if inside else "["):
            inside, at = not inside, at + 1
            continue
        if at >= len(text):
            return
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            failures += 1
            resume = _NEXT.search(text, at)
            if not number and not inside and (listed := _FIRST.search(text, at)):
                # In an object its first list is meant, and in front of what is no JSON ("var articles = [") what comes first.
                resume = listed if text[at] == "{" or not resume or listed.start() < resume.start() else resume
            inside = inside or (resume is not None and text[resume.start()] == "[")
            if resume and number == 0 and failures == 1 and text[resume.start()] == "[":
                at = resume.end()  # what leads up to a list is no record
                why = str(error)
                continue
            stop = resume.end() if resume and failures < _FAILURES else len(text)
            number += 1
            yield Problem(number, "malformed", f"not JSON: {why}", text[at:stop].encode("utf-8", "replace"))
            at = stop
        else:
            number += 1
            yield _item(number, value, encoding)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


class _Joined:
    """A stream of which the head has been read already; it fails where one record takes more than `longest` bytes."""

    def __init__(self, head: bytes, rest: io.BufferedReader, longest: int) -> None:
        self._head, self._rest, self.longest = io.BytesIO(head), rest, longest
        self._last = b""
        self.since = 0
        """Bytes read since the last record; set to 0 at each."""

    def read(self, n: int = -1) -> bytes:
        if self.since > self.longest:
            raise _TooLong
        data = self._head.read(n) or self._rest.read(n)
        self.since += len(data)
        self._last = _readable(self._last + data)[-_MOST_DIGITS:]
        return data


# Of an integer of more digits Python makes none, and ijson, which does not expect that, ends the process.
_MOST_DIGITS = 4000
_HUGE, _ZEROS = b"0" * _MOST_DIGITS, bytes.maketrans(b"123456789", b"0" * 9)


def _readable(data: bytes) -> bytes:
    if _HUGE in data.translate(_ZEROS):
        raise ValueError(f"a number of {_MOST_DIGITS:,} digits or more")
    return data


class _TooLong(Exception):
    pass


def _stream(stream: _Joined, head: bytes) -> Iterator[Item | Problem]:
    failed: list[Problem] = []
    yield from _items(_values(stream, _array_of_objects(head), failed), "utf-8")
    yield from failed


def _values(stream: _Joined, prefix: str, failed: list[Problem]) -> Iterator[Any]:
    """The items of an array, and of those like it, until they end or one is none: `failed` gains that."""
    import ijson

    number = 0
    try:
        # A string is copied with each block that it goes on in.
        block = max(1 << 16, stream.longest >> 6)
        # With `use_float` it would break off at an integer of more than 64 bits.
        values = ijson.items(stream, prefix, multiple_values=True, buf_size=block)
        if prefix not in ("", "item", "item.item"):  # in an object, that may have other arrays of articles
            values = _in_arrays(ijson.basic_parse(stream, multiple_values=True, buf_size=block))
        for value in values:
            number += 1
            stream.since = 0
            yield value
    except (ijson.JSONError, ArithmeticError, ValueError) as error:
        failed.append(Problem(number + 1, "malformed", f"not JSON from here on: {error}"))
    except _TooLong:
        why = f"one record is longer than max_record_bytes ({stream.longest:,})"
        failed.append(Problem(number + 1, "too_large", why))


def _in_arrays(events: Iterable[tuple[str, Any]]) -> Iterator[Any]:
    """The items of the first array of objects, and of all others, none inside another, whose first is like that one's or an article."""
    import ijson

    first: Any = None
    around: list[str] = []  # of the containers that are open, what begins them
    wanted: list[bool | None] = []  # of each array among these; None until its first object is seen
    built, depth = None, 0
    for event, value in events:
        if built is not None:
            built.event(event, value)
            depth += event.startswith("start_") - event.startswith("end_")
            if depth:
                continue
            row, built = built.value, None
            first = row if first is None else first
            if wanted[-1] is None:
                wanted[-1] = row is first or are_alike([first], [row]) or are_articles([row])
            if wanted[-1]:
                yield row
        elif event == "start_map" and around[-1:] == ["start_array"] and wanted[-1] is not False:
            built, depth = ijson.ObjectBuilder(), 1
            built.event(event, value)
        elif event.startswith("start_"):
            around.append(event)
            wanted += [None] * (event == "start_array")
        elif event.startswith("end_"):
            if around.pop() == "start_array":
                wanted.pop()
        elif event != "map_key" and around[-1:] == ["start_array"] and wanted[-1]:
            yield value


def _array_of_objects(head: bytes) -> str:
    """Where the array lies whose items are the records: the first one that holds objects."""
    import ijson

    try:
        last = ""
        for prefix, event, _ in ijson.parse(io.BytesIO(_readable(head))):
            if event == "start_map" and last.endswith("item"):
                return prefix if prefix.endswith("item") else last
            if event == "start_map" and prefix.endswith("item"):
                return str(prefix)
            last = prefix
    except (ijson.JSONError, ArithmeticError, ValueError):
        pass
    return "item" if head.lstrip()[:1] == b"[" else ""
