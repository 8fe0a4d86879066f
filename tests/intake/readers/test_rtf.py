"""RTF: a text, an archive's articles, and what is damaged."""

from __future__ import annotations

import io
import re

import pytest

from tasks.intake.items import Item, Problem
from tasks.intake.readers.rtf import read_rtf
from tests.intake.readers.test_exports import FACTIVA, NEXIS, UNI, read

LETTER = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times;}}{\*\generator Quay 1.0;}{\info{\title No}}\pard\b Ferry sinks\b0\par"
    r" The ferry\rquote s crew said \ldblquote no\rdblquote \emdash it\'92s the caf\'e9, \u8364? 5 \u-10179?\u-8704?."
    r"{\field{\*\fldinst HYPERLINK}{\fldrslt  A link}}{\pict\pngblip 89504e47}\par}"
)


def found(data: str, longest: int = 1 << 20) -> list[Item | Problem]:
    return list(read_rtf(io.BufferedReader(io.BytesIO(data.encode("cp1252"))), longest))


def test_a_text() -> None:
    (item,) = found(LETTER)
    assert isinstance(item, Item)
    assert item.text == "Ferry sinks\nThe ferry’s crew said “no”—it’s the café, € 5 😀. A link"


@pytest.mark.parametrize("export", [FACTIVA, UNI, NEXIS])
def test_an_archives_articles(export: str) -> None:
    # Lines in the middle have no blanks before them there.
    lines = (
        re.sub(r"^[ \t]+", "", export, flags=re.MULTILINE)
        .encode("cp1252", "replace")
        .decode("cp1252")
        .replace("\\", r"\\")
        .split("\n")
    )
    document = r"{\rtf1\ansi " + "\n".join(rf"{line}\par" for line in lines) + "}"
    expected = [one.fields for one in read(export) if isinstance(one, Item)]
    assert [one.fields for one in found(document) if isinstance(one, Item)] == expected


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (r"{\rtf1 " + "x" * 900, "too_large"),
        (r"{\rtf1\ansicpg99999 caf\'e9}", None),
        (r"{\rtf1 \u99999999999?}", "malformed"),
    ],
)
def test_damaged(data: str, reason: str | None) -> None:
    (one,) = found(data, longest=500)
    assert (one.reason if isinstance(one, Problem) else None) == reason
