"""Names and fixed forms whose apostrophe is sure from the letters alone: "OBrien", "DAngelo", "LOreal".

A capital in the second place gives the names away; "Obrien" and "Dangelo" are left, since how they would be written
is not known. The names are common ones, set down by hand; the model learns more from its corpus.
"""

from __future__ import annotations

import re

from tasks.edits import Edit, Splicer
from tasks.repair.apostrophes.exempt import in_address

_IRISH = (
    "Brian Brien Bryan Byrne Callaghan Carroll Casey Cleirigh Conner Connell Connor Conor Day Dea Doherty Donnell "
    "Donoghue Donohue Donovan Dowd Driscoll Dwyer Faolain Farrell Flaherty Flanagan Flynn Gara Gorman Grady Hagan "
    "Halloran Hanlon Hara Hare Hearn Hehir Herlihy Higgins Kane Keefe Keeffe Kelly Leary Loughlin Mahoney Mahony "
    "Malley Mara Meara Melia Moore Neal Neale Neil Neill Nolan Quinn Rahilly Reagan Regan Reilly Riordan Rourke "
    "Shaughnessy Shea Sheehan Sullivan Toole"
)
_ITALIAN = "Agostino Alessandro Alema Amato Ambrosio Amico Amore Andrea Angelo Annunzio Antonio Arcy Artagnan Souza"
_FRENCH = "Aquila Enfant Occitane Oreal Oréal Osservatore"
# What gives them away, in small letters: the gate looks for these.
FORMS = [
    (letter + name).lower()
    for letter, names in (("O", _IRISH), ("D", _ITALIAN), ("L", _FRENCH))
    for name in names.split()
]
# One pattern a first letter, and that letter first: such a search runs at memory speed, one with a class does not.
_NAMES = tuple(
    re.compile(rf"{letter}(?<![^\W_]{letter})(?:{names.replace(' ', '|')})(?![^\W_])")
    for letter, names in (("O", _IRISH), ("D", _ITALIAN), ("L", _FRENCH))
)
_HINTS = tuple(re.compile(letter + "[A-Z][a-zé]{2}") for letter in "ODL")
_ROCK_HINT = re.compile("ock n ")  # faster than `in`
_ROCK = re.compile(r"ock n(?= [Rr]oll(?![^\W_]))")


def restore_fixed(text: str, mark: str) -> tuple[str, list[Edit]]:
    """The text with such forms put right, and the edits."""
    places = [
        (m.start(), m.end())
        for hint, pattern in zip(_HINTS, _NAMES, strict=True)
        if hint.search(text)
        for m in pattern.finditer(text)
        if not in_address(text, m.start(), m.end())
    ]
    if _ROCK_HINT.search(text):
        places += [(m.end() - 1, m.end()) for m in _ROCK.finditer(text)]
    if not places:
        return text, []
    splicer = Splicer(text, "apostrophes")
    for start, end in sorted(places):
        word = text[start:end]
        if word == "n":
            splicer.replace(start, end, f"{mark}n{mark}", "fixed:rock 'n' roll")
        else:
            splicer.replace(start, end, f"{word[0]}{mark}{word[1:]}", f"fixed:{word[0]}'{word[1:]}")
    return splicer.done()


def spell_name(word: str, mark: str) -> str:
    """One word, with its mark if it is such a name."""
    named = word[0] in "ODL" and any(pattern.fullmatch(word) for pattern in _NAMES)
    return f"{word[0]}{mark}{word[1:]}" if named else word
