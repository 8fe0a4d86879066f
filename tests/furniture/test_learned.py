from __future__ import annotations

from tasks.furniture.learned import is_sentence, line_key, sightings, strip_learned
from tasks.repair import Context

SITE = "gazette.example"


def keys(*lines: tuple[str, str]) -> frozenset[int]:
    return frozenset(line_key(SITE, place, line) for place, line in lines)


def test_both_ends_are_sighted_but_never_the_longest_line() -> None:
    text = "Gazette Online\nThe ferry sank on Monday with all its cargo.\nOur weather desk"
    assert {(seen.place, seen.line) for seen in sightings(text, SITE)} == {
        ("head", "Gazette Online"),
        ("tail", "Our weather desk"),
    }


def test_copies_of_an_article_are_one_article() -> None:
    story = "The ferry sank on Monday with all its cargo, and nobody drowned, said the harbour master."
    first, second = (next(iter(sightings(f"Headline\n{story}\nTail {i}", SITE))).article for i in range(2))
    assert first == second


def test_learned_lines_go_from_their_end_only() -> None:
    learned = keys(("tail", "our weather desk"))
    text = "Our weather desk\nThe ferry sank on Monday.\nOur Weather Desk"
    after, edits = strip_learned(text, SITE, learned, Context())
    assert after == "Our weather desk\nThe ferry sank on Monday."
    assert [edit.rule for edit in edits] == ["learned:tail"]


def test_what_a_learned_line_hid_goes_too() -> None:
    learned = keys(("tail", "our weather desk"))
    after, _ = strip_learned("The ferry sank.\nLogin\nOur weather desk", SITE, learned, Context())
    assert after == "The ferry sank."


def test_other_sites_and_kept_lines_stay() -> None:
    learned = keys(("tail", "our weather desk"))
    text = "The ferry sank.\nOur weather desk"
    assert strip_learned(text, "other.example", learned, Context())[0] == text
    assert strip_learned(text, SITE, learned, Context(keep=frozenset(["our weather desk"])))[0] == text


def test_sentences_are_told_from_labels() -> None:
    assert is_sentence("Officials are expected to say more later in the week.")
    assert not is_sentence("More from the Gazette")
