"""Very long texts part by part, so that what a step needs does not grow with them.

A step that lets a whole text bear witness (which encoding it was read as, how many apostrophes it lost) needs tens of bytes for
each of its characters meanwhile, hundreds for those that it changes. A part has more to tell than any article.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from tasks.edits import MOST, Edit, TooManyEdits

# Letters of ASCII: which no repair adds to a text or takes from it, as a rule, so that cleaning twice cuts at the same places. No
# article has as many; what has are books, and dumps whose line ends were lost. Of other characters there may be four times as many.
LONG, PART = 1_000_000, 1 << 18
_LINE_END, _WHITE = re.compile(r"\n"), re.compile(r"\s")

Result = tuple[str, list[Edit]]


def string(text: str, many: str) -> str:
    """`text`. Raises TypeError, which names the function for many, where it is none."""
    if not isinstance(text, str):
        raise TypeError(f"a text is a str, not {type(text).__name__}; for many texts there is {many}(texts)")
    return text


def strings(texts: Iterable[str], one: str) -> list[str]:
    """`texts` as a list: a column of a table, too. Raises TypeError for one text, with the function that takes it, and for what is
    no text: columns have None and NaN among theirs.
    """
    if isinstance(texts, str):
        raise TypeError(f"a list of texts is wanted, not one str; for one text there is {one}(text)")
    if isinstance(texts, Mapping) or hasattr(texts, "columns"):
        raise TypeError(
            f'a list of texts is wanted, not a {type(texts).__name__}; pass the column of the texts: rows["text"]'
        )
    # Arrow's columns consist of values of its own.
    found: list[str] = texts.to_pylist() if hasattr(texts, "to_pylist") else list(texts)
    for row, text in enumerate(found):
        if isinstance(text, Mapping):
            raise TypeError(
                f'row {row} (from 0) is a {type(text).__name__}, no str; pass its text: [row["text"] for row in rows]'
            )
        if not isinstance(text, str):
            raise TypeError(
                f"row {row} (from 0) is {text!r:.40}, no str; drop rows without a text, or fill them: "
                'dropna() or fillna("") in pandas, drop_nulls() or fill_null("") in Polars, drop_null() or fill_null("") in Arrow'
            )
    return found


def by_parts(texts: Sequence[str], fix: Callable[[Sequence[str]], list[Result]]) -> list[Result]:
    """What `fix` makes of each of `texts`, of the very long ones part by part, each by itself."""
    if max(map(len, texts), default=0) <= LONG:
        return fix(texts)
    long = [_is_long(text) for text in texts]
    short = iter(fix([text for text, parted in zip(texts, long, strict=True) if not parted]))
    return [
        _joined(fix([part])[0] for part in parts(text)) if parted else next(short)
        for text, parted in zip(texts, long, strict=True)
    ]


def in_parts(text: str, fix: Callable[[str], Result]) -> Result:
    """What `fix` makes of one text, of a very long one part by part, each by itself."""
    return _joined(map(fix, parts(text))) if _is_long(text) else fix(text)


def _is_long(text: str) -> bool:
    return len(text) > 4 * LONG or (len(text) > LONG and int(np.count_nonzero(_are_letters(text))) > LONG)


def _are_letters(text: str) -> NDArray[np.bool_]:
    # Latin-1, for what is no letter of ASCII may be anything: a byte for each character.
    result: NDArray[np.bool_] = (np.frombuffer(text.encode("latin-1", "replace"), np.uint8) | 32) - ord("a") < 26
    return result


def parts(text: str) -> Iterator[str]:
    """`text` cut before line ends, else white space; where it has none, anywhere."""
    start = 0
    while start < len(text):
        are = _are_letters(text[start : start + 4 * PART])
        # Counted twenty times, which is a fifth of the time that a running total takes.
        low = start + bisect_left(range(are.size), PART, key=lambda last: int(np.count_nonzero(are[: last + 1])))
        found = _LINE_END.search(text, low, low + PART) or _WHITE.search(text, low, low + PART)
        end = found.start() if found else low + PART
        yield text[start:end]
        start = end


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
        if len(edits) > MOST:
            raise TooManyEdits
        pieces.append(text)
        before += len(text)
    return "".join(pieces), edits
