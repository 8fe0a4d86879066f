"""Which rule fits a line: each is asked only about lines that begin as it does and have one of the words that it needs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from tasks.compiled.characters import is_odd
from tasks.furniture.needs import Needs
from tasks.furniture.rule import Place, Rule
from tasks.furniture.rules import RULES
from tasks.furniture.starts import DEEP, Index, starts_of


@cache
def needs() -> Needs:
    """The words that rules need."""
    return Needs((rule.needs for rule in RULES), (rule.needs for rule in RULES if rule.rare))


_REMEMBERED, _REMEMBERED_HELD = 1 << 14, 1 << 10  # beginnings of lines; sets of words that lines hold


class Matcher:
    """The rules of a place. A line is asked for those only that fit something with its first letters and need none but its words."""

    def __init__(self, rules: Sequence[Rule], begin: Mapping[str, frozenset[str]]) -> None:
        """Rules, and what their patterns begin with."""
        self._rules = rules
        self._bits = [needs().bit(rule.needs) for rule in rules]
        self._index = Index(begin[rule.pattern] for rule in rules)
        self._by_start: dict[str, tuple[int, ...]] = {}
        self._by_held: dict[int, tuple[int, ...]] = {}

    def __call__(self, line: str) -> str | None:
        """The name of a rule that fits the whole line, or None."""
        lower = line.lower()
        start, held = lower[:DEEP], needs().held(lower)
        if (fitting := self._by_start.get(start)) is None:
            fitting = self._fitting(start)
        if (anywhere := self._by_held.get(held)) is None:
            anywhere = self._anywhere(held)
        words: tuple[str, ...] = ()
        has = True
        for number in sorted(fitting + anywhere):
            rule = self._rules[number]
            if rule.needs != words:
                words = rule.needs
                has = not words or (self._bits[number] & held != 0 and any(map(lower.__contains__, words)))
            if has and _compiled(rule.pattern).fullmatch(line):
                return rule.name
        return None

    def _fitting(self, start: str) -> tuple[int, ...]:
        """The rules that begin as a line does; all that begin somehow where it is not sure how it begins."""
        found = self._index.fitting(start)
        if not start.isascii() and any(map(is_odd, start)):
            found = tuple({*range(len(self._rules))} - {*self._index.anywhere})
        if len(self._by_start) >= _REMEMBERED:
            self._by_start.clear()
        self._by_start[start] = found
        return found

    def _anywhere(self, held: int) -> tuple[int, ...]:
        """The rules that begin anyhow and need none but the words that a line has."""
        found = tuple(number for number in self._index.anywhere if not self._bits[number] or self._bits[number] & held)
        if len(self._by_held) >= _REMEMBERED_HELD:
            self._by_held.clear()
        self._by_held[held] = found
        return found


def compile_rules() -> None:
    """Compile all rules now, for processes that are forked from this one."""
    for rule in RULES:
        _compiled(rule.pattern)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when it is first needed: all of them take two tenths of a second, and one text needs few."""
    return re.compile(pattern, re.IGNORECASE)


@cache
def beginnings() -> dict[str, frozenset[str]]:
    """What each rule's pattern begins with."""
    return starts_of([rule.pattern for rule in RULES])


@cache
def matcher(place: Place) -> Matcher:
    """The rules of a place."""
    return Matcher([rule for rule in RULES if place[0] in rule.places], beginnings())
