"""`clean_articles` as a Python function, and what Prefect's server knows of it afterwards."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.runs import digests, rows, run_phases, story, write_lines


@pytest.fixture
def source(tmp_path: Path) -> str:
    records = [{"text": story(n), "lang": "en"} for n in (1, 2, 3, 3)]
    return str(write_lines(tmp_path / "dump.jsonl", [*records, b"{broken"]))


def test_flow(server: str, source: str, tmp_path: Path) -> None:
    from flows import CleanSettings, RunSummary, clean_articles

    out = tmp_path / "Quay Times"
    summary = clean_articles(
        sources=[source], out=str(out), settings=CleanSettings(shard_bytes=1 << 16), runner="threads", workers=2
    )
    assert isinstance(summary, RunSummary)
    assert (summary.records, summary.articles) == (5, 3)
    assert summary.duplicates == {"exact": 1}
    assert summary.rejects == {"malformed": 1}
    assert summary.files == 1
    assert len(rows(out, "articles")) == 3
    assert list(summary.seconds) == ["plan", "scrub", "learn", "finish", "match", "publish", "report"]
    alone = run_phases([source], tmp_path / "alone")
    assert replace(summary, out="", seconds={}) == replace(alone, out="")
    assert digests(out) == digests(tmp_path / "alone")

    # A run killed after it published, before its report: the next one has nothing to do but that.
    (out / "report.html").unlink()
    again = clean_articles(
        sources=[source], out=str(out), settings=CleanSettings(shard_bytes=1 << 16), runner="threads"
    )
    assert (again.records, again.files, again.known_files) == (0, 0, 1)
    assert (out / "report.html").exists()
    _check_server(out)


def _check_server(out: Path) -> None:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey, FlowRunFilter, FlowRunFilterName

    with get_client(sync_client=True) as client:
        runs = client.read_flow_runs(flow_run_filter=FlowRunFilter(name=FlowRunFilterName(any_=[f"clean into {out}"])))
        assert len(runs) == 2
        assert {run.state_type.value for run in runs if run.state_type} == {"COMPLETED"}
        found = client.read_artifacts(artifact_filter=ArtifactFilter(key=ArtifactFilterKey(like_="%quay-times")))
    assert len(found) == 1
    assert "| articles | 3 |" in str(found[0].data)
    assert found[0].flow_run_id in {run.id for run in runs}


def test_errors_reach_the_caller(server: str, source: str, tmp_path: Path) -> None:
    from flows import clean_articles
    from tasks.errors import UsageError

    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.doc").touch()
    with pytest.raises(UsageError, match=r"chapter\.doc"):
        clean_articles(sources=[source], out=str(tmp_path / "thesis"))
    with pytest.raises(UsageError, match="missing"):
        clean_articles(sources=[str(tmp_path / "missing")], out=str(tmp_path / "out"))


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
