"""What pages say in Indonesian."""

from __future__ import annotations

from tasks.furniture.rule import PERSON, Rule
from tasks.furniture.rules.languages.words import CLOCK

_DATE = r"(?:\d{1,2} (?:jan|feb|mar|apr|mei|jun|jul|agu|sep|okt|nov|des)[a-z]* \d{4}|\d{1,2}/\d{1,2}/\d{4})"

RULES = (
    Rule("read more", "htb", r"(?:baca|simak|lihat|tonton) (?:juga|selengkapnya|artikel (?:lainnya|terkait))(?: ?[:|–—] ?(?-i:[A-Z0-9\"'“]).{3,200})?"),
    Rule("time stamp", "h", r"(?:(?:senin|selasa|rabu|kamis|juma['’]?t|sabtu|minggu),? ?)?(?:\d{1,2}/\d{1,2}/\d{4}|\d{1,2} (?:jan|feb|mar|apr|mei|jun|jul|agu|sep|okt|nov|des)[a-z]* \d{4})(?:,? ?[|–-]? ?(?:pukul |jam )?\d{1,2}[:.]\d{2}(?: wi(?:b|ta?))?)"),
    Rule("time stamp", "ht", r"(?:diterbitkan|dipublikasikan|diperbarui|diunggah|terakhir diperbarui|tayang)(?: pada)? ?:? (?:(?:senin|selasa|rabu|kamis|juma['’]?t|sabtu|minggu),? ?)?\d{1,2}[ /][a-z\d]{1,9}[ /]\d{4}.{0,20}|\d+ (?:menit|jam|hari) (?:yang )?lalu"),
    Rule("navigation", "h", r"beranda(?: ?[/›»>|] ?[^/›»>|.!?]{2,40}){1,4}"),
    Rule("share", "ht", r"(?:bagikan|sebarkan|kirim)(?: (?:artikel|berita|tulisan) ini| (?:ke|di|via|lewat) (?:facebook|twitter|x|whatsapp|telegram|line|email|linkedin))*(?: ?:)?"),
    Rule("comments", "ht", r"(?:tulis|kirim|beri|tambahkan|lihat|baca)(?: semua)? (?:komentar(?: anda)?|\d+ komentar)|\d+ komentar|komentar ?\(\d+\)?"),
    Rule("follow", "ht", r"(?:ikuti|dapatkan|simak|gabung|bergabung(?:lah)?)\b[^.!?]{0,100}\b(?:google news|(?:saluran|kanal|grup) (?:whatsapp|telegram)|whatsapp channel|(?:whatsapp|telegram) channel)\b.{0,60}"),
    Rule("tags", "ht", r"(?:topik(?: terkait)?|kata kunci) ?: ?.{2,160}"),
    Rule("copyright", "ht", r"(?:dilarang|tidak diperkenankan) (?:keras )?(?:mengutip|menyalin|mengambil|memperbanyak|menyebarluaskan)\b.{0,160}|hak cipta (?:©|dilindungi).{0,80}"),
    Rule("follow", "ht", r"simak breaking news\b.{2,400}|dapatkan update berita\b.{2,400}|(?:cek|baca|ikuti) berita\b.{2,60}\bdi google news\b.{0,40}|(?:ikuti terus|jangan lewatkan) (?:berita|update|informasi)\b.{2,160}\b(?:whatsapp|telegram|google news|saluran|channel)\b.{0,80}"),
    Rule("support", "ht", r"kami berkomitmen (?:untuk )?memberikan\b[^!?]{2,60}\b(?:fakta|berita|jurnalisme)\b.{2,160}\b(?:membership|langganan|berlangganan|plus)\b.{0,60}"),
    Rule("subscribers", "htb", r"baca (?:berita |artikel |artikel ini )?tanpa iklan(?:\. ?gabung .{2,40})?"),
    Rule("republished", "t", r"(?:artikel|berita) ini (?:telah|sudah|pernah) (?:tayang|dimuat|ditayangkan|terbit|diterbitkan) (?:sebelumnya )?di [^!?]{2,60}\b(?:dengan judul|berjudul|,? ?https?:)\b.{2,260}"),
    Rule("photo caption", "h", r"(?-i:[A-Z\"“])[^!?:]{3,200}\.? ?\((?:dok(?:\.|umen(?:tasi)?)?|antara(?: foto)?|shutterstock|istimewa|ist(?=\)?\Z)|freepik|unsplash|pexels|thinkstock|(?:kompas|tribun\w*|detik\w*|tempo|suara|liputan6|okezone|sindonews|antaranews|jpnn|merdeka|republika)\.co(?:m|\.id)? ?/)[^()]{0,60}\)?", needs=("(dok", "(antara", "(shutterstock", "(istimewa", "(ist", "(freepik", "(unsplash", "(pexels", "(thinkstock", "(kompas", "(tribun", "(detik", "(tempo", "(suara", "(liputan6", "(okezone", "(sindo", "(jpnn", "(merdeka", "(republika")),
    Rule("photo credit", "h", r"(?-i:[A-Z]{4,20}\.COM)/ ?(?-i:[A-Z][A-Z .'-]{3,40})", needs=("@", "email protected", ".com/")),
    Rule("byline", "t", rf"(?-i:[A-Z])\w{{3,20}}\.com/ ?{PERSON}(?:/ ?{PERSON})*", needs=("@", "email protected", ".com/")),
    Rule("time stamp", "h", rf"(?-i:[A-Z])[\w .]{{2,24}} ?[-–|,] ?(?:(?:senin|selasa|rabu|kamis|jumat|sabtu|minggu),? )?{_DATE},? (?:pukul )?{CLOCK} wi(?:b|ta|t)", needs=(" wib", " wita")),
    Rule("byline", "ht", rf"(?:penulis|reporter|editor|pewarta|redaktur|laporan(?: wartawan)?|wartawan|kontributor|fotografer|uploader)(?: ?: ?|(?<=wartawan) )(?:[\w.]+, )?{PERSON}(?:,? ?(?:[|/]|editor:|penulis:) ?(?:editor ?: ?|penulis ?: ?)?{PERSON})?"),
    Rule("source", "ht", r"sumber(?: (?:foto|berita|gambar|artikel))? ?: ?(?-i:[A-Z]).{1,60}"),
    Rule("player", "htb", r"gambas ?: ?(?:video|youtube|instagram|twitter|foto|audio)\b.{0,30}|(?:simak|lihat|tonton|saksikan)(?: juga)? video\b ?(?:di bawah ini|lainnya|selengkapnya|:? ?['\"“‘].{4,140}['\"”’] ?:?|: ?(?-i:[A-Z\d]).{4,140})"),
    Rule("navigation", "ht", r"halaman ?: ?(?:\d{1,2} ?){1,12}(?:selanjutnya)?|halaman (?:selanjutnya|sebelumnya|berikutnya)|(?:scroll|gulir) (?:untuk|ke bawah)\b.{2,40}"),
)  # fmt: skip
