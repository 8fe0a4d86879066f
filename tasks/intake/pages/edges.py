"""What stands beside an article's paragraphs in its own column and is none of them: links to other articles amid the text, and what
stands before its first and behind its last one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from itertools import pairwise, takewhile, zip_longest

from tasks.intake.pages.blocks import HEADINGS, Block, Scope
from tasks.intake.pages.declared import Declared
from tasks.intake.pages.lines import (
    is_byline,
    is_dateline,
    is_edge_label,
    is_long_prose,
    is_plea,
    is_pointer,
    is_prose,
    is_sentence,
    is_stamp,
    is_title,
)
from tasks.intake.pages.signed import authors_in

_NEXT = re.compile(r"\W*(?:up )?next\W*", re.IGNORECASE)
# Words that the line with an author's name has at most, and a standfirst.
_SIGNATURE, _STANDFIRST = 8, 40
# How a link to another article ends that says when that came.
_DATED = re.compile(r"(?:\d\d?:\d\d|\b(?:19|20)\d\d)\W*$")


def without_pointers(blocks: Iterable[Block], found: Container[Block]) -> list[Block]:
    """What was found without lines that send the reader elsewhere, and without the lists of links that such a line announces,
    wherever it stands.
    """
    kept: list[Block] = []
    announced = False
    for block in blocks:
        if is_pointer(block):
            announced = block.links < 0.5
            continue
        announced = announced and (block.links >= 0.6 or (block.links >= 0.2 and block.scope.tag == "li"))
        if block in found and not announced:
            kept.append(block)
    return kept


def without_lists(found: Sequence[Block], usual: Container[int]) -> list[Block]:
    """Without other articles' headlines amid the text: lists of nothing but links that no sentence announces, and links in
    elements of their own.
    """
    lists: defaultdict[Scope, list[Block]] = defaultdict(list)
    for block in found:
        if around := next((scope for scope in block.scope.upwards() if scope.tag in ("ul", "ol")), None):
            lists[around].append(block)
    bare = {scope for scope, items in lists.items() if len(items) > 1 and all(map(_is_link, items))}
    kept: list[Block] = []
    told = False  # what stands before says that links follow
    for block, below in zip_longest(found, found[1:]):
        listed = any(scope in bare for scope in block.scope.upwards())
        if block.scope.tag in HEADINGS:  # what its own text stands under is the article's
            apart = below is None or not is_prose(below) or below.owner is not block.owner
        else:
            apart = block.scope.kind not in usual and _DATED.search(block.text) is not None
        card = apart and _is_link(block)
        if kept and (card or (listed and not told)):
            continue
        told = _announces(block) or block.scope.tag in HEADINGS or (told and listed)
        kept.append(block)
    return kept


def _is_link(block: Block) -> bool:
    return block.links >= 0.95 and block.words >= 4


def trimmed(found: Sequence[Block], main: Container[Block], said: Declared) -> list[Block]:
    """Without what stands before the first and behind the last paragraph and is none."""

    def is_front(block: Block) -> bool:
        return (
            block.scope.tag == "h1"
            or is_title(block.text, said.title)
            or is_dateline(block.text)
            or is_byline(block.text, said.authors)
            or is_signature(block)
            or is_plea(block)
            or is_edge_label(block)
        )

    def is_signature(block: Block) -> bool:
        return block.words <= _SIGNATURE and not is_sentence(block.text) and bool(authors_in([block]))

    def is_dated(block: Block) -> bool:
        return block.words <= _SIGNATURE and not is_sentence(block.text) and is_dateline(block.text)

    def is_stamped(block: Block) -> bool:
        signed = is_signature(block) or is_byline(block.text, said.authors)
        return block.scope.tag not in HEADINGS and block.links < 0.9 and (signed or is_dated(block))

    def is_back(block: Block) -> bool:
        return (
            not (block in main or is_long_prose(block))
            or is_plea(block)
            or is_stamp(block.text)
            or is_edge_label(block)
            or (block.links >= 0.7 and block.words >= 4)
            or (block.links >= 0.9 and block.words >= 2)
        )

    prose = [i for i, block in enumerate(found) if (block in main and is_prose(block)) or is_long_prose(block)]
    first = next((i for i in prose if not is_front(found[i])), 0)
    last = next((i for i in reversed(prose) if not is_back(found[i])), len(found) - 1)
    headline = next((i for i, b in enumerate(found[:first]) if b.scope.tag == "h1" or is_title(b.text, said.title)), 0)
    head = [
        block
        for i, block in enumerate(found[:first])
        if not is_front(block) and (is_sentence(block.text) or (block in main and i >= headline))
    ]
    # Right below a standfirst, which reads as a first paragraph; in a diary dates stand further down too.
    stamps = list(takewhile(lambda i: is_stamped(found[i]), range(first + 1, min(first + 4, last))))
    below = found[stamps[-1] + 1 :] if stamps else []
    if found[first : first + 1] and (found[first].words > _STANDFIRST or any(map(is_dated, below))):
        stamps = []
    rest = list(found[last + 1 :])
    # "Up next" of a page's controls, or over what comes next in the article.
    heads = {
        block
        for block, below in pairwise(rest)
        if _NEXT.fullmatch(block.text) and block.links < 0.5 and is_sentence(below.text) and not is_back(below)
    }
    tail = [b for b in rest if b in heads or not is_back(b)]
    while tail and (tail[-1].scope.tag in HEADINGS or (tail[-1].words <= 8 and _announces(tail[-1]))):  # over nothing
        tail.pop()
    return head + [block for i, block in enumerate(found[: last + 1]) if i >= first and i not in stamps] + tail


def _announces(block: Block) -> bool:
    return block.text.endswith((":", "："))
