"""Words that look as if they had lost their mark and have not: names ("Jony Ive"), acronyms, abbreviations before a stop.

Each function tells of some candidates, which the model would mark, whether they are such.
"""

from __future__ import annotations

import functools

import numpy as np
from numpy.typing import NDArray

from tasks.calendar import DAYS, MONTHS, SHORT_DAYS
from tasks.repair.apostrophes.features import how_often, in_its_text
from tasks.repair.apostrophes.lexicon import NAME, UNMISTAKABLE, are_among
from tasks.repair.apostrophes.model import Model
from tasks.repair.apostrophes.words import (
    ALL_CAPS,
    CAPITALISED,
    CODE,
    INNER,
    NUMBER,
    ONE_BLANK,
    SMALL,
    STOP,
    WITH_DIGIT,
    Hashes,
    Ints,
    Words,
    read_words,
)

# Contractions without their marks that are names, too: Jony Ive, Bernard Were, a film called "Its".
_OF_I = "ive id im ill"
_PRONOUNS = f"{_OF_I} were well hell shell shed wed"
_LIKE_NAMES = f"{_PRONOUNS} its lets cant wont"
_VERBS = "is was has isnt wasnt hasnt does doesnt did didnt will would wouldnt says"
_PARTICIPLES = "been done gone seen got going heard"
_DAY_NAMES = " ".join(DAYS["en"])
_DAYS = " ".join(day for day in SHORT_DAYS if day != "wed")
_ILL = (
    "health treatment effects effect fortune fortunes luck tidings omen omens repute manners feeling feelings humour winds"
    " will intent intentions grace temper"
)
# "We'd" stands behind none of the first, and before none of the others.
_BETWEEN_DAYS = "and or to"
_BEFORE_DAYS = "on by until till from every this next last each since"
_BEHIND_DAYS = "morning mornings afternoon afternoons evening evenings night nights at in from"
_MONTHS = " ".join([*MONTHS["en"], "jan feb mar apr jun jul aug sep sept oct nov dec"])
_SAID = "said says say added told asked adds tells asks"
_TIME, _OF_TIME = "time times", "has had came will was were would have as"
# All of them, in the order of tasks/compiled/judge.c.
LISTS = (
    _DAY_NAMES, _LIKE_NAMES, _PRONOUNS, _OF_I, _VERBS, _PARTICIPLES, _SAID, "wed", _BETWEEN_DAYS, _BEFORE_DAYS, _BEHIND_DAYS,
    "ill", _ILL, "its", _TIME, _OF_TIME,
)  # fmt: skip


def after_a_name(
    model: Model, words: Words, ids: NDArray[np.uint16], at: Ints, kind: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Capitalised "Ive", "Shell" and the like right behind a name: a surname, as in "Jonathan Ive"."""
    result: NDArray[np.bool_] = (kind == INNER) & (words.shape[at] == CAPITALISED) & (words.gap[at] == ONE_BLANK)
    if (at := at[result]).size:
        result[result] = _first_names(model, words, ids, np.maximum(at - 1, 0)) & (at > 0)
    return result


def _first_names(model: Model, words: Words, ids: NDArray[np.uint16], at: Ints) -> NDArray[np.bool_]:
    """Names, but for the days: "On Tuesday Ill stand"."""
    names: NDArray[np.bool_] = (model.lexicon.may[ids[at]] & NAME > 0) & (words.shape[at] == CAPITALISED)
    return names & ~are_among(model.lexicon, _DAY_NAMES)[ids[at]]


@functools.cache
def day_hashes() -> tuple[Hashes, Hashes]:
    """Of the names of days and months, which the lexicon has not all: not "tue"."""
    return read_words(_DAYS).hash, read_words(_MONTHS).hash


def beside_days(model: Model, words: Words, ids: NDArray[np.uint16], at: Ints) -> NDArray[np.bool_]:
    """Capitalised "Wed" right beside another day of the week ("Mon-Wed"), or with a small word between ("Sun and Wed"); and where
    only a day can stand ("on Wed", "Wed 4 May", "Wed, March 3", "Wed morning") or no pronoun ("Wed in 1962").
    """
    result: NDArray[np.bool_] = are_among(model.lexicon, "wed")[ids[at]] & (words.shape[at] == CAPITALISED)
    if (at := at[result]).size:
        days, months = day_hashes()
        between = are_among(model.lexicon, _BETWEEN_DAYS)[ids]

        def beside(step: int) -> NDArray[np.bool_]:
            one, two = (np.clip(at + far, 0, ids.size - 1) for far in (step, 2 * step))
            here, beyond = (words.document[far] == words.document[at] for far in (one, two))
            day, later = (np.isin(words.hash[far], days) & (words.shape[far] == CAPITALISED) for far in (one, two))
            found: NDArray[np.bool_] = (here & day) | (beyond & between[one] & later)
            return found

        before, behind = np.maximum(at - 1, 0), np.minimum(at + 1, ids.size - 1)
        led = (before < at) & (words.document[before] == words.document[at]) & (words.gap[at] == ONE_BLANK)
        dated = led & are_among(model.lexicon, _BEFORE_DAYS)[ids[before]]
        here = (behind > at) & (words.document[behind] == words.document[at])
        numbered = np.isin(words.shape[behind], (NUMBER, WITH_DIGIT))
        numbered |= np.isin(words.hash[behind], months) & (words.shape[behind] == CAPITALISED)
        follows = are_among(model.lexicon, _BEHIND_DAYS)[ids[behind]] & (words.behind[at] == ONE_BLANK)
        result[result] = beside(-1) | beside(1) | dated | (here & (numbered | follows))
    return result


def before_its_noun(model: Model, words: Words, ids: NDArray[np.uint16], at: Ints) -> NDArray[np.bool_]:
    """No contraction before what follows: "Ill health", "Its time has come"."""
    one, two = (np.minimum(at + far, ids.size - 1) for far in (1, 2))
    own = ids[at]
    ill = are_among(model.lexicon, "ill")[own] & are_among(model.lexicon, _ILL)[ids[one]]
    time = are_among(model.lexicon, "its")[own] & are_among(model.lexicon, _TIME)[ids[one]]
    time &= are_among(model.lexicon, _OF_TIME)[ids[two]] & (words.behind[one] == ONE_BLANK)
    result: NDArray[np.bool_] = (ill | time) & (words.behind[at] == ONE_BLANK)
    return result


def before_a_verb(model: Model, words: Words, ids: NDArray[np.uint16], at: Ints) -> NDArray[np.bool_]:
    """What looks like a contraction right before a verb of its own, which no pronoun with one has: "Were was", "its is"."""
    looks = are_among(model.lexicon, _LIKE_NAMES)[ids[at]]
    verb = are_among(model.lexicon, _VERBS)[ids[np.minimum(at + 1, ids.size - 1)]]
    result: NDArray[np.bool_] = looks & verb & (words.behind[at] == ONE_BLANK)
    return result


def used_as_names(model: Model, words: Words, ids: NDArray[np.uint16], asked: Ints) -> NDArray[np.bool_]:
    """Those of `asked` that stand with a capital where the text has the word as a name: behind a first name,
    before a verb of its own, or time and again with a capital between small words.
    """
    result: NDArray[np.bool_] = are_among(model.lexicon, _LIKE_NAMES)[ids[asked]] & (words.shape[asked] == CAPITALISED)
    if not result.any():
        return result
    every = np.flatnonzero(words.shape == CAPITALISED)
    every = every[are_among(model.lexicon, _LIKE_NAMES)[ids[every]]]
    at = every[words.mark[every] == 0]
    before, behind = np.maximum(at - 1, 0), np.minimum(at + 1, ids.size - 1)
    here = words.gap[at] == ONE_BLANK
    # "Trump Cant" may be a headline's; a pronoun stands behind no name.
    first_name = _first_names(model, words, ids, before)
    speaks = here & first_name & are_among(model.lexicon, _PRONOUNS)[ids[at]]
    speaks |= before_a_verb(model, words, ids, at)
    # "I" has a capital anyway, and a quotation may have lost its marks ("he said Were going").
    apart = here & (words.shape[before] == SMALL) & (words.shape[behind] == SMALL) & (words.behind[at] == ONE_BLANK)
    apart &= ~are_among(model.lexicon, _OF_I)[ids[at]] & ~are_among(model.lexicon, _SAID)[ids[before]]
    if not (speaks | apart).any():
        return np.zeros(asked.size, np.bool_)
    form = in_its_text(words, words.hash)
    often = [how_often(np.sort(form[some]), form[asked]) for some in (at[speaks], at[apart], every)]
    weight = often[0] * 2 + often[1]
    # Many articles in one text, and a stop that is missing ("Robinson Im"), make no name; nor is one followed by "been".
    result &= (weight > 1) & (weight * 2 > often[2])
    result &= ~are_among(model.lexicon, _PARTICIPLES)[ids[np.minimum(asked + 1, ids.size - 1)]]
    return result


def before_a_stop(
    model: Model, words: Words, ids: NDArray[np.uint16], at: Ints, contracted: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """What may be a contraction, right before a stop: English contracts no verb there ("where we're."), but has words
    ("all was well.") and abbreviations ("Wed. 27 May", "Springfield, Ill."). "I won't." has no other reading.
    """
    sure = model.lexicon.may[ids[at]] & UNMISTAKABLE > 0
    result: NDArray[np.bool_] = contracted & ~sure & (words.behind[at] >> 4 == STOP)
    return result


def _beside_capitals(words: Words, at: Ints, step: int) -> NDArray[np.bool_]:
    """Whether the word so many words on, in the same text, is one of capitals."""
    beside = np.clip(at + step, 0, words.shape.size - 1)
    same_text = (words.document[beside] == words.document[at]) & (beside != at)
    result: NDArray[np.bool_] = same_text & (words.shape[beside] == ALL_CAPS)
    return result


def odd_one_out(words: Words, at: Ints, kind: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Words of two letters that would be possessives ("Rs", but not "J&Ks"), and acronyms in S ("UCAS") outside a line
    of capitals.
    """
    alone: NDArray[np.bool_] = words.shape[at] == ALL_CAPS
    if (acronyms := at[alone]).size:
        alone[alone] = ~(_beside_capitals(words, acronyms, -1) | _beside_capitals(words, acronyms, 1))
    result: NDArray[np.bool_] = (kind != INNER) & (alone | ((words.length[at] < 3) & (words.gap[at] != CODE * 17)))
    return result
