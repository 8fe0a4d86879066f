from __future__ import annotations

import random
import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tasks.dedupe.candidates import Buckets, buckets, components, likely_pairs, representatives
from tasks.dedupe.crowds import Crowd
from tasks.dedupe.fingerprints import fingerprints, shingle
from tasks.dedupe.keepers import Verdict, choose, choose_in_crowd
from tasks.dedupe.minhash import BANDS, Likeness, bands, chance, rows_for
from tasks.dedupe.shingles import Shingles, jaccard, joined_sets, ordered_sets

_VOCABULARY = [f"{a}{b}" for a in "bdfgklmnprst" for b in ("ane", "ill", "orm", "ust", "eck", "ape", "ind", "oat")]


def article(seed: int, length: int = 300) -> list[str]:
    return random.Random(seed).choices(_VOCABULARY, k=length)


def with_jaccard(base: list[str], changes: int, seed: int) -> list[str]:
    """`base` with words replaced far from each other: each takes five shingles with it."""
    copy = list(base)
    for i in random.Random(seed).sample(range(0, len(base) - 6, 6), changes):
        copy[i + 3] = f"changed{i}"
    return copy


def exact_jaccard(a: list[str], b: list[str], n: int = 5) -> float:
    def sets(w: list[str]) -> set[tuple[str, ...]]:
        return {tuple(w[i : i + n]) for i in range(max(1, len(w) - n + 1))}

    return len(sets(a) & sets(b)) / len(sets(a) | sets(b))


def joined(texts: list[list[str]]) -> list[str]:
    return [" ".join(text) for text in texts]


@given(
    st.lists(st.sampled_from("abcd"), min_size=1, max_size=30),
    st.lists(st.sampled_from("abcd"), min_size=1, max_size=30),
    st.integers(1, 6),
)
def test_jaccard_of_hashes_is_that_of_shingles(a: list[str], b: list[str], n: int) -> None:
    if min(len(a), len(b)) < n and len(a) != len(b):
        return  # a text shorter than a shingle is one shingle of its own length
    sets = shingle(joined([a, b]), n)
    assert jaccard(sets[0], sets[1]) == pytest.approx(exact_jaccard(a, b, min(n, len(a))), abs=1e-12)


@pytest.mark.parametrize(("threshold", "rows"), [(0.5, 2), (0.7, 5), (0.8, 8), (0.9, 16)])
def test_rows_keep_the_chance_at_the_threshold(threshold: float, rows: int) -> None:
    assert rows_for(threshold) == rows
    assert chance(threshold, rows) >= 0.9895


def test_bands_are_shared_as_often_as_theory_says() -> None:
    changes = 22
    bases = [article(seed) for seed in range(400)]
    copies = [with_jaccard(base, changes, i) for i, base in enumerate(bases)]
    similarity = float(np.mean([exact_jaccard(a, b) for a, b in zip(bases, copies, strict=True)]))
    assert 0.4 < similarity < 0.5
    keys = [bands(shingle(joined(texts), 5), 5)[0] for texts in (bases, copies)]
    once = float((keys[0] == keys[1]).mean())
    any_of_them = float((keys[0] == keys[1]).any(axis=1).mean())
    assert once == pytest.approx(similarity**5, rel=0.15)
    assert any_of_them == pytest.approx(chance(similarity, 5), abs=0.08)


def test_near_copies_become_candidates_and_strangers_do_not() -> None:
    texts = [article(seed) for seed in range(200)]
    texts += [with_jaccard(texts[i], 5, i) for i in range(200)]
    prints = fingerprints(joined(texts), 5, rows_for(0.7))
    rows = np.arange(len(texts), dtype=np.int32)
    found = [buckets(prints.bands[:, i], rows, rows) for i in range(BANDS)]
    label = components(found, len(texts))
    assert all(label[i] == label[i + 200] >= 0 for i in range(200))
    assert len(set(label.tolist())) > 190


@pytest.mark.parametrize("threshold", [0.3, 0.5, 0.7, 0.9])
def test_sketches_pass_what_is_like_enough_and_little_that_is_far_from_it(threshold: float) -> None:
    bases = [article(seed) for seed in range(60)]
    texts = [*bases, *(with_jaccard(base, n % 50, n) for n, base in enumerate(bases * 6))]
    prints = fingerprints(joined(texts), 5, rows_for(threshold))
    may_be = Likeness(prints.shingles.astype(np.int32), list(prints.sketches.T), threshold)
    a, b = np.divmod(np.arange(60 * len(texts), dtype=np.int32), np.int32(len(texts)))
    passed = may_be(a, b)
    like = np.array([exact_jaccard(texts[i], texts[j]) if i == j % 60 else 0.0 for i, j in zip(a, b, strict=True)])
    assert passed[like >= threshold].all()
    if threshold >= 0.5:
        assert passed[like < threshold - 0.35].mean() < 0.01


@pytest.mark.parametrize(("like", "pairs", "crowds"), [(0, 0, []), (1, 5, []), (2, 0, [6])])
def test_a_large_bucket_is_a_crowd_where_most_of_it_may_be_alike(like: int, pairs: int, crowds: list[int]) -> None:
    found = Buckets(np.array([3, 1, 2, 9, 8, 7], np.int32), np.array([0, 6]))

    def may_be(a: NDArray[np.int32], b: NDArray[np.int32]) -> NDArray[np.bool_]:
        return np.full(len(a), like == 2) | ((a + b == 10) & (like == 1)) | ((a == 3) & (b < 3) & (like == 1))

    told = likely_pairs(found, may_be, 3)
    assert told.sizes.tolist() == [2] * pairs + crowds
    assert (pairs == 0) or {tuple(pair) for pair in told.rows.reshape(-1, 2).tolist()} == {
        (3, 1),
        (3, 2),
        (1, 9),
        (2, 8),
        (3, 7),
    }


def test_texts_without_words_are_candidates_for_nothing() -> None:
    prints = fingerprints(["* * *", "---", ""], 5, 5)
    rows = np.arange(3, dtype=np.int32)
    assert len(buckets(prints.bands[:, 0], rows, rows).rows) == 0
    assert len(set(map(tuple, prints.exact.tolist()))) == 3


def test_representatives_are_the_first_in_the_order_of_keeping() -> None:
    high, low = np.array([1, 2, 1, 1, 2], np.uint64), np.array([7, 7, 7, 8, 7], np.uint64)
    rank = np.array([4, 1, 0, 3, 2], np.int32)
    assert representatives(high, low, rank).tolist() == [2, 1, 2, 3, 1]


@given(st.lists(st.lists(st.integers(0, 30), min_size=2, max_size=4, unique=True), max_size=12))
def test_components_are_those_of_the_graph(groups: list[list[int]]) -> None:
    label = list(range(31))
    for group in groups:
        for row in group:
            low, high = sorted((label[row], label[group[0]]))
            label = [low if one == high else one for one in label]
    seen = {row for group in groups for row in group}
    halves = [groups[::2], groups[1::2]]
    found = components(
        [
            Buckets(
                np.array([row for group in half for row in group], np.int32),
                np.cumsum([0, *map(len, half)]),
            )
            for half in halves
        ],
        31,
    )
    assert found.tolist() == [label[row] if row in seen else -1 for row in range(31)]


def everybody(count: int) -> Buckets:
    return Buckets(np.arange(count, dtype=np.int32), np.array([0, count] if count > 1 else [0]))


def decide(texts: list[list[str]], settled: int = 0, threshold: float = 0.7) -> dict[int, Verdict]:
    """The verdicts; those by pairs and those by the index of rare shingles are the same."""
    sets = shingle(joined(texts), 5)
    by_pairs = choose(sets, everybody(len(texts)), threshold, settled)
    assert by_pairs == choose_in_crowd(sets, threshold, settled)
    return {one.row: one for one in by_pairs}


def test_no_chains() -> None:
    # A is like B, B is like C, A and C are not alike enough: A stays, B goes for A, C stays.
    a = article(1)
    b = with_jaccard(a, 8, 1)
    c = with_jaccard(b, 8, 2)
    assert exact_jaccard(a, b) > 0.7 > exact_jaccard(a, c)
    assert set(decide([a, b, c])) == {1}


def test_the_most_similar_of_those_that_stay_is_the_witness() -> None:
    a = article(1)
    b = with_jaccard(a, 10, 1)
    c = with_jaccard(b, 2, 2)
    verdicts = decide([a, with_jaccard(a, 16, 3), b, c], threshold=0.3)
    assert verdicts[3].keeper == 0  # b went itself
    assert decide([b, a, c], threshold=0.9)[2].keeper == 0


def test_settled_articles_stay() -> None:
    a = article(1)
    near = with_jaccard(a, 3, 1)
    assert set(decide([a, near, with_jaccard(a, 2, 2)], settled=2)) == {2}


recipes = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 12)), min_size=1, max_size=14)


@given(recipes, st.integers(0, 3), st.sampled_from([0.5, 0.7, 0.85]))
def test_every_removed_article_has_a_kept_witness_that_is_alike(
    recipe: list[tuple[int, int]], settled: int, threshold: float
) -> None:
    texts = [with_jaccard(article(base, 120), changes, changes) for base, changes in recipe]
    settled = min(settled, len(texts))
    verdicts = decide(texts, settled, threshold)
    for row, one in verdicts.items():
        assert one.keeper not in verdicts
        assert one.keeper < row >= settled
        assert exact_jaccard(texts[row], texts[one.keeper]) == pytest.approx(one.similarity, abs=1e-12)
        assert one.similarity >= threshold
    kept = [i for i in range(len(texts)) if i not in verdicts]
    assert all(exact_jaccard(texts[i], texts[j]) < threshold for j in kept if j >= settled for i in kept if i < j)


def test_a_crowd_compares_few() -> None:
    # 300 pages of one template that are alike by .6, and 300 copies of one article.
    template = article(1, 180)
    pages = [template + article(100 + i, 60) for i in range(300)]
    copies = [with_jaccard(article(2, 240), 3, i) for i in range(300)]
    assert 0.5 < exact_jaccard(pages[0], pages[1]) < 0.7
    sets = shingle(joined(pages + copies), 5)
    crowd = Crowd(sets, 0.7)
    asked = 0
    for row in range(len(sets)):
        asked += len(crowd.candidates(row))
        if row <= 300:
            crowd.keep(row)
    assert asked < 600
    assert {one.row for one in choose_in_crowd(sets, 0.7)} == set(range(301, 600))


def test_sets_are_put_in_an_order_without_holding_them_twice() -> None:
    parts = [
        shingle(joined([article(10 * part + i, 40 + i) for i in range(size)]), 5) for part, size in ((1, 7), (2, 3))
    ]
    parts.insert(1, parts[0].take(np.empty(0, np.int64)))
    order = np.random.default_rng(1).permutation(10)
    wanted, found = joined_sets(parts).take(order), ordered_sets(parts, order)
    assert np.array_equal(found.hashes, wanted.hashes)
    assert np.array_equal(found.starts, wanted.starts)
    rng = np.random.default_rng(2)
    large = Shingles(rng.integers(0, 1 << 63, 2_000_000, np.uint64), np.arange(0, 2_000_001, 100))
    tracemalloc.start()
    ordered_sets([large], rng.permutation(20_000))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2 * large.hashes.nbytes


def test_a_crowd_takes_little_more_than_its_shingles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tasks.dedupe.crowds._MOST_COUNTERS", 1 << 12)  # which are as many for a larger crowd
    rng = np.random.default_rng(1)
    template = np.sort(rng.integers(0, 1 << 63, 150, np.uint64))
    rows = [np.sort(np.append(template, rng.integers(0, 1 << 63, 50, np.uint64))) for _ in range(10_000)]
    sets = Shingles(np.concatenate(rows), np.arange(0, 2_000_001, 200))
    tracemalloc.start()
    Crowd(sets, 0.7)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1.5 * sets.hashes.nbytes


def test_matching_keeps_few_bytes_an_article() -> None:
    total = 100_000
    rng = np.random.default_rng(1)
    rank = rng.permutation(total).astype(np.int32)
    keys = rng.integers(1, 5 * total, (3, total), np.uint64)  # one in five has the key of another
    tracemalloc.start()
    first = representatives(keys[0], keys[1], rank)
    found = [buckets(keys[2], np.flatnonzero(first == np.arange(total)).astype(np.int32), rank)]
    components(found, total)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(found[0].rows) > total / 10
    assert peak < 100 * total
