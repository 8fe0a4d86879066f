"""Who does a run's jobs on this machine: threads or processes, without Prefect, as plainly as they can be started."""

from __future__ import annotations

import math
import os
import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager, nullcontext, suppress
from contextvars import copy_context
from pathlib import Path
from typing import Any, Literal

from flows.jobs import Job
from flows.retries import DELAYS, may_pass

Runner = Literal["threads", "processes", "dask", "ray"]


def default_workers() -> int:
    """The processors this process may use; a container that gets the time of two has two, however many there are."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min([processors, *map(math.ceil, _shares())])


_OWN_GROUPS, _GROUPS = Path("/proc/self/cgroup"), Path("/sys/fs/cgroup")


def _shares() -> Iterator[float]:
    """How many processors' time the control groups of this process give it, of those that limit it (versions 2 and 1)."""
    try:
        groups = _OWN_GROUPS.read_text("utf-8").splitlines()
    except OSError:  # not Linux
        return
    for line in groups:
        _, controllers, path = line.split(":", 2)
        if controllers and "cpu" not in controllers.split(","):
            continue
        names = ("cpu.cfs_quota_us", "cpu.cfs_period_us") if controllers else ("cpu.max",)
        group = Path(_GROUPS, "cpu" if controllers else "", path.strip("/"))
        for place in (group, *group.parents):
            with suppress(OSError, ValueError):  # there is none, or it is "max"
                quota, period = map(int, " ".join((place / name).read_text("ascii") for name in names).split())
                if quota > 0:
                    yield quota / period


class Threads:
    """A crew of threads; what each does may be done in a process of the run's (`flows.processes`)."""

    dear = False

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._pool = ThreadPoolExecutor(workers)
        self._stopped = threading.Event()

    def submit(self, job: Job) -> Future[Any]:
        """Hand in a job; it is tried again as Prefect's tasks are."""
        return self._pool.submit(copy_context().run, self._persistently, job)

    def as_completed(self, jobs: list[Future[Any]]) -> Iterator[Future[Any]]:
        """The jobs, each as soon as it is done."""
        return as_completed(jobs)

    def stop(self) -> None:
        """Wait for what was begun; the rest is not, nor is anything tried again."""
        self._stopped.set()
        self._pool.shutdown(cancel_futures=True)

    def _persistently(self, job: Job) -> Any:
        from flows.processes import do_apart

        for delay in DELAYS:
            try:
                return do_apart(job)
            except OSError as error:
                if not may_pass(error) or self._stopped.wait(delay):
                    raise
        return do_apart(job)


@contextmanager
def crew_here(runner: Runner, workers: int) -> Iterator[Threads]:
    """A crew on this machine."""
    from flows.processes import processes

    crew = Threads(workers)
    try:
        # Ends first: threads wait for what they have handed to processes.
        with processes(workers) if runner == "processes" else nullcontext():
            yield crew
    finally:
        crew.stop()
