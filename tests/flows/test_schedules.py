"""Schedules on a real server: deployed, run by a worker, seen in the end."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import cloudpickle
import psutil
import pytest
import yaml

from flows.checking import KEYS, LIMIT_KEYS, POOL_KEYS, check_deployments
from flows.serving import HEARTBEAT, read_schedules, refusal
from tasks.dataset.verify import verify
from tasks.errors import UsageError
from tasks.repair import ALL_STEPS
from tests.runs import ROOT, SMALL, rows, run_phases, story, write_lines

Cli = Callable[..., SimpleNamespace]


def test_the_projects_own_schedules() -> None:
    schedules = read_schedules(str(ROOT / "prefect.yaml"))
    assert list(schedules.queues()) == [("copydesk", "news")]
    assert {one["name"] for one in schedules.deployments} >= {"nightly", "weekly-compaction", "on-demand"}
    assert schedules.deployments[0]["schedules"] == [{"cron": "0 2 * * *", "timezone": "UTC"}]
    for one in schedules.deployments:
        assert "copydesk" in one["tags"]
        assert one["concurrency_limit"]["limit"] == 1
        # What the automation waits for, three times over.
        assert one["work_pool"]["job_variables"]["env"] == HEARTBEAT


def test_the_form_says_what_everything_is() -> None:
    from prefect.exceptions import ParameterTypeError
    from prefect.utilities.callables import parameter_schema

    from flows.clean import clean_articles
    from flows.compact import compact_dataset

    for flow in (clean_articles, compact_dataset):
        schema = parameter_schema(flow).model_dump()
        models = [schema, *schema["definitions"].values()]
        silent = [
            name for model in models for name, field in model["properties"].items() if not field.get("description")
        ]
        assert silent == []
    assert schema["required"] == ["out"]
    steps = parameter_schema(clean_articles).model_dump()["definitions"]["CleanSettings"]["properties"]["steps"]
    assert steps["items"]["enum"] == list(ALL_STEPS)
    assert parameter_schema(clean_articles).model_dump()["properties"]["settings"]["default"]["min_words"] == 1
    given = clean_articles.validate_parameters({"sources": [Path("a"), "b"], "out": Path("c")})
    assert (given["sources"], given["out"]) == (["a", "b"], "c")
    given = clean_articles.validate_parameters({"sources": ["s3://inbox/a"], "out": "s3://sets/news"})
    assert (given["sources"], given["out"]) == (["s3://inbox/a"], "s3://sets/news")
    given = clean_articles.validate_parameters({"sources": "~/a", "out": Path("~/news")})
    assert (given["sources"], given["out"]) == ([f"{Path.home()}/a"], f"{Path.home()}/news")
    assert compact_dataset.validate_parameters({"out": "~/news"}) == {"out": f"{Path.home()}/news"}
    # As a flow of one's own that calls it is brought to another process.
    brought = cloudpickle.loads(cloudpickle.dumps(clean_articles))
    given = brought.validate_parameters({"sources": Path("a"), "out": "c"})
    assert (given["sources"], given["out"]) == (["a"], "c")
    with pytest.raises(TypeError, match="sources: a generator can be gone through once only; give a list"):
        clean_articles.validate_parameters({"sources": (name for name in "ab"), "out": "c"})
    with pytest.raises(ParameterTypeError, match="workers"):
        clean_articles.validate_parameters({"sources": ["a"], "out": "c", "workers": 0})


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


RIGHT = {"name": "news", "entrypoint": "flows.clean.clean_articles", "parameters": {"sources": ["in"], "out": "out"}}


def _sources(**more: Any) -> dict[str, Any]:
    return {"parameters": {"sources": ["in"], **more}}


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"entrypoint": "flows.clean.nosuch"}, "entrypoint: flows.clean.nosuch is no flow that can be imported (module 'flows.clean' has no attribute 'nosuch'); name one as module.function, or file.py:function"),
        ({"entrypoint": "flows.nosuch.flow"}, "No module named 'flows.nosuch'"),
        ({"entrypoint": "flows.clean.CleanSettings"}, "is not a flow"),
        ({"entrypoint": "clean"}, "name one as module.function"),
        ({"entrypoint": "mine.py:flow"}, "No such file or directory: 'mine.py'"),
        ({"entrypoint": "broken.py:flow"}, "entrypoint: broken.py:flow is no flow"),
        ({"parameters": {"sorces": ["in"], "out": "out"}}, "parameters: there is no 'sorces'; there are: sources, out, settings"),
        (_sources(out="out", settings={"min_word": 5}), "parameters: settings.min_word: there is no such setting"),
        (_sources(out="out", settings={"min_words": "x"}), "parameters: settings.min_words: Input should be a valid integer"),
        (_sources(out="out", workers=0), "parameters: workers: Input should be greater than 0"),
        (_sources(out="out", address="tcp://127.0.0.1:1"), "parameters: --address tcp://127.0.0.1:1: goes with --runner dask or ray"),
        (_sources(out="out", settings={"steps": ["foo"]}), "parameters: settings.steps: no step named foo; the steps are markup"),
        (_sources(out="out", settings={"languages": ["english please"]}), "parameters: settings.languages: 'english please' is no language"),
        ({"parameters": {"sources": "in", "out": "out"}}, "parameters: sources: 'in' is not of type 'array'"),
        ({"parameters": {"settings": {"min_word": 5}}}, "parameters: settings: "),
        ({"parameters": ["in"]}, "parameters: ['in'] is no mapping"),
        (_sources() | {"schedules": [{"interval": 60}]}, "parameters: 'out' is missing"),
        ({"schedules": [{"cron": "0 2 * * *", "parameters": {"ot": "b"}}]}, "parameters: there is no 'ot'"),
        ({"schedules": [{"cron": "at two"}]}, "schedules: cron 'at two': Invalid cron string"),
        ({"schedules": [{"cron": "0 2 * * *", "timezone": "Mars/Port"}]}, "schedules: timezone 'Mars/Port': Invalid timezone"),
        ({"schedules": [{"cron": "0 2 * * *", "timezne": "UTC"}]}, "schedules: there is no 'timezne'; there are: cron, timezone"),
        ({"schedules": [{"interval": -5}]}, "schedules: interval -5: Input should be greater than 0 seconds"),
        ({"schedules": [{"rrule": "daily"}]}, "schedules: rrule 'daily': Invalid RRule string"),
        ({"schedules": [{"corn": "0 2 * * *"}]}, "needs cron, interval or rrule"),
        ({"work_pool": "news"}, "work_pool: 'news' is no mapping; write name: news"),
        ({"work_pool": {"name": "news", "work_queue_name": "a/b"}}, "work_pool: 'a/b' is no name"),
        ({"schedules": {"cron": "0 2 * * *"}}, "schedules: has to be a list"),
        ({"scheduls": [{"cron": "0 2 * * *"}]}, "there is no 'scheduls'; there are: name, description"),
        ({"schedule": {"cron": "0 2 * * *"}}, "there is no 'schedule'; there are: "),
        ({"work_pool": {"name": "news", "work_queu_name": "news"}}, "work_pool: there is no 'work_queu_name'; there are: name, work_queue_name"),
        ({"concurrency_limit": {"limt": 1}}, "concurrency_limit: there is no 'limt'; there are: limit"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", ["deploy", "serve"])
def test_a_deployment_that_is_wrong_is_told_before_prefect_is_asked(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, changed: dict[str, Any], told: str
) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:1/api")
    monkeypatch.setattr(sys, "path", sys.path[:])
    (tmp_path / "broken.py").write_text('raise OSError("no\\ndisk")\n')
    file = tmp_path / "prefect.yaml"
    file.write_text(yaml.safe_dump({"deployments": [RIGHT, RIGHT | {"name": "other"} | changed]}))
    done = cli(command, "--file", str(file))
    assert done.code == 2
    assert done.err.startswith(f"copydesk: {file}: deployment 'other': ")
    assert told in done.err
    assert done.err.count("\n") == 1


def test_two_deployments_of_one_name(tmp_path: Path) -> None:
    compact = {"name": "news", "entrypoint": "flows.compact.compact_dataset", "parameters": {"out": "out"}}
    names = check_deployments(tmp_path / "prefect.yaml", (RIGHT, compact))
    assert names == ["clean-articles/news", "compact-dataset/news"]
    with pytest.raises(UsageError, match="deployment 'news': is there twice"):
        check_deployments(tmp_path / "prefect.yaml", (RIGHT, compact, RIGHT | {"schedules": [{"interval": 60}]}))


def test_the_keys_are_prefects() -> None:
    from prefect.cli.deploy._models import ConcurrencyLimitSpec, DeploymentConfig, WorkPoolConfig

    assert {*KEYS, "schedule"} == DeploymentConfig.model_fields.keys()
    assert set(POOL_KEYS) == WorkPoolConfig.model_fields.keys()
    assert set(LIMIT_KEYS) == ConcurrencyLimitSpec.model_fields.keys()


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"parameters": {"sources": ["in"]}},  # the form asks for the rest
        {"parameters": {"sources": ["in"], "out": "out", "runner": "dask", "address": "tcp://127.0.0.1:1"}},
        {"parameters": {"sources": ["{{ $INBOX }}"], "out": "out", "workers": "{{ $WORKERS }}"}},
        {"schedules": [{"interval": 60, "anchor_date": "2024-05-03T08:00:00Z"}, {"rrule": "FREQ=DAILY"}]},
        {"parameters": {"sources": ["in"]}, "schedules": [{"cron": "0 2 * * *", "parameters": {"out": "out"}}]},
        {"entrypoint": "mine.py:mine", "parameters": None},
    ],
)
def test_deployments_that_are_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: dict[str, Any]) -> None:
    monkeypatch.setattr(sys, "path", sys.path[:])
    (tmp_path / "mine.py").write_text("from prefect import flow\n\n@flow\ndef mine(n: int = 1):\n    pass\n")
    check_deployments(tmp_path / "prefect.yaml", (RIGHT | changed,))


_CAUSED = "httpx.HTTPStatusError: 422 for more\n\nThe above exception was the direct cause:\n\nTraceback:\n  File ...\n"


@pytest.mark.parametrize(
    ("code", "out", "err", "why"),
    [
        (0, "╭────╮\n│ Deployment 'news' created │\n╰────╯\n\nTo execute flow runs, start a worker:\n", "", ""),
        (0, "Invalid fields in deployments:\n\n  • news: tags\n  • other: triggers\n\nFor valid fields, go to: ...\n", "", "invalid fields: news: tags other: triggers"),
        (1, "An exception occurred.\n", _CAUSED + "prefect.deployments.runner.DeploymentApplyError: Validation failed for field 'env'.\n", "Validation failed for field 'env'."),
        (1, "", "prefect.exceptions.PrefectHTTPStatusError: Server error '503' - For more information check: https://...\n", "Server error '503'"),
        (1, "View Deployment in UI: http://...\n\nWork pool 'none'\ndoes not exist.\n\nYou can make one.\n", "", "does not exist."),
        (1, "word " * 200, "", "word " * 79 + "…"),
        (3, "", "", "it ends with code 3"),
    ],
)  # fmt: skip
def test_what_prefect_refuses(code: int, out: str, err: str, why: str) -> None:
    assert refusal(code, out, err) == why


@pytest.mark.parametrize("command", ["deploy", "serve"])
def test_schedules_need_a_server(cli: Cli, tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    done = cli(command, "--file", str(ROOT / "prefect.yaml"))
    assert done.code == 2
    assert "prefect server start" in done.err
    assert "PREFECT_API_URL" in done.err


def request(address: str, body: Any = None) -> Any:
    """What the server's API answers."""
    data = None if body is None else json.dumps(body).encode()
    wanted = urllib.request.Request(address, data, {"Content-Type": "application/json"})
    for _ in range(20):
        try:
            with urllib.request.urlopen(wanted, timeout=30) as answer:
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            if error.code != 503:  # SQLite was locked: nothing is done, come again
                raise
            time.sleep(0.5)
        except TimeoutError:  # the same on a slow machine; what is asked here may be asked twice
            pass
    raise AssertionError(f"{address}: the server has no time")


def wait_for(what: Callable[[], Any], seconds: float = 120, pause: float = 0.2) -> Any:
    """What `what` returns as soon as that is true; where it asks the server, whose time that takes, not too often."""
    until = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < until, "it did not come to pass"
        time.sleep(pause)
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the project's prefect.yaml, and an inbox with files good and bad."""
    folder = tmp_path_factory.mktemp("site")
    inbox = folder / "inbox"
    inbox.mkdir()
    write_lines(inbox / "monday.jsonl", [{"text": story(n), "lang": "en"} for n in range(3)])
    (inbox / "broken.jsonl.gz").write_bytes(b"\x1f\x8b\x08\0 this is no gzip stream")
    schedules = yaml.safe_load((ROOT / "prefect.yaml").read_text())
    # The night is in a few seconds, and again soon after, lest a slow machine should miss it.
    soon = datetime.fromtimestamp(time.time() + 8, UTC).isoformat()
    schedules["deployments"][0]["schedules"] = [{"interval": 15, "anchor_date": soon}]
    schedules["deployments"][0]["parameters"]["sources"] = ["inbox", "empty", "empty/*.csv"]
    (folder / "empty").mkdir()
    (folder / "prefect.yaml").write_text(yaml.safe_dump(schedules))
    return folder


def deploy(site: Path) -> str:
    """What `copydesk deploy` says."""
    done = subprocess.run(
        [sys.executable, "-m", "flows", "deploy", "--file", str(site / "prefect.yaml")],
        capture_output=True, text=True, timeout=180, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def deployed(server: str, site: Path) -> Iterator[SimpleNamespace]:
    """The site's schedules on the server, and a worker: its `process`, and the `deployments` by name."""
    environment = {
        **os.environ,
        "PREFECT_LOGGING_LEVEL": "INFO",
        "PREFECT_WORKER_QUERY_SECONDS": "2",
    }
    worker = subprocess.Popen(
        [sys.executable, "-m", "prefect", "worker", "start", "--pool", "copydesk", "--type", "process"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True, env=environment, cwd=site.parent,
    )  # fmt: skip
    try:
        done = deploy(site)
        assert "nightly" in done
        assert "removed" not in done
        found = request(f"{server}/deployments/filter", {})
        yield SimpleNamespace(process=worker, deployments={one["name"]: one for one in found})
    finally:
        worker.send_signal(signal.SIGINT)
        try:
            worker.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(worker.pid, signal.SIGKILL)


def test_a_night(server: str, site: Path, deployed: SimpleNamespace) -> None:
    nightly = deployed.deployments["nightly"]
    (automation,) = request(f"{server}/automations/filter", {})
    assert automation["trigger"]["within"] == 90
    assert request(f"{server}/work_pools/copydesk/queues/news")["concurrency_limit"] == 1
    ours = {"deployments": {"id": {"any_": [nightly["id"]]}}, "sort": "EXPECTED_START_TIME_ASC"}
    begun = ("RUNNING", "COMPLETED", "FAILED", "CRASHED")
    first = wait_for(
        lambda: [run for run in request(f"{server}/flow_runs/filter", ours) if run["state_type"] in begun], pause=1
    )[0]
    request(f"{server}/deployments/{nightly['id']}/pause_deployment", {})
    run = wait_for(
        lambda: (found := request(f"{server}/flow_runs/{first['id']}"))["state_type"] != "RUNNING" and found, pause=1
    )
    assert run["state_type"] == "COMPLETED", run["state"]["message"]
    assert run["auto_scheduled"]
    assert set(run["tags"]) >= {"copydesk", "nightly"}
    assert list(verify(str(site / "news"))) == []
    assert len(rows(site / "news", "articles")) == 3
    assert [row["reason"] for row in rows(site / "news", "rejects")] == ["malformed"]
    wanted = {"logs": {"flow_run_id": {"any_": [run["id"]]}}, "sort": "TIMESTAMP_ASC"}
    logs = wait_for(
        lambda: (found := request(f"{server}/logs/filter", wanted))[-1]["message"].startswith("Fini") and found, pause=1
    )
    assert len(logs) <= 10
    assert "4 records = 3 articles + 0 duplicates + 1 reject (malformed 1)" in logs[-2]["message"]


def test_cancelled_and_taken_up(server: str, site: Path, deployed: SimpleNamespace, tmp_path: Path) -> None:
    """Cancelling stops every process of a run; the same run again goes on where it was."""
    dump = tmp_path / "dump"
    dump.mkdir()
    for name in range(6):
        write_lines(dump / f"{name}.jsonl", [{"text": story(name * 1000 + n, 150), "lang": "en"} for n in range(150)])
    out = tmp_path / "dataset"
    demand = deployed.deployments["on-demand"]
    parameters = {"sources": [str(dump)], "out": str(out), "settings": SMALL.model_dump(mode="json"), "workers": 2}
    worker = psutil.Process(deployed.process.pid)
    wait_for(lambda: not worker.children())
    run = request(
        f"{server}/deployments/{demand['id']}/create_flow_run",
        {"parameters": parameters, "state": {"type": "SCHEDULED"}},
    )
    wait_for(lambda: list(out.glob("_work/*/scrub/*.json")))
    processes = worker.children(recursive=True)
    assert len(processes) > 2
    request(f"{server}/flow_runs/{run['id']}/set_state", {"state": {"type": "CANCELLING"}})
    wait_for(lambda: not any(one.is_running() and one.status() != psutil.STATUS_ZOMBIE for one in processes))
    assert not (out / "manifest.json").exists()
    run_phases([str(dump)], out)
    assert list(verify(str(out))) == []
    # The worker gives the run some seconds more before it says that it is cancelled.
    assert request(f"{server}/flow_runs/{run['id']}")["state_type"] in ("CANCELLING", "CANCELLED")


def test_schedules_that_the_file_no_longer_has(server: str, site: Path, deployed: SimpleNamespace) -> None:
    demand = deployed.deployments["on-demand"]

    def schedules() -> set[tuple[str, str]]:
        found = request(f"{server}/deployments/{demand['id']}/schedules")
        return {(one["schedule"]["cron"], one["slug"]) for one in found}

    file = site / "prefect.yaml"
    before = yaml.safe_load(file.read_text())
    entry = before["deployments"][2]
    never = {"cron": "0 0 1 1 *"}
    there = [{"schedule": never, "active": False, "slug": slug} for slug in "abc"]
    request(f"{server}/deployments/{demand['id']}/schedules", there)
    try:
        for given, removed in (([{**never, "active": False, "slug": "c"}], "2 schedules"), (None, "1 schedule")):
            entry["schedules"] = given
            file.write_text(yaml.safe_dump({**before, "deployments": [entry]}))
            assert f"on-demand: {removed} removed that {file} no longer has" in deploy(site)
            assert schedules() == {("0 0 1 1 *", one["slug"]) for one in given or ()}
    finally:
        entry.pop("schedules")
        file.write_text(yaml.safe_dump(before))
