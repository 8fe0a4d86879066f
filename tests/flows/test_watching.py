"""Runs of the command line that are stopped while a server hears of them: by a signal, on the server, or because it is gone."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from urllib.parse import urlsplit

import psutil
import pytest

from tests.flows.test_schedules import request
from tests.runs import SMALL_SHARDS, digests, leftovers, run_phases, start


@contextmanager
def stopped_midway(dumps: SimpleNamespace, out: Path) -> Iterator[subprocess.Popen[str]]:
    """A run of which some shards are done, and whose workers stand still: it ends in no way but by being stopped, and has
    ended when this is left.
    """
    process = start("clean", *dumps.sources, "--out", str(out), "--workers", "2", *SMALL_SHARDS)
    workers: list[psutil.Process] = []
    try:
        until = time.monotonic() + 60
        while not list(out.glob("_work/*/scrub/*.json")) and process.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
        # Children's children: they are forked from the process that loads what they need.
        workers = [one for one in psutil.Process(process.pid).children(recursive=True) if one.ppid() != process.pid]
        for worker in workers:
            worker.suspend()
        yield process
        process.wait(45)
    finally:
        for worker in workers:
            with suppress(psutil.NoSuchProcess):
                worker.resume()
        psutil.wait_procs(workers, 10)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def ends(process: subprocess.Popen[str], said: str) -> None:
    """It has ended with this line, and none that looks like a program's; so have its workers."""
    _, err = process.communicate(timeout=10)
    assert process.returncode == 1, err
    assert err.splitlines()[-1].startswith(f"copydesk: {said}")
    assert err.endswith("; the same command goes on where it was\n")
    for noise in ("Traceback", "ERROR", "Error", "Warning", "prefect._internal"):
        assert noise not in err


def last_run(server: str, out: Path) -> dict[str, str]:
    """What the server knows of it."""
    wanted = {"flow_runs": {"name": {"any_": [f"clean into {out}"]}}}
    (run,) = request(f"{server}/flow_runs/filter", wanted)
    return {"id": run["id"], "state": run["state_type"]}


def test_sigterm(server: str, dumps: SimpleNamespace, tmp_path: Path) -> None:
    with stopped_midway(dumps, tmp_path / "out") as process:
        process.terminate()
    ends(process, "stopped; ")
    assert last_run(server, tmp_path / "out")["state"] == "CRASHED"


def test_cancelled_on_the_server(server: str, dumps: SimpleNamespace, tmp_path: Path) -> None:
    with stopped_midway(dumps, tmp_path / "out") as process:
        run = last_run(server, tmp_path / "out")
        request(f"{server}/flow_runs/{run['id']}/set_state", {"state": {"type": "CANCELLING"}})
    ends(process, "cancelled on Prefect's server; ")
    assert last_run(server, tmp_path / "out")["state"] == "CANCELLED"
    assert not (tmp_path / "out" / "manifest.json").exists()


@contextmanager
def line_to(server: str) -> Iterator[tuple[str, Callable[[], None]]]:
    """Another address of a server, and what makes that go dead."""
    url, listener, ends = urlsplit(server), socket.create_server(("127.0.0.1", 0)), []

    def carry(near: socket.socket, far: socket.socket) -> None:
        with suppress(OSError):
            while data := near.recv(1 << 16):
                far.sendall(data)
            far.shutdown(socket.SHUT_WR)

    def listen() -> None:
        with suppress(OSError):
            while True:
                pair = listener.accept()[0], socket.create_connection((url.hostname, url.port))
                ends.extend(pair)
                for near, far in (pair, pair[::-1]):
                    Thread(target=carry, args=(near, far), daemon=True).start()

    def cut() -> None:
        for end in (listener, *ends):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    Thread(target=listen, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}{url.path}", cut
    finally:
        cut()


def test_the_server_is_gone(
    server: str, dumps: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    monkeypatch.setenv("PREFECT_CLIENT_MAX_RETRIES", "0")
    with line_to(server) as (address, cut):
        monkeypatch.setenv("PREFECT_API_URL", address)
        with stopped_midway(dumps, out) as process:
            time.sleep(3)  # that it has heard of the server, once
            cut()
        ends(process, f"Prefect's server at {address} does not answer any more: stopped; ")
    run_phases(dumps.sources, out)
    assert digests(out) == digests(dumps.unbroken)
    assert leftovers(out) == []
