"""What a page's headline tells of where its article is, and pages that are none.

Trafilatura looks for the most text, so long comments, teasers or a cookie notice beat an article of two sentences. The
article is what follows the headline, the `h1` that says what the page's title says.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from tasks.intake.pages.blocks import HEADINGS, Block, Scope
from tasks.intake.pages.declared import Declared
from tasks.intake.pages.lines import is_consent, is_no_page, is_prose, is_sentence, is_title

# Containers that each have "Reply" or a heading that is a link are comments and teasers, where there are so many of them;
_ITEMS = 3
_REPLY = re.compile(
    r"(?:.{0,20}\W)?(?:reply|antworten|répondre|responder|rispondi|odpowiedz|beantwoorden|reageer|ответить|回复|返信|رد)(?:\W.{0,20})?",
    re.IGNORECASE,
)
# the latter only below a label that says so: the posts of a live page have headings that are links too.
_ANNOUNCED = re.compile(
    r"\W*(?:(?:the )?latest|more|most|related|recommended|read|up next|next|trending|popular|top stories|you (?:may|might)|don['’]t miss|see also|also|other news"
    r"|weitere|mehr|lesen|neueste|meistgelesen|à lire|lire|plus|dernières|más|te puede|lo último|relacionad|leggi|altre|ultime|lees|meer|laatste|czytaj|więcej|zobacz|читайте|ещё|другие|相关|関連|اقرأ)\b"
    r"(?!.*\bupdates?\b)",
    re.IGNORECASE,
)
# All of such a label.
_SECTION = re.compile(
    r"\W*(?:(?:the )?latest(?: (?:news|stories|headlines|articles|posts))?|(?:more|other|related|recent|top|popular) (?:news|stories|headlines|articles|posts)|most (?:read|popular|viewed)|related|recommended|trending|in other news|(?:read|see) (?:also|more)|up next|you (?:may|might) (?:also )?like"
    r"|(?:weitere|neueste) (?:meldungen|nachrichten|artikel)|meistgelesen|mehr zum thema|à lire aussi|dernières (?:nouvelles|actualités)|les plus lus|lo más (?:leído|visto)|últimas noticias|más noticias|(?:altre|ultime) notizie|mais lidas|últimas notícias|(?:meer|laatste) nieuws"
    r"|(?:последние|другие) новости|最新(?:消息|新闻|新聞)|相关(?:新闻|阅读)|関連(?:記事|ニュース)|관련 ?(?:기사|뉴스))\W*",
    re.IGNORECASE,
)
# A page that shows other pages has so many headings that are links, and no fewer among its blocks than this share.
_TEASERS = 4
_TEASER_SHARE = 0.25
# Words that a teaser has, on average, at most.
_TEASER_WORDS = 60
_LINKED = 0.8
# Words that a page which says "not found" has at most; with more its title is an article's.
_SAYS_NO = 120
# So few words without a sentence among them are what is left of a page that has its text elsewhere.
_FEWEST = 12
# A container with this share of its words in paragraphs on cookies is a window that asks for consent.
_ASKS = 0.3
# Where a headline stands with the article's first sentences, and the rest is elsewhere.
_HEAD = re.compile(r"head|intro|lead|lede|hero|stand-?first|deck|dek\b|summary|title|top\b")


def without_consent(blocks: Sequence[Block]) -> Sequence[Block]:
    """Without what asks for consent to cookies, which may be longer than the article, by its words: its names are many."""
    asked: Counter[Scope] = Counter()
    for block in blocks:
        if is_consent(block.text):
            asked[block.owner] += block.words
    windows = {scope for scope, words in asked.items() if words >= _ASKS * scope.words}
    return [b for b in blocks if windows.isdisjoint(b.scope.upwards())] if windows else blocks


def candidates(blocks: Sequence[Block], said: Declared) -> Sequence[Block]:
    """The blocks among which the article is: without prose before the headline, list items elsewhere and next articles."""
    at = _headline(blocks, said)
    if at is None:
        return blocks
    sentences = [b for b in blocks[at + 1 :] if is_prose(b) and is_sentence(b.text)]
    headed = _first_shared(sentences, blocks[at])
    if headed is None:
        return blocks
    article = next((s for s in blocks[at].scope.upwards() if s.tag == "article"), None)
    if (
        article
        and sum(article in b.scope.upwards() for b in sentences) >= _ITEMS
        and _others(blocks[at + 1 :], article)
    ):
        return [b for b in blocks if article in b.scope.upwards()]
    inside = [b for b in sentences if headed in b.scope.upwards()]
    if headed.parent is None or headed.tag == "header" or (len(inside) <= 2 and _HEAD.search(headed.label)):
        return blocks
    items = _items(blocks, headed)
    cards = _cards(blocks, headed, blocks[at]) | _sections(blocks[at + 1 :], blocks[at], sentences)
    return [
        b
        for i, b in enumerate(blocks)
        if cards.isdisjoint(upwards := list(b.scope.upwards()))
        and (headed in upwards or (i > at and items.isdisjoint(upwards)))
    ]


def _headline(blocks: Sequence[Block], said: Declared) -> int | None:
    return next((i for i, b in enumerate(blocks) if b.scope.tag == "h1" and is_title(b.text, said.title)), None)


def _first_shared(sentences: Sequence[Block], headline: Block) -> Scope | None:
    """The smallest container of the headline that holds one of the sentences."""
    held = {scope for block in sentences for scope in block.scope.upwards()}
    return next((scope for scope in headline.scope.upwards() if scope in held), None)


def _others(blocks: Sequence[Block], article: Scope) -> bool:
    """Whether there are other articles with a headline of their own, as pages that scroll on show them: an `h1`, or any in
    an element of the same kind.
    """
    for block in blocks:
        if block.scope.tag in HEADINGS and article not in (up := list(block.scope.upwards())):
            other = next((scope for scope in up if scope.tag == "article"), None)
            if other and (block.scope.tag == "h1" or (other.kind == article.kind and block.links < _LINKED)):
                return True
    return False


def _cards(blocks: Sequence[Block], headed: Scope, headline: Block) -> set[Scope]:
    """Teasers that are an `article` each: in the container of this one, where they do not hold most of it (a live page's
    posts do), and beside it, where it is an `article` itself and they are short.
    """
    same: defaultdict[int, set[Scope]] = defaultdict(set)
    for block in blocks:
        if block.scope.tag in HEADINGS and block.links >= _LINKED and block.owner.tag == "article":
            same[block.owner.kind].add(block.owner)
    around = set(headline.scope.upwards())
    articles = {scope for scope in around if scope.tag == "article"}
    cards = {card for found in same.values() if len(found) >= _ITEMS for card in found} - around
    inside = {card for card in cards if headed in card.upwards()}
    beside = {card for card in cards if articles and articles.isdisjoint(card.upwards())}
    return (inside if 2 * sum(card.words for card in inside) < headed.words else set()) | (
        beside if sum(card.words for card in beside) <= _TEASER_WORDS * len(beside) else set()
    )


def _sections(blocks: Sequence[Block], headline: Block, sentences: Sequence[Block]) -> set[Scope]:
    """What below the article shows others under a heading that says so, and has headings or links of its own."""
    around = {*headline.scope.upwards(), *sentences[0].scope.upwards()}
    sections: set[Scope] = set()
    for block in blocks:
        if block.owner not in around and block.words <= 4 and block.links < 0.5 and _SECTION.fullmatch(block.text):
            inside = [b for b in blocks if b is not block and block.owner in b.scope.upwards()]
            few = 2 * sum(block.owner in b.scope.upwards() for b in sentences) <= len(sentences)
            if few and any(b.scope.tag in HEADINGS or b.links >= _LINKED for b in inside):
                sections.add(block.owner)
    return sections


def _items(blocks: Sequence[Block], headed: Scope) -> frozenset[Scope]:
    """The items of lists, outside the headline's container."""
    same: defaultdict[tuple[int, bool], dict[Scope, Block]] = defaultdict(dict)
    for last, block in pairwise(blocks):
        linked = block.scope.tag in HEADINGS and block.links >= _LINKED
        if linked or (block.words <= 8 and _REPLY.fullmatch(block.text)):
            item = next((scope for scope in block.scope.upwards() if scope.tag == "li"), block.owner)
            same[item.kind, linked].setdefault(item, last)
    items: set[Scope] = set()
    for (_, linked), found in same.items():
        label = next(iter(found.values()))  # what stands before the first
        announced = label.words <= 5 and _ANNOUNCED.match(label.text)
        if len(found) >= _ITEMS and (announced or not linked):
            items.update(found)
    inside = any(headed in item.upwards() for item in items)
    return frozenset() if inside else frozenset(items.difference(headed.upwards()))


def is_no_article(blocks: Sequence[Block], chosen: Sequence[Block], said: Declared) -> bool:
    """Whether what was found is an error's page, a list of links and teasers, or a few words of a page's controls."""
    words = sum(b.words for b in chosen)
    titles = [said.title or "", *(b.text for b in blocks if b.scope.tag == "h1")]
    if words <= _SAYS_NO and any(map(is_no_page, titles)):
        return True
    if said.body:
        return False
    if words < _FEWEST and not any(is_sentence(b.text) for b in chosen):
        return True
    if sum(b.words * b.links for b in chosen) >= _LINKED * words:
        return True
    if said.published or said.authors or _headline(blocks, said) is not None:  # "ten boats to buy", each a link
        return False
    teasers = sum(b.scope.tag in HEADINGS and b.links >= _LINKED for b in chosen)
    return teasers >= max(_TEASERS, _TEASER_SHARE * len(chosen))
