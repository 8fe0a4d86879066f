"""What a rule for furniture is; they stand in `rules`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Place = Literal["head", "tail", "body"]

# (Those of Latin Extended-A take turns with the small letters.)
CAPITALS = "A-ZÀ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĲĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚ"
"""What may stand in a set of characters for the capital letters of Europe's languages."""
PARTICLES = "de|van|von|der|da|di|del|la|le|al|bin"
"""What stands in names in small letters."""
NAME = rf"[{CAPITALS}][\w'’.-]{{0,20}}+(?: (?:[{CAPITALS}][\w'’.-]{{0,20}}+|{PARTICLES})){{1,4}}"
"""A person's; case counts."""
PERSON = f"(?-i:{NAME})"
"""The same in a pattern where case does not count."""
CAPITAL = f"(?-i:[{CAPITALS}])"
"""One capital letter in such a pattern."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of furniture. `places`: h (head), t (tail), b (body: anywhere)."""

    name: str
    places: str
    pattern: str
    fired: int = 0
    wrong: int = 0
    needs: tuple[str, ...] = ()
    """Of a pattern that does not begin with words of its own: what a line must hold besides, one of these. Costs less, and keeps a
    wide pattern to the lines that it is for."""
