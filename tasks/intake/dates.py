"""Publication dates as dumps write them -> UTC. A date without a zone is taken for UTC; what is no date is None."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from tasks import calendar

# Zones that newspapers write as letters, in hours; where letters mean several, the one of English-language dumps.
_ZONES = {
    "HST": -10, "AKST": -9, "AKDT": -8, "PST": -8, "PDT": -7, "MST": -7, "MDT": -6, "CST": -6, "CDT": -5, "EST": -5, "EDT": -4,
    "COT": -5, "PET": -5, "ART": -3, "BRT": -3, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2,
    "EET": 2, "EEST": 3, "MSK": 3, "TRT": 3, "IDT": 3, "WAT": 1, "CAT": 2, "SAST": 2, "EAT": 3, "GST": 4, "PKT": 5,
    "IST": 5.5, "NPT": 5.75, "ICT": 7, "WIB": 7, "WITA": 8, "WIT": 9, "HKT": 8, "SGT": 8, "PHT": 8, "JST": 9, "KST": 9,
    "AWST": 8, "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip
_SEASONAL = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}
# What is written otherwise than dateutil reads it, and what it reads; in turn.
_REWRITTEN = [
    (re.compile(pattern), written)
    for pattern, written in (
        # "+0000 UTC m=+0.01", as Go writes it; "-0400 (Eastern Daylight Time)", as browsers; "-04:00[America/New_York]", as Java.
        (r"([+-]\d\d:?\d\d|Z) ?(?:(?<= )[A-Z]{2,5}(?: m=\S+)?|\([^()]*\)|\[[\w/+-]+\])$", r"\1"),
        # dateutil takes "GMT+2" as POSIX does, for two hours behind it.
        (rf"\b(?:UTC|GMT|{'|'.join(_ZONES)}) ?(?=[+-]\d)", ""),
        (r"\b([ECMP])(?:astern|entral|ountain|acific)(?: ([SD])(?:tandard|aylight))?(?: [Tt]ime)?\b", r"\1\2T"),
        # "17時30分"; "kl. 17.30", "2024, 17.30 Uhr"
        (r"\b(\d{1,2})\s?[時时시]\s?(\d\d)(?!\d)(?:\s?[分분])?", r"\1:\2"),
        (r"(?i)((?:\b(?:19|20)\d\d,?|\b(?:kl|um|om|alle|ore|à)\.?)\s+)(\d{1,2})\.(\d\d)(?![.\d])", r"\1\2:\3"),
        (r"(?i)^(?:(?:first |last )?(?:published|updated|posted|modified|created)(?: on| at)?\s*[:|-]?\s*)+", ""),
        (r"(?i)^(?:[a-z]+ )?(?:date|datum|data|fecha|stand)\s*:\s*", ""),
        # German's, which is no half of the day.
        (r"(?i)(?:^|(?<=[^\W\d]) )am (?=\d)", " "),
        # "20:11 pm": twenty-four hours, and the half of the day besides.
        (r"(?i)\b((?:00|1[3-9]|2[0-3]):\d\d(?::\d\d)?)\s*[ap]\.?m\b\.?", r"\1"),
        # "2024年8月5日(月) ", "2024年8月5日 星期一", "2024년 8월 5일 월요일": also what day of the week it is.
        (
            r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]"
            r"(?:\s?[(（]?(?:星期|周|週)?[月火水木金土日一二三四五六天월화수목금토일](?:曜日?|요일)?[)）]?(?=[\s\d]|\Z))?",
            r"\1-\2-\3 ",
        ),
        # As servers log it.
        (r"\b(\d\d/[A-Z][a-z]{2}/\d{4}):(?=\d\d:)", r"\1 "),
        # "3 May 2024 | Updated: 4 May 2024"; "3 May 2024 by admin"
        (r"\s*[|•·]\s*", " "),
        (r"(?i)(?<=[\dm]) by [^:]+$", ""),
    )
]
# The parser takes these letters apart, for the signs of vowels are none to it.
_HINDI = re.compile(r"[\u0900-\u097f]+")
_IN_HINDI = {
    name: month
    for month, names in zip(
        calendar.MONTHS["en"],
        "जनवरी फरवरी|फ़रवरी|फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर|सितम्बर अक्टूबर|अक्तूबर नवंबर|नवम्बर दिसंबर|दिसम्बर".split(),
        strict=True,
    )
    for name in names.split("|")
} | dict.fromkeys("सोमवार मंगलवार बुधवार गुरुवार गुरूवार बृहस्पतिवार शुक्रवार शनिवार रविवार बजे को".split(), "")
# "/Date(1676367000000)/", as .NET writes it.
_TICKS = re.compile(r"/Date\((\d{9,16})(?:[+-]\d{4})?\)/")
# A day or a moment, and a number of things of it, as ids have them: "20240301-0001", "20240301101500-1"; no time, and no zone.
_NUMBERED = re.compile(
    r"(\d{8}|\d{4}([-/.])\d\d\2\d\d|\d\d?([-/.])\d\d?\3\d{4})[-_./#]\d{1,5}|(\d{8}T?\d{4}(?:\d\d)?)[-_./#]T?\d{1,3}",
    re.ASCII,
)
# A moment without anything between its parts, and its zone; Python takes some of its digits for what stands between day and time.
_UNPARTED = re.compile(r"(\d{8})(\d{4}(?:\d\d)?) ?([+-]\d\d:?\d\d|Z)", re.ASCII)
# Of which either may be the day. Behind dashes two digits may be the day, and the year come first.
_EITHER = re.compile(r"(?<!\d)(?<!\d[./-])(\d{1,2})([./-])(\d{1,2})\2(?:\d{4}|(?<!-)\d\d)(?!\d)")
# In dates alone: elsewhere some are words ("set", "out").
_SHORT_MONTHS = (
    "jan jän jänner janv ene gen", "feb févr fev", "mar mär mrt", "apr avr abr", "mag", "jun giu", "jul juil lug", "aug ago",
    "sep sept set", "oct okt ott out", "nov", "dec dez déc dic",
)  # fmt: skip
MONTHS = tuple(
    (*(months[month] for months in calendar.MONTHS.values()), *short.split())
    for month, short in enumerate(_SHORT_MONTHS)
)
"""The names of each month, in lower case."""
# What other languages write beside a date: days, short ones too (but "mar", which is March), and where it is from.
_ABROAD = frozenset(
    """de del den der le el il em op er º à às om um uhr alle ore kl г mo di mi do fr sa so lun mer jeu ven sam dim mié
    jue vie sáb dom gio sab ma wo vr za zo seg ter qua qui sex man mån tir tis ons tor fre lør lör søn sön publié mis
    mise jour publicado actualizado atualizado pubblicato aggiornato veröffentlicht aktualisiert erstellt gepubliceerd
    bijgewerkt opublikowano publicerad uppdaterad""".split()
).union(part for language, days in calendar.DAYS.items() if language != "en" for day in days for part in day.split("-"))


_UNSET = datetime(1970, 1, 1, tzinfo=UTC)
"""What programs write that were told no time; as a day, without the hour, it may be one."""


# Where objects keep a time: MongoDB's, which may hold another one; Firestore's and protobuf's; DynamoDB's, Parse's, PHP's, XML's.
_KEEPS = (
    "$date",
    "$numberLong",
    "seconds",
    "_seconds",
    "iso",
    "date",
    "value",
    "@value",
    "#text",
    "rendered",
    "S",
    "N",
)
_BESIDE_SECONDS = frozenset(("nanoseconds", "_nanoseconds", "nanos"))
_DEEPEST = 4


def is_moment(value: Any) -> bool:
    """Whether an object is seconds since 1970, with nanoseconds beside them or alone, as Firestore and protobuf have times."""
    return (
        isinstance(value, Mapping)
        and 0 < len(value) <= 2
        and ("seconds" in value or "_seconds" in value)
        and all(name in ("seconds", "_seconds") or name in _BESIDE_SECONDS for name in value)
    )


def plain(value: Any) -> Any:
    """What stands for a time within an object or a list; of a time by itself, that.

    >>> plain([{"$date": {"$numberLong": "1717243200000"}}])
    '1717243200000'
    """
    for _ in range(_DEEPEST):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, Mapping):
            if len(value) > 3:
                return None
            value = next((value[name] for name in _KEEPS if name in value), None)
        else:
            break
    return None if isinstance(value, list | Mapping) else value


def says_something(value: Any) -> bool:
    """Whether a value is meant to be a time, and not what programs write for none."""
    value = plain(value)
    if isinstance(value, str):
        value = value.strip()
        return bool(value) and not _NEVER.match(value)
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool) and value == value and value > 0


# Zeros and dashes; MySQL's, Go's and SQL Server's first and last days.
_NEVER = re.compile(
    r"[-–—0:./ T]+Z?\Z|0{4}-|0001-01-01|1[69]00-01-01|1970-01-01[T ]00:00:00|9999-|(?:unknown|null|nil|none|undated|no date|n\.? ?d\.?|tbd|tba|\?)\Z",
    re.IGNORECASE,
)


def parse_date(value: Any, day_first: bool | None = None) -> datetime | None:
    """A timestamp from ISO 8601, RFC 2822, epoch seconds or milliseconds, or the forms of bylines; of the years 1401 to 2199.

    It may be in an object or a list, as databases have it.

    `day_first` is what is known of "05/09/2024"; where nothing is, its form and the words beside it decide.

    >>> parse_date("Jan 15, 2025, 20:35 IST").isoformat()
    '2025-01-15T15:05:00+00:00'
    """
    found = _read(value, day_first)
    if found is None or not 1400 < found.year < 2200:  # 0001 and 9999 are what programs write for none
        return None
    if found == _UNSET and (isinstance(value, datetime) or (isinstance(value, str) and ":" in value)):
        return None
    return found


def day_first(values: Iterable[Any]) -> bool | None:
    """Whether the dates of one column have the day before the month, by those that can be read in one way only.

    None where there are no such dates, or some of either kind.

    >>> day_first(["05/09/2024", "25/08/2024"])
    True
    """
    found = set()
    for value in map(plain, values):
        if isinstance(value, str) and (either := _EITHER.search(value[:80])):
            first, second = int(either[1]) > 12, int(either[3]) > 12
            if first != second:
                found.add(first)
    return found.pop() if len(found) == 1 else None


def _read(value: Any, day_first: bool | None) -> datetime | None:
    if value is None:
        return None
    if isinstance(value, str):
        value = value.strip()
        if value[4:5] == "-" and value[10:11] in "T ":  # as nearly all are, and of the others none but ISO 8601
            try:
                return _utc(datetime.fromisoformat(value))
            except ValueError:
                pass
        return _parse(value, day_first) if 6 <= len(value) <= 80 else None
    if isinstance(value, datetime):
        return _utc(value)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    if isinstance(value, bool):
        return None
    if isinstance(value, list | Mapping):
        return _read(plain(value), day_first)
    if isinstance(value, Decimal):
        value = float(value)
    if isinstance(value, int | float):
        # 20250115 is a date, and so is 20250115203500.
        return (
            _parse(str(int(value)), None)
            if 1.8e7 < value < 2.2e7 or 1.8e13 < value < 2.2e13
            else _epoch(float(max(-1e20, min(value, 1e20))))
        )
    return None


def _utc(value: datetime) -> datetime | None:
    try:
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
    except (ValueError, OverflowError):  # the zone takes it out of the years there are
        return None


@lru_cache(maxsize=4096)
def _parse(text: str, day_first: bool | None) -> datetime | None:
    if _NUMBERED.fullmatch(text):
        return None
    try:
        if re.fullmatch(r"(?:19|20)\d{10}(?:\d\d)?", text, re.ASCII):  # as web archives write it, and without seconds
            with suppress(ValueError):  # milliseconds
                return datetime.strptime(text, "%Y%m%d%H%M%S"[: len(text) - 2]).replace(tzinfo=UTC)
        if re.fullmatch(r"\d{9,19}(?:\.\d+)?", text, re.ASCII):
            return _epoch(float(text))
        return _utc(datetime.fromisoformat(_UNPARTED.sub(r"\1T\2\3", text)))
    except (ValueError, OverflowError):
        pass
    if not re.search(r"\d", text):
        return None
    if ticks := _TICKS.fullmatch(text):
        return _epoch(float(ticks[1]))
    # Without a year, or with nothing but one, it is no date; the parser would fill in today's.
    if not re.search(r"(?:19|20)\d\d|[/.-]\d\d\b|[^\W\d_]\.? \d\d\Z", text) or (
        re.fullmatch(r"\d+", text) and len(text) != 8
    ):
        return None
    try:
        plain = _as_written(text)
        first = _puts_day_first(plain, day_first)
        return _utc(_parser()(plain, tzinfos=_zone, default=datetime(1, 1, 1), dayfirst=first))
    except Exception:  # the parser raises what comes: TypeError, IndexError, decimal's own
        before, between, _ = text.partition("|")
        return _parse(before.strip(), day_first) if between else None


def date_within(value: Any, day_first: bool | None = None) -> datetime | None:
    """`parse_date`; where that is none, the first date among other words, as fields for dates have them.

    >>> date_within("By Ann Reed, March 5, 2024").isoformat()
    '2024-03-05T00:00:00+00:00'
    >>> date_within("20240305-0017").isoformat()
    '2024-03-05T00:00:00+00:00'
    """
    if found := parse_date(value, day_first):
        return found
    value = plain(value)
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    if numbered := _NUMBERED.fullmatch(value.strip()):
        return parse_date(numbered[1] or numbered[4], day_first)
    within = _among_words().search(_as_written(value))
    return parse_date(within[0], day_first) if within else None


_LONGEST = 200


def _as_written(text: str) -> str:
    for pattern, written in _REWRITTEN:
        text = pattern.sub(written, text)
    return text if text.isascii() else _HINDI.sub(_from_hindi, text)


def _from_hindi(word: re.Match[str]) -> str:
    digits = word[0].isdecimal()
    return str(int(word[0])).zfill(len(word[0])) if digits else _IN_HINDI.get(word[0], word[0])


@cache
def _among_words() -> re.Pattern[str]:
    """Dates that no other words are needed to tell."""
    months = "|".join(sorted((re.escape(name) for names in MONTHS for name in names), key=len, reverse=True))
    nth = r"\d{1,2}(?:st|nd|rd|th)?"
    return re.compile(
        rf"(?<!\d)(?:\d{{4}}-\d{{1,2}}-\d{{1,2}}(?:[T ]\d\d:\d\d(?::\d\d)?)?(?!\d)|(?:{months})\.? {nth},? \d{{4}}\b|{nth}\.? (?:of |de )?(?:{months})\.?,? \d{{4}}\b)",
        re.IGNORECASE,
    )


def _puts_day_first(text: str, known: bool | None) -> bool:
    """How dateutil is to read a date of which it cannot tell: "10.03.2022" has its day first, "10/03/2022" mostly its month."""
    if not (either := _EITHER.search(text)):
        return False
    if known is not None:
        return known
    return either[2] != "/" or not _ABROAD.isdisjoint(re.findall(r"[^\W\d_]+", text.lower()))


@cache
def _parser() -> Any:
    from dateutil import parser

    known = parser.parserinfo
    words = {"JUMP": [*known.JUMP, *_ABROAD, *"()–—"], "MONTHS": list(MONTHS), "convertyear": _whole_year}
    return parser.parser(type("Words", (known,), words)()).parse


def _whole_year(_: Any, year: int, century_specified: bool = False) -> int:
    """The year that two digits are short for: one that is yet to come, but for the next, was a hundred years earlier."""
    if century_specified or year >= 100:
        return year
    return year + 2000 if year + 2000 <= date.today().year + 1 else year + 1900


def _zone(name: str | None, offset: int | None) -> tzinfo:
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    if name in _SEASONAL:
        from dateutil.zoneinfo import get_zonefile_instance

        # dateutil's own: not every machine has some, and all are to say the same.
        return get_zonefile_instance().get(_SEASONAL[name]) or UTC
    return timezone(timedelta(hours=_ZONES.get(name or "", 0)))


def _epoch(seconds: float) -> datetime | None:
    for _ in range(3):  # milli-, micro- and nanoseconds
        if seconds > 1e11:
            seconds /= 1000
    return datetime.fromtimestamp(seconds, UTC) if 1e8 < seconds < 7e9 else None
