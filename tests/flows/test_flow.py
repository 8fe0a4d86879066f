"""`clean_articles` as a Python function, and what Prefect's server knows of it afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from flows.reporting import slug
from tests.runs import ROOT, digests, rows, run_phases, story, write_lines


@pytest.fixture
def source(tmp_path: Path) -> str:
    records = [{"text": story(n), "lang": "en"} for n in (1, 2, 3, 3)]
    return str(write_lines(tmp_path / "dump.jsonl", [*records, b"{broken"]))


def call(*calls: dict[str, Any]) -> list[dict[str, Any]]:
    """What `clean_articles` returns for each, or the error it raises. (All in one process: Prefect takes seconds to start.)"""
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests/flows/called.py"), json.dumps(calls)],
        capture_output=True, timeout=120, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_flow(server: str, source: str, tmp_path: Path) -> None:
    out = tmp_path / "Quay Times"
    wanted = {"sources": [source], "out": str(out), "settings": {"shard_bytes": 1 << 16}, "runner": "threads"}
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.doc").touch()
    shards = [
        str(write_lines(tmp_path / name, [{"text": story(ord(name) + n), "lang": "en"} for n in range(90)]))
        for name in "ab"
    ]
    apart = {"sources": shards, "out": str(tmp_path / "apart"), "settings": {"shard_bytes": 1 << 16}, "workers": 2}
    summary, again, refused, missing, in_processes, addressed = call(
        {**wanted, "workers": 2},
        wanted,
        {"sources": [source], "out": str(tmp_path / "thesis")},
        {"sources": [str(tmp_path / "missing")], "out": str(tmp_path / "out")},
        apart,
        {**wanted, "address": "tcp://127.0.0.1:1"},
    )
    assert (summary["records"], summary["articles"], summary["files"]) == (5, 3, 1)
    assert summary["duplicates"] == {"exact": 1}
    assert summary["rejects"] == {"malformed": 1}
    assert len(rows(out, "articles")) == 3
    assert list(summary["seconds"]) == ["plan", "scrub", "learn", "finish", "match", "publish", "report"]
    alone = run_phases([source], tmp_path / "alone").as_dict()
    told = {"out": "", "seconds": {}, "step_seconds": {}}
    assert {**summary, **told} == {**alone, **told}
    assert digests(out) == digests(tmp_path / "alone")
    assert (again["records"], again["files"], again["known_files"]) == (0, 0, 1)
    _check_server(out, server)
    # Errors reach the caller.
    assert refused["error"] == missing["error"] == addressed["error"] == "UsageError"
    assert addressed["message"] == "--address tcp://127.0.0.1:1: goes with --runner dask or ray"
    assert "chapter.doc" in refused["message"]
    assert "missing" in missing["message"]
    # Workers import no script: they would call what it calls.
    assert in_processes["records"] == 180
    run_phases(shards, tmp_path / "together")
    assert digests(tmp_path / "apart") == digests(tmp_path / "together")


def _check_server(out: Path, server: str) -> None:
    done = {"name": {"any_": [f"clean into {out}"]}, "state": {"type": {"any_": ["COMPLETED"]}}}
    (first, second) = ask(server, "flow_runs", {"flow_runs": done})
    runs = {"flow_run_id": {"any_": [first["id"], second["id"]]}}
    found = [one for one in ask(server, "artifacts", {"artifacts": runs}) if one["key"]]
    assert len({one["flow_run_id"] for one in found}) == 1, "the run that had nothing to do left something"
    told = {one["key"].removeprefix(slug(str(out))): one["data"] for one in found}
    assert set(told) == {"", "-progress", "-picture", "-rejects", "-report"}
    assert "| articles | 3 |" in told[""]
    assert told["-progress"] == 100
    assert json.loads(told["-rejects"]) == [
        {"file": str(out.with_name("dump.jsonl")), "rejects": 1, "of records": 5, "reasons": "malformed 1"}
    ]
    assert sum(len(json.dumps(data)) for data in told.values()) < 8_000


def ask(server: str, what: str, body: dict[str, Any]) -> list[dict[str, Any]]:
    """What the server's API finds."""
    request = urllib.request.Request(
        f"{server}/{what}/filter", json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        found: list[dict[str, Any]] = json.load(answer)
    return found


def test_manifest_tells_the_run(source: str, tmp_path: Path) -> None:
    out = tmp_path / "dataset"
    summary = run_phases([source], out)
    manifest = json.loads((out / "manifest.json").read_text("utf-8"))
    assert manifest["format"] == "copydesk dataset"
    (run,) = manifest["runs"]
    assert run["run_id"] == summary.run_id
    assert [entry["file"] for entry in run["inputs"]] == [source]
    assert run["read"] == [
        {"file": source, "format": "jsonl", "compression": "", "records": 5, "articles": 3, "duplicates": 1, "rejects": 1,
         "fields": {"text": "text", "lang": "lang"}, "encodings": run["read"][0]["encodings"]}
    ]  # fmt: skip
    assert sum(file["rows"] for file in run["files"] if file["path"].startswith("articles/")) == 3
