"""XML that is no feed: exports, dumps of wikis and of question-and-answer sites, articles in NITF, and what is no text."""

import io

import pytest

from tasks.intake.fields import guess_fields
from tasks.intake.items import Item
from tasks.intake.nested import text_of
from tasks.intake.readers import mending, xmls
from tasks.intake.readers.xmls import read_xml
from tests.runs import rows, run_phases

XML = '<?xml version="1.0" encoding="utf-8"?>\n'
SCRAPED = XML + "<items>{}</items>"
ONE = "<item><url>https://quay.example/a</url><title>Ferry</title><body>The ferry left. Its crew didnt.</body></item>"
TWO = "<item><url>https://quay.example/b</url><title>Tram</title><body>The tram came.</body><tags><value>a</value><value>b</value></tags></item>"
COMMENTS = "<comments>" + "<comment><text>So it did.</text></comment>" * 3 + "</comments>"
PARAGRAPHS = "<p>The ferry left at <chron>nine</chron>.</p><p>It came back.</p>"


def read(data, longest=1 << 20):
    data = data.encode() if isinstance(data, str) else data
    return list(read_xml(io.BufferedReader(io.BytesIO(data)), longest))


def told(items):
    """Title and text of each, by their guessed fields; of a text alone that; of a problem its reason."""
    found = []
    rows = [one.fields for one in items if isinstance(one, Item) and one.fields]
    paths = guess_fields(rows, {})
    for one in items:
        if not isinstance(one, Item):
            found.append(one.reason)
        elif one.fields is None:
            found.append(one.text)
        else:
            values = {}
            for role in ("title", "text"):
                value = one.fields
                for part in paths.get(role, ("none",)):
                    value = value.get(part) if isinstance(value, dict) else None
                values[role] = text_of(value)
            found.append((values["title"], values["text"]))
    return found


FERRY, TRAM = ("Ferry", "The ferry left. Its crew didnt."), ("Tram", "The tram came.")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (SCRAPED.format(ONE + TWO), [FERRY, TRAM]),
        (SCRAPED.format(ONE), [FERRY]),
        (SCRAPED.format(ONE + TWO).encode("utf-8-sig"), [FERRY, TRAM]),
        (SCRAPED.format(ONE + TWO).replace("utf-8", "utf-16").encode("utf-16"), [FERRY, TRAM]),
        (SCRAPED.format(ONE + TWO).replace("Ferry<", "Caf\u00e9<").encode("cp1252"), [("Caf\u00e9", FERRY[1]), TRAM]),
        (SCRAPED.format(ONE + TWO).replace("Ferry<", "A & B &nbsp;\x0bC<"), [("A & B &nbsp;C", FERRY[1]), TRAM]),
        (XML + f"<export><made>today</made><site><name>Quay</name>{ONE}{TWO}</site></export>", [FERRY, TRAM]),
        (XML + '<posts><row Id="1" Title="Ferry" Body="&lt;p&gt;It left.&lt;/p&gt;"/><row Id="2" Title="Tram" Body="It came."/></posts>', [("Ferry", "<p>It left.</p>"), ("Tram", "It came.")]),
        (XML + '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/"><siteinfo><sitename>Quay</sitename></siteinfo>' + "".join(f'<page><title>{title}</title><ns>0</ns><revision><id>1</id><text xml:space="preserve">{text}</text></revision></page>' for title, text in (FERRY, TRAM)) + "</mediawiki>", [FERRY, TRAM]),
        (XML + f"<nitf><head><title>Ferry</title></head><body><body.head><hedline><hl1>Ferry leaves</hl1></hedline></body.head><body.content>{PARAGRAPHS}</body.content></body></nitf>", [("Ferry", "<p>The ferry left at nine.</p><p>It came back.</p>")]),
        (XML + f"<doc><article><title>Ferry</title><body>{PARAGRAPHS}</body></article><article><title>Tram</title><body>The tram came.</body></article></doc>", [("Ferry", "<p>The ferry left at nine.</p><p>It came back.</p>"), TRAM]),
        (XML + "<doc><par>The ferry left the quay at nine, and it came back at ten.</par><par>It rained.</par></doc>", ["<div>The ferry left the quay at nine, and it came back at ten.</div><div>It rained.</div>"]),
        (XML + "<urlset><url><loc>https://quay.example/a</loc></url><url><loc>https://quay.example/b</loc></url></urlset>", ["no_text"]),
        (XML + '<dump><structure><table name="news">CREATE TABLE news (title text, body text)</table></structure><database name="quay">{}</database></dump>'.format('<table name="users"><column name="body">ann</column></table>' * 2 + "".join(f'<table name="news"><column name="title">{title}</column><column name="body">{text}</column></table>' for title, text in (FERRY, TRAM))), [FERRY, TRAM]),
        (XML + '<mysqldump><database name="quay"><table_structure name="news"><field Field="body"/></table_structure><table_data name="news">{}</table_data></database></mysqldump>'.format("".join(f'<row><field name="title">{title}</field><field name="body">{text}</field></row>' for title, text in (FERRY, TRAM))), [FERRY, TRAM]),
        (XML + '<response><result name="response">{}</result></response>'.format("".join(f'<doc><str name="title">{title}</str><arr name="body"><str>{text}</str></arr></doc>' for title, text in (FERRY, TRAM))), [FERRY, TRAM]),
        (XML + '<nitf><head><title>Ferry</title><meta name="publication" content="Quay"/></head><body><body.head><abstract><p>It left.</p></abstract></body.head><body.content><block class="lead"><p>The ferry left.</p></block><block class="full_text"><p>The ferry left.</p><p>It came back.</p></block></body.content></body></nitf>', [("Ferry", "<div><p>The ferry left.</p><p>It came back.</p></div>")]),
        (XML + "<article><front><title>Ferry</title><abstract><p>On a ferry.</p></abstract></front><body><sec><title>One</title><p>It left.</p></sec><sec><title>Two</title><p>It came back.</p></sec></body></article>", [("Ferry", "<div><div>One</div><p>It left.</p></div><div><div>Two</div><p>It came back.</p></div>")]),
        (XML + "<item><title>Ferry</title><text>It left.</text><authors><author name='Ann'/><author name='Tom'/></authors></item>", [("Ferry", "It left.")]),
        ('<svg xmlns="http://www.w3.org/2000/svg"><text>The ferry left the quay at nine and came back at ten.</text></svg>', ["no_text"]),
        (SCRAPED.format(ONE) + SCRAPED.format(TWO), [FERRY, TRAM]),
        (ONE + "\n" + TWO, [FERRY, TRAM]),
        (XML + "<news>" + ONE.replace("</body>", " So." * 60 + "</body>").replace("</item>", COMMENTS + "</item>") + "</news>", [(FERRY[0], FERRY[1] + " So." * 60)]),
        (XML + f"<news><description>{'Old news. ' * 60}</description>{ONE}{TWO}</news>", [FERRY, TRAM]),
        (XML + f"<news><section name='a'>{ONE}{ONE}</section><section name='b'>{TWO}{TWO}</section></news>", [FERRY, FERRY, TRAM, TRAM]),
        (XML + "<news><issue>{0}</issue><issue>{0}</issue></news>".format("<article><title>Ferry</title><para>It left.</para><para>It came back.</para></article>" * 2), [("Ferry", "It left.\nIt came back.")] * 4),
        (XML + f'<doc sitename="Quay" title="Ferry" date="2024-05-03" source="https://quay.example/a" excerpt="It left."><main>{PARAGRAPHS}</main><comments/></doc>', [("Ferry", "<p>The ferry left at nine.</p><p>It came back.</p>")]),
        ("<?xml and then no more of it, but a sentence that anyone could read", ["<?xml and then no more of it, but a sentence that anyone could read"]),
    ],
    ids=["a scraper's", "one record", "byte-order mark", "UTF-16", "another encoding than said", "no well-formed text", "below others", "attributes", "MediaWiki", "NITF", "markup", "unknown elements", "a sitemap", "tables of a database", "rows of a database", "a search engine", "NITF with its lead", "sections", "names that are values", "a picture", "files in one", "no root", "an article and its comments", "a description of records", "named sections", "issues", "an extractor's", "no XML"],
)  # fmt: skip
def test_records(data, expected):
    assert told(read(data)) == expected


OFFICE = (
    XML
    + '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{}</w:body></w:document>'
)
OPEN = (
    XML
    + '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:t="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body><o:text>{}</o:text></o:body></o:document-content>'
)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (OFFICE.format("<w:p><w:r><w:t>It </w:t></w:r><w:del><w:r><w:delText>sank</w:delText></w:r></w:del><w:ins><w:r><w:t>left</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r></w:p>"), "<p>It left.</p>"),
        (OFFICE.format("<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>It</w:t><w:tab/><w:t>left</w:t><w:br/><w:t>at once.</w:t></w:r></w:p>"), "<p>It left<br>at once.</p>"),
        (OFFICE.format("<w:p><w:r><w:instrText>HYPERLINK quay</w:instrText></w:r><w:r><w:t>It left.</w:t></w:r></w:p>"), "<p>It left.</p>"),
        (OFFICE.format("<w:p><w:r><mc:AlternateContent><mc:Choice><w:t>It left.</w:t></mc:Choice><mc:Fallback><w:t>It left.</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"), "<p>It left.</p>"),
        (OPEN.format("<t:tracked-changes><t:p>It sank.</t:p></t:tracked-changes><t:p>It<t:s t:c='2'/>left<t:note><t:note-citation>1</t:note-citation><t:note-body><t:p>A note.</t:p></t:note-body></t:note> at once<o:annotation><t:p>Check!</t:p></o:annotation>.<t:line-break/>So.</t:p>"), "<p>It left at once.<br>So.</p>"),
    ],
    ids=["tracked changes", "tabs and line ends", "codes of fields", "for older programs", "OpenDocument"],
)  # fmt: skip
def test_texts_of_an_office(data, expected):
    assert told(read(data)) == [(None, expected)]


def test_what_breaks_off_gives_what_can_be_read_and_a_problem():
    whole = SCRAPED.format(ONE + TWO + ONE)
    *items, problem = read(whole[: whole.rindex("didnt")])
    assert told(items)[:2] == [FERRY, TRAM]
    assert problem.reason == "malformed" and "line 2" in problem.detail


def test_a_long_file_is_read_record_by_record():
    filler = "<item><title>Tram</title><body>" + "The tram came. " * 7000 + "</body></item>"
    for data in (SCRAPED.format(ONE + filler * 200 + ONE), f"{XML}{ONE}\n" + f"{XML}{filler}\n" * 200 + XML + ONE):
        items = read(data)
        assert [one.position for one in items] == list(range(1, 203))
        assert items[-1].fields == items[0].fields


def test_entities_are_not_expanded_and_one_record_is_bounded():
    bomb = SCRAPED.format(ONE + ONE.replace("Ferry", "&b;")).replace(
        "<items>", '<!DOCTYPE items [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;">]><items>'
    )
    assert "boom" not in str(told(read(bomb)))
    assert told(read(XML + "<doc><body>" + "The ferry left. " * 100 + "</body></doc>", longest=1000)) == ["too_large"]
    assert told(read(SCRAPED.format("<item>" * 3000 + "The ferry left." + "</item>" * 3000)))


def test_a_run(tmp_path):
    (tmp_path / "scraped.xml").write_text(SCRAPED.format(ONE + TWO), encoding="utf-8")
    run_phases([str(tmp_path / "scraped.xml")], tmp_path / "news")
    one, two = rows(tmp_path / "news", "articles")
    assert (one["title"], one["text"], one["site"]) == ("Ferry", "The ferry left. Its crew didn't.", "quay.example")
    assert two["source_position"] == 2


TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title type="main">Ferry</title><author>Ann Reed</author></titleStmt>
<publicationStmt><p/></publicationStmt><notesStmt><note type="id">a7</note><note type="fingerprint">143dc48</note></notesStmt><sourceDesc><bibl>Ferry, Quay Times, 2024-03-01</bibl>{}</sourceDesc></fileDesc>
<profileDesc><abstract><p>It left.</p></abstract><creation><date type="download">2026-11-30</date></creation></profileDesc>
<encodingDesc><appInfo><application ident="X"><ptr target="https://extractor.example/"/></application></appInfo></encodingDesc></teiHeader>
<text><body><div type="entry"><ab type="header">Ferry</ab><p>The ferry left<lb/>at nine.</p></div><div type="comments"><p>So it did.</p></div></body></text></TEI>"""
SOURCE = '<biblFull><titleStmt><title type="main">Ferry</title><author>Ann Reed</author></titleStmt><publicationStmt><publisher>Quay Times (quay.example)</publisher><ptr type="URL" target="https://quay.example/a"/><date>2024-03-01</date></publicationStmt></biblFull>'
SAID = {"title": "Ferry", "author": ["Ann Reed"], "id": "a7", "text": "<div><h2>Ferry</h2><p>The ferry left<br>at nine.</p></div>"}  # fmt: skip


@pytest.mark.parametrize(
    ("source", "more"),
    [
        (SOURCE, {"date": "2024-03-01", "url": "https://quay.example/a", "site": "quay.example"}),
        ('<bibl><date when="2024-03-05">5 March</date><ref target="https://quay.example/b"/></bibl>', {"date": "2024-03-05", "url": "https://quay.example/b"}),
        ("", {}),
    ],
    ids=["an extractor's", "a citation", "nothing said"],
)  # fmt: skip
def test_tei_says_of_the_source_what_is_the_articles(source, more):
    (item,) = read(TEI.format(source))
    assert item.fields == SAID | more


def test_several_of_tei():
    documents = TEI.format(SOURCE) * 2
    corpus = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>{documents}</teiCorpus>'
    assert [[one.fields["date"] for one in read(text)] for text in (documents, corpus)] == [["2024-03-01"] * 2] * 2


WIKI = XML + '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/">{}</mediawiki>'
PAGE_OF_WIKI = '<page><title>{}</title><ns>{}</ns><id>1</id>{}<revision><id>1</id><text xml:space="preserve">{}</text></revision></page>'


@pytest.mark.parametrize(
    ("space", "more", "text", "why"),
    [
        (0, "", "#REDIRECT [[Ferry]]", "leads to another (Ferry)"),
        (0, "", "#WEITERLEITUNG: [[Ferry|it]]", "leads to another (Ferry)"),
        (0, '<redirect title="Ferry"/>', "", "leads to another"),
        (1, "", "I think that it left.", "talk"),
        (5, "", "I think that it left.", "talk"),
        (10, "", "The {{{1}}} left.", "template"),
        (14, "", "Pages on ferries.", "category"),
        (0, "", "#1 [[Ferry]] left.", None),
        (102, "", "The ferry left.", None),
    ],
)  # fmt: skip
def test_pages_of_wikis_that_are_no_articles(space, more, text, why):
    pages = [PAGE_OF_WIKI.format("Ferry", 0, "", FERRY[1]), PAGE_OF_WIKI.format("Tram", 0, "", TRAM[1])]
    *items, last = read(WIKI.format("".join([*pages, PAGE_OF_WIKI.format("Other", space, more, text)])))
    assert told(items) == [FERRY, TRAM]
    assert isinstance(last, Item) if why is None else (last.reason == "no_text" and why in last.detail)


ARTICLES = [f"<item><title>Ferry {i}</title><body>Ferry {i} left the quay. {'It came back. ' * 9}</body></item>" for i in range(60)]  # fmt: skip


@pytest.mark.parametrize(
    "there",
    ["quay", "qu\x0bay", "quay & pier", "quay&nbsp;pier", "caf\xe9", "1 < 2", "quay &amp; &#39;pier&#39;", "<![CDATA[quay & <b>pier</b>]]>", "<![CDATA[1 > 2\x08]]> & 3 < 4", "quay <!-- & so -->"],
    ids=["nothing", "a control", "an ampersand", "a reference of HTML", "Windows-1252", "less than", "references", "CDATA", "CDATA and less than", "a comment"],
)  # fmt: skip
def test_damage_costs_nothing_in_large_files_as_in_small_ones(there, monkeypatch):
    articles = [ARTICLES[0], ARTICLES[1].replace("quay", there), *ARTICLES[2:50], ARTICLES[50].replace("quay", there), *ARTICLES[51:]]  # fmt: skip
    data = SCRAPED.format("\n".join(articles)).encode("latin-1")
    small = [one.fields for one in read(data) if isinstance(one, Item)]
    assert [row["title"] for row in small] == [f"Ferry {i}" for i in range(60)]
    for head, block in ((2000, 1 << 20), (2000, 50), (len(data) - 100, 1)):
        monkeypatch.setattr(xmls, "HEAD", head)
        monkeypatch.setattr(mending, "_BLOCK", block)
        large = read(data)
        assert [one.fields if isinstance(one, Item) else one.reason for one in large] == small
