"""Advertisements: their labels, and what continues below them."""

from __future__ import annotations

from tasks.furniture.rule import Rule

RULES = (
    Rule("advertising", "htb", r"(?:weiter(?:lesen)?|(?:der |dieser )?(?:artikel|text|beitrag) (?:geht|wird)(?: \w+){0,2}) nach der (?:anzeige|werbung)\b.{0,30}|(?:anzeige|werbung|publicité|publicidad|pubblicità|publicidade|advertentie) ?[|:–-] ?(?:weiter|scroll|zum|artikel|contin|la suite|suite|lire|votre|sigue|desliza|scorri|segue|lees|verder|tekst).{0,50}|gesponserte (?:inhalte|beiträge|links)"),
    Rule("advertising", "htb", r"(?:l['’]article|la suite|votre lecture|lecture)\b.{0,40}\baprès (?:la|cette|l['’]) ?(?:publicité|annonce|pub)|(?:el artículo |la nota |la noticia )?contin[úu]a (?:leyendo )?(?:después|debajo) de .{2,30}|(?:l['’]articolo )?(?:continua|prosegue)(?: a leggere)? (?:dopo|sotto) .{2,30}|annunci[oi] pubblicitari[oi]|(?:o texto |a matéria )?contin(?:ua|ue lendo) (?:após|depois d|abaixo).{0,30}|(?:het |de )?(?:artikel|tekst|verhaal|bericht) (?:gaat|loopt)\b.{0,30}\b(?:verder|door)\b.{0,40}", fired=1),
    Rule("advertising", "htb", r"(?:(?:artiklen|artikkelen|saken|artikeln|teksten|texten|historien) (?:fortsætter|fortsetter|fortsätter) (?:efter|etter|under|nedenfor|nedan|her|här)\b.{0,30}|(?:článek|text|zpráva|článku) pokračuje (?:pod|po|za|níže)\b.{0,30}|pokračování (?:článku|textu) (?:pod|níže|za)\b.{0,30}|articolul continuă (?:după|mai jos|sub)\b.{0,30}|haber(?:in devamı)? (?:reklamdan sonra|reklamın ardından|devam ediyor|için tıklay\w+)\b.{0,30}|(?:reszta|dalsza część|dalszy ciąg|ciąg dalszy|pozostała część)(?: (?:artykułu|tekstu|materiału))? (?:pod|poniżej|znajduje)\b.{0,40}|lees (?:verder|door) (?:onder|na) .{2,30}|fortsæt(?:ter)? efter annoncen|annonce:?|annons:|reklame|reklam|publicitate|anunț publicitar)"),
    Rule("advertising", "htb", r"(?:annons|annonce|annonse|reklame|reklam|advertentie)\w{0,3} ?[:–|-] ?(?:artikeln|artiklen|artikkelen|saken|texten|teksten|tekst|artikel)\b.{0,40}|(?:la|esta) (?:nota|noticia|historia|información) (?:sigue|continúa) (?:abajo|debajo|después|más abajo)\b.{0,30}|el (?:artículo|texto) (?:sigue|continúa) (?:abajo|debajo|después)\b.{0,30}"),
)  # fmt: skip
