"""Where a dataset lies: a folder of this machine, or object storage behind a URL. What the dataset's code asks of either.

Names are paths below the dataset, with slashes. On disk, what is written appears by a rename, and parts are published by
exchanging a table's folder for one that holds hard links to all that is to stay and all that is to come (renameat2 with
RENAME_EXCHANGE, Linux 3.15): somebody who lists the folder sees all of a run or nothing. Object storage knows no rename;
there an object is whole as soon as it is there, and the manifest is written last.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
import tempfile
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from tasks.dataset.work import is_temporary, replacing
from tasks.places import is_remote


@dataclass(frozen=True, slots=True)
class Found:
    """A file of a dataset: its size in bytes, and when it was changed, in seconds by the storage's own clock."""

    size: int
    changed: float


class Storage(Protocol):
    """A dataset's files. All raise OSError where the disk or the network fails."""

    url: str

    @property
    def name(self) -> str:
        """What it is called: the last part of its path."""

    def names(self, below: str = "") -> set[str]:
        """What lies right below a folder, folders among it; nothing where there is no such folder."""

    def files(self, below: str) -> dict[str, Found]:
        """All files below a folder, by name."""

    def found(self, name: str) -> Found | None:
        """A file; None where there is none."""

    def read(self, name: str) -> bytes | None:
        """A small file; None where there is none."""

    def write(self, name: str, data: bytes) -> None:
        """A small file, whole or not at all."""

    def create(self, name: str, data: bytes) -> bool:
        """Write a file where there is none of that name; False where there is. Of many at once, one succeeds."""

    def input(self, name: str) -> Any:
        """What pyarrow reads a file from: a path or an open file."""

    def remove(self, names: Iterable[str]) -> None:
        """Remove files; those that are gone already do not count."""

    def clear(self, name: str) -> None:
        """Remove a file, or a folder with all that is in it."""

    def now(self) -> float:
        """The time by the clock that `Found.changed` is told by: other machines' clocks may be wrong."""

    def place(self, folder: str, new: Iterable[str], gone: Iterable[str]) -> None:
        """Give the files `folder/NAME` their names and take away those of `gone`. May be repeated after a kill."""

    def exchanges(self, folder: str) -> bool:
        """Whether `place` lets parts come and go in one step for who lists a table's folder. Tried below `folder`."""

    def fetch(self, names: Iterable[str], into: Path) -> None:
        """Copy files into a folder of this machine, under their names."""

    def store(self, names: Iterable[str], source: Path) -> None:
        """Copy files from a folder of this machine, in their order."""


def storage_of(out: str) -> Storage:
    """The storage of a dataset named as users do: a path, or a URL. Raises UsageError for one of an unknown kind."""
    if is_remote(out):
        from tasks.dataset.remote import RemoteStorage

        return RemoteStorage(out)
    return LocalStorage(out.removeprefix("file://"))


class LocalStorage:
    """A folder."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._root = Path(url)

    @property
    def name(self) -> str:
        return self._root.resolve().name

    def names(self, below: str = "") -> set[str]:
        try:
            return set(os.listdir(self._root / below))
        except FileNotFoundError:
            return set()

    def files(self, below: str) -> dict[str, Found]:
        names = (path.relative_to(self._root).as_posix() for path in _files(self._root / below))
        return {name: found for name in names if (found := self.found(name))}

    def found(self, name: str) -> Found | None:
        try:
            status = os.lstat(self._root / name)
        except FileNotFoundError:
            return None
        return Found(status.st_size, status.st_mtime)

    def read(self, name: str) -> bytes | None:
        try:
            return (self._root / name).read_bytes()
        except FileNotFoundError:
            return None

    def write(self, name: str, data: bytes) -> None:
        with replacing(self._root / name) as temporary, open(temporary, "wb") as file:
            file.write(data)
            file.flush()
            _to_disk(file.fileno())
        if os.name != "nt":  # where folders cannot be opened
            with _opened(self._root) as folder:
                _to_disk(folder)

    def create(self, name: str, data: bytes) -> bool:
        path = self._root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex}.{os.getpid()}.tmp")
        try:
            temporary.write_bytes(data)
            os.link(temporary, path)  # unlike a rename, it fails where there is one; and the file is whole at once
        except FileExistsError:
            return False
        except OSError as error:
            if error.errno not in _NO_LINKS:
                raise
            try:
                with open(path, "xb") as file:
                    file.write(data)
            except FileExistsError:
                return False
        finally:
            temporary.unlink(missing_ok=True)
        return True

    def input(self, name: str) -> Any:
        return str(self._root / name)

    def remove(self, names: Iterable[str]) -> None:
        folders = set()
        for name in names:
            (self._root / name).unlink(missing_ok=True)
            folders.add((self._root / name).parent)
        for folder in sorted(folders, key=lambda one: -len(one.parts)):
            while folder != self._root and folder.name != "_work":
                try:
                    folder.rmdir()
                except OSError:  # something else lies there
                    break
                folder = folder.parent

    def clear(self, name: str) -> None:
        path = self._root / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)

    def now(self) -> float:
        probe = self._root / "_work" / f".clock.{os.getpid()}.tmp"
        probe.parent.mkdir(parents=True, exist_ok=True)
        probe.touch()
        try:
            return probe.stat().st_mtime
        finally:
            probe.unlink()

    def place(self, folder: str, new: Iterable[str], gone: Iterable[str]) -> None:
        new = [name for name in new if not self._is_there(folder, name)]
        for name in new:  # a manifest that outlives a loss of power must not name files that did not
            with suppress(FileNotFoundError), _opened(self._root / folder / name) as part:
                _to_disk(part)
        tables: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
        for i, names in enumerate((new, gone)):
            for name in names:
                tables[name.split("/")[0]][i].add(name)
        for table, (come, go) in sorted(tables.items()):
            # Nobody lists hidden folders; and one file comes or goes in one step as it is.
            if not table.startswith("_") and len(come) + len(go) > 1:
                try:
                    self._exchange(table, folder, come, go)
                    continue
                except OSError as error:
                    if error.errno not in _NO_LINKS:
                        raise
            self._one_by_one(folder, come, go)

    def exchanges(self, folder: str) -> bool:
        try:
            with tempfile.TemporaryDirectory(dir=self._root / folder) as place:
                one, other = Path(place, "one"), Path(place, "other")
                one.mkdir()
                other.mkdir()
                (one / "part").touch()
                os.link(one / "part", other / "part")
                exchange(one, other)
        except OSError:
            return False
        return True

    def _is_there(self, folder: str, name: str) -> bool:
        source, target = self._root / folder / name, self._root / name
        return target.exists() and (not source.exists() or source.samefile(target))

    def _exchange(self, table: str, folder: str, come: set[str], go: set[str]) -> None:
        standing, beside = self._root / table, self._root / Path(folder).parent / "beside"
        shutil.rmtree(beside, ignore_errors=True)
        (beside / table).mkdir(parents=True)
        for name in come:
            _link(self._root / folder / name, beside / name)
        for path in _files(standing):
            name = path.relative_to(self._root).as_posix()
            if name not in come | go and not is_temporary(path.name):
                _link(path, beside / name)
        if not standing.exists():
            os.replace(beside / table, standing)
            return
        shutil.copystat(standing, beside / table)
        exchange(standing, beside / table)
        for path in _files(beside / table):  # what others have put there meanwhile stays
            name = path.relative_to(beside).as_posix()
            if name not in go and not os.path.lexists(self._root / name):
                (self._root / name).parent.mkdir(parents=True, exist_ok=True)
                os.replace(path, self._root / name)

    def _one_by_one(self, folder: str, come: set[str], go: set[str]) -> None:
        for name in sorted(come):
            source, target = self._root / folder / name, self._root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                with replacing(target) as temporary:
                    os.link(source, temporary)  # the source stays: the manifest may name it until all are in place
            except OSError as error:
                if error.errno not in _NO_LINKS:
                    raise
                os.replace(source, target)
        self.remove(sorted(go))

    def fetch(self, names: Iterable[str], into: Path) -> None:
        """Nothing: phases work in the dataset's own folder."""

    def store(self, names: Iterable[str], source: Path) -> None:
        """Nothing: they are there."""


# What file systems say that have no hard links, or cannot exchange two folders.
_NO_LINKS = (errno.ENOSYS, errno.EINVAL, errno.EPERM, errno.ENOTSUP, errno.EXDEV, errno.EMLINK)
_HERE, _EXCHANGE = -100, 2


def exchange(one: Path, other: Path) -> None:
    """Swap two paths of one file system in one step. Raises OSError where the system or the file system cannot."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if sys.platform == "linux" else None
    if call is None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE):
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(one))


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    file = os.open(path, os.O_RDONLY)
    try:
        yield file
    finally:
        os.close(file)


def _to_disk(file: int) -> None:
    with suppress(OSError):  # some file systems have no such thing for folders
        os.fsync(file)


def _link(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    os.link(source, target, follow_symlinks=os.name == "nt")  # which cannot be told not to


def _files(folder: Path) -> Iterator[Path]:
    """All files below a folder, links to folders among them."""
    for place, folders, names in os.walk(folder):
        yield from (Path(place, name) for name in sorted(names))
        yield from (path for name in folders if (path := Path(place, name)).is_symlink())
