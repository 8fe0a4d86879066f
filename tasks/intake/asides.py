"""Files that lie beside a dump's own and are no articles, though they are text: checksums, programs, settings, logs.

Where a folder or an archive is named, they are passed over as hidden files are. One that is named itself is read, and so is one that
holds records or an HTML page, whatever it is called: addresses end in .php, and pages are saved under them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tasks.intake.formats import sniff

_ENDINGS = frozenset(
    """md5 sha1 sha224 sha256 sha384 sha512 sfv crc asc sig
    py pyi js mjs cjs ts tsx jsx css scss sass less sh bash bat cmd ps1 rb pl php java kt scala go rs cpp hpp awk sed
    yaml yml toml ini cfg conf properties env lock log""".split()
)
_NAMES = frozenset(
    "md5sums md5sum sha1sums sha1sum sha256sums sha256sum sha512sums sha512sum checksums makefile gnumakefile dockerfile jenkinsfile".split()
)
_OF_SYSTEMS = frozenset("thumbs.db ehthumbs.db desktop.ini".split())
_TURNED = re.compile(r"\.\d{1,4}\Z")  # app.log.1

# What such a file is not: records, a page, or a binary format, of which a reject tells.
_PLAIN = ("text", "xml", "empty")
# A part of a page, where nothing is left to do for the program that wrote it.
_PART, _UNDONE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[a-zA-Z!]"), re.compile(rb"<\?(?:php|=|\s)", re.IGNORECASE)
_OBJECTS = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\[\s*)?\{\s*\"[^\"\n]{1,100}\"\s*:")


def is_aside(name: str, begins: Callable[[], bytes]) -> bool:
    """Whether a file is such by its name, and by its first 64 kB, which are asked for only then."""
    last = name.rpartition("/")[2].lower()
    ending = _TURNED.sub("", last).rpartition(".")[2] if "." in last else ""
    if ending not in _ENDINGS and last.removesuffix(".txt") not in _NAMES and last not in _OF_SYSTEMS:
        return False
    if last in _OF_SYSTEMS:
        return True
    head = begins()
    if ending == "php" and _PART.match(head) and not _UNDONE.search(head):
        return False
    kind = sniff(name, head)
    return kind in _PLAIN or (kind == "json" and not _OBJECTS.match(head))


def only_asides(count: int) -> str:
    """That nothing is left of so many files, for the middle of a message."""
    files = "the only file there is" if count == 1 else f"all {count:,} files there are"
    return f"{files} passed over, as programs, settings, checksums and logs are"
