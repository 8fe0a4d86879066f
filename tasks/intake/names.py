"""What fields are called: names of texts, addresses, titles and other things of articles, and how well a field's own name fits.

Names come from the dumps people publish: news APIs, newspaper and news-please, Common Crawl extractions, WordPress,
the Guardian, Kaggle tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

Path = tuple[str, ...]

ROLES = ("text", "url", "title", "date", "site", "id", "authors", "lang")

# The better name first. Names are compared in lower case without "_", "-", ":" and spaces, and without a word for the
# article ("article_title", "newsUrl", "full_article_text").
NAMES: dict[str, tuple[str, ...]] = {
    "text": tuple(
        """text body content contents article maintext fulltext bodytext fullcontent maincontent pagecontent
        story news plaintext textcontent contenttext cleanedtext cleantext rawtext rawcontent
        paragraphs paragraph html rawhtml contenthtml bodyhtml bodycontent markdown fitmarkdown rawmarkdown markdowncontent
        page document passage transcript message post review artikel artikeltext artigo para contentelements""".split()
    ),
    "url": tuple("url link canonicalurl canonical permalink mainentityofpage finallink sourceurl sourcelink originalurl pageurl urlsource respondedurl requestedurl warctargeturi uri href links guid".split()),
    "title": tuple("title headline heading headlines ogtitle pagetitle linktext subject".split()),
    "date": tuple(
        """publishedat datepublished publisheddate publicationdate publishdate datepublish pubdate firstpublicationdate
        publishedon publishingdate publishedtime publishedtimestamp publicationtime publishdatetime firstpublished firstpublishedat
        displaydate releasedate dateposted published publishts pubts pubepoch dategmt postdategmt datetime date authoredon posteddate postedat postedon
        isodate datepublication dateissue datecreated createdat createddate creationdate contentcreated versioncreated created createdutc timestamp time pub dt when updatedat updated dateupdated datemodified
        modified lastmodified seendate warcdate""".split()
    ),
    "site": tuple("site siteurl domain sourcedomain sitename website websitename hostname publisher publication outlet newspaper sourcename source publicationtitle".split()),
    "id": tuple("id docid uuid recordid sourceid serialnumber guid key".split()),
    "authors": tuple("authors author by byline authorsbyline writer creator journalist reporter".split()),
    "lang": tuple("lang language inlanguage languagecode locale".split()),
}  # fmt: skip
# The same in tables of other languages: of Europe's, then Russian, Ukrainian, Greek, Chinese, Japanese, Korean, Arabic, Hebrew, Persian,
# Hindi.
_ABROAD = {
    "text": "texte contenu texto contenido contenuto inhalt volltext testo tekst treść innehåll brödtext metin içerik icerik obsah"
    " текст содержание зміст κείμενο κειμενο περιεχόμενο περιεχομενο 正文 内容 文章内容 新闻内容 本文 記事本文 본문 내용 기사내용"
    " النص المحتوى نص محتوى טקסט תוכן متن محتوا पाठ सामग्री समाचार",
    "url": "enlace lien odkaz länk bağlantı ссылка посилання σύνδεσμος συνδεσμος 链接 网址 文章链接 新闻链接 リンク 링크 주소"
    " الرابط رابط קישור لینک پیوند लिंक",
    "title": "titre titulo título titel titolo tytuł kop titulek nadpis überschrift schlagzeile rubrik başlık baslik заголовок τίτλος τιτλος"
    " 标题 文章标题 新闻标题 題名 タイトル 見出し 제목 العنوان عنوان כותרת शीर्षक",
    "date": "datum veröffentlichtam veröffentlicht fecha fechapublicacion data datapubblicazione datedepublication tarih дата ημερομηνία"
    " ημερομηνια 日期 发布时间 发布日期 发表时间 日付 公開日 掲載日 날짜 작성일 입력일 التاريخ تاريخ תאריך تاریخ दिनांक तिथि तारीख",
    "site": "quelle fuente fonte bron źródło zdroj källa medio kaynak medium источник джерело πηγή πηγη 来源 媒体 出典 언론사"
    " المصدر مصدر מקור منبع स्रोत",
    "authors": "autor auteur autore autora verfasser verfasserin författare forfatter yazar автор συντάκτης συντακτης συγγραφέας συγγραφεας"
    " 作者 记者 記者 기자 الكاتب كاتب מחבר כותב نویسنده लेखक",
    "lang": "langue idioma sprache lingua taal język språk jazyk dil язык мова γλώσσα γλωσσα 语言 言語 언어 اللغة لغة שפה زبان भाषा",
}
# Names of a text that other things have too ("page": "A1", "message": "404 Not Found"), for which a text has to be long.
_VAGUE = frozenset("news page document transcript message post review html rawhtml".split())
NAMES |= {role: (*NAMES[role], *names.split()) for role, names in _ABROAD.items()}
_ITEM = re.compile("(?:article|news|story|post|item|web)+(?=[a-zü])")
# Not the article itself; taken where there is nothing else.
SUMMARIES = (
    "leadparagraph",
    "summary",
    "description",
    "shortdescription",
    "abstract",
    "excerpt",
    "snippet",
    "lead",
    "standfirst",
    "trailtext",
    "teaser",
)
# Inside a field with a fitting name: {"content": {"rendered": "..."}}.
_INNER = frozenset(
    "text value plain html body sections name full en headline basic main original norm iso blocks ops content".split()
)
# Put around a value by who wrote it, and no part of its name: MongoDB ("$date", "$oid"), WordPress, DynamoDB, readers of XML.
AROUND = re.compile(r"\$(?:date|oid|number\w+|t|value)?|rendered|S|N|#text|@value|__text|__cdata")
# The same of a site: {"source": {"uri": "...", "title": "..."}}.
_INNER_OF_SITE = frozenset(("title", "uri", "domain"))
# A url, title or id inside one of these is its own, not the article's.
OTHERS = frozenset(
    """source author authors image images img photo thumbnail picture media video logo category categories section tag tags publisher
    provider user owner creator parent related next previous prev comment comments location self""".split()
)
"""Names of what is said of an article and is none."""
# What Elasticsearch and DynamoDB put around a document is no field of it.
WHOLE = ("_source", "Item")


# What search engines put behind names for the type of their values (Solr's dynamic fields), and pandas behind the second of a name.
AGAIN = re.compile(r"\.[0-9]{1,2}\Z")
_TYPED = re.compile(rf"_(?:[st]|ss|dts?|txts?|txt_[a-z]{{2}})\Z|{AGAIN.pattern}")


def bare(path: Path) -> Path:
    """A path without what is only put around the value, or around all of the row."""
    while len(path) > 1 and AROUND.fullmatch(path[-1]):
        path = path[:-1]
    return path[1:] if len(path) > 1 and path[0] in WHOLE else path


@lru_cache(1 << 14)
def roles_of(path: Path) -> tuple[tuple[str, tuple[int, int, Path]], ...]:
    """The roles that a path fits by its name, and for each of them what it is ranked by among others: the least is the best."""
    last = fold(bare(path)[-1])
    if not {last, _ITEM.sub("", last, count=1), fold(_TYPED.sub("", path[-1])), path[-1]} & _MEANT:
        return ()
    fitting = ((role, rank_of(path, names)) for role, names in NAMES.items())
    return tuple((role, (len(bare(path)), rank, path)) for role, rank in fitting if rank is not None)


_MEANT = frozenset(name for names in NAMES.values() for name in names) | _INNER | _INNER_OF_SITE | {"@id"}


def fold(name: str) -> str:
    """A name as it is compared: in small letters, without what stands between its words."""
    return re.sub(r"[\s_\-:.@#$]+", "", name.lower())


def rank_of(path: Path, names: tuple[str, ...]) -> int | None:
    """How well a path fits, 0 the best: by its last name, that name without the article's, or the name around it."""
    path = bare(path)
    last = fold(path[-1])
    if not any(fold(part) in OTHERS for part in path[:-1]):
        for worse, name in enumerate((last, _ITEM.sub("", last, count=1), fold(_TYPED.sub("", path[-1])))):
            if name in names:
                return names.index(name) * 3 + worse
    inner = last in _INNER or (names is NAMES["site"] and last in _INNER_OF_SITE)
    inner |= names is NAMES["url"] and path[-1] == "@id"  # of JSON-LD
    if len(path) > 1 and inner and (outer := fold(path[-2])) in names:
        return names.index(outer) * 3 + 2
    return None


def fits(name: str, roles: Iterable[str]) -> bool:
    """Whether it is a name of one of some roles."""
    return any(rank_of((name,), NAMES[role]) is not None for role in roles)


def means_text(path: Path) -> bool:
    """Whether a name means an article's text, and no summary."""
    return rank_of(path, NAMES["text"]) is not None


def is_vague(path: Path) -> bool:
    """Whether other things than texts have that name, too."""
    return _ITEM.sub("", fold(bare(path)[-1]), count=1) in _VAGUE
