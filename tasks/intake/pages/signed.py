"""Who wrote an article and when: by microdata, RDFa and microformats, and by the lines between headline and first paragraph.

For pages that declare neither: a quarter of 86 pages of news declared no author, a fifth no date. Only what is sure is
taken: a name of two or three capitalised words in a byline, a whole date with its year.
The marks are those of schema.org (`itemprop`), Drupal's RDFa (`property`) and the hentry microformat of WordPress and Blogger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from tasks.intake.dates import MONTHS, parse_date
from tasks.intake.pages.blocks import Block
from tasks.intake.pages.lines import is_sentence

# Blocks before the first paragraph that are looked at, and before others; and words that such a line has at most.
_NEAR, _NEARER = 30, 10
_LONGEST = 16
_LABEL = re.compile(r"byline|author|writer|reporter|journalist|\bautor\b|auteur|yazar|verfasser|jurnalis")
# What the name of a paper ends in, where it stands behind a person's.
_PAPER = re.compile(r".*\b(?:daily|herald|tribune|gazette|courier|chronicle|journal|observer|record|dispatch|examiner|bulletin|review|magazine|sports|network|today|weekly|post|times|news)", re.IGNORECASE)  # fmt: skip
# "Interview by", "Posted on May 3, 2024 by".
_BY = re.compile(
    r"\W*(?:(?:posted|written|reported|submitted|published|interview|analysis|opinion|report|review|commentary|text|story|words) )?"
    r"(?:by|von|por|par|di|door|autore?|auteur|автор|بقلم)\b:? *(?=\S)|\W*(?:记者|作者|記者)[:： ]*|[^\n]{0,60}?(?:记者|作者|記者|撰文)[:：] *|(?:[^\n]{0,40} )?(?:기자명 *|(?:글|취재) ?[:=] *)(?=\S)|[^\n]{0,60}?(?:19|20)\d\d(?:\W(?:at )?[\dh:., à]{0,9}(?:[ap]\.?m\.?|Uhr)?(?: (?-i:[A-Z]{2,4}))?)? ?\W? ?(?:by|von|por|par|di|door|autore?:|автор:?|بقلم) (?=\S)"
    r"|(?:19|20)\d\d年[\d月日時时分: ]{4,20}(?:记者|作者|記者)[:： ]*",
    re.IGNORECASE,
)
_MONTH_NAMES = "|".join(sorted((re.escape(name) for names in MONTHS for name in names), key=len, reverse=True))
_NAMES_END = re.compile(
    rf"[|•·/@(\[\d]| [-–—] | (?:on|On|in|In) |, (?=[A-Z]{{2,}}\b)| (?=(?:Senior|Chief|Managing|Special|Contributing|Staff) )| (?=(?:Writer|Reporter|Correspondent|Editor)s?\b)|\s(?=[^\s:：]{{1,6}}[:：])| ?(?:기자|특파원|선임기자|논설위원)\b|(?<!\W)\W*+\b(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b|\b(?i:{_MONTH_NAMES})\b\.? \d|,? (?i:published|updated|publié|veröffentlicht|publicado|pubblicato)\b"
)
_NAMES_APART = re.compile(r",| and | & | und | y | et | e | en | i | и ")
CAPITALISED = r"[^\W\d_a-z][\w.'’-]*+"
"""A word of a name, as a pattern."""
_NAME = re.compile(
    rf"{CAPITALISED}(?:(?: (?:de|del|da|di|von|van|der|bin|al|la|le))* {CAPITALISED}){{1,2}}|[\u4e00-\u9fff]{{2,4}}|[\uac00-\ud7a3]{{2,4}}"
)
_PARTICLES = frozenset("de del da di von van der bin al la le".split())
# More at one article are a list of a site's authors.
_MOST_AUTHORS = 8
_NO_NAME = re.compile(r"\b(?:the|an|follow|share|view|more|staff|news|editor|comments?|print|e?mail|about|profile|writer|reporter|correspondent|contributor|press|team|desk|times|post|media|sport)\b|关注|发布|来源|编辑|責任|责任|作者|记者|記者|原创|新闻|阅读|评论|分享|收藏|时间|网$|报$|社$|更新|公開|配信|掲載|新聞|기자|구독|관련|기사|댓글|공유|뉴스|신문|일보|편집|입력|수정|승인", re.IGNORECASE)  # fmt: skip
# The time may come first: "9:40 GMT, 3 May 2024".
_DATE = re.compile(
    rf"(?:\b\d{{1,2}}:\d\d(?: ?[ap]\.?m\b\.?)?(?: (?-i:[A-Z]{{2,4}}))?,? (?:on )?)?(?:\b(?:{_MONTH_NAMES})\b\.? \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d|(?<!\d)\d{{1,2}}(?:st|nd|rd|th|\.|er|º)? (?:de |of )?(?:{_MONTH_NAMES})\b\.?,? (?:de |del )?(?:19|20)\d\d"
    r"|(?:19|20)\d\d-\d\d-\d\d|(?:19|20)\d\d ?[年년] ?\d{1,2} ?[月월] ?\d{1,2} ?[日일]|\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d|(?<!\d)(?:19|20)\d\d\. ?\d\d?\. ?\d\d?(?!\d))"
    r"(?:(?:[ ,at|@–/-]|à|alle|um|om|ore|в){0,6}\d{1,2}(?:[:.h]\d\d|[時时시] ?\d\d ?[分분])(?: ?[ap]\.?m\b\.?)?(?: (?-i:[A-Z]{2,4})\b)?)?",
    re.IGNORECASE,
)
_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?=/|-\D|$)")
_NO_STAMP = re.compile(r"\b(?:source|photo|image|credit|file|copyright|updated|modified)\b|©", re.IGNORECASE)
# Blocks above a headline in which its date is looked for, and in which what holds both must begin: the day of a page's head is today's.
_ABOVE, _BEGINS = 3, 6


_MARKED_AUTHOR = (
    "//*[@itemprop='author']//*[@itemprop='name']|//*[@itemprop='author']|//*[@rel='author']|//*[contains(@rel,'has_creator')]//*[@property]"
    "|//*[contains(concat(' ',normalize-space(@class),' '),' vcard ')]//*[contains(concat(' ',normalize-space(@class),' '),' fn ')]"
    "|//*[contains(concat(' ',normalize-space(@class),' '),' p-author ')]"
)
_MARKED_DATE = (
    "//*[@itemprop='datePublished']|//*[contains(@property,'datePublished')]|//*[contains(@property,'dc:date')]|//time[@pubdate]"
    "|//*[contains(concat(' ',normalize-space(@class),' '),' published ')][@title or @datetime]"
    "|//time[contains(concat(' ',normalize-space(@class),' '),' dt-published ')]"
)
# What has marks of its own: comments, and other articles.
_ELSEWHERE = re.compile(
    r"comment|reply|related|recommend|sidebar|widget|teaser|(?<!v)(?<!h-)card\b|latest|popular|author-?box",
    re.IGNORECASE,
)


def marked_authors(tree: Any) -> tuple[str, ...]:
    """The names that the page's elements are marked as the author's; those of the first element with any, and its like."""
    names = [" ".join(" ".join(element.itertext()).split()) for element in _marked(tree, _MARKED_AUTHOR)]
    names = [_BY.sub("", element, count=1) for element in names]
    return tuple(dict.fromkeys(name for name in names if _is_name(name)))[:_MOST_AUTHORS]


def marked_date(tree: Any) -> str | None:
    """The first date that an element is marked with as that of publication."""
    for element in _marked(tree, _MARKED_DATE):
        date = element.get("content") or element.get("datetime") or element.get("title")
        if date and parse_date(date):
            return str(date)
    return None


def _marked(tree: Any, path: str) -> Iterator[Any]:
    for element in islice(tree.xpath(path), _NEAR):
        if not any(
            _ELSEWHERE.search(f"{e.get('class')} {e.get('id')}"[:300])
            for e in (element, *islice(element.iterancestors(), 12))
        ):
            yield element


def _is_name(text: str) -> bool:
    return (
        bool(_NAME.fullmatch(text))
        and not _NO_NAME.search(text)
        and not any(w[0].islower() for w in text.split() if w not in _PARTICLES)
    )


def names_apart(text: str, site: str | None) -> list[str]:
    """Each of the names that a text joins ("Ann Reed and Tom Cole"), where it holds nothing else but the site's; else the
    text.
    """
    parts = [part for part in map(str.strip, _NAMES_APART.split(text)) if part != site]
    return parts if parts and all(map(_is_name, parts)) else [text]


def front_lines(blocks: Sequence[Block], chosen: Sequence[Block]) -> Sequence[Block]:
    """The blocks between a page's headline and the first paragraph of its article; without a headline those before it, the near
    ones first, for the day of the page's head is today's.
    """
    if not chosen:
        return []
    headline, at = _headline_and_text(blocks, chosen)
    if headline is not None:
        return blocks[headline:at]
    near, far = max(0, at - _NEARER), max(0, at - _NEAR)
    return [*blocks[near:at], *blocks[far:near]]


def lines_above(blocks: Sequence[Block], chosen: Sequence[Block]) -> Sequence[Block]:
    """The blocks right above the headline that begin what holds it, the nearest first: sections and dates."""
    headline = _headline_and_text(blocks, chosen)[0] if chosen else None
    if headline is None:
        return []
    around = set(blocks[headline].scope.upwards())
    above = blocks[max(0, headline - _ABOVE) : headline][::-1]
    before = blocks[headline - _BEGINS - 1] if headline > _BEGINS else None
    held = around.difference(before.scope.upwards() if before else ())
    return [block for block in above if not held.isdisjoint(block.scope.upwards())]


def _headline_and_text(blocks: Sequence[Block], chosen: Sequence[Block]) -> tuple[int | None, int]:
    long = (block for block in chosen if block.words > _LONGEST)
    said = (block for block in chosen if is_sentence(block.text))
    at = blocks.index(next(long, None) or next(said, chosen[0]))
    return next((i for i in reversed(range(max(0, at - _NEAR), at)) if blocks[i].scope.tag == "h1"), None), at


def authors_in(lines: Sequence[Block]) -> tuple[str, ...]:
    """The names in the first line that is a byline, by its words or by the class of its element."""
    for block in lines:
        if block.words > _LONGEST:
            continue
        by = _BY.match(block.text)
        names: list[str] = []
        if by or any(_LABEL.search(scope.label) for scope in islice(block.scope.upwards(), 3)):
            names = _names_in(block.text[by.end() if by else 0 :])
        if not names and block.signed:
            by = _BY.match(block.signed)
            names = _names_in(block.signed[by.end() if by else 0 :])
        if names:
            return tuple(names)
    return ()


def _names_in(text: str) -> list[str]:
    """The names that a text begins with, each by itself."""
    parts = (part.strip(" .") for part in _NAMES_APART.split(_NAMES_END.split(text, maxsplit=1)[0]))
    names = [part for part in parts if _is_name(part)]
    return names[:1] + [name for name in names[1:] if not _PAPER.fullmatch(name)]


def date_of_address(url: str | None) -> str | None:
    """The day in a page's address, as a newspaper's archive has it ("/2024/05/03/ferry-strike-ends")."""
    found = _DAY.search(url) if url else None
    date = f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}" if found else None
    return date if date and parse_date(date) else None


def date_in(lines: Sequence[Block]) -> str | None:
    """The first date that a `time` element gives, else the first whole one in a line that says little else, as written."""
    for block in lines:
        if block.stamp and parse_date(block.stamp):
            return block.stamp
    for block in lines:
        found = _DATE.search(block.text) if block.words <= _LONGEST else None
        if found and not _NO_STAMP.search(block.text[: found.start()]) and parse_date(found[0]):
            return found[0]
    return None
