"""The article in the text of a whole page: what `get_text()` of a HTML parser leaves, menus and footers and all.

Method: maximum subsequence segmentation (Pasternack and Roth, "Extracting article text from the web with maximum
subsequence segmentation", WWW 2009), with scores that need no training: a block of running text counts its words, any
other block costs a few, and the stretch of blocks with the highest sum is the article. What a block of running text is
follows Kohlschütter, Fankhauser and Nejdl ("Boilerplate detection using shallow text features", WSDM 2010): words,
sentence ends, lower case. Only texts that are plainly whole pages are touched; see `_is_page`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tasks.edits import Edit, Splicer
from tasks.furniture.lines import Rule
from tasks.furniture.notices import SIGNED
from tasks.furniture.rule import Place
from tasks.furniture.stream import ENDED, best_stretch, least_words, strip_stream, words_in

# The numbers are from half of 86 pages of the public article-extraction benchmark (F1 of 4-word shingles .87, on the
# other half .88). The score is flat around them: a cost of 6 to 12, sentences from 7 to 14 words, a share of lower case
# from .3 to .5 move it by less than .01.
_COST = 8
_SENTENCE_WORDS = 10
_LONG_WORDS = 35
_LOWER_SHARE = 0.4
_BLOCK_WORDS = 80
# Behind this much article a heading ("12 comments", "Most read") ends it; one of the weaker kind only behind this share.
_ENOUGH_WORDS = 80
_ENOUGH_SHARE = 0.4
# Behind such a heading the article goes on where there are so many words of running text to a label: on the 86 pages 20 and more
# where it did (but for one, with 11), 13 and fewer where it did not.
_GOES_ON = 16
# Of 272 pages of 200 sites 15 lost more than a fifth of their articles with 40 labels at the most, 19 without (F1 .895 and .892).
_MOST_BETWEEN = 40
_LONG_LIST = 16

# What another article begins with: "Ferry sinks off the quay, and nobody...", "...at the pier… Read more".
_TEASER = re.compile(
    r"(?:\.\.\.|…)[)\]]?(?: ?(?:read|continue|more|leia|leer|lire|leggi|lees|weiter)\b.{0,20})?[»›]?$", re.IGNORECASE
)
_STOP = re.compile(r"[.!?…][\"'”’»)\]]* +[\"'“‘«(¿¡]?[^\W\d_]")
# Where a parser that joins elements without a space glued two: "...he said.The minister", "FoodTravelMoney", "(15)Why". What fits is
# the second one's first character: it is looked for first, for a quarter of what it costs to try all ways at every place.
_GLUE = re.compile(
    r"[^\sa-zß-ÿ\d_,](?<=[.!?…\"”’»)\]a-zß-ÿ0-9].)(?:"
    r"(?<=[.!?…][\"”’»)][^\W\d_a-zß-ÿ])"
    r"|(?<=[^\W_][.!?…][A-ZÀ-ÞА-Я“‘«¿¡])(?=[^\W\d_A-ZÀ-ÞА-Я])"
    # (Not in "iPhone", "McDonald" or "YouTube".)
    r"|(?<=[^\W_][a-zß-ÿ0-9)\]][A-ZÀ-Þ])(?=[a-zß-ÿ])(?<!\bMc.)(?<!\bMac.)(?<!\bYou.)(?<!\bTik.)(?<!\bLinked.)(?<!\bWhats.)"
    r")"
)
_GLUED_PIECES = 3
_CLOSES = re.compile(
    r"\d+ (?:comments?|responses|replies|thoughts)\b.{0,40}|(?:reader )?comments?(?: ?\(\d+\))?|leave a (?:comment|reply)|post a comment"
    r"|join the (?:conversation|discussion)|(?:show|view|read)(?: all)? comments?|about the author|(?:copyright|©).*\b(?:19|20)\d\d\b.*|.*all rights reserved.*"
    r"|(?:\d+ )?(?:comentarios?|comentários?|kommentare?|commentaires?|commenti|reacties|kommentarer|komentarze|комментари\w+)(?: ?\(\d+\))?"
    r"|lascia un commento|deja un(?: comentario|a respuesta)|deixe um comentário|laisser un commentaire|schreibe? einen kommentar|laat een reactie achter",
    re.IGNORECASE,
)  # fmt: skip
_TURNS = re.compile(
    r"(?:related|most (?:read|popular|viewed|shared)|more (?:from|on|in|stories|news)|read (?:next|more|also)|recommended|you (?:may|might) (?:also )?like"
    r"|trending|popular|latest|top stories|don't miss|next (?:article|story|post)|share this|tags?|filed under|sign up|newsletter|subscribe|follow us"
    r"|explore further|editors?.? picks|up next|what to read next|see also|promoted|sponsored|(?:around|from) the web|advertisement"
    r"|mehr zum thema|das könnte sie (?:auch )?interessieren|meistgelesen|à lire aussi|sur le même sujet|les plus lus|lea también|te puede interesar"
    r"|lo más leído|noticias relacionadas|leggi anche|potrebbe interessarti|leia (?:também|mais)|mais lidas|lees ook|meest gelezen|läs (?:mer|också)|czytaj także|zobacz także)\b.{0,40}",
    re.IGNORECASE,
)  # fmt: skip
# "Read also: Ferry sinks" is one link, and the article may go on.
_LINK = re.compile(r"[:|] ?\S")


@dataclass(frozen=True, slots=True)
class Block:
    """Characters `start` to `end` of a page's text: a line, a part of one that was glued, or lines that a link cut up."""

    start: int
    end: int
    text: str


def strip_page(text: str, is_furniture: Callable[[str], bool], rule: Rule) -> tuple[str, list[Edit]]:
    """Where `text` is a whole page's, leave its article alone. Rules: `page:head`, `page:inside`, `page:tail`.

    `is_furniture` says whether a line is furniture of any page, `rule` names what it is known for at a place.
    """
    # Most texts end here: an article has fewer lines, and longer ones.
    lines = text.split("\n")
    if len(lines) > _MOST_LINES:
        return text, []
    labels = [line for line in lines if len(line) <= _LABEL_CHARACTERS and line.strip()[-1:] not in _NO_LABEL]
    lined = len(labels) >= _LABELS_AROUND and _some(labels, is_furniture)
    if not lined:
        # Where a parser left no line ends, the labels are glued to each other.
        few = len(text) >= LONG_LINES * len(lines)
        glued = few or len(labels) >= _LABELS_AROUND
        if not glued or len(_GLUE.findall(text, 0, _LOOK)) < _GLUES:
            return strip_stream(text) if few else (text, [])
    blocks = _blocks(text)
    if sum(map(_is_label, blocks)) < _LABELS_AROUND:
        return text, []
    folded = [" ".join(block.text.split()).strip(" :|»›") for block in blocks]
    known = [len(line) < _TITLE_CHARACTERS and is_furniture(line) for line in folded]
    scores = _scores(blocks)
    first, end = _article(scores, folded)
    if words_in(scores, first, end) < least_words(text):
        return text, []
    end = _with_what_follows(scores, folded, known, end)
    end = _with_long_list(blocks, folded, known, end)
    title: list[int] = []
    if lined and sum(map(_is_label, blocks)) < _MANY_LABELS:
        first, end = _up_to_furniture(blocks, folded, known, first, end, rule)
        title = _title(blocks, folded, known, first, rule)
    if not _is_page(blocks, known, first, end):
        return text, []
    kept = title + [i for i in range(first, end) if scores[i] >= 0 or i == first or not _interrupts(i, folded, known)]
    splicer = Splicer(text, "furniture")
    splicer.replace(0, blocks[kept[0]].start, "", "page:head")
    for before, after in pairwise(kept):
        if after > before + 1:
            splicer.replace(blocks[before].end, blocks[after].start, "\n", "page:inside")
    splicer.replace(blocks[kept[-1]].end, len(text), "", "page:tail")
    return splicer.done()


_MOST_LINES = 10_000  # of a page; what has more is a list or a log, and each short line of it would be asked about
_LOOK, _GLUES = 3000, 10
_LABEL_CHARACTERS = 40
_NO_LABEL = ("", ".", "!", "?", '"', "”", "’", ",", ";")
LONG_LINES = 300
_TITLE_CHARACTERS = 80
_LABEL_WORDS = 6
_STOPS = (".", "!")
_LEADING_WORDS = 4
# What has fewer is an extractor's, whose article begins with a short sentence or ends with a list: of 86 pages, taken with a blank or
# nothing for an element's end, one to three have 14 to 24 (F1 .002 and .004 less; with line ends the same).
_LABELS_AROUND = 25
_KNOWN_AROUND = 3
# Up to so many labels a text may still be an extractor's: its article goes on up to known furniture that stands so near, and keeps its
# headline. Of the 86 pages 13 to 18 have so few (F1 .004 to .006 less, most of it by their headlines, which are not counted as the
# article's).
_MANY_LABELS = 60
_MOST_PARTING = 12
_MOST_BELOW_TITLE = 24
_MOST_SIGNED = 3  # lines of a byline: "By", and the name below it
_TITLE_WORDS = 4
_TITLE_LINES = 2


def _some(labels: Sequence[str], is_furniture: Callable[[str], bool]) -> bool:
    found: set[str] = set()
    for label in dict.fromkeys(labels):
        if is_furniture(label.strip()):
            found.add(label)
            if len(found) >= _KNOWN_AROUND:
                return True
    return False


def _is_page(blocks: Sequence[Block], known: Sequence[bool], first: int, end: int) -> bool:
    """Whether what stands around the article is a page's: many labels, and some that any page has ("Privacy policy")."""
    around = [*range(first), *range(end, len(blocks))]
    labels = sum(_is_label(blocks[i]) for i in around)
    familiar = len({blocks[i].text.strip().lower() for i in around if known[i]})
    return labels >= _LABELS_AROUND and (
        familiar >= 2 * _KNOWN_AROUND or (familiar >= _KNOWN_AROUND and 3 * labels >= len(around))
    )


def _is_label(block: Block) -> bool:
    return len(block.text.split(None, _LABEL_WORDS)) <= _LABEL_WORDS and not ENDED.search(block.text)


def _interrupts(i: int, folded: Sequence[str], known: Sequence[bool]) -> bool:
    """Whether a label inside the article is furniture, or the title below it ("Read more:", and what there is to read)."""
    return known[i] or _turns(folded[i]) or (i > 0 and (known[i - 1] or _turns(folded[i - 1])))


def _turns(line: str) -> bool:
    """Whether a line is the heading of what follows articles; "Related companies were also searched." is a sentence."""
    return len(line) < _TITLE_CHARACTERS and line[-1:] not in _STOPS and _TURNS.fullmatch(line) is not None


def _blocks(text: str) -> list[Block]:
    found: list[list[tuple[int, str]]] = []  # blocks of lines, each with its start
    for start, end in _pieces(text):
        line = text[start:end].strip()
        if not line:
            continue
        if not (found and _goes_on(found[-1][-1][1], line)):
            found.append([])
        elif len(found[-1]) == 1 and len(found) > 1 and _leads_to(text, found[-2][-1], found[-1][0]):
            link = found.pop()
            found[-1] += link
        found[-1].append((text.index(line, start), line))
    return [
        Block(lines[0][0], lines[-1][0] + len(lines[-1][1]), " ".join(line for _, line in lines)) for lines in found
    ]


def _goes_on(before: str, line: str) -> bool:
    """Whether a line is the rest of the one before, which a link or a word in italics cut: "the report, " "he said"."""
    return (line[0].islower() and not ENDED.search(before)) or line[0] in ",.;:!?)’”%" or before[-1] in ",(“‘"


def _leads_to(text: str, before: tuple[int, str], link: tuple[int, str]) -> bool:
    """Whether a line is the beginning of a sentence that a link in capital letters, and more behind it, goes on with."""
    start, line = before
    between = text[start + len(line) : link[0]]
    if ENDED.search(line) or between.count("\n") != 1:
        return False
    words = line.split()
    return len(words) >= _LEADING_WORDS and sum(word[0].islower() for word in words) >= _LOWER_SHARE * len(words)


def _pieces(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        cuts = [match.start() for match in _GLUE.finditer(line)] if len(line) > 20 else []
        bounds = [0, *cuts, len(line)] if len(cuts) >= _GLUED_PIECES - 1 else [0, len(line)]
        spans += [(start + a, start + b) for a, b in pairwise(bounds)]
        start += len(line) + 1
    return spans


def _scores(blocks: Sequence[Block]) -> list[int]:
    """The words of blocks of running text; `-_COST` for others, and for text that stood before (a page's hidden copy)."""
    scores: list[int] = []
    seen: set[str] = set()
    for block in blocks:
        score = _score(block.text)
        if score > 0:
            key = "".join(filter(str.isalnum, block.text.lower()))
            score = -_COST if key in seen else score
            seen.add(key)
        scores.append(score)
    return scores


def _score(text: str) -> int:
    words = text.split()
    count = len(words)
    if _TEASER.search(text):
        return -_COST
    lower = sum(bare[0].isalpha() and not bare[0].isupper() for word in words if (bare := word.lstrip("\"'“‘«([¿¡-–—")))
    if lower < _LOWER_SHARE * count:
        return -_COST
    ends, stops = ENDED.search(text) is not None, _STOP.search(text) is not None
    if (ends and count >= _SENTENCE_WORDS) or (stops and count >= 25) or count >= _LONG_WORDS:
        return min(count, _BLOCK_WORDS)
    return 0 if ends and count >= 4 else -_COST


def _article(scores: Sequence[int], folded: Sequence[str]) -> tuple[int, int]:
    """The first block of the article, and the one behind its last."""
    first, end = best_stretch(scores, 0, len(scores))
    total, read = words_in(scores, first, end), 0
    turns: list[int] = []
    for i in range(first, end):
        if scores[i] > 0:
            read += scores[i]
        elif read >= _ENOUGH_WORDS:
            if _CLOSES.fullmatch(folded[i]):
                end = i
                break
            if read >= _ENOUGH_SHARE * total and _turns(folded[i]) and not _LINK.search(folded[i]):
                turns.append(i)
    # From the last on: what ends the article must not count against the advertisements in it.
    for i in reversed(turns):
        if not _goes_on_behind(scores[i:end]):
            end = i
    return best_stretch(scores, first, end)


def _with_what_follows(scores: Sequence[int], folded: Sequence[str], known: Sequence[bool], end: int) -> int:
    """The end of the last running text that only unknown labels part from the article: a table or list in it has such lines."""
    for i in range(end, len(scores)):
        if i - end > _MOST_BETWEEN or known[i] or _CLOSES.fullmatch(folded[i]) or _turns(folded[i]):
            break
        if scores[i] > 0:
            end = i + 1
    return end


def _with_long_list(blocks: Sequence[Block], folded: Sequence[str], known: Sequence[bool], end: int) -> int:
    """The end of a list right behind the article that is longer than what a page has there without a label that any page has: seeds,
    nominees, results.
    """
    stop = end
    while stop < len(blocks) and _is_label(blocks[stop]) and not (known[stop] or _turns(folded[stop])):
        stop += 1
    return stop if stop - end >= _LONG_LIST else end


def _up_to_furniture(
    blocks: Sequence[Block], folded: Sequence[str], known: Sequence[bool], first: int, end: int, rule: Rule
) -> tuple[int, int]:
    """The article with the few lines that part it from known furniture: its first short sentence, or its last list."""

    def bounds(i: int, place: Place) -> bool:
        if known[i] or _turns(folded[i]) or _CLOSES.fullmatch(folded[i]):
            return True
        # What may stand inside an article says nothing of where it ends.
        return rule(blocks[i].text, place) is not None and rule(blocks[i].text, "body") is None

    above = range(first - 1, max(-1, first - 2 - _MOST_PARTING), -1)
    below = range(end, min(len(blocks), end + 1 + _MOST_PARTING))
    return (
        next((i + 1 for i in above if bounds(i, "head")), first),
        next((i for i in below if bounds(i, "tail")), end),
    )


def _title(blocks: Sequence[Block], folded: Sequence[str], known: Sequence[bool], first: int, rule: Rule) -> list[int]:
    """The headline, and the summary below it, where they stand above a byline or a time: which blocks."""
    above = range(max(0, first - _MOST_BELOW_TITLE), first)
    names = [rule(blocks[i].text, "head") for i in above]
    signed = next((i for i, name in zip(above, names, strict=True) if name in SIGNED), 0)
    found: list[int] = []
    for i in range(signed - 1, max(-1, signed - 2 - _MOST_SIGNED), -1):
        if len(folded[i].split()) >= _TITLE_WORDS and not known[i] and rule(blocks[i].text, "head") is None:
            found.insert(0, i)
        elif found:
            break
    return found[-_TITLE_LINES:]


def _goes_on_behind(scores: Sequence[int]) -> bool:
    """Whether what a heading begins is the article's rest: "Advertisement" stands in the middle of it, "Sign up" too."""
    return words_in(scores, 0, len(scores)) >= _GOES_ON * sum(score < 0 for score in scores)
