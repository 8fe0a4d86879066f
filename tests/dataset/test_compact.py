"""Compaction keeps every row and its order; later runs and checks find what they need in what it leaves."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from flows.settings import CleanSettings
from tasks.dataset.compact import compact
from tasks.dataset.manifest import published, read_manifest
from tasks.dataset.schemas import TABLES
from tasks.dataset.verify import verify
from tests.runs import SMALL, digests, leftovers, rows, run_phases, story, write_lines


def _nights(folder: Path, out: Path, settings: CleanSettings = SMALL, nights: int = 4) -> None:
    for night in range(nights):
        records = [
            {"text": story(10 * night + n, 60), "lang": "en", "url": f"https://{'ab'[n % 2]}.example/{night}/{n}"}
            for n in range(4)
        ]
        again = {"text": story(0, 60), "url": f"https://a.example/again/{night}"}
        run_phases([str(write_lines(folder / f"{night}.jsonl", [*records, again, b"{broken"]))], out, settings)


def _in_order(out: Path, name: str) -> list[dict[str, object]]:
    paths = [out / file["path"] for file in published(read_manifest(str(out)), name)]
    return [row for path in paths for row in pq.ParquetFile(path).read().to_pylist()]


@pytest.fixture(scope="module")
def four_nights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """To be copied."""
    folder = tmp_path_factory.mktemp("nights")
    _nights(folder, folder / "news")
    return folder / "news"


def test_same_rows_in_fewer_files(four_nights: Path, tmp_path: Path) -> None:
    out = Path(shutil.copytree(four_nights, tmp_path / "news"))
    before = {name: _in_order(out, name) for name in TABLES}
    assert compact(str(out)) == (20, 5)
    assert {name: _in_order(out, name) for name in TABLES} == before
    assert sorted(map(str, rows(out, "articles"))) == sorted(map(str, before["articles"]))
    (part,) = (out / "articles").iterdir()
    assert pq.ParquetFile(part).schema_arrow.metadata[b"copydesk.schema_version"] == b"1"
    assert list(verify(str(out))) == []
    assert leftovers(out) == []
    assert compact(str(out)) == (5, 5)


def test_large_parts_stay_and_part_their_neighbours(four_nights: Path, tmp_path: Path) -> None:
    out = Path(shutil.copytree(four_nights, tmp_path / "news"))
    size = max(file["bytes"] for file in published(read_manifest(str(out)), "articles"))
    before = digests(out)
    assert compact(str(out), target=2_000) == (20, 20)
    assert digests(out) == before
    _, left = compact(str(out), target=5 * size)  # an article's part and its fingerprints weigh more than two of them
    assert 5 < left < 20


@pytest.mark.parametrize("by", [None, "site"])
def test_later_runs_find_what_was_compacted(tmp_path: Path, by: str | None) -> None:
    """Near copies of articles in merged parts are found, and the bytes are those of a dataset never compacted."""
    settings = SMALL.model_copy(update={"partition_by": by})
    out, plain = tmp_path / "news", tmp_path / "plain"
    _nights(tmp_path, plain, settings, nights=3)
    shutil.copytree(plain, out)
    compact(str(out))
    assert list(verify(str(out))) == []
    assert len(list((out / "articles").rglob("*.parquet"))) == (2 if by else 1)
    near = story(21, 60).replace("Login", "Sign in at the harbour")
    late = write_lines(tmp_path / "late.jsonl", [{"text": near, "lang": "en"}, {"text": story(99, 60), "lang": "en"}])
    for dataset in (out, plain):
        summary = run_phases([str(late)], dataset, settings)
        assert (summary.articles, sum(summary.duplicates.values())) == (1, 1)
    new = {path: digest for path, digest in digests(plain).items() if summary.run_id in path}
    assert len(new) > 3
    assert new.items() <= digests(out).items()
    assert run_phases([str(tmp_path / "0.jsonl")], out, settings).known_files == 1


def test_a_killed_run_goes_on_after_a_compaction(tmp_path: Path) -> None:
    out = tmp_path / "news"
    _nights(tmp_path, out, nights=2)
    source = str(write_lines(tmp_path / "late.jsonl", [{"text": story(99, 60), "lang": "en"}]))
    with pytest.MonkeyPatch.context() as patched, pytest.raises(ZeroDivisionError):
        patched.setattr("flows.run.summarise", lambda *_: 1 / 0)
        run_phases([source], out)
    compact(str(out))
    (work,) = (path for path in (out / "_work").iterdir() if path.name != "locks")
    (work / "match" / "done.json").unlink()
    marker = (work / "scrub" / "00000.json").stat().st_mtime_ns
    with pytest.MonkeyPatch.context() as patched, pytest.raises(ZeroDivisionError):
        patched.setattr("flows.run.summarise", lambda *_: 1 / 0)
        run_phases([source], out)
    assert (work / "scrub" / "00000.json").stat().st_mtime_ns == marker
    assert run_phases([source], out).articles == 1
    assert list(verify(str(out))) == []


def test_a_compaction_that_was_broken_off_is_told_as_that(tmp_path: Path) -> None:
    out = tmp_path / "news"
    _nights(tmp_path, out, nights=2)
    before = _listed(out)
    with pytest.MonkeyPatch.context() as patched, pytest.raises(OSError, match="denied"):
        patched.setattr("tasks.dataset.switch.settle", _denied)
        compact(str(out))
    assert _listed(out) == before
    (problem,) = verify(str(out))
    assert f"copydesk compact {out}" in problem
    compact(str(out))
    assert list(verify(str(out))) == []
    assert _listed(out) != before


def _listed(out: Path) -> list[str]:
    return sorted(path.name for path in (out / "articles").iterdir())


def _denied(*_: object) -> None:
    raise PermissionError("permission denied")


def test_the_manifest_is_all_that_changes_for_who_reads_by_it(tmp_path: Path) -> None:
    out = tmp_path / "news"
    _nights(tmp_path, out, nights=2)
    before = json.loads((out / "manifest.json").read_text())
    compact(str(out))
    after = json.loads((out / "manifest.json").read_text())
    for run in (*before["runs"], *after["runs"]):
        run.pop("files")
    assert after == before
