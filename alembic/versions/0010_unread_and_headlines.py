"""Keep of a claim that nobody read who says it, and that it is what the headline states.

Until now a statement in a language that is not read was put on record as the outlet's own voice. What is on record
stays as it was told; reading the article again says otherwise. ``own_voice`` is null for what is unread. Going back
makes such claims the outlet's own voice again, as that program would have had them, and forgets which are headlines:
the events that tell of both remain.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Let ``own_voice`` be null, and add the mark; no claim on record is known to be a headline."""
    _replace_own_voice(sa.Column("voice", sa.Boolean(), nullable=True))
    op.add_column("claim", sa.Column("headline", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Make what is unread the outlet's own voice, and take the mark away."""
    op.drop_column("claim", "headline")
    op.execute(sa.text("UPDATE claim SET own_voice = true WHERE own_voice IS NULL"))
    _replace_own_voice(sa.Column("voice", sa.Boolean(), nullable=False, server_default=sa.false()))


def _replace_own_voice(voice: "sa.Column[bool]") -> None:
    """Put another column in its place, the same way on both databases.

    SQLite alters no column, and Alembic cannot copy a table with a computed one.
    """
    op.add_column("claim", voice)
    op.execute(sa.text("UPDATE claim SET voice = own_voice"))
    op.execute(sa.text("ALTER TABLE claim DROP COLUMN own_voice"))
    op.execute(sa.text("ALTER TABLE claim RENAME COLUMN voice TO own_voice"))
