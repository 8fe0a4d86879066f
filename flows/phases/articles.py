"""Articles on their way from finish: drafts as scrub left them, with what finish has found. No text is written twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from flows.phases.plan import Plan, Shard
from tasks.dataset.editlists import joined_lists
from tasks.dataset.schemas import FINISHED
from tasks.dataset.work import read_batches

_Rows = TypeVar("_Rows", pa.RecordBatch, pa.StringArray)


def articles(plan: Plan, shard: Shard) -> Iterator[pa.RecordBatch]:
    """A shard's articles, rows of `FINISHED`: its drafts but for those that were rejected."""
    for draft, found in _both(plan, shard):
        yield staying(with_found(draft, found), found["stays"])


def texts_of(plan: Plan, shard: Shard) -> Iterator[pa.StringArray]:
    """Their texts alone."""
    for draft, found in _both(plan, shard, ["text"], ["stays", "text"]):
        yield staying(newest(draft["text"], found["text"]), found["stays"])


def with_found(draft: pa.RecordBatch, found: pa.RecordBatch) -> pa.RecordBatch:
    """Drafts as articles; `found` are rows of `FOUND`."""
    new = {
        "lang": found["lang"],
        "word_count": found["word_count"],
        "text": newest(draft["text"], found["text"]),
        "edits": joined_lists(draft["edits"], found["edits"]),
    }
    arrays = [new[name] if name in new else draft[name] for name in FINISHED.names]
    return pa.RecordBatch.from_arrays(arrays, schema=FINISHED)


def _both(
    plan: Plan, shard: Shard, of_draft: list[str] | None = None, of_found: list[str] | None = None
) -> Iterator[tuple[pa.RecordBatch, pa.RecordBatch]]:
    drafts = read_batches(plan.work / "scrub" / f"{shard.name}.drafts", of_draft)
    return zip(drafts, read_batches(plan.work / "finish" / f"{shard.name}.found", of_found), strict=True)


def staying(rows: _Rows, stays: pa.BooleanArray) -> _Rows:
    """The rows that stay: as a rule all of them, which need not be copied."""
    kept: _Rows = rows if stays.true_count == len(stays) else rows.filter(stays)
    return kept


def newest(texts: pa.StringArray, new: pa.StringArray) -> pa.StringArray:
    """The texts, but those that there are new ones of."""
    return texts if new.null_count == len(new) else pc.coalesce(new, texts)
