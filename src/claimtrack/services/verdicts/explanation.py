"""Show how the evidence of one claim is weighed: what counts, why the rest does not, what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from claimtrack.db.models import Claim
from claimtrack.remedies import Words
from claimtrack.rules.evidence import Independence
from claimtrack.services.claims import all_of
from claimtrack.services.desk import Desk, reading
from claimtrack.services.weighing.remedy import remedy
from claimtrack.services.weighing.weighing import Weighing, weigh
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
    return each(desk, [number])[0]


def each(desk: Desk, numbers: Sequence[int]) -> list[Explained]:
    """Weigh the evidence of these claims; raises NotFound."""
    with reading(desk) as session:
        claims = all_of(session, numbers)
        weighed = weigh(session, claims)
        return [_explained(claim, weighed[claim.id]) for claim in claims]


def _explained(claim: Claim, weighing: Weighing) -> Explained:
    pieces = (*weighing.supporting.weighed, *weighing.refuting.weighed)
    told = [remedy(piece, article=claim.article_id) for piece in pieces]
    return Explained(
        claim=claim.id,
        status=claim.status,
        overridden=claim.overridden,
        supporting=weighing.supporting,
        refuting=weighing.refuting,
        unanswered=weighing.unanswered_against,
        remedies=tuple(dict.fromkeys(words for words in told if words is not None)),
    )
