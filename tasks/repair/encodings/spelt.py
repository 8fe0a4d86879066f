"""Misread UTF-8 whose signs were then spelt out in letters, as conversions to Latin-1 do: "donâEUR(tm)t", "âEURoeNo,âEUR he said".

What stands behind "âEUR" is the last byte as Windows-1252 shows it, spelt out or left out; a dash may be either.
"""

from __future__ import annotations

import re

from tasks.edits import Edit, Splicer

SIGN = "âEUR"
# Of quotation marks the closing one has no sign in Windows-1252: "?" stands there, a control code, or nothing.
_MEANT = {"(tm)": "’", "tm": "’", "oe": "“", "~": "‘", '"': "—", "“": "–", "”": "—", "|": "…", "¦": "…", "?": "”", "\ufffd": "”", "\x9d": "”"}  # fmt: skip
_SPELT = re.compile(
    rf"{SIGN}(\(tm\)|tm(?=[a-z])|oe(?=\W*\w)|[~\"“”|¦]|(?<=\S{SIGN})(?:[?\ufffd\x9d]|(?![^\W_])))", re.I
)


def restore_spelt(text: str) -> tuple[str, list[Edit]]:
    """Rule: `mojibake:spelt`.

    >>> restore_spelt("âEURoeI donâEUR(tm)t,âEUR he said.")[0]
    '“I don’t,” he said.'
    """
    splicer = Splicer(text, "encoding")
    if SIGN in text:
        for match in _SPELT.finditer(text):
            splicer.replace(*match.span(), _MEANT.get(match[1].lower(), "”"), "mojibake:spelt")
    return splicer.done()
