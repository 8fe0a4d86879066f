"""Bulk files of search engines: lines that say what becomes of the next."""

import io
import json

import pytest

from tasks.intake.items import FileDecoder
from tasks.intake.read import Piece, ReadSettings, read
from tasks.intake.readers import bulk, jsons
from tasks.intake.sources import SourceFile


def lines(*rows):
    return "".join(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows).encode()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"index":{"_id":"7"}}', {"_id": "7"}),
        ('{ "create" : { "_index": "news", "routing": "a" } }', {"_index": "news", "routing": "a"}),
        ('{"index":{}}', {}),
        ('{"delete":{"_id":"7"}}', {"_id": "7"}),
        ('{"index":{"title":"Ferry","text":"It left."}}', None),
        ('{"index":{"_id":"7"},"text":"It left."}', None),
        ('{"index":{"_id":"7"}', None),
        ('{"index":7}', None),
        ('{"text":"It left."}', None),
        ('{"index":{"_id":"' + "7" * 5000 + '"}}', None),
        ("", None),
    ],
)
def test_lines_that_say_what_becomes_of_the_next(line, said):
    assert bulk.action(line.encode()) == said


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{"index": {"_id": "a"}}, {"text": "x"}, {"index": {"_id": 8}}, {"text": "y"}], [("a", "x"), (8, "y")]),
        ([{"index": {"_id": "a"}}, {"text": "x"}, {"text": "y"}], [("a", "x"), (None, "y")]),
        ([{"delete": {"_id": "a"}}, {"index": {}}, {"text": "x"}], [(None, "x")]),
        ([{"index": {"_id": "a"}}, {"_id": "b", "text": "x"}], [("b", "x")]),
        ([{"index": {"_id": "a"}}, '{"text": "x"} {"text": "y"}\n'], [("a", "x"), (None, "y")]),
        ([{"index": {"_id": "a"}}, "no JSON\n", {"text": "x"}], ["malformed", (None, "x")]),
        ([{"index": {"_id": "a"}}, {"text": "x" * 200}, {"text": "x"}], ["too_large", (None, "x")]),
        ([{"index": {"_id": "a"}}], []),
    ],
)  # fmt: skip
def test_the_next_record_has_the_id(rows, expected):
    stream = io.BufferedReader(io.BytesIO(lines(*rows)))
    found = list(jsons.read_lines(stream, FileDecoder(b"", None), 100))
    assert [getattr(one, "reason", None) or (one.fields.get("_id"), one.fields["text"]) for one in found] == expected


def test_pieces_change_nothing(tmp_path):
    rows = [
        row for n in range(4) for row in ({"index": {"_id": f"a{n}"}}, {"text": f"The ferry left, said {n}.", "id": 5})
    ]
    (path := tmp_path / "news.bulk").write_bytes(data := lines(*rows))
    file = SourceFile(str(path), path.name, len(data), 0.0)

    def told(*pieces):
        return [(one.source_id, one.text) for piece in pieces for one in read(piece, ReadSettings(), {})]

    whole = told(Piece(file))
    assert [number for number, _ in whole] == ["a0", "a1", "a2", "a3"]
    for at in range(1, len(data)):
        assert told(Piece(file, 0, at), Piece(file, at, None)) == whole
