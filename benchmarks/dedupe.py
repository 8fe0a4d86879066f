"""How many copies are found, how fast, in how much memory: python -m benchmarks.dedupe CLEAN.jsonl.xz... [--documents N]

Takes clean texts (.txt, or .jsonl with a field "text"; gzip, bzip2, xz too) and makes N documents that differ from each
other, of their sentences put together anew; one in seven is a planted copy of an earlier one: the same words in other
case and punctuation, or some words changed, or sentences lost or added, so that similarities reach from .5 to 1. Prints
one JSON object:

    fingerprints   megabytes a second of one core, text to keys
    matching       seconds and processor seconds of each step, over two processes; their peak memory in megabytes
    recall         planted pairs by exact Jaccard similarity of 5-word shingles (plain Python sets): how many there are,
                   in how many at most one article stays, and the probability that a band brings such a pair together
    precision      removed articles that are as like their witness as is said, and by the threshold or more; of a sample
    datasketch     the same pairs by that library (128 permutations), up to 20,000 documents, where it is installed

With --pairs FILE (lines of {"id1", "id2"}: ids of texts in the files) the documents are the texts of those pairs.
"""

from __future__ import annotations

import argparse
import collections
import json
import lzma
import random
import re
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import xxhash

from flows.phases.finish import finish
from flows.phases.learn import learn
from flows.phases.match import Match, verdicts_of
from flows.phases.plan import Plan, Shard, load_plan, save_plan
from flows.settings import CleanSettings
from tasks.dataset.schemas import DRAFTS
from tasks.dataset.work import TableWriter
from tasks.dedupe.fingerprints import fingerprints
from tasks.dedupe.minhash import chance, rows_for
from tasks.repair.apostrophes.corpus import read_texts

SHARD = 16_000
SENTENCES = (8, 18)
CHECKED = 20_000
"""Removed articles whose similarity is computed again."""
WORKERS = 2
SETTINGS = CleanSettings(steps=("dedupe",))
Documents = Callable[[int], str]
Pairs = list[tuple[int, int]]


class Recombined:
    """Document `i` of any number, made when it is asked for."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._sentences = [one for text in texts for one in re.split(r"(?<=[.!?])\s+", text) if 30 < len(one) < 400]

    def __call__(self, number: int) -> str:
        """A document; a planted copy where `original` says so."""
        source = self.original(number)
        if source is None:
            return " ".join(self._story(number))
        return self._copy(self._story(source), random.Random(f"copy {number}"))

    def original(self, number: int) -> int | None:
        """Of which earlier document it is a copy."""
        dice = random.Random(number * 2 + 1)
        if number < 10 or dice.random() > 1 / 7:
            return None
        source = dice.randrange(number)
        while (before := self.original(source)) is not None:
            source = before
        return source

    def _story(self, number: int) -> list[str]:
        dice = random.Random(number * 2)
        return dice.choices(self._sentences, k=dice.randint(*SENTENCES))

    def _copy(self, story: list[str], dice: random.Random) -> str:
        kind = dice.randrange(4)
        if kind == 0:
            return " ".join(story).upper().replace(",", " -")
        if kind == 1:
            story = [*dice.choices(self._sentences, k=dice.randint(1, 3)), *story]
        elif kind == 2:
            story = story[: -dice.randint(1, 4)]
        words = " ".join(story).split()
        for _ in range(dice.randint(1, max(2, len(words) // 20))):
            words[dice.randrange(len(words))] = dice.choice(("reportedly", "the", "officials", "new"))
        return " ".join(words)


def shingles(text: str) -> set[tuple[str, ...]]:
    """The definition: words without case, apostrophes and punctuation, by fives."""
    words = re.findall(r"[^\W_]+", re.sub("[’‘´ʼ'`]", "", text).lower())
    return {tuple(words[i : i + 5]) for i in range(max(1, len(words) - 4))}


def similarity(one: str, other: str) -> float:
    """Exact Jaccard similarity."""
    a, b = shingles(one), shingles(other)
    return len(a & b) / len(a | b)


def prepared(folder: str, document: Documents, count: int) -> tuple[Plan, float]:
    """A run that has come to its match. Also megabytes of text a second that were fingerprinted."""
    fingerprints(["é"], 5, 5)  # loads what is loaded once
    shards = tuple(Shard(i, ()) for i in range(-(-count // SHARD)))
    now = datetime.now(UTC)
    plan = save_plan(Plan("0" * 16, folder, SETTINGS, shards, (), now, now))
    learn(plan)
    size = seconds = 0.0
    for shard in plan.shards:
        numbers = range(shard.number * SHARD, min(count, (shard.number + 1) * SHARD))
        with TableWriter(plan.work / "scrub" / f"{shard.name}.drafts", DRAFTS) as drafts:
            for start in range(numbers.start, numbers.stop, 1000):
                some = range(start, min(start + 1000, numbers.stop))
                texts = [document(number) for number in some]
                values = {"id": [name(number) for number in some], "text": texts, "lang": ["en"] * len(texts)}
                values["edits"] = [[]] * len(texts)
                drafts.columns(**{one: values.get(one, [None] * len(texts)) for one in DRAFTS.names})
                if shard.number < 2:
                    began = time.process_time()
                    fingerprints(texts, SETTINGS.dedupe.shingle, rows_for(SETTINGS.dedupe.threshold))
                    seconds += time.process_time() - began
                    size += sum(len(text.encode()) for text in texts)
        finish(plan, shard)
    return plan, size / 1e6 / seconds


def name(number: int) -> str:
    """An id as articles have them."""
    return xxhash.xxh3_128_hexdigest(str(number).encode())


def step(work: str, what: str, numbers: list[int] | None) -> tuple[Any, float]:
    """A step of match in a process of the pool; its result, and its processor seconds."""
    began = time.process_time()
    match = Match(load_plan(work))
    if numbers is None:
        return getattr(match, what)(), time.process_time() - began
    for number in numbers:
        getattr(match, what)(number)
    return None, time.process_time() - began


def matched(plan: Plan) -> dict[str, Any]:
    """The steps as the flow takes them."""
    figures: dict[str, Any] = {}
    work = str(plan.work)
    with ProcessPoolExecutor(WORKERS, get_context("spawn")) as pool:

        def run(what: str, count: int | None = None) -> Any:
            began = time.perf_counter()
            shares = [None] if count is None else [list(range(count))[i::WORKERS] for i in range(WORKERS)]
            done = [one.result() for one in [pool.submit(step, work, what, share) for share in shares]]
            figures[what] = {
                "seconds": round(time.perf_counter() - began, 2),
                "processor_seconds": round(sum(seconds for _, seconds in done), 2),
            }
            return done[0][0]

        for _ in pool.map(abs, range(WORKERS)):  # both processes are there before the clock runs
            pass
        watch = _Memory(lambda: list(pool._processes))
        began = time.perf_counter()
        run("join", run("gather"))
        parts, partitions = run("link")
        run("shingle", parts)
        run("choose", partitions)
        counts = run("conclude")
        figures["seconds"] = round(time.perf_counter() - began, 2)
        figures["peak_megabytes"] = watch.stop()
    steps = [value for value in figures.values() if isinstance(value, dict)]
    figures["processor_seconds"] = round(sum(one["processor_seconds"] for one in steps), 2)
    return {**figures, "removed": counts}


class _Memory:
    """The peak of the memory of some processes together, each page counted once (Pss)."""

    def __init__(self, processes: Callable[[], list[int]]) -> None:
        self._processes, self._peak, self._ended = processes, 0, threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def _watch(self) -> None:
        while not self._ended.wait(0.1):
            self._peak = max(self._peak, sum(map(_pss, self._processes())))

    def stop(self) -> int:
        """Megabytes."""
        self._ended.set()
        self._thread.join()
        return self._peak // 1000


def _pss(process: int) -> int:
    try:
        return int(re.findall(r"^Pss: +(\d+)", Path(f"/proc/{process}/smaps_rollup").read_text(), re.M)[0])
    except (OSError, IndexError):
        return 0


def recall(document: Documents, pairs: Pairs, gone: dict[int, Any]) -> dict[str, Any]:
    """Of the pairs, by similarity, those of which at most one article stays."""
    rows = rows_for(SETTINGS.dedupe.threshold)
    buckets: dict[float, list[float]] = collections.defaultdict(lambda: [0, 0, 0])
    for one, other in pairs:
        alike = similarity(document(one), document(other))
        bucket = buckets[int(alike * 20 + 1e-9) / 20]
        bucket[0] += 1
        bucket[1] += one in gone or other in gone
        bucket[2] += chance(alike, rows)
    return {
        f"{low:.2f}": {"pairs": int(n), "found": round(found / n, 4), "theory": round(theory / n, 4)}
        for low, (n, found, theory) in sorted(buckets.items())
        if low >= 0.5
    }


def precision(document: Documents, gone: dict[int, Any]) -> dict[str, Any]:
    """Whether what is said of removed articles is true."""
    some = random.Random(1).sample(sorted(gone), min(CHECKED, len(gone)))
    exact = [similarity(document(one), document(gone[one][0])) for one in some]
    right = [
        alike >= SETTINGS.dedupe.threshold and abs(alike - gone[one][1]) <= 1e-6
        for one, alike in zip(some, exact, strict=True)
    ]
    return {"checked": len(some), "right": round(sum(right) / max(1, len(right)), 6), "least": min(exact, default=None)}


def datasketch(document: Documents, count: int, pairs: Pairs) -> dict[str, Any] | None:
    """The pairs that datasketch's LSH brings together; its hashing and queries, one process."""
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError:
        return None
    began = time.process_time()
    lsh, near = MinHashLSH(threshold=SETTINGS.dedupe.threshold, num_perm=128), {}
    for number in range(count):
        print_of = MinHash(num_perm=128)
        print_of.update_batch([" ".join(one).encode() for one in shingles(document(number))])
        near[number] = set(lsh.query(print_of))
        lsh.insert(number, print_of)
    seconds = time.process_time() - began
    alike = [(a, b) for a, b in pairs if similarity(document(a), document(b)) >= SETTINGS.dedupe.threshold]
    found = sum(min(a, b) in near[max(a, b)] for a, b in alike)
    return {"processor_seconds": round(seconds, 1), "pairs": len(alike), "found": round(found / max(1, len(alike)), 4)}


def read_pairs(files: list[Path], path: Path) -> tuple[list[str], Pairs]:
    """The texts that pairs name, and the pairs by their numbers."""
    texts = {one["id"]: one["text"] for file in files for one in _lines(file) if "id" in one}
    named = [(one["id1"], one["id2"]) for one in _lines(path)]
    named = [(a, b) for a, b in named if a in texts and b in texts and a != b]
    places = {one: place for place, one in enumerate(sorted({one for pair in named for one in pair}))}
    return [texts[one] for one in places], [(places[a], places[b]) for a, b in named]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(path, "rt") if path.suffix == ".xz" else path.open() as lines:
        yield from map(json.loads, lines)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--pairs", type=Path, help="pairs of the files' texts, instead of documents made of them")
    chosen = parser.parse_args()
    document: Documents
    if chosen.pairs:
        texts, pairs = read_pairs(chosen.files, chosen.pairs)
        count, document = len(texts), texts.__getitem__
    else:
        made = Recombined(text for path in chosen.files for text in read_texts(path))
        count, document = chosen.documents, made
        pairs = [(source, number) for number in range(count) if (source := made.original(number)) is not None]
    with tempfile.TemporaryDirectory(prefix="copydesk-") as folder:
        plan, speed = prepared(folder, document, count)
        figures: dict[str, Any] = {"documents": count, "fingerprints_megabytes_per_second": round(speed, 1)}
        figures["matching"] = matched(plan)
        numbers = {name(number): number for number in range(count)}
        gone = {
            shard.number * SHARD + row: (numbers[one["duplicate_of"]], one["similarity"])
            for shard in plan.shards
            for row, one in verdicts_of(plan, shard.number).items()
            if one["duplicate_of"]
        }
    checked = pairs if len(pairs) <= 2 * CHECKED else random.Random(1).sample(pairs, 2 * CHECKED)
    figures["recall"] = recall(document, checked, gone)
    figures["precision"] = precision(document, gone)
    figures["removed_but_not_planted"] = len(gone.keys() - {number for pair in pairs for number in pair})
    if count <= 20_000:
        figures["datasketch"] = datasketch(document, count, pairs)
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
