"""Which claims have which tags, through light-weight tables: a listing shows them, and loads no mapped classes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    DateTime,
    Integer,
    Row,
    Select,
    Text,
    case,
    collate,
    column,
    exists,
    func,
    select,
    table,
)

from claimtrack.db.among import among
from claimtrack.db.chunks import chunks
from claimtrack.db.once import having

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

tag = table("tag", column("id", Integer), column("name", Text), column("key", Text))
claim_tag = table(
    "claim_tag",
    *(column(name, Integer) for name in ("id", "tag_id", "claim_id")),
    column("removed_at", DateTime(timezone=True)),
)
_claim = table("claim", column("id", Integer), column("awaits_verdict", Boolean))


_STANDING = claim_tag.c.removed_at.is_(None)
_GIVEN = select(tag.c.id).where(exists().where(claim_tag.c.tag_id == tag.c.id, _STANDING))


@dataclass(frozen=True, slots=True)
class TagFigures:
    """One tag, how many claims have it, and how many of those await a verdict."""

    name: str
    claims: int
    waiting: int


@dataclass(frozen=True, slots=True)
class TagRow:
    """One tag as the table has it, with the key by which it is found."""

    number: int
    name: str
    key: str


def tags_of(where: "Session | Connection", claims: Iterable[int]) -> dict[int, frozenset[str]]:
    """Return the keys (``rules.tags.tag_key``) of the tags of each of these claims that has any."""
    found: dict[int, set[str]] = defaultdict(set)
    for row in _rows(where, claims):
        found[row.claim_id].add(row.key)
    return {number: frozenset(keys) for number, keys in found.items()}


def tag_names_of(where: "Session | Connection", claims: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """Return the tags of each of these claims that has any, as they are written, in the order of the alphabet."""
    found: dict[int, list[str]] = defaultdict(list)
    for row in sorted(_rows(where, claims), key=lambda row: str(row.key)):
        found[row.claim_id].append(row.name)
    return {number: tuple(names) for number, names in found.items()}


def tag_numbered(where: "Session | Connection", key: str) -> int | None:
    """Find the number of a tag by its key."""
    return where.execute(select(tag.c.id).where(tag.c.key == key)).scalar()


def tag_rows(where: "Session | Connection") -> list[TagRow]:
    """Return every tag that was ever given, in the order in which they first were."""
    return [TagRow(*row) for row in where.execute(select(tag.c.id, tag.c.name, tag.c.key).order_by(tag.c.id))]


def tag_figures(connection: Connection, *, limit: int | None = None, offset: int = 0) -> list[TagFigures]:
    """Return every tag that a claim has, in the order of the alphabet; or one page of them."""
    order = _by_letters(connection)
    page = _GIVEN.add_columns(tag.c.name, tag.c.key).order_by(order).offset(offset or None).limit(limit).subquery()
    waiting = func.sum(case((_claim.c.awaits_verdict, 1), else_=0))
    query = (
        select(page.c.name, page.c.key, func.count().label("claims"), waiting.label("waiting"))
        .select_from(page)
        .join(claim_tag, claim_tag.c.tag_id == page.c.id)
        .join(_claim, _claim.c.id == claim_tag.c.claim_id)
        .where(_STANDING)
        .group_by(page.c.id, page.c.name, page.c.key)
    )
    rows = sorted(connection.execute(query), key=lambda row: str(row.key))
    return [TagFigures(row.name, row.claims, int(row.waiting)) for row in rows]


def tag_count(connection: Connection) -> int:
    """Count the tags that a claim has."""
    return connection.execute(select(func.count()).select_from(_GIVEN.subquery())).scalar_one()


def _by_letters(connection: Connection) -> ColumnElement[str]:
    """Return the order by code points: the two databases have alphabets of their own."""
    return collate(tag.c.key, "BINARY" if connection.dialect.name == "sqlite" else "C")


def with_tag(number: int) -> Select[int]:
    """Build the query for the numbers of the claims that have a tag."""
    return select(claim_tag.c.claim_id).where(claim_tag.c.tag_id == number, _STANDING)


_TAGS = (
    select(claim_tag.c.claim_id, tag.c.name, tag.c.key)
    .join(tag, tag.c.id == claim_tag.c.tag_id)
    .where(_STANDING, among(claim_tag.c.claim_id))
)


def _rows(where: "Session | Connection", claims: Iterable[int]) -> Sequence[Row[int, str, str]]:
    return [
        row for some in chunks(having(where, "claim_tag", claims)) for row in where.execute(_TAGS, {"numbers": some})
    ]
