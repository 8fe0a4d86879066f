"""How well page furniture goes, and how much else goes with it. Prints one JSON object.

python -m benchmarks.furniture pages GOLD.json PAGES   body F1 of get_text and of trafilatura, plain and with this step
python -m benchmarks.furniture lines FILE...           what the step takes out of clean articles (.jsonl, .txt, packed)
python -m benchmarks.furniture dump TRUTH.jsonl DATASET  a made dump (`benchmarks.dumps`): words removed, left and lost
python -m benchmarks.furniture count DATASET           how often each rule and phrase fired in a dataset

GOLD and PAGES are those of `benchmarks/pages.py`, and so is the score; `halves` are every other page in the order of ids.
`get_text` is taken with each separator that its callers use, since a page's lines depend on it. `lines` gives each
removed line once (numbers apart) with its rule, for reading: nobody but a reader knows which were wrong. `dump` counts,
by words of each article, what the step removed that the truth has (`lost`; the lines that cost most are told) and
what is left that the truth has not (`left`); `precision` and `recall` are of the removed words.
"""

from __future__ import annotations

import argparse
import collections
import difflib
import gzip
import json
import re
import time
from pathlib import Path

import pyarrow.dataset as ds

from benchmarks.pages import figures, score
from tasks.furniture.known import strip_known
from tasks.furniture.rules import RULES
from tasks.intake.decode import decode
from tasks.repair import Context
from tasks.repair.apostrophes.corpus import read_texts

WORD = re.compile(r"[^\W_]+")


def strip(text: str) -> str:
    """The step alone."""
    return strip_known(text, Context())[0]


def pages(gold: Path, folder: Path) -> dict[str, object]:
    """Body scores of plain texts of pages, and of the same with this step."""
    from bs4 import BeautifulSoup
    from trafilatura import extract

    truths = {key: value["articleBody"] for key, value in sorted(json.loads(gold.read_text("utf-8")).items())}
    texts: dict[str, dict[str, str]] = collections.defaultdict(dict)
    for key in truths:
        path = next(path for path in (folder / f"{key}.html", folder / f"{key}.html.gz") if path.exists())
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        html = decode(data).text
        soup = BeautifulSoup(html, "lxml")
        texts["get_text(newline)"][key] = soup.get_text("\n")
        texts["get_text(space)"][key] = soup.get_text(" ")
        texts["get_text(space, strip=True)"][key] = soup.get_text(" ", strip=True)
        texts["get_text()"][key] = soup.get_text()
        texts["trafilatura"][key] = extract(html) or ""
        texts["trafilatura, no comments"][key] = extract(html, include_comments=False) or ""

    def scored(found: dict[str, str], keys: list[str]) -> dict[str, float | int]:
        return figures([score(truths[key], found[key]) for key in keys])

    result: dict[str, object] = {}
    for name, found in texts.items():
        stripped = {key: strip(text) for key, text in found.items()}
        keys = list(truths)
        halves = [scored(stripped, keys[half::2]) for half in range(2)]
        result[name] = {"plain": scored(found, keys), "stripped": scored(stripped, keys), "halves": halves}
    return result


def lines(files: list[Path]) -> dict[str, object]:
    """What goes from clean articles."""
    documents = words = gone = total = 0
    seconds = characters = 0.0
    found: dict[tuple[str, str], tuple[int, str]] = {}
    for text in (text for file in files for text in read_texts(file)):
        start = time.process_time()
        after, edits = strip_known(text, Context())
        seconds += time.process_time() - start
        characters += len(text)
        documents += 1
        total += sum(not line.isspace() for line in text.split("\n") if line)
        words += len(text.split())
        gone += len(text.split()) - len(after.split())
        for edit in edits:
            if line := edit.before.strip():
                key = (edit.rule, re.sub(r"\d+", "0", line))
                found[key] = (found.get(key, (0, ""))[0] + 1, line)
    removed = [{"rule": rule, "times": n, "line": line} for (rule, _), (n, line) in sorted(found.items())]
    return {
        "documents": documents, "lines": total, "lines_removed": sum(n for n, _ in found.values()),
        "words_removed_per_1000": round(1000 * gone / max(1, words), 3),
        "seconds_per_mb": round(seconds / max(1.0, characters) * 1e6, 3), "removed": removed,
    }  # fmt: skip


def dump(truth_file: Path, dataset: Path) -> dict[str, object]:
    """What the furniture step of a run did to a dump whose truth is known."""
    truth = {row["id"]: row["text"] for row in map(json.loads, truth_file.open(encoding="utf-8"))}
    removed: dict[str, list[str]] = collections.defaultdict(list)
    edits = ds.dataset(dataset / "edits").to_table(filter=ds.field("step") == "furniture", columns=["id", "before"])
    for edit_id, before in zip(edits["id"].to_pylist(), edits["before"].to_pylist(), strict=True):
        removed[edit_id].append(before)
    kept = ds.dataset(dataset / "articles").to_table(columns=["id", "source_id", "text"]).to_pylist()
    total = left = right = lost = 0
    costly: collections.Counter[str] = collections.Counter()
    for row in kept:
        want, got = fold(truth[row["source_id"]]), fold(row["text"])
        total += len(want)
        gone: collections.Counter[str] = collections.Counter()
        missing: collections.Counter[str] = collections.Counter()
        for kind, a, b, c, d in difflib.SequenceMatcher(None, want, got, autojunk=False).get_opcodes():
            if kind in ("delete", "replace"):
                missing.update(want[a:b])
            if kind == "insert":
                left += d - c
        for line in removed[row["id"]]:
            gone.update(words := fold(line))
            if words and not collections.Counter(words) - missing:
                costly[line.strip()] += len(words)
        wrong = sum((gone & missing).values())
        lost += wrong
        right += gone.total() - wrong
    return {
        "articles": len(kept), "words": total, "left_per_1000": round(1000 * left / max(1, total), 3),
        "lost_per_1000": round(1000 * lost / max(1, total), 3), "precision": round(right / max(1, right + lost), 4),
        "recall": round(right / max(1, right + left), 4), "lost_lines": dict(costly.most_common(40)),
    }  # fmt: skip


def fold(text: str) -> list[str]:
    """Words without their apostrophes, which other steps put in."""
    return WORD.findall(re.sub("['’]", "", text.lower()))


def count(dataset: Path) -> dict[str, object]:
    """How often each rule (by its place in the table) and each phrase took a line."""
    rules = RULES
    compiled = [re.compile(rule.pattern, re.IGNORECASE) for rule in rules]
    fired: collections.Counter[int] = collections.Counter()
    phrases: collections.Counter[str] = collections.Counter()
    for row in ds.dataset(dataset / "edits").to_table(filter=ds.field("step") == "furniture").to_pylist():
        name = row["rule"].partition(":")[2]
        bare = row["before"].strip().strip(" \t\xa0*•-–—[]()>").rstrip(".!… ")
        which = (i for i, rule in enumerate(rules) if rule.name == name and compiled[i].fullmatch(bare))
        if (number := next(which, None)) is not None:
            fired[number] += 1
        else:
            phrases[row["rule"]] += 1
    return {
        "rules": {f"{i} {rules[i].name}": n for i, n in sorted(fired.items())},
        "others": dict(phrases.most_common()),
    }


def main() -> None:
    """Measure, as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["pages", "lines", "dump", "count"])
    parser.add_argument("paths", nargs="+", type=Path)
    options = parser.parse_args()
    what, paths = options.what, options.paths
    if len(paths) != {"pages": 2, "dump": 2, "count": 1}.get(what, len(paths)):
        parser.error(f"{what} takes other paths; see --help")
    done = lines(paths) if what == "lines" else {"pages": pages, "dump": dump, "count": count}[what](*paths)
    print(json.dumps(done, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
