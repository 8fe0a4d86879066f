"""Learn: which lines are a site's furniture, from what all shards' scrubs have seen, and from earlier runs.

Memory is bounded by partitions of the lines' keys (so many that they take `_PARTITION` bytes of files), whatever the dump: a
first pass counts, by key alone, in how many different articles each line stands; only of the few that stand in enough
a second pass reads the texts. Nothing depends on the order of shards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import xxhash
from numpy.typing import NDArray

from flows.phases.plan import Plan
from tasks.compiled.characters import mixed
from tasks.compiled.utf8 import Utf8
from tasks.dataset.schemas import FURNITURE
from tasks.dataset.work import TableWriter, read_batches, read_json, read_table, utf8, write_json
from tasks.furniture.folding import fold
from tasks.furniture.learned import LEAST_SHARE, Asked, Learned, Stands, decide, is_title, least_articles
from tasks.furniture.sightings import PLACES, line_hash, line_key, site_hash, sites_of

_EXAMPLES = 3
_PARTITION = 70_000_000
# Texts remembered of a line, of however many it has: enough to see whether its numbers vary, and for the examples.
_REMEMBERED = 8


def learn(plan: Plan) -> int:
    """Write the lines that this run has learned, and the keys of these and of earlier runs'; returns how many it has."""
    folder = plan.work / "learn"
    marker = folder / "done.json"
    if done := read_json(marker):
        return int(done["lines"])
    on = "furniture" in plan.settings.steps
    rows = (
        sorted(_learned(plan), key=lambda row: (row["site"], row["place"], -row["articles"], row["line"])) if on else []
    )
    with TableWriter(folder / "furniture", FURNITURE) as writer:
        writer.columns(**{name: [row[name] for row in rows] for name in FURNITURE.names})
    lines = {(row["site"], row["place"], row["line"]) for row in rows}
    for path in plan.earlier("furniture") if on else ():
        lines.update(tuple(row.values()) for row in pq.read_table(path, columns=["site", "place", "line"]).to_pylist())
    keys = sorted({_key(*line) for line in lines})
    with TableWriter(folder / "keys", _KEYS) as writer:
        writer.columns(
            **dict(zip(_KEYS.names, map(list, zip(*keys, strict=True)) if keys else ([], [], []), strict=True))
        )
    write_json(marker, {"lines": len(rows)})
    return len(rows)


_GOES_ON = " …"
"""How the table tells of an opening, a line of the body, that more stands behind it."""


def _key(site: str, place: str, line: str) -> tuple[str, int, int]:
    """A row of `_KEYS` for a row of the furniture table."""
    if place == "body" and line.endswith(f":{_GOES_ON}"):
        place, line = "opening", line.removesuffix(_GOES_ON)
    return site, line_key(site, place, line), line_hash(line)


_KEYS = pa.schema([("site", pa.string()), ("key", pa.uint64()), ("line", pa.uint64())])


def learned_lines(plan: Plan) -> dict[str, Learned]:
    """The lines that this run and the dataset's earlier ones have learned, by site."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in read_table(plan.work / "learn" / "keys").to_pylist():
        rows[row["site"]].append(row)
    return {
        site: Learned(frozenset(row["key"] for row in found), frozenset(row["line"] for row in found))
        for site, found in rows.items()
    }


@dataclass(slots=True)
class _Seen:
    """A line's texts: those with the smallest hashes, so that which are remembered does not depend on their order."""

    site: str
    place: str
    stands: Stands[int]
    texts: dict[str, int] = field(default_factory=dict)
    listed: int = 0
    """How often it is one of a list of titles that are all seen often."""

    def add(self, line: str, listed: bool) -> None:
        self.listed += listed
        self.texts[line] = self.texts.get(line, 0) + 1
        if len(self.texts) > _REMEMBERED:
            del self.texts[
                max(
                    self.texts, key=lambda text: (xxhash.xxh3_64_intdigest(text.encode("utf-8", "surrogatepass")), text)
                )
            ]

    def examples(self) -> list[str]:
        return sorted(self.texts, key=lambda text: (-self.texts[text], text))


def _learned(plan: Plan) -> Iterator[dict[str, Any]]:
    settings = plan.settings.furniture
    asked = Asked(settings.min_articles, settings.min_share)
    names = [shard.name for shard in plan.shards]
    lines, drafts = ([plan.work / "scrub" / f"{name}.{kind}" for name in names] for kind in ("lines", "drafts"))
    counts = _articles_by_key(lines, least_articles(asked))
    for seen in _texts(lines, drafts, counts, asked).values():
        examples = seen.examples()
        keep = plan.settings.context(seen.site).keep
        if fold(examples[0]) not in keep and decide(seen.site, seen.place, examples, seen.stands, asked, seen.listed):
            opened = seen.place == "opening"
            yield {"site": seen.site, "line": examples[0] + (_GOES_ON if opened else ""), "place": "body" if opened else seen.place,
                   "articles": seen.stands.articles, "share": round(seen.stands.articles / seen.stands.of, 6), "examples": examples[:_EXAMPLES],
                   "run_id": plan.run_id}  # fmt: skip


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


def _articles_by_key(paths: list[Path], least: int) -> _Counts:
    """Of keys seen in at least so many articles."""
    parts = sum(path.stat().st_size for path in paths) // _PARTITION + 1
    found: list[tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64]]] = []
    for part in range(parts):
        columns: list[Any] = []
        for path in paths:
            for batch in read_batches(path, ["group", "article", "key"]):
                # Where the key is a group, what was seen is the article itself.
                article = batch["article"].to_numpy()
                keys = np.concatenate([batch["group"].to_numpy(), batch["key"].values.to_numpy()])
                articles = np.concatenate([article, np.repeat(article, np.diff(batch["key"].offsets))])
                mine = keys % parts == part if parts > 1 else slice(None)
                columns.append((keys[mine], articles[mine]))
        if not columns:
            continue
        keys, articles = (np.concatenate(column) for column in zip(*columns, strict=True))
        del columns
        # Few keys are seen often: of most their low bits tell that they are not, for a fifth of the price of sorting them.
        low = (keys & np.uint64((1 << keys.size.bit_length()) - 1)).view(np.int64)
        often = np.bincount(low)[low] >= least
        keys, articles = keys[often], articles[often]
        # Both are hashes, and so is their sum: told by it a pair sorts three times as fast as by two columns.
        pairs = mixed(keys) + articles
        order = np.argsort(pairs)
        fresh = order[_starts_of_runs(pairs[order])]
        _, articles = np.unique(keys[fresh], return_counts=True)
        keys, documents = np.unique(keys, return_counts=True)
        often = articles >= least
        found.append((keys[often], articles[often], documents[often]))
    if not found:
        return _Counts(np.empty(0, np.uint64), np.empty(0, np.int64), np.empty(0, np.int64))
    keys, articles, documents = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.argsort(keys)
    return _Counts(keys[order], articles[order], documents[order])


def _texts(lines: list[Path], drafts: list[Path], counts: _Counts, asked: Asked) -> Mapping[int, _Seen]:
    """The texts of the lines that stand in a share of their site's articles."""
    found: dict[int, _Seen] = {}
    share = LEAST_SHARE * asked.share
    for path, draft_path in zip(lines, drafts, strict=True):
        for seen, draft in zip(
            read_batches(path), read_batches(draft_path, ["text", "site", "source_file"]), strict=True
        ):
            # Every group that has a line which is there is there itself: of its articles no less have been seen.
            groups, of = counts.find(seen["group"].to_numpy())
            least = np.ones(len(seen))
            least[groups] = np.maximum(share * counts.articles[of] - 1, 1)
            offsets = seen["key"].offsets.to_numpy()
            line, at = counts.find(seen["key"].values.to_numpy(), np.repeat(least, np.diff(offsets)))
            row = np.searchsorted(offsets, line, "right") - 1
            of = of[np.searchsorted(groups, row)]
            stands = np.stack([counts.articles[at], counts.articles[of], counts.documents[at], counts.documents[of]])
            often = np.flatnonzero(Stands(*stands).in_share(share))
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
