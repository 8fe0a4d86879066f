"""Which texts, and which of their lines, may be furniture at all: one look in C that spares most of them the rules.

What is told is too much rather than too little: a line of which `glance` says nothing fits no rule and no phrase, whatever
its place (a property test holds it to that). Without a compiler everything may be furniture, and the rules are asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tasks.compiled import address, addresses, function
from tasks.compiled.characters import codes_of, hash_of, letters, mix, table_of
from tasks.furniture.lists import LISTS
from tasks.furniture.rules import NAVIGATION, RULES
from tasks.furniture.starts import starts

# (These stand in tasks/compiled/glance.c too.)
HEAD, INSIDE, TAIL = 1, 2, 4
_LINES, PAGE, TITLES, GLUED, _STRANGE, UNDER, NOTICES = 1, 2, 4, 8, 16, 32, 64
_PLACES = {"h": HEAD, "b": INSIDE, "t": TAIL}
_BEGINNING = np.dtype(
    [("letter", "u4"), ("child", "i4"), ("next", "i4"), ("places", "u4"), ("needing", "u8")], align=True
)
_WORD = np.dtype([("sets", "u8"), ("size", "u4"), ("letters", "u4", 13)], align=True)
_SETS = 64  # one bit each
_OFTEN = "taisowhbcfmrpdnelg “\"uy0jkvq-'"


class Glance(NamedTuple):
    """What a text may hold."""

    what: int
    """Bits: PAGE, TITLES, GLUED; UNDER, furniture below a headline; NOTICES."""
    filled: int = 0
    """How many lines are filled."""
    lines: Sequence[Sequence[int]] | None = None
    """Those that may be furniture; None: any line, anywhere. Of each its number among the filled lines, its start and end, and
    where: bits of HEAD, where all lines before may be too, TAIL, where all lines behind may be too, and INSIDE."""


ANYTHING = Glance(PAGE | TITLES | GLUED | UNDER | NOTICES)


class Looker:
    """Looks for phrases (folded), those of the ends and those that go anywhere, and for what rules may fit."""

    def __init__(
        self, ends: Iterable[str], inside: Iterable[str], inviting: Iterable[str], formal: Iterable[str],
        openers: Iterable[str], marks: Iterable[str],
    ) -> None:  # fmt: skip
        """Phrases, the first five letters of words without which a sentence is no furniture inside a text and at its ends,
        and what notices begin with and hold.
        """
        tables = [table_of(map(hash_of, some)) for some in (ends, inside)]
        tables += [table_of(mix(_key(word)) for word in some) for some in (inviting, formal)]
        beginnings, needs, places = _rules()
        words = [_lengths(openers), _words(dict.fromkeys(marks, 1)), _words(needs)]
        self._arrays = [*tables, *words, beginnings, places]
        self._known = [value for table in tables for value in (address(table), table.size - 1)]
        self._known += [value for some in words for value in (address(some), some.size)]
        self._known += addresses((beginnings, places))
        self._call: Callable[..., int] | None = function("furniture_glance", "ppipp" + "pi" * 7 + "pp" + "ppp")

    def look(self, texts: Sequence[str], *, lines: bool = True) -> list[Glance | None]:
        """What each text may hold; None where that is nothing. Of `lines`, and of pages, nothing is told where not asked."""
        if not self._call:
            return [ANYTHING] * len(texts)
        codes, bounds = codes_of(texts)
        flags, filled = np.zeros(len(texts), np.uint8), np.empty(len(texts), np.int32)
        # A filled line has a character and its end.
        rows = np.empty((codes.size // 2 + len(texts) if lines else 0, 5), np.int32)
        made = [*addresses((flags, filled)), address(rows) if lines else 0]
        count = self._call(address(codes), address(bounds), len(texts), *letters(), *self._known, *made)
        if count < 0:
            raise ValueError("the rules need more words than glance.c has room for (MOST_WORDS)")
        found: list[Glance | None] = [None] * len(texts)
        first = np.searchsorted(rows[:count, 0], np.arange(len(texts) + 1)).tolist()
        told = rows[:count, 1:].tolist()
        numbers = filled.tolist()
        for i, what in enumerate(flags.tolist()):
            if what & _STRANGE:  # of characters beyond the tables it is not known whether they fill a line
                found[i] = ANYTHING
            elif what:
                found[i] = Glance(what, numbers[i], told[first[i] : first[i + 1]])
        return found


def _rules() -> tuple[NDArray[np.void], dict[str, int], NDArray[np.uint64]]:
    """What rules begin with, as a tree; the words that some need, with bits for the sets that have them; these by places.

    A rule that needs words has the number of its set, one that needs none no number. Where there are more sets than bits,
    the last bit stands for several: more is told than need be.
    """
    sets: dict[tuple[str, ...], int] = {}
    tree: list[list[int]] = [[0, 0, 0, 0, 0]]
    children: dict[tuple[int, str], int] = {}
    by_place = np.zeros(len(_PLACES), np.uint64)
    for rule in (*RULES, *NAVIGATION, *LISTS):
        bit = 1 << min(sets.setdefault(rule.needs, len(sets)), _SETS - 1) if rule.needs else 0
        places = sum(_PLACES[place] for place in rule.places)
        by_place |= np.array([bit if places & place else 0 for place in (HEAD, INSIDE, TAIL)], np.uint64)
        for beginning in starts(rule.pattern):
            node = 0
            for letter in beginning:
                if (node, letter) not in children:
                    children[node, letter] = len(tree)
                    tree.append([ord(letter), 0, tree[node][1], 0, 0])
                    tree[node][1] = len(tree) - 1
                node = children[node, letter]
            tree[node][3] |= 0 if bit else places
            tree[node][4] |= bit
    _link(tree, children)
    needs: dict[str, int] = {}
    for words, number in sets.items():
        for word in words:
            needs[word] = needs.get(word, 0) | 1 << min(number, _SETS - 1)
    return np.array([tuple(node) for node in tree], _BEGINNING), needs, by_place


def _link(tree: list[list[int]], children: Mapping[tuple[int, str], int]) -> None:
    """Let the letters that most lines go on with stand first among their siblings, which are searched one by one."""
    of: dict[int, list[tuple[int, str, int]]] = {}
    for (node, letter), child in children.items():
        of.setdefault(node, []).append((_OFTEN.find(letter) % len(children), letter, child))
    for node, some in of.items():
        some.sort()
        tree[node][1] = some[0][2]
        for (_, _, child), (_, _, after) in pairwise([*some, (0, "", 0)]):
            tree[child][2] = after


def _words(some: Mapping[str, int]) -> NDArray[np.void]:
    """Words to search lines for, with the bits for those that have them."""
    made = np.zeros(len(some), _WORD)
    for row, (word, sets) in zip(made, sorted(some.items()), strict=True):
        start = word[: row["letters"].size]
        row["sets"], row["size"] = sets, len(start)
        row["letters"][: len(start)] = [*map(ord, start)]
    return made


def _key(letters: str) -> int:
    """The first letters of a word as a number of twelve bits each."""
    return sum(min(ord(letter), 0xFFF) << 12 * i for i, letter in enumerate(letters))


def _lengths(some: Iterable[str]) -> NDArray[np.uint32]:
    """Words as compiled code takes them: the characters of each behind their number."""
    return np.array([value for word in sorted(some) for value in (len(word), *map(ord, word))], np.uint32)
