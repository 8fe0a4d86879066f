"""How a run shows that it is getting on: a bar on a terminal, a line a phase elsewhere, and Prefect's log on a server."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol


class Progress(Protocol):
    """Told of every phase when it begins, gets on, and ends."""

    def begin(self, phase: str, total: int) -> None:
        """A phase of `total` shards begins."""

    def advance(self, count: int) -> None:
        """So many more shards are done."""

    def end(self, phase: str, seconds: float, note: str) -> None:
        """The phase is done."""


class Lines:
    """A line a phase on stderr, where that is no terminal."""

    def begin(self, phase: str, total: int) -> None:
        """Nothing to say yet."""

    def advance(self, count: int) -> None:
        """Nothing to say."""

    def end(self, phase: str, seconds: float, note: str) -> None:
        """One line."""
        print(f"{phase:<8} {seconds:6.1f} s  {note}", file=sys.stderr, flush=True)


class Bars(Lines):
    """A bar while a phase goes on, and its line when it is done."""

    def begin(self, phase: str, total: int) -> None:
        """Show the bar."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        self._bar = Bar(
            TextColumn("{task.description:<8}"), BarColumn(), MofNCompleteColumn(), TextColumn("shards"), TimeElapsedColumn(),
            TextColumn("left"), TimeRemainingColumn(), console=Console(stderr=True), transient=True,
        )  # fmt: skip
        self._bar.start()
        self._task = self._bar.add_task(phase, total=total or 1)

    def advance(self, count: int) -> None:
        """Move the bar."""
        self._bar.advance(self._task, count)

    def end(self, phase: str, seconds: float, note: str) -> None:
        """Take the bar away."""
        self._bar.stop()
        super().end(phase, seconds, note)


progress: ContextVar[Progress | None] = ContextVar("progress", default=None)
"""Where the command line wants to hear of progress; Prefect's log hears of it in any case."""


# A normal run is ten lines in Prefect's log, five of them ours: what these phases say stands before the next one's.
_SAID_WITH_THE_NEXT = ("learn", "publish")


class Clock:
    """Runs phases, timing each; `seconds` maps phases to seconds."""

    def __init__(self, logger: logging.Logger | logging.LoggerAdapter[Any], *listeners: Progress) -> None:
        self.seconds: dict[str, float] = {}
        self.note = ""
        self._logger = logger
        self._unsaid: list[str] = []
        self._listeners = [one for one in (progress.get(), *listeners) if one]

    @contextmanager
    def phase(self, name: str, total: int = 1) -> Iterator[None]:
        """Time a phase; set `note` inside it to say what came of it."""
        start = time.monotonic()
        self.note = ""
        for one in self._listeners:
            one.begin(name, total)
        done = False
        try:
            yield
            done = True
        finally:
            self.seconds[name] = round(time.monotonic() - start, 3)
            for one in self._listeners:
                one.end(name, self.seconds[name], self.note if done else "stopped")
            self._unsaid.append(f"{name}: {self.note if done else 'stopped'} ({self.seconds[name]:.1f} s)")
            if not done or name not in _SAID_WITH_THE_NEXT:
                self._logger.info("; ".join(self._unsaid))
                self._unsaid.clear()

    def advance(self, count: int = 1) -> None:
        """So many more shards of the phase are done."""
        for one in self._listeners:
            one.advance(count)
