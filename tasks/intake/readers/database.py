"""Rows out of SQLite databases, where many scrapers put what they find."""

from __future__ import annotations

import io
import sqlite3
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tasks.intake.fields import get, guess_fields, text_of
from tasks.intake.items import FileDecoder, Item, Problem

_SAMPLE = 20
# Neither SQLite's own tables nor those that are programs (full-text indexes keep their rows in tables beside them).
_TABLES = (
    "select name from sqlite_master where type = 'table' and name not like 'sqlite~_%' escape '~' and rootpage > 0"
)


def read_database(path: Path, settings: Mapping[str, str], decoder: FileDecoder) -> Iterator[Item | Problem]:
    """The rows of the table that holds the most text, in the order of their insertion. `settings` name fields.

    The file is read as it stands, and nothing beside it: what a writer has in its journal comes with a later run.
    """
    number = 0
    try:
        database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            database.execute("pragma trusted_schema = off")
            database.text_factory = _text
            if (table := _articles(database, settings, decoder)) is None:
                return
            for row in _rows(database, f"select * from {table}", decoder):
                number += 1
                yield Item(number, fields=row)
            if (missing := _missing(path)) > 0:
                yield Problem(number + 1, "malformed", f"the file breaks off: {missing:,} bytes are missing")
        finally:
            database.close()
    except (sqlite3.Error, UnicodeDecodeError) as error:  # the latter of names in it
        yield Problem(number + 1, "malformed", f"not an SQLite database, or a damaged one: {error}")


def _text(data: bytes) -> str | bytes:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data


def _missing(path: Path) -> int:
    """Bytes that the file's header tells of and the file has not; what was in them, SQLite reads as nulls."""
    with path.open("rb") as file:
        size, pages = struct.unpack(">16x H 10x I", file.read(32))
        return (size if size > 1 else 1 << 16) * int(pages) - file.seek(0, io.SEEK_END)


def _rows(database: sqlite3.Connection, query: str, decoder: FileDecoder) -> Iterator[dict[str, Any]]:
    cursor = database.execute(query)
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield decoder.values(dict(zip(names, row, strict=True)))


def _articles(database: sqlite3.Connection, settings: Mapping[str, str], decoder: FileDecoder) -> str | None:
    """The table, quoted, whose field of text holds the most; of those without one, the one of most rows. None: all are empty."""
    ranked: list[tuple[float, int, str]] = []
    for (name,) in database.execute(_TABLES).fetchall():
        table = '"' + name.replace('"', '""') + '"'
        ((count,),) = database.execute(f"select count(*) from {table}")
        rows: list[Mapping[str, Any]] = [*_rows(database, f"select * from {table} limit {_SAMPLE}", decoder)]
        if rows:
            path = guess_fields(rows, settings).get("text", ())
            size = sum(len(text_of(get(row, path)) or "") for row in rows) / len(rows)
            ranked.append((size * count, count, table))
    return max(ranked, default=(0, 0, None))[2]
