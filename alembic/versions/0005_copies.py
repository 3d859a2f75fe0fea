"""Keep by what the copies of a text are known, for evidence and for articles.

One agency's story under ten headlines is one piece of evidence. What was attached before has no sketch, and is told
from its copies by its bytes alone; nothing of it is lost on the way up or down.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add a sketch to evidence and to snapshots."""
    for table in ("evidence", "snapshot"):
        op.add_column(table, sa.Column("sketch", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Take the sketches away."""
    for table in ("evidence", "snapshot"):
        op.drop_column(table, "sketch")
