"""What holds for every text, and where the fast ways must equal the slow ones."""

from __future__ import annotations

import re

import ftfy
import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st

from tasks.edits import replay, undo
from tasks.intake.decode import valid_unicode
from tasks.repair import STEPS, Context, clean_text, step
from tasks.repair.encodings.step import CONFIG, _ftfy_leaves, differences, fix_encoding, is_clean
from tasks.repair.markup import strip_markup
from tasks.repair.whitespace import is_tidy, places
from tests.bounds import bounded
from tests.texts import messy, texts


@given(texts)
def test_any_text_survives_and_its_edits_replay_and_undo(text: str) -> None:
    done = clean_text(text)
    decoded = valid_unicode(text)
    assert replay(decoded, done.edits) == done.text
    assert undo(done.text, done.edits) == decoded
    done.text.encode("utf-8")


@given(texts)
@example("Trumps Read more: its wont were Id cafe: his ferry Id. Login the officials said.")
@example("LOGIN. Login")
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_text(text).text
    assert clean_text(once).text == once


@pytest.mark.parametrize("name", STEPS)
@given(text=messy)
@example(text="√©\nLogin√©Â")
@example(text=".Share\n\x85.\x85 Share\n ")
@example(text="Share\n<div> Share\nShare\n-->-->.-->.  ")
def test_each_step_is_idempotent(name: str, text: str) -> None:
    once, _ = step(name)(text, Context())
    again, edits = step(name)(once, Context())
    assert (again, edits) == (once, [])


@given(texts.map(lambda text: text.replace("\n", " ")))
def test_gate_equals_ftfy(line: str) -> None:
    if is_clean(line):
        assert ftfy.fix_text(line, CONFIG) == line


_ASIA = [
    *"漢字年かガ한글اأبकिกა、。，！？　“”…·é\xa0a1. ", "\u3099", "\u0653", "\u11a8", "\u093c", "\u0301", "\u200b", "\u200c", "â€™", "Ã", "Ð°", "鈥檛",
]  # fmt: skip


@given(st.lists(st.sampled_from(_ASIA), max_size=24).map("".join))
@example("かが漢か\u3099")
@example("ب가\u11a8")
@example("१क\u093c")
def test_gate_equals_ftfy_for_letters_that_it_does_not_know(line: str) -> None:
    if _ftfy_leaves(line):
        assert ftfy.fix_text(line, CONFIG) == line
    if is_clean(line):
        assert fix_encoding(line) == (line, [])


@given(st.text("abst I.,?!'\"-5“”‘’–—…" + 9 * "\ufffd", max_size=20))
def test_what_is_lost_among_marks_ftfy_leaves(line: str) -> None:
    if _ftfy_leaves(line.replace("\ufffd", "?")):
        assert ftfy.fix_text(line, CONFIG) == line


# The rules of the white space step as one alternation: what it does, the slow way.
_BLANKS = re.compile(
    r"(?P<edges>\A\s++|(?<!\s)\s++\Z)"
    r"|(?P<trailing>(?<!\s)[^\S\n]++(?=\n))"
    r"|(?P<empty>\n(?:[^\S\n]*\n){4,})"
    r"|(?P<newline>\r\n?)"
    r"|(?P<nbsp>(?<![«\d])\xa0(?![:;!?»%€$£\d]))"
)
_blank = st.lists(st.sampled_from(["a", "«", "5", " ", "\t", "\n", "\r", "\xa0", "\x1f", "\u3000"]), max_size=20).map(
    "".join
)


@given(st.one_of(_blank, texts))
@example("a\x1f\nb")
def test_white_space_is_found_as_the_rules_say(text: str) -> None:
    found = [(*match.span(), match.lastgroup) for match in _BLANKS.finditer(text)]
    assert list(places(text)) == found
    assert not (found and is_tidy(text))


@given(texts, texts)
def test_differences_lead_from_one_text_to_the_other(old: str, new: str) -> None:
    built, at = "", 0
    for start, end, after in differences(old, new):
        assert at <= start <= end
        built += old[at:start] + after
        at = end
    assert built + old[at:] == new


_TAG = st.sampled_from(["p", "div", "b", "em", "li", "h2", "span", "blockquote"])
_INNER = st.lists(
    st.sampled_from("ferry mayor tide R&amp;D caf&eacute; it&#39;s 5 — “No”".split()), min_size=1, max_size=6
).map(" ".join)
_FRAGMENT = st.recursive(
    _INNER,
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{' '.join(parts)}</{tag}>", _TAG, st.lists(inner, min_size=1, max_size=3)
    ),
    max_leaves=8,
)


@given(_FRAGMENT)
def test_well_formed_markup_leaves_the_words_that_beautifulsoup_finds(fragment: str) -> None:
    text, _ = strip_markup(fragment)
    assert re.findall(r"\S+", text) == re.findall(r"\S+", BeautifulSoup(fragment, "lxml").get_text())


@pytest.mark.parametrize(
    "hostile",
    [
        "<" * 300_000, "<b " * 100_000, "<!--" * 50_000, "<script>" * 50_000, "&amp;" * 60_000, "&" * 300_000, "<b><" * 50_000,
        "â€™" * 100_000, "\u200b" * 300_000, "\n" * 300_000, " \n" * 150_000, "Login\n" * 60_000, "\xa0" * 300_000, "a'" * 100_000, "its " * 50_000,
        "<a " + "x=1 " * 100_000, "<a " + "x" * 300_000, "a" + " " * 300_000 + "b", "a" + "\n " * 150_000 + "b", "a" + "\xa0\r" * 60_000 + "b",
        "A ferry\n3 Comments\n" * 20_000, "It sank.\n" + "Read more about the quay\n" * 20_000, ("desk@quay.example don?t " * 2_000 + "\n") * 8,
        "u201c" * 100_000, "&" + "amp;" * 400_000, "Privacy policy\nLog in\nSign up\n" + "\n".join(f"b{n % 9_000:x}" for n in range(150_000)),
    ],
    ids=lambda text: repr(text[:8]),
)  # fmt: skip
def test_hostile_texts_take_no_longer_than_others(hostile: str) -> None:
    # No clock: quadratic time on any of these is minutes, which the suite's own limit catches.
    done = clean_text(hostile)
    assert undo(done.text, done.edits) == hostile


@pytest.mark.parametrize("unit", ["<!--", "<foo> ", "<b> tag "])
def test_tags_that_stay_cost_no_copies_of_what_was_before_them(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    with bounded(seconds=2):  # a quarter of a second; four where each copied what was before it
        assert strip_markup(text)[0] == text
