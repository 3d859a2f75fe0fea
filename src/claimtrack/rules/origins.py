"""Where a source's word comes from: the source itself, what it belongs to, what controls it, what it relies on.

Sources are numbers, merged ones already followed to the one they stand for.
Source: docs/explanation/independence.md.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from claimtrack.vocabulary import BELONGING, BOTH_WAYS, RelationKind, SpeakerKind


@dataclass(frozen=True, slots=True)
class Relation:
    """One source hangs together with another, for a time: ``since`` and ``until`` are days that belong to it.

    ``decided`` is False for what the machine proposed and nobody accepted: it ties sources together all the same.
    ``supposed`` is what nobody says, and is only tried: it ties them, and answers or asks nothing of whose one is.
    """

    source: int
    kind: RelationKind
    other: int
    since: date | None = None
    until: date | None = None
    decided: bool = True
    supposed: bool = False

    def holds(self, on: date) -> bool:
        """Tell whether it holds on that day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)

    def holds_on_any(self, days: Iterable[date]) -> bool:
        """Tell whether it holds on one of these days."""
        return any(self.holds(day) for day in days)

    def overlaps(self, since: date | None, until: date | None) -> bool:
        """Tell whether there is a day of that time on which it holds."""
        begins_after = self.since is not None and until is not None and until < self.since
        ends_before = self.until is not None and since is not None and self.until < since
        return not begins_after and not ends_before


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What is on record about one source.

    ``unaffiliated`` says that a person looked for affiliations and knows of none; ``vouched`` that an editor knows
    who this unnamed source is; ``kind`` what it is; ``office`` that its name is an office's alone ("the minister").
    """

    name: str
    unaffiliated: bool = False
    unnamed: bool = False
    vouched: bool = False
    kind: SpeakerKind = SpeakerKind.NONE
    office: bool = False


@dataclass(frozen=True, slots=True)
class Ties:
    """Sources, and how they hang together: ``outward`` from a part to what it comes from, ``allied`` both ways.

    Sources that may be the same are tied as allies are: it holds both ways and leads no further.
    """

    sources: Mapping[int, SourceFacts]
    outward: Mapping[int, tuple[Relation, ...]]
    allied: Mapping[int, tuple[Relation, ...]]

    def name(self, source: int) -> str:
        """Return a source's name, or its number where nobody knows it."""
        facts = self.sources.get(source)
        return facts.name if facts is not None else f"source {source}"

    def affiliation_known(self, source: int, on: date) -> bool:
        """Tell whether a person said whom the source belonged to or stood with that day, or that nobody is known.

        Whom it relies on, or who it may be, says nothing of that.
        """
        facts = self.sources.get(source)
        said = (*self.outward.get(source, ()), *self.allied.get(source, ()))
        return (facts is not None and facts.unaffiliated) or any(
            one.kind not in _NO_AFFILIATION and one.decided and one.holds(on) for one in said
        )


@dataclass(frozen=True, slots=True)
class Tie:
    """The relation that leads from a source to one of its origins; ``here`` if it holds for one piece alone.

    ``decided`` is False where only the machine says so.
    """

    source: int
    kind: RelationKind
    here: bool = False
    decided: bool = True


Origins = Mapping[int, Tie | None]
"""Every origin, the nearest first, with the last step of the way to it; None for where the way begins."""


def tied(sources: Mapping[int, SourceFacts], relations: Iterable[Relation]) -> Ties:
    """Put relations in order, so that the origins of a source are found without looking at the others."""
    outward: dict[int, list[Relation]] = defaultdict(list)
    allied: dict[int, list[Relation]] = defaultdict(list)
    for one in relations:
        if one.kind in BOTH_WAYS:
            allied[one.source].append(one)
            allied[one.other].append(one)
        else:
            outward[one.source].append(one)
    return Ties(
        sources,
        {number: tuple(found) for number, found in outward.items()},
        {number: tuple(found) for number, found in allied.items()},
    )


def supposing(ties: Ties, *relations: Relation) -> Ties:
    """Return the ties as they would be if these relations held at all times as well."""
    outward, allied = dict(ties.outward), dict(ties.allied)
    for one in relations:
        tried = Relation(one.source, one.kind, one.other, decided=False, supposed=True)
        if one.kind in BOTH_WAYS:
            for end in (one.source, one.other):
                allied[end] = (*allied.get(end, ()), tried)
        else:
            outward[one.source] = (*outward.get(one.source, ()), tried)
    return Ties(ties.sources, outward, allied)


def origins(ties: Ties, source: int, *, days: Sequence[date], relying_on: Iterable[int] = ()) -> Origins:
    """Find every origin of what ``source`` says on any of these days.

    ``relying_on`` is what this one piece relies on besides.
    """
    found: dict[int, Tie | None] = {source: None}
    ahead = [source]
    for other in relying_on:
        if other not in found:
            found[other] = Tie(source, RelationKind.RELIES_ON, here=True)
            ahead.append(other)
    for number in ahead:  # grows while it is walked
        for relation in ties.outward.get(number, ()):
            if relation.other not in found and relation.holds_on_any(days):
                found[relation.other] = Tie(number, relation.kind, decided=relation.decided)
                ahead.append(relation.other)
    return found


def allies(ties: Ties, of: Iterable[int], *, days: Sequence[date]) -> dict[int, Tie]:
    """Return the allies of these sources on any of these days, each with its own. Allies' allies are none.

    Among them are those that may be one of these sources under another name.
    """
    found: dict[int, Tie] = {}
    for number in of:
        for relation in ties.allied.get(number, ()):
            if relation.holds_on_any(days):
                other = relation.other if relation.source == number else relation.source
                found.setdefault(other, Tie(number, relation.kind, decided=relation.decided))
    return found


def way(ties: Ties, found: Origins, to: int) -> str:
    """Say how a source comes to an origin: ``SANA (part of the Ministry of Information, part of Syria)``."""
    steps: list[str] = []
    number = to
    while (step := found[number]) is not None:
        perhaps = "" if step.decided else "perhaps "
        steps.append(f"{perhaps}{STEPS[step.kind]} {ties.name(number)}{' in this piece' if step.here else ''}")
        number = step.source
    return f"{ties.name(number)} ({', '.join(reversed(steps))})" if steps else ties.name(number)


_NO_AFFILIATION = frozenset({RelationKind.RELIES_ON, RelationKind.SAME_AS})

STEPS = {
    RelationKind.PART_OF: "part of",
    RelationKind.CONTROLLED_BY: "controlled by",
    RelationKind.RELIES_ON: "relying on",
    RelationKind.ALLIED_WITH: "allied with",
    RelationKind.SAME_AS: "the same as",
}


def undecided(found: Origins, to: int) -> Iterator[Relation]:
    """Yield the steps on the way to an origin that only the machine says, the nearest to the source last."""
    number = to
    while (step := found[number]) is not None:
        if not step.decided:
            yield Relation(step.source, step.kind, number, decided=False)
        number = step.source


def chain(relations: Iterable[Relation], start: int, end: int) -> list[Relation] | None:
    """Find the way from ``start`` to ``end`` by what belongs to what; None when there is none."""
    upward: dict[int, list[Relation]] = defaultdict(list)
    for one in relations:
        if one.kind in BELONGING:
            upward[one.source].append(one)
    came: dict[int, Relation | None] = {start: None}
    ahead = [start]
    for number in ahead:
        for relation in upward[number]:
            if relation.other not in came:
                came[relation.other] = relation
                ahead.append(relation.other)
    if end not in came:
        return None
    found: list[Relation] = []
    while (last := came[end]) is not None:
        found.append(last)
        end = last.source
    return found[::-1]
