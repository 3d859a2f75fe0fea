"""Blind verdicts: two people judge an open claim, and nothing here shows the first one's verdict to the second.

A blind verdict moves no claim. Once both are given they are opened, and somebody decides, with both in view. Until then
nobody decides on the claim, for its status would tell what the first one said; nor is it told by any list, card, log,
report or page, all of which read the claim and the sentences of its events.
"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from claimtrack.db import article_rows, blind_rows, proposals
from claimtrack.db.models import Claim
from claimtrack.errors import ForbiddenMove, NotFound, not_there, require_reason
from claimtrack.events.blind import BlindGiven, BlindOpened
from claimtrack.remedies import Blank, Step, do
from claimtrack.rules.agreement import Agreement, agreement
from claimtrack.services.claims import Seen, all_of, changed, still_as_seen
from claimtrack.services.desk import Act, Desk, known_reviewer, reading
from claimtrack.vocabulary import OPEN, VERDICTS, Status


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a claim was judged blind: by whom first, if that is still closed; and whether that is who asks."""

    first_by: str | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """A blind verdict that was given. Of the second one: what the first was, by whom and why."""

    claim: int
    verdict: Status
    first: Status | None = None
    first_by: str | None = None
    first_grounds: str | None = None

    @property
    def sentence(self) -> str:
        """What was done, in words."""
        if self.first is None:
            return f"claim {self.claim}: your verdict is on record, and closed until a second person has judged it"
        same = "the same" if self.first is self.verdict else f"{self.first.words}, not {self.verdict.words}"
        return (
            f'claim {self.claim}: two people judged it; {self.first_by} said {same} ("{self.first_grounds}"). '
            "Nothing is decided by it: give the verdict that shall stand"
        )


def give(act: Act, seen: Seen, verdict: Status, reason: str | None) -> Given:
    """Judge a claim blind; the second person's verdict opens both.

    Raises ForbiddenMove for a claim that is decided, or on which a verdict is proposed, for then there is one to read;
    for one that cannot be checked; for who judged it first; and for want of a reason.
    """
    (claim,) = still_as_seen(act, seen)
    require_reason(reason, "a blind verdict takes a reason")
    assert reason is not None  # noqa: S101 - required above
    if verdict not in VERDICTS:
        raise ForbiddenMove(f"{verdict.words} is no verdict; a claim is judged as one of {', '.join(sorted(VERDICTS))}")
    if not claim.checkable:
        raise ForbiddenMove(f"claim {claim.id} cannot be checked, so there is nothing to judge")
    if claim.status not in OPEN:
        raise ForbiddenMove(
            f"claim {claim.id} is {claim.status.words}, which anybody can read; "
            + do(Step.REOPEN, claim.id, reason=Blank.TEXT)
            + " before it is judged anew, and remember that its history tells what it was"
        )
    if proposals.open_on(act.session, [claim.id]):
        raise ForbiddenMove(
            f"on claim {claim.id} a verdict is proposed, which anybody can read; " + do(Step.PROPOSALS) + " has it"
        )
    first = blind_rows.closed(act.session, [claim.id]).get(claim.id)
    if first is not None and first.reviewer == act.reviewer.id:
        raise ForbiddenMove(f"you judged claim {claim.id} already; the second verdict takes a second person")
    changed(act, claim, BlindGiven(claim=claim.id, verdict=verdict.value, grounds=reason))
    if first is None:
        return Given(claim.id, verdict)
    was = _read(claim, first)
    changed(
        act,
        claim,
        BlindOpened(
            claim=claim.id,
            first_by=first.reviewer,
            first=was,
            second=verdict,
            first_grounds=first.grounds,
            second_grounds=reason,
        ),
    )
    return Given(claim.id, verdict, was, first.name, first.grounds)


def open_alone(act: Act, seen: Seen, reason: str | None) -> Given:
    """Open a blind verdict without a second one, so that the claim can be decided; that stays on record.

    Raises NotFound where none is closed, ForbiddenMove for want of a reason.
    """
    (claim,) = still_as_seen(act, seen)
    require_reason(reason, "opening a blind verdict before its second takes a reason")
    first = blind_rows.closed(act.session, [claim.id]).get(claim.id)
    if first is None:
        raise NotFound(f"claim {claim.id} has no blind verdict that waits for a second")
    was = _read(claim, first)
    told = BlindOpened(
        claim=claim.id,
        first_by=first.reviewer,
        first=was,
        second=None,
        first_grounds=first.grounds,
        reason=reason,
    )
    changed(act, claim, told)
    return Given(claim.id, was, was, first.name, first.grounds)


def _read(claim: Claim, first: blind_rows.Closed) -> Status:
    if first.verdict not in VERDICTS:  # its words were taken from the record
        raise ForbiddenMove(f"the first verdict on claim {claim.id} can no longer be read; its words were purged")
    return Status(first.verdict)


def standing(desk: Desk, number: int) -> Standing:
    """Tell whether a blind verdict on a claim waits for a second, and of whom it is; never which it is."""
    with reading(desk) as session:
        all_of(session, [number])
        found = blind_rows.closed(session, [number]).get(number)
        if found is None:
            return Standing()
        return Standing(found.name, own=found.name == _name(session, desk))


def _name(session: Session, desk: Desk) -> str | None:
    try:
        return known_reviewer(session, desk.reviewer).name
    except NotFound:  # who can only read
        return None


def to_judge(desk: Desk, *, article: int | None = None) -> list[int]:
    """Return the open claims that one has not judged, those first that wait for a second person."""
    with reading(desk) as session:
        me = known_reviewer(session, desk.reviewer).id
        claims = blind_rows.judgeable(session, article=article)
        waits = blind_rows.closed(session, claims)
    free = [number for number in claims if number not in waits]
    return [number for number, one in sorted(waits.items()) if one.reviewer != me] + free


def agreed(desk: Desk, *, article: int | None = None) -> Agreement:
    """Return how far people agree who judged the same claims blind; the newest two verdicts on each claim count.

    Raises NotFound for an article that is not there.
    """
    with reading(desk) as session:
        if article is not None and article_rows.article(session, article) is None:
            raise not_there(f"no article {article}", Step.ARTICLE_LIST)
        pairs = blind_rows.opened(session, article=article)
    return agreement(list(pairs.values()))
