"""Keep tags, by which a desk sorts its claims, and which claim has which.

A tag that is taken off a claim stays on record with the time, and is the same row when it is put on again. Going back
loses the tags: the events that tell of them remain.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Add the two tables."""
    op.create_table(
        "tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
        sa.UniqueConstraint("key", name=op.f("uq_tag_key")),
    )
    op.create_table(
        "claim_tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name=op.f("fk_claim_tag_tag_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["claim_id"], ["claim.id"], name=op.f("fk_claim_tag_claim_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["added_by_id"], ["reviewer.id"], name=op.f("fk_claim_tag_added_by_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_tag")),
    )
    op.create_index(op.f("uq_claim_tag_tag_id_claim_id"), "claim_tag", ["tag_id", "claim_id"], unique=True)
    op.create_index(op.f("ix_claim_tag_claim_id"), "claim_tag", ["claim_id"])


def downgrade() -> None:
    """Remove them again."""
    op.drop_table("claim_tag")
    op.drop_table("tag")
