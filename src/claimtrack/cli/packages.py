"""`export` and `import`: a case as one file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import AsOption, DryRunOption, ReasonOption, WorkspaceOption, given
from claimtrack.cli.output import counted, tell
from claimtrack.config import acting_reviewer, place_for_new

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk
    from claimtrack.services.packages.taking_in import TakenIn


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(export)
    app.command(name="import")(import_)


@given
def export(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The file to write, for example case.zip.", show_default=False)
    ],
    desk: "Desk",
    include_protected: Annotated[
        bool, typer.Option("--include-protected", help="Let protected evidence go along, to who may have it.")
    ] = False,
    reason: ReasonOption = None,
) -> None:
    """Write the whole record with its originals into one file that anybody can check, and check it.

    That it left is on record, in the log of custody of each piece.

    Example: claimtrack export case.zip --reason "for the lawyer"
    """
    from claimtrack.cli.custody import tell_unlogged
    from claimtrack.services.packages.export import let_go

    made, unlogged = let_go(desk, file, include_protected=include_protected, reason=reason)
    tell(f"{file} holds {counted(made.events, 'event')} and {counted(made.originals, 'original')}; it was checked")
    tell(f"the chain in it ends with {made.head}")
    tell(f"the SHA-256 of the file is {made.sha256}")
    tell_unlogged(unlogged)


def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `export` wrote.", show_default=False)],
    workspace: WorkspaceOption = None,
    who: AsOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Take a case in, once everything in it checks: as a new workspace, or what it has more than the one that is there.

    Example: claimtrack import case.zip --workspace case
    """
    from claimtrack.services.packages.taking_in import take_in

    place = place_for_new(workspace)
    found = take_in(file, place, reviewer=acting_reviewer(who), rehearsal=dry_run)
    would = "would be " if dry_run else ""
    tell(_what(found, str(place.root), would))
    tell(f"the chain in {file} ends with {found.head}")


def _what(found: "TakenIn", root: str, would: str) -> str:
    events, files = counted(found.events, "event"), counted(found.files, "original")
    if found.made:
        return f"{events} and {files} {would or 'were '}put into a new workspace at {root}"
    if found.events:
        return f"{events} and {files} {would or 'were '}added to the workspace at {root}"
    beyond = f", and {counted(found.beyond, 'event')} more" if found.beyond else ""
    nothing = f"nothing {would or 'was '}added: the workspace at {root} has all {counted(found.of, 'event')}{beyond}"
    if not found.files:
        return nothing
    return (
        f"{nothing}; {files} that it lacked, or that {'was' if found.files == 1 else 'were'} damaged, {would}put back"
    )
