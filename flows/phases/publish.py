"""Publish: a shard's articles and verdicts -> Parquet parts in the work folder, from where `flows.phases.commit` takes them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from flows.phases.again import told_of, with_told
from flows.phases.articles import articles, staying
from flows.phases.match import verdicts_of
from flows.phases.plan import Plan, Shard
from flows.phases.prints import PRINTS
from tasks.dataset.editlists import counts_by_step
from tasks.dataset.parts import PartWriter
from tasks.dataset.schemas import ARTICLES, DUPLICATES, EDITS, FURNITURE, REJECTS
from tasks.dataset.work import read_batches, read_json, read_table, write_json


def publish(plan: Plan, shard: Shard) -> dict[str, Any]:
    """Write a shard's parts into the work folder. Returns the files, and counts for the report."""
    folder = plan.work / "publish"
    marker = folder / f"{shard.name}.json"
    if done := read_json(marker):
        return dict(done)
    verdicts, instead = verdicts_of(plan, shard.number), told_of(plan, shard.number)
    stem = f"part-{plan.run_id}-{shard.name}"
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    steps: Counter[str] = Counter()
    files: list[dict[str, Any]] = []
    with (
        PartWriter(folder, "articles", stem, ARTICLES, plan.settings.partition_by) as article_parts,
        PartWriter(folder, "duplicates", stem, DUPLICATES) as duplicates,
        PartWriter(folder, "edits", stem, EDITS) as edits,
        PartWriter(folder, "_index/fingerprints", stem, PRINTS) as prints,
        PartWriter(folder, "rejects", stem, REJECTS) as rejects,
    ):
        number = 0
        for batch in articles(plan, shard):
            batch = with_told(batch, number, instead)
            found = [verdicts.get(row) for row in range(number, number + batch.num_rows)]
            number += batch.num_rows
            stays = pa.array([one is None or one["duplicate_of"] is None for one in found], pa.bool_())
            # Edits, most of what there is to copy, go neither with articles nor with duplicates.
            rows = batch.drop_columns("edits").append_column("edit_counts", counts_by_step(batch["edits"]))
            article_parts.write(
                _articles(plan, staying(rows, stays), [v for v in found if not (v and v["duplicate_of"])])
            )
            duplicates.write(
                _duplicates(plan, rows.filter(pc.invert(stays)), [v for v in found if v and v["duplicate_of"]])
            )
            told = pa.array([one is None or not one["again"] for one in found], pa.bool_())
            edits.write(told_edits := _edits(plan, staying(batch.select(["id", "edits"]), told)))
            steps.update({entry["values"]: entry["counts"] for entry in told_edits["step"].value_counts().to_pylist()})
            _count(tally, batch, stays)
        for table in _prints(plan, shard, verdicts):
            prints.write(table)
        for phase in ("scrub", "finish"):
            for batch in read_batches(plan.work / phase / f"{shard.name}.rejects"):
                rejects.write(_with_run(plan, batch, REJECTS))
                for file, reason in zip(batch["source_file"].to_pylist(), batch["reason"].to_pylist(), strict=True):
                    tally[file][f"reject:{reason}"] += 1
        if shard.number == 0:
            with PartWriter(folder, "furniture", f"part-{plan.run_id}-{shard.name}", FURNITURE) as furniture:
                furniture.write(read_table(plan.work / "learn" / "furniture").select(FURNITURE.names))
            files += furniture.files
    files += [file for part in (article_parts, duplicates, rejects, edits, prints) for file in part.files]
    result = {"files": files, "edits": dict(steps), "tally": {file: dict(counts) for file, counts in tally.items()}}
    write_json(marker, result)
    return result


def _with_run(plan: Plan, batch: pa.RecordBatch, schema: pa.Schema, **columns: pa.Array) -> pa.Table:
    """The columns of `schema`: those given, those of `batch`, and the run's id."""
    columns = {"run_id": pa.repeat(pa.scalar(plan.run_id), batch.num_rows), **columns}
    arrays = [columns[f.name] if f.name in columns else batch[f.name] for f in schema]
    return pa.Table.from_arrays([array.cast(f.type) for array, f in zip(arrays, schema, strict=True)], schema=schema)


def _articles(plan: Plan, batch: pa.RecordBatch, verdicts: list[dict[str, Any] | None]) -> pa.Table:
    return _with_run(
        plan, batch, ARTICLES,
        copies=pa.array([one["copies"] if one else 1 for one in verdicts], pa.int32()),
        cleaned_at=pa.repeat(pa.scalar(plan.cleaned_at, ARTICLES.field("cleaned_at").type), batch.num_rows),
    )  # fmt: skip


def _duplicates(plan: Plan, batch: pa.RecordBatch, verdicts: list[dict[str, Any]]) -> pa.Table:
    told = {
        name: pa.array([one[name] for one in verdicts], DUPLICATES.field(name).type)
        for name in ("duplicate_of", "method", "similarity")
    }
    return _with_run(plan, batch, DUPLICATES, **told)


def _edits(plan: Plan, batch: pa.RecordBatch) -> pa.Table:
    lists = batch["edits"]
    flat = pa.RecordBatch.from_struct_array(lists.flatten())
    ids = batch["id"].take(pc.list_parent_indices(lists))
    return _with_run(plan, flat, EDITS, id=ids)


def _prints(plan: Plan, shard: Shard, verdicts: dict[int, dict[str, Any]]) -> Iterator[pa.Table]:
    number = 0
    for batch in read_batches(plan.work / "finish" / f"{shard.name}.prints"):
        stays = [
            not (one := verdicts.get(row)) or one["duplicate_of"] is None
            for row in range(number, number + batch.num_rows)
        ]
        number += batch.num_rows
        yield pa.Table.from_batches([batch.filter(pa.array(stays, pa.bool_()))])


def _count(tally: dict[str, Counter[str]], batch: pa.RecordBatch, stays: pa.Array) -> None:
    for file, stay in zip(batch["source_file"].to_pylist(), stays.to_pylist(), strict=True):
        tally[file]["articles" if stay else "duplicates"] += 1
