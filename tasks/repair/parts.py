"""Very long texts part by part, so that what a step needs does not grow with them.

A step that lets a whole text bear witness (which encoding it was read as, how many apostrophes it lost) needs tens of bytes for
each of its characters meanwhile, hundreds for those that it changes. A part has more to tell than any article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from tasks.edits import Edit

# Characters. No article is as long: what is are books, and dumps whose line ends were lost.
LONG, PART = 1_000_000, 1 << 18

Result = tuple[str, list[Edit]]


def by_parts(texts: Sequence[str], fix: Callable[[Sequence[str]], list[Result]]) -> list[Result]:
    """What `fix` makes of each of `texts`, of the very long ones part by part, each by itself."""
    if max(map(len, texts), default=0) <= LONG:
        return fix(texts)
    short = iter(fix([text for text in texts if len(text) <= LONG]))
    return [next(short) if len(text) <= LONG else in_parts(text, lambda part: fix([part])[0]) for text in texts]


def in_parts(text: str, fix: Callable[[str], Result]) -> Result:
    """The same for one text."""
    return fix(text) if len(text) <= LONG else _joined(map(fix, parts(text)))


def parts(text: str) -> Iterator[str]:
    """`text` cut behind line ends, else blanks; where it has none, anywhere."""
    start = 0
    while (end := start + PART) < len(text):
        middle = start + PART // 2
        end = max(text.rfind("\n", middle, end), 0) or max(text.rfind(" ", middle, end), 0) or end - 1
        yield text[start : end + 1]
        start = end + 1
    yield text[start:]


def _joined(done: Iterable[Result]) -> Result:
    pieces: list[str] = []
    edits: list[Edit] = []
    known: dict[str, str] = {}  # the same few words over and over are one
    before = 0
    for text, found in done:
        edits += (
            Edit(
                edit.step,
                known.setdefault(edit.rule, edit.rule),
                edit.start + before,
                known.setdefault(edit.before, edit.before),
                known.setdefault(edit.after, edit.after),
            )
            for edit in found
        )
        pieces.append(text)
        before += len(text)
    return "".join(pieces), edits
