"""Gather a verification report, and one claim for `show`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from claimtrack import __version__
from claimtrack.db import article_rows, claim_rows
from claimtrack.db.models import Article, Claim, Snapshot
from claimtrack.errors import NotFound
from claimtrack.extraction.whole_paragraphs import paragraph_around
from claimtrack.remedies import Blank, Step, Words, do
from claimtrack.reports.build import build
from claimtrack.reports.model import ArticleEntry, ClaimEntry, Report
from claimtrack.services.articles.details import existing
from claimtrack.services.claims import all_of
from claimtrack.services.desk import Desk, reading
from claimtrack.services.desk import moment as now
from claimtrack.services.evidence.protection import protected
from claimtrack.services.reports.entries import entry
from claimtrack.services.reports.facts import Facts
from claimtrack.services.reports.facts_now import facts_now
from claimtrack.services.reports.facts_then import facts_then
from claimtrack.services.reports.kept import with_checks, with_custody, without_protected
from claimtrack.services.reports.moments import Moment, about, moment, newest
from claimtrack.services.timestamps.listing import told as told_of_files
from claimtrack.services.timestamps.listing import told_of_record
from claimtrack.services.witnesses.checking import told as witnessed

Check = Callable[[Desk, Sequence[ClaimEntry]], list[ClaimEntry]]
"""Tells of each piece of evidence of these claims what came of checking it."""


@dataclass(frozen=True, slots=True)
class Context:
    """The words around a claim in its article: each piece of text, and whether it belongs to the claim."""

    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One claim with its surroundings; ``as_of`` is the earlier moment at which it stood so, None for now.

    ``stale`` tells that its verdict is older than the desk lets one be; ``settles`` says what decides on ties between
    its sources that only the machine found.
    """

    entry: ClaimEntry
    context: Context
    article_title: str | None
    article_outlet: str | None
    article_published: datetime | None = None
    as_of: Moment | None = None
    stale: bool = False
    settles: tuple[Words, ...] = ()


def gather(
    desk: Desk,
    article: int | None = None,
    *,
    as_of: int | datetime | None = None,
    include_protected: bool = False,
) -> Report:
    """Gather the report on one article or on all, as the record stands after its newest event.

    With ``as_of``, the number of an event or the first moment that no longer counts, as it stood then; see
    ``facts_then`` for what is rebuilt. Evidence that is protected today is left out, unless it shall be
    included. Raises as ``moments.moment`` does, and NotFound for what was not on record.
    """
    with reading(desk) as session:
        return gather_in(desk, session, article, as_of=as_of, include_protected=include_protected, check=with_checks)


def gather_in(
    desk: Desk,
    session: Session,
    article: int | None = None,
    *,
    as_of: int | datetime | None = None,
    include_protected: bool = False,
    check: Check | None = None,
) -> Report:
    """Do the same from the state of the record that a session sees.

    ``check`` tells what came of checking evidence. Without it the report follows from the record alone: whom the
    policy trusts to stamp stands in a file beside it. Of the past nothing is checked.
    """
    chosen = (
        [existing(article_rows.article(session, article), article)]
        if article is not None
        else article_rows.articles(session)
    )
    if not chosen:
        raise NotFound("no articles yet; " + do(Step.INGEST, Blank.FILE) + " records one")
    then = moment(desk, session, as_of) if as_of is not None else None
    hidden = frozenset[int]() if include_protected else protected(session)
    found = [entry for one in chosen if (entry := _article(desk, session, one, then, hidden, check)) is not None]
    if then is not None and not found:
        what = f"article {chosen[0].id} was not on record" if len(chosen) == 1 else "no article was on record"
        raise NotFound(f"{what} at event {then.number}; " + do(Step.LOG, all=True) + " shows what was")
    at = then or newest(session)
    return build(
        found,
        workspace=desk.uuid,
        head_number=at.number,
        head_hash=at.hash,
        as_of=at.at,
        tool_version=__version__,
        past=then is not None,
        stamps=told_of_record(session, until=then.at if then is not None else None),
        witnesses=tuple(witnessed(session, until=then.at if then is not None else None)),
    )


def show(desk: Desk, number: int, *, as_of: int | datetime | None = None) -> Shown:
    """Gather one claim, as it stands or, with ``as_of``, as it stood; raises as ``gather`` does."""
    return show_each(desk, [number], as_of=as_of)[0]


def show_each(desk: Desk, numbers: Sequence[int], *, as_of: int | datetime | None = None) -> list[Shown]:
    """Gather several claims, all as they stand or stood at one moment; raises as ``gather`` does."""
    with reading(desk) as session:
        all_of(session, numbers)
        then = moment(desk, session, as_of) if as_of is not None else None
        return [_show(desk, session, number, then) for number in numbers]


def _show(desk: Desk, session: Session, number: int, then: Moment | None) -> Shown:
    claims = claim_rows.full_claims(session, numbers=[number])
    found = _known(desk, session, claims, then)
    if then is not None and not found:
        raise NotFound(
            f"claim {number} was not on record at event {then.number}; " + do(Step.LOG, number) + " says when"
        )
    (shown,) = _stamped(session, [entry(found[0])], then)
    text = article_rows.snapshot(session, found[0].state.snapshot).text
    article = about(session, claims[0].article, then)
    return Shown(
        shown,
        _context(text, shown.spans),
        article.title,
        article.outlet.name if article.outlet is not None else None,
        article.published,
        then,
        stale=then is None and shown.look_again_from is not None and shown.look_again_from < now(desk, session),
        settles=found[0].settles,
    )


def _known(desk: Desk, session: Session, claims: Sequence[Claim], then: Moment | None) -> list[Facts]:
    return facts_now(session, claims, desk.clock) if then is None else facts_then(session, claims, then)


def _article(
    desk: Desk,
    session: Session,
    article: Article,
    then: Moment | None,
    hidden: frozenset[int],
    check: Check | None,
) -> ArticleEntry | None:
    """Gather an article and its claims; None where it was not on record then."""
    if then is None:
        snapshot: Snapshot | None = article_rows.newest_snapshot(session, article.id)
    else:
        snapshot = article_rows.snapshot_ingested_by(session, article.id, then.at)
    known = _known(desk, session, claim_rows.full_claims(session, article=article.id), then)
    if snapshot is None or (then is not None and not known):
        return None
    claims = _stamped(session, [entry(one, snapshot=snapshot.id) for one in known], then)
    if check is not None and then is None:
        claims = check(desk, claims)
    if hidden:
        claims = without_protected(session, claims, known, protected=hidden, text=snapshot.text)
    told = about(session, article, then)
    return ArticleEntry(
        number=article.id,
        title=told.title,
        outlet=told.outlet.name if told.outlet is not None else None,
        byline=told.byline,
        url=told.url,
        published=told.published,
        name=snapshot.name,
        digest=snapshot.digest,
        size=snapshot.size,
        media_type=snapshot.media_type,
        text=snapshot.text,
        text_sha256=snapshot.text_sha256,
        language=snapshot.language,
        extractor=snapshot.extractor,
        retrieved_at=snapshot.retrieved_at,
        claims=tuple(sorted(claims, key=lambda one: (not one.spans, one.spans, one.number))),
        agency=told.agency.name if told.agency is not None else None,
    )


def _stamped(session: Session, claims: Sequence[ClaimEntry], then: Moment | None) -> list[ClaimEntry]:
    """Say of each piece of evidence who had it, and what timestamps said of it then, or say now."""
    claims = with_custody(session, claims, then)
    digests = {piece.digest for one in claims for piece in one.evidence}
    says = told_of_files(session, digests, until=then.at if then is not None else None)
    if not says:
        return list(claims)
    return [
        replace(one, evidence=tuple(replace(piece, stamps=says[piece.digest]) for piece in one.evidence))
        for one in claims
    ]


def _context(text: str, spans: Sequence[Sequence[int]]) -> Context:
    """Cut the paragraphs that hold a claim into what belongs to it and what does not."""
    start, end = paragraph_around(text, spans[0][0], spans[-1][1])
    pieces: list[tuple[str, bool]] = []
    for span_start, span_end in spans:
        pieces += [(text[start:span_start], False), (text[span_start:span_end], True)]
        start = span_end
    pieces.append((text[start:end], False))
    return Context(tuple((piece, inside) for piece, inside in pieces if piece))
