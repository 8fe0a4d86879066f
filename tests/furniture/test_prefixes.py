from __future__ import annotations

import pytest

from tasks.edits import Edit
from tasks.furniture.learned import Learned, Learner
from tasks.furniture.prefixes import set_before
from tasks.furniture.sightings import line_hash, line_key
from tasks.repair import Context

SITE = "gazette.example"
REST = " sank off the quay on Monday with all its cargo, the master of the harbour said, and nobody drowned."


@pytest.mark.parametrize(
    ("words", "behind", "found"),
    [
        ("Media playback unsupported", "The ferry|Nobody was|A mayor|Rain fell", True),
        ("Home | News | Sport", "The ferry|“Nobody was|A mayor|Rain fell", True),
        (
            "Harbour club",
            "The ferry|The mayor|The rain|The quay|A mayor|Rain fell",
            False,
        ),  # what follows is mostly one word
        ("Harbour club", "The ferry|Nobody was|A mayor", False),  # three tell too little
        ("Advertisement", "The ferry|Nobody was|A mayor|Rain fell", True),
        ("Skip to content Menu Sign in", "The ferry|Nobody was|A mayor|Rain fell", True),
        ("Yesterday", "The ferry|Nobody was|A mayor|Rain fell", False),
        ("PORT ELLERY -", "The ferry|Nobody was|A mayor|Rain fell", False),
        ("PORT ELLERY (QNA)", "The ferry|Nobody was|A mayor|Rain fell", False),
        ("Police in", "Tilbury are|Lindau were|Merrow said|Dunmere have", False),
        ("Bollywood actor", "Ann Marlow|Cleo Reed|Emil Kay|Dora Lee", False),
        ("Mayor Donald John", "ReedFerry sinks|ReedNobody drowned|ReedA mayor|ReedRain fell", False),
        ("Reporting by", "Ann said|Cleo was|Emil had|Dora is", False),
    ],
)
def test_what_is_set_before_articles(words: str, behind: str, found: bool) -> None:
    assert set_before([f"{words} {two}" for two in behind.split("|")]) == (words if found else "")


def strip(text: str, *prefixes: str, context: Context | None = None) -> tuple[str, list[Edit]]:
    keys = frozenset(line_key(SITE, "prefix", prefix) for prefix in prefixes)
    learned = {SITE: Learned(keys, frozenset(map(line_hash, prefixes)))}
    return Learner(learned).strip([text], [(SITE,)], [context or Context()]).get(0, (text, []))


def test_it_goes_from_the_first_line_and_as_one() -> None:
    text, edits = strip(f"Story highlights The ferry{REST}", "Story highlights")
    assert (text, [edit.rule for edit in edits]) == (f"The ferry{REST}", ["learned:prefix"])
    assert strip(f"Story highlights\nThe ferry{REST}", "Story highlights")[0] == f"The ferry{REST}"
    both = strip(f"Story highlights Video Ferry boats{REST}", "Story highlights", "Story highlights Video")
    assert both[0] == f"Ferry boats{REST}"


@pytest.mark.parametrize(
    "text",
    [
        f"Story highlights of the year{REST}",  # a sentence of the article's
        f"The ferry{REST}\nStory highlights The ferry{REST}",
        "Story highlights The ferry sank.",
    ],
)
def test_it_stays(text: str) -> None:
    assert strip(text, "Story highlights") == (text, [])


def test_it_stays_where_one_says_so() -> None:
    text = f"Story highlights The ferry{REST}"
    assert strip(text, "Story highlights", context=Context(keep=frozenset(["story highlights"]))) == (text, [])
