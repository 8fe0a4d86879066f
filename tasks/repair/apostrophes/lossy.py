"""Apostrophes that became something else: "don?t", "don\ufffdt", "don`t", "don''t", "don"t", "the dollar #39;s", "Russia s".

Only what can be nothing else is mended: the sign stands between letters, and what follows it is the tail of a
contraction or a possessive that ends the word, or the word is a known one ("o?clock", "O?Brien"). A text in which a sign was
such a mark more than once has it for other marks too: in names that nobody has listed, and behind a plural ("the growers?
union"). Where apostrophes became blanks, "didn t" and "it s" are sure by
themselves; for other words ("Russia s") the document must show it: a lone s or t more than once, beside one of these or
where next to no apostrophe is kept. Only in English: "s" is a word in Czech ("with"), and others.
"""

from __future__ import annotations

import re

from tasks.edits import Edit, Splicer
from tasks.repair.apostrophes.fixed import MARKED

# Signs that apostrophes turn into: question mark (ASCII with "replace"), U+FFFD (UTF-8 with "replace"), grave and
# acute accents (typewriter habit), Õ and U+0092 (Mac Roman and Windows-1252 read as Latin-1), doubled quotes (SQL), quotation
# marks (as exports to CSV leave them), the opening one ("Obama‘s": all of 40 looked at, of 101 in 78 MB of news), the inverted
# question mark (as databases have it that were told of another encoding), the prime and its like, letters that look so, and "â" of
# which what followed it became a blank.
_SIGNS = (
    "?", "\ufffd", "`", "´", "Õ", "\x92", "‘", '"', "''", "#39;", "#039;", "¿", "′", "ʼ", "＇", "‛", "ʹ", "ˈ", "ˊ", "ˋ", "ꞌ", "â ",
)  # fmt: skip
# A pattern for each, the sign first: such a search runs at memory speed.
_PATTERNS = {
    sign: re.compile(re.escape(sign) + r"(?P<tail>s|t|re|ve|ll|d|m|S|T|RE|VE|LL|D|M)(?![^\W_]|[=/&;@])")
    for sign in _SIGNS
}
# The sign within a word, what stands before it, and the sign behind a word in s, before another.
_WITHIN = {sign: re.compile(rf"{re.escape(sign)}(?<=[^\W\d_]{re.escape(sign)})([^\W\d_]{{2,30}})") for sign in _SIGNS}
_BEFORE = re.compile(r"(?<![^\W_])[^\W\d_]{1,8}$")
_PLURAL = {
    sign: re.compile(rf"(?<=[^\W_][sS]){' ?' * (sign[0] == '#')}{re.escape(sign)}(?= [^\W_])") for sign in _SIGNS
}
# Before what has lost its beginning ("'em", "the '90s"); and what opens a quotation.
_ELIDED = "(?:em|im|un|til|cause|[Tt]is|[Tt]was|[0-9]{2}s?)(?![^\\W_])"
# What stands for all that is lost may be a pound's sign, too: "?20".
_NO_MONEY = dict.fromkeys("?\ufffd¿", "(?![0-9]++(?!s))")
_OF_LETTERS = (*_NO_MONEY, "â ")  # signs that stand for letters in other languages
_LEADING = {
    sign: re.compile(rf"(?<![^\s(“\"]){re.escape(sign)}{_NO_MONEY.get(sign, '')}(?={_ELIDED})")
    for sign in _SIGNS
    if sign not in ("‘", '"')
}
_OPENED = {sign: re.compile(rf"(?<![^\W_]){re.escape(sign)}(?=[^\W_])(?!{_ELIDED})") for sign in _SIGNS}
_STRICT = ("?", "\ufffd", "¿", '"')  # "premi?re", "na?ve"; "the "VIP"d crowd"
# What is nothing but such a mark, wherever it stands, in a text that has it for apostrophes: single quotation marks too. The grave
# accent may open what the acute one closes.
_OTHERS = {"´": re.compile("[´`]"), "`": re.compile("(?<!`)`(?!`)"), "''": re.compile("''")}
LEAST_SIGNS = 2  # sure marks of a sign, from which on a text has it for marks that are not sure by themselves
_HOST = re.compile(r"(?P<word>[^\W\d_]{1,30})$")
_OWNER = re.compile(r"(?P<word>[^\W_]{1,30}\.?)$")  # "U.S.", "PS5"
_ENTITY_HOST = re.compile(r"(?P<word>[^\W\d_]{1,30}) ?(?:&(?:amp;)?)?$")
_ADDRESS = re.compile(r"[/\\@#_=]|&(?![A-Z])|www\.")  # but "B&M?s"
_BLANK = re.compile(
    r"(?<![^\W_])(?<!['’])(?P<host>[^\W\d_]{1,30}) (?P<tail>s|t|re|ve|ll|d|m)(?= [^\W\d_]|[.,;:!?\"”)]|\s|$)", re.I
)
_NEGATED = "(?:do|does|did|is|was|are|were|have|has|had|would|could|should|ca|wo|ai|need|must|might|sha|dare)n"
_N_T = re.compile(f"{_NEGATED}$", re.I)
# Sure by themselves, unless cut there: "we can t…".
_SURE = re.compile(
    rf"(?<![^\W_])(?<!['’])(?:{_NEGATED} t|(?:it|that|there|he|she|what|who|here|let) s)(?=[ /]+[^\W\d_]|[.,;:!?\"”)](?!\.))",
    re.I,
)
_O_CLOCK = re.compile(r"(?<= )o clock(?![^\W_])")
# In a text that lost its marks to blanks: "O Brien", "ma am".
_APART = re.compile(r"(?<![^\W_])(?<!['’])([ODLNM]|ma|[yY]) ([^\W\d_]{2,30})(?![^\W_])")
# With a blank beside the mark, as links and fonts leave it ("Ohio ’s", "the court’ s"): all of 80 in 300 MB of news.
_BESIDE = tuple(
    re.compile(
        rf"(?<![^\W_])(?<!['’])(?P<host>[^\W\d_]{{1,30}}){mark}(?P<tail>s|t|re|ve|ll|d|m)"
        r"(?=[ ][\w\"“‘'(]|[.,;:!?\"”)](?!\.)|\n|\Z)"
    )
    for mark in ("(?P<blank> )['’]", "['’](?P<blank> )", "(?P<blank> )['’](?P<other> )")
)
# Found in a hundredth of the time.
_MAY_BE_BESIDE = tuple(re.compile(rf"{beside}(?:s|t|re|ve|ll|d|m)(?![^\W_])") for beside in (" '", " ’", "' ", "’ "))
_AS = frozenset(["know", "near", "seems", "so", "soon"])  # "soon ’s I can"
# English words that are none in the languages with a word "s".
_ENGLISH = re.compile(
    r"\b(?:the|of|and|that|this|is|was|are|for|with|not|he|she|it|they|you|said|from)\b(?!['’])", re.I
)
LEAST_ENGLISH = 0.06  # share of the words; English news has .2
_FEW = 10  # words, which do not tell a language
_PRONOUN = {
    "re": frozenset(["you", "we", "they", "who", "what", "there", "how", "where"]),
    # ("d" and "t": "I'd've", "couldn't've".)
    "ve": frozenset(
        ["i", "you", "we", "they", "who", "would", "could", "should", "might", "must", "what", "there", "d", "t"]
    ),
    "ll": frozenset(
        ["i", "you", "we", "they", "he", "she", "it", "who", "that", "there", "this", "what", "how", "where", "when"]
    ),
    "d": frozenset(["i", "you", "we", "they", "he", "she", "it", "who", "that", "there", "how", "what", "where"]),
    "m": frozenset(["i"]),
}
# Behind these a lone s is the letter.
_NO_HOST = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "and",
        "or",
        "but",
        "not",
        "is",
        "are",
        "was",
        "by",
        "with",
        "as",
        "from",
        "than",
        "letter",
        "letters",
        "plural",
        "s",
        "if",
        "then",
        "when",
    ]
)
# Characters for each apostrophe kept, below which a text can't have lost its apostrophes to blanks.
DENSE = 700
# A letter that is no tail, torn off the word that follows, as PDFs leave many: "c ombined with c hemotherapy s topped".
_TORN_OFF = re.compile(r" [bcefghjklnpqruvwxyz] (?=[a-z]{2})")
LEAST_BLANKS = 2  # lone tails that a document must show before those of other words are joined


def mend_lossy(text: str, mark: str, kept: int) -> tuple[str, list[Edit]]:
    """The text with such signs turned into apostrophes, and the edits; `kept`: apostrophes that it has."""
    edits: list[Edit] = []
    signs = [sign for sign in _SIGNS if sign in text]
    if signs and (found := _signs(text, signs)):
        text, edits = _mend_signs(text, mark, found)
    if _stands_alone(text, " s ") or "n t " in text or " o clock" in text:
        text, more = _mend_blanks(text, mark, kept)
        edits += more
    if kept and any(beside.search(text) for beside in _MAY_BE_BESIDE):
        text, more = _mend_beside(text)
        edits += more
    return text, edits


def _stands_alone(text: str, tail: str) -> bool:
    """Whether `tail` stands behind a letter; a search by pattern is many times slower."""
    at = text.find(tail, 1)
    while at > 0 and not text[at - 1].isalpha():
        at = text.find(tail, at + 1)
    return at > 0


def _signs(text: str, signs: list[str]) -> list[tuple[int, int]]:
    """Where such signs are marks: from where to where each reaches, in order."""
    found: dict[int, int] = {}
    for sign in signs:
        sure = _tails(text, sign, shown=False)
        if shown := len(sure) >= LEAST_SIGNS:
            sure = _tails(text, sign, shown=True)
        sure += _within(text, sign, shown=shown)
        if shown and sign in _OTHERS:
            sure += [m.span() for m in _OTHERS[sign].finditer(text)]
        elif shown and sign != '"':
            sure += _plurals(text, sign)
            sure += [m.span() for m in _LEADING[sign].finditer(text)] if sign in _LEADING else []
        for start, end in sure:
            found[start] = max(end, found.get(start, 0))
    return sorted(found.items())


def _tails(text: str, sign: str, *, shown: bool) -> list[tuple[int, int]]:
    """Where the sign stands before the tail of a contraction or a possessive; `shown`: where it is known for an apostrophe."""
    found = []
    entity = sign[0] == "#"
    contracted = False
    for m in _PATTERNS[sign].finditer(text):
        at = m.start()
        low = m["tail"].lower()
        host_of = _ENTITY_HOST if entity else _OWNER if shown and low == "s" else _HOST
        host = host_of.search(text[max(0, at - 40) : at])
        if host is None:
            continue
        word = host["word"].lower()
        if low == "t" and not (word.endswith("n") if entity else _N_T.search(word)):
            continue
        if (
            low in _PRONOUN
            and not entity
            and word not in _PRONOUN[low]
            and not (shown and (sign not in _STRICT or (low == "ll" and len(word) > 2)))
        ):
            continue
        start = max(0, at - 40) + host.end("word")
        if not _ADDRESS.search(text[max(0, start - 60) : start].rsplit(None, 1)[-1]):
            found.append((start, m.start("tail")))
            contracted |= low != "s"
    if sign == '"' and not contracted:
        return []  # "the "why"s"
    if found and sign in _OF_LETTERS and not contracted and text.count(" ") >= _FEW and not _is_english(text):
        return []  # "tr?s", "m?s", "hotărâ s-a"
    return found


def _within(text: str, sign: str, *, shown: bool) -> list[tuple[int, int]]:
    """Where the sign stands in a known word; or, `shown`, in a name that nobody has listed, with a capital on both sides: "K?Ogalo".
    Between small letters it may be an accent's rest.
    """
    found = []
    for m in _WITHIN[sign].finditer(text):
        at = m.start()
        host = _BEFORE.search(text[max(0, at - 9) : at])
        if host is None:
            continue
        left = host.group()
        named = shown and len(left) < 3 and left.istitle() and m[1].istitle()
        if (named or f"{left}'{m[1]}" in MARKED) and not _ADDRESS.search(text[max(0, at - 60) : at].rpartition(" ")[2]):
            found.append((at, m.start(1)))
    return found


def _plurals(text: str, sign: str) -> list[tuple[int, int]]:
    """Where the sign ends a plural that owns what follows: not what ends a quotation, nor a question."""
    found = []
    for m in _PLURAL[sign].finditer(text):
        line = text[max(0, m.start() - 300) : m.start()].rpartition("\n")[2]
        # What was opened before with the same sign, or by TeX's ``, ends here.
        if (sign != "?" or text[m.end() + 1].islower()) and not ("``" in line or _OPENED[sign].search(line)):
            found.append(m.span())
    return found


def _mend_signs(text: str, mark: str, found: list[tuple[int, int]]) -> tuple[str, list[Edit]]:
    splicer = Splicer(text, "apostrophes")
    done = 0
    for start, end in found:
        if start >= done:
            curly = mark if text[start] != "‘" else "’"
            if curly == "’" and text[start] == "`" and not text[max(0, start - 1) : start].isalnum():
                curly = "‘"
            splicer.replace(start, end, curly, f"lossy:{text[start:end].strip()}")
            done = end
    return splicer.done()


def _mend_blanks(text: str, mark: str, kept: int) -> tuple[str, list[Edit]]:
    if not _is_english(text):
        return text, []
    own = {m.end() - 2 for m in _SURE.finditer(text)} | {m.end() - 6 for m in _O_CLOCK.finditer(text)}
    # ("u s troops" has lost its stops, too.)
    found = [
        m
        for m in _BLANK.finditer(text)
        if _joins(m["host"], m["tail"].lower(), m["tail"]) and (len(m["host"]) > 1 or m["tail"].lower() != "s")
    ]
    lone = sum(m["tail"].lower() == "t" or m["tail"] == "s" for m in found)
    loses = lone >= LEAST_BLANKS and (own or (kept * 4 <= lone and kept * DENSE < len(text)))
    if loses and 2 * len(_TORN_OFF.findall(text)) < lone:
        own |= {m.end("host") for m in found}
        own |= {m.end(1) for m in _APART.finditer(text) if f"{m[1]}'{m[2]}" in MARKED}
    splicer = Splicer(text, "apostrophes")
    for at in sorted(own):
        splicer.replace(at, at + 1, mark, "lossy:blank")
    return splicer.done()


def _mend_beside(text: str) -> tuple[str, list[Edit]]:
    splicer = Splicer(text, "apostrophes")
    found = [
        match.span(name)
        for pattern in _BESIDE
        for match in pattern.finditer(text)
        if _joins(match["host"], match["tail"], match["tail"]) and match["host"].lower() not in _AS
        for name in match.groupdict().keys() & {"blank", "other"}
    ]
    for start, end in sorted(found) if found and _is_english(text) else ():
        splicer.replace(start, end, "", "lossy:blank")
    return splicer.done()


def _is_english(text: str) -> bool:
    return len(_ENGLISH.findall(text)) >= LEAST_ENGLISH * (text.count(" ") + 1)


def _joins(host: str, tail: str, written: str) -> bool:
    if tail == "s":
        return written == "s" and host.lower() not in _NO_HOST
    if tail == "t":
        return _N_T.fullmatch(host) is not None
    return host.lower() in _PRONOUN.get(tail, ())  # to the pattern, "ſ" is an s
