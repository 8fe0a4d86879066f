"""Products in whole numbers: the same sums on every processor and in any order, which compiled code takes several at once.

Weights lie as tasks/compiled/products.h says.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from tasks.compiled import address

T = TypeVar("T", bound=np.generic)

BLOCK = 16  # outputs for which weights are read in a row; a layer's outputs are a multiple, its inputs even
TILE = 64  # inputs of a tile of weights, for 16 outputs


def packed(weights: NDArray[np.int16]) -> NDArray[np.int16]:
    """Weights, inputs x outputs, as outputs / BLOCK x inputs / 2 x BLOCK x 2."""
    return in_lines(weights.reshape(len(weights) // 2, 2, -1, BLOCK).transpose(2, 0, 3, 1))


def tiles(weights: NDArray[T]) -> NDArray[T]:
    """Weights as outputs / 16 x inputs / 64 x 16 x 16 x 4, with as many inputs of 0 more as make them a multiple of TILE."""
    room = np.zeros((-(-len(weights) // TILE) * TILE, weights.shape[1]), weights.dtype)
    room[: len(weights)] = weights
    return room.reshape(-1, TILE // 4, 4, weights.shape[1] // 16, 16).transpose(3, 0, 1, 4, 2)


def in_lines(array: NDArray[T]) -> NDArray[T]:
    """A copy that begins with a line of the processor's cache: each vector is read from one line, not from two."""
    room = np.empty(array.size + 64, array.dtype)
    begin = -address(room) % 64 // array.itemsize
    copy = room[begin : begin + array.size].reshape(array.shape)
    copy[:] = array
    return copy
