"""Find claims, and change them: the one place where a claim's two verdicts are written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from claimtrack.db import claim_rows, event_rows
from claimtrack.db.models import Claim, Reviewer
from claimtrack.db.seen import hidden_claims
from claimtrack.errors import ChangedMeanwhile, not_there
from claimtrack.events.actions import Action
from claimtrack.events.claims import HolderChanged, SaidChanged, StatusChanged
from claimtrack.events.event import Event
from claimtrack.events.forms import Sealed
from claimtrack.remedies import Step, do
from claimtrack.services import history
from claimtrack.services.desk import Act, Desk, reading
from claimtrack.vocabulary import Said, Status


@dataclass(frozen=True, slots=True)
class Seen:
    """The claims a reviewer means, each at the version they last saw.

    ``insisted`` tells that they named the version: then nothing at all may have happened since.
    """

    versions: Mapping[int, int]
    insisted: bool = False

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
        return Seen({claim.id: version or claim.version for claim in found}, insisted=version is not None)


def all_of(session: Session, numbers: Sequence[int]) -> list[Claim]:
    """Return these claims, in this order; raises NotFound naming every number that is not there."""
    hidden = hidden_claims(session, list(numbers))
    found = claim_rows.claims(session, [number for number in numbers if number not in hidden])
    missing = [number for number in numbers if number not in found]
    if missing:
        noun = "claim" if len(missing) == 1 else "claims"
        raise not_there(f"no {noun} {', '.join(_runs(missing))}", Step.LIST)
    return [found[number] for number in numbers]


def _runs(numbers: Sequence[int]) -> list[str]:
    """Write numbers in the order in which they were named; three or more in a row as one range."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return [words for run in runs for words in ([f"{run[0]}-{run[-1]}"] if len(run) > 2 else map(str, run))]


def still_as_seen(act: Act, seen: Seen) -> list[Claim]:
    """Return the claims, provided nobody changed them since; raises ChangedMeanwhile telling what was done."""
    claims = all_of(act.session, seen.numbers)
    for claim in claims:
        if claim.version != seen.versions[claim.id]:
            raise _changed_meanwhile(act, claim)
    return claims


def open_to_more(act: Act, seen: Seen) -> list[Claim]:
    """Return claims to which something is added; that nobody else's addition since then stands in the way of.

    Comments, attempts, tags and evidence are added to each other. Raises ChangedMeanwhile for anything else that was
    done since: a verdict, a correction.
    """
    claims = all_of(act.session, seen.numbers)
    for claim in claims:
        since = claim.version - seen.versions[claim.id]
        if since == 0:
            continue
        newest = event_rows.newest_versions(act.session, claim.id, since) if since > 0 else []
        if seen.insisted or len(newest) != since or not all(map(_is_addition, newest)):
            raise _changed_meanwhile(act, claim)
    return claims


_ADDITIONS = frozenset(
    {
        Action.CLAIM_HOLDER,
        Action.CLAIM_TAGGED,
        Action.CLAIM_UNTAGGED,
        Action.COMMENT_ADDED,
        Action.EVIDENCE_ATTACHED,
    }
)


def _is_addition(told: Sealed) -> bool:
    """Tell whether an event adds to a claim and changes nothing of it; the first one takes it into review."""
    taken = told.action == Action.CLAIM_STATUS and told.after.get("status") == Status.IN_REVIEW
    return taken or told.action in _ADDITIONS


def _changed_meanwhile(act: Act, claim: Claim) -> ChangedMeanwhile:
    return ChangedMeanwhile(
        f"claim {claim.id} was changed since you looked: {history.last_change(act.session, claim.id, now=act.at)}; "
        "look again with " + do(Step.SHOW, claim.id)
    )


def changed(act: Act, claim: Claim, change: Event) -> None:
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
    details: Mapping[str, Any] | None = None,
) -> None:
    """Move a claim. Every status is written here and nowhere else, with its event, which also tells ``details``."""
    before, claim.status = claim.status, to
    claim.overridden = overridden
    told = {"overridden": overridden, "reason": reason or None, **(details or {})}
    changed(act, claim, StatusChanged(claim=claim.id, was_status=before, status=to, **told))


def set_said(
    act: Act,
    claim: Claim,
    to: Said,
    *,
    reason: str | None = None,
    overridden: bool = False,
    details: Mapping[str, Any] | None = None,
) -> None:
    """Answer whether a claim was really said. Every such answer is written here and nowhere else, with its event."""
    before, claim.said = claim.said, to
    told = {"overridden": overridden, "reason": reason or None, **(details or {})}
    changed(act, claim, SaidChanged(claim=claim.id, was_said=before, said=to, **told))


def hand_to(act: Act, claim: Claim, holder: Reviewer | None) -> None:
    """Note who has the claim from now on."""
    if claim.holder is holder:
        return
    before, claim.holder = claim.holder, holder
    was, now = (one.id if one is not None else None for one in (before, holder))
    changed(act, claim, HolderChanged(claim=claim.id, was_holder=was, holder=now))


def begin_review(act: Act, claim: Claim) -> None:
    """Take an untouched claim into review: the first thing a reviewer does to it does that."""
    if claim.status is Status.UNVERIFIED:
        set_status(act, claim, Status.IN_REVIEW)
        if claim.holder is None:
            hand_to(act, claim, act.reviewer)
