"""Compaction: many small parts -> few large ones, with the same rows in the same order.

Nightly runs leave a part a table and night; readers then open files for longer than they read them. Neighbours in the
order of runs are merged until they weigh `TARGET_BYTES`. Rows keep their `run_id`; a merged part stands in the manifest
with the last of the runs whose rows it holds.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import xxhash

from tasks.dataset.damage import reading
from tasks.dataset.lock import lock
from tasks.dataset.manifest import open_dataset, published, read_manifest
from tasks.dataset.parts import Part
from tasks.dataset.schemas import TABLES
from tasks.dataset.storage import Storage, storage_of
from tasks.dataset.switch import settle, switch, tidy
from tasks.places import is_remote

TARGET_BYTES = 128 << 20
"""A part's size on disk: what readers of Parquet advise lies between 100 MB and 1 GB."""

_WORK = "compact-"
# Articles and their fingerprints are merged alike: the ones are found by the name of the others' part.
_TOGETHER = ("articles", "_index")
_FAMILIES = (_TOGETHER, *((table,) for table in TABLES if table not in _TOGETHER))


def compact(out: str, target: int = TARGET_BYTES) -> tuple[int, int]:
    """Merge a dataset's small parts. Returns how many files there were, and how many there are.

    Readers find one state or the other; a kill anywhere leaves one of them, and the next command clears up. Raises
    UsageError where `out` is no dataset, CopydeskError where a run is going on.
    """
    read_manifest(out)
    storage = storage_of(out)
    with lock(storage) as held:
        manifest = settle(storage, open_dataset(out))
        files = list(published(manifest))
        merges = _merges(files, target)
        if not merges:
            tidy(storage, manifest, only=_WORK)
            return len(files), len(files)
        name = f"{_WORK}{xxhash.xxh3_64_hexdigest(repr(sorted(merges)).encode())}"
        folder = f"_work/{name}/publish"
        with _folder_for(out) as root:
            merged = {path: _merge(storage, members, root / folder, path) for path, members in merges.items()}
            storage.store([f"{folder}/{path}" for path in merged], root)
        # The last of those merged makes room for what they became; the others go.
        replaced = {file["path"]: None for members in merges.values() for file in members}
        became = replaced | {members[-1]["path"]: merged[path] for path, members in merges.items()}
        runs = [
            {**run, "files": [new for file in run["files"] if (new := became.get(file["path"], file))]}
            for run in manifest["runs"]
        ]
        held.check()
        manifest = switch(storage, manifest, {**manifest, "runs": runs}, folder, merged)
        tidy(storage, manifest, only=_WORK)
        return len(files), sum(1 for _ in published(manifest))


def _merges(files: list[dict[str, Any]], target: int) -> dict[str, list[dict[str, Any]]]:
    """Files to be merged, in their order, by the path of what they become."""
    merges: dict[str, list[dict[str, Any]]] = {}
    for tables in _FAMILIES:
        mine = [file for file in files if file["path"].split("/")[0] in tables]
        weights: dict[str, int] = {}
        for file in mine:
            weights[_name(file)] = weights.get(_name(file), 0) + file["bytes"]
        for names in _neighbours(weights, target):
            merged = f"part-{xxhash.xxh3_64_hexdigest('/'.join(names).encode())}-00000.parquet"
            chosen = set(names)
            for file in mine:
                if _name(file) in chosen:
                    merges.setdefault(f"{file['path'].rpartition('/')[0]}/{merged}", []).append(file)
    return merges


def _name(file: dict[str, Any]) -> str:
    return str(file["path"]).rpartition("/")[2]


def _neighbours(weights: dict[str, int], target: int) -> Iterator[list[str]]:
    """Names that stand one after the other and weigh `target` bytes together; those of half of that are left alone."""
    group: dict[str, int] = {}
    for name, weight in [*weights.items(), ("", target)]:
        large = weight >= target // 2
        if group and (large or sum(group.values()) + weight > target):
            if len(group) > 1:
                yield list(group)
            group = {}
        if not large:
            group[name] = weight


def _merge(storage: Storage, members: list[dict[str, Any]], folder: Path, path: str) -> dict[str, Any]:
    part: Part | None = None
    for member in members:
        with reading(storage.url, member["path"]):
            source = pq.ParquetFile(storage.input(member["path"]))
        part = part or Part(folder, path, source.schema_arrow)
        for group in range(source.num_row_groups):
            with reading(storage.url, member["path"]):
                rows = source.read_row_group(group)
            part.write(rows)
    assert part is not None
    return part.close()


@contextmanager
def _folder_for(out: str) -> Iterator[Path]:
    """Where parts are written: the dataset's own folder, or one of this machine's."""
    if not is_remote(out):
        yield Path(out)
        return
    with tempfile.TemporaryDirectory(prefix="copydesk-") as folder:
        yield Path(folder)
