"""Hold a claim's evidence against the rules: from rows to the plain values that ``rules.independence`` decides on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from claimtrack.db import finding
from claimtrack.db.models import Claim, EvidenceLink
from claimtrack.extraction.values import Firsthand, SpeakerKind
from claimtrack.rules.independence import ClaimSources, EvidenceOrigin, Independence, independent_origins
from claimtrack.rules.policy import DEFAULT_POLICY, Doubts
from claimtrack.rules.words import Serves, Stance, Status


@dataclass(frozen=True, slots=True)
class Weighing:
    """What a claim's evidence amounts to: for it, against it, and the opposing pieces that nobody answered."""

    supporting: Independence
    refuting: Independence
    unanswered_against: tuple[int, ...]
    unanswered_for: tuple[int, ...]

    @property
    def confirms(self) -> bool:
        """Whether it stands as confirmed: enough origins, and each refuting piece that counts is answered."""
        return self.supporting.enough and not self.unanswered_against

    @property
    def refutes(self) -> bool:
        """Whether it stands as refuted, by the same measure."""
        return self.refuting.enough and not self.unanswered_for

    def holds(self, status: Status) -> bool:
        """Whether this evidence carries ``status``; other statuses rest on no count."""
        return {Status.CONFIRMED: self.confirms, Status.REFUTED: self.refutes}.get(status, True)


def weigh(session: Session, claims: Iterable[Claim]) -> dict[int, Weighing]:
    """Weigh the standing evidence of each of these claims, by number."""
    rows = list(claims)
    stands_for = finding.merged_sources(session)
    links: dict[int, list[EvidenceLink]] = {claim.id: [] for claim in rows}
    for link in finding.standing_links(session, links):
        if link.serves is Serves.TRUTH:
            links[link.claim_id].append(link)
    digests = {
        article: frozenset(finding.snapshot_digests(session, article))
        for article in {claim.article_id for claim in rows}
    }
    return {
        claim.id: _weigh_one(_claim_sources(claim, stands_for, digests[claim.article_id]), links[claim.id], stands_for)
        for claim in rows
    }


def _weigh_one(sources: ClaimSources, links: Sequence[EvidenceLink], stands_for: Mapping[int, int]) -> Weighing:
    origins = [_origin(link, stands_for) for link in links]
    answered = {link.evidence_id for link in links if link.answer is not None}
    supporting = independent_origins(sources, origins, stance=Stance.SUPPORTS)
    refuting = independent_origins(sources, origins, stance=Stance.REFUTES)
    return Weighing(
        supporting=supporting,
        refuting=refuting,
        unanswered_against=tuple(number for number in refuting.chosen if number not in answered),
        unanswered_for=tuple(number for number in supporting.chosen if number not in answered),
    )


def _claim_sources(claim: Claim, stands_for: Mapping[int, int], digests: frozenset[str]) -> ClaimSources:
    doubts = Doubts(
        caveated=bool(claim.caveats),
        hearsay=claim.firsthand is Firsthand.NO,
        speaker_unnamed=not claim.own_voice and _is_unnamed(claim),
    )
    claimant = claim.source_id
    return ClaimSources(
        claim=claim.id,
        claimant=stands_for.get(claimant, claimant) if claimant is not None else None,
        claimant_name=claim.source.name if claim.source is not None else "nobody named",
        digests=digests,
        required=DEFAULT_POLICY.required(doubts),
        because=doubts.reasons(),
    )


def _is_unnamed(claim: Claim) -> bool:
    source = claim.source
    return source is None or source.article_id is not None or source.kind is SpeakerKind.ANONYMOUS


def _origin(link: EvidenceLink, stands_for: Mapping[int, int]) -> EvidenceOrigin:
    piece = link.evidence
    source = piece.source_id
    return EvidenceOrigin(
        number=piece.id,
        digest=piece.digest,
        source=stands_for.get(source, source) if source is not None else None,
        source_name=piece.source.name if piece.source is not None else "nobody named",
        basis=link.basis,
        stance=link.stance,
    )
