"""Apostrophes put back: contractions whose form without one is no word, and `its` where only "it's" can stand.

A word list alone cannot know "its" from "it's" or "well" from "we'll"; what is decided here is what the words beside
it settle. Curly or straight follows the document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tasks.edits import Cleaned, Edit, Splicer

if TYPE_CHECKING:
    from tasks.repair import Context

# Forms that are no English word without their apostrophe.
_CERTAIN = {
    form.replace("'", ""): form
    for form in [
        "ain't",
        "aren't",
        "couldn't",
        "didn't",
        "doesn't",
        "don't",
        "hadn't",
        "hasn't",
        "haven't",
        "isn't",
        "mightn't",
        "mustn't",
        "needn't",
        "shouldn't",
        "wasn't",
        "weren't",
        "wouldn't",
        "could've",
        "should've",
        "would've",
        "might've",
        "must've",
        "they'd",
        "they'll",
        "they're",
        "they've",
        "there's",
        "that's",
        "that'll",
        "what's",
        "who've",
        "weve'",
        "we've",
        "you'd",
        "you'll",
        "you're",
        "you've",
        "he'll",
        "she's",
        "it'll",
        "it'd",
        "everybody's",
    ]
    if form != "weve'"
}
_DETERMINER = (
    "a|an|the|not|been|no|also|always|because|never|still|too|my|your|our|their|his|this|that|these|those|what|why|how"
)
# Verbs whose -ing form is seldom a noun: "a war its conducting in", but "its meaning", "its building".
_VERB = "conducting|becoming|doing|getting|having|making|saying|seeking|taking|trying|asking|giving|putting|telling|pursuing|facing"
_ITS = rf"its(?=\s+(?:{_DETERMINER}|going\s+to|gonna|(?:{_VERB})\s+(?:in|on|to|with|for|by|at|against|a|an|the|its))\b)"
_CANT = r"(?<!the )(?<!of )(?<!religious )cant(?=\s+(?:[a-z]+))|(?<=\bwe )wont|(?<=\bI )wont|(?<=\bthey )wont|wont(?=\s+(?:be|have|do|get|go|let|make|take|happen|work|stop)\b)"
_SHAPES = re.compile(
    rf"\b(?P<certain>{'|'.join(sorted(_CERTAIN, key=len, reverse=True))})\b"
    rf"|\b(?P<its>{_ITS})|\b(?P<nt>{_CANT})"
    r"|\b(?P<im>Im)(?=\s+(?:not|a|an|the|going|very|so|sure|sorry|just|really|afraid|glad|proud|happy)\b)"
    r"|\b(?P<ive>Ive)(?=\s+(?:been|had|got|seen|done|never|always|ever|not|just|known|made|heard|said|told|worked)\b)"
    r"|(?<=[a-z])(?P<lossy>[?\ufffd]|\s?#39;|\s?&#39;|\x92)(?=(?:s|t|re|ve|ll|d|m)(?:[\s,.;:!\"”’)]|\Z))",
    re.IGNORECASE,
)
_GATE = re.compile(r"[Ss]\b|[Tt]\b|[Vv]e\b|[Ll]l\b|[Rr]e\b|[Dd]\b|[Mm]\b")
_IN_ADDRESS = re.compile(r"(?:https?://|www\.|@)\S*$", re.IGNORECASE)


def restore_apostrophes(text: str) -> Cleaned:
    """Rules: `contraction`, `its`, `lossy` (something else stands where the apostrophe stood).

    >>> restore_apostrophes("Weve seen its going to rain on its parade").text
    "We've seen it's going to rain on its parade"
    """
    mark = "’" if text.count("’") > text.count("'") or ("'" not in text and "“" in text) else "'"
    splicer = Splicer(text, "apostrophes")
    for match in _SHAPES.finditer(text):
        kind, word = match.lastgroup or "", match.group()
        if _IN_ADDRESS.search(text, max(0, match.start() - 200), match.start()):
            continue
        if kind == "lossy":
            splicer.replace(*match.span(), mark, "lossy")
            continue
        if kind in ("im", "ive") and not word.startswith("I"):
            continue
        at = _CERTAIN[word.lower()].index("'") if kind == "certain" else {"its": 2, "nt": len(word) - 1}.get(kind, 1)
        splicer.replace(*match.span(), word[:at] + mark + word[at:], "its" if kind == "its" else "contraction")
    return Cleaned(*_as_tuple(splicer.done()))


def _as_tuple(done: tuple[str, list[Edit]]) -> tuple[str, tuple[Edit, ...]]:
    return done[0], tuple(done[1])


def apostrophes_step(text: str, context: Context) -> tuple[str, list[Edit]]:
    """`restore_apostrophes` as a step."""
    done = restore_apostrophes(text)
    return done.text, list(done.edits)
