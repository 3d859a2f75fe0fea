"""Where everything stands by the tables, to be held against what the events tell."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from claimtrack.db.audit_rows import hop, listed, posts, relied_on, stored
from claimtrack.db.chain import told_time
from claimtrack.db.models import (
    Article,
    Attribution,
    Caveat,
    Claim,
    ClaimLink,
    ClaimParty,
    ClaimTag,
    Corroboration,
    Cosignature,
    Evidence,
    EvidenceLink,
    EvidenceReliesOn,
    Finding,
    HeadKey,
    Manifest,
    Note,
    PolicyVersion,
    Proposal,
    Reply,
    ReplyClaim,
    Restatement,
    Reviewer,
    Snapshot,
    Source,
    SourceLink,
    Stamp,
    Tag,
    Workspace,
)
from claimtrack.events.articles import ARTICLE, SNAPSHOT
from claimtrack.events.claims import CLAIM, told_doubt
from claimtrack.events.corroborations import CORROBORATION
from claimtrack.events.evidence import EVIDENCE, LINK
from claimtrack.events.findings import FINDING, RESTATEMENT
from claimtrack.events.links import CLAIM_LINK
from claimtrack.events.parties import PARTY
from claimtrack.events.policy import POLICY
from claimtrack.events.replies import ABOUT, REPLY
from claimtrack.events.sources import RELATION, SOURCE
from claimtrack.events.state import Kind, Row, Value, plain
from claimtrack.events.tags import TAG, TAGGING
from claimtrack.events.timestamps import MANIFEST, STAMP
from claimtrack.events.verdicts import PROPOSAL
from claimtrack.events.witnesses import COSIGNATURE, HEAD_KEY
from claimtrack.events.workspace import REVIEWER, WORKSPACE
from claimtrack.vocabulary import HopRole

_AT_ONCE = 500


def rows(connection: Connection, kind: Kind) -> Iterator[tuple[int, Row]]:
    """Return the number and the values of every row of a kind, in the order of its fields; to be read to the end.

    Values are read as they are stored: one that its column could not hold is a finding, not the end of the check.
    """
    columns = list(_COLUMNS[kind].values())
    places = [kind.places[name] for name in _COLUMNS[kind]]
    wanted = stored(*(column.stored for column in columns))
    query = select(_NUMBERS[kind], *wanted).order_by(_NUMBERS[kind]).execution_options(yield_per=_AT_ONCE)
    with ExitStack() as opened:
        beside = [
            (kind.places[name], opened.enter_context(closing(_Beside(connection, *held))))
            for name, held in _BESIDE.get(kind, {}).items()
        ]
        found = opened.enter_context(connection.execute(query))
        for number, *values in found:
            row: Row = [None] * len(kind.fields)
            for place, column, value in zip(places, columns, values, strict=True):
                row[place] = column.read(value)
            for place, lists in beside:
                row[place] = plain(lists.of(number))
            yield number, row


def compared(kind: Kind) -> frozenset[str]:
    """Return the fields of a kind with which a column, or a table beside it, is compared."""
    return frozenset({*_COLUMNS[kind], *_BESIDE.get(kind, {})})


class _Beside:
    """Lists that stand in a table of their own, read along with the things that they belong to, in numbers' order."""

    def __init__(self, connection: Connection, held: Select[*tuple[Any, ...]], read: Callable[..., Any]) -> None:
        self._found = connection.execute(held.execution_options(yield_per=_AT_ONCE))
        self._groups = (
            (number, [read(*row[1:]) for row in rows]) for number, rows in groupby(self._found, lambda row: row[0])
        )
        self._next = next(self._groups, None)

    def of(self, number: int) -> list[Any]:
        """Return the list of a thing, empty where it has none; asked in the order of numbers."""
        while self._next is not None and self._next[0] < number:
            self._next = next(self._groups, None)
        return self._next[1] if self._next is not None and self._next[0] == number else []

    def close(self) -> None:
        """Read no further: lists of things that are gone are left, and what is found is held open till then."""
        self._found.close()


@dataclass(frozen=True, slots=True)
class _Column:
    stored: ColumnElement[Any]
    read: Callable[[Any], Value]


def _flag(value: Any) -> Value:
    return bool(value) if value in (0, 1) else _word(value)  # SQLite keeps numbers


def _maybe(value: Any) -> Value:
    return _flag(value) if value is not None else None


def _time(value: Any) -> Value:
    return plain(told_time(value)) if value is not None else None


def _moment(value: Any) -> Value:
    """Return a time that people gave, as an event holds it."""
    try:
        return datetime.fromisoformat(told_time(value)).isoformat() if value is not None else None
    except ValueError:
        return _word(value)


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


def _doubt(*columns: Any) -> list[Any]:
    values: Iterator[Any] = map(_word, columns)
    return told_doubt(*values)


_NOTES = select(func.count()).where(Note.claim_id == Claim.id).correlate(Claim).scalar_subquery()

_CAVEATS = select(func.count()).where(Caveat.claim_id == Claim.id).correlate(Claim).scalar_subquery()
_DOUBTS = (Caveat.kind, Caveat.confidence, Caveat.origin, Caveat.state, Caveat.text, Caveat.by)
_BESIDE: Mapping[Kind, Mapping[str, tuple[Select[*tuple[Any, ...]], Callable[..., Any]]]] = {
    CLAIM: {
        "relays": (
            select(Attribution.claim_id, Attribution.source_id)
            .where(Attribution.role == HopRole.RELAY)
            .order_by(Attribution.claim_id, Attribution.hop),
            _word,
        ),
        "hops": (
            select(
                Attribution.claim_id,
                *stored(
                    Attribution.role,
                    Attribution.source_id,
                    Attribution.mention,
                    Attribution.source_spans,
                    Attribution.cue_spans,
                ),
            )
            .where(Attribution.role != HopRole.OUTLET)
            .order_by(Attribution.claim_id, Attribution.hop),
            hop,
        ),
        "doubts_at": (
            select(Caveat.claim_id, *stored(Caveat.spans)).order_by(Caveat.claim_id, Caveat.id),
            listed,
        ),
        "doubts": (
            select(
                Caveat.claim_id,
                *stored(*_DOUBTS),
            ).order_by(Caveat.claim_id, Caveat.id),
            _doubt,
        ),
    },
    EVIDENCE: {
        "relying_on": (
            select(
                EvidenceReliesOn.evidence_id,
                EvidenceReliesOn.source_id,
                *stored(EvidenceReliesOn.added_by_id, EvidenceReliesOn.added_at),
            ).order_by(EvidenceReliesOn.evidence_id, EvidenceReliesOn.source_id),
            relied_on,
        ),
    },
}
"""Of each kind the fields that are lists, with the query for them and how each of a list is read of its row."""

_NUMBERS: Mapping[Kind, Any] = {
    WORKSPACE: Workspace.id,
    REVIEWER: Reviewer.id,
    SOURCE: Source.id,
    RELATION: SourceLink.id,
    ARTICLE: Article.id,
    SNAPSHOT: Snapshot.id,
    CLAIM: Claim.id,
    PARTY: ClaimParty.id,
    EVIDENCE: Evidence.id,
    LINK: EvidenceLink.id,
    PROPOSAL: Proposal.id,
    POLICY: PolicyVersion.version,
    CLAIM_LINK: ClaimLink.id,
    TAG: Tag.id,
    TAGGING: ClaimTag.id,
    REPLY: Reply.id,
    ABOUT: ReplyClaim.id,
    RESTATEMENT: Restatement.id,
    FINDING: Finding.id,
    MANIFEST: Manifest.id,
    STAMP: Stamp.id,
    CORROBORATION: Corroboration.id,
    HEAD_KEY: HeadKey.id,
    COSIGNATURE: Cosignature.id,
}
_COLUMNS: Mapping[Kind, Mapping[str, _Column]] = {
    WORKSPACE: {
        "uuid": _is(Workspace.uuid),
        "locker": _is(Workspace.locker_id),
        "created": _is(Workspace.created_at, _time),
    },
    REVIEWER: {
        "role": _is(Reviewer.role),
        "added": _is(Reviewer.created_at, _time),
    },
    SOURCE: {
        "kind": _is(Source.kind),
        "article": _is(Source.article_id),
        "merged_into": _is(Source.merged_into_id),
        "merged_first_into": _is(Source.merged_first_into_id),
        "unaffiliated": _is(Source.unaffiliated_because, _known),
        "vouched": _is(Source.vouched_because, _known),
        "reliability": _is(Source.reliability),
        "recorded": _is(Source.created_at, _time),
    },
    RELATION: {
        "source": _is(SourceLink.from_id),
        "kind": _is(SourceLink.kind),
        "other": _is(SourceLink.to_id),
        "since": _is(SourceLink.since, _day),
        "until": _is(SourceLink.until, _day),
        "state": _is(SourceLink.state),
        "made_by": _is(SourceLink.made_by_id),
        "decided_by": _is(SourceLink.decided_by_id),
        "made": _is(SourceLink.made_at, _time),
        "decided": _is(SourceLink.decided_at, _time),
    },
    ARTICLE: {
        "outlet": _is(Article.outlet_id),
        "agency": _is(Article.agency_id),
        "published": _is(Article.published, _time),
        "recorded": _is(Article.created_at, _time),
        "readers": _is(Article.readers),
    },
    SNAPSHOT: {
        "article": _is(Snapshot.article_id),
        "digest": _is(Snapshot.digest),
        "size": _is(Snapshot.size),
        "text_sha256": _is(Snapshot.text_sha256),
        "media_type": _is(Snapshot.media_type),
        "extractor": _is(Snapshot.extractor),
        "language": _is(Snapshot.language),
        "sketch": _is(Snapshot.sketch, _sketch),
        "posts": _is(Snapshot.posts, posts),
        "retrieved": _is(Snapshot.retrieved_at, _time),
    },
    CLAIM: {
        "status": _is(Claim.status),
        "said": _is(Claim.said),
        "overridden": _is(Claim.overridden, _flag),
        "checkable": _is(Claim.checkable, _flag),
        "holder": _is(Claim.holder_id),
        "source": _is(Claim.source_id),
        "own_voice": _is(Claim.own_voice, _flag),
        "headline": _is(Claim.headline, _flag),
        "article": _is(Claim.article_id),
        "snapshot": _is(Claim.snapshot_id),
        "spans": _is(Claim.spans, _spans),
        "quote": _is(Claim.quote),
        "nature": _is(Claim.nature),
        "hedged": _is(Claim.hedged, _flag),
        "firsthand": _is(Claim.firsthand),
        "confidence": _is(Claim.confidence),
        "inside": _is(Claim.inside_id),
        "origin": _is(Claim.origin),
        "notes": _is(_NOTES),
        "caveats": _is(_CAVEATS),
        "version": _is(Claim.version),
        "changed": _is(Claim.changed_at, _time),
        "recorded": _is(Claim.created_at, _time),
    },
    PARTY: {
        "claim": _is(ClaimParty.claim_id),
        "source": _is(ClaimParty.source_id),
        "side": _is(ClaimParty.side),
        "origin": _is(ClaimParty.origin),
        "state": _is(ClaimParty.state),
        "judged_by": _is(ClaimParty.judged_by_id),
        "judged": _is(ClaimParty.judged_at, _time),
    },
    EVIDENCE: {
        "digest": _is(Evidence.digest),
        "size": _is(Evidence.size),
        "media_type": _is(Evidence.media_type),
        "source": _is(Evidence.source_id),
        "of_claim": _is(Evidence.of_claim_id),
        "dated": _is(Evidence.dated, _day),
        "dated_shown": _is(Evidence.dated_shown, _maybe),
        "short_runs": _is(Evidence.short_runs, _sketch),
        "looks": _is(Evidence.looks, _sketch),
        "compared": _is(Evidence.compared_because, _known),
        "consent": _is(Evidence.consent),
        "risk": _is(Evidence.risk),
        "visibility": _is(Evidence.visibility),
        "sketch": _is(Evidence.sketch, _sketch),
        "added_by": _is(Evidence.added_by_id),
        "added": _is(Evidence.added_at, _time),
    },
    LINK: {
        "evidence": _is(EvidenceLink.evidence_id),
        "claim": _is(EvidenceLink.claim_id),
        "stance": _is(EvidenceLink.stance),
        "serves": _is(EvidenceLink.serves),
        "basis": _is(EvidenceLink.basis),
        "excerpt_start": _is(EvidenceLink.excerpt_start),
        "excerpt_end": _is(EvidenceLink.excerpt_end),
        "page": _is(EvidenceLink.page),
        "answered": _is(EvidenceLink.answer, _known),
        "credibility": _is(EvidenceLink.credibility),
        "added_by": _is(EvidenceLink.added_by_id),
        "added": _is(EvidenceLink.added_at, _time),
        "withdrawn": _is(EvidenceLink.withdrawn_at, _time),
    },
    PROPOSAL: {
        "claim": _is(Proposal.claim_id),
        "status": _is(Proposal.status),
        "said": _is(Proposal.said),
        "override": _is(Proposal.override, _flag),
        "despite": _is(Proposal.despite, _spans),
        "counted": _is(Proposal.counted, _spans),
        "duplicate_of": _is(Proposal.duplicate_of_id),
        "made_by": _is(Proposal.made_by_id),
        "made": _is(Proposal.made_at, _time),
        "state": _is(Proposal.state),
        "closed_by": _is(Proposal.closed_by_id),
        "closed": _is(Proposal.closed_at, _time),
    },
    POLICY: {
        "text": _is(PolicyVersion.text, _digest),
        "digest": _is(PolicyVersion.digest),
        "by": _is(PolicyVersion.set_by_id),
        "set": _is(PolicyVersion.set_at, _time),
    },
    CLAIM_LINK: {
        "from": _is(ClaimLink.from_id),
        "to": _is(ClaimLink.to_id),
        "kind": _is(ClaimLink.kind),
        "spans": _is(ClaimLink.spans, _spans),
        "origin": _is(ClaimLink.origin),
        "state": _is(ClaimLink.state),
        "judged_by": _is(ClaimLink.judged_by_id),
        "judged": _is(ClaimLink.judged_at, _time),
    },
    TAG: {
        "recorded": _is(Tag.created_at, _time),
    },
    TAGGING: {
        "tag": _is(ClaimTag.tag_id),
        "claim": _is(ClaimTag.claim_id),
        "added_by": _is(ClaimTag.added_by_id),
        "added": _is(ClaimTag.added_at, _time),
        "removed": _is(ClaimTag.removed_at, _time),
    },
    REPLY: {
        "kind": _is(Reply.kind),
        "source": _is(Reply.source_id),
        "means": _is(Reply.means),
        "asked": _is(Reply.asked_at, _moment),
        "deadline": _is(Reply.deadline, _moment),
        "because": _is(Reply.because, _known),
        "named": _is(Reply.text_name, _known),
        "digest": _is(Reply.text_digest),
        "size": _is(Reply.text_size),
        "answered": _is(Reply.answered_at, _moment),
        "declined": _is(Reply.declined, _flag),
        "worded": _is(Reply.answer, _known),
        "answer_digest": _is(Reply.answer_digest),
        "answer_size": _is(Reply.answer_size),
        "answered_by": _is(Reply.answered_by_id),
        "made_by": _is(Reply.made_by_id),
        "made": _is(Reply.made_at, _time),
        "withdrawn": _is(Reply.withdrawn_at, _time),
    },
    ABOUT: {
        "reply": _is(ReplyClaim.reply_id),
        "claim": _is(ReplyClaim.claim_id),
        "earlier_words": _is(ReplyClaim.earlier_words),
    },
    RESTATEMENT: {
        "claim": _is(Restatement.claim_id),
        "of_words": _is(Restatement.of_words),
        "written_by": _is(Restatement.written_by_id),
        "written": _is(Restatement.written_at, _time),
        "ended": _is(Restatement.ended_at, _time),
        "withdrawn_by": _is(Restatement.withdrawn_by_id),
    },
    CORROBORATION: {
        "evidence": _is(Corroboration.evidence_id),
        "other": _is(Corroboration.other_id),
        "agrees": _is(Corroboration.agrees, _flag),
        "people": _is(Corroboration.people, _flag),
        "hours": _is(Corroboration.hours, _flag),
        "made_by": _is(Corroboration.made_by_id),
        "made": _is(Corroboration.made_at, _time),
    },
    FINDING: {
        "claim": _is(Finding.claim_id),
        "reasoned": _is(Finding.reason, _known),
        "of_words": _is(Finding.of_words),
        "status": _is(Finding.status),
        "said": _is(Finding.said),
        "written_by": _is(Finding.written_by_id),
        "written": _is(Finding.written_at, _time),
        "ended": _is(Finding.ended_at, _time),
        "withdrawn_by": _is(Finding.withdrawn_by_id),
    },
    MANIFEST: {
        "digest": _is(Manifest.digest),
        "size": _is(Manifest.size),
        "files": _is(Manifest.files),
        "head": _is(Manifest.head_number),
        "head_hash": _is(Manifest.head_hash),
        "made_by": _is(Manifest.made_by_id),
        "made": _is(Manifest.made_at, _time),
    },
    STAMP: {
        "manifest": _is(Stamp.manifest_id),
        "request": _is(Stamp.request_digest),
        "request_size": _is(Stamp.request_size),
        "requested_by": _is(Stamp.requested_by_id),
        "requested": _is(Stamp.requested_at, _time),
        "why": _is(Stamp.reason, _known),
        "refused": _is(Stamp.refused, _flag),
        "failed": _is(Stamp.failed_at, _time),
        "answer": _is(Stamp.answer_digest),
        "answer_size": _is(Stamp.answer_size),
        "pinned": _is(Stamp.pinned_digest),
        "pinned_size": _is(Stamp.pinned_size),
        "time": _is(Stamp.time, _moment),
        "ends": _is(Stamp.ends, _moment),
        "received_by": _is(Stamp.received_by_id),
        "received": _is(Stamp.received_at, _time),
        "withdrawn": _is(Stamp.withdrawn_at, _time),
    },
    HEAD_KEY: {
        "name": _is(HeadKey.name),
        "public": _is(HeadKey.public),
        "ours": _is(HeadKey.ours, _flag),
        "follows": _is(HeadKey.follows_id),
        "handed_over": _is(HeadKey.handed_over),
        "reasoned": _is(HeadKey.reason, _known),
        "made_by": _is(HeadKey.made_by_id),
        "made": _is(HeadKey.made_at, _time),
    },
    COSIGNATURE: {
        "log": _is(Cosignature.log_id),
        "witness": _is(Cosignature.witness_id),
        "size": _is(Cosignature.size),
        "root": _is(Cosignature.root),
        "signed": _is(Cosignature.signed),
        "cosigned": _is(Cosignature.cosigned),
        "made_by": _is(Cosignature.made_by_id),
        "made": _is(Cosignature.made_at, _time),
    },
}
