"""What a text says of itself above its first words: YAML between two lines of dashes, as static sites and extractors write it, or TOML
between lines of plus signs, as Hugo does; the lines that readers of pages put above their Markdown ("URL Source: ...") and scrapers
above plain texts ("Title: ..."); its headline as Markdown's first heading.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import yaml

from tasks.intake import fields, values
from tasks.intake.dates import parse_date
from tasks.intake.markup import Extracted, host
from tasks.intake.names import fits

_LONGEST = 20_000  # characters
_YAML = re.compile(
    rf"---[ \t\r]*\n(?=[A-Za-z_][\w -]*:)(?P<yaml>.{{1,{_LONGEST}}}?\n)(?:---|\.\.\.)[ \t\r]*(?:\n\s*|\Z)", re.DOTALL
)
_TOML = re.compile(
    rf"\+\+\+[ \t\r]*\n(?=[^\n]*=|[#\[\r\n])(?P<toml>.{{1,{_LONGEST}}}?\n)\+\+\+[ \t\r]*(?:\n\s*|\Z)", re.DOTALL
)
_PAIR = re.compile(r"^([A-Za-z_][\w -]*): *(.*\S)", re.MULTILINE)
_READER = re.compile(
    r"Title: (?P<title>[^\n]*)\n\s*URL Source: (?P<url>[^\s]+)[^\n]*\n(?:\s*Published Time: (?P<date>[^\n]*)\n)?"
    r"(?:(?:\s*[A-Z][A-Za-z ]{2,30}: [^\n]*\n){0,5}\s*Markdown Content:[ \t\r]*(?:\n\s*|\Z)|[ \t\r]*\n\s*(?=\S))"
)
# Two lines or more, an empty one, and a text.
_LINE = r"([^\W\d_][\w -]{0,30}+)[:：]([^\n]{0,1000}+)\n"
_LINES = re.compile(rf"(?P<lines>(?:{_LINE}){{2,20}}+)[ \t\r]*\n\s*(?=\S)")
_EACH = re.compile(_LINE)
# What a value must be to go from the text; others are read from it too, and stay.
_UNDERSTOOD: Mapping[str, Callable[[str], object]] = {
    "title": lambda value: len(value) <= 300,
    "url": re.compile(r"(?:https?://|www\.)\S+\Z").match,
    "date": parse_date,
    "authors": lambda value: len(value) <= 200 and values.authors(value),
    "site": lambda value: len(value) <= 100,
    "lang": values.language,
}
_HEADLINE = re.compile(
    r"\s*+(?:#[ \t]+(?P<marked>[^\n]{1,300}?)[ \t#]*(?=\n(?!#)|\Z)|(?P<underlined>[^\n]{1,300})\n={3,}[ \t\r]*(?=\n|\Z))"
)


def front_matter(text: str) -> Extracted | None:
    """The text below its front matter, and what that says; None where there is none that says anything of an article.

    >>> front_matter("---\\ntitle: Ferry sinks\\nauthor: Ann Reed\\n---\\nThe ferry sank.")
    Extracted(text='The ferry sank.', title='Ferry sinks', authors=('Ann Reed',), published=None, site=None, url=None, lang=None, method='none')
    """
    if text.startswith("Title: ") and (said := _READER.match(text)):
        return Extracted(text[said.end() :], said["title"], (), said["date"], host(said["url"]), said["url"])
    if text.startswith("---") and (found := _YAML.match(text)):
        told = _told(_pairs(found["yaml"]))
        return _extracted(text[found.end() :], told) if told.keys() & {"title", "url", "date", "authors"} else None
    if text.startswith("+++") and (found := _TOML.match(text)):
        told = _told(_settings(found["toml"]))
        return _extracted(text[found.end() :], told) if told.keys() & {"title", "url", "date", "authors"} else None
    if ":" not in (start := text[:32]) and "：" not in start:  # nearly all
        return None
    return _from_lines(text, found) if (found := _LINES.match(text)) else None


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    return {role: fields.get(row, path) for role, path in fields.guess_fields([row], {}, by_names=True).items()}


def _from_lines(text: str, found: re.Match[str]) -> Extracted | None:
    """What lines with known names say, of which one is a title or an address; lines that are not understood stay above the text."""
    lines = [(line[0], line[1].strip(), line[2].strip()) for line in _EACH.finditer(found["lines"])]
    # The first of each name.
    row = {name: value for _, name, value in reversed(lines) if fits(name, _UNDERSTOOD)}
    paths = fields.guess_fields([row], {}, by_names=True)
    told = {
        role: value for role, is_one in _UNDERSTOOD.items() if role in paths and is_one(value := row[paths[role][0]])
    }
    known = {paths[role][0] for role in told} | {
        name for name, value in row.items() if not value or fields.is_nothing(value)
    }
    if len(known) < 2 or not told.keys() & {"title", "url"}:
        return None
    left = "".join(line for line, name, value in lines if name not in known or value != row[name])
    return _extracted(left + text[found.end("lines") :] if left else text[found.end() :], told)


def _extracted(text: str, told: Mapping[str, Any]) -> Extracted:
    title, day, name, url, lang = (_one(told.get(role)) for role in ("title", "date", "site", "url", "lang"))
    return Extracted(text, title, _names(told.get("authors")), day, host(url) or name, url, lang)


def _names(people: Any) -> tuple[str, ...]:
    return tuple(name for name in (people if isinstance(people, list) else [people]) if isinstance(name, str) and name)


def _pairs(head: str) -> Mapping[str, Any]:
    """All values as strings, or lists of them. Where it is no YAML ("title: Ferry: sunk"), line by line."""
    try:
        row = yaml.load(head, Loader=yaml.BaseLoader)  # of strings and lists alone
    except (yaml.YAMLError, RecursionError):  # of thousands of brackets
        row = None
    if not isinstance(row, dict):
        return {key: value.strip("\"'") for key, value in _PAIR.findall(head)}
    # What lies deeper says nothing of an article, and anchors can make a few lines as large as one likes.
    return {str(key): value for key, value in row.items() if isinstance(value, str | list)}


_SETTING = re.compile(r"^([A-Za-z_][\w-]*) *= *(.*\S)", re.MULTILINE)


def _settings(head: str) -> Mapping[str, Any]:
    """The same of TOML, whose dates are some."""
    try:
        row = tomllib.loads(head)
    except (ValueError, RecursionError):
        return {key: value.strip("\"'") for key, value in _SETTING.findall(head)}
    dated = {key: value.isoformat() for key, value in row.items() if isinstance(value, date)}
    return {key: value for key, value in row.items() if isinstance(value, str | list)} | dated


def _one(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def headline(text: str) -> str | None:
    """The first line of a text, where Markdown marks it as the heading of all."""
    found = _HEADLINE.match(text) if text[:1] in "# \n" or "\n===" in text[:400] else None
    return (
        re.sub(r"\*\*|__|`", "", found["marked"] or found["underlined"]).strip(" \t\r*_=-") or None if found else None
    )
