"""The document's own evidence: how many of its apostrophes were dropped, within quotations and outside them.

The model says how likely a place bears a mark in whole English. What a bare word means depends on the document: where
every mark is gone it is a likely loss; where all others stand it is nearly always right as it is. The share of marks
dropped is found by expectation-maximisation (Dempster, Laird and Rubin 1977) over the places that still bear a mark
and those that the model expects to.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from tasks.repair.apostrophes.words import Bools

Floats = NDArray[np.float32]

ROUNDS = 5  # of expectation-maximisation
# Before a document is seen: marks dropped and marks kept, as if so many had been met. Feed snippets that lost theirs
# would have more of the first, forum posts more of the second; see the model card for what each gives.
PRIOR_DROPPED, PRIOR_KEPT = 0.5, 0.5
# How strongly the whole document speaks for its quotations, and for the rest, in marks.
WHOLE = 2.0
_TINY = np.float32(1e-9)


def dropped_share(expected: Floats, kept: int, dropped: float, stood: float) -> float:
    """Share of marks dropped; `dropped` and `stood` are the prior's counts."""
    share = (dropped + 0.5) / (dropped + stood + 1)
    for _ in range(ROUNDS):
        lost = float(_given(expected, np.float32(share)).sum())
        share = (lost + dropped) / (lost + kept + dropped + stood)
    return share


def posterior(expected: Floats, quoted: Bools, kept_quoted: int, kept_outside: int) -> Floats:
    """How likely each candidate lost a mark, given the document. `expected`: given its context alone."""
    whole = dropped_share(expected, kept_quoted + kept_outside, PRIOR_DROPPED, PRIOR_KEPT)
    share = np.full(expected.size, np.float32(whole))
    if quoted.any():
        for where, kept in ((quoted, kept_quoted), (~quoted, kept_outside)):
            part = dropped_share(expected[where], kept, WHOLE * whole, WHOLE * (1 - whole))
            share[where] = part
    return _given(expected, share)


def _given(expected: Floats, share: Floats | np.float32) -> Floats:
    """Bayes: a bare word either lost its mark or never had one."""
    lost = expected * share
    result: Floats = lost / (lost + 1 - expected + _TINY)
    return result
