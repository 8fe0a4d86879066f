"""Who has written it, for which agency, and who that is."""

from __future__ import annotations

from tasks.furniture.rule import NAME, PERSON, Rule
from tasks.furniture.rules.english.words import DATE, IS_NEWS, STAMP, TIME

_WRITES = r"(?:sub-?|co-)?(?:reporter|writer|correspondent|columnist|editor|fellow|journalist|contributor|producer)"
# Who is this and a writer is whom the article is about.
_IN_NEWS = r"\b(?:arrested|jailed|imprisoned|detained|killed|missing|charged|accused|convicted|sentenced|dismissed|fired|sued|suing|on trial)\b"
_AGENCY = r"(?-i:AP|AFP|REUTERS|Reuters)"
_SIGN = r"(?-i:PTI|ANI|IANS|UNI|PNA|NAN|UNB|BSS|APP|AAP|AFP|AP|KUNA|WAM|ANTARA|Antara|Bernama|BERNAMA|Xinhua|XINHUA|Reuters|REUTERS|TASS|Yonhap|Kyodo|Anadolu|CMC|GNA|KNA)"
"""What an agency signs with."""
_WRITERS = (
    "reporter", "writer", "correspondent", "columnist", "editor", "fellow", "journalist", "contributor", "producer", "covers ", "writes ", "reports on",
)  # fmt: skip

RULES = (
    Rule("author", "ht", r"@\w{4,30}"),
    Rule("byline", "h", rf"(?-i:(?:By|BY|Von|Par|Por|Di|Door|Av|Autor:?|Author:?|Written by|Posted by|Published by|Text:) {NAME})(?:(?:,| and| und| et| y| e| en| och| &) ?(?-i:{NAME})){{0,6}}(?: \([^()]{{2,60}}\)?)?(?:[,|/: –-]{{1,3}}(?:.{{0,30}}\b(?:writer|correspondent|editor|reporter|staff|contributor|columnist|news|press|reuters|post|times)\b.{{0,20}}|{STAMP}))?", fired=34),
    Rule("byline", "ht", rf"(?:edited|curated|reported|compiled|reviewed|fact[ -]checked|produced|translated|authored|written|published|posted|updated|words) ?by ?: ?(?-i:{NAME})(?:(?:,| and| &) ?(?-i:{NAME})){{0,3}}(?:[,|/: –-]{{1,3}}(?:.{{0,20}}: ?)?{STAMP})?"),
    Rule("byline", "h", rf"(?-i:{NAME})(?: ?[|•·] ?| / )(?:(?-i:[A-ZÀ-Þ])[\w'’. -]{{2,30}}[|•·] ?)?(?:(?:published|posted|updated|publié le|publicado(?: em| el)?|veröffentlicht(?: am)?|pubblicato(?: il)?|gepubliceerd(?: op)?):? ?)?{STAMP}(?: ?[|•·] ?\d+ ?-?min(?:ute)?s?(?: read)?)?", needs=("|", "•", "·", " / ")),
    Rule("byline", "h", rf"by (?-i:{NAME}) ?[|•·/,–—-] ?{STAMP}|(?:article|story|words|report|reported|edited|photos?|pictures|video) by (?-i:{NAME})(?: ?[•·|] ?\d+ ?(?:h|m|min|d|days?|hours?)\b.{{0,12}})?"),
    Rule("byline", "ht", rf"posted by \w+ on {STAMP}(?: in .{{2,40}})?|{STAMP},? (?:no|\d+) comments?"),
    Rule("byline", "h", rf"{STAMP} ?[|•·] ?(?-i:{NAME}) ?[|•·] ?\d+ comments?|{DATE}[, ]+page ?\d{{1,3}}"),
    Rule("byline", "h", rf"(?:analysis|opinion|perspective|commentary|review|column|essay|interview) by:? (?-i:{NAME})(?:,? (?-i:[A-Z]).{{1,30}})?|by (?-i:{NAME}) ?\| ?.{{2,80}}|(?:by (?-i:{NAME}),? )?special (?:to|for) (?:the )?(?-i:[A-Z][\w'’.-]*+(?: [A-Z][\w'’.-]*+){{0,4}})"),
    Rule("byline", "h", r"(?-i:[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){1,3}),? [\w.+-]+@[\w-]+\.[\w.]{2,30}", needs=("@", "email protected", ".com/")),
    Rule("byline", "ht", rf"by (?-i:{NAME}) (?:published|posted|updated)(?: on)?:? {STAMP}.{{0,20}}"),
    Rule("byline", "h", rf"(?-i:[A-Z]{{2,8}})(?: ?\| ?| / )(?:updated ?:? ?)?{STAMP}", needs=("|", "•", "·", " / ")),
    Rule("byline", "ht", r"posted (?:on )?by \w+(?: \w+){0,3}", fired=3),
    Rule("developing", "ht", r"(?:this is an? |this )?(?:developing|breaking)(?: news)? story\b(?:[.:]|,? and|,? which)? .{2,100}|(?:this|the) story (?:is developing|will be updated)\b.{0,100}|(?:please )?(?:check|come) back\b.{0,40}\b(?:updates?|later|details|soon|more)\b.{0,40}", fired=1),
    Rule("republished", "t", r".{4,120} is a post from:? (?-i:[A-Z]).{2,80}", needs=("is a post from",)),
    Rule("source", "t", r"(?!(?-i:[Ss]ources?: ?[a-z]).*\b(?:to|told|who|is|are|was|were|has|have|had|will)\b)(?:sources?|quellen?|fontes?|fuentes?|bron(?:nen)?|källa|źródło) ?: ?.{2,60}|sources? \((?-i:[A-ZÀ-Þ])[^()]{1,60}|(?:h/t|hat[ -]tip)(?: to)?:? (?-i:[A-ZÀ-Þ@])[\w.&'’@ -]{1,60}", fired=15),
    Rule("about this page", "t", r"(?-i:[A-Z])[\w.&'’-]*(?: [\w.&'’-]+){0,4} is an? (?:[\w-]+,? ){0,4}(?:news|media|journalism) (?:agency|organi[sz]ation|outlet|service|site|website|source|company|platform|magazine) (?:devoted|dedicated|committed) to\b.{0,400}", needs=("devoted to", "dedicated to", "committed to")),
)  # fmt: skip

FURTHER = (
    Rule("about this page", "t", r"\(?visited \d+ times?, \d+ visits? today\)?"),
    Rule("author", "t", rf"{PERSON}(?: \([^()]{{2,60}}\))? is (?!.*{_IN_NEWS})(?:an?|the|[\w.’' ]{{2,40}}['’]s)(?: [\w’'.&/-]+,?){{0,7}} {_WRITES}\b.{{0,400}}", needs=_WRITERS),
    Rule("author", "t", rf"{PERSON}(?: \([^()]{{2,60}}\))? (?:covers|writes (?:about|on|for)|reports on) [^.!?]{{2,80}} (?:(?:for|at) (?:the )?(?-i:[A-Z])|and is based in\b).{{2,200}}", needs=_WRITERS),
    Rule("source", "t", rf"{_SIGN}(?: ?[/,&] ?{_SIGN})*|(?:with|by|from) (?:wire|agenc(?:y|ies))(?: (?:inputs?|reports?|services?))?|with (?:wires|{_SIGN})|staff (?:and|&) (?:agencies|agency|wires?|wire reports)|with (?:additional )?(?:agency )?inputs?(?: from (?:[^.!?]{{2,80}}))?|with (?:files|reports|reporting|agency reports|inputs) from {_SIGN}(?:(?:,| and|, and) {_SIGN})*"),
    # These stand behind last sentences, too.
    Rule("source", "b", rf"(?-i:PTI|ANI|IANS)|with (?:additional |agency )?inputs from {_SIGN}(?:(?:,| and|, and) {_SIGN})*"),
    Rule("byline", "h", rf"{_SIGN} ?\| ?(?-i:[A-Z])[\w ,'’.-]{{2,40}}|{_SIGN} ?\| ?(?:updated|published|posted) ?:? ?[\w ,:.-]{{6,40}}|(?:our|web|news|express|state|city|digital|online) (?:news )?(?:bureau|desk|correspondent|web desk) ?\| ?(?-i:[A-Z])[\w ,:'’.-]{{2,60}}|(?:by|from) our (?:own |special |staff |[\w-]+ (?:staff|affairs) )?(?:political |business |sports? |foreign |city |legal )?(?:staff|correspondents?|reporters?|bureau)(?: in (?-i:[A-Z])[\w ]{{2,30}})?"),
    Rule("end sign", "t", r"(?-i:ENDS?)"),
    Rule("author", "t", rf"the (?:writer|author)s? (?:is|are|was) [^.!?]{{4,200}}[.!] (?:the )?(?:views?|opinions?)(?: expressed)?(?: here)? (?:are|is) (?:strictly )?(?:personal|(?:his|her|their) own)\b.{{0,40}}|the (?:writer|author) is (?!.*{_IN_NEWS})(?:an? |the )?(?:[\w-]+ ){{0,4}}(?:professor|lecturer|fellow|director|diplomat|columnist|journalist|researcher|economist|lawyer|consultant|analyst|editor)\b[^.!?]{{0,80}} (?:at|for|from|in|of|with) (?:the )?(?-i:[A-Z])[^.!?]{{0,120}}|about the authors?: (?-i:[A-Z]).{{10,400}}"),
    Rule("author", "t", r"(?!(?:he|she|they|it|i|we|you|who) )(?-i:[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3})(?:, an? [^.!?,]{2,60},)? writes from (?-i:[A-Z][\w'’-]+(?:,? [A-Z][\w'’-]+){0,3})(?: (?:via|and can be reached (?:at|via|on)) \S+@\S+)?|(?-i:[A-Z])[^!?]{10,260}[.] (?:he|she|they) can be (?:reached|contacted) (?:at|on|via) \S+@\S+|(?:the (?:author|writer)|(?-i:[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,2})) tweets (?:at |as )?@\w+", needs=("writes from", "can be reached", "can be contacted", "tweets at", "tweets as", "tweets @")),
    Rule("byline", "h", rf"(?:story|words|text|report) by {PERSON}, (?-i:[A-Z])[\w ]{{2,30}}|words:? {PERSON}[.,;|]? ?(?:photographs?|photos?|pictures?|photography|images?):? {PERSON}|(?-i:BBC (?:News|Sport|Scotland|Wales|Verify)(?:, [A-Z]\w+(?: [A-Z]\w+){{0,2}}| (?:NI|Scotland|Wales|South East|South West|North West)))"),
    Rule("byline", "h", rf"by ?:? {PERSON} (?:more by this author|[-–|] ?@\w+ ?/ ?.{{6,40}}(?:19|20)\d\d)"),
    Rule("source", "t", rf"{IS_NEWS}provided by (?:the )?(?:(?-i:(?:[A-Z][\w.&'’-]*+ |of |and |the |for ){{0,5}}(?:University|Institute|College|Society|Association|Cent(?:er|re)|Laboratory|Hospital|Academy|Foundation|Council))(?:(?:,| at| of| for| and|,? the)* (?-i:[A-Z])[\w'’-]*+){{0,6}})"),
    Rule("place", "t", r"location : (?-i:[A-Z])[\w .()-]{1,40}, India(?:, India)?"),
    Rule("initials", "t", r"(?-i:/[a-z]{2,4}(?:/[a-z]{2,4})?/?)"),
    Rule("author", "ht", r"is an? (?:[\w-]+,? ){0,4}(?:reporter|writer|correspondent|editor|journalist|columnist|producer|critic)\b(?: (?:at|for|with|on) [^.!?,]{2,60}?,?)? (?:covering|who covers|who writes|writing about|focus(?:ed|ing) on|reporting on) [^.!?]{2,160}(?:[.] (?:he|she|they|(?-i:[A-Z]\w+)) (?:is|was|has|previously|also|covers|writes|joined|holds|can)\b.{2,240})?"),
    Rule("author", "h", rf"{PERSON} is (?!.*{_IN_NEWS})an? (?:[\w’'.&/-]+,? ){{0,6}}{_WRITES}\b[^.!?]{{0,120}}[.] (?:follow (?:(?-i:[A-Z])|him\b|her\b|them\b)|(?:you can )?(?:contact|reach|e-?mail|find) (?:him|her|them|(?-i:[A-Z]))).{{2,160}}|{PERSON} is an? (?-i:[A-Z])[\w .’'-]{{1,30}}-based {_WRITES} (?:covering|who covers|writing about|reporting on) (?!.*\b(?:when|until|after|before|who|was|were|had)\b)[^.!?,;:]{{2,60}}", needs=(". follow", ". you can", ". contact", ". reach", ". email", ". e-mail", ". find", "-based ")),
    Rule("author", "t", rf"{PERSON} (?:reports on|covers|writes (?:about|on)) [^.!?]{{2,120}}[.] (?:contact|e-?mail|reach (?:him|her|them)|follow (?:him|her|them|(?-i:[A-Z])))\b.{{2,160}}|{PERSON} joined (?:the )?(?-i:[A-Z])[\w&.’' -]{{1,40}} in (?:19|20)\d\d as an? (?:[\w-]+ ){{0,3}}{_WRITES} (?:on the [\w ]{{2,30}} (?:desk|team|beat)|covering [\w, ]{{2,60}})|{PERSON} is an? (?:[\w’'.&/-]+,? ){{0,6}}{_WRITES}\b[^.!?]{{0,120}}[.] languages: .{{4,60}}", needs=_WRITERS),
    Rule("author", "ht", r"(?-i:(?:(?:Senior|Chief|Deputy|Assistant|Associate|Staff|News|General|Sports?|Politics|Political|Parliamentary|Business|Finance|Economics|City|Local|Community|Crime|Courts?|Education|Health|Science|Environment|Climate|Technology|Tech|Consumer|Money|Travel|Food|Arts?|Culture|Entertainment|Showbiz|Celebrity|TV|Music|Film|Football|Royal|World|Foreign|Diplomatic|Defence|Defense|Security|Legal|Transport|Housing|Social|Media|Features?|Investigations?|Investigative|Data|Digital|Live|Breaking|Trends?|Trending|Audience|Multimedia|Managing|Executive|Contributing|Special|National|International|Regional|US|UK|Washington|Europe|Asia|Africa) (?:(?:and|&) )?){1,6}(?:Reporter|Correspondent|Writer|Editor|Columnist|Journalist|Producer|Contributor))(?:, (?-i:[A-Z])[\w&'’ ]{1,40})?(?: ?[|·•] ?(?-i:[A-Z])[\w&'’ ]{1,40})?", needs=_WRITERS),
    Rule("byline", "h", rf"(?-i:BY|By) {PERSON},? (?-i:for (?:the )?|FOR (?:THE )?|For (?:The |the )?)(?-i:[A-Z][\w.&'’-]*+(?: [A-Z\d][\w.&'’-]*+){{0,4}})(?:[,|] ?(?-i:[A-Z])[\w ]{{2,30}})?"),
    Rule("byline", "ht", rf"by {PERSON},? (?:[\w.+-]+@[\w-]+\.[\w.-]{{2,40}}|@\w{{3,20}})|(?:audio|video|podcast|this episode) (?:was |is )?(?:produced|edited|mixed|hosted|narrated|read|voiced|engineered) by {PERSON}(?:(?:,| and|, and) {PERSON}){{0,3}}"),
    Rule("author", "t", r"(?:the )?(?-i:[A-Z])[\w&.'’ -]{1,50} (?:desk|bureau|newsroom|web team|news team|editorial team|staff) (?:comprises|consists of|is made up of|is composed of|is a (?:team|group|dedicated)|are a (?:team|group)|brings you|keeps you|is run by|is the)\b[^!?\"“”]{0,200}\b(?:journalists|reporters|editors|writers|news|stories|correspondents|coverage)\b[^\"“”]{0,200}", needs=("comprises", "consists of", "brings you", "keeps you", "desk is ", "bureau is ", "newsroom is ", "team is ", "staff is ", "desk are a ", "bureau are a ", "newsroom are a ", "team are a ", "staff are a ")),
    Rule("byline", "h", rf"(?:(?:published|edited|reported|curated|written|produced|translated|reviewed|fact[- ]checked|posted) by|authored by|reporter|author|edited|editor|text|words|photos?|photography|illustrations?|story|report) ?[:|] ?{PERSON}(?: ?(?:,|&|and|\|) ?{PERSON}){{0,3}}(?: ?[,|] ?.{{2,30}})?|reporting from (?-i:[A-Z])[\w'’.-]+(?:,? (?-i:[A-Z])[\w'’.-]+){{0,3}}|(?-i:By|BY) {PERSON}(?:(?:,| and|, and) {PERSON}){{0,4}}(?:, | ?[|·•] ?)(?-i:[A-Z]{{2,6}}(?: (?:News|Sport|Digital|Business))?|(?:[A-Z][\w&.'’]*+ ){{0,4}}(?:News|Times|Post|Gazette|Herald|Press|Reuters|Staff|Tribune|Journal|Network|TODAY|Today|Digital|Service|Agency|Team|Bureau|Mail|Star|Telegraph))"),
    Rule("author", "ht", rf"head ?-?shot of {PERSON}"),
    Rule("developing", "t", r"this (?:story|article|post|report) (?:has been|was|is being) updated (?:with|to (?:include|add|reflect)) (?:additional|more|new|further|the latest) (?:developments?|information|details|reporting|context)"),
    Rule("source", "t", rf"(?-i:[A-Z][\w.&'’-]*+(?: (?:[A-Z\d][\w.&'’-]*+|of|the|&)){{0,4}}) with {_AGENCY}(?:(?:,| and|,? and) {_AGENCY}){{0,2}}", needs=(" with ap", " with afp", " with reuters")),
    Rule("source", "t", rf"(?-i:(?:(?:[A-ZÀ-Þ][\w.&'’-]*+|franceinfo)(?: [A-ZÀ-Þ\d][\w.&'’-]*+){{0,3}} a|[Aa])vec) (?:(?:l[’'])?(?-i:AFP|AP)|(?-i:Reuters|REUTERS))(?:(?:,| et) {_AGENCY}){{0,2}}", needs=("avec ap", "avec afp", "avec reuters", "avec l'a", "avec l’a")),
    # Who has written and who has read it, by their initials: "jm/dm (AFP, dpa)"
    Rule("source", "t", rf"(?-i:[a-z]{{1,4}}(?:[/,] ?[a-z]{{1,4}}){{0,4}} \((?:{_AGENCY}|dpa|KNA|epd)(?:, (?:{_AGENCY}|dpa|KNA|epd|EFE|SID|DW|ANSA|PTI))*\)?)", needs=("(ap", "(afp", "(dpa", "(kna", "(epd", "(reuters")),
    Rule("byline", "h", r"(?-i:(?:[A-Z][\w'’.&-]*+ ){1,5}(?:Staff|STAFF) (?:Reports?|REPORTS?))", needs=("staff report",)),
    Rule("byline", "h", rf"by:? {PERSON},? / (?-i:[A-Z])[\w.&'’ -]{{2,40}}:?", needs=("|", "•", "·", " / ")),
    Rule("byline", "ht", rf"opinion by:? {PERSON}(?:, (?-i:PhD|Ph\.D\.|MD))?, [^.!?]{{4,100}}", needs=("opinion by",), fired=9),
    Rule("byline", "ht", rf"with (?:an? )?(?:(?:big|huge|little|special) )?(?:help|assists?) from {PERSON}(?:(?:,| and|, and| &) {PERSON}){{0,9}}", needs=("help from", "assist from", "assists from"), fired=3),
    Rule("byline", "h", r"from the [\w'’!?,.-]{4,60} dept\.?", needs=(" dept",), fired=5),
    # "By Hanna ParkOct. 9, 2020"
    Rule("byline", "h", rf"(?-i:(?:By|BY) (?=.*[a-zß-ÿ](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d){NAME}) \d{{1,2}}, \d{{4}}(?:, {TIME})?", fired=3),
    Rule("byline", "h", rf"(?:authored|submitted) by {PERSON} (?:via|of|for) (?:the )?(?-i:[A-Z])[\w.&'’ -]{{2,60}},?", needs=("authored by", "submitted by")),
    Rule("byline", "h", rf"by {PERSON}, (?:[a-z&-]+ ){{0,4}}{_WRITES},? and {PERSON}(?:, (?-i:[A-Z])[\w ]{{2,30}})?", needs=_WRITERS),
)  # fmt: skip
