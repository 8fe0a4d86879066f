"""What pages say in English, by kinds; much of it has the words of other languages beside, where these are few and said alike.

Of each kind there are two tables: RULES, and FURTHER, which is asked after all of those.

The further ones are from forty sites' furniture written down before any rule was read, so that they show what the other rules had missed. Of
27,000 articles of 485 outlets they take 450 lines more, two thirds of them who has written; read were all: none was the article's own.

Those for agencies, shops, forms, captions and disclaimers, with the phrases that came with them, were written after 1,199 more lines of
made sites, each alone at its place: 597 were known without them, and 953 are with them. Of 7,679 articles they take 38 lines, all read:
captions with who took the picture, where a reporter may be reached, lists of other stories; none was the article's own.

Captions that end with who took the picture, calls to vote and what stands around them are from 43 more made sites, of which a part was
not looked at while the rules were written: of 154 of its lines that had stayed in the sites' articles, 27 were known without them, each
alone at its place, and 59 are with them; of 263 of the others 56 and 168. Of 31,440 real texts they take 1,700 lines more, 1,100
captions and 550 times "For Immediate Release"; all were read: none was the article's own.
"""

from __future__ import annotations

from itertools import chain

from tasks.furniture.rules.english import (
    adverts,
    bylines,
    comments,
    contact,
    dates,
    legal,
    navigation,
    newsletters,
    pictures,
    players,
    polls,
    privacy,
    related,
    sharing,
    subscriptions,
    support,
)

_KINDS = (
    legal, privacy, subscriptions, newsletters, sharing, comments, polls, related, navigation, pictures,
    players, adverts, contact, bylines, dates, support,
)  # fmt: skip
# Their order decides which rule names a line that several fit.
RULES = (*chain.from_iterable(kind.RULES for kind in _KINDS), *chain.from_iterable(kind.FURTHER for kind in _KINDS))
