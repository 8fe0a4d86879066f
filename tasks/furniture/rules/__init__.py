"""Rules for furniture that comes in too many forms for a list of phrases, each with its places and its counts.

A rule fits a whole line (without the bullets and brackets around it), never a part of one. `fired` is how often it took
a line out of the real dumps, `wrong` how many of those, all read up to 40 a rule, were the article's own.
`python -m benchmarks.furniture count` prints both columns anew. Those of links, players, pictures and forms without counts are from
27,000 articles of 485 outlets; of each some twenty lines that went were read, and none was the article's own.

They stand by kinds in `english` and `multilingual`, by languages in `languages`; `words` has what all of them share. To add one, look for
the file of its kind or language; what is always worded alike is a line of phrases.txt instead. A rule for whole sentences also needs the
letters that these begin with in cues.txt, without which a sentence is not asked about.
"""

from __future__ import annotations

from tasks.furniture.rules import english, languages, multilingual
from tasks.furniture.rules.english.navigation import MENUS

RULES = (*english.RULES, *multilingual.RULES, *languages.RULES, *MENUS)
"""By places: `places` "b" also allows the body. Order counts only for the name that an edit bears, and for what that name means:
where two rules of different names fit a line, the first names it."""
