"""A second reading of the few places that decide most contractions: is it "its" or "it's", "were" or "we're"?

Where the network is in doubt about such a word, a transformer (Vaswani et al. 2017) small enough for numpy reads the
words to either side, more than twice as many as the network. It learned from the marks of running text and from words that
do not belong where they stand (Clark et al. 2020), so it knows more of how sentences are built. The two err apart: the
geometric mean of their chances, weighted, is right more often than either.

Half of its attention heads look only to the left and half only to the right, and a word counts the less the further away
it is (Press et al. 2022): there is no table of places.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import xxhash
from numpy.typing import NDArray

from tasks.repair.apostrophes.features import Features
from tasks.repair.apostrophes.lexicon import Lexicon, are_among
from tasks.repair.apostrophes.model import load as network
from tasks.repair.apostrophes.network import ALLOWED, WORD_SIZE, Floats, Table, one_thread
from tasks.repair.apostrophes.words import Ints, Words

FILE = Path(__file__).with_name("reader.npz")
READ_AGAIN = "its were well wed shed"
SURE = 0.8  # where the network is as sure, nothing is read again
SHARE = 0.7  # of the reader in what both say, against the network's
REACH = 16  # words to either side that are read
BESIDE = 2  # words to either side of each that its first layer sees
LAYERS, HEADS, SIZE = 3, 4, 128
OFTEN = 6144  # ids below have numbers of their own beside those that the network gives them
SLOPES = (0.5, 0.5, 0.03, 0.03)  # by head; the first and third look to the left, the others to the right
_OF = "network"
_TOGETHER = 64  # places that are read at once: bounds memory
_LITTLE = np.float32(-1e4)


@dataclass(frozen=True, slots=True)
class Reader:
    """Weights by name: tables, and layers, inputs x outputs, with their biases."""

    word: Table
    of: Mapping[str, Floats]


def save(path: Path, of: Mapping[str, Floats], word: Table) -> None:
    """Write weights as int8 with a step a column, and which network's table of words they were learned with."""
    out: dict[str, NDArray[np.generic]] = {_OF: _digest(word)}
    for name, weights in of.items():
        if weights.ndim < 2:
            out[name] = weights.astype(np.float16)
            continue
        step = np.maximum(np.abs(weights).max(axis=0), 1e-6) / 127
        out[name] = np.round(weights / step).astype(np.int8)
        out[f"{name}:step"] = step.astype(np.float32)
    np.savez_compressed(path, **out)  # type: ignore[arg-type]


def read(path: Path, word: Table) -> Reader | None:
    """Read what `save` wrote; None where it was learned with another table of words than `word`."""
    of = weights_of(path)
    return Reader(word, _folded(of)) if of.pop(_OF) == _digest(word) else None


def weights_of(path: Path) -> dict[str, Any]:
    """The weights in a file, by name."""
    with np.load(path) as file:
        steps = {name: file[f"{name}:step"] for name in file.files if f"{name}:step" in file}
        whole = {name: file[name] for name in file.files if not name.endswith(":step")}
    return {n: w if n == _OF else w.astype(np.float32) * steps.get(n, np.float32(1)) for n, w in whole.items()}


def _digest(word: Table) -> NDArray[np.uint64]:
    return np.array(xxhash.xxh3_64_intdigest(word.tobytes()), np.uint64)


@functools.cache
def load() -> Reader | None:
    """The weights that lie beside this module, read once a process; None where the network's are others than they know."""
    return read(FILE, network().weights.word)


def distances(words: int) -> Floats:
    """What attention subtracts: heads x words x words."""
    away = np.arange(words)[None, :] - np.arange(words)[:, None]
    seen = [away <= 0 if head % 2 == 0 else away >= 0 for head in range(HEADS)]
    found = [np.where(sees, -np.abs(away) * slope, _LITTLE) for sees, slope in zip(seen, SLOPES, strict=True)]
    return np.array(found, np.float32)


_DISTANCES = distances(2 * REACH + 1)


def reread(
    reader: Reader | None, lexicon: Lexicon, words: Words, ids: NDArray[np.uint16], at: Ints,
    may: NDArray[np.uint8], features: Features, chances: Floats,
) -> None:  # fmt: skip
    """Mend the `chances` of those candidates `at` that the network is not sure of."""
    if reader is None:
        return
    doubtful = np.flatnonzero(are_among(lexicon, READ_AGAIN)[features.own])
    doubtful = doubtful[chances[doubtful].max(axis=1) < SURE]
    if not doubtful.size:
        return
    with one_thread():
        for low in range(0, doubtful.size, _TOGETHER):
            some = doubtful[low : low + _TOGETHER]
            both = SHARE * (_scores(reader, words, ids, at[some], features.of(some)) + ALLOWED.take(may[some], 0))
            both += (1 - SHARE) * np.log(np.maximum(chances[some], np.float32(1e-9)))
            chances[some] = _shares(both)


def _shares(scores: Floats) -> Floats:
    """Their exponentials, as shares of a row's sum (softmax)."""
    shares: Floats = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares /= shares.sum(axis=-1, keepdims=True)
    return shares


def _scores(reader: Reader, words: Words, ids: NDArray[np.uint16], at: Ints, features: Features) -> Floats:
    """Logarithms of the chances of each kind of mark, a row a word."""
    of = reader.of
    told = (of["document"][features.document], of["style"][features.style], of["tense"][features.tense])
    x = np.concatenate((states(reader, words, ids, at), *told), axis=1)
    x = np.maximum(x @ of["h1.weight"] + of["h1.bias"], 0)
    result: Floats = np.log(_shares(x @ of["h2.weight"] + of["h2.bias"]))
    return result


def states(reader: Reader, words: Words, ids: NDArray[np.uint16], at: Ints) -> Floats:
    """What is made of some words by those around them: n x SIZE."""
    of = reader.of
    around = at[:, None] + np.arange(-REACH - BESIDE, REACH + BESIDE + 1)
    there = np.clip(around, 0, ids.size - 1)
    inside = (there == around) & (words.document[there] == words.document[at][:, None])
    inside[:, :BESIDE] = inside[:, -BESIDE:] = False
    seen = ids[there]
    seen[~inside] = 0
    tables = (
        reader.word[seen], of["often"][np.where(seen < OFTEN, seen, 0)], of["shape"][words.shape[there]],
        of["gap"][words.gap[there]], of["quoted"][words.quoted[there].view(np.uint8)],
    )  # fmt: skip
    x = np.concatenate(tables, axis=2, dtype=np.float32)
    x[~inside] = 0
    size = 2 * REACH + 1
    x = np.concatenate([x[:, k : k + size] for k in range(2 * BESIDE + 1)], axis=2)
    x = _product(x, of["inp.weight"]) + of["inp.bias"]
    bias = np.where(inside[:, None, None, BESIDE : BESIDE + size], _DISTANCES, _LITTLE)
    for layer in range(LAYERS):
        asked = slice(REACH, REACH + 1) if layer == LAYERS - 1 else slice(None)
        x = _layer(of, f"blocks.{layer}.", x, bias, asked)
    result: Floats = (_normal(x) * of["norm.weight"] + of["norm.bias"])[:, 0]
    return result


def _layer(of: Mapping[str, Floats], name: str, x: Floats, bias: Floats, asked: slice) -> Floats:
    """One layer, for the words that are `asked`."""
    n = _normal(x)
    weights, biases = of[f"{name}qkv.weight"], of[f"{name}qkv.bias"]
    if asked == slice(None):
        query, key, value = _heads(_product(n, weights) + biases, 3)
    else:
        (query,) = _heads(_product(n[:, asked], weights[:, :SIZE]) + biases[:SIZE], 1)
        key, value = _heads(_product(n, weights[:, SIZE:]) + biases[SIZE:], 2)
    weight = _shares(query @ key.transpose(0, 1, 3, 2) + bias[:, :, asked])
    heads = (weight @ value).transpose(0, 2, 1, 3).reshape(len(x), -1, SIZE)
    x = x[:, asked] + (_product(heads, of[f"{name}o.weight"]) + of[f"{name}o.bias"])
    h = _product(_normal(x), of[f"{name}up.weight"])
    h += of[f"{name}up.bias"]
    np.maximum(h, 0, out=h)
    h = _product(h, of[f"{name}down.weight"])
    h += of[f"{name}down.bias"]
    x += h
    return x


def _product(x: Floats, weights: Floats) -> Floats:
    """Of all rows at once: numpy would take one product for each of the first axis."""
    result: Floats = (x.reshape(-1, x.shape[2]) @ weights).reshape(*x.shape[:2], -1)
    return result


def _heads(x: Floats, parts: int) -> Floats:
    """Parts x n x HEADS x words x SIZE / HEADS."""
    return x.reshape(*x.shape[:2], parts, HEADS, -1).transpose(2, 0, 3, 1, 4)


def _normal(x: Floats) -> Floats:
    """With mean 0 and deviation 1 in each row."""
    x = x - x.mean(axis=-1, keepdims=True)
    x *= 1 / np.sqrt(np.einsum("nwk,nwk->nw", x, x)[:, :, None] / SIZE + np.float32(1e-5))
    return x


def _folded(of: dict[str, Floats]) -> dict[str, Floats]:
    """What multiplies and adds to a layer's inputs, made part of its weights."""
    of["inp.weight"].reshape(2 * BESIDE + 1, -1, SIZE)[:, :WORD_SIZE] *= of.pop("word_scale")
    for name in [f"blocks.{layer}." for layer in range(LAYERS)]:
        for normal, layer in (("n1", "qkv"), ("n2", "up")):
            times, plus = of.pop(f"{name}{normal}.weight"), of.pop(f"{name}{normal}.bias")
            of[f"{name}{layer}.bias"] += plus @ of[f"{name}{layer}.weight"]
            of[f"{name}{layer}.weight"] *= times[:, None]
        of[f"{name}qkv.weight"][:, :SIZE] *= (SIZE // HEADS) ** -0.5
        of[f"{name}qkv.bias"][:SIZE] *= (SIZE // HEADS) ** -0.5
    return of
