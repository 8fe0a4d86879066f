"""Parquet parts: a table's rows of one shard, in row groups of 50,000 rows or 64 MB, with a digest of the file."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import xxhash

from tasks.dataset.work import beside

ROWS, BYTES = 50_000, 64 << 20
MISSING = "unknown"
"""The folder of rows without a value. Hive's own name for it, `__HIVE_DEFAULT_PARTITION__`, is a null in a dictionary
to pandas, which then opens nothing ("Cannot yet unify dictionaries with nulls", pyarrow 26)."""

# File systems take 255 bytes, and "published_month=" stands before the value.
_LONGEST_NAME = 230


class PartWriter:
    """Writes tables of one schema to `FOLDER/TABLE/[key=value/]STEM.parquet`; `files` says what was written.

    A part without rows is not written. Files get their final name when they are whole.
    """

    def __init__(self, folder: Path, table: str, stem: str, schema: pa.Schema, partition_by: str | None = None) -> None:
        self._folder, self._table, self._stem, self._schema, self._by = folder, table, stem, schema, partition_by
        self._parts: dict[str, Part] = {}
        self.files: list[dict[str, Any]] = []

    def write(self, table: pa.Table) -> None:
        """Append rows."""
        if not table.num_rows:
            return
        if self._by is None:
            self._part("", self._schema).write(table)
            return
        keys = pc.fill_null(_partition_keys(table, self._by), MISSING)
        # A folder's value is not in its files: readers take it from the path, and refuse to find it in both.
        schema = pa.schema([f for f in self._schema if f.name != self._by], self._schema.metadata)
        for key in sorted(set(keys.to_pylist())):
            rows = table.filter(pc.equal(keys, key)).select(schema.names)
            self._part(f"{self._by}={_folder_name(key)}/", schema).write(rows)

    def _part(self, below: str, schema: pa.Schema) -> Part:
        if below not in self._parts:
            self._parts[below] = Part(self._folder, f"{self._table}/{below}{self._stem}.parquet", schema)
        return self._parts[below]

    def __enter__(self) -> PartWriter:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        for part in self._parts.values():
            if kind is None:
                self.files.append(part.close())
            else:
                part.abandon()


def _partition_keys(table: pa.Table, by: str) -> pa.ChunkedArray:
    return pc.strftime(table["published_at"], "%Y-%m") if by == "published_month" else table[by]


def _folder_name(key: str) -> str:
    name = _escaped(key)
    if len(name.encode()) <= _LONGEST_NAME:
        return name
    head = key.encode()[:60].decode("utf-8", "ignore")
    return f"{_escaped(head)}-{xxhash.xxh3_64_hexdigest(key.encode())}"


def _escaped(key: str) -> str:
    """As Hive does it: letters beyond ASCII stay, of whose escaped bytes Spark would make one letter each."""
    return re.sub(r"[^\w.-]", lambda sign: quote(sign[0], safe=""), key)


def partition_of(name: str) -> dict[str, str | None]:
    """What a part's folders say of all its rows: `{"site": "quay.example"}` for "articles/site=quay.example/a.parquet".

    >>> partition_of("articles/site=unknown/a.parquet"), partition_of("articles/a.parquet")
    ({'site': None}, {})
    """
    pairs = (folder.split("=", 1) for folder in name.split("/")[:-1] if "=" in folder)
    return {key: None if value == MISSING else unquote(value) for key, value in pairs}


class Part:
    """One file, `FOLDER/NAME`, which appears when it is whole."""

    def __init__(self, folder: Path, name: str, schema: pa.Schema) -> None:
        self._name, self._schema = name, schema
        self._path = folder / name
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._temporary = beside(self._path)
        self._writer: pq.ParquetWriter | None = None
        self._pending: list[pa.Table] = []
        self._rows = self._bytes = self._written = 0

    def write(self, table: pa.Table) -> None:
        """Append rows."""
        self._pending.append(table)
        self._rows += table.num_rows
        self._bytes += table.nbytes
        if self._rows >= ROWS or self._bytes >= BYTES:
            self._flush()

    def _flush(self) -> None:
        # Opened when there is a row group to write: a dump of thousands of sites has as many parts at once.
        if self._writer is None:
            # Numbers are hashes, places and counts: a dictionary of them costs time and room.
            words = [field.name for field in self._schema if pa.types.is_string(field.type)]
            self._writer = pq.ParquetWriter(
                self._temporary, self._schema, compression="zstd", write_statistics=True, use_dictionary=words
            )
        if self._pending:
            table = pa.concat_tables(self._pending).replace_schema_metadata(self._schema.metadata)
            self._writer.write_table(table, row_group_size=ROWS)
            self._written += self._rows
            self._pending, self._rows, self._bytes = [], 0, 0

    def close(self) -> dict[str, Any]:
        """Finish the file. Returns its entry in the manifest."""
        self._flush()
        if self._writer:
            self._writer.close()
        digest = file_digest(self._temporary)
        _begin_to_store(self._temporary)
        os.replace(self._temporary, self._path)
        return {"path": self._name, "rows": self._written, "bytes": self._path.stat().st_size, "digest": digest}

    def abandon(self) -> None:
        """Leave nothing behind."""
        try:
            if self._writer:
                self._writer.close()
        except OSError:  # the disk is full: what brought us here
            pass
        finally:
            self._temporary.unlink(missing_ok=True)


def _begin_to_store(path: Path) -> None:
    """Have a file go to the disk while others are written: a commit waits until all are there."""
    if hasattr(os, "posix_fadvise"):
        with open(path, "rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)  # what it may forget it writes first


def file_digest(path: Path) -> str:
    """XXH3-128 of a file, hex."""
    with open(path, "rb") as file:
        return digest_of(file)


def digest_of(file: Any) -> str:
    """The same of one that is open, wherever it lies."""
    return hashlib.file_digest(file, xxhash.xxh3_128).hexdigest()  # type: ignore[arg-type]
