"""What a text says of itself above its first words: YAML between two lines of dashes, as static sites and extractors write it; the
lines that readers of pages put above their Markdown ("URL Source: ..."); its headline as Markdown's first heading.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml

from tasks.intake import fields
from tasks.intake.markup import Extracted, host

_LONGEST = 20_000  # characters
_YAML = re.compile(
    rf"---[ \t\r]*\n(?=[A-Za-z_][\w -]*:)(?P<yaml>.{{1,{_LONGEST}}}?\n)(?:---|\.\.\.)[ \t\r]*(?:\n\s*|\Z)", re.DOTALL
)
_PAIR = re.compile(r"^([A-Za-z_][\w -]*): *(.*\S)", re.MULTILINE)
_READER = re.compile(
    r"Title: (?P<title>[^\n]*)\n\s*URL Source: (?P<url>[^\s]+)[^\n]*\n(?:\s*Published Time: (?P<date>[^\n]*)\n)?"
    r"(?:\s*[A-Z][A-Za-z ]{2,30}: [^\n]*\n){0,5}\s*Markdown Content:[ \t\r]*(?:\n\s*|\Z)"
)
_HEADLINE = re.compile(
    r"\s*(?:#[ \t]+(?P<marked>[^\n]{1,300}?)[ \t#]*(?=\n(?!#)|\Z)|(?P<underlined>[^\n]{1,300})\n={3,}[ \t\r]*(?=\n|\Z))"
)


def front_matter(text: str) -> Extracted | None:
    """The text below its front matter, and what that says; None where there is none that says anything of an article.

    >>> front_matter("---\\ntitle: Ferry sinks\\nauthor: Ann Reed\\n---\\nThe ferry sank.")
    Extracted(text='The ferry sank.', title='Ferry sinks', authors=('Ann Reed',), published=None, site=None, url=None, lang=None, method='none')
    """
    if text.startswith("Title: ") and (said := _READER.match(text)):
        return Extracted(text[said.end() :], said["title"], (), said["date"], host(said["url"]), said["url"])
    if not text.startswith("---") or not (found := _YAML.match(text)):
        return None
    row = _pairs(found["yaml"])
    paths = fields.guess_fields([row], {}, by_names=True)
    told: dict[str, Any] = {role: fields.get(row, path) for role, path in paths.items()}
    if not told.keys() & {"title", "url", "date", "authors"}:
        return None
    title, date, name, url, lang = (_one(told.get(role)) for role in ("title", "date", "site", "url", "lang"))
    return Extracted(text[found.end() :], title, _names(told.get("authors")), date, host(url) or name, url, lang)


def _names(people: Any) -> tuple[str, ...]:
    return tuple(name for name in (people if isinstance(people, list) else [people]) if isinstance(name, str) and name)


def _pairs(head: str) -> Mapping[str, Any]:
    """All values as strings, or lists of them. Where it is no YAML ("title: Ferry: sunk"), line by line."""
    try:
        row = yaml.load(head, Loader=yaml.BaseLoader)  # of strings and lists alone
    except yaml.YAMLError:
        row = None
    if not isinstance(row, dict):
        return {key: value.strip("\"'") for key, value in _PAIR.findall(head)}
    # What lies deeper says nothing of an article, and anchors can make a few lines as large as one likes.
    return {str(key): value for key, value in row.items() if isinstance(value, str | list)}


def _one(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def headline(text: str) -> str | None:
    """The first line of a text, where Markdown marks it as the heading of all."""
    found = _HEADLINE.match(text) if text[:1] in "# \n" or "\n===" in text[:400] else None
    return (
        re.sub(r"\*\*|__|`", "", found["marked"] or found["underlined"]).strip(" \t\r*_=-") or None if found else None
    )
