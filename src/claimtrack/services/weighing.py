"""Hold a claim's evidence against the rules: from rows to the plain values that ``rules.independence`` decides on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from claimtrack.db import finding, relations
from claimtrack.db.models import Claim, EvidenceLink
from claimtrack.db.relations import Families
from claimtrack.db.words import HopRole
from claimtrack.extraction.values import Firsthand
from claimtrack.rules import said as said_rules
from claimtrack.rules.copies import Sketch, copies, is_copy
from claimtrack.rules.independence import ClaimSources, EvidenceOrigin, Independence, independent_origins
from claimtrack.rules.origins import Ties
from claimtrack.rules.policy import DEFAULT_POLICY, Doubts
from claimtrack.rules.words import Said, Serves, Stance, Status


@dataclass(frozen=True, slots=True)
class Weighing:
    """What a claim's evidence amounts to: for it, against it, and the opposing pieces that nobody answered.

    ``doubted`` tells whether a refuting piece, or another claim that denies or contradicts it, is on record.
    """

    supporting: Independence
    refuting: Independence
    unanswered_against: tuple[int, ...]
    unanswered_for: tuple[int, ...]
    doubted: bool

    @property
    def confirms(self) -> bool:
        """Whether it stands as confirmed: enough origins, and each refuting piece that counts is answered."""
        return self.supporting.enough and not self.unanswered_against

    @property
    def refutes(self) -> bool:
        """Whether it stands as refuted, by the same measure."""
        return self.refuting.enough and not self.unanswered_for

    def holds(self, status: Status) -> bool:
        """Whether what is on record carries ``status``; other statuses rest on a reviewer's reason alone."""
        carried = {Status.CONFIRMED: self.confirms, Status.REFUTED: self.refutes, Status.DISPUTED: self.doubted}
        return carried.get(status, True)


def weigh(session: Session, claims: Iterable[Claim]) -> dict[int, Weighing]:
    """Weigh the standing evidence of each of these claims, by number."""
    rows = list(claims)
    within = relations.families(session)
    links = _links(session, rows, Serves.TRUTH)
    opposed = _opposed(session, links)
    digests = {
        article: frozenset(finding.snapshot_digests(session, article))
        for article in {claim.article_id for claim in rows}
    }
    ties = relations.ties(session, _involved(rows, links), within)
    alike = _alike(session, rows, links)
    return {
        claim.id: _weigh_one(
            _claim_sources(claim, ties, within, digests[claim.article_id]),
            [_origin(link, within, alike[claim.id]) for link in links[claim.id]],
            ties,
            answered={link.evidence_id for link in links[claim.id] if link.answer is not None},
            opposed=claim.id in opposed,
        )
        for claim in rows
    }


def said_shortfalls(session: Session, claims: Iterable[Claim], verdict: Said | None = None) -> dict[int, str | None]:
    """Say, by number, what each claim lacks for the answer to who said it: ``verdict``, or the one it has."""
    rows = list(claims)
    stands_for = finding.merged_sources(session)
    links = _links(session, rows, Serves.SAID)
    return {
        claim.id: said_rules.shortfall(
            verdict or claim.said,
            [_said_evidence(link, stands_for) for link in links[claim.id]],
            speaker=_standing(claim.source_id, stands_for),
            carriers=frozenset(
                stands_for.get(hop.source_id, hop.source_id)
                for hop in claim.hops
                if hop.role is not HopRole.SPEAKER and hop.source_id is not None
            ),
            attempts=finding.attempts(session, claim.id),
        )
        for claim in rows
    }


def _links(session: Session, claims: Sequence[Claim], serves: Serves) -> dict[int, list[EvidenceLink]]:
    links: dict[int, list[EvidenceLink]] = {claim.id: [] for claim in claims}
    for link in finding.standing_links(session, links):
        if link.serves is serves:
            links[link.claim_id].append(link)
    return links


@dataclass(frozen=True, slots=True)
class _Alike:
    """Which pieces attached to a claim are copies of an earlier one, and which of the claim's own article."""

    copy_of: Mapping[int, int]
    of_article: frozenset[int]


def _alike(session: Session, claims: Sequence[Claim], links: Mapping[int, Sequence[EvidenceLink]]) -> dict[int, _Alike]:
    pieces = {link.evidence_id for held in links.values() for link in held}
    sketches = {number: Sketch.from_bytes(kept) for number, kept in finding.evidence_sketches(session, pieces).items()}
    asked = {claim.article_id for claim in claims} if sketches else set()
    articles = {
        article: [Sketch.from_bytes(one) for one in kept]
        for article, kept in finding.article_sketches(session, asked).items()
    }
    found = {}
    for claim in claims:
        held = {
            link.evidence_id: sketches[link.evidence_id] for link in links[claim.id] if link.evidence_id in sketches
        }
        own = articles.get(claim.article_id, [])
        of_article = frozenset(number for number, one in held.items() if any(is_copy(one, other) for other in own))
        found[claim.id] = _Alike(copies(held), of_article)
    return found


def _opposed(session: Session, numbers: Iterable[int]) -> set[int]:
    """Give the claims that another one, which was not withdrawn, denies or contradicts, or is denied by.

    What a person rejected of the links between them does not count.
    """
    rows = finding.opposing_links(session, numbers)
    if not rows:
        return set()
    ends = finding.claims(session, {end for link in rows for end in (link.from_id, link.to_id)})
    standing = [link for link in rows if Status.WITHDRAWN not in {ends[link.from_id].status, ends[link.to_id].status}]
    return {end for link in standing for end in (link.from_id, link.to_id)}


def _standing(source: int | None, stands_for: Mapping[int, int]) -> int | None:
    return stands_for.get(source, source) if source is not None else None


def _involved(claims: Iterable[Claim], links: Mapping[int, Iterable[EvidenceLink]]) -> set[int]:
    """Give every source that has a part in these claims or in the evidence attached to them."""
    found = {claim.source_id for claim in claims} | {claim.article.agency_id for claim in claims}
    found |= {hop.source_id for claim in claims for hop in claim.hops}
    for pieces in links.values():
        found |= {number for link in pieces for number in _sources_of(link)}
    return {number for number in found if number is not None}


def _sources_of(link: EvidenceLink) -> Iterator[int | None]:
    yield link.evidence.source_id
    for relied_on in link.evidence.relied_on:
        yield relied_on.source_id


def _weigh_one(
    sources: ClaimSources, origins: Sequence[EvidenceOrigin], ties: Ties, *, answered: set[int], opposed: bool
) -> Weighing:
    supporting = independent_origins(sources, origins, ties, stance=Stance.SUPPORTS)
    refuting = independent_origins(sources, origins, ties, stance=Stance.REFUTES)
    return Weighing(
        supporting=supporting,
        refuting=refuting,
        unanswered_against=tuple(number for number in refuting.chosen if number not in answered),
        unanswered_for=tuple(number for number in supporting.chosen if number not in answered),
        doubted=opposed or bool(refuting.weighed),
    )


def _claim_sources(claim: Claim, ties: Ties, within: Families, digests: frozenset[str]) -> ClaimSources:
    speaker = _standing(claim.source_id, within.stands_for)
    agency = _standing(claim.article.agency_id, within.stands_for)
    doubts = Doubts(
        caveated=bool(claim.caveats),
        hearsay=claim.firsthand is Firsthand.NO,
        speaker_unnamed=not claim.own_voice and (speaker is None or ties.sources[speaker].unnamed),
    )
    said_by = (speaker, agency) if claim.own_voice else (speaker,)
    return ClaimSources(
        claim=claim.id,
        on=claim.changed_at.date(),
        claimants=tuple(number for number in said_by if number is not None),
        digests=digests,
        required=DEFAULT_POLICY.required(doubts),
        because=doubts.reasons(),
        carriers=frozenset(
            within.standing(hop.source_id)
            for hop in claim.hops
            if hop.role is not HopRole.SPEAKER and hop.source_id is not None
        ),
        agency=agency,
    )


def _origin(link: EvidenceLink, within: Families, alike: _Alike) -> EvidenceOrigin:
    piece = link.evidence
    return EvidenceOrigin(
        number=piece.id,
        digest=piece.digest,
        source=_standing(piece.source_id, within.stands_for),
        basis=link.basis,
        stance=link.stance,
        on=piece.dated or link.added_at.date(),
        relying_on=tuple(within.standing(one.source_id) for one in piece.relied_on),
        copy_of=alike.copy_of.get(piece.id),
        is_the_article=piece.id in alike.of_article,
    )


def _said_evidence(link: EvidenceLink, stands_for: Mapping[int, int]) -> said_rules.SaidEvidence:
    return said_rules.SaidEvidence(
        number=link.evidence_id,
        source=_standing(link.evidence.source_id, stands_for),
        basis=link.basis,
        stance=link.stance,
        has_excerpt=link.excerpt is not None,
    )
