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


def around(edits: pa.Table, rows: Sequence[int], articles: Iterable[pa.Table]) -> list[Seen]:
    """The edits in `rows` of a table that holds all edits of each of their articles.

    `articles` (`id`, `run_id`, `text`) are read until all of these are found; nothing is told around an edit whose article is not.
    """
    asked = np.zeros(len(edits), np.bool_)
    asked[list(rows)] = True
    ids = _ids_of_few(edits["id"], pa.array(asked))
    texts = _texts(ids, articles)
    mine = pc.or_(pc.is_in(edits["id"], ids), pa.chunked_array([asked]))
    made: dict[tuple[str, str], list[tuple[int, Edit]]] = defaultdict(list)
    key_of: dict[int, tuple[str, str]] = {}
    # Filtered, not taken: of numbers that stand for texts that is ten times as fast.
    for at, row in zip(pc.indices_nonzero(mine).to_pylist(), edits.filter(mine).to_pylist(), strict=True):
        key_of[at] = key = (row["id"], row["run_id"])
        made[key].append((at, Edit(row["step"], row["rule"], row["start"], row["before"], row["after"])))
    seen = []
    for row in rows:
        key = key_of[row]
        later = [edit for at, edit in made[key] if at >= row]
        left, right = _sides(texts.get(key), later)
        seen.append(Seen(key[0], later[0].rule, left, later[0].before, later[0].after, right))
    return seen


def _ids_of_few(ids: pa.ChunkedArray, asked: pa.Array) -> pa.Array:
    """The articles of the edits asked for, without those whose edits are too many to be undone for an example."""
    wanted = pc.unique(ids.filter(asked)).cast(pa.string())
    counts = ids.filter(pc.is_in(ids, wanted)).value_counts()
    return counts.field("values").filter(pc.less(counts.field("counts"), _MANY)).cast(pa.string())


def _texts(ids: pa.Array, articles: Iterable[pa.Table]) -> dict[tuple[str, str], str]:
    texts: dict[tuple[str, str], str] = {}
    for table in articles:
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
