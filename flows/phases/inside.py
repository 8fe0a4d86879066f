"""Match, where articles inside longer ones are asked for: all texts that are left are read once more for probes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from flows.phases.prints import Prints
from flows.settings import DedupeSettings
from tasks.dedupe.inside import PROBES, Probes, choose_inside
from tasks.dedupe.keepers import Verdict
from tasks.dedupe.words import Hashes


class Inside:
    """`gathered` is what match begins with, `keeper[row]` the witness of an article that went as a near copy, or itself."""

    def __init__(
        self,
        prints: Prints,
        settings: DedupeSettings,
        gathered: dict[str, NDArray[np.int32]],
        keeper: NDArray[np.int32],
    ) -> None:
        self._prints, self._settings = prints, settings
        self._rank, self._keeper = gathered["rank"], keeper
        everyone = np.arange(prints.total)
        self._left = (gathered["first"] == everyone) & (keeper == everyone)

    @cached_property
    def _sizes(self) -> NDArray[np.int32]:
        return self._prints.column("shingles")

    @cached_property
    def _probes(self) -> Probes:
        columns = np.stack([self._prints.column(f"least_{i}") for i in range(PROBES)], axis=1)
        new = np.arange(self._prints.total) >= self._prints.settled
        mine = np.flatnonzero(self._left & new & (self._sizes > 0)).astype(np.int32)
        return Probes(columns[mine], mine)

    def pairs(self, part: int) -> NDArray[np.int64]:
        """Pairs of a shorter article of this run and a longer one, which is of a part; not verified."""
        start, end = self._prints.starts[part : part + 2].tolist()
        rows = np.flatnonzero(self._left[start:end])
        pairs = [np.empty((0, 2), np.int64)]
        for which, found in self._prints.shingles(part, rows):
            pairs.append(self._probes.find(found, (rows[which] + start).astype(np.int32)))
        both = np.concatenate(pairs)
        return both[self._sizes[both[:, 0]] < self._sizes[both[:, 1]]]

    def verdicts(self, parts: Sequence[NDArray[np.int64]]) -> list[Verdict]:
        """Who goes, by the pairs of all parts."""
        pairs = np.concatenate([np.empty((0, 2), np.int64), *parts])
        share = self._settings.contained
        if not len(pairs) or share is None:
            return []
        pairs = pairs[np.lexsort((self._rank[pairs[:, 1]], pairs[:, 0], -self._sizes[pairs[:, 0]]))]
        near = np.flatnonzero((self._keeper != np.arange(len(self._keeper))) & np.isin(self._keeper, pairs[:, 0]))
        followers: dict[int, list[int]] = {}
        for row in near.tolist():
            followers.setdefault(int(self._keeper[row]), []).append(row)
        sets = self._sets(np.unique(np.concatenate([pairs.ravel(), near])))
        return choose_inside(pairs.tolist(), sets, followers, share, self._settings.threshold)

    def _sets(self, numbers: NDArray[np.int64]) -> dict[int, Hashes]:
        sets: dict[int, Hashes] = {}
        parts = self._prints.parts_of(numbers)
        for part in np.unique(parts).tolist():
            mine = numbers[parts == part]
            for which, found in self._prints.shingles(part, mine - self._prints.starts[part]):
                sets.update((number, found[i]) for i, number in enumerate(mine[which].tolist()))
        return sets
