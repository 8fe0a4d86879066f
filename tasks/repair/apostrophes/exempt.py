"""What is left alone whatever the model says: addresses, code, and nouns that look like contractions."""

from __future__ import annotations

import re

# Signs of addresses, handles, file names and calls in what stands between two blanks.
_ADDRESS = re.compile(r"[/\\@#_=<>{}|~^*$`]|[^\W_][.:][^\W_]|[^\W_]\(")
_PLAIN = frozenset(" \n")  # what stands around nearly all words
# Signs of code in the line around; without one of these there is none.
_CODE_SIGNS = ("=", "{", "}", ";\n", "()", "->", "::")
_CODE_LINE = re.compile(r" [-+*!=<>]?=[=>]? |[^\W_]\(\)|[{};]\s*$|\w->\w|::\w")
# Words that are themselves behind these: "full of cant", "as is his wont".
_NOUNS = {
    "cant": frozenset(["of", "by", "with", "the", "this", "such", "no", "more", "pure"]),
    "wont": frozenset(
        ["my", "your", "his", "her", "its", "our", "their", "be", "am", "is", "are", "was", "were", "been"]
    ),
}


def in_address(text: str, start: int, end: int) -> bool:
    """Whether the word stands in an address, a handle or a call: 60 characters to either side are looked at."""
    if (start == 0 or text[start - 1] in _PLAIN) and (end == len(text) or text[end] in _PLAIN):
        return False
    before, after = text[max(0, start - 60) : start], text[end : end + 60]
    left = before.rsplit(maxsplit=1)[-1] if before and not before[-1].isspace() else ""
    right = after.split(maxsplit=1)[0] if after and not after[0].isspace() else ""
    return _ADDRESS.search(left + "a" + right) is not None


def may_hold_code(text: str) -> bool:
    """Whether the text has any sign of code, so that its lines need a look."""
    return any(sign in text for sign in _CODE_SIGNS)


def in_code(text: str, start: int, end: int) -> bool:
    """Whether the line, 60 characters to either side, is code."""
    before, after = text[max(0, start - 60) : start], text[end : end + 60]
    return _CODE_LINE.search(before.rpartition("\n")[2] + "a" + after.partition("\n")[0]) is not None


def is_noun(text: str, start: int, word: str) -> bool:
    """Whether "cant" or "wont" is the noun, by the word before."""
    behind = _NOUNS.get(word.lower())
    return (
        behind is not None and text[max(0, start - 12) : start].rpartition(" ")[0].rpartition(" ")[2].lower() in behind
    )
