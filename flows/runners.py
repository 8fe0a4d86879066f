"""Who does a run's jobs on this machine: threads or processes, without Prefect, as plainly as they can be started."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager, nullcontext
from contextvars import copy_context
from typing import Any, Literal

from flows.jobs import Job
from flows.retries import DELAYS, may_pass

Runner = Literal["threads", "processes", "dask", "ray"]


def default_workers() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Threads:
    """A crew of threads; what each does may be done in a process of the run's (`flows.processes`)."""

    dear = False

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._pool = ThreadPoolExecutor(workers)

    def submit(self, job: Job) -> Future[Any]:
        """Hand in a job; it is tried again as Prefect's tasks are."""
        return self._pool.submit(copy_context().run, _persistently, job)

    def as_completed(self, jobs: list[Future[Any]]) -> Iterator[Future[Any]]:
        """The jobs, each as soon as it is done."""
        return as_completed(jobs)

    def stop(self) -> None:
        """Wait for what was begun; the rest is not."""
        self._pool.shutdown(cancel_futures=True)


def _persistently(job: Job) -> Any:
    from flows.processes import do_apart

    for delay in DELAYS:
        try:
            return do_apart(job)
        except OSError as error:
            if not may_pass(error):
                raise
        time.sleep(delay)
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
