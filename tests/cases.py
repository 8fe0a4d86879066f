"""Cases kept as data: JSON lists of {label, input, output}, with `strict_failure` where a wrong answer is known."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


def load(place: str, name: str) -> list:
    """The cases of `tests/PLACE/cases/NAME.json` as pytest parameters (input, output)."""
    found = json.loads((Path(__file__).parent / place / "cases" / f"{name}.json").read_text("utf-8"))
    return [
        pytest.param(
            case["input"],
            case["output"],
            id=case["label"],
            marks=[pytest.mark.xfail(strict=True, reason=case["strict_failure"])] if "strict_failure" in case else [],
        )
        for case in found
    ]
