"""What runs cost besides cleaning: a first run, an idle one, one over a hundredth of new files, and one of next to nothing.

    python -m benchmarks.runs [--files 10000] [--articles 4] [--folder FOLDER]

Writes a dump of its own (its texts are random words) into FOLDER, which must be new, or a temporary folder; cleans it
with the command line; prints JSON: seconds by the clock and of processors (all processes), without a server of the
user's and with one, and what was written to the dataset by the idle runs.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


def write_files(folder: Path, names: range, articles: int) -> None:
    """Files of JSON Lines, 250 words an article."""
    chance = random.Random(names.start)
    words = ["".join(chance.choices("etaoinshrdlu", k=chance.randint(2, 9))) for _ in range(5_000)]
    for name in names:
        folder.joinpath(f"{name // 1000:03d}").mkdir(parents=True, exist_ok=True)
        with open(folder / f"{name // 1000:03d}" / f"{name:06d}.jsonl", "w", encoding="utf-8") as file:
            for number in range(articles):
                text = " ".join(chance.choices(words, k=250)) + ".\nLogin"
                url = f"https://paper-{name % 20}.example/{name}/{number}"
                file.write(json.dumps({"text": text, "url": url, "published": "2024-05-01"}) + "\n")


def clean(source: Path, out: Path) -> dict[str, float]:
    """Seconds of one command."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    command = [sys.executable, "-m", "flows", "clean", str(source), "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        raise SystemExit(done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"clock": round(time.monotonic() - start, 2), "processors": round(used, 2)}


@contextmanager
def prefect_server(home: Path) -> Iterator[None]:
    """A server that the runs are told of, as users have one."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    quiet = {"PREFECT_HOME": str(home), "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}
    server = subprocess.Popen(
        [sys.executable, "-m", "prefect", "server", "start", "--port", str(port)],
        env={**os.environ, **quiet}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}/api"
    for _ in range(600):
        try:
            urllib.request.urlopen(f"{address}/health", timeout=2).close()
            break
        except OSError:
            time.sleep(0.1)
    os.environ["PREFECT_API_URL"] = address
    try:
        yield
    finally:
        del os.environ["PREFECT_API_URL"]
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


def state(out: Path) -> dict[str, tuple[int, int]]:
    """Size and time of change of all that lies in a dataset."""
    return {str(path): (path.stat().st_size, path.stat().st_mtime_ns) for path in out.rglob("*")}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="What runs cost besides cleaning.")
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--articles", type=int, default=4, help="articles a file")
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        dump, out, few = folder / "dump", folder / "news", max(1, options.files // 100)
        found: dict[str, Any] = {"files": options.files, "new files": few}
        write_files(folder / "tiny", range(1), 10)
        write_files(dump, range(options.files), options.articles)
        found["tiny"] = clean(folder / "tiny", folder / "tiny-news")
        found["first"] = clean(dump, out)
        before = state(out)
        found["idle"] = clean(dump, out)
        with prefect_server(folder / "prefect"):
            found["idle, with a server"] = clean(dump, out)
            found["written by idle runs"] = sorted(dict(state(out).items() ^ before.items()))
            found["tiny, with a server"] = clean(folder / "tiny", folder / "tiny-news-2")
        write_files(dump, range(options.files, options.files + few), options.articles)
        found["a hundredth new"] = clean(dump, out)
    share = (found["a hundredth new"]["processors"] - found["tiny"]["processors"]) / found["first"]["processors"]
    print(json.dumps({**found, "a hundredth, beyond start-up, of the first": round(share, 4)}, indent=1))


if __name__ == "__main__":
    main()
