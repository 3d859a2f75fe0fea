"""Keep whom a claim accuses or favours, and which earlier claim a piece of evidence is.

What a party says for itself never counts, so a claim says who its parties are; what the machine read in the article
holds until a person rejects it. A piece of evidence may be an earlier claim, and then rests on what that one rests on.
Going back loses the parties, and which claim such a piece is: its words stay in the locker, and the events that tell of
both remain.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

OF_CLAIM = "fk_evidence_of_claim_id"
OF_CLAIM_INDEX = "ix_evidence_of_claim_id"


def upgrade() -> None:
    """Add the table of parties, and to evidence which claim it is."""
    op.create_table(
        "claim_party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(16), nullable=False),
        sa.Column("origin", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("judged_by_id", sa.Integer(), nullable=True),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("side IN ('accused', 'favoured')", name=op.f("ck_claim_party_partyside")),
        sa.CheckConstraint("origin IN ('machine', 'reviewer')", name=op.f("ck_claim_party_linkorigin")),
        sa.CheckConstraint("state IN ('proposed', 'accepted', 'rejected')", name=op.f("ck_claim_party_linkstate")),
        sa.CheckConstraint(
            "(state = 'proposed') = (judged_by_id IS NULL) AND (judged_by_id IS NULL) = (judged_at IS NULL)",
            name=op.f("ck_claim_party_judged_by_somebody"),
        ),
        _reference("claim_party", "claim_id", "claim"),
        _reference("claim_party", "source_id", "source"),
        _reference("claim_party", "judged_by_id", "reviewer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_party")),
        sa.UniqueConstraint("claim_id", "source_id", "side", name=op.f("uq_claim_party_claim_id_source_id_side")),
    )
    op.create_index(op.f("ix_claim_party_source_id"), "claim_party", ["source_id"])
    # SQLite copies the table, and is told of its constraints: it does not give all of them back by itself.
    with op.batch_alter_table("evidence", copy_from=_copied()) as evidence:
        evidence.add_column(sa.Column("of_claim_id", sa.Integer(), nullable=True))
        evidence.create_foreign_key(op.f(OF_CLAIM), "claim", ["of_claim_id"], ["id"], ondelete="RESTRICT")
    op.create_index(op.f(OF_CLAIM_INDEX), "evidence", ["of_claim_id"])


def downgrade() -> None:
    """Remove them again."""
    op.drop_index(op.f(OF_CLAIM_INDEX), "evidence")
    there = sa.Column("of_claim_id", sa.Integer(), nullable=True), _reference("evidence", "of_claim_id", "claim")
    with op.batch_alter_table("evidence", copy_from=_copied(*there)) as evidence:
        evidence.drop_constraint(op.f(OF_CLAIM), type_="foreignkey")
        evidence.drop_column("of_claim_id")
    op.drop_table("claim_party")


def _copied(*more: sa.schema.SchemaItem) -> sa.Table | None:
    return _evidence(*more) if op.get_bind().dialect.name == "sqlite" else None


def _reference(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"), ondelete="RESTRICT")


def _evidence(*more: sa.schema.SchemaItem) -> sa.Table:
    return sa.Table(
        "evidence",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("sketch", sa.LargeBinary(), nullable=True),
        *more,
        _reference("evidence", "source_id", "source"),
        _reference("evidence", "added_by_id", "reviewer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
        sa.UniqueConstraint("digest", name=op.f("uq_evidence_digest")),
        sa.Index(op.f("ix_evidence_source_id"), "source_id"),
    )
