"""Words that rules need, and which of them a line has: told by one look in C for all rules together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from tasks.compiled import address, function
from tasks.compiled.characters import letters

# (These stand in tasks/compiled/search.h too.)
SETS = 192
_PARTS = SETS // 64
SETS_TYPE = np.dtype(("u8", _PARTS))
"""Sets as compiled code has them, a bit for each."""
_WORD = np.dtype([("sets", SETS_TYPE), ("size", "u4"), ("rare", "u4"), ("letters", "u4", 13)], align=True)
_LONGEST = 500  # characters of a line that is searched
# From the most frequent on, in English: where a line has a word's rarest letters, the word is compared.
_LETTERS = " etaoinsrhldcum.fpgwyb,v-k'xjqz"
_ANY = -1


class Needs:
    """Sets of words, of each of which a rule needs one."""

    def __init__(self, sets: Iterable[tuple[str, ...]]) -> None:
        """Raises ValueError where there are more than are told apart."""
        self._numbers = {words: number for number, words in enumerate(sorted({words for words in sets if words}))}
        if len(self._numbers) > SETS:
            raise ValueError(f"{len(self._numbers)} sets of words that rules need; search.h tells {SETS} apart (SETS)")
        of: dict[str, int] = {}
        for words in self._numbers:
            for word in words:
                of[word] = of.get(word, 0) | self.bit(words)
        table = _table(of)
        self.ready = np.empty(0, np.uint8)
        """The words as compiled code searches for them."""
        if ready := function("words_ready", "pip"):
            if (size := ready(address(table), table.size, None)) < 0:
                raise ValueError("the rules need more words than search.h has room for (MOST_WORDS)")
            self._table, self.ready = table, np.zeros(size, np.uint8)
            ready(address(table), table.size, address(self.ready))
        # (For so short a time no other thread need have the interpreter.)
        self._call: Callable[..., int] | None = function("words_held", "pipppp", at_once=True)
        self._known = (*letters(), address(self.ready))

    def bit(self, words: tuple[str, ...]) -> int:
        """The bit of a set; of no words none."""
        return 1 << self._numbers[words] if words else 0

    def held(self, line: str) -> int:
        """The bits of the sets of which a line in lower case has a word, and maybe more; without a compiler all."""
        if not self._call or len(line) > _LONGEST:
            return _ANY
        data = line.encode("utf-8", "surrogatepass")
        found = np.empty(_PARTS, np.uint64)
        self._call(data, len(data), *self._known, address(found))
        return sum(bits << 64 * i for i, bits in enumerate(found.tolist()) if bits)


def as_sets(bits: int) -> tuple[int, ...]:
    """Bits of sets as compiled code takes them, for arrays of `SETS_TYPE`."""
    return tuple(bits >> 64 * i & 0xFFFFFFFFFFFFFFFF for i in range(_PARTS))


def _table(some: Mapping[str, int]) -> NDArray[np.void]:
    """Words to search lines for, with the bits for those that have them."""
    made = np.zeros(len(some), _WORD)
    for row, (word, sets) in zip(made, sorted(some.items()), strict=True):
        start = word[: row["letters"].size]
        row["sets"], row["size"], row["rare"] = as_sets(sets), len(start), _rarest(start)
        row["letters"][: len(start)] = [*map(ord, start)]
    return made


def _rarest(word: str) -> int:
    """Where the four rarest letters of a word begin; a word of fewer is found by one."""
    rarity = [_LETTERS.find(letter) % 100 for letter in word]
    size = 4 if len(word) >= 4 else 1
    return max(range(len(word) + 1 - size), key=lambda i: sum(rarity[i : i + size]))
