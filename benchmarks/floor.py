"""JSON Lines to Parquet with no cleaning: what any tool must spend. python -m benchmarks.floor DUMP_FOLDER OUT.parquet"""

from __future__ import annotations

import argparse
from pathlib import Path

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

FIELDS = pa.schema([(name, pa.string()) for name in ("id", "url", "title", "text", "scraped_at")])


def main() -> None:
    """Convert a folder, a row group a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="DUMP_FOLDER", help="a dump of JSON Lines")
    parser.add_argument("out", type=Path, metavar="OUT.parquet", help="the file to write")
    options = parser.parse_args()
    with pq.ParquetWriter(options.out, FIELDS, compression="zstd") as writer:
        for path in sorted(options.folder.glob("*.jsonl")):
            with open(path, "rb") as file:
                writer.write_table(pa.Table.from_pylist([orjson.loads(line) for line in file], FIELDS))


if __name__ == "__main__":
    main()
