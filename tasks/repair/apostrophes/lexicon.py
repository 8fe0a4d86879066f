"""The words the model knows, and which of them can hide an apostrophe.

Learned from text with its apostrophes, where every word is counted with its marks looked through: "its" stands for
"its" and "it's" together. A word that ends in s may hide 's or s'; which others hide one ("dont", "oclock",
"oshea"), and where, is whatever the corpus shows often enough.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tasks.compiled import address, addresses, function
from tasks.repair.apostrophes.words import (
    CAPS_WITH_S,
    COLON,
    NEWLINE,
    NUMBER,
    Bools,
    Bytes,
    Hashes,
    Ints,
    Words,
    read_words,
)

MAY_INNER, MAY_BEFORE_S, MAY_AFTER_S = 1, 2, 4
MARKS = MAY_INNER | MAY_BEFORE_S | MAY_AFTER_S
# The bare form is often, or next to always, one that lost its mark; that one is a contraction; a name.
LIKELY, UNMISTAKABLE, SPOKEN, NAME = 8, 16, 32, 64
# Before this word, as before a comma, a word that seldom bears a mark never does: "workers of", "years that".
ENDS_NOUN = 128
OUTSIDE, ENDINGS = 0, 2047  # id 0: beyond the ends of the text; 1..2047: unknown words by their last three letters
FIRST_ID = ENDINGS + 1
LONGEST = 40  # letters of a word that may hide an apostrophe
_BITS = 17
_TOP = np.uint64(64 - _BITS)
# Words after which 's is "is", "has" or "us" far more often than a possessive.
IS_HOSTS = frozenset(["it", "that", "what", "who", "there", "here", "where", "how", "he", "she", "let", "when", "why"])


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Known words in order of id (from FIRST_ID), what each may hide, and the inner places of marks."""

    words: tuple[str, ...]
    may: Bytes  # by id, unknown endings included
    places: dict[int, tuple[int, ...]]  # by id: letters before each mark of the full form
    _sorted: Hashes = field(init=False)
    _ids: NDArray[np.uint16] = field(init=False)
    _starts: NDArray[np.uint16] = field(init=False)
    _deepest: int = field(init=False)
    tables: tuple[int, ...] = field(init=False)  # where compiled code finds what `find` looks up: addresses and sizes

    def __post_init__(self) -> None:
        hashes = read_words("\n".join(self.words)).hash
        if hashes.size != len(self.words):
            raise ValueError("a lexicon word is not one word")
        order = np.argsort(hashes)
        # Words lie in order of hash; the hash's first bits say where to look, which beats a binary search by far.
        starts = np.searchsorted(hashes[order] >> _TOP, np.arange((1 << _BITS) + 1, dtype=np.uint64))
        object.__setattr__(self, "_sorted", np.append(hashes[order], np.zeros(16, np.uint64)))
        object.__setattr__(self, "_ids", np.append(order + FIRST_ID, np.zeros(16, np.int64)).astype(np.uint16))
        object.__setattr__(self, "_starts", starts[:-1].astype(np.uint16))
        object.__setattr__(self, "_deepest", int(np.diff(starts).max(initial=0)))
        tables = addresses((self._sorted, self._ids, self._starts))
        object.__setattr__(self, "tables", (*tables, self._deepest, int(_TOP), ENDINGS))

    @property
    def size(self) -> int:
        """Number of ids."""
        return len(self.words) + FIRST_ID

    def find(self, hashes: Hashes) -> NDArray[np.uint16]:
        """Ids of known words, 0 for the others."""
        at = self._starts.take((hashes >> _TOP).view(np.int64))
        found = np.where(self._sorted.take(at) == hashes, self._ids.take(at), np.uint16(0))
        left = np.flatnonzero(found == 0)
        for _ in range(1, self._deepest):
            if not left.size:
                break
            at = at[left] + 1 if at.size != left.size else at + 1
            wanted = hashes[left]
            hit = self._sorted.take(at) == wanted
            found[left[hit]] = self._ids.take(at[hit])
            at, left = at[~hit], left[~hit]
        return found

    def ids(self, words: Words) -> NDArray[np.uint16]:
        """An id for every word; unknown ones by their ending."""
        if call := function("ids_of", "pppiiipiipppp"):
            ids = np.empty(words.hash.size, np.uint16)
            columns = (words.hash, words.ending, words.shape, ids)
            call(*self.tables, address(self.may, np.uint8), MARKS, ids.size, *addresses(columns))
            return ids
        found = self.find(words.hash)
        # "WAs" is no "was": an acronym with s, if the small word can bear no mark, is one unknown.
        unknown = np.flatnonzero((found == 0) | ((words.shape == CAPS_WITH_S) & (self.may.take(found) & MARKS == 0)))
        found[unknown] = ending_ids(words.ending[unknown])
        return found

    def endings(self) -> NDArray[np.uint16]:
        """By id: the id as which an unknown word with the same ending is read."""
        ids = np.arange(self.size).astype(np.uint16)
        ids[FIRST_ID:] = ending_ids(read_words("\n".join(self.words)).ending)
        return ids

    def candidates(self, words: Words, ids: NDArray[np.uint16], bare_in: Bools | None = None) -> tuple[Ints, Bytes]:
        """Which words may hide an apostrophe, and which kinds (bits); of the texts told by `bare_in`, if any are, those without one."""
        if call := function("candidates", "pi" + "p" * 10):
            found, kinds = np.empty(ids.size, np.int64), np.empty(ids.size, np.uint8)
            columns = (ids, words.shape, words.length, words.last_s, words.mark, words.behind, words.document)
            which = None if bare_in is None else address(bare_in)
            many = call(
                address(self.may, np.uint8), ids.size, *addresses(columns), which, address(found), address(kinds)
            )
            return found[:many], kinds[:many]
        flags = self.may.take(ids)
        may = flags & MARKS
        may[(ids < FIRST_ID) & ~(words.last_s & (words.length > 2) & (words.shape < NUMBER))] = 0
        if ids.size:
            behind = words.behind >> 4
            cut = (behind >= NEWLINE) & (behind <= COLON)
            cut[:-1] |= (flags[1:] >= ENDS_NOUN) & (words.document[1:] == words.document[:-1])
            may[cut & (ids >= FIRST_ID) & (flags & (LIKELY | MAY_INNER) == 0)] = 0
        may[words.length > LONGEST] = 0
        if bare_in is not None:
            may[(words.mark > 0) | ~bare_in[words.document]] = 0
        at: Ints = np.flatnonzero(may).astype(np.int64)
        return at, may[at].astype(np.uint8)


@functools.lru_cache(maxsize=64)  # more than there are lists
def are_among(lexicon: Lexicon, words: str) -> Bools:
    """By id, whether it is one of some words."""
    known = np.zeros(lexicon.size, np.bool_)
    known[lexicon.find(read_words(words).hash)] = True
    known[OUTSIDE] = False
    return known


def ending_ids(endings: Hashes) -> NDArray[np.uint16]:
    """Ids of unknown words."""
    mixed = endings * np.uint64(0xD6E8FEB86659FD93)
    return (1 + (mixed >> np.uint64(40)) % np.uint64(ENDINGS)).astype(np.uint16)


def may_of_unknown() -> Bytes:
    """What ids below FIRST_ID may hide: an unknown word in s may hide both possessives."""
    return np.full(FIRST_ID, MAY_BEFORE_S | MAY_AFTER_S, np.uint8)
