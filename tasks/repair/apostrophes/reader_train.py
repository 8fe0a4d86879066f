"""Train the reader's weights: python -m tasks.repair.apostrophes.reader_train FOLDER --out reader.npz

The folder is that of `train`, whose weights must be there: the reader knows the network's words, and their numbers. The
marks of all candidates are learned, those of ambiguous words for four; then, in half of each batch, also which
words do not belong where they stand. Needs torch beside scipy; 410 MB take five hours on two busy cores with AMX, and 5 GB of
memory.
"""

from __future__ import annotations

import math
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from tasks.repair.apostrophes.corpus import variants
from tasks.repair.apostrophes.features import DOCUMENT, STYLE, TENSE, describe
from tasks.repair.apostrophes.lexicon import FIRST_ID, Lexicon, are_among
from tasks.repair.apostrophes.model import load
from tasks.repair.apostrophes.network import WORD_SIZE
from tasks.repair.apostrophes.train import are_labels, asked, clock, documents, parser_of
from tasks.repair.apostrophes.transformer import BESIDE, HEADS, LAYERS, OFTEN, SIZE, distances, save
from tasks.repair.apostrophes.words import read_parts

CHUNK, CHUNKS = 128, 128  # words read in a row, and how many rows make a batch
EDGE = 12  # words at the ends of a chunk that lack their context, and are not learned
# Words that are one thing with a mark and another without, and decide most contractions.
AMBIGUOUS = "its were well wed shed hell ill id lets whos"
WEIGHT = 4  # of these
NONE = 255  # the mark of a word that is no candidate
OFTEN_SIZE, SHAPE_SIZE, GAP_SIZE, QUOTED_SIZE = 32, 8, 12, 4  # those of tasks/compiled/transformer.c
TOLD_SIZE, LAST = 12, 96
FORGOTTEN, MOST_FORGOTTEN = 0.04, 0.25  # how often words are read as unknown; the rarest candidates
# Words of the other half that are exchanged, three in four for one that follows the word before elsewhere.
STRANGERS = 0.12
KEPT = 1 / 3  # of the weights before the last stage, in the mean of these and those behind it
WARM_UP, LAST_PACE = 300, 0.03
PLAUSIBLE_FROM, LEAST_PLAUSIBLE = 0.4, 0.002
AVERAGE_FROM, AVERAGE_EVERY, AVERAGE_SHARE = 0.75, 10, 0.02

# Of the network's word vectors: as large as it began with, by the words below that id.
VECTOR_SCALE, TYPICAL = 0.3, 20_000

Tensors = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the training."""

    epochs: float
    rate: float
    strangers: bool = False  # whether half of each batch teaches which words do not belong


STAGES = (
    Stage(1.3, 1.5e-3),
    Stage(0.95, 1.2e-3, strangers=True),
    Stage(1.6, 8e-4, strangers=True),
    Stage(1.1, 6e-4, strangers=True),
    Stage(1.3, 6e-4, strangers=True),
)


@dataclass(frozen=True, slots=True)
class Text:
    """Running text, a row a word."""

    ids: NDArray[np.uint16]
    shape: NDArray[np.uint8]
    gap: NDArray[np.uint8]
    quoted: NDArray[np.uint8]
    document: NDArray[np.int32]
    # Of candidates; `mark` is NONE for what is none.
    mark: NDArray[np.uint8]
    may: NDArray[np.uint8]
    evidence: NDArray[np.uint8]
    style: NDArray[np.uint8]
    tense: NDArray[np.uint8]

    @staticmethod
    def of(paths: Sequence[Path], most: int, lexicon: Lexicon) -> Text:
        """All texts of some files, at most about `most` characters from one, as `train` reads them."""
        chance, parts, texts = random.Random(1), list[list[NDArray[Any]]](), 0
        for text, _ in documents(paths, most):
            some = variants(text, chance)
            words = read_parts(some, [[(0, len(part))] for part in some])
            ids = lexicon.ids(words)
            at, may = lexicon.candidates(words, ids)
            told = describe(words, ids, at, lexicon)
            columns = np.zeros((5, ids.size), np.uint8)
            columns[0] = NONE
            columns[:, at] = (
                np.where(are_labels(some, words, at, may), words.mark[at], NONE),
                may,
                told.document,
                told.style,
                told.tense,
            )
            document = (texts + words.document).astype(np.int32)
            parts.append([ids, words.shape, words.gap, words.quoted.view(np.uint8), document, *columns])
            texts += len(some)
        return Text(*map(np.concatenate, zip(*parts, strict=True)))


def fresh(seed: int) -> Tensors:
    """Weights before training, by the names that the reader knows."""
    make = torch.Generator().manual_seed(seed)
    of: Tensors = {}

    def layer(name: str, rows: int, columns: int) -> None:
        of[f"{name}.weight"] = (torch.rand(rows, columns, generator=make) * 2 - 1) * rows**-0.5
        of[f"{name}.bias"] = torch.zeros(columns)

    tables = {
        "often": (OFTEN, OFTEN_SIZE),
        "shape": (8, SHAPE_SIZE),
        "gap": (256, GAP_SIZE),
        "quoted": (2, QUOTED_SIZE),
    }
    tables |= {"document": (DOCUMENT, TOLD_SIZE), "style": (STYLE, TOLD_SIZE), "tense": (TENSE, TOLD_SIZE)}
    for name, size in tables.items():
        of[name] = torch.randn(*size, generator=make) * (0.3 if name == "often" else 1.0)
    layer("inp", (WORD_SIZE + OFTEN_SIZE + SHAPE_SIZE + GAP_SIZE + QUOTED_SIZE) * (2 * BESIDE + 1), SIZE)
    for k in range(LAYERS):
        for name, rows, columns in (
            ("qkv", SIZE, 3 * SIZE),
            ("o", SIZE, SIZE),
            ("up", SIZE, 4 * SIZE),
            ("down", 4 * SIZE, SIZE),
        ):
            layer(f"blocks.{k}.{name}", rows, columns)
    for name in ("norm", *(f"blocks.{k}.{n}" for k in range(LAYERS) for n in ("n1", "n2"))):
        of[f"{name}.weight"], of[f"{name}.bias"] = torch.ones(SIZE), torch.zeros(SIZE)
    layer("h1", SIZE + 3 * TOLD_SIZE, LAST)
    layer("h2", LAST, 4)
    layer("belongs", SIZE, 1)
    return {name: weights.requires_grad_() for name, weights in of.items()}


class Trainer:
    """Trains weights on one text."""

    def __init__(self, text: Text, lexicon: Lexicon, word: NDArray[np.int8], of: Tensors, seed: int = 1) -> None:
        self.text, self.of = text, of
        self.rng = np.random.default_rng(seed)
        self.endings = lexicon.endings()
        self.ambiguous = torch.from_numpy(are_among(lexicon, AMBIGUOUS))
        self.oblivion = np.linspace(0.01, MOST_FORGOTTEN, self.endings.size, dtype=np.float32)
        self.word = torch.from_numpy(word.astype(np.float32) * of["word_scale"].item()).bfloat16()
        # Where each word stands.
        self.places = np.argsort(text.ids, kind="stable").astype(np.int32)
        self.times = np.bincount(text.ids, minlength=self.endings.size)
        self.first = np.cumsum(self.times) - self.times

    def run(self, stage: Stage) -> Iterator[tuple[int, int, float, float]]:
        """Yields the step, of how many, and the mean losses since the last: of marks, and of strangers."""
        learned = [weights for name, weights in self.of.items() if name != "word_scale"]
        tables = {id(self.of["often"])}
        groups = [
            {"params": [w for w in learned if id(w) not in tables], "lr": stage.rate, "weight_decay": 0.01},
            {"params": [self.of["often"]], "lr": stage.rate / 2, "weight_decay": 0.0},
        ]
        adam = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
        rates = [group["lr"] for group in adam.param_groups]
        steps, step, losses = max(1, int(len(self.rows()) / CHUNKS * stage.epochs)), 0, list[list[float]]()
        averages: Tensors = {}
        while step < steps:
            rows = self.rng.permutation(self.rows())
            for low in range(0, rows.size, CHUNKS)[: steps - step]:
                pace = LAST_PACE + (1 - LAST_PACE) * (0.5 + 0.5 * math.cos(math.pi * step / steps))
                for group, full in zip(adam.param_groups, rates, strict=True):
                    group["lr"] = full * pace * min(1.0, (step + 1) / WARM_UP)
                loss, *told = self.losses(np.sort(rows[low : low + CHUNKS]), stage, step > PLAUSIBLE_FROM * steps)
                adam.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(learned, 1.0)
                adam.step()
                losses.append(told)
                step += 1
                if step > AVERAGE_FROM * steps and step % AVERAGE_EVERY == 0:
                    for name, weights in self.of.items():
                        averages.setdefault(name, weights.detach().clone()).lerp_(weights.detach(), AVERAGE_SHARE)
                if step % 200 == 0 or step == steps:
                    yield step, steps, *np.mean(losses, axis=0).tolist()
                    losses.clear()
        for name, mean in averages.items():
            self.of[name].data.copy_(mean)

    def rows(self) -> NDArray[np.int64]:
        """Where the chunks begin that are read in one epoch."""
        stride = CHUNK - 2 * EDGE
        return np.arange(self.rng.integers(0, stride), self.text.ids.size - CHUNK, stride)

    def losses(self, begins: NDArray[np.int64], stage: Stage, plausible: bool) -> tuple[Any, float, float]:
        """Of one batch: what is to be made less, and the mean losses of marks and of strangers."""
        text = self.text
        at = begins[:, None] + np.arange(CHUNK)
        document, learned = text.document[at], text.mark[at] != NONE
        # What a chunk cuts off a text, its words at that end lack.
        inside = text.document[np.maximum(begins - 1, 0)] == document[:, 0]
        learned[:, :EDGE] &= ~(inside[:, None] & (document[:, :EDGE] == document[:, :1]))
        goes_on = text.document[np.minimum(begins + CHUNK, text.ids.size - 1)] == document[:, -1]
        learned[:, -EDGE:] &= ~(goes_on[:, None] & (document[:, -EDGE:] == document[:, -1:]))
        ids = text.ids[at]
        share = np.where(learned, self.oblivion[ids], FORGOTTEN)
        ids = np.where(self.rng.random(ids.shape, np.float32) < share, self.endings[ids], ids)
        exchanged = np.zeros((0, CHUNK), np.bool_)
        if stage.strangers:
            half = len(ids) // 2
            ids[half:], exchanged = self.exchange(ids[half:])
            learned[half:] = False
        chosen = np.flatnonzero(learned)
        places = at.ravel()[chosen]
        with torch.autocast("cpu", torch.bfloat16):
            read = self.read(ids, at, document)
            told = [torch.from_numpy(getattr(text, n)[places].astype(np.int64)) for n in ("evidence", "style", "tense")]
            tables = (self.of["document"], self.of["style"], self.of["tense"])
            h = torch.cat([read.reshape(-1, SIZE)[chosen], *(t[w] for t, w in zip(tables, told, strict=True))], dim=-1)
            scores = self.layer("h2", torch.relu(self.layer("h1", h))).float()
            belongs = self.layer("belongs", read[len(read) - len(exchanged) :]).squeeze(-1).float()
        may = text.may[places]
        allowed = np.stack([np.ones_like(may), may & 1, may >> 1 & 1, may >> 2 & 1], axis=1) > 0
        scores = scores.masked_fill(~torch.from_numpy(allowed), -1e4)
        truth = torch.from_numpy(text.mark[places].astype(np.int64))
        loss = torch.nn.functional.cross_entropy(scores, truth, reduction="none")
        weight = 1 + (WEIGHT - 1) * self.ambiguous[torch.from_numpy(text.ids[places].astype(np.int64))].float()
        if plausible:
            weight = weight * (loss.detach() < -math.log(LEAST_PLAUSIBLE)).float()
        total, stranger = (loss * weight).mean(), torch.zeros(())
        if stage.strangers:
            true = torch.from_numpy(exchanged.astype(np.float32))
            stranger = torch.nn.functional.binary_cross_entropy_with_logits(belongs, true)
        return total + stranger, loss.detach().mean().item(), stranger.detach().item()

    def exchange(self, ids: NDArray[np.uint16]) -> tuple[NDArray[np.uint16], NDArray[np.bool_]]:
        """The words with some exchanged, and which now are others."""
        chosen = self.rng.random(ids.shape, np.float32) < STRANGERS
        chosen[:, 0] = False
        row, column = np.nonzero(chosen)
        before = ids[row, column - 1]
        elsewhere = self.places[self.first[before] + (self.rng.random(row.size) * self.times[before]).astype(np.int64)]
        other = self.text.ids[np.minimum(elsewhere + 1, self.text.ids.size - 1)]
        anything = self.text.ids[self.rng.integers(0, self.text.ids.size, row.size)]
        other = np.where((self.rng.random(row.size) < 0.25) | (self.times[before] == 0), anything, other)
        result = ids.copy()
        result[row, column] = other
        return result, result != ids

    def layer(self, name: str, x: Any) -> Any:
        return x @ self.of[f"{name}.weight"] + self.of[f"{name}.bias"]

    def normal(self, name: str, x: Any) -> Any:
        return torch.nn.functional.layer_norm(x, (SIZE,), self.of[f"{name}.weight"], self.of[f"{name}.bias"])

    def read(self, ids: NDArray[np.uint16], at: NDArray[np.int64], document: NDArray[np.int32]) -> Any:
        """What `reader` makes of every word of some chunks."""
        of, text, size = self.of, self.text, ids.shape[1]
        seen = torch.from_numpy(ids.astype(np.int64))
        shape, gap, quoted = (
            torch.from_numpy(getattr(text, n)[at].astype(np.int64)) for n in ("shape", "gap", "quoted")
        )
        often = of["often"][torch.where(seen < OFTEN, seen, 0)]
        x = torch.cat(
            [self.word[seen], often, of["shape"][shape], of["gap"][gap], of["quoted"][quoted]], dim=-1
        ).bfloat16()
        texts = torch.from_numpy(document)
        beside = []
        for away in range(-BESIDE, BESIDE + 1):
            same = torch.roll(texts, -away, 1) == texts
            same[:, size - away if away > 0 else 0 : size if away > 0 else -away] = False
            beside.append(torch.roll(x, -away, 1) * same[:, :, None])
        x = self.layer("inp", torch.cat(beside, dim=-1))
        apart = (texts[:, :, None] != texts[:, None, :]).bfloat16() * -1e4
        bias = apart[:, None] + torch.from_numpy(distances(size)).bfloat16()
        for k in range(LAYERS):
            name = f"blocks.{k}."
            heads = self.layer(f"{name}qkv", self.normal(f"{name}n1", x)).view(*x.shape[:2], 3, HEADS, -1)
            query, key, value = heads.permute(2, 0, 3, 1, 4)
            weight = torch.matmul(query * (SIZE // HEADS) ** -0.5, key.transpose(-1, -2)) + bias
            seen_by = torch.softmax(weight, -1, dtype=torch.bfloat16) @ value
            x = x + self.layer(f"{name}o", seen_by.transpose(1, 2).reshape(x.shape))
            x = x + self.layer(f"{name}down", torch.relu(self.layer(f"{name}up", self.normal(f"{name}n2", x))))
        return self.normal("norm", x)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line."""
    chosen, paths, most = asked(parser_of(__doc__), arguments)
    say = clock()
    known = load()
    text = Text.of(paths, most, known.lexicon)
    say(f"{len(paths)} files, {text.ids.size} words, {int((text.mark != NONE).sum())} candidates")
    of = fresh(seed=1)
    word = np.asarray(known.weights.word, np.int8)
    of["word_scale"] = torch.tensor([VECTOR_SCALE / word[FIRST_ID:TYPICAL].std()])
    trainer = Trainer(text, known.lexicon, word, of)
    before: Tensors = {}
    for stage in STAGES:
        before = {name: weights.detach().clone() for name, weights in of.items()}
        for step, steps, marks, others in trainer.run(stage):
            say(f"step {step} of {steps}: marks {marks:.4f}, strangers {others:.4f}")
    for name, weights in of.items():
        weights.data.lerp_(before[name], KEPT)
    save(chosen.out, {n: w.detach().float().numpy() for n, w in of.items() if not n.startswith("belongs")}, word)
    say(f"wrote {chosen.out}, {chosen.out.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
