"""Publication dates as dumps write them -> UTC. A date without a zone is taken for UTC; what is no date is None."""

from __future__ import annotations

import re
import warnings
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any

from tasks import calendar

# Zones that newspapers write as letters; where letters mean several, the one of English-language dumps.
_ZONES = {
    "EST": -18000, "EDT": -14400, "CST": -21600, "CDT": -18000, "MST": -25200, "MDT": -21600, "PST": -28800, "PDT": -25200,
    "ET": -18000, "PT": -28800, "BST": 3600, "CET": 3600, "CEST": 7200, "EET": 7200, "EEST": 10800, "MSK": 10800,
    "IST": 19800, "PKT": 18000, "SGT": 28800, "HKT": 28800, "JST": 32400, "KST": 32400, "AEST": 36000, "AEDT": 39600,
}  # fmt: skip
# "20:11 pm": twenty-four hours, and the half of the day besides.
_NOON_TWICE = re.compile(r"\b((?:00|1[3-9]|2[0-3]):\d\d(?::\d\d)?)\s*[ap]\.?m\b\.?", re.IGNORECASE)
# "/Date(1676367000000)/", as .NET writes it; "... +0000 UTC m=+0.01", as Go does.
_TICKS = re.compile(r"/Date\((\d{9,16})(?:[+-]\d{4})?\)/")
_ZONE_TWICE = re.compile(r"([+-]\d{4}) [A-Z]{2,5}(?: m=\S+)?$")
_LABEL = re.compile(
    r"^(?:(?:first |last )?(?:published|updated|posted|modified|created)(?: on| at)?\s*[:|-]?\s*)+|^(?:[a-z]+ )?(?:date|datum|data|fecha|stand)\s*:\s*",
    re.IGNORECASE,
)
# "3 May 2024 | Updated: 4 May 2024"
_BETWEEN = re.compile(r"\s*[|•·]\s*")
# "17時30分"
_CLOCK = re.compile(r"\b(\d{1,2})\s?[時时시]\s?(\d\d)(?!\d)(?:\s?[分분])?")
# "kl. 17.30", "2024, 17.30 Uhr"
_DOTTED = re.compile(
    r"((?:\b(?:19|20)\d\d,?|\b(?:kl|um|om|alle|ore|à)\.?)\s+)(\d{1,2})\.(\d\d)(?![.\d])", re.IGNORECASE
)
_CHINESE = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
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
_DAYS = [part for days in calendar.DAYS.values() for day in days for part in day.split("-")]
_SAID_BESIDES = [*"de del den der le er º à às at om um uhr alle ore kl г".split(), *_DAYS]


_UNSET = datetime(1970, 1, 1, tzinfo=UTC)
"""What programs write that were told no time; as a day, without the hour, it may be one."""


def parse_date(value: Any) -> datetime | None:
    """A timestamp from ISO 8601, RFC 2822, epoch seconds or milliseconds, or the forms of bylines.

    >>> parse_date("Jan 15, 2025, 20:35 IST").isoformat()
    '2025-01-15T15:05:00+00:00'
    """
    found = _read(value)
    timed = isinstance(value, datetime) or (isinstance(value, str) and ":" in value)
    return None if timed and found == _UNSET else found


def _read(value: Any) -> datetime | None:
    if value is None:
        return None
    if isinstance(value, str):
        value = value.strip()
        return _parse(value) if 6 <= len(value) <= 80 else None
    if isinstance(value, datetime):
        try:
            return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)
        except (ValueError, OverflowError):  # the zone takes it out of the years there are
            return None
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        # 20250115 is a date, and so is 20250115203500.
        return (
            _parse(str(int(value)))
            if 1.8e7 < value < 2.2e7 or 1.8e13 < value < 2.2e13
            else _epoch(float(min(value, 1e20)))
        )
    return None


@lru_cache(maxsize=4096)
def _parse(text: str) -> datetime | None:
    try:
        if re.fullmatch(r"(?:19|20)\d{12}", text, re.ASCII):  # as web archives write it
            return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        if re.fullmatch(r"\d{9,19}(?:\.\d+)?", text, re.ASCII):
            return _epoch(float(text))
        return _read(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        pass
    if not re.search(r"\d", text):
        return None
    if ticks := _TICKS.fullmatch(text):
        return _epoch(float(ticks[1]))
    text = _ZONE_TWICE.sub(r"\1", text)
    # Without a year, or with nothing but one, it is no date; the parser would fill in today's.
    if not re.search(r"(?:19|20)\d\d|[/.-]\d\d\b", text) or (re.fullmatch(r"\d+", text) and len(text) != 8):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            text = _DOTTED.sub(r"\1\2:\3", _CLOCK.sub(r"\1:\2", text))
            text = _CHINESE.sub(r"\1-\2-\3 ", _NOON_TWICE.sub(r"\1", _LABEL.sub("", text)))
            # "10.03.2022" and "10-03-2022" are written where the day comes first, "10/03/2022" mostly where the month does.
            day_first = re.match(r"\D*\d{1,2}(?:[.-]\d{1,2}[.-]\d{4}|\.\d{1,2}\.\d\d)\b", text) is not None
            found = _parser()(_BETWEEN.sub(" ", text), tzinfos=_ZONES, default=datetime(1, 1, 1), dayfirst=day_first)
            return _read(found) if 1400 < found.year < 2200 else None
    except Exception:  # the parser raises what comes: TypeError, IndexError, decimal's own
        first, between, _ = text.partition("|")
        return _parse(first.strip()) if between else None


@cache
def _parser() -> Any:
    from dateutil import parser

    known = parser.parserinfo
    words = type("Words", (known,), {"JUMP": [*known.JUMP, *_SAID_BESIDES], "MONTHS": list(MONTHS)})
    return parser.parser(words()).parse


def _epoch(seconds: float) -> datetime | None:
    for _ in range(3):  # milli-, micro- and nanoseconds
        if seconds > 1e11:
            seconds /= 1000
    return datetime.fromtimestamp(seconds, UTC) if 1e8 < seconds < 7e9 else None
