"""The article out of a whole HTML page: main content by trafilatura, metadata from what pages declare of themselves.

Metadata is read by BeautifulSoup from JSON-LD, OpenGraph and meta elements, in that order (schema.org and ogp.me
name the fields). Where the extractor finds nothing, the text of the page's `article` or `main` element, or of its
paragraphs, is taken: a short page is better than a lost one.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from tasks.intake.decode import valid_unicode

_PAGE = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?>.{0,2000}?-->)\s*+)*+(?:<!doctype\s+html|<html\b|<head\b|<body\b)", re.IGNORECASE | re.DOTALL)  # fmt: skip
# What lxml's tree may cost: pages are cut here (characters), far above any article (the longest of 86 had 1.5 million).
LONGEST_PAGE = 8_000_000
# And at this many "<": a page of 250,000 empty paragraphs took the extractor 36 s, one cut here 6 s.
MOST_MARKUP = 100_000
_ARTICLE_TYPES = re.compile(
    r"(?:News|Blog|Opinion|Analysis|Background|Review|Reportage)?(?:Article|Posting|NewsArticle)$"
)

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a page says. `published` is as the page writes it (usually ISO 8601)."""

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
    """The main article of a page: its paragraphs, one a line, and what the page says about it.

    Bytes are decoded as `tasks.intake.decode.decode` does. Never raises for what is in the page: one without an
    article gives an empty text.
    """
    if isinstance(html, bytes):
        from tasks.intake.decode import decode

        html = decode(html).text
    html = _OVERFULL.sub(_without_attributes, _bounded(valid_unicode(html[:LONGEST_PAGE]).replace("\x00", "")))
    declared = _declared(html, url)
    text, method = _main_content(html)
    first, _, rest = text.partition("\n")
    if declared["title"] and rest and _same_words(first, declared["title"]):
        text = rest.lstrip()  # the headline is the title's, not the body's
    return Extracted(text=text, method=method, **declared)


def _same_words(line: str, title: str) -> bool:
    """Whether a line is the page's title, which may have the site's name behind it."""
    words, of_title = re.findall(r"\w+", line.lower()), re.findall(r"\w+", title.lower())
    return len(words) > 1 and of_title[: len(words)] == words and len(of_title) <= 2 * len(words)


def _bounded(html: str) -> str:
    if html.count("<") <= MOST_MARKUP:
        return html
    return html[: next(islice(re.finditer("<", html), MOST_MARKUP, None)).start()]


# libxml2 compares each attribute of a tag with all before it: 50,000 of them take 8 s, 500 nothing.
_OVERFULL = re.compile(r"<([a-z][a-z0-9]*)[^<>]{3000,}", re.IGNORECASE)
_MOST_ATTRIBUTES = 500


def _without_attributes(tag: re.Match[str]) -> str:
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", "", tag[0])
    return f"<{tag[1]}" if max(bare.count("="), len(re.split(r"[\s/]+", bare))) > _MOST_ATTRIBUTES else tag[0]


def _main_content(html: str) -> tuple[str, str]:
    from trafilatura import extract

    try:
        text = extract(html, include_comments=False, include_tables=True, favor_precision=False, deduplicate=False)
    except Exception:  # it raises whatever a page makes of its assumptions; the fallback has fewer
        text = None
    if text:
        return text.strip(), "trafilatura"
    text = _fallback(html)
    return text, "paragraphs" if text else "none"


def _soup(html: str) -> Any:
    from bs4 import BeautifulSoup

    return BeautifulSoup(html, "lxml")


_BLOCKS = ["p", "h1", "h2", "h3", "li", "blockquote"]


def _fallback(html: str) -> str:
    try:
        soup = _soup(html)
    except (ValueError, RecursionError, AssertionError):
        return ""
    for tag in soup(["script", "style", "noscript", "nav", "header", "footer", "aside", "form", "template"]):
        tag.decompose()
    root = soup.find("article") or soup.find("main") or soup.body or soup
    blocks: list[str] = []
    seen: set[int] = set()
    for block in root.find_all(_BLOCKS):
        if id(block) not in seen:  # one inside another is read with it, on lines of its own
            inner = block.find_all(_BLOCKS)
            seen.update(map(id, inner))
            for one in inner:
                one.insert_before("\n")
                one.insert_after("\n")
            blocks += (" ".join(line.split()) for line in _lines(block))
    text = "\n".join(block for block in blocks if block)
    return text or " ".join(root.get_text(" ").split())


def _lines(block: Any) -> list[str]:
    # Only the newlines put in: those of the page's source are white space.
    return "".join("\n" if text == "\n" else f" {' '.join(text.split())} " for text in block.strings).split("\n")


# No "<" inside a tag: else each of a thousand unclosed ones would be looked through to the end.
_HEAD_TAGS = re.compile(r"<(?:meta|link)\b[^<>]{1,2000}>|<title\b[^<>]{0,200}>(?>[^<]+|<(?!/?title\b)){0,50}+</title\s*>|<html\b[^<>]{0,1000}>", re.IGNORECASE)  # fmt: skip
_SCRIPT, _SCRIPT_END = (
    re.compile(r"<script\b([^<>]{0,600})>", re.IGNORECASE),
    re.compile(r"</script\s*>", re.IGNORECASE),
)
_MOST_TAGS = 1000


def _json_ld(html: str) -> Iterator[Any]:
    """The values of a page's JSON-LD blocks, found in one pass."""
    at = 0
    while (opened := _SCRIPT.search(html, at)) and (closed := _SCRIPT_END.search(html, opened.end())):
        if "application/ld+json" in opened[1].lower() and closed.start() - opened.end() < 1_000_000:
            with suppress(ValueError, RecursionError):
                yield json.loads(html[opened.end() : closed.start()], strict=False)
        at = closed.end()


def _declared(html: str, url: str | None) -> dict[str, Any]:
    """Title, authors, date, site, url and language as JSON-LD, OpenGraph and meta elements give them."""
    # The few elements that matter, parsed by themselves: a tenth of the time of parsing the page once more.
    soup = _soup("".join(tag[0] for tag in islice(_HEAD_TAGS.finditer(html[:500_000]), _MOST_TAGS)))
    meta: dict[str, str] = {}
    authors: list[str] = []
    for tag in soup.find_all("meta"):
        name = str(tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        content = " ".join(str(tag.get("content") or "").split())
        if name and content:
            meta.setdefault(name, content)
            if name in ("author", "article:author", "parsely-author", "dc.creator") and "://" not in content:
                authors.append(content)
    linked = next((article for value in _json_ld(html) for article in _articles(value)), {})
    canonical = soup.find("link", rel="canonical")
    link = meta.get("og:url") or (str(canonical.get("href")) if canonical and canonical.get("href") else None)
    if link and url:
        try:
            link = urljoin(url, link)
        except ValueError:  # "http://["
            link = None
    page_url = url or (link if link and "://" in link else None)
    title = _text(linked.get("headline")) or meta.get("og:title") or meta.get("twitter:title")
    if not title and soup.title and soup.title.string:
        title = " ".join(soup.title.string.split())
    published = _text(linked.get("datePublished")) or next(
        (meta[k] for k in ("article:published_time", "datepublished", "date", "dc.date", "pubdate", "parsely-pub-date", "publishdate") if k in meta), None)  # fmt: skip
    html_tag = soup.find("html")
    lang = str(html_tag.get("lang") or "")[:2].lower() if html_tag else ""
    return {
        "title": title or None,
        "authors": tuple(dict.fromkeys(_names(linked.get("author")) or authors)),
        "published": published,
        "site": host(page_url),
        "url": page_url,
        "lang": lang if lang.isalpha() and len(lang) == 2 else None,
    }


def _articles(data: Any, depth: int = 4) -> list[dict[str, Any]]:
    if isinstance(data, list) and depth:
        return [found for item in data[:50] for found in _articles(item, depth - 1)]
    if not isinstance(data, dict):
        return []
    kinds = data.get("@type")
    if any(_ARTICLE_TYPES.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
        return [data]
    return _articles(data.get("@graph"), depth - 1) if depth else []


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    # JSON-LD made by templates is often escaped as if it were markup.
    return " ".join(unescape(value).split()) or None if isinstance(value, str) else None


def _names(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    names = [v.get("name") if isinstance(v, dict) else v for v in values]
    return [" ".join(n.split()) for n in names if isinstance(n, str) and n.strip() and "://" not in n]


def host(url: str | None) -> str | None:
    """The host of a URL, lower case, without `www.` and port; None where there is none."""
    if not url:
        return None
    try:
        name = urlsplit(url if "://" in url else f"//{url}").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name and "." in name else None
