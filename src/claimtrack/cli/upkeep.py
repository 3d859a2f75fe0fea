"""`backup`, `restore` and `upgrade`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import WorkspaceOption, given
from claimtrack.cli.output import counted, tell
from claimtrack.config import locate, place_for_new

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(backup)
    app.command()(restore)
    app.command()(upgrade)


@given
def backup(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The file to write, for example desk.zip.", show_default=False)
    ],
    desk: "Desk",
) -> None:
    """Write database and kept bytes into one file, and check it.

    Example: claimtrack backup desk-2026-11-24.zip
    """
    from claimtrack.services.integrity.backup import backup as write_backup

    made = write_backup(desk, file)
    tell(f"{file} holds {counted(made.head_number, 'event')} and {counted(made.files, 'kept file')}; it was checked")
    tell(f"the chain in it ends with {made.head_hash}")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `backup` wrote.", show_default=False)],
    workspace: WorkspaceOption = None,
) -> None:
    """Make a workspace from a backup, once everything in it checks.

    Example: claimtrack restore desk-2026-11-24.zip --workspace restored
    """
    from claimtrack.services.integrity.backup import restore as restore_backup

    place = place_for_new(workspace)
    made = restore_backup(file, place)
    tell(f"restored {counted(made.head_number, 'event')} and {counted(made.files, 'kept file')} into {place.root}")


def upgrade(workspace: WorkspaceOption = None) -> None:
    """Bring a workspace of an older claimtrack up to date; on SQLite after a copy of its database.

    Example: claimtrack upgrade
    """
    from claimtrack.services.workspaces import upgrade as upgrade_workspace

    place = locate(workspace)
    done, copy = upgrade_workspace(place)
    if not done:
        tell(f"the workspace {place.root} is up to date")
        return
    tell(f"the workspace {place.root} is upgraded" + (f"; a copy from before is {copy}" if copy is not None else ""))
