from __future__ import annotations

from dataclasses import replace

import pytest

import tasks.edits
from tasks.edits import Edit
from tasks.furniture.decide import Asked, Stands, decide
from tasks.furniture.learned import Learned, Learner
from tasks.furniture.sightings import PLACES, line_hash, line_key, sightings, sites_of, taken_lines
from tasks.furniture.whose import is_sentence, is_title
from tasks.repair import Context

SITE = "gazette.example"
ASKED = Asked(articles=10, share=0.05, wording=False)


def keys(*lines: tuple[str, str]) -> dict[str, Learned]:
    hashes = frozenset(line_hash(line) for _, line in lines)
    return {SITE: Learned(frozenset(line_key(SITE, place, line) for place, line in lines), hashes)}


def strip_learned(
    text: str, sites: tuple[str, ...], learned: dict[str, Learned], context: Context
) -> tuple[str, list[Edit]]:
    return Learner(learned).strip([text], [sites], [context]).get(0, (text, []))


def is_furniture(site: str, place: str, lines: list[str], articles: int, of: int) -> bool:
    """By their numbers alone: their wording is told in test_wording."""
    return decide(site, place, lines, Stands(articles, of, articles, of), ASKED)


def seen(text: str) -> set[tuple[str, str]]:
    found = sightings([text])
    spans = zip(found.place.tolist(), found.start.tolist(), found.end.tolist(), strict=True)
    return {(PLACES[place], text[start:end].strip()) for place, start, end in spans}


def test_the_lines_at_either_end_are_sighted() -> None:
    lines = [
        f"The {name} sank." for name in "ferry tug barge yacht boat brig ketch sloop dhow junk canoe raft cog".split()
    ]
    found = seen("\n".join(lines))
    assert {line for place, line in found if place == "head"} == set(lines[:6])
    assert {line for place, line in found if place == "tail"} == set(lines[-10:])
    assert {line for place, line in found if place == "body"} == set(lines)


def test_sentences_at_the_ends_are_sighted_and_labels_inside() -> None:
    text = (
        "Gazette Online. The ferry sank on Monday, said the master of the harbour. It was raised.\nBy the quay\n"
        + 20 * "Word "
    )
    assert {("head", "Gazette Online."), ("body", "By the quay")} <= seen(text)
    assert ("tail", "Our weather desk") in seen("The ferry sank on Monday with all its cargo. Our weather desk")


def test_sentences_glued_above_furniture_are_sighted() -> None:
    body = "The ferry sank on Monday. " * 20
    text = f"Our quay\nFrom the pier. {body}\nIt was raised. Read us at the quay.\nTea towels\nMaps"
    assert {("head", "From the pier."), ("tail", "Read us at the quay.")} <= seen(text)


def test_a_line_by_itself_is_the_article() -> None:
    assert seen("Winning numbers on Friday: 02 26 36") == set()
    assert ("tail", "Winning numbers on Friday: 02 26 36") in seen(
        "The draw was late.\nWinning numbers on Friday: 02 26 36"
    )


def test_long_lines_are_sighted() -> None:
    about = "The Gazette was founded by a printer and two teachers who wanted a town to know its own business" * 4
    promo = "We are a small newsroom by the sea, and each penny that a reader sends us goes on a report like this, " * 2
    text = f"The ferry sank.\nNobody drowned.\n{promo}\n{'It was raised on Monday, he said. ' * 20}\n{about}"
    assert {("body", promo.strip()), ("tail", about)} <= seen(text)


def test_openings_are_sighted_where_they_are_no_speakers() -> None:
    text = "You might fancy: Cakes\nANN LEE SAYS: yes\nANN LEE SAYS: no\nANN LEE SAYS: perhaps\nOur view: Cakes\n"
    text += "What it means: it is over.\n" + 30 * "Word "
    assert {line for place, line in seen(text) if place == "opening"} == {"You might fancy:"}


def test_tables_speakers_and_numbers_are_not_sighted_as_labels() -> None:
    lines = ["JANE", "I saw it sink, and so did he, from the pier.", "TOM", "So I did."] * 3
    assert not any(place == "body" for place, _ in seen("\n".join([*lines, "12", "3/4", 90 * "Word "])))


@pytest.mark.parametrize(
    ("edit", "places"),
    [
        (Edit("furniture", "known:contact", 700, "\nWrite to our desk on the pier", ""), {"tail", "body"}),
        (Edit("furniture", "known:byline", 0, "By Ann Lee\n", ""), {"head"}),
        (
            Edit("furniture", "known:time stamp", 0, "Updated at noon on 3 May\n", ""),
            {"head"},
        ),  # a chronicle has such lines
        (
            Edit("furniture", "known:related link", 700, "\nThe ferry that sank last spring", ""),
            set(),
        ),  # a headline elsewhere
        (Edit("furniture", "page:tail", 700, "\nLogin", ""), set()),
        (Edit("whitespace", "blank", 700, "\nWrite to our desk on the pier", ""), set()),
    ],
)
def test_what_rules_took_counts_as_seen(edit: Edit, places: set[str]) -> None:
    assert {PLACES[place] for place, _ in taken_lines([edit])} == places
    texts = ["The ferry sank.\nNobody drowned.", "It was raised.\nBy the quay\nOn the pier"]
    seen = sightings(texts)
    more = seen.with_taken([[*taken_lines([edit])], []])
    first = slice(*more.bounds[:2])
    taken = more.start[first] < 0
    assert taken.sum() == len(places) and set(more.line[first][taken].tolist()) <= {line_hash(edit.before)}
    for column in ("place", "line", "start", "end"):
        assert getattr(more, column)[more.start >= 0].tolist() == getattr(seen, column).tolist()


def test_copies_of_an_article_are_one_article() -> None:
    story = "The ferry sank on Monday with all its cargo, and nobody drowned, said the harbour master."
    first, other = sightings([f"Headline\n{text}\nTail" for text in (story, story[::-1])]).articles.tolist()
    assert not {*first} & {*other}
    assert sightings([f"Headline {i}\n{story}\nTail {i}" for i in range(2)]).articles.tolist() == [first, first]


def test_articles_are_told_apart_though_the_longest_line_is_the_sites_own() -> None:
    appeal = (
        "We are a small newsroom by the sea, and each penny that a reader sends us goes on a report like this. " * 3
    )
    stories = [
        f"{what} on Monday with all its cargo. {'Nobody drowned, said the master of the harbour. ' * 2}"
        for what in ("It sank", "It rose")
    ]
    for texts in ([f"{story}\n{appeal}" for story in stories], [f"{appeal}\n{story}" for story in stories]):
        first, other = sightings(texts).articles.tolist()
        assert first[0] == other[0] and first[1] != other[1]
        assert ("tail", appeal.strip()) in seen(texts[0])


def test_lines_that_differ_in_numbers_and_dates_are_one() -> None:
    assert line_key(SITE, "tail", "Updated 3 May 2024, 12:30") == line_key(SITE, "tail", "Updated 14 June 2023, 9:05.")
    assert line_key(SITE, "tail", "Updated by hand") != line_key(SITE, "tail", "Updated 3")


def test_lines_that_differ_in_apostrophes_are_one() -> None:
    assert line_key(SITE, "tail", "It’s our quay, isn't it") == line_key(SITE, "tail", "Its our quay, isnt it")


def test_learned_lines_go_from_their_end_only() -> None:
    learned = keys(("tail", "the lantern column"))
    text = "The lantern column\nThe ferry sank on Monday.\nThe Lantern Column"
    after, edits = strip_learned(text, [SITE], learned, Context())
    assert after == "The lantern column\nThe ferry sank on Monday."
    assert [edit.rule for edit in edits] == ["learned:tail"]


def test_learned_labels_of_the_body_go_wherever_they_stand() -> None:
    learned = keys(("body", "Gazette puzzles"))
    after, edits = strip_learned("The ferry sank.\nGazette puzzles\nNobody drowned.", [SITE], learned, Context())
    assert after == "The ferry sank.\nNobody drowned."
    assert [edit.rule for edit in edits] == ["learned:body"]


def test_a_text_of_too_many_learned_lines_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    learned = keys(("body", "Read the full story"))
    text = "It rained.\n" + "Read the full story\nIt rained again.\n" * 20 + "It stopped."
    assert "Read the full story" not in strip_learned(text, (SITE,), learned, Context())[0]
    monkeypatch.setattr(tasks.edits, "MOST", 10)
    assert strip_learned(text, (SITE,), learned, Context()) == (text, [])


def test_lines_with_a_learned_opening_go_unless_they_are_sentences() -> None:
    learned = keys(("opening", "You might fancy:"))
    text = "The ferry sank.\nYou might fancy: Cakes\nYou might fancy: it was his answer.\nNobody drowned."
    after, edits = strip_learned(text, [SITE], learned, Context())
    assert after == "The ferry sank.\nYou might fancy: it was his answer.\nNobody drowned."
    assert [edit.rule for edit in edits] == ["learned:opening"]


def test_learned_lines_that_are_glued_go_too() -> None:
    learned = keys(("tail", "The lantern column"), ("head", "Gazette Online."))
    for blank in (" ", ""):  # parsers may leave none
        text = f"Gazette Online.{blank}The ferry sank, he said.{blank}The lantern column"
        assert strip_learned(text, [SITE], learned, Context())[0] == "The ferry sank, he said."


def test_a_reporters_sentence_behind_a_learned_one_stays() -> None:
    learned = keys(("tail", "Read us on the quay every day."))
    for rest, goes in (
        (" The mayor of the island counted 930 votes.", False),
        (" Follow us at quay.example on your way home.", True),
    ):
        text, _ = strip_learned(f"The ferry sank. Read us on the quay every day.{rest}", (SITE,), learned, Context())
        assert text == ("The ferry sank." if goes else f"The ferry sank. Read us on the quay every day.{rest}")


def test_learned_sentences_go_from_behind_the_lines_above_other_furniture() -> None:
    learned = keys(("tail", "Read us at the quay."))
    text = "The ferry sank.\n\nNobody drowned. Read us at the quay.\n\nTea towels\n\nMaps"
    after, edits = strip_learned(text, [SITE], learned, Context())
    assert after == "The ferry sank.\n\nNobody drowned.\n\nTea towels\n\nMaps"
    assert [edit.rule for edit in edits] == ["learned:tail"]
    others = [text, "The ferry sank. Read us.\nMaps"]
    assert [*Learner(learned).strip(others, [[SITE]] * 2, [Context()] * 2)] == [0]
    inner = "Read us at the quay. Nobody drowned."
    assert strip_learned(f"It sank. {inner}\nTea towels", [SITE], learned, Context())[0].startswith(f"It sank. {inner}")


@pytest.mark.parametrize(
    ("rest", "text"),
    [
        ("Louis.", "The ferry sank. She was towed to St. Louis."),
        ("Euro).", "Die Fähre sank. Sie war alt (3 Mio. Euro)."),
        ("Army.", "The ferry sank. Her master had served in the U.S. Army."),
        ("minutě.", "Loď se potopila. Rozhodl o tom v 86. minutě."),
        ("ročník slavností loni v přístavu.", "Loď se potopila. Byl to 12. ročník slavností loni v přístavu."),
        ("Mai.", "Die Fähre sank. Das war am 3. Mai."),
    ],
)
def test_what_follows_an_abbreviation_is_no_learned_sentence(rest: str, text: str) -> None:
    assert strip_learned(text, [SITE], keys(("tail", rest), ("head", rest)), Context()) == (text, [])
    first = f"{text} It rained."
    assert strip_learned(first, [SITE], keys(("head", rest)), Context()) == (first, [])


def test_what_follows_a_number_at_the_end_of_a_sentence_may_be() -> None:
    text = "The ferry sank. She had left at 9. Tide tables"
    assert strip_learned(text, [SITE], keys(("tail", "Tide tables")), Context())[0] == text.removesuffix(" Tide tables")


def test_a_whole_block_of_sentences_that_is_glued_is_sighted_and_goes() -> None:
    own = "The ferry sank in the harbour on Monday with all that she carried, he said."
    block = ["Get our news.", "Sign here.", "Nell Quay writes.", "She likes the sea.", "Read us at the quay."]
    text = " ".join([own, *block])
    assert {("tail", one) for one in block} <= seen(f"{text}\nMaps")
    assert ("head", "Nell Quay writes.") not in seen(text)
    learned = keys(*(("tail", one) for one in block))
    assert strip_learned(text, [SITE], learned, Context())[0] == own


@pytest.mark.parametrize(("behind", "left"), [
    ("Gwen Marlow disagreed.", " Gwen Marlow disagreed."),
    ("Log in to read more.", ""),
    ("Quay Times", ""),
])  # fmt: skip
def test_what_the_article_says_behind_a_learned_sentence_stays(behind: str, left: str) -> None:
    own = "The ferry sank in the harbour on Monday with all that she carried, he said."
    learned = keys(("tail", "The letter for more comes each day."))
    text = f"{own} The letter for more comes each day. {behind}"
    assert strip_learned(text, [SITE], learned, Context())[0] == own + left


def test_an_article_made_of_learned_sentences_alone_stays() -> None:
    said = ("Sunny with highs of 12.", "Winds from the north at 5.", "Sea calm.")
    learned = keys(("head", said[0]), ("tail", said[1]), ("tail", said[2]))
    assert (
        strip_learned("Sunny with highs of 9. Winds from the north at 3. Sea calm.", (SITE,), learned, Context())[1]
        == []
    )
    text, _ = strip_learned("The ferry sank. Winds from the north at 3. Sea calm.", (SITE,), learned, Context())
    assert text == "The ferry sank."


def test_learned_sentences_within_a_quotation_stay() -> None:
    learned = keys(("tail", "Read us at the quay."), ("head", "Read us at the quay."))
    for opening, closing in ("“”", '""'):
        text = f"The ferry sank. He said: {opening}No. Read us at the quay. It is late.{closing}"
        assert strip_learned(text, [SITE], learned, Context()) == (text, [])


@pytest.mark.parametrize(
    "said", ['"We saw it. "It sank," he said.', "“We saw it. “It sank,” he said.", 'He called it "old"?and left.']
)
def test_learned_sentences_go_from_behind_a_quotation(said: str) -> None:
    """Who speaks on in a new paragraph begins it with a mark again, and conversions lose some."""
    learned = keys(("tail", "Read us at the quay."))
    assert strip_learned(f"{said} Read us at the quay.", [SITE], learned, Context())[0] == said


@pytest.mark.parametrize(
    "line", ["DUNMERE, February 6.", "/TASS/.", "NEW QUAY, Feb. 3 (AP)", "DUNMERE, Ellery, 3 March (Reuters) -"]
)
def test_datelines_are_no_furniture(line: str) -> None:
    assert not is_furniture(SITE, "head", [line], 300, 400)
    assert is_furniture(SITE, "head", ["HARBOUR NEWS"], 300, 400)


def test_the_titles_below_a_learned_heading_go_too() -> None:
    learned = keys(("body", "Most read"), ("tail", "The lantern column"))
    article = "The ferry sank on Monday with all that she carried, and nobody drowned. " * 4
    text = f"{article.strip()}\nMost read\nA bakery opens on the pier\nHarbour master retires\nThe lantern column"
    after, edits = strip_learned(text, [SITE], learned, Context())
    assert after == article.strip()
    assert [edit.rule for edit in edits] == ["learned:tail"]


@pytest.mark.parametrize(
    ("below", "goes"),
    [
        (["A bakery opens on the pier", "Harbour master steps down at last", "The lantern column"], True),
        (["A bakery opens on the pier"], False),  # one line may be the article's last
        (
            ["A bakery opens on the pier", "Harbour master steps down at last", "It rained until noon on Tuesday."],
            False,
        ),
        (["Quay v Pier, Friday 3 May, 3pm", "Pier v Harbour, Friday 3 May, 5pm"], False),  # fixtures, week after week
    ],
)
def test_titles_to_the_end_below_a_learned_label_go_too(below: list[str], goes: bool) -> None:
    mine = (("tail", "Around the quay"), ("tail", "The lantern column"))
    article = ("The ferry sank on Monday with all that she carried, and nobody drowned. " * 4).strip()
    text = "\n".join([article, "Around the quay", *below])
    after, _ = strip_learned(text, [SITE], keys(*mine, ("heading", "Around the quay")), Context())
    assert (after == article) == goes
    assert goes or all(line in after for line in below)
    # What does not end most of a site's articles may be an article's: "The jury".
    after, _ = strip_learned(text, [SITE], keys(*mine), Context())
    assert all(line in after for line in below if line != "The lantern column")


def test_long_learned_lines_go_inside_articles_too() -> None:
    about = "The Gazette was founded by a printer and two teachers who wanted a town to know its own business. " * 4
    learned = keys(("tail", about.strip()))
    text = f"The ferry sank.\n{about.strip()}\nNobody drowned."
    assert strip_learned(text, [SITE], learned, Context())[0] == "The ferry sank.\nNobody drowned."


def test_what_a_learned_line_hid_goes_too() -> None:
    learned = keys(("tail", "the lantern column"))
    after, _ = strip_learned("The ferry sank.\nLogin\nThe lantern column", [SITE], learned, Context())
    assert after == "The ferry sank."


def test_other_sites_and_kept_lines_stay() -> None:
    learned = keys(("tail", "the lantern column"))
    text = "The ferry sank.\nThe lantern column"
    assert strip_learned(text, ["other.example"], learned, Context())[0] == text
    assert strip_learned(text, [SITE], learned, Context(keep=frozenset(["the lantern column"])))[0] == text


def test_more_is_asked_of_sentences_of_the_body_and_of_dumps_without_sites() -> None:
    label, sentence = ["The harbour clock"], ["The weather desk is open to all readers on Sundays."]
    assert is_furniture(SITE, "tail", label, 10, 200)
    assert not is_furniture(SITE, "tail", label, 9, 100)
    assert not is_furniture(SITE, "tail", label, 10, 201)
    assert is_furniture(SITE, "tail", sentence, 20, 200)
    assert not is_furniture(SITE, "tail", sentence, 19, 200)
    assert is_furniture(SITE, "body", label, 30, 200)
    assert not is_furniture(SITE, "body", label, 29, 200)
    assert is_furniture(SITE, "opening", ["You might fancy:"], 20, 200)
    assert not is_furniture(SITE, "opening", ["You might fancy:"], 19, 200)
    anywhere = sites_of(None, "dump.txt")[-1]
    assert is_furniture(anywhere, "tail", label, 30, 200)
    assert not is_furniture(anywhere, "tail", label, 20, 100)


def test_news_that_differs_in_its_numbers_and_headings_are_no_furniture() -> None:
    news = [f"The index fell {n} points to {n * 9} on Monday." for n in range(2, 9)]
    assert not is_furniture(SITE, "tail", news, 100, 100)
    assert not is_furniture(SITE, "head", ["Key points:"], 100, 100)


@pytest.mark.parametrize("row", ["Sales {}5.9 mln vs {}2.0 mln", "Gold 1,2{}4.50 +0.{}%", "Crew 3{},451 vs 2{},117"])
def test_rows_of_figures_are_no_furniture(row: str) -> None:
    rows = [row.format(n, n) for n in range(2, 9)]
    assert not is_furniture(SITE, "tail", rows, 100, 100)
    assert not is_furniture(SITE, "body", rows, 100, 100)


@pytest.mark.parametrize(
    "line",
    ["{}2,451 reads", "Posted at 1{}.30pm, changed at 2{}.15pm", "Page {} of 12", "Quay Daily, 0{}.03.2024 1{}:20"],
)
def test_counts_and_clocks_may_be(line: str) -> None:
    assert is_furniture(
        SITE, "tail", [line.format(n, n) for n in range(1, 4) for _ in "ab"] + [line.format(4, 4)], 100, 100
    )


def test_what_invites_readers_may_differ_in_its_numbers() -> None:
    offers = [f"Join us now and save {n} coins on your ferry pass." for n in range(2, 9)]
    assert is_furniture(SITE, "tail", offers, 20, 200)
    assert not is_furniture(SITE, "tail", offers, 19, 200)
    by_wording = replace(ASKED, wording=True)
    assert decide(SITE, "tail", offers, Stands(10, 200, 10, 200), by_wording)


def test_of_all_documents_half_the_share_is_asked() -> None:
    label = ["Seen on the quay"]
    assert decide(SITE, "tail", label, Stands(10, 200, 25, 1000), ASKED)
    assert not decide(SITE, "tail", label, Stands(100, 200, 24, 1000), ASKED)


def test_of_few_articles_half_as_many_will_do_where_most_have_the_line() -> None:
    label = ["Seen on the quay"]
    assert is_furniture(SITE, "tail", label, 5, 25)
    assert not is_furniture(SITE, "tail", label, 5, 26)
    assert not is_furniture(SITE, "tail", label, 4, 4)
    assert is_furniture(SITE, "head", label, 8, 40)
    assert not is_furniture(SITE, "head", label, 8, 41)
    assert not is_furniture(SITE, "head", ["Delivery method"], 7, 7)
    assert not is_furniture(SITE, "body", ["Length of the berth"], 9, 9)
    assert is_furniture(SITE, "head", ["Jane Harbour"], 5, 25)
    assert not is_furniture(SITE, "head", ["Jane Harbour"], 5, 26)
    assert is_furniture(SITE, "head", ["Our weather desk is open to all on Sundays"], 5, 25)
    assert not is_furniture(sites_of(None, "dump.txt")[-1], "tail", label, 9, 9)


@pytest.mark.parametrize(
    "line",
    [
        "Got a story for our weather desk? Ring us on 01632 960 111",
        "Become a friend of the Gazette and keep the lamps lit.",
        "The harbour cam is at www.gazette.example on all days",
        "Le Fanal vit de ses lecteurs, merci de votre soutien",
        "Check the tide tables here",
        "Track swell heights on your pier",
    ],
)
def test_less_is_asked_of_lines_that_speak_to_readers(line: str) -> None:
    assert is_furniture(SITE, "tail", [line], 10, 1000)
    assert not is_furniture(SITE, "tail", [line], 10, 1001)
    assert is_furniture(SITE, "tail", [line], 5, 500)
    assert not is_furniture(SITE, "tail", [line], 4, 400)
    varied = [f"{n} {line}" for n in range(4)]
    assert not is_furniture(SITE, "tail", varied, 10, 1000)


@pytest.mark.parametrize("line", ["Ann Lee", "By Ann Lee", "Ann Lee and Tom van Dale, Gazette", "Mary O'Neil-Ray"])
def test_reporters_who_stand_alone_above_or_below_their_articles_are_learned(line: str) -> None:
    assert is_furniture(SITE, "head", [line], 10, 5000)
    assert is_furniture(SITE, "tail", [line], 10, 5000)
    assert not is_furniture(SITE, "head", [line], 9, 5000)
    assert not is_furniture(SITE, "body", [line], 10, 5000)


@pytest.mark.parametrize("line", ["HARBOUR", "Harbour", "Of ferries", "Ann Lee asks", "Ann Lee:", "NEW QUAY"])
def test_other_lines_above_few_articles_are_not(line: str) -> None:
    assert not is_furniture(SITE, "head", [line], 10, 5000)


def test_less_is_asked_of_titles_that_stand_in_lists() -> None:
    title = ["Ferry inquiry: who knew what"]
    assert decide(SITE, "body", title, Stands(5, 500, 5, 500), ASKED, listed=3)
    assert not decide(SITE, "body", title, Stands(5, 500, 5, 500), ASKED, listed=2)
    assert not decide(SITE, "body", title, Stands(4, 400, 4, 400), ASKED, listed=4)
    assert is_title("Ferry inquiry: who knew what")
    for line in ("Ferry inquiry latest", "The ferry sank, he said.", "Tides on the pier: 3.5 m"):
        assert not is_title(line)


@pytest.mark.parametrize(
    "line",
    [
        "The council did not respond to a request for comment.",
        "US officials said that they would share what they know.",
        "“You are all very welcome in our house,” he said.",
        "With that, I am happy to take your questions.",
        "Share your view",
        "You are reading the Gazette. Officials are expected to say more.",
    ],
)
def test_what_reporters_and_speakers_say_is_asked_for_all(line: str) -> None:
    assert not is_furniture(SITE, "tail", [line], 10, 1000)


@pytest.mark.parametrize(
    "line",
    [
        "Sen.",
        "The U.S.",
        "Washington, D.C.",
        "James S.",
        "QUAYSIDE (Gazette) - The U.S.",
        "“We will see you in court.”",
        "“The ferry will sail again before Easter,” the harbour master told reporters on Monday.",
        '"It is over," she said.',
        "Thank you.",
        "(Applause.)",
        "Thanks, everybody.",
        "Stay with us.",
        "What are the details?",
        "Why there’s debate",
        "The Quay Press contributed to this report.",
        "(With inputs from the Quay Press)",
        "The ferry is gone, but her soul is marching on with us.”",
        "Others note: “I should hate to be the master of this harbour.",
    ],
)
def test_abbreviations_questions_credits_and_what_is_said_are_no_furniture(line: str) -> None:
    assert not is_furniture(SITE, "tail", [line], 100, 100)
    assert is_furniture(SITE, "tail", ["More On This..."], 100, 100)


@pytest.mark.parametrize(
    "line", ["Quayside Air Lines Holdings Inc.", "QUAYSIDE, Calif.", "Quayside--(Harbour Wire Corp."]
)
def test_first_words_up_to_an_abbreviation_are_no_furniture(line: str) -> None:
    assert not is_furniture(SITE, "head", [line], 100, 100)
    assert is_furniture(SITE, "tail", ["Published by the Quay Media Ltd."], 100, 100)


def test_sentences_are_told_from_labels() -> None:
    assert is_sentence("Officials are expected to say more later in the week.")
    assert not is_sentence("More from the Gazette")


def test_an_articles_own_sentence_before_a_learned_one_stays() -> None:
    learned = keys(("head", "This story first stood in our morning sheet."))
    text = "Six divers raised the bell. This story first stood in our morning sheet. It had lain there for a century."
    after, edits = strip_learned(text, (SITE,), learned, Context())
    assert after == "Six divers raised the bell. It had lain there for a century."
    assert [edit.before for edit in edits] == ["This story first stood in our morning sheet. "]
    label = "By Ann Lee, 3 May… This story first stood in our morning sheet. It had lain there for a century."
    assert strip_learned(label, (SITE,), learned, Context())[0] == "It had lain there for a century."
