"""Whom a statement accuses by its own words: "accused Kaldria of shelling the port", "blamed the rebels for it".

Only what is said plainly is read: one name right behind the verb, in front of "of" or "for". A denied, doubted or
hypothetical accusation is none, and nor is one of somebody who is not named.
"""

import re

from claimtrack.extraction.belonging import OFFICES

_CAPITAL = r"[^\W\d_a-z][\w.&’'-]*"
_OFFICE = "|".join(sorted(OFFICES))
_NAME = rf"(?:[Tt]he\s+)?(?P<name>{_CAPITAL}(?:\s+(?:of\s+(?:the\s+)?)?{_CAPITAL})*(?:\s+(?:{_OFFICE})){{0,2}})"
_HAS = r"(?:ha(?:s|ve|d)\s+)?"
_OF = r"\s+of\s+(?:\w+ing|[a-z]\w+)\b"
_ACCUSED = re.compile(rf"{_HAS}accus(?:ed|es|ing)\s+{_NAME}{_OF}")
_PERHAPS = (
    re.compile(rf"{_HAS}blam(?:ed|es|ing)\s+{_NAME}\s+for\s+"),
    re.compile(rf"{_NAME}\s+(?:was|were|is|are|ha(?:s|ve|d)\s+been)\s+accused{_OF}"),
)


def accused(text: str) -> str | None:
    """Name whom a statement accuses, where its words begin with the accusing; else None."""
    found = _ACCUSED.match(text)
    return found["name"] if found is not None else None


def perhaps_accused(text: str) -> str | None:
    """Name whom or what a statement blames, or begins with as accused: a storm, or "Officials", may be nobody."""
    matches = (pattern.match(text) for pattern in _PERHAPS)
    return next((found["name"] for found in matches if found is not None), None)
