"""The document's own evidence: how many of its apostrophes were dropped, within quotations and outside them.

The model says how likely a place bears a mark in whole English. What a bare word means depends on the document: where
every mark is gone it is a likely loss; where all others stand it is nearly always right as it is. The share of marks
dropped is found by expectation-maximisation (Dempster, Laird and Rubin 1977) over the places that still bear a mark
and those that the model expects to.
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


def dropped_share(expected: Floats, of: Ints, kept: Doubles, dropped: Doubles, stood: Doubles) -> Doubles:
    """Share of marks dropped, for each text: `of` is each place's text; `dropped` and `stood` are the prior's counts."""
    share = (dropped + 0.5) / (dropped + stood + 1)
    for _ in range(ROUNDS):
        lost = np.bincount(of, _given(expected, share[of].astype(np.float32)), minlength=kept.size)
        share = (lost + dropped) / (lost + kept + dropped + stood)
    return share


def posterior(expected: Floats, quoted: Bools, document: Ints, kept: Doubles) -> Floats:
    """How likely each candidate lost a mark, given its document. `expected`: given its context alone.

    `kept`: marks kept outside quotations and within them, a row a document.
    """
    prior = np.ones(len(kept))
    whole = dropped_share(expected, document, kept.sum(axis=1), PRIOR_DROPPED * prior, PRIOR_KEPT * prior)
    share = whole[document]
    if quoted.any():
        part = document * 2 + quoted
        twice = np.repeat(WHOLE * whole, 2)
        parts = dropped_share(expected, part, kept.ravel(), twice, WHOLE - twice)
        speaks = np.bincount(document, quoted, minlength=len(kept)) > 0
        share = np.where(speaks[document], parts[part], share)
    return _given(expected, share.astype(np.float32))


def _given(expected: Floats, share: Floats) -> Floats:
    """Bayes: a bare word either lost its mark or never had one."""
    lost = expected * share
    result: Floats = lost / (lost + 1 - expected + _TINY)
    return result
