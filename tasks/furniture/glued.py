"""What is glued behind the last sentence of a text: "...he said. Already a subscriber? Log in"."""

from __future__ import annotations

import re

from tasks.edits import Edit, Splicer
from tasks.furniture.lines import Rule
from tasks.furniture.rule import Place
from tasks.furniture.stream import SHORTENED
from tasks.furniture.wording import WORDED, is_sure

# What a news API puts where it cuts a text: "... with some of th… [+5807 chars]".
CUT = re.compile(r"(?:\n…)?[ \t]*\[\+\d{1,7} chars?\]\s*\Z")
# "...he said. Login": what stands behind the last sentence end.
_BEHIND = re.compile(r"(?<=[.!?…\"”’)])[ \t]+(?=[^\s.!?…]|\.\.\.)")
_GLUED, _GLUED_WORDING, _LONGEST_SHORT = 160, 300, 12  # characters
_ASKED = re.compile(r" (?:Think|Know|Did|Do|If|Liked?|Enjoy(?:ed)?|Loved?|Found) [^.!?\n]{0,60}\?[ \t]*\Z")
_ASKED_LONGEST = 80
# All that stands before a label in its line: "Want more? Listen to ...".
_ASKS_FIRST = re.compile(r"\s*(?:[^\s.!?]+ ){0,5}[^\s.!?]+\?\s*")
# Behind an article's last words none can be told from the sentence before it.
_CREDITED = "known:photo caption"


def strip_glued(text: str, rule: Rule) -> tuple[str, list[Edit]]:
    """Take what is glued behind the last sentence off `text`, from the longest on: by rules for what stands inside a text, labels of
    its tail, and sentences that are worded as furniture.
    """
    splicer = Splicer(text, "furniture")
    if match := CUT.search(text, max(0, len(text) - 40)):
        splicer.replace(*match.span(), "", "known:cut mark")
        return splicer.done()
    start = max(text.rfind("\n") + 1, len(text) - _GLUED)
    for match in _BEHIND.finditer(text, start):
        # From the longest on: "...he said. Already a subscriber? Log in".
        words = text[match.end() :]
        if (name := _by_rules(rule, words, "body") or _glued_label(words, rule)) and name != _CREDITED:
            asked = _asked_before(text, start, match.start())
            begin = asked if _by_rules(rule, text[asked + 1 :], "body") else match.start()
            if start and text[start - 1] == "\n" and _ASKS_FIRST.fullmatch(text, start, match.start()):
                begin = len(text[:start].rstrip())
            splicer.replace(begin, len(text), "", name)
            return splicer.done()
    start = max(text.rfind("\n") + 1, len(text) - _GLUED_WORDING)
    for match in _BEHIND.finditer(text, start):
        if SHORTENED.search(text, max(0, match.start() - _LONGEST_SHORT), match.start()):
            continue
        if name := _glued_wording(text[match.end() :], rule):
            splicer.replace(_asked_before(text, start, match.start()), len(text), "", name)
            break
    return splicer.done()


def _asked_before(text: str, start: int, end: int) -> int:
    """Where what is asked right before `end` begins: "Think your friends would be interested? Share this story!", where no stop stands
    before it. `end`, if nothing is.
    """
    asked = _ASKED.search(text, max(start, end - _ASKED_LONGEST), end)
    return asked.start() if asked else end


def _glued_label(words: str, rule: Rule) -> str | None:
    """A label of the tail may stand behind a sentence where it ends without a stop, or calls out, as few sentences of articles do."""
    if words.rstrip()[-1:] in '.?…"”’)' or not (name := _by_rules(rule, words, "tail")):
        return None
    # Of several sentences the first ones may be the article's, and the label be found alone.
    several = _BEHIND.search(words)
    return None if several and not _by_rules(rule, words[: several.start()], "tail") else name


def _glued_wording(words: str, rule: Rule) -> str | None:
    """What names the rule by which sentences go that are surely worded as furniture, together, if each alone may go too."""
    if not is_sure(words):  # most
        return None
    name = rule(words, "tail")
    return name if name and all(rule(sentence, "tail") for sentence in _BEHIND.split(words)) else None


def _by_rules(rule: Rule, words: str, place: Place) -> str | None:
    """What names the rule: wording tells of lines, and what is glued to a sentence may be one."""
    name = rule(words, place)
    return None if name == WORDED else name
