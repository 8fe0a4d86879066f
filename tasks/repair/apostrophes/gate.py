"""The cheap question first: which parts of this text can have lost an apostrophe at all?

Whole text must pass at memory speed, so the gate makes no words. It folds the text's bytes to lower case, with blanks
for all that is no letter, takes the last eight bytes before every blank as one integer, and looks for words that are
next to never written without their apostrophe ("dont", "obamas"), and, between quotation marks, for those that
often are ("its", "were"). A text that keeps apostrophes and has none of these is whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tasks.compiled import address, addresses, function
from tasks.compiled.utf8 import places_of
from tasks.repair.apostrophes.exempt import may_hold_code
from tasks.repair.apostrophes.fixed import FORMS, NAMES
from tasks.repair.apostrophes.lexicon import FIRST_ID, LIKELY, UNMISTAKABLE, Lexicon
from tasks.repair.apostrophes.words import Ints

Span = tuple[int, int]

# Characters for each apostrophe kept, above which a text goes to the model all of it. Whole news has one in 350;
# one article in a hundred has fewer than one in 2,500.
SPARSE = 2500
# Unmistakable losses for each apostrophe kept, from which on the whole text is decided and not only their lines.
MANY = 1 / 8
FEW = 32  # words are looked for between quotation marks one by one up to so many
# Characters: where a text this short has a word that lost its mark, or one in a bare quotation that often did, all of it
# is decided; where it is as short as a snippet, wherever that word stands.
SHORT, SNIPPET = 2000, 500
# Apostrophes that a document's quotations keep for each word in a bare quotation that often lost its mark, from which
# on nothing is suspected. Without this a third of whole articles had lines decided; with it one in twelve.
BARE = 0.2
REACH = 1500  # characters: a line counts as no longer than this to either side of a word in it

# The two commonest of those words are nearly always right as they are: one alone in a bare quotation tells nothing where another
# quotation keeps its marks.
_WEAK = frozenset([b"were", b"well"])
_LIKELY, _UNMISTAKABLE, _FIXED, _INNER_CAPITAL = 1, 2, 3, 4
_BITS = 18
_TOP = np.uint64(64 - _BITS)
_MIX = np.uint64(0x9E3779B97F4A7C15)
# How far to shift to be rid of the word before, by a word's length and one.
_SHIFT = np.array([63, 63, *(64 - 8 * n for n in range(1, 8)), 0], np.uint64)
LETTERS = 8  # in a key
# Quotations, each to its end or its line's; curly ones to the next closing mark.
_STRAIGHT, _CURLY = re.compile(rb'"[^"\n]*"?'), re.compile(rb"\xe2\x80\x9c[^\x9d]*")


def _fold() -> bytes:
    table = bytearray(range(256))
    for code in range(128):
        char = chr(code)
        table[code] = ord(char.lower()) if char.isalnum() or char == "'" else 32
    # Curly quotation marks and dashes begin with E2 80: both bytes end a word. 99 then makes "don’t" end in "'t".
    table[0xE2] = table[0x80] = table[0x9C] = table[0x9D] = table[0x93] = table[0x94] = 32
    table[0x99] = ord("'")
    return bytes(table)


_FOLD = _fold()


class Look(NamedTuple):
    """What the bytes of a text tell."""

    number: int
    """Of the text."""
    mark: str
    """The apostrophe that the document writes, straight or curly; without any, its quotation marks decide."""
    kept: int
    """Apostrophes that it has."""
    odd: bool
    """Whether there is something that may be the rest of an apostrophe: see `lossy`."""
    fixed: bool
    """Whether a name or fixed form may stand in it."""
    code: bool
    """Whether a text of which anything is to be decided has signs of code: see `exempt`."""
    spans: list[Span]
    """The parts to be decided, in order: none of it, some lines, or all of it."""


# "don?t", "don`t", "don\ufffdt", "don''t", "don‘t", "don"t", "#39;", "don t", "Ohio ’s": wherever `lossy.mend_lossy` finds anything, and more.
_ODD = re.compile(
    rb"''|`|#[0-9]|\?[a-zA-Z]| [sto] |\xc2[\xb4\x92\xbf]|\xc3\x95|\xc3\xa2 |\xef\xbf\xbd|\xe2\x80[\xb2\x9b]|\xca[\xb9\xbc]|\xcb[\x88\x8a\x8b]"
    rb"|\xea\x9e\x8c|\xef\xbc\x87"
    rb"|(?:\xe2\x80\x98|(?<=[^\x00-@\[-`{-\x7f])\"| (?:'|\xe2\x80\x99))(?i:[stdm]|re|ve|ll)(?![0-9A-Za-z=/&;@])"
)
# "OBrien", "rock n roll", "Corp.s": wherever `fixed.restore_fixed` finds anything, and more.
_NAMED, _ROCK = re.compile(rb"[ODL][A-Z][a-z][a-z\xc3]"), b"k n "
_SHORTENED = re.compile(rb"\.s(?![0-9A-Za-z])")
_CAPITAL = re.compile(rb"[A-Z]|\xc3[\x80-\x9e]")
# What a look tells of a text, as bits.
_TELLS_CURLY, _TELLS_ODD, _TELLS_FIXED, _TELLS_ALL, _TELLS_CODE = 1, 2, 4, 8, 16


class Gate:
    """Knows a lexicon's words that tell of losses."""

    def __init__(self, lexicon: Lexicon) -> None:
        may = lexicon.may[FIRST_ID:]
        self._table = np.zeros(1 << _BITS, np.uint8)  # by the first bits of a key, whether there is such a word
        # By key, what words end in it, and their levels: b"" where the key tells all, as it does of up to eight letters.
        self._known: dict[int, dict[bytes, int]] = {}
        for level, bit in ((_LIKELY, LIKELY), (_UNMISTAKABLE, UNMISTAKABLE)):
            words = [lexicon.words[i] for i in np.flatnonzero(may & bit).tolist()]
            self._know(words, level)
        self._know(FORMS, _FIXED)
        self._know(NAMES, _INNER_CAPITAL)
        rows = [(key, word, level) for key in sorted(self._known) for word, level in self._known[key].items()]
        self._bits = np.packbits(self._table, bitorder="little")
        keys, spelt, levels = zip(*rows, strict=True)
        self._keys, self._levels = np.array(keys, np.uint64), np.array(levels, np.uint8)
        self._letters, self._bounds = b"".join(spelt), np.cumsum([0, *map(len, spelt)], dtype=np.int64)
        # Asked for once: of a short text they would be a tenth of the time.
        self._at = addresses((self._bits, self._keys, self._levels, self._bounds))

    def _know(self, words: list[str], level: int) -> None:
        keys, _ = _keys(" ".join(words).encode())
        self._table[(keys >> _TOP).astype(np.int64)] = 1
        for key, word in zip(keys.tolist(), words, strict=True):
            if len(word) <= LETTERS and word.isascii():
                self._known[key] = {b"": level}
            elif b"" not in (longer := self._known.setdefault(key, {})):
                longer[word.encode()] = level

    def look(self, texts: Sequence[str], *, opened: bool = False) -> list[Look]:
        """What the bytes of each text tell, of those of which they tell anything. `opened`: of all, and all of each is to be decided,
        whatever they tell.
        """
        if call := function("gate_look", "ppi" + "pui" + "p" * 4 + "i" + "p" * 3 + "i"):
            found = self._look_compiled(call, texts)
        else:
            found = enumerate(map(self._look, texts))
        return [
            Look(
                number, "’" if told & _TELLS_CURLY else "'", kept, told & _TELLS_ODD > 0, told & _TELLS_FIXED > 0,
                opened or told & _TELLS_CODE > 0,
                [(0, len(texts[number]))] if opened or told & _TELLS_ALL else _lines(texts[number], places),
            )
            for number, (kept, told, places) in found
            if opened or told > _TELLS_CURLY or places
        ]  # fmt: skip

    def look_at(self, text: str, *, opened: bool = False) -> Look:
        """What the bytes of one text tell."""
        looks = self.look([text], opened=opened)
        return looks[0] if looks else Look(0, "'", 0, odd=False, fixed=False, code=False, spans=[])

    def _look_compiled(
        self, call: Callable[..., int], texts: Sequence[str]
    ) -> Iterable[tuple[int, tuple[int, int, list[int]]]]:
        held, data, sizes = places_of(texts)
        many = len(held)
        room = (sum(sizes.tolist()) + many) // 2 + 1  # a word and a blank have two bytes
        # Of a short text, to ask for memory, and where it is, takes as long as to look at it.
        told, block = np.empty(many, np.uint8), np.empty(3 * (many + 1) + 2 * room, np.int64)
        block[:many] = list(map(len, held))
        counts = address(block)
        places = counts + 3 * (many + 1) * block.itemsize
        bits, *known = self._at
        call(
            *addresses((data, sizes)), many, bits, int(_MIX), int(_TOP), *known, self._letters, self._keys.size,
            counts, address(told), places, room,
        )  # fmt: skip
        kept, first = block[many + 1 : 2 * many + 1].tolist(), block[2 * many + 2 : 3 * many + 3].tolist()
        found = block[3 * many + 3 : 3 * many + 3 + first[-1]].tolist()
        rows = zip(kept, told.tolist(), pairwise(first), strict=True)
        return ((number, (marks, tells, found[low:high])) for number, (marks, tells, (low, high)) in enumerate(rows))

    def _look(self, text: str) -> tuple[int, int, list[int]]:
        """Apostrophes kept, what is told, and the places around which the text is to be decided."""
        data = text.encode("utf-8", "replace")
        keys, ends = _keys(data)
        hits = np.flatnonzero(self._table.take((keys >> _TOP).view(np.int64)))
        found: dict[int, list[int]] = {_LIKELY: [], _UNMISTAKABLE: [], _FIXED: [], _INNER_CAPITAL: []}
        for key, end in zip(keys[hits].tolist(), ends[hits].tolist(), strict=True):
            if level := self._level(key, data, end):
                found[level].append(end)
        maybe, sure, fixed, named = found.values()
        straight, curly = text.count("'"), text.count("’")
        kept = straight + curly
        sparse = text != "" and (not kept or kept * SPARSE < len(text))
        all_of_it = sparse or len(sure) > MANY * kept or (len(text) < SHORT and (sure or _tells(data, maybe)))
        # Its quotations have lost their marks.
        all_of_it = all_of_it or any(_in_bare_quotation(data, end) for end in sure[:FEW])
        prefers_curly = curly > straight if kept else text.count("“") + text.count("”") > text.count('"')
        told = _TELLS_CURLY if prefers_curly else 0
        told |= _TELLS_ODD if _ODD.search(data) else 0
        folded = data.translate(_FOLD) if named else b""
        fixed += [end for end in named if _CAPITAL.search(data, folded.rfind(b" ", 0, end) + 2, end)]
        told |= (
            _TELLS_FIXED if fixed or _ROCK in data or _SHORTENED.search(data) or (sparse and _NAMED.search(data)) else 0
        )
        places = [] if all_of_it else sure + _suspects(data, maybe)
        told |= _TELLS_ALL if all_of_it else 0
        told |= _TELLS_CODE if (all_of_it or places) and may_hold_code(text) else 0
        return kept, told, places

    def _level(self, key: int, data: bytes, end: int) -> int:
        words = self._known.get(key, {}).items()
        return max((level for word, level in words if data[max(0, end - len(word)) : end].lower() == word), default=0)


def _tells(data: bytes, maybe: list[int]) -> bool:
    """Whether one of the places `maybe` in a short text is enough to decide all of it."""
    return bool(maybe) and (len(data) < SNIPPET or any(_in_bare_quotation(data, end) for end in maybe))


def _suspects(data: bytes, maybe: list[int]) -> list[int]:
    """Those of the places `maybe` at which a quotation seems to have lost its marks."""
    if not maybe or _keeps_in_quotations(data, BARE * len(maybe)):
        return []
    bare = [end for end in maybe if _in_bare_quotation(data, end)] if len(maybe) <= FEW else maybe
    if not bare or (len(bare) == 1 and data[bare[0] - 4 : bare[0]].lower() in _WEAK and _keeps_in_quotations(data, 0)):
        return []
    if len(maybe) <= FEW and _keeps_in_quotations(data, BARE * len(bare)):
        return []
    found: list[int] = _in_bare_quotations(data, np.array(bare)).tolist()
    return found


def _keys(data: bytes) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """A key for what stands before every blank, and where in `data` it ends."""
    folded = np.frombuffer(b" " * 8 + data.translate(_FOLD) + b" ", np.uint8)
    ends = (folded[8:] == 32).nonzero()[0]
    length = ends + 1  # of the first word; of the others, from blank to blank
    length[1:] -= length[:-1].copy()
    np.minimum(length, 9, out=length)
    windows = np.ndarray((folded.size - 7,), np.dtype("<u8"), folded.data, strides=(1,))
    keys: NDArray[np.uint64] = windows.take(ends)
    keys >>= _SHIFT.take(length)
    keys *= _MIX
    return keys, ends


def _in_bare_quotation(data: bytes, at: int) -> bool:
    """Whether `at` stands in a quotation that holds no apostrophe: as below, for one place."""
    low = data.rfind(b"\n", 0, at) + 1
    sign = b'"'
    opened = data.rfind(sign, low, at) if data.count(sign, low, at) % 2 else -1
    if opened < 0:
        opened, sign = data.rfind(b"\x9c", low, at), b"\x9d"
        if opened < 0 or data.find(sign, opened, at) >= 0:
            return False
    close = min(end for end in (data.find(sign, at), data.find(b"\n", at), len(data)) if end >= 0)
    return data.find(b"'", opened, close) < 0 and data.find(b"\x99", opened, close) < 0


def _keeps_in_quotations(data: bytes, most: float) -> bool:
    """Whether more than `most` apostrophes stand between double quotation marks."""
    curly = b"\xe2\x80\x9c" in data
    mark = b"\x99" if curly else b"'"
    kept = 0
    for quotation in (_CURLY if curly else _STRAIGHT).finditer(data):
        kept += quotation.group().count(mark)
        if kept > most:
            return True
    return False


def _in_bare_quotations(data: bytes, at: Ints) -> Ints:
    """Those of the places `at` that stand between double quotation marks which hold no apostrophe.

    None where quotations keep more apostrophes than BARE for each such place. A line's end closes what is open.
    """
    if b'"' not in data and b"\xe2\x80\x9c" not in data:
        return at[:0]
    signs = np.frombuffer(data, np.uint8)
    quotes = np.flatnonzero((signs == ord('"')) | (signs == 0x9C) | (signs == 0x9D))
    lines = np.concatenate(([-1], np.flatnonzero(signs == ord("\n")), [signs.size]))
    marks = np.flatnonzero((signs == ord("'")) | (signs == 0x99))

    def within(places: Ints) -> tuple[NDArray[np.bool_], Ints, Ints]:
        """Whether each place is in a quotation, where that opened, and where it closes."""
        line = np.searchsorted(lines, places)
        first, last = np.searchsorted(quotes, lines[line - 1], "right"), np.searchsorted(quotes, places)
        opened = quotes[np.maximum(last - 1, 0)]
        kind = signs[opened]
        inside = (last > first) & np.where(kind == ord('"'), (last - first) % 2 == 1, kind == 0x9C)
        closed: Ints = np.minimum(np.append(quotes, signs.size)[last], lines[line])
        return inside, opened, closed

    inside, opened, close = within(at)
    bare = inside & (np.searchsorted(marks, opened) == np.searchsorted(marks, close))
    if not bare.any() or int(within(marks)[0].sum()) > BARE * int(bare.sum()):
        return at[:0]
    found: Ints = at[bare]
    return found


def _lines(text: str, places: list[int]) -> list[Span]:
    """The lines of `text` around `places`, counted in bytes."""
    spans: list[Span] = []
    data, byte, char = text.encode("utf-8", "replace") if places else b"", 0, 0
    for place in sorted({*places}):
        char += len(data[byte:place].decode("utf-8", "ignore"))
        byte = place
        if spans and char <= spans[-1][1]:
            continue
        low = max(text.rfind("\n", max(0, char - REACH), char) + 1, char - REACH, spans[-1][1] if spans else 0)
        high = text.find("\n", char, char + REACH)
        if high < 0:
            high = min(len(text), char + REACH)
            while high < len(text) and high < char + REACH + 60 and text[high].isalnum():
                high += 1
        spans.append((max(0, low), high))
    return spans
