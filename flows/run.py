"""A run: plan, scrub, learn, finish, match, publish, report, as jobs over groups of shards, whoever does them.

A job costs an orchestrator up to 0.2 s whatever it does, so there jobs are few: each takes a group of shards. What they
hand each other are a work folder's path and small counts.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from flows.idle import report_is_stale
from flows.jobs import Crew, Job
from flows.phases.carry import work_of
from flows.phases.commit import commit, sweep
from flows.phases.plan import Plan, left_as_too_large, make_plan, refuse_to_lose, save_plan
from flows.progress import Clock, Progress
from flows.runners import Runner, crew_here, default_workers
from flows.settings import CleanSettings
from flows.stepwise import learn_furniture, match_duplicates
from flows.summary import RunSummary, Unreported, counted, outcome, summarise
from tasks.dataset.damage import Damaged
from tasks.dataset.digests import Digests
from tasks.dataset.lock import Lock, lock
from tasks.dataset.manifest import check_settings, open_dataset, without_runs
from tasks.dataset.storage import storage_of
from tasks.dataset.switch import settle
from tasks.report.page import write_report

# A phase's jobs at the most, unless there are more workers, where jobs are dear: 1 GB of input stays below 40 task runs in
# all, the steps of a large match among them. A few shards a job, as a task run on a server costs it 0.07 s of processor.
_GROUPS, _SHARDS_A_GROUP = 8, 3

Log = logging.Logger | logging.LoggerAdapter[Any]
Hire = Callable[[Runner, int], AbstractContextManager[Crew]]
"""Gives a crew for as long as a run needs it, by runner and number of workers."""


def _tell_nobody(summary: RunSummary, run: dict[str, Any], published: list[dict[str, Any]]) -> None:
    """A run on a server leaves artifacts there; others leave the report."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a run is carried out, and who hears of it."""

    hire: Hire = crew_here
    log: Log = field(default_factory=lambda: logging.getLogger("copydesk"))
    listeners: tuple[Progress, ...] = ()
    tell: Callable[[RunSummary, dict[str, Any], list[dict[str, Any]]], None] = _tell_nobody
    """Told the outcome of a run that has published something: the summary, its entry in the manifest, and what its shards'
    publishing returned."""


def run(
    sources: list[str],
    out: str,
    settings: CleanSettings,
    runner: Runner = "processes",
    workers: int | None = None,
    rebuild: bool = False,
    desk: Desk | None = None,
) -> RunSummary:
    """Clean articles into a dataset, as `flows.clean.clean_articles` tells, under the dataset's lock."""
    desk = desk or Desk()
    storage = storage_of(out)
    open_dataset(out)
    with lock(storage) as held:
        manifest = open_dataset(out)  # read again: the run that held the lock until now may have added to it
        if not rebuild:
            check_settings(out, manifest, settings.digest(), settings.model_dump(mode="json"))
        manifest = settle(storage, manifest)
        return _run(sources, out, settings, manifest, runner, workers or default_workers(), held, rebuild, desk)


def _run(
    sources: list[str],
    out: str,
    settings: CleanSettings,
    manifest: dict[str, Any],
    runner: Runner,
    workers: int,
    held: Lock,
    rebuild: bool,
    desk: Desk,
) -> RunSummary:
    clock = Clock(desk.log, *desk.listeners)
    digests = Digests(storage_of(out))
    with clock.phase("plan"):
        plan = make_plan(sources, out, settings, without_runs(manifest) if rebuild else manifest, digests)
        if rebuild:
            refuse_to_lose(plan, manifest)
        clock.note = (
            f"{counted(len(plan.inputs), 'new file')} in {counted(len(plan.shards), 'shard')}, {plan.known:,} known"
        )
    if plan.inputs or digests.worth_saving:
        digests.save()
    if not plan.inputs:
        sweep(plan, manifest)
        left = left_as_too_large(manifest, settings)
        summary = RunSummary(
            "",
            out,
            known_files=plan.known,
            seconds=clock.seconds,
            read_otherwise=plan.otherwise,
            left_as_too_large=left,
        )
        if report_is_stale(out):  # the run that published last was killed before it wrote one
            _, damage = _report(out)
            _refuse_damage(damage, summary)
        return summary
    plan = save_plan(plan)
    if len(plan.shards) == 1 and runner == "processes":
        # Processes take a second to start; for one shard they have nothing to give.
        runner, workers = "threads", 1
    work = work_of(plan)
    with desk.hire(runner, workers) as crew:
        groups = max(workers, min(_GROUPS, len(plan.shards) // _SHARDS_A_GROUP)) if crew.dear else len(plan.shards)
        shards = _Shards(plan, work, crew, clock, groups)
        scrubbed = shards.each("scrub", lambda done: f"{sum(d['records'] for d in done):,} records")
        with clock.phase("learn"):
            learned = learn_furniture(work, sum(one["records"] for one in scrubbed), crew)
            clock.note = f"{learned:,} lines of furniture"
        finished = shards.each("finish", lambda done: f"{sum(d['articles'] for d in done):,} articles")
        with clock.phase("match"):
            earlier = (
                file for one in manifest["runs"] for file in one["files"] if file["path"].startswith("articles/")
            )
            articles = sum(one["articles"] for one in finished) + sum(file["rows"] for file in earlier)
            matched = match_duplicates(work, articles, crew)
            clock.note = ", ".join(f"{count:,} {method}" for method, count in matched.items()) + " copies"
        published = shards.each("publish", lambda done: f"{sum(len(d['files']) for d in done):,} files")
    with clock.phase("report"):
        summary, entry = summarise(plan, scrubbed, finished, matched, published, learned, clock.seconds)
        held.check()
        manifest = commit(plan, entry, manifest, rebuild)
        place, damage = _report(out)
        clock.note = f"{outcome(summary)}; {place}"
        desk.tell(summary, entry, published)
    sweep(plan, manifest)
    _refuse_damage(damage, summary)
    return summary


def _report(out: str) -> tuple[str, Damaged | None]:
    """Where the report is; or that there is none, because of which damaged file: what is published is published all the same."""
    try:
        return write_report(out), None
    except Damaged as error:
        return "no report", error


def _refuse_damage(damage: Damaged | None, summary: RunSummary) -> None:
    if damage:
        raise Unreported(str(damage), summary) from damage


class _Shards:
    """Runs a phase over all shards, in groups."""

    def __init__(self, plan: Plan, work: str, crew: Crew, clock: Clock, groups: int) -> None:
        self._work, self._crew, self._clock = work, crew, clock
        numbers = [shard.number for shard in plan.shards]
        # Dealt out in turn, so that a big file's shards, which cost most, do not meet in one group.
        self._groups = [tuple(group) for i in range(groups) if (group := numbers[i::groups])]
        self._total = len(numbers)

    def each(self, phase: str, say: Callable[[list[dict[str, Any]]], str]) -> list[dict[str, Any]]:
        """The results of all shards, by number."""
        results: dict[int, dict[str, Any]] = {}
        with self._clock.phase(phase, self._total):
            jobs = {self._crew.submit(Job(phase, self._work, group)): group for group in self._groups}
            for job in self._crew.as_completed(list(jobs)):
                results.update(zip(jobs[job], job.result(), strict=True))
                self._clock.advance(len(jobs[job]))
            ordered = [results[number] for number in sorted(results)]
            self._clock.note = say(ordered)
        return ordered
