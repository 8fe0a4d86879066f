"""The errors that a user can meet: one line each, naming the place and the way out."""

from __future__ import annotations


class CopydeskError(Exception):
    """A run cannot go on. The command line prints its message and exits with `exit_code`."""

    exit_code = 1


class UsageError(CopydeskError):
    """The command line, a setting or a path is wrong."""

    exit_code = 2


class NoFiles(UsageError):
    """A source names no file: an empty folder, or a glob that matches nothing."""
