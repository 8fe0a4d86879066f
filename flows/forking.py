"""How the processes of a run are started, and what they need loaded before they are asked for.

Apart from `flows.processes`, whose imports take most of a second: meanwhile the process that workers are forked from can load
its own.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

START_METHOD = "forkserver" if sys.platform == "linux" else "spawn"
"""How workers are started. What macOS multiplies numpy's matrices with does not survive a fork."""

# Bytes, about a shard: below it processes have nothing to give.
_MUCH = 32 << 20


def load_for_workers() -> None:
    """Begin to load what workers need, in the process that they are forked from, and do not wait for it."""
    if START_METHOD == "forkserver":
        from multiprocessing import forkserver

        forkserver.set_forkserver_preload(["flows.warm"])
        forkserver.ensure_running()


def load_if_large(sources: Iterable[str]) -> None:
    """Begin to load it where the sources are large, while this process looks at what there is to do."""
    if _size(sources) > _MUCH:
        load_for_workers()


def _size(sources: Iterable[str]) -> int:
    """Bytes of files, and of those right below folders."""
    size = 0
    for source in sources:
        with suppress(OSError):  # told later, and better
            if Path(source).is_dir():
                with os.scandir(source) as below:
                    size += sum(one.stat().st_size for one in below if one.is_file())
            else:
                size += Path(source).stat().st_size
    return size
