"""What fails outside: the disk is full, a file cannot be read, goes, or changes while it is read."""

from __future__ import annotations

import errno
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from flows.phases import carry
from tasks.dataset.compact import compact
from tasks.dataset.verify import verify
from tests.runs import digests, leftovers, manifest, rows, run_phases, story, write_lines


@contextmanager
def no_room_for(size: int) -> Iterator[None]:
    """No file grows beyond `size` bytes: writes fail as they do on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    records = [{"text": story(n, 120), "lang": "en", "url": f"https://mole.example/{n}"} for n in range(30)]
    return write_lines(tmp_path / "dump.jsonl", [*records, b"{broken"])


def _files(out: Path) -> dict[str, bytes]:
    """All that readers find, and the fingerprints."""
    files = (path for path in out.rglob("*") if path.is_file() and "_work" not in path.parts)
    return {str(path): path.read_bytes() for path in files if path.name != "files.arrow"}


def test_a_full_disk(source: Path, tmp_path: Path) -> None:
    """Whatever is being written: the run fails, the dataset stays as it was, and when there is room it is finished."""
    out, unbroken = tmp_path / "news", tmp_path / "unbroken"
    first = write_lines(tmp_path / "first.jsonl", [{"text": story(1, 120), "lang": "en"}])
    for dataset in (out, unbroken):
        run_phases([str(first)], dataset)
    run_phases([str(source)], unbroken)
    before, failed = _files(out), []
    for size in (10, 200, 1_000, 2_000, 3_000, 4_000, 5_000, 6_000, 8_000, 12_000, 20_000):
        with no_room_for(size):
            try:
                run_phases([str(source)], out)
                break
            except OSError as error:
                failed.append((size, error.errno))
        assert _files(out) == before
        assert list(verify(str(out))) == []
    assert len(failed) > 5
    run_phases([str(source)], out)
    assert digests(out) == digests(unbroken)
    assert leftovers(out) == []

    before = _files(out)
    for size in (10, 1_000, 3_000):
        with no_room_for(size), pytest.raises(OSError, match="too large"):
            compact(str(out))
        assert _files(out) == before
    compact(str(out))
    assert list(verify(str(out))) == []
    assert leftovers(out) == []


def test_a_file_that_cannot_be_read(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a row in rejects, once; and it is read as soon as it can be."""
    shut, out = write_lines(tmp_path / "shut.jsonl", [{"text": story(77, 60)}]), tmp_path / "news"

    def opened(name: str) -> IO[bytes]:  # whoever runs the tests may be allowed to read everything
        if "shut" in name:
            raise PermissionError(errno.EACCES, "Permission denied", name)
        return open(name, "rb")

    with monkeypatch.context() as patched:
        patched.setattr("tasks.intake.sources.open_file", opened)
        summary = run_phases([str(tmp_path / "*.jsonl")], out)
        assert (summary.articles, summary.rejects) == (30, {"malformed": 1, "unreadable": 1})
        (reject,) = (row for row in rows(out, "rejects") if row["reason"] == "unreadable")
        assert (reject["source_file"], reject["detail"]) == (str(shut), "Permission denied")
        assert run_phases([str(tmp_path / "*.jsonl")], out).known_files == 2
        assert len(manifest(out)["runs"]) == 1
    assert run_phases([str(tmp_path / "*.jsonl")], out).articles == 1
    assert run_phases([str(tmp_path / "*.jsonl")], out).known_files == 2


@pytest.mark.parametrize("what", ["gone", "changed", "touched"])
def test_a_file_that_goes_or_changes(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    """What was read of it counts; it is not taken for known when it comes back."""
    other, out = write_lines(tmp_path / "other.jsonl", [{"text": story(77, 60)}]), tmp_path / "news"
    contents = other.read_bytes()
    real = carry.load_plan

    def load_plan(*given: str) -> object:
        if what == "gone":
            other.unlink(missing_ok=True)
        elif what == "touched":
            other.touch()
        else:
            write_lines(other, [{"text": story(78, 60)}])
        return real(*given)

    with monkeypatch.context() as patched:
        patched.setattr(carry, "load_plan", load_plan)
        summary = run_phases([str(source), str(other)], out)
    assert summary.rejects == ({"malformed": 1, "unreadable": 1} if what == "gone" else {"malformed": 1})
    assert list(verify(str(out))) == []
    other.write_bytes(contents)
    again = run_phases([str(source), str(other)], out)
    assert (again.known_files, again.articles) == ((2, 0) if what == "touched" else (1, 1))
    assert run_phases([str(source), str(other)], out).known_files == 2
