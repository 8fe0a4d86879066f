"""Markdown in texts: markdown-it-py, which makes HTML of it, has the same words; and no text costs much."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tasks.edits import replay, undo
from tasks.repair import clean_text
from tasks.repair.markdown import is_markdown, strip_markdown
from tests.bounds import bounded

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

words = st.sampled_from('ferry quay Monday said the harbour master sank 1971 it\'s fish-market (old) "no"'.split())
plain = st.lists(words, min_size=1, max_size=6).map(" ".join)
emphasised = st.tuples(st.sampled_from(["***", "**", "*", "_", "__", "~~", ""]), plain).map(
    lambda x: x[0] + x[1] + x[0]
)
linked = emphasised.map(lambda text: f'[{text}](https://quay.example/a_(b)_c "T")')
some = st.one_of(
    emphasised, linked, st.sampled_from(["![a *picture*](/a.png)", r"one \* two \_ three", "[![](a.png)](/b)"])
)
inline = st.lists(some, min_size=1, max_size=4).map(" ".join)
block = st.one_of(
    inline,
    st.tuples(st.integers(2, 6), inline).map(lambda part: f"{'#' * part[0]} {part[1]}"),
    plain.map(lambda text: f"{text}\n=========="),
    inline.map(lambda text: f"> {text}"),
    st.lists(inline, min_size=1, max_size=3).map(lambda items: "\n".join(f"*   {item}" for item in items)),
    st.lists(inline, min_size=1, max_size=3).map(lambda items: "\n".join(f"{n}.  {i}" for n, i in enumerate(items, 1))),
    st.lists(plain, min_size=2, max_size=2).map(lambda cells: f"| a | b |\n|---|---|\n| {cells[0]} | {cells[1]} |"),
    st.just("* * *"),
)
documents = st.lists(block, min_size=1, max_size=6).map(
    lambda blocks: "\n\n".join([*blocks, "[More](https://quay.example)"])
)


def said(text: str) -> str:
    """The words, without what lists and tables are made of."""
    return "".join(word for word in text.replace("|", " ").split() if not re.fullmatch(r"-|\d+\.", word))


@given(documents)
def test_the_words_are_those_of_the_page_that_it_makes(text: str) -> None:
    assert is_markdown(text)
    stripped, edits = strip_markdown(text)
    assert said(stripped) == said(BeautifulSoup(PARSER.render(text), "lxml").get_text())
    assert replay(text, edits) == stripped
    assert undo(stripped, edits) == text


@given(st.text(alphabet="*_[]()!#>|-=~`\\ \nab1:/.", max_size=60))
def test_any_signs_are_explained_and_cleaned_once(text: str) -> None:
    text = f"{text} [it](/x) sank"
    stripped, edits = strip_markdown(text)
    assert undo(stripped, edits) == text
    done = clean_text(text, ["markup", "whitespace"]).text
    assert clean_text(done, ["markup", "whitespace"]).text == done


def test_menus_go_and_lists_of_links_in_articles_stay() -> None:
    article = "\n".join(f"- [Ferry {n}](https://quay.example/{n})" for n in range(8))
    prose = "The ferry sank off the quay on Monday, said the harbour master."
    menu = "\n\n".join(f"* [![](a.png) Harbour {n}](/harbour/{n}) | [News](/news)" for n in range(25))
    stripped, edits = strip_markdown(f"{menu}\n\n{prose}\n\n{article.replace('- ', '1.  ')}")
    assert stripped.startswith(prose)
    assert edits[0].rule == "markdown:menu"
    assert strip_markdown(f"{prose}\n\n{article}")[0].count("- Ferry") == 8


@pytest.mark.parametrize(
    "piece", ["[", "](", "![", "[a](", "](/x", "**a ", "*a", "_a ", "**", "* ", "| a ", "|-", "# ", "> ", "`a", "\\", "[a]: /x\n", "--\n", "- [a](/b) ", "[a](/b)"]
)  # fmt: skip
def test_hostile_texts_end_soon(piece: str) -> None:
    hostile = ("[a](/b) " + piece * (60_000 // len(piece)), piece * (30_000 // len(piece)) + "](/x)" * 6_000)
    for text in hostile:
        with bounded(5):  # what grows with the square takes a minute
            stripped, _ = strip_markdown(f"It rained.\n\n{text}\n\nThe ferry left.")
        assert stripped.startswith("It rained.") and stripped.endswith("The ferry left.")
