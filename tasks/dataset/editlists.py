"""Edits as an Arrow column: a list of them for each article. Flat arrays, which cost a tenth of a list of structs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tasks.compiled import addresses, function, is_compiled
from tasks.compiled.utf8 import UTF8_OF, joined, of_python
from tasks.dataset.schemas import EDIT_LIST
from tasks.dataset.work import strings
from tasks.edits import Edit

_FIELDS = list(EDIT_LIST.value_type)


def edit_lists(edits: Sequence[Sequence[Edit]]) -> pa.ListArray:
    """A row for the edits of each article."""
    offsets = np.zeros(len(edits) + 1, np.int32)
    np.cumsum(np.fromiter(map(len, edits), np.int32, len(edits)), out=offsets[1:])
    flat = chain.from_iterable(edits)
    columns = _columns_compiled(flat, int(offsets[-1])) if is_compiled() else _columns(flat)
    return pa.ListArray.from_arrays(pa.array(offsets), pa.StructArray.from_arrays(columns, fields=_FIELDS))


def _columns(edits: Iterable[Edit]) -> list[pa.Array]:
    # Every so-many-th is one column: an eighth of the price of `zip`.
    told = list(chain.from_iterable(edits))
    return [pa.array(told[i :: len(_FIELDS)], field.type) for i, field in enumerate(_FIELDS)]


def _columns_compiled(edits: Iterable[Edit], many: int) -> list[pa.Array]:
    """The same without a list of all that the edits hold, at a third of the price."""
    held = np.fromiter(edits, object, many)
    places, sizes = np.empty((2, len(_FIELDS) - 1, many), np.int64)
    starts = np.empty(many, np.int64)
    call = function("edit_fields", "pippp" + "ppp", of_python=True)
    functions = map(of_python, ("PyTuple_GetItem", UTF8_OF, "PyLong_AsLongLong"))
    if call and call(held.ctypes.data, many, *functions, *addresses((places, sizes, starts))) < many:
        raise ValueError("an edit that begins before its text")
    columns = [strings(joined(*told)) for told in zip(places, sizes, strict=True)]
    return [*columns[:2], pa.array(starts, pa.int32()), *columns[2:]]


def joined_lists(lists: pa.ListArray, more: pa.ListArray) -> pa.ListArray:
    """The column with each row's further edits behind its own."""
    before, added = (column.value_lengths().to_numpy(zero_copy_only=False) for column in (lists, more))
    if not added.any():
        return lists
    flat = pa.concat_arrays([lists.flatten(), more.flatten()])
    rows = np.concatenate([np.repeat(np.arange(len(lists)), count) for count in (before, added)])
    offsets = np.concatenate([[0], np.cumsum(before + added)]).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), flat.take(pa.array(np.argsort(rows, kind="stable"))))


def counts_by_step(lists: pa.ListArray) -> pa.ListArray:
    """For each row how many edits each step made: a list of (step, count), by name."""
    steps = lists.flatten().field("step").dictionary_encode()
    names, rank = np.unique(np.array(steps.dictionary.to_pylist(), object), return_inverse=True)
    rows = pc.list_parent_indices(lists).to_numpy().astype(np.int64)
    keys, counts = np.unique(rows * len(names) + rank[steps.indices.to_numpy()], return_counts=True)
    offsets = np.searchsorted(keys, np.arange(len(lists) + 1) * len(names)).astype(np.int32)
    told = pa.array(names, pa.string()).take(pa.array(keys % max(1, len(names))))
    structs = pa.StructArray.from_arrays([told, pa.array(counts, pa.int32())], ["step", "count"])
    return pa.ListArray.from_arrays(pa.array(offsets), structs)
