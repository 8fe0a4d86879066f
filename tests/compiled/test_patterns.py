from __future__ import annotations

import re
from pathlib import Path

import pytest

from tasks.compiled import patterns
from tasks.compiled.patterns import compile_all
from tasks.furniture.rules import RULES

MANY = [rule.pattern for rule in RULES[::40]] + ["(?P<name>a)|b", "(?s:.)x(?-i:Y)", "(?m)^a", "a", "a"]


@pytest.mark.parametrize("change", [None, "no engine", "another engine"])
def test_they_are_what_re_makes_of_them(change: str | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    if change == "no engine":
        monkeypatch.setattr(patterns, "engine", None)
    if change == "another engine":
        monkeypatch.setattr(patterns, "engine", object())
    for _ in range(2):  # made, and read
        found = compile_all(MANY, re.IGNORECASE)
        assert found == {pattern: re.compile(pattern, re.IGNORECASE) for pattern in MANY}
    assert found["(?P<name>a)|b"].fullmatch("A")["name"] == "A"  # type: ignore[index]


def test_what_is_kept_is_looked_at(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    compile_all(["log ?in"], re.IGNORECASE)
    nonsense = lambda *_: tuple(table + 1 for table in made)  # noqa: E731
    made = patterns._made(["log ?in"], re.IGNORECASE)
    monkeypatch.setattr(patterns, "kept", nonsense)
    assert compile_all(["log ?in"], re.IGNORECASE)["log ?in"].fullmatch("LOGIN")
