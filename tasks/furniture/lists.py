"""Lists of other articles behind the article: a heading that says so, and titles to the end of the text; and lists of tags.

The titles differ from article to article, so no rule and no learning knows them; the heading does, and that nothing behind
it is a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from tasks.edits import Edit, Splicer
from tasks.furniture.folding import either_case, fold
from tasks.furniture.matcher import Matcher, compile_of
from tasks.furniture.prose import OWN_HEADINGS, STOPS
from tasks.furniture.rule import CAPITALS, Rule
from tasks.furniture.starts import starts_of

_STORIES = r"(?:stories|story|articles?|news|content|links?|posts?|topics?|coverage|reading|videos?|items|headlines|reports|pieces|reads)"
# Where and when they are most read.
_WHERE = r"(?: (?:à|auf|azi|bei|cette|dans|de|del|della|di|din|dnes|dziś|em|en|esta|hari|heute|hoje|hoy|i|in|iz|just|lige|na|nu|nyt|oggi|op|ora|på|questa|sobre|su|sur|teraz|this|tänään|u|v|w|za|за|на|у|в)\b.{0,30})?"
# Of a house or a part of it; an article's own list may be of what was also on the ballot, or happened elsewhere on Tuesday.
_PLACE = r"(?:the |this )?(?-i:(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z0-9].{1,29}|site|web|section|series|internet)"
# What an article is filed under, a tag a line. ("Topics" alone may be a conference's.)
_TAGS = (
    r"tags?|related topics|(?:topics|mentioned) in this (?:article|story)|filed under|temas relacionados|archivado en|etiquetas|schlagw(?:orte|örter)(?: zu diesem artikel)?|themen in diesem artikel|mots[- ]clés|si parla di"
    r"|sujets (?:associés|liés)|thèmes (?:associés|liés)|sur les mêmes (?:thèmes|sujets)|pour aller plus loin|temas de (?:esta|la) (?:nota|noticia)|tags relacionados|di cosa si è parlato in questo articolo|argomenti trattati|tópicos relacionados|mehr zu (?:diesen|den) themen|themen zum artikel|artikelthemen|schlagworte zum artikel"
    r"|(?:onderwerpen|trefwoorden) in dit artikel|bekijk meer van|följ ämnen i artikeln|relaterade ämnen|emner i (?:artiklen|artikkelen|saken)|(?:les|læs|läs) mere? om|følg emner|nøgleord|nøkkelord|stikkord|nyckelord"
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
        rf"|recommended(?: (?:for you|by .{{2,30}}|{_STORIES}))?|(?:also )?in this section|(?:in other|also in the|elsewhere in the) news|what (?:to read|others are reading|readers are reading).{{0,20}}|don['’]t miss|(?:in case you missed it|icymi)|(?:see|read|also) (?:also|read|see)|(?:also (?:in|on|from)|elsewhere (?:in|on)) {_PLACE}"
        rf"|editors?['’]?s?['’]? (?:picks?|choice)|(?:next|previous)(?: (?:article|story|post|up))?|(?:further|suggested|essential|keep|continue) reading|must[ -]reads?|(?:from )?(?:around|across|elsewhere on) the web|people (?:also|are) read(?:ing)?|(?:sponsored|promoted|partner) {_STORIES}|watch (?:next|more|also)|explore (?:more|further).{{0,40}}",
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
        # English, further
        rf"(?:most|more) (?:read|popular|viewed|shared|commented|watched)(?: [\w'’&-]+){{1,2}} {_STORIES}|(?:trending|popular|latest|top) (?:[\w'’&-]+ ){{1,2}}(?:stories|news|headlines)|top (?:\d+|five|ten) (?:{_STORIES}|picks)|(?:our |more |staff |editor['’]?s['’]? )?top (?:picks?|reads)|popular (?:this week|posts|right now|pages)"
        rf"|read(?:er)?s?['’]?s?['’]? (?:favou?rites|picks|choice)|in the headlines|(?:more )?from our (?:partners?|network|sites?|sister (?:sites?|papers?))|web stories|(?:similar|connected) {_STORIES}|(?:more|other|related|similar|popular) (?:[\w-]+ ){{0,2}}recipes|(?:see|read|get|find) more (?:from|on|about|in) .{{2,40}}|see more on|(?:get )?more (?:[\w'’&-]+ ){{0,2}}{_STORIES} (?:from|by|on|in|for|about|like) .{{2,40}}"
        rf"|(?:today['’]s|this week['’]s) (?:top|most|best) .{{2,30}}|what['’]s (?:trending|popular)(?: .{{2,20}})?|you(?:['’]ll| will) (?:also )?(?:like|love)(?: this)?|(?:more|read more) (?:for|from) you|recommended (?:from|in|on) .{{2,30}}|(?:stories|news) you (?:may|might) .{{2,30}}|others? (?:also )?(?:read|liked?|are reading)|next reads?|(?:must|also) (?:see|watch)|related (?:posts?|reads?|coverage|podcasts?|galler(?:y|ies)|to this (?:story|article))|more on this(?: (?:story|topic|subject))?",
        rf"(?:(?:am )?meist(?:en)? ?(?:gelesen|geklickt|kommentiert|geteilt|gesehen)(?:e[ns]?)?(?: artikel| beiträge)?|beliebte?(?:ste)?(?: artikel| beiträge)?){_WHERE}|top-?(?:stor(?:y|ies|ys)|meldungen|nachrichten)|(?:andere|leser|das) (?:lesen|lasen|interessier(?:en|t|ten))(?: (?:sie|sich|andere|auch|für|leser))*|auch lesenswert|lesenswert|(?:unsere )?lese(?:tipps?|empfehlung(?:en)?)|nicht verpassen|neue(?:ste)? (?:artikel|beiträge|meldungen)|weiterlesen|zum weiterlesen|newsticker",
        rf"(?:(?:les |la |le )?(?:articles |vidéos |actus )?(?:les )?plus (?:lu|vu|partagé|consulté|commenté|populaire|récent)e?s?|les \+ lus){_WHERE}|derni(?:ère|ères) (?:minutes?|heures?|news)|(?:nos |les )?autres (?:articles|actualités|actus)|notre sélection(?: .{{2,20}})?|(?:ailleurs|autour|à lire|vu) (?:sur|du) (?:le )?web|(?:articles|contenus|sujets) (?:en lien|en relation|sponsorisés)|nos (?:suggestions|recommandations)",
        rf"(?:(?:l[oa]s? )?(?:noticias |notas |artículos )?más (?:leíd|vist|comentad|compartid|popular)(?:[oa]s?|es)){_WHERE}|(?:las )?últimas (?:noticias|notas)(?: (?:de|en|sobre) .{{2,30}})?|te recomendamos(?: leer| ver)?|(?:ahora )?en portada|otr[oa]s (?:artículos|notas)|(?:lee|mirá|mira|además,? lee) además|(?:quizás?|tal vez) (?:te|le) (?:pueda )?interes[ea]|contenido relacionado",
        rf"(?:(?:i |gli |le )?(?:articoli |notizie |video )?più (?:lett|vist|commentat|condivis|cliccat|popolar)[ie]){_WHERE}|ultim[ei] (?:news|articoli|notizie)(?: (?:da|di|su) .{{2,30}})?|ti consigliamo(?: anche)?|consigliat[oi](?: per te)?|(?:in )?primo piano|(?:contenuti|articoli|notizie) (?:sponsorizzat|suggerit|simil|correlat)[ie]|potrebbero interessarti(?: anche)?",
        rf"(?:(?:as |os )?(?:notícias |matérias )?mais (?:lid|vist|acessad|comentad|popular)(?:[oa]s?|es)){_WHERE}|últimas notícias (?:de|em|sobre) .{{2,30}}|outras notícias|em (?:alta|destaque)|recomendamos(?: para você)?|veja mais (?:notícias|sobre|em) ?.{{0,30}}|tópicos relacionados",
        rf"(?:(?:meest|best) (?:gelezen|bekeken|gedeeld|recente?)|populair){_WHERE}|meest recent|ook interessant|vergelijkbare artikelen|(?:anderen|lezers) (?:lazen|bekeken|lezen)(?: ook)?|meer (?:nieuws|artikelen|verhalen) (?:uit|over|van|in) .{{2,40}}|laatste nieuws (?:uit|over|van|in) .{{2,40}}|aanraders?|(?:tips van )?de redactie tipt|tips van de redactie",
        rf"(?:populärt|mest (?:läst|lest|læst|sett|sete|delat|delt)[ae]?|populært){_WHERE}|(?:fler|flere) (?:artiklar|nyheter|artikler|nyheder|saker) (?:från|om|fra) .{{2,30}}|(?:läs mer|les mer|læs mere|mere?) (?:om|från|fra) .{{2,30}}|rekommenderat|rekommenderas(?: för dig)?|(?:andra|andre) (?:läser|læser|leser)(?: (?:också|også|nu|nå|lige nu|just nu))?|du kan også (?:lide|like)|topp?(?:nyheter|nyheder|saker)|anbefalt lesning",
        rf"(?:najczęściej czytane|najpopularniejsze|popularne){_WHERE}|warto przeczytać|(?:inne|ostatnie|najnowsze|popularne|polecane) (?:artykuły|wiadomości|informacje|wpisy)|ostatnio dodane|(?:to )?(?:może|mogą) (?:cię|ci się|was|państwa) (?:też |także |również )?(?:zainteresować|spodobać)|inni (?:czytali|czytają)(?: także| również| też)?|wybrane dla ciebie|nie przegap|więcej w .{{2,30}}|polecane dla ciebie",
        rf"(?:nejčtenější(?: (?:články|zprávy))?){_WHERE}|nepřehlédněte|čtenáři (?:také )?čtou|(?:ostatní|lidé) (?:také )?čtou|další z rubriky(?: .{{2,20}})?|(?:čítajte|prečítajte si|pozrite(?: si)?) (?:aj|tiež|viac|ďalej)|(?:najčítanejšie(?: (?:články|správy))?){_WHERE}|(?:súvisiace|podobné|odporúčané|ďalšie|najnovšie|posledné) ?(?:články|správy|témy)?|odporúčame|mohlo by vás (?:tiež |aj )?zaujímať|viac k téme|neprehliadnite",
        rf"din aceeași (?:categorie|secțiune|rubrică)|(?:cele mai (?:citite|noi|recente|populare|comentate|vizualizate)(?: știri| articole)?){_WHERE}|(?:vă|îți) recomandăm(?: și)?|recomandate|(?:alte|mai multe) (?:știri|articole)(?: (?:din|despre|de la) .{{2,30}})?|știrile zilei|ultimele știri (?:din|despre) .{{2,30}}|s-ar putea să (?:te intereseze|îți placă|vă intereseze)"
        r"|(?:bunu|bunları|bunlar) da (?:oku|okuyun)|sizin için (?:seçtiklerimiz|önerilenler)|editör[üu]n (?:seçtikleri|seçimi)|günün (?:manşetleri|haberleri|öne çıkanları)|(?:güncel|trend) haberler|en çok okunanlar",
        # Further ones of sites in the west and the north of Europe
        rf"(?:die )?redaktion empfiehlt|(?:unsere )?(?:lese|artikel)empfehlungen(?: der redaktion)?|(?:mehr|weitere|neues|alles|aktuelles) (?:aus|zu) (?:dem ressort|dieser rubrik|der rubrik|diesem thema)|mehr (?:aus dem netz|vom autor|von der autorin)|(?:die )?(?:beliebteste|neueste|meistgelesene)n? (?:artikel|beiträge|themen|nachrichten|meldungen|texte|kommentare){_WHERE}|(?:artikel|beiträge|themen) (?:zum|aus dem) (?:thema|ressort)|(?:das )?(?:wird gerade|lesen andere|interessiert andere) ?(?:gelesen|leser)?|zum gleichen thema|jetzt lesen|mehr aus (?-i:[A-ZÀ-Þ]).{{2,30}}",
        r"la rédaction (?:vous )?(?:conseille|recommande|propose)|en continu|a (?:lire|voir) (?:aussi|également)|(?:à )?(?:lire|voir) aussi dans .{2,30}|(?:nos|les|tous nos) (?:derniers|dernières) (?:articles|actualités|actus|infos|contenus)|(?:toute l['’])?(?:actu|actualité|info)s? en continu|(?:autres|plus d['’]) (?:articles|actualités|actus|infos)(?: .{2,30})?|contenus? (?:sponsorisé|recommandé|similaire|partenaire)s?|dans l['’]actualité|(?:les )?articles? (?:associés?|liés?|à lire|à la une)|(?:ça|cela) (?:peut|devrait|pourrait) vous (?:intéresser|plaire)|ils? (?:vous )?lisent aussi|vous avez (?:aimé|manqué).{0,20}|plus de (?:contenus|services|vidéos|lecture)",
        rf"(?:noticias|notas|temas|artículos|contenidos|lo) (?:en tendencia|de interés|más destacad[oa]s?|que (?:te )?(?:puede|pueda|podría) interesar.{{0,10}})|(?:te )?suger(?:imos|encias|ido)s?(?: para ti)?|te (?:puede|podría) interesar también|(?:más|otras) (?:noticias|notas|historias) (?:de|en|sobre|para) .{{2,30}}|(?:ver|mirá|mira|leé) (?:también|además)|seguí leyendo|sigue leyendo|(?:lo )?más (?:leído|visto|popular|compartido)s?{_WHERE}|últim[oa] (?:momento|hora|minuto)|no te pierdas|en otras noticias|le puede interesar(?: también)?|contenidos? recomendados?",
        rf"altri (?:contenuti|articoli|video|approfondimenti)(?: (?:su|di|da|in) .{{2,30}})?|(?:le )?ultimissime|(?:dalla|in) home ?(?:page)?|(?:potrebbe|può) interessarti anche|ti (?:potrebbe|può) (?:anche )?interessare(?: anche)?|leggi (?:altre notizie|gli altri articoli|tutte le notizie)(?: .{{2,30}})?|più (?:letti|lette|visti){_WHERE}|i nostri (?:consigli|approfondimenti)|(?:articoli|notizie) (?:in evidenza|più recenti|consigliate?i?)|sullo stesso (?:tema|argomento)",
        rf"notícias em alta(?: ?\| .{{2,20}})?|mais populares|(?:as )?mais (?:lidas|vistas|populares|comentadas){_WHERE}|(?:recomendado|sugerido|sugestões|recomendações) (?:para si|para você|do editor)|leia (?:também|mais|ainda)(?: em .{{2,30}})?|(?:pode|poderá) (?:também )?interessar(?:-lhe)?|(?:outros artigos|outras matérias|artigos|matérias) (?:sobre|de|do|da|relacionad[oa]s) ?.{{0,30}}|últimas (?:de|do|da) .{{2,30}}|(?:em|nos) destaques?|continue lendo|o que está (?:em alta|bombando)|ver mais (?:em|sobre|de) .{{2,30}}",
        rf"(?:meer|ook) (?:om te lezen|in het nieuws|op de site|hierover|interessant)|dit (?:lezen anderen|wordt nu gelezen|is ook interessant)|(?:nu )?(?:populair|trending|veelgelezen|meestgelezen){_WHERE}|(?:het )?laatste nieuws{_WHERE}|(?:andere|verder|recente|nieuwste) (?:artikelen|berichten|verhalen|in het nieuws)|(?:tips voor jou|voor jou geselecteerd|speciaal voor jou)|(?:lees|bekijk) (?:ook|verder|meer) (?:over|in|op|van) .{{2,30}}|heb je (?:dit )?al gelezen",
        rf"missa inte(?: (?:senaste nytt|det här|detta|våra .{{2,20}}))?|lyssna på (?:artiklarna|våra poddar)|fler artiklar (?:i ämnet|om .{{2,30}})|i blickfånget|senaste nytt{_WHERE}|(?:veckans|dagens|nya) (?:artiklar|nyheter|mest lästa)|(?:läs|se) (?:fler|alla) (?:artiklar|nyheter)(?: .{{2,30}})?|våra lästips|du (?:kanske|missar väl inte).{{0,30}}"
        rf"|fikk du med deg(?: disse| dette| også)?|flere (?:nyheter|saker|artikler)(?: (?:fra|om|i) .{{2,30}})?|(?:les|se) (?:flere|alle) (?:saker|artikler|nyheter)(?: .{{2,30}})?|(?:siste nytt|mest lest|nyeste saker|aktuelle saker){_WHERE}|anbefalte (?:saker|artikler)|leste du disse|du vil kanskje også like"
        rf"|flere (?:nyheder|artikler|historier)(?: (?:fra|om|i) .{{2,30}})?|(?:læs|se) (?:flere|alle) (?:artikler|nyheder)(?: .{{2,30}})?|(?:seneste nyt|mest læste?|seneste nyheder){_WHERE}|anbefalet til dig|måske (?:interesserer dette dig|er du også interesseret i).{{0,20}}|(?:fik|har) du (?:læst|set) (?:disse|også|dette)",
        # Ukrainian, Russian, Bulgarian, Serbian
        rf"(?:популярн[іе]|останні|головні|інші|свіжі|схожі|пов['’]язані|усі|всі|актуальні) (?:новини|статті|матеріали|публікації)|(?:популярне|найпопулярніше|найчитаніше){_WHERE}|(?:зараз )?читають(?: зараз)?|(?:читайте|дивіться) (?:також|ще)|(?:ще |більше |новини )?(?:по|за) тем(?:і|ою)|більше новин|новини партнерів|стрічка новин|рекомендуємо(?: прочитати)?|вибір редакції|топ[- ]?новини|(?:вас може зацікавити|вам (?:також )?(?:може )?(?:бути )?цікаво)"
        rf"|(?:сейчас читают|читают сейчас)|(?:популярное|самые читаемые(?: новости)?){_WHERE}|(?:свежие|другие|все) новости|лента новостей|(?:вам (?:также )?(?:может быть|будет) интересно|вас (?:также )?(?:может )?заинтересу(?:ет|ют|овать))"
        rf"|(?:още )?по темата|още новини|още от .{{2,30}}|(?:най-(?:четени|четено|нови|ново|популярни|коментирани)(?:те)?(?: новини| статии)?){_WHERE}|(?:последни|водещи|актуални|свързани|подобни) (?:новини|статии|публикации)|(?:прочетете|четете|вижте|виж) (?:още|също|повече)|препоръчани(?: .{{2,20}})?|препоръчваме(?: ви)?|(?:прочитајте|погледајте) (?:и|још)|најчитаније|најновије(?: вести)?|(?:повезане|последње|најновије) вести",
        # Greek
        either_case(r"(?:διαβάστε|δείτε) (?:επίσης|ακόμη|ακόμα|περισσότερα|σχετικά)|σχετικ(?:ά(?: άρθρα| θέματα| νέα)?|ές ειδήσεις|ό (?:θέμα|άρθρο))|(?:τα )?(?:πιο )?(?:δημοφιλή|διαβασμένα|πολυδιαβασμένα)(?: άρθρα| θέματα| νέα)?|δημοφιλέστερα(?: άρθρα)?|δημοφιλείς ειδήσεις|(?:ροή )?ειδήσε(?:ων|ις)(?: σήμερα)?|τελευταί(?:α (?:νέα|άρθρα)|ες ειδήσεις)|όλες οι ειδήσεις|περισσότερα(?: (?:άρθρα|νέα|θέματα))?(?: (?:από|για|στην κατηγορία) .{2,30})?|προτεινόμενα(?: άρθρα)?|(?:σας )?προτείνουμε|(?:μπορεί|ίσως) (?:να )?σας ενδιαφέρ(?:ει|ουν)(?: επίσης)?|μη(?:ν)? (?:το )?χάσετε|πρόσφατα(?: άρθρα)?|άλλα άρθρα"),
        # Hungarian
        r"(?:legolvasottabb(?:ak)?|legnézettebb(?:ek)?|népszerű|legnépszerűbb(?:ek)?)(?: (?:cikk|hír|videó|most|ma|a hét)\w*(?: .{2,20})?)?|(?:leg)?friss(?:ebb)?(?: (?:hírek|cikkek|híreink))?|(?:kapcsolódó|ajánlott|hasonló|további|legutóbbi|kiemelt|legújabb|top)(?: (?:cikk|anyag|hír|tartal|olvasmány|bejegyzés|videó)\w*)|kapcsolódó|ajánló|(?:címlapról )?ajánljuk(?: még)?|(?:ez(?:ek)? is |önt is |téged is )érdekelhet(?:ik?|nek)?|olvass(?:a|on)? (?:el )?(?:tovább|még|ezt is)|olvasd el ezt is|még több (?:hír|cikk).{0,20}|ne (?:hagyja ki|maradj le)|a rovat további cikkei",
        # Finnish, Polish, Czech, Hungarian, Romanian, Turkish, Russian, Ukrainian, Indonesian, further
        r"osion (?:tuoreimmat|luetuimmat)|(?:uusimmat|tuoreimmat) aiheesta|lisää (?:uutisia|juttuja|artikkeleita)(?: .{2,20})?|dowiedz się więcej|(?:najnowsze|pozostałe) (?:w|z) .{2,30}|výběr článků|(?:další|nejnovější) z rubriky(?: .{2,20})?|mohlo by se vám líbit|kedvenceink|partnereinktől|(?:partnereink|szerkesztőség) ajánlata|olvasói sztorik|(?:még több|további) .{2,20} (?:hír|cikk)\w*"
        r"|top citite|partenerii noștri|(?:cele mai noi|alte) (?:știri|articole)(?: .{2,20})?|(?:yazarın )?(?:tüm|diğer) (?:yazıları|haberler)|bakmadan geçmeyin|günün (?:en )?çok okunanları",
        r"(?:ссылки|новости|видео|другие материалы) по теме|связанные (?:сюжеты|материалы|новости)|(?:вас|вам) (?:также )?(?:може(?:т|ть) |могут )?(?:также )?заинтересовать(?: новости)?|вас також (?:може|можуть) зацікавити(?: новини)?|(?:вам|тобі) також (?:може|буде) (?:сподобатися|цікаво)|(?:читайте|дивіться) також|новини за темою|(?:пов['’]язані|інші) (?:теми|новини)"
        r"|(?:berita|artikel|video|foto) (?:populer|terpopuler|terkait|lainnya|rekomendasi)|terkini lainnya|(?:yang )?(?:mungkin|banyak) (?:anda|kamu) suka(?:i)?|(?:paling )?banyak (?:dibaca|dikomentari|dibagikan)",
        # Korean, Arabic
        r"(?:많이 ?본|가장 많이 ?본|인기|관련|주요|최신|추천|실시간|이 시각) ?(?:주요 ?)?(?:뉴스|기사)|(?:이 시각|오늘의) ?(?:주요|핫) ?뉴스|(?:함께|같이) (?:보면 좋은|볼만한|읽을만한) (?:기사|뉴스)"
        r"|(?:الأكثر|الاكثر) (?:قراءة|مشاهدة|تداولا|شيوعا|تعليقا)|(?:أخبار|مواضيع|موضوعات|مقالات|تقارير) (?:ذات صلة|متعلقة|مشابهة|مرتبطة)|(?:أهم|آخر|أحدث) (?:الأخبار|الاخبار|المقالات)|(?:اقرأ|إقرأ|شاهد|طالع) (?:أيض[ًا]{1,2}|المزيد)|قد (?:يهمك|يعجبك)(?: أيض[ًا]{1,2})?|(?:المزيد|مزيد) (?:من|عن) .{2,30}",
        # Finnish, Croatian, Slovenian
        rf"lue (?:myös|lisää|seuraavaksi)|katso myös|(?:päivän |viikon )?(?:luetuimmat|katsotuimmat|suosituimmat)(?: (?:jutut|uutiset|artikkelit))?{_WHERE}|(?:uusimmat|tuoreimmat|viimeisimmät)(?: (?:jutut|uutiset|artikkelit))?|suositellut(?: jutut)?|suosittelemme(?: myös)?|sinulle suositeltua|(?:aiheeseen|juttuun) liittyv(?:ää|iä|ät)(?: .{{2,20}})?|lisää aiheesta(?: .{{2,20}})?|(?:muut|muita|lisää) (?:lukevat|uutisia|juttuja)|s(?:aatat|inua voisi) (?:pitää|kiinnostaa)(?: myös)?|muualla verkossa"
        rf"|(?:pročitaj|pogledaj)(?:te)? (?:i|još|više|također|takođe)|(?:najčitanij[ei]|najnovij[ei]|najgledanij[ei]|popularno|izdvojeno)(?: (?:vijesti|vesti|članci))?{_WHERE}|(?:povezan|vezan|sličn|ostal|zadnj|posljednj|poslednj)[ei] (?:vijesti|vesti|članci|teme|objave|tekstovi)|preporuč(?:eno|ujemo)(?: (?:za vas|vam))?|izdvajamo|možda (?:će )?(?:vas|te|ti) (?:će )?(?:zanima(?:ti)?|interesuje)|više o(?: temi)?|ne propustite|još (?:vijesti|vesti|iz .{{2,30}})"
        rf"|(?:preberite|poglejte|berite) (?:tudi|še|več)|najbolj (?:brano|brani|brane|gledano){_WHERE}|(?:povezan[ei]|sorodne?|zadnje|najnovejše|sorodni) ?(?:novice|članki|vsebine)?|priporočamo|morda vas (?:bo )?zanima(?:lo)?",
    )
)  # fmt: skip

# What a guide to a festival may say above its own list, too: there one title at least has so many words.
_SHARED = re.compile(
    r"don['’]t miss|must[ -]sees?|(?:top|our|editors?['’]?s?['’]?) picks|recommended|recommendations|highlights|nicht verpassen|empfehlungen|à ne pas manquer|notre sélection|no te (?:lo )?pierdas"
    r"|recomendad[oa]s|destacad[oa]s|da non perdere|não perca|destaques|niet te missen|uitgelicht|missa inte|nie przegap|polecamy",
    re.IGNORECASE,
)  # fmt: skip
_HEADLINE_WORDS = 8
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
# An article's last sentence and who signs it: "The ferry sails again on Monday. (jm)", "... on Monday. *The writer is ...", "AP/Reuters"
_SIGNED = re.compile(rf"\s*(?:\S+ ){{4,}}\S*[^\W\d_A-ZÀ-Þ][.!?][\"”’»)]* (?:[(*]|(?:[{CAPITALS}][\w.]*[/ ]?){{1,4}}\Z)")
_LABEL = re.compile(r"\s*+(?:[^\s.!?;:,…]++\s*+){1,3}")
_DIGIT = re.compile(r"\d")
# An article of fewer words may be a list itself.
_LEAST_WORDS = 40
_LINE, _BULLET = re.compile(r"[^\n]+"), re.compile(r"\s*[-•*–·▪►‣◦»] ?(?=[^\W_]|[\"'“‘])")


@cache
def _headings() -> Matcher:
    return Matcher(LISTS, list_beginnings(), compile_of(LISTS))


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
    if len(line) > _LONGEST_HEADING or line[-1:] in STOPS or _beginning(line) not in _heading_starts():
        return False
    return _is_heading(line.rstrip("… "))


def is_tags_heading(line: str) -> bool:
    """Whether a line says that tags follow: "Topics:", "Filed under"."""
    return _TAGS_HEADING.fullmatch(line) is not None


@lru_cache(1 << 12)  # houses have the same ones under article after article
def _is_heading(line: str) -> bool:
    return _headings()(line) is not None


def link_lines(text: str, start: int, end: int, above: int) -> list[tuple[int, int]]:
    """Where the titles stand right below the heading of a list there, inside an article, whose other lines may look like titles: those
    that begin with a bullet, and, between two paragraphs, a few others: in a list they may be its items. What stays above it ends at
    `above`.
    """
    heading = text[start:end].strip(" \t:")
    found: list[tuple[int, int]] = []
    bare = longest = 0
    for match in _LINE.finditer(text, end):
        line = match.group()
        if line.isspace():
            continue
        bullet = _BULLET.match(line) is not None
        if len(found) >= _MOST_LINES or not _is_title(line) or not (bullet or _may_be_link(line, heading)):
            if not bare:
                return found
            between = _is_paragraph(line) and _ends_paragraph(text, above) and _is_pages(heading, longest)
            return _without_subhead(text, found) if between else []
        bare += not bullet
        if bare > _MOST_BARE:
            break
        longest = max(longest, len(line.split()))
        found.append(match.span())
    return [] if bare else found


def _is_pages(heading: str, longest: int) -> bool:
    """Whether a heading may be a page's, over titles of which the longest has so many words."""
    return longest >= _HEADLINE_WORDS or _SHARED.fullmatch(heading.strip(" \t:…")) is None


def _ends_paragraph(text: str, end: int) -> bool:
    return text[max(0, end - _REACH) : end].rstrip()[-1:] in STOPS


def _may_be_link(line: str, heading: str) -> bool:
    """Whether a line may be the title of another article below a heading that says more than "More"."""
    return " " in heading and not _NO_LINK.match(line) and fold(line) not in OWN_HEADINGS


def _without_subhead(text: str, titles: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """All but the last, where that may be the subhead of what follows; none where others may be, too: a list goes whole or not at all."""
    *others, last = (text[start:end] for start, end in titles)
    if _BULLET.match(last):
        return titles
    if len(last.split()) < _SUBHEAD_WORDS:
        return titles[:-1] if all(len(line.split()) >= _SUBHEAD_WORDS for line in others) else []
    return titles[:-1] if last.rstrip().endswith("?") else titles


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
        if not _is_title(line) or titles > _MOST_BARE:
            break
        titles += 1
    return 2 <= titles <= _MOST_BARE


def _is_paragraph(line: str) -> bool:
    return len(line.split()) >= _PARAGRAPH_WORDS and line.rstrip()[-1:] in STOPS


def strip_list(
    text: str,
    is_furniture: Callable[[str], bool],
    first: int = 0,
    name: str = "known:related",
    may_head: Callable[[str], bool] = lambda _: False,
    has_glued: Callable[[str], bool] = lambda _: False,
) -> tuple[str, list[Edit]]:
    """Take off the list of other articles that ends `text`, or of tags, and the furniture behind and between. Rule: `name`. A line that
    `has_glued` furniture behind a sentence is an article's.

    No heading stands before `first`. Lines that `may_head` are headings where nothing but titles follows, two at least,
    and most of them without numbers: a site may have the same heading over its fixtures.
    """
    at = len(text)
    found, titles, labels, dated, longest = 0, 0, 0, 0, 0
    for number, line in enumerate(reversed(text[first:].split("\n"))):
        at -= len(line) + (number > 0)
        if not line or line.isspace():
            continue
        if fold(line) in OWN_HEADINGS:  # "Key points": the lines below it are no titles
            break
        heads = (is_list_heading(line) and _is_pages(line, longest)) if titles else labels > 0 and is_tags_heading(line)
        heads = heads or (titles > 1 and not labels and 2 * dated <= titles and may_head(line))
        if heads and len(text[:at].split(None, _LEAST_WORDS)) >= _LEAST_WORDS:
            found = at
        elif _is_title(line) and not has_glued(line):
            titles += 1
            dated += _DIGIT.search(line) is not None
            longest = max(longest, len(line.split()))
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
    return len(line) <= _LONGEST_TITLE and _TITLE.fullmatch(line) is not None and not _SIGNED.match(line)
