"""Products are the same with each kind of instructions that a processor may have."""

from __future__ import annotations

import ctypes
import platform
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import tasks.compiled
from tasks.repair.apostrophes import reader, transformer
from tasks.repair.apostrophes.model import load
from tasks.repair.apostrophes.words import read_parts
from tests.compiled.test_twins import same, slowly

pytestmark = pytest.mark.skipif(not tasks.compiled.is_compiled(), reason="there is no compiler")

# Without the names of what only some processors have: matrices, vectors of 64 bytes, of 32.
FLAGS = ["", "-mno-amx-int8", "-mno-avx512f -mno-amx-int8", "-mno-avx2 -mno-avx512f -mno-amx-int8"]
TEXTS = [
    "The harbour is full, the mayor said. As parents, were not sure what to tell them, but Tressels market will open.",
    "The council has sold the orchard, and its jammed with people who like the towers clock. They dont mind. " * 3,
    "Its",
]


@pytest.mark.skipif(platform.machine() not in ("x86_64", "AMD64"), reason="flags of another processor")
@pytest.mark.parametrize("flags", FLAGS)
def test_every_kernel_makes_the_same_numbers(flags: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, made = Path(tasks.compiled.__file__).parent, tmp_path / "kernel.so"
    command = [*tasks.compiled._compiler(), *tasks.compiled._FLAGS, "-march=native", *flags.split(), "-o", str(made)]
    subprocess.run([*command, str(folder / "transformer.c"), str(folder / "products.c")], check=True, timeout=60)
    library = ctypes.CDLL(str(made))

    def function(name: str, arguments: str) -> Callable[..., int]:
        call: Callable[..., int] = getattr(library, name)
        call.argtypes = [tasks.compiled._KINDS[kind] for kind in arguments]  # type: ignore[attr-defined]
        return call

    of = reader.load()
    assert of is not None
    words = read_parts(TEXTS, [[(0, len(text))] for text in TEXTS])
    ids = load().lexicon.ids(words)
    at, _ = load().lexicon.candidates(words, ids)
    for some in (at, at[:1], at[-3:]):
        expected = slowly(transformer, lambda some=some: transformer.states(of, words, ids, some))
        with monkeypatch.context() as patched:
            patched.setattr(transformer, "function", function)
            same(transformer.states(of, words, ids, some), expected)
