"""The flow that merges a dataset's small files: for the schedule; `copydesk compact` needs no Prefect."""

from __future__ import annotations

from prefect import flow
from prefect.logging import get_run_logger

from flows.logs import keep_plain, plainly
from flows.parameters import Place
from tasks.dataset.compact import compact

keep_plain()


@flow(name="compact-dataset", flow_run_name="compact {out}", validate_parameters=True)
def compact_dataset(out: Place) -> None:
    """Merge the small files of a dataset into larger ones: the same rows in the same order.

    Args:
        out: The dataset's folder or URL.

    Raises:
        UsageError: `out` is no dataset.
        CopydeskError: A run is writing to `out`.
    """
    with plainly(out):
        before, after = compact(out)
    get_run_logger().info("%s: %s files became %s", out, f"{before:,}", f"{after:,}")
