"""Mojibake: UTF-8 read as some other encoding, put right by its own inverse (`tasks.repair.encodings.mojibake`) and by ftfy; beside it what
was lost on such ways (`lost`, `replaced`), and encodings of single bytes taken for each other (`swapped`, `codepages`).

The inverse takes whole texts and lines that one misreading explains; what is left goes to ftfy by line. ftfy is the
dearest step of all (2-4 MB/s), so lines that it would not change never reach it: a gate, proven equal to calling it on
every line by a property test, knows them by their runs of characters beyond ASCII. Deviations from ftfy's defaults, each because
clean text must stay as it is: quotes stay curly; fullwidth forms stay (they are right in Chinese and Japanese);
entities are the markup step's. Invisible characters (soft hyphens, zero-width spaces, byte-order marks), which hide
words from every later step, go here too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import islice, pairwise, repeat
from typing import TYPE_CHECKING

import numpy as np
from ftfy import TextFixerConfig, fix_and_explain
from ftfy.badness import is_bad

from tasks.compiled import addresses, function
from tasks.compiled.utf8 import places_of
from tasks.edits import Edit, Splicer, exchange
from tasks.language import language
from tasks.repair.encodings.codepages import looks_of_page, may_be_of_page, restore_page
from tasks.repair.encodings.doublebyte import may_be_double, may_hold_double, restore_double
from tasks.repair.encodings.eastern import MARKS, restore_eastern
from tasks.repair.encodings.halved import restore_halved
from tasks.repair.encodings.lost import are_last_bytes, drop_debris, of_controls, restore_lost
from tasks.repair.encodings.mojibake import ENDS, FEW, Chain, Told, is_suspect, likely, unread
from tasks.repair.encodings.replaced import has_inverted, restore_replaced
from tasks.repair.encodings.shortened import may_be_shortened, restore_shortened
from tasks.repair.encodings.spelt import LOWERED, is_spelt_out, may_be_spelt, restore_spelt
from tasks.repair.encodings.swapped import may_be_swapped, restore_swapped
from tasks.repair.parts import by_parts

if TYPE_CHECKING:
    from tasks.repair import Context

CONFIG = TextFixerConfig(
    uncurl_quotes=False, unescape_html=False, fix_character_width=False, fix_line_breaks=False, explain=True
)

# Leaves the runs of what is not plain ASCII between blanks. (As bytes, cut by `split`, they are found at twice the speed of a
# regular expression.) Control codes are all one here: each is reason enough to look closer.
_APART = bytes(0x20 if byte in (9, 10, 13) or 32 <= byte < 127 else byte if byte > 127 else 1 for byte in range(256))
# Whatever ftfy's other fixes may touch, beside what `is_bad` sees.
_ODD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u206a-\u206f\ufb00-\ufb06\ufeff\ufff9-\uffff\U000e0001-\U000e007f]"
                  r"|[\ud800-\udfff]|[ŉǄ-ǌǱ-ǳĲĳﬀ-ﬆ]")  # fmt: skip
# Zero-width space and joiners mean something in Thai, Khmer, Arabic and Indic scripts and in emoji, so only between
# Latin letters, digits, ASCII punctuation and white space do they go. Soft hyphens and marks of order go anywhere.
# Joiners join letters of some scripts, and signs; by themselves they are nothing.
_INVISIBLE = re.compile(
    r"[\xad\u2060\ufeff]+|(?:(?<=[\s\x20-\u024f])|(?<![\s\S]))\u200b+(?=[\s\x20-\u024f]|\Z)|(?<!\S)[\u200c\u200d]+(?!\S)"
)
# Marks of direction mean something beside scripts that are written from right to left.
_DIRECTIONS = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE_HERE = re.compile(f"{_INVISIBLE.pattern}|[{_DIRECTIONS}]+")
_LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001eeff]")
_INVISIBLE_GATE = re.compile(f"[\xad\u200b-\u200d\u2060\ufeff{_DIRECTIONS}]")
# Control codes that are left when all has been read as UTF-8 and Windows-1252: halves of lost characters.
_C1 = re.compile(r"[\x80-\x84\x86-\x9f]+")
# Bullets and arrows of Word, whose fonts of symbols are Unicode's private use to whoever copies from it.
_SYMBOLS = dict(zip("\uf0b7\uf0a7\uf0d8\uf076\uf06e\uf0a8\uf0fc\uf0e0", "•▪➢❖■▫✓→", strict=True))
_SYMBOL = re.compile(f"([{''.join(_SYMBOLS)}])")
# Words of Cyrillic with two letters side by side that no UTF-8 was, read as Windows-1251: a fifth of the time.
_CYRILLIC = re.compile("(?=[ЁёЄєІіЇїґ]*+[А-я]{2})[А-яЁёЄєІіЇїґ]+")
# What begins marks of writing of UTF-8 that was read as DOS 866: of such letters, in a case that no word has.
_OF_DOS = re.compile("т(?:А[УФШЩЬЭЮжв]|Вм|Дв)")
# Letters of Asia's scripts, and of Georgia's and Ethiopia's, with the signs of East Asia between them: neither ftfy's patterns nor those
# here know any, so that one tells as much as sentences do.
_LETTERS = "א-תؠ-يٱ-ۓ\u0900-\u0fffა-ჿሀ-ፚក-ឳぁ-ゖァ-ヺ㐀-䶿一-鿿가-힣"
_SENTENCES = re.compile(f"[{_LETTERS}](?:[{_LETTERS}、-〃〈-】〔-〛！-／：-＠]*[{_LETTERS}])?")
_UNTAME = re.compile(
    f"{_ODD.pattern}|[\xad\u200b\u2060ÃÂ]|€[™œ˜¢¦‹“”]|‚¬|â[™œ]|{MARKS}|{_SYMBOL.pattern}|{LOWERED}|\\A[\u200c\u200d]+\\Z|[{_DIRECTIONS}]"
)
_NAMED = re.compile(r"\b(?:UTF-?8|utf-?8|[Mm]ojibake|Unicode|Windows-125\d|ISO[- ]8859|Latin-1)\b")
_IN_NAMES = ("UTF", "utf", "ojibake", "nicode", "ndows-125", "8859", "atin-1")  # a quick look for them
# Marks of the text's own, which misreading never leaves behind ASCII; and what it leaves.
_OWN_OR_MISREAD = re.compile("(?<![^\x00-\x7f])([“”])|[ÃÂâ][^\x00-\x7f]")
_ASKS = re.compile(r"\?[?A-Za-z]")  # may be what is left of a character
_REACH = 6  # characters; the longest of ftfy's patterns
# Bytes, characters; longer runs are whole words of other scripts, which a cache should not fill up with.
_LONG, _SHORT = 48, 16
# What ftfy sees at a time: lines, and long ones in pieces that end between words, so that only those that need it cost.
_PIECE = re.compile(r"[^\r\n]{1,400}(?:[^\r\n]*?[!-~] (?=[!-~])|[^\r\n]*)")
# Among ASCII and marks of writing ftfy leaves U+FFFD, after a long look.
_LOST_AMONG = re.compile("[\x00-\x7f“”‘’–—…\ufffd]*+")
_ROUNDS = 6
_WORDS = re.compile(r"[A-Za-z0-9]+")
# A capital letter, and a neighbour of such that ends a sequence; letters with accents that begin none.
_CAPITAL_ONE = re.compile("[\x00-\x7f“‘«]*(?<![a-z])[ÂÃ](?:[”’“‘–—™®»…°](?![a-z])|[ \xa0])[\x00-\x7f“‘«]*")
_ACCENTED = re.compile(f"[ÀÁÄ-ÖØ-öø-ſ](?![{ENDS}])|Â[A-ZÀ-Þ]")
_LETTER_A = re.compile("Â[A-Za-z|]")
_CUT_EMOJI = re.compile("ðŸ[^\x00-\x7f]? ")
_WITHOUT_A = frozenset("de es cs sk hu pl tr sv da nb no nn fi".split())
_FIRST = (restore_shortened, restore_halved, restore_spelt, restore_page)  # most texts need the next one
# What ftfy makes of an emoji that lost a byte to a blank, for which it takes a no-break space: any of four others was lost.
_ARROW = re.compile("[\U0001f800-\U0001f83f]")


def fix_encoding(text: str, context: Context | None = None) -> tuple[str, list[Edit]]:
    """Repair mojibake. Rules: `mojibake:ENCODING` (what it had been misread as), `codepage:ENCODING` (what it
    was written in), `ftfy:FIX`, `lossy`, `replaced`, `c1`, `control`, `invisible`, `symbol`.

    >>> fix_encoding("itâ€™s")[0]
    'it’s'
    """
    if _shows(text):
        return _drop_invisible(text)
    edits: list[Edit] = []
    looked = False  # at the text as it is
    told: Told = {}
    # One repair can uncover the next (ftfy itself is not idempotent: a byte put right completes another sequence).
    for fresh in (True, *[False] * (_ROUNDS - 1)):
        before = len(edits)
        for fix in (
            restore_shortened,
            restore_halved,
            restore_spelt,
            restore_page,
            partial(unread, altered=not fresh, told=told),
            restore_double,
            restore_lost,
            restore_swapped,
            restore_eastern,
            restore_replaced,
            partial(_fix_lines, before=edits),
            _drop_controls,
            _drop_invisible,
            _read_symbols,
        ):
            text, found = fix(text)
            edits += found
            if not found and fix in _FIRST:
                continue
            if (found or not looked) and is_clean(text):
                return text, edits
            looked = True
        # Debris is told from letters by what was mended beside it, and may be what kept another repair from being seen.
        if len(edits) == before and any(edit.rule.startswith("mojibake") for edit in edits):
            text, found = drop_debris(text)
            edits += found
        if len(edits) == before:
            break
    return text, edits


def fix_encoding_many(texts: Sequence[str], context: Context | None = None) -> list[tuple[str, list[Edit]]]:
    """The step, for many texts together."""
    return by_parts(texts, _fix_many)


def _fix_many(texts: Sequence[str]) -> list[tuple[str, list[Edit]]]:
    """Compiled code finds the places of those that one misreading explains, or nothing ails."""
    done: list[tuple[str, list[Edit]]] = []
    for text, edges in zip(texts, _edges(texts), strict=True):
        parts = [text[start:end] for start, end in pairwise(edges)]
        runs = frozenset(parts[1::2])
        whole = _settled(runs) if 0 < len(runs) <= FEW else None
        if (
            whole is None
            or may_be_spelt(text, runs)
            or may_be_shortened(text, runs)
            or (not whole.meant and may_be_of_page(text, runs))
            or has_inverted(text)
        ):
            done.append(fix_encoding(text))
        elif whole.meant and not _shows(text):
            done.append(exchange(parts, whole.meant.__getitem__, "encoding", whole.rule))
        else:
            done.append((text, []))
    return done


def _shows(text: str) -> bool:
    """Whether a text tells of encodings, and shows what is misread in quotation marks of its own: "“â€™” for an apostrophe"."""
    if "“" not in text or not any(map(text.__contains__, _IN_NAMES)) or not _NAMED.search(text):
        return False  # most
    quoted, shows = "", False
    for match in _OWN_OR_MISREAD.finditer(text):
        if match[1]:
            quoted = match[1]
        elif quoted == "“":
            shows = True
        else:
            return False
    return shows


def _edges(texts: Sequence[str]) -> Iterator[Sequence[int]]:
    """Of each text 0, where its runs of characters beyond ASCII begin and end, and its own end; nothing where there are control
    codes, question marks with another or a letter behind, what may be an apostrophe, or long runs, or no compiled code.
    """
    call = function("runs_beyond", "ppiipp")
    held, data, sizes = places_of(texts) if call else ((), np.empty(0), np.empty(0))
    if not call or held is not texts:  # lone surrogates, which UTF-8 has not
        return repeat((), len(texts))
    # A run takes two bytes at least, and one behind it.
    edges, counts = np.empty(sizes.sum() + 3 * len(texts), np.int64), np.empty(len(texts), np.int64)
    many = call(*addresses((data, sizes)), len(texts), _LONG, *addresses((edges, counts)))
    told = iter(edges[:many].tolist())
    return (list(islice(told, count)) for count in counts.tolist())


@lru_cache(maxsize=1 << 12)
def _settled(runs: frozenset[str]) -> Chain | None:
    """What all runs of a text without control codes were misread as, where it is clean then (as nothing, where it is so already);
    None where that takes a closer look.
    """
    if _are_tame(runs):
        return Chain((), 0, {})
    whole = likely(runs) if any(map(is_suspect, runs)) else None
    return whole if whole and _are_tame(whole.meant.values()) else None


def _are_tame(runs: Iterable[str]) -> bool:
    return not any(map(may_be_double, runs)) and all(_is_tame(run.encode()) for run in runs)


def _fix_lines(text: str, before: Sequence[Edit] = ()) -> tuple[str, list[Edit]]:
    """What ftfy makes of lines; `before`: what has been done to the text already, which may bear witness."""
    splicer = Splicer(text, "encoding")
    changes: list[tuple[int, int, str, str]] = []
    for match in _PIECE.finditer(text):
        line = match.group()
        if not _ftfy_leaves(line.replace("\ufffd", "?") if _LOST_AMONG.fullmatch(line) else line):
            fixed, steps = fix_and_explain(line, CONFIG)
            if fixed != line:
                rule = _rule(steps or [])
                changes += (
                    (match.start() + start, match.start() + end, after, rule)
                    for start, end, after in differences(line, fixed)
                    if not _ARROW.search(after) and not _is_a_blank(text, line[start:end], after)
                )
    if changes and not _are_right(text, [text[start:end] for start, end, *_ in changes], before):
        for change in changes:
            splicer.replace(*change)
    return splicer.done()


def _are_right(text: str, places: Sequence[str], before: Sequence[Edit]) -> bool:
    """Whether all that ftfy would change are capital letters that may stand before what they stand before ("AMANHÃ–DIZ", "IRMÃ®"), in a
    text that has other letters with accents, and nothing that was misread.
    """
    return (
        all(map(_CAPITAL_ONE.fullmatch, places))
        and _ACCENTED.search(text) is not None
        and (_LETTER_A.search(text) is not None or not any("Â" in place for place in places))
        and not any(edit.rule.startswith("mojibake") for edit in before)
    )


def _is_a_blank(text: str, before: str, after: str) -> bool:
    """Whether ftfy took a blank for a no-break space where it is one: in an emoji that lost a byte ("ðŸ‘ "), of which there is another
    for each of some bytes, and before the next word in languages that have no "à".
    """
    return _CUT_EMOJI.search(before) is not None or ("Ã " in before and "à" in after and language(text) in _WITHOUT_A)


def _drop_controls(text: str) -> tuple[str, list[Edit]]:
    splicer, last = Splicer(text, "encoding"), are_last_bytes(text)
    for match in _C1.finditer(text):
        splicer.replace(*match.span(), of_controls(match.group(), last), "c1")
    return splicer.done()


def _drop_invisible(text: str) -> tuple[str, list[Edit]]:
    splicer = Splicer(text, "encoding")
    if _INVISIBLE_GATE.search(text):
        for match in (_INVISIBLE if _LEFTWARD.search(text) else _INVISIBLE_HERE).finditer(text):
            splicer.replace(*match.span(), "", "invisible")
    return splicer.done()


def _read_symbols(text: str) -> tuple[str, list[Edit]]:
    return exchange(_SYMBOL.split(text), _SYMBOLS.__getitem__, "encoding", "symbol")


def is_clean(text: str) -> bool:
    """Whether this step is known to leave `text` as it is, ftfy on any line of it included. Cheap; never wrongly True."""
    return (
        not _ASKS.search(text)
        and not has_inverted(text)
        and not is_spelt_out(text)
        and not may_be_swapped(text)
        and not may_hold_double(text)
        and _ftfy_leaves(text)
        and not looks_of_page(text)
    )


def _ftfy_leaves(text: str) -> bool:
    """Whether ftfy is known to leave `text` as it is: that is a matter of runs beyond ASCII and of their next neighbours."""
    runs = set(text.encode("utf-8", "surrogatepass").translate(_APART).split())
    return all(map(_is_tame, runs))


def _is_tame(run: bytes) -> bool:
    return _short_tame(run) if len(run) <= _LONG else _judge(run)


def _judge(encoded: bytes) -> bool:
    """Whether a run is as it should be wherever it stands between ASCII characters."""
    run = encoded.decode("utf-8", "surrogatepass")
    if unicodedata.combining(run[0]) or not unicodedata.is_normalized("NFC", run):
        return False
    run = _SENTENCES.sub("一", run)
    return (_looks_tame if len(run) <= _SHORT else _looks_tame.__wrapped__)(run)


@lru_cache(maxsize=1 << 12)
def _looks_tame(run: str) -> bool:
    """The runs that ftfy's `is_bad` judges by more than one character on either side begin or end in a capital A with tilde or
    circumflex; they are never tame.
    """
    return (_CYRILLIC.fullmatch(run) is not None and not _OF_DOS.search(run)) or not (
        _UNTAME.search(run)
        or is_bad(run)
        or is_bad(" ".join(before + run[:_REACH] + "." for before in "aA .0"))
        or is_bad("\n".join("." + run[-_REACH:] + after for after in "aA .0"))
        or is_suspect(run)
    )


_short_tame = lru_cache(maxsize=1 << 15)(_judge)


def _rule(steps: Sequence[tuple[str, str]]) -> str:
    encodings = [argument.removeprefix("sloppy-") for action, argument in steps if action == "encode"]
    if encodings:
        return "mojibake:" + "+".join(encodings)
    return "ftfy:" + "+".join(dict.fromkeys(argument for _, argument in steps)) if steps else "ftfy"


def differences(old: str, new: str) -> list[tuple[int, int, str]]:
    """Where `old` must change to become `new`: (start, end, replacement), in order.

    Repairs of mojibake leave the ASCII words as they are, so what stands between them can be paired off in one
    pass; where the words differ too, everything between the common beginning and end is one change.
    """
    a, b = list(_WORDS.finditer(old)), list(_WORDS.finditer(new))
    if [m.group() for m in a] != [m.group() for m in b]:
        head = next((i for i, (x, y) in enumerate(zip(old, new, strict=False)) if x != y), min(len(old), len(new)))
        room = min(len(old), len(new)) - head
        tail = next((i for i in range(room) if old[-1 - i] != new[-1 - i]), room)
        return [(head, len(old) - tail, new[head : len(new) - tail])]
    changes, i, j = [], 0, 0
    for x, y in [*((m.span(), n.span()) for m, n in zip(a, b, strict=True)), ((len(old),) * 2, (len(new),) * 2)]:
        if old[i : x[0]] != new[j : y[0]]:
            changes.append((i, x[0], new[j : y[0]]))
        i, j = x[1], y[1]
    return changes
