"""Texts as compiled code takes them: characters as numbers, what kind each is, hashes that C and numpy compute alike."""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from tasks.compiled import address, once

# White space of every kind, and signs: a line is the same whatever stands around its words.
STRIPPED = "".join(filter(str.isspace, map(chr, range(0x3001)))) + ".,:;!…·•|>›»«‹<*-–—_=+#()[]\"'“”‘’▼▲►→←"
# Han, kana, and what is written with them, by first and last character: letters of these are words of their own, as Chinese
# and Japanese set no blanks.
ALONE = ((0x3005, 0x30FF), (0x31F0, 0x31FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF), (0xFF66, 0xFF9F), (0x20000, 0x3FFFF))

Hashes = NDArray[np.uint64]
_BITS = (1 << 64) - 1
_GOLDEN = 0x9E3779B97F4A7C15

# Arrays of characters; before Python 3.13 these have the size of C's `wchar_t`.
_CHARACTERS = "w" if sys.version_info >= (3, 13) else "u"
_WIDE = array(_CHARACTERS).itemsize == 4


def small(text: str) -> str:
    """Lower case, a character for a character."""
    return text.translate(_small_letters()) if _OTHER_CASE.search(text) else text.lower()


def is_letter(character: str) -> bool:
    """Whether a character is a letter, as compiled code tells it: what is beyond its tables is one."""
    return ord(character) >= 0x10000 or (character.isalnum() and not character.isdecimal())


# Of these alone the lower case is longer, or another one at the end of a word, or beyond the tables.
_OTHER_CASE = re.compile("[Σİ\U00010000-\U0010ffff]")
_DOTTED = "ıİ\u0307"


def is_odd(character: str) -> bool:
    """Whether it is another's upper or lower case to a pattern, but not to `str.lower`; or a digit of another script."""
    if character.isascii():
        return False
    return character.casefold() != character.lower() or character in _DOTTED or character.isdigit()


def mix(x: int) -> int:
    """SplitMix64's finaliser (Steele et al. 2014) on the low 64 bits."""
    x &= _BITS
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9 & _BITS
    x = (x ^ x >> 27) * 0x94D049BB133111EB & _BITS
    return x ^ x >> 31


def mixed(x: Hashes) -> Hashes:
    """`mix` of each."""
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))


def hash_of(text: str) -> int:
    """64 bits for a text as it is, but for curly apostrophes: a polynomial of its characters (Karp and Rabin 1987), mixed."""
    codes = characters(text.replace("’", "'"))
    state = 0
    for start in range(0, codes.size, _MOST):
        some = codes[start : start + _MOST].astype(np.uint64)
        state = state * pow(_GOLDEN, some.size, 1 << 64) + int((some * _powers()[_MOST - some.size :]).sum())
    return mix(state + codes.size)


_MOST = 1024


@cache
def _powers() -> Hashes:
    """Of the polynomial's base, falling."""
    factors = np.full(_MOST, _GOLDEN, np.uint64)
    factors[0] = 1
    return np.multiply.accumulate(factors)[::-1].copy()


def codes_of(texts: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """The characters of some texts, and where each text begins and the last one ends."""
    return characters("".join(texts)), bounds_of(texts)


def bounds_of(texts: Sequence[str] | Sequence[bytes] | Sequence[Sequence[object]]) -> NDArray[np.int64]:
    """Where each text begins and the last one ends when one stands behind the other, in characters or bytes; so for lists."""
    bounds = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)), out=bounds[1:])
    return bounds


def characters(text: str) -> NDArray[np.uint32]:
    """The characters of a text as numbers. (An array of them costs a third of encoding them.)"""
    data = array(_CHARACTERS, text) if _WIDE else text.encode("utf-32-le", "surrogatepass")
    return np.frombuffer(data, np.uint32)


@cache
def _small_letters() -> dict[int, int]:
    """Lower case by single characters: of those that have one."""
    changed = np.flatnonzero(lower_table() != np.arange(0x10000))
    return dict(zip(changed.tolist(), lower_table()[changed].tolist(), strict=True))


def every_character() -> NDArray[np.str_]:
    """All that the tables of compiled code know, by number."""
    return np.arange(0x10000, dtype=np.uint32).view("U1")


def of_every(change: Callable[[str], str]) -> NDArray[np.uint32]:
    """What each of them becomes, by number; 0 where that is more than one character."""
    # All in one call, and apart: a sigma is another one at the end of a word.
    apart = np.zeros((0x10000, 2), "<u4")
    apart[:, 1] = np.arange(0x10000)
    changed = characters(change(apart[1:].tobytes().decode("utf-32-le", "surrogatepass")))
    starts = np.flatnonzero(changed == 0) + 1
    single = np.diff(starts, append=changed.size + 1) == 2
    return np.concatenate([[0], np.where(single, changed[starts], 0)]).astype(np.uint32)


@once
def lower_table() -> NDArray[np.uint16]:
    """Lower case by single characters, by number; of one whose lower case is longer, the character itself."""
    lower = of_every(str.lower)
    return np.where(lower, lower, np.arange(0x10000)).astype(np.uint16)


_BLANK, _AROUND, _DIGIT, _LETTER, _ODD, _ALONE = 1, 2, 4, 8, 16, 32


@once
def _kinds() -> tuple[NDArray[np.uint8], NDArray[np.uint16]]:
    every, tell = every_character(), np.strings
    decimal = tell.isdecimal(every)
    kinds = _BLANK * tell.isspace(every) + _DIGIT * decimal + _LETTER * (tell.isalnum(every) & ~decimal)
    odd = (of_every(str.casefold) != of_every(str.lower)) | tell.isdigit(every)
    odd[[ord(character) for character in _DOTTED]] = True
    odd[:0x80] = False
    kinds = (kinds + _ODD * odd).astype(np.uint8)
    kinds[[ord(character) for character in STRIPPED]] |= _AROUND
    for first, last in ALONE:
        if last < kinds.size:
            kinds[first : last + 1] |= (_ALONE * (kinds[first : last + 1] & (_DIGIT | _LETTER) > 0)).astype(np.uint8)
    return kinds, lower_table()


def letters() -> tuple[int, int]:
    """Where compiled code finds what characters are, and their lower case."""
    kinds, lower = _kinds()
    return address(kinds), address(lower)


def table_of(hashes: Iterable[int]) -> Hashes:
    """Hashes to be looked up by compiled code: open addressing by the low bits; 0 is an empty place."""
    some = {one or 1 for one in hashes}
    table = np.zeros(max(16, 1 << (4 * len(some)).bit_length()), np.uint64)
    mask = table.size - 1
    for one in some:
        at = one & mask
        while table[at]:
            at = (at + 1) & mask
        table[at] = one
    return table
