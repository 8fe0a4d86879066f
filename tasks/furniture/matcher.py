"""Which rule fits a line: each is asked only about lines that begin as it does and have one of the words that it needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from tasks.compiled.characters import is_odd
from tasks.compiled.patterns import compile_all
from tasks.furniture.needs import Needs
from tasks.furniture.rule import Place, Rule
from tasks.furniture.rules import RULES
from tasks.furniture.starts import DEEP, Index, starts_of


@cache
def needs() -> Needs:
    """The words that rules need."""
    return Needs(rule.needs for rule in RULES)


def compile_of(rules: Iterable[Rule]) -> dict[str, re.Pattern[str]]:
    """The patterns of rules, compiled."""
    return compile_all((rule.pattern for rule in rules), re.IGNORECASE)


_REMEMBERED, _REMEMBERED_HELD = 1 << 14, 1 << 10  # beginnings of lines; sets of words that lines hold


class Matcher:
    """The rules of a place. A line is asked for those only that fit something with its first letters and need none but its words."""

    def __init__(
        self, rules: Sequence[Rule], begin: Mapping[str, frozenset[str]], compiled: Mapping[str, re.Pattern[str]]
    ) -> None:
        """Rules, what their patterns begin with, and these compiled."""
        self._rules = [(rule.name, rule.needs, compiled[rule.pattern].fullmatch) for rule in rules]
        self._bits = [needs().bit(rule.needs) for rule in rules]
        self._needs = needs()
        self._index = Index(begin[rule.pattern] for rule in rules)
        self._by_start: dict[str, tuple[int, ...]] = {}
        self._by_held: dict[int, tuple[int, ...]] = {}

    def __call__(self, line: str) -> str | None:
        """The name of a rule that fits the whole line, or None."""
        lower = line.lower()
        start, held = lower[:DEEP], self._needs.held(lower)
        if (fitting := self._by_start.get(start)) is None:
            fitting = self._fitting(start)
        if (anywhere := self._by_held.get(held)) is None:
            anywhere = self._anywhere(held)
        for number in sorted(fitting + anywhere) if fitting and anywhere else fitting or anywhere:
            name, words, fits = self._rules[number]
            if words and not (self._bits[number] & held and any(map(lower.__contains__, words))):
                continue
            if fits(line):
                return name
        return None

    def _fitting(self, start: str) -> tuple[int, ...]:
        """The rules that begin as a line does; all that begin somehow where it is not sure how it begins."""
        found = tuple(sorted(self._index.fitting(start)))
        if not start.isascii() and any(map(is_odd, start)):
            found = tuple(sorted({*range(len(self._rules))} - {*self._index.anywhere}))
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


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Each rule's pattern, compiled."""
    return compile_of(RULES)


@cache
def beginnings() -> dict[str, frozenset[str]]:
    """What each rule's pattern begins with."""
    return starts_of([rule.pattern for rule in RULES])


@cache
def matcher(place: Place) -> Matcher:
    """The rules of a place."""
    return Matcher([rule for rule in RULES if place[0] in rule.places], beginnings(), patterns())
