r"""Backslashes that some program put before characters, or in the place of line ends, and that nobody took out again.

Three kinds are met, and the second also without its backslashes ("donu2019t"): dollar signs escaped for a shell or a template
("\$415 million"); strings as JSON, Python or SQL write them ("the town\'s mayor", "\u201cNo,\u201d she said.\n\nThe"); and line
ends that became backslashes ("a contest for\privately funded flight"), two for the end of a paragraph, as in the AG News
collection. A backslash alone may be a path's, a formula's or a pattern's: but for the first kind, all backslashes of a text must be
of one kind, and one of them unmistakable.
"""

from __future__ import annotations

import re
import sys
from itertools import islice

import ftfy.bad_codecs  # noqa: F401  registers sloppy-windows-1252

from tasks.edits import Edit, Splicer

# What follows an apostrophe within a word.
TAIL = r"(?:s|t|re|ve|ll|d|m)(?![^\W_])"
# Of TeX those of per cent and of firms.
_SIGN = re.compile(r"(?<!\\)\\(?=\$[A-Z.]{0,2}\d)|(?<=\d)\\(?=%)|(?<=[A-Z])\\(?=&[A-Z])")
_ANY = re.compile(r"\\++(?!\$[A-Z.]{0,2}\d|(?<=\d\\)%|(?<=[A-Z]\\)&[A-Z])")
# Escapes of a string, those of characters beyond the BMP in their two halves; of a string in a string there are two or three
# backslashes.
_ESCAPE = re.compile(
    r"\\{1,3}(?:u[dD][89abAB][0-9a-fA-F]{2}\\{1,3}u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|x[89a-fA-F][0-9a-fA-F](?:\\{1,3}x[89a-fA-F][0-9a-fA-F])*|[nrt\"'/])"
)
_MEANT = {"n": "\n", "r": "\r", "t": "\t"}
# What no path, formula or pattern has: marks of writing by their number, contractions, speech, addresses, an empty line.
_ESCAPED = re.compile(
    r"\\u20[12][0-9a-fA-F]|\\u00(?:2[267]|3[cCeE]|9[1-7]|[a-fA-F][0-9a-fA-F])|\\u[dD]83[c-eC-E]\\|\\xe2\\+x80\\+x[89a][0-9a-f]|\\xc3\\+x[89ab][0-9a-f]|\\xc2\\+xa[0-9a-f]|\w\\x92(?:s|t|d|m|re|ve|ll)\b|\w\\+'(?:s|t|d|m|re|ve|ll)\b|(?<![^\s(]) ?\\\"\w|[.,!?]\\\"|:\\/\\/|(?:(?:\\r)?\\n){2}(?![a-z])|[.!?]\\n(?=[A-Z])"
    r"|[.,:;!?)\x80-\U0010ffff] *\\n\s*(?=[^\x00-\x7f])|[。！？；]\\n"
)
_LINE_ENDS = 3  # backslashes that are all before an "n": words that begin so are few
_CODE = re.compile(r"[;{}]\s*$|\(\\?[\"']|= ?\\?[\"']", re.MULTILINE)
# Lines of a page or an e-mail, so many characters long; two words with a slash between them seldom come twice so.
_SHORTEST, _LONGEST = 25, 140
_AT_LINE_END = re.compile(r"(?<=[^\W_A-Z]|[.,;!?%\"')])\\(?=[\w\"'(\n])|\\(?= )|(?<= )\\(?=\w)|\\\Z")
_AT_LINE_START = re.compile(r"^\\(?=[-\"A-Z\n]|\Z)", re.MULTILINE)
# Beside such, but not by themselves: "C:\\Users", "NATO\\to".
_AT_EITHER = re.compile(r"(?<=[A-Z:])\\(?=[\w\"'])|\\(?=[.,])")
_AT_PARAGRAPH = re.compile(r"(?<=[\w.!?\"':;,])\\\\(?=[\"'A-Z]|\Z)| \\\\(?=[\"'A-Z])|\A\\\\(?=[\"'\w])")


def mend_escapes(text: str) -> tuple[str, list[Edit]]:
    r"""Rules: `escape:$`, `escape:CHARACTER`, `escape:line end`.

    >>> mend_escapes(r"It\'s \$5 in the town\'s shop.")[0]
    "It's $5 in the town's shop."
    """
    splicer = Splicer(text, "markup")
    places = [(match.start(), match.end(), "", f"escape:{text[match.end()]}") for match in _SIGN.finditer(text)]
    others = [match.span() for match in _ANY.finditer(text)]
    if others and not _CODE.search(text):
        places += _of_string(text) or _of_lines(text, others)
    for start, end, after, rule in sorted(places):
        splicer.replace(start, end, after, rule)
    return splicer.done()


def _of_string(text: str) -> list[tuple[int, int, str, str]]:
    sure = _ESCAPED.search(text)
    if sure is None and not _LINE_ENDS <= text.count("\\n") == text.count("\\"):
        return []
    others = _ANY.search(_ESCAPE.sub("", text)) is not None
    if others and sure and sure.group().lstrip("\\")[:1] not in "ux":
        return []
    places = []
    for match in _ESCAPE.finditer(text):
        codes = [code for code in match.group().split("\\") if code]
        kind = codes[0][0]
        if others and kind not in "ux":
            continue  # a path's
        after = _MEANT.get(kind, kind)
        if kind == "x":
            after = _of_bytes(bytes(int(code[1:], 16) for code in codes))
        elif kind == "u":
            halves = "".join(chr(int(code[1:], 16)) for code in codes)
            after = halves.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        places.append((*match.span(), after, f"escape:{kind}"))
    return places


# Escapes of which the backslash itself was taken out: "donu2019t". No word is written so.
_STRIPPED = re.compile(
    r"(?<![\\%&#])u(?:20(?:1[0-9a-f]|2[0-6])|20ac|00(?:2[267]|3[ce]|a[0-9a-f]|[b-f][0-9a-f]))(?![^\W_]{0,30}_)"
)
_STRIPPED_SURE = re.compile(
    rf"(?<=[^\W\d_])u(?:2019|0027){TAIL}|(?<![^\W_])u201c(?=[^\W_])|(?<=[.,!?])u201d(?![^\W_])|(?<=[a-z])u00[ef][0-9a-f](?![0-9A-Z])"
)
_ENOUGH_STRIPPED = 2  # where other characters beyond ASCII were not escaped
STRIPPED, STRIPPED_LETTER = "u201", "u00"
# How the file format of Excel writes a control code in a text (ECMA-376, ST_Xstring): what reads it by other means leaves it so.
# (Some write marks of writing by it, too.)
_CONTROL = re.compile(r"_x(00(?:[01][0-9a-fA-F]|7[fF])|20(?:1[0-9a-fA-F]|2[0-6]|[aA][cC]))_(\n?)")
CONTROL = "_x"


def mend_stripped(text: str) -> tuple[str, list[Edit]]:
    """Rule: `escape:u`.

    >>> mend_stripped("u201cDonu2019t,u201d said Renu00e9e.")[0]
    '“Don’t,” said Renée.'
    """
    splicer = Splicer(text, "markup")
    # Where there are no others, all characters were escaped; else one place may be anything.
    enough = 1 if text.isascii() else _ENOUGH_STRIPPED
    if len(list(islice(_STRIPPED_SURE.finditer(text), enough))) == enough:
        for match in _STRIPPED.finditer(text):
            splicer.replace(*match.span(), chr(int(match.group()[1:], 16)), "escape:u")
    return splicer.done()


def mend_controls(text: str) -> tuple[str, list[Edit]]:
    """Rule: `escape:_x`.

    >>> mend_controls("Boats sail._x000D_\\nFares rise._x000D_Buses wait.")[0]
    'Boats sail.\\nFares rise.\\nBuses wait.'
    """
    splicer = Splicer(text, "markup")
    for match in _CONTROL.finditer(text):
        control = chr(int(match[1], 16))
        if control >= "\xa0":
            after = control + match[2]
        else:
            after = match[2] or ("\n" if control in "\r\n" else "\t" if control == "\t" else "")
        splicer.replace(*match.span(), after, "escape:_x")
    return splicer.done()


# As addresses write characters ("won%E2%80%99t", JavaScript's "won%u2019t", "won%27t"), and e-mail does (RFC 2045: "won=E2=80=99t", with
# "=" where a line goes on). In prose they are what somebody forgot to read.
_OF_ADDRESS = re.compile(r"%u[0-9a-fA-F]{4}|(?:%(?:2[267]|[89a-fA-F][0-9a-fA-F]))+")
_OF_MAIL = re.compile(r"(?:=(?:\n|[0-9A-F]{2}))+")
# (The sign first: so it is searched for at memory speed.)
_OF_ADDRESS_SURE = re.compile(
    rf"%(?:(?<=[^\W\d_]%)(?:E2%80%99|u2019|27)(?={TAIL})|(?<![^\s(]%)(?:E2%80%9C|u201C)(?=[^\W_])|(?<=[a-z]%)(?:C3%[89AB][0-9A-F]|u00[EF][0-9A-F]|u2019)(?=[a-z ])|D0%(?:[9AB][0-9A-F]%D[01]%[89AB][0-9A-F])|u04[0-9A-F]{{2}}%u04)",
    re.IGNORECASE,
)
_OF_MAIL_SURE = re.compile(
    rf"=(?:(?<=[^\W\d_]=)(?:E2=80=99|92)(?={TAIL})|(?<![^\s(]=)E2=80=9C(?=[^\W_])|(?<=[a-z]{{2}}=)C3=[89AB][0-9A-F](?=[a-z ])|D0=[9AB][0-9A-F]=D[01]=[89AB][0-9A-F])"
)
_ADDRESS, _REACH = re.compile(r"[/?&#=@]|www\."), 60


def mend_forgotten(text: str) -> tuple[str, list[Edit]]:
    """Rules: `escape:%`, `escape:=`.

    >>> mend_forgotten("It won%E2%80%99t be Ren%C3%A9e.")[0]
    'It won’t be Renée.'
    >>> mend_forgotten("It won=E2=80=99t be the may=\\nor.")[0]
    'It won’t be the mayor.'
    """
    splicer = Splicer(text, "markup")
    if _OF_ADDRESS_SURE.search(text):
        for match in _OF_ADDRESS.finditer(text):
            start, code = match.start(), match.group()
            if not _ADDRESS.search(text[max(0, start - _REACH) : start].rpartition(" ")[2]):
                after = chr(int(code[2:], 16)) if code[1] == "u" else _of_bytes(bytes.fromhex(code.replace("%", "")))
                splicer.replace(*match.span(), after, "escape:%")
    elif _OF_MAIL_SURE.search(text):
        for match in _OF_MAIL.finditer(text):
            some = bytes.fromhex(match.group().replace("=", ""))
            splicer.replace(*match.span(), _of_bytes(some), "escape:=")
    return splicer.done()


# How R writes what the console's encoding has not: characters by number ("don<U+2019>t"), bytes ("don<e2><80><99>t", "don<92>t").
_NUMBERED, _ANGLED = re.compile(r"<U\+([0-9A-F]{4,8})>"), re.compile(r"(?:<(?!dd>)[89a-f][0-9a-f]>)+")
_ANGLED_SURE = re.compile(r"<(?:[89][0-9a-f]|c[23]><[89ab][0-9a-f])>")


def mend_angled(text: str) -> tuple[str, list[Edit]]:
    """Rules: `escape:U+`, `escape:<`.

    >>> mend_angled("He didn<U+2019>t say that it<e2><80><99>s late.")[0]
    'He didn’t say that it’s late.'
    """
    places = [
        (*match.span(), chr(number), "escape:U+")
        for match in _NUMBERED.finditer(text)
        if (number := int(match[1], 16)) <= sys.maxunicode and not 0xD800 <= number < 0xE000
    ]
    if _ANGLED_SURE.search(text):
        for match in _ANGLED.finditer(text):
            some = bytes.fromhex(re.sub("[<>]", "", match.group()))
            places.append((*match.span(), _of_bytes(some), "escape:<"))
    splicer = Splicer(text, "markup")
    for start, end, after, rule in sorted(places):
        splicer.replace(start, end, after, rule)
    return splicer.done()


def _of_bytes(some: bytes) -> str:
    """UTF-8, or what browsers show for what is none."""
    try:
        return some.decode()
    except UnicodeDecodeError:
        return some.decode("sloppy-windows-1252")


def _of_lines(text: str, others: list[tuple[int, int]]) -> list[tuple[int, int, str, str]]:
    places, lines, sure, clear = [], 0, False, False
    done = 0
    for start, end in others:
        outer = start == 0 or end == len(text)
        first = _AT_LINE_START.match(text, start) is not None
        clearly = first or _AT_LINE_END.match(text, start) is not None
        if end - start == 1 and (clearly or _AT_EITHER.match(text, start)):
            clear = clear or clearly
            lines += _SHORTEST <= start - done <= _LONGEST
            beside = outer or text[start - 1].isspace() or text[end].isspace() or text[end] in ".,"
            places.append((start, end, "" if beside else " ", "escape:line end"))
            sure = sure or outer or first or text[end] == "\n"
        elif end - start == 2 and _AT_PARAGRAPH.match(text, start):
            places.append((start, end, "" if outer else "\n", "escape:line end"))
            sure = clear = True
        else:
            return []
        done = end
    return places if clear and (sure or lines > 1) else []
