"""Read one page of articles, with what a listing says of their claims and versions; no text is loaded."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session, aliased

from claimtrack.db.chunks import chunks
from claimtrack.db.models import Article, Claim, Snapshot, Source
from claimtrack.vocabulary import Status


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """One article with its newest version; ``statuses`` counts its claims by status, ``snapshots`` what was read as it.

    ``agency`` is whose copy it is, where that is on record.

    ``name``, ``digest`` and what follows are the newest version's. Of an article that turned out to be a version of
    another one, that is the one in which its claims stood.
    """

    number: int
    title: str | None
    outlet: str | None
    agency: str | None
    byline: str | None
    url: str | None
    published: datetime | None
    name: str
    digest: str
    media_type: str
    size: int
    language: str
    retrieved_at: datetime
    snapshots: int
    awaiting: int
    statuses: tuple[tuple[Status, int], ...]

    @property
    def claims(self) -> int:
        """How many claims it has, withdrawn ones included."""
        return sum(count for _, count in self.statuses)


def article_page(session: Session, *, limit: int | None, offset: int = 0) -> list[int]:
    """Return the numbers of one page of the articles, in the order they were ingested."""
    return list(session.scalars(select(Article.id).order_by(Article.id).offset(offset or None).limit(limit)))


def article_count(session: Session) -> int:
    """Count the articles."""
    return session.scalar(select(func.count()).select_from(Article)) or 0


def article_rows(session: Session, numbers: Sequence[int]) -> list[ListedArticle]:
    """Return these articles, in this order; raises KeyError for one that is not there."""
    found = {row.number: row for some in chunks(numbers) for row in _rows(session, some)}
    return [found[number] for number in numbers]


@dataclass(frozen=True, slots=True)
class _Figures:
    statuses: tuple[tuple[Status, int], ...] = ()
    awaiting: int = 0
    versions: int = 0
    newest: int = 0


def _rows(session: Session, numbers: list[int]) -> list[ListedArticle]:
    figures = _figures(session, numbers)
    snapshots = _snapshots(session, [one.newest for one in figures.values()])
    outlet, agency = aliased(Source), aliased(Source)
    query = (
        select(Article, outlet.name, agency.name)
        .outerjoin(outlet, outlet.id == Article.outlet_id)
        .outerjoin(agency, agency.id == Article.agency_id)
        .where(Article.id.in_(numbers))
    )
    return [
        _row(article, outlet_name, agency_name, figures[article.id], snapshots[figures[article.id].newest])
        for article, outlet_name, agency_name in session.execute(query)
    ]


def _row(article: Article, outlet: str | None, agency: str | None, figures: _Figures, snapshot: Any) -> ListedArticle:
    return ListedArticle(
        number=article.id,
        title=article.title,
        outlet=outlet,
        agency=agency,
        byline=article.byline,
        url=article.url,
        published=article.published,
        name=snapshot.name,
        digest=snapshot.digest,
        media_type=snapshot.media_type,
        size=snapshot.size,
        language=snapshot.language,
        retrieved_at=snapshot.retrieved_at,
        snapshots=figures.versions,
        awaiting=figures.awaiting,
        statuses=figures.statuses,
    )


def _figures(session: Session, numbers: list[int]) -> dict[int, _Figures]:
    found = dict.fromkeys(numbers, _Figures())
    versions = select(Snapshot.article_id, func.count(), func.max(Snapshot.id)).where(Snapshot.article_id.in_(numbers))
    for number, count, newest in session.execute(versions.group_by(Snapshot.article_id)):
        found[number] = _Figures(versions=count, newest=newest)
    awaiting = func.sum(case((Claim.awaits_verdict, 1), else_=0))
    claims = (
        select(Claim.article_id, Claim.status, func.count(), awaiting, func.max(Claim.snapshot_id))
        .where(Claim.article_id.in_(numbers))
        .group_by(Claim.article_id, Claim.status)
    )
    for number, status, count, waiting, stood_in in session.execute(claims):
        one = found[number]
        found[number] = replace(
            one,
            statuses=(*one.statuses, (status, count)),
            awaiting=one.awaiting + int(waiting),
            newest=max(one.newest, stood_in),
        )
    order = list(Status)
    return {
        number: replace(one, statuses=tuple(sorted(one.statuses, key=lambda held: order.index(held[0]))))
        for number, one in found.items()
    }


def _snapshots(session: Session, numbers: list[int]) -> dict[int, Any]:
    query = select(
        Snapshot.id,
        Snapshot.name,
        Snapshot.digest,
        Snapshot.media_type,
        Snapshot.size,
        Snapshot.language,
        Snapshot.retrieved_at,
    ).where(Snapshot.id.in_(numbers))
    return {row.id: row for row in session.execute(query)}


def titles(session: Session, *, most: int, besides: int | None = None) -> list[tuple[int, str]]:
    """Return the newest articles, and one besides, by number and title or file's name."""
    newest = select(Article.id).order_by(Article.id.desc()).limit(most)
    name = (
        select(Snapshot.name)
        .where(Snapshot.article_id == Article.id)
        .order_by(Snapshot.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    wanted = Article.id.in_(newest) if besides is None else or_(Article.id.in_(newest), Article.id == besides)
    query = select(Article.id, func.coalesce(Article.title, name)).where(wanted).order_by(Article.id.desc())
    return [(number, str(title or number)) for number, title in session.execute(query)]
