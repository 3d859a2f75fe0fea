"""What kind of source a name or a noun phrase is."""

from claimtrack.extraction.english import name_words
from claimtrack.extraction.english.kind_words import BODIES, MANY, OUTLETS, PUBLIC, STATE, STATES, WRITTEN
from claimtrack.extraction.speakers.phrase_names import is_person_noun
from claimtrack.extraction.speakers.roster import Entity, is_acronym
from claimtrack.extraction.speakers.state_names import is_state
from claimtrack.vocabulary import SpeakerKind


def kind_of_name(words: tuple[str, ...], entity: Entity | None) -> SpeakerKind:
    """Tell what kind of source a name is."""
    low = [word.lower() for word in words]
    if entity is not None and entity.is_person and (entity.seen_titles or entity.gender is not None):
        return SpeakerKind.PERSON
    if low[-1] in name_words.MEDIA or low[0] in OUTLETS or low[-2:] == ["news", "service"]:
        return SpeakerKind.MEDIA
    if low[-1] in name_words.PLATFORMS:
        return SpeakerKind.ORGANISATION
    held = set(low)
    if held & name_words.GOVERNMENT or (held & STATE and held & PUBLIC):
        return SpeakerKind.GOVERNMENT
    if held & name_words.ORGANISATION or (len(low) == 1 and is_acronym(words[0])):
        return SpeakerKind.ORGANISATION
    if low[0] == "united" and len(low) == 2:
        return SpeakerKind.GOVERNMENT
    if _is_body(low, entity):
        return SpeakerKind.ORGANISATION
    if is_state(words):
        return SpeakerKind.GOVERNMENT
    if low[-1] in name_words.PLURAL_PEOPLE or (len(low) == 1 and low[0].endswith(name_words.PEOPLE_ENDINGS)):
        return SpeakerKind.GROUP
    return SpeakerKind.PERSON


def _is_body(low: list[str], entity: Entity | None) -> bool:
    """Tell whether a name is a body's by what the text calls it, by its last word or by its short form."""
    if (len(low) > 1 and low[-1] in name_words.FIRMS) or low[-1].endswith((".com", ".org", ".net")):
        return True
    is_short = entity is not None and entity.is_abbreviated and len(low) > 2 and not entity.is_person
    return is_short or (entity is not None and entity.is_organisation)


def kind_of_noun(head: str, noun: str, *, is_owned: bool = False) -> SpeakerKind:
    """Tell what kind of source a noun phrase is, by its head; ``is_owned`` says whose it is ("NAME's aides")."""
    words = set(noun.split())
    if head in name_words.DOCUMENT | WRITTEN:
        return SpeakerKind.DOCUMENT
    if head in name_words.UNNAMED:
        return _kind_of_unnamed(head, words, is_owned=is_owned)
    if head in MANY or head in {"lawmakers", "senators", "legislators"}:
        return SpeakerKind.GROUP
    if is_person_noun(head):
        return SpeakerKind.PERSON
    if head == "agency" and not words & {"news", "press", "wire"}:
        return SpeakerKind.ORGANISATION
    if head in name_words.MEDIA:
        return SpeakerKind.MEDIA
    if head in name_words.GOVERNMENT | STATES or (
        words & {"investigators", "prosecutors"} and words & {"federal", "state"}
    ):
        return SpeakerKind.GOVERNMENT
    if head in name_words.ORGANISATION or head in BODIES:
        return SpeakerKind.ORGANISATION
    return SpeakerKind.GROUP if head.endswith("s") or head in name_words.PLURAL_PEOPLE else SpeakerKind.PERSON


def _kind_of_unnamed(head: str, words: set[str], *, is_owned: bool) -> SpeakerKind:
    if words & {"u.s", "government", "state", "federal"}:
        return SpeakerKind.GOVERNMENT
    return SpeakerKind.GROUP if is_owned and head.endswith("s") else SpeakerKind.ANONYMOUS
