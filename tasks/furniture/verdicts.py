"""What rules said of lines, remembered for compiled code: furniture stands in article after article.

Where all lines that may be furniture have been met before, C tells which go, as `lines.strip_told` would, and no rule is asked.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from itertools import islice, repeat

import numpy as np

from tasks.compiled import address, addresses, function
from tasks.edits import Edit
from tasks.furniture.glance import Glanced
from tasks.furniture.lines import LOOKING_BEHIND, bare
from tasks.furniture.rule import Place

# (These stand in tasks/compiled/verdicts.c too.)
_VERDICT = np.dtype([("line", "u8"), ("places", "i2", 3)], align=True)
_STRANGER = np.dtype([("line", "u8"), ("text", "i4"), ("start", "i4"), ("end", "i4"), ("place", "i4")])
_PLACES: tuple[Place, ...] = ("head", "body", "tail")
_STAYS = 1
_SIZE = 1 << 14
_STRANGERS = 1 << 8
_new = tuple.__new__  # as in edits.py


class Verdicts:
    """What one rule said."""

    def __init__(self, rule: Callable[[str, Place], str | None]) -> None:
        self._rule = rule
        self._numbers: dict[str | None, int] = {None: _STAYS}
        self._names = ["", ""]
        self._table = np.zeros(_SIZE, _VERDICT)
        self._lines = 0
        self._lock = threading.Lock()
        self._call: Callable[..., int] | None = function("furniture_verdicts", "ppi" + "pppp" + "pi" + "ppppi")

    def judge(self, texts: Sequence[str], glanced: Glanced) -> list[tuple[str, list[Edit]] | None]:
        """Texts without the lines that go, and the edits; None where rules have to be asked: only rows of such texts are left."""
        if not self._call:
            return [None] * len(texts)
        cuts, kept = np.empty((len(glanced.rows), 4), np.int32), np.empty((len(glanced.rows) + len(texts), 2), np.int32)
        counts, strangers = np.empty(len(texts), np.int32), np.empty(_STRANGERS, _STRANGER)
        made = addresses((cuts, kept, counts, strangers))
        with self._lock:  # others' lines come into the same table
            for room in (_STRANGERS, 0):  # what is learned now counts for these texts too
                met = self._call(
                    *addresses(glanced[1:3]), len(texts), *addresses(glanced[3:]), address(self._table), _SIZE - 1, *made, room,
                )  # fmt: skip
                if not met:
                    break
                self._learn(texts, strangers[:met].tolist())
        some = counts[counts > 0]
        starts, ends, ats, verdicts = cuts[: some.sum()].T.tolist()
        joined = glanced.joined
        before = [joined[start:end] for start, end in zip(starts, ends, strict=True)]
        names = map(self._names.__getitem__, verdicts)
        edits = map(_new, repeat(Edit), zip(repeat("furniture"), names, ats, before, repeat("")))
        pieces = iter([joined[start:end] for start, end in kept[: some.sum() + some.size].tolist()])
        found: list[tuple[str, list[Edit]] | None] = []
        for text, count in zip(texts, counts.tolist(), strict=True):
            if count > 0:
                found.append(bare("".join(islice(pieces, count + 1)), [*islice(edits, count)]))
            else:
                found.append(None if count else (text, []))
        return found

    def _learn(self, texts: Sequence[str], strangers: Sequence[tuple[int, int, int, int, int]]) -> None:
        if self._lines + len(strangers) > _SIZE // 2:
            self._table[:], self._lines = 0, 0
        lines, places = self._table["line"], self._table["places"]
        for line, text, start, end, place in strangers:
            name = self._rule(texts[text][start:end], _PLACES[place])
            # Lines behind it say whether it goes, so that it goes at one place and not at another.
            if name in LOOKING_BEHIND and _PLACES[place] == "body":
                continue
            at = line % _SIZE
            while lines[at] not in (0, line):
                at = (at + 1) % _SIZE
            self._lines += not lines[at]
            lines[at] = line
            places[at, place] = self._number(name)

    def _number(self, name: str | None) -> int:
        if name not in self._numbers:
            self._numbers[name] = len(self._names)
            self._names.append(name or "")
        return self._numbers[name]
