"""RSS and Atom, whole and broken."""

import io

import pytest

from tasks.intake.formats import sniff
from tasks.intake.items import Item, Problem
from tasks.intake.readers import feeds as module
from tasks.intake.readers import mending
from tasks.intake.readers.feeds import is_feed, read_feed
from tests.runs import rows, run_phases

ITEM = "<item><title>Ferry sinks</title><link>https://harbour.example/a/1</link><guid>h1</guid><pubDate>Mon, 04 Mar 2024 10:00:00 GMT</pubDate>{}</item>"
RSS = '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Harbour Gazette</title>{}</channel></rss>'
WHOLE = "<dc:creator>Ann Lee</dc:creator><media:title>A picture</media:title><media:description>A very long description of a picture of a ferry.</media:description><description>The ferry sank.</description><content:encoded><![CDATA[<p>The ferry sank & its captain said hes sorry.</p>]]></content:encoded>"
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Bridge &amp; tower</title><link rel="self" href="/x"/><link href="https://quay.example/b/1"/><id>q1</id><updated>2024-03-06T08:00:00Z</updated><author><name>Tom Poe</name><email>t@quay.example</email></author><author><name>Ann Lee</name></author><summary>It opens.</summary><content type="xhtml"><div><p>The bridge opened.</p><p>At last.</p></div></content></entry></feed>'
RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel/><item><title>Mill burns</title><guid>https://harbour.example/a/2</guid><description>The mill burned.</description><dc:date>2024-03-05</dc:date></item></rdf:RDF>'
FIELDS = ("id", "url", "title", "published", "authors", "text")


def read(data, longest=1 << 20):
    data = data.encode() if isinstance(data, str) else data
    return list(read_feed(io.BufferedReader(io.BytesIO(data)), longest))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (RSS.format(ITEM.format(WHOLE)), ("h1", "https://harbour.example/a/1", "Ferry sinks", "Mon, 04 Mar 2024 10:00:00 GMT", ["Ann Lee"], "<p>The ferry sank & its captain said hes sorry.</p>")),
        (ATOM, ("q1", "https://quay.example/b/1", "Bridge & tower", "2024-03-06T08:00:00Z", ["Tom Poe", "Ann Lee"], '<div xmlns="http://www.w3.org/2005/Atom"><p>The bridge opened.</p><p>At last.</p></div>')),
        (RDF, ("https://harbour.example/a/2", "https://harbour.example/a/2", "Mill burns", "2024-03-05", [], "The mill burned.")),
        (RSS.format("<item><title>A&nbsp;B & C</title><description>Tom &amp; Ann&rsquo;s &lt;b&gt;x&lt;/b&gt;</description></item>"), (None, None, "A&nbsp;B & C", None, [], "Tom & Ann&rsquo;s <b>x</b>")),
        (RSS.format(ITEM.format(WHOLE)).encode("utf-16"), ("h1", "https://harbour.example/a/1", "Ferry sinks", "Mon, 04 Mar 2024 10:00:00 GMT", ["Ann Lee"], "<p>The ferry sank & its captain said hes sorry.</p>")),
        ('<?xml version="1.0" encoding="iso-8859-1"?><rss><channel><item><description>The café.</description></item></channel></rss>'.encode("latin-1"), (None, None, None, None, [], "The café.")),
    ],
    ids=["RSS 2.0", "Atom", "RSS 1.0", "references of HTML, ampersands", "UTF-16", "Latin-1"],
)  # fmt: skip
def test_items(data, expected):
    assert sniff("feed.xml", data if isinstance(data, bytes) else data.encode()) == "feed"
    (one,) = read(data)
    assert tuple(one.fields[name] for name in FIELDS) == expected


def test_a_feed_that_breaks_off_gives_what_can_be_read_and_a_problem():
    whole = RSS.format(ITEM.format("<description>One.</description>") * 3)
    *items, problem = read(whole[: whole.rindex("One") + 2])
    assert [one.fields["text"] for one in items if isinstance(one, Item)][:2] == ["One.", "One."]
    assert problem.reason == "malformed" and "line 2" in problem.detail


def test_feeds_joined_into_one_file():
    feeds = "".join(RSS.format(ITEM.format(f"<description>{text}</description>")) + "\n" for text in ("One.", "Two."))
    assert [one.fields["text"] for one in read(feeds)] == ["One.", "Two."]


def test_entities_are_not_expanded_and_size_is_bounded():
    bomb = '<!DOCTYPE x [<!ENTITY a "boom"><!ENTITY b "&a;&a;&a;">]>' + RSS[RSS.index("<rss") :].format(
        ITEM.format("<description>&b;</description>")
    )
    assert "boom" not in "".join(str(one.fields) for one in read(bomb))
    (problem,) = read(RSS.format(ITEM.format("<description>" + "x" * 5000 + "</description>")), longest=1000)
    assert problem.reason == "too_large"


@pytest.mark.parametrize("text", ["<html><rss>", "rss <rss>", '<?xml version="1.0"?><urlset>', "<feedback>", ""])
def test_no_feeds(text):
    assert not is_feed(text)


def test_a_run(tmp_path):
    (tmp_path / "feed.xml").write_text(RSS.format(ITEM.format(WHOLE)), encoding="utf-8")
    run_phases([str(tmp_path / "feed.xml")], tmp_path / "news")
    (article,) = rows(tmp_path / "news", "articles")
    assert article["text"] == "The ferry sank & its captain said he's sorry."
    assert (article["site"], article["authors"], article["source_position"]) == ("harbour.example", ["Ann Lee"], 1)


def test_writers_of_a_wordpress_export_are_named() -> None:
    item = "<item><title>Ferry</title><dc:creator><![CDATA[%s]]></dc:creator><content:encoded><![CDATA[It sank.]]></content:encoded></item>"
    data = (
        '<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><wp:author><wp:author_id>3</wp:author_id>'
        "<wp:author_login><![CDATA[jane]]></wp:author_login><wp:author_email><![CDATA[jane@quay.example]]></wp:author_email>"
        "<wp:author_display_name><![CDATA[Jane Harbour]]></wp:author_display_name></wp:author>"
        f"{item % 'jane'}{item % 'guest'}</channel></rss>"
    ).encode()
    found = list(read_feed(io.BufferedReader(io.BytesIO(data)), 1 << 20))
    assert [one.fields["authors"] for one in found if isinstance(one, Item)] == [["Jane Harbour"], ["guest"]]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>", None),
        ("<wp:status>publish</wp:status><wp:post_type>page</wp:post_type>", None),
        ("<wp:status><![CDATA[publish]]></wp:status><wp:post_type>harbour_news</wp:post_type>", None),
        ("<status>draft</status><post_type>attachment</post_type>", None),
        ("<wp:status>draft</wp:status><wp:post_type>post</wp:post_type>", "wp:status is 'draft'"),
        ("<wp:status><![CDATA[trash]]></wp:status><wp:post_type>page</wp:post_type>", "wp:status is 'trash'"),
        ("<wp:status>inherit</wp:status><wp:post_type>attachment</wp:post_type>", "wp:post_type is 'attachment'"),
        ("<wp:status>publish</wp:status><wp:post_type>nav_menu_item</wp:post_type>", "wp:post_type is 'nav_menu_item'"),
    ],
)
def test_what_wordpress_has_not_published_is_no_article(said, why):
    item = f"<item><title>Ferry</title><link>https://quay.example/1</link><description>The ferry sank.</description>{said}</item>"
    data = f'<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel>{item}</channel></rss>'.encode()
    (one,) = read_feed(io.BufferedReader(io.BytesIO(data)), 1 << 20)
    if why is None:
        assert isinstance(one, Item)
    else:
        assert isinstance(one, Problem) and one.reason == "no_text" and why in one.detail
        assert b"The ferry sank." in one.raw and one.url == "https://quay.example/1"


@pytest.mark.parametrize("there", ["", " & ", "\x0b", "1 < 2"])
@pytest.mark.parametrize("joined", [1, 2])
def test_a_feed_longer_than_an_item_may_be_is_read_item_by_item(there: str, joined: int, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    items = [ITEM.replace("sinks", f"{i}").format(f"<description>It{there} sank {i}.</description>") for i in range(300)]  # fmt: skip
    data = (RSS.format("\n".join(items)) + "\n") * joined
    small = [one.fields for one in read(data) if isinstance(one, Item)]
    assert [row["title"] for row in small] == [f"Ferry {i}" for i in range(300)] * joined
    monkeypatch.setattr(module, "HEAD", 2000)
    monkeypatch.setattr(mending, "_BLOCK", 3000)
    monkeypatch.setattr(module, "_BLOCK", 1 << 16)
    large = read(data, longest=1000)
    assert [one.fields if isinstance(one, Item) else one.reason for one in large] == small


def test_one_item_that_is_too_long_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    items = [ITEM.format(f"<description>{'It sank. ' * times}</description>") for times in (1, 5000, 1)]
    for head in (1 << 20, 2000):
        monkeypatch.setattr(module, "HEAD", head)
        found = read(RSS.format("".join(items)), longest=1000)
        assert [isinstance(one, Item) or one.reason for one in found] == [True, "too_large", True]
