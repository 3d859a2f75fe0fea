"""Keep a desk's policy, each version of it.

A verdict says under which version it was made, so none is ever changed or removed. Going back loses the texts of all
versions, and the program's own policy is in force again: the events that tell of them remain.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the table; until a desk sets a policy, the program's own is in force."""
    op.create_table(
        "policy",
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_policy_version_counts_from_one")),
        sa.ForeignKeyConstraint(["set_by_id"], ["reviewer.id"], name=op.f("fk_policy_set_by_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_policy")),
    )


def downgrade() -> None:
    """Remove it."""
    op.drop_table("policy")
