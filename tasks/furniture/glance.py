"""Which texts, and which of their lines, may be furniture at all: one look in C that spares most of them the rules.

What is told is too much rather than too little: a line of which `glance` says nothing fits no rule and no phrase, whatever
its place (a property test holds it to that). Without a compiler everything may be furniture, and the rules are asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tasks.compiled import address, addresses, function
from tasks.compiled.characters import codes_of, hash_of, letters, mix, table_of
from tasks.furniture.rules import matcher

# (These stand in tasks/compiled/glance.c too.)
_ENDS, _INSIDE, _NEEDING = 1, 2, 4
HEAD, INSIDE, TAIL = 1, 2, 4
_LINES, _PAGE, _TITLES, _GLUED, _STRANGE, _UNDER, _NOTICES = 1, 2, 4, 8, 16, 32, 64
_ROOM = 0x250  # code points of the Latin alphabets; lines that begin beyond them are left to the rules


@dataclass(frozen=True, slots=True)
class Glance:
    """What a text may hold."""

    lines: Mapping[int, int] | None
    """The lines that may be furniture, by number, and where: bits of HEAD, where all lines before may be too, TAIL, where
    all lines behind may be too, and INSIDE. None: any line, anywhere."""
    page: bool
    titles: bool
    under: bool
    """Whether there may be furniture below a headline."""
    notices: bool
    glued: bool


ANYTHING = Glance(None, True, True, True, True, True)


class Looker:
    """Looks for phrases (folded), those of the ends and those that go anywhere, and for what rules may fit."""

    def __init__(
        self, ends: Iterable[str], inside: Iterable[str], inviting: Iterable[str], formal: Iterable[str],
        openers: Iterable[str], marks: Iterable[str],
    ) -> None:  # fmt: skip
        """Phrases, the first five letters of words without which a sentence is no furniture inside a text and at its ends,
        and what notices begin with and hold.
        """
        self._phrases = [table_of(map(hash_of, some)) for some in (ends, inside)]
        self._phrases += [table_of(mix(_key(word)) for word in some) for some in (inviting, formal)]
        self._notices = [_words(openers), _words(marks)]
        self._starts, self._needs = _starts()
        self._call: Callable[..., int] | None = function("furniture_glance", "ppipp" + "pi" * 6 + "ppi" + "pppp")

    def look(self, texts: Sequence[str]) -> list[Glance | None]:
        """What each text may hold; None where that is nothing."""
        if not self._call:
            return [ANYTHING] * len(texts)
        codes, bounds = codes_of(texts)
        most = sum(text.count("\n") for text in texts) + len(texts)
        flags, where = np.zeros(len(texts), np.uint8), np.empty(most, np.uint8)
        text, line = np.empty(most, np.int32), np.empty(most, np.int32)
        phrases = [value for table in self._phrases for value in (address(table), table.size - 1)]
        phrases += [value for some in self._notices for value in (address(some), some.size)]
        rules = (address(self._starts), address(self._needs), self._needs.size)
        made = addresses((flags, text, line, where))
        rows = self._call(address(codes), address(bounds), len(texts), *letters(), *phrases, *rules, *made)
        if rows < 0:
            raise MemoryError
        found: list[Glance | None] = [None] * len(texts)
        first = np.searchsorted(text[:rows], np.arange(len(texts) + 1)).tolist()
        for i in flags.nonzero()[0].tolist():
            mine = slice(first[i], first[i + 1])
            lines = dict(zip(line[mine].tolist(), where[mine].tolist(), strict=True))
            # Of characters beyond the tables it is not known whether they fill a line.
            found[i] = ANYTHING if flags[i] & _STRANGE else Glance(
                lines, *(bool(flags[i] & one) for one in (_PAGE, _TITLES, _UNDER, _NOTICES, _GLUED)),
            )  # fmt: skip
        return found


@cache
def _starts() -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    """Which rules begin with which two letters, and the words that rules need, each behind its length."""
    table = np.zeros((_ROOM, _ROOM), np.uint8)
    needs: dict[str, None] = {}
    for place, bit in (("head", _ENDS), ("tail", _ENDS), ("body", _INSIDE)):
        of = matcher(place)  # type: ignore[arg-type]
        for (rule, _), beginnings in zip(of.some.rules, of.index.beginnings, strict=True):
            needs |= dict.fromkeys(rule.needs)
            for beginning in beginnings:
                a, b = (ord(one) for one in beginning.ljust(2, "\0"))
                if a < _ROOM and b < _ROOM:
                    table[a, b] |= bit * _NEEDING if rule.needs else bit
    return table, _words(needs)


def _key(letters: str) -> int:
    """The first letters of a word as a number of twelve bits each."""
    return sum(min(ord(letter), 0xFFF) << 12 * i for i, letter in enumerate(letters))


def _words(some: Iterable[str]) -> NDArray[np.uint32]:
    """Words as compiled code takes them: the characters of each behind their number."""
    return np.array([value for word in sorted(some) for value in (len(word), *map(ord, word))], np.uint32)
