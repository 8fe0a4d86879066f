"""Digests of files that were read before, so that known files are known without reading them again.

As git's index does it: a file whose size, times of change (of contents and of inode) and inode, or on object storage
size and ETag, are those of its last reading, has the same contents. One that was changed just before it was read could
change once more within the same tick of the clock, and is not remembered ("racily clean", git's word for it: here within
two seconds, or a twentieth of one where the file system tells fractions). `_index/files.arrow` may be removed at any
time; then everything is read again.
"""

from __future__ import annotations

import time
from typing import Any

import pyarrow as pa

from tasks.dataset.storage import Storage
from tasks.intake.sources import SourceFile
from tasks.places import is_url

_NAME = "_index/files.arrow"
_SCHEMA = pa.schema([("place", pa.string()), ("stamp", pa.string()), ("digest", pa.string())])
# Linux stamps files by a clock that ticks every 1 to 10 ms; FAT and old file systems by whole seconds, or two.
_TICK_SECONDS, _COARSE_TICK_SECONDS = 0.05, 2.0
# What an idle run remembers must be worth a write: it is to leave everything as it was.
_WORTH_BYTES, _WORTH_FILES = 64 << 20, 1_000


class Digests:
    """Digests by a file's place (its absolute path or URL) and stamp."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._known: dict[str, tuple[str, str]] = {}
        self._new_bytes = self._new_files = 0
        if data := storage.read(_NAME):
            try:
                rows = pa.ipc.open_file(pa.BufferReader(data)).read_all()
            except pa.ArrowInvalid:  # a memory only
                return
            columns = (rows[name].to_pylist() for name in _SCHEMA.names)
            self._known = {place: (stamp, digest) for place, stamp, digest in zip(*columns, strict=True)}

    def get(self, file: SourceFile) -> str | None:
        """The digest of a file that is as it was when it was read."""
        stamp, digest = self._known.get(file.place, ("", ""))
        return digest if stamp and stamp == file.stamp else None

    def add(self, file: SourceFile) -> None:
        """Remember a file that was read just now."""
        if not file.stamp or not file.place.isprintable() or _racy(file):
            return
        self._known[file.place] = (file.stamp, file.digest)
        self._new_bytes += file.size
        self._new_files += 1

    @property
    def worth_saving(self) -> bool:
        """Whether it took long to read what is new in it."""
        return self._new_bytes >= _WORTH_BYTES or self._new_files >= _WORTH_FILES

    def save(self) -> None:
        """Write them down for later runs."""
        if not self._new_files:
            return
        places = sorted(self._known)
        columns: list[Any] = [places, [self._known[one][0] for one in places], [self._known[one][1] for one in places]]
        sink = pa.BufferOutputStream()
        with pa.ipc.new_file(sink, _SCHEMA, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
            writer.write_table(pa.table([pa.array(c, pa.string()) for c in columns], schema=_SCHEMA))
        self._storage.write(_NAME, sink.getvalue().to_pybytes())
        self._new_bytes = self._new_files = 0


def _racy(file: SourceFile) -> bool:
    if is_url(file.place):
        return False  # an ETag is the contents', whenever they were written
    _, contents, inode, _ = map(int, file.stamp.split(":"))
    tick = _TICK_SECONDS if max(contents, inode) % 1_000_000_000 else _COARSE_TICK_SECONDS
    return time.time() - max(contents, inode) / 1e9 < tick
