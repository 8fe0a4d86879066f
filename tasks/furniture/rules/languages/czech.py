"""What pages say in Czech."""

from __future__ import annotations

from tasks.furniture.rule import PERSON, Rule
from tasks.furniture.rules.languages.words import CLOCK, NETWORKS

_DATE = rf"(?:(?:aktualizováno|publikováno|vydáno|zveřejněno|vytvořeno) ?:? ?)?(?:(?:dnes|včera|předevčírem),?|\d{{1,2}}\. ?(?:\d{{1,2}}\.|ledna|února|března|dubna|května|června|července|srpna|září|října|listopadu|prosince) ?\d{{4}},?)(?: v)? {{1,2}}{CLOCK}"

RULES = (
    Rule("time stamp", "h", rf"{_DATE}(?:,? ?[|•·–(-]? ?(?:{_DATE}|aktualizováno ?:? ?{CLOCK})\)?)?"),
    Rule("byline", "h", rf"(?:autor|autoři|autorka|autorky) ?: ?(?:{PERSON}|[\w.]{{2,20}}\.cz)(?:, ?(?:{PERSON}|[\w.]{{2,20}}\.cz|čtk)){{0,3}}"),
    Rule("comments", "ht", r"(?:diskuse|diskuze|příspěvky|komentáře) ?[(:]? ?\d{1,5}\)?|\d{1,5} (?:příspěv(?:ek|ky|ků)|komentář(?:e|ů)?)"),
    Rule("picture", "ht", r"(?:fotogalerie ?:? ?)?\+? ?\d{1,3} (?:fotografi[ieí]|fotek|fotky|obrázků|fotografií)(?: v galerii)?"),
    Rule("reading time", "h", r"(?:doba|čas|délka) čtení ?:? ?\d{1,2} ?min\w*\.?|\d{1,2} ?min(?:ut[ay]?|\.)? čtení"),
    Rule("tags", "t", r"související témata ?: ?.{2,160}|(?:témata|štítky|klíčová slova) ?: (?=[^.!?]{2,160}\Z)(?-i:[A-ZÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ]).{1,160}"),
    Rule("advertising", "htb", r"(?:(?:článek|obsah|text) (?:pokračuje|se zobrazí)|pokračování (?:článku|textu)(?: najdete)?) (?:níže|(?:pod|po|za) (?:reklam\w+|inzer\w+|vide\w+|galeri\w+|fotogaleri\w+|obrázk\w+|anket\w+))"),
    Rule("subscribers", "ht", r"(?:tento|celý) (?:článek|obsah|text) (?:je|mohou číst|si přečtou) (?:určený |určen |dostupný |přístupný |jen |pouze |jenom )*(?:pro )?(?:předplatitel[eéů]|přihlášen[éí]|prémiové)\b.{0,60}"),
    Rule("contact", "t", r"(?:našli jste|všimli jste si|narazili jste na|víte o|máte) [^.!?]{0,40}\b(?:chyb[uy]|překlep\w*|tip\w*|informac\w+|fot\w+|vide\w+|námět\w*|zajímav\w+|zkušenost\w*|něčem)\b[^.!?]{0,40}\? ?(?:napište|pošlete|dejte|ozvěte|nahlaste|kontaktujte)\b.{0,100}"),
    Rule("follow", "ht", rf"(?:sledujte|najdete|buďte s) (?:nás|námi)\b[^.!?]{{0,40}}\b{NETWORKS}\w{{0,4}}[^.!?]{{0,40}}"),
)  # fmt: skip
