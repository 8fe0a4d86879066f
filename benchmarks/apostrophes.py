"""How well lost apostrophes come back, by class, and how fast: python -m benchmarks.apostrophes CLEAN.jsonl.xz...

Takes clean English (.txt, or .jsonl with a field "text"; gzip, bzip2, xz too), deletes its apostrophes in four ways,
restores them, and prints one JSON object. Beside it runs a plain list of words that are never right without their
apostrophe ("dont", "thats"), the usual way.

    all      every apostrophe inside a word, and behind an s before a blank, is deleted
    quotes   only those between double quotation marks
    mixed    a third of the documents each: all, quotes, whole
    whole    none: every edit is a wrong one

A word is right when it equals the clean one, curly and straight apostrophes alike. Classes: `contraction` (n't, 're,
've, 'll, 'd, 'm, and 's behind it, that, what, who, there, here, where, how, he, she, let, when, why), `possessive`
(other 's), `plural` (s'), `other` (o'clock, O'Brien). Speed is told of one text after the other, and of as many together as
a run takes.
"""

from __future__ import annotations

import argparse
import collections
import json
import random
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tasks.repair.apostrophes import restore_apostrophes, restore_many
from tasks.repair.apostrophes.corpus import read_texts

MARK = re.compile(r"(?<=[^\W\d_])['’](?=[^\W\d_])|(?<=s)['’](?=\s)")
WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*(?:(?<=s)['’](?!\S))?")
QUOTATION = re.compile(r"[\"“][^\"“”\n]{5,}[\"”]")
IS_HOSTS = frozenset(["it", "that", "what", "who", "there", "here", "where", "how", "he", "she", "let", "when", "why"])
PLAIN_LIST = {
    word.replace("'", ""): word.index("'")
    for word in (
        "don't doesn't didn't isn't aren't wasn't weren't haven't hasn't hadn't won't wouldn't can't couldn't shouldn't "
        "I'm I've you're you've you'll they're they've they'll we've it'll that's there's what's who's he's she's let's"
    ).lower().split()
}  # fmt: skip
MODES = ("all", "quotes", "mixed", "whole")
TOGETHER = 500  # texts


def damage(text: str, mode: str, chance: random.Random) -> str:
    """The text with its apostrophes deleted in one of the ways above."""
    if mode == "mixed":
        mode = chance.choice(("all", "quotes", "whole"))
    if mode == "all":
        return MARK.sub("", text)
    if mode == "quotes":
        return QUOTATION.sub(lambda found: MARK.sub("", found.group()), text)
    return text


def plain_list(text: str) -> str:
    """What a list of words alone puts back."""

    def one(found: re.Match[str]) -> str:
        word = found.group()
        at = PLAIN_LIST.get(word.lower())
        return word if at is None else f"{word[:at]}'{word[at:]}"

    return re.sub(r"[^\W\d_]+", one, text)


def word_class(word: str) -> str:
    """Which class a word with an apostrophe belongs to."""
    low = word.lower().replace("’", "'")
    if low.endswith(("n't", "'re", "'ve", "'ll", "'d", "'m")):
        return "contraction"
    if low.endswith("'s"):
        return "contraction" if low[:-2] in IS_HOSTS else "possessive"
    return "plural" if low.endswith("s'") else "other"


class Tally:
    """Right, wrong and missed by class."""

    def __init__(self) -> None:
        self.right: collections.Counter[str] = collections.Counter()
        self.wrong: collections.Counter[str] = collections.Counter()
        self.missed: collections.Counter[str] = collections.Counter()
        self.words = 0

    def add(self, clean: str, repaired: str) -> None:
        """Compare one text."""
        a, b = WORD.findall(clean), WORD.findall(repaired)
        if [re.sub("['’]", "", w) for w in a] != [re.sub("['’]", "", w) for w in b]:
            b = [re.sub("['’]", "", w) for w in a]  # not the same words: all missed
        self.words += len(a)
        for true, got in zip(a, b, strict=True):
            marked, put = re.search("['’]", true), re.search("['’]", got)
            if not marked and not put:
                continue
            name = word_class(true if marked else got)
            if marked and put and true.replace("’", "'") == got.replace("’", "'"):
                self.right[name] += 1
            else:
                self.wrong[name] += put is not None
                self.missed[name] += marked is not None

    def figures(self) -> dict[str, object]:
        """What is printed."""
        rows: dict[str, object] = {
            "wrong_edits_per_100k_words": round(1e5 * self.wrong.total() / max(1, self.words), 2)
        }
        for name in ("contraction", "possessive", "plural", "other"):
            right, wrong, missed = self.right[name], self.wrong[name], self.missed[name]
            rows[name] = {
                "precision": round(right / max(1, right + wrong), 4),
                "recall": round(right / max(1, right + missed), 4),
                "f1": round(2 * right / max(1, 2 * right + wrong + missed), 4),
                "right": right, "wrong": wrong, "missed": missed,
            }  # fmt: skip
        return rows


def measure(
    texts: Sequence[str],
    mode: str,
    repair: Callable[[str], str],
    repair_many: Callable[[Sequence[str]], object] | None = None,
) -> dict[str, object]:
    """Damage, repair and score; the clock runs while texts are repaired."""
    chance, tally = random.Random(1), Tally()
    damaged = [damage(text, mode, chance) for text in texts]
    megabytes = sum(map(len, damaged)) / 1e6
    began = time.perf_counter()
    repaired = list(map(repair, damaged))
    figures: dict[str, object] = {"megabytes_per_second": round(megabytes / (time.perf_counter() - began), 1)}
    if repair_many:
        began = time.perf_counter()
        for at in range(0, len(damaged), TOGETHER):
            repair_many(damaged[at : at + TOGETHER])
        figures["megabytes_per_second_together"] = round(megabytes / (time.perf_counter() - began), 1)
    for text, done in zip(texts, repaired, strict=True):
        tally.add(text, done)
    return figures | tally.figures()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--precision", choices=("cautious", "balanced", "bold"), default="balanced")
    parser.add_argument("--no-list", action="store_true", help="leave the plain word list out")
    chosen = parser.parse_args()
    texts = [text for path in chosen.files for text in read_texts(path)]
    restore_apostrophes("It isnt read yet.")
    result: dict[str, object] = {"texts": len(texts), "characters": sum(map(len, texts)), "precision": chosen.precision}
    for mode in MODES:
        result[mode] = measure(
            texts, mode,
            lambda text: restore_apostrophes(text, chosen.precision).text,
            lambda some: restore_many(some, chosen.precision),
        )  # fmt: skip
        if not chosen.no_list:
            result[f"{mode}, plain word list"] = measure(texts, mode, plain_list)
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
