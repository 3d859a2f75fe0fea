"""Keep of a picture by what its copies are known again, so that none on record is read for each that comes.

To make it, a picture is unpacked: some 30 milliseconds, five minutes for ten thousand. What was attached before has
none, and is looked at where somebody asks.
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0023"


def upgrade() -> None:
    """Add the column."""
    op.add_column("evidence", sa.Column("looks", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    """Take it off again; the events that tell of its digests remain."""
    op.drop_column("evidence", "looks")
