from __future__ import annotations

import pytest

from tasks.edits import replay, undo
from tasks.furniture.known import strip_known
from tasks.repair import Context, clean_text
from tasks.repair.encodings.step import fix_encoding
from tasks.repair.markup import strip_markup
from tasks.repair.whitespace import tidy_whitespace
from tests.cases import load


def check(step, before: str, after: str, context: Context | None = None) -> None:
    text, edits = step(before, context or Context())
    assert text == after
    assert replay(before, edits) == after
    assert undo(after, edits) == before
    assert all(edit.step and edit.rule and edit.before != edit.after for edit in edits)


@pytest.mark.parametrize(
    ("before", "after"), [case for name in ("markup", "markdown") for case in load("repair", name)]
)
def test_markup(before: str, after: str) -> None:
    check(strip_markup, before, after)
    assert clean_text(before, ["markup"]).text == after


@pytest.mark.parametrize(("before", "after"), load("repair", "encoding"))
def test_encoding(before: str, after: str) -> None:
    check(fix_encoding, before, after)
    assert clean_text(before, ["encoding"]).text == after  # the glance that spares texts a step knows of it


@pytest.mark.parametrize(("before", "after"), load("repair", "whitespace"))
def test_whitespace(before: str, after: str) -> None:
    check(tidy_whitespace, before, after)
    assert clean_text(before, ["whitespace"]).text == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        case
        for name in ("known", "around", "unseen", "languages", "sites", "sites_europe", "sites_world", "stays")
        for case in load("furniture", name)
    ],
)
def test_known_furniture(before: str, after: str) -> None:
    check(strip_known, before, after)


@pytest.mark.parametrize(("before", "after"), load("furniture", "stays_by_rules"))
def test_no_rule_takes_what_is_only_worded_so(before: str, after: str) -> None:
    check(strip_known, before, after, Context(wording=False))
