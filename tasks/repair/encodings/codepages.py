"""Text of another language's single-byte encoding read as Latin-1, Windows-1252 or Windows-1251: "Ïðèâåò", "mówi³a", "ýþýk", "оПХБЕР".

So come pages that say in their markup what they are written in to whoever takes HTTP's default instead (ISO 8859-1, as many
libraries do), exports of old databases, and mail. No byte is wrong anywhere, and only the language tells: the text has to be of
a language that the encoding was made for as py3langid sees it, its letters beyond ASCII have to be that language's, next to all
of them, and what it was read as has to show signs within words, or words of letters with accents alone, as no language has them. What is of another script has words of likely letters besides (`letters`), which tells what few words are
that no language can be told of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter, ne

import ftfy.bad_codecs  # noqa: F401  registers the sloppy ones
import numpy as np

from tasks.edits import Edit, exchange
from tasks.language import language
from tasks.repair.encodings.letters import ALPHABETS, unlikelihood
from tasks.repair.encodings.mojibake import CERTAIN, HIGH, likely

_SOUTH = "áéíóúýäôčďľĺňŕšťžěřů"
# Letters beyond ASCII, in lower case.
_ALPHABETS = {
    "pl": "ąćęłńóśźż", "cs": _SOUTH, "sk": _SOUTH, "hu": "áéíóöőúüű", "ro": "ăâîşţșțé", "hr": "čćđšž", "sl": "čćđšž", "bs": "čćđšž",
    "tr": "çğıöşüâîû", "lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž",
}  # fmt: skip
_EASTERN, _BALTIC = ("pl", "cs", "sk", "hu", "ro", "hr", "sl", "bs"), ("lt", "lv")
# What a text may be written in, and whose that is.
_LANGUAGES = {"cyrillic": ("ru", "bg", "uk", "be", "sr", "mk"), "greek": ("el",), "hebrew": ("he",)}
_SCRIPTS = {
    "windows-1251": "cyrillic", "koi8-u": "cyrillic", "iso8859-5": "cyrillic", "windows-1253": "greek", "iso8859-7": "greek",
    "windows-1255": "hebrew",
}  # fmt: skip
_TURNED_PAGES = [("koi8-r", "windows-1251", "cyrillic"), ("windows-1251", "koi8-u", "cyrillic")]
_LATIN = {"windows-1250": _EASTERN, "iso8859-2": _EASTERN, "windows-1254": ("tr",), "windows-1257": _BALTIC}
# What it was read as, by what that looks like; each of them is rare in right text. Four letters with accents (or Ukrainian's "і" and
# the like) in a row, letters in capitals behind a small one, signs of Latin-1 and control codes before letters, letters of Icelandic
# (which is none of the languages), "ì" where Italian and "õ" where Portuguese has none.
_WORDS, _TURNED = (
    re.compile("[À-ÿ][À-ÿ³º¿¸¦]{3}|[À-ÿ³º¿¸¦]{3}[À-ÿ]"),
    re.compile("[а-яё][А-ЯЁ]{3}|[А-ЯЁ][а-яё]{2,}[А-ЯЁ]{2}|(?<![А-ЯЁ])[а-яё][А-ЯЁ]{2}"),
)
_SIGNS = re.compile(r"[þÞ]|[³¹¾¼±¶\x8a\x8e\x9a\x9e][a-zà-ÿ]|ì[a-z]|õ(?!e)")
_OF_SIGNS = "þÞ³¹¾¼±¶\x8a\x8e\x9a\x9eìõ"
_SUSPECTS = re.compile(rf"{_WORDS.pattern}|{_TURNED.pattern}|[{_OF_SIGNS}]")
_ASCII = re.compile("[a-zA-Z]")
_LETTERS = re.compile(r"[^\W\d_a-zA-Z]")
_ACCENT, _SIGN = 1, 2
_KINDS = np.zeros(1 << 16, np.uint8)
_KINDS[[*range(ord("À"), ord("ÿ") + 1), *map(ord, "³º¿¸¦")]] = _ACCENT
_KINDS[ord("А") : ord("я") + 1] = _SIGN
_KINDS[[*map(ord, f"{_OF_SIGNS}Ёё")]] |= _SIGN
# Languages that have some of those, and are told by their words whatever becomes of other letters.
_RIGHT = frozenset(("en", "es", "pt", "fr", "it", "de", "ca", "is"))
# Letters that change, at the least; share of the letters beyond ASCII that are the language's; letters of capitals within words, one
# in so many at the most.
_LEAST, _SHARE, _TURNS = 4, 0.97, 50
# Of Latin letters those beyond ASCII are so many at the most.
_MOST = 0.75
# How unlikely letters of a script may be on average, of more and of fewer than so many (of phrases in it .01 and .08 are less likely;
# lists of letters, as in "éèàù", are), and how much likelier than in any other script words have to be.
_UNLIKELY, _FEW, _UNLIKELY_FEW, _MARGIN = 4, 8, 3.5, 4
# Of texts one in a hundred is all in capitals: as much, in natural logarithms.
_SHOUTED = 5
_CAPITAL_WITHIN = re.compile(r"(?<=[а-яёґєіїђ-џα-ωά-ώ])[А-ЯЁҐЄІЇЂ-ЏΑ-Ω]")


@dataclass(frozen=True, slots=True)
class _Page:
    """An encoding, whose it is, and by what its text was read as what it is."""

    encoding: str
    languages: tuple[str, ...]
    script: str
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
    # Of words without letters of ASCII no language is told that has them.
    return len(together) > len(_ASCII.findall(text)) or language(text) not in _RIGHT


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
    turned, words = _TURNED.search(text) is not None, _WORDS.search(text) is not None
    page = (_of_script(text, turned) if turned or words else None) or (None if turned else _of_latin(text))
    if page is None:
        return text, []
    return exchange(HIGH.split(text), lambda run: run.translate(page.meant), "encoding", f"codepage:{page.encoding}")


def _of_script(text: str, turned: bool) -> _Page | None:
    """What `text` was written in, if the words of another script are in it, and of no other one."""
    as_it_is: list[tuple[int, str, _Page | None]] = [(unlikelihood(text, "cyrillic")[0], text, None)] if turned else []
    told = as_it_is + [
        (unlikelihood(meant, page.script)[0] + _SHOUTED * _is_shouted(meant), meant, page)
        for page in _pages_of_scripts(turned)
        if (meant := _meant(text, page))
    ]
    least, meant, best = min(told, key=itemgetter(0), default=(0, text, None))
    # (The two encodings of Greek have nearly all letters alike.)
    rivals = (unlikely for unlikely, other, _ in told if 2 * sum(map(ne, other, meant)) > sum(map(ne, text, meant)))
    return best if best and all(unlikely >= least + _MARGIN for unlikely in rivals) and _is_of(meant, best) else None


def _is_shouted(meant: str) -> bool:
    letters = _LETTERS.findall(meant)
    return 2 * sum(map(str.isupper, letters)) > len(letters)


def _is_of(meant: str, page: _Page) -> bool:
    """Whether that is likely enough in a page's script; and of it for the most part, or of a language of it."""
    unlikely, count = unlikelihood(meant, page.script)
    small = "".join(_LETTERS.findall(meant)).lower()
    # "éééé" is no Greek.
    if len(set(small)) < _LEAST or unlikely >= (_UNLIKELY if count > _FEW else _UNLIKELY_FEW) * count:
        return False
    if sum(map(ALPHABETS[page.script].__contains__, small)) < _SHARE * len(small):
        return False
    return 2 * len(small) > sum(map(str.isalpha, meant)) or language(meant) in page.languages


def _of_latin(text: str) -> _Page | None:
    told = [(*_fit(text, page), page) for page in _pages_of_latin()]
    share, _, page = max(told, key=itemgetter(0, 1))
    return page if share >= _SHARE else None


def _fit(text: str, page: _Page) -> tuple[float, int]:
    """Of the letters beyond ASCII in what `text` may have meant, how many are its language's, and how many there are; 0 where it is none
    of the page's.
    """
    meant = _meant(text, page)
    letters = _LETTERS.findall(meant or "")
    if (
        not meant
        or _MOST * sum(map(str.isalpha, meant)) < len(letters)
        or (told := language(meant)) not in page.languages
    ):
        return 0, 0
    small = "".join(letters).replace("İ", "ı").lower()
    return sum(map(_ALPHABETS[told].__contains__, small)) / len(letters), len(letters)


def _meant(text: str, page: _Page) -> str | None:
    """What `text` may have meant; None where it has what nothing was read as, too few letters, or capitals within words."""
    meant = text.translate(page.meant)
    changed = sum(before != after and after.isalpha() for before, after in zip(text, meant, strict=True))
    capitals = len(_CAPITAL_WITHIN.findall(meant))
    if changed < _LEAST or _TURNS * capitals > len(_LETTERS.findall(meant)) or page.strange.search(text):
        return None
    return meant


@cache
def _pages_of_scripts(turned: bool) -> tuple[_Page, ...]:
    """What text may have been written in that has words of accents alone, or with letters `turned` large and small."""
    found = _TURNED_PAGES if turned else [("windows-1252", written, script) for written, script in _SCRIPTS.items()]
    return tuple(_page(read, written, _LANGUAGES[script], script) for read, written, script in found)


@cache
def _pages_of_latin() -> tuple[_Page, ...]:
    return tuple(_page("windows-1252", written, whose, "latin") for written, whose in _LATIN.items())


def _page(read: str, written: str, whose: tuple[str, ...], script: str) -> _Page:
    high = bytes(range(0x80, 0x100))
    shown, meant = (high.decode(name.replace("windows", "sloppy-windows"), "replace") for name in (read, written))
    # Latin-1, which Windows-1252 stands for here, has control codes where that has marks.
    pairs = [*zip(shown, meant, strict=True), *zip(map(chr, range(0x80, 0xA0)), meant, strict=False)]
    # Beside emoji and the like, which are entities in pages that have no other way to write them.
    strange = re.compile(f"[^\\x00-\x9f\u2000-\u24ff\u2600-\u2bff\U0001f000-\U0001ffff{re.escape(shown)}]")
    return _Page(
        written, whose, script, {ord(old): new for old, new in pairs if new != "\ufffd" and old != new}, strange
    )
