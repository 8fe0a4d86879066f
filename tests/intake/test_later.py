"""Fields that a file's first rows do not show, in formats whose rows name them and in those whose columns do."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tasks.intake.read import FileReport, Piece, ReadSettings, read
from tasks.intake.records import Record, Reject
from tasks.intake.sources import SourceFile
from tests.cases import load

CASES = load("intake", "later_fields")
Groups = list[tuple[int, dict[str, Any]]]
TOLD = ("published_at", "title", "url", "authors", "lang")


def _rows(groups: Groups) -> list[dict[str, Any]]:
    made = [row for count, row in groups for _ in range(count)]
    return [{"text": f"The ferry left at nine, said captain number {n}."} | row for n, row in enumerate(made)]


def _expected(groups: Groups, output: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [told for (count, _), told in zip(groups, output, strict=True) for _ in range(count)]


def _told(record: Record | Reject, names: list[str]) -> dict[str, Any]:
    assert isinstance(record, Record)
    values = {name: getattr(record, name) for name in names}
    if day := values.get("published_at"):
        values["published_at"] = day.date().isoformat()
    return {name: list(value) if name == "authors" else value for name, value in values.items() if value}


def _read(path: Path, *pieces: tuple[int, int | None], parts: int = 1) -> tuple[list[Record | Reject], FileReport]:
    file = SourceFile(str(path), path.name, path.stat().st_size, 0.0)
    reports: dict[str, FileReport] = {}
    shares = [Piece(file, part=part, parts=parts) for part in range(parts)]
    cut = [Piece(file, start, end) for start, end in pieces]
    return [one for piece in cut or shares for one in read(piece, ReadSettings(), reports)], reports[str(path)]


def _lines(rows: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def _table(rows: list[dict[str, Any]]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _parquet(rows: list[dict[str, Any]]) -> bytes:
    names = dict.fromkeys(name for row in rows for name in row)
    out = io.BytesIO()
    pq.write_table(pa.table({name: [row.get(name) for row in rows] for name in names}), out)
    return out.getvalue()


WRITERS = {"dump.jsonl": _lines, "dump.csv": _table, "dump.parquet": _parquet}


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize(("groups", "output"), CASES)
def test_cases(tmp_path: Path, name: str, groups: Groups, output: list[dict[str, Any]]) -> None:
    rows = _rows(groups)
    if name == "dump.csv" and any(isinstance(value, dict) for row in rows for value in row.values()):
        pytest.skip("no cell holds an object")
    (path := tmp_path / name).write_bytes(WRITERS[name](rows))
    names = [*TOLD, "text"] if any("text" in told for told in output) else [*TOLD]
    found = [_told(one, names) for one in _read(path)[0]]
    assert found == _expected(groups, output)


@pytest.mark.parametrize(("groups", "output"), CASES)
def test_shares_and_pieces_change_nothing(tmp_path: Path, groups: Groups, output: list[dict[str, Any]]) -> None:
    rows = _rows([(count * 3, row) for count, row in groups])
    (path := tmp_path / "dump.jsonl").write_bytes(data := _lines(rows))
    whole, _ = _read(path)
    for at in range(1, len(data), len(data) // 3):
        pieces, _ = _read(path, (0, at), (at, None))
        assert [one[:1] + one[4:] for one in pieces] == [one[:1] + one[4:] for one in whole]
    dealt, _ = _read(path, parts=3)
    assert sorted(dealt, key=lambda one: one.position) == whole


def test_a_column_known_by_what_is_in_it_gives_way_to_a_name(tmp_path: Path) -> None:
    groups: Groups = [(1, {"where": f"https://b.example/{n}"}) for n in range(60)]
    rows = _rows([*groups, (1, {"where": "https://b.example/60", "link": "https://a.example/60"})])
    (path := tmp_path / "dump.jsonl").write_bytes(_lines(rows))
    found, _ = _read(path)
    assert [one.url for one in found[-2:]] == ["https://b.example/59", "https://a.example/60"]


def test_the_report_names_them(tmp_path: Path) -> None:
    rows = _rows([(60, {"date": "2024-05-03"}), (2, {"pubDate": "2024-05-04", "link": "https://a.example/1"})])
    (path := tmp_path / "dump.jsonl").write_bytes(_lines(rows))
    _, report = _read(path)
    assert report.fields == {"text": "text", "date": "date"}
    assert report.others == {"date": ["pubDate"], "url": ["link"]}


@pytest.mark.parametrize(
    ("dates", "count", "first"),
    [
        (["sometime last week", "2024-05-03", "soon"], 2, "sometime last week"),
        (["2024-05-03", None, "", "0000-00-00", 0, "unknown"], 0, ""),
        ([{"$date": "soon"}, {"seconds": 35, "nanoseconds": 0}], 2, '{"$date":"soon"}'),
        (["x" * 500], 1, "x" * 60),
        (["\ud800 soon\n"], 1, "\ufffd soon"),
    ],
)
def test_dates_that_nothing_can_be_made_of(tmp_path: Path, dates: list[Any], count: int, first: str) -> None:
    rows = _rows([(1, {"date": one}) for one in dates])
    (path := tmp_path / "dump.jsonl").write_bytes(_lines([*rows, {"date": "soon"}]))
    found, report = _read(path)
    assert (report.unread_dates, report.unread_date) == (count, first)
    assert len(found) == len(rows) + 1


def test_a_name_that_said_nothing_may_hold_an_object_later(tmp_path: Path) -> None:
    rows = _rows([(60, {}), (2, {"meta": "x", "more": 1}), (2, {"meta": {"pubDate": "2024-05-03"}, "more": 2})])
    (path := tmp_path / "dump.jsonl").write_bytes(_lines(rows))
    found, _ = _read(path)
    assert [_told(one, ["published_at"]) for one in found[-3:]] == [{}, *[{"published_at": "2024-05-03"}] * 2]


def test_names_that_are_new_in_each_record_take_no_time(tmp_path: Path) -> None:
    rows = [
        row | {"words": {f"w{n}-{i}": 1 for i in range(20)}, f"x{n}": 1} for n, row in enumerate(_rows([(3000, {})]))
    ]
    rows[-1]["words"]["pubDate"] = "2024-05-03"
    (path := tmp_path / "dump.jsonl").write_bytes(_lines(rows))
    found, _ = _read(path)
    assert [_told(one, ["published_at"]) for one in found[-2:]] == [{}, {"published_at": "2024-05-03"}]


def test_a_field_that_said_one_thing_in_the_first_rows_may_hold_texts_later(tmp_path: Path) -> None:
    shut = "Subscribe to read this article in full."
    rows = [{"content": shut, "description": f"The ferry left, said captain number {n}."} for n in range(60)]
    rows[-1]["content"] = "The ferry left at nine, said its captain, and came back at ten."
    (path := tmp_path / "dump.jsonl").write_bytes(_lines(rows))
    texts = [one.text for one in _read(path)[0] if isinstance(one, Record)]
    assert texts == [*(row["description"] for row in rows[:-1]), rows[-1]["content"]]
