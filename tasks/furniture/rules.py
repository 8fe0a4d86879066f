"""Rules for furniture that comes in too many forms for a list of phrases, each with its places and its counts.

A rule fits a whole line (without the bullets and brackets around it), never a part of one. `fired` is how often it took
a line out of the real dumps, `wrong` how many of those, all read up to 40 a rule, were the article's own.
`benchmarks/furniture.py count` prints both columns anew. Those of links, players, pictures and forms without counts are from
27,000 articles of 485 outlets; of each some twenty lines that went were read, and none was the article's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from string import ascii_lowercase

from tasks.calendar import DAY_NAMES, MONTH_NAMES, SHORT_DAYS
from tasks.compiled.characters import is_odd
from tasks.furniture.alphabets import ALPHABETS
from tasks.furniture.farther import FARTHER
from tasks.furniture.houses import HOUSES
from tasks.furniture.languages import LANGUAGES
from tasks.furniture.languages import NETWORK as _NETWORK
from tasks.furniture.needs import Needs
from tasks.furniture.rule import NAME, Place, Rule
from tasks.furniture.starts import DEEP, Index, starts_of

_AND = r"(?:[ ,|/·•&]+(?:(?:and|or|und|et|y|e|o|en|och|i) )?)"
_MONTH = rf"(?:{'|'.join(MONTH_NAMES)})\.?"
_DAYS = (*DAY_NAMES, *SHORT_DAYS, "segunda", "terça", "quarta", "quinta", "sexta")
_DAY = rf"(?:{'|'.join(_DAYS)})\.?"
# Months and days stand once in these, since their names take long to compile: "3 March 2024", "March 3, 2024".
_ORDINAL = r"(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:{_DAY},? (?:the )?)?(?:(?=\d|[^\W\d]+\.? \d{{1,2}}{_ORDINAL}\b)(?:\d{{1,2}}(?:{_ORDINAL}|\.|º) (?:de |d[e'’] ?)?)?{_MONTH}(?: \d{{1,2}}{_ORDINAL}(?=,? \d))?,? (?:de |del )?\d{{4}}"
    r"|\d{4}[-/.]\d\d[-/.]\d\d|\d\d?(?:[-/.]|\. )\d\d?(?:[-/.]|\. )\d{2,4})"
)
_TIME = r"\d{1,2}(?:[:.h]\d\d(?:[:.]\d\d)?)? ?(?:[ap]\.?m\.?)?(?: ?(?:uhr|h|[a-z]{1,2}[sd]?t|gmt(?:[+-]\d+)?|utc|local time))?"
_STAMP = rf"(?:(?:{_TIME}[ ,|·•–-]{{1,3}})?{_DATE}(?:,? (?:at|um|à|a las|alle|às|om|kl\.?|(?:o )?godz\.|la|ora|saat|v) |[ ,|·•/@–-]{{1,3}})?(?:{_TIME})?)"
_MONTH_NAME = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)\w*\b"
# What may stand behind an invitation: its end, and a second sentence of its kind; not the article's first.
_MORE = r"[^.!?…]{0,120}(?:[.!?…]+ (?:sign up|subscribe|click|register|get|join|learn|twice|every|each|we['’](?:ll|re|ve)|you['’]ll|no spam|unsubscribe|cancel|here)\b[^.!?…]{0,140})?"
_BUTTON = (
    r"(?:Click to (?:share|e-?mail|print|tweet|pin)\b[^()\n.!?]{0,60}?|Share on [\w.]+(?: \w+)?|Print|E-?mail a link to a friend)"
    r" ?\([Oo]pens in new window\)?"
)
# The newest say once more, for those who see them, what is shared with.
BUTTONS = (
    rf"(?:\bShare this:? ?)?(?:(?<!\w){_BUTTON}"
    r"(?:[ \t]*(?:Facebook|Twitter|X|LinkedIn|Pinterest|Reddit|Tumblr|WhatsApp|Telegram|Pocket|Threads|Mastodon|Bluesky|Nextdoor|E-?mail|Print)(?!\w))?[ \t]*)+"
)
"""As a rule has them; they stand among an article's words, too (`widgets`)."""
# A title, with which a label may stand in one line: of two sentences the first is the article's.
_TITLE = r"(?:(?![.!?…][\"”’)]* +(?-i:[A-ZÀ-Þ\"“‘])).)"
# "© marks were missing": of the sign itself a sentence may tell.
_NO_SIGN = (
    r"(?! ?(?-i:(?!copyright|by|all)[a-z])[\w-]* (?:.* )?(?:is|are|was|were|has|had|will)\b| ?(?:is|are|was|were)\b)"
)
_ON_CLICK = r"(?:click|tap|klicken sie|cliquez|haga clic|haz clic|clicca|cliccate|clique|klik|klicka|kliknij)"
_OFFICE = r"(?:Agency|Association|Authority|Bank|Board|Bureau|Cent(?:er|re)|Church|Clinic|Club|Coalition|Commission|Committee|Company|Council|County|Department|District|Foundation|Group|Hospital|Hotline|Institute|Library|Line|Ministry|Mission|Museum|Office|Officials|Organi[sz]ers|Pantry|Police|Project|School|Service|Services|Shelter|Society|Station|Stoppers|Team|Trust|Union|University|Volunteers|Workers)"
"""What no name of a person ends with."""
_WE = r"(?:we|this (?:web)?site|our (?:web)?site|wir|diese (?:web)?s(?:ei|i)te|nous|ce site|este sitio|esta (?:web|página)|utilizamos|usamos|questo sito|utilizziamo|este site|deze (?:web)?site|wij|vi|den här webbplatsen|ta strona|strona|nasza strona)"

RULES = (
    # --- whose the page is
    Rule("copyright", "ht", rf"(?:copyright |™ ?(?:&|and) ?)?(?:©|\(c\)){_NO_SIGN} ?(?:copyright )?(?:(?:19|20)\d\d.{{0,160}}|.{{1,80}}\b(?:19|20)\d\d\b.{{0,80}}|[\w .,&'’-]{{2,60}})", fired=8),
    Rule("copyright", "ht", r"(?:© ?)?copyright,? (?:(?:by|bei) )?(?:©|\(c\)|(?:19|20)\d\d\b(?! (?:is|was|were|will|would|has|had)\b)).{0,120}", fired=1),
    Rule("copyright", "ht", r"copyright,? (?:by )?(?-i:[A-ZÀ-Þ])[\w .,&'’-]{1,60}(?:19|20)\d\d\b.{0,80}"),
    # Before a sign that follows other words stands the end of the article: `NOTICES` takes the rest.
    Rule("copyright", "ht", r"(?!(?-i:(?!(?:[A-Z][\w.&'’-]*[ ,|]+(?:and |of |the |& )?){1,5}©).+©|.+ [A-Z]{2,} (?:News )?App ©))[^.!?]{0,100}\ball rights reserved\b(?![^.!?©]{0,120}\b(?:was|were)\b).{0,260}", fired=391, needs=("all rights reserved",)),
    Rule("copyright", "ht", r"(?:re-?published|reprinted|(?:re)?posted) with (?:the )?permission.{0,200}", fired=5, needs=("permission",)),
    Rule("copyright", "ht", r"(?-i:[A-Z])[\w'’&., -]{1,40} ?©(?: ?(?:19|20)\d\d)?", fired=1, needs=("©",)),
    Rule("copyright", "htb", rf"©{_NO_SIGN} ?[\w .,:&'’/-]{{2,60}}", fired=1),
    Rule("copyright", "ht", r"[^.!?]{0,100}\b(?:alle rechte vorbehalten|tous droits réservés|(?:todos los|reservados todos los) derechos(?: reservados)?|tutti i diritti (?:sono )?riservati|riproduzione riservata|todos os direitos reservados|alle rechten voorbehouden|wszelkie prawa zastrzeżone|alla rättigheter (?:förbehållna|reserverade)|alle rettigh?e[dt]+er (?:forbehold\w*|reservert)|všechna práva vyhrazena|toate drepturile (?:sunt )?rezervate|(?:tüm|her) hakk[ıl]\w* (?:saklıdır|mahfuzdur)|все права защищены)\b.{0,60}", needs=("recht", "droits", "derechos", "diritti", "riservata", "direitos", "prawa", "rättigheter", "rettighe", "práva", "drepturile", "hakk", "права")),
    Rule("copyright", "ht", r"all (?:content|material|text|images|photos|articles)\b[^.!?]{0,40}(?:©|copyright|\(c\))[^.!?]{0,80}|(?:reproduction|republication|redistribution|no part|any (?:use|reproduction)|unauthori[sz]ed)\b[^.]{0,120}\b(?:prohibited|forbidden|not permitted|without (?:the )?(?:prior |express |written )*(?:permission|consent))\b.{0,60}", needs=("©", "copyright", "(c)", "prohibited", "forbidden", "permi", "consent")),
    Rule("personal use", "ht", r"this (?:material|article|story|copy) (?:may not be (?:published|reproduced)|is for your personal, non-commercial use).{0,420}"),
    Rule("disclaimer", "ht", r"(?:the )?(?:views|opinions)(?: and (?:views|opinions))? (?:expressed|presented|contained)\b.{0,120}\b(?:author|columnist|contributor|writer|guest|their own|his own|her own)s?\b.{0,200}", fired=20),
    Rule("disclaimer", "ht", r"(?:this (?:post|article|page|story) (?:may )?contains?|we may (?:earn|receive|get))\b.{0,60}\b(?:affiliate links?|commissions?)\b.{0,200}"),
    Rule("disclaimer", "ht", r"[^.!?]{2,80}\bmay earn\b[^.!?]{0,40}\b(?:commissions?|revenue)\b.{0,200}", fired=4, needs=("may earn",), rare=True),
    Rule("republished", "t", rf"(?:the|this) (?:article|post|story|piece|column|essay|report|content)\b.{{0,160}}\bappeared (?:first|originally)\b(?! on the (?-i:[a-z])).{{2,100}}|(?:a version of )?this (?:article|post|story|piece|column|essay|report) (?:was |is )?(?:first |originally |re)*(?:appeared|published|posted|ran) (?:at|by|from|in|on|with) (?:the )?(?-i:(?!{_MONTH_NAME})[A-Z]).{{2,120}}|this (?:article|post|story|piece) appeared on .{{2,80}}", fired=37, needs=("appeared", "published", "posted", "ran ")),
    Rule("republished", "t", r"(?:this (?:article|post|story) (?:has been|was) )?contributed by [^.!?]{2,60}(?:\b(?:of|at|from) \S{2,60})?(?:\. (?:visit|see|read|follow)\b.{2,160})?", fired=9),
    Rule("republished", "ht", r"(?:originally|first) (?:published|appeared|posted) (?:at|on|in|by) (?!.*, (?:it|he|she|they|its|his|her|their|the|this)\b).{2,80}"),
    Rule("republished", "t", r"(?:this (?:content|article)|we encourage you to|feel free to|please)\b.{0,40}\b(?:freely reproduced|republish(?:ed)?|reproduce)\b.{0,200}", fired=7, needs=("reproduce", "republish")),
    # --- who may read
    Rule("cookies", "htb", rf"{_WE}\b[^.]{{0,80}}\b(?:use|uses|using|set|sets|store|stores|verwende[nt]|nutz(?:en|t)|setz(?:en|t)|utilis(?:ons|e)|utiliza(?:mos)?|usa(?:mos)?|utilizza|usiamo|utilizziamo|gebruik(?:t|en)?|använder|używa(?:my)?|wykorzystuje(?:my)?|la|as|os|i|las|los|de|le|des)\b[^.]{{0,80}}\b(?:cookies?|pliki cookie|plików cookie|kakor)\b.{{0,250}}", fired=6, needs=("cookie", "kakor")),
    Rule("placeholder", "ht", r"(?:no|the) content (?:is )?(?:currently )?(?:un)?available|(?:error )?404[ :–-]*(?:page )?not found|(?:page|article|story) not found|(?:sorry,? |oops!? )?(?:the|this) (?:page|article|story|content)(?: (?:that )?you(?:['’]re| are) (?:looking for|trying to (?:reach|view)))? (?:does not exist|doesn['’]t exist|(?:could not|couldn['’]t|cannot|can['’]t) be found|(?:is|was) (?:no longer|not) (?:available|found))(?:[.… ]*)", fired=184),
    Rule("cookies", "htb", r"(?:if you|by) (?:click|select|press|tap|choos)(?:e|ing)?(?: on)? (?:['‘\"“](?:i )?(?:accept|agree|allow)(?: all)?(?: cookies)?['’\"”]|(?:accept|allow) all(?: cookies)?),? .{0,200}\b(?:partners?|cookies?|device|personal data)\b.{0,250}", fired=162, needs=("partner", "cookie", "device", "personal data")),
    Rule("cookies", "htb", r"by (?:continuing|using|browsing|clicking|visiting|closing)\b[^.]{0,120}\b(?:cookies?|privacy policy|terms of (?:use|service))\b.{0,200}"),
    Rule("privacy", "ht", r"by (?:submitting|signing up|subscribing|registering|providing|entering)\b.{0,160}\b(?:agree|consent|privacy|terms)\b.{0,200}"),
    Rule("privacy", "ht", r"this site is protected by recaptcha[^.]{0,120}|this site uses akismet[^.]{0,60}(?:\. learn [^.]{0,60})?|your (?:e-?mail )?(?:address|information) (?:will not|won't|is never) be (?:published|shared).{0,80}"),
    Rule("privacy", "ht", r".{0,300}\b(?:our (?:privacy|data protection|cookie) (?:policy|notice|statement)|your personal data (?:will|is|are)|revoke (?:this|your) consent|unsere[rn]? datenschutzerklärung|notre politique de confidentialité|nuestra política de privacidad|nossa política de privacidade|nostra (?:informativa sulla privacy|privacy policy)|ons privacybeleid|nasz(?:a|ej) polityk[ai] prywatności)\b.{0,200}", fired=3, needs=("our privacy", "our data protection", "our cookie", "your personal data", "revoke this consent", "revoke your consent", "datenschutz", "confidentialité", "privac", "prywatno")),
    Rule("privacy", "ht", r"[^.!?]{0,80}\brecaptcha\b[^.!?]{0,160}", fired=3, needs=("recaptcha",), rare=True),
    Rule("privacy", "ht", r"privacy notice: .{0,300}|(?:we (?:value|respect|care about)|your) (?:your )?privacy(?: (?:choices|settings|options|matters.{0,20}))?|(?:manage|change|update|review) (?:my |your )?(?:cookies?|privacy|consent)(?: (?:preferences|settings|choices|options))?", fired=5),
    Rule("privacy", "ht", r"(?:by (?:submitting|using|sending) this form|your personal data will|you may revoke)\b.{0,460}"),
    Rule("subscribers", "htb", r"(?:already (?:a |an )?(?:subscriber|member|registered)\??|subscribers only|have an account\??|not (?:yet )?a (?:subscriber|member)(?: yet)?\??).{0,60}"),
    Rule("subscribers", "htb", r"(?:to (?:read|continue reading)|subscribe (?:now )?(?:to|for)|log ?in (?:or \w+ )?to|sign (?:in|up) to|register to)\b.{0,12}\b(?:the (?:full|rest)|continue|read|full access|unlimited|unlock).{0,60}", fired=1),
    Rule("subscribers", "htb", r"(?:this|diese[rs]?) (?:article|story|content|artikel|inhalt) (?:is|ist) (?:only (?:available )?)?(?:for|nur für) (?:paying )?(?:subscribers|members|abonnenten)\b.{0,60}|réservé aux abonnés.{0,40}|(?:contenido )?(?:solo|exclusivo) para suscriptores.{0,40}|exclusivo para assinantes.{0,40}"),
    Rule("subscribers", "htb", r"to (?:continue|keep) reading\b[^.!?]{0,30}\b(?:log ?in|sign (?:in|up)|subscribe|register|account|member)\b.{0,60}|keep reading (?:for (?:[$£€]|free|only|just|as)|with (?:an?|our|your|unlimited)|by (?:subscribing|signing|creating)).{0,60}|create (?:an?|your) (?:free )?account\b.{0,60}|already (?:have|got) an? (?:\w+ )?(?:account|subscription)\b.{0,40}|unlimited (?:digital |online )?access\b.{0,60}|subscribers (?:can|get)\b.{0,60}\b(?:read|access|full)\b.{0,40}", fired=1, needs=("log in", "login", "sign", "subscri", "regist", "account", "member", "keep reading", "access")),
    Rule("subscribers", "htb", r"(?:this|the) (?:content|article|story|post|video|page|section|feature)(?: is| are)?(?: (?:available|reserved|exclusive(?:ly)?|only|free))* (?:to|for) (?:our )?(?:paid |paying |registered |digital )?(?:members|subscribers)\b.{0,60}|(?:get|enjoy|unlock) (?:unlimited|full|free|instant)(?: digital| online| premium)? access\b.{0,120}|you(?: have|['’]ve) (?:reached|hit|used)\b.{0,40}\blimit\b.{0,60}", needs=("members", "subscriber", "access", "limit")),
    Rule("subscribers", "ht", r"become an? (?:[\w-]+ ){0,2}(?:member|subscriber|supporter|patron)\b(?: (?:to|today|now|and|for)\b.{0,80})?", needs=("member", "subscriber", "supporter", "patron")),
    Rule("subscribers", "htb", r"you(?: have|'ve|’ve) (?:\d+|read|reached|used).{0,40}\b(?:free|complimentary) articles?\b.{0,80}"),
    # --- newsletters, apps, channels
    Rule("newsletter", "htb", rf"(?:sign[ -]up|subscribe|register)(?: now| today| here| below| free)?,? (?:for|to|here for|and (?:get|receive)) (?:(?:our|the|your|my|this|these|a) )?(?:[^.!?]{{0,80}})\b(?:newsletters?|brief(?:ing)?s?|e-?mails?|emails|alerts|digest|updates|tip ?sheet)\b{_MORE}", fired=8),
    Rule("newsletter", "htb", rf"(?:get|receive|want|have|sign up to (?:get|receive)|join|enjoy)\b[^.?!]{{0,140}}\b(?:in|to|straight to|delivered(?: directly| straight)? to|into) your (?:e-?mail )?(?:inbox|mailbox|e-?mail)\b{_MORE}", fired=15),
    Rule("newsletter", "htb", rf"(?:let our news meet your inbox|upgrade your inbox|newsletter sign-?up|keep an eye on your inbox)\b{_MORE}"),
    Rule("newsletter", "ht", rf"(?:join|try|check out|read) (?:one of )?our (?:[\w-]+ ){{0,5}}newsletters?\b{_MORE}|join (?:our|the) free [^.!?]{{2,60}}(?:challenge|contest|league|giveaway|sweepstakes)", fired=2),
    Rule("newsletter", "htb", r"[^.!?]{0,140}\b(?:sign up (?:here|now|today|for (?:our|the|free)|to receive)|subscribe (?:here|now|today))\b.{0,30}\b(?:newsletters?|inbox|e-?mails?|here|now)\b.{0,20}", needs=("ign up", "ubscribe")),
    Rule("newsletter", "htb", r"(?:(?:jetzt |hier )?(?:den |unseren )?newsletter (?:abonnieren|bestellen)|(?:inscrivez|abonnez)-vous à (?:notre|la) (?:newsletter|lettre)|recevez (?:notre|nos|la) .{0,40}(?:newsletter|lettre)s?|(?:suscríbete|suscríbase|apúntate|regístrate) (?:a|en) (?:nuestr[oa]|la|el) .{0,40}(?:newsletter|boletín|boletines)|iscriviti alla (?:nostra )?newsletter|(?:assine|receba|cadastre-se em) (?:a |nossa |nosso )*(?:newsletter|boletim)|(?:meld je aan|schrijf je in) voor (?:de|onze) nieuwsbrief|prenumerera på (?:vårt )?nyhetsbrev(?:et)?|zapisz się (?:do|na) (?:nasz(?:ego)? )?newslettera?)\b.{0,80}"),
    Rule("newsletter", "htb", r"(?:want|never|don['’]t|stay|get|start|our|like|love|enjoy|looking|interested|keep|be the first|for more|find)\b[^.!?\"“”]{2,80}[.!?,:]+ ?(?:please )?(?:(?:sign up|subscribe|become an?)\b[^.!?\"“”]{2,120}|(?:register|join|get)\b[^.!?\"“”]{0,100}\b(?:newsletter|alerts|inbox)[^.!?\"“”]{0,60}|(?:follow|like|find|join) us on [^.!?\"“”]{2,60})(?:[.!?] .{2,60})?", needs=("newsletter", "alerts", "inbox", "subscribe", "sign up", "become a", "us on")),
    Rule("newsletter", "htb", r"(?:get|receive) (?:our|the|your) (?:free )?(?:(?:daily|weekly|morning|evening|breaking news|politics|sports?) )*(?:e-?mails?|newsletters?|briefing|digest|alerts)\b.{0,80}|start your (?:day|morning|week) with\b.{0,80}|(?:our|the (?:best|top|latest|day['’]s|week['’]s)|your)\b[^.?!]{0,80}\b(?:in|to) your inbox\b.{0,60}|join (?:[\d,.]+k?\+?|thousands of|hundreds of|millions of|more than [\d,]+|over [\d,]+) (?:other |of )*(?:our )?(?:subscribers\b.{0,120}|(?:readers|people|others|members)\b[^.!?]{0,80}\b(?:newsletter|inbox|e-?mail)\b.{0,60})", fired=4, needs=("mail", "newsletter", "briefing", "digest", "alerts", "start your", "inbox", "subscribers")),
    Rule("newsletter", "ht", r"(?:no spam|unsubscribe|you can unsubscribe|you can opt out|cancel)\b.{0,30}\b(?:any ?time|whenever|promise)\b.{0,60}|no spam\b.{0,40}"),
    Rule("newsletter", "htb", r"enter your e-?mail\b.{0,60}|(?:success[!.]? )?you(?:['’]ve| have)(?: been)?(?: successfully)? (?:subscribed|signed up|been added)\b.{0,80}|success[!.] .{2,80}|there was an (?:error|issue|problem)\b[^.!?]{0,20}(?:(?:sign|submit|process|subscri|load)\w*\b.{0,60}|,? ?please try again.{0,20})|subscribe\b[^.!?]{0,30}\b(?:and|to) (?:support|help)\b.{0,60}"),
    Rule("newsletter", "htb", r"(?=.*\b(?:sign(?:ing)? (?:you )?up|subscribe|newsletters?|inbox)\b)[^\"“”]{0,300}\b(?:(?:you (?:are |also )?|european users )agree(?:ing)? to|you can unsubscribe|protected by recaptcha|issue signing you up|you['’]re not a robot|valid e-?mail address)\b[^\"“”]{0,300}", needs=("you agree", "are agree", "also agree", "users agree", "can unsubscribe", "recaptcha", "signing you up", "not a robot", "valid email", "valid e-mail")),
    Rule("newsletter", "ht", r"sign[ -]?up: .{4,120}"),
    Rule("newsletter", "ht", r"(?-i:(?:(?:The|[A-Z][\w'’-]+) ){1,5}(?:Newsletters?|NEWSLETTERS?))", needs=("newsletter",)),
    Rule("app", "htb", r"(?:(?:download|install)\b|(?:get|try) (?:the|our|your)\b)[^.?!]{0,60}\bapp\b(?: (?:now|here|today|for|from|on|to)\b.{0,80})?|click to get the .{2,40} app|get real-?time updates as this story unfolds\b.{0,120}"),
    Rule("follow", "htb", r"(?:follow|like|join|find|connect with|add|catch|watch|subscribe to)\b(?:[^.?!]|\.(?=\w)|\b(?:rev|sen|rep|gov|dr|mrs?|ms|jr|sr|[a-z])\.(?!\w)){0,60}\b(?:on|at|via|to)\b (?:our )?" + _NETWORK + rf"(?:{_AND}(?:on )?{_NETWORK})*(?:\b|(?=\d))(?: (?:page|channel|group|feed|at|and|for|or e-?mail)\b.{{0,80}}|[ :(@/.]{{1,3}}\S{{1,60}}(?:,? (?:and|or) (?:(?:on )?{_NETWORK}(?:: ?@\w+)?|e-?mail .{{2,60}}|\w+ at \S+|@\w+))?|\d[\d.,]*[km]?)?", fired=15),
    Rule("follow", "htb", r"(?:follow|tweet) (?:him |her |us |them |me )?(?:on twitter:? )?(?:at )?@\w+(?:(?: and |[ ,&|]{0,3}+)(?:follow )?@\w+){0,10}(?: on (?:twitter|x|instagram))?", fired=2),
    Rule("follow", "htb", r"subscribe (?:to|on) (?:our|the|my|(?-i:[A-Z])[\w'’]+) (?:[\w'’]+ ){0,3}(?:youtube )?(?:channel|podcast|feed)\b.{0,60}|follow [^.!?:]{2,60} (?:at|on):? (?:https?://|www\.)\S{2,}(?: and \S{2,80})?|subscribe on (?:apple|itunes|spotify|google)\b.{0,120}", fired=2),
    Rule("follow", "htb", r"interested in [^.!?]{2,60}\? add [^.!?]{2,60} as an interest to stay up to date\b.{0,160}"),
    Rule("follow", "htb", r"stay (?:updated|up to date|connected|informed|tuned)\b.{0,20}\b(?:with|on|to)\b.{0,60}\b(?:latest|news|facebook|(?<!pic\.)twitter|newsletter)\b.{0,200}", fired=94),
    Rule("follow", "htb", r"(?:folgen sie|folge|suivez|síguenos|sigue a|síganos|seguici|segui|siga|volg|följ|śledź|obserwuj) (?:uns|nous|nos|ons|oss|nas|il|la|o|a|em|en|su)?\b.{0,30}\b(?:auf|bei|sur|en|su|no|na|em|op|på) " + _NETWORK + r"\b.{0,60}"),
    Rule("app", "ht", r"(?:now )?available (?:on|in|at|from) (?:the )?(?:app store|google play|apple|android|ios|itunes)\b.{0,60}|(?:get it|download(?: it)?|listen|find us) on (?:the )?(?:app store|google play|apple)\b.{0,40}|scan (?:the|this) qr code\b.{0,80}"),
    Rule("follow", "htb", r"(?:listen|find|get|subscribe|catch|hear|download)\b[^.!?]{0,80}\b(?:apple podcasts|spotify|itunes|google podcasts|wherever you (?:get|find|listen to) (?:your )?podcasts)\b.{0,80}|join (?:our|us on|the) (?:[\w'’-]+ ){0,4}(?:whatsapp|telegram|discord|facebook|signal)\b.{0,60}|follow (?:our|the) live\b.{0,40}|(?:like|follow) us on (?:(?:twitter|facebook|instagram|youtube|linkedin|pinterest|tiktok|whatsapp|telegram)\b.{0,80}|(?:our )?(?:socials?|all|any of|these|other)\b.{2,60}|\S*[@.]\S.{0,60}|(?-i:[A-Z]\w{2,})(?:(?:,| and| &| or| /)+ (?:on )?(?-i:[A-Z]\w{1,})){0,5})|for (?:more|the latest|all the|any latest)\b[^.!?]{0,60}\bfollow (?:us|our)\b.{0,60}|stay (?:connected|in touch) with\b.{2,60}", needs=("podcast", "spotify", "itunes", "whatsapp", "telegram", "discord", "facebook", "signal", "live", "us on", "follow", "stay ")),
    # --- sharing
    Rule("share", "htb", rf"(?:click to )?(?:share|tweet|post|email|print|pin)(?: (?:this|it|article|story|page|post|a link|the article|options))*(?::| (?:on|via|with|to|by|for):?)? (?:on |via )?{_NETWORK}(?>{_AND}(?:(?:share|tweet)? ?(?:on|via|by) )?{_NETWORK}){{0,12}}+(?: \(opens in new window\))?", fired=3),
    Rule("share", "htb", BUTTONS, needs=("opens in",)),
    Rule("share", "htb", rf"(?:{_NETWORK}{_AND}){{1,12}}{_NETWORK}"),
    Rule("share", "htb", r"(?:listen to (?:this )?article )?(?:\d+:\d\d )?share (?:this|the) (?:article|story|post|page)(?: " + _NETWORK + r")+"),
    Rule("share", "ht", rf"{_TITLE}{{0,160}}(?-i:\bS(?:HARE|hare) (?:ON|on) F(?:ACEBOOK|acebook) S(?:HARE|hare) (?:ON|on) )\w.{{0,80}}|[^.]{{0,40}}\blike (?:and|&) share\b.{{0,160}}", fired=7, needs=("share on facebook", "like and share", "like & share"), rare=True),
    Rule("share", "htb", r"read or share this (?:story|article|post): ?https?://\S{2,180}"),
    Rule("share", "htb", rf"(?:{_TITLE}{{0,190}}|[\"“][^\"“”]{{0,190}}[\"”] )\bclick to tweet", needs=("click to tweet",), rare=True),
    Rule("share", "htb", r"like this:?(?: like)? loading|share this (?:on )?" + _NETWORK + r"(?:: " + _NETWORK + r")?", fired=7),
    Rule("share", "htb", r"share all sharing options for:.{0,160}|click to (?:e-?mail|print|share|tweet|copy)\b.{0,60}|(?:print|e-?mail|save|bookmark) (?:this )?(?:story|article|page|post)"),
    Rule("share", "htb", rf"\d[\d.,]*[km]? ?(?:shares?|tweets?|retweets?|pins|likes|views)(?: (?:{_NETWORK}|on|\d[\d.,]*[km]?)(?!\w))*", fired=1, needs=("share", "tweet", "pins", "likes", "views")),
    Rule("share", "htb", r"(?:auf|bei|sur|en|su|no|op|på) " + _NETWORK + r" (?:teilen|delen|dela)|(?:auf|über) " + _NETWORK + r" (?:teilen|senden)|(?:partager|compartir|condividi|compartilhar|delen|dela|udostępnij|teilen)(?: (?:via|cet article|l'article|en|su|no|op|na|på|auf|par))* " + _NETWORK),
    Rule("share", "htb", r"(?:please |now |why not )*share (?:this|our|it)(?: (?:story|article|post|news|page|video|report|piece))?(?:,? (?:with|using|among) [^.!?,]{2,30}| (?:now|today|everywhere))?", fired=16),
    Rule("share", "htb", r"(?:if you |did you |do you |think |know )?(?:like[ds]?|enjoy(?:ed)?|loved?|found|find|agree|your friends|someone)\b[^.!?\"“”]{0,80}[,?!.] ?(?:then |please |why not |be sure to )*share (?:this|it)\b.{0,60}", fired=1, needs=("share this", "share it")),
    # Who writes to be passed on says so in the last line: "Share this on Facebook if you agree", "Please share this story and let us know".
    Rule("share", "t", rf"(?:please |now |then |and |make sure (?:to |you )|be sure to |don['’]t forget to |feel free to |like and )*share (?:this|our)(?: (?:story|article|post|news|page|video|report|piece|information))?(?: (?:on|via) {_NETWORK}(?:{_AND}{_NETWORK})*)?,? (?:if (?:you|it)|and (?:leave|let|tell|help|like|comment)|with (?:your|everyone|friends)|to (?:inform|spread|help|show|let|support))\b[^\"“”]{{2,160}}"),
    # --- comments
    Rule("comments", "ht", r"(?:join the (?:conversation|discussion|debate)|start the (?:conversation|discussion)|add to the (?:conversation|discussion))\b.{0,60}|comment(?:ing|s)(?: on this (?:article|story|page|post))? (?:has|have|is|are) (?:now )?(?:ended|closed|disabled|switched off|turned off)\b.{0,40}|sort (?:comments )?by:? (?:newest|oldest|best|top|relevance|most)\b.{0,60}|your comment is awaiting moderation.{0,20}|(?:your |all )?comments are (?:moderated|subject to|reviewed)\b.{0,80}|comments ?\(\d+\).{0,20}|top comments|(?:have|got|what|do you|agree|anything)\b[^.!?]{2,60}\? (?:leave|post|add|share|tell|let)\b[^.]{0,40}\b(?:comments?|thoughts|opinions?|views?)\b.{0,40}"),
    Rule("comments", "htb", r"share your thoughts\b.{0,160}\bjoin the (?:conversation|discussion)\b.{0,20}"),
    Rule("comments", "ht", r"(?:view |show |read |see )?(?:all )?\d[\d,.]{0,6} (?:comments?|replies|responses|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|kommentarer|komentarzy?|komentarze|comentarii|komentář[eů]?|yorum)\b(?: .{0,30})?", needs=("comment", "repl", "response", "komm", "coment", "reacties", "komentar", "komentář", "yorum")),
    Rule("comments", "ht", r"(?:afficher (?:tous )?les |ver (?:todos )?los |vedi (?:tutti )?i )?(?:comments?|shares?|kommentare|commentaires|comentarios|comentários|commenti|reacties|kommentarer|komentarze) ?[(:] ?\d{1,6}\)?"),
    Rule("comments", "t", r"(?:(?:you must |please )?(?:log|sign) ?in(?: with [^.!?]{2,40}?)?(?: (?:or|and) (?:create an account|\w+(?: up| in)?))?|register|you must be (?:logged|signed) in) to (?:post|leave|add|view|comment|reply)\b.{0,40}"),
    Rule("comments", "t", r"(?:leave|post|add|write|share|tell us|let us know)\b[^.]{0,60}\b(?:comments?(?: section)?|thoughts)\b(?: (?:below|section|here|in)\b.{0,40})?|(?:what do you think\b[^.!?]{0,80}\? )(?:let us know|tell us|leave|share|comment)\b.{0,120}"),
    Rule("comments", "t", r"(?:be the first (?:one )?to|what(?:'s| is|’s) your|have your) (?:comment|say|opinion|reaction|leave a comment|share what you think)\b.{0,60}|comments? (?:powered by|are (?:closed|moderated|disabled|turned off)|for this (?:article|post|story))\b.{0,80}|(?:view|read|see|show|post|add|hide) (?:the |all |your |reader )?comments?(?: \(\d+\)?| here| below)?"),
    Rule("comments", "t", r".{0,160}\b(?:comment(?:ing|s)? policy|reserve the right to (?:remove|delete|edit|moderate) (?:any |all )?comments?|responsible for (?:the )?comments|comments? (?:that|which) (?:violate|contain))\b.{0,300}", fired=11, needs=("ment policy", "ments policy", "menting policy", "reserve the right", "responsible for", "that violate", "that contain", "which violate", "which contain")),
    Rule("comments", "t", r".{0,80}\b(?:coment[áa]rios?|kommentare?|commentaires?|commenti|reacties)\b.{0,200}\b(?:modera\w+|moderier\w+|modér\w+|gemodereerd|responsabilidade|responsabilidad|ofensiv[oa]s|netiquette|freigeschaltet)\b.{0,160}", needs=("coment", "kommentar", "commentair", "commenti", "reacties")),
    Rule("comments", "t", r"…\] https?://\S+ \[…?|(?:see|spot(?:ted)?|found|notice[d]?|report) (?:an? )?(?:error|mistake|typo|correction)s?\b(?! (?:and (?:you|they|he|she|it|the)\b|in (?:your|his|her|their|its|a)\b)).{0,120}", fired=1),
    Rule("comments", "t", r"(?:lascia un commento|deja un(?:a respuesta| comentario)|deixe (?:um comentário|uma resposta)|laisse[rz] un commentaire|schreibe? (?:sie )?einen kommentar|laat een reactie achter|skriv en kommentar|dodaj komentarz|annulla risposta)\b.{0,40}"),
    # --- other articles
    Rule("read more", "htb", r"(?:also (?:read|see|watch)|(?:read|see|watch|view|learn|find out|discover) (?:more|also|next|now|the full (?:story|article|interview|report))(?: (?:here|stories|news|on this|about this))?) ?[:|>»→].{0,200}", fired=29),
    Rule("read more", "htb", r"(?:(?:(?:also|must|don't miss) |recommended |related |see also |more )(?:read(?:ing)?|watch|see|articles?|story|stories|coverage|content|news|posts?|links?|video)|related|recommended|see also|more|read|see|watch|in pictures|photos?|gallery|video) ?(?:\||:|>>|»|→) ?(?!https?:)(?-i:[A-Z0-9À-Þ\"'“‘])(?!.*[.!?…]\W+[A-Z]).{3,90}[^.!?:;…]", fired=53, needs=("|", ":", ">>", "»", "→")),
    # A title may ask, below a label that says nothing else.
    Rule("read more", "htb", r"(?:(?:also|must|recommended|related|see also) (?:read(?:ing)?|watch|see|articles?|story|stories|coverage)|(?:read|see|watch) (?:more|also|next)|related|recommended|see also|trending(?: now)?|don['’]t miss|icymi) ?(?:\||:|>>|»|→) ?(?!https?:)(?-i:[A-Z0-9À-Þ\"'“‘])(?!.*[.!?…]\W+[A-Z]).{8,120}\?", needs=("|", ":", ">>", "»", "→")),
    Rule("related link", "htb", rf"\[? ?{_TITLE}{{8,160}}[^.!:;…] ?\(?(?:(?<![\w'’”])|(?=(?-i:O)))opens in (?:a )?new (?:window|tab)\)?", needs=("opens in",)),
    Rule("read more", "htb", r"(?:lesen sie (?:auch|hier|mehr)|mehr (?:zum thema|dazu|lesen)|à lire(?: aussi| également)?|lire (?:aussi|la suite|également)|voir aussi|lea también|lee también|leer más|ver también|te puede interesar|leggi anche|leggi tutto|vedi anche|leia (?:também|mais)|veja também|saiba mais|lees ook|lees meer|bekijk ook|läs (?:också|även|mer)|se även|czytaj (?:też|także|więcej|również)|zobacz (?:też|także|również)|читайте также)\b ?(?:[:|>»→–-].{0,200})?"),
    Rule("read more", "htb", r"(?-i:[A-ZÀ-Þ\d\"'“‘].{8,120}[^.!?…]\s?\[(?:WARNING|INSIGHT|NEWS|REPORT|ANALYSIS|PICTURES|PICS|COMMENT|OPINION|REVEALED|POLL|LATEST|INTERVIEW|MAP|GALLERY)\]?)", needs=("[warning", "[insight", "[news", "[report", "[analysis", "[pictures", "[pics", "[comment", "[opinion", "[revealed", "[poll", "[latest", "[interview", "[map", "[gallery"), rare=True),
    Rule("read more", "htb", r"(?:don['’]t miss|for more,? (?:read|see|watch)|(?:you (?:may|might) (?:also )?(?:like|enjoy|be interested in|have missed))|further reading|in case you missed it|icymi|editors?['’]?s?['’]? (?:pick|choice)|more from (?:the )?[\w&'’. -]{2,40}|(?:click (?:here )?to |continue )?(?:read|listen)(?: here| now)?|recommended(?: for you)?|trending(?: now)?|must[ -](?:read|watch|see)|from the archives?|read the (?:full|original|whole) (?:story|article|report)|live updates?|explainer|explained|quiz|opinion|podcast|more (?:details|info|information|on this)|now watch) ?(?:\||:|>>|»|→) ?(?!https?:)(?-i:[A-Z0-9À-Þ\"'“‘])(?!.*[.!?…]\W+[A-Z]).{3,120}[^.!:;…]", fired=1, needs=("|", ":", ">>", "»", "→")),
    Rule("read more", "htb", r"read (?:more|the (?:full|original|whole|rest|entire|complete)\b[^.!?:]{0,50}) (?:here|at|on|in|below|about)\b[^.!?:,]{0,60}|read the (?:full|original|whole|entire|complete) (?:story|article|report|post|piece|interview)(?: here| below)?", fired=1),
    Rule("related link", "tb", r"(?:next|also|plus|live|watch (?:live|now|below|again)|(?:see|read|find|hear|watch) it here|listen below|earlier|previously|latest|in depth|fact[ -]check|on our site|from our archives?|elsewhere|more on this|go deeper) ?(?:\||:|>>|»|→|›) ?(?!https?:)(?-i:[A-Z0-9À-Þ\"'“‘])(?!.*[.!?…]\W+[A-Z]).{8,120}[^.!?:;…\]\\]", fired=2, needs=("|", ":", ">>", "»", "→", "›")),
    # "Ingredients:Two cups of flour" and "Director: ..." are a table's, whose cells stand in lines.
    Rule("related link", "tb", r"(?!(?:[\w ]+ )?(?:author|by|director|cast|starring|genre|name|age|born|dates?|times?|when|where|who|what|price|cost|address|location|venue|phone|ingredients|serves|duration|rating|publisher|languages?|country|subject|notes?|tip|warning|[qa]|question|answer|summary|abstract|background|objectives?|methods?|results?|conclusions?|keywords|position|company|salary|brand|colou?r|size|weight|height|website|sources?|description|features|requirements|experience|education|skills|category|contents?|instructions?|directions|steps?)s?:)"
         r"(?!(?-i:[A-Z]{1,3}|NASDAQ|NYSE\w*|OTC\w+|.{0,28} [A-Z]{2,3}):)(?-i:[A-ZÀ-Þ])[\w’' -]{1,30}:(?=(?-i:[A-Z]))(?!.*[.!?…]\W+[A-Z])(?:\S+ ){4,24}\S*[^\s.!?:;…]", needs=tuple(f":{letter}" for letter in ascii_lowercase)),
    Rule("related link", "htb", r"(?-i:(?:More On This(?:\.\.\.|…)|R(?:elated|ELATED)(?: (?:Links?|Story|Stories|Articles?|Headlines?|Videos?|Content|Coverage|[A-Z]{4,8}))?) [A-ZÀ-Þ\d‘“\"]\S*)(?: \S+){3,25}(?<![.!?…])"),
    Rule("related link", "htb", r"(?-i:PHOTOS?|VIDEOS?|RELATED|GALLERY|SLIDESHOW|INTERACTIVE|SEE RESULTS|SEE ALSO): .{4,140}(?<![.!:;…])|full coverage(?::| of) .{2,80}(?<![.!?…])|read the [^.!?:]{2,80} here"),
    Rule("related link", "htb", rf"(?:also|earlier|elsewhere) on (?!(?:{_DAY}|{_MONTH})\b)(?-i:[A-Z])[\w.’' &-]{{1,30}}: .{{4,140}}[^.!?:;…]"),
    Rule("read more", "htb", r"(?-i:DON['’]T MISS)(?:\.\.\.|…|:)?"),
    Rule("read more", "ht", r"(?:read|see) (?:more|the rest)(?: great)?(?: (?:articles?|stories|posts|like this|of this))? ?(?:at|@|here|on|visit) ?:? ?\S.{1,160}|to read more\b[^.!?]{0,60}\bvisit\b.{2,100}", fired=10),
    Rule("read more", "t", r"(?-i:[A-ZÀ-Þ\d].{8,120}[^.!?…]\s?\[(?:[Vv]ideos?|VIDEOS?|[Pp]hotos?|PHOTOS?)\]?)", needs=("[video", "[photo"), rare=True),
    Rule("more from", "t", r"(?:get|catch|read|check out|check|find|explore|discover|follow|click for|for)\b (?:all )?(?:the )?(?:latest|live|breaking|top|more|todays?)\b[^.!?]{0,80}\b(?:news|updates|headlines|stories)\b[^.!?]{0,120}(?:[.!?]+(?: (?:find|explore|stay|get|check|read|catch|also|visit|download|subscribe|follow)\b.{0,200}|\S.{0,80})?)?", fired=1),
    Rule("more from", "htb", r"most (?:read|popular|viewed|commented) (?:from|on|in) [A-Z][\w&'’. -]{1,40}", fired=4),
    Rule("more from", "ht", r"(?:most )?(?:popular|trending|latest|recent|also) (?:on|in|at|from) [A-Z][\w&'’. -]{1,40}"),
    Rule("more from", "ht", r"more from [\w&'’. -]{2,40}|(?:all|more|older|newer|other|recent|latest|previous) (?:articles|posts|stories|columns) (?:by|from) .{2,50}|rss feed for .{2,50}"),
    Rule("more from", "htb", r"(?:read )?more (?:must[ -]reads )?(?:from|in|on) (?-i:[A-ZÀ-Þ])[\w&'’ -]{2,30}"),
    Rule("more from", "ht", r"(?:(?:read|see) more|more|get more|click for more|full coverage|special coverage|sign up for more)(?: (?:news|stories|articles|videos))?:? (?:from|on|about|by|in) [\w&'’., -]{2,60}"),
    Rule("click", "htb", rf"{_ON_CLICK} (?:here|on|hier|ici|aquí|qui|aqui|här|tutaj|to (?:read|see|view|listen|watch|expand|enlarge|play|subscribe|get|download|register|sign|join|share|shop|buy|vote|donate|learn|find)|for (?:more|the|reprint|our|full|complete))\b(?! to any\b|.*\bclick there\b|.*\band (?:the|an?|his|her|its) [\w'’-]+ \w+s\b)(?:[^.!?]|\.(?=\w)){{0,120}}(?<!:)", fired=3),
    Rule("click", "htb", rf"(?:(?:to|for|want|if you|need)\b.{{0,140}}|[\w .,'’&-]{{2,80}}), {_ON_CLICK} (?:here|on|hier|ici|aquí|qui|aqui|här|tutaj|the link)\b(?!.{{0,4}}(?:https?:|[\w.-]+\.\w{{2,4}}/)).{{0,30}}", fired=2, needs=("clic", "cliq", "klic", "klik", "tap ", "aga clic", "az clic")),
    Rule("click", "ht", r"(?:for|to|want|see|read|watch|listen|need|[^.!?:]{2,40}:)\b[^.!?]{2,140}\b(?:click|tap) here\b[^.!?]{0,60}|.{2,160}(?-i:\bCLICK HERE)", fired=3, needs=("ck here", "ap here")),
    Rule("click", "htb", r"(?:get|read|watch|see|sign up|subscribe|download|learn|find|order|join|donate)\b[^.!?]{2,80} by clicking here", needs=("clicking here",), rare=True),
    Rule("tags", "t", r"(?:more (?:on|about)|related topics?|in this (?:story|article)|explore (?:more )?(?:on )?(?:these|this|related) topics?) ?: ?[^.!?]{2,120}"),
    Rule("tags", "t", r"(?:tags?|tagged(?: (?:with|under|in))?|filed (?:under|in|to)|topics?|categor(?:y|ies)|keywords|schlagw(?:ort|örter)|themen|mots[- ]clés|etiquetas|temas|argomenti|categorie|assuntos|trefwoorden|onderwerpen|ämnen|tagi|tematy)(?: ?:.{0,200}| [\w|,# -]{2,120})", fired=4),
    Rule("tags", "ht", r"(?:#\w+[ ,]*){1,12}"),
    # --- finding one's way
    Rule("navigation", "htb", r"skip (?:to (?:the )?(?:(?:main|primary|secondary|page|article|site|global|local|side|story|top|next|end|bottom) (?:of )?)*(?:content|navigation|nav|menu|search|footer|header|headings?|sidebar|main|body|article|story|text|comments?|sections?|results|home ?page|player|audio|video|recipe|summary|key events?|links?|form|advertisement|newsletter|promotion|carousel|gallery|sign[ -]?in|log ?in|accessibility)(?: (?:and|or|navigation|links?|content|menu|footer|help|page|section|area|column|feedback|form|to|search|main|options)\b| [/|›>].{0,30})*|navigation.{0,40}|past .{0,40}\b(?:promotion|gallery|carousel|advert\w*|ad|ads|video|newsletter|player|menu|navigation)|advert.{0,40})|(?:go |return |scroll )?(?:back )?(?:to )?(?:the )?top(?: of (?:the )?page)?|zum (?:inhalt|hauptinhalt|seitenanfang)(?: springen)?|aller au contenu(?: principal)?|(?:saltar|ir|vai|pular|passa) al? (?:contenuto|contenido|conteúdo)(?: \w+)?|(?:ga |spring )?naar (?:de )?inhoud|hoppa till innehåll(?:et)?|przejdź do treści", fired=5),
    Rule("navigation", "htb", r".{2,60} archives select (?:date|month)\b.{0,300}", needs=("archives select",), rare=True),
    # What is asked, and the answers to it, go too (`polls`).
    Rule("poll", "b", r"(?:(?:quick|snap|online|opinion|daily|weekly|our|today['’]s|readers?['’]?s?['’]?) )?poll(?: of the (?:day|week))?:?|vote(?: now| here)?:?|umfrage:?|sondage:?|encuesta:?|sondaggio:?|enquete:?|peiling:?|omröstning:?|ankieta:?"),
    # --- players, pictures
    Rule("picture", "htb", r"(?:(?:prev(?:ious)?|next) )*(?:image|photo|picture|slide|bild|foto) \d+ (?:of|von|de|di|van|av) \d+|hide caption(?: \d+ of \d+)?|(?:enlarge(?: this)? image|toggle caption|hide caption|view (?:photos?|gallery|slideshow)|click to (?:enlarge|expand)|image caption|media caption|open (?:this )?(?:image|photo|gallery|slideshow)(?: in gallery)?|(?:expand|zoom(?: in on)?) (?:this )?(?:image|photo|picture))(?:[ |,]+(?:enlarge(?: this)? image|toggle caption|hide caption|image \d+ of \d+))*"),
    Rule("picture", "htb", r"(?:(?:image (?:copyright|source),? .{2,60}? )?image caption,?|click to expand image) .{2,300}|(?-i:Image (?:[A-ZÀ-Þ].{5,300} )?Credit(?:\.\.\.)? (?:via |by )?[A-ZÀ-Þ].{1,80}|CLOSE [A-ZÀ-Þ].{10,300}[.?!)][\"”’]? (?:USA TODAY|[A-Z][\w/&'’. -]{1,40}))"),
    Rule("picture", "htb", r".{10,300}[.!?”\"] ?\([^()]{3,80}\) more", needs=(") more",), rare=True),
    Rule("picture", "htb", r"slide ?show ?\(\d{1,3} (?:images?|photos?|pictures?|slides?)\)?"),
    Rule("photo credit", "htb", r"(?:(?:featured|feature|main|cover|header|lead|top|banner|thumbnail) )?(?:image|photo|picture|video|(?:photo )?illustration|bild|bildrechte|bildnachweis|bildquelle|beeld|foto|fotografía|imagen|imagem|immagine|credit|crédit(?:o)?s?(?: (?:photo|image))?|photograph(?:er|y)?|pic)s? ?(?:(?:copyright|credits?|courtesy(?: of)?|source|by|via)[ :,/]{1,3}|:[ /]{0,2}(?=(?-i:[A-ZÀ-Þ0-9@(])|the |via |[\w.-]+\.(?:com|org|net)\b|[\w.]+ ?[(/]))(?!.*\bcaption\b)[\w&'’.,;/ ()|@-]{2,80}", fired=59),
    Rule("photo credit", "htb", r"(?:(?-i:[A-ZÀ-Þ&][\w'’.&-]{0,20}+|via|of|by|for|and|de)[ /|(,]{1,3}+){0,6}(?:getty(?: images)?|shutterstock(?:\.com)?|istock(?:photo)?|adobe ?stock|stock photo|alamy(?: stock photo)?|dreamstime|pixabay|unsplash|flickr|ap photo|ap images|picture alliance|rex features|wikimedia commons)(?:[ /|]{1,3}(?:getty(?: images)?|afp|ap|reuters|bloomberg|shutterstock|(?-i:[A-Z][\w'’.-]{1,20}))){0,3}\)?", fired=79, needs=("getty", "rstock", "istock", "adobe stock", "adobestock", "stock photo", "alamy", "mstime", "xabay", "nsplash", "ickr", "ap photo", "ap images", "e alliance", "x features", "kimedia")),
    Rule("photo credit", "htb", r"(?:reuters|ap|afp|epa)(?: file)? photo: ?[\w'’. -]{2,50}|\d{1,3} of \d{1,3} ?\| ?.{2,400}", needs=(" photo:", "|")),
    Rule("photo credit", "htb", r"(?-i:[A-ZÀ-Þ][\w'’.-]+)(?: (?-i:[A-ZÀ-Þ])[\w'’.-]+){0,3}(?: / ?|/ )(?:reuters|ap|afp|epa|associated press|getty images|bloomberg|usa today sports|dpa|ansa|efe|anp|tt|pap|lusa|imago|sipa)|(?-i:[A-ZÀ-Þ][\w'’.-]+)(?: (?-i:[A-ZÀ-Þ])[\w'’.-]+){0,3}/(?:reuters|ap|afp|epa|associated press|getty|bloomberg|dpa|ansa|efe|anp|imago|ritzau(?: scanpix)?|ntb(?: scanpix)?|scanpix|tt|čtk|pap|lusa)", fired=3, needs=(" /", "/ ", "/ritzau", "/ntb", "/scanpix", "/tt", "/čtk", "/pap", "/lusa", "/reuters", "/ap", "/afp", "/epa", "/associated", "/getty", "/bloomberg", "/dpa", "/ansa", "/efe", "/anp", "/imago")),
    Rule("photo credit", "htb", r"(?:epa|afp|imago)(?:[ /|]{1,3}(?:getty(?: images)?|ap|reuters|(?-i:[A-Z][\w'’.-]{1,20}))){0,3}|(?:via|photo by) (?:epa|afp|imago)\b.{0,20}"),
    Rule("photo credit", "htb", r"(?:efe|afp|ap|dpa|ansa|anp|lusa|reuters) ?/ ?(?-i:[A-ZÀ-Þ])[\w'’.-]+(?: (?-i:[A-ZÀ-Þ])[\w'’.-]+){0,3}", needs=("/",)),
    Rule("player", "htb", r"(?:please )?(?:enable|turn on|activate) (?:javascript|cookies|flash)\b.{0,80}|(?:you need|this (?:site|page|video|feature) requires) javascript.{0,80}|(?:your|this) browser (?:does not|doesn't|doesn’t|is (?:out of date|outdated|not supported|unsupported)).{0,160}|click the (?:play|link|button|video|image|photo|player)\b.{2,80}|listen to (?:the |an )?audio\b.{0,30}|watch more(?: (?:videos?|here|of this))?|media playback is (?:un|not )supported(?: on your device)?(?: media caption .{2,300})?|(?:video )?player (?:is )?loading\b.{0,40}|this is a modal window.{0,80}|(?:now playing|replay|current time)(?: ?[:|] ?.{0,60}|(?<!replay) (?-i:[A-Z\d]).{0,40})?|this (?:video|audio|content) (?:can ?not|can['’]t) be (?:played|loaded).{0,60}|to (?:play|watch|view) this (?:video|content|audio)\b.{0,80}|audio by \w+|(?:related video )?video length \d.{0,190}|please upgrade your browser\b.{0,300}|just watched .{2,200} replay more videos\b.{0,200}|embed (?:.{2,200} )?autoplay autoplay\b.{0,80}"),
    Rule("player", "htb", r"(?:if you |can(?:not|['’]t) )+(?:see|view|read) (?:this|the) (?:[\w-]+ ){0,2}(?:poll|video|map|gra(?:phic|ph)|chart|gallery|slideshow|form|tweet|post|quiz|player|podcast|embed)\b[^.!?]{0,40}[,?:]? ?(?:please )?(?:try |you can )?(?:refresh|reload|click|tap|view|visit|see|go|use|open|find)\w*\b.{0,100}"),
    Rule("player", "b", r"(?:(?-i:WATCH|LISTEN)|(?:watch|listen)(?= ?(?:below|here|live|now)?:))(?: (?:below|here|live|now))?:?"),
    Rule("player", "htb", r"(?:watch the latest video at|play (?:video|audio|facebook)(?! (?:games?|gaming|books?)\b)|autoplay|unmute|advertisement \d+:\d+|audio: listen to this story.{0,60})\b.{0,40}|loading(?:(?: (?:the|more|next|new|related|your|this|live|latest|previous|all))*(?: (?:ads?|articles?|audio|calendar|charts?|comments?|content|data|embed|events|facebook|feed|form|gallery|graphic|images?|list|map|news|page|photos?|player|playlist|podcast|poll|posts?|quiz|quotes|results?|scores?|slideshow|stories|story|survey|table|ticker|twitter|tweets?|updates|videos?|view|weather|widget)){1,3}| more)?(?:[ .…,]*(?:please wait|loading|\d{1,3} ?%))*|listen(?: to (?:this|the|our) (?:full |latest )?(?:article|story|podcast|episode|interview|segment|radio segment)\b.{0,30})?(?: now| here)?(?: \d+:\d\d)?:?", fired=1),
    Rule("form", "htb", r"(?:an error (?:has )?occurred|something went wrong|oops)\b.{0,20}(?:please )?(?:try|reload|refresh)\b.{0,40}|your message (?:has been|was) sent.{0,40}|this article has been sent to.{0,60}|thank(?:s| you) for (?:subscribing|signing up|contacting us|your (?:feedback|submission|interest)).{0,120}|please (?:enter|provide|check|select) (?:a |your |an )(?:valid )?(?:e-?mail|password|name|zip).{0,60}|(?:show|hide) (?:password|more|less|all)|(?:name|e-?mail|website|comment)(?: ?[*(]required\)?| \*)", fired=2),
    Rule("script", "htb", r"(?:(?:window|document|googletag|jquery|_gaq)[.(\[]|var \w+ ?=|function ?\w*\(|\(function|\$\(|(?:fbq|gtag)\().{0,300}|\{\"\w+\":.{0,300}|@media[ (].{0,280}|[.#][\w-]+ ?\{.{0,280}"),
    # --- advertising
    Rule("advertising", "htb", r"(?:(?:advertisement|advertising|werbung|anzeige|publicité|publicidad|pubblicità|publicidade|advertentie|annons|reklama|реклама)[ .,:|–-]*){1,4}(?:thanks for watching!? visit website|(?:continue|scroll|story|article) .{0,60}|weiterlesen.{0,30}|hide|feedback)?", fired=6),
    Rule("advertising", "htb", r"(?:this |the )?(?:story|article|text|post|content) continue[sd] (?:below|after).{0,40}|continue reading(?: below)?(?: after)? (?:the |this )?(?:main story|ad(?:vert(?:isement)?)?)\b.{0,20}|scroll (?:down )?(?:to|for) (?:continue|more|read).{0,40}|(?:der )?artikel wird nach der anzeige fortgesetzt.{0,20}"),
    # Inside articles what is advertised goes too (`sponsored`).
    Rule("sponsored", "htb", r"(?:by |from |powered by |recommended by |promoted (?:by|links by) |ads by |sponsored (?:links )?by |stories by )(?:taboola|outbrain|revcontent|google|zergnet|dianomi|mgid)|(?:sponsored|promoted|paid) (?:links?|stories|content)", fired=547),
    Rule("advertising", "ht", r"(?:sponsored|presented|promoted|delivered|paid for|brought to you) by (?:the |our )?(?-i:[A-Z])[\w&'’., -]{1,60}|(?:powered|published) by [\w.-]+\.(?:com|org|net)", fired=37),
    # --- bylines and stamps
    Rule("byline", "h", rf"(?-i:(?:By|BY|Von|Par|Por|Di|Door|Av|Autor:?|Author:?|Written by|Posted by|Published by|Text:) {NAME})(?:(?:,| and| und| et| y| e| en| och| &) ?(?-i:{NAME})){{0,6}}(?: \([^()]{{2,60}}\)?)?(?:[,|/: –-]{{1,3}}(?:.{{0,30}}\b(?:writer|correspondent|editor|reporter|staff|contributor|columnist|news|press|reuters|post|times)\b.{{0,20}}|{_STAMP}))?", fired=34),
    Rule("byline", "ht", rf"(?:edited|curated|reported|compiled|reviewed|fact[ -]checked|produced|translated|authored|written|published|posted|updated|words) ?by ?: ?(?-i:{NAME})(?:(?:,| and| &) ?(?-i:{NAME})){{0,3}}(?:[,|/: –-]{{1,3}}(?:.{{0,20}}: ?)?{_STAMP})?"),
    Rule("byline", "h", rf"(?-i:{NAME})(?: ?[|•·] ?| / )(?:(?-i:[A-ZÀ-Þ])[\w'’. -]{{2,30}}[|•·] ?)?(?:(?:published|posted|updated|publié le|publicado(?: em| el)?|veröffentlicht(?: am)?|pubblicato(?: il)?|gepubliceerd(?: op)?):? ?)?{_STAMP}(?: ?[|•·] ?\d+ ?-?min(?:ute)?s?(?: read)?)?", needs=("|", "•", "·", " / ")),
    Rule("byline", "h", rf"by (?-i:{NAME}) ?[|•·/,–—-] ?{_STAMP}|(?:article|story|words|report|reported|edited|photos?|pictures|video) by (?-i:{NAME})(?: ?[•·|] ?\d+ ?(?:h|m|min|d|days?|hours?)\b.{{0,12}})?"),
    Rule("byline", "ht", rf"posted by \w+ on {_STAMP}(?: in .{{2,40}})?|{_STAMP},? (?:no|\d+) comments?"),
    Rule("republished", "t", rf"published in (?-i:[A-Z])[\w'’& ]{{1,40}}, {_STAMP}|story first published ?:? ?{_STAMP}.{{0,12}}"),
    Rule("byline", "h", rf"{_STAMP} ?[|•·] ?(?-i:{NAME}) ?[|•·] ?\d+ comments?|{_DATE}[, ]+page ?\d{{1,3}}"),
    Rule("byline", "h", rf"(?:analysis|opinion|perspective|commentary|review|column|essay|interview) by:? (?-i:{NAME})(?:,? (?-i:[A-Z]).{{1,30}})?|by (?-i:{NAME}) ?\| ?.{{2,80}}|(?:by (?-i:{NAME}),? )?special (?:to|for) (?:the )?(?-i:[A-Z][\w'’.-]*+(?: [A-Z][\w'’.-]*+){{0,4}})"),
    Rule("byline", "h", r"(?-i:[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){1,3}),? [\w.+-]+@[\w-]+\.[\w.]{2,30}", needs=("@", "email protected", ".com/")),
    Rule("time stamp", "ht", rf"(?:published|updated)(?: on| at)? \d{{1,2}} {_MONTH}(?:,? {_TIME})?|and last updated (?:at )?{_STAMP}"),
    Rule("byline", "ht", rf"by (?-i:{NAME}) (?:published|posted|updated)(?: on)?:? {_STAMP}.{{0,20}}"),
    Rule("time stamp", "ht", rf"(?:first )?(?:published|updated|posted|modified|issued on)(?: on)? ?[-–:] ?{_STAMP}(?: (?-i:[A-Z]{{2,4}}))?(?: ?[-–|,] ?(?-i:[A-ZÀ-Þ])[\w .,’'-]{{1,40}})?"),
    Rule("time stamp", "h", rf"(?:· ?)?(?:posted|published|created|updated)(?: on)? ?:? ?{_STAMP}(?: ?[|·•/–—-] ?(?:last )?(?:updated|modified)(?: on)? ?:? ?{_STAMP}|(?<=\d\d\d\d){_DATE})"),
    Rule("time stamp", "h", rf"\d{{1,2}}(?:st|nd|rd|th) {_MONTH}"),
    Rule("byline", "h", rf"(?-i:[A-Z]{{2,8}})(?: ?\| ?| / )(?:updated ?:? ?)?{_STAMP}", needs=("|", "•", "·", " / ")),
    Rule("byline", "ht", r"posted (?:on )?by \w+(?: \w+){0,3}", fired=3),
    Rule("time stamp", "h", rf"{_STAMP} ?[-–|•] ?(?:(?:publicado|posted|published|veröffentlicht|publié|pubblicato|gepubliceerd|by|por|von|par|di|door) ?(?:por|by|von|par|da|door)?:? ).{{2,120}}"),
    Rule("time stamp", "ht", rf"(?:(?:first |last |originally )?(?:updated|published|posted|created|modified|stand|aktualisiert|veröffentlicht|publié|mis à jour|publicado|actualizado|pubblicato|aggiornato|atualizado|gepubliceerd|bijgewerkt|publicerad|uppdaterad|opublikowano|data publikacji|zuletzt aktualisiert|last update|letzte (?:aktualisierung|änderung)|dernière mise à jour|última (?:actualización|atualização)|ultim[oa] (?:aggiornamento|modifica)|laatste update|gewijzigd|mis en ligne|sist oppdatert|oppdatert|publisert|senast uppdaterad|opdateret|sidst opdateret|publiceret|offentliggjort|udgivet|(?:ostatnia )?aktualizacja|data (?:publikacji|aktualizacji|utworzenia)|dodano|utworzono|publikováno|vydáno|zveřejněno|(?:poslední )?aktualizace|aktualizováno|publicat|actualizat|ultima actualizare|data (?:publicării|actualizării)|(?:data di )?pubblicazione|aggiornamento|data de publicação|publicação|atualização|actualización|fecha(?: de publicación)?|mise à jour|modifié|erstellt|(?:son )?güncelle(?:n)?me(?: tarihi)?|yayın(?:lan)?ma(?: tarihi)?|yayın tarihi|giriş(?: tarihi)?|eklenme(?: tarihi)?|oluşturulma tarihi)(?: (?:on|at|am|le|el|il|em|op|den|kl\.?|dnia|la|il))? ?(?:: ?)?)+(?:{_STAMP}|{_TIME})(?: ?[|·•–—;-] ?.{{0,40}}| (?-i:[A-Z]{{2,5}}\b|\().{{0,30}}| (?:on|and|from) [^,]{{2,30}}|\.? (?-i:{NAME})(?: and (?-i:{NAME}))? contributed|,? (?:and )?(?:last )?(?:by|updated|aktualisiert|mis à jour|actualizado|aggiornato|atualizado|bijgewerkt)\b.{{2,40}})?", fired=21),
    Rule("time stamp", "h", rf"{_STAMP}(?: ?[|·•/–-] ?(?:{_TIME}(?: ?[|·•/] ?.{{2,40}})?|(?:lese(?:dauer|zeit)|lecture|lectura|leitura|lettura|leestijd|reading time)\b.{{2,20}}|\d+ min.{{0,20}})|[ |·•⋅/–—-]{{0,3}}(?:(?:last )?updated|aktualisiert|mis à jour|actualizado|(?:ultimo )?aggiornament?o|aggiornato|atualizado|bijgewerkt|aangepast|gewijzigd|source:)(?!\w).{{2,40}})?", fired=9),
    Rule("time stamp", "ht", rf"(?:updated|published|posted|modified) ?:? (?:about )?(?:an?|\d+) (?:second|minute|min|hour|hr|day|week|month|year)s? ago|this (?:story|article|post|page) (?:was |is )?(?:originally |first |last )?(?:published|updated|posted|modified|more than \d+ \w+ old)(?: on| at)?(?: {_STAMP}.{{0,40}})?|(?:estimated )?reading time ?:? \d.{{0,20}}"),
    Rule("time stamp", "ht", r"(?:about )?(?:an?|\d+|one|two|three) (?:second|minute|min|hour|hr|day|week|month|year)s? ago|\d+ ?-?min(?:ute)?s?(?:\.|utes)? read|(?:reading|read) time:? .{1,20}|(?:lesedauer|temps de lecture|tiempo de lectura|tempo di lettura|tempo de leitura|leestijd|lästid|læsetid|lesetid|czas czytania|doba čtení|timp de (?:citire|lectură)|okuma süresi)\b.{0,20}|ten (?:tekst|artykuł) przeczytasz w .{1,20}"),
    Rule("contact", "t", r"(?:write to|e-?mail|contact|reach|send (?:tips|letters|questions|comments|feedback|your)|have a tip\b)[^.]{0,80}(?:\[email protected\]|[\w.+-]+@[\w-]+\.[\w.-]+)\b.{0,120}", fired=1),
    Rule("contact", "t", r"(?:source|via|listen|watch|web(?:site)?|visit|blog|(?:home)?page|site|download|itunes|spotify|facebook|twitter|instagram|youtube|pinterest|linkedin|google plus|links?|(?:- )?(?:read|see|find) (?:more|the)|more|photos?|images?|videos?|music|artist|online|original|email|subscribe|donate|follow|join)\b[\w ]{0,20}\]?:\s?https?://\S{1,200}|(?:pingback|trackback)\b.{0,160}", fired=85, needs=("http", "pingback", "trackback")),
    # (Whom the police ask stays.)
    Rule("contact", "t", r"(?:got|have|do you (?:have|know)|(?:how )?have you|are you|did you|were you)\b(?!.*\b(?:police|crime ?stoppers|detectives?|sheriff|investigators|coastguard)\b)[^.?!]{2,80}\?.{0,30}\b(?:e-?mail(?:ing)?|contact|call|tell us|write to|let us know|get in touch|send|submit|text us|message|click|reach|ring)\b.{0,140}|if you(?:['’]ve| have)? (?:see|seen|spot|notice|have|find|found|think)\b[^.!?]{0,100}\b(?:contact us|let us know|e-?mail us|e-?mail \S+@|click here|get in touch|tell us|report it)\b.{0,80}|to (?:comment on|contact (?:the|our|us|this)|submit|respond to this|reach (?:the (?:author|reporter|writer|editor|newsroom)|us|our)|report an error)\b[^.!?]{0,60}\b(?:write to|e-?mail|contact|call)\b.{2,100}", needs=("?", "contact us", "let us know", "mail", "click here", "get in touch", "tell us", "report it", "write to", "contact", "call")),
    Rule("support", "htb", r"(?:please )?(?:consider )?(?:help(?: us)? )?(?:support(?:ing)?|fund(?:ing)?|sustain|keep) (?:independent|local|quality|our|fearless|public|nonprofit|free|trusted|reader-funded|the|us)\b[^.!?\"“”]{0,60}\b(?:journalism|newsroom|reporting|journalists|our work|our mission|news free|news site|reader)s?\b.{0,160}", needs=("journalis", "newsroom", "report", "our work", "our mission", "news free", "news site", "reader")),
    Rule("support", "ht", r"(?:[^\"“”]{2,200}[.!?:,] )?(?:please |to |you can |and )*(?:(?:consider )?mak(?:e|ing) an? (?:[\w-]+ ){0,2}donation|(?:consider|your) (?:a donation|donating|donation (?:makes?|helps?|keeps?|will help|allows?|is vital|matters?|enables?|powers?))|donate(?: (?:now|today|here))?)\b(?:[^\"“”.!?]{0,60}\b(?:journalis\w+|news\w*|support\w*|us|our|keep|here|now|today)\b[^\"“”]{0,100})?", needs=("donat",)),
    Rule("support", "ht", r"support (?:us|our work|our team|our site)\b[^.!?\"“”]{0,80}"),
    Rule("support", "ht", r"(?:if you (?:value|like|enjoy|believe in|appreciate)|we (?:rely|depend) on (?:our )?(?:readers|you|donations|donors|supporters|subscribers|members|subscriptions)|your (?:support|contribution|generosity|subscription)|please (?:consider|give)|(?:give|contribute|chip in) (?:now|today|to keep|to help))\b[^\"“”]{0,120}\b(?:support(?:ing|er|ers)?|makes? (?:our|this|it)|readers|chip in|helps? us|keeps? (?:us|our)|matters|a (?:gift|donation|contribution)|chip in|subscrib(?:e|ing)|free)\b[^\"“”]{0,120}", fired=2),
    # Who writes is named, or his address has his name: a shelter and its volunteers may be reached, too.
    Rule("contact", "t", rf"(?:(?!(?:The|An?|This|That|Our|Your|All|Any) |.*(?-i:\b{_OFFICE})\b)(?-i:{NAME})|he|she|i|the (?:authors?|reporters?|writers?|columnists?|editors?|newsroom)|(?!\w+(?:ers|ors|ists|ees|ants|ents)\b)(?-i:(?P<who>[A-ZÀ-Þ][\w'’-]{{2,20}}))(?= [^@]{{12,40}}\w*(?P=who)\w*@)) (?:can|may) be (?:reached|contacted) (?:at|by|via|on) .{{2,120}}", needs=("be reached", "be contacted"), rare=True),
    Rule("contact", "t", r"you can (?:(?:contact|e-?mail|write to|message) (?:the|us|our|him|her|them|me|this|(?-i:[A-Z]))\b|(?:reach|follow) (?:us|our|him|her|them|me|this|the (?:author|reporter|writer|editor|newsroom|team|station|paper|show|podcast|blog))\b|(?:reach|follow) (?=(?-i:[A-Z]).*(?:@|\d{3}|\bvia\b|\b(?:e-?mail|phone|twitter|x|facebook|instagram|linkedin)\b))).{2,120}|send (?:us )?(?:your |a |an )?(?:feedback|tips?|news|photos|videos|letters?|stor(?:y|ies)|e-?mail)\b.{0,80}|visit (?:our (?:web ?site|home ?page|page|shop|store|channel)|us (?:at|on|online))\b.{0,80}|order reprints\b.{0,60}|terms (?:and|&) conditions apply.{0,20}"),
    Rule("developing", "ht", r"(?:this is an? |this )?(?:developing|breaking)(?: news)? story\b(?:[.:]|,? and|,? which)? .{2,100}|(?:this|the) story (?:is developing|will be updated)\b.{0,100}|(?:please )?(?:check|come) back\b.{0,40}\b(?:updates?|later|details|soon|more)\b.{0,40}", fired=1),
    Rule("republished", "t", r".{4,120} is a post from:? (?-i:[A-Z]).{2,80}", needs=("is a post from",), rare=True),
    Rule("republished", "t", r"a version of this (?:article|story|column|piece) .{2,200}"),
    Rule("source", "t", r"(?!(?-i:[Ss]ources?: ?[a-z]).*\b(?:to|told|who|is|are|was|were|has|have|had|will)\b)(?:sources?|quellen?|fontes?|fuentes?|bron(?:nen)?|källa|źródło) ?: ?.{2,60}|sources? \((?-i:[A-ZÀ-Þ])[^()]{1,60}|(?:h/t|hat[ -]tip)(?: to)?:? (?-i:[A-ZÀ-Þ@])[\w.&'’@ -]{1,60}", fired=15),
    Rule("contact", "t", r"(?:tel|phone|telephone|fax|mobile|cell)\.? ?: ?\+?[\d() .-]{7,24}|skype ?: ?[\w.:-]{3,40}"),
    Rule("contact", "t", r"find [^.!?]{2,60} (?:at|here):? https?://\S{2,160}"),
    Rule("contact", "t", r"(?-i:[A-ZÀ-Þ])[\w.’' -]{2,40}['’]s e-?mail(?: address)? is \S+@\S+", needs=("mail is", "mail address is"), rare=True),
    Rule("disclaimer", "t", r"prices (?:were|are) (?:accurate|correct)\b.{2,120}"),
    Rule("disclaimer", "t", r".{0,120}\b(?:makes?|making|gives?|offers?|provides?|no|any) (?:(?:no|any) )?(?:warrant(?:y|ies)|representations?)\b[^.!?]{0,80}\b(?:completeness|accuracy|reliability|suitability|timeliness)\b[^.!?]{0,30}\b(?:completeness|accuracy|reliability|suitability|timeliness)\b.{0,200}", needs=("warrant", "representation")),
    Rule("follow", "t", r"(?:catch up|tune in|listen)\b[^.!?]{2,120}\b(?:our|the) (?:[\w-]+ ){0,3}podcast\b.{0,60}|for more (?:on|about)\b[^.!?]{2,120}, follow [^.!?]{2,60}\bon twitter\b.{0,120}"),
    Rule("support", "ht", r"support (?-i:[A-ZÀ-Þ])[\w'’]+(?: [\w'’]+){0,3} (?:journalism|reporting|newsroom)|thank(?:s| you) for supporting (?:our|local|independent|quality) \w+\b.{0,200}"),
    Rule("contact", "t", r"contact the (?:reporters?|authors?|writers?) (?:on|at|by|via)\b.{2,120}|(?:read our submission guidelines|pitch us at)\b.{2,120}|send us your (?:questions|stories)|use this form to (?:ask|send|submit)\b.{2,60}"),
    Rule("contact", "t", r"(?:if you(?:['’]d| would| want| wish)|(?:are you |you are |you['’]re )?interested in|(?:do you )?want to|wish to)\b[^.!?]{0,20}\b(?:writ|submit|contribut|pitch)\w*\b[^.!?]{0,60}\b(?:op-?eds?|columns?|articles?|letters?|pieces?|posts?|essays?|stor(?:y|ies)|submissions?)\b[^.!?]{0,60}[,?] .{0,80}\b(?:guidelines|here|e-?mail|send|submit|submissions?|contact|reach)\b.{0,100}"),
    Rule("contact", "t", r"you can read (?:diverse|more) (?:opinions|columns) from\b.{2,440}|[^.!?]{10,120}[.?!] (?:do you have .{2,60}\? )?read our submission guidelines\b.{2,120}", needs=("opinions from", "columns from", "submission guidelines"), rare=True),
    Rule("republished", "t", r"this (?:article|story|piece|column) (?:also )?(?:appears|appeared) in the .{4,60} (?:issue|edition)\b.{0,200}(?:[.!] subscribe\b.{0,30})?"),
    Rule("more from", "t", r"see (?-i:[A-ZÀ-Þ])[^.!?]{2,60} coverage\b.{0,60}\bhttps?://\S{2,160}"),
    Rule("about this page", "t", r"(?-i:[A-Z])[\w.&'’-]*(?: [\w.&'’-]+){0,4} is an? (?:[\w-]+,? ){0,4}(?:news|media|journalism) (?:agency|organi[sz]ation|outlet|service|site|website|source|company|platform|magazine) (?:devoted|dedicated|committed) to\b.{0,400}", needs=("devoted to", "dedicated to", "committed to")),
    Rule("support", "t", r"support [^.!?]{2,40}! (?:join|become|donate|subscribe|give)\b.{2,100}"),
    Rule("contact", "t", r"(?:(?:e-?mail|twitter|instagram) ?: ?)?(?:\[email protected\]|[\w.+-]+@[\w-]+\.[\w.-]{2,40}|@\w{3,20}|(?:https?://)?(?:www\.)?(?:twitter|facebook|instagram|x)\.com/[\w./-]+)", fired=4, needs=("@", "email protected", ".com/")),
    Rule("picture", "ht", r"\d{1,3} ?/ ?\d{1,3}"),
    Rule("player", "ht", r"\d{1,2}:\d\d(?::\d\d)? ?/ ?-?\d{1,2}:\d\d(?::\d\d)?|(?:video,? |audio,? )?\d{1,3} ?min(?:utes?|s)?\.?(?: \d+ ?sec(?:onds?)?)?(?: listen| watch| audio)?|\d(?:\.\d+)?x"),
    Rule("ticker", "h", r"[+−–-]?\d{1,3}(?:,\d{3})*\.\d+ ?%?(?: \(?[+−–-]?\d+\.\d+%\)?)?"),
    Rule("page number", "h", r"\d{1,2}", fired=108),
    *HOUSES,
    *LANGUAGES,
    *ALPHABETS,
    *FARTHER,
)  # fmt: skip
"""By places: `places` "b" also allows the body. Order counts only for the name that an edit bears."""

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
NAVIGATION = (
    Rule("navigation", "htb", rf"{_MENU}(?:(?: ?[|>›»/·•] ?| ){_MENU}){{3,40}}|{_MENU}(?: ?[|›»·•/] ?{_MENU}){{2,40}}"),
    Rule("navigation", "htb", r"(?:home(?: ?page)?|startseite|accueil|inicio|início|portada|start|startsidan|hem|hjem|forsiden?|strona główna|domů|úvod|hlavní (?:stránka|strana)|acasă|prima pagină|ana ?sayfa|(?:sie sind hier|vous êtes ici|you are here|estás en|sei in|u bent hier) ?: ?.{2,30}?)(?: ?(?:[>»›→|]|/(?= )) ?(?-i:[A-ZÀ-Þ0-9])(?:[^>»›→|.!?\n/]|/(?! (?-i:[A-ZÀ-Þ0-9]))){1,80}+){1,6}", needs=(">", "»", "›", "→", "|", "/ ")),
    Rule("navigation", "htb", rf"{_SITE_WORD}(?:\s*[|>›»/·•]\s*{_SITE_WORD}){{1,40}}"),
    Rule("navigation", "h", rf"{_SITE_WORD}(?: ?[|›»>] ?(?-i:[A-ZÀ-Þ])[\w&'’-]*(?: [\w&'’-]+){{0,2}}){{2,4}}"),
    Rule("navigation", "ht", r"(?:[^\W\d_]|[&'’ -]){2,30}+(?:[|›»](?:[^\W\d_]|[&'’ -]){2,30}+){3,40}", fired=6, needs=("|", "›", "»")),
)  # fmt: skip


@cache
def needs() -> Needs:
    """The words that rules need."""
    rules = (*RULES, *NAVIGATION)
    return Needs((rule.needs for rule in rules), (rule.needs for rule in rules if rule.rare))


_REMEMBERED, _REMEMBERED_HELD = 1 << 14, 1 << 10  # beginnings of lines; sets of words that lines hold


class Matcher:
    """The rules of a place. A line is asked for those only that fit something with its first letters and need none but its words."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._bits = [needs().bit(rule.needs) for rule in rules]
        self._index = Index(beginnings()[rule.pattern] for rule in rules)
        self._by_start: dict[str, tuple[int, ...]] = {}
        self._by_held: dict[int, tuple[int, ...]] = {}

    def __call__(self, line: str) -> str | None:
        """The name of a rule that fits the whole line, or None."""
        lower = line.lower()
        start, held = lower[:DEEP], needs().held(lower)
        if (fitting := self._by_start.get(start)) is None:
            fitting = self._fitting(start)
        if (anywhere := self._by_held.get(held)) is None:
            anywhere = self._anywhere(held)
        words: tuple[str, ...] = ()
        has = True
        for number in sorted(fitting + anywhere):
            rule = self._rules[number]
            if rule.needs != words:
                words = rule.needs
                has = not words or (self._bits[number] & held != 0 and any(map(lower.__contains__, words)))
            if has and _compiled(rule.pattern).fullmatch(line):
                return rule.name
        return None

    def _fitting(self, start: str) -> tuple[int, ...]:
        """The rules that begin as a line does; all that begin somehow where it is not sure how it begins."""
        found = self._index.fitting(start)
        if not start.isascii() and any(map(is_odd, start)):
            found = tuple({*range(len(self._rules))} - {*self._index.anywhere})
        if len(self._by_start) >= _REMEMBERED:
            self._by_start.clear()
        self._by_start[start] = found
        return found

    def _anywhere(self, held: int) -> tuple[int, ...]:
        """The rules that begin anyhow and need none but the words that a line has."""
        found = tuple(number for number in self._index.anywhere if not self._bits[number] or self._bits[number] & held)
        if len(self._by_held) >= _REMEMBERED_HELD:
            self._by_held.clear()
        self._by_held[held] = found
        return found


def compile_rules() -> None:
    """Compile all rules now, for processes that are forked from this one."""
    for rule in (*RULES, *NAVIGATION):
        _compiled(rule.pattern)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when it is first needed: all of them take two tenths of a second, and one text needs few."""
    return re.compile(pattern, re.IGNORECASE)


@cache
def beginnings() -> dict[str, frozenset[str]]:
    """What each rule's pattern begins with."""
    return starts_of([rule.pattern for rule in (*RULES, *NAVIGATION)])


@cache
def matcher(place: Place) -> Matcher:
    """The rules of a place."""
    return Matcher([rule for rule in (*RULES, *NAVIGATION) if place[0] in rule.places])
