"""Which of a page's blocks are its article.

Two witnesses: trafilatura's text (Barbaresi, ACL 2021), and the page's structure: an article's paragraphs stand side by
side in one container, what is not the article's stands in containers of its own, whose class names mostly say what it
is. Where the witnesses agree a block stays; a block that only one of them knows stays by the rules below.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Sequence

from tasks.intake.pages.blocks import HEADINGS, UNSPACED, Block, Scope
from tasks.intake.pages.declared import Declared
from tasks.intake.pages.edges import trimmed, without_lists, without_pointers
from tasks.intake.pages.lines import (
    is_caption,
    is_consent,
    is_edge_label,
    is_long_prose,
    is_of_paying,
    is_offer,
    is_plea,
    is_pointer,
    is_prose,
    is_sentence,
    is_title,
)
from tasks.intake.pages.noise import (
    LARGE,
    common_names,
    is_by_pictures,
    is_noise,
    is_noisy,
    may_be_wall,
    other_names,
    walls,
)

_WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")
# Characters of a witness's text that are taken down, some 250 bytes for each word: a book's chapter, no book.
_LONGEST_TESTIMONY = 300_000


class Witness:
    """A text that another extractor found. `share` tells how much of a block's words it has too."""

    def __init__(self, text: str) -> None:
        text = text[:_LONGEST_TESTIMONY]
        words = _WORD.findall(text)
        self._runs = {tuple(words[i : i + 4]) for i in range(len(words) - 3)}
        self._lines = {tuple(_WORD.findall(line)) for line in text.split("\n")}

    def share(self, text: str) -> float:
        """Share of the 4-word runs of `text`; a shorter text must be a line."""
        words = _WORD.findall(text)
        if len(words) < 4:
            return float(tuple(words) in self._lines) if words else 0.0
        runs = len(words) - 3
        return sum(tuple(words[i : i + 4]) in self._runs for i in range(runs)) / runs


# A block is a witness's when it has this share of its runs.
_SEEN = 0.7
# An article's home is a container with at least this share of the words that the witness found in the page; in it, a word
# of anything else costs so many of the article's. On 86 pages costs from 1.5 to 3 give the same F1, .991; .5 gives .986.
_HALF = 0.5
_COST = 2.0
# In the home, what holds paragraphs with this share of those words is one of the article's columns.
_COLUMN = 0.15
# Characters that tell one paragraph from all others, and how one that is cut ends.
_OPENING = 40
_CUT = ("...", "…")
# What stands below a headline and sums up the article, by its name, or because it has fewer words than this.
_LEAD = 50
_QUOTATION = re.compile(r"[\"“„«「][^\"“”„«»「」]*[\"”“»」]")
_SUMMARY = re.compile(
    r"stand-?first|\bdek\b|\bdeck\b|sub-?(?:head|title)|summary|excerpt|descri|chapo|abstract|strapline|teaser"
)
_PULLED = re.compile(r"pull-?quot")
# So many words that stand in a paragraph and by themselves do so by no chance.
_REPEATED = 5
# So many words may be all that stands outside the captions of a story that is told by pictures.
_INTRODUCTION = 60
# Where names leave less than this share of what the witness found, they are the article's own.
_LITTLE = 0.2


def body_of(blocks: Sequence[Block], witness: Witness, said: Declared) -> list[Block]:
    """The article's blocks, in order; none where the witness's text is not to be found in the page."""
    seen = {block for block in blocks if witness.share(block.text) >= _SEEN}
    sure = [block for block in blocks if block in seen and is_prose(block)]
    sure = sure or [block for block in blocks if block in seen and block.links < 0.5]
    if not sure:
        return []
    home = _home(blocks, set(sure))
    by_column: Counter[Scope | int] = Counter()
    for block in sure:
        if home in block.scope.upwards():
            by_column[_column(block)] += block.words
    total = by_column.total()
    columns = {column for column, words in by_column.items() if words >= _COLUMN * total}
    home = _widened(home, [block for block in blocks if is_prose(block) and _column(block) in columns])
    inside = list(_once(block for block in blocks if home in block.scope.upwards()))
    heads = _heads(inside, columns)
    likely = [block for block in inside if block in seen or _column(block) in columns]
    offers = {block for block in likely if may_be_wall(block, home) and is_of_paying(block.text)}
    own = [block for block in sure if home in block.scope.upwards() and block not in offers]
    names = common_names(own, home)
    quiet = _quiet(likely, home, names, offers)
    if _prose_words(quiet) < _LITTLE * _prose_words(own):
        names = other_names(own, home)
        quiet = _quiet(likely, home, names, offers)
    if _prose_words(quiet) <= _INTRODUCTION:
        told = {b for b in likely if is_prose(b) and is_sentence(b.text) and is_by_pictures(b, home)}
        quiet |= told if sum(b.words for b in told) > _INTRODUCTION else set()
    apart = _set_apart(inside, {b for b in quiet if _column(b) in columns}) - quiet
    apart = {block for block in apart if not (is_noisy(block, home, names) or is_caption(block))}
    found = [block for block in inside if block in quiet or block in heads or block in apart]
    found = _without_repeated(found)
    usual = _usual(block for block in sure if _column(block) in columns)
    found = [block for block in found if block.scope.kind in usual or not (is_plea(block) or _is_under_picture(block))]
    found = without_pointers(inside, set(found))
    return trimmed(without_lists(found, usual), {block for block in found if _column(block) in columns}, said)


def _quiet(blocks: Iterable[Block], home: Scope, names: frozenset[str], offers: Collection[Block]) -> set[Block]:
    """The blocks that name themselves as nothing else, by names that say something."""
    no_names: frozenset[str] = frozenset()
    closed = walls((block for block in offers if is_offer(block.text)), home)
    return {
        block
        for block in blocks
        if not is_noisy(block, home, no_names if block in offers else names)
        and not is_caption(block)
        and closed.isdisjoint(block.scope.upwards(home))
    }


def _prose_words(blocks: Iterable[Block]) -> int:
    return sum(block.words for block in blocks if is_prose(block))


def is_bare(blocks: Sequence[Block]) -> bool:
    """Whether a page shows no paragraph but what names itself as something else, or speaks of cookies."""
    page = [*blocks[0].scope.upwards()][-1] if blocks else None
    return page is None or not any(is_prose(b) and not is_consent(b.text) and not is_noisy(b, page) for b in blocks)


def led_in(blocks: Sequence[Block], found: Sequence[Block]) -> list[Block]:
    """What was found with the long paragraphs between it and the headline above, which pages set in a container of their own."""
    first = blocks.index(found[0]) if found else 0
    headline = next((b for b in reversed(blocks[:first]) if b.scope.tag == "h1"), None)
    if headline is None:
        return list(found)
    around = list(headline.scope.upwards())
    known = {block.text for block in found}
    lead = [
        block
        for block in blocks[blocks.index(headline) + 1 : first]
        if is_prose(block)
        and is_long_prose(block)
        and block.scope.tag in ("p", "div")
        and block.text not in known
        and not _QUOTATION.fullmatch(block.text)  # set apart, to be seen
        and not (is_plea(block) or is_consent(block.text) or is_caption(block))
        and not is_noisy(block, next(scope for scope in block.scope.upwards() if scope in around))
        and not any(_SUMMARY.search(scope.label) for scope in block.scope.upwards())
    ]
    return (lead if sum(block.words for block in lead) >= _LEAD else []) + list(found)


def _column(block: Block) -> Scope | int:
    """What the paragraphs of one column have in common: a container, or the classes of containers like it."""
    return block.owner.kind if block.owner.label or block.owner.tag == "details" else block.owner


def _heads(blocks: Sequence[Block], columns: Container[Scope | int]) -> set[Block]:
    """The headings in `header` elements amid a column, as the posts of a live page and the parts of a long one have them."""
    heads: set[Block] = set()
    below = waiting = None
    begun = False
    for block in blocks:
        header = next((scope for scope in block.scope.upwards() if scope.tag == "header"), None)
        if header and block.scope.tag in HEADINGS and block.links < 0.5:
            below, waiting = header.parent, block
        elif not header and is_prose(block) and _column(block) in columns:
            if begun and waiting and block.owner is below:
                heads.add(waiting)
            begun, waiting = True, None
    return heads


def _set_apart(blocks: Sequence[Block], column: Container[Block]) -> set[Block]:
    """The headings and quotations amid a column that stand in a container of their own, as systems that build pages of modules
    set them.
    """
    apart: set[Block] = set()
    begun = False
    for at, block in enumerate(blocks):
        if block in column:
            begun = True
        elif begun and (_is_heading(block) or _is_quotation(block)):
            below = blocks[at + 1 : at + 3]
            if below and _is_quotation(block) and below[0].words <= 8 and below[0] not in column:  # whose it is
                held, below = block.words + below[0].words, below[1:]
            else:
                held = block.words
            if below and below[0] in column:
                around = set(below[0].scope.upwards())
                own = [scope for scope in block.scope.upwards() if scope not in around]
                if own and own[-1].words in (block.words, held):
                    apart.add(block)
    return apart


def _without_repeated(found: Sequence[Block]) -> list[Block]:
    """Without the quotations that repeat what a paragraph says, to be seen. Only those whose element and class both tell: of
    other repeated sentences the benchmark counts some as the article's.
    """
    shown = {block for block in found if block.words >= _REPEATED and _is_pulled(block)}
    if not shown:
        return list(found)
    said = [f" {_spoken(block.text)} " for block in found if block not in shown and block.scope.tag not in HEADINGS]
    return [b for b in found if b not in shown or not any(f" {_spoken(b.text)} " in text for text in said)]


def _is_pulled(block: Block) -> bool:
    scopes = list(block.scope.upwards())
    return any(s.tag == "blockquote" for s in scopes) and any(_PULLED.search(s.label) for s in scopes)


def _spoken(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _is_heading(block: Block) -> bool:
    return (
        block.scope.tag in HEADINGS
        and block.scope.tag != "h1"
        and block.links < 0.5
        and block.words <= 16
        and not (is_plea(block) or is_pointer(block) or is_edge_label(block))
    )


def _is_quotation(block: Block) -> bool:
    set_so = any(scope.tag == "blockquote" for scope in block.scope.upwards())
    return is_prose(block) and (set_so or (block.text[0] in '"“„«' and is_sentence(block.text)))


def _usual(paragraphs: Iterable[Block]) -> frozenset[int]:
    """The kinds of element that an article's paragraphs are. What stands between them in another may be something else."""
    words: Counter[int] = Counter()
    for block in paragraphs:
        words[block.scope.kind] += block.words
    return frozenset(kind for kind, count in words.items() if count >= _COLUMN * words.total())


def _is_under_picture(block: Block) -> bool:
    return block.pictured and block.words <= 40 and block.scope.tag in ("div", "p") and not is_sentence(block.text)


def _once(blocks: Iterable[Block]) -> Iterator[Block]:
    """Without the paragraphs that stood in another container before: pages repeat an article for other screens. Nor with the
    first words of one that comes whole ("The ferry left the harbour ..."), which a page shows until it is asked for more.
    """
    known: dict[str, Scope] = {}
    blocks = list(blocks)
    openings = {block.text[:_OPENING] for block in blocks if not block.text.endswith(_CUT)}
    for block in blocks:
        if block.text.endswith(_CUT) and len(block.text) > _OPENING + 3 and block.text[:_OPENING] in openings:
            continue
        if block.words < 12 or known.setdefault(block.text, block.owner) is block.owner:
            yield block


def _home(blocks: Iterable[Block], sure: Collection[Block]) -> Scope:
    """The container with most of the article and little else; a paragraph that is there again (for other screens) is else.

    What names itself as something else costs nothing: it goes anyway.
    """
    around: dict[str, set[Scope]] = {}
    article: Counter[Scope] = Counter()
    other: Counter[Scope] = Counter()
    total = 0
    small = LARGE * sum(block.words for block in sure)
    for block in blocks:
        if block in sure:
            known = around.setdefault(block.text, set())
            total += 0 if known else block.words
            for scope in block.owner.upwards():
                (other if scope in known else article)[scope] += block.words
                known.add(scope)
        elif not any(is_noise(scope.tag, scope.label) for scope in block.scope.upwards() if scope.words < small):
            for scope in block.scope.upwards():
                other[scope] += block.words
    return max(
        (scope for scope, words in article.items() if words >= _HALF * total),
        key=lambda scope: (article[scope] - _COST * other[scope], scope.kind),
    )


def _widened(home: Scope, column: Iterable[Block]) -> Scope:
    """The home with the rest of its columns: articles are cut into containers of one class, with advertisements between.

    Not where it would reach into another `article` element: pages that scroll on show the next one below.
    """
    for block in column:
        around = set(block.owner.upwards())
        if home not in around:
            wider = next(s for s in home.upwards() if s in around)
            between = [*home.upwards(wider), *block.owner.upwards(wider)]
            if not any(s.tag == "article" or is_noise(s.tag, s.label) for s in between):
                home = wider
    return home


def likely_of(blocks: Sequence[Block], said: Declared) -> list[Block]:
    """The article's blocks where no witness found any: the page's longest column, else every line that is no link."""
    if not blocks:
        return []
    page = [*blocks[0].scope.upwards()][-1]
    lines = [block for block in blocks if not is_noisy(block, page) and not is_pointer(block)]
    by_column: Counter[Scope | int] = Counter()
    for block in lines:
        if is_prose(block):
            by_column[_column(block)] += block.words
    if not by_column:
        rest = [block for block in lines if block.links < 0.5 and not is_title(block.text, said.title)]
        return rest if any(block.scope.tag not in HEADINGS for block in rest) else []
    column = max(by_column, key=lambda column: by_column[column])
    return trimmed([block for block in lines if _column(block) == column], lines, said)
