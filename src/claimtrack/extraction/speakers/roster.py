"""Whom an article names, and which short names, acronyms and roles mean which long name."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from claimtrack.extraction.english.calling_words import BODY_NOUNS, OWNED_BODIES, SAME_CALLING
from claimtrack.extraction.english.given_names import gender_of
from claimtrack.extraction.english.name_words import (
    FIRMS,
    KIN,
    MODIFIERS,
    ORGANISATION,
    PLACES,
    PLURAL_PEOPLE,
    SAME_ROLE,
)
from claimtrack.extraction.speakers.name import Name, key_of
from claimtrack.extraction.speakers.names import names_in

__all__ = ["Entity", "Name", "Roster", "names_in", "spelled"]

_MOST_KEPT = 24
_BENEATH = frozenset({"vice", "deputy", "assistant"})
"""Whoever is called so is not meant by the office alone: "the president" is no vice president."""
_MOST_INITIALS = 4
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SMALL = frozenset("of the for and to in on a our".split())
_OF_PEOPLE = frozenset("for against without of".split())
"""Behind the people of a body's name: "Doctors for Clean Rivers"."""


@dataclass(slots=True)
class Entity:
    """Somebody or something named: the fullest name, the best title, what it is called, how often it is named."""

    words: tuple[str, ...]
    titles: tuple[str, ...]
    is_organisation: bool
    times: int = 0
    has_spoken: bool = False
    is_abbreviated: bool = False
    is_kin: bool = False
    owners: set[tuple[str, ...]] = field(default_factory=set)
    seen_titles: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    heard_as: Counter[str] = field(default_factory=Counter)

    @property
    def key(self) -> tuple[str, ...]:
        """How it is looked up."""
        return key_of(self.words)

    @property
    def full(self) -> str:
        """The name by which the source goes on record: without titles, which differ from article to article.

        A single name keeps its title: "President Adler" is no other Adler. A ministry keeps the country's name.
        """
        owner = f"{spelled(*self.owners)}'s " if len(self.owners) == 1 else ""
        return owner + spelled(self.words if len(self.words) > 1 else (*self.titles, *self.words))

    @property
    def is_person(self) -> bool:
        """Tell whether this is plainly a person: by a title, a role, a known given name, or words said by it."""
        low = {word.lower() for word in self.words}
        if self.is_organisation or low & PLACES or self.words[-1].lower() in PLURAL_PEOPLE | FIRMS:
            return False
        if self.roles or self.gender is not None:
            return True
        return self.has_spoken and len(self.words) > 1

    @property
    def gender(self) -> str | None:
        """``"m"``, ``"f"`` or None: by titles, by the given name, else by the pronouns behind the name."""
        if self.is_organisation or self.words[-1].lower() in FIRMS:
            return None
        by_title = gender_of(self.seen_titles)
        if by_title is not None:
            return by_title
        by_name = gender_of({self.words[0].lower()}) if len(self.words) > 1 else None
        if by_name is not None:
            return by_name
        male, female = self.heard_as["m"], self.heard_as["f"]
        return None if male == female else "m" if male > female else "f"


class Roster:
    """The names of one article. Filled by ``note`` in the order of the text; ``meaning`` gives who a name means."""

    def __init__(self) -> None:
        self._entities: dict[tuple[str, ...], Entity] = {}
        self._by_word: dict[str, list[tuple[str, ...]]] = {}
        self._acronyms: dict[str, tuple[str, ...]] = {}
        self._initials: dict[str, tuple[str, ...]] = {}
        self._short: dict[str, list[Name]] = {}
        self._by_role: dict[str, list[tuple[str, ...]]] = {}
        self._by_calling: dict[str, dict[tuple[str, ...], set[str]]] = {}
        self._offices: dict[str, set[tuple[str, ...]]] = {}
        self._alone: set[str] = set()
        self._is_settled = False
        self._by_initials: dict[str, Entity] | None = None
        self._known: dict[tuple[tuple[str, ...], tuple[str, ...]], Entity | None] = {}

    def note(self, name: Name) -> None:
        """Take a name into account; a single word is nothing to learn a full name from, but keeps its title."""
        self._is_settled = False
        if self._known:
            self._known.clear()
        if name.office is not None:
            self._offices.setdefault(name.office, set()).add(name.key)
        if len(name.words) == 1 and not name.is_organisation:
            self._alone.add(name.key[0])
        entity = self._entities.get(name.key)
        if entity is None:
            is_body = not BODY_NOUNS.isdisjoint(one.rpartition(" ")[2] for one in name.callings)
            is_site = name.words[0].lower().endswith((".com", ".org", ".net"))
            if len(name.words) == 1 and not name.titles and not is_body and not is_site:
                self._keep_short(name)
                return
            entity = self._entered(name)
            entity.is_kin = len(name.words) > 1 and name.key[-1] in self._alone and not KIN.isdisjoint(name.roles)
        entity.times += 1
        titles = {title.lower().rstrip(".") for title in name.titles}
        entity.seen_titles |= titles
        self._give_roles(entity, titles | name.roles)
        self._give_callings(entity, name.callings)
        if (
            name.owner is not None
            and not OWNED_BODIES.isdisjoint(entity.key)
            and not name.owner.titles
            and len(entity.owners) < 2
        ):
            entity.owners.add(name.owner.words)
        if name.gender is not None:
            entity.heard_as[name.gender] += 1
        if len(name.titles) > len(entity.titles):
            entity.titles = name.titles

    def _give_roles(self, entity: Entity, words: Iterable[str]) -> None:
        for word in words:
            role = SAME_ROLE.get(word, word)
            if role not in entity.roles:
                entity.roles.add(role)
                keys = self._by_role.setdefault(role, [])
                if len(keys) < _MOST_KEPT:
                    keys.append(entity.key)

    def has_age(self, full: str) -> bool:
        """Tell whether the article gives the age of whoever goes by a full name."""
        aged = (keys for head, keys in self._by_calling.items() if head.endswith("-year-old"))
        return any(self._entities[key].full == full for keys in aged for key in keys)

    def _give_callings(self, entity: Entity, phrases: Iterable[str]) -> None:
        for phrase in phrases:
            head = phrase.rpartition(" ")[2]
            if head in BODY_NOUNS and entity.gender is None and not entity.seen_titles:
                entity.is_organisation = True
            called = self._by_calling.setdefault(SAME_CALLING.get(head, head), {})
            if len(called) < _MOST_KEPT or entity.key in called:
                called.setdefault(entity.key, set()).update(phrase.split())

    def _entered(self, name: Name) -> Entity:
        entity = self._entities[name.key] = Entity(name.words, name.titles, name.is_organisation)
        for word in set(name.key):
            self._keep_word(word, name.key)
        for letters in _short_forms(name):
            self._initials.setdefault(letters, name.key)
        stem, dot, _ = name.key[0].partition(".")
        if dot and len(name.words) == 1 and len(stem) > 3:
            self._keep_word(stem, name.key)
        return entity

    def _keep_word(self, word: str, key: tuple[str, ...]) -> None:
        keys = self._by_word.setdefault(word, [])
        if len(keys) < _MOST_KEPT:
            keys.append(key)

    def _keep_short(self, name: Name) -> None:
        """Keep what a family name alone is called, for the full name that may come later."""
        if name.roles or name.callings or name.gender is not None:
            kept = self._short.setdefault(name.key[0], [])
            if len(kept) < _MOST_KEPT:
                kept.append(name)

    def note_acronym(self, acronym: str, name: Name) -> None:
        """Take in ``National Rifle Association (NRA)``."""
        self._acronyms.setdefault(acronym.lower().replace(".", ""), name.key)

    def meaning(self, name: Name) -> Entity | None:
        """Find whom a name means: the fullest name that holds it; None where the article names nobody so."""
        asked = name.key, name.titles
        if asked not in self._known:
            found = self._known[asked] = self._found(name)
            if found is not None and found.owners:
                self._check_owners(found)
        return self._known[asked]

    def _check_owners(self, entity: Entity) -> None:
        """Leave out a person as the owner: "Karr's Justice Department" is no department of that name."""
        for words in list(entity.owners):
            owner = self._found(Name(0, 0, (), words, False))
            if owner is not None and owner.is_person:
                entity.owners.discard(words)

    def _found(self, name: Name) -> Entity | None:
        key = name.key
        if len(key) == 1:
            letters = key[0].replace(".", "")
            known = self._acronyms.get(letters) or (self._initials.get(letters) if is_acronym(name.words[0]) else None)
            if known is not None and known in self._entities:
                entity = self._entities[known]
                entity.is_abbreviated = True
                return entity
        fuller = [other for other in self._by_word.get(key[-1], ()) if self._may_stand(key, other)]
        if not fuller:
            return self._entities.get(key)
        own = self._entities.get(key)
        gender = gender_of({title.lower().rstrip(".") for title in name.titles}) or (own.gender if own else None)
        if own is not None and gender is not None:
            fuller = [other for other in fuller if self._entities[other].gender in {None, gender}]
            if not fuller:
                return own
        best = max(fuller, key=lambda other: self._fitness(other, key, gender))
        fullest = [other for other in self._by_word.get(best[-1], ()) if len(best) > 1 and _is_fuller(other, best)]
        found = self._entities[max(fullest, key=len, default=best)]
        self._learn_from_short(found)
        return found

    def _learn_from_short(self, entity: Entity) -> None:
        if entity.is_organisation:
            return
        for name in self._short.pop(entity.words[-1].lower(), ()):
            self._give_roles(entity, name.roles)
            self._give_callings(entity, name.callings)
            if name.gender is not None:
                entity.heard_as[name.gender] += 1

    def _may_stand(self, key: tuple[str, ...], longer: tuple[str, ...]) -> bool:
        if len(longer) == 1:
            return longer[0].startswith(f"{key[0]}.")  # Acme is Acme.com
        if not (_is_fuller(longer, key) if len(key) > 1 else _holds(longer, key)):
            return False
        entity = self._entities[longer]
        if len(key) == 1 and entity.is_kin:
            return False  # "Harker" before "her sister, Joan Harker" is no Joan
        if len(key) > 1 or longer[-1] == key[0] or not entity.is_organisation:
            return True
        # ``Acme`` is Acme Holdings, ``Alliance`` an Alliance of Nurses; but no Karr is the Karr Foundation.
        return longer[-1] in FIRMS or key[0] in ORGANISATION

    def _fitness(self, other: tuple[str, ...], key: tuple[str, ...], gender: str | None) -> tuple[int, ...]:
        """Rank a longer name by how well a shorter one may stand for it."""
        entity = self._entities[other]
        agrees = gender is None or entity.gender in {None, gender}
        ends = other[-len(key) :] == key
        is_plain = not entity.is_organisation or len(key) > 1
        times = entity.times if len(key) == 1 else 0
        return int(agrees), int(ends), int(is_plain), int(entity.is_person), times, min(len(other), 4)

    def _settle(self) -> None:
        """Give what family names alone are called to whom they mean: ``Ruiz, the mayor``, of Ana Ruiz."""
        if not self._is_settled:
            self._is_settled = True
            for names in list(self._short.values()):
                self.meaning(names[0])

    def in_role(self, words: Iterable[str], *, head: str) -> list[Entity]:
        """Return the people whom the article calls by a role: ``head`` its noun, ``words`` all its words, small."""
        self._settle()
        asked = {SAME_ROLE.get(word, word) for word in words}
        called = [self._entities[key] for key in self._by_role.get(SAME_ROLE.get(head, head), ())]
        held = [
            self._whole(entity)
            for entity in called
            if not entity.is_organisation and asked <= entity.roles and not (entity.roles & _BENEATH) - asked
        ]
        return list({entity.key: entity for entity in held}.values())

    def _whole(self, entity: Entity) -> Entity:
        """Return whom a family name with its title means: "Gov. Karr" Tom Karr."""
        if len(entity.words) > 1:
            return entity
        return self.meaning(Name(0, 0, entity.titles, entity.words, False)) or entity

    def owners_of(self, office: str) -> int:
        """Count those of whom the text says that they have an office: "Austria's interior minister"."""
        return len(self._offices.get(office, ()))

    def called(self, words: Iterable[str], *, head: str) -> list[Entity]:
        """Return those beside whose names the text sets a phrase as another word for them: ``head`` its noun."""
        self._settle()
        asked = set(words) - {head}
        held = self._by_calling.get(SAME_CALLING.get(head, head), {})
        return [self._entities[key] for key, called in held.items() if asked <= called]

    def societies(self, people: str) -> list[Entity]:
        """Return the bodies whose name says whose they are: ``doctors`` the Doctors for Clean Rivers."""
        asked = {people, *(other for other, one in SAME_CALLING.items() if one == SAME_CALLING.get(people, people))}
        asked.add(SAME_CALLING.get(people, people))
        keys = [key for word in sorted(asked) for key in self._by_word.get(word, ())]
        return [
            self._entities[key]
            for key in keys
            if key[0] in asked and len(key) > 1 and key[1] in _OF_PEOPLE and self._entities[key].is_organisation
        ]

    def initialled(self, letters: str) -> Entity | None:
        """Return whom a label of initials means: ``JR`` Jonas Reed, whom the article names in full and most often."""
        plain = letters.replace(".", "").lower()
        if not letters.isupper() or not 1 < len(plain) <= _MOST_INITIALS or not plain.isalpha():
            return None
        if self._by_initials is None:
            self._by_initials = {}
            for entity in sorted(self._entities.values(), key=lambda one: one.times):
                if len(entity.words) > 1:
                    self._by_initials["".join(word[:1] for word in entity.key)] = entity
        return self._by_initials.get(plain)

    def bodies(self, head: str) -> list[Entity]:
        """Return the organisations whose name has a noun in it: ``fund`` the National Fund for Rivers."""
        keys = self._by_word.get(head, ())
        return [self._entities[key] for key in keys if self._entities[key].is_organisation]


def _short_forms(name: Name) -> Iterator[str]:
    """Spell the short forms of a name in small letters; without a country's adjective, without an "and" at the end."""
    words = [word for word in name.words if word[0].isalpha()]
    letters = [word[0].lower() for word in words if word.lower() not in _SMALL]
    least = 2 if name.is_organisation or name.key[0] == "united" else 3
    if len(letters) >= least:
        yield "".join(letters)
    if not name.is_organisation:
        return
    first = words[0].lower()
    plain = letters[1:] if first in MODIFIERS or first.endswith(("ian", "ese", "ish")) else letters
    if len(plain) < len(letters) and len(plain) > 2:
        yield "".join(plain)
    if len(words) > 3 and words[-2].lower() == "and" and len(plain) > 3:
        yield "".join(plain[:-1])


def is_acronym(word: str) -> bool:
    """Tell whether a word is all capitals: ``NRA``, ``S.E.C``."""
    letters = word.replace(".", "")
    return len(letters) > 1 and letters.isupper() and letters.isalpha()


def _is_fuller(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Tell whether a name is the fuller form of one; in front of a given name stand only epithets and headlines."""
    is_led = longer[-len(shorter) :] == shorter and gender_of({shorter[0]}) is not None
    return _holds(longer, shorter) and not (is_led and gender_of({longer[0]}) is None)


def _holds(longer: Sequence[str], shorter: tuple[str, ...]) -> bool:
    """Tell whether a name may be short for a longer one: its family name, its first word, or words of it in order."""
    if len(longer) <= len(shorter):
        return False
    if longer[-1] in _SUFFIXES and shorter[-1] not in _SUFFIXES:
        longer = longer[:-1]
        if tuple(longer) == shorter:
            return True
    if len(shorter) == 1:
        return shorter[0] in {longer[-1], longer[0]}
    if tuple(longer[-len(shorter) :]) == shorter:
        return True
    if len(longer) - len(shorter) > 2 or longer[-1] != shorter[-1]:
        return False
    place = iter(longer)
    return all(word in place for word in shorter)


_ABBREVIATED_TITLES = frozenset(
    "mr mrs ms dr prof sen sens rep reps gov gen lt col sgt capt maj cpl adm rev hon st jr sr del u.s u.n u.k e.u "
    "brig cmdr".split()
)


_BOTH_LETTERS = re.compile(r"(?<=\b[A-Z]) & (?=[A-Z]\b)|(?<=\b[A-Z]{2}) & (?=[A-Z]\b)")
"""What a firm's letters are joined by, "S&P" and "AT&T", once its words stand apart."""
_INITIALS = re.compile(r"(?:[A-Z]\.)+[A-Z]")


def spelled(words: Iterable[str]) -> str:
    """Return a name's words in one line, with the stops that its short forms have; ``S&P`` has none."""
    held = tuple(words)
    line = " ".join(word + "." if _is_short_form(word, held) else word for word in held)
    return _BOTH_LETTERS.sub("&", line)


def _is_short_form(word: str, held: tuple[str, ...]) -> bool:
    is_initial = (len(word) == 1 and word.isupper()) or _INITIALS.fullmatch(word) is not None
    return word.lower() in _ABBREVIATED_TITLES or (is_initial and len(held) > 1 and "&" not in held)
