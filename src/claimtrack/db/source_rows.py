"""Read single sources, and what names them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, Text, cast, func, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from claimtrack.db.chunks import chunks
from claimtrack.db.keys import may_be_key
from claimtrack.db.models import (
    Article,
    Attribution,
    Claim,
    Evidence,
    Source,
)
from claimtrack.vocabulary import OPEN, HopRole, Mention, SpeakerKind, Status


@dataclass(frozen=True, slots=True)
class ListedSource:
    """What a listing shows of a source itself."""

    number: int
    name: str
    kind: SpeakerKind
    article: int | None
    merged_into: int | None


def claims_without_their_speaker(session: Session) -> Iterator[int]:
    """Yield the claims whose chain does not begin with the speaker that they have."""
    spoken = (Attribution.claim_id == Claim.id) & (Attribution.role == HopRole.SPEAKER)
    known = ~Claim.own_voice & Claim.source_id.is_not(None)
    query = (
        select(Claim.id)
        .outerjoin(Attribution, spoken)
        .where(Attribution.source_id.is_distinct_from(Claim.source_id), known | Attribution.id.is_not(None))
    )
    yield from session.scalars(query.order_by(Claim.id))


def claims_without_their_outlet(session: Session) -> Iterator[int]:
    """Yield the claims whose chain does not name the outlet of their article."""
    named = (
        select(Attribution.id)
        .where(
            Attribution.claim_id == Claim.id,
            Attribution.role == HopRole.OUTLET,
            Attribution.source_id == Article.outlet_id,
        )
        .exists()
    )
    query = select(Claim.id).join(Article, Article.id == Claim.article_id).where(Article.outlet_id.is_not(None), ~named)
    yield from session.scalars(query.order_by(Claim.id))


def claims_with_a_broken_chain(session: Session) -> Iterator[int]:
    """Yield the claims whose chain leaves a place out, or whose outlet is not its bare last place."""
    gaps = (
        select(Attribution.claim_id)
        .group_by(Attribution.claim_id)
        .having((func.max(Attribution.hop) + 1 != func.count()) | (func.min(Attribution.hop) != 0))
    )
    after = aliased(Attribution)
    is_last = ~select(after.id).where(after.claim_id == Attribution.claim_id, after.hop > Attribution.hop).exists()
    bare = (
        Attribution.words.is_(None)
        & Attribution.cue.is_(None)
        & (cast(Attribution.source_spans, Text) == "[]")
        & (cast(Attribution.cue_spans, Text) == "[]")
        & (Attribution.mention == Mention.NAME)
    )
    outlets = (
        select(Attribution.claim_id)
        .join(Claim, Claim.id == Attribution.claim_id)
        .join(Article, Article.id == Claim.article_id)
        .where(
            Attribution.role == HopRole.OUTLET,
            or_(~is_last, ~bare, Attribution.source_id.is_distinct_from(Article.outlet_id)),
        )
    )
    yield from session.scalars(gaps.union(outlets).order_by("claim_id"))


def source(session: Session, number: int) -> Source | None:
    """Return one source."""
    return session.get(Source, number) if may_be_key(number) else None


def sources_numbered(session: Session, numbers: Iterable[int | None]) -> dict[int | None, Source]:
    """Return the sources of these numbers that there are; None among them is nobody."""
    wanted = [number for number in numbers if number is not None]
    return {row.id: row for row in session.scalars(select(Source).where(Source.id.in_(wanted)))}


def source_with_key(session: Session, key: str, article_id: int | None) -> Source | None:
    """Find a source by its folded name: a named one, or the unnamed one of an article."""
    scope = Source.article_id.is_(None) if article_id is None else Source.article_id == article_id
    return session.scalar(select(Source).where(Source.key == key, scope))


def sources_with_keys(session: Session, keys: Iterable[str], article_id: int) -> Iterator[Source]:
    """Find the sources of these folded names: the named ones, and the unnamed ones of an article."""
    scope = or_(Source.article_id.is_(None), Source.article_id == article_id)
    for some in chunks(keys):
        yield from session.scalars(select(Source).where(Source.key.in_(some), scope))


def named_sources(session: Session, keys: Iterable[str]) -> Iterator[Source]:
    """Find the named sources of these folded names, merged ones included."""
    for some in chunks(keys):
        yield from session.scalars(select(Source).where(Source.key.in_(some), Source.article_id.is_(None)))


def worded_sources(session: Session, claim_ids: Iterable[int]) -> list[tuple[Source, str]]:
    """Return everybody in the chains of these claims with the article's words for them, in the order of the text."""
    found: dict[tuple[int, str], Source] = {}
    for some in chunks(claim_ids):
        rows = session.execute(
            select(Source, Attribution.words)
            .join(Attribution, Attribution.source_id == Source.id)
            .where(Attribution.claim_id.in_(some), Attribution.words.is_not(None))
            .order_by(Attribution.claim_id, Attribution.hop)
        )
        for source, words in rows:
            if words is not None:
                found.setdefault((source.id, words), source)
    return [(source, words) for (_, words), source in found.items()]


def sources(session: Session) -> Sequence[Source]:
    """Return every source, merged ones included, in the order they were first met."""
    return session.scalars(select(Source).order_by(Source.id)).all()


def merged_sources(session: Session) -> dict[int, int]:
    """Return every merge on record: the source that was merged, and the one it now stands for.

    A merge carries along what was merged before, so one step always leads to the end.
    """
    rows = session.execute(select(Source.id, Source.merged_into_id).where(Source.merged_into_id.is_not(None)))
    return {merged: into for merged, into in rows if into is not None}


def claimants(session: Session, *, article: int | None = None) -> dict[int, int]:
    """Count, by number, the checkable claims without a verdict that sources stand behind: of one article, or of all.

    Behind what an outlet says itself, or what nobody read, stand the outlet and the agency whose copy the article is.
    """
    waits = Claim.checkable.is_(True) & Claim.status.in_(OPEN)
    if article is not None:
        waits &= Claim.article_id == article
    attributed = select(Claim.source_id.label("source")).where(waits, Claim.own_voice.is_(False))
    own = or_(Claim.own_voice.is_(None), Claim.own_voice.is_(True))
    houses = [
        select(column.label("source")).select_from(Claim).join(Claim.article).where(waits, own)
        for column in (Article.outlet_id, Article.agency_id)
    ]
    told = union_all(attributed, *houses).subquery()
    rows = session.execute(
        select(told.c.source, func.count()).where(told.c.source.is_not(None)).group_by(told.c.source)
    )
    return {number: count for number, count in rows if number is not None}


def source_names(session: Session, numbers: Iterable[int]) -> dict[int, str]:
    """Return the names of these sources."""
    wanted = set(numbers)
    if not wanted:
        return {}
    rows = session.execute(select(Source.id, Source.name).where(Source.id.in_(wanted)))
    return {row[0]: row[1] for row in rows}


def source_page(session: Session, *, merged: bool, limit: int | None, offset: int) -> list[ListedSource]:
    """Return one page of the sources, in the order they were first met; those merged into others where ``merged``."""
    query = _listed(merged=merged).order_by(Source.id).offset(offset or None).limit(limit)
    return [ListedSource(*row) for row in session.execute(query)]


def source_count(session: Session, *, merged: bool) -> int:
    """Count the sources that a listing holds in all."""
    return session.scalar(select(func.count()).select_from(_listed(merged=merged).subquery())) or 0


def members_of(session: Session, numbers: Iterable[int]) -> dict[int, list[tuple[int, str]]]:
    """Give, by source, number and name of all that was merged into it, in the order they were first met."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for some in chunks(numbers):
        query = select(Source.merged_into_id, Source.id, Source.name).where(Source.merged_into_id.in_(some))
        for into, number, name in session.execute(query.order_by(Source.id)):
            if into is not None:
                found[into].append((number, name))
    return found


def source_figures(session: Session, numbers: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Give, for each of these sources, how many claims it speaks and how many pieces of evidence come from it."""
    figures: dict[int, tuple[int, int]] = {}
    for some in chunks(numbers):
        claims = select(Claim.source_id, func.count()).where(Claim.status != Status.WITHDRAWN)
        spoken = _by_source(session, claims.where(Claim.source_id.in_(some)).group_by(Claim.source_id))
        pieces = select(Evidence.source_id, func.count()).where(Evidence.source_id.in_(some))
        given = _by_source(session, pieces.group_by(Evidence.source_id))
        figures |= {number: (spoken.get(number, 0), given.get(number, 0)) for number in some}
    return figures


def _by_source(session: Session, query: Select[int | None, int]) -> dict[int, int]:
    return {number: count for number, count in session.execute(query) if number is not None}


def _listed(*, merged: bool) -> Select[int, str, SpeakerKind, int | None, int | None]:
    query = select(Source.id, Source.name, Source.kind, Source.article_id, Source.merged_into_id)
    return query if merged else query.where(Source.merged_into_id.is_(None))
