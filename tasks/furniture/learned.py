"""Furniture learned from the dump: lines that stand at the head or tail of many different articles of one site.

Counted is in how many *different* articles a line stands, two articles being the same where their longest line is:
so the headline of a story scraped ten times is not mistaken for the site's furniture. The method is that of
line-frequency boilerplate removal (as in CCNet's paragraph hashing), by site and by place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import xxhash

from tasks.edits import Edit, undo
from tasks.furniture.known import fold, rule_of, strip_lines
from tasks.furniture.rules import Place
from tasks.repair import Context

# Lines looked at from either end. Furniture blocks on the real dumps are up to 8 lines long at the tail, 4 at the head.
_LINES: dict[Place, int] = {"head": 5, "tail": 8}
_LONGEST_LINE = 160


@dataclass(frozen=True, slots=True)
class Sighting:
    """A line at an end of an article. `article` is the same for copies of one article."""

    place: Place
    line: str
    key: int
    article: int


def site_key(site: str | None, source_file: str) -> str:
    """Whose furniture it is: the site's, or the source file's where the site is unknown."""
    return site or f"file:{source_file}"


def line_key(site: str, place: str, folded: str) -> int:
    """64 bits for a line at a place of a site."""
    return (
        xxhash.xxh3_64_intdigest(f"{site}\0{place}\0{folded}".encode("utf-8", "surrogatepass")) & 0x7FFF_FFFF_FFFF_FFFF
    )


def is_sentence(line: str) -> bool:
    """Whether a line reads like a sentence of an article: a stop at its end and more than a label's words."""
    return len(line.split()) > 6 and line.rstrip("\"'”’)").endswith((".", "!", "?"))


def sightings(text: str, site: str) -> Iterator[Sighting]:
    """The lines at both ends of `text` that could be furniture; never its longest line, which is the article."""
    lines = [line for line in text.split("\n") if line and not line.isspace()]
    if len(lines) < 2:
        return
    longest = max(lines, key=len)
    article = (
        xxhash.xxh3_64_intdigest(" ".join(fold(longest).split()[:40]).encode("utf-8", "surrogatepass"))
        & 0x7FFF_FFFF_FFFF_FFFF
    )
    ends: tuple[tuple[Place, list[str]], ...] = (
        ("head", lines[: _LINES["head"]]),
        ("tail", lines[: -_LINES["tail"] - 1 : -1]),
    )
    for place, outermost_first in ends:
        for line in outermost_first:
            if line is longest:
                break
            if len(line) <= _LONGEST_LINE and (folded := fold(line)):
                yield Sighting(place, line, line_key(site, place, folded), article)


def strip_learned(text: str, site: str, learned: frozenset[int], context: Context) -> tuple[str, list[Edit]]:
    """Take learned lines off both ends, and the known ones that they hid. Rules: `learned:PLACE`, and the known ones."""
    if not learned:
        return text, []

    def rule(line: str, place: Place) -> str | None:
        if place != "body" and len(line) <= _LONGEST_LINE:
            folded = fold(line)
            if line_key(site, place, folded) in learned and folded not in context.keep:
                return f"learned:{place}"
        return rule_of(line, context, place)

    text, edits = strip_lines(text, rule)
    # Known lines alone are the scrub's work; it left what stands here because the furniture step is off.
    return (text, edits) if any(edit.rule.startswith("learned:") for edit in edits) else (undo(text, edits), [])
