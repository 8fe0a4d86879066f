"""Whole lines out of a text: from both ends while they are furniture, and those inside that can be nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tasks.edits import Edit, Splicer
from tasks.furniture.glance import ANYTHING, HEAD, INSIDE, TAIL, Glance
from tasks.furniture.rules import Place

_DASHES = 12


def strip_lines(
    text: str, rule: Callable[[str, Place], str | None], glance: Glance = ANYTHING
) -> tuple[str, list[Edit]]:
    """Take lines out of `text`: from both ends while `rule` names one for the line there, elsewhere where it does for the body.

    Only lines that may be furniture at a glance are asked about.
    """
    if glance.lines == {}:
        return text, []
    lines = text.split("\n")
    doomed = _doomed_of_all(lines, rule) if glance.lines is None else _doomed(lines, rule, glance)
    if not doomed:
        return text, []
    final = next((i for i in range(len(lines) - 1, -1, -1) if i not in doomed and _is_filled(lines[i])), -1)
    if final < 0:
        return "", [Edit("furniture", doomed[min(doomed)], 0, text, "")]
    splicer = Splicer(text, "furniture")
    start = 0
    for i, line in enumerate(lines):
        end = start + len(line)
        if i in doomed:
            # Before the article's last line a line's own end goes with it, behind it the end of the line before.
            splicer.replace(*((start - 1, end) if i > final > -1 else (start, min(end + 1, len(text)))), "", doomed[i])
        start = end + 1
    text, edits = splicer.done()
    body = text.strip()
    if body != text:  # empty lines that stood between furniture and article are furniture's
        around = Splicer(text, "furniture")
        at = text.index(body)
        around.replace(0, at, "", "empty lines")
        around.replace(at + len(body), len(text), "", "empty lines")
        text, more = around.done()
        edits += more
    return text, edits


def _is_filled(line: str) -> bool:
    """A rule of dashes or stars is no line of its own: furniture may stand on either side of it."""
    return len(line.strip()) > _DASHES or any(map(str.isalnum, line))


def _doomed_of_all(lines: Sequence[str], rule: Callable[[str, Place], str | None]) -> dict[int, str]:
    """The lines that are furniture, by number, and why."""
    filled = [i for i, line in enumerate(lines) if _is_filled(line)]
    doomed: dict[int, str] = {}
    last = len(filled)
    while last and (name := rule(lines[filled[last - 1]], "tail")):
        last -= 1
        doomed[filled[last]] = name
    first = 0
    while first < last and (name := rule(lines[filled[first]], "head")):
        doomed[filled[first]] = name
        first += 1
    return doomed | {i: name for i in filled[first:last] if (name := rule(lines[i], "body"))}


def _doomed(lines: Sequence[str], rule: Callable[[str, Place], str | None], glance: Glance) -> dict[int, str]:
    """The same, where it is known which lines may be."""
    doomed: dict[int, str] = {}
    told = list((glance.lines or {}).items())
    last = len(told)
    while last and told[last - 1][1] & TAIL and (name := rule(lines[told[last - 1][0]], "tail")):
        last -= 1
        doomed[told[last][0]] = name
    first = 0
    while first < last and told[first][1] & HEAD and (name := rule(lines[told[first][0]], "head")):
        doomed[told[first][0]] = name
        first += 1
    for i, where in told[first:last]:
        if where & INSIDE and (name := rule(lines[i], "body")):
            doomed[i] = name
    return doomed
