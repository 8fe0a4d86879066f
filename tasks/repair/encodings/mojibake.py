"""Misread UTF-8 by its own inverse: which encoding it was read as, what each run of characters was, how sure that is.

A text that was written as UTF-8 and read as a single-byte encoding shows every character beyond ASCII as two to four
others, and every run of them (`[^\\x00-\\x7f]+`) is whole UTF-8 sequences as seen through that encoding. So a reading
is tried on the distinct runs of a text, which are few, and holds only where all of them come out as valid UTF-8 and
what comes out is evidence enough: a quotation mark or dash out of three characters ("â€™", "‚Äô", "ΓÇÖ", "ÔÇÖ", "вЂ™") never
is an accident, a letter out of two ("├⌐", "Ã©") seldom. ftfy has the same idea by line and knows accidents by a table
of unlikely neighbours; here the whole document bears witness, so that encodings whose mojibake is made of likely
neighbours come back too (Mac Roman, DOS 437, Windows-1250 and -1251, any of them twice).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from tasks.edits import Edit, Splicer, exchange

# (As `[set]+` it would be searched for at a third of the speed. The group is for `split`.)
HIGH = re.compile(r"([^\x00-\x7f][^\x00-\x7f]*+)")
_LINE = re.compile(r"[^\r\n]+")
# In order of how often they are met; where two explain a text equally well ("â€™" is the same in 1252 and 1250) the
# earlier has it.
_ENCODINGS = (
    "windows-1252", "mac-roman", "cp437", "cp850", "windows-1250", "windows-1251", "iso-8859-2", "windows-1255", "cp874",
    "cp866", "koi8-r",
)  # fmt: skip
# Those whose bytes from E0 on are small letters of Cyrillic: as UTF-8 half of Russian's short words were letters of Asia's scripts ("так"
# is U+282A). Of three bytes they have marks of writing only.
_NARROW = frozenset(("cp866", "koi8-r"))
ENDS = "\x80-¿ŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›™€"
"""What ends a sequence, as Windows-1252 and Latin-1 show it: for a set of characters."""
# What three characters make and accident does not.
TYPOGRAPHIC = frozenset("‘’“”‚„–—…•†‡‰‹›™€\u2009\u200b\u2011\u2012\u2015")
# Neighbours of a capital letter in right texts ("IARNĂ”", "AMANHÃ—"): less evidence than "Ã©".
_NEIGHBOURS = frozenset("‘’“”‚„–—…•‹›«»™®\xa0")
# Sequences that have lost a character, or had their no-break space replaced by a space. ftfy knows how to restore some, given
# the whole line as it was.
_ALTERED = re.compile(
    r"[ÂÃÅĂĹГВÎÐÙ] |(?:[âв](?![€Ђ])|[àáãðаўабг])[^\x00-\x7f]?[^\x00-\x7f]? "
    r"|[^\x00-\x7f][âв][€Ђ]\ufffd|(?<!â€)(?<!вЂ)\ufffd"
)
# Points. CERTAIN: a typographic character, out of three, or an emoji, out of four. LIKELY: a letter or sign of Latin-1 whose
# second character is no letter ("Ã©"), another sign out of three ("â–º"). 1: a letter whose second is a letter ("ĂĽ") or may be
# a neighbour ("IARNĂ”"). Half: other Latin letters ("≈£500" is no "ţ500"); other scripts, but for one letter out of two
# characters ("l’école" is no Armenian).
CERTAIN, LIKELY = 3.0, 2.0
_LAYERS = 4
# What explains so many of the characters beyond ASCII in a text, with so many points, explains every sequence in it.
_MOST, _MUCH = 0.75, 3 * CERTAIN
_WITHIN = re.compile(r"[a-zA-Z][^\x00-\x7f]+[a-z]")
# What letters begin with that were read as Mac Roman and DOS 437; beside a letter nobody writes these signs.
_ROOTED = re.compile(r"(?<=[a-zA-Z])[√├][^\x00-\x7f]+|(?<![^\W_])[√├][^\x00-\x7f]+[a-z]")
_LONG = 24  # characters; longer runs are whole words of other scripts, which a cache should not fill up with


@dataclass(frozen=True, slots=True)
class Chain:
    """Encodings that a set of runs was misread as, the last one first, with what the runs were before."""

    encodings: tuple[str, ...]
    points: float
    meant: Mapping[str, str]

    @property
    def rule(self) -> str:
        """For edits."""
        return "mojibake:" + "+".join(self.encodings)


def _weight(shown: str) -> float:
    """Points for a letter or sign of Latin-1, by the two characters that it was seen as."""
    first, second = shown[0], shown[1]
    if "\u2500" <= second < "\u25a0":
        return 0.5  # frames are drawn of nothing else
    if first == "¬":
        return 1  # what faces are drawn with: "`¬´"
    return 1 if second.isalpha() or second in _NEIGHBOURS else LIKELY


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One encoding that UTF-8 is read as by mistake."""

    encoding: str
    byte_of: Mapping[int, int]
    """Character -> byte, beyond ASCII."""
    stretch: re.Pattern[str]
    """Whole sequences one behind the other, as far as classes of characters tell."""
    pieces: re.Pattern[str]
    """Whole sequences, and what is left of others: `shortened`, and those whose rest is U+FFFD now."""
    shortened: re.Pattern[str] | None
    lost: str
    """A quotation mark (E2 80, and 9D or 98) whose last byte the encoding has no character for: dropped, or U+FFFD now."""
    narrow: bool
    """Whether of three bytes only marks of writing are read, and of four emoji."""

    def decode(self, run: str) -> tuple[str, float, bool] | None:
        """What `run` (no ASCII in it) was, the points of evidence in it, and whether a lost character was supplied.

        None where it cannot have been misread as this encoding.
        """
        lost = 0
        if self.shortened:
            run, lost = self.shortened.subn(lambda found: found[1] + self.lost, run)
        try:
            meant = codecs.charmap_encode(run, "strict", self.byte_of)[0].decode("utf-8")  # type: ignore[arg-type]
        except UnicodeError:
            return None
        points, at = 0.0, 0
        if self.narrow and not all(map(_is_narrow, meant)):
            return None
        for character in meant:
            width = len(character.encode())
            shown, at = run[at : at + 2], at + width
            if character in TYPOGRAPHIC:
                points += CERTAIN
            elif character < "\u0100":
                points += _weight(shown)
            elif character < "\u0180":
                points += 0.5
            elif "\u2000" <= character < "\u2c00":
                points += LIKELY
            elif "\U0001f000" <= character < "\U0001fb00":
                points += CERTAIN
            elif width == 3 or len(meant) > 1:
                points += 0.5
        return meant, points, lost > 0


def _is_narrow(character: str) -> bool:
    return character < "\u0800" or character in TYPOGRAPHIC or "\U0001f000" <= character < "\U0001fb00"


def _reading(encoding: str) -> Reading:
    shown = {byte: bytes([byte]).decode(encoding, "ignore") for byte in range(0x80, 0x100)}
    byte_of = {ord(character): byte for byte, character in shown.items() if character}
    # What an encoding leaves out is the character of its number: so browsers read C1 controls, and ftfy's sloppy codecs all; and
    # Latin-1 (which Windows-1252 stands for here) all C1 controls.
    byte_of |= {
        byte: byte for byte in range(0x80, 0x100) if not shown[byte] or (encoding == "windows-1252" and byte < 0xA0)
    }

    def some(low: int, high: int) -> str:
        return "[" + "".join(re.escape(chr(c)) for c, byte in byte_of.items() if low <= byte <= high) + "]"

    further, narrow = some(0x80, 0xBF), encoding in _NARROW
    of_three = f"{some(0xE2, 0xE2)}{some(0x80, 0x84)}" if narrow else f"{some(0xE0, 0xEF)}{further}"
    stretch = f"(?:{some(0xC2, 0xDF)}{further}|{of_three}{further}|{some(0xF0, 0xF4)}{further}{{3}})++"
    halved = f"(?:{some(0xC2, 0xDF)}|{some(0xE0, 0xEF)}{further}?|{some(0xF0, 0xF4)}{further}{{0,2}})\ufffd"
    # Of the bytes left out one at most makes a mark of writing.
    lost = [byte for byte in range(0x80, 0xC0) if not shown[byte] and bytes((0xE2, 0x80, byte)).decode() in TYPOGRAPHIC]
    shortened = re.compile(f"({shown[0xE2]}{shown[0x80]})(?:\ufffd|(?!{further}))") if len(lost) == 1 else None
    pieces = re.compile("|".join([stretch, *([shortened.pattern] if shortened else []), halved]))
    return Reading(encoding, byte_of, re.compile(stretch), pieces, shortened, "".join(map(chr, lost)), narrow)


READINGS = tuple(map(_reading, _ENCODINGS))
# A run with one character that no encoding shows for a byte, as those of Chinese are, was read as none of them.
_SHOWN = sorted(set().union(*(reading.byte_of for reading in READINGS)))
_FOREIGN = re.compile(f"[^{re.escape(''.join(map(chr, _SHOWN)))}\ufffd]")
_cached = lru_cache(maxsize=1 << 15)(lambda reading, run: reading.decode(run))


def _decode(reading: Reading, run: str) -> tuple[str, float, bool] | None:
    found: tuple[str, float, bool] | None = _cached(reading, run) if len(run) <= _LONG else reading.decode(run)
    return found


def explain(runs: Collection[str]) -> Chain | None:
    """The chain of readings with the most evidence under which every one of `runs` is UTF-8; None where none is."""
    known = frozenset(runs)  # article after article has the same few quotation marks and dashes
    return (_explained if max(map(len, known), default=0) <= _LONG and len(known) <= FEW else _explain)(known)


def _explain(runs: Collection[str], layers: int = _LAYERS) -> Chain | None:
    best: Chain | None = None
    for reading in READINGS:
        meant: dict[str, str] = {}
        points, guessed = 0.0, False
        for run in runs:
            found = _decode(reading, run)
            if found is None:
                break
            meant[run] = found[0]
            points += found[1]
            guessed = guessed or found[2]
        else:
            encodings: tuple[str, ...] = (reading.encoding,)
            deeper = _explain(set(meant.values()), layers - 1) if layers > 1 and meant else None
            if deeper and deeper.points >= LIKELY:
                if guessed:
                    continue  # what was lost below another layer is anybody's guess
                encodings += deeper.encodings
                points += deeper.points
                meant = {run: deeper.meant[once] for run, once in meant.items()}
            chain = Chain(encodings, points, meant)
            if points > (best.points if best else 0) or (
                best and points == best.points and _controls(chain) < _controls(best)
            ):
                best = chain
    return best


def _controls(chain: Chain) -> int:
    """C1 controls in what the runs were, which nobody writes: where one code page of DOS has a sign, another has one of these."""
    return sum(len(_CONTROL.findall(meant)) for meant in chain.meant.values())


_CONTROL = re.compile("[\x80-\x9f]")


_explained = lru_cache(maxsize=1 << 13)(_explain)
FEW = 12
"""Distinct runs, up to which texts have the same ones again and again."""


def likely(runs: Collection[str]) -> Chain | None:
    """What explains all `runs`, as likely as a text's or a line's has to be; None where nothing does."""
    whole = explain(runs)
    return whole if whole and whole.points >= LIKELY else None


@lru_cache(maxsize=1 << 15)
def _short_suspect(run: str) -> bool:
    return explain((run,)) is not None


def is_suspect(run: str) -> bool:
    """Whether a run by itself may be misread UTF-8."""
    if _FOREIGN.search(run):
        return False
    return _short_suspect(run) if len(run) <= _LONG else explain((run,)) is not None


Told = dict[str, Chain | None]
"""What explains a stretch by itself, where it has been asked: noise has more of them than the caches hold."""


def unread(text: str, altered: bool = False, told: Told | None = None) -> tuple[str, list[Edit]]:
    """Undo misreadings. Rule: `mojibake:ENCODING[+ENCODING...]`, the last misreading first.

    First for the text as a whole, or by sequence where one encoding explains nearly all of it; where more of it is right
    already, by line; then by stretch of characters, and those only where the evidence is certain, or of an encoding that is
    certain elsewhere in the text (likely, for stretches). Lines with sequences that have been altered are left for ftfy,
    unless `altered` says that it has seen them. Who looks at a text again and again hands in what was `told` before.

    >>> unread("itΓÇÖs a caf├⌐")[0]
    'it’s a café'
    """
    parts = HIGH.split(text)
    runs = set(parts[1::2])
    suspects = {run for run in runs if is_suspect(run)}
    if not suspects:
        return text, []
    if whole := likely(runs):
        return exchange(parts, whole.meant.__getitem__, "encoding", whole.rule)
    if most := _of_most(parts[1::2]):
        return _by_one(text, most)
    splicer = Splicer(text, "encoding")
    known: set[str] = set()
    candidates = set(suspects)
    told = {} if told is None else told
    for run in runs:
        for stretch in _stretches(run):
            if (chain := _explained_by(stretch, told)) is not None:
                candidates.add(run)
                if chain.points >= CERTAIN:
                    known.add(chain.encodings[0])
    for line in _LINE.finditer(text):
        inside = set(HIGH.findall(line.group()))
        if inside.isdisjoint(candidates):
            continue
        chain = _as_known(explain(inside), known)
        if chain and (chain.encodings[0] in known or chain.points >= CERTAIN):
            for run in HIGH.finditer(text, *line.span()):
                splicer.replace(*run.span(), chain.meant[run.group()], chain.rule)
        elif altered or not _ALTERED.search(line.group()):
            _by_stretch(splicer, text, *line.span(), known, told)
    return splicer.done()


def _of_most(runs: Sequence[str]) -> Reading | None:
    """What most of a text was misread as, where the rest lost characters on the way: those that the encoding has no sign for."""
    size, most, found_in = sum(map(len, runs)), 0, None
    for reading in READINGS:
        stretches = [stretch for run in runs for stretch in reading.stretch.findall(run)]
        covered = sum(map(len, stretches))
        if covered >= _MOST * size and covered > most:
            told = (_decode(reading, stretch) for stretch in stretches)
            if sum(found[1] for found in told if found) >= _MUCH:
                most, found_in = covered, reading
    return found_in


def _by_one(text: str, reading: Reading) -> tuple[str, list[Edit]]:
    splicer = Splicer(text, "encoding")
    for found in reading.pieces.finditer(text):
        meant = _decode(reading, found.group())
        splicer.replace(*found.span(), meant[0] if meant else "\ufffd", f"mojibake:{reading.encoding}")
    return splicer.done()


def _stretches(run: str) -> set[str]:
    return {found.group() for reading in READINGS for found in reading.stretch.finditer(run)}


def _explained_by(stretch: str, told: Told) -> Chain | None:
    if stretch not in told:
        told[stretch] = explain((stretch,))
    return told[stretch]


def _as_known(chain: Chain | None, known: Collection[str]) -> Chain | None:
    """What explains runs; if it can be, as an encoding that is certain elsewhere: the two of DOS have most signs alike."""
    if chain is None or chain.encodings[0] in known:
        return chain
    for reading in READINGS:
        if reading.encoding in known:
            told = {run: _decode(reading, run) for run in chain.meant}
            meant = {run: found[0] for run, found in told.items() if found and found[1]}
            if len(meant) == len(told):
                return Chain((reading.encoding,), sum(found[1] for found in told.values() if found), meant)
    return chain


def _by_stretch(splicer: Splicer, text: str, start: int, end: int, known: set[str], told: Told) -> None:
    for run in HIGH.finditer(text, start, end):
        done = run.start()
        # A sign for a letter within a word ("Plo√´rmel") leaves no doubt.
        within = int(not run.group()[0].isalpha() and _WITHIN.match(text, max(0, run.start() - 1)) is not None)
        within += _ROOTED.match(text, run.start()) is not None
        places = [
            (found.span(), chain)
            for reading in READINGS
            for found in reading.stretch.finditer(run.group())
            if (chain := _as_known(_explained_by(found.group(), told), known))
            and chain.points >= CERTAIN - within - (chain.encodings[0] in known)
        ]
        for (first, last), chain in sorted(places, key=itemgetter(0)):
            if run.start() + first >= done:
                done = run.start() + last
                splicer.replace(run.start() + first, done, chain.meant[run.group()[first:last]], chain.rule)
