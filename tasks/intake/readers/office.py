"""What Word and OpenDocument keep in a text besides what a reader of it sees."""

from __future__ import annotations

from typing import Any

from lxml import etree

_OFFICE = ("wordprocessingml", "/word/", "opendocument")  # what their namespaces have in them
# What was deleted, and moved away; comments and notes; formulas of fields; what is there again for older programs; settings and sizes.
_UNPRINTED = (
    "del moveFrom delText instrText Fallback pPr rPr tblPr tblGrid sectPr sdtPr positionH positionV sizeRelH sizeRelV "
    "tracked-changes annotation note sequence-decls index-title-template"
).split()
_BLANKS, _BREAKS, _HYPHENS = ("tab", "ptab", "s"), ("br", "cr", "line-break"), ("noBreakHyphen",)


def without_unprinted(root: Any) -> None:
    """Takes away, in such a text, what is not to be read; tabs and line ends become what they are in HTML."""
    if not any(part in (etree.QName(root).namespace or "") for part in _OFFICE):
        return
    etree.strip_elements(root, *("{*}" + name for name in _UNPRINTED), with_tail=False)
    for element in root.iter(*("{*}" + name for name in (*_BLANKS, *_HYPHENS))):
        element.text = "-" if etree.QName(element).localname in _HYPHENS else " "
    for element in root.iter(*("{*}" + name for name in _BREAKS)):
        element.tag = "br"
