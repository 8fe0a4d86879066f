"""The benchmark's documents, pairs and counts: its figures are worth what these are."""

from __future__ import annotations

from pathlib import Path

from benchmarks.dedupe import Recombined, name, precision, prepared, recall, similarity
from flows.phases.match import match, verdicts_of
from tests.dedupe.test_across import text


def test_planted_pairs_are_counted(tmp_path: Path) -> None:
    document = Recombined(f"{text(i, length=9)} {text(100 + i, length=12)}" for i in range(400))
    pairs = [(source, i) for i in range(300) if (source := document.original(i)) is not None]
    assert 20 < len(pairs) < 70
    assert all(document.original(source) is None for source, _ in pairs)
    plan, speed = prepared(str(tmp_path), document, 300)
    assert speed > 0
    removed = match(plan)
    numbers = {name(i): i for i in range(300)}
    gone = {
        row: (numbers[one["duplicate_of"]], one["similarity"])
        for row, one in verdicts_of(plan, 0).items()
        if one["duplicate_of"]
    }
    found = recall(document, pairs, gone)
    assert sum(one["pairs"] for one in found.values()) == sum(similarity(*map(document, pair)) >= 0.5 for pair in pairs)
    assert all(one["found"] == 1 for low, one in found.items() if float(low) >= 0.7)
    assert len(gone) == sum(removed.values()) > 10
    assert precision(document, gone)["right"] == 1
