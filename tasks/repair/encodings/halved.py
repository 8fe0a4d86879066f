"""Letters and marks of misread UTF-8 of which only the first byte is shown: completed by the language, and read back with the rest.

"Ã" and "â" are what is left of letters and marks where Latin-1's control codes were taken out, or soft hyphens (í is C3 AD) and no-break
spaces (à is C3 A0), or where "?", U+FFFD or a blank stands for each of these bytes. Of most letters nobody knows which they were. But
of Spanish's and Czech's one has AD, German has one letter in a word behind a vowel, and between "l" and a vowel stands an apostrophe.
(English, whose words tell more, see `replaced`.) That is asked of texts that are misread elsewhere, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tasks.edits import Edit, Splicer
from tasks.language import language
from tasks.repair.encodings.mojibake import ENDS, READINGS, unread
from tasks.repair.encodings.shortened import ELIDED

# Sequences that are all there, and nobody writes: no neighbours of a capital letter ("AMANHÃ”").
_SHOWN = re.compile(
    "Ã[\x80-\x9f¡-\xad¯-¿€ƒˆ‰ŒœŠšŸŽž]|Â[¡-\xad¯-¿]|[ÄÅ][\x80-\xad¯-¿ŒœŠšŸŽž‡ˆ]|â(?:€[™œ\x9d“”]|\x80[\x80-¿])"
)
LEAST_SHOWN = 2
# What may stand for each byte that is lost.
_FILLERS = {
    "\ufffd": re.compile("â\ufffd[\ufffd¬¦]|[a-z]Ã\ufffd[a-z]"),
    "?": re.compile(r"â\?[?¬¦]|[a-z]Ã\?[a-z]"),
    " ": re.compile("â [ ¬¦]"),
}
_MAC = "‚Ä"  # read as Mac Roman marks begin so, and what ends in "â" is whole
_NO_FILLER = r"(?!\ufffd|\?[?¬¦]| [¬¦])"
_SMALL = f"(?<=[a-zÄÅ{ENDS}])"  # before a half: a small letter, or what ends one
_STOP = f'(?![{ENDS}])(?=[\\s.,;:!?)"»’”-]|Â»|â|\\Z)'
_I, _A, _SHARP, _A_GRAVE, _E_GRAVE, _E_ACUTE = (f"Ã{last}" for last in "\xad\xa0\x9f\x80\x88\x89")
_CARON, _LIGATURE = "Å\xa0", "Å\x93"
_MEANT = {
    _I: "í", _A: "à", _SHARP: "ß", _A_GRAVE: "À", _E_GRAVE: "È", _E_ACUTE: "É", _CARON: "Š", _LIGATURE: "œ",
}  # fmt: skip
_ANY_MEANT = re.compile("|".join(_MEANT))
_MEANT_OR_LOST = re.compile(f"{_ANY_MEANT.pattern}|[ÂÃÄÅ]\ufffd|â\ufffd[\ufffd¬¦]")
_WITH_I = frozenset("es gl pt cs sk hu ga is".split())
_WITHIN = re.compile(f"{_SMALL}Ã(?:(?=[a-zÂÃÄÅ])|{_STOP})")
# At a word's end nothing else is in small letters; the no-break space may have become a blank.
_END = {
    "fr": re.compile(f"{_SMALL}Ã(?: (?=[ .,)])|{_STOP})"),
    "it": re.compile(f"{_SMALL}Ã(?: (?=[ .,;:!?)»]|Â»)|{_STOP})"),
}
# "Škoda": where its second byte became a blank, or went, and no other's; of letters of these languages others are shown.
_WITH_CARON = frozenset("cs sk sl hr bs lt lv".split())
# (But "Ångström", "Åland".)
_SKODA, _IN_WORD = (
    re.compile('(?<![^\\s(„“"])Å ?(?=[a-z])(?!ng|l(?:and|es)|rh|(?:s[ae]|[kr]e)(?![a-z]))'),
    re.compile(f"[^\\W_]Å(?![{ENDS}])"),
)
_OTHERS = re.compile(f"[ÄÅ][{ENDS}]")
# "à noite", "às 18h", "àquele".
_A_ALONE = re.compile("(?<![^\\s(])Ã(?: (?=s |quel[ea]s? |quilo | )|(?=[ s]|quel[ea]s? |quilo ))")
# "É" and "È", which are words, and "À" begin sentences.
_BEGINNING = {"pt": _E_ACUTE, "it": _E_GRAVE, "fr": _A_GRAVE}
# "État": words of French do not begin with another capital that has an accent, but for "Île", "Âge", "Être", "Ève", "Ça" and the like.
_FRENCH = r"(?<![^\W_âÃ])Ã{}(?=[a-z]{{2}})(?!(?:les?|lot|ge|me|pre|re|ve|tre|ne)s?(?![a-z]))"
_BEGIN = re.compile('(?:\\A|[.!?:\n»“”"]\\s*|Â«|[â“"] {0,2})\\Z')
_CONTROLS = re.compile("[\x80-\x9f]|â€")
# German's endings, behind a blank for a byte.
_PARTED = re.compile("[aeiou¤¶¼]Ã (?:e[nrsm]?|t|te[nr]?|lich[a-z]*|ung[a-z]*|st)(?![^\\W_])")
# Languages that quote as English does, or nearly.
_QUOTING = frozenset("fr it ca es pt gl de nl sv da nb no nn pl cs sk hu tr fi".split())
_ELIDED = re.compile(rf"(?<![^\W_])(?:{ELIDED})\Z", re.I)
_VOWELS = "aeiouyhàâèéêëìîïòôùúûüAEIOUYHÀÂÈÉÊËÌÎÏÒÔÙÚÛÜÃ"
_LONGEST = 8  # characters of what is elided, and of what a sentence begins behind
_WITHIN_WORD = re.compile(r"[^\W\d_](?=â[a-z]{2})")  # "château"
_LEAD, _FULL = re.compile("[ÃÄÅâ]"), re.compile("[À-ÿ]")
_BEFORE_OPENING = "( \t\n\xa0"

_Place = tuple[int, int, str]


def restore_halved(text: str) -> tuple[str, list[Edit]]:
    """Rules: `mojibake:halved`, and those of what is read back.

    >>> restore_halved("El alcalde tenÃa razÃ³n: no habÃa ningÃºn barco.")[0]
    'El alcalde tenía razón: no había ningún barco.'
    """
    if "Ã" not in text and "Å" not in text:
        return text, []  # nearly all: in memory's speed
    filler = next((filler for filler, shows in _FILLERS.items() if shows.search(text)), "")
    if filler == " " and _MAC in text:
        filler = ""
    shown, within = (
        len(_SHOWN.findall(text)),
        sum(match.end() < len(text) and text[match.end()].islower() for match in _WITHIN.finditer(text)),
    )
    if shown + within < LEAST_SHOWN or not _half(filler).search(text):
        return text, []
    spoken = language(text)
    places: dict[int, _Place] = {}
    for place in _letters(text, filler, spoken, shown):
        places.setdefault(place[0], place)
    if (spoken in _QUOTING or filler == " ") and shown >= LEAST_SHOWN:
        places |= {place[0]: place for place in _marks(text, filler)}
    if filler == "\ufffd" and 2 * len(places) < len(_half(filler).findall(text)):
        return text, []  # who reads line by line keeps more of such
    splicer = Splicer(text, "encoding")
    for start, end, whole in sorted(places.values()):
        splicer.replace(start, end, whole, "mojibake:halved")
    text, edits = splicer.done()
    if not edits:
        return text, []
    text, more = unread(text, altered=True)
    splicer = Splicer(text, "encoding")
    # What stands beside them may be right, and have kept some from being read. Of others it is told that they are lost.
    for match in (_MEANT_OR_LOST if filler == "\ufffd" else _ANY_MEANT).finditer(text):
        splicer.replace(*match.span(), _MEANT.get(match.group(), "\ufffd"), "mojibake:halved")
    text, last = splicer.done()
    return text, [*edits, *more, *last]


@cache
def _half(filler: str) -> re.Pattern[str]:
    return re.compile(
        f"[ÃÅ](?![{ENDS}]){re.escape(filler)}|â(?![{ENDS}]){re.escape(2 * filler)}|{_of_three(filler).pattern}"
    )


@cache
def _of_three(filler: str) -> re.Pattern[str]:
    """A euro sign or three dots that lost the byte in the middle."""
    return re.compile(f"â{re.escape(filler)}(?=[¬¦](?![{ENDS}]))")


def _letters(text: str, filler: str, spoken: str | None, shown: int) -> Iterator[_Place]:
    f = re.escape(filler)
    if spoken in _BEGINNING and shown >= LEAST_SHOWN and not _CONTROLS.search(text):
        for match in re.finditer(f"Ã{f}(?= [a-z])", text):
            if _BEGIN.search(text, max(0, match.start() - _LONGEST), match.start()):
                yield *match.span(), _BEGINNING[spoken]
        if spoken == "fr":
            yield from ((*match.span(), _LIGATURE) for match in re.finditer(f"(?<=[a-zA-Z])Å{f}(?=[a-z])", text))
            yield from ((*match.span(), _E_ACUTE) for match in re.finditer(_FRENCH.format(f), text))
    if spoken == "pt" and shown >= LEAST_SHOWN:
        yield from ((*match.span(), _A) for match in _A_ALONE.finditer(text))
    if spoken in _WITH_CARON and not _IN_WORD.search(text) and _OTHERS.search(text):
        yield from ((*match.span(), _CARON) for match in _SKODA.finditer(text))
    if spoken in _WITH_I and _I not in text:
        yield from ((*match.span(), _I) for match in _WITHIN.finditer(text))
    elif spoken in _END:
        yield from ((*match.span(), _A) for match in _END[spoken].finditer(text))
    elif spoken == "de" and _SHARP not in text and "ÃŸ" not in text:
        f = f or " " * (_PARTED.search(text) is not None)
        yield from (
            (*match.span(), _SHARP) for match in re.finditer(f"(?<=[aeiouyäöü¤¶¼])Ã{f}(?:(?=[a-z])|{_STOP})", text)
        )


def _marks(text: str, filler: str) -> Iterator[_Place]:
    """Marks of writing; where letters with accents are right beside them, only those behind an elided vowel and signs."""
    for match in _of_three(filler).finditer(text):
        yield *match.span(), "â\x82" if text[match.end()] == "¬" else "â\x80"
    pure = not _FULL.search(_LEAD.sub("", READINGS[0].stretch.sub("", text))) and not any(
        not _ELIDED.search(text, max(0, match.start() - _LONGEST), match.start() + 1)
        for match in _WITHIN_WORD.finditer(text)
    )
    opened, read = False, 0
    for match in re.finditer(f"â(?![{ENDS}]){re.escape(2 * filler) or _NO_FILLER}", text):
        start, end = match.span()
        before, after = text[max(0, start - _LONGEST) : start], text[end : end + 1]
        opens, goes_on = not before[-1:].strip(_BEFORE_OPENING), after.strip() != ""
        opened, read = opened and "\n" not in text[read:start], end
        mark = ""
        if after and after in _VOWELS and _ELIDED.search(before):
            mark = "’"
        elif pure and opens:
            mark = "“" if goes_on else "–" * (before.strip() != "" and after != "")
        elif pure:
            mark = "’" if after.isalpha() or before.endswith(" po") or (not opened and before[-1] == "s") else "”"
        if mark:
            opened = (opened or mark == "“") and mark != "”"
            yield start, end, "â\x80" + chr(mark.encode()[-1])
