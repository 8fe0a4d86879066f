"""Which articles are copies of which: exact groups, candidate pairs from bands, verified pairs, keepers.

Keepers are chosen one after the other in a total order: an article goes only where an article that stays is its
copy, by a similarity that was computed, not estimated. So nothing is removed by a chain (A like B, B like C, C
unlike A leaves A and C), and every removed article has its witness in the dataset.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from tasks.dedupe.shingles import Hashes, jaccard

Index = NDArray[np.int64]
# Pairs of one band key that are looked at: beyond it, each member is paired with the first ones only.
_BUCKET = 64


@dataclass(frozen=True, slots=True)
class Verdict:
    """Article `row` goes: it is a copy of `keeper`."""

    row: int
    keeper: int
    method: str
    similarity: float


def exact_groups(high: Hashes, low: Hashes) -> Iterator[Index]:
    """Groups of rows with the same 128-bit key, each ascending."""
    order = np.lexsort((low, high))
    both = np.stack([high[order], low[order]], axis=1)
    edges = np.flatnonzero(np.concatenate(([True], (both[1:] != both[:-1]).any(axis=1), [True])))
    yield from _groups(edges, order)


def _runs(sorted_keys: Hashes, order: Index) -> Iterator[Index]:
    edges = np.flatnonzero(np.concatenate(([True], sorted_keys[1:] != sorted_keys[:-1], [True])))
    yield from _groups(edges, order)


def _groups(edges: Index, order: Index) -> Iterator[Index]:
    for start, end in pairwise(edges):
        if end - start > 1:
            yield np.sort(order[start:end])


def candidate_pairs(band_columns: Iterator[Hashes], alive: Index) -> NDArray[np.int64]:
    """Distinct pairs (i < j) of `alive` rows that share a key in any band; a band at a time."""
    found = np.empty((0, 2), np.int64)
    for column in band_columns:
        keys = column[alive]
        order = np.argsort(keys, kind="stable")
        pairs = [_pairs(group) for group in _runs(keys[order], alive[order])]
        if pairs:
            found = np.unique(np.concatenate([found, *pairs]), axis=0)
    return found


def _pairs(group: Index) -> NDArray[np.int64]:
    heads = min(len(group), _BUCKET)
    i, j = np.triu_indices(heads, 1)
    pairs = np.stack([group[i], group[j]], axis=1)
    if len(group) > heads:
        rest = np.repeat(group[heads:], heads)
        pairs = np.concatenate([pairs, np.stack([np.tile(group[:heads], len(group) - heads), rest], axis=1)])
    return pairs.astype(np.int64)


def choose(
    rank: Index,
    exact: list[Index],
    pairs: NDArray[np.int64],
    shingles: Callable[[int], Hashes],
    threshold: float,
    settled: int = 0,
) -> list[Verdict]:
    """Who goes. `rank[row]` is a row's place in the order of keeping (0 is kept first); rows below `settled` always stay.

    `shingles(row)` gives a row's shingles; it is asked for rows in candidate pairs only.
    """
    verdicts: list[Verdict] = []
    gone: dict[int, int] = {}
    for group in exact:
        best = int(group[np.argmin(rank[group])])
        for row in group:
            if row != best and row >= settled:
                gone[int(row)] = best
    neighbours: dict[int, list[int]] = {}
    for i, j in pairs.tolist():
        if i not in gone and j not in gone:
            neighbours.setdefault(i, []).append(j)
            neighbours.setdefault(j, []).append(i)
    near: dict[int, tuple[int, float]] = {}
    for row in sorted(neighbours, key=lambda r: int(rank[r])):
        if row < settled:
            continue
        # Only rows before it in the order can keep it, and only those that stay.
        best, similarity = -1, threshold
        for other in sorted(
            (o for o in neighbours[row] if rank[o] < rank[row] and o not in near), key=lambda o: int(rank[o])
        ):
            found = jaccard(shingles(row), shingles(other))
            if found > similarity or (found == similarity and best < 0):
                best, similarity = other, found
        if best >= 0:
            near[row] = (best, similarity)
    for row, (keeper, similarity) in near.items():
        verdicts.append(Verdict(row, keeper, "near", similarity))
    for row, keeper in gone.items():
        # The copy of an article that went as a near copy has the same witness, at the same similarity.
        if keeper in near:
            verdicts.append(Verdict(row, near[keeper][0], "near", near[keeper][1]))
        else:
            verdicts.append(Verdict(row, keeper, "exact", 1.0))
    return sorted(verdicts, key=lambda v: v.row)
