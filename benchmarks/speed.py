"""copydesk beside a plain script and beside the floor, on one messy dump: python -m benchmarks.speed [--documents N] [--texts FILE...]

    copydesk   `copydesk clean DUMP --out ... --workers N`: the whole process, its start included
    plain      benchmarks/plain.py: the same job in a script of the same libraries
    floor      benchmarks/floor.py: JSON Lines to Parquet with no cleaning

They run in turn, --rounds times. Prints one JSON object on stdout and a table on stderr: seconds by the clock, seconds of
processor (of the process and of those it waited for), the largest process and the whole tree in MB (proportional set
size, sampled), MB of text and documents a second of processor; copydesk's own seconds by phase and by step; how much of
the truth it brought back.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from benchmarks.dumps import make, score

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: seconds, and MB at the highest."""

    wall_s: float
    cpu_s: float
    largest_mb: float
    tree_mb: float


def measure(command: list[str], log: Path) -> Cost:
    """Run a command to its end. Raises CalledProcessError where it fails."""
    peaks = [0, 0]
    start = time.monotonic()
    with open(log, "wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, cwd=HERE.parent)
        done = threading.Event()
        watcher = threading.Thread(target=_watch, args=(process.pid, peaks, done))
        watcher.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        done.set()
        watcher.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, log.read_bytes())
    return Cost(round(wall, 2), round(usage.ru_utime + usage.ru_stime, 2), round(peaks[0] / 1e6), round(peaks[1] / 1e6))


def _watch(pid: int, peaks: list[int], done: threading.Event) -> None:
    while not done.wait(1.0):  # a look takes 10 ms of the processors that are measured
        sizes: list[int] = []
        try:
            root = psutil.Process(pid)
            sizes += [process.memory_full_info().pss for process in (root, *root.children(recursive=True))]
        except psutil.Error:
            pass
        peaks[:] = [max(peaks[0], *sizes, 0), max(peaks[1], sum(sizes))] if sizes else peaks


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument(
        "--texts", type=Path, nargs="+", default=[], metavar="FILE", help="clean articles (default: the project's own)"
    )
    parser.add_argument(
        "--dump", type=Path, metavar="FOLDER", help="a dump of JSON Lines that is there, instead of a made one"
    )
    parser.add_argument("--clean", action="store_true", help="the same articles without the mess")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument(
        "--only", nargs="+", choices=("copydesk", "plain", "floor"), default=["copydesk", "plain", "floor"]
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        dump = options.dump or folder / "dump"
        if not options.dump:
            make(folder, options.documents, options.texts, clean=options.clean)
        json.dump(compare(folder, dump, options), sys.stdout, indent=1)
        print()


def compare(folder: Path, dump: Path, options: argparse.Namespace) -> dict[str, object]:
    """Run each in turn and gather what they took."""
    texts = [json.loads(line)["text"] for path in sorted(dump.glob("*.jsonl")) for line in open(path, encoding="utf-8")]
    megabytes = sum(len(text.encode("utf-8", "replace")) for text in texts) / 1e6
    documents, texts = len(texts), []
    costs: dict[str, list[Cost]] = {name: [] for name in options.only}
    result: dict[str, object] = {"documents": documents, "text_mb": round(megabytes, 1), "workers": options.workers}
    for turn in range(options.rounds):
        out = folder / f"out-{turn}"
        commands = {
            "copydesk": [sys.executable, "-m", "flows", "clean", str(dump), "--out", str(out), "--workers", str(options.workers), "--json"],
            "plain": [sys.executable, str(HERE / "plain.py"), str(dump), str(folder / "plain.parquet")],
            "floor": [sys.executable, str(HERE / "floor.py"), str(dump), str(folder / "floor.parquet")],
        }  # fmt: skip
        for name in costs:
            costs[name].append(measure(commands[name], folder / f"{name}.log"))
        if "copydesk" in costs:
            summary = json.loads((out / "manifest.json").read_bytes())["runs"][-1]["summary"]
            result |= {"phases_s": summary["seconds"], "steps_s": summary["step_seconds"]}
            if not options.dump:
                result["quality"] = score(folder / "truth.jsonl", out)
    print(f"{documents:,} documents, {megabytes:.0f} MB of text, {options.workers} workers\n", file=sys.stderr)
    print(
        f"{'':10}{'wall s':>9}{'cpu s':>9}{'largest MB':>12}{'tree MB':>9}{'MB/s cpu':>10}{'docs/s cpu':>12}",
        file=sys.stderr,
    )
    medians = {}
    for name, runs in costs.items():
        middle = Cost(*(statistics.median(asdict(run)[field] for run in runs) for field in asdict(runs[0])))
        medians[name] = middle
        per = [megabytes / middle.cpu_s, documents / middle.cpu_s]
        print(
            f"{name:10}{middle.wall_s:9.1f}{middle.cpu_s:9.1f}{middle.largest_mb:12.0f}{middle.tree_mb:9.0f}{per[0]:10.1f}{per[1]:12.0f}",
            file=sys.stderr,
        )
        result[name] = {
            **asdict(middle),
            "mb_per_cpu_s": round(per[0], 2),
            "documents_per_cpu_s": round(per[1], 1),
            "runs": [asdict(run) for run in runs],
        }
    if "copydesk" in medians:
        ours = medians["copydesk"]
        for name, other in medians.items():
            if name != "copydesk":
                result[f"{name}_over_copydesk"] = {
                    "wall": round(other.wall_s / ours.wall_s, 3),
                    "cpu": round(other.cpu_s / ours.cpu_s, 3),
                }
    return result


if __name__ == "__main__":
    main()
