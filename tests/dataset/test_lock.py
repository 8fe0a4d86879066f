"""One run at a time: in one process, between processes, between machines."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tasks.dataset import lock as locks
from tasks.dataset.lock import lock, refuse_where_held
from tasks.dataset.storage import Storage, storage_of
from tasks.errors import CopydeskError


@pytest.fixture(params=["disk", "objects"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    return storage_of(str(tmp_path / "news") if request.param == "disk" else f"memory://{tmp_path.name}/news")


def _elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """As another machine sees it."""
    monkeypatch.setattr(locks, "start_up", lambda: ("another", "start"))


def test_held_and_given_back(storage: Storage) -> None:
    refuse_where_held(storage)
    assert storage.names() == set()
    for _ in range(3):
        with lock(storage):
            with pytest.raises(CopydeskError, match=f"another run is writing there \\(process {os.getpid()}\\b"):
                refuse_where_held(storage)
            with pytest.raises(CopydeskError, match="another run"), lock(storage):
                pass
        refuse_where_held(storage)
    assert len(storage.files("_work/locks")) == 1


def test_no_two_hold_it_at_once(storage: Storage) -> None:
    inside: list[int] = []
    most: list[int] = []

    def attempt(number: int) -> bool:
        try:
            with lock(storage):
                inside.append(number)
                most.append(len(inside))
                time.sleep(0.01)
                inside.remove(number)
                return True
        except CopydeskError:
            return False

    with ThreadPoolExecutor(8) as pool:
        assert any(pool.map(attempt, range(80)))
    assert set(most) == {1}


def test_a_dead_process_holds_nothing(tmp_path: Path) -> None:
    storage = storage_of(str(tmp_path))
    code = "import os, sys; from tasks.dataset.lock import lock; from tasks.dataset.storage import storage_of\n"
    code += "with lock(storage_of(sys.argv[1])): os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False, timeout=30)
    assert b"process" in (storage.read("_work/locks/00000001") or b"")
    with lock(storage):
        assert storage.names("_work/locks") == {"00000002"}


def test_a_process_of_the_same_number_is_another(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    with lock(storage):
        with pytest.raises(CopydeskError):
            refuse_where_held(storage)
        monkeypatch.setattr(locks, "_state", lambda _: (True, "a later start"))
        refuse_where_held(storage)


def test_where_no_start_is_told_a_number_alone_holds_nothing(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "_state", lambda _: (True, ""))
    with lock(storage) as held:
        with pytest.raises(CopydeskError, match="another run is writing there"):
            refuse_where_held(storage)
        held._over.set()  # its process died, and another one has its number
        monkeypatch.setattr(locks, "STALE_SECONDS", 0.1)
        time.sleep(0.3)
        refuse_where_held(storage)


def test_another_machine_waits_for_the_heartbeat_to_stop(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks, "BEAT_SECONDS", 0.05)
    with monkeypatch.context() as here, lock(storage) as held:
        _elsewhere(here)
        here.setattr(locks, "STALE_SECONDS", 0.5)
        time.sleep(0.7)
        with pytest.raises(CopydeskError, match=r"process \d+ on .*, last heard of 0 s ago"):
            refuse_where_held(storage)
        held._over.set()  # as if the machine had gone to sleep
        time.sleep(0.7)
        with lock(storage):
            with pytest.raises(CopydeskError, match="took the dataset over"):
                held.check()
            held.release()  # too late: it must not give the other's ticket back
            with pytest.raises(CopydeskError, match="another run"):
                refuse_where_held(storage)
    with lock(storage):
        pass
