"""Run migrations on the connection that `claimtrack.db.migrate` hands over; there is no other way in."""

from alembic import context

# The mapped classes have to be loaded: they fill in the metadata.
import claimtrack.db.models  # noqa: F401 - its import declares the tables
from claimtrack.db.base import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    # SQLite alters a table by copying it.
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
)
context.run_migrations()
