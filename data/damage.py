"""The clean articles in data/articles/, and the damage that real programs have done to texts like them.

Every function here takes a clean text and gives back what some feed, browser or content system would have made of it.
The samples are built with them; whatever else needs damage with a known truth can use them too.
"""

from __future__ import annotations

import html
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

DATA = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Article:
    """One clean article, as its file in data/articles/ tells it."""

    slug: str
    title: str
    date: datetime
    author: str
    section: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)

    @property
    def lang(self) -> str:
        return self.slug[:2] if self.slug[2:3] == "-" else "en"


def read_articles(folder: Path = DATA / "articles") -> dict[str, Article]:
    """Reads every article, by slug: title, then `date | author | section`, then paragraphs between blank lines."""
    articles = {}
    for path in sorted(folder.glob("*.txt")):
        title, line, body = path.read_text(encoding="utf-8").split("\n", 2)
        date, author, section = (part.strip() for part in line.split("|"))
        paragraphs = tuple(body.strip().split("\n\n"))
        articles[path.stem] = Article(path.stem, title, datetime.fromisoformat(date), author, section, paragraphs)
    return articles


def mojibake(text: str) -> str:
    """UTF-8 read as Windows-1252, `itâ€™s`, the way browsers do: its five unassigned bytes become C1 controls."""
    data = text.encode()
    return "".join(chr(b) if b in b"\x81\x8d\x8f\x90\x9d" else bytes([b]).decode("cp1252") for b in data)


def mojibake_of_latin1(text: str) -> str:
    """Windows-1252 read as Latin-1, stored as UTF-8, read as Windows-1252: `we’ve` becomes `weÂ’ve`."""
    return mojibake(text.encode("cp1252").decode("latin-1"))


def drop_apostrophes(text: str) -> str:
    """Removes apostrophes inside words, after a plural's s, and before a decade; quotation marks stay."""
    return re.sub(r"(?<=\w)['’](?=\w)|(?<=s)['’](?= [a-z])|(?<!\S)['’](?=\d0s)", "", text)


def drop_in_quotations(text: str) -> str:
    """Removes apostrophes between quotation marks only, as a clumsy quotation parser does."""
    return re.sub(r'"[^"\n]*"|“[^”\n]*”', lambda quotation: drop_apostrophes(quotation[0]), text)


def replace_apostrophes(mark: str) -> Callable[[str], str]:
    """Puts another string where an apostrophe stood inside a word: `?`, a space, U+FFFD, an entity's remains."""
    return lambda text: re.sub(r"(?<=\w)['’](?=\w)", mark, text)


def straighten(text: str) -> str:
    """Turns curly quotation marks straight; apostrophes stay curly, so that later damage can find them."""
    return text.translate({0x201C: '"', 0x201D: '"'})


def entities(text: str, apostrophe: str = "&#39;") -> str:
    """Escapes a text for HTML, with the entities that content systems write for quotes."""
    named = {"“": "&ldquo;", "”": "&rdquo;", "’": apostrophe, "'": "&#39;", "‘": "&lsquo;", "£": "&pound;"}
    return "".join(named.get(char, char) for char in html.escape(text, quote=False))


def invisible(text: str, seed: str) -> str:
    """Adds soft hyphens, no-break spaces and zero-width spaces, as copy from a typesetting system has them."""
    dice = random.Random(seed)

    def hyphenate(word: re.Match[str]) -> str:
        half = len(word[0]) // 2
        return f"{word[0][:half]}\u00ad{word[0][half:]}" if dice.random() < 0.5 else word[0]

    text = re.sub(r"(?<![\w&<])[^\W\d_]{9,}(?![\w;>])", hyphenate, text)
    text = re.sub(r" (?=\d)|(?<=\bDr) ", "\u00a0", text)
    return re.sub(r"(?<=[a-z]\.) (?=[A-Z])", lambda _: dice.choice([" ", "\u200b ", " "]), text)
