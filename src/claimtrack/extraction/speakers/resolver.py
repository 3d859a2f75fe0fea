"""Who speaks: pronouns, short names and noun phrases led back to the fullest name that the article gives."""

import re
from collections import deque
from dataclasses import replace

from claimtrack.extraction.english.calling_words import BODY_NOUNS
from claimtrack.extraction.english.determiners import POSSESSIVE_ENDINGS
from claimtrack.extraction.english.given_names import gender_of
from claimtrack.extraction.english.name_words import (
    GOVERNMENT,
    MEDIA,
    ORGANISATION,
    PLURAL_PEOPLE,
    PROMINENT,
    ROLE_NOUNS,
    SAME_ROLE,
    TITLES,
)
from claimtrack.extraction.speakers.antecedents import alike
from claimtrack.extraction.speakers.body_nouns import GENERIC, NO_STATE, heads_for, is_other
from claimtrack.extraction.speakers.coreference import Scene, written
from claimtrack.extraction.speakers.kinds import kind_of_name, kind_of_noun
from claimtrack.extraction.speakers.meant import Meant, person_meant, recent, speaker_of, spoke_as_thing
from claimtrack.extraction.speakers.memory import NOBODY, Sighting, Speaker, Spoken
from claimtrack.extraction.speakers.mentions import Mentioned
from claimtrack.extraction.speakers.name import Name
from claimtrack.extraction.speakers.phrase_names import is_person_noun
from claimtrack.extraction.speakers.roster import Entity, Roster
from claimtrack.extraction.speakers.source_words import SOFT, is_plainly_described, names_nobody, with_owner
from claimtrack.extraction.speakers.unnamed import Unnamed
from claimtrack.vocabulary import Mention, SpeakerKind

__all__ = ["NOBODY", "Cast", "Sighting", "Speaker", "kind_of_name", "kind_of_noun"]

_UNNAMED = re.compile(r"(?:an?|some|one|two|another|several)\s", re.IGNORECASE)
_AGED = re.compile(r"\d{1,3}-year-old")
_SINGULAR = {"he": "m", "she": "f"}
_EARLY = 2
"""Sentences at the beginning, headline and lead, that may say "a former mayor" before the name is given."""
_FAR_PAIR = 40
_FAR_AGED = 3
"""Sentences in front of "the 56-year-old" in which nobody but that one is named."""
_PAIRED = frozenset("candidate nominee contender rival opponent brother sister author senator".split())
"""What two people are to one another: "the rivals" are the two that are named together; "the doctors" need not be."""

_OF_ONE_WORK = frozenset({"author"})
"""What people are by something they did together: two who are called so apart need not have done the same."""


def _is_whole(one: Spoken) -> bool:
    """Tell whether somebody goes by a name of two words: what opens a sentence, "Replays", need not be anybody's."""
    return one.is_named and " " in (one.speaker.name or "")


class Cast:
    """Resolves the sources of one article in the order of the text."""

    def __init__(self, roster: Roster, sightings: list[Sighting]) -> None:
        self._roster = roster
        self._scene = Scene(roster, sightings)
        self._last: Spoken | None = None
        self._people: deque[Spoken] = deque(maxlen=3)
        self._last_body: Spoken | None = None
        self._last_many: Spoken | None = None
        self._phrases: dict[str, str] = {}
        self._unnamed = Unnamed()

    def resolve(self, source: Mentioned | None, *, sentence: int, outer: Speaker | None = None) -> Speaker:
        """Return who a source is. ``outer`` is who says the words that this source stands in, if anybody does."""
        if source is None:
            return NOBODY
        if source.pronoun is not None:
            return self._pronoun(source, sentence, outer)
        meant = self._named(source) if source.names else self._nominal(source, sentence, outer)
        self._remember(meant, sentence, source.span[0], is_inner=outer is not None)
        self._remember_body(source, sentence)
        return meant.speaker

    def _named(self, source: Mentioned) -> Meant:
        entities = [self._roster.meaning(name) for name in source.names]
        if source.is_line_label and len(entities) == 1:
            entities = [self._roster.initialled(source.words) or entities[0]]
        entities = [
            self._member(name) if entity is None else entity
            for entity, name in zip(entities, source.names, strict=True)
        ]
        if len(entities) == 1 and entities[0] is not None and entities[0].is_person:
            entities = [self._scene.firm_so_far(source.names[0], is_thing=source.is_thing) or entities[0]]
        fulls = [
            entity.full if entity is not None else written(name)
            for entity, name in zip(entities, source.names, strict=True)
        ]
        kinds = {
            kind_of_name(entity.words if entity is not None else name.words, entity)
            for entity, name in zip(entities, source.names, strict=True)
        }
        for entity in entities:
            if entity is not None:
                entity.has_spoken = True
        if len(fulls) > 1:
            kind = SpeakerKind.PERSON if kinds == {SpeakerKind.PERSON} else SpeakerKind.GROUP
            return Meant(Speaker(f"{', '.join(fulls[:-1])} and {fulls[-1]}", kind, Mention.NAME))
        entity, kind = entities[0], kinds.pop()
        if entity is None and source.is_line_label:
            kind = SpeakerKind.PERSON
        return Meant(Speaker(fulls[0], kind, Mention.NAME), entity.gender if entity is not None else None)

    def _member(self, name: Name) -> Entity | None:
        """Find the person whom a short name of "NAME of the Courier" means."""
        place = name.key.index("of") if "of" in name.key[1:] else 0
        front = replace(name, words=name.words[:place], is_organisation=False)
        entity = self._roster.meaning(front) if place else None
        return entity if entity is not None and entity.is_person else None

    def _nominal(self, source: Mentioned, sentence: int, outer: Speaker | None) -> Meant:
        if source.head == "statement" and source.owner is None and source.possessor is None and self._last is not None:
            # A statement is always somebody's: whoever spoke last.
            spoken = self._last
            return Meant(replace(spoken.speaker, mention=Mention.NOMINAL), spoken.gender, spoken.is_named)
        if names_nobody(source):
            return Meant(Speaker(None, SpeakerKind.ANONYMOUS, Mention.NOMINAL), None, False)
        more = self._unnamed.completed(source.words, sentence)
        if more is not None:
            kind = SpeakerKind.GROUP if source.head.endswith("s") else SpeakerKind.PERSON
            return Meant(Speaker(more, kind, Mention.NOMINAL), None, False)
        owner = self._owner(source, sentence, outer)
        meant = self._owned(source, owner) if owner is not None else self._meant(source, sentence)
        if meant is not None:
            return meant
        is_owned = source.owner is not None or source.possessor is not None
        kind = kind_of_noun(source.head, source.noun, is_owned=is_owned)
        if _AGED.fullmatch(source.head) and source.is_definite and not self._roster.called((), head=source.head):
            aged = self._scene.person(
                source.gender, start=source.span[0], sentence=sentence, heard=self._people, asked=source, far=1
            ) or self._scene.only_person(source.gender, start=source.span[0], sentence=sentence, far=_FAR_AGED)
            if aged is not None and not _is_whole(aged):
                aged = self._scene.only_person(source.gender, start=source.span[0], sentence=sentence, far=_FAR_AGED)
            if aged is not None and _is_whole(aged) and not self._roster.has_age(aged.speaker.name or ""):
                return Meant(replace(aged.speaker, mention=Mention.NOMINAL), aged.gender)
        words = self._fullest(source, with_owner(source, owner))
        if words == source.words and source.is_definite and kind is SpeakerKind.PERSON:
            prominent = self._prominent(source, sentence)
            if prominent is not None:
                return prominent
        gender = gender_of({source.head})
        self._unnamed.note(words, source.head, sentence)
        return Meant(Speaker(words, kind, Mention.NOMINAL), gender, False)

    def _meant(self, source: Mentioned, sentence: int) -> Meant | None:
        """Find the named person, pair or body that a noun phrase means."""
        is_early = sentence < _EARLY and source.owner is None and source.possessor is None
        if not source.is_definite and not is_early:
            return None
        called = self._called(source)
        if called is not None:
            return called
        if is_person_noun(source.head):
            return self._in_role(source)
        if source.head.endswith("s") and source.is_definite and is_person_noun(source.head[:-1]):
            return self._two(source, sentence)
        body = self._body(source, sentence)
        return None if body is None else Meant(body)

    def _called(self, source: Mentioned) -> Meant | None:
        """Find the one whom the text itself equates with a phrase: ``the group`` of "the group, Clear Rivers,"."""
        head, words = source.head, set(source.noun.split()) - SOFT
        if not source.is_definite:
            # "A group of doctors", in the lead: the group that is called so.
            many = [word for word in source.words.lower().split() if word in PLURAL_PEOPLE]
            if head not in BODY_NOUNS or source.body is not None or not many:
                return None
            groups = self._roster.called((), head=head)
            found = [one for one in self._roster.called((), head=many[-1]) if any(one is other for other in groups)]
        elif source.owner is not None or len(source.words.split()) != len(source.noun.split()) + 1:
            return None  # "the doctors at the clinic" need not be the doctors
        else:
            found = self._roster.called(words, head=head)
            if not found and head in PLURAL_PEOPLE and len(words) == 1 and self._is_unspent(head):
                found = self._roster.societies(head)
        if len(found) != 1 or (is_person_noun(head) and head in ROLE_NOUNS):
            return None
        entity = found[0]
        entity.has_spoken = True
        return Meant(speaker_of(entity), entity.gender)

    def _is_unspent(self, head: str) -> bool:
        """Tell whether no others were called by a noun before: "doctors at the hospital"."""
        return len(self._phrases.get(head, "").split()) < 3

    def _in_role(self, source: Mentioned) -> Meant | None:
        """Find whom the article calls so: ``the mayor`` after "Mayor Ana Ruiz" or "Ana Ruiz, the mayor of ..."."""
        words = set(source.noun.split())
        if not source.is_definite and len(words - SOFT) < 2:
            return None
        if source.body is not None:
            words |= set(source.body.key)
        found = self._roster.in_role(words, head=source.head)
        if not found and source.is_definite:
            found = self._roster.in_role(words - SOFT, head=source.head)
        if "former" not in words:
            found = [one for one in found if "former" not in one.roles] or found
        last = self._scene.last_named(found, source.span[0])
        if last is None and source.is_line_label and len(found) == 1:
            last = found[0]  # named at the head of a talk, in a line that is not read
        return person_meant(last)

    def _owned(self, source: Mentioned, owner: str) -> Meant | None:
        """Find whom the article calls an owner's: ``Ruiz's lawyer`` after "a lawyer for Ruiz, Tom Karr"."""
        if not is_person_noun(source.head):
            return None
        if len(source.noun.split()) > 2:
            return self._in_office(source, owner)
        found = self._roster.in_role({source.head, owner.rpartition(" ")[2].lower()}, head=source.head)
        return person_meant(found[0]) if len(found) == 1 and found[0].full != owner else None

    def _in_office(self, source: Mentioned, owner: str) -> Meant | None:
        """``Austria's interior minister``: the one Interior Minister of the text, where it tells of no other's."""
        office = source.noun.split()
        begin = next((at for at, word in enumerate(office, 1) if word.endswith(POSSESSIVE_ENDINGS)), len(office))
        words = set(office[begin:])
        if len(words) < 2 or not words.isdisjoint(SOFT) or self._roster.owners_of(" ".join(office[begin:])) > 1:
            return None
        found = self._roster.in_role(words, head=source.head)
        if len(found) != 1:
            return None
        known = {SAME_ROLE.get(word, word) for word in words} | words | SOFT | TITLES
        is_theirs = all(word[:4] == owner.lower()[:4] for word in found[0].roles - known)
        return person_meant(found[0]) if is_theirs and found[0].full != owner else None

    def _two(self, source: Mentioned, sentence: int) -> Meant | None:
        """Find the two people whom "the candidates" or "the senators" means."""
        role = source.head[:-1]
        if len(source.noun.split()) > 1:
            return None
        pair = self._scene.pair(source.span[0], sentence, far=_FAR_PAIR)
        people = [] if role in _OF_ONE_WORK else self._roster.in_role({role}, head=role)
        is_theirs = pair is not None and (role in _PAIRED or all(one in people for one in pair.both))
        names = (
            " and ".join(one.full for one in people)
            if len(people) == 2
            else pair.full
            if pair is not None and is_theirs
            else None
        )
        return None if names is None else Meant(Speaker(names, SpeakerKind.PERSON, Mention.NOMINAL))

    def _prominent(self, source: Mentioned, sentence: int) -> Meant | None:
        """``The businessman``, with nobody called so: whoever the sentences before are about."""
        if source.head not in PROMINENT or not is_plainly_described(source):
            return None
        gender = gender_of({source.head}) or source.gender
        found = self._scene.person(
            gender, start=source.span[0], sentence=sentence, heard=self._people, asked=source, far=2
        )
        if found is None or not found.is_named:
            return None
        return Meant(replace(found.speaker, mention=Mention.NOMINAL), found.gender)

    def _body(self, source: Mentioned, sentence: int) -> Speaker | None:
        head, words = source.head, set(source.noun.split()) - SOFT
        if head not in ORGANISATION | GOVERNMENT | MEDIA and head not in GENERIC:
            return None
        heads = heads_for(head)
        held = [entity for one in heads for entity in self._roster.bodies(one)]
        held = [entity for entity in held if words - set(heads) <= set(entity.key)]
        if held and (source.is_definite or len(words) > 1 or len(held) == 1):
            entity = self._scene.last_named(held, source.span[0])
            return speaker_of(entity) if entity is not None else None
        if head not in GENERIC or not source.is_definite or len(words) > 1:
            return None
        last = self._last_of_kind(GENERIC[head], source.span[0], sentence)
        if last is not None and head in NO_STATE and last.kind is SpeakerKind.GOVERNMENT:
            return None  # "in Norway, the company said"
        return None if last is not None and is_other(head, last.name or "") else last

    def _last_of_kind(self, kind: SpeakerKind | None, start: int, sentence: int) -> Speaker | None:
        """Find the body that spoke or was named last."""
        wanted = {kind} if kind else {SpeakerKind.ORGANISATION, SpeakerKind.GOVERNMENT, SpeakerKind.MEDIA}
        last = self._last_body
        spoken = recent(last, sentence)
        is_named = last is not None and last.is_named
        if spoken is not None and is_named and spoken.kind in wanted and spoken.mention is not Mention.PRONOUN:
            return replace(spoken, mention=Mention.NOMINAL)
        named = self._scene.body(start, sentence, far=3)
        return replace(named, mention=Mention.NOMINAL) if named is not None and named.kind in wanted else None

    def _fullest(self, source: Mentioned, words: str) -> str:
        """Return the longest form of a noun phrase so far, and remember it."""
        fuller = self._phrases.get(source.head)
        if fuller is None and source.is_definite:
            fuller = next((self._phrases[head] for head in alike(source.head) if head in self._phrases), None)
        if source.brought_in is not None and (fuller is None or len(fuller.split()) < 3):
            fuller = source.brought_in
        is_bare = len(source.noun.split()) == 1 and source.owner is None and source.possessor is None
        if fuller is None or (len(words) > len(fuller) and source.head in self._phrases):
            is_short = len(words.split()) <= 3
            if not is_short or fuller is None:
                self._phrases[source.head] = words
        elif is_bare and (source.is_definite or source.words.lower() != source.noun):
            words = fuller
            self._phrases.setdefault(source.head, fuller)
        return words

    def _owner(self, source: Mentioned, sentence: int, outer: Speaker | None) -> str | None:
        """Return the full name of whom a noun belongs to: of "Ruiz's lawyer", of "her lawyer"."""
        if source.possessor is not None:
            if source.follows_content and (source.possessor == "they" or source.is_of_content):
                return None  # "The climbers are safe, their embassy said": they are named in what is said
            asked = replace(source, words="", pronoun=source.possessor, antecedent=source.antecedent)
            named = self._pronoun(asked, sentence, outer).name
            # "An official's spokeswoman" would be a name for nobody.
            return None if named is not None and _UNNAMED.match(named) else named
        if source.owner is None or source.owner.is_organisation:
            return None
        owner = self._roster.meaning(source.owner)
        if owner is None:
            return written(source.owner)
        return None if owner.is_organisation else owner.full

    def _pronoun(self, source: Mentioned, sentence: int, outer: Speaker | None) -> Speaker:
        pronoun = source.pronoun or ""
        found = self._meaning_of(pronoun, source, sentence, outer)
        if found is not None:
            return Speaker(found.name, found.kind, Mention.PRONOUN)
        if pronoun == "you" and not source.is_quoted and outer is None and source.words:
            return Speaker("readers", SpeakerKind.GROUP, Mention.PRONOUN)
        kind = SpeakerKind.PERSON if pronoun in _SINGULAR or pronoun == "i" else SpeakerKind.GROUP
        if pronoun == "they":
            kind = SpeakerKind.ANONYMOUS  # nobody is named whom it could mean
        return Speaker(source.words or None, kind, Mention.PRONOUN)

    def _meaning_of(self, pronoun: str, source: Mentioned, sentence: int, outer: Speaker | None) -> Speaker | None:
        start = source.span[0]
        if pronoun in {"i", "we"}:
            if outer is not None and outer.name is not None:
                return outer
            return self._scene.author if pronoun == "i" and not source.is_quoted else None
        if pronoun in _SINGULAR:
            return self._single(_SINGULAR[pronoun], source, sentence)
        if pronoun in {"who", "which", "that"}:
            return self._relative(source, sentence, outer)
        if pronoun == "they" and source.antecedent is not None:
            return self._nominal(source.antecedent, sentence, None).speaker
        if pronoun == "they":
            return self._many(start, sentence)
        if pronoun == "it" and source.antecedent is not None:
            return self._nominal(source.antecedent, sentence, None).speaker
        if pronoun == "it":
            firm = spoke_as_thing(self._last, sentence, self._roster)
            if firm is not None:
                return firm
            spoken = recent(self._last_body, sentence)
            named = self._scene.body(start, sentence, far=1)
            is_near = self._last_body is not None and sentence - self._last_body.sentence <= 1
            return spoken if is_near or named is None else named
        return None

    def _single(self, gender: str, source: Mentioned, sentence: int) -> Speaker | None:
        start = source.span[0]
        if source.looks_ahead:
            ahead = self._scene.person_ahead(gender, start=start, sentence=sentence)
            if ahead is not None:
                return ahead
        if source.antecedent is not None:
            return self._nominal(source.antecedent, sentence, None).speaker
        found = self._scene.person(gender, start=start, sentence=sentence, heard=self._people, asked=source)
        if found is None:
            return self._scene.only_name(start, sentence)
        self._people.append(replace(found, sentence=sentence))
        return found.speaker

    def _relative(self, source: Mentioned, sentence: int, outer: Speaker | None) -> Speaker | None:
        held = source.antecedent
        if held is None:
            return None
        if held.pronoun is not None:
            return self._pronoun(held, sentence, outer)
        if not held.names:
            return self._nominal(held, sentence, outer).speaker
        named = self._named(held).speaker
        return replace(named, name=held.words) if named.kind is SpeakerKind.GROUP and len(held.names) == 1 else named

    def _many(self, start: int, sentence: int) -> Speaker | None:
        pair = self._scene.pair(start, sentence, far=3)
        many = self._last_many
        if pair is not None and (many is None or many.sentence < pair.sentence):
            return Speaker(pair.full, SpeakerKind.PERSON, Mention.NAME)
        return recent(many, sentence) or recent(self._last_body, sentence)

    def _remember(self, meant: "Meant", sentence: int, start: int, *, is_inner: bool = False) -> None:
        speaker = meant.speaker
        spoken = self._last = Spoken(speaker, sentence, meant.gender, meant.is_named, start, is_inner)
        is_pair = speaker.kind is SpeakerKind.PERSON and speaker.name is not None and " and " in speaker.name
        if speaker.kind is SpeakerKind.GROUP or is_pair:
            self._last_many = spoken
        elif speaker.kind in {SpeakerKind.PERSON, SpeakerKind.ANONYMOUS}:
            self._people.append(spoken)
        else:
            self._last_body = spoken

    def _remember_body(self, source: Mentioned, sentence: int) -> None:
        """Keep the body that an official or a spokesman speaks for."""
        entity = self._roster.meaning(source.body) if source.body is not None else None
        if source.body is None or (entity is not None and entity.is_person):
            return
        speaker = (
            speaker_of(entity)
            if entity is not None
            else Speaker(written(source.body), SpeakerKind.PERSON, Mention.NAME)
        )
        if speaker.kind is SpeakerKind.PERSON:
            speaker = replace(speaker, kind=SpeakerKind.ORGANISATION)
        self._last_body = Spoken(speaker, sentence, None)
