"""Which parts of a page name themselves as something else than the article, by their tag, class names and ids."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from tasks.intake.pages.blocks import Block, Scope

# Words that begin a part of a class name or id of what is not the article's. Without them F1 on the 86 pages is .988.
_NOISE = re.compile(
    r"(?:^|[\s_-])(?:"
    r"related|recirc|recommend|newsletter|sign-?up|subscri|promo|shar(?:e|ing)|social|addthis|sharedaddy|follow"
    r"|comment(?!ar|at)|disqus|livefyre|respond|caption|credits?\b|copyright|byline|author|bio\b|contributor|tag(?:s|ged|list|box)?\b|topics?\b"
    r"|breadcrumb|sponsor|advert|ads?\b|dfp|taboola|outbrain|zergnet|most-|popular|trending|cookie|consent|gdpr|onetrust|iubenda|didomi|usercentrics|obfuscated|modal|pop-?up|overlay"
    r"|lightbox|nav|menu|sidebar|pagination|pager|toolbar|widget|gallery|slideshow|carousel|(?:video|audio|media)-?player|video|latest-|recent|up-?next|more-news|time-?stamp"
    r"|date|published|read-?more|see-?also|more-(?:on|from|stories)|teaser|footer|login|paywall|(?<!content[_-])print|hidden|visually|sr-only|screen-reader"
    r"|tooltip|cta\b|donat|metadata|meta\b|media-body|reply|rating|syndigate|embed|attribution|disclaimer"
    r")"
)
_PICTURES = re.compile(r"[\w-]*(?:caption|gallery|slide|carousel|lightbox)[\w-]*")
_TABLE = frozenset("table thead tbody tr td th".split())
# Of these, what may be the name that a system for making sites gives to every part of a page, the article's too.
_OF_A_SYSTEM = re.compile(
    r"widget|embed|modal|overlay|lightbox|print|date|published|meta|media-body|video|(?:video|audio|media)-?player|author|topics?|tag|shar|social|follow|popular|latest-|recent|attribution|credits?|toolbar|rating|cta|subscri|paywall|pop-?up|hidden|read-?more"
)
# Of these, what names the part of an article that is for those who pay: so small a share of it may stand there.
_FOR_PAYERS = re.compile(r"subscri|paywall")
_PAID = 0.15
_WALL = re.compile(r"subscri|paywall|pop-?up|hidden")
# What is never the article, whatever else is in the page.
_NEVER = re.compile(
    r"related|recirc|recommend|newsletter|sign-?up|promo|addthis|sharedaddy|comment|disqus|livefyre|respond|caption|credits?|bio|breadcrumb|taboola|outbrain|zergnet|most-|trending"
    r"|cookie|consent|gdpr|onetrust|iubenda|didomi|usercentrics|obfuscated|lightbox|nav|menu|sidebar|pag|gallery|slideshow|carousel|up-?next|more-|see-?also|teaser|footer|login|visually|sr-only|screen|tooltip|donat|reply|disclaimer"
)
# Classes that a program made up, some of which are "ad" by chance.
_MADE_UP = re.compile(r"(?:^|\s)[a-z]{2}\s+[a-z]{2}(?=\s|$)")
_OF_TWO = re.compile(r"(?:^|(?<=\s))[a-z]{2}(?=\s|$)")
_NOISE_TAGS = frozenset("nav footer aside figure figcaption form address header menu".split())
LARGE = 0.4
"""A part with this share of the words around it is no furniture, whatever its name: whole pages are called forms or menus."""


@lru_cache(maxsize=20_000)
def is_noise(tag: str, label: str) -> bool:
    """Whether an element of a kind, and of classes and an id (a scope's label), names itself as something else."""
    if _MADE_UP.search(label):
        label = _OF_TWO.sub("", label)
    return tag in _NOISE_TAGS or bool(label and tag not in _TABLE and _NOISE.search(label))


def is_noisy(block: Block, home: Scope, common: frozenset[str] = frozenset()) -> bool:
    """Whether what is between a block and the article's home names itself as something else."""
    inner = list(block.scope.upwards(home))
    if any(scope.tag == "blockquote" for scope in inner):  # a post of another site, in whatever frame but an `aside`
        inner = [scope for scope in inner if scope is inner[0] or scope.tag == "aside"]
    return any(
        scope.tag in ("nav", "footer")
        or (
            scope.words < LARGE * home.words
            and is_noise(scope.tag, scope.label)
            and not (common and _is_common(scope, common))
        )
        for scope in inner
    )


def common_names(sure: Sequence[Block], home: Scope) -> frozenset[str]:
    """The names of something else that so much of the article stands under that they say nothing: in pages made with
    Elementor each paragraph, picture and menu is a widget, and newspapers call their last paragraphs the paywall.
    """
    under: Counter[str] = Counter()
    for block in sure:
        names = {
            _bare(found)
            for s in block.scope.upwards(home)
            if s.tag not in _NOISE_TAGS
            for found in _NOISE.finditer(s.label)
        }
        for name in names:
            under[name] += block.words
    total = sum(block.words for block in sure)
    return frozenset(
        name
        for name, words in under.items()
        if _OF_A_SYSTEM.match(name) and words >= (_PAID if _FOR_PAYERS.match(name) else LARGE) * total
    )


def may_be_wall(block: Block, home: Scope) -> bool:
    """Whether a block stands in what is named after those who pay, or after what opens and hides."""
    return any(_WALL.search(scope.label) for scope in block.scope.upwards(home) if scope.label)


def walls(offers: Iterable[Block], home: Scope) -> frozenset[Scope]:
    """The parts for those who pay that are mostly offers to do so, and no half of the article."""
    words: Counter[Scope] = Counter()
    for block in offers:
        for scope in block.scope.upwards(home):
            words[scope] += block.words
    return frozenset(
        scope
        for scope, count in words.items()
        if scope.words < 2 * count and 2 * scope.words < home.words and _FOR_PAYERS.search(scope.label)
    )


def other_names(sure: Sequence[Block], home: Scope) -> frozenset[str]:
    """All names of something else that the article stands under but those of what never is one."""
    scopes = {scope for block in sure for scope in block.scope.upwards(home) if scope.tag not in _NOISE_TAGS}
    names = {_bare(found) for scope in scopes for found in _NOISE.finditer(scope.label)}
    return frozenset(name for name in names if not _NEVER.match(name))


def _bare(name: re.Match[str]) -> str:
    return name[0].strip(" \t_-")


def _is_common(scope: Scope, common: frozenset[str]) -> bool:
    return scope.tag not in _NOISE_TAGS and all(_bare(found) in common for found in _NOISE.finditer(scope.label))


def is_by_pictures(block: Block, home: Scope) -> bool:
    """Whether a block is set aside only as what stands by a picture, or in a row of them: a story may be told so."""
    aside = [s for s in block.scope.upwards(home) if is_noise(s.tag, s.label)]
    return bool(aside) and not any(
        is_noise("" if s.tag in ("figure", "figcaption") else s.tag, _PICTURES.sub("", s.label)) for s in aside
    )
