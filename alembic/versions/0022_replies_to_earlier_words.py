"""Say of a reply that the claim has other words by now, or another speaker, than the party was asked about.

A reply that was on record before is held for one to the words that the claim has: nothing told when they were changed.
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Add the column."""
    op.add_column("reply_claim", sa.Column("earlier_words", sa.Text(), nullable=True))


def downgrade() -> None:
    """Take it off again; the events that tell of it remain."""
    op.drop_column("reply_claim", "earlier_words")
