"""Gather a verification report, and one claim for `show`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from claimtrack import __version__
from claimtrack.db import article_rows, chain, event_rows, finding
from claimtrack.db.models import Article, Claim, Snapshot
from claimtrack.errors import NotFound, not_there
from claimtrack.extraction.text.wrapping import paragraph_around
from claimtrack.remedies import Action, Blank, do
from claimtrack.reports.build import build
from claimtrack.reports.model import ArticleEntry, ClaimEntry, Report
from claimtrack.services.articles.details import existing
from claimtrack.services.desk import Desk, reading
from claimtrack.services.reports.as_of import Moment, article_then, claims_then, moment
from claimtrack.services.reports.entries import entries


@dataclass(frozen=True, slots=True)
class Context:
    """The words around a claim in its article: each piece of text, and whether it belongs to the claim."""

    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One claim with its surroundings; ``as_of`` is the earlier moment at which it stood so, None for now.

    ``stale`` tells that its verdict is older than the desk lets one be.
    """

    entry: ClaimEntry
    context: Context
    article_title: str | None
    article_outlet: str | None
    as_of: Moment | None = None
    stale: bool = False


def gather(desk: Desk, article: int | None = None, *, as_of: int | datetime | None = None) -> Report:
    """Gather the report on one article or on all, as the record stands after its newest event.

    With ``as_of``, the number of an event or the first moment that no longer counts, as it stood then; see
    ``services.past`` for what is rebuilt. Raises as ``past.moment`` does, and NotFound for what was not on record.
    """
    with reading(desk) as session:
        chosen = (
            [existing(article_rows.article(session, article), article)]
            if article is not None
            else article_rows.articles(session)
        )
        if not chosen:
            raise NotFound("no articles yet; " + do(Action.INGEST, Blank.FILE) + " records one")
        then = moment(desk, session, as_of) if as_of is not None else _now(session)
        found = (
            _articles_then(session, chosen, then) if as_of is not None else [_article(session, one) for one in chosen]
        )
        return build(
            found,
            workspace=desk.uuid,
            head_number=then.number,
            head_hash=then.hash,
            as_of=then.at,
            tool_version=__version__,
            past=as_of is not None,
        )


def show(desk: Desk, number: int, *, as_of: int | datetime | None = None) -> Shown:
    """Gather one claim, as it stands or, with ``as_of``, as it stood; raises as ``gather`` does."""
    with reading(desk) as session:
        found = finding.full_claims(session, numbers=[number])
        if not found:
            raise not_there(f"no claim {number}", Action.LIST)
        if as_of is not None:
            return _shown_then(session, found[0], moment(desk, session, as_of))
        (claim,) = found
        text = article_rows.snapshot(session, claim.snapshot_id).text
        (entry,) = entries(session, found)
        outlet = claim.article.outlet
        return Shown(
            entry,
            _context(text, claim.spans),
            claim.article.title,
            outlet.name if outlet is not None else None,
            stale=entry.look_again_from is not None and entry.look_again_from < desk.clock(),
        )


def _now(session: Session) -> Moment:
    head = chain.head(session)
    return Moment(head.number, event_rows.event_time(session, head.number), head.hash)


def _shown_then(session: Session, claim: Claim, then: Moment) -> Shown:
    stood = claims_then(session, [claim], then)
    if not stood:
        raise NotFound(
            f"claim {claim.id} was not on record at event {then.number}; " + do(Action.LOG, claim.id) + " says when"
        )
    (one,) = stood
    about = article_then(session, claim.article, then)
    context = _context(article_rows.snapshot(session, one.snapshot).text, one.entry.spans)
    return Shown(one.entry, context, about.title, about.outlet, then)


def _articles_then(session: Session, articles: Sequence[Article], then: Moment) -> list[ArticleEntry]:
    found = [one for article in articles if (one := _article_then(session, article, then)) is not None]
    if not found:
        what = f"article {articles[0].id}" if len(articles) == 1 else "no article"
        was = "was not on record" if len(articles) == 1 else "was on record"
        raise NotFound(f"{what} {was} at event {then.number}; " + do(Action.LOG, all=True) + " shows what was")
    return found


def _article_then(session: Session, article: Article, then: Moment) -> ArticleEntry | None:
    snapshot = article_rows.snapshot_ingested_by(session, article.id, then.at)
    stood = claims_then(session, finding.full_claims(session, article=article.id), then)
    if snapshot is None or not stood:
        return None
    claims = [one.entry if one.snapshot == snapshot.id else replace(one.entry, spans=()) for one in stood]
    about = article_then(session, article, then)
    entry = _article_entry(article, snapshot, claims)
    return replace(
        entry, title=about.title, outlet=about.outlet, byline=about.byline, url=about.url, published=about.published
    )


def _article(session: Session, article: Article) -> ArticleEntry:
    snapshot = article_rows.newest_snapshot(session, article.id)
    claims = finding.full_claims(session, article=article.id)
    return _article_entry(article, snapshot, entries(session, claims, snapshot=snapshot.id))


def _article_entry(article: Article, snapshot: Snapshot, claims: Sequence[ClaimEntry]) -> ArticleEntry:
    return ArticleEntry(
        number=article.id,
        title=article.title,
        outlet=article.outlet.name if article.outlet is not None else None,
        byline=article.byline,
        url=article.url,
        published=article.published,
        name=snapshot.name,
        digest=snapshot.digest,
        size=snapshot.size,
        media_type=snapshot.media_type,
        text=snapshot.text,
        text_sha256=snapshot.text_sha256,
        language=snapshot.language,
        extractor=snapshot.extractor,
        retrieved_at=snapshot.retrieved_at,
        claims=tuple(sorted(claims, key=lambda entry: (not entry.spans, entry.spans, entry.number))),
    )


def _context(text: str, spans: Sequence[Sequence[int]]) -> Context:
    """Cut the paragraphs that hold a claim into what belongs to it and what does not."""
    start, end = paragraph_around(text, spans[0][0], spans[-1][1])
    pieces: list[tuple[str, bool]] = []
    for span_start, span_end in spans:
        pieces += [(text[start:span_start], False), (text[span_start:span_end], True)]
        start = span_end
    pieces.append((text[start:end], False))
    return Context(tuple((piece, inside) for piece, inside in pieces if piece))
