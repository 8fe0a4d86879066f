"""What rules said of lines, remembered for compiled code: furniture stands in article after article.

Where all lines that may be furniture have been met before, C tells which go, as `lines.strip_told` would, and no rule is asked.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from itertools import islice

import numpy as np

from tasks.compiled import address, addresses, function
from tasks.furniture.glance import Cut, Glanced
from tasks.furniture.rule import Place

# (These stand in tasks/compiled/verdicts.c too.)
_VERDICT = np.dtype([("line", "u8"), ("places", "i2", 3)], align=True)
_STRANGER = np.dtype([("line", "u8"), ("text", "i4"), ("start", "i4"), ("end", "i4"), ("place", "i4")])
_PLACES: tuple[Place, ...] = ("head", "body", "tail")
_STAYS = 1
_SIZE = 1 << 14
_STRANGERS = 1 << 8
# A broken line behind it may be the rest of its title, so that it goes at one place and not at another.
_ASKED = "known:read more"


class Verdicts:
    """What one rule said."""

    def __init__(self, rule: Callable[[str, Place], str | None]) -> None:
        self._rule = rule
        self._numbers: dict[str | None, int] = {None: _STAYS}
        self._names = ["", ""]
        self._table = np.zeros(_SIZE, _VERDICT)
        self._lines = 0
        self._lock = threading.Lock()
        self._call: Callable[..., int] | None = function("furniture_verdicts", "ppi" + "pppp" + "pi" + "pppi")

    def cuts(self, texts: Sequence[str], glanced: Glanced) -> list[list[Cut] | None]:
        """The lines that go of each text, None where rules have to be asked; only rows of such texts are left in `glanced`."""
        if not self._call:
            return [None] * len(texts)
        cuts = np.empty((len(glanced.rows), 4), np.int32)
        counts, strangers = np.empty(len(texts), np.int32), np.empty(_STRANGERS, _STRANGER)
        table = self._table  # held: another thread may put a new one in its place
        met = self._call(
            *addresses(glanced[:2]), len(texts), *addresses(glanced[2:]), address(table), table.size - 1,
            *addresses((cuts, counts, strangers)), _STRANGERS,
        )  # fmt: skip
        if met:
            self._learn(texts, strangers[:met].tolist())
        names = self._names
        told = iter(cuts[: counts[counts > 0].sum()].tolist())
        return [
            None if count < 0 else [(start, end, names[verdict]) for start, end, verdict, _ in islice(told, count)]
            for count in counts.tolist()
        ]

    def _learn(self, texts: Sequence[str], strangers: Sequence[tuple[int, int, int, int, int]]) -> None:
        with self._lock:
            full = self._lines + len(strangers) > _SIZE // 2
            table, self._lines = (np.zeros(_SIZE, _VERDICT), 0) if full else (self._table.copy(), self._lines)
            lines = table["line"]
            for line, text, start, end, place in strangers:
                name = self._rule(texts[text][start:end], _PLACES[place])
                if name == _ASKED and _PLACES[place] == "body":
                    continue
                at = line % _SIZE
                while lines[at] not in (0, line):
                    at = (at + 1) % _SIZE
                self._lines += not lines[at]
                lines[at] = line
                table["places"][at, place] = self._number(name)
            self._table = table

    def _number(self, name: str | None) -> int:
        if name not in self._numbers:
            self._numbers[name] = len(self._names)
            self._names.append(name or "")
        return self._numbers[name]
