"""What pages say in Romanian."""

from __future__ import annotations

from tasks.furniture.rule import PERSON, Rule
from tasks.furniture.rules.languages.words import CLOCK, NETWORKS

_MONTH = r"(?:ian(?:uarie)?|feb(?:ruarie)?|mar(?:tie)?|apr(?:ilie)?|mai|iun(?:ie)?|iul(?:ie)?|aug(?:ust)?|sept?(?:embrie)?|oct(?:ombrie)?|noi(?:embrie)?|nov|dec(?:embrie)?)"
_DATE = rf"(?:\d{{1,2}} {_MONTH}\.? \d{{4}}|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}})(?:,? ?(?:ora )?{CLOCK})?"

RULES = (
    Rule("time stamp", "h", rf"(?:data (?:actualizării|publicării) ?: ?{_DATE}[ ,|]*){{1,2}}|{_DATE}"),
    Rule("views", "ht", r"\d[\d.]* (?:de )?(?:afișări|vizualizări|accesări|vizualizari|afisari)"),
    Rule("read more", "b", r"(?-i:Citește și|CITEȘTE ȘI|Citeşte şi|CITEŞTE ŞI) (?-i:[A-ZĂÂÎȘȚ„\"“\d])[^.!?]{14,160}(?<![,;:])"),
    Rule("byline", "ht", rf"(?:editor|redactor|autor|corespondent|reporter)(?: web| șef| online)? ?: ?{PERSON}(?:,? {PERSON})?"),
    Rule("follow", "ht", rf"(?:urmărește|urmăriți|urmăreşte|urmăriţi|intră|intrați|alătură-te|abonează-te|abonați-vă|fii la curent)\b(?=[^!?]{{0,100}}(?:\b(?:ști|şti)ri\w*|-ne\b|\bpagin\w+|\bcanal\w+|\bcomunitat\w+|\.ro\b|\bnoutăți\w*))[^!?]{{0,100}}\b{NETWORKS}(?!\w)[^!?]{{0,60}}"),
    Rule("newsletter", "ht", r"(?:abonează-te|abonați-vă|abonaţi-vă|înscrie-te|înscrieți-vă)\b[^.!?]{0,60}\bnewsletter\w*[^.!?]{0,60}"),
    Rule("advertising", "htb", r"(?:articolul|textul|știrea|ştirea) continuă (?:după|mai jos|sub)\b.{0,30}"),
    Rule("copyright", "t", r"(?:preluarea|reproducerea|copierea) (?:(?:integrală|parțială|totală) )?(?:a )?(?:textelor|articolelor|materialelor|conținutului|informațiilor|știrilor)\b.{2,160}\b(?:surs(?:ei|a)|acord\w*|site\w*|website\w*|link\w*)\b.{0,160}|conținutul (?:web)?site-ului\b.{2,200}\b(?:destinat|interzis\w*|protejat\w*|reprodu\w+|copie\w+)\b.{0,260}"),
)  # fmt: skip
