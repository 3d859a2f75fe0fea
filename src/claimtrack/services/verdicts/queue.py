"""Who works on which claim: take and release claims, hand out the queue, assign claims, and see what waits."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from claimtrack.db import claim_rows
from claimtrack.db import queue as rows
from claimtrack.db.lookups import has_article
from claimtrack.db.models import Claim, Reviewer
from claimtrack.db.queue import Part
from claimtrack.errors import ForbiddenMove, not_there
from claimtrack.remedies import Blank, Step, do
from claimtrack.rules.roles import LEAST_ROLE, may
from claimtrack.services.claims import Seen, all_of, hand_to, set_status, still_as_seen
from claimtrack.services.desk import Act, Desk, connected, require_right
from claimtrack.services.marks.tag_listing import number_of
from claimtrack.services.names import folded
from claimtrack.services.verdicts.decisions import Moved
from claimtrack.vocabulary import OPEN, Right, Status


@dataclass(frozen=True, slots=True)
class Share:
    """One person's share of the queue, as it stands whenever it is asked."""

    desk: Desk
    part: Part

    def first(self, *, without: Collection[int] = ()) -> int | None:
        """Find the claim that waits most urgently, leaving some out; None when nothing waits."""
        with connected(self.desk) as connection:
            return next(iter(rows.numbers(connection, self.part, without=without, limit=1)), None)

    def numbers(self, limit: int) -> list[int]:
        """Return the numbers of the claims that wait, the most urgent first, so many at most."""
        with connected(self.desk) as connection:
            return rows.numbers(connection, self.part, limit=limit)

    def length(self, *, without: Collection[int] = ()) -> int:
        """Count the claims that wait, leaving some out."""
        with connected(self.desk) as connection:
            return rows.length(connection, self.part, without=without)


def take_next(act: Act, count: int, *, article: int | None = None, tag: str | None = None) -> list[Moved]:
    """Take the next claims of the queue that nobody has, in the name of who acts; fewer where fewer wait.

    Nobody is handed a claim that somebody else was handed: a change is the only writer of its database from its
    beginning to its end, so that what it finds free is free. Raises NotFound for an article or a tag that is not there.
    """
    part = _part(act.session.connection(), Part(article), tag)
    claims = all_of(act.session, rows.numbers(act.session, part, limit=count))
    before = [claim.status for claim in claims]
    for claim in claims:
        take_one(act, claim)
    return [_handed(claim, was) for claim, was in zip(claims, before, strict=True)]


def assign(act: Act, seen: Seen, to: str) -> list[Moved]:
    """Hand open claims to a reviewer. All or none.

    An editor's right, unless it is to oneself; what somebody else has takes the right to take over. Raises NotFound
    for a name that is no reviewer, ForbiddenMove for one who may not review, and for a claim that they have already
    or that has a verdict.
    """
    holder = _reviewer(act, to)
    if holder is not act.reviewer:
        require_right(act.reviewer, Right.ASSIGN)
    return _each(act, seen, lambda act, claim: _assign_one(act, claim, holder), lambda claim: _is_with(claim, holder))


def take(act: Act, seen: Seen) -> list[Moved]:
    """Take open claims into review, in the name of who acts. All or none.

    Raises ForbiddenMove for a claim that somebody else has, or that has a verdict already. Of several claims, those
    that are with who acts already are left as they are; one alone is refused.
    """
    return _each(act, seen, take_one, lambda claim: _is_with(claim, act.reviewer))


def release(act: Act, seen: Seen) -> list[Moved]:
    """Give claims back: nobody has them, and those in review are unverified again. All or none."""
    return _each(act, seen, _release_one, _is_with_nobody)


def _each(act: Act, seen: Seen, change: Callable[[Act, Claim], None], is_there: Callable[[Claim], bool]) -> list[Moved]:
    """Change each of these claims; of several, leave those as they are that are there already."""
    claims = still_as_seen(act, seen)
    there = [claim for claim in claims if is_there(claim)] if len(claims) > 1 else []
    waiting = [claim for claim in claims if claim not in there]
    before = [claim.status for claim in waiting]
    for claim in waiting:
        change(act, claim)
    moved = [_handed(claim, was) for claim, was in zip(waiting, before, strict=True)]
    return [*moved, *(replace(_handed(claim, claim.status), already=True) for claim in there)]


def _is_with(claim: Claim, reviewer: Reviewer) -> bool:
    return claim.holder is reviewer and claim.status is Status.IN_REVIEW


def _is_with_nobody(claim: Claim) -> bool:
    return claim.holder is None and claim.status is not Status.IN_REVIEW


def take_one(act: Act, claim: Claim) -> None:
    """Take a claim into review inside a change; raises ForbiddenMove where it cannot be had."""
    if _is_with(claim, act.reviewer):
        raise ForbiddenMove(f"claim {claim.id} is with you already")
    if claim.holder is not None and claim.holder is not act.reviewer:
        raise ForbiddenMove(
            f"claim {claim.id} is with {claim.holder.name}; they give it back with "
            + do(Step.RELEASE, claim.id)
            + ", and so can an editor"
        )
    if claim.status not in OPEN:
        raise ForbiddenMove(
            f"claim {claim.id} is {claim.status} already; "
            + do(Step.REOPEN, claim.id, reason=Blank.TEXT)
            + " opens it again"
        )
    if claim.status is Status.UNVERIFIED:
        set_status(act, claim, Status.IN_REVIEW)
    hand_to(act, claim, act.reviewer)


def _release_one(act: Act, claim: Claim) -> None:
    if _is_with_nobody(claim):
        raise ForbiddenMove(f"claim {claim.id} is with nobody; there is nothing to release")
    if claim.holder is not None and claim.holder is not act.reviewer:
        require_right(act.reviewer, Right.TAKE_OVER)
    hand_to(act, claim, None)
    if claim.status is Status.IN_REVIEW:
        set_status(act, claim, Status.UNVERIFIED)


def mine(desk: Desk, *, article: int | None = None, tag: str | None = None) -> Share:
    """Return the part of the queue that who acts has; raises NotFound for an article or a tag that is not there."""
    return _found(desk, Part(article, free=False, holder_key=folded(desk.reviewer)), tag)


def within_reach(desk: Desk, *, article: int | None = None, tag: str | None = None) -> Share:
    """Return the part of the queue that who acts has or can take; raises as ``mine`` does."""
    return _found(desk, Part(article, holder_key=folded(desk.reviewer)), tag)


def _found(desk: Desk, part: Part, tag: str | None) -> Share:
    with connected(desk) as connection:
        return Share(desk, _part(connection, part, tag))


def _part(connection: Connection, part: Part, tag: str | None) -> Part:
    """Return a part narrowed to a tag, once there are its article and the tag."""
    if part.article is not None and not has_article(connection, part.article):
        raise not_there(f"no article {part.article}", Step.ARTICLE_LIST)
    return replace(part, tag=number_of(connection, tag)) if tag is not None else part


def _reviewer(act: Act, name: str) -> Reviewer:
    found = claim_rows.reviewer_by_key(act.session, folded(name))
    if found is None:
        raise not_there(f'no reviewer "{name}"', Step.REVIEWER_LIST, "those there are")
    if not may(found.role, Right.REVIEW):
        raise ForbiddenMove(
            f"{found.name} is {found.role} here and may not {Right.REVIEW}; that takes the role "
            f"{LEAST_ROLE[Right.REVIEW]}, which an admin gives with " + do(Step.REVIEWER_ADD)
        )
    return found


def _assign_one(act: Act, claim: Claim, holder: Reviewer) -> None:
    if claim.status not in OPEN:
        raise ForbiddenMove(
            f"claim {claim.id} is {claim.status} already; "
            + do(Step.REOPEN, claim.id, reason=Blank.TEXT)
            + " opens it again"
        )
    if _is_with(claim, holder):
        raise ForbiddenMove(f"claim {claim.id} is with {holder.name} already")
    if claim.holder not in {None, holder, act.reviewer}:
        require_right(act.reviewer, Right.TAKE_OVER)
    if claim.status is Status.UNVERIFIED:
        set_status(act, claim, Status.IN_REVIEW)
    hand_to(act, claim, holder)


def _handed(claim: Claim, was: Status) -> Moved:
    holder = claim.holder.name if claim.holder is not None else None
    return Moved(claim.id, was, claim.status, holder, independent=False, overridden=False)
