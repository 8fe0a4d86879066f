"""Text of another language's single-byte encoding read as Latin-1, Windows-1252 or Windows-1251: "Ïðèâåò", "mówi³a", "ýþýk", "оПХБЕР".

So come pages that say in their markup what they are written in to whoever takes HTTP's default instead (ISO 8859-1, as many
libraries do), exports of old databases, and mail. No byte is wrong anywhere, and only the language tells: the text has to be of
a language that the encoding was made for as py3langid sees it, its letters beyond ASCII have to be that language's, next to all
of them, and what it was read as has to show signs within words, or words of letters with accents alone, as no language has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter

import ftfy.bad_codecs  # noqa: F401  registers the sloppy ones
import numpy as np

from tasks.edits import Edit, exchange
from tasks.language import language
from tasks.repair.encodings.mojibake import CERTAIN, HIGH, likely

_RUSSIAN, _GREEK = "абвгдежзийклмнопрстуфхцчшщъыьэюяё", "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώϊϋΐΰ"
_SOUTH = "áéíóúýäôčďľĺňŕšťžěřů"
# Letters beyond ASCII, in lower case; of Hebrew no vowel signs.
_ALPHABETS = {
    "ru": _RUSSIAN, "bg": _RUSSIAN, "uk": _RUSSIAN + "єіїґ", "be": _RUSSIAN + "іў", "sr": _RUSSIAN + "ђјљњћџ", "mk": _RUSSIAN + "ѓѕјљњќџ",
    "el": _GREEK, "he": "".join(map(chr, range(0x5D0, 0x5EB))),
    "pl": "ąćęłńóśźż", "cs": _SOUTH, "sk": _SOUTH, "hu": "áéíóöőúüű", "ro": "ăâîşţșțé", "hr": "čćđšž", "sl": "čćđšž", "bs": "čćđšž",
    "tr": "çğıöşüâîû", "lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž",
}  # fmt: skip
_CYRILLIC, _EASTERN, _BALTIC = (
    ("ru", "bg", "uk", "be", "sr", "mk"),
    ("pl", "cs", "sk", "hu", "ro", "hr", "sl", "bs"),
    ("lt", "lv"),
)
# What a text may be written in, and whose that is.
_SCRIPTS = {
    "windows-1251": _CYRILLIC, "koi8-u": ("ru", "uk"), "iso8859-5": _CYRILLIC, "windows-1253": ("el",), "iso8859-7": ("el",),
    "windows-1255": ("he",),
}  # fmt: skip
_LATIN = {"windows-1250": _EASTERN, "iso8859-2": _EASTERN, "windows-1254": ("tr",), "windows-1257": _BALTIC}
# What it was read as, by what that looks like; each of them is rare in right text. Four letters with accents in a row, letters in
# capitals behind a small one, signs of Latin-1 and control codes before letters, letters of Icelandic (which is none of the
# languages), "ì" where Italian and "õ" where Portuguese has none.
_WORDS, _TURNED = (
    re.compile("[À-ÿ]{4}"),
    re.compile("[а-яё][А-ЯЁ]{3}|[А-ЯЁ][а-яё]{2,}[А-ЯЁ]{2}|(?<![А-ЯЁ])[а-яё][А-ЯЁ]{2}"),
)
_SIGNS = re.compile(r"[þÞ]|[³¹¾¼±¶\x8a\x8e\x9a\x9e][a-zà-ÿ]|ì[a-z]|õ(?!e)")
_OF_SIGNS = "þÞ³¹¾¼±¶\x8a\x8e\x9a\x9eìõ"
_SUSPECTS = re.compile(rf"{_WORDS.pattern}|{_TURNED.pattern}|[{_OF_SIGNS}]")
_LETTERS = re.compile(r"[^\W\d_a-zA-Z]")
_ACCENT, _SIGN = 1, 2
_KINDS = np.zeros(1 << 16, np.uint8)
_KINDS[ord("À") : ord("ÿ") + 1] = _ACCENT
_KINDS[ord("А") : ord("я") + 1] = _SIGN
_KINDS[[*map(ord, f"{_OF_SIGNS}Ёё")]] |= _SIGN
# Languages that have some of those, and are told by their words whatever becomes of other letters.
_RIGHT = frozenset(("en", "es", "pt", "fr", "it", "de", "ca"))
# Letters that change, at the least; share of the letters beyond ASCII that are the language's; letters of capitals within words, one
# in so many at the most.
_LEAST, _SHARE, _TURNS = 4, 0.97, 50
# Vowels of Cyrillic and Greek; of texts' letters they are .41 to .45 and .49 to .52, read as a wrong encoding .16 to .39.
_VOWELS = frozenset("аеиоуыэюяёіїєαεηιουωάέήίόύώ")
_VOICED = {**dict.fromkeys(_CYRILLIC, 0.36), "el": 0.43}
_CAPITAL_WITHIN = re.compile(r"(?<=[а-яёґєіїђ-џα-ωά-ώ])[А-ЯЁҐЄІЇЂ-ЏΑ-Ω]")


@dataclass(frozen=True, slots=True)
class _Page:
    """An encoding, whose it is, and by what its text was read as what it is."""

    encoding: str
    languages: tuple[str, ...]
    meant: Mapping[int, str]
    strange: re.Pattern[str]
    """What text does not show that was read so."""


def may_be_sign(run: str) -> bool:
    """Whether characters beyond ASCII may be such a sign, by what stands beside them."""
    return _SUSPECTS.search(run) is not None


def may_be_of_page(text: str, runs: Iterable[str]) -> bool:
    """Whether `text`, whose runs beyond ASCII are `runs`, is worth a look."""
    together = " ".join(runs)
    if not may_be_sign(together) or not (_WORDS.search(together) or _TURNED.search(together) or _SIGNS.search(text)):
        return False
    return language(text) not in _RIGHT


@lru_cache(2)  # asked before a text is mended, and again whether it is clean
def looks_of_page(text: str) -> bool:
    """Whether `text` is worth a look."""
    return not text.isascii() and _may_hold(text) and may_be_of_page(text, HIGH.findall(text))


def _may_hold(text: str) -> bool:
    """Whether `text` has a sign, four letters with accents in a row, or Cyrillic: told for a fifth of what the patterns cost."""
    kinds = _KINDS.take(np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16))
    accents = kinds & _ACCENT
    twice = accents[1:] & accents[:-1]
    return bool((kinds > _ACCENT).any() or (twice[2:] & twice[:-2]).any())


def restore_page(text: str) -> tuple[str, list[Edit]]:
    """Rule: `codepage:ENCODING`, what the text had been written in.

    >>> restore_page("Âëàñòè ãîðîäà ñîîáùèëè, ÷òî ìîñò îòêðîþò òîëüêî îñåíüþ.")[0]
    'Власти города сообщили, что мост откроют только осенью.'
    """
    if not looks_of_page(text):
        return text, []
    read = likely(set(HIGH.findall(text)))
    if read and read.points >= CERTAIN:
        return text, []  # as UTF-8 was read ("тАФ", "‚Äû"), of which no language has so much
    told = [(*_fit(text, page), page) for page in _pages(bool(_TURNED.search(text)), bool(_WORDS.search(text)))]
    share, _, page = max(told, key=itemgetter(0, 1))
    if share < _SHARE:
        return text, []
    return exchange(HIGH.split(text), lambda run: run.translate(page.meant), "encoding", f"codepage:{page.encoding}")


def _fit(text: str, page: _Page) -> tuple[float, int]:
    """Of the letters beyond ASCII in what `text` may have meant, how many are its language's, and how many there are; 0 where it is none
    of the page's.
    """
    meant = text.translate(page.meant)
    letters = _LETTERS.findall(meant)
    changed = sum(before != after and after.isalpha() for before, after in zip(text, meant, strict=True))
    if changed < _LEAST or _TURNS * len(_CAPITAL_WITHIN.findall(meant)) > len(letters) or page.strange.search(text):
        return 0, 0
    told, small = language(meant), "".join(letters).replace("İ", "ı").lower()
    if told not in page.languages or (told in _CYRILLIC and 2 * sum(map(str.isupper, letters)) > len(letters)):
        return 0, 0
    if sum(map(_VOWELS.__contains__, small)) < _VOICED.get(told, 0) * len(small):
        return 0, 0
    if page.encoding in _SCRIPTS and len(set(small)) < _LEAST:  # "éééé" is no Greek
        return 0, 0
    return sum(map(_ALPHABETS[told].__contains__, small)) / len(letters), len(letters)


@cache
def _pages(turned: bool, words: bool) -> tuple[_Page, ...]:
    """What text may have been written in that has words with letters `turned` large and small, or `words` of accents alone."""
    if turned:
        return _page("koi8-r", "windows-1251", _CYRILLIC), _page("windows-1251", "koi8-u", ("ru", "uk"))
    all_of_them = {**_SCRIPTS, **_LATIN} if words else _LATIN
    return tuple(_page("windows-1252", written, whose) for written, whose in all_of_them.items())


def _page(read: str, written: str, whose: tuple[str, ...]) -> _Page:
    high = bytes(range(0x80, 0x100))
    shown, meant = (high.decode(name.replace("windows", "sloppy-windows"), "replace") for name in (read, written))
    # Latin-1, which Windows-1252 stands for here, has control codes where that has marks.
    pairs = [*zip(shown, meant, strict=True), *zip(map(chr, range(0x80, 0xA0)), meant, strict=False)]
    # Beside emoji and the like, which are entities in pages that have no other way to write them.
    strange = re.compile(f"[^\\x00-\x9f\u2000-\u24ff\u2600-\u2bff\U0001f000-\U0001ffff{re.escape(shown)}]")
    return _Page(written, whose, {ord(old): new for old, new in pairs if new != "\ufffd" and old != new}, strange)
