"""What is worth a second try: a network that stumbles; not a full disk, not a bug."""

from __future__ import annotations

import errno

import pytest

from flows.retries import may_pass


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
