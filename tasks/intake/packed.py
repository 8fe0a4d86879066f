"""Decompressors: blocks of gzip, bzip2, xz, zstd and lz4 as blocks of what they hold, as far as they can be had."""

from __future__ import annotations

import bz2
import io
import lzma
import re
import zlib
from collections.abc import Callable, Iterator
from typing import Any, Literal

_BLOCK = 1 << 18
# Compressed bytes given to a decompressor at a time: it copies what is left of them at the end of each member.
_SLICE = 1 << 14


class Ends(Exception):
    """A stream that gives no more; `reason` is one of `records.REASONS`."""

    def __init__(self, detail: str, reason: str = "malformed") -> None:
        super().__init__(detail)
        self.reason = reason


def _members(make: Callable[[], Any], name: str) -> Callable[[io.BufferedReader], Iterator[bytes]]:
    """Streams of one or more compressed members, one behind the other, as gzip, bzip2 and xz allow."""

    def blocks(stream: io.BufferedReader) -> Iterator[bytes]:
        machine, fresh, most = make(), True, 4 * _BLOCK
        while data := stream.read(_SLICE):
            if fresh and not data.strip(b"\0"):  # padding behind the last member
                continue
            # Never more than `most` bytes at a time, however much one byte unpacks to.
            while data or not (fresh or machine.eof):
                before = machine.copy() if hasattr(machine, "copy") else None
                fresh = False
                try:
                    out = machine.decompress(data, most)
                except (zlib.error, lzma.LZMAError, OSError, ValueError) as error:
                    yield _salvaged(before, data)
                    raise Ends(f"{name} data is damaged: {error}") from error
                yield out
                data = getattr(machine, "unconsumed_tail", b"")
                if machine.eof:
                    data, machine, fresh = machine.unused_data, make(), True
                    if not data.strip(b"\0"):
                        break
                elif not data and len(out) < most:
                    break  # all that this slice holds is out
        if not fresh:
            raise Ends(f"{name} data ends before its end mark")

    return blocks


def _salvaged(machine: Any, data: bytes) -> bytes:
    """What `data` gives up to the byte at which it fails; a call that fails keeps all that it had."""
    out = bytearray()
    try:
        for i in range(len(data) if machine else 0):
            out += machine.decompress(data[i : i + 1])
    except zlib.error:
        pass
    return bytes(out)


def _arrow(codec: Literal["zstd", "lz4"]) -> Callable[[io.BufferedReader], Iterator[bytes]]:
    def blocks(stream: io.BufferedReader) -> Iterator[bytes]:
        import pyarrow as pa

        with pa.CompressedInputStream(pa.PythonFile(stream, "r"), codec) as opened:
            while True:
                pieces: list[bytes] = []
                try:
                    # A call that fails keeps all that it had: little at a time, which costs next to nothing.
                    while len(pieces) < 512 and (piece := opened.read(512)):
                        pieces.append(piece)
                except (pa.ArrowException, OSError) as error:
                    yield b"".join(pieces)
                    raise Ends(f"{codec} data is damaged or cut: {error}") from error
                if not pieces:
                    return
                yield b"".join(pieces)

    return blocks


MAGIC = {
    "gzip": re.compile(rb"\x1f\x8b"),
    "bz2": re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"),  # in full: "BZh" alone begins names
    "xz": re.compile(rb"\xfd7zXZ\x00"),
    "zstd": re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18"),
    "lz4": re.compile(rb"\x04\x22\x4d\x18"),
    "zip": re.compile(rb"PK\x03\x04|PK\x05\x06"),
}
DECOMPRESSORS: dict[str, Callable[[Any], Iterator[bytes]]] = {
    "gzip": _members(lambda: zlib.decompressobj(wbits=31), "gzip"),
    "bz2": _members(bz2.BZ2Decompressor, "bzip2"),
    "xz": _members(lzma.LZMADecompressor, "xz"),
    "zstd": _arrow("zstd"),
    "lz4": _arrow("lz4"),
}
