"""Lists of other articles behind the article: a heading that says so, and titles to the end of the text; and lists of tags.

The titles differ from article to article, so no rule and no learning knows them; the heading does, and that nothing behind
it is a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from tasks.edits import Edit, Splicer
from tasks.furniture.folding import fold
from tasks.furniture.prose import OWN_HEADINGS
from tasks.furniture.rule import Rule
from tasks.furniture.starts import starts_of

_STORIES = r"(?:stories|story|articles?|news|content|links?|posts?|topics?|coverage|reading|videos?|items|headlines|reports|pieces|reads)"
# What an article is filed under, a tag a line. ("Topics" alone may be a conference's.)
_TAGS = (
    r"tags?|related topics|(?:topics|mentioned) in this (?:article|story)|filed under|temas relacionados|archivado en|etiquetas|schlagw(?:orte|örter)(?: zu diesem artikel)?|themen in diesem artikel|mots[- ]clés|si parla di"
    r"|trefwoorden|ämnen i artikeln|tagi|tagy|štítky|etichete|etiketler|теги|тэги|метки|topik terkait"
)
_TAGS_HEADING = re.compile(rf"(?:{_TAGS})\s*:?\s*", re.IGNORECASE)
# Headings in the languages of the rules. Of 32,846 news articles 259 had one and titles to their end; read were all: none was
# the article's own.
LISTS = tuple(
    Rule("related", "b", rf"(?:{heading}) ?[:>»↓]?")
    for heading in (
        rf"more|more news (?:from|about|on) .{{2,60}}|(?:more )?related(?: {_STORIES}(?: from .{{2,30}})?)?|read (?:next|also|this next|more(?: (?:on|about|from) .{{2,40}})?)|more (?:on|from|in|about) .{{2,40}}|(?:get )?more (?:[\w'’&-]+ ){{0,2}}{_STORIES}|more (?:to (?:read|explore)|like this)"
        rf"|(?:most|more) (?:read|popular|viewed|shared|commented|recent|watched)(?: {_STORIES})?(?: (?:in|on|from|this|today)\b.{{0,30}})?|(?:trending|popular|latest|recent|featured|top|hot|other) (?:now|today|{_STORIES})(?: (?:in|on|from|for)\b.{{2,40}})?|(?:trending|popular|latest)(?: (?:in|on|from)\b.{{2,40}})?"
        rf"|(?:readers |others |people )?(?:you )?(?:may|might|also)(?: also| have)? (?:like|liked|be interested in|enjoy|missed|read|reading)|you (?:may|might) (?:also )?(?:like|be interested in|enjoy|have missed)|stories (?:for you|you (?:may|might) .{{2,30}})"
        rf"|recommended(?: (?:for you|by .{{2,30}}|{_STORIES}))?|(?:also )?in this section|(?:in other|also in the|elsewhere in the) news|what (?:to read|others are reading|readers are reading).{{0,20}}|don['’]t miss|(?:in case you missed it|icymi)|(?:see|read|also) (?:also|read|see)|also (?:in|on|from) .{{2,30}}|elsewhere (?:in|on) .{{2,30}}"
        rf"|editors?['’]?s?['’]? (?:picks?|choice)|up next|(?:next|previous)(?: (?:article|story|post|up))?|(?:further|suggested|essential|keep|continue) reading|must[ -]reads?|(?:from )?(?:around|across|elsewhere on) the web|people (?:also|are) read(?:ing)?|(?:sponsored|promoted|partner) {_STORIES}|watch (?:next|more|also)|explore (?:more|further).{{0,40}}",
        r"(?:das|dies) könnte (?:sie|dich|ihnen|dir) (?:auch )?(?:interessieren|gefallen)|mehr (?:zum thema|zu diesem thema|dazu|lesen|(?:aus|von|zu|über) .{2,30}|artikel|nachrichten|news)|(?:am )?meist(?:en)? ?(?:gelesen|geklickt|kommentiert|geteilt)(?:e[ns]?)?(?: artikel)?|weitere (?:artikel|nachrichten|meldungen|themen|beiträge|news).{0,20}"
        r"|(?:neueste|aktuelle|ähnliche|verwandte|empfohlene|beliebte)s? ?(?:nachrichten|artikel|beiträge|themen|meldungen|videos|(?:aus|in) .{2,30})|auch interessant|lesen sie (?:auch|mehr|weiter|jetzt)|(?:unsere )?empfehlung(?:en)?(?: (?:der redaktion|für sie))?|top-?(?:themen|artikel|news)|passend dazu|nächster artikel|vorheriger artikel",
        r"sur le même (?:sujet|thème)|(?:les )?(?:articles )?(?:les )?plus (?:lus?|vus?|partagés|consultés|commentés|populaires|récents)|vous (?:aimerez|pourriez)(?: peut-être)? (?:aussi|également)(?: aimer)?|(?:cela|ceci|ces articles) (?:pourrait|peut|pourraient|peuvent) (?:aussi |également )?vous intéresser|(?:à )?(?:lire|voir) (?:aussi|également|ensuite|plus)|à (?:ne pas manquer|découvrir|la une)"
        r"|dans la même (?:rubrique|catégorie|section)|(?:articles|sujets|contenus|actualités) (?:similaires|liés|liées|récents|recommandés|connexes|associés)|nos (?:articles )?(?:les plus|derniers|dernières) .{2,20}|(?:les )?derni(?:ers|ères) (?:articles|actualités|actus|infos|nouvelles|vidéos)|(?:l['’])?(?:actualité|actu|info) en (?:continu|direct)|plus d['’](?:articles|actualités|infos)(?: .{2,30})?|plus (?:sur|de) .{2,30}|pour aller plus loin|recommandés? pour vous",
        r"(?:noticias|notas|artículos|contenidos?|temas|historias|vídeos|videos) (?:relacionad[oa]s?|destacad[oa]s|recomendad[oa]s|similares)|lo (?:más|último)(?: (?:leído|visto|popular|comentado|nuevo|reciente|compartido|(?:en|de) .{2,30}))?|(?:l[oa]s )?(?:noticias )?más (?:leíd|vist|comentad|compartid|buscad)[oa]s?|(?:también )?(?:te|le) (?:puede|podría|pueden|podrían) (?:también )?(?:interesar|gustar)|quizás? (?:te|le) interese"
        r"|más (?:noticias|información|artículos|(?:sobre|en|de) .{2,30})|últimas? (?:noticias|horas?)|(?:lee|lea|mira|ver|vea|leer) (?:también|más)|(?:te )?recomend(?:amos|ad[oa]s)(?: para ti)?|además en .{2,30}|otras noticias|no te (?:lo )?pierdas",
        r"(?:articoli|notizie|contenuti|video) (?:correlat|recent|simil|consigliat)[ie]|(?:i |gli |le )?(?:articoli |notizie )?più (?:lett|vist|commentat|condivis)[ie]|(?:ti )?potrebbe(?:ro)? (?:anche )?interessar(?:ti|e)(?: anche)?|ultim[ei] (?:notizie|articoli|ora)|ultim['’]ora|(?:leggi|vedi|guarda) anche|altr[ie] (?:notizie|articoli)(?: .{2,30})?|da non perdere|in evidenza|(?:per approfondire|approfondimenti)|continua a leggere",
        r"(?:notícias|artigos|matérias|conteúdos?|posts|vídeos) (?:relacionad|recomendad|recent)[oae]s?|(?:as |os )?(?:notícias )?mais (?:lid|vist|acessad|comentad)[oa]s?|(?:veja|leia|confira|assista) (?:também|mais|ainda)|últimas(?: notícias)?|(?:você |também )*(?:pode|poderá) (?:também |te )?(?:gostar|interessar)|mais (?:notícias|(?:sobre|de|em) .{2,30})|relacionad[oa]s|recomendad[oa]s(?: para você)?|saiba mais|não perca|destaques",
        r"gerelateerde? ?(?:artikelen|berichten|nieuws|onderwerpen)|(?:meest|best) (?:gelezen|bekeken|recente?)|(?:lees|bekijk|zie|luister) (?:ook|meer|verder)|net binnen|gerelateerd|meer (?:(?:over|van|uit) .{2,40}|nieuws|artikelen|lezen|hierover)|laatste (?:nieuws|artikelen|berichten)|aanbevolen(?: (?:artikelen|voor (?:jou|u)))?|(?:dit |misschien )?vind(?:t)? (?:je|u) (?:dit )?(?:misschien )?(?:ook )?(?:leuk|interessant)|(?:anderen|lezers) lazen ook|niet te missen|uitgelicht",
        r"artiklar om (?:ämnet|.{2,30})|(?:läs|se) (?:också|även)|mer från startsidan|relatere?a?de (?:artikler|artikkel|saker|nyheder|nyheter|innhold|indhold|historier)|relatert(?:e)?(?: (?:saker|artikler|innhold))?|(?:flere|fler|andre|anbefalte|anbefalede|populære|siste|seneste|nyeste|utvalgte) (?:artikler|artiklar|saker|nyheder|nyheter|historier|nytt)|seneste(?: nyt)?|siste(?: nytt| nyheter)?|(?:andre|du vil måske|du vil kanskje|du kanskje|måske) .{0,10}(?:læser også|leser også|like|interesse\w*|interessert i)|mest (?:læste?|lest|sette?|populære?|populært)(?: (?:nå|nu|akkurat nå|lige nu))?|anbefalt(?: for deg)?|anbefalet|relaterat"
        r"|(?:čtěte|přečtěte si|podívejte se)(?: také| i| více| dále)?|(?:související|další|podobné|doporučené|nejčtenější|nejnovější|poslední) (?:články|zprávy|témata|obsah)|související|nejčtenější|nejnovější|doporučujeme|mohlo by vás(?: také| ještě)? (?:zajímat|zaujmout)|více k tématu"
        r"|(?:citește|citiți|vezi|vedeți) (?:și|mai mult)|(?:știri|articole|subiecte) (?:similare|recomandate|recente|pe aceeași temă)|(?:articole|știri) din aceeași (?:categorie|secțiune)|cele mai (?:citite|noi|recente|populare|comentate)(?: știri| articole)?|ultimele (?:știri|articole)|ultima oră|te-ar (?:mai )?putea interesa(?: și)?|ar putea să (?:te|vă) intereseze(?: și)?|recomandări(?:le .{2,20})?|pe aceeași temă"
        r"|(?:ilgili|diğer|benzer|son|önerilen|popüler|son dakika) (?:haber|içerik|yazı|konu)(?:ler|lar)?i?|(?:en )?çok okunan(?:lar)?(?: haberler)?|(?:bunlar (?:da )?)?ilginizi çekebilir|bunlara da bak\w*|öne çıkan(?:lar| haberler)|son dakika",
        r"berita (?:terkait|terpopuler|terkini|terbaru|lainnya|pilihan)|(?:artikel|topik) (?:terkait|lainnya)|rekomendasi(?: untuk anda)?|terpopuler|pilihan (?:editor|redaksi)|baca juga"
        r"|самое (?:читаемое|популярное|обсуждаемое|интересное|важное)|(?:читайте|смотрите) (?:также|ещё|еще|далее)|(?:(?:другие )?(?:новости|материалы|статьи) |ещё |еще )?по теме|похожие (?:новости|статьи|материалы)|(?:последние|главные|другие|популярные) новости|новости партн[её]ров|рекомендуем|выбор редакции"
        r"|(?:le|les) choix de la rédaction|la sélection de la rédaction|noticia relacionada|(?:seguir|siga|continuar) leyendo|mais d[oa] (?-i:[A-ZÀ-Þ]).{2,30}",
        _TAGS,
        r"läs (?:också|även|mer|vidare)|se (?:också|även)|mest läst[a]?(?: just nu)?|relaterade? (?:artiklar|nyheter)|senaste (?:nytt|nyheterna)|fler (?:nyheter|artiklar)|mer (?:om|från) .{2,30}|mest læste?|læs (?:også|mere)|les (?:også|mer)|mest lest"
        r"|(?:czytaj|zobacz|przeczytaj|sprawdź) (?:też|także|również|więcej|dalej)|najczęściej czytane|najnowsze|najpopularniejsze|(?:powiązane|podobne|polecane) ?(?:artykuły|tematy|wiadomości)?|polecamy|więcej (?:na ten temat|(?:z|o) .{2,30})",
    )
)  # fmt: skip

_LONGEST_HEADING = 60
_LONGEST_TITLE = 160
_MOST_LINES = 24
# Below a heading of some words, inside an article too, other articles' titles stand without bullets: up to so many.
_MOST_BARE, _PARAGRAPH_WORDS, _REACH = 6, 6, 200
# The last of them, if it is shorter than this or asks, may be the subhead of what follows.
_SUBHEAD_WORDS = 5
# No title, but an item, a quotation, a question of an interview ("QT: What about the quay?").
_NO_LINK = re.compile(r"\s*(?:[\d(\[#@\"'“‘«„]|[A-Z][\w.]{0,20}: .*\?\s*\Z)")
# A title has no sentence's end; a question may be one.
_TITLE = re.compile(r"(?!.*[.!;:,…][\"'”’»)]*\s*\Z)\s*(?:\S+\s+){2,25}\S+\s*")
_LABEL = re.compile(r"\s*+(?:[^\s.!?;:,…]++\s*+){1,3}")
_DIGIT = re.compile(r"\d")
# An article of fewer words may be a list itself.
_LEAST_WORDS = 40
_STOPS = frozenset('.!?…"”’)')
_LINE, _BULLET = re.compile(r"[^\n]+"), re.compile(r"\s*[-•*–·▪►‣◦»] ?(?=[^\W_]|[\"'“‘])")


@cache
def _headings() -> re.Pattern[str]:
    return re.compile("|".join(rule.pattern for rule in LISTS), re.IGNORECASE)


@cache
def list_beginnings() -> dict[str, frozenset[str]]:
    """What each heading's pattern begins with."""
    return starts_of([rule.pattern for rule in LISTS])


@cache
def _heading_starts() -> frozenset[str]:
    """The first three letters of headings, in lower case, which spare other lines the rest."""
    return frozenset(start[:3] for some in list_beginnings().values() for start in some)


def _beginning(line: str) -> str:
    """Its first three letters as headings have them: a dotted capital I is two characters in lower case, and fits "i"."""
    return line[:3].replace("İ", "i").lower()


def is_list_heading(line: str) -> bool:
    """Whether a line says that other articles follow: "Related stories", "Most read in Sport"."""
    if len(line) > _LONGEST_HEADING or line[-1:] in _STOPS or _beginning(line) not in _heading_starts():
        return False
    return _headings().fullmatch(line.rstrip("… ")) is not None


def link_lines(text: str, start: int, end: int, above: int) -> list[tuple[int, int]]:
    """Where the titles stand right below a heading there, inside an article, whose other lines may look like titles: those that begin
    with a bullet, and, between two paragraphs, a few others: in a list they may be its items. What stays above it ends at `above`.
    """
    heading = text[start:end].strip(" \t:")
    found: list[tuple[int, int]] = []
    bare = 0
    for match in _LINE.finditer(text, end) if is_list_heading(heading) else ():
        line = match.group()
        if line.isspace():
            continue
        bullet = _BULLET.match(line) is not None
        if len(found) >= _MOST_LINES or not _is_title(line) or not (bullet or _may_be_link(line, heading)):
            if not bare:
                return found
            between = _is_paragraph(line) and _ends_paragraph(text, above)
            return found[: -_may_be_subhead(text[slice(*found[-1])]) or None] if between else []
        bare += not bullet
        if bare > _MOST_BARE:
            break
        found.append(match.span())
    return [] if bare else found


def _ends_paragraph(text: str, end: int) -> bool:
    return text[max(0, end - _REACH) : end].rstrip()[-1:] in _STOPS


def _may_be_link(line: str, heading: str) -> bool:
    """Whether a line may be the title of another article below a heading that says more than "More"."""
    return " " in heading and not _NO_LINK.match(line) and fold(line) not in OWN_HEADINGS


def _may_be_subhead(line: str) -> bool:
    return (len(line.split()) < _SUBHEAD_WORDS or line.rstrip().endswith("?")) and not _BULLET.match(line)


def heads_titles(text: str, end: int, above: int) -> bool:
    """Whether the lines below one that ends there look like the titles of a list, at least two and not very many; what stays above it
    ends at `above`, as a paragraph does.
    """
    if not _ends_paragraph(text, above):
        return False
    titles = 0
    for match in _LINE.finditer(text, end):
        line = match.group()
        if line.isspace():
            continue
        if not _is_title(line):
            break
        titles += 1
    return 2 <= titles <= _MOST_BARE


def _is_paragraph(line: str) -> bool:
    return len(line.split()) >= _PARAGRAPH_WORDS and line.rstrip()[-1:] in _STOPS


def strip_list(
    text: str,
    is_furniture: Callable[[str], bool],
    first: int = 0,
    name: str = "known:related",
    may_head: Callable[[str], bool] = lambda _: False,
) -> tuple[str, list[Edit]]:
    """Take off the list of other articles that ends `text`, or of tags, and the furniture behind and between. Rule: `name`.

    No heading stands before `first`. Lines that `may_head` are headings where nothing but titles follows, two at least,
    and most of them without numbers: a site may have the same heading over its fixtures.
    """
    at = len(text)
    found, titles, labels, dated = 0, 0, 0, 0
    for number, line in enumerate(reversed(text[first:].split("\n"))):
        at -= len(line) + (number > 0)
        if not line or line.isspace():
            continue
        if fold(line) in OWN_HEADINGS:  # "Key points": the lines below it are no titles
            break
        heads = is_list_heading(line) if titles else labels > 0 and _TAGS_HEADING.fullmatch(line) is not None
        heads = heads or (titles > 1 and not labels and 2 * dated <= titles and may_head(line))
        if heads and len(text[:at].split(None, _LEAST_WORDS)) >= _LEAST_WORDS:
            found = at
        elif _is_title(line):
            titles += 1
            dated += _DIGIT.search(line) is not None
        elif not is_furniture(line):
            if not _LABEL.fullmatch(line):
                break
            labels += 1
        if titles > _MOST_LINES:
            return text, []
    if not found or text[:found].rstrip().endswith(":"):
        return text, []
    splicer = Splicer(text, "furniture")
    splicer.replace(len(text[:found].rstrip()), len(text), "", name)
    return splicer.done()


def _is_title(line: str) -> bool:
    return len(line) <= _LONGEST_TITLE and _TITLE.fullmatch(line) is not None
