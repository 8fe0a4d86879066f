r"""Texts -> the words that count when texts are compared, as 64-bit hashes, a whole batch at once.

Case, white space, punctuation and quotes do not count; apostrophes are dropped before words are cut, so that a copy
that lost them is still a copy, and so are accents that stand by themselves, vowel points and joiners. A word is a run of
letters, digits and vowel signs of any script, in lower case. Of Chinese and Japanese, which set no blanks, each character is
a word: between its commas a text has phrases, no two of which are alike once a word is changed. Thai and its neighbours
are cut at their vowel signs, by which five words are about as long as elsewhere.

All is done over one UTF-8 buffer of the batch, by numpy: a word's hash is made of its bytes eight at a time, each eight
mixed as in SplitMix64 (Steele et al. 2014). Up to eight bytes that is a bijection: short words never collide. It takes
about 10 ns a byte.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import xxhash
from numpy.typing import NDArray

from tasks.compiled import address, addresses, function, once
from tasks.compiled.characters import ALONE, lower_table, mixed, of_every
from tasks.compiled.utf8 import utf8_of

Hashes = NDArray[np.uint64]
Counts = NDArray[np.int64]

_APOSTROPHES = "’‘´ʼ"
# By first and last character: soft hyphen, joiners, accents, points of Hebrew and Arabic and the stroke that stretches its
# words, voicing marks of kana.
_GONE_FROM = ((0xAD, 0xAD), (0x200C, 0x200D), (0x300, 0x36F), (0x591, 0x5BD), (0x640, 0x640), (0x64B, 0x65F), (0x670, 0x670), (0x3099, 0x309A))  # fmt: skip
# Letters and digits as wide as Chinese characters, in lower case.
_WIDE = {point: ord(chr(point - 0xFEE0).lower()) for point in range(0xFF10, 0xFF5B) if chr(point).isalnum()}
_FOLDED = {**{point: None for first, last in _GONE_FROM for point in range(first, last + 1)}, **_WIDE}
_TO_FOLD = re.compile(f"[{''.join(map(chr, _FOLDED))}]")
# Marks within words stand in these blocks; Thai, Lao, Burmese and Khmer are cut at theirs.
_MARKS_FROM = ((0x483, 0xDFF), (0xF00, 0xFFF), (0x10A0, 0x177F), (0x1800, 0x1CFF), (0xA802, 0xABFF))
_ASCII_APOSTROPHES = b"'`"
_ASCII = bytes(range(128))
_LOWER = bytes(range(256)).lower()
# In UTF-8 bytes: letters and digits of ASCII are parts of words, and for the time being all that is not ASCII.
_PART = bytes(int(chr(byte).isalnum() if byte < 128 else 1) for byte in range(256))
_EIGHT = np.array([(1 << 8 * n) - 1 for n in range(9)], np.uint64)
# Longer words (base64, mostly) are hashed one by one: few, and as long as they like.
_LONG = 64
# Characters beyond ASCII that are looked at together: twenty bytes of memory for one of theirs.
_LEADS = 1 << 20


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a batch of texts: text `i` has `hashes[starts[i] : starts[i + 1]]`, in their order."""

    hashes: Hashes
    starts: Counts
    letters: Counts
    """Characters in each text's words."""


def words(texts: Sequence[str]) -> Words:
    """The words of each text."""
    if call := function("text_words", "ppipppi" + "p" * 7):
        return _words_compiled(call, texts)
    parts = [_fold(text) for text in texts]
    # A blank on either side of each text, and room to read eight bytes from the last one.
    buffer = b" " + b" ".join(parts) + b" " * 9
    ends = np.cumsum(np.fromiter((len(part) + 1 for part in parts), np.int64, len(parts)))
    bounds = np.concatenate([np.ones(1, np.int64), ends + 1])
    data = np.frombuffer(buffer, np.uint8)
    inside = np.frombuffer(bytearray(buffer.translate(_PART)), np.bool_)
    cut = np.zeros(len(data), np.bool_)  # before which bytes a word ends, though another begins there
    extra = np.zeros(len(parts), np.int64)
    leads = np.flatnonzero(data >= 0xC0)
    for start in range(0, len(leads), _LEADS):
        extra += _sort_out(data, inside, cut, leads[start : start + _LEADS], bounds)
    starts = np.flatnonzero(inside[1:] & (cut[1:] | ~inside[:-1])) + 1
    lengths = np.flatnonzero(inside[:-1] & (cut[1:] | ~inside[1:])) + 1 - starts
    first = np.searchsorted(starts, bounds)
    total = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
    return Words(_hash(buffer, starts, lengths), first, np.diff(total[first]) - extra)


def _words_compiled(call: Callable[..., int], texts: Sequence[str]) -> Words:
    some, far = utf8_of(texts), 0
    while True:
        size = int(some.bounds[-1] - some.bounds[0])
        most = size // 2 + len(some) + 1
        hashes, starts, letters = (
            np.empty(most, np.uint64),
            np.empty(len(some) + 1, np.int64),
            np.empty(len(some), np.int64),
        )
        status = np.zeros(len(some), np.uint8)
        # Lower case can be longer than capitals are (U+023A): by half at the most.
        long_at, long_size = np.empty(most, np.int64), np.empty(most, np.int64)
        long_bytes = np.empty(size * 3 // 2 + 8, np.uint8)
        made = (hashes, starts, letters, status, long_at, long_bytes, long_size)
        longs = call(*some.addresses, len(some), *addresses(_near()), far, _LONG, *addresses(made))
        if not status.any():
            break
        some = utf8_of([text.lower() if special else text for text, special in zip(some, status.tolist(), strict=True)])
        far = address(_every_kind())
    at = 0
    for word, size in zip(long_at[:longs].tolist(), long_size[:longs].tolist(), strict=True):
        hashes[word] = xxhash.xxh3_64_intdigest(long_bytes[at : at + size].tobytes())
        at += size
    return Words(hashes[: starts[-1]], starts, letters)


_APART, _PART_OF_WORD, _GONE, _ALONE, _SPECIAL = range(5)


@once
def _near() -> tuple[NDArray[np.uint8], NDArray[np.uint16]]:
    """By code point below 0x10000: what it is to words, and its lower case."""
    lower = lower_table().copy()
    special = of_every(str.lower) == 0
    special[[0, ord("Σ")]] = False, True
    lower[special] = np.flatnonzero(special)
    kind = np.where(special, _SPECIAL, _kinds(lower.astype(np.uint32))).astype(np.uint8)
    kind[[ord(mark) for mark in _APOSTROPHES + _ASCII_APOSTROPHES.decode()]] = _GONE
    for first, last in _GONE_FROM:
        kind[first : last + 1] = _GONE
    lower[list(_WIDE)] = list(_WIDE.values())
    return kind, lower


@once
def _every_kind() -> NDArray[np.uint8]:
    """By code point, what it is to words in lower case."""
    return _kinds(np.arange(0x110000, dtype=np.uint32))


def _kinds(points: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """Whether characters are parts of words, words alone, or neither; `points` are all there are up to some."""
    parts = np.strings.isalnum(points.view("U1"))
    kinds = np.where(parts, _PART_OF_WORD, _APART).astype(np.uint8)
    for first, last in ALONE:
        kinds[first : last + 1][parts[first : last + 1]] = _ALONE
    for first, last in _MARKS_FROM:
        for point in (np.flatnonzero(~parts[first : last + 1]) + first).tolist():
            if unicodedata.category(chr(point)) in ("Mn", "Mc"):
                kinds[point] = _PART_OF_WORD
    return kinds


def exact_keys(found: Words) -> NDArray[np.uint64]:
    """128 bits a text, as rows of two numbers, that are the same for texts with the same words in the same order."""
    digests = [
        xxhash.xxh3_128_digest(found.hashes[start:end].tobytes())
        for start, end in zip(found.starts[:-1].tolist(), found.starts[1:].tolist(), strict=True)
    ]
    return np.frombuffer(b"".join(digests), ">u8").astype(np.uint64).reshape(-1, 2)


def _fold(text: str) -> bytes:
    """UTF-8 in lower case without apostrophes. What has no UTF-8 (lone surrogates) gets three bytes as others do."""
    if not text.isascii():
        for mark in _APOSTROPHES:  # a replace each is ten times as fast as one translate
            text = text.replace(mark, "")
    data = text.encode("utf-8", "surrogatepass")
    others = data.translate(None, _ASCII).decode("utf-8", "surrogatepass")
    if others != others.lower():  # str.lower is slow on what is not ASCII: only where it has something to do
        text = text.lower()
        data = text.encode("utf-8", "surrogatepass")
    if _TO_FOLD.search(others.lower()):
        data = text.translate(_FOLDED).encode("utf-8", "surrogatepass")
    return data.translate(_LOWER, _ASCII_APOSTROPHES)


def _sort_out(
    data: NDArray[np.uint8], inside: NDArray[np.bool_], cut: NDArray[np.bool_], leads: Counts, bounds: Counts
) -> Counts:
    """Clear what is no part of a word among characters beyond ASCII, and cut around what is a word alone. Returns, by text,
    the bytes words have beyond one a character.
    """
    lead = data[leads].astype(np.uint32)
    size = 2 + (lead >= 0xE0).astype(np.int64) + (lead >= 0xF0)
    tail = [data[leads + i].astype(np.uint32) & 0x3F for i in range(1, 4)]
    point = np.where(
        size == 2,
        (lead & 0x1F) << 6 | tail[0],
        np.where(
            size == 3,
            (lead & 0x0F) << 12 | tail[0] << 6 | tail[1],
            (lead & 0x07) << 18 | tail[0] << 12 | tail[1] << 6 | tail[2],
        ),
    )
    kind = _every_kind()[point]
    part, alone = kind != _APART, kind == _ALONE
    cut[leads[alone]] = cut[(leads + size)[alone]] = True
    for offset in range(4):
        inside[leads[~part & (size > offset)] + offset] = 0
    text = np.searchsorted(bounds, leads[part], side="right") - 1
    return np.bincount(text, size[part] - 1, len(bounds) - 1).astype(np.int64)


def _hash(buffer: bytes, starts: Counts, lengths: Counts) -> Hashes:
    eights: Hashes = np.ndarray((len(buffer) - 7,), "<u8", buffer, strides=(1,))
    hashes = mixed(eights[starts] & _EIGHT[np.minimum(lengths, 8)])
    rest = np.flatnonzero((lengths > 8) & (lengths <= _LONG))
    done = 8
    while len(rest):
        chunk = eights[starts[rest] + done] & _EIGHT[np.minimum(lengths[rest] - done, 8)]
        hashes[rest] = mixed(hashes[rest] + chunk + np.uint64(0x9E3779B97F4A7C15))
        done += 8
        rest = rest[lengths[rest] > done]
    for word in np.flatnonzero(lengths > _LONG).tolist():
        start = int(starts[word])
        hashes[word] = xxhash.xxh3_64_intdigest(buffer[start : start + int(lengths[word])])
    return hashes
