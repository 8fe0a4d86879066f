"""Who stays: keepers are chosen one after the other in a total order, the order of keeping.

An article goes only where an article that stays is its copy, by a similarity that was computed, not estimated. So
nothing is removed by a chain (A like B, B like C, C unlike A: A and C stay), and every removed article has its witness
in the dataset. What stays is the lexicographically first maximal independent set of the graph of verified pairs (as in
Blelloch et al. 2012): it depends on the order of keeping alone, and falls apart by components, which are so many tasks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
    pairs = pairs[pairs[:, 0] >= settled]
    if call := function("choose", "pppipp"):
        keepers, similarities = np.full(len(sets), -1), np.full(len(sets), threshold)
        found = address(sets.hashes, np.uint64), address(sets.starts, np.int64), address(pairs, np.int64)
        call(*found, len(pairs), *addresses((keepers, similarities)))
        gone = np.flatnonzero(keepers >= 0)
        return list(map(Verdict, gone.tolist(), keepers[gone].tolist(), similarities[gone].tolist()))
    before: dict[int, list[int]] = {}
    for j, i in pairs.tolist():
        before.setdefault(j, []).append(i)
    return _choose(before, lambda row: before[row], lambda row: None, sets, threshold)


def choose_in_crowd(sets: Shingles, threshold: float, settled: int = 0) -> list[Verdict]:
    """The same for articles any of which may be a copy of any."""
    crowd = Crowd(sets, threshold)
    for row in range(settled):
        crowd.keep(row)
    return _choose(range(settled, len(sets)), crowd.candidates, crowd.keep, sets, threshold)


def _pairs(groups: Buckets, sizes: NDArray[np.int64], threshold: float) -> NDArray[np.int64]:
    """The distinct pairs j > i of all buckets that are near enough in size, ascending."""
    found = [np.empty(0, np.int64)]
    for _, i, j in pairs_within(groups):
        found.append((j.astype(np.int64) << 32 | i).ravel())
    both = np.unique(np.concatenate(found))
    j, i = both >> 32, both & 0xFFFF_FFFF
    near = np.minimum(sizes[i], sizes[j]) / np.maximum(sizes[i], sizes[j]) >= threshold
    return np.stack([j[near], i[near]], axis=1)


def _choose(
    rows: Iterable[int],
    candidates: Callable[[int], list[int]],
    keep: Callable[[int], None],
    sets: Shingles,
    threshold: float,
) -> list[Verdict]:
    gone: dict[int, Verdict] = {}
    for row in rows:
        best, similarity = -1, threshold
        for other in candidates(row):
            # Of several the most similar one is the witness, of equals the first in the order of keeping.
            if other not in gone and (
                (found := jaccard(sets[row], sets[other])) > similarity or (best < 0 and found == similarity)
            ):
                best, similarity = other, found
        if best < 0:
            keep(row)
        else:
            gone[row] = Verdict(row, best, similarity)
    return list(gone.values())
