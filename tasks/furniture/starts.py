"""With which letters a text can begin that a pattern matches: what spares most lines most rules.

Read off the parsed pattern, as the first sets of parsers are (Aho and Ullman, "Compilers", 4.4), some characters deep.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tasks.compiled.kept import kept

try:
    from re import _constants as op  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:  # a Python that keeps them elsewhere: every rule is tried on every line
    parser = None

_Starts = frozenset[str]
DEEP = 8
"""Characters of a beginning, at the most."""
_MANY = 16  # characters of a set, from which on it is as good as any
# Beginnings of one pattern: where there would be more, some stay shorter. Those of all rules make 64,000 nodes in a tree, few of
# which are ever visited; six letters would make half as many, and send a third more lines to the rules; twelve, and eight times as
# many beginnings, keep a fiftieth more from them.
_MOST = 512
_FEW = 8  # characters of which one comes next, where that many beginnings more are left
_END = "\0"  # closes a beginning behind which anything may stand
_NOTHING = frozenset([""])


@cache
def starts(pattern: str) -> _Starts:
    """What begins each text that `pattern` (case ignored) matches: in lower case, every digit as 0, white space as a blank, up to
    `DEEP` characters.
    """
    if not parser:
        return _NOTHING
    found = {beginning.rstrip(_END) for beginning in _sequence(parser.parse(pattern, re.IGNORECASE))}
    return frozenset(some for some in found if not any(some[:size] in found for size in range(len(some))))


def starts_of(patterns: Sequence[str]) -> dict[str, _Starts]:
    """`starts` of each. Reading the beginnings of all rules takes a second, reading them from the user's cache none."""

    def make() -> tuple[NDArray[np.uint8]]:
        told = _BETWEEN[0].join(_BETWEEN[1].join(sorted(starts(pattern))) for pattern in patterns)
        return (np.frombuffer(told.encode(), np.uint8),)

    (told,) = kept("starts", patterns, [__file__], make)
    some = told.tobytes().decode().split(_BETWEEN[0])
    return {pattern: frozenset(one.split(_BETWEEN[1])) for pattern, one in zip(patterns, some, strict=True)}


def longest(pattern: str) -> int:
    """How many characters at the most `pattern` matches, a huge number where there is no most."""
    return int(parser.parse(pattern, re.IGNORECASE).getwidth()[1]) if parser else sys.maxsize


_BETWEEN = "\x1e\x1f"  # patterns, and beginnings of one; no rule has them


def as_beginning(text: str) -> str:
    """A text as `starts` has beginnings of it."""
    return "".join(map(_kind, text[:DEEP].lower()))


class Index:
    """Which of some patterns a text may fit, by its first characters."""

    def __init__(self, beginnings: Iterable[frozenset[str]]) -> None:
        self._of: dict[str, list[int]] = defaultdict(list)
        self._fitting: dict[str, tuple[int, ...]] = {"": ()}
        for number, some in enumerate(beginnings):
            for beginning in some:
                self._of[beginning].append(number)
        self.anywhere = tuple(self._of.pop("", ()))
        """The numbers of the patterns that any text may fit, ascending."""

    def fitting(self, text: str) -> tuple[int, ...]:
        """The numbers of the other patterns that `text` may fit."""
        start = as_beginning(text)
        while start and start not in self._of:
            start = start[:-1]
        if start not in self._fitting:
            self._fitting[start] = (*self._of[start], *self.fitting(start[:-1]))
        return self._fitting[start]


def _is_open(beginning: str) -> bool:
    return len(beginning) < DEEP and not beginning.endswith(_END)


def _sequence(items: Any) -> _Starts:
    found, word = _NOTHING, ""
    for code, argument in [*items, (None, None)]:
        if code is op.LITERAL and argument != _DOTLESS and len(word) < DEEP:
            word += _letter(argument)
            continue
        found, word = _joined(found, frozenset([word])), ""
        if code is None or not any(map(_is_open, found)):
            break
        found = _joined(found, _item(code, argument))
    return found


def _letter(point: int) -> str:
    return _kind(chr(point).lower())


def _kind(letter: str) -> str:
    return "0" if letter.isdigit() else " " if letter.isspace() else letter


_DOTLESS = ord("ı")


def _letters(point: int) -> _Starts:
    """A character as beginnings have it; a dotless i fits a capital I too, which has a dot in lower case."""
    return frozenset("ıi") if point == _DOTLESS else frozenset([_letter(point)])


def _joined(first: _Starts, second: _Starts) -> _Starts:
    if first == _NOTHING:
        return second
    found = {beginning for beginning in first if not _is_open(beginning)}
    next_ones = {beginning[:1] or _END for beginning in second}
    next_ones = next_ones if len(next_ones) <= _FEW else {_END}
    for a in sorted(filter(_is_open, first), key=len):
        if a and len(found) + len(second) > _MOST:
            # What a word of many may begin ("abo", a label) is told from others ("about") by what comes next.
            found.update((a + b)[:DEEP].rstrip(_END) + _END for b in next_ones)
        else:
            found.update((a + b)[:DEEP] for b in second)
    return frozenset(found)


def _item(code: Any, argument: Any) -> _Starts:
    if code is op.LITERAL:
        return _letters(argument)
    if code is op.IN:
        return _set(argument)
    if code is op.BRANCH:
        return frozenset().union(*map(_sequence, argument[1]))
    if code is op.SUBPATTERN:
        return _sequence(argument[-1])
    if code is op.ATOMIC_GROUP:
        return _sequence(argument)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return _repeated(*argument)
    if code in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return _NOTHING
    return frozenset([_END])


def _repeated(least: int, most: int, body: Any) -> _Starts:
    once = _sequence(body)
    found: set[str] = set()
    times = _NOTHING
    for number in range(min(most, DEEP) + 1):
        if number >= min(least, DEEP):
            found |= times
        times = _joined(times, once)
    return frozenset(found)


def _set(items: Any) -> _Starts:
    found: set[str] = set()
    for code, argument in items:
        if code is op.LITERAL:
            found |= _letters(argument)
        elif code is op.RANGE and argument[1] - argument[0] < _MANY:
            found.update(map(_letter, range(argument[0], argument[1] + 1)))
        elif code is op.CATEGORY and argument is op.CATEGORY_DIGIT:
            found.add("0")
        elif code is op.CATEGORY and argument is op.CATEGORY_SPACE:
            found.add(" ")
        else:
            return frozenset([_END])
    return frozenset(found) if len(found) < _MANY else frozenset([_END])
