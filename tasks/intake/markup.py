"""The article out of a whole HTML page, and what the page says of it.

How: `tasks.intake.pages`. Its tree is cut to bounds, trafilatura finds where the article is, the page's own structure says
where it begins and ends, and JSON-LD, OpenGraph and meta elements name title, authors, date and site.
"""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from tasks.intake.decode import valid_unicode
from tasks.intake.pages.blocks import Block, blocks_of
from tasks.intake.pages.body import Witness, body_of, likely_of
from tasks.intake.pages.declared import Declared, declared, host
from tasks.intake.pages.tree import LONGEST_PAGE, tree_of

__all__ = ["Extracted", "extract_article", "host", "is_page"]

_PAGE = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?>.{0,2000}?-->)\s*+)*+(?:<!doctype\s+html|<html\b|<head\b|<body\b)", re.IGNORECASE | re.DOTALL)  # fmt: skip
# A body of fewer words than this share of what JSON-LD gives as the article is only its beginning.
_BEGINNING = 0.5

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a page says. `published` is as the page writes it (usually ISO 8601). `method` is how the text was found:
    `blocks` (by trafilatura and the page's structure), `structure` alone, `json-ld`, or `none`.
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
    return _PAGE.match(text[:4000]) is not None


def extract_article(html: str | bytes, url: str | None = None) -> Extracted:
    """The main article of a page: its paragraphs, headings and list items, one a line, and what the page says about it.

    Bytes are decoded as `tasks.intake.decode.decode` does. Never raises for what is in the page: one without an
    article gives an empty text. Takes less than 10 s and 500 MB, whatever the page is.
    """
    if isinstance(html, bytes):
        from tasks.intake.decode import decode

        html = decode(html).text
    html = valid_unicode(html[:LONGEST_PAGE]).replace("\x00", "")
    said = declared(html, url)
    text, method = _main_text(tree_of(html), said)
    return Extracted(text, said.title, said.authors, said.published, said.site, said.url, said.lang, method)


def _main_text(tree: Any, said: Declared) -> tuple[str, str]:
    if tree is None:
        return said.body, "json-ld" if said.body else "none"
    body = tree.find("body")
    blocks = blocks_of(tree if body is None else body)
    found = _trafilatura(tree)
    chosen, method = body_of(blocks, Witness(f"{found}\n{said.body}"), said), "blocks"
    if not chosen:
        chosen, method = likely_of(blocks, said), "structure"
    if sum(block.words for block in chosen) < _BEGINNING * len(said.body.split()):
        return said.body, "json-ld"
    text = "\n".join(_line(block, before) for before, block in pairwise([None, *chosen]) if block)
    return text, method if text else "none"


def _line(block: Block, before: Block | None) -> str:
    starts_item = block.scope.tag == "li" and (before is None or before.scope is not block.scope)
    return f"- {block.text}" if starts_item else block.text


def _trafilatura(tree: Any) -> str:
    from trafilatura import extract

    try:
        return extract(tree, include_comments=False, include_tables=True, deduplicate=False) or ""
    except Exception:  # it raises whatever a page makes of its assumptions; the page's structure is left
        return ""
