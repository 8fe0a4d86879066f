"""How much a line is worded as furniture is: for what no list of phrases has.

A logistic regression over a line's words, pairs and triples of them (hashed into one table: Weinberger et al. 2009), and its
shape. `wording_train` makes it; WORDING_CARD.md tells of what, and how well it does.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import islice
from math import inf, sqrt
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tasks.compiled import address, function, once
from tasks.compiled.characters import Hashes, codes_of, hash_of, letters, mixed, small
from tasks.furniture.rule import Place

# (These stand in tasks/compiled/wording.h too.)
MOST_TOKENS, FIRST_TOKENS = 120, 8
FEWEST_WORDS = 3
_BEGIN, _END = 1, 2
_PAIR, _APART, _TRIPLE, _START = map(np.uint64, (3, 5, 7, 13))
_START_LETTERS = 5
SHAPES = 7
SHAPE_WEIGHT = 0.3
SURE = 1.2
"""From here on a line goes, at the ends of a text, for its wording alone."""
NEAR = -0.5
"""From here on it goes beside one that goes."""
INSIDE = 2.0
"""From here on it goes wherever it stands."""
GATE = 0.3
"""The log-odds by its single words alone, all of them and the first ones, without which a line does not go: those of articles seldom have them."""
TITLE, SUBHEAD = 4.0, 3.4
"""From here on one without a stop goes where a headline may stand, above articles, and where a subhead may, inside them."""
OWN = -3.0
"""Below this it is an article's."""
LIKELY = -1.5
"""From here on it needs to stand in fewer articles of a site to be learned."""
SHORT = 400  # so many characters have lines that go inside a text, all of whose lines are looked at
PART_WORDS, LEAST_PART = 12, -1.2
WORDED = "known:wording"

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
COMMON = frozenset(
    "the of and to in is for on with that are was this it by you your our from at be or an as more about been their they will"
    " der die das und den von zu mit sich auf für ist im dem nicht ein eine sie ihr ihre wir unser unsere oder auch"
    " le la les des et du un une dans pour sur avec par nous vous votre vos notre nos est plus ce cette au aux"
    " el los las del y una que con por para su sus se nuestra nuestro más es al en"
    " il lo gli di che per con della del alla nel tua tuo nostra nostri sono ti ci"
    " os as do da dos das em um uma você seu sua nosso nossa não com mais"
    " het een van voor met je jouw ons onze aan op niet ook bij of wij zijn"
    " och att är från inte ett jag också din vår eller när"
    " na się nie jest że od dla przez oraz czy nasz twój naszego".split()
)
"""Of the commonest words of the languages that were learned, which most others seldom have."""
_SHORT_WORDS = 5  # in so few there may be none of these
_BULLETS = ("-", "•", "*", "–")
_STOPS = (".", "!", "?", "…", ".)")
_QUOTES = frozenset('"“”«»„')
_FILE = Path(__file__).with_name("wording.npz")


class Weights(NamedTuple):
    """Of a model."""

    table: NDArray[np.int8]
    """By the low bits of a feature's hash; a power of two of them."""
    scale: float
    bias: float


@once
def weights() -> Weights:
    """Those of the project."""
    with np.load(_FILE) as found:
        return Weights(found["table"], float(found["scale"]), float(found["bias"]))


# (It stands in tasks/compiled/wording.h too.)
_READY = np.dtype(
    [(name, "u8") for name in ("table", "mask")]
    + [(name, "f8") for name in ("scale", "bias", "gate", "least", "inside")]
)


@cache
def _ready(place: int, size: int, numbers: tuple[float, ...]) -> NDArray[np.void]:
    return np.array([(place, size - 1, *numbers, GATE, NEAR, INSIDE)], _READY)


def ready(of: Weights) -> NDArray[np.void]:
    """These, and from where on a line goes, as compiled code takes them."""
    table, *numbers = of
    return _ready(address(table), table.size, tuple(numbers))


def scores(lines: Sequence[str]) -> NDArray[np.float64]:
    """The log-odds that each is furniture, by its words alone; minus infinity for less than three words.

    >>> said, asked = scores(["The mayor said on Friday that the bridge would open.", "Sign up for our free daily newsletter."])
    >>> bool(said < 0 < asked)
    True
    """
    return scores_by(weights(), lines)


def scores_by(by: Weights, lines: Sequence[str], gated: bool = False) -> NDArray[np.float64]:
    """`scores` by some weights. Where they are `gated`, what its single words tell to be none has minus infinity, too."""
    if call := function("wordings", "ppipppip"):
        codes, bounds = codes_of(lines)
        if codes.max(initial=0) < 0x10000:  # of what is beyond compiled code's tables it cannot tell
            told = np.empty(len(lines))
            call(address(codes), address(bounds), len(lines), *letters(), address(ready(by)), gated, address(told))
            return told
    table, scale, bias = by
    words, shapes, rows, counts = features(lines)
    last = np.uint64(table.size - 1)
    weighed = table[words & last]
    sums = np.bincount(rows, weighed, len(lines))
    shaped = table[shapes & last].sum(1, np.int64)
    found = scale * (sums / np.sqrt(counts) + SHAPE_WEIGHT * shaped) + bias
    told_of = np.array([has_words(line) for line in lines], np.bool_)
    if gated:
        told_of &= _by_single_words(table, scale, words, rows, counts) >= GATE
    return np.where(told_of, found, -np.inf)


def _by_single_words(
    table: NDArray[np.int8], scale: float, words: Hashes, rows: NDArray[np.int64], counts: NDArray[np.int64]
) -> NDArray[np.float64]:
    """The log-odds of lines by their single words alone, of all or of the first ones, whichever are less, of their `features`."""
    tokens = counts // 5 - 1
    some = int(tokens.sum()) + 2 * counts.size  # they stand before all others, with the begin and the end of each line
    weighed = table[words[:some] & np.uint64(table.size - 1)].astype(np.int64)
    at = np.arange(some) - np.repeat(np.cumsum(tokens + 2) - tokens - 2, tokens + 2)
    weighed[(at == 0) | (at == tokens[rows[:some]] + 1)] = 0
    return np.minimum(*(
        scale * np.bincount(rows[:some], weighed * (at <= most), counts.size) / np.sqrt(np.clip(tokens, 1, most))
        for most in (FIRST_TOKENS, MOST_TOKENS)
    ))  # fmt: skip


_LEAST: dict[Place, float] = {"head": NEAR, "body": INSIDE, "tail": NEAR}
_LEAST_OF_TITLES: dict[Place, float] = {"head": TITLE, "body": SUBHEAD}


def may_go(line: str, place: Place) -> bool:
    """Whether a line may go for its wording, at the ends of a text where what stands beside it does not speak against it."""
    if place == "body" and len(line) > SHORT:
        return False
    if _score(line) < (_LEAST if place == "tail" or line.endswith(_STOPS) else _LEAST_OF_TITLES)[place]:
        return False
    if not in_its_languages(line) or (place == "body" and line.startswith(_BULLETS)):
        return False
    # An article's last words may stand in the same line, with an end of their own or without.
    words = line.split()
    parts = [" ".join(words[i : i + PART_WORDS]) for i in range(0, len(words) - PART_WORDS // 2, PART_WORDS)]
    first = _FIRST_SENTENCE.findall(line)
    parts = first + parts if len(parts) > 1 else first
    return not parts or bool(scores(parts).min() >= LEAST_PART)


_FIRST_SENTENCE = re.compile(r"\A(?:[^\s.!?]+ ){4,}[^\s.!?]+[.!][\"”’)]*(?= +[A-Z\"“‘(])")


def _score(line: str) -> float:
    """`scores_by` of one, gated."""
    if call := function("wording_bits", "pippp"):
        (found,) = _DOUBLE.unpack(_BITS.pack(call(line.encode("utf-32-le", "surrogatepass"), len(line), *_places())))
        if found == found:  # what has characters beyond the tables has no number
            return float(found)
    return float(scores_by(weights(), [line], gated=True)[0]) if passes(line) else -inf


@cache
def _places() -> tuple[int, int, int]:
    return *letters(), address(ready(weights()))


_BITS, _DOUBLE = struct.Struct("q"), struct.Struct("d")


def passes(line: str) -> bool:
    """Whether a line's single words do not tell that it is none: `scores_by`, gated, at a tenth of the price of numpy."""
    first = _tokens_of(line[:_FIRST])
    if len(first) > FIRST_TOKENS and not _is_enough(first[:FIRST_TOKENS]):
        return False  # most
    tokens = _tokens_of(line)
    return bool(tokens) and _is_enough(tokens[:FIRST_TOKENS]) and _is_enough(tokens)


_FIRST = 60  # characters, among which there are so many words, mostly


def _is_enough(tokens: Sequence[str]) -> bool:
    return _by_words(tokens) >= GATE


def by_words(line: str) -> float:
    """The log-odds of a line by its single words alone, be they ever so few."""
    return _by_words(_tokens_of(line) or [""])


def _by_words(tokens: Sequence[str]) -> float:
    return weights().scale * sum(map(_alone, tokens)) / sqrt(len(tokens))


@lru_cache(1 << 16)
def _alone(token: str) -> int:
    table = weights().table
    return int(table[_hashes(token)[0] & (table.size - 1)])


def in_its_languages(line: str) -> bool:
    """Whether a line has one of the commonest words of a language that was learned, or is too short to have one."""
    words = WORD.findall(line.lower())
    return len(words) <= _SHORT_WORDS or not COMMON.isdisjoint(words)


def is_own(line: str) -> bool:
    """Whether it is worded as articles are; what has less than three words is not."""
    return -inf < scores([line]).item() < LEAST_PART


def is_sure(line: str) -> bool:
    """Whether it goes for its wording alone, at an end of its text."""
    return _score(line) >= SURE


WORD = re.compile(r"[^\W\d_]+")


def has_words(line: str) -> bool:
    """Whether a line has as many as are asked."""
    return len(list(islice(WORD.finditer(line), FEWEST_WORDS))) == FEWEST_WORDS


def features(lines: Sequence[str]) -> tuple[Hashes, Hashes, NDArray[np.int64], NDArray[np.int64]]:
    """Hashes: of words, pairs and triples, one behind the other; of shapes, a row a line; which line each of the former is of;
    and how many a line has.
    """
    told = [_tokens(line) for line in lines]
    sizes = np.fromiter(map(len, told), np.int64, len(told))
    some = np.array([one for tokens in told for one in tokens], np.uint64).reshape(-1, 2)
    words, starts = some.T
    rows = np.repeat(np.arange(len(told)), sizes)
    two, three = rows[1:] == rows[:-1], rows[2:] == rows[:-2]
    pairs = mixed(words[:-1] * _PAIR + words[1:])
    parts = [words, mixed(starts * _START), pairs[two]]
    parts += [mixed(words[:-2] * _APART + words[2:])[three], mixed(pairs[:-1] * _TRIPLE + words[2:])[three]]
    of = [rows, rows, rows[1:][two], rows[2:][three], rows[2:][three]]
    shapes = np.array([[*_shape(line)] for line in lines], np.uint64).reshape(-1, SHAPES)
    return np.concatenate(parts), mixed(shapes), np.concatenate(of), 5 * sizes - 5


def _tokens(line: str) -> list[tuple[int, int]]:
    """Hashes of a line's words and signs, all numbers alike, and of what they start with, between those of its begin and end."""
    return [(_BEGIN, _BEGIN), *map(_hashes, _tokens_of(line)), (_END, _END)]


def _tokens_of(line: str) -> list[str]:
    return _TOKEN.findall(small(line.replace("’", "'")))[:MOST_TOKENS]


@lru_cache(1 << 16)
def _hashes(token: str) -> tuple[int, int]:
    token = "0" if token.isdecimal() else _sign(token)
    return hash_of(token), hash_of(token[:_START_LETTERS])


def _shape(line: str) -> Iterator[int]:
    """A number for each of a line's shapes and what it is."""
    line = line.strip()
    words = WORD.findall(line)[:MOST_TOKENS]
    capitals = sum(_is_capital(word[0]) for word in words)
    shouted = sum(len(word) > 1 and all(map(_is_capital, word)) for word in words)
    several = max(1, len(words))
    yield from (
        1 << 32 | min(len(words), 12 + len(words) // 4, 24),
        2 << 32 | 5 * capitals // several,
        3 << 32 | 4 * shouted // several,
        4 << 32 | _side(line[-1:]),
        5 << 32 | _side(line[:1]),
        6 << 32 | any(sign in _QUOTES for sign in line),
        7 << 32 | min(3, sum(token.isdecimal() for token in _TOKEN.findall(line)[:MOST_TOKENS])),
    )


def _is_capital(letter: str) -> bool:
    return small(letter) != letter


def _side(character: str) -> int:
    """What a line begins or ends with: a letter, a capital, or which sign."""
    if character.isalnum():
        return 2 if _is_capital(character) else 1
    return ord(_sign(character)) if character else 0


def _sign(token: str) -> str:
    """All currencies are alike: what costs € in furniture costs $ in articles, or the other way round, by where the examples are from."""
    return "$" if token in ("£", "¥") or "\u20a0" <= token <= "\u20cf" else token
