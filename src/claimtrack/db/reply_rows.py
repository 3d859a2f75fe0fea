"""Read what is on record of parties' replies."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from claimtrack.db.chunks import chunks
from claimtrack.db.keys import may_be_key
from claimtrack.db.models import Claim, Reply, ReplyClaim
from claimtrack.db.once import having
from claimtrack.db.seen import hides_reply
from claimtrack.vocabulary import ReplyKind, ReplyState


def reply(session: Session, number: int) -> Reply | None:
    """Return one reply with the claims that it is about."""
    if not may_be_key(number) or hides_reply(session, number):
        return None
    return session.get(Reply, number)


def replies_of(session: Session, claim_ids: Iterable[int]) -> Sequence[ReplyClaim]:
    """Return what is on record on these claims, what was withdrawn included, in the order in which it was recorded."""
    query = select(ReplyClaim).options(
        joinedload(ReplyClaim.reply).options(
            joinedload(Reply.source), joinedload(Reply.made_by), selectinload(Reply.about)
        )
    )
    return [
        row
        for some in chunks(having(session, "reply_claim", claim_ids))
        for row in session.scalars(query.where(ReplyClaim.claim_id.in_(some)).order_by(ReplyClaim.id))
    ]


@dataclass(frozen=True, slots=True)
class WantedReplies:
    """Which replies to list: those that stand in one of these ``states`` by ``now``, of one article or of all."""

    states: frozenset[ReplyState]
    now: datetime
    article: int | None = None


def page(session: Session, wanted: WantedReplies, *, limit: int | None, offset: int) -> Sequence[Reply]:
    """Return one page of the replies, oldest first, with the claims that they are about."""
    query = select(Reply).options(
        joinedload(Reply.source), joinedload(Reply.made_by), selectinload(Reply.about).joinedload(ReplyClaim.claim)
    )
    query = query.where(*_conditions(wanted)).order_by(Reply.id).offset(offset or None).limit(limit)
    return session.scalars(query).all()


def count(session: Session, wanted: WantedReplies) -> int:
    """Count the replies that a listing holds in all."""
    query = select(func.count()).select_from(Reply).where(*_conditions(wanted))
    return session.scalar(query) or 0


def _conditions(wanted: WantedReplies) -> Iterator[ColumnElement[bool]]:
    yield _state(wanted.now).in_(sorted(wanted.states))
    if wanted.article is not None:
        about = select(ReplyClaim.reply_id).join(Claim, Claim.id == ReplyClaim.claim_id)
        yield Reply.id.in_(about.where(Claim.article_id == wanted.article))


def _state(now: datetime) -> ColumnElement[str]:
    """Say once more, for a database to ask, what ``rules.replies.state_of`` says."""
    return case(
        (Reply.withdrawn_at.is_not(None), ReplyState.WITHDRAWN.value),
        (Reply.kind == ReplyKind.EXCEPTION, ReplyState.EXCEPTED.value),
        (Reply.answered_at.is_not(None) & Reply.declined, ReplyState.DECLINED.value),
        (Reply.answered_at.is_not(None), ReplyState.ANSWERED.value),
        (Reply.deadline <= now, ReplyState.SILENT.value),
        else_=ReplyState.OPEN.value,
    )


def files(session: Session) -> Iterator[tuple[int, str, str]]:
    """Yield the bytes that replies rest on: the reply's number, what they are, their digest."""
    for what, column in (("the text that was sent", Reply.text_digest), ("the answer", Reply.answer_digest)):
        query = select(Reply.id, column).where(column.is_not(None)).order_by(Reply.id)
        with session.execute(query.execution_options(yield_per=500)) as rows:
            for number, digest in rows:
                yield number, what, str(digest)
