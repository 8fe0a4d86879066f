"""Compressed files and archives as streams: nothing is unpacked to disk, nothing held whole.

What a file is, its first bytes say (the magic numbers of RFC 1952, the bzip2, xz, zstd and lz4 formats, tar and
zip); its name is not asked. A stream that breaks ends where it breaks, with the reason in `Input.error`, so that
whatever came before is used and the rest is reported.
"""

from __future__ import annotations

import codecs
import io
import re
import shutil
import stat
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from tarfile import HeaderError, ReadError
from typing import IO, Any

from tasks.intake.asides import only_asides
from tasks.intake.decode import valid_unicode
from tasks.intake.packed import DECOMPRESSORS, MAGIC, Ends
from tasks.intake.sidecars import is_beside

_BLOCK = 1 << 18
# A text of one repeated line compresses 1000-fold, news 3- to 10-fold. Beyond this much AND this ratio it is a bomb.
BOMB_BYTES, BOMB_RATIO = 256 << 20, 200
_DEPTH = 4
_MEMBERS = 1_000_000


def _is_bomb(full: int, packed: int) -> bool:
    return full > BOMB_BYTES and full > BOMB_RATIO * max(1, packed)


_BOMB = f"unpacks to more than {BOMB_RATIO} times its size"


class Input(io.RawIOBase):
    """A readable stream over blocks. Where it ended early, `error` says why and `reason` what a reject is to say."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks, self._rest = blocks, memoryview(b"")
        self.error: str | None = None
        self.reason = "malformed"

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        # To the brim: who peeks is to see as much of a file in a thousand small gzip members as of a plain one.
        filled = 0
        while filled < len(buffer) and (self._rest or self._refill()):
            n = min(len(buffer) - filled, len(self._rest))
            buffer[filled : filled + n] = self._rest[:n]
            self._rest = self._rest[n:]
            filled += n
        return filled

    def _refill(self) -> bool:
        while not self._rest and self.error is None:
            try:
                self._rest = memoryview(next(self._blocks))  # may be empty: ask again
            except StopIteration:
                return False
            except Exception as error:  # the bytes decide what their decompressor raises
                self.error = str(error) or type(error).__name__
                # Bad data is an OSError without a number to some libraries; the file system always gives one.
                number = error.errno if isinstance(error, OSError) else None
                self.reason = error.reason if isinstance(error, Ends) else "unreadable" if number else "malformed"
        return bool(self._rest)


class _Meter:
    """Bytes taken from one file and given by all that is unpacked from it, at whatever depth, and the files passed over there."""

    def __init__(self) -> None:
        self.taken = self.given = self.asides = 0

    def take(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        for block in blocks:
            self.taken += len(block)
            yield block

    def give(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        for block in blocks:
            self.given += len(block)
            if _is_bomb(self.given, self.taken):
                raise Ends(_BOMB, "too_large")
            yield block


class Recoded(io.RawIOBase):
    """A stream of UTF-16 or UTF-32 as UTF-8."""

    def __init__(self, stream: io.BufferedReader, encoding: str) -> None:
        self._stream, self._rest = stream, b""
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._rest:
            data = self._stream.read1(1 << 16)
            self._rest = self._decoder.decode(data, final=not data).encode("utf-8", "replace")
            if not data:
                break
        n = min(len(buffer), len(self._rest))
        buffer[:n], self._rest = self._rest[:n], self._rest[n:]
        return n


@dataclass(slots=True)
class Member:
    """One file inside another (or the file itself), ready to read. `source` tells whether it ended early."""

    name: str
    key: str
    stream: io.BufferedReader
    source: Input
    compression: str = ""
    format: str = ""
    """Where what it was found in has told it."""


@dataclass(frozen=True, slots=True)
class Broken:
    """An archive, or a part of one, that cannot be read."""

    name: str
    detail: str
    reason: str = "malformed"


def unpack(stream: IO[bytes], name: str, key: str) -> Iterator[Member | Broken]:
    """Every document file in `stream`: itself, or what its compression and archives hold, at any of four depths."""
    meter = _Meter()
    yield from _unpack(meter.take(_blocks(stream)), stream if stream.seekable() else None, name, key, 0, meter)


def _blocks(stream: IO[bytes]) -> Iterator[bytes]:
    return iter(lambda: stream.read(_BLOCK), b"")


def _unpack(
    blocks: Iterator[bytes], file: IO[bytes] | None, name: str, key: str, depth: int, meter: _Meter
) -> Iterator[Member | Broken]:
    """`file` is what `blocks` come from, where that is a file on disk."""
    compression: list[str] = []
    while True:
        source = Input(blocks)
        buffered: io.BufferedReader = io.BufferedReader(source, _BLOCK)
        head = buffered.peek(512)
        kind = next((k for k, magic in MAGIC.items() if magic.match(head)), "")
        if kind not in DECOMPRESSORS or len(compression) >= _DEPTH:
            break
        compression.append(kind)
        blocks, file = meter.give(_decompressed(DECOMPRESSORS[kind], buffered, source)), None
    if depth >= _DEPTH or not (kind == "zip" or head[257:262] == b"ustar"):
        if depth and is_beside(name, lambda: buffered.peek(1 << 16)[: 1 << 16]):
            meter.asides += 1
            return
        yield Member(name, key, buffered, source, "+".join(compression))
        return
    members = (
        _zip(file, buffered, name, key, depth, meter, "+".join(compression))
        if kind == "zip"
        else _tar(buffered, name, key, depth, meter)
    )
    empty, before = True, meter.asides
    for member in members:
        empty = False
        # Where the archive's own stream broke off, that says more than what the archive's reader made of it.
        if not (isinstance(member, Broken) and member.name == name and source.error):
            yield member
    if source.error:
        yield Broken(name, source.error, source.reason)
    elif empty and meter.asides > before:
        yield Broken(name, only_asides(meter.asides - before), "no_text")
    elif empty:
        yield Broken(name, "there are no files in the archive", "no_text")


def _decompressed(
    decompress: Callable[[io.BufferedReader], Iterator[bytes]], packed: io.BufferedReader, below: Input
) -> Iterator[bytes]:
    try:
        yield from decompress(packed)
    except Exception as error:
        if below.error:  # the cause: what is packed ended early
            raise Ends(below.error, below.reason) from error
        raise
    if below.error:
        raise Ends(below.error, below.reason)


def _hidden(path: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in path.split("/"))


class _Entry(tarfile.TarInfo):
    """A header that cannot be read is an error; tarfile would take it for the archive's end."""

    @classmethod
    def fromtarfile(cls, tarfile: Any) -> Any:  # the parameter's name is the library's
        try:
            return super().fromtarfile(tarfile)
        except HeaderError as error:
            # At the end of an archive, and where a file ends without one, it stands alone in its class.
            if type(error).__name__ in ("EOFHeaderError", "EmptyHeaderError"):
                raise
            raise ReadError(str(error)) from error


def _tar(stream: IO[bytes], name: str, key: str, depth: int, meter: _Meter) -> Iterator[Member | Broken]:
    try:
        with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Entry) as archive:
            count = 0
            while entry := archive.next():
                archive.members = []  # type: ignore[attr-defined]  # it would remember a million of them
                count += 1
                inner = _inner(entry.name)
                if count > _MEMBERS:
                    yield Broken(name, f"holds more than {_MEMBERS:,} files", "too_large")
                    return
                if entry.issparse():  # holes cost nothing, whatever their size
                    yield Broken(f"{name}/{inner}", "a sparse file")
                elif entry.isfile() and not _hidden(inner) and (opened := archive.extractfile(entry)):
                    yield from _unpack(_blocks(opened), None, f"{name}/{inner}", f"{key}/{inner}", depth + 1, meter)
    except (tarfile.TarError, OSError, EOFError, ValueError) as error:
        yield Broken(name, f"the tar archive breaks off: {error}")


def _zip(
    file: IO[bytes] | None, stream: IO[bytes], name: str, key: str, depth: int, meter: _Meter, compression: str
) -> Iterator[Member | Broken]:
    with tempfile.SpooledTemporaryFile(max_size=32 << 20) as spool:
        if file is None:
            # A zip's table of contents is at its end; one inside another archive is small or goes to a temporary file.
            shutil.copyfileobj(stream, spool, _BLOCK)
        try:
            with zipfile.ZipFile(file or spool) as archive:
                if before := _before(archive, file or spool):
                    yield Broken(name, f"the zip archive is damaged: {before}")
                    return
                entries = archive.infolist()
                if (office := _office(archive)) is not None:
                    entries = [entry for entry in entries if entry.filename == office]
                    if not entries:
                        yield _workbook(archive, file or spool, name, key, compression)
                        return
                for entry in entries[:_MEMBERS]:
                    inner = _inner(entry.filename)
                    if not (entry.is_dir() or stat.S_ISLNK(entry.external_attr >> 16) or _hidden(inner)):
                        if file:
                            meter.taken += entry.compress_size
                        yield from _zipped(archive, entry, f"{name}/{inner}", f"{key}/{inner}", depth, meter)
                if len(entries) > _MEMBERS:
                    yield Broken(name, f"holds more than {_MEMBERS:,} files", "too_large")
        except Exception as error:  # zipfile raises what the bytes make struct, codecs and seek raise
            yield Broken(name, f"the zip archive is damaged: {error}")


_OFFSET = 42  # in an entry of the table of contents: where its file begins (APPNOTE.TXT 4.3.12)
_ELSEWHERE = b"\xff\xff\xff\xff"  # in the fields of ZIP64


def _before(archive: zipfile.ZipFile, packed: IO[bytes]) -> str:
    """What is wrong where the table of contents found is not that of the whole archive, which begins with its first file: where the
    end is cut off, that of an archive inside is the last there is.
    """
    for first in archive.infolist()[:1]:
        packed.seek(archive.start_dir + _OFFSET)
        said = packed.read(4)
        before = first.header_offset - int.from_bytes(said, "little")
        if said != _ELSEWHERE and before:
            return f"its end is cut off, or another one was joined to it: {before:,} bytes are not in its table of contents"
    return ""


def _workbook(archive: zipfile.ZipFile, packed: IO[bytes], name: str, key: str, compression: str) -> Member | Broken:
    """The archive itself, where it is a table of an office: such are read whole."""
    entries = archive.infolist()
    if _is_bomb(sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)):
        return Broken(name, _BOMB, "too_large")
    if not (any(entry.filename.startswith("xl/") for entry in entries) or b"spreadsheet" in _mimetype(archive)):
        return Broken(name, "slides or drawings of an office; save them as text", "not_text")
    packed.seek(0)
    source = Input(_blocks(packed))
    return Member(name, key, io.BufferedReader(source, _BLOCK), source, compression, "workbook")


def _mimetype(archive: zipfile.ZipFile) -> bytes:
    """What an OpenDocument says that it is."""
    if "mimetype" not in archive.NameToInfo:
        return b""
    with archive.open("mimetype") as said:
        return said.read(100)


_WORD = re.compile(r"word/document\d*\.xml")


def _office(archive: zipfile.ZipFile) -> str | None:
    """Which file holds the text of an office document (Microsoft's, OpenDocument's), which is a zip archive; "" of one that is no
    text, None of other archives.
    """
    names = archive.NameToInfo
    if "[Content_Types].xml" in names:
        return next(filter(_WORD.fullmatch, names), "")
    if not {"mimetype", "content.xml", "META-INF/manifest.xml"} <= names.keys():
        return None
    return "content.xml" if _mimetype(archive).startswith(b"application/vnd.oasis.opendocument.text") else ""


def _zipped(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, key: str, depth: int, meter: _Meter
) -> Iterator[Member | Broken]:
    if _is_bomb(entry.file_size, entry.compress_size):
        yield Broken(name, _BOMB, "too_large")
        return
    try:
        opened = archive.open(entry)
    except (RuntimeError, NotImplementedError, zipfile.BadZipFile) as error:
        yield Broken(name, f"cannot be unpacked: {error}")
        return
    with opened:
        yield from _unpack(meter.give(_blocks(opened)), None, name, key, depth + 1, meter)


def _inner(path: str) -> str:
    """A path inside an archive, for naming only: no file is ever written by it."""
    return valid_unicode("/".join(part for part in path.replace("\\", "/").split("/") if part not in ("", ".", "..")))
