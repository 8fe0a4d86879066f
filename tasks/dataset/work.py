"""Work files: what one phase of a run leaves for the next, in `DATASET/_work/RUN_ID/`.

A file is written under a temporary name and renamed, so that one that is there is whole. A phase's shard ends with a
small JSON marker, written last: where it is there, the shard is done and is not done again. Nothing waits for the disk:
that outlives a process, not the machine's power, and a run whose machine went down is begun anew, or goes on with those
of its files that are whole where it cannot be told that it did (`flows.phases.plan`).
Nothing is compressed: that costs more than it saves in what is read once.
"""

from __future__ import annotations

import json
import os
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pyarrow as pa
from numpy.typing import NDArray

from tasks.compiled import is_compiled
from tasks.compiled.utf8 import Utf8, joined, places_of

WORK_VERSION = "6"
"""Of these files: a run that another version was killed in is begun anew."""


def beside(path: Path) -> Path:
    """Where to write a file that is not whole yet; `is_temporary` tells it."""
    return path.with_name(f".{path.name}.{os.getpid()}.tmp")


def is_temporary(name: str) -> bool:
    """Whether a file of this name is one that a killed process was writing."""
    return re.fullmatch(r"\..+\.\d+\.tmp", name) is not None


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary path beside `path` to write to; it becomes `path` at the end, or goes where an error came."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = beside(path)
    try:
        yield temporary
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def to_json(value: Any) -> bytes:
    """`value` as JSON, indented, keys in order."""
    try:
        return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS)
    except TypeError:
        # A file's name may be no Unicode; JSON writes the lone surrogates that stand for its bytes as Python's escapes do.
        return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True).encode("utf-8", "backslashreplace")


def from_json(data: bytes) -> Any:
    """What `to_json` was given. Raises ValueError for what is no JSON."""
    try:
        return orjson.loads(data)
    except ValueError:
        return json.loads(data.decode("utf-8"))


def write_json(path: Path, value: Any) -> None:
    """`value` as JSON at `path`, whole or not at all."""
    with replacing(path) as temporary:
        temporary.write_bytes(to_json(value))


def read_json(path: Path) -> Any:
    """What `write_json` wrote, or None where there is no such file, or one that a machine which went down has left empty."""
    try:
        return from_json(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return None


def write_arrays(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Named numpy arrays at `path`, whole or not at all."""
    with replacing(path) as temporary, open(temporary, "wb") as file:
        np.savez(file, **arrays)  # type: ignore[arg-type,unused-ignore]


def read_arrays(path: Path) -> dict[str, NDArray[Any]]:
    """What `write_arrays` wrote."""
    with np.load(path) as found:
        return {name: found[name] for name in found.files}


def drop_cut(folder: Path) -> None:
    """Remove the work files that cannot be opened, as a machine that went down leaves them, and the markers that speak for them."""
    for path in [path for path in folder.rglob("*") if path.is_file() and not _is_whole(path)]:
        for marker in (folder / path.relative_to(folder).parts[0]).glob("*.json"):
            if marker.stem == "done" or marker.stem in path.name:
                marker.unlink()
        path.unlink(missing_ok=True)


def _is_whole(path: Path) -> bool:
    """Whether a file ends as its kind does: none of them can be opened without its last bytes."""
    import pyarrow.parquet as pq  # takes a tenth of a second

    try:
        if path.suffix == ".json":
            from_json(path.read_bytes())
        elif path.suffix == ".npz":
            read_arrays(path)
        elif path.suffix == ".parquet":
            pq.read_metadata(path)
        else:
            with pa.OSFile(str(path)) as source:
                pa.ipc.open_file(source)
    except (OSError, ValueError, EOFError, zipfile.BadZipFile):  # Arrow's own errors are among the second
        return False
    return True


class TableWriter:
    """Batches of one schema into an Arrow IPC file that appears when it is whole."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._path, self._schema = path, schema
        path.parent.mkdir(parents=True, exist_ok=True)
        self._temporary = beside(path)
        self._writer = pa.ipc.new_file(str(self._temporary), schema)
        self.rows = 0

    def write(self, batch: pa.RecordBatch) -> None:
        """Append a batch, unless it has no rows."""
        if batch.num_rows:
            self.append(batch)

    def append(self, batch: pa.RecordBatch) -> None:
        """Append a batch, even one without rows, where its number counts."""
        self._writer.write_batch(batch)
        self.rows += batch.num_rows

    def columns(self, **columns: list[Any] | NDArray[Any]) -> None:
        """Append rows given as columns by name."""
        arrays = [pa.array(columns[field.name], field.type) for field in self._schema]
        self.write(pa.RecordBatch.from_arrays(arrays, schema=self._schema))

    def append_rows(self, rows: Sequence[Sequence[Any]]) -> None:
        """Append rows, one or more, each with its values in the schema's order."""
        self.columns(**dict(zip(self._schema.names, map(list, zip(*rows, strict=True)), strict=True)))

    def __enter__(self) -> TableWriter:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        try:
            self._writer.close()
            if kind is None:
                os.replace(self._temporary, self._path)
        finally:
            self._temporary.unlink(missing_ok=True)


def read_batches(
    path: Path, columns: Sequence[str] | None = None, schema: pa.Schema | None = None
) -> Iterator[pa.RecordBatch]:
    """The batches of an IPC file, one in memory at a time; of `columns` only, where they are given. To say which they are
    takes the file's schema, which is read first unless it is known: half of the time where there are many and short ones.
    """
    options = pa.ipc.IpcReadOptions()
    with pa.OSFile(str(path)) as source:
        if columns is not None:
            schema = schema or pa.ipc.open_file(source).schema
            options.included_fields = [schema.get_field_index(name) for name in columns]
        reader = pa.ipc.open_file(source, options=options)
        for i in range(reader.num_record_batches):
            yield reader.get_batch(i)


def utf8(texts: pa.StringArray) -> Utf8:
    """The texts of a column without nulls, where they lie."""
    _, bounds, data = texts.buffers()
    count = len(texts)
    starts = np.frombuffer(bounds, np.int32, count + 1, 4 * texts.offset) if count else np.zeros(1, np.int32)
    return Utf8(np.frombuffer(data or b"", np.uint8), starts.astype(np.int64))


def strings(texts: Utf8) -> pa.StringArray:
    """The texts as a column: what `utf8` is given. Raises OverflowError for 2 GiB of them or more, which no column holds."""
    if texts.bounds[-1] > np.iinfo(np.int32).max:
        raise OverflowError(f"{texts.bounds[-1]:,} bytes of text in one column")
    return pa.StringArray.from_buffers(
        len(texts), pa.py_buffer(texts.bounds.astype(np.int32)), pa.py_buffer(texts.data)
    )


def string_column(texts: Sequence[str]) -> pa.StringArray:
    """Python's strings as a column; where they are long it takes half as long as Arrow, which makes room as it goes."""
    if not is_compiled():
        return pa.array(texts, pa.string())
    _held, places, sizes = places_of(texts)  # held until they are read
    return strings(joined(places, sizes))


def read_table(path: Path) -> pa.Table:
    """A whole (small) IPC file."""
    with pa.OSFile(str(path)) as source, pa.ipc.open_file(source) as reader:
        return reader.read_all()
