"""What later runs read, and what no run takes for a dump."""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path
from typing import Any

import orjson
import pytest

from flows.idle import nothing_new
from flows.phases import plan
from flows.settings import CleanSettings, FieldSettings, load_settings
from flows.summary import RunSummary
from tasks.dataset.manifest import check_settings, read_manifest
from tasks.dataset.verify import verify
from tasks.errors import UsageError
from tasks.report.page import write_report
from tests.runs import SMALL, digests, manifest, rows, run_phases, story, write_lines


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


def test_a_field_that_no_record_has_is_told_and_put_right_by_a_rebuild(tmp_path: Path, cli: Any) -> None:
    dump, out = tmp_path / "dump", tmp_path / "out"
    dump.mkdir()
    written = [{"text": story(n), "link": f"https://a.example/{n}", "published": "2024-05-03"} for n in range(3)]
    source = write_lines(dump / "dump.jsonl", written)
    (dump / "note.txt").write_text(story(9), "utf-8")

    def told(date: str, *options: str) -> str:
        settings = ("--set", f"fields.date={date}", "--set", "fields.url=link")
        done = cli("clean", str(dump), "--out", str(out), *settings, *options)
        assert done.code == 0
        return " ".join(str(done.err).split())

    first = told("publishd")
    assert f"fields of {source}: text=text, url=link no record" in first
    assert f"no record has the fields set for {source}: date=publishd" in first
    [entry] = [entry for entry in manifest(out)["runs"][0]["read"] if entry["file"] == str(source)]
    assert (entry["missing"], entry["fields"]) == ({"date": "publishd"}, {"text": "text", "url": "link"})
    assert told("publishd").endswith(f"Nothing new: all 2 files are in {out} already.")
    otherwise = "1 file was read with other fields than are set now; only --rebuild reads known files again."
    assert told("published").endswith(f"Nothing new: all 2 files are in {out} already. {otherwise}")
    source.touch()  # it is read to see that it is the same
    assert told("published").endswith(otherwise)
    write_lines(
        tmp_path / "dump" / "more.jsonl", [{"text": story(5), "link": "https://a.example/5", "published": None}]
    )
    more = told("published")
    assert otherwise in more and "no record" not in more
    assert "no record" not in told("published", "--rebuild")
    assert sum(row["published_at"] is not None for row in rows(out, "articles")) == 3
    assert told("published").endswith(f"Nothing new: all 3 files are in {out} already.")


def test_a_field_that_one_shard_has_is_none_that_no_record_has(tmp_path: Path) -> None:
    written = [{"text": story(n), "id": n} | ({"stamp": "2024-05-03"} if n > 290 else {}) for n in range(300)]
    source, out = str(write_lines(tmp_path / "dump.jsonl", written)), tmp_path / "out"
    named = SMALL.model_copy(update={"fields": FieldSettings(date="stamp", lang="tongue")})
    summary = run_phases([source], out, named)
    assert len(os.listdir(out / "articles")) > 1
    assert summary.fields == {source: "text=text, date=stamp, id=id"}
    assert summary.missing_fields == {source: "lang=tongue"}


def test_another_encoding_is_told_of_files_that_were_read(tmp_path: Path) -> None:
    source, out = str(write_lines(tmp_path / "dump.jsonl", [{"text": story(1)}])), tmp_path / "out"
    assert run_phases([source], out).read_otherwise == {}
    again = run_phases([source], out, SMALL.model_copy(update={"encoding": "mac-roman"}))
    assert (again.known_files, again.read_otherwise) == (1, {"encoding": 1})


def test_what_was_too_large_is_read_again_when_more_is_allowed(tmp_path: Path) -> None:
    source, out = write_lines(tmp_path / "dump.jsonl", [{"text": story(n, 500)} for n in range(3)]), tmp_path / "out"
    smaller, small, large = (SMALL.model_copy(update={"max_record_bytes": size}) for size in (1024, 1500, 1 << 20))
    assert run_phases([str(source)], out, small).rejects == {"too_large": 3}
    assert run_phases([str(source)], out, smaller).known_files == 1
    again = run_phases([str(source)], out, large)
    assert (again.articles, again.rejects) == (3, {})
    for settings in (small, large):
        idle = run_phases([str(source)], out, settings)
        assert (idle.known_files, idle.left_as_too_large) == (1, 0)


def test_what_was_too_large_beside_articles_takes_a_rebuild(tmp_path: Path, cli: Any) -> None:
    source, out = write_lines(tmp_path / "dump.jsonl", [{"text": story(1)}, {"text": story(2, 900)}]), tmp_path / "out"

    def told(size: int, *options: str) -> str:
        done = cli("clean", str(source), "--out", str(out), "--set", f"max_record_bytes={size}", *options)
        assert done.code == 0
        return str(done.err)

    assert "too_large 1" in told(3_000)
    source.touch()  # it is read to see that it is the same
    for _ in range(2):
        assert told(3_000).endswith(f"Nothing new: the only file is in {out} already.\n")
        assert told(1 << 20).endswith(
            f"Nothing new: the only file is in {out} already. 1 record was rejected there as too_large when "
            "max_record_bytes was smaller; --rebuild reads all anew.\n"
        )
    told(1 << 20, "--rebuild")
    assert len(rows(out, "articles")) == 2
    assert "rebuild" not in told(1 << 21)


def test_a_file_whose_name_is_no_utf8(tmp_path: Path) -> None:
    good, bad = (Path(os.fsdecode(os.fsencode(tmp_path) + name)) for name in (b"/caf\xe9.jsonl", b"/na\xefve.jsonl"))
    try:
        write_lines(good, [{"text": story(1)}, {"text": None}])
    except OSError:
        pytest.skip("a file system of Unicode names only")
    bad.symlink_to("nowhere")
    out, sources = tmp_path / "out", [str(good), f"{tmp_path}/na*.jsonl"]
    run_phases(sources, out)
    told = orjson.loads((out / "manifest.json").read_bytes())  # strict: no lone surrogates, escaped or not
    assert [one["file"] for one in told["runs"][0]["inputs"]] == [
        f"{tmp_path}/caf\ufffd.jsonl",
        f"{tmp_path}/na\ufffdve.jsonl",
    ]
    assert run_phases(sources, out).known_files == 2
    named = SMALL.model_copy(update={"fields": FieldSettings(text="prose")})
    assert run_phases(sources, out, named).known_files == 2  # it gave an article, so it is not read otherwise
    for entry, name in zip(told["runs"][0]["inputs"], (good, bad), strict=True):
        entry["file"] = str(name)  # as manifests had it before
    (out / "manifest.json").write_text(json.dumps(told))
    assert run_phases(sources, out, named).known_files == 2
    assert run_phases(sources, out, rebuild=True).articles == 1
    assert orjson.loads((out / "manifest.json").read_bytes())["runs"]


def test_other_settings_than_those_of_reading_are_refused(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_phases([str(write_lines(tmp_path / "dump.jsonl", [{"text": story(1)}]))], out)
    other = CleanSettings(min_words=50, shard_bytes=1 << 20)
    with pytest.raises(UsageError, match="min_words was 1"):
        check_settings(str(out), read_manifest(str(out)), other.digest(), other.model_dump(mode="json"))


def test_an_emptied_inbox_is_nothing_to_do(tmp_path: Path, cli: Any) -> None:
    inbox, out = tmp_path / "inbox", tmp_path / "out"
    inbox.mkdir()
    refused = cli("clean", str(inbox), "--out", str(out))
    assert (refused.code, refused.err) == (
        2,
        f"copydesk: {inbox}: no files there; name a file, a folder with files, or a glob that matches some\n",
    )
    source = write_lines(inbox / "dump.jsonl", [{"text": story(1)}])
    run_phases([str(inbox)], out)
    source.unlink()
    for name in (str(inbox), f"{inbox}/*.jsonl"):
        done = cli("clean", name, "--out", str(out))
        assert (done.code, done.err) == (0, "Nothing new: there are no files.\n")
    for name in (str(tmp_path / "none"), f"{tmp_path}/none/*.jsonl"):
        assert cli("clean", name, "--out", str(out)).code == 2


def test_another_version_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, out = str(write_lines(tmp_path / "dump.jsonl", [{"text": story(1)}])), tmp_path / "out"
    run_phases([source], out)
    monkeypatch.setattr("tasks.__version__", "9.0.0")
    with pytest.raises(UsageError, match=r"was cleaned by copydesk .*, this is 9.0.0; .*--rebuild"):
        run_phases([source], out)
    run_phases([source], out, rebuild=True)
    assert [run["version"] for run in manifest(out)["runs"]] == ["9.0.0"]
    monkeypatch.setattr("tasks.__version__", "9.0.1")  # goes on: an inbox that was emptied could not be read anew
    run_phases([str(write_lines(tmp_path / "more.jsonl", [{"text": story(2)}]))], out)
    assert [run["version"] for run in manifest(out)["runs"]] == ["9.0.0", "9.0.1"]
    assert list(verify(str(out))) == []


def test_a_rebuild_forgets_no_source(tmp_path: Path) -> None:
    sources = [str(write_lines(tmp_path / f"{name}.jsonl", [{"text": story(ord(name))}])) for name in "ab"]
    out = tmp_path / "out"
    run_phases(sources, out)
    other = SMALL.model_copy(update={"min_words": 5})
    with pytest.raises(UsageError, match=r"also holds articles of .*b.jsonl, not among the sources"):
        run_phases(sources[:1], out, other, rebuild=True)
    write_lines(Path(sources[1]), [{"text": story(7)}, {"text": "Too short"}])  # of the same name, with other contents
    summary = run_phases(sources, out, other, rebuild=True)
    assert (summary.articles, summary.rejects) == (2, {"too_short": 1})
    (run,) = manifest(out)["runs"]
    assert run["settings"]["min_words"] == 5
    assert {row["run_id"] for row in rows(out, "articles")} == {run["run_id"]}
    assert run_phases(sources, out, other).known_files == 2


def test_a_rebuild_forgets_no_night_of_a_file_that_is_written_over(tmp_path: Path) -> None:
    source, out = tmp_path / "latest.jsonl", tmp_path / "out"
    write_lines(source, [{"text": story(1)}])
    run_phases([str(source)], out)
    write_lines(source, [{"text": story(1)}, {"text": story(2)}])  # it grew
    run_phases([str(source)], out)
    assert run_phases([str(source)], out, rebuild=True).articles == 2
    for night in (3, 4):
        write_lines(source, [{"text": story(night)}])
        run_phases([str(source)], out)
    with pytest.raises(UsageError, match=r"latest.jsonl, as it was before it was written over; name all"):
        run_phases([str(source)], out, rebuild=True)
    assert len(rows(out, "articles")) == 4


def test_an_idle_run_reads_and_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, out = tmp_path / "dump", tmp_path / "out"
    folder.mkdir()
    for name in "abc":
        write_lines(folder / f"{name}.jsonl", [{"text": story(ord(name))}])
    time.sleep(0.1)  # files of this very instant could change once more and look the same
    run_phases([str(folder)], out)
    write_report(str(out))

    def state() -> dict[str, int]:
        return {str(path): path.stat().st_mtime_ns for path in [out, *out.rglob("*")]}

    before = state()
    with monkeypatch.context() as patched:
        patched.setattr("tasks.intake.sources.open_file", None)
        assert nothing_new([str(folder)], str(out), SMALL) == RunSummary("", str(out), known_files=3)
    assert state() == before
    (folder / "c.jsonl").touch()  # its contents are known all the same
    assert nothing_new([str(folder)], str(out), SMALL) is None
    assert run_phases([str(folder)], out).known_files == 3
    shutil.copy(folder / "a.jsonl", folder / "d.jsonl")
    assert run_phases([str(folder)], out).known_files == 4
    write_lines(folder / "b.jsonl", [{"text": story(5)}])
    assert run_phases([str(folder)], out).articles == 1


def test_a_memory_that_is_lost_or_spoilt_costs_reading_only(tmp_path: Path) -> None:
    source, out = write_lines(tmp_path / "dump.jsonl", [{"text": story(1)}]), tmp_path / "out"
    run_phases([str(source)], out)
    for contents in (None, b"", b"ARROW1 no more"):
        memory = out / "_index" / "files.arrow"
        memory.unlink(missing_ok=True) if contents is None else memory.write_bytes(contents)
        assert run_phases([str(source)], out).known_files == 1


def test_work_of_a_machine_that_went_down_is_begun_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, out = str(write_lines(tmp_path / "dump.jsonl", [{"text": story(1)}])), tmp_path / "out"
    with monkeypatch.context() as patched, pytest.raises(ZeroDivisionError):
        patched.setattr("flows.run.summarise", lambda *_: 1 / 0)
        run_phases([source], out)
    (marker,) = out.glob("_work/*/scrub/00000.drafts")
    marker.write_bytes(b"")  # as a file system leaves what never reached the disk
    host, _ = plan.start_up()
    monkeypatch.setattr(plan, "start_up", lambda: (host, "a later start"))
    assert run_phases([source], out).articles == 1
    assert list(verify(str(out))) == []


@pytest.mark.parametrize(
    ("cut", "share"),
    [("plan.json", 0.5), ("scrub/00000.json", 0), ("scrub/00000.drafts", 0.9), ("learn/keys", 0), ("match/done.json", 0),
     ("match/verdicts", 0.5), ("publish/articles/*-00000.parquet", 0.5), ("publish/00001.json", 0.5)],
)  # fmt: skip
def test_what_another_container_left_cut_is_done_again(
    cut: str, share: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It cannot be told from another machine, whose work counts."""
    records = [{"text": story(n), "more": "more" * 15_000} for n in (1, 7, 2, 7)]
    sources = [str(write_lines(tmp_path / f"{n}.jsonl", records[n : n + 2])) for n in (0, 2)]
    out = tmp_path / "out"
    run_phases(sources, tmp_path / "unbroken")
    with monkeypatch.context() as patched, pytest.raises(ZeroDivisionError):
        patched.setattr("flows.run.summarise", lambda *_: 1 / 0)
        run_phases(sources, out)
    (path,) = out.glob(f"_work/*/{cut}")
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    done = {marker: marker.stat().st_mtime_ns for marker in out.glob("_work/*/scrub/*.json") if marker != path}
    monkeypatch.setattr(plan, "start_up", lambda: ("another name", "a later start"))
    with monkeypatch.context() as patched:
        patched.setattr("flows.run.sweep", lambda *_: None)
        run_phases(sources, out)
    again = {marker.stem for marker, time in done.items() if marker.stat().st_mtime_ns != time}
    wanted = {"plan.json": {marker.stem for marker in done}, "scrub/00000.drafts": {"00000"}}
    assert again == wanted.get(cut, set())
    assert digests(out).items() >= digests(tmp_path / "unbroken").items()
    assert list(verify(str(out))) == []


def test_a_run_whose_folder_was_moved_goes_on_where_its_files_are_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Named as before, from the folder that both lie in."""
    (tmp_path / "one").mkdir()
    monkeypatch.chdir(tmp_path / "one")
    sources = [write_lines(Path(f"{name}.jsonl"), [{"text": story(n)}]).name for n, name in enumerate("abc")]
    with monkeypatch.context() as patched, pytest.raises(ZeroDivisionError):
        patched.setattr("flows.phases.learn.learn", lambda *_: 1 / 0)
        run_phases(sources, Path("out"))
    scrubbed = next(Path("out").glob("_work/*/scrub"))
    for path in scrubbed.iterdir():
        path.unlink()
    (tmp_path / "one").rename(tmp_path / "other")
    monkeypatch.chdir(tmp_path / "other")
    again = run_phases(sources, Path("out"))
    assert (again.articles, again.rejects) == (3, {})
    assert [run["run_id"] for run in manifest(Path("out"))["runs"]] == [scrubbed.parent.name]


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
