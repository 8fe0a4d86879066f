from __future__ import annotations

import pkgutil
from collections import Counter
from importlib import import_module
from importlib.resources import files

import pytest

from tasks.furniture import rules
from tasks.furniture.listed import listed
from tasks.furniture.rule import Rule
from tasks.furniture.rules import RULES


def test_each_rule_of_each_table_is_asked_once() -> None:
    modules = [
        import_module(module.name)
        for module in pkgutil.walk_packages(rules.__path__, f"{rules.__name__}.")
        if not module.ispkg
    ]
    tables = [value for module in modules for value in vars(module).values() if isinstance(value, tuple)]
    written = [rule for table in tables for rule in table if isinstance(rule, Rule)]
    assert len(written) > 800
    assert Counter(written) == Counter(RULES)


def test_words_that_a_rule_needs_are_lower_case() -> None:
    assert all(word == word.lower() for rule in RULES for word in rule.needs)


def test_cues_are_the_first_letters_of_words() -> None:
    cues, inside = listed("cues.txt")
    assert inside < cues
    assert not [cue for cue in cues if len(cue) > 5 or cue != cue.lower() or cue.split() != [cue]]


@pytest.mark.parametrize("name", ["phrases.txt", "cues.txt"])
def test_nothing_is_listed_twice(name: str) -> None:
    lines = files(rules).joinpath(name).read_text("utf-8").splitlines()
    entries = Counter(line.partition("\t")[0] for line in lines if line and not line.startswith("#"))
    assert [entry for entry, times in entries.items() if times > 1] == []
