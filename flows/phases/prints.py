"""The fingerprints of all articles, by one number: those of earlier runs first, then the run's, shard by shard.

They lie on disk by columns, and a column is read when it is needed: a band's keys are its table.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.phases.articles import texts_of
from flows.phases.plan import Plan
from tasks.compiled.utf8 import Utf8
from tasks.dataset.work import read_batches, read_json, utf8
from tasks.dedupe.candidates import Rows, representatives
from tasks.dedupe.fingerprints import VERSION, shingle
from tasks.dedupe.inside import PROBES
from tasks.dedupe.minhash import BANDS, SKETCH
from tasks.dedupe.shingles import Shingles
from tasks.errors import CopydeskError

_VERSION_KEY = b"copydesk.fingerprints_version"
PRINTS = pa.schema(
    [
        ("id", pa.string()), ("exact_high", pa.uint64()), ("exact_low", pa.uint64()), ("letters", pa.int64()), ("damage", pa.int32()), ("published_at", pa.int64()),
        ("preferred", pa.int32()), ("shingles", pa.int32()),
        *((f"least_{i}", pa.uint64()) for i in range(PROBES)),
        *((f"band_{i:02d}", pa.uint64()) for i in range(BANDS)),
        *((f"sketch_{i}", pa.uint64()) for i in range(SKETCH)),
    ],
    metadata={_VERSION_KEY: str(VERSION).encode()},
)  # fmt: skip
"""Fingerprints, a row an article, in the order of the shard's articles; of those that stay, the index of later runs.
`letters` are the letters and digits of its words, without what it says again; `damage` is how many apostrophes it had lost, and what
else is lost for good, or lacking in its record; `published_at` is in microseconds, or `NEVER`; `preferred` is the place of its site
among the preferred ones."""
NEVER = np.iinfo(np.int64).max
OF_TEXT = 8
"""What each damage to a text counts: more than all that its record may lack."""
SEVERE = 1000 * OF_TEXT
"""Damage that goes before length, where two articles are about as long: by less than a step of `_STEP`."""
_STEP = 1.05


class Prints:
    """All fingerprints. An article has a number, and a place: part (of earlier runs, then shards) and row."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.earlier = plan.earlier("_index/fingerprints")
        self.shards = [plan.work / "finish" / f"{shard.name}.prints" for shard in plan.shards]
        for path in self.earlier:
            with self._plan.guarding(path):
                version = (pq.read_schema(path).metadata or {}).get(_VERSION_KEY, b"1").decode()
            if version != str(VERSION):
                raise CopydeskError(
                    f"{path}: its fingerprints are of version {version}, these of version {VERSION}; they cannot be "
                    "compared: write the dataset anew with --rebuild"
                )
        sizes = [pq.read_metadata(path).num_rows for path in self.earlier]
        self.settled = sum(sizes)
        sizes += [read_json(plan.work / "finish" / f"{shard.name}.json")["articles"] for shard in plan.shards]
        self.starts = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
        self.total = int(self.starts[-1])

    def column(self, name: str) -> np.ndarray[Any, Any]:
        """One column of all articles."""
        kind = PRINTS.field(name).type.to_pandas_dtype()
        column = np.empty(self.total, kind)
        at = 0
        for chunk in self._chunks(name):
            column[at : at + len(chunk)] = chunk.to_numpy(zero_copy_only=False)
            at += len(chunk)
        return column

    def _chunks(self, name: str) -> Iterator[pa.Array]:
        for path in self.earlier:
            with self._plan.guarding(path):
                for batch in pq.ParquetFile(path).iter_batches(columns=[name]):
                    yield batch[name]
        for path in self.shards:
            for batch in read_batches(path, [name], PRINTS):
                yield batch[name]

    def rank(self) -> np.ndarray[Any, Any]:
        """Each article's place in the order of keeping: earlier runs, then by setting, then first seen."""
        columns = []
        new = np.arange(self.total) >= self.settled
        for criterion in reversed(self._plan.settings.dedupe.order()):
            if criterion == "longest":
                letters, damage = self.column("letters"), self.column("damage")
                steps = np.floor(np.log(np.maximum(letters, 1)) / np.log(_STEP))
                columns += [np.where(new, column, 0) for column in (-letters, damage // SEVERE, -steps)]
            elif criterion == "intact":
                columns.append(np.where(new, self.column("damage"), 0))
            elif criterion == "earliest":
                columns.append(np.where(new, self.column("published_at"), 0))
            elif criterion == "preferred":
                columns.append(np.where(new, self.column("preferred"), 0))
            else:
                columns.append(np.arange(self.total))
        order = np.lexsort((*columns, new))
        rank = np.empty(self.total, np.int32)
        rank[order] = np.arange(self.total, dtype=np.int32)
        return rank

    def records(self, rank: Rows) -> Rows:
        """For each article the one of its id, of this run or an earlier one, that stands first in the order of keeping, itself as
        a rule: of a record that is read again.
        """
        high, low = np.empty(self.total, np.uint64), np.empty(self.total, np.uint64)
        at = 0
        for chunk in self._chunks("id"):
            halves = np.frombuffer(bytes.fromhex("".join(chunk.to_pylist())), ">u8")
            high[at : at + len(chunk)], low[at : at + len(chunk)] = halves[::2], halves[1::2]
            at += len(chunk)
        return representatives(high, low, rank)

    def parts_of(self, numbers: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """The part that each article is in."""
        return np.searchsorted(self.starts, numbers, side="right") - 1

    def ids(self, numbers: np.ndarray[Any, Any]) -> pa.Array:
        """The ids of some articles, whose numbers ascend."""
        found = [pa.array([], pa.string())]
        parts = self.parts_of(numbers)
        for part in np.unique(parts).tolist():
            if part < len(self.earlier):
                with self._plan.guarding(self.earlier[part]):
                    ids = pq.read_table(self.earlier[part], columns=["id"])["id"]
            else:
                ids = pa.chunked_array(
                    [batch["id"] for batch in read_batches(self.shards[part - len(self.earlier)], ["id"], PRINTS)],
                    pa.string(),
                )
            found += ids.take(pa.array(numbers[parts == part] - self.starts[part])).chunks
        return pa.concat_arrays(found)

    def shingles(self, part: int, rows: np.ndarray[Any, Any]) -> Iterator[tuple[np.ndarray[Any, Any], Shingles]]:
        """The shingles of some of a part's articles (`rows` ascending), a batch at a time: which of `rows`, and sets."""
        for which, texts in self._texts(part, rows):
            yield which, shingle(texts, self._plan.settings.dedupe.shingle)

    def _texts(self, part: int, rows: np.ndarray[Any, Any]) -> Iterator[tuple[np.ndarray[Any, Any], Utf8]]:
        if part < len(self.earlier):
            yield from self._published(self.earlier[part], rows)
            return
        shard = self._plan.shards[part - len(self.earlier)]
        start = 0
        for texts in texts_of(self._plan, shard):
            first, last = np.searchsorted(rows, [start, start + len(texts)])
            if last > first:
                yield np.arange(first, last), utf8(texts.take(pa.array(rows[first:last] - start)))
            start += len(texts)

    def _published(self, path: Path, rows: np.ndarray[Any, Any]) -> Iterator[tuple[np.ndarray[Any, Any], Utf8]]:
        with self._plan.guarding(path):
            wanted = pq.read_table(path, columns=["id"])["id"].take(pa.array(rows)).combine_chunks()
        missing = np.ones(len(rows), bool)
        for file in self._plan.earlier("articles", path.name):
            # With folders by a value a part is many files: their order is not that of the fingerprints.
            with self._plan.guarding(file):
                for batch in pq.ParquetFile(file).iter_batches(4096, columns=["id", "text"]):
                    places = pc.index_in(batch["id"], wanted)
                    found = batch.filter(pc.is_valid(places))
                    if found.num_rows:
                        which = places.drop_null().to_numpy()
                        missing[which] = False
                        yield which, utf8(found["text"])
        if missing.any():
            raise CopydeskError(
                f"{path.name}: the article {wanted[int(np.argmax(missing))]} of an earlier run is not in the dataset; "
                "run copydesk verify"
            )
