"""Let people judge the links between claims, and make links of their own.

What the machine found counts until a person rejects it, so a link says who found it and what became of it. A link
is never deleted: a rejected one stays on record, so that reading an article again does not bring it back. Going back
loses the links that were rejected, which an earlier version would take for standing, and those of the new kinds: the
events that tell of them remain.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

KINDS = "ck_claim_link_claimlinkkind"
FEWER = "kind IN ('denies', 'contradicts', 'repeats', 'supersedes')"
MORE = "kind IN ('denies', 'contradicts', 'repeats', 'narrows', 'supersedes', 'supports')"
"""What the constraint on the kinds of links allowed, and what it allows now."""

ADDED = {
    "ck_claim_link_linkorigin": "origin IN ('machine', 'reviewer')",
    "ck_claim_link_linkstate": "state IN ('proposed', 'accepted', 'rejected')",
    "ck_claim_link_judged_by_somebody": (
        "(state = 'proposed') = (judged_by_id IS NULL) AND (judged_by_id IS NULL) = (judged_at IS NULL)"
    ),
}
"""The constraints on the new columns."""

JUDGED_BY = "fk_claim_link_judged_by_id"


def upgrade() -> None:
    """Say of every link that the machine found it and nobody has judged it, and allow two kinds more."""
    for column in _columns(nullable=True):
        op.add_column("claim_link", column)
    op.execute("UPDATE claim_link SET origin = 'machine', state = 'proposed'")
    # SQLite copies the table, and is told of its constraints: it does not give all of them back by itself.
    with op.batch_alter_table("claim_link", copy_from=_copied(_links(FEWER, *_columns(nullable=True)))) as links:
        links.alter_column("origin", existing_type=sa.String(16), nullable=False)
        links.alter_column("state", existing_type=sa.String(16), nullable=False)
        links.drop_constraint(op.f(KINDS), type_="check")
        links.create_check_constraint(op.f(KINDS), MORE)
        for name, condition in ADDED.items():
            links.create_check_constraint(op.f(name), condition)
        links.create_foreign_key(op.f(JUDGED_BY), "reviewer", ["judged_by_id"], ["id"], ondelete="RESTRICT")


def downgrade() -> None:
    """Remove the links that were rejected and those of the new kinds, and what was said of the others."""
    op.execute("DELETE FROM claim_link WHERE state = 'rejected' OR kind IN ('narrows', 'supports')")
    there = _links(MORE, *_columns(nullable=False))
    for name, condition in ADDED.items():
        there.append_constraint(sa.CheckConstraint(condition, name=op.f(name)))
    there.append_constraint(
        sa.ForeignKeyConstraint(["judged_by_id"], ["reviewer.id"], name=op.f(JUDGED_BY), ondelete="RESTRICT")
    )
    with op.batch_alter_table("claim_link", copy_from=_copied(there)) as links:
        links.drop_constraint(op.f(JUDGED_BY), type_="foreignkey")
        for name in (*ADDED, KINDS):
            links.drop_constraint(op.f(name), type_="check")
        links.create_check_constraint(op.f(KINDS), FEWER)
        for column in _columns(nullable=False):
            links.drop_column(column.name)


def _copied(links: sa.Table) -> sa.Table | None:
    return links if op.get_bind().dialect.name == "sqlite" else None


def _columns(*, nullable: bool) -> list[sa.Column[object]]:
    return [
        sa.Column("origin", sa.String(16), nullable=nullable),
        sa.Column("state", sa.String(16), nullable=nullable),
        sa.Column("judged_by_id", sa.Integer(), nullable=True),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=True),
    ]


def _links(kinds: str, *more: sa.Column[object]) -> sa.Table:
    return sa.Table(
        "claim_link",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        *more,
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_claim_link_two_claims")),
        sa.CheckConstraint(kinds, name=op.f(KINDS)),
        sa.ForeignKeyConstraint(["from_id"], ["claim.id"], name=op.f("fk_claim_link_from_id"), ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["to_id"], ["claim.id"], name=op.f("fk_claim_link_to_id"), ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_link")),
        sa.UniqueConstraint("from_id", "to_id", "kind", name=op.f("uq_claim_link_from_id_to_id_kind")),
        sa.Index(op.f("ix_claim_link_to_id"), "to_id"),
    )
