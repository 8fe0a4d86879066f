"""How well the article comes out of a page, and how fast: python -m benchmarks.pages GOLD.json PAGES

GOLD.json maps a page's id to {"articleBody": text, "url": address}; PAGES is the folder with ID.html or ID.html.gz. Prints
one JSON object: this project's `extract_article`, and beside it plain trafilatura and BeautifulSoup's get_text.

Counted as the public article-extraction benchmark does: words are runs of \\w, a text is the multiset of its 4-word
shingles, precision and recall are averaged over pages, F1 is that of the averages; `exact` is the share of pages with
every word right and none too many. `pages_per_second` is by processor time, one core, bytes to text. `halves` are the
pages in the order of their ids, every other one: rules that were made on one half are judged on the other.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import json
import re
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from tasks.intake.markup import extract_article

WORD = re.compile(r"\w+")
Extractor = Callable[[bytes, str | None], str]


def ours(page: bytes, url: str | None) -> str:
    """By `tasks.intake.markup`."""
    return extract_article(page, url).text


def plain_trafilatura(page: bytes, url: str | None) -> str:
    """The library by itself, as its documentation calls it."""
    from trafilatura import extract

    return extract(page, url=url, include_comments=False) or ""


def soup_text(page: bytes, url: str | None) -> str:
    """Every text of the page."""
    from bs4 import BeautifulSoup

    return BeautifulSoup(page, "lxml").get_text(" ")


def shingles(words: list[str]) -> collections.Counter[tuple[str, ...]]:
    """The multiset of 4-word shingles; a shorter text is one shingle."""
    return (
        collections.Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))
        if words
        else collections.Counter()
    )


def score(truth: str, found: str) -> tuple[float | None, float | None, bool]:
    """Precision (None where nothing was found), recall (None where there is nothing), exactness of one page."""
    want_words, got_words = WORD.findall(truth), WORD.findall(found)
    want, got = shingles(want_words), shingles(got_words)
    hit = (want & got).total()
    return hit / got.total() if got else None, hit / want.total() if want else None, want_words == got_words


def figures(scores: list[tuple[float | None, float | None, bool]]) -> dict[str, float | int]:
    """The averages over pages."""
    precision = statistics.mean([p for p, _, _ in scores if p is not None] or [0.0])
    recall = statistics.mean([r for _, r, _ in scores if r is not None] or [0.0])
    return {
        "pages": len(scores),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / max(1e-9, precision + recall), 4),
        "exact": round(statistics.mean([exact for _, _, exact in scores]), 4),
    }


def measure(
    gold: dict[str, dict[str, str]], pages: dict[str, bytes], extract: Extractor, worst: int
) -> dict[str, object]:
    """One extractor on all pages."""
    extract(b"<html><body><p>Imports are not counted.</p></body></html>", None)
    started = time.process_time()
    found = {page: extract(pages[page], gold[page].get("url")) for page in gold}
    seconds = time.process_time() - started
    scores = {page: score(gold[page].get("articleBody", ""), found[page]) for page in sorted(gold)}
    by_f1 = sorted(scores, key=lambda page: 2 / (1 / (scores[page][0] or 1e-9) + 1 / (scores[page][1] or 1e-9)))
    return {
        **figures(list(scores.values())),
        "halves": [figures(list(scores.values())[start::2]) for start in (0, 1)],
        "pages_per_second": round(len(gold) / max(seconds, 1e-9), 1),
        "worst": [
            {"page": page, "precision": round(scores[page][0] or 0, 3), "recall": round(scores[page][1] or 0, 3), "url": gold[page].get("url")}
            for page in by_f1[:worst]
        ],
    }  # fmt: skip


def main() -> None:
    """Read the pages, run the extractors, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--worst", type=int, default=0, help="list so many of the worst pages (default: none)")
    parser.add_argument("--save", type=Path, help='write this project\'s bodies there, as {id: {"articleBody": text}}')
    options = parser.parse_args()
    gold = json.loads(options.gold.read_text("utf-8"))
    pages = {}
    for page in gold:
        packed = options.pages / f"{page}.html.gz"
        pages[page] = (
            gzip.decompress(packed.read_bytes()) if packed.exists() else (options.pages / f"{page}.html").read_bytes()
        )
    if options.save:
        bodies = {page: {"articleBody": ours(pages[page], gold[page].get("url"))} for page in gold}
        options.save.write_text(json.dumps(bodies, ensure_ascii=False), "utf-8")
    extractors: dict[str, Extractor] = {"copydesk": ours, "trafilatura": plain_trafilatura, "get_text": soup_text}
    print(
        json.dumps(
            {name: measure(gold, pages, extract, options.worst) for name, extract in extractors.items()}, indent=1
        )
    )


if __name__ == "__main__":
    main()
