"""How sources hang together: found from some sources outward, or from what changed inward, never by looking at all."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, select, union
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload, selectinload

from claimtrack.db import source_rows
from claimtrack.db.chunks import chunks
from claimtrack.db.models import (
    Article,
    Attribution,
    Claim,
    ClaimParty,
    Evidence,
    EvidenceLink,
    EvidenceReliesOn,
    Proposal,
    Source,
    SourceLink,
)
from claimtrack.rules.nobody import names_nobody
from claimtrack.rules.offices import is_bare_office
from claimtrack.rules.origins import Relation, SourceFacts, Ties, tied
from claimtrack.vocabulary import (
    BELONGING,
    BOTH_WAYS,
    LinkState,
    ProposalState,
    RelationKind,
    RelationState,
    Reliability,
    Said,
    SpeakerKind,
    Status,
)

_TIES = SourceLink.state != RelationState.REJECTED
_OUTWARD = SourceLink.kind.not_in(BOTH_WAYS)


@dataclass(frozen=True, slots=True)
class Families:
    """Which source stands for which: every merge on record, followed to its end."""

    stands_for: Mapping[int, int]
    members: Mapping[int, tuple[int, ...]]

    def standing(self, source: int) -> int:
        """Return the source that a source, perhaps merged, stands for."""
        return self.stands_for.get(source, source)

    def all_of(self, sources: Iterable[int]) -> list[int]:
        """Return these sources, which stand for themselves, with all that were merged into them."""
        return [member for source in sources for member in (source, *self.members.get(source, ()))]


def families(session: Session) -> Families:
    """Read every merge on record."""
    stands_for = source_rows.merged_sources(session)
    members: dict[int, list[int]] = defaultdict(list)
    for merged, into in stands_for.items():
        members[into].append(merged)
    return Families(stands_for, {into: tuple(merged) for into, merged in members.items()})


def ties(session: Session, sources: Iterable[int], within: Families) -> Ties:
    """Return all that ties these sources to others: their origins to the end, and the alliances of those."""
    start = {within.standing(source) for source in sources}
    relations = outward(session, start, within)
    known = start | {relation.other for relation in relations}
    alliances = select(SourceLink).where(~_OUTWARD)
    told = [*_links(session, alliances, known, within), *_links(session, alliances, known, within, inward=True)]
    allied = {row.id: row for row in told}
    standing = [relation for row in allied.values() if (relation := _relation(row, within)) is not None]
    named = known | {end for relation in standing for end in (relation.source, relation.other)}
    return tied(_facts(session, named, within), relations + standing)


def reliabilities(session: Session, sources: Iterable[int], within: Families) -> dict[int, Reliability]:
    """Return how reliable each graded one of these sources is: itself, what it stands for, or what was merged in."""
    families_of = {source: within.all_of([within.standing(source)]) for source in sources}
    members = {member for family in families_of.values() for member in family}
    graded: dict[int, Reliability] = {}
    for some in chunks(members):
        rows = session.execute(select(Source.id, Source.reliability).where(Source.id.in_(some)))
        graded |= {number: grade for number, grade in rows if grade is not None}
    found = {source: [graded[one] for one in family if one in graded] for source, family in families_of.items()}
    return {source: grades[0] for source, grades in found.items() if grades}


def outward(session: Session, sources: Iterable[int], within: Families) -> list[Relation]:
    """Return every relation by which these sources come to an origin, followed to the end; alliances are none."""
    relations: list[Relation] = []
    known: set[int] = set()
    ahead = {within.standing(source) for source in sources}
    while ahead:
        known |= ahead
        rows = _links(session, select(SourceLink).where(_OUTWARD), ahead, within)
        found = [relation for row in rows if (relation := _relation(row, within)) is not None]
        relations += found
        ahead = {relation.other for relation in found} - known
    return relations


def resting_on(session: Session, sources: Iterable[int], within: Families) -> set[int]:
    """Return every source that has one of these among its origins, merged ones and these themselves included."""
    known: set[int] = set()
    ahead = {within.standing(source) for source in sources}
    while ahead:
        known |= ahead
        rows = _links(session, select(SourceLink).where(_OUTWARD), ahead, within, inward=True)
        ahead = {within.standing(row.from_id) for row in rows} - known
    return set(within.all_of(known))


def judged_claims(session: Session, sources: Collection[int], statuses: Iterable[Status]) -> list[Claim]:
    """Return the decided claims that any of these sources speaks, carried, owns the copy of, is a party of, or gave
    evidence for.

    Decided is what is in one of these statuses, has an answer to who said it, or has either proposed. What weighing
    needs comes with them.
    """
    proposed = exists().where(Proposal.claim_id == Claim.id, Proposal.state == ProposalState.OPEN)
    decided = Claim.status.in_(list(statuses)) | (Claim.said != Said.UNCHECKED) | proposed
    found: dict[int, Claim] = {}
    for some in chunks(sources):
        numbers = set(session.scalars(_touched(some)))
        for chunk in chunks(numbers - found.keys()):
            rows = session.scalars(
                select(Claim)
                .where(Claim.id.in_(chunk), decided)
                .options(selectinload(Claim.hops), selectinload(Claim.caveats), joinedload(Claim.article))
            )
            found |= {claim.id: claim for claim in rows.unique()}
    return [found[number] for number in sorted(found)]


def evidenced_claims(session: Session, sources: Collection[int]) -> list[Claim]:
    """Return the claims with standing evidence in which any of these sources has a part, with all that names need."""
    found: dict[int, Claim] = {}
    stands = exists().where(EvidenceLink.claim_id == Claim.id, EvidenceLink.withdrawn_at.is_(None))
    for some in chunks(sources):
        rows = session.scalars(
            select(Claim)
            .where(Claim.id.in_(_touched(some)), stands)
            .options(selectinload(Claim.hops), joinedload(Claim.article))
        )
        found |= {claim.id: claim for claim in rows.unique()}
    return [found[number] for number in sorted(found)]


def earlier_claims(session: Session, claims: Iterable[int]) -> list[tuple[int, int]]:
    """Return each of these claims with each earlier claim that stands as evidence for it, in pairs."""
    return _evidence_pairs(session, EvidenceLink.claim_id, claims)


def resting_on_claims(session: Session, claims: Iterable[int]) -> list[tuple[int, int]]:
    """Return each claim for which one of these stands as evidence, with that one, in pairs."""
    return _evidence_pairs(session, Evidence.of_claim_id, claims)


def _evidence_pairs(
    session: Session, end: InstrumentedAttribute[int] | InstrumentedAttribute[int | None], claims: Iterable[int]
) -> list[tuple[int, int]]:
    query = (
        select(EvidenceLink.claim_id, Evidence.of_claim_id)
        .join(Evidence, EvidenceLink.evidence_id == Evidence.id)
        .where(EvidenceLink.withdrawn_at.is_(None), Evidence.of_claim_id.is_not(None))
    )
    rows = (row for some in chunks(claims) for row in session.execute(query.where(end.in_(some))))
    return sorted({(claim, earlier) for claim, earlier in rows if earlier is not None})


def links_between(
    session: Session, one: Collection[int], kind: RelationKind, other: Collection[int]
) -> list[SourceLink]:
    """Return the relations of this kind that stand between two families; an alliance stands between both ways."""
    query = select(SourceLink).where(_between(one, kind, other), _TIES).order_by(SourceLink.id)
    return list(session.scalars(query))


def links_of(session: Session, family: Collection[int]) -> list[SourceLink]:
    """Return every relation that stands from or to a family, oldest first."""
    query = (
        select(SourceLink)
        .where(SourceLink.from_id.in_(family) | SourceLink.to_id.in_(family), _TIES)
        .options(joinedload(SourceLink.made_by))
        .order_by(SourceLink.id)
    )
    return list(session.scalars(query))


def was_ever_linked(session: Session, one: Collection[int], kind: RelationKind, other: Collection[int]) -> bool:
    """Tell whether this relation was ever on record, taken back or not."""
    return session.scalar(select(SourceLink.id).where(_between(one, kind, other)).limit(1)) is not None


def ever_linked(session: Session, sources: Iterable[int]) -> set[frozenset[int]]:
    """Return the pairs among these sources of which it was ever on record, taken back or not, that they are one or that
    one belongs to the other.
    """
    numbers = set(sources)
    kinds = [*BELONGING, RelationKind.SAME_AS]
    found: set[frozenset[int]] = set()
    for some in chunks(numbers):
        rows = session.execute(
            select(SourceLink.from_id, SourceLink.to_id).where(SourceLink.from_id.in_(some), SourceLink.kind.in_(kinds))
        )
        found |= {frozenset({row.from_id, row.to_id}) for row in rows if row.to_id in numbers}
    return found


def _between(one: Collection[int], kind: RelationKind, other: Collection[int]) -> ColumnElement[bool]:
    pairs = SourceLink.from_id.in_(one) & SourceLink.to_id.in_(other)
    if kind in BOTH_WAYS:
        pairs |= SourceLink.from_id.in_(other) & SourceLink.to_id.in_(one)
    return pairs & (SourceLink.kind == kind)


def proposed(session: Session) -> list[SourceLink]:
    """Return the relations that wait for a person to accept or reject them."""
    query = select(SourceLink).where(SourceLink.state == RelationState.PROPOSED).order_by(SourceLink.id)
    return list(session.scalars(query))


def _links(
    session: Session, query: Select[SourceLink], sources: Iterable[int], within: Families, *, inward: bool = False
) -> Iterator[SourceLink]:
    end = SourceLink.to_id if inward else SourceLink.from_id
    for some in chunks(within.all_of(sources)):
        yield from session.scalars(query.where(end.in_(some), _TIES).order_by(SourceLink.id))


def _relation(row: SourceLink, within: Families) -> Relation | None:
    """Return a relation between the sources that stand; none where the two turned out to be one."""
    source, other = within.standing(row.from_id), within.standing(row.to_id)
    if source == other:
        return None
    decided = row.state is RelationState.ACCEPTED
    return Relation(source, row.kind, other, row.since, row.until, decided=decided)


def _facts(session: Session, sources: Iterable[int], within: Families) -> dict[int, SourceFacts]:
    columns = (
        Source.id,
        Source.name,
        Source.kind,
        Source.article_id,
        Source.unaffiliated_because.is_not(None).label("unaffiliated"),
        Source.vouched_because.is_not(None).label("vouched"),
    )
    rows = {
        row.id: row
        for some in chunks(within.all_of(sources))
        for row in session.execute(select(*columns).where(Source.id.in_(some)))
    }
    found = {}
    for number in sources:
        family = [rows[member] for member in within.all_of([number])]
        found[number] = SourceFacts(
            name=rows[number].name,
            unaffiliated=any(row.unaffiliated for row in family),
            unnamed=_is_unnamed(rows[number]),
            vouched=any(row.vouched for row in family),
            kind=rows[number].kind,
            office=is_bare_office(rows[number].name),
        )
    return found


def _is_unnamed(row: Any) -> bool:
    """Tell whether a source is only described, said to be anonymous, or called what nobody is called."""
    return row.article_id is not None or row.kind is SpeakerKind.ANONYMOUS or names_nobody(row.name)


def _touched(sources: list[int]) -> Select[int]:
    """Build the query for the numbers of all claims in which any of these sources has a part."""
    standing = EvidenceLink.withdrawn_at.is_(None)
    from_them = select(Evidence.id).where(Evidence.source_id.in_(sources))
    relying = select(EvidenceReliesOn.evidence_id).where(EvidenceReliesOn.source_id.in_(sources))
    copies = select(Article.id).where(Article.agency_id.in_(sources))
    parts = union(
        select(Claim.id).where(Claim.source_id.in_(sources)),
        select(Attribution.claim_id).where(Attribution.source_id.in_(sources)),
        select(EvidenceLink.claim_id).where(EvidenceLink.evidence_id.in_(from_them), standing),
        select(EvidenceLink.claim_id).where(EvidenceLink.evidence_id.in_(relying), standing),
        select(Claim.id).where(Claim.article_id.in_(copies)),
        select(ClaimParty.claim_id).where(ClaimParty.source_id.in_(sources), ClaimParty.state != LinkState.REJECTED),
    ).subquery()
    return select(parts.c[0])
