"""Furniture learned from the dump, taken out again: lines that `decide` has found in many different articles of one site.

Lines are compared with their numbers and dates masked ("Updated 3 May, 12:30"), by site and by place. The last sentences of a
last line, and the first of a first one, go as lines do: many pages lose the line ends. So does what a line says up to a colon,
with the rest of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from tasks.edits import Edit, Splicer, TooManyEdits
from tasks.furniture.folding import fold
from tasks.furniture.known import strip_known_many
from tasks.furniture.lines import strip_lines
from tasks.furniture.lists import strip_list
from tasks.furniture.rule import Place
from tasks.furniture.ruling import rules_of
from tasks.furniture.sightings import (
    LONGEST_LABEL,
    LONGEST_LINE,
    LONGEST_SENTENCE,
    Wanted,
    first_sentences,
    glued_lines,
    key_of,
    line_hash,
    line_hashes,
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

    def suspects(self, texts: Sequence[str]) -> list[int]:
        """Which of the texts may hold a learned line, of whatever site: for the others `strip` has nothing to do."""
        return [int(i) for i in self._wanted.in_texts(texts).nonzero()[0]] if self._learned else []

    def strip(
        self, texts: Sequence[str], sites: Sequence[Sequence[str]], contexts: Sequence[Context]
    ) -> list[tuple[str, list[Edit]]]:
        """Take out learned lines of each text, and the known ones that they hid. Rules: `learned:PLACE` (PLACE is
        also `opening`), and the known ones.

        `sites` are the names under which each text's lines are counted.
        """
        lines = [_lines_of(text) for text in texts]
        hashes = iter(line_hashes([line for some in lines for line in some]))
        done = [
            _strip(text, [(site, found) for site in of if (found := self._learned.get(site))],
                   dict(zip(some, islice(hashes, len(some)), strict=True)), context)
            for text, of, some, context in zip(texts, sites, lines, contexts, strict=True)
        ]  # fmt: skip
        alike: dict[Context, list[int]] = {}
        for i, (_, edits) in enumerate(done):
            if edits:
                alike.setdefault(contexts[i], []).append(i)
        for context, places in alike.items():
            again = strip_known_many([done[i][0] for i in places], context)
            for i, (text, known) in zip(places, again, strict=True):
                done[i] = text, done[i][1] + known
        return done


def _lines_of(text: str) -> list[str]:
    """All lines, and the sentences that may be glued to the first and the last."""
    lines = text.split("\n")
    glued = (one for _, _, some in glued_lines(text) for one in some)
    return [*lines, *(one for one, _ in (*first_sentences(lines[0]), *glued))]


def _strip(
    text: str, mine: Sequence[tuple[str, Learned]], hashes: dict[str, int], context: Context
) -> tuple[str, list[Edit]]:
    """The text without what was learned of its sites; `hashes` are those of its lines."""
    if not mine:
        return text, []

    def is_learned(line: str, place: str) -> bool:
        if (hashed := hashes.get(line)) is None:
            hashed = hashes[line] = line_hash(line)
        return (
            any(hashed in found.lines and key_of(site, place, hashed) in found.keys for site, found in mine)
            and fold(line) not in context.keep
        )

    known = rules_of(context)
    uncovered: set[Place] = set()

    def rule(line: str, place: Place) -> str | None:
        if name := _learned_as(line, place, is_learned):
            uncovered.add(place)
            return name
        # Known lines are gone already, but for those at the ends that learned ones have hidden.
        return known(line, place) if place != "body" and place in uncovered else None

    def is_last(line: str) -> bool:
        return rule(line, "tail") is not None

    before, by_sentences = text, False
    try:
        # While their heading stands there, for it may be learned too.
        text, edits = strip_list(
            text, is_last, name="learned:tail", may_head=lambda line: _may_head(line) and is_learned(line, "heading")
        )
        for _ in range(_ROUNDS):
            text, whole = strip_lines(text, rule)
            text, glued = _strip_glued(text, is_learned, lambda line: known(line, "tail") is not None)
            edits += whole + glued
            if not glued:
                break
            by_sentences = True
    except TooManyEdits:  # of such a text nobody misses what is furniture
        return before, []
    if not any(edit.rule.startswith("learned:") for edit in edits):
        return before, []  # known lines alone are the scrub's work
    if by_sentences and (not text or is_learned(text, "head") or is_learned(text, "tail")):
        return before, []  # glued to nothing: reports of the weather consist of such sentences
    return text, edits


def _may_head(line: str) -> bool:
    """Whether a learned line may be what a site has over its lists of other articles: "Friss hírek", "Around the Quay"."""
    return len(line.split()) <= LABEL_WORDS and not is_sentence(line)


def _learned_as(line: str, place: Place, is_learned: Callable[[str, str], bool]) -> str | None:
    if len(line) > LONGEST_LINE:
        return None
    if place != "body" and is_learned(line, place):
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
    behind = start = 0
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
    if behind:
        splicer.replace(0, behind, "", "learned:head")
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
            goes = goes and (learned or is_known(one) or speaks_to_readers(one) or one.rstrip()[-1:] not in ".!?")
            upto = start + at
            if not learned and is_sentence(one) and not speaks_to_readers(one):
                break
    return found[::-1]


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
