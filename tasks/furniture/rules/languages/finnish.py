"""What pages say in Finnish."""

from __future__ import annotations

from tasks.furniture.rule import Rule
from tasks.furniture.rules.languages.words import CLOCK, DATED, LINKED

_DATE = rf"(?:(?:julkaistu|päivitetty|muokattu|luotu) ?:? ?)?(?:(?:tänään|eilen)(?: klo| kello)? {CLOCK}|(?:(?:ma|ti|ke|to|pe|la|su) )?\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}})?,?(?: klo| kello)? ?{CLOCK})"

RULES = (
    Rule("read more", "htb", rf"(?:lue (?:myös|lisää|seuraavaksi|koko juttu)|katso (?:myös|lisää)|kuuntele myös){LINKED}"),
    Rule("advertising", "htb", r"(?:juttu|artikkeli|teksti) jatkuu (?:mainoksen|kuvan|videon) (?:jälkeen|alla|alapuolella)|mainos(?: ?[(–-] ?(?:juttu|artikkeli|teksti) jatkuu.{0,20})?|kaupallinen yhteistyö"),
    Rule("time stamp", "ht", rf"(?:julkaistu|päivitetty){DATED}"),
    Rule("photo credit", "ht", r"kuva(?:t|aja|nlähde)? ?[:/] ?(?-i:[A-ZÄÖČĆŠŽĐ@]).{1,80}|(?:kuvitus|arkisto)kuva"),
    Rule("source", "ht", r"(?:lähde|lähteet) ?: ?(?-i:[A-ZÄÖČĆŠŽĐ]).{1,60}"),
    Rule("comments", "ht", r"kommentit ?[(:]? ?\d{1,5}\)?|\d{1,5} kommenttia"),
    Rule("time stamp", "h", rf"{_DATE}(?: ?[|•·–(-]? ?{_DATE}\)?){{0,2}}"),
    Rule("reading time", "h", r"(?:lukuaika|lukuaikaa) ?:? ?(?:n\. ?)?\d{1,2} ?min\w*\.?"),
    Rule("subscribers", "ht", r"(?:tämä|tää) (?:artikkeli|juttu|sisältö) on (?:vain )?(?:tilaajille|tilaajien luettavissa|maksumuurin takana)(?: tilaajille)?|(?:lue koko (?:juttu|artikkeli)|jatka lukemista) (?:tilaamalla|kirjautumalla)\b.{0,60}|oletko jo tilaaja\?? ?(?:kirjaudu (?:sisään|tästä)?)?"),
    Rule("newsletter", "ht", r"(?:tilaa|saat|saa) [^.!?]{0,60}\buutiskir(?:je|jeen|jeemme)\b[^.!?]{0,60}"),
    Rule("follow", "ht", r"seuraa (?:meitä|[^.!?]{2,40} uutisia) [^.!?]{0,40}(?:facebookissa|instagramissa|whatsappissa|telegramissa|google newsissa|x:ssä|somessa|youtubessa|tiktokissa)(?: ja \w+)?"),
    Rule("contact", "ht", r"(?:lähetä|anna|kerro|vinkkaa)(?: meille)? (?:juttuvinkki|uutisvinkki|vinkki|palautetta|juttuvinkkisi|uutisvinkkisi|juttuaihe|kuvia ja videoita)(?: [^.!?]{2,60})?|(?:ilmoita|raportoi) (?:asiavirheestä|virheestä|kirjoitusvirheestä|epäasiallisesta \w+)|(?:huomasitko|löysitkö|näitkö) (?:asia|kirjoitus)?virheen\b.{0,80}"),
    Rule("comments", "ht", r"voit (?:keskustella|kommentoida)\b[^.!?]{0,40}\b(?:aiheesta|juttua|artikkelia|jutusta)\b.{0,60}|(?:mitä ajatuksia|mitä mieltä|herättikö juttu)\b[^?]{2,80}\? ?voit .{2,120}|keskustelu on (?:suljettu|päättynyt)"),
    Rule("contact", "t", r"(?:tiedätkö|onko sinulla|haluatko vinkata|näitkö)\b[^.!?]{0,60}\b(?:vinkki|juttuvinkki|uutisvinkki|juttuaihe|tietoa|kuvia|enemmän|vinkata|virheen)\b[^.!?]{0,40}\? ?(?:ota yhteyttä|lähetä (?:meille|se meille|vinkki|juttuvinkki|kuva)|kerro meille|vinkkaa|kirjoita meille)\b.{0,100}"),
)  # fmt: skip
