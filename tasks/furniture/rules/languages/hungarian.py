"""What pages say in Hungarian."""

from __future__ import annotations

from tasks.furniture.rule import NAME, Rule
from tasks.furniture.rules.languages.words import CLOCK, LINKED

_DATE = r"\d{4}\. ?(?:(?:január|február|március|április|május|június|július|augusztus|szeptember|október|november|december|jan|febr?|márc|ápr|máj|jún|júl|aug|szept?|okt|nov|dec)\.? |\d{1,2}\. ?)\d{1,2}\.?(?:,? (?:hétfő|kedd|szerda|csütörtök|péntek|szombat|vasárnap),?)?(?:,? ?[-–|•·]? ?\d{1,2}[:.]\d{2})?"

RULES = (
    Rule("read more", "htb", rf"(?:olvass(?:a|on|unk)? (?:el(?: ezt is)?|tovább|még)|olvasd (?:el(?: ezt is)?|tovább|még)|olvast(?:a|ad) már|ezt (?:is )?(?:olvast(?:a|ad)|látt?a|láttad|olvassa el|olvasd el)(?: már)?|nézd? meg ezt is|ez(?:ek)? is érdekelhet(?:ik?|ne?k?)?|kapcsolódó(?: (?:cikk\w*|anyag\w*|hír\w*|tartal\w*))?|korábban (?:erről )?(?:(?:itt )?írtuk|írtunk (?:róla|erről|az? ügyről))|erről (?:itt|korábban) (?:is )?írtunk|ajánlott (?:cikk\w*|olvasmány))(?:\?|{LINKED})"),
    Rule("time stamp", "ht", rf"(?:(?:közzétéve|megjelent|megjelenés|frissítve|frissült|publikálva|publikálás|létrehozva|módosítva|(?:utolsó|legutóbbi) (?:frissítés|módosítás)|utoljára frissítve) ?:? ?)?{_DATE}(?: ?[(|•·–-] ?(?:frissítve|módosítva|(?:utolsó|legutóbbi) (?:frissítés|módosítás)) ?:? ?(?:{_DATE}|\d{{1,2}}[:.]\d{{2}})\)?)?"),
    Rule("byline", "ht", rf"(?:szerzők?|írta|szerkesztő|szerkesztette|fordította|összeállította) ?: ?(?-i:{NAME})"),
    Rule("advertising", "htb", r"(?:az? )?(?:cikk|írás|szöveg|videó|anyag|cikkünk) (?:az? )?(?:hirdetés|reklám) (?:után|alatt) folytat\w+|(?:az? )?cikk folytatódik.{0,30}|(?:támogatott|fizetett|szponzorált) tartalom|fizetett hirdetés"),
    Rule("follow", "ht", r"(?:kövess(?:en|e|ék)?|kövesd|csatlakozz(?:on)?|iratkozz(?:on)?) (?:minket|bennünket|oldalunkat|hozzánk|fel)\b[^.!?]{0,80}"),
    Rule("photo credit", "ht", r"(?:(?:borító|nyitó|címlap|kiemelt |illusztráció(?:s )?)?(?:fotó|kép|fénykép|képek)|illusztráció) ?[:/] ?.{2,80}"),
    Rule("time stamp", "h", rf"\d{{4}}\. ?\d{{1,2}}\. ?\d{{1,2}}\.?,? {CLOCK} ?[|•·–-]? ?(?:frissítve|frissült|módosítva|frissítés) ?:? ?\d{{4}}\. ?\d{{1,2}}\. ?\d{{1,2}}\.?,? {CLOCK}"),
    Rule("reading time", "h", r"(?:olvasási idő ?:? ?)?(?:kb\.? |kevesebb,? mint )?\d{1,2} perc(?: olvasás(?:i idő)?)?"),
    Rule("support", "htb", r"támogas(?:d|sa|sd|sátok)(?: te is| ön is)?(?: az?)? (?:független |szabad |minőségi )?(?:újságírás\w*|sajtó\w*|munkánkat|lapunkat|szerkesztőség\w*|minket)\b[^.!?]{0,60}|állj ki (?:a szabad sajtó|a független \w+)\w*\b[^.!?]{0,40}"),
    Rule("support", "ht", r"(?:az? )?\S{2,20} (?:csak )?(?:az )?olvasói támogatás(?:sal|ból|okból|okkal) (?:működhet|működik|tud működni|maradhat fenn)", needs=("olvasói támogatás",)),
    Rule("follow", "htb", r"kövess(?:en|ék|e|d)? (?:minket|bennünket|az? \S{2,20})\b[^.!?]{0,40}\b(?:facebook|instagram|youtube|tiktok|google|x-en|twitter|telegram|viber|messenger)[\w-]*[^.!?]{0,40}"),
    Rule("contact", "t", r"(?:hibát talált(?:ál)?|elírást talált(?:ál)?|van egy (?:jó )?(?:sztorid|híred|tipped)|tudsz valamit)\b[^?]{0,40}\? ?(?:írj|írja|jelezd|jelezze|küldd|küldje|oszd|ossza)\b.{0,80}"),
    Rule("subscribers", "ht", r"(?:ez a|a) (?:cikk|tartalom|írás) (?:csak |kizárólag )?(?:előfizetőknek|előfizetőink\w*|regisztrált \w+)\b.{0,60}"),
)  # fmt: skip
