from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tasks.dataset.editlists import counts_by_step, edit_lists, joined_lists
from tasks.edits import Edit

steps = st.sampled_from(["whitespace", "markup", "encoding"])
edits = st.lists(st.builds(Edit, steps, st.just("rule"), st.integers(0, 99), st.just("<b>"), st.just("")), max_size=3)


@given(st.lists(st.tuples(edits, edits), max_size=6), st.integers(0, 3))
def test_more_edits_stand_behind_those_of_their_row(rows: list[tuple[list[Edit], list[Edit]]], skipped: int) -> None:
    own, more = (edit_lists([row[which] for row in rows]).slice(skipped) for which in (0, 1))
    told = [[Edit(**edit) for edit in row] for row in joined_lists(own, more).to_pylist()]
    assert told == [a + b for a, b in rows[skipped:]]


@given(st.lists(edits, max_size=6), st.integers(0, 3))
def test_counts_are_of_each_row(rows: list[list[Edit]], skipped: int) -> None:
    column = edit_lists(rows).slice(skipped)
    told = [[(one["step"], one["count"]) for one in row] for row in counts_by_step(column).to_pylist()]
    assert told == [sorted(Counter(edit.step for edit in row).items()) for row in rows[skipped:]]
