"""Files of one thing over and over, which readers that look for more in it might look at again and again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tasks.intake.read import Piece, ReadSettings, read
from tasks.intake.sources import expand
from tests.bounds import bounded

_NEXIS = "1 of 2 DOCUMENTS\n\n{}\n\nLENGTH: 5 words\n\nBODY:\nIt rained."
_REUTERS = '<!DOCTYPE lewis SYSTEM "lewis.dtd">\n<REUTERS NEWID="1"><TEXT>{}</TEXT></REUTERS>\n'
_WARC = "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: {}\r\n\r\n<p>It rained."


@pytest.mark.parametrize(
    ("name", "around", "again"),
    [
        ("a.sql", "-- MySQL dump\nINSERT INTO `t` VALUES ({}", " "),
        ("a.sql", "BEGIN;\nCREATE TABLE t (a);\nINSERT INTO t VALUES({}", " "),
        ("a.sql", "-- MySQL dump\nCREATE TABLE `t` ({}", " "),
        ("a.sql", "-- MySQL dump\n{}", "CREATE TABLE x LIKE t;\n"),
        ("a.xml", '<?xml version="1.0"?><doc><a>{}</a></doc>', "a"),
        ("a.xml", '<?xml version="1.0"?><doc>{}</doc>', "<a "),
        ("a.jsonl", '{{"text": "It rained.", "author": "[{}]"}}\n', "1,"),
        ("a.warc", _WARC, 'text/html; a="' + ";" * 30),
        ("a.txt", _NEXIS, "a"),
        ("a.sgm", _REUTERS, " "),
        ("a.sgm", _REUTERS, "<TITLE>"),
        ("a.md", "{}", " "),
        ("a.csv", "a,b,c,d\n{}", ',,,"b c","""\n11a\n'),
    ],
)
def test_hostile_files_end_soon(name: str, around: str, again: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text(around.format(again * (60_000 // len(again))), "utf-8", newline="")
    with bounded(seconds=2):
        assert len([*read(Piece(expand([str(file)])[0]), ReadSettings(), {})]) <= 10_000
