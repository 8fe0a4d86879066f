"""Publishing on disks of every kind: other people's files stay, and file systems that can less are enough."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tasks.dataset import storage
from tasks.dataset.compact import compact
from tasks.dataset.storage import LocalStorage
from tasks.dataset.verify import verify
from tests.runs import SMALL, digests, leftovers, run_phases, story, write_lines


def _life(folder: Path, out: Path) -> dict[str, str]:
    """The digests of a dataset after two runs, a compaction and a rebuild."""
    sources: list[str] = []
    for night in range(2):
        lines = write_lines(folder / f"{night}.jsonl", [{"text": story(10 * night + n, 30)} for n in range(3)])
        other = write_lines(folder / f"{night}.bin", [bytes([0, 1, 2, night]) * 20_000])
        sources += [str(lines), str(other)]
        for path in (lines, other):
            os.utime(path, (1_700_000_000, 1_700_000_000))
        run_phases(sources, out)
    compact(str(out))
    found = digests(out)
    run_phases(sources, out, SMALL.model_copy(update={"min_words": 5}), rebuild=True)
    assert list(verify(str(out))) == []
    assert leftovers(out) == []
    return found | {f"rebuilt {path}": digest for path, digest in digests(out).items()}


def test_file_systems_that_can_less(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    wanted = _life(tmp_path, tmp_path / "all")
    monkeypatch.setattr(storage, "exchange", refuse)
    assert _life(tmp_path, tmp_path / "no exchange") == wanted
    monkeypatch.setattr(os, "link", refuse)
    assert _life(tmp_path, tmp_path / "no links") == wanted


def test_what_others_have_put_there_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "news"
    _life(tmp_path, out)
    (out / "articles" / "notes").mkdir()
    (out / "articles" / "notes" / "read.txt").write_text("mine")
    (out / "articles" / "elsewhere").symlink_to(tmp_path)
    (out / "articles").chmod(0o750)
    real = storage.exchange

    def exchange(one: Path, other: Path) -> None:
        if one.name == "articles":
            (one / "late.txt").write_text("mine too")
        real(one, other)

    monkeypatch.setattr(storage, "exchange", exchange)
    write_lines(tmp_path / "0.jsonl", [{"text": story(n, 30)} for n in range(4)])
    run_phases(
        [f"{tmp_path}/*.jsonl", f"{tmp_path}/*.bin"], out, SMALL.model_copy(update={"min_words": 4}), rebuild=True
    )
    assert (out / "articles" / "notes" / "read.txt").read_text() == "mine"
    assert (out / "articles" / "late.txt").read_text() == "mine too"
    assert (out / "articles" / "elsewhere").is_symlink()
    assert (out / "articles").stat().st_mode & 0o777 == 0o750
    others = ("elsewhere", "late.txt", "notes/read.txt")
    assert list(verify(str(out))) == [f"articles/{name}: is not in the manifest" for name in others]


def test_elsewhere_than_on_linux_nothing_is_exchanged(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(storage.sys, "platform", "win32")  # where there is not even a library to ask
    monkeypatch.setattr(storage.ctypes, "CDLL", None)
    (tmp_path / "work").mkdir()
    assert not LocalStorage(str(tmp_path)).exchanges("work")


def test_files(tmp_path: Path) -> None:
    here = LocalStorage(str(tmp_path / "news"))
    assert (here.names(), here.read("a/b"), here.found("a/b"), here.files("a")) == (set(), None, None, {})
    here.write("a/b", b"one")
    assert not here.create("a/b", b"two")
    assert here.create("a/c/d", b"three")
    assert {name: found.size for name, found in here.files("").items()} == {"a/b": 3, "a/c/d": 5}
    here.remove(["a/c/d", "a/none"])
    assert here.names("a") == {"b"}
    here.clear("a")
    here.clear("none")
    assert here.names() == set()
    assert abs(here.now() - (tmp_path / "news").stat().st_mtime) < 5
