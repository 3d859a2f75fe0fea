"""Keep of a doubt of the article how sure the machine was of it, who says it, and how a person judged it.

What is on record came with no figure, and counts as it did. Going back forgets the figures and the judgements: a doubt
that was rejected counts again, as that program has it. The events that tell of them remain.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

_WORDS = {"origin": ("machine", "reviewer"), "state": ("proposed", "accepted", "rejected")}


def upgrade() -> None:
    """Add the columns. Each has its check beside it, so that SQLite need not copy the table."""
    op.add_column("caveat", sa.Column("confidence", sa.Double(), nullable=True))
    for column, words in _WORDS.items():
        among = ", ".join(f"'{word}'" for word in words)
        op.execute(
            sa.text(
                f"ALTER TABLE caveat ADD COLUMN {column} VARCHAR(16) DEFAULT '{words[0]}' NOT NULL "
                f"CONSTRAINT ck_caveat_link{column} CHECK ({column} IN ({among}))"
            )
        )


def downgrade() -> None:
    """Take them away; a check goes with its column."""
    for column in (*_WORDS, "confidence"):
        op.execute(sa.text(f"ALTER TABLE caveat DROP COLUMN {column}"))
