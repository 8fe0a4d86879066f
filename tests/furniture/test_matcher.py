from __future__ import annotations

import time

import pytest

from tasks.furniture.matcher import matcher


@pytest.mark.parametrize("place", ["head", "tail", "body"])
def test_no_line_takes_long(place) -> None:
    """Each rule alone is linear enough on lines made to let it try all its ways."""
    pieces = [
        "a",
        "A. ",
        "Aa ",
        "share ",
        "@a ",
        "x, ",
        "copy link ",
        "news|",
        " | ",
        "1:1 ",
        "on facebook ",
        "#a ",
        "?",
    ]
    rule = matcher(place)
    start = time.process_time()
    for first in pieces:
        for second in pieces:
            rule(((first + second) * 200)[:399] + "\x01")
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "line",
    ["home" + " / A1" * 90 + "!", "like " + "jr." * 100 + "on x y", "Av S" + " E" * 90 + "!"],
    ids=lambda line: line[:9],
)
def test_lines_of_many_readings_take_no_longer(line: str) -> None:
    start = time.process_time()  # what tries all of them takes years
    for place in ("head", "tail", "body"):
        matcher(place)(line)
    assert time.process_time() - start < 5
