"""What the tables say of claims, as they stand."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from claimtrack.clock import Clock
from claimtrack.db import proposals
from claimtrack.db.models import Claim, EvidenceLink
from claimtrack.db.posts import posts_of
from claimtrack.db.relations import families, reliabilities
from claimtrack.db.tags import tag_names_of
from claimtrack.reports.model import EvidenceLine, ProposalLine
from claimtrack.rules.evidence import Weighed
from claimtrack.rules.posts import post_at
from claimtrack.services.evidence.pieces import source_name
from claimtrack.services.reports.concluded import standing_lines
from claimtrack.services.reports.facts import (
    ClaimState,
    Facts,
    caveat_lines,
    evidence_line,
    hop_lines,
    in_table,
    on_record,
    party_line,
    withdrawal_reasons,
)
from claimtrack.services.reports.replies import replies_now
from claimtrack.services.weighing.hanging import lines
from claimtrack.services.weighing.policies import in_force
from claimtrack.services.weighing.proposals import proposal_line
from claimtrack.services.weighing.remedy import settling
from claimtrack.services.weighing.weighing import weigh
from claimtrack.vocabulary import Reliability, Serves, SpeakerKind


def facts_now(session: Session, claims: Sequence[Claim], clock: Clock) -> list[Facts]:
    """Return what is known now of claims that were loaded in full; ``clock`` says which deadlines are over."""
    numbers = [claim.id for claim in claims]
    held, weighed, policy = on_record(session, numbers), weigh(session, claims), in_force(session).policy
    posts = posts_of(session.connection(), (claim.snapshot_id for claim in claims))
    tags, grades = tag_names_of(session, numbers), _grades(session, claims)
    proposed: dict[int, list[ProposalLine]] = defaultdict(list)
    for one in proposals.open_on(session, numbers):
        proposed[one.claim_id].append(proposal_line(one))

    replies = replies_now(session, held, clock)

    def known(claim: Claim) -> Facts:
        past, found = held.past[claim.id], weighed[claim.id]
        pieces = {piece.number: piece for piece in (*found.supporting.weighed, *found.refuting.weighed)}
        reasons, state = withdrawal_reasons(past), ClaimState.of(in_table(claim))
        restatement, finding = standing_lines(held.concluded, claim.id, state.standing)
        return Facts(
            state=state,
            speaker=claim.source.name if claim.source is not None else None,
            speaker_kind=claim.source.kind if claim.source is not None else SpeakerKind.NONE,
            post=post_at(posts.get(claim.snapshot_id), claim.spans),
            holder=claim.holder.name if claim.holder is not None else None,
            hops=hop_lines(claim, claim.article.agency),
            caveats=caveat_lines(claim, held.doubted),
            parties=tuple(party_line(row, row.side, row.state, past) for row in held.parties[claim.id]),
            evidence=tuple(_piece(link, pieces, reasons, grades, state) for link in claim.evidence_links),
            notes=held.notes[claim.id],
            links=held.links[claim.id],
            proposals=tuple(proposed[claim.id]),
            tags=tags.get(claim.id, ()),
            past=past,
            policy=policy,
            carried=found.confirms,
            grounds=found.supporting.sentences(),
            opposed=tuple(f"evidence {number} stands against it, unanswered" for number in found.unanswered_against),
            against=found.refuting.sentences(),
            is_or_was="is",
            restatement=restatement,
            finding=finding,
            settles=settling(found),
            linchpins=tuple(lines(claim, found)),
            replies=replies[claim.id],
        )

    return [known(claim) for claim in claims]


def _grades(session: Session, claims: Sequence[Claim]) -> dict[int, Reliability]:
    """Return how reliable the sources of these claims' evidence are, where they were graded."""
    sources = {link.evidence.source_id for claim in claims for link in claim.evidence_links}
    numbers = [number for number in sources if number is not None]
    return reliabilities(session, numbers, families(session)) if numbers else {}


def _piece(
    link: EvidenceLink,
    weighed: Mapping[int, Weighed],
    reasons: Mapping[int, str | None],
    grades: Mapping[int, Reliability],
    state: ClaimState,
) -> EvidenceLine:
    piece, withdrawn = link.evidence, link.withdrawn_at is not None
    found = weighed.get(piece.id) if not withdrawn and link.serves is Serves.TRUTH else None
    answer = f"; answered: {link.answer}" if link.answer is not None else ""
    return evidence_line(
        link,
        reasons,
        withdrawn=withdrawn,
        source=source_name(piece),
        basis=link.basis,
        reliability=grades.get(piece.source_id) if piece.source_id is not None else None,
        counts=found.counts if found is not None else None,
        weighed=f"{found.reason}{answer}" if found is not None else None,
        claim=state,
    )
