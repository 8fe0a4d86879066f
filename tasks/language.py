"""The language of a text, ISO 639-1: English by its commonest words, else py3langid (Lui and Baldwin 2012)."""

from __future__ import annotations

import re

# Each of them is rare in other languages that share the alphabet ("in", "on", "a", "as" and "was" are not).
_ENGLISH = frozenset(
    "the of and to that is for with by at from his her they have has are were been which would this".split()
)
_OTHER = frozenset(
    "der die und das ist nicht le la les des et est une el los las que del por il di che een het van och att".split()
)
_LETTER = re.compile(r"[^\W\d_]")
# Characters looked at, by the short way and by the long one. A thousand hold some 50 function words if it is English.
_GLANCE, _SAMPLE = 1000, 3000
# Log-likelihood by which the best language must lead. Below it were headlines of a few names ("Patel of Gujarat").
_MARGIN = 3.0


def _is_english(text: str) -> bool:
    words = text.lower().split()
    if len(words) < 20:
        return False
    english = sum(map(_ENGLISH.__contains__, words))
    return english * 8 >= len(words) and english > 10 * sum(map(_OTHER.__contains__, words))


def language(text: str) -> str | None:
    """The language, judged by the first 3,000 characters; None where there are no words, or too few to tell.

    The short way holds for a text of 20 words or more of which one in eight is an English function word (news has
    one in three) and next to none is another language's.
    """
    if any(_is_english(text[:most]) for most in (_GLANCE, _SAMPLE)):
        return "en"
    if not _LETTER.search(text, 0, _SAMPLE):
        return None
    from py3langid import rank

    # ISO 639-1 has two letters; a third marks dialects and small languages, which short texts are often taken for.
    ranked = [(str(code), float(score)) for code, score in rank(text[:_SAMPLE]) if len(code) == 2]
    return ranked[0][0] if ranked[0][1] - ranked[1][1] >= _MARGIN else None
