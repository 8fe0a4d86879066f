"""Which texts, and which of their lines, may be furniture at all: one look in C that spares most of them the rules.

What is told is too much rather than too little: a line of which `glance` says nothing fits no rule and no phrase, whatever
its place (a property test holds it to that). Without a compiler everything may be furniture, and the rules are asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tasks.compiled import address, addresses, function
from tasks.compiled.characters import Hashes, hash_of, letters, mix, table_of
from tasks.compiled.kept import kept
from tasks.compiled.utf8 import places_of
from tasks.furniture import starts
from tasks.furniture.lists import LISTS, list_beginnings
from tasks.furniture.matcher import beginnings, needs
from tasks.furniture.needs import SETS_TYPE, Needs, as_sets
from tasks.furniture.rules import RULES
from tasks.furniture.wording import ready, weights

# (These stand in tasks/compiled/glance.c too.)
HEAD, INSIDE, TAIL, LIST, _PRINTED = 1, 2, 4, 8, 16
LISTED, PAGE, TITLES, GLUED, _STRANGE, UNDER, NOTICES, WIDGETS, GLUED_INSIDE = (1 << bit for bit in range(9))
_PLACES = {"h": HEAD, "b": INSIDE, "t": TAIL}
_LONGEST = 500  # characters of a line that rules are asked about
_WIDGET = 10  # bytes of what widgets hold, at the least
_BEGINNING = np.dtype([("child", "u4"), ("children", "u2"), ("rules", "u2")])
_BEGUN = np.dtype([("needing", SETS_TYPE), ("places", "u4"), ("longest", "i4")])


class Glance(NamedTuple):
    """What a text may hold."""

    what: int
    """Bits: LISTED, PAGE, TITLES; GLUED, behind the last sentence, and GLUED_INSIDE; UNDER, furniture below a headline; NOTICES; WIDGETS. Without what `lines` hold, if these stay."""
    filled: int = 0
    """How many lines are filled."""
    lines: Sequence[Sequence[int]] | None = None
    """Those that may be furniture; None: any line, anywhere. Of each its number among the filled lines, its start and end;
    where: bits of HEAD, where all lines before may be too, TAIL, where all lines behind may be too, and INSIDE; and LIST, where
    it may be the heading of a list of other articles; and more bits of what the text may hold if it stays."""


ANYTHING = Glance(LISTED | PAGE | TITLES | GLUED | GLUED_INSIDE | UNDER | NOTICES | WIDGETS)


class Looked(NamedTuple):
    """A look at many texts, as compiled code tells it."""

    texts: Sequence[str]
    flags: NDArray[np.int32]
    sizes: NDArray[np.int32]
    """Characters of each."""
    filled: NDArray[np.int32]
    numbers: NDArray[np.int32]
    """How many rows each text has."""
    rows: NDArray[np.int32]
    lines: Hashes
    """One of each row."""

    def glances(self) -> Iterator[tuple[int, Glance]]:
        """Which texts may hold something, and what."""
        some = np.flatnonzero(self.flags | self.numbers)
        ends = np.cumsum(self.numbers)[some]
        told = (some, self.flags[some], self.filled[some], ends - self.numbers[some], ends)
        for i, what, filled, first, end in zip(*(column.tolist() for column in told), strict=True):
            # Of characters beyond the tables it is not known whether they fill a line.
            yield i, ANYTHING if what & _STRANGE else Glance(what, filled, self.rows[first:end, :5].tolist())


class Looker:
    """Looks for phrases (folded), those of the ends and those that go anywhere, and for what rules may fit."""

    def __init__(
        self, ends: Iterable[str], inside: Iterable[str], inviting: Iterable[str], formal: Iterable[str],
        openers: Iterable[str], marks: Iterable[str], widgets: Iterable[str], last: Iterable[str], printed: Set[str],
    ) -> None:  # fmt: skip
        """Phrases, the first five letters of words without which a sentence is no furniture inside a text and at its ends,
        what notices begin with and hold, of widgets what they hold and the characters that they are, and the names of rules with
        whose words a sentence may go that is glued to another. Raises ValueError for what
        a widget holds of less than ten bytes.
        """
        tables = [table_of(map(hash_of, some)) for some in (ends, inside)]
        tables += [table_of(mix(_key(word)) for word in some) for some in (inviting, formal)]
        needed = needs()
        tree = _rules(needed, printed)
        strings = [*map(str.encode, widgets)]
        if short := [one for one in strings if len(one) < _WIDGET]:
            raise ValueError(f"{short}: glance.c looks for strings of {_WIDGET} bytes and more")
        words: list[NDArray[Any]] = [
            _lengths(openers),
            np.frombuffer(b"".join(bytes([len(one)]) + one for one in strings), np.uint8),
            np.array(sorted(map(ord, last)), np.uint32),
        ]
        marked = Needs([tuple(map(str.lower, marks))])
        wording = ready(weights())
        self._held = (marked, needed, wording, *tables, *words, *tree)
        known = [value for table in tables for value in (address(table), table.size - 1)]
        known += [value for some in words for value in (address(some), some.size)]
        known += addresses((marked.ready, needed.ready, wording, *tree))
        self._known = np.empty(0, np.uint8)
        """What is looked for, as compiled code has it."""
        if make := function("furniture_known", "pp" + "pi" * 7 + "ppppppp" + "p"):
            self._known = np.zeros(make(*letters(), *known, None), np.uint8)
            make(*letters(), *known, address(self._known))
        self._call: Callable[..., int] | None = function("furniture_glance", "pppi" + "pppppp")

    def look(self, texts: Sequence[str]) -> Looked | None:
        """What each text may hold; None where that is anything: without a compiler, or for what UTF-8 has not."""
        if not self._call:
            return None
        held, data, bytes_ = places_of(texts)
        if held is not texts:
            return None
        flags, sizes, filled, numbers = np.empty((4, len(texts)), np.int32)
        # A line that is not blank has a character and its end.
        most = int(bytes_.sum()) // 2 + len(texts)
        rows, lines = np.empty((most, 6), np.int32), np.empty(most, np.uint64)
        made = addresses((flags, sizes, filled, numbers, rows, lines))
        count = self._call(address(self._known), address(data), address(bytes_), len(texts), *made)
        if count < 0:
            raise MemoryError
        return Looked(texts, flags, sizes, filled, numbers, rows[:count], lines)


def _rules(needed: Needs, printed: Set[str]) -> tuple[NDArray[Any], ...]:
    """What rules begin with, as `_tree` has it; and the sets of words that some need, by places, one of which is for rules of some
    names.

    A rule that needs words has the bit of its set, one that needs none no bit.
    """
    every = (HEAD, INSIDE, TAIL, LIST, _PRINTED)
    by_place = [0] * len(every)
    of = beginnings() | list_beginnings()
    wheres = [
        (rule, sum(_PLACES[place] for place in rule.places) | (_PRINTED if rule.name in printed else 0))
        for rule in RULES
    ]
    wheres += [(rule, LIST) for rule in LISTS]
    told = [(rule.pattern, places, needed.bit(rule.needs), sorted(of[rule.pattern])) for rule, places in wheres]

    def make() -> tuple[NDArray[Any], ...]:
        begins: dict[str, _Begun] = {}
        for pattern, places, bit, some in told:
            size = 0 if bit else min(starts.longest(pattern), _LONGEST)
            for beginning in some:
                bits, anyhow, most = begins.get(beginning, _NONE)
                begins[beginning] = _Begun(bits | bit, anyhow | (0 if bit else places), max(most, size))
        return _tree(begins)

    for _, places, bit, _ in told:
        by_place = [bits | (bit if places & place else 0) for bits, place in zip(by_place, every, strict=True)]
    return *kept("tree", told, [__file__, starts.__file__], make), np.array([*map(as_sets, by_place)], np.uint64)


class _Begun(NamedTuple):
    """Rules that begin alike: the bits of the sets of words that some need; where the others fit, and how many characters."""

    bits: int
    places: int
    longest: int


_NONE = _Begun(0, 0, 0)


def _tree(begins: Mapping[str, _Begun]) -> tuple[NDArray[np.void], NDArray[np.uint32], NDArray[np.void]]:
    """Beginnings and all that they begin with, those of one more letter side by side; the last letter of each; and which rules some
    begin.
    """
    prefixes = {beginning[:size] for beginning in begins for size in range(len(beginning) + 1)}
    nodes = sorted(prefixes, key=lambda node: (len(node), node))
    numbers = {node: number for number, node in enumerate(nodes)}
    kinds = {rules: number for number, rules in enumerate(dict.fromkeys([_NONE, *begins.values()]))}
    tree = [[0, 0, kinds[begins.get(node, _NONE)]] for node in nodes]
    for node in reversed(nodes[1:]):
        parent = tree[numbers[node[:-1]]]
        parent[0] = numbers[node]
        parent[1] += 1
    rules = np.array([(as_sets(bits), *others) for bits, *others in kinds], _BEGUN)
    ending = np.array([ord(node[-1:] or "\0") for node in nodes], np.uint32)
    return np.array([*map(tuple, tree)], _BEGINNING), ending, rules


def _key(letters: str) -> int:
    """The first letters of a word as a number of twelve bits each."""
    return sum(min(ord(letter), 0xFFF) << 12 * i for i, letter in enumerate(letters))


def _lengths(some: Iterable[str]) -> NDArray[np.uint32]:
    """Words as compiled code takes them: the characters of each behind their number."""
    return np.array([value for word in sorted(some) for value in (len(word), *map(ord, word))], np.uint32)
