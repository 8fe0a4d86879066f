"""Records out of feeds: RSS (0.9 to 2.0, with content:encoded and Dublin Core) and Atom, an item at a time."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from tasks.intake.items import Item, Problem

_ROOT = re.compile(
    r"\s*(?:<\?[^>]*\?>\s*|<!--(?:(?!-->).)*+-->\s*|<!DOCTYPE[^>\[]*>\s*)*<(?:[\w.-]+:)?(?:rss|feed|RDF)[\s>]",
    re.DOTALL,
)
_MEDIA = "{http://search.yahoo.com/mrss/}"  # names its pictures' titles and texts as articles' are
_TEXTS = ("encoded", "content", "description", "summary")
_DATES = ("pubDate", "published", "issued", "date", "updated", "modified")


def is_feed(text: str) -> bool:
    """Whether a file that begins so is a feed.

    >>> is_feed('<?xml version="1.0"?><rss version="2.0">'), is_feed("<html>")
    (True, False)
    """
    return _ROOT.match(text) is not None


def read_feed(stream: io.BufferedReader, longest: int) -> Iterator[Item | Problem]:
    """Items with the fields `id, url, title, published, authors, text` (the longest of what it gives as such), and with its own.

    No entity but XML's own is expanded and nothing is fetched. Many feeds are no well-formed XML: ampersands that no reference
    begins with are mended, and of what is broken otherwise as much is given as can be read, and a problem.
    """
    data = stream.read(longest + 1)
    if len(data) > longest:
        yield Problem(1, "too_large", f"a feed of more than max_record_bytes ({longest:,})", data[: 1 << 20])
        return
    try:
        yield from list(_items(etree.iterparse(io.BytesIO(data), tag=_ITEMS, **_SAFE)))
        return
    except etree.XMLSyntaxError:
        mended = _STRAY.sub(lambda found: found[1] or b"&amp;", data)
    parsing = etree.iterparse(io.BytesIO(mended), tag=_ITEMS, recover=True, **_SAFE)
    number, wrong = 0, ""
    try:
        for item in _items(parsing):
            number = item.position
            yield item
    except etree.XMLSyntaxError as error:
        wrong = str(error)
    if wrong := wrong or "; ".join(f"line {error.line}: {error.message}" for error in list(parsing.error_log)[:1]):
        yield Problem(number + 1, "malformed", f"no well-formed XML, and read as far as that goes: {wrong}")


_ITEMS = ("{*}item", "{*}entry")
_SAFE = {"resolve_entities": False, "no_network": True}
_STRAY = re.compile(rb"(<!\[CDATA\[.*?\]\]>)|&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-fA-F]{1,6});)", re.DOTALL)


def _items(parsing: Any) -> Iterator[Item]:
    for number, (_, element) in enumerate(parsing, 1):
        yield Item(number, fields=_fields(element), encoding=_encoding(element))
        element.clear()
        while element.getprevious() is not None:  # those before, which are empty by now
            del element.getparent()[0]


def _encoding(element: Any) -> str:
    return (element.getroottree().docinfo.encoding or "utf-8").lower()


def _fields(element: Any) -> dict[str, Any]:
    said: dict[str, str] = {}
    authors: list[str] = []
    for child in element.iterchildren(tag=etree.Element):
        if child.tag.startswith(_MEDIA):
            continue
        name, value = etree.QName(child).localname, _value(child)
        if name in ("creator", "author"):
            authors.append(" ".join(child.xpath("string(*[local-name()='name'])").split()) or value)
        elif name == "link" and (href := child.get("href")):
            if child.get("rel", "alternate") == "alternate":
                said.setdefault("link", href.strip())
        elif value:
            said.setdefault(name, value)
    link, guid = said.get("link"), said.get("guid") or said.get("id")
    return {
        "id": guid,
        "url": link or (guid if guid and guid.startswith("http") else None),
        "title": said.get("title"),
        "published": next((said[name] for name in _DATES if name in said), None),
        "authors": list(dict.fromkeys(filter(None, authors))),
        "text": max((said.get(name, "") for name in _TEXTS), key=len),
        **{name: value for name, value in said.items() if name not in ("id", "title", "link")},
    }


def _value(element: Any) -> str:
    """What an element says: its text, or its elements as HTML where it holds some (Atom's xhtml)."""
    if len(element):
        inner = (etree.tostring(child, encoding="unicode", method="html") for child in element.iterchildren())
        return ((element.text or "") + "".join(inner)).strip()
    return (element.text or "").strip()
