"""Words of a text as numpy arrays: one vectorised pass in place of one Python object a word.

Apostrophes inside words are looked through: "it's" and "its" give the same letters and the same hash, and the place
of the mark is kept beside. So intact text trains the model for damaged text, and both are read by the same code.

A word's hash is the polynomial sum of its lower-cased characters modulo 2**64 (Karp and Rabin 1987), taken for all
words at once from one running sum; the hash of a word without its last letter, and of its endings, come from the
same sum for the price of a subtraction.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from tasks.compiled import addresses, function
from tasks.compiled.characters import every_character, lower_table
from tasks.compiled.utf8 import places_of

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]
Bools = NDArray[np.bool_]
Bytes = NDArray[np.uint8]

# Character classes. Letters and digits make words; the others say what stands between two words.
OTHER, LOWER, UPPER, DIGIT, APOSTROPHE, SPACE, NEWLINE, COMMA, STOP, COLON, HYPHEN, DASH, OPEN, CLOSE, DOUBLE, CODE = (
    range(16)
)
# Kinds of mark in a word.
NO_MARK, INNER, BEFORE_S, AFTER_S = range(4)
# Shapes of a word.
SMALL, CAPITALISED, ALL_CAPS, CAPS_WITH_S, ONE_CAPITAL, MIXED, NUMBER, WITH_DIGIT = range(8)

ONE_BLANK = SPACE * 17  # the gap that is one blank
# Characters read at once, by numpy and by compiled code: bounds memory, and keeps numpy's arrays in the processor's cache.
PIECE, COMPILED = 1 << 17, 1 << 23
_FACTOR = 0x9E3779B97F4A7C15 | 1


def _class_table() -> Bytes:
    characters, tell = every_character(), np.strings
    upper = tell.isupper(characters) | tell.istitle(characters)
    letter = tell.isalpha(characters)
    told = [letter & upper, letter, tell.isalnum(characters), tell.isspace(characters)]
    table = np.select(told, [UPPER, LOWER, DIGIT, SPACE]).astype(np.uint8)
    kinds = {
        APOSTROPHE: "'’ʼ＇", NEWLINE: "\n\r\x0b\x0c\x85\u2028\u2029", COMMA: ",", STOP: ".!?…", COLON: ":;",
        HYPHEN: "-‐‑", DASH: "–—―", OPEN: "“„«", CLOSE: "”»", DOUBLE: '"', CODE: "_/\\@#&=<>{}|~^*+$",
    }  # fmt: skip
    for kind, chars in kinds.items():
        for char in chars:
            table[ord(char)] = kind
    return table


_CLASSES = _class_table()
_LOWER = lower_table().astype(np.uint32)
_POWERS = np.multiply.accumulate(np.full(PIECE + 1, _FACTOR, np.uint64))
_INVERSES = np.multiply.accumulate(np.full(PIECE + 1, pow(_FACTOR, -1, 1 << 64), np.uint64))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text or many, one row each. `start` and `end` count characters of the text, marks included."""

    start: Ints
    end: Ints
    length: Ints  # letters and digits, marks not counted
    hash: Hashes
    base: Hashes  # without the last letter
    ending: Hashes  # the last three letters, or all of a shorter word
    base_ending: Hashes  # the same of the word without its last letter
    shape: Bytes
    gap: Bytes  # what stands before the word: class of the first character * 16 + class of the last
    last_s: Bools
    mark: Bytes
    place: Ints  # letters before the (first) mark
    quoted: Bools  # between double quotation marks
    behind: Bytes  # what stands behind the word, as in `gap`
    document: Ints  # number of the text that the word is in, in ascending order

    @property
    def addresses(self) -> NDArray[np.uintp]:
        """Where compiled code finds the columns."""
        return np.array(addresses([getattr(self, name) for name in Words.__slots__]), np.uintp)

    @staticmethod
    def join(parts: list[Words]) -> Words:
        """The words of several parts, in order."""
        return Words(*(np.concatenate([getattr(part, name) for part in parts]) for name in Words.__slots__))


def read_words(text: str) -> Words:
    """All words of `text`."""
    return read_parts([text], [[(0, len(text))]])


def read_parts(texts: list[str], spans: list[list[tuple[int, int]]]) -> Words:
    """The words in some spans of each text, in order; many short ones cost one pass together.

    Longer spans are cut at blanks into pieces of at most PIECE characters.
    """
    pieces: list[tuple[int, int, int]] = []  # a text's number, and from where to where
    for number, parts in enumerate(spans):
        for low, high in parts:
            while low < high:
                end = min(low + PIECE, high)
                if end < high:
                    cut = max(texts[number].rfind(" ", low, end), texts[number].rfind("\n", low, end))
                    end = cut if cut > low else end
                pieces.append((number, low, end))
                low = end
    call = function("read_words", "ppi" + "p" * 5 + "i")
    read, most = (partial(_read_compiled, call), COMPILED) if call else (_read_pieces, PIECE)
    done, some, size = list[Words](), list[tuple[int, int, int]](), 0
    for piece in pieces:
        if size + piece[2] - piece[1] > most:
            done.append(read(texts, some))
            some, size = [], 0
        some.append(piece)
        size += piece[2] - piece[1] + 1
    last = read(texts, some)
    return Words.join([*done, last]) if done else last


def _read_pieces(texts: list[str], pieces: list[tuple[int, int, int]]) -> Words:
    """Pieces as one text, a line each: a line's end closes quotations, and is what stands beside a text's end."""
    words = _read("\n".join([texts[number][low:high] for number, low, high in pieces]))
    table = np.array(pieces, np.int64).reshape(-1, 3)
    number, low, high = table.T
    begins = np.zeros(len(pieces), np.int64)
    np.cumsum((high - low + 1)[:-1], out=begins[1:])
    first = np.searchsorted(words.start, begins)
    first = first[first < words.start.size]
    words.gap[first] = NEWLINE * 17
    of = np.searchsorted(begins, words.start, "right") - 1
    words.start[:] += low[of] - begins[of]
    words.end[:] += low[of] - begins[of]
    words.document[:] = number[of]
    return words


_TABLES = addresses((_CLASSES, _LOWER, _POWERS))
# Columns as compiled code fills them, block by block: asking for each would cost as much as the words of a short text.
_WIDE, _NARROW = 9, 6


def _read_compiled(call: Callable[..., int], texts: list[str], pieces: list[tuple[int, int, int]]) -> Words:
    held, data, _ = places_of(texts)  # held until they are read
    table = np.array(pieces, np.int64).reshape(-1, 3)
    most = int((table[:, 2] - table[:, 1]).sum()) // 2 + len(pieces) + 1
    wide, narrow = np.empty((_WIDE, most), np.int64), np.empty((_NARROW, most), np.uint8)
    blocks = addresses((wide, narrow))
    found = call(*addresses((data, table)), len(pieces), *_TABLES, *blocks, most)
    del held
    hashes, are = wide.view(np.uint64), narrow.view(np.bool_)
    return Words(
        start=wide[0, :found], end=wide[1, :found], length=wide[2, :found],
        hash=hashes[5, :found], base=hashes[6, :found], ending=hashes[7, :found], base_ending=hashes[8, :found],
        shape=narrow[0, :found], gap=narrow[1, :found], last_s=are[4, :found], mark=narrow[2, :found],
        place=wide[3, :found], quoted=are[5, :found], behind=narrow[3, :found], document=wide[4, :found],
    )  # fmt: skip


def _read(text: str) -> Words:
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)
    if codes.size and int(codes.max()) >= 0x10000:
        codes = np.where(codes < 0x10000, codes, np.uint32(0xFFFD))
    classes = _CLASSES.take(codes)
    marks = _marks(codes, classes)
    if marks.size:
        keep = np.ones(codes.size, np.bool_)
        keep[marks] = False
        codes, classes = codes[keep], classes[keep]
        marks_at = marks - np.arange(marks.size)
    else:
        marks_at = marks
    in_word = np.zeros(codes.size + 2, np.bool_)
    in_word[1:-1] = (classes >= LOWER) & (classes <= DIGIT)
    edges = np.flatnonzero(in_word[1:] != in_word[:-1])
    start, end = edges[::2], edges[1::2]
    length = end - start
    sums = np.zeros(codes.size + 1, np.uint64)
    np.cumsum(_LOWER.take(codes) * _POWERS[: codes.size], out=sums[1:])
    first, last = sums.take(start), sums.take(end)
    inverse = _INVERSES.take(start) * np.uint64(_FACTOR)
    back, base_back = np.maximum(end - 3, start), np.maximum(end - 4, start)
    last_code = codes[end - 1]
    padded = np.full(codes.size + 2, NEWLINE, np.uint8)
    padded[1:-1] = classes
    first_in_gap = np.full(start.size + 1, 0, np.int64)
    first_in_gap[1:] = end + 1
    last_in_gap = np.full(start.size + 1, codes.size + 1, np.int64)
    last_in_gap[:-1] = start
    newlines = np.flatnonzero(padded == NEWLINE)
    rank = np.searchsorted(newlines, first_in_gap)
    broken = newlines[np.minimum(rank, newlines.size - 1)] <= last_in_gap
    gap = padded.take(first_in_gap) * np.uint8(16) + np.where(broken, np.uint8(NEWLINE), padded.take(last_in_gap))
    mark, place = np.zeros(start.size, np.uint8), np.zeros(start.size, np.int64)
    if marks.size:
        of = np.searchsorted(start, marks_at, "right") - 1
        inside = marks_at - start[of]
        kind = np.where(marks_at == end[of], AFTER_S, INNER)
        kind[(marks_at == end[of] - 1) & _is_s(last_code[of])] = BEFORE_S
        mark[of[::-1]], place[of[::-1]] = kind[::-1], inside[::-1]
        true_start = start + np.searchsorted(marks_at, start, "right")
        true_end = end + np.searchsorted(marks_at, end, "left")
        true_end += mark == AFTER_S
    else:
        true_start, true_end = start.copy(), end.copy()
    return Words(
        start=true_start, end=true_end, length=length,
        hash=(last - first) * inverse,
        base=(sums[end - 1] - first) * inverse,
        ending=(last - sums[back]) * _INVERSES.take(back),
        base_ending=(sums[end - 1] - sums[base_back]) * _INVERSES.take(base_back),
        shape=_shapes(classes, start, end, length, last_code),
        gap=gap[:-1].copy(), last_s=_is_s(last_code),
        mark=mark, place=place, quoted=_quoted(classes, start), behind=gap[1:],
        document=np.zeros(start.size, np.int64),
    )  # fmt: skip


def _is_s(codes: NDArray[np.uint32]) -> Bools:
    result: Bools = (codes | 32) == ord("s")
    return result


def _marks(codes: NDArray[np.uint32], classes: Bytes) -> Ints:
    """Where apostrophes stand between two letters, or behind an s and before a blank."""
    found = np.flatnonzero(classes == APOSTROPHE)
    found = found[(found > 0)]
    if not found.size:
        return found
    before = classes[found - 1]
    after = np.append(classes, np.uint8(SPACE))[found + 1]
    letter_before = (before == LOWER) | (before == UPPER)
    inner = letter_before & ((after == LOWER) | (after == UPPER))
    plural = _is_s(codes[found - 1]) & ((after == SPACE) | (after == NEWLINE))
    marks: Ints = found[inner | plural]
    return marks


def _shapes(classes: Bytes, start: Ints, end: Ints, length: Ints, last_code: NDArray[np.uint32]) -> Bytes:
    first = classes[start]
    plain = classes == LOWER
    counts = np.zeros(classes.size + 1, np.int32)
    np.cumsum(plain, out=counts[1:])
    small = counts[end] - counts[start]
    shape = np.full(start.size, MIXED, np.uint8)
    upper_first = first == UPPER
    shape[upper_first & (small == 1) & (length > 2) & (last_code == ord("s"))] = CAPS_WITH_S
    shape[upper_first & (small == length - 1)] = CAPITALISED
    shape[upper_first & (length == 1)] = ONE_CAPITAL
    shape[small == length] = SMALL
    rest = np.flatnonzero((small == 0) & (length > 1) | (first == DIGIT) | (shape == MIXED))
    if rest.size:
        digits = np.zeros(classes.size + 1, np.int32)
        np.cumsum(classes == DIGIT, out=digits[1:])
        digit = digits[end[rest]] - digits[start[rest]]
        of = shape[rest]
        of[(small[rest] == 0) & (length[rest] > 1)] = ALL_CAPS
        of[digit > 0] = WITH_DIGIT
        of[digit == length[rest]] = NUMBER
        shape[rest] = of
    return shape


def _quoted(classes: Bytes, start: Ints) -> Bools:
    """Whether each word stands between double quotation marks; a paragraph's end closes what is open."""
    marks = np.flatnonzero((classes == DOUBLE) | (classes == OPEN) | (classes == CLOSE))
    if not marks.size:
        return np.zeros(start.size, np.bool_)
    kind = classes[marks]
    lines = np.flatnonzero(classes == NEWLINE)
    line = np.searchsorted(lines, marks)
    # Straight marks open and close by turns within a paragraph; curly ones say what they do.
    straight = np.cumsum(kind == DOUBLE)
    new = np.ones(marks.size, np.bool_)
    new[1:] = line[1:] != line[:-1]
    before = np.where(new, straight - (kind == DOUBLE), 0)
    odd = (straight - np.maximum.accumulate(before)) % 2 == 1
    opens = np.where(kind == DOUBLE, odd, kind == OPEN)
    last = np.searchsorted(marks, start) - 1
    same_line = line[last] == np.searchsorted(lines, start)
    result: Bools = (last >= 0) & opens[last] & same_line
    return result
