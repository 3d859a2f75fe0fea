"""Where everything stands by the tables, to be held against what the events tell."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, null, select, type_coerce
from sqlalchemy.types import NullType

from claimtrack.db.chain import told_time
from claimtrack.db.models import (
    Article,
    Attribution,
    Caveat,
    Claim,
    ClaimLink,
    ClaimParty,
    ClaimTag,
    Evidence,
    EvidenceLink,
    EvidenceReliesOn,
    Note,
    PolicyVersion,
    Proposal,
    Reviewer,
    Snapshot,
    Source,
    SourceLink,
    Tag,
    Workspace,
)
from claimtrack.rules.replay import FIELDS, Kind, Row, Value, plain
from claimtrack.vocabulary import HopRole

_AT_ONCE = 500


def rows(connection: Connection, kind: Kind) -> Iterator[tuple[int, Row]]:
    """Give the number and the values of every row of a kind, in the order of its ``FIELDS``; to be read to the end.

    Values are read as they are stored: one that its column could not hold is a finding, not the end of the check.
    """
    columns = _COLUMNS[kind]
    stored = [type_coerce(column.stored, NullType()).label(f"c{place}") for place, column in enumerate(columns)]
    query = select(_NUMBERS[kind], *stored).order_by(_NUMBERS[kind]).execution_options(yield_per=_AT_ONCE)
    beside = [(FIELDS[kind].index(name), _Beside(connection, held)) for name, held in _BESIDE.get(kind, ())]
    with connection.execute(query) as found:
        for number, *values in found:
            row = [column.read(value) for column, value in zip(columns, values, strict=True)]
            for place, lists in beside:
                row[place] = plain(lists.of(number))
            yield number, row


class _Beside:
    """Lists that stand in a table of their own, read along with the things that they belong to, in numbers' order."""

    def __init__(self, connection: Connection, held: Select[*tuple[Any, ...]]) -> None:
        found = connection.execute(held.execution_options(yield_per=_AT_ONCE))
        self._groups = ((number, [row[1] for row in rows]) for number, rows in groupby(found, lambda row: row[0]))
        self._next = next(self._groups, None)

    def of(self, number: int) -> list[int]:
        """Give the list of a thing, empty where it has none; asked in the order of numbers."""
        while self._next is not None and self._next[0] < number:
            self._next = next(self._groups, None)
        return self._next[1] if self._next is not None and self._next[0] == number else []


@dataclass(frozen=True, slots=True)
class _Column:
    stored: ColumnElement[Any]
    read: Callable[[Any], Value]


def _flag(value: Any) -> Value:
    return bool(value) if value in (0, 1) else _word(value)  # SQLite keeps numbers


def _time(value: Any) -> Value:
    return plain(told_time(value)) if value is not None else None


def _day(value: Any) -> Value:
    return value.isoformat() if isinstance(value, date) else _word(value)


def _spans(value: Any) -> Value:
    if not isinstance(value, str):
        return _word(value)
    try:
        return _word(json.loads(value))
    except ValueError:
        return value


def _digest(value: Any) -> Value:
    if not isinstance(value, str):
        return _word(value)
    return sha256(value.encode("utf-8", "surrogatepass")).hexdigest()


def _known(value: Any) -> Value:
    return value is not None


def _sketch(value: Any) -> Value:
    return sha256(value).hexdigest() if isinstance(value, bytes) else _word(value)


def _word(value: Any) -> Value:
    try:
        return plain(value)
    except TypeError:
        return repr(value)


def _numbers(value: Any) -> Value:
    return plain(sorted(int(number) for number in str(value).split(",")) if value is not None else [])


def _is(column: Any, read: Callable[[Any], Value] = _word) -> _Column:
    return _Column(column, read)


_NONE_HERE = _Column(null(), lambda _: None)
"""Where a list goes that stands in another table, see ``_BESIDE``."""

_NOTES = select(func.count()).where(Note.claim_id == Claim.id).correlate(Claim).scalar_subquery()

_CAVEATS = select(func.count()).where(Caveat.claim_id == Claim.id).correlate(Claim).scalar_subquery()
_BESIDE: Mapping[Kind, tuple[tuple[str, Select[*tuple[Any, ...]]], ...]] = {
    Kind.CLAIM: (
        (
            "relays",
            select(Attribution.claim_id, Attribution.source_id)
            .where(Attribution.role == HopRole.RELAY)
            .order_by(Attribution.claim_id, Attribution.hop),
        ),
    ),
    Kind.EVIDENCE: (
        (
            "relying_on",
            select(EvidenceReliesOn.evidence_id, EvidenceReliesOn.source_id).order_by(
                EvidenceReliesOn.evidence_id, EvidenceReliesOn.source_id
            ),
        ),
    ),
}
"""Of each kind the fields that are lists, with the query for them."""

_NUMBERS: Mapping[Kind, Any] = {
    Kind.WORKSPACE: Workspace.id,
    Kind.REVIEWER: Reviewer.id,
    Kind.SOURCE: Source.id,
    Kind.RELATION: SourceLink.id,
    Kind.ARTICLE: Article.id,
    Kind.SNAPSHOT: Snapshot.id,
    Kind.CLAIM: Claim.id,
    Kind.PARTY: ClaimParty.id,
    Kind.EVIDENCE: Evidence.id,
    Kind.LINK: EvidenceLink.id,
    Kind.PROPOSAL: Proposal.id,
    Kind.POLICY: PolicyVersion.version,
    Kind.CLAIM_LINK: ClaimLink.id,
    Kind.TAG: Tag.id,
    Kind.TAGGING: ClaimTag.id,
}
_COLUMNS: Mapping[Kind, tuple[_Column, ...]] = {
    Kind.WORKSPACE: (_is(Workspace.uuid), _is(Workspace.locker_id)),
    Kind.REVIEWER: (_is(Reviewer.role), _is(Reviewer.created_at, _time)),
    Kind.SOURCE: (
        _is(Source.kind),
        _is(Source.article_id),
        _is(Source.merged_into_id),
        _is(Source.merged_first_into_id),
        _is(Source.unaffiliated_because, _known),
        _is(Source.vouched_because, _known),
        _is(Source.reliability),
        _is(Source.created_at, _time),
    ),
    Kind.RELATION: (
        _is(SourceLink.from_id),
        _is(SourceLink.kind),
        _is(SourceLink.to_id),
        _is(SourceLink.since, _day),
        _is(SourceLink.until, _day),
        _is(SourceLink.state),
        _is(SourceLink.made_by_id),
        _is(SourceLink.decided_by_id),
        _is(SourceLink.made_at, _time),
        _is(SourceLink.decided_at, _time),
    ),
    Kind.ARTICLE: (_is(Article.outlet_id), _is(Article.agency_id), _is(Article.created_at, _time)),
    Kind.SNAPSHOT: (
        _is(Snapshot.article_id),
        _is(Snapshot.digest),
        _is(Snapshot.size),
        _is(Snapshot.text_sha256),
        _is(Snapshot.media_type),
        _is(Snapshot.extractor),
        _is(Snapshot.retrieved_at, _time),
    ),
    Kind.CLAIM: (
        _is(Claim.status),
        _is(Claim.said),
        _is(Claim.overridden, _flag),
        _is(Claim.checkable, _flag),
        _is(Claim.holder_id),
        _is(Claim.source_id),
        _is(Claim.own_voice, _flag),
        _is(Claim.article_id),
        _is(Claim.snapshot_id),
        _is(Claim.spans, _spans),
        _is(Claim.quote),
        _is(Claim.nature),
        _is(Claim.hedged, _flag),
        _is(Claim.firsthand),
        _is(Claim.confidence),
        _is(Claim.inside_id),
        _is(Claim.origin),
        _is(_NOTES),
        _is(_CAVEATS),
        _NONE_HERE,
        _is(Claim.created_at, _time),
    ),
    Kind.PARTY: (
        _is(ClaimParty.claim_id),
        _is(ClaimParty.source_id),
        _is(ClaimParty.side),
        _is(ClaimParty.origin),
        _is(ClaimParty.state),
        _is(ClaimParty.judged_by_id),
        _is(ClaimParty.judged_at, _time),
    ),
    Kind.EVIDENCE: (
        _is(Evidence.digest),
        _is(Evidence.size),
        _is(Evidence.source_id),
        _is(Evidence.of_claim_id),
        _is(Evidence.dated, _day),
        _NONE_HERE,
        _is(Evidence.sketch, _sketch),
        _is(Evidence.added_by_id),
        _is(Evidence.added_at, _time),
    ),
    Kind.LINK: (
        _is(EvidenceLink.evidence_id),
        _is(EvidenceLink.claim_id),
        _is(EvidenceLink.stance),
        _is(EvidenceLink.serves),
        _is(EvidenceLink.basis),
        _is(EvidenceLink.excerpt_start),
        _is(EvidenceLink.excerpt_end),
        _is(EvidenceLink.page),
        _is(EvidenceLink.answer, _known),
        _is(EvidenceLink.credibility),
        _is(EvidenceLink.added_by_id),
        _is(EvidenceLink.added_at, _time),
        _is(EvidenceLink.withdrawn_at, _time),
    ),
    Kind.PROPOSAL: (
        _is(Proposal.claim_id),
        _is(Proposal.status),
        _is(Proposal.said),
        _is(Proposal.override, _flag),
        _is(Proposal.despite, _spans),
        _is(Proposal.counted, _spans),
        _is(Proposal.duplicate_of_id),
        _is(Proposal.made_by_id),
        _is(Proposal.made_at, _time),
        _is(Proposal.state),
        _is(Proposal.closed_by_id),
        _is(Proposal.closed_at, _time),
    ),
    Kind.POLICY: (
        _is(PolicyVersion.text, _digest),
        _is(PolicyVersion.digest),
        _is(PolicyVersion.set_by_id),
        _is(PolicyVersion.set_at, _time),
    ),
    Kind.CLAIM_LINK: (
        _is(ClaimLink.from_id),
        _is(ClaimLink.to_id),
        _is(ClaimLink.kind),
        _is(ClaimLink.origin),
        _is(ClaimLink.state),
        _is(ClaimLink.judged_by_id),
        _is(ClaimLink.judged_at, _time),
    ),
    Kind.TAG: (_is(Tag.created_at, _time),),
    Kind.TAGGING: (
        _is(ClaimTag.tag_id),
        _is(ClaimTag.claim_id),
        _is(ClaimTag.added_by_id),
        _is(ClaimTag.added_at, _time),
        _is(ClaimTag.removed_at, _time),
    ),
}
