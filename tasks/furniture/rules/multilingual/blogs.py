"""What the world's most common blog software and embedded posts say in any language (its own translations)."""

from __future__ import annotations

from tasks.furniture.rule import Rule

_OPENS = r"\((?:wird in|ouvre dans|se abre en|abre (?:em|num)|si apre|wordt in|otwiera się|öppnas|åpnes|åbner|откроется|otevře se|se deschide|yeni pencerede)[^()]{2,40}\)?"
_HANDLE = r"\(@[\w.]+\)?"

RULES = (
    Rule("comments", "htb", r"(?:meinen namen,? (?:meine )?e-?mail|enregistrer mon nom|guarda(?:r)? mi nombre|salv(?:ar|e) (?:o )?(?:meu nome|meus dados)|salva il mio nome|mijn naam,? e-?mail|zapisz moje dane|spara mitt namn|lagre (?:mitt )?navn|gem mit navn|uložit do prohlížeče|сохранить моё имя)\b.{0,80}(?:browser|navigateur|navegador|przeglądar\w+|webbläsare|nettleser|prohlížeč\w*|браузере|comentar|komentář\w*)\b.{0,100}"),
    Rule("comments", "ht", r"(?:benachrichtige mich (?:über|bei|per)|prévenez-moi|avertissez-moi|recibir (?:un (?:e-?mail|correo)|por correo)|avvisami|notifique-me|notifícame|houd me op de hoogte|powiadom mnie|meddela mig|уведоми(?:ть|те) меня)\b.{0,80}\b(?:kommentar\w*|beiträge\w*|commentaires?|articles?|comentarios?|entradas?|commenti|articoli|comentários?|publicações|reacties|berichten|komentarz\w*|wpis\w*|inlägg|комментари\w*|запис\w*)\b.{0,40}"),
    Rule("comments", "ht", r"(?:diese (?:website|seite)|ce site|este (?:sitio|site)|questo sito|deze site|ta strona|den här webbplatsen|esse site|этот сайт)\b.{0,30}\bakismet\b.{0,240}|(?:het|je|uw) e-?mailadres wordt niet gepubliceerd.{0,80}|vereiste velden zijn gemarkeerd.{0,20}|e-posta (?:hesabınız|adresiniz) yayımlanmayacak.{0,80}|η ηλ\.? διεύθυνσ[ηή] .{0,20}δεν δημοσιεύεται.{0,80}|az e-mail címet nem tesszük közzé.{0,80}|(?:die )?mit (?:einem )?(?:\*|sternchen|stern) ?(?:markierten |gekennzeichneten )?felder\b.{0,40}"),
    Rule("cookies", "htb", r"cookies (?:helfen uns|erleichtern die bereitstellung)\b.{0,200}|les cookies (?:nous permettent|assurent le bon)\b.{0,200}|i cookie ci aiutano\b.{0,200}"),
    Rule("disclaimer", "ht", r"(?:für|bei) (?:einige |manche |käufe über )?(?:diese )?links?\b[^!?]{0,80}\b(?:erhält|erhalten|bekomm\w+|verdien\w+|kassier\w+)\b[^!?]{0,60}\bprovision\w*.{0,160}"),
    Rule("copyright", "ht", r"materiał chroniony prawem autorskim.{0,120}|salva questo articolo e\b.{0,120}"),
    Rule("subscribers", "ht", r"abonnez-vous à (?-i:[A-ZÀ-Þ]).{1,60}"),
    Rule("time stamp", "ht", r"(?:(?:publié|mis à jour) )?le \d{1,2}/\d{1,2}/\d{4},? à \d{1,2} ?[:h] ?\d{2}"),
    Rule("share", "ht", rf"(?:klick(?:en?)?,? um|zum (?:teilen|ausdrucken|drucken)|cliquez? pour|ha(?:z|cer) clic para|clique para|fai clic (?:qui )?per|klik om|kliknij,? aby|klicka för att|klikk for å|нажмите)\b.{{2,80}}{_OPENS}.{{0,400}}"),
    Rule("tags", "ht", r"(?:schlagw(?:orte|örter)|stichw(?:orte|örter)|mots[- ]clés|palabras clave|palavras[- ]chave|parole chiave|trefwoorden|słowa kluczowe|nyckelord|címkék) ?: ?.{2,200}|(?:abgelegt|veröffentlicht) (?:unter|in):? (?-i:[A-ZÄÖÜ\d])[\w&.-]*(?: [\w&-]+){0,2}(?: ?, ?[\w&-]+(?: [\w&-]+){0,2}){0,9}"),
    Rule("about", "t", r"(?:dieser|der) (?:beitrag|eintrag|artikel) wurde\b.{2,80}\b(?:veröffentlicht|gepostet|erstellt)\b.{0,40}\b(?:unter|abgelegt|verschlagwortet)\b.{0,200}|cet article a été publié\b.{2,120}\b(?:permalien|favoris|étiqueté|commentaire)\w*.{0,120}|esta entrada (?:fue|se) public(?:ada|ó)\b.{2,160}\b(?:etiquetad|guarda|enlace|archivad|marcad|marcador)\w*.{0,160}|questo articolo è stato pubblicato (?:in|da|il)\b.{2,160}\b(?:tag|contrassegnat|permalink|segnalibr)\w*.{0,120}|(?:du kannst|sie können) (?:alle |die )?(?:kommentare|antworten|antwort)\b.{0,80}\b(?:rss|trackback)\b.{0,200}"),
    Rule("newsletter", "ht", r"schließe dich \d[\d.]* .{0,20}(?:followern|abonnenten)\b.{0,20}|erhalte (?:jeden|alle|neue) (?:neuen? )?(?:beitrag|beiträge)\b.{0,40}\b(?:posteingang|e-?mail|mail)\b.{0,40}|(?:rejoignez|rejoins) (?:les )?\d[\d  .]* (?:autres )?abonnés\b.{0,20}|únete a (?:otros )?\d[\d.]* (?:seguidores|suscriptores)\b.{0,20}|prüfe deinen posteingang\b.{0,100}"),
    Rule("post", "htb", rf"ein (?:von .{{2,60}} (?:{_HANDLE} )?(?:geteilter|geposteter) beitrag|beitrag geteilt von .{{2,60}}{_HANDLE}).{{0,60}}|(?:une publication partagée|una publicación compartida|uma? (?:post|publicação|foto) (?:compartilhad[ao]|partilhad[ao])|un post condiviso) (?:par|por|da) .{{2,60}}{_HANDLE}.{{0,60}}|(?:een bericht gedeeld door|ett inlägg delat av|et oppslag delt av|et opslag delt af|post udostępniony przez|публикация от|допис, поширений) .{{2,60}}{_HANDLE}.{{0,60}}"),
    Rule("photo credit", "ht", r"(?:beitrags|titel|aufmacher|teaser|header|artikel|vorschau)(?:bild|foto)(?:er)? ?[:/©] ?(?-i:[A-ZÄÖÜ\d]).{1,120}|quellen? bild(?:er)? ?: ?.{2,80}|(?:image|photo) illustrative ?: ?.{2,100}|photos? \((?:cc|dr|©)[^()]{0,20}\) ?: ?.{2,80}"),
    Rule("navigation", "ht", r"permalink ?: ?\S+|(?:pages?|seiten?|páginas?|pagin[ae]|strony?|sidor?|страниц[аы]) ?: (?:\d{1,2} ?[|·,]? ?){2,16}|(?:page|seite|página|pagina|strona|sida|страница) \d{1,2} (?:von|sur|de|van|di|z|av|из) \d{1,3}"),
)  # fmt: skip
