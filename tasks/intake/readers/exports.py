"""Articles out of what newspaper archives export as text, many to a file: Nexis, ProQuest and Factiva;
and letters, as mail programs do.

Nexis Uni sets headline, source, date, rights, fields, "Body", the text, "Load-Date: ..." and "End of Document" in a line each.
Its forerunner ("1 of 161 DOCUMENTS") sets source, date and edition in the middle of lines, the headline at their beginning or
behind "HEADLINE:", then fields in capitals, the text in lines of 80 characters, and fields again. ProQuest sets a line between
articles and a name before each field ("Full text: ..."). Factiva sets headline, author, "500 words", date, source, language and
rights in a line each, the text, and the number of the document.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace

from tasks.intake.decode import wide_encoding
from tasks.intake.items import FileDecoder, Item, Problem, article
from tasks.intake.readers.mhtml import is_letters, read_letters

END_OF_ARTICLE = "End of Document"
"""What stands below each article of Nexis Uni."""
_NEXIS = r"\d+ (?:of|de|di|van) \d+ DOCUMENTS?|Dokument \d+ von \d+"
_PROQUEST, _FACTIVA = "_{40,}", r"Do[ck]umento? [A-Z][A-Z0-9]{3,15}\d{8}[a-z0-9]{5,12}"
# The lines between articles, whoever's.
_BETWEEN = re.compile(rf"[ \t]*(?:{_NEXIS}|{END_OF_ARTICLE}|{_PROQUEST}|{_FACTIVA})[ \t]*(?:\r?\n|\Z)".encode())
# A line of each archive's articles, without which they are none.
_OF_NEXIS = re.compile(r"^(?:LENGTH|BYLINE|SECTION|BODY|LÄNGE|LONGUEUR|LENGTE): ?", re.MULTILINE)
_OF_UNI = re.compile(r"^[ \t]*Body:?[ \t]*\r?$", re.MULTILINE)
_OF_PROQUEST = re.compile(r"^(?:ProQuest document ID|Publication title|Full text): ", re.MULTILINE | re.IGNORECASE)
_OF_FACTIVA = re.compile(
    r"^[ \t]*\d[\d.,]* (?:words|Wörter|mots|palabras|parole|woorden|palavras)[ \t]*\r?$", re.MULTILINE
)
_KINDS = tuple(
    (re.compile(rf"^[ \t]*(?:{between})[ \t]*\r?$", re.MULTILINE), within)
    for between, within in (
        (_NEXIS, _OF_NEXIS), (END_OF_ARTICLE, _OF_UNI), (_PROQUEST, _OF_PROQUEST), (_FACTIVA, _OF_FACTIVA),
    )
)  # fmt: skip

_UNI_FIELD = re.compile(
    r"(Section|Length|Byline|Highlight|Dateline|Copyright|Load-Date|Language): ?(.*)|(Copyright |All Rights Reserved|©).*"
)
_UNI_END = re.compile(r"Load-Date:|(?:Graphic|Classification|Notes)$")
_LEAST_WORDS = 10  # of what may be an article
# "LENGTH: 677 words", at the beginning of a paragraph.
_FIELD = re.compile(r"([A-ZÀ-Þ][A-ZÀ-Þ-]{2,30}): ?(.*)", re.DOTALL)
_TAIL = frozenset(
    "LOAD-DATE LANGUAGE PUBLICATION-TYPE GRAPHIC GRAPHICS CORRECTION-DATE JOURNAL-CODE DOCUMENT-TYPE ACC-NO SUBJECT URL"
    " COMPANY INDUSTRY GEOGRAPHIC PERSON COUNTRY STATE CITY ORGANIZATION TICKER SPRACHE PUBLIKATIONSART TAAL LANGUE".split()
)
_LENGTH = frozenset("LENGTH LÄNGE LONGUEUR LENGTE LUNGHEZZA LONGITUD EXTENSÃO".split())
_HEAD = {
    "HEADLINE": "title", "BYLINE": "authors", "AUTOR": "authors", "AUTEUR": "authors", "DATE": "date", "HIGHLIGHT": "", "DATELINE": "", "SECTION": "",
}  # fmt: skip
_RIGHTS = re.compile(r"Copyright|All Rights Reserved|Alle Rechte|Tous droits", re.IGNORECASE)
_RIGHTS_OF_FACTIVA = re.compile(r"\s*(?:\(c\)|©|Copyright)", re.IGNORECASE)
_BY, _TIME, _FEW_WORDS = re.compile(r"(?:By|Von|Par|Por|Di|Door) "), re.compile(r"\d{1,2}:\d\d"), 4
_DATE = re.compile(r"(?:\d{1,2}\.? )?(?<![^\W\d_])[^\W\d_]{3,}+ (?:\d{1,2}, )?\d{4}\b")
_LABEL = re.compile(
    r"^(Full text|Title|Author|Publication title|Publication date|Document URL|ProQuest document ID|Language of publication|Abstract|Abstract \(summary\)|Publication info"
    r"|Links|Subject|Location|People|Company / organization|Company|Identifier / keyword|Classification|Pages|Number of pages|Publication year|Year|Publisher|Place of publication"
    r"|Country of publication|Publication subject|ISSN|Source type|Document type|Document feature|Copyright|Last updated|Database|Section|Column|Issue|Volume|Illustration|Credit|Edition|First page|Dateline): ?",
    re.MULTILINE | re.IGNORECASE,
)  # fmt: skip
_ROLES = {
    "full text": "text", "title": "title", "author": "authors", "publication title": "site", "publication date": "date",
    "document url": "url", "proquest document id": "id", "language of publication": "lang", "url": "url", "language": "lang",
}  # fmt: skip


def is_export(text: str) -> bool:
    """Whether a file that begins so has articles of an archive."""
    return any(between.search(text) and within.search(text) for between, within in _KINDS)


def articles_in(text: str, longest: int) -> Iterator[Item | Problem]:
    """The articles of a text that is an archive's; none of any other."""
    if is_export(text):
        data = text.encode("utf-8", "replace")
        yield from read_export(io.BufferedReader(io.BytesIO(data)), longest, FileDecoder(b"", None))


def read_export(stream: io.BufferedReader, longest: int, decoder: FileDecoder) -> Iterator[Item | Problem]:
    """The articles of a file. What stands above the first one, and between them without an article's fields, is none."""
    beginning = stream.peek(1 << 16)[: 1 << 16]
    head = beginning.decode(wide_encoding(beginning) or "latin-1", "replace").removeprefix("ï»¿")
    if not is_export(head) and is_letters(head):  # what mail programs export
        yield from read_letters(stream, longest, decoder)
        return
    number = 1
    for i, raw in enumerate(_parts(stream, longest)):
        if found := _article(number, raw, longest, decoder, first=not i):
            number += 1
            yield found


def _article(number: int, raw: bytes, longest: int, decoder: FileDecoder, *, first: bool) -> Item | Problem | None:
    found = article(number, raw, "an article", longest, decoder)
    if isinstance(found, Problem):
        return found
    text = (found.text or "").replace("\r\n", "\n")
    if fields := _fields_of(text):
        return replace(found, text=None, fields=fields)
    if _OF_PROQUEST.search(text) or (not first and len(text.split()) >= _LEAST_WORDS and "ProQuest" not in text):
        return Problem(number, "no_text", "an article of an archive without its text", raw)
    return None


def _fields_of(text: str) -> dict[str, str]:
    """What the fields of an article say; nothing where there is none."""
    if _OF_PROQUEST.search(text):
        fields = _of_proquest(text)
    elif words := _OF_FACTIVA.search(text):
        fields = _of_factiva(text, words)
    elif body := _OF_UNI.search(text):
        fields = _of_uni(text[: body.start()], text[body.end() :])
    else:
        fields = _of_nexis(text)
    return {name: value for name, value in fields.items() if value}


def _parts(stream: io.BufferedReader, longest: int) -> Iterator[bytes]:
    """What stands between the lines that part articles; of one too long its beginning, a byte longer than it may be."""
    part: list[bytes] = []
    size = 0
    while line := stream.readline(longest + 1):
        if _BETWEEN.fullmatch(line):
            yield b"".join(part)
            part, size = [], 0
        elif size <= longest:
            part.append(line[: longest + 1 - size])
            size += len(line)
    yield b"".join(part)


def _joined(paragraph: str) -> str:
    return " ".join(paragraph.split())


def _of_nexis(text: str) -> dict[str, str]:
    """The fields of an article; none where there is none."""
    paragraphs = [one.strip("\n") for one in re.split(r"\n[ \t]*\n", text) if one.strip()]
    said: dict[str, str] = {}
    # Below the text are fields, and whose it is in the middle of lines.
    while paragraphs and (_is_right(paragraphs[-1]) or _field(paragraphs[-1])[0] in _TAIL):
        name, value = _field(paragraphs.pop())
        said[_ROLES.get(name.lower(), "")] = value
    above: list[str] = []
    body: list[str] = []
    begun = False
    for paragraph in paragraphs:
        name, value = _field(paragraph)
        if not begun and name == "BODY":
            begun, body = True, [value] if value else []
        elif (name and not begun) or (name in _HEAD and not body):
            said[_HEAD.get(name, "")] = value
            begun = begun or (name in _LENGTH and "\nBODY:" not in text)
        else:
            (body if begun else above).append(paragraph)
    middle, left = _above(above)
    dated = next((i for i, one in enumerate(middle) if _DATE.search(one)), 0)
    date = _DATE.search(middle[dated]) if middle else None
    if not begun and date:  # without any name that is known
        left, body = left[:1], left[1:]
    fields = {
        "text": "\n\n".join(map(_joined, body)),
        "title": said.get("title") or " ".join(left[:1]),
        "authors": said.get("authors", ""),
        "date": said.get("date") or (date.group() if date else ""),
        "site": middle[dated - 1] if dated else "",
        "url": said.get("url", ""),
        "lang": said.get("lang", "").partition(";")[0],
    }
    return fields if body else {}


def _above(paragraphs: list[str]) -> tuple[list[str], list[str]]:
    """What stands in the middle of lines above an article's fields, source and date, without rights; and what at their beginning, its
    headline. Without blanks before them, as RTF has none, it is by the date that they are told.
    """
    centred = [one[:1] == " " for one in paragraphs]
    if not any(centred):
        dated = next((i for i, one in enumerate(paragraphs) if _DATE.search(one) and not _is_right(one)), -1)
        centred = [i <= dated for i in range(len(paragraphs))]
    middle = [
        _joined(one) for one, is_centred in zip(paragraphs, centred, strict=True) if is_centred and not _is_right(one)
    ]
    return middle, [_joined(one) for one, is_centred in zip(paragraphs, centred, strict=True) if not is_centred]


def _field(paragraph: str) -> tuple[str, str]:
    """The name and value of a paragraph that is a field; of others nothing."""
    found = _FIELD.fullmatch(paragraph.strip())
    return (found[1], _joined(found[2])) if found else ("", "")


def _is_right(paragraph: str) -> bool:
    return (_RIGHTS.search if paragraph[:1] == " " else _RIGHTS.match)(paragraph) is not None


def _of_proquest(text: str) -> dict[str, str]:
    labels = list(_LABEL.finditer(text))
    fields: dict[str, str] = {}
    for label, end in zip(labels, [*(one.start() for one in labels[1:]), len(text)], strict=True):
        if role := _ROLES.get(label[1].lower()):
            value = text[label.end() : end].strip()
            fields.setdefault(role, value if role == "text" else _joined(value))
    return fields if "text" in fields else {}


def _of_uni(above: str, below: str) -> dict[str, str]:
    """The fields of an article, of which it is known where its text begins. Above the first one stands what was searched for."""
    head = [" ".join(line.split()) for line in above.split("\n") if line.strip()]
    lines = [line.strip() for line in below.split("\n")]
    end = next((i for i, line in enumerate(lines) if _UNI_END.match(line)), len(lines))
    named = (found for line in [*head, *lines[end:]] if (found := _UNI_FIELD.fullmatch(line)) and found[1])
    said = {found[1]: found[2] for found in named}
    plain = next((i for i, line in enumerate(head) if _UNI_FIELD.fullmatch(line)), len(head))
    dated = next((i for i in range(plain - 1, -1, -1) if _DATE.search(head[i])), -1)
    fields = {
        "text": "\n".join(lines[:end]).strip(),
        "title": head[dated - 2] if dated > 1 else "",
        "authors": said.get("Byline", ""),
        "date": found.group() if dated >= 0 and (found := _DATE.search(head[dated])) else "",
        "site": head[dated - 1] if dated > 0 else "",
        "lang": said.get("Language", "").partition(";")[0],
    }
    return fields if fields["text"] else {}


def _of_factiva(text: str, words: re.Match[str]) -> dict[str, str]:
    """The fields of an article, of which it is known where its number of words stands."""
    above = [line.strip() for line in text[: words.start()].split("\n") if line.strip()]
    below = text[words.end() :].split("\n")
    rights = next((i for i, line in enumerate(below) if _RIGHTS_OF_FACTIVA.match(line)), -1)
    said = [line.strip() for line in below[: rights + 1] if line.strip()]
    if not above or rights < 0:
        return {}
    author = above.pop() if len(above) > 1 and (_BY.match(above[-1]) or len(above[-1].split()) <= _FEW_WORDS) else ""
    date = next((i for i, line in enumerate(said) if _DATE.match(line)), -1)
    rest = [line for line in said[date + 1 : -1] if not _TIME.fullmatch(line)]
    fields = {
        "text": "\n".join(below[rights + 1 :]).strip(),
        "title": max(above, key=len),
        "authors": author,
        "date": said[date] if date >= 0 else "",
        "site": rest[0] if rest else "",
        "lang": rest[-1] if len(rest) > 1 else "",
    }
    return fields if fields["text"] else {}
