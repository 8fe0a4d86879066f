"""The user's cache: what is made at a first start, and lies there for the next ones."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """Where what is made at a first start is kept for the next ones. Raises OSError for a user without a home."""
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser(), "copydesk")
    except RuntimeError as error:
        raise FileNotFoundError(str(error)) from None
