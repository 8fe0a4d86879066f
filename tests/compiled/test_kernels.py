"""Products are the same with each kind of instructions that a processor may have."""

from __future__ import annotations

import ctypes
import os
import platform
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pytest

import tasks.compiled
from tasks.repair.apostrophes import network, reader, transformer
from tasks.repair.apostrophes.features import describe
from tasks.repair.apostrophes.model import load
from tasks.repair.apostrophes.words import read_parts
from tests.compiled.test_twins import same, slowly

pytestmark = pytest.mark.skipif(not tasks.compiled.is_compiled(), reason="there is no compiler")

# Without the names of what only some processors have: matrices (which older compilers do not know either), sums of products in one
# instruction, vectors of 64 bytes, of 32.
_NO_TILES = "-U__AMX_INT8__ -U__AMXINT8__"
FLAGS = [
    "",
    _NO_TILES,
    f"{_NO_TILES} -mno-avx512vnni",
    f"{_NO_TILES} -mno-avx512f",
    f"{_NO_TILES} -mno-avx512f -mno-avx2",
]
TEXTS = [
    "The harbour is full, the mayor said. As parents, were not sure what to tell them, but Tressels market will open.",
    "The council has sold the orchard, and its jammed with people who like the towers clock. They dont mind. " * 3,
    "Its",
]


def defined(command: tuple[str, ...]) -> str:
    """All that the compiler defines with these flags: on it depends what is compiled."""
    asked = [*command, "-dM", "-E", "-x", "c", os.devnull]
    return subprocess.run(asked, check=True, timeout=60, capture_output=True, text=True).stdout


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., ctypes.CDLL]:
    """The kernels, compiled by a command; once where a processor lacks what two commands differ in."""
    folder, made = Path(tasks.compiled.__file__).parent, tmp_path_factory.mktemp("kernels")
    sources = [str(folder / name) for name in ("transformer.c", "network.c", "products.c")]
    known: dict[str, ctypes.CDLL] = {}

    def compiled(command: tuple[str, ...], what: str) -> ctypes.CDLL:
        if what not in known:
            path = str(made / f"{len(known)}.so")
            subprocess.run([*command, "-shared", "-o", path, *sources], check=True, timeout=60)
            known[what] = ctypes.CDLL(path)
        return known[what]

    return compiled


@pytest.mark.skipif(platform.machine() not in ("x86_64", "AMD64"), reason="flags of another processor")
@pytest.mark.parametrize("flags", FLAGS)
def test_every_kernel_makes_the_same_numbers(
    flags: str, kernel: Callable[..., ctypes.CDLL], monkeypatch: pytest.MonkeyPatch
) -> None:
    command = (*tasks.compiled._compiler(), *tasks.compiled._FLAGS, "-march=native", *flags.split())
    library = kernel(command, defined(command))

    def function(name: str, arguments: str) -> Callable[..., int]:
        call: Callable[..., int] = getattr(library, name)
        call.argtypes = [tasks.compiled._KINDS[kind] for kind in arguments]  # type: ignore[attr-defined]
        return call

    of = reader.load()
    assert of is not None
    model = load()
    words = read_parts(TEXTS, [[(0, len(text))] for text in TEXTS])
    ids = model.lexicon.ids(words)
    at, may = model.lexicon.candidates(words, ids)
    features = describe(words, ids, at, model.lexicon)
    for which in (slice(None), slice(0), slice(1), slice(-3, None)):
        for module, make in (
            (transformer, partial(transformer.scores, of, words, ids, at, features, np.arange(at.size)[which])),
            (network, partial(network.probabilities, model.weights, features.of(which), may[which])),
        ):
            expected = slowly(module, make)
            with monkeypatch.context() as patched:
                patched.setattr(module, "function", function)
                same(make(), expected)
