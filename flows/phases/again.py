"""Records that are read twice in one run: they have one id, by which edits are joined, so what is told of one is told of both.

As a rule they are the same when they are clean, too. Where learned furniture goes from one of them only (without a site it
is learned by source file), the text of the other one is published for both, and its edits.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from flows.phases.articles import articles
from flows.phases.plan import Plan
from flows.phases.prints import Prints
from tasks.dataset.schemas import FINISHED
from tasks.dataset.work import TableWriter

_TOLD = pa.schema([("row", pa.int32()), *(FINISHED.field(name) for name in ("text", "lang", "word_count", "edits"))])
"""What is told instead of some of a shard's rows."""


def tellers(prints: Prints, rank: NDArray[np.int32], record: NDArray[np.int32]) -> NDArray[np.int64]:
    """For each article the one whose edits tell of it: of this run's with its id the first in the order of keeping, as a rule itself.

    A record that an earlier run has read is told again: other furniture was learned then. `record` is what `Prints.records`
    returned.
    """
    teller = np.arange(prints.total)
    new = teller[prints.settled :]
    new = new[np.argsort(rank[new])]
    _, first, which = np.unique(record[new], return_index=True, return_inverse=True)
    teller[new] = new[first][which]
    return teller


def write_told(plan: Plan, prints: Prints, teller: NDArray[np.int64], path: Path) -> None:
    """Write what `told_of` reads."""
    starts = prints.starts[len(prints.earlier) :].tolist()
    rows = np.flatnonzero(teller != np.arange(prints.total))
    if len(rows):
        columns = [prints.column(name) for name in ("exact_high", "exact_low", "letters")]
        rows = rows[np.any([column[rows] != column[teller[rows]] for column in columns], axis=0)]
    wanted = np.unique(teller[rows])
    found = [pa.RecordBatch.from_pylist([], _TOLD)]
    for shard, (start, end) in zip(plan.shards, pairwise(starts), strict=True):
        mine = wanted[(wanted >= start) & (wanted < end)] - start
        first = 0
        for batch in articles(plan, shard) if len(mine) else ():
            some = mine[(mine >= first) & (mine < first + batch.num_rows)]
            taken = batch.select(_TOLD.names[1:]).take(pa.array(some - first))
            found.append(taken.add_column(0, _TOLD.field("row"), pa.array(some, pa.int32())))
            first += batch.num_rows
    every = pa.concat_batches(found)
    with TableWriter(path, _TOLD) as writer:
        for start, end in pairwise(starts):
            mine = rows[(rows >= start) & (rows < end)]
            batch = every.take(pa.array(np.searchsorted(wanted, teller[mine])))
            writer.append(batch.set_column(0, _TOLD.field("row"), pa.array(mine - start, pa.int32())))


def told_of(plan: Plan, shard: int) -> pa.RecordBatch:
    """What is told instead of some of a shard's rows, by `row`."""
    with pa.OSFile(str(plan.work / "match" / "told")) as source:
        return pa.ipc.open_file(source).get_batch(shard)


def with_told(batch: pa.RecordBatch, number: int, instead: pa.RecordBatch) -> pa.RecordBatch:
    """A batch that begins with a shard's row `number`, with what is told instead of some of its rows."""
    place = instead["row"].to_numpy() - number
    mine = np.flatnonzero((place >= 0) & (place < batch.num_rows))
    if not len(mine):
        return batch
    which = np.arange(batch.num_rows)
    which[place[mine]] = batch.num_rows + mine
    for at, field in enumerate(batch.schema):
        if field.name in _TOLD.names:
            column = pa.concat_arrays([batch[field.name], instead[field.name]]).take(pa.array(which))
            batch = batch.set_column(at, field, column)
    return batch
