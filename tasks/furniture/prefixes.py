"""What a site sets before its articles, in the line of their first sentence: "Story highlights The ferry sank on Monday".

So does it stand in dumps whose parser took a blank for an element's end. No stop tells where it ends: what stands behind it
in other articles does. Behind "The mayor of" stand names; behind furniture sentences begin, some of them with a word that has
a capital nowhere else ("The", "In", "Nach").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tasks.compiled.characters import small
from tasks.furniture.folding import fold
from tasks.furniture.listed import listed
from tasks.furniture.prose import OWN_HEADINGS, is_told
from tasks.furniture.whose import has_figures, is_articles_own

# (These numbers stand in tasks/compiled/lines.c too.)
MOST_WORDS = 12
_LONGEST, _SHORTEST_LINE = 120, 80
_OPENS = frozenset("\"'“‘(")
_QUOTES = frozenset('"“„«')
# Of what stands behind a prefix: how many different words and how large a part of it; how large a part one of them may be, of all and of
# those that need not begin a sentence; how large a part have to begin sentences, and how large a part surely do; and how large a part may
# begin a quotation, which who speaks stands before. (Of 344 made sites in ten languages, on which articles begin alike or have labels,
# hardly anything surely began a sentence behind what was the articles' own; so do a fifth of real articles, of few sites less than one in
# twelve.)
_FEWEST, _DIFFERENT, _MOST_ALIKE, _MOST_OTHERS_ALIKE, _SENTENCES, _QUOTED = 4, 0.25, 0.6, 0.34, 0.4, 0.5
_SURELY, _OF_KNOWN = 0.08, 0.03
_KNOWN_WORDS = 4  # of one phrase
# Words with which sentences begin, and that are small within them.
_BEGIN = frozenset(
    "a an the in on at by for with from to as it he she they we there this that these those when while if but and not no nobody our my his"
    " her their more most many some two three every each is are was has how what why you your"
    " der die das ein eine einen einem einer den dem des im am zum zur auf aus bei mit nach von vor für über unter durch seit wegen es er wir"
    " ich wer wenn als wie nicht auch und aber zwei drei mehr viele alle noch nur so was um kein keine niemand schon"
    " le la les un une dans sur pour avec après avant depuis il elle ils elles ce cette ces selon plus quand si à au aux en par deux trois"
    " sans chez malgré près c'est c’est nous"
    " el los las una del al por para con tras desde según se este esta esto más cuando sin dos tres su sus hace lo ni entre hasta ya muchos nadie"
    " gli uno nel nella nelle nei sul sulla dopo da dal dalla è sono non più come quando ma e due tre per tra fra secondo questo questa molti"
    " nessuno ogni o os um uma na nos nas após ao em foi ele ela há não mais com são quem dois duas três sobre até segundo muitos ninguém cada"
    " de het een op te met bij voor uit van door dit dat deze hij zij ze zijn volgens meer veel twee drie aan onder niemand wat"
    " ett det i på av för med till efter vid från när om som enligt hon han vi mer två många sedan ingen vad alla"
    " w z od do za przez przed dla jest był była jak kiedy gdy jeśli nie nikt co dwa dwie trzy ponad według już tak ten ta przy"
    " в во на с со из по от до за к у об не это этот эта как когда если он она они мы я для при после перед но и а что все более два две три"
    " никто нет".split()
)
_BEFORE_NOUNS = frozenset(
    "der die das ein eine im am zum zur beim vom den dem des einen einem einer kein keine".split()
)
_WITHIN = re.compile("[a-zß-ÿ][A-ZÀ-Þ]")  # "TrumpKamala Harris": what stands before belongs to it
# "In this" or "How to" is the beginning of what follows.
_GOES_ON = frozenset(
    "a an the of in at on by for with from to and or but as is was are were be been it its his her their our my your this that"
    " these those who which what when where why how than then after before former late said says".split()
)
# "PARIS AFP", "Berlin dpa": who reports belongs to the article, in whatever order a dateline is written.
_AGENCIES = frozenset(
    "ap afp upi reuters xinhua tass dpa dapd kna epd pti ani ians efe ansa lusa anp tt pap apa sda ats belga ritzau ntb ctk mti app kuna wam"
    " qna kyodo yonhap bernama nan prnewswire newswire тасс риа интерфакс униан укринформ".split()
) | {"риа новости"}
_GREETS = frozenset(
    "dear liebe lieber geehrte geehrter cher chère chers estimado estimada querido querida caro cara beste geachte kära bästa drogi droga"
    " szanowny szanowna уважаемый уважаемая дорогой дорогая".split()
)
_NUMBER = re.compile(r"\W*[\d/.,:-]*\d[a-z]?\W*")
_CAPITALS = 3  # words of a dateline that has nothing but them


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
    for (_, end), (begins, stop), (_, ends) in zip(words, words[1:], words[2:], strict=False):
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
    if any(
        len(spans) < 3 for _, spans in told
    ):  # what stands between blanks may be other white space, which was stripped
        return ""
    words = examples[0][: told[0][1][-3][1]]
    behind = [(example[slice(*spans[-2])], example[slice(*spans[-1])]) for example, spans in told]
    known = " " in words and _are_known(words.split(" "))
    return words if _may_be_set(words) and _begin_sentences(behind, _OF_KNOWN if known else _SURELY) else ""


def _are_known(words: Sequence[str]) -> bool:
    """Whether words are nothing but known labels, and signs between them: "Skip to content Menu Sign in"."""
    known = listed("phrases.txt")[0]
    at = 0
    while at < len(words):
        sizes = range(min(_KNOWN_WORDS, len(words) - at), 0, -1)
        fits = (size for size in sizes if fold(" ".join(words[at : at + size])) in known)
        at += next(fits, 1 if not any(map(str.isalnum, words[at])) else len(words) + 1)
    return at == len(words)


def _may_be_set(words: str) -> bool:
    """Whether words may be a site's own, and not what its articles begin with."""
    *others, last = words.split(" ")
    last_two = " ".join([*others[-1:], last])
    known = listed("phrases.txt")[0]
    if not last[-1:].isalnum() or is_articles_own(words) or is_told(words) or fold(words) in OWN_HEADINGS:
        return False  # a dateline ends with a dash, or in brackets
    # One word says too little, unless it is known ("Advertisement"), and so does what ends as the beginning of more, but "Menu Sign in".
    if (not others or last in _GOES_ON) and fold(last_two) not in known:
        return False
    if not _AGENCIES.isdisjoint((last.lower(), last_two.lower())):
        return False
    if words.split(" ", 1)[0].lower() in _GREETS:
        return False
    if _NUMBER.fullmatch(last) and has_figures(words):  # "Case 257/2024", "Psalm 54"
        return False
    shouted = words.isupper() and len(others) < _CAPITALS  # "NEW DELHI"
    return not shouted or any(fold(some) in known for some in (words, *others, last))


def _begin_sentences(behind: Sequence[tuple[str, str]], least: float) -> bool:
    """Whether two words each are the beginnings of sentences, by all of them, of which so many surely are."""
    many = len(behind)
    told = [(first, then, _surely_begins(first, then)) for first, then in behind]
    surely = [first for first, _, sure in told if sure]
    others = Counter(first for first, _, sure in told if not sure)
    firsts = Counter(first for first, _ in behind)
    sentences = sum(sure or (then[:1].islower() and not _WITHIN.search(first)) for first, then, sure in told)
    return (
        len(surely) >= max(2, least * many)
        and any(len(first) > 1 for first in surely)  # "Group A", "Group B"
        and sentences >= _SENTENCES * many
        and len(firsts) >= max(_FEWEST, _DIFFERENT * many)
        and max(firsts.values()) <= _MOST_ALIKE * many
        and len(surely) + len(others) >= many / 2  # of the others few are alike
        and max(others.values(), default=0) <= max(_MOST_OTHERS_ALIKE * many, 1)
        and sum(first[0] in _QUOTES for first, _ in behind) <= _QUOTED * many
    )


def _surely_begins(first: str, then: str) -> bool:
    """Whether two words begin a sentence: a small word with a capital, and another one, but German nouns."""
    word = first.lstrip("".join(_OPENS) + "„«").lower()
    return word in _BEGIN and (then[:1].islower() or word in _BEFORE_NOUNS)
