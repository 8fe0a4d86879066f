r"""Texts -> the words that count when texts are compared, as 64-bit hashes, a whole batch at once.

Case, white space, punctuation and quotes do not count; apostrophes are dropped before words are cut, so that a copy
that lost them is still a copy. A word is a run of letters and digits of any script: `[^\W_]+` of the text in lower case.

All is done over one UTF-8 buffer of the batch, by numpy: a word's hash is made of its bytes eight at a time, each eight
mixed as in SplitMix64 (Steele et al. 2014). Up to eight bytes that is a bijection: short words never collide. It takes
about 10 ns a byte.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import xxhash
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Counts = NDArray[np.int64]

_APOSTROPHES = "’‘´ʼ"
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
    parts = [_fold(text) for text in texts]
    # A blank on either side of each text, and room to read eight bytes from the last one.
    buffer = b" " + b" ".join(parts) + b" " * 9
    ends = np.cumsum(np.fromiter((len(part) + 1 for part in parts), np.int64, len(parts)))
    bounds = np.concatenate([np.ones(1, np.int64), ends + 1])
    data = np.frombuffer(buffer, np.uint8)
    inside = np.frombuffer(bytearray(buffer.translate(_PART)), np.uint8)
    extra = np.zeros(len(parts), np.int64)
    leads = np.flatnonzero(data >= 0xC0)
    for start in range(0, len(leads), _LEADS):
        extra += _sort_out(data, inside, leads[start : start + _LEADS], bounds)
    starts = np.flatnonzero(inside[1:] > inside[:-1]) + 1
    lengths = np.flatnonzero(inside[1:] < inside[:-1]) + 1 - starts
    first = np.searchsorted(starts, bounds)
    total = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
    return Words(_hash(buffer, starts, lengths), first, np.diff(total[first]) - extra)


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
        data = text.lower().encode("utf-8", "surrogatepass")
    return data.translate(_LOWER, _ASCII_APOSTROPHES)


def _sort_out(data: NDArray[np.uint8], inside: NDArray[np.uint8], leads: Counts, bounds: Counts) -> Counts:
    """Clear what is no part of a word among characters beyond ASCII. Returns, by text, the bytes words have beyond one a
    character.
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
    part = _parts_of_words()[point]
    for offset in range(4):
        inside[leads[~part & (size > offset)] + offset] = 0
    text = np.searchsorted(bounds, leads[part], side="right") - 1
    return np.bincount(text, size[part] - 1, len(bounds) - 1).astype(np.int64)


@cache
def _parts_of_words() -> NDArray[np.bool_]:
    """By code point: is it a letter or a digit?"""
    return np.fromiter((chr(point).isalnum() for point in range(0x110000)), bool, 0x110000)


def mixed(values: Hashes) -> Hashes:
    """SplitMix64's finaliser: a bijection on 64 bits after which all of them depend on all."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return values ^ (values >> np.uint64(31))


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
