"""Keep of evidence why the desk may hold and show it, who agreed, who could be harmed, and who may see it.

What is on record already has none of it, and everybody at the desk sees it, as until now. Going back forgets it, so
that a protected piece is protected no more; the events that tell of all of it remain.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

TEXTS = ("rights", "consent_by", "consent_extent", "harmed")
WORDS = {"consent": ("given", "withdrawn", "not-needed"), "risk": ("low", "medium", "high")}
VISIBILITY = ("desk", "restricted", "protected")


def upgrade() -> None:
    """Add the columns. Each has its check beside it, so that SQLite need not copy the table."""
    for column in ("rights", "consent", "consent_by", "consent_extent", "risk", "harmed"):
        if column in WORDS:
            _add(column, WORDS[column], "")
        else:
            op.add_column("evidence", sa.Column(column, sa.Text(), nullable=True))
    _add("visibility", VISIBILITY, f"DEFAULT '{VISIBILITY[0]}' NOT NULL")


def _add(column: str, words: tuple[str, ...], more: str) -> None:
    among = ", ".join(f"'{word}'" for word in words)
    op.execute(
        sa.text(
            f"ALTER TABLE evidence ADD COLUMN {column} VARCHAR(16) {more} "
            f"CONSTRAINT ck_evidence_{column} CHECK ({column} IN ({among}))"
        )
    )


def downgrade() -> None:
    """Take them away; a check goes with its column."""
    for column in ("visibility", *WORDS, *TEXTS):
        op.execute(sa.text(f"ALTER TABLE evidence DROP COLUMN {column}"))
