"""Finding one's way: menus, breadcrumbs, page numbers, names of sections."""

from __future__ import annotations

from tasks.furniture.rule import Rule

SITE_WORD = (
    r"home|news|world|uk|us|usa|politics|business|sports?|opinion|weather|culture|arts?|books|film|music|tv|tech|technology"
    r"|science|health|travel|lifestyle|style|food|video|videos|money|entertainment|local|national|international|login|log in"
    r"|sign in|sign up|register|subscribe|search|menu|more|contact|contact us|about|about us|jobs|help|shop|account|live|latest|podcasts"
    r"|privacy|privacy policy|terms|terms of use|cookies|cookie policy|advertise|share|facebook|twitter|email|print|whatsapp|linkedin|instagram|youtube|rss"
    r"|startseite|politik|wirtschaft|kultur|wissen|reise|impressum|datenschutz|kontakt|agb|accueil|politique|économie|mentions légales|inicio|política"
    r"|economía|cultura|deportes|contacto|aviso legal|esportes?|economia|contato|cronaca|politica|contatti|chi siamo|nieuws|binnenland|buitenland|contacteer ons"
    r"|nyheter|sverige|världen|ekonomi|kontakta oss|om oss|wiadomości|polska|świat|gospodarka|kontakt|о нас|главная|новости|контакты"
)
"""What menus are made of."""


def _one_of(words: str) -> str:
    """The longest of some words that fits, for good: "contact us" is not tried again as "contact" and "us", which would double the
    time with each of them.
    """
    return rf"(?>(?:{'|'.join(sorted(words.split('|'), key=len, reverse=True))})\b)"


_SITE_WORD = _one_of(SITE_WORD)
_MENU = _one_of(
    rf"{SITE_WORD}|crime|obituaries|classifieds|puzzles|games|e-?edition|e-?paper|today['’]s paper|archives?|events|real estate|cars|autos|letters|columnists|editorials?|features|markets|climate|environment|education|magazine|photos|lokales|inland|ausland|panorama|meinung|technik|digital|gesundheit|gesellschaft|nachrichten|abo|monde|société|planète|sciences|santé"
    r"|france|idées|région|faits divers|nacional|internacional|opinión|sociedad|mundo|tecnología|salud|ciencia|portada|brasil|saúde|tecnologia|educação|início|esteri|mondo|salute|scienze|spettacoli|motori|cultuur|economie|wetenschap|regio|opinie|weer|nyheder|indland|udland|økonomi|debat|forbrug|livsstil|vejret|navne|meninger|innenriks|utenriks|nyhetene|lokalt|inrikes|utrikes|nöje|åsikter|ledare|väder|biznes|pogoda|kraj|opinie|zdrowie|technologie|kultura|zprávy|domácí|zahraniční|ekonomika|názory|počasí|regiony|actualitate|știri|politică|economie|sănătate|externe|cultură|gündem|spor|ekonomi|dünya|siyaset|kültür|sağlık|teknoloji|magazin|yaşam|eğitim|spettacoli|donate|e-mail|subscriptions?|newsletters?"
)

RULES = (
    Rule("navigation", "h", r"[^.!?|]{4,40} ?\| ?today['’]s (?:paper|e-?paper|edition)", needs=("today's", "today’s")),
    Rule("navigation", "htb", r"skip (?:to (?:the )?(?:(?:main|primary|secondary|page|article|site|global|local|side|story|top|next|end|bottom) (?:of )?)*(?:content|navigation|nav|menu|search|footer|header|headings?|sidebar|main|body|article|story|text|comments?|sections?|results|home ?page|player|audio|video|recipe|summary|key events?|links?|form|advertisement|newsletter|promotion|carousel|gallery|sign[ -]?in|log ?in|accessibility)(?: (?:and|or|navigation|links?|content|menu|footer|help|page|section|area|column|feedback|form|to|search|main|options)\b| [/|›>].{0,30})*|navigation.{0,40}|past .{0,40}\b(?:promotion|gallery|carousel|advert\w*|ad|ads|video|newsletter|player|menu|navigation)|advert.{0,40})|(?:go |return |scroll )?(?:back )?(?:to )?(?:the )?top(?: of (?:the )?page)?|zum (?:inhalt|hauptinhalt|seitenanfang)(?: springen)?|aller au contenu(?: principal)?|(?:saltar|ir|vai|pular|passa) al? (?:contenuto|contenido|conteúdo)(?: \w+)?|(?:ga |spring )?naar (?:de )?inhoud|hoppa till innehåll(?:et)?|przejdź do treści", fired=5),
    Rule("navigation", "htb", r".{2,60} archives select (?:date|month)\b.{0,300}", needs=("archives select",)),
    Rule("page number", "h", r"\d{1,2}", fired=108),
)  # fmt: skip

FURTHER = (
    Rule("navigation", "ht", r"jump to (?:recipe|comments?|content|navigation|section|video|main content)|(?:go|return|back) to (?:the |our )?(?:home ?page|main page)"),
    Rule("page number", "t", r"page \d{1,3} of \d{1,3}|(?:\d{1,3} ){2,12}(?:[….]{1,3} ?\d{1,3} )?(?:next|older)(?: ?[»›>→])?"),
    Rule("recipe", "ht", r"(?:[↓⬇] ?)?(?:(?:jump to|print|pin|save|rate|skip to|share|view)(?: the| this)? recipe[ |·•,↓-]*){1,4}|[★☆⭐ ]+(?:\d(?:\.\d+)? )?(?:rate|from|votes?)\b.{0,40}"),
    Rule("recipe", "htb", r"pin (?:this|it)(?: recipe| post)? (?:for|to) (?:later|pinterest|your board)|tweet this (?:quote|story)"),
    Rule("section", "h", r"(?:(?:uk|us|u\.s\.|world|local|national|international|breaking|latest|business|sports?|crime|political|education|health|science|tech|entertainment|showbiz|celebrity|celebs|tv|football|money|weather|travel|community|county|city|regional|state|metro|india|asia|africa|europe|middle east|canada|australia|general|top|live|south|north|east|west) )?news|sports?|politics|opinion|editorials?|commentary|business|technology|entertainment|lifestyle|showbiz|celebrity news|football|science|health|education|crime|courts|world|real estate|press release|letters|obituaries|analysis \| .{2,30}|(?:news|sports?|politics|opinion|business|world) (?:analysis|desk|feature|features)"),
    Rule("section", "h", r"local|nation(?:al)?|travel|tech|culture|money|weather|environment|features?|community|family|food(?: (?:&|and) drink)?|arts?(?: (?:&|and) (?:culture|entertainment|books))?|books|film|music|council|property|motoring|farming|rugby(?: (?:union|league))?|cricket|golf|tennis|racing|boxing|(?:local|high school|college) sports?|columnists?|columns?|living|home ?(?:&|and) ?garden|outdoors|faith|religion|climate|energy|investigations?|markets|(?:personal )?finance|economy|transport|uk|usa?|(?:northern )?ireland|scotland|wales|europe|asia|africa|middle east|americas|australia|canada|india|china|exclusive"),
    Rule("related link", "tb", r".{3,120} →", needs=("→",)),
)  # fmt: skip

MENUS = (
    Rule("navigation", "htb", rf"{_MENU}(?:(?: ?[|>›»/·•] ?| ){_MENU}){{3,40}}|{_MENU}(?: ?[|›»·•/] ?{_MENU}){{2,40}}"),
    Rule("navigation", "htb", r"(?:home(?: ?page)?|startseite|accueil|inicio|início|portada|start|startsidan|hem|hjem|forsiden?|strona główna|domů|úvod|hlavní (?:stránka|strana)|acasă|prima pagină|ana ?sayfa|(?:sie sind hier|vous êtes ici|you are here|estás en|sei in|u bent hier) ?: ?.{2,30}?)(?: ?(?:[>»›→|]|/(?= )) ?(?-i:[A-ZÀ-Þ0-9])(?:[^>»›→|.!?\n/]|/(?! (?-i:[A-ZÀ-Þ0-9]))){1,80}+){1,6}", needs=(">", "»", "›", "→", "|", "/ ")),
    Rule("navigation", "htb", rf"{_SITE_WORD}(?:\s*[|>›»/·•]\s*{_SITE_WORD}){{1,40}}"),
    Rule("navigation", "h", rf"{_SITE_WORD}(?: ?[|›»>] ?(?-i:[A-ZÀ-Þ])[\w&'’-]*(?: [\w&'’-]+){{0,2}}){{2,4}}"),
    Rule("navigation", "ht", r"(?:[^\W\d_]|[&'’ -]){2,30}+(?:[|›»](?:[^\W\d_]|[&'’ -]){2,30}+){3,40}", fired=6, needs=("|", "›", "»")),
    Rule("article number", "htb", r"msid ?:: ?\d[\d ]*\|?", needs=("msid",), fired=9),
)  # fmt: skip
"""Rows of such words: asked last."""
