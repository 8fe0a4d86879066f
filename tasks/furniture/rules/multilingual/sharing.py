"""Buttons for sharing, and what they are called."""

from __future__ import annotations

from tasks.furniture.rule import Rule
from tasks.furniture.rules.multilingual.words import CHANNEL, PIECE, THIS
from tasks.furniture.rules.words import NETWORK

RULES = (
    Rule("share", "htb", rf"(?:compart(?:e|a|ir)|compartilh(?:e|ar)|partilh(?:e|ar)|condividi|partage[rz]?|deel|delen|teile?n?|dela|udostępnij)(?: (?:via|en|su|no|na|em|op|på|auf|par|sur|per|con|met|bei|cet article|l['’]article|dit artikel|est[ea] (?:noticia|nota|artículo|artigo|notícia)))* {NETWORK}|(?:per|via|über) {NETWORK} (?:teilen|senden|versenden|delen|partager)"),
    Rule("share", "htb", r"(?:compart(?:e|a|ir)|compartilh(?:e|ar)|partilh(?:e|ar)|condividi|partage[rz]?|deel|delen|teilen sie|dela|udostępnij) (?:est[ae]|a|o|la|el|questo|questa|cet|cette|ce|dit|diese[ns]?|den|denna|ten) (?:artículo|noticia|nota|artigo|notícia|matéria|articolo|notizia|article|page|contenu|artikel|bericht|beitrag|seite|artykuł|contenido|conteúdo|publicación|historia|post|pagina|página)\b.{0,40}|(?:artikel|beitrag|seite|meldung) (?:teilen|weitersagen|drucken|merken|versenden|weiterempfehlen)"),
    Rule("share", "htb", rf"(?:del|sdílet|sdílejte|distribui(?:e|ți)|podziel się|prześlij|wyślij|odeslat|poslat|trimite|send|skicka|invia|enviar|envoyer|verstuur|e-?mail)(?:\s{THIS}| artykułem| tekstem| link)?(?: (?:på|na|pe|via|per|til|till|med|prin|por|par|con|z|en|e-?mailem|mailem))*(?: (?:{CHANNEL}|e-?post|e-?mail\w*|mailem|znajom\w+|venn(?:er)?|vän|ven|przyjaci\w+|amigo|amico|prieten|sms|mail)\b)|(?:del|sdílet|udostępnij|paylaş|distribuie)\s{THIS}|tipsa en vän|podziel się(?: artykułem| wiadomością)?"),
    Rule("share", "ht", rf"(?:offrir|offrez|regala(?:r)?|regálal[oae]|ofrecer|geef|gi bort|giv|ge bort|podaruj|verschenken sie|ofereça|oferecer)\s{THIS}(?: cadeau| væk| en gave)?|{PIECE} (?:verschenken|anhören|vorlesen|speichern|merken|kommentieren)(?: lassen)?|(?:gem|lagre|spara|guardar|salva(?:r)?|sauvegarder|enregistrer|bewaar|zapisz|uložit|salvează|kaydet)\s{THIS}|(?:udskriv|skriv ut|drukuj|vytisknout|imprimă|yazdır|printează)(?:\s{THIS})?"),
    Rule("share", "ht", rf"(?:partilhar|compartilhar|compartir|condividere|partager) {PIECE}|(?:ofereça|oferecer|regala|regalar|envía|enviar|envie|invia|offrez|offrir|envoyer|geef|tipsa|gi|del)\s{THIS} (?:a um amigo|a una? amig[oa]|a un amico|à un (?:ami|proche)|aan een vriend|till en vän|til en venn?)"),
    Rule("share", "ht", r"(?:pour )?ajouter (?:l['’]article |cet article )?à (?:vos|mes|ma|votre) (?:sélections?|favoris|liste)(?: de lecture)?(?:,? identifiez-vous)?|mettre en favori|lecture (?:du journal|en cours) sur un autre appareil|vous pouvez lire [^.!?]{2,40} sur un seul appareil à la fois"),
)  # fmt: skip
