"""Which of the lines that stand in many different articles of one site are its furniture.

Counted is in how many *different* articles a line stands at a place (`sightings` tells what makes two the same): so the
headline of a story scraped ten times is not mistaken for the site's furniture. Lines are compared with their numbers and
dates masked, by site and by place, as in the line-frequency removal of boilerplate of CCNet (Wenzek et al., LREC 2020),
which works on whole paragraphs of a whole crawl. Records without a site are taken by their source file, and again as one
dump, of which more is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from tasks.calendar import MONTH_NAMES
from tasks.furniture.folding import fold
from tasks.furniture.prose import OWN_HEADINGS
from tasks.furniture.rule import CAPITALS, PARTICLES
from tasks.furniture.sightings import ANY_SITE
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
_HEADING_WORDS = 3
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
LABEL_WORDS = 6  # at the most


def decide(site: str, place: str, examples: Sequence[str], stands: Stands[int], asked: Asked, listed: int = 0) -> bool:
    """Whether a line of a site is furniture. `listed` is in how many documents it stands in a list of titles."""
    line = examples[0]
    times = _ANY_SITE_TIMES if site == ANY_SITE else 1
    share, least = asked.share * times, asked.articles * times
    if any(map(is_sentence, examples)):
        share *= _SENTENCE_TIMES
    # "The index fell 0.0 percent to 0.": what ends as a sentence and differs in its numbers is news.
    stopped = any(len(line.split()) > 3 and line.endswith((".", "!", "?")) for line in examples)
    varied = len({fold(line).replace("'", "") for line in examples}) > _VARIANTS
    worded = scores(examples[:1])[0] if asked.wording and in_its_languages(line) else None
    odd = varied and not speaks_to_readers(line) and not _may_vary(examples, place, stopped, worded)
    if odd and (line.endswith((".", "!", "?")) or _are_rows(examples)):
        return False
    if is_articles_own(line) or any(is_shortened(line, place) for line in examples):
        return False
    own = worded is not None and worded < OWN
    if line.endswith("?") and worded is not None and worded < NEAR:
        return False  # an interview's: "How did you get started?"
    if place == "body" and len(line.split()) <= _HEADING_WORDS:
        share *= _BODY_TIMES
    to_readers = (
        not varied
        and site != ANY_SITE
        and place != "opening"
        and (
            (speaks_to_readers(line) and not own)
            or _INVITES.fullmatch(line) is not None
            or listed >= max(1, _LISTED * stands.documents)
        )
    )
    named = place in ("head", "tail") and _BYLINE.fullmatch(line) is not None
    if place == "opening":
        share *= _OPENING_TIMES
    elif named and site != ANY_SITE:
        share = 0
    elif to_readers:
        share = asked.share * LEAST_SHARE
    if odd or (stopped and own and not to_readers):
        share = max(share, asked.share * _REPORTED_TIMES)
    elif to_readers:
        least = _part_of(asked, _HALF)
    elif stands.in_share(asked.share * _FEW_TIMES) and site != ANY_SITE:
        short = place != "tail" and not named and len(line.split()) <= LABEL_WORDS
        if not short:
            least = _part_of(asked, _HALF)
        elif place == "head":
            least = ceil(asked.articles * _FEW_LABELS)
    enough = stands.articles >= least and stands.in_share(share)
    if not (enough or odd) and worded is not None and site != ANY_SITE and place != "opening":
        few = next((part for limit, part in _FEW_WORDED if worded >= limit), None)
        if few and (worded >= NEAR or not (place == "body" or stopped)):
            enough = stands.articles >= _part_of(asked, few) and stands.in_share(asked.share)
    return enough and fold(line) not in OWN_HEADINGS


def _may_vary(examples: Sequence[str], place: str, stopped: bool, worded: float | None) -> bool:
    """Whether a line whose numbers differ from article to article may be the site's: by its wording, where that can tell."""
    news = stopped or _are_rows(examples)
    if worded is None:
        return not news
    return worded >= (NEAR if news or place == "body" or any(map(_has_figures, examples)) else OWN)


def is_sentence(line: str) -> bool:
    """Whether a line reads like a sentence of an article: a stop at its end and more than a label's words."""
    return len(line.split()) > 6 and line.rstrip("\"'”’)").endswith((".", "!", "?"))


_STOPPED = frozenset(".!…:;,")
_MEASURED = re.compile(r"\d[.,]\d|\d ?%")


def is_title(line: str) -> bool:
    """Whether a line reads like the title of another article: some words, no stop at its end, no row of a table."""
    ended = line.rstrip("\"'”’)")[-1:] in _STOPPED
    return len(line.split()) > _HEADING_WORDS and not ended and _MEASURED.search(line) is None


# A row of a report of figures: "Sales 15.9 mln vs 12.0 mln", "Gold 1,204.50 +0.4%". A clock's or a date's are one number each.
_CELL = re.compile(
    r"(?<![\d.,:/-])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+(?:\.\d+)? ?%)(?![\d:/-]|[.,]\d| ?[ap]\.?m\b)"
)


# What is no figure: dates and hours.
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}[.:h]\d\d(?:[.:]\d\d)?|(?:19|20)\d\d|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{1,2}}\.? (?:{'|'.join(MONTH_NAMES)})|(?:{'|'.join(MONTH_NAMES)})\.? \d{{1,2}})\b",
    re.IGNORECASE,
)


def _has_figures(line: str) -> bool:
    """Whether a line has numbers besides dates and hours: "30 dead, 91 injured"."""
    return any(map(str.isdigit, _DATE.sub("", line)))


def _are_rows(examples: Sequence[str]) -> bool:
    """Whether most of the texts of a line, which differ in their numbers, have two that are measured: each is another article's."""
    rows = sum(len(_CELL.findall(line)) > 1 for line in examples)
    return 2 * rows > len(examples)


# A longer line, always the same, that speaks to the reader is no reporter's: asked a fifth of the articles. Read were the
# lines of 26,000 articles of 30 outlets that stood in one article in a hundred; "US", "comment" and "we" are reporters' words.
LEAST_SHARE = 0.2
_TO_READERS = re.compile(
    r"\b(?:you|your|you['’](?:re|ll|ve)|our(?! (?:conversation|interview|discussion|exchange|chat))|newsletters?|inbox|subscribe|subscribers|unsubscribe|podcasts?|votre|vos|abonnez|inscrivez|suscríb\w+|nuestr[oa]s?|iscriviti|assine|abonnieren|nieuwsbrief|nyhetsbrev)\b|https?:|www\.|@\w"
    r"|(?:^|: )(?:click|sign|subscribe|follow|join|read|watch|listen|download|visit|share|support|donate|get|send|check|catch|try|become|register|stay)\b",
    re.IGNORECASE,
)  # fmt: skip
_STOP = re.compile(r"(?<=[.!…]) +(?=\S)")
_QUOTED = re.compile('["“”„«»]|\\b(?:I|my|me)\\b')


def speaks_to_readers(line: str) -> bool:
    """Whether a line is longer than a label, is nobody's quotation, and addresses whoever reads it, in most of its sentences."""
    if len(line.split()) <= LABEL_WORDS or _QUOTED.search(line):
        return False
    # An invitation may be glued to what a reporter repeats; a question goes with what follows.
    sentences = _STOP.split(line)
    return 2 * sum(_TO_READERS.search(sentence) is not None for sentence in sentences) > len(sentences)


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
# However short: “We will see you in court.”
_SAID = re.compile(r"\s*[\"“„«].+[.!?…,][\"”“»]\s*")
# What transcripts are full of: "Thank you all very much." "(Applause.)"
_SPOKEN = re.compile(
    r"\W*(?:thank(?:s| you)\b|god bless\b|good (?:morning|afternoon|evening)\b|(?:cheers and )?applause|laughter|crosstalk|inaudible\b|stay with us\b|welcome back\b|we['’]ll be (?:right )?back\b|music\W*\Z).{0,40}",
    re.IGNORECASE,
)


# "MOSCOW, February 6.", "HALIFAX, Nova Scotia, March 3 (AP).", "/TASS/.": where and when a report was sent from, and by whom.
_SENT_FROM = rf"[{CAPITALS}][{CAPITALS}.'’-]+(?: [{CAPITALS}][{CAPITALS}.'’-]+){{0,3}}(?:, [^\d,]{{2,30}})?"
_SENT_ON = rf"(?i:(?:{'|'.join(MONTH_NAMES)})\.? \d{{1,2}}|\d{{1,2}} (?:{'|'.join(MONTH_NAMES)}))(?:,? \d{{4}})?"
_SENT_BY = r"(?:/[A-Z]{2,12}/|\((?:AP|AFP|UPI|Reuters|REUTERS|Xinhua|CNN|ANI|PTI|IANS|TASS|dpa)\))"
_DATELINE = re.compile(rf"(?:{_SENT_FROM},? (?:{_SENT_ON}\W*{_SENT_BY}?|{_SENT_BY})|{_SENT_BY})\W*")


def is_articles_own(line: str) -> bool:
    """Whether a line belongs to articles, in however many of them it stands."""
    return (
        _DATELINE.fullmatch(line) is not None
        or _SPOKEN.fullmatch(line) is not None
        or _CREDITS.fullmatch(line) is not None
        or _SAID.fullmatch(line) is not None
        or (is_sentence(line) and (line[-1] in '"”' or line.count("“") != line.count("”") or line.count('"') % 2 > 0))
        or (len(line.split()) <= LABEL_WORDS and _ASKS.fullmatch(line) is not None and not _TO_READERS.search(line))
    )


# "Sen. Ted Cruz": no sentence ends there. Nor, in a first one, behind a firm: below an article "Published by Quay Media Ltd." does.
_SHORTENED = re.compile(r"(?:\S+ ){0,2}[^\W\d_a-zß-ÿ][^\W\d_A-ZÀ-Þ]{0,4}\.|(?:\S+ ){0,9}\S*[^\W_]\.[^\W_]\.")
_FIRST_SHORTENED = re.compile(
    r"(?:\S+ ){0,9}(?:Inc|Corp|Cos?|Ltd|Bros|Calif|Mass|Wash|Conn|Ariz|Nos?|vs|Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|St)\."
)


def is_shortened(line: str, place: str) -> bool:
    """Whether what was taken for a sentence is a piece of one: it ends in an abbreviation ("Sen.", "The U.S."), or in brackets."""
    return (
        _SHORTENED.fullmatch(line) is not None
        or (place == "head" and _FIRST_SHORTENED.fullmatch(line) is not None)
        or line.count("(") > line.count(")")
    )


# "... in St. Louis.", "(3 Mio. Euro)": what stands behind an abbreviation is no sentence, in however many articles it stands.
_ABBREVIATED = re.compile(r"(?:\b[^\W\d_a-zß-ÿ]\w{0,3}|[^\W_]\.[^\W_])\.\s*\Z")
_REST_WORDS = 3
# "... v 86. minutě.", "am 3. Mai": ordinals have a stop in many languages.
_ORDINAL = re.compile(r"\b\d{1,3}\.\s*\Z")
_GOES_ON = re.compile(rf"(?![{CAPITALS}])[^\W\d_]|(?i:{'|'.join(MONTH_NAMES)})\b")


def is_rest(before: str, sentence: str) -> bool:
    """Whether what was taken for a sentence is the rest of the one before, which is so cut at an abbreviation."""
    if _TO_READERS.search(sentence):
        return False
    if _ORDINAL.search(before) and _GOES_ON.match(sentence):
        return True
    return len(sentence.split()) <= _REST_WORDS and _ABBREVIATED.search(before) is not None
