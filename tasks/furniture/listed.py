"""Lists in text files beside the rules: one entry a line, once; what counts inside articles too stands behind a line `[inside]`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from tasks.furniture.folding import spellings


@cache
def listed(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """The entries of a file: all, which count at the ends of a text, and those that count inside it too.

    Lines that begin with # are comments, and so is what stands behind a tab. Greek ones come as capitals have them, too.
    """
    ends, _, inside = files("tasks.furniture.rules").joinpath(name).read_text("utf-8").partition("\n[inside]\n")
    return _entries(ends) | _entries(inside), _entries(inside)


def _entries(part: str) -> frozenset[str]:
    entries = (line.partition("\t")[0] for line in part.splitlines() if line and not line.startswith("#"))
    return frozenset().union(*map(spellings, entries))
