"""Which field of a row is the text, the url, the title...: guessed from names and contents, or set by the user.

A field may lie inside others ("article.body"); where two fit, the better name wins,
unless its texts are much shorter, or the beginnings of the other's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from tasks.intake import nested
from tasks.intake.dates import date_within, is_moment, parse_date
from tasks.intake.names import (
    AGAIN,
    AROUND,
    NAMES,
    OTHERS,
    ROLES,
    SUMMARIES,
    WHOLE,
    Path,
    bare,
    fold,
    is_vague,
    rank_of,
)

# What databases keep of their rows beside "inserted_at", which says nothing of the article.
_KEPT = frozenset(("updatedat", "updated"))
# Fields around those of a page, whose addresses are its own: {"page_content": "...", "metadata": {"source": "https://..."}}.
_ABOUT = frozenset(("metadata", "meta", "extrainfo"))
_PARTS = frozenset(("fields",))  # the Guardian's: what one has asked for besides
_OF_ARTICLES = ("url", "title", "date", "authors")
_DEPTH = 4
_NUMBER = (int, float, Decimal)
_AROUND_ALL = (*WHOLE, "props", "pageProps")  # and Next.js
# What pandas, R, SQL, JavaScript and Excel write for nothing, scrapers where a page has no headline, and a news API for what
# others pay for.
NOTHING = frozenset(
    [*r"nan NaN NaT <NA> None NULL null \N NA N/A n/a #N/A undefined".split(), "No Title", "No title"]
    + [f"ONLY AVAILABLE IN {plans} PLANS" for plans in ("PAID", "CORPORATE", "PROFESSIONAL AND CORPORATE")]
)
"""Words for no value."""
LONGEST_NOTHING = max(map(len, NOTHING))
"""Characters of the longest of them."""

Pick = Callable[[Mapping[str, Any]], list[Any]]
Serves = Callable[[Path], bool]


def get(row: Any, path: Path) -> Any:
    """The value at a path, or None. What is only put around values ("$date") may be there in one row and not in the next."""
    for i, part in enumerate(path):
        if isinstance(row, dict) and (part in row or not is_moment(row)):
            row = row.get(part)
        elif row is not None:
            return row if i and all(map(AROUND.fullmatch, path[i:])) else None
    return row


def has(row: Any, path: Path) -> bool:
    """Whether there is something at a path, be it null."""
    for part in path:
        if not isinstance(row, dict) or part not in row:
            return False
        row = row[part]
    return True


def is_nothing(value: Any) -> bool:
    """Whether an export wrote a word where there was no value; none is a text, a title or a name by itself."""
    return isinstance(value, str) and len(value) <= LONGEST_NOTHING and value in NOTHING


def picker(paths: Mapping[str, Path]) -> Pick:
    """What gives a row's values in the order of `ROLES`, None for those without a path."""
    if all(len(path) == 1 for path in paths.values()):  # nearly all, and dumps have millions of rows
        names: list[Any] = [paths[role][0] if role in paths else None for role in ROLES]
        return lambda row: list(map(row.get, names))
    return lambda row: [get(row, paths[role]) if role in paths else None for role in ROLES]


def parse_path(row: Mapping[str, Any], dotted: str) -> Path:
    """A setting such as "article.body" as a path; a field whose own name has dots in it is found too."""
    return (dotted,) if dotted in row else tuple(dotted.split("."))


def guess_fields(
    rows: list[Mapping[str, Any]], settings: Mapping[str, str], by_names: bool = False, serves: Serves | None = None
) -> dict[str, Path]:
    """The path of each role's field, for those that are set or found. Nothing depends on the order of rows.

    `by_names` alone it is told whether something is an article at all. Fields with names of a text are passed over that do
    not serve as one.
    """
    leaves: dict[Path, list[int]] = {}
    told: set[Path] = set()
    for row in rows:
        for path, value in leaves_of(row):
            leaves.setdefault(path, []).append(size_of(value))
            if not isinstance(value, _NUMBER):
                told.add(path)
    # Those with something in them.
    filled = tuple(path for path, sizes in leaves.items() if any(sizes))
    fitting = _fitting(filled)
    found: dict[str, Path] = {}
    for role in ROLES:
        if role in settings:
            found[role] = _set_path(rows, settings[role])
            continue
        ranked = fitting[role]
        if role == "text":
            texts = ranked if serves is None else list(filter(serves, ranked))
            texts, alike = _varied(rows, texts, _ranked(filled, SUMMARIES))
            ranked = _whole(rows, _long_enough(texts, leaves), leaves)
            ranked = ranked or _unnamed(rows, leaves, filled, by_names, alike)
        elif role == "url":
            ranked = ranked or _addresses(rows, filled)
        elif role == "date":
            ranked, flags = _without_flags(rows, ranked)
            if any(fold(path[-1]) == "insertedat" for path in filled):
                ranked = [path for path in ranked if fold(path[-1]) not in _KEPT]  # the database's own
            elif not ranked and all(
                is_otherwise(path) for path in _fitting(tuple(leaves))["date"] if path not in flags
            ):
                ranked = _dates(rows, filled)  # no field is named as the article's, be it an empty one
        elif role == "authors":
            ranked = [path for path in ranked if path in told]  # a number is a key into a table that is not there
        elif role == "id" and len(rows) > 1:
            ranked = [path for path in ranked if len({str(get(row, path)) for row in rows}) > 1]
        if ranked:
            found[role] = beside(ranked, found.get("text", ()), role)
    return found


def _set_path(rows: list[Mapping[str, Any]], dotted: str) -> Path:
    """A setting as a path; without what lies above the rows, where they are the objects of a list ("responses.articles.text")."""
    if found := next((parse_path(row, dotted) for row in rows if dotted in row), None):
        return found
    whole = tuple(dotted.split("."))
    if not any(whole[0] in row for row in rows):
        ends = (whole[at:] for at in range(1, len(whole)))
        return next((end for end in ends if any(has(row, end) for row in rows)), whole)
    return whole


def beside(ranked: Sequence[Path], text: Path, role: str) -> Path:
    """The best of some paths, where the text lies deeper one beside it: what is around an article has a date, too."""
    around = bare(text)[:-1]
    if around and role in _OF_ARTICLES and not {fold(part) for part in around} & _PARTS:
        own = [path for path in ranked if bare(path)[: len(around)] == around]
        names = NAMES[role]
        if (
            own
            and len(bare(own[0])) == len(around) + 1
            and (role == "date" or (rank_of(own[0], names) or 0) <= (rank_of(ranked[0], names) or 0))
        ):
            return own[0]
    return ranked[0]


def own_fields(row: Mapping[str, Any], settings: Mapping[str, str]) -> dict[str, Path]:
    """The fields of one row that has no text where its file has it, as in dumps joined of several.

    A few words are a text under a name that means one, a summary where there is none; empty where there is neither.
    """

    def serves(path: Path) -> bool:
        value = get(row, path)
        return size_of(value) >= _PROSE or (are_words(value) and not is_vague(path))

    found = {} if "text" in settings else guess_fields([row], settings, by_names=True, serves=serves)
    return found if (path := found.get("text")) and serves(path) else {}


# Five words; where there are no blanks between them, as many characters as are in those.
_WORDS = 5
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff，。、]{10}")


def are_words(value: Any) -> bool:
    """Whether a value holds five words or more."""
    text = nested.text_of(value) or ""
    return len(text.split(None, _WORDS)) >= _WORDS or _UNSPACED.search(text) is not None


@lru_cache(1 << 10)  # a folder of small files asks the same of each
def _fitting(paths: tuple[Path, ...]) -> dict[str, list[Path]]:
    """The paths that fit each role."""
    return {role: _ranked(paths, names) for role, names in NAMES.items()}


@lru_cache(1 << 10)
def _ranked(paths: tuple[Path, ...], names: tuple[str, ...]) -> list[Path]:
    """The paths that fit, the shallowest first, then by name."""
    fitting = [(len(bare(path)), rank, path) for path in paths if (rank := rank_of(path, names)) is not None]
    return [path for _, _, path in sorted(fitting)]


def _long_enough(ranked: list[Path], leaves: dict[Path, list[int]]) -> list[Path]:
    if len(ranked) < 2:
        return ranked
    mean = {path: sum(leaves[path]) / len(leaves[path]) for path in ranked}
    longest = max(mean.values(), default=0)
    return [path for path in ranked if mean[path] * 4 >= longest]


_SEVERAL = 3


def _varied(rows: list[Mapping[str, Any]], texts: list[Path], summaries: list[Path]) -> tuple[list[Path], list[Path]]:
    """Fields of texts without those that say one short thing in all rows that have any, as an API does of what is not in one's
    plan; and those fields. All stay where no other, be it of summaries, says more than one thing.
    """
    if len(rows) < _SEVERAL or not texts:
        return texts, []
    alike = [path for path in texts if constant(rows, path) is not None]
    if not alike:
        return texts, []
    others = [path for path in texts if path not in alike]
    if others or any(constant(rows, path, least=1) is None for path in summaries):
        return others, alike
    return texts, []


def constant(rows: Iterable[Mapping[str, Any]], path: Path, least: int = _SEVERAL) -> str | None:
    """The short text that a field has in all rows, `least` or more, in which it has any; None where it has others."""
    said, count = None, 0
    for row in rows:
        if value := nested.text_of(get(row, path)):
            if len(value) >= _PROSE or value != (said or value):
                return None
            said, count = value, count + 1
    return said if count >= least else None


# What stands behind a beginning: "…", "[...]", "... [+1234 chars]", "… Read more".
_CUT = re.compile(r" ?[\[(]?(?:…|\.\.\.|&hellip;)[^…]{0,30}\Z")
_BEGUN = 0.8


def _whole(rows: list[Mapping[str, Any]], ranked: list[Path], leaves: dict[Path, list[int]]) -> list[Path]:
    """The best path; a longer one of the same name, or where the texts of the best are no more than its beginnings, as teasers are."""
    if len(ranked) < 2:
        return ranked
    best, *others = ranked
    size = {path: sum(leaves[path]) for path in ranked}
    longer = [path for path in others if size[path] > size[best] and (_again(path, best) or _begin(rows, best, path))]
    return [max(longer, key=size.__getitem__, default=best)]


def _again(path: Path, other: Path) -> bool:
    """Whether two columns of a table have one name."""
    return path[:-1] == other[:-1] and AGAIN.sub("", path[-1]) == AGAIN.sub("", other[-1])


def _begin(rows: list[Mapping[str, Any]], path: Path, longer: Path) -> bool:
    """Whether the texts of a field are beginnings of those of a longer one, in nearly all rows that have any."""
    begun = [_flat(row, longer).startswith(_CUT.sub("", text)) for row in rows if (text := _flat(row, path))]
    return sum(begun) >= _BEGUN * len(begun) > 0


def _flat(row: Mapping[str, Any], path: Path) -> str:
    return " ".join((nested.text_of(get(row, path)) or "").split())


# Where no name is known ("lede_and_rest", "本文"): much longer than all others, and no address, digest or picture.
_PROSE, _TIMES = 200, 3


def _prose(rows: list[Mapping[str, Any]], leaves: dict[Path, list[int]]) -> list[Path]:
    """The one field that can only be the text, by what it holds."""
    ranked = sorted(((sum(sizes) / len(sizes), path) for path, sizes in leaves.items()), reverse=True)[:2]
    if not ranked or ranked[0][0] < _PROSE or (len(ranked) > 1 and ranked[0][0] < _TIMES * ranked[1][0]):
        return []
    path = ranked[0][1]
    found = [text for row in rows if isinstance(text := get(row, path), str)]
    written = sum(len(text.split()) * 12 > len(text) or not text.isascii() for text in found)
    return [path] if written * 2 > len(rows) and not any(fold(part) in OTHERS for part in path) else []


def _unnamed(
    rows: list[Mapping[str, Any]],
    leaves: dict[Path, list[int]],
    filled: tuple[Path, ...],
    by_names: bool,
    alike: list[Path],
) -> list[Path]:
    """Where no name of a text has one in it, or only those that are all `alike` have: the field that can only be it, unless that is a summary,
    or hardly longer.
    """
    summaries = [path for path in _ranked(filled, SUMMARIES) if not alike or constant(rows, path) is None]
    if empty := _fitting(tuple(leaves))["text"]:
        return summaries or empty
    found = [] if by_names else _prose(rows, {path: leaves[path] for path in leaves if path not in summaries})
    if not found or not summaries:
        return found or summaries
    mean = {path: sum(leaves[path]) / len(leaves[path]) for path in (found[0], summaries[0])}
    return found if mean[found[0]] * 2 > mean[summaries[0]] * 3 else summaries


# What names of dates hold, where the values are numbers.
_TIMED = re.compile("time|date|publi|epoch|utc|posted|created")
_OTHERWISE = re.compile(
    # fetched, stored or worked on
    "scrap|crawl|fetch|download|retriev|access|index|insert|import|ingest|collect|harvest|captur|snapshot|visit|load|archiv|seen"
    "|sync|cache|saved|stored|clean|process|extract|pars(?:e|ing)|transform|translat|annotat|label|export|enrich|row|batch|partition"
    # changed, looked over, taken down
    "|modif|updat|aktualis|actualiz|atualiz|aggiorn|abgeruf|gelösch|geänder|chang|edited|revis|correct|review|approv|verif|check|delet|remov|withdraw|retract|unpublish"
    # of validity, and of what is no article
    "|expir|embargo|valid|until|deadline|due(?:date|at|on)?\\Z|renew|start|end(?:date|at|on|ed|s)?\\Z|schedul|event"
    "|birth|born|dob|death|died|regist|signup|join|login|member|subscri"
)


# What stands above a date that is its own, not the article's.
_OF_SOMETHING_ELSE = re.compile(r"events?|subscription|expir\w*|embargo|deadline|user|author|member|account")


def is_otherwise(path: Path) -> bool:
    """Whether the name of a date says that it is not when the article came out."""
    *above, last = map(fold, bare(path))
    return _OTHERWISE.search(last) is not None or any(map(_OF_SOMETHING_ELSE.fullmatch, above))


# What says whether something is published, and not when.
_FLAGS = frozenset(
    "0 1 0.0 1.0 on off yes no y n true false t f ja nein oui non sí si sim não да нет published unpublished draft".split()
)


def _without_flags(rows: list[Mapping[str, Any]], ranked: list[Path]) -> tuple[list[Path], list[Path]]:
    """Fields of dates without those of which no value says a time but yes or no; and those fields. Where some of the others have
    dates, those that have none go as well, unless the dates are only of something else.
    """
    flags = [path for path in ranked if _holds(rows, path, _is_flag, all)]
    left = [path for path in ranked if path not in flags]
    if len(left) > 1 and not _holds(rows, left[0], _has_date, any):
        dated = [path for path in left if _holds(rows, path, _has_date, any)]
        left = left if all(map(is_otherwise, dated)) else dated
    return left, flags


def _holds(
    rows: list[Mapping[str, Any]],
    path: Path,
    one: Callable[[Any], bool],
    many: Callable[[Iterable[bool]], bool],
) -> bool:
    return many(one(value) for row in rows if size_of(value := get(row, path)))


def _is_flag(value: Any) -> bool:
    return not isinstance(value, list | dict | date) and str(value).strip().lower() in _FLAGS


def _has_date(value: Any) -> bool:
    return date_within(value) is not None


def _dates(rows: list[Mapping[str, Any]], paths: Iterable[Path]) -> list[Path]:
    """The one field of the rows that holds nothing but dates, whatever its name."""
    found = []
    for path in paths:
        if len(bare(path)) > 1 or is_otherwise(path):
            continue
        values = [value for row in rows if (value := get(row, path)) not in (None, "")]
        dated = isinstance(values[0], date) or _TIMED.search(fold(bare(path)[-1]))
        if all(_is_date(value, bool(dated)) for value in values) and (dated or len(set(map(str, values))) > 1):
            found.append(path)
    return found if len(found) == 1 else []


def _is_date(value: Any, named: bool) -> bool:
    if isinstance(value, str) and not (named or re.search(r"[-/. :]", value.strip())):
        return False  # a number, as may be an id
    if isinstance(value, _NUMBER) and not named:
        return False
    parsed = parse_date(value)
    return parsed is not None and 1900 <= parsed.year < 2100


# Of names whose addresses are of pictures, authors, feeds and the like.
_NO_PAGES = re.compile(
    "image|img|photo|pic|thumb|media|video|audio|icon|logo|avatar|licen|author|feed|api|archive|amp|comment|shar"
)


def _addresses(rows: list[Mapping[str, Any]], paths: Iterable[Path]) -> list[Path]:
    """The one field of the rows whose values are addresses of web pages, nearly all of them different."""
    found: list[Path] = []
    for path in paths:
        name = bare(path)
        if len(name) > 2 or (len(name) == 2 and fold(name[0]) not in _ABOUT):
            continue
        values = [value for row in rows if isinstance(value := get(row, path), str) and value]
        if (
            not _NO_PAGES.search(fold(name[-1]))
            and all(re.fullmatch(r"https?://[^/\s]+/\S+", value) for value in values)
            and len(set(values)) * 10 >= 8 * len(values) > 0
        ):
            found.append(path)
    return found if len(found) == 1 else []


def leaves_of(row: Any, path: Path = (), depth: int = 0) -> Iterable[tuple[Path, Any]]:
    """The paths of a row's values, and these; an editor's blocks, somebody's name and a time are one value each."""
    if isinstance(row, dict) and depth < _DEPTH and not (path and _is_one_value(row)):
        for name, value in row.items():
            yield from leaves_of(value, (*path, str(name)), depth + (name not in _AROUND_ALL))
    elif path:
        yield path, row


def _is_one_value(value: Mapping[str, Any]) -> bool:
    return nested.is_blocks(value) or nested.is_person(value) or is_moment(value)


def size_of(value: Any) -> int:
    """Characters of a value that could serve: a string, or a list of strings (paragraphs, authors)."""
    if isinstance(value, str):
        return 0 if is_nothing(value) else len(value)
    if isinstance(value, list) and value:
        return nested.size(value) or sum(len(nested.name_of(v) or "") for v in value if isinstance(v, dict))
    if isinstance(value, dict):
        if is_moment(value):
            return 8
        return nested.size(value) if nested.is_blocks(value) else len(nested.name_of(value) or "")
    return 8 if isinstance(value, (*_NUMBER, date, UUID)) and not isinstance(value, bool) else 0
