"""The decision for one candidate: a wide and deep network (Cheng et al. 2016) small enough for numpy.

Deep: the embeddings of the words around and of the candidate go through two layers. Wide: a hashed table of word
combinations adds what must be known by heart ("its own", "were in"). Four classes, the kinds of mark in `words`.
"""

from __future__ import annotations

import functools
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tasks.compiled import address, addresses, function
from tasks.repair.apostrophes.features import (
    COMBINATIONS,
    DOCUMENT,
    SIGNS,
    STYLE,
    TENSE,
    WIDE_BITS,
    WINDOW,
    Features,
    crosses,
)
from tasks.repair.apostrophes.floats import Floats, dense, powers
from tasks.repair.apostrophes.whole import in_lines, packed, tiles

try:
    from threadpoolctl import ThreadpoolController
except ImportError:  # works without, at the mercy of the library's own threads
    ThreadpoolController = None

Table = NDArray[np.float32] | NDArray[np.int8]

# These are those of tasks/compiled/network.c.
WORD_SIZE, SIGN_SIZE = 48, 12
FIRST_LAYER, SECOND_LAYER = 256, 64
INPUT = WINDOW * (WORD_SIZE + SIGN_SIZE) + 2 * WORD_SIZE + 3 * SIGN_SIZE
# The tables that make the deep part's input, in order, and how many rows of each.
INPUTS = (("word", WINDOW), ("sign", WINDOW), ("own", 1), ("word", 1), ("document", 1), ("style", 1), ("tense", 1))
WIDE_STEP = 1 / 24  # of the wide weights in the file
BATCH = 4096  # candidates decided at once without compiled code: bounds memory
# What is added to the scores of kinds that a candidate can't bear, by those that it can.
ALLOWED = np.array([[0.0, *((0.0 if may >> k & 1 else -1e4) for k in range(3))] for may in range(8)], np.float32)
_LITTLE = ALLOWED.min()


@dataclass(slots=True)
class Weights:
    """All that is learned. Tables read from a file are in steps, whose sizes are in `first`."""

    word: Table  # ids x WORD_SIZE
    own: Table  # ids x WORD_SIZE, the candidate's
    sign: Table
    document: Table
    style: Table
    tense: Table
    first: Floats
    first_bias: Floats
    second: Floats
    second_bias: Floats
    third: Floats
    third_bias: Floats
    wide: Table  # 2**WIDE_BITS x 4, in steps of WIDE_STEP if read from a file
    steps: Steps | None = None  # the first layer in whole numbers, if read from a file
    addresses: NDArray[np.uintp] | None = None  # of all numbers, as compiled code reads them, if so

    def settle(self) -> None:
        """Make what is read from a file known to compiled code."""
        self.steps = Steps.of(self.first)
        tables = (self.word, self.own, self.sign, self.document, self.style, self.tense)
        layers = (self.steps.packed, self.steps.split, self.steps.size, self.first_bias)
        others = (self.second, self.second_bias, self.third, self.third_bias, COMBINATIONS, self.wide)
        self.addresses = np.array(addresses((*tables, *layers, *others)), np.uintp)


@dataclass(frozen=True, slots=True)
class Steps:
    """A layer's weights in whole steps, for inputs of whole numbers: the same sums on every processor, at twice the speed."""

    weights: NDArray[np.int16]  # inputs x outputs
    # The same as compiled code reads them.
    packed: NDArray[np.int16]
    split: NDArray[np.uint8]  # their upper and lower bytes, in tiles by turns
    size: Floats  # of a step, by output

    @staticmethod
    def of(layer: Floats) -> Steps:
        """The finest steps with which no weight has more than 16 bits, and no sum of inputs up to 127 more than 32."""
        size = np.maximum(np.abs(layer).max(axis=0) / 32767, 127 * np.abs(layer).sum(axis=0) / (2**31 - 2**18))
        size = np.maximum(size, 1e-12).astype(np.float32)
        weights = np.round(layer / size).astype(np.int16)
        split = np.stack([tiles(weights >> 8), tiles(weights & 255)], axis=2).astype(np.uint8)
        return Steps(weights, packed(weights), in_lines(split), size)


def fresh(ids: int, seed: int = 1) -> Weights:
    """Weights before training."""
    rng = np.random.default_rng(seed)

    def normal(rows: int, columns: int, scale: float) -> Floats:
        return (rng.standard_normal((rows, columns)) * scale).astype(np.float32)

    return Weights(
        word=normal(ids, WORD_SIZE, 0.1), own=normal(ids, WORD_SIZE, 0.1), sign=normal(SIGNS, SIGN_SIZE, 0.1),
        document=normal(DOCUMENT, SIGN_SIZE, 0.1), style=normal(STYLE, SIGN_SIZE, 0.1),
        tense=normal(TENSE, SIGN_SIZE, 0.1),
        first=normal(INPUT, FIRST_LAYER, (2 / INPUT) ** 0.5), first_bias=np.zeros(FIRST_LAYER, np.float32),
        second=normal(FIRST_LAYER, SECOND_LAYER, (2 / FIRST_LAYER) ** 0.5),
        second_bias=np.zeros(SECOND_LAYER, np.float32),
        third=normal(SECOND_LAYER, 4, 0.1), third_bias=np.zeros(4, np.float32),
        wide=np.zeros((1 << WIDE_BITS, 4), np.float32),
    )  # fmt: skip


def embed(weights: Weights, f: Features) -> Floats:
    """The deep part's input, n x INPUT. (`take` is three times as fast as indexing.)"""
    rows = []
    for (name, times), ids in zip(INPUTS, f.columns, strict=True):
        table = getattr(weights, name)
        rows.append(table.take(ids, 0).reshape(len(ids), times * table.shape[1]))
    result: Floats = np.concatenate(rows, axis=1).astype(np.float32, copy=False)
    return result


def first_layer(weights: Weights, f: Features) -> Floats:
    """What the first layer makes of the embeddings, n x FIRST_LAYER."""
    if weights.steps is None:
        plain: Floats = np.maximum(embed(weights, f) @ weights.first + weights.first_bias, 0)
        return plain
    layer = weights.steps
    # Products of whole numbers below 2**53 are exact.
    sums = embed(weights, f).astype(np.float64) @ layer.weights.astype(np.float64)
    result: Floats = np.maximum(sums.astype(np.float32) * layer.size + weights.first_bias, 0)
    return result


def wide_scores(weights: Weights, f: Features) -> Floats:
    """The wide part's share of the scores."""
    if weights.steps is None:
        plain: Floats = weights.wide[crosses(f)].sum(axis=0, dtype=np.float32)
        return plain
    sums = weights.wide.take(crosses(f), 0).sum(axis=0, dtype=np.int32)
    result: Floats = sums.astype(np.float32) * np.float32(WIDE_STEP)
    return result


@functools.cache
def _blas() -> ThreadpoolController | None:
    return ThreadpoolController().select(user_api="blas") if ThreadpoolController else None


def one_thread() -> AbstractContextManager[object]:
    """Matrix products of one article gain nothing from threads, and where workers share the cores, threads wait for
    each other: on two busy cores a product took 2.2 ms with two threads and 0.9 ms with one.
    """
    blas = _blas()
    if blas is None or all(library.num_threads == 1 for library in blas.lib_controllers):
        return nullcontext()
    limited: AbstractContextManager[object] = blas.limit(limits=1)
    return limited


def probabilities(weights: Weights, f: Features, may: NDArray[np.uint8]) -> Floats:
    """N x 4: how likely each kind of mark is; kinds that a candidate can't bear have none."""
    out = np.empty((f.own.size, 4), np.float32)
    if weights.addresses is not None and (call := function("network_chances", "p" * 9 + "ip")):
        call(address(weights.addresses), *addresses((*f.columns, may)), len(out), address(out))
        return out
    with one_thread():
        for low in range(0, f.own.size, BATCH):
            some = slice(low, low + BATCH)
            out[some] = _probabilities(weights, f.of(some), may[some])
    return out


def _product(x: Floats, weights: Floats, bias: Floats) -> Floats:
    """`dense` for training, which asks about millions: many times as fast, and another sum on another processor."""
    return x @ weights + bias


def _probabilities(weights: Weights, f: Features, may: NDArray[np.uint8]) -> Floats:
    layer = _product if weights.steps is None else dense
    h = np.maximum(layer(first_layer(weights, f), weights.second, weights.second_bias), 0)
    scores = layer(h, weights.third, weights.third_bias)
    scores += wide_scores(weights, f)
    can = ALLOWED.take(may, 0) == 0
    scores[~can] = _LITTLE
    chances = powers(scores - np.maximum(scores.max(axis=1), _LITTLE)[:, None])
    chances[~can] = 0
    first, second, third, fourth = chances.T
    chances /= (first + second + third + fourth)[:, None]
    return chances
