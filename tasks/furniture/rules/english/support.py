"""Readers are asked for money, or thanked for it."""

from __future__ import annotations

from tasks.furniture.rule import Rule

RULES = (
    Rule("support", "htb", r"(?:please )?(?:consider )?(?:help(?: us)? )?(?:support(?:ing)?|fund(?:ing)?|sustain|keep) (?:independent|local|quality|our|fearless|public|nonprofit|free|trusted|reader-funded|the|us)\b[^.!?\"“”]{0,60}\b(?:journalism|newsroom|reporting|journalists|our work|our mission|news free|news site|reader)s?\b.{0,160}", needs=("journalis", "newsroom", "report", "our work", "our mission", "news free", "news site", "reader")),
    Rule("support", "ht", r"(?:[^\"“”]{2,200}[.!?:,] )?(?:please |to |you can |and )*(?:(?:consider )?mak(?:e|ing) an? (?:[\w-]+ ){0,2}donation|(?:consider|your) (?:a donation|donating|donation (?:makes?|helps?|keeps?|will help|allows?|is vital|matters?|enables?|powers?))|donate(?: (?:now|today|here))?)\b(?:[^\"“”.!?]{0,60}\b(?:journalis\w+|news\w*|support\w*|us|our|keep|here|now|today)\b[^\"“”]{0,100})?", needs=("donat",)),
    Rule("support", "ht", r"support (?:us|our work|our team|our site)\b[^.!?\"“”]{0,80}"),
    Rule("support", "ht", r"(?:if you (?:value|like|enjoy|believe in|appreciate)|we (?:rely|depend) on (?:our )?(?:readers|you|donations|donors|supporters|subscribers|members|subscriptions)|your (?:support|contribution|generosity|subscription)|please (?:consider|give)|(?:give|contribute|chip in) (?:now|today|to keep|to help))\b[^\"“”]{0,120}\b(?:support(?:ing|er|ers)?|makes? (?:our|this|it)|readers|chip in|helps? us|keeps? (?:us|our)|matters|a (?:gift|donation|contribution)|chip in|subscrib(?:e|ing)|free)\b[^\"“”]{0,120}", fired=2),
    Rule("support", "ht", r"support (?-i:[A-ZÀ-Þ])[\w'’]+(?: [\w'’]+){0,3} (?:journalism|reporting|newsroom)|thank(?:s| you) for supporting (?:our|local|independent|quality) \w+\b.{0,200}"),
    Rule("support", "t", r"support [^.!?]{2,40}! (?:join|become|donate|subscribe|give)\b.{2,100}"),
)  # fmt: skip

FURTHER = (
    Rule("support", "t", r"(?:make|give) an? (?:[\w-]+ ){0,2}(?:contribution|gift)(?: (?:now|today|here|to (?:us|our)\b[^.!?]{0,60}))?|your (?:donation|gift|contribution) is tax[- ]deductible[^.!?]{0,60}|support (?:local|quality|independent) news|buy (?:us|me) a coffee\b[^.!?]{0,40}|help us keep the lights on"),
    Rule("support", "t", r"since you['’]re here[,.… ]{1,5}(?:we|why not|please|could you|would you|can you|help|consider)\b.{0,200}|before you go\b[.… ]{0,5}(?:can|could|would|please|we|why|if)\b.{0,120}|(?:quality|good|great|independent|local) journalism (?:doesn['’]t|does not|isn['’]t|is not|costs?) (?:come )?(?:cheap|free|for free|a lot|money|time)\b.{0,80}|we (?:rely|depend) on readers like you\b.{0,120}|donate [$£€₹] ?\d[\d,.]*|support (?-i:[A-Z]\w+(?: [A-Z]\w+){0,3})['’]s? journalism of\b.{2,60}|please give what you can"),
    Rule("support", "t", r"join us (?:at|for) our [^.!?]{4,100}\b(?:summit|conference|event|webinar|festival|awards|debate)\b.{0,80}\b(?:book (?:now|your|a|here)|register|tickets)\b.{0,60}|register for our (?:free )?(?:webinar|event|summit)\b.{0,60}|enter our (?:competition|prize draw|giveaway)\b[^.!?]{0,80}"),
    Rule("support", "htb", r"(?-i:Become an? (?:[A-Z][\w'’&.-]*+ ){1,4}(?:sponsor|underwriter))|readers like you (?:keep|make|fund|help|power|allow|pay for)\b[^\"“”]{2,160}"),
    Rule("support", "t", r"support (?-i:[A-Z])[\w'’]+(?: [\w'’]+){0,3} (?:journalism|reporting|newsroom) (?:today|now|here|for)\b.{0,60}|(?:your|reader) (?:support|donation|contribution|membership)s? (?:makes?|helps?|allows?|powers?|keeps?|funds?|means?)\b[^\"“”]{2,200}\b(?:journalis\w+|reporting|reporters|newsroom|independent news)\b[^\"“”]{0,120}|invest in (?:quality |local |independent |the )?(?:journalism|future today)\b.{0,160}"),
    Rule("support", "ht", r"your (?:support|donation|contribution) (?:makes? all the|really makes a|can make a|will make a) difference"),
    Rule("support", "t", r"[^.!?]{4,160} receives? (?:financial )?support from .{2,300}\bis solely responsible for (?:all|its) content\b.{0,40}", needs=("solely responsible for",), rare=True),
    Rule("support", "htb", r"[^.!?\"“”]{0,160}\b(?:journalism like this|our (?:journalism|reporting|newsroom))\b[^\"“”]{0,200}\b(?:chip in|donat\w+|become a member)\b[^\"“”]{0,100}", needs=("journalism like this", "our journalism", "our reporting", "our newsroom"), rare=True),
)  # fmt: skip
