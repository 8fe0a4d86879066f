"""WARC, WET and ARC, whole and broken."""

import gzip
import io
from collections import Counter

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tasks.intake.decode import decode_page
from tasks.intake.items import Item
from tasks.intake.read import Piece, ReadSettings
from tasks.intake.read import read as records
from tasks.intake.readers.crawls import read_crawl
from tasks.intake.records import Reject
from tasks.intake.sources import expand
from tests.bounds import bounded

PAGE = "<html><body><p>The café’s ferry left.</p></body></html>"


def crawl(*documents, kind="response"):
    """A WARC of (url, status, content type, bytes)."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "test"}))
    for url, status, content_type, data in documents:
        headers = [("Content-Type", content_type)] if content_type else []
        http = StatusAndHeaders(status, headers, protocol="HTTP/1.1") if kind == "response" else None
        more = {} if http else {"warc_content_type": content_type}
        writer.write_record(writer.create_warc_record(url, kind, payload=io.BytesIO(data), http_headers=http, **more))
    return out.getvalue()


def read(data, longest=1 << 20):
    return list(read_crawl(io.BufferedReader(io.BytesIO(data)), longest))


def shown(one):
    return (
        (one.position, one.url, one.html or one.text) if isinstance(one, Item) else (one.position, one.url, one.reason)
    )


@pytest.mark.parametrize(
    ("status", "content_type", "data", "expected"),
    [
        ("200 OK", "text/html; charset=utf-8", PAGE.encode(), PAGE),
        ("200 OK", "text/html; charset=iso-8859-1", PAGE.encode("cp1252"), PAGE),
        ("200 OK", "text/html", PAGE.encode(), PAGE),
        ("200 OK", "", PAGE.encode(), PAGE),
        ("200 OK", "text/plain", "The café.".encode(), "The café."),
        ("200 OK", "application/xhtml+xml", PAGE.encode(), PAGE),
        ("404 Not Found", "text/html", PAGE.encode(), "http_error"),
        ("301 Moved Permanently", "text/html", b"", "http_error"),
        ("200 OK", "image/png", b"\x89PNG", "not_text"),
        ("200 OK", "text/html", b"", "no_text"),
        ("200 OK", "text/html", b"x" * 2000, "too_large"),
    ],
)
def test_documents(status, content_type, data, expected):
    [found] = read(crawl(("https://example.org/a", status, content_type, data)), longest=1000)
    assert shown(found) == (2, "https://example.org/a", expected)


def test_positions_count_every_record_and_problems_do_not_end_it():
    data = crawl(
        ("https://example.org/a", "404 No", "text/html", b"x"),
        ("https://example.org/b", "200 OK", "text/html", PAGE.encode()),
        ("dns:example.org", "200 OK", "text/dns", b"x"),
        ("https://example.org/c", "200 OK", "text/html", PAGE.encode()),
    )
    assert [(one.position, getattr(one, "reason", "fine")) for one in read(data)] == [
        (2, "http_error"), (3, "fine"), (4, "not_text"), (5, "fine")]  # fmt: skip


def test_texts_already_extracted():
    data = crawl(("https://example.org/a", "", "text/plain", "The café’s ferry left.".encode()), kind="conversion")
    assert [shown(one) for one in read(data)] == [(2, "https://example.org/a", "The café’s ferry left.")]


def test_arc():
    page = PAGE.encode()
    about = b"1 0 Test\nURL IP-address Archive-date Content-type Archive-length\n\n"
    head = b"filedesc://x.arc 0.0.0.0 20240503080000 text/plain %d\n" % len(about) + about + b"\n"
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
    record = b"https://example.org/a 1.2.3.4 20240503080000 text/html %d\n" % len(http) + http + b"\n"
    found = read(head + record)
    assert [shown(one)[1:] for one in found] == [("https://example.org/a", PAGE)]


def test_a_tail_that_breaks_off():
    whole = crawl(*[(f"https://example.org/{i}", "200 OK", "text/html", PAGE.encode()) for i in range(3)])
    for cut in (40, 60, 100, 200, 300):
        found = read(whole[:-cut])
        assert [shown(one)[2] for one in found[:2]] == [PAGE, PAGE]
        assert found[-1].reason == "malformed" and "breaks off" in found[-1].detail, cut


@pytest.mark.parametrize("packed", [False, True])
def test_one_break_is_one_reject_and_says_where(tmp_path, packed):
    pages = [crawl((f"https://example.org/{i}", "200 OK", "text/html", PAGE.encode())) for i in range(2)]
    data = b"".join(gzip.compress(page, mtime=0) if packed else page for page in pages)
    path = tmp_path / f"a.warc{'.gz' * packed}"
    told = Counter()
    for cut in range(20, len(data) - 10):
        path.write_bytes(data[:cut])
        found = list(records(Piece(expand([str(path)])[0]), ReadSettings(extract_pages=False), {}))
        rejects = [one.detail for one in found if isinstance(one, Reject)]
        assert len(rejects) <= 1, cut
        told.update(why.split(" inside ")[-1].split(": ")[-1] for why in rejects)
    if packed:
        assert told.keys() == {"gzip data ends before its end mark"}
    else:
        del told["there are no records in the file"]  # a whole warcinfo
        assert told.keys() == {"a header", "record 1", "record 2", "record 3", "record 4"}


@pytest.mark.parametrize(
    ("tail", "told"),
    [
        (b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2024", "the crawl breaks off inside a header"),
        (b"WARC/1", "the crawl breaks off inside a header"),
        (b"W", "the crawl breaks off inside a header"),
        (b"garbage", "the crawl breaks off: ArchiveLoadFailed: Unknown archive format, first line: ['garbage']"),
    ],
)
def test_what_follows_the_last_record(tail, told):
    page, problem = read(crawl(("https://example.org/a", "200 OK", "text/html", PAGE.encode())) + tail)
    assert (shown(page)[2], problem.reason, problem.detail) == (PAGE, "malformed", told)


def test_garbage_between_records():
    one = crawl(("https://example.org/a", "200 OK", "text/html", PAGE.encode()))
    found = read(one + b"garbage without end\r\n" * 3 + one)
    assert shown(found[0])[2] == PAGE
    assert found[-1].reason == "malformed"


def test_a_record_that_a_library_fails_on_costs_that_record(monkeypatch):
    from tasks.intake.readers import crawls

    real = crawls.decode_page

    def fail(data, declared=None):
        if b"bad" in data:
            raise KeyError("bad")
        return real(data, declared)

    monkeypatch.setattr(crawls, "decode_page", fail)
    data = crawl(
        *[("https://example.org/a", "200 OK", "text/html", b"<p>%b" % word) for word in (b"one", b"bad", b"two")]
    )
    assert [getattr(one, "reason", "fine") for one in read(data)] == ["fine", "crashed", "fine"]


@pytest.mark.parametrize("data", [b"WARC/1.0\r\n" + b"x" * (4 << 20), b"WARC/1.0\r\n" + b"A: b\r\n" * 300_000, b"WARC/1.0\r\nContent-Length: -5\r\n\r\nx", b"WARC/1.0\r\nContent-Length: 99999999999\r\n\r\nx", b"WARC/1.0\r\n\r\n\r\n" * 50_000])  # fmt: skip
def test_hostile_headers_end_soon(data):
    page = ("https://example.org/a", "200 OK", "text/html", b"<p>The ferry left.")
    with bounded(seconds=5):
        first, *others = read(crawl(page) + data)
    assert (first.url, "The ferry left." in first.html) == (page[0], True)
    assert others


@pytest.mark.parametrize(
    ("data", "declared", "encoding"),
    [
        ("<meta charset=windows-1251><p>Паром", None, "windows-1251"),
        ("<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=windows-1251'><p>Паром", None, "windows-1251"),
        ("<?xml version='1.0' encoding='windows-1251'?><p>Паром", None, "windows-1251"),
        ("<meta charset=utf-8><p>Паром", "windows-1251", "windows-1251"),
    ],
)
def test_what_a_page_declares_of_itself(data, declared, encoding):
    decoded = decode_page(data.encode("windows-1251"), declared)
    assert (decoded.text, decoded.encoding) == (data, encoding)
