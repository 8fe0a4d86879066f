"""JSON Lines to Parquet with no cleaning: what any tool must spend. python -m benchmarks.floor DUMP_FOLDER OUT.parquet"""

from __future__ import annotations

import sys
from pathlib import Path

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

FIELDS = pa.schema([(name, pa.string()) for name in ("id", "url", "title", "text", "scraped_at")])


def main() -> None:
    """Convert a folder, a row group a file."""
    folder, out = map(Path, sys.argv[1:])
    with pq.ParquetWriter(out, FIELDS, compression="zstd") as writer:
        for path in sorted(folder.glob("*.jsonl")):
            with open(path, "rb") as file:
                writer.write_table(pa.Table.from_pylist([orjson.loads(line) for line in file], FIELDS))


if __name__ == "__main__":
    main()
