"""Copies across files, shards, runs and orders of keeping, through the phases of whole runs."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from flows.jobs import Job, do
from flows.phases import match
from flows.phases.plan import Plan
from flows.settings import CleanSettings, DedupeSettings
from flows.stepwise import match_duplicates
from tasks.dataset.compact import compact
from tests.runs import digests, rows, run_phases, write_lines

_WORDS = [
    f"{a}{b}" for a in ("bar", "cor", "del", "fen", "gal", "hol") for b in ("ane", "ill", "orm", "ust", "eck", "ind")
]


def text(seed: int, changes: int = 0, length: int = 80) -> str:
    """A story, or one with some of its words changed."""
    words = random.Random(seed).choices(_WORDS, k=length)
    for i in range(changes):
        words[i * 12 + 5] = f"changed{seed % 7}"
    return " ".join(words).capitalize() + "."


def record(name: str, story: str, **more: str) -> dict[str, str]:
    return {"id": name, "url": f"https://{more.pop('site', 'quay.example')}/{name}", "text": story, **more}


def halves() -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Two dumps. Copies within each and across them, exact ones and near ones, and stories of their own."""
    first = [record(f"a{i}", text(i)) for i in range(20)]
    first += [record("a0-upper", text(0).upper()), record("a1-near", text(1, 2)), record("short", "Bridge shut")]
    second = [record(f"b{i}", text(100 + i)) for i in range(20)]
    second += [
        record("a2-again", text(2)),
        record("b3-near", text(3, 1)),
        record("b4-longer", text(4) + " Galorm halted."),
    ]
    second += [record("b100-near", text(100, 2)), record("b-short", "BRIDGE SHUT!"), record("b-other", "Bridge open")]
    second += [record("b1-nearer", text(1, 1))]
    return first, second


def same_story(name: str) -> str:
    return {
        "a0-upper": "a0", "a1-near": "a1", "b1-nearer": "a1", "a2-again": "a2", "b3-near": "a3", "b4-longer": "a4",
        "b100-near": "b0", "b-short": "short",
    }.get(name, name)  # fmt: skip


def kept(dataset: Path) -> set[str]:
    return {row["source_id"] for row in rows(dataset, "articles")}


def test_two_runs_remove_what_one_does(tmp_path: Path) -> None:
    one, two = (write_lines(tmp_path / f"{i}.jsonl", half) for i, half in enumerate(halves()))
    run_phases([str(one), str(two)], tmp_path / "together")
    run_phases([str(one)], tmp_path / "apart")
    before = digests(tmp_path / "apart")
    run_phases([str(two)], tmp_path / "apart")
    assert before.items() <= digests(tmp_path / "apart").items()
    run_phases([str(two)], tmp_path / "back")
    run_phases([str(one)], tmp_path / "back")
    stories = {same_story(row["id"]) for half in halves() for row in half}
    for name in ("together", "apart", "back"):
        assert len(kept(tmp_path / name)) == len(stories)
        assert {same_story(one) for one in kept(tmp_path / name)} == stories
        ids = {row["id"] for row in rows(tmp_path / name, "articles")}
        assert {row["duplicate_of"] for row in rows(tmp_path / name, "duplicates")} <= ids
    # The choice of keeper: the longest; but what an earlier run has published stays.
    assert "b4-longer" in kept(tmp_path / "together") and "a4" in kept(tmp_path / "apart")


def backwards(plan: Plan) -> dict[str, int]:
    """The steps with their tasks in another order, each as if in a process of its own."""
    for task in reversed(range(match.Match(plan).gather())):
        match.Match(plan).join(task)
    parts, partitions = match.Match(plan).link()
    assert partitions > 2
    for part in reversed(range(parts)):
        match.Match(plan).shingle(part)
    for partition in reversed(range(partitions)):
        match.Match(plan).choose(partition)
    for part in reversed(range(match.Match(plan).probes())):
        match.Match(plan).probe(part)
    return match.Match(plan).conclude()


class Crew:
    """One that does its jobs at once."""

    workers = 3

    def submit(self, job: Job) -> SimpleNamespace:
        done = do(job)
        return SimpleNamespace(result=lambda: done)

    def as_completed(self, jobs: list[Any]) -> list[Any]:
        return jobs


def by_the_flow(plan: Plan) -> dict[str, int]:
    return match_duplicates(str(plan.work), 1_000_000, Crew())


@pytest.mark.parametrize("steps", [backwards, by_the_flow])
def test_the_steps_as_many_tasks_give_the_same_bytes(
    steps: Callable[[Plan], dict[str, int]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = [str(write_lines(tmp_path / f"{i}.jsonl", half)) for i, half in enumerate(halves())]
    chosen = CleanSettings(dedupe=DedupeSettings(contained=0.95))
    run_phases(sources, tmp_path / "one", chosen)
    monkeypatch.setattr(match, "_PARTITION", 150)
    monkeypatch.setattr(match, "_JOINED", 7)
    monkeypatch.setattr(match, "CROWD", 2)
    monkeypatch.setattr(match, "match", steps)
    run_phases(sources, tmp_path / "many", chosen)
    assert digests(tmp_path / "one") == digests(tmp_path / "many")


def test_a_record_that_is_read_again_is_the_article_it_was(tmp_path: Path) -> None:
    """Whatever furniture has been learned since: two articles of one id would be one that is missing, to who looks for it."""
    lines = "\n".join(text(900 + n, length=14) for n in range(3))
    again = record("again", f"{text(1, length=9)}\n{lines}")
    later = [record(f"b{n}", f"{text(50 + n)}\n{lines}") for n in range(30)]
    dumps = [[again, record("a", text(2))], [again, *later], [record("c", text(3))], [again, record("d", text(4))]]
    chosen = CleanSettings(dedupe=DedupeSettings(contained=0.95))
    for n, dump in enumerate(dumps):
        run_phases([str(write_lines(tmp_path / f"{n}.jsonl", dump))], tmp_path / "out", chosen)
        if n == 1:
            compact(str(tmp_path / "out"))
    first, *copies = [
        row
        for name in ("articles", "duplicates")
        for row in rows(tmp_path / "out", name)
        if row["source_id"] == "again"
    ]
    assert len(first["text"]) > 3 * len(copies[0]["text"])
    told = {(row["id"], row["duplicate_of"], row["method"], row["similarity"]) for row in copies}
    assert (len(copies), told) == (2, {(first["id"], first["id"], "exact", 1.0)})
    assert kept(tmp_path / "out") == {"again", "a", "c", "d", *(one["id"] for one in later)}


ORDERS = [
    ({}, "long"),
    ({"keep": "earliest"}, "early"),
    ({"keep": "first"}, "a-first"),
    ({"prefer": "gazette.example,herald.example"}, "herald"),
    ({"prefer": ["herald.example"], "keep": "earliest,preferred"}, "early"),
    ({"prefer": ["nowhere.example"]}, "long"),
]


@pytest.mark.parametrize(("chosen", "stays"), ORDERS)
def test_the_order_of_keeping_is_the_users(chosen: dict[str, Any], stays: str, tmp_path: Path) -> None:
    story = text(7)
    copies = [
        record("a-first", story, date="2024-03-03"),
        record("early", story, date="2024-03-01", site="courier.example"),
        record("long", story + " Holorm delind.", date="2024-03-03"),
        record("herald", story, date="2024-03-02", site="herald.example"),
    ]
    source = write_lines(tmp_path / "dump.jsonl", copies)
    settings = CleanSettings(dedupe=DedupeSettings.model_validate(chosen))
    run_phases([str(source)], tmp_path / "out", settings)
    assert kept(tmp_path / "out") == {stays}
    assert rows(tmp_path / "out", "articles")[0]["copies"] == 4
    for row in rows(tmp_path / "out", "duplicates"):
        near = "long" in (row["source_id"], stays)
        assert (row["method"], row["similarity"] < 1) == (("near", True) if near else ("exact", False))


@pytest.mark.parametrize("damage", [{"’": ""}, {"’": "\ufffd"}, {"Ines": "In??"}, "upper", "lower"])
def test_of_copies_as_long_the_intact_one_stays(damage: dict[str, str] | str, tmp_path: Path) -> None:
    story = (
        "The harbour board didn’t say on Monday when the ferry will be back, and the mayor’s office won’t either. “We’ve waited "
        "for two winters,” said Ines Marlow, who lives on the island. “It’s closed, and they’re all asking when it’s going to end.”"
    )
    damaged = story if isinstance(damage, dict) else getattr(story, damage)()
    for mark, left in damage.items() if isinstance(damage, dict) else ():
        damaged = damaged.replace(mark, left)
    source = str(
        write_lines(
            tmp_path / "dump.jsonl",
            [
                record("damaged", damaged, date="2024-03-01"),
                record("intact", story, date="2024-03-02"),
                record("late", story, date="2024-03-03"),
            ],
        )
    )
    run_phases([source], tmp_path / "out")
    assert kept(tmp_path / "out") == {"intact"}
    run_phases([source], tmp_path / "early", CleanSettings(dedupe=DedupeSettings(keep=("earliest",))))
    assert kept(tmp_path / "early") == {"damaged"}


def test_a_copy_that_says_all_of_it_twice_is_not_the_longest(tmp_path: Path) -> None:
    story = text(6, length=150)
    copies = [record("twice", f"{story}\n\n{story}", date="2024-03-01"), record("once", story, date="2024-03-02")]
    run_phases([str(write_lines(tmp_path / "dump.jsonl", copies))], tmp_path / "out")
    assert kept(tmp_path / "out") == {"once"}


def test_of_copies_alike_the_one_that_tells_more_stays(tmp_path: Path) -> None:
    story = text(5)
    more = {"title": "Ferry sails", "url": "https://quay.example/1", "authors": ["Ann Reed"]}
    copies = [record("bare", story, date="2024-03-01"), record("told", story, date="2024-03-02") | more]
    source = str(write_lines(tmp_path / "dump.jsonl", copies))
    run_phases([source], tmp_path / "out")
    assert kept(tmp_path / "out") == {"told"}
    run_phases([source], tmp_path / "early", CleanSettings(dedupe=DedupeSettings(keep=("earliest",))))
    assert kept(tmp_path / "early") == {"bare"}


def test_a_copy_that_lost_its_stops_is_not_the_longest(tmp_path: Path) -> None:
    words = text(3, length=240).replace(".", "").split()
    story = " ".join(word + "." * (n % 12 == 11) for n, word in enumerate(words))
    copies = [
        record("damaged", " ".join(words) + " Holorm", date="2024-03-01"),
        record("intact", story, date="2024-03-02"),
    ]
    run_phases([str(write_lines(tmp_path / "dump.jsonl", copies))], tmp_path / "out")
    assert kept(tmp_path / "out") == {"intact"}
    longer = [record("longer", " ".join(words + text(4, length=30).split())), record("intact", story)]
    run_phases([str(write_lines(tmp_path / "longer.jsonl", longer))], tmp_path / "longer")
    assert kept(tmp_path / "longer") == {"longer"}


def test_articles_inside_longer_ones(tmp_path: Path) -> None:
    story = text(1, length=150)
    inner = " ".join(story.split()[30:90])
    copies = [
        record("whole", story),
        record("inner", inner),
        record("inner-upper", inner.upper()),
        record("inner-near", inner.rsplit(maxsplit=4)[0]),
        record("teaser", " ".join(story.split()[:12])),
        record("most", " ".join(story.split()[:40]) + " " + text(2, length=40)),
        record("other", text(3)),
    ]
    source = str(write_lines(tmp_path / "dump.jsonl", copies))
    run_phases([source], tmp_path / "off")
    assert kept(tmp_path / "off") == {"whole", "inner", "teaser", "most", "other"}
    run_phases([source], tmp_path / "on", CleanSettings(dedupe=DedupeSettings(contained=0.95)))
    assert kept(tmp_path / "on") == {"whole", "most", "other"}
    found = {row["source_id"]: row for row in rows(tmp_path / "on", "duplicates")}
    whole = next(row for row in rows(tmp_path / "on", "articles") if row["source_id"] == "whole")
    assert whole["copies"] == 5
    assert {row["duplicate_of"] for row in found.values()} == {whole["id"]}
    assert {(row["method"], row["similarity"]) for row in found.values()} == {("contained", 1.0)}
    # In a run of its own, the shorter one finds the longer one of an earlier run; not the other way round.
    one, two = (str(write_lines(tmp_path / f"{i}.jsonl", [copies[i]])) for i in (0, 1))
    for order, stay in (((one, two), {"whole"}), ((two, one), {"whole", "inner"})):
        out = tmp_path / f"runs-{len(stay)}"
        for each in order:
            run_phases([each], out, CleanSettings(dedupe=DedupeSettings(contained=0.95)))
        assert kept(out) == stay
