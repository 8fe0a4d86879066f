"""Where the time goes: seconds of processor by name, in one thread."""

from __future__ import annotations

from time import thread_time


class Stopwatch:
    """Adds up the seconds since the last lap under a name; `seconds` maps names to them."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = thread_time()

    def lap(self, name: str) -> None:
        """What has passed since the last lap was `name`."""
        now = thread_time()
        self.seconds[name] = self.seconds.get(name, 0.0) + now - self._last
        self._last = now

    def skip(self) -> None:
        """What has passed since the last lap has been added up elsewhere."""
        self._last = thread_time()

    def rounded(self) -> dict[str, float]:
        """Seconds to the millisecond."""
        return {name: round(value, 3) for name, value in self.seconds.items()}
