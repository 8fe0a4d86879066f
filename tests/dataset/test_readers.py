"""A dataset opens unchanged in what people read Parquet with."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pyarrow.dataset as pds
import pytest

from flows.settings import CleanSettings
from tasks.dataset.schemas import ARTICLES
from tasks.dataset.verify import verify
from tests.runs import SAMPLES, rows, run_phases

Rows = list[tuple[str, str]]
WANTED = "2024-05-10-glacier.txt"


@pytest.fixture(scope="module")
def expected(samples: SimpleNamespace) -> SimpleNamespace:
    articles = rows(samples.path, "articles")
    text = next(row["text"] for row in articles if row["source_file"].endswith(WANTED))
    return SimpleNamespace(folder=samples.path / "articles", count=len(articles), text=text)


@pytest.fixture(scope="module")
def by_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples in a folder a site."""
    out = tmp_path_factory.mktemp("by-site") / "dataset"
    run_phases([SAMPLES], out, CleanSettings(partition_by="site"))
    return out


@pytest.fixture(scope="module")
def wanted_by_site(expected: SimpleNamespace) -> Rows:
    """Site and id of every article."""
    wanted = sorted((row["site"] or "unknown", row["id"]) for row in rows(expected.folder.parent, "articles"))
    assert len({site for site, _ in wanted}) > 3
    return wanted


def test_pandas(expected: SimpleNamespace) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_parquet(expected.folder)
    assert len(frame) == expected.count
    assert list(frame.columns) == ARTICLES.names
    assert frame.loc[frame.source_file.str.endswith(WANTED), "text"].tolist() == [expected.text]
    assert str(frame.published_at.dtype) == "datetime64[us, UTC]"


def test_polars(expected: SimpleNamespace) -> None:
    polars = pytest.importorskip("polars")
    frame = polars.read_parquet(expected.folder)
    assert frame.height == expected.count
    assert frame.columns == ARTICLES.names
    assert frame.filter(polars.col("source_file").str.ends_with(WANTED))["text"].to_list() == [expected.text]


def test_duckdb(expected: SimpleNamespace) -> None:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect() as database:
        found = database.execute(f"from read_parquet('{expected.folder}/*.parquet')")
        assert [column[0] for column in found.description] == ARTICLES.names
        assert len(found.fetchall()) == expected.count
        query = f"select text from read_parquet('{expected.folder}/*.parquet') where source_file like '%{WANTED}'"
        assert database.execute(query).fetchall() == [(expected.text,)]


def test_pyarrow_dataset(expected: SimpleNamespace) -> None:
    dataset = pds.dataset(expected.folder)
    assert dataset.count_rows() == expected.count
    assert dataset.schema.remove_metadata().equals(ARTICLES.remove_metadata())
    table = dataset.to_table(columns=["source_file", "text"])
    assert [row["text"] for row in table.to_pylist() if row["source_file"].endswith(WANTED)] == [expected.text]


_HUGGING_FACE = """
import datasets, json, os, polars, sys
files, folders, cache, wanted = sys.argv[1:]
found = datasets.load_dataset('parquet', data_files=files, cache_dir=cache, split='train')
stream = datasets.load_dataset('parquet', data_files=files, cache_dir=cache, split='train', streaming=True)
by_site = datasets.Dataset.from_polars(polars.read_parquet(folders, hive_partitioning=True))
print(json.dumps({
    'rows': found.num_rows, 'columns': found.column_names,
    'texts': [[row['text'] for row in rows if row['source_file'].endswith(wanted)] for rows in (found, stream, by_site)],
    'sites': sorted((row['site'], row['id']) for row in by_site),
}), flush=True)
os._exit(0)  # a thread of the stream's that is still there aborts a slow machine's interpreter at its end
"""


def test_hugging_face(expected: SimpleNamespace, by_site: Path, wanted_by_site: Rows, tmp_path: Path) -> None:
    """Whole, as a stream, and in folders a site (which the library does not know, but polars does)."""
    pytest.importorskip("datasets")
    # In a process of its own: the library reads the environment when it is imported.
    done = subprocess.run(
        [sys.executable, "-c", _HUGGING_FACE, f"{expected.folder}/*.parquet", str(by_site / "articles"), str(tmp_path), WANTED],
        capture_output=True, timeout=120, check=False, env={**os.environ, "HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    told = json.loads(done.stdout)
    assert (told["rows"], told["columns"]) == (expected.count, ARTICLES.names)
    assert told["texts"] == [[expected.text]] * 3
    assert [tuple(row) for row in told["sites"]] == wanted_by_site


@pytest.mark.spark
def test_spark(expected: SimpleNamespace, by_site: Path, wanted_by_site: Rows) -> None:
    sql = pytest.importorskip("pyspark.sql")
    spark = sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        frame = spark.read.parquet(str(expected.folder))
        assert frame.columns == ARTICLES.names
        assert frame.count() == expected.count
        assert [row.text for row in frame.filter(frame.source_file.endswith(WANTED)).collect()] == [expected.text]
        steps = frame.selectExpr("map_from_entries(edit_counts) as counts").collect()
        assert {step for row in steps for step in row.counts} >= {"encoding", "apostrophes"}
        partitioned = spark.read.parquet(str(by_site / "articles")).select("site", "id").collect()
        assert sorted((row.site, row.id) for row in partitioned) == wanted_by_site
    finally:
        spark.stop()


def test_partitions(by_site: Path, wanted_by_site: Rows) -> None:
    """`site=example.org/` folders are columns again wherever Hive's layout is known; `unknown` where there is no site."""
    pandas, polars, duckdb = (pytest.importorskip(name) for name in ("pandas", "polars", "duckdb"))
    assert list(verify(str(by_site))) == []
    folder = by_site / "articles"
    wanted = wanted_by_site
    arrow = pds.dataset(folder, partitioning="hive").to_table(columns=["site", "id"]).to_pylist()
    assert sorted((row["site"], row["id"]) for row in arrow) == wanted
    frame = pandas.read_parquet(folder)
    assert sorted(zip(frame.site.astype(str), frame.id, strict=True)) == wanted
    lazy = polars.scan_parquet(folder, hive_partitioning=True).select("site", "id").collect()
    assert sorted(lazy.rows()) == wanted
    with duckdb.connect() as database:
        found = database.execute(
            f"select site, id from read_parquet('{folder}/**/*.parquet', hive_partitioning=true)"
        ).fetchall()
    assert sorted(found) == wanted


@pytest.mark.parametrize("by", ["lang", "published_month"])
def test_other_partitions(by: str, tmp_path: Path, expected: SimpleNamespace) -> None:
    out = tmp_path / "dataset"
    run_phases([SAMPLES], out, CleanSettings(partition_by=by))
    assert list(verify(str(out))) == []
    assert {path.name.split("=")[0] for path in (out / "articles").iterdir()} == {by}
    assert pds.dataset(out / "articles", partitioning="hive").count_rows() == expected.count
