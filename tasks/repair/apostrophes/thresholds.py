"""How sure an edit must be: by its kind, by what the user asked for, and by how much the text itself tells.

A text with many marks, kept or lost, says by itself whether it loses them (`evidence`), and one threshold a kind is
enough. A title or a snippet of a feed says little. There a place must be surer, unless another place in it has surely
lost its mark: in whole texts two such mistakes next to never meet. What the word is and what stands behind it decides
how much surer.

Set on damaged and whole snippets of 12 to 45 words of the development news (1.26 million words; the long texts' on the
articles that they are cut from), and on the titles and descriptions of real feeds, damaged as feeds do it and whole
(105,000 words); none is in the training data. The comments beside `balanced` give right / wrong edits in the damaged ones
of each, and wrong ones in the whole.
"""

from __future__ import annotations

import functools
from dataclasses import astuple, dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from tasks.repair.apostrophes.features import Features, are_named, how_often, in_its_text, knows_base
from tasks.repair.apostrophes.lexicon import FIRST_ID
from tasks.repair.apostrophes.words import (
    APOSTROPHE,
    BEFORE_S,
    CAPS_WITH_S,
    CODE,
    DOUBLE,
    NEWLINE,
    NUMBER,
    ONE_BLANK,
    OPEN,
    OTHER,
    SMALL,
    SPACE,
    Bools,
    Bytes,
    Hashes,
    Ints,
    Words,
    read_words,
)

Precision = Literal["cautious", "balanced", "bold"]
Doubles = NDArray[np.float64]
NEVER = 2.0  # no confidence is as high
# Of what looks like a name or an acronym without a mark: of 58 such places of 9,928 articles that had lost all theirs the network
# was as sure, and one was a name.
LOOKS_ALIKE = 0.99


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Least confidence of an edit, by kind."""

    contraction: float
    possessive: float
    capital: float  # of 's behind a word that is not all small letters: names in s, and groups ("the Greens")
    plural: float

    def asked(self, kind: Ints, of_is: Bools, small: Bools) -> Doubles:
        """Of each place, by its kind of mark; `of_is` are those at which 's is "is"."""
        bounds: Doubles = _rows(self)[kind, small.view(np.uint8)]
        bounds[of_is] = self.contraction
        return bounds


@functools.cache
def _rows(of: Thresholds) -> Doubles:
    """By kind of mark, and whether the word is all small letters."""
    rows = [[NEVER] * 2, [of.contraction] * 2, [of.capital, of.possessive], [of.plural] * 2]
    return np.array(rows)


@dataclass(frozen=True)
class Asked:
    """What a precision asks of a text."""

    plain: Thresholds
    alone: Thresholds  # where nothing else in a short text has lost its mark
    # Of 's there, by what else is known of the place:
    brief: float  # in a title or a sentence of few words
    article: float  # behind "the" or "a", small and known: "the mayors car was"
    opening: float  # before a bracket or a quotation: "Bitcoins (BTC) price"
    cut: float  # at the end of the text or line, where feeds cut
    stranger: float  # behind a word that neither the lexicon nor the text knows, before a word in small letters
    first: float  # at the first word of more than a few, known or not: "Veltrions native app"
    odd: float  # as stranger, before any other word or where the form itself is known: "Ceres Robotics", "Pisces"
    bare: float  # before anything else than a blank: "Two Mark Taylors.", but "according to Moodys."
    vouched: Thresholds  # where something else in the short text has
    vouched_stranger: float
    lone: float  # of one loss in a text that keeps its other marks

    @functools.cached_property
    def lowest(self) -> Doubles:
        """Below these, by kind of mark, no place is edited."""
        whole = (self.plain, self.vouched)
        contraction, plural = min(of.contraction for of in whole), min(of.plural for of in whole)
        possessive = min(*(min(of.possessive, of.capital) for of in whole), self.opening, self.article, self.first)
        return np.array([NEVER, contraction, min(contraction, possessive), plural])

    @functools.cached_property
    def numbers(self) -> Doubles:
        """All of them, in the order of tasks/compiled/judge.c."""
        by_kind = [number for of in (self.plain, self.alone, self.vouched) for number in astuple(of)]
        others = (self.brief, self.article, self.opening, self.cut, self.stranger, self.first, self.odd, self.bare)
        return np.array([*self.lowest, *by_kind, *others, self.vouched_stranger, self.lone])


THRESHOLDS: dict[Precision, Asked] = {
    "cautious": Asked(
        plain=Thresholds(0.97, 0.97, 0.97, 0.95), alone=Thresholds(0.98, 0.99, 0.99, 0.98), brief=0.995, article=0.97, opening=0.97, cut=0.98,
        stranger=0.998, first=0.98, odd=0.999, bare=0.999, vouched=Thresholds(0.97, 0.97, 0.97, 0.95), vouched_stranger=0.98, lone=0.995,
    ),
    "balanced": Asked(
        # Of 's from .75 to .83 behind small words 42 of 55 are right, from .75 to .88 behind others 59 of 115; of s' from
        # .62 to .85 124 of 194, and of the others one in five is a writer's slip.
        plain=Thresholds(0.75, 0.75, 0.88, 0.62),
        alone=Thresholds(0.93, 0.95, 0.95, 0.93),  # 's: 4,355 / 24 and 385 / 8, whole 22 and 7
        brief=0.985,  # 42 / 0 in feeds; at .98 nicknames in posts ("Sooners rule.")
        article=0.8,  # 988 / 17 and 89 / 0, whole 12 and 0, most of them slips
        opening=0.75,  # 83 / 1 and 9 / 0, whole 2 and 1
        cut=0.9,  # 147 / 1 and 3 / 1, whole 2 and 0
        stranger=0.99,  # 9 / 1 and 0 / 0, whole 0 and 0; at .98 13 / 1 and 0 / 2, whole 0 and 2, and "Xmas gifts"
        first=0.8,  # 177 / 2 and 134 / 0, whole 0 and 0
        odd=0.999,  # 2 / 0 and 5 / 0; at .95 9 / 4 and 16 / 1, whole 3 and 0
        bare=0.995,  # 12 / 0 and 0 / 0, whole 0 and 0; at .97 21 / 2, whole 2
        vouched=Thresholds(0.75, 0.8, 0.8, 0.8),  # 's: 2,373 / 33 and 217 / 6, whole 2 and 2
        vouched_stranger=0.95,  # 15 / 3 and 6 / 0, whole 0 and 0
        lone=0.98,
    ),
    "bold": Asked(
        plain=Thresholds(0.5, 0.5, 0.5, 0.5), alone=Thresholds(0.5, 0.5, 0.5, 0.7), brief=0.8, article=0.5, opening=0.5, cut=0.7,
        stranger=0.8, first=0.5, odd=0.9, bare=0.97, vouched=Thresholds(0.5, 0.5, 0.5, 0.5), vouched_stranger=0.6, lone=0.8,
    ),
}  # fmt: skip
FEW_MARKS = 2.5  # marks kept or likely lost, below which a text's own evidence says next to nothing
# Marks likely lost, below which a text that keeps others has next to none: a place that stands alone must be as sure
# as `lone` asks. Without this four of 31 whole articles with "Its crew were ..." at sentence starts were edited.
LONE_LOSS = 1.5
SURE = 0.8  # a loss that vouches for the others: in 1.3 million words of whole snippets there are no two
BRIEF = 10  # words
_BLANKS = 2  # between two words
_ENDS = (NEWLINE * 17, SPACE * 16 + NEWLINE)  # the latter before " …", too
# What opens something behind a blank: a bracket (OTHER), a quotation, a sign of money.
_OPENS = np.isin(np.arange(16), [OTHER, OPEN, DOUBLE, APOSTROPHE, CODE])


@functools.cache
def articles() -> Hashes:
    """Of "the" and "a"."""
    return read_words("the a an").hash


def least_confidence(
    words: Words, at: Ints, lost: NDArray[np.float32], counts: NDArray[np.float32], kept: Doubles,
    asked: Ints, kind: Ints, of_is: Bools, features: Features, least: Asked,
) -> Doubles:  # fmt: skip
    """For each place `at[asked]`, of `kind`, the confidence from which on it is edited.

    `lost`: how likely each place `at` lost a mark, and `counts` how much it counts; `kept`: marks kept, a row a text; `features`: of all places `at`.
    """
    of_each, texts = words.document[at], len(kept)
    # Many small doubts make no loss.
    are_lost = lost >= 0.5
    likely = np.bincount(of_each, counts * (lost * are_lost), minlength=texts)
    stand = kept.sum(axis=1)
    few = stand + likely < FEW_MARKS
    losses, at, document = at[are_lost], at[asked], of_each[asked]
    bounds = least.plain.asked(kind, of_is, words.shape[at] == SMALL)
    named = _names_in_s(words, at, kind, features.document[asked], features.base[asked], losses)
    bounds[named] = np.maximum(bounds[named], LOOKS_ALIKE)
    if (here := np.flatnonzero(few[document])).size:
        of = document[here]
        sure = lost >= SURE
        vouched = (np.bincount(of_each, sure, minlength=texts)[of] > sure[asked[here]]) & (stand[of] == 0)
        brief = np.diff(np.searchsorted(words.document, np.arange(texts + 1)))[of] < BRIEF
        bounds[here] = _of_short(
            words, at[here], kind[here], of_is[here], features.of(asked[here]), vouched, brief, least
        )  # fmt: skip
    lone = ((~few | (stand > 0)) & (likely < LONE_LOSS))[document]
    bounds[lone] = np.maximum(bounds[lone], least.lone)
    return bounds


def _names_in_s(words: Words, at: Ints, kind: Ints, told: Bytes, base: NDArray[np.uint16], losses: Ints) -> Ints:
    """The places whose word the text itself knows as a name in s. What it would be the possessive of ("Yachat") stands
    nowhere, and it stands with a capital within a sentence more than twice, or elsewhere where it has hardly lost a mark.
    """
    # Named elsewhere, the base nowhere: see `describe`.
    found: Ints = np.flatnonzero(told & 0b11110 == 0b00100)
    found = found[(kind[found] == BEFORE_S) & (base[found] < FIRST_ID)]
    if not found.size:
        return found
    form = in_its_text(words, words.hash)
    wanted = form[at[found]]
    name = are_named(words)
    often = how_often(np.sort(form[name]), wanted) > 2
    name[losses] = False
    return found[often | (how_often(np.sort(form[name]), wanted) > 0)]


def _behind_article(words: Words, at: Ints) -> Bools:
    before = words.hash[at - 1]
    the, a, an = articles()
    result: Bools = ((before == the) | (before == a) | (before == an)) & (words.gap[at] == ONE_BLANK)
    return result


def _of_short(
    words: Words, at: Ints, kind: Ints, of_is: Bools, features: Features, vouched: Bools, brief: Bools, least: Asked
) -> Doubles:
    """The same, as if all texts were too short to tell whether they lost their marks."""
    behind = words.behind[at]
    end = (behind == _ENDS[0]) | (behind == _ENDS[1])
    opening = (behind >> 4 == SPACE) & _OPENS[behind & 15]
    document, before, after = words.document, np.maximum(at - 1, 0), np.minimum(at + 1, words.document.size - 1)
    last = (after == at) | (document[after] != document[at])  # nothing follows, whatever text comes next
    following = np.where(last, NUMBER, words.shape[after])
    stranger = ~knows_base(features) & (words.shape[at] != CAPS_WITH_S)  # "OCCs" is no name in s
    odd = (following != SMALL) | (features.own >= FIRST_ID)
    alone = np.where(brief, np.maximum(least.alone.possessive, least.brief), least.alone.possessive)
    small = words.shape[at] == SMALL
    # Between blanks there may be a dash: "has gone to the dogs — bomb-sniffing ones".
    near = (behind == ONE_BLANK) & (words.start[after] - words.end[at] <= _BLANKS)
    alone[small & near & ~brief & _behind_article(words, at)] = least.article
    alone[opening] = np.where(brief, least.brief, least.opening)[opening]
    alone[end] = np.where(brief, least.bare, least.cut)[end]
    alone[stranger] = np.maximum(alone, np.where(odd, least.odd, least.stranger))[stranger]
    first = (before == at) | (document[before] != document[at])
    first &= (opening | (behind == ONE_BLANK)) & ~brief
    alone[first & ~(stranger & odd)] = least.first
    with_others = np.where(stranger, least.vouched_stranger, least.vouched.possessive)
    possessive = np.where(vouched, with_others, alone)
    # Without a thing that is had, a plural or a verb is far likelier.
    bare = ~(opening | end | (behind == ONE_BLANK))
    possessive[bare] = np.maximum(possessive, least.bare)[bare]
    others = np.where(vouched, least.vouched.asked(kind, of_is, small), least.alone.asked(kind, of_is, small))
    return np.where((kind == BEFORE_S) & ~of_is, possessive, others)
