"""Parquet and Arrow: values, and damaged files."""

import io
from datetime import UTC, datetime
from uuid import UUID

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.intake.items import FileDecoder, Item
from tasks.intake.readers.arrow import read_arrow, read_parquet

TEXT = "The ferry called at the Café “Quay”, where the naïve captain’s crew had been waiting since noon."


def items(read, file):
    return list(read(file, FileDecoder(b"", None)))


def parquet(table):
    sink = io.BytesIO()
    pq.write_table(table, sink)
    return io.BytesIO(sink.getvalue())


def test_parquet_values_as_python_has_them():
    when = datetime(2024, 5, 3, 8, tzinfo=UTC)
    table = pa.table(
        {
            "text": ["It left.", None],
            "html": [b"caf\xe9 by the harbour", None],
            "at": [when, None],
            "who": [["Ann"], []],
        }
    )
    found = [one.fields for one in items(read_parquet, parquet(table))]
    assert found[0] == {"text": "It left.", "html": "café by the harbour", "at": when, "who": ["Ann"]}
    assert found[1]["text"] is None


def test_a_parquet_value_that_python_does_not_have_costs_its_row():
    table = pa.table({"text": ["a", "b", "c"], "at": pa.array([0, 1 << 62, 0], pa.timestamp("us"))})
    found = items(read_parquet, parquet(table))
    assert [getattr(one, "reason", "fine") for one in found] == ["fine", "malformed", "fine"]


def test_nanoseconds_are_no_loss_but_of_themselves():
    at, took = (pa.array([1_714_723_200_000_000_001], kind) for kind in (pa.timestamp("ns", "UTC"), pa.duration("ns")))
    (found,) = items(read_parquet, parquet(pa.table({"text": ["It left."], "at": at, "took": took})))
    assert (found.fields["text"], found.fields["at"]) == ("It left.", datetime(2024, 5, 3, 8, tzinfo=UTC))


def test_texts_at_any_depth_that_are_no_utf8_cost_no_rows():
    texts = pa.array([b"It left.", TEXT.encode("cp1252")], pa.binary()).view(pa.string())
    table = pa.table(
        {
            "text": pa.ListArray.from_arrays(pa.array([0, 1, 2], pa.int32()), texts),
            "page": pa.StructArray.from_arrays([texts], ["body"]),
        }
    )
    found = items(read_parquet, parquet(table))
    assert [one.fields for one in found] == [{"text": [text], "page": {"body": text}} for text in ("It left.", TEXT)]
    assert [one.encoding for one in found] == ["utf-8", "windows-1252"]


def test_rows_say_what_their_bytes_were_in():
    table = pa.table({"text": [TEXT.encode("cp1252"), TEXT.encode(), b"It left."]})
    found = items(read_parquet, parquet(table))
    assert [(one.fields["text"], one.encoding) for one in found] == [
        (TEXT, "windows-1252"),
        (TEXT, "utf-8"),
        ("It left.", "utf-8"),
    ]


IDS = [UUID("0190a6f2-3c4d-7e5f-8a6b-7c8d9e0fa1b2"), UUID("9f1c3b5e-7d9a-4bcd-aef0-8192a3b4c5d6")]
BYTES = [one.bytes for one in IDS]


@pytest.mark.parametrize(
    ("column", "ids"),
    [
        (pa.ExtensionArray.from_storage(pa.uuid(), pa.array(BYTES, pa.binary(16))), [str(one) for one in IDS]),
        (pa.array([BYTES[0], None], pa.binary(16)), [str(IDS[0]), None]),
        (pa.array(BYTES, pa.binary()), [str(one) for one in IDS]),
        (pa.array([b"\xff" * 16, b"\x01" * 16], pa.binary(16)), [str(UUID("f" * 32)), str(UUID("01" * 16))]),
        # Texts as long as a UUID.
        (pa.array([b"0123456789abcdef", b"harbour-17\0\0\0\0\0\0"], pa.binary(16)), ["0123456789abcdef", "harbour-17\0\0\0\0\0\0"]),
        (pa.array([b"caf\xe9 by the quay", b"caf\xe9 by the boat"], pa.binary()), ["café by the quay", "café by the boat"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["parquet", "arrow"])
def test_uuids_in_bytes(kind, column, ids):
    table = pa.table({"text": ["It left."] * len(column), "id": column})
    found = items(*((read_parquet, parquet(table)) if kind == "parquet" else (read_arrow, as_arrow(table, "file"))))
    assert [row.fields["id"] for row in found] == ids


def test_damaged_parquet():
    data = parquet(pa.table({"text": ["a" * 100] * 100})).getvalue()
    for broken in (data[:-20], b"PAR1", b"PAR1" + b"x" * 50 + b"PAR1"):
        found = items(read_parquet, io.BytesIO(broken))
        assert found and found[-1].reason == "malformed"


def as_arrow(table, kind):
    sink = io.BytesIO()
    new = pa.ipc.new_stream if kind == "stream" else pa.ipc.new_file
    options = pa.ipc.IpcWriteOptions(compression="lz4" if kind == "packed" else None)
    with new(sink, table.schema, options=options) as writer:
        writer.write_table(table, max_chunksize=300)
    return io.BytesIO(sink.getvalue())


@pytest.mark.parametrize("kind", ["stream", "file", "packed"])
def test_arrow(kind):
    texts = [f"It left at {i}." for i in range(1000)]
    table = pa.table({"text": texts, "site": pa.array(["a", "b"] * 500).dictionary_encode(), "who": [["Ann"]] * 1000})
    found = items(read_arrow, as_arrow(table, kind))
    assert [one.position for one in found] == list(range(1, 1001))
    assert [one.fields["text"] for one in found] == texts
    assert found[1].fields == {"text": "It left at 1.", "site": "b", "who": ["Ann"]}


@pytest.mark.parametrize("kind", ["stream", "file"])
def test_texts_that_are_no_utf8(kind):
    texts = pa.array([b"It left.", TEXT.encode("cp1252")], pa.binary()).view(pa.string())
    found = items(read_arrow, as_arrow(pa.table({"text": texts}), kind))
    assert [one.fields["text"] for one in found] == ["It left.", TEXT]


@given(st.data())
def test_damaged_arrow(data):
    whole = as_arrow(
        pa.table({"text": ["It left."] * 30, "who": [["Ann"], []] * 15}), data.draw(st.sampled_from(["stream", "file"]))
    )
    damaged = bytearray(whole.getvalue())
    for place, byte in data.draw(
        st.lists(st.tuples(st.integers(0, len(damaged) - 1), st.integers(0, 255)), max_size=8)
    ):
        damaged[place] = byte
    found = items(read_arrow, io.BytesIO(damaged[: data.draw(st.integers(0, len(damaged)))]))
    assert all(isinstance(one, Item) or one.reason == "malformed" for one in found)
