"""How lines of furniture are compared."""

from __future__ import annotations

# White space of every kind, and signs: a line is the same whatever stands around its words.
STRIPPED = "".join(filter(str.isspace, map(chr, range(0x3001)))) + ".,:;!…·•|>›»«‹<*-–—_=+#()[]\"'“”‘’▼▲►→←"


def fold(line: str) -> str:
    """A line as phrases are compared: lower case, straight apostrophes, single spaces, no punctuation at the ends."""
    return " ".join(line.strip(STRIPPED).replace("’", "'").lower().split())
