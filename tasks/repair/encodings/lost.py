"""Characters of which only a part is left: what it can have been, its bytes and its neighbours tell.

No inverse exists for what scrapers drop or replace. Six kinds were found, five of them in real dumps, nearly all of them
curly quotes, dashes and euro signs (U+2019, E2 80 99 in UTF-8), and ftfy leaves, deletes or misreads them all: the low half of
the character's number ("they\\x19re", "Male\\x01" with an acute of U+0301); a last byte alone that no encoding has a character
for (U+009D); a first byte dropped before the rest was read as Windows-1252 ("€œso€\\x9d"), or the second one ("âœso itâ™s");
three bytes of which two became "?" and one U+FFFD ("Canada?\\ufffd?s"), which says no more than that a mark of writing stood
there; and two that both became "?" ("??2bn", "the??licence fee"). Control codes that tell nothing go, each by itself, but for
NULs, of which crashes leave files full; so do the isolates around Twitter's names ("\\x81¦@name\\x81©": U+2066 and U+2069).
"""

from __future__ import annotations

import re
from functools import lru_cache

import ftfy.bad_codecs  # noqa: F401  registers sloppy-windows-1252

from tasks.compiled.characters import ALONE
from tasks.edits import Edit, Splicer
from tasks.intake.decode import LAST_BYTES
from tasks.repair.apostrophes.model import are_known
from tasks.repair.encodings.mojibake import READINGS

# What may be the beginning of a sequence. A C1 control behind it may be a part of that, and is left to those who read
# sequences; so is one behind two characters of which the second is a mark ("ð’…\x8d").
_BEGINNING = "[^\x00-\x7f\xa0‘’“”–—…]"
_LONGER = "[^\x00-\x7f][\xa0‘’“”–—…]"
# The first character as a set, so that it is searched for at memory speed; then which it was and what stands beside it.
_LOST = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f€‚?Ââ](?:"
    r"(?P<halved>(?<=[\w\x01-\x08]\x19)|(?<=\S\x1d)|(?<=[\x18\x1c])(?=[\w‘\x18$£€])|(?<=[\w\s,.;:][\x13\x14])(?=[\w\s]))"
    rf"|(?P<isolate>(?<!{_BEGINNING}\x81)(?<=\x81)(?:[¦…](?=@)|©))"
    r"|(?P<accent>(?<=[A-Za-z][\x01\x02\x03\x08]))|(?P<control>(?<=\x00)\x00++|(?<=[\x00-\x1f\x7f]))|"
    rf"(?P<c1>(?<=[\x80-\x9f])(?<!{_BEGINNING}[\x80-\x9f])(?<!{_LONGER}[\x80-\x9f])[\x80-\x9f]*+)"
    rf"|(?<!{_BEGINNING}[€‚])(?<!{_LONGER}[€‚])(?:(?P<headless>(?<=€)[™œ˜¢¦‹\x9d]|(?<=‚)¬|(?<=[^\d]\s€)[“”](?=[^\W\d_]))|(?P<maybe>(?<=€)[“”]|(?<=[^\W\d_][.,!?]€)(?=\s|\Z)))"
    r"|(?P<queried>(?<=\?)\ufffd\?)|(?P<doubled>(?<=\?)(?<!\?\?)\?(?:\?\?)?(?=[\w\"“'‘]))"
    r"|(?P<half>(?<=Â)(?=[‘’“”–—…])(?<![“‘]Â(?=[”’])))"
    r"|(?<=â)(?:(?P<hollow>(?<=[A-Za-z]â)[™\x99](?=(?:[stdm]|re|ve|ll)(?![^\W_]))|(?<![^\W_]â)[œ\x9c](?=[A-Za-z]))"
    r"|(?P<around>[™œ˜¦¢“”\x93\x94\x98\x99\x9c\x9d](?![^\x00-\x7fâ])|(?<=[.,!?]â)(?=\s|\Z))))"
)
_DEBRIS = re.compile(r"(?<![A-ZÀ-Þ])Â(?![^\W\d_])")
# (So with it, at ten times the speed of the alternatives.)
_GATE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffdÂ€‚?â]"
    r"(?:(?<=[^€‚?â])|(?<=€)[™œ˜¢¦‹\x9d]|(?<=\s€)[“”]|(?<=‚)¬|(?<=\?)\?[\w\"“'‘]|(?<=â)[™œ])"
)
# By the last byte of a mark, as Windows-1252 and Latin-1 show it, which mark of those it is.
_HOLLOW = {
    shown: mark
    for byte, mark in LAST_BYTES.items()
    for shown in (chr(byte), bytes([byte]).decode("sloppy-windows-1252"))
} | {"¢": "•", "": "”"}
_LONGEST = 40  # characters of a word, and of what stands between
_WORD_BEFORE = re.compile(r"(\b[aI]|[^\W\d_]{2,})[.,:;!)’”\"']{0,2}\Z")
_WORD_BEHIND = re.compile(r"[“‘\"']?([^\W\d_]{2,40})(?![^\W_])")
_BARE = "aeioucnsyz"  # letters that bear accents
_CONTRACTED = re.compile(r"(?:s|t|d|m|re|ve|ll)\b", re.I)
_ENGLISH = frozenset(b"the of and that this is was are for with not he she it they you said from to in a".split())
_FIRST = re.compile(r"\W*([A-Za-z]+)")
# Chinese counts no pounds: there question marks are what ideographic and no-break spaces before numbers became.
_ALONE = re.compile(f"[{''.join(f'{chr(first)}-{chr(last)}' for first, last in ALONE)}]")
# Parts words, and makes their letters small: blanks of ASCII's marks but "?", and of the bytes of curly ones. What is lost parts none.
_FOLD = bytes(
    0x20 if (b < 0x80 and not chr(b).isalnum() and chr(b) not in "?_") or b in b"\xe2\x80\x93\x94\x98\x99\x9c\x9d"
    else b | 0x20 if chr(b) in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" else b
    for b in range(256)
)  # fmt: skip
LEAST_ENGLISH = 0.1  # share of the words; English news has .3
# What browsers show for C1 controls. Of those that Windows-1252 leaves out 9D tells its whole: “”” is E2 80 9D.
_SHOWN = {code: bytes([code]).decode("sloppy-windows-1252") for code in range(0x80, 0xA0)}
_SHOWN |= {0x9D: "”", **dict.fromkeys(b"\x81\x8d\x8f\x90", "")}


def restore_lost(text: str) -> tuple[str, list[Edit]]:
    """Rules: `c1` (lone control codes, read as Windows-1252), `control` (control codes taken out, vertical tabs made line ends), `lossy`.

    >>> restore_lost("“Enough\\x9d, said Kumar?\\ufffd?s aunt ?\\ufffd? twice.")[0]
    '“Enough”, said Kumar’s aunt – twice.'
    """
    if not _GATE.search(text):
        return text, []
    splicer = Splicer(text, "encoding")
    found = list(_LOST.finditer(text))
    kinds = {match.lastgroup for match in found}
    two_bytes = _of_two_bytes(text, [match.span() for match in found if match.lastgroup == "doubled"])
    read, opened, last = 0, False, are_last_bytes(text)
    for match in found:
        start, end = match.span()
        opened = opened and "\n" not in text[read:start]
        read = start
        after: str | None = ""
        match match.lastgroup:
            case "c1":
                after = of_controls(match.group(), last)
            case "halved":
                after = chr(0x2000 + ord(match.group()))
            case "control" if match.group() in "\v\f":
                after = "\n"  # Word's and PowerPoint's, within a paragraph; and where a PDF's page ended
            case "isolate":
                after = ""
            case "accent":
                after = chr(0x300 + ord(match.group())) if "halved" in kinds else ""
            case "headless" | "maybe":
                after = (_with_head(match.group()) if match.group() != "€" else "”") if "headless" in kinds else None
            case "hollow" | "around":
                after = _HOLLOW[match.group()[1:]] if "hollow" in kinds else None
            case "doubled":
                after = two_bytes.get(start)
            case "queried":
                after = by_neighbours(text, start, end, opened)
                opened = after == "“" or (opened and after != "”")
        if after is not None:
            splicer.replace(start, end, after, _rule(match.lastgroup, after))
    return splicer.done()


def _rule(kind: str | None, after: str) -> str:
    if kind == "c1":
        return "c1"
    return "control" if kind in ("control", "isolate") or (kind == "accent" and not after) else "lossy"


def drop_debris(text: str) -> tuple[str, list[Edit]]:
    """Take out what misread no-break spaces and twice misread controls leave in a text that was mended: "Â" by itself.

    >>> drop_debris("“Yes.”Â Â")[0]
    '“Yes.” '
    """
    splicer = Splicer(text, "encoding")
    for match in _DEBRIS.finditer(text):
        splicer.replace(*match.span(), "", "lossy")
    return splicer.done()


# The last bytes of marks of writing, with those before them that are left ("\\x80\\x9d"), and controls that are none.
_LAST = re.compile(f"\x80?([{''.join(chr(byte) for byte in LAST_BYTES if byte < 0xA0)}])")
# (The latter are a pair of quotation marks of Windows-1252, too: as dashes they would not stand so.)
_NO_LAST = re.compile("[\x82-\x92\x95-\x97\x9a\x9b\x9e\x9f]|(?<!\\S)\x93(?=\\w)[^\x93\x94\n]*+(?<=\\S)\x94(?!\\w)")


def are_last_bytes(text: str) -> bool:
    """Whether C1 controls are what is left of UTF-8: of “””, which Windows-1252 has no such byte for, and no others' beside."""
    return "\x9d" in text and not _NO_LAST.search(text)


def of_controls(controls: str, are_last: bool) -> str:
    """What C1 controls stand for: the marks whose last bytes they are, or what browsers show."""
    if are_last:
        controls = _LAST.sub(lambda found: LAST_BYTES[ord(found[1])], controls)
    return controls.translate(_SHOWN)


def _with_head(rest: str) -> str | None:
    whole = READINGS[0].decode("â" + rest)
    return whole[0] if whole else None


def _of_two_bytes(text: str, places: list[tuple[int, int]]) -> dict[int, str]:
    """By where they start, the characters of which both bytes became question marks: pound signs, and no-break spaces between
    words, which are spaces here. Not what may be a letter ("Mart??nez"), nor one pair alone that may be two questions.
    """
    found: dict[int, str] = {}
    for start, end in places:
        before, after = text[max(0, start - 1) : start], text[end]
        if not after.isdecimal():
            words = _WORD_BEFORE.search(text, max(0, start - _LONGEST), start), _WORD_BEHIND.match(text, end)
            left, right = (word.group(1) if word else "" for word in words)
            if left and right and are_apart(left, right):
                found[start] = " "
        elif end - start == 2 and (not before or before.isspace() or before in "(“\"'‘"):
            found[start] = "£"
    if found and not is_english(text):
        if _ALONE.search(text):
            return {}
        # "ni??os"
        found = {start: meant for start, meant in found.items() if meant == "£"}
    return found if len(found) > 1 or "£" in found.values() else {}


@lru_cache(8)  # one after the other asks
def is_english(text: str) -> bool:
    """Whether the words of a text tell that it is."""
    # As bytes, at four times the speed of a regular expression.
    words = text.encode("utf-8", "replace").translate(_FOLD).split()
    return sum(map(_ENGLISH.__contains__, words)) >= LEAST_ENGLISH * (text.count(" ") + 1)


def is_common(text: str) -> bool:
    """Whether the first word is one of those that no genitive stands before ("the growers’ and", "citizens… this")."""
    word = _FIRST.match(text)
    return word is not None and word[1].lower().encode() in _ENGLISH | {b"i", b"but"}


def are_apart(left: str, right: str) -> bool:
    """Whether two words are known, and no word of which a letter with an accent is lost between them."""
    return are_known([left, right, *(left + letter + right for letter in _BARE)]) == [True, True, *[False] * len(_BARE)]


def by_neighbours(text: str, start: int, end: int, opened: bool) -> str | None:
    """The mark of writing that stood at start..end, or None where the neighbours do not tell.

    Of 303 in a dump of two papers these rules leave 5; single quotation marks come out double.
    """
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if before.isalnum() and _CONTRACTED.match(text, end):
        return "’"
    if before.isalnum() and after.isalnum():
        return "’" if before.isupper() and not text[max(0, start - 2) : start - 1].isalnum() else "–"
    open_before, open_after = not before or before.isspace(), not after or after.isspace()
    if open_before and open_after:
        return "–" if before and after else None
    if (open_before or before in '([/“"–—-') and not open_after:
        return "“"
    if opened or before in ".,!?…":
        return "”"
    return "’" if before == "s" and after == " " else None
