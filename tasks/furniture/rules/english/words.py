"""What rules of several kinds have in common."""

from __future__ import annotations

from tasks.calendar import DAY_NAMES, MONTH_NAMES, SHORT_DAYS

AND = r"(?:[ ,|/·•&]+(?:(?:and|or|und|et|y|e|o|en|och|i) )?)"
MONTH = rf"(?:{'|'.join(MONTH_NAMES)})\.?"
_DAYS = (*DAY_NAMES, *SHORT_DAYS, "segunda", "terça", "quarta", "quinta", "sexta")
DAY = rf"(?:{'|'.join(_DAYS)})\.?"
# Months and days stand once in these, since their names take long to compile: "3 March 2024", "March 3, 2024".
_ORDINAL = r"(?:st|nd|rd|th)?"
DATE = (
    rf"(?:{DAY},? (?:the )?)?(?:(?=\d|[^\W\d]+\.? \d{{1,2}}{_ORDINAL}\b)(?:\d{{1,2}}(?:{_ORDINAL}|\.|º) (?:de |d[e'’] ?)?)?{MONTH}(?: \d{{1,2}}{_ORDINAL}(?=,? \d))?,? (?:de |del )?\d{{4}}"
    r"|\d{4}[-/.]\d\d[-/.]\d\d|\d\d?(?:[-/.]|\. )\d\d?(?:[-/.]|\. )\d{2,4})"
)
TIME = r"\d{1,2}(?:[:.h]\d\d(?:[:.]\d\d)?)? ?(?:[ap]\.?m\.?)?(?: ?(?:uhr|h|[a-z]{1,2}[sd]?t|gmt(?:[+-]\d+)?|utc|local time))?"
STAMP = rf"(?:(?:{TIME}[ ,|·•–-]{{1,3}})?{DATE}(?:,? (?:at|um|à|a las|alle|às|om|kl\.?|(?:o )?godz\.|la|ora|saat|v) |[ ,|·•/@–-]{{1,3}})?(?:{TIME})?)"
# A title, with which a label may stand in one line: of two sentences the first is the article's.
TITLE = r"(?:(?![.!?…][\"”’)]* +(?-i:[A-ZÀ-Þ\"“‘])).)"
PIECE = r"(?:story|article)"
IS_NEWS = r"(?!.*\b(?:is|are|was|were|has|have|had|will|said|told)\b)"
