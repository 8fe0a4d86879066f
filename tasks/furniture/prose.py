"""Which lines are an article's own by their look: sentences that no rule can fit, told at a tenth of the price of the rules."""

from __future__ import annotations

import re

from tasks.furniture.listed import listed

CUES, CUES_INSIDE = listed("cues.txt")
"""First letters of words without which a sentence is no furniture: at the ends of a text, and inside it."""
_CUE = 5  # letters
STOPS = frozenset('.!?…"”’)')
"""What a sentence ends with, or what closes behind its end."""
BEFORE_JOINT, BEHIND_JOINT = "[a-zß-ÿ0-9%)]", r"[A-ZÀ-Þ©(\[]"
JOINED = rf"(?:(?<={BEFORE_JOINT}[.!?…])|(?<={BEFORE_JOINT}[.!?…][\"”’)]))(?={BEHIND_JOINT})"
"""Between two sentences where a parser left no blank: "...he said.Login". (It stands in tasks/compiled/lines.h too.)"""
# At the ends of a text rules are asked about what ends in brackets, too.
_STOPS_AT_ENDS = STOPS - {")"}
_LONGEST_INSIDE = 140
# A longer one is furniture only when it ends as the small print of a form does. (These stand in tasks/compiled/glance.c too.)
_FORM_ENDS = ("at any time.", "service apply.", "privacy policy.", "terms of service.", "terms of use.")
_SHORTEST_AT_ENDS = 40
_OPENS = frozenset('"“„«')
_DASHES = 12  # (in tasks/compiled/glance.c and lines.c too)


def is_filled(line: str) -> bool:
    """Whether a line says something: a rule of dashes or stars does not, and furniture may stand on either side of it."""
    return len(line.strip()) > _DASHES or any(map(str.isalnum, line))


def is_prose_inside(line: str) -> bool:
    """Whether a line inside an article ends as a sentence and is long, or has no cue."""
    if line[-1:] not in STOPS:
        return False
    lower = line.lower()
    return (len(line) > _LONGEST_INSIDE and not lower.endswith(_FORM_ENDS)) or CUES_INSIDE.isdisjoint(
        [word[:_CUE] for word in lower.split()]
    )


def is_prose_at_ends(line: str) -> bool:
    """Whether a line at an end of a text ends as a sentence, is more than a label, and has no cue."""
    if len(line) <= _SHORTEST_AT_ENDS or line[-1:] not in _STOPS_AT_ENDS or "@" in line or "©" in line:
        return False
    return CUES.isdisjoint([word[:_CUE] for word in line.lower().split()])


# Headings that a site may put over each article and that are the article's own.
OWN_HEADINGS = frozenset(
    "key points|key takeaways|takeaways|the gist|highlights|at a glance|in brief|in short|summary|introduction|background|context|conclusion|conclusions|analysis"
    "|bottom line|the bottom line|what we know|what happened|what to know|what's next|why it matters|the big picture|the details|by the numbers|go deeper|tl;dr|tldr"
    "|overview|references|sources|notes|methodology|results|discussion|verdict|our rating|pros|cons|ingredients|directions|method|questions and answers|q&a|faq"
    "|zusammenfassung|fazit|hintergrund|das wichtigste in kürze|à retenir|l'essentiel|contexte|en résumé|claves|las claves|contexto|conclusión|in sintesi|resumo|ce qu'il faut retenir|ce que l'on sait|was wir wissen|das wissen wir|lo que se sabe|i punti principali|cosa sappiamo|o que se sabe|pontos principais"
    "|zutaten|zubereitung|ingrédients|préparation|ingredientes|preparación|modo de preparo|ingredienti|preparazione|procedimento|składniki|przygotowanie".split("|")
)  # fmt: skip
"""Folded."""


# What somebody said stays, however it begins: "Share it with the town, the mayor said." Of the 38,000 lines that go from 32,846
# news articles this spares none that is a page's.
_SAID = re.compile(
    r"\b(?:said|says|told|wrote|ruled|joked|warned|argued|insisted|replied|recalled|testified|cried|begged|pleaded|shouted|quipped|whispered|muttered|remarked|declared|complained"
    r"|asked(?=\W*\Z)|(?:banner|sign|placard|poster|letter|note|message)s? reads?"
    r"|sag(?:te|t)|erklärte|rief|fragte|schrieb"
    r"|dit|-t-(?:il|elle)|déclar(?:e|é)|affirme|explique|cria"
    r"|dijo|dice|afirmó|explicó|señaló|declaró"
    r"|disse|afirmou|contou|explicou"
    r"|ha (?:detto|spiegato|dichiarato)|spiega"
    r"|zei|zegt|vertelde|riep|schreef|aldus"
    r"|sade|säger|berättar|skrev|sagde|siger|spurgte|råbte|fortæller|forteller|sier|frågade|ropade"
    r"|powiedziała?|mówi|pytała?|radziła?|dodała?"
    r"|řekla?|říká|uvedla?|ptala?|zeptala?|dodala?"
    r"|spus|declarat|întrebat"
    r"|dedi|söyledi"
    r"|(?:сказал|заявил|сообщил|рассказал|отметил|добавил|пояснил|сказав|заявив|повідомив|розповів|зазначив|каза|заяви)(?:а|ла|и|ли)?"
    r"|είπε|δήλωσε|τόνισε|mondta|közölte|nyilatkozta)\b",
    re.IGNORECASE,
)


def is_told(line: str) -> bool:
    """Whether a line ends as a sentence, or begins as a quotation, and says that somebody said something."""
    return (ends_as_sentence(line) or line.lstrip()[:1] in _OPENS) and _SAID.search(line) is not None


# Of whose words a headline is: "Check your inbox for the code, bank tells customers".
_HEADED = re.compile(
    r", (?!please\b)(?:[^\W\d_][\w'’-]* ){1,4}"
    r"(?:says?|tells|told|warns?|urges?|asks|promises|hears|heard|finds|shows|claims|reveals|admits|insists|vows|argues|suggests)"
    r"(?: [\w'’-]+){0,3}\.?\Z"
)


def is_headline(line: str) -> bool:
    """Whether a line ends as headlines do that tell what somebody says."""
    return _HEADED.search(line) is not None


# "Click on a name and you get a life."
_OUTCOME = re.compile(
    r"\band (?:you|it|he|she|they|nobody|no one) (?!can|could|will|may|might|agree|consent|accept|get our|receive)\w",
    re.IGNORECASE,
)


def is_outcome(line: str) -> bool:
    """Whether a line is a sentence that begins as an invitation and goes on with what comes of it."""
    return ends_as_sentence(line) and _OUTCOME.search(line) is not None


_FINITE = re.compile(
    r" (?:is|are|was|were|has|have|had|will|would|could|can|should|must|may|might|went|goes|came|did|does)\b"
)
# "line the stairs"
_ACTS = re.compile(
    r" (?!(?:and|at|by|courtesy|during|for|from|in|inside|near|of|on|or|outside|over|through|to|under|via|with)\b)[a-z]{3,} (?:an?|the|his|her|its|their) [a-z]"
)
_TWICE = re.compile(r"(\w+) by \1\b", re.IGNORECASE)
# What is told of a picture is a sentence, too.
_CAPTION = re.compile(r"\W*(?:[^\W\d_]+ ){0,2}(?:image|photo|picture|illustration|foto|bild)s? ?:", re.IGNORECASE)
# "Sources: three officials, two pilots and a cook." Whom a page has something from has a capital letter.
_WHO = re.compile(
    r"\W*(?:credits?|sources?|fuentes?|fontes?|fonti|bronnen|källor|kilder) ?: (?!courtesy|via|by|own|eigen|elabora|propri|https?|www)(?-i:[^\W\d_A-ZÀ-Þ])\w* [^.!?]*(?:,| (?:and|y|e|et|en|och|og)) ",
    re.IGNORECASE,
)
# "More on that later."
_LATER = re.compile(
    r"[Mm]ore (?:(?:details|news|word) )?(?:about|by|from|in|on) (?!this\b|our\b)(?:.* )?(?!(?:and|for|of|our|the)\b)[a-z]{2,}\b"
)


def is_sentence(line: str, name: str) -> bool:
    """Whether a line that begins as a label does is a sentence all the same."""
    if not ends_as_sentence(line):
        return False
    if name == "tags":  # lists end without a stop
        return line[:1] != "#" and (":" not in line or " and " in line)
    if name == "more from":
        return _LATER.match(line.lstrip()) is not None
    if name == "source":
        return _WHO.match(line) is not None
    return _CAPTION.match(line) is None and any(pattern.search(line) for pattern in (_FINITE, _ACTS, _TWICE, _WHO))


def ends_as_sentence(line: str) -> bool:
    """Whether a line ends with a stop, or with one inside quotation marks."""
    return line[-1:] in _STOPS_AT_ENDS
