"""Builds the messy dumps in data/samples/ from the clean articles in data/articles/.

Each dump shows one family of damage that scraped news really has, and because the damage is done here, the text that
cleaning should give back is known: it is the article's own file. Two builds give the same bytes: every seed, timestamp
and record id is fixed.

    python data/build_samples.py [FOLDER]
"""

from __future__ import annotations

import base64
import csv
import gzip
import html
import io
import json
import re
import shutil
import sys
import tarfile
import uuid
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from string import Template

import pyarrow as pa
import pyarrow.parquet as pq
from damage import (
    DATA,
    Article,
    drop_apostrophes,
    drop_in_quotations,
    entities,
    invisible,
    mojibake,
    mojibake_of_latin1,
    read_articles,
    replace_apostrophes,
    straighten,
)
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

EPOCH = 1_735_689_600  # 2025-01-01, the modification time of every archive member
PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="  # 1 x 1


# --- the formats ---


def gzipped(data: bytes) -> bytes:
    """Compresses without the time of day in the header."""
    return gzip.compress(data, compresslevel=9, mtime=0)


def json_lines(records: list[dict[str, str]]) -> str:
    """One JSON object a line, as scrapers dump them."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def table(rows: list[list[str]], delimiter: str = ",") -> str:
    """Writes rows with the line ends of RFC 4180; line ends inside a cell stay as the text has them."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n", delimiter=delimiter).writerows(rows)
    return out.getvalue()


def page(article: Article, template: str, url: str, site_name: str, encoding: str = "utf-8") -> bytes:
    """Sets an article in a site's whole page; the first paragraph after the lead with a quotation is a blockquote."""
    published = article.date.strftime("%Y-%m-%dT06:30:00Z")
    json_ld = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": article.title, "inLanguage": "en",
               "datePublished": published, "author": [{"@type": "Person", "name": article.author}],
               "publisher": {"@type": "Organization", "name": site_name}}  # fmt: skip
    body = [f"<p>{html.escape(paragraph, quote=False)}</p>" for paragraph in article.paragraphs]
    quoting = next(i for i, paragraph in enumerate(article.paragraphs) if i and "“" in paragraph)
    body[quoting] = f"<blockquote>{body[quoting]}</blockquote>"
    filled = Template((DATA / "templates" / template).read_text(encoding="utf-8")).substitute(
        slug=article.slug, url=url, site_name=site_name, lang=article.lang, published=published,
        title=html.escape(article.title), author=html.escape(article.author), section=article.section,
        section_slug=article.section.lower(), author_slug=re.sub(r"\W+", "-", article.author.lower()),
        summary=html.escape(article.paragraphs[0][:150]), json_ld=json.dumps(json_ld, ensure_ascii=False),
        date_long=f"{article.date.day} {article.date:%B %Y}",
        first="\n".join(body[:quoting]), quote=body[quoting], rest="\n".join(body[quoting + 1 :]),
    )  # fmt: skip
    return filled.encode(encoding)


# --- the dumps ---


def harbour_gazette(articles: dict[str, Article]) -> bytes:
    """JSON Lines, gzip: mojibake of four kinds under furniture above, inside and below each text."""
    tail = ["Share this article", "Facebook", "Twitter", "Subscribe to our newsletter",
            "© 2024 Harbour Gazette. All rights reserved.", "Login"]  # fmt: skip

    def furnished(paragraphs: tuple[str, ...]) -> str:
        body = [*paragraphs[:2], "Advertisement", *paragraphs[2:]] if paragraphs else []
        return "\n\n".join(["Home | News | Sport | Login", *body, "\n".join(tail)])

    def every_other_line(text: str) -> str:
        return "\n".join(mojibake(line) if i % 4 == 0 else line for i, line in enumerate(text.split("\n")))

    def record(number: int, article: Article, damage: Callable[[str], str], query: str = "") -> dict[str, str]:
        return {"url": f"https://www.harbourgazette.example/{article.section.lower()}/{article.slug}{query}",
                "title": damage(article.title), "text": damage(furnished(article.paragraphs)),
                "author": damage(article.author), "published_at": article.date.strftime("%Y-%m-%dT06:30:00Z"),
                "id": f"hg-{number}"}  # fmt: skip

    ferry, fish, rowing = articles["ferry-strike"], articles["fish-market"], articles["rowing"]
    changed = replace(rowing, slug="rowing-update", paragraphs=tuple(
        paragraph.replace("a £9 cable", "a £12 cable") for paragraph in rowing.paragraphs))  # fmt: skip
    shorter = replace(fish, slug="fish-market-owners", paragraphs=fish.paragraphs[:3] + fish.paragraphs[4:])
    records = [
        record(1001, ferry, mojibake),
        record(1002, articles["lighthouse"], lambda text: mojibake(mojibake(text))),
        record(1003, fish, mojibake_of_latin1),
        record(1004, articles["library-data"], mojibake),
        record(1005, articles["storm-wall"], every_other_line),
        record(1006, rowing, str),
        record(1007, ferry, mojibake, "?utm_source=newsletter&utm_medium=email"),
        record(1008, shorter, str),
        record(1009, changed, mojibake),
        record(1010, replace(articles["lighthouse"], slug="live-weather-map", title="Live weather map"), str),
        record(1011, replace(ferry, slug="picture-gallery", title="Picture gallery", paragraphs=()), str),
    ]
    records[9]["text"] = ""
    lines = json_lines(records).splitlines(keepends=True)
    lines.insert(5, lines[4][:700] + "\n")  # a writer was killed in mid-line
    return gzipped("".join(lines).encode())


def valley_courier(articles: dict[str, Article]) -> bytes:
    """CSV in Windows-1252: entities, their remains, and question marks where apostrophes were."""
    cookies = "This site uses cookies. By continuing to browse you accept our use of cookies."

    def row(article: Article, damage: Callable[[str], str], path: str = "") -> list[str]:
        text = "\n".join([cookies, *article.paragraphs, "Sign up for the Valley Courier newsletter", "Comments"])
        url = f"http://valleycourier.example/{path or article.slug}.html"
        return [article.date.strftime("%d/%m/%Y"), "Valley Courier", damage(article.title), url, damage(text)]

    rows = [
        ["Date", "Source", "Title", "URL", "Content"],
        row(articles["orchard"], str),
        row(articles["school-bus"], lambda text: replace_apostrophes("?")(straighten(text))),
        row(articles["cheese"], lambda text: replace_apostrophes(" #39;")(straighten(text))),
        row(articles["quarry"], str),
        row(articles["choir"], entities),
        row(articles["quarry"], str, "amp/quarry"),
        row(replace(articles["orchard"], paragraphs=("Refresh this page for updates.",)), str, "live/orchard"),
        ["26/04/2024", "Valley Courier", "Results in full"],
    ]
    return table(rows).encode("cp1252")


def wire_notes(articles: dict[str, Article]) -> dict[str, bytes]:
    """A folder of plain texts: apostrophes dropped in quotations only, or everywhere; one with a byte order mark."""
    damages: dict[str, Callable[[str], str]] = {
        "budget": drop_in_quotations, "chess": drop_in_quotations,
        "glacier": drop_apostrophes, "observatory": drop_apostrophes,
    }  # fmt: skip
    files = {"2024-05-30-blank.txt": b""}
    for slug, damage in damages.items():
        article = articles[slug]
        text = damage(f"{article.title}\n\n{article.text}") + "\n\nLogin\n"
        files[f"{article.date:%Y-%m-%d}-{slug}.txt"] = text.encode("utf-8-sig" if slug == "chess" else "utf-8")
    return files


def pages(articles: dict[str, Article]) -> dict[str, bytes]:
    """Whole pages of two sites: one declares Windows-1252 and means it, one is UTF-8 and says nothing."""
    files = {"stonebridge-latest.html": (DATA / "templates" / "front-page.html").read_bytes()}
    for slug in ("bridge", "bakery", "museum"):
        url = f"https://www.merrowtimes.example/{articles[slug].section.lower()}/{slug}"
        files[f"merrow-{slug}.html"] = page(articles[slug], "merrow-times.html", url, "The Merrow Times", "cp1252")
    for number, slug in enumerate(("vaccine", "podcast")):
        url = f"https://stonebridgeherald.example/a/{8800 + number}"
        files[f"stonebridge-{slug}.html"] = page(articles[slug], "plain-press.html", url, "Stonebridge Herald")
    return files


SECTIONS = "Home News Harbour Sport Weather Opinion Letters Jobs Archive Puzzles Podcasts Contact".split()


def reader(articles: dict[str, Article]) -> dict[str, bytes]:
    """Pages as crawlers for language models write them: Markdown, with a reader's lines above it or YAML, menus and all."""
    files: dict[str, bytes] = {}
    for slug, site in (("rowing", "https://stonebridgeherald.example"), ("tram", "https://www.merrowtimes.example")):
        article = articles[slug]
        url = f"{site}/{article.section.lower()}/{slug}"
        menu = "\n".join(f"*   [{name}]({site}/{name.lower()})" for name in SECTIONS)
        first, *others = (paragraph.replace("*", r"\*") for paragraph in article.paragraphs)
        word, rest = first.split(" ", 1)
        lines = [
            f"[Skip to content]({url}#content)", f"[![Home]({site}/logo.png)]({site}/)", menu, f"{article.title}\n{'=' * 20}",
            f"![Image 1: {article.title}]({site}/{slug}.jpg)", f"**{word}** {rest}", *others, "* * *",
            f"[Share]({site}/share?u={url}) [Print]({url}?print)", menu,
        ]  # fmt: skip
        above = f"Title: {article.title}\n\nURL Source: {url}\n\nPublished Time: {article.date:%Y-%m-%dT%H:%M:%SZ}\n\nMarkdown Content:\n"
        if slug == "tram":
            above = f'---\ntitle: "{article.title}"\nauthor: {article.author}\nurl: {url}\ndate: {article.date:%Y-%m-%d}\n---\n\n'
        files[f"{slug}.md"] = (above + "\n\n".join(lines) + "\n").encode()
    return files


def crawl(articles: dict[str, Article]) -> bytes:
    """A WARC as crawlers write it: requests, pages with right, wrong and missing charsets, a 404, a picture."""
    host = "https://www.corrowmail.example"
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    count = 0

    def fixed() -> dict[str, str]:
        nonlocal count
        count += 1
        identity = uuid.uuid5(uuid.NAMESPACE_URL, f"{host}/record/{count}")
        return {"WARC-Record-ID": f"<urn:uuid:{identity}>", "WARC-Date": f"2024-09-10T04:00:{count:02d}Z"}

    def fetched(path: str, status: str, kind: str, payload: bytes, *headers: tuple[str, str]) -> None:
        asked = StatusAndHeaders(f"GET {path} HTTP/1.1", [("Host", host[8:]), ("User-Agent", "sample-crawler/1.0")])
        told = StatusAndHeaders(status, [("Content-Type", kind), *headers, ("Content-Length", str(len(payload)))],
                                protocol="HTTP/1.1")  # fmt: skip
        for record_type, head, body in (("request", asked, b""), ("response", told, payload)):
            content = io.BytesIO(body)
            record = writer.create_warc_record(host + path, record_type, content, len(body), "", fixed(), "", head)
            writer.write_record(record)

    info = writer.create_warcinfo_record("crawl.warc.gz", {"software": "sample-crawler/1.0", "format": "WARC/1.0"})
    for name, value in fixed().items():
        info.rec_headers.replace_header(name, value)
    writer.write_record(info)

    def set_page(slug: str, encoding: str = "utf-8") -> bytes:
        return page(articles[slug], "plain-press.html", f"{host}/{slug}", "Corrow Mail", encoding)

    fetched("/rail-tunnel", "200 OK", "text/html; charset=windows-1252", set_page("rail-tunnel", "cp1252"))
    fetched("/island-school", "200 OK", "text/html; charset=ISO-8859-1", set_page("island-school"))
    fetched("/bridge", "200 OK", "text/html; charset=UTF-8", gzipped(set_page("bridge")), ("Content-Encoding", "gzip"))
    fetched("/a/9900", "404 Not Found", "text/html", b"<html><title>404</title><h1>Page not found</h1></html>")
    fetched("/img/tunnel.png", "200 OK", "image/png", base64.b64decode(PICTURE))
    return out.getvalue()


def archive(articles: dict[str, Article]) -> bytes:
    """Parquet from a content system: tags and entities in the text, and characters that nobody can see."""

    def marked_up(article: Article, apostrophe: str) -> str:
        damaged = (invisible(entities(text, apostrophe), text[:9]) for text in article.paragraphs)
        parts = [f"<p>{text}</p>" for text in damaged]
        return "\n".join([*parts[:2], '<p class="ad">Advertisement<br/></p>', *parts[2:]])

    apostrophes = {"night-market": "&#39;", "startup": "&rsquo;", "de-uhrmacher": "&#39;", "fr-boulangerie": "&rsquo;",
                   "es-faro": "&#39;"}  # fmt: skip
    host = "https://archive.lanternpost.example"
    rows: list[tuple[object, ...]] = [
        (entities(article.title), marked_up(article, apostrophe), f"{host}/{article.date:%Y/%m}/{article.slug}",
         f"{article.date:%b %d, %Y}, 06:30 GMT", article.lang, [article.section, "archive"])
        for article, apostrophe in ((articles[slug], mark) for slug, mark in apostrophes.items())
    ]  # fmt: skip
    rows.append(("Crossword 4,411", None, f"{host}/crossword/4411", None, None, None))
    rows.append(("Cartoon", '<p><img src="cartoon.png"/></p><br/>', f"{host}/cartoon/902", None, "en", []))
    names = ["headline", "body", "link", "published", "lang", "tags"]
    schema = pa.schema([(name, pa.list_(pa.string()) if name == "tags" else pa.string()) for name in names])
    columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    out = io.BytesIO()
    pq.write_table(pa.table(columns, schema=schema), out, compression="zstd")
    return out.getvalue()


def feed(articles: dict[str, Article]) -> bytes:
    """One JSON object from a news service: apostrophes gone from whole documents, most of them copies of others'."""
    sources = [("drought", None, "Ansty Echo"), ("ferry-strike", "harbour-gazette", "Harbour Gazette"),
               ("cheese", "valley-courier", "Valley Courier"), ("chess", None, "Port Aldery Post"),
               ("vaccine", None, "Stonebridge Herald")]  # fmt: skip
    entries = []
    for slug, source_id, name in sources:
        article = articles[slug]
        content = drop_apostrophes(straighten(article.text))
        if slug == "vaccine":  # what a free account is given
            content = f"{content[:200].rsplit(' ', 1)[0]}… [+{len(content) - 200} chars]"
        entries.append({"source": {"id": source_id, "name": name}, "author": article.author,
                        "title": f"{drop_apostrophes(article.title)} - {name}",
                        "url": f"https://news.feedhouse.example/read/{slug}",
                        "publishedAt": article.date.strftime("%Y-%m-%dT18:05:00Z"), "content": content})  # fmt: skip
    answer = {"status": "ok", "totalResults": len(entries), "articles": entries}
    return (json.dumps(answer, ensure_ascii=False, indent=1) + "\n").encode()


def old_backup(articles: dict[str, Article]) -> bytes:
    """A tar of two old dumps: texts on one line each, apostrophes turned into spaces or U+FFFD, one article twice."""

    def row(slug: str, mark: str) -> list[str]:
        article = articles[slug]
        text = " ".join(article.paragraphs)
        url = f"http://dunmere-news.example/{slug}"
        return [f"{article.date:%d %b, %Y}", *map(replace_apostrophes(mark), (article.title, text)), url]

    rows = [["date", "title", "content", "URL"], row("archive-tape", " "), row("swimmer", "\ufffd")]
    records = [{"headline": articles[slug].title, "article_text": articles[slug].text,
                "link": f"http://dunmere-news.example/print/{slug}"} for slug in ("swimmer", "tram")]  # fmt: skip
    members = {"backup/2019/notes.tsv": table(rows, delimiter="\t"), "backup/2021/export.jsonl": json_lines(records)}
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.USTAR_FORMAT) as tar:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size, member.mtime = len(content.encode()), EPOCH
            tar.addfile(member, io.BytesIO(content.encode()))
    return gzipped(out.getvalue())


def build(folder: Path) -> dict[str, int]:
    """Writes every dump afresh under `folder`; returns each file's size in bytes."""
    articles = read_articles()
    files = {"harbour-gazette.jsonl.gz": harbour_gazette(articles), "valley-courier.csv": valley_courier(articles),
             **{f"wire-notes/{name}": data for name, data in wire_notes(articles).items()},
             **{f"pages/{name}": data for name, data in pages(articles).items()},
             **{f"reader/{name}": data for name, data in reader(articles).items()},
             "crawl.warc.gz": crawl(articles), "archive.parquet": archive(articles), "feed.json": feed(articles),
             "old-backup.tar.gz": old_backup(articles)}  # fmt: skip
    shutil.rmtree(folder, ignore_errors=True)
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return {name: len(data) for name, data in files.items()}


if __name__ == "__main__":
    for name, size in build(Path(sys.argv[1]) if len(sys.argv) > 1 else DATA / "samples").items():
        print(f"{size:8,} {name}")
