from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
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
        ("", "a"),
    ],
)
def test_words_and_their_order_count(one: str, other: str) -> None:
    first, second = keys(one, other)
    assert first != second


def plain_words(text: str) -> list[str]:
    """The definition."""
    return re.findall(r"[^\W_]+", re.sub("[’‘´ʼ'`]", "", text).lower())


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(texts, st.text(alphabet="aÉ’'xʼ 中\u0301😀\ud800")), max_size=5))
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
