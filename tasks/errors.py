"""The errors that a user can meet: one line each, naming the place and the way out."""

from __future__ import annotations

import errno


class CopydeskError(Exception):
    """A run cannot go on. The command line prints its message and exits with `exit_code`."""

    exit_code = 1


class UsageError(CopydeskError):
    """The command line, a setting or a path is wrong."""

    exit_code = 2


def told(error: OSError, out: str) -> str:
    """What the system refused, in one line, to whoever runs a command on the dataset `out`."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return f"{out}: no space is left there; make room, and the same command goes on where it was"
    # Of the two names of a link or a rename, the second is the place where it was refused.
    place, why = error.filename2 or error.filename, error.strerror or str(error)
    if isinstance(error, FileNotFoundError) and not error.strerror:  # Arrow's, which says the name and no more
        why += ": is missing"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        why += f"; let {out} be read and written, and the same command goes on where it was"
    return f"{place}: {why}" if place else why


def extra(name: str) -> str:
    """How an extra of copydesk's is installed, for the end of a message."""
    return f"install copydesk's extra of that name: uv sync --extra {name}, or pip install '.[{name}]' in its folder"


_EXTRAS = {"s3": "s3", "s3a": "s3", "gs": "gcs", "gcs": "gcs", "http": "http", "https": "http"}


def why_unknown(url: str, error: Exception) -> str:
    """What is wrong with a URL that no library here takes: its extra is missing, or there is none."""
    scheme = url.split("://")[0]
    return (
        f"{error}; {extra(_EXTRAS[scheme])}"
        if scheme in _EXTRAS
        else f"{error} (s3://, gs:// and https:// have extras)"
    )


class NoFiles(UsageError):
    """A source names no file: an empty folder, or a glob that matches nothing."""
