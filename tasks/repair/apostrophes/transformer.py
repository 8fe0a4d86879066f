"""What the words to either side say of a word: a transformer (Vaswani et al. 2017) of three layers.

Half of its attention heads look only to the left and half only to the right, and a word counts the less the further away
it is (Press et al. 2022): there is no table of places.

All products are of whole numbers (Jacob et al. 2018): weights in 8 bits with a step for each output, and what they are
multiplied with in 8 bits with a step for each row. Their sums are exact whatever their order, and all else is done number by
number, or in halves of halves: so compiled code (tasks/compiled/transformer.c) makes the same bits, at ten times the speed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import xxhash
from numpy.typing import NDArray

from tasks.compiled import address, addresses, function
from tasks.repair.apostrophes.features import Features
from tasks.repair.apostrophes.floats import ROUND, Floats, dense, powers
from tasks.repair.apostrophes.network import WORD_SIZE, Table, one_thread
from tasks.repair.apostrophes.whole import in_lines, packed, tiles
from tasks.repair.apostrophes.words import Bools, Ints, Words

# These are those of tasks/compiled/transformer.c.
REACH = 16  # words to either side that are read
BESIDE = 2  # words to either side of each that its first layer sees
LAYERS, HEADS, SIZE = 3, 4, 128
TABLES = ("often", "shape", "gap", "quoted")
OFTEN = 6144  # ids below have numbers of their own beside those that the network gives them

SLOPES = (0.5, 0.5, 0.03, 0.03)  # by head; the first and third look to the left, the others to the right
_OF = "network"
_LAST = ("h1.weight", "h1.bias", "h2.weight", "h2.bias")
_LITTLE = np.float32(-1e4)
_MOST = np.float32(127)
_LEAST = np.float32(1e-30)


@dataclass(frozen=True)
class Layer:
    """A layer's weights in whole steps, inputs x outputs, the size of a step by output, and what is added."""

    weights: NDArray[np.int8]
    step: Floats
    bias: Floats
    # The same as compiled code reads them.
    packed: NDArray[np.int16] = field(init=False)
    tiles: NDArray[np.int8] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "packed", packed(self.weights.astype(np.int16)))
        object.__setattr__(self, "tiles", in_lines(tiles(self.weights)))

    def of(self, x: Floats, step: Floats, outputs: slice = slice(None)) -> Floats:
        """What it makes of rows in whole steps of some size."""
        # Whole numbers below 2**24 are exact.
        sums = x.reshape(-1, x.shape[-1]) @ self.weights[:, outputs].astype(np.float32)
        result: Floats = sums.reshape(*x.shape[:-1], sums.shape[1]) * step[..., None]
        result *= self.step[outputs]
        result += self.bias[outputs]
        return result


@dataclass(frozen=True)
class Transformer:
    """What was learned: tables of bytes for what is known of a word, and layers."""

    word: Table
    tables: tuple[NDArray[np.int8], ...]
    layers: Mapping[str, Layer]
    last: Mapping[str, Floats]  # what else the file holds, as numbers
    # Of each layer's numbers, and of the last ones, as compiled code reads them.
    addresses: NDArray[np.uintp] = field(init=False)
    last_addresses: NDArray[np.uintp] = field(init=False)

    def __post_init__(self) -> None:
        found = [addresses((layer.packed, layer.tiles, layer.step, layer.bias)) for layer in self.layers.values()]
        object.__setattr__(self, "addresses", np.array(found, np.uintp))
        last = addresses([self.last[name] for name in ("document", "style", "tense", *_LAST)])
        object.__setattr__(self, "last_addresses", np.array(last, np.uintp))


def save(path: Path, of: Mapping[str, Floats], word: Table) -> None:
    """Write learned weights in whole steps, and which network's table of words they were learned with."""
    out: dict[str, NDArray[np.generic]] = {_OF: _digest(word)}
    for name, weights in _folded(of).items():
        if weights.ndim < 2:
            out[name] = weights.astype(np.float16)
        else:
            out[name], out[f"{name}:step"] = _in_steps(weights)
    np.savez_compressed(path, **out)  # type: ignore[arg-type]


def read(path: Path, word: Table) -> Transformer | None:
    """Read what `save` wrote; None where it was learned with another table of words than `word`."""
    with np.load(path) as file:
        of = {name: file[name] for name in file.files}
    if of.pop(_OF) != _digest(word):
        return None
    layers = {}
    for name in _layers():
        step = of.pop(f"{name}.weight:step")
        layers[name] = Layer(of.pop(f"{name}.weight"), step, of.pop(f"{name}.bias").astype(np.float32))
    tables = tuple(of.pop(name) for name in TABLES)
    last = {n: w.astype(np.float32) * of.get(f"{n}:step", np.float32(1)) for n, w in of.items() if ":step" not in n}
    return Transformer(word, tables, layers, last)


def _layers() -> list[str]:
    return ["inp", *(f"blocks.{k}.{name}" for k in range(LAYERS) for name in ("qkv", "o", "up", "down"))]


def _digest(word: Table) -> NDArray[np.uint64]:
    return np.array(xxhash.xxh3_64_intdigest(word.tobytes()), np.uint64)


def _in_steps(weights: Floats) -> tuple[NDArray[np.int8], Floats]:
    step = (np.maximum(np.abs(weights).max(axis=0), 1e-9) / 127).astype(np.float32)
    return np.round(weights / step).astype(np.int8), step


def _folded(learned: Mapping[str, Floats]) -> dict[str, Floats]:
    """With what multiplies and adds to a layer's inputs made part of its weights, and tables in whole steps."""
    of = {name: np.array(weights, np.float32) for name, weights in learned.items()}
    # The network's numbers of a word are in steps already.
    steps = [np.full(WORD_SIZE, of.pop("word_scale")[0], np.float32)]
    for name in TABLES:
        whole, step = _in_steps(of[name])
        of[name] = whole.astype(np.float32)
        steps.append(step)
    of["inp.weight"] *= np.tile(np.concatenate(steps), 2 * BESIDE + 1)[:, None]
    folds = [
        (f"blocks.{k}.{normal}", f"blocks.{k}.{layer}")
        for k in range(LAYERS)
        for normal, layer in (("n1", "qkv"), ("n2", "up"))
    ]
    for normal, layer in [*folds, ("norm", "h1")]:
        times, plus = of.pop(f"{normal}.weight"), of.pop(f"{normal}.bias")
        weights = of[f"{layer}.weight"][:SIZE]
        of[f"{layer}.bias"] += plus @ weights
        weights *= times[:, None]
    for k in range(LAYERS):
        of[f"blocks.{k}.qkv.weight"][:, :SIZE] *= (SIZE // HEADS) ** -0.5
        of[f"blocks.{k}.qkv.bias"][:SIZE] *= (SIZE // HEADS) ** -0.5
    return of


def distances(words: int) -> Floats:
    """What is added to attention's scores, heads x words x words: the less the further away, next to nothing where it does not look."""
    away = np.arange(words)[None, :] - np.arange(words)[:, None]
    seen = [away <= 0 if head % 2 == 0 else away >= 0 for head in range(HEADS)]
    found = [np.where(sees, -np.abs(away) * slope, _LITTLE) for sees, slope in zip(seen, SLOPES, strict=True)]
    return np.array(found, np.float32)


_DISTANCES = distances(2 * REACH + 1)
_WIDE = 48  # room for each row of them that compiled code reads
_DISTANCES_WIDE = np.pad(_DISTANCES, ((0, 0), (0, 0), (0, _WIDE - 2 * REACH - 1)))


def scores(of: Transformer, words: Words, ids: NDArray[np.uint16], at: Ints, f: Features, some: Ints) -> Floats:
    """How much speaks for each kind of mark at `some` of the candidates `at`, whose features are `f`: a row of four numbers each."""
    seen = states(of, words, ids, at[some])
    if call := function("last_scores", "p" * 5 + "ipp"):
        out = np.empty((some.size, 4), np.float32)
        told = addresses((seen, f.document, f.style, f.tense))
        call(*told, address(some, np.int64), some.size, *addresses((of.last_addresses, out)))
        return out
    of_text = [(of.last["document"], f.document), (of.last["style"], f.style), (of.last["tense"], f.tense)]
    x = np.concatenate((seen, *(table.take(values[some], 0) for table, values in of_text)), axis=1)
    first, first_bias, second, second_bias = (of.last[name] for name in _LAST)
    return dense(np.maximum(dense(x, first, first_bias), 0), second, second_bias)


def states(of: Transformer, words: Words, ids: NDArray[np.uint16], at: Ints) -> Floats:
    """What is made of some words by those around them: n x SIZE, each row with mean 0 and deviation 1."""
    if call := function("around", "p" * 10 + "ipi" + "p" * 3):
        out = np.empty((at.size, SIZE), np.float32)
        told = (of.word, *of.tables, ids, words.shape, words.gap, words.quoted, words.document)
        call(
            *addresses(told), ids.size, address(at, np.int64), at.size, *addresses((of.addresses, _DISTANCES_WIDE, out))
        )
        return out
    around = at[:, None] + np.arange(-REACH - BESIDE, REACH + BESIDE + 1)
    there = np.clip(around, 0, ids.size - 1)
    inside = (there == around) & (words.document[there] == words.document[at][:, None])
    inside[:, :BESIDE] = inside[:, -BESIDE:] = False
    told_there = words.shape[there], words.gap[there], words.quoted[there].view(np.uint8)
    with one_thread():
        return _states(of, ids[there], told_there, inside)


def _states(of: Transformer, seen: NDArray[np.uint16], told: tuple[NDArray[np.uint8], ...], inside: Bools) -> Floats:
    tables = (of.word, *of.tables)
    rows = (seen, np.where(seen < OFTEN, seen, 0), *told)
    x = np.concatenate([table[row] for table, row in zip(tables, rows, strict=True)], axis=2, dtype=np.float32)
    x[~inside] = 0
    size = 2 * REACH + 1
    x = np.concatenate([x[:, k : k + size] for k in range(2 * BESIDE + 1)], axis=2)
    x = of.layers["inp"].of(x, np.ones(x.shape[:2], np.float32))
    bias = np.where(inside[:, None, None, BESIDE : BESIDE + size], _DISTANCES, _LITTLE)
    for k in range(LAYERS):
        asked = slice(REACH, REACH + 1) if k == LAYERS - 1 else slice(None)
        qkv, o, up, down = (of.layers[f"blocks.{k}.{name}"] for name in ("qkv", "o", "up", "down"))
        n, step = _normal_in_steps(x)
        query = _heads(qkv.of(n[:, asked], step[:, asked], slice(SIZE)))
        key, value = _heads(qkv.of(n, step, slice(SIZE, 2 * SIZE))), _heads(qkv.of(n, step, slice(2 * SIZE, None)))
        seen_by = _attention(query, key, value, bias[:, :, asked])
        x = x[:, asked] + o.of(*_rounded(seen_by.transpose(0, 2, 1, 3).reshape(len(x), seen_by.shape[2], SIZE)))
        inner = np.maximum(up.of(*_normal_in_steps(x)), 0)
        x = x + down.of(*_rounded(inner))
    off, scale = _normal(x)
    result: Floats = (off * scale[..., None])[:, 0]
    return result


def _heads(x: Floats) -> Floats:
    """N x HEADS x words x SIZE / HEADS."""
    return x.reshape(*x.shape[:2], HEADS, SIZE // HEADS).transpose(0, 2, 1, 3)


def _attention(query: Floats, key: Floats, value: Floats, bias: Floats) -> Floats:
    query, query_step = _rounded(query)
    key, key_step = _rounded(key)
    value, value_step = _rounded(value)
    scores = (query @ key.transpose(0, 1, 3, 2)) * key_step[:, :, None, :]
    scores *= query_step[..., None]
    scores += bias
    shares = powers(scores - scores.max(axis=-1, keepdims=True))
    halves = shares[..., :REACH] + shares[..., REACH:-1]
    halves[..., 0] += shares[..., -1]
    total = _sum(halves)
    shares, step = _rounded(shares * value_step[:, :, None, :])
    result: Floats = (shares @ value) * (step / total)[..., None]
    return result


def _rounded(x: Floats) -> tuple[Floats, Floats]:
    """Rows in whole steps, up to 127 of them, and the size of each row's."""
    most = np.maximum(np.abs(x).max(axis=-1), _LEAST)
    return (x * (_MOST / most)[..., None] + ROUND) - ROUND, most / _MOST


def _normal_in_steps(x: Floats) -> tuple[Floats, Floats]:
    off, scale = _normal(x)
    whole, step = _rounded(off)
    return whole, step * scale


def _normal(x: Floats) -> tuple[Floats, Floats]:
    """Rows without their mean, and what makes their deviation 1."""
    off = x - (_sum(x) / np.float32(SIZE))[..., None]
    scale = 1 / np.sqrt(_sum(off * off) / np.float32(SIZE) + np.float32(1e-5))
    return off, scale


def _sum(x: Floats) -> Floats:
    """Of rows as long as a power of 2, half and half: so compiled code adds them, several at once."""
    while (half := x.shape[-1] // 2) > 0:
        x = x[..., :half] + x[..., half:]
    return x[..., 0]
