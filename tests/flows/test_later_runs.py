"""What later runs read, and what no run takes for a dump."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.settings import CleanSettings, FieldSettings, load_settings
from tasks.dataset.manifest import check_settings, read_manifest
from tasks.errors import UsageError
from tests.runs import SMALL, rows, run_phases, story, write_lines


def test_a_dump_that_gave_only_rejects_is_read_again_when_its_field_is_named(tmp_path: Path) -> None:
    source = str(write_lines(tmp_path / "dump.jsonl", [{"prose": story(n, 12)[:80], "n": n} for n in range(3)]))
    out = tmp_path / "out"
    first = run_phases([source], out)
    assert first.rejects == {"no_text": 3}
    assert "fields.text=NAME" in rows(out, "rejects")[0]["detail"]
    named = SMALL.model_copy(update={"fields": FieldSettings(text="prose")})
    check_settings(str(out), read_manifest(str(out)), named.digest(), named.model_dump(mode="json"))
    assert run_phases([source], out, named).articles == 3
    assert run_phases([source], out, named).known_files == 1


def test_other_settings_than_those_of_reading_are_refused(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_phases([str(write_lines(tmp_path / "dump.jsonl", [{"text": story(1)}]))], out)
    other = CleanSettings(min_words=50, shard_bytes=1 << 20)
    with pytest.raises(UsageError, match="min_words was 1"):
        check_settings(str(out), read_manifest(str(out)), other.digest(), other.model_dump(mode="json"))


def test_datasets_are_no_dumps(tmp_path: Path) -> None:
    write_lines(tmp_path / "dump.jsonl", [{"text": story(1)}])
    run_phases([str(tmp_path)], tmp_path / "one")
    assert run_phases([str(tmp_path)], tmp_path / "two").files == 1
    with pytest.raises(UsageError, match=r"is a copydesk dataset, no dump; name .*articles"):
        run_phases([str(tmp_path / "one")], tmp_path / "three")
    assert run_phases([str(tmp_path / "one" / "articles")], tmp_path / "three").articles == 1


def test_languages_are_checked() -> None:
    assert load_settings(None, ["languages=english,de"]).languages == ("en", "de")
    with pytest.raises(UsageError, match="'klingon' is no language"):
        load_settings(None, ["languages=klingon"])
