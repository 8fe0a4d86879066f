"""What a field holds -> a string, a site, authors, a language: on one line, and writable as UTF-8."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from tasks.intake.decode import valid_unicode
from tasks.intake.markup import host
from tasks.intake.nested import literal, name_of, opened
from tasks.intake.pages.signed import CAPITALISED

_LONGEST = 10_000
_MOST_DIGITS = 80  # more than any database's decimals have


def string(value: Any) -> str | None:
    """A string, number or UUID, or the first of those inside: up to 10,000 characters."""
    if isinstance(value, str):
        return valid_unicode(value.strip())[:_LONGEST] or None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, Decimal):
        # "1E+3" is 1000; the zeros of a hostile 1e999999999 are a gigabyte.
        return format(value, "f" if abs(value.adjusted()) < _MOST_DIGITS else "")[:_LONGEST]
    if isinstance(value, int | float | UUID):
        return str(value)[:_LONGEST]
    if isinstance(value, Mapping):  # MongoDB's {"$oid": "..."}; {"rendered": "..."}
        return string(next(iter(value.values()), None)) if len(value) <= 2 else None
    return string(value[0]) if isinstance(value, list) and value else None


def clean(value: str | None) -> str | None:
    """Short fields on one line, without characters that no file can hold."""
    if not value:
        return None
    if value.isprintable() and "  " not in value:  # nearly all: without white space but for single blanks
        return value.strip() or None
    return " ".join(valid_unicode(value).split()) or None


def line(value: Any) -> str | None:
    """`string` on one line."""
    return clean(value if isinstance(value, str) and len(value) <= _LONGEST else string(value))


def site(value: Any) -> str | None:
    """A host, or a name in lower case."""
    name = line(value.get("name") or value.get("id") if isinstance(value, Mapping) else value)
    return (host(name) if name and " " not in name else None) or (name.lower() if name else None)


def authors(value: Any) -> tuple[str, ...]:
    """Names, each once. A number is a key into a table that is not there."""
    if not value:
        return ()
    # A list, or an object, that a table wrote as Python would.
    if isinstance(value, str) and value.startswith(("[", "{")) and len(value) <= _LONGEST:
        held = literal(value) if value[0] == "[" else opened(value)
        value = (_printed(value) or value) if held is None else held
    values = value if isinstance(value, list | tuple) else [value]
    named = (name_of(v) if isinstance(v, Mapping) else v for v in values)
    found = tuple(
        dict.fromkeys(
            part for name in named if isinstance(name, str) and not _ONLY_BY.match(name) for part in _names(name)
        )
    )
    # What stands beside a name in a list of its own: "Opinion contributor".
    return tuple(part for part in found if not _BESIDE.fullmatch(part)) or found if len(found) > 1 else found


def _printed(text: str) -> list[str]:
    """The names of a list that somebody printed without regard for what is in them: "['Ann O'Dowd', 'Lyn Kay']"."""
    found = re.fullmatch(r"\[\s*'(.+)'\s*\]", text, re.DOTALL)
    return re.split(r"', ?'", found[1]) if found else []


_ONLY_BY = re.compile(r"\s*by:?\s*\Z", re.IGNORECASE)  # a piece of a page: ["By ", "Sam Poe"]
_BY = re.compile(r"^\s*(?:(?:[\w.-]+\s+)?by|von|par|por|di)\s+", re.IGNORECASE)  # "Opinion by Sam Poe"
_AND = re.compile(r" ?(?:[;|]|,? (?:and|&|und|et|y|e) |,) ?")
# An address is no name, nor is what stands beside names: offices, and words of the page that scrapers take for names, dates among them.
_OUTLET = re.compile("[A-Z]{3,5}")  # "Sam Poe and Lyn Kay, HBC"
_ADDRESS = re.compile(r"\(?(?:https?://|www\.)\S+")
_MAILED = re.compile(r"(?<!\S)[^\s@]++@\S++ \(([^()]+)\)")  # as RSS has authors
_OFFICE = r"(?!the )(?:[\w'’&/-]+ )?(?:(?:senior|staff|special|chief|guest|contributing|opinion|political|deputy|associate|managing|executive|news|sports?|business|foreign|brand|freelance|health|science|tech|white house) )*(?:contributor|writer|reporter|correspondent|editor|columnist|journalist|author)s?"
_OFFICES = re.compile(_OFFICE, re.IGNORECASE)
_BESIDE = re.compile(
    rf"{_OFFICE}|(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|news|tv|co|de|fr|it|es|nl|eu|uk|ie|us|ca|au|nz|in|za)|(?:last )?(?:published|updated|posted)\b.*"
    r"|\d{1,2}(?:st|nd|rd|th)?\.? [^\W\d_]{3,12}\.?(?: \d{4})?|\d{4}|\d\d?[:.]\d\d\b.{0,20}"
    r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|(?:view|see|read) all posts.*|follow on \w+|visit website|posted (?:on|by|in)|please enter your .*|leave a (?:comment|reply)|about the author",
    re.IGNORECASE,
)
_BESIDES = re.compile(
    "[,@]|://|www|all posts|follow on|website|posted |enter your|leave a |about the|contributor|writer|reporter|correspondent|editor|columnist|journalist|author",
    re.IGNORECASE,
)
# What newspapers set behind the last name: from where, for whom, as what, and how they are reached.
_BEHIND = re.compile(
    rf"^((?:.*?[ ,])??(?!The ){CAPITALISED} {CAPITALISED})(?: in (?:the )?{CAPITALISED}(?: {CAPITALISED}){{0,2}}(?: province| county)?| (?:with|and) (?:news )?agencies"
    rf"| {CAPITALISED}(?: [\w-]++){{0,4}} (?:correspondent|editor|reporter)|(?<=\w\w) ?(?: [-–—] |[/|] ?|\()(?:the )?{CAPITALISED}(?: {CAPITALISED}){{0,2}}\)?|,? (?:The )?Associated Press"
    rf"| [Ff]or (?:[Tt]he )?{CAPITALISED}(?: {CAPITALISED}){{0,3}}"
    r"| \([^()]{1,30}\)| [^\s@]++@\S++(?: [\d() .+-]{7,})?)$"
)


def _people(names: str) -> tuple[str, ...]:
    """The names in "Sam Poe, Lyn Kay and Ann Wu"; one name where a part would be none ("Poe, Sam", "Reuters, London")."""
    names = " ".join(_BY.sub("", string(names) or "").split())
    if unspaced := _unspaced(names):
        return unspaced
    if ("|" in names or "/" in names) and all(map(_is_full_name, several := _APART.split(names))):
        return tuple(dict.fromkeys(several))
    names = _BEHIND.sub(r"\1", names)
    if _BESIDES.search(names):
        names = _MAILED.sub(r"\1", _ADDRESS.sub("", names))
        parts = names.split(",")
        kept = [part for part in parts if not _BESIDE.fullmatch(part.strip())]
        names = ",".join(kept or [part for part in parts if _OFFICES.fullmatch(part.strip())]).strip()
    parts = _AND.split(names)
    if len(parts) > 1 and _OUTLET.fullmatch(parts[-1]):
        parts.pop()
    apart = parts if all(2 <= len(part.split()) <= 4 for part in parts) else names.split(";")
    return tuple(name for part in apart if (name := clean(_BEHIND.sub(r"\1", part.strip()))))


# "Sam Poe | Lyn Kay"; but "Sam Poe | Harbour Wire" is one, for whom.
_APART = re.compile(r" ?[|/] ?")
_FULL_NAME = re.compile(r"[^\W\d_][^\d|/@,:;()\"]{1,40}")
_OUTLETS = frozenset(
    """agencies agency allgemeine anzeiger associated association blatt bote broadcasting bulletin bureau business channel chronicle
    company correo corporation correspondent corriere courier daily desk diario dispatch echo editor editors evening examiner express
    foto fotos foundation gazette getty globe group guardian herald images independent institute inquirer international journal
    kurier ledger live local mail magazine media mercury mirror monde morning nachrichten nation network news noticias observer online
    opinion photo photos pictures politics post prensa presse press radio record report reporter reports republic review rundschau service services sport
    sports staff standard star sun sunday tageblatt team telegraph text the times today tribune tv university video voice weekly wire world
    writer zeitung york angeles kong francisco delhi""".split()
)


def _is_full_name(part: str) -> bool:
    """Whether a part can only be somebody's name: two to four words, of which none is in the names of outlets, offices and towns."""
    words = part.split()
    return (
        2 <= len(words) <= 4
        and _FULL_NAME.fullmatch(part) is not None
        and not part[0].islower()
        and not words[-1].islower()
        and not any(word.lower().strip(".") in _OUTLETS for word in words)
    )


# Chinese and Japanese names have no blanks in them; before them stands what somebody is.
_OFFICE_ABROAD = re.compile(
    r"(?:(?:本报|本社|新华社|见习|實習|实习|特约|特派|首席)?(?:记者|記者)|通讯员|通訊員|特派员|作者|撰文)\s*[:：/]?\s*(?=\S)|文\s*[:：/]\s*(?=\S)"
)
_MARKS_ABROAD = re.compile(r" ?[、,，;；|/／] ?")
_NAME_ABROAD = re.compile(
    r"[\u3005-\u3007\u3040-\u30ff\u3400-\u9fff·・]{2,8}(?: [\u3005-\u3007\u3040-\u30ff\u3400-\u9fff]{1,5})?"
)


def _unspaced(names: str) -> tuple[str, ...]:
    """The names in "记者 王小明、赵敏"; nothing of what is no such list or name."""
    if names.isascii():  # nearly all
        return ()
    said = _OFFICE_ABROAD.match(names)
    parts = _MARKS_ABROAD.split(names[said.end() if said else 0 :])
    return tuple(dict.fromkeys(parts)) if (said or len(parts) > 1) and all(map(_NAME_ABROAD.fullmatch, parts)) else ()


def _names(names: str) -> tuple[str, ...]:
    return _known(names) if len(names) <= _SHORT else _people(names)


_SHORT = 200
_known = lru_cache(1 << 12)(_people)  # who writes, writes often


def language(value: Any) -> str | None:
    """ISO 639-1, from a code with or without a country, or a name."""
    if not value:
        return None
    name = (string(value) or "").lower()
    code = _NAMED.get(name, name[:2] if len(name) == 2 or name[2:3] in "-_" else "")
    return code if code in _CODES else None


# ISO 639-1: "utf-8" and "xx" are none.
_CODES = frozenset(
    """aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es
    et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk
    kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc
    oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl
    tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu""".split()
)
_NAMED = {"english": "en", "german": "de", "french": "fr", "spanish": "es", "italian": "it", "portuguese": "pt", "dutch": "nl",
          "russian": "ru", "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es"}  # fmt: skip
