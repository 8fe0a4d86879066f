"""Floating-point numbers, the same bits on every processor: sums are taken one after the other, and exponentials by a polynomial.

So compiled code (tasks/compiled/floats.h) takes them, at many times the speed.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

ROUND = np.float32(1.5 * 2**23)  # a float to which a smaller one is added, and which is taken away, is whole


def dense(x: Floats, weights: Floats, bias: Floats) -> Floats:
    """What a layer makes of each row of `x`."""
    result = np.repeat(bias[None], len(x), axis=0)
    for column, row in zip(x.T, weights, strict=True):
        result += column[:, None] * row
    return result


def powers(x: Floats) -> Floats:
    """The exponentials of numbers up to 0, to five digits."""
    t = np.maximum(x * np.float32(1.442695), np.float32(-100))
    whole = (t + ROUND) - ROUND
    t -= whole
    p = t * np.float32(0.0013333558) + np.float32(0.009618129)
    for factor in (0.05550411, 0.24022651, 0.6931472, 1):
        p = p * t + np.float32(factor)
    result: Floats = p * ((whole.astype(np.int32) + 127) << 23).view(np.float32)
    return result
