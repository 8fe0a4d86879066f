"""Which of the lines that stand in many different articles of one site are its furniture.

Counted is in how many *different* articles a line stands at a place (`sightings` tells what makes two the same): so the
headline of a story scraped ten times is not mistaken for the site's furniture. Lines are compared with their numbers and
dates masked, by site and by place, as in the line-frequency removal of boilerplate of CCNet (Wenzek et al., LREC 2020),
which works on whole paragraphs of a whole crawl. Records without a site are taken by their source file, and again as one
dump, of which more is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, inf
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from tasks.furniture.folding import fold
from tasks.furniture.prefixes import set_before
from tasks.furniture.prose import OWN_HEADINGS, is_told
from tasks.furniture.sightings import ANY_SITE
from tasks.furniture.whose import (
    LABEL_WORDS,
    TITLE_WORDS,
    are_rows,
    has_figures,
    invites,
    is_articles_own,
    is_byline,
    is_measured,
    is_sentence,
    is_shortened,
    speaks_to_readers,
)
from tasks.furniture.wording import LIKELY, NEAR, OWN, SURE, in_its_languages, scores


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a line before it is furniture (settings): different articles of its site, and their share (0 to 1)."""

    articles: int
    share: float
    wording: bool = True
    """Whether fewer articles are enough for a line that is worded as furniture is."""


def least_articles(asked: Asked) -> int:
    """In fewer articles than so many no line is furniture."""
    return _part_of(asked, _FEW_WORDED[0][1] if asked.wording else _HALF)


def _part_of(asked: Asked, share: float) -> int:
    return max(2, ceil(asked.articles * share))


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


# A whole sentence may be one that reporters repeat ("Officials are expected to say more later in the week."): seen in
# one article in twenty. Sites' own sentences stood in one in nine or more ("Stay updated with the latest news...").
_SENTENCE_TIMES = 2
# A label inside articles may be a heading, when it is short; those of the real dumps' furniture stood in one article in
# four or more.
_BODY_TIMES = 3
# A copyright line has a few years.
_VARIANTS = 3
# What stands behind the same words and a colon may be the article's ("Where to stay: ").
_OPENING_TIMES = 2
# A dump without sites may hold many; its lines must be common to all of them.
_ANY_SITE_TIMES = 3
# Where a site has few articles, half as many will do if the line stands in so large a share of them; short ones may be
# headings of a form ("Delivery method"): inside articles they need all, above them nearly, but for names. Of 359 sites made of 12 to
# 80 real articles each that gave 15 lines more, all of them furniture ("Office of the Press Secretary").
_FEW_TIMES = 4
_HALF = 0.5
_FEW_LABELS = 0.8
# "No injuries were reported." and the same paragraph of background in every follow-up are worded as reporters write; "30 dead, 91
# injured" differs in its numbers, but so does "12,451 reads". Below half of a site's articles they are taken for news.
_REPORTED_TIMES = 10
# In which part of the articles that are asked for a line must stand that is worded as furniture is, by how surely it is.
_FEW_WORDED = ((SURE, 0.2), (NEAR, 0.3), (LIKELY, 0.4))
# Three titles or more, one below the other, that stand so in many articles link to other stories ("IPL auction: who got whom");
# of 27,000 articles of 485 outlets nothing else did.
_LISTED = 0.6
# A longer line, always the same, that speaks to the reader is no reporter's: asked a fifth of the articles. Read were the
# lines of 26,000 articles of 30 outlets that stood in one article in a hundred.
LEAST_SHARE = 0.2
_STOPS = (".", "!", "?")
_LABEL_STOPS = 3  # words of a label, which may end so without being a sentence


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a site, as it stands at a place: what its texts tell, which differ in their numbers."""

    examples: Sequence[str]
    place: str
    worded: float | None
    """How much it is worded as furniture is; None where that cannot be told."""
    is_varied: bool
    is_stopped: bool
    """Whether it ends as a sentence: what does and differs in its numbers is news ("The index fell 0.0 percent to 0.")."""
    speaks: bool
    is_odd: bool
    """Whether it differs as news does."""
    is_measured: bool
    """Whether it differs, and has a fraction or a share: "Australian dollar: flat at 63.00 US cents"."""

    @staticmethod
    def read(examples: Sequence[str], place: str, *, by_wording: bool) -> _Line:
        """Of its texts, and whether its wording counts."""
        text = examples[0]
        worded = scores(examples[:1])[0] if by_wording and in_its_languages(text) else None
        variants = len({fold(line).replace("'", "") for line in examples})
        varied = variants > _VARIANTS
        stopped = any(len(line.split()) > _LABEL_STOPS and line.endswith(_STOPS) for line in examples)
        speaks = speaks_to_readers(text)
        odd = varied and not speaks and not _may_vary(examples, place, stopped, worded)
        return _Line(examples, place, worded, varied, stopped, speaks, odd, variants > 1 and is_measured(text))

    @property
    def text(self) -> str:
        """One of its texts."""
        return self.examples[0]

    @property
    def words(self) -> int:
        """How many it has."""
        return len(self.text.split())

    @property
    def is_own(self) -> bool:
        """Whether it is worded as articles are, by three words or more."""
        return self.worded is not None and -inf < self.worded < OWN

    @property
    def times(self) -> int:
        """How many times the share is asked of it that is asked of a label at an end."""
        times = _SENTENCE_TIMES if any(map(is_sentence, self.examples)) else 1
        if self.place == "opening":
            times *= _OPENING_TIMES
        return times * _BODY_TIMES if self.place == "body" and self.words < TITLE_WORDS else times

    @property
    def is_named(self) -> bool:
        """Whether it is reporters' names alone, above the article or below it."""
        return self.place in ("head", "tail") and is_byline(self.text)

    @property
    def is_articles(self) -> bool:
        """Whether it belongs to articles, in however many of them it stands."""
        if self.is_odd and (self.text.endswith(_STOPS) or are_rows(self.examples)):
            return True
        if self.text.endswith("?") and self.worded is not None and self.worded < NEAR:
            return True  # an interview's: "How did you get started?"
        own = is_articles_own(self.text) or is_told(self.text)
        return own or any(is_shortened(line, self.place) for line in self.examples)

    @property
    def is_reported(self) -> bool:
        """Whether it is a sentence worded as reporters write, be it as short as "The trial continues."."""
        return self.is_own and all(line.endswith(_STOPS) for line in self.examples)

    def is_to_readers(self, *, linked: bool) -> bool:
        """Whether it is always the same and speaks to readers, or sends them somewhere, or where it is `linked`."""
        if self.is_varied or self.place == "opening":
            return False
        return linked or (self.speaks and not self.is_own) or invites(self.text)


def decide(site: str, place: str, examples: Sequence[str], stands: Stands[int], asked: Asked, listed: int = 0) -> bool:
    """Whether a line of a site is furniture. `listed` is in how many documents it stands in a list of titles."""
    if place == "prefix":
        return _is_prefix(site, examples, stands, asked)
    line = _Line.read(examples, place, by_wording=asked.wording)
    if line.is_articles or fold(line.text) in OWN_HEADINGS:
        return False
    known = site != ANY_SITE
    to_readers = known and line.is_to_readers(linked=listed >= max(1, _LISTED * stands.documents))
    times = 1 if known else _ANY_SITE_TIMES
    share, articles = asked.share * times * line.times, asked.articles * times
    if known and line.is_named:
        share = 0  # no share of a site's articles has one reporter
    elif to_readers:
        share = asked.share * LEAST_SHARE
    if line.is_odd or (line.is_reported and not to_readers):
        share = max(share, asked.share * _REPORTED_TIMES)
    elif to_readers:
        articles = _part_of(asked, _HALF)
    elif known and stands.in_share(asked.share * _FEW_TIMES):
        articles = _of_few(line, asked)
    return (stands.articles >= articles and stands.in_share(share)) or (known and _is_worded(line, stands, asked))


def _is_prefix(site: str, examples: Sequence[str], stands: Stands[int], asked: Asked) -> bool:
    """Whether a site sets it before its articles: it stands in as large a share of them as a sentence has to, or is worded as furniture."""
    words = set_before(examples)
    times = 1 if site != ANY_SITE else _ANY_SITE_TIMES
    share = asked.share * times
    if words and not (asked.wording and scores([words]).item() >= NEAR):
        share *= _SENTENCE_TIMES
    return bool(words) and stands.articles >= asked.articles * times and stands.in_share(share)


def _of_few(line: _Line, asked: Asked) -> int:
    """In how many of a site's few articles a line must stand that stands in so large a share of them."""
    if line.place == "tail" or line.is_named or line.words > LABEL_WORDS:
        return _part_of(asked, _HALF)
    return ceil(asked.articles * _FEW_LABELS) if line.place == "head" else asked.articles


def _is_worded(line: _Line, stands: Stands[int], asked: Asked) -> bool:
    """Whether it stands in as many articles as are asked of one that is worded as it is."""
    if line.worded is None or line.is_odd or line.is_measured or line.place == "opening":
        return False
    part = next((part for limit, part in _FEW_WORDED if line.worded >= limit), None)
    if part is None or (line.worded < NEAR and (line.place == "body" or line.is_stopped)):
        return False
    return stands.articles >= _part_of(asked, part) and stands.in_share(asked.share)


def _may_vary(examples: Sequence[str], place: str, stopped: bool, worded: float | None) -> bool:
    """Whether a line whose numbers differ from article to article may be the site's: by its wording, where that can tell."""
    news = stopped or are_rows(examples)
    if worded is None:
        return not news
    return worded >= (SURE if news or place == "body" or any(map(has_figures, examples)) else OWN)
