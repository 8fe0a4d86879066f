"""Retries: input and output that fail for a moment are tried again; what would fail again is not.

A task begins where it was, shard by shard, so a second try costs what was not done.
"""

from __future__ import annotations

import errno

DELAYS = (2, 10, 60)
"""Seconds to wait before each further try."""

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


def may_pass(error: object) -> bool:
    """Whether what a task failed with may be gone in a moment."""
    if not isinstance(error, OSError):
        return False
    return error.errno in _PASSING or (error.errno is None and isinstance(error, TimeoutError | ConnectionError))
