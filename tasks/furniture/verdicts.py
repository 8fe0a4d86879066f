"""What rules said of lines, remembered for compiled code: furniture stands in article after article.

Where all lines that may be furniture have been met before, C tells which go, as `lines.strip_told` would, and no rule is asked.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice, repeat

import numpy as np

from tasks.compiled import address, addresses, function
from tasks.edits import Edit
from tasks.furniture.glance import Looked
from tasks.furniture.lines import bare, looks_around
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
        self._call: Callable[..., int] | None = function("furniture_verdicts", "i" + "pppppp" + "pi" + "ppppi")

    def judge(self, looked: Looked) -> Iterable[tuple[int, str, list[Edit]]]:
        """Which texts lose lines, these texts without them, and the edits. In `looked` only rows of texts are left about which
        rules have to be asked, and flags tell of what is left of the others.
        """
        if not self._call:
            return ()
        texts, rows = looked.texts, len(looked.rows)
        cuts, kept = np.empty((rows, 5), np.int32), np.empty((rows + len(texts), 2), np.int32)
        counts, strangers = np.empty((len(texts), 2), np.int32), np.empty(_STRANGERS, _STRANGER)
        made = addresses((cuts, kept, counts, strangers))
        told = (len(texts), *addresses(looked[1:]), address(self._table), _SIZE - 1, *made)
        with self._lock:  # others' lines come into the same table
            # What is learned now counts for these texts too: of each the next line that is not known.
            rooms = iter((*repeat(_STRANGERS, _ASKED), 0))
            while met := self._call(*told, next(rooms)):
                if not self._learn(texts, strangers[:met].tolist()):
                    rooms = iter((0,))
        some = np.flatnonzero(counts[:, 0])
        losing = [texts[i] for i in some.tolist()]
        cut_counts, kept_counts = counts[some].T.tolist()
        cuts, kept = cuts[: sum(cut_counts)], kept[: sum(kept_counts)]
        starts, ends, ats, verdicts, _ = cuts.T.tolist()
        before = [text[start:end] for text, start, end in zip(_each(losing, cut_counts), starts, ends, strict=True)]
        names = map(self._names.__getitem__, verdicts)
        edits = map(_new, repeat(Edit), zip(repeat("furniture"), names, ats, before, repeat("")))
        spans = zip(_each(losing, kept_counts), *kept.T.tolist(), strict=True)
        pieces = (text[start:end] for text, start, end in spans)
        left = ["".join(islice(pieces, number)) for number in kept_counts]
        lists = [list(islice(edits, number)) for number in cut_counts]
        for i, (text, body) in enumerate(zip(left, map(str.strip, left), strict=True)):
            if body is not text:  # few
                left[i], lists[i] = bare(text, lists[i])
        return zip(some.tolist(), left, lists, strict=True)

    def _learn(self, texts: Sequence[str], strangers: Sequence[tuple[int, int, int, int, int]]) -> bool:
        """Whether there is more to remember than before."""
        learned = False
        if self._lines + len(strangers) > _SIZE // 2:
            self._table[:], self._lines = 0, 0
        lines, places = self._table["line"].data, self._table["places"].data  # read without numpy's own numbers
        for line, text, start, end, place in strangers:
            words = texts[text][start:end]
            name = self._rule(words, _PLACES[place])
            if looks_around(name, _PLACES[place], words):  # so that it goes at one place and not at another
                continue
            at = line % _SIZE
            while lines[at] not in (0, line):
                at = (at + 1) % _SIZE
            self._lines += not lines[at]
            lines[at] = line
            places[at, place] = self._number(name)
            learned = True
        return learned

    def _number(self, name: str | None) -> int:
        if name not in self._numbers:
            self._numbers[name] = len(self._names)
            self._names.append(name or "")
        return self._numbers[name]


def _each(texts: Sequence[str], times: Sequence[int]) -> Iterator[str]:
    return chain.from_iterable(map(repeat, texts, times))
