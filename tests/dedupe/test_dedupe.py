from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.dedupe.match import candidate_pairs, choose, exact_groups
from tasks.dedupe.minhash import BANDS, bands, rows_for
from tasks.dedupe.shingles import exact_key, jaccard, shingle_hashes, words

_VOCABULARY = [f"{a}{b}" for a in "bdfgklmnprst" for b in ("ane", "ill", "orm", "ust", "eck", "ape", "ind", "oat")]


def article(seed: int, length: int = 300) -> list[str]:
    return random.Random(seed).choices(_VOCABULARY, k=length)


def with_jaccard(base: list[str], changes: int, seed: int) -> list[str]:
    """`base` with words replaced far from each other: each takes five shingles with it."""
    copy = list(base)
    for i in random.Random(seed).sample(range(0, len(base) - 6, 6), changes):
        copy[i + 3] = f"changed{i}"
    return copy


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The ferry sank.", "the ferry SANK"),
        ("It's the mayor’s ferry", "Its the mayors ferry"),
        ("“No,” she said — twice", '"No", she said - twice'),
    ],
)
def test_case_punctuation_and_apostrophes_do_not_count(one: str, other: str) -> None:
    assert exact_key(words(one)) == exact_key(words(other))


def test_order_counts() -> None:
    assert exact_key(words("dog bites man")) != exact_key(words("man bites dog"))
    assert jaccard(shingle_hashes(words("a b c"), 2), shingle_hashes(words("c b a"), 2)) == 0


def exact_jaccard(a: list[str], b: list[str], n: int) -> float:
    def sets(w: list[str]) -> set[tuple[str, ...]]:
        return {tuple(w[i : i + n]) for i in range(max(1, len(w) - n + 1))}

    return len(sets(a) & sets(b)) / len(sets(a) | sets(b))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from("abcd"), min_size=1, max_size=30),
    st.lists(st.sampled_from("abcd"), min_size=1, max_size=30),
    st.integers(1, 6),
)
def test_jaccard_of_hashes_is_that_of_shingles(a: list[str], b: list[str], n: int) -> None:
    if min(len(a), len(b)) < n and len(a) != len(b):
        return  # a text shorter than a shingle is one shingle of its own length
    assert jaccard(shingle_hashes(a, n), shingle_hashes(b, n)) == pytest.approx(
        exact_jaccard(a, b, min(n, len(a))), abs=1e-12
    )


@pytest.mark.parametrize(("threshold", "rows"), [(0.5, 2), (0.7, 5), (0.8, 8), (0.9, 16)])
def test_rows_keep_the_chance_at_the_threshold(threshold: float, rows: int) -> None:
    assert rows_for(threshold) == rows
    assert 1 - (1 - threshold**rows) ** BANDS >= 0.9895


def test_near_copies_become_candidates_and_strangers_do_not() -> None:
    rows = rows_for(0.7)
    texts = [article(seed) for seed in range(200)]
    texts += [with_jaccard(texts[i], 5, i) for i in range(200)]
    prints = np.stack([bands(shingle_hashes(text, 5), rows) for text in texts])
    pairs = candidate_pairs((prints[:, i] for i in range(BANDS)), np.arange(len(texts)))
    assert {(i, i + 200) for i in range(200)} <= set(map(tuple, pairs.tolist()))
    assert len(pairs) < 220


def test_exact_groups() -> None:
    high, low = np.array([1, 2, 1, 1, 2], np.uint64), np.array([7, 7, 7, 8, 7], np.uint64)
    assert [group.tolist() for group in exact_groups(high, low)] == [[0, 2], [1, 4]]


def decide(
    texts: list[list[str]], rank: list[int] | None = None, settled: int = 0
) -> dict[int, tuple[int, str, float]]:
    keys = np.array([exact_key(text) for text in texts], np.uint64)
    every = np.array([(i, j) for j in range(len(texts)) for i in range(j)], np.int64).reshape(-1, 2)
    verdicts = choose(
        np.array(rank or range(len(texts))), list(exact_groups(keys[:, 0], keys[:, 1])), every,
        lambda row: shingle_hashes(texts[row], 5), 0.7, settled,
    )  # fmt: skip
    return {v.row: (v.keeper, v.method, round(v.similarity, 3)) for v in verdicts}


def test_no_chains() -> None:
    # A is like B, B is like C, A and C are not alike enough: A stays, B goes for A, C stays.
    a = article(1)
    b = with_jaccard(a, 8, 1)
    c = with_jaccard(b, 8, 2)
    assert exact_jaccard(a, b, 5) > 0.7 > exact_jaccard(a, c, 5)
    assert set(decide([a, b, c])) == {1}


def test_a_copy_of_a_copy_has_a_witness_that_stays() -> None:
    a = article(1)
    b = with_jaccard(a, 4, 1)
    verdicts = decide([a, b, list(b)])
    assert verdicts[1] == verdicts[2]
    assert verdicts[1][:2] == (0, "near")


def test_the_order_of_keeping_decides() -> None:
    a = article(1)
    assert decide([a, list(a)]) == {1: (0, "exact", 1.0)}
    assert decide([a, list(a)], rank=[1, 0]) == {0: (1, "exact", 1.0)}


def test_articles_of_earlier_runs_stay() -> None:
    a = article(1)
    near = with_jaccard(a, 3, 1)
    assert set(decide([a, near, list(a), list(near)], settled=2)) == {2, 3}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 9)), min_size=1, max_size=14), st.randoms())
def test_every_removed_article_has_a_kept_witness_that_is_alike(
    recipe: list[tuple[int, int]], rng: random.Random
) -> None:
    texts = [with_jaccard(article(base, 120), changes, changes) for base, changes in recipe]
    rank = list(range(len(texts)))
    rng.shuffle(rank)
    verdicts = decide(texts, rank)
    for row, (keeper, _, similarity) in verdicts.items():
        assert keeper not in verdicts
        assert exact_jaccard(texts[row], texts[keeper], 5) == pytest.approx(similarity, abs=1e-3)
        assert similarity >= 0.7
    kept = [i for i in range(len(texts)) if i not in verdicts]
    assert all(exact_jaccard(texts[i], texts[j], 5) < 0.7 for i in kept for j in kept if i < j)
