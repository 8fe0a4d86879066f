"""Rows out of SQLite databases, where many scrapers put what they find."""

from __future__ import annotations

import io
import sqlite3
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tasks.intake.fields import get, guess_fields
from tasks.intake.items import FileDecoder, Item, Problem
from tasks.intake.nested import text_of

_SAMPLE = 20
_WAITING = "rows may be waiting in {}; they come with a run after the program that writes the database has closed it"
# Neither SQLite's own tables nor those that are programs. Full-text indexes keep texts in a table beside them, "..._content", and
# the rest of theirs is no text.
_TABLES = (
    "select name from sqlite_master where type = 'table' and name not like 'sqlite~_%' escape '~' and rootpage > 0"
)
_INDEXES = "select name from sqlite_master where type = 'table' and rootpage = 0 and sql like '%using fts%'"
_OF_INDEX = ("_data", "_idx", "_docsize", "_config", "_segments", "_segdir", "_stat")


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
            table = _articles(database, settings, decoder)
            for row in _rows(database, table, decoder) if table else ():
                number += 1
                yield Item(number, fields=row, encoding=decoder.read_as)
            if (journal := path.with_name(path.name + "-wal")).exists() and journal.stat().st_size:
                yield Problem(number + 1, "unreadable", _WAITING.format(journal.name))
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


def _rows(database: sqlite3.Connection, table: str, decoder: FileDecoder, limit: int = -1) -> Iterator[dict[str, Any]]:
    cursor = database.execute(f"select * from {quoted(table)} limit {limit}")
    names = [column[0] for column in cursor.description]
    names[1:] = _names_of_index(database, table) or names[1:]
    for row in cursor:
        decoder.read_as = "utf-8"
        yield decoder.values(dict(zip(names, row, strict=True)))


def quoted(name: str) -> str:
    """A name as SQL writes it, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'


def _indexes(database: sqlite3.Connection) -> list[str]:
    return [name for (name,) in database.execute(_INDEXES)]


def _names_of_index(database: sqlite3.Connection, table: str) -> list[str]:
    """The columns of the full-text index that keeps its texts in this table, where their names are c0, c1...; else nothing."""
    index = table.removesuffix("_content")
    if index == table or index not in _indexes(database):
        return []
    columns = [row[1] for row in database.execute(f"pragma table_info({quoted(index)})")]
    ours = database.execute(f"pragma table_info({quoted(table)})").fetchall()[1:]
    return columns if len(ours) == len(columns) else []


def _articles(database: sqlite3.Connection, settings: Mapping[str, str], decoder: FileDecoder) -> str | None:
    """The table whose field of text holds the most; of those without one, the one of most rows. None: all are empty."""
    ranked: list[tuple[float, int, str]] = []
    no_texts = {index + what for index in _indexes(database) for what in _OF_INDEX}
    for (table,) in database.execute(_TABLES).fetchall():
        if table in no_texts:
            continue
        ((count,),) = database.execute(f"select count(*) from {quoted(table)}")
        rows: list[Mapping[str, Any]] = [*_rows(database, table, decoder, _SAMPLE)]
        if rows:
            path = guess_fields(rows, settings).get("text", ())
            size = sum(len(text_of(get(row, path)) or "") for row in rows) / len(rows)
            ranked.append((size * count, count, table))
    return max(ranked, default=(0, 0, None))[2]
