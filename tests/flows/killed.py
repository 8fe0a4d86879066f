"""Runs the phases and kills them (SIGKILL) at one rename or removal after the other; prints what came of each as JSON.

A process of its own, without Prefect, so that its children are forked from one thread. Renames and removals are the
only places where what a later run finds changes: between two of them, a killed run leaves another half-written
temporary file.

    python -m tests.flows.killed SOURCE FIRST FOLDER     FIRST is a dataset that SOURCE is to be added to
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa

from tasks.dedupe.candidates import components
from tasks.repair import clean_text
from tests.runs import digests, leftovers, run_phases

# Renames: a shard's parts in six tables (with the index), and the marker behind them.
_A_SHARDS_PHASE = 7


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


def dying(run: Callable[[], Any], at: int, after: bool) -> Callable[[], Any]:
    """`run`, killed before (or after) its rename or removal number `at`."""
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
        run()

    return patch_and_run


def state(out: Path, before: dict[str, str]) -> str:
    """What a reader finds after a kill: `none` of the run, `all` of it, or `moving`: parts on their way in."""
    manifest = out / "manifest.json"
    runs = len(json.loads(manifest.read_text("utf-8"))["runs"]) if manifest.exists() else 0
    parts = {path: digest for path, digest in digests(out).items() if not path.startswith("_work/")}
    if before.items() - parts.items():
        return "an earlier run's files changed"
    if runs == (2 if before else 1):
        return "all"
    if parts == before:
        return "none"
    work = next(p for p in (out / "_work").iterdir() if p.is_dir())
    whole = len(list((work / "publish").glob("*.json"))) == len(list((work / "scrub").glob("*.json")))
    return "moving" if whole else "parts before all of them were written"


def everywhere(source: str, work: Path, wanted: dict[str, str], first: int) -> None:
    """Kill before every second rename or removal, finish, and compare; what came of it goes to a file."""
    states: list[str] = []
    wrong: list[Any] = []
    at, code = first, -signal.SIGKILL
    while code == -signal.SIGKILL:
        out = work / f"killed-{at}"
        code = in_child(dying(lambda out=out: run_phases([source], out), at, after=False))
        if code == -signal.SIGKILL:
            states.append(state(out, {}))
        again = in_child(lambda out=out: run_phases([source], out))
        if again or code not in (0, -signal.SIGKILL) or digests(out) != wanted or leftovers(out):
            wrong.append([at, code, again, leftovers(out)])
        shutil.rmtree(out)
        at += 2
    (work / f"found-{first}.json").write_text(json.dumps({"states": states, "wrong": wrong}))


def main(source: str, first: str, folder: str) -> None:
    # What the children would load, each of them anew: the steps' libraries, and pandas, which pyarrow looks for.
    clean_text("Weâ€™ve <b>dont</b>\nLogin")
    pa.array([""])
    components([], 0)
    work = Path(folder)
    fresh = work / "unbroken"
    if in_child(lambda: run_phases([source], fresh)):
        raise SystemExit("the unbroken run failed")
    wanted = digests(fresh)
    children = [begun(lambda at=at: everywhere(source, work, wanted, at)) for at in (1, 2)]
    codes = [ended(child) for child in children]
    if any(codes):
        raise SystemExit("a child failed")
    both = [json.loads((work / f"found-{at}.json").read_text()) for at in (1, 2)]
    found: dict[str, Any] = {name: both[0][name] + both[1][name] for name in ("states", "wrong")}
    # A run that is killed whenever it has finished one shard's phase comes to its end all the same.
    chain, unbroken = work / "chain", work / "added"
    for out in (chain, unbroken):
        shutil.copytree(first, out)
    before = digests(chain)
    in_child(lambda: run_phases([source], unbroken))
    steps, code = 0, int(-signal.SIGKILL)
    while code == -signal.SIGKILL and steps < 100:
        steps += 1
        code = in_child(dying(lambda: run_phases([source], chain), _A_SHARDS_PHASE, after=True))
        if code == -signal.SIGKILL:
            found["states"].append(state(chain, before))
    # And in the middle of a file, at any moment: an alarm that nobody catches ends a process as SIGKILL does.
    chance, out = random.Random(1931), work / "at-random"
    for moment in [chance.uniform(0.005, 0.1) for _ in range(12)]:
        in_child(lambda moment=moment: (signal.setitimer(signal.ITIMER_REAL, moment), run_phases([source], out)))
    finished = in_child(lambda: run_phases([source], out)) == 0
    found["random"] = finished and digests(out) == wanted and not leftovers(out)
    found |= {"steps": steps, "chain": code == 0 and digests(chain) == digests(unbroken) and not leftovers(chain)}
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
