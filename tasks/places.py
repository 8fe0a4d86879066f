"""Where files lie, as users write it and as the system and its libraries know it."""

from __future__ import annotations

import os


def at_home(place: str) -> str:
    """A path with its `~` put in full, without `file://`; other URLs as they are.

    Shells leave `~` alone behind "--out=", forms and prefect.yaml have none. Arrow puts it in full where it reads, and not
    where it writes: left to each library, one name would be two folders.

    >>> at_home("s3://inbox/~/a"), at_home("file:///data/a~b")
    ('s3://inbox/~/a', '/data/a~b')
    """
    # Path would spoil URLs, and raises where there is no such user.
    return os.path.expanduser(place.removeprefix("file://"))  # noqa: PTH111


def is_url(place: str) -> bool:
    """Whether a place has a scheme ("s3://..."); a Windows drive letter is none."""
    return "://" in place


def is_remote(place: str) -> bool:
    """Whether a place as users write it leads to another machine."""
    return is_url(place) and not place.startswith("file://")
