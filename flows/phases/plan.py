"""Plan: the sources -> shards, and the run's name.

A run's id is a digest of all that its result depends on: what the files hold and are called, the settings, the
program's version, and the runs before it. So the same command finds its unfinished work again, and the same work
gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, astuple, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import xxhash

import tasks
from flows.settings import CleanSettings
from tasks.dataset.manifest import READING
from tasks.dataset.work import read_json, write_json
from tasks.intake.formats import sniff
from tasks.intake.read import Piece, ReadSettings
from tasks.intake.sources import SourceFile, expand, fingerprint

# A packed file cannot be entered in the middle: every share reads it from the beginning, which costs about a twentieth
# of cleaning it (100 MB/s against 2 to 5). More shares than this would spend as long reading as cleaning.
_MOST_PARTS = 16
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
    earlier_runs: tuple[str, ...] = field(default_factory=tuple)

    @property
    def work(self) -> Path:
        """Where the run's work files lie."""
        return Path(self.out) / "_work" / self.run_id

    def reading(self) -> ReadSettings:
        """What intake is told."""
        named = {role: path for role, path in self.settings.fields.model_dump().items() if path}
        return ReadSettings(
            named, self.settings.encoding, self.settings.max_record_bytes, "markup" in self.settings.steps
        )


def make_plan(sources: Iterable[str], out: str, settings: CleanSettings, manifest: dict[str, Any]) -> Plan:
    """Find the files, leave out those already read, cut the rest into shards. Raises UsageError."""
    files = expand(sources, exclude=out)
    seen = _known(manifest, settings)
    earlier = tuple(run["run_id"] for run in manifest["runs"])
    cuts: dict[str, list[int]] = {}
    fresh: list[SourceFile] = []
    known = 0
    digest = xxhash.xxh3_64()
    for file in files:
        try:
            file, newlines = fingerprint(file, settings.shard_bytes)
        except OSError:
            newlines = [0]  # it is read once more, by the scrub, whose reject says what is wrong
        if file.digest and file.digest in seen:
            known += 1
            continue
        fresh.append(file)
        cuts[file.name] = newlines
        digest.update(f"{file.name}\0{file.key}\0{file.digest}\0".encode("utf-8", "surrogateescape"))
    digest.update("\0".join((settings.digest(), tasks.__version__, *earlier)).encode())
    run_id = digest.hexdigest()
    shards = tuple(Shard(i, pieces) for i, pieces in enumerate(_cut(fresh, cuts, settings.shard_bytes)))
    changed = datetime.fromtimestamp(int(max((f.mtime for f in fresh), default=0)), UTC)
    return Plan(
        run_id, out, settings, shards, tuple(fresh), _instant(settings, changed), datetime.now(UTC), known, earlier
    )


def _known(manifest: dict[str, Any], settings: CleanSettings) -> set[str]:
    """Digests of the files that need no reading again: all of earlier runs, but those that gave nothing but rejects
    when they were read otherwise (a field's name, an encoding).
    """
    reading = {key: settings.model_dump(mode="json")[key] for key in READING}
    known: set[str] = set()
    for run in manifest["runs"]:
        gave = {entry["file"] for entry in run["read"] if entry["articles"] or entry["duplicates"]}
        alike = all(run["settings"].get(key) == value for key, value in reading.items())
        for entry in run["inputs"]:
            if alike or any(file == entry["file"] or file.startswith(f"{entry['file']}/") for file in gave):
                known.add(entry["digest"])
    return known


def _instant(settings: CleanSettings, changed: datetime) -> datetime:
    from tasks.intake.dates import parse_date

    return (parse_date(settings.cleaned_at) if settings.cleaned_at else None) or changed


def _cut(files: list[SourceFile], cuts: dict[str, list[int]], size: int) -> Iterable[tuple[Piece, ...]]:
    """Many small files together, one file, the lines of a part of a big one, or a share of a big one's records."""
    group: list[Piece] = []
    weight = 0
    for file in files:
        if file.size > 2 * size and _lines_on_disk(file):
            line = 1
            for i, newlines in enumerate(cuts[file.name]):
                last = (i + 1) * size >= file.size
                yield (Piece(file, i * size, None if last else (i + 1) * size, line),)
                line += newlines
            continue
        if file.size > 2 * size:
            parts = min(_MOST_PARTS, file.size // size)
            yield from ((Piece(file, part=part, parts=parts),) for part in range(parts))
            continue
        # A tiny file costs an opening, not nothing.
        cost = file.size + 4096
        if group and weight + cost > size:
            yield tuple(group)
            group, weight = [], 0
        group.append(Piece(file))
        weight += cost
    if group:
        yield tuple(group)


def _lines_on_disk(file: SourceFile) -> bool:
    try:
        with file.open() as stream:
            head = stream.read(1 << 16)
    except OSError:
        return False
    return not head.startswith((*_MAGIC, b"\xff\xfe", b"\xfe\xff")) and sniff(file.key, head) == "jsonl"


def save_plan(plan: Plan) -> Plan:
    """Write the plan into its work folder; where one is there from a broken run, that one counts."""
    path = plan.work / "plan.json"
    if not path.exists():
        write_json(path, {
            "run_id": plan.run_id, "out": plan.out, "settings": plan.settings.model_dump(mode="json"),
            "shards": [[[piece.file.name, *astuple(piece)[1:]] for piece in shard.pieces] for shard in plan.shards],
            "inputs": [asdict(file) for file in plan.inputs], "cleaned_at": plan.cleaned_at.isoformat(),
            "started_at": plan.started_at.isoformat(), "known": plan.known, "earlier_runs": plan.earlier_runs,
        })  # fmt: skip
    return load_plan(str(plan.work), plan.out)


def load_plan(work: str, out: str | None = None) -> Plan:
    """The plan of a work folder."""
    saved = read_json(Path(work) / "plan.json")
    inputs = tuple(SourceFile(**file) for file in saved["inputs"])
    by_name = {file.name: file for file in inputs}
    shards = tuple(
        Shard(i, tuple(Piece(by_name[name], *rest) for name, *rest in pieces))
        for i, pieces in enumerate(saved["shards"])
    )
    return Plan(
        saved["run_id"], out or str(Path(work).parent.parent), CleanSettings.model_validate(saved["settings"]), shards, inputs,
        datetime.fromisoformat(saved["cleaned_at"]), datetime.fromisoformat(saved["started_at"]), saved["known"],
        tuple(saved["earlier_runs"]),
    )  # fmt: skip
