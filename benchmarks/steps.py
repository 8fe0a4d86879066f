"""How fast each step is, alone and on one core: python -m benchmarks.steps [--texts FILE...] [--documents N]

Prints one JSON object: MB of UTF-8 a second of processor for every repair step, all of them together, telling the
language and taking fingerprints, on clean texts and on the same texts with the mess of `benchmarks.dumps`. A step gets
what the steps before it leave, as in a run.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.dumps import SITES, articles, mess
from flows.settings import CleanSettings
from tasks.dedupe.fingerprints import fingerprints
from tasks.dedupe.minhash import rows_for
from tasks.language import languages
from tasks.repair import STEPS, clean_texts

TOGETHER = 128


def speeds(texts: list[str], least_seconds: float = 1.0) -> dict[str, float]:
    """MB a second of processor, by step."""
    found: dict[str, float] = {}
    everything = texts
    for name in STEPS:
        found[name] = rate(lambda some, name=name: clean_texts(some, [name]), texts, least_seconds)
        texts = [done.text for batch in batched(texts) for done in clean_texts(batch, [name])]
    found["all repairs"] = rate(clean_texts, everything, least_seconds)
    found["language"] = rate(languages, texts, least_seconds)
    dedupe = CleanSettings().dedupe
    rows = rows_for(dedupe.threshold)
    found["fingerprints"] = rate(lambda some: fingerprints(some, dedupe.shingle, rows), texts, least_seconds)
    return {name: round(value, 1) for name, value in found.items()}


def batched(texts: list[str]) -> list[list[str]]:
    """The texts as a run deals with them, so many together."""
    return [texts[i : i + TOGETHER] for i in range(0, len(texts), TOGETHER)]


def rate(do: Callable[[list[str]], object], texts: list[str], least_seconds: float) -> float:
    """MB a second, the best of as many passes as fit in the time, three at the least."""
    size = sum(len(text.encode()) for text in texts) / 1e6
    batches = batched(texts)
    best, spent, passes = 0.0, 0.0, 0
    while passes < 3 or spent < least_seconds:
        start = time.process_time()
        for batch in batches:
            do(batch)
        seconds = time.process_time() - start
        best, spent, passes = max(best, size / max(seconds, 1e-9)), spent + seconds, passes + 1
    return best


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--texts", type=Path, nargs="+", default=[], metavar="FILE", help="clean articles (default: the project's own)"
    )
    parser.add_argument("--documents", type=int, default=1_000)
    options = parser.parse_args()
    dice = random.Random(1)
    clean = list(itertools.islice(articles(options.texts, dice), options.documents))
    messy = [mess(text, dice.randrange(len(SITES)), dice) for text in clean]
    json.dump({"clean": speeds(clean), "messy": speeds(messy)}, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
