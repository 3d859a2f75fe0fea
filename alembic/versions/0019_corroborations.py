"""Keep what came of holding two captures of a page against each other.

Going back loses the table; that two captures were compared, and what came of it, remains in the events.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

REFERENCES = {"evidence_id": "evidence", "other_id": "evidence", "made_by_id": "reviewer"}


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "corroboration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("agrees", sa.Boolean(), nullable=False),
        sa.Column("people", sa.Boolean(), nullable=False),
        sa.Column("hours", sa.Boolean(), nullable=False),
        sa.Column("differences", sa.Text(), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("evidence_id <> other_id", name=op.f("ck_corroboration_two_captures")),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{to}.id"], name=op.f(f"fk_corroboration_{column}"), ondelete="RESTRICT"
            )
            for column, to in REFERENCES.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corroboration")),
    )
    op.create_index(op.f("ix_corroboration_evidence_id"), "corroboration", ["evidence_id"])


def downgrade() -> None:
    """Drop it with its index."""
    op.drop_table("corroboration")
