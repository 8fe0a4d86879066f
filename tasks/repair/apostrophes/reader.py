"""A second reading of what is hardest to tell: is it "its" or "it's", "were" or "we're", "growers" or "growers'"?

Where the network is not sure of such a word, a transformer reads the words to either side, more than twice as many as the
network. It learned from the marks of running text and from words that do not belong where they stand (Clark et al. 2020),
so it knows more of how sentences are built. The two err apart: the geometric mean of their chances is right more often
than either.
"""

from __future__ import annotations

import functools
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tasks.compiled import address, addresses, function
from tasks.repair.apostrophes import transformer
from tasks.repair.apostrophes.features import Features
from tasks.repair.apostrophes.floats import Floats, powers
from tasks.repair.apostrophes.lexicon import Lexicon, are_among
from tasks.repair.apostrophes.model import load as network
from tasks.repair.apostrophes.network import ALLOWED
from tasks.repair.apostrophes.transformer import Transformer
from tasks.repair.apostrophes.words import AFTER_S, Bools, Ints, Words

FILE = Path(__file__).with_name("reader.npz")
READ_AGAIN = "its were well wed shed"
SURE = 0.97  # where the network is as sure of one of these, it is not read again
PLURAL, SURE_OF_PLURAL = 0.3, 0.85  # other words are where s' is as likely, and nothing surer
# Marks likely lost in a text, below which nothing bears out what the network is sure of: in 15,800 sentences of reviews and columns
# that had lost none, 40 of its contractions were wrong, and the reader took back 13.
FEW_LOST = 2.5
SHARE = 0.5  # of the reader in what both say, against the network's
_TOGETHER = 64  # places that are read at once: bounds memory


@functools.cache
def load() -> Transformer | None:
    """The weights that lie beside this module, read once a process; None where the network's are others than they know."""
    return transformer.read(FILE, network().weights.word)


def reread(
    reader: Transformer | None, lexicon: Lexicon, words: Words, ids: NDArray[np.uint16], at: Ints,
    may: NDArray[np.uint8], features: Features, chances: Floats,
) -> None:  # fmt: skip
    """Mend the `chances` of those candidates `at` that the network is not sure of; and, in texts that have lost next to nothing
    else, of those that it is sure have lost a mark.
    """
    if reader is None:
        return
    doubtful = _doubtful(are_among(lexicon, READ_AGAIN), features.own, words.document, at, chances)
    for low in range(0, doubtful.size, _TOGETHER):
        some = doubtful[low : low + _TOGETHER]
        both = SHARE * (transformer.scores(reader, words, ids, at, features, some) + ALLOWED.take(may[some], 0))
        both += (1 - SHARE) * np.log(np.maximum(chances[some], np.float32(1e-9)))
        chances[some] = _shares(both)


def _doubtful(hard: Bools, own: NDArray[np.uint16], document: Ints, at: Ints, chances: Floats) -> Ints:
    """Which of the candidates `at` are read again; `hard`: by id, whether a word is one of READ_AGAIN."""
    if call := function("doubtful", "p" * 5 + "ip"):
        found = np.empty(at.size, np.int64)
        many = call(*addresses((hard, own, document, at, chances)), at.size, address(found))
        return found[:many]
    are_hard = hard[own]
    surest = chances.max(axis=1)
    asked = (are_hard & (surest < SURE)) | ((chances[:, AFTER_S] >= PLURAL) & (surest < SURE_OF_PLURAL))
    lost = np.bincount(document[at], 1 - chances[:, 0])
    asked |= are_hard & (surest >= SURE) & (chances[:, 0] < 0.5) & (lost < FEW_LOST)[document[at]]
    return np.flatnonzero(asked)


def _shares(scores: Floats) -> Floats:
    """Their exponentials, as shares of a row's sum (softmax)."""
    shares = powers(scores - scores.max(axis=-1, keepdims=True))
    shares /= shares.sum(axis=-1, keepdims=True)
    return shares
