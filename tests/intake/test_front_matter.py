"""What a text says of itself above its first words, and as Markdown's first heading."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.intake.front_matter import front_matter, headline
from tests.cases import load

BODY = "The ferry sank off the quay on Monday."
WAYS = {
    "YAML": (
        f"---\ntitle: \"Ferry: sunk\"\nauthor:\n  - Ann Reed\n  - Lyn Kay\ndate: 2024-05-03\nurl: https://gazette.example/ferry\ntags: [sea]\n---\n\n{BODY}",
        ("Ferry: sunk", ("Ann Reed", "Lyn Kay"), "2024-05-03", "gazette.example", "https://gazette.example/ferry"),
    ),
    "what is no YAML": (
        f"---\ntitle: Ferry: sunk\nauthor: Ann Reed\nsitename: Gazette\n---\n{BODY}",
        ("Ferry: sunk", ("Ann Reed",), None, "Gazette", None),
    ),
    "what no parser of YAML gets through": (
        f"---\ntitle: Ferry\nurl: https://gazette.example/ferry\ntags: {'[' * 1500}\n---\n{BODY}",
        ("Ferry", (), None, "gazette.example", "https://gazette.example/ferry"),
    ),
    "TOML": (
        f'+++\ntitle = "Ferry: sunk"\nauthors = ["Ann Reed", "Lyn Kay"]\ndate = 2024-05-03T10:00:00Z\ndraft = false\nurl = "https://gazette.example/ferry"\n[params]\ntitle = "none"\n+++\n\n{BODY}',
        ("Ferry: sunk", ("Ann Reed", "Lyn Kay"), "2024-05-03T10:00:00+00:00", "gazette.example", "https://gazette.example/ferry"),
    ),
    "what is no TOML": (
        f"+++\ntitle = 'Ferry's end'\ndate = 2024-05-03\n+++\n{BODY}",
        ("Ferry's end", (), "2024-05-03", None, None),
    ),
    "what no parser of TOML gets through": (
        f"+++\ntitle = 'Ferry'\ntags = {'[' * 1500}\n+++\n{BODY}",
        ("Ferry", (), None, None, None),
    ),
    "a reader of pages": (
        f"Title: Ferry sunk\n\nURL Source: https://gazette.example/ferry\n\nPublished Time: 2024-05-03T10:00:00Z\n\nWarning: it may be old.\n\nMarkdown Content:\n{BODY}",
        ("Ferry sunk", (), "2024-05-03T10:00:00Z", "gazette.example", "https://gazette.example/ferry"),
    ),
}  # fmt: skip
NONE = (
    BODY,
    f"---\n{BODY}\n---\n{BODY}",
    f"---\nThe mayor said: no.\n---\n{BODY}",
    f"--- title: Ferry ---\n{BODY}",
    f"+++\n{BODY}\n+++\n{BODY}",
    f"+++\n1 + 1 = 2\n+++\n{BODY}",
    "+++\ntitle = 'Ferry'\n" + BODY,
    f"Title: Ferry\n\n{BODY}",
    "---\ntitle: Ferry\n" + BODY,
    "---\n\n---\n",
    "",
)


@pytest.mark.parametrize("way", WAYS)
def test_it_is_read_and_goes(way: str) -> None:
    text, said = WAYS[way]
    for newline in ("\n", "\r\n"):
        found = front_matter(text.replace("\n", newline))
        assert found is not None
        assert found.text == BODY
        told = (found.title, found.authors, found.published, found.site, found.url)
        assert tuple(one.strip() if isinstance(one, str) else one for one in told) == said


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(("text", "said"), load("intake", "front_matter"))
def test_lines_above_a_text(text: str, said: dict[str, Any] | None, newline: str) -> None:
    found = front_matter(text.replace("\n", newline))
    if found is None or said is None:
        assert found == said
        return
    assert found.text.replace(newline, "\n") == said["text"]
    told = (found.title, list(found.authors), found.published, found.site, found.url)
    told = tuple(one.strip() if isinstance(one, str) else one for one in told)
    assert told == tuple(said[name] for name in ("title", "authors", "date", "site", "url"))


_NAMES = st.sampled_from(["Title", "Date", "URL", "Source", "By", "Category", "Harbour"])
_VALUES = st.sampled_from(["", "2024-09-02", "Ann Reed", "https://gazette.example/1", "N/A"]) | st.text(max_size=12)


@given(st.lists(st.tuples(_NAMES, _VALUES), max_size=6))
def test_no_line_is_lost(lines: list[tuple[str, str]]) -> None:
    text = "".join(f"{name}: {value}\n" for name, value in lines) + f"\n{BODY}"
    if found := front_matter(text):
        assert found.text.endswith(BODY)
        said = f"{found.text} {found.title} {found.published} {found.url} {found.authors} {found.site}"
        assert all(name in said for name, _ in lines if name in ("Category", "Harbour"))
        assert all(
            value.strip() in said for name, value in lines if name in ("Title", "Date", "URL") and value != "N/A"
        )


def test_anchors_within_anchors_end_soon() -> None:
    levels = [
        f"{name}: &{name} {{{', '.join(f'k{n}: *{before}' for n in range(600))}}}"
        for before, name in ("ab", "bc", "cd")
    ]
    text = "---\ntitle: Ferry\na: &a {k: v}\n" + "\n".join(levels) + f"\n---\n{BODY}"
    found = front_matter(text)
    assert found is None or found.text == BODY


@pytest.mark.parametrize("text", NONE)
def test_others_have_none(text: str) -> None:
    assert front_matter(text) is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"# Ferry **sunk**\n\n{BODY}", "Ferry sunk"),
        (f"\nFerry sunk\n==========\n\n{BODY}", "Ferry sunk"),
        (f"# Ferry sunk\r\n\r\n{BODY}", "Ferry sunk"),
        (f"# a comment\n# of two lines\n{BODY}", None),
        (f"## Ferry sunk\n\n{BODY}", None),
        (f"#ferry {BODY}", None),
        (f"{BODY}\n\n# Next", None),
        (BODY, None),
    ],
)
def test_headline(text: str, title: str | None) -> None:
    assert headline(text) == title
