"""What a user reads of an error: one line, on the command line, in a run's log, and in the error itself."""

from __future__ import annotations

import errno
import logging
import sys
from concurrent.futures.process import BrokenProcessPool
from types import SimpleNamespace

import pytest
from prefect.exceptions import ParameterTypeError

from flows.jobs import Job
from flows.logs import keep_plain, plainly
from flows.processes import _pool, do_apart
from tasks.errors import CopydeskError, UsageError, told


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left", "news/part"), "news: no space is left there; make room, and"),
        (OSError(errno.EFBIG, "File too large"), "news: no space is left there"),
        (OSError(errno.EACCES, "Permission denied", "work", None, "news/articles"), "news/articles: Permission denied; let"),
        (OSError(errno.EROFS, "Read-only file system", "news/a"), "news/a: Read-only file system; let news be read and"),
        (OSError(errno.EIO, "Input/output error", "news/a"), "news/a: Input/output error"),
        (OSError("Parquet: too few bytes"), "Parquet: too few bytes"),
    ],
)  # fmt: skip
def test_what_the_system_refuses(error: OSError, said: str) -> None:
    assert told(error, "news").startswith(said)
    with pytest.raises(CopydeskError, match=f"^{said[:20]}"), plainly("news"):
        raise error


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> pytest.LogCaptureFixture:
    keep_plain()
    for name in ("prefect.flow_runs", "prefect.task_runs", "prefect.flows"):
        monkeypatch.setattr(
            logging.getLogger(name), "handlers", [caplog.handler]
        )  # Prefect's, once imported, hand on nothing
        monkeypatch.setattr(logging.getLogger(name), "propagate", False)
        caplog.set_level(logging.INFO, name)
    return caplog


def _log(error: Exception, message: str, *arguments: object) -> None:
    try:
        raise error
    except Exception:
        logging.getLogger("prefect.flow_runs").error(message, *arguments, exc_info=sys.exc_info())


def test_a_log_has_one_line_for_what_a_user_can_mend(logged: pytest.LogCaptureFixture) -> None:
    error = UsageError("gone.jsonl: no such file or folder")
    _log(error, "Encountered exception during execution: %r", error)
    _log(error, "Engine execution exited with unexpected exception")
    (record,) = logged.records
    assert record.getMessage() == "gone.jsonl: no such file or folder"
    assert record.exc_info is None


def test_a_log_has_one_line_for_parameters_that_the_form_lets_pass(logged: pytest.LogCaptureFixture) -> None:
    error = ParameterTypeError(
        "Flow run received invalid parameters:\n - settings.languages: Value error, 'english' is no\n - b"
    )
    _log(error, "Engine execution exited with unexpected exception")
    logging.getLogger("prefect.flows").error("Parameter validation failed for flow 'clean-articles': [{...")
    logging.getLogger("prefect.flows").error("Parameter validation failed for flow 'other': [{...")
    first, other = logged.records
    assert first.getMessage() == "parameters: settings.languages: 'english' is no"
    assert first.exc_info is None
    assert "other" in other.getMessage()


def test_a_log_has_the_traceback_of_what_nobody_has_foreseen(logged: pytest.LogCaptureFixture) -> None:
    _log(ZeroDivisionError("division"), "Encountered exception during execution: %r", "division")
    (record,) = logged.records
    assert record.exc_info


def test_a_log_does_not_count_the_tasks(logged: pytest.LogCaptureFixture) -> None:
    tasks = logging.getLogger("prefect.task_runs")
    tasks.info("Finished in state Completed()", extra={"task_name": "scrub"})
    tasks.info("of somebody else's flow", extra={"task_name": "other"})
    tasks.error("Finished in state Failed()", extra={"task_name": "scrub"})
    assert [record.getMessage() for record in logged.records] == [
        "of somebody else's flow",
        "Finished in state Failed()",
    ]


@pytest.mark.parametrize(("stopped", "said"), [(False, "memory.*at match link;"), (True, "stopped with its run")])
def test_why_a_process_is_gone(stopped: bool, said: str) -> None:
    """One that the run itself has ended, on Cancel, was not short of memory."""

    def submit(*_: object) -> None:
        raise BrokenProcessPool("terminated abruptly")

    token = _pool.set(SimpleNamespace(submit=submit, stopped=stopped, doing=[]))  # type: ignore[arg-type]
    try:
        with pytest.raises(CopydeskError, match=said):
            do_apart(Job("match", "work", step="link"))
    finally:
        _pool.reset(token)
