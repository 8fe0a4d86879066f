"""Furniture learned from the dump: lines that stand in many different articles of one site.

Counted is in how many *different* articles a line stands at a place, two articles being the same where their longest
line is: so the headline of a story scraped ten times is not mistaken for the site's furniture. Lines are compared with
their numbers and dates masked ("Updated 3 May, 12:30"), by site and by place, as in the line-frequency removal of
boilerplate of CCNet (Wenzek et al., LREC 2020), which works on whole paragraphs of a whole crawl. The last sentences
of a last line, and the first of a first one, are counted as lines are: many pages lose the line ends.

Records without a site are taken by their source file, and again as one dump, of which more is asked (`decide`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import xxhash

from tasks.edits import Edit, Splicer
from tasks.furniture.known import STRIPPED, fold, rule_of, strip_known, strip_lines
from tasks.furniture.rules import Place
from tasks.repair import Context

# Lines looked at from either end. Furniture blocks on the real dumps are up to 8 lines long at the tail, 4 at the head.
_LINES: dict[Place, int] = {"head": 6, "tail": 10}
_SENTENCES = 2
_LONGEST_LINE = 300
# A line of the body is looked at where it is short and stands at most twice in its article: what stands there more often
# is the names of speakers, or a table.
_LONGEST_LABEL = 160
_REPEATS = 2
_MOST_LABELS = 40
_ANY_SITE = "*"
"""The site under which all records without one are counted together."""

_SENTENCE_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][\"”’)]))[ \t]+(?=\S)")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d[\d.,:/-]*")
_DATE = "≈"
_STOPS = ".,:"
_FIRST = 60
_LETTERS = re.compile(r"(?:[^\W\d_].*?){3}")
_DATE_WORDS = frozenset(
    "jan january januar janvier feb february februar février mar march mars marzo março märz apr april may mai mayo maio june juni juin junio july juli juillet julio"
    " aug august août agosto sep sept september septembre septiembre oct october octobre octubre okt oktober nov november novembre noviembre dec december dezember"
    " décembre diciembre monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi"
    " jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo".split()
)  # fmt: skip
# Headings that a site may put over each article and that are the article's own.
_HEADINGS = frozenset(
    "key points|key takeaways|takeaways|the gist|highlights|at a glance|in brief|in short|summary|introduction|background|context|conclusion|conclusions|analysis"
    "|bottom line|the bottom line|what we know|what happened|what to know|what's next|why it matters|the big picture|the details|by the numbers|go deeper|tl;dr|tldr"
    "|overview|references|sources|notes|methodology|results|discussion|verdict|our rating|pros|cons|ingredients|directions|method|questions and answers|q&a|faq"
    "|zusammenfassung|fazit|hintergrund|das wichtigste in kürze|à retenir|l'essentiel|contexte|en résumé|claves|las claves|contexto|conclusión|in sintesi|resumo".split("|")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sighting:
    """A line in an article of `site`. `article` is the same for copies of one article, `group` for all lines of a site.

    Where `key` is `group`, what was seen is the article itself.
    """

    site: str
    place: str
    line: str
    key: int
    group: int
    article: int


def sites_of(site: str | None, source_file: str) -> tuple[str, ...]:
    """Under which names an article's lines are counted: its site's, or those of its source file and of all such files."""
    return (site,) if site else (f"file:{source_file}", _ANY_SITE)


def line_key(site: str, place: str, line: str) -> int:
    """63 bits for a line at a place of a site; lines that differ in numbers and dates only have the same."""
    return _key(site, place, _masked(line))


def _key(site: str, place: str, masked: str) -> int:
    return _hash(f"{site}\0{place}\0{masked}")


def _hash(text: str) -> int:
    return xxhash.xxh3_64_intdigest(text.encode("utf-8", "surrogatepass")) & 0x7FFF_FFFF_FFFF_FFFF


@lru_cache(1 << 12)  # a line is looked at for more than one place, and furniture stands in article after article
def _masked(line: str) -> str:
    # As `fold` does, but for the white space inside, at a third of the price: this sees most lines of every article.
    bare = line.strip(STRIPPED).lower().replace("’", "'")
    if not _DIGIT.search(bare):
        return bare
    words = (_DATE if word.strip(_STOPS) in _DATE_WORDS else word for word in bare.split())
    return _NUMBER.sub("0", " ".join(words))


@lru_cache(1 << 10)
def first_word(line: str) -> str:
    """What lines with the same key have in common at the least: the first word, masked; "" where it may be any."""
    word = fold(line[:_FIRST]).partition(" ")[0]
    return "" if len(word) > _FIRST // 2 else _masked(word)


def is_sentence(line: str) -> bool:
    """Whether a line reads like a sentence of an article: a stop at its end and more than a label's words."""
    return len(line.split()) > 6 and line.rstrip("\"'”’)").endswith((".", "!", "?"))


def sightings(text: str, sites: Sequence[str]) -> Iterator[Sighting]:
    """The article itself, and what in it could be furniture; never its longest line."""
    lines = [line for line in text.split("\n") if line and not line.isspace()]
    if not lines:
        return
    longest = max(lines, key=len)
    words = fold(longest).split()
    middle = max(0, len(words) // 2 - 20)  # its ends may have furniture glued to them
    article = _hash(" ".join(words[middle : middle + 40]))
    found = {(place, masked): line for place, line, masked in _candidates(lines, longest)}
    for site in sites:
        group = _hash(site)
        yield Sighting(site, "", "", group, group, article)
        for (place, masked), line in found.items():
            yield Sighting(site, place, line, _key(site, place, masked), group, article)


def _candidates(lines: list[str], longest: str) -> Iterator[tuple[str, str, str]]:
    """Place, line, and the line masked."""
    inner = lines.index(longest)
    ends: tuple[tuple[Place, list[str]], ...] = (
        ("head", [*lines[: min(inner, _LINES["head"])], *(one for one, _ in _first_sentences(lines[0]))]),
        (
            "tail",
            [*lines[max(inner + 1, len(lines) - _LINES["tail"]) :], *(one for one, _ in _last_sentences(lines[-1]))],
        ),
    )
    for place, some in ends:
        for line in some:
            if len(line) <= _LONGEST_LINE and _says_something(masked := _masked(line)):
                yield place, line.strip(), masked
    short = Counter(line.strip() for line in lines if len(line) <= _LONGEST_LABEL and line is not longest)
    labels = [line for line, times in short.items() if times <= _REPEATS]
    for line in labels[:_MOST_LABELS]:
        if _says_something(masked := _masked(line)):
            yield "body", line, masked


def _says_something(masked: str) -> bool:
    """Whether a line is more than numbers, which are a table's or a list's."""
    return _DATE in masked or _LETTERS.search(masked) is not None


def _first_sentences(line: str) -> list[tuple[str, int]]:
    """The first sentences of a line of several, and where what stands behind each begins."""
    found, start = [], 0
    for match in islice(_SENTENCE_END.finditer(line, 0, _SENTENCES * _LONGEST_LINE), _SENTENCES):
        found.append((line[start : match.start()], match.end()))
        start = match.end()
    return found


def _last_sentences(line: str) -> list[tuple[str, int]]:
    """The last sentences of a line of several, and where what stands before each ends; the last one first."""
    found, stop = [], len(line)
    for match in reversed(
        [*_SENTENCE_END.finditer(line, max(0, len(line) - _SENTENCES * _LONGEST_LINE))][-_SENTENCES:]
    ):
        found.append((line[match.end() : stop], match.start()))
        stop = match.start()
    return found


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
# A dump without sites may hold many; its lines must be common to all of them.
_ANY_SITE_TIMES = 3


def decide(site: str, place: str, examples: Sequence[str], articles: int, total: int, asked: Asked) -> bool:
    """Whether a line seen in `articles` of a site's `total` articles is furniture."""
    times = _ANY_SITE_TIMES if site == _ANY_SITE else 1
    share = asked.share * times
    if any(map(is_sentence, examples)):
        share *= _SENTENCE_TIMES
    # "The index fell 0.0 percent to 0.": what ends as a sentence and differs in its numbers is news.
    stopped = any(len(line.split()) > 3 and line.endswith((".", "!", "?")) for line in examples)
    if stopped and len({fold(line) for line in examples}) > _VARIANTS:
        return False
    if place == "body" and len(examples[0].split()) <= _HEADING_WORDS:
        share *= _BODY_TIMES
    return (
        articles >= asked.articles * times and articles >= share * total - 1e-6 and fold(examples[0]) not in _HEADINGS
    )


_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Learned:
    """A site's learned lines: their keys, and their first words, by which most lines are told from all of them at once."""

    keys: frozenset[int]
    firsts: frozenset[str]


def strip_learned(
    text: str, sites: Sequence[str], learned: Mapping[str, Learned], context: Context
) -> tuple[str, list[Edit]]:
    """Take out learned lines, and the known ones that they hid. Rules: `learned:PLACE`, and the known ones."""
    mine = [(site, found) for site in sites if (found := learned.get(site))]
    if not mine:
        return text, []

    def near(line: str) -> list[tuple[str, frozenset[int]]]:
        """The sites of which a learned line may be this one, and all their keys."""
        first = first_word(line)
        return [(site, found.keys) for site, found in mine if not first or first in found.firsts or "" in found.firsts]

    def is_learned(line: str, place: str) -> bool:
        sites = near(line)
        return (
            bool(sites)
            and fold(line) not in context.keep
            and any(line_key(site, place, line) in keys for site, keys in sites)
        )

    def rule(line: str, place: Place) -> str | None:
        if len(line) <= _LONGEST_LINE:
            if place != "body" and is_learned(line, place):
                return f"learned:{place}"
            if len(line) <= _LONGEST_LABEL and is_learned(line, "body"):
                return "learned:body"
        # Known lines inside the article are gone already; at its ends learned ones may have hidden some.
        return rule_of(line, context, place) if place != "body" else None

    # Most articles end here, before any rule is asked.
    if not _holds_learned(text, lambda line: bool(near(line)), is_learned):
        return text, []
    before, edits = text, list[Edit]()
    for _ in range(_ROUNDS):
        text, lines = strip_lines(text, rule)
        text, glued = _strip_glued(text, is_learned)
        edits += lines + glued
        if not glued:
            break
    if not any(edit.rule.startswith("learned:") for edit in edits):
        return before, []  # known lines alone are the scrub's work
    text, known = strip_known(text, context)
    return text, edits + known


def _holds_learned(text: str, may_be: Callable[[str], bool], is_learned: Callable[[str, str], bool]) -> bool:
    """Whether a learned line stands in `text`, at its place or not, or is glued to an end of it."""
    lines = [line for line in text.split("\n") if line and not line.isspace()]
    glued = [one for one, _ in (*_first_sentences(lines[0]), *_last_sentences(lines[-1]))] if lines else []
    suspects = [line for line in (*lines, *glued) if len(line) <= _LONGEST_LINE and may_be(line)]
    return any(is_learned(line, place) for line in suspects for place in ("head", "tail", "body"))


def _strip_glued(text: str, is_learned: Callable[[str, str], bool]) -> tuple[str, list[Edit]]:
    """Take a learned sentence off either end of `text`."""
    splicer = Splicer(text, "furniture")
    first, last = text.split("\n", 1)[0], text.rsplit("\n", 1)[-1]
    if behind := next((at for one, at in _first_sentences(first) if _fits(one) and is_learned(one, "head")), 0):
        splicer.replace(0, behind, "", "learned:head")
    for sentence, stop in _last_sentences(last):
        at = len(text) - len(last) + stop
        if _fits(sentence) and is_learned(sentence, "tail") and at > behind:
            splicer.replace(at, len(text), "", "learned:tail")
            break
    return splicer.done()


def _fits(line: str) -> bool:
    return len(line) <= _LONGEST_LINE
