"""Reviewers: who may act in a workspace, and in which role."""

from dataclasses import dataclass
from datetime import datetime

from claimtrack.db import claim_rows
from claimtrack.db.models import Reviewer
from claimtrack.errors import ForbiddenMove, InvalidInput
from claimtrack.events.workspace import ReviewerAdded, ReviewerRoleChanged
from claimtrack.services.desk import Act, Desk, needs, reading
from claimtrack.services.names import folded, look_the_same, refuse_mixed_alphabets
from claimtrack.services.paging import WHOLE, Page, Window
from claimtrack.vocabulary import Right, Role


@dataclass(frozen=True, slots=True)
class ReviewerLine:
    """One reviewer for a listing."""

    number: int
    name: str
    role: Role
    since: datetime


def listing(desk: Desk, window: Window = WHOLE) -> Page[ReviewerLine]:
    """Return a page of those who may act."""
    with reading(desk) as session:
        lines = [_line(row) for row in claim_rows.reviewers(session, limit=window.limit, offset=window.offset)]
        return Page.of(window, lines, lambda: claim_rows.reviewer_count(session))


@needs(Right.ADD_REVIEWERS)
def add(act: Act, name: str, *, role: Role) -> ReviewerLine:
    """Add a reviewer, or give one who is there another role. An admin's right.

    Raises ForbiddenMove when nothing would change, or when no admin would be left.
    """
    clean = " ".join(name.split())
    if not clean:
        raise InvalidInput("a reviewer needs a name; write it as they log in")
    known = claim_rows.reviewer_by_key(act.session, folded(clean))
    if known is not None:
        return _line(_give_role(act, known, role))
    refuse_mixed_alphabets(clean)
    twin = next((row for row in claim_rows.reviewers(act.session) if look_the_same(row.name, clean)), None)
    if twin is not None:
        raise ForbiddenMove(f"{clean} cannot be told from {twin.name}, who is reviewer {twin.id}; take another name")
    reviewer = Reviewer(name=clean, key=folded(clean), role=role, created_at=act.at)
    act.session.add(reviewer)
    act.session.flush()
    act.changes.append(ReviewerAdded(reviewer=reviewer.id, role=role, name=clean))
    return _line(reviewer)


def _give_role(act: Act, reviewer: Reviewer, role: Role) -> Reviewer:
    if reviewer.role is role:
        raise ForbiddenMove(f"{reviewer.name} is {role} here already")
    admins = [row for row in claim_rows.reviewers(act.session) if row.role is Role.ADMIN]
    if admins == [reviewer]:
        raise ForbiddenMove(f"{reviewer.name} is the only admin; make somebody else admin first")
    before, reviewer.role = reviewer.role, role
    act.changes.append(ReviewerRoleChanged(reviewer=reviewer.id, was_role=before, role=role))
    return reviewer


def _line(row: Reviewer) -> ReviewerLine:
    return ReviewerLine(number=row.id, name=row.name, role=row.role, since=row.created_at)
