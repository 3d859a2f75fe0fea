"""Read single articles and their snapshots."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import LargeBinary, func, or_, select
from sqlalchemy.orm import Session, joinedload, undefer

from claimtrack.db.keys import may_be_key
from claimtrack.db.models import (
    Article,
    Claim,
    Snapshot,
)
from claimtrack.db.seen import hidden_here, hides_article


def article(session: Session, number: int) -> Article | None:
    """Return one article."""
    if not may_be_key(number) or hides_article(session, number):
        return None
    return session.get(Article, number)


def limited(session: Session) -> Sequence[Article]:
    """Return the articles that are for some readers, oldest first."""
    return session.scalars(select(Article).where(Article.readers.is_not(None)).order_by(Article.id)).all()


def articles(session: Session) -> Sequence[Article]:
    """Return every article, in the order they were ingested."""
    return session.scalars(select(Article).options(joinedload(Article.outlet)).order_by(Article.id)).all()


def article_with_url(session: Session, url: str) -> Article | None:
    """Find the article that was read from ``url``, of those that who asks may read."""
    seen = Article.id.not_in(hidden_here(session))
    return session.scalar(select(Article).where(Article.url == url, seen).order_by(Article.id).limit(1))


def articles_titled(session: Session, title: str, *, besides: int, most: int) -> Sequence[tuple[int, int | None]]:
    """Return the newest articles with this title, and whose they are; ``besides`` is none of them."""
    query = select(Article.id, Article.outlet_id).where(Article.title == title, Article.id != besides)
    return [(number, outlet) for number, outlet in session.execute(query.order_by(Article.id.desc()).limit(most))]


def articles_at(session: Session, urls: Sequence[str], *, besides: int, most: int) -> Sequence[int]:
    """Return the newest articles that were read from one of these addresses; ``besides`` is none of them."""
    query = select(Article.id).where(Article.url.in_(urls), Article.id != besides)
    return session.scalars(query.order_by(Article.id.desc()).limit(most)).all()


def outlets_of(session: Session, articles: Sequence[int]) -> dict[int, int | None]:
    """Give, by article, whose it is."""
    query = select(Article.id, Article.outlet_id).where(Article.id.in_(articles))
    return {row.id: row.outlet_id for row in session.execute(query)}


def sketch_heads(session: Session, *, after: int, hashes: int) -> Iterator[tuple[int, int, bytes]]:
    """Yield the lowest hashes of the sketch of each snapshot after the one with that number, in order.

    Gives the number of the snapshot, that of its article, and the hashes, eight bytes each.
    """
    lowest = func.substr(Snapshot.sketch, 2, 8 * hashes, type_=LargeBinary)
    query = (
        select(Snapshot.id, Snapshot.article_id, lowest)
        .where(Snapshot.id > after, Snapshot.sketch.is_not(None))
        .order_by(Snapshot.id)
    )
    for number, article_id, kept in session.execute(query):
        yield number, article_id, bytes(kept)


def snapshot_with_digest(session: Session, digest: str) -> Snapshot | None:
    """Find the snapshot whose original bytes have this digest."""
    return session.scalar(select(Snapshot).where(Snapshot.digest == digest))


def newest_snapshot(session: Session, article_id: int) -> Snapshot:
    """Return the newest snapshot of an article, its text included.

    Of an article that turned out to be a version of another one, it is the one in which its claims stood.
    """
    stood_in = select(Claim.snapshot_id).where(Claim.article_id == article_id)
    return session.scalars(
        select(Snapshot)
        .where(or_(Snapshot.article_id == article_id, Snapshot.id.in_(stood_in)))
        .options(undefer(Snapshot.text))
        .order_by(Snapshot.id.desc())
        .limit(1)
    ).one()


def snapshot(session: Session, number: int) -> Snapshot:
    """Return one snapshot, its text included."""
    return session.get_one(Snapshot, number, options=[undefer(Snapshot.text)])


def snapshots(session: Session) -> Iterator[Snapshot]:
    """Yield every snapshot with its text, one by one; to be read to the end."""
    query = select(Snapshot).options(undefer(Snapshot.text), undefer(Snapshot.posts)).order_by(Snapshot.id)
    with session.scalars(query.execution_options(yield_per=1)) as rows:
        yield from rows


def snapshot_digests(session: Session, article_id: int) -> Sequence[str]:
    """Return the digests of all that was ever read as this article."""
    return session.scalars(select(Snapshot.digest).where(Snapshot.article_id == article_id)).all()


def retrieved(session: Session, articles: Iterable[int]) -> Sequence[datetime]:
    """Return when each version of these articles was retrieved."""
    return session.scalars(select(Snapshot.retrieved_at).where(Snapshot.article_id.in_(set(articles)))).all()


def article_texts(session: Session, article_id: int) -> Sequence[str]:
    """Return the text of every version of an article."""
    return session.scalars(select(Snapshot.text).where(Snapshot.article_id == article_id).order_by(Snapshot.id)).all()


def article_sketches(session: Session, articles: Iterable[int]) -> dict[int, list[bytes]]:
    """Give, by article, the sketches of all that was ever read as it."""
    asked = set(articles)
    query = (
        select(Snapshot.article_id, Snapshot.sketch)
        .where(Snapshot.article_id.in_(asked), Snapshot.sketch.is_not(None))
        .order_by(Snapshot.id)
    )
    found: dict[int, list[bytes]] = {}
    for article_id, kept in session.execute(query) if asked else ():
        if kept is not None:
            found.setdefault(article_id, []).append(kept)
    return found


def snapshot_ingested_by(session: Session, article_id: int, moment: datetime) -> Snapshot | None:
    """Return the newest snapshot of an article that had been retrieved by a moment, its text included."""
    return session.scalars(
        select(Snapshot)
        .where(Snapshot.article_id == article_id, Snapshot.retrieved_at <= moment)
        .options(undefer(Snapshot.text))
        .order_by(Snapshot.id.desc())
        .limit(1)
    ).first()
