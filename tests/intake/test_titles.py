"""Titles that end in the name of their site."""

from __future__ import annotations

import pytest

from tasks.intake.titles import without_host


@pytest.mark.parametrize(
    ("title", "site", "tail"),
    [
        ("Ferry sails again - The Harbour Gazette", "harbourgazette.example", " - The Harbour Gazette"),
        ("Ferry sails again | Harbour Gazette", "www.theharbourgazette.example", " | Harbour Gazette"),
        ("Ferry sails again | TheGazette", "thegazette.example", " | TheGazette"),
        ("Ferry sails again – Courier.example", "en.courier.example", " – Courier.example"),
        ("Ferry sails again - Quay Sun-Courier", "quay.suncourier.example", " - Quay Sun-Courier"),
        ("Ferry sails again - Courier Sport", "courier.example", " - Courier Sport"),
        ("Ferry sails again - KBC News", "kbc.co.example", " - KBC News"),
        ("Ferry sails again - The Quay Street Journal", "qsj.example", " - The Quay Street Journal"),
        ("Ferry sails again - The New Quay Times", "nqtimes.example", " - The New Quay Times"),
        ("Ferry sails again - Los Quay Times", "lqtimes.example", " - Los Quay Times"),
        ("Fähre fährt wieder - DER KURIER", "kurier.example", " - DER KURIER"),
        ("Ferry sails again - Quay News Canada", "ca.news.quay.example", " - Quay News Canada"),
        ("Ferry sails again - Quay Works Newsroom", "news.quayworks.example", " - Quay Works Newsroom"),
        ("Ferry sails again | World news | The Courier", "courier.example", " | World news | The Courier"),
        ("Ferry sails again | Quay | The Courier", "courier.example", " | Quay | The Courier"),
        ("Ferry | sails again after nine long years | Courier", "courier.example", " | Courier"),
        ("Ferry sails again - El Faró", "elfaro.example", " - El Faró"),
        ("Ferry sails again - Times of India", "timesofindia.example", " - Times of India"),
        ("The times of two ferries - Old Times", "nqtimes.example", ""),
        ("Ferry - at last - sails - Courier", "courier.example", " - Courier"),
        ("Ferry sails again - The Courier", "The Courier", " - The Courier"),
        ("Ferry sails again - The Courier", "gazette.example", ""),
        ("Ferry sails again - The Courier", None, ""),
        ("Ferry sails again - The Courier", "", ""),
        ("Ferry sails again: Courier", "courier.example", ""),
        ("Crew ties to Ex-Courier", "courier.example", ""),
        ("Ferry sails again - news", "news.courier.example", ""),
        ("Ferry sails again - example", "courier.example", ""),
        ("Ferry sails again -", "courier.example", ""),
        ("- The Courier", "courier.example", ""),
        ("The Courier", "courier.example", ""),
        ("Ferry sails again - ...", "courier.example", ""),
    ],
)
def test_the_name_of_the_site_goes(title: str, site: str | None, tail: str) -> None:
    assert without_host(title, site) == title.removesuffix(tail)
