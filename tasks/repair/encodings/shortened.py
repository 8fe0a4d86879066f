"""Misread UTF-8 that lost bytes on the way: completed, where its neighbours and the rest of the text tell them, and read back with that.

“"” is E2 80 9D, and Windows-1252 has no 9D: it is dropped, or "?" stands there      "â€œNo,â€? she said"
the same misread twice                                                               "Ã¢â‚¬Å“No,Ã¢â‚¬Â she said"
of all marks only the first two bytes are left                                       "wonâ€t", "the mayor â€ who was ill"
the first letter lost its accent                                                     "dona€™t", "a€œNo"
all of the text was put in capitals                                                  "Â€ŒNO", "FINALÂ€”"
a heart without the bytes that Windows-1252 does not have                            "â¤ï¸"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tasks.edits import Edit, Splicer
from tasks.repair.encodings.mojibake import ENDS
from tasks.repair.encodings.swapped import NOT

# What begins a mark of writing, and what ends one, as Windows-1252 shows them; a letter is no end.
HEAD = "â€"
_LETTER = "[A-Za-zÀ-ÖØ-öø-ÿ]"
_NO_END = f"(?![{ENDS}\ufffd])"
_CUT = re.compile(rf"{HEAD}{_NO_END}\??")
_TWICE = "Ã¢â‚¬Â"  # that head misread again, and the first half of 9D
_CUT_TWICE = re.compile(rf"(?<={_TWICE}){_NO_END}")
# A question mark that can be none: something asks already, or goes on. (“Did he say ‘no’?” has neither.)
_GOES_ON = re.compile(rf"(?:(?<=[.,!?…]{HEAD}\?)|(?<=[.,!?]\"{HEAD}\?))|(?=[,.;:)\w]|\s[a-zß-ÿ–—-])")
_BLANK = re.compile(rf"{HEAD} [,.;:]")  # a byte that became a blank
_SHARE = 4  # closing marks with a question mark to one without, from which on it is the byte that was lost
# What stands before an apostrophe and behind it, in English and in languages that drop vowels.
_TAIL = re.compile("(?:[stdm]|re|ve|ll)(?![^\\W_])", re.I)
ELIDED = "[ldnscjmt]|qu|(?:jusq|lorsq|puisq)u|(?:de|a|ne|su|da|co)ll|un|quest|quell"
_ELIDED = re.compile(rf"(?<![^\W_])(?:{ELIDED}|o)\Z", re.I)
_VOWELS = "aeiouyhAEIOUYHÃ"
_LONGEST = 8  # characters of what is elided
# "don’t" and the like of which the first letter lost its accent; of "Obama’s" it is gone.
_BARE_SURE = re.compile(
    rf"(?<![^\W_])(?:{NOT}(?=a€™t)|(?:i|it|he|she|that|we|you|they)(?=a€™(?:[sdm]|re|ve|ll)))a€™(?:[stdm]|re|ve|ll)(?![^\W_])"
    r"|(?<![^\W_])a€œ(?=[A-Za-z])", re.I
)  # fmt: skip
_BARE = re.compile("a€(?=[™œ˜“”¢¦\x9d]|(?<=[.,!?]a€)(?!\\w)|(?<=\\w\\wa€)(?=[\\s.,;:)]|\\Z))")
# A red heart (E2 9D A4, EF B8 8F), of which Windows-1252 has two bytes less; other emoji lost one that may be any of some.
_HEART = re.compile("(?<=â)(?=¤ï¸)|(?<=â¤ï¸)(?!\x8f)|(?<=â\x9d¤ï¸)(?!\x8f)")
# In capitals, of a mark with all of its bytes; then what begins any, but a sum of money.
_CAPITAL_SURE, _CAPITAL = re.compile("Â€[ŒŽ“”™˜¦\x9d]"), re.compile("Â€(?! ?[0-9])([ŒŽ]?)")


def may_be_shortened(text: str, runs: Iterable[str]) -> bool:
    """Whether there is something for `restore_shortened` in `text`, whose runs beyond ASCII are `runs` (and are read back alike)."""
    return any(run.endswith((HEAD, _TWICE)) for run in runs) and any((*_of_marks(text), *_of_twice(text)))


def restore_shortened(text: str) -> tuple[str, list[Edit]]:
    r"""Rule: `mojibake:shortened`. It leaves what was misread, for all of the text to be read back together.

    >>> restore_shortened("He said â€œnoâ€? and left; it wasnâ€t so.")[0]
    'He said â€œnoâ€\x9d and left; it wasnâ€™t so.'
    """
    if "€" not in text and "¤ï¸" not in text and _TWICE not in text:
        return text, []  # nearly all: in memory's speed
    splicer = Splicer(text, "encoding")
    for start, end, whole in sorted([*_of_marks(text), *_of_twice(text), *_of_bare(text)]):
        splicer.replace(start, end, whole, "mojibake:shortened")
    return splicer.done()


def _of_marks(text: str) -> Iterator[tuple[int, int, str]]:
    """Marks of which two bytes are left: apostrophes between letters, dashes between blanks, and what "?" closes."""
    found = list(_CUT.finditer(text)) if HEAD in text else []
    apostrophes = {match.start() for match in found if _is_apostrophe(text, *match.span())}
    asked = _are_bytes(text, [match for match in found if match.start() not in apostrophes])
    dashes = _BLANK.search(text) is None
    for match in found:
        start, end = match.span()
        if match.group() != HEAD:
            if asked:
                yield end - 1, end, "\x9d"
        elif start in apostrophes:
            yield end, end, "™"
        elif dashes and text[start - 1 : start] == " " == text[end : end + 1] and text[start - 2 : start].strip():
            yield end, end, "“"  # so Windows-1252 shows a dash
        elif apostrophes and _opens(text, start, end):
            yield end, end, "œ"


def _of_twice(text: str) -> Iterator[tuple[int, int, str]]:
    """Closing quotation marks misread twice, behind a word or its stop."""
    for match in _CUT_TWICE.finditer(text) if _TWICE in text else ():
        if text[match.start() - len(_TWICE) - 1 : match.start() - len(_TWICE)].strip():
            yield *match.span(), "\x9d"


def _are_bytes(text: str, closing: Sequence[re.Match[str]]) -> bool:
    """Whether question marks behind closing marks are what became of a byte, by those that have none, and by what goes on."""
    asked = [match.end() for match in closing if match.group() != HEAD]
    bare = sum(match.group() == HEAD and text[match.start() - 1 : match.start()].strip() != "" for match in closing)
    without = bare + text.count(f"{HEAD}\x9d") + text.count(f"{HEAD}\ufffd")
    return _SHARE * without <= len(asked) and any(_GOES_ON.match(text, end) for end in asked)


def _is_apostrophe(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - _LONGEST) : start], text[end : end + 1]
    if not before[-1:].isalnum() or not re.match(_LETTER, after):
        return False
    return _TAIL.match(text, end) is not None or (after in _VOWELS and _ELIDED.search(before) is not None)


def _opens(text: str, start: int, end: int) -> bool:
    return not text[start - 1 : start].strip("( \t\n") and text[end : end + 1].isalnum()


def _of_bare(text: str) -> Iterator[tuple[int, int, str]]:
    """What begins a mark and lost the accent of its first letter, or is in capitals."""
    if "a€" in text and _BARE_SURE.search(text):
        yield from ((match.start(), match.end(), HEAD) for match in _BARE.finditer(text))
    for match in _HEART.finditer(text):
        yield *match.span(), "\x9d" if text.startswith("¤", match.start()) else "\x8f"
    if "Â€" in text and _CAPITAL_SURE.search(text):
        yield from ((*match.span(), HEAD + match[1].lower()) for match in _CAPITAL.finditer(text))
