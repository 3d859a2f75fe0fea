"""What stands beside claims in a listing: doubts, links, tags, pronouns, posts, what the desk says. All in one query.

Each is a small query, and asking one after the other took longer than the database took to answer. So they are one
whose rows say to which of them they belong.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    Integer,
    Row,
    Select,
    Text,
    and_,
    case,
    cast,
    column,
    literal_column,
    null,
    or_,
    select,
    table,
    union_all,
)

from claimtrack.db.among import among
from claimtrack.db.conclusions import ListedFinding, ListedRestatement, finding, restatement
from claimtrack.db.light_tables import attribution, caveat, claim_link
from claimtrack.db.tags import claim_tag, tag
from claimtrack.vocabulary import (
    DOUBT_STANDS_FROM,
    OPPOSING,
    ClaimLinkKind,
    HopRole,
    LinkState,
    Mention,
    Said,
    Status,
)

# What ``rules.confidence.doubt_stands`` says, as a condition.
STANDS = or_(
    caveat.c.state == LinkState.ACCEPTED.value,
    and_(
        caveat.c.state == LinkState.PROPOSED.value,
        or_(caveat.c.confidence.is_(None), caveat.c.confidence >= DOUBT_STANDS_FROM),
    ),
)


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
class Marks:
    """What stands beside some claims, each by the claim's number, and by the snapshot's the posts that it keeps.

    ``caveats`` have each kind once, by claim and whether they stand; ``links`` are in the order in which they were
    found, ``tags`` as they are written, in the order of the alphabet. ``pronouns`` are the article's words for a
    speaker where they are one.
    """

    caveats: dict[tuple[int, bool], tuple[str, ...]] = field(default_factory=dict)
    links: dict[int, tuple[ListedLink, ...]] = field(default_factory=dict)
    tags: dict[int, tuple[str, ...]] = field(default_factory=dict)
    pronouns: dict[int, str] = field(default_factory=dict)
    posts: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    restatements: dict[int, ListedRestatement] = field(default_factory=dict)
    findings: dict[int, ListedFinding] = field(default_factory=dict)


class _Mark(IntEnum):
    CAVEAT = 0
    LINK = 1
    TAG = 2
    PRONOUN = 3
    POSTS = 4
    RESTATEMENT = 5
    FINDING = 6


def marks_of(connection: Connection, claims: Sequence[int], snapshots: Iterable[int]) -> Marks:
    """Return what stands beside these claims, and the posts of these snapshots: no more than ``chunks`` gives."""
    if not claims:
        return Marks()
    found = Marks()
    rows = connection.execute(_MARKS, {"numbers": claims, "snapshots": sorted(set(snapshots))}).all()
    # Put in order here: asked for it, SQLite would go through whole tables in that order.
    for mark, claim, number, flag, *words in sorted(rows, key=_in_order):
        _add(found, _Mark(mark), (claim, number, flag), words)
    return found


def _in_order(row: Row[*tuple[Any, ...]]) -> tuple[int, str]:
    """Give what is found in its order: by its number, and tags, which have none here, by their keys."""
    _, _, number, _, _, key, *_ = row
    return number, key or ""


def _add(found: Marks, mark: _Mark, numbers: tuple[int, int, int], words: Sequence[Any]) -> None:
    claim, _, flag = numbers
    first, second, third, fourth, fifth = words
    match mark:
        case _Mark.CAVEAT:
            held = found.caveats.get((claim, bool(flag)), ())
            if first not in held:
                found.caveats[claim, bool(flag)] = (*held, first)
        case _Mark.LINK:
            link = ListedLink(ClaimLinkKind(first), third == _OUTGOING, flag, LinkState(second))
            found.links[claim] = (*found.links.get(claim, ()), link)
        case _Mark.TAG:
            found.tags[claim] = (*found.tags.get(claim, ()), first)
        case _Mark.PRONOUN:
            found.pronouns[claim] = first or Mention.PRONOUN.value
        case _Mark.POSTS:
            found.posts[claim] = json.loads(first)
        case _Mark.RESTATEMENT:
            found.restatements[claim] = ListedRestatement(first, second)
        case _Mark.FINDING:
            found.findings[claim] = ListedFinding(third, first, second, Status(fourth), Said(fifth))


_SNAPSHOT = table("snapshot", column("id", Integer), column("posts", JSON))
_WORDS = 5
_OUTGOING, _INCOMING = "outgoing", "incoming"
_NOUGHT: ColumnElement[int] = literal_column("0", Integer)
_ONE: ColumnElement[int] = literal_column("1", Integer)


def _part(
    mark: _Mark,
    of: ColumnElement[int],
    *words: ColumnElement[Any],
    number: ColumnElement[int] = _NOUGHT,
    flag: ColumnElement[int] = _NOUGHT,
    among_these: str = "numbers",
) -> Select[Any]:
    """Build one part: of which claim, its place in order, a number of its own, and up to five words."""
    # PostgreSQL asks of what type each is, in every part.
    written = [*words, *[null()] * (_WORDS - len(words))]
    columns: list[ColumnElement[Any]] = [
        literal_column(str(mark.value), Integer).label("mark"),
        of.label("of"),
        number.label("number"),
        flag.label("flag"),
        *(cast(word, Text).label(f"word{place}") for place, word in enumerate(written)),
    ]
    return select(*columns).where(among(of, among_these))


def _word(word: str) -> ColumnElement[str]:
    return literal_column(f"'{word}'", Text)


_MARKS = union_all(
    _part(
        _Mark.CAVEAT, caveat.c.claim_id, caveat.c.kind, number=caveat.c.id, flag=case((STANDS, _ONE), else_=_NOUGHT)
    ).where(caveat.c.state != LinkState.REJECTED.value),
    *(
        _part(_Mark.LINK, here, claim_link.c.kind, claim_link.c.state, _word(way), number=claim_link.c.id, flag=other)
        for here, other, way in (
            (claim_link.c.from_id, claim_link.c.to_id, _OUTGOING),
            (claim_link.c.to_id, claim_link.c.from_id, _INCOMING),
        )
    ),
    _part(_Mark.TAG, claim_tag.c.claim_id, tag.c.name, tag.c.key)
    .join(tag, tag.c.id == claim_tag.c.tag_id)
    .where(claim_tag.c.removed_at.is_(None)),
    _part(_Mark.PRONOUN, attribution.c.claim_id, attribution.c.words).where(
        attribution.c.hop == _NOUGHT,
        # Written out, not given: SQLite takes the index of these alone where it reads the same words.
        attribution.c.role == _word(HopRole.SPEAKER.value),
        attribution.c.mention == _word(Mention.PRONOUN.value),
    ),
    _part(_Mark.POSTS, _SNAPSHOT.c.id, _SNAPSHOT.c.posts, among_these="snapshots").where(
        _SNAPSHOT.c.posts.is_not(None)
    ),
    _part(_Mark.RESTATEMENT, restatement.c.claim_id, restatement.c.text, restatement.c.of_words).where(
        restatement.c.ended_at.is_(None)
    ),
    _part(
        _Mark.FINDING,
        finding.c.claim_id,
        *(finding.c.text, finding.c.of_words, finding.c.rating, finding.c.status, finding.c.said),
    ).where(finding.c.ended_at.is_(None)),
)
