"""Read single claims and what hangs on them, people and the workspace."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import ColumnElement, Text, cast, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from claimtrack.db.base import SpanList
from claimtrack.db.chunks import AT_ONCE, chunks
from claimtrack.db.keys import may_be_key
from claimtrack.db.models import (
    Article,
    Attribution,
    Caveat,
    Claim,
    ClaimLink,
    ClaimParty,
    ClaimTag,
    Corroboration,
    Evidence,
    EvidenceLink,
    Finding,
    HeadKey,
    Note,
    Proposal,
    Reply,
    Restatement,
    Reviewer,
    Snapshot,
    Source,
    SourceLink,
    Stamp,
    Tag,
    Workspace,
)
from claimtrack.db.once import having, once
from claimtrack.events.claims import hop_words
from claimtrack.events.event import Column
from claimtrack.events.forms import timestamp
from claimtrack.vocabulary import OPPOSING, CaveatKind, ClaimLinkKind, HopRole, LinkOrigin, LinkState, NoteKind, Status


def workspace(session: Session) -> Workspace:
    """Return the one row that identifies the workspace."""
    return session.get_one(Workspace, 1)


def reviewer_by_key(session: Session, key: str) -> Reviewer | None:
    """Find a reviewer by folded name."""
    return session.scalar(select(Reviewer).where(Reviewer.key == key))


def reviewers(session: Session, *, limit: int | None = None, offset: int = 0) -> Sequence[Reviewer]:
    """Return everyone who may act, in the order they were added; or one page of them."""
    return session.scalars(select(Reviewer).order_by(Reviewer.id).offset(offset or None).limit(limit)).all()


def reviewer_names(session: Session) -> dict[int, str]:
    """Return the names of all who may act, by number."""
    query = select(Reviewer.id, Reviewer.name)
    return once(session, ("reviewers",), lambda: {row[0]: row[1] for row in session.execute(query)})


def reviewer_count(session: Session) -> int:
    """Count those who may act."""
    return session.scalar(select(func.count()).select_from(Reviewer)) or 0


def claims(session: Session, numbers: Iterable[int]) -> dict[int, Claim]:
    """Return the claims of these numbers that there are."""
    asked = [number for number in numbers if may_be_key(number)]
    if not asked:
        return {}
    query = select(Claim).where(Claim.id.in_(asked)).order_by(Claim.id)
    return dict(once(session, ("claims", *asked), lambda: {claim.id: claim for claim in session.scalars(query)}))


_FULL = (
    joinedload(Claim.source),
    joinedload(Claim.article),
    joinedload(Claim.holder),
    selectinload(Claim.hops),
    selectinload(Claim.caveats),
    selectinload(Claim.evidence_links).joinedload(EvidenceLink.evidence).selectinload(Evidence.corroborations),
)


def full_claims(
    session: Session, *, numbers: Iterable[int] | None = None, article: int | None = None
) -> Sequence[Claim]:
    """Return claims with everything that hangs on them, in the order of their numbers."""
    query = select(Claim).options(*_FULL).order_by(Claim.id)
    if numbers is not None:
        query = query.where(Claim.id.in_([number for number in numbers if may_be_key(number)]))
    if article is not None:
        query = query.where(Claim.article_id == article)
    return session.scalars(query).unique().all()


def names_kept(session: Session) -> dict[tuple[str, int], tuple[str, str]]:
    """Return the name and the key of every reviewer and source, by kind and number."""
    found: dict[tuple[str, int], tuple[str, str]] = {}
    for kind, table in (("reviewer", Reviewer), ("source", Source)):
        for number, name, key in session.execute(select(table.id, table.name, table.key)):
            found[kind, number] = (name, key)
    return found


DoubtPlace = tuple[int, CaveatKind, tuple[tuple[int, ...], ...]]
"""A doubt of an article: the article, how it doubts, and where the words stand that do."""


def place_of(article: int, kind: CaveatKind, spans: Sequence[Sequence[int]]) -> DoubtPlace:
    """Return what two claims have in common of which the very same words speak, wherever else the like stands."""
    return article, kind, tuple(map(tuple, spans))


def doubted_together(session: Session, claim_ids: Iterable[int]) -> dict[DoubtPlace, list[int]]:
    """Return the claims that a doubt speaks of, in all articles of these claims; words without a place are left out."""
    wanted = having(session, "caveat", claim_ids)
    if not wanted:
        return {}
    articles = select(Claim.article_id).where(Claim.id.in_(wanted))
    query = (
        select(Claim.article_id, Caveat.kind, Caveat.spans, Claim.id)
        .join(Caveat, Caveat.claim_id == Claim.id)
        .where(Claim.article_id.in_(articles), Claim.status != Status.WITHDRAWN, Caveat.state != LinkState.REJECTED)
        .order_by(Claim.id)
    )
    found: dict[DoubtPlace, list[int]] = {}
    for article, kind, spans, number in session.execute(query):
        if spans:
            found.setdefault(place_of(article, kind, spans), []).append(number)
    return found


_WORDS = (
    (Article, ("title", "byline", "url")),
    (Snapshot, ("name",)),
    (
        Evidence,
        (
            *("name", "url", "dated_because", "compared_because"),
            *("rights", "consent_by", "consent_extent", "harmed"),
        ),
    ),
    (EvidenceLink, ("note", "excerpt", "charset", "answer")),
    (Proposal, ("reason",)),
    (Source, ("unaffiliated_because", "vouched_because")),
    (SourceLink, ("because",)),
    (Reply, ("because", "text_name", "answer")),
    (Restatement, ("text",)),
    (Finding, ("text", "rating", "reason")),
    (Stamp, ("authority", "reason")),
    (HeadKey, ("called", "reason")),
    (Corroboration, ("differences",)),
)


def words_kept(session: Session) -> Iterator[tuple[Column, str | None]]:
    """Yield what stands in single columns of words now; None where nothing does."""
    for table, columns in _WORDS:
        query = select(table.id, *(getattr(table, column) for column in columns)).order_by(table.id)
        with session.execute(query.execution_options(yield_per=500)) as rows:
            for number, *values in rows:
                for column, words in zip(columns, values, strict=True):
                    yield (table.__tablename__, number, column), words


def loose_words(session: Session, told: Iterable[int]) -> Iterator[tuple[Column, str | None]]:
    """Yield the words of chains that have no place in their article, of each claim that has some or is ``told`` to."""
    no_place = or_(
        (cast(Attribution.source_spans, Text) == "[]") & Attribution.words.is_not(None),
        (cast(Attribution.cue_spans, Text) == "[]") & Attribution.cue.is_not(None),
    )
    found = session.scalars(select(Attribution.claim_id).where(no_place, Attribution.role != HopRole.OUTLET).distinct())
    for some in chunks(sorted({*found, *told})):
        parts: dict[int, list[tuple[str | None, SpanList, str | None, SpanList]]] = {number: [] for number in some}
        for hop in _hops(session, Attribution.claim_id.in_(some)):
            parts[hop[0]].append((hop[1], hop[2], hop[3], hop[4]))
        yield from ((("claim", number, "hop_words"), hop_words(hops)) for number, hops in parts.items())


Placed = tuple[int, str | None, SpanList, str | None, SpanList]
"""A hop's claim, the words for who it is, where these stand, its cue, and where that stands."""


def placed_hops(session: Session, snapshot_id: int) -> Iterator[Placed]:
    """Yield the hops of the chains of all claims that stand in one snapshot."""
    return _hops(session, Attribution.claim_id.in_(select(Claim.id).where(Claim.snapshot_id == snapshot_id)))


def _hops(session: Session, where: ColumnElement[bool]) -> Iterator[Placed]:
    query = (
        select(
            Attribution.claim_id,
            Attribution.words,
            Attribution.source_spans,
            Attribution.cue,
            Attribution.cue_spans,
        )
        .where(where, Attribution.role != HopRole.OUTLET)
        .order_by(Attribution.claim_id, Attribution.hop)
    )
    with session.execute(query.execution_options(yield_per=500)) as rows:
        for row in rows:
            yield row[0], row[1], row[2], row[3], row[4]


def placed_caveats(session: Session, snapshot_id: int) -> Iterator[tuple[int, str, SpanList]]:
    """Yield the doubts that the machine read of all claims that stand in one snapshot: claim, words and their place."""
    query = (
        select(Caveat.claim_id, Caveat.text, Caveat.spans)
        .join(Claim, Claim.id == Caveat.claim_id)
        .where(Claim.snapshot_id == snapshot_id, Caveat.origin == LinkOrigin.MACHINE)
        .order_by(Caveat.claim_id, Caveat.id)
    )
    with session.execute(query.execution_options(yield_per=500)) as rows:
        for row in rows:
            yield row[0], row[1], row[2]


Written = tuple[int | None, str, int | None, str, str | None]


"""A note's claim, kind, author, time as events hold it, and words; no words where they were purged."""


def notes_kept(session: Session) -> Iterator[Written]:
    """Yield each note on record, oldest first."""
    query = select(Note.claim_id, Note.kind, Note.reviewer_id, Note.at, Note.text).order_by(Note.id)
    with session.execute(query.execution_options(yield_per=500)) as rows:
        for claim, kind, reviewer, at, words in rows:
            yield claim, kind.value, reviewer, timestamp(at), words


def claims_of_snapshot(session: Session, snapshot_id: int) -> Iterator[Claim]:
    """Yield the claims anchored in one snapshot, one by one."""
    query = select(Claim).where(Claim.snapshot_id == snapshot_id).order_by(Claim.id)
    with session.scalars(query.execution_options(yield_per=100)) as rows:
        yield from rows


def attributed_words(session: Session, article_id: int) -> Sequence[str]:
    """Return what the claims of an article have somebody say, other than its outlet."""
    return session.scalars(select(Claim.text).where(Claim.article_id == article_id, Claim.own_voice.is_(False))).all()


def notes(session: Session, claim_ids: Iterable[int]) -> Sequence[Note]:
    """Return the comments and attempts on these claims, oldest first."""
    wanted = having(session, "comment", claim_ids)
    if not wanted:
        return ()
    return session.scalars(
        select(Note).where(Note.claim_id.in_(wanted)).options(joinedload(Note.reviewer)).order_by(Note.id)
    ).all()


def attempts(session: Session, claim_id: int) -> int:
    """Count the recorded attempts on a claim."""
    query = select(func.count()).where(Note.claim_id == claim_id, Note.kind == NoteKind.ATTEMPT)
    return session.scalar(query) or 0


def claim_links(session: Session, claim_ids: Iterable[int]) -> Sequence[ClaimLink]:
    """Return the links between claims that touch any of these."""
    wanted = having(session, "claim_link", claim_ids)
    if not wanted:
        return ()
    query = (
        select(ClaimLink)
        .where(or_(ClaimLink.from_id.in_(wanted), ClaimLink.to_id.in_(wanted)))
        .options(joinedload(ClaimLink.judged_by))
        .order_by(ClaimLink.id)
    )
    return once(session, ("links", *wanted), lambda: session.scalars(query).all())


def parties(session: Session, claim_ids: Iterable[int]) -> Sequence[ClaimParty]:
    """Return whom these claims accuse or favour, what was rejected included, in the order in which they were named."""
    wanted = having(session, "claim_party", claim_ids)
    if not wanted:
        return ()
    query = (
        select(ClaimParty)
        .where(ClaimParty.claim_id.in_(wanted))
        .options(joinedload(ClaimParty.source), joinedload(ClaimParty.judged_by))
        .order_by(ClaimParty.id)
    )
    return once(session, ("parties", *wanted), lambda: session.scalars(query).all())


def opposing_links(session: Session, claim_ids: Iterable[int]) -> list[ClaimLink]:
    """Return those of them by which one claim speaks against the other and that nobody rejected."""
    return [
        link
        for link in claim_links(session, claim_ids)
        if link.kind in OPPOSING and link.state is not LinkState.REJECTED
    ]


def links_of_kind(session: Session, one: int, other: int, kind: ClaimLinkKind) -> Sequence[ClaimLink]:
    """Return the links of one kind between two claims, whichever of them it begins at."""
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
    found: dict[int, ClaimTag] = {}
    for some in chunks(claim_ids):
        rows = session.scalars(select(ClaimTag).where(ClaimTag.tag_id == tag, ClaimTag.claim_id.in_(some)))
        found |= {row.claim_id: row for row in rows}
    return found


def standing_claims(session: Session, statuses: Iterable[Status]) -> Iterator[list[Claim]]:
    """Yield the claims of these statuses, in the order of their numbers, some hundred at a time."""
    last = 0
    wanted = Claim.status.in_(list(statuses))
    while True:
        query = select(Claim).where(Claim.id > last, wanted).order_by(Claim.id).limit(AT_ONCE)
        rows = list(session.scalars(query))
        if not rows:
            return
        last = rows[-1].id
        yield rows
