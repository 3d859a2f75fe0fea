"""Keep by which accounts people log in, which sittings those opened, and who alone may read an article on the desk.

Going back loses who may read what: articles that were for some are for all again. Accounts are no part of the record.
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"

_OPEN = sa.text("ended_at IS NULL")
_RESTRICTED = sa.text("readers IS NOT NULL")


def upgrade() -> None:
    """Add the table and the columns."""
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["reviewer_id"], ["reviewer.id"], name=op.f("fk_account_reviewer_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
    )
    op.create_index(op.f("ix_account_reviewer_id"), "account", ["reviewer_id"])
    op.create_index(
        "uq_account_issuer_subject",
        "account",
        ["issuer", "subject"],
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    op.add_column("sitting", sa.Column("account_id", sa.Integer(), nullable=True))
    op.add_column("article", sa.Column("readers", sa.Text(), nullable=True))
    op.create_index("ix_article_readers", "article", ["id"], sqlite_where=_RESTRICTED, postgresql_where=_RESTRICTED)


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_article_readers", table_name="article")
    op.drop_column("article", "readers")
    # Who came in by an account has to come in again: without the column that could not be told any more.
    op.execute(sa.text("UPDATE sitting SET ended_at = seen_at WHERE account_id IS NOT NULL AND ended_at IS NULL"))
    op.drop_column("sitting", "account_id")
    op.drop_table("account")
