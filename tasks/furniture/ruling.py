"""Which rule takes one line, at a place: a phrase, a rule, its wording; and when what is around such words in it is the article's."""

from __future__ import annotations

import re
from functools import cache, lru_cache, partial
from math import inf
from typing import TYPE_CHECKING

from tasks.furniture.folding import fold
from tasks.furniture.glued import CUT, gaps, parts_of
from tasks.furniture.lines import Rule
from tasks.furniture.listed import listed
from tasks.furniture.matcher import matcher
from tasks.furniture.prose import (
    ends_as_sentence,
    is_headline,
    is_outcome,
    is_prose_at_ends,
    is_prose_inside,
    is_sentence,
    is_told,
)
from tasks.furniture.rule import Place
from tasks.furniture.whose import asks_readers, is_articles_own
from tasks.furniture.wording import WORDED, by_words, may_go, scores

if TYPE_CHECKING:
    from tasks.repair import Context

_LONGEST = 500


@cache
def phrases() -> tuple[frozenset[str], frozenset[str]]:
    """The phrases for the ends of a text, and those that go wherever they stand."""
    return listed("phrases.txt")


# "No, thanks," is somebody's answer.
_QUOTES = frozenset("\"'“‘„”’")
# Furniture stands in article after article, and other lines are asked about again when another step changed their text.
REMEMBERED = 1 << 13
"""Lines of which is remembered what was said."""


@lru_cache(64)
def rules_of(context: Context) -> Rule:
    """What names the rule by which a whole line is furniture at a place, or None."""
    remembered = lru_cache(REMEMBERED)(partial(_rule_of, context))
    return lambda line, place: remembered(line, place) if len(line) <= _LONGEST else None


def _rule_of(context: Context, line: str, place: Place) -> str | None:
    if context.strip and (folded := fold(line)) in context.strip:  # wherever it stands: that is what one has asked for
        return None if folded in context.keep else f"setting:{folded}"
    if not context.furniture:
        return None
    name = _known(context, line, place)
    return _worded(line, place, context) if name is None else name or None


_OWN_LINE = ""


def _known(context: Context, line: str, place: Place) -> str | None:
    """What phrases and rules say of a line: None, and its wording may tell, or that it is the article's own, whatever that tells."""
    if is_prose_inside(line) if place == "body" else is_prose_at_ends(line):
        return None
    folded = fold(line)
    if not folded or folded in context.keep:
        return _OWN_LINE
    if folded in phrases()[place == "body"] and line.lstrip()[0] not in _QUOTES and line.count("(") == line.count(")"):
        return f"known:{folded}"
    name = rule_name(line, place)
    if name == _CAPTION and any(_RIGHTS.search(line, begins) for _, begins in gaps(line)):
        return _OWN_LINE  # "... for three weeks. © RIPRODUZIONE RISERVATA"
    if name is None or (place == "head" and _runs_on(line)):
        return None
    if name == _CAPTION and _NO_CAPTION.match(line):
        return _OWN_LINE
    if place == "tail" or name not in _CAPTIONS:
        return _OWN_LINE if _leads_in(line, short=name not in _CAPTIONS) else name
    return name


def _worded(line: str, place: Place, context: Context) -> str | None:
    """What no phrase and no rule knows may be worded as furniture is."""
    line = line.strip()
    if not context.wording or not may_go(line, place):
        return None
    # Somebody's words, what comes of something, rows of tables and what a line broken above goes on with are the article's.
    if is_told(line) or is_headline(line) or is_outcome(line) or line.endswith(_QUOTED):
        return None
    if line.count("|") > 1 or _GOES_ON.match(line):
        return None
    if len(parts := parts_of(line)) > 1 and not _may_go_together(parts, place, context):
        return None
    if not _may_begin(line, context):
        return None
    # So are credits, corrections, steps to take and appeals of the police.
    own = is_articles_own(line) or _OWN.search(line) or fold(line) in context.keep
    return None if own else WORDED


def _may_go_together(parts: list[str], place: Place, context: Context) -> bool:
    """Whether each part is furniture, but for what answers a question to readers."""
    asked = False
    for part in parts:
        asks = part.endswith("?")
        if not (asks_readers(part) if asks else asked or _rule_of(context, part, place)):
            return False
        asked = asks
    return True


def _may_begin(line: str, context: Context) -> bool:
    """Whether what a line begins with may go with the rest: what a rule knows behind it, would go without it."""
    ends: list[int] = []
    for end, begins in gaps(line):
        ends.append(end)
        if _known(context, line[begins:], "tail"):
            return all(_may_stand_before_known(line[:some]) for some in {ends[0], end})
    first = _SHORT_FIRST.match(line)
    return first is None or first[1].endswith("?") or by_words(first[1]) >= _LEAST_OF_FIRST


def _may_stand_before_known(words: str) -> bool:
    if words.endswith("?"):
        return asks_readers(words)
    told = scores([words]).item()
    return told >= _LEAST_BEFORE_KNOWN if told > -inf else by_words(words) >= _LEAST_OF_TWO_WORDS


# "Nobody was hurt. Sign up for our newsletter", "Stay informed. Sign up ..."; no initials, "Write to Ann B. Lee".
_SHORT_FIRST = re.compile(
    r"((?![\"“‘])(?:[^\s.!?]+ ){0,4}(?:[a-zß-ÿ’']{2,}[ \xa0\u202f]?(?:\.\.\.|[.?…])|(?:[A-Z]\.){2,})[\"”’)]*) +(?=[A-ZÀ-Þ\"“‘(])"
)
_LEAST_OF_FIRST, _LEAST_BESIDE_KNOWN, _LEAST_BEFORE_KNOWN, _LEAST_OF_TWO_WORDS = -0.6, 0.5, -0.5, 0.9
_QUOTED = ('"', "”", "»")
_GOES_ON = re.compile(r"[:;,]|[a-zß-ÿ](?!\S*[./@])")
_OWN = re.compile(
    r"\b(?:correct(?:s|ed|ions?)?|misstated|misspelled|clarif\w+)\b|\b(?:police|sheriff|detectives?|crime ?stoppers)\b|\? (?:asked|wondered)\b"
    r"|(?:\b(?:choose|click|press|select|tap)\b(?! here\b).*){2}",
    re.IGNORECASE,
)


# What is told of a film or a picture above its article, or inside it, is a sentence too, of that.
_CAPTION = "known:photo caption"
_CAPTIONS = frozenset(("known:picture", "known:player", _CAPTION))
_RIGHTS = re.compile(r"\b(?:reserv|riservat|vorbehalten|voorbehouden|zastrzeżon)", re.IGNORECASE)
# "It's full until October. Photo by Ann Lee": captions name what they show.
_NO_CAPTION = re.compile(r"(?:It|He|She|They|We|I|Nobody|There)\b(?:[^\s.!?]* ){1,6}[^\s.!?]+[.!]")


# "We may earn a commission. See our policy.Happy June, readers! The season is ...": a snippet without its line ends.
_LAST_SENTENCE = re.compile(r"[.!?][\"”’)]*\s*(?=[A-ZÀ-Þ“‘\"])")


def _runs_on(line: str) -> bool:
    """Whether a line that begins as furniture ends as an article: rules leave room for more furniture, not for that."""
    line = CUT.sub("", line)
    ends = [match.end() for match in _LAST_SENTENCE.finditer(line)]
    return bool(ends) and is_prose_at_ends(line[ends[-1] :].rstrip())


def _leads_in(line: str, short: bool) -> bool:
    """Whether a line that ends as furniture begins as an article: "The mayor resigned after the vote. Donate now"; with a `short`
    sentence, too, as captions do.
    """
    first = _LAST_SENTENCE.search(line)
    # In square brackets the house speaks: "[Get the best of us, every weekend. Sign up for our newsletter.]"
    if (
        first is None
        or "?" in first[0]
        or line.lstrip().startswith("[")
        or not (is_prose_at_ends(sentence := line[: first.end()].rstrip()) or (short and _is_short_prose(sentence)))
    ):
        return False
    return rule_name(sentence, "tail") is None


def _is_short_prose(sentence: str) -> bool:
    """Whether a short sentence, "The town waited.", has no words of furniture, as "Stay informed." has."""
    short = _SHORT_FIRST.match(f"{sentence} A")
    return short is not None and " " in sentence and by_words(sentence) < _LEAST_BESIDE_KNOWN


_BEGINS_IN_BRACKETS = re.compile(r"\((?:[^()]|\([^()]*+\))*+\)\W*\w|\[[^\[\]]*+\]\W*\w")


def rule_name(line: str, place: Place) -> str | None:
    """The name of the rule whose words a line has, whatever else speaks against it; of a sentence that tells what somebody said, none."""
    line = line.strip()
    if line.lower() == "[removed]":  # a news API's article that is no longer there
        return "known:removed"
    name = matcher(place)(line.strip(" \t\xa0*•-–—[]()>").rstrip(".!… "))
    if name == "related link" and _BEGINS_IN_BRACKETS.match(line):
        return None  # "(NASDAQ:QUAY) today unveiled its next ferry"
    return f"known:{name}" if name and (name in _LEGAL or not _is_told(line, name)) else None


_LEGAL = frozenset(("disclaimer", "republished", "personal use"))


# What they ask of readers, a headline may ask of anybody.
_ASKING = frozenset(("login", "subscribers", "newsletter", "notifications", "comments", "contact", "support", "follow"))


_LABELS = frozenset(("photo credit", "source", "tags", "more from"))
_INVITING = frozenset(("click", "follow", "read more", "comments", "subscribers", "navigation", "player"))


def _is_told(line: str, name: str) -> bool:
    if name == "related link":
        return ends_as_sentence(line)
    if name in _LABELS and is_sentence(line, name):
        return True
    return is_told(line) or (name in _ASKING and is_headline(line)) or (name in _INVITING and is_outcome(line))
