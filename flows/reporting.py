"""Prefect artifacts of a run: a summary table in markdown, small enough for any server."""

from __future__ import annotations

from flows.summary import RunSummary


def write_artifacts(summary: RunSummary) -> None:
    """A markdown artifact with the run's counts, named after the dataset."""
    import re

    from prefect.artifacts import create_markdown_artifact

    key = re.sub(r"[^a-z0-9]+", "-", f"copydesk-{summary.out.lower()}").strip("-")[-200:]
    create_markdown_artifact(
        markdown_of(summary), key=key.strip("-"), description=f"Clean run {summary.run_id} of {summary.out}"
    )


def markdown_of(summary: RunSummary) -> str:
    """The counts as a table."""
    rows = [
        ("records", f"{summary.records:,}", f"{summary.files:,} files"),
        ("articles", f"{summary.articles:,}", ""),
        ("duplicates", f"{sum(summary.duplicates.values()):,}", _counts(summary.duplicates)),
        ("rejects", f"{sum(summary.rejects.values()):,}", _counts(summary.rejects)),
        ("edits", f"{sum(summary.edits.values()):,}", _counts(summary.edits)),
        ("seconds", f"{sum(summary.seconds.values()):.1f}", _counts(summary.seconds)),
    ]
    table = "\n".join(f"| {name} | {count} | {note} |" for name, count, note in rows)
    return f"# {summary.out}\n\n| | | |\n|---|---:|---|\n{table}\n\nReport: `{summary.out}/report.html`\n"


def _counts(counts: dict[str, int] | dict[str, float]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in counts.items())
