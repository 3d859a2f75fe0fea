"""Keep the keys that sign heads, and which desk cosigned whose head.

Going back loses both tables; the events that tell of them remain, signatures included.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Add the two tables."""
    op.create_table(
        "head_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("public", sa.Text(), nullable=False),
        sa.Column("ours", sa.Boolean(), nullable=False),
        sa.Column("called", sa.Text(), nullable=True),
        sa.Column("follows_id", sa.Integer(), nullable=True),
        sa.Column("handed_over", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ours = (called IS NULL)", name=op.f("ck_head_key_others_are_called")),
        sa.CheckConstraint(
            "handed_over IS NULL OR follows_id IS NOT NULL", name=op.f("ck_head_key_handed_over_follows")
        ),
        _reference("head_key", "follows_id", "head_key"),
        _reference("head_key", "made_by_id", "reviewer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_head_key")),
        sa.UniqueConstraint("public", name=op.f("uq_head_key_public")),
    )
    op.create_table(
        "cosignature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("log_id", sa.Integer(), nullable=False),
        sa.Column("witness_id", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("root", sa.Text(), nullable=False),
        sa.Column("signed", sa.Text(), nullable=False),
        sa.Column("cosigned", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("log_id <> witness_id", name=op.f("ck_cosignature_two_desks")),
        _reference("cosignature", "log_id", "head_key"),
        _reference("cosignature", "witness_id", "head_key"),
        _reference("cosignature", "made_by_id", "reviewer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cosignature")),
    )
    op.create_index(op.f("ix_cosignature_log_id"), "cosignature", ["log_id"])


def downgrade() -> None:
    """Remove them again."""
    op.drop_table("cosignature")
    op.drop_table("head_key")


def _reference(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="RESTRICT")
