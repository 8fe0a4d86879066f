"""Very long texts, part by part."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tasks.repair.parts as long
from tasks.edits import replay, undo
from tasks.repair import Context, clean_texts, step
from tests.texts import texts

DAMAGED = "The board said its going to sell the mayorâ€™s ferry, and dont ask why. It isnt its fault.\n\n"
SHORT = "Weve been clear."


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long, "LONG", 2_000)
    monkeypatch.setattr(long, "PART", 1_000)


@pytest.mark.parametrize("name", ["encoding", "apostrophes"])
@pytest.mark.usefixtures("small_parts")
def test_parts_give_what_the_whole_gives(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = 50 * DAMAGED
    done, edits = step(name)(text, Context())
    assert replay(text, edits) == done
    assert undo(done, edits) == text
    monkeypatch.setattr(long, "LONG", len(text))
    whole, same = step(name)(text, Context())
    assert done == whole
    assert [(edit.start, edit.after) for edit in edits] == [
        (edit.start, edit.after) for edit in same
    ]  # as sure, or nearly


@pytest.mark.usefixtures("small_parts")
def test_long_texts_and_short_ones_together() -> None:
    together = clean_texts([SHORT, 50 * DAMAGED, SHORT])
    assert together == [*clean_texts([SHORT]), *clean_texts([50 * DAMAGED]), *clean_texts([SHORT])]
    assert "ferry, and don’t" in together[1].text


@pytest.mark.usefixtures("small_parts")
def test_what_is_cleaned_is_cut_at_the_same_places() -> None:
    done, _ = step("apostrophes")(50 * DAMAGED, Context())
    assert len(done) > len(50 * DAMAGED)
    words = [[part.replace("'", "").replace("’", "") for part in long.parts(text)] for text in (50 * DAMAGED, done)]
    assert words[0] == words[1]
    assert step("apostrophes")(done, Context()) == (done, [])


@given(texts, st.integers(2, 20))
def test_parts_make_the_text(text: str, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(long, "PART", size)
        found = list(long.parts(text))
    assert "".join(found) == text
    assert all(0 < len(part) <= 5 * size for part in found)


def test_a_run_of_nuls_is_one_edit() -> None:
    assert [edit.before for edit in clean_texts(["One" + "\0" * 9 + " two\0."])[0].edits] == ["\0" * 9, "\0"]
