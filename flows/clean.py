"""The flow that cleans: plan, scrub, learn, finish, match, publish, report, as Prefect tasks over groups of shards.

A task costs the orchestrator up to 0.2 s whatever it does, so tasks are few: each takes a group of shards. What they
hand each other are a work folder's path and small counts.
"""

from __future__ import annotations

import shutil
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.logging import get_run_logger

import tasks
from flows.phases.learn import learn
from flows.phases.match import match
from flows.phases.plan import Plan, load_plan, make_plan, save_plan
from flows.progress import Clock
from flows.runners import Runner, default_workers, task_runner
from flows.settings import CleanSettings
from flows.summary import RunSummary, group_fields
from tasks.dataset.manifest import check_settings, lock, open_dataset

__all__ = ["CleanSettings", "RunSummary", "clean_articles"]

# A phase's task runs at the most, unless there are more workers: 1 GB of input stays below 40 task runs in all.
_GROUPS = 10


def _over_shards(phase: str, work: str, numbers: list[int]) -> list[dict[str, Any]]:
    from importlib import import_module

    function = getattr(import_module(f"flows.phases.{phase}"), phase)
    plan = load_plan(work)
    return [function(plan, plan.shards[number]) for number in numbers]


@task(name="scrub", task_run_name="scrub {numbers}", cache_policy=NO_CACHE)
def scrub_shards(work: str, numbers: list[int]) -> list[dict[str, Any]]:
    """Read and repair the records of some shards."""
    return _over_shards("scrub", work, numbers)


@task(name="finish", task_run_name="finish {numbers}", cache_policy=NO_CACHE)
def finish_shards(work: str, numbers: list[int]) -> list[dict[str, Any]]:
    """Strip learned furniture from some shards, judge their articles, take fingerprints."""
    return _over_shards("finish", work, numbers)


@task(name="publish", task_run_name="publish {numbers}", cache_policy=NO_CACHE)
def publish_shards(work: str, numbers: list[int]) -> list[dict[str, Any]]:
    """Write some shards' Parquet parts into the work folder."""
    return _over_shards("publish", work, numbers)


@task(name="learn", cache_policy=NO_CACHE)
def learn_furniture(work: str) -> int:
    """Find the lines that repeat across the articles of a site."""
    return learn(load_plan(work))


@task(name="match", cache_policy=NO_CACHE)
def match_duplicates(work: str) -> dict[str, int]:
    """Find the copies among all articles."""
    return match(load_plan(work))


@flow(name="clean-articles", flow_run_name="clean into {out}", validate_parameters=True)
def clean_articles(
    sources: list[str],
    out: str,
    settings: CleanSettings | None = None,
    runner: Runner = "processes",
    workers: int | None = None,
    address: str | None = None,
) -> RunSummary:
    """Clean scraped articles into a Parquet dataset.

    Args:
        sources: Files, folders, globs or URLs of dumps.
        out: The dataset's folder: new, empty, or a copydesk dataset, to which new files are added.
        settings: What to do to the articles.
        runner: Where tasks run: threads, processes, dask or ray.
        workers: How many at once (default: the processors there are).
        address: The address of an existing Dask or Ray cluster.

    Raises:
        UsageError: A source, a setting or `out` is wrong.
        CopydeskError: Another run is writing to `out`, or the disk failed.
    """
    settings = settings or CleanSettings()
    manifest = open_dataset(out)
    with lock(out):
        check_settings(out, manifest, settings.digest(), settings.model_dump(mode="json"))
        return _run(sources, out, settings, manifest, runner, workers or default_workers(), address)


def _run(sources: list[str], out: str, settings: CleanSettings, manifest: dict[str, Any], runner: Runner, workers: int, address: str | None) -> RunSummary:
    clock = Clock(get_run_logger())
    with clock.phase("plan"):
        plan = make_plan(sources, out, settings, manifest)
        clock.note = f"{len(plan.inputs):,} new files in {len(plan.shards):,} shards, {plan.known:,} known"
    if not plan.inputs:
        _sweep(plan)
        return RunSummary("", out, known_files=plan.known, seconds=clock.seconds)
    plan = save_plan(plan)
    if len(plan.shards) == 1 and runner == "processes":
        # A pool of processes takes seconds to start; for one shard it has nothing to give.
        runner, workers = "threads", 1
    with task_runner(runner, workers, address) as pool:
        shards = _Shards(plan, pool, clock, max(_GROUPS, workers))
        scrubbed = shards.each("scrub", scrub_shards, lambda done: f"{sum(d['records'] for d in done):,} records")
        with clock.phase("learn"):
            learned = pool.submit(learn_furniture, {"work": str(plan.work)}).result()
            clock.note = f"{learned:,} lines of furniture"
        finished = shards.each("finish", finish_shards, lambda done: f"{sum(d['articles'] for d in done):,} articles")
        with clock.phase("match"):
            matched = pool.submit(match_duplicates, {"work": str(plan.work)}).result()
            clock.note = ", ".join(f"{count:,} {method}" for method, count in matched.items()) + " copies"
        published = shards.each("publish", publish_shards, lambda done: f"{sum(len(d['files']) for d in done):,} files")
    with clock.phase("report"):
        from flows.phases.publish import commit

        summary, run = _summarise(plan, scrubbed, finished, matched, published, learned, clock)
        commit(plan, run, manifest)
        clock.note = _report(summary, out)
    _sweep(plan)
    return summary


class _Shards:
    """Runs a phase over all shards, in groups."""

    def __init__(self, plan: Plan, pool: Any, clock: Clock, groups: int) -> None:
        self._work, self._pool, self._clock = str(plan.work), pool, clock
        numbers = [shard.number for shard in plan.shards]
        # Dealt out in turn, so that a big file's shards, which cost most, do not meet in one group.
        self._groups = [group for i in range(groups) if (group := numbers[i::groups])]
        self._total = len(numbers)

    def each(self, name: str, phase: Any, say: Any) -> list[dict[str, Any]]:
        """The results of all shards, by number."""
        from prefect.futures import as_completed

        results: dict[int, dict[str, Any]] = {}
        with self._clock.phase(name, self._total):
            futures = {self._pool.submit(phase, {"work": self._work, "numbers": group}): group for group in self._groups}
            for future in as_completed(list(futures)):
                results.update(zip(futures[future], future.result(), strict=True))
                self._clock.advance(len(futures[future]))
            ordered = [results[number] for number in sorted(results)]
            self._clock.note = say(ordered)
        return ordered


def _summarise(
    plan: Plan,
    scrubbed: list[dict[str, Any]],
    finished: list[dict[str, Any]],
    matched: dict[str, int],
    published: list[dict[str, Any]],
    learned: int,
    clock: Clock,
) -> tuple[RunSummary, dict[str, Any]]:
    read = _merge_reports([report for done in scrubbed for report in done["files"]])
    tally: Counter[str] = Counter()
    by_file: dict[str, Counter[str]] = {}
    for done in published:
        for file, counts in done["tally"].items():
            by_file.setdefault(file, Counter()).update(counts)
            tally.update(counts)
    for report in read:
        report |= {"articles": 0, "duplicates": 0, "rejects": 0}
        for name, count in by_file.get(report["file"], {}).items():
            report["rejects" if name.startswith("reject:") else name] += count
    edits: Counter[str] = Counter()
    encodings: Counter[str] = Counter()
    for done in published:
        edits.update(done["edits"])
    for report in read:
        encodings.update(report["encodings"])
    summary = RunSummary(
        plan.run_id, plan.out,
        records=sum(done["records"] for done in scrubbed),
        articles=tally["articles"],
        duplicates={method: count for method, count in matched.items() if count},
        rejects={name.removeprefix("reject:"): count for name, count in sorted(tally.items()) if name.startswith("reject:")},
        edits=dict(sorted(edits.items())),
        learned_lines=learned, files=len(plan.inputs), known_files=plan.known,
        characters=sum(done["characters"] for done in scrubbed),
        seconds=clock.seconds, fields=group_fields(read), encodings=dict(encodings.most_common()),
    )  # fmt: skip
    run = {
        "run_id": plan.run_id, "version": tasks.__version__,
        "started_at": plan.started_at.isoformat(), "finished_at": datetime.now(UTC).isoformat(),
        "settings": plan.settings.model_dump(mode="json"), "settings_digest": plan.settings.digest(),
        "summary": summary.as_dict(),
        "inputs": [{"file": f.name, "bytes": f.size, "digest": f.digest} for f in plan.inputs],
        "read": read,
        "files": [file for done in published for file in done["files"]],
    }  # fmt: skip
    return summary, run


def _merge_reports(reports: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One report a file, where a file was read in several pieces."""
    merged: dict[str, dict[str, Any]] = {}
    for report in reports:
        if report["file"] in merged:
            into = merged[report["file"]]
            into["records"] += report["records"]
            into["encodings"] = dict(Counter(into["encodings"]) + Counter(report["encodings"]))
        else:
            merged[report["file"]] = dict(report)
    return [merged[file] for file in sorted(merged)]


def _report(summary: RunSummary, out: str) -> str:
    from flows.reporting import write_artifacts
    from tasks.report.page import write_report

    path = write_report(out)
    write_artifacts(summary)
    return str(path)


def _sweep(plan: Plan) -> None:
    """Remove the work files of this run and of others that were given up: the lock says that none is going on."""
    work = Path(plan.out) / "_work"
    for entry in work.iterdir() if work.is_dir() else ():
        if entry.is_dir():
            shutil.rmtree(entry, ignore_errors=True)
