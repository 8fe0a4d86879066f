"""Furniture that any reader would know: "Login", "Share this article", "© 2024 ... All rights reserved".

Whole lines go, from the outside in: a line is looked at while every line outside it was furniture or empty. Inside the
article only what can be nothing else goes: an advertisement's label, share bars, "Read more: ...". A phrase (one of
rules/phrases.txt) fits a line when it is the whole line, folded, and so does a rule (`rules`): "Share prices fell" and
"Login details were stolen" are never touched. A label glued behind the last sentence goes too, and so does all that stands
around the article where a text is a whole page's (`page`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from tasks.edits import Edit, Splicer, cut
from tasks.furniture.folding import fold
from tasks.furniture.glance import (
    ANYTHING,
    GLUED,
    GLUED_INSIDE,
    LIST,
    LISTED,
    NOTICES,
    PAGE,
    TITLES,
    UNDER,
    WIDGETS,
    Glance,
    Looker,
)
from tasks.furniture.glued import PRINTED, has_glued, strip_glued, strip_glued_inside
from tasks.furniture.lines import Rule, bare, behind, every_line, strip_told
from tasks.furniture.lists import is_list_heading, strip_list
from tasks.furniture.notices import LEAD, MARKS, OPENERS, strip_lead, strip_notices, strip_under_title
from tasks.furniture.page import strip_page
from tasks.furniture.prose import CUES, CUES_INSIDE, STOPS
from tasks.furniture.rules.english.navigation import SITE_WORD
from tasks.furniture.ruling import REMEMBERED, phrases, rule_name, rules_of
from tasks.furniture.verdicts import Verdicts
from tasks.furniture.widgets import END_MARKS, WORDS, strip_widgets

if TYPE_CHECKING:
    from tasks.repair import Context

_ROUNDS = 8
_LABEL = re.compile(SITE_WORD, re.IGNORECASE)


def strip_known(text: str, context: Context) -> tuple[str, list[Edit]]:
    """Rules: `known:PHRASE`, `known:RULE`, `setting:PHRASE`, `page:PLACE`. A line goes with its line end.

    >>> from tasks.repair import Context
    >>> strip_known("Share\\n\\nShare prices fell.\\nLogin", Context())[0]
    'Share prices fell.'
    """
    return strip_known_many([text], context)[0]


def strip_known_many(texts: Sequence[str], context: Context) -> list[tuple[str, list[Edit]]]:
    """`strip_known` of each of `texts`; together they cost less."""
    rule = rules_of(context)
    if not context.furniture:
        return [_without_own(text, rule) if context.strip else (text, []) for text in texts]
    done = list(texts)
    edits: list[list[Edit]] = [[] for _ in done]
    going = list(range(len(done)))
    for i in going:
        if done[i].startswith(LEAD):
            done[i], edits[i] = strip_lead(done[i])
    # What is glued behind a line may hide that the line is furniture too; each round takes something away.
    for _ in range(_ROUNDS):
        if not going:
            break
        some = [done[i] for i in going]
        # Phrases of the settings are not those that a glance knows.
        looked = None if context.strip else _looker().look(some)
        again: set[int] = set()
        for at, text, found in _verdicts(context).judge(looked) if looked else ():  # most
            done[going[at]] = text
            edits[going[at]] += found
            if text[-1:] in END_MARKS:  # it stood before what is gone
                again.add(going[at])
        for at, glance in looked.glances() if looked else enumerate([ANYTHING] * len(some)):
            i = going[at]
            done[i], found, more = _round(done[i], rule, glance)
            edits[i] += found
            if more or (found and done[i][-1:] in END_MARKS):
                again.add(i)
        going = sorted(again)
    for i, text in enumerate(done):
        # Nothing but a script, or an object in JSON, is what there is, and may hold the article.
        if edits[i] and (not text or text.isspace()) and any(edit.rule == _SCRIPT for edit in edits[i]):
            done[i], edits[i] = texts[i], []
    return list(zip(done, edits, strict=True))


_SCRIPT = "known:script"


def _without_own(text: str, rule: Rule) -> tuple[str, list[Edit]]:
    """The text without the phrases of the settings, which go where nothing else does."""
    spans = ((start, end) for _, start, end, _, _ in every_line(text))
    named = ((start, end, rule(text[start:end], "body")) for start, end in spans)
    places = [(start, min(behind(text, start, end), len(text)), name) for start, end, name in named if name]
    return bare(*cut(text, "furniture", places)) if places else (text, [])


@lru_cache(64)
def _verdicts(context: Context) -> Verdicts:
    return Verdicts(rules_of(context))


@cache
def _looker() -> Looker:
    ends, inside = phrases()
    # A news API's article that is no longer there: "[Removed]".
    return Looker(
        ends | {"removed"}, inside | {"removed"}, CUES_INSIDE, CUES, OPENERS, MARKS, WORDS, END_MARKS, PRINTED
    )


def _round(text: str, rule: Rule, glance: Glance) -> tuple[str, list[Edit], bool]:
    """The text without furniture, the edits, and whether another round may find more."""
    text, lines, what, more = _without_lines(text, rule, glance)
    # Labels are no more than before, but lines may be longer.
    more = more or (bool(lines) and what & PAGE != 0 and bool(strip_page(text, _on_any_page, rule)[1]))
    text, ends = _without_ends(text, rule, what) if what & _ENDS else (text, [])
    return text, lines + ends, more or bool(ends)


def _without_lines(text: str, rule: Rule, glance: Glance) -> tuple[str, list[Edit], int, bool]:
    """The text without what stands around a page's article and without whole lines, the edits, what the text may hold now, and
    whether another round may find more.
    """
    if glance.what & WIDGETS:
        text, widgets = strip_widgets(text)
        if widgets:
            return text, widgets, 0, True
    if glance.what & PAGE:
        text, around = strip_page(text, _on_any_page, rule)
        if around:
            text, lines, what, _ = strip_told(text, rule, ANYTHING)
            return text, around + lines, what, True
    if glance.what & LISTED and (first := _first_heading(text, glance)) is not None:
        text, listed = strip_list(
            text, lambda line: rule(line, "tail") is not None, first, has_glued=lambda line: has_glued(line, rule)
        )
        if listed:
            return text, listed, 0, True
    return strip_told(text, rule, glance)


def _first_heading(text: str, glance: Glance) -> int | None:
    """Where the first line stands that may be the heading of a list of other articles."""
    lines = every_line(text) if glance.lines is None else glance.lines
    return next((start for _, start, end, where, _ in lines if where & LIST and is_list_heading(text[start:end])), None)


_ENDS = TITLES | UNDER | NOTICES | GLUED | GLUED_INSIDE


def _without_ends(text: str, rule: Rule, what: int) -> tuple[str, list[Edit]]:
    """The text without what may stand below its headline and behind its article, and the edits."""
    text, titles = _strip_titles(text) if what & TITLES else (text, [])
    text, under = strip_under_title(text, rule) if what & UNDER or titles else (text, [])
    text, notices = strip_notices(text) if what & NOTICES or titles or under else (text, [])
    edits = [*titles, *under, *notices]
    text, inside = strip_glued_inside(text, rule) if what & GLUED_INSIDE or edits else (text, [])
    edits += inside
    text, glued = strip_glued(text, rule) if what & GLUED or edits else (text, [])
    edits += glued
    return text, edits


# Other rules fit lines of reports too: a live ticker has time stamps, links and tweets.
_ON_ANY_PAGE = {
    f"known:{name}" for name in ("copyright", "cookies", "newsletter", "share", "navigation", "subscribers")
}

_IN_REPORTS = frozenset(
    "next previous also read see watch listen related more view show learn continue top close comments".split()
)


@lru_cache(REMEMBERED)  # pages of one site have the same labels, and each round asks again
def _on_any_page(line: str) -> bool:
    if _LABEL.fullmatch(line):
        return True
    folded = fold(line)
    if folded in phrases()[0]:
        return folded not in phrases()[1] and folded.partition(" ")[0] not in _IN_REPORTS
    return rule_name(line, "tail") in _ON_ANY_PAGE


# Related stories: a list of titles that ends the text. In 39,758 news articles three to twelve such lines stood last in
# 6; all were related stories. Lists of an article's own have longer items, with brackets, dashes, and more colons.
_TITLE = re.compile(r"\s*[-•*–·] ?(?:(?![-–] )[^\s(\[]++\s*+){3,24}")
_STOPPED = re.compile(r"[.!?;:,][\"'”’)]*\s*\Z")
_MOST_TITLES = 12
_TITLE_WORDS = 6  # on average
_FEW_TITLES = 5
# What an article's last words end with. (`STOPS` alone is for lines of which some are headings: "Related »".)
_ENDED = (*STOPS, "»", "]", "。")


def _strip_titles(text: str) -> tuple[str, list[Edit]]:
    """Take a list of titles off the end of `text`; a short one below a line that is no sentence, but announces it, is the
    article's own.
    """
    splicer = Splicer(text, "furniture")
    at = _titles_from(text)
    if at and (text[:at].rstrip().endswith(_ENDED) or text[at:].strip().count("\n") >= _FEW_TITLES):
        splicer.replace(at, len(text), "", "known:titles")
    return splicer.done()


def _titles_from(text: str) -> int:
    """Where the list of titles begins that ends `text`, or 0. Some have their first words of text with them."""
    last = text[text.rfind("\n") + 1 :]
    if last and not last.isspace() and not _TITLE.fullmatch(last):
        return 0  # most texts
    at = len(text)
    found: list[str] = []
    for line in reversed(text.split("\n")):
        if line and not line.isspace():
            if len(found) > _MOST_TITLES or not _TITLE.fullmatch(line):
                break
            found.append(line)
        at -= len(line) + 1
    if not 3 <= len(found) <= _MOST_TITLES or _STOPPED.search(found[0]):
        return 0
    running = sum(_STOPPED.search(line) is None for line in found)
    # "- Leave pets at home" is short; titles that are, or have colons, are written as such.
    short = sum(len(line.split()) - 1 for line in found) < _TITLE_WORDS * len(found)
    colons = 3 * sum(":" in line for line in found) > len(found)
    as_titles = sum(map(_is_title_case, found)) > 0.6 * len(found)
    if running < 0.6 * len(found) or ((short or colons) and not as_titles):
        return 0
    return max(at, 0)


def _is_title_case(line: str) -> bool:
    """Whether most longer words behind the first begin with a capital letter: "Keck Observatory: Twin Telescopes on Mauna Kea"."""
    words = [word for word in line.split()[2:] if len(word) > 3 and word[0].isalpha()]
    return len(words) > 1 and sum(word[0].isupper() for word in words) >= 0.7 * len(words)
