"""Speakers whom the line above names: "Ostrel Ferries", alone in its line, and under it "The company says that ..."."""

import re

from claimtrack.extraction.english.given_names import FEMALE_NAMES, MALE_NAMES
from claimtrack.extraction.english.stating_verbs import OPENS_TOPIC
from claimtrack.extraction.quoting.draft import Draft
from claimtrack.extraction.speakers.antecedents import words_in
from claimtrack.extraction.speakers.mentions import Mentioned, mentioned
from claimtrack.extraction.text.lines import skipped_because
from claimtrack.extraction.text.spans import trimmed
from claimtrack.vocabulary import SkippedBecause

_LEAD = re.compile(r"\s*(?:[-–*•·▪●+>]\s+|\*\*)?\s*")
_NAMING = re.compile(
    r"(?:[-–*•·▪●+]\s+|#{1,6}\s+)?(?:\*\*)?(?P<who>[^\W\d_a-z][\w.'’&-]*(?:\s+[\w.'’&-]+){0,5}?)(?:\*\*)?:?$"
)
_LONGEST = 100
_BODIES = frozenset(
    "company firm operator group board council ministry party union agency authority bank club university government "
    "organisation organization charity hospital airline regulator maker developer network utility association business "
    "department institute commission committee federation trust".split()
)
"""Nouns for whatever has a name of its own and is no person."""
_PERSONS = frozenset({"he", "she"})
_SMALL_IN_NAMES = frozenset("of and the for de la du van von und".split())
"""What is written small in a name: "Fighting near Tarn" is none."""


def named_above(text: str, one: Draft) -> Mentioned | None:
    """Return who an attribution's source is by the line above it, where that line is only a name.

    ``he`` and ``she`` are led to a person, "the company" to anything else, "the board" to what is called one.
    """
    if one.source is None or one.mentioned is None or one.mentioned.names or one.by_form:
        return None
    line = text.rfind("\n", max(0, one.source[0] - _LONGEST), one.source[0]) + 1
    if not line or _LEAD.fullmatch(text, line, one.source[0]) is None:
        return None
    start, end = trimmed(text, (max(0, line - 2 * _LONGEST), line))
    above = trimmed(text, (max(start, text.rfind("\n", start, end) + 1), end))
    found = _NAMING.match(text, *above) if 0 < above[1] - above[0] <= _LONGEST else None
    if found is None or skipped_because(text[slice(*above)].rstrip(":")) is not SkippedBecause.HEADING:
        return None
    return _named(text, found) if _may_be(found["who"], one.mentioned) else None


def _may_be(name: str, source: Mentioned) -> bool:
    words = name.split()
    is_person = len(words) > 1 and words[0].lower() in MALE_NAMES | FEMALE_NAMES
    if source.pronoun is not None:
        return source.pronoun in _PERSONS and is_person
    if not source.is_definite or source.owner is not None or words[0].lower() in OPENS_TOPIC:
        return False

    if source.head in {word.lower() for word in words}:
        return True
    if any(word[0].islower() and word not in _SMALL_IN_NAMES for word in words):
        return False
    return source.head in _BODIES and words[-1][0].isupper() and not is_person


def _named(text: str, found: re.Match[str]) -> Mentioned:
    span = found.span("who")
    return mentioned(text, words_in(text, span), span)
