"""Furniture learned from the dump: lines that stand in many different articles of one site.

Counted is in how many *different* articles a line stands at a place, two articles being the same where their longest
line is: so the headline of a story scraped ten times is not mistaken for the site's furniture. Lines are compared with
their numbers and dates masked ("Updated 3 May, 12:30"), by site and by place, as in the line-frequency removal of
boilerplate of CCNet (Wenzek et al., LREC 2020), which works on whole paragraphs of a whole crawl. The last sentences
of a last line, and the first of a first one, are counted as lines are: many pages lose the line ends. So is what a line
says up to a colon.

Records without a site are taken by their source file, and again as one dump, of which more is asked (`decide`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from tasks.edits import Edit, Splicer
from tasks.furniture.folding import fold
from tasks.furniture.known import rules_of, strip_known_many
from tasks.furniture.lines import strip_lines
from tasks.furniture.lists import strip_list
from tasks.furniture.rule import CAPITALS, PARTICLES, Place
from tasks.furniture.sightings import (
    ANY_SITE,
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
from tasks.repair import Context

# Headings that a site may put over each article and that are the article's own.
_HEADINGS = frozenset(
    "key points|key takeaways|takeaways|the gist|highlights|at a glance|in brief|in short|summary|introduction|background|context|conclusion|conclusions|analysis"
    "|bottom line|the bottom line|what we know|what happened|what to know|what's next|why it matters|the big picture|the details|by the numbers|go deeper|tl;dr|tldr"
    "|overview|references|sources|notes|methodology|results|discussion|verdict|our rating|pros|cons|ingredients|directions|method|questions and answers|q&a|faq"
    "|zusammenfassung|fazit|hintergrund|das wichtigste in kürze|à retenir|l'essentiel|contexte|en résumé|claves|las claves|contexto|conclusión|in sintesi|resumo".split("|")
)  # fmt: skip


def is_sentence(line: str) -> bool:
    """Whether a line reads like a sentence of an article: a stop at its end and more than a label's words."""
    return len(line.split()) > 6 and line.rstrip("\"'”’)").endswith((".", "!", "?"))


def is_title(line: str) -> bool:
    """Whether a line reads like the title of another article: some words, no stop at its end, no row of a table."""
    ended = line.rstrip("\"'”’)")[-1:] in _STOPPED
    return len(line.split()) > _HEADING_WORDS and not ended and _MEASURED.search(line) is None


_STOPPED = frozenset(".!…:;,")
_MEASURED = re.compile(r"\d[.,]\d|\d ?%")
# Three titles or more, one below the other, that stand so in many articles link to other stories ("IPL auction: who got whom");
# of 27,000 articles of 485 outlets nothing else did.
_LISTED = 0.6


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a line before it is furniture (settings)."""

    articles: int
    share: float


# A whole sentence may be one that reporters repeat ("Officials are expected to say more later in the week."): seen in
# one article in twenty. Sites' own sentences stood in one in nine or more ("Stay updated with the latest news...").
_SENTENCE_TIMES = 2
# A label inside articles may be a heading, when it is short; those of the real dumps' furniture stood in one article in
# four or more.
_BODY_TIMES = 3
_HEADING_WORDS = 3
# A copyright line has a few years.
_VARIANTS = 3
# What stands behind the same words and a colon may be the article's ("Where to stay: ").
_OPENING_TIMES = 2
# A dump without sites may hold many; its lines must be common to all of them.
_ANY_SITE_TIMES = 3


# A longer line, always the same, that speaks to the reader is no reporter's: asked a fifth of the articles. Read were the
# lines of 26,000 articles of 30 outlets that stood in one article in a hundred; "US", "comment" and "we" are reporters' words.
LEAST_SHARE = 0.2
_LABEL_WORDS = 6
_TO_READERS = re.compile(
    r"\b(?:you|your|you['’](?:re|ll|ve)|our(?! (?:conversation|interview|discussion|exchange|chat))|newsletters?|inbox|subscribe|subscribers|unsubscribe|podcasts?|votre|vos|abonnez|inscrivez|suscríb\w+|nuestr[oa]s?|iscriviti|assine|abonnieren|nieuwsbrief|nyhetsbrev)\b|https?:|www\.|@\w"
    r"|(?:^|: )(?:click|sign|subscribe|follow|join|read|watch|listen|download|visit|share|support|donate|get|send|check|catch|try|become|register|stay)\b",
    re.IGNORECASE,
)  # fmt: skip
# Where a site has few articles, half as many will do if the line stands in so large a share of them; short ones may be
# headings of a form ("Delivery method").
_FEW_TIMES = 4
# "Sen. Ted Cruz": no sentence ends there.
_SHORTENED = re.compile(r"(?:\S+ ){0,2}[^\W\d_a-zß-ÿ]\w{0,4}\.|(?:\S+ ){0,9}\S*[^\W_]\.[^\W_]\.")


def is_shortened(line: str) -> bool:
    """Whether what was taken for a sentence ends in an abbreviation: "Sen.", "The U.S."."""
    return _SHORTENED.fullmatch(line) is not None


def speaks_to_readers(line: str) -> bool:
    """Whether a line is longer than a label, is nobody's quotation, and addresses whoever reads it, in most of its sentences."""
    if len(line.split()) <= _LABEL_WORDS or _QUOTED.search(line):
        return False
    # An invitation may be glued to what a reporter repeats; a question goes with what follows.
    sentences = _STOP.split(line)
    return 2 * sum(_TO_READERS.search(sentence) is not None for sentence in sentences) > len(sentences)


# A subhead of a form asks ("What are the details?", "Why there's debate"), a quotation is somebody's, and who else has
# reported is told of an article, not of a page.
_ASKS = re.compile(
    r"(?:what|why|how|warum|pourquoi|por qué|perché|por que|waarom|varför)\b.{0,60}|.{2,60}\?",
    re.IGNORECASE,
)  # fmt: skip
_CREDITS = re.compile(
    r".{0,100}\b(?:contributed (?:\w+ )?to (?:this|the) (?:report|story|article|piece)|contributed (?:reporting|to this)|(?:reporting|writing|editing|additional reporting|inputs|files|material) (?:by|from)\b.{2,80})\W*",
    re.IGNORECASE,
)  # fmt: skip


def is_articles_own(line: str) -> bool:
    """Whether a line belongs to articles, in however many of them it stands."""
    return (
        _SPOKEN.fullmatch(line) is not None
        or _CREDITS.fullmatch(line) is not None
        or (is_sentence(line) and (line[-1] in '"”' or line.count("“") != line.count("”") or line.count('"') % 2 > 0))
        or (len(line.split()) <= _LABEL_WORDS and _ASKS.fullmatch(line) is not None and not _TO_READERS.search(line))
    )


_STOP = re.compile(r"(?<=[.!…]) +(?=\S)")
_QUOTED = re.compile('["“”„«»]|\\b(?:I|my|me)\\b')
# What transcripts are full of: "Thank you all very much." "(Applause.)"
_SPOKEN = re.compile(
    r"\W*(?:thank(?:s| you)\b|god bless\b|good (?:morning|afternoon|evening)\b|(?:cheers and )?applause|laughter|crosstalk|inaudible\b|stay with us\b|welcome back\b|we['’]ll be (?:right )?back\b|music\W*\Z).{0,40}",
    re.IGNORECASE,
)


def least_articles(asked: Asked) -> int:
    """In fewer articles than so many no line is furniture."""
    return -(-asked.articles // 2)


Count = TypeVar("Count", int, NDArray[np.int64])


@dataclass(frozen=True, slots=True)
class Stands(Generic[Count]):
    """In how many of a site's articles a line stands, or each of several lines: in how many different ones of all those, and
    with their copies.
    """

    articles: Count
    of: Count
    documents: Count
    of_documents: Count

    def in_share(self, share: float) -> Any:
        """Whether in such a share of the different ones, and in half that share of all. A site with few articles, cut and mixed
        into very many, has few that are different, in nearly all of which any of its paragraphs stands.
        """
        different = self.articles >= share * self.of - 1e-6
        return different & (2 * self.documents >= share * self.of_documents - 1e-6)


# A short line that sends readers somewhere: "Check Delhi AQI here", "Track pollution levels in your city".
_INVITES = re.compile(
    r"(?:check|click|discover|download|explore|follow|join|listen|read|sign|subscribe|track|visit|vote|watch)\b(?:(?! (?:he|she|they|it|who)\b)[^.!?:])*\b(?:app|here|now|our|poll|quiz|us|your)\b[^.!?:]*",
    re.IGNORECASE,
)  # fmt: skip


# Reporters' names, alone in a line above the article or below it: no share of a site's articles has one reporter.
_NAME = rf"[{CAPITALS}](?:(?![{CAPITALS}])[^\W\d_]|['’.-])+(?: (?:[{CAPITALS}][\w'’.-]*|{PARTICLES})){{1,3}}"
_BYLINE = re.compile(
    rf"(?:(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Dd]oor|[Aa]v|[Aa]f|Autor:|Text:|Tekst:|Oprac\.) )?{_NAME}(?:(?:,| and|, and| &) {_NAME}){{0,2}}(?:, [A-Z][\w .&-]{{2,30}})?"
)


def decide(site: str, place: str, examples: Sequence[str], stands: Stands[int], asked: Asked, listed: int = 0) -> bool:
    """Whether a line of a site is furniture. `listed` is in how many documents it stands in a list of titles."""
    times = _ANY_SITE_TIMES if site == ANY_SITE else 1
    share = asked.share * times
    if any(map(is_sentence, examples)):
        share *= _SENTENCE_TIMES
    # "The index fell 0.0 percent to 0.": what ends as a sentence and differs in its numbers is news.
    stopped = any(len(line.split()) > 3 and line.endswith((".", "!", "?")) for line in examples)
    varied = len({fold(line).replace("'", "") for line in examples}) > _VARIANTS
    if stopped and varied and not speaks_to_readers(examples[0]):
        return False
    if place == "body" and len(examples[0].split()) <= _HEADING_WORDS:
        share *= _BODY_TIMES
    to_readers = False
    if place == "opening":
        share *= _OPENING_TIMES
    elif (
        to_readers := not varied
        and site != ANY_SITE
        and (
            speaks_to_readers(examples[0])
            or _INVITES.fullmatch(examples[0]) is not None
            or listed >= max(1, _LISTED * stands.documents)
        )
    ):
        share = asked.share * LEAST_SHARE
    if is_articles_own(examples[0]) or any(map(is_shortened, examples)):
        return False
    if place in ("head", "tail") and site != ANY_SITE and _BYLINE.fullmatch(examples[0]):
        share = 0
    short = place != "tail" and len(examples[0].split()) <= _LABEL_WORDS
    few = stands.in_share(asked.share * _FEW_TIMES) and site != ANY_SITE and not short
    least = least_articles(asked) if few or to_readers else asked.articles * times
    return stands.articles >= least and stands.in_share(share) and fold(examples[0]) not in _HEADINGS


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


def strip_learned(
    text: str, sites: Sequence[str], learned: Mapping[str, Learned], context: Context
) -> tuple[str, list[Edit]]:
    """`Learner.strip` of one."""
    return Learner(learned).strip([text], [sites], [context])[0]


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

    before = text
    # While their heading stands there, for it may be learned too.
    text, edits = strip_list(text, lambda line: rule(line, "tail") is not None, name="learned:tail")
    for _ in range(_ROUNDS):
        text, whole = strip_lines(text, rule)
        text, glued = _strip_glued(text, is_learned)
        edits += whole + glued
        if not glued:
            break
    if not any(edit.rule.startswith("learned:") for edit in edits):
        return before, []  # known lines alone are the scrub's work
    return text, edits


def _learned_as(line: str, place: Place, is_learned: Callable[[str, str], bool]) -> str | None:
    if len(line) > LONGEST_LINE:
        return None
    if place != "body" and is_learned(line, place):
        return f"learned:{place}"
    # Of the body lines so long are not counted, and no reporter writes one twice.
    if len(line) > LONGEST_LABEL and (is_learned(line, "tail") or is_learned(line, "head")):
        return "learned:body"
    if len(line) <= LONGEST_LABEL and is_learned(line, "body"):
        return "learned:body"
    return "learned:opening" if (opened := opening(line)) and is_learned(opened, "opening") else None


def _strip_glued(text: str, is_learned: Callable[[str, str], bool]) -> tuple[str, list[Edit]]:
    """Take a learned sentence off either end of `text`, and off the last lines before other furniture."""
    splicer = Splicer(text, "furniture")
    first = text.split("\n", 1)[0]
    behind = start = 0
    for one, at in first_sentences(first):
        if _fits(one) and is_learned(one, "head") and not _is_rest(text[:start], one):
            behind = at
            break
        start = at
    if behind:
        splicer.replace(0, behind, "", "learned:head")
    for start, end in _glued_at_tail(text, is_learned):
        if start > behind:
            splicer.replace(start, end, "", "learned:tail")
    return splicer.done()


def _glued_at_tail(text: str, is_learned: Callable[[str, str], bool]) -> list[tuple[int, int]]:
    """Where learned sentences end one of the last lines; in the very last one whatever follows them goes too."""
    found: list[tuple[int, int]] = []
    for start, end, sentences in glued_lines(text):
        for one, at in sentences if end == len(text) else sentences[:1]:
            if _fits(one) and is_learned(one, "tail") and not _is_rest(text[start : start + at], one):
                found.append((start + at, end))
                break
    return found[::-1]


# "... in St. Louis.", "(3 Mio. Euro)": what stands behind an abbreviation is no sentence, in however many articles it stands.
_ABBREVIATED = re.compile(r"(?:\b[^\W\d_a-zß-ÿ]\w{0,3}|[^\W_]\.[^\W_])\.\s*\Z")
_REST_WORDS = 3


def _is_rest(before: str, sentence: str) -> bool:
    return (
        len(sentence.split()) <= _REST_WORDS
        and not _TO_READERS.search(sentence)
        and _ABBREVIATED.search(before) is not None
    )


def _fits(line: str) -> bool:
    return len(line) <= LONGEST_SENTENCE
