"""The text in trees, lists and strings that hold them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.intake.nested import joined, listed, opened, packed, parted, size, text_of, unpacked, why_no_text

TREES = st.recursive(
    st.none() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["text", "type", "content", "children", "ops", "0", "title", "blocks"]), inner
        )
    ),
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain", "plain"),
        (["One.", "Two."], "One.\nTwo."),
        ([{"type": "p", "text": "One."}, {"content": "Two."}, {"src": "x.jpg"}, ""], "One.\nTwo."),
        ([], ""),
        (None, None),
        (["One. ", " Two.\u00a0", "\n ", "\tThree."], "One.\nTwo.\nThree."),
        ([["One.", "Two."], ["Three."]], "One.\nTwo.\nThree."),
        ({"0": "One.", "1": "Two."}, "One.\nTwo."),
        ({"time": 1, "blocks": [{"type": "paragraph", "data": {"text": "One."}}, {"type": "image", "data": {}}]}, "One."),
        ({"blocks": [{"text": "One.", "type": "unstyled"}, {"text": "Two."}, {"text": "Three."}], "entityMap": {}}, "One.\nTwo.\nThree."),
        ({"ops": [{"insert": "One "}, {"insert": "ferry", "attributes": {"bold": True}}, {"insert": ".\nTwo.\n"}]}, "One ferry.\nTwo."),
        (
            {"nodeType": "document", "content": [{"nodeType": "paragraph", "content": [
                {"nodeType": "text", "value": "The h"},
                {"nodeType": "hyperlink", "content": [{"nodeType": "text", "value": "arbour"}]},
                {"nodeType": "text", "value": " is full."}]}]},
            "The harbour is full.",
        ),
        (
            {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "One "}, {"type": "text", "text": "two."}]}]},
            "One two.",
        ),
        ([{"_type": "block", "children": [{"_type": "span", "text": "One "}, {"_type": "span", "text": "two."}]}], "One two."),
        ([{"type": "text", "content": "One."}, {"type": "image", "caption": "x"}, {"type": "text", "content": "Two."}], "One.\nTwo."),
        ([{"heading": "", "paragraphs": ["One."]}, {"heading": "Why?", "paragraphs": ["Two."]}], "One.\nWhy?\nTwo."),
        ([{"heading": "Why?", "text": "One."}, {"title": "How?", "text": "Two."}, {"heading": "Who?", "text": ""}], "Why?\nOne.\nHow?\nTwo."),
        ([{"type": "text", "content": "See "}, {"type": "link", "title": "The quay", "text": "the quay"}], "See\nthe quay"),
        ([{"type": "list", "items": [{"type": "text", "content": "One."}]}], "One."),
        ({"name": "Ann"}, None),
        (3, None),
    ],
)  # fmt: skip
def test_text_of(value: Any, text: str | None) -> None:
    assert text_of(value) == text


@given(TREES)
def test_any_tree(tree: Any) -> None:
    said = text_of(tree)
    assert said is None or isinstance(said, str)
    assert size(tree) >= 0


def test_a_deep_tree_ends() -> None:
    tree: Any = "One."
    for _ in range(5000):
        tree = [tree]
    assert text_of(tree) == ""


@pytest.mark.parametrize(
    ("string", "held"),
    [
        ('["One.", "Two."]', ["One.", "Two."]),
        ("['One.', \"They don't.\"]", ["One.", "They don't."]),
        ("['One.' 'Two.'\n 'Three.']", ["One.", "Two.", "Three."]),
        ('{"a": {"b": 1}}', {"a": {"b": 1}}),
        ("{'a': None}", {"a": None}),
        ("[Applause] She rose. [Laughter]", None),
        ("[1]", [1]),
        ("{", None),
        ("[]", None),
        ("['a', open('x')]", None),
        ("{'a': datetime.datetime(2024, 5, 9, 23, 51), 'b': datetime.date(2024, 5, 9)}", {"a": "2024-05-09T23:51:00", "b": "2024-05-09"}),
        ("{'a': datetime.datetime(2024, 5, 9, 23, 51, tzinfo=datetime.timezone.utc)}", {"a": "2024-05-09T23:51:00Z"}),
        ("{'a': ObjectId('5f00'), 'b': Decimal('1.5'), 'c': nan, 'd': Timestamp('2024-05-09 23:51:00')}", {"a": "5f00", "b": "1.5", "c": None, "d": "2024-05-09 23:51:00"}),
        ("{'a': datetime.datetime(2024, 99, 9), 'b': 'c'}", None),
        ("{'a': datetime.datetime(*[1] * 9)}", None),
        ("{'a': datetime.date(2024, 5, 99999999999999999999)}", None),
        ("{'a': eval('1', 'b', 'c')}", None),
        ("[" * 50_000 + "]" * 50_000, None),
    ],
)  # fmt: skip
def test_opened(string: str, held: Any) -> None:
    assert opened(string) == held


@pytest.mark.parametrize(
    ("text", "strings"),
    [
        ('["The ferry sank.", "Nobody drowned."]', ["The ferry sank.", "Nobody drowned."]),
        ("['The ferry sank.', \"They don't row.\"]", ["The ferry sank.", "They don't row."]),
        (" ['The ferry sank.'\n 'Nobody drowned.']\n", ["The ferry sank.", "Nobody drowned."]),
        ('["The ferry sank."]', ["The ferry sank."]),
        ('["We row," he said. "We do not sink."]', None),
        ("['We row,' he said. [Laughter]", None),
        ("[Applause] She rose, and said: ['no']", None),
        ('["The ferry sank.", 3]', None),
        ('[{"text": "The ferry sank."}]', None),
        ('{"0": "The ferry sank."}', None),
        ("[]", None),
        ("", None),
    ],
)
def test_a_text_that_is_a_list_of_strings(text: str, strings: list[str] | None) -> None:
    assert listed(text) == strings


def test_columns_are_opened_where_nearly_all_of_them_can_be() -> None:
    article = json.dumps(["The ferry sank.", "Nobody drowned."])
    rows = [{"text": article, "note": "[Applause]", "title": "Ferry", "id": "[1]"} for _ in range(9)]
    assert packed(rows) == {"text"}
    assert unpacked(rows[0], packed(rows))["text"] == ["The ferry sank.", "Nobody drowned."]
    assert packed([*rows, *({"text": "Plain."} for _ in range(9))]) == frozenset()


def test_paragraphs_joined_by_commas_are_parted_where_nearly_all_of_a_column_are() -> None:
    parts = [
        "The ferry sank off the quay on Monday, said the master.",
        "“We row,” he said.",
        "She will be raised in May.",
    ]
    text = ",".join(parts * 3)
    plain = "The ferry sank, and nobody drowned, said Quay Ferries Inc., which owns her. " * 4
    rows = [{"text": text, "other": plain} for _ in range(3)]
    assert joined(rows) == {"text"}
    assert parted(rows[0], joined(rows)) == {"text": "\n".join(parts * 3), "other": plain}
    assert joined([*rows, *({"text": plain} for _ in range(3))]) == frozenset()


@pytest.mark.parametrize(
    "parts",
    [
        [
            "Die Fähre sank am Montag am Kai, sagte der Kapitän.",
            "Überlebt haben alle.",
            "„Wir rudern“, sagte der Mann.",
        ],
        ["Паром затонул у причала в понедельник, сказал капитан.", "Все живы.", "Его поднимут в мае."],
        ["غرقت العبارة عند الرصيف يوم الاثنين، قال القبطان.", "نجا الجميع.", "سترفع في مايو."],
        ["渡轮周一在码头外沉没，船长说。", "无人溺水。”", "2025年5月将打捞。"],
        ["सोमवार को नौका घाट के पास डूब गई, कप्तान ने कहा।", "कोई नहीं डूबा।", "मई में उसे निकाला जाएगा।"],
    ],
    ids=["de", "ru", "ar", "zh", "hi"],
)
def test_paragraphs_of_other_languages_are_parted(parts: list[str]) -> None:
    rows = [{"text": ",".join(parts * 8)} for _ in range(3)]
    assert parted(rows[0], joined(rows)) == {"text": "\n".join(parts * 8)}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("", "is empty"),
        ([], "is empty"),
        ({}, "is empty"),
        ([{"t": "The ferry left."}, {"t": "It came.", "n": 1}], "holds a list of objects without a text under a name known (there are: t, n)"),
        ([[{"t": "The ferry left."}]], "holds a list of objects without a text under a name known (there are: t)"),
        ({"t": "The ferry left."}, "holds an object without a text under a name known (there are: t)"),
        ([[1, 2], [None]], "holds no text"),
        (17, "holds no text"),
    ],
)  # fmt: skip
def test_why_there_is_no_text(value: object, said: str) -> None:
    assert not text_of(value)
    assert why_no_text(value) == said
