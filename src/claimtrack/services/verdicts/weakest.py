"""Which verdicts stand on the least: of one claim all that it hangs on, of all claims the weakest first."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from claimtrack.db import claim_rows
from claimtrack.db.models import Claim
from claimtrack.errors import not_there
from claimtrack.remedies import Step
from claimtrack.services.desk import Desk, reading
from claimtrack.services.weighing.consequences import COUNTED
from claimtrack.services.weighing.hanging import Hanging, hanging, rank
from claimtrack.services.weighing.weighing import Weighing, weigh
from claimtrack.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Weakest:
    """One claim, and what its verdict hangs on. ``why_not`` says why there is nothing to tell, where there is not."""

    claim: int
    text: str
    status: Status
    overridden: bool
    found: Hanging | None
    why_not: str | None

    @property
    def rank(self) -> tuple[int, int, int]:
        """The place in a list with the weakest first: by how few assumptions, then by how many sets of so few."""
        return rank(self.claim, self.found)


def of(desk: Desk, number: int) -> Weakest:
    """Find what the verdict on one claim hangs on; raises NotFound."""
    with reading(desk) as session:
        found = claim_rows.full_claims(session, numbers=[number])
        if not found:
            raise not_there(f"no claim {number}", Step.LIST)
        return _weakest(found[0], weigh(session, found)[number])


def all_of(desk: Desk, *, article: int | None = None) -> list[Weakest]:
    """Return every claim that is confirmed or refuted with what that hangs on, the weakest first.

    A verdict by override rests on an editor's word alone, and comes before all others.
    """
    with reading(desk) as session:
        return sorted(_each(session, article), key=lambda one: one.rank)


def _each(session: Session, article: int | None) -> Iterable[Weakest]:
    for rows in claim_rows.standing_claims(session, COUNTED):
        claims = [claim for claim in rows if article is None or claim.article_id == article]
        weighed = weigh(session, claims)
        yield from (_weakest(claim, weighed[claim.id]) for claim in claims)


def _weakest(claim: Claim, weighing: Weighing) -> Weakest:
    found = hanging(claim, weighing)
    return Weakest(claim.id, claim.text, claim.status, claim.overridden, found, _why_not(claim, found))


def _why_not(claim: Claim, found: Hanging | None) -> str | None:
    if found is not None:
        return None
    if claim.overridden:
        return "rests on an editor's override, and not on what counts"
    if claim.status not in COUNTED:
        return "has no verdict that evidence is counted for"
    return "is not carried by what counts now"
