"""Furniture learned from the dump, taken out again: lines that `decide` has found in many different articles of one site.

Lines are compared with their numbers and dates masked ("Updated 3 May, 12:30"), by site and by place. The last sentences of a
last line, and the first of a first one, go as lines do: many pages lose the line ends. So does what a line says up to a colon,
with the rest of it, and what stands before a first sentence in its line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from tasks.edits import Edit, Splicer, TooManyEdits, cut
from tasks.furniture.folding import fold
from tasks.furniture.glance import HEAD, INSIDE, TAIL, Glance
from tasks.furniture.known import strip_known_many
from tasks.furniture.lines import strip_told
from tasks.furniture.lists import is_list_heading, is_tags_heading, strip_list
from tasks.furniture.rule import Place
from tasks.furniture.ruling import rules_of
from tasks.furniture.sightings import (
    BEFORE,
    LONGEST_LABEL,
    LONGEST_LINE,
    LONGEST_SENTENCE,
    SENTENCE,
    Found,
    Wanted,
    first_sentences,
    glued_lines,
    key_of,
    line_hash,
    opening,
)
from tasks.furniture.whose import LABEL_WORDS, is_rest, is_sentence, speaks_to_readers
from tasks.repair import Context

_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Learned:
    """A site's learned lines: their keys, and their hashes whatever their place."""

    keys: frozenset[int]
    lines: frozenset[int]


class Learner:
    """Takes out what was learned, of many texts."""

    def __init__(self, learned: Mapping[str, Learned]) -> None:
        self._learned = learned
        self._wanted = Wanted(hash for site in learned.values() for hash in site.lines)

    def __bool__(self) -> bool:
        return bool(self._learned)

    def strip(
        self, texts: Sequence[str], sites: Sequence[Sequence[str]], contexts: Sequence[Context]
    ) -> dict[int, tuple[str, list[Edit]]]:
        """Which texts lose learned lines, and the known ones that these hid; what is left of each, and the edits. Rules:
        `learned:PLACE` (PLACE is also `opening` and `prefix`), and the known ones.

        `sites` are the names under which each text's lines are counted.
        """
        changed: dict[int, tuple[str, list[Edit]]] = {}
        by_sentences: set[int] = set()
        mine = [[(name, self._learned[name]) for name in of if name in self._learned] for of in sites]
        going, left = [*range(len(texts))], texts
        # Known lines hide learned ones as these hide known ones; each round takes something away.
        for _ in range(_ROUNDS if self._learned else 0):
            alike: dict[Context, list[int]] = {}
            for at, found in self._wanted.in_texts(left).items():
                i = going[at]
                if not (found := _found_of(mine[i], found)).rows:
                    continue
                text, edits, glued = _strip(left[at], mine[i], found, contexts[i])
                if glued:
                    by_sentences.add(i)
                if i in by_sentences and (not text or _is_learned_whole(text, mine[i], contexts[i])):
                    changed.pop(i, None)  # glued to nothing: reports of the weather consist of such sentences
                elif edits:
                    changed[i] = text, changed[i][1] + edits if i in changed else edits
                    alike.setdefault(contexts[i], []).append(i)
            for context, places in alike.items():
                again = strip_known_many([changed[i][0] for i in places], context)
                for i, (text, known) in zip(places, again, strict=True):
                    changed[i] = text, changed[i][1] + known
            if not alike:
                break
            going = [i for places in alike.values() for i in places]
            left = [changed[i][0] for i in going]
        return changed


_Mine = Sequence[tuple[str, Learned]]
"""What was learned of a text's sites."""


def _found_of(mine: _Mine, found: Found) -> Found:
    """What was found in a text but for what others' sites have alone: it depends on nothing that else is cleaned with it."""
    return Found(found.filled, [row for row in found.rows if any(row[-1] in learned.lines for _, learned in mine)])


def _strip(text: str, mine: _Mine, found: Found, context: Context) -> tuple[str, list[Edit], bool]:
    """The text without what was learned, of what was found in it; the edits, and whether some are of sentences."""
    hashes = {text[start:end]: hashed for _, start, end, _, hashed in found.rows}

    def is_learned(line: str, place: str) -> bool:
        hashed = hashes.get(line)
        return hashed is not None and _is_learned_as(hashed, place, mine) and not _is_kept(line, context)

    def rule(line: str, place: Place) -> str | None:
        return _learned_as(line, place, is_learned)

    def is_known(line: str) -> bool:
        return known(line, "tail") is not None

    known, lines, before = rules_of(context), _lines(found), text
    edits: list[Edit] = []
    glued: list[Edit] = []
    try:
        # While their heading stands there, for it may be learned too.
        below = [found.filled - number - len(lines) + i for i, (number, *_) in enumerate(lines)]  # not learned
        if any(
            few and _may_head_list(text[start:end], is_learned)
            for few, (_, start, end, _, _) in zip(below, lines, strict=True)
        ):
            text, edits = strip_list(
                text,
                lambda line: rule(line, "tail") is not None or is_known(line),
                name="learned:tail",
                may_head=lambda line: _may_head(line) and is_learned(line, "heading"),
            )
        if lines and not edits:  # else they stand elsewhere now
            text, edits, _, _ = strip_told(text, rule, Glance(0, found.filled, lines))
        if not edits:
            text, edits = _without_prefix(text, found, is_learned)
        if any(number == SENTENCE for number, *_ in found.rows):
            text, glued = _strip_glued(text, is_learned, is_known)
    except TooManyEdits:  # of such a text nobody misses what is furniture
        return before, [], False
    return text, edits + glued, bool(glued)


def _without_prefix(text: str, found: Found, is_learned: Callable[[str, str], bool]) -> tuple[str, list[Edit]]:
    """The text without the longest of what is set before its first line."""
    spans = [(start, end, begins) for number, start, end, begins, _ in found.rows if number == BEFORE]
    start, _, begins = max((span for span in spans if is_learned(text[slice(*span[:2])], "prefix")), default=(0, 0, 0))
    return cut(text, "furniture", [(start, begins, "learned:prefix")] if begins else [])


def _is_learned_as(hashed: int, place: str, mine: _Mine) -> bool:
    return any(key_of(site, place, hashed) in learned.keys for site, learned in mine)


def _is_kept(line: str, context: Context) -> bool:
    return bool(context.keep) and fold(line) in context.keep


def _is_learned_whole(text: str, mine: _Mine, context: Context) -> bool:
    """Whether a text is one line that was learned."""
    if "\n" in text or len(text) > LONGEST_LINE or _is_kept(text, context):
        return False
    return any(_is_learned_as(line_hash(text), place, mine) for place in ("head", "tail"))


def _may_head_list(line: str, is_learned: Callable[[str, str], bool]) -> bool:
    """Whether a line may head a list of titles that ends its text: as a known heading, or a learned one."""
    return is_list_heading(line) or is_tags_heading(line) or (_may_head(line) and is_learned(line, "heading"))


def _lines(found: Found) -> list[tuple[int, int, int, int, int]]:
    """The lines found, as `Glance.lines` tells them."""
    spans = dict.fromkeys((number, start, ending) for number, start, _, ending, _ in found.rows if number >= 0)
    numbers = [number for number, _, _ in spans]
    head = next((i for i, number in enumerate(numbers) if number != i), len(numbers))
    others = found.filled - len(numbers)
    tail = next((i for i in range(len(numbers), 0, -1) if numbers[i - 1] != i - 1 + others), 0)
    return [
        (number, start, end, INSIDE | (HEAD if i < head else 0) | (TAIL if i >= tail else 0), 0)
        for i, (number, start, end) in enumerate(spans)
    ]


def _may_head(line: str) -> bool:
    """Whether a learned line may be what a site has over its lists of other articles: "Friss hírek", "Around the Quay"."""
    return len(line.split()) <= LABEL_WORDS and not is_sentence(line)


def _learned_as(line: str, place: Place, is_learned: Callable[[str, str], bool]) -> str | None:
    if len(line) > LONGEST_LINE:
        return None
    if place != "body" and (is_learned(line, place) or (place == "head" and is_learned(line, "prefix"))):
        return f"learned:{place}"
    # Of the body lines so long are not counted, and no reporter writes one twice; nor, inside, what a site asks of readers at the ends.
    if (is_learned(line, "tail") or is_learned(line, "head")) and (
        len(line) > LONGEST_LABEL or speaks_to_readers(line)
    ):
        return "learned:body"
    if len(line) <= LONGEST_LABEL and is_learned(line, "body"):
        return "learned:body"
    return "learned:opening" if (opened := opening(line)) and is_learned(opened, "opening") else None


def _strip_glued(
    text: str, is_learned: Callable[[str, str], bool], is_known: Callable[[str], bool]
) -> tuple[str, list[Edit]]:
    """Take a learned sentence off either end of `text`, and off the last lines before other furniture."""
    splicer = Splicer(text, "furniture")
    first = text.split("\n", 1)[0]
    behind = start = own = 0  # the article's own sentences end there
    for one, at in first_sentences(first):
        if (
            _fits(one)
            and is_learned(one, "head")
            and not is_rest(text[:start], one)
            and not _in_quotation(text[:start])
        ):
            behind = at
            break
        start = at
        if not _goes_too(one, is_known):
            own = at
    if behind:
        splicer.replace(own, behind, "", "learned:head")
    for start, end in _glued_at_tail(text, is_learned, is_known):
        if start > behind:
            splicer.replace(start, end, "", "learned:tail")
    return splicer.done()


def _glued_at_tail(
    text: str, is_learned: Callable[[str, str], bool], is_known: Callable[[str], bool]
) -> list[tuple[int, int]]:
    """Where learned sentences end one of the last lines; in the very last one what follows them goes too, where it is furniture or no
    sentence. Behind a reporter's long one the article goes on.
    """
    found: list[tuple[int, int]] = []
    for start, end, sentences in glued_lines(text):
        upto, goes = end, True  # what follows ends there, and goes
        for one, at in sentences if end == len(text) else sentences[:1]:
            before = text[start : start + at]
            learned = _fits(one) and is_learned(one, "tail")
            if learned and not is_rest(before, one) and not _in_quotation(before):
                found.append((start + at, end if goes else upto))
                break
            goes = goes and (learned or _goes_too(one, is_known))
            upto = start + at
            if not learned and is_sentence(one) and not speaks_to_readers(one):
                break
    return found[::-1]


def _goes_too(sentence: str, is_known: Callable[[str], bool]) -> bool:
    """Whether a sentence goes that stands at an article's end with a learned one between: as furniture, or as what is no sentence."""
    return is_known(sentence) or speaks_to_readers(sentence) or sentence.rstrip()[-1:] not in ".!?"


def _in_quotation(before: str) -> bool:
    """Whether a quotation has begun there and not ended: its sentences are somebody's, in however many articles they stand.

    The last mark says so, not their number: who speaks on in a new paragraph begins it with a mark again.
    """
    straight = before.rfind('"')
    opens = (
        straight >= 0
        and not before[straight - 1 : straight].strip(" \t\xa0([")
        and bool(before[straight + 1 :].strip())
    )
    return before.rfind("“") > before.rfind("”") or opens


def _fits(line: str) -> bool:
    return len(line) <= LONGEST_SENTENCE
