"""The tables of a workspace, one class each.

Rows are never deleted: claims and evidence are withdrawn, sources are merged. Spans are lists of ``[start, end)``
pairs of code points into the snapshot's text.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.schema import SchemaItem

from claimtrack.db.base import Base, NumberList, PostList, SpanList, by_value
from claimtrack.events.actions import Action
from claimtrack.vocabulary import (
    Basis,
    CaveatKind,
    ClaimLinkKind,
    ClaimOrigin,
    Consent,
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
    Reliability,
    ReplyKind,
    Risk,
    Role,
    Said,
    Serves,
    SpeakerKind,
    Stance,
    Status,
    Visibility,
)


def _one_stands(table: str) -> tuple[SchemaItem, ...]:
    """Let one row of a claim stand at a time; what ended stays."""
    standing = text("ended_at IS NULL")
    return (
        Index(f"uq_{table}_standing", "claim_id", unique=True, sqlite_where=standing, postgresql_where=standing),
        Index(f"ix_{table}_claim_id", "claim_id"),
        CheckConstraint("withdrawn_by_id IS NULL OR ended_at IS NOT NULL", name="withdrawn_has_ended"),
    )


class Workspace(Base):
    """The one row that says which workspace and which locker this database belongs to, and where its log ends.

    Without the last two, events taken away from the end of the log would leave a shorter log in perfect order.
    """

    __tablename__ = "workspace"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str]
    locker_id: Mapped[str]
    head_number: Mapped[int] = mapped_column(default=0, doc="the newest event's number, 0 before the first")
    head_hash: Mapped[str] = mapped_column(default="0" * 64)
    created_at: Mapped[datetime]


class Reviewer(Base):
    """A person who acts."""

    __tablename__ = "reviewer"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True, doc="the name folded, so that Ana and ana are one person")
    role: Mapped[Role]
    created_at: Mapped[datetime]


class Source(Base):
    """A person, organisation, government, outlet, document or group that speaks or that evidence comes from.

    An unnamed source ("several residents") belongs to the article that quotes it: the residents of two articles are
    not the same people. ``merged_into_id`` leads to the source that this one turned out to be.
    """

    __tablename__ = "source"
    __table_args__ = (
        Index(
            "uq_source_key_named",
            "key",
            unique=True,
            sqlite_where=text("article_id IS NULL"),
            postgresql_where=text("article_id IS NULL"),
        ),
        Index(
            "uq_source_key_in_article",
            "key",
            "article_id",
            unique=True,
            sqlite_where=text("article_id IS NOT NULL"),
            postgresql_where=text("article_id IS NOT NULL"),
        ),
        Index("ix_source_merged_into_id", "merged_into_id"),
        CheckConstraint("merged_into_id <> id", name="merged_elsewhere"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    key: Mapped[str] = mapped_column(doc="the name folded: case, white space and a leading article do not count")
    kind: Mapped[SpeakerKind]
    article_id: Mapped[int | None] = mapped_column(ForeignKey("article.id", ondelete="RESTRICT", use_alter=True))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("source.id", ondelete="RESTRICT"))
    created_at: Mapped[datetime]
    merged_first_into_id: Mapped[int | None] = mapped_column(
        ForeignKey("source.id", ondelete="RESTRICT"),
        doc="the source it was merged into itself, which may have been merged into another since",
    )
    unaffiliated_because: Mapped[str | None] = mapped_column(doc="how somebody came to know of no affiliation")
    vouched_because: Mapped[str | None] = mapped_column(doc="how an editor knows who this unnamed source is")
    reliability: Mapped[Reliability | None]


class SourceLink(Base):
    """One source hangs together with another, for a time; taken back, never deleted.

    It stands between the two sources that were named: what either was merged into is followed where it is read, so
    that undoing a merge gives each source its own relations back.
    """

    __tablename__ = "source_link"
    __table_args__ = (
        CheckConstraint("from_id <> to_id", name="two_sources"),
        CheckConstraint("until >= since", name="ends_after_it_begins"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("source.id", ondelete="RESTRICT"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("source.id", ondelete="RESTRICT"), index=True)
    kind: Mapped[RelationKind]
    since: Mapped[date | None] = mapped_column(doc="the first day of it")
    until: Mapped[date | None] = mapped_column(doc="the last day of it")
    because: Mapped[str | None]
    state: Mapped[RelationState]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id", ondelete="RESTRICT"))
    made_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("reviewer.id", ondelete="RESTRICT"), doc="who accepted, rejected or took it back"
    )
    decided_at: Mapped[datetime | None]

    made_by: Mapped[Reviewer] = relationship(foreign_keys=[made_by_id])


class Article(Base):
    """One published piece."""

    __tablename__ = "article"
    __table_args__ = (
        Index(
            "ix_article_readers",
            "id",
            sqlite_where=text("readers IS NOT NULL"),
            postgresql_where=text("readers IS NOT NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str | None]
    byline: Mapped[str | None]
    url: Mapped[str | None] = mapped_column(index=True)
    published: Mapped[datetime | None]
    outlet_id: Mapped[int | None] = mapped_column(ForeignKey("source.id", ondelete="RESTRICT"), index=True)
    created_at: Mapped[datetime]
    agency_id: Mapped[int | None] = mapped_column(
        ForeignKey("source.id", ondelete="RESTRICT"), index=True, doc="whose copy it is"
    )
    readers: Mapped[str | None] = mapped_column(
        doc="who alone may read it on a desk: numbers of people and roles, with a blank between; None for everybody"
    )

    outlet: Mapped[Source | None] = relationship(foreign_keys=[outlet_id])
    agency: Mapped[Source | None] = relationship(foreign_keys=[agency_id])


class Snapshot(Base):
    """One retrieved version of an article: the original bytes, by digest, and the text read from them."""

    __tablename__ = "snapshot"

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="RESTRICT"), index=True)
    digest: Mapped[str] = mapped_column(unique=True, doc="SHA-256 of the original bytes, in the locker")
    size: Mapped[int] = mapped_column(doc="bytes")
    media_type: Mapped[str]
    name: Mapped[str] = mapped_column(doc="the file's name or the address it was read from")
    text: Mapped[str] = mapped_column(deferred=True)
    text_sha256: Mapped[str]
    language: Mapped[str]
    extractor: Mapped[str]
    retrieved_at: Mapped[datetime]
    sketch: Mapped[bytes | None] = mapped_column(
        deferred=True, doc="by which copies of its text are known (rules/copies.py)"
    )
    posts: Mapped[PostList | None] = mapped_column(deferred=True, doc="those of a live file, in the order of its text")

    article: Mapped[Article] = relationship()


class Claim(Base):
    """A statement on record, with status, evidence and history."""

    __tablename__ = "claim"
    __table_args__ = (
        # Each filter of `list` reads its rows in the order of claim numbers from one of these.
        Index("ix_claim_status_id", "status", "id"),
        Index("ix_claim_source_id_id", "source_id", "id"),
        Index("ix_claim_article_id_id", "article_id", "id"),
        Index("ix_claim_holder_id_id", "holder_id", "id"),
        Index("ix_claim_awaits_verdict_id", "awaits_verdict", "id"),
        CheckConstraint("version >= 1", name="version_counts_from_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id", ondelete="RESTRICT"))
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id", ondelete="RESTRICT"), index=True)
    source_id: Mapped[int | None] = mapped_column(
        ForeignKey("source.id", ondelete="RESTRICT"),
        doc="who speaks; the outlet for its own voice, when known",
    )
    inside_id: Mapped[int | None] = mapped_column(
        ForeignKey("claim.id", ondelete="RESTRICT"), index=True, doc="the claim whose words hold this one"
    )
    text: Mapped[str]
    spans: Mapped[SpanList]
    prefix: Mapped[str] = mapped_column(doc="up to 32 characters in front (W3C TextQuoteSelector)")
    suffix: Mapped[str] = mapped_column(doc="up to 32 characters behind")
    checkable: Mapped[bool]
    quote: Mapped[Quote | None]
    nature: Mapped[Nature | None]
    hedged: Mapped[bool]
    firsthand: Mapped[Firsthand]
    confidence: Mapped[float | None]
    origin: Mapped[ClaimOrigin] = mapped_column(by_value(ClaimOrigin, name="origin"))
    status: Mapped[Status]
    said: Mapped[Said]
    overridden: Mapped[bool] = mapped_column(doc="the standing verdict went past the rules by an editor's decision")
    holder_id: Mapped[int | None] = mapped_column(ForeignKey("reviewer.id", ondelete="RESTRICT"))
    version: Mapped[int]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    awaits_verdict: Mapped[bool] = mapped_column(
        Computed("checkable AND status IN ('unverified', 'in_review')", persisted=True)
    )
    own_voice: Mapped[bool | None] = mapped_column(doc="None where nobody read who says it")
    headline: Mapped[bool] = mapped_column(server_default=false(), doc="it is what the article's headline states")

    article: Mapped[Article] = relationship()
    snapshot: Mapped[Snapshot] = relationship()
    source: Mapped[Source | None] = relationship()
    holder: Mapped[Reviewer | None] = relationship()
    hops: Mapped[list["Attribution"]] = relationship(order_by="Attribution.hop", viewonly=True)
    caveats: Mapped[list["Caveat"]] = relationship(order_by="Caveat.id", viewonly=True)
    evidence_links: Mapped[list["EvidenceLink"]] = relationship(
        order_by="EvidenceLink.id", viewonly=True, back_populates="claim"
    )


class Attribution(Base):
    """One hop of a claim's chain, from the speaker outward to the outlet."""

    __tablename__ = "attribution"
    __table_args__ = (
        UniqueConstraint("claim_id", "hop"),
        # The key's columns, and unique as they are: only then does SQLite take this one, of few rows, for a listing.
        Index(
            "uq_attribution_pronoun",
            "claim_id",
            "hop",
            unique=True,
            sqlite_where=text("role = 'speaker' AND mention = 'pronoun'"),
            postgresql_where=text("role = 'speaker' AND mention = 'pronoun'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="RESTRICT"))
    hop: Mapped[int] = mapped_column(doc="0 is the speaker")
    role: Mapped[HopRole]
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id", ondelete="RESTRICT"), index=True)
    words: Mapped[str | None] = mapped_column(doc="the source as the article words it here")
    mention: Mapped[Mention]
    source_spans: Mapped[SpanList]
    cue: Mapped[str | None] = mapped_column(doc="the reporting verb or phrase")
    cue_spans: Mapped[SpanList]

    source: Mapped[Source | None] = relationship()


class Caveat(Base):
    """The article's own words against taking a claim as known.

    ``confidence`` is the machine's, None where it gave none or a person says so. The machine's count from
    ``DOUBT_STANDS_FROM`` on, until a person judges them; those that a person accepts count, rejected ones do not.
    """

    __tablename__ = "caveat"

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="RESTRICT"), index=True)
    kind: Mapped[CaveatKind]
    spans: Mapped[SpanList]
    text: Mapped[str]
    by: Mapped[str | None]
    confidence: Mapped[float | None]
    origin: Mapped[LinkOrigin] = mapped_column(default=LinkOrigin.MACHINE, server_default=LinkOrigin.MACHINE.value)
    state: Mapped[LinkState] = mapped_column(default=LinkState.PROPOSED, server_default=LinkState.PROPOSED.value)


class ClaimParty(Base):
    """Whom a claim accuses or favours, as the machine or a reviewer says; rejected, never deleted.

    ``judged_by`` and ``judged_at`` are as those of a link between claims.
    """

    __tablename__ = "claim_party"
    __table_args__ = (
        UniqueConstraint("claim_id", "source_id", "side"),
        CheckConstraint(
            "(state = 'proposed') = (judged_by_id IS NULL) AND (judged_by_id IS NULL) = (judged_at IS NULL)",
            name="judged_by_somebody",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="RESTRICT"))
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id", ondelete="RESTRICT"), index=True)
    side: Mapped[PartySide]
    origin: Mapped[LinkOrigin]
    state: Mapped[LinkState]
    judged_by_id: Mapped[int | None] = mapped_column(ForeignKey("reviewer.id", ondelete="RESTRICT"))
    judged_at: Mapped[datetime | None]

    source: Mapped[Source] = relationship()
    judged_by: Mapped[Reviewer | None] = relationship()


class ClaimLink(Base):
    """One claim bears on another, as the machine or a reviewer found it; rejected, never deleted.

    ``judged_by`` and ``judged_at`` say who made it, accepted it or rejected it last; nobody, while it is proposed.
    """

    __tablename__ = "claim_link"
    __table_args__ = (
        UniqueConstraint("from_id", "to_id", "kind"),
        CheckConstraint("from_id <> to_id", name="two_claims"),
        CheckConstraint(
            "(state = 'proposed') = (judged_by_id IS NULL) AND (judged_by_id IS NULL) = (judged_at IS NULL)",
            name="judged_by_somebody",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="RESTRICT"))
    to_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="RESTRICT"), index=True)
    kind: Mapped[ClaimLinkKind]
    spans: Mapped[SpanList]
    origin: Mapped[LinkOrigin]
    state: Mapped[LinkState]
    judged_by_id: Mapped[int | None] = mapped_column(ForeignKey("reviewer.id", ondelete="RESTRICT"))
    judged_at: Mapped[datetime | None]

    judged_by: Mapped[Reviewer | None] = relationship()


class Evidence(Base):
    """Bytes that bear on claims: a file, a page, a note or the words of an earlier claim, with digest and origin."""

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(unique=True, doc="SHA-256 of the original bytes, in the locker")
    size: Mapped[int] = mapped_column(doc="bytes")
    media_type: Mapped[str]
    name: Mapped[str]
    url: Mapped[str | None]
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id", ondelete="RESTRICT"), index=True)
    added_by_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id", ondelete="RESTRICT"))
    added_at: Mapped[datetime]
    dated: Mapped[date | None] = mapped_column(doc="the day it tells of or was made, where somebody knows")
    sketch: Mapped[bytes | None] = mapped_column(
        deferred=True, doc="by which its copies are known (rules/copies.py); None where no text can be read"
    )
    of_claim_id: Mapped[int | None] = mapped_column(
        ForeignKey("claim.id", ondelete="RESTRICT"),
        index=True,
        doc="the earlier claim that the piece is; its source is then whoever speaks that claim",
    )
    short_runs: Mapped[bytes | None] = mapped_column(
        deferred=True, doc="by which copies with words changed are known (rules/retold.py)"
    )
    dated_shown: Mapped[bool | None] = mapped_column(
        doc="whether the piece, its retrieval or the article shows the day; None where nobody looked"
    )
    dated_because: Mapped[str | None] = mapped_column(doc="how somebody knows the day")
    compared_because: Mapped[str | None] = mapped_column(
        doc="how somebody knows that a piece without a readable text is no copy"
    )
    rights: Mapped[str | None] = mapped_column(doc="why the desk may hold and publish it")
    consent: Mapped[Consent | None]
    consent_by: Mapped[str | None] = mapped_column(doc="who gave it, or withdrew it")
    consent_extent: Mapped[str | None] = mapped_column(doc="for what")
    risk: Mapped[Risk | None]
    harmed: Mapped[str | None] = mapped_column(doc="who could be harmed")
    visibility: Mapped[Visibility] = mapped_column(default=Visibility.DESK, server_default=Visibility.DESK.value)
    looks: Mapped[bytes | None] = mapped_column(
        deferred=True, doc="by which a picture's copies are known (reading/lookalikes.py); None where nobody looked"
    )

    of_claim: Mapped[Claim | None] = relationship()
    source: Mapped[Source | None] = relationship()
    added_by: Mapped[Reviewer] = relationship()
    relied_on: Mapped[list["EvidenceReliesOn"]] = relationship(order_by="EvidenceReliesOn.source_id", viewonly=True)
    links: Mapped[list["EvidenceLink"]] = relationship(
        order_by="EvidenceLink.id", viewonly=True, back_populates="evidence"
    )
    corroborations: Mapped[list["Corroboration"]] = relationship(
        order_by="Corroboration.id", foreign_keys="Corroboration.evidence_id", viewonly=True
    )


class Corroboration(Base):
    """What came of holding a captured page against another capture of it; the newest on the two of them is what holds.

    ``agrees`` says that the other bears it out, ``people`` that others captured it, ``hours`` that it was another hour.
    """

    __tablename__ = "corroboration"
    __table_args__ = (CheckConstraint("evidence_id <> other_id", name="two_captures"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id", ondelete="RESTRICT"), index=True)
    other_id: Mapped[int] = mapped_column(ForeignKey("evidence.id", ondelete="RESTRICT"))
    agrees: Mapped[bool]
    people: Mapped[bool]
    hours: Mapped[bool]
    differences: Mapped[str | None] = mapped_column(doc="in what the two differ, in words")
    made_by_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id", ondelete="RESTRICT"))
    made_at: Mapped[datetime]

    made_by: Mapped[Reviewer] = relationship()


class EvidenceReliesOn(Base):
    """Whom one piece relies on besides what its source always does: a story that credits an agency."""

    __tablename__ = "evidence_relies_on"

    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id", ondelete="RESTRICT"), primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id", ondelete="RESTRICT"), primary_key=True, index=True)
    added_by_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id", ondelete="RESTRICT"))
    added_at: Mapped[datetime]

    source: Mapped[Source] = relationship()


class EvidenceLink(Base):
    """What one piece does for one claim; withdrawn, never deleted."""

    __tablename__ = "evidence_link"
    __table_args__ = (
        Index(
            "uq_evidence_link_standing",
            "evidence_id",
            "claim_id",
            "serves",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
        Index("ix_evidence_link_claim_id", "claim_id"),
        CheckConstraint("credibility BETWEEN 1 AND 6", name="credibility_of_six"),
        CheckConstraint("basis <> 'verbatim' OR serves = 'said'", name="verbatim_serves_said"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id", ondelete="RESTRICT"))
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="RESTRICT"))
    stance: Mapped[Stance]
    serves: Mapped[Serves]
    basis: Mapped[Basis]
    note: Mapped[str | None]
    excerpt: Mapped[str | None]
    excerpt_start: Mapped[int | None] = mapped_column(doc="code points into the text read from the bytes")
    excerpt_end: Mapped[int | None]
    page: Mapped[int | None] = mapped_column(doc="counted from 1, where the file has pages")
    # One place for all that a reader has to be told, to find the passage where it was found. Each says by itself which
    # it is, and no encoding is called as another is. A column each was thought about: the words are sealed in the event
    # of the attachment under this key, which never changes, so that both would have to be read for ever.
    charset: Mapped[str | None] = mapped_column(
        doc="how the bytes were read: in which encoding, as the server or a person said; of an archive which page "
        "(reading/captures/chosen_pages.py); by which machine, and when it is heard (reading/machines.py)"
    )
    answer: Mapped[str | None] = mapped_column(doc="why a verdict stands despite this piece")
    added_by_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id", ondelete="RESTRICT"))
    added_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    credibility: Mapped[int | None] = mapped_column(
        doc="1 (confirmed by others) to 5 (improbable); 6 cannot be judged, and is no worse than 5"
    )

    evidence: Mapped[Evidence] = relationship(back_populates="links")
    claim: Mapped[Claim] = relationship(back_populates="evidence_links")
    added_by: Mapped[Reviewer] = relationship()


class Proposal(Base):
    """A verdict that one person proposes and another one approves or rejects (four eyes); closed, never deleted.

    ``closed_by`` approved it, rejected it, took it back, or did what took its ground away.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        *(
            Index(
                f"uq_proposal_open_{asked}",
                "claim_id",
                unique=True,
                sqlite_where=text(f"state = 'open' AND {asked} IS NOT NULL"),
                postgresql_where=text(f"state = 'open' AND {asked} IS NOT NULL"),
            )
            for asked in ("status", "said")
        ),
        Index("ix_proposal_claim_id", "claim_id"),
        CheckConstraint("(status IS NULL) <> (said IS NULL)", name="one_question"),
        CheckConstraint(
            "(state = 'open') = (closed_by_id IS NULL) AND (closed_by_id IS NULL) = (closed_at IS NULL)",
            name="closed_by_somebody",
        ),
        CheckConstraint("state <> 'approved' OR closed_by_id <> made_by_id", name="approved_by_another"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="RESTRICT"))
    status: Mapped[Status | None] = mapped_column(doc="the verdict on whether it is true, or None")
    said: Mapped[Said | None] = mapped_column(doc="the answer to whether it was said, or None")
    override: Mapped[bool] = mapped_column(doc="it goes past the rules")
    despite: Mapped[NumberList] = mapped_column(doc="opposing pieces that the reason answers")
    counted: Mapped[NumberList] = mapped_column(doc="the pieces that counted for it when it was proposed")
    duplicate_of_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id", ondelete="RESTRICT"))
    reason: Mapped[str | None]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id", ondelete="RESTRICT"))
    made_at: Mapped[datetime]
    state: Mapped[ProposalState]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("reviewer.id", ondelete="RESTRICT"))
    closed_at: Mapped[datetime | None]

    claim: Mapped[Claim] = relationship(foreign_keys=[claim_id])
    made_by: Mapped[Reviewer] = relationship(foreign_keys=[made_by_id])

    @property
    def verdict(self) -> Status | Said:
        """What is proposed, in answer to one of the two questions."""
        (answer,) = [one for one in (self.status, self.said) if one is not None]
        return answer


class Note(Base):
    """What a reviewer wrote on a claim: a comment, or an attempt that gave no result."""

    __tablename__ = "comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="RESTRICT"), index=True)
    kind: Mapped[NoteKind]
    text: Mapped[str]
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id", ondelete="RESTRICT"))
    at: Mapped[datetime]

    reviewer: Mapped[Reviewer] = relationship()


class Reply(Base):
    """That a party was asked for a reply, and what it answered, or that an editor let it go unasked.

    Withdrawn where it was recorded by mistake, never deleted. Nothing here says where it stands: silence follows from
    the deadline and the clock.
    """

    __tablename__ = "reply"
    __table_args__ = (
        CheckConstraint(
            "(kind = 'ask') = (means IS NOT NULL) AND (means IS NULL) = (asked_at IS NULL)", name="asked_somehow"
        ),
        CheckConstraint("(kind = 'exception') = (because IS NOT NULL)", name="excepted_for_a_reason"),
        CheckConstraint(
            "kind = 'ask' OR (deadline IS NULL AND text_digest IS NULL AND answered_at IS NULL)", name="only_asks_wait"
        ),
        CheckConstraint("deadline > asked_at", name="deadline_after_asking"),
        CheckConstraint(
            "(text_digest IS NULL) = (text_name IS NULL) AND (text_digest IS NULL) = (text_size IS NULL)",
            name="text_whole",
        ),
        CheckConstraint(
            "(answered_at IS NULL) = (answered_by_id IS NULL) "
            "AND (answered_at IS NOT NULL OR (answer IS NULL AND answer_digest IS NULL AND NOT declined)) "
            "AND (answered_at IS NULL OR answer IS NOT NULL OR declined) "
            "AND (answer_digest IS NULL) = (answer_size IS NULL)",
            name="answer_whole",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[ReplyKind]
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id", ondelete="RESTRICT"), index=True, doc="the party")
    means: Mapped[Means | None]
    asked_at: Mapped[datetime | None]
    deadline: Mapped[datetime | None] = mapped_column(doc="the first moment at which it is over")
    because: Mapped[str | None] = mapped_column(doc="why an editor let it go unasked")
    text_name: Mapped[str | None] = mapped_column(doc="what the file with the text that was sent is called")
    text_digest: Mapped[str | None] = mapped_column(doc="SHA-256 of that text's bytes, in the locker")
    text_size: Mapped[int | None] = mapped_column(doc="bytes")
    answered_at: Mapped[datetime | None] = mapped_column(doc="when the answer came")
    answer: Mapped[str | None] = mapped_column(doc="in the party's words")
    declined: Mapped[bool] = mapped_column(doc="it said that it will not answer")
    answer_digest: Mapped[str | None] = mapped_column(doc="SHA-256 of the answer's bytes, where it came as a file")
    answer_size: Mapped[int | None] = mapped_column(doc="bytes")
    answered_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("reviewer.id", ondelete="RESTRICT"), doc="who recorded the answer"
    )
    made_by_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id", ondelete="RESTRICT"))
    made_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    source: Mapped[Source] = relationship()
    made_by: Mapped[Reviewer] = relationship(foreign_keys=[made_by_id])
    about: Mapped[list["ReplyClaim"]] = relationship(order_by="ReplyClaim.id", viewonly=True, back_populates="reply")


class ReplyClaim(Base):
    """Which claim a reply is about."""

    __tablename__ = "reply_claim"
    __table_args__ = (UniqueConstraint("claim_id", "reply_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    reply_id: Mapped[int] = mapped_column(ForeignKey("reply.id", ondelete="RESTRICT"), index=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="RESTRICT"))
    earlier_words: Mapped[str | None] = mapped_column(
        doc="a digest of the words and the speaker that the party was asked about, where the claim has others by now"
    )

    reply: Mapped[Reply] = relationship(back_populates="about")
    claim: Mapped[Claim] = relationship()


class PolicyVersion(Base):
    """One version of the desk's policy, never changed; the newest is in force. Before the first, the program's is."""

    __tablename__ = "policy"
    __table_args__ = (CheckConstraint("version >= 1", name="version_counts_from_one"),)

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, doc="1, 2, 3 ... without a gap")
    text: Mapped[str] = mapped_column(doc="TOML, as rules/policy_text.py writes it")
    digest: Mapped[str] = mapped_column(doc="SHA-256 of the text in UTF-8")
    set_by_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id", ondelete="RESTRICT"))
    set_at: Mapped[datetime]

    set_by: Mapped[Reviewer] = relationship()


class Tag(Base):
    """A word of the desk's own by which it sorts claims."""

    __tablename__ = "tag"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(doc="as it was written first")
    key: Mapped[str] = mapped_column(unique=True, doc="the name folded, so that Elections and elections are one tag")
    created_at: Mapped[datetime]


class ClaimTag(Base):
    """That a claim has a tag, or had it until ``removed_at``; put on again, it is the same row."""

    __tablename__ = "claim_tag"
    __table_args__ = (Index("uq_claim_tag_tag_id_claim_id", "tag_id", "claim_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    tag_id: Mapped[int] = mapped_column(ForeignKey("tag.id", ondelete="RESTRICT"))
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="RESTRICT"), index=True)
    added_by_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id", ondelete="RESTRICT"))
    added_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]


class Restatement(Base):
    """A claim as the desk checked it, in a sentence of its own; another takes its place, or it is withdrawn."""

    __tablename__ = "restatement"
    __table_args__ = _one_stands("restatement")

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="RESTRICT"))
    text: Mapped[str]
    of_words: Mapped[str] = mapped_column(doc="digest of the claim's words and speaker then (rules/findings.py)")
    written_by_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id", ondelete="RESTRICT"))
    written_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(doc="when another took its place, or it was withdrawn")
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("reviewer.id", ondelete="RESTRICT"))

    written_by: Mapped[Reviewer] = relationship(foreign_keys=[written_by_id])


class Finding(Base):
    """The desk's conclusion on a claim, in words for readers, with a rating; as a restatement it is kept and ended.

    ``status`` and ``said`` are where the claim stood when it was written (``rules.findings.standing``).
    """

    __tablename__ = "finding"
    __table_args__ = _one_stands("finding")

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id", ondelete="RESTRICT"))
    text: Mapped[str]
    rating: Mapped[str] = mapped_column(doc="a word of the policy's scale of that time")
    reason: Mapped[str | None] = mapped_column(doc="why it is rated so, where somebody said")
    of_words: Mapped[str]
    status: Mapped[Status]
    said: Mapped[Said]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id", ondelete="RESTRICT"))
    written_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("reviewer.id", ondelete="RESTRICT"))

    written_by: Mapped[Reviewer] = relationship(foreign_keys=[written_by_id])


class Manifest(Base):
    """What is put before authorities to be timestamped: the text stands in the locker, its files beside it."""

    __tablename__ = "manifest"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str]
    size: Mapped[int]
    files: Mapped[int]
    head_number: Mapped[int]
    head_hash: Mapped[str]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id", ondelete="RESTRICT"))
    made_at: Mapped[datetime]


class ManifestFile(Base):
    """That a manifest names a file, by its digest; ``verify`` holds it against the manifest's text."""

    __tablename__ = "manifest_file"

    manifest_id: Mapped[int] = mapped_column(ForeignKey("manifest.id", ondelete="RESTRICT"), primary_key=True)
    digest: Mapped[str] = mapped_column(primary_key=True, index=True)


_ANSWERED = ("answer_size", "pinned_digest", "pinned_size", "time", "ends", "received_at", "received_by_id")


class Stamp(Base):
    """That an authority was asked for a timestamp over a manifest, why it is pending, and what was answered."""

    __tablename__ = "stamp"
    __table_args__ = (
        CheckConstraint(
            " AND ".join(f"(answer_digest IS NULL) = ({column} IS NULL)" for column in _ANSWERED), name="answer_whole"
        ),
        CheckConstraint(
            "(reason IS NULL) = (failed_at IS NULL) AND (reason IS NOT NULL OR NOT refused) "
            "AND (reason IS NULL OR answer_digest IS NULL)",
            name="pending_for_a_reason",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    manifest_id: Mapped[int] = mapped_column(ForeignKey("manifest.id", ondelete="RESTRICT"), index=True)
    authority: Mapped[str] = mapped_column(doc="as the desk's policy calls it")
    request_digest: Mapped[str]
    request_size: Mapped[int]
    requested_by_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id", ondelete="RESTRICT"))
    requested_at: Mapped[datetime]
    reason: Mapped[str | None] = mapped_column(doc="why it is pending, once it was tried")
    refused: Mapped[bool] = mapped_column(doc="whether something came, and proved nothing")
    failed_at: Mapped[datetime | None]
    answer_digest: Mapped[str | None]
    answer_size: Mapped[int | None]
    pinned_digest: Mapped[str | None] = mapped_column(doc="of the certificates against which it was checked")
    pinned_size: Mapped[int | None]
    time: Mapped[datetime | None] = mapped_column(doc="what the authority says")
    ends: Mapped[datetime | None] = mapped_column(doc="when the first certificate that it rests on ends")
    received_by_id: Mapped[int | None] = mapped_column(ForeignKey("reviewer.id", ondelete="RESTRICT"))
    received_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    manifest: Mapped[Manifest] = relationship()


class HeadKey(Base):
    """A key that signs heads: this desk's own, or another's that somebody here took as theirs."""

    __tablename__ = "head_key"
    __table_args__ = (
        CheckConstraint("ours = (called IS NULL)", name="others_are_called"),
        CheckConstraint("handed_over IS NULL OR follows_id IS NOT NULL", name="handed_over_follows"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(doc="what notes call it; letters, digits and few signs")
    public: Mapped[str] = mapped_column(unique=True, doc="its 32 bytes, in hexadecimal digits")
    ours: Mapped[bool]
    called: Mapped[str | None] = mapped_column(doc="what this desk calls the other one")
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("head_key.id", ondelete="RESTRICT"))
    handed_over: Mapped[str | None] = mapped_column(doc="the signature by which the key before says so, in digits")
    reason: Mapped[str | None] = mapped_column(doc="why it is taken without one")
    made_by_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id", ondelete="RESTRICT"))
    made_at: Mapped[datetime]


class Cosignature(Base):
    """That one desk cosigned another's head, one of them this one; signatures and root in hexadecimal digits."""

    __tablename__ = "cosignature"
    __table_args__ = (CheckConstraint("log_id <> witness_id", name="two_desks"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    log_id: Mapped[int] = mapped_column(ForeignKey("head_key.id", ondelete="RESTRICT"), index=True)
    witness_id: Mapped[int] = mapped_column(ForeignKey("head_key.id", ondelete="RESTRICT"))
    size: Mapped[int]
    root: Mapped[str]
    signed: Mapped[str]
    cosigned: Mapped[str] = mapped_column(doc="the witness's time, and its signature")
    made_by_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id", ondelete="RESTRICT"))
    made_at: Mapped[datetime]

    log: Mapped[HeadKey] = relationship(foreign_keys=[log_id])
    witness: Mapped[HeadKey] = relationship(foreign_keys=[witness_id])


_OPENED = text(f"action = '{Action.CLAIM_OPENED}'")


class Event(Base):
    """One change in the append-only, hash-chained log; ``body`` is the canonical JSON that was hashed."""

    __tablename__ = "event"
    __table_args__ = (
        Index("ix_event_claim_id_id", "claim_id", "id"),
        Index("ix_event_reviewer_id_id", "reviewer_id", "id"),
        Index(
            "ix_event_opened",
            "id",
            sqlite_where=_OPENED,
            postgresql_where=_OPENED,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, doc="1, 2, 3 ... without a gap")
    at: Mapped[datetime]
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("reviewer.id", ondelete="RESTRICT"))
    action: Mapped[str]
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id", ondelete="RESTRICT"))
    body: Mapped[str]
    previous_hash: Mapped[str] = mapped_column(unique=True)
    hash: Mapped[str] = mapped_column(unique=True)

    reviewer: Mapped[Reviewer] = relationship()
    texts: Mapped[list["EventText"]] = relationship(order_by="EventText.field", viewonly=True)


class EventText(Base):
    """The words of an event, beside it: the chain holds only their salted digest, so that they can be purged."""

    __tablename__ = "event_text"

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="RESTRICT"), primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    salt: Mapped[str] = mapped_column(doc="32 random hexadecimal digits")
    text: Mapped[str]
