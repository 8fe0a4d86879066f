"""White space: line ends, no-break spaces, trailing blanks, empty stretches. Spacing inside lines is the author's, but before
closing quotation marks, and two blanks where one parts the words of a sentence.

What is left alone, and why: two spaces after a full stop (some houses set them), or before a capital (a menu's, or where a stop
was lost), up to three empty lines between paragraphs (all are common in clean news), indentation and columns, and no-break spaces
where typography wants them (French punctuation, digits in groups).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tasks.edits import Edit, Splicer

if TYPE_CHECKING:
    from tasks.repair import Context

# Where something may be amiss inside a text: line ends and odd blanks. Plain blanks matter only before a line end. A set of
# characters is searched for at five times the speed of an alternation of the rules.
_SPOT = re.compile(r"[^\S \t]")
_TRAILING = re.compile(r"[^\S\n]++(?=\n)")
_PLACE = re.compile(r"(?P<empty>\n(?:[^\S\n]*\n){4,})|(?P<newline>\r\n?)|(?P<nbsp>(?<![«\d])\xa0(?![:;!?»%€$£\d]))")
# Any of that. The search is for the line's end, and so ten times as fast as one for white space.
_BEFORE_END = re.compile(r"\n(?<=[^\S\n]\n)")
_AFTER = {"edges": "", "trailing": "", "empty": "\n\n", "newline": "\n", "nbsp": " "}


# A closing quotation mark on the wrong side of a blank, and whether a word follows it without one. (Behind a single one, and dots
# that stand apart, houses set a blank: "as he said.’ ”", ". . . ”".)
_CLOSING = re.compile(r"(?<=[^\s“„‘’'(\[])(?<!\s\.)[ \t\xa0]++(?P<mark>”)(?P<word>(?=[^\W_]|[(\[“@#]))?")
# Where so many of a text's stand so, and are so many, something has set them so. (Where there is no other mark, as in Swedish, one
# half open.)
_SHARE, _LEAST = 0.8, 2
_CLOSED = 0.25  # share of those before no word, or behind a stop: others may open, where something else closes
_STOPS = frozenset(".,!?…")
_SIGNS = re.compile("[“„”\n]")


# Two blanks within a sentence: in 16,000 articles of clean news 19, all of them slips; in speeches typed out one in ten has some.
_DOUBLED = re.compile(r"  (?=[a-zß-öø-ÿ])(?<=[^\W\d_]  |[,;]  )")


def tidy_whitespace(text: str, context: Context | None = None) -> tuple[str, list[Edit]]:
    """Rules: `edges`, `trailing`, `empty` (more than three empty lines), `newline`, `nbsp`, `quote` (before closing quotation
    marks), `blanks` (two within a sentence).

    >>> tidy_whitespace("One. \\r\\nTwo.\\n")[0]
    'One.\\nTwo.'
    """
    edits: list[Edit] = []
    # Taking one thing away can bring another to an edge ("a\\r \\n"): go on until nothing is found; two rounds do.
    while not is_tidy(text):
        splicer = Splicer(text, "whitespace")
        for start, end, rule in places(text):
            splicer.replace(start, end, _AFTER[rule], rule)
        text, found = splicer.done()
        if not found:
            break
        edits += found
    if _TWO in text:
        text, found = _single_blanks(text)
        edits += found
    # Last, for a no-break space and another line end may have been what kept a mark apart.
    if _APART in text:
        text, found = _close_quotations(text)
        edits += found
    return text, edits


_TWO, _APART = "  ", " ”"


def _single_blanks(text: str) -> tuple[str, list[Edit]]:
    """With one blank for two between the words of a sentence, but in lines that are indented or have columns."""
    splicer = Splicer(text, "whitespace")
    end, prose = -1, False
    for blanks in _DOUBLED.finditer(text):
        at = blanks.start()
        if at > end:
            start = text.rfind("\n", 0, at) + 1
            end = text.find("\n", at) % (len(text) + 1)
            prose = not text[start].isspace() and "   " not in text[start:end]
        if prose:
            splicer.replace(at, blanks.end(), " ", "blanks")
    return splicer.done()


def _close_quotations(text: str) -> tuple[str, list[Edit]]:
    """With closing quotation marks behind their words: where one was opened in the line before, or all of an English text are apart."""
    from tasks.repair.encodings.lost import is_english

    apart = {mark.start("mark"): mark for mark in _CLOSING.finditer(text)}
    closing = sum(mark["word"] is None or text[mark.start() - 1] in _STOPS for mark in apart.values())
    all_are = (
        len(apart) >= max(_LEAST, _SHARE * text.count("”")) and closing >= _CLOSED * len(apart) and is_english(text)
    )
    splicer, opened = Splicer(text, "whitespace"), 0
    for sign in _SIGNS.finditer(text):
        if sign.group() == "\n":
            opened = 0
        elif sign.group() != "”":
            opened += 1
        else:
            # Before a word another quotation may begin, where "″" or a mark that was turned ("Yes,“ she said.) ended the one before.
            if (mark := apart.get(sign.start())) and (
                all_are or (opened > 0 if mark["word"] is None else opened == 1 and text[mark.start() - 1] in _STOPS)
            ):
                splicer.replace(*mark.span(), "”" if mark["word"] is None else "” ", "quote")
            opened -= 1
    return splicer.done()


def is_tidy(text: str) -> bool:
    """Whether there is nothing to do, as far as a quick look tells; never wrongly True."""
    return not (
        text[:1].isspace() or text[-1:].isspace() or "\r" in text or "\xa0" in text or "\n\n\n\n\n" in text
        or _BEFORE_END.search(text)
    )  # fmt: skip


def places(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, rule), from left to right."""
    head, tail = len(text) - len(text.lstrip()), len(text.rstrip())
    if head:
        yield 0, head, "edges"
    done = head
    for spot in _SPOT.finditer(text, head, tail):
        at = start = spot.start()
        while start > done and text[start - 1] in " \t":
            start -= 1
        if start >= done and not text[start - 1].isspace() and (blanks := _TRAILING.match(text, start)):
            yield start, blanks.end(), "trailing"
            done = blanks.end()
        if at >= done and (place := _PLACE.match(text, at)):
            yield at, place.end(), place.lastgroup or ""
            done = place.end()
    if max(head, tail) < len(text):
        yield tail, len(text), "edges"
