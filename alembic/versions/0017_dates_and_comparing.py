"""Say of evidence what shows its day, who compared it where it has no text, and by what retold copies are known.

A date that nothing shows lets nobody be independent, so what shows it has to be on record. What was dated before is
held for dated by nobody's showing, and what was attached before has no short runs: both are told as they were.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

COLUMNS = (
    ("short_runs", sa.LargeBinary()),
    ("dated_shown", sa.Boolean()),
    ("dated_because", sa.Text()),
    ("compared_because", sa.Text()),
)


def upgrade() -> None:
    """Add the columns."""
    for name, kind in COLUMNS:
        op.add_column("evidence", sa.Column(name, kind, nullable=True))


def downgrade() -> None:
    """Take them off again; the events that tell of them remain."""
    for name, _ in reversed(COLUMNS):
        op.drop_column("evidence", name)
