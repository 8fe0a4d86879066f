"""The trained weights as a file: int8 tables with a scale a column, float16 layers, and the lexicon's words."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tasks.repair.apostrophes.floats import Floats
from tasks.repair.apostrophes.lexicon import FIRST_ID, MARKS, Lexicon
from tasks.repair.apostrophes.network import INPUTS, WIDE_STEP, Weights
from tasks.repair.apostrophes.words import read_words

FILE = Path(__file__).with_name("weights.npz")
_TABLES = ("word", "own", "sign", "document", "style", "tense")
_LAYERS = ("first", "first_bias", "second", "second_bias", "third", "third_bias")
# Wide weights nearer to zero than this are dropped: most rows, and the file shrinks by half. See the model card.
_LEAST_WIDE = 0.06


@dataclass(frozen=True, slots=True)
class Model:
    """What decides: words known, and weights."""

    lexicon: Lexicon
    weights: Weights


def save(path: Path, lexicon: Lexicon, weights: Weights) -> None:
    """Write `weights` small."""
    out: dict[str, NDArray[np.generic]] = {}
    for name in _TABLES:
        table: Floats = getattr(weights, name)
        if name == "own":
            table = table[lexicon.may & MARKS > 0]
        scale = np.maximum(np.abs(table).max(axis=0), 1e-6) / 127
        out[name] = np.round(table / scale).astype(np.int8)
        out[name + "_scale"] = scale.astype(np.float32)
    for name in _LAYERS:
        out[name] = getattr(weights, name).astype(np.float16)
    wide = np.where(np.abs(weights.wide) < _LEAST_WIDE, 0, weights.wide)
    out["wide"] = np.clip(np.round(wide / WIDE_STEP), -127, 127).astype(np.int8)
    out["lexicon"] = np.frombuffer("\n".join(lexicon.words).encode(), np.uint8)
    out["may"] = lexicon.may
    out["places"] = np.frombuffer(
        "\n".join(f"{i} {' '.join(map(str, p))}" for i, p in sorted(lexicon.places.items())).encode(), np.uint8
    )
    np.savez_compressed(path, **out)  # type: ignore[arg-type]


def read(path: Path) -> Model:
    """Read what `save` wrote."""
    with np.load(path) as file:
        words = tuple(file["lexicon"].tobytes().decode().split("\n"))
        places = {}
        for line in file["places"].tobytes().decode().splitlines():
            number, *at = map(int, line.split())
            places[number] = tuple(at)
        may = file["may"]
        tables = {n: file[n] for n in _TABLES}
        own = np.zeros((FIRST_ID + len(words), tables["own"].shape[1]), np.int8)
        own[may & MARKS > 0] = tables["own"]
        tables["own"] = own
        layers = {n: file[n].astype(np.float32) for n in _LAYERS}
        # Tables stay as they are in the file, a quarter of the memory to look up in; the first layer bears their steps.
        scale = {n: file[n + "_scale"] for n in _TABLES}
        steps = [np.tile(scale[n], times) for n, times in INPUTS]
        layers["first"] *= np.concatenate(steps)[:, None]
        wide = file["wide"]
    weights = Weights(**tables, **layers, wide=wide)
    weights.settle()
    return Model(Lexicon(words, may, places), weights)


@functools.cache
def load() -> Model:
    """The weights that lie beside this module, read once a process."""
    return read(FILE)


def are_known(words: Sequence[str]) -> list[bool]:
    """Of some words, letters only, which the lexicon has."""
    known: list[bool] = (load().lexicon.find(read_words("\n".join(words)).hash) > 0).tolist()
    return known


@functools.lru_cache(1 << 12)
def is_known(word: str) -> bool:
    """Whether the lexicon has a word of letters only; a text has the same ones over and over."""
    return are_known([word])[0]
