"""Finish: a shard's drafts -> articles. Strip the learned furniture, judge, tell the language, take fingerprints."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pyarrow as pa

from flows.phases.learn import learned_keys
from flows.phases.plan import Plan, Shard
from flows.phases.prints import NEVER, PRINTS
from flows.phases.scrub import Drafts
from tasks.dataset.schemas import DRAFTS, REJECT_DRAFTS
from tasks.dataset.work import TableWriter, read_batches, read_json, write_json
from tasks.dedupe.fingerprints import fingerprints
from tasks.dedupe.minhash import BANDS, rows_for
from tasks.edits import Edit, undo
from tasks.furniture.learned import site_key, strip_learned
from tasks.intake.records import Reject
from tasks.language import language
from tasks.stopwatch import Stopwatch


def finish(plan: Plan, shard: Shard) -> dict[str, Any]:
    """Judge a shard's articles. Returns counts."""
    folder = plan.work / "finish"
    marker = folder / f"{shard.name}.json"
    if done := read_json(marker):
        return dict(done)
    context = plan.settings.context()
    learned = learned_keys(plan)
    reasons: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    watch = Stopwatch()
    with (
        TableWriter(folder / f"{shard.name}.articles", DRAFTS) as article_file,
        TableWriter(folder / f"{shard.name}.rejects", REJECT_DRAFTS) as reject_file,
        TableWriter(folder / f"{shard.name}.prints", PRINTS) as print_file,
    ):
        articles = Drafts(article_file)
        for batch in read_batches(plan.work / "scrub" / f"{shard.name}.drafts"):
            stay: list[dict[str, Any]] = []
            for row in batch.to_pylist():
                edits = [Edit(**edit) for edit in row.pop("edits")]
                watch.lap("read drafts")
                row["text"], more = strip_learned(
                    row["text"], site_key(row["site"], row["source_file"]), learned, context
                )
                edits += more
                watch.lap("learned furniture")
                row["lang"] = row["lang"] or language(row["text"])
                watch.lap("language")
                if verdict := _judge(row, plan):
                    reasons[verdict[0]] += 1
                    decoded = undo(row["text"], edits).encode()
                    reject = Reject(
                        row["source_file"], row["source_position"], *verdict, decoded, row["source_id"], row["url"]
                    )
                    reject_file.columns(
                        **dict(zip(REJECT_DRAFTS.names, ([value] for value in reject.row()), strict=True))
                    )
                    continue
                articles.add(row, edits)
                counts["articles"] += 1
                watch.lap("write articles")
                stay.append(row)
            print_file.write(_fingerprints(stay, plan))
            watch.lap("fingerprint")
        articles.flush()
    watch.lap("write articles")
    result = {
        "articles": counts["articles"],
        "rejects": dict(reasons),
        "learned": len(learned),
        "seconds": watch.rounded(),
    }
    write_json(marker, result)
    return result


def _judge(row: dict[str, Any], plan: Plan) -> tuple[str, str] | None:
    """Why an article is not one, or None. What has no word left goes even without the filter: there is nothing to publish."""
    settings = plan.settings
    count = len(row["text"].split())
    filtering = "filter" in settings.steps
    least = settings.min_words if filtering else 1
    if count < least:
        return "too_short", f"{count} words are left when it is clean; min_words is {least}"
    if filtering and settings.languages and row["lang"] and row["lang"] not in settings.languages:
        return "wrong_language", f"its language is {row['lang']}; languages is {', '.join(settings.languages)}"
    return None


def _fingerprints(rows: list[dict[str, Any]], plan: Plan) -> pa.RecordBatch:
    settings = plan.settings.dedupe
    texts = [row["text"] for row in rows]
    near = settings.near and "dedupe" in plan.settings.steps
    found = fingerprints(texts, settings.shingle, rows_for(settings.threshold) if near else 0)
    sites = {site: place for place, site in enumerate(settings.prefer)}
    stamps = (row["published_at"] for row in rows)
    columns = {
        "id": [row["id"] for row in rows],
        "exact_high": found.exact[:, 0],
        "exact_low": found.exact[:, 1],
        "letters": found.letters,
        "published_at": [int(stamp.timestamp() * 1_000_000) if stamp else NEVER for stamp in stamps],
        "preferred": [sites.get(row["site"], len(sites)) for row in rows],
        "shingles": found.shingles,
        **{f"band_{i:02d}": np.ascontiguousarray(found.bands[:, i]) for i in range(BANDS)},
    }
    return pa.RecordBatch.from_arrays([pa.array(columns[f.name], f.type) for f in PRINTS], schema=PRINTS)
