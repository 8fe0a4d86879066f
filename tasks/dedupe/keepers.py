"""Who stays: keepers are chosen one after the other in a total order, the order of keeping.

An article goes only where an article that stays is its copy, by a similarity that was computed, not estimated. So
nothing is removed by a chain (A like B, B like C, C unlike A: A and C stay), and every removed article has its witness
in the dataset. What stays is the lexicographically first maximal independent set of the graph of verified pairs (as in
Blelloch et al. 2012): it depends on the order of keeping alone, and falls apart by components, which are so many tasks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tasks.compiled import address, addresses, function
from tasks.dedupe.candidates import Buckets, pairs_within
from tasks.dedupe.crowds import Crowd
from tasks.dedupe.shingles import Shingles, jaccard

CROWD = 64
"""Members of a bucket up to which all its pairs are looked at; above it they cost more than an index of shingles."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Article `row` goes: it is a copy of `keeper`."""

    row: int
    keeper: int
    similarity: float
    method: str = "near"


def choose(sets: Shingles, groups: Buckets, threshold: float, settled: int = 0) -> list[Verdict]:
    """Who goes of some articles, which are numbered in the order of keeping.

    `groups` are the buckets they share, none of which is a crowd; articles below `settled` stay whatever they are like.
    """
    pairs = _pairs(groups, np.diff(sets.starts), threshold)
    chosen = _Chosen(sets, threshold)
    chosen.judge(pairs[pairs[:, 0] >= settled])
    return chosen.verdicts()


def choose_in_crowd(sets: Shingles, threshold: float, settled: int = 0) -> list[Verdict]:
    """Who goes of some articles, numbered in the order of keeping, any of which may be a copy of any; those below `settled` stay."""
    crowd, chosen = Crowd(sets, threshold), _Chosen(sets, threshold)
    for row in range(len(sets)):
        if row >= settled:
            others = crowd.candidates(row)
            chosen.judge(np.stack([np.full_like(others, row), others], axis=1))
        if chosen.stays(row):
            crowd.keep(row)
    return chosen.verdicts()


class _Chosen:
    """Who goes, so far."""

    def __init__(self, sets: Shingles, threshold: float) -> None:
        self._sets = sets
        self._keepers, self._similarities = np.full(len(sets), -1), np.full(len(sets), threshold)
        self._call = function("choose", "pppipp")
        held = (address(sets.hashes, np.uint64), address(sets.starts, np.int64))
        self._found, self._made = held, addresses((self._keepers, self._similarities))

    def stays(self, row: int) -> bool:
        """Whether it is no copy of another."""
        return bool(self._keepers[row] < 0)

    def judge(self, pairs: NDArray[np.int64]) -> None:
        """Pairs j > i of articles that may be copies, in the order of j: j goes where an i that stays is as like as the threshold
        asks. Of several the most similar one is the witness, of equals the first in the order of keeping.
        """
        if self._call:
            self._call(*self._found, address(pairs, np.int64), len(pairs), *self._made)
            return
        for j, i in pairs.tolist():
            if self.stays(i):
                found = jaccard(self._sets[j], self._sets[i])
                if found > self._similarities[j] or (self.stays(j) and found == self._similarities[j]):
                    self._keepers[j], self._similarities[j] = i, found

    def verdicts(self) -> list[Verdict]:
        """One for each article that goes."""
        gone = np.flatnonzero(self._keepers >= 0)
        return list(map(Verdict, gone.tolist(), self._keepers[gone].tolist(), self._similarities[gone].tolist()))


def _pairs(groups: Buckets, sizes: NDArray[np.int64], threshold: float) -> NDArray[np.int64]:
    """The distinct pairs j > i of all buckets that are near enough in size, ascending."""
    found = [np.empty(0, np.int64)]
    for _, i, j in pairs_within(groups):
        found.append((j.astype(np.int64) << 32 | i).ravel())
    both = np.unique(np.concatenate(found))
    j, i = both >> 32, both & 0xFFFF_FFFF
    near = np.minimum(sizes[i], sizes[j]) / np.maximum(sizes[i], sizes[j]) >= threshold
    return np.stack([j[near], i[near]], axis=1)
