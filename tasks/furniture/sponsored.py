"""Advertisements of networks inside articles: below a line that names one, titles, each with who advertises and its button.

They differ from reader to reader, so no rule and no learning knows them; the line above does, and how they are set.
"""

from __future__ import annotations

import re

_LINE = re.compile(r"[^\n]+")
_LONGEST = 120
_MOST_LINES = 24
# What else may stand above them.
_HEADING = re.compile(
    r"(?:sponsored|promoted|paid)(?: (?:links?|stories|content))?|you (?:may|might) (?:also )?like|recommended(?: for you)?"
    r"|(?:by|powered by|recommended by|promoted (?:links )?by|ads by|sponsored (?:links )?by) \w+",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(?=.*[^\W_])(?:\S+ ){3,19}\S+")
# But where it is cut it ends as no sentence does; or has capital letters, or a button below who advertises.
_ENDED = re.compile(r"[.!:;,”\"](?<!\.\.\.)$")
_CAPITALS = 0.6  # share of its words
# Who advertises has a name.
_SMALL = r"(?:and|at|by|for|from|in|of|on|the|to|und|de|&|\||-)"
_NAME = re.compile(
    rf"(?:[A-Z0-9À-Þ][^\s.!?:;,|]*|[\w-]+(?:\.[\w-]+){{0,2}}\.[a-z]{{2,6}})(?: {_SMALL}| [A-Z0-9À-Þ][^\s.!?:;,|]*){{0,6}}"
)
_BUTTON = re.compile(
    r"(?:learn|read|see|find|discover|play|shop|buy|order|book|apply|get|try|view|visit|watch|search|download|install|sign|click|contact|donate|start|join|check|explore|compare|call|register)\b"
    r"(?: (?:now|more|here|out|up|quote|offer|offers|deal|deals|started|today|it|us|site|all|game|price|prices|access|details)){1,2}|undo",
    re.IGNORECASE,
)


def sponsored_lines(text: str, end: int) -> list[tuple[int, int]]:
    """Where the lines of advertisements stand below the line that ends there, headings above them too."""
    spans = _below(text, end)
    lines = [text[start:stop].strip() for start, stop in spans]
    at = 0
    while at < len(lines) and _HEADING.fullmatch(lines[at]):
        at += 1
    while at + 1 < len(lines) and (size := _advertisement(lines[at : at + 3])):
        at += size
    return spans[:at]


def _advertisement(lines: list[str]) -> int:
    """How many lines one has that is the first of `lines`; 0 where none is."""
    title, name, *below = lines
    if not (_TITLE.fullmatch(title) and _NAME.fullmatch(name)) or _BUTTON.fullmatch(name):
        return 0
    has_button = any(map(_BUTTON.fullmatch, below))
    return 2 + has_button if has_button or not _ENDED.search(title) or _has_capitals(title) else 0


def _has_capitals(title: str) -> bool:
    words = [word for word in title.split() if word[0].isalpha()]
    return sum(word[0].isupper() for word in words) >= _CAPITALS * len(words)


def _below(text: str, end: int) -> list[tuple[int, int]]:
    """The next lines, none of them longer than a title; with an empty line between two of them only where one stands between all."""
    apart = text.startswith("\n\n", end)
    found: list[tuple[int, int]] = []
    for match in _LINE.finditer(text, end):
        if match.group().isspace():
            continue
        if len(match.group()) > _LONGEST or len(found) == _MOST_LINES:
            break
        if not apart and match.start() > (found[-1][1] if found else end) + 1:
            break
        found.append(match.span())
    return found
