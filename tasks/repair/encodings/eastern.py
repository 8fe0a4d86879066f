"""Marks of writing of GBK and Big5 read as Latin-1: "don¡¯t", "¡°safe¡±" and "don¡¦t", "¡§safe¡¨", English from China.

Their quotation marks are two bytes, of which the first is A1, and that is Spanish's "¡". But "¡¯" and the like stand in no Spanish, or
any other text; what is asked for beside them is an apostrophe that English has or a quotation, and that most of what is not ASCII
are such marks. (Chinese itself, read so, is another matter: of its letters nothing would be left to be read by.)
"""

from __future__ import annotations

import re

from tasks.edits import Edit, Splicer

_GBK = {"¡®": "‘", "¡¯": "’", "¡°": "“", "¡±": "”", "¡ª": "—", "¡\xad": "…", "¡¤": "·"}
# The second byte of some is ASCII's.
_BIG5 = {"¡¥": "‘", "¡¦": "’", "¡§": "“", "¡¨": "”", "¡X": "—", "¡V": "–", "¡K": "…"}
_READ_AS = (("gbk", _GBK), ("big5", _BIG5))
MARKS = "¡[®¯°±ª¥¦§¨]"
_ANY = re.compile(MARKS)
_SURE = re.compile("(?<=[A-Za-z])¡[¯¦](?:s|t|d|m|re|ve|ll)(?![^\\W_])|(?<!\\w)¡(?:°[^¡\n]{1,400}+(?:¡¯[^¡\n]{1,400}+){0,9}¡±|§[^¡\n]{1,400}+(?:¡¦[^¡\n]{1,400}+){0,9}¡¨)(?!\\w)", re.I)  # fmt: skip
_BEYOND = re.compile("[^\x00-\x7f]")
_SHARE = 0.5


def restore_eastern(text: str) -> tuple[str, list[Edit]]:
    """Rule: `codepage:ENCODING`, what the text had been written in.

    >>> restore_eastern("¡°We don¡¯t know,¡± she said ¡ª twice.")[0]
    '“We don’t know,” she said — twice.'
    """
    splicer = Splicer(text, "encoding")
    if "¡" in text and _ANY.search(text) and _SURE.search(text):
        name, meant = max(_READ_AS, key=lambda page: sum(map(text.count, page[1])))
        found = [match for match in re.finditer("|".join(map(re.escape, meant)), text) if _is_mark(text, match)]
        beyond = sum(len(_BEYOND.findall(match.group())) for match in found)
        if beyond >= _SHARE * len(_BEYOND.findall(text)):
            for match in found:
                splicer.replace(*match.span(), meant[match.group()], f"codepage:{name}")
    return splicer.done()


def _is_mark(text: str, match: re.Match[str]) -> bool:
    """Whether that is no Spanish of which a word begins ("¡Vamos!"): a dash stands behind another, without a blank."""
    begins = not text[match.start() - 1 : match.start()].strip() and text[match.end() : match.end() + 1].isalpha()
    return match.group()[1] not in "XVK" or not begins
