"""What `list` reads: plain rows through a few light-weight tables, without the mapped classes."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    Text,
    and_,
    case,
    cast,
    func,
    not_,
    or_,
    select,
    true,
)

from claimtrack.db.chunks import chunks
from claimtrack.db.conclusions import ListedFinding, ListedRestatement, with_finding, with_restatement
from claimtrack.db.light_tables import caveat, claim, claim_link, event, reviewer, source
from claimtrack.db.listed_marks import STANDS, ListedLink, Marks, marks_of
from claimtrack.db.tags import with_tag
from claimtrack.db.unreplied import accuses, aware, due
from claimtrack.events.actions import Action
from claimtrack.rules.confidence import SECOND_LOOK_BELOW
from claimtrack.rules.posts import ClaimPost, post_at
from claimtrack.vocabulary import (
    OPEN,
    ClaimLinkKind,
    ClaimOrigin,
    LinkState,
    Nature,
    Order,
    Said,
    Status,
)

_SHOWING_NOTHING = ("\u00ad", "\u200b", "\u2060", "\ufeff")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims to list: every filter that is set must hold. ``sources`` are numbers, merged ones included.

    ``judged_before`` lets through what was confirmed or refuted before that moment, ``unreplied_at`` what
    accuses a party that had no chance to reply by then; ``tag`` is the number of a tag. ``ratings`` are those that a
    finding may have.
    """

    unverified: bool = False
    unconfirmed: bool = False
    uncertain: bool = False
    statuses: tuple[Status, ...] = ()
    said: Said | None = None
    article: int | None = None
    sources: tuple[int, ...] | None = None
    holder_key: str | None = None
    checkable: bool | None = None
    own_voice: bool | None = None
    unread: bool = False
    headline: bool = False
    caveated: bool | None = None
    overridden: bool | None = None
    search: str | None = None
    judged_before: datetime | None = None
    unreplied_at: datetime | None = None
    tag: int | None = None
    restated: bool | None = None
    rated: bool | None = None
    ratings: tuple[str, ...] | None = None
    numbers: tuple[int, ...] | None = None


class ListedClaim(NamedTuple):
    """One row of a listing; a tuple, which is made in a third of the time.

    ``independently_confirmed`` is as the rules keep it, ``source`` the one on record as saying it, merged or not.

    ``caveats`` are how the article doubts the claim, each kind once, ``asked_caveats`` how it may: nobody has said yet.

    ``own_voice`` is None for what is unread. ``by_pronoun`` are the article's words for the speaker where they are
    a pronoun: the name was read from what stands around. ``confidence`` is the extractor's in the attribution;
    ``uncertain`` that it deserves a second look. ``links`` are those on record with other claims, rejected ones
    included.
    """

    number: int
    article: int
    text: str
    spans: Sequence[Sequence[int]]
    source: int | None
    speaker: str | None
    own_voice: bool | None
    headline: bool
    nature: Nature | None
    by_pronoun: str | None
    post: ClaimPost | None
    checkable: bool
    status: str
    said: str
    overridden: bool
    independently_confirmed: bool
    confidence: float | None
    uncertain: bool
    caveats: tuple[str, ...]
    asked_caveats: tuple[str, ...]
    links: tuple[ListedLink, ...]
    tags: tuple[str, ...]
    holder: str | None
    version: int
    changed_at: datetime
    restatement: ListedRestatement | None
    finding: ListedFinding | None


_STANDING = source.alias("standing")
# What the list shows: the name of the source that a merged one stands for.
_SPEAKER = func.coalesce(_STANDING.c.name, source.c.name)

OPEN_CLAIM = claim.c.status.in_(sorted(status.value for status in OPEN))
# What ``rules.confidence.is_uncertain`` says, as a condition.
_UNCERTAIN = and_(
    claim.c.confidence.is_not(None),
    claim.c.confidence < SECOND_LOOK_BELOW,
    OPEN_CLAIM,
    claim.c.said == Said.UNCHECKED.value,
    claim.c.origin == ClaimOrigin.EXTRACTED.value,
    not_(
        select(event.c.id)
        .where(event.c.claim_id == claim.c.id, event.c.action == Action.CLAIM_CORRECTED.value)
        .exists()
    ),
)

COUNTED_VERDICT = claim.c.status.in_([Status.CONFIRMED.value, Status.REFUTED.value])
JUDGED_AT = (
    select(func.max(event.c.at))
    .where(event.c.claim_id == claim.c.id, event.c.action == Action.CLAIM_STATUS.value)
    .correlate(claim)
    .scalar_subquery()
)
"""When a claim got the status that it has."""

_CAVEATED = select(caveat.c.id).where(caveat.c.claim_id == claim.c.id, STANDS).exists()
_OTHER = claim.alias("other")
_REPEATING = (
    select(func.count(_OTHER.c.article_id.distinct()))
    .select_from(claim_link)
    .join(
        _OTHER,
        _OTHER.c.id == case((claim_link.c.from_id == claim.c.id, claim_link.c.to_id), else_=claim_link.c.from_id),
    )
    .where(
        or_(claim_link.c.from_id == claim.c.id, claim_link.c.to_id == claim.c.id),
        claim_link.c.kind == ClaimLinkKind.REPEATS.value,
        claim_link.c.state != LinkState.REJECTED.value,
        _OTHER.c.article_id != claim.c.article_id,
        _OTHER.c.status != Status.WITHDRAWN.value,
    )
    .correlate(claim)
    .scalar_subquery()
)
QUEUE: tuple[ColumnElement[Any], ...] = (
    # What has a verdict is in no queue; a listing that shows it shows it last.
    OPEN_CLAIM.desc(),
    claim.c.checkable.desc(),
    _CAVEATED.desc(),
    _UNCERTAIN.desc(),
    claim.c.created_at,
    # All that one reading of an article brought is of one age: what many articles repeat comes first.
    _REPEATING.desc(),
    claim.c.id,
)
"""In which order claims want a person (docs/how-to/work-through-the-queue.md)."""

ORDERS: dict[str, tuple[ColumnElement[Any], ...]] = {
    Order.NUMBER: (claim.c.id,),
    Order.CHANGED: (claim.c.changed_at.desc(), claim.c.id),
    Order.STATUS: (claim.c.status, claim.c.id),
    Order.ARTICLE: (claim.c.article_id, claim.c.id),
    Order.SPEAKER: (_SPEAKER.nulls_last(), claim.c.id),
    Order.QUEUE: QUEUE,
    Order.CONFIDENCE: (claim.c.confidence.nulls_last(), claim.c.id),
    # What a verdict hangs on is worked out, not kept: here only what has none is behind what has one.
    Order.WEAKEST: (COUNTED_VERDICT.desc(), claim.c.id),
}


KEPT_QUERIES = 64
"""Statements kept: building one takes longer than SQLite takes to answer it."""

_JOINED = (
    claim.outerjoin(source, source.c.id == claim.c.source_id)
    .outerjoin(_STANDING, _STANDING.c.id == source.c.merged_into_id)
    .outerjoin(reviewer, reviewer.c.id == claim.c.holder_id)
)


@lru_cache(maxsize=KEPT_QUERIES)
def rows_query(wanted: Wanted, *, order: str = "number", limit: int | None = 50, offset: int = 0) -> Select[Any]:
    """Build the query for one page of a listing."""
    query = (
        select(
            claim.c.id,
            claim.c.article_id,
            claim.c.text,
            # As it is written: a page's are read in one go, which takes a fifth of the time of one after the other.
            cast(claim.c.spans, Text).label("spans"),
            claim.c.snapshot_id,
            claim.c.source_id,
            _SPEAKER.label("speaker"),
            claim.c.own_voice,
            claim.c.headline,
            claim.c.nature,
            claim.c.checkable,
            claim.c.status,
            claim.c.said,
            claim.c.overridden,
            claim.c.confidence,
            _UNCERTAIN.label("uncertain"),
            reviewer.c.name.label("holder"),
            claim.c.version,
            claim.c.changed_at,
        )
        .select_from(_JOINED)
        .where(*conditions_of(wanted))
        .order_by(*ORDERS[order])
        .offset(offset or None)
    )
    return query.limit(limit) if limit is not None else query


def page(
    connection: Connection, wanted: Wanted, *, order: str = "number", limit: int | None = 50, offset: int = 0
) -> list[ListedClaim]:
    """Read one page of a listing."""
    rows = connection.execute(rows_query(wanted, order=order, limit=limit, offset=offset)).all()
    return [claim for some in chunks(rows) for claim in _listed(connection, some)]


def _listed(connection: Connection, rows: Sequence[Row[*tuple[Any, ...]]]) -> Iterator[ListedClaim]:
    marks = marks_of(connection, [row[0] for row in rows], (row[4] for row in rows))
    spans = json.loads(f"[{','.join(row[3] for row in rows)}]")
    return (_claim_of(row, stretches, marks) for row, stretches in zip(rows, spans, strict=True))


def _claim_of(row: Row[*tuple[Any, ...]], spans: list[list[int]], marks: Marks) -> ListedClaim:
    # Taken apart at once, and given in their order: by names, both take several times as long.
    number, article, text, _, snapshot, source_, speaker, own_voice, headline, nature, checkable, *more = row
    status, said, overridden, confidence, uncertain, holder, version, changed_at = more
    standing = marks.caveats.get((number, True), ())
    return ListedClaim(
        number,
        article,
        text,
        spans,
        source_,
        speaker,
        own_voice,
        headline,
        Nature(nature) if nature is not None else None,
        marks.pronouns.get(number),
        post_at(marks.posts.get(snapshot), spans) if marks.posts else None,
        checkable,
        status,
        said,
        overridden,
        status == Status.CONFIRMED.value and not overridden,
        confidence,
        bool(uncertain),
        standing,
        tuple(kind for kind in marks.caveats.get((number, False), ()) if kind not in standing),
        marks.links.get(number, ()),
        marks.tags.get(number, ()),
        holder,
        version,
        aware(changed_at),
        marks.restatements.get(number),
        marks.findings.get(number),
    )


def counted_numbers(connection: Connection, wanted: Wanted) -> list[int]:
    """Return the numbers of the claims of a listing that have a verdict for which evidence is counted."""
    query = select(claim.c.id).where(*conditions_of(wanted), COUNTED_VERDICT)
    return list(connection.execute(query.order_by(claim.c.id)).scalars())


def conditions_of(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Return the conditions that hold of what a listing holds."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.unverified:
        conditions.append(claim.c.awaits_verdict == true())
    if wanted.unconfirmed:
        standing = and_(claim.c.status == Status.CONFIRMED.value, not_(claim.c.overridden))
        conditions += [claim.c.checkable, claim.c.status != Status.WITHDRAWN.value, not_(standing)]
    if wanted.uncertain:
        conditions.append(_UNCERTAIN)
    if len(wanted.statuses) == 1:
        conditions.append(claim.c.status == wanted.statuses[0].value)
    elif wanted.statuses:
        conditions.append(claim.c.status.in_([status.value for status in wanted.statuses]))
    if wanted.sources is not None:
        one = len(wanted.sources) == 1
        conditions.append(claim.c.source_id == wanted.sources[0] if one else claim.c.source_id.in_(wanted.sources))
    if wanted.article is not None:
        conditions.append(claim.c.article_id == wanted.article)
    if wanted.numbers is not None:
        conditions.append(claim.c.id.in_(wanted.numbers))
    return conditions + _finer_conditions(wanted)


def _finer_conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.said is not None:
        conditions.append(claim.c.said == wanted.said.value)
    if wanted.holder_key is not None:
        mine = select(reviewer.c.id).where(reviewer.c.key == wanted.holder_key).scalar_subquery()
        conditions.append(claim.c.holder_id == mine)
    conditions += _flags(wanted)
    if wanted.judged_before is not None:
        conditions += [COUNTED_VERDICT, wanted.judged_before > JUDGED_AT]
    if wanted.unreplied_at is not None:
        conditions += [claim.c.status != Status.WITHDRAWN.value, accuses(claim.c.id)]
        conditions.append(due(claim.c.id, wanted.unreplied_at))
    if wanted.caveated is not None:
        conditions.append(_CAVEATED if wanted.caveated else not_(_CAVEATED))
    if wanted.tag is not None:
        conditions.append(claim.c.id.in_(with_tag(wanted.tag)))
    if wanted.search is not None:
        broken = _on_one_line(claim.c.text).icontains(" ".join(wanted.search.split()), autoescape=True)
        # Few texts have line breaks or soft hyphens, and taking them out is slow.
        parted = or_(*(claim.c.text.contains(between) for between in ("\n", *_SHOWING_NOTHING)))
        words = or_(claim.c.text.icontains(wanted.search, autoescape=True), and_(parted, broken))
        named = source.outerjoin(_STANDING, _STANDING.c.id == source.c.merged_into_id)
        speakers = (
            select(source.c.id)
            .select_from(named)
            .where(or_(*(name.icontains(wanted.search, autoescape=True) for name in (source.c.name, _STANDING.c.name))))
        )
        restated = claim.c.id.in_(with_restatement(wanted.search))
        conditions.append(or_(words, restated, claim.c.source_id.in_(speakers)))
    return conditions


def _flags(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    for flag, asked in (
        (claim.c.checkable, wanted.checkable),
        (claim.c.own_voice, wanted.own_voice),
        (claim.c.overridden, wanted.overridden),
    ):
        if asked is not None:
            yield flag if asked else not_(flag)
    for having, asked in ((with_restatement, wanted.restated), (with_finding, wanted.rated)):
        if asked is not None:
            yield claim.c.id.in_(having()) if asked else claim.c.id.not_in(having())
    if wanted.ratings is not None:
        yield claim.c.id.in_(with_finding(wanted.ratings))
    if wanted.unread:
        yield claim.c.own_voice.is_(None)
    if wanted.headline:
        yield claim.c.headline


def _on_one_line(text: ColumnElement[str]) -> ColumnElement[str]:
    """Return words with one space for each line break and what stands around it: an article's lines may be wrapped.

    What shows nothing is left out.
    """
    for nothing in _SHOWING_NOTHING:
        text = func.replace(text, nothing, "")
    for white, instead in (("\r", " "), ("\n", " "), ("    ", " "), ("  ", " "), ("  ", " ")):
        text = func.replace(text, white, instead)
    return text
