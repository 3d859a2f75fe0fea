"""Which sources on record are surely one under two names: to be offered for merging, never merged by themselves."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claimtrack.rules.names import SMALL, may_be_one, read_name, sound
from claimtrack.vocabulary import SpeakerKind


@dataclass(frozen=True, slots=True)
class NamedSource:
    """A source by number, with the name that it is on record by, and what it is."""

    number: int
    name: str
    kind: SpeakerKind

    @property
    def is_person(self) -> bool:
        """Whether it is on record as a person."""
        return self.kind is SpeakerKind.PERSON


@dataclass(frozen=True, slots=True)
class Offer:
    """Two sources that are surely one: ``short`` could be merged into ``full``."""

    short: NamedSource
    full: NamedSource


def offers(sources: Sequence[NamedSource]) -> list[Offer]:
    """Find short forms that fit exactly one fuller name: "Ruiz" where the record knows one Ruiz, "NRC" where one body.

    Gives nothing where two fuller names fit, for then nobody can tell. Compares only those who share a family name, or
    whose names are one but for accents, order, honours or how they are transliterated: of these each later one is
    offered for the first.
    """
    by_family: dict[str, list[tuple[NamedSource, list[str]]]] = defaultdict(list)
    by_initials: dict[str, list[NamedSource]] = defaultdict(list)
    for source in sources:
        words = _words(source)
        if source.is_person and words:
            by_family[words[-1]].append((source, words))
        elif not source.is_person:
            by_initials[_initials(source.name)].append(source)
    found = [offer for held in by_family.values() for offer in _of_family(held)]
    found += [
        Offer(source, full[0])
        for source in sources
        if not source.is_person
        and _is_acronym(source.name)
        and len(full := by_initials[source.name.replace(".", "")]) == 1
        and full[0] is not source
    ]
    known = {frozenset({offer.short.number, offer.full.number}) for offer in found}
    found += [offer for offer in _spelled_alike(sources) if {offer.short.number, offer.full.number} not in known]
    return sorted(found, key=lambda offer: (offer.short.number, offer.full.number))


def _spelled_alike(sources: Sequence[NamedSource]) -> Iterator[Offer]:
    """Yield those whose names are one by the measures of ``rules.names`` that leave no word out."""
    alike: dict[tuple[str, ...], list[NamedSource]] = defaultdict(list)
    for source in sources:
        alike[tuple(sorted(map(sound, read_name(source.name).words)))].append(source)
    for held in alike.values():
        for place, later in enumerate(held):
            same = (one for one in held[:place] if one.name != later.name and _may_be_one(later, one))
            yield from (Offer(later, first) for first in list(same)[:1])


@dataclass(frozen=True, slots=True)
class Question:
    """Two sources that may be one: ``later`` came on record after ``first``; ``because`` says by which measure."""

    later: NamedSource
    first: NamedSource
    because: str


def questions(new: Sequence[NamedSource], known: Sequence[NamedSource]) -> list[Question]:
    """Find with which of those on record each new source may be one, by every measure of ``rules.names``.

    Only those are compared that share a word as it sounds, or of which one is written as the other's first letters; a
    word that hundreds share tells nobody from anybody.
    """
    alike: dict[str, list[NamedSource]] = defaultdict(list)
    for source in known:
        for key in _keys(source):
            alike[key].append(source)
    found: dict[frozenset[int], Question] = {}
    for source in new:
        near = {one.number: one for key in _keys(source) if len(alike[key]) <= _MOST_ALIKE for one in alike[key]}
        for number in sorted(near.keys() - {source.number}):
            pair = frozenset({number, source.number})
            because = may_be_one(source.name, near[number].name, (source.kind, near[number].kind))
            if because is not None and pair not in found:
                later, first = (source, near[number]) if source.number > number else (near[number], source)
                found[pair] = Question(later, first, because)
    return list(found.values())


_MOST_ALIKE = 300


def _keys(source: NamedSource) -> set[str]:
    name = read_name(source.name)
    letters = {*name.initials, *(name.words if name.acronym else ())}
    return {sound(word) for word in name.words} | {f"={one}" for one in letters}


def _may_be_one(one: NamedSource, other: NamedSource) -> bool:
    return may_be_one(one.name, other.name, (one.kind, other.kind)) is not None


def _of_family(held: Sequence[tuple[NamedSource, list[str]]]) -> Iterable[Offer]:
    for source, words in held:
        fuller = [(other, theirs) for other, theirs in held if other is not source and _is_short_for(words, theirs)]
        # Those that are short forms themselves point at the same fullest name.
        fullest = [
            other
            for other, theirs in fuller
            if not any(_is_short_for(theirs, further) for _, further in fuller if further is not theirs)
        ]
        if len(fullest) == 1:
            yield Offer(source, fullest[0])


def _is_short_for(short: list[str], full: list[str]) -> bool:
    """Tell whether the words of one name stand in the other's in order; an initial stands for a word."""
    if len(short) > len(full) or (len(short) == len(full) and short == full):
        return False
    place = 0
    for word in full:
        if place < len(short) and (short[place] == word or (len(short[place]) == 1 and word.startswith(short[place]))):
            place += 1
    return place == len(short) and short[-1] == full[-1]


def _words(source: NamedSource) -> list[str]:
    return list(read_name(source.name).words)


def _is_acronym(name: str) -> bool:
    letters = name.replace(".", "")
    return len(letters) > 1 and letters.isalpha() and letters.isupper()


def _initials(name: str) -> str:
    words = [word for word in name.split() if word.casefold() not in SMALL]
    return "".join(word[0] for word in words if word[0].isupper()) if len(words) > 1 else ""
