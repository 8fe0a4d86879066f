"""What the flows are given: in Python and in prefect.yaml, and in the form of Prefect's UI."""

# Annotations are no strings here, as in `flows.clean`.
import os
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator

from tasks.errors import UsageError
from tasks.places import at_home


def _place(value: Any) -> Any:
    value = os.fspath(value) if isinstance(value, os.PathLike) else value
    return at_home(value) if isinstance(value, str) else value


def _places(value: Any) -> Any:
    if isinstance(value, Iterator):  # Prefect has looked into it, and left nothing
        raise TypeError(f"sources: a {type(value).__name__} can be gone through once only; give a list")
    return [value] if isinstance(value, str | os.PathLike) else value


Place = Annotated[str, BeforeValidator(_place)]
"""Callers in Python have paths; Prefect's form and its server know strings."""

Places = Annotated[list[Place], BeforeValidator(_places)]
"""Several, or one."""


def check_address(address: str | None, runner: str) -> None:
    """Raise UsageError where a cluster is named that the runner would not use."""
    if address and runner not in ("dask", "ray"):
        raise UsageError(f"--address {address}: goes with --runner dask or ray")
