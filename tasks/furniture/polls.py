"""Polls inside articles: below a heading that says so what is asked, and the answers to choose from."""

from __future__ import annotations

import re

_LINE = re.compile(r"[^\n]+")
_LONGEST_QUESTION = 200
_LONGEST_ANSWER = 60
_MOST_ANSWERS = 6
# Below these stands nothing else: what follows them is the article's.
_PLAIN = re.compile(
    r"(?:yes|no|maybe|perhaps|undecided|unsure|not sure|no opinion|neither|both|(?:i )?(?:don['’]t|do not) (?:know|care)|can['’]t say"
    r"|ja|nein|oui|non|sí|si|sì|sim|não|nee|nej|tak|nie)\b",
    re.IGNORECASE,
)
_ENDED = (".", "!", "?", ":", ";", ",", "”", '"')


def poll_lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where the lines of a poll stand whose heading is there; none where what is below it is no poll.

    A heading that asks for a vote may have its answers elsewhere.
    """
    apart = text.startswith("\n\n", end)  # as all lines are there, those of the poll too
    found: list[tuple[int, int]] = []
    plain = False
    for match in _LINE.finditer(text, end):
        line = match.group().strip()
        if not line:
            continue
        if not any(map(str.isalnum, line)):
            break
        if not found:
            if not line.endswith("?") or len(line) > _LONGEST_QUESTION:
                break
        elif (
            len(line) > _LONGEST_ANSWER
            or line.endswith(_ENDED)
            or len(found) > _MOST_ANSWERS
            or (plain and not _PLAIN.match(line))
            or not (apart or match.start() == found[-1][1] + 1)
        ):
            break
        else:
            plain = plain or _PLAIN.match(line) is not None
        found.append(match.span())
    answers = len(found) - 1
    return found if answers > 1 or (found and text[start:end].lower().startswith("vote")) else []
