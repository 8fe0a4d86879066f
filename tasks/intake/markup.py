"""The article out of a whole HTML page, and what the page says of it.

How: `tasks.intake.pages`. Its tree is cut to bounds, trafilatura finds where the article is, the page's own structure says
where it begins and ends, and JSON-LD, OpenGraph and meta elements name title, authors, date and site.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from tasks.intake.decode import decode_page, valid_unicode
from tasks.intake.pages.blocks import Block, blocks_of
from tasks.intake.pages.body import Witness, body_of, is_bare, led_in, likely_of
from tasks.intake.pages.declared import Declared, declared, host
from tasks.intake.pages.headed import candidates, is_no_article, without_consent
from tasks.intake.pages.lines import is_prose, is_sentence, is_title
from tasks.intake.pages.scripted import scripted_body
from tasks.intake.pages.signed import (
    authors_in,
    date_in,
    date_of_address,
    front_lines,
    lines_above,
    marked_authors,
    marked_date,
)
from tasks.intake.pages.tree import LONGEST_PAGE, tree_of, without_unseen
from tasks.language import language

__all__ = ["Extracted", "extract_article", "host", "is_page"]

_PAGE = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?>.{0,2000}?-->)\s*+)*+(?:<!doctype\s+html|<html\b|<head\b|<body\b)", re.IGNORECASE | re.DOTALL)  # fmt: skip
# A body of fewer words than this share of what JSON-LD gives as the article is only its beginning.
_BEGINNING = 0.5
# So many sentences are more than a plea to turn scripts on.
_SENTENCES = 3
# So few words are no article where JSON-LD has one. With more it must be the same: some pages give that of another.
_NO_ARTICLE = 50

# "The Courier: "
_SITE_BEFORE = re.compile(r"(.+?)\s*([|·•«›–—:]|::|\s-)\s+", re.DOTALL)
# " | The Courier"
_SITE_BEHIND = re.compile(r"\s*(?:[|·•»›–—]|::|\s[-:])\s.+", re.DOTALL)
# Words of a headline, at the least, that is told from a site's name by them alone.
_HEADLINE = 4

# Whether trafilatura is called from here.
_ours: ContextVar[bool] = ContextVar("ours", default=False)


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a page says. `published` is as the page writes it (usually ISO 8601), `lang` what it says or its text shows. `method`
    is how the text was found: `blocks` (by trafilatura and the page's structure), `structure` alone, `json-ld`, `script` (the
    data of one), or `none`.
    """

    text: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    site: str | None = None
    url: str | None = None
    lang: str | None = None
    method: str = "none"


def is_page(text: str) -> bool:
    """Whether `text` is a whole HTML page and no article with some markup in it."""
    return _PAGE.match(text, 0, 4000) is not None


def extract_article(html: str | bytes, url: str | None = None) -> Extracted:
    """The main article of a page: its paragraphs, headings and list items, one a line, and what the page says about it.

    Bytes are decoded as `tasks.intake.decode.decode_page` does. Never raises for what is in the page: one without an
    article gives an empty text; raises TypeError for what is no page. Takes less than 10 s and 500 MB, whatever the page is.
    """
    if not isinstance(html, str | bytes):
        raise TypeError(f"a page is a str or bytes, not {type(html).__name__}; a row without a page is to be left out")
    if isinstance(html, bytes):
        try:
            html = decode_page(html[:LONGEST_PAGE]).text
        except UnicodeDecodeError:  # no text in any encoding known
            return Extracted("")
    html = valid_unicode(html[:LONGEST_PAGE]).replace("\x00", "")
    seen = without_unseen(html)
    said = declared(html, seen, url)
    tree = tree_of(seen)
    body = None if tree is None else tree.find("body")
    blocks = [] if tree is None else blocks_of(tree if body is None else body)
    if tree is not None and is_bare(blocks):
        blocks = _unscripted(tree if body is None else body) or blocks
    chosen, method = _chosen(tree, blocks, said)
    if _is_beginning(chosen, said.body):
        text, method = said.body, "json-ld"
    elif is_bare(blocks) and (scripted := scripted_body(html)):
        text, method = scripted, "script"
    else:
        text = "\n".join(_line(block, before) for before, block in pairwise([None, *led_in(blocks, chosen)]) if block)
    front = front_lines(blocks, chosen)
    return Extracted(
        text,
        _headline(blocks, said.title),
        _authors(said, front, tree),
        said.published
        or (marked_date(tree) if tree is not None else None)
        or date_in(front)
        or date_in(lines_above(blocks, chosen))
        or date_of_address(said.url),
        said.site,
        said.url,
        _language(text, said.lang),
        method if text else "none",
    )


def _authors(said: Declared, front: Sequence[Block], tree: Any) -> tuple[str, ...]:
    """The authors that a page declares; where those are offices and the site itself, persons that a byline names."""
    if said.persons(said.authors):
        return said.authors
    return (
        said.persons(authors_in(front))
        or (said.persons(marked_authors(tree)) if tree is not None else ())
        or said.authors
    )


def _language(text: str, declared: str | None) -> str | None:
    """What the page says, unless that is English or the text is: themes come with English, and few change it."""
    found = language(text) if declared else None
    return found if found and "en" in (found, declared) else declared


def _unscripted(tree: Any) -> list[Block]:
    """The blocks of a page as those see it who run no scripts, where that is where its sentences are."""
    for element in list(tree.iter("noscript")):
        element.tag = "div"
    blocks = blocks_of(tree)
    return blocks if sum(is_prose(block) and is_sentence(block.text) for block in blocks) >= _SENTENCES else []


def _headline(blocks: list[Block], title: str | None) -> str | None:
    """The title without the site's name, where the page has the rest as its headline: its `h1`, else a line that is all of
    the title before or behind a mark that parts the two.
    """
    if not title:
        return None
    likely = [block for block in blocks if len(title) / 2 < len(block.text) < len(title)]
    first = [block.text for block in blocks if block.scope.tag == "h1"]
    headlines = [b.text for b in likely if b.scope.tag == "h1" and is_title(b.text, title)]
    # Less than half of the title, as before a long name, it may be the site's name, which comes first in some; those are short.
    headlines += [
        text for text in first if len(text.split()) >= _HEADLINE and text != title and _is_parted(text, title, blocks)
    ]
    return next(iter(headlines), None) or next((b.text for b in likely if _is_parted(b.text, title, blocks)), title)


def _is_parted(text: str, title: str, blocks: list[Block]) -> bool:
    """Whether a title is this text and a site's name behind it, or before it, if the page has it elsewhere."""
    if title.startswith(text):
        return _SITE_BEHIND.fullmatch(title, len(text)) is not None
    parted = _SITE_BEFORE.fullmatch(title.removesuffix(text)) if title.endswith(text) else None
    if not parted:
        return False
    name, mark = parted.groups()
    if mark == ":":
        return any(b.text == name or (name in b.text and ("©" in b.text or "opyright" in b.text)) for b in blocks)
    return any(b.text.lower() == name.lower() and b.scope.tag != "h1" for b in blocks)


def _chosen(tree: Any, blocks: list[Block], said: Declared) -> tuple[list[Block], str]:
    if not blocks:
        return [], "none"
    likely, method = candidates(without_consent(blocks), said), "blocks"
    found = body_of(likely, Witness(f"{_trafilatura(tree)}\n{said.body}"), said)
    # Without prose where there is some behind the headline: the witness saw another part of the page.
    if not found or (len(likely) < len(blocks) and not any(is_prose(block) for block in found)):
        by_structure = likely_of(likely, said)
        if not found or any(is_prose(block) for block in by_structure):
            found, method = by_structure, "structure"
    return ([], "none") if is_no_article(blocks, found, said) else (found, method)


def _is_beginning(chosen: list[Block], linked: str) -> bool:
    """Whether what was found is only the beginning of what JSON-LD gives as the article, or a plea to turn scripts on."""
    words = sum(block.words for block in chosen)
    if words >= _BEGINNING * len(linked.split()):
        return False
    witness = Witness(linked)
    return words < _NO_ARTICLE or any(witness.share(block.text) > _BEGINNING for block in chosen if block.words >= 8)


def _line(block: Block, before: Block | None) -> str:
    starts_item = block.scope.tag == "li" and (before is None or before.scope is not block.scope)
    return f"- {block.text}" if starts_item else block.text


def _trafilatura(tree: Any) -> str:
    extract = _quiet_extract()
    token = _ours.set(True)
    try:
        return extract(tree, include_comments=False, include_tables=True, deduplicate=False) or ""
    except Exception:  # it raises whatever a page makes of its assumptions; the page's structure is left
        return ""
    finally:
        _ours.reset(token)


@cache
def _quiet_extract() -> Callable[..., str | None]:
    """trafilatura's, which logs pages without an article as errors. It says nothing when it is called from here, and all that a
    program around this one wants to hear when that calls it.
    """
    from trafilatura import extract

    # Of each module's own: those below a logger do not ask its filters.
    for name, logger in [*logging.root.manager.loggerDict.items()]:
        if name.split(".")[0] in ("trafilatura", "htmldate") and isinstance(logger, logging.Logger):
            logger.addFilter(_is_theirs)
    found: Callable[..., str | None] = extract
    return found


def _is_theirs(record: logging.LogRecord) -> bool:
    return not _ours.get()
