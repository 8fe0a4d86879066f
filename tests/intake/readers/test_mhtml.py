"""Pages as browsers save them in one file."""

import io
import quopri

import pytest

from tasks.intake.readers.mhtml import is_saved_page, read_page
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
    assert (found.html or found.text).strip() == expected
