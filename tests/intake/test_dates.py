"""Dates as dumps write them."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tasks import calendar
from tasks.intake.dates import MONTHS, date_within, day_first, parse_date, says_something
from tests.cases import load


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-05-03T08:00:00Z", "2024-05-03T08:00:00+00:00"),
        ("2024-05-03T08:00:00+02:00", "2024-05-03T06:00:00+00:00"),
        ("2024-05-03 08:00:00", "2024-05-03T08:00:00+00:00"),
        ("2024-05-03 08:00:00.000000 +0000 UTC", "2024-05-03T08:00:00+00:00"),
        ("2024-05-03 08:00:00.5 +0200 CEST m=+0.01", "2024-05-03T06:00:00.500000+00:00"),
        ("/Date(1714723200000)/", "2024-05-03T08:00:00+00:00"),
        ("/Date(1714723200000+0200)/", "2024-05-03T08:00:00+00:00"),
        ("2024-05-03", "2024-05-03T00:00:00+00:00"),
        ("1970-01-01", "1970-01-01T00:00:00+00:00"),
        ("20240503", "2024-05-03T00:00:00+00:00"),
        (20240503, "2024-05-03T00:00:00+00:00"),
        ("20240503081500", "2024-05-03T08:15:00+00:00"),
        ("Fri, 03 May 2024 08:00:00 GMT", "2024-05-03T08:00:00+00:00"),
        ("Fri, 03 May 2024 08:00:00 -0500", "2024-05-03T13:00:00+00:00"),
        ("May 3, 2024", "2024-05-03T00:00:00+00:00"),
        ("3 May 2024", "2024-05-03T00:00:00+00:00"),
        ("Published: May 3, 2024 8:00 AM ET", "2024-05-03T12:00:00+00:00"),
        ("Last updated on May 3, 2024", "2024-05-03T00:00:00+00:00"),
        ("03.05.2024", "2024-05-03T00:00:00+00:00"),
        ("3-5-2024 8:00", "2024-05-03T08:00:00+00:00"),
        ("05/03/2024", "2024-05-03T00:00:00+00:00"),
        ("May 3, 2024 20:11 pm", "2024-05-03T20:11:00+00:00"),
        ("May 2024", "2024-05-01T00:00:00+00:00"),
        ("ISSUE DATE: May 3, 2024", "2024-05-03T00:00:00+00:00"),
        ("3 May 2024 | 8:00 GMT", "2024-05-03T08:00:00+00:00"),
        ("Published: 3 May 2024 | Updated: 4 May 2024", "2024-05-03T00:00:00+00:00"),
        ("3.5.24", "2024-05-03T00:00:00+00:00"),
        ("Freitag, 3. Mai 2024, 8:00 Uhr", "2024-05-03T08:00:00+00:00"),
        ("2024年5月3日 17時30分", "2024-05-03T17:30:00+00:00"),
        ("3 مايو 2024", "2024-05-03T00:00:00+00:00"),
        ("vendredi 3 mai 2024 à 8h30", "2024-05-03T08:30:00+00:00"),
        ("1er août 2024", "2024-08-01T00:00:00+00:00"),
        ("3 de mayo de 2024", "2024-05-03T00:00:00+00:00"),
        ("3 maggio 2024", "2024-05-03T00:00:00+00:00"),
        ("3 de dezembro de 2024", "2024-12-03T00:00:00+00:00"),
        ("3 mei 2024", "2024-05-03T00:00:00+00:00"),
        ("3 октября 2024", "2024-10-03T00:00:00+00:00"),
        ("2024年5月3日 8:00", "2024-05-03T08:00:00+00:00"),
        (1714723200, "2024-05-03T08:00:00+00:00"),
        (Decimal(1714723200), "2024-05-03T08:00:00+00:00"),
        (1714723200.0, "2024-05-03T08:00:00+00:00"),
        ("1714723200", "2024-05-03T08:00:00+00:00"),
        (1714723200000, "2024-05-03T08:00:00+00:00"),
        (1714723200000000, "2024-05-03T08:00:00+00:00"),
        ("1714723200000000000", "2024-05-03T08:00:00+00:00"),
        (date(2024, 5, 3), "2024-05-03T00:00:00+00:00"),
        ({"$date": "2024-05-03T08:00:00Z"}, "2024-05-03T08:00:00+00:00"),
        ({"$date": 1714723200000}, "2024-05-03T08:00:00+00:00"),
        ({"$date": {"$numberLong": "1714723200000"}}, "2024-05-03T08:00:00+00:00"),
        ({"seconds": 1714723200, "nanoseconds": 0}, "2024-05-03T08:00:00+00:00"),
        ({"_seconds": 1714723200, "_nanoseconds": 5}, "2024-05-03T08:00:00+00:00"),
        ({"seconds": "1714723200", "nanos": 0}, "2024-05-03T08:00:00+00:00"),
        ({"date": "2024-05-03 08:00:00.000000", "timezone_type": 3, "timezone": "UTC"}, "2024-05-03T08:00:00+00:00"),
        ({"__type": "Date", "iso": "2024-05-03T08:00:00.000Z"}, "2024-05-03T08:00:00+00:00"),
        ([{"S": "2024-05-03"}], "2024-05-03T00:00:00+00:00"),
        ("3. maj 2024 kl. 14.05", "2024-05-03T14:05:00+00:00"),
        ("Freitag, 3. Mai 2024, 14.05 Uhr", "2024-05-03T14:05:00+00:00"),
        ("3 mei 2024 om 14.05", "2024-05-03T14:05:00+00:00"),
        ("úterý 7. května 2024", "2024-05-07T00:00:00+00:00"),
        ("3 Mayıs 2024 Cuma", "2024-05-03T00:00:00+00:00"),
        (datetime(2024, 5, 3, 8), "2024-05-03T08:00:00+00:00"),
        (datetime(2024, 5, 3, 8, tzinfo=timezone(timedelta(hours=2))), "2024-05-03T06:00:00+00:00"),
    ],
)
def test_dates(value, expected):
    assert parse_date(value).isoformat() == expected


@pytest.mark.parametrize(("written", "expected"), load("intake", "dates"))
def test_cases(written, expected):
    found = parse_date(written)
    assert (found and found.isoformat()) == expected


@pytest.mark.parametrize(("written", "day"), [
    ("By Ann Reed, March 5, 2024", "2024-03-05"),
    ("Published March 5, 2024 Updated March 6, 2024", "2024-03-05"),
    ("Tuesday, the 5th of March, 2024", "2024-03-05"),
    ("5 Mar 2024 • 3 min read", "2024-03-05"),
    ("2024年3月5日 下午3:04", "2024-03-05"),
    ("Timestamp('2024-03-05 10:00:00')", "2024-03-05"),
    ("12 Mar 24", "2024-03-12"),
    ("202403051000", "2024-03-05"),
    ("Volume 12, number 24", None),
    ("page 3 of 24", None),
])  # fmt: skip
def test_a_field_for_dates_may_have_other_words(written, day):
    found = date_within(written)
    assert (found and found.date().isoformat()) == day


@pytest.mark.parametrize("days_first", [True, False])
@given(month=st.integers(1, 12), day=st.integers(1, 12), sign=st.sampled_from("./-"))
def test_what_is_known_of_either(days_first, month, day, sign):
    first, second = (day, month) if days_first else (month, day)
    assert parse_date(f"{first}{sign}{second}{sign}2024", days_first) == datetime(2024, month, day, tzinfo=UTC)
    assert parse_date(f"2024{sign}{month}{sign}{day}", days_first) == datetime(2024, month, day, tzinfo=UTC)
    assert day_first([f"{first}{sign}{second}{sign}2024"]) is None


def test_a_year_in_two_digits_is_no_later_than_the_next():
    this = date.today().year
    years = [parse_date(f"9/5/{year % 100:02}").year for year in (this, this + 1, this + 2)]
    assert years == [this, this + 1, this - 98]


@pytest.mark.parametrize(("month", "name"), [(month, name) for month, names in enumerate(MONTHS, 1) for name in names])
def test_months_of_all_languages(month, name):
    assert parse_date(f"3 {name} 2024") == datetime(2024, month, 3, tzinfo=UTC)


def test_years_and_weeks_are_whole():
    assert {len(months) for months in calendar.MONTHS.values()} == {12}
    assert {len(days) for days in calendar.DAYS.values()} == {0, 7}


@pytest.mark.parametrize(
    "value",
    [None, True, "", "yesterday", "2 hours ago", "2024", "Friday", "12:30", "nan", "0000-00-00", "2024-13-45", "1" * 100, 0, -5, 17,
     "Vol: 12 2024", "|", "May | 3", float("nan"), float("inf"), float("-inf"), 10**400, -(10**400), "9" * 19, {"a": 1}, {"seconds": 35}, {"$date": None}, {"$date": {"$date": {"$date": {"$date": {"$date": "2024-05-03"}}}}}, [], b"2024-05-03", "May 3", "²⁰²⁴-05-03", "٢٠٢٤٠٥٠٣٠",
     datetime(1, 1, 1), date(9999, 12, 31), "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT", datetime(1970, 1, 1), datetime.max.replace(tzinfo=timezone(timedelta(hours=-5)))],
)  # fmt: skip
def test_no_dates(value):
    assert parse_date(value) is None


@pytest.mark.parametrize(
    ("value", "says"),
    [("sometime last week", True), ("2024", True), (17, True), ({"$date": "soon"}, True), ("3 May 1066", True),
     (None, False), ("", False), (" ", False), (True, False), (0, False), (-1, False), (float("nan"), False), (Decimal("nan"), False), ([], False), ({"a": 1}, False),
     ("0000-00-00 00:00:00", False), ("0001-01-01T00:00:00Z", False), ("1900-01-01", False), ("1970-01-01T00:00:00Z", False), ("9999-12-31", False), ("-", False), ("n.d.", False), ("Unknown", False)],
)  # fmt: skip
def test_what_programs_write_for_no_date_says_nothing(value, says):
    assert says_something(value) is says


@given(
    st.text(max_size=60) | st.from_regex(r"[0-9TZ:+\-/., AMPmay]{1,30}", fullmatch=True) | st.floats() | st.integers()
)
def test_nothing_is_raised(value):
    found = parse_date(value)
    assert found is None or found.tzinfo is UTC


@given(st.datetimes(datetime(1900, 1, 1), datetime(2199, 12, 31), timezones=st.just(UTC)))
def test_iso_comes_back(value):
    assume(value != datetime(1970, 1, 1, tzinfo=UTC))  # what programs write that were told no time
    assert parse_date(value.isoformat()) == value
