"""Rows out of the tables of an office: Excel's workbooks, old ones too, and OpenDocument's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from typing import IO, Any

from tasks.intake.items import Item, Problem
from tasks.intake.readers.tables import Row, named


def read_workbook(file: IO[bytes]) -> Iterator[Item | Problem]:
    """The rows of the sheet that holds the most text, and of those that begin as it does, as sheets of months do."""
    from python_calamine import CalamineError, load_workbook

    try:
        with load_workbook(file) as book:
            names = book.sheet_names
            sizes = [sum(map(_size, book.get_sheet_by_name(name).iter_rows())) for name in names]
            if not any(sizes):
                return
            header = _first(book, names[sizes.index(max(sizes))])
            alike = [name for name, size in zip(names, sizes, strict=True) if size and _first(book, name) == header]
            yield from named(_rows(book, alike))
    except CalamineError as error:
        yield Problem(1, "malformed", f"no workbook, or a damaged one or one with a password: {error}")


def _rows(book: Any, names: list[str]) -> Iterator[Row]:
    """Rows that are not empty, of the first sheet with its header, of the others without it."""
    for number, name in enumerate(names):
        skipped = number == 0
        for cells in book.get_sheet_by_name(name).iter_rows():
            row = list(map(_told, cells))
            if not any(row):
                continue
            if skipped:
                yield row, "", b""
            skipped = True


def _first(book: Any, name: str) -> list[Any]:
    return next((row for row in book.get_sheet_by_name(name).iter_rows() if any(map(_told, row))), [])


def _size(row: list[Any]) -> int:
    return sum(len(cell) for cell in row if isinstance(cell, str))


def _told(cell: Any) -> str:
    """What a cell says, as a table of text has it: numbers without the fraction that Excel gives all of them."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)
