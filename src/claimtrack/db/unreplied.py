"""Which claims accuse a party that had no chance to reply. Loads no mapped classes: `list` and `gate` ask each time."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    DateTime,
    FromClause,
    Integer,
    Select,
    Text,
    and_,
    column,
    func,
    not_,
    or_,
    select,
    table,
)

from claimtrack.rules.gate import Unreplied
from claimtrack.rules.replies import OnRecord, had_its_chance, state_of
from claimtrack.vocabulary import LinkState, PartySide, ReplyKind, ReplyState

_claim = table("claim", column("id", Integer), column("article_id", Integer))
_party = table(
    "claim_party",
    *(column(name, Integer) for name in ("id", "claim_id", "source_id")),
    *(column(name, Text) for name in ("side", "state")),
)
_source = table("source", column("id", Integer), column("name", Text), column("merged_into_id", Integer))
_reply = table(
    "reply",
    *(column(name, Integer) for name in ("id", "source_id")),
    column("kind", Text),
    *(column(name, DateTime(timezone=True)) for name in ("deadline", "answered_at", "withdrawn_at")),
    column("declined", Boolean),
)
_about = table("reply_claim", column("reply_id", Integer), column("claim_id", Integer), column("earlier_words", Text))
TABLES = (_party, _reply, _about)

_accused, _asked = _source.alias("accused"), _source.alias("asked")
_IS_ACCUSED = and_(_party.c.side == PartySide.ACCUSED.value, _party.c.state != LinkState.REJECTED.value)


@dataclass(frozen=True, slots=True)
class TakenOff:
    """A party of which somebody says that a claim does not accuse it, so that nobody has to ask it for a reply."""

    claim: int
    name: str


def taken_off(connection: Connection, *, article: int | None = None) -> list[TakenOff]:
    """Return the parties that persons took off the claims that were said to accuse them."""
    query = (
        select(_party.c.claim_id, _accused.c.name)
        .select_from(_party)
        .join(_accused, _accused.c.id == _party.c.source_id)
        .join(_claim, _claim.c.id == _party.c.claim_id)
        .where(_party.c.side == PartySide.ACCUSED.value, _party.c.state == LinkState.REJECTED.value)
        .order_by(_party.c.claim_id, _party.c.id)
    )
    rows = connection.execute(query.where(_claim.c.article_id == article) if article is not None else query)
    return [TakenOff(claim, name) for claim, name in rows]


def due(number: ColumnElement[int], now: datetime) -> ColumnElement[bool]:
    """Return the condition that the claim of that number accuses a party that had no chance to reply by this moment.

    It says once more, for a database to ask, what ``rules.replies.had_its_chance`` says.
    """
    on_record = (
        select(_reply.c.id)
        .select_from(_about)
        .join(_reply, _reply.c.id == _about.c.reply_id)
        .join(_asked, _asked.c.id == _reply.c.source_id)
        .where(
            _about.c.claim_id == _party.c.claim_id,
            _reply.c.withdrawn_at.is_(None),
            _about.c.earlier_words.is_(None),
            # One source under two names that were merged is one party.
            _standing(_asked) == _standing(_accused),
        )
        .correlate(_party, _accused)
    )
    settled = or_(_reply.c.kind == ReplyKind.EXCEPTION.value, _reply.c.answered_at.is_not(None))
    waits = and_(not_(settled), or_(_reply.c.deadline.is_(None), _reply.c.deadline > now))
    over = and_(on_record.exists(), not_(on_record.where(waits).exists()))
    return (
        select(_party.c.id)
        .select_from(_party)
        .join(_accused, _accused.c.id == _party.c.source_id)
        .where(_party.c.claim_id == number, _IS_ACCUSED, not_(or_(on_record.where(settled).exists(), over)))
        .exists()
    )


def accuses(number: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition that a claim accuses anybody: few do, and from their parties they are found at once."""
    return number.in_(select(_party.c.claim_id).where(_IS_ACCUSED))


def unreplied(
    connection: Connection, clock: Callable[[], datetime], *, article: int | None = None
) -> dict[int, tuple[Unreplied, ...]]:
    """Return, by claim, the parties that it accuses and that had no chance to reply by now."""
    waiting = _on_record(connection, clock, article)
    found: dict[int, dict[int, Unreplied]] = defaultdict(dict)
    for claim, party, name, state in connection.execute(_parties(article)):
        on_record = waiting.get((claim, party), ())
        replies = [one for one in on_record if not one.earlier]
        if had_its_chance([one.standing for one in replies]):
            continue
        before = found[claim].get(party)
        proposed = state == LinkState.PROPOSED.value and (before is None or before.proposed)
        still = [(one.number, one.until) for one in replies if one.standing is ReplyState.OPEN]
        number, until = still[-1] if still else (None, None)
        earlier = max((one.number for one in on_record if one.earlier), default=None)
        found[claim][party] = Unreplied(party, name, proposed, number, until, earlier)
    return {claim: tuple(parties.values()) for claim, parties in found.items()}


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Where one reply stands; ``earlier`` tells that it is about the claim as it read before."""

    standing: ReplyState
    number: int
    until: datetime | None
    earlier: bool


def _on_record(
    connection: Connection, clock: Callable[[], datetime], article: int | None
) -> dict[tuple[int, int], tuple[_Waiting, ...]]:
    """Return, by claim and party, where each reply stands that was not withdrawn, with its number and deadline."""
    query = (
        select(
            _about.c.claim_id,
            _standing(_asked).label("party"),
            _reply.c.id,
            _reply.c.kind,
            _reply.c.deadline,
            _reply.c.answered_at,
            _reply.c.declined,
            _about.c.earlier_words,
        )
        .select_from(_about)
        .join(_reply, _reply.c.id == _about.c.reply_id)
        .join(_asked, _asked.c.id == _reply.c.source_id)
        .where(_reply.c.withdrawn_at.is_(None))
        .order_by(_reply.c.id)
    )
    found: dict[tuple[int, int], tuple[_Waiting, ...]] = {}
    rows = connection.execute(_of(query, _about.c.claim_id, article)).all()
    now = clock() if rows else datetime.min.replace(tzinfo=UTC)
    for row in rows:
        deadline = aware(row.deadline) if row.deadline is not None else None
        known = OnRecord(ReplyKind(row.kind), deadline, row.answered_at is not None, row.declined)
        key = (row.claim_id, row.party)
        one = _Waiting(state_of(known, now=now), row.id, deadline, row.earlier_words is not None)
        found[key] = (*found.get(key, ()), one)
    return found


def _parties(article: int | None) -> Select[int, int, str, str]:
    standing = _source.alias("standing")
    query = (
        select(_party.c.claim_id, standing.c.id, standing.c.name, _party.c.state)
        .select_from(_party)
        .join(_accused, _accused.c.id == _party.c.source_id)
        .join(standing, standing.c.id == _standing(_accused))
        .where(_IS_ACCUSED)
        .order_by(_party.c.id)
    )
    return _of(query, _party.c.claim_id, article)


def aware(moment: datetime) -> datetime:
    """Return a time as it was stored, in UTC: SQLite drops the zone."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _of(query: Select[Any], number: ColumnElement[int], article: int | None) -> Select[Any]:
    """Keep a query to the claims of an article."""
    if article is None:
        return query
    return query.join(_claim, _claim.c.id == number).where(_claim.c.article_id == article)


def _standing(one: FromClause) -> ColumnElement[int]:
    """Return the number of the source that one stands for."""
    return func.coalesce(one.c.merged_into_id, one.c.id)
