from __future__ import annotations

import re
import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.dedupe.words import exact_keys, words
from tests.texts import texts


def keys(*some: str) -> list[tuple[int, ...]]:
    return [tuple(key) for key in exact_keys(words(some)).tolist()]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The ferry sank.", "the ferry SANK"),
        ("It's the mayor’s ferry", "Its the mayors ferry"),
        ("“No,” she said — twice", '"No", she said - twice'),
        ("*The* _ferry_", "the ferry"),
        ("ÉCOLE d’été…", "école dété"),
        ("МОСТ, 12", "мост 12"),
        ("an internationalisation committee " * 2, "An INTERNATIONALISATION committee\n" * 2),
        ("word " + "x" * 500, "word\t" + "X" * 500),
        ("渡船沉没，三人失踪。", "渡船沉没 三人\n失踪"),
        ("第３５号 ＦＥＲＲＹ", "第35号 ferry"),
        ("İSTANBUL", "istanbul"),
        ("ру\u0301ки", "руки"),
        ("كِتَابٌ جـديد", "كتاب جديد"),
        ("می\u200cخواهم", "میخواهم"),
        ("fer\xadry", "ferry"),
    ],
)
def test_case_punctuation_and_apostrophes_do_not_count(one: str, other: str) -> None:
    first, second = keys(one, other)
    assert first == second == keys(other, "between", one)[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("dog bites man", "man bites dog"),
        ("the ferry", "theferry"),
        ("internationalisation", "internationalization"),
        ("x" * 500, "x" * 501),
        ("abcdefgh i", "abcdefghi"),
        ("мост", "мосты"),
        ("渡船", "船渡"),
        ("दिन", "दान"),
        ("", "a"),
    ],
)
def test_words_and_their_order_count(one: str, other: str) -> None:
    first, second = keys(one, other)
    assert first != second


GONE = re.compile("[’‘´ʼ'`\xad\u200c\u200d\u0300-\u036f\u0591-\u05bd\u0640\u064b-\u065f\u0670\u3099\u309a]")
WIDE = {0xFEE0 + code: code for code in range(0x21, 0x7F) if chr(code).isalnum()}
ALONE = re.compile("[\u3005-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]")
MARKED = re.compile("[\u0483-\u0dff\u0f00-\u0fff\u10a0-\u177f\u1800-\u1cff\ua802-\uabff]")


def plain_words(text: str) -> list[str]:
    """The definition."""
    return "".join(map(plain, GONE.sub("", text.lower()).translate(WIDE))).split()


def plain(character: str) -> str:
    if character.isalnum():
        return f" {character} " if ALONE.match(character) else character
    return character if MARKED.match(character) and unicodedata.category(character) in ("Mn", "Mc") else " "


@given(st.lists(st.one_of(texts, st.text(alphabet="aÉ’'xʼ 中、か\u3099Ｂ𠀀अिİـ\u0301😀\ud800")), max_size=5))
def test_a_batch_is_what_each_text_is_alone(some: list[str]) -> None:
    found = words(some)
    assert len(found.starts) == len(some) + 1
    by_word: dict[str, int] = {}
    for i, text in enumerate(some):
        plain = plain_words(text)
        mine = found.hashes[found.starts[i] : found.starts[i + 1]].tolist()
        assert len(mine) == len(plain)
        assert found.letters[i] == sum(map(len, plain))
        for word, code in zip(plain, mine, strict=True):
            assert by_word.setdefault(word, code) == code
    assert len(set(by_word.values())) == len(by_word)
    assert np.array_equal(words(some[:1]).hashes, found.hashes[: found.starts[min(1, len(some))]])


def test_thai_is_cut_at_its_vowel_signs() -> None:
    assert len(words(["นายกเทศมนตรีประกาศงบประมาณใหม่"]).hashes) == 2
