"""Rules for furniture in Russian, Ukrainian, Bulgarian, Indonesian, Greek, Hungarian, Finnish, Croatian, Serbian, Slovak, Slovenian and
Chinese, and for what the world's most common blog software and embedded posts say in any language (its own translations).

Of 320 phrases of made and seen sites in fifteen languages, each alone at its place, 150 were known without these; beside them nothing
of 6,000 right texts in nine languages goes but what was read and is furniture. Chinese was read in the texts of 7,353 pages; of 90 others
25 lines went, each of them furniture.
"""

from __future__ import annotations

from tasks.calendar import MONTHS
from tasks.furniture.folding import either_case
from tasks.furniture.rule import CAPITALS, NAME, Rule

_BIG = '(?-i:[А-ЯЁІЇЄҐΆ-ΫA-Z«„“"\\d])'
# (Dates are not read in the latter two.)
_MONTHS = (
    *MONTHS["ru"],
    *"січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня".split(),
    *"януари февруари март април май юни юли август септември октомври ноември декември".split(),
)
_MONTH = f"(?:{'|'.join(_MONTHS)})"
_NETWORK = (
    r"(?:telegram|телеграм\w*|телеграм-канал\w*|вконтакте|vk|вк|facebook|фейсбук\w*|instagram|инстаграм\w*|youtube|ютуб\w*|twitter|дзен\w*|одноклассник\w*|viber|вайбер\w*|whatsapp|канал\w*"
    r"|рассылк\w*|розсилк\w*|соцсет\w*|соцмереж\w*|google news|google новин\w*|новост\w*|новини|паблик\w*)"
)
_VIEWS = r"(?:просмотр(?:ов|ы)|прочитано|прочитали|перегляд(?:ів|и)|преглеждания) ?:? ?\d[\d ]*(?:раза?|разів)?"
# What a label of another article ends with: its title, or nothing.
_LINKED = rf"(?: ?[:|>»–—-](?: ?(?-i:[{CAPITALS}Ά-ΫА-ЯЁІЇЄҐЂЈЉЊЋЏ\d«„“\"'‘]).{{3,200}})?)?"
_HUNGARIAN = r"\d{4}\. ?(?:(?:január|február|március|április|május|június|július|augusztus|szeptember|október|november|december|jan|febr?|márc|ápr|máj|jún|júl|aug|szept?|okt|nov|dec)\.? |\d{1,2}\. ?)\d{1,2}\.?(?:,? (?:hétfő|kedd|szerda|csütörtök|péntek|szombat|vasárnap),?)?(?:,? ?[-–|•·]? ?\d{1,2}[:.]\d{2})?"
_GREEK = (
    r"(?:(?:δευτέρα|τρίτη|τετάρτη|πέμπτη|παρασκευή|σάββατο|κυριακή),? )?(?:\d{1,2} (?:ιανουαρίου|φεβρουαρίου|μαρτίου|απριλίου|μαΐου|ιουνίου|ιουλίου|αυγούστου|σεπτεμβρίου|οκτωβρίου|νοεμβρίου|δεκεμβρίου"
    r"|ιαν|φεβ|μαρ|απρ|μαι|ιουν|ιουλ|αυγ|σεπ|οκτ|νοε|δεκ)\.?,? \d{4}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})(?:,? ?[|•·–-]? ?\d{1,2}:\d{2}(?: ?[πμ]\.? ?μ\.?)?)?"
)
_GREEK_NAME = r"[Α-ΩΆΈΉΊΌΎΏ][\w.-]{1,20}+(?: [Α-ΩΆΈΉΊΌΎΏ][\w.-]{1,20}+){1,3}"
_OPENS = r"\((?:wird in|ouvre dans|se abre en|abre (?:em|num)|si apre|wordt in|otwiera się|öppnas|åpnes|åbner|откроется|otevře se|se deschide|yeni pencerede)[^()]{2,40}\)?"
_HANDLE = r"\(@[\w.]+\)?"

_EDITOR = "(?:本文|图文|文字|值班|综合|网络|新闻)?(?:责任编辑|責任編輯|责编|責編|编辑|編輯|编审|审核|審核|校对|终审)"
# "责任编辑：", an editor's name or none; several in a row.
EDITORS = rf"(?:[（(【\[]?{_EDITOR}[^\S\n]?[:：丨|][^\S\n]*[\w·、 \u3000]{{0,16}}[)）\]】]?[^\S\n/]*){{1,6}}"
SOURCE = r"[（(【\[]?(?:文章|本文|稿件|信息|图片|图文|素材|视频|内容|新闻|资料)?[来來]源 ?[:：丨|/] ?[^。！？\n]{2,40}[)）\]】]?"
DECLARED = (
    r"(?:(?:特别|免责|版权)声明[:：]|(?:郑重)?声明[:：][^。！？\n]{0,40}(?:本文|本站|本网|转载|版权|侵权)"
    r"|(?:本文|本稿|此稿|以上)[^。！？\n]{0,60}(?:[仅只不]代表[^。！？\n]{0,16}(?:观点|立场|意见|看法)|(?:严禁|禁止|不得)转载))[^\n]{0,300}"
)
REPRINTED = r"(?:[（(【][^（(【】)）。！？\n]{0,40}|(?:本[文报网稿]|此[文稿]|[原独][创家]|声明|版权|综合整理)[^。！？\n]{0,24})?未[经經][^。！？\n]{0,30}(?:许可|授权|同意|允许|許可|授權)[^。！？\n]{0,20}(?:不得|禁止|严禁|请勿|嚴禁)[^。！？\n]{0,16}[转轉][载載贴][^。\n]{0,60}"

ALPHABETS = (
    # --- Russian, Ukrainian, Bulgarian
    Rule("read more", "htb", rf"(?:читайте (?:также|ещё|еще|по теме|подробнее|далее)|смотрите также|(?:ещё|еще) по теме|материалы по теме|читайте (?:також|ще)|дивіться також|більше по темі|четете (?:още|също)|прочетете (?:още|също)|вижте още)(?: ?[:–—-](?: ?{_BIG}.{{3,200}})?)?"),
    Rule("follow", "ht", rf"(?:подписывайтесь|подпишитесь|подписаться|присоединяйтесь|следите за (?:нами|нашими|новостями)|читайте нас|самые (?:интересные|важные|свежие) (?:новости|материалы)|(?:все )?новости (?:нашего )?\S+ в|підписуйтес[ья]|підпишіт?ься|підписатися|приєднуйтесь|стежте за|слідкуйте за|читайте нас|долучайтес[ья]|последвайте ни|следвайте ни)\b[^.!?]{{0,100}}\b{_NETWORK}(?!\w)[^.!?]{{0,80}}"),
    Rule("follow", "b", rf"(?:подписывайтесь|подпишитесь|присоединяйтесь|следите за нами|читайте нас|підписуйтес[ья]|підпишіт?ься|приєднуйтес[ья]|долучайтес[ья]|стежте за нами|слідкуйте за нами|последвайте ни)\b[^.!?]{{0,60}}\b{_NETWORK}(?!\w)[^.!?]{{0,60}}"),
    Rule("photo credit", "ht", r"(?:фото|фотографи[яи]|видео|иллюстрация|изображение|скриншот|коллаж|світлина|снимк[аи])(?: ?[:©/|] ?.{2,100}| (?:из архива|из открытых источников|автора|носит иллюстративный характер|предоставлен[оаы] .{2,60}|пресс-службы? .{2,60}|з архіву|з відкритих джерел)(?: .{2,60})?)"),
    Rule("source", "ht", r"(?:источник(?:и)?|джерело|джерела|извор)(?: (?:фото|видео|изображени[яй]|зображення))? ?: ?.{2,80}"),
    Rule("tags", "ht", r"(?:теги?|метки|хештеги|ключевые слова|рубрик[аи]|категори[яи]|тематика|позначки|ключові слова|категорія|тагове|етикети) ?: ?.{2,200}"),
    Rule("contact", "ht", r"(?:нашли|заметили|увидели|обнаружили|если вы (?:нашли|заметили|обнаружили|увидели)|знайшли|помітили|якщо ви (?:знайшли|помітили|побачили))\b[^.!?]{0,60}\b(?:ошибк|опечатк|неточност|помилк|неточніст)\w*.{0,80}\b(?:ctrl|выдел\w*|виділ\w*|нажм\w*|натисн\w*|сообщите нам|дайте нам знать|напишите нам)(?!\w).{0,100}|(?:сообщить об|повідомити про) (?:ошибке|опечатке|помилку).{0,30}"),
    Rule("comments", "ht", r"ваш (?:e-?mail|адрес email|электронный адрес)\b.{0,30}\bне будет опубликован.{0,80}|обязательные поля (?:помечены|отмечены).{0,20}|ваша (?:e-?mail|пошт)\S*.{0,30}\bне оприлюднюватиметься.{0,80}|(?:комментарии|коментарі|коментари) ?[(:]? ?\d[\d ]{0,6}\)?|(?:чтобы|для того,? чтобы) (?:оставить|добавить|написать) комментари\w+.{0,80}"),
    Rule("byline", "ht", r"(?:автор(?:ы)?|текст|корреспондент|записал[аи]?|подготовил[аи]?|підготував|підготувала) ?: ?(?-i:[А-ЯЁІЇЄҐ]).{2,60}"),
    Rule("copyright", "ht", r"(?:при|любое|будь-яке|у разі|в случае) (?:полном |частичном |или |любом )*(?:перепечатк|использовани|копировани|цитировани|передрук|використанн|копіюванн)\w*.{0,160}\b(?:ссылк|разрешени|гиперссылк|согласи|посиланн|дозвол)\w*.{0,120}|(?:перепечатка|копирование) (?:материалов )?(?:запрещен|разрешен|возможн|без)\w*.{0,120}"),
    Rule("time stamp", "ht", rf"(?:опубликовано|обновлено|опубліковано|оновлено|дата публикации)?[: ]*\d{{1,2}} {_MONTH},? \d{{4}}(?: ?г(?:\.|ода|од)?| року| р\.?)?(?:,? (?:в |о )?\d{{1,2}}[:.]\d{{2}})?(?: ?[|•·,/–-] ?{_VIEWS})?"),
    Rule("views", "ht", rf"{_VIEWS}|время (?:на )?чтени[яе] ?:? ?\d+ ?мин\w*\.?"),
    Rule("read more", "htb", rf"(?:(?:ещё |еще )?по теме|(?:материал|новость) по теме|другие (?:материалы|новости) по теме) ?[:—–] ?{_BIG}.{{3,200}}"),
    Rule("read more", "htb", rf"(?:(?:більше|інші|останні|головні) новин\w?(?= ?: ?\w)|читайте (?:більше|подробиці)|дивіться (?:ще|більше)|(?:прочетете|четете|вижте|виж) (?:още|също|и|повече)|още по темата|(?:прочитајте|погледајте) (?:и|још|више)){_LINKED}"),
    Rule("source", "ht", r"източник ?: ?.{2,60}"),
    Rule("advertising", "htb", r"(?:(?:стаття|текст|новина|матеріал) продовжується|продовження(?: статті| тексту)?) (?:після|під) реклам\w{1,3}|(?:статията|текстът|новината) продължава (?:след|под) реклам\w{1,4}"),
    Rule("advertising", "htb", r"(?:продолжение|текст|статья|материал)(?: продолжается)? (?:после|под|ниже) реклам\w{1,3}"),
    Rule("navigation", "h", r"(?:главная(?: страница)?|головна)(?: ?[/›»>|] ?[^/›»>|.!?]{2,40}){1,4}"),
    # --- Indonesian
    Rule("read more", "htb", r"(?:baca|simak|lihat|tonton) (?:juga|selengkapnya|artikel (?:lainnya|terkait))(?: ?[:|–—] ?(?-i:[A-Z0-9\"'“]).{3,200})?"),
    Rule("time stamp", "h", r"(?:(?:senin|selasa|rabu|kamis|juma['’]?t|sabtu|minggu),? ?)?(?:\d{1,2}/\d{1,2}/\d{4}|\d{1,2} (?:jan|feb|mar|apr|mei|jun|jul|agu|sep|okt|nov|des)[a-z]* \d{4})(?:,? ?[|–-]? ?(?:pukul |jam )?\d{1,2}[:.]\d{2}(?: wi(?:b|ta?))?)"),
    Rule("time stamp", "ht", r"(?:diterbitkan|dipublikasikan|diperbarui|diunggah|terakhir diperbarui|tayang)(?: pada)? ?:? (?:(?:senin|selasa|rabu|kamis|juma['’]?t|sabtu|minggu),? ?)?\d{1,2}[ /][a-z\d]{1,9}[ /]\d{4}.{0,20}|\d+ (?:menit|jam|hari) (?:yang )?lalu"),
    Rule("navigation", "h", r"beranda(?: ?[/›»>|] ?[^/›»>|.!?]{2,40}){1,4}"),
    Rule("share", "ht", r"(?:bagikan|sebarkan|kirim)(?: (?:artikel|berita|tulisan) ini| (?:ke|di|via|lewat) (?:facebook|twitter|x|whatsapp|telegram|line|email|linkedin))*(?: ?:)?"),
    Rule("comments", "ht", r"(?:tulis|kirim|beri|tambahkan|lihat|baca)(?: semua)? (?:komentar(?: anda)?|\d+ komentar)|\d+ komentar|komentar ?\(\d+\)?"),
    Rule("follow", "ht", r"(?:ikuti|dapatkan|simak|gabung|bergabung(?:lah)?)\b[^.!?]{0,100}\b(?:google news|(?:saluran|kanal|grup) (?:whatsapp|telegram)|whatsapp channel|(?:whatsapp|telegram) channel)\b.{0,60}"),
    Rule("tags", "ht", r"(?:topik(?: terkait)?|kata kunci) ?: ?.{2,160}"),
    Rule("copyright", "ht", r"(?:dilarang|tidak diperkenankan) (?:keras )?(?:mengutip|menyalin|mengambil|memperbanyak|menyebarluaskan)\b.{0,160}|hak cipta (?:©|dilindungi).{0,80}"),
    # --- Greek, in whose capitals accents are lost
    *(
        Rule(name, places, either_case(pattern))
        for name, places, pattern in (
            ("read more", "htb", rf"(?:(?:διαβάστε|δείτε|ακούστε) (?:επίσης|ακόμη|ακόμα|περισσότερα|σχετικά|ολόκληρο το άρθρο|εδώ|και)|σχετικ(?:ό (?:θέμα|άρθρο)|ά(?: θέματα| άρθρα)?|ές ειδήσεις)|ειδήσεις σήμερα){_LINKED}"),
            ("follow", "ht", r"ακολουθήστε (?:μας|το .{2,40}|τον? .{2,40}) (?:στο|στα|σε|και)\b[^.!?]{2,100}|εγγραφείτε (?:στο|στη)\b[^.!?]{0,60}\b(?:newsletter|ενημερωτικό)\b[^.!?]{0,60}|(?:δείτε|διαβάστε|μάθετε) (?:εδώ )?όλες τις (?:τελευταίες )?ειδήσεις\b[^.!?]{2,160}|κάντε like\b[^.!?]{2,80}"),
            ("photo credit", "ht", r"(?:πηγή|φωτογραφί(?:α|ες)|φωτο|φωτό)(?: φωτογραφίας| εξωφύλλου)? ?[:/] ?.{2,80}|φωτο(?:γραφία)? αρχείου"),
            ("tags", "ht", r"(?:ετικέτες|θέματα|κατηγορίες?) ?: ?.{2,160}"),
            ("time stamp", "ht", rf"(?:(?:πρώτη )?(?:δημοσίευση|δημοσιεύ[τθ]ηκε|ημερομηνία δημοσίευσης|(?:τελευταία )?ενημέρωση|ενημερώθηκε|ανανεώθηκε|τελευταία ανανέωση)(?: στις)? ?:? ?)?{_GREEK}"),
            ("byline", "ht", rf"(?:συντάκτης|συντάκτρια|γράφει (?:ο|η)|του|της|κείμενο|επιμέλεια|ρεπορτάζ|ανταπόκριση) ?: ?(?-i:{_GREEK_NAME})"),
            ("comments", "ht", r"τα σχόλια (?:δημοσιεύονται|ελέγχονται|εγκρίνονται|εμφανίζονται)\b.{2,200}|(?:υβριστικά|προσβλητικά) σχόλια\b.{0,80}\b(?:διαγράφονται|αφαιρούνται|δεν δημοσιεύονται)\b.{0,60}|(?:γράψτε|αφήστε|προσθέστε) (?:το|ένα) σχόλιό? ?(?:σας)?|σχόλια ?\(\d+\)?|\d+ σχόλια"),
            ("copyright", "ht", r"(?:©.{0,60})?απαγορεύεται (?:αυστηρά )?η (?:αναδημοσίευση|αναπαραγωγή|αντιγραφή)\b.{0,260}|επιτρέπεται η αναδημοσίευση\b.{2,200}"),
            ("source", "ht", r"με πληροφορίες (?:από|του|της) .{2,60}|με πληροφορίες(?: από)? ?: ?.{2,60}"),
            ("advertising", "htb", r"(?:το άρθρο|το κείμενο|η είδηση) συνεχίζεται (?:μετά|κάτω|παρακάτω).{0,40}"),
        )
    ),
    # --- Hungarian
    Rule("read more", "htb", rf"(?:olvass(?:a|on|unk)? (?:el(?: ezt is)?|tovább|még)|olvasd (?:el(?: ezt is)?|tovább|még)|olvast(?:a|ad) már|ezt (?:is )?(?:olvast(?:a|ad)|látt?a|láttad|olvassa el|olvasd el)(?: már)?|nézd? meg ezt is|ez(?:ek)? is érdekelhet(?:ik?|ne?k?)?|kapcsolódó(?: (?:cikk\w*|anyag\w*|hír\w*|tartal\w*))?|korábban (?:erről )?(?:(?:itt )?írtuk|írtunk (?:róla|erről|az? ügyről))|erről (?:itt|korábban) (?:is )?írtunk|ajánlott (?:cikk\w*|olvasmány))(?:\?|{_LINKED})"),
    Rule("time stamp", "ht", rf"(?:(?:közzétéve|megjelent|megjelenés|frissítve|frissült|publikálva|publikálás|létrehozva|módosítva|(?:utolsó|legutóbbi) (?:frissítés|módosítás)|utoljára frissítve) ?:? ?)?{_HUNGARIAN}(?: ?[(|•·–-] ?(?:frissítve|módosítva|(?:utolsó|legutóbbi) (?:frissítés|módosítás)) ?:? ?(?:{_HUNGARIAN}|\d{{1,2}}[:.]\d{{2}})\)?)?"),
    Rule("byline", "ht", rf"(?:szerzők?|írta|szerkesztő|szerkesztette|fordította|összeállította) ?: ?(?-i:{NAME})"),
    Rule("advertising", "htb", r"(?:az? )?(?:cikk|írás|szöveg|videó|anyag|cikkünk) (?:az? )?(?:hirdetés|reklám) (?:után|alatt) folytat\w+|(?:az? )?cikk folytatódik.{0,30}|(?:támogatott|fizetett|szponzorált) tartalom|fizetett hirdetés"),
    Rule("follow", "ht", r"(?:kövess(?:en|e|ék)?|kövesd|csatlakozz(?:on)?|iratkozz(?:on)?) (?:minket|bennünket|oldalunkat|hozzánk|fel)\b[^.!?]{0,80}"),
    Rule("photo credit", "ht", r"(?:(?:borító|nyitó|címlap|kiemelt |illusztráció(?:s )?)?(?:fotó|kép|fénykép|képek)|illusztráció) ?[:/] ?.{2,80}"),
    # --- Finnish, Croatian and Serbian, Slovak, Slovenian
    Rule("read more", "htb", rf"(?:lue (?:myös|lisää|seuraavaksi|koko juttu)|katso (?:myös|lisää)|kuuntele myös|(?:pročitaj|pogledaj|poslušaj)(?:te)? (?:i(?: ovo)?|još|više|takođ?er?)|povezan[ei] (?:članci|članak|vijesti|vesti|teme)|(?:čítajte|prečítajte si|pozrite(?: si)?) (?:aj|tiež|viac|ďalej|súvisiaci článok)|súvisiac[ei] (?:článok|články)|(?:preberite|poglejte|glejte|berite) (?:tudi|še|več)){_LINKED}"),
    Rule("advertising", "htb", r"(?:juttu|artikkeli|teksti) jatkuu (?:mainoksen|kuvan|videon) (?:jälkeen|alla|alapuolella)|mainos(?: ?[(–-] ?(?:juttu|artikkeli|teksti) jatkuu.{0,20})?|kaupallinen yhteistyö|(?:članak|tekst|vijest|vest) se nastavlja (?:ispod|nakon|posle|poslije) .{4,30}|(?:nastavak|ostatak) (?:članka|teksta|priloga|vijesti|vesti) .{0,24}(?:ispod|nakon|posle|poslije) .{4,30}|(?:článok|text) pokračuje (?:pod|po|za) (?:reklam|vide|fotogal|inzerci|obráz)\w+|članek se nadaljuje (?:pod|po) .{4,30}"),
    Rule("time stamp", "ht", r"(?:julkaistu|päivitetty|objavljeno|objavljen|ažurirano|zadnja izmjena|poslednja izmena|aktualizované|publikované|zverejnené)(?: dňa)? ?:? ?\d{1,2}\. ?(?:\d{1,2}\.|[a-zčšžľáéíóúýô]{3,10}) ?(?:\d{4}\.?)?(?:,? ?(?:klo|kello|u|v|o|ob|[-–|]) ?)?(?:,? ?\d{1,2}[:.]\d{2}(?: ?h)?)?"),
    Rule("photo credit", "ht", r"(?:kuva(?:t|aja|nlähde)?|fotografij[ae]|autor (?:fotografije|fotografie)) ?[:/] ?(?-i:[A-ZÄÖČĆŠŽĐ@]).{1,80}|(?:kuvitus|arkisto)kuva|(?:ilustračná|archívna) (?:foto(?:grafia)?|snímka)|(?:arhivska|ilustracijska|ilustrativna) fotografija|ilustracija"),
    Rule("source", "ht", r"(?:lähde|lähteet|izvor|izvori|vir|zdroj) ?: ?(?-i:[A-ZÄÖČĆŠŽĐ]).{1,60}"),
    Rule("comments", "ht", r"(?:komentari|komentarji|komentáre|diskusia|kommentit) ?[(:]? ?\d{1,5}\)?|\d{1,5} (?:komentara|komentarjev|komentárov|kommenttia)|vstúpiť do diskusie(?: ?\(.{1,20}\)?)?"),
    # --- Chinese
    Rule("byline", "ht", EDITORS),
    Rule("source", "ht", SOURCE),
    Rule("original title", "ht", r"[（(【]?(?:本文)?原[标標][题題] ?[:：][^。]{2,100}"),
    Rule("disclaimer", "ht", rf"{DECLARED}|(?:特别|免责|版权)声明"),
    Rule("copyright", "t", rf"[^。！？]{{0,24}}{REPRINTED}", needs=("未经", "未經"), rare=True),
    Rule("copyright", "ht", r"(?:如需|欢迎|歡迎)?[转轉][载載]时?(?:请|請)[^。！？]{2,60}|版[权權]所有.{0,80}"),
    Rule("read more", "htb", r"返回(?:搜狐|首页|文章首页|列表|顶部)(?:，?查看更多)?(?: ?责任编辑[:：]\w{0,6})?"),
    Rule("read more", "ht", r"(?:相关|相關|推荐|延伸|更多)(?:阅读|閱讀|新闻|新聞|链接|报道|文章|精彩|推荐)[:：]?|(?:点击|猛戳)?[“【]?(?:阅读原文|查看全文|展开全文|加载更多|继续阅读)[”】]?|加载中|[上下]一[页篇](?:[:：].{0,60})?"),
    Rule("follow", "ht", r"[↑▲△请]{0,3} ?(?:点击|戳)(?:这里|标题下|[^。！？]{0,4}[上下右左]方|[^。！？]{0,4}蓝[色字]|[↑▲]|[\"“「])[^。！？]{0,30}(?:关注|订阅)[^。！？]{0,30}|(?:长按|扫描|扫一扫|识别)[^。！？]{0,12}二维码(?:[^。！？]{0,4}(?:关注|订阅|查看|下载|加入|了解)[^。！？]{0,24})?"),
    Rule("comments", "ht", r"(?:网友|我要|发表|参与)?(?:评论|跟[贴帖]|留言)(?: ?[(（]\d*[)）]?)?|举报(?:本文)?|我要反馈|\d+ ?人赞同了该回答|(?:阅读|浏览|点击)(?:量|数|次数)? ?[:：]? ?\d+次?|\d+(?:浏览|阅读|条评论|评论)"),
    Rule("tags", "ht", r"(?:文章|本文)?(?:标签|标签云|关键词|关键字|關鍵字|標籤) ?[:：].{0,80}"),
    Rule("share", "htb", r"分享(?:文章)?[到至](?: ?[:：])?(?: ?(?:微信|微博|朋友圈|qq空间|新浪微博|facebook|line|twitter|好友)){0,8}"),
    # --- Japanese, Korean, Arabic, Hindi
    Rule("copyright", "ht", r"(?:本(?:サイト|記事|紙)[^。]{0,30}|記事・?写真[^。]{0,20})?無断(?:転載|複製|使用)[^。]{0,20}(?:禁|お断り)[^。]{0,12}"),
    Rule("copyright", "ht", r"(?:저작권자?|ⓒ|©)[^.!?]{0,60}무단 ?(?:전재|복제|배포)[^.!?]{0,40}금지.{0,20}|무단 ?(?:전재|복제|배포)[^.!?]{0,40}금지.{0,20}"),
    Rule("read more", "htb", r"(?:اقرأ|إقرأ|شاهد) (?:أيض[اً]{1,2}|المزيد|كذلك) ?(?:[:|–-].{0,160})?|(?:यह|ये|इसे) भी (?:पढ़ें|पढ़ें|देखें) ?(?:[:|–-].{0,160})?|(?:İ|i)lgili haber(?:ler)?|関連記事(?: ?[:：].{0,100})?|관련 ?기사(?: ?[:：].{0,100})?"),
    # --- what blog software says
    Rule("comments", "htb", r"(?:meinen namen,? (?:meine )?e-?mail|enregistrer mon nom|guarda(?:r)? mi nombre|salv(?:ar|e) (?:o )?(?:meu nome|meus dados)|salva il mio nome|mijn naam,? e-?mail|zapisz moje dane|spara mitt namn|lagre (?:mitt )?navn|gem mit navn|uložit do prohlížeče|сохранить моё имя)\b.{0,80}(?:browser|navigateur|navegador|przeglądar\w+|webbläsare|nettleser|prohlížeč\w*|браузере|comentar|komentář\w*)\b.{0,100}"),
    Rule("comments", "ht", r"(?:benachrichtige mich (?:über|bei|per)|prévenez-moi|avertissez-moi|recibir (?:un (?:e-?mail|correo)|por correo)|avvisami|notifique-me|notifícame|houd me op de hoogte|powiadom mnie|meddela mig|уведоми(?:ть|те) меня)\b.{0,80}\b(?:kommentar\w*|beiträge\w*|commentaires?|articles?|comentarios?|entradas?|commenti|articoli|comentários?|publicações|reacties|berichten|komentarz\w*|wpis\w*|inlägg|комментари\w*|запис\w*)\b.{0,40}"),
    Rule("comments", "ht", r"(?:diese (?:website|seite)|ce site|este (?:sitio|site)|questo sito|deze site|ta strona|den här webbplatsen|esse site|этот сайт)\b.{0,30}\bakismet\b.{0,240}|(?:het|je|uw) e-?mailadres wordt niet gepubliceerd.{0,80}|vereiste velden zijn gemarkeerd.{0,20}|e-posta (?:hesabınız|adresiniz) yayımlanmayacak.{0,80}|η ηλ\.? διεύθυνσ[ηή] .{0,20}δεν δημοσιεύεται.{0,80}|az e-mail címet nem tesszük közzé.{0,80}|(?:die )?mit (?:einem )?(?:\*|sternchen|stern) ?(?:markierten |gekennzeichneten )?felder\b.{0,40}"),
    Rule("cookies", "htb", r"cookies (?:helfen uns|erleichtern die bereitstellung)\b.{0,200}|les cookies (?:nous permettent|assurent le bon)\b.{0,200}|i cookie ci aiutano\b.{0,200}"),
    Rule("disclaimer", "ht", r"(?:für|bei) (?:einige |manche |käufe über )?(?:diese )?links?\b[^!?]{0,80}\b(?:erhält|erhalten|bekomm\w+|verdien\w+|kassier\w+)\b[^!?]{0,60}\bprovision\w*.{0,160}"),
    Rule("copyright", "ht", r"materiał chroniony prawem autorskim.{0,120}|salva questo articolo e\b.{0,120}"),
    Rule("subscribers", "ht", r"abonnez-vous à (?-i:[A-ZÀ-Þ]).{1,60}"),
    Rule("time stamp", "ht", r"(?:(?:publié|mis à jour) )?le \d{1,2}/\d{1,2}/\d{4},? à \d{1,2} ?[:h] ?\d{2}"),
    Rule("share", "ht", rf"(?:klick(?:en?)?,? um|zum (?:teilen|ausdrucken|drucken)|cliquez? pour|ha(?:z|cer) clic para|clique para|fai clic (?:qui )?per|klik om|kliknij,? aby|klicka för att|klikk for å|нажмите)\b.{{2,80}}{_OPENS}.{{0,400}}"),
    Rule("tags", "ht", r"(?:schlagw(?:orte|örter)|stichw(?:orte|örter)|mots[- ]clés|palabras clave|palavras[- ]chave|parole chiave|trefwoorden|słowa kluczowe|nyckelord|címkék) ?: ?.{2,200}|(?:abgelegt|veröffentlicht) (?:unter|in):? (?-i:[A-ZÄÖÜ\d])[\w&.-]*(?: [\w&-]+){0,2}(?: ?, ?[\w&-]+(?: [\w&-]+){0,2}){0,9}"),
    Rule("about", "t", r"(?:dieser|der) (?:beitrag|eintrag|artikel) wurde\b.{2,80}\b(?:veröffentlicht|gepostet|erstellt)\b.{0,40}\b(?:unter|abgelegt|verschlagwortet)\b.{0,200}|cet article a été publié\b.{2,120}\b(?:permalien|favoris|étiqueté|commentaire)\w*.{0,120}|esta entrada (?:fue|se) public(?:ada|ó)\b.{2,160}\b(?:etiquetad|guarda|enlace|archivad|marcad|marcador)\w*.{0,160}|questo articolo è stato pubblicato (?:in|da|il)\b.{2,160}\b(?:tag|contrassegnat|permalink|segnalibr)\w*.{0,120}|(?:du kannst|sie können) (?:alle |die )?(?:kommentare|antworten|antwort)\b.{0,80}\b(?:rss|trackback)\b.{0,200}"),
    Rule("newsletter", "ht", r"schließe dich \d[\d.]* .{0,20}(?:followern|abonnenten)\b.{0,20}|erhalte (?:jeden|alle|neue) (?:neuen? )?(?:beitrag|beiträge)\b.{0,40}\b(?:posteingang|e-?mail|mail)\b.{0,40}|(?:rejoignez|rejoins) (?:les )?\d[\d  .]* (?:autres )?abonnés\b.{0,20}|únete a (?:otros )?\d[\d.]* (?:seguidores|suscriptores)\b.{0,20}|prüfe deinen posteingang\b.{0,100}"),
    Rule("post", "htb", rf"ein (?:von .{{2,60}} (?:{_HANDLE} )?(?:geteilter|geposteter) beitrag|beitrag geteilt von .{{2,60}}{_HANDLE}).{{0,60}}|(?:une publication partagée|una publicación compartida|uma? (?:post|publicação|foto) (?:compartilhad[ao]|partilhad[ao])|un post condiviso) (?:par|por|da) .{{2,60}}{_HANDLE}.{{0,60}}|(?:een bericht gedeeld door|ett inlägg delat av|et oppslag delt av|et opslag delt af|post udostępniony przez|публикация от|допис, поширений) .{{2,60}}{_HANDLE}.{{0,60}}"),
    Rule("photo credit", "ht", r"(?:beitrags|titel|aufmacher|teaser|header|artikel|vorschau)(?:bild|foto)(?:er)? ?[:/©] ?(?-i:[A-ZÄÖÜ\d]).{1,120}|quellen? bild(?:er)? ?: ?.{2,80}|(?:image|photo) illustrative ?: ?.{2,100}|photos? \((?:cc|dr|©)[^()]{0,20}\) ?: ?.{2,80}"),
    Rule("navigation", "ht", r"permalink ?: ?\S+|(?:pages?|seiten?|páginas?|pagin[ae]|strony?|sidor?|страниц[аы]) ?: (?:\d{1,2} ?[|·,]? ?){2,16}|(?:page|seite|página|pagina|strona|sida|страница) \d{1,2} (?:von|sur|de|van|di|z|av|из) \d{1,3}"),
)  # fmt: skip
