"""Articles in TEI, as extractors and corpora of newspapers write them: what the header says of the source, and the text as HTML.

A header has several dates, of which the one beside the source's publisher is the article's: others tell of the file, or of its
download (TEI P5 Guidelines, chapter 2, "The TEI Header").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_HTML = {"lb": "br", "list": "ul", "item": "li", "quote": "blockquote", "row": "tr", "cell": "td", "head": "h2"}
_NAMED_TOO = re.compile(r".*\(([\w-]+(?:\.[\w-]+)+)\)", re.DOTALL)  # "Quay Times (quay.example)"
_NOT_ITS_OWN = ("comments",)


def is_tei(element: Any) -> bool:
    """Whether an element is a TEI document."""
    return _name(element) == "TEI"


def said(element: Any) -> dict[str, Any]:
    """The fields of a document but for its text: `title`, `author`, `date`, `url`, `site`, `id` and `lang`, where it has them."""
    header = next(_below(element, "teiHeader"), None)
    if header is None:
        return {}
    # The source's own first, then the file's, of which it may be the only one.
    sources = [*_below(header, "sourceDesc"), *_below(header, "fileDesc")]
    titles = [one for of in sources for one in _below(of, "title") if one.get("type", "main") == "main"]
    published = [one for of in sources for one in _below(of, "publicationStmt", "imprint")]
    dates = [one for of in published for one in _below(of, "date")]
    dates += [one for of in sources[:-1] for one in _below(of, "date")]
    places = [one for of in sources for one in _below(of, "ptr", "ref", "idno")]
    publishers = [one for of in published for one in _below(of, "publisher")]
    notes = [one for one in _below(header, "note", "idno") if (one.get("type") or "").lower() == "id"]
    languages = [one.get("ident") for one in _below(header, "language")]
    site = _first(publishers)
    also = _NAMED_TOO.fullmatch(site or "")
    fields = {
        "title": _first(titles),
        "author": next(
            (names for of in sources if (names := [*filter(None, map(_words, _below(of, "author")))])), None
        ),
        "date": next((when for one in dates if (when := one.get("when") or _words(one))), None),
        "url": next((url for one in places if "://" in (url := one.get("target") or _words(one))), None),
        "site": also[1] if also else site,
        "id": _first(notes),
        "lang": next(filter(None, languages), None),
    }
    return {name: value for name, value in fields.items() if value}


def text(element: Any) -> Any:
    """The element that has a document's text, with HTML's names for its elements, and without what readers wrote below it."""
    found = next((one for whole in _below(element, "text") for one in _below(whole, "body")), None)
    if found is None:
        return None
    for one in [one for one in _below(found, "div") if one.get("type") in _NOT_ITS_OWN]:
        one.getparent().remove(one)
    for one in _below(found, *_HTML, "ab"):
        name = _name(one)
        if name != "ab" or one.get("type") == "header":
            one.tag = "h2" if name == "ab" else _HTML[name]
    return found


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _below(element: Any, *names: str) -> Iterator[Any]:
    yield from [*element.iterdescendants(*(f"{{*}}{name}" for name in names))]


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _first(elements: list[Any]) -> str | None:
    return next(filter(None, map(_words, elements)), None)
