"""Captions, who has taken a picture, and the buttons of galleries."""

from __future__ import annotations

from tasks.furniture.rule import Rule
from tasks.furniture.rules.english.words import IS_NEWS

# What is told of a picture, in one sentence: of stops only those behind "Feb." and initials.
_SHOWN = r"(?:[^.!?:]|(?-i:(?<=\b[A-Z])|(?<=\b[A-Z][a-z])|(?<=\b[A-Z][a-z][a-z]))\.)"
# The same before a stop or a bracket, without a way for each of its letters.
_STOPPED = _SHOWN.replace("[^.!?:]", "[^.!?:(]++|\\(")
# Who has taken it: "Nell Quay for The Dispatch via AP".
_TAKEN = r"(?-i:[A-ZÀ-Þ@][\w.&'’@/-]*+,?(?: (?:[A-ZÀ-Þ@&][\w.&'’@/-]*+,?|for|of|the|and|via|/|\|)){0,9})"

RULES = (
    Rule("picture", "htb", r"(?:(?:prev(?:ious)?|next) )*(?:image|photo|picture|slide|bild|foto) \d+ (?:of|von|de|di|van|av) \d+|hide caption(?: \d+ of \d+)?|(?:enlarge(?: this)? image|toggle caption|hide caption|view (?:photos?|gallery|slideshow)|click to (?:enlarge|expand)|image caption|media caption|open (?:this )?(?:image|photo|gallery|slideshow)(?: in gallery)?|(?:expand|zoom(?: in on)?) (?:this )?(?:image|photo|picture))(?:[ |,]+(?:enlarge(?: this)? image|toggle caption|hide caption|image \d+ of \d+))*"),
    Rule("picture", "htb", r"(?:(?:image (?:copyright|source),? .{2,60}? )?image caption,?|click to expand image) .{2,300}|(?-i:Image (?:[A-ZÀ-Þ].{5,300} )?Credit(?:\.\.\.)? (?:via |by )?[A-ZÀ-Þ].{1,80}|CLOSE [A-ZÀ-Þ].{10,300}[.?!)][\"”’]? (?:USA TODAY|[A-Z][\w/&'’. -]{1,40}))"),
    Rule("picture", "htb", r".{10,300}[.!?”\"] ?\([^()]{3,80}\) more", needs=(") more",)),
    Rule("picture", "htb", r"slide ?show ?\(\d{1,3} (?:images?|photos?|pictures?|slides?)\)?"),
    Rule("photo credit", "htb", r"(?:(?:featured|feature|main|cover|header|lead|top|banner|thumbnail) )?(?:image|photo|picture|video|(?:photo )?illustration|bild|bildrechte|bildnachweis|bildquelle|beeld|foto|fotografía|imagen|imagem|immagine|credit|crédit(?:o)?s?(?: (?:photo|image))?|photograph(?:er|y)?|pic)s? ?(?:(?:copyright|credits?|courtesy(?: of)?|source|by|via)[ :,/]{1,3}|:[ /]{0,2}(?=(?-i:[A-ZÀ-Þ0-9@(])|the |via |[\w.-]+\.(?:com|org|net)\b|[\w.]+ ?[(/]))(?!.*\bcaption\b)[\w&'’.,;/ ()|@-]{2,80}", fired=59),
    Rule("photo credit", "htb", r"(?:(?-i:[A-ZÀ-Þ&][\w'’.&-]{0,20}+|via|of|by|for|and|de)[ /|(,]{1,3}+){0,6}(?:getty(?: images)?|shutterstock(?:\.com)?|istock(?:photo)?|adobe ?stock|stock photo|alamy(?: stock photo)?|dreamstime|pixabay|unsplash|flickr|ap photo|ap images|picture alliance|rex features|wikimedia commons)(?:[ /|]{1,3}(?:getty(?: images)?|afp|ap|reuters|bloomberg|shutterstock|(?-i:[A-Z][\w'’.-]{1,20}))){0,3}\)?", fired=79, needs=("getty", "rstock", "istock", "adobe stock", "adobestock", "stock photo", "alamy", "mstime", "xabay", "nsplash", "ickr", "ap photo", "ap images", "e alliance", "x features", "kimedia")),
    Rule("photo credit", "htb", r"(?:reuters|ap|afp|epa)(?: file)? photo: ?[\w'’. -]{2,50}|\d{1,3} of \d{1,3} ?\| ?.{2,400}", needs=(" photo:", "|")),
    Rule("photo credit", "htb", r"(?-i:[A-ZÀ-Þ][\w'’.-]+)(?: (?-i:[A-ZÀ-Þ])[\w'’.-]+){0,3}(?: / ?|/ )(?:reuters|ap|afp|epa|associated press|getty images|bloomberg|usa today sports|dpa|ansa|efe|anp|tt|pap|lusa|imago|sipa)|(?-i:[A-ZÀ-Þ][\w'’.-]+)(?: (?-i:[A-ZÀ-Þ])[\w'’.-]+){0,3}/(?:reuters|ap|afp|epa|associated press|getty|bloomberg|dpa|ansa|efe|anp|imago|ritzau(?: scanpix)?|ntb(?: scanpix)?|scanpix|tt|čtk|pap|lusa)", fired=3, needs=(" /", "/ ", "/ritzau", "/ntb", "/scanpix", "/tt", "/čtk", "/pap", "/lusa", "/reuters", "/ap", "/afp", "/epa", "/associated", "/getty", "/bloomberg", "/dpa", "/ansa", "/efe", "/anp", "/imago")),
    Rule("photo credit", "htb", r"(?:epa|afp|imago)(?:[ /|]{1,3}(?:getty(?: images)?|ap|reuters|(?-i:[A-Z][\w'’.-]{1,20}))){0,3}|(?:via|photo by) (?:epa|afp|imago)\b.{0,20}"),
    Rule("photo credit", "htb", r"(?:efe|afp|ap|dpa|ansa|anp|lusa|reuters) ?/ ?(?-i:[A-ZÀ-Þ])[\w'’.-]+(?: (?-i:[A-ZÀ-Þ])[\w'’.-]+){0,3}", needs=("/",)),
    # (Below a review "8/10" is its verdict.)
    Rule("picture", "h", r"\d{1,3} ?/ ?\d{1,3}"),
    Rule("picture", "t", r"(?!\d{1,2} ?/ ?(?:5|10|20|100)\Z)\d{1,3} ?/ ?\d{1,3}"),
)  # fmt: skip

FURTHER = (
    Rule("picture", "htb", r"media caption,? .{2,200}|(?:image|media) ?caption(?-i:(?=[A-Z])).{2,300}|view (?:all )?\d+ (?:photos?|images?|pictures?)"),
    Rule("photo caption", "htb", rf"{IS_NEWS}(?-i:[A-Z]){_STOPPED}{{1,60}}(?:[.!]?[\"”’]? ?\((?:photo|picture|pic|image|credit)s?(?: credit)?(?:: ?| by )(?-i:[A-Z])[^.!?()]{{1,60}}\)?|[.!] ?(?-i:(?:[A-Z]{{2,4}} )?(?:Pictures?|Photos?|Pics?|Photograph|Image|PHOTOS?|PICTURES?|IMAGE))(?:: ?| / )(?-i:[A-Z\d])[^.!?:]{{2,60}}|[.!]? ?\((?-i:ABC|AAP)[\w ]{{0,20}}: ?(?-i:[A-Z])[^.!?()]{{2,50}}\)?)", needs=("(photo", "(pic", "(image", "(credit", "(abc", "(aap", "photo:", "photos:", "picture:", "pictures:", "pic:", "pics:", "photograph:", "image:", "photo / ", "photos / ", "picture / ", "pictures / ", "image / ")),
    Rule("photo caption", "htb", rf"{IS_NEWS}(?-i:[A-ZÀ-Þ\"“‘']){_SHOWN}{{8,160}}(?:[.!)][\"”’]? ?(?:[—–-]{{1,2}} ?)?|[—–-]{{1,2}} ?)(?:(?-i:PHOTOS?|Photos?|PHOTOGRAPHS?|Photographs?|PICTURES?) (?:by|courtesy of|provided by|via):? {_TAKEN}|(?-i:(?:CONTRIBUTED|FILE|SUBMITTED|COURTESY|HANDOUT|STOCK|Contributed|Submitted|Courtesy|Handout) (?:PHOTO|photo|Photo|IMAGE|image)s?))", needs=("photo by", "photos by", "photo courtesy", "photos courtesy", "photo provided", "photos provided", "photo via", "photos via", "picture by", "pictures by", "picture courtesy", "pictures courtesy", "photograph by", "photographs by", "contributed photo", "file photo", "submitted photo", "courtesy photo", "handout photo", "stock photo", "file image", "handout image", "stock image", "courtesy image")),
    Rule("photo caption", "htb", r"(?-i:[A-ZÀ-Þ\"“‘'\d]).{8,160} ?\((?-i:AP|AFP|EPA|REUTERS|Reuters|CP|PA|AAP)[ /-](?:photo|images?|file|wire|pool)[^()]{0,60}\)?|(?-i:[A-ZÀ-Þ\d])[^\"“”]{8,160} ?\(photos?: ?(?-i:[A-Z])[^()]{2,40}, (?-i:[A-Z])[^()]{1,50}\)?", needs=("(photo:", "(photos:", "(ap photo", "(ap/", "(ap file", "(ap images", "(afp photo", "(afp/", "(afp file", "(epa/", "(reuters/", "(reuters photo", "(reuters file", "(pa wire", "(pa images", "(pa file", "(pa/", "(cp photo", "(cp/", "(aap image", "(aap photo", "(aap/")),
    # "... at the quayCredit: Alamy", as two boxes become one line.
    Rule("photo caption", "htb", rf"(?:{_SHOWN}{{0,160}}[.!?)]?[\"”’»]?(?-i:(?<=[\w.!?)\"”’»])Credit)|{IS_NEWS}(?-i:[A-ZÀ-Þ\"“‘']){_SHOWN}{{8,160}}[.!?][\"”’]? (?-i:(?:\| )?(?:(?:Photo|Image|Video|Picture) )?[Cc]redit)): ?(?:{_TAKEN}|refer to caption)", needs=("credit:",)),
    Rule("photo caption", "htb", rf"{IS_NEWS}(?-i:[A-ZÀ-Þ])[^.!?:„“”\"«»]{{8,120}}[.!]? ?© ?(?!(?-i:AFP|AP|Agence|Reuters|Thomson|The|Copyright))(?-i:[A-ZÀ-Þ@])[\w.&'’@/ -]{{1,60}}", needs=("©",)),
    Rule("picture", "htb", r"\d{1,2}/\d{1,2}\] ?(?-i:[A-ZÀ-Þ\"“‘]).{8,480}"),
    Rule("picture", "htb", r"(?-i:[A-ZÀ-Þ\"“‘]).{8,460}\b(?:acquire|purchase) licensing rights(?:, opens new tab)?", needs=("licensing rights",)),
    Rule("photo credit", "htb", r"(?:representational|representative|illustrative|file|courtesy|handout) (?:image|photo|picture|pic)(?: of (?:the |a |an )?[^.!?:]{4,80}|[.,:;/| ]{1,3}(?:photo|picture|image|credit|source)s?: ?(?-i:[A-Z])?[\w .,&'’-]{2,50})?|image: [^!?:]{8,200}\. (?:pic|picture|photo)s?: ?(?-i:[A-Z])[\w .,&'’/-]{2,50}|(?:featured )?image from .{2,60}, charts? (?:from|by) .{2,60}|chart: [^!?:]{2,60}[.|,] source: .{2,40}"),
    Rule("photo credit", "t", r"courtesy: ?(?-i:[A-Z])[\w .,&'’/-]{1,60}"),
    Rule("photo credit", "htb", r"(?-i:[A-ZÀ-Þ][\w'’.-]*+(?: [A-ZÀ-Þ][\w'’.-]*+){0,3})(?: ?\| (?-i:Reuters|AP|AFP|Getty Images|Bloomberg|NurPhoto|Anadolu|Shutterstock|iStock|Via Getty Images)|(?-i:/(?:WireImage|FilmMagic|GC Images|Redferns|NurPhoto|LightRocket|Shutterstock|iStock)))(?: (?:\| )?(?:via )?(?-i:Getty Images|AP|Reuters|AFP))?", needs=("| reuters", "| ap", "| afp", "| getty", "| bloomberg", "| nurphoto", "| anadolu", "| shutterstock", "| istock", "| via getty", "/wireimage", "/filmmagic", "/gc images", "/redferns", "/nurphoto", "/lightrocket", "/shutterstock", "/istock")),
    Rule("picture", "htb", r"enlarge / (?-i:[A-ZÀ-Þ\"“‘]).{8,120}|photo-?illustration ?[:/] ?(?-i:[A-Z]).{2,80}|listing image(?: by)? ?:? ?(?-i:[A-Z]).{2,60}"),
    Rule("photo credit", "htb", rf"credit\.\.\. ?{_TAKEN}"),
    Rule("photo credit", "htb", r"(?-i:[A-ZÀ-Þ@])[^.!?\"“”]{1,80}, (?-i:CC BY)(?:-(?-i:SA|ND|NC))*(?: \d\.\d)?", needs=("cc by",)),
    Rule("photo caption", "htb", r"[^.!?]{2,100}\b(?:charts?|graph)\. (?:sources?|credits?): ?(?-i:[A-Z])[\w/.,&'’ -]{2,60}", needs=("chart. ", "charts. ", "graph. "), fired=23),
)  # fmt: skip
