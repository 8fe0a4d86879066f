"""When it was written or changed, and how long it takes to read."""

from __future__ import annotations

from tasks.furniture.rule import CAPITAL, Rule

_MINUTE = r"\d{1,2} [a-zà-ÿ]{3,10}\.? \d{4} ?[-–—|] ?\d{1,2}[:.]\d{2} ?"
_LATER = r"(?:zuletzt aktualisiert|aktualisiert|ultim[oa] (?:aggiornamento|modifica)|aggiornat[oa]|modificato|laatst(?:e)? (?:update|gewijzigd|bijgewerkt)|aangepast|bijgewerkt|gewijzigd|mis à jour|modifiée?|actualizado|última actualización|atualizado|uppdaterad|oppdatert|opdateret|aktualizacja|zaktualizowano|aktualizováno|actualizat)"
# When, as pages print it behind "updated", in nine languages.
_STAMPED = (
    r"(?>(?:zuletzt |erstmals )?(?:aktualisiert|veröffentlicht|publiziert|erschienen|erstellt|geändert)|(?:publié|mise? à jour|modifié|actualisé|créé|posté)e?|dernière (?:mise à jour|modification)|(?:actualizad|publicad|modificad|cread)[oa]|última actualización|(?:aggiornat|pubblicat|modificat|creat)[oa]"
    r"|ultim[oa] (?:aggiornamento|modifica)|(?:atualizad|criad)[oa]|última (?:atualização|actualização)|gepubliceerd|geplaatst|bijgewerkt|aangepast|gewijzigd|laatste? (?:update|gewijzigd|bijgewerkt)|publicerad|(?:senast )?uppdaterad|publisert|(?:sist )?oppdatert|offentliggjort|(?:sidst )?opdateret|udgivet|publiceret)"
)
_WEEKDAY = r"(?:(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|(?:luned|marted|mercoled|gioved|venerd)ì|sabato|domenica|(?:segunda|terça|quarta|quinta|sexta)(?:-feira)?|(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:mån|tis|ons|tors|fre|lör|sön|man|tirs|lør|søn)dag)"
_TODAY = r"(?:heute|gestern|aujourd['’]hui|hier|hoy|ayer|oggi|ieri|hoje|ontem|vandaag|gisteren|i ?dag|i ?går)"
_CLOCK = r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?: ?(?:uhr|hs?|hrs?|ce?st|cet|est|edt|art|brt|utc|gmt|[ap]\.? ?m)\.?){0,2}"
_ON = rf"(?:{_WEEKDAY},? (?:(?:den|le|el|il|de|d\.) )?)?(?:\d{{1,2}}(?:\.|º|er)? ?(?:de |d['’])?[a-zà-ÿ]{{3,10}}\.?(?:,? (?:de |del )?\d{{4}})?|\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{2,4}})?|\d{{4}}-\d\d-\d\d)"
_AT = rf"[ ,|·•–—-]{{0,4}}(?:(?:um|à|a las|a la|alle(?: ore)?|ore|às|om|kl\.?|klokken) ?)?{_CLOCK}"
_STAMP = (
    rf"(?:(?:{_ON}|(?:{_WEEKDAY}|{_TODAY})(?={_AT}))(?:{_AT})?|(?:(?:um|à|a las|alle(?: ore)?|às|om|kl\.?) ?)?{_CLOCK})"
)
_SINCE = r"(?:(?:vor|il y a|hace|há) (?:\d+|une?|una?|uma?|eine[mr]) [^\W\d]{2,9}|(?:\d+|un['’]?|een) ?[^\W\d]{2,9} (?:fa|geleden|sedan|siden|atrás))"
_STAMPED_AT = rf"{_STAMPED} ?:? ?(?:(?:(?:am|le|el|il|em|op|al|den|d\.) )?{_STAMP}|{_SINCE})"
_MINUTES = r"(?:(?:lesezeit|lesedauer|temps de lecture|tiempo de lectura|tempo d[ie] le(?:ttura|itura)|leestijd|lästid|læsetid|lesetid) ?:? ?(?:ca\. )?\d+ ?min\w*\.?|\d+ ?min\w*\.? (?:lesezeit|lesedauer|de lect(?:ure|ura)|di lettura|de leitura|leestijd|läsning|lesetid|læsetid))"
_APART = r"[ ,|·•(/–—-]{0,4}"

RULES = (
    Rule("time stamp", "ht", r"(?:lesezeit|lecture|lectura|leitura|lettura|temps de lecture)\b.{0,12}\d.{0,12}|\d+ ?min(?:ut\w*)?\.? (?:di lettura|de (?:lecture|lectura|leitura)|lesezeit|lesedauer|leestijd|lästid|czytania)|(?:il y a|hace|vor|há|geleden) \d+ \w+|\d+ \w+ (?:fa|geleden|atrás)"),
    Rule("time stamp", "h", rf"{_MINUTE}(?:h|hs|hrs|cet|cest|utc|gmt|uhr|art|brt)\.?"),
    Rule("time stamp", "h", rf"{CAPITAL}[^\d.!?:,]{{1,30}} ?[-–—|] ?{_MINUTE}(?:cet|cest|utc|gmt|uhr)", needs=(" cet", " cest", " utc", " gmt", " uhr"), rare=True),
    Rule("time stamp", "h", r"(?:publiziert|erstellt|aktualisiert|veröffentlicht)(?: am)?:? \d{1,2}\. ?(?:[a-zä]{3,9}\.?|\d{1,2}\.) ?\d{2,4}(?:,? (?:um )?\d{1,2}[:.]\d{2}(?: uhr)?)?"),
    Rule("time stamp", "h", r"updated (?:on )?[a-z]{3,9}\.? \d{1,2},? \d{4} ?[-–,] ?\d{1,2}[:.]\d{2} ?[ap]m, ?first published (?:on )?[a-z]{3,9}\.? \d{1,2},? \d{4} ?[-–,] ?\d{1,2}[:.]\d{2} ?[ap]m"),
    Rule("time stamp", "h", rf"(?:\d{{1,2}}\.? [a-zà-ÿ]{{3,10}}\.? \d{{4}}|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}})(?:,|,? (?:alle(?: ore)?|ore|om|kl\.?|à|a las|um|às|godz\.|ob))? ?\d{{1,2}}[:.h]\d{{2}}(?: uhr| h)?[ ,]*[•|·–—(-]? ?{_LATER}(?!\w).{{2,40}}"),
    Rule("time stamp", "ht", rf"{_STAMPED_AT}(?:{_APART}(?:{_STAMPED_AT}|{_MINUTES})){{0,2}}\)?"),
    Rule("time stamp", "h", rf"{_STAMP}(?:{_APART}(?:{_STAMPED} ?:? ?(?:(?:am|le|el|il|em|op|al|den|d\.) )?{_STAMP}|{_MINUTES})){{1,3}}\)?|(?:{_ON}|{_TODAY}),? {_CLOCK} in (?-i:[A-Z]{{4,20}})"),
    Rule("time stamp", "h", rf"{CAPITAL}[^\d.!?:,|•]{{1,30}}(?: ?[-–—|•] ?|, )(?:{_ON}{_AT}|(?:{_WEEKDAY}|{_TODAY}){_AT})(?:{_APART}{_STAMPED_AT})?", needs=(" gennaio ", " febbraio ", " marzo ", " aprile ", " maggio ", " giugno ", " luglio ", " agosto ", " settembre ", " ottobre ", " novembre ", " dicembre ", "/20", "actualizado", "aangepast", "dag, 0", "dag, 1", "dag, 2", "aggiornat"), rare=True),
)  # fmt: skip
