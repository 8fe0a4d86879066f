"""What the commands print and return: errors, verify, show, report, fix."""

from __future__ import annotations

import errno
import gzip
import io
import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest

from flows.looking import visible
from flows.settings import CleanSettings
from tasks.dataset.lock import lock
from tasks.dataset.storage import storage_of
from tasks.repair import ALL_STEPS
from tests.runs import SAMPLES, SMALL, SMALL_SHARDS, rows, run_phases, start, story, write_lines

Cli = Callable[..., SimpleNamespace]


@pytest.fixture
def source(tmp_path: Path) -> str:
    return str(
        write_lines(tmp_path / "dump.jsonl", [{"text": story(1), "lang": "en"}, {"text": story(2), "lang": "en"}])
    )


@pytest.fixture
def dataset(samples: SimpleNamespace, tmp_path: Path) -> Path:
    """A copy of the samples' dataset, to spoil."""
    return Path(shutil.copytree(samples.path, tmp_path / "copy"))


def _refused(done: SimpleNamespace, *named: str, code: int = 2) -> None:
    assert done.code == code
    assert done.out == ""
    assert done.err.startswith("copydesk")
    assert done.err.count("\n") == 1, done.err
    assert "Traceback" not in done.err
    assert "unexpected" not in done.err
    for name in named:
        assert name in done.err


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (["--set", "colour=red"], ["--set colour=red", "unknown setting 'colour'", "there are", "min_words"]),
        (["--set", "fields.body=text"], ["unknown setting 'fields.body'", "text, url"]),
        (["--set", "min_words=many"], ["--set min_words=many", "'min_words'", "integer"]),
        (["--set", "steps="], ["--set steps=", "names no step", "apostrophes"]),
        (["--set", "min_words=99999999999999999999999"], ["'min_words'", "less than or equal to"]),
        (["--set", "shard_bytes=99999999999999999999999"], ["'shard_bytes'", "less than or equal to"]),
        (["--set", 'furniture.strip=["x"'], ["--set furniture.strip", "no list in JSON", '["one", "two"]']),
        (["--set", 'dedupe.prefer=["x"'], ["--set dedupe.prefer", "no list in JSON"]),
        (["--set", "min_words=0"], ["'min_words'", "greater than or equal to 1"]),
        (["--set", "dedupe.keep=shortest"], ["'dedupe.keep'", "longest"]),
        (["--set", "dedupe.threshold=2"], ["'dedupe.threshold'", "less than or equal to 1"]),
        (["--set", "encoding=klingon"], ["'encoding'", "klingon"]),
        (["--set", "languages=en,xx"], ["'languages'", "'xx'", "ISO 639-1"]),
        (["--set", "dedupe=0.8"], ["'dedupe'", "group of settings", "threshold"]),
        (["--set", "furniture.sites=a"], ["'furniture.sites'", "group of settings"]),
        (["--set", "cleaned_at=yesterday"], ["'cleaned_at'", "ISO 8601"]),
        (["--set", "min_words"], ["--set min_words", "key=value"]),
        (["--set", "min_words.low=1", "--set", "min_words=2", "--set", "min_words.low=1"], ["min_words"]),
        (["--steps", "markup,polish"], ["--steps", "no step named polish", "apostrophes"]),
        (["--steps", ""], ["--steps", "names no step", "apostrophes"]),
        (["--runner", "magic"], ["--runner", "magic", "threads"]),
        (["--workers", "none"], ["--workers", "'none'"]),
        (["--address", "tcp://127.0.0.1:1"], ["--address", "dask"]),
    ],
)
def test_wrong_options(cli: Cli, source: str, tmp_path: Path, options: list[str], named: list[str]) -> None:
    _refused(cli("clean", source, "--out", str(tmp_path / "out"), *options), *named)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "content", "named"),
    [
        ("a.toml", "min_words = ", []),
        ("a.toml", "colour = 1", ["unknown setting 'colour'"]),
        ("a.yaml", "min_words: [", []),
        ("a.yaml", "- 1", ["holds no settings"]),
        ("a.yaml", "false", ["holds no settings"]),
        ("a.json", "[]", ["holds no settings"]),
        ("a.yaml", "dedupe: {shingle: 0}", ["'dedupe.shingle'"]),
        ("a.yaml", "dedupe: {threshold: true}", ["'dedupe.threshold'", "true"]),
        ("a.toml", "min_words = false", ["'min_words'", "false"]),
        ("a.toml", '[furniture]\nkeep = "Comments"', ["'furniture.keep'", "a list"]),
        ("a.json", "{", []),
        ("a.json", '{"steps": []}', ["names no step"]),
        ("a.toml", "cleaned_at = 07:30:00", ["'cleaned_at'"]),
        ("a.json", "[" * 100_000, []),
        ("a.json", '{"min_words": 1, "dedupe": {"near": true, "near": false}}', ["'near' is set twice"]),
        ("a.yaml", "min_words: 1\ndedupe: {near: true}\nmin_words: 2", ["'min_words' is set twice, in line 3"]),
        ("a.yaml", "dedupe:\n  near: true\n  shingle: 4\n  near: false", ["'near' is set twice, in line 4"]),
        ("a.toml", "min_words = 1\nmin_words = 2", ["overwrite"]),
        ("a.yaml", "min_words: 1:30", ["'min_words'", "integer"]),
        ("a.yaml", "colour:", ["unknown setting 'colour'"]),
        ("a.json", '{"steps": ["polish"]}', ["no step named polish"]),
    ],
)
def test_broken_configuration(cli: Cli, source: str, tmp_path: Path, name: str, content: str, named: list[str]) -> None:
    config = tmp_path / name
    config.write_text(content)
    _refused(cli("clean", source, "--out", str(tmp_path / "out"), "--config", str(config)), str(config), *named)


def test_unreadable_configuration(cli: Cli, source: str, tmp_path: Path) -> None:
    for config in (tmp_path / "missing.toml", tmp_path):
        _refused(
            cli("clean", source, "--out", str(tmp_path / "out"), "--config", str(config)), str(config), "cannot be read"
        )
    binary = tmp_path / "a.toml"
    binary.write_bytes(b"\xff\xfe\x00")
    _refused(cli("clean", source, "--out", str(tmp_path / "out"), "--config", str(binary)), str(binary))


def test_missing_sources(cli: Cli, source: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for missing in ("missing.jsonl", "*.csv", "empty"):
        _refused(cli("clean", source, str(tmp_path / missing), "--out", str(tmp_path / "out")), str(tmp_path / missing))
    _refused(cli("clean", "", "--out", str(tmp_path / "out")), "SOURCE", "empty string")
    _refused(cli("clean", source, "--out", ""), "--out", "empty string")
    _refused(cli("clean", "--out", str(tmp_path / "out")), "SOURCE")
    _refused(cli("clean", source), "--out")
    _refused(cli("polish"), "polish")


def test_wrong_places_for_a_dataset(cli: Cli, source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "thesis.doc").touch()
    _refused(cli("clean", source, "--out", str(foreign)), str(foreign), "thesis.doc", "empty folder")
    (tmp_path / "half" / "articles").mkdir(parents=True)
    _refused(cli("clean", source, "--out", str(tmp_path / "half")), "no copydesk dataset")
    _refused(cli("clean", source, "--out", source), source, "is a file")
    _refused(cli("clean", source, "--out", f"{tmp_path}/caf\udce9"), "caf\\udce9", "UTF-8")
    _refused(cli("clean", source, "--out", f"{source}/below"), source, "cannot be made")
    _refused(cli("clean", source, "--out", "nowhere://bucket/dataset"), "nowhere://bucket/dataset", "nowhere")
    monkeypatch.setattr(os, "access", lambda *_: False)  # whoever runs the tests may be allowed everything
    _refused(cli("clean", source, "--out", str(tmp_path / "out")), str(tmp_path / "out"), "no permission")


def test_a_tilde_is_the_home_folder(cli: Cli, source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind "--out=" the shell leaves it as it is."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "short.toml").write_text("min_words = 2")
    done = cli("clean", "~/dump.jsonl", "--out=~/news", "--config=~/short.toml", "--json")
    assert (done.code, json.loads(done.out)["out"]) == (0, f"{tmp_path}/news")
    assert not (tmp_path / "~").exists()
    [first, _] = rows(tmp_path / "news", "articles")
    assert first["source_file"] == source
    for command in (["verify"], ["report"], ["show", first["id"]], ["compact"]):
        assert cli(command[0], "~/news", *command[1:]).code == 0
    assert cli("clean", "~/dump.jsonl", "--out", "file://~/news", "--config=~/short.toml").code == 0
    assert cli("fix", "~/short.toml").out == "min_words = 2\n"
    for command in ("deploy", "serve"):
        _refused(cli(command, "--file=~/prefect.yaml"), f"{tmp_path}/prefect.yaml: cannot be read")


def test_other_settings(cli: Cli, source: str, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    run_phases([source], out)
    _refused(
        cli("clean", source, "--out", out, "--set", "min_words=5", *SMALL_SHARDS),
        out,
        "other settings",
        "min_words was 1",
    )
    changed = ["dedupe.threshold=0.9", "languages=en", "furniture.sites.a.example.mode=off"]
    _refused(
        cli("clean", source, "--out", out, *SMALL_SHARDS, *(word for one in changed for word in ("--set", one))),
        "languages was empty",
        "furniture.sites.a.example.mode was not set",
    )


def test_a_second_run_at_once(cli: Cli, source: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "_work").mkdir(parents=True)
    with lock(storage_of(str(out))):
        _refused(cli("clean", source, "--out", str(out)), str(out), "another run", f"process {os.getpid()}", code=1)


def test_a_full_disk(cli: Cli, source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "Error writing bytes to file. Detail: [errno 28] No space left on device")

    monkeypatch.setattr("flows.cli._clean_here", full)
    _refused(cli("clean", source, "--out", str(tmp_path / "out")), str(tmp_path / "out"), "make room", code=1)


@pytest.mark.parametrize("command", ["clean", "fix"])
def test_help_names_the_steps(cli: Cli, command: str) -> None:
    assert f"asubsetof{','.join(ALL_STEPS)}" in "".join(cli(command, "--help").out.split())


@pytest.mark.parametrize("command", ["clean", "fix", "show", "report", "verify", "compact", "deploy", "serve"])
def test_help_tells_what_each_argument_is(cli: Cli, command: str) -> None:
    told = cli(command, "--help").out.partition("\n\n")[2]
    arguments = re.findall(r"^  (\S.*?)(?:  +|\n {10,}|$)(.*)", told, re.MULTILINE)
    assert len(arguments) > 1
    assert all(meaning for _, meaning in arguments), arguments


@pytest.mark.parametrize("command", [["verify"], ["report"], ["show"], ["compact"]])
def test_what_is_no_dataset(cli: Cli, tmp_path: Path, command: list[str]) -> None:
    rest = ["0"] if command == ["show"] else []
    _refused(cli(*command, str(tmp_path), *rest), str(tmp_path), "no copydesk dataset", "copydesk clean")
    (tmp_path / "_work").mkdir()
    _refused(cli(*command, str(tmp_path), *rest), str(tmp_path), "its first run is not done", "same command")
    manifest = tmp_path / "manifest.json"
    for content in (
        "{",
        "[]",
        "{}",
        '{"format": "copydesk dataset"}',
        '{"format": "copydesk dataset", "schema_version": 1}',
    ):
        manifest.write_text(content)
        _refused(cli(*command, str(tmp_path), *rest), str(manifest))


def test_the_process_itself_says_one_line_and_exits(tmp_path: Path) -> None:
    process = start("clean", str(tmp_path / "missing"), "--out", str(tmp_path / "out"))
    out, err = process.communicate(timeout=30)
    _refused(SimpleNamespace(code=process.returncode, out=out, err=err), "missing", "no such file")


def test_broken_input_goes_to_rejects(tmp_path: Path) -> None:
    folder = tmp_path / "dump"
    folder.mkdir()
    good = [{"text": story(n), "lang": "en"} for n in range(40)]
    write_lines(folder / "lines.jsonl", [good[0], b'{"text": "cut', good[1], {"title": "no text"}, {"text": None}])
    write_lines(folder / "odd.jsonl", [{"headline": "no field"}, {"headline": "that is a text"}])
    whole = write_lines(tmp_path / "whole.jsonl", good[2:]).read_bytes()
    (folder / "cut.jsonl.gz").write_bytes(gzip.compress(whole, mtime=0)[:-400])
    (folder / "mixed.csv").write_bytes(
        'url,text\nhttps://a.example/1,"The café on the quay opens on Friday, said Mr Orlé, and closes in June."\n'.encode(
            "cp1252"
        )
    )
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 20)
    (folder / "empty.txt").touch()
    summary = run_phases([str(folder)], tmp_path / "out")
    rejects: dict[str, list[str]] = {}
    for row in rows(tmp_path / "out", "rejects"):
        rejects.setdefault(Path(row["source_file"]).name, []).append(row["reason"])
        assert row["detail"]
    assert rejects == {
        "lines.jsonl": ["malformed", "no_text", "no_text"],
        "odd.jsonl": ["no_text", "no_text"],
        "cut.jsonl.gz": rejects["cut.jsonl.gz"],
        "picture.txt": ["not_text"],
        "empty.txt": ["no_text"],
    }
    assert rejects["cut.jsonl.gz"][-1] == "malformed"
    articles = rows(tmp_path / "out", "articles")
    assert sum(row["source_file"].endswith("cut.jsonl.gz") for row in articles) > 10
    assert [row["encoding"] for row in articles if row["source_file"].endswith("mixed.csv")] == ["windows-1252"]
    assert summary.records == summary.articles + sum(summary.rejects.values())


def test_files_that_gave_nothing_and_why(cli: Cli, tmp_path: Path) -> None:
    dump, out = tmp_path / "dump", tmp_path / "out"
    dump.mkdir()
    write_lines(dump / "good.jsonl", [{"text": story(1), "lang": "en"}, {"text": None}])
    for name in ("odd", "odder"):
        write_lines(dump / f"{name}.jsonl", [{"headline": name}])
    write_lines(dump / "short.jsonl", [{"text": "Two words"}])
    for name in ("SHA256SUMS", "fetch.py", "run.log"):
        (dump / name).write_text("import csv\n")
    done = cli("clean", str(dump), "--out", str(out), "--set", "min_words=20", "--json")
    summary = json.loads(done.out)
    assert (summary["files"], summary["passed_over"]) == (4, 3)
    assert f"checksums and logs are: {dump}/SHA256SUMS and 2 more" in done.err.replace("\n", " ")
    why = summary["nothing_from"]
    assert why == {
        f"{dump}/odd.jsonl and 1 more": "no_text: no field looks like the text (there are: headline); "
        "name it: --set fields.text=NAME",
        f"{dump}/short.jsonl": "too_short",
    }
    told = done.err.replace("\n", " ")
    assert all(f"nothing came of {file}: {reason}" in told for file, reason in why.items())
    assert "No article came out" not in told
    assert "5 records" in told and "1 article" in told
    done = cli("clean", str(dump / "odd.jsonl"), "--out", str(tmp_path / "other"))
    assert f"No article came out: see {tmp_path}/other/rejects." in done.err
    again = cli("clean", str(dump / "odd.jsonl"), "--out", str(tmp_path / "other"))
    assert "Nothing new: the only file is in" in again.err


def test_dates_that_nothing_can_be_made_of(cli: Cli, tmp_path: Path) -> None:
    dates = ["sometime last week", "2024-05-03", None, "soon"]
    dump = write_lines(tmp_path / "dump.jsonl", [{"text": story(n), "date": date} for n, date in enumerate(dates)])
    done = cli("clean", str(dump), "--out", str(tmp_path / "out"), "--json")
    summary = json.loads(done.out)
    assert (summary["unread_dates"], summary["unread_date"]) == (2, f"'sometime last week' in {dump}")
    assert f"2 dates were not understood, and left out: 'sometime last week' in {dump}" in done.err.replace("\n", " ")
    [entry] = json.loads((tmp_path / "out" / "manifest.json").read_bytes())["runs"][0]["read"]
    assert (entry["unread_dates"], entry["unread_date"]) == (2, "sometime last week")
    assert "2 dates not understood: sometime last week" in (tmp_path / "out" / "report.html").read_text("utf-8")


def test_summary(samples: SimpleNamespace) -> None:
    assert samples.summary["out"] == str(samples.path)
    assert samples.summary["files"] == 19
    assert samples.summary["fields"][f"{SAMPLES}/archive.parquet"].startswith("text=body, url=link")
    for phase in ("plan", "scrub", "learn", "finish", "match", "publish", "report"):
        assert f"{phase} " in samples.err
    assert "articles" in samples.err
    assert str(samples.path / "report.html") in samples.err.replace("\n", "")


def test_what_stdout_cannot_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dump = write_lines(tmp_path / "café “one”.jsonl", [{"text": story(1), "title": "Über", "lang": "en"}])
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    monkeypatch.setenv("PYTHONUTF8", "0")
    out, _ = start("clean", str(dump), "--out", str(tmp_path / "out"), "--json").communicate(timeout=60)
    assert json.loads(out)["fields"] == {str(dump): "text=text, title=title, lang=lang"}
    [article] = rows(tmp_path / "out", "articles")
    shown, _ = start("show", str(tmp_path / "out"), article["id"]).communicate(timeout=60)
    assert shown.startswith("Über") and str(dump) in shown
    closed = f"exec {sys.executable} -m flows verify {tmp_path}/out >&- 2>&-"
    assert subprocess.run(["sh", "-c", closed], timeout=60, check=False).returncode == 0


def test_verify(cli: Cli, dataset: Path) -> None:
    done = cli("verify", str(dataset))
    assert done.code == 0
    assert "files of 1 run are as published" in done.out


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (_flip, "digest differs"),
        (lambda path: path.unlink(), "is missing"),
        (lambda path: path.write_bytes(path.read_bytes() + b"\0"), "bytes, the manifest says"),
        (
            lambda path: shutil.copy(path, path.with_name("part-extra.parquet")),
            "part-extra.parquet: is not in the manifest",
        ),
        (lambda path: path.with_name("extra.txt").touch(), "articles/extra.txt: is not in the manifest"),
    ],
    ids=["flipped", "missing", "longer", "extra", "other"],
)
def test_verify_finds(cli: Cli, dataset: Path, spoil: Callable[[Path], object], told: str) -> None:
    path = sorted((dataset / "articles").iterdir())[0]
    spoil(path)
    done = cli("verify", str(dataset))
    assert done.code == 1
    assert told in done.out
    assert done.err == f"copydesk: {dataset}: 1 problem\n"
    assert path.name in done.out or "extra" in done.out


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(path.read_bytes()[:1000])])
@pytest.mark.parametrize("command", [["show", "{}", "0"], ["report", "{}"], ["clean", "{source}", "--out", "{}"]])
def test_a_damaged_dataset_is_told_with_the_way_out(
    cli: Cli, dataset: Path, source: str, spoil: Callable[[Path], object], command: list[str]
) -> None:
    for path in (*(dataset / "articles").iterdir(), *(dataset / "_index" / "fingerprints").iterdir()):
        spoil(path)
    done = cli(*(word.format(dataset, source=source) for word in command))
    assert done.code == 1
    assert f"copydesk verify {dataset} tells" in done.err and "--rebuild" in done.err


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(path.read_bytes()[:1000])])
def test_what_a_run_has_published_is_told_before_the_damaged_file(
    cli: Cli, dataset: Path, source: str, spoil: Callable[[Path], object]
) -> None:
    part = next((dataset / "articles").iterdir())
    spoil(part)
    for published in ("2 articles", "Nothing new: the only file is in"):
        done = cli("clean", source, "--out", str(dataset), "--set", "shard_bytes=65536", "--json")
        *told, last = done.err.splitlines()
        assert done.code == 1
        assert published in " ".join(" ".join(told).split())
        assert last.startswith(f"copydesk: {part}: is ")
        assert last.endswith(f"copydesk verify {dataset} tells more, copydesk clean with --rebuild writes it anew")
        assert "records" in json.loads(done.out)
    for command in (["report", str(dataset)], ["show", str(dataset), "0"]):
        _refused(cli(*command), f"copydesk: {part}: is ", code=1)


@pytest.mark.parametrize("content", ["{", "", "{}", None])
def test_a_damaged_manifest_is_told_with_the_way_out(cli: Cli, dataset: Path, source: str, content: str | None) -> None:
    manifest = dataset / "manifest.json"
    if content is None:
        manifest.unlink()
    else:
        manifest.write_text(content)
    for command in (["verify"], ["show"], ["report"], ["compact"]):
        done = cli(*command, str(dataset), *["0"] * (command == ["show"]))
        _refused(done, str(manifest), "restore it from a copy", "another --out", code=1)
    _refused(cli("clean", source, "--out", str(dataset)), "manifest.json", "restore", code=2 - (content is not None))


def test_show_without_its_edits(cli: Cli, dataset: Path) -> None:
    article = next(row for row in rows(dataset, "articles") if row["edit_counts"])
    part = next((dataset / "edits").iterdir())
    part.unlink()
    _refused(cli("show", str(dataset), article["id"]), f"{part}: is missing", f"copydesk verify {dataset}", code=1)


def test_verify_finds_wrong_counts(cli: Cli, dataset: Path) -> None:
    manifest = json.loads((dataset / "manifest.json").read_text())
    manifest["runs"][0]["read"][0]["records"] += 1
    manifest["runs"][0]["files"][0]["rows"] += 1
    changed = json.dumps(manifest)
    (dataset / "manifest.json").write_text(changed)
    assert "rows, the manifest says" in cli("verify", str(dataset)).out
    manifest["runs"][0]["files"][0]["rows"] -= 1
    (dataset / "manifest.json").write_text(json.dumps(manifest))
    done = cli("verify", str(dataset))
    assert done.code == 1
    assert "records were read" in done.out


def test_show_an_article_of_a_site_in_a_folder(cli: Cli, tmp_path: Path) -> None:
    record = {"text": story(1), "url": "https://quay.example/1"}
    by_site = SMALL.model_copy(update={"partition_by": "site"})
    run_phases([str(write_lines(tmp_path / "dump.jsonl", [record]))], tmp_path / "out", by_site)
    shown = cli("show", str(tmp_path / "out"), "", "--json")
    assert json.loads(shown.out)["site"] == "quay.example"


def test_show(cli: Cli, samples: SimpleNamespace) -> None:
    article = next(
        row
        for row in rows(samples.path, "articles")
        if {one["step"] for one in row["edit_counts"]} >= {"encoding", "furniture"}
    )
    edits = [edit for edit in rows(samples.path, "edits") if edit["id"] == article["id"]]
    shown = cli("show", str(samples.path), article["id"][:12])
    assert shown.code == 0
    assert article["id"] in shown.out
    assert f"--- {len(edits)} edits" in shown.out
    for edit in edits:
        assert edit["rule"] in shown.out
    for line in article["text"].splitlines():
        assert line in shown.out
    told = json.loads(cli("show", str(samples.path), article["id"].upper(), "--json").out)
    assert told["after"] == article["text"]
    assert told["before"] != told["after"]
    assert [edit["rule"] for edit in told["edits"]] == [edit["rule"] for edit in edits]


def test_show_obeys_no_control_codes(cli: Cli, tmp_path: Path) -> None:
    words = " ".join(f"word{n}" for n in range(60))
    record = {
        "title": "A \x1b[31mred one",
        "url": "https://a.example/\x9b1m",
        "text": f"The \x1b[2J\rferry\x7f\x07\ttook\x85\u200eus.\nLogin\n{words}",
    }
    copy = {**record, "text": f"{record['text']} and \x1b[5m more", "id": "\x1b"}
    dump = write_lines(tmp_path / "dump.jsonl", [record, copy])
    run_phases([str(dump)], tmp_path / "out", CleanSettings(steps=("dedupe",)))
    for table in ("articles", "duplicates"):
        (found,) = rows(tmp_path / "out", table)
        shown = cli("show", str(tmp_path / "out"), found["id"]).out
        assert not [sign for sign in shown if sign not in "\t\n" and unicodedata.category(sign) == "Cc"]
        assert "The ␛[2J␍ferry␡␇" in shown and "took\\x85\u200eus.\nLogin\n" in shown
        told = cli("show", str(tmp_path / "out"), found["id"], "--json").out
        assert json.loads(told)["after"] == found["text"]


@pytest.mark.parametrize(
    ("text", "told"),
    [("a\tb\nc é “d” 日本", "a\tb\nc é “d” 日本"), ("\0\x1b\r\x1f", "␀␛␍␟"), ("\x7f", "␡"), ("\x80\x9b\x9f\xa0", "\\x80\\x9b\\x9f\xa0")],
)  # fmt: skip
def test_visible(text: str, told: str) -> None:
    assert visible(text) == told


def test_show_a_duplicate(cli: Cli, samples: SimpleNamespace) -> None:
    known = {row["id"] for row in rows(samples.path, "articles")}
    copy = next(row for row in rows(samples.path, "duplicates") if row["id"] not in known)
    shown = cli("show", str(samples.path), copy["id"])
    assert "removed as a copy" in shown.out
    assert copy["duplicate_of"] in shown.out


def test_show_why_two_are_copies(cli: Cli, tmp_path: Path) -> None:
    words = [f"word{n}" for n in range(120)]
    texts = [" ".join(words), " ".join([*words[:60], "another", *words[61:110]]), " ".join(words).upper()]
    (tmp_path / "dump.jsonl").write_text(
        "".join(json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(texts))
    )
    out = str(tmp_path / "out")
    assert cli("clean", str(tmp_path / "dump.jsonl"), "--out", out).code == 0
    copies = {row["source_id"]: row for row in rows(tmp_path / "out", "duplicates")}
    shown = cli("show", out, copies["1"]["id"]).out
    assert "[-another-]{+word60+}" in shown
    assert "word109 [--]{+word110 " in shown
    kept = copies["1"]["duplicate_of"]
    shown = cli("show", out, kept).out
    assert "--- 2 removed as its copies" in shown
    assert shown.index(f"{copies['2']['id']}  exact     1.000") < shown.index(f"{copies['1']['id']}  near")
    told = json.loads(cli("show", out, kept, "--json").out)["duplicates"]
    assert [one["similarity"] for one in told] == [1, copies["1"]["similarity"]]


def test_show_what_is_not_there(cli: Cli, samples: SimpleNamespace) -> None:
    first = rows(samples.path, "articles")[0]["id"]  # one to go on with
    _refused(cli("show", str(samples.path), "nothing"), str(samples.path), "no article", "nothing", first)
    # Every id begins with nothing, in whichever part of the dataset it lies.
    _refused(cli("show", str(samples.path), ""), "give more of the id")
    first = sorted({row["id"] for row in rows(samples.path, "articles")})
    shared = next(a[:1] for a, b in pairwise(first) if a[0] == b[0])
    _refused(cli("show", str(samples.path), shared), "give more of the id")


def test_report(cli: Cli, dataset: Path) -> None:
    (dataset / "report.html").unlink()
    done = cli("report", str(dataset))
    assert (done.code, done.out) == (0, f"{dataset}/report.html\n")
    assert "<html" in (dataset / "report.html").read_text("utf-8")


_MESSY = "Weve been clear, said the mayor of Port Ellery.\nLogin\n"
_CLEAN = "We've been clear, said the mayor of Port Ellery.\n"


def test_a_run_goes_on_when_nobody_reads_what_it_says(source: str, tmp_path: Path) -> None:
    """As with `2>&1 | head -1`: the exit code must not say that all is done where it is not."""
    process = start("clean", source, "--out", str(tmp_path / "out"), "--json", without="PREFECT_API_URL")
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    process.stderr.close()
    assert process.wait(60) == 0
    assert len(rows(tmp_path / "out", "articles")) == 2
    assert (tmp_path / "out" / "report.html").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="has no device that is always full")
def test_a_stdout_that_is_full_is_not_the_dataset(samples: SimpleNamespace) -> None:
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "flows", "verify", str(samples.path)]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert (done.returncode, done.stderr) == (1, "copydesk: stdout: cannot be written (No space left on device)\n")


def test_a_pipe_that_broke_inside_is_no_success(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> int:
        raise BrokenPipeError(errno.EPIPE, "Broken pipe")

    monkeypatch.setattr("flows.cli._verify", broken)
    _refused(cli("verify", "out"), "Broken pipe", code=1)


@pytest.mark.parametrize(("profile", "named"), [("", False), ('PREFECT_API_URL = "http://127.0.0.1:1/api"', True)])
def test_an_empty_address_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, profile: str, named: bool) -> None:
    for name, value in (("PREFECT_API_URL", ""), ("PREFECT_HOME", str(tmp_path))):
        monkeypatch.setenv(name, value)
    if profile:
        (tmp_path / "profiles.toml").write_text(f'active = "news"\n[profiles.news]\n{profile}\n')
    ask = "from flows.server import server_is_configured; print(server_is_configured())"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == f"{named}\n"


@pytest.mark.parametrize("command", ["deploy", "serve"])
def test_a_server_that_is_not_there(cli: Cli, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: object) -> None:
        raise httpx.ConnectError("[Errno 111] Connection refused")

    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:1/api")
    monkeypatch.setattr("flows.server.demand_server", lambda _: "http://127.0.0.1:1/api")
    monkeypatch.setattr(f"flows.serving.{command}", refused)
    _refused(cli(command), "http://127.0.0.1:1/api does not answer", code=1)


def test_fix(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "note.txt"
    file.write_text(_MESSY)
    assert cli("fix", str(file)).out == _CLEAN
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(_MESSY.encode())))
    assert cli("fix").out == _CLEAN
    diff = cli("fix", str(file), "--diff").out.splitlines()
    assert "-Weve been clear, said the mayor of Port Ellery." in diff
    assert "+We've been clear, said the mayor of Port Ellery." in diff
    assert "-Login" in diff
    told = json.loads(cli("fix", str(file), "--json").out)
    assert told["text"].strip() == _CLEAN.strip()
    assert {edit["step"] for edit in told["edits"]} >= {"apostrophes", "furniture"}
    assert cli("fix", str(file), "--steps", "furniture").out.startswith("Weve been")


def test_fix_refuses(cli: Cli, tmp_path: Path) -> None:
    binary = tmp_path / "tune.bin"
    binary.write_bytes(bytes(range(256)) * 10)
    _refused(cli("fix", str(binary)), str(binary), "binary")
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(b"%PDF-1.7\n" + bytes(range(256)))
    told = (
        f"{paper}: is a PDF; make text of it first (pdftotext)\n"  # clean could not read it either, and says the same
    )
    _refused(cli("fix", str(paper)), told)
    _refused(cli("fix", str(tmp_path / "missing")), "missing", "cannot be read")
    _refused(cli("fix", str(tmp_path)), str(tmp_path), "cannot be read")
    _refused(cli("fix", str(binary), "--steps", "polish"), "polish")
    _refused(cli("fix", str(binary), "--set", "steps="), "names no step")
    huge = tmp_path / "huge.txt"
    huge.write_text("<b>x</b> " * 600_000)
    _refused(cli("fix", str(huge), "--steps", "markup"), str(huge), "1,000,000", "split it", code=1)


def test_fix_without_a_stdin(tmp_path: Path) -> None:
    done = subprocess.run(f"exec {sys.executable} -m flows fix <&-", shell=True, capture_output=True, text=True)
    _refused(SimpleNamespace(code=done.returncode, out=done.stdout, err=done.stderr), "stdin: is closed", "FILE")


@pytest.mark.parametrize(("command", "goes_on"), [("fix", False), ("clean", True)])
def test_what_is_stopped(cli: Cli, source: str, monkeypatch: pytest.MonkeyPatch, command: str, goes_on: bool) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("flows.settings.load_settings", stop)
    done = cli(command, source, *["--out", "out"] * (command == "clean"))
    _refused(done, "stopped", code=1)
    assert ("goes on where it was" in done.err) == goes_on


def test_a_link_to_nothing_is_a_reject(cli: Cli, tmp_path: Path) -> None:
    dump = tmp_path / "dump"
    dump.mkdir()
    (dump / "a.txt").write_text(story(1))
    (dump / "b.txt").symlink_to(tmp_path / "nowhere")
    told = []
    for number, place in enumerate((dump, dump / "*.txt")):
        assert cli("clean", str(place), "--out", str(tmp_path / f"out{number}")).code == 0
        found = [(row["source_file"], row["reason"]) for row in rows(tmp_path / f"out{number}", "rejects")]
        told.append((found, len(rows(tmp_path / f"out{number}", "articles"))))
    assert told == [([(str(dump / "b.txt"), "unreadable")], 1)] * 2


@pytest.mark.parametrize(("mode", "title"), [("known", "The ferry sails"), ("off", "The ferry sails - The Courier")])
def test_titles_lose_the_name_of_their_site(mode: str, title: str, tmp_path: Path) -> None:
    record = {"url": "https://courier.example/1", "title": "The ferry sails - The Courier", "text": story(1)}
    settings = CleanSettings.model_validate({"furniture": {"mode": mode}})
    run_phases([str(write_lines(tmp_path / "dump.jsonl", [record]))], tmp_path / "out", settings)
    assert [row["title"] for row in rows(tmp_path / "out", "articles")] == [title]


def test_titles_get_their_apostrophes_by_their_texts(tmp_path: Path) -> None:
    lost = (
        "The ferrys crew wont sail, the pilot said. Theyve been told and they dont like it, and its the harbours loss."
    )
    kept = "The ferry's crew won't sail, the pilot said. They've been told and they don't like it."
    records = [
        {"id": name, "title": "Ferrys crew wont sail", "text": text} for name, text in (("a", lost), ("b", kept))
    ]
    dump = write_lines(tmp_path / "dump.jsonl", records)
    run_phases([str(dump)], tmp_path / "out")
    titles = {row["source_id"]: row["title"] for row in rows(tmp_path / "out", "articles")}
    assert titles == {"a": "Ferry's crew won't sail", "b": "Ferrys crew wont sail"}
