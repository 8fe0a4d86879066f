"""Plan: the sources -> shards, and the run's name.

A run's id is a digest of all that its result depends on: what the files hold and are called, the settings, the
program's version, and the runs before it. So the same command finds its unfinished work again, and the same work
gives the same bytes.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import xxhash

import tasks
from flows.settings import CleanSettings
from tasks.dataset.damage import reading
from tasks.dataset.digests import Digests
from tasks.dataset.lock import start_up
from tasks.dataset.manifest import LONGEST, READING, published
from tasks.dataset.storage import storage_of
from tasks.dataset.work import WORK_VERSION, drop_cut, read_json
from tasks.errors import UsageError
from tasks.intake.decode import valid_unicode
from tasks.intake.formats import sniff
from tasks.intake.read import Piece, ReadSettings
from tasks.intake.sources import SourceFile, begins_with, expand, fingerprint
from tasks.places import is_remote

# A packed file cannot be entered in the middle: every share reads it from the beginning, which costs about a tenth of
# cleaning it (100 MB/s against 10). More shares than this would spend as long reading as cleaning.
_MOST_PARTS = 6
_PACKED = (".gz", ".tgz", ".bz2", ".xz", ".zst", ".lz4", ".zip", ".parquet")
_FEW, _SMALL = 8, 8 << 20  # shards, bytes of each
_PACKED_HOLDS = 3  # bytes of text in one of such a file, as news has it
_MAGIC = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18", b"PK\x03\x04", b"PAR1")


@dataclass(frozen=True, slots=True)
class Shard:
    """What one worker reads at a time."""

    number: int
    pieces: tuple[Piece, ...]

    @property
    def name(self) -> str:
        """The stem of the shard's files."""
        return f"{self.number:05d}"


@dataclass(frozen=True, slots=True)
class Plan:
    """A run before it begins."""

    run_id: str
    out: str
    settings: CleanSettings
    shards: tuple[Shard, ...]
    inputs: tuple[SourceFile, ...]
    cleaned_at: datetime
    started_at: datetime
    known: int = 0
    """Files passed over because an earlier run has read the same bytes."""
    earlier_files: tuple[str, ...] = field(default_factory=tuple)
    """Published parts of articles, furniture and the index, in the order of runs."""
    otherwise: dict[str, int] = field(default_factory=dict)
    """How many of the known files were read with other `fields` or another `encoding`."""
    passed_over: int = 0
    """Programs, settings, checksums and logs beside the files."""
    passed_over_file: str = ""
    """One of them."""
    folder: str = ""
    """The folder of this machine that phases work in, where that is not the dataset's own."""

    @property
    def root(self) -> Path:
        """The dataset's folder, or what of it is on this machine."""
        return Path(self.folder or self.out)

    @property
    def work(self) -> Path:
        """Where the run's work files lie."""
        return self.root / "_work" / self.run_id

    def earlier(self, table: str, name: str = "") -> list[Path]:
        """Earlier runs' parts of a table (of one file name), brought here where they are elsewhere."""
        names = [
            path for path in self.earlier_files if path.startswith(f"{table}/") and path.endswith(name and f"/{name}")
        ]
        storage_of(self.out).fetch(names, self.root)
        return [self.root / path for path in names]

    def guarding(self, path: Path) -> AbstractContextManager[None]:
        """Raises Damaged where one of the `earlier` parts cannot be read."""
        return reading(self.out, path.relative_to(self.root).as_posix())

    def reading(self) -> ReadSettings:
        """What intake is told."""
        named = {role: path for role, path in self.settings.fields.model_dump().items() if path}
        return ReadSettings(
            named, self.settings.encoding, self.settings.max_record_bytes, "markup" in self.settings.steps
        )


def make_plan(
    sources: Iterable[str], out: str, settings: CleanSettings, manifest: dict[str, Any], digests: Digests | None = None
) -> Plan:
    """Find the files, leave out those already read, cut the rest into shards. Raises UsageError."""
    digests = digests or Digests(storage_of(out))
    beside: list[str] = []
    files = expand(sources, exclude=out, begun=bool(manifest["runs"]), passed_over=beside)
    seen, unreadable = known_digests(manifest, settings)
    earlier = [run["run_id"] for run in manifest["runs"]]
    cuts: dict[str, list[int]] = {}
    fresh: list[SourceFile] = []
    known: list[str] = []
    digest = xxhash.xxh3_64()
    for file in files:
        if (remembered := digests.get(file)) and remembered in seen:
            known.append(remembered)
            continue
        try:
            file, newlines = fingerprint(file, _step(settings.shard_bytes))
            digests.add(file)
        except Exception:  # it is read once more, by the scrub, whose reject says what is wrong
            newlines = [0]
        if file.digest in seen or (not file.digest and valid_unicode(file.name) in unreadable):
            known.append(file.digest)
            continue
        fresh.append(file)
        cuts[file.name] = newlines
        digest.update(f"{file.name}\0{file.key}\0{file.digest}\0".encode("utf-8", "surrogateescape"))
    digest.update("\0".join((settings.digest(), tasks.__version__, WORK_VERSION, *earlier)).encode())
    run_id = digest.hexdigest()
    shards = tuple(Shard(i, pieces) for i, pieces in enumerate(_cut(fresh, cuts, settings.shard_bytes)))
    changed = datetime.fromtimestamp(int(max((f.mtime for f in fresh), default=0)), UTC)
    parts = tuple(file["path"] for table in ("articles", "furniture", "_index") for file in published(manifest, table))
    return Plan(
        run_id,
        out,
        settings,
        shards,
        tuple(fresh),
        _instant(settings, changed),
        datetime.now(UTC),
        len(known),
        parts,
        read_otherwise(manifest, settings, known),
        passed_over=len(beside),
        passed_over_file=valid_unicode(min(beside, default="")),
    )


def known_digests(manifest: dict[str, Any], settings: CleanSettings) -> tuple[set[str], set[str]]:
    """Digests of the files that need no reading again: all of earlier runs, but those that gave nothing but rejects
    when they were read otherwise (a field's name, an encoding, a smaller max_record_bytes). And the names of files that
    could not be read.
    """
    reading = {key: settings.model_dump(mode="json")[key] for key in READING}
    known: set[str] = set()
    unreadable: set[str] = set()
    for run in manifest["runs"]:
        gave = _gave(run)
        alike = all(run["settings"].get(key) == value for key, value in reading.items())
        alike = alike and not _was_less(run, settings)
        for entry in run["inputs"]:
            name = valid_unicode(entry["file"])
            if not entry["digest"]:
                unreadable.add(name)
            elif alike or name in gave:
                known.add(entry["digest"])
    return known, unreadable


def read_otherwise(manifest: dict[str, Any], settings: CleanSettings, digests: Iterable[str]) -> dict[str, int]:
    """How many of some known files no run has read with the same setting, by the setting, where there are such files.

    Of `fields`, only those that have any count: a text or a page has none.
    """
    wanted = settings.model_dump(mode="json")
    alike: dict[str, set[str]] = {key: set() for key in READING}
    other: dict[str, set[str]] = {key: set() for key in READING}
    for run in manifest["runs"]:
        rows = _files_of(run, (entry for entry in run["read"] if entry["fields"] or "missing" in entry))
        for key in READING:
            into = alike if run["settings"].get(key) == wanted[key] else other
            into[key].update(
                entry["digest"] for entry in run["inputs"] if key != "fields" or valid_unicode(entry["file"]) in rows
            )
    told = set(digests) - {""}
    counts = {key: len(told & (other[key] - alike[key])) for key in READING}
    return {key: count for key, count in counts.items() if count}


def left_as_too_large(manifest: dict[str, Any], settings: CleanSettings) -> int:
    """How many records earlier runs rejected as too large, by a smaller max_record_bytes, in files that are not read again
    because others of their records were taken.
    """
    return sum(
        entry.get("too_large", 0)
        for run in manifest["runs"]
        if _was_less(run, settings) and (gave := _gave(run))
        for entry in run["read"]
        if not gave.isdisjoint(_and_archives(entry["file"]))
    )


def _was_less(run: dict[str, Any], settings: CleanSettings) -> bool:
    return bool(run["settings"][LONGEST] < settings.max_record_bytes)


def _gave(run: dict[str, Any]) -> set[str]:
    """The files that gave a run articles."""
    return _files_of(run, (entry for entry in run["read"] if entry["articles"] or entry["duplicates"]))


def _files_of(run: dict[str, Any], read: Iterable[dict[str, Any]]) -> set[str]:
    """The inputs of a run that some of what it has read lies in."""
    files = {valid_unicode(entry["file"]) for entry in run["inputs"]}
    return {place for entry in read for place in _and_archives(entry["file"]) if place in files}


def _and_archives(file: str) -> Iterator[str]:
    """A file that was read, and what may be the archives that it lies in."""
    yield file
    yield from (file[:at] for at, letter in enumerate(file) if letter == "/")


def _instant(settings: CleanSettings, changed: datetime) -> datetime:
    from tasks.intake.dates import parse_date

    return (parse_date(settings.cleaned_at) if settings.cleaned_at else None) or changed


def _cut(files: list[SourceFile], cuts: dict[str, list[int]], most: int) -> Iterable[tuple[Piece, ...]]:
    """Many small files together, one file, the lines of a part of a big one, or a share of a big one's records.

    All of about one size, about `most` bytes at the most, and as many as workers can share evenly: what one of them does
    alone at the end, the others wait for.
    """
    weights = {file.name: _weight(file) for file in files}
    total = sum(weights.values())
    size, share = _even(total, most, _FEW), _even(total, most)
    group: list[Piece] = []
    weight = 0
    for file in files:
        pieces = round(weights[file.name] / size)
        if pieces > 1:
            # Who has a share of a file's records reads all of it.
            shares = min(_MOST_PARTS, round(weights[file.name] / share))
            yield from ((piece,) for piece in _pieces(file, pieces, shares, cuts[file.name], most))
            continue
        if group and weight + weights[file.name] // 2 > size:
            yield tuple(group)
            group, weight = [], 0
        group.append(Piece(file))
        weight += weights[file.name]
    if group:
        yield tuple(group)


def _weight(file: SourceFile) -> int:
    """Bytes to be cleaned, about. A tiny file costs an opening, not nothing."""
    return file.size * (_PACKED_HOLDS if file.name.lower().endswith(_PACKED) else 1) + 4096


def _even(total: int, most: int, few: int = 1) -> float:
    """The size of shards of `total` bytes. Two workers are worth their start from half a shard on, and a `few` more smaller ones: so a
    dump of 60 MB keeps a laptop's processors busy, and a run that was stopped has less to do again.
    """
    shards = max(1, math.ceil(total / most), min(few, total // _SMALL))
    if shards > 2:
        shards = math.ceil(shards / 4) * 4
    return total / (shards if shards > 1 or total < most / 2 else 2)


def _pieces(file: SourceFile, pieces: int, shares: int, newlines: list[int], most: int) -> Iterator[Piece]:
    if not _lines_on_disk(file):
        yield from (Piece(file, part=part, parts=max(1, shares)) for part in range(max(1, shares)))
        return
    pieces = min(pieces, len(newlines))
    edges = [round(i * len(newlines) / pieces) for i in range(pieces + 1)]
    line = 1
    for start, end in pairwise(edges):
        yield Piece(file, start * _step(most), None if end == edges[-1] else end * _step(most), line)
        line += sum(newlines[start:end])


def _step(most: int) -> int:
    """Bytes of a file of lines between two places where it may be cut."""
    return most // 16


def _lines_on_disk(file: SourceFile) -> bool:
    try:
        with file.open() as stream:
            head = stream.read(1 << 16)
    except OSError:
        return False
    return not head.startswith((*_MAGIC, b"\xff\xfe", b"\xfe\xff")) and sniff(file.key, head) == "jsonl"


def refuse_to_lose(plan: Plan, manifest: dict[str, Any]) -> None:
    """Raise UsageError where a dataset is to be written anew without files that it was made of. A file that was put right is what it
    is now; one that is written over time and again was another file each time.
    """
    digests, named = {file.digest for file in plan.inputs}, {valid_unicode(file.name): file for file in plan.inputs}
    was: dict[str, dict[str, int]] = {}
    for run in manifest["runs"]:
        gave = _gave(run)
        for entry in run["inputs"]:
            name = valid_unicode(entry["file"])  # earlier manifests may have names that UTF-8 cannot hold
            if name not in named or (entry["digest"] and name in gave):
                was.setdefault(name, {})[entry["digest"]] = entry["bytes"]
    lost: dict[str, str] = {}
    for name, contents in was.items():
        gone = [(digest, size) for digest, size in contents.items() if digest not in digests]
        if gone and name not in named:
            lost[name] = "not among the sources"
        elif len(contents) > 1 and not all(begins_with(named[name], size, digest) for digest, size in gone):
            lost[name] = "as it was before it was written over"
    if lost:
        (first, why), *more = lost.items()
        raise UsageError(
            f"--rebuild: {plan.out} also holds articles of {first}{f' and {len(more)} more' if more else ''}, {why}; "
            "name all of its sources, or another --out"
        )


def save_plan(plan: Plan) -> Plan:
    """Write the plan into its work folder; where one is there from a broken run, that one counts, but for where the files are
    now, which an id does not tell: the folder that they lie in may have been moved since.
    """
    storage, folder = storage_of(plan.out), f"_work/{plan.run_id}"
    host, start = start_up()
    if (data := storage.read(f"{folder}/plan.json")) is not None:
        saved = _told(data)
        if saved is None or (saved["host"] == host and saved["start"] != start):
            storage.clear(folder)  # the machine went down: its work files may be of the right names and half empty
        else:
            if (saved["host"], saved["start"]) != (host, start) and not is_remote(plan.out):
                # Another machine, or one that went down and has another name: a container has its own.
                drop_cut(plan.work)
            if saved["earlier_files"] != list(plan.earlier_files):
                storage.clear(f"{folder}/match")  # what is published was compacted since
            now = _to_json(plan)
            plan = _from_json({**saved, "inputs": now["inputs"], "earlier_files": now["earlier_files"]}, plan.out)
    told = json.dumps({**_to_json(plan), "host": host, "start": start}).encode()
    if told != data:
        storage.write(f"{folder}/plan.json", told)
    return plan


def _told(data: bytes) -> Any:
    """What a plan's file holds; None where it was left empty or cut."""
    try:
        return json.loads(data)
    except ValueError:
        return None


def load_plan(work: str, out: str | None = None) -> Plan:
    """The plan of a work folder of this machine; `out`, where the dataset is another's."""
    path = Path(work) / "plan.json"
    status = path.stat()
    return _loaded(path, out, (status.st_mtime_ns, status.st_size, status.st_ino))


@lru_cache(1)  # of 100,000 files it takes a second, and each job asks
def _loaded(path: Path, out: str | None, stamp: tuple[int, ...]) -> Plan:
    folder = path.parent.parent.parent
    plan = _from_json(read_json(path), out or str(folder))
    return replace(plan, folder=str(folder)) if out else plan


def _to_json(plan: Plan) -> dict[str, Any]:
    return {
        "run_id": plan.run_id, "settings": plan.settings.model_dump(mode="json"),
        "shards": [[_named(piece) for piece in shard.pieces] for shard in plan.shards],
        "inputs": [{name: getattr(file, name) for name in SourceFile.__slots__} for file in plan.inputs], "cleaned_at": plan.cleaned_at.isoformat(),
        "started_at": plan.started_at.isoformat(), "known": plan.known, "earlier_files": plan.earlier_files, "otherwise": plan.otherwise,
        "passed_over": plan.passed_over, "passed_over_file": plan.passed_over_file,
    }  # fmt: skip


def _named(piece: Piece) -> list[Any]:
    """A piece by its file's name."""
    return [piece.file.name, *(getattr(piece, name) for name in Piece.__slots__[1:])]


def _from_json(saved: dict[str, Any], out: str) -> Plan:
    inputs = tuple(SourceFile(**file) for file in saved["inputs"])
    by_name = {file.name: file for file in inputs}
    shards = tuple(
        Shard(i, tuple(Piece(by_name[name], *rest) for name, *rest in pieces))
        for i, pieces in enumerate(saved["shards"])
    )
    return Plan(
        saved["run_id"], out, CleanSettings.model_validate(saved["settings"]), shards, inputs,
        datetime.fromisoformat(saved["cleaned_at"]), datetime.fromisoformat(saved["started_at"]), saved["known"],
        tuple(saved["earlier_files"]), saved["otherwise"], saved["passed_over"], saved["passed_over_file"],
    )  # fmt: skip
