from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.dataset.editlists import counts_by_step, edit_lists, with_more
from tasks.edits import Edit

steps = st.sampled_from(["whitespace", "markup", "encoding"])
lists = st.lists(
    st.lists(st.builds(Edit, steps, st.just("rule"), st.integers(0, 99), st.just("<b>"), st.just("")), max_size=3),
    max_size=6,
)


@settings(deadline=None)
@given(lists, st.data())
def test_more_edits_stand_behind_those_of_their_row(rows: list[list[Edit]], data: st.DataObject) -> None:
    offsets = [sum(map(len, rows[:i])) for i in range(len(rows) + 1)]
    column = edit_lists([edit for row in rows for edit in row], offsets)
    found = data.draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows)))
    more = {i: [Edit("furniture", "learned", i, "Login", "")] for i, chosen in enumerate(found) if chosen}
    told = [[Edit(**edit) for edit in row] for row in with_more(column, more).to_pylist()]
    assert told == [row + more.get(i, []) for i, row in enumerate(rows)]


@settings(deadline=None)
@given(lists, st.integers(0, 3))
def test_counts_are_of_each_row(rows: list[list[Edit]], skipped: int) -> None:
    offsets = [sum(map(len, rows[:i])) for i in range(len(rows) + 1)]
    column = edit_lists([edit for row in rows for edit in row], offsets).slice(skipped)
    told = [[(one["step"], one["count"]) for one in row] for row in counts_by_step(column).to_pylist()]
    assert told == [sorted(Counter(edit.step for edit in row).items()) for row in rows[skipped:]]
