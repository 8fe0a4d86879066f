"""What pages say in one language: above, inside and behind their articles.

Of 320 phrases of made and seen sites in fifteen languages, each alone at its place, 150 were known without the first of these; beside them
nothing of 6,000 right texts in nine languages goes but what was read and is furniture. Chinese was read in the texts of 7,353 pages; of 90
others 25 lines went, each of them furniture.

Corrections stay, as in English, and so do words that name a section and may be a subhead ("Экономика").
"""

from __future__ import annotations

from tasks.furniture.rules.languages import (
    arabic,
    chinese,
    cyrillic,
    czech,
    finnish,
    greek,
    hindi,
    hungarian,
    indonesian,
    japanese,
    korean,
    polish,
    romanian,
    slovak,
    south_slavic,
    turkish,
)

RULES = (
    *arabic.RULES,
    *chinese.RULES,
    *cyrillic.RULES,
    *czech.RULES,
    *finnish.RULES,
    *greek.RULES,
    *hindi.RULES,
    *hungarian.RULES,
    *indonesian.RULES,
    *japanese.RULES,
    *korean.RULES,
    *polish.RULES,
    *romanian.RULES,
    *slovak.RULES,
    *south_slavic.RULES,
    *turkish.RULES,
)
