"""The flow that cleans: plan, scrub, learn, finish, match, publish, report, as Prefect tasks over groups of shards.

A task costs the orchestrator up to 0.2 s whatever it does, so tasks are few: each takes a group of shards. What they
hand each other are a work folder's path and small counts.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from prefect import flow, task
from prefect.logging import get_run_logger
from prefect.runtime import deployment

from flows.idle import nothing_new, report_is_stale
from flows.matching import match_duplicates
from flows.phases.carry import run_phase, work_of
from flows.phases.plan import Plan, make_plan, refuse_to_lose, save_plan
from flows.phases.publish import commit, sweep
from flows.progress import Clock
from flows.reporting import ServerBar, write_artifacts
from flows.retries import OVER_FILES
from flows.runners import Runner, default_workers, task_runner
from flows.settings import CleanSettings
from flows.summary import RunSummary, outcome, summarise
from tasks.dataset.digests import Digests
from tasks.dataset.lock import Lock, lock
from tasks.dataset.manifest import check_settings, open_dataset, without_runs
from tasks.dataset.storage import storage_of
from tasks.dataset.switch import settle
from tasks.errors import NoFiles
from tasks.intake.sources import expand
from tasks.report.page import write_report

__all__ = ["CleanSettings", "RunSummary", "clean_articles"]

# One line a task run, saying that it is done, says nothing to whoever looks for what went wrong; and there are thirty.
_TASKS = ("scrub", "learn", "finish", "match", "publish")
logging.getLogger("prefect.task_runs").addFilter(
    lambda record: record.levelno > logging.INFO or getattr(record, "task_name", "") not in _TASKS
)

# A phase's task runs at the most, unless there are more workers: 1 GB of input stays below 40 task runs in all, the
# steps of a large match among them. A few shards a task, as a task run in a pool costs 0.2 s of processor.
_GROUPS, _SHARDS_A_GROUP = 8, 3
_DEFAULTS = CleanSettings()


@task(name="scrub", task_run_name="scrub {numbers}", **OVER_FILES)
def scrub_shards(work: str, numbers: list[int]) -> list[dict[str, Any]]:
    """Read and repair the records of some shards."""
    return run_phase("scrub", work, numbers)


@task(name="finish", task_run_name="finish {numbers}", **OVER_FILES)
def finish_shards(work: str, numbers: list[int]) -> list[dict[str, Any]]:
    """Strip learned furniture from some shards, judge their articles, take fingerprints."""
    return run_phase("finish", work, numbers)


@task(name="publish", task_run_name="publish {numbers}", **OVER_FILES)
def publish_shards(work: str, numbers: list[int]) -> list[dict[str, Any]]:
    """Write some shards' Parquet parts into the work folder."""
    return run_phase("publish", work, numbers)


@task(name="learn", **OVER_FILES)
def learn_furniture(work: str) -> int:
    """Find the lines that repeat across the articles of a site."""
    (lines,) = run_phase("learn", work)
    return int(lines)


@flow(name="clean-articles", flow_run_name="clean into {out}", validate_parameters=True)
def clean_articles(
    sources: list[str],
    out: str,
    settings: CleanSettings = _DEFAULTS,
    runner: Runner = "processes",
    workers: int | None = None,
    address: str | None = None,
    rebuild: bool = False,
) -> RunSummary:
    """Clean scraped articles into a Parquet dataset.

    Args:
        sources: Files, folders, globs or URLs of dumps.
        out: The dataset's folder or URL: new, empty, or a copydesk dataset, to which new files are added.
        settings: What to do to the articles.
        runner: Where tasks run: threads, processes, dask or ray.
        workers: How many at once (default: the processors there are).
        address: The address of an existing Dask or Ray cluster.
        rebuild: Write the dataset anew, with other settings or another version of copydesk, and put it in the old one's
            place when it is whole.

    Raises:
        UsageError: A source, a setting or `out` is wrong.
        CopydeskError: Another run is writing to `out`, or the disk failed.
    """
    out = out.removeprefix("file://")
    if deployment.id and not (sources := list(_with_files(sources, out))):
        get_run_logger().info("nothing new: there are no files")
        return RunSummary("", out)
    if not rebuild and (summary := nothing_new(sources, out, settings)):
        get_run_logger().info("nothing new: all %s files are known", f"{summary.known_files:,}")
        return summary
    storage = storage_of(out)
    open_dataset(out)
    with lock(storage) as held:
        manifest = open_dataset(out)  # read again: the run that held the lock until now may have added to it
        if not rebuild:
            check_settings(out, manifest, settings.digest(), settings.model_dump(mode="json"))
        manifest = settle(storage, manifest)
        return _run(sources, out, settings, manifest, runner, workers or default_workers(), address, held, rebuild)


def _with_files(sources: list[str], out: str) -> Iterator[str]:
    """The sources that hold files: a schedule's inbox may be empty when its hour comes."""
    for source in sources:
        with suppress(NoFiles):
            expand([source], exclude=out)
            yield source


def _run(
    sources: list[str],
    out: str,
    settings: CleanSettings,
    manifest: dict[str, Any],
    runner: Runner,
    workers: int,
    address: str | None,
    held: Lock,
    rebuild: bool,
) -> RunSummary:
    log = get_run_logger()
    clock = Clock(log, ServerBar(out, log))
    digests = Digests(storage_of(out))
    with clock.phase("plan"):
        plan = make_plan(sources, out, settings, without_runs(manifest) if rebuild else manifest, digests)
        if rebuild:
            refuse_to_lose(plan, manifest)
        clock.note = f"{len(plan.inputs):,} new files in {len(plan.shards):,} shards, {plan.known:,} known"
    if plan.inputs or digests.worth_saving:
        digests.save()
    if not plan.inputs:
        sweep(plan, manifest)
        if report_is_stale(out):  # the run that published last was killed before it wrote one
            write_report(out)
        return RunSummary("", out, known_files=plan.known, seconds=clock.seconds)
    plan = save_plan(plan)
    if len(plan.shards) == 1 and runner == "processes":
        # A pool of processes takes seconds to start; for one shard it has nothing to give.
        runner, workers = "threads", 1
    work = work_of(plan)
    with task_runner(runner, workers, address) as pool:
        groups = max(workers, min(_GROUPS, len(plan.shards) // _SHARDS_A_GROUP))
        shards = _Shards(plan, work, pool, clock, groups)
        scrubbed = shards.each("scrub", scrub_shards, lambda done: f"{sum(d['records'] for d in done):,} records")
        with clock.phase("learn"):
            learned = pool.submit(learn_furniture, {"work": work}).result()
            clock.note = f"{learned:,} lines of furniture"
        finished = shards.each("finish", finish_shards, lambda done: f"{sum(d['articles'] for d in done):,} articles")
        with clock.phase("match"):
            earlier = (
                file for one in manifest["runs"] for file in one["files"] if file["path"].startswith("articles/")
            )
            articles = sum(one["articles"] for one in finished) + sum(file["rows"] for file in earlier)
            matched = match_duplicates(work, articles, pool, workers)
            clock.note = ", ".join(f"{count:,} {method}" for method, count in matched.items()) + " copies"
        published = shards.each("publish", publish_shards, lambda done: f"{sum(len(d['files']) for d in done):,} files")
    with clock.phase("report"):
        summary, run = summarise(plan, scrubbed, finished, matched, published, learned, clock.seconds)
        held.check()
        manifest = commit(plan, run, manifest, rebuild)
        clock.note = f"{outcome(summary)}; {write_report(out)}"
        write_artifacts(summary, run, published, log)
    sweep(plan, manifest)
    return summary


class _Shards:
    """Runs a phase over all shards, in groups."""

    def __init__(self, plan: Plan, work: str, pool: Any, clock: Clock, groups: int) -> None:
        self._work, self._pool, self._clock = work, pool, clock
        numbers = [shard.number for shard in plan.shards]
        # Dealt out in turn, so that a big file's shards, which cost most, do not meet in one group.
        self._groups = [group for i in range(groups) if (group := numbers[i::groups])]
        self._total = len(numbers)

    def each(self, name: str, phase: Any, say: Any) -> list[dict[str, Any]]:
        """The results of all shards, by number."""
        from prefect.futures import as_completed

        results: dict[int, dict[str, Any]] = {}
        with self._clock.phase(name, self._total):
            futures = {
                self._pool.submit(phase, {"work": self._work, "numbers": group}): group for group in self._groups
            }
            for future in as_completed(list(futures)):
                results.update(zip(futures[future], future.result(), strict=True))
                self._clock.advance(len(futures[future]))
            ordered = [results[number] for number in sorted(results)]
            self._clock.note = say(ordered)
        return ordered
