"""Learn: which lines are a site's furniture, from the counts of all shards.

Two passes: keys alone (8 bytes a line) find the few that stand often, then only those lines' texts are read.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from flows.phases.plan import Plan
from tasks.dataset.schemas import FURNITURE
from tasks.dataset.work import TableWriter, read_batches, read_json, read_table, write_json
from tasks.furniture.known import fold
from tasks.furniture.learned import is_sentence

_EXAMPLES = 3
# A whole sentence may be one that reporters repeat ("Officials are expected to say more later in the week."): seen in
# one article in twenty. Sites' own sentences stood in one in nine or more ("Stay updated with the latest news...").
_SENTENCE_SHARE = 0.1


def learn(plan: Plan) -> int:
    """Write the learned lines of this run; returns how many."""
    folder = plan.work / "learn"
    marker = folder / "done.json"
    if done := read_json(marker):
        return int(done["lines"])
    with TableWriter(folder / "furniture", pa.schema([*FURNITURE, pa.field("key", pa.int64())])) as writer:
        rows = _learned(plan)
        writer.columns(**{name: [row[name] for row in rows] for name in (*FURNITURE.names, "key")})
    write_json(marker, {"lines": len(rows)})
    return len(rows)


def learned_keys(plan: Plan) -> frozenset[int]:
    """The keys of the lines that `learn` found."""
    return frozenset(read_table(plan.work / "learn" / "furniture")["key"].to_pylist())


def _learned(plan: Plan) -> list[dict[str, Any]]:
    settings = plan.settings.furniture
    if not settings.learned or "furniture" not in plan.settings.steps:
        return []
    paths = [plan.work / "scrub" / f"{shard.name}.lines" for shard in plan.shards]
    keys = np.concatenate(
        [np.empty(0, np.int64), *(batch["key"].to_numpy() for path in paths for batch in read_batches(path))]
    )
    values, counts = np.unique(keys, return_counts=True)
    often = pa.array(values[counts >= settings.min_articles])
    del keys, values, counts
    articles: dict[int, set[int]] = defaultdict(set)
    seen: dict[int, tuple[str, str, Counter[str]]] = {}
    totals: dict[str, set[int]] = defaultdict(set)
    for path in paths:
        for batch in read_batches(path):
            for site, article in zip(batch["site"].to_pylist(), batch["article"].to_pylist(), strict=True):
                totals[site].add(article)
            picked = batch.filter(pc.is_in(batch["key"], often))
            for row in picked.to_pylist():
                articles[row["key"]].add(row["article"])
                seen.setdefault(row["key"], (row["site"], row["place"], Counter()))[2][row["line"].strip()] += 1
    rows = []
    keep = plan.settings.context().keep
    for key, (site, place, texts) in seen.items():
        if fold(next(iter(texts))) in keep:
            continue
        share = len(articles[key]) / len(totals[site])
        examples = sorted(texts, key=lambda text: (-texts[text], text))
        least = max(settings.min_share, _SENTENCE_SHARE) if is_sentence(examples[0]) else settings.min_share
        if len(articles[key]) >= settings.min_articles and share >= least:
            rows.append({"site": site, "line": examples[0], "place": place, "articles": len(articles[key]), "share": round(share, 6),
                         "examples": examples[:_EXAMPLES], "run_id": plan.run_id, "key": key})  # fmt: skip
    return sorted(rows, key=lambda row: (row["site"], row["place"], -row["articles"], row["line"]))
