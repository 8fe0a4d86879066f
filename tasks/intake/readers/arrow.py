"""Rows out of Parquet and Arrow: Feather files, and the streams in which Hugging Face datasets keep theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import IO, Any
from uuid import UUID

from tasks.intake.items import FileDecoder, Item, Problem

_ROWS = 200  # made Python objects of at a time
_FILE = b"ARROW1"  # what an Arrow file begins with; a stream has no such mark


def read_parquet(stream: IO[Any], decoder: FileDecoder) -> Iterator[Item | Problem]:
    """The rows of a Parquet file, which must be seekable."""
    import pyarrow.parquet as pq

    def batches() -> Iterator[Any]:
        return pq.ParquetFile(stream).iter_batches(batch_size=_ROWS)  # type: ignore[no-any-return,unused-ignore]

    yield from _items(batches, "a Parquet", decoder)


def read_arrow(stream: IO[Any], decoder: FileDecoder) -> Iterator[Item | Problem]:
    """The rows of an Arrow file or stream, which must be seekable."""
    import pyarrow as pa

    def batches() -> Iterator[Any]:
        is_file = stream.read(len(_FILE)) == _FILE
        stream.seek(0)
        if is_file:
            reader = pa.ipc.open_file(stream)
            return map(reader.get_batch, range(reader.num_record_batches))
        return iter(pa.ipc.open_stream(stream))

    def checked() -> Iterator[Any]:
        for batch in batches():
            # Where values lie, the file says; nobody else looks whether that is in it.
            _as_bytes(batch).validate(full=True)
            yield batch

    yield from _items(checked, "an Arrow", decoder)


def _items(batches: Callable[[], Iterator[Any]], kind: str, decoder: FileDecoder) -> Iterator[Item | Problem]:
    import pyarrow as pa

    position = 0
    try:
        for batch in map(_with_uuids, map(_in_microseconds, batches())):
            for start in range(0, batch.num_rows, _ROWS):
                for row in _python(batch.slice(start, _ROWS), decoder):
                    position += 1
                    yield (
                        Item(position, fields=row, encoding=decoder.read_as)
                        if isinstance(row, dict)
                        else Problem(position, "malformed", str(row))
                    )
                    decoder.read_as = "utf-8"
    except (pa.ArrowException, OSError, ValueError) as error:
        yield Problem(position + 1, "malformed", f"not {kind} file, or a damaged one: {error}")


def _python(batch: Any, decoder: FileDecoder) -> Iterator[dict[str, Any] | Exception]:
    """A batch's rows, each decoded when it is asked for; where a value is none that Python has (the year 300,000), that row's error."""
    try:
        rows: list[dict[str, Any]] = batch.to_pylist()
    except UnicodeDecodeError:  # a column of texts that are no UTF-8
        if batch.num_rows > 1:
            yield from _one_by_one(batch, decoder)
            return
        rows = [_texts(row, decoder) for row in _as_bytes(batch, deep=True).to_pylist()]
    except Exception as error:
        yield from [error] if batch.num_rows == 1 else _one_by_one(batch, decoder)
        return
    yield from map(decoder.values, rows)


def _one_by_one(batch: Any, decoder: FileDecoder) -> Iterator[dict[str, Any] | Exception]:
    return (one for i in range(batch.num_rows) for one in _python(batch.slice(i, 1), decoder))


def _as_bytes(batch: Any, deep: bool = False) -> Any:
    """A batch with bytes, which nothing is asked of, for texts: those of its own columns; `deep`, where values are known to lie where
    they ought to, at any depth.
    """
    import pyarrow as pa

    return batch.cast(pa.schema([field.with_type(_bytes_of(field.type, deep)) for field in batch.schema]))


def _bytes_of(kind: Any, deep: bool) -> Any:
    import pyarrow as pa

    flat = {pa.string(): pa.binary(), pa.large_string(): pa.large_binary()}
    if kind in flat or not deep:
        return flat.get(kind, kind)
    if kind == pa.string_view():
        return pa.binary_view()
    if pa.types.is_struct(kind):
        return pa.struct([field.with_type(_bytes_of(field.type, deep)) for field in kind])
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return (pa.list_ if pa.types.is_list(kind) else pa.large_list)(_bytes_of(kind.value_type, deep))
    return kind


def _texts(value: Any, decoder: FileDecoder) -> Any:
    """Bytes as texts, inside of lists and structs too."""
    if isinstance(value, dict):
        return {name: _texts(one, decoder) for name, one in decoder.values(value).items()}
    if isinstance(value, list):
        return [_texts(one, decoder) for one in value]
    return decoder.values({"": value})[""] if isinstance(value, bytes) else value


def _in_microseconds(batch: Any) -> Any:
    """A batch without nanoseconds, which Python's times have not (those of pandas have, where it happens to be loaded)."""
    import pyarrow as pa

    fields = [_coarser(field) for field in batch.schema]
    if fields == list(batch.schema):
        return batch
    columns = [column.cast(field.type, safe=False) for column, field in zip(batch.columns, fields, strict=True)]
    return pa.RecordBatch.from_arrays(columns, schema=pa.schema(fields))


def _coarser(field: Any) -> Any:
    import pyarrow as pa

    kind = field.type
    if pa.types.is_timestamp(kind) and kind.unit == "ns":
        return field.with_type(pa.timestamp("us", kind.tz))
    return field.with_type(pa.duration("us")) if pa.types.is_duration(kind) and kind.unit == "ns" else field


def _with_uuids(batch: Any) -> Any:
    """A batch with its UUIDs as texts, in the usual writing."""
    import pyarrow as pa

    uuids = [_holds_uuids(column) for column in batch.columns]
    if not any(uuids):
        return batch
    columns = [_written_out(column) if is_one else column for column, is_one in zip(batch.columns, uuids, strict=True)]
    return pa.RecordBatch.from_arrays(columns, names=batch.schema.names)


def _holds_uuids(column: Any) -> bool:
    """Whether a column has UUIDs: by its type, or values of 16 bytes that are no texts. Where the type does not say that they
    are so long, each has to be a UUID by its version and variant (RFC 9562).
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = column.type
    if isinstance(kind, pa.UuidType):
        return True
    if kind == pa.binary(16):
        return not all(map(_is_text, column.to_pylist()))
    if kind in (pa.binary(), pa.large_binary()) and pc.min_max(pc.binary_length(column)).as_py() == _SIXTEEN:
        return all(map(_is_uuid, column.drop_null().to_pylist()))
    return False


def _written_out(column: Any) -> Any:
    import pyarrow as pa

    values = (column.storage if isinstance(column.type, pa.UuidType) else column).to_pylist()
    return pa.array([value and str(UUID(bytes=value)) for value in values], pa.string())


_SIXTEEN = {"min": 16, "max": 16}


def _is_text(value: bytes | None) -> bool:
    try:
        return value is None or value.rstrip(b"\0 ").decode().isprintable()
    except UnicodeDecodeError:
        return False


def _is_uuid(value: bytes) -> bool:
    return 1 <= value[6] >> 4 <= 8 and value[8] >> 6 == 2 and not _is_text(value)
