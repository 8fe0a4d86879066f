"""Scrub: a shard's files -> drafts. Read, decode, markup, mojibake, apostrophes, white space, known furniture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pyarrow as pa
import xxhash

from flows.phases.plan import Plan, Shard
from tasks.dataset.schemas import DRAFTS, EDIT_LIST, REJECT_DRAFTS
from tasks.dataset.work import TableWriter, read_json, write_json
from tasks.edits import Edit
from tasks.furniture.learned import sightings, site_key
from tasks.intake.jsons import dump
from tasks.intake.read import FileReport, read
from tasks.intake.records import Record, Reject
from tasks.repair import clean_text
from tasks.stopwatch import Stopwatch

_BATCH_ROWS, _BATCH_CHARACTERS = 2_000, 8_000_000
LINES = pa.schema(
    [("site", pa.string()), ("place", pa.string()), ("line", pa.string()), ("key", pa.int64()), ("article", pa.int64())]
)
_PLAIN = [name for name in DRAFTS.names if name != "edits"]


class Drafts:
    """Rows of `DRAFTS`, gathered into batches; edits are gathered flat, which costs a tenth of a list of structs."""

    def __init__(self, writer: TableWriter) -> None:
        self._writer = writer
        self._clear()

    def _clear(self) -> None:
        self._columns: dict[str, list[Any]] = {name: [] for name in _PLAIN}
        self._edits: list[Edit] = []
        self._offsets = [0]
        self._characters = 0

    def add(self, row: dict[str, Any], edits: list[Edit]) -> None:
        """Append an article; `row` has every column of `DRAFTS` but its edits."""
        for name, column in self._columns.items():
            column.append(row[name])
        self._edits += edits
        self._offsets.append(len(self._edits))
        self._characters += len(row["text"])
        if len(self._offsets) > _BATCH_ROWS or self._characters > _BATCH_CHARACTERS:
            self.flush()

    def flush(self) -> None:
        """Write what is gathered."""
        arrays = [pa.array(self._columns[name], DRAFTS.field(name).type) for name in _PLAIN]
        flat = [pa.array([getattr(edit, f.name) for edit in self._edits], f.type) for f in EDIT_LIST.value_type]
        edits = pa.ListArray.from_arrays(
            pa.array(self._offsets, pa.int32()), pa.StructArray.from_arrays(flat, fields=list(EDIT_LIST.value_type))
        )
        self._writer.write(pa.RecordBatch.from_arrays([*arrays, edits], schema=DRAFTS))
        self._clear()


def article_id(record: Record) -> str:
    """32 hex digits: XXH3-128 of the record's url (else its file and position) and its text as it came."""
    place = record.url or f"{record.file_key}\0{record.position}"
    return xxhash.xxh3_128_hexdigest(
        f"{place}\0{record.text if record.page is None else record.page}".encode("utf-8", "surrogatepass")
    )


def scrub(plan: Plan, shard: Shard) -> dict[str, Any]:
    """Clean a shard's records. Returns counts; leaves drafts, rejects, and the lines that may be furniture."""
    folder = plan.work / "scrub"
    marker = folder / f"{shard.name}.json"
    if done := read_json(marker):
        return dict(done)
    settings, context, reading = plan.settings, plan.settings.context(), plan.reading()
    reports: dict[str, FileReport] = {}
    counts: Counter[str] = Counter()
    learning = settings.furniture.learned and "furniture" in settings.steps
    watch = Stopwatch()
    with (
        TableWriter(folder / f"{shard.name}.drafts", DRAFTS) as draft_file,
        TableWriter(folder / f"{shard.name}.rejects", REJECT_DRAFTS) as reject_file,
        TableWriter(folder / f"{shard.name}.lines", LINES) as line_file,
    ):
        drafts, lines = Drafts(draft_file), _Lines(line_file)
        for one in _all(plan, shard, reports, reading):
            watch.lap("read")
            counts["records"] += 1
            if isinstance(one, Record):
                try:
                    done_text = clean_text(one.text, settings.steps, context, watch.seconds)
                    watch.skip()
                    drafts.add(_row(one, done_text.text, settings.steps), list(done_text.edits))
                    counts["characters"] += len(one.text)
                    if learning:
                        lines.add(done_text.text, site_key(one.site, one.source_file))
                    watch.lap("write drafts")
                    continue
                except Exception as error:  # law: a record that crashes a library costs that record
                    one = Reject(one.source_file, one.position, "crashed", f"{type(error).__name__}: {error}",
                                 dump({"text": one.text, "title": one.title, "url": one.url}), one.source_id, one.url)  # fmt: skip
            reject_file.columns(**dict(zip(REJECT_DRAFTS.names, ([value] for value in one.row()), strict=True)))
        drafts.flush()
        lines.flush()
    watch.lap("write drafts")
    result = {
        "records": counts["records"],
        "characters": counts["characters"],
        "files": [asdict(report) for report in reports.values()],
        "seconds": watch.rounded(),
    }
    write_json(marker, result)
    return result


def _all(plan: Plan, shard: Shard, reports: dict[str, FileReport], reading: Any) -> Iterator[Record | Reject]:
    for piece in shard.pieces:
        yield from read(piece, reading, reports)


# Titles get the repairs that need no sentence around them; what they were is not told in `edits`, which are the text's.
_TITLE_STEPS = ("markup", "encoding", "whitespace")


def _row(record: Record, text: str, steps: tuple[str, ...]) -> dict[str, Any]:
    mending = [step for step in _TITLE_STEPS if step in steps]

    def mend(short: str | None) -> str | None:
        return " ".join(clean_text(short, mending).text.split()) or None if short else None

    return {
        "id": article_id(record), "source_id": record.source_id, "url": record.url, "site": record.site, "title": mend(record.title),
        "authors": [name for author in record.authors if (name := mend(author))], "published_at": record.published_at, "lang": record.lang, "text": text,
        "encoding": record.encoding, "source_file": record.source_file, "source_position": record.position,
    }  # fmt: skip


class _Lines:
    def __init__(self, writer: TableWriter) -> None:
        self._writer = writer
        self._columns: dict[str, list[Any]] = {name: [] for name in LINES.names}

    def add(self, text: str, site: str) -> None:
        for seen in sightings(text, site):
            for name, value in zip(LINES.names, (site, seen.place, seen.line, seen.key, seen.article), strict=True):
                self._columns[name].append(value)
        if len(self._columns["key"]) > 20_000:
            self.flush()

    def flush(self) -> None:
        self._writer.columns(**self._columns)
        self._columns = {name: [] for name in LINES.names}
