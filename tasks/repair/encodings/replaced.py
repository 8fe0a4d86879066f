"""Characters of many kinds that all became one sign: which they were, their neighbours tell.

Text that is written in an encoding without these characters, or read in one that it is not in, has a sign in their place: "?"
where it was made ASCII, U+FFFD where Windows-1252 was read as UTF-8. Nothing undoes that. But in English 97 of 100 such
characters are quotation marks, apostrophes and dashes, each of which stands where no other does ("?We know,? she said"), and of
the letters with accents many stand in words that few others resemble (`accents.txt`). What could be something else stays as it
is. Apostrophes are left to their own step; here they show that "?" is no question. Where each byte of a character became a sign
("don???t", "donâ??t"), so many signs are one. Where UTF-8 was read as Latin-1 and control codes were taken out, the sign is "â" ("donât"), and
a euro sign "â¬".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise, product, takewhile

from tasks.edits import Edit, Splicer
from tasks.repair.apostrophes.fixed import MARKED
from tasks.repair.apostrophes.model import are_known, is_known
from tasks.repair.encodings.lost import are_apart, is_english
from tasks.repair.encodings.swapped import HOLLOW, is_hollow

_LOST = "\ufffd"
# As some databases have it, where they were told of another encoding; Spanish has none within a word.
INVERTED = "¿"
_WITHIN = re.compile(f"{INVERTED}(?<=[A-Za-z]{INVERTED})[a-z]")
_GATE = re.compile(rf"{_LOST}|\?[A-Za-z]")
# Of a character's bytes the first is shown in Latin-1, and "?" stands for the others: "donâ??t", "cafÃ?".
_HALF, _HALF_SURE = re.compile(r"â\?\?|[ÂÃ]\?"), re.compile(r"[A-Za-z]â\?\?(?:s|t|re|ve|ll|d|m)(?![^\W_])")
# Addresses, and rows of signs, as emoji leave them.
_ADDRESS, _ROW = re.compile(r"://|www\.|[@=&]|\.[a-z]{2,4}/"), re.compile(f"[?{_LOST}][?{_LOST}]{{3,}}")
_OF_ADDRESSES = ("/", "www.", "@", "=", "&")
_ACCENT, _ACCENTED = re.compile("[^a-z]"), re.compile("[À-ɏ]")
_PAIRS = re.compile(rf"[^\W\d_]*+(?:{_LOST}{{2}}[^\W\d_]*+)+")
_BEFORE, _AFTER = re.compile(r"[^\W\d_]{2,40}$|\b[aI]$"), re.compile(r"[^\W\d_]{2,40}|[aI]\b")
_CONTRACTED = re.compile(r"\b(?:I|it|that|he|she|there|what|we|they|you)$", re.I)
_ON = re.compile(r" \? ?[a-z]")
_BESIDE = re.compile(
    rf"(?<![^\W_])(?P<left>[^\W_]{{1,30}})(?P<sign>{_LOST})(?:(?=(?P<right>[^\W\d_]{{1,30}})(?![^\W_]))|(?= [^\W_]|[.,;]))"
)
# Words before a dash, and not what a name begins with ("De’Aaron").
_SHORT_WORDS = frozenset(
    "ah an as at be by do eu go he hi if in is it me my no of oh ok on or so to tv uk un up us we".split()
)
LEAST_SHOWN = 2  # contractions and quotations, from which on a text's "?" is no question
_MOST_BYTES = 3  # of a mark of writing in UTF-8; letters have two
_SHORT = 2  # letters that are no word
_LEAST_LETTERS = 4  # of a word that tells of others
_STOPS = tuple(".,!?…")
_NO_WORDS: Mapping[str, str] = {}
_OPENING = "( \t\n\r\f\v\xa0\u2009\u202f"  # what a quotation begins behind
# A hostile text must not take long. (The marks are those that may close a quotation.)
_LONGEST_LINE, _LONGEST_WORD, _MOST_MARKS = 20_000, 40, 8


@cache
def _placed(sign: str) -> re.Pattern[str]:
    """Signs before what an apostrophe stands before, and before what may begin a quotation."""
    x = re.escape(sign)
    return re.compile(rf"{x}(?<!{x}{x}){x}*+(?:(?=(?P<tail>[st]|re|ve|ll|[dm])(?![^\W_]))|(?=[^\W_]))")


@cache
def _marks(sign: str) -> re.Pattern[str]:
    """The sign where it stands for a mark of writing, by kind."""
    x = re.escape(sign)
    tail = "(?![^\\W_])"
    end = rf"(?=[\s)\],.;:!?\"“”‘’{sign}—–-]|\Z)"
    return re.compile(
        rf"(?P<apostrophe>(?<=[^\W\d_]){x}(?=(?:[sdm]|re|ve|ll){tail})|(?<=n){x}(?=t{tail}))"
        rf"|(?P<elided>(?<![^\s(]){x}(?=(?:em|til|cause|tis|twas|[0-9]0s){tail}))"
        rf"|(?P<opens>(?!(?<=[0-9] ){x}[b-hj-z]{tail})(?<![^\s(\[“‘\"{sign}—–-])(?<![^\s(]{x}){x}(?=[\w“‘${sign}]|\.[.\w])(?!{x}[st]{tail}))"
        rf"|(?P<closes>(?:(?<=[.,!?…;])|(?<=[.,!?…;]{x})){x}{end})"
        rf"|(?P<behind>(?:(?<=[\w)%])|(?<=[\w)%]{x})){x}{end})"
        rf"|(?P<owned>(?:(?<=^)|(?<=opyright )){x}(?= ?(?:19|20)[0-9]{{2}}(?![0-9])))"
        rf"|(?P<apart>(?<=[^\s,:=] )(?<!\s{x} ){x}(?= \S)(?! {x}(?:\s|\Z))(?! [0-9]+\(| \S+ :\s))"
        rf"|(?P<numbers>(?<=[0-9]){x}(?=[0-9])(?![0-9]{{3}}(?![0-9])|[0-9]{{1,2}}[{sign}\"″]))"
        rf"|(?P<words>(?<=[^\W\d_]){x}(?=[^\W\d_]))"
        rf"|(?P<degree>(?<=[0-9]){x}(?=[CF]{tail}))",
        re.I,
    )


def has_inverted(text: str) -> bool:
    """Whether an inverted question mark stands within a word."""
    return INVERTED in text and _WITHIN.search(text) is not None


def restore_replaced(text: str) -> tuple[str, list[Edit]]:
    """Rule: `replaced`.

    >>> restore_replaced("?We know,? she said. ?It?s a caf?, and it isn?t far.?")[0]
    '“We know,” she said. “It?s a café, and it isn?t far.”'
    """
    inverted = has_inverted(text)
    if not inverted and not _GATE.search(text) and not is_hollow(text):
        return text, []
    text, edits = _pair_by_pair(text)
    splicer = Splicer(text, "encoding")
    found: list[tuple[tuple[int, int], str]] = []
    if inverted or _GATE.search(text):
        signs = (_LOST, "?", *([INVERTED] if inverted else []))
        seen = _HALF.sub(lambda half: "?" * len(half.group()), text) if _HALF_SURE.search(text) else text
        found = [meant for sign in signs if sign in seen for meant in _meant(seen, sign)]
    if is_hollow(text):
        found += _of_hollow(text)
    for (start, end), character in sorted(found):
        splicer.replace(start, end, character, "replaced")
    text, more = splicer.done()
    return text, edits + more


def _pair_by_pair(text: str) -> tuple[str, list[Edit]]:
    """Letters whose two bytes both became U+FFFD. Within a word nothing else does; at the end of one a mark may, if it has two, too."""
    splicer = Splicer(text, "encoding")
    if 2 * _LOST in text:
        only = _width(text, _LOST) in (0, 2) and not _tells_of_marks(text, _LOST)
        own = _own(text)
        for start, end in _words_in(text, _LOST):
            if not _PAIRS.fullmatch(text, start, end):
                continue
            word = text[start:end].replace(2 * _LOST, _LOST)
            letters = letters_in(word, _LOST, own, _all_accents() if only else None)
            if only or not {0, len(word) - 1} & letters.keys():
                for i, letter in letters.items():
                    at = start + i + word.count(_LOST, 0, i)
                    splicer.replace(at, at + 2, letter, "replaced")
    return splicer.done()


def _tells_of_marks(text: str, sign: str) -> bool:
    """Whether two signs each stand for marks of writing, and not for letters alone ("attach��s", "Iarnr��d")."""
    told = 0
    for match in _two(sign).finditer(text):
        before = _BEFORE.search(text[max(0, match.start() - _LONGEST_WORD) : match.start()])
        host, tail = before.group() if before else "", match["tail"]
        if not tail:
            told += text[match.start() - 1 : match.start()] in _STOPS
        elif tail == "s":
            told += len(host) > _SHORT and is_known(host) and f"{host.lower()}?" not in _all_accents()
        else:
            told += host.endswith("n") if tail == "t" else _CONTRACTED.search(host) is not None
    return told >= LEAST_SHOWN


@cache
def _two(sign: str) -> re.Pattern[str]:
    """Two signs before the tail of a contraction or a possessive, or where a quotation may end."""
    x = re.escape(sign)
    return re.compile(rf"{x}(?<!{x}{x}){x}(?!{x})(?:(?P<tail>[stdm]|re|ve|ll)(?![^\W_])|(?=[\s)\]]|\Z))")


def _own(text: str) -> dict[str, str]:
    """The words of a text that have all of their accents, by what is left of them without."""
    found: dict[str, set[str]] = {}
    for start, end in _words_at(text, [match.start() for match in _ACCENTED.finditer(text)], _LOST):
        word = text[start:end]
        if _LOST in word or end - start < _LEAST_LETTERS:
            continue
        found.setdefault(_ACCENT.sub("?", word.lower()), set()).add(word.capitalize() if word.isupper() else word)
    return {bare: words.pop() for bare, words in found.items() if len(words) == 1}


# Of what begins with the same byte, what Latin-1 shows the last one of: with these the next one is no mark of writing.
_WITH_LAST = {"¬": "€", "¦": "…", "¢": "•"}
_SHOWN_LAST = re.compile(f"{HOLLOW}([{''.join(_WITH_LAST)}])")


def _of_hollow(text: str) -> list[tuple[tuple[int, int], str]]:
    """What is told of "â", as if it were U+FFFD; the letter stays ("château")."""
    found = [(match.span(), _WITH_LAST[match[1]]) for match in _SHOWN_LAST.finditer(text)]
    seen = _SHOWN_LAST.sub(lambda match: 2 * _WITH_LAST[match[1]], text.replace(_LOST, "\0")).replace(HOLLOW, _LOST)
    return found + [(span, meant) for span, meant in _meant(seen, _LOST, only=True) if meant != HOLLOW]


def _meant(text: str, sign: str, *, only: bool = False) -> list[tuple[tuple[int, int], str]]:
    """What the sign was, from where to where, where that is told; `only`: where it stands for marks of writing, all of them."""
    found: list[tuple[tuple[int, int], str]] = []
    width = _width(text, sign)
    if not width:
        return []
    marked = width != 2 or only or _tells_of_marks(text, sign)
    text, spans = _united(text, sign, width) if width > 1 else (text, {})
    asks = sign in ("?", INVERTED)
    sign = _LOST if width > 1 else sign
    shown = contracted = start = 0
    for line in text.split("\n"):
        if sign in line and len(line) <= _LONGEST_LINE:
            letters = letters_in(line, sign)
            # To what stands beside them letters are letters.
            whole = _with(line, letters)
            marks = [
                (at, kind)
                for at, kind in (_marks_in(whole, line, sign) if marked else ())
                if kind in ("degree", "owned") or not _is_short(spans.get(start + at), width)
            ]
            apostrophes = [at for at, kind in marks if kind == "apostrophe"]
            contracted += sum(_is_contracted(whole, at) for at in apostrophes)
            paired, pairs = _quotations(whole, marks)
            # "man?s" may be Spanish, but no letter has three bytes.
            sure = f"n{sign}s"
            shown += pairs + sum(width == _MOST_BYTES or whole[at - 1 : at + 2].lower() == sure for at in apostrophes)
            meant = letters | paired | {at: mark for at, kind in marks if (mark := _other(whole, at, kind))}
            if only or width > 1:  # their step knows one sign
                meant |= {at: "’" for at, kind in marks if kind in ("apostrophe", "elided")}
            if only or width == _MOST_BYTES:  # no letter has so many
                others = [at for at in _apostrophes(whole, sign) if at not in meant]
                meant |= {at: "’" for at in others if not _is_short(spans.get(start + at), width)}
            for at, character in meant.items():
                low, high = spans.get(start + at, (start + at, start + at + 1))
                if character.isalpha() and width == 1 and sign == _LOST and line[at + 1 : at + 2] == sign:
                    # Both bytes of a letter, beside what has one.
                    high += at + 1 not in meant and line[at + 2 : at + 3] != sign
                if character.isalpha() and width == _MOST_BYTES:
                    high = min(high, low + 2)  # "caf???": a question mark is left
                if width == 1 or high - low > 1:
                    found.append(((low, high), character))
        start += len(line) + 1
    if asks and shown + contracted < LEAST_SHOWN:
        return []
    english = contracted >= LEAST_SHOWN or is_english(text)
    return [(span, character) for span, character in found if english or character.isalpha()]


def _marks_in(line: str, seen: str, sign: str) -> list[tuple[int, str]]:
    """Where signs of a line may stand for marks of writing, and for which kind; not in addresses, of the line as it was `seen`."""
    spared: set[int] = set()
    if any(part in seen for part in _OF_ADDRESSES):
        for match in _ADDRESS.finditer(seen):
            if match.start() not in spared:
                spared.update(range(*_token(seen, match.start())))
    for match in _ROW.finditer(seen):
        spared.update(range(*match.span()))
    found = (_marks(sign).match(line, at) for at in _places(line, sign) if at not in spared)
    return [(match.start(), match.lastgroup or "") for match in found if match]


def _token(line: str, at: int) -> tuple[int, int]:
    """From where to where there is no white space."""
    start = end = at
    while start and not line[start - 1].isspace():
        start -= 1
    while end < len(line) and not line[end].isspace():
        end += 1
    return start, end


def _with(line: str, letters: Mapping[int, str]) -> str:
    """A line with some letters put in their places."""
    if not letters:
        return line
    characters = list(line)
    for at, letter in letters.items():
        characters[at] = letter
    return "".join(characters)


def _is_contracted(line: str, at: int) -> bool:
    if line[at + 1] in "tT":
        return True  # "n?t"
    return _CONTRACTED.search(line[max(0, at - _LONGEST_WORD) : at]) is not None


def _is_short(span: tuple[int, int] | None, width: int) -> bool:
    """Whether a sign stands for too few bytes for a mark of writing."""
    return span is not None and width == _MOST_BYTES and span[1] - span[0] == 2


def _width(text: str, sign: str) -> int:
    """How many signs stand for a character: as many as it has bytes, where bytes were replaced; 0 where nothing tells."""
    x = re.escape(sign)
    widths = Counter(
        match.end() - match.start()
        for match in _placed(sign).finditer(text)
        if not (before := text[match.start() - 1 : match.start()]).strip(_OPENING)
        or (match["tail"] and before.isalpha())
    )
    width, shown = max(widths.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
    if width == 2 and widths[_MOST_BYTES]:
        return _MOST_BYTES  # the two are letters, and other marks were mended before
    if width == _MOST_BYTES or (width == 2 and shown >= LEAST_SHOWN):
        return width
    return 1 if re.search(rf"{x}(?<!{x}{x})(?!{x})", text) else 0  # "Beyonc??s" may be two characters


def _united(text: str, sign: str, width: int) -> tuple[str, dict[int, tuple[int, int]]]:
    """The text with U+FFFD for each character, and from where to where its signs stood. Letters of UTF-8 have two bytes; other
    rows become what tells nothing.
    """
    pieces: list[str] = []
    spans: dict[int, tuple[int, int]] = {}
    size = read = 0
    for match in re.finditer(f"{re.escape(sign)}+", text):
        start, end = match.span()
        many = end - start
        if many % 2 == 0 and many % width and text[start - 1 : start].isalpha() and text[end : end + 1].isalpha():
            asked, count = False, many // 2  # letters
        else:
            asked = sign == "?" and many > width and many % width == 1  # a question before a quotation mark
            count = (many - asked) // width if (many - asked) % width == 0 else int(many == 2)
        each = (many - asked) // max(count, 1)
        size += start - read
        edges = [*([start] if asked else []), *(start + asked + i * each for i in range(count + 1))]
        spans |= {size + i: span for i, span in enumerate(pairwise(edges))}
        pieces += [text[read:start], "?" * asked + _LOST * count or "\0"]
        size += asked + count or 1
        read = end
    return "".join(pieces) + text[read:], spans


def _quotations(line: str, marks: list[tuple[int, str]]) -> tuple[dict[int, str], int]:
    """Which signs open and close quotations, and how many of these have a stop at their end. What was a single quotation mark comes
    out double but within another quotation.
    """
    marks = [(at, kind) for at, kind in marks if kind in ("opens", "closes", "behind")]
    meant: dict[int, str] = {}
    opened: list[tuple[int, bool]] = []  # where, and whether within another
    stopped = 0
    for i, (at, kind) in enumerate(marks):
        behind = list(takewhile(lambda mark: mark[1] != "opens", marks[i + 1 : i + _MOST_MARKS]))
        if kind == "opens":
            if line[at + 1].isdecimal() and all(kind == "behind" for _, kind in behind):
                continue  # "?20": money
            if len(opened) > 1 or len(behind) < 2:
                opened.clear()  # what does not close may have been a dash
            opened.append((at, bool(opened) or _is_quoted(line, at)))
        elif opened and _ends(line, at, kind, behind if len(opened) == 1 else []):
            start, within = opened.pop()
            if at - start > 2:
                meant |= {start: "“‘"[within], at: "”’"[within]}
                stopped += kind == "closes"
    return meant, stopped


def _ends(line: str, at: int, kind: str, behind: list[tuple[int, str]]) -> bool:
    """Whether a quotation ends at a place; `behind`: where else it may."""
    if behind and behind[0][0] == at + 1:
        return False  # "—”"
    if kind == "closes":
        return True
    later = [place for place, kind in behind if kind == "closes" or not _asks(line, place)]
    if _asks(line, at) or not later:
        return not _asks(line, at)
    if any(kind == "closes" for _, kind in behind):
        return False
    # Behind a word a sign may be a letter, and behind one in s an apostrophe.
    word = _BEFORE.search(line[max(0, at - _LONGEST_WORD) : at])
    plural = line[at - 1] not in "sS" and all(line[place - 1] in "sS" for place in later)
    return (plural or line[at + 1 : at + 2] in tuple(",.;:)")) and word is not None and is_known(word.group())


def _is_quoted(line: str, at: int) -> bool:
    """Whether a place is within a quotation whose marks were not lost."""
    return line.count('"', 0, at) % 2 > 0 or line.rfind("“", 0, at) > line.rfind("”", 0, at)


def _asks(line: str, at: int) -> bool:
    """Whether what may be a question mark ends a sentence."""
    if line[at] != "?" or _ON.match(line, at + 1):
        return False
    after = line[at + 1 :].lstrip()
    return not after[:1].islower() and after[:1] not in (",", ".", ";", ")")


def _apostrophes(line: str, sign: str) -> list[int]:
    """Where signs that are no letters and no quotation marks are apostrophes: within a word or a name, behind a number or a firm
    that owns something, behind a plural, and where a word in -ing lost its last letter.
    """
    found = []
    for match in _BESIDE.finditer(line):
        left, right, at = match["left"], match["right"], match.start("sign")
        if line[at] != sign:
            continue
        if right:
            within = right in "sS" or (left.isalpha() and _is_one(left, right))
        else:
            within = left[-1] in "sS" or (left.endswith("in") and is_known(f"{left}g"))
        if within:
            found.append(at)
    return found


def _is_one(left: str, right: str) -> bool:
    """Whether an apostrophe may have stood between these two parts of a word."""
    if f"{left}'{right}" in MARKED:
        return True
    # "O’Dea", but "I—He"; "De’Aaron", "Xi’an".
    if len(left) == 1:
        return left.isupper() and right.istitle() and left not in "AI"
    return len(left) == 2 and left.istitle() and not _are_two(left, right)


def _other(line: str, at: int, kind: str) -> str | None:
    """A dash, or a sign of degrees."""
    if kind == "words":
        before, after = _BEFORE.search(line[max(0, at - _LONGEST_WORD) : at]), _AFTER.match(line, at + 1)
        if before is None or after is None or (line[at] == "?" and after.group()[0].isupper()):  # "Why?Because"
            return None
        return "—" if _are_two(before.group(), after.group()) else None
    return {"apart": "—", "numbers": "–", "degree": "°", "owned": "©"}.get(kind)


@lru_cache(1 << 12)
def _are_two(before: str, after: str) -> bool:
    """Whether these are words, and not one that an apostrophe has parted ("ma'am", "Xi'an"), nor one of which a letter is lost
    ("Crédit").
    """
    if len(before) == 2 and before.istitle() and before.lower() not in _SHORT_WORDS:
        return False
    return are_apart(before, after) and f"{before}'{after}" not in MARKED


def letters_in(
    line: str, sign: str, own: Mapping[str, str] = _NO_WORDS, accents: Mapping[str, str] | None = None
) -> dict[int, str]:
    """The letters with accents that signs of a line were, by their places: as known words have them, or a text's `own`, which it
    also has with its letters.
    """
    found: dict[int, str] = {}
    accents = _accents() if accents is None else accents
    for start, end in _words_in(line, sign):
        word = line[start:end].replace(sign, "?")
        # A sign at either end may be a mark of writing, and one before an s or in "L'Oréal" an apostrophe.
        lows, highs = (
            [0, *([1] if word.startswith("?") else [2] if word[1:2] == "?" else [])],
            [0, *([1] if word[-1] == "?" else [2] if word[-2:] == "?s" else [])],
        )
        for low, high in product(lows, highs):
            inner = word[low : len(word) - high]
            bare = inner.lower()
            if "?" in inner and (known := accents.get(bare) or _owned(bare, own)):
                capitals = inner.isupper() and len(inner) > 2
                letters = known.upper() if capitals else known
                found |= {start + low + i: letters[i] for i, c in enumerate(inner) if c == "?"}
                break
    return found


def _owned(bare: str, own: Mapping[str, str]) -> str | None:
    known = own.get(_ACCENT.sub("?", bare)) if own else None
    return known if known and all(c in ("?", k) for c, k in zip(bare, known.lower(), strict=True)) else None


def _words_in(line: str, sign: str) -> Iterator[tuple[int, int]]:
    """From where to where words with signs in them reach. The signs are looked for, at the speed of memory, not the words."""
    return _words_at(line, _places(line, sign), sign)


def _words_at(line: str, places: Iterable[int], sign: str) -> Iterator[tuple[int, int]]:
    """From where to where words reach that have something at some places, of letters and signs."""
    ends, begins = _words(sign), _beginnings(sign)
    end = 0
    for at in places:
        if at >= end and (rest := ends.match(line, at)):
            before = begins.search(line, max(end, at - _LONGEST_WORD - 1), at)
            start, end = before.start() if before else at, rest.end()
            if 1 < end - start <= _LONGEST_WORD:
                yield start, end


def _places(text: str, sign: str) -> list[int]:
    return [match.start() for match in _one(sign).finditer(text)]


@cache
def _one(sign: str) -> re.Pattern[str]:
    return re.compile(re.escape(sign))


@cache
def _words(sign: str) -> re.Pattern[str]:
    return re.compile(rf"(?:[^\W\d_]|{re.escape(sign)})++")


@cache
def _beginnings(sign: str) -> re.Pattern[str]:
    return re.compile(rf"(?:[^\W\d_]|{re.escape(sign)})++\Z")


@cache
def _accents() -> dict[str, str]:
    """Of all words those that are none with a question mark."""
    found = dict(_all_accents())
    # "pass?" may be a question, "?tat" begin a quotation, and "Tom?s" be Tom's.
    stems = [(bare, stem) for bare in found if (stem := bare.removesuffix("?s").strip("?")) != bare and stem.isalpha()]
    for (bare, _), known in zip(stems, are_known([stem for _, stem in stems]), strict=True):
        if known:
            del found[bare]
    return found


@cache
def _all_accents() -> dict[str, str]:
    """Words by what is left of them in small letters; only those that no others share."""
    lines = files("tasks.repair.encodings").joinpath("accents.txt").read_text("utf-8").splitlines()
    found: dict[str, set[str]] = {}
    for word in " ".join(line for line in lines if not line.startswith("#")).split():
        for form in (word, f"{word}s") if word.islower() else (word,):
            found.setdefault(_ACCENT.sub("?", form.lower()), set()).add(form)
    return {bare: words.pop() for bare, words in found.items() if len(words) == 1}
