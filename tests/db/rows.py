"""Rows in every table: an article with two claims, evidence for the first, and events."""

from datetime import UTC, datetime
from typing import Any

from tests.events.raw import raw

from claimtrack.db import chain
from claimtrack.db.engine import Database
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
    ManifestFile,
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
from claimtrack.db.session import writing
from claimtrack.vocabulary import (
    Basis,
    CaveatKind,
    ClaimLinkKind,
    ClaimOrigin,
    Firsthand,
    HopRole,
    LinkOrigin,
    LinkState,
    Means,
    Mention,
    Nature,
    NoteKind,
    PartySide,
    ProposalState,
    Quote,
    RelationKind,
    RelationState,
    ReplyKind,
    Role,
    Said,
    Serves,
    SpeakerKind,
    Stance,
    Status,
)

_MOMENT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def make_claim(**unlike: Any) -> Claim:
    """Return a claim of article 1, unlike the others only in what a test says."""
    usual = {
        "article_id": 1,
        "snapshot_id": 1,
        "text": "The bridge is closed.",
        "spans": [[0, 21]],
        "prefix": "",
        "suffix": "",
        "own_voice": False,
        "checkable": True,
        "quote": Quote.INDIRECT,
        "nature": Nature.ASSERTS,
        "hedged": False,
        "firsthand": Firsthand.UNKNOWN,
        "origin": ClaimOrigin.EXTRACTED,
        "status": Status.UNVERIFIED,
        "said": Said.UNCHECKED,
        "overridden": False,
        "version": 1,
        "created_at": _MOMENT,
        "changed_at": _MOMENT,
    }
    return Claim(**{**usual, **unlike})


def with_rows(database: Database) -> Database:
    """Put rows into every table of a database that has its people."""
    with writing(database) as session:
        outlet = Source(id=1, name="Harbour Post", key="harbour post", kind=SpeakerKind.MEDIA, created_at=_MOMENT)
        article = Article(id=1, title="The bridge", outlet=outlet, published=_MOMENT, created_at=_MOMENT)
        session.add_all([outlet, article])
        session.flush()
        session.add(
            Source(id=2, name="residents", key="residents", kind=SpeakerKind.GROUP, article_id=1, created_at=_MOMENT)
        )
        session.add(
            Source(id=3, name="The Post", key="post", kind=SpeakerKind.MEDIA, merged_into_id=1, created_at=_MOMENT)
        )
        session.add(
            SourceLink(
                from_id=1,
                to_id=2,
                kind=RelationKind.RELIES_ON,
                state=RelationState.ACCEPTED,
                made_by_id=1,
                made_at=_MOMENT,
            )
        )
        session.add(
            Snapshot(
                id=1,
                article_id=1,
                digest="d1",
                size=21,
                media_type="text/plain",
                name="bridge.txt",
                text="The bridge is closed.",
                text_sha256="t1",
                language="en",
                extractor="rules",
                retrieved_at=_MOMENT,
            )
        )
        session.flush()
        session.add_all([make_claim(id=1, source_id=2, holder_id=1, confidence=0.5), make_claim(id=2, source_id=1)])
        session.flush()
        session.get_one(Claim, 2).inside_id = 1
        session.add_all(
            [
                Attribution(
                    claim_id=1,
                    hop=0,
                    role=HopRole.SPEAKER,
                    source_id=2,
                    mention=Mention.NOMINAL,
                    source_spans=[[0, 3]],
                    cue_spans=[],
                ),
                Caveat(claim_id=1, kind=CaveatKind.HEARSAY, spans=[[0, 3]], text="The"),
                ClaimLink(
                    from_id=2,
                    to_id=1,
                    kind=ClaimLinkKind.DENIES,
                    spans=[],
                    origin=LinkOrigin.MACHINE,
                    state=LinkState.PROPOSED,
                ),
                ClaimParty(
                    claim_id=1,
                    source_id=2,
                    side=PartySide.ACCUSED,
                    origin=LinkOrigin.MACHINE,
                    state=LinkState.PROPOSED,
                ),
                Evidence(
                    id=1,
                    digest="e1",
                    size=3,
                    media_type="text/plain",
                    name="log.txt",
                    source_id=3,
                    added_by_id=1,
                    added_at=_MOMENT,
                ),
                Proposal(
                    id=1,
                    claim_id=1,
                    said=Said.NOT_FOUND,
                    override=False,
                    despite=[],
                    counted=[],
                    made_by_id=1,
                    made_at=_MOMENT,
                    state=ProposalState.TAKEN_BACK,
                    closed_by_id=1,
                    closed_at=_MOMENT,
                ),
                PolicyVersion(version=1, text="origins = 1\n", digest="p1", set_by_id=1, set_at=_MOMENT),
                Note(claim_id=1, kind=NoteKind.ATTEMPT, text="called", reviewer_id=1, at=_MOMENT),
            ]
        )
        session.flush()
        session.add(
            EvidenceLink(
                id=1,
                evidence_id=1,
                claim_id=1,
                stance=Stance.SUPPORTS,
                serves=Serves.TRUTH,
                basis=Basis.RECORD,
                added_by_id=1,
                added_at=_MOMENT,
            )
        )
        session.add(
            Evidence(
                id=2,
                digest="e2",
                size=3,
                media_type="application/warc",
                name="page",
                added_by_id=1,
                added_at=_MOMENT,
            )
        )
        session.flush()
        compared = {"agrees": True, "people": True, "hours": False, "made_by_id": 1, "made_at": _MOMENT}
        session.add(Corroboration(id=1, evidence_id=1, other_id=2, **compared))
        told = {"made_by_id": 1, "made_at": _MOMENT}
        session.add(HeadKey(id=1, name="claimtrack/5", public="a1" * 32, ours=True, **told))
        session.add(HeadKey(id=2, name="claimtrack/6", public="a2" * 32, ours=False, called="Lake Courier", **told))
        session.flush()
        session.add(
            Cosignature(id=1, log_id=1, witness_id=2, size=1, root="b1" * 32, signed="c1", cosigned="c2", **told)
        )
        session.add(Tag(id=1, name="Bridges", key="bridges", created_at=_MOMENT))
        session.add(
            Reply(
                id=1,
                kind=ReplyKind.ASK,
                source_id=2,
                means=Means.MAIL,
                asked_at=_MOMENT,
                declined=False,
                made_by_id=1,
                made_at=_MOMENT,
            )
        )
        session.add(
            Manifest(id=1, digest="d7", size=9, files=1, head_number=1, head_hash="h1", made_by_id=1, made_at=_MOMENT)
        )
        session.flush()
        session.add(ManifestFile(manifest_id=1, digest="d1"))
        session.add(
            Stamp(
                id=1,
                manifest_id=1,
                authority="North",
                request_digest="d8",
                request_size=9,
                requested_by_id=1,
                requested_at=_MOMENT,
                reason="no network",
                refused=False,
                failed_at=_MOMENT,
            )
        )
        session.add(ReplyClaim(reply_id=1, claim_id=1))
        session.add(ClaimTag(tag_id=1, claim_id=1, added_by_id=1, added_at=_MOMENT))
        written = {"claim_id": 1, "of_words": "w1", "written_by_id": 1, "written_at": _MOMENT}
        session.add(Restatement(id=1, text="The Brenholt bridge is closed.", **written))
        session.add(
            Finding(id=1, text="It is.", rating="correct", status=Status.CONFIRMED, said=Said.UNCHECKED, **written)
        )
        session.add(EvidenceReliesOn(evidence_id=1, source_id=2, added_by_id=1, added_at=_MOMENT))
        session.flush()
        changes = [
            raw("claim.recorded", ("claim", 1), claim=1, texts={"text": "The bridge is closed."}),
            raw("comment.added", ("claim", 1), claim=1, texts={"text": "called"}),
        ]
        chain.append(session, changes, reviewer_id=1, at=_MOMENT)
    return database


def with_people(database: Database) -> Database:
    """Put the workspace's row and one reviewer, number 1, into a database."""
    with writing(database) as session:
        session.add(Reviewer(id=1, name="ana", key="ana", role=Role.ADMIN, created_at=_MOMENT))
        session.add(Workspace(id=1, uuid="u", locker_id="l", created_at=_MOMENT))
    return database
