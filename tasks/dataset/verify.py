"""Verify: do the files say what the manifest says?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tasks.dataset.manifest import read_manifest
from tasks.dataset.parts import file_digest
from tasks.dataset.schemas import TABLES


def verify(out: str) -> Iterator[str]:
    """What is wrong with a dataset, a line each; nothing where it is whole. Raises UsageError where it is none.

    Checked are: every file of the manifest is there, with its size, digest, rows and schema; no other part is; and
    for every source file of every run, records read = articles + duplicates + rejects.
    """
    manifest = read_manifest(out)
    root = Path(out)
    listed: set[str] = set()
    for run in manifest["runs"]:
        sound: list[dict[str, Any]] = []
        for file in run["files"]:
            listed.add(file["path"])
            problem = _file_problem(root, file)
            if problem:
                yield f"{file['path']}: {problem}"
            else:
                sound.append(file)
        if len(sound) == len(run["files"]):
            yield from _count_problems(root, run)
    for table in (*TABLES, "_index"):
        for path in sorted((root / table).rglob("*.parquet")):
            name = path.relative_to(root).as_posix()
            if name not in listed and not path.name.startswith("."):
                yield f"{name}: is not in the manifest"


def _file_problem(root: Path, file: dict[str, Any]) -> str | None:
    path = root / file["path"]
    if not path.exists():
        return "is missing"
    if path.stat().st_size != file["bytes"]:
        return f"has {path.stat().st_size:,} bytes, the manifest says {file['bytes']:,}"
    if file_digest(path) != file["digest"]:
        return "has other contents than when it was published (its digest differs)"
    try:
        found = pq.ParquetFile(path)
    except (pa.ArrowException, OSError) as error:
        return f"cannot be read: {error}"
    if found.metadata.num_rows != file["rows"]:
        return f"has {found.metadata.num_rows:,} rows, the manifest says {file['rows']:,}"
    table = file["path"].split("/")[0]
    if table in TABLES:
        partitioned = {part.split("=")[0] for part in file["path"].split("/")[1:-1]}
        wanted = pa.schema([f for f in TABLES[table] if f.name not in partitioned])
        if not found.schema_arrow.remove_metadata().equals(wanted):
            return f"has not the columns of {table}"
    return None


def _count_problems(root: Path, run: dict[str, Any]) -> Iterator[str]:
    counts: Counter[str] = Counter()
    for file in run["files"]:
        if file["path"].split("/")[0] in ("articles", "duplicates", "rejects"):
            column = pq.ParquetFile(root / file["path"]).read(columns=["source_file"])["source_file"]
            for entry in column.value_counts().to_pylist():
                counts[entry["values"]] += entry["counts"]
    for source in run["read"]:
        if source["records"] != counts[source["file"]]:
            yield f"{source['file']}: {source['records']:,} records were read, {counts[source['file']]:,} are in the dataset"
