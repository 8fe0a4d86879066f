"""A Dask scheduler and two workers, forked from one process that has loaded what they need: each would take seconds for it.

Ends, and its children with it, when its stdin does; prints their process ids, the scheduler's first, as JSON.

    python -m tests.flows.cluster FILE     the scheduler writes into FILE where it is to be found
"""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
from collections.abc import Callable

from distributed.cli import dask_scheduler, dask_worker


def _forked(command: Callable[..., object], *options: str) -> int:
    if child := os.fork():
        return child
    try:
        command([*options, "--scheduler-file", sys.argv[1]])
    finally:
        os._exit(1)


def main() -> None:
    import prefect_dask  # noqa: F401

    import flows.clean
    import flows.phases.finish
    import flows.phases.publish
    import flows.phases.scrub  # noqa: F401

    gc.freeze()
    local = ("--host", "127.0.0.1", "--no-dashboard")
    children = [_forked(dask_scheduler.main, *local, "--port", "0")]
    children += [_forked(dask_worker.main, *local, "--nthreads", "1", "--no-nanny") for _ in range(2)]
    print(json.dumps(children), flush=True)
    sys.stdin.read()
    for child in children:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
