"""Which encoding of Latin letters: by the characters that stand where no language has them.

A German "fär" of DOS is "f„r" in Windows-1252, and "informaci—n" there is Spanish of Mac Roman: quotation marks, daggers and dots
between two letters, capitals with accents behind small ones. A detector that knows how often bytes are met needs a thousand
characters of DOS's to believe in it; here what it says is asked only how many characters it leaves out of place, and another
encoding that leaves none has it.

Of 13,000 pieces, of 60 to 1,500 characters, of articles, manuals and messages in ten languages and DOS 437, 850, 852 and Mac Roman .98
were decoded exactly (.89 to .96 of the shortest), .38 without this; in encodings of Windows and ISO 8859 .998, and .997.
"""

from __future__ import annotations

import re
from collections import Counter

from tasks.language import language

# In the order in which they are believed, where they leave nothing out of place either.
_ENCODINGS = (
    "windows-1252", "windows-1250", "iso8859-2", "mac_roman", "cp850", "cp437", "cp852", "cp865", "cp860", "cp863", "cp861", "cp857",
    "mac_latin2",
)  # fmt: skip
# Letters beyond ASCII that words of a language have: small ones, and the capital whose small one is two characters to Python.
_LETTERS = {
    "de": "äöüßé", "fr": "àâçèéêëîïôùûœæü", "es": "áéíñóúüç", "pt": "áâãàçéêíóôõúü", "it": "àèéìòùíîóú", "ca": "àçèéíïòóúü",
    "gl": "áéíñóúü", "sv": "åäöéü", "fi": "åäöé", "da": "åæøéö", "no": "åæøéòô", "nb": "åæøéòô", "nl": "áèéëïóöüê", "is": "áæðéíóöúýþ",
    "en": "áäåçèéêëíïñóöøü", "pl": "ąćęłńóśźżé", "cs": "áčďéěíňóřšťúůýžöü", "sk": "áäčďéíĺľňóôŕšťúýž", "hu": "áéíóöőúüű",
    "ro": "ăâîșțşţé", "hr": "čćđšž", "sl": "čšžć", "tr": "çğıİöşüâî", "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž", "et": "äõöüšž", "eo": "ĉĝĥĵŝŭ", "cy": "âêîôûŵŷáéèïö", "mt": "ċġħżàèìòù",
}  # fmt: skip
# Those that set apostrophes between letters; that close quotations with the mark that others open them with, or open them with the one
# that closes them; that set a dash beside a word and apart from the next.
_APOSTROPHES = frozenset("en fr it ca nl tr".split())
_LOW = frozenset("de cs sk sl hr pl hu ro is da sv fi".split())
_SAME = frozenset("sv fi".split())
_ASIDES = frozenset("en es pt gl ca fr pl".split())
_WORDS_ALONE = frozenset("àáéèíóúåæöøůÀÁÉÈÍÓÅÖ")
# ASCII letters for each other character at the least; shares of those other ones out of place: a detector is not believed with more than
# the first, another encoding with no more than the second.
_LATIN, _DOUBTED, _BELIEVED = 1.5, 0.1, 0.03
_SAMPLE = 50_000  # bytes
_ASCII = re.compile(rb"[A-Za-z]")
_BEYOND, _NOT_ASCII = re.compile(r"[^\x00-\x7f]"), re.compile(rb"[\x80-\xff]+")


def latin(data: bytes, name: str) -> str:
    """The encoding of `data`, where a detector says `name`: that, unless it leaves characters out of place and another does not."""
    import ftfy.bad_codecs  # noqa: F401  registers the sloppy ones

    data = data[:_SAMPLE]
    high = sum(map(len, _NOT_ASCII.findall(data)))
    if len(_ASCII.findall(data)) < _LATIN * high:
        return name
    mac = name.startswith("mac")
    believed = 0 if name.startswith("cp") else _DOUBTED  # detectors take encodings of DOS for each other
    places = _places(data, name)
    if not mac and any(_out_of_place(places, one) <= believed for one in _LETTERS if one != "en"):
        return name  # most
    told = language(_NOT_ASCII.sub(b"", data).decode("ascii"))
    # Few words of any language are taken for English, but English seldom for another; in no other do dashes stand between letters.
    spoken = [one for one in _LETTERS if one != "en" or told in ("en", None)]
    likely = [told] if told is not None and told in _LETTERS else spoken
    # Few words of DOS are taken for Mac Roman, whose letters are some language's at least.
    if any(_out_of_place(places, one) <= believed for one in (likely if mac else spoken)):
        return name
    amiss = {}
    for other in _ENCODINGS:
        places = _places(data, other)
        if any(_out_of_place(places, one) <= _BELIEVED for one in spoken):
            amiss[other] = min(_out_of_place(places, one) for one in likely)
    return min(amiss, key=amiss.__getitem__, default=name)


def _places(data: bytes, name: str) -> Counter[str]:
    """The characters beyond ASCII, each between its neighbours."""
    text = f" {data.decode(name.replace('windows', 'sloppy-windows'), 'replace')} "
    return Counter(text[found.start() - 1 : found.end() + 1] for found in _BEYOND.finditer(text))


def _out_of_place(places: Counter[str], spoken: str) -> float:
    """Share of the characters beyond ASCII that stand where a language has none such."""
    return sum(count for place, count in places.items() if not _fits(place, spoken)) / (places.total() or 1)


def _fits(place: str, spoken: str) -> bool:
    """Whether a language may have a character between two others, as in "aña"."""
    before, character, behind = tuple(place)
    opens, closes = not before.isalnum(), not behind.isalnum()
    within = before.isalpha() and behind.isalpha()
    if character == "’":
        return (not before.isspace() and (not within or spoken in _APOSTROPHES)) or (opens and spoken in _SAME)
    if character in "“‘":
        return (opens and not behind.isspace()) or (character == "“" and spoken in _LOW and closes)
    if character in "”»›":
        return (closes and not before.isspace()) or (opens and (character == "»" or spoken in _SAME))
    if character in "«„‚‹¿¡":
        return opens or (character == "«" and closes)
    if character in "–—":
        if before.isalpha() or behind.isalpha():
            return spoken in _ASIDES if not within else spoken == "en"
        return True
    if character in "ºª°":
        return before.isdigit() or closes
    if character in "…\xa0©®™²³½¼¾":
        return not within
    if character in "•·§£€¥×":
        return opens or (before + behind).lower() == "ll"  # Catalan's "col·locat"
    if character == "\xad":
        return within
    return character.isalpha() and _letter_fits(before, character, behind, spoken)


def _letter_fits(before: str, character: str, behind: str, spoken: str) -> bool:
    if character > "\u0370":
        # Other scripts but those of East Asia have whole words.
        return character > "\u2e80" or max(before, behind) > "\u0370"
    if character.lower() not in _LETTERS[spoken] and character not in _LETTERS[spoken]:
        return False
    if not before.isalpha() and not behind.isalpha():
        return character in _WORDS_ALONE
    if character.islower():
        return not behind.isupper()
    return not before.isalpha() or before.isupper()
