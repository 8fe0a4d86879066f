"""Commit: all parts of a run at once, by one atomic manifest.

Parts are written in the work folder and get their places in the dataset when all of them are there; the manifest,
replaced in one step, is what makes them published (`tasks.dataset.switch`).
"""

from __future__ import annotations

from typing import Any

from flows.phases.plan import Plan
from tasks.dataset.storage import storage_of
from tasks.dataset.switch import switch, tidy


def commit(plan: Plan, run: dict[str, Any], manifest: dict[str, Any], rebuild: bool = False) -> dict[str, Any]:
    """Publish the run's parts, besides what `manifest` names or instead of it; returns the new manifest.

    Repeating it after a kill does the rest.
    """
    after = {**manifest, "runs": [*([] if rebuild else manifest["runs"]), run]}
    folder = f"_work/{plan.run_id}/publish"
    return switch(storage_of(plan.out), manifest, after, folder, [file["path"] for file in run["files"]])


def sweep(plan: Plan, manifest: dict[str, Any]) -> None:
    """Remove what this run and killed ones left. The dataset's lock says that no other run is going on."""
    tidy(storage_of(plan.out), manifest)
