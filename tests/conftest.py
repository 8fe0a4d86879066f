"""What tests of whole runs share: one Prefect server, the command line, and the phases without Prefect."""

from __future__ import annotations

import os

# Before numpy is loaded: the threads of OpenBLAS wait by turning round and round, in this process and in those that it
# starts; what the tests multiply is small, and the processors are busy.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import gc
import json
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import hypothesis
import pytest
from xdist.scheduler import LoadFileScheduling

from flows.imports import write_bytecode

# Nothing in the tests' own process may start a server for itself; those of the tests are told of in `server`.
os.environ["PREFECT_SERVER_ALLOW_EPHEMERAL_MODE"] = "false"
write_bytecode()  # dozens of processes would each compile what of copydesk and its tests nobody has compiled
gc.set_threshold(100_000, 20, 20)  # as the command line has it: a tenth of what imports cost
# Properties are looked at quickly by everybody's tests, and thoroughly where one asks for it: --hypothesis-profile=thorough.
for _profile, _examples in (("copydesk", 50), ("thorough", 2_000)):
    # No example has to be fast: machines are slow at times, and speed is judged in benchmarks.
    hypothesis.settings.register_profile(
        _profile,
        parent=hypothesis.settings.default,
        max_examples=_examples,
        deadline=None,
        suppress_health_check=[hypothesis.HealthCheck.too_slow],
    )
hypothesis.settings.load_profile("copydesk")


# Where tests want the server, or Prefect itself. (xdist's own groups need not be listed, but xdist 3.8 finds none with pytest 9.2.)
_SERVED = (
    "/test_cluster.py",
    "/test_flow.py",
    "/test_logs.py",
    "/test_reporting.py",
    "/test_schedules.py",
    "/test_watching.py",
    "test_killed_on_the_command_line",
)


# And where they want the dataset of the samples.
_SAMPLED = ("/test_command_line.py", "/test_elsewhere.py", "/test_laws.py", "/test_readers.py", "/test_schemas.py")


class _OneServer(LoadFileScheduling):
    """A file's tests stay together, and one worker gets all that want the server, so that only one is started; so with the
    samples' dataset.
    """

    def _split_scope(self, nodeid: str) -> str:
        for scope, names in (("server", _SERVED), ("samples", _SAMPLED)):
            if any(name in nodeid for name in names):
                return scope
        return super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> _OneServer | None:
    return _OneServer(config, log) if config.getvalue("dist") == "loadfile" else None


# Not looked into for examples: they import Prefect and Dask, which takes seconds in every worker.
collect_ignore = ["flows/called.py", "flows/cluster.py"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Those come first: they wait most, and so much at the end would leave the other worker idle."""
    items.sort(key=lambda item: "server" not in getattr(item, "fixturenames", ()))


def pytest_collection_finish() -> None:
    """What is loaded stays: no collection of garbage in a test need look at it."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _at_root() -> Iterator[None]:
    """A file's name is part of what a run's id is made of: all tests name the samples alike."""
    # Not at the top: xdist's first process, which runs no tests, would load all of copydesk before it starts the others.
    from tests.runs import ROOT

    before = Path.cwd()
    os.chdir(ROOT)
    yield
    os.chdir(before)


# Of the server's services, those that look after runs which are late, paused or lost, and after what automations wait for:
# they take as much of a processor as all that it is asked.
_IDLE_SERVICES = [
    f"PREFECT_SERVER_SERVICES_{name}_ENABLED"
    for name in (
        "CANCELLATION_CLEANUP CLEANUP_RECONCILER EVENT_PERSISTER FOREMAN LATE_RUNS PAUSE_EXPIRATIONS REPOSSESSOR "
        "TASK_RUN_RECORDER TRIGGERS"
    ).split()
]


@pytest.fixture(scope="session")
def _prefect(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Prefect's settings for all processes that the tests start: a database of their own, and silence."""
    settings = (
        {
            "PREFECT_HOME": str(tmp_path_factory.mktemp("prefect")),
            "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
            "PREFECT_LOGGING_LEVEL": "CRITICAL",
            "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
            "PREFECT_SERVER_UI_ENABLED": "false",
            "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",  # 3 seconds, and nothing here is kept in a block
            "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "5",  # a schedule that it missed while SQLite was locked waits a minute
        }
        | dict.fromkeys(_IDLE_SERVICES, "false")
    )
    with pytest.MonkeyPatch.context() as patch:
        for name, value in settings.items():
            patch.setenv(name, value)
        yield


class _Server:
    """A Prefect server that runs while tests want it: idle, it takes a twentieth of a processor."""

    def __init__(self, wanted: set[Path], kept: Path) -> None:
        self._wanted, self._kept = wanted, kept
        self._process: subprocess.Popen[bytes] | None = None
        self._address = ""

    def address(self) -> str:
        """Where it is; started, if it is not running."""
        if self._process is None:
            self._process, self._address = _started(self._kept)
        return self._address

    def leave(self, file: Path) -> None:
        """The tests of a file are done; where no others want it, it ends."""
        self._wanted.discard(file)
        if not self._wanted:
            self.stop()

    def stop(self) -> None:
        if self._process is not None:
            _stop(self._process)
        self._process = None


@pytest.fixture(scope="session")
def _server(_prefect: None, request: pytest.FixtureRequest) -> Iterator[_Server]:
    wanted = {item.path for item in request.session.items if "server" in getattr(item, "fixturenames", ())}
    server = _Server(wanted, request.config.cache.mkdir("prefect") / f"{version('prefect')}.db")
    yield server
    server.stop()


@pytest.fixture(scope="module")
def server(_server: _Server, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a Prefect server; processes started meanwhile find it in their environment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PREFECT_API_URL", address := _server.address())
        yield address
    _server.leave(request.path)


def _started(kept: Path) -> tuple[subprocess.Popen[bytes], str]:
    """A server and its address. Its empty tables, which take 9 seconds to make, are kept for the next time."""
    database = Path(os.environ["PREFECT_HOME"], "prefect.db")
    if kept.exists() and not database.exists():
        shutil.copy(kept, database)
    for _ in range(3):  # a port that was free may be somebody's when the server asks for it
        process, address = _start_server()
        if _answers(address, process):
            break
    else:
        raise RuntimeError("Prefect's server did not start")
    if not kept.exists():
        _copy_database(database, kept)
    return process, address


# What `prefect server start` comes to, without its command line, which takes 2 seconds to load.
_SERVE = """
import gc, sys
gc.set_threshold(100_000, 20, 20)
import functools, zoneinfo
# It reads the files of all of them for every schedule that it looks at.
zoneinfo.available_timezones = functools.cache(zoneinfo.available_timezones)
import uvicorn
from prefect.server.api.server import create_app
uvicorn.run(create_app(final=True), host="127.0.0.1", port=int(sys.argv[1]), log_level="critical")
"""


def _start_server() -> tuple[subprocess.Popen[bytes], str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", _SERVE, str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return process, f"http://127.0.0.1:{port}/api"


def _copy_database(source: Path, target: Path) -> None:
    """While the server has it open."""
    scratch = target.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(source, timeout=60)) as live, closing(sqlite3.connect(scratch)) as copied:
        live.backup(copied)
    scratch.replace(target)


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()


def _answers(address: str, process: subprocess.Popen[bytes]) -> bool:
    until = time.monotonic() + 120
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=2):
                return True
        except OSError:
            time.sleep(0.1)
    _stop(process)
    return False


@pytest.fixture(scope="module")
def copydesk(server: str) -> Callable[..., SimpleNamespace]:
    """`copydesk(*arguments)` runs the command line in a process and returns its code, out and err."""
    from tests.runs import start

    def run(*arguments: str, seed: int = 0) -> SimpleNamespace:
        process = start(*arguments, seed=seed)
        out, err = process.communicate(timeout=120)
        return SimpleNamespace(code=process.returncode, out=out, err=err)

    return run


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., SimpleNamespace]:
    """`cli(*arguments)` runs the command line in this process, without a server, and returns its code, out and err."""
    from flows.cli import main

    monkeypatch.delenv("PREFECT_API_URL", raising=False)

    def run(*arguments: str) -> SimpleNamespace:
        with pytest.raises(SystemExit) as exited:
            main(arguments)
        out, err = capsys.readouterr()
        return SimpleNamespace(code=exited.value.code, out=out, err=err)

    return run


@pytest.fixture(scope="session")
def samples(_prefect: None, tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """The samples as a dataset, cleaned by the command line without a server: its `path`, and the run's `summary`. Not to
    be changed.
    """
    from tests.runs import SAMPLES, SMALL_SHARDS, start

    path = tmp_path_factory.mktemp("samples") / "dataset"
    process = start(
        "clean", SAMPLES, "--out", str(path), "--runner", "threads", "--workers", "1", *SMALL_SHARDS, "--json",
        without="PREFECT_API_URL",
    )  # fmt: skip
    out, err = process.communicate(timeout=180)
    assert process.returncode == 0, err
    return SimpleNamespace(path=path, summary=json.loads(out), err=err)
