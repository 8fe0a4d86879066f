"""Whose a line is that many articles have, as far as its own words tell: the articles', or the site's, which speaks to readers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tasks.calendar import MONTH_NAMES
from tasks.furniture.rule import CAPITALS, PARTICLES

LABEL_WORDS = 6  # at the most
TITLE_WORDS = 4  # at the least


def is_sentence(line: str) -> bool:
    """Whether a line reads like a sentence of an article: a stop at its end and more than a label's words."""
    return len(line.split()) > 6 and line.rstrip("\"'”’)").endswith((".", "!", "?"))


_STOPPED = frozenset(".!…:;,")
_MEASURED = re.compile(r"\d[.,]\d|\d ?%")


def is_measured(line: str) -> bool:
    """Whether a line has a fraction or a share: "Australian dollar: flat at 63.00 US cents"."""
    return _MEASURED.search(line) is not None


def is_title(line: str) -> bool:
    """Whether a line reads like the title of another article: some words, no stop at its end, no row of a table."""
    ended = line.rstrip("\"'”’)")[-1:] in _STOPPED
    return len(line.split()) >= TITLE_WORDS and not ended and not is_measured(line)


# A row of a report of figures: "Sales 15.9 mln vs 12.0 mln", "Gold 1,204.50 +0.4%". A clock's or a date's are one number each.
_CELL = re.compile(
    r"(?<![\d.,:/-])(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+(?:\.\d+)? ?%)(?![\d:/-]|[.,]\d| ?[ap]\.?m\b)"
)


# What is no figure: dates and hours.
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}[.:h]\d\d(?:[.:]\d\d)?|(?:19|20)\d\d|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{1,2}}\.? (?:{'|'.join(MONTH_NAMES)})|(?:{'|'.join(MONTH_NAMES)})\.? \d{{1,2}})\b",
    re.IGNORECASE,
)


def has_figures(line: str) -> bool:
    """Whether a line has numbers besides dates and hours: "30 dead, 91 injured"."""
    return any(map(str.isdigit, _DATE.sub("", line)))


def are_rows(examples: Sequence[str]) -> bool:
    """Whether most of the texts of a line, which differ in their numbers, have two that are measured: each is another article's."""
    rows = sum(len(_CELL.findall(line)) > 1 for line in examples)
    return 2 * rows > len(examples)


# "US", "comment" and "we" are reporters' words.
_TO_READERS = re.compile(
    r"\b(?:you|your|you['’](?:re|ll|ve)|our(?! (?:conversation|interview|discussion|exchange|chat))|newsletters?|inbox|subscribe|subscribers|unsubscribe|podcasts?|votre|vos|abonnez|inscrivez|suscríb\w+|nuestr[oa]s?|iscriviti|assine|abonnieren|nieuwsbrief|nyhetsbrev)\b|https?:|www\.|@\w"
    r"|(?:^|: )(?:click|sign|subscribe|follow|join|read|watch|listen|download|visit|share|support|donate|get|send|check|catch|try|become|register|stay)\b",
    re.IGNORECASE,
)  # fmt: skip
_STOP = re.compile(r"(?<=[.!…]) +(?=\S)")
_QUOTED = re.compile('["“”„«»]|\\b(?:I|my|me)\\b')


def speaks_to_readers(line: str) -> bool:
    """Whether a line is longer than a label, is nobody's quotation, and addresses whoever reads it, in most of its sentences."""
    if len(line.split()) <= LABEL_WORDS or _QUOTED.search(line):
        return False
    # An invitation may be glued to what a reporter repeats; a question goes with what follows.
    sentences = _STOP.split(line)
    return 2 * sum(_TO_READERS.search(sentence) is not None for sentence in sentences) > len(sentences)


# "Who knows?", "Will the bell ring again?", "Chi paga?"; pages leave such words out ("Want more?"), or ask "you".
_ASKED = re.compile(
    r"[\W_]*(?:(?:and|but|so|und|aber|et|mais|y|pero|e|ma|mas|en|maar|och|men) )?(?:who|whose|what|where|when|why|which|how|is|are|was|were|will|would|does|did|do|could|should|has|had|can"
    r"|wer|wen|was|wo|wann|warum|wie|wird|ist|sind|kommt|hat|qui|quoi|où|quand|pourquoi|comment|combien|quién|qué|dónde|cuándo|cómo|chi|che|dove|quando|perché|come|quem|onde|como|wat|waar|wanneer|waarom|hoe|vem|vad|var|när|varför|hur)\b",
    re.IGNORECASE,
)
_OF_READERS = re.compile(
    r"\b(?:you(?:r|['’](?:re|ve|d))?|du|dich|dir|dein\w*|sie|ihnen|ihre?n?|euch|vous|votre|vos|te|tu|tus|usted(?:es)?|ti|tuo|tua|você|vocês|sua|je|jij|jouw|u|uw|dig|din|ditt|ci|cię|twój)\b",
    re.IGNORECASE,
)


def asks_readers(question: str) -> bool:
    """Whether a short question may be one that a page asks, not an article."""
    return _ASKED.match(question) is None or _OF_READERS.search(question) is not None


_INVITES = re.compile(
    r"(?:check|click|discover|download|explore|follow|join|listen|read|sign|subscribe|track|visit|vote|watch)\b(?:(?! (?:he|she|they|it|who)\b)[^.!?:])*\b(?:app|here|now|our|poll|quiz|us|your)\b[^.!?:]*",
    re.IGNORECASE,
)  # fmt: skip


def invites(line: str) -> bool:
    """Whether it is a short line that sends readers somewhere: "Check Delhi AQI here", "Track pollution levels in your city"."""
    return _INVITES.fullmatch(line) is not None


_NAME = rf"[{CAPITALS}](?:(?![{CAPITALS}])[^\W\d_]|['’.-])+(?: (?:[{CAPITALS}][\w'’.-]*|{PARTICLES})){{1,3}}"
_BYLINE = re.compile(
    rf"(?:(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Dd]oor|[Aa]v|[Aa]f|Autor:|Text:|Tekst:|Oprac\.) )?{_NAME}(?:(?:,| and|, and| &) {_NAME}){{0,2}}(?:, [A-Z][\w .&-]{{2,30}})?"
)


def is_byline(line: str) -> bool:
    """Whether a line is reporters' names and nothing else."""
    return _BYLINE.fullmatch(line) is not None


# A subhead of a form asks ("What are the details?", "Why there's debate"), a quotation is somebody's, and who else has
# reported is told of an article, not of a page.
_ASKS = re.compile(
    r"(?:what|why|how|warum|pourquoi|por qué|perché|por que|waarom|varför)\b.{0,60}|.{2,60}\?",
    re.IGNORECASE,
)  # fmt: skip
_CREDITS = re.compile(
    r".{0,100}\b(?:contributed (?:\w+ )?to (?:this|the) (?:report|story|article|piece)|contributed (?:reporting|to this)|(?:reporting|writing|editing|additional reporting|inputs|files|material) (?:by|from)\b.{2,80})\W*",
    re.IGNORECASE,
)  # fmt: skip
# However short: “We will see you in court.”
_SAID = re.compile(r"\s*[\"“„«].+[.!?…,][\"”“»]\s*")
# What transcripts are full of: "Thank you all very much." "(Applause.)"
_SPOKEN = re.compile(
    r"\W*(?:thank(?:s| you)\b|god bless\b|good (?:morning|afternoon|evening)\b|(?:cheers and )?applause|laughter|crosstalk|inaudible\b|stay with us\b|welcome back\b|we['’]ll be (?:right )?back\b|music\W*\Z).{0,40}",
    re.IGNORECASE,
)


# "MOSCOW, February 6.", "HALIFAX, Nova Scotia, March 3 (AP).", "/TASS/.": where and when a report was sent from, and by whom.
_SENT_FROM = rf"[{CAPITALS}][{CAPITALS}.'’-]+(?: [{CAPITALS}][{CAPITALS}.'’-]+){{0,3}}(?:, [^\d,]{{2,30}})?"
_SENT_ON = rf"(?i:(?:{'|'.join(MONTH_NAMES)})\.? \d{{1,2}}|\d{{1,2}} (?:{'|'.join(MONTH_NAMES)}))(?:,? \d{{4}})?"
_SENT_BY = r"(?:/[A-Z]{2,12}/|\((?:AP|AFP|UPI|Reuters|REUTERS|Xinhua|CNN|ANI|PTI|IANS|TASS|dpa)\))"
_DATELINE = re.compile(rf"(?:{_SENT_FROM},? (?:{_SENT_ON}\W*{_SENT_BY}?|{_SENT_BY})|{_SENT_BY})\W*")


def is_articles_own(line: str) -> bool:
    """Whether a line belongs to articles, in however many of them it stands."""
    return (
        _DATELINE.fullmatch(line) is not None
        or _SPOKEN.fullmatch(line) is not None
        or _CREDITS.fullmatch(line) is not None
        or _SAID.fullmatch(line) is not None
        or (is_sentence(line) and (line[-1] in '"”' or line.count("“") != line.count("”") or line.count('"') % 2 > 0))
        or (len(line.split()) <= LABEL_WORDS and _ASKS.fullmatch(line) is not None and not _TO_READERS.search(line))
    )


# "Sen. Ted Cruz": no sentence ends there. Nor, in a first one, behind a firm: below an article "Published by Quay Media Ltd." does.
_SHORTENED = re.compile(r"(?:\S+ ){0,2}[^\W\d_a-zß-ÿ][^\W\d_A-ZÀ-Þ]{0,4}\.|(?:\S+ ){0,9}\S*[^\W_]\.[^\W_]\.")
_FIRST_SHORTENED = re.compile(
    r"(?:\S+ ){0,9}(?:Inc|Corp|Cos?|Ltd|Bros|Calif|Mass|Wash|Conn|Ariz|Nos?|vs|Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|St)\."
)


def is_shortened(line: str, place: str) -> bool:
    """Whether what was taken for a sentence is a piece of one: it ends in an abbreviation ("Sen.", "The U.S."), or in brackets."""
    return (
        _SHORTENED.fullmatch(line) is not None
        or (place == "head" and _FIRST_SHORTENED.fullmatch(line) is not None)
        or line.count("(") > line.count(")")
    )


# "... in St. Louis.", "(3 Mio. Euro)": what stands behind an abbreviation is no sentence, in however many articles it stands.
_ABBREVIATED = re.compile(r"(?:\b[^\W\d_a-zß-ÿ]\w{0,3}|[^\W_]\.[^\W_])\.\s*\Z")
_REST_WORDS = 3
# "... v 86. minutě.", "am 3. Mai": ordinals have a stop in many languages.
_ORDINAL = re.compile(r"\b\d{1,3}\.\s*\Z")
_GOES_ON = re.compile(rf"(?![{CAPITALS}])[^\W\d_]|(?i:{'|'.join(MONTH_NAMES)})\b")


def is_rest(before: str, sentence: str) -> bool:
    """Whether what was taken for a sentence is the rest of the one before, which is so cut at an abbreviation."""
    if _TO_READERS.search(sentence):
        return False
    if _ORDINAL.search(before) and _GOES_ON.match(sentence):
        return True
    return len(sentence.split()) <= _REST_WORDS and _ABBREVIATED.search(before) is not None
