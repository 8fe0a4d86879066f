"""SOURCE arguments -> files: paths, folders, globs and URLs, in a fixed order.

Hidden files and folders (a leading dot or underscore: what Spark and Arrow hide too) are passed over, and so are
copydesk's own datasets below a folder, files of a Delta table that are no longer part of it, and checksums, programs,
settings, logs and what says how tables are to be read that nobody has named.
"""

from __future__ import annotations

import glob
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import IO, Any

import xxhash

from tasks.errors import NoFiles, UsageError, why_unknown
from tasks.intake.asides import only_asides
from tasks.intake.folders import DATASET, begins_nowhere, is_dataset, is_hidden, matching, walk
from tasks.intake.lakehouse import DELTA_LOG, Unreadable, current_files, refuse_others
from tasks.intake.sidecars import is_beside
from tasks.places import is_remote, is_url

_BLOCK = 1 << 20
_IDLE = re.compile(r"//|(?:^|/)\.(?:/|$)|/$")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read. `name` is its path as the user would write it; `key` its path below the SOURCE named."""

    name: str
    key: str
    size: int
    mtime: float
    digest: str = ""
    """XXH3-128 of the stored bytes, hex; empty until `fingerprint` has read the file."""
    path: str = ""
    """Where it is opened: absolute, because workers on a cluster start elsewhere. Empty: at its name."""
    stamp: str = ""
    """What tells this state of the file from others without reading it: size, times of change and inode, or an ETag; empty
    where its storage tells nothing of the kind."""

    @property
    def place(self) -> str:
        """Where it is opened."""
        return self.path or self.name

    def unchanged(self) -> bool:
        """Whether the file still holds what it held when it was found, as far as can be told."""
        try:
            if not self.stamp or _find(self.place).stamp == self.stamp:
                return True
            return fingerprint(self, _BLOCK)[0].digest == self.digest
        except Exception:  # gone, or out of reach: every storage's library has a family of its own
            return False

    def open(self) -> IO[Any]:
        """The file's stored bytes. Raises OSError."""
        return open_file(self.place)


def expand(
    sources: Iterable[str], exclude: str | None = None, begun: bool = False, passed_over: list[str] | None = None
) -> list[SourceFile]:
    """The files that `sources` name, each once, sorted by name.

    `exclude` is a folder whose files are passed over (the dataset, where it lies inside a source); `passed_over` gains the programs,
    settings, checksums and logs beside the files that are read. Raises UsageError
    for a source that does not exist or, unless the dataset has `begun`, names no file: an inbox may be empty when its hour comes.
    """
    found: dict[str, SourceFile] = {}
    if not sources:
        raise UsageError("SOURCE: there is none; name a file, folder, glob or URL")
    for source in sources:
        try:
            asides: list[str] = []
            files = list(_remote(source, exclude, asides) if is_remote(source) else _local(source, exclude, asides))
            if not files and asides:
                raise NoFiles(f"{source}: {only_asides(len(asides))}; name one itself to have it read")
            if not files:
                raise NoFiles(
                    f"{source}: no files there; name a file, a folder with files, or a glob that matches some"
                )
        except NoFiles:
            if not begun:
                raise
            continue
        if passed_over is not None:
            passed_over += asides
        for file in files:
            # Named twice, by itself and by its folder, from here and from the root: the longer key, whatever the order.
            known = found.get(file.place)
            if known is None or (len(file.key), file.name) > (len(known.key), known.name):
                found[file.place] = file
    return sorted(found.values(), key=attrgetter("name"))


def _local(source: str, exclude: str | None, asides: list[str]) -> Iterator[SourceFile]:
    """The files that a source on this machine names; `asides` gains those that are passed over as such."""
    path = source.removeprefix("file://")
    if not path:
        raise UsageError("SOURCE: is an empty string; name a file, folder, glob or URL")
    if not os.path.lexists(path):
        pattern = glob.has_magic(path)
        if pattern and (missing := begins_nowhere(path)):
            raise UsageError(f"{source}: no such folder: {missing}; make it, or name another")
        matches = sorted(matching(path, exclude)) if pattern else []
        if not matches:
            why = "no file or folder fits this pattern" if pattern else "no such file or folder"
            raise (NoFiles if pattern else UsageError)(f"{source}: {why}")
        any_name = _any_name(path)
        for match in matches:
            if any_name and os.path.isfile(match) and is_beside(match, partial(_begins, match)):
                asides.append(match)
                continue
            if _leads_nowhere(match):  # as below a folder
                name = _posix(match)
                yield _to_nothing(name, name.rpartition("/")[2], _place(match))
            else:
                yield from _local(match, exclude, asides)
        return
    if not os.path.isdir(path):
        yield _stat(path)
        return
    if exclude and not is_url(exclude) and Path(path).resolve() == Path(exclude).resolve():
        raise UsageError(f"{source}: is the dataset itself; name a dump to add to it")
    if is_dataset(path):
        raise _no_dump(source, os.path.join(path, "articles"))
    tables: dict[str, frozenset[str]] = {}
    for folder, folders, names in walk(path, exclude):
        current = _table(folder, folders, names)
        # How names, keys and places of the files here begin. No Path and no check for each: of 100,000 tiny files that takes seconds.
        below = Path(folder, "x").relative_to(path).as_posix()[:-1]
        told, place = _posix(os.path.join(folder, "x"))[:-1], _place(os.path.join(folder, "x"))[:-1]
        if current is not None:
            tables[place] = current
        for name in sorted(names):
            if is_hidden(name):
                continue
            full = place + name
            if tables and _is_old(full, tables):
                continue
            try:
                status = os.stat(full)
                if stat.S_ISREG(status.st_mode):
                    if is_beside(name, partial(_begins, full)):
                        asides.append(full)
                    else:
                        yield _file(told + name, below + name, full, status)
            except OSError:
                if _leads_nowhere(full):
                    yield _to_nothing(told + name, below + name, full)


def _any_name(pattern: str) -> bool:
    """Whether a glob says nothing of the names of files."""
    return bool(pattern) and not os.path.basename(pattern).strip("*?") and not pattern.endswith("/")


def _begins(path: str) -> bytes:
    """A file's first bytes; none of one that cannot be read, of which reading it will tell."""
    try:
        with open(path, "rb") as file:
            return file.read(_HEAD)
    except OSError:
        return _UNREADABLE


def _begins_there(fs: Any, name: str) -> bytes:
    with fs.open(name, "rb", cache_type="none") as file:
        return bytes(file.read(_HEAD))


_HEAD, _UNREADABLE = 1 << 16, b"\0"


def _leads_nowhere(path: str) -> bool:
    return Path(path).is_symlink() and not os.access(path, os.F_OK)


def _to_nothing(name: str, key: str, path: str) -> SourceFile:
    """A link to nothing: reading it will tell."""
    return SourceFile(name, key, 0, os.lstat(path).st_mtime, path=path)


def _table(folder: str, folders: list[str], names: list[str]) -> frozenset[str] | None:
    """What a folder that is a Delta table holds now. Raises UsageError where that cannot be told."""
    try:
        if os.path.basename(folder) == "metadata":
            for name in names:
                refuse_others(f"metadata/{name}")
        if ".hoodie" in folders:
            refuse_others(".hoodie/hoodie.properties")
        if DELTA_LOG in folders:
            log = Path(folder, DELTA_LOG)
            return current_files(os.listdir(log), lambda name: (log / name).read_bytes())
    except Unreadable as error:
        raise UsageError(f"{folder.removesuffix(f'{os.sep}metadata')}: {error}") from error
    return None


def _is_old(place: str, tables: dict[str, frozenset[str]]) -> bool:
    """Whether a file lies in one of some Delta tables, and is no part of it now."""
    return any(place.startswith(root) and place[len(root) :] not in current for root, current in tables.items())


def _no_dump(source: str, articles: str) -> UsageError:
    return UsageError(f"{source}: is a copydesk dataset, no dump; name {articles} to read its articles")


def _stat(path: str, key: str = "") -> SourceFile:
    """A regular file; `key`, where it is not the file's own name."""
    try:
        status = os.stat(path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error
    if not stat.S_ISREG(status.st_mode):
        raise UsageError(f"{path}: is no regular file")
    name = _posix(path)
    return _file(name, key or name.rpartition("/")[2], _place(path), status)


def _file(name: str, key: str, path: str, status: os.stat_result) -> SourceFile:
    stamp = f"{status.st_size}:{status.st_mtime_ns}:{status.st_ctime_ns}:{status.st_ino}"
    return SourceFile(name, key, status.st_size, status.st_mtime, "", path, stamp)


def _place(path: str) -> str:
    """Where a path lies, the same however it is written; what leads up may lead up from a link's target."""
    folder, name = os.path.split(path)
    return _posix(os.path.join(os.path.realpath(folder) if ".." in folder else os.path.join(os.getcwd(), folder), name))


def _posix(path: str) -> str:
    """A path as it is told: with slashes, and no empty or idle parts."""
    return path if os.sep == "/" and not _IDLE.search(path) else Path(path).as_posix()


def _remote(source: str, exclude: str | None, asides: list[str]) -> Iterator[SourceFile]:
    import fsspec

    scheme = source.split("://", 1)[0]
    try:
        fs, path = fsspec.core.url_to_fs(source, use_listings_cache=False)
        any_name = _any_name(path)
        if glob.has_magic(path):
            matches = fs.glob(path, detail=True)
        else:
            matches = {path.rstrip("/"): {"type": "directory"} if fs.isdir(path) else fs.info(path)}
        for root, about in sorted(matches.items()):
            found = fs.find(root, detail=True) if about["type"] == "directory" else {root: about}
            shut = [folder for name in found if (folder := _remote_dataset(fs, name))]
            if f"{root}/" in shut:
                raise _no_dump(source, f"{source.rstrip('/')}/articles")
            if exclude and exclude.startswith(f"{scheme}://"):
                shut.append(f"{exclude.removeprefix(f'{scheme}://').rstrip('/')}/")
            tables = _remote_tables(fs, found)
            for name, one in sorted(found.items()):
                below = name.removeprefix(root).strip("/")
                hidden = any(is_hidden(part) for part in below.split("/") if part)
                if hidden or name.startswith(tuple(shut)) or _is_old(name, tables):
                    continue
                if (below or any_name) and is_beside(name, partial(_begins_there, fs, name)):
                    asides.append(name)
                else:
                    url = name if is_url(name) else f"{scheme}://{name}"  # whole addresses are what HTTP lists
                    yield _object(url, below or name.rsplit("/", 1)[-1], one)
    except UsageError:
        raise
    except Unreadable as error:
        raise UsageError(f"{source}: {error}") from error
    except FileNotFoundError as error:
        if scheme in ("http", "https") and not glob.has_magic(source):
            raise UsageError(f"{source}: no such file or folder") from error
        return  # object storage has no empty folders: what is not there may be an inbox
    except ImportError as error:
        raise UsageError(f"{source}: {why_unknown(source, error)}") from error
    except Exception as error:  # every storage's library has a family of its own
        raise UsageError(f"{source}: cannot be read ({error})") from error


def _remote_tables(fs: Any, names: Iterable[str]) -> dict[str, frozenset[str]]:
    """What the Delta tables among some files hold now, by folder. Raises Unreadable where that cannot be told."""
    logs: dict[str, list[str]] = {}
    for name in names:
        refuse_others(name)
        folder, log, file = name.rpartition(f"/{DELTA_LOG}/")
        if log and "/" not in file:
            logs.setdefault(f"{folder}/", []).append(file)

    def read(folder: str, name: str) -> bytes:
        data: bytes = fs.cat_file(f"{folder}{DELTA_LOG}/{name}")
        return data

    return {folder: current_files(files, partial(read, folder)) for folder, files in logs.items()}


def _remote_dataset(fs: Any, name: str) -> str:
    """The folder of a dataset, where `name` is its manifest."""
    folder, _, last = name.rpartition("/")
    if last != "manifest.json":
        return ""
    with fs.open(name, "rb", cache_type="none") as file:
        return f"{folder}/" if DATASET in file.read(200) else ""


def _object(url: str, key: str, about: dict[str, Any]) -> SourceFile:
    changed = about.get("LastModified") or about.get("mtime") or about.get("last_modified") or 0
    seconds = changed.timestamp() if hasattr(changed, "timestamp") else float(changed)
    size, tag = int(about.get("size") or 0), str(about.get("ETag") or about.get("etag") or "").strip('"')
    return SourceFile(url, key, size, seconds, stamp=f"{size}:{tag}" if tag else "")


def _find(place: str) -> SourceFile:
    if not is_url(place):
        return _stat(place, place)
    import fsspec

    fs, path = fsspec.core.url_to_fs(place, use_listings_cache=False)
    return _object(place, place, fs.info(path))


def open_file(name: str) -> IO[Any]:
    """The file's stored bytes. Raises OSError."""
    if is_url(name):
        import fsspec

        opened: IO[Any] = fsspec.open(name, "rb").open()
        return opened
    return open(name, "rb")


def fingerprint(file: SourceFile, every: int) -> tuple[SourceFile, list[int]]:
    """`file` with its digest, and the newlines in each `every` bytes of it (where a big file may be cut)."""
    digest, newlines, at = xxhash.xxh3_128(), [0], 0
    with file.open() as stream:
        while block := stream.read(min(_BLOCK, every - at % every)):
            if at and at % every == 0:
                newlines.append(0)
            digest.update(block)
            newlines[-1] += block.count(b"\n")
            at += len(block)
    return SourceFile(file.name, file.key, at, file.mtime, digest.hexdigest(), file.path, file.stamp), newlines


def begins_with(file: SourceFile, size: int, digest: str) -> bool:
    """Whether what a file was when it had so many bytes and this digest is its beginning still."""
    found, left = xxhash.xxh3_128(), size
    if file.size < size:
        return False
    with file.open() as stream:
        while left and (block := stream.read(min(_BLOCK, left))):
            found.update(block)
            left -= len(block)
    return not left and found.hexdigest() == digest
