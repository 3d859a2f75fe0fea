"""What is written on a page around an article: credits, buttons, headings and links."""

import re
from dataclasses import dataclass

TIMING = re.compile(r"(?:^|\s)\d{1,2}:\d{2}(?::\d{2})?$")
#: Never part of an article, full stop or not.
ALWAYS = re.compile(
    r"^(?:read more\b|read (?:also|next)\b|(?-i:READ|WATCH|LISTEN|SEE)\s*[:|–—-]|related\s*[:|]|"
    r"read the (?:rest|full|whole|entire|original)\b.{0,40}\bhere\b|see also:|click here\b|skip to\b|"
    r"advertis|sponsored (?:content|by)\b|"
    r"sign up (?:for|to|here|now)\b|subscribe (?:to|now|here|today)\b|follow (?:us|\w+) on\b|"
    r"(?:we|this (?:site|website)) uses? cookies|by (?:continuing|clicking)\b|accept (?:all|cookies)|"
    r"all rights reserved|copyright(?: ©| \(c\)|:? \d{4}\b|\b.*\brights reserved)|©|\(c\)|"
    r"(?:file )?photo(?:s|graph)?(?: by| credit|:| /)|"
    r"image (?:credit|source|caption)|credit:|caption:|enter your e-?mail|your e-?mail|"
    r"more information: |"
    r"get (?:the|our)\b.{0,40}\b(?:app|newsletter)\b|download (?:the|our)\b.{0,40}\bapp\b|"
    r"(?:last )?(?:updated|modified|published|posted)(?: on)?:?\s.{0,12}\d|\d+ min(?:ute)?s? read)",
    re.IGNORECASE,
)
#: What an outlet says of its own piece, its credits and its terms; whole sentences, and none of them the story's.
OF_ITSELF = re.compile(
    r"^(?:editor[’']?s[’']? note:|"
    r"(?:correction|clarification):(?! (?:an|our|the) (?:earlier|previous) (?:post|entry|update)\b)|"
    r"a correction was made\b|our standards:|"
    r"(?:an?|the) (?:earlier|previous|original) version of this (?:article|story|post|column)\b|"
    r"this (?:article|story|post|page|blog|site) (?:was|has been|is(?= (?:updated|hosted|hosted free) by)) (?:\w+ )?"
    r"(?:updated|corrected|amended|edited|changed|adapted|republished|reprinted|translated|printed from|hosted)\b|"
    r"this (?:article|story|post) (?:was |has been )?(?:originally|first) (?:published|appeared) (?:by|in|on|at)\b|"
    r"(?:first|originally) (?:published|posted|printed|aired|broadcast) (?:on|in|by|at) "
    r"(?:the )?(?-i:[A-Z][^.!?]{1,60}\.?$)|"
    r"a version of this (?:article|story) (?:appears|appeared|was)\b|"
    r"the (?:views|opinions) expressed (?:here|in this (?:article|column|post)|are (?:those|solely|the author))\b|"
    r"[-–—(]*\s*(?:(?:additional|further|with|and)\s+)*reporting (?:by|from) (?-i:[A-Z])(?!.*\b(?:show|shows|showed|"
    r"found|finds|said|says|was|is|has|have|had|were|suggest\w*|reveal\w*)\b)|"
    r"follow (?-i:(?:[A-Z][\w.'’-]* ){1,4})on (?:twitter|x|facebook|instagram|threads|bluesky|mastodon)\b|"
    r"contact (?:the )?(?:writer|reporter|author|editor|newsroom)s? (?:at|on|by)\b|have a (?:news )?tip\?|"
    r"(?-i:(?:[A-Z][\w.'’-]* ){1,5})(?:staff )?(?:writer|reporter|correspondent|editor)s?\b.{3,120}\bcontributed "
    r"(?:to this (?:report|story|article)|reporting)\b|"
    r"the post .{1,200} appeared first on\b|this entry was posted\b|find this article at\b|"
    r"(?:this|the) (?:conversation|interview|transcript|discussion|q&a) (?:has been|was) (?:\w+ )?"
    r"(?:edited|condensed|shortened|translated)\b|"
    r"(?:good (?:morning|afternoon|evening)[.,!] )?(?:it(?:[’']s| is) (?:now )?[\w ]{1,20} o[’']clock[.,!]? ?"
    r"(?:and )?)?i(?:[’']m| am) (?-i:(?:[A-Z][\w.’'-]* ){1,3})(?:here )?with (?:the|your) (?:\w+ )?"
    r"(?:news|headlines|bulletin)[.!]?$|"
    r"that(?:[’']s| is| was) (?:all )?the (?:news|headlines|bulletin)\b.{0,40}$|"
    r"thanks for reading\b.*!|you must be logged in\b|if you (?:spot|see|notice) an? (?:error|mistake)\b|"
    r"(?:your|this) browser (?:does not|doesn[’']t) support\b|transcript provided by\b|"
    r"this (?:content|video|post) (?:is not available|(?:can ?not|could not|can[’']t) be (?:displayed|played))\b|"
    r"(?:don[’']t|never) miss (?:a|an|another|our|the latest)\b.{0,60}\b(?:sign|get|subscribe|follow|download|join)\b|"
    r"(?:for|get) (?:all )?(?:the|our) latest\b.{0,60}\b(?:download|follow|visit|subscribe|sign up|click|join)\b|"
    r"transcripts? (?:is|are|was|were) (?:created|produced|generated|provided) (?:on|by|for|using)\b|"
    r"how (?:helpful|useful) was this (?:page|article|story)\b|"
    r"(?:do|did|have|are|were) you\b[^?]{1,80}\? "
    r"(?:tell us|let us know|contact us|get in touch|e-?mail us|share your)\b|"
    r"contains [^.]{1,60}\blicen[sc]ed under\b|\[[ x]?\] |"
    r"(?:high[- ]res(?:olution)?|press) (?:images|photos|photographs|pictures)\b.{0,40}\bavailable\b|"
    r"support (?:our|independent) (?:journalism|reporting)\b|try .{0,40}\bunlimited access\b|"
    r"(?-i:(?:[A-Z][\w.'’-]*,? (?:and |in )?){2,12}(?:also )?contributed (?:reporting|research|"
    r"to the reporting|to this (?:report|story))\b))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Anywhere:
    """What may stand anywhere in a line: a pattern, and words one of which it cannot do without, in small letters.

    A line that has none of them, which is nearly every line, need not be searched.
    """

    words: tuple[str, ...]
    pattern: re.Pattern[str]


def _anywhere(words: str, pattern: str) -> Anywhere:
    return Anywhere(tuple(words.split("/")), re.compile(pattern, re.IGNORECASE))


#: The same, wherever in the line it stands.
OF_ITSELF_ANYWHERE: tuple[Anywhere, ...] = (
    _anywhere(
        "contributed to this",
        r"(?:the )?(?-i:(?:[A-Z][\w.'’&-]*,? (?:and |in |of )?){1,8})(?:(?:staff |senior |political "
        r"|national |local )*(?:reporter|correspondent|editor|writer)s? )?(?-i:(?:[A-Z][\w.'’-]*,? "
        r"(?:and |in )?){0,8})(?:also )?contributed to this (?:report|story|article)\.?$",
    ),
    _anywhere(
        "? vote/? have your say/? take part/? let us know/? tell us",
        r"[^?]{1,160}\? (?:vote|have your say|take part|let us know|tell "
        r"us)\b.{0,30}\b(?:poll|below|comments)\b",
    ),
    _anywhere(
        "poll",
        r"(?:vote|take part) in our (?:online )?poll\b",
    ),
    _anywhere(
        "poll",
        r"take our poll\b",
    ),
    _anywhere(
        "opinion?",
        r"have an opinion\? ",
    ),
    _anywhere(
        " a story/ a question/ a comment/ a view",
        r"(?:have|got) a (?:story|question|comment|view)\b[^?]{0,60}\? "
        r"(?:e-?mail|write|send|ring|call|let us|tell us|contact)\b",
    ),
    _anywhere(
        "favour to ask/favor to ask",
        r"(?:.{0,60}\b)?we(?:[’']ve| have) a (?:small|quick) favou?r to ask\b",
    ),
    _anywhere(
        "if everyone who reads",
        r"if everyone who reads (?:our|this)\b",
    ),
    _anywhere(
        "if you ",
        r"if you (?:value|enjoy|enjoyed|like|liked|found) (?:our|reading|this "
        r"(?:article|story|post|piece|newsletter|podcast))\b",
    ),
    _anywhere(
        "newsletter",
        r".{0,160}(?:(?-i:\bSign up)|\byou can sign up) (?:here "
        r")?(?:for|to)\b.{0,60}\bnewsletters?\b",
    ),
    _anywhere(
        "in your inbox",
        r"get (?:more|all|the|our)\b.{0,80}\bin your inbox\b",
    ),
    _anywhere(
        "newsletter",
        r"(?:the |our )?(?-i:[A-Z]).{1,60} newsletter (?:is our|brings you|delivers|rounds up|gives "
        r"you)\b",
    ),
    _anywhere(
        "newsroom/publication/news site/news outlet/news organi",
        r"(?-i:[A-Z]).{1,60} is an? (?:[\w-]+,? ){0,3}(?:newsroom|publication|news "
        r"(?:site|outlet|organi[sz]ation))\b.{0,160}\b(?:sign "
        r"up|subscribe|subscriber|donate|support (?:us|our|my))\b",
    ),
    _anywhere(
        "corrects/updates/adds/recasts/removes/clarifies",
        r"\(?this (?:version|story|item|report) "
        r"(?-i:CORRECTS|UPDATES|ADDS|RECASTS|REMOVES|CLARIFIES)\b",
    ),
    _anywhere(
        ". more ",
        r".{1,240}\. more (?:about|from|by) (?-i:(?:[A-Z][\w.'’-]* ?){2,4})$",
    ),
    _anywhere(
        "source",
        r"(?-i:SOURCE:? [A-Z])",
    ),
    _anywhere(
        "view original content",
        r"view original content\b",
    ),
    _anywhere(
        "forward",
        r"(?:this|the) (?:(?:press|news) )?(?:release|announcement|communication)(?: \w+)? "
        r"(?:contains?|includes?) .{0,40}\bforward[- ]looking statements\b",
    ),
    _anywhere(
        "read or share/share or read",
        r"(?:read or share|share or read) this story\b",
    ),
    _anywhere(
        "order reprints",
        r"order reprints\b",
    ),
    _anywhere(
        "not responsible for",
        r"(?:the )?(?:[\w.'’&-]+ ){1,6}(?:is|are) not responsible for (?:the )?contents? (?:of|on) "
        r"(?:external|third[- ]party|other|linked) (?:inter(?:net)? ?)?(?:web)? "
        r"?(?:sites?|websites?|pages)\.?$",
    ),
    _anywhere(
        "consider ",
        r"(?!.*\b(?:said|says|told|asked|wrote)\b)(?=.*\b(?:please|if you "
        r"(?:have|can|value|found|find|like|enjoy|believe)|support (?:my|our) "
        r"work)\b).{0,240}\bconsider (?:making an? (?:\w+ )?(?:contribution|donation|gift)|becoming "
        r"an? (?:\w+ ){0,3}(?:member|subscriber|supporter|patron)|supporting "
        r"(?:us|our)\b|subscribing\b|donating\b|a (?:small "
        r")?(?:donation|gift|contribution)\b|chipping in\b|dropping .{1,40} in (?:the|our)\b)",
    ),
    _anywhere(
        " uses ",
        r"(?!.*\b(?:said|says|told|found|wrote)\b)(?-i:[A-Z][^.!?:]{1,60}) uses (?:cookies|third[- "
        r"]party (?:cookies|technologies)|tracking technologies)\b",
    ),
    _anywhere(
        "reach /contact /email /e-mail /write to /call ",
        r"(?:reach|contact|e-?mail|write to|call) (?-i:[A-Z])[\w.'’ -]{2,50} (?:at|on|via) "
        r"\S*(?:@|\d{3})",
    ),
    _anywhere(
        "click here/cancel any/bookmark the permalink",
        r"\b(?:click here|cancel any ?time|bookmark the permalink)\b[^.]{0,30}\.?$",
    ),
    _anywhere(
        "inbox",
        r"\Aget\b.{1,80}\b(?:straight|delivered|direct|directly|sent) (?:in)?to your (?:e-?mail )?inbox\b",
    ),
    _anywhere(
        "journalism/reporting/newsroom",
        r"\A(?:please )?support (?:[\w-]+,? ){1,3}(?:journalism|reporting|newsrooms?)\b(?!.*\b(?:said|says|told)\b)",
    ),
    _anywhere(
        "our journalis/our report/our newsroom",
        r"\Aour (?:journalists|reporters|newsroom|journalism|reporting)\b(?!.*\b(?:said|says|told|asked|saw|found)\b)"
        r".{1,120}\b(?:become (?:a|our) (?:\w+ )?(?:member|subscriber|supporter|patron)|subscribe|donate|"
        r"support (?:us|our|it|them))\b",
    ),
    _anywhere(
        "affected/struggling/need help/need support",
        r"\Aif you(?:[’']ve| have|[’']re| are| or (?:someone|anyone)| need)\b.{0,120}\b(?:affected|struggling|"
        r"help|support)\b.{0,200}\b(?:call|contact|visit|ring|text|helpline|hotline|reach out|"
        r"(?:help|support) is available)\b",
    ),
    _anywhere(
        "may not be ",
        r"\A(?:this|our) (?:material|article|content|story|report|site[’']s content)\b.{0,40}\bmay not be "
        r"(?:published|reproduced|copied|republished|used)(?:,| or) ",
    ),
    _anywhere(
        "free article/free stor",
        r"\Ayou(?:[’']ve| have| get)\b.{0,40}\bfree (?:articles?|stor(?:y|ies))\b",
    ),
    _anywhere(
        "join ",
        r"\Ajoin (?:the|our) (?:conversation|discussion|debate|community|group|channel|whatsapp)\b",
    ),
    _anywhere(
        "financial support/support from/solely responsible",
        r"\A(?:the )?(?-i:[A-Z]).{1,80}\breceives? (?:financial )?(?:support|funding) from\b.{0,80}"
        r"\b(?:foundations?|funders|philanthrop\w+)\b.{0,40}\b(?:coverage|journalism|reporting)\b|"
        r"\A(?:the )?(?-i:[A-Z]).{1,80}\b(?:coverage|journalism|reporting) receives? (?:financial )?"
        r"(?:support|funding)\b|"
        r"\A(?-i:[A-Z])[\w ]{1,40} is solely responsible for (?:all|its|this) content\b",
    ),
    _anywhere(
        "text ",
        r"\A(?:(?:want to |please )?(?:get in touch|have your say|got a (?:tip|story|question))\b[^?.!]{0,60}[?.!] )?"
        r"(?-i:Text) (?-i:[A-Z]{2,12}) to \d{4,6}\b",
    ),
    _anywhere(
        "want to get in touch/got a tip/got a story/get in touch",
        r"\A(?:want to get in touch|(?:have you )?got a (?:tip|story)|get in touch)\b[^.?!]{0,60}[?.!] ",
    ),
    _anywhere(
        "terms and conditions apply/terms & conditions apply/t&cs apply",
        r"\A(?:terms (?:and|&) conditions|t&cs) apply\b(?! to\b).{0,40}$",
    ),
    _anywhere(
        "expressed",
        r"\A(?:the |all |any )?(?:views|opinions)(?: and (?:views|opinions))? expressed\b.{0,60}\b(?:those of|"
        r"(?:do|does) not (?:necessarily )?(?:reflect|represent))\b",
    ),
)
#: Buttons, headings and links: furniture where no full stop makes a sentence of them.
WITHOUT_STOP = re.compile(
    r"^(?:watch\b.{0,60}\b(?:live|now|video)$|view\b.{0,60}\bin$|(?:share|tweet|email|print|save|pin|comment|"
    r"reply)\b.{0,40}$|see also\b|more (?:from|on|in)\b|related\b|most (?:read|popular|viewed)\b|"
    r"continue(?: reading)?\b|sign up\b|subscribe\b|log ?in\b|register\b|back to top|source:|getty images|"
    r"ap photo|video:|gallery:|listen:|updated?:?\s|published:?\s|posted:?\s|\d+ (?:comments?|shares?)|loading\b|"
    r"play(?:ing)?(?: video)?$|next (?:up|story|article)|previous (?:story|article)|recommended\b|trending\b|"
    r"breaking news$|live updates?$|privacy policy|terms (?:of|and)|contact us|about us|\w+ app open$|chrome safari)",
    re.IGNORECASE,
)
BYLINE = re.compile(
    r"^(?i:by|reporting by|editing by|written by)\s+[A-Z][\w.'’-]*(?:,?\s+(?:and|of|for|the|[A-Z][\w.'’-]*)){0,12}$"
)
