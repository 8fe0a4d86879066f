"""Apostrophes: cases as data, and what must hold for any text."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.edits import replay, undo
from tasks.repair.apostrophes import restore_apostrophes, restored_titles

CASES = Path(__file__).with_name("cases")
LOST = json.loads((CASES / "apostrophes.json").read_text(encoding="utf-8"))
WHOLE = json.loads((CASES / "apostrophes_untouched.json").read_text(encoding="utf-8"))
TITLES = json.loads((CASES / "apostrophes_titles.json").read_text(encoding="utf-8"))
APOSTROPHES = re.compile("['’]")
# Written for this test: whole text of several kinds, from which hypothesis builds documents.
SENTENCES = [
    "The mayor's office didn't answer questions about the city's oldest bridge.",
    "\"It's not what we've asked for,\" she said. \"We'll see what they're offering.\"",
    "The workers' union said its members weren't told that the plant's owners had sold it.",
    "James Williams shed 20 pounds, and the doctors said he was well.",
    "“I’d rather they hadn’t,” said Mr. O’Brien, who’s been the company’s lawyer since the 1990s.",
    "The United States and its allies were at their best, officials said in Brussels.",
]
words = st.sampled_from(
    [
        "its",
        "were",
        "well",
        "dont",
        "weve",
        "Trumps",
        "cant",
        "s",
        "t",
        "'",
        "’",
        '"',
        "“",
        "”",
        "?",
        ".",
        ",",
        "\n",
        "the",
        "workers",
        "of",
        "OBrien",
        "1990s",
        "_",
        "@",
        "http://its.com/dont?t=1",
        "�",
        "`",
        "´",
        "#39;",
        "Im",
        "ill",
        "he",
        "said",
        "don",
        "it",
        "is",
        "that",
        "and",
        "Wells",
        "a",
    ]
)


@pytest.mark.parametrize("case", LOST, ids=[case["label"] for case in LOST])
def test_lost_apostrophes_come_back(case: dict[str, Any]) -> None:
    found = restore_apostrophes(case["before"])
    assert found.text == case["after"]
    assert found.edits
    assert replay(case["before"], found.edits) == found.text
    assert undo(found.text, found.edits) == case["before"]
    assert restore_apostrophes(found.text).text == found.text


@pytest.mark.parametrize("case", WHOLE, ids=[case["label"] for case in WHOLE])
def test_what_has_lost_none_stays(case: dict[str, Any]) -> None:
    found = restore_apostrophes(case["text"])
    assert found.text == case["text"]
    assert found.edits == ()


@pytest.mark.parametrize("case", TITLES, ids=[case["label"] for case in TITLES])
def test_a_title_is_decided_with_its_text(case: dict[str, Any]) -> None:
    found = restore_apostrophes(case["text"])
    assert restored_titles([case["title"]], [found], "balanced") == [case["after"]]


@given(st.lists(st.sampled_from(SENTENCES), max_size=30), st.sampled_from([" ", "\n", "\n\n"]))
def test_whole_documents_stay(sentences: list[str], between: str) -> None:
    text = between.join(sentences)
    assert restore_apostrophes(text).text == text


@given(st.lists(words, max_size=60).map(" ".join) | st.text(max_size=200))
def test_any_string_survives_and_a_second_time_changes_nothing(text: str) -> None:
    found = restore_apostrophes(text)
    assert replay(text, found.edits) == found.text
    assert undo(found.text, found.edits) == text
    assert restore_apostrophes(found.text).text == found.text


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=12).map(" ".join))
@settings(max_examples=40)
def test_only_apostrophes_change(text: str) -> None:
    damaged = APOSTROPHES.sub("", text)
    assert APOSTROPHES.sub("", restore_apostrophes(damaged).text) == damaged


_LONG = "The mayor's boat isn't late, and it's been seen from the harbour wall by all who care to look for it.\n" * 25


@pytest.mark.parametrize(
    ("quotations", "after"),
    [
        # Where one quotation has surely lost a mark, others may have, of which no word tells by itself.
        (['"We dont know."', '"The harbours new pilot was late."'], ['"We don\'t know."', '"The harbour\'s new pilot was late."']),
        (['"I am sure that were going to be late."'], ['"I am sure that we\'re going to be late."']),
    ],
)  # fmt: skip
def test_quotations_of_a_long_text_lost_their_marks(quotations: list[str], after: list[str]) -> None:
    text, wanted = (_LONG.join(["", *some, ""]) for some in (quotations, after))
    assert restore_apostrophes(text).text == wanted


def test_every_rule_names_kind_and_confidence() -> None:
    text = "Weve seen Johnsons house, and they dont know about workers rights. Mr OBrien said it?s over."
    for edit in restore_apostrophes(text, "bold").edits:
        assert edit.step == "apostrophes"
        assert re.fullmatch(
            r"(?:contraction|possessive|plural-possessive|fixed):[01]\.\d{3}|fixed:\S.*|lossy:\S+", edit.rule
        )


def test_precision_moves_the_thresholds() -> None:
    text = " ".join(case["before"] for case in LOST if "?" not in case["before"] and "#39" not in case["before"])
    counts = [len(restore_apostrophes(text, p).edits) for p in ("cautious", "balanced", "bold")]  # type: ignore[arg-type]
    assert counts == sorted(counts)
    with pytest.raises(ValueError, match="cautious, balanced, bold"):
        restore_apostrophes(text, "wild")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "", "'", "s", "\ud800", "\0" * 1000, "s' " * 50_000, "its " * 200_000, "a" * 1_000_000, "'" * 300_000,
        "\"its " * 100_000, "“" * 200_000 + " dont", "?t" * 200_000, "x s " * 100_000, "it's dont " * 50_000,
        ("it's " * 9 + "dont ") * 20_000, "don't " + "weve " * 5 + "\ud83d" * 100_000,
    ],
    ids=range(16),
)  # fmt: skip
def test_hostile_text_takes_linear_time(text: str) -> None:
    began = time.monotonic()
    restore_apostrophes(text)
    assert time.monotonic() - began < 10
