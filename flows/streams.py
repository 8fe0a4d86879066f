"""Where the command line prints: what nobody reads must not end a run, what was asked for must arrive or be missed."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from typing import Any

from tasks.errors import CopydeskError


def ready_streams() -> None:
    """Where to print: what a daemon has closed is nowhere, and what cron has as ASCII is UTF-8."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))
    if sys.stdout.name == "<stdout>":
        needed = io.BufferedWriter(_Needed(sys.stdout.fileno(), "w", closefd=False))
        sys.stdout = io.TextIOWrapper(needed, "utf-8", "backslashreplace", line_buffering=sys.stdout.isatty())
    if sys.stderr.name == "<stderr>":
        heedless = io.BufferedWriter(_Heedless(sys.stderr.fileno(), "w", closefd=False))
        sys.stderr = io.TextIOWrapper(heedless, sys.stderr.encoding, "backslashreplace", line_buffering=True)


class _Needed(io.FileIO):
    """A stream for what was asked for: where it cannot be written, the error must not read as if the dataset could not."""

    def write(self, data: Any) -> int:
        try:
            return super().write(data)
        except BrokenPipeError:
            raise
        except OSError as error:
            _lead_nowhere(self.fileno())
            raise CopydeskError(f"stdout: cannot be written ({error.strerror})") from error


class _Heedless(io.FileIO):
    """A stream for what is said along the way: that nobody reads it any more (`2>&1 | head`) is no reason to end a run."""

    def write(self, data: Any) -> int:
        with suppress(OSError):
            super().write(data)
        return len(data)


def _lead_nowhere(stream: int) -> None:
    """What is left to be printed there is dropped."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream)


def nobody_reads() -> bool:
    """Whether stdout is a pipe that nobody reads any more, as with `| head`; it leads nowhere then."""
    import select

    try:
        stdout, ask = sys.stdout.fileno(), select.poll()
    except (OSError, AttributeError):  # no file at all, where another program calls; or Windows, which cannot be asked
        return False
    ask.register(stdout, 0)
    if gone := bool(ask.poll(0)):  # what comes unasked is an error or a hang-up
        _lead_nowhere(stdout)
    return gone
