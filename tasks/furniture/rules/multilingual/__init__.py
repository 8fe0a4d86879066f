"""What pages say in other languages than English, by kinds: most of these rules have the words of all of them.

They are those of the west and the north of Europe, with Polish, Czech, Romanian and Turkish; what only one of the latter says, and what
is said in other languages, stands in `languages`.

Half of 1,212 phrases of made sites in thirteen languages were not looked at while the rules for the smaller ones were written: of those
600, each alone at its place, 275 were known without these and 533 are with them. Of 21,344 real texts, nearly all English, they take
eight lines more; read were all: none was the article's own. Labels of links, of bylines and of times that few houses have are here too
(of 12,477 real texts, nearly all English, none has one). Corrections stay, as in English.
"""

from __future__ import annotations

from tasks.furniture.rules.multilingual import (
    adverts,
    blogs,
    bylines,
    comments,
    contact,
    dates,
    legal,
    navigation,
    newsletters,
    pictures,
    players,
    privacy,
    related,
    sharing,
    subscriptions,
    support,
)

RULES = (
    *privacy.RULES,
    *subscriptions.RULES,
    *newsletters.RULES,
    *sharing.RULES,
    *comments.RULES,
    *related.RULES,
    *navigation.RULES,
    *legal.RULES,
    *bylines.RULES,
    *dates.RULES,
    *pictures.RULES,
    *players.RULES,
    *adverts.RULES,
    *contact.RULES,
    *support.RULES,
    *blogs.RULES,
)
