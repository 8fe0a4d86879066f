"""Misread UTF-8 that another step changed afterwards, so that no reading of bytes explains it.

signs spelt out in letters, as conversions to Latin-1 do        "donâEUR(tm)t", "âEURoeNo,âEUR he said"
and to ASCII                                                    "donaEUR(tm)t", "aEURoeNo,aEUR he said"
brought to the compatibility form (Unicode's NFKC)              "donâ€TMt", "ZÃ1⁄4rich", "naÃ ̈ve"
put in small letters, all of the text                           "crã¨me", "mã¼ller", "â£20"
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from tasks.edits import Edit, Splicer

_SIGN, _PLAIN = "âEUR", "aEUR"
# What stands behind "âEUR" is the last byte as Windows-1252 shows it, spelt out or left out; a dash may be either. Of quotation
# marks the closing one has no sign in Windows-1252: "?" stands there, a control code, or nothing.
_MEANT = {"(tm)": "’", "tm": "’", "oe": "“", "~": "‘", '"': "—", "“": "–", "”": "—", "|": "…", "¦": "…", "?": "”", "\ufffd": "”", "\x9d": "”"}  # fmt: skip
_SPELT = {
    sign: re.compile(
        rf"{sign}(\(tm\)|tm(?=[a-z])|oe(?=\W*\w)|[~\"“”|¦]|(?<=\S{sign})(?:[?\ufffd\x9d]|(?![^\W_])))", re.I
    )
    for sign in (_SIGN, _PLAIN)
}
_PLAIN_SURE = re.compile(rf"(?<=[A-Za-z]){_PLAIN}\(tm\)(?:[stdm]|re|ve|ll)(?![^\W_])")
# Signs of Windows-1252 by what NFKC makes of them. Digits and letters may be a name's: they count within a word.
_SIGNS = {unicodedata.normalize("NFKC", sign): sign for sign in "˜™¨ª¯²³´µ¸¹º¼½¾"}
_NORMALIZED = re.compile(
    "(?<=â€)(?:TM|(?<=\\wâ€)tm(?=(?:s|t|re|ve|ll|d|m)?\\b)| \u0303)"
    "|(?<=Ã)(?: [\u0308\u0304\u0301\u0327]|μ|[13]\u2044[24]|(?<=[a-z]Ã)[123ao](?=[a-z]))"
)
# First bytes as small letters leave them, before a second one; three that are right make a character of Asia's scripts.
_ALONE = "(?![^\\x00-\\x7fâã])"
LOWERED = f"[âã](?=[¡¢£¤¥¦§¨©¬¯±´µ¶¸º¼½¾¿]{_ALONE}|[«»][a-z])"
# What may stand behind a right "ã", too ("maçã²"), is no second byte unless others are.
_LOWERED, _ANY_LOWERED = re.compile(LOWERED), re.compile(f"{LOWERED}|[âã](?=[\xadª®°²³¹«»]{_ALONE})")
ENDS = ("â", "Ã", "â€")
"""With these end the runs beyond ASCII before what became letters."""


def is_spelt_out(text: str) -> bool:
    """Whether signs were spelt out in letters."""
    return _SIGN in text or (_PLAIN in text and _PLAIN_SURE.search(text) is not None)


def may_be_spelt(text: str, runs: Iterable[str]) -> bool:
    """Whether `text`, whose runs beyond ASCII are `runs`, was changed into letters. (The rest shows in its runs.)"""
    return any(run.endswith(ENDS) for run in runs) and (_SIGN in text or _NORMALIZED.search(text) is not None)


def restore_spelt(text: str) -> tuple[str, list[Edit]]:
    """Rule: `mojibake:spelt`. Of the last two kinds it leaves what was misread, for all of the text to be read back together.

    >>> restore_spelt("âEURoeI donâEUR(tm)t,âEUR he said.")[0]
    '“I don’t,” he said.'
    >>> restore_spelt("We donâ€TMt know ZÃ1⁄4rich.")[0]
    'We donâ€™t know ZÃ¼rich.'
    """
    sign = (_SIGN if _SIGN in text else _PLAIN) if is_spelt_out(text) else ""
    if not sign and not any(map(text.__contains__, "âÃã")):
        return text, []  # nearly all: in memory's speed
    found = [(*m.span(), _MEANT.get(m[1].lower(), "”")) for m in _SPELT[sign].finditer(text)] if sign else []
    normalized = [(*m.span(), _SIGNS.get(m[0], "™")) for m in _NORMALIZED.finditer(text)]
    # By themselves "a" and "o" may be whole letters, behind an "í" that lost its soft hyphen ("tenÃamos").
    found += normalized if any(text[start:end] not in ("a", "o") for start, end, _ in normalized) else []
    if text == text.lower() and _LOWERED.search(text):
        found += ((*m.span(), m[0].upper()) for m in _ANY_LOWERED.finditer(text))
    splicer = Splicer(text, "encoding")
    for start, end, meant in sorted(found):
        splicer.replace(start, end, meant, "mojibake:spelt")
    return splicer.done()
