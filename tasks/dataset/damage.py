"""Published files that are not what they were: told in a line that names the file and the way out."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import pyarrow as pa

from tasks.errors import CopydeskError


class Damaged(CopydeskError):
    """A published file is missing or cannot be read."""


@contextmanager
def reading(out: str, name: str) -> Iterator[None]:
    """Raise Damaged for what goes wrong while a published file of the dataset `out` is read, but for what the system refuses."""
    try:
        yield
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, OSError) as error:
        refused = isinstance(error, OSError) and error.errno not in (None, errno.ENOENT)
        if refused or isinstance(error, TimeoutError | ConnectionError):
            raise
        why = "is missing" if isinstance(error, FileNotFoundError) else f"is damaged ({_first_line(error)})"
        raise Damaged(
            f"{out}/{name}: {why}; copydesk verify {out} tells more, copydesk clean with --rebuild writes it anew"
        ) from error


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__).rstrip(".")
