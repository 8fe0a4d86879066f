"""The same flow on a Dask cluster of separate processes, one of which dies while it works: the same bytes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from tasks.dataset.verify import verify
from tests.runs import ROOT, SMALL_SHARDS, digests, leftovers, start


@pytest.fixture
def cluster(server: str, tmp_path: Path) -> Iterator[SimpleNamespace]:
    """A scheduler and two workers, started somewhere else: `address`, and the `workers`."""
    file = tmp_path / "scheduler.json"
    place = tmp_path / "elsewhere"
    place.mkdir()
    command = [sys.executable, "-m", "tests.flows.cluster", str(file)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=place, env=environment
    ) as process:
        assert process.stdout
        _, *workers = json.loads(process.stdout.readline())
        until = time.monotonic() + 60
        # The scheduler makes the file first, and fills it then.
        while not (file.exists() and file.read_text().rstrip().endswith("}")) and time.monotonic() < until:
            time.sleep(0.1)
        yield SimpleNamespace(address=json.loads(file.read_text())["address"], workers=workers)


def test_a_worker_dies(cluster: SimpleNamespace, dumps: SimpleNamespace, tmp_path: Path) -> None:
    out = tmp_path / "dataset"
    process = start(
        "clean", *dumps.sources, "--out", str(out), "--runner", "dask", "--address", cluster.address, *SMALL_SHARDS
    )
    until = time.monotonic() + 120
    while not list(out.glob("_work/*/scrub/*.json")) and process.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    assert process.poll() is None, process.communicate()
    os.kill(cluster.workers[0], signal.SIGKILL)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert digests(out) == digests(dumps.unbroken)
    assert list(verify(str(out))) == []
    assert leftovers(out) == []


@pytest.mark.ray
def test_ray(copydesk: Callable[..., SimpleNamespace], dumps: SimpleNamespace, tmp_path: Path) -> None:
    pytest.importorskip("prefect_ray")
    out = tmp_path / "dataset"
    done = copydesk("clean", *dumps.sources, "--out", str(out), "--runner", "ray", "--workers", "2", *SMALL_SHARDS)
    assert done.code == 0, done.err
    assert digests(out) == digests(dumps.unbroken)
