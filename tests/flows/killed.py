"""Kills (SIGKILL) what writes a dataset at one rename, link or removal after the other; prints what came of each as JSON.

A process of its own, without Prefect, so that its children are forked from one thread. Renames, links and removals are
the only places where what others find changes: between two of them, a killed process leaves another half-written
temporary file.

    python -m tests.flows.killed SOURCE FIRST FOLDER     FIRST is a dataset that SOURCE is to be added to
"""

from __future__ import annotations

import gc
import json
import os
import random
import shutil
import signal
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from flows.settings import CleanSettings
from tasks.dataset import storage
from tasks.dataset.compact import compact
from tasks.dataset.verify import verify
from tasks.report.page import template
from tests.runs import SMALL, digests, leftovers, run_phases

Action = Callable[[Path], Any]

# Links and renames: the lock's ticket, what was read of files, a shard's parts in six tables (with the index), the marker.
_A_SHARDS_PHASE = 9
_TABLES = ("articles", "duplicates", "rejects", "edits", "furniture")
_OTHER = CleanSettings(shard_bytes=SMALL.shard_bytes, min_words=20)


def in_child(run: Callable[[], Any]) -> int:
    """The exit status of `run` in a child process."""
    return ended(begun(run))


def begun(run: Callable[[], Any]) -> int:
    """The process in which `run` goes on."""
    child = os.fork()
    if not child:
        code = 1
        try:
            run()
            code = 0
        finally:
            os._exit(code)
    return child


def ended(child: int) -> int:
    """The exit status of a child, waited for."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def dying(run: Callable[[], Any], at: int, after: bool = False) -> Callable[[], Any]:
    """`run`, killed before (or after) its rename, link or removal number `at`."""
    count = 0

    def patched(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            nonlocal count
            count += 1
            if count == at and not after:
                os.kill(os.getpid(), signal.SIGKILL)
            done = real(*args, **named)
            if count == at:
                os.kill(os.getpid(), signal.SIGKILL)
            return done

        return call

    def patch_and_run() -> None:
        os.replace, shutil.rmtree = patched(os.replace), patched(shutil.rmtree)  # type: ignore[assignment]
        os.link, storage.exchange = patched(os.link), patched(storage.exchange)
        run()

    return patch_and_run


def runs_of(out: Path) -> list[dict[str, Any]]:
    """The runs of the manifest; none where there is none."""
    manifest = out / "manifest.json"
    return json.loads(manifest.read_text("utf-8"))["runs"] if manifest.exists() else []


def added(out: Path, before: dict[str, str]) -> str:
    """What a reader finds after a kill: `none` of the run, `all` of it, or `moving`: some tables whole, others as before."""
    parts = {path: digest for path, digest in digests(out).items() if not path.startswith("_work/")}
    if before.items() - parts.items():
        return "an earlier run's files changed"
    if len(runs_of(out)) == (2 if before else 1):
        return "all"
    if parts == before:
        return "none"
    work = next(p for p in (out / "_work").iterdir() if (p / "publish").exists())
    whole = digests(work / "publish")
    for name in _TABLES:
        there = {path for path in parts.keys() - before.keys() if path.startswith(name)}
        if there and there != {path for path in whole if path.startswith(name)}:
            return f"half of {name}"
    done = len(list((work / "publish").glob("*.json"))) == len(list((work / "scrub").glob("*.json")))
    return "moving" if done else "parts before all of them were written"


def switched(out: Path, old: Path, new: Path) -> str:
    """Which of two datasets a reader finds after a kill, by the manifest and in each table's folder."""
    try:
        listed = [file["path"] for run in runs_of(out) for file in run["files"]]
        found = {
            name: (_rows([out / path for path in listed if path.startswith(f"{name}/")]), _rows(_globbed(out, name)))
            for name in _TABLES
        }
    except FileNotFoundError as error:
        return f"missing: {error}"
    olds, news = ({name: _rows(_globbed(one, name)) for name in _TABLES} for one in (old, new))
    if any(pair[0] != olds[name] and pair[0] != news[name] for name, pair in found.items()):
        return "half by the manifest"
    if any(pair[1] != olds[name] and pair[1] != news[name] for name, pair in found.items()):
        return "half in a folder"
    if all(pair[0] == olds[name] for name, pair in found.items()):
        return "old"
    return "new" if all(pair[0] == news[name] for name, pair in found.items()) else "mixed by the manifest"


def _globbed(out: Path, name: str) -> list[Path]:
    return sorted((out / name).rglob("*.parquet"))


def _rows(paths: list[Path]) -> list[str]:
    return sorted(str(row) for path in paths for row in pq.ParquetFile(path).read().to_pylist())


def points(first: int) -> list[int]:
    """Of the ninety or so of a run, few where work is written, which `chain` sees to, and many where it is published."""
    return [*range(first, 64, 21), *range(63 + first, 200, 6)]


def everywhere(work: Path, first: Path | None, action: Action, told: Callable[[Path], str], unbroken: Path,
               points: Sequence[int]) -> dict[str, Any]:  # fmt: skip
    """Kill `action` before some of its points, finish it, and compare with an unbroken one."""
    states: list[str] = []
    wrong: list[Any] = []
    wanted = digests(unbroken)
    for at in points:
        out = work / f"killed-{at}"
        if first:
            shutil.copytree(first, out)
        code = in_child(dying(lambda out=out: action(out), at))
        if code == -signal.SIGKILL:
            states.append(told(out))
        again = in_child(lambda out=out: action(out))
        problems = list(verify(str(out)))
        if again or code not in (0, -signal.SIGKILL) or digests(out) != wanted or leftovers(out) or problems:
            wrong.append([at, code, again, leftovers(out), problems, sorted(digests(out).items() ^ wanted.items())])
        shutil.rmtree(out)
        if code == 0:
            break
    return {"states": states, "wrong": wrong}


def chain(work: Path, first: Path, action: Action, unbroken: Path) -> dict[str, Any]:
    """A run that is killed whenever it has finished one shard's phase comes to its end all the same."""
    out = work / "chain"
    shutil.copytree(first, out)
    before, states, code = digests(out), [], -int(signal.SIGKILL)
    while code == -signal.SIGKILL and len(states) < 100:
        code = in_child(dying(lambda: action(out), _A_SHARDS_PHASE, after=True))
        if code == -signal.SIGKILL:
            states.append(added(out, before))
    return {
        "states": states,
        "wrong": [] if code == 0 and digests(out) == digests(unbroken) and not leftovers(out) else [code],
    }


def at_random(work: Path, action: Action, unbroken: Path) -> dict[str, Any]:
    """And in the middle of a file, at any moment: an alarm that nobody catches ends a process as SIGKILL does."""
    chance, out = random.Random(1931), work / "at-random"
    moments = [chance.uniform(0.005, 0.1) for _ in range(12)]
    codes = [in_child(lambda m=m: (signal.setitimer(signal.ITIMER_REAL, m), action(out))) for m in moments]
    finished = in_child(lambda: action(out)) == 0
    return {
        "states": codes,
        "wrong": [] if finished and digests(out) == digests(unbroken) and not leftovers(out) else codes,
    }


def main(source: str, first: str, folder: str) -> None:
    os.fsync = lambda _: None  # SIGKILL leaves the disk's cache alone, and the tests' disk is slow
    # What the children would load, each of them anew: what workers have, and what a run itself imports.
    for name in ("warm", "stepwise", "processes", "phases.learn", "phases.match"):
        import_module(f"flows.{name}")
    template()
    gc.freeze()  # pages that no collection writes to stay the children's and this process's in common
    work, begin = Path(folder), Path(first)
    earlier = runs_of(begin)[0]["inputs"][0]["file"]

    def run(out: Path) -> None:
        run_phases([source], out)

    def rebuild(out: Path) -> None:
        run_phases([source, earlier], out, _OTHER, rebuild=True)

    fresh, more, small, anew = (work / name for name in ("fresh", "more", "small", "anew"))
    for out, action in ((fresh, run), (more, run), (small, lambda out: compact(str(out))), (anew, rebuild)):
        if out is not fresh:
            shutil.copytree(begin if out is more else more, out)
        if in_child(lambda out=out, action=action: action(out)):
            raise SystemExit(f"the unbroken one failed: {out.name}")
    scenarios: dict[str, Callable[[Path], dict[str, Any]]] = {
        "run": lambda w: everywhere(w, None, run, lambda out: added(out, {}), fresh, points(1)),
        "run on": lambda w: everywhere(w, begin, run, lambda out: added(out, digests(begin)), more, points(4)),
        "chain": lambda w: chain(w, begin, run, more),
        "random": lambda w: at_random(w, run, fresh),
        "compact": lambda w: everywhere(w, more, lambda out: compact(str(out)), lambda out: switched(out, more, small), small, range(1, 200, 4)),
        "rebuild": lambda w: everywhere(w, more, rebuild, lambda out: switched(out, more, anew), anew, points(2)),
    }  # fmt: skip

    def tell(name: str) -> None:
        place = work / f"kills of {name}"
        place.mkdir()
        (work / f"{name}.json").write_text(json.dumps(scenarios[name](place)))

    names = list(scenarios)
    for pair in (names[:2], names[2:4], names[4:]):  # as many at once as the smallest machines have processors
        children = [begun(lambda name=name: tell(name)) for name in pair]
        if sum(abs(ended(child)) for child in children):
            raise SystemExit("a child failed")
    print(json.dumps({name: json.loads((work / f"{name}.json").read_text()) for name in names}))


if __name__ == "__main__":
    main(*sys.argv[1:])
