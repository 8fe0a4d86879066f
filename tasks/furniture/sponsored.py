"""Advertisements of networks inside articles: below a line that names one, titles, each with who advertises and its button.

They differ from reader to reader, so no rule and no learning knows them; the line above does, and how they are set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LINE = re.compile(r"[^\n]+")
_LONGEST = 120
_MOST_LINES = 24
# What else may stand above them.
_HEADING = re.compile(
    r"(?:sponsored|promoted|paid)(?: (?:links?|stories|content|posts?|results?))?|you (?:may|might) (?:also )?like|recommended(?: for you)?"
    r"|(?:by|powered by|recommended by|promoted (?:links )?by|ads by|sponsored (?:links )?by) \w+",
    re.IGNORECASE,
)
# A title runs for some words and ends as no sentence does, but where it is cut; who advertises has a name, and buttons say what to do.
_TITLE = re.compile(r"(?:\S+ ){3,19}\S*(?:[^\s.!?:;,”\"]|\.\.\.|…|\?)")
_NAME = re.compile(r"(?:[A-Z0-9À-Þ][^\s.!?:;,|]*|[\w-]+(?:\.[\w-]+){0,2}\.[a-z]{2,6})(?: (?:\| )?[^\s.!?:;,|]+){0,5}")
_BUTTON = re.compile(
    r"(?:(?:learn|read|see|find|discover|play|shop|buy|order|book|apply|get|try|view|visit|watch|search|download|install|sign|click|contact|donate|start|join|check|explore|compare|call|register)\b"
    r"(?: (?:now|more|here|out|up|quote|offer|offers|deal|deals|started|today|it|us|site|all|game|price|prices|access|details)){1,2}|undo)",
    re.IGNORECASE,
)


def sponsored_lines(text: str, end: int) -> list[tuple[int, int]]:
    """Where the lines of advertisements stand below the line that ends there, what else stands above them too; none where there
    is no title with a name below it.
    """
    found: list[tuple[int, int]] = []
    sure = 0
    lines = _below(text, end)
    ahead = next(lines, None)
    while ahead and len(found) < _MOST_LINES:
        span, ahead = ahead, next(lines, None)
        line = text[slice(*span)].strip()
        if _HEADING.fullmatch(line) and not sure:
            found.append(span)
        elif ahead and _TITLE.fullmatch(line) and _is_name(text[slice(*ahead)].strip()):
            found += span, ahead
            sure = len(found)
            ahead = next(lines, None)
            if ahead and _BUTTON.fullmatch(text[slice(*ahead)].strip()):
                found.append(ahead)
                sure = len(found)
                ahead = next(lines, None)
        else:
            break
    return found[:sure]


def _below(text: str, end: int) -> Iterator[tuple[int, int]]:
    """The filled lines below, but none that is longer than a title."""
    for match in _LINE.finditer(text, end):
        if not match.group().isspace():
            if len(match.group()) > _LONGEST:
                return
            yield match.span()


def _is_name(line: str) -> bool:
    return _NAME.fullmatch(line) is not None and not _BUTTON.fullmatch(line)
