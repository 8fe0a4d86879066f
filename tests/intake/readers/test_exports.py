"""What newspaper archives export as text: Nexis in its three layouts, ProQuest and Factiva, and what is none."""

from __future__ import annotations

import io

import pytest

from tasks.intake.formats import sniff
from tasks.intake.items import FileDecoder, Item, Problem
from tasks.intake.readers.exports import read_export
from tasks.intake.readers.xmls import read_xml

FIRST = """The ferry sank off the quay on Monday with all that she carried, said the
harbour master, who saw it all.

UPDATE: Nobody drowned, the mayor said. The council will meet on Tuesday to talk
of the wreck."""
STORY = "The ferry sank off the quay on Monday with all that she carried, said the harbour master, who saw it all.\n\nUPDATE: Nobody drowned, the mayor said. The council will meet on Tuesday to talk of the wreck."
NEXIS = f"""
Download Request: All Documents: 1-3
Time Of Request: Saturday, May 11, 2024  22:32:52 EST

Terms: (ferry OR quay)


                               1 of 3 DOCUMENTS


     Copyright 2024 Harbour Gazette Company, LLC
                              All Rights Reserved

                              The Harbour Gazette

                             May 3, 2024 Friday
                                 Late Edition

SECTION: A-SECTION; Pg. A01

LENGTH: 33 words

HEADLINE: Ferry sinks
 off quay

BYLINE: Ann Reed

BODY:

{FIRST}

LOAD-DATE: May 3, 2024

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper


                               2 of 3 DOCUMENTS



                               Quay Times (London)

                            3. Mai 2024 Freitag

Bridge opens at last

BYLINE: Lyn Kay

LENGTH: 33 words

DATELINE: QUAY

{FIRST}

URL: https://quay.example/bridge

LANGUAGE: GERMAN; DEUTSCH


                       Copyright 2024 Quay Times
                              All Rights Reserved

                               3 of 3 DOCUMENTS

                               Quay Times

LENGTH: 900 words

GRAPHIC: Picture of the bridge, which nobody has seen since, in the old town hall of the quay
"""
PROQUEST = f"""____________________________________________________________

Document 1 of 2

Ferry sinks

Author: Reed, Ann

Publication info: Harbour Gazette ; Quay [Quay]. 03 May 2024: A.1.

https://quay.example/login?url=1

Full text: {FIRST}

Subject: Ferries

Title: Ferry sinks

Publication title: Harbour Gazette

Publication date: May 3, 2024

ProQuest document ID: 123

Document URL: https://quay.example/123

Language of publication: English

____________________________________________________________

Document 2 of 2

Title: Bridge opens

Publication title: Harbour Gazette

ProQuest document ID: 124

____________________________________________________________

Contact us at: https://quay.example Copyright 2024 ProQuest LLC, all of it and more of it
"""
FACTIVA = f"""Business
Ferry sinks off the quay
By Ann Reed
1,033 words
3 May 2024
08:30
Harbour Gazette
HARBGA
English
(c) 2024 Harbour Gazette. All Rights Reserved.

{FIRST}

Document HARBGA0020240503ek5300012

Brücke eröffnet
33 Wörter
4. Mai 2024
Hafenbote
Deutsch
Copyright 2024 Hafenbote

{FIRST}

Dokument HABO000020240504ek5400001

Search Summary
Text: ferry
"""
UNI = f"""User Name: Ann
Job Number: 12
Documents (2)
1. Ferry sinks
2. Bridge opens

Ferry sinks
Harbour Gazette
May 3, 2024 Friday
Copyright 2024 Harbour Gazette
All Rights Reserved

Section: NEWS; Pg. 1
Length: 33 words
Byline: By ANN REED
Body

{FIRST}

Load-Date: May 4, 2024

End of Document

Bridge opens
Quay Times
3 May 2024
Length: 33 words
Body
{FIRST}
Graphic
A picture of it
Load-Date: May 4, 2024
End of Document
"""


def read(data: str, longest: int = 1 << 20) -> list[Item | Problem]:
    head = data.encode()
    assert sniff("a.txt", head) == "export"
    return list(read_export(io.BufferedReader(io.BytesIO(head)), longest, FileDecoder(head, None)))


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_nexis(newline: str) -> None:
    first, second, third = read(NEXIS.replace("\n", newline))
    assert isinstance(first, Item) and isinstance(second, Item) and isinstance(third, Problem)
    assert first.fields == {
        "text": STORY, "title": "Ferry sinks off quay", "authors": "Ann Reed", "date": "May 3, 2024", "site": "The Harbour Gazette", "lang": "ENGLISH",
    }  # fmt: skip
    assert second.fields == {
        "text": STORY, "title": "Bridge opens at last", "authors": "Lyn Kay", "date": "3. Mai 2024", "site": "Quay Times (London)",
        "url": "https://quay.example/bridge", "lang": "GERMAN",
    }  # fmt: skip
    assert third.reason == "no_text"


def test_proquest() -> None:
    first, second = read(PROQUEST)
    assert isinstance(first, Item) and isinstance(second, Problem)
    assert first.fields == {
        "text": FIRST, "title": "Ferry sinks", "authors": "Reed, Ann", "date": "May 3, 2024", "site": "Harbour Gazette",
        "url": "https://quay.example/123", "id": "123", "lang": "English",
    }  # fmt: skip
    assert second.reason == "no_text"


def test_factiva() -> None:
    first, second = read(FACTIVA)
    assert isinstance(first, Item) and isinstance(second, Item)
    assert first.fields == {
        "text": FIRST, "title": "Ferry sinks off the quay", "authors": "By Ann Reed", "date": "3 May 2024", "site": "Harbour Gazette", "lang": "English",
    }  # fmt: skip
    assert second.fields == {
        "text": FIRST,
        "title": "Brücke eröffnet",
        "date": "4. Mai 2024",
        "site": "Hafenbote",
        "lang": "Deutsch",
    }


def test_nexis_uni() -> None:
    expected = [
        {"text": FIRST, "title": "Ferry sinks", "authors": "By ANN REED", "date": "May 3, 2024", "site": "Harbour Gazette"},
        {"text": FIRST, "title": "Bridge opens", "date": "3 May 2024", "site": "Quay Times"},
    ]  # fmt: skip
    assert [one.fields for one in read(UNI) if isinstance(one, Item)] == expected
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in UNI.split("\n"))
    word = f'<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{paragraphs}</w:body></w:document>'
    found = list(read_xml(io.BufferedReader(io.BytesIO(word.encode())), 1 << 20))
    assert [one.fields for one in found if isinstance(one, Item)] == expected


def test_an_article_too_long_costs_itself() -> None:
    long = NEXIS.replace("UPDATE", "x" * 5000, 1)
    found = read(long, longest=2000)
    assert [one.reason if isinstance(one, Problem) else "" for one in found] == ["too_large", "", "no_text"]


@pytest.mark.parametrize("text", [FIRST, "He read 1 of 3 documents.\n\nLENGTH: 5", "_" * 50 + "\n" + FIRST])
def test_others_are_none(text: str) -> None:
    assert sniff("a.txt", text.encode()) == "text"
