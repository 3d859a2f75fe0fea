"""Make the tables of a workspace, and the triggers that keep its event log append-only.

Why: the first version of the record. Words of events may not be removed yet either; a later migration that brings
purging opens that door together with the event that says who went through it.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "reviewer",
    "source",
    "workspace",
    "article",
    "evidence",
    "snapshot",
    "claim",
    "attribution",
    "caveat",
    "claim_link",
    "comment",
    "event",
    "evidence_link",
    "event_text",
)

SEALED = {
    "event": "id = NEW.id OR hash = NEW.hash OR previous_hash = NEW.previous_hash",
    "event_text": "event_id = NEW.event_id AND field = NEW.field",
}
"""The tables that only grow, each with what a new row may share with none that is there."""


def upgrade() -> None:
    """Make tables, indexes and triggers."""
    op.create_table(
        "reviewer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "viewer",
                "reviewer",
                "editor",
                "admin",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reviewer")),
        sa.UniqueConstraint("key", name=op.f("uq_reviewer_key")),
    )
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "person",
                "group",
                "organisation",
                "government",
                "document",
                "media",
                "anonymous",
                "none",
                name="speakerkind",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("merged_into_id <> id", name=op.f("ck_source_merged_elsewhere")),
        *_to_a_later_table(),
        sa.ForeignKeyConstraint(
            ["merged_into_id"], ["source.id"], name=op.f("fk_source_merged_into_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
    )
    op.create_index("ix_source_merged_into_id", "source", ["merged_into_id"], unique=False)
    op.create_index(
        "uq_source_key_in_article",
        "source",
        ["key", "article_id"],
        unique=True,
        sqlite_where=sa.text("article_id IS NOT NULL"),
        postgresql_where=sa.text("article_id IS NOT NULL"),
    )
    op.create_index(
        "uq_source_key_named",
        "source",
        ["key"],
        unique=True,
        sqlite_where=sa.text("article_id IS NULL"),
        postgresql_where=sa.text("article_id IS NULL"),
    )
    op.create_table(
        "workspace",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uuid", sa.Text(), nullable=False),
        sa.Column("locker_id", sa.Text(), nullable=False),
        sa.Column("head_number", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_workspace_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workspace")),
    )
    op.create_table(
        "article",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("byline", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("published", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outlet_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["outlet_id"], ["source.id"], name=op.f("fk_article_outlet_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_article")),
    )
    op.create_index(op.f("ix_article_outlet_id"), "article", ["outlet_id"], unique=False)
    op.create_index(op.f("ix_article_url"), "article", ["url"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["reviewer.id"], name=op.f("fk_evidence_added_by_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_evidence_source_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("digest", name=op.f("uq_evidence_digest")),
    )
    op.create_index(op.f("ix_evidence_source_id"), "evidence", ["source_id"], unique=False)
    op.create_table(
        "snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("extractor", sa.Text(), nullable=False),
        sa.Column("retrieved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name=op.f("fk_snapshot_article_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshot")),
        sa.UniqueConstraint("digest", name=op.f("uq_snapshot_digest")),
    )
    op.create_index(op.f("ix_snapshot_article_id"), "snapshot", ["article_id"], unique=False)
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("snapshot_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("inside_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("prefix", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("own_voice", sa.Boolean(), nullable=False),
        sa.Column("checkable", sa.Boolean(), nullable=False),
        sa.Column(
            "quote",
            sa.Enum("direct", "indirect", "mixed", name="quote", native_enum=False, create_constraint=True, length=16),
            nullable=True,
        ),
        sa.Column(
            "nature",
            sa.Enum(
                "asserts",
                "denies",
                "opinion",
                "demand",
                "intention",
                "question",
                "thought",
                name="nature",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=True,
        ),
        sa.Column("hedged", sa.Boolean(), nullable=False),
        sa.Column(
            "firsthand",
            sa.Enum("yes", "no", "unknown", name="firsthand", native_enum=False, create_constraint=True, length=16),
            nullable=False,
        ),
        sa.Column("confidence", sa.Double(), nullable=True),
        sa.Column(
            "origin",
            sa.Enum("extracted", "added", "split", name="origin", native_enum=False, create_constraint=True, length=16),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "unverified",
                "in_review",
                "confirmed",
                "disputed",
                "refuted",
                "unverifiable",
                "withdrawn",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column(
            "said",
            sa.Enum(
                "unchecked",
                "verified",
                "misquoted",
                "not_found",
                name="said",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("overridden", sa.Boolean(), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "awaits_verdict",
            sa.Boolean(),
            sa.Computed("checkable AND status IN ('unverified', 'in_review')", persisted=True),
            nullable=False,
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_claim_version_counts_from_one")),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name=op.f("fk_claim_article_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["holder_id"], ["reviewer.id"], name=op.f("fk_claim_holder_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["inside_id"], ["claim.id"], name=op.f("fk_claim_inside_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["snapshot_id"], ["snapshot.id"], name=op.f("fk_claim_snapshot_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_claim_source_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
    )
    op.create_index("ix_claim_article_id_id", "claim", ["article_id", "id"], unique=False)
    op.create_index("ix_claim_awaits_verdict_id", "claim", ["awaits_verdict", "id"], unique=False)
    op.create_index("ix_claim_holder_id_id", "claim", ["holder_id", "id"], unique=False)
    op.create_index(op.f("ix_claim_inside_id"), "claim", ["inside_id"], unique=False)
    op.create_index(op.f("ix_claim_snapshot_id"), "claim", ["snapshot_id"], unique=False)
    op.create_index("ix_claim_source_id_id", "claim", ["source_id", "id"], unique=False)
    op.create_index("ix_claim_status_id", "claim", ["status", "id"], unique=False)
    op.create_table(
        "attribution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("hop", sa.Integer(), nullable=False),
        sa.Column(
            "role",
            sa.Enum("speaker", "relay", "outlet", name="hoprole", native_enum=False, create_constraint=True, length=16),
            nullable=False,
        ),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column(
            "mention",
            sa.Enum(
                "name",
                "pronoun",
                "nominal",
                "none",
                name="mention",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("source_spans", sa.JSON(), nullable=False),
        sa.Column("cue", sa.Text(), nullable=True),
        sa.Column("cue_spans", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_attribution_claim_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_attribution_source_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attribution")),
        sa.UniqueConstraint("claim_id", "hop", name=op.f("uq_attribution_claim_id_hop")),
    )
    op.create_index(op.f("ix_attribution_source_id"), "attribution", ["source_id"], unique=False)
    op.create_table(
        "caveat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "unconfirmed",
                "unwitnessed",
                "hearsay",
                "denied",
                "alleged",
                "unevidenced",
                name="caveatkind",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_caveat_claim_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_caveat")),
    )
    op.create_index(op.f("ix_caveat_claim_id"), "caveat", ["claim_id"], unique=False)
    op.create_table(
        "claim_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "denies",
                "contradicts",
                "repeats",
                name="linkkind",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_claim_link_two_claims")),
        sa.ForeignKeyConstraint(["from_id"], ["claim.id"], name=op.f("fk_claim_link_from_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["to_id"], ["claim.id"], name=op.f("fk_claim_link_to_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_link")),
        sa.UniqueConstraint("from_id", "to_id", "kind", name=op.f("uq_claim_link_from_id_to_id_kind")),
    )
    op.create_index(op.f("ix_claim_link_to_id"), "claim_link", ["to_id"], unique=False)
    op.create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("comment", "attempt", name="notekind", native_enum=False, create_constraint=True, length=16),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_comment_claim_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["reviewer.id"], name=op.f("fk_comment_reviewer_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    op.create_index(op.f("ix_comment_claim_id"), "comment", ["claim_id"], unique=False)
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_event_claim_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["reviewer.id"], name=op.f("fk_event_reviewer_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("hash", name=op.f("uq_event_hash")),
        sa.UniqueConstraint("previous_hash", name=op.f("uq_event_previous_hash")),
    )
    op.create_index("ix_event_claim_id_id", "event", ["claim_id", "id"], unique=False)
    op.create_index("ix_event_reviewer_id_id", "event", ["reviewer_id", "id"], unique=False)
    op.create_table(
        "evidence_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column(
            "stance",
            sa.Enum(
                "supports", "refutes", "context", name="stance", native_enum=False, create_constraint=True, length=16
            ),
            nullable=False,
        ),
        sa.Column(
            "serves",
            sa.Enum("truth", "said", name="serves", native_enum=False, create_constraint=True, length=16),
            nullable=False,
        ),
        sa.Column(
            "basis",
            sa.Enum(
                "firsthand",
                "record",
                "hearsay",
                "unknown",
                name="basis",
                native_enum=False,
                create_constraint=True,
                length=16,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("excerpt", sa.Text(), nullable=True),
        sa.Column("excerpt_start", sa.Integer(), nullable=True),
        sa.Column("excerpt_end", sa.Integer(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("charset", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["reviewer.id"], name=op.f("fk_evidence_link_added_by_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claim.id"], name=op.f("fk_evidence_link_claim_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["evidence_id"], ["evidence.id"], name=op.f("fk_evidence_link_evidence_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_link")),
    )
    op.create_index("ix_evidence_link_claim_id", "evidence_link", ["claim_id"], unique=False)
    op.create_index(
        "uq_evidence_link_standing",
        "evidence_link",
        ["evidence_id", "claim_id", "serves"],
        unique=True,
        sqlite_where=sa.text("withdrawn_at IS NULL"),
        postgresql_where=sa.text("withdrawn_at IS NULL"),
    )
    op.create_table(
        "event_text",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("salt", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_text_event_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("event_id", "field", name=op.f("pk_event_text")),
    )
    if _on_sqlite():
        _seal_on_sqlite()
    else:
        # An article names its outlet and an unnamed source its article; SQLite lets a table be named before it is made.
        op.create_foreign_key("fk_source_article_id", "source", "article", ["article_id"], ["id"], ondelete="RESTRICT")
        _seal_on_postgresql()


def downgrade() -> None:
    """Remove everything; the triggers go with their tables."""
    if not _on_sqlite():
        op.drop_constraint("fk_source_article_id", "source", type_="foreignkey")
    for table in reversed(TABLES):
        if _on_sqlite():
            # Dropping a table deletes its rows first, which is just what the triggers refuse.
            for change in ("update", "delete", "replace") if table in SEALED else ():
                op.execute(f"DROP TRIGGER {table}_refuses_{change}")
        op.drop_table(table)
    if not _on_sqlite():
        op.execute("DROP FUNCTION refuse_change()")


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _to_a_later_table() -> Sequence[sa.ForeignKeyConstraint]:
    if not _on_sqlite():
        return ()
    return (sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_source_article_id", ondelete="RESTRICT"),)


def _seal_on_sqlite() -> None:
    refuse = "BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END"
    for table, taken in SEALED.items():
        for change in ("UPDATE", "DELETE"):
            op.execute(f"CREATE TRIGGER {table}_refuses_{change.lower()} BEFORE {change} ON {table} {refuse}")
        # INSERT OR REPLACE deletes the row that is in its way, and asks no DELETE trigger.
        op.execute(
            f"CREATE TRIGGER {table}_refuses_replace BEFORE INSERT ON {table} "  # noqa: S608 - our own words, above
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {taken}) {refuse}"
        )


def _seal_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the event log is append-only'; END $$"
    )
    for table in SEALED:
        op.execute(
            f"CREATE TRIGGER {table}_refuses_change BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_refuses_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
