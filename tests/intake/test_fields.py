"""Which field is which, in the key sets that dumps have."""

import json
import random
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.intake import values
from tasks.intake.fields import get, guess_fields
from tasks.intake.headers import guess_columns, is_header
from tasks.intake.nested import text_of

CASES = json.loads((Path(__file__).parent / "cases" / "fields.json").read_text("utf-8"))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["text", "body", "url", "x", "id", "", "$date"]), inner, max_size=4)
    ),
    max_leaves=12,
)
ROWS = st.lists(
    st.dictionaries(st.sampled_from(["text", "body", "url", "title", "author", "_id", "lang", "\ud800"]), JSON),
    max_size=4,
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_cases(case):
    found = guess_fields(case["rows"], case.get("settings", {}))
    assert {role: ".".join(path) for role, path in found.items()} == case["expected"]


@given(ROWS, st.randoms())
def test_any_rows_in_any_order(rows, rng):
    found = guess_fields(rows, {})
    mixed = rows[:]
    rng.shuffle(mixed)
    assert guess_fields(mixed, {}) == found
    for row in rows:
        of = {role: get(row, path) for role, path in found.items()}
        assert text_of(of.get("text")) is None or isinstance(text_of(of.get("text")), str)
        for clean in (values.string, values.site, values.language):
            (clean(of.get("site") or of.get("id")) or "").encode()
        "".join(values.authors(of.get("authors"))).encode()


def test_dates_of_parquet_are_found():
    assert "date" in guess_fields([{"text": "x", "created": datetime(2024, 5, 3, tzinfo=UTC)}], {})
    assert "date" in guess_fields([{"text": "x", "created": date(2024, 5, 3)}], {})


@pytest.mark.parametrize("ids", [(1, 2), (Decimal("1.50"), Decimal("2")), (UUID(int=1), UUID(int=2))])
def test_ids_of_parquet_are_found(ids):
    assert guess_fields([{"text": "x", "id": one} for one in ids], {})["id"] == ("id",)


@pytest.mark.parametrize(
    ("first", "second", "header"),
    [
        (["title", "text"], ["Ferry", "It left."], True),
        (["Title", "Article Text"], None, True),
        (["kop", "inhoud"], ["De veerboot vaart", "De staking is voorbij, zei de kapitein."], True),
        (["Ferry strike ends", "The strike ended on Friday, said the captain of the ferry."], ["a", "b"], False),
        (["news", "https://example.org/ferry", "Ferry strike ends"], ["news", "https://example.org/x", "More"], False),
        (["story", "x" * 200], ["story", "y" * 200], False),
        (["a", "a"], ["b" * 30, "c" * 30], False),
    ],
)
def test_is_header(first, second, header):
    assert is_header(first, second) is header


def test_columns_without_a_header():
    rows = [
        ["7", "Ferry strike ends", "https://example.org/ferry", "The ferry strike ended on Friday after nine days."]
    ] * 3
    assert guess_columns(rows) == ["column_1", "title", "url", "text"]
    assert guess_columns([]) == []
    assert guess_columns([["1", "2"], ["3"]]) == ["column_1", "column_2"]


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("By Ann Reed; Bo Lind", ("Ann Reed", "Bo Lind")),
        (["Ann Reed", "Ann Reed", {"name": "Bo  Lind"}, None, 3], ("Ann Reed", "Bo Lind")),
        (3, ()),
        ("", ()),
        ("An\ud800n", ("An\ufffdn",)),
    ],
)
def test_authors(value, names):
    assert values.authors(value) == names


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("en", "en"),
        ("EN-us", "en"),
        ("pt_BR", "pt"),
        ("German", "de"),
        ("eng", "en"),
        ("", None),
        ("unknown", None),
        (7, None),
        ("日本", None),
    ],
)
def test_language(value, code):
    assert values.language(value) == code


@pytest.mark.parametrize(
    ("value", "site"),
    [("WWW.Example.org", "example.org"), ("https://www.example.org/x", "example.org"), ("Harbour Times", "harbour times"),
     ({"id": "ht", "name": "Harbour Times"}, "harbour times"), ({"id": None, "name": None}, None), ("http://[", "http://[")],
)  # fmt: skip
def test_site(value, site):
    assert values.site(value) == site


def test_many_keys():
    row = {f"{random.random()}": "x" for _ in range(20_000)} | {"text": "The ferry left at nine."}
    assert guess_fields([row], {})["text"] == ("text",)
