"""Records out of XML: exports of scrapers and databases, MediaWiki's, articles in NITF.

A record is an element of which there are several beside each other, with a text in it; its attributes and elements are
fields, as in JSON. A file without such is one record.
"""

from __future__ import annotations

import io
import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from html import escape, unescape
from operator import itemgetter
from typing import Any

from lxml import etree

from tasks.intake.decode import decode_page
from tasks.intake.fields import get, guess_fields
from tasks.intake.items import Item, Problem
from tasks.intake.names import means_text
from tasks.intake.nested import text_of
from tasks.intake.readers import tei
from tasks.intake.readers.exports import END_OF_ARTICLE, articles_in
from tasks.intake.readers.joined import Joined, are_several, in_one
from tasks.intake.readers.mending import mended, mending
from tasks.intake.readers.office import without_unprinted
from tasks.intake.readers.wikis import why_no_article

_DECLARED = re.compile(r"\s*<(?:\?xml\s|[\w:.-]+\s(?:[^<>]*\s)?xmlns(?::\w+)?\s*=)")  # or a root that names a namespace
HEAD, _LOOKED_AT = 16 << 20, 4 << 20
"""Bytes of an XML file up to which it is read at once; and those where records are looked for."""
_SAMPLE = 20
_LONG = 200  # characters at the least of an article that has others' elements in it
_DEEPEST = 8  # levels at which records are looked for, and that a record has
# Elements of which texts are made; what holds one of them is a text. (hl2 is NITF's.)
_MARKUP = frozenset(
    "p br h1 h2 h3 h4 h5 h6 hl2 ul ol li b i u em strong a span div blockquote table tr td img figure pre".split()
)
_SECTIONS = frozenset(("sec", "section", "block"))
# Roots of files in which nobody writes articles, whatever sentences there are.
_NO_ARTICLES = {
    "urlset": "a sitemap, which has addresses and no texts",
    "sitemapindex": "a sitemap, which has addresses and no texts",
    "opml": "a list of feeds, which has no texts",
    "svg": "a picture",
    "plist": "settings of a program",
    "Workbook": "a table of an office; save it as CSV",
}
SAFE = {"resolve_entities": False, "no_network": True}
_BLOCKS, _VOID = frozenset("div blockquote table tr td ul ol li figure".split()), ("br", "img")
_BAD = "no well-formed XML, and read as far as that goes: "
_NAME = re.compile(r"[^\W\d][\w.-]*")
_PROSE = re.compile(r"\b\w++(?:\W++\w++){7}")
_LINE_END, _TAG = re.compile(r"</p>|<br>"), re.compile(r"<[^<>]+>")


def is_xml(text: str) -> bool:
    """Whether a file that begins so says that it is XML."""
    return _DECLARED.match(text) is not None


def read_xml(stream: io.BufferedReader, longest: int) -> Iterator[Item | Problem]:
    """The records of an XML file, one after the other. No entity but XML's own is expanded and nothing is fetched.

    Of what is not well-formed as much is given as can be read, and a problem.
    """
    head = stream.read(HEAD)
    whole, several = len(head) < HEAD, False
    try:
        if whole:
            head, encoding = mended(head)
        else:
            stream, encoding = mending(head, stream)
            head = stream.read(_LOOKED_AT)
    except UnicodeDecodeError as error:
        yield Problem(1, "undecodable", str(error), head[: 1 << 20])
        return
    if not whole and (several := are_several(head, "utf-8")):
        head = in_one(head)
    root = _tree(head[:_LOOKED_AT], encoding)
    if root is not None and (what := _NO_ARTICLES.get(_name(root))):
        yield Problem(1, "no_text", what, head[: 1 << 20])
        return
    if root is None or len(path := _records_in(root)) < 2:
        item = _document(head, encoding, min(longest, HEAD - 1), whole)
        body = (item.fields or {}).get("body", item.text) if isinstance(item, Item) else None
        articles: list[Item | Problem] = []
        if isinstance(body, str) and END_OF_ARTICLE in body:
            articles += articles_in(_lines_of(body), longest)
        yield from articles or (item,)
        return
    number, of_wiki = 0, path[0][0] == "mediawiki"
    try:
        for element in elements(Joined(head, stream, several), "{*}" + path[-1][0], encoding, path):
            number += 1
            fields = _fields(element)
            if of_wiki and (why := why_no_article(fields)):
                yield Problem(number, "no_text", why, etree.tostring(element, encoding="utf-8"))
                continue
            yield Item(number, fields=fields, encoding=encoding)
    except BadXML as error:
        yield Problem(number + 1, "malformed", str(error))


def _lines_of(html: str) -> str:
    """The lines of what a word processor's paragraphs became."""
    return "\n".join(unescape(_TAG.sub("", line)) for line in _LINE_END.split(html))


Path = tuple[tuple[str, str | None], ...]
"""Elements from the root on, by their names; of tables of a database, which share one, with those of the tables."""


class BadXML(ValueError):
    """What is wrong with XML of which as much was given as can be read."""


def elements(source: Any, tag: str | Sequence[str], encoding: str | None, path: Path = ()) -> Iterator[Any]:
    """The elements of a name (of a place in the tree, with `path`), each as it ends; it is emptied when the next is asked for.

    `encoding`: not what the XML says of itself, but UTF-8. Raises BadXML at the end of what can be read.
    """
    parsing = etree.iterparse(source, tag=tag, recover=True, encoding=encoding and "utf-8", **SAFE)
    try:
        for _, element in parsing:
            if path and not _is_at(element, path):
                continue
            yield element
            element.clear()
            while element.getprevious() is not None:  # those before, which are empty by now
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise BadXML(f"{_BAD}{error}") from None
    for first in list(parsing.error_log)[:1]:
        raise BadXML(f"{_BAD}line {first.line}: {first.message}")


def _tree(data: bytes, encoding: str | None) -> Any:
    """The tree of XML, or of its beginning, as far as it can be read; None where it cannot."""
    parser = etree.XMLParser(recover=True, encoding=encoding and "utf-8", **SAFE)
    try:
        parser.feed(data)
        return parser.close()
    except etree.XMLSyntaxError:
        return None


def _encoding(element: Any) -> str:
    return (element.getroottree().docinfo.encoding or "utf-8").lower()


def _children(element: Any) -> list[Any]:
    return list(element.iterchildren(tag=etree.Element))


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _said_name(element: Any) -> str | None:
    return element.get("name")  # type: ignore[no-any-return]


def _lineage(element: Any) -> list[Any]:
    return [*reversed([*element.iterancestors()]), element]


def _is_at(element: Any, path: Path) -> bool:
    lineage = _lineage(element)
    return len(lineage) == len(path) and all(
        _name(one) == name and said in (None, _said_name(one)) for one, (name, said) in zip(lineage, path, strict=True)
    )


def _alike(element: Any) -> Mapping[tuple[str, str | None], list[Any]]:
    """An element's elements by name; of those of which several have one name of their own, as tables' rows have, by that too."""
    children = _children(element)
    names = Counter((_name(child), _said_name(child)) for child in children)
    shared = {name for (name, said), count in names.items() if said and count > 1}
    alike: dict[tuple[str, str | None], list[Any]] = {}
    for child in children:
        name = _name(child)
        alike.setdefault((name, _said_name(child) if name in shared else None), []).append(child)
    return alike


def _records_in(root: Any) -> Path:
    """The path of the records' elements, the outermost that are several and have a text (the most, where there are more such);
    nothing where there are none.
    """
    todo: deque[tuple[Any, Path]] = deque([(root, ((_name(root), None),))])
    while todo:
        element, path = todo.popleft()
        alike = _alike(element)
        ranked = [(size * len(group), size, key) for key, group in alike.items() if (size := _text_in(group))]
        if ranked:
            _, size, key = max(ranked, key=itemgetter(0))
            # One article, and its comments.
            around = [i for i, one in enumerate(_lineage(element)) if _text_of(one) > size]
            return path[: around[0] + 1] if around else (*path, key)
        if len(path) < _DEEPEST:
            todo += (
                (group[0], (*path, key))
                for key, group in alike.items()
                if key[0] not in _MARKUP or group[0].get("name")
            )
    return ()


def _text_in(group: Sequence[Any]) -> float:
    """How much text elements have that are records, on average; nothing where they are none, or have records in them."""
    rows: list[Mapping[str, Any]] = [_fields(one) for one in group[:_SAMPLE]] if len(group) > 1 else []
    path = guess_fields(rows, {}, by_names=True).get("text", ())
    return sum(_length(get(row, path)) for row in rows) / max(1, len(rows))


def _text_of(element: Any) -> float:
    """How much text of its own an element has; nothing where that is a line, or what is said of the records in it."""
    fields = _fields(element)
    path = guess_fields([fields], {}, by_names=True).get("text")
    size = _length(get(fields, path)) if path and means_text(path) else 0
    return size if size >= _LONG else 0


def _length(value: Any) -> int:
    return 0 if isinstance(value, list) and any(isinstance(one, dict) for one in value) else len(text_of(value) or "")


def _document(data: bytes, encoding: str | None, longest: int, whole: bool) -> Item | Problem:
    """A file that is one record: with its fields, where one of them is a text, else with all that it says."""
    if len(data) > longest or not whole:
        return Problem(1, "too_large", f"one record is longer than max_record_bytes ({longest:,})", data[: 1 << 20])
    root = _tree(data, encoding)
    if root is None:
        decoded = decode_page(data)
        return Item(1, text=decoded.text, encoding=decoded.encoding, raw=data)
    without_unprinted(root)
    encoding, fields = encoding or _encoding(root), _fields(root)
    if "text" in guess_fields([fields], {}, by_names=True):
        return Item(1, fields=fields, encoding=encoding, raw=data)
    if any(_PROSE.search(part) for part in root.itertext()):
        return Item(1, text=_as_html(root), encoding=encoding, raw=data)
    names = ", ".join(dict.fromkeys(_name(element) for element in root.iter(etree.Element)))
    return Problem(1, "no_text", f"XML without a sentence; its elements are {names[:200]}", data)


def _fields(element: Any, depth: int = 0) -> dict[str, Any]:
    if not depth and tei.is_tei(element) and (body := tei.text(element)) is not None:
        return tei.said(element) | {"text": _as_html(body)}
    said: dict[str, list[Any]] = {}
    for name, value in element.attrib.items():
        said.setdefault(name.rpartition("}")[2], []).append(value)
    children = _children(element)
    named = _are_named(children)
    for child in children:
        if child.get("name") and (content := child.get("content")) and not len(child):
            said.setdefault(child.get("name"), []).append(content)
        elif value := _value(child, depth + 1):
            name = child.get("name") if named else "text" if _is_main(child, value) else _name(child)
            said.setdefault(name, []).append(_column(value) if named else value)
    return {name: values[0] if len(values) == 1 else values for name, values in said.items()}


def _is_main(element: Any, value: Any) -> bool:
    """Whether an element is called the main one and holds markup: the article, beside what an extractor says of it in attributes."""
    return _name(element) == "main" and isinstance(value, str) and value.startswith("<")


def _are_named(children: Sequence[Any]) -> bool:
    """Whether elements are the columns of a row, `<column name="title">`, and not things that have a name."""
    return all(_NAME.fullmatch(child.get("name") or "") for child in children) and any(
        len(child) or (child.text and not child.text.isspace()) for child in children
    )


def _column(value: Any) -> Any:
    """What a column holds, without its name, and without the one element that a search engine has around it."""
    if not isinstance(value, dict):
        return value
    inner = {name: one for name, one in value.items() if name != "name"}
    return next(iter(inner.values())) if len(inner) == 1 else inner


def _value(element: Any, depth: int) -> Any:
    """A text, or fields: of an element that holds markup, or elements and words side by side, the text is HTML."""
    children = _children(element)
    if not children:
        text = "".join(element.itertext()).strip()
        return text or (_fields(element, depth) if element.attrib and depth < _DEEPEST else "")
    if depth >= _DEEPEST or _mixes(element) or any(map(_is_markup, children)):
        return _as_html(element)
    return _fields(element, depth)


def _is_markup(element: Any) -> bool:
    name = _name(element).lower()
    return (name in _MARKUP and not element.get("name")) or (name in _SECTIONS and len(element) > 0)


def _mixes(element: Any) -> bool:
    """Whether words stand beside an element's elements."""
    words = (element.text, *(child.tail for child in _children(element)))
    return any(text is not None and not text.isspace() for text in words)


def _as_html(element: Any) -> str:
    """What an element holds, as HTML: elements that it has not are blocks, or, among words and in paragraphs, nothing but what they
    hold.
    """
    parts: list[str] = []
    _write(element, True, parts)
    return "".join(parts).strip()


def _write(element: Any, in_block: bool, parts: list[str]) -> None:
    unknown = "div" if in_block and not _mixes(element) else ""
    parts.append(escape(element.text or "", quote=False))
    for child in element:
        if isinstance(child.tag, str) and not _is_excerpt(child):  # no comment
            name = name if (name := _name(child).lower()) in _MARKUP else unknown
            parts.append(_opened(name, child) if name else "")
            _write(child, name in _BLOCKS, parts)
            parts.append(f"</{name}>" if name and name not in _VOID else "")
        parts.append(escape(child.tail or "", quote=False))


def _is_excerpt(element: Any) -> bool:
    """Whether a section is the beginning of the one behind it, as NITF has the lead and the full text."""
    behind = element.getnext() if _name(element) in _SECTIONS else None
    if behind is None or behind.tag != element.tag:
        return False
    words = " ".join(element.itertext()).split()
    return words == " ".join(behind.itertext()).split()[: len(words)]


def _opened(name: str, element: Any) -> str:
    href = element.get("href") if name == "a" else None
    return f'<{name} href="{escape(href)}">' if href else f"<{name}>"
