"""`backup`, `restore` and `upgrade`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import WorkspaceOption, given
from claimtrack.cli.output import counted, tell
from claimtrack.cli.telling import ranged
from claimtrack.config import acting_reviewer, locate, place_for_new
from claimtrack.remedies import Step, do

if TYPE_CHECKING:
    from claimtrack.config import Place
    from claimtrack.services.desk import Desk


_NAMED = 20
"""How many claims are named at the most that evidence does not carry."""
_TOLD = 5
"""How many of those whom nobody looked up are told of, the ones first who keep the most verdicts waiting."""


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
    if done:
        before = f"; a copy from before is {copy}" if copy is not None else ""
        tell(f"the workspace {place.root} is upgraded{before}")
    else:
        tell(f"the workspace {place.root} is up to date")
    _tell_no_longer_carried(place)


def _tell_no_longer_carried(place: "Place") -> None:
    """Say which verdicts that an earlier program gave the rules of this one do not carry, and what settles them."""
    from claimtrack.services.desk import open_desk
    from claimtrack.services.verdicts.no_longer_carried import no_longer_carried

    found = no_longer_carried(open_desk(place, reviewer=acting_reviewer(None)))
    if found.claims:
        stand = "verdict is" if len(found.claims) == 1 else "verdicts are"
        tell(
            f"{len(found.claims)} {stand} not independent by the rules of this version, since nobody looked up who "
            "is behind the claim; nothing was changed"
        )
    for one in found.unlooked[:_TOLD]:
        noun = "claim" if len(one.claims) == 1 else "claims"
        tell(f"  {noun} {ranged(one.claims)}, by {one.name}: " + one.settles)
    if len(found.unlooked) > _TOLD:
        tell(f"  and by {len(found.unlooked) - _TOLD} more")
    if found.others:
        stand = "verdict is" if len(found.others) == 1 else "verdicts are"
        noun = "claim" if len(found.others) == 1 else "claims"
        tell(
            f"{len(found.others)} {stand} not carried by what counts now, of {noun} {ranged(found.others[:_NAMED])}"
            f"{' and more' if len(found.others) > _NAMED else ''}; " + do(Step.SHOW, found.others[0]) + " says why"
        )
    if found.unlooked or found.others:
        tell("what you leave so reopens with " + do(Step.POLICY_APPLY) + "; with --dry-run it lists all of it")
