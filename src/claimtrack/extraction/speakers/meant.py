"""Whom the words for a source mean, once they are led back to somebody of the article."""

from dataclasses import dataclass

from claimtrack.extraction.speakers.coreference import FAR
from claimtrack.extraction.speakers.kinds import kind_of_name
from claimtrack.extraction.speakers.memory import Speaker, Spoken
from claimtrack.extraction.speakers.roster import Entity
from claimtrack.vocabulary import Mention, SpeakerKind


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a source means, of which gender as far as known; ``is_named`` where it is a name of the article."""

    speaker: Speaker
    gender: str | None = None
    is_named: bool = True


def person_meant(entity: Entity | None) -> Meant | None:
    """Return that a person is meant by other words than their name; the person speaks."""
    if entity is None:
        return None
    entity.has_spoken = True
    return Meant(Speaker(entity.full, SpeakerKind.PERSON, Mention.NOMINAL), entity.gender)


def speaker_of(entity: Entity) -> Speaker:
    """Return somebody of the article as who speaks, by other words than their name."""
    return Speaker(entity.full, kind_of_name(entity.words, entity), Mention.NOMINAL)


def recent(spoken: Spoken | None, sentence: int) -> Speaker | None:
    """Return who spoke, unless that is too long ago."""
    return spoken.speaker if spoken is not None and sentence - spoken.sentence <= FAR else None
