"""Finish: a shard's drafts -> articles. Strip the learned furniture, judge, tell the language, take fingerprints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from flows.phases.articles import newest, staying, with_found
from flows.phases.learn import learned_lines
from flows.phases.plan import Plan, Shard
from flows.phases.prints import NEVER, OF_TEXT, PRINTS, SEVERE
from flows.settings import CleanSettings
from tasks.dataset.editlists import edit_lists
from tasks.dataset.schemas import FOUND, REJECT_DRAFTS
from tasks.dataset.work import TableWriter, read_batches, read_json, utf8, write_json
from tasks.dedupe.fingerprints import Fingerprints, fingerprints
from tasks.dedupe.inside import PROBES
from tasks.dedupe.minhash import BANDS, SKETCH, rows_for
from tasks.edits import Edit, undo
from tasks.furniture.learned import Learner
from tasks.furniture.sightings import sites_of
from tasks.intake.records import Reject
from tasks.language import languages, word_counts
from tasks.stopwatch import Stopwatch


def finish(plan: Plan, shard: Shard) -> dict[str, Any]:
    """Judge a shard's articles. Returns counts."""
    folder = plan.work / "finish"
    marker = folder / f"{shard.name}.json"
    if done := read_json(marker):
        return dict(done)
    learned = learned_lines(plan, shard)
    learner = Learner(learned)
    reasons: Counter[str] = Counter()
    articles = 0
    watch = Stopwatch()
    with (
        TableWriter(folder / f"{shard.name}.found", FOUND) as found_file,
        TableWriter(folder / f"{shard.name}.rejects", REJECT_DRAFTS) as reject_file,
        TableWriter(folder / f"{shard.name}.prints", PRINTS) as print_file,
    ):
        for draft in read_batches(plan.work / "scrub" / f"{shard.name}.drafts"):
            watch.lap("read drafts")
            new_text, more_edits = _without_learned(draft, learner, plan.settings)
            if learned:
                watch.lap("learned furniture")
            texts = utf8(newest(draft["text"], new_text))
            langs = draft["lang"].to_pylist()
            if not all(langs):
                langs = [told or found for told, found in zip(langs, languages(texts), strict=True)]
            watch.lap("language")
            counts = word_counts(texts)
            verdicts = [_judge(count, lang, plan) for count, lang in zip(counts.tolist(), langs, strict=True)]
            stays = pa.array([verdict is None for verdict in verdicts])
            columns = [stays, pa.array(langs, pa.string()), pa.array(counts, pa.int32()), new_text, more_edits]
            found = pa.RecordBatch.from_arrays(columns, schema=FOUND)
            found_file.append(found)
            batch = with_found(draft, found)
            told = [verdict for verdict in verdicts if verdict]
            reasons.update(reason for reason, _ in told)
            if told:
                reject_file.append_rows(list(_rejects(batch.filter(pc.invert(stays)), told)))
            batch = staying(batch, stays)
            articles += batch.num_rows
            watch.lap("judge")
            print_file.write(_fingerprints(batch, plan))
            watch.lap("fingerprint")
    result = {
        "articles": articles,
        "rejects": dict(reasons),
        "seconds": watch.rounded(),
    }
    write_json(marker, result)
    return result


def _without_learned(
    draft: pa.RecordBatch, learner: Learner, settings: CleanSettings
) -> tuple[pa.StringArray, pa.ListArray]:
    """The new texts of drafts that learned furniture went from, null for the others, and the edits."""
    if not learner:
        return pa.nulls(draft.num_rows, pa.string()), edit_lists([()] * draft.num_rows)
    context_of = cache(settings.context)
    sites, files = draft["site"].to_pylist(), draft["source_file"].to_pylist()
    rows = [row for row, site in enumerate(sites) if settings.furniture.mode_of(site) == "learned"]
    texts = draft["text"].take(pa.array(rows, pa.int32())).to_pylist()
    names = [sites_of(sites[row], files[row]) for row in rows]
    stripped = learner.strip(texts, names, [context_of(sites[row]) for row in rows])
    of_row = {rows[i]: one for i, one in stripped.items()}
    none: tuple[None, list[Edit]] = (None, [])
    new = [of_row.get(row, none) for row in range(draft.num_rows)]
    return pa.array([text for text, _ in new], pa.string()), edit_lists([edits for _, edits in new])


def _judge(words: int, lang: str | None, plan: Plan) -> tuple[str, str] | None:
    """Why an article is not one, or None. What has no word left goes even without the filter: there is nothing to publish."""
    settings = plan.settings
    filtering = "filter" in settings.steps
    least = settings.min_words if filtering else 1
    if words < least:
        return "too_short", f"{words} words are left when it is clean; min_words is {least}"
    if filtering and settings.languages and lang and lang not in settings.languages:
        return "wrong_language", f"its language is {lang}; languages is {', '.join(settings.languages)}"
    return None


def _rejects(batch: pa.RecordBatch, verdicts: Sequence[tuple[str, str]]) -> Iterator[tuple[Any, ...]]:
    """Rows of drafts as they came."""
    columns = [batch[name].to_pylist() for name in ("source_file", "source_position", "source_id", "url", "text")]
    for file, position, source_id, url, text, edits, (reason, detail) in zip(
        *columns, batch["edits"], verdicts, strict=True
    ):
        made = [edits.values.field(name).to_pylist() for name in Edit._fields] if len(edits) else []
        decoded = undo(text, list(map(Edit._make, zip(*made, strict=True))))
        yield Reject(file, position, reason, detail, decoded.encode(), source_id, url).row()


# What characters became that nothing brings back: one of another copy may have them.
_LOST = ("\ufffd".encode(), b"??")
# Characters of a text that tell whether capitals and small letters are apart in it, and whether its sentences end; how many must
# do in the latter; and what it costs where either is not so.
_CASED, _STOPPED, _ENDS, _RUINED = 300, 1000, 3, SEVERE // OF_TEXT
_END = '[.!?。！？…।؟]["”’»)]*\\s'


def _damage(batch: pa.RecordBatch) -> NDArray[np.int32]:
    """For each article, how many of its apostrophes were put back by context, and how much else is lost in it (characters, which
    letters were capitals, and where sentences end), `OF_TEXT` for each; and which of title, url, date and authors it lacks.
    """
    guessed = pc.equal(batch["edits"].flatten().field("step"), "apostrophes").to_numpy(zero_copy_only=False)
    before = np.concatenate([np.zeros(1, np.int32), np.cumsum(guessed, dtype=np.int32)])
    ends = np.cumsum(batch["edits"].value_lengths().to_numpy(zero_copy_only=False))
    damage: NDArray[np.int32] = np.diff(before[ends], prepend=np.int32(0))
    texts = utf8(batch["text"])
    data = texts.data[: texts.bounds[-1]]
    for mark in _LOST:
        places = np.flatnonzero(data == mark[0])
        text = np.searchsorted(texts.bounds, places, "right") - 1
        within = (text >= 0) & (places + len(mark) <= texts.bounds[np.minimum(text + 1, len(texts))])
        places, text = places[within], text[within]
        for i in range(1, len(mark)):
            held = data[places + i] == mark[i]
            places, text = places[held], text[held]
        damage += np.bincount(text, minlength=len(texts)).astype(np.int32)
    begins = pc.utf8_slice_codeunits(batch["text"], 0, _CASED)
    one_case = pc.or_(pc.utf8_is_upper(begins), pc.utf8_is_lower(begins)).to_numpy(zero_copy_only=False)
    begins = pc.utf8_slice_codeunits(batch["text"], 0, _STOPPED)
    runs_on = pc.and_(
        pc.equal(pc.utf8_length(begins), _STOPPED), pc.less(pc.count_substring_regex(begins, _END), _ENDS)
    ).to_numpy(zero_copy_only=False)
    damage += np.int32(_RUINED) * one_case + np.int32(_RUINED) * runs_on
    damage *= np.int32(OF_TEXT)
    named = pc.greater(pc.list_value_length(batch["authors"]), 0)
    for told in (batch["title"].is_valid(), batch["url"].is_valid(), batch["published_at"].is_valid(), named):
        damage += ~told.fill_null(False).to_numpy(zero_copy_only=False)
    return damage


_ONCE = 0.6  # the share of a text that is new in it: below that it says all of it twice, or nearly


def _said_once(found: Fingerprints, size: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The letters of each text without what it says again, and whether it says all of it twice: no copy is the longer one for that."""
    several = np.maximum(found.words, size)
    once = np.where(found.shingles > 0, np.minimum((found.shingles + size - 1) / several, 1), 1)
    return (found.letters * once).astype(np.int64), once < _ONCE


def _fingerprints(batch: pa.RecordBatch, plan: Plan) -> pa.RecordBatch:
    settings = plan.settings.dedupe
    near = settings.near and "dedupe" in plan.settings.steps
    found = fingerprints(utf8(batch["text"]), settings.shingle, rows_for(settings.threshold) if near else 0)
    sites = {site: place for place, site in enumerate(settings.prefer)}
    letters, twice = _said_once(found, settings.shingle)
    columns = {
        "id": batch["id"],
        "exact_high": found.exact[:, 0],
        "exact_low": found.exact[:, 1],
        "letters": letters,
        "damage": _damage(batch) + np.int32(SEVERE) * twice,
        "published_at": pc.fill_null(batch["published_at"].cast(pa.int64()), NEVER),
        "preferred": [sites.get(site, len(sites)) for site in batch["site"].to_pylist()],
        "shingles": found.shingles,
        **{f"least_{i}": np.ascontiguousarray(found.least[:, i]) for i in range(PROBES)},
        **{f"band_{i:02d}": np.ascontiguousarray(found.bands[:, i]) for i in range(BANDS)},
        **{f"sketch_{i}": np.ascontiguousarray(found.sketches[:, i]) for i in range(SKETCH)},
    }
    arrays = [
        column if isinstance(column, pa.Array) else pa.array(column, field.type)
        for field in PRINTS
        for column in (columns[field.name],)
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=PRINTS)
