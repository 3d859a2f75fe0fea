"""Lines of a page that are no part of its article: players, buttons, captions, headings, forms."""

import re

_TIMING = re.compile(r"(?:^|\s)\d{1,2}:\d{2}(?::\d{2})?$")
_PHRASES = re.compile(
    r"^(?:watch\b.{0,60}\b(?:live|now|video)$|view\b.{0,60}\bin$|(?:share|tweet|email|print|save|pin|comment|reply)\b.{0,40}$|"
    r"read more\b|read (?:also|next)\b|see also\b|more (?:from|on|in)\b|related\b|most (?:read|popular|viewed)\b|"
    r"continue(?: reading)?\b|advertis|sponsored\b|sign up\b|subscribe\b|log ?in\b|register\b|follow (?:us|\w+ on)\b|"
    r"get the\b.{0,40}\b(?:app|newsletter)\b|download\b.{0,40}\bapp\b|click here\b|skip to\b|back to top|"
    r"we use cookies|this (?:site|website) uses cookies|by (?:continuing|clicking)\b|accept (?:all|cookies)|"
    r"all rights reserved|copyright\b|©|\(c\)|(?:file )?photo(?:s|graph)?(?: by| credit|:| /)|image (?:credit|source|caption)|"
    r"credit:|source:|caption|getty images|ap photo|video:|gallery:|listen:|updated?:?\s|published:?\s|posted:?\s|"
    r"last (?:updated|modified)|\d+ (?:comments?|shares?|min(?:ute)?s? read)|loading\b|play(?:ing)?(?: video)?$|"
    r"next (?:up|story|article)|previous (?:story|article)|recommended\b|trending\b|breaking news$|live updates?$|"
    r"enter your e-?mail|your e-?mail|privacy policy|terms (?:of|and)|contact us|about us|"
    r"\w+ app open$|chrome safari)",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^(?:by|from|reporting by|editing by|written by)\s+[A-Z][\w.'’-]+(?:\s+(?:and|[A-Z][\w.'’-]+),?){0,8}[^.!?]*$",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.!?…:;,][”\"’'»)\]]*\\?$")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did|does|do|said|says|told|\w{3,}ed)\b"
)
_SPEAKER_LINE = re.compile(r"^[A-Z][A-Z .'’-]{1,40}:\s+\S")
_QUOTED = re.compile(r"^[“\"„«‘']")

SHORT = 12
"""Words; a line without a full stop and shorter than this is a heading, not a sentence."""


def is_furniture(line: str) -> bool:
    """Tell whether a line, stripped of outer white space, is page furniture or a heading."""
    if _SPEAKER_LINE.match(line):
        return False
    words = line.split()
    if len(words) < 25 and (_PHRASES.match(line) or _TIMING.search(line) or _BYLINE.match(line)):
        return True
    if not any(character.isalpha() for character in line):
        return True
    if _STOP.search(line):
        return len(words) < 3 and not _QUOTED.match(line)
    if "|" in line or "\t" in line or line.startswith(("•", "*", "#", ">")):
        return len(words) < 40
    # Without a full stop: a heading, a caption, a link; a long one is a sentence whose stop was lost.
    return len(words) < SHORT or (len(words) < 2 * SHORT and not _FINITE.search(line))
