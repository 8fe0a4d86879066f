"""Markdown inside texts, as crawlers for language models write it: links, pictures, headings, emphasis, rules, quotes, lists, tables.

As with tags (`tasks.repair.markup`), each sign goes where it stands, as an edit of its own, and the words that it marks stay. Texts
that are no Markdown keep their asterisks and hashes: one is that has a link or picture with an address, a heading of the second
level or below, or words in bold twice. The syntax is CommonMark's (MacFarlane, version 0.31) and the tables of GitHub's; markdown-it-py
is the oracle in the tests. Numbers of lists stay, and "- " before items, as in articles that were read from HTML.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice

from tasks.edits import Edit, replaced

Place = tuple[int, int, str, str]
"""From where to where, what stands there then, and the rule."""

# What stands behind "](": an address, in brackets or not, and maybe a title.
_ADDRESS = (
    r"(?:<[^<>\n]*+>|(?:[A-Za-z][A-Za-z0-9+.-]{1,20}:(?=\S)|[/#?]|\.{1,2}/|[\w%-]++[./])"
    r"[^\s()<>]*+(?:\([^\s()<>]*+\)[^\s()<>]*+)*+)"
)
_TITLE = r"""(?:\s++(?:"[^"\n]*+"|'[^'\n]*+'))?+"""
_TARGET = re.compile(rf"\((?:\s*+{_ADDRESS})?+{_TITLE}\s*+\)")
_ANY_TARGET = re.compile(r"\([^\s()]*+\)")  # of what shows nothing
_SURE_TARGET = re.compile(rf"\]\(\s*+{_ADDRESS}{_TITLE}\s*+\)")
# (Those of a link, too, that has paragraphs within it, as crawlers write them.)
_BRACKET = re.compile(r"\\.|!\[|\[|\]", re.DOTALL)
_DEEPEST = 50  # brackets within each other; a hostile text has as many as it likes
_FOOTNOTE = re.compile(r"\\?\[?\d{1,3}\\?\]?")
# "[harbour]: https://..." in a line of its own, for "[the harbour][harbour]".
_DEFINITION = re.compile(
    rf"^ {{0,3}}\[([^\[\]\n]{{1,100}})\]:[ \t]*+{_ADDRESS}{_TITLE}[ \t]*+(?:\n\s*|\Z)", re.MULTILINE
)
_REFERENCE = re.compile(r"\[([^\[\]\n]{1,100})\]")
# What is left of a line that held nothing but a picture.
_MARKER, _WHITE = " \t*+->|•", re.compile(r"\s*")

# A list's item that is nothing but links. So many in a row are a page's menu, in a text that has so many: an article may list a few.
_NOTHING_BUT_LINKS = re.compile(
    rf"^[ \t]*+(?:[*+-]|\d{{1,3}}[.)])[ \t]++(?:!?\[(?:[^\[\]\n]|!?\[[^\[\]\n]*\](?:\([^()\s]*\))?)*+\]{_TARGET.pattern}[ \t|·•,]*+)+(?:\n(?:[ \t]*\n)*+|\Z)",
    re.MULTILINE,
)
_RUN, _MENUS = 4, 20
_HEADED = re.compile(r"(?:\A#|\A#{2,6}|\n#{2,6}) [^\s#][^\n]{0,200}+(?=\n\s*\n|\Z)")
_BOLD = re.compile(r"(?<![\w*\\])\*\*(?=[^\s*])[^*\n]{1,500}(?<=[^\s*\\])\*\*(?![\w*])")
_TABLE = re.compile(
    r"^(?=[^\n|]*\|)[^\n]*+\n(?P<delimiter>[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*+\|?[ \t]*(?:\n|\Z))"
    r"(?:(?=[^\n|]*\|)[^\n]++(?:\n|\Z))*+",
    re.MULTILINE,
)
_EDGE_OF_ROW = re.compile(r"^[ \t|]+|[ \t|]+$", re.MULTILINE)
_LINES = (
    ("rule", re.compile(r"^[ \t]{0,3}(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:(?<!\S\n)-[ \t]*){3,})(?:\n\s*|\Z)", re.MULTILINE), ""),
    ("heading", re.compile(r"(?<=\S)[ \t]*+\n[ \t]{0,3}(?:={2,}|-{2,})[ \t]*+$", re.MULTILINE), ""),
    ("code", re.compile(r"^[ \t]{0,3}(?:```+|~~~+)[\w-]*[ \t]*(?:\n|\Z)", re.MULTILINE), ""),
    ("quote", re.compile(r"^[ \t]{0,3}(?:>[ \t]?)++", re.MULTILINE), ""),
    ("item", re.compile(r"^[ \t]*+[*+-][ \t]*+(?:\n|\Z)", re.MULTILINE), ""),
    ("item", re.compile(r"^[ \t]*+(?:[*+-][ \t]++)++(?=\S)", re.MULTILINE), "- "),
    ("heading", re.compile(r"^(- |)[ \t]{0,3}#{1,6}(?:[ \t]++|$)", re.MULTILINE), r"\1"),
)  # fmt: skip
# Signs stand around what they mark: before them a blank, a bracket, a quotation mark or another sign, so that "f**k" and "snake_case"
# are none. Signs of two and three, the longest first, may have single ones between them.
_BEFORE = "\\s(\\[{\"'“‘«*_~–—|/-"
_EMPHASIS = (
    ("*", 3, ""),
    ("*", 2, ""),
    ("_", 2, r"(?!\w)"),
    ("~", 2, ""),
    ("*", 1, r"(?<=\S.)"),
    ("_", 1, r"(?<=\S.)(?![\w/])"),
)


def _around(sign: str, times: int, closed: str) -> re.Pattern[str]:
    run, single = re.escape(sign) * times, rf"{re.escape(sign)}(?!{re.escape(sign)})|" * (times > 1)
    inside = rf"(?P<in>(?:\\.|[^{sign}\n\\]|{single}\n(?![ \t]*\n)){{1,2000}}?)"
    return re.compile(rf"(?<![^{_BEFORE.replace(sign, '')}]){run}(?=[^\s{sign}]){inside}{run}{closed}")


_INLINE = (
    *(("emphasis", _around(*emphasis)) for emphasis in _EMPHASIS),
    # With the blank on the wrong side: "in _Quay Times _that".
    ("emphasis", re.compile(r"(?<![\w\\*_])(?P<sign>[*_])(?=\w)(?P<in>[^*_\n]{1,200}? )(?P=sign)(?=\w)")),
    ("code", re.compile(r"(?<!`)`(?P<in>[^`\n]{1,300})`(?!`)")),
)
# What is left of bold type that went over an empty line.
_STRAY = re.compile(
    r"(?<![\w\\*])\*\*(?![\s*])|(?:(?<=[^\w\s\\*])|(?<=\w{3}))(?:\*\*){1,2}(?![\w*])|^\*\*$", re.MULTILINE
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~]|(?=\n))")


def is_markdown(text: str) -> bool:
    """Whether a text is written in Markdown. Cheap where it has none of its signs: single characters are found at memory's speed."""
    # (These signs stand in tasks/compiled/text.c too.)
    if "]" in text and (("](" in text and _SURE_TARGET.search(text)) or ("][" in text and _DEFINITION.search(text))):
        return True
    if "#" in text and ("##" in text or text[0] == "#") and _HEADED.search(text):
        return True
    return "*" in text and "**" in text and len(list(islice(_BOLD.finditer(text), 2))) > 1


def strip_markdown(text: str) -> tuple[str, list[Edit]]:
    """Rules: `markdown:KIND`, the kind being newline, menu, image, link, table, rule, heading, code, quote, item, emphasis or escape.

    >>> strip_markdown("## The **ferry**\\n\\n![](sunk.jpg)\\n\\nIt [sank](https://quay.example) on _Monday_.")[0]
    'The ferry\\n\\nIt sank on Monday.'
    """
    if not is_markdown(text):
        return text, []
    edits: list[Edit] = []
    for places in _PASSES:
        text, found = replaced(text, "markup", places(text))
        edits += found
    return text, edits


def _each(name: str, pattern: re.Pattern[str], after: str, text: str) -> Iterator[Place]:
    for match in pattern.finditer(text):
        if (left := match.expand(after)) != match.group():
            yield *match.span(), left, f"markdown:{name}"


def _unmarked(name: str, pattern: re.Pattern[str], text: str) -> Iterator[Place]:
    for match in pattern.finditer(text):
        yield match.start(), match.start("in"), "", f"markdown:{name}"
        yield match.end("in"), match.end(), "", f"markdown:{name}"


def _menus(text: str) -> list[Place]:
    """Lists of nothing but links, as pages have above and below their articles."""
    items = [match.span() for match in _NOTHING_BUT_LINKS.finditer(text)]
    if len(items) < _MENUS:
        return []
    places: list[Place] = []
    first = 0
    for i in range(1, len(items) + 1):
        if i == len(items) or text[items[i - 1][1] : items[i][0]].strip(_MARKER + "\n"):
            if i - first >= _RUN:
                places.append((items[first][0], items[i - 1][1], "", "markdown:menu"))
            first = i
    return places


def _links(text: str) -> list[Place]:
    """The brackets and addresses of links, and whole pictures; with their line, where it holds nothing else."""
    defined = {match[1].lower(): match.span() for match in _DEFINITION.finditer(text)}
    places: list[Place] = []
    opened: deque[tuple[int, str]] = deque(maxlen=_DEEPEST)
    done = 0
    for bracket in _BRACKET.finditer(text):
        at, sign = bracket.start(), bracket.group()
        if at < done or sign[0] == "\\":
            continue
        if sign != "]":
            opened.append((at, sign))
        elif opened:
            start, sign = opened.pop()
            target = _TARGET.match(text, at + 1) or _reference(text, at + 1, defined)
            if target is None and at == start + len(sign):
                target = _ANY_TARGET.match(text, at + 1)
            if target is None:
                continue
            done = target.end()
            inner = len(places)
            while inner and places[inner - 1][0] > start:
                inner -= 1
            inside = ((low - start - 1, high - start - 1, "", "") for low, high, *_ in places[inner:])
            shown = replaced(text[start + 1 : at], "", inside)[0].strip()
            marks_a_note = text[start - 1 : start].strip() and _FOOTNOTE.fullmatch(shown)
            if sign == "![" or not shown or marks_a_note:
                places[inner:] = [(*_with_line(text, start, done), "", "markdown:image")]
            else:
                places += ((at, done, "", "markdown:link"),)
                places.insert(inner, (start, start + 1, "", "markdown:link"))
    return sorted([*places, *((start, end, "", "markdown:link") for start, end in defined.values())])


def _reference(text: str, at: int, defined: dict[str, tuple[int, int]]) -> re.Match[str] | None:
    label = _REFERENCE.match(text, at) if defined else None
    return label if label and label[1].lower() in defined else None


def _with_line(text: str, start: int, end: int) -> tuple[int, int]:
    """A place with its line, where that holds nothing else but a list's or a quote's sign, and the empty lines below."""
    low, white = text.rfind("\n", 0, start) + 1, _WHITE.match(text, end)
    alone = not text[low:start].strip(_MARKER) and white and ("\n" in white.group() or white.end() == len(text))
    return (low, white.end()) if alone and white else (start, end)


def _tables(text: str) -> Iterator[Place]:
    for table in _TABLE.finditer(text):
        start, end = table.span("delimiter")
        for low, high in ((table.start(), start), (end, table.end())):
            if low == end:
                yield start, end, "", "markdown:table"
            for edge in _EDGE_OF_ROW.finditer(text, low, high):
                yield *edge.span(), "", "markdown:table"


_PASSES: tuple[Callable[[str], Iterable[Place]], ...] = (
    partial(_each, "newline", re.compile("\r\n"), r"\n"),
    _menus,
    _links,
    _tables,
    *(partial(_each, *line) for line in _LINES),
    *(partial(_unmarked, *inline) for inline in _INLINE),
    partial(_each, "emphasis", _STRAY, ""),
    partial(_each, "escape", _ESCAPE, r"\1"),
)
