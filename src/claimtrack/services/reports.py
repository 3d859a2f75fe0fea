"""Gather a verification report, and one claim for `show`."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from claimtrack import __version__
from claimtrack.db import chain, finding
from claimtrack.db.models import Article
from claimtrack.errors import NotFound
from claimtrack.reports.build import build
from claimtrack.reports.model import ArticleEntry, ClaimEntry, Report
from claimtrack.services.articles import existing
from claimtrack.services.desk import Desk, reading
from claimtrack.services.entries import entries


@dataclass(frozen=True, slots=True)
class Context:
    """The words around a claim in its article: each piece of text, and whether it belongs to the claim."""

    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One claim with its surroundings."""

    entry: ClaimEntry
    context: Context
    article_title: str | None
    article_outlet: str | None


def gather(desk: Desk, article: int | None = None) -> Report:
    """Gather the report on one article or on all, as the record stands after its newest event."""
    with reading(desk) as session:
        chosen = (
            [existing(finding.article(session, article), article)] if article is not None else finding.articles(session)
        )
        if not chosen:
            raise NotFound("no articles yet; `claimtrack ingest FILE` records one")
        head = chain.head(session)
        return build(
            [_article(session, one) for one in chosen],
            workspace=desk.uuid,
            head_number=head.number,
            head_hash=head.hash,
            as_of=finding.event_time(session, head.number),
            tool_version=__version__,
        )


def show(desk: Desk, number: int) -> Shown:
    """Gather one claim; raises NotFound."""
    with reading(desk) as session:
        found = finding.full_claims(session, numbers=[number])
        if not found:
            raise NotFound(f"no claim {number}; `claimtrack list` shows the numbers there are")
        (claim,) = found
        text = finding.snapshot(session, claim.snapshot_id).text
        (entry,) = entries(session, found)
        outlet = claim.article.outlet
        return Shown(
            entry, _context(text, claim.spans), claim.article.title, outlet.name if outlet is not None else None
        )


def _article(session: Session, article: Article) -> ArticleEntry:
    snapshot = finding.newest_snapshot(session, article.id)
    claims = finding.full_claims(session, article=article.id)
    found = entries(session, claims, snapshot=snapshot.id)
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
        claims=tuple(sorted(found, key=lambda entry: (not entry.spans, entry.spans, entry.number))),
    )


def _context(text: str, spans: list[list[int]]) -> Context:
    """Cut the paragraphs that hold a claim into what belongs to it and what does not."""
    start = text.rfind("\n", 0, spans[0][0]) + 1
    end = text.find("\n", spans[-1][1])
    end = len(text) if end < 0 else end
    pieces: list[tuple[str, bool]] = []
    for span_start, span_end in spans:
        pieces += [(text[start:span_start], False), (text[span_start:span_end], True)]
        start = span_end
    pieces.append((text[start:end], False))
    return Context(tuple((piece, inside) for piece, inside in pieces if piece))
