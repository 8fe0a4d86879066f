"""The columns of a dataset, against a golden file: who changes one changes `SCHEMA_VERSION` and adds a file."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pyarrow.parquet as pq
import pytest

from tasks.dataset.schemas import SCHEMA_VERSION, TABLES

GOLDEN = json.loads((Path(__file__).parent / f"schema-{SCHEMA_VERSION}.json").read_text("utf-8"))


def test_schemas_are_as_published() -> None:
    assert {name: [[f.name, str(f.type)] for f in schema] for name, schema in TABLES.items()} == GOLDEN


@pytest.mark.parametrize("table", TABLES)
def test_parts_have_the_schema(samples: SimpleNamespace, table: str) -> None:
    parts = sorted((samples.path / table).glob("*.parquet"))
    assert parts or table == "furniture"
    for part in parts:
        schema = pq.read_schema(part)
        assert schema.remove_metadata().equals(TABLES[table].remove_metadata())
        assert schema.metadata[b"copydesk.schema_version"] == str(SCHEMA_VERSION).encode()
        meta = pq.read_metadata(part)
        assert meta.row_group(0).column(0).compression == "ZSTD"
