"""Say what the desk found of a claim: its conclusion in words for readers, with a rating from the policy's scale."""

from collections.abc import Sequence
from dataclasses import dataclass

from claimtrack.db import finding_rows
from claimtrack.db.models import Claim, Finding
from claimtrack.errors import ForbiddenMove, refuse_empty_reason, require_reason, says_why
from claimtrack.events.findings import FindingWithdrawn, FindingWritten
from claimtrack.remedies import Step, Words, do
from claimtrack.rules.findings import Claimed, finding_written
from claimtrack.rules.policy import Policy
from claimtrack.rules.ratings import Rating, quoted, rating_called, standing
from claimtrack.services.claims import Seen, begin_review, changed, still_as_seen
from claimtrack.services.desk import Act
from claimtrack.services.marks.restatements import refuse_withdrawn, withdrawal_reason
from claimtrack.services.weighing.policies import in_force


@dataclass(frozen=True, slots=True)
class Found:
    """What became of a finding: its rating as the scale writes it, on which claims, and which said so already."""

    rating: str
    claims: tuple[int, ...]
    left: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a reviewer concludes: the rating as they name it, words for readers, and why it is rated so."""

    rating: str
    text: str
    reason: str | None = None


def find(act: Act, seen: Seen, concluded: Conclusion) -> Found:
    """Write the desk's finding on claims; what stood before ends, and stays on record. What says so already is left.

    Raises InvalidInput for words that say nothing and for a rating that is none, ForbiddenMove for a withdrawn claim
    and for a rating that does not go with the verdict, unless the policy lets a reason do and there is one.
    """
    text, policy = finding_written(concluded.text), in_force(act.session).policy
    rating = rating_called(concluded.rating, policy.ratings)
    reason = concluded.reason if says_why(concluded.reason) else None
    written: list[Claim] = []
    left: list[Claim] = []
    for claim in still_as_seen(act, seen):
        refuse_withdrawn(claim, "rated")
        _require_fit(claim, rating, policy, reason)
        refuse_empty_reason(concluded.reason)
        (left if _says_so(act, claim, rating, text, reason) else written).append(claim)
    for claim in written:
        _write(act, claim, rating, text, reason)
    return Found(rating.name, _numbers(written), _numbers(left))


def withdraw_finding(act: Act, seen: Seen, reason: str | None) -> None:
    """Let the findings on claims stand no more, and none in their place.

    Raises ForbiddenMove without a reason, and for a claim that has none.
    """
    because = withdrawal_reason(reason, "finding")
    for claim in still_as_seen(act, seen):
        row = finding_rows.standing_finding(act.session, claim.id)
        if row is None:
            raise ForbiddenMove(f"claim {claim.id} has no finding that stands; nothing was changed")
        row.ended_at, row.withdrawn_by_id = act.at, act.reviewer.id
        changed(act, claim, FindingWithdrawn(finding=row.id, claim=claim.id, reason=because))


def _require_fit(claim: Claim, rating: Rating, policy: Policy, reason: str | None) -> None:
    if rating.fits(claim.status):
        return
    goes = " or ".join(status.words for status in rating.statuses)
    what = f'claim {claim.id} is {claim.status.words}, and "{rating.name}" goes with {goes}'
    if policy.strict_ratings:
        raise ForbiddenMove(f"{what}; " + _instead(claim, policy))
    require_reason(reason, what)


def _instead(claim: Claim, policy: Policy) -> Words:
    fitting = [one.name for one in policy.ratings if one.fits(claim.status)]
    if not fitting and not claim.checkable:
        return "it is not checkable; " + do(Step.CORRECT, claim.id, checkable=True) + " lets it have a verdict"
    if not fitting:
        return "give the claim its verdict first"
    return f"with {claim.status.words} go {quoted(fitting)}; or give the claim another verdict first"


def _says_so(act: Act, claim: Claim, rating: Rating, text: str, reason: str | None) -> bool:
    row = finding_rows.standing_finding(act.session, claim.id)
    if row is None:
        return False
    there = (row.rating, row.text, row.reason, row.of_words, row.status, row.said)
    return there == (rating.name, text, reason, _digest(claim), standing(claim.status), claim.said)


def _write(act: Act, claim: Claim, rating: Rating, text: str, reason: str | None) -> None:
    begin_review(act, claim)
    before = finding_rows.standing_finding(act.session, claim.id)
    if before is not None:
        before.ended_at = act.at
        act.session.flush()
    row = Finding(
        claim_id=claim.id,
        text=text,
        rating=rating.name,
        reason=reason,
        of_words=_digest(claim),
        status=standing(claim.status),
        said=claim.said,
        written_by_id=act.reviewer.id,
        written_at=act.at,
    )
    act.session.add(row)
    act.session.flush()
    happened = FindingWritten(
        finding=row.id,
        claim=claim.id,
        of_words=row.of_words,
        status=row.status,
        said=row.said,
        was_standing=before.id if before is not None else None,
        rating=row.rating,
        text=text,
        reason=reason,
    )
    changed(act, claim, happened)


def _digest(claim: Claim) -> str:
    return Claimed.of(claim.text, claim.spans, claim.nature, claim.source_id).digest


def _numbers(claims: Sequence[Claim]) -> tuple[int, ...]:
    return tuple(claim.id for claim in claims)
