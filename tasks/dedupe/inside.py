"""Articles that stand inside longer ones: the agency's three paragraphs in the paper's twelve.

Jaccard similarity says little of them. But the shingle of a text whose hash is the least is one of the longer text's,
if the shorter one is all in it; so is the second and the third (bottom-k sketches: Broder 1997). The three are looked
up among all shingles of all texts that stay; where two or more of them stand in one, the pair is verified.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from tasks.dedupe.candidates import Rows
from tasks.dedupe.keepers import Verdict
from tasks.dedupe.shingles import Shingles, jaccard, shared
from tasks.dedupe.words import Hashes

PROBES, LEAST = 3, 7
# Of an article of which .95 stands in another, two of three probes do with .993, one with .9999: but one alone brings
# together all that share a sentence.
_TOGETHER = 2


def least(found: Shingles) -> Hashes:
    """The `PROBES` least shingles of each text; of one that has fewer, its greatest is told again; 0 without any."""
    counts = np.diff(found.starts)
    some = np.flatnonzero(counts)
    probes = np.zeros((len(found), PROBES), np.uint64)
    for i in range(PROBES):
        probes[some, i] = found.hashes[found.starts[some] + np.minimum(i, counts[some] - 1)]
    return probes


class Probes:
    """The probes of many articles, to be found in texts."""

    def __init__(self, probes: Hashes, rows: Rows) -> None:
        """`probes[i]` are those of article `rows[i]`."""
        flat = probes.ravel()
        order = np.argsort(flat)
        self._hashes = flat[order]
        self._rows = np.repeat(rows, probes.shape[1])[order]

    def find(self, found: Shingles, rows: Rows) -> NDArray[np.int64]:
        """Pairs (shorter, longer) to be verified; `rows` are the articles of `found`."""
        first = np.searchsorted(self._hashes, found.hashes)
        count = np.searchsorted(self._hashes, found.hashes, side="right") - first
        owner = np.repeat(np.arange(len(found)), np.diff(found.starts))
        ends = np.cumsum(count)
        places = np.arange(ends[-1] if len(ends) else 0) + np.repeat(first - (ends - count), count)
        pairs = self._rows[places].astype(np.int64) << 32 | rows[np.repeat(owner, count)]
        both, times = np.unique(pairs, return_counts=True)
        both = both[times >= _TOGETHER]
        both = both[both >> 32 != both & 0xFFFF_FFFF]
        return np.stack([both >> 32, both & 0xFFFF_FFFF], axis=1)


def choose_inside(
    pairs: Iterable[Sequence[int]],
    sets: Mapping[int, Hashes],
    followers: Mapping[int, Sequence[int]],
    share: float,
    threshold: float,
) -> list[Verdict]:
    """Who goes because `share` or more of its shingles stand in a longer one that stays; its similarity is that share.

    `pairs` (shorter, longer) stand in the order of falling sizes of the shorter, so that what stays so far stays. A sentence that
    somebody else quotes is no copy: what has fewer than `LEAST` shingles stays.
    `followers` are the articles that went as near copies of one: where it goes, each of them must be inside the other
    as well, or its near copy.
    """
    gone: dict[int, Verdict] = {}
    for row, other in pairs:
        if row in gone or other in gone or not LEAST <= len(sets[row]) < len(sets[other]):
            continue
        verdicts = [_verdict(one, other, sets, share) for one in (row, *followers.get(row, ()))]
        if verdicts[0].method == "contained" and all(
            verdict.method == "contained" or verdict.similarity >= threshold for verdict in verdicts
        ):
            gone.update((verdict.row, verdict) for verdict in verdicts)
    return list(gone.values())


def _verdict(row: int, other: int, sets: Mapping[int, Hashes], share: float) -> Verdict:
    inside = shared(sets[row], sets[other]) / len(sets[row])
    if inside >= share:
        return Verdict(row, other, inside, "contained")
    return Verdict(row, other, jaccard(sets[row], sets[other]))
