"""The desk's policy: which is in force, and which there were."""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy.orm import Session

from claimtrack.db import event_rows
from claimtrack.db.models import PolicyVersion, Reviewer
from claimtrack.errors import DatabaseTrouble, ForbiddenMove, InvalidInput, NotFound
from claimtrack.remedies import Step, do
from claimtrack.rules.policy import DEFAULT_POLICY, Policy
from claimtrack.rules.policy_text import parse_policy, plain_policy, write_policy
from claimtrack.rules.roles import at_least
from claimtrack.services.desk import Desk, reading, require_right
from claimtrack.vocabulary import Right


@dataclass(frozen=True, slots=True)
class InForce:
    """The policy that holds. Version 0 is the program's own, which holds until a desk sets one."""

    version: int
    policy: Policy


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """One version of the policy as it was set; nobody set version 0."""

    version: int
    policy: Policy
    text: str
    set_by: str | None
    set_at: datetime | None

    @property
    def keys(self) -> dict[str, Any]:
        """Every key of the policy with its value, as JSON has it."""
        return plain_policy(self.policy)


def in_force(session: Session, then: datetime | None = None) -> InForce:
    """Return the policy in force now, or at an earlier time.

    Raises DatabaseTrouble where its text was changed into one that cannot be read.
    """
    row = event_rows.newest_policy(session, then)
    return InForce(row.version, _read(row)) if row is not None else InForce(0, DEFAULT_POLICY)


def require_override(session: Session, reviewer: Reviewer) -> None:
    """Raise ForbiddenMove unless who acts may go past the rules: by their role, and by the desk's policy."""
    require_right(reviewer, Right.OVERRIDE)
    least = in_force(session).policy.override
    if least is None:
        raise ForbiddenMove("the desk's policy lets nobody override the rules; attach what they ask for")
    if not at_least(reviewer.role, least):
        raise ForbiddenMove(
            f"{reviewer.name} is {reviewer.role} here, and the desk's policy lets nobody below {least} override"
        )


def versions(desk: Desk) -> list[PolicyLine]:
    """Return every version there was, oldest first, and the program's own before them."""
    with reading(desk) as session:
        return [_PROGRAMS_OWN, *(_line(row) for row in event_rows.policies(session))]


def version(desk: Desk, number: int) -> PolicyLine:
    """Return one version; raises NotFound."""
    found = versions(desk)
    if not 0 <= number < len(found):
        newest = f"the versions 0 to {len(found) - 1}" if len(found) > 1 else "version 0 alone, the program's own"
        raise NotFound(f"no version {number} of the policy; there are {newest}")
    return found[number]


_PROGRAMS_OWN = PolicyLine(0, DEFAULT_POLICY, write_policy(DEFAULT_POLICY), None, None)


def _line(row: PolicyVersion) -> PolicyLine:
    return PolicyLine(row.version, _read(row), row.text, row.set_by.name, row.set_at)


def _read(row: PolicyVersion) -> Policy:
    try:
        return _parsed(row.text, row.version)
    except InvalidInput as error:
        raise DatabaseTrouble(
            "the policy on record cannot be read ("
            + error.message
            + "); "
            + do(Step.VERIFY)
            + " says whether it was changed"
        ) from error


@lru_cache(maxsize=16)
def _parsed(text: str, version: int) -> Policy:
    return parse_policy(text, name=f"version {version}")
