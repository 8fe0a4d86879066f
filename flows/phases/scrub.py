"""Scrub: a shard's files -> drafts. Read, decode, markup, mojibake, white space, known furniture, apostrophes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, islice
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import xxhash

from flows.phases.plan import Plan, Shard
from flows.settings import CleanSettings
from tasks.compiled.characters import mixed
from tasks.dataset.editlists import edit_lists
from tasks.dataset.schemas import DRAFTS, REJECT_DRAFTS
from tasks.dataset.work import TableWriter, read_json, string_column, utf8, write_json
from tasks.edits import Cleaned, Edit, TooManyEdits
from tasks.furniture.sightings import keys_of, page_hash, sightings, site_hash, sites_of, taken_lines
from tasks.intake.read import FileReport, read
from tasks.intake.readers.jsons import dump
from tasks.intake.records import Record, Reject
from tasks.intake.titles import without_host
from tasks.repair import Context, clean_texts
from tasks.repair.apostrophes import restored_titles
from tasks.stopwatch import Stopwatch

# Records repaired together: short ones cost half as much as one by one, and beyond this a few hundredths less.
_TOGETHER, _TOGETHER_CHARACTERS = 2_048, 6_000_000
_BATCH_ROWS, _BATCH_CHARACTERS = 2_000, 8_000_000
_CHARACTERS_AN_EDIT = 32
LINES = pa.schema(
    [
        ("row", pa.int32()), ("group", pa.uint64()), ("article", pa.uint64()), ("other", pa.uint64()), ("page", pa.uint64()),
        ("key", pa.list_(pa.uint64())), ("place", pa.list_(pa.uint8())), ("start", pa.list_(pa.int32())), ("end", pa.list_(pa.int32())),
    ]
)  # fmt: skip
"""Lines that may be furniture, a batch for each batch of drafts: of which draft in it (`row`), for which site (`group`), in which
article by the first of its hashes and by the other one, on which page (versions of one have its address), and of each line where it
stands."""


class Repaired(NamedTuple):
    """Records with their texts, titles and authors repaired."""

    records: Sequence[Record]
    cleaned: Sequence[Cleaned]
    titles: Sequence[str | None]
    authors: Sequence[list[str]]


class Drafts:
    """Rows of `DRAFTS`, gathered into batches."""

    def __init__(self, writer: TableWriter, lines: _Lines | None) -> None:
        self._writer, self._lines = writer, lines
        self.characters = 0
        """Of the texts as they came."""
        self._clear()

    def _clear(self) -> None:
        self._columns: dict[str, list[Any]] = {name: [] for name in DRAFTS.names}
        self._size = 0

    def add(self, done: Repaired) -> None:
        """Append articles."""
        told: dict[str, Iterable[Any]] = dict(zip(Record._fields, zip(*done.records, strict=True), strict=True))
        self.characters += sum(map(len, told["text"]))
        told |= {
            "id": map(article_id, done.records),
            "title": done.titles,
            "authors": done.authors,
            "source_position": told["position"],
        }
        told["text"], told["edits"] = zip(*done.cleaned, strict=True)
        for name, column in self._columns.items():
            column += told[name]
        self._size += sum(map(len, told["text"])) + _CHARACTERS_AN_EDIT * sum(map(len, told["edits"]))
        if len(self._columns["id"]) >= _BATCH_ROWS or self._size > _BATCH_CHARACTERS:
            self.flush()

    def flush(self) -> None:
        """Write what is gathered, and its lines."""
        edited = self._columns.pop("edits")
        edits = edit_lists(edited)
        arrays = [
            string_column(column) if name == "text" else pa.array(column, DRAFTS.field(name).type)
            for name, column in self._columns.items()
        ]
        batch = pa.RecordBatch.from_arrays([*arrays, edits], schema=DRAFTS)
        self._writer.write(batch)
        if self._lines and batch.num_rows:
            columns = self._columns
            self._lines.append(batch["text"], columns["site"], columns["source_file"], columns["url"], edited)
        self._clear()


Contexts = Callable[[str | None], Context]
"""A site's settings for the repair steps."""


def article_id(record: Record) -> str:
    """32 hex digits: XXH3-128 of the record's url (else its file and position) and its text as it came."""
    text = record.text if record.page is None else record.page
    place = record.url or f"{record.file_key}\0{record.position}"
    digest = xxhash.xxh3_128(f"{place}\0".encode("utf-8", "surrogatepass"))
    digest.update(text.encode("utf-8", "surrogatepass"))  # a copy, as a rule: the first look has made it
    return digest.hexdigest()


def scrub(plan: Plan, shard: Shard) -> dict[str, Any]:
    """Clean a shard's records. Returns counts; leaves drafts, rejects, and the lines that may be furniture."""
    folder = plan.work / "scrub"
    marker = folder / f"{shard.name}.json"
    if done := read_json(marker):
        return dict(done)
    settings, reading = plan.settings, plan.reading()
    context_of = cache(settings.context)
    reports: dict[str, FileReport] = {}
    records = 0
    watch = Stopwatch()
    with (
        TableWriter(folder / f"{shard.name}.drafts", DRAFTS) as draft_file,
        TableWriter(folder / f"{shard.name}.rejects", REJECT_DRAFTS) as reject_file,
        TableWriter(folder / f"{shard.name}.lines", LINES) as line_file,
    ):
        drafts = Drafts(draft_file, _Lines(line_file, settings) if "furniture" in settings.steps else None)
        for batch in _batches(chain.from_iterable(read(piece, reading, reports) for piece in shard.pieces)):
            watch.lap("read")
            records += len(batch)
            read_well = [one for one in batch if isinstance(one, Record)]
            found = list(_repaired(read_well, settings.steps, context_of, watch))
            watch.skip()
            rejects = [one.row() for one in (*batch, *found) if isinstance(one, Reject)]
            if rejects:  # together: one by one a file of nothing else would take minutes
                reject_file.append_rows(rejects)
            for one in found:
                if isinstance(one, Repaired):
                    drafts.add(one)
            watch.lap("write drafts")
        drafts.flush()
    watch.lap("write drafts")
    result = {
        "records": records,
        "characters": drafts.characters,
        # (`asdict` copies whatever a report holds, for thirty times as much.)
        "files": [{name: getattr(report, name) for name in FileReport.__slots__} for report in reports.values()],
        "changed": [file.name for file in {piece.file for piece in shard.pieces} if not file.unchanged()],
        "seconds": watch.rounded(),
    }
    write_json(marker, result)
    return result


def _batches(found: Iterator[Record | Reject]) -> Iterator[list[Record | Reject]]:
    """What was read, by handfuls that are repaired together."""
    batch: list[Record | Reject] = []
    characters = 0
    for one in found:
        batch.append(one)
        characters += len(one.text) if isinstance(one, Record) else len(one.raw)
        if len(batch) >= _TOGETHER or characters > _TOGETHER_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _repaired(
    records: list[Record], steps: tuple[str, ...], context_of: Contexts, watch: Stopwatch
) -> Iterator[Repaired | Reject]:
    """All of them together; where one crashes a library, one by one, so that it costs that record alone: a law."""
    try:
        together = [_repair(records, steps, context_of, watch)] if records else []
    except Exception:
        together = []
    yield from together
    for record in () if together else records:
        try:
            done: Repaired | Reject = _repair([record], steps, context_of, watch)
        except TooManyEdits as error:
            done = _reject(record, "too_large", str(error))
        except Exception as error:
            done = _reject(record, "crashed", f"{type(error).__name__}: {error}")
        yield done


def _reject(record: Record, reason: str, why: str) -> Reject:
    raw = dump({"text": record.text, "title": record.title, "url": record.url})
    return Reject(record.source_file, record.position, reason, why, raw, record.source_id, record.url)


# Titles get the repairs that need no sentence around them, lose the name of their site, and get their marks where the text has lost
# some; what they were is not told in `edits`, which are the text's.
_TITLE_STEPS = ("markup", "encoding", "whitespace")


def _repair(records: list[Record], steps: tuple[str, ...], context_of: Contexts, watch: Stopwatch) -> Repaired:
    alike: dict[Context, list[int]] = {}
    for i, record in enumerate(records):
        alike.setdefault(context_of(record.site), []).append(i)
    texts: dict[int, Cleaned] = {}
    for context, places in alike.items():
        texts |= zip(places, clean_texts([records[i].text for i in places], steps, context, watch.seconds), strict=True)
    short = [record.title or "" for record in records]
    short += chain.from_iterable(record.authors for record in records)
    mended = (
        " ".join(one.text.split()) if one.edits else one.text
        for one in clean_texts(short, [s for s in _TITLE_STEPS if s in steps], seconds=watch.seconds)
    )
    watch.skip()
    titles = list(islice(mended, len(records)))
    if "furniture" in steps:
        for context, places in alike.items():
            for i in places if context.furniture else ():
                titles[i] = without_host(titles[i], records[i].site)
    if "apostrophes" in steps:
        for context, places in alike.items():
            done = restored_titles([titles[i] for i in places], [texts[i] for i in places], context.precision)
            for i, title in zip(places, done, strict=True):
                titles[i] = title
        watch.lap("apostrophes")
    authors = [[name for name in islice(mended, len(record.authors)) if name] for record in records]
    return Repaired(records, [texts[i] for i in range(len(records))], [title or None for title in titles], authors)


class _Lines:
    """Writes what was seen in drafts."""

    def __init__(self, writer: TableWriter, settings: CleanSettings) -> None:
        self._writer = writer

        def groups(site: str | None, source_file: str) -> list[int]:
            learns = settings.furniture.mode_of(site) == "learned"
            return [site_hash(name) for name in sites_of(site, source_file)] if learns else []

        self._groups_of = cache(groups)

    def append(
        self,
        texts: pa.StringArray,
        sites: Sequence[str | None],
        files: Sequence[str],
        urls: Sequence[str | None],
        edits: Sequence[Sequence[Edit]],
    ) -> None:
        """Write a batch for one of drafts."""
        groups = list(map(self._groups_of, sites, files))
        counts = np.fromiter(map(len, groups), np.int64, len(groups))
        learns = np.flatnonzero(counts)
        seen = sightings(utf8(texts.take(pa.array(learns)) if len(learns) < len(texts) else texts))
        seen = seen.with_taken([[*taken_lines(edits[i])] for i in learns.tolist()])
        # A text's lines are counted for each of its groups.
        text = np.repeat(np.arange(len(learns)), counts[learns])
        group = np.fromiter(chain.from_iterable(groups), np.uint64, len(text))
        filled = seen.articles[text, 0] > 0
        text, group = text[filled], group[filled]
        first, sizes = seen.bounds[text], np.diff(seen.bounds)[text]
        offsets = np.concatenate([[0], np.cumsum(sizes)])
        lines = np.arange(offsets[-1]) + np.repeat(first - offsets[:-1], sizes)
        place = seen.place[lines]
        each = (keys_of(np.repeat(group, sizes), place, seen.line[lines]), place, seen.start[lines], seen.end[lines])
        lists = [pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), pa.array(column)) for column in each]
        # What has no address is a page for each article.
        alone = mixed(seen.articles[:, 0]) + seen.articles[:, 1]
        pages = np.array([page_hash(urls[i]) for i in learns.tolist()], np.uint64)
        pages = np.where(pages > 0, pages, alone)
        told = map(pa.array, (learns[text].astype(np.int32), group, *seen.articles[text].T, pages[text]))
        self._writer.append(pa.RecordBatch.from_arrays([*told, *lists], schema=LINES))
