"""Match: who is a copy of whom, over all shards of the run and all articles of earlier runs.

Six steps, of which three fall into tasks that run side by side; each leaves files and does nothing that is done:

    gather     one task        exact groups, the order of keeping
    join       some bands each articles with the same key of a band -> buckets
    link       one task        buckets -> components -> partitions of components, a few million shingles each
    shingle    a shard each    texts of candidates -> their shingles, by partition
    choose     a partition each  buckets -> verified pairs -> who goes
    conclude   one task        verdicts by shard

Resident are at most the keys of one band and a few numbers an article: about 60 bytes. Articles that no other is
brought together with are never looked at again.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from flows.phases.plan import Plan
from flows.phases.prints import Prints
from tasks.dataset.work import TableWriter, read_arrays, read_json, write_arrays, write_json
from tasks.dedupe.candidates import Buckets, buckets, components, joined_buckets, representatives
from tasks.dedupe.fingerprints import shingle
from tasks.dedupe.keepers import CROWD, choose, choose_in_crowd
from tasks.dedupe.minhash import BANDS
from tasks.dedupe.shingles import Shingles, joined_sets

VERDICTS = pa.schema(
    [
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
_SETS = pa.schema([("number", pa.int32()), ("shingles", pa.large_list(pa.uint64()))])
# Shingles of a partition, 8 bytes each, which a task holds twice while it puts them in order.
_PARTITION = 8_000_000
# Articles from which the bands are worth another task.
_JOINED = 200_000


def match(plan: Plan) -> dict[str, int]:
    """All steps in turn. Returns how many went, by method."""
    for task in range(gather(plan)):
        join(plan, task)
    parts, partitions = link(plan)
    for part in range(parts):
        shingle_part(plan, part)
    for partition in range(partitions):
        choose_partition(plan, partition)
    return conclude(plan)


def gather(plan: Plan) -> int:
    """The order of keeping, and for each article the first one with the same words. Returns how many tasks `join` has."""
    prints = Prints(plan)
    path = plan.work / "match" / "gather.npz"
    if not path.exists():
        rank, first = prints.rank(), np.arange(prints.total, dtype=np.int32)
        if "dedupe" in plan.settings.steps:
            first = representatives(prints.column("exact_high"), prints.column("exact_low"), rank)
        write_arrays(path, {"rank": rank, "first": first})
    return _joins(prints) if plan.settings.dedupe.near and "dedupe" in plan.settings.steps else 0


def _joins(prints: Prints) -> int:
    return min(BANDS, 1 + prints.total // _JOINED)


def join(plan: Plan, task: int) -> None:
    """The buckets of a task's bands."""
    path = plan.work / "match" / f"join-{task:02d}.npz"
    if path.exists():
        return
    prints, gathered = Prints(plan), _read(plan, "gather")
    alive = np.flatnonzero(gathered["first"] == np.arange(prints.total)).astype(np.int32)
    mine = range(task, BANDS, _joins(prints))
    found = joined_buckets([buckets(prints.column(f"band_{band:02d}"), alive, gathered["rank"]) for band in mine])
    write_arrays(path, {"rows": found.rows, "starts": found.starts})


def _buckets(plan: Plan) -> Iterator[Buckets]:
    for path in sorted((plan.work / "match").glob("join-*.npz")):
        yield Buckets(**read_arrays(path))


def link(plan: Plan) -> tuple[int, int]:
    """Components of what the bands have brought together, dealt out to partitions. Returns how many parts have articles
    to look at, which are all of them or none, and how many partitions there are.
    """
    prints = Prints(plan)
    path = plan.work / "match" / "link.npz"
    if not path.exists():
        label = components(_buckets(plan), prints.total)
        crowded = np.zeros(prints.total, bool)
        for found in _buckets(plan):
            crowded[label[found.rows[found.starts[:-1]][found.sizes > CROWD]]] = True
        rows = np.flatnonzero(label >= 0)
        weight = np.bincount(label[rows], prints.column("shingles")[rows], prints.total).astype(np.int64)
        # Components stand in the order of their first articles; a partition ends with the one that fills it.
        _, place = np.unique(((np.cumsum(weight) - weight) // _PARTITION)[label[rows]], return_inverse=True)
        partition = np.full(prints.total, -1, np.int32)
        partition[rows] = place
        # The label of a crowd, which is looked at otherwise.
        write_arrays(path, {"partition": partition, "crowd": np.where((label >= 0) & crowded[label], label, -1)})
    partitions = int(_read(plan, "link")["partition"].max(initial=-1)) + 1
    return (len(prints.starts) - 1 if partitions else 0), partitions


def shingle_part(plan: Plan, part: int) -> None:
    """The shingles of a part's candidates, a batch a partition."""
    path = plan.work / "match" / f"sets-{part:05d}"
    if path.exists():
        return
    prints = Prints(plan)
    partition = _read(plan, "link")["partition"]
    count = int(partition.max()) + 1
    partition = partition[prints.starts[part] : prints.starts[part + 1]]
    rows = np.flatnonzero(partition >= 0)
    sets: list[NDArray[np.uint64]] = [np.empty(0, np.uint64)] * len(rows)
    for which, texts in prints.texts(part, rows):
        found = shingle(texts, plan.settings.dedupe.shingle)
        for place, one in enumerate(which.tolist()):
            sets[one] = found[place]
    with TableWriter(path, _SETS, pa.ipc.IpcWriteOptions()) as writer:
        for number in range(count):
            mine = np.flatnonzero(partition[rows] == number)
            flat = np.concatenate([np.empty(0, np.uint64), *(sets[one] for one in mine.tolist())])
            ends = np.cumsum([0, *(len(sets[one]) for one in mine.tolist())])
            writer.append(
                pa.RecordBatch.from_arrays(
                    [
                        pa.array(rows[mine] + prints.starts[part], pa.int32()),
                        pa.LargeListArray.from_arrays(pa.array(ends, pa.int64()), pa.array(flat)),
                    ],
                    schema=_SETS,
                )
            )


def choose_partition(plan: Plan, number: int) -> None:
    """Verify the pairs of a partition's articles, and choose."""
    path = plan.work / "match" / f"chosen-{number:05d}.npz"
    if path.exists():
        return
    prints = Prints(plan)
    linked, rank = _read(plan, "link"), _read(plan, "gather")["rank"]
    rows, sets = _sets(plan, number, len(prints.starts) - 1, rank)
    threshold = plan.settings.dedupe.threshold
    crowd = linked["crowd"][rows]
    local = np.full(prints.total, -1, np.int32)
    local[rows[crowd < 0]] = np.flatnonzero(crowd < 0)
    shared = [found.renamed(local) for found in _buckets(plan)]
    settled = rows < prints.settled
    found = choose(sets, joined_buckets(shared), threshold, int(settled.sum()))
    verdicts = [(rows[one.row], rows[one.keeper], one.similarity) for one in found]
    for label in np.unique(crowd[crowd >= 0]).tolist():
        members = np.flatnonzero(crowd == label)
        found = choose_in_crowd(sets.take(members), threshold, int(settled[members].sum()))
        verdicts += [(rows[members[one.row]], rows[members[one.keeper]], one.similarity) for one in found]
    write_arrays(path, {
        "row": np.array([one[0] for one in verdicts], np.int32),
        "keeper": np.array([one[1] for one in verdicts], np.int32),
        "similarity": np.array([one[2] for one in verdicts], np.float64),
    })  # fmt: skip


def _sets(plan: Plan, number: int, parts: int, rank: NDArray[np.int32]) -> tuple[NDArray[np.int32], Shingles]:
    """A partition's articles in the order of keeping, and their shingles."""
    numbers: list[NDArray[np.int32]] = []
    sets: list[Shingles] = []
    for part in range(parts):
        with pa.memory_map(str(plan.work / "match" / f"sets-{part:05d}")) as source:
            batch = pa.ipc.open_file(source).get_batch(number)
            lists = batch["shingles"]
            numbers.append(batch["number"].to_numpy())
            sets.append(Shingles(lists.flatten().to_numpy(), lists.offsets.to_numpy() - lists.offsets[0].as_py()))
    rows = np.concatenate(numbers)
    order = np.argsort(rank[rows])
    return rows[order], joined_sets(sets).take(order)


def conclude(plan: Plan) -> dict[str, int]:
    """Write the verdicts on each shard's articles. Returns how many went, by method."""
    folder = plan.work / "match"
    marker = folder / "done.json"
    if done := read_json(marker):
        return dict(done)
    prints = Prints(plan)
    gathered = _read(plan, "gather")
    keeper, similarity = gathered["first"].copy(), np.ones(prints.total)
    near = np.zeros(prints.total, bool)
    for number in range(link(plan)[1]):
        chosen = _read(plan, f"chosen-{number:05d}")
        keeper[chosen["row"]], similarity[chosen["row"]], near[chosen["row"]] = (
            chosen["keeper"],
            chosen["similarity"],
            True,
        )
    # The copy of an article that went as a near copy has the same witness, at the same similarity.
    first = gathered["first"]
    keeper, similarity, near = keeper[first], similarity[first], near[first]
    gone = (keeper != np.arange(prints.total)) & (np.arange(prints.total) >= prints.settled)
    copies = np.bincount(keeper[gone], minlength=prints.total) + 1
    again = np.zeros(prints.total, bool)
    again[prints.again(gathered["rank"])] = True
    told = gone | again | (copies > 1)
    with TableWriter(folder / "verdicts", VERDICTS) as writer:
        for start, end in pairwise(prints.starts[len(prints.earlier) :].tolist()):
            rows = np.flatnonzero(told[start:end]) + start
            going = gone[rows]
            ids = prints.ids(keeper[rows])
            columns = {
                "row": rows - start,
                "duplicate_of": pa.array(np.array(ids, object), mask=~going),
                "method": pa.array(np.where(near[rows], "near", "exact"), mask=~going),
                "similarity": pa.array(similarity[rows], mask=~going),
                "copies": copies[rows],
                "again": again[rows],
            }
            arrays = [pa.array(columns[field.name], field.type) for field in VERDICTS]
            writer.append(pa.RecordBatch.from_arrays(arrays, schema=VERDICTS))
    counts = {"exact": int((gone & ~near).sum()), "near": int((gone & near).sum())}
    write_json(marker, counts)
    return counts


def _read(plan: Plan, name: str) -> dict[str, NDArray[Any]]:
    return read_arrays(plan.work / "match" / f"{name}.npz")


def verdicts_of(plan: Plan, shard: int) -> dict[int, dict[str, Any]]:
    """The verdicts on a shard's rows, by row."""
    with pa.OSFile(str(plan.work / "match" / "verdicts")) as source:
        return {row["row"]: row for row in pa.ipc.open_file(source).get_batch(shard).to_pylist()}
