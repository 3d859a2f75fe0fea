"""Show how the evidence of one claim is weighed: what counts, why the rest does not, what is missing."""

from dataclasses import dataclass

from claimtrack.db import claim_rows
from claimtrack.errors import not_there
from claimtrack.remedies import Step, Words
from claimtrack.rules.evidence import Independence
from claimtrack.services.desk import Desk, reading
from claimtrack.services.weighing.remedy import remedy
from claimtrack.services.weighing.weighing import weigh
from claimtrack.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Explained:
    """How one claim stands by the rules: its supporting and its refuting evidence, and what might still be said.

    ``remedies`` are commands that would let a piece count, each once.
    """

    claim: int
    status: Status
    overridden: bool
    supporting: Independence
    refuting: Independence
    unanswered: tuple[int, ...]
    remedies: tuple[Words, ...]


def of(desk: Desk, number: int) -> Explained:
    """Weigh the evidence of one claim; raises NotFound."""
    with reading(desk) as session:
        found = claim_rows.full_claims(session, numbers=[number])
        if not found:
            raise not_there(f"no claim {number}", Step.LIST)
        (claim,) = found
        weighing = weigh(session, found)[number]
        pieces = (*weighing.supporting.weighed, *weighing.refuting.weighed)
        return Explained(
            claim=number,
            status=claim.status,
            overridden=claim.overridden,
            supporting=weighing.supporting,
            refuting=weighing.refuting,
            unanswered=weighing.unanswered_against,
            remedies=tuple(dict.fromkeys(words for piece in pieces if (words := remedy(piece)) is not None)),
        )
