"""What rules of several kinds have in common, in the languages of the west and the north of Europe, in Polish, Czech, Romanian and Turkish."""

from __future__ import annotations

from tasks.furniture.rule import CAPITAL
from tasks.furniture.rules.words import CHANNELS

AGENCY = (
    r"(?>/?(?:afp|dpa(?:-afx)?|apa|sda|ats|keystone-(?:ats|sda)|epd|kna|sid|ansa|agi|adnkronos|efe|europa press|lusa|agência (?:brasil|lusa)|anp|belga|pap|ntb|ritzau(?: scanpix)?|tt(?: nyhetsbyrån)?|čtk|tasr"
    r"|agerpres|mediafax|aa|dha|iha|mti|reuters|ap|agências?|agencias?|agenzie|agences?|agenturen|agencies)\b/?)"
)
AGENCIES = rf"{AGENCY}(?:(?:, ?| ?/ ?| (?:et|y|e|und|en|og|och|i|a|și|ve) ){AGENCY}){{0,4}}"
CHANNEL = rf"(?:{'|'.join(CHANNELS)})"
PIECE = (
    r"(?:artikkelen|artiklen|artikeln|artikel(?:en)?|artikkel|article|artículo|articolo|articolul|artigo|artykuł(?:u|em)?|článek|saken?|teksten|tekstu?|texten?|texto|testo|notícia|noticia|notizia|nota|nieuws|bericht|beitrag"
    r"|meldung|matéria|haberi?|historien?|innlegg|indlæg|post|wpis|zprávu|nyheten?|nyhed(?:en)?|contenu|contenido|contenuto|conteúdo|innholdet|indholdet|innehållet|inhoud|inhalt|treść|obsah)"
)
THIS = rf"(?:(?:l['’]|le |la |el |lo |il |o |a |cet |cette |este? |esta |questo |questa |het |dit |de |deze |den(?:ne)? |dette |det |den här |diesen? |ten |tego |tento |acest |bu )?{PIECE})"
NAMED = rf"{CAPITAL}\S*(?: (?:{CAPITAL}\S*|de|van|von|der|og|och|y|e|i|et|en|und)){{0,4}}"
TOPIC = rf"{CAPITAL}[\w'’&-]+(?: (?:{CAPITAL}[\w'’&-]+|de|des|von|og|och|und|et|y|e|en|der|&)){{0,3}}"
AI = r"(?:(?:einer |der |d['’]une |una |uma |un['’]|en |een )?(?:ki|ai|ia|künstliche[rn]? intelligenz|(?:l['’])?intelligence artificielle|inteligencia artificial|intelligenza artificiale|inteligência artificial|kunstmatige intelligentie|kunstig intelligen[st]e?|artificiell intelligens|voix (?:artificielle|de synthèse)|synthetis\w+ st\w+|syntetisk (?:røst|röst|stemme)|talsyntes))"
