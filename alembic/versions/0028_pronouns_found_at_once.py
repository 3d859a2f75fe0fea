"""Find at once which speakers are named by a pronoun: `list` asks that of each claim that it shows, and few are.

The columns are those of the key, unique as they are, so that SQLite takes this index, of few rows, in its place.
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0026"

_BY_PRONOUN = sa.text("role = 'speaker' AND mention = 'pronoun'")


def upgrade() -> None:
    """Add the index."""
    op.create_index(
        "uq_attribution_pronoun",
        "attribution",
        ["claim_id", "hop"],
        unique=True,
        sqlite_where=_BY_PRONOUN,
        postgresql_where=_BY_PRONOUN,
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_index("uq_attribution_pronoun", table_name="attribution")
