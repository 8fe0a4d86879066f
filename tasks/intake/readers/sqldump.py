"""Rows out of SQL dumps, as mysqldump, pg_dump and SQLite's shell write them: by way of a temporary SQLite database."""

from __future__ import annotations

import io
import re
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from tasks.intake.items import FileDecoder, Item, Problem
from tasks.intake.readers.database import quoted, read_database

Row = list[bytes | str | int | None]
Name = tuple[str, ...]
Kind = tuple[Name, tuple[str, ...]]

_BLOCK, _HEAD, _TOGETHER = 1 << 20, 1 << 16, 500
_NAME = rb"(?:(?:[`\"]?[\w$-]+[`\"]?|\[[^\]]+\])\s*\.\s*)*(?:`[^`]+`|\"[^\"]+\"|\[[^\]]+\]|[\w$]+)"
_BEGIN = re.compile(
    rb"^[ \t]*(?:(?P<insert>(?:INSERT(?:\s+IGNORE|\s+OR\s+\w+)?|REPLACE)\s+INTO)|(?P<copy>COPY)|(?P<create>CREATE\s+(?:\w+\s+)?TABLE(?:\s+IF\s+NOT\s+EXISTS)?))"
    rb"\s+(?P<table>" + _NAME + rb")\s*(?:\((?P<columns>[^()]*)\)\s*)?",
    re.IGNORECASE | re.MULTILINE,
)
_VALUES, _STDIN = re.compile(rb"\s*VALUES\s*", re.IGNORECASE), re.compile(rb"FROM\s+stdin[^;]*;[^\n]*\n", re.IGNORECASE)
_GOES_ON = re.compile(rb"\s*(?:\(|VALUES\b|FROM\s+stdin)", re.IGNORECASE)
_BODY = re.compile(rb"\s*\((?P<body>.*?)(?:\n\)|(?:\)|(?<!\s))\s*+;)", re.DOTALL)
_OPENED, _BETWEEN, _LINE = re.compile(rb"\s*\("), re.compile(rb"\s*,"), re.compile(rb"([^\n]*)\n")
_NESTED = re.compile(rb"\([^()]*\)|'[^']*'")
_NO_COLUMNS = frozenset("primary key unique constraint index fulltext spatial foreign check exclude".split())
# A value and what ends it: with backslashes as escapes, as MySQL has them, or without.
_PLAIN = rb"|(?P<bytes>0x[0-9A-Fa-f]*|[xX]'[0-9A-Fa-f]*')|(?P<other>[^',()]*+(?:\([^()]*+\))?+))\s*+(?P<end>[,)])"
_MYSQL = re.compile(rb"\s*+(?:(?:[nNeE]|_\w+\s*)?'(?P<text>(?:[^'\\]++|\\.|'')*+)'" + _PLAIN, re.DOTALL)
# (SQLite's shell writes line ends as replace('...','\\n',char(10)), or as unistr('...').)
_STANDARD = re.compile(
    rb"\s*+(?:(?:[eE]'(?P<escaped>(?:[^'\\]++|\\.|'')*+)'|unistr\('(?P<points>(?:[^']++|'')*+)'\)"
    rb"|(?:replace\()*+[nN]?'(?P<text>(?:[^']++|'')*+)'(?P<ends>(?:,'\\[nr]',char\(1[03]\)\))*+))" + _PLAIN,
    re.DOTALL,
)
_POINT = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(\\))")
_NUMBER = re.compile(r"-?[0-9]{1,18}")
_ESCAPED = re.compile(rb"\\(.)|''", re.DOTALL)
_MEANT = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"0": b"\0", b"Z": b"\x1a", b"b": b"\b"}
_OF_MYSQL = re.compile(rb"^-- M(?:ySQL|ariaDB) dump|(?:TABLE|INTO|EXISTS)\s+`|^\)[^\n]*ENGINE=", re.MULTILINE)

_STARTS = re.compile(
    r"\A(?:\s+|--[^\n]*\n|#[^\n]*\n|/\*.{0,2000}?\*/;?)*+(?:SET|USE|LOCK|BEGIN|START|PRAGMA|DROP|CREATE|INSERT|REPLACE|COPY|SELECT|ALTER|\\\w)\b", re.IGNORECASE | re.DOTALL
)  # fmt: skip


def is_sql_dump(text: str) -> bool:
    """Whether a file that begins so is a dump: statements from the first line on, one of which makes or fills a table."""
    if not _STARTS.match(text):
        return False
    data = text.encode("utf-8", "replace")
    return any(begin["columns"] or _GOES_ON.match(data, begin.end()) for begin in _BEGIN.finditer(data))


def read_dump(
    stream: io.BufferedReader, longest: int, settings: Mapping[str, str], decoder: FileDecoder
) -> Iterator[Item | Problem]:
    """The rows of the table that holds the most text. What stands in the dump goes to a temporary file first; a row longer than
    `longest` bytes ends its table.
    """
    with tempfile.TemporaryDirectory(prefix="copydesk-") as folder:
        path = Path(folder) / "dump.sqlite"
        database = sqlite3.connect(path)
        try:
            database.execute("pragma journal_mode = off")
            database.execute("pragma synchronous = off")
            source = _Source(stream, longest)
            filled = _fill(database, source)
            database.commit()
        finally:
            database.close()
        number = 0
        for item in read_database(path, settings, decoder) if filled else ():
            number = item.position
            yield item
        if source.broken:
            yield Problem(
                number + 1, "malformed", f"{source.broken:,} statements of the dump break off or are none that is known"
            )
        elif not filled:
            yield Problem(1, "no_text", "a dump of a database without rows")


class _Source:
    """A stream with a window on it: `data` from `at` on."""

    def __init__(self, stream: io.BufferedReader, longest: int) -> None:
        self._stream, self._longest = stream, longest
        self.data, self.at = stream.read(_HEAD), 0
        self.broken = 0
        """Statements of which a row could not be read, nor those behind it."""
        self.mysql = _OF_MYSQL.search(self.data) is not None

    def more(self) -> bool:
        """Whether there was more to read, and room for it."""
        size = len(self.data) - self.at
        block = self._stream.read(max(_BLOCK, size)) if size <= self._longest else b""
        if block:
            self.data, self.at = self.data[self.at :] + block, 0
        return bool(block)

    def match(self, pattern: re.Pattern[bytes]) -> re.Match[bytes] | None:
        """What stands next, all of it; nothing where the stream ends within it."""
        while not (found := pattern.match(self.data, self.at)) or found.end() == len(self.data):
            if not self.more():
                break
        if found:
            self.at = found.end()
        return found

    def find(self, pattern: re.Pattern[bytes]) -> re.Match[bytes] | None:
        """The next such place, in whole."""
        while not (found := pattern.search(self.data, self.at)) or found.end() == len(self.data):
            # What begins in the last line may go on, unless that is of a row too long.
            last = max(self.at, self.data.rfind(b"\n") + 1)
            self.at = found.start() if found else last if len(self.data) - last < _HEAD else len(self.data)
            if not self.more():
                break
        if found:
            self.at = found.end()
        return found


class _Table:
    """A table that is filled: its name in the database, and its columns, by their names there in small letters."""

    def __init__(self, database: sqlite3.Connection, name: str, columns: Iterable[str]) -> None:
        self._database, self._name = database, quoted(name)
        self._columns = {column.lower(): column for column in _distinct(columns)[:_MOST_COLUMNS]}
        database.execute(f"create table {self._name} ({', '.join(map(quoted, self._columns.values()))})")

    def add(self, rows: Sequence[Row], named: Sequence[str]) -> None:
        """Add rows of which the first values are those of the columns `named`; other values are of the columns in their order. Those of
        columns beyond what SQLite takes are dropped.
        """
        width = max(map(len, rows))
        names = _distinct([*(named or self._columns.values()), *_numbered(named or self._columns, width)])[:width]
        for name in names:
            if name.lower() not in self._columns and len(self._columns) < _MOST_COLUMNS:
                self._columns[name.lower()] = name
                self._database.execute(f"alter table {self._name} add column {quoted(name)}")
        kept = [at for at, name in enumerate(names) if name.lower() in self._columns]
        into = ", ".join(quoted(self._columns[names[at].lower()]) for at in kept)
        whole = ([*row, *[None] * (width - len(row))] for row in rows)
        values = f"({into}) values ({', '.join('?' * len(kept))})" if kept else "default values"
        self._database.executemany(
            f"insert into {self._name} {values}",
            whole if len(kept) == width else ([row[at] for at in kept] for row in whole),
        )


_MOST_COLUMNS = 2000  # as many as SQLite has


def _numbered(names: Iterable[str], width: int) -> list[str]:
    """Names for the columns up to a number for which there are none."""
    return [f"column_{n}" for n in range(len([*names]) + 1, width + 1)]


class _Tables:
    """The tables of a dump, by their schemas and names; those of one name and the same columns in several schemas are one."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._columns: dict[Name, list[str]] = {}
        self._kinds: dict[Name, Kind] = {}
        self._filled: dict[Name, _Table] = {}
        self._of_kind: dict[Kind, _Table] = {}
        self._whole: dict[Name, dict[Kind, Name]] = {}
        self._ends: dict[Name, dict[Kind, Name]] = {}
        self._used: set[str] = set()

    def __bool__(self) -> bool:
        return bool(self._filled)

    def create(self, table: Name, columns: list[str]) -> None:
        """Learn the columns of a table."""
        self._columns[table] = columns
        self._learn(table, columns)

    def known(self, table: Name) -> Name:
        """The table that is meant: of that name; else the one that is so called in another case, or with or without a schema."""
        if table in self._kinds:
            return table
        folded = _folded(table)
        some = [self._whole.get(folded, {})]
        if not some[0]:
            some = [self._ends.get(folded, {}), *(self._whole.get(folded[n:], {}) for n in range(1, len(folded)))]
        alike: dict[Kind, Name] = {}
        for one in some:
            if len(one) > 1:
                return table
            alike |= one
        return next(iter(alike.values())) if len(alike) == 1 else table

    def add(self, table: Name, rows: Sequence[Row], named: Sequence[str]) -> None:
        """Add rows to a table."""
        if table not in self._filled:
            columns = self._columns.get(table) or named or _numbered((), max(map(len, rows)))
            kind = self._learn(table, columns)
            if kind not in self._of_kind:
                self._of_kind[kind] = _Table(self._database, self._own_name(table), columns)
            self._filled[table] = self._of_kind[kind]
        self._filled[table].add(rows, named)

    def _learn(self, table: Name, columns: Sequence[str]) -> Kind:
        """Keep a table by its name and by the ends of that; what it has in common with others that are one with it."""
        kind = (table[-1:], _folded(columns)) if columns else (table, ())
        if table not in self._kinds:
            folded = _folded(table)
            self._whole.setdefault(folded, {}).setdefault(kind, table)
            for n in range(1, len(folded)):
                self._ends.setdefault(folded[n:], {}).setdefault(kind, table)
        self._kinds[table] = kind
        return kind

    def _own_name(self, table: Name) -> str:
        """A name for a table in the database that no other has; SQLite keeps those for itself that begin as its own do."""
        name = ".".join(table)
        name = own = f"_{name}" if name.lower().startswith("sqlite_") else name
        number = len(self._used)
        while own.lower() in self._used:
            number += 1
            own = f"{name}_{number}"
        self._used.add(own.lower())
        return own


def _folded(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name.lower() for name in names)


def _fill(database: sqlite3.Connection, source: _Source) -> bool:
    """Put the rows of a dump into a database, each table by its schema and name. Returns whether there are any."""
    tables = _Tables(database)
    while begin := source.find(_BEGIN):
        table = tuple(_names(begin["table"]))
        if begin["create"]:
            body = begin["columns"] or ((found := source.match(_BODY)) and found["body"]) or b""
            tables.create(table, _columns_of(body))
            continue
        table = tables.known(table)
        named = _names(begin["columns"] or b"")
        rows = _inserted(source) if begin["insert"] else _copied(source)
        while some := list(islice(rows, _TOGETHER)):
            tables.add(table, some, named)
    return bool(tables)


def _distinct(names: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for number, name in enumerate(names, 1):
        own = f"{name}_{number}" if name.lower() in found else name
        found.setdefault(own.lower(), own)
    return list(found.values())


def _names(names: bytes) -> list[str]:
    parts = re.findall(rb"`[^`]+`|\"[^\"]+\"|\[[^\]]+\]|[\w$-]+", names)
    return [part.strip(b'`"[]').decode("utf-8", "replace") for part in parts]


def _columns_of(body: bytes) -> list[str]:
    """The columns that CREATE TABLE names."""
    parts = [_names(part)[:1] for part in _NESTED.sub(b"", body).split(b",")]
    return [name for part in parts for name in part if name.lower() not in _NO_COLUMNS]


def _inserted(source: _Source) -> Iterator[Row]:
    if not source.match(_VALUES):
        return
    pattern = _MYSQL if source.mysql else _STANDARD
    while source.match(_OPENED):
        row: Row = []
        while value := source.match(pattern):
            row.append(_value(value, source.mysql))
            if value["end"] == b")":
                break
        else:
            source.broken += 1
            return
        yield row
        if not source.match(_BETWEEN):
            return


def _value(found: re.Match[bytes], mysql: bool) -> bytes | str | int | None:
    said = found.groupdict()
    if (text := said.get("text")) is not None:
        if mysql:
            return _ESCAPED.sub(_meant, text)
        text = text.replace(b"''", b"'")
        for sign, end in ((b"n", b"\n"), (b"r", b"\r")):
            text = text.replace(b"\\" + sign, end) if b"'\\" + sign + b"'" in said["ends"] else text
        return text
    if (text := said.get("points")) is not None:
        shown = text.replace(b"''", b"'").decode("utf-8", "replace")
        return _POINT.sub(lambda point: chr(int(point[1], 16)) if point[1] else "\\", shown)
    if (text := said.get("escaped")) is not None:
        return _ESCAPED.sub(_meant, text)
    if said["bytes"]:
        digits = said["bytes"][2:].strip(b"'").decode()
        return bytes.fromhex(digits) if len(digits) % 2 == 0 else digits
    other = said["other"].strip().decode("utf-8", "replace")
    return None if other.upper() == "NULL" else int(other) if _NUMBER.fullmatch(other) else other


def _meant(found: re.Match[bytes]) -> bytes:
    return _MEANT.get(found[1], found[1]) if found[1] else b"'"


def _copied(source: _Source) -> Iterator[Row]:
    if not source.match(_STDIN):
        return
    while (found := source.match(_LINE)) and found[1].rstrip(b"\r") != rb"\.":
        cells = found[1].rstrip(b"\r").split(b"\t")
        yield [None if cell == rb"\N" else _ESCAPED.sub(_meant, cell) if b"\\" in cell else cell for cell in cells]
