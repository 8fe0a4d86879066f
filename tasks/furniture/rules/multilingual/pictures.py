"""Captions, who has taken a picture, and the buttons of galleries."""

from __future__ import annotations

from tasks.furniture.rule import CAPITAL, CAPITALS, PERSON, Rule
from tasks.furniture.rules.multilingual.words import AGENCIES, AGENCY

# What is told of a picture, in few words, since a sentence of the article may have the credit of the next picture glued to it; and
# whose picture it is.
_SHOWN = rf"(?-i:[{CAPITALS}А-ЯЁІЇЄҐΆ-Ϋ«„“\"'¡¿\d])(?:[^.!?:]|(?-i:(?<=\b[A-Z])|(?<=\b[A-Z][a-z])|(?<=\b[A-Z][a-z][a-z]))\.){{4,80}}"
_SHOT = r"(?:(?-i:FOTOS?|Fotos?|BILD|Bild|BEELD|Beeld|Imagem|Imagen|IMAGEN|Créditos?|CRÉDITO|Kép|Fotó|FOTÓ|Fotografie|KUVA|Kuva|ФОТО|Фото|Φωτό|Φωτογραφία) ?[:/] ?|(?-i:Fot\.|FOT\.|Zdj\.|fot\.) ?)"
_SHOTS = (
    "foto:",
    "fotos:",
    "foto :",
    "foto/",
    "foto /",
    "fot. ",
    "bild:",
    "bild/",
    "bild /",
    "beeld:",
    "imagem:",
    "imagen:",
    "crédito:",
    "créditos:",
    "kép:",
    "fotó:",
    "fotografie:",
    "zdj. ",
    "kuva:",
    "kuva/",
    "kuva /",
    "фото:",
    "φωτό:",
    "φωτογραφία:",
)
_TAKEN = rf"(?:(?-i:[{CAPITALS}А-ЯЁІЇЄҐΆ-Ϋ@«\"])(?:[^.!?:;()]|(?<=\b\w)\.){{1,60}}|(?:archiv|arkiv|archief)\w*|reprodução|cortesía|redes sociales|privat)"
# Whose pictures pages print from Finland to Turkey.
_ARCHIVE = (
    r"(?-i:Lehtikuva|LEHTIKUVA|AOP|All Over Press|ALL OVER PRESS|STT|East News|EAST NEWS|Agencja Wyborcza\.pl|Forum|FORUM|Reporter|REPORTER|PAP|ČTK|MTI|Hepta|HEPTA|Inquam Photos|Inquam|Mediafax|Agerpres"
    r"|Intime News|INTIME NEWS|Eurokinissi|EUROKINISSI|SOOC|DHA|İHA|РИА Новости|ТАСС|Коммерсантъ|Коммерсант|РБК|УНІАН|УНИАН|Укрінформ)"
)
_CYRILLIC_NAME = r"(?-i:[А-ЯЁІЇЄҐ][\w’'-]{1,20}+(?: [А-ЯЁІЇЄҐ][\w’'-]{1,20}+){1,2})"

RULES = (
    Rule("picture", "htb", r"(?:bild|foto|grafik) (?:vergrößern|öffnen)|bildunterschrift (?:anzeigen|ausblenden|einblenden)|agrandir l['’]image|ampliar (?:la )?(?:imagen|foto|imagem)|ingrandisci(?: l['’]immagine| foto)?|(?:afbeelding|foto) vergroten|vergroot (?:afbeelding|foto)|forstørr?e? (?:bildet|billedet|foto)|förstora(?: bilden?)?|visa bildtext|powiększ(?: zdjęcie)?|zvětšit (?:obrázek|fotografii)|(?:vis|visa) (?:fler |flere )?(?:bilder|billeder)"),
    Rule("photo credit", "htb", r"(?:illustrasjons(?:foto|bilde)|illustrations(?:foto|billede|bild)|arkiv(?:foto|bilde|billede|bild)|genre(?:foto|bild|billede)|modelfoto|zdjęcie (?:ilustracyjne|poglądowe|archiwalne)|ilustrační (?:foto|fotografie|snímek|obrázek)|(?:foto|imagine) (?:ilustrativă|cu caracter ilustrativ|de arhivă|arhivă)|imagem ilustrativa|imagen (?:ilustrativa|referencial)|immagine (?:d['’]archivio|di repertorio|illustrativa)|(?:photo|image) d['’](?:illustration|archives?)|temsili (?:fotoğraf|görsel|resim)|arşiv fotoğrafı|sembolbild|themenbild|symbolfoto)(?: ?[:/–-] ?.{2,60})?"),
    Rule("photo credit", "htb", rf"(?:fot\.|foto(?:graf(?:ie|i|o|ía)?)?|photos?|fotoğraf(?:lar)?|snímek|zdjęci[ea]|bilde?|billede|beeld|imagen?|immagine|imagem|sursa foto|źródło zdjęcia|autor (?:zdjęcia|fotografie)|tekst og foto|text och (?:foto|bild)|foto en tekst|crédit photo|crédito|credits?) ?[:/]? ?(?:{AGENCIES}|©.{{2,50}}|(?:getty|imago|reprodução|divulgação|arquivo pessoal|cortesía|archivio|archief|archiv|arkiv|privat|archiwum|arhiva|arşiv)(?: ?[/|] ?.{{2,40}})?|{PERSON} ?/ ?.{{2,40}})|(?:fot\.|zdj\.) ?{PERSON}.{{0,40}}"),
    Rule("photo credit", "htb", r"foto (?:di|von|de|van|av) (?-i:[A-ZÀ-Þ])[\w'’.-]+(?: (?-i:[A-ZÀ-Þ])[\w'’.-]+){1,3}|foto:? (?:anp|ansa|dpa|imago|efe|afp|epa|reuters|ap|lapresse|getty|shutterstock|pixabay)\b.{0,30}|(?-i:(?:BEELD|FOTO|BILD) [A-ZÀ-Þ]{2,}(?: [A-ZÀ-Þ'’.-]{2,}){1,3})"),
    Rule("photo credit", "htb", r"(?:foto|fotos|photo|image|imagen|imagem|bild|immagine|beeld) (?:de archivo|d['’](?:archivio|illustration|archives)|di repertorio|ilustrativ[ao]|referencial|ter illustratie|de divulgação|reprodução)(?: .{2,40})?|(?:archiv|symbol|arkiv|genre)(?:bild|foto)(?:: .{2,40})?|archieffoto(?:: .{2,40})?"),
    Rule("photo caption", "htb", rf"{_SHOWN}(?:[\"”»’]? ?[—–|/-]{{1,2}} ?|,? )(?<=[\s»”—–|/-]){_SHOT}{_TAKEN}|{_SHOWN}[.!?][\"”»’]? ?{_SHOT}{_TAKEN}(?<=[^\W\d_]) ?/ ?(?:{_TAKEN}|[^\W\d_][^\W\d_ ]{{2,20}} [^\W\d_]{{3,20}})", needs=_SHOTS),
    Rule("photo caption", "h", rf"{_SHOWN}[.!?][\"”»’]? ?{_SHOT}{_TAKEN}", needs=_SHOTS),
    Rule("photo caption", "htb", rf"{_SHOWN}[.!?]?[\"”»’]? ?\((?:fotos?|fot\.|bild|photos?|kuva|fotó|imagem|imagen|crédito|фото|φωτό|φωτογραφία)(?: ?[:/©] ?| di | de | av | von | )(?:d['’]archivio|di repertorio|d['’]archives?|de archivo|{_TAKEN})\)?", needs=("(foto", "(fot.", "(bild", "(photo", "(kuva", "(imagem", "(imagen", "(crédito", "(фото", "(φωτό", "(φωτογραφία")),
    Rule("photo caption", "htb", rf"{_SHOWN}[.!?]?[\"”»’]? ?[(©]? ?[©(]? ?(?-i:Crédits?|CRÉDITS?) (?:photo|image)s? ?: ?{_TAKEN}", needs=("crédit photo", "crédits photo", "crédit image", "crédits image")),
    Rule("picture", "htb", r"ouvrir (?:l['’]image|la photo|la galerie|l['’]infographie)(?: en (?:plein écran|grand))?|(?:fermer|ouvrir) photo .{2,80}|bild in originalgröße (?:öffnen|anzeigen)|(?:zum )?vollbild(?:modus)?(?: (?:öffnen|anzeigen|wechseln))?|abrir (?:la |a )?(?:imagen|imagem|foto|galería|galeria)(?: en pantalla completa| em tela cheia)?|apri (?:l['’])?immagine(?: a schermo intero)?|afbeelding (?:openen|in volledig scherm)(?: openen)?|(?:visa|vis) i (?:helskärm|fuld ?skærm|fullskjerm)|(?:helskärmsläge|fuldskærm|fullskjerm|volledig scherm|schermo intero|pantalla completa|tela cheia|ecrã inteiro|plein écran)"),
    Rule("photo credit", "htb", rf"(?:bild(?:quelle|nachweis|rechte|credit)|fuente de la imagen|fonte (?:dell['’])?immagine|fonte da imagem|bron (?:foto|afbeelding|beeld)|bildkälla|billedkilde|bildekilde|fotokilde|fotobyline) ?[:/] ?[^.!?:]{{2,60}}|in foto ?: ?{PERSON}"),
    Rule("photo caption", "h", rf"{_SHOWN}[.!?] ?\(?{PERSON} ?(?=/ ?(?:afp|efe|dpa|reuters|libération)|/(?:ap[).]|tt\)|ansa|lusa|anp|belga|ntb|ritzau))/ ?(?:{AGENCY}|{CAPITAL}[\w'’]+(?: {CAPITAL}[\w'’]+)?)\)?|{_SHOWN}\. \| {PERSON}, {CAPITAL}[\w'’]+(?:-{CAPITAL}[\w'’]+)?", needs=(". | ", "/afp", "/ afp", "/efe", "/ efe", "/dpa", "/ dpa", "/reuters", "/ reuters", "/libération", "/ libération", "/ap)", "/ap.", "/ansa", "/lusa", "/anp", "/belga", "/tt)", "/ntb", "/ritzau")),
    Rule("photo credit", "htb", rf"{AGENCY}(?<=/) ?{PERSON}", needs=("/",)),
    Rule("photo caption", "h", rf"{_SHOWN}\. (?:{PERSON}|(?-i:[{CAPITALS}][{CAPITALS}.' -]{{4,40}})) \((?:EFE|EUROPA PRESS|LUSA|ANSA|DPA)\)?|{_SHOWN}\. ?[|/] ?(?:{AGENCY}|{PERSON}|(?-i:ARCHIVES?|ARCHIVO|ARQUIVO)(?: .{{2,30}})?)(?: ?[/(-] ?{PERSON}\)?)?", needs=("(efe", "(europa press", "(lusa", "(ansa", "(dpa", ". / ", ". | ", "./ ", ".| ", ". /")),
    Rule("photo credit", "h", rf"(?:{PERSON}|{_CYRILLIC_NAME}) ?/ ?{_ARCHIVE}(?: ?/ ?{_ARCHIVE})?", needs=("/ lehtikuva", "/lehtikuva", "/ aop", "/aop", "/ all over", "/all over", "/stt", "/ stt", "east news", "/agencja", "/ agencja", "/ forum", "/forum", "/ reporter", "/reporter", "/pap", "/ pap", "čtk", "/mti", "/ mti", "hepta", "inquam", "mediafax", "agerpres", "intime", "eurokinissi", "/sooc", "/ sooc", "/dha", "/ dha", "риа новости", "тасс", "коммерсант", "/ рбк", "/рбк", "уніан", "униан", "укрінформ")),
)  # fmt: skip
