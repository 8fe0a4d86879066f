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
    """Of the sheet that holds the most text, and of those that begin as it does, as sheets of months do: the rows that are not empty, of
    all but the first without what they begin with.
    """
    sizes = {name: sum(map(_size, book.get_sheet_by_name(name).iter_rows())) for name in book.sheet_names}
    if not any(sizes.values()):
        return
    first = next(_filled(book, max(sizes, key=sizes.__getitem__)))
    yield first
    for name, size in sizes.items():
        rows = _filled(book, name)
        if size and next(rows, None) == first:
            yield from rows


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
