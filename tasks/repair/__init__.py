"""Repair: text -> text and edits. Markup, mojibake, apostrophes, white space.

Every step is a pure function `(text, context) -> (text, edits)`, found by name in `STEPS`, so that settings can name
steps and a new one is a function, a line here and a JSON file of cases. `clean_text` runs them over one text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from time import perf_counter
from typing import Literal

from tasks.edits import Cleaned, Edit, replay, undo
from tasks.intake.decode import valid_unicode

__all__ = ["ALL_STEPS", "STEPS", "Cleaned", "Context", "Edit", "clean_text", "replay", "undo"]

Precision = Literal["cautious", "balanced", "bold"]


@dataclass(frozen=True, slots=True)
class Context:
    """What a step may know besides the text: the settings that concern it."""

    precision: Precision = "balanced"
    """How sure the apostrophes step must be."""
    strip: frozenset[str] = field(default_factory=frozenset)
    """Lines (folded as by `tasks.furniture.known.fold`) to take for furniture besides the known ones."""
    keep: frozenset[str] = field(default_factory=frozenset)
    """Lines never to take for furniture."""


Step = Callable[[str, Context], tuple[str, list[Edit]]]

# Named by place, and imported at first use: a run without `markup` never pays for BeautifulSoup. The furniture step
# stands in the room of the phase after this one, which knows the phrases.
STEPS = {
    "markup": "tasks.repair.markup:strip_markup",
    "encoding": "tasks.repair.encoding:fix_encoding",
    "apostrophes": "tasks.repair.apostrophes:apostrophes_step",
    "whitespace": "tasks.repair.whitespace:tidy_whitespace",
    "furniture": "tasks.furniture.known:strip_known",
}
ALL_STEPS = (*STEPS, "filter", "dedupe")
"""The steps in order; the last two judge whole articles and have nothing to do on one text."""


@cache
def step(name: str) -> Step:
    """The function of a step. Raises KeyError for a name that `STEPS` does not have."""
    module, function = STEPS[name].split(":")
    found: Step = getattr(import_module(module), function)
    return found


def clean_text(
    text: str,
    steps: Iterable[str] | None = None,
    context: Context | None = None,
    seconds: dict[str, float] | None = None,
) -> Cleaned:
    """Clean one text.

    `steps` names any subset of `ALL_STEPS` (default: all); they run in the fixed order whatever order they are named
    in. Lone surrogates, which no file can hold, become U+FFFD first and are not reported as an edit. `seconds` gains
    what each step took. Raises ValueError for a step that does not exist.

    >>> clean_text("Weve been clear, he said.\\nLogin").text
    "We've been clear, he said."
    """
    wanted = set(ALL_STEPS if steps is None else steps)
    if unknown := wanted - set(ALL_STEPS):
        raise ValueError(f"no step named {', '.join(sorted(unknown))}; the steps are {', '.join(ALL_STEPS)}")
    context = context or Context()
    if not text.isascii():
        text = valid_unicode(text)
    edits: list[Edit] = []
    names = [name for name in STEPS if name in wanted]
    # One step can uncover work for another ("&acirc;&euro;&trade;", a stray space beside mojibake): going on until
    # none finds anything makes cleaning twice a no-op. A step looks again only where the text is not as it left it.
    left: dict[str, str] = {}
    for _ in range(_LAPS):
        before = text
        for name in names:
            if left.get(name) != text:
                start = perf_counter()
                text, found = step(name)(text, context)
                edits += found
                left[name] = text
                if seconds is not None:
                    seconds[name] = seconds.get(name, 0.0) + perf_counter() - start
        if text == before:
            break
    return Cleaned(text, tuple(edits))


# Each lap undoes one layer of escaping or misreading; real dumps have two at most, a hostile text as many as it likes.
_LAPS = 8
