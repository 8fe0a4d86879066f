"""Every way in which a file can be wrong: what becomes of it, and that the rest of the file goes on."""

import bz2
import gzip
import io
import json
import os
import tarfile
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.intake.read import Piece, ReadSettings, read
from tasks.intake.readers import jsons
from tasks.intake.records import RAW_LIMIT, REASONS, Record, Reject
from tasks.intake.sources import SourceFile
from tests.cases import load

PARAGRAPH = "<p>The ferry left the harbour at nine, and the captain said that it would be back by noon.</p>"
PAGE = f"<!doctype html><html lang=en><head><title>Ferry</title></head><body><article>{PARAGRAPH * 5}</article></body></html>"


def rows(*texts):
    return "".join(json.dumps({"id": i, "text": text}) + "\n" for i, text in enumerate(texts)).encode()


def run(path, **more):
    """What `read` yields, checked against the law that every record of a file is counted."""
    reports = {}
    file = SourceFile(str(path), Path(path).name, 0, 0.0)
    found = list(read(Piece(file), ReadSettings(**more), reports))
    assert sum(report.records for report in reports.values()) == len(found) > 0
    for one in found:
        assert one.source_file in reports
        one.source_file.encode()
        if isinstance(one, Reject):
            assert one.reason in REASONS
            place, position, source_id, url, _, detail, raw = one.row()
            "".join((place, source_id or "", url or "", detail)).encode()
            assert position >= 0 and len(raw) <= RAW_LIMIT
        else:
            "".join(
                (one.text, one.title or "", one.url or "", one.site or "", one.source_id or "", *one.authors)
            ).encode()
    return found


def shown(found):
    return [(one.position, one.text if isinstance(one, Record) else one.reason) for one in found]


@pytest.fixture
def put(tmp_path):
    def put(name, data):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return put


GOOD = rows("a", "b")


def parquet(**columns):
    sink = io.BytesIO()
    pq.write_table(pa.table(columns), sink)
    return sink.getvalue()


def tar_of(name, data):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        entry = tarfile.TarInfo(name)
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    return out.getvalue()


def zip_of(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


WORD = b'<?xml version="1.0"?><w:document xmlns:w="x"><w:body><w:p><w:r><w:t>The ferry </w:t></w:r><w:r><w:t>left.</w:t></w:r></w:p><w:p><w:r><w:t>It came back.</w:t></w:r></w:p></w:body></w:document>'
OPEN = {
    "content.xml": b'<?xml version="1.0"?><o:document-content xmlns:o="x" xmlns:t="y"><o:body><o:text><t:p>The <t:span>ferry</t:span> left.</t:p></o:text></o:body></o:document-content>',
    "META-INF/manifest.xml": b"<manifest/>",
}


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", b"", [(0, "no_text")]),
        ("a.jsonl", b"", [(0, "no_text")]),
        ("a.txt", b" \n\t\n", [(0, "no_text")]),
        ("a.txt", b"\xef\xbb\xbf", [(1, "no_text")]),
        ("a.txt", "  \n".encode("utf-16"), [(1, "no_text")]),
        ("a.jsonl.gz", gzip.compress(b"", mtime=0), [(0, "no_text")]),
        ("a.txt", bytes(range(256)) * 4, [(0, "not_text")]),
        ("a.txt", bytes(100), [(0, "not_text")]),
        ("a.txt", b"The ferry left.\n", [(1, "The ferry left.")]),
        ("a.txt", "The ferry left.\r\n".encode("utf-16-le"), [(1, "The ferry left.")]),
        ("a.jsonl", b'{"text": "a"}\nnot JSON\n{"text": "b"}\n', [(1, "a"), (2, "malformed"), (3, "b")]),
        ("a.jsonl", b'{"text": "a"\n{"text": "b"}\n', [(1, "malformed"), (2, "b")]),
        (
            "a.jsonl",
            b'{"text": ""}\n{"text": " \\n"}\n{"title": "x"}\n{"text": "b"}\n',
            [(1, "no_text"), (2, "no_text"), (3, "no_text"), (4, "b")],
        ),
        (
            "a.jsonl",
            b'{"text": 7}\n{"text": {"x": 1}}\n{"text": null}\n{"text": "b"}\n',
            [(1, "no_text"), (2, "no_text"), (3, "no_text"), (4, "b")],
        ),
        ("a.jsonl", b'{"price": 7}\n', [(1, "no_text")]),
        ("a.jsonl", b'{"text": "a\\ud800"}\n', [(1, "a\ufffd")]),
        ("a.jsonl", GOOD.decode().encode("utf-16"), [(1, "a"), (2, "b")]),
        ("a.jsonl", b"[\n]\n", [(0, "no_text")]),
        ("a.json", b"[]", [(0, "no_text")]),
        ("a.json", b"{}", [(1, "no_text")]),
        ("a.json", b'[{"text": "a"}, {"te', [(1, "a"), (2, "malformed")]),
        ("a.csv", b"title,text\n", [(0, "no_text")]),
        ("a.csv", b"title,text\nx,a\ny\nz,b,c\nw,d\n", [(1, "a"), (2, "no_text"), (3, "malformed"), (4, "d")]),
        ("a.parquet", parquet(text=["a", None, "b"]), [(1, "a"), (2, "no_text"), (3, "b")]),
        ("a.parquet", parquet(text=pa.array([], pa.string())), [(0, "no_text")]),
        ("a.parquet.gz", gzip.compress(parquet(text=["a"]), mtime=0), [(1, "a")]),
        ("a.parquet", b"PAR1 and no more", [(1, "malformed")]),
        ("a.html", b"<html><body></body></html>", [(1, "extraction_failed")]),
        ("a.warc", b"WARC/1.0\r\nnonsense", [(1, "malformed")]),
        ("a.jsonl.gz", gzip.compress(GOOD, mtime=0)[:-4], [(1, "a"), (2, "b"), (3, "malformed")]),
        ("a.jsonl.gz", gzip.compress(GOOD, mtime=0) + b"garbage", [(1, "a"), (2, "b"), (3, "malformed")]),
        ("a.jsonl.gz", gzip.compress(GOOD, mtime=0)[:12], [(1, "malformed"), (2, "malformed")]),
        ("a.jsonl.bz2", bz2.compress(GOOD)[:-9], [(1, "a"), (2, "b"), (3, "malformed")]),
        ("a.tar", tar_of("x/a.jsonl", GOOD), [(1, "a"), (2, "b")]),
        ("a.tar", tar_of("x.parquet", parquet(text=["a"])), [(1, "a")]),
        ("a.tar", tar_of(".hidden", GOOD), [(0, "no_text")]),
        ("a.zip", zip_of(), [(0, "no_text")]),
        ("a.zip", zip_of(a=GOOD, b=b"", c=b"c"), [(1, "a"), (2, "b"), (0, "no_text"), (1, "c")]),
        ("a.zip", zip_of(a=GOOD)[:-10], [(0, "malformed")]),
        (
            "a.docx",
            zip_of(**{"[Content_Types].xml": b"<Types/>", "word/document.xml": WORD, "word/settings.xml": WORD}),
            [(1, "<p>The ferry left.</p><p>It came back.</p>")],
        ),
        (
            "a.odt",
            zip_of(**OPEN, mimetype=b"application/vnd.oasis.opendocument.text"),
            [(1, "<p>The <span>ferry</span> left.</p>")],
        ),
        ("a.odp", zip_of(**OPEN, mimetype=b"application/vnd.oasis.opendocument.presentation"), [(0, "not_text")]),
    ],
)
def test_what_is_wrong_and_what_goes_on(put, name, data, expected):
    assert shown(run(put(name, data))) == expected


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (b"%PDF-1.4\n", "PDF"),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "unpack it"),
        (b"Rar!\x1a\x07\x01\x00", "unpack it"),
        (b"\x80\x04\x95\x00\x00", "pickle"),
        (b"7\x7f\x06\x82\x00", "SQLite"),
        (b"RDX3\nX\n", "R;"),
        (b"X\n\0\0\0\x03", "R;"),
        (b"<stata_dta><header>", "Stata"),
        (b"$FL2@(#) SPSS", "SPSS"),
        (b"\0\x01\0\0Standard Jet DB", "Access"),
        (b"\0" * 8 + b"DUCK", "DuckDB"),
        (b"\x00\x01\x02", "no format known"),
    ],
)
def test_what_binary_data_is_and_what_can_be_done_about_it(put, start, said):
    (reject,) = run(put("a", start + bytes(range(256)) * 4))
    assert reject.reason == "not_text" and said in reject.detail


def test_fields_set_by_the_user(put):
    path = put("a.jsonl", b'{"x": {"y": "a"}, "text": "no"}\n{"text": "no"}\n{"x": {"y": 3}}\n')
    found = run(path, fields={"text": "x.y"})
    assert shown(found) == [(1, "a"), (2, "no_text"), (3, "no_text")]
    assert found[1].detail == "no field 'x.y' in this record (there are: text)"
    assert found[2].detail == "the field 'x.y' holds no text"


def test_records_with_fields_of_their_own(put):
    """In dumps joined of several."""
    long = "The ferry left the harbour at nine. " * 8
    records = [
        *({"text": f"{n} {long}", "url": f"https://a.example/{n}"} for n in range(60)),
        {"body": long, "headline": "Ferry", "link": "https://b.example/1"},
        {"text": None, "article": {"content": long, "title": "Ferry"}},
        {"text": "", "url": "https://a.example/61", "page": "A1"},
    ]
    path = put("a.jsonl", "\n".join(map(json.dumps, records)).encode())
    *_, body, content, none = run(path)
    assert (body.text, body.title, body.url) == (long, "Ferry", "https://b.example/1")
    assert (content.text, content.title) == (long, "Ferry")
    assert (none.reason, none.detail) == ("no_text", "the field 'text' is empty")
    assert shown(run(path, fields={"text": "text"}))[-3:] == [(61, "no_text"), (62, "no_text"), (63, "no_text")]


@pytest.mark.parametrize(("case", "expected"), load("intake", "own_fields"))
def test_records_without_a_text_where_their_file_has_it(put, case, expected):
    others = [{case["column"]: f"The ferry {n} left at nine.", "title": f"Ferry {n}"} for n in range(5)]
    one = run(put("a.jsonl", "\n".join(map(json.dumps, [*others, case["row"]])).encode()))[-1]
    assert (one.text if isinstance(one, Record) else one.reason) == expected


@pytest.mark.parametrize("name", ["part-0.parquet", "part-0.jsonl", "part-0.csv"])
def test_columns_that_are_folders(tmp_path, name):
    """As Spark's partitionBy writes them: a column of the partition is not in the files."""
    data = {"part-0.parquet": parquet(text=["a"]), "part-0.jsonl": rows("a"), "part-0.csv": b"id,text\n1,a\n"}[name]

    def one(folders):
        path = tmp_path / folders / name
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
        [found] = run(path)
        return found.site, found.lang, found.text

    assert one("site=Pier%20News/lang=de") == ("pier news", "de", "a")
    assert one("site=__HIVE_DEFAULT_PARTITION__/x=y/text=b") == (None, None, "a")
    assert one("site=unknown") == (None, None, "a")


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md", "a.zip"])
def test_columns_of_documents_that_are_folders(tmp_path, name):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("inside/a.html", PAGE)
    data = {
        "a.txt": b"The ferry left at nine.",
        "a.html": PAGE.encode(),
        "a.md": b"# Ferry\n\nThe ferry left at nine.\n",
    }

    def one(folders, **more):
        path = tmp_path / folders / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.get(name) or packed.getvalue())
        [found] = run(path, **more)
        day = found.published_at and found.published_at.date().isoformat()
        return found.site, found.lang, found.authors, day, found.source_id

    folders = "site=Pier%20News/lang=de/author=Ann Reed/date=2024-05-03/id=7/text=b"
    assert one(folders) == ("pier news", "de", ("Ann Reed",), "2024-05-03", None)
    english = "en" if name in ("a.html", "a.zip") else None  # the page says so
    assert one("outlet=Quay/scraped=2024-05-03/site=unknown") == ("quay", english, (), None, None)
    assert one("paper=Quay/outlet=Pier", fields={"site": "paper", "lang": "tongue"}) == (
        "quay",
        english,
        (),
        None,
        None,
    )


def test_a_document_knows_its_date_better_than_its_folder(tmp_path):
    path = tmp_path / "date=2024-05-09" / "site=a.example" / "a.txt"
    path.parent.mkdir(parents=True)
    path.write_text("---\ndate: 2024-05-03\nurl: https://b.example/1\n---\nThe ferry left at nine.\n")
    [found] = run(path)
    assert (found.published_at.day, found.url, found.site) == (3, "https://b.example/1", "a.example")


def test_a_missing_text_field_names_the_fields_there_are(put):
    [found] = run(put("a.jsonl", b'{"price": 7, "\\ud800colour": "red"}\n'))
    assert "price" in found.detail and "--set fields.text=NAME" in found.detail


def test_why_a_record_has_no_text(put):
    lines = ['{"text": "a", "id": 1}', '{"text": null, "id": 2}', '{"text": "", "id": 3}', '{"id": 4}']
    found = run(put("a.jsonl", "\n".join(lines).encode()))
    assert [one.detail for one in found[1:]] == [
        "the field 'text' is null",
        "the field 'text' is empty",
        "no field 'text' in this record (there are: id)",
    ]


def test_fields_are_found_behind_many_broken_lines(put):
    found = run(put("a.jsonl", b"broken\n" * 80 + GOOD))
    assert shown(found)[-2:] == [(81, "a"), (82, "b")]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", rows("a", "x" * 200, "b")),
        ("a.json", json.dumps([{"text": "a"}, {"text": "x" * 200}, {"text": "b"}]).encode()),
        ("a.csv", b"id,text\n1,a\n2," + b"x" * 200 + b"\n3,b\n"),
        ("a.parquet", parquet(text=["a", "x" * 200, "b"])),
    ],
)
def test_too_large(put, name, data):
    assert shown(run(put(name, data), max_record_bytes=100)) == [(1, "a"), (2, "too_large"), (3, "b")]


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_too_large_documents(put, name):
    assert shown(run(put(name, b"<p>" + b"x" * 200), max_record_bytes=100)) == [(1, "too_large")]


def test_raw_is_kept_and_cut(put):
    [found] = run(put("a.jsonl", b'{"text": [' + b"x" * (RAW_LIMIT + 50) + b"\n"))
    assert found.row()[-1].startswith(b'{"text": [x')
    assert "raw cut at 1,000,000 of" in found.row()[-2]


def test_a_file_that_vanished(tmp_path):
    [found] = run(tmp_path / "gone.txt")
    assert (found.reason, found.detail) == ("unreadable", "No such file or directory")


def test_a_folder_in_its_place(tmp_path):
    assert run(tmp_path)[0].reason == "unreadable"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(put):
    path = put("a.txt", b"x")
    path.chmod(0)
    assert run(path)[0].reason == "unreadable"


def test_permission_denied_at_opening(put, monkeypatch):
    def refuse(name):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tasks.intake.sources.open_file", refuse)
    [found] = run(put("a.txt", b"x"))
    assert (found.reason, found.detail) == ("unreadable", "Permission denied")


def test_a_disk_that_fails_midway(put, monkeypatch):
    class Failing(io.BytesIO):
        def read(self, n=-1):
            if self.tell() > 100_000:
                raise OSError(5, "Input/output error")
            return super().read(min(n, 50_000))

    monkeypatch.setattr("tasks.intake.sources.open_file", lambda name: Failing(rows(*["text " * 20] * 3000)))
    found = run(put("a.jsonl", b""))
    assert isinstance(found[0], Record) and found[-1].reason == "unreadable"


def test_a_record_that_a_library_fails_on_costs_that_record(put, monkeypatch):
    def fail(value, day_first):
        if value == "bad":
            raise KeyError("library")
        return

    monkeypatch.setattr("tasks.intake.rows.date_within", fail)
    found = run(
        put("a.jsonl", b'{"text": "a", "date": "x"}\n{"text": "b", "date": "bad"}\n{"text": "c", "date": "x"}\n')
    )
    assert shown(found) == [(1, "a"), (2, "crashed"), (3, "c")]
    assert found[1].raw.startswith(b'{"text": "b"')


def test_a_reader_that_fails_keeps_what_was_read(put, monkeypatch):
    real = jsons.read_lines

    def fail(*args):
        yield from real(*args)
        raise MemoryError

    monkeypatch.setattr(jsons, "read_lines", fail)
    assert shown(run(put("a.jsonl", rows(*"ab" * 40))))[-2:] == [(80, "b"), (81, "crashed")]


def test_answers_of_an_api_a_line_each(put):
    articles = [
        {
            "title": f"Ferry {n}",
            "content": f"The ferry {n} sank off the quay on Monday at noon.",
            "url": f"https://gazette.example/{n}",
        }
        for n in range(3)
    ]
    hits = [{"_index": "news", "_id": str(n), "_source": article} for n, article in enumerate(articles)]
    lines = (
        {"status": "ok", "totalResults": 3, "articles": articles},
        {"status": "error", "articles": []},
        {"took": 1, "hits": {"total": 3, "hits": hits}},
        *hits,
        {"settings": {}, "read": [{"name": "a.csv", "fields": {"text": "content", "url": "link"}}]},
    )
    found = run(put("a.jsonl", "\n".join(map(json.dumps, lines)).encode()))
    texts = [article["content"] for article in articles]
    assert shown(found) == [
        *((1, text) for text in texts), (2, "no_text"), *((3, text) for text in texts), (4, texts[0]), (5, texts[1]), (6, texts[2]), (7, "no_text"),
    ]  # fmt: skip
    assert {one.url for one in found if isinstance(one, Record)} == {article["url"] for article in articles}


_PARTS = ["The ferry sank off the quay on Monday, said the master.", "Nobody drowned, and she will be raised in May."]
_ARTICLE = {"title": "Ferry sinks", "url": "https://quay.example/1"}
_WHOLE = {**_ARTICLE, "text": "\n".join(_PARTS)}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("strings.jsonl", [json.dumps(_WHOLE)]),
        ("strings.json", [[json.dumps(_WHOLE)]]),
        ("payload.jsonl", [{"id": 1, "payload": json.dumps(_WHOLE)}]),
        ("list.jsonl", [{**_ARTICLE, "text": json.dumps(_PARTS)}]),
        ("printed.jsonl", [{**_ARTICLE, "text": str(_PARTS)}]),
        ("blocks.jsonl", [{**_ARTICLE, "body": json.dumps({"blocks": [{"text": part} for part in _PARTS]})}]),
        ("sections.jsonl", [{**_ARTICLE, "sections": [{"heading": "", "paragraphs": _PARTS}]}]),
        ("pieces.jsonl", [{**_ARTICLE, "content_elements": [{"type": "text", "content": part} for part in _PARTS]}]),
        (
            "site.json",
            [
                {
                    "db": [
                        {
                            "meta": {},
                            "data": {"posts": [{**_WHOLE, "text": "\n".join(_PARTS * 3)}], "tags": [{"id": 1}] * 3},
                        }
                    ]
                }
            ],
        ),
    ],
)
def test_articles_in_strings_and_in_pieces(put, name, data):
    found = run(put(name, "\n".join(map(json.dumps, data)).encode()))
    assert [(one.title, one.url) for one in found] == [tuple(_ARTICLE.values())]
    assert found[0].text.startswith("\n".join(_PARTS))


@pytest.mark.parametrize("printed", [json.dumps(_PARTS), str(_PARTS), str(_PARTS).replace("', '", "'\n '")])
@pytest.mark.parametrize("at", [0, 3, 70])
def test_a_text_that_is_a_printed_list_among_plain_ones(put, printed, at):
    plain = ['["We row," he said.\nThe ferry sank off the quay. [Laughter]'] * 80
    found = run(put("a.jsonl", rows(*plain[:at], printed, *plain[at:])))
    assert [one.text for one in found] == [*plain[:at], "\n".join(_PARTS), *plain[at:]]


def test_what_no_file_can_hold_in_a_printed_list(put):
    [found, _] = run(put("a.jsonl", rows('["The ferry \\ud800 sank.", "Nobody drowned."]', "The tram came.")))
    assert found.text == "The ferry \ufffd sank.\nNobody drowned."


def test_rejects_show_the_row_as_it_came(put):
    whole, empty = ({"payload": json.dumps({"title": "Ferry", "text": text})} for text in (_PARTS[0], ""))
    found = run(put("a.jsonl", f"{json.dumps(whole)}\n{json.dumps(empty)}".encode()))
    assert shown(found) == [(1, _PARTS[0]), (2, "no_text")]
    assert json.loads(found[1].raw) == empty


def test_fields_in_lists(put):
    row = {
        "text": ["The ferry", "sank."],
        "title": ["Ferry"],
        "date": ["2024-05-03"],
        "url": ["https://gazette.example/1"],
    }
    (one,) = run(put("a.jsonl", json.dumps(row).encode()))
    assert (one.text, one.title, one.url) == ("The ferry\nsank.", "Ferry", "https://gazette.example/1")
    assert one.published_at is not None


def test_pages_in_rows(put):
    row = {"text": PAGE, "url": "https://www.example.org/ferry"}
    data = (json.dumps(row) + "\n" + json.dumps({"text": "<html><body></body></html>"}) + "\n").encode()
    page, empty = run(put("a.jsonl", data))
    assert page.text.startswith("The ferry left") and page.page == PAGE
    assert (page.title, page.site, page.lang) == ("Ferry", "example.org", "en")
    assert empty.reason == "extraction_failed"
    assert run(put("a.jsonl", data), extract_pages=False)[0].text == PAGE


def test_everything_that_a_row_says(put):
    row = {"_id": {"$oid": "65f0"}, "content": {"rendered": "The ferry left."}, "title": {"rendered": "A\n ferry\ud800"}, "link": "https://www.example.org/a",
           "date": "2024-05-03T08:00:00", "authors": ["Ann Reed"], "lang": "en-GB"}  # fmt: skip
    [record] = run(put("a.jsonl", json.dumps(row).encode()))
    assert (record.text, record.source_id, record.title) == ("The ferry left.", "65f0", "A ferry\ufffd")
    assert (record.url, record.site, record.authors, record.lang) == (
        "https://www.example.org/a",
        "example.org",
        ("Ann Reed",),
        "en",
    )
    assert record.published_at.isoformat() == "2024-05-03T08:00:00+00:00"


def test_words_for_nothing_are_nothing(put):
    data = b"title,text,author,url\nNULL,The ferry left.,nan,NA\nFerry,NaN,Ann Reed,\\N\nNone of it,Na na na,Ann Null,n/a\n"
    first, second, third = run(put("a.csv", data))
    assert (first.text, first.title, first.authors, first.url) == ("The ferry left.", None, (), None)
    assert (second.reason, second.detail) == ("no_text", "the field 'text' says 'NaN': nothing")
    assert (third.text, third.title, third.authors, third.url) == ("Na na na", "None of it", ("Ann Null",), None)


def test_the_encoding_of_each_record(put):
    assert [one.encoding for one in run(put("a.jsonl", GOOD.decode().encode("utf-16")))] == ["utf-16", "utf-16"]
    assert run(put("a.txt", "Café à côté".encode("cp1252")), encoding="latin-1")[0].encoding == "windows-1252"


def test_a_report_for_each_file_in_an_archive(put):
    reports = {}
    path = put("a.zip", zip_of(**{"x.jsonl": GOOD, "y.txt": "Café"}))
    list(read(Piece(SourceFile(str(path), "a.zip", 0, 0.0)), ReadSettings(), reports))
    assert [(report.format, report.records) for report in reports.values()] == [("jsonl", 2), ("text", 1)]
    assert reports[f"{path}/x.jsonl"].fields == {"text": "text", "id": "id"}


def test_names_that_are_not_unicode(tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        Path(os.fsdecode(path)).write_bytes(b"The ferry left.")
    except OSError:
        pytest.skip("this file system takes no such names")
    [record] = run(os.fsdecode(path))
    assert record.source_file.endswith("caf\ufffd.txt")


NAMES = st.sampled_from(
    [
        "a",
        "a.txt",
        "a.jsonl",
        "a.json",
        "a.csv",
        "a.tsv",
        "a.html",
        "a.warc",
        "a.warc.gz",
        "a.parquet",
        "a.gz",
        "a.zip",
        "a.tar",
        "a.md.bak",
    ]
)
STARTS = [b"", b"\xff\xfe", b"\xef\xbb\xbf", b"PAR1", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08", b"BZh91AY&SY", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18",
          b"WARC/1.0\r\n", b"filedesc://", b"ARROW1\0\0", b"\xff\xff\xff\xff\x18\0\0\0\x10\0\0\0", b"SQLite format 3\0", b"<?xml version='1.0'?><a>", b"A: b\nMIME-Version: 1.0\nContent-Type: text/html\n\n", b"[", b"{", b'[{"text":"', b'{"text": "a"}\n', b"text,url\n", b"<html>", b"%PDF-", gzip.compress(b'{"text": "a"}\n', mtime=0), tar_of("a.txt", b"x"), zip_of(a=b"x")]  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    NAMES,
    st.sampled_from(STARTS),
    st.binary(max_size=300) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace")),
)
def test_any_bytes_under_any_name_give_something(tmp_path, name, start, rest):
    path = tmp_path / name
    path.write_bytes(start + rest)
    run(path, max_record_bytes=200)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([data for data in STARTS if len(data) > 20]), st.data())
def test_a_damaged_file_gives_something(tmp_path, data, draw):
    damaged = bytearray(data)
    for _ in range(draw.draw(st.integers(1, 4))):
        damaged[draw.draw(st.integers(0, min(len(data), 700) - 1))] = draw.draw(st.integers(0, 255))
    path = tmp_path / "a"
    path.write_bytes(bytes(damaged))
    run(path)


@pytest.mark.parametrize("parts", [2, 3, 7])
def test_shares_of_a_packed_file_hold_each_record_once(tmp_path: Path, parts: int) -> None:
    lines = [f'{{"text": "Ferry number {i} sank."}}' if i % 50 else "{broken" for i in range(1000)]
    path = tmp_path / "ferries.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(lines).encode(), mtime=0)[:-4])  # its end mark is cut: one share tells
    file = SourceFile(str(path), path.name, path.stat().st_size, 0.0)

    def positions(piece: Piece) -> list[tuple[int, str]]:
        return [(one.position, getattr(one, "reason", "")) for one in read(piece, ReadSettings(), {})]

    shares = [positions(Piece(file, part=part, parts=parts)) for part in range(parts)]
    assert sorted(place for share in shares for place in share) == sorted(positions(Piece(file)))
    assert min(map(len, shares)) > 50


@pytest.mark.parametrize(("articles", "days"), load("intake", "date_columns"))
def test_days_and_months_of_a_column(put, articles, days):
    lines = [json.dumps({"text": f"Ferry {n} sank.", "url": f"/{n}"} | one) for n, one in enumerate(articles)]
    found = run(put("a.jsonl", "\n".join(lines).encode()))
    assert [one.published_at.date().isoformat() for one in found] == days


@pytest.mark.parametrize("cut", [1, 90, 2000, 40_000])
def test_pieces_of_a_file_read_its_days_as_its_first_rows_show(put, cut):
    lines = [f'{{"text": "Ferry {n} sank.", "date": "{25 if n == 50 else 5}/09/2024"}}' for n in range(1000)]
    path = put("a.jsonl", "\n".join(lines).encode())
    file = SourceFile(str(path), path.name, path.stat().st_size, 0.0)
    pieces = [Piece(file, 0, cut), Piece(file, cut)]
    found = [one for piece in pieces for one in read(piece, ReadSettings(), {})]
    assert [one.published_at for one in found] == [one.published_at for one in run(path)]
    assert {(one.published_at.month, one.published_at.day) for one in found} == {(9, 5), (9, 25)}


def test_what_a_page_calls_its_language_is_one(put):
    page = PAGE.replace("lang=en", "lang=ut")
    spanish = page.replace(
        "The ferry left the harbour at nine, and the captain said", "El barco salió a las nueve y el capitán dijo"
    )
    assert [
        run(put("a.html", text.encode()))[0].lang
        for text in (page, spanish.replace("that it would be back by noon", "que volvería"))
    ] == ["en", None]


def test_a_table_without_names_is_no_article(put):
    data = "".join(f"{n}\tFerry\t2024-05-03\tThe ferry left the quay at nine.\n" for n in range(30)).encode()
    (reject,) = run(put("news.txt", data))
    assert reject.reason == "no_text" and "30 lines of 4 cells" in reject.detail
    (cut,) = run(put("news.txt", data), max_record_bytes=1200)
    assert cut.reason == "no_text" and "cells" in cut.detail
    assert len(run(put("news.txt", b"id\ttitle\tdate\ttext\n" + data))) == 30
