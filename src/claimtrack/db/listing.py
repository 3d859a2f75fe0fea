"""What `list` reads: plain rows through a few light-weight tables, without the mapped classes.

Loading the mapped classes takes a third of the time in which `list` should have answered, so the columns that it
shows are named here once more; a test holds them against the models.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    ColumnElement,
    Connection,
    DateTime,
    Double,
    Integer,
    Select,
    Text,
    and_,
    bindparam,
    case,
    column,
    false,
    func,
    not_,
    or_,
    select,
    table,
    true,
    union_all,
)

from claimtrack.db.chunks import chunks
from claimtrack.db.keys import may_be_key
from claimtrack.db.posts import posts_of
from claimtrack.db.pronouns import attribution, pronouns_of
from claimtrack.db.tags import claim_tag, tag, tag_names_of, with_tag
from claimtrack.db.unreplied import aware, due
from claimtrack.errors import DatabaseTrouble
from claimtrack.events.actions import Action
from claimtrack.remedies import Blank, Step, do
from claimtrack.rules.confidence import SECOND_LOOK_BELOW
from claimtrack.rules.posts import ClaimPost, post_at
from claimtrack.vocabulary import (
    DOUBT_STANDS_FROM,
    OPEN,
    OPPOSING,
    ClaimLinkKind,
    ClaimOrigin,
    LinkState,
    Nature,
    Order,
    Said,
    Status,
)

claim = table(
    "claim",
    *(
        column(name, Integer)
        for name in ("id", "article_id", "snapshot_id", "source_id", "inside_id", "holder_id", "version")
    ),
    *(column(name, Text) for name in ("text", "status", "said", "nature", "firsthand", "origin")),
    *(
        column(name, Boolean)
        for name in ("own_voice", "headline", "checkable", "overridden", "hedged", "awaits_verdict")
    ),
    column("spans", JSON),
    column("confidence", Double),
    column("created_at", DateTime(timezone=True)),
    column("changed_at", DateTime(timezone=True)),
)
source = table(
    "source",
    column("id", Integer),
    column("name", Text),
    column("key", Text),
    column("kind", Text),
    column("article_id", Integer),
    column("merged_into_id", Integer),
)
article = table("article", column("id", Integer), column("title", Text))
reviewer = table("reviewer", column("id", Integer), column("name", Text), column("key", Text))
caveat = table(
    "caveat",
    column("id", Integer),
    column("claim_id", Integer),
    column("kind", Text),
    column("confidence", Double),
    column("state", Text),
)
event = table(
    "event",
    column("id", Integer),
    column("at", DateTime(timezone=True)),
    column("claim_id", Integer),
    column("action", Text),
    column("body", Text),
)
workspace = table("workspace", column("id", Integer), column("uuid", Text), column("locker_id", Text))

proposal = table("proposal", column("claim_id", Integer), column("status", Text), column("state", Text))
claim_link = table(
    "claim_link",
    *(column(name, Integer) for name in ("id", "from_id", "to_id")),
    *(column(name, Text) for name in ("kind", "state")),
)

_SHOWING_NOTHING = ("\u00ad", "\u200b", "\u2060", "\ufeff")
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")
TABLES = (claim, source, article, reviewer, attribution, caveat, event, workspace, claim_link, tag, claim_tag)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims to list: every filter that is set must hold. ``sources`` are numbers, merged ones included.

    ``judged_before`` lets through what was confirmed or refuted before that moment, ``unreplied_at`` what
    accuses a party that had no chance to reply by then; ``tag`` is the number of a tag.
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


@dataclass(frozen=True, slots=True)
class ListedLink:
    """That a listed claim bears on another one, or another one on it (``outgoing`` False)."""

    kind: ClaimLinkKind
    outgoing: bool
    claim: int
    state: LinkState

    @property
    def verb(self) -> str:
        """How the listed claim bears on the other one, or the other one on it: ``denies``, ``denied by``."""
        return self.kind.value if self.outgoing else self.kind.passive

    @property
    def opposes(self) -> bool:
        """Whether one of the two speaks against the other, and nobody has rejected that."""
        return self.kind in OPPOSING and self.state is not LinkState.REJECTED


@dataclass(frozen=True, slots=True)
class ListedClaim:
    """One row of a listing. ``independently_confirmed`` as the rules keep it.

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

# What ``rules.confidence.doubt_stands`` says, as a condition.
_STANDS = or_(
    caveat.c.state == LinkState.ACCEPTED.value,
    and_(
        caveat.c.state == LinkState.PROPOSED.value,
        or_(caveat.c.confidence.is_(None), caveat.c.confidence >= DOUBT_STANDS_FROM),
    ),
)
_CAVEATED = select(caveat.c.id).where(caveat.c.claim_id == claim.c.id, _STANDS).exists()
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
}


_KEPT = 64
"""Statements kept: building one takes longer than SQLite takes to answer it."""

_JOINED = (
    claim.outerjoin(source, source.c.id == claim.c.source_id)
    .outerjoin(_STANDING, _STANDING.c.id == source.c.merged_into_id)
    .outerjoin(reviewer, reviewer.c.id == claim.c.holder_id)
)


def has_workspace(connection: Connection) -> bool:
    """Tell whether the tables hold a workspace already."""
    return connection.execute(select(workspace.c.id)).first() is not None


def workspace_identity(connection: Connection) -> tuple[str, str]:
    """Return the ids of workspace and locker; raises DatabaseTrouble when its making was cut off before that."""
    row = connection.execute(select(workspace.c.uuid, workspace.c.locker_id)).first()
    if row is None:
        raise DatabaseTrouble(
            "the making of this workspace was cut off; " + do(Step.INGEST, Blank.FILE) + " completes it"
        )
    return row.uuid, row.locker_id


def has_article(connection: Connection, number: int) -> bool:
    """Tell whether there is such an article."""
    found = select(article.c.id).where(article.c.id == number)
    return may_be_key(number) and connection.execute(found).first() is not None


@lru_cache(maxsize=_KEPT)
def rows_query(wanted: Wanted, *, order: str = "number", limit: int | None = 50, offset: int = 0) -> Select[Any]:
    """Build the query for one page of a listing."""
    query = (
        select(
            claim.c.id,
            claim.c.article_id,
            claim.c.text,
            claim.c.spans,
            claim.c.snapshot_id,
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
        .where(*_conditions(wanted))
        .order_by(*ORDERS[order])
        .offset(offset or None)
    )
    return query.limit(limit) if limit is not None else query


@lru_cache(maxsize=_KEPT)
def count_query(wanted: Wanted) -> Select[int]:
    """Build the query that counts what a listing holds in all."""
    return select(func.count()).select_from(claim).where(*_conditions(wanted))


def page(
    connection: Connection, wanted: Wanted, *, order: str = "number", limit: int | None = 50, offset: int = 0
) -> list[ListedClaim]:
    """Read one page of a listing."""
    rows = connection.execute(rows_query(wanted, order=order, limit=limit, offset=offset)).all()
    numbers = [row.id for row in rows]
    kinds, links = caveat_kinds(connection, numbers), links_of(connection, numbers)
    none: tuple[str, ...] = ()
    tags, pronouns = tag_names_of(connection, numbers), pronouns_of(connection, numbers)
    posts = posts_of(connection, (row.snapshot_id for row in rows))
    return [
        ListedClaim(
            number=row.id,
            article=row.article_id,
            text=row.text,
            spans=row.spans,
            speaker=row.speaker,
            own_voice=row.own_voice,
            headline=row.headline,
            nature=Nature(row.nature) if row.nature is not None else None,
            by_pronoun=pronouns.get(row.id),
            post=post_at(posts.get(row.snapshot_id), row.spans),
            checkable=row.checkable,
            status=row.status,
            said=row.said,
            overridden=row.overridden,
            independently_confirmed=row.status == Status.CONFIRMED.value and not row.overridden,
            confidence=row.confidence,
            uncertain=bool(row.uncertain),
            caveats=kinds.get((row.id, True), none),
            asked_caveats=tuple(
                kind for kind in kinds.get((row.id, False), none) if kind not in kinds.get((row.id, True), none)
            ),
            links=links.get(row.id, ()),
            tags=tags.get(row.id, ()),
            holder=row.holder,
            version=row.version,
            changed_at=aware(row.changed_at),
        )
        for row in rows
    ]


def count(connection: Connection, wanted: Wanted) -> int:
    """Count what a listing holds in all."""
    return connection.execute(count_query(wanted)).scalar_one()


_KINDS = (
    select(caveat.c.claim_id, caveat.c.kind, _STANDS.label("stands"))
    .where(caveat.c.claim_id.in_(bindparam("numbers", expanding=True)), caveat.c.state != LinkState.REJECTED.value)
    .order_by(caveat.c.id)
)


def caveat_kinds(connection: Connection, numbers: Sequence[int]) -> dict[tuple[int, bool], tuple[str, ...]]:
    """Return the kinds of caveat on each of these claims, each kind once: by claim, and whether they stand."""
    kinds: dict[tuple[int, bool], tuple[str, ...]] = {}
    for some in chunks(numbers):
        for number, kind, stands in connection.execute(_KINDS, {"numbers": some}):
            held = kinds.get((number, bool(stands)), ())
            if kind not in held:
                kinds[number, bool(stands)] = (*held, kind)
    return kinds


_LINKS = union_all(
    select(claim_link.c.from_id.label("claim"), claim_link, true().label("outgoing")).where(
        claim_link.c.from_id.in_(bindparam("numbers", expanding=True))
    ),
    select(claim_link.c.to_id.label("claim"), claim_link, false().label("outgoing")).where(
        claim_link.c.to_id.in_(bindparam("numbers", expanding=True))
    ),
).order_by("id")


def links_of(connection: Connection, numbers: Sequence[int]) -> dict[int, tuple[ListedLink, ...]]:
    """Return the links of each of these claims with other ones, in the order in which they were found."""
    links: dict[int, list[ListedLink]] = {}
    for some in chunks(numbers):
        for row in connection.execute(_LINKS, {"numbers": some}):
            outgoing = bool(row.outgoing)
            other = row.to_id if outgoing else row.from_id
            links.setdefault(row.claim, []).append(
                ListedLink(ClaimLinkKind(row.kind), outgoing, other, LinkState(row.state))
            )
    return {number: tuple(found) for number, found in links.items()}


@lru_cache(maxsize=1)
def _family_query() -> Select[int]:
    """Build the query for every source that goes by the name whose ``key`` is given, or has that ``number``."""
    places = select(source.c.id, source.c.merged_into_id)
    # Two indexes hold the keys, of named and of unnamed sources: asked for together, neither would serve.
    asked = union_all(
        places.where(source.c.key == bindparam("key"), source.c.article_id.is_(None)),
        places.where(source.c.key == bindparam("key"), source.c.article_id.is_not(None)),
        places.where(source.c.id == bindparam("number", type_=Integer)),
    ).cte("asked")
    outward = select(asked).cte("outward", recursive=True)
    outward = outward.union(places.join(outward, source.c.id == outward.c.merged_into_id))
    family = select(outward.c.id).where(outward.c.merged_into_id.is_(None)).cte("family", recursive=True)
    family = family.union(select(source.c.id).join(family, source.c.merged_into_id == family.c.id))
    return select(family.c.id).order_by(family.c.id)


def source_family(connection: Connection, name: str, key: str) -> tuple[int, ...] | None:
    """Return the numbers of every source that goes by ``name`` (a name or a number), merged ones included.

    None when there is no such source.
    """
    found = connection.execute(_family_query(), {"key": key, "number": _number(name)})
    return tuple(found.scalars()) or None


def _number(word: str) -> int | None:
    """Return the number that a word is, as the program writes it, or None."""
    return int(word) if _NUMBER.fullmatch(word) else None


def claim_numbers(connection: Connection, *, starting: str, limit: int = 50) -> list[tuple[int, str]]:
    """Return numbers and words of claims for shell completion."""
    rows = connection.execute(select(claim.c.id, claim.c.text).order_by(claim.c.id.desc()).limit(2000))
    return [(row.id, row.text) for row in rows if str(row.id).startswith(starting)][:limit]


def source_names(connection: Connection, *, starting: str, limit: int = 50) -> list[str]:
    """Return names of sources for shell completion."""
    rows = connection.execute(select(source.c.name).where(source.c.merged_into_id.is_(None)).order_by(source.c.name))
    return [name for (name,) in rows if name.casefold().startswith(starting.casefold())][:limit]


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
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
        conditions += [claim.c.status != Status.WITHDRAWN.value, due(claim.c.id, wanted.unreplied_at)]
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
        conditions.append(or_(words, claim.c.source_id.in_(speakers)))
    return conditions


def _flags(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    for flag, asked in (
        (claim.c.checkable, wanted.checkable),
        (claim.c.own_voice, wanted.own_voice),
        (claim.c.overridden, wanted.overridden),
    ):
        if asked is not None:
            yield flag if asked else not_(flag)
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
