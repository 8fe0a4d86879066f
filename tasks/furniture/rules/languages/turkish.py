"""What pages say in Turkish."""

from __future__ import annotations

from tasks.furniture.rule import Rule
from tasks.furniture.rules.languages.words import CLOCK

_MONTH = "(?:ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık)"
_DATE = rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}}|\d{{1,2}} {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}}, \d{{4}})(?:,? ?(?:[-–|] ?)?(?:saat:? )?{CLOCK}(?::\d{{2}})?)?"
_STAMP = rf"(?:(?:(?:ilk )?giriş|yayın(?:lan?ma)?|oluştur(?:ul)?ma|(?:son )?güncelle(?:n)?me|eklenme|haber)(?: (?:tarihi|zamanı|saati))?|güncellendi|yayınlandı) ?:? ?{_DATE}"

RULES = (
    Rule("read more", "htb", r"(?:İ|i)lgili haber(?:ler)?"),
    Rule("time stamp", "h", rf"{_STAMP}(?: ?[|,•·–-]? ?{_STAMP})?"),
    Rule("reading time", "h", r"\d{1,2} ?(?:dk|dakika)\.? (?:okuma(?: süresi)?|okunma(?: süresi)?)|(?:ortalama )?oku(?:n)?ma süresi ?:? ?\d{1,2} ?(?:dk|dakika)?\.?"),
    Rule("comments", "ht", r"yorum (?:yapmak|yazmak|yapabilmek|yazabilmek|göndermek) için (?:lütfen )?(?:önce )?(?:giriş yap\w*|üye (?:ol\w*|giriş\w*)|kayıt ol\w*|oturum aç\w*|tıkla\w*)(?: .{2,30})?"),
    Rule("cookies", "ht", r"(?:veri politika\w+|sitemizde|sizlere daha iyi|size daha iyi|bu (?:internet |web )?site\w*|mevzuata uygun)\b[^.!?]{0,120}\bçerez\w*.{0,200}"),
    Rule("read more", "htb", r"bakmadan geçme(?:yin)?|(?:son dakika |tüm )?(?:[^.!?]{2,40} )?haberler(?:i|in tümü)? için tıkla(?:yın(?:ız)?)?|(?:tüm |daha fazla )?(?:detay|ayrıntı|haber)(?:lar|ler)? için tıkla(?:yın(?:ız)?)?", needs=("bakmadan", "tıkla", "tikla")),
    Rule("follow", "ht", r"(?:bizi|haberlerimizi|[^.!?]{2,30} haberlerini) (?:google (?:news|haberler)|whatsapp|telegram|instagram|facebook|twitter|youtube|x)\S{0,6} (?:üzerinden |kanalından )?(?:takip ed(?:in|iniz|ebilirsiniz)|abone ol(?:un|unuz)?)|google (?:news|haberler)\S{0,4}(?: bize)? (?:takip et|takip edin|abone ol(?:un)?)", needs=("takip ed", "takip et", "abone ol")),
    Rule("app", "ht", r"uygulamay[ıi] (?:hemen |ücretsiz )?indir(?:in|iniz)?"),
)  # fmt: skip
