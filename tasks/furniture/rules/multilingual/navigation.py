"""Finding one's way: menus, the page's legal notes, the size of letters."""

from __future__ import annotations

from tasks.furniture.rule import Rule

_LEGAL = (
    r"(?>(?:privacy(?:verklaring|beleid)|cookie(?:beleid|verklaring|-?policy|-?politi(?:k|que|ca)|s)|privatlivspolitik|personvern(?:erklæring)?|informasjonskapsler|(?:om )?cookies|integritetspolicy|personuppgiftspolicy|(?:algemene )?voorwaarden|gebruiksvoorwaarden"
    r"|termos (?:de uso|e condições)|política de (?:privacidade|privacidad|cookies)|aviso legal|(?:términos|condiciones) (?:y condiciones|de uso)|note legali|informativa (?:sulla )?privacy|privacy(?: policy)?|condizioni (?:d['’]uso|generali)|mentions légales|politique de confidentialité|conditions (?:générales(?: d['’]utilisation| de vente)?|d['’]utilisation)|cgu|cgv"
    r"|impressum|datenschutz(?:erklärung|hinweise)?|agb|nutzungsbedingungen|barrierefreiheit|polityka prywatności|regulamin|ochrana (?:osobních )?údajů|zásady ochrany osobních údajů|(?:všeobecné )?podmínky(?: užití)?|termeni și condiții|politica (?:de )?(?:confidențialitate|cookies)|gizlilik politikası|kullanım koşulları|künye"
    r"|användarvillkor|vilkår|betingelser|disclaimer|colofon|sitemap|rss|contacte?|contact us|contatti|contacto|contato|kontakt(?:a oss| oss| os|y)?|redakcja|redakce|iletişim|reklama?|werbung|publicité|publicidad|publicidade|pubblicità|annonsera|annoncér|o nas|om oss|om os|over ons|quem somos|quiénes somos|chi siamo|qui sommes-nous|despre noi|hakkımızda)(?!\w))"
)

RULES = (
    Rule("navigation", "htb", r"(?:gå (?:direkte )?til|hopp (?:rett )?til|hoppa (?:direkt )?till|spring til|přejít (?:na|k)|sari la|mergi la|salt la|przejdź do|ir (?:al|para o|diretamente para o)|passer au|saltar (?:al|para o)) (?:hoved)?(?:indhold(?:et)?|innhold(?:et)?|innehåll(?:et)?|hovedindhold|hovedinnhold|huvudinnehåll|obsah(?:u)?|hlavní(?:mu)? obsahu?|conținut(?:ul(?: principal)?)?|treści|conteúdo(?: principal)?|contenido(?: principal)?|contenu(?: principal)?|menu|meny(?:en)?|navigation(?:en)?)|içeriğe (?:geç|atla)|ana içeriğe .{2,10}"),
    Rule("navigation", "ht", r"(?:do góry|na górę|(?:powrót|wróć) (?:do góry|na stronę główną|do strony głównej)|nahoru|zpět (?:nahoru|na hlavní stranu|na úvod)|înapoi (?:sus|la prima pagină)|yukarı|başa dön|til (?:toppen|forsiden|tops)|tilbage til (?:toppen|forsiden)|tilbake til (?:toppen|forsiden)|till (?:toppen|startsidan)|(?:terug )?naar (?:boven|de (?:home(?:page)?|voorpagina))|(?:ir|volver|regresar) a (?:la )?(?:portada|inicio)|volver (?:al inicio|arriba)|voltar (?:ao (?:início|topo)|à página inicial|para a página inicial)|torna (?:alla home(?: ?page)?|su|all['’]inizio|indietro)|retour (?:à l['’]accueil|en haut|accueil|haut de page)|(?:zurück )?(?:nach oben|zur startseite))"),
    Rule("navigation", "ht", rf"{_LEGAL}(?:[ |·•,/–-]{{1,3}}{_LEGAL}){{1,12}}"),
    Rule("navigation", "ht", r"vai a tutte le notizie (?:di|su|da) .{2,40}|ver todas (?:as notícias|las noticias) (?:de|sobre) .{2,40}"),
    Rule("navigation", "ht", r"(?:tilbage|tilbake|tillbaka|zurück|retour|volver|torna|voltar|terug) (?:til |till |zum |à |al |all['’]|ao |naar )(?:artiklen|artikkelen|saken|artikeln|artikel|l['’]article|artículo|articolo|artigo|het artikel)|få hele (?:nyhedsoverblikket|nyhetsoversikten|overblikket) på \S{2,30}|få hela nyhetsöversikten på \S{2,30}"),
    Rule("text size", "ht", r"(?:agrandar|achicar|aumentar|reducir|disminuir|diminuir) (?:la |el |a |o )?(?:letra|texto|fuente|fonte)|tamaño de (?:la )?(?:letra|fuente)|tamanho d[ao] (?:letra|texto|fonte)|(?:augmenter|réduire|diminuer) la taille (?:du texte|de la police)|taille du texte|schrift(?:größe)? (?:vergrößern|verkleinern)|dimensione (?:del )?testo|tekst(?:grootte)? (?:vergroten|verkleinen)|lettergrootte|textstorlek|tekststørrelse|skriftstørrelse"),
    Rule("visits", "ht", r"(?:visto |leído )?\d[\d.,]{0,9} (?:visitas|lecturas|visualizaciones|visualizações|vues|lectures|letture|visualizzazioni|weergaven|keer (?:gelezen|bekeken)|visningar|visninger|aufrufe|mal gelesen)"),
)  # fmt: skip
