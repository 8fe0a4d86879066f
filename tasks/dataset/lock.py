"""The lock of a dataset: one run at a time, on one machine or many, on disks and on object storage.

Tickets, `_work/locks/00000007`: the highest number is the holder's. The next number is taken by creating its file where
there is none (a hard link on disk, a conditional put on object storage), which one of many succeeds in; a ticket is
given back by writing "free" into it, and never removed before a higher one is there, so a number is never used twice.
A holder writes its ticket anew every ten seconds. One whose process is gone from this machine is dead at once; one of
another machine is when its ticket was not written for a minute, by the storage's clock.
"""

from __future__ import annotations

import json
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tasks.dataset.storage import Storage
from tasks.errors import CopydeskError

BEAT_SECONDS = 10.0
STALE_SECONDS = 60.0
"""Six beats: a machine that swaps or a slow network misses two or three."""
LOCKS = "locks"
"""The folder of `_work` that stays when a run has ended."""
_FOLDER = f"_work/{LOCKS}"


class Lock:
    """A lock that is held."""

    def __init__(self, storage: Storage, number: int, ticket: dict[str, Any]) -> None:
        self._storage, self._number, self._ticket = storage, number, ticket
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True, name="copydesk-lock")
        self._thread.start()

    def check(self) -> None:
        """Raise CopydeskError where another run has taken this one for dead: it must publish nothing."""
        number = max(_tickets(self._storage), default=0)
        if number != self._number:
            raise CopydeskError(
                f"{self._storage.url}: another run took the dataset over while this one gave no sign of life for {STALE_SECONDS:.0f} s; "
                "it has published nothing; run it again when the other is done"
            )

    def _beat(self) -> None:
        while not self._over.wait(BEAT_SECONDS):
            try:
                self.check()
                self._ticket["beats"] += 1
                self._storage.write(_name(self._number), json.dumps(self._ticket).encode())
            except CopydeskError:
                return
            except Exception:  # the network's or the disk's: the next beat may do better
                continue

    def release(self) -> None:
        """Give the ticket back."""
        self._over.set()
        self._thread.join()
        if self._number == max(_tickets(self._storage), default=0):
            try:
                self._storage.write(_name(self._number), b"free")
            except OSError:  # the disk is full: a ticket less takes no room
                self._storage.remove([_name(self._number)])


@contextmanager
def lock(storage: Storage) -> Iterator[Lock]:
    """Hold a dataset. Raises CopydeskError where another run does, saying which; a dead run's lock is free."""
    ticket = _ticket()
    held = Lock(storage, _take(storage, json.dumps(ticket).encode()), ticket)
    try:
        yield held
    finally:
        held.release()


def refuse_where_held(storage: Storage) -> None:
    """Raise CopydeskError where a run holds the dataset; writes nothing where none ever did."""
    _refuse(storage, max(_tickets(storage), default=0))


def _refuse(storage: Storage, last: int) -> None:
    if last and (holder := _holder(storage, last)):
        raise CopydeskError(
            f"--out {storage.url}: another run is writing there ({holder}); wait for it, or use another --out"
        )


def _take(storage: Storage, ticket: bytes) -> int:
    while True:
        # Asked about is the very ticket behind which ours comes: a second look might find one that nobody asked about.
        last = max(_tickets(storage), default=0)
        _refuse(storage, last)
        if last and storage.found(_name(last)) is None:
            continue  # somebody has taken the next one since, and cleared this away
        number = last + 1
        if not storage.create(_name(number), ticket):
            continue
        tickets = _tickets(storage)
        if max(tickets) == number:
            storage.remove(_name(one) for one in tickets if one < number)
            return number
        # Between our look and our ticket others came and went, and the numbers below theirs were cleared away.
        storage.remove([_name(number)])


def _tickets(storage: Storage) -> list[int]:
    return [int(name) for name in storage.names(_FOLDER) if name.isdigit()]


def _name(number: int) -> str:
    return f"{_FOLDER}/{number:08d}"


def _ticket() -> dict[str, Any]:
    host, process = socket.gethostname(), os.getpid()
    return {"process": process, "host": host, "machine": _machine(), "began": _state(process)[1], "beats": 0}


def _holder(storage: Storage, number: int) -> str | None:
    """Who holds a ticket, in words; None where nobody does."""
    data = storage.read(_name(number))
    if data is None or data == b"free":
        return None
    try:
        ticket: dict[str, Any] = json.loads(data)
    except ValueError:  # a machine that lost its power as it wrote
        ticket = {}
    if ticket.get("machine") == _machine():
        alive, began = _state(ticket["process"])
        if not alive or began != ticket["began"]:
            return None
        if began:
            return f"process {ticket['process']}"
        # Its number may be another process's by now: its beats tell.
    changed = storage.found(_name(number))
    idle = storage.now() - changed.changed if changed else 0.0
    if idle > STALE_SECONDS:
        return None
    return f"process {ticket.get('process', 'unknown')} on {ticket.get('host', 'an unknown machine')}, last heard of {max(0.0, idle):.0f} s ago"


def start_up() -> tuple[str, str]:
    """A machine's name (the one that runs this), and what differs with every start of it (empty where that cannot be told)."""
    return socket.gethostname(), _told("/proc/sys/kernel/random/boot_id")


def _machine() -> list[str]:
    """What processes that see each other by number have in common. Containers have numbers of their own."""
    return [*start_up(), _told("/proc/self/ns/pid")]


def _told(path: str) -> str:
    try:
        return str(Path(path).readlink()) if Path(path).is_symlink() else Path(path).read_text("latin-1").strip()
    except OSError:  # not Linux
        return ""


def _state(process: int) -> tuple[bool, str]:
    """Whether a process of this machine may be alive, and when it began: numbers are used again. Only Linux tells when."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text("latin-1").rpartition(")")[2].split()
    except FileNotFoundError:
        if Path("/proc/self/stat").exists():
            return False, ""
        if os.name == "nt":  # there it is no question, but a Ctrl-C
            return True, ""
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return False, ""
        except PermissionError:
            pass
        return True, ""
    return fields[0] not in "ZX", fields[19]
