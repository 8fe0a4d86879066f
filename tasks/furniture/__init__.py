"""Page furniture: what a page sets around an article.

Known, by phrases and rules:

    rules             what is known: phrases.txt, and tables of rules by kinds and by languages; `rule` says what a rule is
    matcher           which rule fits a line; `starts` and `needs`: which ones a line may fit
    prose             sentences that are spared the rules (rules/cues.txt)
    lines             which lines of a text go, from the outside in; `polls`, `sponsored` and `lists`: what goes with its heading
    wording           how much a line is worded as furniture is, for what no rule knows; `wording_train` learns it
    glued, notices    what ends a text where no line does, behind its last sentence and in the small print
    page, stream      the article of a whole page
    glance, verdicts  the same in compiled code, which spares most texts all of that
    known             all of it together

Learned, from lines that many articles of a site have:

    sightings   lines that may be furniture, as they are seen in every text
    decide      which of them are; `whose`: what a line itself tells of that
    learned     these taken out again

How lines are compared, `folding` says, and `listed` how phrases and cues stand in files.
"""
