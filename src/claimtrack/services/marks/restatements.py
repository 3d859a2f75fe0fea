"""Restate a claim: as the desk checked it, in a sentence of its own, beside the article's words."""

from dataclasses import dataclass

from claimtrack.db import finding_rows
from claimtrack.db.models import Claim, Restatement
from claimtrack.errors import ForbiddenMove, InvalidInput, require_reason
from claimtrack.events.findings import RestatementWithdrawn, RestatementWritten
from claimtrack.remedies import Step, do
from claimtrack.rules.findings import Claimed, restatement_written
from claimtrack.services.claims import Seen, begin_review, changed, still_as_seen
from claimtrack.services.desk import Act
from claimtrack.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Restated:
    """What became of a restatement: of which claim, its words, and whether they said so already."""

    claim: int
    text: str
    said_so: bool = False


def restate(act: Act, seen: Seen, written: str) -> Restated:
    """Restate a claim; what stood before ends, and stays on record. What says so already is left as it is.

    Raises InvalidInput for more than one claim and for words that say nothing, ForbiddenMove for a withdrawn claim.
    """
    text = restatement_written(written)
    if len(seen.numbers) > 1:
        raise InvalidInput("each claim has a restatement of its own; restate one at a time")
    (claim,) = still_as_seen(act, seen)
    refuse_withdrawn(claim, "restated")
    digest = Claimed.of(claim.text, claim.spans, claim.nature, claim.source_id).digest
    before = standing(act, claim)
    if before is not None and (before.text, before.of_words) == (text, digest):
        return Restated(claim.id, text, said_so=True)
    begin_review(act, claim)
    if before is not None:
        before.ended_at = act.at
        act.session.flush()
    row = Restatement(claim_id=claim.id, text=text, of_words=digest, written_by_id=act.reviewer.id, written_at=act.at)
    act.session.add(row)
    act.session.flush()
    happened = RestatementWritten(
        restatement=row.id,
        claim=claim.id,
        of_words=digest,
        was_standing=before.id if before is not None else None,
        text=text,
    )
    changed(act, claim, happened)
    return Restated(claim.id, text)


def withdraw_restatement(act: Act, seen: Seen, reason: str | None) -> None:
    """Let the restatements of claims stand no more, and none in their place.

    Raises ForbiddenMove without a reason, and for a claim that has none.
    """
    because = withdrawal_reason(reason, "restatement")
    for claim in still_as_seen(act, seen):
        row = standing(act, claim)
        if row is None:
            raise ForbiddenMove(f"claim {claim.id} has no restatement that stands; nothing was changed")
        row.ended_at, row.withdrawn_by_id = act.at, act.reviewer.id
        changed(act, claim, RestatementWithdrawn(restatement=row.id, claim=claim.id, reason=because))


def standing(act: Act, claim: Claim) -> Restatement | None:
    """Return the restatement of a claim that stands."""
    return finding_rows.standing_restatement(act.session, claim.id)


def refuse_withdrawn(claim: Claim, done: str) -> None:
    """Raise ForbiddenMove for a claim that is withdrawn."""
    if claim.status is Status.WITHDRAWN:
        raise ForbiddenMove(
            f"claim {claim.id} is withdrawn and cannot be {done}; " + do(Step.REOPEN, claim.id) + " brings it back"
        )


def withdrawal_reason(reason: str | None, what: str) -> str:
    """Return why something is withdrawn; raises ForbiddenMove where nobody says, or only in what cannot be seen."""
    return require_reason(reason, f"withdrawing a {what} takes a reason")
