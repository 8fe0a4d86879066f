"""Polls, quizzes, and how good the article was."""

from __future__ import annotations

from tasks.furniture.rule import Rule

RULES = (
    # What is asked, and the answers to it, go too (`polls`).
    Rule("poll", "b", r"(?:(?:quick|snap|online|opinion|daily|weekly|our|today['’]s|readers?['’]?s?['’]?) )?poll(?: of the (?:day|week))?:?|vote(?: now| here)?:?|umfrage:?|sondage:?|encuesta:?|sondaggio:?|enquete:?|peiling:?|omröstning:?|ankieta:?"),
)  # fmt: skip

FURTHER = (
    Rule("feedback", "t", r"(?:was|is|did you find) this (?:article|story|page|post|content|answer|recipe) (?:helpful|useful|interesting|informative)\?(?: ?(?:yes|no|/|\||thumbs (?:up|down)|\d+))*|rate this (?:article|story|recipe|post|page)\b[^.!?]{0,30}|(?:thumbs (?:up|down) \d+ ?)+"),
    Rule("poll", "t", r"(?:take|vote in|join|answer) our (?:[\w-]+ ){0,2}(?:poll|survey|quiz)\b[^.!?]{0,60}"),
    Rule("comments", "htb", r"(?:(?:what do you think|do you agree|agree|what['’]s your view)[^.!?]{0,60}\? )?(?:have your say|tell us what you think|(?:please )?let (?:us|me) know(?: [^.!?]{2,50})?|leave (?:us )?a comment|leave your (?:thoughts|views)|share your (?:thoughts|views)|comment) (?:in (?:the|our) comments?(?: section)?(?: below)?|below)(?: (?:how yours turned out|what you think))?|(?:vote in|take) our (?:[\w-]+ ){0,2}(?:poll|survey|quiz)(?: (?:below|here|now))?|comments have been (?:disabled|closed|turned off|switched off)\b.{0,60}"),
    Rule("feedback", "t", r"average rating:? ?\d(?:\.\d+)? ?/ ?\d{1,2}\b.{0,60}|did you (?:make|try|cook) this recipe\?.{0,160}|hosted on acast\b.{0,80}|learn more about your ad choices\b.{0,80}|this (?:website|newspaper|site) (?:follows|adheres to|abides by) the (?:independent press|editors['’] code|ipso|press)\b.{2,160}"),
    Rule("vote", "htb", r"(?:do|does|did|should|would|could|can|will|is|are|was|were|have|has|who|what|which|how|where|when|why|think|agree|got|enjoyed?|liked?)\b[^.!?\"“”]{6,140}\? (?:(?:cast your |please )?(?:vote|have your say|get involved|join (?:in|the (?:debate|conversation|discussion)))|take our (?:poll|survey)|tell us what you think|let us know)(?: (?:here|now|below|today|in (?:the|our) (?:comments?(?: section)?|poll|survey)(?: below)?))+", needs=("? vote", "? cast", "? please ", "? have your", "? get involved", "? join in", "? join the", "? take our", "? tell us", "? let us")),
    Rule("poll", "t", r"(?:view|see|show|hide) (?:the )?(?:poll )?results|(?:vote|answer) to see results|\d[\d,.]{0,8} (?:people (?:have )?voted|votes so far)(?: so far)?|thank(?:s| you) for (?:voting|your vote|taking (?:our|the) (?:poll|quiz|survey))|voting (?:has|is) (?:closed|ended|now closed)|(?:quiz|poll|survey|crossword|wordle|sudoku)(?: of the (?:day|week))? ?[:|] .{4,100}\?|(?:test your knowledge|how well do you know .{2,60}\?)(?: (?:with|in|take|try|play) (?:our|the|this)\b[^.!?]{2,60})"),
    Rule("quiz", "t", r"[^.!?]{0,80}\?? ?(?:take|try|play) (?:our|the|this) (?:[\w'’-]+ ){0,4}quiz\b.{0,40}", needs=("quiz",)),
)  # fmt: skip
