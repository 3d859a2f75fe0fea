"""What reports tell of parties' replies, now or at a moment."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from claimtrack.clock import Clock
from claimtrack.db import chain, event_rows
from claimtrack.db.models import ClaimParty, ReplyClaim
from claimtrack.db.relations import Families, families
from claimtrack.events.actions import Action
from claimtrack.events.forms import Sealed
from claimtrack.events.replies import ABOUT, REPLY
from claimtrack.events.state import State
from claimtrack.reports.model import ReplyLine
from claimtrack.rules.replies import OnRecord, state_of
from claimtrack.services.reports.facts import Happened
from claimtrack.services.reports.facts import OnRecord as Held
from claimtrack.services.reports.moments import Moment

_ACTIONS = frozenset(action for action in Action if action.startswith("reply."))


def replies_now(session: Session, held: Held, clock: Clock) -> dict[int, tuple[ReplyLine, ...]]:
    """Return, by claim, what is on record of replies, and where each stands by the clock."""
    if not any(held.replies.values()):
        return dict.fromkeys(held.replies, ())
    now, within = clock(), families(session)
    return {
        claim: tuple(
            _as_named(_line(one, _reasons(held.past[claim]), now), held.parties[claim], within) for one in rows
        )
        for claim, rows in held.replies.items()
    }


def _as_named(line: ReplyLine, parties: Sequence[ClaimParty], within: Families) -> ReplyLine:
    """Give a reply the number under which its claim names the party: one of several that were merged."""
    named = (row.source_id for row in parties if within.standing(row.source_id) == within.standing(line.source))
    return replace(line, source=next(named, line.source))


def replies_then(held: Held, claim: int, standing: State, *, then: Moment, within: Families) -> tuple[ReplyLine, ...]:
    """Return what was on record of replies about a claim, and where each stood at that moment."""
    return tuple(
        _as_named(_line_then(one, _reasons(held.past[claim]), standing, then.until), held.parties[claim], within)
        for one in held.replies[claim]
        if one.id in standing.rows[ABOUT]
    )


def told_elsewhere(session: Session, held: Held) -> list[Sealed]:
    """Return what events tell of replies to these claims that stands on others: they were asked about together."""
    others = {about.claim_id for rows in held.replies.values() for row in rows for about in row.reply.about}
    events = event_rows.events_of_claims(session, others - held.replies.keys())
    return [chain.as_told(event.id, event.body) for event in events if event.action in _ACTIONS]


def _reasons(past: Sequence[Happened]) -> dict[int, str | None]:
    """Return why replies were withdrawn, by their numbers."""
    return {one.told.subject[1]: one.line.reason for one in past if one.told.action == Action.REPLY_WITHDRAWN}


def _line(about: ReplyClaim, reasons: Mapping[int, str | None], now: datetime) -> ReplyLine:
    row = about.reply
    known = OnRecord(row.kind, row.deadline, row.answered_at is not None, row.declined, row.withdrawn_at is not None)
    return ReplyLine(
        number=row.id,
        kind=row.kind,
        source=row.source_id,
        party=row.source.name,
        state=state_of(known, now=now),
        claims=tuple(one.claim_id for one in row.about),
        means=row.means,
        asked_at=row.asked_at,
        deadline=row.deadline,
        because=row.because,
        text_name=row.text_name,
        text_digest=row.text_digest,
        text_size=row.text_size,
        answered_at=row.answered_at,
        answer=row.answer,
        late=row.answered_at is not None and row.deadline is not None and row.answered_at >= row.deadline,
        answer_digest=row.answer_digest,
        answer_size=row.answer_size,
        by=row.made_by.name,
        at=row.made_at,
        withdrawn_at=row.withdrawn_at,
        withdrawn_because=reasons.get(row.id),
        earlier_words=about.earlier_words is not None,
    )


def _line_then(about: ReplyClaim, reasons: Mapping[int, str | None], standing: State, now: datetime) -> ReplyLine:
    """Return a line as the events up to a moment tell it: an answer or a withdrawal that came later is left out."""
    told: Mapping[str, Any] = standing.of(REPLY, about.reply_id)
    line = _line(about, reasons, now)
    ties: list[Mapping[str, Any]] = [standing.of(ABOUT, number) for number in standing.rows[ABOUT]]
    line = replace(
        line,
        claims=tuple(tie["claim"] for tie in ties if tie["reply"] == about.reply_id),
        earlier_words=standing.of(ABOUT, about.id)["earlier_words"] is not None,
    )
    if told["answered"] is None:
        line = replace(line, answered_at=None, answer=None, late=False, answer_digest=None, answer_size=None)
    if told["withdrawn"] is None:
        line = replace(line, withdrawn_at=None, withdrawn_because=None)
    known = OnRecord(
        line.kind, line.deadline, line.answered_at is not None, told["declined"], line.withdrawn_at is not None
    )
    return replace(line, state=state_of(known, now=now))
