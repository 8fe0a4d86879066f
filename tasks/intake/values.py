"""What a field holds -> a string, a site, authors, a language: on one line, and writable as UTF-8."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from tasks.intake.decode import valid_unicode
from tasks.intake.markup import host

_LONGEST = 10_000


def string(value: Any) -> str | None:
    """A string or number, or the first of those inside: up to 10,000 characters."""
    if isinstance(value, str):
        return valid_unicode(value.strip())[:_LONGEST] or None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
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
    if isinstance(value, str) and value.startswith("["):  # a list that a table wrote as Python would
        with suppress(ValueError, SyntaxError, MemoryError, RecursionError):
            value = ast.literal_eval(value)
    values = value if isinstance(value, list | tuple) else [value]
    named = (v.get("name") if isinstance(v, Mapping) else v for v in values)
    names = (string(name) for name in named if isinstance(name, str))
    cleaned = (clean(part) for name in names if name for part in _people(_BY.sub("", name)))
    return tuple(dict.fromkeys(part for part in cleaned if part))


_BY = re.compile(r"^\s*(?:by|von|par|por|di)\s+", re.IGNORECASE)
_AND = re.compile(r" ?(?:[;|]|,? (?:and|&|und|et|y|e) |,) ?")


def _people(names: str) -> list[str]:
    """The names in "Sam Poe, Lyn Kay and Ann Wu"; one name where a part would be none ("Poe, Sam", "Reuters, London")."""
    names = " ".join(names.split())
    parts = _AND.split(names)
    return parts if all(2 <= len(part.split()) <= 4 for part in parts) else names.split(";")


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
