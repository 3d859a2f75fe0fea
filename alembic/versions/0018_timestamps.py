"""Keep what was put before authorities to be timestamped, and what they answered.

Going back loses which files a manifest names and where each request stands: manifests, requests and answers stay in the
locker, and the events that tell of them remain.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

ANSWERED = "answer_size, pinned_digest, pinned_size, time, ends, received_at, received_by_id".split(", ")
CHECKS = {
    "answer_whole": " AND ".join(f"(answer_digest IS NULL) = ({column} IS NULL)" for column in ANSWERED),
    "pending_for_a_reason": (
        "(reason IS NULL) = (failed_at IS NULL) AND (reason IS NOT NULL OR NOT refused) "
        "AND (reason IS NULL OR answer_digest IS NULL)"
    ),
}


def upgrade() -> None:
    """Add the three tables."""
    op.create_table(
        "manifest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("head_number", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        _reference("manifest", "made_by_id", "reviewer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_manifest")),
    )
    op.create_table(
        "manifest_file",
        sa.Column("manifest_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        _reference("manifest_file", "manifest_id", "manifest"),
        sa.PrimaryKeyConstraint("manifest_id", "digest", name=op.f("pk_manifest_file")),
    )
    op.create_index(op.f("ix_manifest_file_digest"), "manifest_file", ["digest"])
    op.create_table(
        "stamp",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("manifest_id", sa.Integer(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("request_digest", sa.Text(), nullable=False),
        sa.Column("request_size", sa.Integer(), nullable=False),
        sa.Column("requested_by_id", sa.Integer(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.Column("failed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer_digest", sa.Text(), nullable=True),
        sa.Column("answer_size", sa.Integer(), nullable=True),
        sa.Column("pinned_digest", sa.Text(), nullable=True),
        sa.Column("pinned_size", sa.Integer(), nullable=True),
        sa.Column("time", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=True),
        sa.Column("received_by_id", sa.Integer(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_stamp_{name}")) for name, rule in CHECKS.items()),
        _reference("stamp", "manifest_id", "manifest"),
        _reference("stamp", "requested_by_id", "reviewer"),
        _reference("stamp", "received_by_id", "reviewer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stamp")),
    )
    op.create_index(op.f("ix_stamp_manifest_id"), "stamp", ["manifest_id"])


def downgrade() -> None:
    """Remove them again."""
    op.drop_table("stamp")
    op.drop_table("manifest_file")
    op.drop_table("manifest")


def _reference(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="RESTRICT")
