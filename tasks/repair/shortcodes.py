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
# Behind the name a value, or names with theirs: "[Center for Disease Control]" is none.
_VALUE = r"""(?:"[^"\n\[\]]{0,500}"|'[^'\n\[\]]{0,500}'|[“”″][^“”″\n\[\]]{0,500}[“”″]|[^\s"'“”\[\]]{1,500})"""
_TAG = re.compile(
    rf"\[(?P<close>/?)(?P<name>[A-Za-z][\w-]{{0,30}})(?:=[^\[\]\n]{{1,500}}|(?: +[\w:-]{{1,40}} ?= ?{_VALUE})*) *\/?\](?!\()"
)
# What stands between these goes too.
_OF_PICTURES = frozenset("caption wp_caption gallery img embed audio video playlist".split())
_INLINE = frozenset("b i u s strong em size color font url email highlight dropcap drop_cap tooltip sup sub".split())
_BLOCKS = frozenset(
    "quote blockquote pullquote pull_quote center left right justify list box row col column columns one_half one_half_last one_third"
    " one_third_last two_third two_third_last one_fourth three_fourth tabs tab accordion toggle spoiler section container intro lead"
    " note alert".split()
)
_BUILDERS = ("vc_", "su_", "et_pb_", "fusion_", "av_", "cs_", "mk_", "tdc_", "td_")
_CODE = "[/code]"  # shows what it holds
_LONGEST = 1000  # characters of what goes with a picture
_BLANKS = " \t"
_BLANK = re.compile("[ \t]*")


def strip_shortcodes(text: str) -> tuple[str, list[Edit]]:
    """Rules: `shortcode:NAME`.

    >>> strip_shortcodes('[vc_row][caption width="300"]The quay[/caption]\\n[dropcap]T[/dropcap]he ferry sank.[/vc_row]')[0]
    'The ferry sank.'
    """
    tags = [tag for tag in _TAG.finditer(text) if _is_known(tag["name"].lower())]
    closed = _paired(text, tags) if _CODE not in text else {}
    places: list[tuple[int, int, str, str]] = []
    for start, end, name in _runs(text, tags, closed) if closed else ():
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


def _paired(text: str, tags: list[re.Match[str]]) -> dict[int, int]:
    """By where a code is opened that is closed, too, where what closes it ends."""
    opened: dict[str, list[int]] = {}
    closed: dict[int, int] = {}
    for tag in tags:
        name, start = tag["name"].lower(), tag.start()
        if tag["close"]:
            if opened.get(name):
                closed[opened[name].pop()] = tag.end()
        elif not (name in _INLINE and text[start - 1 : start].isalnum()):  # "a[i]"
            opened.setdefault(name, []).append(start)
    return closed


def _runs(text: str, tags: list[re.Match[str]], closed: dict[int, int]) -> Iterator[tuple[int, int, str]]:
    """Where codes stand that go, those side by side together, and the name of one: of one that parts lines, if there is any."""
    closing = frozenset(closed.values())
    start = end = -1
    name = ""
    for tag in tags:
        own = tag["name"].lower()
        paired = tag.start() in closed or tag.end() in closing
        if tag.start() < end or not (paired or own.startswith(_BUILDERS)):
            continue
        if name and text[end : tag.start()].strip(_BLANKS):
            yield start, end, name
            name = ""
        start = start if name else tag.start()
        name = own if not name or name in _INLINE else name
        end = tag.end()
        if own in _OF_PICTURES and closed.get(tag.start(), end) - end <= _LONGEST:
            end = closed.get(tag.start(), end)
    if name:
        yield start, end, name
