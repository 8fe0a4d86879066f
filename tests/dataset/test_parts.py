"""Parts and work files: what is written where, and how many files are open for it."""

from __future__ import annotations

import os
import resource
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as pds
import pyarrow.parquet as pq
import pytest

from tasks.dataset.parts import PartWriter, file_digest
from tasks.dataset.schemas import ARTICLES
from tasks.dataset.work import is_temporary, read_json, replacing, write_json


def _articles(sites: list[str | None]) -> pa.Table:
    columns = {"id": [f"{n:032x}" for n in range(len(sites))], "site": sites, "text": ["A text."] * len(sites)}
    arrays = [pa.array(columns.get(f.name, [None] * len(sites)), f.type) for f in ARTICLES]
    return pa.Table.from_arrays(arrays, schema=ARTICLES)


def test_part(tmp_path: Path) -> None:
    with PartWriter(tmp_path, "articles", "part-0", ARTICLES) as writer:
        for _ in range(3):
            writer.write(_articles(["a.example"] * 20_000))
        writer.write(_articles([]))
    (file,) = writer.files
    path = tmp_path / file["path"]
    assert file == {
        "path": "articles/part-0.parquet",
        "rows": 60_000,
        "bytes": path.stat().st_size,
        "digest": file_digest(path),
    }
    groups = pq.ParquetFile(path).metadata
    assert [groups.row_group(i).num_rows for i in range(groups.num_row_groups)] == [50_000, 10_000]


def test_no_part_without_rows_or_after_an_error(tmp_path: Path) -> None:
    with PartWriter(tmp_path, "articles", "part-0", ARTICLES) as empty:
        empty.write(_articles([]))
    with pytest.raises(ZeroDivisionError), PartWriter(tmp_path, "articles", "part-0", ARTICLES) as broken:
        broken.write(_articles(["a.example"] * 60_000))
        raise ZeroDivisionError
    assert empty.files == broken.files == []
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_more_sites_than_files_may_be_open(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    sites = [f"paper-{n}.example" for n in range(80)]
    resource.setrlimit(resource.RLIMIT_NOFILE, (len(os.listdir("/dev/fd")) + 40, hard))
    try:
        with PartWriter(tmp_path, "articles", "part-0", ARTICLES, "site") as writer:
            writer.write(_articles(sites))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    assert [file["path"] for file in writer.files] == [f"articles/site={site}/part-0.parquet" for site in sorted(sites)]


@pytest.mark.parametrize("site", ["../../x y", ".", "..", "é/ü", "a=b%2F", "_hidden", "x" * 300, "é" * 300])
def test_any_site_is_a_folder(tmp_path: Path, site: str) -> None:
    with PartWriter(tmp_path, "articles", "part-0", ARTICLES, "site") as writer:
        writer.write(_articles([site, None]))
    assert sorted(path.parent.parent for path in tmp_path.rglob("*.parquet")) == [tmp_path / "articles"] * 2
    found = pds.dataset(tmp_path / "articles", partitioning="hive").to_table(columns=["site"])["site"].to_pylist()
    assert "unknown" in found
    (read,) = {*found} - {"unknown"}
    assert read == site if len(site) < 300 else read.startswith(site[:20])


def test_letters_beyond_ascii_stand_in_folders_as_they_are(tmp_path: Path) -> None:
    """Spark takes each byte of an escaped one for a letter."""
    with PartWriter(tmp_path, "articles", "part-0", ARTICLES, "site") as writer:
        writer.write(_articles(["münchen-kurier.example"]))
    assert [file["path"] for file in writer.files] == ["articles/site=münchen-kurier.example/part-0.parquet"]


def test_json_of_a_name_that_is_no_unicode(tmp_path: Path) -> None:
    value = {"file": os.fsdecode(b"caf\xe9.txt"), "site": "café"}
    write_json(tmp_path / "plan.json", value)
    assert "café" in (tmp_path / "plan.json").read_text("utf-8")
    assert read_json(tmp_path / "plan.json") == value
    assert read_json(tmp_path / "none.json") is None


def test_replacing_leaves_nothing_half_written(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("before")
    with pytest.raises(ZeroDivisionError), replacing(path) as temporary:
        temporary.write_text("half")
        assert is_temporary(temporary.name)
        raise ZeroDivisionError
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.json"]
    assert path.read_text() == "before"
    assert not is_temporary("a.tmp")
