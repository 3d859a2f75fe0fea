"""Who speaks: pronouns, short names and noun phrases led back to the fullest name that the article gives."""

from bisect import bisect_left
from dataclasses import dataclass

from claimtrack.extraction import name_words
from claimtrack.extraction.mentions import Mentioned, is_person_noun
from claimtrack.extraction.roster import Entity, Name, Roster
from claimtrack.extraction.values import Mention, SpeakerKind

_SINGULAR = {"he": "m", "she": "f"}
_FAR = 9
_MOST = 60


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source led back to a name: ``name`` is None where nobody is named or a pronoun stays open."""

    name: str | None
    kind: SpeakerKind
    mention: Mention


NOBODY = Speaker(None, SpeakerKind.NONE, Mention.NONE)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name at a place in the text: in which sentence, whether it opens it, whether inside a quotation."""

    start: int
    sentence: int
    name: Name
    is_subject: bool
    is_quoted: bool


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who spoke last, and in which sentence."""

    speaker: Speaker
    sentence: int
    gender: str | None


class Cast:
    """Resolves the sources of one article in the order of the text."""

    def __init__(self, roster: Roster, sightings: list[Sighting]) -> None:
        self._roster = roster
        self._sightings = sightings
        self._starts = [sighting.start for sighting in sightings]
        self._last: Spoken | None = None
        self._last_person: Spoken | None = None
        self._last_body: Spoken | None = None
        self._last_many: Spoken | None = None
        self._phrases: dict[str, str] = {}

    def resolve(self, source: Mentioned | None, *, sentence: int, outer: Speaker | None = None) -> Speaker:
        """Give who a source is. ``outer`` is who says the words that this source stands in, if anybody does."""
        if source is None:
            return NOBODY
        if source.pronoun is not None:
            return self._pronoun(source, sentence, outer)
        speaker, gender = self._named(source) if source.names else self._nominal(source)
        self._remember(speaker, sentence, gender)
        return speaker

    def _named(self, source: Mentioned) -> tuple[Speaker, str | None]:
        entities = [self._roster.meaning(name) for name in source.names]
        fulls = [
            entity.full if entity is not None else _spelled(name)
            for entity, name in zip(entities, source.names, strict=True)
        ]
        if len(fulls) > 1:
            return Speaker(" and ".join(fulls), SpeakerKind.GROUP, Mention.NAME), None
        entity, name = entities[0], source.names[0]
        if entity is not None:
            entity.has_spoken = True
        kind = kind_of_name(entity.words if entity is not None else name.words, entity)
        gender = entity.gender if entity is not None else None
        return Speaker(fulls[0], kind, Mention.NAME), gender

    def _nominal(self, source: Mentioned) -> tuple[Speaker, str | None]:
        if source.head == "statement" and source.owner is None and self._last is not None:
            # A statement is always somebody's: whoever spoke last.
            return Speaker(self._last.speaker.name, self._last.speaker.kind, Mention.NOMINAL), self._last.gender
        kind = kind_of_noun(source.head, source.noun)
        words = self._with_owner(source)
        fuller = self._phrases.get(source.head)
        if fuller is None or len(words) > len(fuller):
            is_short = len(words.split()) <= 3
            if not is_short or fuller is None:
                self._phrases[source.head] = words
        elif len(source.noun.split()) == 1 and source.owner is None:
            words = fuller
        return Speaker(words, kind, Mention.NOMINAL), None

    def _with_owner(self, source: Mentioned) -> str:
        owner = self._roster.meaning(source.owner) if source.owner is not None else None
        if owner is None or source.owner is None or owner.is_organisation:
            return source.words
        short = " ".join((*source.owner.titles, *source.owner.words))
        return source.words.replace(short, owner.full, 1) if short in source.words else source.words

    def _pronoun(self, source: Mentioned, sentence: int, outer: Speaker | None) -> Speaker:
        pronoun = source.pronoun or ""
        found: Speaker | None = None
        if pronoun in {"i", "we"} and outer is not None and outer.name is not None:
            found = outer
        elif pronoun in _SINGULAR:
            found = self._person(_SINGULAR[pronoun], source.span[0], sentence)
        elif pronoun == "who":
            found = self._nearest(source.span[0], sentence)
        elif pronoun == "they":
            found = _recent(self._last_many, sentence) or _recent(self._last_body, sentence)
        elif pronoun == "it":
            found = _recent(self._last_body, sentence)
        if found is None:
            kind = SpeakerKind.PERSON if pronoun in _SINGULAR or pronoun == "i" else SpeakerKind.GROUP
            return Speaker(source.words, kind, Mention.PRONOUN)
        return Speaker(found.name, found.kind, Mention.PRONOUN)

    def _person(self, gender: str, start: int, sentence: int) -> Speaker | None:
        """Find whom ``he`` or ``she`` means among those named or heard in the last sentences."""
        best: tuple[float, Entity] | None = None
        last = bisect_left(self._starts, start)
        for sighting in reversed(self._sightings[max(0, last - _MOST) : last]):
            if sentence - sighting.sentence > _FAR:
                break
            entity = self._roster.meaning(sighting.name)
            if entity is None or not entity.is_person or entity.gender not in {None, gender}:
                continue
            score = self._salience(sighting, entity, sentence)
            if best is None or score > best[0]:
                best = score, entity
        spoken = self._last_person
        if spoken is not None and spoken.gender in {None, gender} and 0 <= sentence - spoken.sentence <= _FAR:
            score = 2.2 - 1.0 * (sentence - spoken.sentence)
            if best is None or score >= best[0]:
                return spoken.speaker
        if best is None:
            return self._only_name(start, sentence)
        return Speaker(best[1].full, SpeakerKind.PERSON, Mention.NAME)

    def _only_name(self, start: int, sentence: int) -> Speaker | None:
        """Find the last sentence's subject where the article calls nobody by a full name."""
        last = bisect_left(self._starts, start)
        for sighting in reversed(self._sightings[max(0, last - _MOST) : last]):
            if sentence - sighting.sentence > 1:
                return None
            if sighting.is_subject and not sighting.is_quoted and self._roster.meaning(sighting.name) is None:
                return Speaker(_spelled(sighting.name), SpeakerKind.PERSON, Mention.NAME)
        return None

    def _salience(self, sighting: Sighting, entity: Entity, sentence: int) -> float:
        score = -1.0 * (sentence - sighting.sentence)
        score += 1.2 if sighting.is_subject else 0.0
        score -= 1.5 if sighting.is_quoted else 0.0
        return score - (0.4 if entity.gender is None else 0.0)

    def _nearest(self, start: int, sentence: int) -> Speaker | None:
        place = bisect_left(self._starts, start) - 1
        if place < 0 or self._sightings[place].sentence != sentence or start - self._sightings[place].name.end > 3:
            return None
        entity = self._roster.meaning(self._sightings[place].name)
        if entity is None:
            return None
        return Speaker(entity.full, kind_of_name(entity.words, entity), Mention.NAME)

    def _remember(self, speaker: Speaker, sentence: int, gender: str | None) -> None:
        spoken = self._last = Spoken(speaker, sentence, gender)
        if speaker.kind is SpeakerKind.PERSON or (speaker.kind is SpeakerKind.ANONYMOUS):
            self._last_person = spoken
        elif speaker.kind is SpeakerKind.GROUP:
            self._last_many = spoken
        else:
            self._last_body = spoken


def _recent(spoken: Spoken | None, sentence: int) -> Speaker | None:
    return spoken.speaker if spoken is not None and sentence - spoken.sentence <= _FAR else None


def _spelled(name: Name) -> str:
    """Give a name that the article uses nowhere in a fuller form, as it goes on record."""
    return Entity(name.words, name.titles, name.is_organisation).full


def kind_of_name(words: tuple[str, ...], entity: Entity | None) -> SpeakerKind:
    """Tell what kind of source a name is."""
    low = [word.lower() for word in words]
    if entity is not None and entity.seen_titles and not entity.is_organisation:
        return SpeakerKind.PERSON
    if low[-1] in name_words.MEDIA or low[0] in {"reuters", "cnn", "bbc", "ap", "afp", "breitbart", "associated"}:
        return SpeakerKind.MEDIA
    if any(word in name_words.GOVERNMENT for word in low):
        return SpeakerKind.GOVERNMENT
    if any(word in name_words.ORGANISATION for word in low) or (
        len(low) == 1 and words[0].isupper() and len(words[0]) > 1
    ):
        return SpeakerKind.ORGANISATION
    if low[-1] in {"democrats", "republicans"} or (len(low) == 1 and low[0].endswith(("ans", "ists", "crats"))):
        return SpeakerKind.GROUP
    return SpeakerKind.PERSON


def kind_of_noun(head: str, noun: str) -> SpeakerKind:
    """Tell what kind of source a noun phrase is, by its head."""
    words = set(noun.split())
    if head in name_words.DOCUMENT:
        return SpeakerKind.DOCUMENT
    if head in name_words.UNNAMED:
        return SpeakerKind.GOVERNMENT if words & {"u.s", "government", "state"} else SpeakerKind.ANONYMOUS
    if is_person_noun(head):
        return SpeakerKind.PERSON
    if head in name_words.MEDIA:
        return SpeakerKind.MEDIA
    if head in name_words.GOVERNMENT:
        return SpeakerKind.GOVERNMENT
    if head in name_words.ORGANISATION or head == "group":
        return SpeakerKind.ORGANISATION
    return SpeakerKind.GROUP if head.endswith("s") or head in name_words.PLURAL_PEOPLE else SpeakerKind.PERSON
