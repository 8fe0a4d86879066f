"""The Prefect flow that cleans: a run (`flows.run`) whose jobs are Prefect tasks, and which Prefect's server hears of.

Tasks run in threads, and hand their work to processes of the run's own (`flows.processes`), or on a Dask or Ray cluster.
"""

# Annotations are no strings here: of a flow that Prefect pickles for another process only what they are goes along, not what they
# are called.
import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from typing import Any

# The server that Prefect starts where none is configured calls home as soon as it is up, and where its own start still
# holds its database, prints a traceback of a hundred lines into the log of the run.
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
# And a busy machine takes longer to start it than the twenty seconds that Prefect waits.
os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120")

from prefect import Task, flow
from prefect.cache_policies import NO_CACHE
from prefect.logging import get_run_logger
from prefect.runtime import deployment
from pydantic import PositiveInt

from flows.idle import nothing_new
from flows.jobs import Job
from flows.logs import PHASES, keep_plain, plainly
from flows.parameters import Place, Places, check_address
from flows.processes import do_apart, processes
from flows.reporting import ServerBar, write_artifacts
from flows.retries import DELAYS, may_pass
from flows.run import Desk, run
from flows.runners import Runner
from flows.settings import CleanSettings
from flows.summary import RunSummary, idle
from tasks.errors import NoFiles, UsageError, extra
from tasks.intake.sources import expand

__all__ = ["CleanSettings", "RunSummary", "clean_articles"]

keep_plain()
_DEFAULTS = CleanSettings()


def _task(phase: str) -> Task[[Job], Any]:
    return Task(
        do_apart, name=phase, task_run_name="{job.label}", cache_policy=NO_CACHE,
        retries=len(DELAYS), retry_delay_seconds=list(DELAYS),
        retry_condition_fn=lambda task, run, state: may_pass(state.data),
    )  # fmt: skip


_TASKS = {phase: _task(phase) for phase in PHASES}


@flow(name="clean-articles", flow_run_name="clean into {out}", validate_parameters=True)
def clean_articles(
    sources: Places,
    out: Place,
    settings: CleanSettings = _DEFAULTS,
    runner: Runner = "processes",
    workers: PositiveInt | None = None,
    address: str | None = None,
    rebuild: bool = False,
) -> RunSummary:
    """Clean scraped articles into a Parquet dataset.

    Args:
        sources: Files, folders, globs or URLs of dumps, as a list; in Python, one of them will do.
        out: The dataset's folder or URL: new, empty, or a copydesk dataset, to which new files are added.
        settings: What to do to the articles.
        runner: Where tasks run: threads, processes, dask or ray.
        workers: How many at once (default: the processors there are).
        address: The address of an existing Dask or Ray cluster.
        rebuild: Write the dataset anew, with other settings or another version of copydesk, and put it in the old one's
            place when it is whole.

    Raises:
        TypeError: The sources are an iterator.
        UsageError: A source, a setting, `address` or `out` is wrong.
        CopydeskError: Another run is writing to `out`, or the disk failed.
    """
    log = get_run_logger()
    with plainly(out):
        check_address(address, runner)
        if deployment.id and sources and not (sources := list(_with_files(sources, out))):
            log.info(idle(nothing := RunSummary("", out)))
            return nothing
        if not rebuild and (summary := nothing_new(sources, out, settings)):
            log.info(idle(summary))
            return summary
        desk = Desk(partial(_crew, address=address), log, (ServerBar(out, log),), partial(write_artifacts, log=log))
        return run(sources, out, settings, runner, workers, rebuild, desk)


def _with_files(sources: list[str], out: str) -> Iterator[str]:
    """The sources that hold files: a schedule's inbox may be empty when its hour comes."""
    for source in sources:
        with suppress(NoFiles):
            expand([source], exclude=out)
            yield source


class _Tasks:
    """A crew that does jobs as Prefect tasks."""

    dear = True

    def __init__(self, pool: Any, workers: int) -> None:
        self._pool, self.workers = pool, workers

    def submit(self, job: Job) -> Any:
        """Hand in a job."""
        return self._pool.submit(_TASKS[job.phase], {"job": job})

    def as_completed(self, jobs: list[Any]) -> Any:
        """The jobs, each as soon as it is done."""
        from prefect.futures import as_completed

        return as_completed(jobs)


@contextmanager
def _crew(runner: Runner, workers: int, address: str | None) -> Iterator[_Tasks]:
    """A started Prefect task runner. Raises UsageError where its extra is not installed."""
    from prefect.context import SyncClientContext
    from prefect.settings import PREFECT_API_URL, temporary_settings

    context = SyncClientContext.get()
    # Where Prefect has started a server for this run, tasks elsewhere must not start others.
    url = PREFECT_API_URL.value() or (str(context.client.api_url) if context else None)
    with (
        temporary_settings({PREFECT_API_URL: url}),
        _task_runner(runner, workers, address) as pool,
        # End before the threads do, which wait for what they have handed to them.
        processes(workers) if runner == "processes" else nullcontext(),
    ):
        yield _Tasks(pool, workers)


def _task_runner(runner: Runner, workers: int, address: str | None) -> Any:
    if runner in ("threads", "processes"):
        from prefect.task_runners import ThreadPoolTaskRunner

        return ThreadPoolTaskRunner(max_workers=workers)
    try:
        if runner == "dask":
            from prefect_dask.task_runners import DaskTaskRunner

            local = {"n_workers": workers, "threads_per_worker": 1}
            return DaskTaskRunner(address=address) if address else DaskTaskRunner(cluster_kwargs=local)
        # Under `uv run` Ray gives each of its workers an environment of its own, for which it asks the package index; here all have this one.
        if not address:
            os.environ.setdefault("RAY_ENABLE_UV_RUN_RUNTIME_ENV", "0")
        from prefect_ray import RayTaskRunner  # type: ignore[import-not-found,unused-ignore]

        return RayTaskRunner(address=address) if address else RayTaskRunner(init_kwargs={"num_cpus": workers})
    except ImportError:
        raise UsageError(f"--runner {runner}: is not installed; {extra(runner)}") from None
