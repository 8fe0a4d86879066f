"""Texts out of RTF, as archives and old word processors have them."""

from __future__ import annotations

import io
from collections.abc import Iterator

from tasks.intake.items import Item, Problem, too_large
from tasks.intake.readers.exports import articles_in


def read_rtf(stream: io.BufferedReader, longest: int) -> Iterator[Item | Problem]:
    """The text of a file; of an archive's export, its articles."""
    from striprtf.striprtf import rtf_to_text

    data = stream.read(longest + 1)
    if len(data) > longest:
        yield too_large("a document", longest, data)
        return
    try:
        text = rtf_to_text(  # type: ignore[no-untyped-call]
            data.decode("cp1252", "replace"), encoding="cp1252", errors="replace"
        )
    except Exception as error:  # it raises whatever a damaged file makes of its assumptions
        yield Problem(1, "malformed", f"not RTF, or damaged: {type(error).__name__}: {error}", data)
        return
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")  # pairs, as RTF writes them
    articles = list(articles_in(text, longest))
    yield from articles or (Item(1, text=text.strip("\n"), encoding="cp1252", raw=data),)
