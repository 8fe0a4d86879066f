"""The lines of a table, which can be read again: only what stands behind a quotation mark tells what it is."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

from tasks.intake.readers.quoting import Style

_BLOCK = 1 << 20


class TooLong(Exception):
    """A record is longer than any may be."""


_TIMES = 8


class Lines:
    """The lines of a stream as Latin-1, remembering those of the record being read."""

    def __init__(self, stream: io.BufferedIOBase, longest: int, written: Style) -> None:
        self._stream, self._longest, self._written, self._escaped = stream, longest, written, written.escaped
        self._again: list[str] = []
        # Each byte that is read adds to it. (With more to begin with a small file could be read again for minutes.)
        self._budget = min(_TIMES * longest, _BLOCK)
        self._first = True
        self.taken: list[str] = []
        self.size = 0
        self.ended = False

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        text = self._next()
        if not text:
            self.ended = True
            raise StopIteration
        self.size += len(text)
        if self._first:  # a byte-order mark would hide the quotation mark behind it
            text, self._first = text.removeprefix("ï»¿"), False
        self.taken.append(text)
        if self.size > self._longest:
            while text and not text.endswith("\n"):  # the rest of that line is no row
                text = self._stream.readline(_BLOCK).decode("latin-1")
            raise TooLong
        return self._written.undone(text) if self._escaped else text

    def _next(self) -> str:
        if self._again:
            return self._again.pop()
        line = self._stream.readline(self._longest + 1).decode("latin-1")
        self._budget += _TIMES * len(line)
        return line

    def give_back(self, like: Callable[[list[str]], bool]) -> bytes | None:
        """Keep the first of the lines taken and let the others be read again, if they are `like` rows; else None.

        Each byte can be given back a few times, not for every quotation mark in a record.
        """
        first, *rest = self.taken
        if self.size > self._budget or not rest or not like(rest):
            return None
        self._budget -= self.size
        self._again += reversed(rest)
        self.taken, self.size, self.ended = [], 0, False
        return first.encode("latin-1")

    def ahead(self) -> Iterator[str]:
        """The lines behind those taken, as far as one record may reach and they may be returned."""
        while self.size <= min(self._longest, self._budget):
            if not (text := self._next()):
                self.ended = True
                return
            if self.size + len(text) > self._longest:
                self._again.append(text)
                return
            self.size += len(text)
            self.taken.append(text)
            yield self._written.undone(text)

    def back_to(self, count: int) -> None:
        """Let all but the first `count` of the lines taken be read again."""
        if len(self.taken) > count:
            self._budget -= self.size
            self._again += reversed(self.taken[count:])
            del self.taken[count:]
            self.size, self.ended = sum(map(len, self.taken)), False

    def take(self) -> bytes:
        raw = "".join(self.taken).encode("latin-1")
        self.taken, self.size = [], 0
        return raw
