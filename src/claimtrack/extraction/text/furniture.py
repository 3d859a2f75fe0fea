"""Lines of a page that are no part of its article: players, buttons, captions, headings, forms."""

import re

from claimtrack.extraction.english.furniture_lines import ALWAYS, BYLINE, OF_ITSELF, TIMING, WITHOUT_STOP

_KNOWN = (ALWAYS, OF_ITSELF, TIMING, BYLINE)
_STOP = re.compile(r"[.!?…:;,][”\"’'»)\]*_]*\\?$")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did|does|do|said|says|told|"
    r"\w{3,}ed)\b"
)
SPEAKER_LINE = re.compile(
    r"^(?!(?:READ|SEE|WATCH|LISTEN|VIDEO|PHOTOS?|GALLERY|RELATED|MORE|BREAKING|UPDATED?|CORRECTION|EDITOR)\b)"
    r"[A-Z][A-Z .'’-]{1,40}:\s+\S"
)
SIGNED = re.compile(
    r"(?P<said>[“”\"«„](?:[^“”\"«»\n]|[“\"][^“”\"\n]{1,80}[”\"](?!\s*(?:[―—–]|--)\s*[A-Z]))+[”\"»])\s*(?P<dash>[―—–]|--)\s*"
    r"(?P<name>[A-Z][\w.'’-]*(?:,?\s+(?:[A-Z][\w.'’-]*|of|the|de|del|la|du|da|van|von|der|den|al|bin)){1,7})\.?\s*$"
)
"""A line that is a quotation and who signs it: "“We want to stay.” ― Ana Ruiz"."""
_QUOTED = re.compile(r"^[“\"„«‘']")

LONG = 40
"""Words; no button, caption or byline is so long."""
SHORT = 12
"""Words; a line without a full stop and shorter than this is a heading, not a sentence."""


def is_furniture(line: str) -> bool:
    """Tell whether a line, stripped of outer white space, is page furniture or a heading."""
    if SPEAKER_LINE.match(line) or SIGNED.match(line):
        return False
    words = line.split()
    if not any(character.isalpha() for character in line):
        return True
    if len(words) < LONG and any(known.search(line) for known in _KNOWN):
        return True
    if _STOP.search(line):
        return len(words) < 3 and not _QUOTED.match(line)
    if "|" in line or "\t" in line or line.startswith(("•", "*", "#", ">")):
        return len(words) < LONG
    if len(words) < LONG and WITHOUT_STOP.match(line):
        return True
    # Without a full stop: a heading, a caption, a link; a long one is a sentence whose stop was lost.
    return len(words) < SHORT or (len(words) < 2 * SHORT and not _FINITE.search(line))
