"""Keep what a desk says of a claim in words of its own: the claim restated, and what was found of it.

Going back loses both tables; that something was restated and found, and in which words, remains in the events.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

STATUSES = "'unverified', 'in_review', 'confirmed', 'disputed', 'refuted', 'unverifiable', 'withdrawn'"
SAIDS = "'unchecked', 'verified', 'misquoted', 'not_found'"
REFERENCES = {"claim_id": "claim", "written_by_id": "reviewer", "withdrawn_by_id": "reviewer"}


def upgrade() -> None:
    """Add the tables, in which one row of a claim stands at a time."""
    _add("restatement")
    _add(
        "finding",
        sa.Column("rating", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("said", sa.String(16), nullable=False),
        sa.CheckConstraint(f"status IN ({STATUSES})", name=op.f("ck_finding_status")),
        sa.CheckConstraint(f"said IN ({SAIDS})", name=op.f("ck_finding_said")),
    )


def downgrade() -> None:
    """Drop them with their indexes."""
    op.drop_table("finding")
    op.drop_table("restatement")


def _add(table: str, *more: sa.schema.SchemaItem) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        *(column for column in more[:2] if isinstance(column, sa.Column)),
        sa.Column("of_words", sa.Text(), nullable=False),
        *more[2:],
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "withdrawn_by_id IS NULL OR ended_at IS NOT NULL", name=op.f(f"ck_{table}_withdrawn_has_ended")
        ),
        *(
            sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="RESTRICT")
            for column, to in REFERENCES.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_claim_id"), table, ["claim_id"])
    standing = sa.text("ended_at IS NULL")
    op.create_index(
        op.f(f"uq_{table}_standing"),
        table,
        ["claim_id"],
        unique=True,
        sqlite_where=standing,
        postgresql_where=standing,
    )
