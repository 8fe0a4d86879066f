"""Compression and archives as streams: what is whole comes out, what is broken is said, nothing is written."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
import zlib

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.intake import streams
from tasks.intake.streams import Broken, Input, Member, unpack
from tests.bounds import bounded


def _arrow(codec):
    def pack(data):
        sink = pa.BufferOutputStream()
        with pa.CompressedOutputStream(sink, codec) as stream:
            stream.write(data)
        return sink.getvalue().to_pybytes()

    return pack


PACK = {
    "gzip": lambda data: gzip.compress(data, mtime=0),
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "zstd": _arrow("zstd"),
    "lz4": _arrow("lz4"),
}
ALL = pytest.mark.parametrize("kind", PACK)
# Lines that compress as news do: three- to five-fold.
TEXT = b"".join(b"%d The ferry %x left the harbour at %o.\n" % (i, i * i * 7919, i * 31) for i in range(20_000))


class Dribble(io.BytesIO):
    """A stream that gives a few bytes at a time."""

    def __init__(self, data, sizes):
        super().__init__(data)
        self._sizes = sizes
        self._turn = 0

    def read(self, n=-1):
        self._turn += 1
        return super().read(min(n, self._sizes[self._turn % len(self._sizes)]))


def contents(data, name="dump"):
    """What `data` unpacks to: [(name, bytes, error)], and the archive's own troubles."""
    stream = data if isinstance(data, io.IOBase) else io.BytesIO(data)
    found, broken = [], []
    for one in unpack(stream, name, name):
        if isinstance(one, Broken):
            broken.append(one)
        else:
            assert isinstance(one, Member)
            data = one.stream.read()
            found.append((one.name, data, one.source.error))
    return found, broken


def tar(files, mode="w", **more):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode, **more) as archive:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    return out.getvalue()


def zipped(files, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


@ALL
@settings(max_examples=25)
@given(
    parts=st.lists(st.binary(max_size=3000), min_size=1, max_size=4),
    sizes=st.lists(st.integers(1, 500), min_size=1, max_size=5),
)
def test_round_trip_of_one_or_more_members_in_any_chunks(kind, parts, sizes):
    parts[0] = b"text" + parts[0]  # no magic number of its own
    plain = b"".join(parts)
    packed = b"".join(map(PACK[kind], parts))
    [(name, data, error)], broken = contents(Dribble(packed, sizes))
    assert (name, data, error, broken) == ("dump", plain, None, [])


@ALL
def test_truncated_anywhere(kind):
    packed = PACK[kind](TEXT)
    for cut in (12, 100, len(packed) // 3, len(packed) // 2, len(packed) - 9, len(packed) - 1):
        [(_, data, error)], broken = contents(packed[:cut])
        assert TEXT.startswith(data)
        assert error and not broken, cut
    # What lies before the break is there: all but a block of the format's own.
    assert len(data) > len(TEXT) - {"bz2": len(TEXT), "zstd": 1 << 17}.get(kind, 600)


def test_gzip_gives_every_byte_before_the_break():
    packed = PACK["gzip"](TEXT)
    for cut in (100, 5_000, len(packed) // 2, len(packed) - 3):
        [(_, data, error)], _ = contents(packed[:cut])
        assert data == zlib.decompressobj(wbits=31).decompress(packed[:cut])
        assert "ends before its end mark" in error


def test_a_wrong_checksum_costs_no_data():
    packed = bytearray(PACK["gzip"](b"The ferry left at nine.\n"))
    packed[-6] ^= 0xFF
    [(_, data, error)], _ = contents(bytes(packed))
    assert data == b"The ferry left at nine.\n"
    assert "damaged" in error


def test_damage_in_the_middle_keeps_what_comes_before():
    packed = bytearray(PACK["gzip"](TEXT))
    middle = len(packed) // 2
    packed[middle : middle + 40] = b"\xff" * 40
    [(_, data, error)], _ = contents(bytes(packed))
    assert data[: len(TEXT) // 3] == TEXT[: len(TEXT) // 3]
    assert error


@pytest.mark.parametrize("kind", ["gzip", "bz2", "xz"])
def test_padding_is_no_damage(kind):
    assert contents(PACK[kind](b"text\n") + bytes(512)) == ([("dump", b"text\n", None)], [])


@ALL
def test_garbage_behind_the_end_is_said(kind):
    [(_, data, error)], _ = contents(PACK[kind](TEXT) + b"garbage behind the end")
    assert len(data) > len(TEXT) - 600 and TEXT.startswith(data)
    assert error


def test_thousands_of_tiny_members_take_linear_time():
    packed = PACK["gzip"](b"x\n") * 20_000
    with bounded(seconds=4):
        [(_, data, error)], _ = contents(packed)
    assert data == b"x\n" * 20_000 and error is None


def test_who_peeks_sees_through_small_members():
    [member] = unpack(io.BytesIO(PACK["gzip"](b"one\n") + PACK["gzip"](b"two\n")), "x", "x")
    assert member.stream.peek(100) == b"one\ntwo\n"


@pytest.mark.parametrize("start", [b"BZhang Wei said", b"PK is a band", b"\x1f", b""])
def test_text_that_begins_like_a_magic_number(start):
    assert contents(start) == ([("dump", start, None)], [])


def test_layers():
    packed = PACK["xz"](PACK["gzip"](b"text"))
    [member] = unpack(io.BytesIO(packed), "x", "x")
    assert (member.stream.read(), member.compression) == (b"text", "xz+gzip")


def test_archives_in_archives():
    inner = zipped({"c.txt": b"C"})
    outer = tar(
        {"a.jsonl.gz": gzip.compress(b"A", mtime=0), "sub/b.zip": inner, "sub/d.tar": tar({"e.txt": b"E"})}, "w:gz"
    )
    found, broken = contents(outer, "x.tar.gz")
    assert found == [
        ("x.tar.gz/a.jsonl.gz", b"A", None),
        ("x.tar.gz/sub/b.zip/c.txt", b"C", None),
        ("x.tar.gz/sub/d.tar/e.txt", b"E", None),
    ]
    assert not broken


def test_too_deep_is_handed_on_as_it_is():
    data = b"text"
    for _ in range(7):
        data = zipped({"x": data})
    [(name, data, _)], _ = contents(data)
    assert name.count("/x") == 4 and data.startswith(b"PK")


@pytest.mark.parametrize("cut", [600, 5000, 20_000])
def test_truncated_tar_gives_the_files_before_the_break(cut):
    files = {"a.txt": b"A" * 400, "b.txt": TEXT[:9000], "c.txt": TEXT[:30_000]}
    found, broken = contents(tar(files)[:cut])
    for name, data, error in found:
        whole = files[name.removeprefix("dump/")]
        assert data == whole or (error and whole.startswith(data))
    assert broken or found[-1][2]


def test_truncated_tar_gz_says_so_once_for_the_archive():
    packed = tar({"a.txt": TEXT, "b.txt": TEXT}, "w:gz")
    found, broken = contents(packed[: len(packed) * 3 // 4])
    assert found[0] == ("dump/a.txt", TEXT, None)
    assert TEXT.startswith(found[1][1]) and found[1][2]
    assert [one.detail for one in broken] == ["gzip data ends before its end mark"]


def test_a_damaged_header_is_no_end_of_the_archive():
    data = bytearray(tar({"a.txt": b"A" * 512, "b.txt": b"B" * 512}))
    data[1024 + 100 : 1024 + 160] = b"\xff" * 60
    found, broken = contents(bytes(data))
    assert [name for name, *_ in found] == ["dump/a.txt"]
    assert "breaks off" in broken[0].detail


def test_truncated_zip():
    found, broken = contents(zipped({"a.txt": TEXT, "b.txt": TEXT})[:-30])
    assert not found
    assert "damaged" in broken[0].detail


@pytest.mark.parametrize("left", [-30, -1, 0.7])
def test_a_truncated_zip_of_zips_is_not_taken_for_the_last_of_these(left):
    whole = zipped({f"{i}.zip": zipped({f"{i}.txt": TEXT[:9000]}) for i in range(5)}, zipfile.ZIP_STORED)
    assert [name for name, *_ in contents(whole)[0]] == [f"dump/{i}.zip/{i}.txt" for i in range(5)]
    found, [broken] = contents(whole[: left if left < 0 else int(left * len(whole))])
    assert not found
    assert "cut off" in broken.detail or left == -1


def test_zips_joined_to_one_file_are_said():
    found, [broken] = contents(zipped({"a.txt": b"A"}) + zipped({"b.txt": b"B"}))
    assert not found and "joined" in broken.detail


def test_one_damaged_file_in_a_zip_costs_that_file():
    data = bytearray(zipped({"a.txt": TEXT, "b.txt": b"whole"}))
    data[3000:3010] = b"\xff" * 10
    found, _ = contents(bytes(data))
    assert found[0][2] and found[1] == ("dump/b.txt", b"whole", None)


def test_encrypted_zip():
    data = bytearray(zipped({"a.txt": b"secret", "b.txt": b"plain"}))
    data[6] |= 1
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    found, broken = contents(bytes(data))
    assert [name for name, *_ in found] == ["dump/b.txt"]
    assert (broken[0].name, "password" in broken[0].detail) == ("dump/a.txt", True)


@pytest.mark.parametrize(
    "data", [zipped({}), zipped({"folder/": b""}), tar({".hidden": b"x"})], ids=["zip", "folders", "hidden"]
)
def test_empty_archives_say_so(data):
    found, [broken] = contents(data)
    assert (found, broken.reason) == ([], "no_text")


def test_an_empty_file_is_one_member():
    assert contents(b"") == ([("dump", b"", None)], [])


@pytest.mark.parametrize("pack", [tar, zipped])
def test_programs_and_checksums_in_an_archive_are_passed_over(pack):
    files = {
        "a.txt": b"A",
        "SHA256SUMS": b"9f86d081 *a.txt\n",
        "code/fetch.py": b"import json\n",
        "b.log": b'{"a": 1}\n{"a": 2}\n',
    }
    found, broken = contents(pack(files))
    assert [name for name, *_ in found] == ["dump/a.txt", "dump/b.log"] and not broken
    assert contents(b"import json\n", "fetch.py")[0] == [("fetch.py", b"import json\n", None)]
    found, [broken] = contents(pack({"a.py": b"import json\n", "SHA256SUMS": b"9f86d081 *a.txt\n"}))
    assert (found, broken.reason, broken.detail[:33]) == ([], "no_text", "all 2 files there are passed over")


TRICKS = [
    "../../escaped.txt",
    "/etc/escaped.txt",
    "..\\..\\escaped.txt",
    "C:\\escaped.txt",
    "a/../../escaped.txt",
    "./b/escaped.txt",
]


@pytest.mark.parametrize("pack", [tar, zipped])
def test_paths_are_names_and_nothing_is_written(pack, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deep").mkdir()
    monkeypatch.chdir(tmp_path / "deep")
    found, broken = contents(pack(dict.fromkeys(TRICKS, b"x")), "a")
    assert len(found) == len(TRICKS) and not broken
    for name, data, _ in found:
        assert name.startswith("a/") and ".." not in name.split("/") and "\\" not in name
        assert data == b"x"
    assert [path.name for path in tmp_path.rglob("*")] == ["deep"]


def test_links_and_devices_are_passed_over(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind in (
            tarfile.SYMTYPE,
            tarfile.LNKTYPE,
            tarfile.CHRTYPE,
            tarfile.BLKTYPE,
            tarfile.FIFOTYPE,
            tarfile.DIRTYPE,
        ):
            entry = tarfile.TarInfo(f"entry{kind!r}")
            entry.type, entry.linkname = kind, str(secret)
            archive.addfile(entry)
        entry = tarfile.TarInfo("real.txt")
        entry.size = 4
        archive.addfile(entry, io.BytesIO(b"real"))
    assert contents(out.getvalue())[0] == [("dump/real.txt", b"real", None)]
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(out := io.BytesIO(), "w") as archive:
        archive.writestr(link, str(secret))
        archive.writestr("real.txt", "real")
    assert contents(out.getvalue())[0] == [("dump/real.txt", b"real", None)]


def test_sparse_files_are_not_filled_with_zeros():
    data = bytearray(tar({"hole.txt": b"x" * 512}))
    data[156:157] = b"S"
    data[386:398], data[398:410] = b"00000000000\0", b"00000001000\0"
    data[483:495] = b"77777777777\0"
    data[148:156] = b" " * 8
    data[148:156] = b"%06o\0 " % sum(data[:512])
    found, broken = contents(bytes(data))
    assert not found and broken[0].detail == "a sparse file"


def test_names_that_are_not_unicode():
    data = tar({"a.txt": b"x"}).replace(b"a.txt", b"\xff.txt")
    header = bytearray(data)
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header[:512])
    [(name, *_)], _ = contents(bytes(header))
    name.encode("utf-8")


@pytest.fixture
def small_bombs(monkeypatch):
    monkeypatch.setattr(streams, "BOMB_BYTES", 4 << 20)


_ZEROS = bytes(32 << 20)  # more than any may take, in bytes read or in memory
# Made when they are wanted: packing takes seconds, and every worker collects all tests.
_BOMBS = {
    "gzip": lambda: gzip.compress(_ZEROS, mtime=0),
    "gzip in gzip, each below the ratio": lambda: gzip.compress(gzip.compress(_ZEROS, mtime=0) * 8, mtime=0),
    "bz2": lambda: bz2.compress(_ZEROS),
    "xz": lambda: lzma.compress(_ZEROS),
    "zstd": lambda: PACK["zstd"](_ZEROS),
    "zip": lambda: zipped({"x.txt": _ZEROS}),
    "zip of many": lambda: zipped({f"{i}.txt": _ZEROS[: 2 << 20] for i in range(24)}),
    "tar.gz": lambda: tar({"x.txt": _ZEROS}, "w:gz"),
}


@pytest.mark.parametrize("kind", _BOMBS)
def test_bombs_end_soon_and_take_little_memory(kind, small_bombs):
    bomb, taken, errors = _BOMBS[kind](), 0, []
    with bounded(seconds=5, size=24 << 20):
        for one in unpack(io.BytesIO(bomb), "bomb", "bomb"):
            if isinstance(one, Broken):
                errors.append((one.detail, one.reason))
                continue
            while block := one.stream.read(1 << 16):
                taken += len(block)
            if one.source.error:
                errors.append((one.source.error, one.source.reason))
    assert ("unpacks to more than 200 times its size", "too_large") in errors
    assert taken <= 20 << 20


def test_much_data_that_is_no_bomb(small_bombs):
    found, broken = contents(PACK["gzip"](TEXT * 10))
    assert found == [("dump", TEXT * 10, None)] and not broken


def test_a_disk_that_fails_is_unreadable_not_malformed():
    def blocks():
        yield b"beginning"
        raise OSError(5, "Input/output error")

    source = Input(blocks())
    assert io.BufferedReader(source).read() == b"beginning"
    assert (source.reason, "Input/output" in source.error) == ("unreadable", True)
