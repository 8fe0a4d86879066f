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
        long, short = _prefix(self._sizes, threshold), _prefix(self._sizes, 2 * threshold / (1 + threshold))
        starts = np.append(0, np.cumsum(long))
        prefixes = np.empty(starts[-1], np.uint64)
        for row in range(len(sets)):
            mine = sets[row]
            rare = np.argsort(counts[_counter(mine, counters)], kind="stable")[: long[row]]
            prefixes[starts[row] : starts[row + 1]] = mine[rare]
        tokens, room = _tokens(prefixes)
        del prefixes
        # What nobody else has brings nobody together: of most articles it is most of a prefix.
        kept = np.append(0, np.cumsum(tokens >= 0))
        self._short = kept[starts[:-1] + short] - kept[starts[:-1]]
        self._starts, self._tokens = kept[starts], tokens[tokens >= 0]
        self._long_index, self._short_index = _Index(room), _Index(room)

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


def _prefix(sizes: NDArray[np.int64], share: float) -> NDArray[np.int64]:
    """How many of the first shingles of each set are in any other one that has the share of them."""
    found: NDArray[np.int64] = np.minimum(sizes, sizes - np.ceil(share * sizes - _EPSILON).astype(np.int64) + 1)
    return found


def _tokens(hashes: NDArray[np.uint64]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """A number for each hash that stands there more than once, -1 for the others; and how often each of these numbers does."""
    ordered = np.sort(hashes)
    several = np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
    del ordered
    tokens = np.full(len(hashes), -1, np.int32)
    times = np.zeros(len(several), np.int64)
    for start in range(0, len(hashes) if len(several) else 0, _CHUNK):
        part = hashes[start : start + _CHUNK]
        found = np.searchsorted(several, part).clip(max=len(several) - 1)
        there = several[found] == part
        tokens[start : start + _CHUNK][there] = found[there]
        times += np.bincount(found[there], minlength=len(several))
    return tokens, times


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
