"""What a site sets before its articles, in the line of their first sentence: "Story highlights The ferry sank on Monday".

So does it stand in dumps whose parser took a blank for an element's end. No stop tells where it ends: what stands behind it
in other articles does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tasks.compiled.characters import small
from tasks.furniture.folding import fold
from tasks.furniture.listed import listed
from tasks.furniture.whose import is_articles_own

# (These numbers stand in tasks/compiled/lines.c too.)
LEAST_WORDS, MOST_WORDS = 1, 12
_LONGEST, _SHORTEST_LINE = 120, 80
_OPENS = frozenset("\"'“‘(")
# Behind a prefix sentences begin, each with a word of its own, and go on in small letters; behind "Bollywood actor" names do.
_FEWEST, _DIFFERENT, _MOST_ALIKE, _SENTENCES = 4, 0.5, 0.34, 0.5
_WITHIN = re.compile("[a-zß-ÿ][A-ZÀ-Þ]")  # "TrumpKamala Harris": what stands before belongs to it
# "In this" or "How to" is the beginning of what follows.
_GOES_ON = frozenset(
    "a an the of in at on by for with from to and or but as is was are were be been it its his her their our my your this that"
    " these those who which what when where why how than then after before former late said says".split()
)


def prefixes(line: str) -> list[tuple[int, int, int]]:
    """Where what may be set before a long line ends, at a word with a capital; where that word begins, and the one behind it ends.

    >>> line = "Story highlights The ferry sank on Monday, said the mayor of Port Ellery, and nobody drowned."
    >>> [line[:end] for end, _, _ in prefixes(line)]
    ['Story highlights', 'Story highlights The ferry sank on', 'Story highlights The ferry sank on Monday, said the mayor of', \
'Story highlights The ferry sank on Monday, said the mayor of Port']
    """
    if len(line) < _SHORTEST_LINE:
        return []
    words = _words(line, MOST_WORDS + 2)
    found: list[tuple[int, int, int]] = []
    for (_, end), (begins, stop), (_, ends) in zip(
        words[LEAST_WORDS - 1 :], words[LEAST_WORDS:], words[LEAST_WORDS + 1 :], strict=False
    ):
        if end - words[0][0] > _LONGEST:
            break
        first = begins + (line[begins] in _OPENS and begins + 1 < stop)
        if small(line[first]) != line[first]:
            found.append((end, begins, ends))
    return found


def _words(line: str, most: int) -> list[tuple[int, int]]:
    """Where the first words of a line stand, between blanks."""
    found: list[tuple[int, int]] = []
    end = 0
    while len(found) < most:
        while line[end : end + 1] == " ":
            end += 1
        if end == len(line):
            break
        start, end = end, line.find(" ", end)
        end = len(line) if end < 0 else end
        found.append((start, end))
    return found


def set_before(examples: Sequence[str]) -> str:
    """What a site sets before articles, by some of these: each with the two words behind it. Nothing, where that is the articles' own.

    >>> behind = ("The ferry", "Nobody was", "A mayor", "Rain fell")
    >>> set_before([f"Story highlights {two}" for two in behind]), set_before([f"How to {two}" for two in behind])
    ('Story highlights', '')
    """
    told = [(example, _words(example, MOST_WORDS + 2)) for example in examples]
    words = examples[0][: told[0][1][-3][1]]
    times = Counter(example[slice(*spans[-2])] for example, spans in told)
    sentences = sum(
        example[spans[-1][0]].islower() and not _WITHIN.search(example, *spans[-2]) for example, spans in told
    )
    *others, last = words.split(" ")
    many = len(told)
    if not last[-1:].isalnum() or is_articles_own(words):
        return ""  # a dateline ends with a dash, or in brackets
    # One word says too little, unless it is known ("Advertisement"), and so does what ends as the beginning of more, but "Menu Sign in".
    if (not others or last in _GOES_ON) and fold(" ".join([*others[-1:], last])) not in listed("phrases.txt")[0]:
        return ""
    differ = len(times) >= max(_FEWEST, _DIFFERENT * many) and max(times.values()) <= max(_MOST_ALIKE * many, 1)
    return words if differ and sentences >= _SENTENCES * many else ""
