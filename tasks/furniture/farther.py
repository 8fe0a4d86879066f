"""More rules for furniture in Finnish, Polish, Czech, Hungarian, Romanian, Turkish, Greek, Russian, Ukrainian, Indonesian, Japanese, Korean,
Chinese and Arabic: what news sites in these languages print above, inside and behind their articles.

Corrections stay, as in English, and so do words that name a section and may be a subhead ("Экономика").
"""

from __future__ import annotations

from tasks.furniture.folding import either_case
from tasks.furniture.rule import CAPITALS, NAME, Rule

_NAME = f"(?-i:{NAME})"
_BIG = f"(?-i:[{CAPITALS}])"
_CLOCK = r"\d{1,2}[:.]\d{2}"
_NETWORK = r"(?:google news|google wiadomości|wiadomości google|whatsapp|telegram|facebook|instagram|youtube|tiktok|twitter|messenger|viber)"

# --- when
_FINNISH = rf"(?:(?:julkaistu|päivitetty|muokattu|luotu) ?:? ?)?(?:(?:tänään|eilen)(?: klo| kello)? {_CLOCK}|(?:(?:ma|ti|ke|to|pe|la|su) )?\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}})?,?(?: klo| kello)? ?{_CLOCK})"
_CZECH = rf"(?:(?:aktualizováno|publikováno|vydáno|zveřejněno|vytvořeno) ?:? ?)?(?:(?:dnes|včera|předevčírem),?|\d{{1,2}}\. ?(?:\d{{1,2}}\.|ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince) ?\d{{4}},?)(?: v)? {{1,2}}{_CLOCK}"
_ROMANIAN_MONTH = r"(?:ian(?:uarie)?|feb(?:ruarie)?|mar(?:tie)?|apr(?:ilie)?|mai|iun(?:ie)?|iul(?:ie)?|aug(?:ust)?|sept?(?:embrie)?|oct(?:ombrie)?|noi(?:embrie)?|nov|dec(?:embrie)?)"
_ROMANIAN = rf"(?:\d{{1,2}} {_ROMANIAN_MONTH}\.? \d{{4}}|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}})(?:,? ?(?:ora )?{_CLOCK})?"
_TURKISH_MONTH = "(?:ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık)"
_TURKISH = rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}}|\d{{1,2}} {_TURKISH_MONTH},? \d{{4}}|{_TURKISH_MONTH} \d{{1,2}}, \d{{4}})(?:,? ?(?:[-–|] ?)?(?:saat:? )?{_CLOCK}(?::\d{{2}})?)?"
_TURKISH_STAMP = rf"(?:(?:(?:ilk )?giriş|yayın(?:lan?ma)?|oluştur(?:ul)?ma|(?:son )?güncelle(?:n)?me|eklenme|haber)(?: (?:tarihi|zamanı|saati))?|güncellendi|yayınlandı) ?:? ?{_TURKISH}"
_RUSSIAN_MONTH = "(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня)"
_RUSSIAN = rf"(?:\d{{1,2}}[./]\d{{2}}[./](?:\d{{4}}|\d{{2}})|\d{{1,2}} {_RUSSIAN_MONTH}(?: \d{{4}})?)"
_INDONESIAN = r"(?:\d{1,2} (?:jan|feb|mar|apr|mei|jun|jul|agu|sep|okt|nov|des)[a-z]* \d{4}|\d{1,2}/\d{1,2}/\d{4})"
_JAPANESE = r"\d{4}(?:年|/|\.|-)\d{1,2}(?:月|/|\.|-)\d{1,2}日?(?: ?[（(][月火水木金土日][)）]?)?"
_JAPANESE_CLOCK = r"[ 　]?(?:午前|午後)?\d{1,2}(?:時|:)\d{1,2}分?(?::\d{2})?"
_KOREAN = r"\d{4}(?:[./-]|년) ?\d{1,2}(?:[./-]|월) ?\d{1,2}(?:\.|일)?(?: ?\(?[월화수목금토일]\)?)?,? ?(?:오전 ?|오후 ?)?\d{1,2}(?::|시 ?)\d{2}분?(?::\d{2})?"
_KOREAN_STAMP = (
    r"(?:기사 ?)?(?:최초 ?|최종 ?)?(?:입력|수정|업데이트|등록|승인|작성|발행|게재|송고|전송)(?:일시|시간|시각|일)?"
)
_ARABIC_MONTH = r"(?:يناير|فبراير|مارس|[أإا]بريل|مايو|يونيو|يوليو|[أا]غسطس|سبتمبر|[أا]كتوبر|نوفمبر|ديسمبر|(?:كانون|تشرين) (?:الأول|الثاني)|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول)"
_ARABIC = rf"(?:(?:السبت|الأحد|الاحد|الإثنين|الاثنين|الثلاثاء|الأربعاء|الاربعاء|الخميس|الجمعة)[،,]? )?(?:\d{{1,2}} {_ARABIC_MONTH}(?:/{_ARABIC_MONTH})?[،,]? \d{{4}}|\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{4}})(?: ?[-–|،,]? ?(?:الساعة )?\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?: ?[صم](?:باحًا|باحا|ساءً|ساء)?\.?)?)?(?: ?\(?(?:بتوقيت \S{{3,20}}(?: المكرمة)?|GMT|غرينتش)\)?)?"

# --- who
_AGENCY = (
    r"(?-i:Lehtikuva|LEHTIKUVA|AOP|All Over Press|ALL OVER PRESS|STT|East News|EAST NEWS|Agencja Wyborcza\.pl|Forum|FORUM|Reporter|REPORTER|PAP|ČTK|MTI|Hepta|HEPTA|Inquam Photos|Inquam|Mediafax|Agerpres"
    r"|Intime News|INTIME NEWS|Eurokinissi|EUROKINISSI|SOOC|DHA|İHA|РИА Новости|ТАСС|Коммерсантъ|Коммерсант|РБК|УНІАН|УНИАН|Укрінформ)"
)
_CYRILLIC_NAME = r"(?-i:[А-ЯЁІЇЄҐ][\w’'-]{1,20}+(?: [А-ЯЁІЇЄҐ][\w’'-]{1,20}+){1,2})"
_KANJI = r"[一-龯々]"
_KOREAN_AGENCY = r"(?:연합뉴스|뉴스1|뉴시스|로이터|신화|게티이미지\w{0,6}|조선db|자료사진|[가-힣]{3,4} (?:인턴 ?|객원 ?|선임 ?)?기자)"

FARTHER = (
    # --- Finnish
    Rule("time stamp", "h", rf"{_FINNISH}(?: ?[|•·–(-]? ?{_FINNISH}\)?){{0,2}}"),
    Rule("photo credit", "h", rf"(?:{_NAME}|{_CYRILLIC_NAME}) ?/ ?{_AGENCY}(?: ?/ ?{_AGENCY})?", needs=("/ lehtikuva", "/lehtikuva", "/ aop", "/aop", "/ all over", "/all over", "/stt", "/ stt", "east news", "/agencja", "/ agencja", "/ forum", "/forum", "/ reporter", "/reporter", "/pap", "/ pap", "čtk", "/mti", "/ mti", "hepta", "inquam", "mediafax", "agerpres", "intime", "eurokinissi", "/sooc", "/ sooc", "/dha", "/ dha", "риа новости", "тасс", "коммерсант", "/ рбк", "/рбк", "уніан", "униан", "укрінформ"), rare=True),
    Rule("reading time", "h", r"(?:lukuaika|lukuaikaa) ?:? ?(?:n\. ?)?\d{1,2} ?min\w*\.?"),
    Rule("advertising", "htb", r"mainos (?:alkaa|päättyy|loppuu)"),
    Rule("subscribers", "ht", r"(?:tämä|tää) (?:artikkeli|juttu|sisältö) on (?:vain )?(?:tilaajille|tilaajien luettavissa|maksumuurin takana)(?: tilaajille)?|(?:lue koko (?:juttu|artikkeli)|jatka lukemista) (?:tilaamalla|kirjautumalla)\b.{0,60}|oletko jo tilaaja\?? ?(?:kirjaudu (?:sisään|tästä)?)?"),
    Rule("newsletter", "ht", r"(?:tilaa|saat|saa) [^.!?]{0,60}\buutiskir(?:je|jeen|jeemme)\b[^.!?]{0,60}"),
    Rule("follow", "ht", r"seuraa (?:meitä|[^.!?]{2,40} uutisia) [^.!?]{0,40}(?:facebookissa|instagramissa|whatsappissa|telegramissa|google newsissa|x:ssä|somessa|youtubessa|tiktokissa)(?: ja \w+)?"),
    Rule("contact", "ht", r"(?:lähetä|anna|kerro|vinkkaa)(?: meille)? (?:juttuvinkki|uutisvinkki|vinkki|palautetta|juttuvinkkisi|uutisvinkkisi|juttuaihe|kuvia ja videoita)(?: [^.!?]{2,60})?|(?:ilmoita|raportoi) (?:asiavirheestä|virheestä|kirjoitusvirheestä|epäasiallisesta \w+)|(?:huomasitko|löysitkö|näitkö) (?:asia|kirjoitus)?virheen\b.{0,80}"),
    Rule("comments", "ht", r"voit (?:keskustella|kommentoida)\b[^.!?]{0,40}\b(?:aiheesta|juttua|artikkelia|jutusta)\b.{0,60}|(?:mitä ajatuksia|mitä mieltä|herättikö juttu)\b[^?]{2,80}\? ?voit .{2,120}|keskustelu on (?:suljettu|päättynyt)"),
    Rule("contact", "t", r"(?:tiedätkö|onko sinulla|haluatko vinkata|näitkö)\b[^.!?]{0,60}\b(?:vinkki|juttuvinkki|uutisvinkki|juttuaihe|tietoa|kuvia|enemmän|vinkata|virheen)\b[^.!?]{0,40}\? ?(?:ota yhteyttä|lähetä (?:meille|se meille|vinkki|juttuvinkki|kuva)|kerro meille|vinkkaa|kirjoita meille)\b.{0,100}"),
    # --- Polish
    Rule("photo credit", "ht", r"źródł[oa] (?:zdjęcia|zdjęć|zdj\.?|wideo|filmu|grafiki|fot\.?|okładki)(?: głównego| gł\.?)? ?: ?.{2,100}"),
    Rule("source", "t", r"źródło artykułu ?: ?.{2,60}"),
    Rule("byline", "ht", rf"(?:autor(?:ka)?(?:/autor(?:ka)?)?|autorzy|autorki|oprac(?:\.|owanie|ował|owała)?|tekst|redagował[ae]?|redakcja) ?:? {{0,3}}{_NAME}(?:,? ?(?:/|\|) ?[\w.]{{1,12}}(?: ?/ ?\w{{1,12}})?)?"),
    Rule("time stamp", "h", rf"(?:dzisiaj|dziś|wczoraj|przedwczoraj),? (?:o |godz\. )?{_CLOCK}|data (?:utworzenia|publikacji|aktualizacji|dodania) ?:? ?\d{{1,2}}[ .]\S{{1,12}}[ .]\d{{4}}.{{0,20}}"),
    Rule("rating", "t", r"(?:oceń|jak oceniasz) (?:jakość )?(?:naszego artykułu|naszych artykułów|ten artykuł|artykuł)\??(?: ?twoja opinia pozwala nam .{2,60})?|twoja opinia pozwala nam tworzyć lepsze treści"),
    Rule("advertising", "htb", r"(?:dalszy ciąg|dalsza część|ciąg dalszy|pozostała część|reszta) (?:(?:artykułu|materiału|tekstu|wpisu|newsa)(?: (?:znajduje się|jest))? )?(?:pod|poniżej|za) (?:materiał\w*|wideo|filmem|reklam\w+|zdjęci\w+|galeri\w+|ankiet\w+|grafik\w+|formularz\w+|postem|tweetem)(?: [\w-]{2,20}){0,2}"),
    Rule("contact", "t", r"(?:masz|widziałeś|widzisz|byłeś świadkiem|jesteś świadkiem|znasz|wiesz o|chcesz podzielić się)\b[^.!?]{0,60}\b(?:news\w*|zdjęci\w+|film\w*|wideo|informacj\w+|temat\w*|błąd|błędu|literówk\w+|ciekaw\w+|wypadk\w+|zdarzeni\w+|interwencj\w+)\b[^.!?]{0,40}\? ?(?:prześlij|wyślij|napisz|czekamy|daj nam znać|zgłoś|skontaktuj się|podziel się|pisz)\b.{0,120}"),
    Rule("disclaimer", "t", r"(?:publikowane|zamieszczone|zamieszczane) (?:powyżej )?(?:komentarze|opinie) są prywatnymi opiniami\b.{2,200}|redakcja nie (?:ponosi odpowiedzialności|odpowiada) za (?:treść|komentarze|opinie)\b.{0,120}"),
    Rule("subscribers", "ht", r"(?:tekst|artykuł|materiał|treść|dalsza część artykułu) (?:jest )?(?:dostępn[yae]|tylko|wyłącznie)(?: tylko| wyłącznie| jedynie)? (?:dla|po) (?:subskrybentów|prenumeratorów|zalogowanych|zalogowaniu|wykupieniu|abonentów)\b.{0,60}"),
    Rule("follow", "ht", rf"(?:obserwuj|śledź|dołącz do|polub|znajdź|bądź z|zasubskrybuj|subskrybuj) (?:nas|nami|nasz (?:profil|kanał|fanpage)|naszą stronę)\b[^.!?]{{0,60}}\b{_NETWORK}\w{{0,4}}[^.!?]{{0,60}}"),
    Rule("newsletter", "ht", r"dziękujemy, że (?:przeczytał\S+|jesteś z nami|czytasz)\b.{0,200}"),
    # --- Czech
    Rule("time stamp", "h", rf"{_CZECH}(?:,? ?[|•·–(-]? ?(?:{_CZECH}|aktualizováno ?:? ?{_CLOCK})\)?)?"),
    Rule("byline", "h", rf"(?:autor|autoři|autorka|autorky) ?: ?(?:{_NAME}|[\w.]{{2,20}}\.cz)(?:, ?(?:{_NAME}|[\w.]{{2,20}}\.cz|čtk)){{0,3}}"),
    Rule("comments", "ht", r"(?:diskuse|diskuze|příspěvky|komentáře) ?[(:]? ?\d{1,5}\)?|\d{1,5} (?:příspěv(?:ek|ky|ků)|komentář(?:e|ů)?)"),
    Rule("picture", "ht", r"(?:fotogalerie ?:? ?)?\+? ?\d{1,3} (?:fotografi[ieí]|fotek|fotky|obrázků|fotografií)(?: v galerii)?"),
    Rule("reading time", "h", r"(?:doba|čas|délka) čtení ?:? ?\d{1,2} ?min\w*\.?|\d{1,2} ?min(?:ut[ay]?|\.)? čtení"),
    Rule("tags", "t", r"související témata ?: ?.{2,160}|(?:témata|štítky|klíčová slova) ?: (?=[^.!?]{2,160}\Z)(?-i:[A-ZÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ]).{1,160}"),
    Rule("advertising", "htb", r"(?:(?:článek|obsah|text) (?:pokračuje|se zobrazí)|pokračování (?:článku|textu)(?: najdete)?) (?:níže|(?:pod|po|za) (?:reklam\w+|inzer\w+|vide\w+|galeri\w+|fotogaleri\w+|obrázk\w+|anket\w+))"),
    Rule("subscribers", "ht", r"(?:tento|celý) (?:článek|obsah|text) (?:je|mohou číst|si přečtou) (?:určený |určen |dostupný |přístupný |jen |pouze |jenom )*(?:pro )?(?:předplatitel[eéů]|přihlášen[éí]|prémiové)\b.{0,60}"),
    Rule("contact", "t", r"(?:našli jste|všimli jste si|narazili jste na|víte o|máte) [^.!?]{0,40}\b(?:chyb[uy]|překlep\w*|tip\w*|informac\w+|fot\w+|vide\w+|námět\w*|zajímav\w+|zkušenost\w*|něčem)\b[^.!?]{0,40}\? ?(?:napište|pošlete|dejte|ozvěte|nahlaste|kontaktujte)\b.{0,100}"),
    Rule("follow", "ht", rf"(?:sledujte|najdete|buďte s) (?:nás|námi)\b[^.!?]{{0,40}}\b{_NETWORK}\w{{0,4}}[^.!?]{{0,40}}"),
    # --- Hungarian
    Rule("time stamp", "h", rf"\d{{4}}\. ?\d{{1,2}}\. ?\d{{1,2}}\.?,? {_CLOCK} ?[|•·–-]? ?(?:frissítve|frissült|módosítva|frissítés) ?:? ?\d{{4}}\. ?\d{{1,2}}\. ?\d{{1,2}}\.?,? {_CLOCK}"),
    Rule("reading time", "h", r"(?:olvasási idő ?:? ?)?(?:kb\.? |kevesebb,? mint )?\d{1,2} perc(?: olvasás(?:i idő)?)?"),
    Rule("support", "htb", r"támogas(?:d|sa|sd|sátok)(?: te is| ön is)?(?: az?)? (?:független |szabad |minőségi )?(?:újságírás\w*|sajtó\w*|munkánkat|lapunkat|szerkesztőség\w*|minket)\b[^.!?]{0,60}|állj ki (?:a szabad sajtó|a független \w+)\w*\b[^.!?]{0,40}"),
    Rule("support", "ht", r"(?:az? )?\S{2,20} (?:csak )?(?:az )?olvasói támogatás(?:sal|ból|okból|okkal) (?:működhet|működik|tud működni|maradhat fenn)", needs=("olvasói támogatás",), rare=True),
    Rule("follow", "htb", r"kövess(?:en|ék|e|d)? (?:minket|bennünket|az? \S{2,20})\b[^.!?]{0,40}\b(?:facebook|instagram|youtube|tiktok|google|x-en|twitter|telegram|viber|messenger)[\w-]*[^.!?]{0,40}"),
    Rule("contact", "t", r"(?:hibát talált(?:ál)?|elírást talált(?:ál)?|van egy (?:jó )?(?:sztorid|híred|tipped)|tudsz valamit)\b[^?]{0,40}\? ?(?:írj|írja|jelezd|jelezze|küldd|küldje|oszd|ossza)\b.{0,80}"),
    Rule("subscribers", "ht", r"(?:ez a|a) (?:cikk|tartalom|írás) (?:csak |kizárólag )?(?:előfizetőknek|előfizetőink\w*|regisztrált \w+)\b.{0,60}"),
    # --- Romanian
    Rule("time stamp", "h", rf"(?:data (?:actualizării|publicării) ?: ?{_ROMANIAN}[ ,|]*){{1,2}}|{_ROMANIAN}"),
    Rule("views", "ht", r"\d[\d.]* (?:de )?(?:afișări|vizualizări|accesări|vizualizari|afisari)"),
    Rule("read more", "b", r"(?-i:Citește și|CITEȘTE ȘI|Citeşte şi|CITEŞTE ŞI) (?-i:[A-ZĂÂÎȘȚ„\"“\d])[^.!?]{14,160}(?<![,;:])"),
    Rule("byline", "ht", rf"(?:editor|redactor|autor|corespondent|reporter)(?: web| șef| online)? ?: ?{_NAME}(?:,? {_NAME})?"),
    Rule("follow", "ht", rf"(?:urmărește|urmăriți|urmăreşte|urmăriţi|intră|intrați|alătură-te|abonează-te|abonați-vă|fii la curent)\b(?=[^!?]{{0,100}}(?:\b(?:ști|şti)ri\w*|-ne\b|\bpagin\w+|\bcanal\w+|\bcomunitat\w+|\.ro\b|\bnoutăți\w*))[^!?]{{0,100}}\b{_NETWORK}(?!\w)[^!?]{{0,60}}"),
    Rule("newsletter", "ht", r"(?:abonează-te|abonați-vă|abonaţi-vă|înscrie-te|înscrieți-vă)\b[^.!?]{0,60}\bnewsletter\w*[^.!?]{0,60}"),
    Rule("advertising", "htb", r"(?:articolul|textul|știrea|ştirea) continuă (?:după|mai jos|sub)\b.{0,30}"),
    Rule("copyright", "t", r"(?:preluarea|reproducerea|copierea) (?:(?:integrală|parțială|totală) )?(?:a )?(?:textelor|articolelor|materialelor|conținutului|informațiilor|știrilor)\b.{2,160}\b(?:surs(?:ei|a)|acord\w*|site\w*|website\w*|link\w*)\b.{0,160}|conținutul (?:web)?site-ului\b.{2,200}\b(?:destinat|interzis\w*|protejat\w*|reprodu\w+|copie\w+)\b.{0,260}"),
    # --- Turkish
    Rule("time stamp", "h", rf"{_TURKISH_STAMP}(?: ?[|,•·–-]? ?{_TURKISH_STAMP})?"),
    Rule("reading time", "h", r"\d{1,2} ?(?:dk|dakika)\.? (?:okuma(?: süresi)?|okunma(?: süresi)?)|(?:ortalama )?oku(?:n)?ma süresi ?:? ?\d{1,2} ?(?:dk|dakika)?\.?"),
    Rule("comments", "ht", r"yorum (?:yapmak|yazmak|yapabilmek|yazabilmek|göndermek) için (?:lütfen )?(?:önce )?(?:giriş yap\w*|üye (?:ol\w*|giriş\w*)|kayıt ol\w*|oturum aç\w*|tıkla\w*)(?: .{2,30})?"),
    Rule("cookies", "ht", r"(?:veri politika\w+|sitemizde|sizlere daha iyi|size daha iyi|bu (?:internet |web )?site\w*|mevzuata uygun)\b[^.!?]{0,120}\bçerez\w*.{0,200}"),
    Rule("read more", "htb", r"bakmadan geçme(?:yin)?|(?:son dakika |tüm )?(?:[^.!?]{2,40} )?haberler(?:i|in tümü)? için tıkla(?:yın(?:ız)?)?|(?:tüm |daha fazla )?(?:detay|ayrıntı|haber)(?:lar|ler)? için tıkla(?:yın(?:ız)?)?", needs=("bakmadan", "tıkla", "tikla"), rare=True),
    Rule("follow", "ht", r"(?:bizi|haberlerimizi|[^.!?]{2,30} haberlerini) (?:google (?:news|haberler)|whatsapp|telegram|instagram|facebook|twitter|youtube|x)\S{0,6} (?:üzerinden |kanalından )?(?:takip ed(?:in|iniz|ebilirsiniz)|abone ol(?:un|unuz)?)|google (?:news|haberler)\S{0,4}(?: bize)? (?:takip et|takip edin|abone ol(?:un)?)", needs=("takip ed", "takip et", "abone ol"), rare=True),
    Rule("app", "ht", r"uygulamay[ıi] (?:hemen |ücretsiz )?indir(?:in|iniz)?"),
    # --- Greek
    *(
        Rule(name, places, either_case(pattern))
        for name, places, pattern in (
            ("photo credit", "ht", r"(?:φωτ|φωτο)\.:? ?(?-i:[A-ZΑ-Ω©])[^.!?]{1,80}|φωτ(?:ό|ο) ?αρχείου"),
            ("follow", "ht", r"(?:δείτε|διαβάστε|μάθετε) (?:εδώ )?όλες τις (?:τελευταίες )?ειδήσεις από\b.{2,200}"),
            ("reading time", "h", r"(?:χρόνος ανάγνωσης ?:? ?)?\d{1,2} ?(?:λεπτά|λεπτό|λεπτα|′|') ?(?:ανάγνωσης|ανάγνωση|διάβασμα)|χρόνος ανάγνωσης ?:? ?\d{1,2} ?\S{0,8}"),
        )
    ),
    # --- Russian and Ukrainian
    Rule("time stamp", "h", rf"\d{{1,2}}:\d{{2}}(?:,| -| –| —| \|)? {_RUSSIAN}(?: ?г\.?)?(?: ?\(?(?:обновлено|оновлено|изменено) ?:? ?(?:{_CLOCK},? ?)?(?:{_RUSSIAN})?\)?)?"),
    Rule("time stamp", "h", rf"(?:понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|понеділок|вівторок|середа|четвер|п['’ʼ]ятниця|субота|неділя),? {_RUSSIAN},? {_CLOCK}|{_RUSSIAN},? {_CLOCK}(?: ?[|•—–-] ?(?:обновлено|оновлено) ?:? ?(?:{_RUSSIAN},? )?{_CLOCK})?"),
    Rule("advertising", "htb", r"реклама[.,:]? ?(?:16|18)\+.{0,160}|реклама[.,:] (?:ооо|ао|пао) «[^»]{2,60}»?|реклама[.,:]? .{2,80}\b(?:инн|erid)\b.{0,100}"),
    Rule("follow", "ht", r"читайте [^.!?]{2,40} (?:в|на|во|у) (?:telegram|телеграм\w*|max|дзене?|вконтакте|whatsapp|viber|google новост\w*|google news)(?: и .{2,20})?"),
    Rule("source", "ht", r"газета [«\"“][^»\"”]{2,40}[»\"”] ?№ ?\d+(?: ?\(\d+\))? от \d.{4,60}"),
    Rule("comments", "ht", r"шановні читачі, (?:просимо|будь ласка)\b.{2,160}|уважаемые читатели, (?:просим|пожалуйста|соблюдайте)\b.{2,160}"),
    Rule("time stamp", "t", rf"\d{{1,2}}:\d{{2}},? (?:\d{{1,2}}[./]\d{{2}}[./](?:\d{{4}}|\d{{2}})|\d{{1,2}} {_RUSSIAN_MONTH} \d{{4}})(?: ?г\.?)?"),
    Rule("time stamp", "htb", r"(?:вчера|вчора),? (?:в |о |об )?\d{1,2}:\d{2}"),
    Rule("time stamp", "h", r"(?:сегодня|сьогодні),? (?:в |о |об )?\d{1,2}:\d{2}"),
    Rule("reading time", "h", r"\d{1,2} (?:хв|хвилин\w*|мин|минут\w*)\.? (?:на )?(?:читання|чтени[ея])|час (?:на )?(?:читання|прочитання) ?:? ?\d{1,2} ?хв\w*\.?"),
    Rule("photo caption", "h", r"(?-i:[А-ЯЁ«])[^.!?:]{4,120}\. ?Архивное (?:фото|видео|изображение)", needs=("архивное",), rare=True),
    Rule("photo credit", "h", r"(?-i:[А-ЯЁІЇЄҐA-Z])[^.!?:]{3,80} ?/ ?(?:(?-i:[Фф])ото:? |© ?).{2,60}", needs=("/ фото", "/фото", "/ ©", "/©"), rare=True),
    Rule("login", "ht", r"(?:пожалуйста, )?перейдите по ссылке из письма\b.{0,120}|регистрация пройдена успешно"),
    Rule("login", "ht", r"доступ к (?:чату|комментариям) (?:был )?(?:заблокирован|ограничен) за нарушение\b.{0,160}|(?:чтобы|для того чтобы) (?:участвовать в дискуссии|комментировать)\b.{0,40}(?:авториз|зарегистр|войдите)\w*.{0,40}"),
    Rule("read more", "htb", r"(?:також|ще) (?:відео|за темою|по темі) ?: ?(?-i:[А-ЯЁІЇЄҐ«\"“\d]).{3,200}"),
    Rule("navigation", "ht", r"перейти (?:в|к) (?:медиабанк\w?|фотобанк\w?|фотогалере\w+|комментари\w+)|читать (?:\S{2,20}\.\S{2,6} )?в"),
    Rule("about", "ht", r"на (?:информационном ресурсе|сайте) применяются рекомендательные технологии\b.{0,160}|правила применения рекомендательных технологий|свидетельство о регистрации (?:сми|средства массовой информации|эл|№).{0,300}|(?:адрес электронной почты|телефон|e-?mail) редакции ?:? ?.{3,60}"),
    Rule("support", "ht", r"(?:підтримайте|підтримай|поддержите|допоможіть) (?:нас|нашу (?:роботу|редакцію|команду|редакцию|работу)|(?:наш )?проє?[кє]т|незалежну журналістику|независимую журналистику|редакцію)(?: (?:донат\w*|фінансово|будь-якою сумою|любой суммой|по ссылке|за посиланням|тут|здесь|на (?:patreon|boosty|buymeacoffee)))?"),
    # --- Indonesian
    Rule("follow", "ht", r"simak breaking news\b.{2,400}|dapatkan update berita\b.{2,400}|(?:cek|baca|ikuti) berita\b.{2,60}\bdi google news\b.{0,40}|(?:ikuti terus|jangan lewatkan) (?:berita|update|informasi)\b.{2,160}\b(?:whatsapp|telegram|google news|saluran|channel)\b.{0,80}"),
    Rule("support", "ht", r"kami berkomitmen (?:untuk )?memberikan\b[^!?]{2,60}\b(?:fakta|berita|jurnalisme)\b.{2,160}\b(?:membership|langganan|berlangganan|plus)\b.{0,60}"),
    Rule("subscribers", "htb", r"baca (?:berita |artikel |artikel ini )?tanpa iklan(?:\. ?gabung .{2,40})?"),
    Rule("republished", "t", r"(?:artikel|berita) ini (?:telah|sudah|pernah) (?:tayang|dimuat|ditayangkan|terbit|diterbitkan) (?:sebelumnya )?di [^!?]{2,60}\b(?:dengan judul|berjudul|,? ?https?:)\b.{2,260}"),
    Rule("photo caption", "h", r"(?-i:[A-Z\"“])[^!?:]{3,200}\.? ?\((?:dok(?:\.|umen(?:tasi)?)?|antara(?: foto)?|shutterstock|istimewa|ist(?=\)?\Z)|freepik|unsplash|pexels|thinkstock|(?:kompas|tribun\w*|detik\w*|tempo|suara|liputan6|okezone|sindonews|antaranews|jpnn|merdeka|republika)\.co(?:m|\.id)? ?/)[^()]{0,60}\)?", needs=("(dok", "(antara", "(shutterstock", "(istimewa", "(ist", "(freepik", "(unsplash", "(pexels", "(thinkstock", "(kompas", "(tribun", "(detik", "(tempo", "(suara", "(liputan6", "(okezone", "(sindo", "(jpnn", "(merdeka", "(republika"), rare=True),
    Rule("photo credit", "h", r"(?-i:[A-Z]{4,20}\.COM)/ ?(?-i:[A-Z][A-Z .'-]{3,40})", needs=("@", "email protected", ".com/")),
    Rule("byline", "t", rf"(?-i:[A-Z])\w{{3,20}}\.com/ ?{_NAME}(?:/ ?{_NAME})*", needs=("@", "email protected", ".com/")),
    Rule("time stamp", "h", rf"(?-i:[A-Z])[\w .]{{2,24}} ?[-–|,] ?(?:(?:senin|selasa|rabu|kamis|jumat|sabtu|minggu),? )?{_INDONESIAN},? (?:pukul )?{_CLOCK} wi(?:b|ta|t)", needs=(" wib", " wita"), rare=True),
    Rule("byline", "ht", rf"(?:penulis|reporter|editor|pewarta|redaktur|laporan(?: wartawan)?|wartawan|kontributor|fotografer|uploader)(?: ?: ?|(?<=wartawan) )(?:[\w.]+, )?{_NAME}(?:,? ?(?:[|/]|editor:|penulis:) ?(?:editor ?: ?|penulis ?: ?)?{_NAME})?"),
    Rule("source", "ht", r"sumber(?: (?:foto|berita|gambar|artikel))? ?: ?(?-i:[A-Z]).{1,60}"),
    Rule("player", "htb", r"gambas ?: ?(?:video|youtube|instagram|twitter|foto|audio)\b.{0,30}|(?:simak|lihat|tonton|saksikan)(?: juga)? video\b ?(?:di bawah ini|lainnya|selengkapnya|:? ?['\"“‘].{4,140}['\"”’] ?:?|: ?(?-i:[A-Z\d]).{4,140})"),
    Rule("navigation", "ht", r"halaman ?: ?(?:\d{1,2} ?){1,12}(?:selanjutnya)?|halaman (?:selanjutnya|sebelumnya|berikutnya)|(?:scroll|gulir) (?:untuk|ke bawah)\b.{2,40}"),
    # --- Japanese
    Rule("share", "ht", r"(?:メール|facebook|twitter|x(?:（旧twitter）)?|はてな(?:ブックマーク)?|はてブ|line|mixi|pocket|リンク|url|note|threads|bluesky)(?:で|に|を|へ)(?:シェア|共有|送る|送信|保存|ブックマーク|コピー|投稿|ポスト|追加|登録)(?:する)?|(?:この|本)(?:記事|ページ|ニュース)を(?:シェア|共有|保存|印刷|スクラップ|ツイート|ポスト|ブックマーク|送る|クリップ|フォロー)(?:する)?"),
    Rule("time stamp", "h", rf"(?:(?:公開|更新|配信|掲載|投稿|最終更新)(?:日時?)?[：: 　]{{0,2}})?{_JAPANESE}{_JAPANESE_CLOCK}(?:[ 　]?(?:更新|公開|配信|掲載|投稿|最終更新)|[ 　][一-龯・]{2,6})?|(?:公開|更新|配信|掲載|投稿|最終更新)(?:日時?)?[：: 　]{{0,2}}{_JAPANESE}|{_JAPANESE}[ 　]?(?:更新|公開|配信|掲載|投稿)"),
    Rule("subscribers", "ht", r"(?:この|本)(?:記事|コンテンツ)は、?(?:有料|無料|会員|登録|プレミアム|購読者)(?:会員|登録)?(?:限定|専用|向け)?(?:の?(?:記事|コンテンツ))?です(?:。.{0,160})?|(?:有料|無料|プレミアム)会員(?:登録する|になる|登録)と、?[^。]{0,50}(?:続き|全文|記事|読め|お読み)[^。]{0,40}。?|残り ?\d+ ?文字(?:[（(。].{0,100})?"),
    Rule("photo credit", "ht", r"(?:写真|画像|図|図版|イラスト|動画)(?:提供|撮影|出典)?[＝=：:] ?[^。]{1,30}"),
    Rule("photo caption", "htb", r"[^。「」＝]{2,60}＝[^。＝「」]{1,40}(?:撮影|写す|提供)", needs=("撮影", "写す", "提供"), rare=True),
    Rule("read more", "ht", r"「[^「」]{1,20}」(?:の|に関する|に関連する)(?:最新)?(?:記事|ニュース)(?:の)?一覧(?:はこちら|を見る|へ)?|(?:続き|全文|記事全文)(?:は|を)(?:こちら|読む|表示|有料会員.{0,20})"),
    Rule("follow", "ht", r"[^。、 ]{0,16}(?:新聞|ニュース|デジタル|オンライン|news|編集部|公式アカウント)(?:の公式[^。]{0,10})?を(?:フォロー|友だち追加|お気に入り登録)(?:する)?", needs=("フォロー", "友だち追加", "お気に入り登録"), rare=True),
    Rule("byline", "ht", r"(?:文|取材|構成|撮影|聞き手|執筆|編集|文・写真|取材・文|文責)[／/＝=：:] ?[^。、]{2,24}|(?:文責|執筆者|筆者)[：:] ?[^。]{2,24}"),
    Rule("byline", "ht", rf"(?!朝日|元|新聞|女性){_KANJI}{{1,4}}[ 　]{_KANJI}{{1,4}}[ 　]?(?:記者|編集委員|論説委員|特派員)", needs=("記者", "編集委員", "論説委員", "特派員"), rare=True),
    Rule("page number", "t", r"\d{5,8} \d \S{1,12} \d{4}/\d{2}/\d{2} \d{2}:\d{2}:\d{2}(?: .{0,20})?"),
    # --- Korean
    Rule("time stamp", "ht", rf"(?:{_KOREAN_STAMP}[ :|]*)?{_KOREAN} ?송고|{_KOREAN_STAMP}[ :|]*{_KOREAN}(?:[ ,|•·/-]*{_KOREAN_STAMP}[ :|]*{_KOREAN})?"),
    Rule("copyright", "ht", r"<?(?:copyrights?|저작권자?|ⓒ|©)[^!?]{0,100}(?:무단|재배포|전재)[^!?]{0,80}금지.{0,20}"),
    Rule("contact", "ht", r"제보(?:는|하기|문의)? ?:? ?(?:카카오톡|카톡|이메일|전화|텔레그램|메일)\b.{2,80}|(?:기사 ?)?제보(?: 및 보도자료)?(?:하기)?|◎?공감언론 .{2,30}@.{4,40}"),
    Rule("photo credit", "htb", r"(?:[^!?]{2,240})?재판매 및 db(?: 제작)? ?금지", needs=("재판매",), rare=True),
    Rule("photo credit", "htb", rf"(?:(?-i:[가-힣])[^.!?:]{{2,80}}\.? ?)?/ ?{_KOREAN_AGENCY}(?: ?(?:연합뉴스|뉴스1|뉴시스|제공))?", needs=("/연합", "/ 연합", "/뉴스1", "/ 뉴스1", "/뉴시스", "/ 뉴시스", "/로이터", "/ 로이터", "/신화", "/게티", "/ 게티", "/조선", "/자료", "/ 자료", " 기자"), rare=True),
    Rule("byline", "ht", r"(?!방송국|지방지|신문사|외국인|정치부|사회부|경제부|문화부|연예부|사진부|종군|어느|한국인|일본인|미국인)[가-힣]{2,3}(?![던는된의한])[가-힣] (?:인턴|객원|선임|수습)? ?기자(?: ?=)?(?: [\w.+-]+@[\w.-]+)?", needs=(" 기자",), rare=True),
    Rule("follow", "ht", r"(?:네이버|카카오톡|유튜브|구글)(?:에서| 뉴스에서)? [^.!?]{0,30}(?:구독하기|채널 ?추가(?:하기)?|구독하세요|팔로우하기)|(?:이 )?기사를 (?:공유|추천)(?:하기|합니다|하시겠습니까)"),
    # --- Chinese
    Rule("time stamp", "h", r"\d{4}年\d{1,2}月\d{1,2}日 ?(?:星期[一-龯]|周[一-龯])? ?\d{1,2}[:：]\d{2}(?::\d{2})?(?: ?(?:来源[:：] ?)?[一-龯]{2,10}(?:网|社|报|台|新闻|在线|日报|網|報))?"),
    Rule("byline", "ht", r"【[纠糾][错錯]】 {0,2}[【\[]?责任编辑[:：][^。！？\n]{0,24}[】\]]?|【[纠糾][错錯]】|(?:责任编辑|責任編輯|责编)[:：] ?[一-龯·、 ]{2,16} ?[A-Za-z]{1,4}\d{2,6}"),
    Rule("navigation", "ht", r"字[体體级級號号][:：]? ?(?:[小中大特][ /|]?){2,5}|(?:缩小|放大|縮小)字[体體]|阅读下一篇[:：]?|\d{20,30}"),
    Rule("comments", "ht", r"我有话说(?:[（(]\d*人?参与[)）]?)?|\d+ ?人参与(?:评论)?"),
    Rule("follow", "ht", r"(?:更多[^。！]{0,16}[！，,]? ?)?(?:欢迎|敬请|请|歡迎)(?:扫描|扫一扫|长按|识别|點擊|点击|关注|訂閱|订阅|掃描)[^。！？]{0,24}(?:二维码|公众号|微信|QR ?Code|官方微博|客户端|頻道)[^。！？]{0,50}"),
    Rule("photo caption", "htb", r"[^。！？，,]{2,60}。?[（(](?:资料图片?|資料照片?|资料照片|视频截图|图源[:：]?[^（）]{2,16}|(?:(?:本报|本社|新华社)?记者|記者)?[ ]?[^（）， ,]{2,8} ?[摄攝])[)）]?", needs=("资料图", "資料照", "资料照", "截图", "图源", "摄", "攝"), rare=True),
    Rule("source", "b", r"[来來]源[：:] ?[一-龯]{2,14}(?:日报|日報|晚报|晚報|网|網|社|新闻|新聞|电视台|電視台|发布)"),
    Rule("byline", "h", r"(?:[一-龯]{2,8}[／/] ?)?(?:記者|编译|編譯|特派員|綜合)[^。，！？ ]{2,12}[／/][^。，！？]{2,14}(?:報導|報道|攝影|編譯)", needs=("報導", "報道", "攝影", "編譯"), rare=True),
    Rule("follow", "ht", r"(?:加入|追蹤|訂閱|下載|按讚)(?:我們的?)?[^。，！？]{0,16}(?:line|facebook|ig|instagram|youtube|app|粉絲團|粉絲專頁|好友|頻道|telegram|google新聞)[^。，！？]{0,20}"),
    Rule("read more", "htb", r"(?:請繼續往下閱讀|請繼續往下閱讀|點擊看更多|繼續閱讀|看更多)(?:[.…]{0,6})|(?:延伸閱讀|延伸阅读|相關報導|更多新聞|看更多)[:：] ?[^。]{2,80}"),
    Rule("disclaimer", "t", r"※ ?提醒您.{2,60}|※? ?(?:禁止酒[駕驾]|未成年請勿飲酒|飲酒過量.{0,2}有[礙害]健康).{0,40}"),
    # --- Arabic
    Rule("time stamp", "h", rf"(?:(?:تم النشر|نشر|نُشر|تاريخ النشر|آخر تحديث|تحديث|تم التحديث)(?: في| بتاريخ| يوم)? ?:? ?)?{_ARABIC}"),
    Rule("time stamp", "h", r"(?:(?:published on|نشر في|نُشر في) ?)?\d{1,2}/\d{1,2}/\d{4}(?:\d{1,2}/\d{1,2}/\d{4})? ?[|•-] ?آخر تحديث ?:? ?[^.؟!]{4,50}|آخر تحديث ?:? ?\d{1,4}[/:.-]\d{1,2}[^.؟!]{2,50}"),
    Rule("reading time", "h", r"(?:مدة|وقت|زمن) القراءة ?:? ?\d{1,2} ?(?:دقيقة|دقائق|د)|\d{1,2} (?:دقيقة|دقائق) (?:للقراءة|قراءة)"),
    Rule("navigation", "htb", r"قائمة (?:من )?\d{1,2} (?:من )?(?:العناصر|عناصر|\d{1,2})|نهاية القائمة"),
    Rule("read more", "htb", r"(?:طالع|تابع|انظر|استمع|شاهدوا|طالعوا|اقرأوا|اقرؤوا|اقرأي) (?:أيض[ًاً]{1,3}|ايض[ًاً]{1,3}|كذلك) ?(?:[:|–-].{0,160})?|(?:اقرأ|إقرأ|شاهد|قد يهمك) (?:أيض[ًاً]{1,3}|ايض[ًاً]{1,3}) ?(?:[:|–.-].{0,160})?"),
    Rule("follow", "ht", r"(?:لمتابعة|تابعونا|تابعنا|تابعوا|اشتركوا|اشترك الآن|انضموا|انضم إلى|للاشتراك|لتحميل|حمّلوا|حملوا|للمزيد)\b[^.؟!]{0,120}(?:قناتنا|صفحتنا|حساباتنا|حسابنا|نشرتنا|تطبيقنا|اضغط هنا|google news|جوجل نيوز|غوغل نيوز)[^.؟!]{0,60}|(?:تابعونا|تابعنا) (?:على|عبر|في) (?:فيسبوك|تويتر|إكس|واتساب|تلغرام|تليجرام|تيليجرام|تيليغرام|إنستغرام|انستجرام|يوتيوب|تيك توك|google news|جوجل نيوز|غوغل نيوز|أخبار غوغل|وسائل التواصل)[^.؟!]{0,40}"),
    Rule("follow", "t", r"قناة (?!السويس|بنما)[^.؟!]{2,40} على (?:واتساب|تلغرام|تليجرام|تيليجرام|تيليغرام|يوتيوب)"),
    Rule("copyright", "ht", r"(?:©[^.]{0,40})?(?:جميع|كافة|كل) (?:ال)?حقوق (?:النشر |الطبع |الملكية )?محفوظة.{0,80}"),
    Rule("comments", "ht", r"لا توجد تعليقات(?: (?:على|حتى) .{2,20})?|(?:إضافة|أضف|اضف|اكتب|اترك) (?:تعليق(?:ك|ًا|ا)?|تعليق جديد)|(?:التعليقات|تعليقات) ?[(:]? ?\d{1,4}\)?"),
    Rule("share", "ht", r"(?:تم )?نسخ الرابط|(?:شارك|مشاركة|شاركها|انشر)(?: (?:هذا )?(?:الخبر|المقال|المقالة|الموضوع|الصفحة))?(?: (?:على|عبر) (?:فيسبوك|تويتر|واتساب|إكس|تلغرام|البريد(?: الإلكتروني)?))?"),
    Rule("photo credit", "h", r"[^.؟!:]{3,80} ?[-–—] ?(?:صورة )?(?:أرشيفية|ارشيفية|من الأرشيف|الأرشيف|تصوير [^.؟!:]{3,40})", needs=("رشيف", "تصوير"), rare=True),
    Rule("byline", "ht", r"بقلم ?[:/]? ?[^.؟!:،\d]{5,40}"),
    Rule("byline", "h", r"(?:كتبت?|إعداد|ترجمة) ?[:/] ?[^.؟!:\d]{3,40}"),
    Rule("source", "ht", r"(?:المصدر|المصادر|مصدر الصورة) ?: ?[^.؟!]{2,60}"),
    Rule("tags", "ht", r"(?:كلمات (?:مفتاحية|دلالية|البحث)|الكلمات (?:المفتاحية|الدلالية|المفتاحيه)|الوسوم|وسوم|علامات|تاجز|هاشتاغ) ?: ?.{2,160}|الكلمات (?:المفتاحية|الدلالية)|كلمات مفتاحية|الوسوم"),
    # --- addresses above an article, below the name of who wrote it
    Rule("contact", "h", r"[\w.+-]{2,40}@[\w-]{2,40}(?:\.[\w-]{2,20}){1,3}", needs=("@", "email protected", ".com/")),
)  # fmt: skip
