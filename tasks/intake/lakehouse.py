"""Tables that are folders of Parquet files and a log: which files hold what is in the table now.

Deleted and replaced rows stay beside the current ones for days, so that older states can be read: all files together
would bring them back. Delta's log is simple enough to be followed here (its protocol, "Action Reconciliation"); what
its newer features keep outside the files, and Iceberg's and Hudi's tables, are refused with a word on what to do.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import unquote

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

DELTA_LOG = "_delta_log"
_COMMIT = re.compile(r"(\d{20})\.json")
_CHECKPOINT = re.compile(r"(\d{20})\.checkpoint(?:\.\d{10}\.(\d{10})|\.[\da-f-]{36})?\.(?:parquet|json)")
_OTHERS = (
    ("Iceberg", "iceberg_scan", re.compile(r"(?:.*/)?metadata/(?:v\d+|\d{5}-[\da-f-]{36})(?:\.gz)?\.metadata\.json")),
    ("Hudi", "", re.compile(r"(?:.*/)?\.hoodie/hoodie\.properties")),
)


class Unreadable(Exception):
    """Its message says why a table's current files cannot be told, and what to do."""


def refuse_others(name: str) -> None:
    """Raise Unreadable where a file of this path is what an Iceberg or a Hudi table has."""
    for kind, scan, pattern in _OTHERS:
        if pattern.fullmatch(name):
            raise Unreadable(f"{_is(kind)}, {_export(scan)}")


def current_files(names: Iterable[str], read: Callable[[str], bytes]) -> frozenset[str]:
    """The paths, below a Delta table's folder, of the files that hold what is in it now.

    `names` are those of the files in its log, and `read` gives the bytes of one. Raises Unreadable.
    """
    try:
        return frozenset(_files(_actions(list(names), read)))
    except Unreadable:
        raise
    except (OSError, ValueError, KeyError, TypeError, AttributeError, pa.ArrowException) as error:
        why = " ".join(str(error).split())[:200]
        raise Unreadable(f"{_is('Delta')} whose log cannot be read ({why}), {_export('delta_scan')}") from error


def _is(kind: str) -> str:
    return f"is {'an' if kind[0] in 'AEIO' else 'a'} {kind} table"


def _export(scan: str) -> str:
    example = f" (DuckDB: copy (from {scan}('...')) to 'rows.parquet')" if scan else ""
    return f"in which old rows lie beside current ones; write those to Parquet{example}, and name that"


def _files(actions: Iterator[dict[str, Any]]) -> set[str]:
    files: set[str] = set()
    for action in actions:
        settings = dict((action.get("metaData") or {}).get("configuration") or ())  # a checkpoint has a list of pairs
        if settings.get("delta.columnMapping.mode", "none") != "none":
            raise Unreadable(f"{_is('Delta')} that keeps its columns' names in its log, {_export('delta_scan')}")
        for kind in ("remove", "add"):
            if (told := action.get(kind)) is None:
                continue
            path = unquote(told["path"])
            if kind == "remove":
                files.discard(path)
                continue
            if told.get("deletionVector"):
                raise Unreadable(f"{_is('Delta')} that keeps deleted rows in its files, {_export('delta_scan')}")
            if "://" in path or path.startswith(("/", "file:")):
                raise Unreadable(f"{_is('Delta')} whose files lie elsewhere, {_export('delta_scan')}")
            files.add(path)
    return files


def _actions(names: list[str], read: Callable[[str], bytes]) -> Iterator[dict[str, Any]]:
    """What has made the table what it is, in order: its newest whole checkpoint, and the commits behind that."""
    commits = {int(found[1]): name for name in names if (found := _COMMIT.fullmatch(name))}
    checkpoints: dict[tuple[int, int], list[str]] = {}
    for name in names:
        if found := _CHECKPOINT.fullmatch(name):
            checkpoints.setdefault((int(found[1]), int(found[2] or 1)), []).append(name)
    whole = [(version, parts) for (version, parts), some in checkpoints.items() if len(some) >= parts]
    newest = max(whole, default=(-1, 0))
    for name in sorted(checkpoints.get(newest, ())):
        yield from _checkpoint(name, read)
    first = newest[0] + 1
    newer = sorted(version for version in commits if version >= first)
    if newer != list(range(first, first + len(newer))) or not (newer or whole):
        raise ValueError("commits are missing")
    for version in newer:
        yield from _lines(read(commits[version]))


def _checkpoint(name: str, read: Callable[[str], bytes]) -> Iterator[dict[str, Any]]:
    """What one file of a checkpoint says, and the files that it refers to."""
    for action in _lines(read(name)) if name.endswith(".json") else _rows(read(name)):
        if beside := action.get("sidecar"):
            yield from _rows(read(f"_sidecars/{beside['path']}"))
        yield action


def _lines(data: bytes) -> Iterator[dict[str, Any]]:
    return (orjson.loads(line) for line in data.splitlines() if line.strip())


def _rows(data: bytes) -> Iterator[dict[str, Any]]:
    file = pq.ParquetFile(io.BytesIO(data))
    columns = [column for column in ("add", "metaData", "sidecar") if column in file.schema_arrow.names]
    for batch in file.iter_batches(columns=columns):
        yield from batch.to_pylist()
