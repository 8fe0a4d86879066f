"""The article out of a page, what the page says of itself, and pages that mean harm."""

import json
import logging
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import document_fromstring

from tasks.intake.markup import extract_article, host, is_page
from tasks.intake.pages import lines, tree
from tasks.intake.pages.blocks import blocks_of
from tests.bounds import bounded

BODY = "".join(
    f"<p>Paragraph {i}: the ferry left the harbour at nine, and the captain said that it would be back by noon.</p>"
    for i in range(6)
)


def page(head="", body=BODY, attributes=""):
    return f"<!doctype html><html{attributes}><head>{head}</head><body><article>{body}</article></body></html>"


def linked(value):
    return f'<script type="application/ld+json">{value if isinstance(value, str) else json.dumps(value)}</script>'


NEWS = {
    "@type": "NewsArticle",
    "headline": "Ferry strike ends",
    "datePublished": "2024-05-03T08:00:00Z",
    "author": {"name": "Ann Reed"},
}


def test_main_content():
    found = extract_article(page("<title>Ferry</title>"))
    assert found.text.count("\n") == 5 and found.text.startswith("Paragraph 0: the ferry")
    assert (found.method, found.title) == ("blocks", "Ferry")


SENTENCES = (
    "The ferry left the harbour at nine, and the captain said that it would be back by noon.",
    "Passengers bought fish and bread in the market of the island, and waited for the evening boat.",
    "By six the wind had risen so much that the last crossing of the day was an hour late.",
    "Nobody was hurt, the harbour master said, but three crates of oranges went over the side.",
    "The council will vote on a new pier in June, after a hearing to which the crews are invited.",
)
CASES = json.loads((Path(__file__).parent / "cases" / "pages.json").read_text("utf-8"))


def filled(template):
    for number, sentence in enumerate(SENTENCES, 1):
        template = template.replace(f"{{{number}}}", sentence)
    return template


@pytest.mark.parametrize("case", CASES, ids=[case["label"] for case in CASES])
def test_body(case):
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/news'>News</a></li></ul></nav>"
    footer = "<footer><p>The Ellery Courier is printed in Ellery on paper from the mill at Dunmere.</p></footer>"
    html = f"<!doctype html><html><head><title>Ferry strike ends | The Ellery Courier</title>{case.get('head', '')}</head><body>{menu}{case['body']}{footer}</body></html>"
    assert extract_article(filled(html)).text == filled(case["text"])


SCRIPTS = json.loads((Path(__file__).parent / "cases" / "page_scripts.json").read_text("utf-8"))


@pytest.mark.parametrize("case", SCRIPTS, ids=[case["label"] for case in SCRIPTS])
def test_text_that_is_in_a_script_only(case):
    body = f"<div id='root'>Loading…</div><footer><p>The Courier is printed in Ellery on paper from the mill.</p></footer>{case['script']}"
    found = extract_article(filled(f"<!doctype html><html><head><title>Ferry</title></head><body>{body}</body></html>"))
    assert (found.text, found.method == "script") == (filled(case["text"] or "Loading…"), bool(case["text"]))
    shown = extract_article(filled(page(body=case["script"] + BODY)))
    assert shown.method == "blocks" and shown.text.startswith("Paragraph 0")


LINES = json.loads((Path(__file__).parent / "cases" / "page_lines.json").read_text("utf-8"))


@pytest.mark.parametrize("case", LINES, ids=[case["line"] for case in LINES])
def test_lines(case):
    (block,) = blocks_of(
        document_fromstring(f"<html><body><div><p>{case['line']}</p></div></body></html>").find("body")
    )
    rules = {"plea": lines.is_plea(block), "pointer": lines.is_pointer(block), "caption": lines.is_caption(block), "stamp": lines.is_stamp(block.text)}  # fmt: skip
    assert [rule for rule, fits in rules.items() if fits] == [case["is"]][: bool(case["is"])]


@pytest.mark.parametrize(
    "title",
    ["404", "404 - Page not found | The Ellery Courier", "Error 404", "Page Not Found", "Just a moment...", "Attention Required! | Cloudflare",
     "403 Forbidden", "The page you requested was not found - Courier", "Seite nicht gefunden", "Access Denied", "502 Bad Gateway", "Страница не найдена"],
)  # fmt: skip
def test_what_servers_send_in_place_of_a_page_is_no_article(title):
    says = "<p>Sorry, we looked for it in every drawer of the paper, and it is in none of them.</p>" * 3
    assert extract_article(page(f"<title>{title}</title>", says)).text == ""
    assert extract_article(
        page(f"<title>{title}</title>", BODY * 2)
    ).text  # so long a text is an article, whatever it is called


@pytest.mark.parametrize(
    "title",
    ["404 crews strike", "Page not found: the end of a paper", "Forbidden love on the ferry", "503 boats were sold"],
)
def test_short_articles_with_such_words_in_the_title_stay(title):
    assert extract_article(page(f"<title>{title}</title>", f"<p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p>")).text


TEASERS = "".join(
    f"<div><a href='/{i}'><h3>Boat {i} is sold to an island far away</h3></a><p>{SENTENCES[i % 5]}</p></div>"
    for i in range(9)
)


@pytest.mark.parametrize("body", ["".join(f"<h3><a href='/{i}'>Boat {i} is sold to an island far away</a></h3>" for i in range(20)), TEASERS])  # fmt: skip
def test_lists_of_other_pages_are_no_article(body):
    assert extract_article(page("<title>The Ellery Courier</title>", body)).text == ""


def test_pictures_in_the_page_cost_no_text():
    picture = f'<img alt="map" src="data:image/png;base64,{"iVBORw0K" * 200_000}">'
    assert extract_article(page(body=picture + BODY)).text == extract_article(page()).text


def test_bytes_are_decoded():
    assert (
        "café"
        in extract_article(
            page(body="<p>The café by the harbour has been closed since the ferry left.</p>" * 5).encode("utf-16")
        ).text
    )


def test_bytes_in_the_encoding_that_the_page_declares():
    html = page(
        '<meta charset="windows-1251">', "<p>Паром вышел из гавани в девять часов утра.</p>" * 2 + "<p>Ёлка.</p>"
    )
    assert extract_article(html.encode("windows-1251")).text.startswith("Паром вышел")


def test_bytes_that_are_no_text():
    assert extract_article(b"<html><body>" + random.Random(1).randbytes(20_000)).text == ""


@pytest.mark.parametrize(
    "value",
    [NEWS, [NEWS], [{"@type": "WebSite"}, NEWS], {"@graph": [{"@type": "Organization"}, NEWS]}, NEWS | {"@type": ["NewsArticle", "Article"]}, NEWS | {"author": [{"name": "Ann Reed"}]}],
)  # fmt: skip
def test_json_ld(value):
    found = extract_article(page(linked("{broken") + linked(value) + "<title>Other</title>"))
    assert (found.title, found.published, found.authors) == ("Ferry strike ends", "2024-05-03T08:00:00Z", ("Ann Reed",))


def test_json_ld_escaped_as_markup():
    assert (
        extract_article(page(linked(NEWS | {"headline": "Ferry &amp; tram: it&#8217;s over"}))).title
        == "Ferry & tram: it’s over"
    )


def test_encyclopedias_call_their_subject_a_headline():
    value = NEWS | {"headline": "strike of ferrymen", "name": "Ferry strike of 2024"}
    html = page(linked(value) + "<title>Ferry strike of 2024 - The Ellery Encyclopedia</title>")
    assert extract_article(html).title == "Ferry strike of 2024"
    shown = page(
        linked(value | {"headline": "Crews strike"}) + "<title>Ferry strike of 2024</title>",
        f"<h1>Crews strike</h1>{BODY}",
    )
    assert extract_article(shown).title == "Crews strike"


def test_open_graph_and_meta():
    head = """<META property='og:title' content='Ferry  strike ends'><meta content="2024-05-03" name="article:published_time">
        <meta name=author content="Ann Reed"><meta property="article:author" content="https://example.org/ann">
        <link rel="canonical" href="/ferry"><title>Other</title>"""
    found = extract_article(page(head, attributes=' lang="en-GB"'), "https://www.example.org/x?y=1")
    assert (found.title, found.authors, found.published) == ("Ferry strike ends", ("Ann Reed",), "2024-05-03")
    assert (found.site, found.url, found.lang) == ("example.org", "https://www.example.org/x?y=1", "en")


@pytest.mark.parametrize(
    ("title", "headline", "expected"),
    [
        ("Ferry strike in Ellery ends | The Courier", "Ferry strike in Ellery ends", "Ferry strike in Ellery ends"),
        ("The Courier: Ferry strike in Ellery ends", "Ferry strike in Ellery ends", "Ferry strike in Ellery ends"),
        ("Ferry strike in Ellery ends | The Courier", "The Courier", "Ferry strike in Ellery ends | The Courier"),
        ("Ferry strike in Ellery ends", "Crews go back to work", "Ferry strike in Ellery ends"),
        ("渡轮罢工在埃勒里港结束 - 信使报", "渡轮罢工在埃勒里港结束", "渡轮罢工在埃勒里港结束"),
        (
            "Ferry strike ends at noon › The Association of Islanders of Ellery and of Dunmere",
            "Ferry strike ends at noon",
            "Ferry strike ends at noon",
        ),
        (
            "Ellery Post - Ferry strike of the Dunmere crews ends at noon",
            "Ellery Post",
            "Ellery Post - Ferry strike of the Dunmere crews ends at noon",
        ),
    ],
)
def test_title_without_the_site(title, headline, expected):
    assert extract_article(page(f"<title>{title}</title>", f"<h1>{headline}</h1>{BODY}")).title == expected


@pytest.mark.parametrize(
    ("title", "lines", "expected"),
    [
        ("Ferry strike in Ellery ends :: The Courier", "<h2>Ferry strike in Ellery ends</h2>", "Ferry strike in Ellery ends"),
        ("The Courier: Ferry strike in Ellery ends", "<div>The Courier</div><b>Ferry strike in Ellery ends</b><br>", "Ferry strike in Ellery ends"),
        ("Ann Reed | The Courier of Ellery and Dunmere", "<h1>Ann Reed</h1><div>The Courier of Ellery and Dunmere</div>", "Ann Reed | The Courier of Ellery and Dunmere"),
        ("Strikes: Ferry strike in Ellery ends", "<b>Ferry strike in Ellery ends</b><br>", "Strikes: Ferry strike in Ellery ends"),
        ("The Courier - Ferry strike in Ellery ends", "<b>THE COURIER</b><br><b>Ferry strike in Ellery ends</b><br>", "Ferry strike in Ellery ends"),
        ("Harbour - Ferry strike in Ellery ends", "<b>Ferry strike in Ellery ends</b><br>", "Harbour - Ferry strike in Ellery ends"),
        ("Ferry strike-hit Ellery is glad", "<div>Ferry strike</div><h2>hit Ellery is glad</h2>", "Ferry strike-hit Ellery is glad"),
    ],
)  # fmt: skip
def test_title_without_the_site_by_a_line_that_is_no_h1(title, lines, expected):
    assert extract_article(page(f"<title>{title}</title>", lines + BODY)).title == expected


MARKED = json.loads((Path(__file__).parent / "cases" / "page_marks.json").read_text("utf-8"))


@pytest.mark.parametrize("case", MARKED, ids=[case["label"] for case in MARKED])
def test_author_and_date_by_marks(case):
    found = extract_article(
        page(case.get("head", ""), f"<h1>Ferry strike ends</h1>{case['front']}{BODY}{case.get('back', '')}")
    )
    assert (list(found.authors), found.published) == (case["authors"], case["published"])


@pytest.mark.parametrize(
    ("before", "published"),
    [
        ("<div class='date'>May 3, 2024 9:40 am</div>", "May 3, 2024 9:40 am"),
        ("<p>Harbour</p><p>3 May 2024</p><p>News</p>", "3 May 2024"),
        ("<p>Sunday, 29 November 2026</p>" + "<p>Harbour</p>" * 8, None),
        ("</article><div class='top'>Sunday, 29 November 2026</div>" + "<p>News</p>" * 6 + "<article>", None),
    ],
)
def test_the_date_above_the_headline_is_its_own_where_it_begins_the_article(before, published):
    assert extract_article(page(body=f"{before}<h1>Ferry strike ends</h1>{BODY}")).published == published


def test_the_date_behind_a_name_where_all_paragraphs_are_short():
    short = "<p>Ann Reed</p><time datetime='2024-05-03'>3 May</time><p>The ferry sails again.</p><p>The crews are glad of it.</p>"
    assert extract_article(page(body=f"<h1>Ferry strike ends</h1>{short}")).published == "2024-05-03"


def test_without_a_headline_the_date_near_the_text_is_it():
    head = "<p>Sunday, 29 November 2026</p>" + "<p>News</p>" * 11
    assert extract_article(page(body=f"{head}<p>3 May 2024</p>{BODY}")).published == "3 May 2024"
    assert extract_article(page(body=f"<p>3 May 2024</p>{'<p>News</p>' * 11}{BODY}")).published == "3 May 2024"


@pytest.mark.parametrize(
    ("title", "head", "url", "expected"),
    [
        ("Ferry strike in Ellery ends | The Courier", "<meta property='og:site_name' content='The Courier'>", None, "Ferry strike in Ellery ends"),
        ("Ferry strike in Ellery ends - Courier.example", "", "https://www.courier.example/1", "Ferry strike in Ellery ends"),
        ("Ferry strike: Ellery Herald - Harbour - ELLERY HERALD", "", "https://elleryherald.example/1", "Ferry strike: Ellery Herald - Harbour"),
        ("The Courier – Ferry strike in Ellery ends", "", "https://news.thecourier.example/1", "Ferry strike in Ellery ends"),
        ("渡轮罢工在埃勒里港结束_信使报", "<meta property='og:site_name' content='信使报'>", None, "渡轮罢工在埃勒里港结束"),
        ("Ferry strike in Ellery ends - Dunmere", "", "https://courier.example/1", "Ferry strike in Ellery ends - Dunmere"),
        ("Mail - Courier", "", "https://courier.example/1", "Mail - Courier"),
    ],
)  # fmt: skip
def test_title_without_the_site_by_its_name_or_host(title, head, url, expected):
    assert extract_article(page(f"<title>{title}</title>{head}"), url).title == expected


def test_a_quotation_mark_that_ends_an_attribute_ends_no_title():
    head = '<meta property="og:title" content="Crews call it "a shame" in Ellery"><title>Crews call it "a shame" in Ellery</title>'
    assert extract_article(page(head)).title == 'Crews call it "a shame" in Ellery'


@pytest.mark.parametrize(
    ("said", "text", "lang"),
    [
        ("en", "<p>El barco salió del puerto a las nueve, y el capitán dijo que volvería antes del mediodía con todos los pasajeros.</p>" * 3, "es"),
        ("en", "<p>港は月曜日に再開し、船は正午までに島へ戻ると船長は述べた。乗客は市場で魚とパンを買い、夕方の船を待った。</p>" * 3, "ja"),
        ("de", BODY, "en"),
        ("en", "<p>Ellery, Dunmere, Harrow.</p>", "en"),
        ("pt", "<p>El barco salió del puerto a las nueve, y el capitán dijo que volvería antes del mediodía con todos los pasajeros.</p>" * 3, "pt"),
    ],
)  # fmt: skip
def test_english_that_a_page_declares_and_its_text_is_not(said, text, lang):
    assert extract_article(page(body=text, attributes=f' lang="{said}"')).lang == lang


def test_what_a_long_style_stands_before():
    head = "<style>" + ".a{color:red}" * 50_000 + "</style><title>Ferry</title><meta name=date content=2024-05-03>"
    assert (extract_article(page(head)).title, extract_article(page(head)).published) == ("Ferry", "2024-05-03")


@pytest.mark.parametrize(
    ("url", "published"),
    [
        ("https://example.org/2024/05/03/ferry-strike-ends", "2024-05-03"),
        ("https://example.org/news/2024-5-3/ferry.html", "2024-05-03"),
        ("https://example.org/2024/05/", None),
        ("https://example.org/2024/13/45/x", None),
        ("https://example.org/2024/05/031/x", None),
        (None, None),
    ],
)
def test_the_day_in_an_address_where_the_page_says_none(url, published):
    assert extract_article(page(), url).published == published
    assert extract_article(page("<meta name=date content=2024-05-09>"), url).published == "2024-05-09"


def test_article_body_with_markup():
    body = "<p>" + filled("{1} {2} <a href='/x'>{3}</a> {4}") + "</p><p>" + filled("{5} {1} {2}") + "</p>"
    found = extract_article(page(linked(NEWS | {"articleBody": body}), "<p>Please enable JavaScript.</p>"))
    assert (found.text, found.method) == (filled("{1} {2} {3} {4}\n{5} {1} {2}"), "json-ld")


def test_authors_by_reference_and_without_by():
    graph = {"@graph": [NEWS | {"author": {"@id": "#ann"}}, {"@id": "#ann", "@type": "Person", "name": "Ann Reed"}]}
    assert extract_article(page(linked(graph))).authors == ("Ann Reed",)
    assert extract_article(page('<meta name="author" content="By Tom Cole">')).authors == ("Tom Cole",)


@pytest.mark.parametrize(
    ("line", "authors", "published"),
    [
        ("By Ann Reed and Tom Cole | May 3, 2024 at 9:40 am", ("Ann Reed", "Tom Cole"), "May 3, 2024 at 9:40 am"),
        ("<span class='x'>Posted by Ann van der Reed</span> on 3rd May 2024", ("Ann van der Reed",), "3rd May 2024"),
        ("By the harbour, the crews waited", (), None),
        ("By <a>Ann Reed</a>, <a>Tom Cole</a> and <a>Eva Lind</a>", ("Ann Reed", "Tom Cole", "Eva Lind"), None),
        ("By Ann Reed Jan. 3, 2024 9:41 a.m. ET", ("Ann Reed",), "Jan. 3, 2024 9:41 a.m. ET"),
        ("By Ann Reed, CNN | 3 May 2024", ("Ann Reed",), "3 May 2024"),
        ("Interview by Ann Reed", ("Ann Reed",), None),
        ("Posted on May 3, 2024 by Ann Reed", ("Ann Reed",), "May 3, 2024"),
        ("Photographs by Ann Reed", (), None),
        ("Par Anne Roux Publié le 4 mars 2021 à 17h30", ("Anne Roux",), "4 mars 2021 à 17h30"),
        ("Von Jörg Kahl · 4. März 2021, 17:30 Uhr", ("Jörg Kahl",), "4. März 2021, 17:30"),
        ("Автор: Анна Соколова, 4 марта 2021", ("Анна Соколова",), "4 марта 2021"),
        ("Автор: текст газеты", (), None),
        ("记者 王小明 2021年3月4日 17:30", ("王小明",), "2021年3月4日 17:30"),
        ("4 مارس 2021", (), "4 مارس 2021"),
        ("By Staff Reporter", (), None),
        ("Photo: harbour archive, 3 May 1924", (), None),
        ("Ferries since 2019", (), None),
    ],
)
def test_undeclared_author_and_date_are_read_from_the_lines_below_the_headline(line, authors, published):
    found = extract_article(
        page("<meta name=date content=0001-01-01>", f"<h1>Ferry strike ends</h1><div>{line}</div>{BODY}")
    )
    assert (found.authors, found.published) == (authors, published)
    assert extract_article(page(linked(NEWS), f"<div>{line}</div>{BODY}")).authors == ("Ann Reed",)


def test_the_page_s_own_address_where_none_is_given():
    assert (
        extract_article(page('<meta property="og:url" content="https://example.org/ferry">')).url
        == "https://example.org/ferry"
    )
    assert extract_article(page('<link rel="canonical" href="/ferry">')).url is None


@pytest.mark.parametrize("link", ["http://[", "http://[::1", "//[x", "\ud800"])
def test_bad_addresses(link):
    found = extract_article(page(f'<link rel="canonical" href="{link}">'), "https://example.org/")
    assert found.url == "https://example.org/"
    assert found.text == extract_article(page("")).text != ""
    assert host(link) is None


def test_short_pages_fall_back_on_structure_each_line_once():
    text = extract_article(
        "<html><body><nav><p>Menu</p></nav><blockquote><p>One\ntwo.</p><p>Three.</p></blockquote><ul><li>Four<ul><li>Five</li></ul></li></ul></body></html>"
    ).text
    assert text.split("\n") == ["One two.", "Three.", "- Four", "- Five"]


@pytest.mark.parametrize("html", ["", " ", "<html></html>", "<html><body><script>x</script></body></html>", "\0"])
def test_no_article(html):
    assert extract_article(html).text == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html><html>", True),
        ("\n<!-- a --><!-- b -->\n<html lang=en>", True),
        ("<?xml version='1.0'?><html>", True),
        ("<body>", True),
        ("<p>An article</p>", False),
        ("The <html> element", False),
        ("<!-- -->" * 499 + "x", False),
        ("<!--" * 1000, False),
    ],
)
def test_is_page(text, expected):
    with bounded(seconds=1):
        assert is_page(text) is expected


MB = 1 << 20
HOSTILE = {
    "nested divs": "<html><body>" + "<div>" * 5000 + "text",
    "nested lists": "<html><body>" + "<ul><li>x" * 5000,
    "nested quotes": "<html><body>" + "<blockquote><p>x" * 3000,
    "unclosed scripts": page('<script type="application/ld+json">{' * 20_000),
    "unclosed scripts without end": "<html>" + '<script type="application/ld+json" ' * 100_000,
    "scripts closed": page(linked("[") * 20_000),
    "less-than": "<" * (5 * MB),
    "less-than in a page": "<html><body>" + "<" * (5 * MB),
    "unclosed comments": "<html>" + "<!--" * MB,
    "unclosed meta": "<html>" + "<meta " * MB,
    "metas": "<html>" + "<meta name=a content=b>" * 20_000,
    "unclosed titles": "<html>" + "<title>" * 200_000,
    "unclosed attributes": '<html><a href="' + "x=" * MB,
    "references": "<html><body><p>" + "&amp;" * 200_000,
    "entities": '<!DOCTYPE html [<!ENTITY a "'
    + "x" * 100
    + '"><!ENTITY b "'
    + "&a;" * 100
    + '">]><html><body>'
    + "&b;" * 1000,
    "deep JSON-LD": page(linked("[" * 50_000 + "]" * 50_000)),
    "deep graphs": page(linked('{"@graph":[' * 400 + "]}" * 400)),
    "many paragraphs": "<html><body>" + "<p>x</p>" * 8_000,
    "lists in scripts": page(
        '<script type="application/json">' + json.dumps([[["The ferry left at nine. " * 9] * 3]] * 2000) + "</script>",
        "",
    ),
    "scripts of data": page('<script type="application/json">[</script>' * 40_000, ""),
    "spaces": "<html><body><p>" + " " * (5 * MB) + "x",
    "attributes": "<html><body><p " + " ".join(f"a{i}=b" for i in range(50_000)) + ">x",
    "attributes in quotes": "<html><body><p " + "".join(f'a{i}="b"' for i in range(50_000)) + ">x",
    "marks in a title": "<html><title>" + "The ferry | " * 30_000 + "</title>",
    "stops in a byline": page(linked('{"@type":"NewsArticle","author":"Ann Reed' + "." * 100_000 + 'x"}')),
    "attributes without values": "<html><body><p " + "/".join(f"a{i}" for i in range(50_000)),
}


def test_pages_of_too_much_markup_are_cut(monkeypatch):
    whole = extract_article(page()).text
    monkeypatch.setattr(tree, "MOST_MARKUP", 10)
    found = extract_article(page())
    assert found.text and whole.startswith(found.text) and len(found.text) < len(whole)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_end_soon(name):
    with bounded(seconds=8):
        extract_article(HOSTILE[name])


def test_hostile_pages_stay_small():
    """In a process of its own: what the parser takes, only the system can tell."""
    code = (
        "import resource, sys\n"
        "from tasks.intake.markup import extract_article\n"
        "for page in ('<html><body><p>' + '\\u6f22\\u5b57' * 1_000_000,"
        " '<html><body>' + ('<p ' + ' '.join(f'a{i}=b' for i in range(99)) + '>x') * 1_000):\n"
        "    extract_article(page)\n"
        # On Linux ru_maxrss begins with what the process had that started this one.
        "if sys.platform == 'linux':\n"
        "    print(1024 * int(open('/proc/self/status').read().partition('VmHWM:')[2].split()[0]))\n"
        "else:\n"
        "    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    most = int(done.stdout)
    assert most < 350 << 20, f"{most:,} bytes"


@given(st.lists(st.sampled_from(["<html>", "<p>", "</p>", "<article>", "<meta name=author content=", '"', ">", "<script type=application/ld+json>", "</script>", '{"@type":"Article","author":', "[", "}", "é", "\ud800", "\0", "&#0;", "&#xd800;", "<!--", "-->", "<title>", "text "]), max_size=25).map("".join))  # fmt: skip
def test_any_page(html):
    assert isinstance(extract_article(html, "https://example.org/").text, str)


@pytest.mark.parametrize(
    ("url", "expected"),
    [("https://www.example.org/x?y", "example.org"), ("https://www.com", "www.com"), ("http://www.com:80/", "www.com"), ("https://u@example.org/", "example.org"),
     ("https://www.Example.org:80/x", "example.org"), ("http://web.archive.org/web/2016id_/http://www.Example.org:80/x", "example.org"), ("https://web.archive.org/web/", "web.archive.org"), ("example.org/x", "example.org"), ("http://localhost/", None), ("", None), (None, None), ("http://[", None)],
)  # fmt: skip
def test_host(url, expected):
    assert host(url) == expected


def test_the_extractor_logs_for_its_other_callers_only(caplog):
    with caplog.at_level(logging.DEBUG):
        extract_article(page(body="<p>Short.</p>"))  # trafilatura is imported by the first page
        caplog.clear()
        assert extract_article(page()).method == "blocks"
        assert extract_article(page(body="<p>Short.</p>")).text
        assert not caplog.records
        from trafilatura import extract

        extract(page(body="<p>Short.</p>"))
    assert {record.name for record in caplog.records} >= {"trafilatura.main_extractor", "trafilatura.core"}
    assert logging.getLogger("trafilatura").level == logging.NOTSET


@pytest.mark.parametrize(("nothing", "named"), [(None, "NoneType"), (float("nan"), "float"), (["<p>a</p>"], "list")])
def test_what_is_no_page_is_told(nothing, named):
    with pytest.raises(TypeError, match=f"a page is a str or bytes, not {named}"):
        extract_article(nothing)
