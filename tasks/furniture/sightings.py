"""What in a text could be furniture, for those who count lines over a whole dump: seen by hashes, text by text.

Lines are compared with their numbers and dates masked ("Updated 3 May, 12:30"), their case, their apostrophes, and the white
space and signs around them, apart. Two articles are the same where their longest line is, or the longest on the other side of their
middle: either may be the site's own, a long appeal to readers, and is then the same in all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import numpy as np
import xxhash
from numpy.typing import NDArray

from tasks.calendar import DAY_NAMES, MONTH_NAMES
from tasks.compiled import address, addresses, function, once
from tasks.compiled.characters import (
    STRIPPED,
    Hashes,
    codes_of,
    hash_of,
    is_letter,
    letters,
    mix,
    mixed,
    small,
    table_of,
)
from tasks.compiled.utf8 import utf8_of
from tasks.edits import Edit
from tasks.furniture.prefixes import MOST_WORDS, prefixes
from tasks.furniture.prose import BEFORE_JOINT, BEHIND_JOINT, STOPS, is_filled
from tasks.furniture.wording import WORDED

PLACES = ("head", "tail", "body", "opening", "heading", "prefix")
"""An opening is what a line says up to a colon: "You may also like: ", wherever the line stands and however it goes on. A heading is
a line of the tail that may have titles below it, which are different in every article; it is not sighted itself. A prefix is what stands
before an article's first sentence in the same line; two words of that are sighted with it."""
# Lines looked at from either end. Furniture blocks on the real dumps are up to 8 lines long at the tail, 4 at the head.
# (These numbers stand in tasks/compiled/lines.c and masks.h too.)
HEAD_LINES, TAIL_LINES = 6, 10
LONGEST_LINE = 1000
# Sentences may be glued to the article's last line, which may have lines of furniture behind it: those of the last lines
# of several sentences are looked at, and as many of the first ones. Of the last ones some more, where they are short.
_SENTENCES, _LAST_SENTENCES = 2, 5
GLUED_LINES = 2
LONGEST_SENTENCE = 300
_SHORT_SENTENCE = 100  # as those of furniture are, as a rule
# A line of the body is looked at where it is short and stands at most twice in its article: what stands there more often
# is the names of speakers, or a table.
LONGEST_LABEL = 300
_REPEATS = 2
_MOST_LABELS = 40
_LONGEST_OPENED = 160
_OPENING_WORDS = 3
_MOST = HEAD_LINES + TAIL_LINES + GLUED_LINES * (_SENTENCES + _LAST_SENTENCES) + 2 * _MOST_LABELS + MOST_WORDS
_TELLING = 100  # characters; a shorter line on the other side may be a time stamp, which no two copies share
_MIDDLE = 40  # words that tell an article; the ends of its longest line may have furniture glued to them
ANY_SITE = "*"
"""The site under which all records without one are counted together."""

# (It begins with a stop, which is found ten times as fast as what has one behind it.)
_SENTENCE_END = re.compile(
    rf"[.!?…](?:[\"”’)]?([ \t]+)(?=\S)|(?<={BEFORE_JOINT}.)[\"”’)]?(?={BEHIND_JOINT}))"  # with blanks, and JOINED
)
# (Digits beyond the tables of characters are letters, as to compiled code.)
_DIGIT = "(?![\U00010000-\U0010ffff])\\d"
_NUMBER = re.compile(f"{_DIGIT}(?:{_DIGIT}|[.,:/-])*")
_DATE = "≈"
_STOPS = ".,:"
_LETTERS = 3  # and a line says something
_DATE_WORDS = frozenset((*MONTH_NAMES, *DAY_NAMES))


@dataclass(frozen=True, slots=True)
class Sightings:
    """Lines of some texts that could be furniture, a row each, no line twice at a place."""

    bounds: NDArray[np.int64]
    """Those of text `i` are the rows from `bounds[i]` up to `bounds[i + 1]`."""
    place: NDArray[np.uint8]
    """Which of `PLACES`."""
    line: Hashes
    """`line_hash` of it."""
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    """Where in the text, in characters; white space around it included."""
    articles: Hashes
    """By text, not by row, two: either the same for copies of one article; 0 for a text without a line."""

    def with_taken(self, taken: Sequence[Sequence[tuple[int, str]]]) -> Sightings:
        """These and, of each text, lines that stood at a place (which of `PLACES`) and stand no more: without start and end, -1."""
        lines = list({line for some in taken for _, line in some})
        if not lines:
            return self
        hashes = dict(zip(lines, line_hashes(lines), strict=True))
        more = sorted({(i, place, hashes[line]) for i, some in enumerate(taken) for place, line in some})
        texts, places, lines_taken = zip(*more, strict=True)
        text = np.array(texts)
        at = self.bounds[text + 1]  # behind those that stand there
        return Sightings(
            self.bounds + np.searchsorted(text, np.arange(len(self.bounds))),
            np.insert(self.place, at, np.array(places, np.uint8)),
            np.insert(self.line, at, np.array(lines_taken, np.uint64)),
            np.insert(self.start, at, -1),
            np.insert(self.end, at, -1),
            self.articles,
        )


def sites_of(site: str | None, source_file: str) -> tuple[str, ...]:
    """Under which names an article's lines are counted: its site's, or those of its source file and of all such files."""
    return (site,) if site else (f"file:{source_file}", ANY_SITE)


@lru_cache(1 << 12)
def site_hash(site: str) -> int:
    """64 bits."""
    return xxhash.xxh3_64_intdigest(site.encode("utf-8", "surrogatepass"))


def keys_of(sites: Hashes, places: NDArray[np.uint8], lines: Hashes) -> Hashes:
    """A key for each line at a place of a site (`site_hash`)."""
    return mixed(lines + mixed(sites + places))


def page_hash(url: str | None) -> int:
    """64 bits for an article's address, which its versions share; 0 without one."""
    return xxhash.xxh3_64_intdigest(url.encode("utf-8", "surrogatepass")) if url else 0


def line_key(site: str, place: str, line: str) -> int:
    """The same for one; lines that differ in numbers and dates only have the same."""
    return key_of(site, place, line_hash(line))


@lru_cache(1 << 14)  # a site has the same few lines in article after article
def key_of(site: str, place: str, hashed: int) -> int:
    """The same for a line of which `line_hash` is known."""
    return mix(hashed + mix(site_hash(site) + PLACES.index(place)))


def line_hash(line: str) -> int:
    """64 bits for a line, masked."""
    return line_hashes([line])[0]


def line_hashes(lines: Sequence[str]) -> list[int]:
    """`line_hash` of each; of many together for much less."""
    if call := function("line_hashes", "ppipppipp"):
        codes, bounds = codes_of(lines)
        hashes = np.empty(len(lines), np.uint64)
        call(address(codes), address(bounds), len(lines), *_tables(), address(hashes))
        found: list[int] = hashes.tolist()
        return found
    return [hash_of(_masked(line)[0]) for line in lines]


def sightings(texts: Sequence[str]) -> Sightings:
    """What could be furniture in each of some texts."""
    bounds, articles = np.zeros(len(texts) + 1, np.int64), np.empty((len(texts), 2), np.uint64)
    if call := function("line_sightings", "ppipppip" + "p" * 6):
        some, most = utf8_of(texts), _MOST * len(texts)
        place, line = np.empty(most, np.uint8), np.empty(most, np.uint64)
        start, end = np.empty(most, np.int32), np.empty(most, np.int32)
        made = addresses((articles, bounds, place, line, start, end))
        if (count := call(*some.addresses, len(some), *_tables(), *made)) < 0:
            raise MemoryError
        return Sightings(bounds, place[:count], line[:count], start[:count], end[:count], articles)
    rows: list[tuple[int, int, int, int]] = []
    for i, text in enumerate(texts):
        articles[i], seen = _seen(text)
        rows += seen
        bounds[i + 1] = len(rows)
    a, b, c, d = np.array(rows, np.uint64).reshape(-1, 4).T
    return Sightings(bounds, a.astype(np.uint8), b.copy(), c.astype(np.int32), d.astype(np.int32), articles)


# Below headings, and in links, stand the titles of other articles, each of which is the headline of its own.
_TITLES = frozenset(f"known:{name}" for name in ("related", "related link", "titles", "read more", "more from"))
_TAKEN_WORDS = 3  # in more, and no number, a line is furniture inside an article too


def taken_lines(edits: Iterable[Edit]) -> Iterator[tuple[int, str]]:
    """Lines that rules for known furniture took out of a text, and at which place (of `PLACES`) each counts as seen: what is known
    in one article may stand in another where no rule looks for it.
    """
    for edit in edits:
        if edit.step == "furniture" and edit.rule.startswith("known:") and edit.rule not in _TITLES:
            line = edit.before.strip()
            if line and "\n" not in line and len(line) <= LONGEST_LINE:
                yield int(edit.start > 0), line
                if len(line) <= LONGEST_LABEL and len(line.split()) > _TAKEN_WORDS and not _NUMBER.search(line):
                    yield 2, line
                # What is behind a colon may decide how a line is worded.
                if edit.rule == WORDED and (opened := opening(line)):
                    yield PLACES.index("opening"), opened


class Found(NamedTuple):
    """Wanted lines of a text."""

    filled: int
    """How many of its lines are filled."""
    rows: list[tuple[int, int, int, int, int]]
    """Of each, or of what a line opens with, which of the filled lines that is, `SENTENCE` or `BEFORE`, what is set before one; where it
    starts and ends; where the line ends, or what is behind begins; its `line_hash`."""


SENTENCE, BEFORE = -1, -2  # (these stand in tasks/compiled/lines.c too)
_WANTED = np.dtype([("number", "i4"), ("start", "i4"), ("end", "i4"), ("ending", "i4"), ("line", "u8")], align=True)


class Wanted:
    """Lines to be found, by their hashes, in whatever text."""

    def __init__(self, hashes: Iterable[int]) -> None:
        self._hashes = frozenset(hashes)
        self._table = table_of(self._hashes)

    def in_texts(self, texts: Sequence[str]) -> dict[int, Found]:
        """In which texts one of the lines stands, or is what a line opens with, or a sentence at either end of a text or behind one
        of its last lines; and where.
        """
        call = function("lines_wanted", "ppipppip" + "pi" + "ppp")
        if not call:
            told = ((i, _found(text, self._hashes)) for i, text in enumerate(texts))
            return {i: found for i, found in told if found.rows}
        some = utf8_of(texts)
        bounds, filled = np.zeros(len(some) + 1, np.int64), np.empty(len(some), np.int32)
        # A line may be one, and open with one; of a text there are a few sentences and prefixes, too.
        lines = np.count_nonzero(some.data == ord("\n")) + len(some)
        rows = np.empty(2 * lines + (_SENTENCES + GLUED_LINES * _LAST_SENTENCES + MOST_WORDS) * len(some), _WANTED)
        table = (address(self._table), self._table.size - 1)
        made = addresses((bounds, filled, rows))
        if call(*some.addresses, len(some), *_tables(), *table, *made) < 0:
            raise MemoryError
        which = np.flatnonzero(np.diff(bounds))
        spans = zip(
            which.tolist(), filled[which].tolist(), bounds[which].tolist(), bounds[which + 1].tolist(), strict=True
        )
        return {i: Found(lines, rows[first:last].tolist()) for i, lines, first, last in spans}


def _found(text: str, hashes: Set[int]) -> Found:
    """What compiled code tells of one text."""
    spans: list[tuple[int, int, int, int]] = []
    start = filled = 0
    first: tuple[str, int] | None = None
    for line in text.split("\n"):
        end = start + len(line)
        if first is None and line and not line.isspace():
            first = line, start
        # What is beyond the tables of characters are letters to compiled code.
        if is_filled(line) or any(sign >= "\U00010000" for sign in line):
            if len(line) <= LONGEST_LINE:
                spans.append((filled, start, end, end))
            if opened := opening(line):
                spans.append((filled, start, start + len(opened), end))
            filled += 1
        start = end + 1
    if first:
        line, at = first
        spans += [(BEFORE, at, at + stop, at + begins) for stop, begins, _ in reversed(prefixes(line))]
        glued = [*_spans_of_first(line, at)]
        glued += (span for a, b, _ in glued_lines(text) for span in _spans_of_last(text[a:b], a))
        spans += ((SENTENCE, a, b, b) for a, b in glued if b - a <= LONGEST_SENTENCE)
    rows = ((*span, line_hash(text[span[1] : span[2]])) for span in spans)
    return Found(filled, [row for row in rows if row[-1] in hashes])


def opening(line: str) -> str:
    """What a line says up to its first colon, where that is some words and the line is no sentence; else nothing.

    >>> opening("You may also like: Ferry sinks")
    'You may also like:'
    >>> opening("What he said: nobody drowned.")
    ''
    """
    at = line.find(": ")
    if at < 0 or len(line) > _LONGEST_OPENED:
        return ""
    bare = line.strip()
    if bare.endswith(":") or bare[-1] in STOPS or len(line[:at].split()) < _OPENING_WORDS:
        return ""
    return line[: at + 1]


def first_sentences(line: str) -> list[tuple[str, int]]:
    """The first sentences of a line of several, and where what stands behind each begins."""
    found, start = [], 0
    for end, begins in islice(_gaps(line, 0, _SENTENCES * LONGEST_SENTENCE), _SENTENCES):
        found.append((line[start:end], begins))
        start = begins
    return found


def last_sentences(line: str) -> list[tuple[str, int]]:
    """The last sentences of a line of several, and where what stands before each ends; the last one first."""
    found: list[tuple[str, int]] = []
    stop = len(line)
    gaps = [*_gaps(line, max(0, stop - _LAST_SENTENCES * LONGEST_SENTENCE), stop)]
    for end, begins in reversed(gaps[-_LAST_SENTENCES:]):
        if len(found) >= _SENTENCES and stop - begins > _SHORT_SENTENCE:
            break
        found.append((line[begins:stop], end))
        stop = end
    return found


def _gaps(line: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Where between a place and another sentences end and others begin behind them."""
    for match in _SENTENCE_END.finditer(line, max(0, start - 2), stop):
        end, begins = match.span(1)
        if end < 0:
            end = begins = match.end()
        if end >= start:
            yield end, begins


def glued_lines(text: str) -> Iterator[tuple[int, int, list[tuple[str, int]]]]:
    """Of the last filled lines those of several sentences, the last first: start, end, and `last_sentences`."""
    filled, several, end = 0, 0, len(text)
    while end >= 0 and filled < TAIL_LINES and several < GLUED_LINES:
        start = text.rfind("\n", 0, end) + 1
        line = text[start:end]
        if line and not line.isspace():
            filled += 1
            if sentences := last_sentences(line):
                several += 1
                yield start, end, sentences
        end = start - 1


def _masked(line: str) -> tuple[str, bool]:
    """A line as it is compared, and whether it is more than numbers and signs, which are a table's or a list's."""
    # Whether a document has its apostrophes, or had them put back, is not the site's doing.
    words = small(line.strip(STRIPPED)).replace("'", "").replace("’", "").split()
    dated = False
    if _NUMBER.search(line):
        kept = [_DATE if word.strip(_STOPS) in _DATE_WORDS else word for word in words]
        dated, words = kept != words, kept
    masked = _NUMBER.sub("0", " ".join(words))
    letters = (character for character in masked if is_letter(character))
    return masked, dated or len(list(islice(letters, _LETTERS))) == _LETTERS


def _article(line: str) -> int:
    """What tells an article by one of its lines: the hash of the words in its middle."""
    words = small(line.strip(STRIPPED)).split()
    middle = max(0, len(words) // 2 - _MIDDLE // 2)
    return hash_of(" ".join(words[middle : middle + _MIDDLE]))


def _telling(places: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Which lines tell an article: the longest, and the longest on the other side of the line that holds its middle."""
    sizes = [end - start for start, end in places]
    longest, before, middle = sizes.index(max(sizes)), 0, 0
    while 2 * (before + sizes[middle]) < sum(sizes):
        before += sizes[middle]
        middle += 1
    below = (middle + 1, len(sizes)) if longest < middle or not middle else (0, middle)
    other = max(range(*below), key=sizes.__getitem__, default=longest)
    return longest, other if sizes[other] >= _TELLING else longest


def _seen(text: str) -> tuple[tuple[int, int], list[tuple[int, int, int, int]]]:
    """An article's hashes, and place, hash, start and end of its lines."""
    places: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            places.append((start, start + len(line)))
        start += len(line) + 1
    if not places:
        return (0, 0), []
    longest, other = (_article(text[slice(*places[i])]) for i in _telling(places))
    first_line = places[0]
    head, tail = places[:HEAD_LINES], places[-TAIL_LINES:]
    glued = _glued(text, head, _spans_of_first), _glued(text, reversed(tail), _spans_of_last)
    if len(places) == 1:  # a line by itself is the article
        head = tail = places = []
    ends = [*head, *glued[0]], [*tail, *glued[1]]
    found: dict[tuple[int, int], tuple[int, int]] = {}

    def see(place: int, a: int, b: int) -> None:
        if b - a > LONGEST_LINE:
            return
        masked, says = _masked(text[a:b])
        if says:
            found.setdefault((place, hash_of(masked)), (a, b))

    for place, spans in enumerate(ends):
        for span in spans:
            see(place, *span)
    labels = {i: text[a:b].strip() for i, (a, b) in enumerate(places) if b - a <= LONGEST_LABEL}
    times = Counter(labels.values())
    once = {label: i for i, label in reversed(labels.items())}  # where each first stands
    for i in islice(
        (i for label, i in sorted(once.items(), key=lambda x: x[1]) if times[label] <= _REPEATS), _MOST_LABELS
    ):
        see(2, *places[i])
    openings: dict[int, list[tuple[int, int]]] = {}
    for i in labels:
        a, b = places[i]
        if opened := opening(text[a:b]):
            masked, says = _masked(opened)
            if says and (len(openings) < _MOST_LABELS or hash_of(masked) in openings):
                openings.setdefault(hash_of(masked), []).append((a, a + len(opened)))
    rows = [(*key, *span) for key, span in found.items()]
    rows += [(3, hashed, *spans[0]) for hashed, spans in openings.items() if len(spans) <= _REPEATS]
    first, end = first_line
    before: dict[int, int] = {}
    for stop, _, behind in reversed(prefixes(text[first:end])):
        masked, says = _masked(text[first : first + stop])
        if says:
            before.setdefault(hash_of(masked), behind)
    rows += [(PLACES.index("prefix"), hashed, first, first + behind) for hashed, behind in before.items()]
    return (longest, other), rows


def _glued(
    text: str, lines: Iterable[tuple[int, int]], spans_of: Callable[[str, int], Iterator[tuple[int, int]]]
) -> list[tuple[int, int]]:
    """The outer sentences of the first of `lines` that have several."""
    several = (some for a, b in lines if (some := list(spans_of(text[a:b], a))))
    return [(a, b) for some in islice(several, GLUED_LINES) for a, b in some if b - a <= LONGEST_SENTENCE]


def _spans_of_first(line: str, at: int) -> Iterator[tuple[int, int]]:
    start = 0
    for sentence, end in first_sentences(line):
        yield at + start, at + start + len(sentence)
        start = end


def _spans_of_last(line: str, at: int) -> Iterator[tuple[int, int]]:
    stop = len(line)
    for sentence, end in last_sentences(line):
        yield at + stop - len(sentence), at + stop
        stop = end


_LOW_BITS = 5


@once
def _dates() -> tuple[Hashes, NDArray[np.bool_]]:
    """The names of days and months, and the three letters that a word begins with that may be one, by low bits of each."""
    begins = np.zeros(1 << 3 * _LOW_BITS, np.bool_)
    for word in _DATE_WORDS:
        first, second, third = (ord(letter) & (1 << _LOW_BITS) - 1 for letter in word[:3])
        begins[(first << _LOW_BITS | second) << _LOW_BITS | third] = True
    return table_of(map(hash_of, _DATE_WORDS)), begins


def _tables() -> tuple[int, int, int, int, int]:
    dates, begins = _dates()
    return *letters(), address(dates), dates.size - 1, address(begins)
