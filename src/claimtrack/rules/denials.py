"""Where a passage says that something is not so which a claim says is: by a "not", a "no", or words that deny.

Read by words, for English. A machine does not understand a passage; what is found is a question to whoever reads it.
"""

import re
from collections.abc import Callable, Iterator

DENYING = re.compile(
    r"\b(?:not(?! only)|no(?! (?:fewer|less|more) than\b|\.? ?\d)|never|none|nobody|nothing|neither|nor|cannot|"
    r"without)\b|"
    r"\b\w+n[’']t\b|\b(?:den(?:y|ies|ied|ying)|(?:fail|refus|declin)(?:s|es|ed|ing)? to)\b",
    re.IGNORECASE,
)
_TURNING = re.compile(
    r"\b(?:not(?! only)|never|cannot|no longer|nobody|no one|hardly|barely|false|falsely|untrue|a lie|a hoax)\b|"
    r"\b\w+n[’']t\b|\b(?:den(?:y|ies|ied|ying)|(?:fail|refus|declin)(?:s|es|ed|ing)? to)\b|"
    r"^\W*(?:no(?! (?:fewer|less|more) than\b)|none of)\b(?!\.? ?\d)",
    re.IGNORECASE,
)
"""What turns a passage into its opposite; "no roof" or "none armed" may stand in one that bears the claim out."""
_SHORT = 40
"""Words; in a longer passage a "not" may speak of something else."""
_SAID = r"(?:claims?|reports?|allegations?|accusations?|suggestions?|accounts?|assertions?|rumou?rs?|stor(?:y|ies))"
_PUT_ASIDE = (
    r"(?:reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:es?|ed|ing)|rebut(?:s|ted|ting)?|disput(?:es?|ed|ing)|"
    r"contest(?:s|ed|ing)?|contradict(?:s|ed|ing)?|challeng(?:es?|ed|ing))"
)
_DENIES = re.compile(
    r"\b(?:no|little|without|lack(?:s|ed|ing)?(?: of)?|not a shred of)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:evidence|proof|basis|truth|indication|foundation|substance)\b|"
    r"\b(?:unfounded|baseless|groundless|unsubstantiated|debunk(?:s|ed)|disprov(?:es?|ed|en)|discredited|fictitious|"
    r"bogus|disinformation|misinformation|wrongly|mistakenly|erroneously|unlikely|implausible|impossible|inconceivable|"
    r"ruled out|rules out|ruling out)\b|"
    rf"\b{_PUT_ASIDE} (?:that|(?:the |all |any |such |these |those |this |earlier )*{_SAID})\b|"
    rf"\b{_SAID}\b[^.;]{{0,90}}\b(?:is|are|was|were|been|being) (?:\w+ly )?"
    r"(?:rejected|dismissed|refuted|rebutted|disputed|contested|contradicted|incorrect|wrong|invented|made up)\b|"
    rf"\bcontrary to (?:what|(?:the |all |some |earlier |these )*(?:official )?{_SAID})\b|"
    r"\bfar from \w+ing\b|\b(?:at|on) no (?:time|point|stage|occasion)\b|\bin no (?:way|case)\b",
    re.IGNORECASE,
)
_NONE_OF = re.compile(
    r"\b(?P<none>no(?! (?:fewer|less|more) than\b|\.? ?\d)|without|free of|devoid of|zero)\s+"
    r"(?P<what>(?:[\w’'-]+\s*){1,3})",
    re.IGNORECASE,
)
"""The words behind tell what there is none of; only where the claim tells of that is it the opposite."""
_LACKING = re.compile(
    r"\b(?:illegal\w*|unlawful\w*|unauthori[sz]ed|unlicensed|unable|lack(?:s|ed|ing)?|absen(?:t|ce)|missing|empty|"
    r"stopp(?:ed|ing)|ended|halted|ceased|prevent\w*|bann(?:ed|ing)|barred|block(?:ed|ing)|lost|clos(?:ed|ing)|"
    r"cut off|out of|deserted|abandoned)\b",
    re.IGNORECASE,
)
"""A claim with one of these tells of what there is none of, which a "no" bears out: "closed", and "no traffic"."""
_THERE_IS_NONE = re.compile(r"no\b|none\b|nobody\b|without\b|free of\b|devoid\b|zero\b", re.IGNORECASE)
_COUNTED = (
    r"(?!\s+than\s+(?:the\s+)?[$€£]?\s*(?:\d|an?\b|one|two|three|four|five|six|seven|eight|nine|ten|half|twenty))"
)
_GOES = r"\b(?:go|goes|going|went|gone|is|are|was|were|moved?|edged|crept)\s+"
_FAVOURS = r"\b(?:vot\w+|spoke|speaks|argu\w+|campaign\w+|decided|rul(?:ed|es|ing)|came out|is|are|was|were)\s+"
_PAIRS = tuple(
    (re.compile(one, re.IGNORECASE), re.compile(other, re.IGNORECASE))
    for one, other in (
        (rf"\bmore\b{_COUNTED}", rf"\b(?:fewer|less)\b{_COUNTED}"),
        (rf"{_GOES}up\b", rf"{_GOES}down\b"),
        (rf"{_FAVOURS}(?:for|in favou?r of)\b", rf"{_FAVOURS}against\b"),
        (r"\b(?:with|within)\s+(?:the\s+)?law\b|\blawful", r"\bagainst\s+(?:the\s+)?law\b|\bunlawful"),
    )
)


def denied(claim: str, passage: str, near: str, told: Callable[[str], set[str]]) -> Iterator[str]:
    """Yield, in sentences, by which words a passage denies what a claim that has no "not" itself says.

    ``near`` are the clauses of the passage that share words with the claim, and ``told`` gives what a text tells of, as
    beginnings of words.
    """
    if DENYING.search(claim) is None:
        turns = _TURNING.search(passage if len(passage.split()) <= _SHORT else near)
        found = turns[0] if turns is not None else _words_that_deny(claim, near) or _none_of(claim, near, told)
        if found is not None and not _is_borne_out(claim, passage, found.strip()):
            yield f'the passage says "{" ".join(found.split())}"; the claim does not'
            return
    yield from _pairs(claim, near)


def _is_borne_out(claim: str, passage: str, none: str) -> bool:
    """Say whether a "no" bears out a claim that itself tells of what there is none of; not so in "no longer closed"."""
    lacking = _LACKING.search(claim)
    if lacking is None or not _THERE_IS_NONE.match(none):
        return False
    denied_itself = rf"\b{re.escape(none)}\s+(?:\w+\s+)?{re.escape(lacking[0])}\b"
    return re.search(denied_itself, passage, re.IGNORECASE) is None


def _words_that_deny(claim: str, near: str) -> str | None:
    match = _DENIES.search(near)
    return match[0] if match is not None and match[0].lower() not in claim.lower() else None


def _none_of(claim: str, near: str, told: Callable[[str], set[str]]) -> str | None:
    for match in _NONE_OF.finditer(near):
        if told(match["what"]) & told(claim):
            return match[0].strip()
    return None


def _pairs(claim: str, near: str) -> Iterator[str]:
    for pair in _PAIRS:
        for here, there in (pair, pair[::-1]):
            says, instead = here.search(claim), there.search(near)
            if says and instead and not there.search(claim) and not here.search(near):
                yield f'the claim says "{says[0].lower()}"; the passage says "{instead[0].lower()}"'
