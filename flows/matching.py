"""Match as Prefect tasks: one where there is little to match, else its steps, each in as many tasks as there are workers."""

from __future__ import annotations

from typing import Any

from prefect import task

from flows.phases.carry import run_phase
from flows.phases.match import Match
from flows.phases.plan import load_plan
from flows.retries import OVER_FILES
from tasks.dataset.storage import is_remote

# Articles up to which one task matches them sooner (3 s) than others would start in a pool of processes.
_FEW = 50_000


@task(name="match", task_run_name="match {step} {numbers}", **OVER_FILES)
def match_step(work: str, step: str, numbers: list[int] | None) -> Any:
    """One step of match (flows/phases/match.py), or its share of some bands, shards or partitions."""
    function = getattr(Match(load_plan(work)), step)
    if numbers is None:
        return function()
    for number in numbers:
        function(number)
    return None


@task(name="match", **OVER_FILES)
def match_all(work: str) -> dict[str, int]:
    """Find the copies among all articles."""
    (counts,) = run_phase("match", work)
    return dict(counts)


def match_duplicates(work: str, articles: int, pool: Any, workers: int) -> dict[str, int]:
    """Find the copies among all `articles`, of this run and earlier ones. Returns how many went, by method.

    Behind a URL it is one task: its steps leave each other more than is worth storing there.
    """

    def whole(step: str) -> Any:
        return pool.submit(match_step, {"work": work, "step": step, "numbers": None}).result()

    def shared(step: str, count: int) -> None:
        shares = [list(range(count))[i::workers] for i in range(min(workers, count))]
        futures = [pool.submit(match_step, {"work": work, "step": step, "numbers": share}) for share in shares]
        for future in futures:
            future.result()

    if articles <= _FEW or is_remote(work):
        return dict(pool.submit(match_all, {"work": work}).result())
    shared("join", whole("gather"))
    parts, partitions = whole("link")
    shared("shingle", parts)
    shared("choose", partitions)
    shared("probe", whole("probes"))
    return dict(whole("conclude"))
