"""Numbers that stand in the C and in the Python that it is the C of are the same."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import tasks.compiled
from tasks.repair.apostrophes import counted, lookalikes
from tasks.repair.apostrophes import judge as judged
from tasks.repair.spots import BITS

_LETTERS = "tasks.repair.apostrophes"
_LINES = "tasks.furniture"
# The modules that a file is the C of: the first one that has a number of a name in the file tells it.
_TWINS = {
    "apostrophes.c": [f"{_LETTERS}.{name}" for name in ("restore", "features", "lexicon")],
    "fingerprints.c": ["tasks.dedupe.words", "tasks.dedupe.minhash"],
    "gate.c": [f"{_LETTERS}.gate"],
    "glance.c": [f"{_LINES}.{name}" for name in ("glance", "lists", "page", "prose")],
    "glance.h": [f"{_LINES}.glance"],
    "judge.c": [f"{_LETTERS}.{name}" for name in ("judge", "thresholds", "evidence", "lexicon")],
    "lines.c": [f"{_LINES}.{name}" for name in ("sightings", "prefixes", "prose")],
    "lines.h": ["tasks.compiled.characters"],
    "masks.h": [f"{_LINES}.sightings"],
    "network.c": [f"{_LETTERS}.{name}" for name in ("network", "features", "model")],
    "numbers.h": ["tasks.compiled.characters"],
    "search.h": [f"{_LINES}.needs"],
    "text.c": ["tasks.language", "tasks.repair.spots"],
    "transformer.c": [f"{_LETTERS}.{name}" for name in ("transformer", "reader")],
    "verdicts.c": [f"{_LINES}.verdicts"],
    "wording.h": [f"{_LINES}.wording"],
    "words.c": [f"{_LETTERS}.words"],
    "words.h": [f"{_LETTERS}.words", f"{_LETTERS}.lexicon"],
}
# Those that have another name in Python.
_NAMES = {
    "glance.c": {
        "LABEL": "page._LABEL_CHARACTERS", "LABELS": "page._LABELS_AROUND",
        "LONGEST_SENTENCE": "prose._LONGEST_INSIDE", "SHORTEST_PLAIN": "prose._SHORTEST_AT_ENDS",
        "REACH_INSIDE": "glued._GLUED", "REACH_OF_GLUED": "glued._GLUED_WORDING",
        "SIGNS": "notices._MOST_SIGNS", "SIGN": "notices._LONGEST_SIGN",
        "STREAM": "stream._SHORTEST", "STREAM_END": "stream._END", "STREAM_WORDS": "stream._END_WORDS",
    },
    "lines.c": {"LONGEST_PREFIX": "prefixes._LONGEST", "SHORTEST_PREFIXED": "prefixes._SHORTEST_LINE"},
    "search.h": {"MARKS_REACH": "notices._TAIL"},
    "wording.h": {"SHORT_WORDED": "wording.SHORT"},
}  # fmt: skip


def _numbers(file: Path) -> dict[str, float]:
    """What a file's enums and defines say, but for those of other files' or of a processor's."""
    source = re.sub(r"/\*.*?\*/", "", file.read_text("utf-8"), flags=re.DOTALL)
    found: dict[str, float] = {}
    told: list[tuple[str, str]] = re.findall(r"^#define ([A-Z_0-9]+) (.+)$", source, re.MULTILINE)
    for body in re.findall(r"\benum \{(.*?)\}", source, re.DOTALL):
        before = "-1"
        for one in filter(None, map(str.strip, body.split(","))):
            name, _, value = (part.strip() for part in one.partition("="))
            told.append((name, before := value.replace("/", "//") or f"({before}) + 1"))
    for name, value in told:
        try:
            found[name] = eval(re.sub(r"(?<=[0-9A-F.])(f|ULL)\b", "", value), {"__builtins__": {}}, found)
        except (NameError, SyntaxError, TypeError):
            continue
    return found


def _twin(file: str, name: str) -> Any:
    """The number in Python; None where only the C has it."""
    if other := _NAMES.get(file, {}).get(name):
        module, _, attribute = other.partition(".")
        return getattr(import_module(f"{_LINES}.{module}"), attribute)
    for module in _TWINS[file]:
        for attribute in (f"_{name}", name):
            if isinstance(value := vars(import_module(module)).get(attribute), int | float | np.integer):
                return value
    return None


@pytest.mark.parametrize("file", _TWINS)
def test_numbers_in_c_are_those_in_python(file: str) -> None:
    numbers = _numbers(Path(tasks.compiled.__file__).with_name(file))
    both = {name: (number, twin) for name, number in numbers.items() if (twin := _twin(file, name)) is not None}
    assert {name for name, (number, twin) in both.items() if number != twin} == set()
    assert both.keys() >= _NAMES.get(file, {}).keys()
    assert both


def test_no_number_is_forgotten() -> None:
    """Whoever renames one in one of the two tells it here."""
    here = Path(tasks.compiled.__file__)
    assert sum(_twin(file, name) is not None for file in _TWINS for name in _numbers(here.with_name(file))) >= 179


def test_bits_in_c_are_those_in_python() -> None:
    here = Path(tasks.compiled.__file__)
    text, judge = _numbers(here.with_name("text.c")), _numbers(here.with_name("judge.c"))
    assert {name: text[name.upper()] for name in BITS} == BITS
    lists = [*counted.LISTS, judged._IS, *lookalikes.LISTS]
    assert (judge["UNITS"], judge["OF_TIME"]) == (1, 1 << len(lists) - 1)
