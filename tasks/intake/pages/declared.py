"""What a page says of itself: title, authors, date, site, language, from JSON-LD, OpenGraph and meta elements, in that order.

schema.org and ogp.me name the fields. Everything is found by linear scans with bounds; nothing here parses the whole page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from html import unescape
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from tasks.intake.dates import parse_date
from tasks.intake.pages.signed import names_apart
from tasks.intake.titles import folded, host_names, without_site

_ARTICLE_TYPES = re.compile(
    r"(?:News|Blog|Opinion|Analysis|Background|Review|Reportage)?(?:Article|Posting|NewsArticle)$"
)
# No "<" inside a tag: else each of a thousand unclosed ones would be looked through to the end.
_HEAD_TAGS = re.compile(r"<(?:meta|link)\b[^<>]{1,2000}>|<title\b[^<>]{0,200}>(?>[^<]+|<(?!/?title\b)){0,50}+</title\s*>|<html\b[^<>]{0,1000}>", re.IGNORECASE)  # fmt: skip
_SCRIPT = re.compile(r"<script\b([^<>]{0,600})>", re.IGNORECASE)
_SCRIPT_END = re.compile(r"</script\s*>", re.IGNORECASE)
# Names of meta elements, the most reliable first.
_AUTHOR = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "byl",
)
_PUBLISHED = (
    "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.created", "pubdate", "parsely-pub-date",
    "publishdate", "publish-date", "publication_date", "sailthru.date", "og:published_time", "citation_publication_date",
    "article:published", "article.published", "dc.date.created", "dcterms.date", "dcterms.issued", "publication-date", "originalpublicationdate",
    "article.created", "cxenseparse:recs:publishtime", "cse-pubdate", "rbpubdate", "article_date_original", "datecreated",
)  # fmt: skip
_BY = re.compile(r"^by:? +", re.IGNORECASE)
# What stands where a name should: an address, an account, a key into a table ("/@annreed", "104363"), and what a theme came with.
_NO_AUTHOR = re.compile(
    r".*://.*|[/@#].*|\W*\d+\W*|.*\bemail@.*|(?:(?:user|site|web) ?)?admin(?:istrator)?|(?:super|guest|default)? ?user|root|web-?master|guest(?: (?:author|writer|post))?|",
    re.IGNORECASE,
)
# "Ann Reed areed@courier.example"
_MAIL = re.compile(
    r"[\s,;:|(<\[–—-]{0,4}(?<![\w.+])[\w.+]{1,64}(?:-[\w.+]{1,64}){0,3}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}[)>\]]?"
)
# Who wrote it without saying who: an office, a rank.
_OFFICE = re.compile(
    r"(?:(?:the|our|from) )?(?:[\w&'’.-]+ ){0,4}(?:staff|desk|newsdesk|webdesk|team|bureau|newsroom|editors?|editorial(?: (?:board|team|staff))?|reporters?|correspondents?|(?:staff|news|guest|contributing) writers?|contributors?|agency|agencies|wires?|news ?wires?"
    r"|redaktion|rédaction|redacción|redazione|redação|redactie|redakcja|редакция|المحرر|编辑部|編集部|본지)",
    re.IGNORECASE,
)
_INLINE_TAG = re.compile(r"</?(?:a|abbr|b|em|i|mark|q|s|small|span|strong|sub|sup|u)\b[^<>]{0,2000}>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{1,2000}>")
# Characters of a page that are searched for its head, and of one JSON-LD block; the longest of 96 pages took 31,000.
_HEAD = 500_000
_LONGEST_JSON = 1_000_000
_MOST_TAGS = 1000


@dataclass(frozen=True, slots=True)
class Declared:
    """A page's word on itself. `body` is JSON-LD's `articleBody`: the article, or what a reader without account gets;
    `site_names` is what the site may be called, letters and digits alone.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    site: str | None = None
    url: str | None = None
    lang: str | None = None
    body: str = ""
    site_names: frozenset[str] = frozenset()

    def persons(self, names: Iterable[str]) -> tuple[str, ...]:
        """Of names those that are neither the site's nor an office's."""
        return tuple(name for name in names if _is_person(name, self.site_names))


def declared(html: str, seen: str, url: str | None) -> Declared:
    """What a page declares; `seen` is the page without its scripts and styles, which may be long and stand before all else;
    `url` is where it came from, which beats what it says of its address.
    """
    from bs4 import BeautifulSoup

    # The few elements that matter, parsed by themselves: a tenth of the time of parsing the page once more.
    head = "".join(tag[0] for tag in islice(_HEAD_TAGS.finditer(seen[:_HEAD]), _MOST_TAGS))
    soup = BeautifulSoup(head, "lxml")
    meta: dict[str, str] = {}
    authors: dict[str, list[str]] = {}
    for tag in soup.find_all("meta"):
        named = tag.get("property") or tag.get("name")
        name = str(named or tag.get("itemprop") or tag.get("http-equiv") or "").lower()
        content = " ".join(str(tag.get("content") or "").split())
        if name and content:
            meta.setdefault(name, content)
            if name in _AUTHOR:  # an `itemprop` may be of a picture
                authors.setdefault(name if named else "itemprop", []).append(_BY.sub("", _MAIL.sub("", content)))
    linked: dict[str, Any] = {}
    persons: dict[str, str] = {}
    for value in _json_ld(html):
        linked = linked or next(iter(_articles(value)), {})
        persons |= _persons(value)
    canonical = soup.find("link", rel="canonical")
    link = meta.get("og:url") or (str(canonical.get("href")) if canonical and canonical.get("href") else None)
    if link and url:
        try:
            link = urljoin(url, link)
        except ValueError:  # "http://["
            link = None
    page_url = url or (link if link and "://" in link else None)
    of_window = " ".join(soup.title.string.split()) if soup.title and soup.title.string else None
    title, own = _text(linked.get("headline")), _text(linked.get("name"))
    # Encyclopedias say there what their article's subject is, and its title beside that.
    if title and own and of_window and folded(of_window).startswith(folded(own)) and title not in seen:
        title = own
    title = title or meta.get("og:title") or meta.get("twitter:title")
    # A quotation mark in an attribute that was not escaped ends it.
    if not title or (of_window and of_window.startswith(title) and of_window[len(title) :].lstrip().startswith('"')):
        title = of_window
    called = (meta.get("og:site_name"), *host_names(host(page_url)))
    site_names = frozenset(folded(name) for name in called if name)
    dates = [_text(linked.get("datePublished")), *(meta.get(name) for name in _PUBLISHED)]
    html_tag = soup.find("html")
    lang = (
        str((html_tag and html_tag.get("lang")) or "") or meta.get("content-language") or meta.get("og:locale") or ""
    )[:2].lower()
    stated = (authors.get(name) for name in (*_AUTHOR, "itemprop"))
    names = _best_names([_names(linked.get("author"), persons), *filter(None, stated)], site_names)
    apart = [n for joined in names for n in names_apart(joined, meta.get("og:site_name"))]
    return Declared(
        title=without_site(title, site_names) if title else None,
        authors=tuple({n.casefold(): n for n in reversed(apart)}.values())[::-1],
        published=_published(dates),
        site=host(page_url),
        url=page_url,
        lang=lang if lang.isalpha() and len(lang) == 2 else None,
        body=_body(linked.get("articleBody")),
        site_names=site_names,
    )


def _published(dates: list[str | None]) -> str | None:
    """The first date; where it is only a day, the first with the time of that day."""
    known = [(date, day) for date in dates if date and (day := parse_date(date))]
    if not known:
        return None
    first, day = known[0]
    if ":" in first:
        return first
    return next((d for d, time in known if ":" in d and abs(time - day) <= timedelta(days=1)), first)


def _best_names(stated: list[list[str]], site_names: Collection[str]) -> list[str]:
    """The names that the most reliable mark gives, of those that name somebody; an office's or the site's own where there is no
    other.
    """
    longer = tuple(f"{name}, " for names in stated for name in names)  # "Ann Reed, The Courier" besides
    known = [[n for n in names if not (_NO_AUTHOR.fullmatch(n) or n.startswith(longer))] for names in stated]
    persons = (names for names in known if any(_is_person(n, site_names) for n in names))
    kept = next(persons, None) or next(filter(None, known), [])
    return [n for n in kept if folded(n) not in site_names] or kept


def _is_person(name: str, site_names: Collection[str]) -> bool:
    return folded(name) not in site_names and not _OFFICE.fullmatch(name)


def _json_ld(html: str) -> Iterator[Any]:
    """The values of a page's JSON-LD blocks, found in one pass."""
    at = 0
    while (opened := _SCRIPT.search(html, at)) and (closed := _SCRIPT_END.search(html, opened.end())):
        if "application/ld+json" in opened[1].lower() and closed.start() - opened.end() < _LONGEST_JSON:
            with suppress(ValueError, RecursionError):
                yield json.loads(html[opened.end() : closed.start()], strict=False)
        at = closed.end()


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


def _body(value: Any) -> str:
    """`articleBody` as lines of text, without the markup that some sites leave in it."""
    if not isinstance(value, str):
        return ""
    lines = (" ".join(line.split()) for line in _TAG.sub("\n", _INLINE_TAG.sub("", unescape(value))).splitlines())
    return "\n".join(line for line in lines if line)


def _persons(data: Any) -> dict[str, str]:
    """The names in a graph by the ids that articles refer to."""
    nodes = data.get("@graph") if isinstance(data, dict) else data
    found = {n.get("@id"): n.get("name") for n in nodes[:100] if isinstance(n, dict)} if isinstance(nodes, list) else {}
    return {key: name for key, name in found.items() if isinstance(key, str) and isinstance(name, str)}


def _names(value: Any, persons: dict[str, str]) -> list[str]:
    values = value if isinstance(value, list) else [value]
    names = [v.get("name") or persons.get(str(v.get("@id"))) if isinstance(v, dict) else v for v in values]
    return [
        _BY.sub("", " ".join(_MAIL.sub("", n).split()))
        for n in names
        if isinstance(n, str) and n.strip() and "://" not in n
    ]


def host(url: str | None) -> str | None:
    """The host of a URL, lower case, without `www.` and port, of an archived page its own; None where there is none."""
    if not url:
        return None
    if url.startswith(_ARCHIVE, url.find(":") + 3) and (own := url.find("http", 30)) > 0:
        url = url[own:]
    # What comes after the third slash tells nothing more, and a dump has few sites.
    slash = url.find("/")
    end = url.find("/", slash + 2) if url.startswith("://", slash - 1) else -1
    return _host(url if end < 0 else url[:end])


_ARCHIVE = "web.archive.org/web/"


@lru_cache(1 << 12)
def _host(url: str) -> str | None:
    try:
        name = urlsplit(url if "://" in url else f"//{url}").hostname
    except ValueError:
        return None
    if not name or "." not in name:
        return None
    bare = name.removeprefix("www.")
    return bare if "." in bare else name
