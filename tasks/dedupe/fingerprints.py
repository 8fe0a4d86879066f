"""What is kept of a text to find its copies, of many texts at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import xxhash

from tasks.compiled import address, addresses, function
from tasks.compiled.utf8 import Utf8, utf8_of
from tasks.dedupe.inside import PROBES, least
from tasks.dedupe.minhash import BANDS, SKETCH, bands, multipliers
from tasks.dedupe.shingles import Shingles, joined_sets, shingles_of
from tasks.dedupe.words import Counts, Hashes, exact_keys, words

VERSION = 4
"""Of words, shingles and bands as they are computed here: fingerprints of other versions cannot be compared with them."""
# Bytes worked on at once: below it numpy's calls cost, above it the processor's cache misses do.
_BATCH = 1 << 18


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """A row a text."""

    exact: Hashes
    """Two columns: 128 bits that texts with the same words share."""
    letters: Counts
    """Characters in words: a copy is not the longer one for the rubbish in it."""
    words: Counts
    """How many, one that is said again as often as it is."""
    shingles: Counts
    """How many distinct ones."""
    bands: Hashes
    """`BANDS` columns."""
    sketches: Hashes
    """`SKETCH` columns."""
    least: Hashes
    """`PROBES` columns: the shingles with the least hashes."""


def fingerprints(texts: Sequence[str], size: int, rows: int) -> Fingerprints:
    """Fingerprints by shingles of `size` words and bands of `rows` rows; without bands where `rows` is 0."""
    some = utf8_of(texts)
    parts = [_fingerprints(some[batch], size, rows) for batch in batches(some)]
    return Fingerprints(
        np.concatenate([np.empty((0, 2), np.uint64), *(part.exact for part in parts)]),
        np.concatenate([np.empty(0, np.int64), *(part.letters for part in parts)]),
        np.concatenate([np.empty(0, np.int64), *(part.words for part in parts)]),
        np.concatenate([np.empty(0, np.int64), *(part.shingles for part in parts)]),
        np.concatenate([np.empty((0, BANDS), np.uint64), *(part.bands for part in parts)]),
        np.concatenate([np.empty((0, SKETCH), np.uint64), *(part.sketches for part in parts)]),
        np.concatenate([np.empty((0, PROBES), np.uint64), *(part.least for part in parts)]),
    )


def _fingerprints(texts: Utf8, size: int, rows: int) -> Fingerprints:
    found = words(texts)
    exact, many = exact_keys(found), np.diff(found.starts)
    for text in np.flatnonzero(found.starts[1:] == found.starts[:-1]).tolist():
        # A text without a letter or digit ("* * *") is a copy of its equals only.
        key = xxhash.xxh3_128_intdigest(texts[text].encode("utf-8", "surrogatepass"))
        exact[text] = key >> 64, key & 0xFFFF_FFFF_FFFF_FFFF
    if not rows:
        none = np.zeros((len(texts), BANDS), np.uint64)
        return Fingerprints(
            exact, found.letters, many, np.zeros(len(texts), np.int64), none, none[:, :SKETCH], none[:, :PROBES]
        )
    if call := function("fingerprint", "ppiiiipipppp"):
        counts, probes = np.empty(len(texts), np.int64), np.empty((len(texts), PROBES), np.uint64)
        keys, sketches = np.empty((len(texts), BANDS), np.uint64), np.empty((len(texts), SKETCH), np.uint64)
        factors = address(multipliers(BANDS * rows), np.uint32)
        made = addresses((counts, probes, keys, sketches))
        if (
            call(address(found.hashes), address(found.starts), len(texts), size, BANDS, rows, factors, PROBES, *made)
            < 0
        ):
            raise MemoryError
        return Fingerprints(exact, found.letters, many, counts, keys, sketches, probes)
    sets = shingles_of(found, size)
    return Fingerprints(exact, found.letters, many, np.diff(sets.starts), *bands(sets, rows), least(sets))


def shingle(texts: Sequence[str], size: int) -> Shingles:
    """The shingles of `size` words of each text."""
    some = utf8_of(texts)
    return joined_sets([shingles_of(words(some[batch]), size) for batch in batches(some)])


def batches(texts: Utf8) -> Iterator[slice]:
    """Slices of texts of about 256 KB each."""
    start = weight = 0
    for i, size in enumerate(texts.sizes.tolist()):
        if weight and weight + size > _BATCH:
            yield slice(start, i)
            start, weight = i, 0
        weight += size
    if start < len(texts):
        yield slice(start, len(texts))
