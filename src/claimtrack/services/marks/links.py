"""Links between claims: make one, accept or reject what the machine proposes, see what falls with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from claimtrack.db import claim_rows
from claimtrack.db.contradictions import contradictions
from claimtrack.db.models import Claim, ClaimLink
from claimtrack.errors import ForbiddenMove, NotFound, UsageError, require_reason
from claimtrack.events.links import LinkAdded, LinkJudged
from claimtrack.remedies import Blank, Step, do
from claimtrack.rules.contradictions import Contradiction
from claimtrack.services.claims import all_of, changed
from claimtrack.services.desk import Act
from claimtrack.services.weighing.consequences import Reopened, settle
from claimtrack.vocabulary import MUTUAL, OPPOSING, ClaimLinkKind, LinkOrigin, LinkState, Status


@dataclass(frozen=True, slots=True)
class NamedLink:
    """That one claim bears on another: ``claim`` denies, repeats ... ``other``."""

    claim: int
    kind: ClaimLinkKind
    other: int

    @property
    def sentence(self) -> str:
        """Say it: ``claim 12 denies claim 15``."""
        return f"claim {self.claim} {self.kind} claim {self.other}"


@dataclass(frozen=True, slots=True)
class Linked:
    """What became of a link. ``was`` is None for a new one; ``alarms`` are the pairs that it sets against each other.

    ``proposed`` tells that the machine had found it; ``reopened`` are the verdicts that fell: a claim that repeats
    another is no evidence for it.
    """

    relation: NamedLink
    was: LinkState | None
    proposed: bool
    alarms: tuple[Contradiction, ...]
    reopened: tuple[Reopened, ...] = ()


def link(act: Act, relation: NamedLink, *, reason: str | None = None) -> Linked:
    """Record that one claim bears on another, or accept the link by which the machine or a person said so before.

    Neither claim is taken into review. Raises UsageError for a claim and itself, NotFound for a number that is not
    there, ForbiddenMove for a claim that is withdrawn and for what stands linked already.
    """
    claims = _ends(act, relation)
    for claim in claims:
        if claim.status is Status.WITHDRAWN:
            raise ForbiddenMove(
                f"claim {claim.id} is withdrawn and says nothing for or against another; "
                + do(Step.REOPEN, claim.id, reason=Blank.TEXT)
                + " first, or name the claim that stands"
            )
    rows = _rows(act, relation)
    if any(row.state is LinkState.ACCEPTED for row in rows):
        raise ForbiddenMove(f"{relation.sentence} already; nothing was changed")
    was = rows[0].state if rows else None
    if rows:
        for row in rows:
            _judge(act, row, LinkState.ACCEPTED, claims, reason)
    else:
        _add(act, relation, claims, reason)
    act.session.flush()
    pair = {relation.claim, relation.other}
    alarms = contradictions(act.session.connection(), claims=sorted(pair))
    return Linked(
        relation,
        was,
        proposed=any(row.origin is LinkOrigin.MACHINE for row in rows),
        alarms=tuple(one for one in alarms if {one.claim, one.other} == pair),
        reopened=tuple(_settled(act, relation, claims, f"it is on record that {relation.sentence}")),
    )


def unlink(act: Act, relation: NamedLink, *, reason: str | None) -> list[Reopened]:
    """Reject a link, whoever made it: it stays on record, and counts as doubt and alarm no more.

    Gives the disputes that rested on it alone, which reopen. Raises NotFound where there is no such link,
    ForbiddenMove for one that is rejected already and where no reason is given.
    """
    return _unlink(act, relation, reason)


def _unlink(act: Act, relation: NamedLink, reason: str | None) -> list[Reopened]:
    require_reason(reason, f"rejecting that {relation.sentence} takes a reason")
    claims = _ends(act, relation)
    rows = _rows(act, relation)
    if not rows:
        raise NotFound(
            f"no link on record says that {relation.sentence}; "
            + do(Step.SHOW, relation.claim)
            + " lists those there are"
        )
    standing = [row for row in rows if row.state is not LinkState.REJECTED]
    if not standing:
        raise ForbiddenMove(f"that {relation.sentence} is rejected already; nothing was changed")
    for row in standing:
        _judge(act, row, LinkState.REJECTED, claims, reason)
    return _settled(act, relation, claims, f"it was rejected that {relation.sentence}: {reason}")


def _settled(act: Act, relation: NamedLink, claims: Sequence[Claim], because: str) -> list[Reopened]:
    """Settle what such a link bears on; narrowing or superseding a claim does nothing to its evidence."""
    return settle(act, claims, because=because) if relation.kind in _WEIGHED else []


_WEIGHED = OPPOSING | {ClaimLinkKind.REPEATS}


def _ends(act: Act, relation: NamedLink) -> list[Claim]:
    if relation.claim == relation.other:
        raise UsageError(f"claim {relation.claim} cannot be linked to itself; name two claims")
    return all_of(act.session, [relation.claim, relation.other])


def _rows(act: Act, relation: NamedLink) -> list[ClaimLink]:
    """Return the rows that say so: of what is mutual, also the one that begins at the other claim."""
    found = claim_rows.links_of_kind(act.session, relation.claim, relation.other, relation.kind)
    return [row for row in found if row.from_id == relation.claim or row.kind in MUTUAL]


def _add(act: Act, relation: NamedLink, claims: Sequence[Claim], reason: str | None) -> None:
    row = ClaimLink(
        from_id=relation.claim,
        to_id=relation.other,
        kind=relation.kind,
        spans=[],
        origin=LinkOrigin.REVIEWER,
        state=LinkState.ACCEPTED,
        judged_by_id=act.reviewer.id,
        judged_at=act.at,
    )
    act.session.add(row)
    act.session.flush()
    for claim in claims:
        changed(act, claim, LinkAdded(claim=claim.id, **_told(row), reason=reason or None))


def _judge(act: Act, row: ClaimLink, state: LinkState, claims: Sequence[Claim], reason: str | None) -> None:
    """Accept or reject a link; each of the two claims has it in its history."""
    before, row.state = row.state, state
    row.judged_by, row.judged_at = act.reviewer, act.at
    for claim in claims:
        changed(act, claim, LinkJudged(claim=claim.id, was_state=before, **_told(row), reason=reason or None))


def _told(row: ClaimLink) -> dict[str, Any]:
    return {"link": row.id, "from_": row.from_id, "to": row.to_id, "kind": row.kind, "state": row.state}
