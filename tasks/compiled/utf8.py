"""Many texts as UTF-8, one behind the other: as Arrow and compiled code have them, and strings only where they are asked for."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from functools import cache
from typing import overload

import numpy as np
from numpy.typing import NDArray

from tasks.compiled import address, function
from tasks.compiled.characters import bounds_of


class Utf8(Sequence[str]):
    """Text `i` is `data[bounds[i] : bounds[i + 1]]`."""

    def __init__(self, data: NDArray[np.uint8], bounds: NDArray[np.int64]) -> None:
        self.data, self.bounds = data, bounds

    def __len__(self) -> int:
        return len(self.bounds) - 1

    @overload
    def __getitem__(self, which: int) -> str: ...
    @overload
    def __getitem__(self, which: slice) -> Utf8: ...
    def __getitem__(self, which: int | slice) -> str | Utf8:
        first, end, step = (which if isinstance(which, slice) else slice(which, which + 1)).indices(len(self))
        if step != 1 or (end <= first and not isinstance(which, slice)):
            raise IndexError(which)
        if isinstance(which, slice):
            return Utf8(self.data, self.bounds[first : max(first, end) + 1])
        return self.data[self.bounds[first] : self.bounds[end]].tobytes().decode("utf-8", "surrogatepass")

    @property
    def sizes(self) -> NDArray[np.int64]:
        """Bytes of each."""
        return np.diff(self.bounds)

    @property
    def addresses(self) -> tuple[int, int]:
        """Where compiled code finds the bytes and their bounds, as long as this object is held."""
        return address(self.data), address(self.bounds)


def utf8_of(texts: Sequence[str]) -> Utf8:
    """The texts, as they are or made UTF-8; lone surrogates get three bytes as others do."""
    if isinstance(texts, Utf8):
        return texts
    parts = [text.encode("utf-8", "surrogatepass") for text in texts]
    return Utf8(np.frombuffer(b"".join(parts), np.uint8), bounds_of(parts))


@cache
def of_python(name: str) -> int:
    """Where a function of Python's own lies, for compiled code to call."""
    return ctypes.cast(getattr(ctypes.pythonapi, name), ctypes.c_void_p).value or 0


_UNREADABLE = "there is no compiled code that could read them"
UTF8_OF = "PyUnicode_AsUTF8AndSize"
"""Tells where the UTF-8 of a string lies, which stays with it: who writes the text later need not make it again."""


def places_of(texts: Sequence[str]) -> tuple[Sequence[str], NDArray[np.int64], NDArray[np.int64]]:
    """Where the UTF-8 of each text lies, as long as the strings are held that come first; and how many bytes it has.

    For compiled code, and by it: a call for each text would cost more than the look at most of them. Lone surrogates are question
    marks there.
    """
    call = function("utf8_places", "pippp", at_once=True)
    if not call:
        raise RuntimeError(_UNREADABLE)
    held = list(texts) if isinstance(texts, Utf8) else texts
    many = len(held)
    strings = np.fromiter(map(id, held), np.uintp, many)  # to the interpreter a name is where it lies
    both = np.empty((2, many), np.int64)
    at = address(both)
    try:
        call(address(strings), many, of_python(UTF8_OF), at, at + both.strides[0])
    except UnicodeEncodeError:
        return places_of([text.encode("utf-8", "replace").decode() for text in held])
    return held, both[0], both[1]


def joined(places: NDArray[np.int64], sizes: NDArray[np.int64]) -> Utf8:
    """What lies in many places, one behind the other. For compiled code too."""
    call = function("joined", "ppip")
    if not call:
        raise RuntimeError(_UNREADABLE)
    bounds = np.append(0, np.cumsum(sizes))
    data = np.empty(bounds[-1], np.uint8)
    call(address(places, np.int64), address(sizes, np.int64), len(sizes), address(data))
    return Utf8(data, bounds)
