"""White space: line ends, no-break spaces, trailing blanks, empty stretches. Spacing inside lines is the author's.

What is left alone, and why: two spaces after a full stop (some houses set them), up to three empty lines between
paragraphs (all are common in clean news), indentation, and no-break spaces where typography wants them (French
punctuation, digits in groups).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tasks.edits import Edit, Splicer

if TYPE_CHECKING:
    from tasks.repair import Context

# One alternation, so that one pass finds everything and each place says which rule it was.
MESS = re.compile(
    r"(?P<edges>\A\s++|(?<!\s)\s++\Z)"
    r"|(?P<trailing>(?<!\s)[^\S\n]++(?=\n))"
    r"|(?P<empty>\n(?:[^\S\n]*\n){4,})"
    r"|(?P<newline>\r\n?)"
    r"|(?P<nbsp>(?<![«\d])\xa0(?![:;!?»%€$£\d]))"
)
# The same places, found by searches for plain strings, which run at memory speed where an alternation does 30 MB/s.
_PLAIN = (*"\r\x0b\x0c\x1c\x1d\x1e\x1f", " \n", "\t\n", "\n\n\n\n\n")
_WIDE = re.compile(r"[\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_AFTER = {"edges": "", "trailing": "", "empty": "\n\n", "newline": "\n", "nbsp": " "}


def tidy_whitespace(text: str, context: Context | None = None) -> tuple[str, list[Edit]]:
    """Rules: `edges`, `trailing`, `empty` (more than three empty lines), `newline`, `nbsp`.

    >>> tidy_whitespace("One. \\r\\nTwo.\\n")[0]
    'One.\\nTwo.'
    """
    edits: list[Edit] = []
    # Taking one thing away can bring another to an edge ("a\\r \\n"): go on until nothing is found; two rounds do.
    while not is_tidy(text):
        splicer = Splicer(text, "whitespace")
        for match in MESS.finditer(text):
            rule = match.lastgroup or ""
            after = "\n" if rule == "trailing" and "\r" in match.group() else _AFTER[rule]
            splicer.replace(*match.span(), "" if rule == "trailing" else after, rule)
        text, found = splicer.done()
        if not found:
            break
        edits += found
    return text, edits


def is_tidy(text: str) -> bool:
    """Whether there is nothing to do, as far as a quick look tells; never wrongly True."""
    if text[:1].isspace() or text[-1:].isspace() or any(mess in text for mess in _PLAIN):
        return False
    return text.isascii() or not _WIDE.search(text)
