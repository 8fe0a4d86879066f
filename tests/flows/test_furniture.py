"""Furniture over whole runs: learned from the dump, used by later runs, and by the settings of a site."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

import pytest

import flows.phases.finish
import flows.phases.learn
import flows.stepwise
from flows.settings import load_settings
from tasks.errors import UsageError
from tasks.furniture.learned import Learned, Learner
from tests.runs import digests, rows, run_phases, story, write_lines

LINE = "The Quay Times, printed on Fridays"


def page(number: int, site: str | None = "quay-times.example", line: str = LINE) -> dict[str, str | None]:
    text = f"{story(number, 60)}\n{line}"
    return {"text": text, "url": f"https://{site}/{number}" if site else None, "lang": "en", "id": str(number)}


def left(out: Path) -> set[str]:
    return {row["source_id"] for row in rows(out, "articles") if LINE in row["text"]}


def test_what_one_run_has_learned_the_next_one_uses(tmp_path: Path) -> None:
    write_lines(tmp_path / "one.jsonl", [page(n) for n in range(14)])
    summary = run_phases([str(tmp_path / "one.jsonl")], tmp_path / "out")
    assert summary.learned_lines == len({row["line"] for row in rows(tmp_path / "out", "furniture")})
    write_lines(tmp_path / "two.jsonl", [page(n) for n in range(20, 23)])
    run_phases([str(tmp_path / "two.jsonl")], tmp_path / "out")
    assert len(rows(tmp_path / "out", "articles")) == 17
    assert left(tmp_path / "out") == set()


def test_openings_are_learned_and_used_by_later_runs(tmp_path: Path) -> None:
    for name, numbers in {"one": range(14), "two": range(20, 23)}.items():
        lines = [page(n, line=f"You might fancy: {chr(65 + n)}-cakes") for n in numbers]
        write_lines(tmp_path / f"{name}.jsonl", lines)
        run_phases([str(tmp_path / f"{name}.jsonl")], tmp_path / "out")
    assert len(rows(tmp_path / "out", "articles")) == 17
    assert not any("fancy" in row["text"] for row in rows(tmp_path / "out", "articles"))
    learned = {(row["place"], row["line"]) for row in rows(tmp_path / "out", "furniture")}
    assert ("body", "You might fancy: …") in learned


def test_what_stands_before_first_sentences_is_learned_and_used_by_later_runs(tmp_path: Path) -> None:
    starts = "Rain,A,Nobody,Three,Every,Ferries,Two,Most,Some,Winter,Few,Any,Old,New,Both,Half".split(",")
    for name, numbers in {"one": range(13), "two": range(13, 16)}.items():
        lines = [page(n) | {"text": f"Harbour club members {starts[n]} {story(n, 60).lower()}"} for n in numbers]
        write_lines(tmp_path / f"{name}.jsonl", lines)
        run_phases([str(tmp_path / f"{name}.jsonl")], tmp_path / "out")
    (learned,) = rows(tmp_path / "out", "furniture")
    assert (learned["place"], learned["line"]) == ("head", "Harbour club members …")
    texts = [row["text"] for row in rows(tmp_path / "out", "articles")]
    assert {text.split()[0] for text in texts} == set(starts)


def test_a_line_that_ends_in_three_dots_is_no_prefix(tmp_path: Path) -> None:
    lines = [page(n) | {"text": f"The Ellery Courier …\n{story(n, 60)}"} for n in range(14)]
    lines.append(page(20) | {"text": f"The Ellery Courier Cup, which went {story(20, 60)}"})
    write_lines(tmp_path / "one.jsonl", lines)
    run_phases([str(tmp_path / "one.jsonl")], tmp_path / "out")
    texts = [row["text"] for row in rows(tmp_path / "out", "articles")]
    assert [text[:30] for text in texts if "Courier" in text] == ["The Ellery Courier Cup, which "]


def test_lists_of_titles_inside_articles_are_learned(tmp_path: Path) -> None:
    """A title alone, or two of them, might be subheads."""
    titles = [
        "Ferry inquiry: who knew what",
        "Ferry inquiry: the whole list of the saved",
        "Master of the ferry speaks up",
    ]
    two, three = "\n".join(titles[:2]), "\n".join(titles)
    for name, links in {"two": two, "three": three}.items():
        lines = []
        for number in range(200):
            first, rest = story(number, 60), story(number + 1000, 60)
            text = f"{first}\n{links}\n\n{rest}" if number % 25 == 0 else f"{first}\n{rest}"
            lines.append(page(number) | {"text": text})
        write_lines(tmp_path / f"{name}.jsonl", lines)
        run_phases([str(tmp_path / f"{name}.jsonl")], tmp_path / name)
    learned = {name: {row["line"] for row in rows(tmp_path / name, "furniture")} for name in ("two", "three")}
    assert learned["two"].isdisjoint(titles) and learned["three"].issuperset(titles)
    assert not any("inquiry" in row["text"] for row in rows(tmp_path / "three", "articles"))


def test_what_rules_take_at_the_end_of_most_articles_is_learned_for_the_others(tmp_path: Path) -> None:
    asks = "Write to our reporters at desk@quay-times.example"
    lines = [page(n, line=asks) for n in range(14)]
    lines += [page(n) | {"text": f"{story(n, 60)}\n{asks}\n{story(n + 1000, 60)}"} for n in range(20, 23)]
    write_lines(tmp_path / "one.jsonl", lines)
    run_phases([str(tmp_path / "one.jsonl")], tmp_path / "out")
    assert len(rows(tmp_path / "out", "articles")) == 17
    assert not any(asks in row["text"] for row in rows(tmp_path / "out", "articles"))


def test_lines_below_an_articles_own_heading_stay(tmp_path: Path) -> None:
    names = [
        f"{first} Marlow of {town}"
        for first in ("Ann", "Bert", "Cleo", "Dora", "Emil")
        for town in ("Tilbury", "Lindau")
    ]
    pages = [page(n) for n in range(15)]
    for n in range(5):
        below = "\n".join(names[2 * n : 2 * n + 2])
        own = story(20 + n, 60).removesuffix("\nLogin")
        pages.append(page(20 + n) | {"text": f"{own}\nThe jury\n{below}"})
    write_lines(tmp_path / "one.jsonl", pages)
    run_phases([str(tmp_path / "one.jsonl")], tmp_path / "out")
    texts = "\n".join(row["text"] for row in rows(tmp_path / "out", "articles"))
    assert all(name in texts for name in names)


def test_a_page_that_grows_is_one_article(tmp_path: Path) -> None:
    harbour = "ferry quay tide gull rope mast buoy crane wharf anchor lantern keeper pilot storm".split()
    # Each longer than those before, so that no two versions share their longest line.
    posts = [" ".join(random.Random(n).choices(harbour, k=12 + 2 * n)).capitalize() + " were seen." for n in range(16)]
    url = "https://quay-times.example/live/storm"
    scrapes = [{"id": str(n), "url": url, "lang": "en", "text": "\n\n".join(posts[n::-1])} for n in range(16)]
    write_lines(tmp_path / "one.jsonl", scrapes)
    run_phases([str(tmp_path / "one.jsonl")], tmp_path / "out")
    assert rows(tmp_path / "out", "furniture") == []
    (last,) = [row for row in rows(tmp_path / "out", "articles") if row["source_id"] == "15"]
    assert all(post in last["text"] for post in posts)


def test_copies_teach_nothing(tmp_path: Path) -> None:
    write_lines(tmp_path / "one.jsonl", [page(1) | {"url": f"https://quay-times.example/{n}"} for n in range(40)])
    run_phases([str(tmp_path / "one.jsonl")], tmp_path / "out")
    assert rows(tmp_path / "out", "furniture") == []


def test_records_without_a_site_are_learned_by_file_and_as_one_dump(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / "texts").mkdir(exist_ok=True)
        (tmp_path / "texts" / f"{number}.txt").write_text(str(page(number)["text"]))
    run_phases([str(tmp_path / "texts")], tmp_path / "many")
    assert {row["site"] for row in rows(tmp_path / "many", "furniture")} == {"*"}
    assert left(tmp_path / "many") == set()
    write_lines(tmp_path / "one.jsonl", [page(n, None) for n in range(12)])
    run_phases([str(tmp_path / "one.jsonl")], tmp_path / "one")
    assert {row["site"] for row in rows(tmp_path / "one", "furniture")} == {f"file:{tmp_path / 'one.jsonl'}"}
    assert left(tmp_path / "one") == set()


def test_lines_are_counted_in_partitions_as_all_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_lines(tmp_path / "one.jsonl", [page(n, f"site-{n % 2}.example", f"{LINE} {n}") for n in range(40)])
    run_phases([str(tmp_path / "one.jsonl")], tmp_path / "whole")
    monkeypatch.setattr(flows.phases.learn, "_PARTITION", 2000)
    run_phases([str(tmp_path / "one.jsonl")], tmp_path / "parts")
    assert digests(tmp_path / "whole") == digests(tmp_path / "parts")
    monkeypatch.setattr(flows.stepwise, "_FEW", 0)
    run_phases([str(tmp_path / "one.jsonl")], tmp_path / "steps")
    assert digests(tmp_path / "whole") == digests(tmp_path / "steps")
    assert {row["articles"] for row in rows(tmp_path / "whole", "furniture")} == {20}


def test_a_shard_loads_what_was_learned_of_its_own_sites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[set[str]] = []

    class Seen(Learner):
        def __init__(self, learned: Mapping[str, Learned]) -> None:
            super().__init__(learned)
            loaded.append(set(learned))

    monkeypatch.setattr(flows.phases.finish, "Learner", Seen)
    more = {"more": "more" * 1500}
    for site in "abc":
        pages = [page(ord(site) * n, f"{site}.example" if site < "c" else None) | more for n in range(16)]
        write_lines(tmp_path / f"{site}.jsonl", pages)
    run_phases([str(tmp_path)], tmp_path / "out")
    assert {frozenset(names) for names in loaded} == {
        frozenset(["a.example"]),
        frozenset(["b.example"]),
        frozenset([f"file:{tmp_path}/c.jsonl"]),
    }
    assert left(tmp_path / "out") == set()


def test_a_site_may_differ(tmp_path: Path) -> None:
    sites = ("off.example", "known.example", "learned.example", "own.example")
    config = tmp_path / "config.toml"
    config.write_text(
        '[furniture.sites."off.example"]\nmode = "off"\n'
        '[furniture.sites."known.example"]\nmode = "known"\n'
        f'[furniture.sites."own.example"]\nkeep = ["{LINE}"]\nstrip = ["The end came in chapter"]\n'
    )
    chosen = load_settings(str(config), ["shard_bytes=65536"])
    write_lines(
        tmp_path / "one.jsonl",
        [page(20 * i + n, site) | {"id": site} for i, site in enumerate(sites) for n in range(12)],
    )
    run_phases([str(tmp_path / "one.jsonl")], tmp_path / "out", chosen)
    assert left(tmp_path / "out") == {"off.example", "known.example", "own.example"}
    learned = {(row["site"], row["line"]) for row in rows(tmp_path / "out", "furniture")}
    assert learned == {("learned.example", LINE), ("learned.example", "Login"), ("own.example", "Login")}


def test_settings_of_furniture_from_the_command_line() -> None:
    assert load_settings(None, ["furniture=off"]).furniture.mode == "off"
    chosen = load_settings(None, ["furniture.mode=known", "furniture.sites.www-a.example.keep=One|Two"])
    assert chosen.context("www-a.example").keep == {"one", "two"}
    assert chosen.context("b.example").keep == frozenset()
    assert chosen.context("b.example").wording
    assert not load_settings(None, ["furniture.wording=false"]).context("b.example").wording
    with pytest.raises(
        UsageError, match=r"unknown setting 'furniture.sites.a.example.kep'; there are: mode, strip, keep"
    ):
        load_settings(None, ["furniture.sites.a.example.kep=One"])
