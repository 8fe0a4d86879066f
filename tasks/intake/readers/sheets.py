"""The rows of a workbook as lines of JSON: a program, for `workbook` to run.

In a process of its own, for a damaged workbook, or a cell astray far down and to the right, makes the library ask for more memory
than there is, and that ends the process.

    python sheets.py FILE     an array a row; at the end, where it cannot be read, a string that says why
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, time
from typing import Any

_MEMORY, _SECONDS = 8 << 30, 600
"""The most that it takes, of memory and of the processor's time."""


def main(file: str) -> None:
    """The command line."""
    from python_calamine import CalamineError, load_workbook

    try:
        with load_workbook(file) as book:
            for row in _rows(book):
                print(json.dumps(row))
    except CalamineError as error:
        print(json.dumps(str(error)))


def _rows(book: Any) -> Iterator[list[str]]:
    """Of the sheet that holds the most text, and of those that begin with the same names of columns, in whatever order, or with most of
    them, as sheets of months do: the rows that are not empty, of all but the first without what they begin with.
    """
    sizes = {name: sum(map(_size, book.get_sheet_by_name(name).iter_rows())) for name in book.sheet_names}
    if not any(sizes.values()):
        return
    tops = {name: next(_filled(book, name)) for name, size in sizes.items() if size}
    first = tops[max(tops, key=lambda name: sizes[name])]
    tops = {name: top for name, top in tops.items() if top == first or _are_alike(top, first)}
    columns = first + list(
        dict.fromkeys(name for top in tops.values() if top != first for name in top if name not in first)
    )
    yield columns
    for name, top in tops.items():
        rows = _filled(book, name)
        next(rows)
        order = None if top == first else [top.index(column) if column in top else -1 for column in columns]
        for row in rows:
            yield row if order is None else [row[i] if 0 <= i < len(row) else "" for i in order]


def _are_alike(top: list[str], first: list[str]) -> bool:
    """Whether two rows name columns, each once, and most of them are in both."""
    names, others = set(top), set(first)
    return len(names) == len(top) and len(others) == len(first) and 2 * len(names & others) > len(names | others)


def _filled(book: Any, name: str) -> Iterator[list[str]]:
    rows = ([_told(cell) for cell in row] for row in book.get_sheet_by_name(name).iter_rows())
    return (row for row in rows if any(row))


def _size(row: list[Any]) -> int:
    return sum(len(cell) for cell in row if isinstance(cell, str))


def _told(cell: Any) -> str:
    """What a cell says, as a table of text has it: numbers without the fraction that Excel gives all of them."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)


if __name__ == "__main__":
    with suppress(ImportError, ValueError, OSError):  # where there are no such limits, or lower ones
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    with suppress(BrokenPipeError):
        main(sys.argv[1])
        sys.stdout.flush()
