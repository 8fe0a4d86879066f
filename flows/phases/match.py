"""Match: who is a copy of whom, over all shards of the run and all articles of earlier runs.

Steps, most of which fall into tasks that run side by side; each leaves files and does nothing that is done:

    gather     one task          records read again, exact groups, the order of keeping
    join       some bands each   articles with the same key of a band -> pairs that may be copies by their sketches; crowds
    link       one task          pairs, crowds -> components -> partitions of them, a few million shingles each
    shingle    a shard each      texts of candidates -> their shingles, by partition
    choose     a partition each  pairs, crowds -> verified pairs -> who goes
    probe      a shard each      texts that are left -> pairs of a shorter and a longer one, where they are asked for
    conclude   one task          verdicts by shard

Resident are at most the sketches and a few numbers an article: about 100 bytes; and the shingles of a partition. A component
is dealt with as a whole: each article that stays may be the witness of any further one. Of thousands made from one template
it takes about 16 bytes a shingle, for each of them. Articles that no other is brought together with are never looked at again.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from flows.phases.again import tellers, write_told
from flows.phases.inside import Inside
from flows.phases.plan import Plan
from flows.phases.prints import Prints
from tasks.dataset.work import TableWriter, read_arrays, read_json, write_arrays, write_json
from tasks.dedupe.candidates import Buckets, buckets, components, joined_buckets, likely_pairs, representatives
from tasks.dedupe.keepers import CROWD, choose, choose_in_crowd
from tasks.dedupe.minhash import BANDS, SKETCH, Likeness
from tasks.dedupe.shingles import Shingles, ordered_sets
from tasks.dedupe.words import Hashes

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
row of the run has too (`again`: the same record read twice; its edits are told once)."""
_SETS = pa.schema([("number", pa.int32()), ("shingles", pa.large_list(pa.uint64()))])
# Shingles of a partition, 8 bytes each; one component may have more.
_PARTITION = 8_000_000
# And as many partitions as make work for a few workers.
_PARTITIONS = 8
# Articles from which the bands are worth two more tasks: of an odd number one worker has the last one alone.
_JOINED = 50_000
_METHODS = ("exact", "near", "contained")
_SCRATCH = ("gather", "join", "link", "sets", "chosen", "inside")


def match(plan: Plan) -> dict[str, int]:
    """All steps in turn. Returns how many went, by method."""
    steps = Match(plan)
    for task in range(steps.gather()):
        steps.join(task)
    parts, partitions = steps.link()
    for part in range(parts):
        steps.shingle(part)
    for partition in range(partitions):
        steps.choose(partition)
    for part in range(steps.probes()):
        steps.probe(part)
    return steps.conclude()


class Match:
    """The steps of one run, each of which may be taken in another process."""

    def __init__(self, plan: Plan) -> None:
        self._plan, self._settings = plan, plan.settings.dedupe
        self._folder = plan.work / "match"
        self._marker = self._folder / "done.json"
        self._near = self._settings.near and "dedupe" in plan.settings.steps

    @cached_property
    def _prints(self) -> Prints:
        return Prints(self._plan)

    @cached_property
    def _gathered(self) -> dict[str, NDArray[np.int32]]:
        return read_arrays(self._folder / "gather.npz")

    @cached_property
    def _linked(self) -> dict[str, NDArray[np.int32]]:
        return read_arrays(self._folder / "link.npz")

    def gather(self) -> int:
        """The order of keeping, and for each article the first one with the same words. Returns how many tasks `join`
        has.
        """
        path = self._folder / "gather.npz"
        if self._marker.exists():
            return 0
        if not path.exists():
            prints = self._prints
            rank, first = prints.rank(), np.arange(prints.total, dtype=np.int32)
            record = prints.records(rank)
            if "dedupe" in self._plan.settings.steps:
                # A record that is read again is the same article, whatever furniture has been learned since.
                first, mine = record.copy(), np.flatnonzero(record == first)
                high, low = (prints.column(name)[mine] for name in ("exact_high", "exact_low"))
                first[mine] = mine[representatives(high, low, rank[mine])]
                first = first[first]
            write_arrays(path, {"rank": rank, "first": first, "record": record})
        return self._joins if self._near else 0

    @property
    def _joins(self) -> int:
        return min(BANDS, 2 + 2 * (self._prints.total // _JOINED))

    def join(self, task: int) -> None:
        """The pairs of a task's bands that may be copies, as buckets of two, and its crowds."""
        path = self._folder / f"join-{task:02d}.npz"
        if path.exists():
            return
        prints = self._prints
        alive = np.flatnonzero(self._gathered["first"] == np.arange(prints.total)).astype(np.int32)
        found = joined_buckets([
            buckets(prints.column(f"band_{band:02d}"), alive, self._gathered["rank"])
            for band in range(task, BANDS, self._joins)
        ])  # fmt: skip
        found = likely_pairs(found, self._may_be, CROWD)
        write_arrays(path, {"rows": found.rows, "starts": found.starts})

    @cached_property
    def _may_be(self) -> Likeness:
        """What tells, of two articles, whether they may be copies."""
        sketches = [self._prints.column(f"sketch_{i}") for i in range(SKETCH)]
        return Likeness(self._prints.column("shingles"), sketches, self._settings.threshold)

    def _buckets(self) -> Iterator[Buckets]:
        for path in sorted(self._folder.glob("join-*.npz")):
            yield Buckets(**read_arrays(path))

    def link(self) -> tuple[int, int]:
        """Components of what the bands have brought together, dealt out to partitions. Returns how many parts have
        articles to look at, which are all of them or none, and how many partitions there are.
        """
        if self._marker.exists():
            return 0, 0
        path, total = self._folder / "link.npz", self._prints.total
        if not path.exists():
            label = components(self._buckets(), total)
            crowded = np.zeros(total, bool)
            for found in self._buckets():
                crowded[label[found.rows[found.starts[:-1]][found.sizes > CROWD]]] = True
            rows = np.flatnonzero(label >= 0)
            weight = np.bincount(label[rows], self._prints.column("shingles")[rows], total).astype(np.int64)
            # Components stand in the order of their first articles; a partition ends with the one that fills it.
            size = min(_PARTITION, 1 + int(weight.sum()) // _PARTITIONS)
            _, place = np.unique(((np.cumsum(weight) - weight) // size)[label[rows]], return_inverse=True)
            partition = np.full(total, -1, np.int32)
            partition[rows] = place
            # The label of a crowd, which is looked at otherwise.
            write_arrays(path, {"partition": partition, "crowd": np.where((label >= 0) & crowded[label], label, -1)})
        return (len(self._prints.starts) - 1 if self._partitions else 0), self._partitions

    @property
    def _partitions(self) -> int:
        return int(self._linked["partition"].max(initial=-1)) + 1

    def shingle(self, part: int) -> None:
        """The shingles of a part's candidates, a batch a partition."""
        path = self._folder / f"sets-{part:05d}"
        if path.exists():
            return
        start, end = self._prints.starts[part : part + 2].tolist()
        partition = self._linked["partition"][start:end]
        rows = np.flatnonzero(partition >= 0)
        sets: list[Hashes] = [np.empty(0, np.uint64)] * len(rows)
        for which, found in self._prints.shingles(part, rows):
            for place, one in enumerate(which.tolist()):
                sets[one] = found[place]
        with TableWriter(path, _SETS) as writer:
            for number in range(self._partitions):
                mine = np.flatnonzero(partition[rows] == number)
                flat = np.concatenate([np.empty(0, np.uint64), *(sets[one] for one in mine.tolist())])
                ends = np.cumsum([0, *(len(sets[one]) for one in mine.tolist())])
                lists = pa.LargeListArray.from_arrays(pa.array(ends, pa.int64()), pa.array(flat))
                numbers = pa.array(rows[mine] + start, pa.int32())
                writer.append(pa.RecordBatch.from_arrays([numbers, lists], schema=_SETS))

    def choose(self, number: int) -> None:
        """Verify the pairs of a partition's articles, and choose."""
        path = self._folder / f"chosen-{number:05d}.npz"
        if path.exists():
            return
        rows, sets = self._sets(number)
        threshold = self._settings.threshold
        crowd = self._linked["crowd"][rows]
        local = np.full(self._prints.total, -1, np.int32)
        local[rows[crowd < 0]] = np.flatnonzero(crowd < 0)
        pairs = joined_buckets([found.renamed(local) for found in self._buckets()])
        settled = rows < self._prints.settled
        found = choose(sets, pairs, threshold, int(settled.sum()))
        verdicts = [(rows[one.row], rows[one.keeper], one.similarity) for one in found]
        for label in np.unique(crowd[crowd >= 0]).tolist():
            members = np.flatnonzero(crowd == label)
            mine = sets if len(members) == len(rows) else sets.take(members)
            found = choose_in_crowd(mine, threshold, int(settled[members].sum()))
            verdicts += [(rows[members[one.row]], rows[members[one.keeper]], one.similarity) for one in found]
        write_arrays(path, {
            "row": np.array([one[0] for one in verdicts], np.int32),
            "keeper": np.array([one[1] for one in verdicts], np.int32),
            "similarity": np.array([one[2] for one in verdicts], np.float64),
        })  # fmt: skip

    def _sets(self, number: int) -> tuple[NDArray[np.int32], Shingles]:
        """A partition's articles in the order of keeping, and their shingles."""
        numbers: list[NDArray[np.int32]] = []
        sets: list[Shingles] = []
        for path in sorted(self._folder.glob("sets-*")):
            with pa.memory_map(str(path)) as source:
                batch = pa.ipc.open_file(source).get_batch(number)
                lists = batch["shingles"]
                numbers.append(batch["number"].to_numpy())
                sets.append(Shingles(lists.flatten().to_numpy(), lists.offsets.to_numpy() - lists.offsets[0].as_py()))
        rows = np.concatenate(numbers)
        order = np.argsort(self._gathered["rank"][rows])
        return rows[order], ordered_sets(sets, order)

    def probes(self) -> int:
        """Returns how many parts are to be probed for articles inside longer ones, where they are asked for."""
        wanted = self._near and self._settings.contained and not self._marker.exists()
        return len(self._prints.starts) - 1 if wanted else 0

    @cached_property
    def _chosen(self) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """For each article the one that it is a near copy of, itself as a rule, and how alike they are."""
        keeper, similarity = np.arange(self._prints.total, dtype=np.int32), np.ones(self._prints.total)
        for chosen in map(read_arrays, sorted(self._folder.glob("chosen-*.npz"))):
            keeper[chosen["row"]], similarity[chosen["row"]] = chosen["keeper"], chosen["similarity"]
        return keeper, similarity

    def probe(self, part: int) -> None:
        """Pairs of a shorter article of this run and a longer one, which is of a part."""
        path = self._folder / f"inside-{part:05d}.npz"
        if not path.exists():
            write_arrays(path, {"pairs": self._inside.pairs(part)})

    @cached_property
    def _inside(self) -> Inside:
        return Inside(self._prints, self._settings, self._gathered, self._chosen[0])

    def conclude(self) -> dict[str, int]:
        """Write the verdicts on each shard's articles, and remove the rest. Returns how many went, by method."""
        if done := read_json(self._marker):
            return dict(done)
        prints, first = self._prints, self._gathered["first"]
        everyone = np.arange(prints.total)
        keeper, similarity = (column.copy() for column in self._chosen)
        method = (keeper != everyone).astype(np.int8)  # a place in _METHODS
        pairs = [read_arrays(path)["pairs"] for path in sorted(self._folder.glob("inside-*.npz"))]
        for one in self._inside.verdicts(pairs):
            keeper[one.row], similarity[one.row] = one.keeper, one.similarity
            method[one.row] = _METHODS.index(one.method)
        # The copy of an article that went as a near copy has the same witness, at the same similarity.
        keeper, similarity, method = keeper[first], similarity[first], method[first]
        gone = (keeper != everyone) & (everyone >= prints.settled)
        copies = (np.bincount(keeper[gone], minlength=prints.total) + 1).astype(np.int32)
        teller = tellers(prints, self._gathered["rank"], self._gathered["record"])
        again = teller != everyone
        told = gone | again | (copies > 1)
        witnesses = np.unique(keeper[gone])
        ids = prints.ids(witnesses)
        with TableWriter(self._folder / "verdicts", VERDICTS) as writer:
            for start, end in pairwise(prints.starts[len(prints.earlier) :].tolist()):
                rows = np.flatnonzero(told[start:end]) + start
                stay = ~gone[rows]
                arrays = [
                    pa.array(rows - start, pa.int32()),
                    ids.take(pa.array(np.searchsorted(witnesses, keeper[rows]), mask=stay)),
                    pa.array(_METHODS).take(pa.array(method[rows], mask=stay)),
                    pa.array(similarity[rows], mask=stay),
                    pa.array(copies[rows]),
                    pa.array(again[rows]),
                ]
                writer.append(pa.RecordBatch.from_arrays(arrays, schema=VERDICTS))
        write_told(self._plan, prints, teller, self._folder / "told")
        asked = _METHODS if self._settings.contained else _METHODS[:2]
        counts = {one: int((gone & (method == i)).sum()) for i, one in enumerate(asked)}
        write_json(self._marker, counts)
        for path in self._folder.iterdir():
            if path.name.startswith(_SCRATCH):
                path.unlink()
        return counts


def verdicts_of(plan: Plan, shard: int) -> dict[int, dict[str, Any]]:
    """The verdicts on a shard's rows, by row."""
    with pa.OSFile(str(plan.work / "match" / "verdicts")) as source:
        return {row["row"]: row for row in pa.ipc.open_file(source).get_batch(shard).to_pylist()}
