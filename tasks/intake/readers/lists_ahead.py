"""Where the lists of articles begin in a JSON value that is longer than the window, or broken, so that it cannot be parsed whole."""

from __future__ import annotations

import io
import re
from typing import Any

from tasks.intake.fields import guess_fields
from tasks.intake.gathered import are_alike, are_articles
from tasks.intake.nested import loads
from tasks.intake.readers.window import NEXT, Window

_FIRST_LIST, _NEXT_OBJECT = re.compile(rb"\[\s*(?=\{)"), re.compile(NEXT)
_ENOUGH = 4 << 20  # bytes behind which a list of articles is taken for what an object is there for
_ARTICLES, _TEXTS, _OTHERS = 3, 2, 1
_LOOKED_AT = 20


def led_up_to(window: Window) -> tuple[int, bool]:
    """Go where the first array of objects begins, where what leads up to it is no JSON ("var articles = [")."""
    data, at = window.data, window.at
    if data[at : at + 1] in (b"[", b"{"):
        return 0, False
    try:
        loads(window.value())
    except ValueError:
        listed, resume = _FIRST_LIST.search(data, at), _NEXT_OBJECT.search(data, at)
        if listed and (not resume or listed.start() < resume.start()):
            window.at = listed.end()
            return 1, True
    return 0, False


def first_list(window: Window, whole: bool = False) -> tuple[bytes, int, bool] | None:
    """Go where the list of articles begins in an object that is longer than the window, or is broken (`whole`); or, where there is
    none, another list of objects. Returns what brackets are around it, 1, and whether something is broken before; None where there is
    no list, or the object has an end.
    """
    head = Window(window.data[window.at :], io.BytesIO(), len(window.data))
    best, rank, below, depth = (0, b""), 0, 0, 1
    for end, signs in head.brackets(1, b"{"):
        depth = len(signs)
        if rank == _ARTICLES and end > _ENOUGH:
            break
        if below and depth >= below:
            continue
        below = 0
        if signs[-1:] == b"[" and _FIRST_LIST.match(head.data, end - 1):
            rows = _rows_at(head, end)
            below = depth if rows else 0
            found = _rank(rows) if rows else _OTHERS if head.is_cut else _TEXTS
            if found > rank:
                best, rank = (end, bytes(signs[:-1])), found
    if not depth and (not whole or rank < _TEXTS):
        return None
    if not rank:
        listed = _FIRST_LIST.search(head.data) if whole else None
        window.at += listed.end() if listed else 0
        return (b"", 1, True) if listed else None
    window.at += best[0]
    return best[1], 1, False


def _rank(rows: list[Any]) -> int:
    return _ARTICLES if are_articles(rows) else _TEXTS if guess_fields(rows, {}).get("text") else _OTHERS


def _rows_at(window: Window, start: int) -> list[Any]:
    """The first objects of a list."""
    found: list[Any] = []
    for data in window.objects(start, _LOOKED_AT):
        try:
            found.append(loads(data))
        except ValueError:
            break
    return found


def next_list(window: Window, around: bytes, first: Any) -> bytes:
    """Go to the next list of articles, or of what is like the `first` record, in an object. Returns what brackets are around it; none
    where there is no other.
    """
    for _, signs in window.brackets(0, around, leave=True):
        rows = _rows_at(window, 0) if signs[-1:] == b"[" else []
        if rows and (are_articles(rows) or (isinstance(first, dict) and are_alike([first], [rows[0]]))):
            return bytes(signs[:-1])
    return b""
