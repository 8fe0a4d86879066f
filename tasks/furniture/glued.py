"""What is glued behind the last sentence of a text: "...he said. Already a subscriber? Log in"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tasks.edits import Edit, Splicer
from tasks.furniture.lines import Rule
from tasks.furniture.prose import JOINED
from tasks.furniture.rule import Place
from tasks.furniture.stream import SHORTENED
from tasks.furniture.whose import asks_readers
from tasks.furniture.wording import WORDED, by_words, is_own, is_sure

# What a news API puts where it cuts a text: "... with some of th… [+5807 chars]".
CUT = re.compile(r"(?:\n…)?[ \t]*\[\+\d{1,7} chars?\]\s*\Z")
# "...he said. Login": what stands behind the last sentence end, and the end itself; "...he said.Login", where a parser left no blank (but
# "Ann.Lee@..."). (By its first character a pattern is found faster than by what it looks back at.)
_END, _CLOSED = r"[.!?…\"”’)]", rf"{JOINED}(?![\w.+-]{{0,64}}@|[\w-]+\.[a-z]{{2,5}}\b)"
_BEHIND = re.compile(rf"{_END}(?:[ \t]+(?=[^\s.!?…»”’)\]]|\.\.\.)|{_CLOSED})")
_WITHOUT_BLANK = re.compile(_END + _CLOSED)
_ADDRESS = re.compile(r"[./@:](?!m[.])[^\s.]*[.][\"”’)]?\Z")  # "www.AnnLee." of "www.AnnLee.Example"; not "9 p.m."
_GLUED, _GLUED_WORDING, _LONGEST_SHORT = 160, 300, 12  # characters
# Inside a text, near the end of its line; nothing that goes on in small letters, or is signed ("— Ann Lee (@annlee) ...").
_BEHIND_INSIDE = re.compile(
    rf"{_END}(?:[ \t]+(?=[^\s.!?…»”’)\]a-zß-ÿ—–-][^\n]{{0,{_GLUED}}}\n)|{_CLOSED}(?=[^\n]{{0,{_GLUED}}}\n))"
)
_ASKED = re.compile(r" (?:Think|Know|Did|Do|If|Liked?|Enjoy(?:ed)?|Loved?|Found) [^.!?\n]{0,60}\?[ \t]*\Z")
_ASKED_LONGEST = 80
# "... he said. Notice something odd? Let our readers' editor know."
_QUESTION = re.compile(rf"{_END}([ \t]*[^.!?\n]{{6,60}}\?[ \t]*)\Z")
_LEAST_ASKED = 1.0
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
    for end, begins in gaps(text, start):
        # From the longest on: "...he said. Already a subscriber? Log in".
        words = text[begins:]
        if _closes_early(words):
            continue
        if (name := _by_rules(rule, words, "body") or _glued_label(words, rule)) and name != _CREDITED:
            asked = _asked_before(text, start, end)
            begin = asked if _by_rules(rule, text[asked + 1 :], "body") else end
            if (
                start
                and text[start - 1] == "\n"
                and _ASKS_FIRST.fullmatch(text, start, end)
                and asks_readers(text[start:end])
            ):
                begin = len(text[:start].rstrip())
            splicer.replace(begin, len(text), "", name)
            return splicer.done()
    start = max(text.rfind("\n") + 1, len(text) - _GLUED_WORDING)
    for end, begins in gaps(text, start):
        if SHORTENED.search(text, max(0, end - _LONGEST_SHORT), end):
            continue
        if name := _glued_wording(text[begins:], rule):
            splicer.replace(_asked_before(text, start, end), len(text), "", name)
            break
    return splicer.done()


def strip_glued_inside(text: str, rule: Rule) -> tuple[str, list[Edit]]:
    """Take what is glued behind sentences inside `text` off: "...he said.Share this article", and behind a blank, where a line ends
    without a stop, "...he said. (RELATED: Ferry runs aground)".
    """
    splicer = Splicer(text, "furniture")
    done = 0  # the end of the last line from which something went
    for stop, begins in _gaps(_BEHIND_INSIDE, text):
        end = text.find("\n", begins)
        if begins < done or stop <= end - _GLUED:
            continue
        words, without_blank = text[begins:end], begins == stop
        if words.rstrip().endswith(":" if without_blank else _STOPS):
            continue
        if name := _inside_label(words, rule, without_blank):
            done = end
            if not _GOES_ON.match(text, end + 1):
                splicer.replace(stop, end, "", name)
    return splicer.done()


def _inside_label(words: str, rule: Rule, without_blank: bool) -> str | None:
    """What names the rule by which words go that end a line inside a text."""
    # Behind a blank a credit stays as long as its caption does: "REUTERS/Ann Lee".
    if not without_blank and ("/" in words or _PICTURE.match(words)):
        return None
    if any(words.count(a) != words.count(b) for a, b in ("()", "[]")) or _closes_early(words):
        return None
    in_brackets = words[0] in "(["
    # (Two sentences that lost the blank between them are seldom the article's own where the second is worded so.)
    name = rule(words, "body") if without_blank else _by_rules(rule, words, "body")
    if not name and (in_brackets or without_blank):
        name = _by_rules(rule, words, "tail")
        # "(The Hill)" tells where somebody has something from.
        name = name if not in_brackets or name in _IN_BRACKETS else None
    if name == _CREDITED or (name == _RELATED and not in_brackets):
        return None
    return None if name == _CREDIT and not without_blank else name


def has_glued(line: str, rule: Rule) -> bool:
    """Whether a rule takes what stands behind a sentence of a line."""
    behind = (line[begins:] for end, begins in gaps(line) if not SHORTENED.search(line, 0, end))
    return any(_by_rules(rule, words, "tail") for words in behind)


def parts_of(line: str) -> list[str]:
    """What a parser may have glued to one line without a blank: "...he said.Share this article"."""
    ends = [end for end, _ in _gaps(_WITHOUT_BLANK, line)]
    return [line[start:end] for start, end in pairwise((0, *ends, len(line)))]


def gaps(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Where sentences end and others begin behind them, from `start` on."""
    return _gaps(_BEHIND, text, start)


def _gaps(behind: re.Pattern[str], text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Where something stands `behind` sentences, but in the middle of an address."""
    for match in behind.finditer(text, start):
        end, begins = match.start() + 1, match.end()
        if text[end - 1] in _CLOSING and text[begins].islower() and text[end - 2] not in _STOPPING:
            continue  # "Purge ‘Hate’ from the Web"
        if end < begins or not _ADDRESS.search(text, max(start, end - _LONGEST_ADDRESS), end):
            yield end, begins


_LONGEST_ADDRESS = 60
_CLOSING, _STOPPING = frozenset('"”’'), frozenset(".!?…")
_GOES_ON = re.compile(r"[ \t]*[a-zß-ÿ]")  # a line that is broken above
_RELATED = "known:related link"
_CREDIT = "known:photo credit"
_IN_BRACKETS = frozenset((_RELATED, _CREDIT, "known:read more", "known:video", "known:picture"))
PRINTED = frozenset(("copyright", "syndicated"))
"""Rules by which a sentence may go, too: "... he said. The post Ferry sinks appeared first on The Quay."."""
_SYNDICATED = "known:syndicated"
# But "Reprinted with permission of the estate, the novel sold a million copies."
_RIGHTS = re.compile(
    r"©|\(c\)|copyright\b|(?:all rights|alle rechten?|tous droits|todos los derechos|todos os direitos|tutti i diritti|alla rättigheter|wszelkie prawa)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\(\d+\)\s*\Z")  # "Comments (7)"
_PICTURE = re.compile(
    r"\W*(?:photos?|images?|pic(?:ture)?s?|video (?:by|credit)|reuters|afp|ap|getty)\b", re.IGNORECASE
)
_STOPS = (".", "?", "…", '"', "”", "’", ".)", "?)", "!)", ":")  # (Behind a colon the article goes on.)


def _closes_early(words: str) -> bool:
    """Whether the article goes on behind brackets that words begin with: "(READ MORE: Who pays?) It stays empty until spring."."""
    closing = words.find(")" if words[0] == "(" else "]") if words[0] in "([" else -1
    return closing >= 0 and any(map(str.isalnum, words[closing + 1 :]))


def _asked_before(text: str, start: int, end: int) -> int:
    """Where what is asked right before `end` begins: "Think your friends would be interested? Share this story!", where no stop stands
    before it. `end`, if nothing is.
    """
    asked = _ASKED.search(text, max(start, end - _ASKED_LONGEST), end)
    if asked:
        return asked.start()
    question = _QUESTION.search(text, max(start, end - _ASKED_LONGEST), end)
    if question and asks_readers(question[1]) and by_words(question[1]) >= _LEAST_ASKED:
        return question.start(1)
    return end


def _glued_label(words: str, rule: Rule) -> str | None:
    """A label of the tail may stand behind a sentence where it ends without a stop, or calls out, as few sentences of articles do."""
    told = words.rstrip()[-1:] in '.?…"”’)' and not _COUNTED.search(words)
    if not (name := _by_rules(rule, words, "tail")):
        return None
    is_printed = name == _SYNDICATED or _RIGHTS.match(words) is not None
    if told and not is_printed:
        return None
    # Of several sentences the first ones may be the article's, and the label be found alone; or it is the last one, behind small print
    # of which rules leave room for more.
    first, *more = _sentences(words)
    if not more:
        return name
    if is_printed:
        return name if more[-1][0].islower() or not is_own(more[-1]) or rule(more[-1], "tail") else None
    return name if _by_rules(rule, first, "tail") else None


def _glued_wording(words: str, rule: Rule) -> str | None:
    """What names the rule by which sentences go that are surely worded as furniture, together, if each alone may go too."""
    if not is_sure(words):  # most
        return None
    name = rule(words, "tail")
    return name if name and all(rule(sentence, "tail") for sentence in _sentences(words)) else None


def _sentences(words: str) -> list[str]:
    found = [*gaps(words)]
    starts, ends = [0, *(begins for _, begins in found)], [*(end for end, _ in found), len(words)]
    return [words[start:end] for start, end in zip(starts, ends, strict=True)]


def _by_rules(rule: Rule, words: str, place: Place) -> str | None:
    """What names the rule: wording tells of lines, and what is glued to a sentence may be one."""
    name = rule(words, place)
    return None if name == WORDED else name
