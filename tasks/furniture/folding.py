"""How lines of furniture are compared."""

from __future__ import annotations

from tasks.compiled.characters import STRIPPED


def fold(line: str) -> str:
    """A line as phrases are compared: lower case, straight apostrophes, single spaces, no punctuation at the ends."""
    return " ".join(line.strip(STRIPPED).replace("’", "'").lower().split())
