"""Which candidates are edited: their chances, what the document says, and how sure an edit must be there.

Compiled code (tasks/compiled/judge.c) does the same in one call: of a short text, the many of numpy would take longer than all else.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from tasks.compiled import address, addresses, function, once
from tasks.repair.apostrophes import counted, lookalikes
from tasks.repair.apostrophes.evidence import counting_once, posterior
from tasks.repair.apostrophes.features import Features
from tasks.repair.apostrophes.floats import Floats
from tasks.repair.apostrophes.lexicon import IS_HOSTS, UNMISTAKABLE, Lexicon, are_among
from tasks.repair.apostrophes.model import Model
from tasks.repair.apostrophes.thresholds import LOOKS_ALIKE, NEVER, Asked, Doubles, articles, least_confidence
from tasks.repair.apostrophes.words import BEFORE_S, INNER, ONE_BLANK, Ints, Words

# "it's", "that's" and the like without their mark.
_IS = " ".join(host + "s" for host in sorted(IS_HOSTS))
NAME_AT_START = 0.95  # asked of those at the start of a sentence or a quotation
# What a row tells: a word's id, where it starts and ends, its kind of mark, how sure in thousandths, whether it stands between blanks,
# and the number of its text.
COLUMNS = 7


def judged(
    model: Model, words: Words, ids: NDArray[np.uint16], at: Ints,
    features: Features, chances: Floats, kept: Doubles, least: Asked,
) -> Ints:  # fmt: skip
    """A row of COLUMNS for each of the candidates `at` that is edited, in order. `kept`: marks kept, a row a text. (Some of the
    `chances` change.)
    """
    if call := function("judge", "pi" + "p" * 6 + "i" + "p" * 4):
        rows = np.empty((at.size, COLUMNS), np.int64)
        columns = words.addresses
        seen = addresses((ids, _known(model.lexicon)[0], features.own, features.base, features.document, at))
        found = call(address(columns), ids.size, *seen, at.size, *addresses((chances, kept, least.numbers, rows)))
        if found < 0:
            raise MemoryError
        return rows[:found]
    if (times := counted.times(model.lexicon, words, ids, at)).size:
        chances[times] = counted.TIMES
    marked = 1 - chances[:, 0]
    kind = chances[:, 1:].argmax(axis=1) + 1
    is_as_is = (kind == BEFORE_S) & are_among(model.lexicon, _IS)[ids[at]]
    doubtful = ((kind == INNER) | is_as_is) & (model.lexicon.may[ids[at]] & UNMISTAKABLE == 0)
    counts = counting_once(words.document[at], ids[at], doubtful)
    lost = posterior(marked, counts, words.quoted[at], words.document[at], kept)
    sure = lost * chances[np.arange(at.size), kind] / np.maximum(marked, 1e-9)
    asked = np.flatnonzero(sure >= least.lowest[kind])
    if not asked.size:
        return np.empty((0, COLUMNS), np.int64)
    word, kind, sure = at[asked], kind[asked], sure[asked]
    of_is = is_as_is[asked]
    bounds = least_confidence(words, at, lost, counts, kept, asked, kind, of_is, features, least)
    alike = lookalikes.after_a_name(model, words, ids, word, kind) | lookalikes.odd_one_out(words, word, kind)
    bounds[alike] = np.maximum(bounds[alike], LOOKS_ALIKE)
    named = lookalikes.used_as_names(model, words, ids, word)
    # A text that keeps its other marks would have this one; one that has lost them all does not tell.
    within = np.where(kept.sum(axis=1)[words.document[word[named]]] > 0, NEVER, LOOKS_ALIKE)
    bounds[named] = np.maximum(bounds[named], np.where(words.gap[word[named]] == ONE_BLANK, within, NAME_AT_START))
    never = lookalikes.before_a_verb(model, words, ids, word) | lookalikes.beside_days(model, words, ids, word)
    never |= lookalikes.before_its_noun(model, words, ids, word)
    never |= lookalikes.before_a_stop(model, words, ids, word, of_is | (kind == INNER))
    chosen = np.flatnonzero(~never & (sure >= bounds))
    word = word[chosen]
    apart = (words.gap[word] == ONE_BLANK) & (words.behind[word] == ONE_BLANK)
    # Exact, as is a tie between two of them: 24 bits times 10.
    thousandths = np.rint(sure[chosen].astype(np.float64) * 1000)
    told = (ids[word], words.start[word], words.end[word], kind[chosen], thousandths, apart, words.document[word])
    return np.stack(told, axis=1).astype(np.int64)


@once
def _known(lexicon: Lexicon) -> tuple[NDArray[Any], ...]:
    """What compiled code is told of words: where it finds, by id, which lists have it, a bit each, and the hashes of some that the
    lexicon may lack. What lies there comes behind.
    """
    lists = np.zeros(lexicon.size, np.uint32)
    for number, words in enumerate((*counted.LISTS, _IS, *lookalikes.LISTS)):
        lists |= are_among(lexicon, words).astype(np.uint32) << np.uint32(number)
    hashes = (*lookalikes.day_hashes(), articles())
    sizes = [number for some in hashes for number in (address(some), some.size)]
    return np.array([*addresses((lists, lexicon.may)), *sizes], np.uint64), lists, *hashes
