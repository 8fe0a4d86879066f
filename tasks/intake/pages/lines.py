"""What a block's own words and links say of it: headline, date line, byline, pointer to another page, plea to subscribe.

The phrases are those of the news trade, in the languages of the pages that were looked at; each is bound to a place (the
article's head or tail) or to a share of links, so that a sentence which happens to use the words stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tasks.intake.pages.blocks import HEADINGS, UNSPACED, Block

_WORD = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+")

# "Related: ...", "[Read more: ...]", "GET THE APP BY CLICKING HERE": nearly all of it in links, or behind a colon most.
_POINTER = re.compile(
    r"\W*(?:related|read|more|also|see|watch|listen|click|subscribe|sign[ -]?up|follow|join|get|download|don['’]?t miss|"
    r"you (?:may|might)|recommended|trending|must[ -]read|photos?|video|gallery|in pictures|next|previous|up next|back to|share|"
    r"explore|check out|discover|find out|buy|shop|view|print|tweet|pin|email|tags?|topics?|filed under|leer|lee también|lire|à lire|lesen|mehr|leggi|leia|читайте)\b"
    r"(?P<colon>[^:|]{0,20}[:|])?",
    re.IGNORECASE,
)
# "Read also" as the world's news has it: alone, or before a link.
_ALSO = re.compile(
    r"\W*(?:baca (?:juga|selengkapnya)|(?:lihat|simak|tonton) juga|xem thêm|đọc thêm|(?:czytaj|przeczytaj|zobacz|sprawdź) (?:także|też|również|więcej)|lees (?:ook|meer|verder)|bekijk ook|läs (?:också|även|mer|vidare)|se (?:också|även|også)|læs også|les også|lue myös|katso myös"
    r"|διαβάστε (?:επίσης|ακόμ[ηα]|περισσότερα)|δείτε (?:επίσης|ακόμ[ηα])|(?:leia|veja|saiba|confira|assista)(?: também| mais| ainda)|(?:lea|lee|leer|vea|mira|ve) también|(?:te|le) puede interesar|te recomendamos|(?:leggi|guarda|vedi) (?:anche|pure)"
    r"|(?:à )?(?:lire|voir) (?:aussi|également)|lesen sie (?:auch|mehr|dazu)|lies auch|siehe auch|auch interessant|mehr zum thema|ilgili (?:haber|içerik)(?:ler)?|bunu da oku|ayrıca okuyun|devamını oku(?:yun)?|devamini oku"
    r"|(?:читайте|смотрите) (?:также|ещё|еще|по теме)|(?:читайте|дивіться) також|(?:čtěte|přečtěte si) (?:také|též|dále|i)|prečítajte si aj|olvassa el|ezt is olvassa|cite[sș]te [sș]i|vezi [sș]i|pročitajte (?:još|i)|прочетете още"
    r"|[اإ]قر[أا] (?:أيض[اًا]{1,2}|المزيد)|شاهد أيض[اًا]{1,2}|بیشتر بخوانید|یہ بھی پڑھیں|קראו (?:גם|עוד)|(?:ये|यह|इसे) भी (?:पढ़ें|पढ़ें|देखें)|आणखी वाचा|हेही वाचा|আরও পড়ুন|อ่านเพิ่มเติม|相[关關](?:阅读|閱讀|新闻|新聞|报道|報導)|(?:延伸|推荐|推薦)(?:阅读|閱讀)|関連(?:記事|リンク|ニュース)|あわせて読みたい|관련 ?(?:기사|뉴스))(?!\w)\W*",
    re.IGNORECASE,
)
# Whole lines that are no article's, wherever they stand.
_LABEL = re.compile(
    r"\W*(?:related(?: (?:articles?|stories|story|content|coverage|posts?|links?|news|topics|reading|video)\b.{0,50})?|read (?:more|next|also|this)|also read|see also|"
    r"more(?::| (?:on|from|about) .{2,40}| (?:\w+ ){0,3}(?:stories|articles|news|coverage|posts))|(?:most (?:read|popular)|you (?:may|might) also like|recommended for you)|"
    r"share this.{0,30}|advertisements?(?:\W+(?:story|article)? ?continues?(?: reading)? below)?|ads?|(?:open|view) (?:this )?(?:in|on) google maps|our standards: the .{0,60}|continue reading below|(?:story|article) continues (?:below|after).{0,30}|explore further|popular on .{2,30}|click to tweet|"
    r"filed under.{0,80}|iklan|werbung|publicidad|publicidade|publicité|anzeige|pubblicità|реклама|"
    r"don['’]?t miss(?: (?:it|this|out))?|must[ -]reads?|sponsored(?: links| content)|leave a (?:comment|reply)|read full (?:story|article)|"
    r"関連(?:記事|リンク|エントリー?|ニュース)|相[关關](?:阅读|閱讀|新闻|新聞|文章|报道|報導)|(?:推荐|推薦|延伸)(?:阅读|閱讀)|관련 ?(?:기사|뉴스)|(?:เรื่อง|ข่าว)ที่เกี่ยวข้อง)\W*",
    re.IGNORECASE,
)
# Whole lines that are none at its ends.
_EDGE_LABEL = re.compile(
    r"\W*(?:tags|topics|posted in.{0,60}|home|back|top|back to top|comments?|\d+ comments?|more|related|share|watch(?: now| more)?|trending|recommended|up next|sponsored|"
    r"(?:text|font) size|print|save|listen|copy link|e?mail|facebook|twitter|whatsapp|voltar|volver|zurück|retour|indietro|subir|haut de page|nach oben"
    r"|(?:views|hits|просмотров|просмотры|visualizações|visitas|aufrufe|wyświetleń)\W{1,3}[\d.,\xa0 ]+|\d+ ?(?:min(?:ute)?s?[ -]read|mins?|minutos de lectura|min de lecture|min(?:uten)? lesezeit)|lesezeit:? \d+ min\w*|estimated reading time:? \d+ \w+|打印(?:\W*(?:关闭|本页))*|关闭(?:窗口)?|返回.{0,8}(?:首页|顶部))\W*",
    re.IGNORECASE,
)
# What the reader is asked for; where the words are common in prose, at the start of a sentence and with a capital.
_PLEA = re.compile(
    r"(?:^|[.!?:)*] ?|please )(?:(?:Sign[ -][Uu]p|SIGN[ -]UP|Subscribe|SUBSCRIBE)(?i: (?:for|to|here|now|today)\b|\W*$|:)"
    r"|(?:Follow|FOLLOW) (?:us|him|her|them|me|@\w+|the author|(?:\S+ ){1,3}(?:on|at|@))\b|Listen to\b.{0,60}\b(?:live|podcast|weekdays)\b)"
    r"|(?i:\b(?:our|your|free|this|the \w+) (?:\w+ ){0,2}newsletters?\b.{0,60}\b(?:inbox|sign|subscribe|here|today)|\b(?:get|receive)\b.{0,60}\b(?:in|to) your inbox\b"
    r"|\b(?:like|find|join|follow) us on\b|^(?:join|follow) our (?:\w+ ){0,2}(?:channel|group|page)\b|\bdownload (?:our|the) (?:\w+ )?app\b|\b(?:got|have) a (?:news )?tip\b|^\W*(?:do you )?(?:got|have) (?:a|any) (?:\w+ )?(?:story|stories|news|information)\b.{0,40}\?|\bread or share this (?:story|article)|\bcheck out our\b"
    r"|\bbecom(?:e|ing) an? (?:\w+ ){0,2}(?:subscriber|member|patron)\b|\bsupport (?:our|independent|local) journalism\b|\bclick here (?:to|for)\b|\bmoderat\w+ (?:\w+ ){0,3}comments?\b|\b(?:comments?|coment[aá]rios?)\b.{0,120}\bmodera\w+"
    r"|^\W*(?:write to|e-?mail|contact|reach|message|tweet|send (?:tips|comments|feedback))\b.{0,80}@)"
)
# The same in other languages, in which news is read: to subscribe to a newsletter, a channel.
_PLEA_ABROAD = re.compile(
    r"\b(?:abonnieren sie|melden sie sich|jetzt anmelden|(?:abonne[zr]|inscri(?:vez|s)|rejoignez|suivez)(?:[- ](?:vous|toi|nous))?|suscr[íi]bete|suscríbase|ap[úu]ntate|assine|inscreva-se"
    r"|iscriviti|abbonati|meld je aan|schrijf je in|abonneer|zapisz się|подпи(?:шитесь|сывайтесь)|participe|entre|siga(?:-nos)?)\b.{0,80}(?:newsletter|infolettre|bolet[íi]n|nieuwsbrief|рассылк|канал|telegram|whatsapp|youtube|facebook)"
    r"|(?:اشترك|اشتركوا|تابعونا).{0,40}(?:نشرتنا|النشرة|قناتنا)|订阅.{0,20}(?:电子报|通讯|邮件|频道)|(?:ニュースレター|メルマガ).{0,10}登録",
    re.IGNORECASE,
)
# What stands where an article ends for those who do not pay.
_OFFER = re.compile(
    r"\balready (?:a |have )|\b(?:log|sign) ?in\b|\b(?:continue|keep) reading\b|\bunlimited access|\bfree trial|\bcancel any ?time|\bsubscribe (?:to|for|now|today|and)\b|\b(?:subscriber|member)s?[- ](?:only|exclusive)|\bbecome an? (?:\w+ )?(?:subscriber|member)"
    r"|\bbereits abonnent|\bjetzt (?:abonnieren|testen|weiterlesen)|\beinloggen|\bdéjà abonné|\babonnez-vous|\bréservé (?:à nos|aux) abonnés|\bse connecter|\bya (?:es|eres) suscriptor|\bsuscr[íi]bete|\binicia sesión|\bjá é assinante|\bsei già abbonato|\babbonati\b|\binloggen|\bzaloguj się|\bподпи(?:шитесь|ска)|\bвойдите"
    r"|会員登録|有料会員|ログイン|登录|로그인|اشترك",
    re.IGNORECASE,
)
# The same, and what others say of it too.
_OF_PAYING = re.compile(
    r"\b(?:(?:per|a) (?:month|week)|(?:for|to|our) (?:our )?(?:subscribers|members|readers)|subscri(?:ptions?|bers?)|newsletters?|(?:create|register for) an? (?:free )?account|abo|\w+-?abo|abonn\w+|pro monat|par mois|al mes|por mês|al mese|per maand|miesięcznie|abbonament\w+|suscripci\w+|assinatura\w*|assinante\w*|prenumer\w+)\b|会員|订阅|訂閱|购读|購読|구독",
    re.IGNORECASE,
)
# "The harbour in 1912 (Image: County Archive)"
_CAPTION = re.compile(
    r"[^\n]{0,250}[(\[](?:image|photo|photograph|picture|pic|credit|foto|bild)s?(?: ?:| (?:credit|by|courtesy)\b)[^()\n]{1,60}[)\]]\W*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"[^\w@]*+(?:[\w.+-]+@[\w-]+(?:\.\w+)+|@\w+|(?:https?://)?(?:www\.)?(?:twitter|facebook|instagram|x)\.com/\S+)\W*",
    re.IGNORECASE,
)
_DATE = re.compile(r"(?=.*\b(?:19|20)\d\d\b)(?=.*(?:\d\D+\d|\d{4}-\d))(?!.*[.!?…]['\"”’)]*$).{6,160}", re.DOTALL)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_STAMP = re.compile(
    r"(?:19|20)\d\d-\d\d-\d\d(?:T[\d:.]{4,15}(?:Z|[+-][\d:]{4,5})?)?|"
    rf"(?:(?:first |last |originally )?(?:posted|published|updated|modified|edited)\b(?: on| at)?:? ?)?(?:\w{{3,9}},? )?(?:the )?"
    rf"(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? |\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? |\d{{1,2}}[./-]\d{{1,2}}[./-])(?:19|20)\d\d(?:\D{{0,4}}\d\d?[:.]\d\d.{{0,12}})?\.?",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:(?:by|posted by|written by|von|por|par|di)\b:?|(?:text|words|author|автор):) .{2,80}|(?:[\w.'’-]+ ){0,4}(?:staff|senior|special) (?:writer|reporter|correspondent|editor)",
    re.IGNORECASE,
)
# What servers, and those who guard them, send in place of a page; with the site's name behind it.
_NO_PAGE = re.compile(
    r"\W*(?:(?:error|http|fehler|erreur|oops)?\W*(?:40[0134]|410|429|50[0234])\W*)?(?:(?:error|fehler|erreur|oops)\W*(?:40[0134]|410|429|50[0234])|(?:40[0134]|410|429|50[0234])(?:\W*error)?"
    r"|(?:(?:the |this |requested |your )*(?:page|story|article|content|url|file|document|object) )?(?:(?:you (?:requested|(?:are|were) looking for) )?(?:was |is |could |can ?)?not (?:be )?(?:found|available)|does(?: not|n['’]t) exist|unavailable)"
    r"|access (?:to this page (?:has been|is) )?denied|forbidden|just a moment|one moment,? please|attention required|are you (?:a robot|human)|pardon our interruption|verify(?:ing)? (?:that )?you are (?:a )?human|human verification|security check(?:point)?"
    r"|redirecting|(?:30[1278] )?(?:moved (?:permanently|temporarily)|found)|(?:object|document|page) (?:has )?moved|too many requests|bad (?:gateway|request)|gateway time-?out|service (?:temporarily )?unavailable|internal server error|(?:site|website) (?:is )?(?:under )?(?:maintenance|construction)|robot check|ddos-guard"
    r"|(?:die )?seite (?:wurde )?nicht gefunden|page (?:non trouvée|introuvable)|p[áa]gina n(?:o|ão) encontrada|pagina non trovata|pagina niet gevonden|(?:nie znaleziono strony|strona nie (?:została znaleziona|istnieje))|страница не найдена"
    r"|الصفحة غير موجودة|页面不存在|ページが見つかりません)\W*(?:[|–—·•»-]\s.*)?",
    re.IGNORECASE,
)
# A site's own word on its cookies, which a window over the page holds; nobody else says it of himself.
_CONSENT = re.compile(
    r"(?:we and (?:our|\d+) .{0,30}(?:partners|vendors)|we(?:,|\b).{0,100}\b(?:use|store).{0,60}\bcookies|we value your privacy|(?:this|our) (?:web)?site uses cookies|by (?:clicking|continuing)\b.{0,80}\b(?:cookies|consent|agree)"
    r"|wir(?:,| und unsere) .{0,40}partner|wir (?:verwenden|nutzen|setzen)\b.{0,60}cookies|nous et nos .{0,40}partenaires|nous utilisons des cookies|(?:nosotros y|nuestros) .{0,40}socios|(?:utilizamos|usamos) (?:las )?cookies"
    r"|noi e i nostri .{0,40}(?:partner|fornitori)|utilizziamo (?:i )?cookie|wij en onze .{0,40}partners|(?:wij|we) gebruiken cookies|nós e os nossos .{0,40}parceiros|my i nasi .{0,40}partnerzy|(?:używamy|korzystamy z) plików cookie|мы используем .{0,20}(?:cookie|куки))",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r".*[.!?…。:]['\"”’»)\]]*$", re.DOTALL)


def is_sentence(text: str) -> bool:
    """Whether a text ends as sentences do."""
    return _SENTENCE.match(text) is not None


def is_title(text: str, title: str | None) -> bool:
    """Whether a line is the page's title, which may have the site's name before or behind it."""
    line, of_title = _WORD.findall(text.lower()), _WORD.findall((title or "").lower())
    if len(line) < 2 or not of_title:
        return False
    if len(of_title) <= len(line):
        return line[: len(of_title)] == of_title and len(of_title) >= 4 and len(line) <= len(of_title) + 4
    starts = range(len(of_title) - len(line) + 1)
    return len(of_title) <= 2 * len(line) + 2 and any(of_title[i : i + len(line)] == line for i in starts)


def is_no_page(title: str) -> bool:
    """Whether a title is that of what servers send in place of a page ("404 Not Found", "Just a moment...")."""
    return len(title) <= 200 and _NO_PAGE.fullmatch(title) is not None


def is_consent(text: str) -> bool:
    """Whether a paragraph asks for the reader's consent to cookies."""
    return len(text) <= 2000 and _CONSENT.match(text) is not None


def is_dateline(text: str) -> bool:
    """A line that is a date ("Nov 19, 2019 at 6:46 pm ET | 2 min read"); for the head of an article only."""
    text = text.removesuffix(" г.")
    words = len(text.split())
    return words <= 18 and _DATE.fullmatch(text) is not None


def is_stamp(text: str) -> bool:
    """A line that is one date and nothing else ("Updated: July 24, 2023"); for the tail of an article."""
    return len(text.split()) <= 9 and _STAMP.fullmatch(text) is not None


def is_byline(text: str, authors: Iterable[str]) -> bool:
    """A line that names an author and says little else; for the head of an article only."""
    if len(text.split()) > 14 or is_sentence(text):
        return False
    words = _WORD.findall(text.lower())
    for author in authors:
        name = _WORD.findall(author.lower())
        if len(name) > 1 and len(words) <= len(name) + 5 and any(words[i : i + len(name)] == name for i in range(6)):
            return True
    return _BYLINE.fullmatch(text) is not None


def is_offer(text: str) -> bool:
    """A paragraph that asks the reader to pay or to log in; for parts whose names speak of that only."""
    return len(text) <= 600 and _OFFER.search(text) is not None


def is_of_paying(text: str) -> bool:
    """A paragraph that may be one, or speaks of what it costs to read; for such parts too."""
    return is_offer(text) or (len(text) <= 600 and _OF_PAYING.search(text) is not None)


def is_pointer(block: Block) -> bool:
    """A line that sends the reader elsewhere and says nothing itself."""
    also = _ALSO.match(block.text)
    if _LABEL.fullmatch(block.text) or (also and also.end() == len(block.text)):
        return True
    if also and block.links >= 0.4 and block.words <= 40:
        return True
    if block.words > 40 or block.links < 0.5:
        return False
    if block.words >= 5 and block.links >= 0.8 and block.text.startswith("[") and block.text.endswith("]"):
        return True
    begins = _POINTER.match(block.text)
    if begins and (block.links >= 0.8 or begins["colon"]):
        return True
    capitals = block.text.isupper() and block.words >= 4
    return (
        block.links >= 0.9
        and block.scope.tag in ("p", "div")
        and (capitals or ((block.bold >= 0.9 or block.italic >= 0.9) and block.words >= 5))
    )


def is_edge_label(block: Block) -> bool:
    """A line of a word or two of a page's controls ("Text size", "Back to top"); for the head and tail only."""
    return block.words <= 6 and _EDGE_LABEL.fullmatch(block.text) is not None


def is_plea(block: Block) -> bool:
    """A line that asks the reader to subscribe, follow or write; for the head and tail of an article only."""
    if _ADDRESS.fullmatch(block.text):
        return True
    quoted = any(scope.tag == "blockquote" for scope in block.scope.upwards())
    return block.words <= 60 and not quoted and bool(_PLEA.search(block.text) or _PLEA_ABROAD.search(block.text))


def is_caption(block: Block) -> bool:
    """A line that ends in the credit of a picture, or a few words in italics right below one."""
    if _CAPTION.fullmatch(block.text):
        return True
    small = block.words <= 20 and block.scope.tag in ("p", "div") and not is_sentence(block.text)
    return block.pictured and block.italic >= 0.95 and small


def is_prose(block: Block) -> bool:
    """Whether a block reads as a paragraph of an article."""
    return block.words >= 8 and block.links < 0.5 and block.scope.tag not in HEADINGS


def is_long_prose(block: Block) -> bool:
    """Whether a block is a paragraph that nothing at an article's end looks like, wherever it stands."""
    return block.words >= 25 and block.links < 0.3 and is_sentence(block.text)
