"""What falls when the ground of a verdict changes: confirmations and refutations reopen, with the cause."""

from collections.abc import Iterable
from dataclasses import dataclass

from claimtrack.db import finding
from claimtrack.db.models import Claim
from claimtrack.rules.words import Status
from claimtrack.services.claims import set_status
from claimtrack.services.desk import Act
from claimtrack.services.weighing import weigh

RESTING = frozenset({Status.CONFIRMED, Status.REFUTED})


@dataclass(frozen=True, slots=True)
class Reopened:
    """A claim whose verdict fell, what it was, and why."""

    number: int
    was: Status
    because: str


def settle(act: Act, claims: Iterable[Claim], *, because: str) -> list[Reopened]:
    """Reopen each of these claims whose evidence no longer carries its verdict; who has them keeps them.

    Verdicts by override rest on an editor's word, not on the count, and stay. Nothing is ever confirmed here.
    """
    act.session.flush()
    resting = [claim for claim in claims if claim.status in RESTING and not claim.overridden]
    weighed = weigh(act.session, resting)
    fallen = [claim for claim in resting if not weighed[claim.id].holds(claim.status)]
    reopened = [Reopened(claim.id, claim.status, because) for claim in fallen]
    for claim in fallen:
        set_status(act, claim, Status.UNVERIFIED, reason=because)
    return reopened


def settle_sources(act: Act, sources: Iterable[int], *, because: str) -> list[Reopened]:
    """Do the same for every claim that these sources speak or that evidence from them is attached to."""
    stands_for = finding.merged_sources(act.session)
    asked = set(sources)
    family = asked | {merged for merged, into in stands_for.items() if into in asked}
    return settle(act, finding.claims_of_sources(act.session, family, RESTING), because=because)
