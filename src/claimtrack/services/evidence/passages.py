"""What passages of evidence do not say that the claims say for which they stand: asked anew whenever it is shown.

Nothing of it is kept: the claim's words may be corrected tomorrow, and the answer is worked out in less time than it
takes to read it.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy.orm import Session

from claimtrack.db import evidence_rows
from claimtrack.db.models import Claim, EvidenceLink
from claimtrack.rules.passages import discrepancies
from claimtrack.vocabulary import Serves


def of_link(link: EvidenceLink) -> tuple[str, ...]:
    """Say what a claim says and the passage of one piece does not; nothing for what was withdrawn."""
    if link.withdrawn_at is not None:
        return ()
    return discrepancies(link.claim.text, link.excerpt, stance=link.stance, nature=link.claim.nature)


def of_pieces(
    session: Session, claims: Sequence[Claim], pieces: Mapping[int, Collection[int]], serves: Serves
) -> dict[int, tuple[str, ...]]:
    """Say it of the pieces on which each of these claims rests, by the claim's number, with the piece's number."""
    found: dict[int, list[str]] = defaultdict(list)
    for link in evidence_rows.standing_links(session, [claim.id for claim in claims]):
        if link.serves is serves and link.evidence_id in pieces.get(link.claim_id, ()):
            found[link.claim_id] += [f"evidence {link.evidence_id}: {words}" for words in of_link(link)]
    return {number: tuple(words) for number, words in found.items()}
