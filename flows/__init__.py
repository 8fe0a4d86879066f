"""What runs: the Prefect flows, their settings, the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flows.clean import RunSummary, clean_articles
    from flows.settings import CleanSettings

__all__ = ["CleanSettings", "RunSummary", "clean_articles"]

_PLACES = {"CleanSettings": "flows.settings", "RunSummary": "flows.clean", "clean_articles": "flows.clean"}


def __getattr__(name: str) -> Any:
    """Import on first use: `copydesk --help` must not wait for Prefect."""
    if name in _PLACES:
        from importlib import import_module

        return getattr(import_module(_PLACES[name]), name)
    raise AttributeError(f"module 'flows' has no attribute {name!r}")
