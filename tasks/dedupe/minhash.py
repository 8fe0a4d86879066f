"""MinHash signatures (Broder 1997) cut into LSH bands (Indyk and Motwani 1998; Leskovec et al., ch. 3).

With b bands of r rows two texts of Jaccard s become candidates with probability 1 - (1 - s^r)^b. The rows are chosen
for the threshold; for .7 they are 5, and 25 bands find a pair at .7 with .990 and at .8 with .99995.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tasks.compiled import once
from tasks.compiled.characters import mixed
from tasks.dedupe.shingles import Shingles
from tasks.dedupe.words import Hashes

BANDS = 25
# Shingles that stay in the processor's cache, 4 bytes each, while all permutations go over them: 8,000 to 64,000 are
# equally fast (0.16 ns a shingle and permutation), a million takes twice as long.
_CHUNK = 32_768
SKETCH = 8
"""Numbers of 64 bits in a sketch: the low four bits of up to 128 rows' least hashes, by which the similarity of two texts is
estimated (b-bit minwise hashing: Li and König 2010) before their shingles are compared."""
_BITS, _EACH = 4, 16
_ROWS = SKETCH * _EACH
_LOW = np.uint64(0x1111_1111_1111_1111)
NONE = np.uint64(0)
"""The key of a text without a word: it is a candidate for nothing."""


def rows_for(threshold: float) -> int:
    """Rows a band: as many as keep the chance of finding a pair at the threshold at .99 or more."""
    return max(r for r in range(1, 17) if r == 1 or chance(threshold, r) >= 0.9895)


def chance(similarity: float, rows: int) -> float:
    """The probability that two texts of this Jaccard similarity share a band."""
    return float(1 - (1 - similarity**rows) ** BANDS)


@once
def multipliers(count: int) -> NDArray[np.uint32]:
    """One a row of a band: odd multipliers for multiplicative hashing (Knuth 6.4), the same in every run."""
    return np.random.default_rng(20240611).integers(0, 1 << 31, count, np.uint32) * np.uint32(2) + np.uint32(1)


def bands(found: Shingles, rows: int) -> tuple[Hashes, Hashes]:
    """The `BANDS` band keys of each text, a row each, and its sketch. Two texts are candidates where a key of one column is
    the same.
    """
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
    sketches = np.zeros((len(found), SKETCH), np.uint64)
    for row, least_of in enumerate(least[:_ROWS]):
        low = (least_of & np.uint32((1 << _BITS) - 1)).astype(np.uint64)
        sketches[:, row // _EACH] |= low << np.uint64(_BITS * (row % _EACH))
    return keys, sketches


class Likeness:
    """Whether two texts may be as like as a threshold asks, by their sizes and sketches.

    One pair in three million at the threshold is taken for less like than it is.
    """

    def __init__(self, sizes: NDArray[np.int32], sketches: Sequence[Hashes], threshold: float) -> None:
        """`sizes` are numbers of shingles, `sketches` the columns of all sketches."""
        self._sizes, self._sketches, self._threshold = sizes, sketches, threshold
        rows = min(_ROWS, BANDS * rows_for(threshold))
        same = threshold + (1 - threshold) / (1 << _BITS)
        # Five standard deviations; rows that there are not are the same in all.
        self._least = _ROWS - rows + rows * same - 5 * (rows * same * (1 - same)) ** 0.5

    def __call__(self, a: NDArray[np.int32], b: NDArray[np.int32]) -> NDArray[np.bool_]:
        """For each pair of rows."""
        smaller, larger = np.minimum(self._sizes[a], self._sizes[b]), np.maximum(self._sizes[a], self._sizes[b])
        may: NDArray[np.bool_] = smaller >= self._threshold * larger
        near = np.flatnonzero(may)
        a, b = a[near], b[near]
        differ = np.zeros(len(near), np.uint8)
        for column in self._sketches:
            bits = column[a] ^ column[b]
            bits |= bits >> np.uint64(1)
            bits |= bits >> np.uint64(2)
            differ += np.bitwise_count(bits & _LOW)
        may[near] = _ROWS - differ.astype(np.int64) >= self._least
        return may
