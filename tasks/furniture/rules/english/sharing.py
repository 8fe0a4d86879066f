"""Buttons for sharing, and what they are called."""

from __future__ import annotations

from tasks.furniture.rule import Rule
from tasks.furniture.rules.english.words import AND, TITLE
from tasks.furniture.rules.words import NETWORK

_BUTTON = (
    r"(?:Click to (?:share|e-?mail|print|tweet|pin)\b[^()\n.!?]{0,60}?|Share on [\w.]+(?: \w+)?|Print|E-?mail a link to a friend)"
    r" ?\([Oo]pens in new window\)?"
)
# The newest say once more, for those who see them, what is shared with.
BUTTONS = (
    rf"(?:\bShare this:? ?)?(?:(?<!\w){_BUTTON}"
    r"(?:[ \t]*(?:Facebook|Twitter|X|LinkedIn|Pinterest|Reddit|Tumblr|WhatsApp|Telegram|Pocket|Threads|Mastodon|Bluesky|Nextdoor|E-?mail|Print)(?!\w))?[ \t]*)+"
)
"""As a rule has them; they stand among an article's words, too (`widgets`)."""

RULES = (
    Rule("share", "htb", rf"(?:click to )?(?:share|tweet|post|email|print|pin)(?: (?:this|it|article|story|page|post|a link|the article|options))*(?::| (?:on|via|with|to|by|for):?)? (?:on |via )?{NETWORK}(?>{AND}(?:(?:share|tweet)? ?(?:on|via|by) )?{NETWORK}){{0,12}}+(?: \(opens in new window\))?", fired=3),
    Rule("share", "htb", BUTTONS, needs=("opens in",)),
    Rule("share", "htb", rf"(?:{NETWORK}{AND}){{1,12}}{NETWORK}"),
    Rule("share", "htb", r"(?:listen to (?:this )?article )?(?:\d+:\d\d )?share (?:this|the) (?:article|story|post|page)(?: " + NETWORK + r")+"),
    Rule("share", "ht", rf"{TITLE}{{0,160}}(?-i:\bS(?:HARE|hare) (?:ON|on) F(?:ACEBOOK|acebook) S(?:HARE|hare) (?:ON|on) )\w.{{0,80}}|[^.]{{0,40}}\blike (?:and|&) share\b.{{0,160}}", fired=7, needs=("share on facebook", "like and share", "like & share")),
    Rule("share", "htb", r"read or share this (?:story|article|post): ?https?://\S{2,180}"),
    Rule("share", "htb", rf"(?:{TITLE}{{0,190}}|[\"“][^\"“”]{{0,190}}[\"”] )\bclick to tweet", needs=("click to tweet",)),
    Rule("share", "htb", r"like this:?(?: like)? loading|share this (?:on )?" + NETWORK + r"(?:: " + NETWORK + r")?", fired=7),
    Rule("share", "htb", r"share all sharing options for:.{0,160}|click to (?:e-?mail|print|share|tweet|copy)\b.{0,60}|(?:print|e-?mail|save|bookmark) (?:this )?(?:story|article|page|post)"),
    Rule("share", "htb", rf"\d[\d.,]*[km]? ?(?:shares?|tweets?|retweets?|pins|likes|views)(?: (?:{NETWORK}|on|\d[\d.,]*[km]?)(?!\w))*", fired=1, needs=("share", "tweet", "pins", "likes", "views")),
    Rule("share", "htb", r"(?:auf|bei|sur|en|su|no|op|på) " + NETWORK + r" (?:teilen|delen|dela)|(?:auf|über) " + NETWORK + r" (?:teilen|senden)|(?:partager|compartir|condividi|compartilhar|delen|dela|udostępnij|teilen)(?: (?:via|cet article|l'article|en|su|no|op|na|på|auf|par))* " + NETWORK),
    Rule("share", "htb", r"(?:please |now |why not )*share (?:this|our|it)(?: (?:story|article|post|news|page|video|report|piece))?(?:,? (?:with|using|among) [^.!?,]{2,30}| (?:now|today|everywhere))?", fired=16),
    Rule("share", "htb", r"(?:if you |did you |do you |think |know )?(?:like[ds]?|enjoy(?:ed)?|loved?|found|find|agree|your friends|someone)\b[^.!?\"“”]{0,80}[,?!.] ?(?:then |please |why not |be sure to )*share (?:this|it)\b.{0,60}", fired=1, needs=("share this", "share it")),
    # Who writes to be passed on says so in the last line: "Share this on Facebook if you agree", "Please share this story and let us know".
    Rule("share", "t", rf"(?:please |now |then |and |make sure (?:to |you )|be sure to |don['’]t forget to |feel free to |like and )*share (?:this|our)(?: (?:story|article|post|news|page|video|report|piece|information))?(?: (?:on|via) {NETWORK}(?:{AND}{NETWORK})*)?,? (?:if (?:you|it)|and (?:leave|let|tell|help|like|comment)|with (?:your|everyone|friends)|to (?:inform|spread|help|show|let|support))\b[^\"“”]{{2,160}}"),
)  # fmt: skip

FURTHER = (
    Rule("share", "htb", r"(?-i:(?:Share|Tweet|Pin|Save|Like|Facebook|Twitter|X|LinkedIn|WhatsApp|Pinterest|Reddit|Telegram|Messenger|Tumblr|Flipboard|Bluesky|Threads|Instagram|YouTube|Copy [Ll]ink|Link|E-?[Mm]ail|Print|SMS|More|Comments?)(?=[A-Z]|\Z)){3,20}"),
    Rule("share", "htb", r"(?-i:(?:Share|Tweet|Send|Post|Pin) (?:on|via|to|by|with) [A-Z]\w+?(?=Share|Tweet|Send|Post|Pin|\Z)){2,12}"),
    Rule("share", "htb", r"share this:? click to (?:share|e-?mail|print)\b.{0,300}|(?:share (?:this )?(?:article|story) )?(?:print |e-?mail |save )*(?:text|font) size:?(?: a?[+-]?){0,4}|share or comment on this article:? ?.{0,160}"),
    Rule("share", "ht", r"(?>(?:post|share|tweet|print|e-?mail|save|gift|bookmark|license|listen|copied|comments?|facebook|twitter|whatsapp|linkedin|kommentare?|drucken|teilen|merken|speichern|vorlesen|anhören)(?:[ |·•,:]++|\Z)){3,12}"),
    Rule("share", "ht", r"(?:share|facebook|twitter|x|e-?mail|link|copy link|save(?: article)?|bookmark|whatsapp|x-twitter|video|photo|audio|headphones|info|warning|plus|check|star|heart|clock|calendar|camera|bell|home|linkedin|reddit|instagram|youtube|tiktok|threads|bluesky|print|comments?|close|search|menu|play|pause|gift|light?n?ing bolt|(?:down|up|left|right|back)?[ -]?(?:arrow|chevron)(?: (?:down|up|left|right))?|caret|hamburger|user|account|external link) (?:icon|logo|button)|an? (?:bookmark|envelope|magnifying glass|speech bubble|(?:curved|right|left|down|up) arrow(?: pointing [\w ]{2,20})?)|the letter (?:f|x)|an curved arrow pointing right|an envelope\. it indicates\b.{0,60}|an? (?:image|icon|illustration|stylized \w+) (?:of an?|in the shape of an?) (?:[\w-]+ )?(?:chain link|envelope|bookmark|person['’]?s?|heart|play|camera|angle|light?n?ing bolt|arrow|magnifying glass|speech bubble|printer|bell|star)\b[^.!?]{0,40}(?:\. it \w+ a website link url)?"),
    Rule("share", "ht", r"(?:kindly|please) share (?:this|our) (?:story|post|article|news|piece|report)|thanks for sharing|save,? (?:and )?share this article|(?:share|gift|send) (?:this|an?|your)(?: free)? (?:article|story|link)s?(?: (?:with|to) (?:a friend|friends|anyone|others|non-?subscribers|family)| for free| as a gift)?|\d[\d,.]{0,6} (?:view|show|read|see) (?:all )?comments|as a subscriber,? you (?:have|can gift|can share|get) .{2,80}|you have \d+ gift (?:articles?|links?)\b.{0,60}|(?:copy|get) (?:the )?(?:article |story |page |short |share )?(?:link|url)(?: to (?:clipboard|share))?|(?:article|story|link|page|url) (?:was )?(?:saved|bookmarked|copied|removed)(?: (?:to|from) (?:your |my )?(?:clipboard|list|bookmarks|reading list|saved (?:items|articles|stories)))?"),
    Rule("share", "ht", r"share this (?:item|page|content|link|video|photo|quiz|recipe) (?:via|on|by|with|to) [\w-]{1,12}|send this (?:page|article|story|link|item) to (?:someone|a friend|somebody)\b.{0,30}"),
    Rule("follow", "htb", r"posts from this(?: (?:author|topic)\b.{0,140})?", needs=("posts from this",), fired=2),
)  # fmt: skip
