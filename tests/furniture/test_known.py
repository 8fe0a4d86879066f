from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tasks.edits import replay, undo
from tasks.furniture.known import strip_known
from tasks.furniture.matcher import matcher
from tasks.furniture.notices import strip_notices
from tasks.furniture.page import strip_page
from tasks.furniture.prose import is_prose_at_ends
from tasks.furniture.rule import Place
from tasks.repair import Context
from tests.bounds import bounded

PLACES = ("Harbour", "Island", "Ellery", "Dunmere", "Larkhill", "Redwater", "Westhaven", "Ashgrove")
SECTIONS = "\n".join(f"{place} {what}" for place in PLACES for what in ("News", "Sport", "Tides", "Jobs", "Cars"))
PAGE = f"""Quay Times - The ferry that came back
Skip to content
Home
{SECTIONS}
News
Sport
Opinion
Weather
Sign in
Subscribe
Search
The ferry that came back
By
Jane Harbour
3 May 2023
The ferry that sank off the quay in March came back on Monday, towed by two boats and cheered by some
four hundred people
, who had waited since the early morning.
“We had given her up,” said the harbour master, who first saw the mast from his window at six.
Read more:
How the quay was built
The owners said that the ship will sail again in June, when her engines have been dried and the cabins painted.
Share
Facebook
Twitter
12 comments
Nell Quay says:
I do not believe that the ship will ever sail again, and neither does anybody whom I have asked about it.
Most read
A bakery opens on the pier
Contact us
Privacy policy
Terms of use
© 2023 Quay Times"""
ARTICLE = """The ferry that sank off the quay in March came back on Monday, towed by two boats and cheered by some
four hundred people
, who had waited since the early morning.
“We had given her up,” said the harbour master, who first saw the mast from his window at six.
The owners said that the ship will sail again in June, when her engines have been dried and the cabins painted."""


DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def test_the_article_of_a_whole_page_is_what_stays() -> None:
    text, edits = strip_known(PAGE, Context())
    assert text == ARTICLE
    assert [edit.rule for edit in edits] == ["page:head", "page:inside", "page:tail"]
    assert replay(PAGE, edits) == text
    assert undo(text, edits) == PAGE


@pytest.mark.parametrize(
    "inside",
    ["Advertisement", "Sign up to our newsletter\nEnter your email\nSign up", "Read more\nHow the quay was built"],
)
def test_the_article_goes_on_behind_what_interrupts_it(inside: str) -> None:
    head, tail = PAGE.split(ARTICLE.split("\n", 1)[0])[0], PAGE[PAGE.index("\nShare\n") :]
    further = [
        f"On {day} the board met again, and nobody who was asked would say what she had cost the town." for day in DAYS
    ]
    lines = [*ARTICLE.split("\n"), *further, inside, *(line.replace("again", "once more") for line in further)]
    text, edits = strip_known(f"{head}{chr(10).join(lines)}{tail}", Context())
    assert text == "\n".join(line for line in lines if line != inside)
    assert {edit.rule for edit in edits} >= {"page:head", "page:tail"}


EXTRACTED = """{menu}
Dunmere News
The ferry that came back
Nell Quay was among those who saw her
By
Jane Harbour
3 May 2023
Share
Facebook
{article}
Share
Facebook
Twitter
Most read
A bakery opens on the pier
Contact us
Privacy policy
Terms of use
© 2023 Quay Times"""


@pytest.mark.parametrize("labels", [2, 8, 24])
@pytest.mark.parametrize("place", ["first", "last"])
@pytest.mark.parametrize(
    "lines",
    [
        "What we know\nTwo people were on board\nShe left the quay at 9.40am\nNobody has claimed the boat",
        "Ingredients\n200g plain flour\n2 large eggs\nMethod\nWhisk the eggs into the flour.",
        "Results\nDunmere 2-1 Redwater\nLarkhill 0-0 Westhaven",
        "Timeline\n1998: The yard opens.\n2007: The first complaints.",
        "DUNMERE (QNTV) - Police suspect that she was sunk.\nKey points\nShe is sixty years old\nRepairs will take two years",
        "Share prices fell on Friday.",
        "Related companies were also searched.",
    ],
    ids=["list", "recipe", "results", "timeline", "dateline", "sentence", "companies"],
)
def test_an_extracted_article_keeps_its_short_lines_and_its_headline(lines: str, place: str, labels: int) -> None:
    """Menus and footers of some lines come with what extractors take for the article, too."""
    paragraphs = ARTICLE.split("\n", 1)[1].split("\n")[2:] + STORY.replace(". ", ".\n").split("\n")
    article = [lines, *paragraphs] if place == "first" else [*paragraphs, lines]
    text, _ = strip_known(
        EXTRACTED.format(menu="\n".join(SECTIONS.split("\n")[:labels]), article="\n".join(article)), Context()
    )
    title = "The ferry that came back\nNell Quay was among those who saw her\n"
    assert f"{title}{chr(10).join(article)}" in text if labels > 20 else title in text and "\n".join(article) in text
    assert text.endswith(article[-1])


def test_the_article_of_a_page_whose_lines_are_glued_is_found() -> None:
    glued = "".join(PAGE.split("\n"))
    text, edits = strip_known(glued, Context())
    assert text.startswith("The ferry that sank off the quay in March")
    assert text.endswith("the cabins painted.")
    assert undo(text, edits) == glued


MENU = "Home News Sport Opinion Weather Business Culture Travel Property Cars Obituaries Puzzles Letters Podcasts Video Photos Archive Newsletters Harbour Island Ellery Dunmere Tides Ferries Births Deaths Sign in Subscribe Search"
END = "Share Facebook Twitter Most Read Bakery Opens On The Pier Bridge Toll To Rise Careers Help Contact Us Privacy Policy Terms Of Use © 2023 Quay Times"
STORY = " ".join(
    f"On {day} the board met again, and nobody who was asked would say what she had cost the town." for day in DAYS
)


def test_the_article_of_a_page_without_lines_is_found() -> None:
    """What `get_text(" ", strip=True)` leaves, as most people call it."""
    stream = f"{MENU} The Ferry Came Back By Jane Harbour {' '.join(ARTICLE.split())} {STORY} {END}"
    text, edits = strip_known(stream, Context())
    assert text.startswith("The ferry that sank off the quay in March came back")
    assert text.endswith("what she had cost the town.")
    assert [edit.rule for edit in edits] == ["page:head", "page:tail"]
    assert replay(stream, edits) == text
    assert undo(text, edits) == stream
    assert strip_known(text, Context()) == (text, [])


@pytest.mark.parametrize(
    "inside",
    [
        "He told all of this to the board of the harbour and to the\nQuay Times\n, which printed it.",
        f"{STORY}\n© Ann Lee / Quay Pictures\n{STORY[:-1]}, he said.",
        f"Harbour\nLow tide\n5.40\nHigh tide\n11.52\nDunmere\nLow tide\n6.10\n{STORY.split('. ')[0]}.",
        "The iPhone of McKay was found, and his iPad too, said iQuay, which mends iPhones, iPads and what McKay called his YouTube box.",
    ],
    ids=["links", "credit", "table", "names"],
)
def test_what_is_no_running_text_ends_no_article(inside: str) -> None:
    """Sentences that links cut, a picture's credit, a table, and names with capital letters in them."""
    before, after = PAGE.split("\nRead more:")[0], PAGE[PAGE.index("\nShare\n") :]
    text, edits = strip_known(f"{before}\n{inside}{after}", Context())
    kept = inside.replace("© Ann Lee / Quay Pictures\n", "")
    assert text == f"{before[before.index('The ferry that sank') :]}\n{kept}"
    assert {edit.rule for edit in edits} >= {"page:head", "page:tail"}


def test_a_page_of_a_list_stays() -> None:
    """Where what seems the article is a fortieth of the page, it introduces what the page is."""
    lines = [
        f"A brass lamp of the ferry {name} for {pounds} pounds" for name in MENU.split() for pounds in range(2, 12)
    ]
    page = PAGE.split("\nRead more:")[0] + "\n" + "\n".join(lines) + PAGE[PAGE.index("\nShare\n") :]
    text, edits = strip_known(page, Context())
    assert not any(edit.rule.startswith("page:") for edit in edits)
    assert all(line in text for line in lines)


def test_menus_are_no_article_above_its_comments() -> None:
    menu = "\n".join(MENU.split() * 3)
    text = f"{menu}\nComments (0)\n{STORY}"
    assert STORY in strip_notices(text)[0]
    assert strip_notices(f"{STORY}\n{STORY}\nComments (2)\nNell says: no.")[0] == f"{STORY}\n{STORY}"


def test_a_page_has_no_lines_when_furniture_among_them_is_gone() -> None:
    ads = 6 * "Advertisement\n"
    article = f"The ferry came back.\n{ads}{' '.join(ARTICLE.split())} {STORY}"
    text, edits = strip_known(f"{article} {MENU} {END}", Context())
    assert [edit.rule for edit in edits] == [*6 * ["known:advertisement"], "page:head", "page:tail"]
    assert text.endswith("what she had cost the town.")


def test_articles_without_lines_stay_whatever_they_are_about() -> None:
    about = "The board asked Facebook, Twitter and Instagram for their privacy and cookie policies, and to help with a search. "
    story = (
        "Nobody who wanted to log in, sign up, subscribe or comment was told about the terms of use, said the lawyer. "
    )
    for text in (
        10 * (about + story),
        f"{10 * (about + story)}Ann Lee, Tom Quay And Nell Pier Of The Harbour Board Wrote This.",
    ):
        assert strip_known(text, Context()) == (text, [])


def test_reports_with_many_short_lines_are_no_pages() -> None:
    results = "\n".join(f"Harbour {n} Quay {n + 1}" for n in range(40))
    text = f"{ARTICLE}\nResults\n{results}\nHome\nSport"
    assert strip_known(text, Context())[0].startswith(f"{ARTICLE}\nResults\n{results}")


_lines = st.lists(
    st.sampled_from(
        [
            *PAGE.split("\n"),
            *(
                "Login",
                "",
                " ",
                "- Five ferries that never sailed",
                "He left. Login",
                "…",
                "x",
                "By Jane Harbour",
                "Share",
            ),
            *("- Ferries: Five of Them", "Tags", "ferry, quay, board", "Leave a reply", "12 Comments", "“No, thanks.”"),
            "in 1971 QT News App © Quay Television 2021 All rights reserved",
            "He left The views expressed in this column are solely those of the author",
            "author and not those of QT",
        ]
    ),
    max_size=40,
).map("\n".join)


@given(_lines)
@example(
    "Quay Times - The ferry that came back\nRead more:\n- Ferries: Five of Them\nShare\nIt sails on Monday, the mayor said."
)
def test_once_is_enough(text: str) -> None:
    after, edits = strip_known(text, Context())
    assert replay(text, edits) == after
    assert undo(after, edits) == text
    assert strip_known(after, Context()) == (after, [])


@pytest.mark.parametrize(
    "text",
    [
        "A\nTags\n" + "\n  " * 300 + "x.",
        "A\nTags\n" + "ab, " * 170 + ".",
        "A\n" + "The views expressed " * 40,
        "A\n" + "QT News App " * 60 + "©",
        "A\n" + "© all rights reserved " * 40 + "\nx",
        "A" + "\n9 comments on" * 5000,
        "A b c\n" + "Share\n" * 5000,
        "- A b: c d e\n" * 5000,
        "contact us about us " * 20 + "zzz\nA b c.",
        "A b c.\n" + "publicerad " * 40 + "zzz",
        "A b c.\nRelated\nA b c d\n" + "a" * 100_000 + "!",
    ],
)
def test_no_text_takes_long(text: str) -> None:
    start = time.process_time()
    strip_notices(text)
    strip_known(text, Context())
    assert time.process_time() - start < 2


def test_no_rule_is_kept_from_the_lines_that_it_fits() -> None:
    """What spares long sentences the rules spares none of those in the cases but titles, which end without a stop."""
    folder = Path(__file__).parent / "cases"
    lines = {
        line
        for path in folder.glob("*.json")
        if path.stem not in ("stays", "wording")  # what no rule is for
        for case in json.loads(path.read_text("utf-8"))
        for line in case["input"].split("\n")
    }
    long = [f"{line.rstrip('.!?')}{' ' * 90}x." for line in lines if " " in line]
    fitting = {line: matcher("tail")(line.strip(" *-[]()>").rstrip(".")) for line in long}
    assert not [
        line
        for line, name in fitting.items()
        if name not in (None, "read more", "related link", "tags") and is_prose_at_ends(line)
    ]


def test_a_list_of_ten_thousand_lines_is_no_page() -> None:
    asked: list[str] = []

    def is_furniture(line: str) -> bool:
        asked.append(line)
        return False

    def rule(line: str, place: Place) -> None:
        asked.append(line)

    page = [*map("Label {}".format, range(40)), *["The ferry left at nine, and it came back."] * 9]
    strip_page("\n".join(page), is_furniture, rule)
    assert len(asked) == 40
    strip_page("\n".join(page + [f"Label {n}" for n in range(10_000)]), is_furniture, rule)
    assert len(asked) == 40


@pytest.mark.parametrize("line", ["1", "1\n", "{}", "- {} -"])
def test_a_column_of_numbers_takes_linear_time(line: str) -> None:
    column = "\n".join(line.format(20_000 - n) for n in range(20_000))
    with bounded(3):
        strip_known(f"{column}\nThe ferry sank on Monday and nobody was hurt, he said.", Context())


@pytest.mark.parametrize("blank", ["", " "])
@pytest.mark.parametrize("label", ["Share this article", "Sign up for our newsletter", "Follow us on Facebook"])
@pytest.mark.parametrize("sentence", ["Nobody was hurt.", "It rained.", "The town waited.", "He couldn’t say when."])
def test_a_short_sentence_stays_before_what_is_glued_to_it(sentence: str, label: str, blank: str) -> None:
    for behind in ("", "\nThe birds will be left alone until autumn, when they’re expected to fly, said Luke Moss."):
        text = f"Four cygnets have hatched on a digger by the bypass, the council said.\n{sentence}"
        left, _ = strip_known(f"{text}{blank}{label}{behind}", Context())
        assert left.startswith(text)
        assert behind or left == text
