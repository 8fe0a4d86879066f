"""Which rule fits a line: each is asked only about lines that begin as it does and have one of the words that it needs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby

from tasks.compiled.characters import is_odd
from tasks.furniture.needs import Needs
from tasks.furniture.rule import Place, Rule
from tasks.furniture.rules import RULES
from tasks.furniture.starts import DEEP, Index, starts_of

_Needing = tuple[int, tuple[str, ...], tuple[Rule, ...]]
"""Rules next to each other that need the same words, behind the bit of these (see `Needs`) and the words."""


@cache
def needs() -> Needs:
    """The words that rules need."""
    return Needs((rule.needs for rule in RULES), (rule.needs for rule in RULES if rule.rare))


_REMEMBERED, _REMEMBERED_HELD = 1 << 14, 1 << 10  # beginnings of lines; sets of words that lines hold


@dataclass(frozen=True, slots=True)
class Matcher:
    """The rules of a place. A line is asked for those only that fit something with its first letters and need none but its words."""

    rules: tuple[Rule, ...]
    index: Index
    by_start: dict[str, _Fitting] = field(default_factory=dict)
    by_rules: dict[tuple[int, ...], _Fitting] = field(default_factory=dict)

    def __call__(self, line: str) -> str | None:
        """The name of a rule that fits the whole line, or None."""
        lower = line.lower()
        start = lower[:DEEP]
        if (some := self.by_start.get(start)) is None:
            some = self._fitting(start)
        held = needs().held(lower)
        if (asked := some.by_held.get(held)) is None:
            asked = some.of_held(held)
        for bit, words, rules in asked:
            if bit and not any(map(lower.__contains__, words)):
                continue
            for rule in rules:
                if _compiled(rule.pattern).fullmatch(line):
                    return rule.name
        return None

    def _fitting(self, start: str) -> _Fitting:
        odd = any(is_odd(character) for character in start)
        numbers = tuple(range(len(self.rules)) if odd else self.index.fitting(start))
        # Most beginnings are those of the same few rules.
        if (found := self.by_rules.get(numbers)) is None:
            found = self.by_rules[numbers] = _Fitting(_needing([self.rules[number] for number in numbers]))
        if len(self.by_start) >= _REMEMBERED:
            self.by_start.clear()
        self.by_start[start] = found
        return found


@dataclass(frozen=True, slots=True)
class _Fitting:
    """The rules that fit a beginning; and those of them that are asked, by the sets of words of which a line has one."""

    rules: tuple[_Needing, ...]
    by_held: dict[int, tuple[_Needing, ...]] = field(default_factory=dict)

    def of_held(self, held: int) -> tuple[_Needing, ...]:
        if len(self.by_held) >= _REMEMBERED_HELD:
            self.by_held.clear()
        asked = self.by_held[held] = tuple(some for some in self.rules if not some[0] or some[0] & held)
        return asked


def _needing(rules: Sequence[Rule]) -> tuple[_Needing, ...]:
    return tuple((needs().bit(words), words, tuple(some)) for words, some in groupby(rules, lambda rule: rule.needs))


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
    rules = [rule for rule in RULES if place[0] in rule.places]
    return Matcher(tuple(rules), Index(beginnings()[rule.pattern] for rule in rules))
