"""Runs in this process, without Prefect; and what a dataset holds, to compare."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from flows.idle import nothing_new
from flows.run import run
from flows.settings import CleanSettings
from flows.summary import RunSummary
from tasks.dataset.schemas import TABLES

ROOT = Path(__file__).parents[1]
SAMPLES = "data/samples"
# Small enough that even the samples are several shards.
SMALL = CleanSettings(shard_bytes=1 << 16)
SMALL_SHARDS = ("--set", "shard_bytes=65536")

_WORDS = (
    "harbour council ferry baker morning tower engine archive winter market bridge lantern orchard signal mayor window "
    "quarry letter station garden copper thunder violin meadow captain ledger pepper canal saddle velvet anchor timber"
).split()
_MESS = ("dont", "Weâ€™ve", "cafÃ©", "R&amp;D", "it's", "<p>", "its", "mayor’s", "can t")


def story(number: int, words: int = 120) -> str:
    """A text like no other number's, with a little of every mess."""
    chance = random.Random(number)
    said = [chance.choice(_MESS) if chance.random() < 0.05 else f"{chance.choice(_WORDS)}" for _ in range(words)]
    return f"Number {number} opened " + " ".join(said) + ".\n\nThe end came in chapter " + f"{number}.\nLogin"


def start(*arguments: str, seed: int = 0, without: str = "") -> subprocess.Popen[str]:
    """A `copydesk` process, in a process group of its own; `without` one name in its environment."""
    return subprocess.Popen(
        [sys.executable, "-m", "flows", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env={name: value for name, value in os.environ.items() if name != without} | {"PYTHONHASHSEED": str(seed)},
    )


def run_phases(
    sources: Iterable[str], out: Path | str, settings: CleanSettings = SMALL, rebuild: bool = False
) -> RunSummary:
    """What `clean_articles` does, one shard after the other in this process."""
    out, sources = str(out), list(sources)
    idle = None if rebuild else nothing_new(sources, out, settings)
    return idle or run(sources, out, settings, "threads", 1, rebuild)


def digests(dataset: Path) -> dict[str, str]:
    """SHA-256 of every Parquet file, by path."""
    files = sorted(dataset.rglob("*.parquet"))
    return {path.relative_to(dataset).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def table(dataset: Path, name: str) -> pa.Table:
    """All rows of a table, in the order of its parts; a partition's value is not among them."""
    parts = [pq.ParquetFile(path).read() for path in sorted((dataset / name).rglob("*.parquet"))]
    return pa.concat_tables(parts) if parts else TABLES[name].empty_table()


def rows(dataset: Path, name: str) -> list[dict[str, Any]]:
    """All rows of a table as dicts."""
    return table(dataset, name).to_pylist()


def manifest(dataset: Path) -> dict[str, Any]:
    """The dataset's manifest."""
    return json.loads((dataset / "manifest.json").read_text("utf-8"))


def write_lines(path: Path, records: Iterable[Any]) -> Path:
    """A JSON Lines file of `records`; bytes go in as they are."""
    lines = (one if isinstance(one, bytes) else json.dumps(one, ensure_ascii=False).encode() for one in records)
    path.write_bytes(b"".join(line + b"\n" for line in lines))
    return path


def leftovers(dataset: Path) -> list[str]:
    """Temporary and work files; none where a run has ended."""
    return [
        p.relative_to(dataset).as_posix()
        for p in dataset.rglob("*")
        if p.is_file() and (p.name.startswith(".") or ("_work" in p.parts and "locks" not in p.parts))
    ]
