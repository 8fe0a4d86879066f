"""What the flows are given: in Python and in prefect.yaml, and in the form of Prefect's UI."""

# Annotations are no strings here, as in `flows.clean`.
import os
from typing import Annotated, Any

from pydantic import BeforeValidator

from tasks.places import at_home


def _place(value: Any) -> Any:
    value = os.fspath(value) if isinstance(value, os.PathLike) else value
    return at_home(value) if isinstance(value, str) else value


def _places(value: Any) -> Any:
    return [value] if isinstance(value, str | os.PathLike) else value


Place = Annotated[str, BeforeValidator(_place)]
"""Callers in Python have paths; Prefect's form and its server know strings."""

Places = Annotated[list[Place], BeforeValidator(_places)]
"""Several, or one."""
