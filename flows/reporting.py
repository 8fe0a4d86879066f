"""What a run leaves on Prefect's server to look at: a bar while it goes on; then a table, a picture, the files that gave
most rejects, and a link to the report. All small (a few kB): they lie in the server's database.

Looks are no reason to fail: whatever goes wrong here is a warning in the run's log.
"""

from __future__ import annotations

import hashlib
import logging
import re
import time
from collections import Counter
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID

from flows.summary import RunSummary, in_seconds, listed, read_from
from tasks.places import is_remote

# Where each phase begins on the bar, in percent: its share of the time of 44 MB of messy news on two cores.
_BEGINS = {"scrub": 0.0, "learn": 80.0, "finish": 82.0, "match": 94.0, "publish": 96.0, "report": 99.0}
_ENDS = dict(zip(_BEGINS, [*list(_BEGINS.values())[1:], 100.0], strict=True))
_UPDATE_SECONDS = 3.0
_MOST_FILES = 20
_COLOURS = {"articles": "#2f7d4f", "exact": "#7a9ccb", "near": "#b3c7e6", "contained": "#d3dff2", "rejects": "#c0603f"}

Log = logging.Logger | logging.LoggerAdapter[Any]


def slug(out: str) -> str:
    """A dataset's name as Prefect's artifacts may have it: small letters, digits, dashes. And what tells its place from others
    that come to the same, in other alphabets or below other folders.
    """
    place = out.rstrip("/") if is_remote(out) else str(Path(out).absolute())
    words = re.sub(r"[^a-z0-9]+", "-", out.lower()).strip("-")[-180:].strip("-")
    return "-".join(filter(None, ("copydesk", words, hashlib.sha256(place.encode()).hexdigest()[:8])))


class ServerBar:
    """The run's bar on the server; it appears with the first shards. Hears of phases as `flows.progress` tells them."""

    def __init__(self, out: str, log: Log) -> None:
        self._out, self._log = out, log
        self._artifact: UUID | None = None
        self._phase, self._total, self._done, self._told = "", 1, 0, 0.0

    def begin(self, phase: str, total: int) -> None:
        """A phase begins where the last one ended."""
        self._phase, self._total, self._done = phase, total or 1, 0
        if phase in _BEGINS:
            self._show(_BEGINS[phase])

    def advance(self, count: int) -> None:
        """Move the bar, not too often: each move is a request."""
        self._done += count
        if self._phase in _BEGINS and time.monotonic() - self._told > _UPDATE_SECONDS:
            begins = _BEGINS[self._phase]
            self._show(begins + (_ENDS[self._phase] - begins) * min(1.0, self._done / self._total))

    def end(self, phase: str, seconds: float, note: str) -> None:
        """Full, where it is done."""
        if phase == "report" and note != "stopped":
            self._show(100.0)

    def _show(self, percent: float) -> None:
        from prefect.artifacts import create_progress_artifact, update_progress_artifact

        def request() -> None:
            about = f"Cleaning into {self._out}: {self._phase}"
            if self._artifact is None:
                made = create_progress_artifact(percent, key=f"{slug(self._out)}-progress", description=about)
                self._artifact = made if isinstance(made, UUID) else None
            else:
                update_progress_artifact(self._artifact, percent, description=about)

        self._told = time.monotonic()
        _try(request, self._log)


def write_artifacts(summary: RunSummary, run: dict[str, Any], published: list[dict[str, Any]], log: Log) -> None:
    """The artifacts of a run that is done, under keys that begin with the dataset's name.

    `run` is its entry in the manifest, `published` what its shards' publishing returned.
    """
    from prefect.artifacts import (
        create_image_artifact,
        create_link_artifact,
        create_markdown_artifact,
        create_table_artifact,
    )

    key, about = slug(summary.out), f"clean run {summary.run_id} of {summary.out}"
    _try(lambda: create_markdown_artifact(markdown_of(summary), key=key, description=about.capitalize()), log)
    _try(
        lambda: create_image_artifact(picture_of(summary), f"{key}-picture", f"Where the records of {about} went"), log
    )
    if worst := worst_files(run, published):
        _try(lambda: create_table_artifact(worst, f"{key}-rejects", f"Most rejects in {about}"), log)
    _try(
        lambda: create_link_artifact(report_link(summary.out), "report.html", f"{key}-report", f"Report after {about}"),
        log,
    )


def _try(request: Callable[[], object], log: Log) -> None:
    try:
        request()
    except Exception as error:
        log.warning("no artifact: %s: %s", type(error).__name__, error)


def report_link(out: str) -> str:
    """Where the report of a dataset is opened."""
    return f"{out}/report.html" if "://" in out else Path(out, "report.html").absolute().as_uri()


def markdown_of(summary: RunSummary) -> str:
    """The counts as a table."""
    rows = [
        ("records", f"{summary.records:,}", read_from(summary)),
        ("articles", f"{summary.articles:,}", ""),
        ("duplicates", f"{sum(summary.duplicates.values()):,}", listed(summary.duplicates)),
        ("rejects", f"{sum(summary.rejects.values()):,}", listed(summary.rejects)),
        ("edits", f"{sum(summary.edits.values()):,}", listed(summary.edits)),
        ("seconds", f"{sum(summary.seconds.values()):.1f}", in_seconds(summary.seconds)),
    ]
    table = "\n".join(f"| {name} | {count} | {note} |" for name, count, note in rows)
    picture = f"![where the records went]({picture_of(summary)})"
    return f"# {summary.out}\n\n| | | |\n|---|---:|---|\n{table}\n\n{picture}\n\nReport: `{summary.out}/report.html`\n"


def worst_files(run: dict[str, Any], published: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The files that gave most rejects, with the reasons."""
    reasons: dict[str, Counter[str]] = {}
    for done in published:
        for file, tally in done["tally"].items():
            found = {name.removeprefix("reject:"): n for name, n in tally.items() if name.startswith("reject:")}
            reasons.setdefault(file, Counter()).update(found)
    worst = sorted((one for one in run["read"] if one["rejects"]), key=lambda one: (-one["rejects"], one["file"]))
    return [
        {"file": one["file"], "rejects": one["rejects"], "of records": one["records"],
         "reasons": ", ".join(f"{reason} {count:,}" for reason, count in reasons[one["file"]].most_common())}
        for one in worst[:_MOST_FILES]
    ]  # fmt: skip


def picture_of(summary: RunSummary) -> str:
    """A bar of what became of the records, as an SVG in a data: address."""
    parts = {"articles": summary.articles, **summary.duplicates, "rejects": sum(summary.rejects.values())}
    total, x, bars, words = sum(parts.values()) or 1, 0.0, [], []
    for line, (name, count) in enumerate((name, count) for name, count in parts.items() if count):
        colour, width = _COLOURS.get(name, "#888"), 600 * count / total
        bars.append(f'<rect x="{x:.1f}" y="0" width="{width:.1f}" height="40" fill="{colour}"/>')
        words.append(
            f'<rect x="0" y="{54 + 22 * line}" width="12" height="12" fill="{colour}"/>'
            f'<text x="20" y="{65 + 22 * line}">{escape(name)}: {count:,} ({count / total:.1%})</text>'
        )
        x += width
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="600" height="{60 + 22 * len(words)}" '
        f'font-family="sans-serif" font-size="14"><g fill="#888">{"".join(bars + words)}</g></svg>'
    )
    return f"data:image/svg+xml,{quote(svg)}"
