"""Keep verdicts that wait for a second person: who proposed what, on which ground, and what became of it.

Going back loses the table; what was proposed and approved remains in the events.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

STATUSES = "'unverified', 'in_review', 'confirmed', 'disputed', 'refuted', 'unverifiable', 'withdrawn'"


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(16), nullable=True),
        sa.Column("said", sa.String(16), nullable=True),
        sa.Column("override", sa.Boolean(), nullable=False),
        sa.Column("despite", sa.JSON(), nullable=False),
        sa.Column("counted", sa.JSON(), nullable=False),
        sa.Column("duplicate_of_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(f"status IN ({STATUSES})", name=op.f("ck_proposal_status")),
        sa.CheckConstraint(
            "said IN ('unchecked', 'verified', 'misquoted', 'not_found')", name=op.f("ck_proposal_said")
        ),
        sa.CheckConstraint(
            "state IN ('open', 'approved', 'rejected', 'taken_back', 'fallen')",
            name=op.f("ck_proposal_proposalstate"),
        ),
        sa.CheckConstraint("(status IS NULL) <> (said IS NULL)", name=op.f("ck_proposal_one_question")),
        sa.CheckConstraint(
            "(state = 'open') = (closed_by_id IS NULL) AND (closed_by_id IS NULL) = (closed_at IS NULL)",
            name=op.f("ck_proposal_closed_by_somebody"),
        ),
        sa.CheckConstraint(
            "state <> 'approved' OR closed_by_id <> made_by_id", name=op.f("ck_proposal_approved_by_another")
        ),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_proposal_{column}"), ondelete="RESTRICT")
            for column, table in REFERENCES.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
    )
    op.create_index(op.f("ix_proposal_claim_id"), "proposal", ["claim_id"])
    for asked in ("status", "said"):
        condition = sa.text(f"state = 'open' AND {asked} IS NOT NULL")
        op.create_index(
            op.f(f"uq_proposal_open_{asked}"),
            "proposal",
            ["claim_id"],
            unique=True,
            sqlite_where=condition,
            postgresql_where=condition,
        )


REFERENCES = {"claim_id": "claim", "duplicate_of_id": "claim", "made_by_id": "reviewer", "closed_by_id": "reviewer"}


def downgrade() -> None:
    """Drop the table with its indexes."""
    op.drop_table("proposal")
