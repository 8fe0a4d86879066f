"""What the model sees of a candidate: the words around it, how they are written, what stands between them, and the
document's own evidence.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tasks.compiled import addresses, function
from tasks.repair.apostrophes.lexicon import FIRST_ID, SPOKEN, Lexicon, ending_ids
from tasks.repair.apostrophes.words import CAPITALISED, ONE_BLANK, Bools, Hashes, Ints, Words, read_words

BEFORE, AFTER = 6, 8  # words seen to the left and to the right
WINDOW = BEFORE + AFTER
SIGNS = 8 * 256  # shape of a word, and what stands between it and its neighbour nearer to the candidate
DOCUMENT = 8 * 4 * 8  # the candidate's shape, and how often it and its base stand in the document
STYLE = 2 * 8 * 8  # within a quotation or not, and how many contractions stand there and in the other part
# Contractions in 1000 words, at least, for each step of that scale.
_SCALE = np.array([0.7, 2.0, 4.0, 8.0, 14.0, 22.0, 32.0])
TENSE = 16  # whether "we" is near, and whether the verbs near are of the past or the present
NEAR = 20  # words to either side
_WE = "we our us ours ourselves weve"
_PAST = "was had did said told were came went"
_PRESENT = "is are has have do does am im thats theyre dont youre"
WIDE_BITS = 20
# What is combined: the candidate, its base, two words before it and three after, its shape, what stands around it.
_OWN, _BASE, _P2, _P1, _N1, _N2, _N3, _SHAPE, _SIGN_BEFORE, _SIGN_AFTER, _NOTHING = range(11)
COMBINATIONS = np.array([
    (_OWN, _N1, _NOTHING), (_OWN, _P1, _NOTHING), (_OWN, _P1, _N1), (_N1, _N2, _SHAPE), (_P1, _N1, _NOTHING),
    (_P2, _P1, _SHAPE), (_OWN, _N1, _N2), (_OWN, _P2, _P1), (_BASE, _N1, _NOTHING), (_BASE, _P1, _NOTHING),
    (_OWN, _SHAPE, _SIGN_AFTER), (_P1, _N1, _N2), (_N1, _N2, _N3), (_OWN, _SIGN_BEFORE, _SIGN_AFTER),
])  # fmt: skip
_FIRST, _SECOND, _THIRD = COMBINATIONS.T
CROSSES = len(COMBINATIONS)
_NUMBER = np.arange(CROSSES, dtype=np.uint64)[:, None]
_FACTORS = np.uint64(0xC2B2AE3D27D4EB4F) + np.uint64(2) * _NUMBER
_OFFSETS = _NUMBER * np.uint64(0x27D4EB2F165667C5)
_APART = np.uint64(0x9FB21C651E98DF25)


@dataclass(frozen=True, slots=True)
class Features:
    """One row a candidate."""

    words: NDArray[np.uint16]  # n x WINDOW: ids of the words around
    signs: NDArray[np.uint16]  # n x WINDOW
    own: NDArray[np.uint16]  # the candidate's id
    base: NDArray[np.uint16]  # id of the candidate without its last letter
    document: NDArray[np.uint8]
    style: NDArray[np.uint8]
    tense: NDArray[np.uint8]

    @property
    def columns(self) -> tuple[NDArray[Any], ...]:
        """All of them, in order."""
        return self.words, self.signs, self.own, self.base, self.document, self.style, self.tense

    def of(self, which: Ints | slice) -> Features:
        """Some rows."""
        return Features(*(column[which] for column in self.columns))


def in_its_text(words: Words, hashes: Hashes) -> Hashes:
    """What a text says of a word holds for that text: hashes told apart by the text's number."""
    apart: Hashes = hashes + words.document.astype(np.uint64) * _APART
    return apart


def are_named(words: Words) -> Bools:
    """Which words stand with a capital within a sentence, as names do."""
    named: Bools = (words.shape == CAPITALISED) & (words.gap == ONE_BLANK)
    return named


def describe(words: Words, ids: NDArray[np.uint16], at: Ints, lexicon: Lexicon) -> Features:
    """Features of the candidates `at` (word numbers)."""
    if call := function("describe", "pppiii" + "i" + "p" * 11 + "ippp" + "i" + "p" * 7):
        return _describe_compiled(call, words, ids, at, lexicon)
    n, documents = ids.size, int(words.document[-1]) + 1 if ids.size else 0
    # Texts stand in one row with room between them, so that beyond a text's end there is nothing.
    place = np.arange(BEFORE, BEFORE + n) + words.document * WINDOW
    padded = np.zeros(n + (documents + 1) * WINDOW, np.uint16)
    padded[place] = ids
    shape = words.shape.astype(np.uint16)
    left, right = np.zeros(padded.size, np.uint16), np.zeros(padded.size, np.uint16)
    right[place] = shape + words.gap.astype(np.uint16) * 8
    left[place] = shape + words.behind.astype(np.uint16) * 8
    around = np.array([*range(-BEFORE, 0), *range(1, AFTER + 1)])
    places = place[at][:, None] + around
    signs = np.empty((at.size, WINDOW), np.uint16)
    signs[:, :BEFORE] = left.take(places[:, :BEFORE])
    signs[:, BEFORE:] = right.take(places[:, BEFORE:])
    base_hash, own_hash = in_its_text(words, words.base)[at], in_its_text(words, words.hash)[at]
    order = np.sort(in_its_text(words, words.hash))
    named = are_named(words)
    names = np.sort(in_its_text(words, words.hash)[named])
    # A form that stands with a capital within a sentence, elsewhere in the text, is a name there.
    own = np.where(how_often(names, own_hash) - named[at] > 0, 4, np.where(how_often(order, own_hash) > 1, 2, 0))
    evidence = np.minimum(how_often(order, base_hash), 3) * 8 + own + (how_often(names, base_hash) > 0)
    base = lexicon.find(words.base[at])
    base = np.where(base == 0, ending_ids(words.base_ending[at]), base)
    return Features(
        words=padded.take(places), signs=signs, own=ids[at], base=np.where(words.last_s[at], base, np.uint16(0)),
        document=(shape[at] * 32 + evidence).astype(np.uint8), style=_style(words, ids, lexicon)[at],
        tense=_tense(words, ids, at, lexicon),
    )  # fmt: skip


def _describe_compiled(
    call: Callable[..., int], words: Words, ids: NDArray[np.uint16], at: Ints, lexicon: Lexicon
) -> Features:
    n = at.size
    found = Features(
        np.empty((n, WINDOW), np.uint16), np.empty((n, WINDOW), np.uint16), np.empty(n, np.uint16), np.empty(n, np.uint16),
        np.empty(n, np.uint8), np.empty(n, np.uint8), np.empty(n, np.uint8),
    )  # fmt: skip
    seen = (
        ids, words.shape, words.gap, words.behind, words.hash, words.base, words.base_ending, words.quoted, words.last_s,
        words.document, lexicon.may,
    )  # fmt: skip
    tables = (_weights_of_tense(lexicon), _SCALE, np.ascontiguousarray(at, np.int64))
    if call(*lexicon.tables, ids.size, *addresses(seen), SPOKEN, *addresses(tables), n, *addresses(found.columns)) < 0:
        raise MemoryError
    return found


def knows_base(features: Features) -> Bools:
    """Whether the candidate without its last letter is a word of the lexicon, or stands in the text."""
    result: Bools = (features.base >= FIRST_ID) | ((features.document >> 3) & 3 > 0)
    return result


def _style(words: Words, ids: NDArray[np.uint16], lexicon: Lexicon) -> NDArray[np.uint8]:
    """How freely the text contracts, for every word: within quotations and outside, by unmistakable contractions."""
    spoken = (lexicon.may[ids] & SPOKEN) > 0
    part = words.document * 2 + words.quoted
    parts = int(part.max(initial=-1)) // 2 * 2 + 2
    number, size = np.bincount(part[spoken], minlength=parts), np.bincount(part, minlength=parts)
    outside, inside = np.searchsorted(_SCALE, 1000 * (number + 0.15) / (size + 50)).astype(np.uint8).reshape(-1, 2).T
    steps = np.stack([outside * 8 + inside, 64 + inside * 8 + outside], axis=1)
    style: NDArray[np.uint8] = steps.ravel()[part]
    return style


@functools.lru_cache(maxsize=4)
def _weights_of_tense(lexicon: Lexicon) -> NDArray[np.int32]:
    """By id: 1000 for a word of the first person plural, and 1 for one of the past, -1 for one of the present."""
    table = np.zeros(lexicon.size, np.int32)
    for words, worth in ((_WE, 1000), (_PAST, 1), (_PRESENT, -1)):
        table[lexicon.find(read_words(words).hash)] = worth
    table[0] = 0
    return table


def _tense(words: Words, ids: NDArray[np.uint16], at: Ints, lexicon: Lexicon) -> NDArray[np.uint8]:
    table = _weights_of_tense(lexicon)
    sums = np.zeros(ids.size + 1, np.int64)
    np.cumsum(table[ids], out=sums[1:])
    edges = np.searchsorted(words.document, np.arange(int(words.document[-1]) + 2 if ids.size else 1))
    document = words.document[at]
    low, high = np.maximum(at - NEAR, edges[document]), np.minimum(at + NEAR + 1, edges[document + 1])
    near = sums[high] - sums[low] - table[ids[at]]
    we = (near + 500) // 1000
    past = np.clip(near - 1000 * we, -2, 2) + 2
    codes: NDArray[np.uint8] = (np.minimum(we, 2) * 5 + past).astype(np.uint8)
    return codes


def how_often(ordered: Hashes, wanted: Hashes) -> Ints:
    """How often each of `wanted` stands in `ordered`."""
    return np.searchsorted(ordered, wanted, "right") - np.searchsorted(ordered, wanted, "left")


def crosses(features: Features) -> NDArray[np.int64]:
    """CROSSES x n: places in the wide table, one for each combination of words."""
    words, signs = features.words, features.signs
    columns = np.empty((11, features.own.size), np.uint64)
    columns[_OWN], columns[_BASE] = features.own, features.base
    columns[_P2 : _N3 + 1] = words[:, BEFORE - 2 : BEFORE + 3].T
    columns[_P2 : _N3 + 1] += np.uint64(1)
    columns[_SHAPE] = features.document >> 5
    columns[_SIGN_BEFORE] = signs[:, BEFORE - 1] >> 3
    columns[_SIGN_AFTER] = signs[:, BEFORE]
    columns[_NOTHING] = 0
    mixed = columns[_FIRST] * np.uint64(0x9E3779B97F4A7C15)
    mixed ^= columns[_SECOND] * _FACTORS
    mixed ^= columns[_THIRD] * np.uint64(0x165667B19E3779F9) + _OFFSETS
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    places: NDArray[np.int64] = (mixed >> np.uint64(64 - WIDE_BITS)).view(np.int64)
    return places
