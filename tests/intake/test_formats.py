"""What a file is, by its first bytes and its name."""

import bz2

import pytest

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
