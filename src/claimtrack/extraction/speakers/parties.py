"""Whom a statement accuses or favours by its own words: "accused Kaldria of shelling the port", "the rebels won".

Only what is said plainly is read: one name right behind the verb or in front of it. What is denied, doubted or only
possible sides with nobody, and nor does what is said of somebody who is not named.
"""

import re

from claimtrack.extraction.english.name_words import OFFICES
from claimtrack.extraction.values import Span

_CAPITAL = r"(?!(?:He|I|It|She|That|They|This|We|Who|You)\b)[^\W\d_a-z][\w.&’'-]*"
_OFFICE = "|".join(sorted(OFFICES))
_NAME = rf"(?:[Tt]he\s+)?(?P<name>{_CAPITAL}(?:\s+(?:of\s+(?:the\s+)?)?{_CAPITAL})*(?:\s+(?:{_OFFICE})){{0,2}})"
_HAS = r"(?:ha(?:s|ve|d)\s+)?"
_WAS = r"(?:was|were|is|are|ha(?:s|ve|d)\s+been)\s+"
_OF = r"\s+of\s+(?:\w+ing|[a-z]\w+)\b"

_ACCUSED = re.compile(rf"{_HAS}accus(?:ed|es|ing)\s+{_NAME}{_OF}")
_PERHAPS_ACCUSED = (
    re.compile(rf"{_HAS}blam(?:ed|es|ing)\s+{_NAME}\s+for\s+"),
    re.compile(rf"{_NAME}\s+{_WAS}accused{_OF}"),
)

_PLACE = (
    r"(?:city|cities|town|towns|village|villages|port|airport|airfield|base|bridge|district|districts|capital|province|"
    r"region|territory|territories|hill|hills|heights|enclave|island|islands|crossing|suburb|suburbs|quarter|centre|"
    r"center|neighbou?rhoods?|stronghold|position|positions)\b"
)
_TAKEN = rf"(?!over\b|care\b|part\b|place\b)(?:[\w’'-]+\s+){{0,5}}?{_PLACE}"
_CONTROL = r"(?:(?:full|complete|total|firm)\s+)?control\s+(?:of|over)\b"
_CONTEST = r"(?:war|battle|case|lawsuit|suit|appeal|debate|election|vote|presidency|run-?off|referendum)"
_GAINS = (
    rf"{_HAS}(?:re)?(?:captured|taken|took|seized|conquered)\s+{_TAKEN}",
    rf"(?:hold|holds|held)\s+(?:all|every|the\s+whole)\s+{_TAKEN}",
    rf"{_HAS}(?:recaptured|retaken|retook|liberated|overrun|overran|routed|repelled|repulsed|defeated|outflanked)\s",
    rf"{_HAS}(?:re-?established|regained|retaken|taken|took|seized|won\s+back|won)\s+{_CONTROL}",
    rf"(?:is|are|was|were)\s+(?:now\s+|again\s+|back\s+)*in\s+{_CONTROL}",
    rf"{_HAS}won\s+(?:the|its|his|her|their)\s+(?:[\w’'-]+\s+){{0,2}}?{_CONTEST}\b(?!['’-])",
)
_INNOCENT = (
    rf"{_WAS}(?:entirely\s+|completely\s+)?(?:innocent|blameless|not\s+(?:guilty|involved|responsible|to\s+blame))\b",
    rf"{_WAS}(?:cleared|exonerated|acquitted|absolved)\b",
    r"(?:had|has|have)\s+(?:had\s+)?nothing\s+to\s+do\s+with\b",
    r"(?:had|has|have|played)\s+no\s+(?:role|part|hand|involvement)\s+in\b",
    r"(?:did|had\s+done|has\s+done|have\s+done)\s+nothing\s+(?:wrong|illegal|unlawful)\b",
)
_SAID = r"(?:(?!\b(?:if|unless|whether|when|until|would|could|might|may|not|no|never|nor|how|why|or)\b|n[’']t\b).)*"
_BEGIN = rf"[“\"‘']*(?:[Tt]hat\s+)?(?:{_SAID}\band\s+(?:that\s+)?)?"
"""The words in front of a name: none but those of another statement that is made as plainly."""
_FAVOURED = (
    re.compile(rf"{_BEGIN}{_NAME}\s+(?:now\s+)?(?:{'|'.join((*_GAINS, *_INNOCENT))})"),
    re.compile(rf"{_HAS}(?:cleared|exonerated|acquitted|absolved|vindicated)\s+{_NAME}(?:{_OF}|\s*[.,;]|$)"),
)
_IS_A_BODY = re.compile(rf"\b(?:{_OFFICE})$")

_GUILT = re.compile(
    r"\bden(?:y|ies|ied|ying)\s+(?:(?:any|all|the|these|those|such|his|her|its|their|having|both|\w+ly)\s+)*"
    r"(?:involvement|responsibility|wrongdoing|guilt|complicity|blame|misconduct|accusations?|allegations?|charges?|"
    r"(?!\w*thing\b)\w+ing\b|(?<=having\s)\w+)",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"\bden(?:y|ies|ied|ying)\s+(?:(?:any|all|the|these|those|such|both|that|his|her|their|\w+ly)\s+)*"
    r"(?:(?:claims?|reports?|accounts?|story|stories|assertions?|statements?|suggestions?)\b|"
    r"(?:it|this|that)(?=\s*(?:[.,;:—]|$)|\s+(?:and|but|on|in|at|to|as)\b))",
    re.IGNORECASE,
)
_WRONG = re.compile(
    r"\b(?:kill|murder|massacre|execut|slaughter|tortur|rape[ds]?\b|raping|assault|abus|loot|stole|steal|brib|embezzl|"
    r"defraud|fraud|bomb(?:ed|ing)|shell(?:ed|ing)\b|shot\b|shooting|fired on|opened fire|beat(?:en|ing)?\b|poison|"
    r"launder|forged|forging|smuggl|traffick|atrocit|war crimes?|harass|molest|groped|hacked|plagiari|discriminat|"
    r"burn(?:ed|t)\b)",
    re.IGNORECASE,
)
_LONGEST = 400
"""So many characters of a statement are looked at: who gains is said at its beginning, if at all."""
_BEHIND = 60
"""So many characters behind a denial may hold what is denied."""


def accused(text: str) -> str | None:
    """Name whom a statement accuses, where its words begin with the accusing; else None."""
    found = _ACCUSED.match(text)
    return found["name"] if found is not None else None


def perhaps_accused(text: str) -> str | None:
    """Name whom or what a statement blames, or begins with as accused: a storm, or "Officials", may be nobody."""
    return _named(_PERHAPS_ACCUSED, text)


def favoured(text: str) -> str | None:
    """Name the body that a statement says has won, taken a place or done no wrong; None where no word says "army"."""
    name = perhaps_favoured(text)
    return name if name is not None and _IS_A_BODY.search(name) else None


def perhaps_favoured(text: str) -> str | None:
    """Name whom or what a statement says has won, taken a place or done no wrong: "Alabama" may be a team."""
    return _named(_FAVOURED, text)


def denies_guilt(text: str, span: Span, of: str) -> bool:
    """Tell whether a denial is the denier's own: "denied the allegations", "denies shooting anybody".

    ``span`` are its words in ``text``, ``of`` those of the claim. Who denies a report, or that others did something,
    may be no party to it, unless a crime is reported: who speaks to that is mostly who is said to have done it.
    """
    patterns = (_GUILT, _REPORTS) if _WRONG.search(of) else (_GUILT,)
    return any(
        found.start() < span[1] for pattern in patterns for found in pattern.finditer(text, span[0], span[1] + _BEHIND)
    )


def _named(patterns: tuple[re.Pattern[str], ...], text: str) -> str | None:
    matches = (pattern.match(text, 0, _LONGEST) for pattern in patterns)
    return next((found["name"] for found in matches if found is not None), None)
