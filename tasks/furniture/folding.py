"""How lines of furniture are compared."""

from __future__ import annotations

from tasks.compiled.characters import STRIPPED


def fold(line: str) -> str:
    """A line as phrases are compared: lower case, straight apostrophes, single spaces, no punctuation at the ends."""
    return " ".join(line.strip(STRIPPED).replace("’", "'").lower().split())


# Greek writes its capitals without accents, and its last sigma is another one in small letters only.
_MARKED = dict(zip("άέήίόύώΐΰ", "αεηιουωϊϋ", strict=True))
_UNMARKED = str.maketrans(_MARKED)
_EITHER = str.maketrans({marked: f"[{marked}{plain}]" for marked, plain in _MARKED.items()} | {"ς": "[ςσ]"})


def spellings(phrase: str) -> set[str]:
    """A folded phrase, and what folds from it in Greek capitals, which compiled code makes small one by one.

    >>> sorted(spellings("όροι χρήσης")) == ["οροι χρησης", "οροι χρησησ", "όροι χρήσης"]
    True
    """
    plain = phrase.translate(_UNMARKED)
    return {phrase, plain, plain.replace("ς", "σ")}


def either_case(pattern: str) -> str:
    """A pattern in small Greek letters that fits capitals too. Sets of characters may have none of its letters with accents."""
    return pattern.translate(_EITHER)
