"""What pages say in Croatian, Serbian and Slovenian."""

from __future__ import annotations

from tasks.furniture.rule import Rule
from tasks.furniture.rules.languages.words import DATED, LINKED

RULES = (
    Rule("read more", "htb", rf"(?:(?:pročitaj|pogledaj|poslušaj)(?:te)? (?:i(?: ovo)?|još|više|takođ?er?)|povezan[ei] (?:članci|članak|vijesti|vesti|teme)|(?:preberite|poglejte|glejte|berite) (?:tudi|še|več)){LINKED}"),
    Rule("advertising", "htb", r"(?:članak|tekst|vijest|vest) se nastavlja (?:ispod|nakon|posle|poslije) .{4,30}|(?:nastavak|ostatak) (?:članka|teksta|priloga|vijesti|vesti) .{0,24}(?:ispod|nakon|posle|poslije) .{4,30}|članek se nadaljuje (?:pod|po) .{4,30}"),
    Rule("time stamp", "ht", rf"(?:objavljeno|objavljen|ažurirano|zadnja izmjena|poslednja izmena){DATED}"),
    Rule("photo credit", "ht", r"(?:fotografij[ae]|autor fotografije) ?[:/] ?(?-i:[A-ZÄÖČĆŠŽĐ@]).{1,80}|(?:arhivska|ilustracijska|ilustrativna) fotografija|ilustracija"),
    Rule("source", "ht", r"(?:izvor|izvori|vir) ?: ?(?-i:[A-ZÄÖČĆŠŽĐ]).{1,60}"),
    Rule("comments", "ht", r"(?:komentari|komentarji) ?[(:]? ?\d{1,5}\)?|\d{1,5} (?:komentara|komentarjev)"),
)  # fmt: skip
