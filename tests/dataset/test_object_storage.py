"""Sources and datasets on S3: a real server of its protocol, on this machine. And sources on a web server."""

from __future__ import annotations

import contextlib
import http.server
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import fsspec
import pyarrow.dataset as pds
import pyarrow.parquet as pq
import pytest

from tasks.dataset import lock
from tasks.dataset.compact import compact
from tasks.dataset.manifest import published, read_manifest
from tasks.dataset.remote import RemoteStorage
from tasks.dataset.verify import verify
from tasks.errors import NoFiles, UsageError
from tasks.intake.sources import expand
from tests.runs import SMALL, digests, rows, run_phases, story, write_lines

# It looks through its folders of services twice a request, which is a third of its time, and tells of each.
_SERVER = """
import gc, logging
gc.set_threshold(100_000, 20, 20)
logging.disable()
from moto import backends, server
services = list(backends.list_of_moto_modules())
backends.list_of_moto_modules = lambda: services
server.main()
"""


@pytest.fixture(scope="module")
def s3() -> Iterator[Any]:
    """A file system on an S3 server, which processes started meanwhile find in their environment. It has two buckets."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        [sys.executable, "-c", _SERVER, "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    settings = {
        "AWS_ENDPOINT_URL": address, "AWS_ACCESS_KEY_ID": "tests", "AWS_SECRET_ACCESS_KEY": "tests",
        "AWS_DEFAULT_REGION": "us-east-1",
    }  # fmt: skip
    try:
        with pytest.MonkeyPatch.context() as patched:
            for name, value in settings.items():
                patched.setenv(name, value)
            until = time.monotonic() + 30
            while time.monotonic() < until:
                try:
                    urllib.request.urlopen(f"{address}/moto-api/", timeout=2).close()
                    break
                except OSError:
                    time.sleep(0.05)
            fs = fsspec.filesystem("s3", use_listings_cache=False)
            fs.mkdir("inbox")
            fs.mkdir("sets")
            yield fs
    finally:
        server.kill()
        server.wait(10)


def test_dumps_on_a_web_server(tmp_path: Path) -> None:
    folder = tmp_path / "dump"
    folder.mkdir()
    write_lines(folder / "one.jsonl", [{"text": story(1)}])
    write_lines(folder / "two.jsonl", [{"text": story(2)}])
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        run = [
            run_phases([source], tmp_path / "out") for source in (f"{address}/one.jsonl", f"{address}/", f"{address}/")
        ]
        with pytest.raises(UsageError, match="no such file or folder"):
            run_phases([f"{address}/nosuch.jsonl"], tmp_path / "out")
        server.shutdown()
    assert [(summary.articles, summary.known_files) for summary in run] == [(1, 0), (1, 1), (0, 2)]
    assert {row["source_file"] for row in rows(tmp_path / "out", "articles")} == {
        f"{address}/{n}.jsonl" for n in ("one", "two")
    }


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


def _here(s3: Any, dataset: str, folder: Path) -> dict[str, str]:
    """The digests of a dataset's parts, brought here."""
    s3.get(dataset.removeprefix("s3://"), str(folder), recursive=True)
    return digests(folder)


def _dump(folder: Path, name: str, numbers: range) -> Path:
    records = [{"text": story(n, 60), "lang": "en", "url": f"https://pier.example/{n}"} for n in numbers]
    return write_lines(folder / name, [*records, b"{broken"])


def test_the_same_bytes_as_on_disk(s3: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs, later runs, a compaction and a rebuild on S3 leave what they leave on disk."""
    monkeypatch.chdir(tmp_path)  # a file's name is in the rows
    settings = SMALL.model_copy(update={"cleaned_at": "2024-06-01T00:00:00Z"})
    sources = [_dump(tmp_path, "one.jsonl", range(40)), _dump(tmp_path, "two.jsonl", range(30, 50))]
    Path("one.bin").write_bytes(b"\0\1\2\3" * 20_000)
    for out in ("news", "s3://sets/news"):
        first = run_phases(["one.jsonl", "one.bin"], out, settings)
        assert first.records == 42
        second = run_phases(["one.jsonl", "two.jsonl"], out, settings)
        assert (second.known_files, second.duplicates) == (1, {"exact": 10})
        assert run_phases(["two.jsonl"], out, settings).files == 0
        assert list(verify(out)) == []
    assert sources[0].exists()
    disk = digests(tmp_path / "news")
    assert _here(s3, "s3://sets/news", tmp_path / "fetched") == disk
    assert {path.split("/")[2] for path in s3.find("sets/news")} >= {"articles", "manifest.json", "_index"}
    assert [path.rpartition("/")[2] for path in s3.find("sets/news/_work")] == ["00000002"]

    assert compact("news") == compact("s3://sets/news")
    assert list(verify("s3://sets/news")) == []
    assert _here(s3, "s3://sets/news", tmp_path / "compacted") == digests(tmp_path / "news") != disk

    other = settings.model_copy(update={"min_words": 20})
    for out in ("news", "s3://sets/news"):
        run_phases(["one.jsonl", "two.jsonl", "one.bin"], out, other, rebuild=True)
        assert list(verify(out)) == []
    assert _here(s3, "s3://sets/news", tmp_path / "rebuilt") == digests(tmp_path / "news")


def test_sources_are_known_by_their_tags(s3: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for night in range(3):
        s3.put(str(_dump(tmp_path, "dump.jsonl", range(night, night + 3))), f"inbox/nightly/{night}/dump.jsonl")
    s3.pipe_file("inbox/nightly/_ignored.jsonl", b"{}")
    out = str(tmp_path / "news")
    summary = run_phases(["s3://inbox/nightly"], out)
    assert (summary.files, summary.records) == (3, 12)
    read = [entry["file"] for entry in read_manifest(out)["runs"][0]["read"]]
    assert read == [f"s3://inbox/nightly/{night}/dump.jsonl" for night in range(3)]
    opened: list[str] = []
    monkeypatch.setattr("tasks.intake.sources.open_file", lambda name: opened.append(name))
    assert run_phases(["s3://inbox/nightly/*/*.jsonl"], out).known_files == 3
    assert opened == []
    assert run_phases(["s3://inbox/weekly"], out).files == 0  # as where a folder was emptied
    with pytest.raises(NoFiles, match="no files there"):
        run_phases(["s3://inbox/weekly"], str(tmp_path / "other"))


def test_datasets_are_no_dumps(s3: Any, tmp_path: Path) -> None:
    s3.put(str(_dump(tmp_path, "dump.jsonl", range(3))), "inbox/mixed/dump.jsonl")
    for out in ("s3://inbox/mixed/news", "s3://inbox/mixed/other/news"):
        assert run_phases(["s3://inbox/mixed"], out).files == 1
    assert [file.key for file in expand(["s3://inbox/mix*"])] == ["dump.jsonl"]
    with pytest.raises(UsageError, match=r"is a copydesk dataset, no dump; name s3://inbox/mixed/news/articles"):
        expand(["s3://inbox/mixed/news/"])
    assert len(expand(["s3://inbox/mixed/news/articles"])) == 1


class Killed(BaseException):
    """What nobody catches."""


def _dying(patched: pytest.MonkeyPatch, at: int, die: Callable[[], None]) -> None:
    """Die before the request number `at` that changes something."""
    count = 0

    def wrapped(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any) -> Any:
            nonlocal count
            count += 1
            if count == at:
                die()
            if count > at:
                return None  # a dead process writes nothing: not even that it is done
            return real(*given)

        return call

    for name in ("store", "place", "write", "remove", "clear"):
        patched.setattr(RemoteStorage, name, wrapped(getattr(RemoteStorage, name)))
    patched.setattr(lock, "_state", lambda process: (False, ""))


def test_killed_between_requests(s3: Any, tmp_path: Path) -> None:
    """Runs die before every third request; the next takes up what the last has left, and the bytes are an unbroken run's."""
    source, out = str(_dump(tmp_path, "dump.jsonl", range(10))), "s3://sets/killed"
    run_phases([source], "s3://sets/unbroken")

    def die() -> None:
        raise Killed

    at, states, markers = 0, [], set()
    while not states or not states[-1]:
        at += 3
        with pytest.MonkeyPatch.context() as patched, contextlib.suppress(Killed):
            _dying(patched, at, die)
            run_phases([source], out)
        states.append(s3.exists("sets/killed/manifest.json"))
        markers |= {str(s3.info(path)["LastModified"]) for path in s3.glob("sets/killed/_work/*/scrub/*.json")}
    assert len(states) > 3
    assert len(markers) == 1  # what was done was not done again
    run_phases([source], out)
    assert list(verify(out)) == []
    assert _here(s3, out, tmp_path / "killed") == _here(s3, "s3://sets/unbroken", tmp_path / "unbroken")
    assert len(s3.find("sets/killed/_work")) == 1


def test_readers(s3: Any, tmp_path: Path) -> None:
    """By the manifest: what is in the folder besides is not read."""
    run_phases([str(_dump(tmp_path, "dump.jsonl", range(5)))], "s3://sets/read")
    s3.copy(s3.find("sets/read/articles")[0], "sets/read/articles/part-0123456789abcdef-00000.parquet")
    parts = [f"sets/read/{file['path']}" for file in published(read_manifest("s3://sets/read"), "articles")]
    assert pds.dataset(parts, filesystem=s3).count_rows() == 5
    assert [pq.read_table(part, filesystem=s3).num_rows for part in parts] == [5]
    assert list(verify("s3://sets/read")) == ["articles/part-0123456789abcdef-00000.parquet: is not in the manifest"]


def test_the_command_line(s3: Any, cli: Callable[..., SimpleNamespace], tmp_path: Path) -> None:
    s3.put(str(_dump(tmp_path, "dump.jsonl", range(5))), "inbox/one/dump.jsonl")
    command = ("clean", "s3://inbox/one", "--out", "s3://sets/cli", "--runner", "threads")
    done = cli(*command)
    assert done.code == 0, done.err
    assert "s3://sets/cli/report.html" in done.err
    assert b"<html" in s3.cat_file("sets/cli/report.html")
    assert cli("verify", "s3://sets/cli").out.endswith("are as published\n")
    article = pq.read_table(s3.find("sets/cli/articles")[0], filesystem=s3)["id"][0].as_py()
    assert article in cli("show", "s3://sets/cli", article[:8]).out
    refused = cli("clean", "s3://inbox/one", "--out", "s3://missing/set")
    assert refused.code in (1, 2)
    assert refused.err.count("\n") == 1
    assert os.environ["AWS_ENDPOINT_URL"] not in refused.out
