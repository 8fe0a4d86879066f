"""The language of a text, ISO 639-1: English by its commonest words, else py3langid (Lui and Baldwin 2012)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import count, pairwise

import numpy as np
from numpy.typing import NDArray

from tasks.compiled import address, function, once
from tasks.compiled.characters import ALONE, Hashes, letters, mix
from tasks.compiled.utf8 import utf8_of

# Each of them is rare in other languages that share the alphabet ("in", "on", "a", "as" and "was" are not).
_ENGLISH = frozenset(
    "the of and to that is for with by at from his her they have has are were been which would this said who she you our"
    " their there when could should about after its it into than then them these those what how because such some other"
    " only more most one".split()
)
_OTHER = frozenset(
    "der die und das ist nicht le la les des et est une el los las que del por il di che een het van och att".split()
)
_LETTER = re.compile(r"[^\W\d_]")
# Those are runs of letters that are words of their own: neither signs, nor what is beside or between their first and last characters.
_BESIDE = "".join(
    f"{chr(end + 1)}-{chr(start - 1)}" for (_, end), (start, _) in pairwise([(0, -1), *ALONE, (0x110000, 0)])
)
_WORDS_ALONE = re.compile(f"[^\\W{_BESIDE}]+")
_WORD = re.compile(r"[^\W_]")
# Characters looked at, by the short way and by the long one. A thousand hold some 50 function words if it is English.
_GLANCE, _SAMPLE = 1000, 3000
# Log-likelihood by which the best language must lead. Below it were headlines of a few names ("Patel of Gujarat").
_MARGIN = 3.0
# The same where letters are few, as when a dump has lost all those beyond ASCII (", 7500 Bitcoin. , , , ."), and for languages in which
# there is hardly any news: of 700 texts of feeds in other languages than English the right ones led by 22 or more, these by 15 at the most.
_LARGE_MARGIN = 20.0
_LEAST_LETTERS = 0.66  # share of what is not blank
_SELDOM = frozenset("an br eo la oc se vo wa".split())

# Han characters, and the marks between them; who writes Japanese or Korean has others among any fifty. (py3langid, which takes as long for
# a text as repairing it, said the same of all 6,362 such texts among 7,353 pages.)
_HAN = re.compile(r"[\u3400-\u9fff\u3000-\u3002！，：；？“”（）]+")
_KANA = re.compile(r"[\u3041-\u30fa\u1100-\u11ff\uac00-\ud7a3]")
_LEAST_HAN, _MOST_OTHERS = 50, 0.3

# Words at the least, one in so many English, so many times those of other languages; and one character in eight beyond ASCII at
# the most: Chinese has no blanks between its words, and a title in English among them would pass for the whole.
_LEAST_WORDS, _SHARE, _TIMES, _BEYOND = 20, 9, 6, 8
# In fewer words, all of them in ASCII: so many English ones, one in so many, and none of other languages. (Of 14,354 such titles and
# lines py3langid doubted 22, all of them English: "The Dinka and the Nuer". These numbers stand in tasks/compiled/text.c too.)
_FEW_ENGLISH, _FEW_SHARE = 3, 5


def _is_english(text: str) -> bool:
    words = text.lower().split()
    english, other = (sum(map(some.__contains__, words)) for some in (_ENGLISH, _OTHER))
    if len(words) < _LEAST_WORDS:
        return english >= _FEW_ENGLISH and english * _FEW_SHARE >= len(words) and not other and text.isascii()
    return (
        english * _SHARE >= len(words)
        and english > _TIMES * other
        and _BEYOND * (len(text) - len(text.encode("ascii", "ignore"))) <= len(text)
    )


def language(text: str) -> str | None:
    """`languages` of one."""
    return languages([text])[0]


def languages(texts: Sequence[str]) -> list[str | None]:
    """The language of each text, judged by its first 3,000 characters; None where there are no words, or too few to tell.

    The short way holds for a text of 20 words or more of which one in nine is an English function word (news has
    one in three) and next to none is another language's, nearly all of it in ASCII; and for shorter ones of which more is.
    """
    english = _are_english(texts)
    return ["en" if yes else _ranked(texts[i]) for i, yes in enumerate(english)]


def _are_english(texts: Sequence[str]) -> list[bool]:
    if call := function("english_texts", "ppip" + "puipui" + "iiiiii" + "p"):
        found = np.empty(len(texts), np.bool_)
        words = [value for table, factor, shift in _tables() for value in (address(table), factor, shift)]
        limits = (_GLANCE, _SAMPLE, _LEAST_WORDS, _SHARE, _TIMES, _BEYOND)
        some = utf8_of(texts)
        call(*some.addresses, len(texts), letters()[0], *words, *limits, address(found))
        judged: list[bool] = found.tolist()
        return judged
    return [any(_is_english(text[:most]) for most in (_GLANCE, _SAMPLE)) for text in texts]


def _ranked(text: str) -> str | None:
    if not _LETTER.search(text, 0, _SAMPLE):
        return None
    return "zh" if _is_chinese(text[:_GLANCE]) else _rank(text[:_SAMPLE])


def _is_chinese(text: str) -> bool:
    """Whether nearly all of a text is Han, and nothing kana or Hangul."""
    return not _KANA.search(text) and len(text) >= _LEAST_HAN and len(_HAN.sub("", text)) < _MOST_OTHERS * len(text)


@lru_cache(maxsize=1 << 10)  # copies come one behind the other, and each costs as much as repairing it a hundred times
def _rank(text: str) -> str | None:
    from py3langid import rank

    # ISO 639-1 has two letters; a third marks dialects and small languages, which short texts are often taken for.
    ranked = [(str(code), float(score)) for code, score in rank(text) if len(code) == 2]
    few = sum(map(str.isalpha, text)) < _LEAST_LETTERS * sum(map(len, text.split()))
    margin = _LARGE_MARGIN if few or ranked[0][0] in _SELDOM else _MARGIN
    return ranked[0][0] if ranked[0][1] - ranked[1][1] >= margin else None


def word_counts(texts: Sequence[str]) -> NDArray[np.int32]:
    """Words between white space, of each text; of Chinese and Japanese, which set none, each character is one."""
    counts = np.full(len(texts), -1, np.int32)
    if call := function("count_words", "ppipp"):
        some = utf8_of(texts)
        call(*some.addresses, len(texts), letters()[0], address(counts))
    for number in np.flatnonzero(counts < 0).tolist():
        counts[number] = sum(map(_words_in, texts[number].split()))
    return counts


def _words_in(part: str) -> int:
    """Of what stands between white space: between characters that are words of their own, signs are none."""
    if part.isascii():
        return 1
    others = _WORDS_ALONE.split(part)
    if len(others) == 1:
        return 1
    return len(part) - sum(map(len, others)) + sum(_WORD.search(other) is not None for other in others)


@once
def _tables() -> tuple[tuple[Hashes, int, int], ...]:
    return _table(_ENGLISH), _table(_OTHER)


_BITS = 10  # of a table's size: room for each word alone


def _table(words: Iterable[str]) -> tuple[Hashes, int, int]:
    """Words as numbers of eight bytes, each where the highest bits of its product with a factor say, by how much that is shifted."""
    # All of them are short, and no letter beyond ASCII becomes one of theirs in lower case.
    numbers = np.array([int.from_bytes(word.encode("ascii"), "little") for word in words], np.uint64)
    for factor in map(mix, count()):  # the first one that gives each a place of its own
        places = numbers * np.uint64(factor) >> np.uint64(64 - _BITS)
        if np.unique(places).size == numbers.size:
            break
    table = np.zeros(1 << _BITS, np.uint64)
    table[places] = numbers
    return table, factor, 64 - _BITS
