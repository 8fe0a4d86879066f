"""MinHash signatures (Broder 1997) cut into LSH bands (Indyk and Motwani 1998; Leskovec et al., ch. 3).

With b bands of r rows two texts of Jaccard s become candidates with probability 1 - (1 - s^r)^b. The rows are chosen
for the threshold; for .7 they are 5, and 25 bands find a pair at .7 with .990 and at .8 with .99995.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from tasks.dedupe.shingles import Hashes

BANDS = 25
# Chunks of shingles that stay in the processor's cache together with the permutations' products.
_CHUNK = 512


def rows_for(threshold: float) -> int:
    """Rows a band: as many as keep the chance of finding a pair at the threshold at .99 or more."""
    return max(r for r in range(1, 17) if r == 1 or (1 - threshold**r) ** BANDS <= 0.0105)


@cache
def _permutations(count: int) -> tuple[Hashes, Hashes]:
    """Odd multipliers and offsets for multiply-shift hashing (Dietzfelbinger 1997), the same in every run."""
    rng = np.random.default_rng(20240611)
    a = rng.integers(0, 1 << 63, count, np.uint64) * np.uint64(2) + np.uint64(1)
    return a, rng.integers(0, 1 << 63, count, np.uint64)


def bands(shingles: Hashes, rows: int) -> Hashes:
    """The `BANDS` band keys of a set of shingles. Two texts are candidates where any one key is the same."""
    a, b = _permutations(BANDS * rows)
    least = np.full(BANDS * rows, np.iinfo(np.uint32).max, np.uint32)
    for i in range(0, len(shingles), _CHUNK):
        products = a[:, None] * shingles[None, i : i + _CHUNK] + b[:, None]
        np.minimum(least, (products >> np.uint64(32)).astype(np.uint32).min(axis=1), out=least)
    table: NDArray[np.uint64] = least.reshape(BANDS, rows).astype(np.uint64)
    key = np.arange(BANDS, dtype=np.uint64)
    for row in range(rows):
        key = (key ^ table[:, row]) * np.uint64(0x9E3779B97F4A7C15)
        key ^= key >> np.uint64(29)
    return key
