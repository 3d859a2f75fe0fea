"""`locker`: what is kept, what of it nothing names, and where it is kept."""

from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli.given import DryRunOption, Form, given, rehearsed
from claimtrack.cli.group import Commands
from claimtrack.cli.output import counted, emit, moment, table, tell, watched, write
from claimtrack.cli.paging import footer, tell_left_out
from claimtrack.remedies import Step, do

if TYPE_CHECKING:
    from claimtrack.services.desk import Desk
    from claimtrack.services.integrity.sweep import KeptFile
    from claimtrack.services.paging import Window

locker = typer.Typer(
    cls=Commands,
    help="Look at the kept bytes, sweep out what nothing names, move all elsewhere.",
    rich_markup_mode=None,
)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(locker, name="locker")


@locker.command("list")
@given
def list_(
    desk: "Desk",
    form: Form,
    window: "Window",
    orphans: Annotated[
        bool,
        typer.Option("--orphans", help="Only what nothing names: refused files, and what runs that died had kept."),
    ] = False,
) -> None:
    """List the kept files, with what each belongs to.

    Example: claimtrack locker list --orphans
    """
    from claimtrack.reports.wording import measures
    from claimtrack.services.integrity import sweep as service

    found = service.listing(desk, window, orphans=orphans)
    words = ("file that nothing names", "files that nothing names") if orphans else ("kept file",)
    if form is not Form.TABLE:
        emit([_row(one) for one in found], form)
        tell_left_out(found, *words)
        return
    if found:
        rows = [
            [one.digest, measures.size(one.size), moment(one.since), ", ".join(one.belongs_to) or "nothing"]
            for one in found
        ]
        table(rows, ["sha256", "size", "kept", "belongs to"])
    tell(footer(found, *words))


@locker.command()
@given
def sweep(
    desk: "Desk",
    now: Annotated[
        bool,
        typer.Option(
            "--now", help="Also what was kept within the last hour; who is about to put it on record begins again."
        ),
    ] = False,
    dry_run: DryRunOption = False,
) -> None:
    """Take out of the locker what nothing names, for good. What was taken out stands in the log.

    Example: claimtrack locker sweep --dry-run
    """
    from claimtrack.reports.wording import measures
    from claimtrack.services.integrity import sweep as service

    desk = rehearsed(desk, dry_run)
    found = desk.enact(service.sweep, older_than=0.0 if now else service.HOUR)
    for digest in found.digests:
        write(digest)
    halves = f" and {counted(found.leftovers, 'half-written file')}" if found.leftovers else ""
    done = "would be swept" if desk.rehearsal else "swept"
    tell(f"{counted(len(found.digests), 'file')} that nothing names ({measures.size(found.size)}){halves} {done}")
    if found.young:
        left = counted(found.young, "more was", "more were")
        tell(f"{left} kept within the last hour and stay; --now takes them, too")


@locker.command()
@given
def move(
    desk: "Desk",
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="URL|FOLDER",
            help="Where to: a store, such as s3://bucket/desk or webdav://host/desk, or a folder.",
            show_default=False,
        ),
    ],
    dry_run: DryRunOption = False,
) -> None:
    """Copy every kept file elsewhere, compare each there, then work with the new place. Nothing is removed at the old.

    Begun again after it was cut off, it goes on where it was. Nobody else should be adding files meanwhile.

    Example: claimtrack locker move --to s3://desk-files/locker
    """
    from claimtrack.cli.custody import tell_unlogged
    from claimtrack.services.integrity import moving as service

    desk = rehearsed(desk, dry_run)
    found = service.move(desk, to, beside=watched("copying").beside)
    there = counted(found.compared, "file")
    if desk.rehearsal:
        tell(f"{counted(found.copied, 'file')} of {found.files:,} would be copied to {found.where}; {there} are there")
        return
    tell(f"{counted(found.copied, 'file')} copied to {found.where}, {there} were there already; each was compared")
    tell_unlogged(found.unlogged)
    tell(f"nothing was removed at {found.old}; once you have checked with " + do(Step.VERIFY) + ", that is yours to do")
    if found.told_in is not None:
        tell(f"this workspace works with {found.where} from now on, as {found.told_in} says")
    elif found.switched:
        tell("this workspace works with the folder inside it from now on")
    else:
        tell(
            f"nothing was switched: set CLAIMTRACK_LOCKER to {found.where} for everybody who works here; a password "
            "is written into no file"
        )


def _row(one: "KeptFile") -> dict[str, object]:
    return {"sha256": one.digest, "size": one.size, "kept": one.since, "belongs_to": list(one.belongs_to)}
