"""CSV, TSV and Parquet: cells, broken rows, and what a stray quotation mark may cost."""

import csv
import io
import json
import re
from operator import itemgetter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.intake.fields import guess_fields
from tasks.intake.items import FileDecoder, Item
from tasks.intake.readers.tables import nameless, read_table
from tests.bounds import bounded


def rows(data, suffix="csv", longest=1 << 20):
    """[fields or (reason, raw)] in order; positions are checked to be 1, 2, 3..."""
    stream = io.BufferedReader(io.BytesIO(data))
    head = data[: 1 << 16]
    found = list(read_table(stream, head, suffix, FileDecoder(head, None), longest))
    assert [one.position for one in found] == list(range(1, len(found) + 1))
    return [dict(one.fields) if isinstance(one, Item) else (one.reason, one.raw) for one in found]


A, B = {"title": "Ferry", "text": "It left."}, {"title": "Tram", "text": "It came."}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("title,text\nFerry,It left.\nTram,It came.\n", [A, B]),
        ("title,text\r\nFerry,It left.\r\nTram,It came.", [A, B]),
        ("title,text\rFerry,It left.\rTram,It came.\r", [A, B]),
        ("title;text\nFerry;It left.\nTram;It came.\n", [A, B]),
        ("title\ttext\nFerry\tIt left.\nTram\tIt came.\n", [A, B]),
        ("title|text\nFerry|It left.\nTram|It came.\n", [A, B]),
        ("title;text\nFerry;Left, at last, today\nTram;Came, it, did\n", [{"title": "Ferry", "text": "Left, at last, today"}, {"title": "Tram", "text": "Came, it, did"}]),
        ("\ufefftitle,text\nFerry,It left.\nTram,It came.\n", [A, B]),
        ('\ufeff"title","text"\n"Ferry","It left."\n"Tram","It came."\n', [A, B]),
        ('title,text\n\n"Ferry","It left."\n\n\nTram,It came.\n', [A, B]),
        ('title,text\nFerry,"One.\nTwo, ""quoted"".\r\n\nThree."\n', [{"title": "Ferry", "text": 'One.\nTwo, "quoted".\r\n\nThree.'}]),
        ('title,text\nFerry,"It ""left""\\"\nTram,"{""a"": ""b\\""c""}"\n', [{"title": "Ferry", "text": 'It "left"\\'}, {"title": "Tram", "text": '{"a": "b\\"c"}'}]),
        ('title,text\n"The \\"Ferry\\"","\\"It left,\\"\nhe said, C:\\dir\\\\"\nTram,It came.\n', [{"title": 'The "Ferry"', "text": '"It left,"\nhe said, C:\\dir\\\\'}, B]),
        # Separators that few use.
        ("title^text\nFerry^Left, at last, today\nTram^Came, it, did\n", [{"title": "Ferry", "text": "Left, at last, today"}, {"title": "Tram", "text": "Came, it, did"}]),
        ("title\x01text\nFerry\x01It left.\nTram\x01It came.\n", [A, B]),
        ('title~text\n"Ferry"~"It left."\n"Tram"~"It came."\n', [A, B]),
        ("sep=^\r\ntitle^text\r\nFerry^It left.\r\nTram^It came.\r\n", [A, B]),
        # Tables that were appended to each other.
        ("title,text\nFerry,It left.\ntitle,text\nTram,It came.\n", [A, B]),
        ("\ufefftitle,text\nFerry,It left.\n\ufefftitle,text\nTram,It came.\n", [A, B]),
        ("title,text\nFerry,It left.\ntext,title\nIt came.,Tram\n", [A, B]),
        ("title,text\nFerry,It left.\ntext,It came.\n", [A, {"title": "text", "text": "It came."}]),
        ("\ufeffsep=;\r\ntitle;text\r\nFerry;It left.\r\nTram;It came.\r\n", [A, B]),
        ("Export of the Ellery archive\nmade, 4 March\n\n;;\ntitle;text\nFerry;It left.\nTram;It came.\n", [("malformed", b"Export of the Ellery archive\n"), ("malformed", b"made, 4 March\n"), ("malformed", b";;\n"), A, B]),
        ("text\nIt left; at last; today\nIt came; it did; today\n", [{"text": "It left; at last; today"}, {"text": "It came; it did; today"}]),
        ("title,text\nFerry\n", [{"title": "Ferry"}]),
        ("title,text\nFerry,It left.,,\n", [A]),
        ("title,text\nFerry,It left, today\nTram,It came.\n", [("malformed", b"Ferry,It left, today\n"), B]),
        ("title,text\nFe\0rry,It left.\n", [{"title": "Fe\0rry", "text": "It left."}]),
        ("text,text,,text\na,b,c,d\n", [{"text": "a", "text.1": "b", "column_3": "c", "text.2": "d"}]),
        ("text,text.1,text,text.1\na,b,c,d\n", [{"text": "a", "text.1": "b", "text.2": "c", "text.1.1": "d"}]),
        ("title,text\n'Ferry','It left, at last.'\n'Tram','It''s ''here'', they said.\nThen \"it\" left.'\n'Bus',''\n", [{"title": "Ferry", "text": "It left, at last."}, {"title": "Tram", "text": "It's 'here', they said.\nThen \"it\" left."}, {"title": "Bus", "text": ""}]),
        ("'title';'text'\r\n'Ferry';'It left.'\r\n'Tram';'It came.'\r\n", [A, B]),
        ("title,text\n'Ferry','It\\'s gone, she said.'\n'Tram','It came.'\n", [{"title": "Ferry", "text": "It's gone, she said."}, B]),
        ("title,text\n'Tis the ferry,It left.\n'Tis the tram',It came.\n'Twas late','it' came'\n", [{"title": "'Tis the ferry", "text": "It left."}, {"title": "'Tis the tram'", "text": "It came."}, {"title": "'Twas late'", "text": "'it' came'"}]),
        ("title,text\n'Ferry','It left.'\nTram,It came.\n'Ferry','It's gone.'\nTram,It came.\n", [{"title": "'Ferry'", "text": "'It left.'"}, B, {"title": "'Ferry'", "text": "'It's gone.'"}, B]),
        ("title,text\n", []),
        ("Ferry strike ends today,The ferry strike ended on Friday after nine days.\n", [{"title": "Ferry strike ends today", "text": "The ferry strike ended on Friday after nine days."}]),
        ("news,https://example.org/a,The ferry strike ended on Friday after nine days.\n", [{"column_1": "news", "url": "https://example.org/a", "text": "The ferry strike ended on Friday after nine days."}]),
        ("title,text\nA\x1fB,Caf\u00e9.\n", [{"title": "A\x1fB", "text": "Caf\u00e9."}]),
    ],
)  # fmt: skip
def test_rows(data, expected):
    assert rows(data.encode()) == expected


def test_tsv_is_cut_at_tabs_whatever_else_is_there():
    assert rows(b"title\ttext\na,b,c\td,e,f\n", "tsv") == [{"title": "a,b,c", "text": "d,e,f"}]


def test_each_row_has_its_own_encoding():
    data = (
        b"title,text\n"
        + "Café,“Yes.”\n".encode()
        + "Café,“No,” it said; naïve.\n".replace("“No,”", "“No”").encode("cp1252")
    )
    assert [row["title"] for row in rows(data)] == ["Café", "Café"]
    assert rows(data)[1]["text"] == "“No” it said; naïve."


def test_a_row_that_is_no_text_is_said():
    data = b"title,text\nFerry,It left.\n" + bytes(range(128, 256)) * 3 + b"\0\1\2\3\4\5\6\7,\0\0\0\n"
    assert rows(data)[0] == A
    assert len(rows(data)) == 2


def test_a_stray_quotation_mark_is_the_text_s_own_and_costs_nothing():
    good = "".join(f"Tram,It came {i} times.\n" for i in range(50))
    found = rows(f'title,text\nFerry,"It left.\n{good}'.encode())
    assert found[0] == {"title": "Ferry", "text": '"It left.'}
    assert [row["text"] for row in found[1:]] == [f"It came {i} times." for i in range(50)]


def test_a_stray_quotation_mark_in_a_row_too_short_costs_that_row():
    good = "".join(f"{i},Tram,It came.\n" for i in range(50))
    found = rows(f'id,title,text\n50,"Ferry\n{good}'.encode())
    assert found[0] == ("malformed", b'50,"Ferry\n')
    assert [row["id"] for row in found[1:]] == [str(i) for i in range(50)]


@pytest.mark.parametrize(
    "case", json.loads((Path(__file__).parents[1] / "cases" / "quoting.json").read_text()), ids=itemgetter("label")
)
@pytest.mark.parametrize("beyond_the_head", [False, True])
def test_quotation_marks(case, beyond_the_head):
    names, *expected = case["rows"]
    data = case["data"]
    plain = ""
    if beyond_the_head:
        if case.get("only_in_the_head"):
            pytest.skip("a sample has to show it")
        mark = '"' if case.get("all_quoted") else ""
        row = case["delimiter"].join(f"{mark}{name}s{mark}" for name in names)
        plain = f"{row}\n" * (70_000 // len(row))
        top, _, rest = data.partition("\n")
        data = f"{top}\n{plain}{rest}"
    found = rows(data.encode(), "tsv" if case["delimiter"] == "\t" else "csv")
    assert [
        [one[0], one[1].decode()] if isinstance(one, tuple) else list(one.values())
        for one in found[plain.count("\n") :]
    ] == expected


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
@pytest.mark.parametrize(
    "text",
    [
        'The council met.\n"We are glad," said Ann.\n' * 1600,
        '<html>\n<script>var a = ["x","y"];\n"use strict";</script>\n' + '<p class="a">The "council" met,</p>\n' * 2200,
        '"We did it," she said. ' + "It went on and on. " * 4000,
        "The council met, and\nso it was.\n" * 2500,
    ],
    ids=["speech", "page", "paragraph", "no mark"],
)
def test_a_quoted_cell_that_goes_on_behind_the_head(delimiter, quoting, text):
    out = io.StringIO(newline="")
    table = [["1", "Long read", text], *([str(i), "Short", "It left."] for i in range(2, 7))]
    csv.writer(out, delimiter=delimiter, quoting=quoting).writerows([["id", "title", "text"], *table])
    found = rows(out.getvalue().encode(), "tsv" if delimiter == "\t" else "csv")
    assert [list(row.values()) for row in found] == table


@pytest.mark.parametrize("end", ["said Ann, the mayor.\nThe council met again.", "said Ann, the mayor.", "said Ann."])
def test_rows_quoted_behind_64_kb_of_others(end):
    plain = "".join(f'{i},Title {i},"We did it" said Ann Reed the mayor on day {i}.\n' for i in range(1, 1500))
    quoted = "".join(f'"{i}","Title {i}","""We did it,"" {end}"\n' for i in range(1500, 1600))
    found = rows(f"id,title,text\n{plain}{quoted}".encode())
    assert [row["id"] for row in found] == [str(i) for i in range(1, 1600)]
    assert {row["text"] for row in found[1499:]} == {f'"We did it," {end}'}
    assert found[8]["text"] == '"We did it" said Ann Reed the mayor on day 9.'


WORDS = st.text("ab", min_size=1, max_size=3)
SPOKEN = st.builds('"{}" {}'.format, WORDS, WORDS)
PROSE = st.lists(WORDS | SPOKEN | st.sampled_from(["\n", "\n\n", ", ", "; "]), min_size=1, max_size=8).map("x".join)


@given(
    st.sampled_from(",;\t"),
    st.lists(st.tuples(WORDS | SPOKEN, PROSE, st.sampled_from(["not", "text", "all"])), min_size=1, max_size=8),
    st.booleans(),
)
def test_rows_come_back_whether_each_is_quoted_or_not(delimiter, drawn, beyond_the_head):
    head = [delimiter.join(["1", "Roof", '"We did it" said Ann Reed']), "2" + delimiter + "Quay" + delimiter + "Closed"]
    lines, table = [delimiter.join(["id", "title", "text"]), *head * (900 if beyond_the_head else 1)], []
    for title, prose, how in drawn:
        text = (
            prose.translate({ord(mark): "-" for mark in f"{delimiter}\n"})
            if how == "not"
            else f'{prose}\n"x"{delimiter}'
        )
        quoted = '"' + text.replace('"', '""') + '"'
        whole = "".join(f'"{cell}"{delimiter}' for cell in ("3", title.replace('"', '""')))
        cells = {"not": text, "text": quoted, "all": quoted}[how]
        lines.append((whole if how == "all" else f"3{delimiter}{title}{delimiter}") + cells)
        table.append(["3", title, text])
    found = rows("".join(f"{line}\n" for line in lines).encode(), "tsv" if delimiter == "\t" else "csv")
    assert [list(row.values()) if isinstance(row, dict) else row for row in found[-len(table) :]] == table


DAYS = st.lists(st.tuples(WORDS | SPOKEN, PROSE), min_size=4, max_size=8).map(
    lambda drawn: [[f"{i}", title, f"x{i}, {prose}\nx", f"2024-01-0{i}"] for i, (title, prose) in enumerate(drawn, 1)]
)
STYLES = st.tuples(st.sampled_from(",;\t|"), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]))


def written(row, style):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=style[0], quoting=style[1], lineterminator="\n").writerow(row)
    return out.getvalue()


@given(DAYS, STYLES)
def test_rows_come_back_however_csv_quotes(table, style):
    data = "".join(written(row, style) for row in [["id", "title", "text", "date"], *table])
    assert [list(row.values()) for row in rows(data.encode(), "tsv" if style[0] == "\t" else "csv")] == table


@given(DAYS, STYLES, st.integers(2, 4))
def test_a_lost_closing_mark_costs_no_other_row(table, style, at):
    lines = [written(row, style) for row in [["id", "title", "text", "date"], *table]]
    before, _, after = lines[at].rpartition('x"')
    lines[at] = f"{before}x{after}"
    found = rows("".join(lines).encode(), "tsv" if style[0] == "\t" else "csv")
    assert [list(row.values()) if isinstance(row, dict) else row for row in found] == table


@pytest.mark.parametrize("rest", ["", "\n", "2\t\\N\tThe fi", "2\t\\N\tThe file ends \\\n"])
def test_a_row_of_mysql_s_and_the_file_s_end(rest):
    found = rows(f"1\thttps://quay.example/1\tFirst par.\\\n\\\nSecond par.\n{rest}".encode(), "tsv")
    assert list(found[0].values()) == ["1", "https://quay.example/1", "First par.\n\nSecond par."]
    assert len(found) == 1 + bool(rest.strip())


def test_folders_of_windows_in_a_table_without_names():
    found = rows(b"1\tFerry\tC:\\new\\\n2\tTram\tC:\\temp\\\n", "tsv")
    assert [list(row.values())[2] for row in found] == ["C:\\new\\", "C:\\temp\\"]


CELLS = st.text("a\\\t\nqN", max_size=8).map(
    lambda text: text.replace("q", 'a"')
)  # none that begins a line with a mark


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=6))
def test_what_mysql_writes_comes_back(table):
    table = [["first", "First.\nSecond."], *([f"a{cell}" for cell in row] for row in table)]
    lines = ["\t".join(re.sub(r"([\\\n\t])", r"\\\1", cell) for cell in row) for row in table]
    found = rows("".join(f"{line}\n" for line in ["title\ttext", *lines]).encode(), "tsv")
    assert [list(row.values()) for row in found] == table


def test_an_article_cut_at_the_end_keeps_what_there_is():
    found = rows(b'title,text\nTram,It came.\nFerry,"It left.\nAt nine, and again, at ten.\nThen the file')
    assert found == [B, {"title": "Ferry", "text": "It left.\nAt nine, and again, at ten.\nThen the file"}]


def test_prose_with_as_many_commas_is_no_row():
    body = 'She ""sank"" on Friday.\n\nThe last of them, Edwin Quay, is 71.\n\nHe rows, she says, and sings.\n\nBy nine, there, wa'
    start = 'url,title,text\nhttps://quay.example/1,Ferry,It left.\nhttps://quay.example/2,Tram,"It came."\n'
    found = rows(f'{start}https://quay.example/3,Boat,"{body}'.encode())
    assert [row["url"][-1] for row in found] == ["1", "2", "3"]
    assert found[-1]["text"] == body.replace('""', '"')


def test_a_stray_quotation_mark_in_a_file_larger_than_a_record():
    good = "".join(f"Tram,It came {i} times.\n" for i in range(500))
    found = rows(f'title,text\nFerry,"It left.\n{good}'.encode(), longest=2000)
    assert found[0] == {"title": "Ferry", "text": '"It left.'}
    assert len(found) == 501


def test_stray_quotation_marks_cost_nothing_however_long_the_file():
    row = ['{},"Title {},The ferry left the quay.\n', '{},Title {},"The ferry left the quay, and came back."\n']
    written = "".join(row[i % 10 > 0].format(i, i) for i in range(4000))
    assert len(rows(f"id,title,text\n{written}".encode(), longest=1000)) == 4000


def test_a_long_line_is_one_reject():
    found = rows(b"title,text\nFerry," + b"x" * 10_000 + b",y,z\nTram,It came.\n", longest=1000)
    assert [one[0] if isinstance(one, tuple) else one for one in found] == ["too_large", B]


def test_quotation_marks_everywhere_take_linear_time():
    with bounded(seconds=8):
        rows(b"title,text\n" + b'a"b,"c\n' * 60_000)
        rows(b"title,text\n" + b'"\n' * 60_001)
        rows(b"title,text\n" + b'"a "b,' * 60_000)
        rows(b"title,text\n" + b'a,"b\n' * 60_000)
        rows(b'title,text\na,"b\n' + b'""""\n' * 60_000)
        rows(b"title,text\na," + b'"a "b" ' * 60_000)
        rows(b"title,text\n" + b'a,"b,""c\n' * 15_000)
        rows(b"title,text\n" + b'a,"b\n""\n' * 15_000)
        rows(b"title,text\n" + b'a,"b\na,"c"\n""""\n' * 15_000)
        rows(b"title,text\n" + b',"""x,""y' * 15_000)


def test_a_header_behind_a_broken_row():
    found = rows(b"\xef\xbb\xbf" + b"x" * 3000 + b"\ntitle,text\nFerry,It left.\n", longest=2000)
    assert found[0][0] == "too_large" and found[1] == A


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=5))
def test_what_csv_writes_comes_back(table):
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([["title", "text", "url"], *table])
    assert [list(row.values()) for row in rows(out.getvalue().encode())] == table


@given(st.binary(max_size=400), st.sampled_from(["csv", "tsv"]))
def test_any_bytes(data, suffix):
    rows(data, suffix, longest=100)


ROW = "{}\tThe ferry left\t2024-05-03\tThe ferry left the quay at nine, said its captain.\n"


@pytest.mark.parametrize(
    ("text", "is_table"),
    [
        ("".join(map(ROW.format, range(20))), True),
        ("".join(map(ROW.format, range(20))).replace("\n", "\r\n").removesuffix("\r\n"), True),
        ("".join(map(ROW.format, range(20))) + "\\.\n", True),
        ("".join(map(ROW.format, range(19))), False),
        ("".join(map(ROW.format, range(20))) + "The ferry left.\n", False),
        ("".join(map(ROW.format, range(20))).replace("\t2024-05-03", ""), False),
        ("\t\t\tThe ferry left.\n" * 30, False),
        ("The ferry left.\n" * 30, False),
        ("", False),
    ],
    ids=["rows", "no line end", "its end", "few", "other lines", "few tabs", "set in", "prose", "nothing"],
)
def test_tables_without_names_that_are_called_texts(text, is_table):
    assert (nameless(text.encode()) is not None) is is_table


HEADERS = [
    "τίτλος,ημερομηνία,συντάκτης,σύνδεσμος,κείμενο",
    "शीर्षक,दिनांक,लेखक,लिंक,समाचार",
    "כותרת,תאריך,מחבר,קישור,טקסט",
    "عنوان,تاریخ,نویسنده,لینک,متن",
    "kop,datum,auteur,link,tekst",
    "titulek,datum,autor,odkaz,text",
    "見出し,日付,記者,リンク,本文",
    "Überschrift,Veröffentlicht am,Verfasser,Link,Volltext",
]


@pytest.mark.parametrize("header", HEADERS)
def test_headers_of_other_languages(header):
    row = "Ferry sinks,2024-05-08,Lyn Kay,https://quay.example/1,The ferry sank off the quay on Monday."
    (found,) = rows(f"{header}\n{row}\n".encode())
    names = header.split(",")
    assert list(found) == names
    roles = {role: path[0] for role, path in guess_fields([found], {}).items()}
    assert roles == dict(zip(("title", "date", "authors", "url", "text"), names, strict=True))


@pytest.mark.parametrize("header", ["ሰላም,ዜና", "ನಗರ,ಸುದ್ದಿ"])
def test_headers_of_any_script(header):
    (found,) = rows(f"{header}\nFerry sinks,The ferry sank off the quay on Monday.\n".encode())
    assert list(found) == header.split(",")


def test_others_of_the_process_may_read_cells_of_any_length_meanwhile():
    before = csv.field_size_limit(1000)
    try:
        rows(b"title,text\na,b\n", longest=500)
        assert csv.field_size_limit() > 1 << 30
    finally:
        csv.field_size_limit(before)
