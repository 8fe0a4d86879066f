"""Text of one single-byte encoding read as another: "donít" and "ìWe knowî" are Windows-1252 read as Mac Roman.

No byte of such text is wrong anywhere, so that only the language tells: what stands for the apostrophe in two contractions or
more (in one, where there are marks of writing only) stands for it in the whole text, and tells which two encodings were taken for
each other. Then the other marks of writing are read back, and the letters, but for those of words that are right as they are ("naïve").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from functools import cache

import ftfy.bad_codecs  # noqa: F401  registers sloppy-windows-1252

from tasks.edits import Edit, Splicer
from tasks.repair.apostrophes.model import is_known
from tasks.repair.encodings.lost import are_apart

# What it was read as, and what it is in.
_PAIRS = (
    ("mac-roman", "windows-1252"),
    ("windows-1252", "mac-roman"),
    ("cp437", "windows-1252"),
    ("cp850", "windows-1252"),
)
_FORMS = "íÕÆ¹"  # of apostrophes
HOLLOW = "â"  # what is left of them where UTF-8 was read as Latin-1, and control codes were taken out: see `replaced`
# "don’t" and the like, with the apostrophe of each pair. (What opens a quotation shows as a letter.) Of English words only:
# Hungarian's "tanít" and Czech's "znít" are right as they are.
NOT = "(?:do|does|did|is|was|are|were|has|have|had|ca|could|wo|would|should|must|need|ai)n"
_SURE, _HOLLOW = (
    re.compile(
        rf"(?i:(?<![A-Za-z0-9])(?:{NOT}([{forms}])t|(?:it|that|there|what|he|she)([{forms}])s|(?:we|you|they)([{forms}])re|i([{forms}])m"
        rf"|(?:i|we|you|they)([{forms}])(?:ve|ll))(?![^\W_{HOLLOW}]))"
    )
    for forms in (_FORMS, HOLLOW)
)
_QUOTED = re.compile(
    rf"(?<![^\s(]){HOLLOW}[A-Z][^{HOLLOW}\n]{{2,400}}(?:{HOLLOW}(?:[sdm]|t|re|ve|ll)(?![^\W_])[^{HOLLOW}\n]{{1,400}})*[.,?!]{HOLLOW}(?!\S)"
)
# What stands in all of them, looked for at eight times the speed. (Case apart, ı and İ are i, and ſ is s.)
_MAYBE = re.compile("[nteyuiNTEYUIıİ][íÕÆÍõæ¹][tsmrvlTSMRVLſ]")
LEAST_SURE = 2
# What mail programs on old Macs made of marks that Latin-1 has not: "don¹t", "³safe²". Each where no footnote and no square metres stand.
_MAIL = re.compile(
    "(?P<a>(?<=[A-Za-z])¹(?![0-9]))|(?<![^\\s(])(?P<b>³)(?=[\\w$£])|(?P<c>(?<=[.,!?A-Za-z])²)(?![^\\W_])|(?P<d>(?<=\\S )[Ð\xad](?= \\S))|(?P<e>(?<=\\S )[Ñ‹](?= \\S))|(?P<f>(?<=\\w)Š(?!\\w))"
)
_SENT = dict(zip("abcdef", "’“”–—…", strict=True))
_OF_MAIL = frozenset("¹³²ÐÑ‹Š\xad")
_AREA = re.compile(r"(?<![^\W_])[a-z]{1,2}\Z")
_MARKS = frozenset("‘’“”–—…•‚„")
_BEYOND, _WITHIN = re.compile(r"[^\x00-\x7f]"), re.compile(r"(?<=[^\W\d_])[^\x00-\x7f](?=[^\W\d_])")
_BEFORE, _BEHIND = re.compile(r"[^\W\d_]+\Z"), re.compile(r"[^\W\d_]+")
_OF_APOSTROPHES = re.compile(r"(?:[stdm]|re|ve|ll)\Z", re.I)
_LONGEST = 40


def restore_swapped(text: str) -> tuple[str, list[Edit]]:
    """Rule: `mojibake:ENCODING`, what it had been read as.

    >>> restore_swapped("ìWe donít know,î she said at the cafÈ. ìIt isnít open.î")[0]
    '“We don’t know,” she said at the café. “It isn’t open.”'
    """
    splicer = Splicer(text, "encoding")
    if not may_be_swapped(text):
        return text, []
    beyond = set(_BEYOND.findall(text))
    if sum("¹" in match.group() for match in _SURE.finditer(text)) >= _least(text, beyond, _OF_MAIL):
        for match in _MAIL.finditer(text):
            if match["c"] is None or not _AREA.search(text, max(0, match.start() - 3), match.start()):
                splicer.replace(*match.span(), _SENT[match.lastgroup or ""], "mojibake:mac-roman")
    elif pair := _pair(text, beyond):
        meant, rule = _table(*pair), f"mojibake:{pair[0]}"
        for match in _BEYOND.finditer(text):
            shown, start, end = match.group(), match.start(), match.end()
            after = meant.get(shown, shown)
            if after == shown or ((shown in _MARKS or shown.isnumeric()) and not _is_letter(text, start)):
                continue
            if after in _MARKS or not shown.isalpha() or not _is_word(text, start):
                splicer.replace(start, end, after, rule)
    return splicer.done()


def may_be_swapped(text: str) -> bool:
    """Whether something stands for an apostrophe."""
    if any(form in text for form in _FORMS) and _MAYBE.search(text) and _SURE.search(text):
        return True
    return is_hollow(text)


def is_hollow(text: str) -> bool:
    """Whether marks of writing have lost all but the first of their bytes: "donâtâ", "âWe know,â". No language has such words."""
    return HOLLOW in text and (_HOLLOW.search(text) or _QUOTED.search(text)) is not None


def _pair(text: str, beyond: Collection[str]) -> tuple[str, str] | None:
    """Which encodings were taken for each other, if any: of those with the same apostrophe the pair that reads most characters."""
    found = Counter(next(filter(None, match.groups())).lower() for match in _SURE.finditer(text))
    fitting = []
    for pair in _PAIRS:
        table = _table(*pair)
        least = _least(text, beyond, {shown for shown, meant in table.items() if meant in _MARKS})
        if any(table.get(form) == "’" and found[form.lower()] >= least for form in _FORMS):
            fitting.append(pair)
    return max(fitting, key=lambda pair: sum(character in _table(*pair) for character in beyond), default=None)


def _least(text: str, beyond: Collection[str], marks: Collection[str]) -> int:
    """How many contractions have to tell: one, where all characters beyond ASCII may stand for marks of writing, and no word has others
    ("El País").
    """
    within = len(_WITHIN.findall(text))
    return 1 if all(map(marks.__contains__, beyond)) and within == len(_SURE.findall(text)) else LEAST_SURE


@cache
def _table(read: str, written: str) -> Mapping[str, str]:
    """By what a byte was read as, what it is."""
    high = bytes(range(0x80, 0x100))
    shown, meant = (high.decode(name.replace("windows", "sloppy-windows"), "replace") for name in (read, written))
    return dict(zip(shown, meant, strict=True))


def _is_letter(text: str, at: int) -> bool:
    """Whether a mark there is a letter ("Garc’a"), and no mark of a part that was read as it should be ("we’ll", "day—and")."""
    before, behind = _BEFORE.search(text[max(0, at - _LONGEST) : at]), _BEHIND.match(text, at + 1, at + _LONGEST)
    if before is None or behind is None:
        return False
    # "D’Arcy", "l’été"
    bare = len(before.group()) == 1 or behind.group()[0].isupper() or _OF_APOSTROPHES.match(behind.group())
    if text[at] == "’" and bare:
        return False
    return not are_apart(before.group(), behind.group())


def _is_word(text: str, at: int) -> bool:
    """Whether the word with a letter there is one as it is."""
    before, rest = _BEFORE.search(text[max(0, at - _LONGEST) : at]), _BEHIND.match(text, at, at + _LONGEST)
    return rest is not None and is_known((before.group() if before else "") + rest.group())
