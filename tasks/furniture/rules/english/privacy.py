"""Cookies, privacy, and what one agrees to."""

from __future__ import annotations

from tasks.furniture.rule import Rule

_WE = r"(?:we|this (?:web)?site|our (?:web)?site|wir|diese (?:web)?s(?:ei|i)te|nous|ce site|este sitio|esta (?:web|página)|utilizamos|usamos|questo sito|utilizziamo|este site|deze (?:web)?site|wij|vi|den här webbplatsen|ta strona|strona|nasza strona)"

RULES = (
    Rule("cookies", "htb", rf"{_WE}\b[^.]{{0,80}}\b(?:use|uses|using|set|sets|store|stores|verwende[nt]|nutz(?:en|t)|setz(?:en|t)|utilis(?:ons|e)|utiliza(?:mos)?|usa(?:mos)?|utilizza|usiamo|utilizziamo|gebruik(?:t|en)?|använder|używa(?:my)?|wykorzystuje(?:my)?|la|as|os|i|las|los|de|le|des)\b[^.]{{0,80}}\b(?:cookies?|pliki cookie|plików cookie|kakor)\b.{{0,250}}", fired=6, needs=("cookie", "kakor")),
    Rule("cookies", "htb", r"(?:if you|by) (?:click|select|press|tap|choos)(?:e|ing)?(?: on)? (?:['‘\"“](?:i )?(?:accept|agree|allow)(?: all)?(?: cookies)?['’\"”]|(?:accept|allow) all(?: cookies)?),? .{0,200}\b(?:partners?|cookies?|device|personal data)\b.{0,250}", fired=162, needs=("partner", "cookie", "device", "personal data")),
    Rule("cookies", "htb", r"by (?:continuing|using|browsing|clicking|visiting|closing)\b[^.]{0,120}\b(?:cookies?|privacy policy|terms of (?:use|service))\b.{0,200}"),
    Rule("privacy", "ht", r"by (?:submitting|signing up|subscribing|registering|providing|entering)\b.{0,160}\b(?:agree|consent|privacy|terms)\b.{0,200}"),
    Rule("privacy", "ht", r"this site is protected by recaptcha[^.]{0,120}|this site uses akismet[^.]{0,60}(?:\. learn [^.]{0,60})?|your (?:e-?mail )?(?:address|information) (?:will not|won't|is never) be (?:published|shared).{0,80}"),
    Rule("privacy", "ht", r".{0,300}\b(?:our (?:privacy|data protection|cookie) (?:policy|notice|statement)|your personal data (?:will|is|are)|revoke (?:this|your) consent|unsere[rn]? datenschutzerklärung|notre politique de confidentialité|nuestra política de privacidad|nossa política de privacidade|nostra (?:informativa sulla privacy|privacy policy)|ons privacybeleid|nasz(?:a|ej) polityk[ai] prywatności)\b.{0,200}", fired=3, needs=("our privacy", "our data protection", "our cookie", "your personal data", "revoke this consent", "revoke your consent", "datenschutz", "confidentialité", "privac", "prywatno")),
    Rule("privacy", "ht", r"[^.!?]{0,80}\brecaptcha\b[^.!?]{0,160}", fired=3, needs=("recaptcha",)),
    Rule("privacy", "ht", r"privacy notice: .{0,300}|(?:we (?:value|respect|care about)|your) (?:your )?privacy(?: (?:choices|settings|options|matters.{0,20}))?|(?:manage|change|update|review) (?:my |your )?(?:cookies?|privacy|consent)(?: (?:preferences|settings|choices|options))?", fired=5),
    Rule("privacy", "ht", r"(?:by (?:submitting|using|sending) this form|your personal data will|you may revoke)\b.{0,460}"),
)  # fmt: skip

FURTHER = (
    Rule("cookies", "htb", r"to (?:display|view|see|watch|play) this (?:content|video|post|tweet|embed)\b.{0,60}\b(?:must|need to|have to|please|accept|enable)\b.{0,120}|an dieser stelle (?:finden sie|befindet sich|steht|wird)\b.{0,40}\binhalte?\b.{0,80}|um (?:mit )?(?:inhalte|diesen inhalt|externe inhalte|das video)\w*\b.{0,120}\bzustimmung\b.{0,60}|ce contenu est bloqué\b.{0,120}"),
    Rule("privacy", "htb", r"votre adresse (?:e-?mail|électronique)\b[^.!?]{0,60}\b(?:collectée|utilisée|traitée|destinée)\b.{0,200}|mit meiner anmeldung\b.{0,160}"),
    Rule("privacy", "htb", r"by (?:submitting|signing up|subscribing|registering|providing|entering)\b[^.!?]{0,80}\b(?:you|i) (?:agree|consent|confirm|accept|acknowledge)\b.{0,120}\b(?:privacy (?:policy|notice)|terms (?:of (?:use|service)|(?:and|&) conditions))\b.{0,120}"),
    Rule("cookies", "htb", r"we need your consent to (?:load|show|display) .{2,300}|this (?:article|page|story) (?:includes|contains) content provided by\b.{2,300}"),
    Rule("cookies", "ht", r"this (?:content|video|post|audio) is provided by [^.!?]{2,40},? which (?:may|might|can|could) (?:be using|use|set|place) cookies\b.{0,440}|unfortunately,? we have been unable to verify if you have consented\b.{0,240}|(?:allow|accept|enable) cookies (?:once|and (?:view|load|continue)\b.{0,30})|allow (?-i:[A-Z])\w+ (?:content|cookies)\??"),
    Rule("cookies", "htb", r"allow (?-i:[A-Z])\w+ content\??"),
)  # fmt: skip
