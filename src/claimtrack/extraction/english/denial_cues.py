"""The words with which somebody denies, as patterns, and the words that a quick look finds them by."""

import re

from claimtrack.extraction.english.quick_look import Look, look


def _pattern(*parts: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(parts) + r")", re.IGNORECASE)


def _forms(stems: str, endings: str) -> str:
    return " ".join(stem + ending for stem in stems.split() for ending in ("", *endings.split()))


_FALSE_WORD = (
    r"(?:false|untrue|a lie|lies|lying|nonsense|a fabrication|fabrications?|fabricated|invented|an invention|"
    r"inventions?|fiction|"
    r"fictitious|rubbish|baseless|unfounded|groundless|a hoax|fake|made[- ]up|absurd|a fairy[- ]?tale|fairy tales?|"
    r"a myth|myths|propaganda|slander\w*|a smear|smears|(?:a |pure )?fantas(?:y|ies)|libel\w*|inaccurate|incorrect|"
    r"wrong|"
    r"(?:pure )?speculation|concocted|bogus|malicious|ludicrous|ridiculous|preposterous|mistaken|without foundation|"
    r"without merit|garbage|bunk|a joke|laughable|imaginary|an illusion|disinformation|misinformation|misleading|"
    r"twaddle|poppycock|hogwash|claptrap|balderdash|a fraud|a figment|cooked up|dreamed up|dreamt up|hot air|gossip|"
    r"(?:un|not )true|not (?:so(?! \w)|correct|accurate|the case|what happened)|anything but true|"
    r"far from (?:the )?truth|"
    r"slanderous|tosh|piffle|moonshine|a stunt|a witch[- ]hunt|politically "
    r"motivated|"
    r"not right|not how (?:it|things)|off the mark|wide of the mark|unrecognisable|a "
    r"canard|a distortion|distorted|exaggerated|an exaggeration|completely different)"
)
_EMPHASIS = (
    r"[“\"‘]?(?:\w+ly\s+|simply\s+|all\s+|just\s+|quite\s+|pure\s+|utter\s+|complete\s+|total\s+|outright\s+|a\s+|"
    r"an\s+|“|‘|\"|"
    r"such\s+|flat\s+|downright\s+|plain\s+|nothing but\s+|an?\s+(?:\w+\s+)?){0,3}[“\"‘]?"
)
DENY = _pattern(
    r"(?:den(?:ied|ies|ying)|deny(?!ing))\b",
    r"(?:reject|disput|refut|rebut|contradict|repudiat|challeng|rubbish|debunk|disown)(?:s|"
    r"es|ed|ted|ing|e|ting)?\b",
    r"(?:dismiss)(?:es|ed|ing)?\b",
    r"contest(?:ed|ing|s?(?=\s+(?:the|this|it|those|these|his|her|their|any)\b))(?=\W)",
    r"(?:scoffed at|laughed off|laughed at|brushed aside|brushed off|waved away|waved aside|shrugged off|poured "
    r"scorn on|"
    r"took issue with|hit back at|poured cold water on|threw cold water on|knocked down|shot down|took exception to|"
    r"bristled at)",
)
CALLED = _pattern(
    r"(?:call|brand|label|labell|describ|dismiss|reject|denounc|decri|derid|condemn|characteri[sz]|deny|deni|wave|"
    r"term|dubb|"
    r"ridicul|mock)(?:ed|s|es|e|ing|ies)?\s+(?P<object>(?:(?!\b(?:which|who)\b)[^.;:]){1,60}?)\s+(?:away\s+)?(?:as\s+)?"
    + _EMPHASIS
    + _FALSE_WORD
    + r"\b",
)
PREDICATE = _pattern(
    r"(?:was|were|is|are|had been|has been|are all|is all|’s|'s|isn[’']t|wasn[’']t|weren[’']t|aren[’']t)\s+"
    + _EMPHASIS
    + _FALSE_WORD
    + r"\b(?!\s+(?:to|that|for|with|about|if|when|by)\b)",
    r"(?:isn[’']t|wasn[’']t|weren[’']t|aren[’']t)\s+(?:true|so|correct|accurate|the case)\b",
    r"(?:had|has|have)\s+(?:simply\s+)?(?:never\s+happened|not\s+happened|no\s+(?:truth|substance|foundation|basis))\b",
    r"(?:did not|didn[’']t|(?<!would )(?<!could )(?<!will )(?<!can )(?<!should )never)\s+(?:happen|happened|take place|"
    r"took place|occur|occurred)\b(?!\s+(?:again|until|overnight|often|before)\b)",
)
NOTHING = _pattern(
    r"no\s+such\s+(?:thing|[\w-]+)(?:\s+[\w’'-]+){0,3}\s+(?:had|was|were|has|have|took|existed|exists|happened|"
    r"occurred|ever|is)\b",
    r"there\s+(?:was|is|were|had been|had never been|has been)\s+no\s+such\b",
    r"(?:did|done|does|do)\s+no\s+such\s+thing\b",
    r"nothing\s+of\s+the\s+(?:sort|kind)\b",
    r"(?:would have|having)\s+none of it\b|(?:maintain|protest|insist|assert)\w*\s+(?:on\s+)?(?:his|her|their|"
    r"its)\s+innocence\b",
    r"(?:said|says|insists?|insisted|maintains?)\s+(?:that\s+)?(?:he|she|they|it)\s+(?:is|was|were|are|had "
    r"been)\s+innocent\b",
    r"(?:did|do|does|could)\s+not\s+(?:accept|recognise|recognize)\s+(?:it|this|that|the\s+(?:claims?|accounts?|"
    r"figures?|reports?|allegations?))\b",
    r"(?<!to )call(?:ed|s|ing)?\s+[\w’' -]{2,30}?\s+(?:a\s+)?liars?\b|"
    r"accus(?:ed|es|ing)\s+[\w’' -]{2,30}?\s+of\s+(?:lying|"
    r"invent\w+|making\s+[\w ]{2,12}up)\b|"
    r"(?:he|she|they|who)\s+(?:was|were|is|are)\s+lying\b|(?:has|had|have)\s+(?:lied|made\s+(?:it|this|that|"
    r"the\s+story)\s+up)\b",
    r"plead(?:s|ed|ing)?\s+not\s+guilty\b",
    r"(?:was|is)\s+nothing\s+(?:in|to)\s+(?:it|this|that|the\s+(?:claims?|story|rumou?rs?|reports?|allegations?))\b",
    r"(?:did|done|do)\s+nothing\s+(?:wrong|of the (?:sort|kind))\b",
    r"no\s+truth\s+(?:in|to)\b|not a word of (?:it|that|this)\b|none of (?:it|this|that) (?:was|is|had) (?:true|"
    r"happened)\b",
    r"said\s+(?:it|he|she|they|the [\w-]+)\s+(?:had\s+|did\s+|has\s+)?(?:not|never)\s+(?:done|do|did)\s+(?:so|it|"
    r"that|any such)\b",
)
EXCLAIMED = re.compile(
    r"(?:^|(?<=[,:—–] )|(?<=\n)|(?<=said )|(?<=replied ))[“\"‘]\s*"
    r"(?:(?:that|this|it)(?:’s|'s| is| was)\s+|what\s+|all\s+)?"
    + _EMPHASIS
    + _FALSE_WORD
    + r"\b(?=\W*[,.!?;—”\"’]|\s+and\b)"
    r"|[“\"‘]\s*(?:absolutely not|it never happened|not guilty|not a word of it|never happened)\b"
    r"|[“\"‘]\s*(?:no|never|not at all|of course not|certainly not|not me|(?:i|we|he|she|it|they) (?:did not|"
    r"didn[’']t|never did|was not|were not))"
    r"\s*[,.!]\s*[”\"’]",
    re.IGNORECASE,
)

_FALSE = (
    "false untrue lie lies lying nonsense fabrication fabrications fabricated invented invention inventions fiction "
    "fictitious rubbish baseless unfounded groundless hoax fake absurd fairy fairytale fairytales myth myths "
    "propaganda slander slanders slandered slanderous smear smears fantasy fantasies libel libels libellous libelous "
    "inaccurate incorrect wrong speculation concocted bogus malicious ludicrous ridiculous preposterous mistaken "
    "foundation merit garbage bunk joke laughable imaginary illusion disinformation misinformation misleading twaddle "
    "poppycock hogwash claptrap balderdash fraud figment cooked dreamed dreamt air gossip truth tosh piffle moonshine "
    "stunt witch motivated mark unrecognisable canard distortion distorted exaggerated exaggeration different"
)
_NOT_SO = "not t + so correct accurate case happened right how true", "made + up", "anything + true"
_REBUFFING = "reject disput refut rebut contradict repudiat challeng rubbish debunk disown"
_CALLING = (
    "call brand label labell describ dismiss reject denounc decri derid condemn characteris characteriz deny deni "
    "wave term dubb ridicul mock"
)
LOOKS: dict[re.Pattern[str], Look] = {
    CALLED: look(*(f"{_forms(_CALLING, 'ed s es e ing ies')} + {way}" for way in (_FALSE, *_NOT_SO))),
    DENY: look(
        "denied denies denying deny dismiss dismisses dismissed dismissing contest contests contested contesting "
        "scoffed laughed brushed waved shrugged poured took hit threw knocked shot bristled "
        + _forms(_REBUFFING, "s es ed ted ing e ting")
    ),
    PREDICATE: look(
        _FALSE, *_NOT_SO, "never not t no + happened happen place took occur occurred truth substance basis"
    ),
    NOTHING: look(
        "nothing none innocence innocent accept recognise recognize liar liars lying lied guilty truth word",
        "no + such",
        "made making invent inventing invented + up of",
        "not never + done do did",
    ),
    EXCLAIMED: look(_FALSE, *_NOT_SO, "no never not t"),
}
"""What each pattern needs, for a quick look."""
