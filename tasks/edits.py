"""Edits: the record of every change made to a text, so that it can be shown, replayed and undone.

Edits are sequential: `start` counts characters in the text as it stood just before that edit. A step that
replaces many places in one pass therefore reports each place shifted by what the earlier ones grew or shrank;
`Splicer` does that bookkeeping. Applying all edits of an article in order to the decoded text gives the
published text exactly; undoing them in reverse gives the decoded text back, so only one of the two is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from tasks.errors import CopydeskError

MOST = 1_000_000
"""Edits of one text, each of which takes two hundred times the memory of a character. Books in HTML have some ten thousand."""


class TooManyEdits(CopydeskError):
    """A text that nobody wrote: a file of nothing but tags or control codes."""

    def __init__(self) -> None:
        super().__init__(f"more than {MOST:,} places in one text would have to be repaired")


class Edit(NamedTuple):
    """One replacement: `before` stood at character `start`, `after` stands there now.

    A tuple, because a messy dump has ten an article. `rule` names why, as `step`'s documentation does. `before` and `after`
    may each be empty.
    """

    step: str
    rule: str
    start: int
    before: str
    after: str


class Cleaned(NamedTuple):
    """A text and the edits that led to it, in the order applied."""

    text: str
    edits: tuple[Edit, ...] = ()


# A tuple made as one, by the hundred thousand, at half the price of a call of the class.
_new = tuple.__new__


class Splicer:
    """Builds a text from left to right out of replacements in another, and their sequential edits.

    >>> s = Splicer("dont, wont", "apostrophes")
    >>> s.replace(0, 4, "don't", "n't")
    >>> s.replace(6, 10, "won't", "n't")
    >>> s.done()
    ("don't, won't", [Edit(step='apostrophes', rule="n't", start=0, before='dont', after="don't"), \
Edit(step='apostrophes', rule="n't", start=7, before='wont', after="won't")])
    """

    def __init__(self, text: str, step: str) -> None:
        self._text, self._step = text, step
        self._pieces: list[str] = []
        self._edits: list[Edit] = []
        self._read = self._shift = 0

    def replace(self, start: int, end: int, after: str, rule: str) -> None:
        """Replace characters start..end of the source. Raises ValueError where places overlap or do not come in order, and
        `TooManyEdits`.
        """
        before = self._text[start:end]
        if before == after:
            return
        if start < self._read:
            raise ValueError(f"replacement at {start} overlaps the one that ended at {self._read}")
        if len(self._edits) >= MOST:
            raise TooManyEdits
        self._pieces += (self._text[self._read : start], after)
        self._edits.append(_new(Edit, (self._step, rule, start + self._shift, before, after)))
        self._read = end
        self._shift += len(after) - len(before)

    def done(self) -> tuple[str, list[Edit]]:
        """The new text and its edits."""
        if not self._edits:
            return self._text, []
        self._pieces.append(self._text[self._read :])
        return "".join(self._pieces), self._edits


def replaced(text: str, step: str, places: Iterable[tuple[int, int, str, str]]) -> tuple[str, list[Edit]]:
    """`text` with some places (start, end, what stands there now, rule), which change and come in order; and the edits, as a
    `Splicer` makes them. Raises `TooManyEdits`.

    >>> replaced("dont, wont", "apostrophes", [(0, 4, "don't", "n't")])
    ("don't, wont", [Edit(step='apostrophes', rule="n't", start=0, before='dont', after="don't")])
    """
    pieces: list[str] = []
    edits: list[Edit] = []
    read = shift = 0
    for start, end, after, rule in places:
        pieces += (text[read:start], after)
        edits.append(_new(Edit, (step, rule, start + shift, text[start:end], after)))
        shift += len(after) - (end - start)
        read = end
        if len(edits) > MOST:
            raise TooManyEdits
    if not edits:
        return text, edits
    pieces.append(text[read:])
    return "".join(pieces), edits


def cut(text: str, step: str, places: Iterable[tuple[int, int, str]]) -> tuple[str, list[Edit]]:
    """`text` without some places (start, end, rule), which come in order and are not empty; and the edits. Raises `TooManyEdits`.

    >>> cut("Login. It rained.", "furniture", [(0, 7, "label")])
    ('It rained.', [Edit(step='furniture', rule='label', start=0, before='Login. ', after='')])
    """
    return replaced(text, step, ((start, end, "", rule) for start, end, rule in places))


def exchange(parts: list[str], meant: Callable[[str], str], step: str, rule: str) -> tuple[str, list[Edit]]:
    """A text in parts, of which every second one (as `split` gives what a group finds) is exchanged for what it was meant to be; and
    the edits. Raises `TooManyEdits`, and what `meant` does.

    >>> exchange(["Ham ", "&amp;", " eggs"], {"&amp;": "&"}.__getitem__, "markup", "entity")
    ('Ham & eggs', [Edit(step='markup', rule='entity', start=4, before='&amp;', after='&')])
    """
    before = parts[1::2]
    if len(before) > MOST:
        raise TooManyEdits
    after = [meant(part) for part in before]
    if before == after:
        return "".join(parts), []
    parts[1::2] = after
    starts = list(accumulate(map(len, parts)))[::2]
    changes = zip(starts, before, after, strict=False)
    edits = [_new(Edit, (step, rule, start, old, new)) for start, old, new in changes if old != new]
    return "".join(parts), edits


def replay(text: str, edits: Iterable[Edit]) -> str:
    """Apply `edits` in order. Raises ValueError where an edit's `before` is not what stands there.

    Runs of edits that go from left to right (what one step makes) cost one pass together.
    """
    for run in _runs(edits):
        text = _pass(text, [(e.start - shift, e.before, e.after) for e, shift in _with_shift(run)])
    return text


def undo(text: str, edits: Sequence[Edit]) -> str:
    """The text as it stood before `edits`, given the text after them. Raises ValueError as `replay` does."""
    for run in reversed(list(_runs(edits))):
        # Later edits of a run lie to the right, so each `after` still stands at its own `start`.
        text = _pass(text, [(e.start, e.after, e.before) for e in run])
    return text


def _runs(edits: Iterable[Edit]) -> Iterable[list[Edit]]:
    run: list[Edit] = []
    end = 0
    for edit in edits:
        if run and edit.start < end:
            yield run
            run = []
        run.append(edit)
        end = edit.start + len(edit.after)
    if run:
        yield run


def _with_shift(run: list[Edit]) -> Iterable[tuple[Edit, int]]:
    shift = 0
    for edit in run:
        yield edit, shift
        shift += len(edit.after) - len(edit.before)


def _pass(text: str, places: list[tuple[int, str, str]]) -> str:
    pieces: list[str] = []
    read = 0
    for start, before, after in places:
        if not text.startswith(before, start):
            raise ValueError(f"expected {before[:40]!r} at character {start}, found {text[start : start + 40]!r}")
        pieces += (text[read:start], after)
        read = start + len(before)
    pieces.append(text[read:])
    return "".join(pieces)
