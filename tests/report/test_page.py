from __future__ import annotations

import re
from pathlib import Path

import pytest

from tasks.errors import UsageError
from tasks.report import around
from tasks.report.page import _visible, write_report
from tests.runs import SMALL, run_phases, story, write_lines


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


def test_a_change_is_shown_where_it_was_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"Login\n{story(1)}\nThey said itâ€™s on, in any rain.\nLogin"
    # A record read twice has one id, and its edits once; one removed as a copy is shown as well.
    records = [{"text": text, "url": "https://a.example/1"}] * 2 + [{"text": text.replace("rain", "snow")}]
    run_phases([str(write_lines(tmp_path / "dump.jsonl", records))], tmp_path / "out")
    page = Path(write_report(str(tmp_path / "out"))).read_text("utf-8")
    side = '<span class="soft">([^<]*)</span>'
    shown = re.findall(f"{side}<del>([^<]*)</del><ins>([^<]*)</ins>{side}", page)
    mine = [told for left, *told in shown if left.endswith("They said it")]
    assert sorted(mine) == [["â€™", "’", f"s on, in any {word}.⏎Login"] for word in ("rain", "snow")]
    assert all(left or right for left, _, _, right in shown)
    monkeypatch.setattr(around, "_MANY", 1)  # an article with too many to undo them for an example
    page = Path(write_report(str(tmp_path / "out"))).read_text("utf-8")
    assert '<span class="soft"></span><del>â€™</del><ins>’</ins><span class="soft"></span>' in page


def test_a_report_lists_runs_and_says_how_to_see_an_article(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for day in (1, 2):
        run_phases([str(write_lines(tmp_path / f"{day}.jsonl", [{"text": f"Login\n{story(day)}"}]))], out)
    page = Path(write_report(str(out))).read_text("utf-8")
    assert page.count("UTC</th>") == 1
    assert re.search(f"copydesk show {re.escape(str(out))} [0-9a-f]{{12}}</code>", page)


def test_a_report_of_folders_by_site_and_of_bytes(tmp_path: Path) -> None:
    out = tmp_path / "the news"
    records = [{"text": f"Login\n{story(n)}", "url": f"https://quay-{n % 2}.example/{n}"} for n in range(3)]
    (tmp_path / "blob.jsonl").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    sources = [str(write_lines(tmp_path / "dump.jsonl", records)), str(tmp_path / "blob.jsonl")]
    run_phases(sources, out, SMALL.model_copy(update={"partition_by": "site"}))
    page = Path(write_report(str(out))).read_text("utf-8")
    assert "quay-0.example" in page
    assert "\0" not in page and "PNG" in page
    assert f"copydesk show &#39;{out}&#39; " in page


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
