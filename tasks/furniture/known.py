"""Furniture that any reader would know: "Login", "Share this article", "© 2024 ... All rights reserved".

Whole lines go, from the outside in: a line is looked at while every line outside it was furniture or empty. Inside the
article only what can be nothing else goes: an advertisement's label, share bars, "Read more: ...". A phrase (one of
`phrases.txt`) fits a line when it is the whole line, folded, and so does a rule (`rules`): "Share prices fell" and "Login
details were stolen" are never touched. A label glued behind the last sentence goes too, and so does all that stands
around the article where a text is a whole page's (`page`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from tasks.edits import Edit, Splicer
from tasks.furniture.notices import strip_notices, strip_under_title
from tasks.furniture.page import strip_page
from tasks.furniture.rules import SITE_WORD, Place, matcher

if TYPE_CHECKING:
    from tasks.repair import Context

# White space of every kind, and signs: a line is the same whatever stands around its words.
STRIPPED = "".join(filter(str.isspace, map(chr, range(0x3001)))) + ".,:;!…·•|>›»«‹<*-–—_=+#()[]\"'“”‘’▼▲►→←"
_LONGEST = 500
# The longest line of the body that a rule takes; the longest phrase has 60 characters.
_LONGEST_INSIDE = 200
_ROUNDS = 8
_DASHES = 12
# What a news API puts where it cuts a text: "... with some of th… [+5807 chars]".
_CUT = re.compile(r"[ \t]*\[\+\d{1,7} chars?\]\s*\Z")
# "...he said. Login": what stands behind the last sentence end.
_BEHIND = re.compile(r"(?<=[.!?…\"”’)])[ \t]+(?=[^\s.!?…]|\.\.\.)")
_GLUED = 160
_LABEL = re.compile(SITE_WORD, re.IGNORECASE)


@cache
def _phrases() -> tuple[frozenset[str], frozenset[str]]:
    """The phrases of `phrases.txt`: those for the ends of a text, and those that go wherever they stand."""
    ends, _, inside = files("tasks.furniture").joinpath("phrases.txt").read_text("utf-8").partition("[inside]")
    return _lines(ends) | _lines(inside), _lines(inside)


def _lines(part: str) -> frozenset[str]:
    return frozenset(line.partition("\t")[0] for line in part.splitlines() if line and not line.startswith("#"))


def fold(line: str) -> str:
    """A line as phrases are compared: lower case, straight apostrophes, single spaces, no punctuation at the ends."""
    return " ".join(line.strip(STRIPPED).replace("’", "'").lower().split())


def rule_of(line: str, context: Context, place: Place) -> str | None:
    """The rule by which a whole line is furniture at a place, or None."""
    if len(line) > (_LONGEST_INSIDE if place == "body" else _LONGEST):
        return None
    if place == "body":
        if line[-1:] in _STOPS and (len(line) > _LONGEST_SENTENCE or _is_prose(line)):
            return None
    elif _is_plain(line) and not context.strip:
        return None
    folded = fold(line)
    if not folded or folded in context.keep:
        return None
    if folded in _phrases()[place == "body"] and line.lstrip()[0] not in _QUOTES:
        return f"known:{folded}"
    if place != "body" and folded in context.strip:
        return f"setting:{folded}"
    return _rule(line, place)


# Inside an article a line that ends as a sentence is furniture only when it is short and has a word that begins so: told
# by the first five letters of its words, at a tenth of the price of the rules.
_INVITING = frozenset(
    "click clicc klick cliqu clic klik kliki sign log login subsc abonn suscr regis newsl nieuw nyhet bolet inbox mail email e-mai mailb cooki kakor follo folge folgt"
    " suive sígue sígan segui siga volg följ share shari app app. adver anzei werbu publi pubbl annon rekla javas brows photo image foto foto: bild getty conti artic"
    " artik membe faceb twitt insta youtu whats teleg stay thank liste watch read priva assin cadas conte consu strip skip top scrol loadi error".split()
)  # fmt: skip
# "No, thanks," is somebody's answer.
_QUOTES = frozenset("\"'“‘„”’")
_STOPS = frozenset('.!?…"”’)')
_LONGEST_SENTENCE = 140
_SHORTEST_PLAIN = 40
_PLAIN_STOPS = _STOPS - {")"}


def _is_prose(line: str) -> bool:
    return _INVITING.isdisjoint([word[:5] for word in line.lower().split()])


# At the ends of a text a long line that ends as a sentence is furniture only where it speaks of such things besides.
_FORMAL = _INVITING | frozenset(
    "copyr right reser recht alle droit derec dirit direi prawa rätti права views view opini state expre affil commi reven conse agree terms recap akism perso repub repri"
    " repos permi appea origi contr notic polic daten confi comme comen komme react repli respo thoug error mista typo corre spot write reach send sourc quell fuent fonte"
    " tags filed topic categ (c) ©copy © spons prese power mater like relat read: also visit enter provi tap illus more: recev jetzt iscri meld"
    " schri prenu zapis inscr apúnt headl lates break recib receb ligue devin lees leggi leia läs lesen lea lee leer czyta zobac voir lire"
    " veja vedi saiba mehr stand stand: tags: updat poste windo docum".split()
)  # fmt: skip


def _is_plain(line: str) -> bool:
    """Whether a line at an end of a text is a sentence that no rule can fit; at a tenth of the price of the rules."""
    if len(line) <= _SHORTEST_PLAIN or line[-1:] not in _PLAIN_STOPS or "@" in line or "©" in line:
        return False
    return _FORMAL.isdisjoint([word[:5] for word in line.lower().split()])


def _rule(line: str, place: Place) -> str | None:
    line = line.strip()
    if line.lower() == "[removed]":  # a news API's article that is no longer there
        return "known:removed"
    name = matcher(place)(line.strip(" \t\xa0*•-–—[]()>").rstrip(".!… "))
    return f"known:{name}" if name else None


def strip_known(text: str, context: Context) -> tuple[str, list[Edit]]:
    """Rules: `known:PHRASE`, `known:RULE`, `setting:PHRASE`, `page:PLACE`. A line goes with its line end.

    >>> from tasks.repair import Context
    >>> strip_known("Share\\n\\nShare prices fell.\\nLogin", Context())[0]
    'Share prices fell.'
    """
    edits: list[Edit] = []
    if not context.furniture:
        return text, edits

    def rule(line: str, place: Place) -> str | None:
        return rule_of(line, context, place)

    # What is glued behind a line may hide that the line is furniture too; each round takes something away.
    for _ in range(_ROUNDS):
        before = text
        text, around = strip_page(text, _on_any_page)
        text, lines = strip_lines(text, rule)
        text, titles = _strip_titles(text)
        text, under = strip_under_title(text, rule)
        text, notices = strip_notices(text)
        text, glued = _strip_glued(text, context)
        more = titles + under + notices + glued
        edits += around + lines + more
        # Lines that went may leave what is plainly a page now.
        if text == before or not (around or more or (lines and strip_page(text, _on_any_page)[1])):
            break
    return text, edits


# Other rules fit lines of reports too: a live ticker has time stamps, links and tweets.
_ON_ANY_PAGE = {
    f"known:{name}" for name in ("copyright", "cookies", "newsletter", "share", "navigation", "subscribers")
}

_IN_REPORTS = frozenset(
    "next previous also read see watch listen related more view show learn continue top close comments".split()
)


def _on_any_page(line: str) -> bool:
    if _LABEL.fullmatch(line):
        return True
    folded = fold(line)
    if folded in _phrases()[0]:
        return folded not in _phrases()[1] and folded.partition(" ")[0] not in _IN_REPORTS
    return _rule(line, "tail") in _ON_ANY_PAGE


def strip_lines(text: str, rule: Callable[[str, Place], str | None]) -> tuple[str, list[Edit]]:
    """Take lines out of `text`: from both ends while `rule` names one for the line there, elsewhere where it does for the body."""
    lines = text.split("\n")
    # A rule of dashes or stars is no line of its own: furniture may stand on either side of it.
    filled = [i for i, line in enumerate(lines) if len(line) > _DASHES or any(map(str.isalnum, line))]
    doomed: dict[int, str] = {}
    last = len(filled)
    while last and (name := rule(lines[filled[last - 1]], "tail")):
        last -= 1
        doomed[filled[last]] = name
    first = 0
    while first < last and (name := rule(lines[filled[first]], "head")):
        doomed[filled[first]] = name
        first += 1
    inner = filled[first:last]
    if not inner and doomed:
        return "", [Edit("furniture", doomed[filled[0]], 0, text, "")]
    doomed |= {i: name for i in inner if (name := rule(lines[i], "body"))}
    if not doomed:
        return text, []
    final = max((i for i in inner if i not in doomed), default=-1)
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


# Related stories: a list of titles that ends the text. In 39,758 news articles three to twelve such lines stood last in
# 5; all were related stories. Lists of an article's own have longer items, with brackets, dashes, and more colons.
_TITLE = re.compile(r"\s*[-•*–·] ?(?:(?![-–] )[^\s(\[]++\s*+){3,24}")
_STOPPED = re.compile(r"[.!?;:,][\"'”’)]*\s*\Z")
_MOST_TITLES = 12


def _strip_titles(text: str) -> tuple[str, list[Edit]]:
    """Take a list of titles off the end of `text`; one that a line with a colon announces is the article's own."""
    splicer = Splicer(text, "furniture")
    if (at := _titles_from(text)) and text[:at].rstrip()[-1:] not in (":", ""):
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
    colons = sum(":" in line for line in found)
    if running < 0.6 * len(found) or (
        3 * colons > len(found) and not sum(map(_is_title_case, found)) > 0.6 * len(found)
    ):
        return 0
    return max(at, 0)


def _is_title_case(line: str) -> bool:
    """Whether most longer words behind the first begin with a capital letter: "Keck Observatory: Twin Telescopes on Mauna Kea"."""
    words = [word for word in line.split()[2:] if len(word) > 3 and word[0].isalpha()]
    return len(words) > 1 and sum(word[0].isupper() for word in words) >= 0.7 * len(words)


def _strip_glued(text: str, context: Context) -> tuple[str, list[Edit]]:
    splicer = Splicer(text, "furniture")
    if match := _CUT.search(text, max(0, len(text) - 40)):
        splicer.replace(*match.span(), "", "known:cut mark")
        return splicer.done()
    start = max(text.rfind("\n") + 1, len(text) - _GLUED)
    for match in _BEHIND.finditer(text, start):
        # From the longest on: "...he said. Already a subscriber? Log in".
        if rule := rule_of(text[match.end() :], context, "body") or _glued_label(text[match.end() :], context):
            splicer.replace(match.start(), len(text), "", rule)
            break
    return splicer.done()


def _glued_label(words: str, context: Context) -> str | None:
    """A label of the tail may stand behind a sentence where it ends without a stop, as no sentence of the article does."""
    return None if words.rstrip()[-1:] in '.!?…"”’)' else rule_of(words, context, "tail")
