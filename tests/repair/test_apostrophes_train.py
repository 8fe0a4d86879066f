"""The training command, end to end on a little corpus written for this test."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tasks.repair.apostrophes import model
from tasks.repair.apostrophes.corpus import SNIPPETS, variants
from tasks.repair.apostrophes.features import describe
from tasks.repair.apostrophes.lexicon import Lexicon
from tasks.repair.apostrophes.network import probabilities
from tasks.repair.apostrophes.words import BEFORE_S, INNER, NO_MARK, read_words

NAMES = "Marlow Tressel Quince Oduya Hallam Verrin Castel Brand".split()
THINGS = "bridge harbour market library orchard tower".split()
SENTENCES = [
    "{name} said they don't know what happened to the {thing}.",
    "We opened {name}'s {thing} in the spring, and it didn't rain.",
    "The {thing}s and the {other}s of the town aren't open yet, {name} wrote.",
    "“I don't mind,” {name} said, and {other}s were sold near the {thing}.",
]


def document(chance: random.Random) -> str:
    """A text of a dozen sentences."""
    return " ".join(
        chance.choice(SENTENCES).format(
            name=chance.choice(NAMES), thing=chance.choice(THINGS), other=chance.choice(THINGS)
        )
        for _ in range(12)
    )


def test_the_command_learns_from_a_folder_of_clean_text(tmp_path: Path) -> None:
    chance = random.Random(7)
    folder = tmp_path / "clean"
    folder.mkdir()
    lines = [json.dumps({"text": document(chance)}) for _ in range(100)]
    (folder / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "left-out.txt").write_text("No apostrophe stands here. " * 30, encoding="utf-8")
    out = tmp_path / "weights.npz"
    command = [sys.executable, "-m", "tasks.repair.apostrophes.train", str(folder), "--out", str(out)]
    subprocess.run([*command, "--words", "200", "--epochs", "4", "--hold-out", "left*"], check=True)
    learned = model.read(out)
    assert "dont" in learned.lexicon.words
    assert "stands" not in learned.lexicon.words
    assert marks(learned.lexicon, learned, "Quince said they dont know what happened to the tower.") == {"dont": INNER}
    found = marks(learned.lexicon, learned, "We opened Hallams market in the spring, and it didnt rain.")
    assert found == {"Hallams": BEFORE_S, "didnt": INNER}


def marks(lexicon: Lexicon, learned: model.Model, text: str) -> dict[str, int]:
    """The words that most likely bear a mark, and which."""
    words = read_words(text)
    at, may = lexicon.candidates(words, lexicon.ids(words))
    kinds = probabilities(learned.weights, describe(words, lexicon.ids(words), at, lexicon), may).argmax(axis=1)
    return {text[words.start[n] : words.end[n]]: int(k) for n, k in zip(at, kinds, strict=True) if k != NO_MARK}


@pytest.mark.parametrize("seed", range(20))
def test_variants_lose_no_word(seed: int) -> None:
    text = document(random.Random(seed))
    pieces = variants(text, random.Random(seed))
    read = np.concatenate([read_words(piece).hash for piece in pieces])
    assert read.tolist() == read_words(text).hash.tolist()
    assert len(pieces) == 1 or all(len(piece.split()) <= max(SNIPPETS) for piece in pieces)
