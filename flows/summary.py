"""What came of a run, in numbers: for people (a table), for machines (JSON), for the manifest and the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import tasks
from tasks.compiled import missing
from tasks.errors import CopydeskError
from tasks.intake.decode import valid_unicode
from tasks.intake.names import ROLES

if TYPE_CHECKING:
    from rich.table import Table

    from flows.phases.plan import Plan


@dataclass(frozen=True, slots=True)
class RunSummary:
    """Counts of one run. `records` = `articles` + duplicates + rejects, always."""

    run_id: str
    out: str
    records: int = 0
    articles: int = 0
    duplicates: dict[str, int] = field(default_factory=dict)
    rejects: dict[str, int] = field(default_factory=dict)
    edits: dict[str, int] = field(default_factory=dict)
    learned_lines: int = 0
    files: int = 0
    known_files: int = 0
    characters: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    """By phase, by the clock."""
    step_seconds: dict[str, float] = field(default_factory=dict)
    """By step within scrub and finish, added up over all workers; the longest first."""
    fields: dict[str, str] = field(default_factory=dict)
    """Which fields were taken for what, by source file; like files together."""
    encodings: dict[str, int] = field(default_factory=dict)
    nothing_from: dict[str, str] = field(default_factory=dict)
    """Files that gave nothing but rejects, and why their first record was one; those of one reason together."""
    missing_fields: dict[str, str] = field(default_factory=dict)
    """Files of which no record has the fields that `fields` sets, and which these are; those of one kind together."""
    unread_dates: int = 0
    """Articles whose date says something of which nothing could be made."""
    unread_date: str = ""
    """One of these dates, and where it is."""
    read_otherwise: dict[str, int] = field(default_factory=dict)
    """How many of the known files were read with another setting, by the setting: only a rebuild reads them again."""
    passed_over: int = 0
    """Programs, settings, checksums and logs beside the files that were read."""
    passed_over_file: str = ""
    """One of them."""
    left_as_too_large: int = 0
    """Of a run that found nothing new: records too large for an earlier max_record_bytes, which only a rebuild reads again."""

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


class Unreported(CopydeskError):
    """A run has published what it found, and the dataset is too damaged for a report: why, and what was published."""

    def __init__(self, why: str, summary: RunSummary | None = None) -> None:
        super().__init__(why)
        self.summary = summary


def summarise(
    plan: Plan,
    scrubbed: list[dict[str, Any]],
    finished: list[dict[str, Any]],
    matched: dict[str, int],
    published: list[dict[str, Any]],
    learned: int,
    seconds: dict[str, float],
) -> tuple[RunSummary, dict[str, Any]]:
    """What the phases counted, as the run's summary and as its entry in the manifest."""
    read = _merge_reports([report for done in scrubbed for report in done["files"]])
    tally: Counter[str] = Counter()
    by_file: dict[str, Counter[str]] = {}
    edits: Counter[str] = Counter()
    for done in published:
        edits.update(done["edits"])
        for file, counts in done["tally"].items():
            by_file.setdefault(file, Counter()).update(counts)
            tally.update(counts)
    encodings: Counter[str] = Counter()
    for report in read:
        encodings.update(report["encodings"])
        report |= {"articles": 0, "duplicates": 0, "rejects": 0}
        mine = by_file.get(report["file"], Counter())
        for name, count in mine.items():
            report["rejects" if name.startswith("reject:") else name] += count
        if count := mine["reject:too_large"]:
            report["too_large"] = count
        why = report.pop("first_reject", "")
        if report["rejects"] and not report["articles"] + report["duplicates"]:
            # A record that could be read was rejected when it was clean: the commonest reason.
            report["nothing"] = why or mine.most_common(1)[0][0].removeprefix("reject:")
    summary = RunSummary(
        plan.run_id, plan.out,
        records=sum(done["records"] for done in scrubbed),
        articles=tally["articles"],
        duplicates={method: count for method, count in matched.items() if count},
        rejects={name.removeprefix("reject:"): count for name, count in sorted(tally.items()) if name.startswith("reject:")},
        edits=dict(sorted(edits.items())),
        learned_lines=learned, files=len(plan.inputs), known_files=plan.known,
        characters=sum(done["characters"] for done in scrubbed),
        seconds=seconds, step_seconds=_step_seconds([*scrubbed, *finished]), fields=group_fields(read), encodings=dict(encodings.most_common()),
        nothing_from=_nothing_from(read), missing_fields=_missing_fields(read),
        unread_dates=sum(report.get("unread_dates", 0) for report in read), unread_date=_unread_date(read), read_otherwise=plan.otherwise,
        passed_over=plan.passed_over, passed_over_file=plan.passed_over_file,
    )  # fmt: skip
    changed = {name for done in scrubbed for name in done["changed"]}
    run = {
        "run_id": plan.run_id, "version": tasks.__version__,
        "started_at": plan.started_at.isoformat(), "finished_at": datetime.now(UTC).isoformat(),
        "settings": plan.settings.model_dump(mode="json"), "settings_digest": plan.settings.digest(),
        "summary": summary.as_dict(),
        # One that went or changed while it was read is not known by what it was before: it is read again.
        "inputs": [{"file": valid_unicode(f.name), "bytes": f.size, "digest": "" if f.name in changed else f.digest} for f in plan.inputs],
        "read": read,
        "files": [file for done in published for file in done["files"]],
    }  # fmt: skip
    return summary, run


def _step_seconds(done: list[dict[str, Any]]) -> dict[str, float]:
    spent: dict[str, float] = {}
    for one in done:
        for name, value in one["seconds"].items():
            spent[name] = spent.get(name, 0.0) + value
    return {name: round(value, 3) for name, value in sorted(spent.items(), key=lambda item: -item[1])}


def _merge_reports(reports: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One report a file, where a file was read in several pieces."""
    merged: dict[str, dict[str, Any]] = {}
    for report in reports:
        if report["file"] in merged:
            into = merged[report["file"]]
            into["records"] += report["records"]
            into["first_reject"] = into.get("first_reject") or report.get("first_reject", "")
            into["encodings"] = dict(Counter(into["encodings"]) + Counter(report["encodings"]))
            into["unread_dates"] += report["unread_dates"]
            into["unread_date"] = into["unread_date"] or report["unread_date"]
            if report["fields"]:  # else it had no rows
                both = into["missing"] if into["fields"] else report["missing"]
                into["missing"] = [role for role in both if role in report["missing"]]
                into["fields"] = into["fields"] or report["fields"]
            into["others"] = {
                role: sorted({*into["others"].get(role, ()), *report["others"].get(role, ())})
                for role in {**into["others"], **report["others"]}
            }
        else:
            merged[report["file"]] = {**report, "fields": dict(report["fields"])}
    for report in merged.values():
        if not report["unread_dates"]:
            del report["unread_dates"], report["unread_date"]
        if missing := report.pop("missing"):
            report["missing"] = {role: report["fields"].pop(role) for role in missing}
        report["fields"] = _all_fields(report["fields"], report.pop("others"))
    return [merged[file] for file in sorted(merged)]


def _all_fields(fields: dict[str, str], others: dict[str, list[str]]) -> dict[str, str]:
    """The fields of a file, and those that single records had in their place: "pubDate or date"."""
    told = {role: dict.fromkeys([*filter(None, [fields.get(role)]), *sorted(others.get(role, ()))]) for role in ROLES}
    return {role: " or ".join(paths) for role, paths in told.items() if paths}


def group_fields(read: list[dict[str, Any]]) -> dict[str, str]:
    """The guessed fields as one line for all files that share them."""
    return _grouped((report["file"], _paired(report["fields"])) for report in read if report["fields"])


def _missing_fields(read: list[dict[str, Any]]) -> dict[str, str]:
    """Fields that are set and that no record of a file has: a slip of the pen, as a rule."""
    return _grouped((report["file"], _paired(report["missing"])) for report in read if "missing" in report)


def _unread_date(read: list[dict[str, Any]]) -> str:
    return next((f"{report['unread_date']!r} in {report['file']}" for report in read if "unread_date" in report), "")


def _paired(paths: dict[str, str]) -> str:
    return ", ".join(f"{role}={path}" for role, path in paths.items())


def _nothing_from(read: list[dict[str, Any]]) -> dict[str, str]:
    """Why files came to nothing: a guess at their fields that was wrong, say, which among many files nobody would see."""
    return _grouped((report["file"], report["nothing"]) for report in read if "nothing" in report)


def _grouped(told: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What is told of files, those of which the same is told together."""
    groups: dict[str, list[str]] = {}
    for file, what in told:
        groups.setdefault(what, []).append(file)
    return {
        files[0] + (f" and {len(files) - 1} more" if len(files) > 1 else ""): what for what, files in groups.items()
    }


def outcome(summary: RunSummary) -> str:
    """The run in a line."""
    rejects = sum(summary.rejects.values())
    reasons = f" ({listed(summary.rejects)})" if rejects else ""
    duplicates = sum(summary.duplicates.values())
    return (
        f"{counted(summary.records, 'record')} = {counted(summary.articles, 'article')} "
        f"+ {counted(duplicates, 'duplicate')} + {counted(rejects, 'reject')}{reasons}"
    )


def idle(summary: RunSummary) -> str:
    """Why a run had nothing to do, in a line."""
    if not summary.known_files:
        return "Nothing new: there are no files."
    known = "the only file is" if summary.known_files == 1 else f"all {counted(summary.known_files, 'file')} are"
    told = f"Nothing new: {known} in {summary.out} already."
    if summary.read_otherwise:
        told += f" {otherwise(summary)}"
    if count := summary.left_as_too_large:
        were = f"{counted(count, 'record')} {'was' if count == 1 else 'were'}"
        told += f" {were} rejected there as too_large when max_record_bytes was smaller; --rebuild reads all anew."
    return told


def otherwise(summary: RunSummary) -> str:
    """Which known files were read with other settings, in a sentence."""
    names = {"fields": "other fields", "encoding": "another encoding"}
    told = [
        f"{counted(count, 'file')} {'was' if count == 1 else 'were'} read with {names[name]} than are set now"
        for name, count in summary.read_otherwise.items()
    ]
    return f"{', and '.join(told)}; only --rebuild reads known files again."


def read_from(summary: RunSummary) -> str:
    """How many files a run has read, and how many it knew."""
    known = f", {summary.known_files:,} passed over as known" if summary.known_files else ""
    return f"in {counted(summary.files, 'file')}{known}"


_MOST_GUESSES, _MOST_REASONS, _MOST_STEPS = 8, 4, 8
_FELT_SECONDS = 10.0
"""Of a shorter run nobody asks why it takes so long."""


def print_summary(summary: RunSummary) -> None:
    """The table at the end of a run, on stderr."""
    from rich.console import Console

    console = Console(stderr=True, soft_wrap=True)

    def say(line: str, style: str | None = None) -> None:
        console.print(line, style=style, highlight=False, markup=False)

    if not summary.files:
        say(idle(summary))
        return
    console.print(_table(summary), highlight=False)
    for file, guess in list(summary.fields.items())[:_MOST_GUESSES]:
        say(f"fields of {file}: {guess}", "dim")
    if (more := len(summary.fields) - _MOST_GUESSES) > 0:
        say(f"fields of more files: see manifest.json ({more} other guesses)", "dim")
    for file, paths in list(summary.missing_fields.items())[:_MOST_REASONS]:
        say(f"no record has the fields set for {file}: {paths}", "yellow")
    if len(summary.missing_fields) > _MOST_REASONS:
        say("nor do the records of more files: see manifest.json", "yellow")
    if count := summary.unread_dates:
        were = "date was" if count == 1 else "dates were"
        say(f"{count:,} {were} not understood, and left out: {summary.unread_date}", "yellow")
    if summary.read_otherwise:
        say(otherwise(summary), "yellow")
    if summary.passed_over:
        others = f" and {summary.passed_over - 1:,} more" if summary.passed_over > 1 else ""
        say(f"passed over, as programs, settings, checksums and logs are: {summary.passed_over_file}{others}", "dim")
    for file, why in list(summary.nothing_from.items())[:_MOST_REASONS]:
        say(f"nothing came of {file}: {why}", "yellow")
    if len(summary.nothing_from) > _MOST_REASONS:
        say(f"nothing came of more files: see {summary.out}/rejects", "yellow")
    if summary.records and not summary.articles:
        why = "all are copies" if not summary.rejects else f"see {summary.out}/rejects"
        say(f"No article came out: {why}.", "bold yellow")
    # Asked last: to find out, this process compiles them too where no other could.
    if sum(summary.seconds.values()) > _FELT_SECONDS and summary.articles and (why := missing()):
        say(f"A run is several times as fast with its inner loops compiled, but {why}.", "yellow")
    say(f"dataset: {summary.out}  report: {summary.out}/report.html")


def _table(summary: RunSummary) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE, show_header=False, pad_edge=False)
    table.add_column(style="bold")
    table.add_column(justify="right")
    table.add_column(style="dim")
    table.add_row("records", f"{summary.records:,}", read_from(summary))
    table.add_row("articles", f"{summary.articles:,}", "")
    for name, counts in (
        ("duplicates", summary.duplicates),
        ("rejects", summary.rejects),
        ("edits", summary.edits),
    ):
        table.add_row(name, f"{sum(counts.values()):,}", listed(counts))
    if summary.learned_lines:
        table.add_row("furniture", f"{summary.learned_lines:,}", "lines learned from the dump")
    table.add_row("seconds", f"{sum(summary.seconds.values()):.1f}", in_seconds(summary.seconds))
    if steps := summary.step_seconds:
        # Workers' seconds, so that on many processors they are more than the clock's.
        dearest = {name: value for name, value in list(steps.items())[:_MOST_STEPS] if value >= 0.05}
        table.add_row("", f"{sum(steps.values()):.1f}", f"of processor: {in_seconds(dearest)}")
    return table


def in_seconds(spent: dict[str, float]) -> str:
    """What took how long."""
    return ", ".join(f"{name} {value:.1f}" for name, value in spent.items())


def counted(count: int, noun: str) -> str:
    """So many of them: "1 file", "2 files"."""
    return f"{count:,} {noun}{'s' * (count != 1)}"


def listed(counts: dict[str, int]) -> str:
    """How many of what, the most first."""
    return ", ".join(
        f"{name} {count:,}" for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )
