"""Verify: do the files say what the manifest says?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tasks.dataset.manifest import final_path, paths, published, read_manifest
from tasks.dataset.parts import digest_of
from tasks.dataset.schemas import TABLES
from tasks.dataset.storage import Storage, storage_of

_COUNTED = ("articles", "duplicates", "rejects")


def verify(out: str) -> Iterator[str]:
    """What is wrong with a dataset, a line each; nothing where it is whole. Raises UsageError where it is none.

    Checked are: every file of the manifest is there, with its size, digest, rows and schema; no other file is; and
    for every source file of every run, records read = articles + duplicates + rejects.
    """
    manifest, storage = read_manifest(out), storage_of(out)
    counts: Counter[tuple[str, str]] = Counter()
    sound = True
    for file in published(manifest):
        problem = _file_problem(storage, file)
        if problem:
            sound = False
            yield f"{file['path']}: {problem}"
        elif file["path"].startswith(_COUNTED):
            counts.update(_records(storage, file))
    if sound:
        yield from _count_problems(manifest, counts)
    listed = {final_path(path) for path in paths(manifest)}
    if not listed <= paths(manifest):
        yield (
            f"manifest.json: a compaction or rebuild is going on, or was broken off; then copydesk compact {out} finishes it, "
            "and until then the tables' folders hold what was there before"
        )
        return
    for table in (*TABLES, "_index/fingerprints"):
        for name in sorted(storage.files(table)):
            # What begins with a dot or an underscore no reader takes for a part.
            if name not in listed and name.rpartition("/")[2][0] not in "._":
                yield f"{name}: is not in the manifest"


def _file_problem(storage: Storage, file: dict[str, Any]) -> str | None:
    found = storage.found(file["path"])
    if found is None:
        return "is missing"
    if found.size != file["bytes"]:
        return f"has {found.size:,} bytes, the manifest says {file['bytes']:,}"
    try:
        if _digest(storage, file["path"]) != file["digest"]:
            return "has other contents than when it was published (its digest differs)"
        parquet = pq.ParquetFile(storage.input(file["path"]))
    except (pa.ArrowException, OSError) as error:
        return f"cannot be read: {error}"
    if parquet.metadata.num_rows != file["rows"]:
        return f"has {parquet.metadata.num_rows:,} rows, the manifest says {file['rows']:,}"
    table, *folders = final_path(file["path"]).split("/")[:-1]
    if table in TABLES:
        partitioned = {part.split("=")[0] for part in folders}
        wanted = pa.schema([f for f in TABLES[table] if f.name not in partitioned])
        if not parquet.schema_arrow.remove_metadata().equals(wanted):
            return f"has not the columns of {table}"
    return None


def _digest(storage: Storage, name: str) -> str:
    source = storage.input(name)
    with open(source, "rb") if isinstance(source, str) else source as file:
        return digest_of(file)


def _records(storage: Storage, file: dict[str, Any]) -> Counter[tuple[str, str]]:
    """Rows by run and source file: a compacted part holds several runs'."""
    rows = pq.ParquetFile(storage.input(file["path"])).read(columns=["run_id", "source_file"])
    counted = rows.group_by(["run_id", "source_file"]).aggregate([([], "count_all")]).to_pylist()
    return Counter({(row["run_id"], row["source_file"]): row["count_all"] for row in counted})


def _count_problems(manifest: dict[str, Any], counts: Counter[tuple[str, str]]) -> Iterator[str]:
    for run in manifest["runs"]:
        for source in run["read"]:
            rows = counts[run["run_id"], source["file"]]
            if source["records"] != rows:
                yield f"{source['file']}: {source['records']:,} records were read, {rows:,} are in the dataset"
