"""Where tasks run: threads or processes here, or an existing Dask or Ray cluster.

Prefect's process pool starts a temporary server in every worker unless they are told of the run's own; that costs
seconds and hundreds of megabytes each, so the run's address is handed on. Workers die with the run: one that was
killed must not leave others writing.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from flows.bytecode import keep_bytecode_in_worker
from flows.server import die_with
from tasks.errors import UsageError

Runner = Literal["threads", "processes", "dask", "ray"]


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


def _begin_worker(parent: int) -> None:
    keep_bytecode_in_worker()
    die_with(parent)
    without_pandas()


def default_workers() -> int:
    """The processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def task_runner(runner: Runner, workers: int | None, address: str | None) -> Iterator[Any]:
    """A started Prefect task runner. Raises UsageError where its extra is not installed."""
    from prefect.context import SyncClientContext
    from prefect.settings import PREFECT_API_URL, temporary_settings

    context = SyncClientContext.get()
    url = PREFECT_API_URL.value() or (str(context.client.api_url) if context else None)
    before = set(multiprocessing.active_children())
    with temporary_settings({PREFECT_API_URL: url}), _make(runner, workers or default_workers(), address) as started:
        try:
            yield started
        except BaseException:
            # A run that failed or was cancelled: its pool would first finish the shards it has begun, for minutes.
            for child in set(multiprocessing.active_children()) - before:
                child.kill()
            raise


def _make(runner: Runner, workers: int, address: str | None) -> Any:
    from prefect.task_runners import ProcessPoolTaskRunner, ThreadPoolTaskRunner

    if runner == "threads":
        return ThreadPoolTaskRunner(max_workers=workers)
    if runner == "processes":
        return ProcessPoolTaskRunner(max_workers=workers, initializer=_begin_worker, initargs=(os.getpid(),))
    try:
        if runner == "dask":
            from prefect_dask.task_runners import DaskTaskRunner

            local = {"n_workers": workers, "threads_per_worker": 1}
            return DaskTaskRunner(address=address) if address else DaskTaskRunner(cluster_kwargs=local)
        from prefect_ray import RayTaskRunner  # type: ignore[import-not-found,unused-ignore]

        return RayTaskRunner(address=address) if address else RayTaskRunner(init_kwargs={"num_cpus": workers})
    except ImportError:
        raise UsageError(f"--runner {runner}: is not installed; pip install 'copydesk[{runner}]'") from None
