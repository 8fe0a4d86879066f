"""Text files that hold several articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.intake.formats import sniff
from tasks.intake.read import Piece, ReadSettings, read
from tasks.intake.records import Record, Reject
from tasks.intake.sources import expand
from tests.bounds import bounded

BODY = "The ferry sank off the quay on Monday."
BLOCK = "Title: {}\nDate: 2024-05-03\nURL: https://quay.example/{}\n\n{}\n\nNobody drowned.\n"
LIST = '- title: "{}"\n  url: https://quay.example/{}\n  date: 2024-05-03T10:00:00Z\n  text: |\n    {}\n\n    Nobody drowned.\n'


def found(path: Path, data: bytes, longest: int = 1 << 20) -> list[Record | Reject]:
    path.write_bytes(data)
    return [*read(Piece(expand([str(path)])[0]), ReadSettings(max_record_bytes=longest), {})]


def titles(articles: list[Record | Reject]) -> list[str | None]:
    return [one.title if isinstance(one, Record) else one.reason for one in articles]


def written(way: str, *names: str) -> str:
    if way == "list":
        return "".join(LIST.format(name, name, BODY) for name in names)
    return f"{way}\n".join(BLOCK.format(name, name, BODY) for name in names)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("way", ["list", "=" * 50, "-----", "\n*****\n"])
def test_each_is_an_article(way: str, encoding: str, newline: str, tmp_path: Path) -> None:
    data = written(way, "a", "Fähre", "c").replace("\n", newline).encode(encoding)
    articles = found(tmp_path / "a.txt", data)
    assert titles(articles) == ["a", "Fähre", "c"]
    for one in articles:
        assert isinstance(one, Record) and one.url and one.published_at
        assert one.text.split() == [*BODY.split(), "Nobody", "drowned."]
        assert one.position == "a Fähre c".split().index(one.title or "") + 1


def test_signs_at_the_ends_and_within_an_article_part_nothing(tmp_path: Path) -> None:
    text = written("=====", "a", "b").replace("Nobody", "=====\nNobody")
    articles = found(tmp_path / "a.txt", f"=====\n{text}\n=====\n\n".encode())
    assert titles(articles) == ["a", "b"]
    assert all(isinstance(one, Record) and one.text == f"{BODY}\n\n=====\nNobody drowned." for one in articles)


@pytest.mark.parametrize(
    "text",
    [
        f"Title: a\nDate: 2024-05-03\n\n{BODY}\n=====\n{BODY}\n",
        f"Ferry: a\nTram: b\n=====\nFerry: c\nTram: d\n{BODY}\n",
        f"- Ferries\n- Trams\n\n{BODY}\n",
        f"- Ferry: nine o'clock\n- Tram: ten o'clock\n{BODY}\n",
        f"- title: The ferry\n\n{BODY}",
        f"- Title: the best\n  Text: what he said\n\n{BODY}\n",
        f"Source: Quay Wire\nDate: 2024-05-03\n\n{BODY}\n_____\nSource: Quay Wire; editing by Ann\n",
        f'let ferries = [{{"a": 1}}]\n\n{BODY}\n',
    ],
)
def test_others_are_one(text: str) -> None:
    assert sniff("a.txt", text.encode()) == "text"


def test_what_is_broken_or_too_long_costs_itself(tmp_path: Path) -> None:
    broken = '- title: "b\n  text: it\n'
    data = written("list", "a") + broken + "- c\n" + written("list", "d")
    assert titles(found(tmp_path / "a.yml", data.encode())) == ["a", "malformed", "malformed", "d"]
    for way in ("list", "====="):
        data = written(way, "a", "b" * 600, "c")
        assert titles(found(tmp_path / "a.txt", data.encode(), longest=500)) == ["a", "too_large", "c"]


def test_anchors_make_nothing_large(tmp_path: Path) -> None:
    anchors = "- title: b\n  text: c\n  a0: &a0 [x, x]\n" + "".join(
        f"  a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n" for i in range(1, 40)
    )
    with bounded(seconds=2):
        articles = found(tmp_path / "a.yml", (written("list", "a") + anchors).encode())
    assert titles(articles) == ["a", "malformed"]


@pytest.mark.parametrize("name", ["var articles =", "const a=", "window.__NEWS__ = ", "export default "])
@pytest.mark.parametrize("end", ["", ";", ";\n"])
def test_what_a_script_holds(name: str, end: str, tmp_path: Path) -> None:
    data = f'{name}[{{"title": "a", "text": "{BODY}"}},\n{{"title": "b", "text": "{BODY}"}}]{end}'
    assert titles(found(tmp_path / "a.js", data.encode())) == ["a", "b"]


@pytest.mark.parametrize(("around", "again"), [("Title: a\nDate: b\n{}", "=====\n"), ("Title: a\nDate: b\n=====\nTitle: c\n{}", "\n"), ("- title: a\n  text: b\n{}", "- "), ("- title: a\n  text: b\n  c: {}", "["), ("- title: {}", "a: ")])  # fmt: skip
def test_hostile_files_end_soon(around: str, again: str, tmp_path: Path) -> None:
    data = around.format(again * (100_000 // len(again))).encode()
    with bounded(seconds=2):
        assert len(found(tmp_path / "a.txt", data)) <= 10_000
