"""A dataset on object storage, through fsspec: S3 and what speaks its protocol, Google's, Azure's, and others.

Where it is and who asks, the libraries' own settings say (for S3: AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, ~/.aws, or
fsspec's configuration). Needed are listings that show what was just written (S3 since 2020), puts that are whole or not
at all, and, for the lock, puts that fail where there is an object (`If-None-Match: *`).
"""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from tasks.dataset.storage import Found
from tasks.errors import UsageError, why_unknown


class RemoteStorage:
    """The objects below a URL. Raises UsageError where its kind is not known or its extra is not installed."""

    def __init__(self, url: str) -> None:
        import fsspec

        self.url = url.rstrip("/")
        try:
            # Listings are never remembered: other machines write here too.
            self._fs, root = fsspec.core.url_to_fs(self.url, use_listings_cache=False)
        except (ImportError, ValueError) as error:
            raise UsageError(f"--out {url}: {why_unknown(url, error)}") from error
        self._root = root.rstrip("/")

    @property
    def name(self) -> str:
        return str(self._root).rpartition("/")[2]

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}" if name else self._root

    def names(self, below: str = "") -> set[str]:
        try:
            found = self._fs.ls(self._path(below), detail=False)
        except FileNotFoundError:
            return set()
        return {path.rstrip("/").rpartition("/")[2] for path in found if path.rstrip("/") != self._path(below)}

    def files(self, below: str) -> dict[str, Found]:
        try:
            found = self._fs.find(self._path(below), detail=True)
        except FileNotFoundError:
            return {}
        start = len(self._root) + 1
        return {
            path[start:]: Found(int(about.get("size") or 0), changed(about))
            for path, about in found.items()
            if path.startswith(f"{self._root}/") and not path.endswith("/")
        }

    def found(self, name: str) -> Found | None:
        try:
            about = self._fs.info(self._path(name))
        except FileNotFoundError:
            return None
        return Found(int(about.get("size") or 0), changed(about)) if about.get("type") == "file" else None

    def read(self, name: str) -> bytes | None:
        try:
            data: bytes = self._fs.cat_file(self._path(name))
        except FileNotFoundError:
            return None
        return data

    def write(self, name: str, data: bytes) -> None:
        self._fs.pipe_file(self._path(name), data)

    def create(self, name: str, data: bytes) -> bool:
        try:
            self._fs.pipe_file(self._path(name), data, mode="create")
        except FileExistsError:
            return False
        return True

    def input(self, name: str) -> Any:
        return self._fs.open(self._path(name), "rb")

    def remove(self, names: Iterable[str]) -> None:
        paths = [self._path(name) for name in names]
        if paths:
            try:
                self._fs.rm(paths)
            except FileNotFoundError:  # some were gone already; one by one, each of the others goes
                for path in paths:
                    if self._fs.exists(path):
                        self._fs.rm_file(path)

    def clear(self, name: str) -> None:
        self.remove([name] if (found := self.files(name)) == {} else found)

    def now(self) -> float:
        probe = f"_work/.clock-{uuid.uuid4().hex}.{os.getpid()}.tmp"
        self.write(probe, b"")
        try:
            found = self.found(probe)
            return found.changed if found else time.time()
        finally:
            self.remove([probe])

    def place(self, folder: str, new: Iterable[str], gone: Iterable[str]) -> None:
        names = sorted(new)
        if names:
            # Copied by the storage itself; what the copy was made of goes with the work files.
            self._fs.copy([self._path(f"{folder}/{name}") for name in names], [self._path(name) for name in names])
        self.remove(sorted(gone))

    def exchanges(self, folder: str) -> bool:
        return False

    def fetch(self, names: Iterable[str], into: Path) -> None:
        wanted = [name for name in names if not (into / name).exists()]
        for name in wanted:
            (into / name).parent.mkdir(parents=True, exist_ok=True)
        if wanted:
            self._fs.get([self._path(name) for name in wanted], [str(into / name) for name in wanted])

    def store(self, names: Iterable[str], source: Path) -> None:
        for name in names:
            self._fs.put_file(str(source / name), self._path(name))


def changed(about: dict[str, Any]) -> float:
    """When an object was changed, by its storage's clock, in seconds."""
    for key in ("LastModified", "last_modified", "mtime", "updated", "created"):
        value = about.get(key)
        if isinstance(value, str):
            value = datetime.fromisoformat(value)
        if isinstance(value, datetime):
            return value.timestamp()
        if value:
            return float(value)
    return time.time()
