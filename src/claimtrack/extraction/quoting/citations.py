"""Whom an outlet cites: ``The Post said, citing a former aide, that ...`` carries what the aide says."""

import re

from claimtrack.extraction.english.name_words import PLURAL_PEOPLE
from claimtrack.extraction.quoting.draft import Draft
from claimtrack.extraction.speakers.kinds import kind_of_noun
from claimtrack.extraction.speakers.mentions import Mentioned
from claimtrack.extraction.speakers.phrase_names import is_person_noun
from claimtrack.extraction.values import Span
from claimtrack.vocabulary import SpeakerKind

_CITING = re.compile(
    r"[\s,]{0,4}\b(?:[Cc]iting|[Qq]uoting)\s+(?P<who>[^\s,;:“”\"()–—][^,;:“”\"()\n–—]{2,100}?)"
    r"(?=,|;|\s[–—-]\s|[.!?]?\s*$|[.!?]\s+[A-Z“\"]|\s+(?:that|as saying)\b)"
)
_WORD = re.compile(r"(?:[Cc]iting|[Qq]uoting)\s")
LEADING_CITATION = re.compile(r"(?:citing|quoting)\s[^,;:“”\"()\n]{3,100},\s+(?:that\s+)?")
"""At the beginning of words that somebody says, what is still the outlet's."""


def cited_beside(text: str, one: Draft) -> Span | None:
    """Find the words for whom the source of an attribution cites: right behind it, its cue or what is said, or in
    front of all of them, or where source or cue was taken to go so far.

    Elsewhere in the sentence somebody else may cite. A citation inside what is said is the speaker's.
    """
    if one.source is None or not one.cue:
        return None
    places = [one.source[1], one.cue[-1][1], max((end for _, end in one.content), default=0), one.frame[0]]
    for begin, end in (one.source, *one.cue):
        within = _WORD.search(text, begin, end)
        places += [within.start()] if within is not None else []
    found = (_CITING.match(text, place, max(place, one.frame[1])) for place in places)
    return next((match.span("who") for match in found if match is not None), None)


def can_say(cited: Mentioned) -> bool:
    """Tell whether what is cited may say something: a name, a pronoun, people, bodies, documents, but no cause.

    ``citing a fall in demand``, of a firm, names nobody.
    """
    if cited.names or cited.pronoun is not None or cited.head in PLURAL_PEOPLE or is_person_noun(cited.head):
        return True
    return kind_of_noun(cited.head, cited.noun) not in {SpeakerKind.PERSON, SpeakerKind.GROUP}
