"""Find at once which blind verdicts were opened: the page of what waits for a second person asks it each time.

The log has some hundred times as many events of other kinds, and an index of these alone costs those nothing.
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"

_OPENED = sa.text("action = 'claim.opened'")


def upgrade() -> None:
    """Add the index."""
    op.create_index("ix_event_opened", "event", ["id"], sqlite_where=_OPENED, postgresql_where=_OPENED)


def downgrade() -> None:
    """Drop it."""
    op.drop_index("ix_event_opened", table_name="event")
