"""Files that lie beside a dump's own and are no articles, though they are text: checksums, programs, settings, logs.

Where a folder or an archive is named, they are passed over as hidden files are. One that is named itself is read, and so is one that
holds records, whatever it is called.
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

# What such a file is not: records, or a binary format, of which a reject tells.
_PLAIN = ("text", "html", "xml", "empty")
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
    kind = sniff(name, head)
    return kind in _PLAIN or (kind == "json" and not _OBJECTS.match(head))
