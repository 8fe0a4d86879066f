"""The columns of every table in a dataset. Fixed: nothing is inferred from data, so every part of every run fits.

A change here is a new `SCHEMA_VERSION` and a golden file in the tests.
"""

from __future__ import annotations

import pyarrow as pa

SCHEMA_VERSION = 1
_TIME = pa.timestamp("us", tz="UTC")
_META = {b"copydesk.schema_version": str(SCHEMA_VERSION).encode()}


def _schema(*fields: tuple[str, pa.DataType]) -> pa.Schema:
    return pa.schema([pa.field(name, kind) for name, kind in fields], metadata=_META)


ARTICLES = _schema(
    ("id", pa.string()),
    ("source_id", pa.string()),
    ("url", pa.string()),
    ("site", pa.string()),
    ("title", pa.string()),
    ("authors", pa.list_(pa.string())),
    ("published_at", _TIME),
    ("lang", pa.string()),
    ("text", pa.string()),
    ("word_count", pa.int32()),
    ("encoding", pa.string()),
    # A list of pairs, not a map: Hugging Face datasets has no map type and opens no file that has one. Where maps are
    # known, DuckDB's and Spark's map_from_entries makes it one.
    ("edit_counts", pa.list_(pa.struct([("step", pa.string()), ("count", pa.int32())]))),
    ("copies", pa.int32()),
    ("source_file", pa.string()),
    ("source_position", pa.int64()),
    ("run_id", pa.string()),
    ("cleaned_at", _TIME),
)
DUPLICATES = _schema(
    ("id", pa.string()),
    ("source_id", pa.string()),
    ("url", pa.string()),
    ("site", pa.string()),
    ("duplicate_of", pa.string()),
    ("method", pa.string()),
    ("similarity", pa.float64()),
    ("text", pa.string()),
    ("source_file", pa.string()),
    ("source_position", pa.int64()),
    ("run_id", pa.string()),
)
REJECTS = _schema(
    ("source_file", pa.string()),
    ("source_position", pa.int64()),
    ("source_id", pa.string()),
    ("url", pa.string()),
    ("reason", pa.string()),
    ("detail", pa.string()),
    ("raw", pa.binary()),
    ("run_id", pa.string()),
)
EDITS = _schema(
    ("id", pa.string()),
    ("step", pa.string()),
    ("rule", pa.string()),
    ("start", pa.int32()),
    ("before", pa.string()),
    ("after", pa.string()),
    ("run_id", pa.string()),
)
FURNITURE = _schema(
    ("site", pa.string()),
    ("line", pa.string()),
    ("place", pa.string()),
    ("articles", pa.int32()),
    ("share", pa.float64()),
    ("examples", pa.list_(pa.string())),
    ("run_id", pa.string()),
)
TABLES = {
    "articles": ARTICLES,
    "duplicates": DUPLICATES,
    "rejects": REJECTS,
    "edits": EDITS,
    "furniture": FURNITURE,
}

EDIT_LIST = pa.list_(
    pa.struct(
        [
            ("step", pa.string()),
            ("rule", pa.string()),
            ("start", pa.int32()),
            ("before", pa.string()),
            ("after", pa.string()),
        ]
    )
)
# Work files between phases: an article on its way. `text` is as far as it has come.
DRAFTS = pa.schema(
    [
        ARTICLES.field(name)
        for name in ("id", "source_id", "url", "site", "title", "authors", "published_at", "lang", "text", "encoding")
    ]
    + [ARTICLES.field("source_file"), ARTICLES.field("source_position"), pa.field("edits", EDIT_LIST)]
)
"""What scrub hands on."""
FOUND = pa.schema(
    [
        ("stays", pa.bool_()),
        ARTICLES.field("lang"),
        ARTICLES.field("word_count"),
        ("text", pa.string()),
        ("edits", EDIT_LIST),
    ]
)
"""What finish hands on, a row a draft: whether it is an article, and, where learned furniture went, its new text; further edits."""
FINISHED = DRAFTS.append(ARTICLES.field("word_count"))
"""Both together."""
REJECT_DRAFTS = pa.schema([field for field in REJECTS if field.name != "run_id"])
