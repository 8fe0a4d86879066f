"""Marks of writing that lost their last byte, and a blank behind it: which they were, their neighbours tell.

Of "鈥?" and the like only E2 80 is left (`tasks.repair.encodings.doublebyte`), which begins them all: quotation marks, apostrophes, dashes.
Whoever meets "鈥" may put a quotation mark in its place: "don"t", "the teachers"?unions", "it "?but". A text that shows this more
than once has all such marks put right; a question behind a quotation ("why"?) is as it should be.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from tasks.edits import Edit, Splicer
from tasks.repair.apostrophes.model import are_known
from tasks.repair.encodings.lost import are_apart, by_neighbours, is_common, is_english

HEADS = "鈥窶"
"""What E2 80 shows as, read as GBK and as Shift_JIS."""
BETWEEN = "–—…"
"""Marks that stand between words."""
WORD_BEFORE, WORD_BEHIND = re.compile(r"[A-Za-zÀ-ɏ]+\Z"), re.compile(r"[A-Za-zÀ-ɏ]{0,24}")
_BEGIN = "$£€[(“‘"  # what a quotation may begin with
_LOST = "\ufffd"
_LONG = 24  # characters of a word
LEAST_SHOWN = 2  # signs of such damage that may be something else each by itself
_ELIDED = re.compile(r"(?:em|til|cause|tis|twas|[0-9]0s)(?![^\W_])", re.I)
_TAIL, _ARTICLE = re.compile(r"(?:[stdm]|re|ve|ll)(?![^\W_])", re.I), re.compile(r"(?<![^\W_])[dlODL]\Z")
_IN_ADDRESS = re.compile(r"[/@#]\S*\Z")
_UNSURE = "?"  # among quotation marks that are open: there may be another
_YEAR = re.compile("[0-9]{2}(?![0-9])")
_REACH, _MOST_PLACES = 8, 20
_QUOTATION = '"“”'
_STRAIGHT = {ord(curly): straight for curly, straight in zip("“”‘’", "\"\"''", strict=True)}
_CLOSED = frozenset(".,!?…")  # what stands before a closing quotation mark, and no other

# What people put in the place of "鈥": a quotation mark, before what stood for the other byte, or within a contraction.
_GLUED = re.compile(
    r"\"(?:(?:\?(?=[A-Za-z])|\ufffd(?=[A-Za-z\[]))(?![\w-]*[=&/])(?:(?<=[\w.,!?;:)%\]’…-]\"[?\ufffd])|(?<=[\w.,;:)] \"[?\ufffd]))"
    r"|(?:t(?<=n\"t)|(?:m|ve|ll|d)(?:(?<=[Ii]\"[md])|(?<=[Ii]\"ve)|(?<=[Ii]\"ll))|(?:re|ve|ll)(?:(?<=[Ww]e\"..)|(?<=hey\"..)|(?<=[Yy]ou\"..)))"
    r"(?![^\W_]))"
)
_QUOTED = re.compile('["“”][?\ufffd]?')
_ASKED = re.compile(r"\?(?:t(?<=n\?t)|s(?<=[a-z]\?s))(?![^\W_])")  # there "?" is an apostrophe


class Place(NamedTuple):
    """Where something is to be put right, or tells how."""

    start: int
    end: int
    meant: str
    """Before the mark that was lost, if one was."""
    cut: bool
    gap: str = ""
    """White space that was lost with the mark."""
    swallows: bool = False
    """Whether a character was, at such places."""
    letters: str = ""
    """Letters that it may have been."""
    may_be: str = "–—‘’“”…"


def put(
    text: str,
    places: Sequence[Place],
    rule: str,
    *,
    between: str = "–—",
    written: Mapping[int, str] | None = None,
    lossy: bool = True,
) -> tuple[str, list[Edit]]:
    """What is meant put in its places; `lossy`: lost marks too, as far as their neighbours tell them, of those that stand `between`
    words the commonest.
    """
    splicer, opened, read, left = Splicer(text, "encoding"), "", 0, -1
    seen = Counter(mark for place in places for mark in place.meant if mark in between)
    apart = max(between, key=lambda mark: seen[mark], default="–")
    for i, place in enumerate(places):
        opened = opened * ("\n" not in text[read : place.start])
        read = place.end
        opened = _opened(opened, place.meant, text[place.end : place.end + _REACH])
        if not place.cut:
            if text[place.start] not in _QUOTATION:
                splicer.replace(place.start, place.end, place.meant, rule)
            continue
        mark = _mark(text, places, i, opened, apart) if lossy and place.start != left else None
        if mark:
            opened = _opened(opened, mark, place.gap + text[place.end : place.end + _REACH])
            after = place.meant + mark + place.gap
            splicer.replace(place.start, place.end, after.translate(written) if written else after, "lossy")
            continue
        left = place.end
        if place.meant:
            head = max(text.rfind(sign, place.start, place.end) for sign in HEADS)
            splicer.replace(place.start, max(head, place.start), place.meant if head > 0 else "", rule)
        elif place.swallows and not _before(text, places, i)[-1:].strip():
            opened += _UNSURE
    return splicer.done()


def _opened(opened: str, marks: str, behind: str) -> str:
    """The quotation marks that are open behind some marks."""
    for i, mark in enumerate(marks):
        after = marks[i + 1 :] or behind
        if mark == "“":
            opened = mark  # what was open before may have been none
        elif mark == "‘" and not _ELIDED.match(after):
            opened += mark
        elif mark == "”":
            opened = opened.rpartition("“")[0]
        elif mark == "’" and not after[:1].isalnum():
            opened = opened.removesuffix("‘")
    return opened


def _before(text: str, places: Sequence[Place], i: int) -> str:
    """The two characters before a mark that was lost; a blank where one was lost with the mark before it."""
    place = places[i]
    if i and not place.meant and places[i - 1].end == place.start and places[i - 1].gap:
        return places[i - 1].gap
    return (text[max(0, place.start - 2) : place.start] + place.meant)[-2:]


def _mark(text: str, places: Sequence[Place], i: int, opened: str, apart: str) -> str | None:
    """The mark that was lost at a place, by the quotation marks that are open; `apart`: what stands between blanks."""
    place, before = places[i], _before(text, places, i)
    if len(place.may_be) == 1:
        return place.may_be
    behind = place.gap + text[place.end : place.end + _REACH]
    last, first = before[-1:], behind[:1]
    if not last.strip():
        return _mark_behind_blank(text, places, i, behind, apart) if last or first.strip() else None
    if (
        place.gap
        and i + 1 < len(places)
        and places[i + 1].start == place.end
        and places[i + 1].cut
        and "“" not in opened
    ):
        return None  # "’,” "
    if last.isalnum() and first.isalnum():
        return _within(text, place.start, place.end)
    if not first.isalnum() and opened.endswith("‘"):
        return "’"
    if not first.isalnum() and (
        "“" not in opened or (not first.strip() and last not in _CLOSED and _closes_later(text, places, i))
    ):
        if last in ("s", "S") and (not first.strip() or first in _CLOSED):
            return None if _UNSURE in opened or is_common(text[place.end :][:_LONG]) else "’"
        return "”" if last in _CLOSED else None
    mark = by_neighbours(before + _LOST + behind, len(before), len(before) + 1, "“" in opened)
    return mark if mark and (not place.may_be or mark in place.may_be) else None


def _mark_behind_blank(text: str, places: Sequence[Place], i: int, behind: str, apart: str) -> str | None:
    """The mark that was lost behind a blank or at a beginning: between blanks (`apart`), or opening something."""
    place, first = places[i], behind[:1]
    if place.gap:
        return apart if _may_follow(text, place) else None
    if not first.strip():
        return apart
    if not first.isalnum() and first not in _BEGIN:
        return None
    if _ELIDED.match(behind):
        return "’"
    return None if _YEAR.match(behind) and not _closes_later(text, places, i) else "“"


def _may_follow(text: str, place: Place) -> bool:
    """Whether the character that was lost with a mark behind a blank was another blank: "– but", not "“15" nor "‘will"."""
    word = WORD_BEHIND.match(text, place.end)
    if word is None or not word.group():
        return text[place.end : place.end + 1] in _BEGIN + HEADS
    # (Known is what is no name.)
    return not place.letters or are_known([word.group(), *(c + word.group() for c in place.letters)]) == [
        True,
        *[False] * len(place.letters),
    ]


def _within(text: str, start: int, end: int) -> str | None:
    """The mark that was lost between letters or digits."""
    before, behind = text[max(0, start - _LONG) : start], text[end : end + _LONG]
    if _IN_ADDRESS.search(before):
        return None
    if _TAIL.match(behind) or _ARTICLE.search(before):
        return "’"
    left, right = WORD_BEFORE.search(before), WORD_BEHIND.match(behind)
    words = (left.group() if left else "", right.group() if right else "")
    return "–" if not all(words) or are_apart(*words) else None


def _closes_later(text: str, places: Sequence[Place], i: int) -> bool:
    """Whether the next place that opens or closes a quotation closes one."""
    for last, place in pairwise(places[i : i + _MOST_PLACES]):
        if "\n" in text[last.end : place.start]:
            return False
        before = last.gap[-1:] if last.gap and last.end == place.start else text[place.start - 1]
        if "“" in place.meant or (place.cut and not before.strip() and text[place.end : place.end + 1].isalnum()):
            return False
        if "”" in place.meant or (place.cut and before in _CLOSED):
            return True
    return False


def restore_quoted(text: str) -> tuple[str, list[Edit]]:
    """Rule: `lossy`, quotation marks that stand for the first bytes of marks, and what stands for the last one.

    >>> print(restore_quoted('"We left,"?she said of the growers"?union. It was the city "?and that of the man.')[0])
    "We left," she said of the growers' union. It was the city – and that of the man.
    """
    if len(_GLUED.findall(text)) < LEAST_SHOWN or _ASKED.search(text) or not is_english(text):
        return text, []
    places = []
    for match in _QUOTED.finditer(text):
        (start, end), sign = match.span(), match.group()[1:]
        before, after = text[start - 1 : start], text[end : end + 1]
        opens, closes = not before.strip("([ \n"), before in _CLOSED
        if sign == "?" and (after.isalpha() or (after and after in '"“($[' and (opens or closes))):
            places.append(Place(start, end, "", True, " ", swallows=True))
        elif sign and (after.isalpha() or after == "[" or (after.isspace() and (opens or closes or sign == _LOST))):
            places.append(Place(start, end, "", cut=True))
        elif not (before.isalpha() and text[start + 1 : start + 2].isalpha()):
            places.append(Place(start, start + 1, "“" if opens and after.strip() and not sign else "”", cut=False))
    curly = "“" in text or "’" in text
    return put(text, places, "", written=None if curly else _STRAIGHT)
