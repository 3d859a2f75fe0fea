"""Keep the posts of a live file with its snapshot: where each stands, when it was put up, and by whom.

What is on record has none until its article is read again. Going back forgets them; the bytes that they were read from
remain.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the column; no snapshot on record is known to be a live file."""
    op.add_column("snapshot", sa.Column("posts", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    """Take the column away."""
    op.drop_column("snapshot", "posts")
