"""Match as jobs: one where there is little to match, else its steps, each in as many jobs as there are workers."""

from __future__ import annotations

from flows.jobs import Crew, Job
from tasks.dataset.storage import is_remote

# Articles up to which one job matches them sooner than several would.
_FEW = 50_000


def match_duplicates(work: str, articles: int, crew: Crew) -> dict[str, int]:
    """Find the copies among all `articles`, of this run and earlier ones. Returns how many went, by method.

    Behind a URL it is one job: its steps leave each other more than is worth storing there.
    """

    def whole(step: str) -> int:
        found: int = crew.submit(Job("match", work, step=step)).result()
        return found

    def shared(step: str, count: int) -> None:
        shares = [tuple(range(count))[i :: crew.workers] for i in range(min(crew.workers, count))]
        for job in [crew.submit(Job("match", work, share, step)) for share in shares]:
            job.result()

    if articles <= _FEW or is_remote(work):
        (counts,) = crew.submit(Job("match", work)).result()
        return dict(counts)
    shared("join", whole("gather"))
    parts, partitions = crew.submit(Job("match", work, step="link")).result()
    shared("shingle", parts)
    shared("choose", partitions)
    shared("probe", whole("probes"))
    return dict(crew.submit(Job("match", work, step="conclude")).result())
