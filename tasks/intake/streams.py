"""Compressed files and archives as streams: nothing is unpacked to disk, nothing held whole.

What a file is, its first bytes say (the magic numbers of RFC 1952, the bzip2, xz, zstd and lz4 formats, tar and
zip); its name is not asked. A stream that breaks ends where it breaks, with the reason in `Input.error`, so that
whatever came before is used and the rest is reported.
"""

from __future__ import annotations

import bz2
import io
import lzma
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO, Any

_BLOCK = 1 << 18
# A text of one repeated line compresses 1000-fold, news 3- to 10-fold. Beyond this much AND this ratio it is a bomb.
BOMB_BYTES, BOMB_RATIO = 256 << 20, 200
_DEPTH = 4
_MEMBERS = 1_000_000


class Input(io.RawIOBase):
    """A readable stream over blocks; `error` says why it ended where it ended early."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks, self._rest = blocks, memoryview(b"")
        self.error: str | None = None
        self.bomb = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._rest:
            try:
                self._rest = memoryview(next(self._blocks))  # may be empty: ask again
            except StopIteration:
                return 0
            except _Bomb as error:
                self.error, self.bomb = str(error), True
                return 0
            except (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError, tarfile.TarError, zipfile.BadZipFile) as error:
                self.error = f"{error}" or type(error).__name__
                return 0
        n = min(len(buffer), len(self._rest))
        buffer[:n] = self._rest[:n]
        self._rest = self._rest[n:]
        return n


class _Bomb(Exception):
    pass


@dataclass(slots=True)
class Member:
    """One file inside another (or the file itself), ready to read. `source` tells whether it ended early."""

    name: str
    key: str
    stream: io.BufferedReader
    source: Input
    compression: str = ""


@dataclass(frozen=True, slots=True)
class Broken:
    """An archive, or a part of one, that cannot be read."""

    name: str
    detail: str
    bomb: bool = False


def unpack(stream: IO[bytes], name: str, key: str, depth: int = 0) -> Iterator[Member | Broken]:
    """Every document file in `stream`: itself, or what its compression and archives hold, at any of four depths."""
    blocks: Iterator[bytes] = iter(lambda: stream.read(_BLOCK), b"")
    compression: list[str] = []
    while True:
        source = Input(blocks)
        buffered = io.BufferedReader(source, _BLOCK)
        head = buffered.peek(512)
        kind = next((k for k, magic in _MAGIC.items() if head.startswith(magic)), "")
        if kind not in _DECOMPRESSORS or len(compression) >= _DEPTH:
            break
        compression.append(kind)
        blocks = _guarded(_DECOMPRESSORS[kind], buffered, source)
    if depth < _DEPTH and (kind == "zip" or _is_tar(head)):
        read = _zip if kind == "zip" else _tar
        seekable = stream if kind == "zip" and not compression and stream.seekable() else None
        yield from read(seekable or buffered, name, key, depth)
        if source.error:
            yield Broken(name, source.error, source.bomb)
        return
    yield Member(name, key, buffered, source, "+".join(compression))


def _is_tar(head: bytes) -> bool:
    return head[257:262] == b"ustar"


def _guarded(decompress: Callable[[io.BufferedReader], Iterator[bytes]], packed: io.BufferedReader, below: Input) -> Iterator[bytes]:
    consumed = _Counter(packed)
    produced = 0
    for block in decompress(consumed):  # type: ignore[arg-type]
        produced += len(block)
        if produced > BOMB_BYTES and produced > BOMB_RATIO * max(1, consumed.count):
            raise _Bomb(f"unpacks to more than {BOMB_RATIO} times its size")
        yield block
    if below.error:
        raise ValueError(below.error)


class _Counter:
    def __init__(self, stream: io.BufferedReader) -> None:
        self._stream, self.count = stream, 0

    def read(self, n: int = -1) -> bytes:
        data = self._stream.read1(n if n > 0 else _BLOCK)
        self.count += len(data)
        return data


def _members(make: Callable[[], Any], name: str) -> Callable[[_Counter], Iterator[bytes]]:
    """Streams of one or more compressed members, one behind the other, as gzip, bzip2 and xz allow."""

    def blocks(stream: _Counter) -> Iterator[bytes]:
        machine, fresh, most = make(), True, 4 * _BLOCK
        while data := stream.read(_BLOCK):
            if fresh and not data.strip(b"\0"):  # padding behind the last member
                continue
            # Never more than `most` bytes at a time, however much one byte unpacks to.
            while data or not (fresh or machine.eof):
                fresh = False
                try:
                    out = machine.decompress(data, most)
                except (zlib.error, lzma.LZMAError, OSError, ValueError) as error:
                    raise ValueError(f"{name} data is damaged: {error}") from error
                yield out
                data = getattr(machine, "unconsumed_tail", b"")
                if machine.eof:
                    data, machine, fresh = machine.unused_data, make(), True
                    if not data.strip(b"\0"):
                        break
                elif not data and len(out) < most:
                    break  # all that this block holds is out
        if not fresh:
            raise EOFError(f"{name} data ends before its end mark")

    return blocks


def _arrow(codec: str) -> Callable[[_Counter], Iterator[bytes]]:
    def blocks(stream: _Counter) -> Iterator[bytes]:
        import pyarrow as pa

        with pa.CompressedInputStream(pa.PythonFile(_Readable(stream), "r"), codec) as opened:
            while block := opened.read(_BLOCK):
                yield block

    return blocks


class _Readable(io.RawIOBase):
    def __init__(self, stream: _Counter) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def read(self, n: int = -1) -> bytes:
        return self._stream.read(n)


_MAGIC = {
    "gzip": b"\x1f\x8b",
    "bz2": b"BZh",
    "xz": b"\xfd7zXZ\x00",
    "zstd": b"\x28\xb5\x2f\xfd",
    "lz4": b"\x04\x22\x4d\x18",
    "zip": b"PK\x03\x04",
}
_DECOMPRESSORS: dict[str, Callable[[Any], Iterator[bytes]]] = {
    "gzip": _members(lambda: zlib.decompressobj(wbits=31), "gzip"),
    "bz2": _members(bz2.BZ2Decompressor, "bzip2"),
    "xz": _members(lzma.LZMADecompressor, "xz"),
    "zstd": _arrow("zstd"),
    "lz4": _arrow("lz4"),
}


def _hidden(path: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in path.split("/") if part not in (".", ".."))


def _tar(stream: IO[bytes], name: str, key: str, depth: int) -> Iterator[Member | Broken]:
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for count, entry in enumerate(archive):
                if count > _MEMBERS:
                    yield Broken(name, f"holds more than {_MEMBERS:,} files", bomb=True)
                    return
                if entry.isfile() and not _hidden(entry.name) and (opened := archive.extractfile(entry)):
                    yield from unpack(opened, f"{name}/{_inner(entry.name)}", f"{key}/{_inner(entry.name)}", depth + 1)
    except (tarfile.TarError, OSError, EOFError, ValueError, zlib.error) as error:
        yield Broken(name, f"the tar archive breaks off: {error}")


def _zip(stream: IO[bytes], name: str, key: str, depth: int) -> Iterator[Member | Broken]:
    if not stream.seekable():
        # A zip's table of contents is at its end; one inside another archive is small or goes to a temporary file.
        spool = tempfile.SpooledTemporaryFile(max_size=32 << 20)  # noqa: SIM115  closed with the generator
        while block := stream.read(_BLOCK):
            spool.write(block)
        stream = spool  # type: ignore[assignment]
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            for entry in archive.infolist()[:_MEMBERS]:
                if entry.is_dir() or _hidden(entry.filename):
                    continue
                inner = _inner(entry.filename)
                if entry.file_size > BOMB_BYTES and entry.file_size > BOMB_RATIO * max(1, entry.compress_size):
                    yield Broken(f"{name}/{inner}", f"unpacks to more than {BOMB_RATIO} times its size", bomb=True)
                    continue
                try:
                    opened = archive.open(entry)
                except (RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:
                    yield Broken(f"{name}/{inner}", f"cannot be unpacked: {error}")
                    continue
                with opened:
                    yield from unpack(opened, f"{name}/{inner}", f"{key}/{inner}", depth + 1)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError) as error:
        yield Broken(name, f"the zip archive is damaged: {error}")


def _inner(path: str) -> str:
    """A path inside an archive, for naming only: no file is ever written by it."""
    return "/".join(part for part in path.replace("\\", "/").split("/") if part not in ("", ".", ".."))
