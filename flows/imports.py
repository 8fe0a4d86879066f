"""What imports cost: compiled modules are kept where Python keeps none, and pandas is not imported for nothing.

With PYTHONDONTWRITEBYTECODE set, as images and build machines often have it, every start compiles Prefect's modules
anew unless whoever installed them has done so: 1.5 of the 3 seconds that importing them takes, in each process of a run.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from pathlib import Path

from tasks.cache import cache_folder

# Bytes: on a full disk Python leaves halves of modules, and then imports them.
_ROOM = 256 << 20


def keep_bytecode() -> None:
    """Keep compiled modules where they would be lost, unless whoever installed Prefect has compiled it."""
    found = importlib.util.find_spec("prefect") if _is_lost() else None
    if found and found.origin and not Path(importlib.util.cache_from_source(found.origin)).exists():
        write_bytecode()


def write_bytecode() -> None:
    """Write compiled modules to the user's cache, in this process and its children, where they would be lost."""
    if not _is_lost():
        return
    try:
        folder = cache_folder() / "bytecode"
        folder.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(folder).free < _ROOM:
            return
    except OSError:  # a cache that cannot be written to, a user without a home
        return
    sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(folder)
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def _is_lost() -> bool:
    return sys.dont_write_bytecode and not sys.pycache_prefix


def keep_bytecode_in_worker() -> None:
    """Write compiled modules in a process of a pool, too, which is started with -B like its parent."""
    if sys.pycache_prefix and "PYTHONDONTWRITEBYTECODE" not in os.environ:
        sys.dont_write_bytecode = False


class _NoPandas:
    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> None:
        """Say that there is no pandas, and nothing about anything else."""
        if name == "pandas":
            raise ModuleNotFoundError(name, name=name)


def without_pandas() -> None:
    """Keep pyarrow from importing pandas, which it does for its first array wherever pandas is installed: a second.

    Only for processes that are copydesk's alone: what pyarrow has not found it does not look for again.
    """
    if "pandas" in sys.modules:
        return
    import pyarrow as pa

    sys.meta_path.insert(0, _NoPandas)
    try:
        pa.array([0])
    finally:
        sys.meta_path.remove(_NoPandas)
