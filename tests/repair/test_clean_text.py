from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.repair import ALL_STEPS, Context, clean_text, clean_texts
from tasks.repair.apostrophes import restore_apostrophes, restore_many
from tests.cases import load
from tests.texts import texts

# Fiction, with everything right that a cleaner could get wrong: possessive "its", names, quotes, symbols, furniture's words.
CLEAN = """The harbour board of Port Ellery voted on Tuesday to sell its oldest ferry, the Marguerite, to a museum.

“It’s the only boat my mother’s family ever trusted,” said Dermot O’Brien, whose father piloted it in the 1970s. “We weren't asked.”

The museum, in turn, will lend its slip – and its only crane – to the board until May. Share prices of Ellery Marine fell 3 percent. Login details for the auction's website were stolen in March, AT&T said, but R&D costs stayed < £5,000…

Comments by the minister, Ana Wells, were few: "Its crew were wed to that ship," she said. It cost $1,200 (about €1,100)."""


def test_clean_text_is_left_alone() -> None:
    done = clean_text(CLEAN)
    assert done.text == CLEAN
    assert done.edits == ()


def test_apostrophes_dropped_in_quotations_only() -> None:
    text = (
        "The board's chair said the town had to decide for itself \"about how its going to run this ferry, a ferry its running "
        'in defense of its trade, of its pride." Its crew agreed. "Weve been clear about our own ship."\nLogin'
    )
    done = clean_text(text)
    assert "how it's going to run" in done.text
    assert "We've been clear" in done.text
    assert "of its trade, of its pride" in done.text
    assert "Its crew agreed" in done.text
    assert done.text.endswith('our own ship."')
    assert {edit.step for edit in done.edits} == {"apostrophes", "furniture"}


def test_steps_can_be_chosen() -> None:
    text = "<b>Weve</b> seen itâ€™s over.\nLogin"
    assert clean_text(text, steps=[]).text == text
    assert clean_text(text, steps=["furniture"]).text == "<b>Weve</b> seen itâ€™s over."
    for some in (["encoding", "markup"], "encoding, markup"):
        assert clean_text(text, steps=some).text == "Weve seen it’s over.\nLogin"
    assert clean_text(text, steps=ALL_STEPS).text == "We’ve seen it’s over."


def test_a_step_that_does_not_exist_is_named() -> None:
    with pytest.raises(ValueError, match="no step named spelling; the steps are markup, encoding"):
        clean_text("One.", steps=["spelling"])


@pytest.mark.parametrize("no_text", [None, float("nan"), b"It rained.", ["It rained."]])
def test_what_is_no_text_is_named(no_text: Any) -> None:
    with pytest.raises(TypeError, match=f"a text is a str, not {type(no_text).__name__}; .* clean_texts"):
        clean_text(no_text)
    with pytest.raises(TypeError, match=r"a text is a str.* restore_many"):
        restore_apostrophes(no_text)


COLUMN = ["Weve won.", "It rained."]


@pytest.mark.parametrize(
    "column",
    [np.array(COLUMN), pa.array(COLUMN), pa.chunked_array([COLUMN]), pd.Series(COLUMN), pl.Series(COLUMN), dict.fromkeys(COLUMN).keys()],
    ids=["numpy", "arrow", "arrow in chunks", "pandas", "polars", "keys"],
)  # fmt: skip
def test_columns_of_a_table_are_texts(column: Any) -> None:
    assert [done.text for done in clean_texts(column)] == ["We've won.", "It rained."]
    assert [done.text for done in restore_many(column)] == ["We've won.", "It rained."]


@pytest.mark.parametrize(
    "column",
    [pa.array(["One.", None]), pd.Series(["One.", None]), pd.Series(["One.", float("nan")]), pl.Series(["One.", None]), ["One.", 2]],
)  # fmt: skip
def test_the_row_without_a_text_is_named(column: Any) -> None:
    for many in (clean_texts, restore_many):
        with pytest.raises(
            TypeError, match=r"^row 1 \(from 0\) is (None|nan|2), no str; .*dropna\(\) or fillna"
        ) as told:
            many(column)
        assert many.__name__ not in str(told.value)


def test_one_text_is_not_many() -> None:
    with pytest.raises(TypeError, match=r"a list of texts is wanted.*clean_text\(text\)"):
        clean_texts("Weve been")
    for table in (
        pd.DataFrame({"text": COLUMN}),
        pl.DataFrame({"text": COLUMN}),
        pa.table({"text": COLUMN}),
        {"text": COLUMN},
    ):
        with pytest.raises(TypeError, match=r"not a \w+; pass the column of the texts"):
            clean_texts(table)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^row 0 \(from 0\) is a dict, no str; pass its text"):
        clean_texts([{"text": "Weve been"}])  # type: ignore[list-item]
    with pytest.raises(TypeError, match=r"a list of texts is wanted.*restore_apostrophes\(text\)"):
        restore_many("Weve been")


def test_lines_of_the_users_own() -> None:
    context = Context(strip=frozenset(["the ellery courier"]), keep=frozenset(["login"]))
    assert clean_text("The Ellery Courier\nThe ferry sank.\nLogin", context=context).text == "The ferry sank.\nLogin"
    done = clean_text("The Ellery Courier\nThe ferry sank.\nShare", context=replace(context, furniture=False))
    assert (done.text, [edit.rule for edit in done.edits]) == ("The ferry sank.\nShare", ["setting:the ellery courier"])
    text = "The ferry sank off\nthe ellery courier\nand was raised.\nThe Ellery Courier:\n---\nthe ellery courier"
    once = clean_text(text, context=replace(context, furniture=False)).text
    assert once == "The ferry sank off\nand was raised.\n---"
    assert clean_text(once, context=replace(context, furniture=False)).text == once


def test_a_whole_page_gives_its_article() -> None:
    page = (
        "<!DOCTYPE html><html><head><title>Ferry sold</title></head><body><nav><a href='/'>Home</a></nav><article><h1>Ferry sold</h1>"
        + "".join(f"<p>{paragraph}</p>" for paragraph in CLEAN.split("\n\n"))
        + "</article><footer>© 2024</footer></body></html>"
    )
    done = clean_text(page)
    assert "The harbour board of Port Ellery" in done.text
    assert "<" not in done.text.replace("< £", "")
    assert done.edits[0].rule == "page"


@pytest.mark.parametrize(
    ("before", "after"), [case for name in ("markup", "encoding") for case in load("repair", name) if not case.marks]
)
def test_what_one_step_mends_the_whole_leaves_mended(before: str, after: str) -> None:
    assert clean_text(clean_text(before).text).text == clean_text(before).text


@given(st.lists(texts, max_size=6))
def test_many_texts_together_come_out_as_one_by_one(messy: list[str]) -> None:
    whole = [text if number % 2 else CLEAN[:300] + text for number, text in enumerate(messy)]
    assert clean_texts(whole) == [clean_text(text) for text in whole]


@pytest.mark.parametrize(
    "text", ['{"text": "Weve been clear."}', '{"text":"Weve been clear."}\n', "var ferry = 1;", '{"a":"b"}\nLogin']
)
def test_what_is_nothing_but_a_script_stays(text: str) -> None:
    assert clean_text(text, steps=["furniture"]) == (text, ())
    assert clean_text(text).text.strip()
    assert clean_text(f"The ferry sank on Friday.\n{text}", steps=["furniture"]).text == "The ferry sank on Friday."
