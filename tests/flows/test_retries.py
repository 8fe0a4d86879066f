"""What is worth a second try: a network that stumbles; not a full disk, not a bug."""

from __future__ import annotations

import errno
import threading
import time

import pytest

from flows.jobs import Job
from flows.retries import may_pass
from flows.runners import crew_here


@pytest.mark.parametrize(
    ("error", "again"),
    [
        (OSError(errno.EIO, "input/output error"), True),
        (OSError(errno.ESTALE, "stale file handle"), True),
        (TimeoutError("timed out"), True),
        (ConnectionResetError(errno.ECONNRESET, "reset by peer"), True),
        (ConnectionError("connection aborted"), True),
        (OSError(errno.ENOSPC, "no space left on device"), False),
        (PermissionError(errno.EACCES, "permission denied"), False),
        (FileNotFoundError(errno.ENOENT, "no such file"), False),
        (OSError("Could not open Parquet input source: too few bytes"), False),
        (ValueError("a bug"), False),
        (MemoryError(), False),
    ],
)
def test_what_may_pass(error: BaseException, again: bool) -> None:
    assert may_pass(error) is again


def test_a_job_is_tried_again_where_it_may_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    tries = iter([OSError(errno.EIO, "input/output error"), TimeoutError("timed out"), None, ValueError("a bug")])

    def stumble(job: Job) -> Job:
        if error := next(tries):
            raise error
        return job

    monkeypatch.setattr("flows.runners.DELAYS", (0, 0, 0))
    monkeypatch.setattr("flows.processes.do_apart", stumble)
    with crew_here("threads", 1) as crew:
        job = Job("scrub", "work", (0,))
        assert crew.submit(job).result() is job
        with pytest.raises(ValueError, match="a bug"):
            crew.submit(job).result()


def test_a_run_that_is_stopped_waits_for_no_other_try(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = threading.Event()

    def stumble(job: Job) -> None:
        tried.set()
        raise TimeoutError("timed out")

    monkeypatch.setattr("flows.processes.do_apart", stumble)
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt), crew_here("threads", 1) as crew:
        done = crew.submit(Job("scrub", "work", (0,)))
        tried.wait(10)
        raise KeyboardInterrupt
    assert time.monotonic() - began < 1
    assert isinstance(done.exception(), TimeoutError)
