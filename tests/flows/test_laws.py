"""Nothing is lost, every change is explained, and the same input gives the same bytes."""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tasks.edits
import tasks.repair.markup
import tasks.repair.parts
from flows.phases.plan import make_plan
from flows.settings import CleanSettings
from tasks.dataset.manifest import open_dataset
from tasks.dataset.verify import verify
from tasks.edits import Edit, replay, undo
from tasks.intake.read import read
from tasks.intake.records import Record
from tests.runs import SAMPLES, SMALL, digests, leftovers, manifest, rows, run_phases, story, write_lines
from tests.texts import texts


def _rows_by_file(dataset: Path) -> Counter[str]:
    return Counter(row["source_file"] for name in ("articles", "duplicates", "rejects") for row in rows(dataset, name))


def _decoded(
    sources: list[str], out: Path, chosen: CleanSettings = SMALL
) -> tuple[dict[tuple[str, int], str], Counter[str]]:
    """The sources read once more: texts by file and position, and how many records each file has."""
    plan = make_plan(sources, str(out), chosen, open_dataset(str(out)))
    found = [one for shard in plan.shards for piece in shard.pieces for one in read(piece, plan.reading(), {})]
    by_place = {(one.source_file, one.position): one.text for one in found if isinstance(one, Record)}
    return by_place, Counter(one.source_file for one in found)


def _edits(dataset: Path) -> dict[tuple[str, str], list[Edit]]:
    found: dict[tuple[str, str], list[Edit]] = {}
    for row in rows(dataset, "edits"):
        edit = Edit(row["step"], row["rule"], row["start"], row["before"], row["after"])
        found.setdefault((row["id"], row["run_id"]), []).append(edit)
    return found


def _check_edits(dataset: Path, decoded: dict[tuple[str, int], str]) -> int:
    edits = _edits(dataset)
    published = rows(dataset, "articles") + rows(dataset, "duplicates")
    for row in published:
        before = decoded[row["source_file"], row["source_position"]]
        mine = edits.get((row["id"], row["run_id"]), [])
        assert replay(before, mine) == row["text"]
        assert undo(row["text"], mine) == before
        if "edit_counts" in row:
            assert {one["step"]: one["count"] for one in row["edit_counts"]} == Counter(edit.step for edit in mine)
    assert set(edits) <= {(row["id"], row["run_id"]) for row in published}
    return len(published)


def test_nothing_is_lost_from_the_samples(samples: SimpleNamespace, tmp_path: Path) -> None:
    _, records = _decoded([SAMPLES], tmp_path)
    assert _rows_by_file(samples.path) == records
    assert {entry["file"]: entry["records"] for entry in manifest(samples.path)["runs"][0]["read"]} == records
    assert samples.summary["records"] == records.total() == 54
    counts = [
        samples.summary["articles"],
        *samples.summary["duplicates"].values(),
        *samples.summary["rejects"].values(),
    ]
    assert sum(counts) == 54


def test_every_change_to_the_samples_is_explained(samples: SimpleNamespace, tmp_path: Path) -> None:
    decoded, _ = _decoded([SAMPLES], tmp_path)
    assert _check_edits(samples.path, decoded) > 40


def test_every_change_to_lines_read_in_parts_is_explained(dumps: SimpleNamespace, tmp_path: Path) -> None:
    decoded, records = _decoded(dumps.sources, tmp_path)
    assert _rows_by_file(dumps.unbroken) == records
    assert records[dumps.lines] == 202
    assert _check_edits(dumps.unbroken, decoded) > 200
    assert list(verify(str(dumps.unbroken))) == []


def test_nothing_is_lost_where_every_article_is_rejected(tmp_path: Path) -> None:
    """By what is judged last, so that drafts were written, of which none stays."""
    dump = write_lines(tmp_path / "dump.jsonl", [{"text": story(n, 20)} for n in range(3)])
    summary = run_phases([str(dump)], tmp_path / "out", SMALL.model_copy(update={"min_words": 999}))
    assert (summary.articles, summary.rejects) == (0, {"too_short": 3})
    assert [row["raw"].decode() for row in rows(tmp_path / "out", "rejects")] == [story(n, 20) for n in range(3)]
    assert list(verify(str(tmp_path / "out"))) == []


def test_nothing_but_mess_is_a_reject_and_costs_no_other_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (tasks.edits, tasks.repair, tasks.repair.markup, tasks.repair.parts):
        monkeypatch.setattr(module, "MOST", 500)
    messes = ["<b></b>" * 300, "&amp;" * 600, "a\x01" * 600, "One. \n" * 600, "Itâ€™s.\n" + "<p>It rained.</p>" * 251]
    texts = [story(1), *messes, story(2), "<p>It rained.</p>" * 250]
    dump = write_lines(tmp_path / "dump.jsonl", [{"text": text} for text in texts])
    summary = run_phases([str(dump)], tmp_path / "out")
    assert (summary.articles, summary.rejects) == (3, {"too_large": 5})
    told = [(row["detail"], json.loads(row["raw"])["text"]) for row in rows(tmp_path / "out", "rejects")]
    assert told == [("more than 500 places in one text would have to be repaired", text) for text in messes]
    assert list(verify(str(tmp_path / "out"))) == []


def test_learned_furniture_is_explained_in_each_run(tmp_path: Path) -> None:
    """A record that comes again in a later run, which has learned other furniture, still has edits of its own."""

    def page(n: int, last: str) -> dict[str, str]:
        return {"text": f"{story(n, 60)}\n{last}", "url": f"https://quay-times.example/{n}", "lang": "en"}

    out, again = tmp_path / "dataset", page(0, "The Quay Times, printed on Fridays")
    write_lines(tmp_path / "one.jsonl", [again])
    write_lines(tmp_path / "two.jsonl", [again, *(page(n, "The Quay Times, printed on Fridays") for n in range(1, 15))])
    run_phases([str(tmp_path / "one.jsonl")], out)
    run_phases([str(tmp_path / "two.jsonl")], out)
    assert "The Quay Times, printed on Fridays" in {row["line"] for row in rows(out, "furniture")}
    decoded, _ = _decoded([str(tmp_path)], tmp_path / "other")
    first, second = [
        row for name in ("articles", "duplicates") for row in rows(out, name) if row["url"] == again["url"]
    ]
    assert first["text"].removeprefix(second["text"]).endswith("\nThe Quay Times, printed on Fridays")
    assert (second["duplicate_of"], second["method"], second["similarity"]) == (first["id"], "exact", 1.0)
    _check_edits(out, decoded)


def test_a_record_in_two_files_is_told_once_whatever_was_learned_of_each(tmp_path: Path) -> None:
    """Without a site furniture is learned by file: what goes from one of the two is not furniture in the other file."""
    last = "The Quay Times, printed on Fridays in the old town hall beside the ferry"
    again = {"text": f"{story(0, 12)}\n{last}", "url": "/news/7", "lang": "en"}
    for name, count, line in (("a", 15, f"\n{last}"), ("b", 250, "")):
        others = [{"text": f"{story(ord(name) * count + n, 9)}{line}", "url": f"/{name}/{n}"} for n in range(count)]
        write_lines(tmp_path / f"{name}.jsonl", [again, *others])
    for steps in (SMALL.steps, tuple(step for step in SMALL.steps if step != "dedupe")):
        out = tmp_path / f"out-{len(steps)}"
        run_phases([str(tmp_path)], out, SMALL.model_copy(update={"steps": steps}))
        assert {row["site"] for row in rows(out, "furniture") if row["line"] == last} == {f"file:{tmp_path}/a.jsonl"}
        decoded, _ = _decoded([str(tmp_path)], tmp_path / "other")
        assert _check_edits(out, decoded) == 267
        one, two = [row for name in ("articles", "duplicates") for row in rows(out, name) if row["url"] == again["url"]]
        assert one["text"] == two["text"]
        if "dedupe" in steps:
            assert (two["duplicate_of"], two["method"], two["similarity"]) == (one["id"], "exact", 1.0)
        assert list(verify(str(out))) == []


_values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    texts,
    st.lists(texts, max_size=2),
    st.dictionaries(st.sampled_from("ab"), texts, max_size=2),
)
_records = st.fixed_dictionaries(
    {},
    optional={
        "text": _values,
        "url": _values,
        "title": _values,
        "date": _values,
        "id": _values,
        "site": _values,
        "lang": _values,
    },
)
_lines = st.one_of(
    _records.map(lambda record: json.dumps(record).encode()),
    _records.map(lambda record: json.dumps(record).encode()[:-2]),
    st.binary(max_size=30).map(lambda data: data.replace(b"\n", b"")),
    texts.map(lambda text: json.dumps({"text": text}, ensure_ascii=False).encode("cp1252", "replace")),
)


@settings(max_examples=settings.default.max_examples // 4)  # each is a whole run
@given(st.lists(_lines, max_size=8), st.lists(_lines, max_size=4))
def test_nothing_is_lost_from_any_lines(one: list[bytes], two: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "out")
        # What a file begins with decides how it is read; these are all to be read as lines.
        for name, lines in (("one.jsonl", one), ("two.jsonl", two)):
            write_lines(Path(folder, name), [{"text": story(len(lines), 30)}, {"text": "A second line"}, *lines])
        summary = run_phases([f"{folder}/*.jsonl"], out)
        decoded, records = _decoded([f"{folder}/*.jsonl"], out.with_name("other"))
        assert _rows_by_file(out) == records
        assert (
            summary.records
            == records.total()
            == summary.articles + sum(summary.duplicates.values()) + sum(summary.rejects.values())
        )
        assert list(verify(str(out))) == []
        assert leftovers(out) == []
        _check_edits(out, decoded)


def test_the_command_line_and_the_phases_alone_give_the_same_bytes(samples: SimpleNamespace, tmp_path: Path) -> None:
    run_phases([SAMPLES], tmp_path / "dataset")
    assert digests(tmp_path / "dataset") == digests(samples.path)


def test_the_order_of_sources_does_not_count(dumps: SimpleNamespace, tmp_path: Path) -> None:
    files = sorted(str(path) for path in Path(SAMPLES).rglob("*") if path.is_file())
    run_phases([SAMPLES, dumps.lines], tmp_path / "one")
    run_phases([dumps.lines, SAMPLES, *reversed(files)], tmp_path / "other")
    assert digests(tmp_path / "one") == digests(tmp_path / "other")


def test_a_long_line_at_the_end_of_a_part_is_read_once(tmp_path: Path) -> None:
    """Parts of a file begin and end inside lines, in broken lines, and behind the last line."""
    long = {"text": story(0, 30_000), "lang": "en"}
    source = write_lines(
        tmp_path / "dump.jsonl",
        [*({"text": story(n, 40), "lang": "en"} for n in range(1, 150)), b"{broken", b"no JSON", long],
    )
    assert source.stat().st_size > 3 << 16
    summary = run_phases([str(source)], tmp_path / "out")
    assert summary.rejects == {"malformed": 2}
    assert summary.records == 152
    positions = [
        row["source_position"] for name in ("articles", "duplicates", "rejects") for row in rows(tmp_path / "out", name)
    ]
    assert sorted(positions) == list(range(1, 153))


def test_second_runs(cli: Callable[..., SimpleNamespace], tmp_path: Path) -> None:
    """The same command publishes nothing; a new file is added, and compared with what is there."""
    out, lines = tmp_path / "dataset", tmp_path / "lines.jsonl"
    first = run_phases([SAMPLES], out)
    before = digests(out)
    written = (out / "manifest.json").read_bytes()
    command = ("clean", SAMPLES, "--out", str(out), "--set", "shard_bytes=65536", "--runner", "threads")
    done = cli(*command)
    assert done.code == 0
    assert "Nothing new: all 19 files" in done.err
    assert digests(out) == before
    assert (out / "manifest.json").read_bytes() == written
    assert (out / "report.html").exists()

    articles = rows(out, "articles")
    copied = next(row for row in articles if row["word_count"] > 100)
    near = copied["text"].replace(" the ", " this ", 1)
    write_lines(lines, [{"text": copied["text"]}, {"text": near, "title": "A near copy"}, {"text": story(1)}])
    second = run_phases([SAMPLES, str(lines)], out)
    assert (second.records, second.articles, second.known_files) == (3, 1, first.files)
    added = [row for row in rows(out, "duplicates") if row["run_id"] == second.run_id]
    assert {row["duplicate_of"] for row in added} == {copied["id"]}
    assert sorted(row["method"] for row in added) == ["exact", "near"]
    assert before.items() <= digests(out).items()
    assert list(verify(str(out))) == []


def test_parts_of_a_run_that_was_given_up_are_swept(tmp_path: Path) -> None:
    """A run killed while its parts were moved, and then another one instead of it: nobody may read those parts."""
    source = write_lines(tmp_path / "dump.jsonl", [{"text": story(1), "lang": "en"}])
    out = tmp_path / "dataset"
    stray = out / "articles" / f"part-{'0' * 16}-00000.parquet"
    stray.parent.mkdir(parents=True)
    stray.touch()
    (out / "_work").mkdir()
    (out / ".manifest.json.4711.tmp").touch()
    mine = out / "articles" / "notes.parquet"
    mine.touch()
    run_phases([str(source)], out)
    assert not stray.exists()
    assert mine.exists()
    assert leftovers(out) == []


@pytest.mark.parametrize(("name", "shards"), [("dump.jsonl", 8), ("dump.csv", 2)])
def test_who_has_a_share_of_a_files_records_reads_all_of_it(name: str, shards: int, tmp_path: Path) -> None:
    """Lines are cut into many shards; of other files each would be read as often."""
    with (tmp_path / name).open("wb") as file:
        file.write(b'{"text": "a, b"}\n' * 5000 if name.endswith("l") else b"id,text\n" + b"1,a\n" * 20_000)
        file.truncate(50 << 20)
    plan = make_plan(
        [str(tmp_path / name)], str(tmp_path / "out"), CleanSettings(), open_dataset(str(tmp_path / "out"))
    )
    assert len(plan.shards) == shards
