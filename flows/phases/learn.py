"""Learn: which lines are a site's furniture, from what all shards' scrubs have seen, and from earlier runs.

Steps, the first two of which fall into tasks that run side by side; each leaves files and does nothing that is done:

    count      a partition each  in how many different articles each line stands, by key alone
    read       a shard each      the texts of the few lines that stand in enough
    conclude   one task          which of them are furniture

Memory is bounded by the partitions of the lines' keys (so many that they take `_PARTITION` bytes of files), whatever the dump.
Nothing depends on the order of shards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import xxhash
from numpy.typing import NDArray

from flows.phases.plan import Plan, Shard
from tasks.compiled.characters import mixed
from tasks.compiled.utf8 import Utf8
from tasks.dataset.schemas import FURNITURE
from tasks.dataset.work import (
    TableWriter,
    read_arrays,
    read_batches,
    read_json,
    read_table,
    utf8,
    write_arrays,
    write_json,
)
from tasks.furniture.decide import LEAST_SHARE, Asked, Stands, decide, least_articles
from tasks.furniture.folding import fold
from tasks.furniture.learned import Learned
from tasks.furniture.prefixes import set_before
from tasks.furniture.sightings import PLACES, line_hash, line_key, site_hash, sites_of
from tasks.furniture.whose import is_title

_EXAMPLES = 3
_PARTITION = 70_000_000
# And, where there is that much, as many partitions as make work for a few workers.
_PARTITIONS, _WORTH = 4, 4_000_000
_SCRATCH = ("counts-", "seen-")
# Texts remembered of a line, of however many it has: enough to see whether its numbers vary, and for the examples.
_REMEMBERED = 8
_PREFIXED = 64  # what stands behind a prefix tells of it


def learn(plan: Plan) -> int:
    """All steps in turn. Returns how many lines this run has learned."""
    steps = Learn(plan)
    for part in range(steps.parts()):
        steps.count(part)
    for shard in range(steps.shards()):
        steps.read(shard)
    return steps.conclude()


class Learn:
    """The steps of one run, each of which may be taken in another process."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._folder = plan.work / "learn"
        self._marker = self._folder / "done.json"
        self._lines = [plan.work / "scrub" / f"{shard.name}.lines" for shard in plan.shards]
        settings = plan.settings.furniture
        self._asked = Asked(settings.min_articles, settings.min_share, settings.wording)
        self._on = "furniture" in plan.settings.steps

    @cached_property
    def _parts(self) -> int:
        size = sum(path.stat().st_size for path in self._lines)
        return max(size // _PARTITION + 1, min(_PARTITIONS, size // _WORTH))

    def parts(self) -> int:
        """How many partitions there are to count."""
        return self._parts if self._on and not self._marker.exists() else 0

    def count(self, part: int) -> None:
        """In how many articles each key of a partition was seen."""
        path = self._folder / f"counts-{part:05d}.npz"
        if not path.exists():
            counts = _articles_by_key(self._lines, least_articles(self._asked), part, self._parts)
            write_arrays(path, asdict(counts))

    @cached_property
    def _counts(self) -> _Counts:
        return _joined([_Counts(**read_arrays(self._folder / f"counts-{part:05d}.npz")) for part in range(self._parts)])

    def shards(self) -> int:
        """How many shards there are to be read."""
        return len(self._lines) if self.parts() else 0

    def read(self, shard: int) -> None:
        """The texts of a shard's lines that stand in enough articles."""
        path = self._folder / f"seen-{shard:05d}.json"
        if not path.exists():
            lines = self._lines[shard]
            found = _texts(lines, lines.with_suffix(".drafts"), self._counts, self._asked)
            write_json(path, [[key, asdict(seen)] for key, seen in found.items()])

    def conclude(self) -> int:
        """Write the lines that this run has learned, and the keys of these and of earlier runs', and remove the rest. Returns how
        many it has.
        """
        if done := read_json(self._marker):
            return int(done["lines"])
        rows = sorted(self._learned(), key=lambda row: (row["site"], row["place"], -row["articles"], row["line"]))
        with TableWriter(self._folder / "furniture", FURNITURE) as writer:
            writer.columns(**{name: [row[name] for row in rows] for name in FURNITURE.names})
        earlier: list[dict[str, Any]] = []
        for path in self._plan.earlier("furniture") if self._on else ():
            with self._plan.guarding(path):
                earlier += pq.read_table(path, columns=["site", "place", "line", "share", "examples"]).to_pylist()
        keys = sorted({_key(row, place) for row in rows + earlier for place in _places(row)})
        with TableWriter(self._folder / "keys", _KEYS) as writer:
            columns = map(list, zip(*keys, strict=True)) if keys else ([], [], [])
            writer.columns(**dict(zip(_KEYS.names, columns, strict=True)))
        lines = len({(row["site"], row["line"]) for row in rows})  # some at several places
        write_json(self._marker, {"lines": lines})
        for path in self._folder.iterdir():
            if path.name.startswith(_SCRATCH):
                path.unlink()
        return lines

    def _learned(self) -> Iterator[dict[str, Any]]:
        """Rows of `FURNITURE`."""
        found: dict[int, _Seen] = {}
        for path in sorted(self._folder.glob("seen-*")):
            for key, told in read_json(path):
                seen = _Seen(**{**told, "stands": Stands(**told["stands"])})
                found.setdefault(key, _Seen(seen.site, seen.place, seen.stands)).join(seen)
        for seen in found.values():
            examples = seen.examples()
            keep = self._plan.settings.context(seen.site).keep
            line = set_before(examples) if seen.place == "prefix" else examples[0]
            if fold(line) not in keep and decide(
                seen.site, seen.place, examples, seen.stands, self._asked, seen.listed
            ):
                yield {
                    "site": seen.site,
                    "line": line + (_GOES_ON if seen.place in _GOING_ON else ""),
                    "place": _GOING_ON.get(seen.place, seen.place),
                    "articles": seen.stands.articles,
                    "share": round(seen.stands.articles / seen.stands.of, 6),
                    "examples": examples[:_EXAMPLES],
                    "run_id": self._plan.run_id,
                }


_GOES_ON = " …"
"""How the table tells of an opening, a line of the body, and of a prefix, a line of the head, that more stands behind it."""
_GOING_ON = {"opening": "body", "prefix": "head"}


_HEADS = 0.4  # of a site's articles


def _places(row: dict[str, Any]) -> tuple[str, ...]:
    """Where a line of the furniture table is furniture: what ends so many of a site's articles is no heading of their own ("The jury")."""
    return (row["place"], "heading") if row["place"] == "tail" and row["share"] >= _HEADS else (row["place"],)


def _key(row: dict[str, Any], place: str) -> tuple[str, int, int]:
    """A row of `_KEYS` for one of the furniture table, at a place."""
    site, line = row["site"], row["line"]
    # A whole line, which may end so itself, is its own first example; a part of one is not.
    if line.endswith(_GOES_ON) and row["examples"][:1] != [line]:
        line = line.removesuffix(_GOES_ON)
        place = next((part for part, of in _GOING_ON.items() if of == place), place)
    return site, line_key(site, place, line), line_hash(line)


_KEYS = pa.schema([("site", pa.string()), ("key", pa.uint64()), ("line", pa.uint64())])


def learned_lines(plan: Plan, shard: Shard) -> dict[str, Learned]:
    """The lines that this run and the dataset's earlier ones have learned, by site, of those sites that a shard has: of fifty
    thousand sites the lines of all would take each shard seconds, and half a gigabyte.
    """
    table = read_table(plan.work / "learn" / "keys")
    if not table.num_rows:
        return {}
    names: set[str] = set()
    for draft in read_batches(plan.work / "scrub" / f"{shard.name}.drafts", ["site", "source_file"]):
        places = set(zip(draft["site"].to_pylist(), draft["source_file"].to_pylist(), strict=True))
        names.update(chain.from_iterable(sites_of(*place) for place in places))
    rows: dict[str, list[tuple[int, int]]] = defaultdict(list)
    mine = table.filter(pc.is_in(table["site"], pa.array(sorted(names), pa.string())))
    for site, *row in zip(*(mine[name].to_pylist() for name in _KEYS.names), strict=True):
        rows[site].append((row[0], row[1]))
    return {site: Learned(*map(frozenset, zip(*found, strict=True))) for site, found in rows.items()}


@dataclass(slots=True)
class _Seen:
    """A line's texts: those with the smallest hashes, so that which are remembered does not depend on their order."""

    site: str
    place: str
    stands: Stands[int]
    texts: dict[str, int] = field(default_factory=dict)
    listed: int = 0
    """How often it is one of a list of titles that are all seen often."""

    def add(self, line: str, listed: bool, times: int = 1) -> None:
        self.listed += listed
        self.texts[line] = self.texts.get(line, 0) + times
        if len(self.texts) > (_PREFIXED if self.place == "prefix" else _REMEMBERED):
            del self.texts[max(self.texts, key=_hash)]

    def join(self, other: _Seen) -> None:
        """Add what another shard has."""
        self.listed += other.listed
        for line, times in other.texts.items():
            self.add(line, False, times)

    def examples(self) -> list[str]:
        return sorted(self.texts, key=lambda text: (-self.texts[text], text))


@lru_cache(1 << 14)
def _hash(line: str) -> tuple[int, str]:
    return xxhash.xxh3_64_intdigest(line.encode("utf-8", "surrogatepass")), line


@dataclass(frozen=True)
class _Counts:
    """In how many different articles each key was seen, of those seen in enough, and in how many in all; keys ascending."""

    keys: NDArray[np.uint64]
    articles: NDArray[np.int64]
    documents: NDArray[np.int64]

    def find(
        self, keys: NDArray[np.uint64], least: NDArray[np.float64] | int = 1
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Which of the keys are there, and where; those seen in fewer articles than `least` may be left out."""
        maybe = np.flatnonzero(self._most[keys & _END] >= least)
        at = np.searchsorted(self.keys, keys[maybe])
        there = self.keys[at.clip(max=self.keys.size - 1)] == keys[maybe]
        return maybe[there], at[there]

    @cached_property
    def _most(self) -> NDArray[np.int32]:
        """By low bits, the most articles of a key that has them: nearly all are left out by these, for a tenth of the price of a search."""
        most = np.zeros(int(_END) + 1, np.int32)
        np.maximum.at(most, self.keys & _END, self.articles.astype(np.int32))
        return most


_END = np.uint64((1 << 20) - 1)


def _starts_of_runs(keys: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Where keys stand that are not the one before them."""
    return np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])[: keys.size])


def _articles_by_key(paths: list[Path], least: int, part: int, parts: int) -> _Counts:
    """Of a partition's keys, those seen in at least so many articles."""
    columns: list[tuple[NDArray[np.uint64], ...]] = [tuple(np.empty((4, 0), np.uint64))]
    for path in paths:
        for batch in read_batches(path, ["group", "article", "other", "page", "key"]):
            # Where the key is a group, what was seen is the article itself.
            keys = np.concatenate([batch["group"].to_numpy(), batch["key"].values.to_numpy()])
            mine = keys % parts == part if parts > 1 else slice(None)
            lines = np.diff(batch["key"].offsets)
            told = (batch[name].to_numpy() for name in ("article", "other", "page"))
            columns.append((keys[mine], *(np.concatenate([one, np.repeat(one, lines)])[mine] for one in told)))
    keys, *articles = (np.concatenate(column) for column in zip(*columns, strict=True))
    del columns
    # Few keys are seen often: of most their low bits tell that they are not, for a fifth of the price of sorting them. (By those of
    # the partition's number keys of one partition do not differ.)
    low = (keys // parts & np.uint64((1 << keys.size.bit_length()) - 1)).view(np.int64)
    often = np.bincount(low)[low] >= least
    keys, articles = keys[often], [one[often] for one in articles]
    # A line of the site's own that tells many articles makes them one: the other line tells them apart. A page that grows is one.
    one, other, page = (_different(keys, one) for one in articles)
    different = np.minimum(np.maximum(one, other), page)
    keys, documents = np.unique(keys, return_counts=True)
    enough = different >= least
    return _Counts(keys[enough], different[enough], documents[enough])


def _different(keys: NDArray[np.uint64], articles: NDArray[np.uint64]) -> NDArray[np.int64]:
    """With how many different articles each key stands, in the order of the keys."""
    # Both are hashes, and so is their sum: told by it a pair sorts three times as fast as by two columns.
    pairs = mixed(keys) + articles
    order = np.argsort(pairs)
    counts: NDArray[np.int64] = np.unique(keys[order[_starts_of_runs(pairs[order])]], return_counts=True)[1]
    return counts


def _joined(parts: Sequence[_Counts]) -> _Counts:
    """The counts of all partitions as one."""
    keys, articles, documents = (
        np.concatenate(columns)
        for columns in zip(*((one.keys, one.articles, one.documents) for one in parts), strict=True)
    )
    order = np.argsort(keys)
    return _Counts(keys[order], articles[order], documents[order])


def _texts(lines: Path, drafts: Path, counts: _Counts, asked: Asked) -> Mapping[int, _Seen]:
    """The texts of a shard's lines that stand in a share of their site's articles."""
    found: dict[int, _Seen] = {}
    share = LEAST_SHARE * asked.share
    both = zip(read_batches(lines), read_batches(drafts, ["text", "site", "source_file"]), strict=True)
    for seen, draft in both:
        # Every group that has a line which is there is there itself: of its articles no less have been seen.
        groups, of = counts.find(seen["group"].to_numpy())
        least = np.ones(len(seen))
        least[groups] = np.maximum(share * counts.articles[of] - 1, 1)
        offsets = seen["key"].offsets.to_numpy()
        line, at = counts.find(seen["key"].values.to_numpy(), np.repeat(least, np.diff(offsets)))
        row = np.searchsorted(offsets, line, "right") - 1
        of = of[np.searchsorted(groups, row)]
        stands = np.stack([counts.articles[at], counts.articles[of], counts.documents[at], counts.documents[of]])
        # (What rules have taken has no place any more.)
        standing = seen["start"].values.to_numpy()[line] >= 0
        often = np.flatnonzero(Stands(*stands).in_share(share) & standing)
        columns = [seen[name].values.to_numpy()[line[often]] for name in ("key", "place", "start", "end")]
        columns += [seen[name].to_numpy()[row[often]] for name in ("group", "row")]
        texts = _cut(utf8(draft["text"]), *columns[-1:], *columns[2:4])
        titles = (columns[1] == PLACES.index("body")) & np.fromiter(map(is_title, texts), np.bool_, len(texts))
        listed = _in_lists(titles, row[often], *columns[2:4])
        told = (column.tolist() for column in (*columns, listed, *stands[:, often]))
        for text, key, place, _, _, group, number, is_listed, *some in zip(texts, *told, strict=True):
            if key not in found:
                sites = sites_of(draft["site"][number].as_py(), draft["source_file"][number].as_py())
                site = next(site for site in sites if site_hash(site) == group)
                found[key] = _Seen(site, PLACES[place], Stands(*some))
            found[key].add(text, is_listed)
    return found


def _cut(texts: Utf8, which: NDArray[np.int32], starts: NDArray[np.int32], ends: NDArray[np.int32]) -> list[str]:
    """Pieces of some texts."""
    pieces = zip(which.tolist(), starts.tolist(), ends.tolist(), strict=True)
    return [texts[i][start:end].strip() for i, start, end in pieces]


def _in_lists(
    titles: NDArray[np.bool_], rows: NDArray[np.int64], starts: NDArray[np.int32], ends: NDArray[np.int32]
) -> NDArray[np.bool_]:
    """Which titles are of three or more of the same row that stand one below the other, but for empty lines."""
    gap = starts[1:] - ends[:-1]
    below = titles[1:] & titles[:-1] & (rows[1:] == rows[:-1]) & (gap > 0) & (gap <= _GAP)
    third = np.flatnonzero(below[1:] & below[:-1]) + 2
    found = np.zeros(titles.size, np.bool_)
    for before in range(3):
        found[third - before] = True
    return found


_GAP = 3  # line ends
