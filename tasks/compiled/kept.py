"""Tables that take longer to make than to read, kept in the user's cache beside the compiled library."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tasks.cache import cache_folder

Tables = tuple[NDArray[Any], ...]


def kept(name: str, of: Iterable[object], code: Iterable[str], make: Callable[[], Tables]) -> Tables:
    """What `make` returns, from the cache where it was made before.

    It is known by what it is made `of` (by what `repr` says of each), the files of the code that makes it, and Python's version.
    Where the cache cannot be written or read it is made each time.
    """
    digest = hashlib.sha256(sys.version.encode())
    for one in of:
        digest.update(repr(one).encode("utf-8", "surrogatepass") + b"\0")
    for source in code:
        digest.update(Path(source).read_bytes())
    file = f"{name}-{digest.hexdigest()[:20]}.npz"
    # A file that was not written whole, or is somebody else's, is one that is not there.
    with suppress(OSError, EOFError, ValueError, zipfile.BadZipFile), np.load(cache_folder() / file) as found:
        return tuple(found[key] for key in found)
    made = make()
    with suppress(OSError):
        folder = cache_folder()
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as scratch:  # gone even where the disk is full
            np.savez(Path(scratch, file), *made)
            os.replace(Path(scratch, file), folder / file)
    return made
