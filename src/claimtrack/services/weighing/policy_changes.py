"""Change the desk's policy: a new version on record, and the verdicts that fall short of it reopened."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from claimtrack.db import claim_rows, proposals
from claimtrack.db.models import PolicyVersion
from claimtrack.errors import ForbiddenMove
from claimtrack.events.policy import PolicyChanged
from claimtrack.rules.policy import Policy
from claimtrack.rules.policy_text import adjust_policy, differing, parse_policy, plain_policy, write_policy
from claimtrack.rules.roles import may
from claimtrack.services.desk import Act, Desk, needs
from claimtrack.services.weighing.consequences import COUNTED, Reopened, settle_by_policy, settle_proposed
from claimtrack.services.weighing.policies import in_force
from claimtrack.vocabulary import Right


@dataclass(frozen=True, slots=True)
class Changed:
    """A new version of the policy, in the text in which it is kept: what it holds otherwise, and which verdicts fell.

    ``differences`` are keys with what they held and what they hold. ``nobody_approves`` tells that verdicts now take
    two people, and that there is one.
    """

    version: int
    text: str
    differences: tuple[tuple[str, Any, Any], ...]
    reopened: tuple[Reopened, ...]
    nobody_approves: bool = False


@needs(Right.CHANGE_POLICY)
def change(act: Act, text: str, *, name: str = "the policy") -> Changed:
    """Put a policy in force, given as TOML. An admin's right.

    Verdicts for which evidence is counted are held against it at once, and those that fall short reopen; none is ever
    given by it. Raises InvalidInput for a text that is no policy, ForbiddenMove for the policy that is in force.
    """
    return _change(act, parse_policy(text, name=name))


@needs(Right.CHANGE_POLICY)
def adjust(act: Act, settings: Sequence[str]) -> Changed:
    """Set some keys of the policy in force otherwise, as ``origins=2``. An admin's right; raises as ``change``."""
    return _change(act, adjust_policy(in_force(act.session).policy, settings))


def rehearse(desk: Desk, text: str, *, name: str = "the policy") -> Changed | None:
    """Say what a policy would change, for any reviewer to know; None for the policy that is in force. Changes nothing.

    Raises InvalidInput for a text that is no policy.
    """
    return replace(desk, rehearsal=True).enact(_rehearsed, parse_policy(text, name=name))


def _rehearsed(act: Act, wanted: Policy) -> Changed | None:
    return _put_in_force(act, wanted) if wanted != in_force(act.session).policy else None


def _change(act: Act, after: Policy) -> Changed:
    before = in_force(act.session)
    if after == before.policy:
        which = f"version {before.version}" if before.version else "the program's own"
        raise ForbiddenMove(f"that is the policy in force already ({which}); nothing was changed")
    return _put_in_force(act, after)


def _put_in_force(act: Act, policy: Policy) -> Changed:
    before = in_force(act.session)
    row = _new_version(act, before.version + 1, write_policy(policy))
    act.changes.append(_event(row, before.policy, policy))
    reopened = [
        fallen
        for claims in claim_rows.standing_claims(act.session, COUNTED)
        for fallen in settle_by_policy(act, claims, version=row.version)
    ]
    waiting = [one.claim for one in proposals.all_open(act.session)]
    reopened += settle_proposed(act, waiting, because=f"the policy asks for more (policy, version {row.version})")
    return Changed(
        row.version,
        row.text,
        tuple(differing(before.policy, policy)),
        tuple(reopened),
        nobody_approves=policy.four_eyes and not before.policy.four_eyes and len(_who_review(act)) < _TWO,
    )


_TWO = 2


def _who_review(act: Act) -> list[str]:
    return [one.name for one in claim_rows.reviewers(act.session) if may(one.role, Right.REVIEW)]


def _new_version(act: Act, version: int, text: str) -> PolicyVersion:
    digest = hashlib.sha256(text.encode()).hexdigest()
    row = PolicyVersion(version=version, text=text, digest=digest, set_by_id=act.reviewer.id, set_at=act.at)
    act.session.add(row)
    act.session.flush()
    return row


def _event(row: PolicyVersion, before: Policy, after: Policy) -> PolicyChanged:
    """Tell of a new version: its numbers and the program's words in the clear, the desk's own words beside them."""
    return PolicyChanged(
        was_version=row.version - 1,
        version=row.version,
        digest=row.digest,
        by=row.set_by_id,
        was=_in_the_clear(before),
        now=_in_the_clear(after),
        text=row.text,
    )


def _in_the_clear(policy: Policy) -> dict[str, Any]:
    plain = plain_policy(policy)
    return {name: value for name, value in plain.items() if name not in _FREE_WORDS}


_FREE_WORDS = frozenset({"origins_by_tag", "words", "ratings", "timestamp_authorities"})
