"""Markup inside texts: tags, character references and Markdown, taken out place by place so that each is an edit of its own.

A parser would give the words alone; what is wanted here is where each tag stood and what it became. So tags are
found by pattern, but only those of HTML's own element names with well-formed attributes: "x < y", "<3", "AT&T",
"<name@example.org>" and "R&D;" stay. BeautifulSoup is the oracle in the tests: on well-formed markup the words left
are the words that it finds. Whole pages are not texts with markup in them: `tasks.intake.markup` extracts their
article.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from html import unescape
from html.entities import html5
from sys import intern
from typing import TYPE_CHECKING

from tasks.edits import MOST, Edit, Splicer, TooManyEdits, exchange, replaced
from tasks.intake.markup import extract_article, is_page
from tasks.repair.escapes import (
    CONTROL,
    STRIPPED,
    STRIPPED_LETTER,
    TAIL,
    mend_angled,
    mend_controls,
    mend_escapes,
    mend_forgotten,
    mend_stripped,
)
from tasks.repair.markdown import strip_markdown
from tasks.repair.parts import in_parts
from tasks.repair.shortcodes import SIGN, strip_shortcodes

if TYPE_CHECKING:
    from tasks.repair import Context

# Elements that begin and end a line of their own; the rest of HTML's elements run within a line.
_BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "button",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "iframe",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "noscript",
        "object",
        "ol",
        "optgroup",
        "option",
        "p",
        "picture",
        "pre",
        "section",
        "select",
        "summary",
        "svg",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
        "video",
        "audio",
    ]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "embed",
        "font",
        "i",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "link",
        "map",
        "mark",
        "meta",
        "meter",
        "nobr",
        "param",
        "q",
        "ruby",
        "rb",
        "rp",
        "rt",
        "s",
        "samp",
        "script",
        "small",
        "source",
        "span",
        "strike",
        "strong",
        "style",
        "sub",
        "sup",
        "time",
        "track",
        "tt",
        "u",
        "var",
        "wbr",
    ]
)
# Content that is not the article's words.
_HIDDEN = ("script", "style")
_FENCES = {"!--": ("comment", "-->"), "![cdata[": ("tag:cdata", "]]>")}
_ELEMENTS = _BLOCK | _INLINE
_TAG = re.compile(
    r"<(?:(?P<open>!--|!\[CDATA\[)|!doctype\b[^<>]*>|\?xml\b[^<>]*>"
    r"|/?(?P<name>[a-z][a-z0-9]*)"
    r"""(?>[\s\\]+[a-z_@:][\w:.@-]*(?>\s*=\s*(?>"[^"<>]*"|'[^'<>]*'|[^\s"'<>=`]+)))*+\s*/?>)""",
    re.IGNORECASE,
)
# Tags that were cut in two, as snippets are: what is left of one at a text's beginning (values, attributes, a script's end), and at
# its end, before the dots that say so.
_ATTRIBUTE = r"""[\w:@.-]++\s*=\s*(?:"[^"<>]*"|'[^'<>]*')\s*"""
_REST = re.compile(
    rf"""(?:[^\s<>"'，。！？；]{{0,200}}["']\s*|[^<>"'\n]{{0,200}}["']\s*(?={_ATTRIBUTE})|(?={_ATTRIBUTE}))(?:{_ATTRIBUTE})*+/?>"""
    r"""|[^<>\n]{0,250}(?:[)}]|\breturn (?:false|true))\s*;\s*["']\s*/?>"""
)
REACH = 300  # characters from the beginning in which it ends
_CUT = re.compile(
    r"<(?P<close>/?)(?P<name>[a-z][a-z0-9]*|(?<=/))(?P<more>[\s\\]+[a-z][\w:-]*=[^<>…]*|[\s\\]*)(?=(?P<dots>…|\.{3})?\s*\Z)",
    re.I,
)
# "&amp;amp;#39;": references escaped again and again are one place.
# Those of marks of writing and letters need no semicolon, as to browsers, unless they may be a parameter's name; nor does a blank
# behind the "&" of these make them anything else ("& quot;", but "hearts & spades;").
_NUMBERED = r"#(?:821[1-8]|822[0-2]|8226|8230|8249|8250)|#(?:0?39|1[3-9][0-9]|2[0-5][0-9]|8364)(?![0-9])|#[xX](?:27(?=(?:[stm]|re|ve|ll)(?![^\W_]))|20(?:1[0-9a-fA-F]|2[0-6])(?![0-9a-fA-F]))"
_NAMED_MARKS = "[lr][sd]quo|[sb]dquo|sbquo|[lr]aquo|[nm]dash|hellip|nbsp"
_NAMED_LETTERS = "[AEIOUYaeiouy](?:acute|grave|circ|uml)|[ANOano]tilde|[Cc]cedil|[Aa]ring|[Oo]slash|szlig|[Aa][Ee]lig"
_REFERENCE = re.compile(
    r"(&(?:amp;)*(?:(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
    rf"|(?:{_NUMBERED})(?!;)|(?:{_NAMED_MARKS}|{_NAMED_LETTERS})(?![;=])|(?:pound|euro|yen)(?=[0-9])"
    rf"| (?:#[0-9]{{2,5}}|{_NAMED_MARKS}|{_NAMED_LETTERS}|quot|apos|amp|[lg]t|euro|pound|copy);))"
)


# References that lost their "&" to a space: "hasn #39;t", "said  quot;no quot;", " #36;10", " #151;". Only the codes that texts are
# escaped with (128-159 are Windows-1252, as browsers read them), and only with that space, which goes too. One of a text must be
# unlike "lot #40; the next".
_DEBRIS = re.compile(
    r"(?m:^|[ \xa0])(?P<code>(?:#0?(?:3[3-9]|4[0-7]|9[1-3]|60|62|12[89]|1[34][0-9]|15[0-9]|160|169|174|821[1-7]|822[01]|8226|8230)"
    rf"|quot|amp|apos|{_NAMED_MARKS}|[lg]t);)\Z"
)
# Or to nothing: "don#8217;t", "the townrsquo;s". A text with one of an apostrophe within a word keeps its blanks.
# (Some have lost the "#" instead, or too.)
_BARE = re.compile(
    rf"(?<!&)(?:{_NUMBERED}|{_NAMED_MARKS}|{_NAMED_LETTERS}|(?:euro|pound)(?=;[0-9]));|&?82(?:1[1-7]|2[01]|30);"
)
_BARE_SURE = re.compile(
    rf"(?<=[^\W_])(?:(?:#0?39|#146|#8217|rsquo);(?=[^\W\d_])|(?:nbsp|{_NAMED_LETTERS}|#(?:19[2-9]|2[0-4][0-9]));(?=[^\W_])"
    rf"|&?8217;(?={TAIL}))"
)
_SEMICOLON = re.compile(";")
_BYTES = ("b'", 'b"')  # as Python writes bytes: b'The mayor\\'s'
_DEBRIS_LONGEST = 7  # characters before the semicolon
_BEHIND = 4  # that tell what stands there
_NAMED = re.compile(r" (?:tag|element)s?\b")
# "USAir Group <U> said": a firm's sign at the exchange, as wires have it, where nothing in the text closes an element.
_SIGN = re.compile(r"[\w.)] <[A-Z]{1,4}>(?![^\s.,;:)'’-])")
_UNCLOSED = frozenset(("br", "dt", "hr", "li", "p", "td", "th", "tr"))
_ARTICLE = re.compile(r"\b(?:an?|the|this|each|every) \Z")


def strip_markup(text: str, context: Context | None = None) -> tuple[str, list[Edit]]:
    """Rules: `entity`, `debris`, `tag:NAME`, `tag:cut`, `comment`, `escape:...` (backslashes, see `escapes`), `markdown:KIND` (see
    `markdown`), `shortcode:NAME`, `page` (a whole page, replaced by its article).

    >>> strip_markup("<p>Ham &amp; eggs</p><p>x < y</p>")[0]
    'Ham & eggs\\nx < y'
    """
    if "<" in text and is_page(text):
        article = extract_article(text).text
        if article and article != text:
            return article, [Edit("markup", "page", 0, text, article)]
    edits: list[Edit] = []
    # Taking one tag out can uncover another ("<<b>p>"); only a hostile text does so often.
    for _ in range(8):
        found: list[Edit] = []
        if text.startswith(_BYTES) and text.endswith(text[1]) and len(text) > len(_BYTES[0]):
            text, more = replaced(text, "markup", [(0, 2, "", "escape:b"), (len(text) - 1, len(text), "", "escape:b")])
            found += more
        if "&" in text:
            text, more = in_parts(text, _unescape)
            found += more
        if ";" in text:
            text, more = in_parts(text, _mend_debris)
            found += more
        if "<" in text:
            # Their places would fill the memory before one is taken out.
            if len(text) > MOST and text.count("<") > MOST:
                raise TooManyEdits
            text, more = mend_angled(text)
            found += more
            text, more = _strip_tags(text)
            found += more
            text, more = _strip_cut(text, bool(more))
            found += more
        if ">" in text[:REACH]:
            text, more = _strip_rest(text)
            found += more
        if "\\" in text:
            text, more = in_parts(text, mend_escapes)
            found += more
        if STRIPPED in text or STRIPPED_LETTER in text:
            text, more = mend_stripped(text)
            found += more
        if "%" in text or "=" in text:
            text, more = mend_forgotten(text)
            found += more
        if CONTROL in text:
            text, more = mend_controls(text)
            found += more
        if SIGN in text:
            text, more = strip_shortcodes(text)
            found += more
        text, more = strip_markdown(text)
        found += more
        edits += found
        if not found:
            break
    return text, edits


def _mend_debris(text: str) -> tuple[str, list[Edit]]:
    splicer = Splicer(text, "markup")
    # From the semicolons, of which there are few: every blank could begin one.
    ends = [semicolon.end() for semicolon in _SEMICOLON.finditer(text)]
    if any(_BARE_SURE.search(text, max(0, end - 1 - _DEBRIS_LONGEST), end + _BEHIND) for end in ends):
        for bare in _BARE.finditer(text):
            code = bare.group().lstrip("&")
            splicer.replace(*bare.span(), unescape(f"&{'#' * code[0].isdecimal()}{code}"), "debris")
        return splicer.done()
    places = [
        place
        for end in ends
        if (place := _DEBRIS.search(text, max(0, end - 1 - _DEBRIS_LONGEST), end))
        and (place["code"] not in ("gt;", "lt;") or not text[end : end + 1].strip())
    ]
    if any(_is_sure(text, place) for place in places):
        for place in places:
            splicer.replace(*place.span(), unescape(f"&{place['code']}"), "debris")
    return splicer.done()


def _is_sure(text: str, place: re.Match[str]) -> bool:
    (start, end), code = place.span(), place["code"]
    if not code.startswith("#") or code.lstrip("#0") in ("34;", "39;"):
        return True
    return not text[start - 1 : start].strip() or bool(text[end : end + 1].strip())


def _unescape(text: str) -> tuple[str, list[Edit]]:
    return exchange(_REFERENCE.split(text), _referred, "markup", "entity")


@lru_cache(1 << 12)
def _referred(place: str) -> str:
    """What a reference stands for; itself where that is nothing."""
    at = 1
    while place.startswith("amp;", at) and len(place) > at + len("amp;"):
        at += len("amp;")
    reference = f"&{place[at:].strip().removesuffix(';')};"
    if reference[1] != "#" and reference[1:] not in html5:
        return place
    character = unescape(reference)
    # A reference to a surrogate or to nothing comes back as U+FFFD: better the reference than that.
    return place if "\ufffd" in character or "\0" in character else character


def _is_named(text: str, start: int, stop: int, name: str, closes: Callable[[], bool]) -> bool:
    """Whether a bare tag is a word of the sentence ("he put a <div> in it", "the <p> tag")."""
    if _NAMED.match(text, stop):
        return True
    if name not in _UNCLOSED and _SIGN.match(text, start - 2) and not closes():
        return True
    spoken = (
        name not in ("br", "hr", "p")
        and text[stop : stop + 1] == " "
        and _ARTICLE.search(text, max(0, start - 8), start)
    )
    return bool(spoken) and f"</{name}" not in text[stop : stop + 300].lower()


def _strip_tags(text: str) -> tuple[str, list[Edit]]:
    places: list[tuple[int, int, str, str]] = []
    unclosed: set[str] = set()
    closes = cache(lambda: "</" in text)  # asked of few texts, and of these once
    end, fresh = 0, True  # fresh: what has been put out so far is empty or ends with a newline
    broke = -1  # the place of the last newline put in, while nothing but tags has followed
    for match in _TAG.finditer(text):
        start, stop = match.span()
        if start < end:
            continue
        before = (
            start  # of what was put out since, only the last character counts: no copies of it, a million tags long
        )
        while before > end and text[before - 1] in " \t":
            before -= 1
        if before > end:
            fresh, broke = text[before - 1] == "\n", -1
        name = (match["name"] or "").lower()
        rule, after = intern(f"tag:{name or 'doctype'}"), ""
        if match["open"]:
            rule, closing = _FENCES[match["open"].lower()]
            at = -1 if rule in unclosed else text.find(closing, stop)
            if at < 0:
                unclosed.add(rule)
                continue
            if rule == "tag:cdata":  # its content is text: only the fence goes
                places.append((start, stop, "", rule))
                start, broke = at, -1
            stop = at + len(closing)
        elif name in _HIDDEN and text[start + 1] != "/" and name not in unclosed:
            close = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(text, stop)
            if close:
                stop = close.end()
            else:
                unclosed.add(name)
        elif stop - start == len(name) + 2 and _is_named(text, start, stop, name, closes):
            continue
        elif name in _BLOCK:
            if not fresh and text[stop : stop + 1] not in ("", "\n"):
                fresh, after, broke = True, "\n", len(places)
        elif name and name not in _INLINE:
            continue
        places.append((start, stop, after, rule))
        end = stop
    if broke >= 0 and not text[end:].strip():
        places[broke] = (*places[broke][:2], "", places[broke][3])
    # Each is forgotten when it is done: a text may be nothing but tags.
    places.reverse()
    return replaced(text, "markup", (places.pop() for _ in range(len(places))))


def _strip_cut(text: str, has_tags: bool) -> tuple[str, list[Edit]]:
    """Without a tag that the text's end cut: one that closes, or with attributes, or before dots, or in a text with others."""
    start = text.rfind("<")
    cut = None if text.find(">", start) >= 0 else _CUT.match(text, start)
    if cut is None or not (cut["close"] or "=" in cut["more"] or cut["dots"] or has_tags):
        return text, []
    name = cut["name"].lower()
    if not (name in _ELEMENTS if cut["more"] else any(element.startswith(name) for element in _ELEMENTS)):
        return text, []
    return replaced(text, "markup", [(*cut.span(), "", "tag:cut")])


def _strip_rest(text: str) -> tuple[str, list[Edit]]:
    """Without what is left of a tag that the text's beginning cut, wherever the same stands again."""
    rest = _REST.match(text)
    if rest is None or rest.end() > REACH:
        return text, []
    again = re.finditer(re.escape(rest.group()), text)
    return replaced(text, "markup", [(*one.span(), "", "tag:cut") for one in again])
