"""Match: who is a copy of whom, over all shards of the run and all articles of earlier runs.

Resident are the keys of one band at a time (8 bytes an article), the exact keys and the order of keeping; texts are
read again for candidate pairs only.
"""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.phases.plan import Plan
from tasks.dataset.work import TableWriter, read_batches, read_json, read_table, write_json
from tasks.dedupe.match import Verdict, candidate_pairs, choose, exact_groups
from tasks.dedupe.minhash import BANDS
from tasks.dedupe.shingles import Hashes, shingle_hashes, words

VERDICTS = pa.schema(
    [
        ("shard", pa.int32()),
        ("row", pa.int32()),
        ("duplicate_of", pa.string()),
        ("method", pa.string()),
        ("similarity", pa.float64()),
        ("copies", pa.int32()),
        ("again", pa.bool_()),
    ]
)
"""Rows that go (`duplicate_of` set), rows that others were merged into (`copies` above 1), and rows whose id another
row has too (`again`: the same record read twice; its edits are told once)."""


def match(plan: Plan) -> dict[str, int]:
    """Write the verdicts of a run. Returns how many went, by method."""
    folder = plan.work / "match"
    marker = folder / "done.json"
    if done := read_json(marker):
        return dict(done)
    counts = {"exact": 0, "near": 0}
    articles = _Articles(plan)
    rank = articles.rank(plan.settings.dedupe.keep)
    again = articles.again(rank)
    rows: dict[int, list[Any]] = {row: [None, None, None, 1, True] for row in again}
    for verdict in _decide(plan, articles, rank) if "dedupe" in plan.settings.steps else ():
        counts[verdict.method] += 1
        row = rows.setdefault(verdict.row, [None, None, None, 1, False])
        row[:3] = articles.id(verdict.keeper), verdict.method, verdict.similarity
        if verdict.keeper >= articles.settled:
            rows.setdefault(verdict.keeper, [None, None, None, 1, False])[3] += 1
    table = [(*articles.place(number), *rows[number]) for number in sorted(rows)]
    with TableWriter(folder / "verdicts", VERDICTS) as writer:
        writer.columns(**{name: [row[i] for row in table] for i, name in enumerate(VERDICTS.names)})
    write_json(marker, counts)
    return counts


def _decide(plan: Plan, articles: _Articles, rank: np.ndarray[Any, Any]) -> list[Verdict]:
    settings = plan.settings.dedupe
    if not articles.total:
        return []
    exact = list(exact_groups(articles.column("exact_high"), articles.column("exact_low")))
    alive = np.ones(articles.total, bool)
    for group in exact:
        alive[group] = False
        alive[group[np.argmin(rank[group])]] = True
    pairs = np.empty((0, 2), np.int64)
    if settings.near:
        rows = np.flatnonzero(alive & (articles.column("band_00") != 0))
        pairs = candidate_pairs((articles.column(f"band_{i:02d}") for i in range(BANDS)), rows)
    return choose(rank, exact, pairs, articles.shingles, settings.threshold, articles.settled)


class _Articles:
    """All articles by one number: those of earlier runs first, then the run's, shard by shard."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        index = Path(plan.out) / "_index" / "fingerprints"
        self._earlier = [path for run in plan.earlier_runs for path in sorted(index.glob(f"part-{run}-*.parquet"))]
        self._shards = [plan.work / "finish" / f"{shard.name}.prints" for shard in plan.shards]
        sizes = [pq.read_metadata(path).num_rows for path in self._earlier]
        self.settled = sum(sizes)
        sizes += [sum(batch.num_rows for batch in read_batches(path)) for path in self._shards]
        self._starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        self.total = int(self._starts[-1])
        self._texts: OrderedDict[int, Hashes] = OrderedDict()
        self._batches: OrderedDict[tuple[int, int], pa.Array] = OrderedDict()

    def column(self, name: str) -> np.ndarray[Any, Any]:
        """One column of the fingerprints of all articles."""
        chunks = [pq.read_table(path, columns=[name])[name] for path in self._earlier]
        chunks += [batch[name] for path in self._shards for batch in read_batches(path)]
        return np.concatenate([np.asarray(chunk.to_numpy()) for chunk in chunks]) if chunks else np.empty(0)

    def rank(self, keep: str) -> np.ndarray[Any, Any]:
        """Each article's place in the order of keeping: earlier runs, then by setting, then first seen."""
        numbers = np.arange(self.total, dtype=np.int64)
        letters, published = self.column("letters"), self.column("published_at")
        wish = {
            "longest": (-letters, published),
            "earliest": (published, -letters),
            "first": (numbers, numbers),
        }[keep]
        new = numbers >= self.settled
        order = np.lexsort((numbers, np.where(new, wish[1], 0), np.where(new, wish[0], 0), new))
        rank = np.empty(self.total, np.int64)
        rank[order] = numbers
        return rank

    def again(self, rank: np.ndarray[Any, Any]) -> list[int]:
        """Rows of this run whose id another row of it has, which stands before them in the order of keeping.

        A record that an earlier run has read is told again: other furniture was learned then, so its edits may differ.
        """
        chunks = [batch["id"].to_pylist() for path in self._shards for batch in read_batches(path)]
        # Half an id is enough to find candidates, and an eighth of a string's memory.
        keys = np.array([int(one[:15], 16) for chunk in chunks for one in chunk], np.int64)
        order = np.lexsort((rank[self.settled :], keys))
        same = keys[order][1:] == keys[order][:-1]
        return [int(row) + self.settled for row in order[1:][same]]

    def place(self, number: int) -> tuple[int, int]:
        """Shard and row of an article of this run."""
        part = int(np.searchsorted(self._starts, number, side="right")) - 1
        return part - len(self._earlier), int(number - self._starts[part])

    def id(self, number: int) -> str:
        """An article's id."""
        part = int(np.searchsorted(self._starts, number, side="right")) - 1
        row = int(number - self._starts[part])
        if part < len(self._earlier):
            return str(pq.read_table(self._earlier[part], columns=["id"])["id"][row].as_py())
        return str(self._cell(self._shards[part - len(self._earlier)], "id", row))

    def shingles(self, number: int) -> Hashes:
        """An article's shingles, computed from its text; the last 5,000 are remembered."""
        if number in self._texts:
            self._texts.move_to_end(number)
            return self._texts[number]
        part = int(np.searchsorted(self._starts, number, side="right")) - 1
        row = int(number - self._starts[part])
        if part < len(self._earlier):
            text = self._published(part, row)
        else:
            text = self._cell(
                self._plan.work / "finish" / f"{self._plan.shards[part - len(self._earlier)].name}.articles",
                "text",
                row,
            )
        found = shingle_hashes(words(text), self._plan.settings.dedupe.shingle)
        self._texts[number] = found
        if len(self._texts) > 5_000:
            self._texts.popitem(last=False)
        return found

    def _cell(self, path: Path, column: str, row: int) -> Any:
        starts = _batch_starts(str(path))
        at = int(np.searchsorted(starts, row, side="right")) - 1
        key = (hash((str(path), column)), at)
        if key not in self._batches:
            with pa.memory_map(str(path)) as source:
                self._batches[key] = pa.ipc.open_file(source).get_batch(at)[column]
            if len(self._batches) > 64:
                self._batches.popitem(last=False)
        return self._batches[key][row - int(starts[at])].as_py()

    def _published(self, part: int, row: int) -> str:
        path = self._earlier[part]
        wanted = pq.read_table(path, columns=["id"])["id"][row]
        pattern = f"**/{path.name}"
        for file in sorted((Path(self._plan.out) / "articles").glob(pattern)):
            table = pq.read_table(file, columns=["id", "text"])
            found = table.filter(pc.equal(table["id"], wanted))
            if found.num_rows:
                return str(found["text"][0].as_py())
        raise FileNotFoundError(
            f"{path.name}: the article {wanted} of an earlier run is not in the dataset; run copydesk verify"
        )


_STARTS: dict[str, np.ndarray[Any, Any]] = {}


def _batch_starts(path: str) -> np.ndarray[Any, Any]:
    if path not in _STARTS:
        _STARTS[path] = np.concatenate([[0], np.cumsum([batch.num_rows for batch in read_batches(Path(path))])])
    return _STARTS[path]


def verdicts_of(plan: Plan, shard: int) -> dict[int, dict[str, Any]]:
    """The verdicts on a shard's rows, by row."""
    table = read_table(plan.work / "match" / "verdicts")
    return {row["row"]: row for row in table.filter(pc.equal(table["shard"], shard)).to_pylist()}
