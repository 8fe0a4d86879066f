"""A phase of a run where its files are.

Phases read and write files of this machine. For a dataset behind a URL, what a phase needs is brought into a temporary
folder and what it leaves is stored, its marker last: so a phase that was killed anywhere is done anew by whoever comes
next, on whatever machine.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from fnmatch import fnmatch
from importlib import import_module
from pathlib import Path
from typing import Any

from flows.phases.plan import Plan, load_plan
from tasks.dataset.storage import Storage, storage_of
from tasks.dataset.work import is_temporary
from tasks.places import is_remote

_NEEDS = {
    "scrub": (),
    "learn": ("scrub/*.lines", "scrub/*.drafts"),
    "finish": ("scrub/{shard}.*", "learn/*"),
    "match": ("scrub/*.drafts", "finish/*"),
    "publish": ("scrub/{shard}.*", "finish/{shard}.*", "match/*", "learn/*"),
}
"""The work files that a phase reads."""


def work_of(plan: Plan) -> str:
    """The place of a run's work files, as workers on any machine find it."""
    return f"{plan.out}/_work/{plan.run_id}" if is_remote(plan.out) else str(plan.work.resolve())


def run_phase(phase: str, work: str, numbers: Sequence[int] | None = None) -> list[Any]:
    """What a phase returns, for each of some shards or (learn, match) for all of them at once."""
    function = getattr(import_module(f"flows.phases.{phase}"), phase)

    def call(plan: Plan, number: int | None) -> Any:
        return function(plan) if number is None else function(plan, plan.shards[number])

    over = (None,) if numbers is None else numbers
    if not is_remote(work):
        plan = load_plan(work)
        return [call(plan, number) for number in over]
    out, _, run = work.rpartition("/_work/")
    storage, done = storage_of(out), []
    with tempfile.TemporaryDirectory(prefix="copydesk-") as folder:
        desk = _Desk(storage, f"_work/{run}", Path(folder))
        desk.bring(["plan.json"])
        plan = load_plan(str(desk.work), out)
        for number in over:
            stem = "" if number is None else plan.shards[number].name
            marker = f"{phase}/{stem or 'done'}.json"
            # What is done over all shards at once is done in steps, which look at what they need before the marker.
            if not desk.bring([marker]) or number is None:
                desk.bring([pattern.format(shard=stem) for pattern in _NEEDS[phase]])
            done.append(call(plan, number))
            desk.leave(phase, stem, marker)
    return done


class _Desk:
    """A folder of this machine with some of a run's work files."""

    def __init__(self, storage: Storage, run: str, folder: Path) -> None:
        self._storage, self._run, self._folder = storage, run, folder
        self._there = set(storage.files(run))
        self.work = folder / run

    def bring(self, patterns: Iterable[str]) -> bool:
        """Fetch the files that match; whether there were any."""
        names = [name for name in sorted(self._there) if any(fnmatch(name, f"{self._run}/{one}") for one in patterns)]
        self._storage.fetch(names, self._folder)
        return bool(names)

    def leave(self, phase: str, stem: str, marker: str) -> None:
        """Store what a phase has written for a shard, and forget the shard's files here."""
        names = [
            path.relative_to(self._folder).as_posix()
            for path in sorted((self.work / phase).rglob("*"))
            if path.is_file() and not is_temporary(path.name) and _of_shard(path.name, stem)
        ]
        last = f"{self._run}/{marker}"
        new = [name for name in names if name != last and name not in self._there]
        self._storage.store([*new, *([last] if last not in self._there else [])], self._folder)
        for path in self.work.rglob("*"):
            if stem and path.is_file() and _of_shard(path.name, stem):
                path.unlink()


def _of_shard(name: str, stem: str) -> bool:
    return name.startswith(stem) or f"-{stem}." in name
