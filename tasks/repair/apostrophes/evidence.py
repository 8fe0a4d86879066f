"""The document's own evidence: how many of its apostrophes were dropped, within quotations and outside them.

The model says how likely a place bears a mark in whole English. What a bare word means depends on the document: where
every mark is gone it is a likely loss; where all others stand it is nearly always right as it is. The share of marks
dropped is found by expectation-maximisation (Dempster, Laird and Rubin 1977) over the places that still bear a mark
and those that the model expects to. A word that is right as it stands, too ("Shed", "were"), counts once in its text, however often
it stands there: what it means in one place it mostly means in the others.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tasks.repair.apostrophes.words import Bools, Ints

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

ROUNDS = 5  # of expectation-maximisation
# Before a document is seen: marks dropped and marks kept, as if so many had been met. Feed snippets that lost theirs
# would have more of the first, forum posts more of the second; see the model card for what each gives.
PRIOR_DROPPED, PRIOR_KEPT = 0.5, 0.5
# How strongly the whole document speaks for its quotations, and for the rest, in marks.
WHOLE = 2.0
_TINY = np.float32(1e-9)


def counting_once(document: Ints, ids: NDArray[np.uint16], doubtful: Bools) -> Floats:
    """How much each place counts, of words by their `ids`: those that are `doubtful` together as one, in each document."""
    numbers = document.astype(np.int64) << 16 | ids
    _, of, times = np.unique(numbers[doubtful], return_inverse=True, return_counts=True)
    counts = np.ones(document.size, np.float32)
    counts[doubtful] = np.float32(1) / times[of].astype(np.float32)
    return counts


def dropped_share(
    expected: Floats, counts: Floats, of: Ints, kept: Doubles, dropped: Doubles, stood: Doubles
) -> Doubles:
    """Share of marks dropped, for each text: `of` is each place's text, `counts` how much it counts; `dropped` and `stood` are the
    prior's.
    """
    share = (dropped + 0.5) / (dropped + stood + 1)
    for _ in range(ROUNDS):
        lost = np.bincount(of, counts * _given(expected, share[of].astype(np.float32)), minlength=kept.size)
        share = (lost + dropped) / (lost + kept + dropped + stood)
    return share


def posterior(expected: Floats, counts: Floats, quoted: Bools, document: Ints, kept: Doubles) -> Floats:
    """How likely each candidate lost a mark, given its document. `expected`: given its context alone; `counts`: how much it counts.

    `kept`: marks kept outside quotations and within them, a row a document.
    """
    prior = np.ones(len(kept))
    whole = dropped_share(expected, counts, document, kept.sum(axis=1), PRIOR_DROPPED * prior, PRIOR_KEPT * prior)
    share = whole[document]
    if quoted.any():
        part = document * 2 + quoted
        twice = np.repeat(WHOLE * whole, 2)
        parts = dropped_share(expected, counts, part, kept.ravel(), twice, WHOLE - twice)
        speaks = np.bincount(document, quoted, minlength=len(kept)) > 0
        share = np.where(speaks[document], parts[part], share)
    return _given(expected, share.astype(np.float32))


def _given(expected: Floats, share: Floats) -> Floats:
    """Bayes: a bare word either lost its mark or never had one."""
    lost = expected * share
    result: Floats = lost / (lost + 1 - expected + _TINY)
    return result
