"""Through whom the words came: the outlet, programme or platform that a speaker used."""

import re
from collections.abc import Iterable

from claimtrack.extraction.english.name_words import MEDIA, PLATFORMS
from claimtrack.extraction.quoting.draft import Draft
from claimtrack.extraction.text.spans import trimmed
from claimtrack.extraction.values import Span

_NAME = r"(?:[Tt]he\s+)?[A-Z][\w.&’'-]*(?:\s+(?:of\s+(?:the\s+)?)?[A-Z][\w.&’'-]*){0,5}"
_CARRIED = re.compile(r"\b(?:told|to|with|by|on|in|for|via|through)\s+(?:an?\s+|his\s+|her\s+|its\s+)?(" + _NAME + ")")
_ADDRESSED = re.compile(_NAME)
_AHEAD = re.compile(r"According\s+to\s+(" + _NAME + r"),")
_BEHIND = re.compile(r",\s+(" + _NAME + r")\s+(?:has\s+)?report(?:ed|s)\b")
"""An outlet that only reports what somebody else says: ``, Delta Wire reported``."""
_WHEN = r"(?:\s+(?:on|in|at|late|early|last|this|yesterday|today)\b[^,;:“”\"]{0,60})?"
_SAID = r"said|says|told\s[^,;:“”\"]{2,80}|warned|added|announced|posted|wrote|tweeted|claimed|confirmed"
_RELAYED_BEHIND = re.compile(
    rf"(?P<said>[^\s“\"‘][^“”\"]{{20,600}}?),\s+(?P<who>[^,;:“”\"]{{2,120}}?)\s+(?P<cue>(?:{_SAID}){_WHEN})"
    rf",\s+(?P<relay>(?P<outlet>{_NAME})\s+(?:has\s+)?report(?:ed|s){_WHEN})\W*$"
)
"""``The bridge had been shut for a week, the mayor said on Monday, Delta Wire reported.``"""
_RELAYED_AHEAD = re.compile(
    rf"(?P<relay>According\s+to\s+(?P<outlet>{_NAME})),\s+(?P<who>[^,;:“”\"]{{2,80}}?)"
    r"(?:,\s+(?:which|who|an?|the)\b[^,;:“”\"]{2,90},)?\s+"
    rf"(?P<cue>(?:has\s+|had\s+|have\s+)?(?:{_SAID}))(?:\s+that\s|[:,]?\s)\s*(?P<said>\S[^\n]*)"
)
"""``According to Delta Wire, one user of the site, which is closed to children, posted: "..."``"""
_NO_SPEAKER = re.compile(
    r"^(?:and|but|that|which|who|while|as|it|this)\b|\b(?:been|being|be|is|are|was|were|has|have|had|to)$"
)
_IS_OUTLET = re.compile(
    r",\s+(?:an?|the|its|their)\s+(?:[\w’'-]+\s+){0,4}?(?:(?:news|television|TV|radio)\s+(?:site|agency|website|outlet|channel|"
    r"service|station|network|programme|program|portal)|newspaper|broadcaster|magazine|weekly|daily|tabloid|podcast)\b"
)
"""What is set behind a name to say that it is an outlet: ``the Tarn Voice, a local news site``."""
_BASES = {
    "warned": "warn",
    "added": "add",
    "announced": "announce",
    "claimed": "claim",
    "confirmed": "confirm",
    "told": "tell",
    "posted": "post",
    "wrote": "write",
}
_PROGRAMMES = frozenset("sunday tonight today nightly now live saturday weekend daily morning".split())
"""Words behind an outlet's name that make it one of its programmes."""
_SPECIAL = frozenset({"reuters", "cnn", "bbc", "ap", "afp", "cbs", "nbc", "abc", "msnbc", "npr"})


def carriers(addressee: str, frame: str) -> tuple[str, ...]:
    """Return the named carriers of some words: ``addressee`` is whom they were said to, ``frame`` the reporter's words.

    Only outlets and platforms carry; reporters, a meeting or a statement of the speaker's own do not.
    """
    met = _ADDRESSED.match(addressee) if addressee else None
    found = [met[0]] if met is not None else []
    found += [match[1] for match in _CARRIED.finditer(frame)]
    named = [_carrier(name) for name in found]
    if (
        met is not None
        and named[0] is None
        and any(
            _IS_OUTLET.match(words, place + len(met[0]))
            for words in (addressee, frame)
            if (place := words.find(met[0])) >= 0
        )
    ):
        named[0] = re.sub(r"^[Tt]he\s+", "", met[0])
    return tuple(dict.fromkeys(name for name in named if name is not None))


def carried_around(ahead: str, behind: str) -> tuple[str, ...]:
    """Return the outlets that pass words on: ``According to Delta Wire,`` ahead of them, ``, Delta Wire reported``."""
    found = [match[1] for match in (_AHEAD.match(ahead), _BEHIND.search(behind)) if match is not None]
    return tuple(name for name in map(_carrier, found) if name is not None)


def relayed_in(text: str, sentence: Span) -> Draft | None:
    """Read whose words an outlet passes on, by the form of a whole sentence.

    The outlet is no speaker: see ``carried_around``.
    """
    found = _RELAYED_BEHIND.match(text, *sentence) or _RELAYED_AHEAD.match(text, *sentence)
    if found is None or _carrier(found["outlet"]) is None or _NO_SPEAKER.search(found["who"]):
        return None
    said = trimmed(text, found.span("said"))
    cue, relay = found.span("cue"), trimmed(text, found.span("relay"))
    base = _BASES.get(found["cue"].split()[0], "say")
    return Draft(found.span("who"), sorted((cue, relay)), [said], base, is_certain=True)


def with_rest(content: list[Span], same: Iterable[Draft]) -> list[Span]:
    """Return what is said up to where others read it to its end: a quotation goes on behind its first sentence."""
    (start, end) = content[-1]
    ends = [last for one in same for first, last in one.content if first <= end]
    return [*content[:-1], (start, max([end, *ends]))]


def _carrier(name: str) -> str | None:
    """Return the outlet that a name holds: ``CNN's Jake Tapper`` is CNN."""
    words = re.split(r"\s+", name)
    for place, word in enumerate(words):
        low = word.lower().rstrip(".,")
        bare = low.removesuffix("'s").removesuffix("’s")
        is_last = place == len(words) - 1 or bare != low or words[place + 1].strip(".,").lower() in _PROGRAMMES
        if bare in PLATFORMS or bare in _SPECIAL or (bare in MEDIA and place > 0 and is_last):
            return _trimmed(" ".join(words[: place + 1]), low != bare)
    return None


def _trimmed(name: str, is_possessive: bool) -> str:
    return name[:-2] if is_possessive else name.rstrip(".,")
