"""Learn and match, which look at all shards together, as jobs: one where there is little to do, else their steps, each in as many
jobs as there are workers.
"""

from __future__ import annotations

from typing import Any

from flows.jobs import Crew, Job
from tasks.places import is_remote

# Articles up to which one job does it sooner than several would.
_FEW = 50_000


def learn_furniture(work: str, articles: int, crew: Crew) -> int:
    """Learn which lines are furniture, of so many articles. Returns how many there are."""
    if _is_one_job(work, articles):
        (learned,) = crew.submit(Job("learn", work)).result()
        return int(learned)
    _shared(crew, work, "learn", "count", _whole(crew, work, "learn", "parts"))
    _shared(crew, work, "learn", "read", _whole(crew, work, "learn", "shards"))
    return int(_whole(crew, work, "learn", "conclude"))


def match_duplicates(work: str, articles: int, crew: Crew) -> dict[str, int]:
    """Find the copies among all `articles`, of this run and earlier ones. Returns how many went, by method."""
    if _is_one_job(work, articles):
        (counts,) = crew.submit(Job("match", work)).result()
        return dict(counts)
    _shared(crew, work, "match", "join", _whole(crew, work, "match", "gather"))
    parts, partitions = _whole(crew, work, "match", "link")
    _shared(crew, work, "match", "shingle", parts)
    _shared(crew, work, "match", "choose", partitions)
    _shared(crew, work, "match", "probe", _whole(crew, work, "match", "probes"))
    return dict(_whole(crew, work, "match", "conclude"))


def _is_one_job(work: str, articles: int) -> bool:
    # Behind a URL steps leave each other more than is worth storing there.
    return articles <= _FEW or is_remote(work)


def _whole(crew: Crew, work: str, phase: str, step: str) -> Any:
    return crew.submit(Job(phase, work, step=step)).result()


def _shared(crew: Crew, work: str, phase: str, step: str, count: int) -> None:
    shares = [tuple(range(count))[i :: crew.workers] for i in range(min(crew.workers, count))]
    for job in [crew.submit(Job(phase, work, share, step)) for share in shares]:
        job.result()
