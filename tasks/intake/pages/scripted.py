"""The article of a page that draws itself: its text is in the data that a script is given, and nowhere else.

Next.js (`__NEXT_DATA__`), Nuxt, Redux and Arc write this data as JSON into the page, in no common form. Common is that an
article's paragraphs are next to each other: strings in one list, the same field of its objects, what editors keep in these
objects (`text` or `value` of the runs of a paragraph: ProseMirror, Slate, Contentful, Sanity), or markup in one string.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from html import escape
from typing import Any

from tasks.intake.pages.blocks import blocks_of
from tasks.intake.pages.lines import is_sentence
from tasks.intake.pages.tree import tree_of, without_unseen

_SCRIPT = re.compile(r"<script\b([^<>]{0,600})>", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</script\s*>", re.IGNORECASE)
# "window.__INITIAL_STATE__ = {...};"; a script that does more is a program.
_ASSIGNED = re.compile(r"\s*(?:window\.|var |self\.|globalThis\.)?[\w.$\[\]\"']{1,80}\s*=\s*(?=[\[{])")
_DATA = re.compile(r"""type\s*=\s*["']?application/json""", re.IGNORECASE)
# Characters of one script, and values in it, that are looked at.
_LONGEST = 3_000_000
_MOST_VALUES = 100_000
# A paragraph's runs lie so deep in it at most: in a link, in bold.
_DEEPEST = 3
# A paragraph has so many words; fewer paragraphs, or fewer words in all of them, are a teaser or a notice.
_PROSE = 8
_FEWEST_PARAGRAPHS = 3
_FEWEST_WORDS = 60
_MARKUP = re.compile(r"<(?:p|br)\b", re.IGNORECASE)
# Objects that are other articles, and parts of this one that are no text.
_TITLES = frozenset(("title", "headline", "headlines", "name"))
_ADDRESSES = frozenset(("url", "href", "link", "slug", "path", "uri", "canonical_url", "website_url"))
_OTHER = re.compile(
    r"image|photo|video|gallery|link|advert|\bad\b|promo|related|newsletter|embed|caption", re.IGNORECASE
)


def scripted_body(html: str) -> str:
    """The article in the data of a page's scripts, a paragraph a line; empty where there is none."""
    found = max((body for data in _values(html) for body in _bodies(data)), key=_words, default="")
    return found if _words(found) >= _FEWEST_WORDS else ""


def _words(text: str) -> int:
    return len(text.split())


def _values(html: str) -> Iterator[Any]:
    at = 0
    while (opened := _SCRIPT.search(html, at)) and (closed := _SCRIPT_END.search(html, opened.end())):
        at, begin = closed.end(), opened.end()
        if at - begin > _LONGEST:
            continue
        if not _DATA.search(opened[1]):
            assigned = _ASSIGNED.match(html, begin)
            if not assigned:
                continue
            begin = assigned.end()
        with suppress(ValueError, RecursionError):
            yield json.JSONDecoder(strict=False).raw_decode(html[begin : closed.start()].lstrip())[0]


def _bodies(data: Any) -> Iterator[str]:
    """What may be the article, of every list and every string with markup."""
    waiting, looked = [data], 0
    while waiting and (looked := looked + 1) < _MOST_VALUES:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
            yield from _joined(_paragraphs(value))
        elif isinstance(value, str) and _MARKUP.search(value):
            yield from _joined([value])


def _paragraphs(items: list[Any]) -> list[str]:
    """The strings of a list, or those in the field of its objects that most often holds a paragraph."""
    if all(isinstance(item, str) for item in items):
        return items
    objects = [item for item in items if isinstance(item, dict) and not _is_other(item)]
    fields = Counter(k for item in objects for k, v in item.items() if isinstance(v, str) and _words(v) >= _PROSE)
    if not fields:
        return [escape("".join(_runs(item))) for item in objects]
    field = fields.most_common(1)[0][0]
    return [item[field] for item in objects if isinstance(item.get(field), str)]


def _runs(value: Any, depth: int = _DEEPEST) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("text", "value") and isinstance(inner, str):
                yield inner
            elif isinstance(inner, list) and depth:
                for part in inner:
                    yield from _runs(part, depth - 1)


def _is_other(item: dict[str, Any]) -> bool:
    kind = item.get("type") or item.get("__typename") or item.get("_type")
    return bool(item.keys() & _TITLES and item.keys() & _ADDRESSES) or (
        isinstance(kind, str) and bool(_OTHER.search(kind))
    )


def _joined(parts: list[str]) -> Iterator[str]:
    """The lines of paragraphs that may be written with markup, where enough of them are sentences."""
    if sum(map(_words, parts)) < _FEWEST_WORDS:
        return
    page = f"<html><body>{''.join(f'<div>{part}</div>' for part in parts)}</body></html>"
    tree = tree_of(without_unseen(page))
    body = None if tree is None else tree.find("body")
    lines = [] if body is None else [block.text for block in blocks_of(body) if block.links < 0.8]
    if sum(_words(line) >= _PROSE and is_sentence(line) for line in lines) >= _FEWEST_PARAGRAPHS:
        yield "\n".join(lines)
