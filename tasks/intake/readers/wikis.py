"""Which pages of a MediaWiki dump are no articles: talk, redirects, and what pages are made of.

Namespaces of talk have odd numbers (https://www.mediawiki.org/wiki/Manual:Namespace); where pages lead elsewhere the dump says so,
or their texts do, with a word of the wiki's language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_LEADS = re.compile(r"\s*#\s?[^\W\d_]+\s*:?\s*\[\[([^\]|\n]+)")
_PARTS = {"6": "a file", "8": "the program", "10": "a template", "14": "a category", "828": "a module"}


def why_no_article(page: Mapping[str, Any]) -> str | None:
    """What is to be told of a page, by its fields; None of one that may be an article."""
    revision, space = page.get("revision"), page.get("ns")
    text = revision.get("text") if isinstance(revision, dict) else None
    said = text.get("text") if isinstance(text, dict) else text
    leads = _LEADS.match(said) if isinstance(said, str) else None
    if "redirect" in page or leads:
        return f"a page of a wiki that leads to another{f' ({leads[1].strip()[:80]})' if leads else ''}"
    if not isinstance(space, str) or not space.isdecimal():
        return None
    if int(space) % 2:
        return "a page of a wiki that is talk about another"
    return f"a page of a wiki that is of {_PARTS[space]}, and no article" if space in _PARTS else None
