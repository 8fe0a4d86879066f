"""What other systems, containers and sandboxes have otherwise."""

from __future__ import annotations

import importlib.util
import logging
import os
import pwd
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from flows import imports, processes, runners, summary
from flows.jobs import Job
from flows.server import server_is_configured
from tests.runs import ROOT, SAMPLES, SMALL_SHARDS, digests

SPAWNED = "import flows.forking; flows.forking.START_METHOD = 'spawn'; from flows.cli import main; main()"


def test_workers_that_are_not_forked_do_the_same(samples: SimpleNamespace, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SPAWNED, "clean", SAMPLES, "--out", str(tmp_path / "out"), "--workers", "1", *SMALL_SHARDS],
        capture_output=True, text=True, timeout=180, check=False, cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"} | {"PYTHONWARNDEFAULTENCODING": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert digests(tmp_path / "out") == digests(samples.path)
    # Each file is read as UTF-8 whatever the system's own encoding is.
    ours = [str(ROOT / name) for name in ("flows", "tasks")]
    assert [
        line for line in done.stderr.splitlines() if "EncodingWarning" in line and line.startswith(tuple(ours))
    ] == []


def test_where_no_process_can_be_had_threads_do_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def no_room(*_: Any, **__: Any) -> None:
        raise OSError(30, "Read-only file system")  # as semaphores say without /dev/shm

    monkeypatch.setattr(processes, "_Pool", no_room)
    monkeypatch.setattr(processes, "load_for_workers", lambda: None)
    monkeypatch.setattr(processes, "do", lambda job: job.phase)
    with caplog.at_level(logging.WARNING), processes.processes(2):
        assert processes.do_apart(Job("scrub", "work")) == "scrub"
    assert "Read-only file system" in caplog.text


@pytest.mark.parametrize(
    ("own", "files", "workers"),
    [
        ("0::/", {}, 16),
        ("0::/", {"cpu.max": "max 100000\n"}, 16),
        ("0::/", {"cpu.max": "200000 100000\n"}, 2),
        ("0::/", {"cpu.max": "150000 100000\n"}, 2),
        ("0::/", {"cpu.max": "5000 100000\n"}, 1),
        ("0::/", {"cpu.max": "6400000 100000\n"}, 16),
        ("0::/news/run", {"news/cpu.max": "300000 100000\n", "news/run/cpu.max": "max 100000\n"}, 3),
        ("0::/../news", {}, 16),
        ("4:memory:/\n3:cpu,cpuacct:/", {"cpu/cpu.cfs_quota_us": "400000\n", "cpu/cpu.cfs_period_us": "100000\n"}, 4),
        ("1:cpu:/docker/7", {"cpu/cpu.cfs_quota_us": "-1\n", "cpu/cpu.cfs_period_us": "100000\n"}, 16),
        (None, {}, 16),
    ],
)
def test_a_container_has_the_processors_whose_time_it_gets(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, own: str | None, files: dict[str, str], workers: int
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(16), raising=False)
    monkeypatch.setattr(runners, "_OWN_GROUPS", tmp_path / "own")
    monkeypatch.setattr(runners, "_GROUPS", tmp_path / "groups")
    if own is not None:
        (tmp_path / "own").write_text(own + "\n", "utf-8")
    for name, content in files.items():
        (tmp_path / "groups" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "groups" / name).write_text(content, "utf-8")
    assert runners.default_workers() == workers


@pytest.fixture
def _homeless(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user whom the machine does not know."""
    monkeypatch.setattr(pwd, "getpwuid", {}.__getitem__)
    for name in ("HOME", "XDG_CACHE_HOME", "PREFECT_HOME", "PREFECT_API_URL"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("_homeless")
def test_without_a_home_there_is_no_server() -> None:
    assert not server_is_configured()


@pytest.fixture
def _keeps_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Python that keeps no compiled modules."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    monkeypatch.setattr(importlib.util, "cache_from_source", lambda _: "/nowhere")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)


@pytest.mark.usefixtures("_keeps_none")
def test_compiled_modules_are_kept_where_there_is_room(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with monkeypatch.context() as patch:
        patch.setattr(imports.shutil, "disk_usage", lambda _: SimpleNamespace(free=1 << 20))
        imports.keep_bytecode()
        assert sys.dont_write_bytecode
    with monkeypatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", "/dev/null/x")
        imports.keep_bytecode()
        assert sys.dont_write_bytecode
    monkeypatch.setattr(imports.shutil, "disk_usage", lambda _: SimpleNamespace(free=1 << 30))
    imports.keep_bytecode()
    assert sys.pycache_prefix == str(tmp_path / "copydesk" / "bytecode")


@pytest.mark.usefixtures("_keeps_none", "_homeless")
def test_without_a_home_they_are_kept_nowhere() -> None:
    imports.keep_bytecode()
    assert sys.dont_write_bytecode


@pytest.mark.parametrize(("seconds", "why", "told"), [(60.0, "it is late", 1), (60.0, "", 0), (2.0, "it is late", 0)])
def test_a_long_run_says_once_why_it_is_slow(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], seconds: float, why: str, told: int
) -> None:
    missing: Callable[[], str] = lambda: why  # noqa: E731
    monkeypatch.setattr(summary, "missing", missing)
    summary.print_summary(summary.RunSummary("run", "news", 1, 1, files=1, seconds={"scrub": seconds}))
    assert capsys.readouterr().err.count("inner loops compiled, but it is late.") == told
