from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tasks.compiled.characters import is_odd
from tasks.furniture.matcher import matcher
from tasks.furniture.rule import Rule
from tasks.furniture.rules import RULES
from tasks.furniture.starts import DEEP, Index, as_beginning, starts

PLACES = {"h": "head", "t": "tail", "b": "body"}
LINES = st.sampled_from(RULES).flatmap(
    lambda rule: st.tuples(st.just(rule), st.from_regex(re.compile(rule.pattern, re.IGNORECASE), fullmatch=True))
)


@pytest.mark.parametrize(
    ("pattern", "beginnings"),
    [
        ("log ?in", {"log in", "login"}),
        ("(?:sign|log) in to", {"sign in ", "log in t"}),
        ("(?:the )?app", {"the app", "app"}),
        ("x|you", {"x", "you"}),
        ("x|xylem", {"x"}),
        ("[A-C]1", {"a0", "b0", "c0"}),
        (r"\d{1,2} a", {"0 a", "00 a"}),
        ("(?:a){2}b", {"aab"}),
        ("(?:ab){4,9}", {"abababab"}),
        (".*cookies", {""}),
        ("a?", {""}),
        (r"^©\Wx", {"©"}),
        ("a[^x]b|c", {"a", "c"}),
        ("kı|[ışa]", {"kı", "ki", "ı", "i", "ş", "a"}),
    ],
)
def test_starts(pattern: str, beginnings: set[str]) -> None:
    assert starts(pattern) == beginnings


def test_beginnings_of_a_pattern_stay_few() -> None:
    many = "|".join(f"{a}{b} " for a in "abcdefghijkl" for b in "mnopqrstuvwx")
    found = starts(f"(?:{many}){{3}}")
    assert len(found) <= 1000
    assert "am" in {beginning[:2] for beginning in found}


@given(LINES)
def test_no_line_is_lost_by_its_start_or_by_how_words_are_searched_for(drawn: tuple[Rule, str]) -> None:
    rule, line = drawn
    # A line as `matcher` gets it has no line end inside and nothing to strip around it.
    assume("\n" not in line)
    if not any(map(is_odd, line[:DEEP])):
        assert any(map(as_beginning(line).startswith, starts(rule.pattern)))
        index = Index([starts(rule.pattern)])
        assert index.anywhere + index.fitting(line.lower()) == (0,)
    if not any(map(is_odd, line)) and (not rule.needs or any(word in line.lower() for word in rule.needs)):
        assert matcher(PLACES[rule.places[-1]])(line)
