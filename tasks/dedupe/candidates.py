"""Which articles are compared at all: exact groups, buckets of a band, and the components that buckets make.

Everything here is sorting whole columns: n log n, and no pair is made of two articles that no band has brought together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tasks.dedupe.minhash import NONE
from tasks.dedupe.words import Hashes

Rows = NDArray[np.int32]
"""Articles by number; two thousand million are enough."""


@dataclass(frozen=True, slots=True)
class Buckets:
    """Groups of two or more articles: group `i` has `rows[starts[i] : starts[i + 1]]`, in the order of keeping."""

    rows: Rows
    starts: NDArray[np.int64]

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Members of each."""
        return np.diff(self.starts)

    def renamed(self, names: Rows) -> Buckets:
        """The groups of articles that have a name, `names[row]` of 0 or more; it goes by groups, so one has all or none."""
        mine = self.chosen(names[self.rows[self.starts[:-1]]] >= 0)
        return Buckets(names[mine.rows], mine.starts)

    def chosen(self, some: NDArray[np.bool_]) -> Buckets:
        """Some of the groups."""
        sizes = self.sizes
        return Buckets(self.rows[np.repeat(some, sizes)], np.append(0, np.cumsum(sizes[some])))


def joined_buckets(some: Sequence[Buckets]) -> Buckets:
    """All groups of all."""
    sizes = np.concatenate([np.empty(0, np.int64), *(one.sizes for one in some)])
    return Buckets(np.concatenate([np.empty(0, np.int32), *(one.rows for one in some)]), np.append(0, np.cumsum(sizes)))


def representatives(high: Hashes, low: Hashes, rank: Rows) -> Rows:
    """For each article the one of its exact group that stands first in the order of keeping, itself as a rule.

    `high` and `low` are the halves of a key of 128 bits; `rank[row]` is a row's place in the order of keeping.
    """
    best = np.arange(len(high), dtype=np.int32)
    found = _groups(high, best, rank)
    # Articles that share the first half of the key nearly always share the second.
    second = low[found.rows]
    group = np.repeat(np.arange(len(found.sizes)), found.sizes)
    order = np.lexsort((rank[found.rows], second, group))
    rows, second, group = found.rows[order], second[order], group[order]
    new = np.ones(len(rows), bool)
    new[1:] = (second[1:] != second[:-1]) | (group[1:] != group[:-1])
    heads = rows[np.maximum.accumulate(np.where(new, np.arange(len(rows)), 0))] if len(rows) else rows
    best[rows] = heads
    return best


def buckets(keys: Hashes, alive: Rows, rank: Rows) -> Buckets:
    """The groups of `alive` articles that have the same key; `keys` are those of all articles."""
    mine = keys[alive]
    some = mine != NONE
    return _groups(mine[some], alive[some], rank)


def _groups(keys: Hashes, rows: Rows, rank: Rows) -> Buckets:
    order = np.argsort(keys)
    ordered = keys[order]
    same = np.zeros(len(keys) + 1, bool)
    same[1:-1] = ordered[1:] == ordered[:-1]
    member = same[1:] | same[:-1]
    rows, new = rows[order][member], ~same[:-1][member]
    del order, ordered
    group = np.cumsum(new, dtype=np.int32)
    rows = rows[np.lexsort((rank[rows], group))]
    return Buckets(rows, np.append(np.flatnonzero(new), len(rows)))


# Pairs looked at together; members of a bucket all of whose pairs are looked at, at the most.
_PAIRS, _LARGEST = 1 << 21, 1024


def pairs_within(found: Buckets) -> Iterator[tuple[NDArray[np.int64], Rows, Rows]]:
    """All pairs of members of groups, some groups of one size at a time: which groups, and the two of each pair, a row a
    group, the one that stands first in the order of keeping first.
    """
    sizes, first = found.sizes, found.starts[:-1]
    for size in np.unique(sizes).tolist():
        i, j = np.triu_indices(size, 1)
        mine = np.flatnonzero(sizes == size)
        together = max(1, _PAIRS // max(1, len(i)))
        for some in (mine[at : at + together] for at in range(0, len(mine), together)):
            members = found.rows[first[some][:, None] + np.arange(size)]
            yield some, members[:, i], members[:, j]


def likely_pairs(found: Buckets, may_be: Callable[[Rows, Rows], NDArray[np.bool_]], crowd: int) -> Buckets:
    """The pairs of all groups that may be copies, as groups of two; and crowds as they are: groups of more than `crowd`
    in which more pairs may be than as many articles have in groups of `crowd`.
    """
    larger = found.chosen(found.sizes > _LARGEST)
    found = found.chosen(found.sizes <= _LARGEST)
    pairs = [np.empty((0, 2), np.int32)]
    crowded = np.zeros(len(found.sizes), np.bool_)
    for some, a, b in pairs_within(found):
        yes = may_be(a.ravel(), b.ravel()).reshape(a.shape)
        sizes = found.sizes[some]
        crowded[some] = dense = (sizes > crowd) & (yes.sum(axis=1) > sizes * (crowd - 1) // 2)
        yes[dense] = False
        pairs.append(np.stack([a[yes], b[yes]], axis=1))
    both = np.concatenate(pairs)
    twos = Buckets(both.ravel(), np.arange(0, both.size + 1, 2))
    return joined_buckets([twos, found.chosen(crowded), larger])


def components(found: Iterable[Buckets], total: int) -> Rows:
    """A label an article: the least number of those that buckets connect with it, one by the other. Alone: -1."""
    labels = np.arange(total, dtype=np.int32)
    seen = np.zeros(total, bool)
    for one in found:
        seen[one.rows] = True
        heads = np.repeat(one.rows[one.starts[:-1]], one.sizes)
        a, b = labels[heads], labels[one.rows]
        # The higher label of an edge is hung below the lower one until no edge joins two (Shiloach and Vishkin 1982).
        while len(joined := np.flatnonzero(a != b)):
            a, b = a[joined], b[joined]
            np.minimum.at(labels, np.maximum(a, b), np.minimum(a, b))
            while not np.array_equal(labels, higher := labels[labels]):
                labels = higher
            a, b = labels[a], labels[b]
    labels[~seen] = -1
    return labels
