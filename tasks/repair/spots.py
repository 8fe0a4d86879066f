"""Which texts the first steps may have something to do in: one look in C at all of them, which spares most of them the steps.

What is told is too much rather than too little (a property test holds it to that). Without a compiler every step is asked.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from tasks.compiled import address, addresses, function
from tasks.compiled.characters import Hashes, letters, mix, table_of
from tasks.compiled.utf8 import places_of

# (These stand in tasks/compiled/text.c too.)
_STRANGERS, _RUN = 64, 3
_CHARACTER = 21  # bits
# Runs that are remembered: scripts of whole words beyond ASCII have more short ones than pay for a table anew each time.
_MOST = 1 << 14

BITS = {"markup": 1, "encoding": 2, "whitespace": 4}
"""Of the steps of which something is told."""
SURROGATES = 8
"""There are some, which no file can hold."""
ANYTHING = 0xFF


def spots(texts: Sequence[str]) -> list[int]:
    """For each text the bits of what may be there: a step whose bit is missing is known to leave the text as it is."""
    return _spotter().look(texts)


class _Spotter:
    """Knows runs of up to three characters beyond ASCII that are right wherever they stand: learned as they are met."""

    def __init__(self) -> None:
        self._judged: set[int] = set()
        self._right: set[int] = set()
        self._table: Hashes = table_of(())
        self._lock = threading.Lock()
        self._call: Callable[..., int] | None = function("text_spots", "ppip" + "pi" + "pp")

    def look(self, texts: Sequence[str]) -> list[int]:
        if not self._call:
            return [ANYTHING] * len(texts)
        held, data, sizes = places_of(texts)
        if held is not texts:  # lone surrogates, which UTF-8 has not
            return [ANYTHING] * len(texts)
        found, strangers = np.empty(len(texts), np.uint8), np.empty(_STRANGERS, np.uint64)
        for _ in range(2):  # what is learned now counts for these texts too
            right = self._table  # held: another thread may put a new one in its place
            table = (address(right), right.size - 1)
            count = self._call(
                *addresses((data, sizes)), len(texts), letters()[0], *table, *addresses((found, strangers))
            )
            if not self._learn(strangers[:count].tolist()):
                break
        told: list[int] = found.tolist()
        return told

    def _learn(self, runs: list[int]) -> bool:
        """Whether some runs that have not been met before turn out to be right."""
        from tasks.repair.encodings.codepages import may_be_sign
        from tasks.repair.encodings.doublebyte import may_be_double
        from tasks.repair.encodings.replaced import INVERTED
        from tasks.repair.encodings.spelt import ENDS
        from tasks.repair.encodings.step import is_clean

        def is_right(run: str) -> bool:
            # Of the first ones what stands beside them tells.
            told_beside = may_be_sign(run) or may_be_double(run) or run.endswith(ENDS) or INVERTED in run
            return not told_beside and is_clean(run)

        with self._lock:  # others learn too
            new = [run for run in runs if run not in self._judged][: max(0, _MOST - len(self._judged))]
            self._judged.update(new)
            right = [run for run in new if is_right(_characters(run))]
            if right:
                self._right.update(right)
                self._table = table_of(map(mix, self._right))
        return bool(right)


_spotter = cache(_Spotter)


def _characters(run: int) -> str:
    points = (run >> _CHARACTER * i & (1 << _CHARACTER) - 1 for i in range(_RUN))
    return "".join(chr(point) for point in points if point)
