"""Names and fixed forms whose apostrophe is sure from the letters alone: "OBrien", "DAngelo", "Ballon dOr", "whatre".

A capital behind the mark gives the names away; "Obrien" and "Dangelo" are left, since how they would be written is not
known. So is what many write without a mark ("Xian", "Sanaa", "Shiite"). The forms are set down by hand; the model learns
more from its corpus, but has met few of these often enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tasks.edits import Edit, Splicer
from tasks.repair.apostrophes.exempt import in_address

_IRISH = """
O'Bannon O'Beirne O'Boyle O'Brian O'Briain O'Brien O'Bryan O'Bryant O'Byrne O'Callaghan O'Carroll O'Casey O'Cleirigh
O'Connell O'Conner O'Connor O'Conor O'Curry O'Daly O'Day O'Dea O'Dell O'Doherty O'Donnell O'Donoghue O'Donohoe O'Donohue
O'Donovan O'Dowd O'Driscoll O'Duffy O'Dwyer O'Faolain O'Farrell O'Ferrall O'Flaherty O'Flanagan O'Flynn O'Gara O'Gorman
O'Grady O'Hagan O'Halleran O'Halloran O'Hanlon O'Hanrahan O'Hara O'Hare O'Hearn O'Hehir O'Herlihy O'Herron O'Higgins
O'Horan O'Hurley O'Kane O'Kean O'Keefe O'Keeffe O'Kelly O'Lakes O'Laughlin O'Leary O'Loughlin O'Loughlen O'Mahoney O'Mahony
O'Maley O'Malley O'Mara O'Meally O'Meara O'Melia O'Melveny O'Moore O'Mullan O'Neal O'Neale O'Neil O'Neill O'Nolan
O'Phelan O'Quinn O'Rahilly O'Reagan O'Regan O'Reilly O'Rielly O'Riley O'Riordan O'Rourke O'Ruairc O'Ryan O'Scannlain
O'Searcaigh O'Shaughnessy O'Shea O'Sheehan O'Snodaigh O'Sullivan O'Toole O'Tuama
"""
_ITALIAN = """
D'Abo D'Abruzzo D'Adamo D'Addario D'Agata D'Agostino D'Aguilar D'Alema D'Alessandro D'Alesandro D'Alessio D'Alfonso
D'Allaire D'Almeida D'Aloisio D'Amato D'Ambrosio D'Amelio D'Amico D'Amore D'Andre D'Andrea D'Angelo D'Annunzio D'Antoni
D'Antonio D'Antuono D'Aquila D'Aquino D'Arcangelo D'Arcy D'Argento D'Arienzo D'Artagnan D'Arrigo D'Ascenzo D'Aversa
D'Avino D'Costa D'Cruz D'Cunha D'Elia D'Emic D'Emilio D'Eramo D'Errico D'Escoto D'Estaing D'Eustachio D'Ippolito
D'Lima D'Mello D'Onofrio D'Orazio D'Orsay D'Orsi D'Ottavio D'Oyly D'Silva D'Souza D'Urso D'Ursi
Dall'Aglio Dall'Ara Dall'Asta Dall'Oglio Dell'Acqua Dell'Anna Dell'Aquila Dell'Arte Dell'Isola Dell'Olio Dell'Orefice
Dell'Oro Dell'Orto Dell'Orso Dell'Osso Dell'Utri dell'Acqua dell'Accademia dell'Arte dell'Opera dell'Orto dell'Osservatore
dell'Umbria dell'Utri nell'Emilia Sant'Agata Sant'Ambrogio Sant'Andrea Sant'Angelo Sant'Anna Sant'Antonio Sant'Egidio
Sant'Elia Sant'Onofrio
"""
_FRENCH = """
L'Amour L'Aquila L'Arche L'Artiste L'Avventura L'Enfant L'Engle L'Equipe L'Équipe L'Esperance L'Estrange L'Etoile
L'Étoile L'Express L'Humanité L'Italien L'Occitane L'Oreal L'Oréal L'Osservatore L'Ouverture L'Unita L'Unità
M'Bala M'Baye M'Bolhi N'Diaye N'Djamena N'Dour N'Goran N'Golo N'Guessan N'Zonzi
d'Alembert d'Alene d'Ancona d'Angelo d'Anjou d'Annunzio d'Antibes d'Antin d'Aosta d'Arc d'Argent d'Artagnan
d'Aubuisson d'Avignon d'Azur d'Elysees d'Élysées d'Escoto d'Espagne d'Estaing d'Este d'Estrées d'Etat d'État d'Harcourt
d'Hebron d'Hiver d'Honneur d'Hondt d'Huez d'Isere d'Isère d'Italia d'Italie d'Ivoire d'Olonne d'Or d'Orléans d'Orleans
d'Orsay d'Orves d'Ornano d'Outre d'Oyly d'Urville d'Usseau d'Uzès
l'Afrique l'Aquila l'Arche l'Assomption l'Étoile l'Etoile l'Europe l'Histoire l'Hôpital l'Hopital l'Humanité
l'Institut l'Isle l'Ouest l'Ouverture l'Union l'Université
B'nai B'Tselem Nyong'o O'odham Thiong'o
"""
# Not "Kelloggs" or "Hodgkins", which are families and surnames too.
_NAMED = """
Alzheimer's Asperger's Bloomingdale's Crohn's Fermat's Hadrian's Jehovah's Nando's Occam's Ockham's Rubik's Sainsbury's Sotheby's
Tourette's
"""
# Behind a capital at a sentence's start too.
_SMALL = """
d'oeuvre d'oeuvres d'œuvre d'œuvres d'hotel d'hôtel d'hote d'hôte d'être d'etre d'honneur l'oeil
daren't mightn't mayn't c'est c'mon d'you g'day cap'n
how'll how're how've may've that've there've this'll what'd what'll what're what've when'll where're why'd why'll why're
anybody'd anyone'd everybody'd everyone'd nobody'd somebody'd someone'd anybody'll anyone'll everybody'll everyone'll nobody'll
somebody'll someone'll
he'd've i'd've it'd've she'd've that'd've they'd've we'd've who'd've you'd've y'all'd y'all're y'all've
couldn't've mightn't've mustn't've shouldn't've wouldn't've
businessmen's cattlemen's chairmen's congressmen's craftsmen's firemen's fishermen's freedmen's gentlemen's longshoremen's
policemen's salesmen's servicemen's sportsmen's statesmen's workmen's
"""
_SPELT = {full.replace("'", ""): full for full in (_IRISH + _ITALIAN + _FRENCH + _NAMED + _SMALL).split()}
_SPELT |= {full.replace("'", "").capitalize(): full[0].upper() + full[1:] for full in _SMALL.split()}
# With their marks, and words that the lexicon knows: what other signs in the mark's place are looked up in.
MARKED = {
    *_SPELT.values(),
    "o'clock",
    "O'Clock",
    "ma'am",
    "Ma'am",
    "y'all",
    "Y'all",
    "y'know",
    "Y'know",
    "ne'er",
    "e'er",
    "o'er",
}
# By what stands beside it: "rock n roll", "neer-do-well".
_ROCK = re.compile(r"ock (n)(?= [Rr]oll(?![^\W_]))")
# "Get em": behind words that take it, as "em" is a word of other languages, and a printer's measure.
_EM = re.compile(r" (em)(?=[ .,!?;:\"”\n]|$)(?! dash)")
_BLANK, _QUOTES = re.compile("[ \n]"), '"“‘('
_TAKES_EM = frozenset(
    (
        "all any ask asked beat both bring burn call catch count eat feed for gave get give got had have hear heard"
        " help hit hold keep kill knock know leave let like love make most need of put rang round saw see seen send"
        " shoot show some stop take teach tell told to want watch with"
    ).split()
)
# Behind what is shortened: "Corp.s profits". None of 1,000 such is right as it stands in 66 million words; of others ("C.E.O.s") some
# are plurals.
_SHORTENED = re.compile(
    r"(?<![^\W_])(?:Bros|Co|Corp|Cos|Inc|Jr|Ltd|Plc|Sr|C\.I\.A|D\.C|E\.P\.A|E\.U|F\.B\.I|F\.C\.C|F\.D\.A|G\.O\.P|I\.M\.F|I\.R\.S|L\.A|N\.B\.A|N\.C\.A\.A"
    r"|N\.F\.L|N\.H\.S|N\.S\.A|N\.Y|S\.E\.C|U\.A\.E|U\.K|U\.N|U\.S|U\.S\.S\.R)\.(s)(?![^\W_]|['’]|\.\w)"
)
_OTHERS = ("'", "’")  # "Alzheimers'" is somebody's plural
_NEER = re.compile(r"(?<![^\W_])[Nn](?=eer-do-well)")


def _folded(forms: Iterable[str]) -> list[str]:
    """As the gate reads them: small letters of ASCII, and in UTF-8 a byte of "œ" parts words."""
    return sorted({form.encode().lower().decode().rpartition("œ")[2] for form in forms})


# What gives them away; those of the first kind only with a capital that is not their first letter.
NAMES = _folded(bare for bare in _SPELT if not bare[1:].islower())
FORMS = _folded([*(bare for bare in _SPELT if bare[1:].islower()), "neer", "em"])
_WORD = re.compile(r"[^\W_]+")
_RULES = {"'n'": "rock 'n' roll", "Ne'": "ne'er", "ne'": "ne'er", "'s": "Corp.'s"}


def restore_fixed(text: str, mark: str) -> tuple[str, list[Edit]]:
    """The text with such forms put right, and the edits."""
    found = [
        (*word.span(), _SPELT[bare])
        for bare in _SPELT.keys() & _words(text)
        for word in re.finditer(rf"{bare}(?<![^\W_]{bare})(?![^\W_])", text)
        if not in_address(text, *word.span()) and not (bare[-1] == "s" and text[word.end() : word.end() + 1] in _OTHERS)
    ]
    if " em" in text and " the " in text:
        found += [
            (*word.span(1), "'em")
            for word in _EM.finditer(text)
            if _BLANK.split(text[max(0, word.start() - 12) : word.start()])[-1].lstrip(_QUOTES).lower() in _TAKES_EM
        ]
    if "ock n " in text:
        found += [(*word.span(1), "'n'") for word in _ROCK.finditer(text)]
    if ".s" in text:
        found += [(*word.span(1), "'s") for word in _SHORTENED.finditer(text)]
    if "eer-do-well" in text:
        found += [(word.start(), word.end() + 1, f"{word.group()}e'") for word in _NEER.finditer(text)]
    splicer = Splicer(text, "apostrophes")
    for start, end, spelt in sorted(found):
        splicer.replace(start, end, spelt.replace("'", mark), f"fixed:{_RULES.get(spelt, spelt)}")
    return splicer.done()


def _words(text: str) -> set[str]:
    """The words of a text. (Most stand between blanks: looking for them alone takes ten times as long.)"""
    between = set(text.split())
    words = set(filter(str.isalnum, between))
    return words.union(_WORD.findall(" ".join(between - words)))


def spell_name(word: str, mark: str) -> str:
    """One word, with its mark if it is such a name."""
    return _SPELT.get(word, word).replace("'", mark)
