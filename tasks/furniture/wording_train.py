"""Train the weights of `wording` anew: python -m tasks.furniture.wording_train FOLDER --others OTHERS --out wording.npz

FOLDER holds clean English, as for the apostrophes (`tasks.repair.apostrophes.train`), and OTHERS, in the same form, prose in the other
languages of the examples: their lines and sentences are articles'. So are the lines that begin with "- " in the files of EXAMPLES
(data/wording), while those that begin with "+ " are furniture, and so are known phrases and what known rules take from the texts.
Four hundred megabytes take seven minutes and 5 GB. Needs scipy beside numpy.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tasks.furniture.known import strip_known_many
from tasks.furniture.listed import listed
from tasks.furniture.wording import COMMON, SHAPE_WEIGHT, WORD, WORDED, Weights, features, scores_by
from tasks.repair import Context
from tasks.repair.apostrophes.corpus import read_texts
from tasks.repair.apostrophes.train import asked, clock, files_of, parser_of

_BITS = 20  # of the table's size
_EXAMPLES = Path(__file__).parents[2] / "data" / "wording"
_LONGEST, _LONGEST_LABEL = 400, 160  # characters
_DOCUMENT = 15_000
_AT_ONCE = 256


class Most(NamedTuple):
    """How much is taken of articles."""

    short: int
    """Lines no longer than a label."""
    long: int
    sentences: int
    titles: int
    """Beginnings of sentences, written as headlines: articles' own, which no text of FOLDER has."""
    hard: int
    """Sentences inside their paragraphs, where next to no furniture stands: those that are likeliest taken for it."""


_ENGLISH = Most(250_000, 50_000, 300_000, 100_000, 60_000)
_OTHERS = Most(150_000, 50_000, 250_000, 80_000, 40_000)  # of all other languages together
# What an example of EXAMPLES counts: such lines are fewer than articles'.
_FURNITURE, _ARTICLES = 12, 24
_SMOOTH = 1e-6  # of the squares of all weights
_ROUNDS = 60
_UNSEEN = 0.1  # what is added to how often a feature stands in each kind of lines
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’]? +(?=[A-Z\"“])")
# The share of weights that are told apart; those beyond become the largest: no word decides alone.
_CLIP = 0.9995


@dataclass(slots=True)
class Lines:
    """Lines to learn from: each is furniture (1) or an article's (-1), and counts so much."""

    lines: list[str]
    truth: list[int]
    counts: list[float]

    def add(self, lines: Iterable[str], truth: int, counts: float = 1) -> None:
        """Add some that are of one kind."""
        for line in lines:
            self.lines.append(line)
            self.truth.append(truth)
            self.counts.append(counts)


def examples(folder: Path) -> tuple[list[str], list[str]]:
    """The lines of furniture and of articles in the files of a folder."""
    found = [line for path in sorted(folder.glob("*.txt")) for line in path.read_text("utf-8").splitlines()]
    return [line[2:] for line in found if line.startswith("+ ")], [line[2:] for line in found if line.startswith("- ")]


def _in_its_languages(line: str) -> bool:
    """Stricter than `in_its_languages`: among phrases there are short ones of all languages."""
    return not COMMON.isdisjoint(WORD.findall(line.lower()))


def articles(paths: Sequence[Path], most: int) -> Iterator[tuple[str, list[str]]]:
    """Texts without known furniture, and that, at most about `most` characters of a file. What goes by its wording is neither."""
    for path in paths:
        texts = _first(read_texts(path), most)
        while some := [text[:_DOCUMENT] for text in islice(texts, _AT_ONCE)]:
            for text, edits in strip_known_many(some, Context()):
                yield text, [line for edit in edits if edit.rule != WORDED for line in edit.before.split("\n")]


def _first(texts: Iterator[str], most: int) -> Iterator[str]:
    for text in texts:
        if most < 0:
            break
        most -= min(len(text), _DOCUMENT)
        yield text


def _as_title(sentence: str, chance: random.Random) -> str:
    words = sentence.split()[: chance.randint(4, 13)]
    if chance.random() < 0.5:
        words = [word[:1].upper() + word[1:] for word in words]
    return " ".join(words).rstrip('"”’.,;:!?')


def weights_for(told: Lines, rounds: int = _ROUNDS) -> Weights:
    """Weights of a logistic regression (L-BFGS, squares of the weights held small), rounded to eight bits. Each feature is first
    multiplied with the logarithm of how much oftener it stands in furniture (Wang and Manning 2012): what tells nothing by itself
    gets next to no weight.
    """
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix, diags
    from scipy.special import expit

    words, shapes, rows, counts = features(told.lines)
    size, mask = 1 << _BITS, np.uint64((1 << _BITS) - 1)
    values = np.concatenate([(1 / np.sqrt(counts))[rows], np.full(shapes.size, SHAPE_WEIGHT)]).astype(np.float32)
    columns = np.concatenate([words & mask, (shapes & mask).ravel()]).astype(np.int32)
    rows = np.concatenate([rows, np.repeat(np.arange(len(shapes)), shapes.shape[1])]).astype(np.int32)
    matrix = csr_matrix((values, (rows, columns)), (len(told.lines), size))
    del words, shapes, values, columns, rows
    truth = np.array(told.truth, np.float32)
    share = np.array(told.counts, np.float32) / len(truth)
    of_furniture, of_articles = (matrix.T @ np.where(truth == kind, told.counts, 0) + _UNSEEN for kind in (1, -1))
    ratio = np.log(of_furniture / of_furniture.sum()) - np.log(of_articles / of_articles.sum())
    matrix = (matrix @ diags(ratio)).tocsr().astype(np.float32)
    across = matrix.T.tocsr()

    def loss(at: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        by_word, bias = at[:-1], at[-1]
        margin = (matrix @ by_word.astype(np.float32) + np.float32(bias)) * truth
        slope = -share * truth * expit(-margin)
        found = (share * np.logaddexp(0, -margin)).sum() + _SMOOTH / 2 * (by_word @ by_word)
        return float(found), np.append(across @ slope + _SMOOTH * by_word, slope.sum()).astype(np.float64)

    done = minimize(loss, np.append(np.zeros(size), -3.0), jac=True, method="L-BFGS-B", options={"maxiter": rounds})
    by_word = done.x[:-1] * ratio
    scale = float(np.quantile(np.abs(by_word[by_word != 0]), _CLIP)) / 127
    table = np.clip(np.round(by_word / scale), -127, 127).astype(np.int8)
    return Weights(table, scale, float(done.x[-1]))


@dataclass(slots=True)
class Seen:
    """What FOLDER has, each once and in the order of the files."""

    known: dict[str, None]
    """Lines that known rules take."""
    lines: dict[str, None]
    sentences: dict[str, None]
    inner: dict[str, None]
    """Sentences with others of the same line on either side."""


def seen_in(paths: Sequence[Path], most: int) -> Seen:
    """Read the files."""
    seen = Seen({}, {}, {}, {})
    for text, removed in articles(paths, most):
        left = dict.fromkeys(map(str.strip, text.split("\n")))
        seen.known.update(
            (line, None) for line in map(str.strip, removed) if line not in left and _in_its_languages(line)
        )
        seen.lines.update((line, None) for line in left if line and len(line) < _LONGEST)
        for line in left:
            parts = [part for part in _SENTENCE_END.split(line) if part and len(part) < _LONGEST]
            if len(parts) > 1:
                seen.sentences.update(dict.fromkeys(parts))
                seen.inner.update(dict.fromkeys(parts[1:-1]))
    return seen


def add_articles(told: Lines, seen: Seen, taken: set[str], most: Most, chance: random.Random) -> None:
    """Add lines, sentences and headlines of articles, drawn."""
    lines = sorted(seen.lines.keys() - taken)
    for some, many in (
        ([line for line in lines if len(line) < _LONGEST_LABEL], most.short),
        ([line for line in lines if len(line) >= _LONGEST_LABEL], most.long),
        (sorted(seen.sentences.keys() - taken), most.sentences),
    ):
        told.add(chance.sample(some, min(many, len(some))), -1)
    titles = chance.sample(sorted(seen.inner), min(most.titles, len(seen.inner)))
    told.add((_as_title(line, chance) for line in titles), -1)


def hardest(by: Weights, seen: Seen, taken: set[str], most: Most) -> list[str]:
    """Sentences inside paragraphs that some weights take for furniture most."""
    inner = sorted(seen.inner.keys() - taken)
    return [inner[i] for i in np.argsort(-scores_by(by, inner))[: most.hard]]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    parser = parser_of(__doc__)
    parser.add_argument("--others", type=Path, help="a folder of prose in the other languages of the examples")
    parser.add_argument("--examples", type=Path, default=_EXAMPLES)
    chosen, paths, most = asked(parser, arguments)
    say = clock()
    furniture, own = examples(chosen.examples)
    if not furniture:
        parser.error(f'no line that begins with "+ " in the .txt files of {chosen.examples}')
    chance = random.Random(1)
    told = Lines([], [], [])
    told.add(furniture, 1, _FURNITURE)
    told.add(own, -1, _ARTICLES)
    read = [(seen_in(paths, most), _ENGLISH)]
    if chosen.others:
        read.append((seen_in(files_of(chosen.others, ()), most), _OTHERS))
    known = dict.fromkeys(line for seen, _ in read for line in seen.known)
    known.update(dict.fromkeys(filter(_in_its_languages, listed("phrases.txt")[0])))
    told.add((line for line in sorted(known) if len(line) < _LONGEST), 1)
    say(f"{len(paths)} files, {len(known)} lines of known furniture, {len(read[0][0].lines)} of articles")
    taken = {*furniture, *known}
    for seen, many in read:
        add_articles(told, seen, taken, many, chance)
    first = weights_for(told, _ROUNDS // 2)
    say(f"{len(told.lines)} lines read")
    taken.update(told.lines)
    for seen, many in read:
        told.add(hardest(first, seen, taken, many), -1)
    np.savez_compressed(chosen.out, **weights_for(told)._asdict())
    say(f"wrote {chosen.out}, {chosen.out.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
