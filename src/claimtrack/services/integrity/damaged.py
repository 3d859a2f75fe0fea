"""Whether something failed because the database holds what its columns cannot hold."""

from claimtrack.db.damage import damage
from claimtrack.db.engine import read_damaged_text, translated
from claimtrack.errors import DatabaseTrouble
from claimtrack.remedies import Blank, Step, do
from claimtrack.services.desk import Desk


def damaged(desk: Desk) -> DatabaseTrouble | None:
    """Return the error that names the first thing in the database that is damaged; None where all can be read.

    It reads every row, and is asked once something failed that has no other reason.
    """
    try:
        with translated(desk.database), desk.database.whole.connect() as connection:
            read_damaged_text(connection)
            first = next(damage(connection), None)
    except DatabaseTrouble as trouble:
        return trouble
    if first is None:
        return None
    return DatabaseTrouble(
        f"{first}; "
        + do(Step.VERIFY)
        + " names all of it; restore it from a backup with "
        + do(Step.RESTORE, Blank.FILE)
    )
