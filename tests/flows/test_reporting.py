"""What a run leaves on the server is small, says what happened, and never costs the run."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from flows.reporting import ServerBar, picture_of, slug, worst_files, write_artifacts
from flows.summary import RunSummary


def test_picture() -> None:
    summary = RunSummary(
        "0" * 16, "news", records=10, articles=6, duplicates={"exact": 2, "near": 1}, rejects={"no_text": 1}
    )
    address = picture_of(summary)
    assert len(address) < 4_000
    svg = ElementTree.fromstring(unquote(address.partition(",")[2]))
    bars = [one for one in svg.iter() if one.tag.endswith("rect") and one.get("height") == "40"]
    assert [float(one.get("width") or 0) for one in bars] == [360, 120, 60, 60]
    assert [one.text for one in svg.iter() if one.tag.endswith("text")][-1] == "rejects: 1 (10.0%)"
    assert ElementTree.fromstring(unquote(picture_of(RunSummary("", "news")).partition(",")[2])) is not None


def test_the_worst_files_come_first() -> None:
    read = [{"file": f"{n:02d}.csv", "records": 100, "rejects": n} for n in range(30)]
    published = [
        {
            "tally": {
                f"{n:02d}.csv": {"articles": 90, "reject:no_text": n - 1, "reject:malformed": 1} for n in range(2, 30)
            }
        },
        {"tally": {"29.csv": {"reject:no_text": 5}}},
    ]
    found = worst_files({"read": read}, published)
    assert [one["rejects"] for one in found] == list(range(29, 9, -1))
    assert found[0]["reasons"] == "no_text 33, malformed 1"


@pytest.mark.parametrize(
    ("out", "key"),
    [("news", "copydesk-news"), ("/Data/Quay Times/", "copydesk-data-quay-times"), ("s3://b/x_y", "copydesk-s3-b-x-y")],
)
def test_keys(out: str, key: str) -> None:
    assert re.fullmatch(f"{key}-[0-9a-f]{{8}}", slug(out))
    assert len(slug(out * 100)) <= 200


def test_each_dataset_has_keys_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outs = ["новости", "архив", "news", "News", "s3://a/news", "s3://a-news", "gs://a/news"]
    assert len(set(map(slug, outs))) == len(outs)
    assert re.fullmatch("copydesk-[0-9a-f]{8}", slug("новости"))
    assert slug("news/") == slug("news") and slug("s3://a/news/") == slug("s3://a/news")
    before = slug("news")
    monkeypatch.chdir(tmp_path)
    assert slug("news") != before


def test_a_server_that_takes_nothing_costs_a_warning(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ConnectionError("the database is full")

    for name in ("markdown", "image", "table", "link", "progress"):
        monkeypatch.setattr(f"prefect.artifacts.create_{name}_artifact", broken)
    log = logging.getLogger("copydesk.tests")
    bar = ServerBar("news", log)
    bar.begin("scrub", 2)
    run = SimpleNamespace(read=[{"file": "a", "records": 1, "rejects": 1}])
    write_artifacts(RunSummary("", "news", records=1), vars(run), [{"tally": {"a": {"reject:no_text": 1}}}], log)
    assert [record.levelname for record in caplog.records] == ["WARNING"] * 5
    assert "the database is full" in caplog.text
