"""The manifest: which runs and files a dataset is made of. What is not in it is not published.

Also whether a folder is a dataset, and whether a run may add to it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tasks
from tasks.dataset.schemas import SCHEMA_VERSION, TABLES
from tasks.dataset.storage import Storage, storage_of
from tasks.dataset.work import from_json, is_temporary, to_json
from tasks.errors import CopydeskError, UsageError
from tasks.places import is_remote

_NEW: dict[str, Any] = {"format": "copydesk dataset", "schema_version": SCHEMA_VERSION, "runs": []}
_NAME = "manifest.json"
# While parts go and come, the new ones are named where they were written, by a path that begins with their table's name:
# whoever picks a table's files by that finds them.
_WAITING = re.compile(r"[^/]+/\.\./(_work/[^/]+/publish)/")


def read_manifest(out: str) -> dict[str, Any]:
    """The manifest of a dataset. Raises UsageError where `out` is none, CopydeskError where it is lost."""
    storage = storage_of(out)
    try:
        found = _read(storage)
        names = set() if found else storage.names()
    except OSError as error:
        raise UsageError(f"{out}/{_NAME}: cannot be read ({error})") from error
    if "_work" in names and not names & {*TABLES}:
        raise UsageError(
            f"{out}: its first run is not done; wait for it, or run the same command again to go on with it"
        )
    if found is None and names & {*TABLES}:
        raise CopydeskError(f"{out}/{_NAME}: is missing, {_WAY_OUT}")
    if found is None:
        raise UsageError(
            f"{out}: is no copydesk dataset (there is no manifest.json); make one with copydesk clean SOURCE --out {out}"
        )
    return found


def _read(storage: Storage) -> dict[str, Any] | None:
    data, path = storage.read(_NAME), f"{storage.url}/{_NAME}"
    if data is None:
        return None
    try:
        found = from_json(data)
    except ValueError as error:
        raise _damaged(storage, f"{path}: cannot be read ({error})") from error
    if not isinstance(found, dict) or found.get("format") != _NEW["format"]:
        raise _damaged(storage, f"{path}: is not the manifest of a copydesk dataset")
    if found.get("schema_version") != SCHEMA_VERSION or not isinstance(found.get("runs"), list):
        raise UsageError(
            f"{path}: has schema version {found.get('schema_version')}, this copydesk writes {SCHEMA_VERSION}; clean into another --out"
        )
    return found


_WAY_OUT = "though tables lie beside it; restore it from a copy, or clean the dump into another --out"


def _damaged(storage: Storage, problem: str) -> CopydeskError:
    """The error of a manifest that cannot be used: a dataset's, where its tables are there, else somebody else's file."""
    if storage.names() & {*TABLES}:
        return CopydeskError(f"{problem}, {_WAY_OUT}")
    return UsageError(f"{problem}; name a copydesk dataset, or a new or empty folder for one")


def write_manifest(storage: Storage, manifest: dict[str, Any]) -> None:
    """Publish what `manifest` names, in one step."""
    storage.write(_NAME, to_json(manifest))


def published(manifest: dict[str, Any], table: str | None = None) -> Iterator[dict[str, Any]]:
    """The manifest's files (`path`, `rows`, `bytes`, `digest`), of one table or all, in the order of runs."""
    for run in manifest["runs"]:
        for file in run["files"]:
            if table is None or file["path"].startswith(f"{table}/"):
                yield file


def paths(manifest: dict[str, Any]) -> set[str]:
    """The paths of all files that the manifest names."""
    return {file["path"] for file in published(manifest)}


def waiting_path(path: str, folder: str) -> str:
    """How the manifest names a file that lies in a work folder as yet."""
    return f"{path.split('/')[0]}/../{folder}/{path}"


def final_path(path: str) -> str:
    """A file's place in the dataset, where the manifest names it in a work folder as yet."""
    return path[found.end() :] if (found := _WAITING.match(path)) else path


def folder_of(path: str) -> str:
    """The work folder of a file that waits there."""
    found = _WAITING.match(path)
    return found[1] if found else ""


def open_dataset(out: str) -> dict[str, Any]:
    """The manifest to add a run to: the dataset's, or a new one for a new or empty place. Writes nothing.

    Raises UsageError where something else lies there, or it cannot be reached or written.
    """
    if not out:
        raise UsageError("--out: is an empty string; name a new or empty folder, or a copydesk dataset")
    if (told := out.encode("utf-8", "backslashreplace").decode()) != out:  # Arrow opens no such file
        raise UsageError(f"--out {told}: is no name in UTF-8; name another folder")
    storage = storage_of(out)
    if not is_remote(out):  # who may write there, the first write tells
        _check_writable(out)
    try:
        found = _read(storage)
        names = {name for name in storage.names() if not is_temporary(name)}  # a kill while the manifest was written
    except CopydeskError:
        raise
    except Exception as error:  # every storage's library has a family of its own
        raise UsageError(f"--out {out}: cannot be read ({getattr(error, 'strerror', None) or error})") from error
    if found is not None:
        return found
    foreign, tables = sorted(names - {"_work", "_index", *TABLES}), names & {*TABLES}
    if foreign or (names and "_work" not in names):
        why = f"it holds {foreign[0]}" if foreign and not tables else "there is no manifest.json"
        raise UsageError(
            f"--out {out}: is not empty and no copydesk dataset ({why}); {'restore that, or ' * bool(tables)}name a new or empty folder"
        )
    return dict(_NEW)


def without_runs(manifest: dict[str, Any]) -> dict[str, Any]:
    """The manifest of a dataset that is to be written anew."""
    return {**manifest, "runs": []}


def _check_writable(out: str) -> None:
    path = Path(out.removeprefix("file://")).absolute()
    if path.exists() and not path.is_dir():
        raise UsageError(f"--out {out}: is a file; name a new or empty folder, or a copydesk dataset")
    while not path.exists():
        path = path.parent
    if not path.is_dir():
        raise UsageError(f"--out {out}: cannot be made ({path} is no folder)")
    if not os.access(path, os.W_OK | os.X_OK):
        raise UsageError(f"--out {out}: no permission to write there")


READING = ("fields", "encoding")
"""Settings that say how a dump is read: they may differ from run to run, as dumps do."""
LONGEST = "max_record_bytes"
"""A setting that may differ, too: what was too large for one run, another takes that has more of it."""
_FREE = (*READING, LONGEST, "shard_bytes", "cleaned_at")


def check_settings(out: str, manifest: dict[str, Any], digest: str, settings: dict[str, Any]) -> None:
    """Raise UsageError where the dataset was cleaned otherwise, by other settings or another version of copydesk: its
    rows would not be comparable. (A version that differs in its last number mends faults only.)
    """
    if not manifest["runs"]:
        return
    last = manifest["runs"][-1]
    way_out = "or write it anew with --rebuild, or name another --out"
    if _release(last["version"]) != _release(tasks.__version__):
        raise UsageError(
            f"--out {out}: was cleaned by copydesk {last['version']}, this is {tasks.__version__}; use that version, {way_out}"
        )
    if last["settings_digest"] == digest:
        return
    before = last["settings"]
    if any(settings[key] != before.get(key) for key in settings if key not in _FREE):
        now, then = dict(_flat(settings)), dict(_flat(before))
        changed = [k for k in now | then if now.get(k) != then.get(k) and k.partition(".")[0] not in _FREE]
        said = ", ".join(f"{key} was {_said(then.get(key))}" for key in changed[:3])
        raise UsageError(f"--out {out}: was cleaned with other settings ({said}); use the same ones, {way_out}")


def _release(version: str) -> list[str]:
    return version.split(".")[:2]


def _flat(settings: dict[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Settings by their dotted names, as the command line takes them."""
    for name, value in settings.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def _said(value: Any) -> str:
    """A value as the command line takes it."""
    if value is None:
        return "not set"
    return ",".join(map(str, value)) or "empty" if isinstance(value, list) else json.dumps(value, ensure_ascii=False)
