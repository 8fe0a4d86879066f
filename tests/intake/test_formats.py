"""What a file is, by its first bytes and its name."""

import bz2
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.intake.binaries import what_binary
from tasks.intake.formats import sniff

OBJECT = '{"text": "The ferry left."}'
PAGE = "<!doctype html><html><body><p>Hello</p></body></html>"


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.jsonl", f"{OBJECT}\n{OBJECT}\n", "jsonl"),
        ("a.json", f"{OBJECT}\n{OBJECT}\n", "jsonl"),
        ("a", f"{OBJECT}\r\n{OBJECT}\r\n", "jsonl"),
        ("a", f"\n\n{OBJECT}\n\n{OBJECT}\n", "jsonl"),
        ("a", f"{OBJECT},\n{OBJECT},\n", "jsonl"),
        ("a.json", OBJECT, "json"),
        ("a.jsonl", OBJECT, "jsonl"),
        ("a.jsonl", '{"text": "' + "x" * 65_000, "jsonl"),
        ("a.jsonl", f'{{"text": "cut\n{OBJECT}\n{OBJECT}\n', "jsonl"),
        ("a.json", f'{{"text": "cut\n{OBJECT}\n{OBJECT}\n', "jsonl"),
        ("a", '{"text": "\u00c5ngstr\u00f6m \u2026"}\n' + OBJECT, "jsonl"),
        ("a.jsonl", f"[{OBJECT},\n{OBJECT}]", "json"),
        ("a.jsonl", '{\n  "text": "x"\n}\n', "json"),
        ("a", f'{{"articles": [\n{OBJECT},\n{OBJECT}\n]}}', "json"),
        ("a.txt", f"[{OBJECT}]", "json"),
        ("a.txt", "[Reuters] The ferry left.", "text"),
        ("a.txt", "{sic} The ferry left.", "text"),
        ("a.jsonl", "no JSON at all", "jsonl"),
        ("a.csv", "title,text\n", "csv"),
        ("a.CSV.gz", OBJECT, "csv"),
        ("a.tsv", "title\ttext\n", "tsv"),
        ("a.csv", f"{OBJECT}\n{OBJECT}\n", "jsonl"),
        ("a.tsv", f"\ufeff{OBJECT}\r\n{OBJECT}\r\n", "jsonl"),
        ("a", "url,title,text\nu,t,The ferry left.\n", "csv"),
        ("a.json", '"title";"body"\r\n"t";"The ferry\nleft."\r\n"u";"It', "csv"),
        ("a.txt", "id\tcontent\n1\tThe ferry left.\n2\tIt came back.\n", "tsv"),
        (
            "a.txt",
            'id\ttitle\ttext\n2\t"Never again\tA2\n3\tRoof\tA3\n4\tTram\t"Not me" says mayor\n5\tBus\tA5\n',
            "tsv",
        ),
        (
            "a.txt",
            'Titel\tDatum\tVolltext\r\nFähre\t8.5.2024\t"Sie fuhr.\n\nSie kam."\r\nTram\t9.5.2024\tSie kam.\r\n',
            "tsv",
        ),
        (
            "a.txt",
            "Überschrift\tDatum\tVerfasser\tMeldung\nFähre\t8.5.2024\tKay\tSie fuhr.\nTram\t9.5.2024\tPoe\tSie kam.\n",
            "tsv",
        ),
        ("a.txt", "Überschrift,Text\nFähre,Sie fuhr.\nTram,Sie kam.\n", "csv"),
        ("a.txt", "Titel, Datum, Autor\nFähre, Mai, Kay\n", "text"),
        ("a.txt", "url,title,text\n", "text"),
        ("a.txt", "News | Site | Author\nThe ferry left, and came back | at noon.\nIt rained.\n", "text"),
        ("a.txt", "Text, title\nThe ferry left.\n", "text"),
        ("a.txt", "Ferry, bridge\nThe ferry left, the bridge stayed.\n", "text"),
        ("a.md", "| title | text |\n| --- | --- |\n| t | The ferry left. |\n", "text"),
        ("a.csv.bak", "title,text\n", "csv"),
        ("folder.csv/notes", "title,text\n", "text"),
        ("a.txt", PAGE, "html"),
        ("a", "<?xml version='1.0'?>\n<!-- saved --><HTML>", "html"),
        ("a", "<?xml version='1.0'?>\n<items><item><title>T</title></item></items>", "xml"),
        ("a", '<nitf xmlns="https://iptc.example/nitf"><head/></nitf>', "xml"),
        ("a.txt", "{\\rtf1 Hello}", "rtf"),
        ("a", "From: x\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=x\n\n--x\n", "mhtml"),
        ("a.xml", "<items><item><title>T</title></item></items>", "xml"),
        ("a.txt", "<item>No XML</item>", "text"),
        ("a", "From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n", "mhtml"),
        ("a", "From: x\nMIME-Version: 1.0\nContent-Type: text/plain\n\nHello\n", "text"),
        ("a.html", "<p>Just this</p>", "html"),
        ("a.txt", "<p>Just this</p>", "text"),
        ("a.warc", "WARC/1.0\r\nWARC-Type: warcinfo", "warc"),
        ("a.arc", "filedesc://x.arc 0.0.0.0 2024", "warc"),
        ("a.warc", "not a crawl", "text"),
        ("a", "PAR1\x15\x04", "parquet"),
        ("a.txt", "", "empty"),
        ("a.txt", " \n\t\r\n", "empty"),
        ("a.jsonl", "\n\n\n", "empty"),
    ],
)
def test_sniff(name, head, kind):
    assert sniff(name, head.encode()) == kind


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("a.jsonl", f"{OBJECT}\n{OBJECT}\n".encode("utf-16"), "jsonl"),
        ("a", f"{OBJECT}\n{OBJECT}\n".encode("utf-16-le"), "jsonl"),
        ("a", f"{OBJECT}\n{OBJECT}\n".encode("utf-32"), "jsonl"),
        ("a", f"\ufeff{OBJECT}\n{OBJECT}\n".encode(), "jsonl"),
        ("a", f"\ufeff{PAGE}".encode(), "html"),
        ("a.txt", "Grüße aus Köln".encode("cp1252"), "text"),
        ("a.txt", "渡轮九点离开".encode("gbk"), "text"),
        ("a.txt", ("Hello, world. " * 400 + "\0").encode(), "text"),
        ("a.txt", "é".encode()[:1], "text"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "binary"),
        ("a.txt", bytes(range(32)) * 40, "binary"),
        ("a.txt", bytes(100), "binary"),
        ("a.pdf", b"%PDF-1.4\n1 0 obj << /Type /Catalog >>\n", "binary"),
        ("a.csv", b"SQLite format 3\0" + b"The ferry strike ended on Friday. " * 20, "sqlite"),
        ("a", b"ARROW1\0\0" + bytes(100), "arrow"),
        ("a", b"\xff\xff\xff\xff\x18\x03\0\0\x10\0\0\0\0\0\x0a\0", "arrow"),
        ("a", b"\xff\xff\xff\xff\xff\xff\xff\x7f\x10\0\0\0\0\0\x0a\0", "binary"),
        ("a.txt", b"ORC riders left. GIF89a is a format; Rar! is none.", "text"),
        ("a.csv", b"id,text\n1,The ferry\0\0 strike ended\0 on Friday, said the captain of the ferry\n", "csv"),
        ("a.jsonl", bz2.compress(bytes(range(256)) * 30), "binary"),
    ],
)
def test_sniff_bytes(name, head, kind):
    assert sniff(name, head) == kind


ARTICLES = [
    {"title": f"Ferry {i}", "text": "The ferry left the harbour at nine, and came back at noon. " * 20}
    for i in range(50)
]


@pytest.mark.parametrize("protocol", range(6))
@pytest.mark.parametrize("value", [ARTICLES, tuple(ARTICLES), ARTICLES[0], {"rows": ARTICLES}, [1]])
def test_a_pickle_of_articles_is_no_text(value, protocol):
    head = pickle.dumps(value, protocol)[: 1 << 16]
    assert sniff("a", head) == "binary" and "pickle" in what_binary(head)


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (b"cpandas.core.frame\nDataFrame\np0\n", "pickle"),
        (b"ORC\n\x0b\n\x04\x08\x00P\x00", "ORC"),
        (b"Obj\x01\x04\x16avro.schema", "Avro"),
        (b"\x89HDF\r\n\x1a\n", "HDF5"),
        (b"CDF\x01", "NetCDF"),
        (b"\x93NUMPY\x01\x00", "NumPy"),
        (b"RDX3\nX\n", "of R"),
        (b"RDA2\nA\n", "of R"),
        (b"A\n3\n262657\n197888\n", "of R"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00", "old Excel"),
        (b"\x03\x78\x05\x10\x05\x00\x00\x00\x61\x00", "dBase"),
        (b"\x2c\x01\x00\x00\x02text\x00\xf0\x00\x00\x00", "MongoDB"),
        (b"x\x9c\xed\x00\x01", "joblib"),
        (b"GIF89a\x01\x00\x01\x00", "picture"),
        (b"RIFF\x24\x10\x00\x00WEBPVP8 ", "picture"),
        (b"\x00\x00\x00\x18ftypheic", "picture"),
        (b"RIFF\x24\x10\x00\x00WAVEfmt ", "sound"),
        (b"ID3\x04\x00", "sound"),
        (b"\x00\x00\x00\x20ftypisom", "film"),
        (b"\x1aE\xdf\xa3", "film"),
        (b"wOF2\x00\x01", "font"),
        (b"MZ\x90\x00\x03", "program"),
        (b"\x7fELF\x02\x01", "program"),
        (b"\x00\x00\x00\x01Bud1", "macOS"),
    ],
)
def test_what_begins_as_a_binary_format_does_is_none_whatever_follows(start, said):
    head = start + b"The ferry left the harbour at nine, and came back at noon. " * 50
    assert sniff("a.txt", head) == "binary" and said in what_binary(head)


@pytest.mark.parametrize(
    "text",
    ["ORC riders left.", "GIF89a is a format.", "MZ was his name.", "BM: a memoir", "culture\nferries\n(Ellery) It left.", "ID3 tags",
     "X\n\nIt left.", "x^2 is a square", "Rar! said the crowd", "CDF1 is a kind of file", "яыб", "(l) It left.", "}quoted{", "Obj. 1"],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_texts_that_begin_like_binary_formats(text, encoding):
    head = f"{text} Said on Monday.\n{text}\n".encode(encoding)
    assert what_binary(head) == ""


@given(
    st.text(st.characters(min_codepoint=32), min_size=1), st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-32"])
)
def test_a_text_without_control_characters_is_no_binary_format(text, encoding):
    assert what_binary(f"“{text}".encode(encoding, "replace")) == ""
