"""What settings are read as: words of the command line, and the three kinds of files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from flows.settings import CleanSettings, load_settings
from tasks.errors import UsageError


@pytest.mark.parametrize(
    ("assignment", "group", "expected"),
    [
        ("languages=de,en", "", {"languages": ("de", "en")}),
        ('languages=["de", "en"]', "", {"languages": ("de", "en")}),
        ('steps=["dedupe", "markup"]', "", {"steps": ("markup", "dedupe")}),
        ("furniture.strip=Read on, please|Photo", "furniture", {"strip": ("Read on, please", "Photo")}),
        ('furniture.strip=["Read on|off", "Photo"]', "furniture", {"strip": ("Read on|off", "Photo")}),
        ("furniture.strip=[Photo]", "furniture", {"strip": ("[Photo]",)}),
        ('dedupe={"contained": null, "shingle": 3}', "dedupe", {"contained": None, "shingle": 3}),
        ("dedupe.prefer=www.B.example,https://a.example/", "dedupe", {"prefer": ("b.example", "a.example")}),
        ("dedupe.prefer=Herald Post", "dedupe", {"prefer": ("herald post",)}),
    ],
)
def test_assignments(assignment: str, group: str, expected: dict[str, Any]) -> None:
    settings = load_settings(None, [assignment])
    found = getattr(settings, group) if group else settings
    assert {name: getattr(found, name) for name in expected} == expected


@pytest.mark.parametrize("site", ["www.a.example", "A.example", "http://a.example"])
def test_sites_are_those_of_articles(site: str) -> None:
    furniture = load_settings(None, ["furniture.sites=" + json.dumps({site: {"mode": "off"}})]).furniture
    assert furniture.mode_of("a.example") == "off"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.yaml", "min_words: 20\nfurniture: {mode: off}\nlanguages: [no, de]\ndedupe: {near: false}"),
        ("a.YML", "\ufeffmin_words: 20\nfurniture: off\nlanguages: no,de\ndedupe: {near: False}"),
        ("a.toml", '\ufeffmin_words = 20\nfurniture = "off"\nlanguages = ["no", "de"]\ndedupe.near = false'),
        ("a.JSON", '\ufeff{"min_words": 20, "furniture": "off", "languages": ["no", "de"], "dedupe": {"near": false}}'),
    ],
)
def test_files(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    settings = load_settings(str(tmp_path / name))
    assert (settings.min_words, settings.languages, settings.dedupe.near) == (20, ("no", "de"), False)
    assert settings.furniture.mode == "off"


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.toml", "cleaned_at = 2024-06-01T00:00:00Z", "2024-06-01T00:00:00+00:00"),
        ("a.toml", "cleaned_at = 2024-06-01", "2024-06-01"),
        ("a.yaml", "cleaned_at: 2024-06-01", "2024-06-01"),
        ("a.yaml", "cleaned_at: 2024-06-01T02:00:00+02:00", "2024-06-01T02:00:00+02:00"),
        ("a.json", '{"cleaned_at": "2024-06-01"}', "2024-06-01"),
    ],
)
def test_dates(tmp_path: Path, name: str, content: str, expected: str) -> None:
    (tmp_path / name).write_text(content)
    assert load_settings(str(tmp_path / name)).cleaned_at == expected


def test_no_steps_are_no_settings() -> None:
    with pytest.raises(ValueError, match="names no step"):
        CleanSettings(steps=())


def test_an_unknown_group_is_told_as_it_was_set() -> None:
    with pytest.raises(UsageError, match=r"^--set dedup\.threshold=1: unknown setting 'dedup'"):
        load_settings(None, ["dedup.threshold=1"])
