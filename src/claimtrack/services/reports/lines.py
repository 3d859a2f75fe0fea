"""Single rows as the lines of an entry; what may have been another one at an earlier moment is given by the caller."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from claimtrack.db.models import Claim, ClaimLink, ClaimParty, EvidenceLink
from claimtrack.reports.model import CaveatLine, EvidenceLine, HistoryLine, HopLine, LinkLine, PartyLine
from claimtrack.services.evidence.pieces import place
from claimtrack.vocabulary import Basis, LinkState, PartySide, Reliability, SpeakerKind


def link_line(row: ClaimLink, other: Claim, *, outgoing: bool, alarm: bool) -> LinkLine:
    """Return a link as it is seen from one of its ends; ``other`` is the claim at the other one."""
    return LinkLine(
        kind=row.kind,
        outgoing=outgoing,
        number=other.id,
        text=other.text,
        speaker=other.source.name if other.source is not None else None,
        origin=row.origin.value,
        state=row.state,
        by=row.judged_by.name if row.judged_by is not None else None,
        at=row.judged_at,
        alarm=alarm,
    )


def party_line(row: ClaimParty, side: PartySide, state: LinkState, by: str | None, at: datetime | None) -> PartyLine:
    """Return whom a claim accuses or favours, and who said so last."""
    return PartyLine(side, row.source_id, row.source.name, row.origin.value, state, by, at)


def hop_lines(claim: Claim) -> tuple[HopLine, ...]:
    """Return a claim's attribution, from the speaker outward."""
    return tuple(
        HopLine(
            role=hop.role.value,
            name=hop.source.name if hop.source is not None else None,
            kind=hop.source.kind if hop.source is not None else SpeakerKind.NONE,
            mention=hop.mention,
            words=hop.words,
            cue=hop.cue,
        )
        for hop in claim.hops
    )


def caveat_lines(claim: Claim) -> tuple[CaveatLine, ...]:
    """Return the article's own doubts about a claim."""
    return tuple(
        CaveatLine(caveat.kind, caveat.text, caveat.by, tuple((start, end) for start, end in caveat.spans))
        for caveat in claim.caveats
    )


def withdrawal_reasons(past: Iterable[HistoryLine]) -> dict[str, str | None]:
    """Return why evidence was withdrawn from a claim, by what its history says of it."""
    return {line.what: line.reason for line in past if line.what.startswith("withdrew evidence")}


def evidence_line(
    link: EvidenceLink,
    reasons: Mapping[str, str | None],
    *,
    withdrawn: bool,
    source: str | None,
    basis: Basis,
    reliability: Reliability | None,
    counts: bool | None,
    weighed: str | None,
) -> EvidenceLine:
    """Return what a piece of evidence does for a claim; ``reasons`` are those of ``withdrawal_reasons``."""
    piece = link.evidence
    return EvidenceLine(
        number=piece.id,
        name=piece.name,
        source=source,
        stance=link.stance,
        serves=link.serves,
        basis=basis,
        excerpt=link.excerpt,
        place=place(link.excerpt_start, link.excerpt_end, link.page),
        note=link.note,
        digest=piece.digest,
        media_type=piece.media_type,
        size=piece.size,
        url=piece.url,
        added_by=link.added_by.name,
        added_at=link.added_at,
        withdrawn_at=link.withdrawn_at if withdrawn else None,
        withdrawn_because=reasons.get(f"withdrew evidence {piece.id}") if withdrawn else None,
        reliability=reliability,
        credibility=link.credibility,
        counts=counts,
        weighed=weighed,
        of_claim=piece.of_claim_id,
    )
