"""What settings are read as: words of the command line, and the three kinds of files."""

from __future__ import annotations

import json
import re
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
    furniture = load_settings(None, [f'furniture.sites.{site}={{"mode": "off"}}']).furniture
    assert furniture.mode_of("a.example") == "off"


def test_a_line_in_braces_is_no_group() -> None:
    furniture = load_settings(None, ["furniture.sites.a.example.strip={{ad}}"]).furniture
    assert furniture.sites["a.example"].strip == ("{{ad}}",)


def test_a_site_in_two_spellings() -> None:
    twice = {"www.a.example": {"mode": "off"}, "a.example": {"strip": ["Login"]}}
    with pytest.raises(UsageError, match="names a site twice"):
        load_settings(None, ["furniture.sites=" + json.dumps(twice)])


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


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.yaml", "min_words: 020\nshard_bytes: 1_000_000\nmax_record_bytes: 0x10000", (20, 1_000_000, 65_536)),
        ("a.yaml", "min_words: +20\nshard_bytes: 0o400000\nmax_record_bytes: 65536", (20, 131_072, 65_536)),
        ("a.toml", "min_words = 20\nshard_bytes = 1_000_000\nmax_record_bytes = 0x1_0000", (20, 1_000_000, 65_536)),
    ],
)
def test_numbers(tmp_path: Path, name: str, content: str, expected: tuple[int, ...]) -> None:
    (tmp_path / name).write_text(content)
    found = load_settings(str(tmp_path / name))
    assert (found.min_words, found.shard_bytes, found.max_record_bytes) == expected


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", ""),
        ("a.json", "\ufeff \r\n"),
        ("a.yaml", "# nothing"),
        ("a.toml", ""),
        ("a.yaml", "dedupe:\n  # threshold: 0.8\nfields:\nmin_words:\nlanguages:\nfurniture:\n  strip:\n  sites:\n"),
        ("a.json", '{"dedupe": null, "encoding": null}'),
    ],
)
def test_files_that_set_nothing(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    assert load_settings(str(tmp_path / name)) == CleanSettings()


@pytest.mark.parametrize("written", [".8", "0.8", "8e-1", "0.8_0"])
def test_decimals_of_yaml(tmp_path: Path, written: str) -> None:
    (tmp_path / "a.yaml").write_text(f"dedupe:\n  threshold: {written}\n")
    assert load_settings(str(tmp_path / "a.yaml")).dedupe.threshold == 0.8


def test_a_group_that_is_shared_may_be_merged(tmp_path: Path) -> None:
    content = (
        "furniture:\n  sites:\n    a.example: &a {mode: known, keep: [Comments]}\n    b.example: {<<: *a, mode: off}\n"
    )
    (tmp_path / "a.yaml").write_text(content)
    sites = load_settings(str(tmp_path / "a.yaml")).furniture.sites
    assert (sites["b.example"].mode, sites["b.example"].keep) == ("off", ("Comments",))


def test_no_steps_are_no_settings() -> None:
    with pytest.raises(ValueError, match="names no step"):
        CleanSettings(steps=())


def test_an_unknown_group_is_told_as_it_was_set() -> None:
    with pytest.raises(UsageError, match=r"^--set dedup\.threshold=1: unknown setting 'dedup'"):
        load_settings(None, ["dedup.threshold=1"])


@pytest.mark.parametrize(
    ("assignment", "said"),
    [
        ("fields.text=", r"setting 'fields\.text': names no field; write its name, or leave the setting out"),
        ("fields.url= ", r"setting 'fields\.url': names no field"),
        ("furniture.sites.foo=known", r"write what to set of the site \(mode, strip, keep\), such as furniture\.sites\.foo\.mode="),
        ("furniture.sites.=known", "nothing stands beside a dot of 'furniture"),
        ("fields..text=body", r"nothing stands beside a dot of 'fields\.\.text'"),
        (".text=body", r"nothing stands beside a dot of '\.text'"),
    ],
)  # fmt: skip
def test_names_that_lack_a_part_and_fields_without_a_name(assignment: str, said: str) -> None:
    with pytest.raises(UsageError, match=f"^--set {re.escape(assignment)}: {said}"):
        load_settings(None, [assignment])
