"""What pages say in Slovak."""

from __future__ import annotations

from tasks.furniture.rule import Rule
from tasks.furniture.rules.languages.words import DATED, LINKED

RULES = (
    Rule("read more", "htb", rf"(?:(?:čítajte|prečítajte si|pozrite(?: si)?) (?:aj|tiež|viac|ďalej|súvisiaci článok)|súvisiac[ei] (?:článok|články)){LINKED}"),
    Rule("advertising", "htb", r"(?:článok|text) pokračuje (?:pod|po|za) (?:reklam|vide|fotogal|inzerci|obráz)\w+"),
    Rule("time stamp", "ht", rf"(?:aktualizované|publikované|zverejnené)(?: dňa)?{DATED}"),
    Rule("photo credit", "ht", r"autor fotografie ?[:/] ?(?-i:[A-ZÄÖČĆŠŽĐ@]).{1,80}|(?:ilustračná|archívna) (?:foto(?:grafia)?|snímka)"),
    Rule("source", "ht", r"zdroj ?: ?(?-i:[A-ZÄÖČĆŠŽĐ]).{1,60}"),
    Rule("comments", "ht", r"(?:komentáre|diskusia) ?[(:]? ?\d{1,5}\)?|\d{1,5} komentárov|vstúpiť do diskusie(?: ?\(.{1,20}\)?)?"),
)  # fmt: skip
