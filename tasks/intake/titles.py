"""Titles without the name of the site that they come from ("... - The Courier"), and what a site may be called."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from unicodedata import combining, normalize

# " | The Courier", "_The Courier"; and what parts it where it comes first.
_PARTED = re.compile(r"\s*(?:[|·•»›–—_-]|::?)\s*")
_PARTED_BEFORE = re.compile(r"\s*[|·•»›–—]\s+|\s+-\s+")
# A title has so many characters at least beside the site's name, which has so many at the most.
_SHORTEST_TITLE, _LONGEST_SITE = 6, 100
# Where nothing but the address tells the name, a mark between blanks: "ties to Anti-Courier" and "She told: Courier" are whole.
_PARTED_PLAINLY = re.compile(r"\s+[|·•»›–—-]\s+")
# Between it and the title may stand what it was filed under: "... | World news | The Courier".
_SECTION = re.compile(r"\s+\|\s+(?:[^\s|]+ ?){1,3}\s*\Z")
_LEAST_INITIALS = 3
# What is no site's name in "news.courier.example", and stands behind it in "Courier Sport".
_SECTIONS = frozenset(
    "news blog blogs business edition english finance live local media money online opinion politics sport sports tech video world newsroom".split()
)


def folded(name: str) -> str:
    """Letters and digits alone, small."""
    return "".join(filter(str.isalnum, name.lower()))


def host_names(name: str | None) -> list[str]:
    """What a site may be called after its host: "courier.example" or "courier"."""
    return [name, *(part for part in name.split(".")[:-1] if len(part) > 2)] if name else []


def without_site(title: str, site_names: Collection[str]) -> str:
    """A title without the site's name (one of those, folded) behind or before it."""
    for mark in _PARTED.finditer(title, max(0, len(title) - _LONGEST_SITE)):
        if mark.start() >= _SHORTEST_TITLE and folded(title[mark.end() :]) in site_names:
            return title[: mark.start()]
    first = _PARTED_BEFORE.search(title)
    if first and len(title) - first.end() >= _SHORTEST_TITLE and folded(title[: first.start()]) in site_names:
        return title[first.end() :]
    return title


def without_host(title: str, site: str | None) -> str:
    """A title without what is at its end the name that its `site`, a host or a name, tells.

    >>> without_host("Ferry sails again - The Harbour Gazette", "news.harbourgazette.example")
    'Ferry sails again'
    """
    if not site:
        return title
    start = max(_SHORTEST_TITLE, len(title) - _LONGEST_SITE)
    *_, last = [None, *_PARTED_PLAINLY.finditer(title, start)]
    if last is None or _names(title[last.end() :]).isdisjoint(_called(site)):
        return title
    section = _SECTION.search(title, start, last.start()) if "|" in last.group() else None
    return title[: section.start() if section else last.start()]


@lru_cache(1 << 12)
def _called(site: str) -> frozenset[str]:
    """The names that a host tells: "courier", "courierexample" and "quaycourier" of "quay.courier.example"; or a name itself."""
    if " " in site or "." not in site:
        return _names(site)
    parts = site.lower().split(".")
    whole = [*("".join(parts[at:]) for at in range(len(parts) - 1)), "".join(parts[:-1])]
    names = [folded(name) for name in (*host_names(site), *whole)]
    return frozenset({*names, *(name.removeprefix("the") for name in names)} - _SECTIONS)


def _names(name: str) -> frozenset[str]:
    """As what a name may be written in an address: all of it, without "The", "News" or "UK", or its initials, of the first words
    alone ("nytimes") or of all.
    """
    said = [folded(_unaccented(word)) for word in name.split()]
    found = {"".join(said)}  # "Times of India"
    said = said[: len(said) - (len(said) > 1 and said[-1] in _REGIONS)]
    for words in (said, said[1:]) if len(said) > 1 and said[0] in _ARTICLES else (said,):
        bare = words[: len(words) - (len(words) > 1 and words[-1] in _SECTIONS)]
        found |= {"".join(words), "".join(bare)}
        for many in range(2, len(words) + 1):
            short = "".join(word[:1] for word in words[:many]) + "".join(words[many:])
            found.add(short if len(short) >= (_LEAST_INITIALS if many == len(words) else _LEAST_SHORT) else "")
    return frozenset(found - {"", *_SECTIONS})


def _unaccented(name: str) -> str:
    """As an address has it: "El País"."""
    return "".join(letter for letter in normalize("NFKD", name) if not combining(letter))


_LEAST_SHORT = 6
_ARTICLES = frozenset("the der die das le la les el los il lo o de het".split())
_REGIONS = frozenset("uk us usa canada india australia ireland africa nz europe asia deutschland france".split())
