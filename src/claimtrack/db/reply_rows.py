"""Read what is on record of parties' replies."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from claimtrack.db.chunks import chunks
from claimtrack.db.keys import may_be_key
from claimtrack.db.models import Claim, Reply, ReplyClaim


def reply(session: Session, number: int) -> Reply | None:
    """Return one reply with the claims that it is about."""
    return session.get(Reply, number) if may_be_key(number) else None


def replies_of(session: Session, claim_ids: Iterable[int]) -> Sequence[ReplyClaim]:
    """Return what is on record on these claims, what was withdrawn included, in the order in which it was recorded."""
    query = select(ReplyClaim).options(
        joinedload(ReplyClaim.reply).options(
            joinedload(Reply.source), joinedload(Reply.made_by), selectinload(Reply.about)
        )
    )
    return [
        row
        for some in chunks(claim_ids)
        for row in session.scalars(query.where(ReplyClaim.claim_id.in_(some)).order_by(ReplyClaim.id))
    ]


def all_replies(session: Session, *, article: int | None = None) -> Sequence[Reply]:
    """Return everything on record, of one article or of all, with the claims that it is about."""
    query = select(Reply).options(
        joinedload(Reply.source), joinedload(Reply.made_by), selectinload(Reply.about).joinedload(ReplyClaim.claim)
    )
    if article is not None:
        about = select(ReplyClaim.reply_id).join(Claim, Claim.id == ReplyClaim.claim_id)
        query = query.where(Reply.id.in_(about.where(Claim.article_id == article)))
    return session.scalars(query.order_by(Reply.id)).all()


def files(session: Session) -> Iterator[tuple[int, str, str]]:
    """Yield the bytes that replies rest on: the reply's number, what they are, their digest."""
    for what, column in (("the text that was sent", Reply.text_digest), ("the answer", Reply.answer_digest)):
        query = select(Reply.id, column).where(column.is_not(None)).order_by(Reply.id)
        with session.execute(query.execution_options(yield_per=500)) as rows:
            for number, digest in rows:
                yield number, what, str(digest)
