"""The Reuters-21578 collection: many articles to a file of SGML."""

import io

import pytest

from tasks.intake.formats import sniff
from tasks.intake.items import FileDecoder
from tasks.intake.readers.reuters import read_reuters
from tests.runs import rows, run_phases

HEAD = '<!DOCTYPE lewis SYSTEM "lewis.dtd">\n'
ARTICLE = """<REUTERS TOPICS="YES" LEWISSPLIT="TRAIN" CGISPLIT="TRAINING-SET" OLDID="5544" NEWID="{number}">
<DATE>26-FEB-1987 15:01:01.79</DATE>
<TOPICS><D>ship</D></TOPICS>
<UNKNOWN>
&#5;&#5;&#5;C T
u f BC-FERRY   02-26 0105</UNKNOWN>
<TEXT>&#2;
<TITLE>FERRY &lt;{number}> SAILS</TITLE>
<AUTHOR>    by Ann Reed, Reuters</AUTHOR>
<DATELINE>    HARBOUR, Feb 26 - </DATELINE><BODY>Ferry {number} sailed on
Thursday & came back, its captain said.
    It had no coal for R&amp;D.
 Reuter
&#3;</BODY></TEXT>
</REUTERS>
"""
BRIEF = '<REUTERS NEWID="8">\n<DATE>26-FEB-1987</DATE>\n<TEXT TYPE="BRIEF">&#2;\n******<TITLE>TRAM COMES</TITLE>\nBlah blah blah.\n&#3;\n</TEXT>\n</REUTERS>\n'
PLAIN = '<REUTERS NEWID="9">\n<DATE>26-FEB-1987</DATE>\n<TEXT TYPE="UNPROC">&#2;\nQuay dues &lt;QUAY>\n ferries 5\n trams 9\n&#3;\n</TEXT>\n</REUTERS>\n'


def read(text, longest=1 << 20):
    return list(read_reuters(io.BufferedReader(io.BytesIO(text.encode("cp1252"))), longest, FileDecoder(b"", None)))


@pytest.mark.parametrize("name", ["reut2-000.sgm", "reut2-000.sgm.txt", "reut2-000"])
@pytest.mark.parametrize("head", [HEAD, HEAD.lower(), ""])
def test_files_are_told_by_their_beginnings(name, head):
    assert sniff(name, (head + ARTICLE).encode()) == "sgml"


def test_an_article():
    (item,) = read(HEAD + ARTICLE.format(number=7))
    assert item.fields == {
        "id": "7",
        "date": "26-FEB-1987 15:01:01.79",
        "title": "FERRY <7> SAILS",
        "author": "by Ann Reed",
        "text": "Ferry 7 sailed on Thursday & came back, its captain said.\nIt had no coal for R&D.",
    }


def test_texts_without_a_body():
    assert [one.fields["text"] for one in read(BRIEF + PLAIN)] == ["", "Quay dues <QUAY>\n ferries 5\n trams 9"]


def test_one_that_breaks_off_or_is_too_long_is_one_of_its_own():
    text = HEAD + ARTICLE.format(number=1) + ARTICLE.format(number=2) * 3
    *whole, cut = read(text[: text.rindex("captain")])
    assert [one.fields["id"] for one in whole] == ["1", "2", "2"] and cut.fields["text"].endswith("came back, its")
    long = ARTICLE.format(number=3).replace("coal", "coal " * 500)
    assert [getattr(one, "reason", "") for one in read(long + ARTICLE, 1 << 10)] == ["too_large", ""]


def test_end_to_end(tmp_path):
    articles = "".join(ARTICLE.format(number=n).replace("coal", f"coal, and caf\u00e9 {n} none") for n in (1, 2))
    (path := tmp_path / "reut2-000.sgm").write_bytes((HEAD + articles + BRIEF).encode("cp1252"))
    run_phases([str(path)], tmp_path / "news")
    one, two = rows(tmp_path / "news", "articles")
    assert (one["source_id"], one["title"], one["authors"]) == ("1", "FERRY <1> SAILS", ["Ann Reed"])
    assert one["published_at"].isoformat() == "1987-02-26T15:01:01.790000+00:00"
    assert (
        two["text"]
        == "Ferry 2 sailed on Thursday & came back, its captain said.\nIt had no coal, and caf\u00e9 2 none for R&D."
    )
    assert [reject["reason"] for reject in rows(tmp_path / "news", "rejects")] == ["no_text"]
