"""Pages as browsers save them in one file."""

import io
import quopri

import pytest

from flows.settings import CleanSettings
from tasks.intake.formats import sniff
from tasks.intake.items import FileDecoder
from tasks.intake.readers.exports import read_export
from tasks.intake.readers.mhtml import is_saved_page, read_letters, read_page
from tests.bounds import bounded
from tests.runs import rows, run_phases

PAGE = (
    "<html><head><title>Ferry sinks</title></head><body><article><h1>Ferry sinks</h1>{}</article></body></html>".format(
        "<p>The ferry sank on Friday, the harbour board said, and its captain was café owner Ann Lee.</p>" * 4
    )
)
SAVED = b"""From: <Saved by Blink>\r
Snapshot-Content-Location: https://quay.example/a\r
Subject: =?utf-8?Q?Ferry?=\r
MIME-Version: 1.0\r
Content-Type: multipart/related;\r
\ttype="text/html";\r
\tboundary="--x"\r
\r
\r
----x\r
Content-Type: image/png\r
Content-Transfer-Encoding: base64\r
\r
AAAA\r
----x\r
Content-Type: text/html%s\r
Content-Transfer-Encoding: quoted-printable\r
Content-Location: https://quay.example/frame\r
\r
%s\r
----x--\r
"""


def read(data):
    return read_page(io.BufferedReader(io.BytesIO(data)), 1 << 20)


def read_all(data, encoding=None):
    return list(read_export(io.BufferedReader(io.BytesIO(data)), 1 << 20, FileDecoder(data, encoding)))


@pytest.mark.parametrize(("said", "encoding"), [(b"", "utf-8"), (b"; charset=windows-1252", "windows-1252")])
def test_a_page(said, encoding):
    found = read(SAVED % (said, quopri.encodestring(PAGE.encode(encoding))))
    assert found.html.replace("\r\n", "\n").strip() == PAGE
    assert (found.url, found.encoding) == ("https://quay.example/a", encoding)


def test_no_page():
    assert read(SAVED.replace(b"text/html%s", b"text/css") % b"x").reason == "no_text"
    assert read(b"x" * (1 << 21)).reason == "too_large"


def test_a_run(tmp_path):
    (tmp_path / "page.mhtml").write_bytes(SAVED % (b"", quopri.encodestring(PAGE.encode())))
    run_phases([str(tmp_path)], tmp_path / "news")
    (article,) = rows(tmp_path / "news", "articles")
    assert (article["title"], article["url"]) == ("Ferry sinks", "https://quay.example/a")
    assert article["text"].startswith("The ferry sank on Friday")


LETTER = b"From: news@quay.example\nSubject: Ferry\nMIME-Version: 1.0\n"
TEXT = b"The ferry caf=C3=A9=20is open."


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n" + TEXT, "The ferry café is open."),
        (b"Content-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n" + TEXT + b"\n--x--\n", "The ferry café is open."),
        (b"Content-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain\n\nNo page\n--x\nContent-Type: text/html\n\n<p>A page\n--x--\n", "<p>A page"),
        (b"Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n<FRAMESET><frame src=a><frame src=b></FRAMESET>\n--x\nContent-Type: text/html\n\n<a>\n--x\nContent-Type: text/html\n\n<p>The frame of the article\n--x--\n", "<p>The frame of the article"),
    ],
    ids=["a letter in quoted-printable", "no page in it", "text and page", "frames"],
)  # fmt: skip
def test_letters_and_frames(data, expected):
    found = read(LETTER + data)
    assert is_saved_page((LETTER + data).decode("latin-1"))
    assert (found.html or found.fields["text"]).strip() == expected


PLAIN = b"""Return-Path: <ann@quay.example>
From: =?utf-8?Q?Ann_L=C3=A9?= <ann@quay.example>
To: desk@quay.example
Subject: =?utf-8?Q?Ferry?= sinks off
 the quay
Date: Fri, 3 May 2024 09:00:00 +0200 (CEST)

The ferry caf\xc3\xa9 sank on Friday, the harbour board said.

From what we know, nobody was hurt.
"""
MULTIPART = b"""From: "ann@quay.example" <ann@quay.example>\r
Date: Sat, 4 May 2024 09:00:00 +0000\r
MIME-Version: 1.0\r
Content-Type: multipart/mixed; boundary=x\r
\r
--x\r
Content-Type: text/plain\r
Content-Disposition: attachment\r
\r
Terms of use.\r
--x\r
Content-Type: text/plain; charset=windows-1252\r
\r
The caf\xe9 sank.\r
--x--\r
"""
BODY = "The ferry café sank on Friday, the harbour board said.\n\nFrom what we know, nobody was hurt."


@pytest.mark.parametrize(
    ("data", "title", "date", "authors", "text"),
    [
        (PLAIN, "Ferry sinks off the quay", "Fri, 3 May 2024 09:00:00 +0200 (CEST)", ["Ann Lé"], BODY),
        (PLAIN.decode().encode("utf-16"), "Ferry sinks off the quay", "Fri, 3 May 2024 09:00:00 +0200 (CEST)", ["Ann Lé"], BODY),
        (MULTIPART, "", "Sat, 4 May 2024 09:00:00 +0000", [], "The café sank."),
        ("Subject: Grüße\nFrom: a@b.example (Jörg)\n\nEs regnet in Köln, über den Dächern.".encode("cp1252"), "Grüße", "", ["Jörg"], "Es regnet in Köln, über den Dächern."),
        (b"Subject: =?klingon?Q?x?=\nFrom: <<<,,\n\nIt rained.", "=?klingon?Q?x?=", "", [], "It rained."),
    ],
    ids=["plain", "UTF-16", "of parts", "raw headers", "broken headers"],
)  # fmt: skip
def test_what_letters_say(data, title, date, authors, text):
    kind = sniff("a.eml", data)
    assert kind == ("mhtml" if data is MULTIPART else "export")
    said = (read(data) if kind == "mhtml" else read_all(data)[0]).fields
    assert [said[name] for name in ("title", "date", "authors", "text")] == [title, date, authors, text]
    assert "@" not in str(said)


def test_many_letters(tmp_path):
    line = b"From ann@quay.example Fri May  3 09:00:00 2024\n"
    quoted = PLAIN.replace(b"From what", b">From what")
    data = line + quoted + b"\n" + line + PLAIN.replace(b"sank", b"left") + b"\n" + line + MULTIPART
    assert sniff("inbox", data) == "export"
    assert [found.fields["text"] for found in read_all(data)] == [BODY, BODY.replace("sank", "left"), "The café sank."]
    assert [found.position for found in read_all(data)] == [1, 2, 3]
    huge, small = read_all(line + PLAIN + b"x" * (3 << 20) + b"\n\n" + line + PLAIN)
    assert (huge.reason, small.fields["text"]) == ("too_large", BODY)
    (tmp_path / "inbox.mbox").write_bytes(data)
    run_phases(
        [str(tmp_path / "inbox.mbox")], tmp_path / "news", CleanSettings.model_validate({"dedupe": {"near": False}})
    )
    articles = rows(tmp_path / "news", "articles")
    assert [article["title"] for article in articles][:2] == ["Ferry sinks off the quay"] * 2
    assert [str(article["published_at"])[:16] for article in articles] == ["2024-05-03 07:00"] * 2 + [
        "2024-05-04 09:00"
    ]
    assert [article["authors"] for article in articles] == [["Ann Lé"], ["Ann Lé"], []]


@pytest.mark.parametrize(
    "text", ["From: the editor\n\nIt rained.", "From Monday on\nit rained.", "From: x\nDate: y\nIt rained.", "Note: a\nNB: b\n\nIt rained."]
)  # fmt: skip
def test_texts_that_are_no_letters(text):
    assert sniff("a.txt", text.encode()) == "text"


def test_the_encoding_of_letters_that_name_none():
    letter = "Subject: Новости\nFrom: Ann\n\nПаром".encode("koi8-r")
    (found,) = read_all(letter, "koi8-r")
    assert (found.fields["title"], found.fields["text"], found.encoding) == ("Новости", "Паром", "koi8-r")


@pytest.mark.parametrize("name", ["From", "Subject", "Content-Type", "Content-Disposition"])
@pytest.mark.parametrize(
    "value", [b"(" * 300_000, b"a;" * 300_000, b'=?x?q?"' * 40_000, b'text/html; a="' + b";" * 300_000]
)
def test_hostile_headers_take_no_time(name, value):
    with bounded(10):
        # Not by way of `read_all`, which takes no file for a letter whose header is longer than what it looks at.
        data = b"From: x\nSubject: y\nDate: z\n" + name.encode() + b": " + value + b"\n\nIt rained."
        (found,) = read_letters(io.BufferedReader(io.BytesIO(data)), 1 << 20, FileDecoder(data, None))
    assert (found.fields["title"], found.fields["date"]) == ("y", "z")
    assert "It rained." in (found.html or found.fields["text"])


def test_parts_in_parts_in_parts():
    parts = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(3000))
    assert read(b"MIME-Version: 1.0\n" + parts).reason == "malformed"
