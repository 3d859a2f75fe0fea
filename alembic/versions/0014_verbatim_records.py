"""Let a piece of evidence be a verbatim record: minutes, a court transcript, a recording, the letter itself.

Such a record proves that something was said, and nothing else, so it serves that question alone. Going back makes a
record like any other of it, of which one proves nothing; the events that tell what it was remain.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

BASIS = "ck_evidence_link_basis"
BEFORE = "basis IN ('firsthand', 'record', 'hearsay', 'unknown')"
AFTER = "basis IN ('firsthand', 'record', 'verbatim', 'hearsay', 'unknown')"
SERVES_SAID = ("ck_evidence_link_verbatim_serves_said", "basis <> 'verbatim' OR serves = 'said'")


def upgrade() -> None:
    """Allow the basis ``verbatim`` for what serves ``said``."""
    # SQLite copies the table, and is told of its constraints: it does not give all of them back by itself.
    with op.batch_alter_table("evidence_link", copy_from=_copied(BEFORE)) as links:
        links.drop_constraint(op.f(BASIS), type_="check")
        links.create_check_constraint(op.f(BASIS), AFTER)
        links.create_check_constraint(op.f(SERVES_SAID[0]), SERVES_SAID[1])


def downgrade() -> None:
    """Make other records of them, and allow the word no more."""
    op.execute("UPDATE evidence_link SET basis = 'record' WHERE basis = 'verbatim'")
    there = _copied(AFTER, sa.CheckConstraint(SERVES_SAID[1], name=op.f(SERVES_SAID[0])))
    with op.batch_alter_table("evidence_link", copy_from=there) as links:
        links.drop_constraint(op.f(SERVES_SAID[0]), type_="check")
        links.drop_constraint(op.f(BASIS), type_="check")
        links.create_check_constraint(op.f(BASIS), BEFORE)


def _copied(basis: str, *more: sa.schema.SchemaItem) -> sa.Table | None:
    return _links(basis, *more) if op.get_bind().dialect.name == "sqlite" else None


def _links(basis: str, *more: sa.schema.SchemaItem) -> sa.Table:
    return sa.Table(
        "evidence_link",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("stance", sa.String(16), nullable=False),
        sa.Column("serves", sa.String(16), nullable=False),
        sa.Column("basis", sa.String(16), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("excerpt", sa.Text(), nullable=True),
        sa.Column("excerpt_start", sa.Integer(), nullable=True),
        sa.Column("excerpt_end", sa.Integer(), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("charset", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("credibility", sa.Integer(), nullable=True),
        sa.CheckConstraint("stance IN ('supports', 'refutes', 'context')", name=op.f("ck_evidence_link_stance")),
        sa.CheckConstraint("serves IN ('truth', 'said')", name=op.f("ck_evidence_link_serves")),
        sa.CheckConstraint(basis, name=op.f(BASIS)),
        sa.CheckConstraint("credibility BETWEEN 1 AND 6", name=op.f("ck_evidence_link_credibility_of_six")),
        *more,
        _reference("evidence_id", "evidence"),
        _reference("claim_id", "claim"),
        _reference("added_by_id", "reviewer"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_link")),
        sa.Index("ix_evidence_link_claim_id", "claim_id"),
        sa.Index(
            "uq_evidence_link_standing",
            "evidence_id",
            "claim_id",
            "serves",
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
        ),
    )


def _reference(column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_evidence_link_{column}"), ondelete="RESTRICT")
