"""Apostrophes that a scraper dropped or garbled, put back from context.

`restore_apostrophes` decides every word that may have lost one: "its", "were", "well", and whatever ends in s. A
small network trained on English news with its apostrophes deleted (MODEL_CARD.md) says how likely each is; the
document's own evidence says how much to believe it: a text that keeps its apostrophes everywhere else, or outside its
quotations, needs a surer case than one that has lost them all.

    words      a text's words as arrays, apostrophes looked through
    lexicon    known words, and which of them may hide an apostrophe
    features   what is seen of a candidate          network   how likely each kind of mark is
    evidence   what the document says               gate      whole text, told apart at memory speed
    thresholds how sure an edit must be             exempt    what is left alone
    lossy      apostrophes that became other signs  fixed     names and forms that are sure
    lookalikes names and acronyms without a mark    reader    doubtful words read once more
    restore    all of it together                   model     the weights' file
    transformer    what the words around tell it    whole     products in whole numbers
    counted    numbers that own something           judge     which candidates are edited
    corpus, vectors, learn, train, reader_train: training
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tasks.repair.apostrophes.restore import restore_apostrophes, restore_many, restored, restored_titles
from tasks.repair.apostrophes.thresholds import Precision

if TYPE_CHECKING:
    from tasks.edits import Edit
    from tasks.repair import Context

__all__ = [
    "Precision",
    "apostrophes_step",
    "apostrophes_step_many",
    "restore_apostrophes",
    "restore_many",
    "restored_titles",
]


def apostrophes_step(text: str, context: Context) -> tuple[str, list[Edit]]:
    """`restore_apostrophes` as a step, as sure as the settings ask for."""
    return apostrophes_step_many([text], context)[0]


def apostrophes_step_many(texts: list[str], context: Context) -> list[tuple[str, list[Edit]]]:
    """The step, for many texts together."""
    return restored(texts, context.precision)
