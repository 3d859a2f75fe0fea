"""Keep the question whether two sources are one.

The machine asks it where their names say so; until a person merges the two or says that they are two, they are related.
Going back forgets the questions and their answers, which an earlier version could not read: the events that tell of
them remain.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

KINDS = "ck_source_link_relationkind"
FEWER = "kind IN ('part_of', 'controlled_by', 'allied_with', 'relies_on')"
MORE = "kind IN ('part_of', 'controlled_by', 'allied_with', 'relies_on', 'same_as')"


def upgrade() -> None:
    """Allow one more kind of relation between sources."""
    _change(FEWER, MORE)


def downgrade() -> None:
    """Remove the questions, and allow them no longer."""
    op.execute("DELETE FROM source_link WHERE kind = 'same_as'")
    _change(MORE, FEWER)


def _change(was: str, now: str) -> None:
    # SQLite copies the table, and is told of its constraints: it does not give all of them back by itself.
    copied = _links(was) if op.get_bind().dialect.name == "sqlite" else None
    with op.batch_alter_table("source_link", copy_from=copied) as links:
        links.drop_constraint(op.f(KINDS), type_="check")
        links.create_check_constraint(op.f(KINDS), now)


def _links(kinds: str) -> sa.Table:
    return sa.Table(
        "source_link",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_source_link_two_sources")),
        sa.CheckConstraint("until >= since", name=op.f("ck_source_link_ends_after_it_begins")),
        sa.CheckConstraint(kinds, name=op.f(KINDS)),
        sa.CheckConstraint("state IN ('proposed', 'accepted', 'rejected')", name=op.f("ck_source_link_relationstate")),
        *(_reference(*reference) for reference in REFERENCES),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_link")),
        sa.Index(op.f("ix_source_link_from_id"), "from_id"),
        sa.Index(op.f("ix_source_link_to_id"), "to_id"),
    )


REFERENCES = (("from_id", "source"), ("to_id", "source"), ("made_by_id", "reviewer"), ("decided_by_id", "reviewer"))


def _reference(column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_source_link_{column}"), ondelete="RESTRICT")
