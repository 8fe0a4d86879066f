"""Parts of a page that say in the text what no article does: share buttons among its words, forms, galleries.

"Click to share on Facebook (Opens in new window)" is nobody's sentence: it goes wherever it stands, as few labels may. A form tells
in one line all that it might have to say ("Invalid email address. Please re-enter."), and a gallery has each of its captions behind
a number. Either is longer than the lines that rules are asked about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tasks.edits import Edit, replaced
from tasks.furniture.lines import bare, behind
from tasks.furniture.rules.english.sharing import BUTTONS

_BUTTONS = re.compile(BUTTONS)
_SHARED = "pens in new window"
_LONGEST = 5000
# Two messages of a form: a report may quote one. Before and behind them stand what it is for and what it does with addresses.
_FORMS = (
    "nvalid email address", "nvalid e-mail address", "address is invalid", "address is required", "hank you for subscribing", "not a robot",
)  # fmt: skip
_MESSAGE = re.compile(
    r"invalid e-?mail address|e-?mail address is (?:invalid|required)|please (?:enter|provide) (?:an?|your)(?: valid)? e-?mail address|please re-enter"
    r"|must select a newsletter|verify (?:that )?you['’]re not a robot|thank you for subscribing|an error has occurred|e-?mail (?:address )?cannot be used",
    re.IGNORECASE,
)
_AROUND = 330
# "Harbour fire 8 show all Harbour fire 1/8 The quay at noon Ann Lee 2/8 ..."
_GALLERY = " show all "
_PICTURES = re.compile(
    r"[^\n]{2,160}? (\d{1,3}) show all [^\n]{2,160}? 1/\1 [A-ZÀ-Þ\"'“‘][^\n]*? 2/\1 [A-ZÀ-Þ\"'“‘][^\n]*"
)

# What is told of a picture is a sentence too: the labels before it tell whose.
_CAPTION = re.compile(
    r"(?:Media playback is (?:un|not )supported\b|Image (?:copyright|source),? [^\n]{2,60}? Image caption,? |Enlarge this image\s+toggle caption\b"
    r"|Facebook Twitter (?:Pinterest|Google ?(?:\+|[Pp]lus)) (?=[A-ZÀ-Þ\d\"'“‘]))[^\n]{0,400}"
)
_CAPTIONS = ("Image caption", "Media caption", "toggle caption", "Facebook Twitter ")

# What some houses set behind an article's last word.
END_MARKS = frozenset("■◼◾▪●◆♦∎□®µ")
_MARK = re.compile(r"(?<=[.!?…”\"’'»)])(?:[ \t]*[■◼◾▪●◆♦∎□]|\s+[®µ])\Z")


def strip_widgets(text: str) -> tuple[str, list[Edit]]:
    """Take them out; buttons that fill a line are for the rules. Rules: `known:share`, `known:newsletter`, `known:picture`,
    `known:end mark`.

    >>> strip_widgets("Ferry sinks Click to share on X (Opens in new window) The ferry sank.")[0]
    'Ferry sinks The ferry sank.'
    """
    places = _buttons(text) if _SHARED in text else []
    for marks, is_one, rule in _WHOLE:
        for words in marks:
            if words in text:
                places += [(*span, "", rule) for span in _lines(text, words, is_one)]
    if text[-1:] in END_MARKS and (mark := _MARK.search(text, max(0, len(text) - 9))):
        places.append((*mark.span(), "", "known:end mark"))
    return bare(*replaced(text, "furniture", _apart(places))) if places else (text, [])


def _apart(places: list[tuple[int, int, str, str]]) -> Iterator[tuple[int, int, str, str]]:
    done = 0
    for place in sorted(places):
        if place[0] >= done:
            yield place
            done = place[1]


def _buttons(text: str) -> list[tuple[int, int, str, str]]:
    found: list[tuple[int, int, str, str]] = []
    for match in _BUTTONS.finditer(text):
        start, end = match.span()
        first, last = text[start - 1 : start] in ("", "\n"), text[end : end + 1] in ("", "\n")
        if not (first and last):
            blank = "" if first or last or text[start - 1].isspace() else " "
            found.append((len(text[:start].rstrip(" \t")) if last else start, end, blank, "known:share"))
    return found


def _lines(text: str, words: str, is_one: Callable[[str, int, int], object]) -> Iterator[tuple[int, int]]:
    """Where the lines stand that hold some words and are one, each with its line end; not all of a text, which is an article's."""
    at = text.find(words)
    while at >= 0:
        start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        end = len(text) if end < 0 else end
        at = text.find(words, end)
        if end - start < min(_LONGEST, len(text)) and is_one(text, start, end):
            yield start, min(behind(text, start, end), len(text))


def _is_form(text: str, start: int, end: int) -> bool:
    found = list(_MESSAGE.finditer(text, start, end))
    told = {message.group().lower() for message in found}
    return len(told) > 1 and found[0].start() - start < _AROUND and end - found[-1].end() < _AROUND


_WHOLE: tuple[tuple[tuple[str, ...], Callable[[str, int, int], object], str], ...] = (
    (_FORMS, _is_form, "known:newsletter"),
    ((_GALLERY,), _PICTURES.fullmatch, "known:picture"),
    (_CAPTIONS, _CAPTION.fullmatch, "known:picture"),
)
WORDS = (_SHARED, *(words for some, _, _ in _WHOLE for words in some))
"""Without one of them, and without an end mark, a text has none of all this."""
