"""Advertisements: their labels, what continues below them, who has paid, and what betting firms and shops say."""

from __future__ import annotations

from tasks.furniture.rule import Rule

_SHOPS = r"(?-i:Amazon|Argos|Walmart|Target|Best Buy|Currys|John Lewis|Very|Boots|eBay|Etsy|Nordstrom|Macy['’]s|Sephora|Ulta|Costco|Home Depot|Lowe['’]s|Wayfair|Asos|ASOS|Zara|M&S|Next|Dunelm|B&Q|IKEA|Ikea|Flipkart|Myntra|Newegg|Apple|Samsung|Dell|AO|[\w-]+\.(?:com|co\.uk|in))"

RULES = (
    Rule("advertising", "htb", r"(?:(?:advertisement|advertising|werbung|anzeige|publicité|publicidad|pubblicità|publicidade|advertentie|annons|reklama|реклама)[ .,:|–-]*){1,4}(?:thanks for watching!? visit website|(?:continue|scroll|story|article) .{0,60}|weiterlesen.{0,30}|hide|feedback)?", fired=6),
    Rule("advertising", "htb", r"(?:this |the )?(?:story|article|text|post|content) continue[sd] (?:below|after)(?! (?-i:[A-Z][a-z]+ [a-z])).{0,40}|continue reading(?: below)?(?: after)? (?:the |this )?(?:main story|ad(?:vert(?:isement)?)?)\b.{0,20}|scroll (?:down )?(?:to|for) (?:continue|more|read).{0,40}|(?:der )?artikel wird nach der anzeige fortgesetzt.{0,20}"),
    # Inside articles what is advertised goes too (`sponsored`).
    Rule("sponsored", "htb", r"(?:by |from |powered by |recommended by |promoted (?:by|links by) |ads by |sponsored (?:links )?by |stories by )(?:taboola|outbrain|revcontent|google|zergnet|dianomi|mgid)|(?:sponsored|promoted|paid) (?:links?|stories|content)", fired=547),
    Rule("advertising", "ht", r"(?:sponsored|presented|promoted|delivered|paid for|brought to you) by (?:the |our )?(?-i:[A-Z])[\w&'’., -]{1,60}|(?:powered|published) by [\w.-]+\.(?:com|org|net)", fired=37),
)  # fmt: skip

FURTHER = (
    Rule("advertising", "htb", r"ad \d+ of \d+|this ad will end in \d+.{0,20}|why you can trust (?-i:[A-Z]).{2,30}"),
    Rule("advertising", "htb", r"(?:your |the |this )?(?:story|article) continues after\b.{0,30}|become an? (?:(?-i:[A-Z]{2,}) )?sponsor"),
    Rule("advertising", "htb", r"(?:over )?(?:18|21)(?:\+|s only)(?:[ .,|;:•·–-]+(?:only|please|gamble|play|bet|responsibly|aware|be|begambleaware(?:\.org)?|gambleaware\.org|t&cs?|ts&cs|terms|conditions|and|apply|new|customers|when|the|fun|stops|stop)\b)+"),
    Rule("advertising", "htb", r"(?:please )?(?:gamble|bet|play) responsibly[ .,|:•·–-]{1,3}(?:18\+|be ?gamble ?aware(?:\.org)?|t&cs|visit|call)\b.{0,80}|(?:must be (?:18|21)\+?(?: or older)?[ .,|]+)?(?:gambling|have a gambling|got a gambling) problem\?[ ]?(?:please )?(?:call|text|visit)\b.{0,120}|gambling can be addictive,? (?:please )?(?:play|gamble|bet) responsibly.{0,60}|when the fun stops,? stop\b.{0,80}|bet [$£€]\d+,? (?:and )?get [$£€]\d+.{0,120}|best betting sites?: .{4,80}"),
    Rule("advertising", "htb", r"(?=.*\bts?&cs apply)[^.!?]{0,160}(?:[.!?] ?[^.!?]{0,60}){0,3}\b(?:t&cs|ts&cs) apply\b(?! to\b).{0,60}", needs=("&cs apply",)),
    Rule("advertising", "htb", rf"(?:check|see|view|compare) prices? (?:at|on) {_SHOPS}|[$£€₹] ?\d[\d,.]* (?:at|from|on|via) {_SHOPS}|(?:buy|shop|order)(?: (?:now|it|here))? (?:at|from|on) {_SHOPS}|shop the (?:look|edit)|buy tickets (?:here|now)"),
    Rule("advertising", "htb", r"advertisement ?[·•|–-] ?scroll to (?:continue|keep reading|read).{0,20}|ad loading|advertisement remaining time ?:? ?-?\d+:\d\d|sponsored content (?:below|above|ends|starts)|↓? ?(?:scroll|keep scrolling) (?:down )?(?:to|for) (?:keep|continue) reading ?↓?|(?:continues|story continues) below|continue below"),
    Rule("advertising", "htb", r"(?-i:ADVERT|ADVERTISEMENT|TEXT AD|ADVERTORIAL|SPONSORED): (?:\S+ ){2,40}\S+|(?-i:AD|Ad|ADVERT|SPONSORED|Sponsored)\] (?:\S+ ){1,30}\S+|buy (?:it|now) (?:from|at|on) (?-i:[A-Z])[\w&.'’ -]{1,30} for [$£€₹] ?\d[\d,.]*(?: \((?:was|save|reg)\b.{1,30})?|(?:check|see|view) (?:the )?(?:latest |best |current )?price (?:at|on) (?-i:[A-Z])[\w&.'’-]*+(?: [A-Z][\w&.'’-]*+){0,2}"),
)  # fmt: skip
