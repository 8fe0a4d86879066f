"""Delta tables: what is in them now. And tables that are refused."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tasks.errors import UsageError
from tasks.intake.lakehouse import Unreadable, current_files
from tasks.intake.sources import expand

META = {"metaData": {"id": "x", "configuration": {}}}


def added(path: str, **more: Any) -> dict[str, Any]:
    return {"add": {"path": path, "size": 1, "dataChange": True, **more}}


def removed(path: str) -> dict[str, Any]:
    return {"remove": {"path": path, "dataChange": True}}


def commit(version: int, *actions: dict[str, Any]) -> dict[str, bytes]:
    return {f"{version:020}.json": b"\n".join(json.dumps(action).encode() for action in actions)}


def checkpoint(version: int, *paths: str, part: str = "", beside: str = "", name: str = "") -> dict[str, bytes]:
    rows: list[dict[str, Any]] = [{"add": {"path": path}} for path in paths]
    rows += [{"metaData": {"configuration": [("a", "b")]}}, {"remove": {"path": "long gone"}}]
    rows += [{"sidecar": {"path": beside}}] if beside else []
    kind = pa.schema([
        ("add", pa.struct([("path", pa.string()), ("deletionVector", pa.struct([("sizeInBytes", pa.int32())]))])),
        ("metaData", pa.struct([("configuration", pa.map_(pa.string(), pa.string()))])),
        ("remove", pa.struct([("path", pa.string())])),
        ("sidecar", pa.struct([("path", pa.string())])),
    ])  # fmt: skip
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(rows, kind), sink)
    return {name or f"{version:020}.checkpoint{part}.parquet": sink.getvalue().to_pybytes()}


@pytest.mark.parametrize(
    ("log", "expected"),
    [
        (commit(0, META, added("a"), added("b")) | commit(1, removed("a"), added("c")), {"b", "c"}),
        (commit(0, META, added("site=a%20b/x")) | {"00000000000000000000.crc": b"{"}, {"site=a b/x"}),
        (commit(0, META, added("a")) | commit(1, removed("a")), set()),
        (checkpoint(7, "a", "b") | commit(7, added("b")) | commit(8, removed("b"), added("c")), {"a", "c"}),
        (
            checkpoint(7, "a", part=".0000000001.0000000002") | checkpoint(7, "b", part=".0000000002.0000000002"),
            {"a", "b"},
        ),
        (
            checkpoint(3, "a", beside="b.parquet") | checkpoint(3, "b", "c", name="_sidecars/b.parquet"),
            {"a", "b", "c"},
        ),
        (
            checkpoint(3, "b", name="_sidecars/b.parquet")
            | {
                "00000000000000000003.checkpoint.0c1d6ae5-2d3f-4a2c-9f55-3b8f0a5f8f62.json": (
                    b'{"sidecar": {"path": "b.parquet"}}'
                )
            },
            {"b"},
        ),
        # One of its parts is still being written.
        (
            checkpoint(1, "a", part=".0000000001.0000000002") | commit(0, META, added("c")) | commit(1, added("a")),
            {"a", "c"},
        ),
    ],
)
def test_current_files(log: dict[str, bytes], expected: set[str]) -> None:
    assert current_files(log, log.__getitem__) == expected


@pytest.mark.parametrize(
    ("log", "why"),
    [
        ({}, "commits are missing"),
        (commit(1, added("a")), "commits are missing"),
        (commit(0, added("a")) | commit(2, added("b")), "commits are missing"),
        ({"00000000000000000000.json": b'{"add"'}, "cannot be read"),
        ({"00000000000000000000.json": b'{"add": {}}'}, "cannot be read"),
        ({"00000000000000000000.json": b"[1]"}, "cannot be read"),
        ({"00000000000000000003.checkpoint.parquet": b"PAR1"}, "cannot be read"),
        (commit(0, added("a", deletionVector={"sizeInBytes": 3})), "keeps deleted rows in its files"),
        (commit(0, added("s3://elsewhere/a")), "files lie elsewhere"),
        (commit(0, {"metaData": {"configuration": {"delta.columnMapping.mode": "name"}}}), "columns' names"),
    ],
)
def test_what_cannot_be_told_is_refused(log: dict[str, bytes], why: str) -> None:
    with pytest.raises(Unreadable, match=why) as refused:
        current_files(log, log.__getitem__)
    assert "delta_scan" in str(refused.value)


def put(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def found(source: str) -> Iterable[str]:
    return [file.key for file in expand([source])]


@pytest.mark.parametrize("source", ["{}", "{}/", "file://{}", "memory://{}", "memory://{}/lake"])
def test_files_of_a_table(tmp_path: Path, source: str) -> None:
    log = commit(0, META, added("site=a/1.parquet"), added("2.parquet")) | commit(
        1, removed("2.parquet"), added("3.parquet")
    )
    files = {f"lake/_delta_log/{name}": data for name, data in log.items()}
    files |= {f"lake/{name}.parquet": b"x" for name in ("site=a/1", "site=a/0", "2", "3")} | {"2.parquet": b"x"}
    if source.startswith("memory"):
        import fsspec

        for name, data in files.items():
            fsspec.filesystem("memory").pipe_file(f"{tmp_path}/{name}", data)
    else:
        put(tmp_path, files)
    if source.endswith("lake"):
        assert found(source.format(tmp_path)) == ["3.parquet", "site=a/1.parquet"]
    else:
        assert found(source.format(tmp_path)) == ["2.parquet", "lake/3.parquet", "lake/site=a/1.parquet"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("metadata/v3.metadata.json", "Iceberg"),
        ("metadata/00001-0c1d6ae5-2d3f-4a2c-9f55-3b8f0a5f8f62.metadata.json", "Iceberg"),
        (".hoodie/hoodie.properties", "Hudi"),
        ("_delta_log/00000000000000000001.json", "Delta"),
    ],
)
def test_tables_that_are_refused(tmp_path: Path, name: str, kind: str) -> None:
    put(tmp_path, {f"lake/{name}": b"{}", "lake/data/1.parquet": b"x"})
    with pytest.raises(UsageError, match=rf"lake: is an? {kind} table") as refused:
        expand([str(tmp_path)])
    assert "write those to Parquet" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_what_is_called_metadata_is_no_table(tmp_path: Path) -> None:
    put(tmp_path, {"metadata/monday.metadata.json": b"{}"})
    assert found(str(tmp_path)) == ["metadata/monday.metadata.json"]
