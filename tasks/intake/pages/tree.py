"""A page as a tree, within bounds: what an HTML parser and those who walk its tree may be given.

libxml2 and the extractors on top of it are fast on pages as they are, and slow (some in the square of the size) on pages
that mean harm. So a page is cut, before it is parsed, to far more than any article needs.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

# Characters of a page that are looked at, and of what is left without its scripts and styles. The longest of 96 pages
# had 1.5 million, 0.25 million without them.
LONGEST_PAGE = 8_000_000
LONGEST_MARKUP = 1_000_000
# "<" in it: the page with the most of 96 had 3,200.
MOST_MARKUP = 40_000
# libxml2 compares each attribute of a tag with all before it: 50,000 of them take 8 s, 100 nothing.
_MOST_ATTRIBUTES = 100
_OVERFULL = re.compile(r"<([a-z][a-z0-9]*)[^<>]{3000,}", re.IGNORECASE)
# Pictures that stand in the page itself; the longest of them are longer than LONGEST_MARKUP.
_INLINED = re.compile(r";base64,[A-Za-z0-9+/=%\s]{200,}+")
_UNSEEN = re.compile(r"<(script|style|svg)\b[^<>]{0,2000}>", re.IGNORECASE)
_ENDS = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style", "svg")}


def tree_of(html: str) -> Any:
    """The `body` of a page `without_unseen` (an lxml element), or None where nothing can be made of it."""
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    html = _OVERFULL.sub(_without_attributes, _cut(_INLINED.sub(";base64,", html)))
    try:
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
        root = document_fromstring(html.encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError, AssertionError):
        return None
    return root


def without_unseen(html: str) -> str:
    """Without scripts, styles and drawings: four fifths of an average page. An unclosed one is left to the parser."""
    kept: list[str] = []
    at = 0
    while opened := _UNSEEN.search(html, at):
        kept.append(html[at : opened.start()])
        closed = _ENDS[opened[1].lower()].search(html, opened.end())
        if not closed:
            at = opened.start()
            break
        at = closed.end()
    kept.append(html[at:])
    return "".join(kept)


def _cut(html: str) -> str:
    html = html[:LONGEST_MARKUP]
    if html.count("<") <= MOST_MARKUP:
        return html
    return html[: next(islice(re.finditer("<", html), MOST_MARKUP, None)).start()]


def _without_attributes(tag: re.Match[str]) -> str:
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", "", tag[0])
    return f"<{tag[1]}" if max(bare.count("="), len(re.split(r"[\s/]+", bare))) > _MOST_ATTRIBUTES else tag[0]
