"""Folders of this machine: which lie below one, and what a glob names.

Hidden folders and copydesk's own datasets are passed over, and a linked folder is gone through once, whoever asks: a link
may lead to where it lies.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from functools import cache
from itertools import takewhile
from pathlib import Path

from tasks.errors import UsageError
from tasks.places import is_url

DATASET = b'"copydesk dataset"'
"""What a dataset's manifest has near its beginning."""


def is_dataset(folder: str) -> bool:
    """Whether a folder is what a run has written: its tables are no dump."""
    try:
        with open(os.path.join(folder, "manifest.json"), "rb") as file:
            return DATASET in file.read(200)
    except OSError:
        return False


def is_hidden(name: str) -> bool:
    """Whether a file or folder is one that Spark and Arrow pass over, too."""
    return name[0] in "._"


def walk(
    path: str, exclude: str | None = None, named: tuple[str, ...] = ()
) -> Iterator[tuple[str, list[str], list[str]]]:
    """Each folder below `path`, itself first, with all folders and files in it, as `os.walk` has them; without the folder
    `exclude`. Of hidden folders those are gone through that fit a pattern among `named`. Raises UsageError.
    """
    shut = Path(exclude).resolve() if exclude and not is_url(exclude) else None
    roots = [Path(path).resolve()]
    for folder, folders, names in os.walk(path, onerror=_refuse, followlinks=True):
        there = folders.copy()
        folders[:] = [
            n
            for n in sorted(folders)
            if not _passed_over(n, named)
            and Path(folder, n).resolve() != shut
            and not is_dataset(os.path.join(folder, n))
            and (not Path(folder, n).is_symlink() or _leads_on(Path(folder, n), roots))
        ]
        yield folder, there, names


def _passed_over(name: str, named: tuple[str, ...]) -> bool:
    return is_hidden(name) and not any(fnmatch(name, pattern) for pattern in named)


def _refuse(error: OSError) -> None:
    """A folder that cannot be listed may hold half the dump: passing it over would lose that and say nothing."""
    if isinstance(error, FileNotFoundError):  # gone since it was found
        return
    raise UsageError(
        f"{error.filename}: cannot be listed ({error.strerror}); make it readable, or name what else to read"
    )


def _leads_on(link: Path, roots: list[Path]) -> bool:
    """Whether a linked folder is elsewhere than all that is walked, which it is from now on: no loops, nothing twice."""
    target = link.resolve()
    if any(target.is_relative_to(root) or root.is_relative_to(target) for root in roots):
        return False
    roots.append(target)
    return True


def matching(pattern: str, exclude: str | None = None) -> Iterator[str]:
    """The files and folders that a glob names. Behind "**" they are files, those below the folders that fit among them, and
    `walk` finds them: Python's own glob follows links round and round. Raises UsageError.
    """
    parts = [part for part in pattern.replace(os.sep, "/").rstrip("/").split("/") if part != os.curdir]
    if "**" not in parts:
        yield from glob.glob(pattern)
        return
    at = parts.index("**")
    above, below = "/".join(parts[:at]) or ("/" if at else os.curdir), parts[at:]
    for root in _each_once(filter(os.path.isdir, glob.glob(above))):
        if below == ["**"]:
            yield root
        elif not (glob.has_magic(above) and is_dataset(root)):
            yield from _below(root, below, exclude)


def begins_nowhere(pattern: str) -> str:
    """The folder that a glob's fixed beginning names, where there is none; else nothing."""
    parts = pattern.replace(os.sep, "/").split("/")
    fixed = "/".join(takewhile(lambda part: not glob.has_magic(part), parts))
    return fixed if fixed and not os.path.isdir(fixed) else ""


def _each_once(folders: Iterable[str]) -> Iterator[str]:
    """Folders, without links to one of them, into it, or to where it lies."""
    roots: list[Path] = []
    for folder in sorted(map(Path, folders), key=Path.is_symlink):
        if not folder.is_symlink():
            roots.append(folder.resolve())
        elif not _leads_on(folder, roots):
            continue
        yield str(folder)


def _below(root: str, parts: list[str], exclude: str | None) -> Iterator[str]:
    named = tuple(part for part in parts if part and is_hidden(part))
    for folder, _, names in walk(root, exclude, named):
        above = Path(folder).relative_to(root).parts
        for name in names:
            if not _passed_over(name, named) and _fits((*above, name), tuple(parts)):
                yield os.path.join(folder, name)


def _fits(path: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    """Whether a path, or a folder that it lies in, is one that a pattern names; both in their parts."""

    @cache  # else each "**" would double the time
    def fits(at: int, of: int) -> bool:
        if of == len(parts) or at == len(path):
            return of == len(parts)
        if parts[of] == "**":
            return fits(at, of + 1) or fits(at + 1, of)
        return fnmatch(path[at], parts[of]) and fits(at + 1, of + 1)

    return fits(0, 0)
