"""What pages say in Polish."""

from __future__ import annotations

from tasks.furniture.rule import PERSON, Rule
from tasks.furniture.rules.languages.words import CLOCK, NETWORKS

RULES = (
    Rule("photo credit", "ht", r"źródł[oa] (?:zdjęcia|zdjęć|zdj\.?|wideo|filmu|grafiki|fot\.?|okładki)(?: głównego| gł\.?)? ?: ?.{2,100}"),
    Rule("source", "t", r"źródło artykułu ?: ?.{2,60}"),
    Rule("byline", "ht", rf"(?:autor(?:ka)?(?:/autor(?:ka)?)?|autorzy|autorki|oprac(?:\.|owanie|ował|owała)?|tekst|redagował[ae]?|redakcja) ?:? {{0,3}}{PERSON}(?:,? ?(?:/|\|) ?[\w.]{{1,12}}(?: ?/ ?\w{{1,12}})?)?"),
    Rule("time stamp", "h", rf"(?:dzisiaj|dziś|wczoraj|przedwczoraj),? (?:o |godz\. )?{CLOCK}|data (?:utworzenia|publikacji|aktualizacji|dodania) ?:? ?\d{{1,2}}[ .]\S{{1,12}}[ .]\d{{4}}.{{0,20}}"),
    Rule("rating", "t", r"(?:oceń|jak oceniasz) (?:jakość )?(?:naszego artykułu|naszych artykułów|ten artykuł|artykuł)\??(?: ?twoja opinia pozwala nam .{2,60})?|twoja opinia pozwala nam tworzyć lepsze treści"),
    Rule("advertising", "htb", r"(?:dalszy ciąg|dalsza część|ciąg dalszy|pozostała część|reszta) (?:(?:artykułu|materiału|tekstu|wpisu|newsa)(?: (?:znajduje się|jest))? )?(?:pod|poniżej|za) (?:materiał\w*|wideo|filmem|reklam\w+|zdjęci\w+|galeri\w+|ankiet\w+|grafik\w+|formularz\w+|postem|tweetem)(?: [\w-]{2,20}){0,2}"),
    Rule("contact", "t", r"(?:masz|widziałeś|widzisz|byłeś świadkiem|jesteś świadkiem|znasz|wiesz o|chcesz podzielić się)\b[^.!?]{0,60}\b(?:news\w*|zdjęci\w+|film\w*|wideo|informacj\w+|temat\w*|błąd|błędu|literówk\w+|ciekaw\w+|wypadk\w+|zdarzeni\w+|interwencj\w+)\b[^.!?]{0,40}\? ?(?:prześlij|wyślij|napisz|czekamy|daj nam znać|zgłoś|skontaktuj się|podziel się|pisz)\b.{0,120}"),
    Rule("disclaimer", "t", r"(?:publikowane|zamieszczone|zamieszczane) (?:powyżej )?(?:komentarze|opinie) są prywatnymi opiniami\b.{2,200}|redakcja nie (?:ponosi odpowiedzialności|odpowiada) za (?:treść|komentarze|opinie)\b.{0,120}"),
    Rule("subscribers", "ht", r"(?:tekst|artykuł|materiał|treść|dalsza część artykułu) (?:jest )?(?:dostępn[yae]|tylko|wyłącznie)(?: tylko| wyłącznie| jedynie)? (?:dla|po) (?:subskrybentów|prenumeratorów|zalogowanych|zalogowaniu|wykupieniu|abonentów)\b.{0,60}"),
    Rule("follow", "ht", rf"(?:obserwuj|śledź|dołącz do|polub|znajdź|bądź z|zasubskrybuj|subskrybuj) (?:nas|nami|nasz (?:profil|kanał|fanpage)|naszą stronę)\b[^.!?]{{0,60}}\b{NETWORKS}\w{{0,4}}[^.!?]{{0,60}}"),
    Rule("newsletter", "ht", r"dziękujemy, że (?:przeczytał\S+|jesteś z nami|czytasz)\b.{0,200}"),
)  # fmt: skip
