"""Train the weights from a folder of clean English: python -m tasks.repair.apostrophes.train FOLDER --out weights.npz

The folder holds .txt files (a text each) or .jsonl files (a text a line, in its field "text"), plain or compressed
with gzip, bzip2 or xz; they are found at any depth. Four hundred megabytes take eight minutes on a free core and
4 GB of memory. Needs scipy beside numpy. The reader's weights (`reader_train`) belong to those they were trained with: beside
others they are not used.
"""

from __future__ import annotations

import argparse
import fnmatch
import functools
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tasks.repair.apostrophes.corpus import Census, doubtful, read_texts, usable, variants
from tasks.repair.apostrophes.features import BEFORE, Features, describe
from tasks.repair.apostrophes.learn import Examples, Trainer
from tasks.repair.apostrophes.lexicon import (
    ENDS_NOUN,
    FIRST_ID,
    LIKELY,
    MARKS,
    MAY_AFTER_S,
    MAY_BEFORE_S,
    MAY_INNER,
    Lexicon,
)  # fmt: skip
from tasks.repair.apostrophes.model import save
from tasks.repair.apostrophes.network import WORD_SIZE, fresh
from tasks.repair.apostrophes.vectors import word_vectors
from tasks.repair.apostrophes.words import Bools, Bytes, Ints, Words, read_parts, read_words

_ENDINGS = (".txt", ".jsonl")
_PACKED = ("", ".gz", ".bz2", ".xz")
# Seen so often, and marked in a smaller share of cases than NEVER: taken to bear no mark.
OFTEN, NEVER = 2000, 1e-3
VECTOR_SCALE = 0.3  # of the starting word vectors, whose numbers have unit variance


def files_of(folder: Path, held_out: Sequence[str]) -> list[Path]:
    """All text files at any depth, in order of name, without those whose name fits a pattern of `held_out`."""
    names = tuple(ending + packed for ending in _ENDINGS for packed in _PACKED)
    found = [p for p in folder.rglob("*") if p.is_file() and p.name.endswith(names)]
    return sorted(p for p in found if not any(fnmatch.fnmatch(p.name, pattern) for pattern in held_out))


@functools.cache
def _characters(path: Path) -> int:
    return sum(len(text) for text in read_texts(path))


def documents(paths: Sequence[Path], most: int) -> Iterator[tuple[str, Words]]:
    """Texts that keep their apostrophes, at most about `most` characters from one file, spread over it."""
    for path in paths:
        share = min(1.0, most / max(1, _characters(path)))
        taken = 0.0
        for text in read_texts(path):
            taken += share
            if taken < 1:
                continue
            taken -= 1
            words = read_words(text)
            if usable(words):
                yield text, words


def are_labels(texts: list[str], words: Words, at: Ints, may: Bytes) -> Bools:
    """Of candidates, whose mark, or that they have none, is neither doubtful nor one that they can't be said to bear."""
    mark = words.mark[at]
    sayable = (mark == 0) | ((may >> (np.maximum(mark, 1) - 1)) & 1 > 0)
    labels: Bools = sayable & ~doubtful(texts, words)[at]
    return labels


def examples_of(texts: list[str], lexicon: Lexicon) -> Examples:
    """The candidates of some texts with their truth, without those whose truth is doubtful or can't be said."""
    words = read_parts(texts, [[(0, len(text))] for text in texts])
    ids = lexicon.ids(words)
    at, may = lexicon.candidates(words, ids)
    keep = are_labels(texts, words, at, may)
    at, may = at[keep], may[keep]
    return Examples(describe(words, ids, at, lexicon), may, words.mark[at])


def joined(parts: list[Examples]) -> Examples:
    """All examples in one."""
    names = Features.__slots__
    features = Features(*(np.concatenate([getattr(p.features, name) for p in parts]) for name in names))
    return Examples(features, np.concatenate([p.may for p in parts]), np.concatenate([p.mark for p in parts]))


def pruned(lexicon: Lexicon, examples: Examples) -> Lexicon:
    """The lexicon with what the examples show never to bear a mark: some words, and some words' neighbours.

    Halves the candidates for one mark in a thousand, most of those slips.
    """
    may = lexicon.may.copy()
    own, marked = examples.features.own, examples.mark > 0
    seen, bore = np.bincount(own, minlength=may.size), np.bincount(own[marked], minlength=may.size)
    may[(seen >= OFTEN) & (bore < NEVER * seen) & (may & MAY_INNER == 0)] &= ~np.uint8(MAY_BEFORE_S | MAY_AFTER_S)
    seldom = may[own] & (LIKELY | MAY_INNER) == 0
    following = examples.features.words[:, BEFORE]
    seen = np.bincount(following[seldom], minlength=may.size)
    bore = np.bincount(following[seldom & marked], minlength=may.size)
    may[(seen >= OFTEN) & (bore < NEVER * seen)] |= ENDS_NOUN
    may[:FIRST_ID] &= ~np.uint8(ENDS_NOUN)
    return Lexicon(lexicon.words, may, lexicon.places)


def still_candidates(lexicon: Lexicon, examples: Examples) -> Examples:
    """The examples that are candidates by the pruned `lexicon`."""
    own, following = examples.features.own, examples.features.words[:, BEFORE]
    flags = lexicon.may[own]
    cut = (lexicon.may[following] >= ENDS_NOUN) & (own >= FIRST_ID) & (flags & (LIKELY | MAY_INNER) == 0)
    kept = examples.take(np.flatnonzero((flags & MARKS > 0) & ~cut))
    return Examples(kept.features, kept.may & lexicon.may[kept.features.own], kept.mark)


def parser_of(description: str | None) -> argparse.ArgumentParser:
    """What both trainings are asked on the command line."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--most", type=int, default=40, help="megabytes to take from one file at most")
    parser.add_argument("--hold-out", action="append", default=[], metavar="PATTERN", help="file names to leave out")
    return parser


def asked(
    parser: argparse.ArgumentParser, arguments: Sequence[str] | None
) -> tuple[argparse.Namespace, list[Path], int]:
    """What was asked, the files to read, and how many characters of each at most."""
    chosen = parser.parse_args(arguments)
    paths = files_of(chosen.folder, chosen.hold_out)
    if not paths:
        parser.error(f"no .txt or .jsonl file in {chosen.folder}")
    return chosen, paths, chosen.most * 1_000_000


def clock() -> Callable[[str], None]:
    """What prints lines with the seconds since now."""
    began = time.time()
    return lambda line: print(f"{time.time() - began:6.0f} s  {line}", file=sys.stderr, flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = parser_of(__doc__)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--words", type=int, default=60_000, help="size of the lexicon")
    chosen, paths, most = asked(parser, arguments)
    say = clock()
    census = Census()
    for text, words in documents(paths, most):
        census.add(text, words)
    lexicon = census.lexicon(chosen.words)
    say(f"{len(paths)} files, {len(lexicon.words)} words known, {len(lexicon.places)} with inner marks")
    parts: list[Examples] = []
    corpus: list[NDArray[np.uint16]] = []
    pause = np.zeros(2, np.uint16)
    chance = random.Random(1)
    for text, words in documents(paths, most):
        corpus += (lexicon.ids(words), pause)
        parts.append(examples_of(variants(text, chance), lexicon))
    examples = joined(parts)
    lexicon = pruned(lexicon, examples)
    examples = still_candidates(lexicon, examples)
    read = np.concatenate(corpus)
    say(f"{read.size} words read, {examples.mark.size} candidates: {np.bincount(examples.mark, minlength=4).tolist()}")
    weights = fresh(lexicon.size)
    weights.word[:] = word_vectors(read, lexicon.size, WORD_SIZE) * VECTOR_SCALE
    weights.own[:] = weights.word
    del parts, corpus, read, census
    say("word vectors done")
    Trainer(weights, lexicon.endings()).train(examples, chosen.epochs, say=say)
    save(chosen.out, lexicon, weights)
    say(f"wrote {chosen.out}, {chosen.out.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
