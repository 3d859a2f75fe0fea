"""The words with which an article doubts what it reports, as patterns."""

import re

from claimtrack.extraction.values import CaveatKind

_CHECKED = r"(?:confirm(?:ed)?|verif(?:y|ied)|corroborated?|authenticated?|substantiated?)"
_OFTEN = r"(?:(?:be|been|immediately|independently|yet|also|fully|readily|possible to|itself|officially)\s+){0,4}"
UNCONFIRMED = re.compile(
    r"\b(?:(?:could|can|has|have|had|was|were|is|are)(?:\s+not|n[’']t|not)\s+"
    + _OFTEN
    + _CHECKED
    + r"|(?:was|were|is|are)\s+(?:unable|not able)\s+to\s+"
    + _OFTEN
    + _CHECKED
    + r"|(?:no|without|lacked|lacking)\s+independent\s+(?:confirmation|verification)"
    r"|(?:was|were|is|are|has been|remains?|remained)\s+(?:still\s+)?(?:unconfirmed|unverified|uncorroborated)"
    r"|unconfirmed|unverified|uncorroborated"
    r"|(?:neither|none|no)\b[^.,;]{0,40}?\bcould\s+" + _OFTEN + _CHECKED + r")\b",
    re.IGNORECASE,
)
UNWITNESSED = re.compile(
    r"\b(?:none|neither|no one|nobody|not one)\b(?:\s+of)?(?:\s+(?:the|them|those|these|its|his|her|"
    r"their))?(?:\s+([a-z]+))?"
    r"[^.;:]{0,70}?\b(?:witnessed|saw|seen|observed)\b"
    r"|\b(?:did not|didn[’']t|had not|hadn[’']t)\s+(?:\w+\s+)?(?:witness(?:ed)?|see|seen?)\s+(?:it|this|that|"
    r"them|the\s+\w+)\b(?!\s+(?:that|this|his|her|its)\s+way|\s+coming|\s+as\b)",
    re.IGNORECASE,
)
HEARD_IT = re.compile(
    r"\b(?:only\s+)?(?:heard|learned|knew)\s+(?:only\s+)?(?:it|this|that|them|about (?:it|this|that|them)|"
    r"of (?:it|this|them))\s+"
    r"(?:only\s+)?(?:from|through|by|second)\b(?:\s+[^\s.,;]+){1,3}"
    r"|\b(?:was|were|been) (?:only\s+)?told (?:so|this|that|it|about it) by\b(?:\s+[^\s.,;]+){1,3}"
    r"|\b(?:had not|did not|hadn[’']t|didn[’']t) (?:see|seen|witness|witnessed) (?:it|this|that|them)\b(?:\s+\w+self)?"
    r"|\bsecond[- ]?hand\b",
    re.IGNORECASE,
)
HEARD_OF = re.compile(
    r"\b(?:heard|received|gotten|got|seen)\s+(?:only\s+)?(?:(?:multiple|several|many|numerous|credible|"
    r"similar|the|some|disturbing)\s+){0,2}"
    r"(?:reports?|rumou?rs?|accounts?|stories|claims|word|allegations)\s+(?:of|that|about|from)\b"
    r"|\b(?:had|has|have|was|were)\s+(?:also\s+)?(?:been\s+)?told\s+(?:of|that|about)\b"
    r"|\bheard\s+(?:that|of|about)\b"
    r"|\bheard\s+from\s+(?:\w+\s+){1,3}that\b",
    re.IGNORECASE,
)
ALLEGED = re.compile(r"\b(?:reportedly|allegedly|purportedly|supposedly)\b", re.IGNORECASE)
UNEVIDENCED = re.compile(
    r"\b(?:without\s+(?:giving|providing|offering|citing|presenting|supplying|showing|"
    r"any)\s+(?:\w+\s+){0,2}?(?:evidence|proof|details)"
    r"|(?:gave|offered|provided|cited|presented|supplied|showed|produced)\s+no\s+(?:\w+\s+)?(?:evidence|proof)"
    r"|(?:did|does|has|have|had)(?:\s+not|n[’']t)\s+(?:give|given|provide|provided|offer|offered|cite|cited|"
    r"present|presented|"
    r"produce|produced)\s+(?:any\s+)?(?:\w+\s+)?(?:evidence|proof)|there\s+(?:is|was)\s+no\s+evidence)\b",
    re.IGNORECASE,
)
ANY = re.compile(
    r"confirm|verif|corrobor|authentic|substantiat|witness|\bsaw\b|\bseen?\b|heard|learned|told|second|edly\b|"
    r"evidence|proof|details",
    re.IGNORECASE,
)
"""A quick look: a sentence without one of these holds none of the patterns above."""
SPEAKS_BACK = re.compile(
    r"^[“\"\s]*(?:but |and |however, |still, )?(?:(?:that|this|those|these|neither|both|such)\b|it\b|they\b|"
    r"the (?:\w+ ){0,2}"
    r"(?:claims?|reports?|allegations?|accusations?|accounts?|figures?|tolls?|numbers?|videos?|footage|"
    r"images?|statements?|"
    r"assertions?|information|details|story|stories|testimon(?:y|ies)|authenticity)\b|(?:his|her|their|its) \w+)",
    re.IGNORECASE,
)
NAMES_CLAIMS = re.compile(
    r"^\W*(?:\w+ly\s+)?(?:the|those|these|that|this|such|all|any|either|both|his|her|their|its|"
    r"of)?\s*(?:of\s+)?(?:the\s+|those\s+)?(?:\w+\s+){0,2}?"
    r"(it|them|this|that|claims?|reports?|allegations?|accusations?|accounts?|figures?|charges?|statements?|"
    r"assertions?|wrongdoing|"
    r"involvement|responsibility|tolls?|footage|videos?|rumou?rs?|suggestions?|stories|story)\b",
    re.IGNORECASE,
)
AFTER_CLAIMS = re.compile(
    r"\b(?:the|those|these|such)\s+(?:\w+\s+)?(?:claims?|reports?|allegations?|accusations?|accounts?|charges?|"
    r"assertions?|rumou?rs?),?\s+(?:which|that)\s*$",
    re.IGNORECASE,
)
"""What stands in front of a doubt that speaks of somebody else's claims: "denied the claims, which ..."."""
MANY = re.compile(
    r"\b(?:those|these|they|them|their|both|all|neither|other|claims|reports|allegations|accusations|accounts|"
    r"figures|charges|"
    r"statements|assertions|videos|rumours|rumors|stories|testimonies|details|images)\b",
    re.IGNORECASE,
)
_MOST_IN_CAVEAT = 9

PATTERNS: tuple[tuple[CaveatKind, re.Pattern[str]], ...] = (
    (CaveatKind.UNCONFIRMED, UNCONFIRMED),
    (CaveatKind.UNWITNESSED, UNWITNESSED),
    (CaveatKind.UNEVIDENCED, UNEVIDENCED),
)
"""What the article says of what others say; hearsay, denial and hedges are found on the statements themselves."""


def is_only_caveat(sentence: str) -> bool:
    """Tell whether a sentence says nothing but that something else could not be confirmed or was not evidenced."""
    match = UNCONFIRMED.search(sentence) or UNEVIDENCED.search(sentence)
    if match is None or " " not in match[0]:
        return False
    rest = sentence[: match.start()] + sentence[match.end() :]
    return (
        len(rest.split()) <= _MOST_IN_CAVEAT
        and (SPEAKS_BACK.match(sentence) or NAMES_CLAIMS.match(sentence[match.end() :])) is not None
    )
