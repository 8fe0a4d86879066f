"""When it was written or changed, and how long it takes to read."""

from __future__ import annotations

from tasks.calendar import DAY_NAMES, MONTH_NAMES, SHORT_DAYS
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

# A line of nothing but dates, hours and what says whose they are: "22.08.2023 14:15, aktual.: 22.08.2023 16:40". Of a date alone it is not
# known whether it is the article's (a diary's).
_NAMED = (
    r"aktual(?:isiert|izacja|izováno|\.)?|akt\.?|publi(?:é|kacja|cado|cada|cerat|ceret|sert|ziert|kováno|shed)e?|opublikowano|actualizad[oa]|atuali(?:zado|zação)|actuali[sz]ado|modifi(?:ca|cato|é)|(?:ultimo )?aggiorna(?:mento|to)"
    r"|(?:dernière )?mise à jour|mis à jour|(?:last |zuletzt )?updated?|posted|stand|veröffentlicht|erstpublikation|erstellt|uppdatera[dt]|opdateret|oppdatert|(?:laatste )?update|gepubliceerd|bijgewerkt|data (?:di )?(?:pubblicazione|publikacji|utworzenia)|edited|modified|sist oppdatert|originally|first"
)
_LINKING = r"at|on|um|uhr|à|às|a|las|los|alle|ore|de|del|di|d|le|el|il|den|kl|klokken|o|godz|h|hs|hrs|horas?|[ap] ?\.? ?m|[a-z]{1,2}[sd]t|ce?s?t|hn[ep]|ha[ep]|utc|gmt|uk|z|t|om"
_SHORT_MONTHS = "ene|abr|ago|set|dic|okt|mai|mag|giu|lug|ott|gen|fev|avr|déc|juil|janv|févr|out|dez|maj|lut|kwi|cze|lip|sie|wrz|paź|lis|gru|sty|mrt"
_NUMBERS = r"\d{1,4}(?:[./:h-]\d{1,4}){0,5}(?:st|nd|rd|th|h|z|t(?=\d))?"
_ITS_NAMES = "|".join((*MONTH_NAMES, *DAY_NAMES))
_SPACED = r"(?>[ ,.:|·•/~()–—-]{0,4})"
_OPENS_DATES = rf"[/|•·(]? ?(?>{_NUMBERS}|(?:{_ITS_NAMES}|{_NAMED})(?![^\W\d_])\.?){_SPACED}"
_OF_DATES = rf"(?>{_NUMBERS}|(?:{_ITS_NAMES}|{'|'.join(SHORT_DAYS)}|{_SHORT_MONTHS}|{_NAMED}|{_LINKING})(?![^\W\d_])\.?){_SPACED}"

RULES = (
    Rule("time stamp", "h", rf"(?=.*(?:19|20)\d\d)(?=.*\d ?[:.h] ?\d\d(?!\d)(?![./]\d)|.*(?:{_NAMED})){_OPENS_DATES}(?:{_OF_DATES}){{1,22}}"),
    Rule("time stamp", "t", rf"(?=.*(?:19|20)\d\d)(?=.*(?:{_NAMED})){_OPENS_DATES}(?:{_OF_DATES}){{1,22}}", needs=("aktual", "akt.", "publié", "publik", "publicad", "publicer", "publiser", "publizi", "published", "actuali", "atuali", "modifi", "aggiorn", "à jour", "updat", "posted", "stand:", "stand ", "veröff", "erstell", "erstpub", "opdater", "oppdat", "bijgew", "gepubl", "pubblic", "utworz", "edited:")),
    Rule("time stamp", "ht", r"(?:lesezeit|lecture|lectura|leitura|lettura|temps de lecture)\b.{0,12}\d.{0,12}|\d+ ?min(?:ut\w*)?\.? (?:di lettura|de (?:lecture|lectura|leitura)|lesezeit|lesedauer|leestijd|lästid|czytania)|(?:il y a|hace|vor|há|geleden) \d+ \w+|\d+ \w+ (?:fa|geleden|atrás)"),
    Rule("time stamp", "h", rf"{_MINUTE}(?:h|hs|hrs|cet|cest|utc|gmt|uhr|art|brt)\.?"),
    Rule("time stamp", "h", rf"{CAPITAL}[^\d.!?:,]{{1,30}} ?[-–—|] ?{_MINUTE}(?:cet|cest|utc|gmt|uhr)", needs=(" cet", " cest", " utc", " gmt", " uhr")),
    Rule("time stamp", "h", r"(?:publiziert|erstellt|aktualisiert|veröffentlicht)(?: am)?:? \d{1,2}\. ?(?:[a-zä]{3,9}\.?|\d{1,2}\.) ?\d{2,4}(?:,? (?:um )?\d{1,2}[:.]\d{2}(?: uhr)?)?"),
    Rule("time stamp", "h", r"updated (?:on )?[a-z]{3,9}\.? \d{1,2},? \d{4} ?[-–,] ?\d{1,2}[:.]\d{2} ?[ap]m, ?first published (?:on )?[a-z]{3,9}\.? \d{1,2},? \d{4} ?[-–,] ?\d{1,2}[:.]\d{2} ?[ap]m"),
    Rule("time stamp", "h", rf"(?:\d{{1,2}}\.? [a-zà-ÿ]{{3,10}}\.? \d{{4}}|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}})(?:,|,? (?:alle(?: ore)?|ore|om|kl\.?|à|a las|um|às|godz\.|ob))? ?\d{{1,2}}[:.h]\d{{2}}(?: uhr| h)?[ ,]*[•|·–—(-]? ?{_LATER}(?!\w).{{2,40}}"),
    Rule("time stamp", "ht", rf"{_STAMPED_AT}(?:{_APART}(?:{_STAMPED_AT}|{_MINUTES})){{0,2}}\)?"),
    Rule("time stamp", "h", rf"{_STAMP}(?:{_APART}(?:{_STAMPED} ?:? ?(?:(?:am|le|el|il|em|op|al|den|d\.) )?{_STAMP}|{_MINUTES})){{1,3}}\)?|(?:{_ON}|{_TODAY}),? {_CLOCK} in (?-i:[A-Z]{{4,20}})"),
    Rule("time stamp", "h", rf"{CAPITAL}[^\d.!?:,|•]{{1,30}}(?: ?[-–—|•] ?|, )(?:{_ON}{_AT}|(?:{_WEEKDAY}|{_TODAY}){_AT})(?:{_APART}{_STAMPED_AT})?", needs=(" gennaio ", " febbraio ", " marzo ", " aprile ", " maggio ", " giugno ", " luglio ", " agosto ", " settembre ", " ottobre ", " novembre ", " dicembre ", "/20", "actualizado", "aangepast", "dag, 0", "dag, 1", "dag, 2", "aggiornat")),
)  # fmt: skip
