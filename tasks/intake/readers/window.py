"""JSON too long to be parsed at once: a window on it that finds where values end and leaves the parsing to others.

Where a value ends is told by its brackets and strings alone (RFC 8259, section 2), so that what a parser refuses, or a byte
that is no UTF-8, costs the value that it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

_BLOCK, _KEPT = 1 << 20, 1 << 20
_DEEPEST = 1000  # levels, as deep as any parser here goes
_STRING, _BARE = rb'"(?:[^"\\]++|\\.)*+"', rb"[\w.+-]++"
# What stands up to the next bracket, as far as it is JSON; there is a comma in front of it where something else was closed.
_IN_OBJECT = re.compile(
    rb"\s*+,?+(?:\s*+%b\s*+:\s*+(?:%b|%b)\s*+(?:,|(?=\})))*+\s*+(?:(?P<end>\})|%b\s*+:\s*+(?P<begin>[{\[]))?+"
    % (_STRING, _STRING, _BARE, _STRING),
    re.DOTALL,
)
_IN_ARRAY = re.compile(
    rb"\s*+,?+(?:\s*+(?:%b|%b)\s*+(?:,|(?=\])))*+\s*+(?:(?P<end>\])|(?P<begin>[{\[]))?+" % (_STRING, _BARE), re.DOTALL
)
_INSIDE = {ord("{"): _IN_OBJECT, ord("["): _IN_ARRAY}
# A name and a value, or less, of which the rest is still to come.
_CUT = re.compile(
    rb'\s*+,?+\s*+(?:%b\s*+(?::\s*+)?+)?+(?:"(?:[^"\\]++|\\.?+)*+"?+|[\w.+-]*+)\s*+\Z' % _STRING, re.DOTALL
)
_SCALAR, _KEY = re.compile(rb"%b|%b" % (_STRING, _BARE), re.DOTALL), re.compile(rb"%b\s*+:" % _STRING, re.DOTALL)
_FIRST_NAME = re.compile(rb"\{\s*+(%b)" % _STRING, re.DOTALL)
_LISTED = re.compile(rb"\s*+(?:[,\]]|\Z)")
_GAP, _LEFT = re.compile(rb"[\s,]*+"), re.compile(rb"[\s,\]}]*+")
NEXT = rb"(?:\}|(?<!\s)[^\S\n]*+\n)\s*+,?\s*+(?=\{\s*+[\"}])"
"""What stands before the next object, behind something broken."""
_NEXT = re.compile(NEXT)
_LONGEST_GAP, _LONGEST_NAME = 1 << 12, 100  # bytes that this takes, and the name of a record's first field
_FAR, _TIMES, _LEAST = 1 << 20, 4, 1 << 20
_TRUST, _NEAR = 10, 1 << 12


class Readable(Protocol):
    """What bytes are read from."""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes, none at the end."""


class TooLong(Exception):
    """A value is longer than any may be: of `size` bytes, 0 where its end was not found."""

    def __init__(self, size: int = 0) -> None:
        super().__init__(size)
        self.size = size


class Window:
    """A window on a stream: `data` from `at` on. For one value it grows up to `longest` bytes, and a block."""

    def __init__(self, head: bytes, rest: Readable, longest: int) -> None:
        self.data, self.at, self.longest = head, 0, longest
        self.is_cut = False
        """Whether the value that was looked for last goes on behind the stream's end."""
        self._rest = rest
        self._read, self._in_vain = len(head), 0
        self._between, self._trust = b"", _TRUST
        self._name = b""
        """That of the first field of a record."""

    def _more(self) -> bool:
        """Whether there was more to read; what stands before `at` goes. Raises TooLong."""
        size = len(self.data) - self.at
        if size > self.longest:
            raise TooLong
        block = self._rest.read(max(_BLOCK, min(size, self.longest)))
        if block:
            self.data, self.at = self.data[self.at :] + block, 0
            self._read += len(block)
        return bool(block)

    def next(self, broken: bool = False) -> bytes:
        """The byte that the next value, or the end of an array, begins with; none at the end of all. Where something `broken` stands
        before, brackets that close nothing are passed over.
        """
        gap = _LEFT if broken else _GAP
        while True:
            found = gap.match(self.data, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.data) or not self._more():
                return self.data[self.at : self.at + 1]

    def within(self) -> bytes:
        """The byte that the first value in the array here begins with, as far as it is known."""
        found = _GAP.match(self.data, self.at + 1)
        return self.data[found.end() : found.end() + 1] if found else b""

    def guess(self) -> bytes:
        """What goes to where the next value seems to begin, as others did; none where there is no guess. That it is a value only parsing
        it proves.
        """
        if not self._between or self._trust <= 0:
            return b""
        end = self.data.find(self._between, self.at, self.at + _FAR) + 1
        if not end and (ahead := len(self.data) - self.at) > _NEAR:  # it took long, and may do so for each value
            self._trust -= 2 if ahead > _FAR else 1
        return self.data[self.at : end] if end else b""

    def was_right(self, guess: bytes) -> None:
        """Go on behind a guess that is a value."""
        self.at += len(guess)
        self._trust = min(_TRUST, self._trust + 1)

    def was_wrong(self) -> None:
        """A value does not end where it was guessed; where many do not, no more is guessed."""
        self._trust -= 2

    def value(self) -> bytes:
        """The value that begins here, which is left where it is; none where none does. Raises TooLong."""
        size = self._size(0)
        return self.data[self.at : self.at + size]

    def is_listed(self, size: int) -> bool:
        """Whether a comma or an end follows a value of so many bytes."""
        return _LISTED.match(self.data, self.at + size) is not None

    def objects(self, start: int, most: int) -> Iterator[bytes]:
        """The objects that follow `start` bytes, up to so many."""
        for _ in range(most):
            found = _GAP.match(self.data, self.at + start)
            start = found.end() - self.at if found else start
            try:
                size = self._size(start) if self.data[self.at + start : self.at + start + 1] == b"{" else 0
            except TooLong:
                size = 0
            if not size:
                return
            yield self.data[self.at + start : self.at + start + size]
            start += size

    def _size(self, start: int) -> int:
        """Bytes of the value that begins behind `start` bytes; 0 where none does. Raises TooLong."""
        sign = self.data[self.at + start : self.at + start + 1]
        if sign not in (b"{", b"["):
            return self._size_of_scalar(start)
        size, depth = 0, 1
        for end, signs in self.brackets(start + 1, sign):
            size, depth = end - start, len(signs)
        if depth:
            self._in_vain += size
            return 0
        if size > self.longest:
            raise TooLong(size)
        return size

    def _size_of_scalar(self, start: int) -> int:
        while True:
            begin = self.at + start
            if _KEY.match(self.data, begin):
                return 0
            found = _SCALAR.match(self.data, begin)
            end = found.end() if found else begin
            is_open = not found and self.data[begin : begin + 1] == b'"'
            if not (is_open or end == len(self.data)) or not self._more():
                return end - begin

    def brackets(self, start: int, opened: bytes, leave: bool = False) -> Iterator[tuple[int, bytearray]]:
        """The bytes up to behind each bracket that follows `start` bytes, and those that are open then, which `opened` were before; up to
        where all are closed or no JSON stands. `leave`: `at` is set behind each.
        """
        signs = bytearray(opened)
        while signs:
            found = _INSIDE[signs[-1]].match(self.data, self.at + start)
            if found is None or (found["end"] is None and found["begin"] is None):
                self.is_cut = found is not None and _CUT.match(self.data, found.end()) is not None
                if not self.is_cut or not self._more():
                    return
                continue
            if found["end"]:
                signs.pop()
            elif len(signs) == _DEEPEST:
                return
            else:
                signs += found["begin"]
            start = found.end() - self.at
            if leave:
                self.at, start = found.end(), 0
            yield start, signs

    def take(self, size: int) -> None:
        """Go on behind a value of so many bytes, and learn what stands between two."""
        self.at += size
        found = _GAP.match(self.data, self.at)
        name = found and _FIRST_NAME.match(self.data, found.end())
        self._between = self.data[self.at - 1 : name.end()] if name else b""
        if name and len(name[1]) < _LONGEST_NAME:
            self._name = name[1]

    def pass_over(self, size: int) -> bytes:
        """Go on behind a value that is too long, of so many bytes or more (0); its first MiB."""
        kept = self.data[self.at : self.at + _KEPT]
        if size:
            self.at += size
        else:
            self.at = max(self.at, len(self.data) - _LONGEST_GAP)
            self.resume()
        return kept

    def resume(self) -> bytes:
        """Go on where an object seems to begin behind what is broken here; that, or its first MiB where it is too long."""
        kept, scan = b"", self.at
        # Behind what has no end, too, an object of that name begins so that is no part of another.
        following = re.compile(NEXT + rb"|,\s*+(?=\{\s*+%b\s*+:)" % re.escape(self._name)) if self._name else _NEXT
        while not (found := following.search(self.data, scan)):
            if len(self.data) - self.at > self.longest:
                kept = kept or self.data[self.at : self.at + _KEPT]
                self.at = max(self.at, len(self.data) - _LONGEST_GAP)
            ahead = len(self.data) - self.at
            if ahead > self.longest or not self._more():
                break
            scan = max(0, ahead - _LONGEST_GAP)
        stop = found.end() if found else len(self.data)
        passed = kept or self.data[self.at : stop]
        self.at = stop
        return passed

    def hopeless(self) -> bytes:
        """The first MiB of what is left, where values that break off far behind their beginnings are so many that looking for others
        would take for ever; else nothing.
        """
        return self.data[self.at : self.at + _KEPT] if self._in_vain > _LEAST + _TIMES * self._read else b""
