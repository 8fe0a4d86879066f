"""Shingles: the runs of n words of a text (Broder 1997), as sets of 64-bit hashes; and how alike two sets are.

A shingle's hash is a polynomial of its words' hashes, mixed. Of the 10^10 shingles of 20 million articles two or three
pairs may be expected to share one by chance; a similarity would be off by one shingle where such a pair is in both texts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tasks.compiled.characters import mixed
from tasks.dedupe.words import Counts, Hashes, Words

# An odd multiplier (2^64 / golden ratio), as in Fibonacci hashing: position counts, so "a b" is not "b a".
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Shingles:
    """The shingles of a batch of texts: text `i` has `hashes[starts[i] : starts[i + 1]]`, distinct and sorted."""

    hashes: Hashes
    starts: Counts

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, text: int) -> Hashes:
        return self.hashes[self.starts[text] : self.starts[text + 1]]

    def take(self, some: Counts) -> Shingles:
        """The sets of some texts."""
        counts = np.diff(self.starts)[some]
        starts = np.append(0, np.cumsum(counts))
        places = np.arange(starts[-1]) + np.repeat(self.starts[some] - starts[:-1], counts)
        return Shingles(self.hashes[places], starts)


def joined_sets(some: Sequence[Shingles]) -> Shingles:
    """All sets of all."""
    counts = np.concatenate([np.empty(0, np.int64), *(np.diff(one.starts) for one in some)])
    return Shingles(
        np.concatenate([np.empty(0, np.uint64), *(one.hashes for one in some)]), np.append(0, np.cumsum(counts))
    )


_TOGETHER = 4096  # sets


def ordered_sets(some: Sequence[Shingles], order: Counts) -> Shingles:
    """All sets of all, in an order of their numbers: none is held twice, but for a few at a time."""
    counts = np.concatenate([np.empty(0, np.int64), *(np.diff(one.starts) for one in some)])
    starts = np.append(0, np.cumsum(counts[order]))
    begins = np.empty(len(counts), np.int64)
    begins[order] = starts[:-1]
    hashes = np.empty(starts[-1], np.uint64)
    number = 0
    for one in some:
        for first in range(0, len(one), _TOGETHER):
            bounds = one.starts[first : first + _TOGETHER + 1]
            sizes = np.diff(bounds)
            moved = np.repeat(begins[number : number + len(sizes)] - bounds[:-1], sizes)
            hashes[np.arange(bounds[0], bounds[-1]) + moved] = one.hashes[bounds[0] : bounds[-1]]
            number += len(sizes)
    return Shingles(hashes, starts)


def shingles_of(found: Words, size: int) -> Shingles:
    """The shingles of `size` words; of a text that is shorter, all its words as one shingle."""
    counts = np.diff(found.starts)
    shingles = np.where(counts >= size, counts - size + 1, np.minimum(counts, 1))
    bounds = np.concatenate([np.zeros(1, np.int64), np.cumsum(shingles)])
    total = found.hashes.copy()
    for i in range(1, size):
        total *= _FACTOR
        total[: max(0, len(total) - i)] += found.hashes[i:]
    # Runs begin at every word but the last size - 1 of each text.
    within = np.arange(bounds[-1]) - np.repeat(bounds[:-1] - found.starts[:-1], shingles)
    hashes = mixed(total[within])
    for text in np.flatnonzero((counts > 0) & (counts < size)).tolist():
        few = found.hashes[found.starts[text] : found.starts[text + 1]]
        with np.errstate(over="ignore"):
            one = few[:1].copy()
            for word in few[1:]:
                one = one * _FACTOR + word
        hashes[bounds[text]] = mixed(one)[0]
    for start, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        hashes[start:end].sort()
    fresh = np.ones(len(hashes), bool)
    fresh[1:] = hashes[1:] != hashes[:-1]
    fresh[bounds[:-1][shingles > 0]] = True
    counted = np.concatenate([np.zeros(1, np.int64), np.cumsum(fresh)])
    return Shingles(hashes[fresh], counted[bounds])


def shared(a: Hashes, b: Hashes) -> int:
    """Shingles that stand in both of two sorted distinct sets."""
    both = np.concatenate([a, b])
    both.sort()
    return int(np.count_nonzero(both[1:] == both[:-1]))


def jaccard(a: Hashes, b: Hashes) -> float:
    """Shared shingles over all shingles of two sets; 1.0 for two empty ones."""
    common = shared(a, b)
    union = len(a) + len(b) - common
    return common / union if union else 1.0
