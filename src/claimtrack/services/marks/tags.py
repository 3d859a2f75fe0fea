"""Tags: words of a desk's own by which it sorts its claims."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from claimtrack.db import chain, claim_rows, event_rows
from claimtrack.db.models import Claim, ClaimTag, Tag
from claimtrack.db.seen import hides_tag
from claimtrack.db.tags import tag_rows
from claimtrack.errors import ForbiddenMove
from claimtrack.events.actions import Action
from claimtrack.events.tags import ClaimTagged, ClaimUntagged, TagRecorded
from claimtrack.rules.tags import tag_key, tag_name
from claimtrack.services.claims import Seen, changed, open_to_more
from claimtrack.services.desk import Act
from claimtrack.services.marks.tag_listing import no_tag
from claimtrack.services.weighing.consequences import Reopened, settle


@dataclass(frozen=True, slots=True)
class Tagged:
    """What became of a tag: the claims on which it was put, or from which it was taken, and those left as they were.

    ``reopened`` are the verdicts that fell because the policy asks more of claims that are tagged so.
    """

    name: str
    claims: tuple[int, ...]
    left: tuple[int, ...]
    reopened: tuple[Reopened, ...] = ()


def tag(act: Act, seen: Seen, written: str) -> Tagged:
    """Put a tag on claims; those that have it keep it, and none is taken into review.

    Raises InvalidInput for what is no tag (``rules.tags``), ForbiddenMove where each claim has it already.
    """
    name = tag_name(written)
    claims = open_to_more(act, seen)
    row = claim_rows.tag_with_key(act.session, tag_key(name)) or _recorded(act, name)
    known = claim_rows.taggings(act.session, row.id, [claim.id for claim in claims])
    without = [claim for claim in claims if claim.id not in known or known[claim.id].removed_at is not None]
    if not without:
        raise ForbiddenMove(f"{_named(claims, 'has', 'have')} the tag {row.name} already; nothing was changed")
    for claim in without:
        _put_on(act, claim, row, known.get(claim.id))
    reopened = settle(act, without, because=f'the claim was tagged "{row.name}", of which the policy asks more')
    return replace(_outcome(row, claims, without), reopened=tuple(reopened))


def untag(act: Act, seen: Seen, written: str) -> Tagged:
    """Take a tag off claims; that they had it stays in their history.

    Raises NotFound for a tag that nobody ever gave, ForbiddenMove where none of the claims has it.
    """
    claims = open_to_more(act, seen)
    row = claim_rows.tag_with_key(act.session, tag_key(written))
    if row is None or hides_tag(act.session, row.id):
        raise no_tag(written)
    known = claim_rows.taggings(act.session, row.id, [claim.id for claim in claims])
    with_it = [claim for claim in claims if claim.id in known and known[claim.id].removed_at is None]
    if not with_it:
        lack = _named(claims, "does not have", "do not have")
        raise ForbiddenMove(f"{lack} the tag {row.name}; nothing was changed")
    for claim in with_it:
        _take_off(act, claim, row, known[claim.id])
    return _outcome(row, claims, with_it)


def renamed(session: Session) -> Iterator[str]:
    """Say of each tag whose name, or the key by which it is found, is another than the one put on record."""
    rows = {row.number: row for row in tag_rows(session)}
    for event in event_rows.events_of_action(session, Action.TAG_RECORDED):
        told = chain.as_told(event.id, event.body)
        row = rows.get(told.subject[1])
        name = next((text.text for text in event.texts if text.field == "name"), None)
        # A tag that is missing, or more than was recorded, is found with the rows of the other tables.
        if row is not None and name is not None and (row.name, row.key) != (name, tag_key(name)):
            yield f'tag {row.number}: it is "{name}" by the events, "{row.name}" in the table, found by "{row.key}"'


def _recorded(act: Act, name: str) -> Tag:
    row = Tag(name=name, key=tag_key(name), created_at=act.at)
    act.session.add(row)
    act.session.flush()
    act.changes.append(TagRecorded(tag=row.id, name=name))
    return row


def _put_on(act: Act, claim: Claim, row: Tag, known: ClaimTag | None) -> None:
    tagging = known or ClaimTag(tag_id=row.id, claim_id=claim.id)
    tagging.added_by_id, tagging.added_at, tagging.removed_at = act.reviewer.id, act.at, None
    act.session.add(tagging)
    act.session.flush()
    changed(act, claim, ClaimTagged(claim=claim.id, tagging=tagging.id, tag_=row.id, tag=row.name))


def _take_off(act: Act, claim: Claim, row: Tag, tagging: ClaimTag) -> None:
    tagging.removed_at = act.at
    changed(act, claim, ClaimUntagged(claim=claim.id, tagging=tagging.id, tag_=row.id, tag=row.name))


def _outcome(row: Tag, claims: Sequence[Claim], done: Sequence[Claim]) -> Tagged:
    numbers = [claim.id for claim in done]
    return Tagged(row.name, tuple(numbers), tuple(claim.id for claim in claims if claim.id not in numbers))


def _named(claims: Sequence[Claim], has: str, have: str) -> str:
    numbers = ", ".join(str(claim.id) for claim in claims)
    return f"claim {numbers} {has}" if len(claims) == 1 else f"claims {numbers} {have}"
