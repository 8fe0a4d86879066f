"""A run killed at any moment is finished by the same command, with the same bytes as an unbroken one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from tasks.dataset.verify import verify
from tests.runs import SMALL_SHARDS, digests, leftovers, run_phases, start, story, write_lines


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    """Two shards: a few articles in each, and bytes that make it large at no cost."""
    folder = tmp_path / "dump"
    folder.mkdir()
    for name in "ab":
        texts = [story(ord(name) + i, 30) for i in range(4)] + [story(0, 60)]
        records = [{"text": text, "lang": "en", "id": i} for i, text in enumerate(texts)]
        write_lines(folder / f"{name}.jsonl", [*records, b"{broken"])
        (folder / f"{name}.bin").write_bytes(bytes([0, 1, 2, ord(name)]) * 15_000)
    return folder


def test_killed_anywhere(dump: Path, tmp_path: Path) -> None:
    first = tmp_path / "first"
    earlier = write_lines(tmp_path / "earlier.jsonl", [{"text": story(n, 60), "lang": "en"} for n in (0, 1)])
    run_phases([str(earlier)], first)
    work = tmp_path / "work"
    work.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "tests.flows.killed", str(dump), str(first), str(work)],
        capture_output=True,
        text=True,
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert {name: one["wrong"] for name, one in found.items()} == {name: [] for name in found}
    states = {name: set(one["states"]) for name, one in found.items()}
    assert states["run"] | states["run on"] | states["chain"] == {"none", "moving", "all"}
    assert states["compact"] | states["rebuild"] == {"old", "new"}
    assert -signal.SIGALRM in states["random"]
    assert sum(len(one["states"]) for one in found.values()) > 50


def _wait_for(process: subprocess.Popen[str], pattern: str, out: Path) -> None:
    until = time.monotonic() + 60
    while not list(out.glob(pattern)) and process.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    assert process.poll() is None, f"it ended before it could be killed: {process.stderr and process.stderr.read()}"


def _group_is_gone(group: int) -> bool:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.usefixtures("server")
def test_killed_on_the_command_line(dumps: SimpleNamespace, tmp_path: Path) -> None:
    out = tmp_path / "dataset"
    # The laws on bytes in the same breath: sources in another order, other hash seeds, another runner; begun as Prefect's
    # tasks, and finished without it.
    command = (
        "clean",
        *reversed(dumps.sources),
        "--out",
        str(out),
        "--runner",
        "processes",
        "--workers",
        "2",
        *SMALL_SHARDS,
    )
    process = start(*command, seed=2)
    try:
        _wait_for(process, "_work/*/scrub/*.json", out)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate(timeout=10)
        assert _group_is_gone(process.pid), "a worker outlived its run"
    finally:
        if not _group_is_gone(process.pid):
            os.killpg(process.pid, signal.SIGKILL)
    assert not (out / "manifest.json").exists()
    assert not list(out.glob("*/part-*"))
    again = start(*command, seed=3, without="PREFECT_API_URL")
    _, err = again.communicate(timeout=120)
    assert again.returncode == 0, err
    assert digests(out) == digests(dumps.unbroken)
    assert list(verify(str(out))) == []
    assert leftovers(out) == []


def test_a_worker_is_killed_in_a_run_without_a_server(dumps: SimpleNamespace, tmp_path: Path) -> None:
    out = tmp_path / "dataset"
    process = start(
        "clean", *dumps.sources, "--out", str(out), "--workers", "2", *SMALL_SHARDS, without="PREFECT_API_URL"
    )
    _wait_for(process, "_work/*/scrub/*.json", out)
    # The youngest are workers: they are forked from the process that loads what they need.
    youngest = max(psutil.Process(process.pid).children(recursive=True), key=lambda child: child.create_time())
    youngest.kill()
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    said = err[err.index("a worker process was killed") :]
    assert any(source in said for source in dumps.sources)
    assert "Traceback" not in err
    assert _group_is_gone(process.pid), "a worker outlived its run"
    assert not (out / "manifest.json").exists()
    # The next run goes on where it was; another of processes does so in the test above.
    run_phases(dumps.sources, out)
    assert digests(out) == digests(dumps.unbroken)
    assert leftovers(out) == []


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("reached", ["_work", "_work/*/scrub/*.json"], ids=["early", "late"])
def test_stopped_says_one_line_and_leaves_nobody(
    dumps: SimpleNamespace, tmp_path: Path, sign: signal.Signals, reached: str
) -> None:
    out = tmp_path / "dataset"
    run = start("clean", *dumps.sources, "--out", str(out), *SMALL_SHARDS, "--workers", "2", without="PREFECT_API_URL")
    _wait_for(run, reached, out)
    if sign == signal.SIGINT:  # Ctrl-C goes to all of the terminal's processes
        os.killpg(run.pid, sign)
    else:
        run.send_signal(sign)
    _, told = run.communicate(timeout=30)
    assert run.returncode == 1
    assert told.endswith("copydesk: stopped; the same command goes on where it was\n")
    assert "Traceback" not in told
    assert _group_is_gone(run.pid)
