"""Find claims, and change them: the one place where a claim's two verdicts are written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from claimtrack.db import finding
from claimtrack.db.chain import Change, JsonValue
from claimtrack.db.models import Claim, Reviewer
from claimtrack.errors import ChangedMeanwhile, not_there
from claimtrack.remedies import Step, do
from claimtrack.services import history
from claimtrack.services.desk import Act, Desk, reading
from claimtrack.vocabulary import Said, Status


@dataclass(frozen=True, slots=True)
class Seen:
    """The claims a reviewer means, each at the version they last saw."""

    versions: Mapping[int, int]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The claims' numbers in the order in which they were named."""
        return tuple(self.versions)


def look(desk: Desk, numbers: Iterable[int], *, version: int | None = None) -> Seen:
    """Note where these claims stand now, so that a change in between is noticed when they are changed.

    ``version`` is the version a reviewer saw earlier, for one claim. Raises NotFound for numbers that are not there.
    """
    wanted = list(dict.fromkeys(numbers))
    with reading(desk) as session:
        found = all_of(session, wanted)
        return Seen({claim.id: version or claim.version for claim in found})


def all_of(session: Session, numbers: Sequence[int]) -> list[Claim]:
    """Give these claims, in this order; raises NotFound naming every number that is not there."""
    found = finding.claims(session, numbers)
    missing = [str(number) for number in numbers if number not in found]
    if missing:
        noun = "claim" if len(missing) == 1 else "claims"
        raise not_there(f"no {noun} {', '.join(missing)}", Step.LIST)
    return [found[number] for number in numbers]


def still_as_seen(act: Act, seen: Seen) -> list[Claim]:
    """Give the claims, provided nobody changed them since; raises ChangedMeanwhile telling what was done."""
    claims = all_of(act.session, seen.numbers)
    for claim in claims:
        if claim.version != seen.versions[claim.id]:
            raise ChangedMeanwhile(
                f"claim {claim.id} was changed since you looked: {history.last_change(act.session, claim.id)}; "
                "look again with " + do(Step.SHOW, claim.id)
            )
    return claims


def changed(act: Act, claim: Claim, change: Change) -> None:
    """Count one more version of ``claim`` and keep the event that says why."""
    claim.version += 1
    claim.changed_at = act.at
    act.changes.append(change)


def set_status(
    act: Act,
    claim: Claim,
    to: Status,
    *,
    reason: str | None = None,
    overridden: bool = False,
    details: Mapping[str, JsonValue] | None = None,
) -> None:
    """Move a claim. Every status is written here and nowhere else, with its event."""
    before = claim.status
    claim.status = to
    claim.overridden = overridden
    after: dict[str, JsonValue] = {"status": to.value, "overridden": overridden, **(details or {})}
    texts = {"reason": reason} if reason else {}
    changed(
        act,
        claim,
        Change(
            "claim.status",
            ("claim", claim.id),
            claim=claim.id,
            before={"status": before.value},
            after=after,
            texts=texts,
        ),
    )


def set_said(
    act: Act,
    claim: Claim,
    to: Said,
    *,
    reason: str | None = None,
    overridden: bool = False,
    details: Mapping[str, JsonValue] | None = None,
) -> None:
    """Answer whether a claim was really said. Every such answer is written here and nowhere else, with its event."""
    before, claim.said = claim.said, to
    changed(
        act,
        claim,
        Change(
            "claim.said",
            ("claim", claim.id),
            claim=claim.id,
            before={"said": before.value},
            after={"said": to.value, "overridden": overridden, **(details or {})},
            texts={"reason": reason} if reason else {},
        ),
    )


def hand_to(act: Act, claim: Claim, holder: Reviewer | None) -> None:
    """Note who has the claim from now on."""
    if claim.holder is holder:
        return
    before, claim.holder = claim.holder, holder
    changed(
        act,
        claim,
        Change(
            "claim.holder",
            ("claim", claim.id),
            claim=claim.id,
            before={"holder": before.id if before is not None else None},
            after={"holder": holder.id if holder is not None else None},
        ),
    )


def begin_review(act: Act, claim: Claim) -> None:
    """Take an untouched claim into review: the first thing a reviewer does to it does that."""
    if claim.status is Status.UNVERIFIED:
        set_status(act, claim, Status.IN_REVIEW)
        if claim.holder is None:
            hand_to(act, claim, act.reviewer)
