"""Links to other articles, of the same author too, and lists of tags."""

from __future__ import annotations

from string import ascii_lowercase

from tasks.furniture.rule import Rule
from tasks.furniture.rules.english.words import DAY, MONTH, TITLE

_ON_CLICK = r"(?:click|tap|klicken sie|cliquez|haga clic|haz clic|clicca|cliccate|clique|klik|klicka|kliknij)"

RULES = (
    Rule("read more", "htb", r"(?:also (?:read|see|watch)|(?:read|see|watch|view|learn|find out|discover) (?:more|also|next|now|the full (?:story|article|interview|report))(?: (?:here|stories|news|on this|about this))?) ?[:|>»→].{0,200}", fired=29),
    Rule("read more", "htb", r"(?:(?:(?:also|must|don't miss) |recommended |related |see also |more )(?:read(?:ing)?|watch|see|articles?|story|stories|coverage|content|news|posts?|links?|video)|related|recommended|see also|more|read|see|watch|in pictures|photos?|gallery|video) ?(?:\||:|>>|»|→) ?(?!https?:)(?-i:[A-Z0-9À-Þ\"'“‘])(?!.*[.!?…]\W+[A-Z]).{3,90}[^.!?:;…]", fired=53, needs=("|", ":", ">>", "»", "→")),
    # A title may ask, below a label that says nothing else.
    Rule("read more", "htb", r"(?:(?:also|must|recommended|related|see also) (?:read(?:ing)?|watch|see|articles?|story|stories|coverage)|(?:read|see|watch) (?:more|also|next)|related|recommended|see also|trending(?: now)?|don['’]t miss|icymi) ?(?:\||:|>>|»|→) ?(?!https?:)(?-i:[A-Z0-9À-Þ\"'“‘])(?!.*[.!?…]\W+[A-Z]).{8,120}\?", needs=("|", ":", ">>", "»", "→")),
    Rule("related link", "htb", rf"\[? ?{TITLE}{{8,160}}[^.!:;…] ?\(?(?:(?<![\w'’”])|(?=(?-i:O)))opens in (?:a )?new (?:window|tab)\)?", needs=("opens in",)),
    Rule("read more", "htb", r"(?:lesen sie (?:auch|hier|mehr)|mehr (?:zum thema|dazu|lesen)|à lire(?: aussi| également)?|lire (?:aussi|la suite|également)|voir aussi|lea también|lee también|leer más|ver también|te puede interesar|leggi anche|leggi tutto|vedi anche|leia (?:também|mais)|veja também|saiba mais|lees ook|lees meer|bekijk ook|läs (?:också|även|mer)|se även|czytaj (?:też|także|więcej|również)|zobacz (?:też|także|również)|читайте также)\b ?(?:[:|>»→–-].{0,200})?"),
    Rule("read more", "htb", r"(?-i:[A-ZÀ-Þ\d\"'“‘].{8,120}[^.!?…]\s?\[(?:WARNING|INSIGHT|NEWS|REPORT|ANALYSIS|PICTURES|PICS|COMMENT|OPINION|REVEALED|POLL|LATEST|INTERVIEW|MAP|GALLERY)\]?)", needs=("[warning", "[insight", "[news", "[report", "[analysis", "[pictures", "[pics", "[comment", "[opinion", "[revealed", "[poll", "[latest", "[interview", "[map", "[gallery")),
    Rule("read more", "htb", r"(?:don['’]t miss|for more,? (?:read|see|watch)|(?:you (?:may|might) (?:also )?(?:like|enjoy|be interested in|have missed))|further reading|in case you missed it|icymi|editors?['’]?s?['’]? (?:pick|choice)|more from (?:the )?[\w&'’. -]{2,40}|(?:click (?:here )?to |continue )?(?:read|listen)(?: here| now)?|recommended(?: for you)?|trending(?: now)?|must[ -](?:read|watch|see)|from the archives?|read the (?:full|original|whole) (?:story|article|report)|live updates?|explainer|explained|quiz|opinion|podcast|more (?:details|info|information|on this)|now watch) ?(?:\||:|>>|»|→) ?(?!https?:)(?-i:[A-Z0-9À-Þ\"'“‘])(?!.*[.!?…]\W+[A-Z]).{3,120}[^.!:;…]", fired=1, needs=("|", ":", ">>", "»", "→")),
    Rule("read more", "htb", r"read (?:more|the (?:full|original|whole|rest|entire|complete)\b[^.!?:]{0,50}) (?:here|at|on|in|below|about)\b[^.!?:,]{0,60}|read the (?:full|original|whole|entire|complete) (?:story|article|report|post|piece|interview)(?: here| below)?", fired=1),
    Rule("related link", "tb", r"(?:next|also|plus|live|watch (?:live|now|below|again)|(?:see|read|find|hear|watch) it here|listen below|earlier|previously|latest|in depth|fact[ -]check|on our site|from our archives?|elsewhere|more on this|go deeper) ?(?:\||:|>>|»|→|›) ?(?!https?:)(?-i:[A-Z0-9À-Þ\"'“‘])(?!.*[.!?…]\W+[A-Z]).{8,120}[^.!?:;…\]\\]", fired=2, needs=("|", ":", ">>", "»", "→", "›")),
    # "Ingredients:Two cups of flour" and "Director: ..." are a table's, whose cells stand in lines.
    Rule("related link", "tb", r"(?!(?:[\w ]+ )?(?:author|by|director|cast|starring|genre|name|age|born|dates?|times?|when|where|who|what|price|cost|address|location|venue|phone|ingredients|serves|duration|rating|publisher|languages?|country|subject|notes?|tip|warning|[qa]|question|answer|summary|abstract|background|objectives?|methods?|results?|conclusions?|keywords|position|company|salary|brand|colou?r|size|weight|height|website|sources?|description|features|requirements|experience|education|skills|category|contents?|instructions?|directions|steps?)s?:)"
         r"(?!(?-i:[A-Z]{1,3}|NASDAQ|NYSE\w*|OTC\w+|.{0,28} [A-Z]{2,3}):)(?-i:[A-ZÀ-Þ])[\w’' -]{1,30}:(?=(?-i:[A-Z]))(?!.*[.!?…]\W+[A-Z])(?:\S+ ){4,24}\S*[^\s.!?:;…]", needs=tuple(f":{letter}" for letter in ascii_lowercase)),
    Rule("related link", "htb", r"(?-i:(?:More On This(?:\.\.\.|…)|R(?:elated|ELATED)(?: (?:Links?|Story|Stories|Articles?|Headlines?|Videos?|Content|Coverage|[A-Z]{4,8}))?) [A-ZÀ-Þ\d‘“\"]\S*)(?: \S+){3,25}(?<![.!?…])"),
    Rule("related link", "htb", r"(?-i:PHOTOS?|VIDEOS?|RELATED|GALLERY|SLIDESHOW|INTERACTIVE|SEE RESULTS|SEE ALSO|SPECIAL COVERAGE): .{4,140}(?<![.!:;…])|full coverage(?::| of) .{2,80}(?<![.!?…])|read the [^.!?:]{2,80} here"),
    Rule("related link", "htb", rf"(?:also|earlier|elsewhere) on (?!(?:{DAY}|{MONTH})\b)(?-i:[A-Z])[\w.’' &-]{{1,30}}: .{{4,140}}[^.!?:;…]"),
    Rule("read more", "htb", r"(?-i:DON['’]T MISS)(?:\.\.\.|…|:)?"),
    Rule("read more", "ht", r"(?:read|see) (?:more|the rest)(?: great)?(?: (?:articles?|stories|posts|like this|of this))? ?(?:at|@|here|on|visit) ?:? ?\S.{1,160}|to read more\b[^.!?]{0,60}\bvisit\b.{2,100}", fired=10),
    Rule("read more", "t", r"(?-i:[A-ZÀ-Þ\d].{8,120}[^.!?…]\s?\[(?:[Vv]ideos?|VIDEOS?|[Pp]hotos?|PHOTOS?)\]?)", needs=("[video", "[photo")),
    Rule("more from", "t", r"(?:get|catch|read|check out|check|find|explore|discover|follow|click for|for)\b (?:all )?(?:the )?(?:latest|live|breaking|top|more|todays?)\b[^.!?]{0,80}\b(?:news|updates|headlines|stories)\b[^.!?]{0,120}(?:[.!?]+(?: (?:find|explore|stay|get|check|read|catch|also|visit|download|subscribe|follow)\b.{0,200}|\S.{0,80})?)?", fired=1),
    Rule("more from", "htb", r"most (?:read|popular|viewed|commented) (?:from|on|in) [A-Z][\w&'’. -]{1,40}", fired=4),
    Rule("more from", "ht", r"(?:most )?(?:popular|trending|latest|recent|also) (?:on|in|at|from) [A-Z][\w&'’. -]{1,40}"),
    Rule("more from", "ht", r"more from [\w&'’. -]{2,40}|(?:all|more|older|newer|other|recent|latest|previous) (?:articles|posts|stories|columns) (?:by|from) .{2,50}|rss feed for .{2,50}"),
    Rule("more from", "htb", r"(?:read )?more (?:must[ -]reads )?(?:from|in|on) (?-i:[A-ZÀ-Þ])[\w&'’ -]{2,30}"),
    Rule("more from", "ht", r"(?:(?:read|see) more|more|get more|click for more|full coverage|special coverage|sign up for more)(?: (?:news|stories|articles|videos))?:? (?:from|on|about|by|in) [\w&'’., -]{2,60}"),
    Rule("click", "htb", rf"{_ON_CLICK} (?:here|on|hier|ici|aquí|qui|aqui|här|tutaj|to (?:read|see|view|listen|watch|expand|enlarge|play|subscribe|get|download|register|sign|join|share|shop|buy|vote|donate|learn|find)|for (?:more|the|reprint|our|full|complete))\b(?! to any\b|.*\bclick there\b|.*\band (?:the|an?|his|her|its) [\w'’-]+ \w+s\b)(?:[^.!?]|\.(?=\w)){{0,120}}(?<!:)", fired=3),
    Rule("click", "htb", rf"(?:(?:to|for|want|if you|need)\b.{{0,140}}|[\w .,'’&-]{{2,80}}), {_ON_CLICK} (?:here|on|hier|ici|aquí|qui|aqui|här|tutaj|the link)\b(?!.{{0,4}}(?:https?:|[\w.-]+\.\w{{2,4}}/)).{{0,30}}", fired=2, needs=("clic", "cliq", "klic", "klik", "tap ", "aga clic", "az clic")),
    Rule("click", "ht", r"(?:for|to|want|see|read|watch|listen|need|[^.!?:]{2,40}:)\b[^.!?]{2,140}\b(?:click|tap) here\b[^.!?]{0,60}|.{2,160}(?-i:\bCLICK HERE)", fired=3, needs=("ck here", "ap here")),
    Rule("click", "htb", r"(?:get|read|watch|see|sign up|subscribe|download|learn|find|order|join|donate)\b[^.!?]{2,80} by clicking here", needs=("clicking here",)),
    Rule("tags", "t", r"(?:more (?:on|about)|related topics?|in this (?:story|article)|explore (?:more )?(?:on )?(?:these|this|related) topics?) ?: ?[^.!?]{2,120}"),
    Rule("tags", "t", r"(?:tags?|tagged(?: (?:with|under|in))?|filed (?:under|in|to)|topics?|categor(?:y|ies)|keywords|schlagw(?:ort|örter)|themen|mots[- ]clés|etiquetas|temas|argomenti|categorie|assuntos|trefwoorden|onderwerpen|ämnen|tagi|tematy)(?: ?:.{0,200}| [\w|,# -]{2,120})", fired=4),
    Rule("tags", "ht", r"(?:#\w+[ ,]*){1,12}"),
    Rule("more from", "t", r"see (?-i:[A-ZÀ-Þ])[^.!?]{2,60} coverage\b.{0,60}\bhttps?://\S{2,160}"),
)  # fmt: skip

FURTHER = (
    Rule("tags", "t", r"posted (?:in|under) .{2,120}\| ?(?:tagged .{2,120}|\d+ (?:replies|comments).{0,20}|leave a (?:reply|comment).{0,20})"),
    Rule("related link", "htb", r"(?:for subscribers|subscriber exclusive|subscribers only): (?-i:[A-Z0-9'\"‘“]).{6,160}(?<![.!?])"),
    Rule("read more", "tb", r"read more (?-i:[A-ZÀ-Þ\d‘“\"]\S*)(?: \S+){3,25}(?<![.!?…])"),
    Rule("more from", "t", r"(?:read )?more (?:from|by|on) (?-i:[A-ZÀ-Þ])[\w&'’. -]{2,40}:|check out more (?:articles|stories|posts|videos|news|content) (?:on|at|from|by)\b.{2,60}|(?:view|see|read) all (?:posts|articles|stories) by\b.{2,40}"),
    Rule("more from", "t", r"catch all the (?:[\w-]+,? (?:and )?){0,12}(?:news|updates)\b.{0,120}|get (?:the|our) (?:print|paper|weekend) edition\b.{0,60}|subscribe to our (?:print|digital|e-?paper) edition\b.{0,40}|(?:proudly )?powered by (?:wordpress|blogger|drupal|newspack|blox)\b.{0,60}|edition: (?:international|uk|us|asia|europe|india|australia|africa|global|world)|theme(?:: (?-i:[A-Z]\w+))? by (?-i:[A-Z]\w+(?: [A-Z]\w+){0,2})"),
    Rule("related link", "tb", r"(?:now (?:read|watch)|keep reading|dig deeper|dive deeper(?: into)?|try this next|read (?:this )?next|(?:more|other) (?:[\w-]+ ){0,2}recipes(?: (?:you['’]ll love|to try|like this))?|more (?:great )?(?:reads|stories)(?: (?:you['’]ll love|for you))?) ?(?:\||:|>>?|»|→|–|—) ?(?-i:[A-Z0-9À-Þ\"'“‘])\S*(?: \S+){2,25}(?<![.!;:…])", needs=("now read", "now watch", "keep reading", "dig deeper", "dive deeper", "try this next", "read this next", "read next", "recipes", "reads", "stories")),
    Rule("read more", "tb", r"(?:now (?:read|watch)|keep reading|dig deeper|dive deeper|read (?:this )?next) ?(?:\||:|>>?|»|→|–|—) ?(?-i:[A-Z])\S*(?: \S+){2,25}\?"),
    Rule("related link", "tb", r"(?-i:You (?:[Mm]ay|[Mm]ight) (?:[Aa]lso )?(?:[Ll]ike|[Ee]njoy|[Bb]e [Ii]nterested [Ii]n)|NOW READ|Read [Nn]ext|(?:PREVIOUS|NEXT|Previous|Next|OLDER|NEWER|Older|Newer) (?:POST|ARTICLE|STORY|Post|Article|Story|post|article|story)):? (?-i:[A-ZÀ-Þ\d“‘\"])\S*(?: \S+){3,25}(?<![.!?…])"),
    Rule("read more", "htb", r"(?:read|see|view|show) (?:the )?(?:full|original|complete|more) (?:article|story|report|post|interview|summar(?:y|ies)|stories) (?:at|on|from|in) (?:the )?(?-i:[A-Z])[\w.&'’-]*+(?: (?:[A-Z][\w.&'’-]*+|of|the|and)){0,5}"),
    Rule("related link", "ht", r"← .{3,120}"),
    Rule("link", "t", r"(?:short(?:ened)? (?:link|url)|shortlink|permalink|url) ?: ?https?://\S{4,120}"),
    Rule("author", "ht", r"(?:view|read|see|show|open) (?:author|full|complete|[\w'’-]+['’]s) (?:full )?(?:bio(?:graphy)?|profile|archive)s?|get author rss feed|social links for (?-i:[A-Z]).{2,60}|(?:see|view|read) (?:all|more) (?:of )?(?:his|her|their|this author['’]s) (?:work|stories|articles|posts)|about the (?:writer|reporter|journalist|columnist|contributor|photographer)s?"),
    Rule("more from", "htb", r"(?:[🔥👉📲📱▶] ?)?(?:top|latest|more|trending) (?:stories|news|headlines) (?:from|on) (?:www\.)?[\w-]+\.[\w.]{2,12}|list of \d{1,2} items?|end of list"),
    Rule("related link", "tb", r"(?-i:(?:WATCH|LISTEN|READ|VIDEO|AUDIO|PHOTOS|IN PHOTOS|ANALYSIS|OPINION|EXPLAINER|RELATED|GALLERY|PODCAST) ?\| ?[A-ZÀ-Þ\d‘“\"']).{8,140}:?"),
    Rule("related link", "htb", r"list \d{1,2} of \d{1,2} ?(?-i:[A-ZÀ-Þ\d‘“\"']).{6,160}"),
    Rule("more from", "ht", r"most (?:viewed|read|popular|watched|shared|commented|discussed|recent|clicked|e-?mailed|searched|liked|loved) (?:in|on|from|by|this|today|now|across|for|articles|stories|videos|news|posts|right)\b[^.!?:]{0,40}|(?:show|read|view|see|expand|open|continue|load|get) (?:the )?(?:full|whole|entire|complete|rest of (?:the|this)) (?:article|story|text|post|transcript|bio|profile|interview|episode)"),
    Rule("tags", "t", r"(?:read related topics|related topics?|more on|topics?|posted in|see more on) ?: ?(?-i:[A-Z])[\w&'’. -]{1,40}(?:[,|·•/] ?(?-i:[A-Z])[\w&'’. -]{1,40}){0,12}(?<![.!?])"),
    Rule("related link", "htb", r"don['’]t miss (?:these|our|the latest) (?:insights|stories|exclusives|updates|picks|deals|features) from (?-i:[A-Z])[\w'’ ]{2,40}"),
    Rule("tags", "t", r"posted in (?-i:[A-Z])[\w&]+(?:,? (?-i:[A-Z])[\w&]+){0,6}"),
    # A title with its link behind it, as a box inside the article has it.
    Rule("related link", "htb", r"(?-i:[A-ZÀ-Þ\d\"'“‘])(?:(?![.!?][\"”’)]* +(?-i:[A-ZÀ-Þ\"“‘]))[^©]){8,110}(?<![.!?:;,])(?-i: Read more|(?<=[a-z\d'’”])READ MORE)", needs=("read more",)),
)  # fmt: skip
