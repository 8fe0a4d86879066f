from __future__ import annotations

import errno
from pathlib import Path

import numpy as np
import pytest

from tasks.compiled.kept import Tables, kept

NUMBERS = np.arange(3), np.array([(1, 2.5)], np.dtype([("a", "u4"), ("b", "f8")]))


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[int]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return []


def tables(made: list[int], *of: object) -> Tables:
    def make() -> Tables:
        made.append(1)
        return NUMBERS

    found = kept("numbers", of, [__file__], make)
    for one, other in zip(found, NUMBERS, strict=True):
        assert one.dtype == other.dtype and one.tolist() == other.tolist()
    return found


def test_what_is_kept_is_made_once_for_what_it_is_made_of(made: list[int]) -> None:
    for of in ("a", "a", "b", "a"):
        tables(made, of)
    assert len(made) == 2


@pytest.mark.parametrize("damage", [b"", b"no archive", None])
def test_what_cannot_be_read_is_made_anew(made: list[int], tmp_path: Path, damage: bytes | None) -> None:
    tables(made, "a")
    (path,) = (tmp_path / "copydesk").glob("numbers-*.npz")
    path.write_bytes(path.read_bytes()[:-40] if damage is None else damage)
    tables(made, "a")
    tables(made, "a")
    assert len(made) == 2


def test_without_a_cache_it_is_made_each_time(made: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    tables(made, "a")
    tables(made, "a")
    assert len(made) == 2


def test_a_full_home_is_not_filled_more(made: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(file: Path, *_: object) -> None:
        Path(file).write_bytes(b"PK")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(np, "savez", full)
    tables(made, "a")
    assert not any((tmp_path / "copydesk").iterdir())
