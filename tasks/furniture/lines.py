"""Whole lines out of a text: from both ends while they are furniture, and those inside that can be nothing else."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache, partial, reduce
from itertools import count, islice
from operator import or_

from tasks.edits import Edit, cut
from tasks.furniture.glance import ANYTHING, HEAD, INSIDE, LIST, TAIL, Glance
from tasks.furniture.lists import heads_titles, is_list_heading, link_lines
from tasks.furniture.polls import poll_lines
from tasks.furniture.prose import STOPS, is_filled
from tasks.furniture.rule import Place
from tasks.furniture.sponsored import sponsored_lines
from tasks.furniture.wording import WORDED, is_sure

_ROUNDS = 8


Rule = Callable[[str, Place], str | None]


def strip_lines(text: str, rule: Rule) -> tuple[str, list[Edit]]:
    """Take lines out of `text`: from both ends while `rule` names one for the line there, elsewhere where it does for the body."""
    edits: list[Edit] = []
    for _ in range(_ROUNDS):
        text, found, _, more = strip_told(text, rule, ANYTHING)
        edits += found
        if not more:
            break
    return text, edits


def strip_told(text: str, rule: Rule, glance: Glance) -> tuple[str, list[Edit], int, bool]:
    """`strip_lines`, once, that asks only about lines that may be furniture at a glance; what the rest of the text may hold; and
    whether another look may find more: what went with a heading stood last, so that another line is the last one now, or a line is
    no longer part of what was below it.
    """
    what, filled, told = glance
    if told is None:
        told = every_line(text)
        filled = len(told)
    doomed, stays, ending = _doomed(text, told, rule)
    what |= stays
    if len(doomed) == filled and any(name == WORDED for *_, name in doomed):
        # Of a text that is all such lines, what is told by its wording alone may be the article.
        doomed = [line for line in doomed if line[3] != WORDED]
        what |= reduce(or_, (stays for *_, stays in told), 0)
    if not doomed:
        return text, [], what, False
    final = filled - 1
    for number, _, _, _ in reversed(doomed):
        if number != final:
            break
        final -= 1
    if final < 0:
        return "", [Edit("furniture", doomed[0][3], 0, text, "")], what, False
    # Before the article's last line a line's own end goes with it, behind it the end of the line before.
    whole = [
        (start - 1, end, name) if number > final else (start, behind(text, start, end), name)
        for number, start, end, name in doomed
    ]
    return *bare(*cut(text, "furniture", whole)), what, filled - 1 - final > ending or _bares_below_title(doomed)


def _bares_below_title(doomed: Sequence[_Doomed]) -> bool:
    """Whether lines that went together, as those below a heading do, stood right below the first line that stays."""
    numbers = {number for number, _, _, _ in doomed}
    top = next(number for number in count() if number not in numbers)
    return top + 1 in numbers and top + 2 in numbers


def bare(text: str, edits: list[Edit]) -> tuple[str, list[Edit]]:
    """A text whose furniture is gone, and so are the empty lines that stood between that and the article; all edits."""
    body = text.strip()
    if body != text:
        at = len(text) - len(text.lstrip())
        around = ((0, text[:at]), (len(body), text[at + len(body) :]))
        edits += [Edit("furniture", "empty lines", start, empty, "") for start, empty in around if empty]
    return body, edits


def behind(text: str, start: int, end: int) -> int:
    """Where what goes with a line ends: with its own end, and, where an empty line stood before it too, the empty lines behind."""
    end += 1
    if text[start - 2 : start] == "\n\n":
        while text[end : end + 1] == "\n":
            end += 1
    return end


def every_line(text: str) -> list[tuple[int, int, int, int, int]]:
    """All filled lines, as `Glance.lines` would tell them where any may be furniture anywhere."""
    found: list[tuple[int, int, int, int, int]] = []
    start = 0
    for line in text.split("\n"):
        if is_filled(line):
            found.append((len(found), start, start + len(line), HEAD | INSIDE | TAIL | LIST, 0))
        start += len(line) + 1
    return found


_Doomed = tuple[int, int, int, str]
"""A line that is furniture: its number, start and end, and why."""


def _doomed(text: str, told: Sequence[Sequence[int]], rule: Rule) -> tuple[list[_Doomed], int, int]:
    """The lines that are furniture; what the text may hold by those that are not; and how many of the former were told from the
    end, -1 where a line stays as part of one that goes.
    """
    tail, broken = _from_end(text, told, rule)
    last = len(told) - len(tail)
    doomed = _from_start(text, told, last, rule)
    left, parts = _inside(text, told[len(doomed) : last], rule, doomed, tail[-1][1] if tail else len(text))
    doomed += tail[::-1]
    settled = not broken and parts.isdisjoint([_ABOVE, *(start for _, start, _, _ in doomed)])
    return doomed, left, len(tail) if settled else -1


def _from_end(text: str, told: Sequence[Sequence[int]], rule: Rule) -> tuple[list[_Doomed], bool]:
    """The lines that are furniture from the end of a text on, the last one first. What is likely to be, by its wording, is where
    what stands beside it is. And whether the next one is none because of the line above it, which may go.
    """
    tail: list[_Doomed] = []
    broken = False
    for number, start, end, where, _ in reversed(told):
        # A text's first line is asked as its head: what only ends articles ("Bridge opens [video]") is all there is here.
        name = rule(text[start:end], "tail") if number and where & TAIL else None
        if not name or (name == RELATED and _is_part(name, text, start, end, ())) or _ends_sentence(text, start, end):
            break
        if broken := name == WORDED and _is_broken_above(text, start):
            break
        tail.append((number, start, end, name))
    return _with_a_sure_one(text, tail), broken


def _from_start(text: str, told: Sequence[Sequence[int]], last: int, rule: Rule) -> list[_Doomed]:
    """The lines that are furniture from the start of a text on, of the first `last`."""
    head: list[_Doomed] = []
    alone = cache(partial(_numbers_alone, text))
    for number, start, end, where, _ in islice(told, last):
        name = rule(text[start:end], "head") if where & HEAD else None
        if not name or (name == NUMBER and _is_counted_on(text, start, end, alone())):
            break
        head.append((number, start, end, name))
    return _with_a_sure_one(text, head)


def _with_a_sure_one(text: str, lines: list[_Doomed]) -> list[_Doomed]:
    """Lines beside each other if one at least is surely furniture; else none of them, which only look like it by their wording."""
    sure = any(name != WORDED or is_sure(text[start:end]) for _, start, end, name in lines)
    return lines if sure else []


def _inside(
    text: str, told: Sequence[Sequence[int]], rule: Rule, doomed: list[_Doomed], told_from: int
) -> tuple[int, set[int]]:
    """Add to `doomed` the lines inside an article that are furniture, and those that go with them, as far as `told_from`, where
    begins what was told from the end.

    Returns what the text may hold by the lines that stay, and where the lines below begin of those that stay as parts of what is
    around them.
    """
    left = 0
    parts: set[int] = set()
    asked = -1  # the last line of what goes with its heading
    gone = doomed[-1][2] if doomed else 0  # where the last lines that went together end, and what stays above them
    above = 0
    for number, start, end, where, stays in told:
        if number <= asked:
            continue
        stays_to = above if _is_right_below(text, gone, start) else start
        name, lines = _with_lines(text, start, end, where, rule, stays_to)
        part = name is not None and _is_part(name, text, start, end, doomed[-1:])
        if name == WORDED and _is_broken_above(text, start):
            parts.add(_ABOVE)
            name = None
        elif name == WORDED and not number and rule(text[start:end], "head") is None:
            name = None  # the headline
        if not name or part or (name == POLL and not lines):
            left |= stays
            if part:
                parts.add(end + 1)
            continue
        above = stays_to
        doomed.append((number, start, end, name))
        doomed += [(number + i, *line, name) for i, line in enumerate(lines, 1) if line[0] < told_from]
        asked, gone = doomed[-1][0], doomed[-1][2]
    return left, parts


def _with_lines(
    text: str, start: int, end: int, where: int, rule: Rule, above: int
) -> tuple[str | None, list[tuple[int, int]]]:
    """Why a line inside an article goes, if it may, and where the lines stand that go with it; what stays above it ends at `above`."""
    name = rule(text[start:end], "body") if where & INSIDE else None
    lines = _below(name, text, start, end)
    if lines or not (name or where & LIST) or not is_list_heading(text[start:end].strip(" \t:")):
        return name, lines
    lines = link_lines(text, start, end, above)
    if lines:
        return name or LIST_INSIDE, lines
    # Without their heading titles would look like the article.
    return None if heads_titles(text, end, above) else name, lines


LINK, RELATED, POLL, SPONSORED = "known:read more", "known:related link", "known:poll", "known:sponsored"
NUMBER, LIST_INSIDE = "known:page number", "known:related"
_LOOKING_AROUND = frozenset(
    ((LINK, "body"), (RELATED, "body"), (RELATED, "tail"), (POLL, "body"), (SPONSORED, "body"), (NUMBER, "head"))
)


def _below(name: str | None, text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the lines stand that go with a line inside an article that is no heading of a list."""
    if name == POLL:
        return poll_lines(text, start, end)
    return sponsored_lines(text, end) if name == SPONSORED else []


def _is_right_below(text: str, end: int, start: int) -> bool:
    """Whether nothing but white space, and not much, stands between an end and a start."""
    return start - end < _REACH and not text[end:start].strip()


def looks_around(name: str | None, place: Place, line: str) -> bool:
    """Whether it is for the lines around a line to say if it goes, or what goes with it."""
    if (name, place) in _LOOKING_AROUND or name == WORDED:
        return True
    if name is None or place == "head":
        return False
    if place == "tail":
        return _LAST_WORDS.fullmatch(line) is not None
    return (name not in _BELOW and _may_run_on(line)) or is_list_heading(line.strip(" \t:"))


def _is_part(name: str, text: str, start: int, end: int, before: Sequence[_Doomed]) -> bool:
    """Whether a line that looks as a link does is part of a broken one, which goes on behind it, or began before it: there the line
    above neither ends as a sentence nor goes too. So may any line be that goes on with a sentence.

    In an interview with its lines broken a speaker's name and first words look so ("Cohen:What makes us most").
    """
    if name in _BELOW or (name not in (LINK, RELATED) and not _may_run_on(text[start:end])):
        return False
    goes_on = _goes_on(text, end)
    if name in (LINK, RELATED) and goes_on:
        return True
    first = max(0, start - _REACH)
    above = text[first:start].rstrip()
    if before and before[0][2] == first + len(above):  # that goes too
        return False
    if name == RELATED:
        return bool(above or first) and not above.endswith(_ENDED)
    if name == LINK:  # "READ", and "MORE: ..." below it
        return above.endswith(_HALVES)
    # A link's words, alone in their line: "posted a", "video", "of the ferry".
    if text[start:end].count(" ") < _FEWEST - 1:
        return goes_on and bool(above) and not above.endswith(_ENDED)
    return _RUNNING.search(text[first : max(start - 1, 0)]) is not None


_DIGITS, _FILLED = re.compile("[0-9]+"), re.compile(r"\S")
_ALONE = re.compile(r"\n[^\w\n]*+([0-9]++)[^\w\n]*+(?=\n|\Z)")


def _numbers_alone(text: str) -> dict[str, list[int]]:
    """Where numbers stand in lines of their own, by number; ascending. Asked for once: a text may be a column of numbers."""
    found: dict[str, list[int]] = {}
    for line in _ALONE.finditer(text):
        found.setdefault(line[1], []).append(line.start())
    return found


def _is_counted_on(text: str, start: int, end: int, alone: dict[str, list[int]]) -> bool:
    """Whether the next number stands in a line of its own further down: those of a list, of chapters or of subtitles."""
    number = _DIGITS.search(text, start, end)
    if number is None:
        return False
    places = alone.get(str(int(number[0]) + 1), [])
    following = bisect_left(places, end)
    between = _FILLED.search(text, end)
    return following < len(places) and between is not None and between.start() < places[following]


_REACH = 200
# What a line ends with that does not go on in the next one. (With a square bracket too, three of 64,374 texts would lose a link more.)
_ENDED = (*STOPS, "»", ":")
_BELOW = ("known:photo credit", "known:picture")  # captions, which seldom end as sentences
_HALVES = tuple(before + word for before in " \n" for word in ("READ", "SEE", "WATCH"))
# "we are wrapping up our economic", and "coverage, click here for more" below it.
_FEWEST = 4
_RUNNING = re.compile(r"(?:\S+ ){7}\S*[a-zß-ÿ]\s?\Z")


def _may_run_on(line: str) -> bool:
    """Whether a line may be part of a sentence that is broken before it: it begins in small letters."""
    return line.lstrip()[:1].islower()


# "the company makes labels, forms,", and right below it "tags and tickets.", which is no list of tags.
_LAST_WORDS = re.compile(r"[ \t]*+[a-zß-ÿ][^\n]*[.!?][\"”’)]?[ \t]*")
_BROKEN = re.compile(r"(?:\S+ ){5}\S*[^\W_],?[ \t]?\n\Z")


def _ends_sentence(text: str, start: int, end: int) -> bool:
    """Whether a line that looks as furniture does is the end of a sentence that is broken before it."""
    return _LAST_WORDS.fullmatch(text, start, end) is not None and (
        _BROKEN.search(text, max(0, start - _REACH), start) is not None
    )


_WHOLE = 40  # characters of a line that is one of a text with its lines broken, if it ends without a stop
_ABOVE = -1
"""For where a line begins that is none because of the line above it, which may go."""


def _is_broken_above(text: str, start: int) -> bool:
    """Whether the line right above is one of a text with its lines broken: what begins here may be its last sentence's end."""
    above = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)].rstrip()
    return len(above) >= _WHOLE and not above.endswith((*_ENDED, "]", "*", "_", "-"))


def _goes_on(text: str, end: int) -> bool:
    """Whether the line that ends there is broken within a sentence: without it, the title's rest would be the article's."""
    behind = text[end + 1 : end + 40].lstrip(" \t")
    return behind[:1].islower()
