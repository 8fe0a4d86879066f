"""MinHash signatures (Broder 1997) cut into LSH bands (Indyk and Motwani 1998; Leskovec et al., ch. 3).

With b bands of r rows two texts of Jaccard s become candidates with probability 1 - (1 - s^r)^b. The rows are chosen
for the threshold; for .7 they are 5, and 25 bands find a pair at .7 with .990 and at .8 with .99995.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from tasks.compiled.characters import mixed
from tasks.dedupe.shingles import Shingles
from tasks.dedupe.words import Hashes

BANDS = 25
# Shingles that stay in the processor's cache, 4 bytes each, while all permutations go over them: 8,000 to 64,000 are
# equally fast (0.16 ns a shingle and permutation), a million takes twice as long.
_CHUNK = 32_768
NONE = np.uint64(0)
"""The key of a text without a word: it is a candidate for nothing."""


def rows_for(threshold: float) -> int:
    """Rows a band: as many as keep the chance of finding a pair at the threshold at .99 or more."""
    return max(r for r in range(1, 17) if r == 1 or chance(threshold, r) >= 0.9895)


def chance(similarity: float, rows: int) -> float:
    """The probability that two texts of this Jaccard similarity share a band."""
    return float(1 - (1 - similarity**rows) ** BANDS)


@cache
def multipliers(count: int) -> NDArray[np.uint32]:
    """One a row of a band: odd multipliers for multiplicative hashing (Knuth 6.4), the same in every run."""
    return np.random.default_rng(20240611).integers(0, 1 << 31, count, np.uint32) * np.uint32(2) + np.uint32(1)


def bands(found: Shingles, rows: int) -> Hashes:
    """The `BANDS` band keys of each text, a row each. Two texts are candidates where a key of one column is the same."""
    least = np.zeros((BANDS * rows, len(found)), np.uint32)
    some = np.flatnonzero(np.diff(found.starts))
    starts = found.starts[some]
    # A permutation of 32 bits is enough: rows are compared by fives, and the pairs verified.
    short = (found.hashes >> np.uint64(32)).astype(np.uint32)
    at = 0
    while at < len(some):
        until = max(at + 1, int(np.searchsorted(starts, starts[at] + _CHUNK)))
        end = int(starts[until]) if until < len(starts) else len(short)
        piece = short[starts[at] : end]
        product = np.empty_like(piece)
        for row, factor in enumerate(multipliers(BANDS * rows)):
            np.multiply(piece, factor, out=product)
            least[row, some[at:until]] = np.minimum.reduceat(product, starts[at:until] - starts[at])
        at = until
    keys = np.zeros((len(found), BANDS), np.uint64)
    for band in range(BANDS):
        key = np.full(len(found), band + 1, np.uint64)
        for row in least[band * rows : (band + 1) * rows]:
            key = mixed(key + row)
        keys[some, band] = np.maximum(key[some], 1)
    return keys
