"""Rules for what news sites say of themselves and to their readers, in the words that most of them use.

They are from forty sites' furniture written down before any rule was read, so that they show what the other rules had missed. Of
27,000 articles of 485 outlets they take 450 lines more, two thirds of them who has written; read were all: none was the article's own.
"""

from __future__ import annotations

from tasks.furniture.rule import NAME, Rule

_NAME = f"(?-i:{NAME})"
_WRITES = r"(?:sub-?|co-)?(?:reporter|writer|correspondent|columnist|editor|fellow|journalist|contributor|producer)"
# Who is this and a writer is whom the article is about.
_IN_NEWS = r"\b(?:arrested|jailed|imprisoned|detained|killed|missing|charged|accused|convicted|sentenced|dismissed|fired|sued|suing|on trial)\b"
_PIECE = r"(?:story|article)"
_AGENCY = r"(?-i:AP|AFP|REUTERS|Reuters)"

CHANNELS = (
    "facebook", "twitter", "x", "instagram", "youtube", "linkedin", "whatsapp", "telegram", "threads", "bluesky", "tiktok", "messenger", "viber", "spotify",
    *(f"google {news}" for news in "news nieuws nyheter nyheder notícias noticias haberler actualités discover".split()),
)  # fmt: skip
"""Where a house may be followed."""
# Compiled code tells 64 sets of needed words apart (`needs`), and there are more: those whose words are rare share one.
RARE = (
    "solely responsible for", "not work for, consult", "no position", "no financial position", "journalism like this", "our journalism", "our reporting", "our newsroom",
    " with ap", " with afp", " with reuters", "avec ap", "avec afp", "avec reuters", "avec l'a", "avec l’a", "sign up ", "subscribe ", "get it ", "quiz", " read more", "| updated", "| published", "| posted", "|updated", "|published", "|posted", "(ap", "(afp", "(dpa", "(kna", "(epd", "(reuters", "staff report", "←", "→",
    *(f"{channel} folgen" for channel in CHANNELS),
    ", afp", ", dpa", ", ntb", ", tt", ", čtk", ", pap", ", efe", ", ansa", ", lusa", ", ritzau", ", agerpres",
)  # fmt: skip
_WRITERS = (
    "reporter", "writer", "correspondent", "columnist", "editor", "fellow", "journalist", "contributor", "producer", "covers ", "writes ", "reports on",
)  # fmt: skip

HOUSES = (
    # --- whose it is
    Rule("copyright", "htb", r"copyright,? (?:©|\(c\))? ?(?:19|20)\d\d[^!?]{2,80}[.,]? all rights reserved\b(?:\W{1,3}(?:this|no|unauth|re-?p|do not|used|click|for|[\da-f]{16}).{0,240})?|the-cnn-wire\b.{0,200}"),
    Rule("copyright", "t", r"copyright (?:by )?(?:the )?(?-i:[A-Z][\w&'’-]*)(?: (?-i:[A-Z][\w&'’-]*)){0,3}\.?"),
    Rule("copyright", "ht", r"this document is subject to copyright\b.{0,300}|(?:no )?part may be reproduced without (?:the )?(?:prior )?(?:written )?permission\b.{0,200}"),
    Rule("republished", "t", r"published in the print edition of the .{4,40} issue\b.{0,200}"),
    Rule("republished", "ht", r"(?:our|this|the) (?:work|story|stories|content|articles?|journalism) (?:is|are) (?:licensed|available|published|made available|free to republish)\b[^.!?]{0,60}\bcreative commons\b.{0,300}"),
    Rule("republished", "ht", rf"this {_PIECE} (?:was|is|has been)(?: originally)? (?:produced|supported|made possible|funded|co-?published)\b (?:by|for|in|with|as part)\b[^.!?]{{4,200}}(?:[.!?] [^.!?]{{0,160}}\b(?:nonprofit|newsroom|news organi[sz]ation|sign up|subscribe)\b.{{0,260}})?|this {_PIECE} is part of (?:an?|our|the) (?:[\w-]+ ){{0,3}}(?:collaboration|partnership|series|project|initiative)\b(?! of).{{0,200}}"),
    Rule("republished", "t", r"(?:except for the headline, )?this (?:story|article|report|copy) (?:has|was|is) not (?:been )?(?:edited|created|produced) by .{2,60}\b(?:feed|syndicated|auto-?generated|agency|wire)\b.{0,80}|the above (?:story|article|news) first appeared on .{4,260}"),
    Rule("our standards", "htb", r"our standards: .{2,80}|(?:acquire|purchase) licensing rights(?:, opens new tab)?"),
    Rule("our standards", "ht", r"we are committed to truth and accuracy\b.{0,160}|find (?:ap|the associated press)['’]s standards for working with\b.{0,160}"),
    Rule("our standards", "ht", r"we acknowledge (?:the )?(?:aboriginal|traditional (?:owners|custodians)|first nations)\b.{0,300}|this service may include material from\b.{0,200}"),
    # --- what it is not
    Rule("disclaimer", "ht", r"(?:this|the) (?:article|content|post|column|commentary|website|information (?:provided|above|contained|on this (?:page|site|website))\b.{0,20}) (?:is|are|was) (?:provided |intended |meant |written )?(?:solely |strictly |only )?for (?:general )?(?:informational|information|educational|entertainment)\b.{0,300}"),
    Rule("disclaimer", "ht", r"(?:market data|(?:stock )?quotes?|market prices|real-time quotes)\b[^.!?]{0,80}\b(?:delayed (?:by )?at least \d+ minutes|provided by (?:factset|refinitiv|morningstar|lseg|dow jones|six|xignite))\b.{0,260}"),
    Rule("disclaimer", "ht", r"(?:when|if) you (?:buy|purchase|shop|click)\b[^.!?]{0,100}\blinks?\b[^.!?]{0,60}\b(?:we|us|may)\b[^.!?]{0,60}\b(?:commission|compensat\w+)\b.{0,200}"),
    Rule("placeholder", "ht", r"the (?:content|page|article) you(?: have)? (?:requested|are looking for)\b.{0,100}|we(?:['’]ve| have) detected unusual activity from your\b.{0,80}|to continue, please click the box below\b.{0,80}"),
    # --- who may read
    Rule("subscribers", "htb", r"want all of .{2,40}\? subscribe|(?:thank you for your patience while we verify access|we are having trouble retrieving the article content)\b.{0,200}"),
    Rule("subscribers", "htb", r"subscribe (?:today |now |here )?(?:for|from|at) (?:only |just )?[$£€]\d(?!.* and (?:nobody|no one|you|they|it)\b).{0,60}|to (?:enjoy|get|have) (?:unlimited|full) (?:digital )?access\b.{0,60}\b(?:subscri\w+|sign (?:in|up)|log ?in|register)\b.{0,40}|unlock [^.!?]{4,120}\. start your [^.!?]{0,30}trial\b.{0,60}"),
    Rule("subscribers", "htb", r"il vous reste [\d.,]+ ?% .{0,120}|jetzt (?:\d+|einen|vier) (?:wochen?|monate?) (?:für|gratis|kostenlos|lang)\b.{0,40}|(?:diesen |den )?artikel (?:jetzt )?(?:weiterlesen|lesen) mit .{2,40}|onbeperkte? (?:toegang|lezen)\b.{0,60}|verder lezen(?:\?| met\b.{0,40})"),
    Rule("subscribers", "htb", r"register now for free unlimited access\b.{0,60}|(?:enjoying|like|love|want to read) this (?:article|story|piece)\? (?:click|subscribe|sign up|register|log in|join|become)\b.{2,160}"),
    Rule("player", "htb", r"please use (?:a |the )?(?:google )?chrome(?: browser)? for\b.{2,80}|placeholder while (?:article|video|story)\b.{2,40}"),
    Rule("about this page", "t", r"\(?visited \d+ times?, \d+ visits? today\)?"),
    Rule("subscribers", "htb", r"please (?:log in|sign in|subscribe|purchase|register)\b[^.!?]{0,100}\b(?:to (?:continue|keep) reading|subscription)\b.{0,80}|your (?:current )?subscription does not\b.{0,80}|you(?: have|['’]ve) run out of free\b.{0,40}"),
    Rule("subscribers", "ht", r"thank you for reading(?:[.!]| our\b| (?:the )?(?-i:[A-Z])).{0,160}|this (?:article|story) is (?:free|available) (?:for|to) (?:all|everyone|non-?subscribers)\b.{0,60}|(?:only|just|from) [$£€]\d+(?:\.\d\d)? (?:a|per) (?:week|month|year|day)(?: (?:for|until|billed|cancel)\b.{0,30})?|try (?:it|us|our|premium|(?-i:[A-Z]))[^.!?]{0,40}\bfree for \d+ (?:days?|weeks?|months?)\b.{0,20}|limited[- ]time offer\b.{0,80}|subscribe to (?:the )?(?-i:[A-Z][\w'’.&-]*+(?: (?:[A-Z][\w'’.&-]*+|of|and|&)){0,5})"),
    # --- newsletters, apps, podcasts
    Rule("newsletter", "htb", r"there was (?:a problem|an error) (?:processing|with) your (?:submission|request|subscription)\b.{0,60}|(?:we need to|please) (?:confirm|verify) your e-?mail address\b.{0,60}|to complete the process,? please follow the instructions\b.{0,80}|join (?:the|our) (?:[\w.]+ ){0,3}mailing list\b.{0,40}"),
    Rule("newsletter", "ht", r"get briefed on [^.!?\"“]{4,120}|sign up to receive (?:the|our|top) [^.!?\"“]{4,100}|never miss a story\b.{0,160}|choose from our (?:range of )?newsletters\b.{0,120}"),
    Rule("newsletter", "ht", r"(?:receive|get) [^!?]{2,80}[-–—:] ?enter your e-?mail\b.{0,260}|get (?:top|the latest|breaking|our) [^.!?]{2,40} e-?mailed to (?:me|you)\b.{0,140}|newsletters may offer personali[sz]ed content\b.{0,60}"),
    Rule("newsletter", "ht", rf"this (?:{_PIECE}|column|essay|piece) (?:was|is|first) (?:featured|appeared|published|adapted|from)\b[^.!?]{{0,100}}\bnewsletter\b[^.!?]{{0,80}}(?:[.!?,;] ?(?:sign up|subscribe|to get|get|click|read)\b.{{0,100}})?|(?:this is an edition of|you['’]re reading|you are reading)\b[^.!?]{{2,80}}\bnewsletter\b.{{0,260}}"),
    Rule("newsletter", "htb", r"receive (?:the )?(?:essential|latest|breaking|daily|international|local|top) [^.!?]{0,40}\b(?:every (?:morning|day|week|evening)|by subscribing\b.{0,40})|(?:register|sign up|subscribe|join) (?:for free|free)(?: (?:today|now|here|to .{2,60}))?|register (?:now|today) and save\b.{0,40}"),
    Rule("newsletter", "htb", r"get (?:our|the|(?-i:[A-Z][\w'’]+['’]s)) (?-i:(?:[A-Z][\w'’-]+ ){1,4})(?:newsletter|briefing)s?|you may (?:occasionally )?receive promotional\b.{0,80}"),
    Rule("newsletter", "ht", r"(?:yes,? )?i(?: agree|['’]d like| would like| want) to receive\b[^.!?]{0,60}\b(?:e-?mails?|offers|newsletters?|updates|promotion\w*)\b.{0,80}"),
    Rule("app", "htb", r"(?:download|install|get) (?:our|the) (?:[\w&.'’-]+ ){0,5}apps\b.{0,60}|take (?:[\w-]+ )?news everywhere with you\b.{0,60}"),
    Rule("app", "htb", r"(?:get|receive|see|watch|read)\b[^.!?]{2,80}\b(?:in|on|with|through|via) (?:the|our) (?:free )?[^.!?]{0,40}\bapps? ?[—–:,-]? ?(?:click|tap|download)\b.{0,60}"),
    Rule("player", "ht", r"produced by .{2,60} using (?:ai|a\.i\.) narration\b.{0,100}"),
    Rule("follow", "ht", r"you can (?:listen|subscribe|find|hear)\b[^.!?]{0,80}\b(?:apple podcasts|spotify|itunes|google podcasts|wherever you (?:get|find|listen to) (?:your )?podcasts)\b.{0,80}"),
    Rule("cookies", "htb", r"to (?:display|view|see|watch|play) this (?:content|video|post|tweet|embed)\b.{0,60}\b(?:must|need to|have to|please|accept|enable)\b.{0,120}|an dieser stelle (?:finden sie|befindet sich|steht|wird)\b.{0,40}\binhalte?\b.{0,80}|um (?:mit )?(?:inhalte|diesen inhalt|externe inhalte|das video)\w*\b.{0,120}\bzustimmung\b.{0,60}|ce contenu est bloqué\b.{0,120}"),
    Rule("privacy", "htb", r"votre adresse (?:e-?mail|électronique)\b[^.!?]{0,60}\b(?:collectée|utilisée|traitée|destinée)\b.{0,200}|mit meiner anmeldung\b.{0,160}"),
    # --- sharing, comments
    Rule("share", "htb", r"share this:? click to (?:share|e-?mail|print)\b.{0,300}|(?:share (?:this )?(?:article|story) )?(?:print |e-?mail |save )*(?:text|font) size:?(?: [a+-]){0,4}|share or comment on this article:? ?.{0,160}"),
    Rule("comments", "ht", r"to find out more about [^.!?]{0,30}\bcommenting,? please (?:read|see|visit)\b.{2,80}|comments? (?:will be|are) (?:pre-?|post-?)?moderated\b.{0,300}|comments have to be in english\b.{0,200}|we want our comments? to be\b.{0,400}|remarks containing abusive\b.{0,200}|comments: our rules|reageren ?\(\d+\)?"),
    Rule("tags", "t", r"posted (?:in|under) .{2,120}\| ?(?:tagged .{2,120}|\d+ (?:replies|comments).{0,20}|leave a (?:reply|comment).{0,20})"),
    Rule("comments", "htb", r"save my name,? e-?mail,? and website in this browser\b.{0,60}|a post shared by .{2,80}\(@[\w.]+\)?(?: on .{4,60})?"),
    Rule("picture", "htb", r"media caption,? .{2,200}|(?:image|media) ?caption(?-i:(?=[A-Z])).{2,300}|view (?:all )?\d+ (?:photos?|images?|pictures?)"),
    Rule("advertising", "htb", r"ad \d+ of \d+|this ad will end in \d+.{0,20}|why you can trust (?-i:[A-Z]).{2,30}"),
    # --- other articles
    Rule("related link", "htb", r"(?:for subscribers|subscriber exclusive|subscribers only): (?-i:[A-Z0-9'\"‘“]).{6,160}(?<![.!?])"),
    Rule("read more", "tb", r"read more (?-i:[A-ZÀ-Þ\d‘“\"]\S*)(?: \S+){3,25}(?<![.!?…])"),
    Rule("more from", "t", r"(?:read )?more (?:from|by|on) (?-i:[A-ZÀ-Þ])[\w&'’. -]{2,40}:|check out more (?:articles|stories|posts|videos|news|content) (?:on|at|from|by)\b.{2,60}|(?:view|see|read) all (?:posts|articles|stories) by\b.{2,40}"),
    Rule("advertising", "htb", r"(?:your |the |this )?(?:story|article) continues after\b.{0,30}|become an? (?:(?-i:[A-Z]{2,}) )?sponsor"),
    # --- writing to it
    Rule("contact", "t", r"to contact the (?:reporters?|editors?|authors?|writers?|journalists?)(?: (?:on|for|of|responsible for))* (?:this|the) (?:story|article|column|report)\b.{2,160}"),
    Rule("contact", "t", r"(?:do you (?:have|know)|(?:have you )?got)\b[^.?!]{2,140}\?[^?!]{0,60}\b(?:contact|reach|e-?mail|message) (?:us\b|me\b|our\b|the (?:reporter|author)|\S+@|\[email|(?!(?:Crime ?[Ss]toppers|Det|Detective|Police|Sheriff)\b)(?-i:[A-Z])).{0,260}|get in touch with (?:us|our (?:news )?team)\b.{2,160}"),
    Rule("contact", "t", r"if you (?:would like|['’]d like|want|wish) to (?:comment on (?:this|our|the) (?:story|article|column|piece)|contact (?:us|the (?:author|reporter|editor|newsroom)|(?-i:[A-Z]))|respond to this|get in touch|submit a (?:letter|column|story|tip)|send (?:us|a letter|a tip))\b[^.!?]{0,80}\b(?:e-?mail|contact|write|click|call|visit)\b.{0,120}|this (?:website|site|newspaper) and associated newspapers adhere to\b.{0,420}"),
    Rule("contact", "t", r"submit (?:a |your )(?:news )?(?:tips?|photos?|videos?|story ideas?)(?: to (?:us|our|(?-i:[A-Z])).{0,40}| here)?|we want to hear (?:what you think|from you)\b.{0,200}|if attaching an? (?:photo|video)\b.{0,60}\bterms of use apply|share your feedback\b.{0,60}"),
    Rule("contact", "ht", r"(?:noticed?|see|spot(?:ted)?|found?)(?: an?| any)? (?:spelling|grammar|grammatical|typo|factual)\b[^.?!]{0,60}\b(?:errors?|mistakes?|typos?)\b[^.?!]{0,40}[?.]? ?(?:please )?(?:click|tap|let us|report|e-?mail|contact)\b.{0,120}"),
    Rule("contact", "t", r"we pay for (?:your )?(?:stories|videos|photos|pictures|tips)\b[^.!?]{0,40}(?:[.!] click here to upload yours)?"),
    Rule("contact", "t", r"call the newsroom\b.{0,40}|text (?:the word )?['\"“‘]?(?-i:[A-Z]{3,12})['\"”’]? to \d{5,6}\b.{0,80}|see more .{2,60}\bby following us\b.{0,60}"),
    Rule("listen", "h", r"artikel (?:anhören|vorlesen|hören)\b.{0,20}|\d+ min(?:utes?)? (?:reading time|to read)|\d{1,2} ?(?:h|m|d|w|hrs?|mins?) ago"),
    # --- who has written it
    Rule("author", "t", rf"{_NAME}(?: \([^()]{{2,60}}\))? is (?!.*{_IN_NEWS})(?:an?|the|[\w.’' ]{{2,40}}['’]s)(?: [\w’'.&/-]+,?){{0,7}} {_WRITES}\b.{{0,400}}", needs=_WRITERS),
    Rule("author", "t", rf"{_NAME}(?: \([^()]{{2,60}}\))? (?:covers|writes (?:about|on|for)|reports on) [^.!?]{{2,80}} (?:(?:for|at) (?:the )?(?-i:[A-Z])|and is based in\b).{{2,200}}", needs=_WRITERS),
    # --- buttons and small print that ten made sites had and none of the rules above
    Rule("login", "ht", r"(?:sign|log) in to (?:join|read|view|continue|comment|access|save|vote|watch|listen|your account)\b[^.!?]{0,60}"),
    Rule("feedback", "t", r"(?:was|is|did you find) this (?:article|story|page|post|content|answer|recipe) (?:helpful|useful|interesting|informative)\?(?: ?(?:yes|no|/|\||thumbs (?:up|down)|\d+))*|rate this (?:article|story|recipe|post|page)\b[^.!?]{0,30}|(?:thumbs (?:up|down) \d+ ?)+"),
    Rule("save", "ht", r"add (?:this )?to (?:my |your )?(?:favou?rites|reading list|bookmarks|list|saved (?:articles|stories))"),
    Rule("follow", "ht", r"(?:(?:add|make|set|choose|select|pick|prefer|mark) (?:[^.!?]{2,60} )?(?:as )?)?(?:your |a |my )?(?:google )?preferred source(?: (?:on|in) google(?: (?:search|news))?)?"),
    Rule("notifications", "ht", r"(?:allow|enable|turn on|get|receive) (?:push |browser |desktop )?(?:notifications?|push alerts)(?:,? (?:about|as|for|from|in|instantly|now|of|on|so|straight|to|via|when|whenever|with)\b[^.!?]{0,60})?"),
    Rule("subscribers", "ht", r"subscribe\b[^.!?]{0,30}\b(?:and|to) save(?: (?:up to|over|more than|as much as|money|now|today|big|an?|half|[$£€₹]?\d)[^.!?]{0,40})?|(?:start|try|get|claim|begin) (?:your |a |our )?(?:free )?\d+[- ](?:day|week|month)s?[- ](?:free )?(?:trial(?! of\b)|for (?:just |only )?[$£€₹]?\d|free)[^.!?]{0,40}|unlock (?:this|the full|full|all|unlimited|exclusive|every)(?: [\w-]+){0,2} (?:access|articles?|stor(?:y|ies)|content|benefits|features|offers?|newsletters?|episodes?|issues?|archives?|reporting|journalism|coverage)\b[^.!?]{0,60}|continue reading\b[^.!?]{0,40}\b(?:(?:with|by|using|through)\b[^.!?]{0,30}\b(?:account|subscription)|for free)\b[^.!?]{0,40}|manage (?:your|my) (?:subscriptions?|account|newsletters?|notifications?|emails?|alerts)(?: (?:preferences|settings|here|online|in|at|on|and)\b[^.!?]{0,40})?"),
    Rule("support", "t", r"(?:make|give) an? (?:[\w-]+ ){0,2}(?:contribution|gift)(?: (?:now|today|here|to (?:us|our)\b[^.!?]{0,60}))?|your (?:donation|gift|contribution) is tax[- ]deductible[^.!?]{0,60}|support (?:local|quality|independent) news|buy (?:us|me) a coffee\b[^.!?]{0,40}|help us keep the lights on"),
    Rule("navigation", "ht", r"jump to (?:recipe|comments?|content|navigation|section|video|main content)|(?:go|return|back) to (?:the |our )?(?:home ?page|main page)"),
    Rule("player", "ht", r"watch the (?:full |whole )?(?:video|clip|interview|trailer) (?:below|above|here)|(?:this |the )?video (?:is )?(?:unavailable|no longer available|not available|currently unavailable)(?: (?:at|because|due|for|in|on|right)\b[^.!?]{0,60})?|listen(?: now)? \d{1,3} ?min(?:utes?|s)?|\d{1,3} of \d{1,3}"),
    Rule("sponsored", "ht", r"this is (?:an?|the) (?:sponsored (?:post|article|story)|paid (?:advertisement|post|article|press release)|press release|advertorial|opinion (?:piece|column|article))(?: (?:by|from|for|provided by|paid for by|distributed by) [^.!?]{2,60})?|press release (?:distributed|issued|provided|paid for|written and provided) by [^.!?]{2,60}"),
    Rule("contact", "t", r"(?:text|call|phone|ring|whatsapp|message) us (?:on|at|via) [^.!?]{0,40}\d{3}[^.!?]{0,40}|(?:submit|send|write)(?: us)? a letter to the editor\b[^.!?]{0,60}|find out more about our (?:newsletters?|journalism|membership|apps?|events|policies|subscriptions?|standards)"),
    Rule("comments", "t", r"(?:please )?keep (?:your |all )?comments (?:civil|respectful|polite|clean|on[- ]topic|relevant|friendly|kind|to the)\b[^.!?]{0,80}|by (?:commenting|posting(?: a comment| here)?)\b.{0,80}\b(?:you|i) (?:agree|accept|acknowledge|confirm|consent)\b.{0,120}"),
    Rule("poll", "t", r"(?:take|vote in|join|answer) our (?:[\w-]+ ){0,2}(?:poll|survey|quiz)\b[^.!?]{0,60}"),
    Rule("newsletter", "ht", r"check your (?:inbox|e-?mail)\b[^.!?]{0,40}\b(?:confirm|link|verif|activat|code|message|instruction|newsletter|subscription|sign)[^.!?]{0,40}|we(?:['’]ll never| (?:won['’]t|will never|will not|don['’]t|never)) (?:(?:share|sell) your (?:[\w-]+ )?(?:e-?mail|address|data|details|information|info|name|privacy)|spam you)\b[^.!?]{0,80}|(?:delivered|sent)(?: straight| directly)? (?:to|into) your (?:inbox|phone|e-?mail)\b[^.!?]{0,60}|(?:stay|keep) (?:informed|up[- ]to[- ]date|updated|ahead|connected)\b[^.!?]{0,80}\b(?:our|free|daily|weekly|breaking|e-?mail|push|sign|subscrib\w+|download\w*|get|join)\b[^.!?]{0,40}\b(?:newsletters?|e-?mails?|alerts|app|inbox)\b[^.!?]{0,60}"),
    Rule("disclaimer", "ht", r"(?:just a heads[ -]up,? |(?:please )?note:? (?:that )?)?some (?:of the )?links (?:on|in) [^.!?]{2,60} (?:may be|are) affiliate links?\b.{0,260}|(?:the|these|his|her|their) (?:views|opinions) do not (?:necessarily )?(?:reflect|represent) (?:those|the (?:views?|opinions?)) of\b.{2,160}|(?:some )?affiliate links? (?:may|might|(?:are|is) (?:used|marked|included|present|contained|in))\b[^.!?]{2,120}|as an? (?:[\w-]+ ){0,2}(?:affiliate|associate)s?,? (?:we|i|this site)\b[^.!?]{0,40}\bearns? (?:a commission |money |commissions )?(?:from|on|for|when|if)\b[^.!?]{2,160}"),
    Rule("disclaimer", "ht", r"(?:the authors? |(?-i:[A-Z])[\w.'’-]+ (?:(?-i:[A-Z])[\w.'’-]+ ){0,3})(?:and .{4,60} )?do(?:es)? not work for, consult(?: to)?, own shares in,? or receive funding from\b.{20,300}", needs=RARE),
    Rule("follow", "t", r"follow me on [a-z]{1,12}:? .{2,100}"),
    # --- what begins with any words: next to each other, for where one's needed words lack the others' do
    Rule("source", "t", rf"(?-i:[A-Z][\w.&'’-]*+(?: (?:[A-Z\d][\w.&'’-]*+|of|the|&)){{0,4}}) with {_AGENCY}(?:(?:,| and|,? and) {_AGENCY}){{0,2}}", needs=RARE),
    Rule("source", "t", rf"(?-i:(?:(?:[A-ZÀ-Þ][\w.&'’-]*+|franceinfo)(?: [A-ZÀ-Þ\d][\w.&'’-]*+){{0,3}} a|[Aa])vec) (?:(?:l[’'])?(?-i:AFP|AP)|(?-i:Reuters|REUTERS))(?:(?:,| et) {_AGENCY}){{0,2}}", needs=RARE),
    # Who has written and who has read it, by their initials: "jm/dm (AFP, dpa)"
    Rule("source", "t", rf"(?-i:[a-z]{{1,4}}(?:[/,] ?[a-z]{{1,4}}){{0,4}} \((?:{_AGENCY}|dpa|KNA|epd)(?:, (?:{_AGENCY}|dpa|KNA|epd|EFE|SID|DW|ANSA|PTI))*\)?)", needs=RARE),
    Rule("support", "t", r"[^.!?]{4,160} receives? (?:financial )?support from .{2,300}\bis solely responsible for (?:all|its) content\b.{0,40}", needs=RARE),
    Rule("disclaimer", "ht", r"[^.!?]{2,160}\b(?:holds?|has|have|had) no (?:financial )?positions? in any of the (?:stocks|companies|securities|funds|shares) mentioned\b.{0,200}|disclosure: .{0,40}\bno positions? in any\b.{0,300}", needs=RARE),
    Rule("newsletter", "htb", r"[^.!?\"“”]{10,260}\b(?:newsletters?|briefing|inbox)\b[^.!?\"“”]{0,120}[.!?] (?:sign up|subscribe|get it) (?:here|now|today|for free)", needs=RARE),
    Rule("related link", "t", r"← .{3,120}|.{3,120} →", needs=RARE),
    # A title with its link behind it, as a box inside the article has it.
    Rule("related link", "htb", r"(?-i:[A-ZÀ-Þ\d\"'“‘])(?:(?![.!?][\"”’)]* +(?-i:[A-ZÀ-Þ\"“‘]))[^©]){8,110}(?<![.!?:;,])(?-i: Read more)", needs=RARE),
    # "Quay News | Updated: 2024-03-05 17:52"
    Rule("time stamp", "ht", r"(?:(?:by )?(?-i:[A-Z])[\w .&'’()-]{1,40} ?\| ?){1,3}(?:updated|published|posted) ?:? [\d/. -]{8,10}(?:[ ,]+\d\d?:\d\d(?::\d\d)?)?", needs=RARE),
    Rule("byline", "h", r"(?-i:(?:[A-Z][\w'’.&-]*+ ){1,5}(?:Staff|STAFF) (?:Reports?|REPORTS?))", needs=RARE),
    Rule("quiz", "t", r"[^.!?]{0,80}\?? ?(?:take|try|play) (?:our|the|this) (?:[\w'’-]+ ){0,4}quiz\b.{0,40}", needs=RARE),
    Rule("support", "htb", r"[^.!?\"“”]{0,160}\b(?:journalism like this|our (?:journalism|reporting|newsroom))\b[^\"“”]{0,200}\b(?:chip in|donat\w+|become a member)\b[^\"“”]{0,100}", needs=RARE),
)  # fmt: skip
