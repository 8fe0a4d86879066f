"""Repair: text -> text and edits. Markup, mojibake, white space, apostrophes.

Every step is a pure function `(text, context) -> (text, edits)`, found by name in `STEPS`, so that settings can name
steps and a new one is a function, a line here and a JSON file of cases. `clean_text` runs them over one text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from time import thread_time
from typing import Any, Literal

from tasks.edits import MOST, Cleaned, Edit, TooManyEdits, replay, undo
from tasks.intake.decode import valid_unicode

__all__ = ["ALL_STEPS", "STEPS", "Cleaned", "Context", "Edit", "clean_text", "clean_texts", "replay", "undo"]

Precision = Literal["cautious", "balanced", "bold"]


@dataclass(frozen=True, slots=True)
class Context:
    """What a step may know besides the text: the settings that concern it."""

    precision: Precision = "balanced"
    """How sure the apostrophes step must be."""
    strip: frozenset[str] = field(default_factory=frozenset)
    """Lines (folded as by `tasks.furniture.folding.fold`) to take for furniture besides the known ones."""
    keep: frozenset[str] = field(default_factory=frozenset)
    """Lines never to take for furniture."""
    furniture: bool = True
    """Whether to take any besides `strip`."""
    wording: bool = True
    """Whether to take what is only worded as furniture is, too."""


Step = Callable[[str, Context], tuple[str, list[Edit]]]

# Named by place, and imported at first use: a run without `markup` never pays for BeautifulSoup. The furniture step
# stands in the room of the phase after this one, which knows the phrases. Apostrophes come last: what a document keeps
# is told without its furniture, and the dearest step need not look again at what another took away behind it.
STEPS = {
    "markup": "tasks.repair.markup:strip_markup",
    "encoding": "tasks.repair.encodings.step:fix_encoding",
    "whitespace": "tasks.repair.whitespace:tidy_whitespace",
    "furniture": "tasks.furniture.known:strip_known",
    "apostrophes": "tasks.repair.apostrophes:apostrophes_step",
}
# Steps that do many texts in one pass for much less than one by one; the same results.
_MANY = {
    "apostrophes": "tasks.repair.apostrophes:apostrophes_step_many",
    "encoding": "tasks.repair.encodings.step:fix_encoding_many",
    "furniture": "tasks.furniture.known:strip_known_many",
}
ALL_STEPS = (*STEPS, "filter", "dedupe")
"""The steps in order; the last two judge whole articles and have nothing to do on one text."""


@cache
def step(name: str) -> Step:
    """The function of a step. Raises KeyError for a name that `STEPS` does not have."""
    found: Step = _named(STEPS[name])
    return found


@cache
def _many(name: str) -> Callable[[list[str], Context], list[tuple[str, list[Edit]]]]:
    if name in _MANY:
        found: Callable[[list[str], Context], list[tuple[str, list[Edit]]]] = _named(_MANY[name])
        return found
    one = step(name)
    return lambda texts, context: [one(text, context) for text in texts]


def _named(place: str) -> Any:
    module, function = place.split(":")
    return getattr(import_module(module), function)


def clean_text(text: str, steps: Iterable[str] | None = None, context: Context | None = None) -> Cleaned:
    """Clean one text.

    `steps` names any subset of `ALL_STEPS` (default: all), as a list or as "markup,encoding"; they run in the fixed order
    whatever order they are named in. Lone surrogates, which no file can hold, become U+FFFD first and are not reported as
    an edit. Raises ValueError for a step that does not exist, TypeError for what is no text, and `TooManyEdits` for a text
    that is nothing but mess, megabytes of it.

    >>> clean_text("Weve been clear, he said.\\nLogin").text
    "We've been clear, he said."
    """
    from tasks.repair.parts import string

    return clean_texts([string(text, "clean_texts")], steps, context)[0]


def clean_texts(
    texts: Iterable[str],
    steps: Iterable[str] | None = None,
    context: Context | None = None,
    seconds: dict[str, float] | None = None,
) -> list[Cleaned]:
    """`clean_text` of each of `texts`; together they cost much less. A column of a table will do, where no row lacks its text.
    `seconds` gains what each step took. Raises ValueError for a step that does not exist, TypeError for one text alone and, with its
    row, for what is no text, and `TooManyEdits` for a text that is nothing but mess.
    """
    if isinstance(steps, str):
        steps = [name.strip() for name in steps.split(",")]
    wanted = set(ALL_STEPS if steps is None else steps)
    if unknown := wanted - set(ALL_STEPS):
        raise ValueError(f"no step named {', '.join(sorted(unknown))}; the steps are {', '.join(ALL_STEPS)}")
    from tasks.repair.parts import strings
    from tasks.repair.spots import ANYTHING, BITS, SURROGATES, spots

    texts = strings(texts, "clean_text")
    context = context or Context()
    start = thread_time()
    may = spots(texts)
    done = list(map(valid_unicode, texts)) if any(what & SURROGATES for what in may) else [*texts]
    edits: dict[int, list[Edit]] = {}
    names = [name for name in STEPS if name in wanted]
    # One step can uncover work for another ("&acirc;&euro;&trade;", a stray space beside mojibake): going on until
    # none finds anything makes cleaning twice a no-op. A step looks again only where the text is not as it left it.
    left: dict[str, list[str | None]] = {name: [None] * len(done) for name in names}
    spared = all(name in BITS for name in names)  # texts of which nothing is told
    going = [i for i, what in enumerate(may) if what or not spared]
    for _ in range(_LAPS):
        before = [done[i] for i in going]
        for name in names:
            seen, bit = left[name], BITS.get(name)
            todo = [i for i in going if (bit is None or may[i] & bit) and seen[i] != done[i]]
            results = _many(name)([done[i] for i in todo], context) if todo else []
            for i, (text, found) in zip(todo, results, strict=True):
                if found:
                    edits.setdefault(i, []).extend(found)
                    if len(edits[i]) > MOST:
                        raise TooManyEdits
                    may[i] = ANYTHING
                done[i] = seen[i] = text
            if seconds is not None:
                start, began = thread_time(), start
                seconds[name] = seconds.get(name, 0.0) + start - began
        going = [i for i, text in zip(going, before, strict=True) if done[i] != text]
        if not going:
            break
        for i, what in zip(going, spots([done[i] for i in going]), strict=True):
            may[i] = what
    return [Cleaned(text, tuple(edits[i])) if i in edits else Cleaned(text) for i, text in enumerate(done)]


# Each lap undoes one layer of escaping or misreading; real dumps have two at most, a hostile text as many as it likes.
_LAPS = 8
