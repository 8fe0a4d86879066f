"""From one manifest to the next: parts get their places, others go, and at no instant does a reader see half.

Where parts only come, they get their places, and then the manifest is replaced. Where others go (a compaction, a
rebuild), and folders can be exchanged, it takes three steps: the manifest names the new parts where they were written,
in the work folder; each table's folder is exchanged; the manifest names their places. So whoever reads by the manifest
finds every file of it at every instant, whoever lists a folder finds one state or the other, and `settle` finishes what
a kill leaves. Where folders cannot be exchanged, and on object storage, old and new parts stand side by side until the
manifest is replaced: there only the manifest tells them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from tasks.dataset.lock import LOCKS
from tasks.dataset.manifest import final_path, folder_of, paths, waiting_path, write_manifest
from tasks.dataset.schemas import TABLES
from tasks.dataset.storage import Storage
from tasks.dataset.work import is_temporary

_PART = re.compile(r"part-[0-9a-f]{16}-\d{5,}\.parquet")
_INDEX = "_index"


def switch(
    storage: Storage, before: dict[str, Any], after: dict[str, Any], folder: str, new: Iterable[str]
) -> dict[str, Any]:
    """Publish `after` in the place of `before`; the parts `new` lie in `folder`. Returns `after`.

    Repeating it after a kill does the rest.
    """
    come, old, now = set(new), paths(before), paths(after)
    replaces = bool(old - now or old & come)
    if replaces and storage.exchanges(folder):
        waiting = _renamed(after, {name: waiting_path(name, folder) for name in come})
        write_manifest(storage, waiting)
        return settle(storage, waiting)
    storage.place(folder, come, _strays(storage, old | now))
    write_manifest(storage, after)
    if replaces:
        storage.remove(sorted(_strays(storage, now)))
    return after


def settle(storage: Storage, manifest: dict[str, Any]) -> dict[str, Any]:
    """Finish a switch: put the parts that a manifest names in a work folder in their places. Returns the manifest then.

    With them go the parts that no manifest names.
    """
    waiting = {path: final_path(path) for path in paths(manifest) if path != final_path(path)}
    if not waiting:
        return manifest
    settled = _renamed(manifest, waiting)
    folder = folder_of(next(iter(waiting)))
    storage.place(folder, waiting.values(), _strays(storage, paths(settled)))
    write_manifest(storage, settled)
    return settled


def _renamed(manifest: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    runs = [
        {**run, "files": [{**file, "path": names.get(file["path"], file["path"])} for file in run["files"]]}
        for run in manifest["runs"]
    ]
    return {**manifest, "runs": runs}


def _strays(storage: Storage, published: set[str]) -> set[str]:
    """Parts that are not published. Files that no run wrote are none: they are left alone."""
    return {
        name
        for table in {*TABLES, _INDEX} & storage.names()  # on S3, to look for what is not there takes three requests
        for name in storage.files(table)
        if (_PART.fullmatch(name.rpartition("/")[2]) and name not in published) or is_temporary(name.rpartition("/")[2])
    }


def _halves(storage: Storage) -> set[str]:
    """What was being written beside the manifest, and of a lock, by processes that were killed."""
    places = {"": storage.names(), f"_work/{LOCKS}/": storage.names(f"_work/{LOCKS}")}
    return {f"{place}{name}" for place, names in places.items() for name in names if is_temporary(name)}


def untidy(storage: Storage, manifest: dict[str, Any]) -> bool:
    """Whether a killed run has left something to finish or to clear away."""
    return (
        any(path != final_path(path) for path in paths(manifest))
        or bool(storage.names("_work") - {LOCKS})
        or bool(_strays(storage, paths(manifest)) or _halves(storage))
    )


def tidy(storage: Storage, manifest: dict[str, Any], only: str = "") -> None:
    """Clear away what runs have left: parts that nobody published, and work folders (whose names begin with `only`).

    To be called by who holds the lock: no other run is going on.
    """
    storage.remove(sorted(_strays(storage, paths(manifest)) | _halves(storage)))
    for entry in sorted(storage.names("_work") - {LOCKS}):
        if entry.startswith(only):
            storage.clear(f"_work/{entry}")
