"""Through whom the words came: the outlet, programme or platform that a speaker used."""

import re

from claimtrack.extraction.english.name_words import MEDIA, PLATFORMS

_NAME = r"(?:[Tt]he\s+)?[A-Z][\w.&’'-]*(?:\s+(?:of\s+(?:the\s+)?)?[A-Z][\w.&’'-]*){0,5}"
_CARRIED = re.compile(r"\b(?:told|to|with|by|on|in|for|via|through)\s+(?:an?\s+|his\s+|her\s+|its\s+)?(" + _NAME + ")")
_ADDRESSED = re.compile(_NAME)
_IS_OUTLET = re.compile(
    r",\s+(?:an?|the|its|their)\s+(?:[\w’'-]+\s+){0,4}?(?:(?:news|television|TV|radio)\s+(?:site|agency|website|outlet|channel|"
    r"service|station|network|programme|program|portal)|newspaper|broadcaster|magazine|weekly|daily|tabloid|podcast)\b"
)
"""What is set behind a name to say that it is an outlet: ``the Tarn Voice, a local news site``."""
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
