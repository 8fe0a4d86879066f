"""Numbers that own something: "in five years' time", "2016's elections". The network has met too few to be sure."""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray

from tasks.repair.apostrophes.lexicon import MAY_BEFORE_S, Lexicon, are_among
from tasks.repair.apostrophes.words import NUMBER, ONE_BLANK, WITH_DIGIT, Bytes, Hashes, Ints, Words, read_words

# s' whenever more than one is counted, though writers leave it out in four of ten.
_UNITS = "seconds minutes hours days weeks months years decades"
_LASTING = (
    "time notice worth imprisonment experience probation incarceration confinement detention absence hindsight"
    " seniority sobriety grace salary wages rent supply sleep"
)
_NUMBERS = "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety several few many"
LISTS = (_UNITS, _LASTING, _NUMBERS)  # all of them, in the order of tasks/compiled/judge.c
TIMES = np.array([0.1, 0, 0, 0.9], np.float32)  # chances of a mark there: enough where others are lost
# A year that ends no decade is no plural: in 157 MB of news 163 with 's before a word, and one without (a pistol).
YEARS = np.array([0.05, 0, 0.95, 0], np.float32)


@functools.cache
def _year_hashes() -> Hashes:
    return np.sort(read_words(" ".join(f"{year}s" for year in range(1500, 2100) if year % 10)).hash)


def with_years(words: Words, at: Ints, may: Bytes) -> tuple[Ints, Bytes, Ints]:
    """The candidates `at` and what each may hide, with years among them; and which of them are years."""
    if WITH_DIGIT not in words.shape.tobytes():  # found at memory speed
        return at, may, np.empty(0, np.int64)
    years = np.flatnonzero((words.shape == WITH_DIGIT) & words.last_s & (words.behind == ONE_BLANK))
    if years.size:
        known, wanted = _year_hashes(), words.hash[years]
        years = years[known[np.minimum(np.searchsorted(known, wanted), known.size - 1)] == wanted]
    if not years.size:
        return at, may, years
    order = np.argsort(np.append(at, years))
    may = np.append(may, np.full(years.size, MAY_BEFORE_S, np.uint8))[order]
    return np.append(at, years)[order], may, np.flatnonzero(order >= at.size)


def times(lexicon: Lexicon, words: Words, ids: NDArray[np.uint16], at: Ints) -> Ints:
    """Which of the candidates `at` are like "years" in "five years time"."""
    found: Ints = np.flatnonzero(are_among(lexicon, _UNITS).take(ids[at]))
    if not found.size:
        return found
    word = at[found]
    follows = are_among(lexicon, _LASTING)[ids[np.minimum(word + 1, ids.size - 1)]] & (words.behind[word] == ONE_BLANK)
    counted = (are_among(lexicon, _NUMBERS)[ids[word - 1]] | (words.shape[word - 1] == NUMBER)) & (
        words.gap[word] == ONE_BLANK
    )
    result: Ints = found[follows & counted]
    return result
