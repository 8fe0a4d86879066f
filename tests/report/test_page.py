from __future__ import annotations

from pathlib import Path

import pytest

from tasks.errors import UsageError
from tasks.report.page import _visible, write_report
from tests.runs import run_phases, story, write_lines


def test_report_shows_counts_examples_and_escapes_what_it_shows(tmp_path: Path) -> None:
    records = [{"text": story(1)}, {"text": story(1)}, {"text": "<script>alert(1)</script>\nLogin"}, b"{broken <b>"]
    run_phases([str(write_lines(tmp_path / "dump.jsonl", records))], tmp_path / "out")
    page = Path(write_report(str(tmp_path / "out"))).read_text("utf-8")
    assert "<b>4</b>records read" in page
    assert "furniture: known" in page
    assert "malformed" in page
    assert "1 file</summary>" in page
    assert "&lt;script&gt;" in page
    assert "<script>" not in page
    assert "{broken &lt;b&gt;" in page


def test_changes_of_white_space_can_be_seen() -> None:
    assert _visible(" \n\xa0") == "␣⏎⍽"
    assert _visible("a b\x9d\u200b") == "a b\\x9d\\u200b"


def test_a_report_needs_a_dataset(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no copydesk dataset"):
        write_report(str(tmp_path))


def test_report_says_why_nothing_came_of_a_file(tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", [{"text": story(1)}])
    write_lines(tmp_path / "b.jsonl", [{"headline": "Ferry"}, {"headline": "Bridge"}])
    run_phases([str(tmp_path / "a.jsonl"), str(tmp_path / "b.jsonl")], tmp_path / "out")
    page = Path(write_report(str(tmp_path / "out"))).read_text("utf-8")
    assert page.count("no field looks like the text (there are: headline)") == 3  # twice among the rejects' examples
    assert "2 files</summary>" in page
