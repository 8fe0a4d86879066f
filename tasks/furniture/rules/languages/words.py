"""What rules of several languages have in common."""

from __future__ import annotations

from tasks.furniture.rule import CAPITALS

# What a label of another article ends with: its title, or nothing.
LINKED = rf"(?: ?[:|>»–—-](?: ?(?-i:[{CAPITALS}Ά-ΫА-ЯЁІЇЄҐЂЈЉЊЋЏ\d«„“\"'‘]).{{3,200}})?)?"
# "12.3.2024 klo 9.30", "12. marca 2024 o 9:30", as dates stand from Finland to Serbia.
DATED = r" ?:? ?\d{1,2}\. ?(?:\d{1,2}\.|[a-zčšžľáéíóúýô]{3,10}) ?(?:\d{4}\.?)?(?:,? ?(?:klo|kello|u|v|o|ob|[-–|]) ?)?(?:,? ?\d{1,2}[:.]\d{2}(?: ?h)?)?"
CLOCK = r"\d{1,2}[:.]\d{2}"
NETWORKS = r"(?:google news|google wiadomości|wiadomości google|whatsapp|telegram|facebook|instagram|youtube|tiktok|twitter|messenger|viber)"
