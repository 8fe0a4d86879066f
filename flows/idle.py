"""Runs that have nothing to do: told from what the dataset remembers, before Prefect is started."""

from __future__ import annotations

from collections.abc import Iterable

from flows.phases.plan import known_digests, left_as_too_large, read_otherwise
from flows.settings import CleanSettings
from flows.summary import RunSummary
from tasks.dataset.digests import Digests
from tasks.dataset.lock import refuse_where_held
from tasks.dataset.manifest import check_settings, open_dataset
from tasks.dataset.storage import storage_of
from tasks.dataset.switch import untidy
from tasks.intake.sources import expand


def nothing_new(sources: Iterable[str], out: str, settings: CleanSettings) -> RunSummary | None:
    """What a run comes to that has nothing to do: all files are known, as far as can be told without reading them, and
    nothing was left to tidy. None where there is something to do. Writes nothing.

    Raises UsageError for what is wrong with sources, settings and `out`, and CopydeskError where a run is going on.
    """
    manifest, storage = open_dataset(out), storage_of(out)
    files = expand(sources, exclude=out, begun=bool(manifest["runs"]))
    refuse_where_held(storage)
    check_settings(out, manifest, settings.digest(), settings.model_dump(mode="json"))
    seen, _ = known_digests(manifest, settings)
    digests = Digests(storage)
    known = [digests.get(file) for file in files]
    if not seen.issuperset(known) or untidy(storage, manifest) or report_is_stale(out):
        return None
    return RunSummary(
        "", out, known_files=len(files), read_otherwise=read_otherwise(manifest, settings, filter(None, known)),
        left_as_too_large=left_as_too_large(manifest, settings),
    )  # fmt: skip


def report_is_stale(out: str) -> bool:
    """Whether the run that published last was killed before it wrote its report."""
    storage = storage_of(out)
    report, manifest = storage.found("report.html"), storage.found("manifest.json")
    return manifest is not None and (report is None or report.changed < manifest.changed)
