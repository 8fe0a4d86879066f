"""A page's tree as a row of text blocks (paragraphs, headings, list items, table rows), each with what tells of its role.

A block is what a browser sets apart: the text between two starts or ends of block-level elements. Blocks and their link
density are after Kohlschütter et al., Boilerplate Detection using Shallow Text Features (WSDM 2010).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

# Never text of an article, whatever is in them. `noscript` repeats what scripts draw: images and trackers.
_SKIPPED = frozenset(
    "script style noscript template svg canvas iframe object embed video audio map select option datalist textarea input "
    "button head title meta link base applet progress meter dialog rp math "
    "amp-img amp-ad amp-iframe amp-video amp-youtube amp-social-share amp-analytics amp-pixel".split()
)
# What Word leaves in pages ("st1:city") is inline too.
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q ruby rt s samp small span "
    "strike strong sub sup time tt u var wbr picture source track area output rb rtc".split()
)
_MARKS = _LINK, _BOLD, _ITALIC = 1, 2, 4
_MARK_OF = {"a": _LINK, "b": _BOLD, "strong": _BOLD, "i": _ITALIC, "em": _ITALIC}
# A letter that floats is the first of its paragraph.
_BLOCK = re.compile(r"(?!.*float\s*:\s*left).*display\s*:\s*(?:block|flex|grid|table)\b", re.IGNORECASE | re.DOTALL)
# Elements that divide a text; what contains them is a container.
_TEXTUAL = frozenset("p h1 h2 h3 h4 h5 h6 li ul ol dl dt dd blockquote pre table thead tbody tfoot tr caption".split())
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Elements nested deeper than this are read as plain text. The deepest article of 86 pages lies 31 deep.
_DEEPEST = 200
# Characters of an element's class and id that are looked at.
_LONGEST_LABEL = 300
# Scripts that put no spaces between words (Thai to Burmese, kana, Chinese characters): two letters count as a word.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_UNSPACED = re.compile(f"[{UNSPACED}]")
# What is set aside for search engines or scripts to see.
_ASIDE = re.compile(r"(?:left|top|text-indent)\s*:\s*-\d{3,}|display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# "paragraph-1", "paragraph-2": containers of a kind; and "element-5c3e8a1", as Elementor numbers them.
_NUMBER = re.compile(r"(?<![a-z0-9])(?=[a-f]*\d)[0-9a-f]{6,8}(?![a-z0-9])|\d+")
# What is there for those who hear a page: "opens in a new window".
_HEARD = re.compile(r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-?reader)", re.IGNORECASE)
# Neighbours in a line that a style sets apart: "<a>Ann Reed</a><span>Staff Writer</span>".
_PLACED = frozenset(("a", "span", "time", "label", "em", "strong", "b", "i"))
_NO_WORD = frozenset("Mac Van Von Fitz Des Del".split())
# Whom an element in a line names, by its class or by where it leads.
_SIGNED = re.compile(
    r"(?:^|[\s_-])(?:author|byline|writer|reporter|journalist|autor|auteur|yazar)(?![a-z])", re.IGNORECASE
)
_HOME_OF_AUTHOR = re.compile(r"/(?:authors?|profiles?|by|staff|reporters?|journalists?|contributors?|columnists?|autor(?:es)?|auteurs?)/[^/?#]+/?$", re.IGNORECASE)  # fmt: skip
# Characters without width, of which pages make empty lines.
_WIDTHLESS = "\u200b\u200c\u200d\u2060\ufeff\u00ad "
_CHANGED = re.compile(r"updat|modif|edited")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(slots=True, eq=False)
class Scope:
    """A block-level element. `label` is its class and id in lower case, "dateLine" as "date-line"; `kind` is the same
    for elements that have the same tag and classes and stand in the same kind; `words` counts the text inside.
    """

    tag: str
    label: str
    parent: Scope | None
    kind: int
    words: int = 0

    def upwards(self, end: Scope | None = None) -> Iterator[Scope]:
        """The scope and those around it, up to but without `end`."""
        scope: Scope | None = self
        while scope and scope is not end:
            yield scope
            scope = scope.parent


@dataclass(slots=True, eq=False)
class Block:
    """A run of text in a scope; `owner` is the nearest container (no paragraph, list or table) around it. `links`, `bold`
    and `italic` are the shares (0 to 1) of its characters that are so; `pictured` where an image stands right before it;
    `stamp` is what a `time` element in it, or without text right behind it, gives for machines; `signed` is the text of the
    first element in it that is marked as an author's name.
    """

    text: str
    scope: Scope
    owner: Scope
    words: int
    links: float
    bold: float
    italic: float
    pictured: bool
    stamp: str | None
    signed: str | None


class _Walk:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.pieces: list[str] = []
        self.sizes = [0, 0, 0]
        self.in_row = False
        self.pictured = self.pictured_next = False
        self.stamp: str | None = None
        self.signed: str | None = None
        self.kinds: dict[tuple[int, str, str], int] = {}

    def text(self, text: str | None, marks: int) -> None:
        if text:
            self.pieces.append(text)
            if marks:
                size = len(text.strip())
                for i, mark in enumerate(_MARKS):
                    if marks & mark:
                        self.sizes[i] += size

    def image(self) -> None:
        if any(piece and not piece.isspace() for piece in self.pieces):
            self.pictured_next = True
        else:
            self.pictured = True

    def time(self, element: Any) -> None:
        """An article's own time is mostly the first of a line; what says that it is of a change is not it."""
        names = f"{element.get('class')} {element.get('itemprop')}".lower()
        if not self.stamp and ("published" in names or not _CHANGED.search(names)):
            self.stamp = element.get("datetime")

    def flush(self, scope: Scope) -> None:
        if not self.pieces and not self.stamp:
            return
        text = " ".join("".join(self.pieces).split())
        if not text.strip(_WIDTHLESS):
            text = ""
        if self.in_row:
            text = text.strip(" |")
        if text:
            words = text.count(" ") + 1 + (0 if text.isascii() else len(_UNSPACED.findall(text)) // 2)
            links, bold, italic = (min(1.0, size / len(text)) for size in self.sizes)
            self.blocks.append(
                Block(text, scope, scope, words, links, bold, italic, self.pictured, self.stamp, self.signed)
            )
            self.pictured, self.pictured_next = self.pictured_next, False
        elif self.stamp and self.blocks and not self.blocks[-1].stamp:
            self.blocks[-1].stamp = self.stamp
        self.stamp = self.signed = None
        self.pieces.clear()
        self.sizes = [0, 0, 0]

    def scope(self, element: Any, tag: str, parent: Scope) -> Scope:
        names = _NUMBER.sub("0", (element.get("class") or "")[:_LONGEST_LABEL])
        kind = self.kinds.setdefault((parent.kind, tag, names), len(self.kinds) + 1)
        label = _CAMEL.sub("-", f"{names} {(element.get('id') or '')[:_LONGEST_LABEL]}").lower().strip()
        style = element.get("style")
        if (style and _ASIDE.search(style[:_LONGEST_LABEL])) or element.get("hidden") is not None:
            label += " hidden"
        return Scope(tag, label, parent, kind)

    def mark(self, element: Any, tag: str) -> int:
        # Old pages name places with `a`, and leave it open: all that follows is no link.
        return _MARK_OF.get(tag, 0) if tag != "a" or element.get("name") is None or element.get("href") else 0

    def preformatted(self, element: Any, scope: Scope, marks: int) -> None:
        """Where lines are as typed: paragraphs parted by empty lines, else every line (a verse, a table, a program)."""
        self.flush(scope)
        inner = self.scope(element, "pre", scope)
        text = "".join(element.itertext()).replace("\r\n", "\n").strip("\n")
        for part in _EMPTY_LINE.split(text) if _EMPTY_LINE.search(text) else text.split("\n"):
            self.text(part, marks)
            self.flush(inner)

    def part(self, element: Any, at: int) -> None:
        """A blank between two neighbours that touch, where a name or a date begins behind a word in small letters."""
        before = element.getprevious()
        if before is None or before.tail or before.tag not in _PLACED or len(self.pieces) <= at:
            return
        left, right = self.pieces[at - 1][-_LONGEST_LABEL:], self.pieces[at][:_LONGEST_LABEL]
        if not (right[0].isupper() or right[0].isdigit()) or not _ends_word(left):
            return
        alike = before.tag == element.tag and before.get("class") == element.get("class")
        titles = left.istitle() and right.istitle()
        if (" " in left.strip() or " " in right.strip()) and (not alike or before.get("class") or titles):
            self.pieces.insert(at, " ")

    def inside(self, element: Any, scope: Scope, marks: int, depth: int) -> None:
        self.text(element.text, marks)
        for child in element:
            tag = child.tag
            if isinstance(tag, str) and tag not in _SKIPPED:
                if tag == "br":
                    self.flush(scope)
                elif tag == "img":
                    self.image()
                elif depth > _DEEPEST:
                    self.text(" ".join(child.itertext()), marks)
                elif self.in_row and tag in ("td", "th"):
                    self.pieces.append(" | ")
                    self.inside(child, scope, marks, depth + 1)
                elif tag == "pre":
                    self.preformatted(child, scope, marks)
                elif (tag in _INLINE or ":" in tag) and not _BLOCK.match((child.get("style") or "")[:_LONGEST_LABEL]):
                    if tag == "time":
                        self.time(child)
                    names = (child.get("class") or "")[:_LONGEST_LABEL]
                    if not (tag == "span" and _HEARD.search(names)):
                        at = len(self.pieces)
                        self.inside(child, scope, marks | self.mark(child, tag), depth + 1)
                        if self.signed is None and _is_signed(child, names):
                            self.signed = " ".join("".join(self.pieces[at:]).split()) or None
                        if at and tag in _PLACED:
                            self.part(child, at)
                else:
                    self.flush(scope)
                    inner = self.scope(child, tag, scope)
                    around, self.in_row = self.in_row, tag == "tr" and _holds_data(child)
                    self.inside(child, inner, marks, depth + 1)
                    self.flush(inner)
                    self.in_row = around
            self.text(child.tail, marks)


def _ends_word(text: str) -> bool:
    """Whether a text ends in a word of three letters and more, in small ones: no "Mc" and no "i" of a longer word."""
    word = text.rsplit(None, 1)[-1] if text.strip() else ""
    return (
        len(word) >= 3 and text.endswith(word) and word[-2:].isalpha() and word[-2:].islower() and word not in _NO_WORD
    )


def _is_signed(element: Any, names: str) -> bool:
    if names and _SIGNED.search(names):
        return True
    link = element.get("href")
    return element.get("rel") == "author" or (link is not None and _HOME_OF_AUTHOR.search(link[-200:]) is not None)


def _holds_data(row: Any) -> bool:
    """Whether a table's row holds data, cells without blocks inside, and is no means of layout."""
    return all(x.tag in _INLINE or x.tag in ("br", "td", "th") for x in row.iterdescendants() if isinstance(x.tag, str))


def blocks_of(root: Any) -> list[Block]:
    """The blocks of text below an element, in reading order."""
    walk = _Walk()
    top = Scope("body", "", None, 0)
    walk.inside(root, top, 0, 0)
    walk.flush(top)
    for block in walk.blocks:
        for scope in block.scope.upwards():
            scope.words += block.words
    for block in walk.blocks:
        owner = block.scope
        while owner.parent and (owner.tag in _TEXTUAL or owner.words == block.words):
            owner = owner.parent
        block.owner = owner
    return walk.blocks
