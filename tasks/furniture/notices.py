"""What ends an article where no line of its own does: notices behind the last words, readers' comments, page labels
between the headline and the text.

Each is cut where it begins, since what stands before it is the article's: text whose lines were broken, or lost, has
"... in 1971 Harbour News © 2024. All rights reserved" in one line.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tasks.edits import Edit, Splicer
from tasks.furniture.folding import fold
from tasks.furniture.prose import OWN_HEADINGS
from tasks.furniture.rule import PARTICLES, Place
from tasks.furniture.rules.languages.chinese import EDITORS, REPRINTED, SOURCE

_TAIL = 700
# What no headline ends with, nor a heading: titles may end with a single quotation mark or a bracket, and what announces or
# goes on is none.
_NOT_TITLES = tuple('.!?…:;,"”')
# Fired on the real dumps: 240, 394 and 15 times, none wrong. "The views" with a capital letter: inside a sentence it is the article's.
# What stands in the middle of each is found for much less.
_NOTICES = (
    ("known:disclaimer", re.compile(r"expressed\s(?:in\sthis\s|here|by\s)"), re.compile(
        r"(?:(?<=\s)|\A|(?<=[.!?…\"”’)]))(?:The\s(?:statements,\s)?(?:views?|opinions?)|Views|Opinions)(?:(?:,|\sand|,\sand)?\s(?:views|opinions))*"
        r"\sexpressed\s(?:in\sthis\s[\w-]+|here|herein|by\s(?:the\s)?(?:authors?|columnists?|contributors?|guests?))(?:\s\w+){0,3}?\s(?:are|is)"
        r"\s(?:(?:solely|entirely|only|strictly|purely)\s)?(?:those\sof|that\sof|the\sauthor|the\sopinions?|his|her|their|my)\b"
        r"[^.!?…]{0,160}(?:[.!?](?:[^\S\n](?:View|Read|See|They|The views?|Follow|It)\b[^\n.!?…]{0,120})?)?[.!?\s”\"]*\Z")),
    ("known:disclaimer", re.compile(r"not\snecessarily\sre"), re.compile(
        r"(?:(?<=\s)|(?<=[.!?…\"”’)]))(?:The|These|His|Her|Their)\s(?:views|opinions)\sdo\snot\snecessarily\s(?:reflect|represent)"
        r"\s(?:those|the\s(?:views?|opinions?))\sof\b[^.!?…]{2,120}[.!?\s”\"]*\Z")),
    ("known:copyright", re.compile("©"), re.compile(
        r"(?:(?<=\s)|\A)(?:[A-Z]{2,}\s+(?:News\s+)?App\s+)?(?:Copyright\s+)?©[^\n©]{2,120}\b[Aa]ll [Rr]ights [Rr]eserved\b[^\n]{0,200}\Z")),
    # How to cite the page, and whose it is.
    ("known:citation", re.compile("Citation:"), re.compile(
        r"\n[^\S\n]*Citation:\s[^\n]{0,300}(?:\n[^\n]{0,300}){0,3}?\bretrieved\s\d{1,2}\s[A-Z][a-z]+\s(?:19|20)\d\d\b[\s\S]{0,500}\Z")),
    # The link behind an article that has lost its stops: nobody writes so within a sentence.
    ("known:read more", re.compile(r"(?:MORE|ALSO):"), re.compile(
        r"(?<=\S)\s+(?:READ|SEE|WATCH|LISTEN)\s(?:MORE|ALSO):(?:[^\n.!…]|\.(?=\d)){0,110}[.!”\"\s]*\Z")),
    # Behind the last words of a page that has lost its line ends.
    ("known:share", re.compile(r"hare this \w+: ?http"), re.compile(
        r"(?<=\S)[ \t]+Read or Share this (?:story|article|post): ?https?://\S+\s*\Z")),
    # What blog software sets behind an article that is passed on.
    ("known:republished", re.compile("appeared first on"), re.compile(
        r"(?<=[.!?…\"”’)])\s+The post (?:(?!\. [A-Z])[^\n]){3,200} appeared first on (?!(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[A-Z][a-z]{2,8} \d{1,2})\b(?! [A-Z]))[A-Z][^\n.!?]{1,80}\.?\s*\Z")),
    ("known:disclaimer", re.compile("Disclaimer:"), re.compile(
        r"(?<=[.!?…\"”’)])[ \t]+Disclaimer: ?(?![^\n]*\b(?:told|said)\b)(?=[^\n]{0,200}\b(?:advice|informational|own research|views|opinions|affiliate|sponsored)\b)[^\n]{10,300}\Z")),
    # The sign that ends press releases.
    ("known:end sign", re.compile("#(?:##| # #)"), re.compile(r"\n[ \t]*(?:#{3,5}|# # #)\s*\Z")),
    # And what stands behind it, where its first line says so.
    ("known:press release", re.compile("#(?:##| # #)"), re.compile(
        r"\n[ \t]*(?:#{3,5}|# # #)[ \t]*\n\s*(?:About [A-Z]|(?:MEDIA|PRESS|Media|Press|News|For) ?(?:CONTACT|Contact|contact|ENQUIR|[Ee]nquir|INQUIR|[Ii]nquir)|C(?:ontact|ONTACT)|For (?:more|further|media|additional) |Notes? to [Ee]ditors|F(?:orward-[Ll]ooking|ORWARD-LOOKING))[^#]{2,680}\Z")),
    # Chinese, which sets no blanks behind its stops.
    ("known:read more", re.compile("，查看更多"), re.compile(rf"返回\w{{2,6}}，查看更多[^\S\n]*(?:{EDITORS})?\s*\Z")),
    ("known:byline", re.compile("[编审责編審責校]"), re.compile(rf"(?<=[。！？…”」）)\s]){EDITORS}\s*\Z")),
    ("known:source", re.compile("[来來]源"), re.compile(rf"(?<=[。！？…”」\s]){SOURCE}\s*\Z")),
    ("known:disclaimer", re.compile("声明[:：]"), re.compile(r"(?<=[。！？…”」）)\s])(?:特别|免责|版权)声明[:：][^\n]{10,300}\s*\Z")),
    ("known:copyright", re.compile("未[经經]"), re.compile(rf"{REPRINTED}\s*\Z")),
)  # fmt: skip

# A heading and the list below it, which ends without a stop.
_TAGS = re.compile(
        r"\n[ \t]*(?:Tags|TAGS|Topics|TOPICS|Keywords|Filed [Uu]nder|Tagged(?: with| in)?|Etiquetas|Temas|Schlagworte|Mots[- ]clés|Argomenti|Trefwoorden|Tagi)[ \t]*:?[ \t]*"
        r"(?:\n\s*+[^\n.!?:,]{2,60},[^\n.!?:]{2,240}|(?:\n[^\S\n]*+(?:[^\s.!?:][^\n.!?:]{1,40}+)?+){1,16}+)\s*\Z",
)  # fmt: skip

# What a press release ends with: who the company is. In 39,758 news articles it fitted the end of one, which was such.
_RELEASE_TAIL = 2500
_COMPANY = r"[A-Z][\w&.'’-]*+(?: (?:&|and|of|[A-Z][\w&.'’-]*+)){0,5}?"
_RELEASE = (
    ("\nAbout ", 1500, re.compile(rf"\nAbout (?:the )?({_COMPANY}):?[ \t]*\n\s*+(?:The )?\1\b[^\n]{{40,}}(?:\n\s*+[^\n]+){{0,2}}\s*\Z")),
    ("headquartered", 500, re.compile(
        rf"\n({_COMPANY}),? (?:\([^()\n]{{2,40}}\) )?is (?:an?|the|one of the) (?:[\w-]+,? ){{0,6}}?(?:provider|supplier|manufacturer|developer|leader|company|producer|specialist|operator|maker)s?\b[^\n]*"
        r"\n\s*+(?:\1|The [Cc]ompany) is headquartered\b[^\n]*\s*\Z")),
)  # fmt: skip

# Readers' comments: a heading that counts them or asks for one, and all behind it. In 39,758 news articles there was one
# such line, and it was the page's.
_COMMENTS = re.compile(
    r"\n(?=[^\w\n]|[\dCLPAclpa])[^\w\n]{0,6}(?:\d{1,5} (?:(?:thoughts? on|comments? (?:on|to)|responses? to|replies to|reacties op|kommentare zu|pensamientos? en|comentarios? en|réflexions? sur|commentaires? sur|pensieri su)\b.{2,200}"
    r"|comments?|responses|replies)|comments? ?\(\d{1,5}\)|leave a (?:reply|comment)(?: cancel reply)?|(?:post|add) a comment)[^\w\n]{0,6}(?=\n)",
    re.IGNORECASE,
)  # fmt: skip
_ENOUGH_WORDS = 80
_LABEL_WORDS = 6
# What a notice's first line begins with, in lower case, if it is no number (behind "about" stands a name, or "the"), and what stands
# in the last 700 characters of a text where one does, in whatever case: without any of these there is none.
OPENERS = (
    "comment", "leave a", "post a", "add a", "tag", "topics", "keywords", "filed", "etiquetas", "temas", "schlagworte", "mots",
    "argomenti", "trefwoorden", "about ",
)  # fmt: skip
MARKS = (
    "expressed", "not necessarily re", "©", "headquartered", "Citation:", "MORE:", "ALSO:", "Read or Share", "appeared first on", "Disclaimer:", "###", "# # #", "编辑", "責編", "责编", "編輯", "审核",
    "校对", "来源", "來源", "声明", "未经", "未經", "查看更多",
)  # fmt: skip

# Two may be the reporter's name, and hide the date below it; what stands below with "By" goes on then ("PRESS BRIEFING", "BY ...").
_TITLE_WORDS, _NAME_WORDS = range(2, 26), 2
_TITLE_CHARACTERS = 160
# Behind a first line that is a sentence only what can be nothing else.
_BUTTONS = frozenset(f"known:{name}" for name in ("share", "print article", "order reprints", "print", "tweet", "email", "save", "facebook", "twitter", "listen to this article", "gift this article", "personal use"))  # fmt: skip
_UNDER_TITLE = _BUTTONS | {"known:byline", "known:time stamp", "known:comments", "known:photo credit"}
_MOST_UNDER = 8
# One line below the headline is a summary where "By" stands alone below it.
_SUMMARY = re.compile(r"\s*[^\n]{1,159}\n\s*(?=(?:By|BY)[ \t]*\n)")
# Lines of a byline that no rule knows go where a byline or a time stands below them. (Two of these numbers stand in glance.c too.)
SIGNED = ("known:byline", "known:time stamp", "known:published", "known:posted", "known:updated")
_MOST_SIGNS, _LONGEST_SIGN, _SIGN_WORDS = 3, 40, 4
_PARTICLES = frozenset(PARTICLES.split("|"))


def strip_notices(text: str) -> tuple[str, list[Edit]]:
    """Take off what ends `text` behind its article.

    Rules: `known:comments`, `known:tags`, `known:disclaimer`, `known:copyright`, `known:citation`, `known:read more`,
    `known:press release`, `known:republished`, `known:end sign`.
    """
    at, rule = _notice(text)
    # What stands first in a text is no notice behind it.
    if not (at := len(text[:at].rstrip())):
        return text, []
    splicer = Splicer(text, "furniture")
    splicer.replace(at, len(text), "", rule)
    return splicer.done()


def _notice(text: str) -> tuple[int, str]:
    """Where a notice begins, or 0, and its rule."""
    words = read = 0
    for heading in _COMMENTS.finditer(text):
        words += _words_read(text[read : heading.start()])
        read = heading.start()
        if words >= _ENOUGH_WORDS:
            return read, "known:comments"
    start = max(0, len(text) - _TAIL)
    if not text.endswith(_NOT_TITLES) and (match := _TAGS.search(text, start)):
        return match.start(), "known:tags"
    for rule, middle, pattern in _NOTICES:
        if middle.search(text, start) and (match := pattern.search(text, start)):
            return match.start(), rule
    for word, reach, pattern in _RELEASE:
        if text.find(word, max(0, len(text) - reach)) >= 0 and (
            match := pattern.search(text, max(0, len(text) - _RELEASE_TAIL))
        ):
            return match.start(), "known:press release"
    return 0, ""


def _words_read(text: str) -> int:
    """How many words stand in lines that are more than labels: above an article menus do, and the number of its comments."""
    return sum(count for line in text.split("\n") if (count := len(line.split())) > _LABEL_WORDS)


# Byline and dates as collections of one newspaper's pages have them, with stops for line ends: "By . Jane Harbour . PUBLISHED: .
# 05:34 EST, 4 July 2013 . | . UPDATED: . 07:44 EST, 4 July 2013 . The ferry ..."
LEAD = "By . "
_STAMP = r"(?:(?:PUBLISHED|CREATED|UPDATED): \. \d\d:\d\d [A-Z]{2,4}, \d{1,2} [A-Z][a-z]+ \d{4} \. (?:\| \. )?|Last updated at [^.\n]{5,40} \. )"
_LEAD = re.compile(
    rf"By \. (?:(?:[^.\n]{{2,80}} \. ){{1,4}}?{_STAMP}{{1,3}}|[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){{1,3}} \. )(?=\S)"
)


def strip_lead(text: str) -> tuple[str, list[Edit]]:
    """Take such a byline off the beginning of a text. Rule: `known:byline`."""
    found = _LEAD.match(text)
    if found is None:
        return text, []
    splicer = Splicer(text, "furniture")
    splicer.replace(0, found.end(), "", "known:byline")
    return splicer.done()


def strip_under_title(text: str, rule_of: Callable[[str, Place], str | None]) -> tuple[str, list[Edit]]:
    """Take out bylines, dates and share buttons between the first line, where it is a headline, and the article."""
    at = text.find("\n") + 1
    title = text[: at - 1] if at <= _TITLE_CHARACTERS else ""
    if len(title.split()) not in _TITLE_WORDS:
        return text, []
    wanted, longest = (_BUTTONS, 40) if title.rstrip().endswith(_NOT_TITLES) else (_UNDER_TITLE, 120)
    splicer = Splicer(text, "furniture")
    if wanted is _UNDER_TITLE and (summary := _SUMMARY.match(text, at)):
        at = summary.end()
    signs: list[tuple[int, int]] = []
    for line in text[at:].split("\n", _MOST_UNDER)[:_MOST_UNDER]:
        end = at + len(line) + 1
        if line and not line.isspace():
            rule = rule_of(line, "head") if len(line) <= longest and end <= len(text) else None
            if rule == "known:byline" and len(title.split()) <= _NAME_WORDS:
                break
            if rule in wanted or (wanted is _UNDER_TITLE and rule == f"known:{fold(line)}"):  # or a phrase
                for some in signs if rule in SIGNED else ():
                    splicer.replace(*some, "", "known:byline")
                splicer.replace(at, end, "", rule or "")
                signs, longest = [], len(text)
            elif wanted is _UNDER_TITLE and len(signs) < _MOST_SIGNS and _is_sign(line):
                signs.append((at, end))
            else:
                break
        at = end
    return splicer.done()


def _is_sign(line: str) -> bool:
    """Whether a line may be part of a byline: "By", and in the next lines a name, an office, a place."""
    words = line.split()
    return (
        len(line) <= _LONGEST_SIGN
        and len(words) <= _SIGN_WORDS
        and not line.rstrip().endswith(_NOT_TITLES)
        and all(word[0].isupper() or word in _PARTICLES for word in words)
        and fold(line) not in OWN_HEADINGS
    )
