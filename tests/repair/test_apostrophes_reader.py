"""The second reading: what it changes, and that training and reading do the same sums."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tasks.repair.apostrophes import reader, transformer
from tasks.repair.apostrophes.features import Features, describe
from tasks.repair.apostrophes.floats import Floats
from tasks.repair.apostrophes.lexicon import are_among
from tasks.repair.apostrophes.model import load
from tasks.repair.apostrophes.network import probabilities
from tasks.repair.apostrophes.words import AFTER_S, BEFORE_S, Ints, Words, read_parts, read_words

# "Were" in the first, "its" in the second are what the network alone takes for words that lost nothing, or doubts.
TEXTS = [
    "The harbour is full, the mayor said. As parents, were not sure what to tell them, but Tressels market will open.",
    "The council has sold the orchard, and its jammed with people who like the towers clock. They dont mind.",
    "Nothing here can be read in two ways, and nobody doubts what the bridges old keeper wrote.",
]


def told(texts: list[str]) -> tuple[Words, Ints, Features, Floats, Floats]:
    """The candidates of some texts, and their chances before and after the second reading."""
    network = load()
    words = read_parts(texts, [[(0, len(text))] for text in texts])
    ids = network.lexicon.ids(words)
    at, may = network.lexicon.candidates(words, ids)
    features = describe(words, ids, at, network.lexicon)
    before = probabilities(network.weights, features, may)
    after = before.copy()
    reader.reread(reader.load(), network.lexicon, words, ids, at, may, features, after)
    return words, at, features, before, after


def test_only_doubtful_places_are_read_again() -> None:
    words, at, features, before, after = told(TEXTS)
    hard, document = are_among(load().lexicon, reader.READ_AGAIN)[features.own], words.document[at]
    doubtful = hard & (before.max(axis=1) < reader.SURE)
    doubtful |= (before[:, AFTER_S] >= reader.PLURAL) & (before.max(axis=1) < reader.SURE_OF_PLURAL)
    alone = hard & ~doubtful & (before[:, 0] < 0.5)
    alone &= (np.bincount(document, 1 - before[:, 0]) < reader.FEW_LOST)[document]
    assert doubtful.any()
    assert alone.any()
    assert (before != after).any(axis=1).tolist() == (doubtful | alone).tolist()
    assert np.allclose(after.sum(axis=1), 1, atol=1e-5)


def test_a_sure_place_is_read_again_where_little_else_is_lost() -> None:
    sentence = "The ferry works because its unhurried skipper and the cook love the river."
    others = "He didnt see it, she wasnt there, they couldnt come, and the mayors deputy wouldnt say why."
    for text, again in ((sentence, True), (f"{sentence} {others}", False)):
        _, _, features, before, after = told([text])
        its = int(are_among(load().lexicon, "its")[features.own].argmax())
        assert before[its].argmax() == BEFORE_S
        assert before[its].max() >= reader.SURE
        assert (before[its] != after[its]).any() == again


def test_what_is_read_beside_a_text_changes_nothing() -> None:
    words, at, _, _, together = told([*TEXTS, *TEXTS[::-1]])
    document = words.document[at]
    for number, text in enumerate([*TEXTS, *TEXTS[::-1]]):
        alone = told([text])[-1]
        assert np.allclose(together[document == number], alone, atol=1e-5)


def test_weights_learned_with_another_network_are_not_used(tmp_path: Path) -> None:
    word = load().weights.word
    np.savez(
        tmp_path / "reader.npz", **{name: w for name, w in np.load(reader.FILE).items() if name != "network"}, network=1
    )
    assert transformer.read(tmp_path / "reader.npz", word) is None
    assert transformer.read(reader.FILE, word) is not None


def test_training_reads_as_the_reader_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    torch = pytest.importorskip("torch")
    from tasks.repair.apostrophes import reader_train

    chance = random.Random(3)
    lines = [json.dumps({"text": " ".join(chance.choices(TEXTS, k=12)).replace("dont", "don't")}) for _ in range(60)]
    folder = tmp_path / "clean"
    folder.mkdir()
    (folder / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    out = tmp_path / "reader.npz"
    of: dict[str, Floats] = {}
    save = transformer.save
    monkeypatch.setattr(
        reader_train, "save", lambda path, weights, word: (of.update(weights), save(path, weights, word))
    )
    assert reader_train.main([str(folder), "--out", str(out)]) == 0
    network = load()
    learned = transformer.read(out, network.weights.word)
    assert learned is not None
    text = reader_train.Text.of([folder / "news.jsonl"], 10**6, network.lexicon)
    plain = {name: torch.from_numpy(weights) for name, weights in of.items()}
    trainer = reader_train.Trainer(text, network.lexicon, np.asarray(network.weights.word), plain)
    words = read_words(" ".join(TEXTS * 4))
    at, middle = np.arange(reader_train.CHUNK)[None, :], reader_train.CHUNK // 2
    # What the reader sees of one word is a text of its own.
    document = (np.abs(at - middle) <= transformer.REACH).astype(np.int64)
    words = replace(words, document=np.pad(document[0], (0, words.start.size - document.size)))
    ids = network.lexicon.ids(words)
    trainer.text = replace(text, shape=words.shape, gap=words.gap, quoted=words.quoted.view(np.uint8))
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        read = trainer.read(ids[at], at, document.astype(np.int32))[0, middle].float()
    trained = ((read - of["norm.bias"]) / of["norm.weight"]).numpy()
    found = transformer.states(learned, words, ids, np.array([middle]))[0]
    assert np.abs(found - trained).max() < 0.1
    assert np.corrcoef(found, trained)[0, 1] > 0.999
