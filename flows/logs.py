"""What a run's log on Prefect's server says of an error: one line for what a user can mend, as on the command line.

Prefect logs whatever ends a flow twice, each time with a traceback of forty lines, in which "no such file" drowns. Those
stay for what nobody has foreseen.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from tasks.errors import CopydeskError, told

PHASES = ("scrub", "learn", "finish", "match", "publish")


def _phase_done(record: logging.LogRecord) -> bool:
    # One line a task run, saying that it is done, says nothing to whoever looks for what went wrong; and there are thirty.
    return record.levelno <= logging.INFO and getattr(record, "task_name", "") in PHASES


def _plain(record: logging.LogRecord) -> bool:
    """Filters a record, and takes the traceback from it where the message says it all."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, CopydeskError):
        if record.msg.startswith("Engine execution exited"):  # it was said when it was raised
            return False
        record.msg, record.args, record.exc_info = str(error), (), None
    elif type(error).__name__ == "ParameterTypeError":  # Prefect's, of settings that its form lets pass
        record.msg, record.args, record.exc_info = f"parameters: {first_mistake(str(error))}", (), None
    return not _phase_done(record)


def first_mistake(told: str) -> str:
    """The first of the mistakes in parameters that Prefect lists, in a line."""
    first = next((line.removeprefix(" - ") for line in told.splitlines() if line.startswith(" - ")), told)
    first = re.sub(r"Validation failed(?: for field '(.*?)')?\. Failure reason", r"\1", first)
    return first.replace("Extra inputs are not permitted", "there is no such setting").replace("Value error, ", "")


def _tells_a_line(record: logging.LogRecord) -> bool:
    # The same again, as Python's repr of lists and all parameters.
    return not record.getMessage().startswith(_INVALID)


_INVALID = (
    "Parameter validation failed for flow 'clean-articles'",
    "Parameter validation failed for flow 'compact-dataset'",
)


def keep_plain() -> None:
    """Let Prefect's loggers say so, in this process."""
    for name in ("prefect.flow_runs", "prefect.task_runs"):
        logging.getLogger(name).addFilter(_plain)
    logging.getLogger("prefect.flows").addFilter(_tells_a_line)


@contextmanager
def plainly(out: str) -> Iterator[None]:
    """Raise CopydeskError for what the system refuses a run on the dataset `out`."""
    try:
        yield
    except OSError as error:
        raise CopydeskError(told(error, out)) from error
