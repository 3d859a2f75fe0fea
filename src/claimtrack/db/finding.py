"""Questions to the tables that give mapped rows back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload, undefer

from claimtrack.db.chain import as_told, timestamp
from claimtrack.db.models import (
    Article,
    Attribution,
    Claim,
    ClaimLink,
    ClaimParty,
    ClaimTag,
    Event,
    EventText,
    Evidence,
    EvidenceLink,
    Note,
    PolicyVersion,
    Reviewer,
    Snapshot,
    Source,
    Tag,
    Workspace,
)
from claimtrack.db.words import CORRECTED, HopRole, NoteKind
from claimtrack.rules.words import OPPOSING, ClaimLinkKind, LinkState, Status

_AT_ONCE = 500
_LARGEST_KEY = 2**31 - 1
"""What PostgreSQL holds in an integer column; a larger number asked for is in no table."""


def may_be_key(number: int) -> bool:
    """Tell whether a number that a user gave may be a row's number at all."""
    return 0 < number <= _LARGEST_KEY


def workspace(session: Session) -> Workspace:
    """Give the one row that identifies the workspace."""
    return session.get_one(Workspace, 1)


def reviewer_by_key(session: Session, key: str) -> Reviewer | None:
    """Find a reviewer by folded name."""
    return session.scalar(select(Reviewer).where(Reviewer.key == key))


def reviewers(session: Session) -> Sequence[Reviewer]:
    """Give everyone who may act, in the order they were added."""
    return session.scalars(select(Reviewer).order_by(Reviewer.id)).all()


def claims(session: Session, numbers: Iterable[int]) -> dict[int, Claim]:
    """Give the claims of these numbers that there are."""
    asked = [number for number in numbers if may_be_key(number)]
    rows = session.scalars(select(Claim).where(Claim.id.in_(asked)).order_by(Claim.id))
    return {claim.id: claim for claim in rows}


_FULL = (
    joinedload(Claim.source),
    joinedload(Claim.article),
    joinedload(Claim.holder),
    selectinload(Claim.hops),
    selectinload(Claim.caveats),
    selectinload(Claim.evidence_links).joinedload(EvidenceLink.evidence),
)


def full_claims(
    session: Session, *, numbers: Iterable[int] | None = None, article: int | None = None
) -> Sequence[Claim]:
    """Give claims with everything that hangs on them, in the order of their numbers."""
    query = select(Claim).options(*_FULL).order_by(Claim.id)
    if numbers is not None:
        query = query.where(Claim.id.in_([number for number in numbers if may_be_key(number)]))
    if article is not None:
        query = query.where(Claim.article_id == article)
    return session.scalars(query).unique().all()


def article(session: Session, number: int) -> Article | None:
    """Give one article."""
    return session.get(Article, number) if may_be_key(number) else None


def articles(session: Session) -> Sequence[Article]:
    """Give every article, in the order they were ingested."""
    return session.scalars(select(Article).options(joinedload(Article.outlet)).order_by(Article.id)).all()


def article_figures(session: Session) -> dict[int, dict[Status, tuple[int, int]]]:
    """Give, by article and status, how many claims there are and how many of them await a verdict."""
    awaiting = func.sum(case((Claim.awaits_verdict, 1), else_=0))
    rows = session.execute(
        select(Claim.article_id, Claim.status, func.count(), awaiting).group_by(Claim.article_id, Claim.status)
    )
    figures: dict[int, dict[Status, tuple[int, int]]] = {}
    for article_id, status, total, waiting in rows:
        figures.setdefault(article_id, {})[status] = (total, int(waiting))
    return figures


def article_with_url(session: Session, url: str) -> Article | None:
    """Find the article that was read from ``url``."""
    return session.scalar(select(Article).where(Article.url == url).order_by(Article.id).limit(1))


def snapshot_with_digest(session: Session, digest: str) -> Snapshot | None:
    """Find the snapshot whose original bytes have this digest."""
    return session.scalar(select(Snapshot).where(Snapshot.digest == digest))


def newest_snapshot(session: Session, article_id: int) -> Snapshot:
    """Give the newest snapshot of an article, its text included."""
    return session.scalars(
        select(Snapshot)
        .where(Snapshot.article_id == article_id)
        .options(undefer(Snapshot.text))
        .order_by(Snapshot.id.desc())
        .limit(1)
    ).one()


def snapshot(session: Session, number: int) -> Snapshot:
    """Give one snapshot, its text included."""
    return session.get_one(Snapshot, number, options=[undefer(Snapshot.text)])


def snapshots(session: Session) -> Iterator[Snapshot]:
    """Give every snapshot with its text, one by one; to be read to the end."""
    query = select(Snapshot).options(undefer(Snapshot.text)).order_by(Snapshot.id)
    with session.scalars(query.execution_options(yield_per=1)) as rows:
        yield from rows


def snapshot_digests(session: Session, article_id: int) -> Sequence[str]:
    """Give the digests of all that was ever read as this article."""
    return session.scalars(select(Snapshot.digest).where(Snapshot.article_id == article_id)).all()


def article_sketches(session: Session, articles: Iterable[int]) -> dict[int, list[bytes]]:
    """Give, by article, the sketches of all that was ever read as it."""
    rows = session.execute(
        select(Snapshot.article_id, Snapshot.sketch)
        .where(Snapshot.article_id.in_(set(articles)), Snapshot.sketch.is_not(None))
        .order_by(Snapshot.id)
    )
    found: dict[int, list[bytes]] = {}
    for article_id, kept in rows:
        if kept is not None:
            found.setdefault(article_id, []).append(kept)
    return found


def evidence_sketches(session: Session, pieces: Iterable[int]) -> dict[int, bytes]:
    """Give the sketches of these pieces of evidence that have one."""
    rows = session.execute(
        select(Evidence.id, Evidence.sketch).where(Evidence.id.in_(set(pieces)), Evidence.sketch.is_not(None))
    )
    return {number: kept for number, kept in rows if kept is not None}


def names_kept(session: Session) -> dict[tuple[str, int], tuple[str, str]]:
    """Give the name and the key of every reviewer and source, by kind and number."""
    found: dict[tuple[str, int], tuple[str, str]] = {}
    for kind, table in (("reviewer", Reviewer), ("source", Source)):
        for number, name, key in session.execute(select(table.id, table.name, table.key)):
            found[kind, number] = (name, key)
    return found


def names_told(session: Session) -> Iterator[tuple[str, int, str]]:
    """Give kind, number and name of each reviewer and source as they were put on record, but for purged names."""
    query = (
        select(Event.id, Event.body, EventText.text)
        .join(EventText, EventText.event_id == Event.id)
        .where(Event.action.in_(["reviewer.added", "source.recorded"]), EventText.field == "name")
        .order_by(Event.id)
    )
    with session.execute(query.execution_options(yield_per=500)) as rows:
        for event, body, name in rows:
            yield *as_told(event, body).subject, name


Written = tuple[int | None, str, int | None, str, str | None]
"""A note's claim, kind, author, time as events hold it, and words; no words where they were purged."""


def notes_told(session: Session) -> Iterator[Written]:
    """Give each note as its event tells it, oldest first."""
    query = (
        select(Event.id, Event.body, EventText.text)
        .outerjoin(EventText, (EventText.event_id == Event.id) & (EventText.field == "text"))
        .where(Event.action == "comment.added")
        .order_by(Event.id)
    )
    with session.execute(query.execution_options(yield_per=500)) as rows:
        for event, body, words in rows:
            told = as_told(event, body)
            yield told.claim, str(told.after.get("kind")), told.reviewer, told.at, words


def notes_kept(session: Session) -> Iterator[Written]:
    """Give each note on record, oldest first."""
    query = select(Note.claim_id, Note.kind, Note.reviewer_id, Note.at, Note.text).order_by(Note.id)
    with session.execute(query.execution_options(yield_per=500)) as rows:
        for claim, kind, reviewer, at, words in rows:
            yield claim, kind.value, reviewer, timestamp(at), words


def claims_without_their_speaker(session: Session) -> Iterator[int]:
    """Give the claims whose chain does not begin with the speaker that they have."""
    spoken = (Attribution.claim_id == Claim.id) & (Attribution.role == HopRole.SPEAKER)
    known = ~Claim.own_voice & Claim.source_id.is_not(None)
    query = (
        select(Claim.id)
        .outerjoin(Attribution, spoken)
        .where(Attribution.source_id.is_distinct_from(Claim.source_id), known | Attribution.id.is_not(None))
    )
    yield from session.scalars(query.order_by(Claim.id))


def claims_without_their_outlet(session: Session) -> Iterator[int]:
    """Give the claims whose chain does not name the outlet of their article."""
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


def claims_of_snapshot(session: Session, snapshot_id: int) -> Iterator[Claim]:
    """Give the claims anchored in one snapshot, one by one."""
    query = select(Claim).where(Claim.snapshot_id == snapshot_id).order_by(Claim.id)
    with session.scalars(query.execution_options(yield_per=100)) as rows:
        yield from rows


def source(session: Session, number: int) -> Source | None:
    """Give one source."""
    return session.get(Source, number) if may_be_key(number) else None


def sources_numbered(session: Session, numbers: Iterable[int | None]) -> dict[int | None, Source]:
    """Give the sources of these numbers that there are; None among them is nobody."""
    wanted = [number for number in numbers if number is not None]
    return {row.id: row for row in session.scalars(select(Source).where(Source.id.in_(wanted)))}


def source_with_key(session: Session, key: str, article_id: int | None) -> Source | None:
    """Find a source by its folded name: a named one, or the unnamed one of an article."""
    scope = Source.article_id.is_(None) if article_id is None else Source.article_id == article_id
    return session.scalar(select(Source).where(Source.key == key, scope))


def sources_with_keys(session: Session, keys: Iterable[str], article_id: int) -> Iterator[Source]:
    """Find the sources of these folded names: the named ones, and the unnamed ones of an article."""
    wanted = list(keys)
    scope = or_(Source.article_id.is_(None), Source.article_id == article_id)
    for start in range(0, len(wanted), 500):  # SQLite takes a limited number of values in one statement
        yield from session.scalars(select(Source).where(Source.key.in_(wanted[start : start + 500]), scope))


def named_sources(session: Session, keys: Iterable[str]) -> Iterator[Source]:
    """Find the named sources of these folded names, merged ones included."""
    wanted = list(keys)
    for start in range(0, len(wanted), 500):  # SQLite takes a limited number of values in one statement
        some = wanted[start : start + 500]
        yield from session.scalars(select(Source).where(Source.key.in_(some), Source.article_id.is_(None)))


def worded_sources(session: Session, claim_ids: Iterable[int]) -> list[tuple[Source, str]]:
    """Give everybody in the chains of these claims with the article's words for them, in the order of the text."""
    wanted = list(claim_ids)
    found: dict[tuple[int, str], Source] = {}
    for start in range(0, len(wanted), 500):  # SQLite takes a limited number of values in one statement
        rows = session.execute(
            select(Source, Attribution.words)
            .join(Attribution, Attribution.source_id == Source.id)
            .where(Attribution.claim_id.in_(wanted[start : start + 500]), Attribution.words.is_not(None))
            .order_by(Attribution.claim_id, Attribution.hop)
        )
        for source, words in rows:
            if words is not None:
                found.setdefault((source.id, words), source)
    return [(source, words) for (_, words), source in found.items()]


def sources(session: Session) -> Sequence[Source]:
    """Give every source, merged ones included, in the order they were first met."""
    return session.scalars(select(Source).order_by(Source.id)).all()


def merged_sources(session: Session) -> dict[int, int]:
    """Give every merge on record: the source that was merged, and the one it now stands for.

    A merge carries along what was merged before, so one step always leads to the end.
    """
    rows = session.execute(select(Source.id, Source.merged_into_id).where(Source.merged_into_id.is_not(None)))
    return {merged: into for merged, into in rows if into is not None}


def source_names(session: Session, numbers: Iterable[int]) -> dict[int, str]:
    """Give the names of these sources."""
    rows = session.execute(select(Source.id, Source.name).where(Source.id.in_(set(numbers))))
    return {row[0]: row[1] for row in rows}


def source_figures(session: Session) -> dict[int, tuple[int, int]]:
    """Give, by source, how many claims it speaks and how many pieces of evidence come from it."""
    spoken = session.execute(
        select(Claim.source_id, func.count()).where(Claim.status != Status.WITHDRAWN).group_by(Claim.source_id)
    )
    given = session.execute(select(Evidence.source_id, func.count()).group_by(Evidence.source_id))
    figures: dict[int, tuple[int, int]] = {number: (count, 0) for number, count in spoken if number is not None}
    for number, count in given:
        if number is not None:
            figures[number] = (figures.get(number, (0, 0))[0], count)
    return figures


def evidence(session: Session, number: int) -> Evidence | None:
    """Give one piece of evidence."""
    return session.get(Evidence, number) if may_be_key(number) else None


def evidence_with_digest(session: Session, digest: str) -> Evidence | None:
    """Find the piece whose bytes have this digest."""
    return session.scalar(select(Evidence).where(Evidence.digest == digest))


@dataclass(frozen=True, slots=True)
class EvidenceNumber:
    """What tells one piece of evidence from the others."""

    number: int
    digest: str
    name: str


def evidence_numbers(session: Session) -> Iterator[EvidenceNumber]:
    """Give every piece, one by one."""
    query = select(Evidence.id, Evidence.digest, Evidence.name).order_by(Evidence.id)
    with session.execute(query.execution_options(yield_per=500)) as rows:
        for number, digest, name in rows:
            yield EvidenceNumber(number, digest, name)


def all_evidence(session: Session, *, claim: int | None = None) -> Sequence[Evidence]:
    """Give the pieces of evidence, of one claim or of all, with their links."""
    query = (
        select(Evidence)
        .options(joinedload(Evidence.source), selectinload(Evidence.links), joinedload(Evidence.added_by))
        .order_by(Evidence.id)
    )
    if claim is not None:
        query = query.where(Evidence.id.in_(select(EvidenceLink.evidence_id).where(EvidenceLink.claim_id == claim)))
    return session.scalars(query).unique().all()


def standing_links(session: Session, claim_ids: Iterable[int]) -> Sequence[EvidenceLink]:
    """Give the links of these claims that were not withdrawn, in the order they were attached."""
    return session.scalars(
        select(EvidenceLink)
        .where(EvidenceLink.claim_id.in_(list(claim_ids)), EvidenceLink.withdrawn_at.is_(None))
        .options(
            joinedload(EvidenceLink.evidence).options(joinedload(Evidence.source), selectinload(Evidence.relied_on))
        )
        .order_by(EvidenceLink.id)
    ).all()


def excerpted_links(session: Session, evidence_id: int) -> Sequence[EvidenceLink]:
    """Give the standing links of one piece that quote a passage of it."""
    return session.scalars(
        select(EvidenceLink)
        .where(
            EvidenceLink.evidence_id == evidence_id,
            EvidenceLink.excerpt.is_not(None),
            EvidenceLink.withdrawn_at.is_(None),
        )
        .order_by(EvidenceLink.id)
    ).all()


def notes(session: Session, claim_ids: Iterable[int]) -> Sequence[Note]:
    """Give the comments and attempts on these claims, oldest first."""
    return session.scalars(
        select(Note).where(Note.claim_id.in_(list(claim_ids))).options(joinedload(Note.reviewer)).order_by(Note.id)
    ).all()


def attempts(session: Session, claim_id: int) -> int:
    """Count the recorded attempts on a claim."""
    query = select(func.count()).where(Note.claim_id == claim_id, Note.kind == NoteKind.ATTEMPT)
    return session.scalar(query) or 0


def claim_links(session: Session, claim_ids: Iterable[int]) -> Sequence[ClaimLink]:
    """Give the links between claims that touch any of these."""
    wanted = list(claim_ids)
    return session.scalars(
        select(ClaimLink)
        .where(or_(ClaimLink.from_id.in_(wanted), ClaimLink.to_id.in_(wanted)))
        .options(joinedload(ClaimLink.judged_by))
        .order_by(ClaimLink.id)
    ).all()


def parties(session: Session, claim_ids: Iterable[int]) -> Sequence[ClaimParty]:
    """Give whom these claims accuse or favour, what was rejected included, in the order in which they were named."""
    return session.scalars(
        select(ClaimParty)
        .where(ClaimParty.claim_id.in_(list(claim_ids)))
        .options(joinedload(ClaimParty.source), joinedload(ClaimParty.judged_by))
        .order_by(ClaimParty.id)
    ).all()


def opposing_links(session: Session, claim_ids: Iterable[int]) -> list[ClaimLink]:
    """Give those of them by which one claim speaks against the other and that nobody rejected."""
    return [
        link
        for link in claim_links(session, claim_ids)
        if link.kind in OPPOSING and link.state is not LinkState.REJECTED
    ]


def links_of_kind(session: Session, one: int, other: int, kind: ClaimLinkKind) -> Sequence[ClaimLink]:
    """Give the links of one kind between two claims, whichever of them it begins at."""
    ends = (one, other)
    return session.scalars(
        select(ClaimLink)
        .where(ClaimLink.from_id.in_(ends), ClaimLink.to_id.in_(ends), ClaimLink.kind == kind)
        .order_by(ClaimLink.id)
    ).all()


def tag_with_key(session: Session, key: str) -> Tag | None:
    """Find a tag by its key."""
    return session.scalar(select(Tag).where(Tag.key == key))


def taggings(session: Session, tag: int, claim_ids: Iterable[int]) -> dict[int, ClaimTag]:
    """Give, by claim, what is on record about a tag on these claims, those from which it was taken included."""
    wanted = list(claim_ids)
    found: dict[int, ClaimTag] = {}
    for start in range(0, len(wanted), 500):  # SQLite takes a limited number of values in one statement
        some = wanted[start : start + 500]
        rows = session.scalars(select(ClaimTag).where(ClaimTag.tag_id == tag, ClaimTag.claim_id.in_(some)))
        found |= {row.claim_id: row for row in rows}
    return found


def events_of_claims(session: Session, claim_ids: Iterable[int]) -> Sequence[Event]:
    """Give the events on these claims with their words, oldest first."""
    return session.scalars(
        select(Event)
        .where(Event.claim_id.in_(list(claim_ids)))
        .options(joinedload(Event.reviewer), selectinload(Event.texts))
        .order_by(Event.id)
    ).all()


def events_of_action(session: Session, action: str, *, after: int = 0) -> Sequence[Event]:
    """Give the events of one kind that follow event ``after``, with their words, oldest first.

    The kind is one whose events are on no claim: there are few of these, and an index finds them.
    """
    return session.scalars(
        select(Event)
        .where(Event.claim_id.is_(None), Event.action == action, Event.id > after)
        .options(joinedload(Event.reviewer), selectinload(Event.texts))
        .order_by(Event.id)
    ).all()


def recorded_by(session: Session, claim_ids: Iterable[int], number: int) -> set[int]:
    """Give those of these claims that were on record at event ``number``."""
    query = select(Event.claim_id).where(
        Event.claim_id.in_(list(claim_ids)), Event.action == "claim.recorded", Event.id <= number
    )
    return {found for found in session.scalars(query) if found is not None}


def snapshot_ingested_by(session: Session, article_id: int, moment: datetime) -> Snapshot | None:
    """Give the newest snapshot of an article that had been retrieved by a moment, its text included."""
    return session.scalars(
        select(Snapshot)
        .where(Snapshot.article_id == article_id, Snapshot.retrieved_at <= moment)
        .options(undefer(Snapshot.text))
        .order_by(Snapshot.id.desc())
        .limit(1)
    ).first()


def corrected(session: Session, claim_ids: Iterable[int]) -> set[int]:
    """Give those of these claims that were ever corrected."""
    query = select(Event.claim_id).where(Event.claim_id.in_(list(claim_ids)), Event.action == CORRECTED)
    return {number for number in session.scalars(query) if number is not None}


def newest_events(session: Session, claim_ids: Iterable[int], action: str) -> dict[int, Event]:
    """Give the newest event of one kind on each of these claims that has one."""
    rows = session.scalars(
        select(Event).where(Event.claim_id.in_(list(claim_ids)), Event.action == action).order_by(Event.id)
    )
    return {event.claim_id: event for event in rows if event.claim_id is not None}


def newest_policy(session: Session, then: datetime | None = None) -> PolicyVersion | None:
    """Give the policy in force, now or at a time; None where the desk had set none."""
    query = select(PolicyVersion).order_by(PolicyVersion.version.desc()).limit(1)
    return session.scalar(query.where(PolicyVersion.set_at <= then) if then is not None else query)


def policies(session: Session) -> Sequence[PolicyVersion]:
    """Give every version of the policy, oldest first."""
    return session.scalars(select(PolicyVersion).order_by(PolicyVersion.version)).all()


def standing_claims(session: Session, statuses: Iterable[Status]) -> Iterator[list[Claim]]:
    """Give the claims of these statuses, in the order of their numbers, some hundred at a time."""
    last = 0
    wanted = Claim.status.in_(list(statuses))
    while True:
        query = select(Claim).where(Claim.id > last, wanted).order_by(Claim.id).limit(_AT_ONCE)
        rows = list(session.scalars(query))
        if not rows:
            return
        last = rows[-1].id
        yield rows


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events are wanted; None leaves a thing open. ``before`` is the first moment that no longer counts."""

    claims: Sequence[int] | None = None
    reviewer: int | None = None
    since: datetime | None = None
    before: datetime | None = None
    actions: Sequence[str] | None = None

    def narrow(self, query: Select[Any]) -> Select[Any]:
        """Keep to them what a query gives."""
        conditions: list[ColumnElement[bool]] = []
        if self.claims is not None:
            conditions.append(Event.claim_id.in_(list(self.claims)))
        if self.reviewer is not None:
            conditions.append(Event.reviewer_id == self.reviewer)
        if self.since is not None:
            conditions.append(Event.at >= self.since)
        if self.before is not None:
            conditions.append(Event.at < self.before)
        if self.actions is not None:
            conditions.append(Event.action.in_(list(self.actions)))
        return query.where(*conditions)


_EVENTS_AT_ONCE = 500


def event_batches(session: Session, wanted: EventFilter, *, newest: int | None = None) -> Iterator[Sequence[Event]]:
    """Give events with their words, oldest first, some hundred at a time; ``newest`` keeps the newest so many."""
    last = _before_newest(session, wanted, newest) if newest is not None else 0
    query = wanted.narrow(select(Event)).options(joinedload(Event.reviewer), selectinload(Event.texts))
    while True:
        batch = session.scalars(query.where(Event.id > last).order_by(Event.id).limit(_EVENTS_AT_ONCE)).all()
        if not batch:
            return
        last = batch[-1].id
        yield batch
        session.expunge_all()


def _before_newest(session: Session, wanted: EventFilter, newest: int) -> int:
    """Give the number of the event in front of the newest so many, 0 where there are no more than these."""
    query = wanted.narrow(select(Event.id)).order_by(Event.id.desc()).offset(newest).limit(1)
    return session.scalar(query) or 0


def event_time(session: Session, number: int) -> datetime:
    """Give the time of one event."""
    return session.get_one(Event, number).at


def event(session: Session, number: int) -> Event | None:
    """Give one event."""
    return session.get(Event, number) if may_be_key(number) else None


def newest_event_before(session: Session, moment: datetime) -> Event | None:
    """Give the newest event from before a moment."""
    return session.scalar(select(Event).where(Event.at < moment).order_by(Event.id.desc()).limit(1))


def last_event(session: Session, claim_id: int) -> Event | None:
    """Give the newest event on a claim."""
    return session.scalar(
        select(Event)
        .where(Event.claim_id == claim_id)
        .options(joinedload(Event.reviewer), selectinload(Event.texts))
        .order_by(Event.id.desc())
        .limit(1)
    )
