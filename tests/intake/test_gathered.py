"""All articles of a JSON file, in whatever lists and maps they lie."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from tasks.intake.gathered import records_in, within_lists
from tasks.intake.items import FileDecoder, Item
from tasks.intake.read import Piece, ReadSettings, read
from tasks.intake.readers import jsons
from tasks.intake.records import Record
from tasks.intake.sources import expand
from tests.bounds import bounded
from tests.cases import load

TEXT = "The ferry left the harbour at nine, and the captain said that it would be back by noon. " * 3


def _filled(value: Any) -> Any:
    """A value with an article for each letter."""
    if isinstance(value, str) and value in "abcd":
        return {"title": value, "url": f"https://quay.example/{value}", "text": TEXT}
    if isinstance(value, dict):
        return {name: _filled(child) for name, child in value.items()}
    return [_filled(child) for child in value] if isinstance(value, list) else value


@pytest.mark.parametrize(("value", "titles"), load("intake", "gathered"))
def test_all_articles_are_found(value: Any, titles: list[str]) -> None:
    assert [row["title"] for row in records_in(_filled(value))] == titles


@pytest.mark.parametrize(
    "article",
    [
        {"title": "a", "url": "https://quay.example/a", "sections": [{"heading": "Why?", "text": TEXT}], "boxes": [{"heading": "Who?", "text": TEXT}]},
        {"title": "a", "text": TEXT, "related": {"b": {"title": "b", "url": "u", "text": TEXT}, "c": {"title": "c", "url": "u", "text": TEXT}}},
        {"url": "https://quay.example/a", "article": {"title": "a", "content": TEXT}},
    ],
)  # fmt: skip
def test_an_article_with_more_in_it_is_one(article: dict[str, Any]) -> None:
    found = records_in(article)
    assert found == [article] or found == article["sections"]


@pytest.mark.parametrize(
    ("value", "titles"),
    [
        ({"version": 2, "train": ["a", "b"], "test": ["c"]}, ["a", "b", "c"]),
        ({"papers": {"quay": {"rss": "x", "articles": ["a"]}, "mill": {"articles": ["b", "c"], "n": [1, 2]}}}, ["a", "b", "c"]),
        ({"articles": ["a"], "tags": [{"name": "x"}]}, ["a"]),
        ([["a", "b"], ["c"]], ["a", "b", "c"]),
    ],
)  # fmt: skip
def test_those_of_large_files_too(value: Any, titles: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsons, "WHOLE", 100)
    stream = io.BufferedReader(io.BytesIO(json.dumps(_filled(value)).encode()))
    items = [one for one in jsons.read_json(stream, FileDecoder(b"", None), 1 << 20) if isinstance(one, Item)]
    assert [one.fields and one.fields["title"] for one in items] == titles


def test_lists_of_large_files_take_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsons, "WHOLE", 1000)
    articles = ",".join([json.dumps(_filled("a"))] * 20_000)
    stream = io.BufferedReader(io.BytesIO(f'{{"train": [{articles}], "test": [{articles}]}}'.encode()))
    with bounded(seconds=20, size=8 << 20):
        assert sum(1 for _ in jsons.read_json(stream, FileDecoder(b"", None), 1 << 20)) == 40_000


@pytest.mark.parametrize("name", ["responses.articles.text", "articles.text", "text"])
def test_a_setting_may_name_the_lists_above(name: str, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps(_filled({"responses": [{"status": "ok", "articles": ["a", "b"]}]})), "utf-8")
    found = [*read(Piece(expand([str(file)])[0]), ReadSettings(fields={"text": name}), {})]
    assert [isinstance(one, Record) and one.text for one in found] == [TEXT, TEXT]


def test_what_lies_in_lists_without_names_that_are_known_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    value = {"answers": [{"n": 1, "rows": [{"lede": TEXT}]}, {"n": 2, "rows": []}]}
    file.write_text(json.dumps(value), "utf-8")
    (one,) = read(Piece(expand([str(file)])[0]), ReadSettings(), {})
    assert not isinstance(one, Record) and "jq -c '.answers[].rows[]'" in one.detail
    assert within_lists({"a": 1}) == ""


@pytest.mark.parametrize("opened", ['{"a":', '[{"a":', "[", '{"b":1,"a":['])
def test_hostile_nesting_ends_soon(opened: str) -> None:
    closed = "".join("}" if sign == "{" else "]" for sign in reversed(opened) if sign in "[{")
    value = json.loads(opened * 150 + "1" + closed * 150)
    with bounded(seconds=2):
        assert records_in([value] * 3) and records_in({"a": [value] * 300, "b": [value] * 300})


@pytest.mark.parametrize(
    "value",
    [
        {"url": "https://quay.example/1", "title": "a", "text": [{"title": "One", "text": TEXT}, {"title": "Two", "text": TEXT}]},
        {"headline": "a", "date": "2024-05-03", "content": [{"title": "One", "content": TEXT}, {"title": "Two", "content": TEXT}]},
        {"id": 5, "url": "https://quay.example/1", "translations": {"de": {"title": "a", "text": TEXT}, "en": {"title": "b", "text": TEXT}}},
    ],
    ids=["parts with titles", "sections", "translations"],
)  # fmt: skip
def test_an_article_in_parts_is_one(value: dict[str, Any]) -> None:
    assert records_in(value) == [value]


def test_what_is_around_a_list_is_no_article() -> None:
    edition = {"id": "uk", "url": "https://quay.example/uk", "title": "The Quay"}
    value = {"response": {"status": "ok", "edition": edition, "results": [_filled("a"), _filled("b")]}}
    assert [row["title"] for row in records_in(value)] == ["a", "b"]
