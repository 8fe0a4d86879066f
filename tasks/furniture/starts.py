"""With which two characters a text can begin that a pattern matches: what spares most lines most rules.

Read off the parsed pattern, as the first sets of parsers are (Aho and Ullman, "Compilers", 4.4), two characters deep.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from typing import Any

try:
    from re import _constants as op  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:  # a Python that keeps them elsewhere: every rule is tried on every line
    parser = None

ANY = "\0"
"""Stands for any character in a beginning."""
_DEEP = 2
_MANY = 16  # characters of a set, from which on it is as good as any
_Starts = frozenset[str]


def starts(pattern: str) -> _Starts:
    """The beginnings, in lower case, of what `pattern` (case ignored) matches; shorter ones may be all there is."""
    return _sequence(parser.parse(pattern, re.IGNORECASE)) if parser else frozenset([ANY])


class Index:
    """Which of some patterns a text may fit, by its first two characters."""

    def __init__(self, beginnings: Iterable[frozenset[str]]) -> None:
        self._of: dict[str, set[int]] = defaultdict(set)
        self.beginnings = tuple(beginnings)
        """Those of each pattern."""
        for number, some in enumerate(self.beginnings):
            for beginning in some:
                self._of[beginning.ljust(_DEEP, ANY)].add(number)

    def fitting(self, text: str) -> list[int]:
        """The numbers of the patterns that may fit `text` (lower case), ascending."""
        first, second = text[:1] or ANY, text[1:2] or ANY
        keys = {a + b for a in (first, ANY) for b in (second, ANY)}
        return sorted(set().union(*(self._of[key] for key in keys if key in self._of)))


def _sequence(items: Any) -> _Starts:
    found = frozenset([""])
    for code, argument in items:
        if all(len(start) == _DEEP for start in found):
            break
        found = _joined(found, _item(code, argument))
    return found


def _joined(first: _Starts, second: _Starts) -> _Starts:
    return frozenset((a + b)[:_DEEP] for a in first for b in (second if len(a) < _DEEP else ("",)))


def _item(code: Any, argument: Any) -> _Starts:
    if code is op.LITERAL:
        return frozenset([chr(argument).lower()])
    if code is op.IN:
        return _set(argument)
    if code is op.BRANCH:
        return frozenset().union(*map(_sequence, argument[1]))
    if code is op.SUBPATTERN:
        return _sequence(argument[-1])
    if code is op.ATOMIC_GROUP:
        return _sequence(argument)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        least, most, body = argument
        once = _sequence(body)
        times = range(min(least, _DEEP), min(most, _DEEP) + 1)
        return frozenset().union(*(reduce(_joined, [once] * n, frozenset([""])) for n in times))
    if code in (op.AT, op.ASSERT, op.ASSERT_NOT):
        return frozenset([""])
    return frozenset([ANY])


def _set(items: Any) -> _Starts:
    found: set[str] = set()
    for code, argument in items:
        if code is op.LITERAL:
            found.add(chr(argument).lower())
        elif code is op.RANGE and argument[1] - argument[0] < _MANY:
            found.update(chr(c).lower() for c in range(argument[0], argument[1] + 1))
        elif code is op.CATEGORY and argument is op.CATEGORY_DIGIT:
            found.update("0123456789")
        else:
            return frozenset([ANY])
    return frozenset(found) if len(found) < _MANY else frozenset([ANY])
