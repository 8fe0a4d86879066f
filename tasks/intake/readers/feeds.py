"""Records out of feeds: RSS (0.9 to 2.0, with content:encoded and Dublin Core) and Atom, an item at a time."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

import orjson
from lxml import etree

from tasks.intake.items import Item, Problem, too_large
from tasks.intake.readers.joined import Joined, are_several, in_one
from tasks.intake.readers.mending import mended, mending
from tasks.intake.readers.xmls import BadXML, elements

_ROOT = re.compile(
    r"\s*(?:<\?[^>]*\?>\s*|<!--(?:(?!-->).)*+-->\s*|<!DOCTYPE[^>\[]*>\s*)*<(?:[\w.-]+:)?(?:rss|feed|RDF)[\s>]",
    re.DOTALL,
)
HEAD, _LOOKED_AT, _BLOCK = 16 << 20, 4 << 20, 1 << 20
"""Bytes of a feed up to which it is read at once, and those where several in one file and writers are looked for."""
_MEDIA = "{http://search.yahoo.com/mrss/}"  # names its pictures' titles and texts as articles' are
_ITEMS = ("{*}item", "{*}entry")
_TEXTS = ("encoded", "content", "description", "summary")
_DATES = ("pubDate", "published", "issued", "date", "updated", "modified")


# An export of WordPress names who writes once, and then what they log in with: "<dc:creator>jane</dc:creator>".
_SAID = r"\s*+(?:<!\[CDATA\[)?([^<>\]]{1,200}+)"
_LOGIN = re.compile(rf"<wp:author_login>{_SAID}".encode())
_WRITER = re.compile(rf"<wp:author_display_name>{_SAID}".encode())


def is_feed(text: str) -> bool:
    """Whether a file that begins so is a feed.

    >>> is_feed('<?xml version="1.0"?><rss version="2.0">'), is_feed("<html>")
    (True, False)
    """
    return _ROOT.match(text) is not None


def read_feed(stream: io.BufferedReader, longest: int) -> Iterator[Item | Problem]:
    """Items with the fields `id, url, title, published, authors, text` (the longest of what it gives as such), and with its own.

    No item is longer than `longest`, in bytes. No entity but XML's own is expanded and nothing is fetched. Many feeds are no
    well-formed XML: see `mending`; of what is broken otherwise as much is given as can be read, and a problem.
    """
    data = head = stream.read(HEAD)
    try:
        if len(head) < HEAD:
            data, encoding = mended(head)
            source = _Bounded(io.BytesIO(data), longest)
        else:
            whole, encoding = mending(head, stream)
            data = whole.read(_LOOKED_AT)  # writers stand above the items
            several = are_several(data, "utf-8")
            data = in_one(data) if several else data
            source = _Bounded(Joined(data, whole, several), longest)
    except UnicodeDecodeError as error:
        yield Problem(1, "undecodable", str(error), head[: 1 << 20])
        return
    number, writers = 0, _writers(data)
    try:
        for element in elements(source, _ITEMS, encoding):
            number += 1
            source.since = 0
            fields = _fields(element, writers)
            if why := _why_no_article(element):
                yield Problem(number, "no_text", why, orjson.dumps(fields), fields["url"])
            elif len(fields["text"]) > longest:
                yield too_large("an item", longest, fields["text"].encode("utf-8", "replace"), number)
            else:
                yield Item(number, fields=fields, encoding=encoding)
    except BadXML as error:
        yield Problem(number + 1, "malformed", str(error))
    except _TooLong:
        yield too_large("an item", longest, b"", number + 1)


class _TooLong(Exception):
    pass


class _Bounded:
    """A stream that fails where one item takes more than `longest` bytes, and a block."""

    def __init__(self, stream: io.BytesIO | Joined, longest: int) -> None:
        self._stream, self._longest = stream, longest
        self.since = 0
        """Bytes read since the last item."""

    def read(self, size: int) -> bytes:
        """As of any stream. Raises _TooLong."""
        if self.since > self._longest + _BLOCK:
            raise _TooLong
        data = self._stream.read(size)
        self.since += len(data)
        return data


_OF_WORDPRESS = "{http://wordpress.org/export/"
# What WordPress, its editor and what is installed in it most keep beside posts, pages and the kinds of posts that a site has made.
_PARTS = frozenset(
    """attachment nav_menu_item revision custom_css customize_changeset oembed_cache user_request wp_block wp_template wp_template_part
    wp_global_styles wp_navigation wp_font_family wp_font_face acf-field acf-field-group elementor_library shop_order""".split()
)


def _why_no_article(element: Any) -> str | None:
    """What an item of a WordPress export is that is no article: not published, or none of the posts and pages."""
    own = (child for child in element.iterchildren(tag=etree.Element) if child.tag.startswith(_OF_WORDPRESS))
    said = {etree.QName(child).localname: (child.text or "").strip() for child in own}
    if (kind := said.get("post_type")) in _PARTS:
        return f"an item of WordPress that is no post or page (wp:post_type is {kind!r})"
    if (status := said.get("status", "publish")) not in ("publish", ""):
        return f"a post or page of WordPress that is not published (wp:status is {status[:40]!r})"
    return None


def _writers(data: bytes) -> dict[str, str]:
    """What those are called who log in to a WordPress site, by their logins."""
    found: dict[str, str] = {}
    for login in _LOGIN.finditer(data) if b"<wp:author_login>" in data else ():
        if name := _WRITER.search(data, login.end(), login.end() + 1000):
            found[login[1].decode("utf-8", "replace").strip()] = name[1].decode("utf-8", "replace").strip()
    return found


def _fields(element: Any, writers: Mapping[str, str]) -> dict[str, Any]:
    said: dict[str, str] = {}
    authors: list[str] = []
    for child in element.iterchildren(tag=etree.Element):
        if child.tag.startswith(_MEDIA):
            continue
        name, value = etree.QName(child).localname, _value(child)
        if name in ("creator", "author"):
            author = " ".join(child.xpath("string(*[local-name()='name'])").split()) or value
            authors.append(writers.get(author, author))
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
