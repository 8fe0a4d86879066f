"""Many regular expressions at once: what Python's engine makes of them takes long to make, and is kept in the user's cache.

For the engine a pattern is a list of numbers, which `re.compile` makes in two steps that are written in Python. The 930 of
furniture take seven tenths of a second; their numbers are read in two hundredths, and the engine looks itself whether they make sense.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from contextlib import suppress

import numpy as np

from tasks.compiled.kept import Tables, kept

try:
    import _sre as engine  # type: ignore[import-not-found,unused-ignore]
    from re import _compiler as compiler  # type: ignore[attr-defined]
    from re import _parser as parser  # type: ignore[attr-defined]
except ImportError:  # a Python that keeps them elsewhere
    engine = None  # type: ignore[assignment]


def compile_all(patterns: Iterable[str], flags: re.RegexFlag) -> dict[str, re.Pattern[str]]:
    """`re.compile` of each."""
    wanted = list(dict.fromkeys(patterns))
    found: dict[str, re.Pattern[str]] = {}
    if engine:
        # Nobody has promised that these are there in the next Python, or take the same.
        with suppress(AttributeError, TypeError, ValueError, RuntimeError, OverflowError):
            numbers, sizes, kinds = kept("patterns", (int(flags), *wanted), [__file__], lambda: _made(wanted, flags))
            ends = np.cumsum(sizes).tolist()
            for pattern, end, size, (groups, own) in zip(wanted, ends, sizes.tolist(), kinds.tolist(), strict=True):
                if size:
                    code = numbers[end - size : end].tolist()
                    found[pattern] = engine.compile(pattern, own, code, groups, {}, (None,) * (groups + 1))
    return {pattern: found.get(pattern) or re.compile(pattern, flags) for pattern in wanted}


def _made(patterns: Iterable[str], flags: re.RegexFlag) -> Tables:
    """The engine's numbers, how many each pattern has, its groups and flags. None of one whose groups have names."""
    numbers, sizes, kinds = array("I"), [], []
    for pattern in patterns:
        parsed = parser.parse(pattern, flags)
        code = [] if parsed.state.groupdict else compiler._code(parsed, flags)
        numbers.extend(code)
        sizes.append(len(code))
        kinds.append((parsed.state.groups - 1, int(flags | parsed.state.flags)))
    return np.array(numbers, np.uint32), np.array(sizes, np.int64), np.array(kinds, np.int64)
