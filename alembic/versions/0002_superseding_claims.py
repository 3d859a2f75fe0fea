"""Let one claim supersede another.

An article that is read again by another engine gives other claims; each that takes the place of an earlier one says
so by a link, and the earlier one stays. Going back loses these links: the events that tell of them remain.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

BEFORE = ("ck_claim_link_linkkind", "kind IN ('denies', 'contradicts', 'repeats')")
AFTER = ("ck_claim_link_claimlinkkind", "kind IN ('denies', 'contradicts', 'repeats', 'supersedes')")
"""The name of the constraint on the kinds of links, and what it allows."""


def upgrade() -> None:
    """Allow links of the kind ``supersedes``."""
    _allow(AFTER, instead_of=BEFORE)


def downgrade() -> None:
    """Remove the links of that kind, and allow them no more."""
    op.execute("DELETE FROM claim_link WHERE kind = 'supersedes'")
    _allow(BEFORE, instead_of=AFTER)


def _allow(new: tuple[str, str], *, instead_of: tuple[str, str]) -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    # SQLite copies the table, and is told of its constraints: it does not give all of them back by itself.
    with op.batch_alter_table("claim_link", copy_from=_links(instead_of) if sqlite else None) as links:
        links.drop_constraint(op.f(instead_of[0]), type_="check")
        links.create_check_constraint(op.f(new[0]), new[1])


def _links(kinds: tuple[str, str]) -> sa.Table:
    return sa.Table(
        "claim_link",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_claim_link_two_claims")),
        sa.CheckConstraint(kinds[1], name=op.f(kinds[0])),
        sa.ForeignKeyConstraint(["from_id"], ["claim.id"], name=op.f("fk_claim_link_from_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["to_id"], ["claim.id"], name=op.f("fk_claim_link_to_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_link")),
        sa.UniqueConstraint("from_id", "to_id", "kind", name=op.f("uq_claim_link_from_id_to_id_kind")),
        sa.Index(op.f("ix_claim_link_to_id"), "to_id"),
    )
