"""Schedules on a real server: deployed, run by a worker, seen in the end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from flows.serving import read_schedules
from tests.runs import ROOT

Cli = Callable[..., SimpleNamespace]


def test_the_projects_own_schedules() -> None:
    schedules = read_schedules(str(ROOT / "prefect.yaml"))
    assert list(schedules.queues()) == [("copydesk", "news")]
    assert {one["name"] for one in schedules.deployments} >= {"nightly", "on-demand"}
    for one in schedules.deployments:
        assert "copydesk" in one["tags"]
        assert one["concurrency_limit"]["limit"] == 1


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (None, "--file"),
        ("deployments: [", "prefect.yaml"),
        ("name: news", "list of deployments"),
        ("deployments: [{name: nightly}]", "entrypoint"),
        ("- 1", "list of deployments"),
    ],
)
@pytest.mark.parametrize("command", ["deploy", "serve"])
def test_wrong_schedules(cli: Cli, tmp_path: Path, command: str, content: str | None, named: str) -> None:
    file = tmp_path / "prefect.yaml"
    if content:
        file.write_text(content)
    done = cli(command, "--file", str(file))
    assert done.code == 2
    assert str(file) in done.err
    assert named in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("command", ["deploy", "serve"])
def test_schedules_need_a_server(cli: Cli, tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    done = cli(command, "--file", str(ROOT / "prefect.yaml"))
    assert done.code == 2
    assert "prefect server start" in done.err
    assert "PREFECT_API_URL" in done.err
