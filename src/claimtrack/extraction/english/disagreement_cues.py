"""The words by which a speaker says what another one said, or the opposite of it."""

import re

CLAIM_NOUN = (
    r"(?:claims?|assertions?|stor(?:y|ies)|accounts?|versions?|descriptions?|figures?|allegations?|accusations?|"
    r"points?|things?)"
)
GOES_ON = r"\s*(?:[.,;:”]|$|(?:on|in|at|to|from|when|yesterday|that|a|last|later|under|and|but|this|as)\b"
SAME = re.compile(
    r"\b(?:the\s+(?:very\s+|exact\s+)?same(?:\s+"
    + CLAIM_NOUN
    + rf"(?={GOES_ON}|(?:of|about)\b))|(?={GOES_ON})))|said\s+so\s+too\b|"
    r"an?\s+(?:very\s+|almost\s+|nearly\s+)?(?:similar|identical|matching)\s+(?:claim|assertion|story|account|"
    r"version|description|"
    r"allegation|accusation)\b|said\s+as\s+much\b|bore\s+(?:him|her|them|it|this|that)\s+out\b|likewise\s+(?:said|"
    r"claimed|told)\b)",
    re.IGNORECASE,
)
REPEATED = re.compile(
    r"\b(?:repeat(?:s|ed|ing)?(?!\s+(?:\w+\s+)?and\b)|(?<!an )(?<!the )echo(?:es|ed|ing)?|reiterat(?:es|ed|ing)|"
    r"parrot(?:s|ed|ing)?)\b"
    r"|\b(?:corroborat(?:es|ed|ing)|back(?:s|ed|ing)?(?:\s+up)?|support(?:s|ed|ing)?|endors(?:es|ed|ing)|"
    r"second(?:s|ed)|vouch(?:es|ed)\s+for|borne\s+out|bore\s+out|agree(?:s|d)(?:\s+with)?|concur(?:s|"
    r"red)(?:\s+with)?)\b",
    re.IGNORECASE,
)
OPPOSITE = re.compile(
    r"\b(?<!to )(?<!as )(?<!is )(?:the\s+(?:opposite|contrary|reverse)\b"
    r"(?!\s+(?:direction|side|effect|end|way|sex|corner|of|is)\b)|"
    r"(?:said|insisted|maintained|says|claims|claimed|thought|argued)\s+otherwise\b|"
    r"disagree[sd]\b(?!\s+(?:about|on|over)\s+(?:whether|how|what|who)\b)|beg(?:s|ged)\s+to\s+differ\b|"
    r"(?:countered|retorted|hit back)\s+that\b|"
    r"(?:the\s+)?other\s+way\s+(?:round|around|about)\b|"
    r"a\s+(?:very\s+|quite\s+|rather\s+)?(?:different|conflicting|contradictory)\s+(?:account|story|version|figure|"
    r"picture|tale)\b|"
    r"(?:a|another)\s+(?:far\s+|much\s+|slightly\s+)?(?:lower|higher|smaller|larger)\s+(?:figure|number|toll|count|"
    r"estimate|total)\b(?!\s+of\b))",
    re.IGNORECASE,
)
SO_MANY_TIMES = re.compile(
    r"\b(?:twice|half|double|three times|ten times|a (?:third|quarter|tenth|fifth|fraction) of)\s+(?:that|as "
    r"(?:many|much)(?! as\b)|the (?:figure|number))\b",
    re.IGNORECASE,
)
NEEDED = frozenset(
    "same so similar identical matching much bore borne likewise repeat repeats repeated repeating echo echoes "
    "echoed echoing "
    "reiterates reiterated parrot parrots parroted corroborates corroborated backs backed "
    "backing supports supported supporting endorses endorsed seconds seconded vouches vouched agree agrees agreed "
    "concurs "
    "concurred concur opposite contrary reverse otherwise different conflicting contradictory lower higher smaller "
    "larger "
    "countered retorted hit other disagrees disagreed begs begged put puts putting estimates estimated "
    "reckons reckoned gave gives".split()
)
ALSO_WORDS = frozenset({"also", "too", "likewise"})
