"""What rules said of lines, remembered for compiled code: furniture stands in article after article.

Where all lines that may be furniture have been met before, C tells which go, as `lines.strip_told` would, and no rule is asked.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from itertools import repeat

import numpy as np

from tasks.compiled import address, addresses, function
from tasks.edits import Edit
from tasks.furniture.glance import Looked
from tasks.furniture.lines import LINK, bare
from tasks.furniture.rule import Place

# (These stand in tasks/compiled/verdicts.c too.)
_VERDICT = np.dtype([("line", "u8"), ("places", "i2", 3)], align=True)
_STRANGER = np.dtype([("line", "u8"), ("text", "i4"), ("start", "i4"), ("end", "i4"), ("place", "i4")])
_PLACES: tuple[Place, ...] = ("head", "body", "tail")
_STAYS = 1
_SIZE = 1 << 14
_STRANGERS = 1 << 8
_ASKED = 16  # lines of one text that are met for the first time, one at a time
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

    def judge(self, looked: Looked) -> list[tuple[int, str, list[Edit]]]:
        """Which texts lose lines, these texts without them, and the edits. In `looked` only rows of texts are left about which
        rules have to be asked, and flags tell of what is left of the others.
        """
        if not self._call:
            return []
        size = len(looked.flags)
        cuts, kept = np.empty((len(looked.rows), 4), np.int32), np.empty((len(looked.rows) + size, 2), np.int32)
        counts, strangers = np.empty((size, 2), np.int32), np.empty(_STRANGERS, _STRANGER)
        made = addresses((cuts, kept, counts, strangers))
        told = (*addresses(looked[1:3]), size, *addresses(looked[3:]), address(self._table), _SIZE - 1, *made)
        with self._lock:  # others' lines come into the same table
            # What is learned now counts for these texts too: of each the next line that is not known.
            for room in (*repeat(_STRANGERS, _ASKED), 0):
                if not (met := self._call(*told, room)):
                    break
                self._learn(looked, strangers[:met].tolist())
        some = np.flatnonzero(counts[:, 0])
        cut_ends, kept_ends = np.cumsum(counts[some], axis=0).T.tolist() if len(some) else ((), ())
        joined = looked.joined
        starts, ends, ats, verdicts = cuts[: cut_ends[-1] if cut_ends else 0].T.tolist()
        before = [joined[start:end] for start, end in zip(starts, ends, strict=True)]
        names = map(self._names.__getitem__, verdicts)
        edits = list(map(_new, repeat(Edit), zip(repeat("furniture"), names, ats, before, repeat(""))))
        pieces = [joined[start:end] for start, end in kept[: kept_ends[-1] if kept_ends else 0].tolist()]
        found: list[tuple[int, str, list[Edit]]] = []
        cut = piece = 0
        for i, cut_end, kept_end in zip(some.tolist(), cut_ends, kept_ends, strict=True):
            text = pieces[piece] if kept_end == piece + 1 else "".join(pieces[piece:kept_end])
            found.append((i, *bare(text, edits[cut:cut_end])))
            cut, piece = cut_end, kept_end
        return found

    def _learn(self, looked: Looked, strangers: Sequence[tuple[int, int, int, int, int]]) -> None:
        if self._lines + len(strangers) > _SIZE // 2:
            self._table[:], self._lines = 0, 0
        lines, places = self._table["line"], self._table["places"]
        for line, text, start, end, place in strangers:
            at = int(looked.bounds[text])
            name = self._rule(looked.joined[at + start : at + end], _PLACES[place])
            # A broken line behind it may be the rest of its title, so that it goes at one place and not at another.
            if name == LINK and _PLACES[place] == "body":
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
