"""Retries: input and output that fail for a moment are tried again; what would fail again is not.

A task begins where it was, shard by shard, so a second try costs what was not done.
"""

from __future__ import annotations

import errno
from typing import Any

from prefect.cache_policies import NO_CACHE

# What networks, file servers and object stores answer while they restart or are crowded. A full disk, a missing file
# or a forbidden one is as full, missing and forbidden a minute later.
_PASSING = frozenset(
    getattr(errno, name)
    for name in (
        "EIO", "ESTALE", "EAGAIN", "EBUSY", "EINTR", "EREMOTEIO", "ETIMEDOUT", "ECONNRESET", "ECONNREFUSED", "ECONNABORTED",
        "EPIPE", "EHOSTUNREACH", "EHOSTDOWN", "ENETUNREACH", "ENETDOWN", "ENETRESET",
    )
    if hasattr(errno, name)
)  # fmt: skip


def may_pass(task: Any, task_run: Any, state: Any) -> bool:
    """Whether what a task failed with may be gone in a moment (Prefect asks so, with the task and its run)."""
    error = state.data
    if not isinstance(error, OSError):
        return False
    return error.errno in _PASSING or (error.errno is None and isinstance(error, TimeoutError | ConnectionError))


OVER_FILES: dict[str, Any] = {
    "cache_policy": NO_CACHE,
    "retries": 3,
    "retry_delay_seconds": [2, 10, 60],
    "retry_condition_fn": may_pass,
}
"""How tasks that read and write files are run."""
