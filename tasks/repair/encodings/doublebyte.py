"""UTF-8 read as an encoding of East Asia, whose characters have two bytes: "don鈥檛", "it窶冱", "don\ufffd\ufffd셳".

There E2 80, with which marks of writing begin, is one character of GBK ("鈥") and of Shift_JIS ("窶"), and the last byte takes the
letter behind it: 99 74 is "檛". Where no character has these two bytes, as 99 with a blank, a sign stands for both or for the first
("teachers鈥?unions", "teachers鈥\ufffd unions"). Korean's and Big5 have no E2 80; signs stand for these bytes, if anything does
("don??셳"). What all characters of a run are the bytes of is read exactly; of a mark that lost its last byte, its neighbours tell
which it was.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from string import ascii_letters

from tasks.edits import Edit, Splicer
from tasks.repair.encodings.cutmarks import (
    BETWEEN,
    HEADS,
    LEAST_SHOWN,
    WORD_BEFORE,
    WORD_BEHIND,
    Place,
    put,
    restore_quoted,
)
from tasks.repair.encodings.lost import is_english
from tasks.repair.encodings.mojibake import TYPOGRAPHIC
from tasks.repair.encodings.replaced import letters_in

# What it was read as, Python's name of that (GB 18030 is GBK, as browsers have it), and what tells of it: what E2 80 shows as there,
# and that once more; "â" of what had been misread before; U+FFFD.
_READ_AS = (
    ("gbk", "gb18030", "鈥閳芒锟"),
    ("shift-jis", "cp932", "窶遯"),
    ("euc-kr", "cp949", ""),
    ("big5", "big5hkscs", ""),
)
_TELLING = "".join(signs for *_, signs in _READ_AS)
_LAYERED = ("â\x80", "â€", "â„")
_OTHER_SIGNS = "・"  # so Windows shows what Shift_JIS has no character for
_EASTERN = "\u2e80-\ud7ff\ue000-\uf8ff\uff61-\uff9f\U00020000-\U0002ffff"
_GATE = re.compile(rf"[{_EASTERN}](?:(?<=[{_TELLING}])|(?<=[A-Za-z,.!?\ufffd][{_EASTERN}])|(?=[A-Za-z]))")
_LOST = "\ufffd"
_RUN = re.compile(rf"[^\x00-\x7f](?:(?<![{HEADS}][\ufffd{_OTHER_SIGNS}])[^\x00-\x7f])*+")
# Bytes of runs, shown as characters; a lost one as U+0100. The last byte of a mark by itself, and the first two.
_ANY = "\u0100"
_LAST = {"\x93": "–", "\x94": "—", "\x98": "‘", "\x99": "’", "\x9c": "“", "\x9d": "”", "\xa6": "…"}
_BYTES = re.compile(
    rf"(?P<whole>[\xc2-\xdf][\x80-\xbf]|\xe2[\x80{_ANY}][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{{2}}|[\xf0-\xf4][\x80-\xbf]{{3}})"
    rf"|(?P<euro>\xe2\x82{_ANY})|(?P<trade>\xe2\x84{_ANY})|(?P<lost>{_ANY}\xbf\xbd|\xef\xbf{_ANY})|(?P<cut>\xe2\x80{_ANY}?\Z)"
    rf"|{_ANY}{{0,2}}(?P<last>(?<![^{_ANY}])[{''.join(_LAST)}](?=[@-~\xc2-\xf4]))"
    rf"|(?P<plain>(?<=[\x80-\xbf])[@-~])|(?P<gone>{_ANY}+)"
)
_LONG = 24  # characters; longer runs are whole words of other scripts
_CONTRACTED = re.compile(r"’(?:[stdm]|re|ve|ll)(?![^\W_])")

# A letter of two bytes, and marks of three.
_LETTER = re.compile(f"(?:[\uff61-\uff9f]{{2}}|[{_EASTERN}])(?:(?<=[A-Za-z].)|(?<=[A-Za-z]..)|(?=[A-Za-z]))")
_REPLACED = re.compile(r"(?<=[a-z])(?:\ufffd{3}|\?{3})(?:[std]|re|ve|ll)(?![^\W_])")


@dataclass(frozen=True, slots=True)
class _Run:
    """What a run was."""

    meant: str
    cut: bool
    """Whether another mark follows, of which the last byte is lost."""
    marks: int
    """Marks of writing in it, all of whose bytes are there."""
    last: int
    """Marks of which only the last byte is."""
    letters: int


_NOTHING = _Run("", cut=False, marks=0, last=0, letters=0)
_Told = tuple[int, int, _Run]  # from where to where


def restore_double(text: str) -> tuple[str, list[Edit]]:
    """Rules: `mojibake:ENCODING` (what it had been misread as), `lossy` (a mark that its neighbours tell).

    >>> restore_double("鈥淲e don鈥檛 know,鈥?the growers鈥?union said.")[0]
    '“We don’t know,” the growers’ union said.'
    """
    edits: list[Edit] = []
    if _GATE.search(text):
        text, edits = _unread(text)
    if '"?' in text or '"\ufffd' in text:
        text, more = restore_quoted(text)
        edits += more
    return text, edits


def may_hold_double(text: str) -> bool:
    """Whether `text` is worth a look: letters alone, as Chinese has them by right, are only told in English."""
    return (
        not text.isascii()
        and _GATE.search(text) is not None
        and (any(sign in text for sign in _TELLING) or is_english(text))
    )


def may_be_double(run: str) -> bool:
    """Whether a run beyond ASCII may be such a one, wherever it stands."""
    if any(sign in run for sign in _TELLING):
        return True
    if len(run.strip(_LOST)) > 2 or not re.search(f"[{_EASTERN}]", run):
        return False
    told = (_read(run, codec) for _, codec, _ in _READ_AS)
    return any(found is not None and (found.last or found.letters) for found in told)


@lru_cache(1 << 12)
def _read(run: str, codec: str) -> _Run | None:
    """None where a run has bytes that are no UTF-8."""
    if codec == "cp932":
        run = run.replace("窶・", "窶\ufffd")
    try:
        parts = [_bytes_of(part, codec) for part in run.split(_LOST)]
    except UnicodeError:
        return None
    shown = _ANY.join(part.decode("latin-1") for part in parts)
    meant: list[str] = []
    at = marks = last = letters = 0
    cut = False
    for found in _BYTES.finditer(shown):
        if found.start() != at:
            return None
        at = found.end()
        match found.lastgroup:
            case "whole":
                try:
                    character = found.group().replace(_ANY, "\x80").encode("latin-1").decode()
                except UnicodeError:
                    return None
                meant.append(character)
                marks += character in TYPOGRAPHIC or character in HEADS
                letters += character < "\u0180"
            case "cut":
                cut = True
            case "euro" | "trade" | "lost":
                meant.append({"euro": "€", "trade": "™"}.get(found.lastgroup, _LOST))
            case "last":
                meant.append(_LAST[found["last"]])
                last += 1
            case "gone":
                meant.append(_LOST * len(found.group()))
            case _:
                meant.append(found.group())
    if at < len(shown):
        return None
    text = "".join(meant)
    return _Run(text, cut, marks + any(sign in text for sign in _LAYERED), last, letters)


def _bytes_of(part: str, codec: str) -> bytes:
    if codec == "gb18030":  # Windows has the euro sign there
        return b"\x80".join(piece.encode(codec) for piece in part.split("€"))
    return part.encode(codec)


def _unread(text: str) -> tuple[str, list[Edit]]:
    places = [match.span() for match in _RUN.finditer(text) if match.end() - match.start() <= _LONG]
    english = is_english(text)
    for name, codec, signs in _READ_AS:
        if (signs and not any(sign in text for sign in signs)) or not (signs or english):
            continue
        told = [(*span, found) for span in places if (found := _read(text[slice(*span)], codec))]
        shown = 0
        if not signs:
            told = [place for place in told if _is_beside(text, *place)]
            shown = sum(_is_shown(text, *place) for place in told)
        elif any(run.marks for *_, run in told):
            shown = LEAST_SHOWN
            if len(told) < len(places):  # beside what is right, Chinese perhaps
                told = [place for place in told if place[2].marks or place[2].cut or _is_beside(text, *place)]
        elif lost := [place for place in told if place[2].meant.startswith(2 * _LOST)]:  # "锟斤拷"
            told, shown = lost, LEAST_SHOWN
        if shown >= LEAST_SHOWN:
            places_of = _places_of_head if signs else _places_of_last
            between = "".join(mark for mark in BETWEEN if mark in _without(" ", codec))
            return put(text, list(places_of(text, told, codec)), f"mojibake:{name}", between=between, lossy=english)
    return _letters(text) if english else (text, [])


def _is_beside(text: str, start: int, end: int, run: _Run) -> bool:
    """Whether Latin letters, or what stands at a sentence's end, are next to a run, or what stands for lost bytes in it."""
    before, after = text[start - 1 : start], text[end : end + 1]
    beside = (before.isascii() and (before.isalnum() or before in ".,!?")) or (after.isascii() and after.isalnum())
    return beside or (run.last > 0 and text[start] == _LOST)


def _is_shown(text: str, start: int, end: int, run: _Run) -> bool:
    """Whether a run has lost the first two bytes of a mark for sure."""
    if not run.last:
        return False
    return _signs(text, start)[1] > 0 or _CONTRACTED.match(run.meant + text[end : end + 3]) is not None


def _places_of_head(text: str, told: Sequence[_Told], codec: str) -> Iterator[Place]:
    """Where runs are, with what stands for the byte that is lost behind "鈥"."""
    # What one sign stands for: the byte, or the next one too.
    signs = [
        text[end : end + 2] if text[end - 1] in HEADS else text[end - 1 : end + 1] for _, end, run in told if run.cut
    ]
    asks = all(sign[:1] in ("?", *_OTHER_SIGNS) for sign in signs)
    swallows = asks and sum(sign[1:].isalpha() for sign in signs) > sum(sign[1:] == " " for sign in signs)
    for start, end, run in told:
        if run.cut:
            end += asks and text[end : end + 1] == "?"
            yield _cut(text, start, end, run.meant, codec, swallows=swallows)
        else:
            yield Place(start, end, run.meant, cut=False)


def _places_of_last(text: str, told: Sequence[_Told], codec: str) -> Iterator[Place]:
    """Where runs are whose bytes before the last have become signs; a last one that is lost is one sign more."""
    seen = Counter(_signs(text, start) for start, end, run in told if run.last)
    sign, many = seen.most_common(1)[0][0] if seen else ("", 0)
    swallows = (sign, many) == ("?", 1)  # so Windows does it
    lost = re.compile(f"{re.escape(sign)}{{{many + 1},}}") if many and not (swallows and _letters_lost(codec)) else None
    read = 0
    for start, end, run in [*told, (len(text), len(text), _NOTHING)]:
        if run.last and many and sign == "?" and text[start - many : start] == many * sign:
            start -= many
        for match in lost.finditer(text, read, start) if lost else ():
            asked = match.end() - match.start() - many - 1  # what is there besides, a question
            if asked == 0 or (asked == 1 and sign == "?"):
                yield _cut(text, match.start() + asked, match.end(), "", codec, swallows=swallows)
        meant = run.meant.rstrip(_LOST)
        if many and sign == _LOST and len(run.meant) - len(meant) == many + 1:
            yield _cut(text, start, end, meant, codec, swallows=False)
        elif run.meant:
            yield Place(start, end, run.meant, cut=False)
        read = end


def _cut(text: str, start: int, end: int, meant: str, codec: str, *, swallows: bool) -> Place:
    after = text[end : end + 1]
    gap = ("\n" if "\n\n" in text else "") if after == "\n" else " " * (after.strip() != "")
    if swallows:
        return Place(start, end, meant, True, gap, True, _letters_lost(codec), "")
    return Place(start, end, meant, cut=True, may_be=_without(after, codec))


def _signs(text: str, start: int) -> tuple[str, int]:
    """What stands for the bytes before a mark's last one: which sign, and how many."""
    if text[start] == _LOST:
        return _LOST, len(text[start : start + 3]) - len(text[start : start + 3].lstrip(_LOST))
    before = text[max(0, start - 2) : start]
    return "?", len(before) - len(before.rstrip("?"))


@cache
def _letters_lost(codec: str) -> str:
    """The letters that may be lost with a mark before them (behind three dots they are few)."""
    return "".join(letter for letter in ascii_letters if _without(letter, codec).strip("…"))


@lru_cache(1 << 8)
def _without(character: str, codec: str) -> str:
    """The marks whose last byte makes no character with another."""
    found = ""
    for byte, mark in _LAST.items():
        try:
            (byte + character).encode("latin-1").decode(codec.replace("gb18030", "gbk"))
        except UnicodeError:
            found += mark
    return found


def _letters(text: str) -> tuple[str, list[Edit]]:
    """Letters alone, in words that are known: "caf茅"; in others where a text has lost its marks as Korean's and Big5 lose them."""
    splicer = Splicer(text, "encoding")
    shown = len(_REPLACED.findall(text)) >= LEAST_SHOWN
    for match in _LETTER.finditer(text):
        left, right = (
            WORD_BEFORE.search(text, max(0, match.start() - _LONG), match.start()),
            WORD_BEHIND.match(text, match.end()),
        )
        around = (left.group() if left else "", right.group() if right else "")
        for name, codec, signs in _READ_AS:
            run = _read(match.group(), codec)
            meant = run.meant if run and run.letters == len(run.meant) == 1 else ""
            if meant and ((shown and not signs) or letters_in(_LOST.join(around), _LOST) == {len(around[0]): meant}):
                splicer.replace(*match.span(), meant, f"mojibake:{name}")
                break
    return splicer.done()
