"""Run migrations on the connection that `claimtrack.db.migrate` hands over; there is no other way in."""

from alembic import context
from sqlalchemy import MetaData

# The mapped classes have to be loaded: they fill in the metadata.
import claimtrack.db.models  # noqa: F401 - its import declares the tables
from claimtrack.db.base import NAMING, Base
from claimtrack.db.door_models import DoorBase

# In one: Alembic takes the names of constraints from the metadata that it is given, and from no list of them.
everything = MetaData(naming_convention=NAMING)
for one in (*Base.metadata.tables.values(), *DoorBase.metadata.tables.values()):
    one.to_metadata(everything)

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=everything,
    # SQLite alters a table by copying it.
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
)
context.run_migrations()
