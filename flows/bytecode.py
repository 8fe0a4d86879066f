"""Keep compiled modules where Python keeps none.

With PYTHONDONTWRITEBYTECODE set, as images and build machines often have it, every start compiles Prefect's modules
anew unless whoever installed them has done so: 1.5 of the 3 seconds that importing them takes, in each process of a run.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path


def keep_bytecode() -> None:
    """Write compiled modules to the user's cache, in this process and its children, where they would be lost."""
    if not sys.dont_write_bytecode or sys.pycache_prefix:
        return
    found = importlib.util.find_spec("prefect")
    if not (found and found.origin) or Path(importlib.util.cache_from_source(found.origin)).exists():
        return
    cache = os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()
    sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(Path(cache, "copydesk", "bytecode"))
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def keep_bytecode_in_worker() -> None:
    """The same in a process of a pool, which is started with -B like its parent."""
    if sys.pycache_prefix and "PYTHONDONTWRITEBYTECODE" not in os.environ:
        sys.dont_write_bytecode = False
