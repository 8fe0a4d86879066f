"""Copies in a crowd: of thousands of articles that look alike (a page's template, a wire story), by an index of rare shingles.

All pairs of a crowd would be too many. Two sets of Jaccard t or more share t / (1 + t) of their summed sizes; so, with
shingles put in one order for all, a pair must share one among the first few of each: prefix filtering (Bayardo, Ma and
Srikant 2007; Xiao et al. 2008), exact, whatever the order. With the rare ones first, the shingles that make the crowd
stand last and bring nobody together. Only articles that stay are entered, so that a thousand copies of one cost a
thousand comparisons.

The smaller of two sets needs a shorter prefix than the larger, by which pages that share all but their own fifth of
words are kept apart. So there are two indexes: larger ones by their long prefix, for the short one of a smaller; and
smaller ones by their short prefix, for the long one of a larger.
"""

from __future__ import annotations

from math import ceil

import numpy as np
from numpy.typing import NDArray

from tasks.dedupe.shingles import Shingles

# Shingles are counted by the last bits of their hashes. Any order is right, and this one near enough to the true counts.
_MOST_COUNTERS = 1 << 22
_CHUNK = 1 << 20
# A share of a size that is a whole number may come out a little above it.
_EPSILON = 1e-9


class Crowd:
    """Which of the articles that stay may be copies of one: asked in the order of keeping."""

    def __init__(self, sets: Shingles, threshold: float) -> None:
        self._sizes = np.diff(sets.starts)
        self._threshold = threshold
        counters = min(_MOST_COUNTERS, 1 << len(sets.hashes).bit_length() + 1)
        counts = np.zeros(counters, np.int64)
        for start in range(0, len(sets.hashes), _CHUNK):
            counts += np.bincount(_counter(sets.hashes[start : start + _CHUNK], counters), minlength=counters)
        prefixes: list[NDArray[np.uint64]] = []
        self._short = np.zeros(len(sets), np.int64)
        for row in range(len(sets)):
            mine = sets[row]
            size = len(mine)
            long = size - ceil(threshold * size - _EPSILON) + 1
            self._short[row] = size - ceil(2 * threshold / (1 + threshold) * size - _EPSILON) + 1
            prefixes.append(mine[np.argsort(counts[_counter(mine, counters)], kind="stable")[:long]])
        lengths = np.fromiter(map(len, prefixes), np.int64, len(prefixes))
        self._starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
        _, tokens, occurrences = np.unique(np.concatenate(prefixes), return_inverse=True, return_counts=True)
        del prefixes
        self._tokens = tokens.astype(np.int32)
        self._long_index, self._short_index = _Index(occurrences), _Index(occurrences)

    def candidates(self, row: int) -> NDArray[np.int64]:
        """Those that stay, so far, and may be as like as the threshold asks; ascending."""
        long = self._tokens[self._starts[row] : self._starts[row + 1]]
        short, size = long[: self._short[row]], self._sizes[row]
        larger, smaller = self._long_index.find(short), self._short_index.find(long)
        larger, smaller = larger[self._sizes[larger] >= size], smaller[self._sizes[smaller] <= size]
        found = np.unique(np.concatenate([larger, smaller])).astype(np.int64)
        sizes = self._sizes[found]
        near: NDArray[np.int64] = found[np.minimum(sizes, size) / np.maximum(sizes, size) >= self._threshold]
        return near

    def keep(self, row: int) -> None:
        """`row` stays."""
        long = self._tokens[self._starts[row] : self._starts[row + 1]]
        self._long_index.add(row, long)
        self._short_index.add(row, long[: self._short[row]])


class _Index:
    """Lists of rows by token, in one array with room for each."""

    def __init__(self, room: NDArray[np.int64]) -> None:
        self._starts = np.cumsum(room) - room
        self._filled = np.zeros(len(room), np.int32)
        self._rows = np.zeros(int(room.sum()), np.int32)

    def add(self, row: int, tokens: NDArray[np.int32]) -> None:
        self._rows[self._starts[tokens] + self._filled[tokens]] = row
        self._filled[tokens] += 1

    def find(self, tokens: NDArray[np.int32]) -> NDArray[np.int32]:
        filled = self._filled[tokens]
        tokens, filled = tokens[filled > 0], filled[filled > 0]
        ends = np.cumsum(filled)
        places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(self._starts[tokens] - (ends - filled), filled)
        found: NDArray[np.int32] = self._rows[places]
        return found


def _counter(hashes: NDArray[np.uint64], counters: int) -> NDArray[np.int64]:
    return (hashes & np.uint64(counters - 1)).astype(np.int64)
