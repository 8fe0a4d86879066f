"""The first row of a table: whether it names the columns, and names for those that have none."""

from __future__ import annotations

import re
from unicodedata import category

from tasks.intake.names import NAMES, ROLES, SUMMARIES, fold


def is_header(first: list[str], second: list[str] | None) -> bool:
    """Whether a table's first row names its columns: a known name among them, or all of them look like names."""
    cells = [fold(cell) for cell in first]
    known = {name for names in NAMES.values() for name in names} | set(SUMMARIES)
    if any(len(cell) > 100 or "://" in cell for cell in first):
        return False  # a row; "news" among its cells is a category
    if any(cell in known for cell in cells):
        return True
    like_names = all(map(_is_like_a_name, map(str.strip, first)))
    distinct = len(set(cells)) == len(cells)
    longer = second is not None and sum(map(len, second)) > 2 * sum(map(len, first))
    return len(first) > 1 and like_names and distinct and longer


def _is_like_a_name(cell: str) -> bool:
    """Whether a cell may name a column: up to three words of letters; in other alphabets than ours few, for some set no blanks."""
    if len(cell.split()) > 3:
        return False
    if cell.isascii():
        return re.fullmatch(r"[A-Za-z][\w .\-/()]{0,40}|", cell) is not None
    signs = cell if cell[0].isalpha() and len(cell) <= _LONGEST_ABROAD else "?"
    return all(c.isalnum() or c in "_ .-/()" or category(c) in ("Mn", "Mc") for c in signs)


_LONGEST_ABROAD = 20


def names_columns(cells: list[str], without_text: int = len(ROLES)) -> bool:
    """Whether cells can only be the names of columns: one of a text, one of something else that articles have; or, where none of a text
    is known, of so many other things.
    """
    names = {fold(cell.strip().strip('"')) for cell in cells}
    others = sum(bool(names & {*NAMES[role]} - {*NAMES["text"]}) for role in ROLES)
    return len(names) == len(cells) and others >= (1 if names & {*NAMES["text"]} else without_text)


def guess_columns(rows: list[list[str]]) -> list[str]:
    """Names for the columns of a table without a header: the longest is the text, addresses are the url."""
    width = max((len(row) for row in rows), default=0)
    names = [f"column_{i + 1}" for i in range(width)]
    cells = [[row[i] for row in rows if i < len(row) and row[i]] for i in range(width)]
    links = [
        i for i in range(width) if sum(bool(re.match(r"https?://", c)) for c in cells[i]) * 10 >= 8 * len(cells[i]) > 0
    ]
    if links:
        names[links[0]] = "url"
    mean = {i: sum(map(len, cells[i])) / len(cells[i]) for i in range(width) if cells[i] and i not in links}
    ranked = sorted(mean, key=lambda i: (-mean[i], i))
    if ranked and mean[ranked[0]] >= 20:
        names[ranked[0]] = "text"
        if len(ranked) > 1 and mean[ranked[1]] >= 15:
            names[ranked[1]] = "title"
    return names
