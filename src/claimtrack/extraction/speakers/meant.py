"""Whom the words for a source mean, once they are led back to somebody of the article."""

from dataclasses import dataclass, replace

from claimtrack.extraction.english.given_names import FEMALE_NAMES, MALE_NAMES
from claimtrack.extraction.speakers.coreference import FAR
from claimtrack.extraction.speakers.kinds import kind_of_name
from claimtrack.extraction.speakers.memory import Speaker, Spoken
from claimtrack.extraction.speakers.name import Name
from claimtrack.extraction.speakers.roster import Entity, Roster
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


def spoke_as_thing(last: Spoken | None, sentence: int, roster: Roster) -> Speaker | None:
    """Return who spoke right in front of an "it", where nothing tells that the name is a person's.

    ``Northmoor Water says ... “...,” it warned``: nearer than the police of some sentences before.
    """
    if last is None or sentence - last.sentence > 1 or last.gender is not None or not last.is_named:
        return None
    name = last.speaker.name or ""
    if last.speaker.kind is not SpeakerKind.PERSON or last.speaker.mention is not Mention.NAME or " and " in name:
        return None
    entity = roster.meaning(Name(0, 0, (), tuple(name.split()), False))
    is_somebody = entity is not None and (entity.seen_titles or entity.roles or entity.gender is not None)
    if is_somebody or name.split()[0].lower() in MALE_NAMES | FEMALE_NAMES:
        return None
    return replace(last.speaker, kind=SpeakerKind.ORGANISATION)
