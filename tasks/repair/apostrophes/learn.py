"""Training of the network: mini-batches, Adam for the dense layers, Adagrad for tables (Duchi et al. 2011), whose rare
rows keep large steps.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from tasks.repair.apostrophes.features import WINDOW, Features, crosses
from tasks.repair.apostrophes.floats import Floats
from tasks.repair.apostrophes.network import ALLOWED, SIGN_SIZE, WORD_SIZE, Weights, embed, probabilities

LEAST_PLAUSIBLE = 0.002
# The last part of training is averaged, a sample every so many steps.
AVERAGE_FROM, AVERAGE_EVERY = 0.8, 40
# Where Adagrad's sums of squares begin. The larger, the longer a rare word keeps near the vector that it started with,
# and the less it learns single examples by heart.
FIRST_SQUARES = {"word": 0.1, "own": 0.02, "sign": 1e-3, "document": 1e-3, "style": 1e-3, "tense": 1e-3}
FIRST_WIDE_SQUARES = 0.1
LEAST_STEPS = 20  # an epoch: a small corpus is read in smaller batches
DENSE = ("first", "first_bias", "second", "second_bias", "third", "third_bias")


@dataclass(frozen=True, slots=True)
class Examples:
    """Candidates with their truth."""

    features: Features
    may: NDArray[np.uint8]
    mark: NDArray[np.uint8]

    def take(self, rows: NDArray[np.int64]) -> Examples:
        """Some of them."""
        f = Features(*(getattr(self.features, x.name)[rows] for x in fields(self.features)))
        return Examples(f, self.may[rows], self.mark[rows])


class Trainer:
    """Holds the optimiser's state between batches."""

    def __init__(self, weights: Weights, endings: NDArray[np.uint16], seed: int = 2) -> None:
        self.w = weights
        self.endings = endings  # by id: the id as which an unknown word with that ending is read
        # By id, from the most frequent word to the rarest: how often a candidate is read as unknown. Rare words are
        # like those that the model will meet first; frequent names are possessives far more often than those.
        self.oblivion = np.linspace(0.01, 0.25, endings.size, dtype=np.float32)
        self.rng = np.random.default_rng(seed)
        self.step_number = 0
        self.averages: dict[str, Floats] = {}
        self.averaged = 0
        self.moments = {n: (np.zeros_like(getattr(weights, n)), np.zeros_like(getattr(weights, n))) for n in DENSE}
        self.squares = {n: np.full(len(getattr(weights, n)), first, np.float32) for n, first in FIRST_SQUARES.items()}
        self.wide_squares = np.full(weights.wide.size, FIRST_WIDE_SQUARES, np.float32)

    def train(
        self, examples: Examples, epochs: int, batch: int = 1024, rate: float = 1.5e-3, table_rate: float = 0.04,
        wide_rate: float = 0.03, say: Callable[[str], None] = print,
    ) -> None:  # fmt: skip
        """Run over the examples `epochs` times in random order, the steps shrinking to a twentieth.

        Half way, examples whose truth is next to impossible are left out: most are slips of the writers.
        """
        n = examples.mark.size
        batch = min(batch, max(1, n // LEAST_STEPS))
        total = epochs * n // batch
        began, loss, seen = time.time(), 0.0, 0
        for epoch in range(epochs):
            if epoch and epoch == epochs // 2:
                examples = self.plausible(examples, say)
                n = examples.mark.size
            order = self.rng.permutation(n)
            for low in range(0, n - batch + 1, batch):
                pace = 0.05 + 0.95 * (0.5 + 0.5 * math.cos(math.pi * min(1.0, self.step_number / max(1, total))))
                loss += self.step(
                    examples.take(np.sort(order[low : low + batch])), rate * pace, table_rate * pace, wide_rate * pace
                )
                if self.step_number >= AVERAGE_FROM * total and self.step_number % AVERAGE_EVERY == 0:
                    self.average()
                seen += 1
                if seen == 500:
                    say(f"step {self.step_number} of {total}: loss {loss / seen:.5f}, {time.time() - began:.0f} s")
                    loss, seen = 0.0, 0
        if self.averages:
            for name, sum_of in self.averages.items():
                getattr(self.w, name)[...] = sum_of / self.averaged

    def average(self) -> None:
        """Add the weights to the running sums whose mean training ends with (Polyak and Juditsky 1992)."""
        self.averaged += 1
        for name in (*DENSE, *FIRST_SQUARES, "wide"):
            weights = getattr(self.w, name)
            if name in self.averages:
                self.averages[name] += weights
            else:
                self.averages[name] = weights.copy()

    def plausible(self, examples: Examples, say: Callable[[str], None]) -> Examples:
        """Without the examples whose truth the network finds next to impossible."""
        chances = probabilities(self.w, examples.features, examples.may)
        truth = chances[np.arange(examples.mark.size), examples.mark]
        keep = np.flatnonzero(truth >= LEAST_PLAUSIBLE)
        say(f"{truth.size - keep.size} examples left out as implausible")
        return examples.take(keep)

    def forget(self, ids: NDArray[np.uint16], share: float) -> NDArray[np.uint16]:
        """Some known words read as unknown ones, so that endings learn too."""
        return np.where(self.rng.random(ids.shape, np.float32) < share, self.endings[ids], ids)

    def step(self, e: Examples, rate: float, table_rate: float, wide_rate: float) -> float:
        """One batch; its mean loss."""
        w, n, f = self.w, e.mark.size, e.features
        forgotten = self.rng.random(n, np.float32) < self.oblivion[f.own]
        f = Features(
            words=self.forget(f.words, 0.04), signs=f.signs, own=np.where(forgotten, self.endings[f.own], f.own),
            base=np.where(forgotten, self.endings[f.base], self.forget(f.base, 0.03)), document=f.document, style=f.style, tense=f.tense,
        )  # fmt: skip
        x = embed(w, f)
        a1 = x @ w.first + w.first_bias
        h1 = np.maximum(a1, 0)
        keep1 = (self.rng.random(h1.shape, np.float32) < 0.75) * np.float32(1 / 0.75)
        h1 *= keep1
        h2 = np.maximum(h1 @ w.second + w.second_bias, 0)
        places = crosses(f).T
        keep_wide = (self.rng.random(places.shape, np.float32) < 0.7) * np.float32(1 / 0.7)
        wide = np.einsum("nk,nkc->nc", keep_wide, w.wide[places])
        scores = h2 @ w.third + w.third_bias + wide + ALLOWED[e.may]
        scores -= scores.max(axis=1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=1, keepdims=True)
        truth = scores[np.arange(n), e.mark]
        loss = float(-np.log(np.maximum(truth, 1e-9)).mean())
        d = scores
        d[np.arange(n), e.mark] -= 1
        self.wide_step(places, keep_wide[:, :, None] * d[:, None, :], wide_rate)
        d /= n
        grads: dict[str, Floats] = {"third": h2.T @ d, "third_bias": d.sum(0)}
        d2 = (d @ w.third.T) * (h2 > 0)
        grads["second"], grads["second_bias"] = h1.T @ d2, d2.sum(0)
        d1 = (d2 @ w.second.T) * (a1 > 0) * keep1
        grads["first"], grads["first_bias"] = x.T @ d1, d1.sum(0)
        dx = (d1 @ w.first.T) * np.float32(n)
        self.dense_step(grads, rate)
        c1, c2 = WINDOW * WORD_SIZE, WINDOW * (WORD_SIZE + SIGN_SIZE)
        by_word = np.concatenate((dx[:, :c1].reshape(-1, WORD_SIZE), dx[:, c2 + WORD_SIZE : c2 + 2 * WORD_SIZE]))
        self.table_step("word", np.concatenate((f.words.ravel(), f.base)), by_word, table_rate)
        self.table_step("sign", f.signs.ravel(), dx[:, c1:c2].reshape(-1, SIGN_SIZE), table_rate)
        self.table_step("own", f.own, dx[:, c2 : c2 + WORD_SIZE], table_rate)
        self.table_step("document", f.document, dx[:, c2 + 2 * WORD_SIZE : -2 * SIGN_SIZE], table_rate)
        self.table_step("style", f.style, dx[:, -2 * SIGN_SIZE : -SIGN_SIZE], table_rate)
        self.table_step("tense", f.tense, dx[:, -SIGN_SIZE:], table_rate)
        return loss

    def dense_step(self, grads: dict[str, Floats], rate: float) -> None:
        """Adam."""
        self.step_number += 1
        t = self.step_number
        scale = rate * math.sqrt(1 - 0.999**t) / (1 - 0.9**t)
        for name, g in grads.items():
            m, v = self.moments[name]
            m += 0.1 * (g - m)
            v += 0.001 * (g * g - v)
            p = getattr(self.w, name)
            p -= scale * m / (np.sqrt(v) + 1e-8)

    def table_step(self, name: str, rows: NDArray[np.uint16] | NDArray[np.uint8], grad: Floats, rate: float) -> None:
        """Adagrad with one accumulator a row. Gradients are summed over the batch, not averaged: a rare word's one
        example then moves it as far as it would alone.
        """
        ids, inverse = np.unique(rows, return_inverse=True)
        which = csr_matrix((np.ones(rows.size, np.float32), (inverse, np.arange(rows.size))))
        g = which @ grad
        squares = self.squares[name]
        squares[ids] += (g * g).mean(axis=1)
        getattr(self.w, name)[ids] -= rate * g / np.sqrt(squares[ids])[:, None]

    def wide_step(self, places: NDArray[np.int64], grad: Floats, rate: float) -> None:
        """Adagrad, each weight its own accumulator."""
        at = (places[:, :, None] * 4 + np.arange(4)).ravel()
        g = grad.ravel()
        strong = np.abs(g) > 1e-3
        at, g = at[strong], g[strong]
        np.add.at(self.wide_squares, at, g * g)
        flat = self.w.wide.reshape(-1)
        np.add.at(flat, at, -rate * g / np.sqrt(self.wide_squares[at]))
