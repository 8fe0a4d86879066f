"""Who wrote an article and when, from the lines between its headline and its first paragraph.

For pages that declare neither: a quarter of 86 pages of news declared no author, a fifth no date. Only what is sure is
taken: a name of two or three capitalised words in a byline, a whole date with its year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from tasks.intake.dates import parse_date
from tasks.intake.pages.blocks import Block

# Blocks before the first paragraph that are looked at, and words that such a line has at most.
_NEAR = 30
_LONGEST = 16
_LABEL = re.compile(r"byline|author|writer|reporter")
_BY = re.compile(
    r"\W*(?:(?:posted|written|reported|text|story|words) )?(?:by|von|por|par|di|door|автор)\b:? *(?=\S)", re.IGNORECASE
)
_NAMES_END = re.compile(r"[|•·/@(\[\d]| [-–—] | on |, (?=[A-Z]{2,}\b)", re.IGNORECASE)
_NAMES_APART = re.compile(r",| and | & | und | y | et ")
_CAPITALISED = r"[^\W\d_a-z][\w.'’-]*"
_NAME = re.compile(rf"{_CAPITALISED}(?:(?: (?:de|del|da|di|von|van|der|bin|al|la|le))* {_CAPITALISED}){{1,2}}")
_NO_NAME = re.compile(r"\b(?:the|an|follow|share|view|more|staff|news|editor|comments?|print|e?mail|about|profile|writer|reporter|correspondent|contributor|press|team|desk|times|post|media|sport)\b", re.IGNORECASE)  # fmt: skip
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = re.compile(
    rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? (?:19|20)\d\d"
    r"|(?:19|20)\d\d-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d)"
    r"(?:[ ,at|@–/-]{0,5}\d{1,2}[:.]\d\d(?: ?[ap]\.?m\b\.?)?(?: (?:[A-Z]{2,4})\b)?)?",
    re.IGNORECASE,
)
_NO_STAMP = re.compile(r"\b(?:source|photo|image|credit|file|copyright|updated|modified)\b|©", re.IGNORECASE)


def front_lines(blocks: Sequence[Block], first: Block) -> Sequence[Block]:
    """The blocks between a page's headline and the first one of its article."""
    at = blocks.index(first)
    start = max(0, at - _NEAR)
    headlines = [i for i in range(start, at) if blocks[i].scope.tag == "h1"]
    return blocks[headlines[-1] if headlines else start : at]


def authors_in(lines: Sequence[Block]) -> tuple[str, ...]:
    """The names in the first line that is a byline, by its words or by the class of its element."""
    for block in lines:
        if block.words > _LONGEST:
            continue
        by = _BY.match(block.text)
        if by or any(_LABEL.search(scope.label) for scope in islice(block.scope.upwards(), 3)):
            text = _NAMES_END.split(block.text[by.end() if by else 0 :], maxsplit=1)[0]
            parts = [part.strip(" .") for part in _NAMES_APART.split(text)]
            names = [part for part in parts if _NAME.fullmatch(part) and not _NO_NAME.search(part)]
            if names:
                return tuple(names)
    return ()


def date_in(lines: Sequence[Block]) -> str | None:
    """The first whole date in a line that says little else, as the page writes it."""
    for block in lines:
        found = _DATE.search(block.text) if block.words <= _LONGEST else None
        if found and not _NO_STAMP.search(block.text[: found.start()]) and parse_date(found[0]):
            return found[0]
    return None
