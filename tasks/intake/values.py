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
from tasks.intake.nested import literal, name_of
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
    # A list that a table wrote as Python would.
    if isinstance(value, str) and value.startswith("[") and len(value) <= _LONGEST:
        held = literal(value)
        value = value if held is None else held
    values = value if isinstance(value, list | tuple) else [value]
    named = (name_of(v) if isinstance(v, Mapping) else v for v in values)
    found = tuple(
        dict.fromkeys(
            part for name in named if isinstance(name, str) and not _ONLY_BY.match(name) for part in _names(name)
        )
    )
    # What stands beside a name in a list of its own: "Opinion contributor".
    return tuple(part for part in found if not _BESIDE.fullmatch(part)) or found if len(found) > 1 else found


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
    rf"{_OFFICE}|(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|info|news|tv|co|de|fr|it|es|nl|eu|uk|ie|us|ca|au|nz|in|za)|(?:last )?(?:published|updated)\b.*"
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
