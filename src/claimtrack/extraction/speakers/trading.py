"""The one firm that a text is about, which it calls "the company" or "the Solvik-based airline" from then on.

Only where the text's beginning says of exactly one name that it is a firm's: what it makes or runs, its legal form,
its ticker, its shares.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from claimtrack.extraction.english.given_names import FEMALE_NAMES, MALE_NAMES
from claimtrack.extraction.english.name_words import MEDIA
from claimtrack.extraction.speakers.kinds import kind_of_name
from claimtrack.extraction.speakers.memory import Speaker
from claimtrack.extraction.speakers.name import Name
from claimtrack.extraction.speakers.roster import Roster
from claimtrack.vocabulary import Mention, SpeakerKind

_GIVEN = MALE_NAMES | FEMALE_NAMES
_HEAD = 900
"""Characters; who has not been called a firm by then is not whom the text is about."""
_FIRST = 3
"""Lines of some words at a text's beginning: the headline, the lead, and one that may stand between them."""
_LEAST = 5
_OPENING = 110
"""Characters at a line's beginning."""
_WORD = r"[A-Z][\w’'-]*[^\W_]"
_NAME = rf"(?P<name>{_WORD}(?:[ ](?:&[ ])?{_WORD}){{0,3}})"
_TRADES = (
    r"(?:[a-z]*maker|giant|miner|carrier|airline|retailer|supermarket|chain|lender|insurer|brewer|builder|"
    r"housebuilder|company|firm|operator|platform|start-?up|developer|manufacturer|producer|supplier|distributor|"
    r"drugmaker|shipyard|shipper|refiner|publisher|broadcaster|group|utility|wholesaler|franchise)"
)
_FORM = r"(?:plc|PLC|Inc|Corp|Ltd|LLC|AG|SE|NV|Pte|GmbH|Holdings)"
_CALLED = re.compile(rf"\b{_TRADES}\s+{_NAME}")
_FORMED = re.compile(rf"\b{_NAME},?\s+{_FORM}\b")
_SET_OFF = re.compile(
    rf"\b{_NAME},\s+(?:the|an?)\s+(?:[\w’'&-]+\s+){{0,5}}?{_TRADES}\b"
    r"(?=\s*[,.;:)]|\s+(?:that|which|who|whose|behind|based|owned|founded|of|in|from|for|with|and)\b)"
)
"""``Ostrel, the power company,``; in "in Norway, the company said" nothing is set off."""
_LISTED = re.compile(rf"\b{_NAME}\s+(?:\([A-Z]\w*:\s?[A-Z.]+\)|[A-Z]{{2,5}}\.[A-Z]{{1,2}}\b)")
_SHARES = re.compile(
    rf"\b[Ss](?:hares|tock)\s+(?:in|of)\s+{_NAME}|\b(?P<other>{_WORD}(?:[ ]{_WORD}){{0,2}})[’']s\s+(?:shares|stock)\b"
)
_LED = re.compile(
    rf"\b{_NAME}(?:[’']s?)?\s+(?:(?:co-)?chief\s+(?:executive|financial|operating)|CEO|CFO|finance\s+director)"
    rf"|\b(?:chief\s+executive|CEO|chair(?:wo)?man|shareholders)\s+(?:of|at)\s+(?P<other>{_WORD}(?:[ ]{_WORD}){{0,2}})"
)
_GENERIC = re.compile(
    r"(?:the\s+)?(?:[A-Z][\w.]*(?:\s[A-Z][\w.]*)?-based\s+)?"
    r"(?:company|firm|airline|carrier|retailer|chain|lender|insurer|brewer|miner|manufacturer|start-?up|"
    r"[a-z]*maker)",
    re.IGNORECASE,
)
_OF_NO_FIRM = re.compile(r"\b(?:rights|armed|advocacy|aid|campaign|militant|rebel|lobby|pressure|support|terror)\b")


def firm_of(text: str, roster: Roster) -> str | None:
    """Return the full name of the one firm that a text is about; None where there are several, or none."""
    found: dict[str, str] = {}
    for name in _called(text):
        if name.split()[0].lower() in _GIVEN:
            continue  # "The company Ana Ruiz founded"
        if kind_of_name(tuple(name.split()), None) is SpeakerKind.GOVERNMENT:
            continue
        known = roster.meaning(Name(0, 0, (), tuple(name.split()), True))
        full = known.full if known is not None and not known.is_person else name
        found.setdefault(full.split()[0].lower(), full if len(full) >= len(name) else name)
    # What opens the headline, or the line under it, is what the text is about.
    lines = [line.lower() for line in text[:_HEAD].split("\n") if len(line.split()) >= _LEAST][:_FIRST]
    least = min(len(lines), 2)
    opening = [full for short, full in found.items() if sum(short in line[:_OPENING] for line in lines) >= least]
    beside = [full for short, full in found.items() if any(short in line for line in lines[:2])]
    return opening[0] if len(opening) == 1 and beside in ([], opening) else None


def _called(text: str) -> Iterator[str]:
    for pattern in (_FORMED, _LISTED, _CALLED, _SET_OFF, _SHARES, _LED):
        for match in pattern.finditer(text, 0, _HEAD):
            name = match["name"] or match.groupdict().get("other") or ""
            if _OF_NO_FIRM.search(
                text, max(0, match.start() - 20), match.start("name") if match["name"] else match.end()
            ):
                continue
            if not any(word.lower() in MEDIA for word in name.split()):
                yield re.sub(r"[’']s$", "", name)


def by_name(speaker: Speaker, firm: str | None) -> Speaker:
    """Return a speaker who is called "the company" and the like by the name of the firm that the text is about."""
    if firm is None or speaker.name is None or speaker.mention is Mention.NAME:
        return speaker
    if _GENERIC.fullmatch(speaker.name) is None:
        return speaker
    return replace(speaker, name=firm, kind=SpeakerKind.ORGANISATION)
