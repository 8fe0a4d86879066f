"""The article in the text of a whole page that has no lines: what `get_text(" ", strip=True)` leaves, menus and footers and all.

Maximum subsequence segmentation as in `page.py`, over sentences in place of lines: a sentence of running text counts its words,
what is none costs twice its words, and the stretch with the highest sum is the article. Where words with capital letters stand in
a row before a sentence they are a menu, a headline or a byline, and cut off it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tasks.edits import Edit, Splicer

# Of 86 pages of the public article-extraction benchmark, their white space made single blanks, F1 of 4-word shingles is .86 in one
# half and .87 in the other (.68 without), and flat around these numbers: rows of 4 to 6, 1 to 3 a word, sentences of 6 to 10 words.
_ROW = 5
_COST, _COST_A_WORD, _MOST_COST = 8, 2, 150
_SENTENCE_WORDS, _MOST_WORDS = 8, 80
_LOWER_SHARE = 0.4
# Behind this much of the article, a heading of what follows articles ends it.
_ENOUGH_WORDS, _ENOUGH_SHARE = 80, 0.5
_SHORTEST = 1000
# One end of a page at least is labels: of so many characters there most words have no small letter first. (These numbers stand in
# tasks/compiled/glance.c too.)
_END, _END_WORDS, _END_SHARE = 300, 12, 0.6
# Different words that stand on any page, around the article. Of 27,259 news articles put in one line none had so many.
_PAGE_WORDS = 8
# What stands around it is menus and titles; where it is running text, the text has lost its stops, and is no page.
_MOST_AROUND = 0.55
# Nor may there be nearly as much running text elsewhere: it may be the article.
_MOST_ELSEWHERE = 0.8
# An article shorter than this is not told from a notice; a page without one is left as it is.
_ARTICLE_WORDS = 50
# Of a page's words. What seems the article and is less introduces a list: of 272 pages those of articles had .048 and more.
_ARTICLE_SHARE = 1 / 40

_OPENING = "\"'“‘«(¿¡[-–—"
_WORD = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"(?:(?<=[.!?…。！？])|(?<=[.!?…。！？][\"'”’»)\]]))\s+(?=[\"'“‘«(¿¡]*[^\W_a-zß-ÿ])")
SHORTENED = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gov|Sen|Rep|Gen|Lt|Col|Sgt|Prof|Jr|Sr|Inc|Co|Corp|No|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.$"
)
"""What ends with a stop and no sentence."""
ENDED = re.compile(r"[.!?…:;。！？][\"'”’»)\]]*$")
_TEASER = re.compile(r"(?:\.\.\.|…)[)\]]?$")
_FOLLOWS = re.compile(
    r"\b(?:\d+ (?:comments?|responses|replies|thoughts)\b|(?:leave|post|add) a (?:comment|reply)|join the conversation|(?:show|view|read)(?: all)? comments|comments \(?\d"
    r"|about the author|all rights reserved|related (?:articles?|stories|posts|news|content|topics)|most (?:read|popular|viewed)|more (?:from|stories|news)|recommended for you"
    r"|you (?:may|might) also like|read next|up next|editors?['’]? picks|sign up (?:for|to)|(?:latest|trending|popular|top) (?:stories|news|articles|posts)|share this|newsletter|subscribe"
    r"|mehr zum thema|meistgelesen|das könnte sie|à lire aussi|sur le même sujet|les plus lus|noticias relacionadas|lo más leído|leggi anche|leia também|mais lidas|lees ook|meest gelezen|läs också|czytaj także)|©",
    re.IGNORECASE,
)  # fmt: skip
# (In lower case: of words whose case is ignored all are tried at every place, of others those with its letter.)
_OF_PAGES = re.compile(
    r"\b(?:privacy|cookies?|terms(?: of (?:use|service)| (?:and|&) conditions)?|all rights reserved|contact(?: us)?|about(?: us)?|advertis(?:e|ing)(?: with us)?|sign (?:in|up)|log ?in|register|subscri(?:be|ptions?)"
    r"|newsletters?|site ?map|careers|jobs|menu|search|skip to|follow us|facebook|twitter|instagram|youtube|linkedin|rss|accessibility|help|faq|home|archives?|share|comments?"
    r"|impressum|datenschutz|agb|startseite|kontakt\w*|anmelden|suche|abo|accueil|mentions légales|confidentialité|connexion|recherche|abonne\w+|inicio|contacto|aviso legal|privacidad\w*|suscr\w+|buscar|publicidad\w*"
    r"|contatti|chi siamo|abbonati|accedi|cerca|pubblicità|início|contato|assine|entrar|anuncie|nieuws|inloggen|zoeken|adverteren|colofon|om oss|prenumer\w+|logga in|sök|regulamin|zaloguj|szukaj|reklama"
    r"|контакты|о нас|реклама|войти|поиск)\b|©",
)  # fmt: skip


def strip_stream(text: str) -> tuple[str, list[Edit]]:
    """Where `text` is a whole page's, leave its article alone. Rules: `page:head`, `page:tail`."""
    if len(text) < _SHORTEST or not (_are_labels(text[:_END]) or _are_labels(text[-_END:])):
        return text, []
    if len(_of_pages(text)) < _PAGE_WORDS:
        return text, []
    pieces = _pieces(text)
    scores = _scores([text[start:end].strip() for start, end in pieces])
    first, end = best_stretch(scores, 0, len(scores))
    first, end = _before_what_follows(text, pieces, scores, first, end)
    read = words_in(scores, first, end)
    if read < least_words(text) or words_in(scores, 0, len(scores)) - read > _MOST_ELSEWHERE * read:
        return text, []
    around = f"{text[: pieces[first][0]]}\n{text[pieces[end - 1][1] :]}"
    if len(_of_pages(around)) < _PAGE_WORDS or _running(around.split()) > _MOST_AROUND:
        return text, []
    article = text[pieces[first][0] : pieces[end - 1][1]].strip()
    start = text.index(article, pieces[first][0])
    splicer = Splicer(text, "furniture")
    splicer.replace(0, start, "", "page:head")
    splicer.replace(start + len(article), len(text), "", "page:tail")
    return splicer.done()


def _are_labels(some: str) -> bool:
    words = some.split()
    return len(words) >= _END_WORDS and sum(not "a" <= word[0] <= "z" for word in words) >= _END_SHARE * len(words)


def _of_pages(text: str) -> set[str]:
    return set(_OF_PAGES.findall(text.lower()))


def _pieces(text: str) -> list[tuple[int, int]]:
    """Sentences, and what stands in capital letters before them."""
    ends = [
        match
        for match in _SENTENCE_END.finditer(text)
        if not SHORTENED.search(text, max(0, match.start() - 6), match.start())
    ]
    bounds = [0, *(match.end() for match in ends), len(text)]
    found: list[tuple[int, int]] = []
    for start, end in pairwise(bounds):
        begins, row, cut = [], 0, 0
        for match in _WORD.finditer(text, start, end):
            begins.append(match.start())
            if match.group().lstrip(_OPENING)[:1].islower():
                # The word before it is the sentence's first.
                cut = len(begins) - 2 if row >= _ROW else cut
                row = 0
            else:
                row += 1
        found += [(start, begins[cut]), (begins[cut], end)] if cut else [(start, end)] if begins else []
    return found or [(0, len(text))]


def _running(words: Sequence[str]) -> float:
    """The share of words with a small letter first."""
    return sum(word.lstrip(_OPENING)[:1].islower() for word in words) / max(1, len(words))


def _scores(pieces: Sequence[str]) -> list[int]:
    scores: list[int] = []
    seen: set[str] = set()
    for piece in pieces:
        words = piece.split()
        count = len(words)
        if _running(words) < _LOWER_SHARE or not ENDED.search(piece) or _TEASER.search(piece):
            scores.append(-min(max(_COST, _COST_A_WORD * count), _MOST_COST))
        elif count < _SENTENCE_WORDS:
            scores.append(0)
        else:
            key = "".join(filter(str.isalnum, piece.lower()))
            scores.append(-_COST if key in seen else min(count, _MOST_WORDS))  # a page's hidden copy
            seen.add(key)
    return scores


def best_stretch(scores: Sequence[int], first: int, end: int) -> tuple[int, int]:
    """The stretch of `scores[first:end]` with the highest sum (Kadane's algorithm): its first place, and the one behind its last."""
    best, found, current, start = 0, (first, first), 0, first
    for i in range(first, end):
        if current <= 0:
            current, start = 0, i
        current += scores[i]
        if current > best:
            best, found = current, (start, i + 1)
    return found


def least_words(text: str) -> float:
    """How many words the article of a page has at the least."""
    return max(_ARTICLE_WORDS, _ARTICLE_SHARE * len(text.split()))


def words_in(scores: Sequence[int], first: int, end: int) -> int:
    """How many there are in sentences of running text."""
    return sum(score for score in scores[first:end] if score > 0)


def _before_what_follows(
    text: str, pieces: Sequence[tuple[int, int]], scores: Sequence[int], first: int, end: int
) -> tuple[int, int]:
    """The stretch up to where what follows articles is announced."""
    total, read = words_in(scores, first, end), 0
    for i in range(first, end):
        if scores[i] > 0:
            read += scores[i]
        elif read >= max(_ENOUGH_WORDS, _ENOUGH_SHARE * total) and _FOLLOWS.search(text, *pieces[i]):
            return best_stretch(scores, first, i)
    return first, end
