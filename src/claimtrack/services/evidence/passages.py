"""What passages of evidence do not say that the claims say for which they stand: asked anew whenever it is shown.

Nothing of it is kept: the claim's words may be corrected tomorrow, and the answer is worked out in less time than it
takes to read it.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from sqlalchemy.orm import Session

from claimtrack.db import evidence_rows
from claimtrack.db.models import Claim, EvidenceLink
from claimtrack.rules.passages import discrepancies
from claimtrack.rules.quotations import unquoted
from claimtrack.vocabulary import Basis, Nature, Quote, Serves, Stance


class Worded(Protocol):
    """A claim's words, and how it has them."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def quote(self) -> Quote | None:
        """Whose words these are."""

    @property
    def nature(self) -> Nature | None:
        """What it does with them."""


def of_link(link: EvidenceLink) -> tuple[str, ...]:
    """Say what a claim says and the passage of one piece does not; nothing for what was withdrawn."""
    return of_link_for(link, link.claim) if link.withdrawn_at is None else ()


def of_link_for(link: EvidenceLink, claim: Worded) -> tuple[str, ...]:
    """Say the same, withdrawn or not, of the claim as it is or was."""
    found = of_passage(claim, link.excerpt, stance=link.stance, serves=link.serves)
    return found or _nowhere(link)


def of_passage(claim: Worded, passage: str | None, *, stance: Stance, serves: Serves) -> tuple[str, ...]:
    """Say what a claim says and a passage does not; of a quotation that it is to prove, which words it lacks."""
    found = discrepancies(claim.text, passage, stance=stance, nature=claim.nature)
    if passage is None or serves is not Serves.SAID or claim.quote is not Quote.DIRECT:
        return found
    return (*found, *unquoted(claim.text, passage, stance=stance))


def _nowhere(link: EvidenceLink) -> tuple[str, ...]:
    """Say of a piece that is to show that something was said that nobody gave the words of it that do."""
    bears = link.serves is Serves.SAID and link.stance is not Stance.CONTEXT
    if not bears or link.excerpt is not None or link.note is not None or link.basis is Basis.HEARSAY:
        return ()
    return ("nobody gave the passage in which it was said",)


def of_pieces(
    session: Session, claims: Sequence[Claim], pieces: Mapping[int, Collection[int]], serves: Serves
) -> dict[int, tuple[str, ...]]:
    """Say it of the pieces on which each of these claims rests, by the claim's number, with the piece's number."""
    found: dict[int, list[str]] = defaultdict(list)
    for link in evidence_rows.standing_links(session, [claim.id for claim in claims]):
        if link.serves is serves and link.evidence_id in pieces.get(link.claim_id, ()):
            found[link.claim_id] += [f"evidence {link.evidence_id}: {words}" for words in of_link(link)]
    return {number: tuple(words) for number, words in found.items()}
