"""Bytes -> text, with the evidence for it.

Order: byte-order mark, UTF-16 by its zeros, escapes of seven-bit encodings, strict UTF-8, UTF-8 that is cut, mixed or without
first bytes, declared charset, detector (chardet 7), Windows-1252 for what looks like text. A declared charset wins over a guess,
with one exception: bytes that are valid UTF-8 and hold at least one multi-byte sequence are UTF-8 whatever a page
says of itself, because text in a single-byte encoding is valid UTF-8 only by an unheard-of accident. Labels are read
as browsers do (WHATWG Encoding Standard: "latin-1" and "ascii" mean windows-1252).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from tasks.intake.latin import latin
from tasks.intake.pages.tree import LONGEST_PAGE, without_unseen

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# https://encoding.spec.whatwg.org/#names-and-labels, where it differs from Python's own aliases.
_LABELS = {
    "iso-8859-1": "windows-1252", "latin-1": "windows-1252", "latin1": "windows-1252", "l1": "windows-1252",
    "ascii": "windows-1252", "us-ascii": "windows-1252", "iso8859-1": "windows-1252", "iso_8859-1": "windows-1252",
    "cp1252": "windows-1252", "x-cp1252": "windows-1252", "iso-8859-9": "windows-1254", "latin5": "windows-1254",
    "gb2312": "gbk", "gb_2312-80": "gbk", "x-gbk": "gbk", "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "ksc5601": "cp949",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932",
    "utf8": "utf-8", "unicode-1-1-utf-8": "utf-8", "utf-16": "utf-16-le", "macintosh": "mac_roman", "x-mac-roman": "mac_roman",
    "windows-949": "cp949", "ks_c_5601-1989": "cp949", "korean": "cp949", "ms932": "cp932", "x-euc-jp": "euc_jp", "cn-big5": "big5hkscs",
    "ansi_x3.4-1968": "windows-1252", "iso88591": "windows-1252", "iso_8859-1:1987": "windows-1252", "iso-ir-100": "windows-1252",
    "l5": "windows-1254", "iso8859-9": "windows-1254", "iso88599": "windows-1254", "iso_8859-9": "windows-1254", "x-cp1254": "windows-1254",
    "x-cp1250": "windows-1250", "x-cp1251": "windows-1251", "x-cp1253": "windows-1253", "iso-8859-8-i": "iso8859-8", "logical": "iso8859-8",
    "dos-874": "cp874", "iso-8859-11": "cp874", "iso8859-11": "cp874", "koi": "koi8-r", "koi8": "koi8-r", "koi8-ru": "koi8-u",
    "unicode": "utf-16-le", "ucs-2": "utf-16-le", "utf-16le": "utf-16-le", "unicodefeff": "utf-16-le", "utf-16be": "utf-16-be",
    "unicode11utf8": "utf-8", "x-unicode20utf8": "utf-8", "big5-hkscs": "big5hkscs", "big5": "big5hkscs", "x-x-big5": "big5hkscs", "tis-620": "cp874", "windows-874": "cp874",
}  # fmt: skip
# Encodings of seven bits, by the sequence that leaves ASCII (ISO/IEC 2022).
_ESCAPES = ((b"\x1b$)C", "iso2022_kr"), (b"\x1b$B", "iso2022_jp"), (b"\x1b$@", "iso2022_jp"))
# What Python decodes and no browser does: escapes and transports. Punycode takes quadratic time.
_NO_CHARSETS = frozenset(("idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf_7", "undefined", "charmap"))
# What a detector sees. More does not change its mind; measured on the public test files of chardet.
_SAMPLE = 200_000
# Below this many bytes code pages of DOS, mainframes and two rarities are left out: of 254 snippets (data/articles, 80-600 bytes) in
# Windows-1252 that took the wrong answers from 21 to 3, of 252 in Mac Roman from 12 to 8.
_SHORT = 1_000

# In pages, those of DOS but for Cyrillic ones, which Russian sites had: few words in Chinese or Spanish were taken for them.
_NOT_OF_WEB = ("cp437", "cp737", "cp775", "cp850", "cp852", "cp857", "cp858", "cp860", "cp861", "cp862", "cp863", "cp864", "cp865",
               "mac-latin2", "hp-roman8")  # fmt: skip

_WIDE = frozenset(("utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"))
_SLOPPY = frozenset(f"windows-{page}" for page in range(1250, 1259))


@dataclass(frozen=True, slots=True)
class Decoded:
    """`encoding` is Python's or WHATWG's name; `evidence` one of bom, declared, utf-8, detected, guessed."""

    text: str
    encoding: str
    evidence: str


def codec(label: str | None) -> str | None:
    """The encoding that a label names on the web, or None where it names none that Python knows."""
    if not label:
        return None
    name = label.strip().strip("\"'").lower()[:40]
    name = _LABELS.get(name, name)
    try:
        python = codecs.lookup(name).name
        if python.replace("-", "_") in _NO_CHARSETS:
            return None
        b"    ".decode(name, "replace")  # text encodings only: "hex" and "zip" are codecs too
    except (LookupError, ValueError, TypeError):
        return None
    # Python's other spellings of what browsers read as something else: "latin_1", "utf16".
    return _LABELS.get(python, python) if python in _LABELS or python in _WIDE else name


_INSTEAD = "a str is text already: clean_text(text) mends one that was decoded wrongly; of a file pass what Path(...).read_bytes() gives"


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode bytes of unknown or declared encoding.

    Raises UnicodeDecodeError where nothing fits (the detector takes the bytes for binary data), TypeError for what are no bytes.

    >>> decode("naïve".encode("cp1252"), declared="iso-8859-1")
    Decoded(text='naïve', encoding='windows-1252', evidence='declared')
    """
    if not isinstance(data, bytes | bytearray):
        raise TypeError(f"bytes are decoded, not {type(data).__name__}; {_INSTEAD}")
    for mark, marked in _BOMS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(marked, "replace"), marked, "bom")
    name = codec(declared)
    if b"\0" in data and (wide := name if name in _WIDE else wide_encoding(data)):
        return Decoded(data.decode(wide, "replace"), wide, "declared" if name == wide else "detected")
    if data.isascii():
        for escape, escaped in _ESCAPES:
            if escape in data and (text := strictly(data, escaped)) is not None and not text.isascii():
                return Decoded(text, escaped, "declared" if name == escaped else "detected")
        return Decoded(data.decode("ascii"), "utf-8", "utf-8")
    try:
        return Decoded(data.decode("utf-8"), "utf-8", "declared" if name == "utf-8" else "utf-8")
    except UnicodeDecodeError as broken:
        failure = broken
    if _cut_at_end(data, failure):
        # A multi-byte character cut in two at the very end: a dump's limit of bytes.
        return Decoded(data.decode("utf-8", "replace"), "utf-8", "utf-8")
    if beginnings_lost(data) and not _has_character(name, data):
        return without_beginnings(data)
    if mixed(data):
        return Decoded(data.decode("utf-8", "stray-windows-1252"), "utf-8+windows-1252", "utf-8")
    # Declared UTF-16 without a single zero byte (no space, no line end) is a page that lies about itself.
    if name and name != "utf-8" and name not in _WIDE and (text := strictly(data, name)) is not None:
        return Decoded(text, name, "declared")
    if found := detect(data):
        text = strictly(data, found)
        return Decoded(text if text is not None else data.decode(found, "replace"), found, "detected")
    if text_like(data):
        return Decoded(data.decode("windows-1252", "replace"), "windows-1252", "guessed")
    raise failure


# What a page or an XML file says of itself.
_DECLARED = re.compile(
    rb"<(?:meta\b[^>]{0,300}?|\?xml\b[^>]{0,100}?)(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE
)


def decode_page(data: bytes, declared: str | None = None) -> Decoded:
    """`decode` of a page: as the server declared, else as the page declares of itself. Raises UnicodeDecodeError."""
    if not declared and (match := _DECLARED.search(data[:4096])):
        declared = match[1].decode("ascii", "replace")
    return decode(data, declared)


def strictly(data: bytes, name: str) -> str | None:
    """`data` as `name`, where each byte has a character in it (or is one that browsers make a control of), else None."""
    try:
        return data.decode(name)
    except UnicodeError:
        # Windows-1252 and its sisters have holes that browsers read as C1 controls.
        return data.decode(f"sloppy-{name}") if name in _SLOPPY and _register_sloppy() else None


def _register_sloppy() -> bool:
    import ftfy.bad_codecs  # noqa: F401  registers the codec

    return True


_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = bytes(range(128, 256))
_BEGINS = bytes(range(0xC0, 256))


def mixed(data: bytes) -> bool:
    """Whether bytes are UTF-8 with stray bytes of Windows-1252 in it, as joined or cut dumps have.

    Mostly ASCII (Chinese or Korean encodings make pairs that look like UTF-8 by accident, but little ASCII), with at
    least two whole sequences. Those hold three quarters of the other bytes; or of the bytes beside them next to none
    could begin a sequence: halves of characters whose beginnings were dropped, and quotation marks of Windows-1252.
    """
    high = len(data) - len(data.translate(None, _HIGH))
    if not 0 < high * 5 < len(data):
        return False
    whole = [0, 0, 0, 0, 0]  # by length; a list of the sequences themselves would take twenty times the file's size
    for sequence in _SEQUENCE.finditer(data):
        whole[sequence.end() - sequence.start()] += 1
    inside = sum(length * count for length, count in enumerate(whole))
    if sum(whole) < 2 or inside * 4 >= high * 3:
        return sum(whole) > 1
    begins = len(data) - len(data.translate(None, _BEGINS)) - sum(whole)
    return begins * 20 <= high - inside


def has_sequences(data: bytes) -> bool:
    """Whether a multi-byte sequence of UTF-8 stands in `data`."""
    return _SEQUENCE.search(data) is not None


def _stray(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    _register_sloppy()
    return error.object[error.start : error.end].decode("sloppy-windows-1252"), error.end


codecs.register_error("stray-windows-1252", _stray)

# The last byte of UTF-8's marks of writing, "\xe2\x80" before which somebody has replaced or removed, and of a hard blank.
LAST_BYTES = {
    0x93: "–", 0x94: "—", 0x98: "‘", 0x99: "’", 0x9C: "“", 0x9D: "”", 0xA6: "…", 0xA0: "\xa0",
}  # fmt: skip
# What is none, but for what is left of letters.
_NO_LAST_BYTES = bytes(byte for byte in (*range(0x81, 0xA0), *range(0xC0, 0x100)) if byte not in LAST_BYTES)
# The closing quotation mark's, which Windows-1252 has no character for: the surest sign. (It is Mac Roman's ù, and a DOS Ø or ¥.)
_LAST_OF_QUOTATION = b"\x9d"
_LAST = re.compile(b"[" + bytes(LAST_BYTES).replace(b"\xa0", b"") + b"]")
# Letters stand in words, signs of money before figures: a mark beside neither is none of these, nor is one behind its second byte.
_APART = re.compile(
    rb"\x80%b|(?<![A-Za-z(\"'\xa0-\xa5\xa7-\xff])%b(?![A-Za-z0-9\xa1-\xa5\xa7-\xff])" % (_LAST.pattern, _LAST.pattern)
)


def beginnings_lost(data: bytes) -> bool:
    """Whether UTF-8's characters have lost their first bytes: what is left of them ("said.\\x9d") is of no other encoding.

    Mac Roman and DOS have letters there ("più", "Øl"), and others below A0; what is UTF-8 still may stand beside.
    """
    if _LAST_OF_QUOTATION not in data:
        return False
    rest = _SEQUENCE.sub(b"x", data)
    if _LAST_OF_QUOTATION not in rest or 4 * len(_APART.findall(rest)) < len(_LAST.findall(rest)):
        return False
    high = len(rest) - len(rest.translate(None, _HIGH))
    others = len(rest) - len(rest.translate(None, _NO_LAST_BYTES))
    return others * 20 <= high and 2 * len(_INSIDE.findall(rest)) < high


def _has_character(name: str | None, data: bytes) -> bool:
    """Whether what is declared to be the encoding has a character where UTF-8 has the last byte of a quotation mark."""
    if name is None or name == "utf-8" or name in _WIDE:
        return False
    text = strictly(data, name)
    return text is not None and "\x9d" not in text


def without_beginnings(data: bytes) -> Decoded:
    """Such bytes as text: marks by their last byte, what else is no UTF-8 as Windows-1252."""
    return Decoded(data.decode("utf-8", "lost-beginnings"), "utf-8", "detected")


def _last_byte(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    at = error.start + (error.object[error.start] == 0x80)
    mark = LAST_BYTES.get(error.object[at]) if at < len(error.object) else None
    return (mark, at + 1) if mark else _stray(error)


codecs.register_error("lost-beginnings", _last_byte)


def _cut_at_end(data: bytes, failure: UnicodeDecodeError) -> bool:
    # One whole sequence before it is wanted: "...café" in Latin-1 ends in what could begin a sequence, too.
    return failure.reason == "unexpected end of data" and len(data) > 64 and _SEQUENCE.search(data) is not None


_MAC = ("mac_roman", "macroman", "mac-roman")
# Letters of other scripts one by one: "mayorеs" (with a Cyrillic e) is a quotation mark of another encoding.
_SINGLE = re.compile(r"(?<![\u0370-\u0fff])[\u0370-\u0fff](?![\u0370-\u0fff])")
_SIGN_INSIDE = re.compile(r"(?<=[^\W\d_])[^\w\s\x00-\x7f’\x92](?=[^\W\d_])")
_INSIDE = re.compile(rb"(?<=[A-Za-z])[\x80-\xff](?=[A-Za-z])")


_PAGE = re.compile(rb"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,3000}>|&\w{1,20};")


def _words(page: bytes) -> bytes:
    """A page without tags, entities, scripts and styles: they are ASCII, and mostly longer than the text."""
    seen = without_unseen(page[:LONGEST_PAGE].decode("latin-1"))
    return b" ".join(_TAG.sub(" ", seen).encode("latin-1").split())


def detect(data: bytes) -> str | None:
    """What bytes that are not UTF-8 are in; None where that cannot be told."""
    name = _detected(data)
    if name is None and not text_like(data):
        return None
    better = latin(data, name or "windows-1252")
    return better if name or better != "windows-1252" else None


def _detected(data: bytes) -> str | None:
    """The detector's answer, or None where it has none."""
    import chardet

    page = _PAGE.search(data, 0, 4096) is not None
    if page:
        data = _words(data)
    if page or len(data) < _SHORT:
        likely = chardet.EncodingEra.ALL & ~chardet.EncodingEra.MAINFRAME
        if len(data) < _SHORT:
            likely &= ~chardet.EncodingEra.DOS
        found = chardet.detect(data[:_SAMPLE], encoding_era=likely, exclude_encodings=_NOT_OF_WEB)
    else:
        found = chardet.detect(data[:_SAMPLE])
    name = codec(found.get("encoding"))
    if name in ("iso8859-15", "iso8859-1", "latin-1") and re.search(rb"[\x80-\x9f]", data):
        return "windows-1252"  # control codes there, quotation marks here
    if name and name.startswith(("iso8859", "iso-8859")) and re.search(rb"[\x80-\x9f]", data):
        name = _with_marks(data[:_SAMPLE], name)
    if name in _MAC:
        name = "mac_roman"
    high = len(data) - len(data.translate(None, _HIGH))
    if name == "mac_roman" and not re.search(rb"[\xd0-\xd5]", data) and 2 * len(_INSIDE.findall(data)) < high:
        return "windows-1252"  # neither its quotation marks nor letters within words: halves of lost UTF-8 characters
    if name and name not in WESTERN and high * 4 < len(data) and _of_single_letters(data, name):
        name = "windows-1252"
    return western(data[:_SAMPLE]) or name if name in WESTERN else name


def _with_marks(data: bytes, name: str) -> str:
    """Windows' encoding of the same language, where what ISO 8859 has as control codes shows that it is that.

    Controls between letters are letters there; at their edges they may be stray quotation marks of Windows-1252, beside which
    letters of ISO 8859 would become signs, or other letters.
    """
    import chardet

    other = codec(chardet.detect(data, include_encodings=_SLOPPY)["encoding"]) or name
    signs, controls = (len(_SIGN_INSIDE.findall(data.decode(one, "replace"))) for one in (other, name))
    return other if signs < controls or (other == "windows-1252" and signs == controls) else name


def _of_single_letters(data: bytes, name: str) -> bool:
    text = data[:_SAMPLE].decode(name, "replace")
    return 2 * len(_SINGLE.findall(text)) >= sum(character > "\x7f" for character in text)


WESTERN = ("windows-1252", "mac_roman")
# Characters where writing has them: marks (apostrophes in words, quotation marks at their edges, dashes between), and
# accents in words, capitals at their beginnings, signs of money before figures.
_MARKS = re.compile(
    r"(?<=[^\W\d_])’(?=[^\W\d_])|(?<![^\s(\[“‘—–-])[“‘](?=[\w“‘’$£€])|(?<=[\w.,!?…”’%)])[”’](?![^\W\d_])"
    r"|(?<=\s)[–—•·](?=\s)|(?<=\w)[–—](?=[\w“‘])|(?<=\w)…|…(?=\w)|(?<=\.)’(?=s\b)"
    r"|(?<!\d)(?<!\d\s)€[“”˜™œ¢¦\ufffd]"  # what is left of UTF-8, without its first byte: "Äò" as Mac Roman
)
_LETTERS = re.compile(
    r"(?<=[a-zß-öø-ÿ])[ß-öø-ÿœšž]|[ß-öø-ÿœšž](?=[a-z])|(?<![^\W\d_])[À-ÖØ-ÞŒŠŽ](?=[a-z])|(?<=[A-Z])[À-ÖØ-ÞŒŠŽ]"
    r"|[£€¥](?=\d)|(?<=\d)[°£€½¼¾]|[©\xa0](?=\s)|(?<=\w)[™®]"
)


def western(data: bytes) -> str | None:
    """Windows-1252 or Mac Roman, by which of them puts more characters where writing has them; None where neither does.

    For rows and snippets, which are too short for a detector. Both are decoded; a curly apostrophe read as the other
    one is "donÕt" or "donít".
    """
    fitting = [
        2 * len(_MARKS.findall(text)) + len(_LETTERS.findall(text))
        for text in (data.decode(name, "replace") for name in WESTERN)
    ]
    return None if fitting[0] == fitting[1] else WESTERN[fitting[1] > fitting[0]]


_CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\f\r\x1b")


def text_like(data: bytes) -> bool:
    """Whether bytes look like text of a single-byte encoding: no NUL, hardly any control characters."""
    sample = data[:4096]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return 0 not in sample and controls <= len(sample) // 100


def wide_encoding(head: bytes) -> str | None:
    """UTF-16 by its mark, or without one by the zero byte beside nearly every other."""
    if 0 not in head[:2000] and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None  # most files
    for mark, encoding in ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
                           (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):  # fmt: skip
        if head.startswith(mark):
            return encoding
    sample = head[: min(len(head), 2000) & ~1]
    if len(sample) >= 8:
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        half = len(sample) // 2
        if odd > half * 0.7 and even < half * 0.1:
            return "utf-16-le"
        if even > half * 0.7 and odd < half * 0.1:
            return "utf-16-be"
    return None


def valid_unicode(text: str) -> str:
    """`text` with surrogate pairs joined and lone surrogates replaced by U+FFFD, so that UTF-8 can hold it."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text
