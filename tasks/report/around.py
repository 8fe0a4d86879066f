"""What stood around an edit when it was made: "shed" to "she'd" is judged by its sentence.

Edits hold no more than what they changed. So the article's published text is taken back to just before the edit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tasks.edits import Edit, undo

_AROUND = 32
"""Characters on either side."""
_MANY = 2_000
"""Edits of one article, of which books and lists have thousands."""


class Seen(NamedTuple):
    """An edit of the article `id`, and what stood around it."""

    id: str
    rule: str
    left: str
    before: str
    after: str
    right: str


class Asked(NamedTuple):
    """An edit of an article, and that article's later ones."""

    id: str
    run_id: str
    edits: list[Edit]
    may_undo: bool
    """Whether they are few enough to be undone for an example."""


def asked(edits: pa.Table, rows: Sequence[int]) -> list[Asked]:
    """The edits in `rows` of a table that holds all edits of each of their articles."""
    wanted = np.zeros(len(edits), np.bool_)
    wanted[list(rows)] = True
    ids = _ids_of_few(edits["id"], pa.array(wanted))
    mine = pc.or_(pc.is_in(edits["id"], ids), pa.chunked_array([wanted]))
    made: dict[tuple[str, str], list[tuple[int, Edit]]] = defaultdict(list)
    key_of: dict[int, tuple[str, str]] = {}
    # Filtered, not taken: of numbers that stand for texts that is ten times as fast.
    for at, row in zip(pc.indices_nonzero(mine).to_pylist(), edits.filter(mine).to_pylist(), strict=True):
        key_of[at] = key = (row["id"], row["run_id"])
        made[key].append((at, Edit(row["step"], row["rule"], row["start"], row["before"], row["after"])))
    few = set(ids.to_pylist())
    keys = [key_of[row] for row in rows]
    return [
        Asked(*key, [edit for at, edit in made[key] if at >= row], key[0] in few)
        for row, key in zip(rows, keys, strict=True)
    ]


def around(some: Sequence[Asked], articles: Iterable[pa.Table]) -> list[Seen]:
    """What stood around each. `articles` (`id`, `run_id`, `text`) are read until all of theirs are found; nothing is told around an
    edit whose article is not.
    """
    texts = _texts(pa.array(sorted({one.id for one in some if one.may_undo}), pa.string()), articles)
    seen = []
    for one in some:
        first = one.edits[0]
        left, right = _sides(texts.get((one.id, one.run_id)), one.edits)
        seen.append(Seen(one.id, first.rule, left, first.before, first.after, right))
    return seen


def _ids_of_few(ids: pa.ChunkedArray, wanted: pa.Array) -> pa.Array:
    """The articles of the edits asked for, without those whose edits are too many to be undone for an example."""
    some = pc.unique(ids.filter(wanted)).cast(pa.string())
    counts = ids.filter(pc.is_in(ids, some)).value_counts()
    return counts.field("values").filter(pc.less(counts.field("counts"), _MANY)).cast(pa.string())


def _texts(ids: pa.Array, articles: Iterable[pa.Table]) -> dict[tuple[str, str], str]:
    texts: dict[tuple[str, str], str] = {}
    for table in articles if len(ids) else ():
        found = table.filter(pc.is_in(table["id"], ids))
        texts |= {(row["id"], row["run_id"]): row["text"] for row in found.to_pylist()}
        if len({article for article, _ in texts}) == len(ids):
            break
    return texts


def _sides(text: str | None, later: list[Edit]) -> tuple[str, str]:
    """What stood on both sides of the first of an article's last edits."""
    if text is not None:
        with suppress(ValueError):  # a damaged dataset is verify's to tell
            before, start = undo(text, later), later[0].start
            end = start + len(later[0].before)
            return before[max(0, start - _AROUND) : start], before[end : end + _AROUND]
    return "", ""
