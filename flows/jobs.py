"""What a task of a run does: a phase's work on some shards. Prefect's tasks do these, and so do a run's own processes."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol

from flows.phases.carry import run_phase
from tasks.places import is_remote


@dataclass(frozen=True, slots=True)
class Job:
    """A phase's work on some shards, or, without numbers, on all at once; of learn and match, one step, and its share of that."""

    phase: str
    work: str
    numbers: tuple[int, ...] | None = None
    step: str = ""

    @property
    def label(self) -> str:
        """What a server calls it: "scrub 0, 1", "match pairs"."""
        return " ".join(filter(None, (self.phase, self.step, ", ".join(map(str, self.numbers or ())))))


def do(job: Job) -> Any:
    """What the phase returns, a list with an item a shard; of a step, what the step returns."""
    if not job.step:
        return run_phase(job.phase, job.work, job.numbers)
    from flows.phases.plan import load_plan

    steps = getattr(import_module(f"flows.phases.{job.phase}"), job.phase.capitalize())  # Learn, Match
    function = getattr(steps(load_plan(job.work)), job.step)
    if job.numbers is None:
        return function()
    for number in job.numbers:
        function(number)
    return None


def whereabouts(job: Job) -> str:
    """What a job is at, for messages: "scrub of dump.jsonl and 3 more", or its label where it is at no files that can be told."""
    from flows.phases.plan import load_plan

    if job.step or job.numbers is None or is_remote(job.work):
        return job.label
    shards = load_plan(job.work).shards
    first, *more = dict.fromkeys(piece.file.name for number in job.numbers for piece in shards[number].pieces)
    return f"{job.phase} of {first}" + (f" and {len(more)} more" if more else "")


class Done(Protocol):
    """A job that was handed in."""

    def result(self) -> Any:
        """What `do` returned, waited for; raises what it raised."""


class Crew(Protocol):
    """Whoever does a run's jobs, some at a time."""

    workers: int
    dear: bool
    """Whether a job costs the crew time of its own, so that few are to be made of the work."""

    def submit(self, job: Job) -> Done:
        """Hand in a job."""

    def as_completed(self, jobs: list[Any]) -> Any:
        """The jobs, each as soon as it is done."""
