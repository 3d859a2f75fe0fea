"""Verdicts that time has overtaken: which are older than the desk's policy lets them be, and reopening them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from claimtrack.db import claim_rows, event_rows
from claimtrack.db.models import Claim
from claimtrack.events.actions import Action
from claimtrack.services.claims import set_status
from claimtrack.services.desk import Act, Desk, moment, reading
from claimtrack.services.weighing.consequences import COUNTED, Reopened, settle_by_policy, settle_with
from claimtrack.services.weighing.policies import in_force
from claimtrack.vocabulary import Status


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of holding every counted verdict against the policy in force, today."""

    version: int
    looked_at: int
    reopened: tuple[Reopened, ...]


def apply(act: Act) -> Applied:
    """Reopen each confirmation and refutation that is stale, or that the policy does not carry. Confirms nothing.

    A stale verdict reopens even where it was given by override: the editor's word is as old as any. What the policy
    does not carry reopens only where nobody overrode it.
    """
    rules = in_force(act.session)
    looked_at = 0
    reopened: list[Reopened] = []
    for claims in claim_rows.standing_claims(act.session, COUNTED):
        looked_at += len(claims)
        stale = _reopen_stale(act, claims, rules.policy.stale_after_days)
        reopened += [*stale, *settle_with(act, stale)]
        fresh = [claim for claim in claims if claim.status in COUNTED]
        reopened += settle_by_policy(act, fresh, version=rules.version)
    return Applied(rules.version, looked_at, tuple(reopened))


def given_at(session: Session, claims: Iterable[Claim]) -> dict[int, datetime]:
    """Give, by number, when each of these claims got the verdict that it has."""
    counted = [claim.id for claim in claims if claim.status in COUNTED]
    return {
        number: event.at for number, event in event_rows.newest_events(session, counted, Action.CLAIM_STATUS).items()
    }


def limit(desk: Desk) -> datetime | None:
    """Return the moment before which a confirmation or refutation was given that is stale today; None if none is."""
    with reading(desk) as session:
        return stale_before(moment(desk, session), in_force(session).policy.stale_after_days)


def stale_before(now: datetime, days: int | None) -> datetime | None:
    """Return the moment before which a verdict was given that is stale now; None where none ever is."""
    return now - timedelta(days=days) if days is not None else None


def _reopen_stale(act: Act, claims: Iterable[Claim], days: int | None) -> list[Reopened]:
    return list(_reopening(act, claims, days)) if days is not None else []


def _reopening(act: Act, claims: Iterable[Claim], days: int) -> Iterator[Reopened]:
    rows = list(claims)
    given = given_at(act.session, rows)
    before = stale_before(act.at, days)
    for claim in rows:
        if before is not None and given[claim.id] < before:
            because = (
                f"a time limit passed: {claim.status} on {given[claim.id]:%Y-%m-%d}, and the policy asks to look again "
                f"after {days} {'day' if days == 1 else 'days'}"
            )
            yield Reopened(claim.id, claim.status, because)
            set_status(act, claim, Status.UNVERIFIED, reason=because)
