"""Shortcodes, which WordPress and its page builders set around words ("[vc_row]", "[dropcap]T[/dropcap]he"), and the BBCode of forums.

A text has some where a known one is opened and closed; others in square brackets are the text's own. The codes go and their words
stay, but for captions of pictures and what is no text: addresses of players and of pictures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tasks.edits import Edit, replaced

SIGN = "[/"
"""Without it a text has none. (It stands in tasks/compiled/text.c too.)"""
_TAG = re.compile(r"\[(?P<close>/?)(?P<name>[A-Za-z][\w-]{0,30})(?:[ =][^\[\]\n]{0,500})?/?\](?!\()")
# What stands between these goes too.
_OF_PICTURES = frozenset("caption wp_caption gallery img embed audio video playlist".split())
_INLINE = frozenset("b i u s strong em size color font url email highlight dropcap drop_cap tooltip sup sub".split())
_BLOCKS = frozenset(
    "quote blockquote pullquote pull_quote center left right justify list box row col column columns one_half one_half_last one_third"
    " one_third_last two_third two_third_last one_fourth three_fourth tabs tab accordion toggle spoiler section container intro lead"
    " note alert".split()
)
_BUILDERS = ("vc_", "su_", "et_pb_", "fusion_", "av_", "cs_", "mk_", "tdc_", "td_")
_BLANKS = " \t"
_BLANK = re.compile("[ \t]*")


def strip_shortcodes(text: str) -> tuple[str, list[Edit]]:
    """Rules: `shortcode:NAME`.

    >>> strip_shortcodes('[vc_row][caption width="300"]The quay[/caption]\\n[dropcap]T[/dropcap]he ferry sank.[/vc_row]')[0]
    'The ferry sank.'
    """
    tags = [tag for tag in _TAG.finditer(text) if _is_known(tag["name"].lower())]
    names, closed = _paired(tags)
    places: list[tuple[int, int, str, str]] = []
    for start, end, name in _runs(text, tags, names, closed) if names else ():
        begins, ends = text[start - 1 : start] in ("", "\n"), text[end : end + 1] in ("", "\n")
        whole = begins and ends and end < len(text)  # a line of its own goes with its end
        if begins or ends or name in _INLINE:
            places.append((start, end + whole, "", f"shortcode:{name}"))
        else:
            end = _BLANK.match(text, end).end()  # type: ignore[union-attr]
            places.append((start, end, "\n", f"shortcode:{name}"))
    return replaced(text, "markup", places)


def _is_known(name: str) -> bool:
    return name in _INLINE or name in _BLOCKS or name in _OF_PICTURES or name.startswith(_BUILDERS)


def _paired(tags: list[re.Match[str]]) -> tuple[set[str], dict[int, int]]:
    """The names that are opened and closed, and, by where one is opened, where what closes it ends."""
    opened: dict[str, list[int]] = {}
    names: set[str] = set()
    closed: dict[int, int] = {}
    for tag in tags:
        name = tag["name"].lower()
        if not tag["close"]:
            opened.setdefault(name, []).append(tag.start())
        elif opened.get(name):
            closed[opened[name].pop()] = tag.end()
            names.add(name)
    return names, closed


def _runs(
    text: str, tags: list[re.Match[str]], names: set[str], closed: dict[int, int]
) -> Iterator[tuple[int, int, str]]:
    """Where codes stand that go, those side by side together, and the name of one: of one that parts lines, if there is any."""
    start = end = -1
    name = ""
    for tag in tags:
        own = tag["name"].lower()
        if tag.start() < end or not (own in names or own.startswith(_BUILDERS)):
            continue
        if name and text[end : tag.start()].strip(_BLANKS):
            yield start, end, name
            name = ""
        start = start if name else tag.start()
        name = own if not name or name in _INLINE else name
        end = closed.get(tag.start(), tag.end()) if own in _OF_PICTURES else tag.end()
    if name:
        yield start, end, name
