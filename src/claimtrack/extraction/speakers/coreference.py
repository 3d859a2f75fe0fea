"""Whom a pronoun or a role means: those named or heard in the sentences around it, the likeliest first."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from claimtrack.extraction.english.name_words import FIRMS, PLURAL_PEOPLE
from claimtrack.extraction.speakers.kinds import kind_of_name
from claimtrack.extraction.speakers.memory import Pair, Sighting, Speaker, Spoken
from claimtrack.extraction.speakers.mentions import Mentioned
from claimtrack.extraction.speakers.roster import Entity, Name, Roster, is_acronym, spelled
from claimtrack.vocabulary import Mention, SpeakerKind

FAR = 9
"""Sentences back that a pronoun may reach."""
_MOST = 60
_MOST_PAIRS = 12
_NOMINAL_LESS = 1.0
_INNER_LESS = 0.3
_IN_FRONT = 0.5
"""Who speaks inside what another says is meant less often than that one."""


class Scene:
    """The names of an article by place; gives who is meant at a place. Looks at a bounded stretch of it each time."""

    def __init__(self, roster: Roster, sightings: list[Sighting]) -> None:
        self._roster = roster
        self._sightings = sightings
        self._starts = [sighting.start for sighting in sightings]
        self._pairs = list(_pairs(roster, sightings))
        self._pair_starts = [pair.start for pair in self._pairs]
        self.author = _author(roster, sightings)

    def before(self, start: int) -> Iterator[Sighting]:
        """Return the names in front of a place, the nearest first."""
        last = bisect_left(self._starts, start)
        return reversed(self._sightings[max(0, last - _MOST) : last])

    def person(
        self,
        gender: str | None,
        *,
        start: int,
        sentence: int,
        heard: Iterable[Spoken],
        asked: Mentioned,
        far: int = FAR,
    ) -> Spoken | None:
        """Find whom "he" or "she" means: the best of those named and those ``heard`` before."""
        best: tuple[float, Spoken] | None = None
        for sighting in self.before(start):
            if sentence - sighting.sentence > far:
                break
            entity = self._roster.meaning(sighting.name)
            if entity is None or not _agrees(entity.gender, gender):
                continue
            if not entity.is_person and not _opens_near(sighting, entity, sentence):
                continue
            score = _salience(sighting, entity, sentence, asked=asked)
            if best is None or score > best[0]:
                best = score, Spoken(Speaker(entity.full, SpeakerKind.PERSON, Mention.NAME), sentence, entity.gender)
        for spoken in heard:
            back = sentence - spoken.sentence
            if not 0 <= back <= far or spoken.start > start or not _agrees(spoken.gender, gender):
                continue
            if asked.follows_occasion and not back:
                continue  # whoever asks is not who answers
            score = 2.2 - back - (0.0 if spoken.is_named else _NOMINAL_LESS)
            score -= 0.4 if spoken.gender is None else 0.0
            score -= _INNER_LESS if spoken.is_inner else 0.0
            if best is None or score >= best[0]:
                best = score, spoken
        return best[1] if best is not None else None

    def only_person(self, gender: str | None, *, start: int, sentence: int, far: int) -> Spoken | None:
        """Find the one person who is named in the sentences before; None where none or several are."""
        found: Entity | None = None
        for sighting in self.before(start):
            if sentence - sighting.sentence > far:
                break
            entity = self._roster.meaning(sighting.name)
            if entity is None or not entity.is_person or entity is found:
                continue
            if found is not None:
                return None
            found = entity
        if found is None or not _agrees(found.gender, gender):
            return None
        return Spoken(Speaker(found.full, SpeakerKind.PERSON, Mention.NAME), sentence, found.gender)

    def person_ahead(self, gender: str, *, start: int, sentence: int) -> Speaker | None:
        """Find the name that a pronoun in an opening clause points forward to."""
        place = bisect_left(self._starts, start)
        for sighting in self._sightings[place : place + 4]:
            if sighting.sentence != sentence:
                return None
            entity = self._roster.meaning(sighting.name)
            if (
                entity is not None
                and entity.is_person
                and _agrees(entity.gender, gender)
                and not sighting.name.is_governed
            ):
                return Speaker(entity.full, SpeakerKind.PERSON, Mention.NAME)
        return None

    def only_name(self, start: int, sentence: int) -> Speaker | None:
        """Find the last sentence's subject where the article calls nobody by a full name."""
        for sighting in self.before(start):
            if sentence - sighting.sentence > 1:
                return None
            is_free = sighting.is_subject and not sighting.is_quoted and _may_be_person(sighting.name)
            if is_free and self._roster.meaning(sighting.name) is None:
                return Speaker(written(sighting.name), SpeakerKind.PERSON, Mention.NAME)
        return None

    def body(self, start: int, sentence: int, *, far: int = 2) -> Speaker | None:
        """Find the organisation last named as a subject."""
        for sighting in self.before(start):
            if sentence - sighting.sentence > far:
                return None
            entity = self._roster.meaning(sighting.name)
            name = entity.words if entity is not None else sighting.name.words
            kind = kind_of_name(name, entity)
            if kind is SpeakerKind.PERSON or sighting.is_quoted or sighting.name.is_governed:
                continue
            return Speaker(entity.full if entity is not None else written(sighting.name), kind, Mention.NAME)
        return None

    def pair(self, start: int, sentence: int, *, far: int = FAR) -> Pair | None:
        """Find the last two people named together."""
        place = bisect_left(self._pair_starts, start)
        near = [
            pair
            for pair in self._pairs[max(0, place - _MOST_PAIRS) : place]
            if sentence - pair.sentence <= far and all(one.is_person or one.has_spoken for one in pair.both)
        ]
        heard = [pair for pair in near if all(one.has_spoken for one in pair.both)]
        fitting = heard or near
        return fitting[-1] if fitting else None

    def firm_so_far(self, name: Name, *, is_thing: bool) -> Entity | None:
        """Return the firm that a lone name is short for, where no person of that name is brought in yet.

        ``Orrin said`` is Orrin Foods as long as nobody has told of Dieter Orrin, and "Orrin said it" (``is_thing``)
        behind that, too.
        """
        if len(name.words) != 1 or name.titles:
            return None
        firm: Entity | None = None
        for sighting in self.before(name.start):
            words = sighting.name.key
            entity = self._roster.meaning(sighting.name) if len(words) > 1 else None
            if entity is None:
                continue
            if words[-1] == name.key[0] and entity.is_person and not is_thing:
                return None
            if words[0] == name.key[0] and words[-1] in FIRMS:
                firm = entity
        return firm

    def last_named(self, entities: list[Entity], start: int) -> Entity | None:
        """Return the one of some people or bodies that was named last, else the one named most."""
        if len(entities) > 1:
            for sighting in self.before(start):
                entity = self._roster.meaning(sighting.name)
                if entity is not None and any(entity is one for one in entities):
                    return entity
        return max(entities, key=lambda one: one.times, default=None)


def _agrees(gender: str | None, asked: str | None) -> bool:
    return gender is None or asked is None or gender == asked


def _may_be_person(name: Name) -> bool:
    return not name.is_organisation and not is_acronym(name.words[0]) and name.key[-1] not in PLURAL_PEOPLE


def _opens_near(sighting: Sighting, entity: Entity, sentence: int) -> bool:
    """Tell whether a name that may be somebody's opens the sentence in front, and so is whom the next is about."""
    if len(entity.words) < 2 or sentence - sighting.sentence != 1 or not _may_be_person(sighting.name):
        return False
    is_body = kind_of_name(entity.words, entity) is not SpeakerKind.PERSON
    return not is_body and sighting.is_subject and sighting.name.is_leading and sighting.name.is_acting


def _salience(sighting: Sighting, entity: Entity, sentence: int, *, asked: Mentioned) -> float:
    """Weigh a name by nearness, place in its sentence and how sure its gender is."""
    name = sighting.name
    is_subject = sighting.is_subject and (name.is_leading or name.is_acting or name.is_joined)
    score = -1.0 * (sentence - sighting.sentence)
    if name.is_governed:
        score += 0.3 if is_subject else 0.0
        if sighting.sentence == sentence and asked.follows_occasion:
            score -= 1.5  # "Asked by Ruiz why it fell, he said", "In a talk with Ruiz, she said"
    else:
        score += 1.2 if is_subject else 0.9 if name.is_acting else 0.0
        score += 0.5 if name.is_acting and sighting.sentence == sentence and not asked.follows_content else 0.0
        # "Ode met the mayor. “I have a cold,” he said."
        is_in_front = asked.follows_content and sentence - sighting.sentence == 1
        score += _IN_FRONT if is_in_front and is_subject and name.is_leading else 0.0
    if sighting.is_quoted and not asked.is_quoted:
        score -= 2.0
    elif asked.follows_content and sighting.sentence == sentence:
        score -= 1.5  # it is named in what the pronoun says
    return score - (0.4 if entity.gender is None else 0.0)


def _pairs(roster: Roster, sightings: list[Sighting]) -> Iterator[Pair]:
    for place, second in enumerate(sightings):
        if not place or not second.name.is_joined or sightings[place - 1].name.is_governed:
            continue  # "a letter to A and B" is about neither of them
        first = sightings[place - 1]
        one, other = roster.meaning(first.name), roster.meaning(second.name)
        if one is not None and other is not None and not one.is_organisation and not other.is_organisation:
            yield Pair(first.start, first.sentence, (one, other))


_TAGLINE = 3
"""Sentences at the end of an article in which its author is introduced."""


def _author(roster: Roster, sightings: list[Sighting]) -> Speaker | None:
    """Find who writes the article: "NAME is a ..." at its end and nowhere before."""
    end = sightings[-1].sentence if sightings else 0
    closing = [one for one in sightings[-30:] if one.name.is_introduced and end - one.sentence < _TAGLINE]
    for sighting in closing:
        entity = roster.meaning(sighting.name)
        is_new = entity is not None and entity.times <= 2 and entity.is_person
        if is_new and not any(roster.meaning(one.name) is entity for one in sightings if one.start < sighting.start):
            return Speaker(spelled(sighting.name.words), SpeakerKind.PERSON, Mention.NAME)
    return None


def written(name: Name) -> str:
    """Return a name that the article uses nowhere in a fuller form, as it goes on record."""
    return Entity(name.words, name.titles, name.is_organisation).full
