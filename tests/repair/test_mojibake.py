"""Misread text comes back, whatever it was read as; right text stays; and what ftfy restores is restored alike."""

from __future__ import annotations

import codecs
import random
import re
from collections import Counter

import ftfy
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tasks.edits import replay
from tasks.repair.encodings import codepages, mojibake, swapped
from tasks.repair.encodings.mojibake import HIGH, READINGS, is_suspect, unread
from tasks.repair.encodings.step import CONFIG, fix_encoding, fix_encoding_many
from tests.texts import texts

CODECS = ["cp1252", "latin-1", "mac_roman", "cp437", "cp850", "cp1250", "cp1251"]
codecs.register_error("test-as-control", lambda e: (e.object[e.start : e.end].decode("latin-1"), e.end))

_WORDS = (
    "the ferry café naïve £5 20°C ½ Łódź Dvořák Müller São façade ÉCOLE Ångström — – … ‘so’ it’s mayors’ €12 ™ • Владимир 東京 🎉 1990s"
).split()
_SPOKEN = ["“No,” she said.", "It’s", "he said — twice —", "“We’ve seen it…”"]
documents = st.tuples(
    st.lists(st.sampled_from([*_WORDS, "\n"]), max_size=12), st.sampled_from(_SPOKEN), st.lists(st.sampled_from(_WORDS), max_size=12)
).map(lambda parts: " ".join([*parts[0], parts[1], *parts[2]]))  # fmt: skip


def misread(text: str, codec: str, times: int = 1) -> str:
    for _ in range(times):
        text = text.encode().decode(codec, "test-as-control")
    return text


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("codec", CODECS)
@settings(max_examples=settings.default.max_examples // 2)  # for each codec
@given(text=documents)
@example("• “No,” she said. Łódź • 🎉 ½")
def test_misread_documents_come_back(codec: str, times: int, text: str) -> None:
    broken = misread(text, codec, times)
    fixed, edits = fix_encoding(broken)
    assert fixed == text
    assert replay(broken, edits) == text


@pytest.mark.parametrize("codec", ["cp866", "koi8_r"])
@given(text=documents)
def test_documents_misread_as_russian_come_back(codec: str, text: str) -> None:
    text = text.replace("東京", "Так рано")  # letters of three bytes are not read: small ones of Russian would be such
    assert fix_encoding(text) == (text, [])
    assert fix_encoding(misread(text, codec))[0] == text


@example("It’s ½", "latin-1", "cp850")  # of cp437 its last byte is a control character
@given(documents, st.sampled_from(CODECS), st.sampled_from(CODECS))
def test_two_misreadings_of_two_kinds_come_back(text: str, first: str, second: str) -> None:
    assert fix_encoding(misread(misread(text, first), second))[0] == text


@given(documents)
def test_right_documents_stay(text: str) -> None:
    assert fix_encoding(text) == (text, [])


# ftfy looks beyond a line's end, and behind a word that control codes have ended.
CONTROL = re.compile("[\x00-\x1f]")


@given(st.one_of(documents, texts).map(lambda text: CONTROL.sub(" ", text)), st.sampled_from(["cp1252", "latin-1"]))
def test_what_ftfy_restores_is_restored(text: str, codec: str) -> None:
    assume(fix_encoding(text)[0] == text and "Â" not in text)  # alone, it is taken for what a lost character left
    # What is left alone only for its neighbours ("Ã вЂ™") is no right text: misread once more, all of it comes back.
    assume(not any(map(is_suspect, HIGH.findall(text))))
    broken = misread(text, codec)
    if ftfy.fix_text(broken, CONFIG) == text:
        assert fix_encoding(broken)[0] == text


@given(documents, documents, st.sampled_from(CODECS))
def test_a_misread_paragraph_between_right_ones_comes_back(text: str, other: str, codec: str) -> None:
    assume(len(HIGH.findall(text)) != 1)  # one letter alone among right lines ("naĂŻve") may be right
    assert fix_encoding(f"{other}\n{misread(text, codec)}\n{other}")[0] == f"{other}\n{text}\n{other}"


_broken = st.tuples(documents, st.sampled_from(CODECS)).map(lambda made: misread(*made))


@given(st.lists(st.one_of(documents, _broken, texts), min_size=1, max_size=5))
def test_many_texts_are_repaired_as_one_by_one(several: list[str]) -> None:
    assert fix_encoding_many(several) == [fix_encoding(text) for text in several]


def test_each_place_is_an_edit_that_names_the_misreadings() -> None:
    _, edits = unread(misread("it’s a café", "cp437", 2))
    assert [(edit.after, edit.rule) for edit in edits] == [("’", "mojibake:cp437+cp437"), ("é", "mojibake:cp437+cp437")]


@pytest.mark.parametrize("reading", READINGS, ids=lambda reading: reading.encoding)
@given(character=st.characters(min_codepoint=0x80, exclude_categories=["Cs"]))
def test_a_reading_is_the_inverse_of_its_codec(reading, character: str) -> None:
    assume(not reading.narrow or character < "\u0800" or character in mojibake.TYPOGRAPHIC)
    assert reading.decode(misread(character, reading.encoding))[0] == character


def test_of_noise_each_stretch_is_not_asked_about_in_each_round(monkeypatch) -> None:
    asked: Counter[frozenset[str]] = Counter()
    explain = mojibake.explain
    monkeypatch.setattr(mojibake, "explain", lambda runs: asked.update([frozenset(runs)]) or explain(runs))
    dice = random.Random(1)
    noise = "".join(dice.choices([*map(chr, range(0xA0, 0x100)), *" " * 12], k=4_000))
    text, edits = fix_encoding(noise)
    assert replay(noise, edits) == text
    assert len(edits) > 20 and len(asked) > 100
    # As a line of its own, as a run, as a stretch.
    assert max(count for runs, count in asked.items() if max(map(len, runs)) < 10) <= 3


WORDS_OF_SWAPPED = "don{}t ISN{}T WEREN{}t it{}s That{}S he{}s we{}re You{}RE they{}re i{}m I{}M İ{}m ı{}m i{}ve they{}LL It{}ſ".split()


@pytest.mark.parametrize("form", "íÕÆÍõæ¹")
@pytest.mark.parametrize("word", WORDS_OF_SWAPPED)
def test_whatever_stands_for_an_apostrophe_is_seen(form: str, word: str) -> None:
    text = f"The í {word.format(form)}, Æ"
    assert swapped.may_be_swapped(text) is (swapped._SURE.search(text) is not None)


@given(st.text("abc àéìõþ³¹¾\x8aÀÿ“”’—абяЁАЯхґє\U0001f600\ud800Đą ", max_size=30))
def test_no_sign_of_another_codepage_is_passed_over(text: str) -> None:
    assert not text.isascii() or not codepages.looks_of_page(text)
    if not text.isascii() and codepages.may_be_of_page(text, HIGH.findall(text)):
        assert codepages.looks_of_page(text)
