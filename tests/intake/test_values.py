from __future__ import annotations

import pytest

from tasks.intake.values import authors


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("By Sam Poe, Lyn Kay and Ann Wu", ("Sam Poe", "Lyn Kay", "Ann Wu")),
        ("Von Anna Beispiel", ("Anna Beispiel",)),
        ("['Sam Poe', 'Lyn Kay']", ("Sam Poe", "Lyn Kay")),
        (["Sam Poe", {"name": "Lyn Kay"}, "Sam Poe"], ("Sam Poe", "Lyn Kay")),
        ("Poe, Sam", ("Poe, Sam",)),
        ("Harbour Wire", ("Harbour Wire",)),
        ("Sam Poe and" + "\n" * 9_000 + "Lyn Kay", ("Sam Poe", "Lyn Kay")),  # and takes no time
        (None, ()),
        (17, ()),
    ],
)
def test_authors(value: object, names: tuple[str, ...]) -> None:
    assert authors(value) == names
