from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.furniture.rules import NAVIGATION, RULES, Rule, is_odd, matcher
from tasks.furniture.starts import ANY, Index, starts

PLACES = {"h": "head", "t": "tail", "b": "body"}
LINES = st.sampled_from([rule for rule in (*RULES, *NAVIGATION) if not rule.needs]).flatmap(
    lambda rule: st.tuples(st.just(rule), st.from_regex(re.compile(rule.pattern, re.IGNORECASE), fullmatch=True))
)


@pytest.mark.parametrize(
    ("pattern", "beginnings"),
    [
        ("log ?in", {"lo"}),
        ("(?:sign|log) in", {"si", "lo"}),
        ("(?:the )?app", {"th", "ap"}),
        ("x|you", {"x", "yo"}),
        ("[A-C]1", {"a1", "b1", "c1"}),
        ("(?:a){2}b", {"aa"}),
        (".*cookies", {"co", ANY + "c", ANY + ANY}),
        ("a?", {"", "a"}),
        (r"^©\W", {"©" + ANY}),
    ],
)
def test_starts(pattern: str, beginnings: set[str]) -> None:
    assert starts(pattern) == beginnings


@settings(deadline=None, max_examples=200)
@given(LINES)
def test_no_line_is_lost_by_its_start(drawn: tuple[Rule, str]) -> None:
    rule, line = drawn
    if not any(map(is_odd, line[:2])):
        assert Index([starts(rule.pattern)]).fitting(line.lower()) == [0]
    assert matcher(PLACES[rule.places[-1]])(line)
