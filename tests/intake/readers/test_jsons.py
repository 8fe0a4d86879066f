"""JSON Lines and JSON, whole, broken, cut into pieces and streamed."""

import io
import json
from decimal import Decimal
from itertools import pairwise

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.intake.fields import guess_fields
from tasks.intake.items import FileDecoder, Item, Problem
from tasks.intake.read import Piece, ReadSettings, read
from tasks.intake.readers import jsons, window
from tasks.intake.sources import SourceFile
from tests.bounds import bounded

ODD = "Die Fähre fuhr um neun Uhr aus dem Hafen, sagte der Kapitän in Köln."


def lines(data, longest=1 << 20, **more):
    stream = io.BufferedReader(io.BytesIO(data))
    return [shown(one) for one in jsons.read_lines(stream, FileDecoder(data, None), longest, **more)]


def whole(data, longest=1 << 20):
    stream = io.BufferedReader(io.BytesIO(data))
    return [shown(one) for one in jsons.read_json(stream, FileDecoder(data[:1000], None), longest)]


def shown(one):
    """(position, text or reason)."""
    if not isinstance(one, Item):
        return one.position, one.reason
    return one.position, one.text if one.fields is None else one.fields.get("text", dict(one.fields))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'{"text": "a"}\n{"text": "b"}\n', [(1, "a"), (2, "b")]),
        (b'{"text": "a"}\r\n{"text": "b"}', [(1, "a"), (2, "b")]),
        (b'\n\n{"text": "a"}\n  \n{"text": "b"}\n\n', [(3, "a"), (5, "b")]),
        (b'[\n{"text": "a"},\n{"text": "b"}\n]\n', [(2, "a"), (3, "b")]),
        (b'{"text": "a"},\n{"text": "b"},\n', [(1, "a"), (2, "b")]),
        (b'\xef\xbb\xbf{"text": "a"}\n', [(1, "a")]),
        (b'{"text": "a", "score": NaN}\n{"text": "b", "x": Infinity}\n', [(1, "a"), (2, "b")]),
        (b'{"text": "a\\ud83d"}\n', [(1, "a\ud83d")]),
        (b'{"text": "a\tb"}\n', [(1, "a\tb")]),
        (
            b'{"text": "a"\n{"text": "b"}\nnot JSON\n{"text": "c"}\n',
            [(1, "malformed"), (2, "b"), (3, "malformed"), (4, "c")],
        ),
        (b'"a"\n17\nnull\n["b"]\n', [(1, "a"), (2, "malformed"), (3, "malformed"), (4, "malformed")]),
        (f'{{"text": "{ODD}"}}\n'.encode("cp1252"), [(1, ODD)]),
        # More than one on a line.
        (b'{"text": "a"}\n{"text": "b"}{"text": "c"} , {"text": "d"},\n{"text": "e"}\n', [(1, "a"), (2, "b"), (2, "c"), (2, "d"), (3, "e")]),
        (b'{"text": "a"}{"text": "b\n{"text": "c"} {"text": "d"} or so\n', [(1, "a"), (1, "malformed"), (2, "c"), (2, "d"), (2, "malformed")]),
        (b'{"text": "{"}{"\n[{"text": "a"}, {"text": "b"}] {"text": "c"}\n', [(1, "{"), (1, "malformed"), (2, "malformed"), (2, "c")]),
        (f'{{"text": "{ODD}"}}{{"text": "{ODD}"}}\n'.encode("cp1252"), [(1, ODD), (1, ODD)]),
        (b'{"text": "a"}\r{"text": "b"}\r\r{"text": "c\r{"text": "d"}\r', [(1, "a"), (2, "b"), (4, "malformed"), (5, "d")]),
        (b'{"text": "a"}\r{"text": "b"}\n{"text": "c"}', [(1, "a"), (1, "b"), (2, "c")]),
        # As Python prints them.
        (b"{'text': \"it's a\", 'x': None, 'y': (1, {2}), 3: b'z'}\n{'text': f(1)}\n{'text'}\n", [(1, "it's a"), (2, "malformed"), (3, "malformed")]),
        (b"{'a':" * 5000 + b"\n{'text': " + b"[" * 99_999 + b"\n{'text': 'b'}", [(1, "malformed"), (2, "malformed"), (3, "b")]),
        (b'{"a":' * 5000 + b"\n" + b'{"text": "b"}', [(1, "malformed"), (2, "b")]),
        (b'{"text": ' + b"9" * 5000 + b'}\n{"text": "b"}', [(1, "malformed"), (2, "b")]),
    ],
)  # fmt: skip
def test_lines(data, expected):
    assert lines(data) == expected


def test_dicts_that_python_printed_are_read_or_their_remedy_told():
    data = b"{'text': 'a', 'ts': datetime.datetime(2024, 5, 9, 23, 51)}\n{'text': 'b', 'x': <object at 0x7f>}\n"
    one, other = jsons.read_lines(io.BufferedReader(io.BytesIO(data)), FileDecoder(data, None), 1 << 20)
    assert one.fields == {"text": "a", "ts": "2024-05-09T23:51:00"}
    assert "json.dumps(item, default=str)" in other.detail


def test_bytes_that_are_no_text_are_undecodable():
    data = b'{"text": "a"}\n\x00\x01\x02\xff\xfe\x80\x81\x00\x05\x06' * 1 + b'\n{"text": "b"}\n'
    assert [position for position, _ in lines(data)] == [1, 2, 3]
    assert lines(data)[1][1] in ("undecodable", "malformed")


def test_long_lines_are_cut_with_little_memory():
    long = b'{"text": "' + b"x" * (30 << 20) + b'"}\n'
    data = b'{"text": "a"}\n' + long + b'{"text": "b"}\n'
    stream = io.BufferedReader(io.BytesIO(data))
    with bounded(seconds=5, size=6 << 20):
        found = list(jsons.read_lines(stream, FileDecoder(b"", None), 1 << 20))
    assert [shown(one) for one in found] == [(1, "a"), (2, "too_large"), (3, "b")]
    assert f"{len(long):,}" in found[1].detail


@pytest.mark.parametrize("end", ["\n", ""])
def test_a_line_of_just_the_longest_is_not_too_long(end):
    line = '{"text": "abc"}'
    assert lines((line + end).encode(), longest=len(line)) == [(1, "abc")]
    assert lines((line + end).encode(), longest=len(line) - 1) == [(1, "too_large")]


MIXED = '{"text": "é1"}\n\n{"text": "2"}\nbroken\n{"text": "' + "long" * 9 + '"}\r\n{"text": "5"}\n{"text": "6"}'


def _pieces(path, cuts, longest=30):
    data = path.read_bytes()
    file = SourceFile(str(path), path.name, len(data), 0.0)
    bounds = [0, *cuts, None]
    for start, end in pairwise(bounds):
        piece = Piece(file, start, end, 1 + data[:start].count(b"\n"))
        for one in read(piece, ReadSettings(max_record_bytes=longest, fields={"text": "text"}), {}):
            yield one.position, getattr(one, "text", None) or one.reason


@pytest.mark.parametrize("end", ["", "\n", "\n\n"])
def test_cut_anywhere_each_line_comes_once(tmp_path, end):
    path = tmp_path / "dump.jsonl"
    path.write_bytes((MIXED + end).encode())
    size = path.stat().st_size
    expected = [(1, "é1"), (3, "2"), (4, "malformed"), (5, "too_large"), (6, "5"), (7, "6")]
    for cut in range(1, size + 1):
        assert list(_pieces(path, [cut])) == expected, cut
        assert list(_pieces(path, [cut, min(cut + 23, size)])) == expected, cut


@pytest.mark.parametrize("tail", ["", '\r{"text": "d"}\n{"text": "e"}\n{"text": "f"}'])
def test_lines_that_end_with_carriage_returns_cut_anywhere_come_once(tmp_path, tail):
    path = tmp_path / "dump.jsonl"
    head = b'{"text": "a"}\r' + b'{"text": "b"}\r' * 5_000 + b'{"text": "' + b"long" * 9 + b'"}\r{"text": "c"}'
    path.write_bytes(head + tail.encode())
    texts = [text for _, text in _pieces(path, [])]
    assert texts == ["a", *["b"] * 5_000, "too_large", "c", *(["d", "e", "f"] if tail else [])]
    for cut in (1, 5, 14, 30, 1000, len(head) - 60, len(head) - 1, len(head), len(head) + 20):
        assert [text for _, text in _pieces(path, [cut])] == texts, cut


def test_a_piece_of_blank_lines_or_of_a_long_line_gives_nothing(tmp_path):
    path = tmp_path / "dump.jsonl"
    path.write_bytes(b'{"text": "a"}\n' + b"\n" * 50 + b'{"text": "b"}\n')
    assert list(_pieces(path, [20, 40, 50])) == [(1, "a"), (52, "b")]
    path.write_bytes(b'{"text": "' + b"a" * 300_000 + b'"}\n{"text": "b"}\n')
    assert list(_pieces(path, [100_000, 200_000])) == [(1, "too_large"), (2, "b")]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ('[{"text": "a"}, {"text": "b"}]', [(1, "a"), (2, "b")]),
        ('\ufeff[{"text": "a"}]', [(1, "a")]),
        ('{"text": "a"}', [(1, "a")]),
        ('"a"', [(1, "a")]),
        ("[]", []),
        ("17", [(1, "malformed")]),
        ('["a", {"text": "b"}, 3, null]', [(1, "a"), (2, "b"), (3, "malformed")]),
        (
            '[1, 2, true, [3], null, {"text": "b"}, 4, "c"]',
            [(1, "malformed"), (4, "malformed"), (5, "malformed"), (6, "b"), (7, "malformed"), (8, "c")],
        ),
        ('{"status": "ok", "articles": [{"text": "a"}, {"text": "b"}]}', [(1, "a"), (2, "b")]),
        ('{"response": {"results": [{"text": "a"}], "tags": [{"name": "x"}]}}', [(1, "a")]),
        ('{"text": "' + "long " * 60 + '", "comments": [{"text": "no"}]}', [(1, "long " * 60)]),
        ('{"k1": {"text": "a"}, "k2": {"text": "b"}}', [(1, "a"), (2, "b")]),
        ('{"text": "a"}\n{"text": "b"}', [(1, "a"), (2, "b")]),
        ('{"text": "a"}{"text": "b"}', [(1, "a"), (2, "b")]),
        ('{\n"text": "a"\n}\n{\n"text": "b"\n}', [(1, "a"), (2, "b")]),
        ('[{"text": "a"}]\n[{"text": "b"}]', [(1, "a"), (2, "b")]),
        ('[{"text": "a"}, {"text": "b"},]', [(1, "a"), (2, "b")]),
        ('[{"text": "a"}, {"text": "b"}, {"text": "c', [(1, "a"), (2, "b"), (3, "malformed")]),
        ('[{"text": "a"}, {"text": bad}, {"text": "c"}]', [(1, "a"), (2, "malformed"), (3, "c")]),
        ('{"status": "ok", "articles": [{"text": "a"}, {"text": "b"}, {"te', [(1, "a"), (2, "b"), (3, "malformed")]),
        ('[{"text": "a"}] and more', [(1, "a"), (2, "malformed")]),
        ('// made on Monday\n[{"text": "a"}, {"text": "b"}]', [(1, "a"), (2, "b")]),
        (
            '\ufeff// made [1]\r\n# on\n/* Mon-\nday */ // too\n{"articles": [{"text": "a"}, {"text": "b"}]}',
            [(1, "a"), (2, "b")],
        ),
        ('var articles = [{"text": "a"},\n{"text": "b"}];', [(1, "a"), (2, "b")]),
        (')]}\',\n[\n{"text": "a"},\n{"text": "b"}\n]', [(1, "a"), (2, "b")]),
        ('made on Monday\n{"text": "a"}\n{"text": "b"}', [(1, "malformed"), (2, "a"), (3, "b")]),
        ("// made on Monday", [(1, "malformed")]),
        ('{"text": "a", "x": NaN}', [(1, "a")]),
        ("{", [(1, "malformed")]),
        ("[" * 100_000, [(1, "malformed")]),
    ],
)
def test_whole(data, expected):
    assert whole(data.encode()) == expected


def test_tables_written_column_by_column_are_turned():
    columns = {"title": {"0": "a", "1": "b"}, "text": {"0": "The ferry left.", "1": None}}
    assert whole(json.dumps(columns).encode()) == [(1, "The ferry left."), (2, None)]
    sections = {"news": {"title": "a", "text": "The ferry left."}, "sport": {"title": "b", "text": "It came."}}
    assert whole(json.dumps(sections).encode()) == [(1, "The ferry left."), (2, "It came.")]


@pytest.mark.parametrize(
    "table",
    [
        {"title": ["x", "y"], "text": [ODD, "b"]},
        {"columns": ["title", "text"], "index": [0, 1], "data": [["x", ODD], ["y", "b"]]},
        {"columns": ["title", "text"], "data": [["x", ODD], ["y", "b"]]},
        [["title", "text"], ["x", ODD], ["y", "b"]],
        [["x", ODD, 1], ["y", "b", None]],
    ],
)
def test_tables_are_read_row_by_row(table):
    assert [text for _, text in whole(json.dumps(table).encode())] == [ODD, "b"]


@pytest.mark.parametrize(
    "article",
    [{"text": [ODD, "b"], "title": ["x"]}, {"text": [ODD, "b"], "title": "x", "authors": ["c", "d"]}, {"text": [ODD], "title": ["x"]}],
)  # fmt: skip
def test_an_article_of_lists_is_one(article):
    assert whole(json.dumps(article).encode()) == [(1, article["text"])]


def test_maps_of_articles_keep_their_keys():
    stream = io.BufferedReader(io.BytesIO(b'{"k1": {"text": "a"}, "k2": {"text": "b"}}'))
    assert [one.fields["id"] for one in jsons.read_json(stream, FileDecoder(b"", None), 1000)] == ["k1", "k2"]


def test_other_encodings():
    assert whole(f'[{{"text": "{ODD}"}}]'.encode("cp1252")) == [(1, ODD)]
    assert whole(f'[{{"text": "{ODD}"}}]'.encode()) == [(1, ODD)]


@pytest.mark.parametrize(
    "shape", ["//\n", "/*", "# /*\n", '{}{"', '{"a":["x",', "}{", '[{"a":', '},{"', '{"a":[{},', "[{}", "]["]
)
def test_hostile_shapes_end_soon(shape):
    with bounded(seconds=5):
        assert whole(shape.encode() * 150_000) or shape.startswith(("//", "#"))
        assert lines(shape.encode() * 150_000)


def test_any_bytes_leave_something_or_nothing_but_never_raise():
    @given(st.binary(max_size=60) | st.text('[]{},:"abc \n\\', max_size=60).map(str.encode))
    def check(data):
        for position, _ in whole(data) + lines(data):
            assert position >= 1

    check()


@given(st.lists(st.fixed_dictionaries({"text": st.text(st.characters(exclude_categories=["Cs"]))})))
def test_what_json_writes_comes_back(rows):
    texts = [row["text"] for row in rows]
    assert [text for _, text in whole(orjson.dumps(rows))] == texts
    assert [text for _, text in lines(b"\n".join(map(orjson.dumps, rows)))] == texts


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(jsons, "WHOLE", 2000)


MANY = [{"text": f"{i} The ferry left."} for i in range(200)]
EXPECTED = [(i + 1, row["text"]) for i, row in enumerate(MANY)]


@pytest.mark.parametrize(
    "data",
    [
        json.dumps(MANY),
        "\ufeff" + json.dumps(MANY),
        json.dumps({"status": "ok", "articles": MANY}),
        json.dumps({"response": {"n": 3, "results": MANY}}, indent=1),
        "\n".join(map(json.dumps, MANY)),
    ],
    ids=["array", "mark", "list inside", "list further inside", "objects in a row"],
)
def test_large_files_are_streamed(data, small):
    assert whole(data.encode()) == EXPECTED


def test_a_large_array_that_breaks_off(small):
    found = whole(json.dumps(MANY).encode()[:-30])
    assert found[:-1] == EXPECTED[:-1]
    assert found[-1] == (200, "malformed")


def test_one_huge_value_is_too_large_and_takes_little_memory(small):
    data = b'[{"text": "a"}, {"text": "' + b"x" * (24 << 20) + b'"}]'
    stream = io.BufferedReader(io.BytesIO(data))
    with bounded(seconds=5, size=12 << 20):
        found = [shown(one) for one in jsons.read_json(stream, FileDecoder(b"", None), 1 << 20)]
    assert found == [(1, "a"), (2, "too_large")]


IDS = [(1 << 64) - 1, 1 << 64, (1 << 64) + 1, -(1 << 63) - 1, 123456789012345678901234567890]


@pytest.mark.parametrize("shape", ["lines", "whole", "broken", "streamed"])
def test_integers_beyond_64_bits_are_not_rounded(shape, monkeypatch):
    rows = [json.dumps({"text": ODD, "id": one, "n": 1.5, "in": [one]}) for one in IDS]
    data = ("\n".join(rows) if shape == "lines" else f"[{', '.join(rows)}{', {' * (shape == 'broken')}]").encode()
    monkeypatch.setattr(jsons, "WHOLE", 100 if shape == "streamed" else 1 << 20)
    stream, decoder = io.BufferedReader(io.BytesIO(data)), FileDecoder(b"", None)
    read_all = jsons.read_lines if shape == "lines" else jsons.read_json
    found = [one.fields for one in read_all(stream, decoder, 1 << 20) if isinstance(one, Item)]
    assert [(row["id"], row["in"], row["n"]) for row in found] == [(one, [one], 1.5) for one in IDS]
    assert guess_fields(found, {})["id"] == ("id",)


@pytest.mark.parametrize("number", ["9" * 400, "-" + "9" * 20 + "e5", "1" * 25 + ".5", "0." + "1" * 30])
def test_other_numbers_of_many_digits_are_read_as_before(number):
    line = f'{{"text": "a", "n": {number}}}'.encode()
    (one,) = jsons.read_lines(io.BufferedReader(io.BytesIO(line)), FileDecoder(b"", None), 1 << 20)
    assert one.fields["n"] == json.loads(number)


def test_a_number_of_thousands_of_digits_costs_its_record_and_not_the_process(small):
    for digits, ends in ((3_000, False), (4_301, True), (50_000, True)):
        for before in (1, 400):  # in what is looked at first, and behind it
            records = [{"text": "a"}] * before
            data = orjson.dumps(records)[:-1] + b',{"text": "b", "n": ' + b"9" * digits + b"}]"
            items = list(jsons.read_json(io.BufferedReader(io.BytesIO(data)), FileDecoder(b"", None), 1 << 20))
            last = items[-1]
            if ends:
                assert isinstance(last, Problem) and last.reason == "malformed"
            else:
                assert len(items) == before + 1 and shown(last) == (before + 1, "b")


@pytest.mark.parametrize(
    "value", [float("nan"), "\ud800", {1: 2}, {(1, 2): 3}, object(), 1 << 64, Decimal("1E+400"), b"\xff", 10**400]
)
def test_dump_never_raises(value):
    assert isinstance(jsons.dump({"text": value}), bytes)


def test_an_array_of_numbers_is_one_reject(small):
    for count in (2, 300, 300_000):
        data = orjson.dumps([{"text": "a"}, *range(count), {"text": "b"}])
        stream = io.BufferedReader(io.BytesIO(data))
        with bounded(seconds=20, size=24 << 20):
            one, none, other = jsons.read_json(stream, FileDecoder(b"", None), 1 << 20)
        assert [shown(one), shown(none), shown(other)] == [(1, "a"), (2, "malformed"), (count + 2, "b")]
        assert none.detail.startswith(f"{count:,} numbers") and ("raw are the first" in none.detail) == (
            count > 100_000
        )
        assert orjson.loads(none.raw) == [*range(count)][:100_000]
    assert whole(orjson.dumps([*range(900)])[:-1]) == [(1, "malformed"), (901, "malformed")]


def test_dump_keeps_numbers():
    assert jsons.dump({"n": Decimal("1.5"), "m": Decimal("1.50")}) == b'{"n":1.5,"m":"1.50"}'


def test_dump_of_what_is_nested_too_deep():
    deep = []
    for _ in range(100_000):
        deep = [deep]
    assert jsons.dump(deep) == b""


def test_blank_lines_behind_what_is_broken_take_no_longer():
    with bounded(seconds=5):
        found = whole(b'[{"a": bad},' + b"\n" * 200_000 + b'{"text": "b"}]')
    assert found == [(1, "malformed"), (2, "b")]


def test_carriage_returns_alone_take_no_longer():
    with bounded(seconds=5):
        assert lines(b'{"text": "a"}\r{"text": "b"}\r' + b"\r" * 1_000_000) == [(1, "a"), (2, "b")]


def test_a_carriage_return_in_a_text_ends_no_line():
    first = json.dumps({"tags": [{"n": 1}, {"n": 2}], "text": "ab"}).replace("ab", "a\rb" + "x" * 70_000)
    assert [number for number, _ in lines(first.encode() + b'\n{"text": "b"}\n')] == [1, 2]


ROWS = [{"url": f"https://quay.example/{i}", "title": f"Ferry {i}", "text": f"Ferry {i} left. " * 9, "tags": [{"name": "a"}, {"name": "b"}], "score": 1.5} for i in range(1, 31)]  # fmt: skip
THIRD = json.dumps(ROWS[2])
SHAPES = {
    "array": json.dumps(ROWS),
    "lines in an array": "[\n" + ",\n".join(map(json.dumps, ROWS)) + "\n]",
    "in an object": json.dumps({"status": "ok", "tags": [{"name": "a"}], "articles": ROWS}),
    "in a row": "\n".join(map(json.dumps, ROWS)),
    "led up to": f"var articles = {json.dumps(ROWS)}",
}
# What becomes of the third record: whether it is one, and the rest of what is expected to be none.
DAMAGE = {
    "nothing": (THIRD, True),
    "NaN": (THIRD.replace("1.5", "NaN"), True),
    "infinity": (THIRD.replace("1.5", "-Infinity"), True),
    "Windows-1252": (THIRD.replace("left", "caf\xe9"), True),
    "a tab": (THIRD.replace("left", "le\tft"), True),
    "a lone surrogate": (THIRD.replace("left", "le\\ud83dft"), True),
    "no value": (THIRD.replace("1.5", ""), False),
    "no colon": (THIRD.replace('"score":', '"score"'), False),
    "a comma too many": (THIRD.replace("1.5", "1.5,"), False),
    "a bare word": (THIRD.replace("1.5", "none"), False),
    "an open string": (THIRD.replace('", "tags"', ', "tags"'), False),
    "a quotation mark": (THIRD.replace("left", 'le"ft'), False),
    "no closing brace": (THIRD[:-1], False),
    "a brace too many": (THIRD + "}", True),
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("what", DAMAGE)
def test_damage_costs_one_record_in_large_files_as_in_small_ones(shape, what, monkeypatch):
    third, is_kept = DAMAGE[what]
    data = SHAPES[shape].replace(THIRD, third).encode("latin-1")
    known = [row["title"] for row in ROWS if is_kept or row is not ROWS[2]]
    found = []
    # A head as long as an article at the least, and blocks of any size.
    for size, block in ((1 << 20, 1 << 20), (1000, 1 << 20), (1000, 1), (2500, 300)):
        monkeypatch.setattr(jsons, "WHOLE", size)
        monkeypatch.setattr(window, "_BLOCK", block)
        stream = io.BufferedReader(io.BytesIO(data))
        items = list(jsons.read_json(stream, FileDecoder(data[:1000], None), 1 << 20))
        titles = [one.fields.get("title") for one in items if isinstance(one, Item)]
        assert [title for title in titles if title] == known
        found.append([one.fields if isinstance(one, Item) else (one.reason, one.raw) for one in items])
    if what == "NaN":
        assert all(rows[2]["score"] != rows[2]["score"] for rows in found)
    else:
        assert all(one == found[0] for one in found)


def test_lists_of_articles_in_a_large_object_are_all_read_and_others_passed_by(small):
    users = [{"name": "Ann", "id": i} for i in range(20)]
    posts = [{"title": f"Ferry {i}", "text": "It left. " * 30} for i in range(40)]
    whole_ = {"users": users, "posts": posts, "site": {"tags": users, "pages": posts}, "n": [1, {"a": 2}]}
    assert [text for _, text in whole(json.dumps(whole_).encode())] == ["It left. " * 30] * 80


def test_what_is_behind_a_record_that_is_too_long_is_read(small):
    data = b'[{"text": "a"}, {"text": "' + b"x" * (3 << 20) + b'"}, {"text": "b"}]'
    assert whole(data) == [(1, "a"), (2, "too_large"), (3, "b")]


def test_more_broken_records_than_a_hundred_cost_no_others():
    rows = ['{"text": bad}', '{"text": "a"}'] * 300
    found = whole(f"[{', '.join(rows)}]".encode())
    assert [what for _, what in found] == ["malformed", "a"] * 300


def test_what_is_nested_too_deeply_is_a_reject():
    deep = b'{"text": "a", "a": ' * 900 + b"1" + b"}" * 900
    assert whole(deep) == lines(deep) == [(1, "malformed")]
    assert whole(b"[" + deep + b', {"text": "b"}]') == [(1, "malformed"), (2, "b")]


@pytest.mark.parametrize("again", ['{"a":"\n', '{{"a{n}": 1}},\n'])
def test_looking_for_where_records_end_takes_no_longer(again):
    data = '[{"title": "T", "text": "a"}\n,' + "".join(
        again.format(n=n) if "{n}" in again else again for n in range(50_000)
    )
    with bounded(seconds=2):
        assert whole(data.encode())
