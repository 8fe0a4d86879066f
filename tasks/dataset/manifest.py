"""The manifest: which runs and files a dataset is made of. What is not in it is not published.

Also what guards a dataset: whether a folder is one, and the lock that keeps a second run out.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tasks.dataset.schemas import SCHEMA_VERSION
from tasks.dataset.work import is_temporary
from tasks.errors import CopydeskError, UsageError

_NEW: dict[str, Any] = {"format": "copydesk dataset", "schema_version": SCHEMA_VERSION, "runs": []}


def read_manifest(out: str) -> dict[str, Any]:
    """The manifest of a dataset. Raises UsageError where `out` is none."""
    path = Path(out) / "manifest.json"
    try:
        found = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise UsageError(
            f"{out}: is no copydesk dataset (there is no manifest.json); make one with copydesk clean SOURCE --out {out}"
        ) from None
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: cannot be read ({error})") from error
    if not isinstance(found, dict) or found.get("format") != _NEW["format"]:
        raise UsageError(f"{path}: is not the manifest of a copydesk dataset")
    if found.get("schema_version") != SCHEMA_VERSION or not isinstance(found.get("runs"), list):
        raise UsageError(
            f"{path}: has schema version {found.get('schema_version')}, this copydesk writes {SCHEMA_VERSION}; clean into another --out"
        )
    return found


def open_dataset(out: str) -> dict[str, Any]:
    """The manifest to add a run to: the dataset's, or a new one for a new or empty folder.

    Raises UsageError where the folder holds something else, or cannot be written.
    """
    from tasks.intake.sources import is_url

    if is_url(out):
        raise UsageError(
            f"--out {out}: datasets are written to local folders; copy it to {out.split('://')[0]} when the run is done"
        )
    path = Path(out)
    if path.exists() and not path.is_dir():
        raise UsageError(f"--out {out}: is a file; name a new or empty folder, or a copydesk dataset")
    try:
        path.mkdir(parents=True, exist_ok=True)
        names = {name for name in os.listdir(path) if not is_temporary(name)}  # a kill while the manifest was written
    except OSError as error:
        raise UsageError(f"--out {out}: cannot be made or read ({error.strerror})") from error
    if not os.access(path, os.W_OK | os.X_OK):
        raise UsageError(f"--out {out}: no permission to write there")
    if "manifest.json" in names:
        return read_manifest(out)
    if foreign := sorted(names - {"_work", "_index", "articles", "duplicates", "rejects", "edits", "furniture"}):
        raise UsageError(
            f"--out {out}: is not empty and no copydesk dataset (it holds {foreign[0]}); name a new or empty folder"
        )
    if names and "_work" not in names:
        raise UsageError(
            f"--out {out}: is not empty and no copydesk dataset (there is no manifest.json); name a new or empty folder"
        )
    return dict(_NEW)


READING = ("fields", "encoding")
"""Settings that say how a dump is read: they may differ from run to run, as dumps do."""
_FREE = (*READING, "max_record_bytes", "shard_bytes", "cleaned_at")


def check_settings(out: str, manifest: dict[str, Any], digest: str, settings: dict[str, Any]) -> None:
    """Raise UsageError where the dataset was cleaned with other settings: its rows would not be comparable."""
    runs = manifest["runs"]
    if not runs or runs[-1]["settings_digest"] == digest:
        return
    before = runs[-1]["settings"]
    changed = [key for key in settings if settings[key] != before.get(key) and key not in _FREE]
    if not changed:
        return
    raise UsageError(
        f"--out {out}: was cleaned with other settings ({', '.join(f'{key} was {before.get(key)!r}' for key in changed[:3])}); "
        "use the same ones, or another --out"
    )


@contextmanager
def lock(out: str) -> Iterator[None]:
    """Hold the dataset for one run. Raises CopydeskError where another run does; a dead run's lock is free."""
    import fcntl

    path = Path(out) / "_work" / "lock"
    path.parent.mkdir(exist_ok=True)
    with open(path, "a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.seek(0)
            raise CopydeskError(
                f"--out {out}: another run is writing there ({file.read().strip() or 'unknown'}); wait for it, or use another --out"
            ) from None
        file.truncate(0)
        file.write(f"process {os.getpid()} on {socket.gethostname()}")
        file.flush()
        yield
