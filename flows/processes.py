"""The processes of a run on this machine.

Prefect's pool of processes imports Prefect in each and costs 0.2 s a task; these import what a shard needs, once, in a
process from which the workers are forked (`flows.warm`), and cost a millisecond a job. Workers end with the run however
that ends: one that goes on after a kill would write beside its successor.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from types import ModuleType
from typing import Any

from flows.forking import START_METHOD, load_for_workers
from flows.jobs import Job, do, whereabouts
from tasks.errors import CopydeskError


class _Pool(ProcessPoolExecutor):
    """A run's processes."""

    stopped = False
    """Whether they were ended with the run, by Ctrl-C or for what another of its jobs met."""

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.doing: list[Job] = []
        """No more at once than there are processes."""


_log = logging.getLogger("copydesk")
_pool: ContextVar[_Pool | None] = ContextVar("pool", default=None)


_CONTEXT: Any = multiprocessing.get_context(START_METHOD)
_Kind: Any = _CONTEXT.Process


class _Apart(_Kind):  # type: ignore[misc]
    """A process that does not import the main module anew: a script that calls the flow would call it again there."""

    @staticmethod
    def _Popen(process: Any) -> Any:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            return _Kind._Popen(process)
        finally:
            sys.modules["__main__"] = main


def _begin() -> None:
    # Ctrl-C is for the run, which ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True, name="watch-parent").start()
    import flows.warm  # noqa: F401  where nothing was loaded before the fork


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


@contextmanager
def processes(workers: int) -> Iterator[None]:
    """Have so many processes for what this context, and threads that run in a copy of it, hand to `do_apart`; none, where the
    system has no place for what they share.
    """
    context = copy(_CONTEXT)
    context.Process = _Apart
    load_for_workers()
    try:
        pool = _Pool(workers, context, initializer=_begin)
    except (OSError, ImportError) as error:  # containers and sandboxes without /dev/shm
        _log.warning("no processes can be had here (%s): threads do the work, one at a time", error)
        yield
        return
    pool.submit(os.getpid)  # begins to start them
    token = _pool.set(pool)
    try:
        yield
    except BaseException:
        # A run that failed or was cancelled: the pool would first finish the shards it has begun, for minutes.
        pool.stopped = True
        for process in list((pool._processes or {}).values()):
            process.kill()
        raise
    finally:
        _pool.reset(token)
        pool.shutdown(cancel_futures=True)


def count_workers() -> None:
    """Wait for the process from which the workers were forked, so that whoever times this one counts them too.

    Only for a process that is copydesk's alone: others' workers may come from the same one.
    """
    from multiprocessing import forkserver

    stop: Any = getattr(getattr(forkserver, "_forkserver", None), "_stop", None)  # what Python's own tests call
    if stop:
        stop()


def start_no_more() -> None:
    """End the process from which workers are forked: one that it starts when this process is about to end would print a
    traceback. Only for a process that is copydesk's alone.
    """
    from multiprocessing import forkserver

    if pid := getattr(getattr(forkserver, "_forkserver", None), "_forkserver_pid", None):
        os.kill(pid, signal.SIGKILL)


def do_apart(job: Job) -> Any:
    """Do a job in a process of the run's, where it has any; else here. Raises CopydeskError where that process died."""
    pool = _pool.get()
    if pool is None:
        return do(job)
    pool.doing.append(job)
    try:
        return pool.submit(do, job).result()
    except BrokenProcessPool as error:
        if pool.stopped:
            raise CopydeskError("stopped with its run; the next one goes on where it was") from error
        # Which of the processes it was, nobody says.
        raise CopydeskError(
            f"a worker process was killed (by the system, for want of memory?), at {' or '.join(map(whereabouts, pool.doing))}; "
            "the same command goes on where it was, with less memory if --workers is lower"
        ) from error
    finally:
        pool.doing.remove(job)
