"""What belongs to some claims: their articles, their evidence, their sources, and the files of these."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from claimtrack.db.models import Article, Attribution, Claim, ClaimParty, Evidence, EvidenceLink, Snapshot
from claimtrack.events.forms import Sealed

_OF_ALL = frozenset({"workspace", "reviewer", "policy"})
"""What events tell of that belongs to no claim more than to another."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Some claims, and what belongs to them, by number; ``digests`` are those of the files."""

    claims: frozenset[int]
    subjects: dict[str, frozenset[int]]
    digests: frozenset[str]

    def has(self, told: Sealed) -> bool:
        """Tell whether an event is on one of these claims, or on what belongs to them or to all."""
        if told.claim is not None:
            return told.claim in self.claims
        kind, number = told.subject
        return kind in _OF_ALL or number in self.subjects.get(kind, frozenset())


def chosen(connection: Connection, claims: Sequence[int]) -> Chosen:
    """Find what belongs to these claims."""
    of_claims = select(Claim.article_id, Claim.snapshot_id).where(Claim.id.in_(claims))
    articles = {row[0] for row in connection.execute(of_claims)}
    pieces = set(connection.scalars(select(EvidenceLink.evidence_id).where(EvidenceLink.claim_id.in_(claims))))
    snapshots = connection.execute(select(Snapshot.id, Snapshot.digest).where(Snapshot.article_id.in_(articles))).all()
    sources = {
        number
        for query in (
            select(Attribution.source_id).where(Attribution.claim_id.in_(claims)),
            select(ClaimParty.source_id).where(ClaimParty.claim_id.in_(claims)),
            select(Article.outlet_id).where(Article.id.in_(articles)),
            select(Article.agency_id).where(Article.id.in_(articles)),
            select(Evidence.source_id).where(Evidence.id.in_(pieces)),
        )
        for number in connection.scalars(query)
        if number is not None
    }
    digests = {row[1] for row in snapshots}
    digests |= set(connection.scalars(select(Evidence.digest).where(Evidence.id.in_(pieces))))
    return Chosen(
        frozenset(claims),
        {
            "article": frozenset(articles),
            "snapshot": frozenset(row[0] for row in snapshots),
            "evidence": frozenset(pieces),
            "source": frozenset(sources),
        },
        frozenset(digests),
    )
