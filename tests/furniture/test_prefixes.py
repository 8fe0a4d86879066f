from __future__ import annotations

import pytest

from tasks.edits import Edit
from tasks.furniture.learned import Learned, Learner
from tasks.furniture.prefixes import set_before
from tasks.furniture.sightings import line_hash, line_key
from tasks.repair import Context

SITE = "gazette.example"
SENTENCES = "The ferry|Nobody was|A mayor|Rain fell|In the|Ferries sail"
REST = " sank off the quay on Monday with all its cargo, the master of the harbour said, and nobody drowned."


@pytest.mark.parametrize(
    ("words", "behind", "found"),
    [
        ("Media playback unsupported", SENTENCES, True),
        ("Home | News | Sport", SENTENCES, True),
        ("Advertisement", SENTENCES, True),
        ("Skip to content Menu Sign in", SENTENCES, True),
        ("Bild Foto", "Der Bürgermeister|Nach dem|Niemand wurde|Ein Sturm|Die Fähre|Regen fiel", True),
        ("Поделиться в соцсетях", "В порту|Никто не|На пристани|Паром стоит|После шторма", True),
        (
            "Harbour club",
            "The ferry|The mayor|The rain|The quay|A mayor|Rain fell|The sea|The crew",
            False,
        ),  # mostly one word
        ("Harbour club", "The ferry|Nobody was|A mayor", False),  # three tell too little
        ("Yesterday", SENTENCES, False),
        ("Police in", SENTENCES, False),
        ("Tech giant", "Quaymaps now|Ferrio has|Telemast says|Dunmere will|Buoyant plans|Crane is", False),
        ("Le maire de", "Tilbury a|Lindau est|Merrow veut|Dunmere parle|Ellery reste", False),
        ("Bei einem", "Unfall auf|Brand in|Sturm vor|Streit um|Konzert am", False),
        ("Bollywood actor", "Ann Marlow|Cleo Reed|Emil Kay|Dora Lee", False),
        ("Mayor Donald John", "ReedThe ferry|ReedNobody was|ReedA mayor|ReedRain fell", False),
        ("Group", "A has|A will|B has|C is|D was|A is", False),
        ("The minister told reporters", "“The ferry|“Nobody was|“A mayor|“Rain fell", False),
        ("PORT ELLERY -", SENTENCES, False),
        ("PORT ELLERY (QNA)", SENTENCES, False),
        ("PORT ELLERY", SENTENCES, False),
        ("Lindau dpa", SENTENCES, False),
        ("Case 257/2024", SENTENCES, False),
        ("Dear Ann", SENTENCES, False),
        ("Key takeaways", SENTENCES, False),
        ("Reporting by", SENTENCES, False),
        ("Menu", "The\xa0|Nobody|A mayor|Rain fell", False),  # a word of white space
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
