"""Furniture that any reader would know: "Login", "Share this article", "© 2024 ... All rights reserved".

Only whole lines go, from the outside in: a line is looked at while every line outside it was furniture or empty.
Inside the article only the phrases that interrupt (an advertisement's label) go. A phrase fits a line when it is the
whole line, folded: so "Share prices fell" and "Login details were stolen" are never touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from tasks.edits import Edit, Splicer

if TYPE_CHECKING:
    from tasks.repair import Context

_SITE_WORD = (
    r"home|news|world|uk|us|usa|politics|business|sports?|opinion|weather|culture|arts?|books|film|music|tv|tech|technology"
    r"|science|health|travel|lifestyle|style|food|video|videos|money|entertainment|local|national|international|login|log in"
    r"|sign in|sign up|register|subscribe|search|menu|more|contact|contact us|about|about us|jobs|help|shop|account|live|latest|podcasts"
    r"|privacy|privacy policy|terms|terms of use|cookies|cookie policy|advertise|share|facebook|twitter|email|print|whatsapp|linkedin|instagram|youtube|rss"
)
_PATTERNS = (
    ("copyright", r"(?:copyright )?(?:©|\(c\)) ?(?:copyright )?(?:(?:19|20)\d\d.{0,120}|.{1,80}\b(?:19|20)\d\d\b.{0,80})"),
    ("copyright", r"copyright,? (?:19|20)\d\d\b.{0,50}"),
    ("copyright", r".{0,80}\ball rights reserved\W*(?:this material may not be .{0,120})?"),
    ("navigation", rf"(?:{_SITE_WORD})(?:\s*[|>›»/·•]\s*(?:{_SITE_WORD}))+"),
    ("more from", r"more from [\w&'’. -]{2,40}"),
    ("more from", r"(?:read more|see more|more):? (?:from|on|about) [\w&'’. -]{2,40}"),
    ("cookies", r"(?:we|this (?:web)?site|our (?:web)?site)\b[^.]{0,60}\b(?:use|uses|using|set|sets|store)\b[^.]{0,60}\bcookies\b.{0,200}"),
    ("cookies", r"by (?:continuing|using|browsing|clicking|visiting)\b[^.]{0,120}\bcookies?\b.{0,200}"),
    ("newsletter", r"(?:sign up|subscribe|register) (?:for|to|here for) (?:our|the|your) [^.]{0,60}(?:newsletters?|briefing|email|emails|alerts|updates)\b.{0,60}"),
    ("newsletter", r"get (?:our|the) [^.]{0,60}(?:in|to|straight to|delivered to) your inbox.{0,40}"),
    ("click", r"click here (?:to|for) .{2,80}"),
    ("share", r"share (?:this )?(?:on|via|with|to) (?:facebook|twitter|x|email|whatsapp|linkedin|reddit|pinterest)(?:[ ,|/]+(?:(?:share )?(?:on|via) )?(?:facebook|twitter|x|email|whatsapp|linkedin|reddit|pinterest))*"),
    ("share", r"(?:facebook|twitter|x|email|e-mail|whatsapp|linkedin|reddit|pinterest|print|share|tweet|instagram|youtube)(?:[ ,|/]+(?:facebook|twitter|email|e-mail|whatsapp|linkedin|reddit|pinterest|print|share|tweet|instagram|youtube|copy link)){1,9}"),
    ("follow", r"follow (?:us|[\w ]{2,30}) on (?:facebook|twitter|instagram|x|linkedin|youtube|telegram|google news).{0,60}"),
    ("comments", r"\d{1,6} (?:comments?|shares?|views?|likes?)"),
    ("comments", r"(?:comments?|shares?) ?\(\d{1,6}\)"),
    ("removed", r"\[removed\]"),
)  # fmt: skip
_PATTERN = re.compile("|".join(f"(?P<r{i}>{body})" for i, (_, body) in enumerate(_PATTERNS)), re.IGNORECASE)
_STRIPPED = " \t\r\f\v\xa0.,:;!…·•|>›»«‹<*-–—_=+#()[]\"'“”‘’▼▲►→←"
_LONGEST = 300
_ROUNDS = 8
# What a news API puts where it cuts a text: "... with some of th… [+5807 chars]".
_CUT = re.compile(r"[ \t]*\[\+\d{1,7} chars?\]\s*\Z")
# "...he said. Login": a label glued behind the last sentence.
_GLUED = re.compile(
    r"(?<=[.!?…\"”’)])[ \t]+(?:Login|Log in|Sign in|Advertisement|Share this article|Read more)[ \t]*\Z"
)


@cache
def _phrases() -> tuple[frozenset[str], frozenset[str]]:
    """The phrases of `phrases.txt`: those for the ends of a text, and those that go wherever they stand."""
    ends, _, inside = files("tasks.furniture").joinpath("phrases.txt").read_text("utf-8").partition("[inside]")
    return _lines(ends) | _lines(inside), _lines(inside)


def _lines(part: str) -> frozenset[str]:
    return frozenset(line for line in part.splitlines() if line and not line.startswith("#"))


def fold(line: str) -> str:
    """A line as phrases are compared: lower case, straight apostrophes, single spaces, no punctuation at the ends."""
    return " ".join(line.strip(_STRIPPED).replace("’", "'").lower().split())


def rule_of(line: str, context: Context) -> str | None:
    """The rule by which a whole line is furniture at the head or tail of a text, or None."""
    if len(line) > _LONGEST:
        return None
    folded = fold(line)
    if folded in context.keep:
        return None
    if folded in _phrases()[0]:
        return f"known:{folded}"
    if folded in context.strip:
        return f"setting:{folded}"
    match = _PATTERN.fullmatch(line.strip())
    return f"known:{_PATTERNS[int((match.lastgroup or 'r0')[1:])][0]}" if match else None


def strip_known(text: str, context: Context) -> tuple[str, list[Edit]]:
    """Rules: `known:PHRASE`, `setting:PHRASE`. A line goes with the line end that joins it to the article.

    >>> from tasks.repair import Context
    >>> strip_known("Share\\n\\nShare prices fell.\\nLogin", Context())[0]
    'Share prices fell.'
    """
    edits: list[Edit] = []
    # What is glued behind a line may hide that the line is furniture too; each round takes something away.
    for _ in range(_ROUNDS):
        text, lines = strip_lines(
            text, lambda line, place: rule_of(line, context), lambda line: _body_rule(line, context)
        )
        text, glued = _strip_glued(text)
        edits += lines + glued
        if not glued:
            break
    return text, edits


def _body_rule(line: str, context: Context) -> str | None:
    if len(line) > 60:
        return None
    folded = fold(line)
    return f"known:{folded}" if folded in _phrases()[1] and folded not in context.keep else None


Place = Literal["head", "tail"]


def strip_lines(
    text: str, edge_rule: Callable[[str, Place], str | None], body_rule: Callable[[str], str | None] | None = None
) -> tuple[str, list[Edit]]:
    """Take lines out of `text`: from both ends while `edge_rule` names a rule for the line, elsewhere by `body_rule`."""
    lines = text.split("\n")
    filled = [i for i, line in enumerate(lines) if line and not line.isspace()]
    doomed: dict[int, str] = {}
    last = len(filled)
    while last and (rule := edge_rule(lines[filled[last - 1]], "tail")):
        last -= 1
        doomed[filled[last]] = rule
    first = 0
    while first < last and (rule := edge_rule(lines[filled[first]], "head")):
        doomed[filled[first]] = rule
        first += 1
    inner = filled[first:last]
    if not inner and doomed:
        return "", [Edit("furniture", doomed[filled[0]], 0, text, "")]
    if body_rule:
        doomed |= {i: rule for i in inner if (rule := body_rule(lines[i]))}
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


def _strip_glued(text: str) -> tuple[str, list[Edit]]:
    splicer = Splicer(text, "furniture")
    if match := _CUT.search(text, max(0, len(text) - 40)):
        splicer.replace(*match.span(), "", "known:cut mark")
        return splicer.done()
    if match := _GLUED.search(text, max(0, len(text) - 60)):
        splicer.replace(*match.span(), "", "known:" + fold(match.group()))
    return splicer.done()
