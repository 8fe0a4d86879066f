"""What is left alone whatever the model says: addresses, code, nouns and names that look like something else."""

from __future__ import annotations

import re

# Signs of addresses, handles, file names and calls in what stands between two blanks.
_ADDRESS = re.compile(r"[/\\@#_=<>{}|~^*$`]|[^\W_][.:][^\W_]|[^\W_]\(")
# No address, with the word as "a" or "A": a sentence whose blank before was lost, words with a slash between, and tags.
_NO_ADDRESS = re.compile(r"\W*(?!www)[^\W\d_]{3,}[.?!:][\"“]?A\W*|\W*[a-z]{2,}/a\W*|\W*[aA]/[^\W\d_]{2,}\W*|\W*#A\W*")
# Of sites, with an s: in 157 MB of news always a possessive.
_ENDINGS = frozenset(["coms", "orgs", "nets", "govs", "edus", "tvs", "uks"])
_PLAIN = frozenset(" \n")  # what stands around nearly all words
# Signs of code in the line around; without one of these there is none.
_CODE_SIGNS = ("=", "{", "}", ";\n", "()", "->", "::")
# \0 stands for the word.
_CODE_LINE = re.compile(
    r" [-+*!=<>]?=[=>]? .{,20}\0|\0.{,20} [-+*!=<>]?=[=>]? |[^\W_]\(\)|[{}]\s*$|[^\s\"”];\s*$|\w->\w|::\w"
)
# Words that are themselves behind these: "full of cant", "as is his wont".
_NOUNS = {
    "cant": frozenset(["of", "by", "with", "the", "such", "no", "more", "pure"]),
    "wont": frozenset(
        ["my", "your", "his", "her", "its", "our", "their", "be", "am", "is", "are", "was", "were", "been"]
    ),
    "its": frozenset(["its"]),  # "Its its third bloom"
    "lets": frozenset(["nobody", "who", "which", "he", "she", "someone", "everyone", "everybody"]),
}
# But for who stammers: "its its a question of time".
_STAMMERED = frozenset("a an the not like just really so very all about in on to that this kind been going got".split())
# Surnames behind a title, or behind another capital letter where the past is told ("Jess Cant lost"), or, in a sentence, where that
# ends or brackets open ("said Jess Cant.").
_SURNAMES = frozenset(["Cant", "Wont"])
_PAST = re.compile(
    r" (?:(?!need|feed|heed|bleed|breed|speed|(?:ex|pro|suc)ceed|embed)[a-z]{2,}ed|said|says|told|was|is|had|has|lost|won|led|ran|took|made|gave"
    r"|left|bought|sold|went|came|saw|knew|wrote|spoke|stood|sat|kept|held|began|became|grew|found|built|taught|thought)\b"
)
_HEADLINE = re.compile(" [A-Z]")  # "Mayor Wont Seek Third Term"
_ENDS = re.compile(r"[.,;:!?)]|\Z| ?[(\n]| (?:and|who)\b")
_TITLES = frozenset(
    "Dr Mr Mrs Ms Miss Sir Dame Lord Lady Prof Professor Judge Justice Captain Rev Sgt Sergeant Inspector Constable Mayor".split()
)
# Teams, by the last word of the name before: "the Cleveland Browns kicker" is no possessive of a Brown. News of sport is
# rare in the training data and writes these bare or with s'. Left out is what may be one man: "Buffalo Bill's". A storm,
# a place of much news, some firms and a designer stand with them.
_TEAMS = """
Alto Networks; Anaheim Ducks; Angeles Angels Chargers Clippers Dodgers Kings Lakers Rams; Antonio Spurs; Arizona
Cardinals Coyotes Diamondbacks; Atlanta Braves Falcons Hawks; Baltimore Orioles Ravens; Bay Buccaneers Packers Rays;
Blackburn Rovers; Blue Devils Jackets Jays; Bolton Wanderers; Boston Bruins Celtics; Bristol Rovers; British Lions;
Brooklyn Nets; Buffalo Sabres; Calgary Flames; Carolina Hurricanes Panthers; Charlotte Hornets; Chicago Bears
Blackhawks Bulls Cubs; Cincinnati Bengals Reds; Cisco Systems; City Chiefs Royals; Cleveland Browns Cavaliers
Guardians Indians; Colorado Rockies; Dallas Cowboys Mavericks Stars; Demon Deacons; Denver Broncos Nuggets; Detroit
Lions Pistons Tigers; Diego Chargers Padres; Edmonton Oilers; England Patriots; Florida Marlins Panthers; Francisco
Giants; Glasgow Rangers; Houston Astros Rockets Texans; Hurricane Frances; Indiana Pacers; Indianapolis Colts; Irish
Lions; Jacksonville Jaguars; Jersey Devils Nets; Jony Ive; Jose Sharks; Khan Younis; Louis Blues Cardinals Rams; Maple
Leafs; Memphis Grizzlies; Miami Dolphins Marlins; Milwaukee Brewers Bucks; Minnesota Timberwolves Twins Vikings;
Montreal Canadiens Expos; Nashville Predators; Oakland Athletics Raiders; Orleans Hornets Pelicans Saints; Ottawa
Senators; Park Rangers; Philadelphia Eagles Flyers Phillies; Phoenix Suns; Pittsburgh Penguins Pirates Steelers; Red
Wings; Sacramento Kings; Seattle Mariners Seahawks; Sun Devils; Tar Heels; Tennessee Titans; Texas Instruments;
Toronto Raptors; Trail Blazers; Vancouver Canucks Grizzlies; Vegas Raiders; Washington Capitals Commanders Nationals
Redskins Wizards; West Indies; Winnipeg Jets; Wolverhampton Wanderers; Yellow Jackets; York Giants Islanders Jets
Knicks Mets Rangers Yankees
"""
_PLURAL_NAMES: dict[str, set[str]] = {}  # the words before, by team
for _place, *_names in map(str.split, _TEAMS.split(";")):
    for _name in _names:
        _PLURAL_NAMES.setdefault(_name, set()).add(_place)
# Places and firms that write themselves without a mark, by the word behind; and "as he is wont to".
_WITH_NEXT = {
    word: frozenset(behind)
    for word, *behind in map(
        str.split,
        (
            "Americas segment; Arent Fox; Badgerys Creek; Bells Beach; Clarks Summit; Devils Lake Tower; Earls Court; Gerrards Cross"
            "; Grants Pass; Harpers Ferry; Hells Angels Canyon; Kings Canyon Cross Lynn; Lloyds Bank Banking Register TSB"
            "; Martins Ferry; Pikes Peak; Potters Bar; Smiths Falls; Toms River; Zacks Consensus Earnings Equity Industry"
            " Investment Rank; Ill health met will; Lets of; Wont to; wont to"
        ).split(";"),
    )
}
_BEHIND = re.compile(r" (\w{1,15})\b")
_SHELL = re.compile(r"(?<=[a-z,] )Shell(?![^\W_])")


def in_address(text: str, start: int, end: int) -> bool:
    """Whether the word stands in an address, a handle or a call: 60 characters to either side are looked at. A site that
    owns something ("Amazon.coms profits") is none, nor is a share ("$TSLAs fall").
    """
    if (start == 0 or text[start - 1] in _PLAIN) and (end == len(text) or text[end] in _PLAIN):
        return False
    before, after = text[max(0, start - 60) : start], text[end : end + 60]
    left = before.rsplit(maxsplit=1)[-1].rpartition("—")[2] if before and not before[-1].isspace() else ""
    right = after.split(maxsplit=1)[0].partition("—")[0] if after and not after[0].isspace() else ""
    word = text[start:end]
    if word.lower() in _ENDINGS:
        left = left.replace(".", "")
    elif left == "$" and word[:-1].isupper():
        left = ""
    around = f"{left}{'A' if word[0].isupper() else 'a'}{right}".replace("``", '"')  # printers' quotation marks
    return _ADDRESS.search(around) is not None and not _NO_ADDRESS.fullmatch(around)


def may_hold_code(text: str) -> bool:
    """Whether the text has any sign of code, so that its lines need a look."""
    return any(sign in text for sign in _CODE_SIGNS)


def in_code(text: str, start: int, end: int) -> bool:
    """Whether the line, 60 characters to either side, is code. (Prose has a sign of equality, too, but seldom just here.)"""
    before = text[max(0, start - 60) : start].rpartition("\n")[2]
    after, ends, _ = text[end : end + 60].partition("\n")
    goes_on = "" if ends or end + 60 >= len(text) else "…"
    return _CODE_LINE.search(f"{before}\0{after}{goes_on}") is not None


def may_be_other(word: str) -> bool:
    """Whether some text may tell that the word is what it is without a mark, as below."""
    return word in _PLURAL_NAMES or word in _WITH_NEXT or word in ("Shell", "Childs") or word.lower() in _NOUNS


def is_other(text: str, start: int, word: str) -> bool:
    """Whether the word in s is the name of a team, or "cant" or "wont" the noun, by the word before, or a place's, by the one behind;
    or "Shell" no "She'll": the text has it within a sentence, where only the name has a capital. So has the family's name Childs behind
    a small letter, and so have Cant and Wont behind a forename.
    """
    if word == "Shell":
        return _SHELL.search(text) is not None
    if word in _WITH_NEXT and _word_behind(text, start + len(word)) in _WITH_NEXT[word]:
        return True
    before = _word_before(text, start)
    if word.lower() == "its" and _word_behind(text, start + len(word)) in _STAMMERED:
        return False
    if word == "Childs":
        return before.islower()
    if word in _SURNAMES and before.istitle():
        behind = start + len(word)
        if _PAST.match(text, behind) or (before in _TITLES and not _HEADLINE.match(text, behind)):
            return True
        first = _word_before(text, start - len(before) - 1)  # in headlines all words have capitals
        return (first.islower() or first in _TITLES) and _ENDS.match(text, start + len(word)) is not None
    return before in _PLURAL_NAMES.get(word, ()) or before.lower() in _NOUNS.get(word.lower(), ())


def _word_before(text: str, start: int) -> str:
    """Of up to 15 letters, before one blank; what is longer is cut."""
    word, blank, rest = text[max(0, start - 16) : start].rpartition(" ")
    return word.rpartition(" ")[2] if blank and not rest else ""


def _word_behind(text: str, end: int) -> str:
    """Of up to 15 letters, behind one blank."""
    behind = _BEHIND.match(text, end)
    return behind[1] if behind else ""
