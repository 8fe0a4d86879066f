"""Edits as an Arrow column: a list of them for each article. Flat arrays, which cost a tenth of a list of structs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from operator import itemgetter

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from tasks.compiled import addresses, function
from tasks.compiled.characters import bounds_of
from tasks.compiled.utf8 import UTF8_OF, joined, of_python
from tasks.dataset.schemas import EDIT_LIST
from tasks.dataset.work import strings
from tasks.edits import Edit

_FIELDS = list(EDIT_LIST.value_type)


def edit_lists(edits: Sequence[Sequence[Edit]]) -> pa.ListArray:
    """A row for the edits of each article."""
    offsets = bounds_of(edits).astype(np.int32)
    held = np.fromiter(chain.from_iterable(edits), object, offsets[-1])
    if call := function("edit_fields", "pippp" + "ppp", True):
        columns = _columns(call, held)
    else:
        columns = [pa.array(list(map(itemgetter(i), held)), field.type) for i, field in enumerate(_FIELDS)]
    return pa.ListArray.from_arrays(pa.array(offsets), pa.StructArray.from_arrays(columns, fields=_FIELDS))


def _columns(call: Callable[..., int], edits: NDArray[np.object_]) -> list[pa.Array]:
    """What the edits hold, at half the price of giving it to Arrow one by one."""
    places, sizes = np.empty((2, len(_FIELDS) - 1, len(edits)), np.int64)
    starts = np.empty(len(edits), np.int64)
    functions = map(of_python, ("PyTuple_GetItem", UTF8_OF, "PyLong_AsLongLong"))
    if call(edits.ctypes.data, len(edits), *functions, *addresses((places, sizes, starts))) < len(edits):
        raise ValueError("an edit that begins before its text")
    step, rule, *texts = (strings(joined(*told)) for told in zip(places, sizes, strict=True))
    return [step, rule, pa.array(starts, pa.int32()), *texts]


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
