"""Read single events, and what only events hold."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from claimtrack.db.chain import as_told
from claimtrack.db.chunks import chunks
from claimtrack.db.claim_rows import Written
from claimtrack.db.keys import may_be_key
from claimtrack.db.models import Event, EventText, PolicyVersion
from claimtrack.db.once import once
from claimtrack.events.actions import Action
from claimtrack.events.event import Column
from claimtrack.events.forms import Sealed
from claimtrack.events.registry import EVENTS, UNVERSIONED


def names_told(session: Session) -> Iterator[tuple[str, int, str]]:
    """Yield kind, number and name of each reviewer and source as they were put on record, but for purged names."""
    query = (
        select(Event.id, Event.body, EventText.text)
        .join(EventText, EventText.event_id == Event.id)
        .where(Event.action.in_([Action.REVIEWER_ADDED, Action.SOURCE_RECORDED]), EventText.field == "name")
        .order_by(Event.id)
    )
    with session.execute(query.execution_options(yield_per=500)) as rows:
        for event, body, name in rows:
            yield *as_told(event, body).subject, name


def challengers(session: Session, claim: int, party: int) -> list[int]:
    """Return the reviewers who said of a party that the claim does not accuse it, since somebody last judged that."""
    told = (Action.PARTY_NAMED, Action.PARTY_JUDGED, Action.PARTY_CHALLENGED)
    query = select(Event).where(Event.claim_id == claim, Event.action.in_(told)).order_by(Event.id)
    found: list[int] = []
    for event in session.scalars(query):
        if as_told(event.id, event.body).subject[1] != party:
            continue
        if event.action != Action.PARTY_CHALLENGED:
            found = []
        elif event.reviewer_id not in found:
            found.append(event.reviewer_id)
    return found


def disowners(session: Session, claim: int, source: int, speaker: int | None) -> list[int]:
    """Return the reviewers who said that a claim is not this source's but this speaker's, since somebody last said
    whose it is; the outlet's own for None.
    """
    told = (Action.CLAIM_CORRECTED, Action.CLAIM_DISOWNED)
    found: list[int] = []
    for event in session.scalars(_on_claim(claim, told)):
        after = as_told(event.id, event.body).after
        if event.action == Action.CLAIM_CORRECTED and "own_voice" in after:
            found = []
        elif event.action == Action.CLAIM_DISOWNED and (after["source"], after.get("speaker")) == (source, speaker):
            found += [event.reviewer_id] if event.reviewer_id not in found else []
    return found


def former_speakers(session: Session, claim: int) -> set[int]:
    """Return the sources that said a claim before a person made it the outlet's own, or gave it to somebody else."""
    told = [as_told(event.id, event.body) for event in session.scalars(_on_claim(claim, [Action.CLAIM_CORRECTED]))]
    return {
        one.before["source"]
        for one in told
        if "own_voice" in one.after
        and one.before.get("own_voice") is not True
        and one.before.get("source") not in {None, one.after.get("source")}
    }


def attributed_by(session: Session, claim: int) -> int | None:
    """Return the reviewer who last took a claim from the outlet's own voice and gave it to another; None for no one."""
    found = None
    for event in session.scalars(_on_claim(claim, [Action.CLAIM_CORRECTED])):
        told = as_told(event.id, event.body)
        if "own_voice" in told.after:
            taken = told.before.get("own_voice") is True and told.after["own_voice"] is False
            found = event.reviewer_id if taken else None
    return found


def given_by(session: Session, claim: int) -> int | None:
    """Return the reviewer who gave a claim to whom it is said to be now; None where the machine did."""
    found = None
    for event in session.scalars(_on_claim(claim, [Action.CLAIM_CORRECTED])):
        told = as_told(event.id, event.body)
        if "own_voice" in told.after and told.before.get("source") != told.after.get("source"):
            found = event.reviewer_id
    return found


def _on_claim(claim: int, actions: Iterable[Action]) -> Select[Event]:
    return select(Event).where(Event.claim_id == claim, Event.action.in_(list(actions))).order_by(Event.id)


def notes_told(session: Session) -> Iterator[Written]:
    """Yield each note as its event tells it, oldest first."""
    query = (
        select(Event.id, Event.body, EventText.text)
        .outerjoin(EventText, (EventText.event_id == Event.id) & (EventText.field == "text"))
        .where(Event.action == Action.COMMENT_ADDED)
        .order_by(Event.id)
    )
    with session.execute(query.execution_options(yield_per=500)) as rows:
        for event, body, words in rows:
            told = as_told(event, body)
            yield told.claim, str(told.after.get("kind")), told.reviewer, told.at, words


def words_told(session: Session) -> Iterator[tuple[Column, str | None, bool]]:
    """Yield what stands in single columns of words, as the events tell it, oldest first, and whether that was purged.

    None is nothing, or what was purged: a person may well write the words that a display puts in its place.
    """
    # Most claims begin with a chain each of whose words has its place: of these there is nothing to tell.
    worded = select(EventText.event_id).where(EventText.field == "hop_words")
    query = (
        select(Event)
        .where(or_(Event.action.in_(_WITH_WORDS_KEPT), Event.id.in_(worded)))
        .options(selectinload(Event.texts))
        .order_by(Event.id)
        .execution_options(yield_per=500)
    )
    with session.execute(query) as rows:
        for event in rows.scalars():
            sealed, texts = as_told(event.id, event.body), {one.field: one.text for one in event.texts}
            kept = EVENTS[event.action].kept(sealed)
            for field, column in kept.items():
                yield column, texts.get(field), field in sealed.texts and field not in texts
            session.expunge(event)


def chains_told(session: Session, claim_ids: Iterable[int]) -> set[int]:
    """Return those of these claims of which an event tells the whole chain; older ones told who speaks and carried."""
    found: set[int | None] = set()
    for some in chunks(claim_ids):
        query = select(Event.id, Event.body, Event.claim_id).where(
            Event.claim_id.in_(some), Event.body.contains('"hops":')
        )
        found |= {claim for number, body, claim in session.execute(query) if "hops" in as_told(number, body).after}
    return {number for number in found if number is not None}


_WITH_WORDS_KEPT = [
    action for action, kind in EVENTS.items() if "kept" in vars(kind) and action != Action.CLAIM_RECORDED
]


def events_of_claims(session: Session, claim_ids: Iterable[int]) -> Sequence[Event]:
    """Return the events on these claims with their words, oldest first."""
    return session.scalars(
        select(Event)
        .where(Event.claim_id.in_(list(claim_ids)))
        .options(joinedload(Event.reviewer), selectinload(Event.texts))
        .order_by(Event.id)
    ).all()


def events_of_action(session: Session, action: Action, *, after: int = 0) -> Sequence[Event]:
    """Return the events of one kind that follow event ``after``, with their words, oldest first.

    The kind is one whose events are on no claim: there are few of these, and an index finds them.
    """
    return session.scalars(
        select(Event)
        .where(Event.claim_id.is_(None), Event.action == action, Event.id > after)
        .options(joinedload(Event.reviewer), selectinload(Event.texts))
        .order_by(Event.id)
    ).all()


def events_on(session: Session, noun: str, numbers: Collection[int], actions: Collection[Action]) -> Sequence[Event]:
    """Return the events of these kinds of which one of these things is the subject, with their words, oldest first.

    The kinds are such whose events are on no claim, as of ``events_of_action``.
    """
    query = (
        select(Event)
        .where(Event.claim_id.is_(None), Event.action.in_(list(actions)))
        .options(joinedload(Event.reviewer), selectinload(Event.texts))
        .order_by(Event.id)
    )
    if len(numbers) <= _FEW:  # each is looked for in every body
        query = query.where(or_(*(Event.body.contains(f'"subject":["{noun}",{number}]') for number in numbers)))
    wanted = {(noun, number) for number in numbers}
    # By what was sealed: a body may have such words elsewhere.
    return [event for event in session.scalars(query) if as_told(event.id, event.body).subject in wanted]


_FEW = 20


def first_attached(session: Session, claim_ids: Collection[int]) -> dict[int, int]:
    """Return, by the number of each piece that was ever attached to these claims, the first event that did so."""
    found: dict[int, int] = {}
    for some in chunks(claim_ids):
        query = select(Event.id, Event.body).where(Event.claim_id.in_(some), Event.action == Action.EVIDENCE_ATTACHED)
        for event, body in session.execute(query):
            piece = as_told(event, body).subject[1]
            found[piece] = min(event, found.get(piece, event))
    return found


def recorded_by(session: Session, claim_ids: Iterable[int], number: int) -> set[int]:
    """Return those of these claims that were on record at event ``number``."""
    query = select(Event.claim_id).where(
        Event.claim_id.in_(list(claim_ids)), Event.action == Action.CLAIM_RECORDED, Event.id <= number
    )
    return {found for found in session.scalars(query) if found is not None}


def newest_events(session: Session, claim_ids: Iterable[int], action: Action) -> dict[int, Event]:
    """Return the newest event of one kind on each of these claims that has one."""
    rows = session.scalars(
        select(Event).where(Event.claim_id.in_(list(claim_ids)), Event.action == action).order_by(Event.id)
    )
    return {event.claim_id: event for event in rows if event.claim_id is not None}


def newest_versions(session: Session, claim_id: int, count: int) -> list[Sealed]:
    """Return so many of the newest events on a claim that gave it another version, the newest first."""
    query = (
        select(Event.id, Event.body)
        .where(Event.claim_id == claim_id, Event.action.not_in(UNVERSIONED))
        .order_by(Event.id.desc())
        .limit(count)
    )
    return [as_told(number, body) for number, body in session.execute(query)]


def newest_policy(session: Session, then: datetime | None = None) -> PolicyVersion | None:
    """Return the policy in force, now or at a time; None where the desk had set none."""
    query = select(PolicyVersion).order_by(PolicyVersion.version.desc()).limit(1)
    if then is not None:
        return session.scalar(query.where(PolicyVersion.set_at <= then))
    return once(session, ("the policy",), lambda: session.scalar(query))


def policies(session: Session) -> Sequence[PolicyVersion]:
    """Return every version of the policy, oldest first."""
    return session.scalars(select(PolicyVersion).order_by(PolicyVersion.version)).all()


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events are wanted; None leaves a thing open. ``before`` is the first moment that no longer counts."""

    claims: Sequence[int] | None = None
    reviewer: int | None = None
    since: datetime | None = None
    before: datetime | None = None
    actions: Sequence[str] | None = None
    after: int = 0

    def narrow(self, query: Select[Any]) -> Select[Any]:
        """Keep to them what a query gives."""
        conditions: list[ColumnElement[bool]] = []
        if self.claims is not None:
            conditions.append(Event.claim_id.in_(list(self.claims)))
        if self.reviewer is not None:
            conditions.append(Event.reviewer_id == self.reviewer)
        if self.since is not None:
            conditions.append(Event.at >= self.since)
        if self.before is not None:
            conditions.append(Event.at < self.before)
        if self.actions is not None:
            conditions.append(Event.action.in_(list(self.actions)))
        if self.after:
            conditions.append(Event.id > self.after)
        return query.where(*conditions)


_EVENTS_AT_ONCE = 500


def event_batches(
    session: Session, wanted: EventFilter, *, newest: int | None = None, besides: int = 0
) -> Iterator[Sequence[Event]]:
    """Yield events with their words, oldest first, some hundred at a time.

    ``newest`` keeps the newest so many, of what is left without as many newer ones as ``besides`` says.
    """
    last = _before_newest(session, wanted, newest + besides) if newest is not None else 0
    query = wanted.narrow(select(Event)).options(joinedload(Event.reviewer), selectinload(Event.texts))
    if besides:
        query = query.where(Event.id <= _before_newest(session, wanted, besides))
    while True:
        batch = session.scalars(query.where(Event.id > last).order_by(Event.id).limit(_EVENTS_AT_ONCE)).all()
        if not batch:
            return
        last = batch[-1].id
        yield batch
        session.expunge_all()


def event_count(session: Session, wanted: EventFilter) -> int:
    """Count the events that are wanted."""
    return session.scalar(wanted.narrow(select(func.count()).select_from(Event))) or 0


def _before_newest(session: Session, wanted: EventFilter, newest: int) -> int:
    """Return the number of the event in front of the newest so many, 0 where there are no more than these."""
    query = wanted.narrow(select(Event.id)).order_by(Event.id.desc()).offset(newest).limit(1)
    return session.scalar(query) or 0


def event_time(session: Session, number: int) -> datetime:
    """Return the time of one event."""
    return session.get_one(Event, number).at


def event(session: Session, number: int) -> Event | None:
    """Return one event."""
    return session.get(Event, number) if may_be_key(number) else None


def newest_event_before(session: Session, moment: datetime) -> Event | None:
    """Return the newest event from before a moment."""
    return session.scalar(select(Event).where(Event.at < moment).order_by(Event.id.desc()).limit(1))


def last_event(session: Session, claim_id: int) -> Event | None:
    """Return the newest event on a claim."""
    return session.scalar(
        select(Event)
        .where(Event.claim_id == claim_id)
        .options(joinedload(Event.reviewer), selectinload(Event.texts))
        .order_by(Event.id.desc())
        .limit(1)
    )
